/* SPDX-License-Identifier: MIT */
#include "rows.h"

#include <stdio.h>
#include <stdlib.h>

#include "copy.h"
#include "msg.h"
#include "wide.h"

const char rows_create_incoming[] =
    "CREATE TEMPORARY TABLE IF NOT EXISTS incoming ("
    "seq integer, digest bytea, bytes bigint, extractor_version integer,"
    "report_key bigint, version_key bigint, n_known smallint,"
    "mime text, mime_from text, charset text, charset_from text,"
    "state text, reason text, reason_detail text,"
    "source text, fetched_at timestamptz, http_status smallint,"
    "warc_file text, warc_offset bigint, is_official boolean,"
    "is_mirror boolean, line_digest bytea, known boolean DEFAULT false,"
    "document_new boolean DEFAULT false, report_new boolean DEFAULT false"
    ") ON COMMIT DELETE ROWS;"
    "CREATE TEMPORARY TABLE IF NOT EXISTS incoming_fetch ("
    "seq integer, line_digest bytea, url text, at timestamptz, host text,"
    "kind text, via text, start text, title text, outcome text, reason text,"
    "detail text, http_status smallint, bytes bigint, duration_ms bigint,"
    "digest bytea, etag text, last_modified text, location text,"
    "warc_file text, warc_offset bigint, known boolean DEFAULT false"
    ") ON COMMIT DELETE ROWS;"
    "CREATE TEMPORARY TABLE IF NOT EXISTS incoming_host ("
    "seq integer, line_digest bytea, host text, at timestamptz, state text,"
    "reason text, since timestamptz, next_due timestamptz, waiting bigint,"
    "robots_status smallint, delay_ms bigint, official boolean,"
    "was boolean, known boolean DEFAULT false) ON COMMIT DELETE ROWS;"
    "CREATE TEMPORARY TABLE IF NOT EXISTS incoming_slot ("
    "layout bigint, slot smallint, col text, unit text, down smallint,"
    "across smallint) ON COMMIT DELETE ROWS";

struct table {
	const char *name, *columns;
	int n_columns;
	bool with_key;		/* rows start with year, report, version */
	void (*rows)(struct buf *, struct arena *, const struct entry *,
	    const struct table *);
};

static void
start_row(struct buf *b, const struct entry *e, const struct table *t)
{
	copy_row(b, t->n_columns + (t->with_key ? 3 : 0));
	if (!t->with_key)
		return;
	copy_int2(b, e->record->report_year);
	copy_int8(b, e->key.report);
	copy_int8(b, e->key.version);
}

static void
copy_maybe(struct buf *b, int64_t n)
{
	if (n >= 0)
		copy_int8(b, n);
	else
		copy_null(b);
}

static void
copy_small(struct buf *b, int64_t n)
{
	if (n >= 0)
		copy_int2(b, (int)n);
	else
		copy_null(b);
}

static void
copy_time(struct buf *b, struct time_in t)
{
	if (t.known)
		copy_int8(b, t.at);
	else
		copy_null(b);
}

/* Fields that were printed or found, not guessed. */
static int
count_known(const struct record *r)
{
	int n = 0;

	for (int i = 0; i < FIELD_COUNT; i++)
		n += r->fields[i].value.p != NULL && !r->fields[i].guess;
	return n;
}

static void
incoming_rows(struct buf *b, struct arena *a, const struct entry *e,
    const struct table *t)
{
	const struct record *r = e->record;

	(void)a;
	if (e->line->kind != LINE_RECORD)
		return;
	start_row(b, e, t);
	copy_int4(b, e->seq);
	copy_bytes(b, r->digest.sha256, sizeof(r->digest.sha256));
	copy_int8(b, r->bytes);
	copy_int4(b, r->extractor_version);
	if (r->ok) {
		copy_int8(b, e->key.report);
		copy_int8(b, e->key.version);
	} else {
		copy_null(b);
		copy_null(b);
	}
	copy_int2(b, count_known(r));
	copy_text(b, r->mime);
	copy_text(b, r->mime_from);
	copy_text(b, r->charset);
	copy_text(b, r->charset_from);
	copy_text(b, r->state);
	copy_text(b, r->reason);
	copy_text(b, r->reason_detail);
	copy_text(b, r->source);
	copy_time(b, r->fetched_at);
	copy_small(b, r->http_status);
	copy_text(b, r->warc.file);
	copy_maybe(b, r->warc.offset);
	copy_bool(b, r->is_official);
	copy_bool(b, r->is_mirror);
	copy_bytes(b, e->line_digest, 32);
}

