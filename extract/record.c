/* SPDX-License-Identifier: MIT */
#include "record.h"

#include "json.h"
#include "version.h"

const char *
record_field_name(enum fact_id id)
{
	static const char *const names[FACT_COUNT] = {
		[FACT_KIND] = "kind",
		[FACT_TEMPLATE] = "template",
		[FACT_FORMAT_CITED] = "format_cited",
		[FACT_TITLE] = "title",
		[FACT_TITLE_FOUND] = "title_found",
		[FACT_AGENCY] = "agency",
		[FACT_AGENCY_KIND] = "agency_kind",
		[FACT_REGION_CODE] = "region_code",
		[FACT_REGION_NAME] = "region_name",
		[FACT_PROVINCE] = "province",
		[FACT_LEVEL] = "level",
		[FACT_SCOPE] = "scope",
		[FACT_REPORT_YEAR] = "report_year",
		[FACT_PERIOD_FROM] = "period_from",
		[FACT_PERIOD_TO] = "period_to",
		[FACT_PUBLISHED_ON] = "published_on",
		[FACT_WRITTEN_ON] = "written_on",
		[FACT_INDEX_NO] = "index_no",
		[FACT_DOC_NO] = "doc_no",
		[FACT_PUBLISHER] = "publisher",
	};

	return names[id];
}

const char *
record_state_name(enum state s)
{
	static const char *const names[] = { "ok", "rejected", "unsupported",
		"needs_ocr" };

	return names[s];
}

const char *
record_cell_state_name(enum cell_state s)
{
	static const char *const names[] = { "num", "blank", "na", "text" };

	return names[s];
}

const char *
record_check_status_name(enum check_status s)
{
	static const char *const names[] = { "PASS", "PASS_BLANK0", "FAIL",
		"WARN", "NOT_ASSESSABLE", "INFO" };

	return names[s];
}

static void
member_c(struct buf *b, const char *key, const char *value)
{
	json_member(b, key, str_of(value));
}

static void
write_seen(struct buf *b, const struct doc *d)
{
	json_member_int(b, "format", RECORD_FORMAT);
	json_member_int(b, "extractor_version", EXTRACTOR_VERSION);
	json_member(b, "source", d->source);
	json_member(b, "fetched_at", d->fetched_at);
	json_key(b, "http_status");
	if (d->http_status > 0)
		json_int(b, d->http_status);
	else
		json_none(b);
	json_key(b, "warc");
	if (d->warc.p != NULL) {
		json_open(b, '{');
		json_member(b, "file", d->warc);
		json_member_int(b, "offset", d->warc_offset);
		json_close(b, '}');
	} else {
		json_none(b);
	}
	json_member(b, "digest", d->digest);
	json_member_int(b, "bytes", (long long)d->bytes);
	member_c(b, "mime", d->mime);
	member_c(b, "mime_from", d->mime_from);
	member_c(b, "charset", d->charset);
	member_c(b, "charset_from", d->charset_from);
	member_c(b, "state", record_state_name(d->state));
	member_c(b, "reason", d->reason);
	json_member(b, "reason_detail", d->reason_detail);
}

static void
write_fields(struct buf *b, const struct doc *d)
{
	const struct fact *f;
	int i;

	json_key(b, "fields");
	json_open(b, '{');
	for (i = 0; i < FACT_COUNT; i++) {
		f = &d->facts[i];
		json_key(b, record_field_name((enum fact_id)i));
		if (f->value.p == NULL) {
			json_none(b);
			continue;
		}
		json_open(b, '{');
		json_member(b, "value", f->value);
		member_c(b, "from", f->from);
		json_member_bool(b, "guess", f->guess);
		json_member(b, "raw", f->raw);
		json_close(b, '}');
	}
	json_close(b, '}');
}

/* What is the same is escaped once. */
static void
write_texts(struct buf *b, struct str text, struct str hans)
{
	size_t from, n;
	char *to;

	json_key(b, "text");
	from = b->n;
	json_str(b, text);
	n = b->n - from;
	json_key(b, "text_hans");
	if (text.p != hans.p || text.n != hans.n) {
		json_str(b, hans);
	} else if ((to = buf_room(b, n)) != NULL) {
		memcpy(to, b->p + from, n);
		to[n] = '\0';
		b->n += n;
	}
}

static void
write_sections(struct buf *b, const struct doc *d)
{
	const struct section *s;
	size_t i;

	json_key(b, "sections");
	json_open(b, '[');
	for (i = 0; i < d->sections.n; i++) {
		s = &d->sections.v[i];
		json_open(b, '{');
		json_member_int(b, "ordinal", s->ordinal);
		json_member_int(b, "level", s->level);
		json_member_int(b, "number", s->number);
		json_member(b, "heading", s->heading.p != NULL ? s->heading :
		    s->heading_hans);
		member_c(b, "heading_from", s->heading_from);
		write_texts(b, s->text, s->text_hans);
		json_close(b, '}');
	}
	json_close(b, ']');
}

static void
write_anchor(struct buf *b, const struct anchor *a)
{
	json_open(b, '{');
	json_member_int(b, "row", a->row);
	json_member_int(b, "col", a->col);
	json_member_int(b, "rowspan", a->rowspan);
	json_member_int(b, "colspan", a->colspan);
	json_member(b, "text", a->text);
	json_close(b, '}');
}

