/* SPDX-License-Identifier: MIT */
/*
 * The width of a table is not printed and several tables may stand in one run
 * of lines, so the run is split by dynamic programming: of all ways to cut it
 * into tables whose every row fills the table's width (the last one may be
 * short), the one with the fewest tables and the fewest odd rows wins.
 */
#include "text.h"

#include <limits.h>

enum {
	MAX_WIDTH = 40,
	MAX_TOKENS = 3000,	/* the search is quadratic in the tokens */
	COST_TABLE = 100,	/* one more table */
	COST_BLANK_START = 10,	/* a row whose first cell is empty */
	COST_SHORT_END = 1	/* a last row without its padding */
};

/* A cell, or the bars that stand for `pads` missing cells (then no text). */
struct token {
	struct str text;
	int pads;
};

struct tokens {
	struct token *v;
	size_t n;
};

static bool
is_bars(struct str line)
{
	size_t i;

	for (i = 0; i < line.n; i++)
		if (line.p[i] != '|')
			return false;
	return line.n > 0;
}

static bool
is_cell_line(struct str line)
{
	return line.n > 0 && line.p[line.n - 1] == '|' && line.p[0] != '|';
}

static bool
is_row_line(struct str line)
{
	return line.n > 1 && line.p[0] == '|' && !is_bars(line);
}

static void
add_token(struct arena *a, struct tokens *t, struct str text, int pads)
{
	t->v = arena_grow(a, t->v, t->n, sizeof(*t->v));
	t->v[t->n++] = (struct token){ text, pads };
}

/* "a |", "a | b |||", "a | |||", "|", "|||" */
static void
tokens_of_line(struct arena *a, struct tokens *t, struct str line)
{
	int bars = 0;

	while (line.n > 0 && strchr("| \t", line.p[line.n - 1]) != NULL)
		bars += line.p[--line.n] == '|';
	if (line.n > 0) {
		while (line.p != NULL)
			add_token(a, t, str_trim(str_cut(&line, '|')), 0);
		bars--;		/* the bar of the last cell */
	}
	if (bars == 1)
		add_token(a, t, STR(""), 0);
	else if (bars > 1)
		add_token(a, t, STR_NONE, bars);
}

/*
 * The end of the row of `width` that starts at token `i`, or 0 if the tokens
 * do not make such a row. *cost grows with its oddity.
 */
static size_t
row_end(const struct tokens *t, size_t i, int width, int *cost)
{
	int have = 0;

	if (i >= t->n || t->v[i].pads > 0)
		return 0;
	if (t->v[i].text.n == 0)
		*cost += COST_BLANK_START;
	while (i < t->n && have < width) {
		if (t->v[i].pads > 0)
			return have + t->v[i].pads == width ? i + 1 : 0;
		have++;
		i++;
	}
	return have == width ? i : 0;
}

struct plan {
	int cost;		/* of the best way from here to the end */
	int width;		/* of the table that starts here */
	size_t end;		/* and the token behind it */
};

static void
offer(struct plan *plan, size_t i, size_t end, int width, int cost)
{
	if (plan[end].cost == INT_MAX)
		return;
	cost += COST_TABLE + plan[end].cost;
	if (cost < plan[i].cost)
		plan[i] = (struct plan){ cost, width, end };
}

/* All tables of this width that start at token i. */
static void
try_width(const struct tokens *t, struct plan *plan, size_t i, int width)
{
	size_t end = i, next, k;
	int cost = 0, short_cost;

	while ((next = row_end(t, end, width, &cost)) > 0) {
		end = next;
		offer(plan, i, end, width, cost);
		short_cost = cost + COST_SHORT_END;
		for (k = end; k < t->n && k - end < (size_t)width - 1; k++) {
			if (t->v[k].pads > 0)
				break;
			if (k == end && t->v[k].text.n == 0)
				short_cost += COST_BLANK_START;
			offer(plan, i, k + 1, width, short_cost);
		}
	}
}

/* plan[0].cost is INT_MAX afterwards when there is no way. */
static struct plan *
make_plan(struct arena *a, const struct tokens *t)
{
	struct plan *plan = arena_alloc(a, (t->n + 1) * sizeof(*plan));
	size_t i;
	int width;

	for (i = t->n; i-- > 0;) {
		plan[i].cost = INT_MAX;
		if (t->v[i].pads > 0)
			continue;
		for (width = 2; width <= MAX_WIDTH; width++)
			try_width(t, plan, i, width);
	}
	return plan;
}

static struct grid *
new_grid(struct doc *d)
{
	struct block *b = DOC_ADD(d, blocks);
	struct grid *g = arena_alloc(d->arena, sizeof(*g));
	size_t i;

	g->flat = true;
	for (i = 0, g->no = 1; i < d->blocks.n - 1; i++)
		g->no += d->blocks.v[i].kind == BLOCK_TABLE;
	b->kind = BLOCK_TABLE;
	b->grid = g;
	return g;
}

