/* SPDX-License-Identifier: MIT */
#include "whole.h"

#include <stdlib.h>

#include "label.h"
#include "opening.h"
#include "yearmark.h"

enum {
	MAX_BETWEEN = 12,	/* paragraphs between two pieces */
	MAX_SHORT = 40,		/* characters of such a paragraph */
	/* Of a table 3 that is turned: columns, rows, cells that name those. */
	MIN_TURNED = 18, MAX_TURNED = 16, LABELS = 3, MIN_APPLICANTS = 4
};

/* Columns of a grid in which a cell begins; a span may say anything. */
static int
used_cols(const struct grid *g)
{
	size_t i;
	int cols = 0;

	for (i = 0; i < g->n; i++)
		if (g->cells[i].col >= cols)
			cols = g->cells[i].col + 1;
	return cols;
}

/* Columns [from, from + cols) of a grid, below what is there. */
static void
append_columns(struct doc *d, struct whole *w, const struct grid *g, int from,
    int cols)
{
	struct anchor *a, *all = arena_room(d->arena, (w->grid.n + g->n) *
	    sizeof(*all));
	size_t i;

	if (w->grid.n > 0)
		memcpy(all, w->grid.cells, w->grid.n * sizeof(*all));
	w->grid.cells = all;
	w->piece[w->n++] = (struct part_piece){ w->grid.rows, g->no };
	for (i = 0; i < g->n; i++) {
		if (g->cells[i].col < from || g->cells[i].col >= from + cols)
			continue;
		a = &w->grid.cells[w->grid.n++];
		*a = g->cells[i];
		a->row += w->grid.rows;
		a->col -= from;
		if (a->colspan > cols - a->col)
			a->colspan = cols - a->col;
	}
	w->grid.rows += g->rows;
	if (cols > w->grid.cols)
		w->grid.cols = cols;
	w->grid.cut = g->cut;
}

/*
 * An annex set in two columns, 统计指标 单位 统计数 twice in one row: where the
 * second one begins; 0 if it is not.
 */
static int
second_column(const struct doc *d, const struct grid *g)
{
	const struct anchor *a, *first = NULL;
	size_t i;

	for (i = 0; i < g->n && i < PART_MAX_ANCHORS; i++) {
		a = &g->cells[i];
		if (opening_table(a->hans, opening_key(d, a)) != 14)
			continue;
		if (first == NULL)
			first = a;
		else
			return a->row == first->row && a->col > first->col +
			    1 ? a->col : 0;
	}
	return 0;
}

static void
append(struct doc *d, struct whole *w, const struct grid *g)
{
	int cols = g->cols > PART_MAX_COLS ? used_cols(g) : g->cols;
	int half = second_column(d, g);

	if (half == 0 && w->n == 0 && cols == g->cols) {
		w->grid = *g;	/* nearly always all there is: not copied */
		w->piece[w->n++] = (struct part_piece){ 0, g->no };
	} else if (half == 0 || w->n + 1 == WHOLE_MAX_PIECES) {
		append_columns(d, w, g, 0, cols);
	} else {
		append_columns(d, w, g, 0, half);
		append_columns(d, w, g, half, cols - half);
	}
}

/* A row that is certainly one of table tbl, by its whole label. */
static bool
has_row_of(const struct doc *d, const struct forms *f, const struct grid *g,
    int tbl)
{
	struct str key;
	size_t i;
	int n;

	for (i = 0; i < g->n && i < PART_MAX_ANCHORS; i++) {
		key = opening_key(d, &g->cells[i]);
		if (str_chars(key) > 2 &&
		    forms_any_row(f, tbl, key, &n) != NULL)
			return true;
		if (tbl == 14 && str_chars(key) > 2 &&
		    forms_any_row(f, 8, key, &n) != NULL)
			return true;
	}
	return false;
}

/* The table of the last rows of a grid. */
static int
last_kind(const struct doc *d, const struct grid *g)
{
	size_t i = g->n;
	int tbl = 0;

	while (i-- > 0 && tbl == 0)
		tbl = opening_table(g->cells[i].hans, opening_key(d, &g->cells[i]));
	return tbl;
}

/* Whether a row of table tbl stands before what opens a table. */
static bool
starts_inside(const struct doc *d, const struct forms *f,
    const struct grid *g, int tbl)
{
	struct str key;
	size_t i;
	int n;

	for (i = 0; i < g->n && i < PART_MAX_ANCHORS; i++) {
		key = opening_key(d, &g->cells[i]);
		if (opening_table(g->cells[i].hans, key) != 0)
			return false;
		if (str_chars(key) > 2 &&
		    forms_any_row(f, tbl, key, &n) != NULL)
			return true;
	}
	return false;
}

