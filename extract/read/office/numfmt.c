/* SPDX-License-Identifier: MIT */
#include "numfmt.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { KNOWN = 15 };	/* digits that a spreadsheet knows of a number */

/* The formats that have a number only (18.8.30; 27-36, 50-58 as in zh-CN). */
int
numfmt_builtin(int id)
{
	if (id == 9 || id == 10)
		return NUMFMT_PERCENT;
	if (id == 17 || id == 27 || id == 57)
		return NUMFMT_YEAR | NUMFMT_MONTH;
	if ((id >= 14 && id <= 16) || (id >= 28 && id <= 31) ||
	    (id >= 50 && id <= 54) || id == 36 || id == 58)
		return NUMFMT_YEAR | NUMFMT_MONTH | NUMFMT_DAY;
	if (id == 22)
		return NUMFMT_YEAR | NUMFMT_MONTH | NUMFMT_DAY | NUMFMT_TIME;
	if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) ||
	    (id >= 45 && id <= 47) || id == 55 || id == 56)
		return NUMFMT_TIME;
	return 0;
}

struct str
numfmt_builtin_code(int id)
{
	if (id == 1 || id == 3 || id == 37 || id == 38 || id == 41 || id == 42)
		return STR("0");
	if (id == 2 || id == 4 || id == 39 || id == 40 || id == 43 || id == 44)
		return STR("0.00");
	return STR("");
}

/* A format code: yyyy"年"m"月"d"日". Minutes are months without hours. */
int
numfmt_code(struct str code)
{
	size_t i;
	int show = 0;
	char quote = 0, c;

	for (i = 0; i < code.n && (quote != 0 || code.p[i] != ';'); i++) {
		c = code.p[i];
		if (quote != 0) {
			if (c == quote)
				quote = 0;
		} else if (c == '"') {
			quote = '"';
		} else if (c == '[') {
			quote = ']';
		} else if (c == '\\' || c == '_' || c == '*') {
			i++;
		} else if (c == '%') {
			show |= NUMFMT_PERCENT;
		} else if (c == 'y' || c == 'Y') {
			show |= NUMFMT_YEAR;
		} else if (c == 'm' || c == 'M') {
			show |= NUMFMT_MONTH;
		} else if (c == 'd' || c == 'D') {
			show |= NUMFMT_DAY;
		} else if (c == 'h' || c == 'H' || c == 's' || c == 'S') {
			show |= NUMFMT_TIME;
		}
	}
	if ((show & NUMFMT_TIME) && !(show & (NUMFMT_YEAR | NUMFMT_DAY)))
		show = NUMFMT_TIME;
	return show;
}

/* --- The number that is seen --- */

/* A piece of a code: a place for a digit, a point, a comma or other text. */
struct piece {
	char what;		/* '0', '.', ',', 't' for text, 0 at the end */
	struct str text;
};

static struct piece
next_piece(struct str code, size_t *at)
{
	size_t from = *at, to;
	char c;

	if (from >= code.n || code.p[from] == ';')
		return (struct piece){ 0, STR_NONE };
	c = code.p[from];
	if (c == '"' || c == '[') {
		to = from + 1;
		while (to < code.n && code.p[to] != (c == '"' ? '"' : ']'))
			to++;
		*at = to + 1;
		return (struct piece){ 't', c == '[' ? STR("") :
		    str_sub(code, from + 1, to - from - 1) };
	}
	if (c == '\\' || c == '!' || c == '_' || c == '*') {
		*at = from + 1;
		if (*at < code.n)
			str_char(code, at);
		return (struct piece){ 't', c == '_' || c == '*' ? STR("") :
		    str_sub(code, from + 1, *at - from - 1) };
	}
	*at = from + 1;
	return (struct piece){ c == '#' || c == '?' ? '0' : c,
	    str_sub(code, from, 1) };
}

