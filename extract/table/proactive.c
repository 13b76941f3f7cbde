/* SPDX-License-Identifier: MIT */
#include "proactive.h"

#include "affix.h"
#include "header.h"

/* The row of this table that one of the first cells names. */
static const struct form_entry *
find_row(const struct part *p, const struct part_row *r, int *label,
    int *likeness)
{
	const struct form_entry *e;
	int i;

	for (i = 0; i < r->n && i < 3; i++) {
		e = forms_row(p->f, 2, STR(""), r->cell[i]->key, likeness);
		if (e != NULL) {
			*label = i;
			return e;
		}
	}
	return NULL;
}

/*
 * "第二十条第（五）项" in the first cell: a heading over its rows, or, in some
 * tables, to the left of them.
 */
static bool
has_clause(const struct part_row *r)
{
	return r->n > 0 && str_has(r->cell[0]->key, STR("第二十条"));
}

static bool
is_heading(const struct part *p, const struct part_row *r)
{
	int i;

	/* Flattened text has lost what would tell the left from the top. */
	if (p->g->flat)
		return has_clause(r);
	for (i = 1; i < r->n; i++)
		if (r->cell[i]->text.n > 0 &&
		    !str_eq(r->cell[i]->key, r->cell[0]->key))
			return false;
	return has_clause(r) && !part_has_number(r, 1);
}

static bool
is_unknown_row(const struct header *h,
    const struct part_row *r, int label)
{
	return h->n > 0 && r->n > label + 1 && r->cell[label]->key.n > 0 &&
	    r->cell[label]->state == CELL_TEXT &&
	    part_has_number(r, label + 1);
}

/* Which columns a row can have: the clauses of article 20 (DOMAIN.md A1). */
static const char *const documents[] = { "regulation", "normative_doc" };
static const char *const stocks[] = { "made", "newly_open", "open_total",
	"issued", "repealed", "in_force" };

/*
 * Whether these are the headers of this row's clause; those of another are
 * still in force when its own were lost.
 */
static bool
belongs(struct str ind, struct str col)
{
	bool fee = str_eq(ind, STR("fee"));
	bool procurement = str_eq(ind, STR("procurement"));
	bool document = affix_is_any(ind, documents,
	    AFFIX_LEN(documents));

	if (affix_is_any(col, stocks, AFFIX_LEN(stocks)))
		return document;
	if (str_eq(col, STR("fee_wan")))
		return fee;
	if (str_starts(col, STR("proc_")))
		return procurement;
	if (document || procurement)
		return false;
	return !(fee && str_eq(col, STR("decisions")));
}

static bool
has_header(const struct header *h, struct str ind)
{
	int i;

	for (i = 0; i < h->n; i++)
		if (!belongs(ind, h->code[i]))
			return false;
	return h->n > 0;
}

/*
 * "规章 | 本年制发件数 | 12": the row, the column and the value, a row each, maybe
 * with the unit in front of it; what stands behind is no number. False if it is
 * not that.
 */
static bool
code_pair(struct part *p, const struct form_entry *e, int row,
    const struct part_row *r, int label)
{
	static const char *const units[] = { "件", "项", "个", "万元", "元" };
	const struct form_entry *col = r->n > label + 2 ?
	    forms_col(p->f, 2, r->cell[label + 1]->key) : NULL;
	const struct cell *last = p->d->cells.n > p->first_cell ?
	    &p->d->cells.v[p->d->cells.n - 1] : NULL;

	struct str unit;
	int i = label + 2;

	if (col == NULL || !belongs(e->code, col->code))
		return false;
	unit = header_money(p, col->unit, r->cell[label + 1]);
	if (i + 1 < r->n && affix_is_any(r->cell[i]->key, units,
	    AFFIX_LEN(units))) {
		if (unit.n == 0)
			unit = header_money(p, col->unit, r->cell[i]);
		i++;
	}
	if (r->cell[i]->state == CELL_TEXT || part_has_number(r, i + 1))
		return false;
	if ((last != NULL && str_eq(last->ind, e->code)) ||
	    part_claim(p, e->code, row))
		part_add(p, e->code, col->code, row, r->cell[i], col->unit,
		    unit);
	return true;
}

/* The rows of a clause so far. */
struct clause {
	struct header h;
	size_t cells;		/* cells of the document before them */
	bool lacks;		/* one has fewer numbers than headers */
};

/*
 * Ends a clause. Where cells are told by nothing but their order, what one row
 * lacks may stand in the other.
 */
static void
end_clause(struct part *p, struct clause *c, int row)
{
	const struct cell *v = p->d->cells.v;
	size_t i;

	for (i = c->cells; c->lacks && i < p->d->cells.n; i++)
		if (i == c->cells || !str_eq(v[i].ind, v[i - 1].ind))
			part_warn(p, "doubtful_row", v[i].ind, row,
			    "another row of its clause lacks numbers");
	c->cells = p->d->cells.n;
	c->lacks = false;
}

static void
code_row(struct part *p, struct clause *c, int row)
{
	struct header *h = &c->h;
	const struct form_entry *e;
	struct part_row r;
	int label = 0, likeness = 0;

	part_row(p, row, &r);
	e = find_row(p, &r, &label, &likeness);
	if (has_clause(&r) && r.cell[0]->row == row) {
		end_clause(p, c, row);
		h->n = 0;
	}
	if (is_heading(p, &r))
		return;
	if (e == NULL) {
		label = has_clause(&r);
		if (!header_read(p, row, &r, h) &&
		    is_unknown_row(h, &r, label))
			header_values(p, h, row, &r, label, NULL,
			    part_unknown_row(p, row, r.cell[label]->text));
	} else if (code_pair(p, e, row, &r, label)) {
		h->n = 0;
	} else if (!has_header(h, e->code)) {
		if (part_has_number(&r, label + 1))
			part_warn(p, "header_missing", e->code, row,
			    "no headers of its clause; left out");
	} else if (part_claim(p, e->code, row)) {
		part_likeness(p, e->code, row, r.cell[label]->text, likeness);
		c->lacks |= p->g->flat && r.n - label - 1 < h->n;
		header_values(p, h, row, &r, label, e, e->code);
	}
}

void
proactive_code(struct part *p)
{
	struct clause c = { .cells = p->d->cells.n };
	int row;

	for (row = p->from; row < p->to; row++)
		code_row(p, &c, row);
	end_clause(p, &c, p->to - 1);
}
