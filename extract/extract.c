/* SPDX-License-Identifier: MIT */
#include "extract.h"

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "agency.h"
#include "attach.h"
#include "check.h"
#include "code.h"
#include "damage.h"
#include "csv.h"
#include "decode.h"
#include "doc.h"
#include "docx.h"
#include "explain.h"
#include "figure.h"
#include "fingerprint.h"
#include "forms.h"
#include "html.h"
#include "jsonfile.h"
#include "mark.h"
#include "members.h"
#include "meta.h"
#include "mhtml.h"
#include "mirror.h"
#include "msg.h"
#include "office.h"
#include "pdf.h"
#include "record.h"
#include "region.h"
#include "sandbox.h"
#include "script.h"
#include "section.h"
#include "several.h"
#include "source.h"
#include "stream.h"
#include "tail.h"
#include "text.h"
#include "unfold.h"
#include "xlsx.h"

enum {
	MAX_DOC_MEMORY = 1 << 30,	/* of one document's arena */
	MAX_DOC_SECONDS = 180,	/* converters have shorter limits */
	MAX_RECORD = 64 << 20	/* what the loader takes */
};

/* What every document is read with; made once. */
struct tools {
	struct arena *forever, *arena;
	struct forms *forms;
	const struct figcode *codes;
	const struct fingerprints *prints;
	struct regions *regions;
	struct script_conv *script;
	jmp_buf full;
};

struct counts {
	long seen, ok, same, rejected;
	long reports, cells, failed, warnings;
};

/*
 * What the parent sees of a worker, in shared memory: the document in hand
 * (its number among all, its number in an archive), and the counts.
 */
struct desk {
	long number, member;
	struct counts counts;
};

struct shared {
	long done;		/* documents of all workers */
	struct desk desk[EXTRACT_MAX_JOBS];
};

/*
 * Where a worker starts: behind what the one before it wrote, with the
 * document that killed it, which is set aside for `reason`.
 */
struct start {
	long number, member;
	const char *reason;	/* NULL: nothing was killed, start at 0 */
};

/* One worker's run. */
struct run {
	const struct extract_options *o;
	struct tools tools;
	struct source *src;
	struct buf line;
	FILE *out;
	struct desk *desk;
	struct start start;
};

static void
arena_full(void *arg)
{
	struct tools *t = arg;

	longjmp(t->full, 1);
}

static void
tools_init(struct tools *t)
{
	t->forever = arena_new(1 << 28);
	t->arena = arena_new(MAX_DOC_MEMORY);
	t->forms = forms_new(t->forever);
	t->codes = figcode_load(t->forever);
	t->prints = fingerprint_new(t->forever);
	t->regions = regions_new();
	t->script = script_open();
	arena_on_full(t->arena, arena_full, t);
}

static void
tools_release(struct tools *t)
{
	script_close(t->script);
	regions_free(t->regions);
	arena_free(t->arena);
	arena_free(t->forever);
}

/* 0 if it is not known. */
static int
reported_year(const struct doc *d)
{
	struct str year = doc_value(d, FACT_REPORT_YEAR);

	return year.p != NULL ? (int)strtol(year.p, NULL, 10) : 0;
}

/* The passes over the document model, in the order that they build on. */
static void
understand(struct tools *t, struct doc *d)
{
	script_pass(d, t->script);
	mirror_pass(d);
	unfold_pass(d);
	several_pass(d, t->forms);
	mark_pass(d);
	stream_pass(d, t->forms);
	code_pass(d, t->forms);
	tail_pass(d);
	section_pass(d);
	meta_pass(d, t->regions);
	attach_pass(d);
	damage_pass(d);
	figure_pass(d, t->codes);
	check_pass(d, t->forms);
	d->fingerprint = fingerprint(d->arena, t->prints, d->text_hans,
	    reported_year(d));
}

/* Hands the bytes to the reader of their format. */
static void
read_blocks(struct doc *d, struct str bytes)
{
	static const struct {
		const char *mime;
		void (*read)(struct doc *, struct str bytes);
	} readers[] = {
		{ SOURCE_DOCX, docx_read },
		{ SOURCE_XLSX, xlsx_read },
		{ "application/x-ole-storage", office_read },
		{ "application/pdf", pdf_read },
		{ "application/rtf", office_read },
		{ SOURCE_ODF, office_read },
		{ SOURCE_XLSB, office_read },
		{ SOURCE_WORD_XML, office_read },
		{ SOURCE_SHEET_XML, office_read },
		{ SOURCE_MHTML, mhtml_read },
	};
	struct str utf8, rows = STR_NONE;
	size_t i;

	for (i = 0; i < sizeof(readers) / sizeof(readers[0]); i++)
		if (strcmp(d->mime, readers[i].mime) == 0) {
			readers[i].read(d, bytes);
			return;
		}
	utf8 = decode_utf8(d, bytes);
	if (d->state != STATE_OK)
		return;
	if (jsonfile_is_named(d->source))
		rows = jsonfile_rows(d->arena, utf8);
	if (rows.p != NULL)
		csv_read(d, rows);
	else if (strcmp(d->mime, "text/html") == 0)
		html_read(d, utf8);
	else if (csv_is_named(d->source))
		csv_read(d, utf8);
	else
		text_document(d, utf8);
}

