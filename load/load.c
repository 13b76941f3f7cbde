/* SPDX-License-Identifier: MIT */
/*
 * A batch is some lines of one input and one transaction: rows, rejects and
 * the ledger row that counts them are committed together or not at all, so a
 * killed run leaves nothing to clean up and a plain rerun goes on.
 *
 * A line that was loaded before is known by its digest and not even parsed.
 * A batch that the server refuses is halved until the record at fault stands
 * alone; that one is rejected and the rest loaded.
 */
#include "load.h"

#include <errno.h>
#include <openssl/sha.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "copy.h"
#include "input.h"
#include "msg.h"
#include "rows.h"
#include "version.h"

enum {
	BATCH_LINES = 200,
	BATCH_BYTES = 32 << 20,
	HEAD_BYTES = 2000,	/* of a rejected line, kept */
	MAX_TRIES = 8
};

/* The memory of a batch: a line of RECORD_MAX_LINE and what it becomes. */
static const size_t arena_bytes = (size_t)4 << 30;

enum status { STATUS_NEW, STATUS_CHANGED, STATUS_SAME, STATUS_REJECTED,
	STATUS_COUNT };

struct counts {
	long long n[STATUS_COUNT];
	long long set_aside;	/* loaded, but as a document without a report */
};

/* A line of a batch and what became of it. */
struct item {
	long long line_no, offset;
	struct str text;
	unsigned char digest[SHA256_DIGEST_LENGTH];	/* of the text */
	bool known, known_ok;	/* the line is stored; as a readable document */
	bool refused;
	struct refusal why;
	struct line read;	/* unless known or refused */
	struct key key;
	enum status status;
};

struct load {
	struct pg *pg;
	struct arena *arena;
	struct buf buf;		/* rows on their way to COPY */
	const struct load_options *options;
	const char *dsn;	/* NULL: libpq's own */
	char run_id[33];
	const char *input;
	int input_no;
	struct item items[BATCH_LINES];
	struct entry entries[BATCH_LINES];	/* items not refused */
	size_t item_of[BATCH_LINES];		/* of an entry */
	size_t n_items;
	struct counts counts;
};

static long long
count_seen(const struct counts *c)
{
	long long sum = 0;

	for (int i = 0; i < STATUS_COUNT; i++)
		sum += c->n[i];
	return sum;
}

static void
add_counts(struct counts *to, const struct counts *c)
{
	for (int i = 0; i < STATUS_COUNT; i++)
		to->n[i] += c->n[i];
	to->set_aside += c->set_aside;
}

static void
make_run_id(char id[33])
{
	unsigned char b[16];

	if (getrandom(b, sizeof(b), 0) != sizeof(b))
		fatal("could not get random bytes");
	for (size_t i = 0; i < sizeof(b); i++)
		snprintf(id + 2 * i, 3, "%02x", b[i]);
}

/*
 * Session settings: what the loader writes must not depend on the server's. A
 * batch finds its rows by their keys; left to itself, the planner reads whole
 * tables as long as it has not been told how they grew, and the time of a
 * load goes with the square of its size.
 */
static enum pg_rc
prepare(struct load *l)
{
	enum pg_rc rc = pg_connect(l->pg);

	if (rc == PG_OK)
		rc = pg_run(l->pg, "SET search_path = pg_catalog, store, "
		    "pg_temp");
	if (rc == PG_OK)
		rc = pg_run(l->pg, "SET enable_seqscan = off;"
		    "SET enable_hashjoin = off; SET enable_mergejoin = off;"
		    "SET jit = off");
	if (rc == PG_OK)
		rc = pg_run(l->pg, rows_create_incoming);
	return rc;
}

static void
set_status(void *to, char *const *columns)
{
	static const char *const names[] = { "new", "changed", "same" };
	struct load *l = to;
	long seq = strtol(columns[0], NULL, 10);

	for (int i = 0; i < 3; i++)
		if (strcmp(columns[1], names[i]) == 0)
			l->items[l->item_of[seq]].status = (enum status)i;
	l->entries[seq].fresh = columns[2][0] == 't';
}

