/* SPDX-License-Identifier: MIT */
#include "rows.h"

#include <stdio.h>
#include <stdlib.h>

#include "copy.h"
#include "key.h"
#include "msg.h"

const char rows_create_incoming[] =
    "CREATE TEMPORARY TABLE IF NOT EXISTS incoming ("
    "seq integer, digest bytea, bytes bigint, extractor_version integer,"
    "report_key bigint, version_key bigint, n_known smallint,"
    "mime text, mime_from text, charset text, charset_from text,"
    "state text, reason text, reason_detail text,"
    "source text, fetched_at timestamptz, http_status smallint,"
    "warc_file text, warc_offset bigint, is_official boolean,"
    "is_mirror boolean, line_digest bytea, known boolean DEFAULT false"
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
    "layout bigint, slot smallint, ind text, col text, unit text,"
    "down smallint, across smallint) ON COMMIT DELETE ROWS";

/* A line that goes into the database, while its rows are written. */
struct entry {
	const struct line *line;
	const struct record *record;	/* if it is one */
	struct key key;			/* of a record that is ok */
	const unsigned char *line_digest;	/* 32 bytes */
	int seq;			/* in its batch */
	struct arena *arena;		/* for while they are written */
	const struct block *blocks;
	size_t n_blocks;
};

struct table {
	const char *name, *columns;
	int n_columns;
	bool with_key;		/* rows start with year, report, version */
	void (*rows)(struct buf *, const struct entry *, const struct table *);
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

/*
 * Fields that were printed or found, not guessed. Whose report it is counts
 * for more than all: a copy from nowhere must not make the page of a
 * government nobody's (see store.reading).
 */
static int
count_known(const struct record *r, const struct key *key)
{
	int n = key->has_agency ? FIELD_COUNT : 0;

	for (int i = 0; i < FIELD_COUNT; i++)
		n += r->fields[i].value.p != NULL && !r->fields[i].guess;
	return n;
}

static void
incoming_rows(struct buf *b, const struct entry *e, const struct table *t)
{
	const struct record *r = e->record;

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
	copy_int2(b, count_known(r, &e->key));
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
fetch_rows(struct buf *b, const struct entry *e, const struct table *t)
{
	const struct fetch_in *f = &e->line->fetch;

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
host_rows(struct buf *b, const struct entry *e, const struct table *t)
{
	const struct host_in *h = &e->line->host;

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

/* Table rows ("3.req_new"), sorted, once each, as lines. */
static void
copy_row_set(struct buf *b, struct arena *a, const struct record *r)
{
	struct str *v = arena_alloc(a, (r->cells.n + 1) * sizeof(*v));
	const struct cell_in *c = r->cells.v;
	size_t n = 0, start = copy_open(b);

	for (size_t i = 0; i < r->cells.n; i++)
		if (i == 0 || c[i].tbl != c[i - 1].tbl ||
		    !str_eq(c[i].ind, c[i - 1].ind))
			v[n++] = row_name(a, &c[i]);
	qsort(v, n, sizeof(*v), compare);
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && str_eq(v[i], v[i - 1]))
			continue;
		if (i > 0)
			buf_addc(b, '\n');
		buf_addstr(b, v[i]);
	}
	copy_close(b, start);
}

static void
copy_field(struct buf *b, const struct record *r, enum field_id id)
{
	copy_text(b, r->fields[id].value);
}

static void
version_rows(struct buf *b, const struct entry *e, const struct table *t)
{
	const struct record *r = e->record;

	start_row(b, e, t);
	copy_bytes(b, r->content_digest, sizeof(r->content_digest));
	if (e->key.has_agency)
		copy_int8(b, e->key.agency);
	else
		copy_null(b);
	copy_text(b, e->key.place[0] != '\0' ? str_of(e->key.place) :
	    STR_NONE);
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
	copy_row_set(b, e->arena, r);
	copy_text(b, r->fields_json);
	copy_text(b, r->text);
	copy_text(b, r->text_hans);
}

/* A letter for each cell, null where all are numbers. */
static void
copy_states(struct buf *b, const struct block *block)
{
	char letters[BLOCK_SLOTS];
	bool numbers = true;

	for (size_t i = 0; i < block->n; i++) {
		struct str s = block->cells[i].state;

		/* na and num start alike */
		letters[i] = s.p[str_eq(s, STR("na"))];
		numbers = numbers && letters[i] == 'n';
	}
	copy_text(b, numbers ? STR_NONE : (struct str){ letters, block->n });
}

/* Null, and null in it, where the value says it. */
static void
copy_raws(struct buf *b, const struct block *block)
{
	struct str raw[BLOCK_SLOTS];
	bool plain = true, mixed = false;
	size_t start;

	for (size_t i = 0; i < block->n; i++) {
		raw[i] = block->cells[i].raw;
		if (block_raw_is_plain(&block->cells[i])) {
			raw[i] = STR_NONE;
			mixed = true;
		}
		plain = plain && raw[i].p == NULL;
	}
	if (plain) {
		copy_null(b);
		return;
	}
	start = copy_open_array(b, COPY_TEXT, block->n, mixed);
	for (size_t i = 0; i < block->n; i++)
		copy_text(b, raw[i]);
	copy_close(b, start);
}

/* Whether copy_int8() can say it, and the server will write it alike. */
static bool
is_whole(struct str value)
{
	return value.n <= 18 && memchr(value.p, '.', value.n) == NULL;
}

/* As whole numbers if all are, and null for the other. */
static void
copy_values(struct buf *b, const struct block *block)
{
	bool nulls = false, all_whole = true;
	size_t start;

	for (size_t i = 0; i < block->n; i++) {
		struct str v = block->cells[i].value;

		nulls = nulls || v.p == NULL;
		all_whole = all_whole && (v.p == NULL || is_whole(v));
	}
	if (!all_whole)
		copy_null(b);
	start = copy_open_array(b, all_whole ? COPY_INT8 : COPY_NUMERIC,
	    block->n, nulls);
	for (size_t i = 0; i < block->n; i++) {
		struct str v = block->cells[i].value;

		if (v.p != NULL && all_whole)
			copy_int8(b, line_whole(v));
		else
			copy_numeric(b, v);
	}
	copy_close(b, start);
	if (all_whole)
		copy_null(b);
}

static void
block_rows(struct buf *b, const struct entry *e, const struct table *t)
{
	const struct block *block = e->blocks;

	for (size_t k = 0; k < e->n_blocks; k++, block++) {
		start_row(b, e, t);
		copy_int2(b, block->cells[0].tbl);
		copy_int2(b, block->part);
		copy_int8(b, block->layout);
		copy_small(b, block->cells[0].table);
		copy_small(b, block->cells[0].row);
		copy_small(b, block->cells[0].at);
		copy_states(b, block);
		copy_raws(b, block);
		copy_values(b, block);
	}
}

static void
derived_rows(struct buf *b, const struct entry *e, const struct table *t)
{
	const struct derived_in *d = e->record->derived.v;

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
check_rows(struct buf *b, const struct entry *e, const struct table *t)
{
	const struct check_in *c = e->record->checks.v;

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
warning_rows(struct buf *b, const struct entry *e, const struct table *t)
{
	const struct warning_in *w = e->record->warnings.v;

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
figure_rows(struct buf *b, const struct entry *e, const struct table *t)
{
	const struct figure_in *f = e->record->figures.v;

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
		copy_text(b, f->time);
	}
}

static void
section_rows(struct buf *b, const struct entry *e, const struct table *t)
{
	const struct section_in *s = e->record->sections.v;

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
grid_rows(struct buf *b, const struct entry *e, const struct table *t)
{
	const struct grid_in *g = e->record->tables.v;

	for (size_t i = 0; i < e->record->tables.n; i++, g++) {
		start_row(b, e, t);
		copy_int4(b, g->table_no);
		copy_text(b, g->caption);
		copy_int4(b, g->rows);
		copy_int4(b, g->cols);
		copy_bool(b, g->flat);
		copy_text(b, g->cells);
	}
}

static void
attachment_rows(struct buf *b, const struct entry *e, const struct table *t)
{
	const struct attachment_in *x = e->record->attachments.v;

	for (size_t i = 0; i < e->record->attachments.n; i++, x++) {
		start_row(b, e, t);
		copy_int4(b, (int)i + 1);
		copy_text(b, x->url);
		copy_text(b, x->title);
	}
}

/* What was seen comes first, by whether it is a record. */
enum { INCOMING, INCOMING_FETCH, INCOMING_HOST, FIRST_OF_VERSION };

static const struct table tables[ROWS_TABLES] = {
	{ "incoming", "seq, digest, bytes, extractor_version, report_key, "
	    "version_key, n_known, mime, mime_from, charset, charset_from, "
	    "state, reason, reason_detail, source, fetched_at, http_status, "
	    "warc_file, warc_offset, is_official, is_mirror, line_digest",
	    22, false, incoming_rows },
	{ "incoming_fetch", "seq, line_digest, url, at, host, kind, via, "
	    "start, title, outcome, reason, detail, http_status, bytes, "
	    "duration_ms, digest, etag, last_modified, location, warc_file, "
	    "warc_offset", 21, false, fetch_rows },
	{ "incoming_host", "seq, line_digest, host, at, state, reason, "
	    "since, next_due, waiting, robots_status, delay_ms, official",
	    12, false, host_rows },
	{ "store.version", "content_digest, agency_key, agency_place, script, "
	    "kind, template, format_cited, title, title_inferred, title_found, "
	    "agency, agency_kind, region_code, region_name, province, level, "
	    "scope, period_from, period_to, published_on, written_on, "
	    "index_no, doc_no, publisher, quality, fingerprint, row_set, "
	    "fields, text, text_hans", 30, true, version_rows },
	{ "store.cell_block", "tbl, part, layout, at_table, at_row, at_col, "
	    "state, raw, whole, exact", 10, true, block_rows },
	{ "store.cell_derived", "tbl, ind, col, value, formula", 5, true,
	    derived_rows },
	{ "store.check_result", "ordinal, rule, subject, status, lhs, rhs", 6,
	    true, check_rows },
	{ "store.warning", "ordinal, code, tbl, ind, col, detail", 6, true,
	    warning_rows },
	{ "store.figure", "ordinal, section, ind, entity, value, unit, "
	    "qualifier, raw, sentence, time", 10, true, figure_rows },
	{ "store.section", "ordinal, level, number, heading, heading_from, "
	    "text, text_hans", 7, true, section_rows },
	{ "store.table_grid", "table_no, caption, rows, cols, flat, grid", 6,
	    true, grid_rows },
	{ "store.attachment", "ordinal, url, title", 3, true,
	    attachment_rows },
};

enum {
	KEEP_BYTES = 4 << 20	/* room kept from batch to batch */
};

/* More than a line of RECORD_MAX_LINE becomes. */
static const size_t max_bytes = (size_t)1 << 30;

/* Where the rows of an entry end. */
struct rows_end {
	size_t table[ROWS_TABLES];
	size_t layouts;
};

/* All buffers of a batch, one after the other; NULL behind the last. */
static struct buf *
buf_no(struct rows *r, int i)
{
	struct buf *others[] = { &r->slots, &r->slot_ends, &r->layouts,
		&r->ends, NULL };

	return i < ROWS_TABLES ? &r->table[i] : others[i - ROWS_TABLES];
}

void
rows_init(struct rows *r)
{
	memset(r, 0, sizeof(*r));
	for (int i = 0; buf_no(r, i) != NULL; i++)
		buf_init(buf_no(r, i), max_bytes);
	idmap_init(&r->spelled);
}

void
rows_release(struct rows *r)
{
	for (int i = 0; buf_no(r, i) != NULL; i++)
		buf_release(buf_no(r, i));
	idmap_release(&r->spelled);
}

void
rows_reset(struct rows *r)
{
	for (int i = 0; buf_no(r, i) != NULL; i++) {
		if (buf_no(r, i)->room > KEEP_BYTES)
			buf_release(buf_no(r, i));
		else
			buf_reset(buf_no(r, i));
	}
	idmap_clear(&r->spelled);
	r->n = r->bytes = 0;
}

static void
spell_layout(struct rows *r, const struct block *block)
{
	struct buf *b = &r->slots;

	for (size_t i = 0; i < block->n; i++) {
		copy_row(b, 7);
		copy_int8(b, block->layout);
		copy_int2(b, (int)i + 1);
		copy_text(b, block->cells[i].ind);
		copy_text(b, block->cells[i].col);
		copy_text(b, block->cells[i].unit);
		copy_int2(b, block_down(block, i));
		copy_int2(b, block_across(block, i));
	}
	buf_add(&r->slot_ends, &b->n, sizeof(b->n));
}

/* Which layouts an entry has, and of new ones what they are. */
static void
add_layouts(struct rows *r, const struct entry *e)
{
	const struct block *block = e->blocks;

	for (size_t k = 0; k < e->n_blocks; k++, block++) {
		buf_add(&r->layouts, &block->layout, sizeof(block->layout));
		if (idmap_add(&r->spelled, block->layout, r->spelled.n))
			spell_layout(r, block);
	}
}

void
rows_add(struct rows *r, struct arena *arena, struct block_names *names,
    const struct line *line, const unsigned char line_digest[32])
{
	struct entry e = { .line = line, .record = &line->record,
		.line_digest = line_digest, .seq = (int)r->n, .arena = arena };
	struct rows_end end;
	bool ok = line->kind == LINE_RECORD && line->record.ok;

	if (ok) {
		e.key = key_of(e.record);
		e.blocks = block_cut(arena, names, e.record, &e.n_blocks);
		add_layouts(r, &e);
	}
	r->bytes = 0;
	for (int i = 0; i < ROWS_TABLES; i++) {
		if (i < FIRST_OF_VERSION || ok)
			tables[i].rows(&r->table[i], &e, &tables[i]);
		if (!buf_ok(&r->table[i]))
			fatal("a batch is larger than %zu bytes", max_bytes);
		end.table[i] = r->table[i].n;
		r->bytes += end.table[i];
	}
	end.layouts = r->layouts.n;
	buf_add(&r->ends, &end, sizeof(end));
	r->n++;
}

/* Where entry i begins (and entry i - 1 ends). */
static struct rows_end
start_of(const struct rows *r, size_t i)
{
	struct rows_end e = { 0 };

	if (i > 0)
		memcpy(&e, r->ends.p + (i - 1) * sizeof(e), sizeof(e));
	return e;
}

static bool
has_rows(const struct rows *r, int table, size_t from, size_t to)
{
	return start_of(r, to).table[table] > start_of(r, from).table[table];
}

bool
rows_have_records(const struct rows *r, size_t from, size_t to)
{
	return has_rows(r, INCOMING, from, to);
}

bool
rows_have_crawl(const struct rows *r, size_t from, size_t to)
{
	return has_rows(r, INCOMING_FETCH, from, to) ||
	    has_rows(r, INCOMING_HOST, from, to);
}

/* Parts of a COPY: what follows upon the last part is put to it. */
struct parts {
	struct str *v;
	size_t n, room;
};

static void
add_part(struct parts *p, struct str s)
{
	if (s.n == 0)
		return;
	if (p->n > 0 && p->v[p->n - 1].p + p->v[p->n - 1].n == s.p) {
		p->v[p->n - 1].n += s.n;
		return;
	}
	if (p->n == p->room) {
		p->room = p->room * 2 + 16;
		p->v = xrealloc(p->v, p->room * sizeof(*p->v));
	}
	p->v[p->n++] = s;
}

/* COPY of some rows, if there are any. */
static enum pg_rc
copy_parts(struct pg *pg, struct parts *rows, const char *table,
    const char *key, const char *columns)
{
	struct parts all = { 0 };
	struct buf frame;
	char sql[640];
	enum pg_rc rc;

	if (rows->n == 0)
		return PG_OK;
	buf_init(&frame, 100);
	copy_begin(&frame);
	all.n = frame.n;
	copy_end(&frame);
	all.room = rows->n + 2;
	all.v = xcalloc(all.room, sizeof(*all.v));
	all.v[0] = (struct str){ frame.p, all.n };
	memcpy(all.v + 1, rows->v, rows->n * sizeof(*all.v));
	all.v[rows->n + 1] = (struct str){ frame.p + all.n, frame.n - all.n };
	snprintf(sql, sizeof(sql), "COPY %s (%s%s) FROM STDIN (FORMAT binary)",
	    table, key, columns);
	rc = pg_copy(pg, sql, all.v, rows->n + 2);
	free(all.v);
	buf_release(&frame);
	return rc;
}

/* COPY of the rows of a table that entries from..to have; fresh may be NULL. */
static enum pg_rc
copy_table(struct pg *pg, const struct rows *r, int table, const bool *fresh,
    size_t from, size_t to)
{
	const struct table *t = &tables[table];
	struct rows_end at = start_of(r, from), end;
	struct parts parts = { 0 };
	enum pg_rc rc;

	for (size_t i = from; i < to; i++, at = end) {
		end = start_of(r, i + 1);
		if (fresh == NULL || fresh[i])
			add_part(&parts, (struct str){
			    r->table[table].p + at.table[table],
			    end.table[table] - at.table[table] });
	}
	rc = copy_parts(pg, &parts, t->name, t->with_key ?
	    "report_year, report_key, version_key, " : "", t->columns);
	free(parts.v);
	return rc;
}

enum pg_rc
rows_copy_incoming(struct pg *pg, const struct rows *r, size_t from,
    size_t to)
{
	enum pg_rc rc = PG_OK;

	for (int i = 0; i < FIRST_OF_VERSION && rc == PG_OK; i++)
		rc = copy_table(pg, r, i, NULL, from, to);
	return rc;
}

/* The slots of a layout. */
static struct str
slots_of(const struct rows *r, size_t no)
{
	size_t start = 0, end;

	if (no > 0)
		memcpy(&start, r->slot_ends.p + (no - 1) * sizeof(start),
		    sizeof(start));
	memcpy(&end, r->slot_ends.p + no * sizeof(end), sizeof(end));
	return (struct str){ r->slots.p + start, end - start };
}

/* The layouts of fresh entries that are not stored. */
static enum pg_rc
copy_layouts(struct pg *pg, const struct rows *r, const bool *fresh,
    size_t from, size_t to, const struct idmap *stored, struct idmap *sent)
{
	struct parts parts = { 0 };
	enum pg_rc rc;
	int64_t id;

	for (size_t i = from; i < to; i++) {
		size_t end = start_of(r, i + 1).layouts;

		if (!fresh[i])
			continue;
		for (size_t at = start_of(r, i).layouts; at < end;
		    at += sizeof(id)) {
			memcpy(&id, r->layouts.p + at, sizeof(id));
			if (idmap_get(stored, id) == NULL &&
			    idmap_add(sent, id, 0))
				add_part(&parts, slots_of(r,
				    *idmap_get(&r->spelled, id)));
		}
	}
	rc = copy_parts(pg, &parts, "incoming_slot", "",
	    "layout, slot, ind, col, unit, down, across");
	if (rc == PG_OK && parts.n > 0)
		rc = pg_run(pg, "INSERT INTO store.slot SELECT * FROM "
		    "incoming_slot ORDER BY layout, slot ON CONFLICT DO "
		    "NOTHING");
	free(parts.v);
	return rc;
}

enum pg_rc
rows_copy_fresh(struct pg *pg, const struct rows *r, const bool *fresh,
    size_t from, size_t to, const struct idmap *stored, struct idmap *sent)
{
	enum pg_rc rc = copy_layouts(pg, r, fresh, from, to, stored, sent);

	for (int i = FIRST_OF_VERSION; i < ROWS_TABLES && rc == PG_OK; i++)
		rc = copy_table(pg, r, i, fresh, from, to);
	return rc;
}