static bool
has_number(const struct grid *g)
{
	size_t i;

	for (i = 0; i < g->n; i++)
		if (g->cells[i].state == CELL_NUM)
			return true;
	return false;
}

/* The values of table 4, its headers on the page before. */
static bool
is_values_of(const struct grid *head, const struct grid *g)
{
	size_t i;

	for (i = 0; i < g->n; i++)
		if (g->cells[i].state == CELL_TEXT)
			return false;
	return has_number(g) && !has_number(head);
}

/* Rows of table 3 whose labels stand elsewhere: seven numbers, no words. */
static bool
is_bare(const struct grid *g)
{
	enum { VALUES = 7 };
	size_t i;

	for (i = 0; i < g->n; i++)
		if (g->cells[i].col < VALUES ?
		    g->cells[i].state != CELL_NUM : g->cells[i].text.n > 0)
			return false;
	return g->flat && g->n >= VALUES && g->n % VALUES == 0;
}

/*
 * Whether g is as wide as what there is; spans are lost in flat ones. Headers
 * that stand still may have a blank cell more, over the bar that scrolls.
 */
static bool
is_as_wide(const struct whole *w, const struct grid *g)
{
	int cols = w->grid.cols;
	size_t i;

	if (g->flat || w->grid.flat)
		return g->flat == w->grid.flat;
	for (i = 0; g->cols < cols && i < w->grid.n; i++)
		if (w->grid.cells[i].text.n > 0 && w->grid.cells[i].col +
		    w->grid.cells[i].colspan > g->cols)
			return false;
	return g->cols == cols || g->cols + 1 == cols;
}

/* Nothing stands between, unless a clause, which is a row of one cell. */
static bool
is_adjacent(const struct doc *d, const struct whole *w, size_t at)
{
	const struct block *b;
	size_t i;

	for (i = w->next; i < at; i++) {
		b = &d->blocks.v[i];
		if (b->kind != BLOCK_LINK && !b->boilerplate &&
		    !str_starts(label_key(d->arena, b->hans),
		    STR("第二十条第")))
			return false;
	}
	return true;
}

/*
 * Whether block `at` is one more of the rows that some systems put in a table
 * of their own each.
 */
static bool
is_next_row(const struct doc *d, const struct whole *w, size_t at)
{
	return w->grid.rows == w->piece[w->n - 1].first + 1 &&
	    d->blocks.v[at].grid->rows == 1 && is_adjacent(d, w, at);
}

/*
 * Whether `w` is headers only, of table tbl, which stand still while block
 * `at` scrolls.
 */
static bool
is_head(const struct doc *d, const struct forms *f, const struct whole *w,
    int tbl, size_t at)
{
	return w->n == 1 && !has_number(&w->grid) &&
	    has_number(d->blocks.v[at].grid) && is_adjacent(d, w, at) &&
	    !has_row_of(d, f, &w->grid, tbl);
}

/* Cells from the left, as in other tables that have lost their spans. */
static void
flatten(struct grid *g)
{
	struct anchor *a;
	size_t i;

	g->flat = true;
	g->cols = 0;
	for (i = 0; i < g->n; i++) {
		a = &g->cells[i];
		a->col = i > 0 && a[-1].row == a->row ? a[-1].col + 1 : 0;
		a->rowspan = a->colspan = 1;
		if (g->cols <= a->col)
			g->cols = a->col + 1;
	}
}

/*
 * A clause of table 2 with headers of its own, in a table of its own that is as
 * wide as these.
 */
static bool
is_clause(const struct doc *d, const struct forms *f, const struct grid *g)
{
	const struct anchor *a = g->cells;
	size_t i;

	for (i = 0; i < g->n && a[i].row == a->row; i++)
		if (forms_col(f, 2, opening_key(d, &a[i])) != NULL)
			return has_row_of(d, f, g, 2);
	return false;
}

/*
 * Whether the grid of block `at` goes on where `w` stopped: it is as wide and
 * begins with rows of the table that w ended in.
 */
static bool
goes_on(const struct doc *d, const struct forms *f, const struct whole *w,
    size_t at)
{
	const struct grid *g = d->blocks.v[at].grid;
	int tbl = last_kind(d, &w->grid), kind = opening_of(d, g);

	if (tbl == 0 || w->n == WHOLE_MAX_PIECES ||
	    w->grid.n + g->n > PART_MAX_ANCHORS)
		return false;
	if (is_next_row(d, w, at))
		return kind == 0 || kind == tbl;
	if (tbl == 2 && kind == 0 && is_clause(d, f, g))
		return true;
	if (!is_as_wide(w, g))
		return false;
	if (tbl == 4)
		return kind == 0 && is_values_of(&w->grid, g);
	if (is_head(d, f, w, tbl, at))
		return kind == 0 || kind == tbl;
	return kind == 0 ? has_row_of(d, f, g, tbl) ||
	    (tbl == 3 && is_bare(g)) : kind == tbl && starts_inside(d, f, g, tbl);
}

