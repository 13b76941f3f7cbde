/* SPDX-License-Identifier: MIT */
/*
 * What stands before a number in its clause, back to the figure before, and a
 * little of what stands behind decide its qualifier and its code. Both
 * contexts are cut to a fixed length, so that a text without any punctuation
 * costs no more than another.
 */
#include "figmake.h"

#include "affix.h"
#include "fignoun.h"
#include "figtrap.h"
#include "figure.h"
#include "figway.h"

enum {
	MAX_BEFORE = 180,	/* bytes of context in front of a number */
	MAX_PARAGRAPH = 480,	/* the same, beyond its sentence */
	MAX_BEHIND = 60,	/* and behind it */
	MAX_REST = 80,		/* characters behind it in its sentence */
	MAX_RIVALS = 16,	/* figures that are compared with a new one */
	MAX_SENTENCE = 3000,	/* bytes of one that is kept whole */
	MAX_QUOTED = 1000	/* that are kept of a longer one */
};

const struct word figmake_to[] = {
	WORD("-"), WORD("－"), WORD("—"), WORD("–"), WORD("~"), WORD("～"),
	WORD("至"), WORD("到"), WORDS_END
};

const struct word figmake_joins[] = {
	WORD("、"), WORD("和"), WORD("及"), WORD("与"), WORD("以及"), WORDS_END
};

bool
figmake_ends_clause(uint32_t c)
{
	return c == ',' || c == 0xFF0C || c == ';' || c == 0xFF1B ||
	    c == 0x3002 || c == '\n';
}

