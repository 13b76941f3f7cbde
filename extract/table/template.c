/* SPDX-License-Identifier: MIT */
#include "template.h"

/* Appends a code to a list of them. */
static struct str
listed(struct doc *d, struct str list, struct str code)
{
	return arena_printf(d->arena, "%.*s%s%.*s", STR_ARG(list),
	    list.n > 0 ? " " : "", STR_ARG(code));
}

/* Rows that the form has and the table has not: one warning names them. */
static void
warn_missing(struct doc *d, const struct forms *f, int tbl, struct str form)
{
	const struct form_entry *e;
	struct str list = STR("");
	size_t i;

	for (i = 0; i < f->n_rows; i++) {
		e = &f->rows[i];
		if (e->tbl == tbl && str_has(e->templates, form) &&
		    !str_ends(e->code, STR("_sub")) &&
		    !doc_has_row(d, tbl, e->code))
			list = listed(d, list, e->code);
	}
	if (list.n > 0)
		doc_warn(d, "rows_missing", tbl, STR_NONE, STR_NONE, list);
}

/* Whether a table has rows or columns that one form alone has. */
static bool
has_form(const struct doc *d, const struct forms *f, int tbl, const char *form)
{
	const struct form_entry *e;
	size_t i, k;

	for (e = f->rows; e < f->rows + f->n_rows; e++)
		if (e->tbl == tbl && str_eq(e->templates, str_of(form)) &&
		    doc_has_row(d, tbl, e->code))
			return true;
	for (k = 0; k < f->n_cols; k++) {
		e = &f->cols[k];
		if (e->tbl != tbl || !str_eq(e->templates, str_of(form)))
			continue;
		for (i = 0; i < d->cells.n; i++)
			if (d->cells.v[i].tbl == tbl &&
			    str_eq(d->cells.v[i].col, e->code))
				return true;
	}
	return false;
}

static void
set_template(struct doc *d, const char *form, const char *from, bool guess)
{
	doc_fact(d, FACT_TEMPLATE, str_of(form), from, guess, STR_NONE);
}

/* The form whose label a text holds, or NULL; DOMAIN.md A1. */
static const char *
form_of_label(struct str s)
{
	static const char *const labels[][2] = {
		{ "本年制发件数", "T2021" }, { "本年废止件数", "T2021" },
		{ "本年新制作数量", "T2019" }, { "对外公开总数量", "T2019" },
		{ "上一年项目数量", "T2019" },
	};
	size_t i;

	for (i = 0; i < sizeof(labels) / sizeof(*labels); i++)
		if (str_has(s, str_of(labels[i][0])))
			return labels[i][1];
	return NULL;
}

/* The form whose labels stand where no cell could be read, or NULL. */
static const char *
form_of_labels(const struct doc *d)
{
	const struct grid *g;
	const char *form = NULL;
	size_t i, k;

	for (i = 0; i < d->blocks.n && form == NULL; i++) {
		form = form_of_label(d->blocks.v[i].hans);
		g = d->blocks.v[i].grid;
		for (k = 0; g != NULL && k < g->n && form == NULL; k++)
			form = form_of_label(g->cells[k].hans);
	}
	return form;
}

/* A report without a table of any form is one of free headings. */
static bool
is_tableless(const struct doc *d)
{
	return !doc_has_table(d, 2) && !doc_has_table(d, 3) &&
	    !doc_has_table(d, 4);
}

void
template_find(struct doc *d, const struct forms *f)
{
	bool old2 = has_form(d, f, 2, "T2019"), new2 = has_form(d, f, 2,
	    "T2021");
	bool old3 = has_form(d, f, 3, "T2019"), new3 = has_form(d, f, 3,
	    "T2021");
	const char *form2 = new2 ? "T2021" : "T2019";
	const char *form3 = new3 ? "T2021" : "T2019", *form;

	if ((old2 && new2) || (old2 && new3) || (new2 && old3))
		doc_warn(d, "mixed_template", 0, STR_NONE, STR_NONE,
		    STR("tables of the 2019 and the 2021 form are mixed"));
	if (old2 || new2)
		warn_missing(d, f, 2, str_of(form2));
	if (doc_has_table(d, 3))
		warn_missing(d, f, 3, str_of(form3));
	if (doc_has_table(d, 4))
		warn_missing(d, f, 4, STR("T2021"));
	if (doc_has_table(d, 14))
		warn_missing(d, f, 14, STR("T2014"));
	if (old2 || new2)
		set_template(d, form2, "columns of table 2", false);
	else if (doc_has_table(d, 14))
		set_template(d, "T2014", "statistics annex", false);
	else if (old3 || new3)
		set_template(d, form3, "rows of table 3", true);
	else if (doc_has_table(d, 8))
		set_template(d, "T2008", "local statistics table", false);
	else if ((form = form_of_labels(d)) != NULL)
		set_template(d, form, "labels in the text", true);
	else if (is_tableless(d))
		set_template(d, "T2008", "no statutory table", false);
}
