/* SPDX-License-Identifier: MIT */
/*
 * Lines are taken a portion at a time: the database is asked which of them it
 * has, those are not even parsed, and the rest is read and written as rows. A
 * batch is as many portions as make a transaction worth its while.
 */
#include "reader.h"

#include <errno.h>
#include <libdeflate.h>
#include <openssl/sha.h>
#include <stdio.h>
#include <stdlib.h>

#include "copy.h"
#include "input.h"
#include "msg.h"

enum {
	PORTION_LINES = 500,
	PORTION_BYTES = 2 << 20,
	FIRST_ENTRIES = 100,	/* of the first batch; doubled with each */
	BATCH_ENTRIES = 1000,
	BATCH_BYTES = 4 << 20,
	BATCH_LINES = 20000,
	HEAD_BYTES = 2000,	/* of a line that is set aside, kept */
	LONG_LINE = 4096
};

struct waiting {
	struct input_line line;
	unsigned char digest[SHA256_DIGEST_LENGTH];
	bool known, known_ok;
};

struct portion {
	struct waiting lines[PORTION_LINES];
	size_t n;
	bool asked;		/* the server works on it */
};

struct reader {
	struct relay *relay;
	const struct reader_options *options;
	struct pg *pg;
	struct batch *batch;	/* the one that is being filled */
	struct buf input;	/* name of the one that is being read */
	int input_no;
	long long done;		/* bytes of the inputs before */
	struct input *in;
	struct arena *arena;	/* what one line says */
	struct block_names *names;
	struct portion portions[2];	/* one is read, one is asked for */
	struct buf question;
	size_t enough;		/* entries of a batch */
	bool failed;		/* an input could not be read to its end */
};

static void
start_batch(struct reader *r)
{
	r->batch = relay_empty(r->relay);
	batch_reset(r->batch);
	r->batch->input = arena_str(r->batch->arena, buf_str(&r->input)).p;
	r->batch->input_no = r->input_no;
}

static void
hand_over(struct reader *r)
{
	r->batch->done = r->done + (r->in != NULL ? input_at(r->in) : 0);
	relay_filled(r->relay);
	r->batch = NULL;
	if (r->enough < BATCH_ENTRIES)
		r->enough *= 2;
}

/*
 * What a line is known by: its SHA-256. A record says first, by digests, what
 * was read and by which extractor, and the rest follows from that; so of a
 * record the start is digested and the rest only checked, which is ten times
 * as fast. A line of the crawl log never starts like one.
 */
static void
name_line(struct str text, unsigned char digest[SHA256_DIGEST_LENGTH])
{
	const struct str mark = STR("\"digest\":\"sha256:");
	unsigned char start[SHA256_DIGEST_LENGTH];
	char sums[2 * SHA256_DIGEST_LENGTH];
	ptrdiff_t at = -1;
	struct str rest;
	int n;

	if (text.n > LONG_LINE && str_starts(text, STR("{\"format\":")))
		at = str_find(str_sub(text, 0, LONG_LINE - 100), mark, 0);
	if (at < 0) {
		SHA256((const unsigned char *)text.p, text.n, digest);
		return;
	}
	rest = str_sub(text, (size_t)at + mark.n + 64, text.n);
	SHA256((const unsigned char *)text.p, text.n - rest.n, start);
	n = snprintf(sums, sizeof(sums), "%zu %08x ", text.n,
	    (unsigned)libdeflate_crc32(0, rest.p, rest.n));
	memcpy(sums + n, start, sizeof(start));
	SHA256((const unsigned char *)sums, (size_t)n + sizeof(start), digest);
}

/* The server is asked which lines it has. */
static void
ask(struct reader *r, struct portion *p)
{
	struct buf *b = &r->question;
	size_t start;

	if (p->n == 0)
		return;
	buf_reset(b);
	start = copy_open_array(b, COPY_BYTEA, p->n, false);
	for (size_t i = 0; i < p->n; i++)
		copy_bytes(b, p->lines[i].digest, sizeof(p->lines[i].digest));
	copy_close(b, start);
	p->asked = pg_send(r->pg, "SELECT n, ok FROM unnest($1::bytea[]) WITH "
	    "ORDINALITY AS asked (line_digest, n) JOIN store.line "
	    "USING (line_digest)", buf_str(b)) == PG_OK;
}

static void
set_known(void *to, char *const *columns)
{
	struct portion *p = to;
	struct waiting *w = &p->lines[strtol(columns[0], NULL, 10) - 1];

	w->known = true;
	w->known_ok = columns[1][0] == 't';
}

/*
 * Marks the lines that are stored already. Should the server not answer, none
 * is marked: then the writer finds out that they are the same.
 */
static void
take_answer(struct reader *r, struct portion *p)
{
	if (p->asked && pg_receive(r->pg, set_known, p) != PG_OK)
		debug("no answer: %s", pg_message(r->pg));
	p->asked = false;
}

/* An entry of the line, which lives on in its rows. */
static void
add_entry(struct reader *r, struct item *item, const struct waiting *w,
    struct str text, const struct line *line)
{
	struct batch *b = r->batch;

	item->kind = line->kind == LINE_RECORD && !line->record.ok ?
	    ITEM_ENTRY_ASIDE : ITEM_ENTRY;
	item->at = b->rows.n;
	b->heads = arena_grow(b->arena, b->heads, b->rows.n,
	    sizeof(*b->heads));
	b->heads[b->rows.n] = arena_str(b->arena,
	    str_sub(text, 0, HEAD_BYTES));
	rows_add(&b->rows, r->arena, r->names, line, w->digest);
}

