/* SPDX-License-Identifier: MIT */
#include "doc.h"

void
doc_warn(struct doc *d, const char *code, int tbl, struct str ind,
    struct str col, struct str detail)
{
	struct warn *w = DOC_ADD(d, warnings);

	*w = (struct warn){ code, tbl, ind, col, detail };
}

void
doc_reject(struct doc *d, enum state state, const char *reason,
    struct str detail)
{
	if (d->state != STATE_OK)
		return;
	d->state = state;
	d->reason = reason;
	d->reason_detail = detail;
}

bool
doc_fact(struct doc *d, enum fact_id id, struct str value, const char *from,
    bool guess, struct str raw)
{
	if (d->facts[id].value.p != NULL || value.n == 0)
		return false;
	d->facts[id] = (struct fact){ value, from, guess, raw };
	return true;
}

const struct cell *
doc_cell(const struct doc *d, int tbl, struct str ind, struct str col)
{
	size_t i;

	for (i = 0; i < d->cells.n; i++)
		if (d->cells.v[i].ind.n == ind.n &&
		    d->cells.v[i].col.n == col.n &&
		    d->cells.v[i].tbl == tbl && str_eq(d->cells.v[i].ind, ind) &&
		    str_eq(d->cells.v[i].col, col))
			return &d->cells.v[i];
	return NULL;
}

bool
doc_has_table(const struct doc *d, int tbl)
{
	size_t i;

	for (i = 0; i < d->cells.n; i++)
		if (d->cells.v[i].tbl == tbl)
			return true;
	return false;
}

bool
doc_has_row(const struct doc *d, int tbl, struct str ind)
{
	size_t i;

	for (i = 0; i < d->cells.n; i++)
		if (d->cells.v[i].tbl == tbl && str_eq(d->cells.v[i].ind, ind))
			return true;
	return false;
}

struct str
doc_meta(const struct doc *d, const char *const *names)
{
	size_t i;

	for (; *names != NULL; names++)
		for (i = 0; i < d->metas.n; i++)
			if (str_eq(d->metas.v[i].name, str_of(*names)) &&
			    str_trim(d->metas.v[i].hans).n > 0)
				return str_trim(d->metas.v[i].hans);
	return STR_NONE;
}