/* Rows of the lines that are not known and were not refused. */
static enum pg_rc
put_records(struct load *l, size_t from, size_t to)
{
	struct pg *pg = l->pg;
	bool crawled = false, recorded = false;
	size_t n = 0;
	enum pg_rc rc;

	for (size_t i = from; i < to; i++) {
		if (l->items[i].refused || l->items[i].known)
			continue;
		l->entries[n] = (struct entry){ .line = &l->items[i].read,
			.record = &l->items[i].read.record,
			.key = l->items[i].key,
			.line_digest = l->items[i].digest, .seq = (int)n };
		l->item_of[n++] = i;
		crawled = crawled || l->items[i].read.kind != LINE_RECORD;
		recorded = recorded || l->items[i].read.kind == LINE_RECORD;
	}
	if (n == 0)
		return PG_OK;
	rc = rows_copy_incoming(pg, &l->buf, l->arena, l->entries, n);
	/* The lock of the crawl log comes before those of the records. */
	if (rc == PG_OK && crawled)
		rc = pg_query(pg, "SELECT seq, status, false "
		    "FROM store.take_crawl()", 0, NULL, set_status, l);
	if (rc != PG_OK || !recorded)
		return rc;
	if (rc == PG_OK)
		rc = pg_query(pg, "SELECT seq, status, fresh "
		    "FROM store.take()", 0, NULL, set_status, l);
	if (rc == PG_OK)
		rc = rows_copy_fresh(pg, &l->buf, l->arena, l->entries, n);
	if (rc == PG_OK)
		rc = pg_run(pg, "SELECT store.finish()");
	return rc;
}

static struct counts
count_items(const struct load *l, size_t from, size_t to)
{
	struct counts c = { 0 };

	for (size_t i = from; i < to; i++) {
		if (l->items[i].refused) {
			c.n[STATUS_REJECTED]++;
			continue;
		}
		if (l->items[i].known) {
			c.n[STATUS_SAME]++;
			c.set_aside += !l->items[i].known_ok;
			continue;
		}
		c.n[l->items[i].status]++;
		c.set_aside += l->items[i].read.kind == LINE_RECORD &&
		    !l->items[i].read.record.ok;
	}
	return c;
}

static void
keep_id(void *to, char *const *columns)
{
	*(long long *)to = strtoll(columns[0], NULL, 10);
}

/* The ledger row of the batch; its number goes to *id. */
static enum pg_rc
put_ledger(struct load *l, size_t from, size_t to, const struct counts *c,
    long long *id)
{
	static const char sql[] = "INSERT INTO ops.load_batch (run_id, input,"
	    " input_no, first_line, last_line, loader_version, n_read, n_new,"
	    " n_changed, n_same, n_rejected, n_set_aside, started_at,"
	    " finished_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,"
	    " $11, $12, now(), clock_timestamp()) RETURNING batch_id";
	long long numbers[] = { l->input_no, l->items[from].line_no,
		l->items[to - 1].line_no, 0, count_seen(c), c->n[STATUS_NEW],
		c->n[STATUS_CHANGED], c->n[STATUS_SAME],
		c->n[STATUS_REJECTED], c->set_aside };
	char text[10][24];
	const char *params[12] = { l->run_id, l->input };

	for (int i = 0; i < 10; i++) {
		snprintf(text[i], sizeof(text[i]), "%lld", numbers[i]);
		params[i + 2] = text[i];
	}
	params[5] = NIANBAO_VERSION;
	return pg_query(l->pg, sql, 12, params, keep_id, id);
}

static enum pg_rc
put_rejects(struct load *l, size_t from, size_t to, long long id)
{
	struct buf *b = &l->buf;
	size_t n = 0;

	buf_reset(b);
	copy_begin(b);
	for (size_t i = from; i < to; i++) {
		if (!l->items[i].refused)
			continue;
		n++;
		copy_row(b, 8);
		copy_int8(b, id);
		copy_text(b, str_of(l->input));
		copy_int8(b, l->items[i].line_no);
		copy_int8(b, l->items[i].offset);
		copy_text(b, str_of(l->items[i].why.pointer));
		copy_text(b, str_of(l->items[i].why.code));
		copy_text(b, str_of(l->items[i].why.reason));
		copy_bytes(b, l->items[i].text.p,
		    str_sub(l->items[i].text, 0, HEAD_BYTES).n);
	}
	copy_end(b);
	return n == 0 ? PG_OK : pg_copy(l->pg, "COPY ops.reject (batch_id, "
	    "input, line, byte_offset, pointer, code, reason, head) "
	    "FROM STDIN (FORMAT binary)", buf_str(b));
}

