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
#include "figway.h"
#include "mention.h"
#include "words.h"

enum {
	MAX_BEFORE = 180,	/* bytes of context in front of a number */
	MAX_PARAGRAPH = 480,	/* the same, beyond its sentence */
	MAX_BEHIND = 60,	/* and behind it */
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
	struct str last_unit;
	bool last;		/* there is one in this sentence */
	bool full;		/* FIGURE_MAX was reached */
	size_t map_s, map_found;	/* the same place in both */
	bool identical;		/* byte by byte */
	bool same_length;	/* character by character */
};

/* Nouns of the kind that reports count; a bare number may follow them. */
static const struct word countable[] = {
	WORD("事项"), WORD("信息"), WORD("申请"), WORD("业务"), WORD("文件"),
	WORD("件数"), WORD("条数"), WORD("次数"), WORD("人数"), WORD("总数"),
	WORD("数量"), WORD("总量"), WORD("访问量"), WORD("浏览量"),
	WORD("点击量"), WORD("播放量"), WORD("阅读量"), WORD("订阅数"), WORD("粉丝"), WORD("用户"),
	WORD("粉丝数"), WORD("关注数"), WORD("信息数"), WORD("申请数"),
	WORD("事项数"), WORD("目录数"), WORD("办件量"), WORD("受理量"),
	WORD("业务量"), WORD("稿件"), WORD("提案"), WORD("建议"), WORDS_END
};

/* Behind a bare number: it is a name or a date, not a count. */
static const struct word no_count[] = {
	WORD("年"), WORD("月"), WORD("日"), WORD("号"), WORD("热线"),
	WORD("政务"), WORD("平台"), WORD("市民"), WORD("便民"), WORD("工程"),
	WORD("行动"), WORD("计划"), WORD("世纪"), WORD("级"), WORD("届"),
	WORD("时"), WORD("点"), WORD("电话"), WORD("-"), WORD("/"), WORD("."),
	WORD("—"), WORD("〕"), WORD("]"), WORD("﹞"), WORD("~"), WORD("～"),
	WORD("学年"), WORD("度"), WORD("至"), WORD("、"), WORDS_END
};

