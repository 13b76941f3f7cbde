/* SPDX-License-Identifier: MIT */
#include "match.h"

#include "dict.h"

enum {
	MAX_GAP = 12,		/* characters that "*" may stand for */
	MAX_COLUMN = 20,	/* characters of the name of a column */
	MAX_TITLE = 600,	/* bytes of one that is looked at as a whole */
	MAX_NAME = 60,		/* bytes of the name of an agency */
	MAX_NAMELESS = 24	/* bytes of a name that is none */
};

DICT_DECLARE(patterns);

/* The pieces of a pattern one behind the other, near enough. */
static bool
has_pattern(struct str text, struct str pattern)
{
	struct str rest = pattern, piece;
	ptrdiff_t at, from = 0;
	bool first = true;

	while (rest.p != NULL) {
		piece = str_cut(&rest, '*');
		at = str_find(text, piece, (size_t)from);
		if (at < 0)
			return false;
		if (!first && str_chars(str_sub(text, (size_t)from,
		    (size_t)(at - from))) > MAX_GAP)
			return has_pattern(str_sub(text, (size_t)from,
			    text.n), pattern);
		from = at + (ptrdiff_t)piece.n;
		first = false;
	}
	return true;
}

bool
match_cut(struct str text)
{
	return text.n > 6 && (str_ends(text, STR("...")) ||
	    str_ends(text, STR("…")));
}

/* The text of a link, and what is asked of it again and again. */
struct title {
	struct str text, naked;	/* naked: without marks around it */
	int year;		/* 0: none */
	size_t chars;
};

static bool
is_met(const struct title *t, struct str needs)
{
	struct str text = t->text;

	if (needs.n == 0)
		return true;
	return t->year > 0 && (!str_eq(needs, STR("cut")) || match_cut(text));
}

/* Without what stands around "next page" for the eye: [ ], >>, blanks. */
static struct str
bare(struct str text)
{
	struct str s = text, cut;
	static const char *const marks[] = { ">", "<", "[", "]", "(", ")",
		"»", "›", "→", "【", "】", "》", "|", " ", "&gt;" };
	size_t i;

	for (i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		cut = str_of(marks[i]);
		if (str_ends(s, cut))
			s = str_sub(s, 0, s.n - cut.n);
		else if (str_starts(s, cut))
			s = str_sub(s, cut.n, s.n);
		else
			continue;
		i = (size_t)-1;
	}
	return s.n > 0 ? s : text;
}

/* "2021年": a year, then exactly this. */
static bool
is_year_and(struct str text, struct str rest)
{
	return text.n == 4 + rest.n && text.p[0] >= '1' && text.p[0] <= '2' &&
	    match_year(text) > 0 && str_ends(text, rest);
}

static bool
has_any(const char *what, struct str text)
{
	struct str table = DICT(patterns);
	struct dict_row row;

	while (dict_next(&table, &row))
		if (str_eq(row.col[0], str_of(what)) &&
		    str_has(text, row.col[1]))
			return true;
	return false;
}

/* Whether the pattern stands right behind a number. */
static bool
stands_behind(struct str text, struct str pattern)
{
	ptrdiff_t at = 0;

	while ((at = str_find(text, pattern, (size_t)at)) >= 0) {
		if (at > 0 && text.p[at - 1] >= '0' && text.p[at - 1] <= '9')
			return true;
		at++;
	}
	return false;
}

static bool
is_likely(const struct title *t, struct str pattern, struct str needs)
{
	return (str_eq(needs, STR("cut")) ? match_cut(t->text) : t->year > 0) &&
	    (str_eq(needs, STR("behind")) ? stands_behind(t->text, pattern) :
	    has_pattern(t->text, pattern)) && !has_any("unlikely", t->text);
}

static bool
is_inner(const struct title *t, struct str pattern, struct str needs)
{
	return str_eq(needs, STR("whole")) ? str_eq(t->text, pattern) :
	    t->year == 0 && t->chars <= MAX_COLUMN &&
	    str_ends(t->text, pattern) && !has_any("unlikely", t->text);
}

