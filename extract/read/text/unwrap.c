/* SPDX-License-Identifier: MIT */
#include "unwrap.h"

#include "label.h"

enum {
	MIN_WIDTH = 40,		/* columns of a page; a label is narrower */
	MAX_WIDTH = 200,
	RAGGED = 4,		/* a word that had no room, or a bracket */
	MIN_FULL = 8		/* lines that reach the margin */
};

/* Columns of a line, two for a Chinese character; MAX_WIDTH + 1 if more. */
static int
columns(struct str line)
{
	size_t at = 0;
	int n = 0;

	while (at < line.n && n <= MAX_WIDTH)
		n += str_char(line, &at) < 0x2000 ? 1 : 2;
	return n <= MAX_WIDTH ? n : MAX_WIDTH + 1;
}

/* Wide spaces hold the columns of a table apart. */
static bool
is_prose(struct str line)
{
	return line.n > 0 && !str_has(line, STR("|")) &&
	    !str_has(line, STR("\t")) && !str_has(line, STR("   "));
}

/*
 * The width of the page: most of its long lines reach it, and none is longer.
 * 0 if there is none.
 */
static int
margin(struct str text)
{
	int count[MAX_WIDTH + 2] = { 0 }, width, full = 0, longs = 0, w;
	struct str line;

	while (text.p != NULL) {
		line = str_trim(str_cut(&text, '\n'));
		if (is_prose(line) && (w = columns(line)) >= MIN_WIDTH)
			count[w]++;
	}
	for (width = MAX_WIDTH + 1; width > 0 && count[width] == 0; width--)
		;
	if (width > MAX_WIDTH)
		return 0;
	for (w = MIN_WIDTH; w <= width; w++) {
		longs += count[w];
		full += w >= width - RAGGED ? count[w] : 0;
	}
	return full >= MIN_FULL && 2 * full >= longs ? width : 0;
}

/* Whether the next line goes on with what this one began. */
static bool
goes_on(struct arena *a, struct str line, struct str next, int width)
{
	return is_prose(line) && is_prose(next) &&
	    columns(line) >= width - RAGGED && !str_ends(line, STR("。")) &&
	    next.p[0] != '#' && label_level(a, next) == 0;
}

/* Two words of another script need the space that the line's end was. */
static bool
needs_space(struct str line, struct str next)
{
	uint32_t before = str_before(line, line.n), behind = str_peek(next, 0);

	return before < 0x80 && behind < 0x80;
}

/* Lines keep the space in front of them, for it may hold columns apart. */
struct str
unwrap(struct arena *a, struct str text)
{
	int width = margin(text);
	struct str rest = text, line, next;
	char *p;
	size_t n = 0;

	if (width == 0)
		return text;
	p = arena_alloc(a, text.n + 1);
	next = str_cut(&rest, '\n');
	for (;;) {
		line = next;
		memcpy(p + n, line.n > 0 ? line.p : "", line.n);
		n += line.n;
		if (rest.p == NULL)
			return (struct str){ p, n };
		next = str_cut(&rest, '\n');
		if (!goes_on(a, str_trim(line), str_trim(next), width)) {
			p[n++] = '\n';
			continue;
		}
		while (n > 0 && strchr(" \r", p[n - 1]) != NULL)
			n--;
		next = str_trim(next);
		if (needs_space(str_trim(line), next))
			p[n++] = ' ';
	}
}
