/* SPDX-License-Identifier: MIT */
#include "answers.h"

#include <stdlib.h>

#include "listing.h"

void
answers_truth(FILE *f, const struct site *s)
{
	const struct ledger_cell *c;
	const struct site_report *r;
	int i;

	fprintf(f, "@source\ttbl\tind\tcol\tvalue\tstate\n");
	for (i = 0; i < s->n_reports; i++) {
		r = s->report[i];
		for (c = r->ledger.cell; c < r->ledger.cell + r->ledger.n; c++)
			if (c->printed)
				fprintf(f, "%s\t%d\t%s\t%s\t%s\t%s\n",
				    site_url(s, r->portal, r->path), c->tbl,
				    c->ind, c->col, c->value, c->state);
	}
}

static const struct site_report *
report_of(const struct site *s, const char *key, int year)
{
	const struct site_report *r;
	int i;

	for (i = 0; i < s->n_reports; i++) {
		r = s->report[i];
		if (strcmp(r->key, key) == 0 && r->year == year &&
		    r->portal->official)
			return r;
	}
	return NULL;
}

static const char *
name_of(const struct site *s, const char *key)
{
	int i;

	for (i = 0; i < s->agencies.n; i++)
		if (strcmp(s->agencies.row[i].col[0], key) == 0)
			return s->agencies.row[i].col[2];
	return key;
}

/* One line for each rule that must find it; one without a rule if none. */
static void
fault(FILE *f, const struct site *s, const struct table_row *p)
{
	const char *const *c = p->col;
	int year = (int)strtol(c[1], NULL, 10);
	const struct site_report *r = report_of(s, c[0], year);
	struct str rest = str_of(c[8]), rule, subject;

	do {
		subject = str_cut(&rest, ';');
		rule = str_cut(&subject, ' ');
		fprintf(f, "%s\t%s\t%d\t%s\t%.*s\t%.*s\t%s\n",
		    r != NULL ? site_url(s, r->portal, r->path) : "",
		    name_of(s, c[0]), year, c[3], STR_ARG(rule),
		    (int)subject.n, subject.p != NULL ? subject.p : "", c[9]);
	} while (rest.p != NULL);
}

void
answers_faults(FILE *f, const struct site *s)
{
	const struct site_report *r;
	int i;

	fprintf(f, "@source\tagency\tyear\tkind\trule\tsubject\tnote\n");
	for (i = 0; i < s->plants.n; i++)
		if (site_planted(s, &s->plants.row[i]))
			fault(f, s, &s->plants.row[i]);
	for (i = 0; i < s->n_reports; i++) {
		r = s->report[i];
		if (!r->portal->official)
			fprintf(f, "%s\t%s\t%d\t%s\t\t\t%s\n",
			    site_url(s, r->portal, r->path), r->agency,
			    r->year, r->cut != NULL ? "mirror_cut" : "mirror",
			    site_url(s, report_of(s, r->key, r->year)->portal,
			    report_of(s, r->key, r->year)->path));
	}
}

/* The 索引号, where pages of this look print it. */
static const char *
shown_index(const struct site_report *r)
{
	char name[32];

	snprintf(name, sizeof(name), "%s-article", r->portal->look);
	return str_has(table_template(name), STR("{{index_no}}")) ?
	    r->index_no : "";
}

void
answers_reports(FILE *f, const struct site *s)
{
	const struct site_report *r;
	int i;

	fprintf(f, "@source\tagency\tyear\tform\tpublished\tofficial\ttitle"
	    "\tindex_no\n");
	for (i = 0; i < s->n_reports; i++) {
		r = s->report[i];
		fprintf(f, "%s\t%s\t%d\t%s\t%s\t%s\t%s\t%s\n",
		    site_url(s, r->portal, r->path), r->agency, r->year,
		    r->ledger.form, r->portal->official ?
		    site_date(s, r->date) : "",
		    r->portal->official ? "yes" : "no", r->title,
		    shown_index(r));
	}
}

void
answers_lists(FILE *f, const struct site *s)
{
	const struct site_column *c;

	fprintf(f, "@start\tdialect\tagency\tregion_code\tlevel\tscope\t"
	    "official\tdelay\tnets\tnotes\n");
	for (c = s->column; c < s->column + s->n_columns; c++)
		fprintf(f, "%s\tauto\t%s\t\t\t\t%s\t0.1\t127.0.1.0/24\t"
		    "%s, %s paging, %d rows\n",
		    site_url(s, c->portal, c->path), c->owner,
		    c->portal->official ? "yes" : "no", c->portal->name,
		    c->portal->list, c->n);
}