static const struct word range_marks[] = {
	WORD("-"), WORD("－"), WORD("—"), WORD("–"), WORD("~"), WORD("～"),
	WORD("至"), WORD("到"), WORDS_END
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

/* What stands in front of a figure in its clause, up to the last figure. */
static struct str
own_clause(const struct scan *z, size_t start)
{
	size_t from = z->clause;

	if (z->last && z->last_end > from)
		from = z->last_end;
	return before(z, from < start ? from : start, start);
}

/* The character that starts at or ends before a byte, by its length. */
static size_t
char_size(uint32_t c)
{
	return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
}

/* Behind a comma or a space more digits follow: 1,23,456; 12 34. */
static bool
goes_on(struct str s, size_t at)
{
	uint32_t c = str_peek(s, at);

	if (!is_comma(c) && !str_is_space(c))
		return false;
	return number_digit(str_peek(s, at + char_size(c))) >= 0;
}

/* A number without unit is a figure only where a count must stand. */
static bool
is_bare_count(const struct scan *z, const struct mention *m)
{
	struct str head = own_clause(z, m->start);
	struct str tail = str_trim(str_sub(z->s, m->end, z->s.n));

	if (words_start(tail, no_count) != NULL ||
	    (m->power == 0 && goes_on(z->s, m->end)))
		return false;
	/* Most likely a year whose 年 was lost. */
	if (m->end - m->start == 4 &&
	    number_cmp(m->value, (struct decimal){ 1900, 0 }) >= 0 &&
	    number_cmp(m->value, (struct decimal){ 2100, 0 }) < 0)
		return false;
	head = fignoun_strip(head);
	if (str_ends(head, STR("）")) || str_ends(head, STR(")"))) {
		while (head.n > 0 && !str_ends(head, STR("（")) &&
		    !str_ends(head, STR("(")))
			head.n--;
		head = str_sub(head, 0, head.n -
		    (str_ends(head, STR("(")) ? 1 : head.n < 3 ? head.n : 3));
	}
	return words_end(head, countable) != NULL;
}

/* The run of digits that ends at byte `at` is a point of a list: "1、". */
static bool
opens_sentence(struct str s, size_t at)
{
	while (at > 0 && number_digit(str_before(s, at)) >= 0)
		at -= char_size(str_before(s, at));
	return at == 0;
}

/*
 * A number that hangs on another: 1+8个, 3、4次 (three or four), 2 3件, 5-3件.
 * What it is can't be told.
 */
static bool
hangs_on_number(struct str s, size_t start)
{
	uint32_t c = str_before(s, start), before;
	size_t at;

	if (c != '+' && c != '-' && c != 0xFF0B && c != 0xFF0D && c != 0xB7 &&
	    c != 0xFF0E && c != 0x3001 && c != 0x2014 && !str_is_space(c))
		return false;
	at = start - char_size(c);
	before = str_before(s, at);
	if ((c == 0x3001 || c == 0xFF0E) && opens_sentence(s, at))
		return false;
	return number_digit(before) >= 0 || (c < 0x80 && c != ' ' &&
	    before < 0x80 && (before | 32) - 'a' < 26);
}

/* -5.6%, 同比－5.6% */
static bool
has_minus(struct str s, size_t start)
{
	uint32_t c = str_before(s, start);

	return c == '-' || c == 0xFF0D || c == 0x2212;
}

/* Set phrases and labels that have the form of a figure. */
static bool
is_phrase(const struct scan *z, const struct mention *m)
{
	struct str number = str_sub(z->s, m->start, m->end - m->start);
	uint32_t c = str_before(z->s, m->start);

	/* ±, and a dash that may be a minus */
	if (c == 0xB1 || (c == 0x2014 && str_eq(m->unit, STR("%"))) ||
	    hangs_on_number(z->s, m->start))
		return true;
	if (c == '.' && opens_sentence(z->s, m->start - 1))
		return false;
	if (c == 0x7B2C || c == '.' || c == '/' || c == '@' || c == '_' ||
	    c == '=' || c == '&' || c == '#' || c == '%' || c == 0xD7 ||
	    (c < 0x80 && (number_digit(c) >= 0 || (c | 32) - 'a' < 26)))
		return true;
	/* (2022版): the edition of a year. */
	if (str_eq(m->unit, STR("版")) && number.n == 7 && m->value.scale == 0)
		return true;
	/* 共分6个部分: of the text itself. */
	if (str_eq(m->unit, STR("个")) && str_starts(str_trim(str_sub(z->s,
	    m->end, z->s.n)), STR("部分")))
		return true;
	return str_starts(number, STR("24小时"));
}

/* "3.3件建议" at the start of a paragraph: point 3., then 3件. */
static bool
is_enumerator(const struct scan *z, const struct mention *m, size_t *skip)
{
	size_t point, at;
	static const char *const measures[] = { "元", "%", "天", "小时", "倍",
	    "百分点", "公里", "亩", "吨", "" };
	size_t i;

	if (m->start != 0 || m->value.scale == 0)
		return false;
	for (i = 0; i < sizeof(measures) / sizeof(measures[0]); i++)
		if (str_eq(m->unit, str_of(measures[i])))
			return false;
	for (point = 0; number_digit(str_peek(z->s, point)) >= 0;)
		str_char(z->s, &point);
	str_char(z->s, &point);
	for (at = point; number_digit(str_peek(z->s, at)) >= 0;)
		str_char(z->s, &at);
	/* A scale makes decimals likely: 2.09万件. */
	if (number_han_power(str_peek(z->s, at)) > 1)
		return false;
	*skip = point;
	return true;
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
	static const struct word joins[] = { WORD("、"), WORD("和"), WORD("及"),
		WORD("与"), WORD("以及"), WORDS_END };
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
	way = has_minus(z->s, m->start) ? "down" : figway_direction(bare);
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
	warn_of(z, f, m, max);
	z->last = true;
	z->last_start = m->start;
	z->last_end = m->end;
	z->last_unit = m->unit;
}

/* 3-5件, 3～5万件: two figures; false if it is none. */
static bool
add_range(struct scan *z, const struct mention *first)
{
	struct mention low = *first, high = { 0 };
	size_t at = first->end;

	if (low.unit.n > 0 || low.power > 0 || low.hedge != NULL ||
	    words_take(z->s, &at, range_marks) == NULL ||
	    number_digit(str_peek(z->s, at)) < 0)
		return false;
	high.start = high.end = at;
	if (!mention_digits(z->s, &high.end, &high) ||
	    !mention_rest(z->s, &high) ||
	    high.unit.n == 0 || is_phrase(z, &low) ||
	    !number_shift(low.value, high.power, &low.value) ||
	    number_cmp(low.value, high.value) >= 0)
		return false;
	low.unit = high.unit;
	low.unit_end = low.end;
	add(z, &low, "low");
	add(z, &high, "high");
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
	/* 1,23件: the comma of a group that is none, or the sentence's. */
	m.grouped |= at > 0 && is_comma(str_before(z->s, at)) &&
	    number_digit(str_before(z->s, at -
	    char_size(str_before(z->s, at)))) >= 0;
	if (!mention_rest(z->s, &m) || (m.unit.n > 0 && is_phrase(z, &m)))
		return digits;
	if (m.unit.n > 0) {
		if (is_enumerator(z, &m, &skip))
			return skip;
		add(z, &m, NULL);
		return m.end;
	}
	if (date_at(z->s, &next, 0, &date) != DATE_NONE)
		return next;
	if (add_range(z, &m))
		return z->last_end;
	if (!is_phrase(z, &m) && is_bare_count(z, &m)) {
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
	if (!ok)
		return at + strlen("百分之");
	m.unit = STR("%");
	m.unit_end = m.end;
	add(z, &m, NULL);
	return m.end;
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
	    c == 0x4E0A || c == 0x6210)		/* 第几数上成 */
		return false;
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

	z->clause = z->last_end = z->map_s = z->map_found = 0;
	z->last = false;
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
