/* SPDX-License-Identifier: MIT */
/*
 * Rows, rejects and the ledger row that counts them are committed together or
 * not at all, so a killed run leaves nothing to clean up and a plain rerun
 * goes on. A batch that the server refuses is halved until the line at fault
 * stands alone; that one is rejected and the rest loaded.
 */
#include "commit.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "copy.h"
#include "msg.h"
#include "version.h"

enum {
	MAX_TRIES = 8,
	MAX_STORED = 1 << 17	/* layouts that are remembered */
};

struct commit {
	struct pg *pg;
	const char *run_id;
	bool dry_run;
	bool has_incoming;	/* the connection has the temporary tables */
	struct batch *batch;
	enum status *status;	/* of its entries */
	bool *fresh;
	size_t room;
	struct idmap stored, sent;	/* layouts */
	struct buf buf;
	struct counts counts;
};

/* Items of a batch, and the entries among them. */
struct range {
	size_t from, to, first_entry, end_entry;
};

long long
commit_seen(const struct counts *c)
{
	long long sum = 0;

	for (int i = 0; i < STATUS_COUNT; i++)
		sum += c->n[i];
	return sum;
}

void
commit_add(struct counts *to, const struct counts *c)
{
	for (int i = 0; i < STATUS_COUNT; i++)
		to->n[i] += c->n[i];
	to->set_aside += c->set_aside;
}

const struct counts *
commit_counts(const struct commit *c)
{
	return &c->counts;
}

static enum pg_rc
prepare(struct commit *c)
{
	enum pg_rc rc = pg_connect(c->pg);

	idmap_clear(&c->stored);
	c->has_incoming = false;
	return rc == PG_OK ? pg_by_keys(c->pg) : rc;
}

struct commit *
commit_new(const char *dsn, const char *run_id, bool dry_run)
{
	struct commit *c = xcalloc(1, sizeof(*c));

	c->pg = pg_new(dsn);
	c->run_id = run_id;
	c->dry_run = dry_run;
	idmap_init(&c->stored);
	idmap_init(&c->sent);
	buf_init(&c->buf, (size_t)1 << 30);
	if (prepare(c) != PG_OK)
		fatal("could not connect: %s", pg_message(c->pg));
	if (pg_run(c->pg, "SELECT 'ops.load_batch'::regclass, "
	    "'store.cell_block'::regclass, 'store.take()'::regprocedure")
	    != PG_OK) {
		error("the database has no nianbao schema of this version");
		hint("\"pipeline.sh status\" makes it");
		exit(1);
	}
	return c;
}

void
commit_free(struct commit *c)
{
	/* What changed is counted now, and not some time after the exit. */
	if (pg_run(c->pg, "SELECT pg_stat_force_next_flush()") != PG_OK)
		debug("%s", pg_message(c->pg));
	pg_free(c->pg);
	idmap_release(&c->stored);
	idmap_release(&c->sent);
	buf_release(&c->buf);
	free(c->status);
	free(c->fresh);
	free(c);
}

static void
set_status(void *to, char *const *columns)
{
	static const char *const names[] = { "new", "changed", "same" };
	struct commit *c = to;
	long seq = strtol(columns[0], NULL, 10);

	for (int i = 0; i < 3; i++)
		if (strcmp(columns[1], names[i]) == 0)
			c->status[seq] = (enum status)i;
	c->fresh[seq] = columns[2][0] == 't';
}

static enum pg_rc
put_entries(struct commit *c, const struct range *x)
{
	const struct rows *rows = &c->batch->rows;
	size_t from = x->first_entry, to = x->end_entry;
	bool records = rows_have_records(rows, from, to);
	enum pg_rc rc = PG_OK;

	if (!c->has_incoming)
		rc = pg_run(c->pg, rows_create_incoming);
	if (rc == PG_OK)
		rc = rows_copy_incoming(c->pg, rows, from, to);

	/* The lock of the crawl log comes before those of the records. */
	if (rc == PG_OK && rows_have_crawl(rows, from, to))
		rc = pg_query(c->pg, "SELECT seq, status, false "
		    "FROM store.take_crawl()", 0, NULL, set_status, c);
	if (rc == PG_OK && records)
		rc = pg_query(c->pg, "SELECT seq, status, fresh "
		    "FROM store.take()", 0, NULL, set_status, c);
	if (rc == PG_OK && records)
		rc = rows_copy_fresh(c->pg, rows, c->fresh, from, to,
		    &c->stored, &c->sent);
	if (rc == PG_OK && records)
		rc = pg_run(c->pg, "SELECT store.finish()");
	return rc;
}