static void
add_anchor(struct doc *d, struct grid *g, int row, int col, struct str text)
{
	g->cells = arena_grow(d->arena, g->cells, g->n, sizeof(*g->cells));
	g->cells[g->n++] = (struct anchor){ row, col, 1, 1, text,
		STR_NONE };
	if (row >= g->rows)
		g->rows = row + 1;
	if (col >= g->cols)
		g->cols = col + 1;
}

static void
grid_of_tokens(struct doc *d, const struct tokens *t, size_t from, size_t end,
    int width)
{
	struct grid *g = new_grid(d);
	int row = 0, col = 0;
	size_t i;

	for (i = from; i < end; i++) {
		if (t->v[i].pads == 0)
			add_anchor(d, g, row, col++, t->v[i].text);
		if (t->v[i].pads > 0 || col == width) {
			row++;
			col = 0;
		}
	}
	g->cols = width;
}

/* No table fits: keep the words, say so. */
static void
tokens_as_text(struct doc *d, const struct tokens *t)
{
	size_t i;

	doc_warn(d, "flat_table_unparsed", 0, STR_NONE, STR_NONE,
	    arena_printf(d->arena, "%zu cells between bars make no table",
	    t->n));
	for (i = 0; i < t->n; i++)
		if (t->v[i].text.n > 0) {
			struct block *b = DOC_ADD(d, blocks);

			b->kind = BLOCK_PARAGRAPH;
			b->text = t->v[i].text;
		}
}

static void
flat_tables(struct doc *d, const struct tokens *t)
{
	struct plan *plan;
	size_t i;

	if (t->n > MAX_TOKENS) {
		tokens_as_text(d, t);
		return;
	}
	plan = make_plan(d->arena, t);
	if (plan[0].cost == INT_MAX) {
		tokens_as_text(d, t);
		return;
	}
	for (i = 0; i < t->n; i = plan[i].end)
		grid_of_tokens(d, t, i, plan[i].end, plan[i].width);
}

/* "| --- | :-: |" under the header of a Markdown table. */
static bool
is_rule(struct str line)
{
	size_t i;

	for (i = 0; i < line.n; i++)
		if (strchr("|-: \t", line.p[i]) == NULL)
			return false;
	return true;
}

static void
markdown_row(struct doc *d, struct grid *g, struct str line)
{
	int row = g->rows, col = 0;

	line = str_sub(line, 1, line.n);
	if (line.n > 0 && line.p[line.n - 1] == '|')
		line.n--;
	while (line.p != NULL)
		add_anchor(d, g, row, col++, str_trim(str_cut(&line, '|')));
}

/* The next line without the space around it; *rest moves on. */
static struct str
next_line(struct str *rest)
{
	return str_trim(str_cut(rest, '\n'));
}

/* Reads the run of cell lines that starts at *rest; false if there is none. */
static bool
read_flat(struct doc *d, struct str *rest)
{
	struct tokens t = { 0 };
	struct str at = *rest, line = next_line(&at);
	size_t first;

	if (!is_cell_line(line))
		return false;
	first = d->blocks.n;
	while (is_cell_line(line) || is_bars(line)) {
		tokens_of_line(d->arena, &t, line);
		*rest = at;
		if (at.p == NULL)
			break;
		line = next_line(&at);
	}
	flat_tables(d, &t);
	/*
	 * A cell whose bar is missing at the very end: the document was cut
	 * inside the table. What stands there may be half a number.
	 */
	if (d->blocks.n > first && line.n > 0 && (at.p == NULL || at.n == 0) &&
	    !is_cell_line(line) && !is_bars(line) && str_chars(line) < 12 &&
	    d->blocks.v[d->blocks.n - 1].kind == BLOCK_TABLE)
		d->blocks.v[d->blocks.n - 1].grid->cut = true;
	return true;
}

static bool
read_markdown(struct doc *d, struct str *rest)
{
	struct str at = *rest, line = next_line(&at);
	struct grid *g;

	if (!is_row_line(line))
		return false;
	g = new_grid(d);
	while (is_row_line(line)) {
		if (!is_rule(line))
			markdown_row(d, g, line);
		*rest = at;
		if (at.p == NULL)
			break;
		line = next_line(&at);
	}
	return true;
}

void
text_read(struct doc *d, struct str utf8)
{
	struct str rest = utf8, line;
	struct block *b;

	while (rest.p != NULL) {
		if (read_flat(d, &rest) || read_markdown(d, &rest))
			continue;
		line = next_line(&rest);
		if (line.n == 0)
			continue;
		b = DOC_ADD(d, blocks);
		b->kind = BLOCK_PARAGRAPH;
		b->text = line;
	}
}