static void
read_document(struct tools *t, struct doc *d, struct str bytes)
{
	read_blocks(d, bytes);
	if (d->state == STATE_OK)
		understand(t, d);
	if (d->state == STATE_OK && d->text.n == 0)
		doc_reject(d, STATE_REJECTED, "no_text",
		    STR("no text was found"));
}

/*
 * A document that needs more memory than the ceiling comes back here and is
 * set aside; what was seen of it stays.
 */
static void
read_guarded(struct tools *t, struct doc *d, struct str bytes)
{
	struct doc seen = *d;

	if (setjmp(t->full) == 0) {
		read_document(t, d, bytes);
		return;
	}
	*d = seen;
	doc_reject(d, STATE_REJECTED, "too_complex",
	    STR("needs more memory than a document may have"));
}

static bool
year_wanted(const struct extract_options *o, const struct doc *d)
{
	int y = reported_year(d);

	if (o->year_from == 0 || y == 0)
		return true;	/* unknown is kept: nothing gets lost */
	return y >= o->year_from && y <= o->year_to;
}

static void
count(struct counts *n, const struct doc *d)
{
	size_t i;

	if (d->state != STATE_OK) {
		n->rejected++;
		info("%.*s: %s: %.*s", STR_ARG(d->source), d->reason,
		    STR_ARG(d->reason_detail));
		return;
	}
	n->ok++;
	n->reports += !str_eq(doc_value(d, FACT_KIND), STR("other"));
	n->cells += (long)d->cells.n;
	n->warnings += (long)d->warnings.n;
	for (i = 0; i < d->checks.n; i++)
		n->failed += d->checks.v[i].status == CHECK_FAIL;
}

/* A document whose record is longer than a line may be is set aside. */
static void
make_record(struct buf *line, struct doc *d)
{
	buf_reset(line);
	record_write(line, d);
	if (buf_ok(line))
		return;
	doc_reject(d, STATE_REJECTED, "too_complex",
	    STR("its record would be longer than a line may be"));
	buf_reset(line);
	record_write(line, d);
}

static void
write_out(FILE *out, const struct buf *line, const struct doc *d,
    bool explain)
{
	bool whole = true;

	if (explain)
		explain_write(out, d);
	else
		whole = fwrite(line->p, 1, line->n, out) == line->n;
	/*
	 * At once: a document that kills the worker costs no other. What
	 * fwrite() could not write is no longer there for fflush().
	 */
	if (fflush(out) != 0 || !whole)
		fatal("could not write: %s", strerror(errno));
}

/* Whether this document was written by, or killed, the worker before. */
static bool
already_done(struct run *r, struct doc *d)
{
	const struct start *s = &r->start;

	if (s->reason == NULL || r->desk->number != s->number ||
	    r->desk->member > s->member)
		return false;
	if (r->desk->member < s->member)
		return true;
	d->state = STATE_OK;
	doc_reject(d, STATE_REJECTED, s->reason,
	    STR("the process that read it was killed"));
	return false;
}

static void
finish_document(struct run *r, struct doc *d, struct str bytes)
{
	if (!already_done(r, d)) {
		alarm(MAX_DOC_SECONDS);
		if (d->state == STATE_OK)
			read_guarded(&r->tools, d, bytes);
		alarm(0);
		if (!r->o->explain)
			make_record(&r->line, d);
		r->desk->counts.seen++;
		count(&r->desk->counts, d);
		if (year_wanted(r->o, d))
			write_out(r->out, &r->line, d, r->o->explain);
	}
	arena_reset(r->tools.arena);
	r->desk->member++;
}

/* One document, or each of those in an archive; false at the end. */
static bool
run_document(struct run *r)
{
	struct doc d = { .arena = r->tools.arena, .warc_offset = -1 };
	struct members *members;
	struct str bytes;

	if (!source_next(r->src, &d, &bytes))
		return false;
	members = members_open(&d, bytes);
	if (members == NULL) {
		finish_document(r, &d, bytes);
		return true;
	}
	arena_reset(r->tools.arena);
	while (members_next(members, &d, &bytes))
		finish_document(r, &d, bytes);
	members_close(members);
	return true;
}

