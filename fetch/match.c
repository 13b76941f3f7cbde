/* SPDX-License-Identifier: MIT */
#include "match.h"

#include "dict.h"

enum { MAX_GAP = 12 };		/* characters that "*" may stand for */

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

enum match
match_text(struct str text)
{
	struct str table = DICT(patterns);
	struct dict_row row;

	text = str_trim(text);
	while (dict_next(&table, &row)) {
		if (str_eq(row.col[0], STR("reject"))) {
			if (str_has(text, row.col[1]))
				return MATCH_NOTHING;
		} else if (str_eq(row.col[0], STR("report"))) {
			/* without a year and alone it names a column */
			if (has_pattern(text, row.col[1]) &&
			    is_met(text, row.col[2]) &&
			    (match_year(text) || str_chars(text) > 14))
				return MATCH_REPORT;
		} else if (str_eq(text, row.col[1])) {
			return str_eq(row.col[0], STR("next")) ? MATCH_NEXT :
			    MATCH_COLUMN;
		}
	}
	return MATCH_NOTHING;
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
