/* SPDX-License-Identifier: MIT */
/*
 * Labels repeat from group to group (被依法纠错数), so a row is looked up under
 * the group that the rows above opened, then under the groups around it.
 */
#include "annex.h"

#include "header.h"
#include "label.h"

/* Cells of a row in which its label may stand, behind a number or a stub. */
enum {
	LABEL_CELLS = 3,
	MIN_KNOWN = 6		/* labels that only such a table has together */
};

/* What the rows so far tell of those that follow. */
struct rows {
	struct header h;
	struct str group;
	struct str ind;		/* of the last one */
	int level, number;	/* of its label: "2." */
	int placed, damaged;
};

static int
count_known(const struct part *p, int tbl)
{
	struct part_row r;
	int row, i, n, known = 0;

	for (row = p->from; row < p->to; row++) {
		part_row(p, row, &r);
		for (i = 0; i < r.n && i < LABEL_CELLS; i++)
			known += r.cell[i]->key.n > 0 &&
			    forms_any_row(p->f, tbl, r.cell[i]->key, &n) !=
			    NULL;
	}
	return known;
}

int
annex_kind(const struct part *p)
{
	int n14 = count_known(p, 14), n8 = count_known(p, 8), i;
	struct part_row r;

	if (n14 == 0 && n8 == 0)
		return 0;
	if (n14 != n8)
		return n14 > n8 ? 14 : 8;
	part_row(p, p->from, &r);
	for (i = 0; i < r.n; i++)
		if (str_eq(r.cell[i]->key, STR("指标名称")))
			return 8;
	return 14;
}

bool
annex_unannounced(const struct part *p)
{
	return count_known(p, 14) >= MIN_KNOWN ||
	    count_known(p, 8) >= MIN_KNOWN;
}

/* The last cell that may be a label. */
static int
last_label(const struct part_row *r)
{
	return (r->n < LABEL_CELLS ? r->n : LABEL_CELLS) - 1;
}

/* The row under `group` that one of the first cells names. */
static const struct form_entry *
row_under(const struct part *p, const struct part_row *r, struct str group,
    int *label, int *likeness)
{
	const struct form_entry *e;
	int i;

	/* Behind a stub on the left that is itself the label of a row. */
	for (i = last_label(r); i >= 0; i--) {
		if (r->cell[i]->key.n == 0)
			continue;
		e = forms_row(p->f, p->tbl, group, r->cell[i]->key, likeness);
		if (e != NULL) {
			*label = i;
			return e;
		}
	}
	return NULL;
}

/* A label that the form has once: the heading of its group was lost. */
static const struct form_entry *
row_anywhere(const struct part *p, const struct part_row *r, int *label,
    int *likeness)
{
	const struct form_entry *e;
	int i, n;

	for (i = last_label(r); i >= 0; i--) {
		e = r->cell[i]->key.n == 0 ? NULL :
		    forms_any_row(p->f, p->tbl, r->cell[i]->key, &n);
		if (e != NULL && n > 1)
			break;
		if (e != NULL) {
			*label = i;
			*likeness = 1000;
			return e;
		}
	}
	return NULL;
}

static const struct form_entry *
find_row(const struct part *p, const struct part_row *r, struct str *group,
    int *label, int *likeness)
{
	const struct form_entry *e, *up;
	struct str g = *group;

	/* The very label anywhere goes before a damaged one near by. */
	e = row_anywhere(p, r, label, likeness);
	while (e == NULL) {
		e = row_under(p, r, g, label, likeness);
		if (e != NULL || g.n == 0)
			break;
		up = forms_row_code(p->f, p->tbl, g);
		g = up != NULL ? up->parent : STR("");
	}
	if (e != NULL)
		*group = e->parent;
	return e;
}

/* The label of a row that no dictionary knows: its first words. */
static int
first_words(const struct part_row *r)
{
	int i;

	for (i = 0; i < r->n && i < LABEL_CELLS; i++)
		if (r->cell[i]->key.n > 0 && r->cell[i]->state == CELL_TEXT)
			return i;
	return -1;
}

static void
code_unknown(struct part *p, const struct header *h, int row,
    const struct part_row *r)
{
	int label = first_words(r);

	/* 甲 | 乙 | 1 | 2: the numbering of the columns */
	if (label >= 0 && str_eq(r->cell[label]->key, STR("甲")))
		return;
	if (h->n == 0 || label < 0 || !part_has_number(r, label + 1))
		return;
	header_values(p, h, row, r, label, NULL,
	    part_unknown_row(p, row, r->cell[label]->text));
}

/*
 * Where rows are told by counting cells and "1." is followed by "4.", what
 * stands behind 1 may be of 3.
 */
static void
check_number(const struct part *p, struct rows *rows, int row,
    struct str label, struct str ind)
{
	struct str s = label_squeeze(p->d->arena, label);
	int level = 0, number = 0;

	if (str_starts(s, STR("其中")))
		s = str_sub(s, 6, s.n);
	if (str_starts(s, STR("：")))
		s = str_sub(s, 3, s.n);
	if (label_enumerator(s, &level, &number) == 0)
		level = 0;
	if (p->g->flat && level > 0 && level == rows->level &&
	    number > rows->number + 1)
		part_warn(p, "doubtful_row", rows->ind, row,
		    "the rows in front of this one are not there");
	rows->level = level;
	rows->number = number;
	rows->ind = ind;
}

static void
code_row(struct part *p, struct rows *rows, int row)
{
	const struct form_entry *e;
	struct part_row r;
	int label = 0, likeness = 0;

	part_row(p, row, &r);
	e = find_row(p, &r, &rows->group, &label, &likeness);
	if (e == NULL) {
		if (!header_read(p, row, &r, &rows->h))
			code_unknown(p, &rows->h, row, &r);
		return;
	}
	if (forms_under(p->f, p->tbl, e->code) != NULL)
		rows->group = e->code;
	check_number(p, rows, row, r.cell[label]->text, e->code);
	if (rows->h.n == 0 && (!part_has_number(&r, label + 1) ||
	    !header_guess(p, row, label, &rows->h))) {
		if (part_has_number(&r, label + 1))
			part_warn(p, "header_missing", e->code, row,
			    "no column headers; left out");
	} else if (part_claim(p, e->code, row)) {
		part_likeness(p, e->code, row, r.cell[label]->text, likeness);
		if (header_values(p, &rows->h, row, &r, label, e, e->code))
			rows->placed++;
		else
			rows->damaged++;
	}
}

void
annex_code(struct part *p)
{
	struct rows rows = { .group = STR("") };
	int row;

	for (row = p->from; row < p->to; row++)
		code_row(p, &rows, row);
	if (p->g->flat && rows.placed > 0 && rows.damaged >= rows.placed)
		part_warn(p, "doubtful_row", STR_NONE, p->from,
		    "most rows are damaged");
}
