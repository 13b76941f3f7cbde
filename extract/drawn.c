/* SPDX-License-Identifier: MIT */
/*
 * The characters are put on paper, one column of a terminal wide (two for
 * Chinese), and lattice.c finds the tables in the lines.
 */
#include "drawn.h"

#include "buf.h"
#include "flat.h"
#include "flow.h"
#include "lattice.h"

#include <assert.h>
#include <stdlib.h>

enum {
	MAX_LINES = 4000,
	MAX_WIDTH = 1000,	/* columns */
	WIDE = 10, HIGH = 20	/* points of a column and a line on paper */
};

/* Where a character of a drawing has a line to. */
enum { UP = 1, DOWN = 2, LEFT = 4, RIGHT = 8, FLAT = LEFT | RIGHT,
	STEEP = UP | DOWN };

struct paper {
	struct arena *arena;
	uint32_t (*line)[MAX_WIDTH];	/* 0 behind a wide character */
	int lines;
};

static int
strokes(uint32_t c)
{
	static const struct {
		const char *chars;
		int strokes;
	} kinds[] = {
		{ "─━═", FLAT }, { "│┃║", STEEP }, { "┼╋╬", FLAT | STEEP },
		{ "┌┏╔╭", DOWN | RIGHT }, { "┐┓╗╮", DOWN | LEFT },
		{ "└┗╚╰", UP | RIGHT }, { "┘┛╝╯", UP | LEFT },
		{ "├┣╠", STEEP | RIGHT }, { "┤┫╣", STEEP | LEFT },
		{ "┬┳╦", FLAT | DOWN }, { "┴┻╩", FLAT | UP },
	};
	size_t i, at;
	struct str s;

	if (c < 0x80)
		return c == '+' ? FLAT | STEEP : c == '|' ? STEEP :
		    c == '-' || c == '=' ? FLAT : 0;
	if (c < 0x2500 || c > 0x257F)
		return 0;
	for (i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		for (s = str_of(kinds[i].chars), at = 0; at < s.n;)
			if (str_char(s, &at) == c)
				return kinds[i].strokes;
	return 0;
}

/* East Asian Width W and F, as terminals have it (UAX 11). */
static int
width(uint32_t c)
{
	return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) ||
	    (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
	    (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
	    (c >= 0xFFE0 && c <= 0xFFE6) || c >= 0x20000 ? 2 : 1;
}

/* Puts a line on the paper; false if it is too wide. */
static bool
write_line(uint32_t *on, struct str line)
{
	uint32_t c;
	size_t at = 0;
	int x = 0;

	memset(on, 0, MAX_WIDTH * sizeof(*on));
	while (at < line.n) {
		c = str_char(line, &at);
		if (c == '\r')
			continue;
		if (x + 2 > MAX_WIDTH)
			return false;
		on[x] = c == '\t' ? ' ' : c;
		x += width(c);
	}
	return true;
}

/* The first column that is not blank. */
static int
left_edge(const uint32_t *on)
{
	int x = 0;

	while (x < MAX_WIDTH - 1 && (on[x] == ' ' || on[x] == 0x3000 ||
	    (x > 0 && on[x] == 0)))
		x++;
	return x;
}

/* "+---+---+" and "┌───┐": a corner, and lines to the right of it. */
static bool
is_top(const uint32_t *on)
{
	int x = left_edge(on), s = strokes(on[x]);

	return (s & DOWN) && (s & RIGHT) && (strokes(on[x + 1]) & FLAT) == FLAT;
}

/* Puts the drawing at *rest on paper: lines that begin under its corner. */
static void
write_all(struct paper *p, struct str *rest)
{
	struct str at = *rest;
	int edge = 0;

	for (; at.p != NULL && p->lines < MAX_LINES; p->lines++) {
		if (!write_line(p->line[p->lines], str_cut(&at, '\n')))
			break;
		if (p->lines == 0)
			edge = left_edge(p->line[0]);
		else if (left_edge(p->line[p->lines]) != edge ||
		    !(strokes(p->line[p->lines][edge]) & STEEP))
			break;
		*rest = at;
	}
}

/* Whether a stroke goes from (y, x) down to the next line. */
static bool
goes_down(const struct paper *p, int y, int x)
{
	return y + 1 < p->lines && (strokes(p->line[y][x]) & DOWN) &&
	    (strokes(p->line[y + 1][x]) & UP);
}

static bool
goes_right(const struct paper *p, int y, int x)
{
	return x + 1 < MAX_WIDTH && (strokes(p->line[y][x]) & RIGHT) &&
	    (strokes(p->line[y][x + 1]) & LEFT);
}

/* A bar that meets nothing is text, or the columns are not where they seem. */
static bool
lines_meet(const struct paper *p)
{
	int x, y;

	for (y = 0; y < p->lines; y++)
		for (x = 0; x < MAX_WIDTH; x++)
			if (strokes(p->line[y][x]) == STEEP &&
			    (!goes_down(p, y, x) || y == 0 ||
			    !goes_down(p, y - 1, x)))
				return false;
	return true;
}

struct strokes {
	struct arena *arena;
	LIST(struct rule) flat, steep;
};

static void
find_flat(const struct paper *p, struct strokes *s, int y)
{
	int x, from;

	for (x = 0; x < MAX_WIDTH; x++) {
		for (from = x; goes_right(p, y, x); x++)
			;
		/* A dash in the text has no corners at its ends. */
		if (x > from && (strokes(p->line[y][from]) & STEEP) &&
		    (strokes(p->line[y][x]) & STEEP))
			*DOC_ADD(s, flat) = (struct rule){ y * HIGH,
			    from * WIDE, x * WIDE };
	}
}

static void
find_steep(const struct paper *p, struct strokes *s, int x)
{
	int y, from;

	for (y = 0; y < p->lines; y++) {
		for (from = y; goes_down(p, y, x); y++)
			;
		if (y > from)
			*DOC_ADD(s, steep) = (struct rule){ x * WIDE,
			    from * HIGH, y * HIGH };
	}
}

/* What stands within a cell. */
static struct str
words(const struct paper *p, const struct lattice *t, const struct anchor *a)
{
	int left = (int)t->x[a->col] / WIDE, top = (int)t->y[a->row] / HIGH;
	int right = (int)t->x[a->col + a->colspan] / WIDE, x;
	int y, bottom = (int)t->y[a->row + a->rowspan] / HIGH;
	size_t room = (size_t)(right - left) * (size_t)(bottom - top) * 4 + 1;
	struct flow_text text = { .p = arena_alloc(p->arena, room) };
	struct buf one;

	buf_init(&one, MAX_WIDTH * 4);
	for (y = top + 1; y < bottom; y++) {
		buf_reset(&one);
		for (x = left + 1; x < right; x++)
			if (p->line[y][x] != 0)
				buf_addchar(&one, p->line[y][x]);
		flow_add(&text, buf_str(&one));
		flow_add(&text, STR("\n"));
	}
	buf_release(&one);
	return (struct str){ text.p, text.n };
}

static void
add_table(struct doc *d, const struct paper *p, const struct lattice *t)
{
	struct grid *g = flat_new_grid(d);
	size_t i;

	g->flat = false;
	g->rows = t->rows;
	g->cols = t->cols;
	g->cells = t->cells;
	g->n = t->n;
	for (i = 0; i < t->n; i++)
		g->cells[i].text = words(p, t, &t->cells[i]);
}

/* Adds the tables of a drawing; false if there are none. */
static bool
read_paper(struct doc *d, const struct paper *p)
{
	struct strokes s = { .arena = d->arena };
	struct lattices found = { .arena = d->arena };
	struct rules flat, steep;
	size_t i;
	int n;

	if (!lines_meet(p))
		return false;
	for (n = 0; n < p->lines; n++)
		find_flat(p, &s, n);
	for (n = 0; n < MAX_WIDTH; n++)
		find_steep(p, &s, n);
	flat = (struct rules){ s.flat.v, s.flat.n };
	steep = (struct rules){ s.steep.v, s.steep.n };
	if (!lattice_find(&found, &flat, &steep))
		return false;
	for (i = 0; i < found.tables.n; i++)
		add_table(d, p, &found.tables.v[i]);
	return found.tables.n > 0;
}

bool
drawn_read(struct doc *d, struct str *rest, const char **behind)
{
	uint32_t top[MAX_WIDTH];
	struct paper p = { .arena = d->arena };
	struct str at = *rest;
	bool read;

	if (!write_line(top, str_cut(&at, '\n')) || !is_top(top))
		return false;
	p.line = malloc(MAX_LINES * sizeof(*p.line));
	assert(p.line != NULL);
	at = *rest;
	write_all(&p, &at);
	read = read_paper(d, &p);
	free(p.line);
	*behind = at.p;
	if (read)
		*rest = at;
	return read;
}