static void
fetch_rows(struct buf *b, struct arena *a, const struct entry *e,
    const struct table *t)
{
	const struct fetch_in *f = &e->line->fetch;

	(void)a;
	if (e->line->kind != LINE_FETCH)
		return;
	start_row(b, e, t);
	copy_int4(b, e->seq);
	copy_bytes(b, e->line_digest, 32);
	copy_text(b, f->url);
	copy_int8(b, f->time);
	copy_text(b, f->host);
	copy_text(b, f->kind);
	copy_text(b, f->via);
	copy_text(b, f->start);
	copy_text(b, f->title);
	copy_text(b, f->outcome);
	copy_text(b, f->reason);
	copy_text(b, f->detail);
	copy_small(b, f->status);
	copy_maybe(b, f->bytes);
	copy_maybe(b, f->duration_ms);
	if (f->digest.known)
		copy_bytes(b, f->digest.sha256, sizeof(f->digest.sha256));
	else
		copy_null(b);
	copy_text(b, f->etag);
	copy_text(b, f->last_modified);
	copy_text(b, f->location);
	copy_text(b, f->warc.file);
	copy_maybe(b, f->warc.offset);
}

static void
host_rows(struct buf *b, struct arena *a, const struct entry *e,
    const struct table *t)
{
	const struct host_in *h = &e->line->host;

	(void)a;
	if (e->line->kind != LINE_HOST)
		return;
	start_row(b, e, t);
	copy_int4(b, e->seq);
	copy_bytes(b, e->line_digest, 32);
	copy_text(b, h->host);
	copy_int8(b, h->time);
	copy_text(b, h->state);
	copy_text(b, h->reason);
	copy_time(b, h->since);
	copy_time(b, h->next_due);
	copy_maybe(b, h->left);
	copy_small(b, h->robots_status);
	copy_maybe(b, h->delay_ms);
	if (h->official_known)
		copy_bool(b, h->official);
	else
		copy_null(b);
}

static const char *
quality(const struct record *r)
{
	bool flagged = r->warnings.n > 0;

	for (size_t i = 0; i < r->checks.n; i++) {
		if (str_eq(r->checks.v[i].status, STR("FAIL")))
			return "failed";
		if (str_eq(r->checks.v[i].status, STR("WARN")))
			flagged = true;
	}
	return flagged ? "flagged" : "clean";
}

static int
compare(const void *a, const void *b)
{
	const struct str *x = a, *y = b;

	return str_cmp(*x, *y);
}

/* "3.req_new" */
static struct str
row_name(struct arena *a, const struct cell_in *c)
{
	char *p = arena_alloc(a, c->ind.n + 4), *end = p;

	if (c->tbl >= 10)
		*end++ = (char)('0' + c->tbl / 10);
	*end++ = (char)('0' + c->tbl % 10);
	*end++ = '.';
	memcpy(end, c->ind.p, c->ind.n);
	return (struct str){ p, (size_t)(end - p) + c->ind.n };
}

/* Table rows ("3.req_new") and top headings ("#一、..."), sorted, once each. */
static void
copy_row_set(struct buf *b, struct arena *a, const struct entry *e)
{
	const struct record *r = e->record;
	struct str *v = arena_alloc(a,
	    (e->n_rows + r->sections.n + 1) * sizeof(*v));
	size_t n = 0, kept = 0;

	for (size_t i = 0; i < e->n_rows; i++)
		if (e->rows[i].part == 0)
			v[n++] = row_name(a, e->rows[i].cells[0]);
	for (size_t i = 0; i < r->sections.n; i++)
		if (r->sections.v[i].level == 1 &&
		    r->sections.v[i].heading.p != NULL)
			v[n++] = arena_printf(a, "#%.*s",
			    STR_ARG(str_trim(r->sections.v[i].heading)));
	qsort(v, n, sizeof(*v), compare);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || !str_eq(v[i], v[kept - 1]))
			v[kept++] = v[i];
	copy_texts(b, v, kept);
}

