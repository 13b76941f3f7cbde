/* SPDX-License-Identifier: MIT */
#include "applicants.h"

enum { APPLICANTS = 7 };

static const char *const applicants[APPLICANTS] = { "natural", "commercial",
	"research", "social", "legal", "other", "total" };

static void
add_order(struct applicants *c, const struct form_entry *e)
{
	if (e != NULL && c->n < PART_MAX_COLS)
		c->order[c->n++] = e;
}

/* The deepest header over each grid column. */
static void
columns_by_grid(const struct part *p, int data, struct applicants *c)
{
	const struct form_entry *e;
	struct part_row r;
	int row, i, k;

	for (row = p->from; row < data; row++) {
		part_row(p, row, &r);
		for (i = 0; i < r.n; i++) {
			e = forms_col(p->f, 3, r.key[i]);
			for (k = r.cell[i]->col; e != NULL &&
			    k < PART_MAX_COLS &&
			    k < r.cell[i]->col + r.cell[i]->colspan; k++)
				c->col[k] = e;
		}
	}
	for (k = PART_MAX_COLS - 1; k >= 0; k--) {
		if (c->col[k] == NULL)
			continue;
		c->first = k;
		if (c->end == 0)
			c->end = k + 1;
	}
	for (k = 0; k < PART_MAX_COLS; k++)
		if (k == 0 || c->col[k] != c->col[k - 1])
			add_order(c, c->col[k]);
}

/*
 * All seven applicants, each once, in the order of the form, with 小计 among
 * them or not; some tables have 总计 first. A lost span moves headers.
 */
static bool
columns_sound(const struct applicants *c)
{
	int i = 0, k, first;

	first = c->n > 0 && str_eq(c->order[0]->code, STR("total"));
	for (k = first; k < c->n; k++) {
		if (str_eq(c->order[k]->code, STR("org_total")))
			continue;
		if (i == APPLICANTS || !str_eq(c->order[k]->code,
		    str_of(applicants[i++])))
			return false;
	}
	return i + first == APPLICANTS && c->n <= APPLICANTS + 1;
}

/* The headers of one row, from left to right. */
static void
columns_of_row(const struct part *p, int row, struct applicants *c)
{
	struct part_row r;
	int i;

	part_row(p, row, &r);
	for (i = 0; i < r.n; i++)
		add_order(c, forms_col(p->f, 3, r.key[i]));
}

/*
 * Without spans: the row of 自然人 names the columns from left to right, and
 * the row under it those of 法人或其他组织.
 */
static void
columns_of_rows(const struct part *p, int data, struct applicants *c)
{
	struct part_row r;
	int row, i;

	for (row = p->from; row < data; row++) {
		part_row(p, row, &r);
		for (i = 0; i < r.n; i++) {
			add_order(c, forms_col(p->f, 3, r.key[i]));
			if (str_starts(r.key[i], STR("法人")) &&
			    row + 1 < data)
				columns_of_row(p, ++row, c);
		}
	}
}

/* Some tools repeat what is spanned: then the last row has all headers. */
static void
columns_flat(const struct part *p, int data, struct applicants *c)
{
	int row;

	for (row = data - 1; row >= p->from; row--) {
		c->n = 0;
		columns_of_row(p, row, c);
		if (columns_sound(c))
			return;
	}
	c->n = 0;
	columns_of_rows(p, data, c);
}

/* No header can be read: the form's own order, with a warning. */
static void
columns_by_position(const struct part *p, struct applicants *c)
{
	int i;

	memset(c, 0, sizeof(*c));
	for (i = 0; i < APPLICANTS; i++)
		add_order(c, forms_col_code(p->f, 3, str_of(applicants[i])));
	doc_warn(p->d, "header_by_position", 3, STR_NONE, STR_NONE,
	    arena_printf(p->d->arena, "table %d: headers of the applicants "
	    "are missing or incomplete", p->g->no));
	if (p->g->flat || p->g->cols < APPLICANTS + 1)
		return;
	c->by_grid = true;
	c->first = p->g->cols - APPLICANTS;
	c->end = p->g->cols;
	for (i = 0; i < APPLICANTS && c->first + i < PART_MAX_COLS; i++)
		c->col[c->first + i] = c->order[i];
}

/* Whether each row of a flat part has all its cells, blank ones too. */
static bool
is_square(const struct part *p)
{
	struct part_row r;
	int row;

	for (row = p->from; row < p->to; row++) {
		part_row(p, row, &r);
		if (r.n != p->g->cols)
			return false;
	}
	return true;
}

/*
 * What fills up the rows of flattened text may be padding at their ends; but
 * then the headers, which have the most spans, are not in their places.
 */
void
applicants_read(const struct part *p, int data, struct applicants *c)
{
	memset(c, 0, sizeof(*c));
	if (!p->g->flat || is_square(p)) {
		columns_by_grid(p, data, c);
		c->by_grid = columns_sound(c);
	}
	if (p->g->flat && !c->by_grid) {
		memset(c, 0, sizeof(*c));
		columns_flat(p, data, c);
	}
	if (!columns_sound(c))
		columns_by_position(p, c);
}
