/* SPDX-License-Identifier: MIT */
#include "proactive.h"

#include "header.h"

/* The row of this table that one of the first cells names. */
static const struct form_entry *
find_row(const struct part *p, const struct part_row *r, int *label,
    int *likeness)
{
	const struct form_entry *e;
	int i;

	for (i = 0; i < r->n && i < 3; i++) {
		e = forms_row(p->f, 2, STR(""), r->key[i], likeness);
		if (e != NULL) {
			*label = i;
			return e;
		}
	}
	return NULL;
}

static bool
is_unknown_row(const struct part *p, const struct header *h,
    const struct part_row *r)
{
	return h->n > 0 && r->n > 1 && r->key[0].n > 0 &&
	    part_state(p, r->cell[0]) == CELL_TEXT && part_has_number(p, r, 1);
}

static void
code_row(struct part *p, struct header *h, int row)
{
	const struct form_entry *e;
	struct part_row r;
	int label = 0, likeness = 0;

	part_row(p, row, &r);
	e = find_row(p, &r, &label, &likeness);
	if (r.n > 0 && str_has(r.key[0], STR("第二十条"))) {
		h->n = 0;
	} else if (e == NULL) {
		if (!header_read(p, row, &r, h) && is_unknown_row(p, h, &r))
			header_values(p, h, row, &r, 0, NULL,
			    part_unknown_row(p, row, r.cell[0]->text));
	} else if (h->n == 0) {
		if (part_has_number(p, &r, label + 1))
			part_warn(p, "header_missing", e->code, row,
			    "no column headers; left out");
	} else if (part_claim(p, e->code, row)) {
		part_likeness(p, e->code, row, r.cell[label]->text, likeness);
		header_values(p, h, row, &r, label, e, e->code);
	}
}

void
proactive_code(struct part *p)
{
	struct header h = { .n = 0 };
	int row;

	for (row = p->from; row < p->to; row++)
		code_row(p, &h, row);
}
