/* SPDX-License-Identifier: MIT */
/*
 * Each sentence is scanned once from the left for digits and for the scale
 * characters of Chinese numerals. A candidate is read forward (scale, hedge,
 * unit); what stands before it in its clause, back to the figure before, and
 * a little of what stands behind decide whether it is a figure, its qualifier
 * and its code. Both contexts are cut to a fixed length, so that a text
 * without any punctuation costs no more than another.
 */
#include "figure.h"

#include "date.h"
#include "figcode.h"
#include "fignoun.h"
#include "figscope.h"
#include "figtrap.h"
#include "figway.h"
#include "mention.h"
#include "words.h"

enum {
	MAX_BEFORE = 180,	/* bytes of context in front of a number */
	MAX_PARAGRAPH = 480,	/* the same, beyond its sentence */
	MAX_BEHIND = 60,	/* and behind it */
	MAX_RIVALS = 16,	/* figures that are compared with a new one */
	MAX_LIST = 8,		/* numbers that share a unit */
	MAX_QUOTED = 3000	/* bytes of a sentence that are kept of it */
};

/* Where the pass stands. */
struct scan {
	struct doc *d;
	const struct figcode *codes;
	struct figscope scope;
	int section;
	struct str text;	/* the section, Simplified */
	struct str s, found;	/* the sentence, Simplified and as found */
	struct str previous;	/* the one before it, Simplified */
	size_t clause;		/* where the clause begins */
	size_t last_end;	/* behind the last figure of the sentence */
	size_t last_start;
	size_t outer_end;	/* behind the last one outside of remarks */
	struct str last_unit;
	struct str contested;	/* a code that several claim, the latest */
	bool last;		/* there is one in this sentence */
	bool full;		/* FIGURE_MAX was reached */
	size_t map_s, map_found;	/* the same place in both */
	bool identical;		/* byte by byte */
	bool same_length;	/* character by character */
};

static const struct word range_marks[] = {
	WORD("-"), WORD("－"), WORD("—"), WORD("–"), WORD("~"), WORD("～"),
	WORD("至"), WORD("到"), WORDS_END
};

static const struct word joins[] = {
	WORD("、"), WORD("和"), WORD("及"), WORD("与"), WORD("以及"), WORDS_END
};

static bool
is_comma(uint32_t c)
{
	return c == ',' || c == 0xFF0C;
}

static bool
is_separator(uint32_t c)
{
	return is_comma(c) || c == ';' || c == 0xFF1B ||
	    c == 0x3002 || c == '\n';
}

/* The context in front of byte `at`, not further back than `from`. */
static struct str
before(const struct scan *z, size_t from, size_t at)
{
	if (at - from > MAX_BEFORE) {
		from = at - MAX_BEFORE;
		while (from < at && (z->s.p[from] & 0xC0) == 0x80)
			from++;
	}
	return str_sub(z->s, from, at - from);
}

/* The context behind byte `at`, to the end of the clause. */
static struct str
behind(const struct scan *z, size_t at)
{
	size_t next = at, end = at;

	while (next < z->s.n && end - at < MAX_BEHIND &&
	    !is_separator(str_char(z->s, &next)))
		end = next;
	return str_sub(z->s, at, end - at);
}

/* Where the remark in parentheses begins that `s` ends inside of; or s.n. */
static size_t
remark_start(struct str s)
{
	size_t at = s.n;
	struct str rest;

	while (at-- > 0) {
		rest = str_sub(s, at, s.n);
		if (s.p[at] == '(' || str_starts(rest, STR("（")))
			return at;
		if (s.p[at] == ')' || str_starts(rest, STR("）")))
			break;
	}
	return s.n;
}

static bool
in_remark(const struct scan *z, size_t start)
{
	struct str head = before(z, z->clause, start);

	return remark_start(head) < head.n;
}

/*
 * What stands in front of a figure in its clause, up to the last figure. One
 * in a remark is passed over with it: 公众号（1个）发布信息149条.
 */