static bool
is_column(const struct title *t, struct str pattern, struct str needs)
{
	return str_eq(t->text, pattern) || (needs.n > 0 && t->year == 0 &&
	    t->chars <= MAX_COLUMN && has_pattern(t->text, pattern));
}

static enum match
match_row(const struct dict_row *row, const struct title *t)
{
	struct str what = row->col[0], pattern = row->col[1];

	switch (what.p[0]) {
	case 'r':	/* report: without a year and alone it is a column */
		return (t->year > 0 || t->chars > 14) &&
		    has_pattern(t->text, pattern) && is_met(t,
		    row->col[2]) ? MATCH_REPORT : MATCH_NOTHING;
	case 'l':	/* likely */
		return is_likely(t, pattern, row->col[2]) ? MATCH_LIKELY :
		    MATCH_NOTHING;
	case 'i':	/* inner */
		return is_inner(t, pattern, row->col[2]) ? MATCH_INNER :
		    MATCH_NOTHING;
	case 'y':	/* year */
		return t->year > 0 && is_year_and(t->text, pattern) ?
		    MATCH_YEAR : MATCH_NOTHING;
	case 'a':	/* agency */
		return t->text.n > pattern.n && t->text.n < MAX_NAME &&
		    str_ends(t->text, pattern) ? MATCH_AGENCY : MATCH_NOTHING;
	case 'c':	/* column, but not context */
		return str_eq(what, STR("column")) && is_column(t, pattern,
		    row->col[2]) ? MATCH_COLUMN : MATCH_NOTHING;
	case 'n':	/* next, but not nameless */
		return str_eq(what, STR("next")) && (str_eq(t->text,
		    pattern) || str_eq(t->naked, pattern)) ? MATCH_NEXT :
		    MATCH_NOTHING;
	default:
		return MATCH_NOTHING;
	}
}

/* Without blanks: titles are broken wherever the page had room. */
static struct str
in_one(struct str text, char *to, size_t room)
{
	size_t at = 0, from, n = 0;

	if (text.n > room)
		return text;
	while (at < text.n) {
		from = at;
		if (str_is_space(str_char(text, &at)))
			continue;
		memcpy(to + n, text.p + from, at - from);
		n += at - from;
	}
	return (struct str){ to, n };
}

/* "...报送2021年度报告的报告" is one, whatever it is about. */
static bool
is_named_report(struct str text)
{
	return str_ends(text, STR("报告")) || str_ends(text, STR("年报")) ||
	    str_ends(text, STR("報告")) || str_ends(text, STR("年報"));
}

enum match
match_text(struct str text)
{
	struct str table = DICT(patterns);
	struct dict_row row;
	enum match m = MATCH_NOTHING;
	char flat[MAX_TITLE];
	struct title t;

	t.text = in_one(text, flat, sizeof(flat));
	t.naked = bare(t.text);
	t.year = match_year(t.text);
	t.chars = str_chars(t.text);
	while (m == MATCH_NOTHING && t.chars > 0 && dict_next(&table, &row)) {
		if (!str_eq(row.col[0], STR("reject")))
			m = match_row(&row, &t);
		else if (str_has(t.text, row.col[1]) && (row.n < 3 ||
		    row.col[2].n == 0 || !is_named_report(t.text)))
			return MATCH_NOTHING;
	}
	return m == MATCH_NOTHING && match_cut(t.text) &&
	    !has_any("unlikely", t.text) ? MATCH_CUT : m;
}

bool
match_context(struct str name)
{
	return has_any("context", name);
}

bool
match_span(struct str heading)
{
	return has_any("span", heading);
}

bool
match_more(struct str text)
{
	struct str table = DICT(patterns);
	struct dict_row row;

	while (dict_next(&table, &row))
		if (str_eq(row.col[0], STR("more")) &&
		    str_eq(row.col[1], text))
			return true;
	return match_text(text) == MATCH_NEXT;
}