static struct counts
count_items(const struct commit *c, const struct range *x)
{
	struct counts n = { 0 };

	for (size_t i = x->from; i < x->to; i++) {
		const struct item *item = &c->batch->items[i];

		switch (item->kind) {
		case ITEM_KNOWN:
		case ITEM_NOTHING:
			n.n[STATUS_SAME]++;
			break;
		case ITEM_KNOWN_ASIDE:
			n.n[STATUS_SAME]++;
			n.set_aside++;
			break;
		case ITEM_ENTRY:
			n.n[c->status[item->at]]++;
			break;
		case ITEM_ENTRY_ASIDE:
			n.n[c->status[item->at]]++;
			n.set_aside++;
			break;
		case ITEM_REFUSED:
			n.n[STATUS_REJECTED]++;
			break;
		}
	}
	return n;
}

static void
keep_id(void *to, char *const *columns)
{
	*(long long *)to = strtoll(columns[0], NULL, 10);
}

/* The ledger row of the items; its number goes to *id. */
static enum pg_rc
put_ledger(struct commit *c, const struct range *x, const struct counts *n,
    long long *id)
{
	static const char sql[] = "INSERT INTO ops.load_batch (run_id, input,"
	    " input_no, first_line, last_line, loader_version, n_read, n_new,"
	    " n_changed, n_same, n_rejected, n_set_aside, started_at,"
	    " finished_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,"
	    " $11, $12, now(), clock_timestamp()) RETURNING batch_id";
	long long numbers[] = { c->batch->input_no,
		c->batch->items[x->from].no, c->batch->items[x->to - 1].no, 0,
		commit_seen(n), n->n[STATUS_NEW], n->n[STATUS_CHANGED],
		n->n[STATUS_SAME], n->n[STATUS_REJECTED], n->set_aside };
	char text[10][24];
	const char *params[12] = { c->run_id, c->batch->input };

	for (int i = 0; i < 10; i++) {
		snprintf(text[i], sizeof(text[i]), "%lld", numbers[i]);
		params[i + 2] = text[i];
	}
	params[5] = NIANBAO_VERSION;
	return pg_query(c->pg, sql, 12, params, keep_id, id);
}

/* What the server said may have been cut in the middle of a character. */
static struct str
whole_chars(const char *s)
{
	struct str all = str_of(s);

	return str_sub(all, 0, str_valid_utf8(all));
}

static enum pg_rc
put_rejects(struct commit *c, const struct range *x, long long id)
{
	struct buf *b = &c->buf;
	struct str all;
	size_t n = 0;

	buf_reset(b);
	copy_begin(b);
	for (size_t i = x->from; i < x->to; i++) {
		const struct item *item = &c->batch->items[i];
		const struct refused *r;

		if (item->kind != ITEM_REFUSED)
			continue;
		r = &c->batch->refused[item->at];
		n++;
		copy_row(b, 8);
		copy_int8(b, id);
		copy_text(b, str_of(c->batch->input));
		copy_int8(b, item->no);
		copy_int8(b, item->offset);
		copy_text(b, str_of(r->why.pointer));
		copy_text(b, str_of(r->why.code));
		copy_text(b, whole_chars(r->why.reason));
		copy_bytes(b, r->head.p, r->head.n);
	}
	copy_end(b);
	all = buf_str(b);
	return n == 0 ? PG_OK : pg_copy(c->pg, "COPY ops.reject (batch_id, "
	    "input, line, byte_offset, pointer, code, reason, head) "
	    "FROM STDIN (FORMAT binary)", &all, 1);
}

/* Some items of the batch in one transaction. */
static enum pg_rc
transact(struct commit *c, const struct range *x)
{
	struct counts n;
	long long id = 0;
	enum pg_rc rc = pg_run(c->pg, "BEGIN");

	idmap_clear(&c->sent);
	if (rc == PG_OK && x->end_entry > x->first_entry)
		rc = put_entries(c, x);
	n = count_items(c, x);
	if (rc == PG_OK)
		rc = put_ledger(c, x, &n, &id);
	if (rc == PG_OK)
		rc = put_rejects(c, x, id);
	if (rc == PG_OK)
		rc = pg_run(c->pg, c->dry_run ? "ROLLBACK" : "COMMIT");
	if (rc != PG_OK)
		return rc;
	commit_add(&c->counts, &n);
	if (c->stored.n > MAX_STORED)
		idmap_clear(&c->stored);
	if (c->dry_run)
		return PG_OK;
	c->has_incoming = c->has_incoming || x->end_entry > x->first_entry;
	idmap_join(&c->stored, &c->sent);
	return PG_OK;
}