static struct str
own_clause(const struct scan *z, size_t start)
{
	size_t from = z->clause;
	struct str rest, head;

	if (!z->last || z->last_end <= from)
		return before(z, from < start ? from : start, start);
	if (z->last_end > start)
		return str_sub(z->s, start, 0);
	rest = str_sub(z->s, z->last_end, start - z->last_end);
	if (!str_starts(rest, STR("）")) && !str_starts(rest, STR(")")))
		return before(z, z->last_end, start);
	head = before(z, from, z->last_start);
	head.n = remark_start(head);
	if (head.p + head.n == z->s.p + z->last_start || z->outer_end > from)
		return before(z, z->last_end, start);
	rest = str_sub(rest, str_starts(rest, STR(")")) ? 1 : 3, rest.n);
	return arena_printf(z->d->arena, "%.*s%.*s", STR_ARG(head),
	    STR_ARG(rest));
}

/* -5.6%, 同比－5.6% */
static bool
has_minus(struct str s, size_t start)
{
	uint32_t c = str_before(s, start);

	return c == '-' || c == 0xFF0D || c == 0x2212;
}

/* The last figure and this one are 由A压缩到B: marks the last as "before". */
static bool
is_pair(const struct scan *z, const struct mention *m)
{
	struct str between, origin;

	if (!z->last || z->last_start < z->clause ||
	    m->start - z->last_end > MAX_BEHIND)
		return false;
	between = str_sub(z->s, z->last_end, m->start - z->last_end);
	origin = before(z, z->clause, z->last_start);
	return figway_leads(between) && figway_comes_from(origin);
}

/* The last figure and this one are 3个至5个: marks the last as "low". */
static bool
is_range(const struct scan *z, const struct mention *m)
{
	struct str between;
	const struct word *w;

	if (!z->last || z->last_start < z->clause ||
	    !str_eq(z->last_unit, m->unit))
		return false;
	between = str_trim(str_sub(z->s, z->last_end, m->start - z->last_end));
	w = words_start(between, range_marks);
	return w != NULL && between.n == w->text.n;
}

/* "分别增长9.5%和11.2%": the change of the figure before goes on. */
static const char *
same_change(const struct scan *z, const struct mention *m, struct str head)
{
	const struct word *w = words_start(head, joins);
	const struct figure *last;

	if (w == NULL || w->text.n != head.n || !z->last ||
	    !str_eq(z->last_unit, m->unit))
		return NULL;
	last = &z->d->figures.v[z->d->figures.n - 1];
	return strcmp(last->qualifier, "up") == 0 ||
	    strcmp(last->qualifier, "down") == 0 ? last->qualifier : NULL;
}

static const char *
qualifier(struct scan *z, const struct mention *m, struct str head)
{
	const struct word *hedge = mention_hedge(head);
	struct str bare = hedge == NULL ? head :
	    str_sub(head, 0, head.n - hedge->text.n);
	const char *way;

	if (is_pair(z, m)) {
		z->d->figures.v[z->d->figures.n - 1].qualifier = "before";
		return "after";
	}
	if (is_range(z, m)) {
		z->d->figures.v[z->d->figures.n - 1].qualifier = "low";
		return "high";
	}
	if (figway_arrives(bare))
		return "after";
	/* The direction of a change says more than how exact it is. */
	way = has_minus(z->s, m->start) ? "down" : figway_direction(bare,
	    before(z, z->clause, m->start));
	if (way == NULL)
		way = same_change(z, m, bare);
	if (way != NULL)
		return way;
	if (m->hedge != NULL)
		return m->hedge;
	return hedge != NULL ? hedge->means : "exact";
}

/* The paragraph in front of byte `at`, cut to a fixed length. */
static struct str
paragraph(const struct scan *z, size_t at)
{
	size_t end = (size_t)(z->s.p - z->text.p) + at;
	struct str s = str_sub(z->text, 0, end);
	const char *line;

	if (s.n > MAX_PARAGRAPH)
		s = str_sub(s, s.n - MAX_PARAGRAPH, MAX_PARAGRAPH);
	line = memrchr(s.p, '\n', s.n);
	return line == NULL ? s :
	    str_sub(s, (size_t)(line - s.p) + 1, s.n);
}