bool
match_nameless(struct str text)
{
	struct str table = DICT(patterns);
	struct dict_row row;

	text = bare(str_trim(text));
	if (text.n == 0)
		return true;
	while (text.n <= MAX_NAMELESS && dict_next(&table, &row))
		if (str_eq(row.col[0], STR("nameless")) &&
		    str_eq(row.col[1], text))
			return true;
	return false;
}

bool
match_path(struct str path)
{
	return has_any("path", path);
}

/* One digit, ASCII, full width or Chinese, or -1. */
static int
digit(uint32_t c)
{
	static const uint32_t han[] = { 0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB,
		0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D };	/* 〇 to 九 */
	int i;

	if (c >= '0' && c <= '9')
		return (int)(c - '0');
	if (c >= 0xFF10 && c <= 0xFF19)
		return (int)(c - 0xFF10);
	if (c == 0x25CB || c == 0x96F6 || c == 0x004F)	/* ○ 零 O */
		return 0;
	for (i = 0; i < 10; i++)
		if (c == han[i])
			return i;
	return -1;
}

/* A number of at most max digits at *at; *n says how many there were. */
static int
number(struct str s, size_t *at, int max, int *n)
{
	int v = 0, d;
	size_t next;

	for (*n = 0; *n < max && *at < s.n; ++*n, *at = next) {
		next = *at;
		d = digit(str_char(s, &next));
		if (d < 0)
			break;
		v = v * 10 + d;
	}
	return v;
}

int
match_year(struct str title)
{
	size_t at = 0, start;
	int n, v, found = 0;

	while (at < title.n) {
		start = at;
		v = number(title, &at, 9, &n);
		if (n == 0) {
			str_char(title, &at);
			continue;
		}
		if (n != 4 || v < 1990 || v > 2100)
			continue;
		while (at < title.n && str_is_space(str_peek(title, at)))
			str_char(title, &at);
		if (str_starts(str_sub(title, at, 3), STR("年")))
			return v;
		if (found == 0 && title.p[start] >= '0' &&
		    title.p[start] <= '9')
			found = v;
	}
	return found;
}

static void
skip_space(struct str s, size_t *at)
{
	while (*at < s.n && str_is_space(str_peek(s, *at)))
		str_char(s, at);
}

/* Passes over what stands between year and month, or month and day. */
static bool
separator(struct str s, size_t *at)
{
	uint32_t c;

	skip_space(s, at);
	if (*at >= s.n)
		return false;
	c = str_char(s, at);
	skip_space(s, at);
	return c == '-' || c == '/' || c == '.' || c == 0x5E74 || c == 0x6708;
}

static int
date_at(struct str s, size_t at)
{
	int n, year = number(s, &at, 5, &n), month, day;

	if (n != 4 || year < 1990 || year > 2100 || !separator(s, &at))
		return 0;
	month = number(s, &at, 2, &n);
	if (n == 0 || month < 1 || month > 12 || !separator(s, &at))
		return 0;
	day = number(s, &at, 2, &n);
	if (n == 0 || day < 1 || day > 31)
		return 0;
	return year * 10000 + month * 100 + day;
}

int
match_date(struct str text)
{
	size_t at = 0;
	int n, found = 0, date;

	while (at < text.n) {
		size_t start = at;

		number(text, &at, 9, &n);
		if (n == 0) {
			str_char(text, &at);
			continue;
		}
		date = date_at(text, start);
		if (date != 0)
			found = date;
	}
	return found;
}

enum match_range
match_range(int title_year, int published, int from, int to)
{
	if (from == 0)
		return MATCH_INSIDE;
	if (title_year != 0)
		return title_year < from ? MATCH_BEFORE :
		    title_year > to ? MATCH_AFTER : MATCH_INSIDE;
	if (published == 0)
		return MATCH_UNKNOWN;
	return published < from ? MATCH_BEFORE :
	    published - 1 > to ? MATCH_AFTER : MATCH_INSIDE;
}