static void
read_counts(void *to, char *const *columns)
{
	struct counts *c = to;

	for (int i = 0; i < STATUS_COUNT; i++)
		c->n[i] = strtoll(columns[i], NULL, 10);
	c->set_aside = strtoll(columns[STATUS_COUNT], NULL, 10);
}

/*
 * Whether the connection was lost behind the commit: then the ledger has the
 * row, its counts are taken from there and the batch is done.
 */
static bool
was_committed(struct commit *c, const struct range *x)
{
	const char *params[] = { c->run_id, NULL, NULL };
	char no[24], line[24];
	struct counts n = { 0 };

	snprintf(no, sizeof(no), "%d", c->batch->input_no);
	snprintf(line, sizeof(line), "%lld", c->batch->items[x->from].no);
	params[1] = no;
	params[2] = line;
	if (pg_query(c->pg, "SELECT n_new, n_changed, n_same, n_rejected, "
	    "n_set_aside FROM ops.load_batch WHERE run_id = $1 "
	    "AND input_no = $2 AND first_line = $3", 3, params, read_counts,
	    &n) != PG_OK || commit_seen(&n) == 0)
		return false;
	commit_add(&c->counts, &n);
	return true;
}

/* One transaction, tried again while that may help. */
static enum pg_rc
persist(struct commit *c, const struct range *x)
{
	struct timespec pause = { 0, 200000000 };
	enum pg_rc rc = transact(c, x);

	for (int tries = 1; rc == PG_AGAIN && tries < MAX_TRIES; tries++) {
		warning("%s: line %lld: %s; trying again", c->batch->input,
		    c->batch->items[x->from].no, pg_message(c->pg));
		nanosleep(&pause, NULL);
		pause.tv_sec = 1 << (tries - 1);
		rc = prepare(c);
		if (rc == PG_OK && was_committed(c, x))
			return PG_OK;
		if (rc == PG_OK)
			rc = transact(c, x);
	}
	return rc;
}

/* The one item of the range is set aside, with what the server says of it. */
static void
refuse(struct commit *c, struct range *x)
{
	struct item *item = &c->batch->items[x->from];
	struct refusal why = { .code = "server" };

	snprintf(why.reason, sizeof(why.reason), "%s: %.200s",
	    pg_state(c->pg), pg_message(c->pg));
	batch_refuse(c->batch, item, &why, c->batch->heads[item->at]);
	x->first_entry = x->end_entry;
}

/* Items of the range, halved as long as the server refuses some line. */
static enum pg_rc
settle(struct commit *c, struct range x)
{
	struct range left = x, right = x;
	enum pg_rc rc = persist(c, &x);

	if (rc != PG_REFUSED)
		return rc;
	if (x.to - x.from == 1 && x.first_entry == x.end_entry)
		return PG_BROKEN;
	if (x.to - x.from == 1)
		refuse(c, &x);
	rc = pg_run(c->pg, "ROLLBACK");
	if (rc != PG_OK)
		return rc;
	if (x.to - x.from == 1)
		return settle(c, x);
	left.to = right.from = x.from + (x.to - x.from) / 2;
	left.end_entry = x.first_entry;
	for (size_t i = left.from; i < left.to; i++)
		left.end_entry += c->batch->items[i].kind == ITEM_ENTRY ||
		    c->batch->items[i].kind == ITEM_ENTRY_ASIDE;
	right.first_entry = left.end_entry;
	rc = settle(c, left);
	return rc == PG_OK ? settle(c, right) : rc;
}

void
commit_batch(struct commit *c, struct batch *b)
{
	struct range all = { .to = b->n_items, .end_entry = b->rows.n };

	if (b->n_items == 0)
		return;
	c->batch = b;
	if (b->rows.n > c->room) {
		c->room = b->rows.n;
		c->status = xrealloc(c->status, c->room * sizeof(*c->status));
		c->fresh = xrealloc(c->fresh, c->room * sizeof(*c->fresh));
	}
	for (size_t i = 0; i < b->rows.n; i++) {
		c->status[i] = STATUS_SAME;
		c->fresh[i] = false;
	}
	if (settle(c, all) != PG_OK)
		fatal("%s: line %lld: %s (%s)", b->input, b->items[0].no,
		    pg_message(c->pg), pg_state(c->pg));
}