static void
copy_field(struct buf *b, const struct record *r, enum field_id id)
{
	copy_text(b, r->fields[id].value);
}

static void
version_rows(struct buf *b, struct arena *a, const struct entry *e,
    const struct table *t)
{
	const struct record *r = e->record;

	start_row(b, e, t);
	copy_bytes(b, r->content_digest, sizeof(r->content_digest));
	if (e->key.has_agency)
		copy_int8(b, e->key.agency);
	else
		copy_null(b);
	copy_text(b, r->script);
	copy_field(b, r, FIELD_KIND);
	copy_field(b, r, FIELD_TEMPLATE);
	copy_field(b, r, FIELD_FORMAT_CITED);
	copy_field(b, r, FIELD_TITLE);
	copy_bool(b, r->fields[FIELD_TITLE].guess);
	for (int i = FIELD_TITLE_FOUND; i <= FIELD_SCOPE; i++)
		copy_field(b, r, i);
	for (int i = FIELD_PERIOD_FROM; i <= FIELD_WRITTEN_ON; i++)
		copy_date(b, r->fields[i].value);
	copy_field(b, r, FIELD_INDEX_NO);
	copy_field(b, r, FIELD_DOC_NO);
	copy_field(b, r, FIELD_PUBLISHER);
	copy_text(b, str_of(quality(r)));
	if (r->has_fingerprint)
		copy_int8(b, r->fingerprint);
	else
		copy_null(b);
	copy_row_set(b, a, e);
	copy_jsonb(b, r->fields_json);
	copy_text(b, r->text);
	copy_text(b, r->text_hans);
}

/* A letter for each cell, null where all are numbers. */
static void
copy_states(struct buf *b, const struct wide *w)
{
	char letters[WIDE_SLOTS];
	bool numbers = true;

	for (size_t i = 0; i < w->n; i++) {
		struct str s = w->cells[i]->state;

		/* na and num start alike */
		letters[i] = s.p[str_eq(s, STR("na"))];
		numbers = numbers && letters[i] == 'n';
	}
	copy_text(b, numbers ? STR_NONE : (struct str){ letters, w->n });
}

static void
copy_raws(struct buf *b, const struct wide *w)
{
	struct str raw[WIDE_SLOTS];
	bool plain = true;

	for (size_t i = 0; i < w->n; i++) {
		raw[i] = w->cells[i]->raw;
		plain = plain && wide_raw_is_plain(w->cells[i]);
	}
	if (plain)
		copy_null(b);
	else
		copy_texts(b, raw, w->n);
}

static void
cell_rows(struct buf *b, struct arena *a, const struct entry *e,
    const struct table *t)
{
	const struct wide *w = e->rows;

	(void)a;
	for (size_t k = 0; k < e->n_rows; k++, w++) {
		start_row(b, e, t);
		copy_int2(b, w->cells[0]->tbl);
		copy_text(b, w->cells[0]->ind);
		copy_int2(b, w->part);
		copy_int8(b, w->layout);
		copy_small(b, w->cells[0]->table);
		copy_small(b, w->cells[0]->row);
		copy_small(b, w->cells[0]->at);
		copy_states(b, w);
		copy_raws(b, w);
		for (size_t i = 0; i < WIDE_SLOTS; i++)
			copy_numeric(b, i < w->n ? w->cells[i]->value :
			    STR_NONE);
	}
}

/* Layouts of a batch, each once or nearly so. */
enum { LAYOUTS_SEEN = 1024 };

static void
slot_rows(struct buf *b, struct arena *a, const struct entry *e,
    const struct table *t)
{
	const struct wide *w = e->rows;

	(void)a;
	for (size_t k = 0; k < e->n_rows; k++, w++) {
		if (e->layouts[w->layout % LAYOUTS_SEEN] == w->layout)
			continue;
		e->layouts[w->layout % LAYOUTS_SEEN] = w->layout;
		for (size_t i = 0; i < w->n; i++) {
			start_row(b, e, t);
			copy_int8(b, w->layout);
			copy_int2(b, (int)i + 1);
			copy_text(b, w->cells[i]->col);
			copy_text(b, w->cells[i]->unit);
			copy_int2(b, w->cells[i]->row - w->cells[0]->row);
			copy_int2(b, w->cells[i]->at - w->cells[0]->at);
		}
	}
}

