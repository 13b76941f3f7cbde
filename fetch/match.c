/* SPDX-License-Identifier: MIT */
#include "match.h"

#include "dict.h"

enum {
	MAX_GAP = 12,		/* characters that "*" may stand for */
	MAX_COLUMN = 20,	/* characters of the name of a column */
	MAX_NAME = 60		/* bytes of the name of an agency */
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

static bool
is_met(struct str text, struct str needs)
{
	if (needs.n == 0)
		return true;
	if (match_year(text) == 0)
		return false;
	return !str_eq(needs, STR("cut")) || str_ends(text, STR("...")) ||
	    str_ends(text, STR("…"));
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

static enum match
match_row(const struct dict_row *row, struct str text, struct str naked)
{
	struct str what = row->col[0], pattern = row->col[1];

	if (str_eq(what, STR("report"))) {
		/* without a year and alone it names a column */
		return has_pattern(text, pattern) &&
		    is_met(text, row->col[2]) && (match_year(text) ||
		    str_chars(text) > 14) ? MATCH_REPORT : MATCH_NOTHING;
	}
	if (str_eq(what, STR("year")))
		return is_year_and(text, pattern) ? MATCH_YEAR : MATCH_NOTHING;
	if (str_eq(what, STR("agency")))
		return text.n > pattern.n && text.n < MAX_NAME &&
		    str_ends(text, pattern) ? MATCH_AGENCY : MATCH_NOTHING;
	if (str_eq(what, STR("column")))
		return str_eq(text, pattern) || (str_eq(row->col[2],
		    STR("short")) && str_chars(text) <= MAX_COLUMN &&
		    match_year(text) == 0 && has_pattern(text, pattern)) ?
		    MATCH_COLUMN : MATCH_NOTHING;
	return str_eq(what, STR("next")) && (str_eq(text, pattern) ||
	    str_eq(naked, pattern)) ? MATCH_NEXT : MATCH_NOTHING;
}

enum match
match_text(struct str text)
{
	struct str table = DICT(patterns), naked;
	struct dict_row row;
	enum match m = MATCH_NOTHING;

	text = str_trim(text);
	naked = bare(text);
	while (m == MATCH_NOTHING && text.n > 0 && dict_next(&table, &row)) {
		if (!str_eq(row.col[0], STR("reject")))
			m = match_row(&row, text, naked);
		else if (str_has(text, row.col[1]))
			return MATCH_NOTHING;
	}
	return m;
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

bool
match_context(struct str name)
{
	return has_any("context", name);
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
	static const char han[] = "〇一二三四五六七八九";
	size_t at = 0;
	int i;

	if (c >= '0' && c <= '9')
		return (int)(c - '0');
	if (c >= 0xFF10 && c <= 0xFF19)
		return (int)(c - 0xFF10);
	if (c == 0x25CB || c == 0x96F6 || c == 0x004F)	/* ○ 零 O */
		return 0;
	for (i = 0; i < 10; i++)
		if (str_char(STR(han), &at) == c)
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