/* The code of a figure and its greatest plausible value. */
static struct str
code(struct scan *z, const struct mention *m, struct str head, struct str *max)
{
	struct figcode_place place = {
		.unit = m->unit, .head = head,
		.bare = fignoun_strip(head),
		.tail = behind(z, m->end),
		.sentence = before(z, 0, m->start),
		.paragraph = paragraph(z, m->start),
		.scope = figscope_at(&z->scope, m->start),
		.d = z->d, .clause = before(z, z->clause, m->start),
	};
	size_t i;

	/* A remark or what belongs to the next number says nothing. */
	for (i = 0; i < place.tail.n; i++)
		if ((place.tail.p[i] >= '0' && place.tail.p[i] <= '9') ||
		    place.tail.p[i] == '(' ||
		    str_starts(str_sub(place.tail, i, 3), STR("（")) ||
		    str_starts(str_sub(place.tail, i, 3), STR("、")))
			place.tail.n = i;
	return figcode_find(z->codes, &place, max);
}

/* The place in the sentence as found that belongs to byte `at`. */
static size_t
as_found(struct scan *z, size_t at)
{
	if (at < z->map_s)
		z->map_s = z->map_found = 0;
	while (z->map_s < at && z->map_found < z->found.n) {
		str_char(z->s, &z->map_s);
		str_char(z->found, &z->map_found);
	}
	return z->map_found;
}

static struct str
raw(struct scan *z, size_t start, size_t end)
{
	size_t from;

	if (z->identical)
		return str_sub(z->found, start, end - start);
	if (!z->same_length)
		return str_sub(z->s, start, end - start);
	from = as_found(z, start);
	return str_sub(z->found, from, as_found(z, end) - from);
}

/*
 * The sentence as found. Of what is too long to be one, what stands around
 * the number: with thousands of numbers in it each would repeat it all.
 */
static struct str
quoted(struct scan *z, size_t at)
{
	struct str s = z->found;
	size_t from, to;

	if (s.n <= MAX_QUOTED)
		return s;
	from = as_found(z, at);
	from = from > MAX_QUOTED / 2 ? from - MAX_QUOTED / 2 : 0;
	to = from + MAX_QUOTED < s.n ? from + MAX_QUOTED : s.n;
	while (from < to && (s.p[from] & 0xC0) == 0x80)
		from++;
	while (to < s.n && to > from && (s.p[to] & 0xC0) == 0x80)
		to--;
	return str_sub(s, from, to - from);
}

static void
warn_of(struct scan *z, const struct figure *f, const struct mention *m,
    struct str max)
{
	struct decimal limit;
	struct arena *a = z->d->arena;

	if (m->unit.n == 0)
		doc_warn(z->d, "unit_missing", 0, f->ind, STR_NONE,
		    arena_printf(a, "%.*s%.*s", STR_ARG(f->entity),
		    STR_ARG(f->raw)));
	if (m->grouped)
		doc_warn(z->d, "digit_group", 0, f->ind, STR_NONE, f->raw);
	if (f->ind.p != NULL && number_parse(max, &limit) &&
	    number_cmp(m->value, limit) > 0)
		doc_warn(z->d, "implausible", 0, f->ind, STR_NONE,
		    arena_printf(a, "%.*s is %.*s, limit %.*s",
		    STR_ARG(f->raw), STR_ARG(f->value), STR_ARG(max)));
}

/* 所需资料由25份减少到9份: what one half says, the other means too. */
static void
share_code(struct figure *was, struct figure *is)
{
	if (strcmp(was->qualifier, "before") != 0)
		return;
	if (was->ind.p == NULL)
		was->ind = is->ind;
	else if (is->ind.p == NULL)
		is->ind = was->ind;
	was->entity = figway_without_origin(was->entity);
	is->entity = was->entity;
}