static void
derived_rows(struct buf *b, struct arena *a, const struct entry *e,
    const struct table *t)
{
	const struct derived_in *d = e->record->derived.v;

	(void)a;
	for (size_t i = 0; i < e->record->derived.n; i++, d++) {
		start_row(b, e, t);
		copy_int2(b, d->tbl);
		copy_text(b, d->ind);
		copy_text(b, d->col);
		copy_numeric(b, d->value);
		copy_text(b, d->formula);
	}
}

static void
check_rows(struct buf *b, struct arena *a, const struct entry *e,
    const struct table *t)
{
	const struct check_in *c = e->record->checks.v;

	(void)a;
	for (size_t i = 0; i < e->record->checks.n; i++, c++) {
		start_row(b, e, t);
		copy_int4(b, (int)i + 1);
		copy_text(b, c->rule);
		copy_text(b, c->subject);
		copy_text(b, c->status);
		copy_numeric(b, c->lhs);
		copy_numeric(b, c->rhs);
	}
}

static void
warning_rows(struct buf *b, struct arena *a, const struct entry *e,
    const struct table *t)
{
	const struct warning_in *w = e->record->warnings.v;

	(void)a;
	for (size_t i = 0; i < e->record->warnings.n; i++, w++) {
		start_row(b, e, t);
		copy_int4(b, (int)i + 1);
		copy_text(b, w->code);
		copy_int2(b, w->tbl);
		copy_text(b, w->ind);
		copy_text(b, w->col);
		copy_text(b, w->detail);
	}
}

static void
figure_rows(struct buf *b, struct arena *a, const struct entry *e,
    const struct table *t)
{
	const struct figure_in *f = e->record->figures.v;

	(void)a;
	for (size_t i = 0; i < e->record->figures.n; i++, f++) {
		start_row(b, e, t);
		copy_int4(b, (int)i + 1);
		copy_int4(b, f->section);
		copy_text(b, f->ind);
		copy_text(b, f->entity);
		copy_numeric(b, f->value);
		copy_text(b, f->unit);
		copy_text(b, f->qualifier);
		copy_text(b, f->raw);
		copy_text(b, f->sentence);
	}
}

static void
section_rows(struct buf *b, struct arena *a, const struct entry *e,
    const struct table *t)
{
	const struct section_in *s = e->record->sections.v;

	(void)a;
	for (size_t i = 0; i < e->record->sections.n; i++, s++) {
		start_row(b, e, t);
		copy_int4(b, s->ordinal);
		copy_int2(b, s->level);
		copy_int2(b, s->number);
		copy_text(b, s->heading);
		copy_text(b, s->heading_from);
		copy_text(b, s->text);
		copy_text(b, s->text_hans);
	}
}

static void
grid_rows(struct buf *b, struct arena *a, const struct entry *e,
    const struct table *t)
{
	const struct grid_in *g = e->record->tables.v;

	(void)a;
	for (size_t i = 0; i < e->record->tables.n; i++, g++) {
		start_row(b, e, t);
		copy_int4(b, g->table_no);
		copy_text(b, g->caption);
		copy_int4(b, g->rows);
		copy_int4(b, g->cols);
		copy_bool(b, g->flat);
		copy_jsonb(b, g->cells);
	}
}

static void
attachment_rows(struct buf *b, struct arena *a, const struct entry *e,
    const struct table *t)
{
	const struct attachment_in *x = e->record->attachments.v;

	(void)a;
	for (size_t i = 0; i < e->record->attachments.n; i++, x++) {
		start_row(b, e, t);
		copy_int4(b, (int)i + 1);
		copy_text(b, x->url);
		copy_text(b, x->title);
	}
}

static const struct table incoming = { "incoming",
	"seq, digest, bytes, extractor_version, report_key, version_key, "
	"n_known, mime, mime_from, charset, charset_from, state, reason, "
	"reason_detail, source, fetched_at, http_status, warc_file, "
	"warc_offset, is_official, is_mirror, line_digest", 22, false,
	incoming_rows };
static const struct table incoming_fetch = { "incoming_fetch",
	"seq, line_digest, url, at, host, kind, via, start, title, outcome, "
	"reason, detail, http_status, bytes, duration_ms, digest, etag, "
	"last_modified, location, warc_file, warc_offset", 21, false,
	fetch_rows };
