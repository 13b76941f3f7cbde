/* SPDX-License-Identifier: MIT */
#include "several.h"

#include "opening.h"
#include "part.h"
#include "title.h"

enum { MAX_TITLE = 120 };	/* bytes */

struct reader {
	struct doc *d;
	const struct forms *f;
	int *had;		/* of each row of the forms: its table, from 1 */
	int table;		/* the one at hand */
};

/* The row of a form that a cell certainly names, and no column; or NULL. */
static const struct form_entry *
row_of(const struct reader *r, const struct anchor *a)
{
	static const int tables[] = { 2, 3, 14, 8 };
	struct str key = opening_key(r->d, a);
	const struct form_entry *e;
	size_t i;
	int n;

	if (key.n < 6 || key.n > MAX_TITLE)
		return NULL;
	for (i = 0; i < sizeof(tables) / sizeof(*tables); i++)
		if ((e = forms_any_row(r->f, tables[i], key, &n)) != NULL)
			return n == 1 && forms_col(r->f, tables[i], key) ==
			    NULL ? e : NULL;
	return NULL;
}

/* Rows of the forms in a grid; *again counts those that were there before. */
static size_t
count_rows(struct reader *r, const struct grid *g, size_t *again)
{
	const struct form_entry *e;
	size_t i, n = 0;
	int *had;

	r->table++;
	*again = 0;
	for (i = 0; i < g->n && i < PART_MAX_ANCHORS; i++) {
		if ((e = row_of(r, &g->cells[i])) == NULL)
			continue;
		had = &r->had[e - r->f->rows];
		n++;
		*again += *had != 0 && *had != r->table;
		*had = *had != 0 ? *had : r->table;
	}
	return n;
}

/* A line, or the first row of a sheet if it is one cell. */
static struct str
line_of(const struct block *b)
{
	const struct grid *g = b->grid;

	if (b->boilerplate || b->kind == BLOCK_LINK)
		return STR_NONE;
	if (b->kind != BLOCK_TABLE)
		return b->hans;
	return g->n > 1 && g->cells[1].row > 0 ? g->cells[0].hans : STR_NONE;
}

/* Whether the block is the title of a report, which it then says. */
static bool
is_title(struct doc *d, const struct block *b, struct title *t)
{
	struct str s = line_of(b);

	return s.n > 0 && s.n <= MAX_TITLE && title_read(d->arena, s, t) &&
	    strcmp(t->kind, "ogi_annual") == 0;
}

/* What one of them leaves out it may share with the other. */
static bool
differ(const struct title *a, const struct title *b)
{
	if (a->year != 0 && b->year != 0 && a->year != b->year)
		return true;
	return a->agency.n > 0 && b->agency.n > 0 &&
	    !str_has(a->agency, b->agency) && !str_has(b->agency, a->agency);
}

/*
 * The block where the second report begins, or the end: the last title before
 * a table most of whose rows were there. The heads of pages may name another
 * year, or the office in other words; a table that goes on below one has rows
 * of its own.
 */
static size_t
second_report(struct reader *r)
{
	struct doc *d = r->d;
	size_t i, start = d->blocks.n, rows, again;
	struct title first = { .kind = NULL }, t;
	bool before = false, since = true;

	for (i = 0; i < d->blocks.n; i++) {
		const struct block *b = &d->blocks.v[i];

		if (since && is_title(d, b, &t)) {
			if (first.kind == NULL) {
				first = t;
			} else if (before && differ(&first, &t)) {
				start = i;
				since = false;
			}
		}
		if (b->kind != BLOCK_TABLE ||
		    (rows = count_rows(r, b->grid, &again)) == 0)
			continue;
		if (start < d->blocks.n && 2 * again > rows)
			return start;
		before = since = true;
	}
	return d->blocks.n;
}

void
several_pass(struct doc *d, const struct forms *f)
{
	struct reader r = { .d = d, .f = f };
	size_t i, from;

	if (str_starts(str_of(d->mime), STR("text/")))
		return;
	r.had = arena_alloc(d->arena, f->n_rows * sizeof(*r.had));
	from = second_report(&r);
	if (from == d->blocks.n)
		return;
	doc_warn(d, "several_reports", 0, STR_NONE, STR_NONE,
	    line_of(&d->blocks.v[from]));
	for (i = from; i < d->blocks.n; i++)
		d->blocks.v[i].boilerplate = true;
}
