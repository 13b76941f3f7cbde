/* SPDX-License-Identifier: MIT */
#include "verdict.h"

#include <stdio.h>
#include <string.h>

static const char *
text(const json_t *o, const char *name)
{
	const char *s = json_string_value(json_object_get(o, name));

	return s != NULL ? s : "";
}

static int
table(const json_t *o)
{
	return (int)json_integer_value(json_object_get(o, "tbl"));
}

static bool
warned(const json_t *rec, int tbl, const char *ind, const char *col)
{
	const json_t *w;
	size_t i;

	json_array_foreach(json_object_get(rec, "warnings"), i, w) {
		bool row = strcmp(text(w, "ind"), ind) == 0;
		bool column = strcmp(text(w, "col"), col) == 0;

		if (table(w) != tbl)
			continue;
		if ((row && (column || text(w, "col")[0] == '\0')) ||
		    (column && text(w, "ind")[0] == '\0') || tbl == 4)
			return true;
	}
	return false;
}

/* Whether a check of this subject is about the cell. */
static bool
is_about(const char *rule, const char *subject, int tbl, const char *ind,
    const char *col)
{
	const char *dot = strchr(subject, '.');

	if (strcmp(rule, "B01") == 0 || strcmp(rule, "B02") == 0)
		return tbl == 3 && strcmp(subject, col) == 0;
	if (strcmp(rule, "B04") == 0)
		return tbl == 3 && dot != NULL && strcmp(dot + 1, col) == 0 &&
		    strncmp(subject, ind, strcspn(subject + 4, "_.") + 4) == 0;
	if (tbl == 4)
		return strncmp(ind, subject, strlen(subject)) == 0;
	return strcmp(subject, ind) == 0;
}

static bool
failed(const json_t *rec, int tbl, const char *ind, const char *col)
{
	const json_t *c;
	size_t i;

	json_array_foreach(json_object_get(rec, "checks"), i, c) {
		const char *status = text(c, "status");

		if ((strcmp(status, "FAIL") == 0 ||
		    strcmp(status, "WARN") == 0) && is_about(text(c, "rule"),
		    text(c, "subject"), tbl, ind, col))
			return true;
	}
	return false;
}

static const char *
state_name(char state)
{
	return state == 'n' ? "num" : state == 'b' ? "blank" : "na";
}

static void
judge(struct verdict *v, const struct truth *t, const json_t *rec,
    const json_t *cell, bool *found, bool say)
{
	const char *ind = text(cell, "ind"), *col = text(cell, "col");
	const struct truth_cell *c = truth_find(t, table(cell), ind, col);
	bool doubt = warned(rec, table(cell), ind, col) ||
	    failed(rec, table(cell), ind, col);

	if (c != NULL)
		found[c - t->v] = true;
	if (c != NULL && strcmp(text(cell, "value"), c->value) == 0 &&
	    strcmp(text(cell, "state"), state_name(c->state)) == 0) {
		v->right++;
		v->doubts += doubt;
		return;
	}
	if (doubt)
		v->flagged++;
	else
		v->silent++;
	if (say)
		printf("#   %s: %d %s %s is %s %s, not %s %s\n", doubt ?
		    "flagged" : "SILENT", table(cell), ind, col,
		    text(cell, "state"), text(cell, "value"), c != NULL ?
		    state_name(c->state) : "there", c != NULL ? c->value : "");
}

void
verdict_read(struct verdict *v, const struct truth *t, const json_t *rec,
    bool say)
{
	bool found[TRUTH_MAX] = { false };
	const json_t *cell;
	size_t i;
	int k;

	memset(v, 0, sizeof(*v));
	json_array_foreach(json_object_get(rec, "cells"), i, cell)
		judge(v, t, rec, cell, found, say);
	for (k = 0; k < t->n; k++) {
		if (found[k])
			continue;
		v->absent++;
		if (say)
			printf("#   absent: %d %s %s (%s)\n", t->v[k].tbl,
			    t->v[k].ind, t->v[k].col, t->v[k].value);
	}
}