static const struct table incoming_host = { "incoming_host",
	"seq, line_digest, host, at, state, reason, since, next_due, waiting, "
	"robots_status, delay_ms, official", 12, false, host_rows };

static const struct table incoming_slot = { "incoming_slot",
	"layout, slot, col, unit, down, across", 6, false, slot_rows };

static const struct table tables[] = {
	{ "store.version", "content_digest, agency_key, script, kind, "
	    "template, format_cited, title, title_inferred, title_found, "
	    "agency, agency_kind, region_code, region_name, province, level, "
	    "scope, period_from, period_to, published_on, written_on, "
	    "index_no, doc_no, publisher, quality, fingerprint, row_set, "
	    "fields, text, text_hans", 29, true, version_rows },
	{ "store.cell_row", "tbl, ind, part, layout, at_table, at_row, "
	    "at_col, state, raw, v1, v2, v3, v4, v5, v6, v7", 16, true,
	    cell_rows },
	{ "store.cell_derived", "tbl, ind, col, value, formula", 5, true,
	    derived_rows },
	{ "store.check_result", "ordinal, rule, subject, status, lhs, rhs", 6,
	    true, check_rows },
	{ "store.warning", "ordinal, code, tbl, ind, col, detail", 6, true,
	    warning_rows },
	{ "store.figure", "ordinal, section, ind, entity, value, unit, "
	    "qualifier, raw, sentence", 9, true, figure_rows },
	{ "store.section", "ordinal, level, number, heading, heading_from, "
	    "text, text_hans", 7, true, section_rows },
	{ "store.table_grid", "table_no, caption, rows, cols, flat, grid", 6,
	    true, grid_rows },
	{ "store.attachment", "ordinal, url, title", 3, true,
	    attachment_rows },
};

enum { EMPTY = 19 };	/* bytes of a COPY without rows */

static enum pg_rc
copy_table(struct pg *pg, struct buf *b, struct arena *a,
    const struct table *t, const struct entry *v, size_t n, bool fresh_only)
{
	char sql[640];

	buf_reset(b);
	copy_begin(b);
	for (size_t i = 0; i < n; i++)
		if (v[i].fresh || !fresh_only)
			t->rows(b, a, &v[i], t);
	if (b->n == EMPTY)
		return PG_OK;
	copy_end(b);
	if (!buf_ok(b))
		fatal("a batch is larger than %zu bytes", b->max);
	snprintf(sql, sizeof(sql), "COPY %s (%s%s) FROM STDIN (FORMAT binary)", t->name,
	    t->with_key ? "report_year, report_key, version_key, " : "",
	    t->columns);
	return pg_copy(pg, sql, buf_str(b));
}

enum pg_rc
rows_copy_incoming(struct pg *pg, struct buf *b, struct arena *a,
    const struct entry *v, size_t n)
{
	enum pg_rc rc = copy_table(pg, b, a, &incoming, v, n, false);

	if (rc == PG_OK)
		rc = copy_table(pg, b, a, &incoming_fetch, v, n, false);
	if (rc == PG_OK)
		rc = copy_table(pg, b, a, &incoming_host, v, n, false);
	return rc;
}

enum pg_rc
rows_copy_fresh(struct pg *pg, struct buf *b, struct arena *a,
    struct entry *v, size_t n)
{
	int64_t *layouts = arena_alloc(a, LAYOUTS_SEEN * sizeof(*layouts));
	enum pg_rc rc;

	for (size_t i = 0; i < n; i++) {
		v[i].layouts = layouts;
		if (v[i].fresh)
			v[i].rows = wide_rows(a, v[i].record, &v[i].n_rows);
	}
	rc = copy_table(pg, b, a, &incoming_slot, v, n, true);
	if (rc == PG_OK)
		rc = pg_run(pg, "INSERT INTO store.slot SELECT DISTINCT * "
		    "FROM incoming_slot ORDER BY layout, slot "
		    "ON CONFLICT DO NOTHING");
	for (size_t i = 0; rc == PG_OK && i < sizeof(tables) / sizeof(*tables);
	    i++)
		rc = copy_table(pg, b, a, &tables[i], v, n, true);
	return rc;
}
