/* SPDX-License-Identifier: MIT */
#include "style.h"

#include <ctype.h>
#include <strings.h>

static bool
begins(struct str s, const char *word)
{
	return s.n >= strlen(word) &&
	    strncasecmp(s.p, word, strlen(word)) == 0;
}

/* 0, 0px, 0.0pt; not 0.8em. */
static bool
is_zero(struct str s)
{
	size_t i = 0;

	while (i < s.n && (s.p[i] == '0' || s.p[i] == '.'))
		i++;
	return i > 0 && (i == s.n || s.p[i] < '1' || s.p[i] > '9');
}

/* -500px, -9999em: beyond the edge of the page, where links are hidden. */
static bool
is_far_off(struct str s)
{
	size_t i = 1;

	if (s.n == 0 || s.p[0] != '-')
		return false;
	while (i < s.n && s.p[i] >= '0' && s.p[i] <= '9')
		i++;
	return i > 4 || (i == 4 && s.p[1] >= '5');
}

/* 0, 1px, 2pt: nobody can read that, or it is a gap. */
static bool
is_tiny(struct str s)
{
	return is_zero(s) || (s.n > 1 && (s.p[0] == '1' || s.p[0] == '2') &&
	    (s.p[1] == 'p' || s.p[1] == '.') && !str_ends(s, STR("em")));
}

/* The share of red, green or blue in "f", "fe", "255" or "100%". */
static bool
is_bright(struct str s, bool hex)
{
	s = str_trim(s);
	if (hex)
		return s.n > 0 && (s.p[0] | 32) == 'f';
	return begins(s, "100%") || (s.n == 3 && memcmp(s.p, "245", 3) >= 0);
}

/* #fff, #fefefe, white, rgb(255, 255, 255), transparent, rgba(0, 0, 0, 0). */
bool
style_is_faint(struct str colour)
{
	struct str rest;
	size_t i, digits = 0;
	int n;

	if (colour.n > 0 && (colour.p[0] == '"' || colour.p[0] == '\''))
		colour = str_sub(colour, 1, colour.n - 2);
	if (begins(colour, "white") || begins(colour, "transparent"))
		return !begins(colour, "whites");
	if (colour.n > 0 && colour.p[0] == '#') {
		while (digits + 1 < colour.n && isalnum(
		    (unsigned char)colour.p[digits + 1]))
			digits++;
		for (i = 1; i <= digits; i += digits / 3)
			if ((digits != 3 && digits != 6) ||
			    !is_bright(str_sub(colour, i, 1), true))
				return false;
		return digits > 0;
	}
	if (!begins(colour, "rgb"))
		return false;
	rest = str_sub(colour, colour.n > 3 && colour.p[3] == 'a' ? 5 : 4,
	    colour.n);
	if (rest.n > 0 && rest.p[rest.n - 1] == ')')
		rest.n--;
	for (n = 0; n < 3; n++)
		if (!is_bright(str_cut(&rest, ','), false))
			break;
	for (; n < 2 && rest.p != NULL; n++)
		str_cut(&rest, ',');
	return n == 3 || (rest.p != NULL && is_zero(str_trim(rest)));
}

/* What the declarations of a style="" say so far; the last one counts. */
struct shown {
	bool cell, none, small, struck, unseen, clear, off;
	bool flat, thin, overflows, cut, faint, tiny;
};

/* rect(0, 0, 0, 0), rect(1px 1px 1px 1px), inset(50%), circle(0) */
static bool
is_cut_away(struct str s)
{
	char first = 0;
	size_t i;

	if (!begins(s, "rect("))
		return begins(s, "inset(50%") || begins(s, "inset(100%") ||
		    begins(s, "circle(0");
	for (i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			continue;
		if (first != 0 && s.p[i] != first)
			return false;
		first = s.p[i];
	}
	return first != 0;
}

