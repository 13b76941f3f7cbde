/* SPDX-License-Identifier: MIT */
/*
 * The characters are put on paper, one column of a terminal wide (two for
 * Chinese; one, where the lines meet only so), and lattice.c finds the tables
 * in the lines.
 */
#include "drawn.h"

#include "flat.h"
#include "flow.h"
#include "lattice.h"
#include "strip.h"

enum {
	MAX_LINES = 4000,
	WIDE = 10, HIGH = 20	/* points of a column and a line on paper */
};

/* Where a character of a drawing has a line to. */
enum { UP = 1, DOWN = 2, LEFT = 4, RIGHT = 8, FLAT = LEFT | RIGHT,
	STEEP = UP | DOWN };

struct paper {
	struct arena *arena;
	LIST(struct strip) lines;
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

static int
strokes_at(const struct paper *p, int y, int x)
{
	return y >= 0 && (size_t)y < p->lines.n ?
	    strokes(strip_at(&p->lines.v[y], x)) : 0;
}

/* The first column that is not blank; that behind the line if all are. */
static int
left_edge(const struct strip *line)
{
	int x = 0;

	while (x < line->n && strip_blank(line, x))
		x++;
	return x;
}

/* "+---+---+" and "┌───┐": a corner, and lines to the right of it. */
static bool
is_top(const struct strip *line)
{
	int x = left_edge(line), s = strokes(strip_at(line, x));

	return (s & DOWN) && (s & RIGHT) &&
	    (strokes(strip_at(line, x + 1)) & FLAT) == FLAT;
}

/* Puts the drawing at *rest on paper: lines that begin under its corner. */
static void
write_all(struct paper *p, int wide, struct str *rest)
{
	struct str at = *rest;
	struct strip line;
	int edge = -1;

	while (at.p != NULL && p->lines.n < MAX_LINES && strip_write(p->arena,
	    str_cut(&at, '\n'), wide, &line)) {
		if (edge < 0)
			edge = left_edge(&line);
		else if (left_edge(&line) != edge ||
		    !(strokes(strip_at(&line, edge)) & STEEP))
			break;
		*DOC_ADD(p, lines) = line;
		*rest = at;
	}
}

/* Whether a stroke goes from (y, x) down to the next line. */
static bool
goes_down(const struct paper *p, int y, int x)
{
	return (strokes_at(p, y, x) & DOWN) && (strokes_at(p, y + 1, x) & UP);
}

static bool
goes_right(const struct paper *p, int y, int x)
{
	return (strokes_at(p, y, x) & RIGHT) &&
	    (strokes_at(p, y, x + 1) & LEFT);
}

/* The last column that is not blank. */
static int
right_edge(const struct strip *line)
{
	int x = line->n - 1;

	while (x > 0 && (line->on[x] == ' ' || line->on[x] == 0))
		x--;
	return x;
}

/*
 * All lines end at one border, and every bar goes on above and below: else a
 * bar is text, or a line lost a cell and its columns are not where they seem.
 */
static bool
lines_meet(const struct paper *p)
{
	int x, y, edge = right_edge(&p->lines.v[0]);

	for (y = 0; y < (int)p->lines.n; y++) {
		if (right_edge(&p->lines.v[y]) != edge ||
		    (strokes_at(p, y, edge) & STEEP) == 0)
			return false;
		for (x = 0; x < p->lines.v[y].n; x++)
			if (strokes_at(p, y, x) == STEEP &&
			    (!goes_down(p, y, x) || !goes_down(p, y - 1, x)))
				return false;
	}
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

	for (x = 0; x < p->lines.v[y].n; x++) {
		for (from = x; goes_right(p, y, x); x++)
			;
		/* A dash in the text has no corners at its ends. */
		if (x > from && (strokes_at(p, y, from) & STEEP) &&
		    (strokes_at(p, y, x) & STEEP))
			*DOC_ADD(s, flat) = (struct rule){ y * HIGH,
			    from * WIDE, x * WIDE };
	}
}

static void
find_steep(const struct paper *p, struct strokes *s, int x)
{
	int y, from;

	for (y = 0; y < (int)p->lines.n; y++) {
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
	int right = (int)t->x[a->col + a->colspan] / WIDE;
	int y, bottom = (int)t->y[a->row + a->rowspan] / HIGH;
	size_t room = (size_t)(right - left) * (size_t)(bottom - top) * 4 + 1;
	struct flow_text text = { .p = arena_alloc(p->arena, room) };

	for (y = top + 1; y < bottom; y++) {
		flow_add(&text, strip_text(&p->lines.v[y], left + 1, right));
		flow_add(&text, STR("\n"));
	}
	return (struct str){ text.p, text.n };
}

/* Rules with no line between them: the line was lost, and with it a row. */
static bool
lost_a_line(const struct lattice *t)
{
	int row;

	for (row = 0; row < t->rows; row++)
		if (t->y[row + 1] - t->y[row] <= HIGH)
			return true;
	return false;
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
	int n, widest = 0;

	if (!lines_meet(p))
		return false;
	for (n = 0; n < (int)p->lines.n; n++) {
		find_flat(p, &s, n);
		widest = p->lines.v[n].n > widest ? p->lines.v[n].n : widest;
	}
	for (n = 0; n < widest; n++)
		find_steep(p, &s, n);
	flat = (struct rules){ s.flat.v, s.flat.n };
	steep = (struct rules){ s.steep.v, s.steep.n };
	if (!lattice_find(&found, &flat, &steep))
		return false;
	for (i = 0; i < found.tables.n; i++)
		if (lost_a_line(&found.tables.v[i]))
			return false;
	for (i = 0; i < found.tables.n; i++)
		add_table(d, p, &found.tables.v[i]);
	return found.tables.n > 0;
}

bool
drawn_read(struct doc *d, struct str *rest, const char **behind)
{
	struct str at = *rest;
	struct strip top;
	bool read = false;
	int wide;

	if (!strip_write(d->arena, str_cut(&at, '\n'), 2, &top) ||
	    !is_top(&top))
		return false;
	/* Some tools take a Chinese character for one column. */
	for (wide = 2; wide > 0 && !read; wide--) {
		struct paper p = { .arena = d->arena };

		at = *rest;
		write_all(&p, wide, &at);
		read = read_paper(d, &p);
	}
	*behind = at.p;
	if (read)
		*rest = at;
	return read;
}