/*
 * Behind 其中, what has the code of a number in front of it is a part of that:
 * 公开78条,其中网站公开28条. 其中 may begin the next sentence.
 */
static bool
is_part(const struct scan *z, size_t at, struct str ind)
{
	ptrdiff_t which = str_find(str_sub(z->s, 0, at), STR("其中"), 0);
	const struct figure *f;
	size_t i;

	for (i = z->d->figures.n; which >= 0 && i-- > 0;) {
		f = &z->d->figures.v[i];
		if (f->sentence_hans.p != z->s.p &&
		    (which > 0 || f->sentence_hans.p != z->previous.p))
			return false;
		if (str_eq(f->ind, ind) && (f->sentence_hans.p != z->s.p ||
		    f->offset < (size_t)which))
			return true;
	}
	return false;
}

/* Of one thing, at two times or at the ends of a range. */
static bool
is_of_pair(const char *qualifier)
{
	return strcmp(qualifier, "before") == 0 ||
	    strcmp(qualifier, "after") == 0 || strcmp(qualifier, "low") == 0 ||
	    strcmp(qualifier, "high") == 0;
}

/*
 * Two numbers of one sentence with one code: neither is all there is (市代表建
 * 议34件、省代表建议5件), and all lose it. Only the last few are looked at.
 */
static void
drop_rivals(struct scan *z)
{
	struct figure *last = &z->d->figures.v[z->d->figures.n - 1], *f = last;
	struct str ind = last->ind;
	int n = MAX_RIVALS;

	if (ind.p == NULL || is_of_pair(last->qualifier))
		return;
	while (f-- > z->d->figures.v && n-- > 0 &&
	    f->sentence_hans.p == z->s.p)
		if (str_eq(f->ind, ind) && str_eq(f->unit, last->unit) &&
		    !str_eq(f->value, last->value) &&
		    !is_of_pair(f->qualifier)) {
			f->ind = STR_NONE;
			z->contested = ind;
		}
	if (str_eq(z->contested, ind))
		last->ind = STR_NONE;
}

static void
add(struct scan *z, const struct mention *m, const char *given)
{
	struct str head = own_clause(z, m->start), ind, max = STR_NONE;
	const char *how;
	struct figure *f;

	if (z->d->figures.n >= FIGURE_MAX) {
		if (!z->full)
			doc_warn(z->d, "too_many_figures", 0, STR_NONE,
			    STR_NONE, arena_printf(z->d->arena, "limit %d",
			    FIGURE_MAX));
		z->full = true;
		return;
	}
	ind = code(z, m, head, &max);
	if (ind.p != NULL && is_part(z, m->start, ind))
		ind = STR_NONE;
	how = given != NULL ? given : qualifier(z, m, head);
	f = DOC_ADD(z->d, figures);
	*f = (struct figure){
		.section = z->section, .ind = ind, .entity =
		    fignoun_find(head, behind(z, m->end), m->unit),
		.value = number_print(z->d->arena, m->value),
		.unit = m->unit, .qualifier = how,
		.raw = raw(z, m->start, m->unit_end),
		.sentence = quoted(z, m->start),
		.time = figscope_time(z->d->arena, &z->scope,
		    strcmp(how, "up") == 0 || strcmp(how, "down") == 0),
		.sentence_hans = z->s, .offset = m->start,
	};
	if (strcmp(how, "after") == 0 && z->d->figures.n > 1)
		share_code(f - 1, f);
	drop_rivals(z);
	warn_of(z, f, m, max);
	z->last = true;
	z->last_start = m->start;
	z->last_end = m->end;
	if (!in_remark(z, m->start))
		z->outer_end = m->end;
	z->last_unit = m->unit;
}