enum property { NONE, CLIP, COLOUR, DECORATION, DISPLAY, HEIGHT, OFFSET,
	OPACITY, OVERFLOW, SIZE, TRANSFORM, VISIBILITY, WIDTH };

/* The property of this name that says whether something shows. */
static enum property
property_of(struct str name)
{
	static const struct {
		struct str name;
		enum property is;
	} all[] = { { { "top", 3 }, OFFSET }, { { "left", 4 }, OFFSET },
		{ { "clip", 4 }, CLIP }, { { "color", 5 }, COLOUR },
		{ { "width", 5 }, WIDTH }, { { "height", 6 }, HEIGHT },
		{ { "display", 7 }, DISPLAY }, { { "opacity", 7 }, OPACITY },
		{ { "overflow", 8 }, OVERFLOW }, { { "font-size", 9 }, SIZE },
		{ { "clip-path", 9 }, CLIP },
		{ { "transform", 9 }, TRANSFORM },
		{ { "visibility", 10 }, VISIBILITY },
		{ { "text-indent", 11 }, OFFSET },
		{ { "text-decoration", 15 }, DECORATION } };
	size_t i;

	for (i = 0; i < sizeof(all) / sizeof(all[0]) &&
	    all[i].name.n <= name.n; i++)
		if (all[i].name.n == name.n &&
		    all[i].name.p[0] == (name.p[0] | 32) &&
		    strncasecmp(all[i].name.p, name.p, name.n) == 0)
			return all[i].is;
	return NONE;
}

static void
read_declaration(enum property what, struct str value, struct shown *is)
{
	switch (what) {
	case CLIP:
		is->cut |= is_cut_away(value);
		break;
	case COLOUR:
		is->faint = style_is_faint(value);
		break;
	case DECORATION:
		is->struck = str_has(value, STR("line-through"));
		break;
	case DISPLAY:
		is->none = begins(value, "none");
		is->cell = begins(value, "table-cell");
		break;
	case HEIGHT:
		is->flat = is_zero(value);
		break;
	case OFFSET:
		is->off |= is_far_off(value);
		break;
	case OPACITY:
		is->clear = is_zero(value);
		break;
	case OVERFLOW:
		is->overflows = !begins(value, "hidden");
		break;
	case SIZE:
		is->small = is_zero(value);
		is->tiny = is_tiny(value);
		break;
	case TRANSFORM:
		is->cut |= begins(value, "scale(0)");
		break;
	case VISIBILITY:
		is->unseen = begins(value, "hidden");
		break;
	case WIDTH:
		is->thin = is_zero(value);
		break;
	case NONE:
		break;
	}
}

enum style
style_read(struct str style, bool is_inline)
{
	struct shown is = { .overflows = true };
	struct str all = style, one, value;
	const char *colon;
	enum property what;

	if (style.n > 0 && (style.p[0] == '"' || style.p[0] == '\''))
		style = str_sub(style, 1, style.n - 2);
	while (style.p != NULL) {
		one = str_trim(str_cut(&style, ';'));
		if (one.n == 0 || memchr("cdfhlotvwCDFHLOTVW", one.p[0], 18) ==
		    NULL || (colon = memchr(one.p, ':', one.n)) == NULL)
			continue;
		value = str_sub(one, (size_t)(colon - one.p) + 1, one.n);
		one.n = (size_t)(colon - one.p);
		if ((what = property_of(str_trim(one))) != NONE)
			read_declaration(what, str_trim(value), &is);
	}
	if (is.none || is.unseen)
		return STYLE_HIDDEN;
	if (is.clear || is.struck || is.off || (is.flat && !is.overflows) ||
	    (is_inline && (is.small || is.cut || (is.thin && !is.overflows))))
		return STYLE_UNSEEN;
	if (is_inline && (is.tiny || (is.faint &&
	    !str_has(all, STR("background")))))
		return STYLE_FAINT;
	return is.cell ? STYLE_CELL : STYLE_PLAIN;
}