/* The part of a code for numbers of this sign. */
static struct str
part_for(struct str code, double v)
{
	size_t at = 0;

	while (next_piece(code, &at).what != 0)
		;
	if (v < 0 && at < code.n)
		return str_sub(code, at + 1, code.n);
	return str_sub(code, 0, at);
}

struct layout {
	int places, decimals;	/* for digits, in front of and behind the point */
	int thousands;		/* that are left out */
	bool other;		/* the code says more: a date, a fraction */
};

static struct layout
layout_of(struct str part)
{
	struct layout l = { 0, 0, 0, false };
	struct piece p;
	bool point = false;
	size_t at = 0;

	while ((p = next_piece(part, &at)).what != 0) {
		if (p.what == '0') {
			l.thousands = 0;
			l.places += !point;
			l.decimals += point;
		} else if (p.what == ',') {
			l.thousands += l.places > 0;
		} else if (p.what == '.') {
			point = true;
		} else if (p.what != 't' && str_has_char(
		    STR("GgEe/@yYmMdDhHsSbB%"), (uint32_t)p.what)) {
			l.other = true;
		}
	}
	return l;
}

static void
add(char *to, size_t room, size_t *n, char c)
{
	if (*n + 1 < room)
		to[(*n)++] = c;
	to[*n] = '\0';
}

/*
 * Puts the digits in their places, as the code says; digits and points that
 * it adds are seen as those of the number.
 */
static bool
put_digits(struct str part, const struct layout *l, const char *digits,
    char *to, size_t room)
{
	int left = (int)strlen(digits) - l->places - l->decimals;
	bool added = false;
	struct piece p;
	size_t at = 0, n = 0, i;

	while ((p = next_piece(part, &at)).what != 0) {
		if (p.what == '.')
			add(to, room, &n, '.');
		for (i = 0; p.what == 't' && i < p.text.n; i++) {
			if ((p.text.p[i] < '0' || p.text.p[i] > '9') &&
			    p.text.p[i] != '.')
				continue;
			add(to, room, &n, p.text.p[i]);
			added = true;
		}
		if (p.what != '0')
			continue;
		for (; left > 0; left--)
			add(to, room, &n, *digits++);
		if (*digits != '\0')
			add(to, room, &n, *digits++);
	}
	return added;
}

/* The number as it is stored; of a fraction no more digits than these. */
static struct str
plain(struct arena *a, double v, int digits)
{
	struct str s;

	s = arena_printf(a, "%.*g", v == floor(v) ? KNOWN : digits, v);
	return str_has(s, STR("e")) ?
	    arena_printf(a, "%.*f", fabs(v) < 1 ? 20 : 0, v) : s;
}

struct str
numfmt_show(struct arena *a, struct str code, double v)
{
	struct str part = part_for(code, v), stored = plain(a, v, KNOWN);
	struct layout l = layout_of(part);
	char digits[64], shown[128];
	double x = fabs(v);
	const char *s;
	bool added;

	if (code.n == 0 || str_has(code, STR("General")) ||
	    str_has(code, STR("通用")))
		return plain(a, v, NUMFMT_WIDTH - 1);
	if (v == 0 || l.other || str_has(code, STR("[=")) ||
	    str_has(code, STR("[<")) || str_has(code, STR("[>")))
		return stored;
	if (l.places + l.decimals == 0)
		return STR("□");
	x = round(x * pow(10, l.decimals - 3 * l.thousands));
	if (l.decimals > 15 || x >= 1e15)
		return stored;
	snprintf(digits, sizeof(digits), "%0*.0f", l.places + l.decimals > 40 ?
	    40 : l.places + l.decimals, x);
	added = put_digits(part, &l, digits, shown, sizeof(shown));
	if (strtod(shown, NULL) == fabs(v))
		return stored;
	for (s = shown; s[0] == '0' && s[1] >= '0' && s[1] <= '9'; s++)
		;
	return arena_printf(a, l.thousands > 0 || added ? "%s%s(%.*s)" :
	    "%s%s", v < 0 ? "-" : "", s, STR_ARG(stored));
}