/* 3-5件, 3～5万件: two figures; false if it is none. */
static bool
add_range(struct scan *z, const struct mention *first)
{
	struct mention low = *first, high = { 0 };
	size_t at = first->end;

	if (low.unit.n > 0 || low.hedge != NULL ||
	    words_take(z->s, &at, range_marks) == NULL ||
	    number_digit(str_peek(z->s, at)) < 0)
		return false;
	high.start = high.end = at;
	if (!mention_digits(z->s, &high.end, &high) ||
	    !mention_rest(z->s, &high) ||
	    high.unit.n == 0 || figtrap_is_phrase(z->s, &low) ||
	    (low.power == 0 &&
	    !number_shift(low.value, high.power, &low.value)) ||
	    number_cmp(low.value, high.value) >= 0)
		return false;
	low.unit = high.unit;
	low.unit_end = low.end;
	add(z, &low, "low");
	add(z, &high, "high");
	return true;
}

/* 分别下降2.16和1.66个百分点: only the last of them has the unit. */
static bool
add_list(struct scan *z, const struct mention *first)
{
	struct mention m[MAX_LIST] = { *first };
	struct str head = before(z, z->clause, first->start);
	size_t n = 0, i;

	if (!str_has(head, STR("分别")) && !str_has(head, STR("依次")))
		return false;
	while (m[n].unit.n == 0) {
		m[n + 1].start = m[n].end;
		if (n + 2 > MAX_LIST || m[n].power > 0 ||
		    words_take(z->s, &m[n + 1].start, joins) == NULL)
			return false;
		m[n + 1].end = m[n + 1].start;
		if (number_digit(str_peek(z->s, m[n + 1].start)) < 0 ||
		    !mention_digits(z->s, &m[n + 1].end, &m[n + 1]) ||
		    !mention_rest(z->s, &m[n + 1]))
			return false;
		n++;
	}
	if (n == 0 || m[n].power > 0)
		return false;
	for (i = 0; i <= n; i++) {
		m[i].unit = m[n].unit;
		if (i < n)
			m[i].unit_end = m[i].end;
		add(z, &m[i], NULL);
	}
	return true;
}

/* A candidate in digits at byte `at`; where to go on. */
static size_t
scan_digits(struct scan *z, size_t at)
{
	struct mention m = { .start = at, .end = at };
	struct date date;
	size_t next = at, skip, digits;

	if (!mention_digits(z->s, &m.end, &m))
		return m.end;
	digits = m.end;
	if (!mention_rest(z->s, &m) || (m.unit.n > 0 && figtrap_is_phrase(z->s, &m)))
		return digits;
	if (m.unit.n > 0) {
		if (figtrap_is_point(z->s, &m, &skip))
			return skip;
		add(z, &m, NULL);
		return m.end;
	}
	if (date_at(z->s, &next, 0, &date) != DATE_NONE)
		return next;
	if (add_range(z, &m) || add_list(z, &m))
		return z->last_end;
	if (!figtrap_is_phrase(z->s, &m) && figtrap_is_count(z->s,
	    own_clause(z, m.start), &m)) {
		add(z, &m, NULL);
		return m.end;
	}
	return digits;
}

static bool
is_numeral(uint32_t c)
{
	return number_han_digit(c) >= 0 || number_han_power(c) > 0;
}

/* 百分之九十五, 百分之95 */
static size_t
scan_percent(struct scan *z, size_t at)
{
	struct mention m = { .start = at, .end = at + strlen("百分之") };
	bool ok;

	if (number_digit(str_peek(z->s, m.end)) >= 0)
		ok = mention_digits(z->s, &m.end, &m);
	else
		ok = number_han(z->s, &m.end, &m.value);
	/* 百分之九点五 */
	if (!ok || str_peek(z->s, m.end) == 0x70B9)
		return at + strlen("百分之");
	m.unit = STR("%");
	m.unit_end = m.end;
	add(z, &m, NULL);
	return m.end;
}