/* Items from..to in one transaction. */
static enum pg_rc
transact(struct load *l, size_t from, size_t to)
{
	struct counts c;
	long long id = 0;
	enum pg_rc rc = pg_run(l->pg, "BEGIN");

	if (rc == PG_OK)
		rc = put_records(l, from, to);
	c = count_items(l, from, to);
	if (rc == PG_OK)
		rc = put_ledger(l, from, to, &c, &id);
	if (rc == PG_OK)
		rc = put_rejects(l, from, to, id);
	if (rc == PG_OK)
		rc = pg_run(l->pg, l->options->dry_run ? "ROLLBACK" :
		    "COMMIT");
	if (rc == PG_OK)
		add_counts(&l->counts, &c);
	return rc;
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
was_committed(struct load *l, size_t from)
{
	const char *params[] = { l->run_id, NULL, NULL };
	char no[24], line[24];
	struct counts c = { 0 };

	snprintf(no, sizeof(no), "%d", l->input_no);
	snprintf(line, sizeof(line), "%lld", l->items[from].line_no);
	params[1] = no;
	params[2] = line;
	if (pg_query(l->pg, "SELECT n_new, n_changed, n_same, n_rejected, "
	    "n_set_aside FROM ops.load_batch WHERE run_id = $1 "
	    "AND input_no = $2 AND first_line = $3", 3, params, read_counts,
	    &c) != PG_OK || count_seen(&c) == 0)
		return false;
	add_counts(&l->counts, &c);
	return true;
}

/* One transaction, tried again while that may help. */
static enum pg_rc
persist(struct load *l, size_t from, size_t to)
{
	struct timespec pause = { 0, 200000000 };
	enum pg_rc rc = transact(l, from, to);

	for (int tries = 1; rc == PG_AGAIN && tries < MAX_TRIES; tries++) {
		warning("%s: line %lld: %s; trying again", l->input,
		    l->items[from].line_no, pg_message(l->pg));
		nanosleep(&pause, NULL);
		pause.tv_sec = 1 << (tries - 1);
		rc = prepare(l);
		if (rc == PG_OK && was_committed(l, from))
			return PG_OK;
		if (rc == PG_OK)
			rc = transact(l, from, to);
	}
	return rc;
}

static void
refuse_item(struct load *l, struct item *item)
{
	item->refused = true;
	item->why.code = "server";
	item->why.pointer[0] = '\0';
	snprintf(item->why.reason, sizeof(item->why.reason), "%s: %.200s",
	    pg_state(l->pg), pg_message(l->pg));
}

/* Items from..to, halved as long as the server refuses some record. */
static enum pg_rc
settle(struct load *l, size_t from, size_t to)
{
	size_t middle = from + (to - from) / 2;
	enum pg_rc rc;

	rc = persist(l, from, to);
	if (rc != PG_REFUSED)
		return rc;
	if (to - from == 1 && l->items[from].refused)
		return PG_BROKEN;
	if (to - from == 1)
		refuse_item(l, &l->items[from]);
	rc = pg_run(l->pg, "ROLLBACK");
	if (rc != PG_OK)
		return rc;
	if (to - from == 1)
		return settle(l, from, to);
	rc = settle(l, from, middle);
	return rc == PG_OK ? settle(l, middle, to) : rc;
}

static void
set_known(void *to, char *const *columns)
{
	struct load *l = to;
	struct item *item = &l->items[strtol(columns[0], NULL, 10) - 1];

	item->known = true;
	item->known_ok = columns[1][0] == 't';
}

/*
 * Marks the lines that are stored already. Should the server not answer, none
 * is marked: the transaction that follows tries again by itself.
 */
static void
mark_known(struct load *l)
{
	static const char hex[] = "0123456789abcdef";
	struct buf *b = &l->buf;
	const char *params[1];

	buf_reset(b);
	buf_addc(b, '{');
	for (size_t i = 0; i < l->n_items; i++) {
		buf_adds(b, i > 0 ? ",\"\\\\x" : "\"\\\\x");
		for (size_t k = 0; k < SHA256_DIGEST_LENGTH; k++) {
			buf_addc(b, hex[l->items[i].digest[k] >> 4]);
			buf_addc(b, hex[l->items[i].digest[k] & 15]);
		}
		buf_addc(b, '"');
	}
	buf_addc(b, '}');
	params[0] = b->p;
	pg_query(l->pg, "SELECT n, ok FROM unnest($1::bytea[]) WITH "
	    "ORDINALITY AS asked (line_digest, n) JOIN store.line "
	    "USING (line_digest)", 1, params, set_known, l);
}

static void
parse(struct load *l, struct item *item)
{
	struct line *read = &item->read;

	/* What a line says that is of no known kind is nothing new. */
	item->status = STATUS_SAME;
	if (line_read(l->arena, item->text, read, &item->why) != 0)
		item->refused = true;
	else if (read->kind == LINE_RECORD && read->record.ok)
		item->key = key_of(&read->record);
	if (item->refused)
		debug("%s:%lld: %s: %s", l->input, item->line_no, item->why.code,
		    item->why.reason);
}

static void
finish_batch(struct load *l)
{
	if (l->n_items == 0)
		return;
	mark_known(l);
	for (size_t i = 0; i < l->n_items; i++)
		if (!l->items[i].known && !l->items[i].refused)
			parse(l, &l->items[i]);
	if (settle(l, 0, l->n_items) != PG_OK)
		fatal("%s: line %lld: %s (%s)", l->input, l->items[0].line_no,
		    pg_message(l->pg), pg_state(l->pg));
	l->n_items = 0;
	arena_reset(l->arena);
	progress("records", (size_t)count_seen(&l->counts), 0);
}

static void
add_line(struct load *l, const struct input_line *line)
{
	struct item *item = &l->items[l->n_items++];

	memset(item, 0, sizeof(*item));
	item->line_no = line->no;
	item->offset = line->offset;
	item->text = arena_str(l->arena, line->text);
	SHA256((const unsigned char *)item->text.p, item->text.n,
	    item->digest);
	if (!line->too_long)
		return;
	item->refused = true;
	item->why.code = "too_long";
	snprintf(item->why.reason, sizeof(item->why.reason),
	    "the line has more than %d bytes", RECORD_MAX_LINE);
}

/*
 * The share of one input that falls to worker `me` of `jobs`: batches are
 * dealt out in turn. All workers cut the input in the same places.
 */
static void
load_input(struct load *l, const char *path, long me, long jobs)
{
	struct input *in = input_open(path, RECORD_MAX_LINE);
	struct input_line line;
	size_t lines = 0, bytes = 0;
	long turn = 0;
	int more;

	if (in == NULL)
		fatal("could not open \"%s\": %s", path, strerror(errno));
	l->input = path;
	l->input_no++;
	while ((more = input_next(in, &line)) > 0) {
		if (lines == BATCH_LINES ||
		    (lines > 0 && bytes + line.text.n > BATCH_BYTES)) {
			finish_batch(l);
			turn = (turn + 1) % jobs;
			lines = bytes = 0;
		}
		lines++;
		bytes += line.text.n;
		if (turn == me)
			add_line(l, &line);
	}
	if (more < 0)
		fatal("could not read \"%s\": %s", path, strerror(errno));
	finish_batch(l);
	input_close(in);
}

static void
add_table(void *to, char *const *columns)
{
	struct buf *sql = to;

	buf_printf(sql, "%s %s", sql->n > 0 ? "," : "ANALYZE", columns[0]);
}

/*
 * Tells the planner of the tables that changed much. The data is in, so that
 * nothing here can make the load fail.
 */
static void
analyze(const char *dsn)
{
	struct pg *pg = pg_new(dsn);
	struct buf sql;

	buf_init(&sql, 1 << 16);
	if (pg_connect(pg) != PG_OK ||
	    pg_run(pg, "SET default_statistics_target = 20") != PG_OK ||
	    pg_query(pg, "SELECT store.stale()", 0, NULL, add_table,
		&sql) != PG_OK ||
	    (sql.n > 0 && pg_run(pg, sql.p) != PG_OK))
		warning("could not analyze: %s", pg_message(pg));
	buf_release(&sql);
	pg_free(pg);
}

/*
 * What is derived of reports, for those that changed, or that a run which was
 * killed had left. True if it is as the data is.
 */
static bool
refresh(const char *dsn)
{
	struct pg *pg = pg_new(dsn);
	bool good = pg_connect(pg) == PG_OK &&
	    pg_run(pg, "SET jit = off") == PG_OK &&
	    pg_run(pg, "CALL derived.refresh()") == PG_OK;

	if (!good) {
		error("the reports are in, the panels are not up to date: %s",
		    pg_message(pg));
		hint("the next load brings them up to date");
	}
	pg_free(pg);
	return good;
}

/* One connection's share of all inputs. */
static void
work(struct load *l, int n, char **inputs, long me, long jobs)
{
	l->pg = pg_new(l->dsn);
	l->arena = arena_new(arena_bytes);
	buf_init(&l->buf, (size_t)1 << 30);
	if (prepare(l) != PG_OK)
		fatal("could not connect: %s", pg_message(l->pg));
	if (pg_run(l->pg, "SELECT 'ops.load_batch'::regclass, "
	    "'store.take()'::regprocedure") != PG_OK) {
		error("the database has no nianbao schema");
		hint("\"pipeline.sh status\" makes it");
		exit(1);
	}
	for (int i = 0; i < n; i++)
		load_input(l, inputs[i], me, jobs);
	/* What changed is counted now, and not some time after the exit. */
	if (pg_run(l->pg, "SELECT pg_stat_force_next_flush()") != PG_OK)
		debug("%s", pg_message(l->pg));
	pg_free(l->pg);
	buf_release(&l->buf);
	arena_free(l->arena);
}

/* A worker process; what it counted comes back through the pipe. */
static pid_t
start_worker(struct load *l, int n, char **inputs, long me, int out)
{
	pid_t pid = fork();

	if (pid < 0)
		fatal("could not start a worker: %s", strerror(errno));
	if (pid > 0)
		return pid;
	work(l, n, inputs, me, l->options->jobs);
	if (write(out, &l->counts, sizeof(l->counts)) != sizeof(l->counts))
		fatal("could not report: %s", strerror(errno));
	_exit(0);
}

/* All workers to their end. False if one of them failed. */
static bool
work_in_parallel(struct load *l, int n, char **inputs)
{
	struct counts c;
	int fd[2], status;
	bool good = true;

	if (pipe(fd) != 0)
		fatal("could not make a pipe: %s", strerror(errno));
	for (long me = 0; me < l->options->jobs; me++)
		start_worker(l, n, inputs, me, fd[1]);
	close(fd[1]);
	while (read(fd[0], &c, sizeof(c)) == sizeof(c))
		add_counts(&l->counts, &c);
	close(fd[0]);
	while (wait(&status) > 0)
		if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
			good = false;
	return good;
}

static bool
has_stdin(int n, char **inputs)
{
	for (int i = 0; i < n; i++)
		if (strcmp(inputs[i], "-") == 0)
			return true;
	return false;
}

int
load_run(const struct load_options *o, int n, char **inputs)
{
	struct load *l = xcalloc(1, sizeof(*l));
	struct counts c;
	struct timespec a, b;
	bool good = true;

	clock_gettime(CLOCK_MONOTONIC, &a);
	l->options = o;
	l->dsn = o->dsn != NULL ? o->dsn : getenv("NIANBAO_DSN");
	make_run_id(l->run_id);
	/* A pipe cannot be read twice, so its lines are one worker's. */
	if (o->jobs > 1 && !has_stdin(n, inputs))
		good = work_in_parallel(l, n, inputs);
	else
		work(l, n, inputs, 0, 1);
	c = l->counts;
	if (!o->dry_run && c.n[STATUS_NEW] + c.n[STATUS_CHANGED] > 0)
		analyze(l->dsn);
	if (!o->dry_run)
		good = refresh(l->dsn) && good;
	clock_gettime(CLOCK_MONOTONIC, &b);
	free(l);
	summary("seen=%lld new=%lld changed=%lld same=%lld rejected=%lld "
	    "set_aside=%lld secs=%.1f", count_seen(&c), c.n[STATUS_NEW],
	    c.n[STATUS_CHANGED], c.n[STATUS_SAME], c.n[STATUS_REJECTED],
	    c.set_aside, (double)(b.tv_sec - a.tv_sec) +
	    (double)(b.tv_nsec - a.tv_nsec) / 1e9);
	if (!good)
		return 1;
	return c.n[STATUS_REJECTED] + c.set_aside > 0 ? 3 : 0;
}