/* Reads the documents whose number modulo the number of jobs is `worker`. */
static void
run_worker(struct run *r, int worker, struct shared *shared, size_t total)
{
	long number;
	bool more = true;

	r->src = source_open(r->o->paths, r->o->n_paths, 0);
	tools_init(&r->tools);
	buf_init(&r->line, MAX_RECORD);
	for (number = 0; more; number++) {
		if (number % r->o->jobs != worker ||
		    number < r->start.number) {
			more = source_skip(r->src);
			continue;
		}
		r->desk->number = number;
		r->desk->member = 0;
		more = run_document(r);
		progress("documents", (size_t)__atomic_add_fetch(&shared->done,
		    more, __ATOMIC_RELAXED), total);
	}
	buf_release(&r->line);
	tools_release(&r->tools);
	source_close(r->src);
}

/* What the parent keeps of a worker. */
struct worker {
	pid_t pid;
	FILE *out;		/* stdout, or a file of its own */
	struct start start;
};

static void
start_worker(const struct extract_options *o, struct worker *w, int i,
    struct shared *shared, size_t total)
{
	struct run run = { .o = o, .out = w->out, .desk = &shared->desk[i],
		.start = w->start };
	pid_t parent = getpid();

	fflush(stdout);
	w->pid = fork();
	if (w->pid < 0)
		fatal("could not start a worker: %s", strerror(errno));
	if (w->pid > 0)
		return;
	/* Nobody would take what it writes when its parent is killed. */
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent)
		_exit(1);
	if (!sandbox_no_network())
		debug("no seccomp here: workers are not kept from the network");
	run_worker(&run, i, shared, total);
	_exit(0);
}

/*
 * Takes the end of a worker: true when it is done. One that was killed is
 * followed by another that sets the document in hand aside.
 */
static bool
worker_done(const struct extract_options *o, struct worker *w, int i,
    int status, struct shared *shared, size_t total)
{
	const struct desk *desk = &shared->desk[i];

	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return true;
	if (WIFEXITED(status))
		exit(WEXITSTATUS(status));	/* it has said why */
	if (WTERMSIG(status) == SIGPIPE)
		fatal("could not write: %s", strerror(EPIPE));
	if (o->stream)
		fatal("document %ld of a stream could not be read (signal %d)",
		    desk->number + 1, WTERMSIG(status));
	w->start = (struct start){ desk->number, desk->member,
		WTERMSIG(status) == SIGALRM ? "timeout" : "crashed" };
	warning("document %ld: %s (signal %d)", desk->number + 1,
	    w->start.reason, WTERMSIG(status));
	start_worker(o, w, i, shared, total);
	return false;
}

static void
copy_out(FILE *from)
{
	char bytes[1 << 16];
	size_t n;

	rewind(from);
	while ((n = fread(bytes, 1, sizeof(bytes), from)) > 0)
		if (fwrite(bytes, 1, n, stdout) != n)
			fatal("could not write: %s", strerror(errno));
	if (ferror(from))
		fatal("could not read a temporary file: %s", strerror(errno));
	fclose(from);
}

/* One worker a process; the output of the first comes first. */
static void
run_workers(const struct extract_options *o, struct shared *shared,
    size_t total)
{
	struct worker w[EXTRACT_MAX_JOBS] = { 0 };
	int i, status;

	for (i = 0; i < o->jobs; i++) {
		w[i].out = i == 0 ? stdout : tmpfile();
		if (w[i].out == NULL)
			fatal("could not make a temporary file: %s",
			    strerror(errno));
		start_worker(o, &w[i], i, shared, total);
	}
	for (i = 0; i < o->jobs; i++) {
		do
			if (waitpid(w[i].pid, &status, 0) < 0)
				fatal("could not wait for a worker: %s",
				    strerror(errno));
		while (!worker_done(o, &w[i], i, status, shared, total));
		if (i > 0)
			copy_out(w[i].out);
	}
}

static int
summarise(const struct shared *shared, int jobs)
{
	struct counts n = { 0 };
	int i;

	for (i = 0; i < jobs; i++) {
		n.seen += shared->desk[i].counts.seen;
		n.ok += shared->desk[i].counts.ok;
		n.same += shared->desk[i].counts.same;
		n.rejected += shared->desk[i].counts.rejected;
		n.reports += shared->desk[i].counts.reports;
		n.cells += shared->desk[i].counts.cells;
		n.failed += shared->desk[i].counts.failed;
		n.warnings += shared->desk[i].counts.warnings;
	}
	summary("seen=%ld ok=%ld same=%ld rejected=%ld reports=%ld cells=%ld "
	    "failed_checks=%ld warnings=%ld", n.seen, n.ok, n.same, n.rejected,
	    n.reports, n.cells, n.failed, n.warnings);
	return n.rejected > 0 ? 3 : 0;
}

int
extract_run(const struct extract_options *o)
{
	size_t total = source_count(o->paths, o->n_paths);
	struct shared *shared = mmap(NULL, sizeof(*shared),
	    PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (shared == MAP_FAILED)
		fatal("out of memory");
	run_workers(o, shared, total);
	if (fflush(stdout) != 0)
		fatal("could not write: %s", strerror(errno));
	return summarise(shared, o->jobs);
}