/* The next table after block i with only page furniture between; or NULL. */
static const struct grid *
next_grid(const struct doc *d, size_t i, size_t *at)
{
	const struct block *b;
	int between = 0;

	for (; i < d->blocks.n; i++) {
		b = &d->blocks.v[i];
		if (b->boilerplate || b->kind == BLOCK_LINK)
			continue;
		if (b->kind == BLOCK_TABLE) {
			*at = i;
			return b->grid;
		}
		if (++between > MAX_BETWEEN || str_chars(b->hans) > MAX_SHORT)
			break;
	}
	return NULL;
}

/* Whether a line in front of block `at` says that a year begins there. */
static bool
begins_year(struct doc *d, const struct whole *w, size_t at)
{
	const struct block *b;
	int year, had;
	size_t i;

	for (i = w->next; i < at; i++) {
		b = &d->blocks.v[i];
		year = b->kind == BLOCK_LINK || b->boilerplate ? 0 :
		    yearmark_read(d->arena, b->hans);
		if (year == 0)
			continue;
		had = yearmark_of(d, w->piece[0].no, 1, false);
		if (yearmark_later(year, had) || yearmark_later(had, year))
			return true;
	}
	return false;
}

/*
 * Whether the columns of the grid are rows of table 3, and its rows are who
 * asked: it is much wider than that table is.
 */
static bool
is_turned(const struct doc *d, const struct forms *f, const struct grid *g)
{
	const struct anchor *a;
	int rows = 0, applicants = 0, n;
	struct str key;

	if (g->flat || g->cols < MIN_TURNED || g->rows > MAX_TURNED ||
	    g->n > PART_MAX_ANCHORS)
		return false;
	for (a = g->cells; a < grid_end(g); a++) {
		key = opening_key(d, a);
		if (str_chars(key) < 2 || a->state == CELL_NUM)
			continue;
		rows += a->col > 0 && forms_any_row(f, 3, key, &n) != NULL;
		applicants += a->col < LABELS && a->rowspan == 1 &&
		    forms_col(f, 3, key) != NULL;
	}
	return rows >= MIN_TURNED / 2 && applicants >= MIN_APPLICANTS;
}

static int
compare_places(const void *one, const void *other)
{
	const struct anchor *a = one, *b = other;

	return a->row != b->row ? a->row - b->row : a->col - b->col;
}

/* Rows become columns; anchor.at stays what it was. */
static void
turn(struct doc *d, struct grid *g)
{
	struct anchor *a, *all = arena_room(d->arena, g->n * sizeof(*all));
	int k;

	memcpy(all, g->cells, g->n * sizeof(*all));
	for (a = all; a < all + g->n; a++) {
		k = a->row;
		a->row = a->col;
		a->col = k;
		k = a->rowspan;
		a->rowspan = a->colspan;
		a->colspan = k;
	}
	qsort(all, g->n, sizeof(*all), compare_places);
	g->cells = all;
	k = g->rows;
	g->rows = g->cols;
	g->cols = k;
}

void
whole_collect(struct doc *d, const struct forms *f, size_t i, struct whole *w)
{
	const struct grid *first = d->blocks.v[i].grid, *g;
	size_t at = i;
	int tbl;

	w->grid = *first;
	w->grid.cells = NULL;
	w->grid.n = 0;
	w->grid.rows = w->grid.cols = w->n = 0;
	w->uneven = w->turned = false;
	append(d, w, first);
	w->next = i + 1;
	if (is_turned(d, f, first)) {
		turn(d, &w->grid);
		w->turned = true;
		return;
	}
	while ((g = next_grid(d, at + 1, &at)) != NULL) {
		if (goes_on(d, f, w, at)) {
			/* What has no headers is of those above it. */
			if (opening_of(d, g) != 0 && begins_year(d, w, at))
				break;
			w->uneven |= !g->flat && g->cols != w->grid.cols &&
			    is_next_row(d, w, at);
			append(d, w, g);
			w->next = at + 1;
		} else if (opening_of(d, g) != 0) {
			break;
		}
	}
	if (w->uneven)
		flatten(&w->grid);
	if ((tbl = opening_of(d, first)) <= 4 && yearmark_drop(d, &w->grid))
		doc_warn(d, "second_table", tbl, STR_NONE, STR_NONE,
		    STR("columns or rows of an earlier year; left out"));
}