/* 上百家, but not 以上十项 or 网上百余件 */
static bool
is_upwards(struct str head, size_t length)
{
	static const struct word others[] = { WORD("以上"), WORD("网上"),
		WORD("线上"), WORD("掌上"), WORD("加上"), WORD("千上"),
		WORDS_END };

	return length == strlen("百") && str_ends(head, STR("上")) &&
	    words_end(head, others) == NULL;
}

/*
 * May this Chinese numeral count something? 百 and 万 alone are idiom
 * (千家万户) unless hedged: 百余条, 近百次. 半 is a time only.
 */
static bool
is_han_count(const struct scan *z, const struct mention *m, size_t length)
{
	uint32_t c = str_before(z->s, m->start);
	struct str head = own_clause(z, m->start);

	if (m->unit.n == 0 || c == 0x7B2C || c == 0x51E0 || c == 0x6570 ||
	    c == 0x6210 || c == 0x70B9)			/* 第几数成点 */
		return false;
	if (c == 0x4E0A)				/* 上 */
		return is_upwards(head, length);
	if (m->value.scale > 0)
		return (str_eq(m->unit, STR("天")) ||
		    str_eq(m->unit, STR("小时"))) && c != 0x5927; /* 大半天 */
	return length > 3 || m->hedge != NULL ||
	    mention_hedge(head) != NULL;
}

/* A candidate around the scale character at byte `at`; where to go on. */
static size_t
scan_han(struct scan *z, size_t at)
{
	struct mention m = { .start = at };
	size_t length, limit = at > 48 ? at - 48 : 0, run = at;

	if (str_starts(str_sub(z->s, at, z->s.n), STR("百分之")))
		return scan_percent(z, at);
	while (m.start > limit && m.start >= z->last_end + 3 &&
	    is_numeral(str_before(z->s, m.start)))
		m.start -= 3;
	for (str_char(z->s, &run); is_numeral(str_peek(z->s, run));)
		str_char(z->s, &run);
	m.end = m.start;
	if (!number_han(z->s, &m.end, &m.value))
		return run;
	length = m.end - m.start;
	if (!mention_rest(z->s, &m) || !is_han_count(z, &m, length))
		return run;
	if (m.hedge == NULL && str_before(z->s, m.start) == 0x4E0A)
		m.hedge = "approx";			/* 上百家 */
	add(z, &m, NULL);
	return m.end;
}

/*
 * The 成 at byte `at` as tenths: 九成以上, 近七成半事项. Only where what follows
 * can't make another word of it (三成立方, 二成员).
 */
static size_t
scan_tenths(struct scan *z, size_t at)
{
	static const struct word next[] = { WORD("以上"), WORD("以下"),
		WORD("左右"), WORD("多"), WORD("的"), WORD("，"), WORD("。"),
		WORD("、"), WORD("；"), WORD(","), WORD(")"), WORD("）"),
		WORD("事项"), WORD("以"), WORDS_END };
	size_t end = at + strlen("成"), start = at - strlen("九"), after;
	struct mention m = { .hedge = NULL };
	int digit;

	if (at < z->last_end + 3 ||
	    (digit = number_han_digit(str_before(z->s, at))) <= 0 ||
	    is_numeral(str_before(z->s, start)) ||
	    str_before(z->s, start) == 0x7B2C)		/* 第 */
		return end;
	m.start = start;
	m.value = (struct decimal){ 10 * digit, 0 };
	if (str_starts(str_sub(z->s, end, z->s.n), STR("半"))) {
		m.value.n += 5;
		end += strlen("半");
	}
	after = m.end = end;
	if (end < z->s.n && words_take(z->s, &after, next) == NULL)
		return end;
	if (!mention_rest(z->s, &m))
		return end;
	m.unit = STR("%");
	m.unit_end = end;
	if (m.hedge == NULL &&
	    mention_hedge(own_clause(z, start)) == NULL)
		m.hedge = "approx";
	add(z, &m, NULL);
	return m.end;
}

/* What the scan has to look at. Anything else is passed over by the byte. */
enum stop { STOP_NONE, STOP_DIGIT, STOP_SCALE, STOP_TENTHS, STOP_CLAUSE };