static void
add_item(struct reader *r, const struct waiting *w)
{
	struct batch *b = r->batch;
	struct refusal why = { .code = "too_long" };
	struct str text = input_text(r->in, &w->line);
	struct item *item;
	struct line line;

	b->items = arena_grow(b->arena, b->items, b->n_items,
	    sizeof(*b->items));
	item = &b->items[b->n_items++];
	*item = (struct item){ .no = w->line.no,
		.offset = w->line.offset };
	if (w->known) {
		item->kind = w->known_ok ? ITEM_KNOWN : ITEM_KNOWN_ASIDE;
		return;
	}
	if (w->line.too_long)
		snprintf(why.reason, sizeof(why.reason), "the line has more "
		    "than %d bytes", RECORD_MAX_LINE);
	if (w->line.too_long ||
	    line_read(r->arena, text, &line, &why) != 0) {
		debug("%s:%lld: %s: %s", b->input, w->line.no, why.code,
		    why.reason);
		batch_refuse(b, item, &why, arena_str(b->arena,
		    str_sub(text, 0, HEAD_BYTES)));
	} else if (line.kind == LINE_OTHER) {
		item->kind = ITEM_NOTHING;
	} else {
		add_entry(r, item, w, text, &line);
	}
	arena_reset(r->arena);
}

/* The first batches are small, so that the writer need not wait long. */
static bool
is_full(const struct reader *r)
{
	const struct batch *b = r->batch;

	return b->n_items >= BATCH_LINES || b->rows.n >= r->enough ||
	    b->n_refused >= BATCH_ENTRIES || b->rows.bytes >= BATCH_BYTES;
}

static void
finish_portion(struct reader *r, struct portion *p)
{
	for (size_t i = 0; i < p->n; i++) {
		if (r->batch != NULL && is_full(r))
			hand_over(r);
		if (r->batch == NULL)
			start_batch(r);
		add_item(r, &p->lines[i]);
	}
	p->n = 0;
}

/* Lines in turn: those that fall to us into the portion, -1 on a fault. */
static int
read_portion(struct reader *r, struct portion *p, bool ours)
{
	struct input_line line;
	size_t bytes = 0;
	int more = 1;

	input_turn(r->in);
	for (int n = 0; n < PORTION_LINES && bytes < PORTION_BYTES; n++) {
		more = input_next(r->in, &line);
		if (more <= 0)
			break;
		bytes += line.bytes;
		if (!ours)
			continue;
		p->lines[p->n] = (struct waiting){ .line = line };
		name_line(input_text(r->in, &line), p->lines[p->n].digest);
		p->n++;
	}
	return more;
}

/*
 * Portions are dealt out in turn, and all workers cut the input in the same
 * places. While the server is asked for one, the next is read.
 */
static int
read_portions(struct reader *r)
{
	struct portion *p = &r->portions[0], *before = &r->portions[1];
	long turn = 0;
	int more;

	do {
		more = read_portion(r, p, turn == r->options->me);
		turn = (turn + 1) % r->options->jobs;
		take_answer(r, before);
		ask(r, p);
		finish_portion(r, before);
		before = p;
		p = p == r->portions ? p + 1 : r->portions;
	} while (more > 0);
	take_answer(r, before);
	finish_portion(r, before);
	return more;
}

/* The name of a file as text, whatever bytes it has. */
static void
name_input(struct reader *r, const char *path)
{
	struct str rest = str_of(path);
	size_t n;

	buf_reset(&r->input);
	while (rest.n > 0) {
		n = str_valid_utf8(rest);
		buf_add(&r->input, rest.p, n);
		if (n < rest.n)
			buf_printf(&r->input, "\\x%02x",
			    (unsigned char)rest.p[n++]);
		rest = str_sub(rest, n, rest.n);
	}
	r->input_no++;
}

/* Our share of one input. What can be read of a damaged file is loaded. */
static void
read_input(struct reader *r, const char *path)
{
	name_input(r, path);
	r->in = input_open(path, RECORD_MAX_LINE);
	if (r->in == NULL) {
		error("could not open \"%s\": %s", path, strerror(errno));
		r->failed = true;
		return;
	}
	if (read_portions(r) < 0) {
		error("could not read \"%s\": %s", path, input_fault(r->in));
		r->failed = true;
	}
	if (r->batch != NULL)
		hand_over(r);
	r->done += input_at(r->in);
	input_close(r->in);
	r->in = NULL;
}

void
reader_run(struct relay *relay, const struct reader_options *o)
{
	struct reader *r = xcalloc(1, sizeof(*r));

	r->relay = relay;
	r->enough = FIRST_ENTRIES;
	r->options = o;
	r->pg = pg_new(o->dsn);
	r->arena = arena_new(BATCH_MEMORY);
	r->names = block_names_new();
	buf_init(&r->question, 1 << 20);
	buf_init(&r->input, 1 << 20);
	/* Without an answer all lines are read; the writer says why. */
	if (pg_connect(r->pg) != PG_OK || pg_by_keys(r->pg) != PG_OK)
		debug("could not ask: %s", pg_message(r->pg));
	for (int i = 0; i < o->n; i++)
		read_input(r, o->inputs[i]);
	start_batch(r);
	r->batch->last = true;
	r->batch->failed = r->failed;
	hand_over(r);
	buf_release(&r->question);
	buf_release(&r->input);
	block_names_free(r->names);
	arena_free(r->arena);
	pg_free(r->pg);
	free(r);
}
