/* SPDX-License-Identifier: MIT */
#include "several.h"

#include "opening.h"
#include "title.h"

enum { MAX_TITLE = 120 };	/* bytes */

/* Statutory tables of a grid, a bit for each. */
static unsigned
tables_of(const struct doc *d, const struct grid *g)
{
	unsigned tables = 0;
	size_t i;

	for (i = 0; i < g->n; i++)
		tables |= 1u << opening_table(g->cells[i].hans,
		    opening_key(d, &g->cells[i]));
	return tables & ~1u;
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

/* The block where the second report begins, or the end. */
static size_t
second_report(struct doc *d)
{
	size_t i, start = d->blocks.n;
	struct title first = { .kind = NULL }, t;
	unsigned before = 0, now;

	for (i = 0; i < d->blocks.n; i++) {
		const struct block *b = &d->blocks.v[i];

		if (start == d->blocks.n && is_title(d, b, &t)) {
			if (first.kind == NULL)
				first = t;
			else if (before != 0 && differ(&first, &t))
				start = i;
		}
		if (b->kind != BLOCK_TABLE)
			continue;
		now = tables_of(d, b->grid);
		if (start == d->blocks.n)
			before |= now;
		else if (before & now)
			return start;
	}
	return d->blocks.n;
}

void
several_pass(struct doc *d)
{
	size_t i, from;

	if (str_starts(str_of(d->mime), STR("text/")))
		return;
	from = second_report(d);
	if (from == d->blocks.n)
		return;
	doc_warn(d, "several_reports", 0, STR_NONE, STR_NONE,
	    line_of(&d->blocks.v[from]));
	for (i = from; i < d->blocks.n; i++)
		d->blocks.v[i].boilerplate = true;
}