static enum stop
stop_at(struct str s, size_t at)
{
	unsigned char byte = (unsigned char)s.p[at];
	uint32_t c;

	if (byte >= '0' && byte <= '9')
		return STOP_DIGIT;
	if (byte == ',' || byte == ';')
		return STOP_CLAUSE;
	if (byte == 0xE6)
		return str_peek(s, at) == 0x6210 ? STOP_TENTHS : STOP_NONE;
	/* 万亿, 十千半億, 百, 萬 and the full-width block. */
	if (byte != 0xE4 && byte != 0xE5 && byte != 0xE7 && byte != 0xE8 &&
	    byte != 0xEF)
		return STOP_NONE;
	c = str_peek(s, at);
	if (number_digit(c) >= 0)
		return STOP_DIGIT;
	if (number_han_power(c) > 0 || c == 0x534A)		/* 半 */
		return STOP_SCALE;
	return is_separator(c) ? STOP_CLAUSE : STOP_NONE;
}

static void
scan_sentence(struct scan *z)
{
	size_t at = 0;

	z->clause = z->last_end = z->outer_end = z->map_s = z->map_found = 0;
	z->last = false;
	z->contested = STR_NONE;
	z->same_length = z->identical ||
	    str_chars(z->s) == str_chars(z->found);
	while (at < z->s.n && !z->full)
		switch (stop_at(z->s, at)) {
		case STOP_DIGIT:
			at = scan_digits(z, at);
			break;
		case STOP_SCALE:
			at = scan_han(z, at);
			break;
		case STOP_TENTHS:
			at = scan_tenths(z, at);
			break;
		case STOP_CLAUSE:
			str_char(z->s, &at);
			z->clause = at;
			break;
		case STOP_NONE:
			at++;
			break;
		}
}

/* Does a sentence end with the character at byte `at`: 。！；？, newline? */
static bool
ends_sentence(struct str s, size_t at)
{
	unsigned char byte = (unsigned char)s.p[at];
	uint32_t c;

	if (byte != 0xE3 && byte != 0xEF)
		return byte == '?' || byte == '\n';
	c = str_peek(s, at);
	return c == 0x3002 || c == 0xFF01 || c == 0xFF1B || c == 0xFF1F;
}

/* Takes the next sentence off the front of *rest, its full stop included. */
static struct str
cut_sentence(struct str *rest)
{
	size_t at = 0;
	struct str s;

	while (at < rest->n && !ends_sentence(*rest, at))
		at++;
	if (at < rest->n)
		str_char(*rest, &at);
	s = str_sub(*rest, 0, at);
	*rest = str_sub(*rest, at, rest->n);
	return str_trim(s);
}

static void
scan_section(struct scan *z, const struct section *section)
{
	struct str rest = section->text_hans, found = section->text;
	bool same = str_eq(rest, found), fresh = true;

	z->section = section->ordinal;
	z->text = rest;
	figscope_section(&z->scope, section);
	while (rest.n > 0) {
		z->previous = z->s;
		z->s = cut_sentence(&rest);
		figscope_sentence(&z->scope, z->s, fresh);
		fresh = rest.n > 0 && rest.p[-1] == '\n';
		if (same)
			z->found = str_sub(section->text,
			    (size_t)(z->s.p - z->text.p), z->s.n);
		else
			z->found = cut_sentence(&found);
		/* The sentences ran apart: better Simplified than none. */
		if (z->found.n == 0)
			z->found = z->s;
		z->identical = same || str_eq(z->s, z->found);
		scan_sentence(z);
	}
}

void
figure_pass(struct doc *d, const struct figcode *codes)
{
	struct scan z = { .d = d, .codes = codes };
	size_t i;

	figscope_init(&z.scope, figcode_words(codes), d);
	for (i = 0; i < d->sections.n; i++)
		scan_section(&z, &d->sections.v[i]);
}