static void
write_tables(struct buf *b, const struct doc *d)
{
	const struct grid *g;
	size_t i, k;

	json_key(b, "tables");
	json_open(b, '[');
	for (i = 0; i < d->blocks.n; i++) {
		if (d->blocks.v[i].kind != BLOCK_TABLE)
			continue;
		g = d->blocks.v[i].grid;
		json_open(b, '{');
		json_member_int(b, "table_no", g->no);
		json_member(b, "caption", g->caption);
		json_member_int(b, "rows", g->rows);
		json_member_int(b, "cols", g->cols);
		json_member_bool(b, "flat", g->flat);
		json_key(b, "cells");
		json_open(b, '[');
		for (k = 0; k < g->n; k++)
			write_anchor(b, &g->cells[k]);
		json_close(b, ']');
		json_close(b, '}');
	}
	json_close(b, ']');
}

static void
write_cells(struct buf *b, const struct doc *d)
{
	const struct cell *c;
	size_t i;

	json_key(b, "cells");
	json_open(b, '[');
	for (i = 0; i < d->cells.n; i++) {
		c = &d->cells.v[i];
		json_open(b, '{');
		json_member_int(b, "tbl", c->tbl);
		json_member_plain(b, "ind", c->ind);
		json_member_plain(b, "col", c->col);
		json_member_plain(b, "value", c->value);
		json_member(b, "unit", c->unit);
		json_member_plain(b, "state",
		    str_of(record_cell_state_name(c->state)));
		json_member(b, "raw", c->raw);
		json_key(b, "at");
		json_open(b, '[');
		json_int(b, c->table);
		json_int(b, c->row);
		json_int(b, c->at);
		json_close(b, ']');
		json_close(b, '}');
	}
	json_close(b, ']');
}

static void
write_derived(struct buf *b, const struct doc *d)
{
	const struct derived *v;
	size_t i;

	json_key(b, "derived");
	json_open(b, '[');
	for (i = 0; i < d->derived.n; i++) {
		v = &d->derived.v[i];
		json_open(b, '{');
		json_member_int(b, "tbl", v->tbl);
		json_member(b, "ind", v->ind);
		json_member(b, "col", v->col);
		json_member(b, "value", v->value);
		json_member(b, "formula", v->formula);
		json_close(b, '}');
	}
	json_close(b, ']');
}

static void
write_figures(struct buf *b, const struct doc *d)
{
	const struct figure *f;
	size_t i;

	json_key(b, "figures");
	json_open(b, '[');
	for (i = 0; i < d->figures.n; i++) {
		f = &d->figures.v[i];
		json_open(b, '{');
		json_member_int(b, "section", f->section);
		json_member(b, "ind", f->ind);
		json_member(b, "entity", f->entity);
		json_member(b, "value", f->value);
		json_member(b, "unit", f->unit);
		member_c(b, "qualifier", f->qualifier);
		json_member(b, "raw", f->raw);
		json_member(b, "sentence", f->sentence);
		if (f->time.p != NULL)
			json_member(b, "time", f->time);
		json_close(b, '}');
	}
	json_close(b, ']');
}

static void
write_checks(struct buf *b, const struct doc *d)
{
	const struct check *c;
	size_t i;

	json_key(b, "checks");
	json_open(b, '[');
	for (i = 0; i < d->checks.n; i++) {
		c = &d->checks.v[i];
		json_open(b, '{');
		json_member_plain(b, "rule", str_of(c->rule));
		json_member(b, "subject", c->subject);
		json_member_plain(b, "status",
		    str_of(record_check_status_name(c->status)));
		json_member(b, "lhs", c->lhs);
		json_member(b, "rhs", c->rhs);
		json_close(b, '}');
	}
	json_close(b, ']');
}

static void
write_warnings(struct buf *b, const struct doc *d)
{
	const struct warn *w;
	size_t i;

	json_key(b, "warnings");
	json_open(b, '[');
	for (i = 0; i < d->warnings.n; i++) {
		w = &d->warnings.v[i];
		json_open(b, '{');
		member_c(b, "code", w->code);
		json_member_int(b, "tbl", w->tbl);
		json_member(b, "ind", w->ind);
		json_member(b, "col", w->col);
		json_member(b, "detail", w->detail);
		json_close(b, '}');
	}
	json_close(b, ']');
}

static void
write_attachments(struct buf *b, const struct doc *d)
{
	size_t i;

	json_key(b, "attachments");
	json_open(b, '[');
	for (i = 0; i < d->attachments.n; i++) {
		json_open(b, '{');
		json_member(b, "url", d->attachments.v[i].url);
		json_member(b, "title", d->attachments.v[i].title);
		json_close(b, '}');
	}
	json_close(b, ']');
}

void
record_write(struct buf *b, const struct doc *d)
{
	static const char *const scripts[] = { "hans", "hant", "mixed" };

	json_open(b, '{');
	write_seen(b, d);
	if (d->state == STATE_OK) {
		member_c(b, "script", scripts[d->script]);
		json_member_bool(b, "is_official", d->is_official);
		json_member_bool(b, "is_mirror", d->is_mirror);
		write_fields(b, d);
		write_texts(b, d->text, d->text_hans);
		write_sections(b, d);
		write_tables(b, d);
		write_cells(b, d);
		write_derived(b, d);
		write_figures(b, d);
		write_checks(b, d);
		write_warnings(b, d);
		write_attachments(b, d);
		json_member(b, "fingerprint", d->fingerprint);
	}
	json_close(b, '}');
	buf_addc(b, '\n');
}
