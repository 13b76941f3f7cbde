/* SPDX-License-Identifier: MIT */
#include "sheet.h"

#include "affix.h"

enum {
	MAX_STYLE = 200000,	/* bytes of a style sheet that are read */
	MAX_FAINT = SHEET_MAX / 2	/* rules, with more no faint one is added */
};

/*
 * The class or id of a selector without spaces, ".a" of "span.a"; empty for
 * one that is of other elements than stand within a line.
 */
static struct str
plain_selector(struct str s)
{
	static const char *const tags[] = { "span", "font", "i", "b", "em",
		"u", "strong", "*" };
	size_t i, from = 0;

	s = str_trim(s);
	while (from < s.n && s.p[from] != '.' && s.p[from] != '#')
		from++;
	if (from > 0 && !affix_is_any(str_sub(s, 0, from), tags,
	    AFFIX_LEN(tags)))
		return STR("");
	s = str_sub(s, from, s.n);
	for (i = 0; i < s.n; i++)
		if (s.p[i] == ' ' || s.p[i] == ':' || s.p[i] == '>' ||
		    s.p[i] == '[' || s.p[i] == '+' || s.p[i] == '~' ||
		    (i > 0 && (s.p[i] == '.' || s.p[i] == '#')))
			return STR("");
	return s;
}

/*
 * What a rule for these shows again, where a script or the screen says so: all
 * of it, or only what was faint.
 */
static void
show_again(struct sheet *sheet, struct str selectors, bool all)
{
	size_t i, n = sheet->n;

	for (i = sheet->n = 0; i < n; i++)
		if ((!all && sheet->rules[i].look != STYLE_FAINT) ||
		    sheet->rules[i].look == STYLE_WRITTEN ||
		    !str_has(selectors, sheet->rules[i].of))
			sheet->rules[sheet->n++] = sheet->rules[i];
}

/* Whether a style says something that could take back what hides. */
static bool
shows_all(struct str style)
{
	return str_has(style, STR("display")) ||
	    str_has(style, STR("visibility")) ||
	    str_has(style, STR("opacity")) || str_has(style, STR("font-size"));
}

/*
 * Whether a style writes a number: content: "12" or attr(data-n). Digits
 * behind a backslash are of a character, that of an icon.
 */
static bool
writes_number(struct str style)
{
	ptrdiff_t at = str_find(style, STR("content"), 0);
	size_t i;

	if (at < 0)
		return false;
	for (i = (size_t)at; i < style.n && style.p[i] != ';'; i++) {
		if (style.p[i] == '\\') {
			while (i + 1 < style.n && style.p[i + 1] != '"' &&
			    style.p[i + 1] != '\'' && style.p[i + 1] != ';')
				i++;
			continue;
		}
		if ((style.p[i] >= '0' && style.p[i] <= '9') ||
		    str_starts(str_sub(style, i, style.n), STR("attr(")))
			return true;
	}
	return false;
}

/* The classes and ids before and behind which a rule writes. */
static void
add_written(struct sheet *sheet, struct str selectors)
{
	struct str one;
	ptrdiff_t end;
	size_t i, from;

	while (selectors.p != NULL && sheet->n < SHEET_MAX) {
		one = str_trim(str_cut(&selectors, ','));
		if ((end = str_find(one, STR(":"), 0)) < 0)
			continue;
		one.n = (size_t)end;
		for (i = from = 0; i < one.n; i++)
			if (one.p[i] == '.' || one.p[i] == '#')
				from = i;
			else if (one.p[i] == ' ' || one.p[i] == '>')
				from = one.n;
		one = str_sub(one, from, one.n);
		if (one.n > 1 && (one.p[0] == '.' || one.p[0] == '#'))
			sheet->rules[sheet->n++] = (struct sheet_rule){ one,
				STYLE_WRITTEN };
	}
}

static void
add_rule(struct sheet *sheet, struct str selectors, struct str style,
    bool hides)
{
	enum style says = style_read(style, true);
	struct str one;
	bool hidden = says == STYLE_HIDDEN || says == STYLE_UNSEEN;
	size_t max = hidden ? SHEET_MAX : MAX_FAINT;

	if (hides && writes_number(style))
		add_written(sheet, selectors);
	if (!hidden && sheet->n > 0 && (shows_all(style) ||
	    str_has(style, STR("color")) || str_has(style, STR("background"))))
		show_again(sheet, selectors, shows_all(style));
	if (!hidden && says != STYLE_FAINT)
		return;
	while (hides && selectors.p != NULL && sheet->n < max) {
		one = plain_selector(str_cut(&selectors, ','));
		if (one.n > 1)
			sheet->rules[sheet->n++] = (struct sheet_rule){ one,
				says };
	}
}

/* Behind a comment that starts at `at`. */
static size_t
skip_comment(struct str s, size_t at)
{
	ptrdiff_t end = str_find(s, STR("*/"), at + 2);

	return end < 0 ? s.n : (size_t)end + 2;
}

/*
 * Rules; if they are those of an @media they hide nothing. What is for small
 * screens and for paper is not what the page looks like.
 */
static void
read_rules(struct sheet *sheet, struct str s, bool hides)
{
	struct str head, block;
	size_t i, from = 0, open = 0;
	int depth = 0;

	for (i = 0; i < s.n; i++) {
		if (s.p[i] == '/' && i + 1 < s.n && s.p[i + 1] == '*') {
			i = skip_comment(s, i) - 1;
			if (depth == 0)
				from = i + 1;
		} else if (s.p[i] == '{') {
			if (depth++ == 0)
				open = i;
		} else if (s.p[i] == '}' && depth > 0 && --depth == 0) {
			head = str_sub(s, from, open - from);
			block = str_sub(s, open + 1, i - open - 1);
			if (!str_has(head, STR("@")))
				add_rule(sheet, head, block, hides);
			else if (hides && str_has(head, STR("@media")) &&
			    !str_has(head, STR("max-width")) &&
			    !str_has(head, STR("print")))
				read_rules(sheet, block, false);
			from = i + 1;
		} else if (s.p[i] == ';' && depth == 0) {
			from = i + 1;	/* @import */
		}
	}
}

void
sheet_read(struct sheet *sheet, struct str s)
{
	s = str_trim(s);
	if (s.n > MAX_STYLE)
		return;
	read_rules(sheet, str_starts(s, STR("<!--")) ? str_sub(s, 4, s.n) : s,
	    true);
}

/* The one that shows less; of the values that rules have. */
static enum style
less(enum style a, enum style b)
{
	return a == STYLE_PLAIN || (b != STYLE_PLAIN && b < a) ? b : a;
}

static enum style
look_of(const struct sheet *sheet, char mark, struct str name)
{
	enum style look = STYLE_PLAIN;
	size_t i;

	for (i = 0; i < sheet->n; i++)
		if (sheet->rules[i].of.p[0] == mark &&
		    str_eq(str_sub(sheet->rules[i].of, 1,
		    sheet->rules[i].of.n), name))
			look = less(look, sheet->rules[i].look);
	return look;
}

enum style
sheet_look(const struct sheet *sheet, const char *classes, const char *id)
{
	enum style look = STYLE_PLAIN;
	struct str rest = str_of(classes);

	if (sheet->n == 0)
		return STYLE_PLAIN;
	if (id != NULL)
		look = look_of(sheet, '#', str_trim(str_of(id)));
	while (rest.p != NULL)
		look = less(look, look_of(sheet, '.',
		    str_trim(str_cut(&rest, ' '))));
	return look;
}
