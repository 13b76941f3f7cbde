/* SPDX-License-Identifier: MIT */
#include "explain.h"

#include "record.h"

static void
text(FILE *out, struct str s, size_t max_chars)
{
	struct str head = str_first(s, max_chars);

	fprintf(out, "%.*s%s", STR_ARG(head), head.n < s.n ? "..." : "");
}

static void
seen(FILE *out, const struct doc *d)
{
	fprintf(out, "%.*s\n", STR_ARG(d->source));
	fprintf(out, "  %.*s, %zu bytes\n", STR_ARG(d->digest), d->bytes);
	fprintf(out, "  type %s (by %s), encoding %s (by %s), state %s\n",
	    d->mime ? d->mime : "?", d->mime_from ? d->mime_from : "?",
	    d->charset ? d->charset : "-",
	    d->charset_from ? d->charset_from : "-",
	    record_state_name(d->state));
	if (d->state != STATE_OK)
		fprintf(out, "  reason %s: %.*s\n", d->reason,
		    STR_ARG(d->reason_detail));
}

static void
fields(FILE *out, const struct doc *d)
{
	const struct fact *f;
	int i;

	fprintf(out, "\nfields\n");
	for (i = 0; i < FACT_COUNT; i++) {
		f = &d->facts[i];
		fprintf(out, "  %-13s", record_field_name((enum fact_id)i));
		if (f->value.p == NULL) {
			fprintf(out, "-\n");
			continue;
		}
		fprintf(out, "%.*s\n%15s<- %s%s", STR_ARG(f->value), "",
		    f->from, f->guess ? ", a guess" : "");
		if (f->raw.n > 0) {
			fprintf(out, ", from \"");
			text(out, f->raw, 40);
			fprintf(out, "\"");
		}
		fprintf(out, "\n");
	}
}

static void
sections(FILE *out, const struct doc *d)
{
	const struct section *s;
	size_t i;

	fprintf(out, "\nsections\n");
	for (i = 0; i < d->sections.n; i++) {
		s = &d->sections.v[i];
		fprintf(out, "  %2d %*s", s->ordinal, 2 * s->level, "");
		text(out, s->heading_hans.n > 0 ? s->heading_hans :
		    STR("(preface)"), 40);
		fprintf(out, " [%zu characters, %s]\n",
		    str_chars(s->text), s->heading_from);
	}
}

static void
cells(FILE *out, const struct doc *d)
{
	const struct cell *c;
	size_t i;

	fprintf(out, "\ncells (table.row.column: what is printed)\n");
	for (i = 0; i < d->cells.n; i++) {
		c = &d->cells.v[i];
		fprintf(out, "  %2d %-28.*s %-11.*s %10.*s %-6.*s %-5s "
		    "<- %d.%d.%d: \"%.*s\"\n", c->tbl, STR_ARG(c->ind),
		    STR_ARG(c->col), STR_ARG(c->value), STR_ARG(c->unit),
		    record_cell_state_name(c->state), c->table, c->row + 1,
		    c->at + 1, STR_ARG(c->raw));
	}
}

static void
figures(FILE *out, const struct doc *d)
{
	const struct figure *f;
	size_t i;

	fprintf(out, "\nfigures in prose\n");
	for (i = 0; i < d->figures.n; i++) {
		f = &d->figures.v[i];
		fprintf(out, "  %-16.*s %12.*s %-6.*s %-7s <- \"%.*s\" of ",
		    STR_ARG(f->ind.n > 0 ? f->ind : STR("-")),
		    STR_ARG(f->value), STR_ARG(f->unit), f->qualifier,
		    STR_ARG(f->raw));
		text(out, f->entity, 20);
		fprintf(out, "\n");
	}
}

static void
checks(FILE *out, const struct doc *d)
{
	const struct check *c;
	size_t i;

	fprintf(out, "\nchecks\n");
	for (i = 0; i < d->checks.n; i++) {
		c = &d->checks.v[i];
		fprintf(out, "  %s %-28.*s %-14s %.*s : %.*s\n", c->rule,
		    STR_ARG(c->subject), record_check_status_name(c->status),
		    STR_ARG(c->lhs), STR_ARG(c->rhs));
	}
}

static void
warnings(FILE *out, const struct doc *d)
{
	const struct warn *w;
	size_t i;

	fprintf(out, "\nwarnings\n");
	for (i = 0; i < d->warnings.n; i++) {
		w = &d->warnings.v[i];
		fprintf(out, "  %-20s", w->code);
		if (w->tbl > 0)
			fprintf(out, " table %d", w->tbl);
		if (w->ind.n > 0)
			fprintf(out, " %.*s", STR_ARG(w->ind));
		if (w->col.n > 0)
			fprintf(out, ".%.*s", STR_ARG(w->col));
		fprintf(out, ": ");
		text(out, w->detail, 100);
		fprintf(out, "\n");
	}
}

void
explain_write(FILE *out, const struct doc *d)
{
	seen(out, d);
	if (d->state == STATE_OK) {
		fields(out, d);
		sections(out, d);
		cells(out, d);
		figures(out, d);
		checks(out, d);
		warnings(out, d);
	}
	fprintf(out, "\n");
}