/* The context in front of byte `at`, not further back than `from`. */
static struct str
before(const struct figmake *z, size_t from, size_t at)
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
behind(const struct figmake *z, size_t at)
{
	size_t next = at, end = at;

	while (next < z->s.n && end - at < MAX_BEHIND &&
	    !figmake_ends_clause(str_char(z->s, &next)))
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
in_remark(const struct figmake *z, size_t start)
{
	struct str head = before(z, z->clause, start);

	return remark_start(head) < head.n;
}

/* 发布信息46期285条: what stands in front of the issues is of their items, too. */
static bool
is_of_issues(const struct figmake *z, size_t start)
{
	return z->last && z->last_end == start &&
	    str_eq(z->last_unit, STR("期"));
}

/*
 * What stands in front of a figure in its clause, up to the last figure. One
 * in a remark is passed over with it: 公众号（1个）发布信息149条.
 */
struct str
figmake_clause(const struct figmake *z, size_t start)
{
	size_t from = z->clause;
	struct str rest, head;

	if (!z->last || z->last_end <= from)
		return before(z, from < start ? from : start, start);
	if (z->last_end > start)
		return str_sub(z->s, start, 0);
	if (is_of_issues(z, start))
		return z->last_head;
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
is_pair(const struct figmake *z, const struct mention *m)
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
is_range(const struct figmake *z, const struct mention *m)
{
	struct str between;
	const struct word *w;

	if (!z->last || z->last_start < z->clause ||
	    !str_eq(z->last_unit, m->unit))
		return false;
	between = str_trim(str_sub(z->s, z->last_end, m->start - z->last_end));
	w = words_start(between, figmake_to);
	return w != NULL && between.n == w->text.n;
}

/* "分别增长9.5%和11.2%": the change of the figure before goes on. */
static const char *
same_change(const struct figmake *z, const struct mention *m, struct str head)
{
	const struct word *w = words_start(head, figmake_joins);
	const struct figure *last;

	if (w == NULL || w->text.n != head.n || !z->last ||
	    !str_eq(z->last_unit, m->unit))
		return NULL;
	last = &z->d->figures.v[z->d->figures.n - 1];
	return strcmp(last->qualifier, "up") == 0 ||
	    strcmp(last->qualifier, "down") == 0 ? last->qualifier : NULL;
}

static const char *
qualifier(struct figmake *z, const struct mention *m, struct str head)
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
	if (figway_arrives(str_trim(bare)))
		return "after";
	/* 新增产值超亿元的企业: what is new is not the 亿元. */
	if (hedge != NULL && str_starts(str_sub(z->s, m->end, z->s.n),
	    STR("的")))
		return hedge->means;
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
paragraph(const struct figmake *z, size_t at)
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

/* The last number; there is one. */
static struct figure *
last_of(const struct figmake *z)
{
	return &z->d->figures.v[z->d->figures.n - 1];
}

/* Has the sentence a number with this code? */
static bool
was_told(const struct figmake *z, struct str ind)
{
	size_t i = z->d->figures.n;

	while (i-- > 0 && z->d->figures.v[i].sentence_hans.p == z->s.p)
		if (str_eq(z->d->figures.v[i].ind, ind))
			return true;
	return false;
}

/*
 * The sentence behind byte `at`, as far as it speaks of this number: 收到申请222
 * 件，答复226件（含上年结转15件） tells what is among those answered.
 */
static struct str
rest_of(const struct figmake *z, size_t at)
{
	static const char *const next[] = { "，答复", ",答复", "，已答复",
		",已答复", "，办结", ",办结" };
	struct str rest = str_first(str_sub(z->s, at, z->s.n), MAX_REST);
	ptrdiff_t end = affix_find_any(rest, next, AFFIX_LEN(next));

	return end < 0 ? rest : str_sub(rest, 0, (size_t)end);
}

static struct figcode_match
code(struct figmake *z, const struct mention *m, struct str head)
{
	struct figcode_place place = {
		.unit = m->unit, .head = head,
		.tail = behind(z, m->end),
		.sentence = before(z, 0, m->start),
		.rest = rest_of(z, m->end),
		.paragraph = paragraph(z, m->start),
		.scope = figscope_at(&z->scope, m->start),
		.d = z->d, .clause = before(z, z->clause, m->start),
		.last = z->last ? last_of(z)->ind : STR_NONE,
	};
	struct figcode_match match;
	size_t i;

	z->said = place.scope;
	/* 网站公开210条、公众号公开116条: what joins them is no list of words. */
	if (z->last && str_starts(place.head, STR("、")))
		place.head = str_sub(head, strlen("、"), head.n);
	place.bare = fignoun_strip(place.head);

	/* A remark, what sums up (：) or the next number's says nothing. */
	for (i = 0; i < place.tail.n; i++)
		if ((place.tail.p[i] >= '0' && place.tail.p[i] <= '9') ||
		    place.tail.p[i] == '(' || place.tail.p[i] == ':' ||
		    str_starts(str_sub(place.tail, i, 3), STR("（")) ||
		    str_starts(str_sub(place.tail, i, 3), STR("：")) ||
		    str_starts(str_sub(place.tail, i, 3), STR("、")))
			place.tail.n = i;
	match = figcode_find(z->codes, &place);
	/* 全年公开45条，累计公开198条: the second is no number of the year. */
	if (match.ind.p != NULL && z->scope.summed &&
	    place.scope == FIGSCOPE_YEAR && was_told(z, match.ind)) {
		figscope_is_total(&z->scope);
		z->said = place.scope = FIGSCOPE_TOTAL;
		match = figcode_find(z->codes, &place);
	}
	return match;
}

/* Where the character in front of byte `at` begins; at > 0. */
static size_t
back(struct str s, size_t at)
{
	do
		at--;
	while (at > 0 && (s.p[at] & 0xC0) == 0x80);
	return at;
}

/* The place in the sentence as found that belongs to byte `at`. */
static size_t
as_found(struct figmake *z, size_t at)
{
	while (z->map_s > at && z->map_found > 0) {
		z->map_s = back(z->s, z->map_s);
		z->map_found = back(z->found, z->map_found);
	}
	while (z->map_s < at && z->map_found < z->found.n) {
		str_char(z->s, &z->map_s);
		str_char(z->found, &z->map_found);
	}
	return z->map_found;
}

static struct str
raw(struct figmake *z, size_t start, size_t end)
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
quoted(struct figmake *z, size_t at)
{
	struct str s = z->found;
	size_t from, to;

	if (s.n <= MAX_SENTENCE)
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
warn_of(struct figmake *z, const struct figure *f, const struct mention *m,
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
	if (f->ind.p != NULL && m->value.scale > 0 &&
	    !figtrap_is_measure(m->unit))
		doc_warn(z->d, "implausible", 0, f->ind, STR_NONE,
		    arena_printf(a, "%.*s is a part of one",
		    STR_ARG(f->raw)));
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
is_part(const struct figmake *z, size_t at, struct str ind)
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

/*
 * 网站累计发布1200条，其中2019年120条: the year that this number names tells that the
 * one in front, summed up and coded, is of all years.
 */
static void
drop_summed(struct figmake *z, struct str unit)
{
	struct figure *f;

	if (z->summed == 0 || !figscope_names_year(&z->scope))
		return;
	f = &z->d->figures.v[z->summed - 1];
	if (f->sentence_hans.p == z->s.p && str_eq(f->unit, unit))
		f->ind = STR_NONE;
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
drop_rivals(struct figmake *z)
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

void
figmake_add(struct figmake *z, const struct mention *m, const char *given)
{
	struct str head = figmake_clause(z, m->start);
	struct figcode_match match;
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
	match = code(z, m, head);
	drop_summed(z, m->unit);
	if (match.doubtful)
		z->contested = match.ind;
	if (str_eq(z->contested, match.ind))
		match.ind = STR_NONE;
	if (match.ind.p != NULL && is_part(z, m->start, match.ind))
		match.ind = STR_NONE;
	if (is_of_issues(z, m->start) && str_eq(last_of(z)->ind, match.ind))
		last_of(z)->ind = STR_NONE;
	how = given != NULL ? given : qualifier(z, m, head);
	f = DOC_ADD(z->d, figures);
	*f = (struct figure){
		.section = z->section, .ind = match.ind, .entity =
		    fignoun_find(head, behind(z, m->end), m->unit),
		.value = number_print(z->d->arena, m->value),
		.unit = m->unit, .qualifier = how,
		.raw = raw(z, m->start, m->unit_end),
		.sentence = quoted(z, m->start),
		.time = figscope_time(z->d->arena, &z->scope,
		    strcmp(how, "up") == 0 || strcmp(how, "down") == 0 ||
		    strcmp(how, "after") == 0),
		.sentence_hans = z->s, .offset = m->start,
	};
	if (z->scope.summed && z->said != FIGSCOPE_TOTAL &&
	    !figscope_names_year(&z->scope))
		z->summed = z->d->figures.n;
	if (strcmp(how, "after") == 0 && z->d->figures.n > 1)
		share_code(f - 1, f);
	if (match.one)
		drop_rivals(z);
	warn_of(z, f, m, match.max);
	z->last = true;
	z->last_start = m->start;
	z->last_end = m->end;
	if (!in_remark(z, m->start))
		z->outer_end = m->end;
	z->last_unit = m->unit;
	z->last_head = head;
}
