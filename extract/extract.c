/* SPDX-License-Identifier: MIT */
#include "extract.h"

#include <errno.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "agency.h"
#include "check.h"
#include "code.h"
#include "damage.h"
#include "decode.h"
#include "doc.h"
#include "docx.h"
#include "explain.h"
#include "figure.h"
#include "forms.h"
#include "html.h"
#include "mark.h"
#include "members.h"
#include "meta.h"
#include "mirror.h"
#include "msg.h"
#include "office.h"
#include "pdf.h"
#include "record.h"
#include "region.h"
#include "script.h"
#include "section.h"
#include "source.h"
#include "stream.h"
#include "text.h"
#include "xlsx.h"

enum {
	MAX_DOC_MEMORY = 1 << 30,	/* of one document's arena */
	MAX_RECORD = 1 << 30
};

/* What every document is read with; made once. */
struct tools {
	struct arena *forever, *arena;
	struct forms *forms;
	const struct figcode *codes;
	struct regions *regions;
	struct script_conv *script;
	jmp_buf full;
};

struct counts {
	long seen, ok, same, rejected;
	long reports, cells, failed, warnings;
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

/* The passes over the document model, in the order that they build on. */
static void
understand(struct tools *t, struct doc *d)
{
	script_pass(d, t->script);
	mirror_pass(d);
	mark_pass(d);
	stream_pass(d, t->forms);
	code_pass(d, t->forms);
	section_pass(d);
	meta_pass(d, t->regions);
	damage_pass(d);
	figure_pass(d, t->codes);
	check_pass(d, t->forms);
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
	};
	struct str utf8;
	size_t i;

	for (i = 0; i < sizeof(readers) / sizeof(readers[0]); i++)
		if (strcmp(d->mime, readers[i].mime) == 0) {
			readers[i].read(d, bytes);
			return;
		}
	utf8 = decode_utf8(d, bytes);
	if (d->state != STATE_OK)
		return;
	if (strcmp(d->mime, "text/html") == 0)
		html_read(d, utf8);
	else
		text_read(d, utf8);
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
	struct str year = doc_value(d, FACT_REPORT_YEAR);
	long y;

	if (o->year_from == 0 || year.p == NULL)
		return true;	/* unknown is kept: nothing gets lost */
	y = strtol(year.p, NULL, 10);
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

static void
write_out(FILE *out, struct buf *line, const struct doc *d, bool explain)
{
	if (explain) {
		explain_write(out, d);
	} else {
		buf_reset(line);
		record_write(line, d);
		if (!buf_ok(line))
			fatal("record of \"%.*s\" is too long",
			    STR_ARG(d->source));
		fwrite(line->p, 1, line->n, out);
	}
	if (ferror(out))
		fatal("could not write: %s", strerror(errno));
}

/* What the workers share: the progress of all, the counts of each. */
struct shared {
	long done;
	struct counts counts[EXTRACT_MAX_JOBS];
};

static void
finish_document(const struct extract_options *o, struct tools *t,
    struct doc *d, struct str bytes, struct buf *line, FILE *out,
    struct counts *n)
{
	if (d->state == STATE_OK)
		read_guarded(t, d, bytes);
	n->seen++;
	count(n, d);
	if (year_wanted(o, d))
		write_out(out, line, d, o->explain);
	arena_reset(t->arena);
}

/* One document, or each of those in an archive; false at the end. */
static bool
run_document(const struct extract_options *o, struct tools *t,
    struct source *src, struct buf *line, FILE *out, struct counts *n)
{
	struct doc d = { .arena = t->arena, .warc_offset = -1 };
	struct members *members;
	struct str bytes;

	if (!source_next(src, &d, &bytes))
		return false;
	members = members_open(&d, bytes);
	if (members == NULL) {
		finish_document(o, t, &d, bytes, line, out, n);
		return true;
	}
	arena_reset(t->arena);
	while (members_next(members, &d, &bytes))
		finish_document(o, t, &d, bytes, line, out, n);
	members_close(members);
	return true;
}

/* Reads the documents whose number modulo the number of jobs is `worker`. */
static void
run_worker(const struct extract_options *o, int worker, FILE *out,
    struct shared *shared, size_t total)
{
	struct source *src = source_open(o->paths, o->n_paths, 0);
	struct tools t;
	struct buf line;
	long number;
	bool more = true;

	tools_init(&t);
	buf_init(&line, MAX_RECORD);
	for (number = 0; more; number++) {
		if (number % o->jobs != worker) {
			more = source_skip(src);
			continue;
		}
		more = run_document(o, &t, src, &line, out,
		    &shared->counts[worker]);
		progress("documents", (size_t)__atomic_add_fetch(&shared->done,
		    more, __ATOMIC_RELAXED), total);
	}
	buf_release(&line);
	tools_release(&t);
	source_close(src);
	if (fflush(out) != 0)
		fatal("could not write: %s", strerror(errno));
}

/* Starts a worker that writes to a file of its own, which it returns. */
static FILE *
start_worker(const struct extract_options *o, int worker,
    struct shared *shared, size_t total, pid_t *pid)
{
	FILE *out = tmpfile();

	if (out == NULL)
		fatal("could not make a temporary file: %s", strerror(errno));
	fflush(stdout);
	*pid = fork();
	if (*pid < 0)
		fatal("could not start a worker: %s", strerror(errno));
	if (*pid == 0) {
		run_worker(o, worker, out, shared, total);
		_exit(0);
	}
	return out;
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
	fclose(from);
}

/* One worker a process; the output of the first comes first. */
static void
run_workers(const struct extract_options *o, struct shared *shared,
    size_t total)
{
	FILE *out[EXTRACT_MAX_JOBS];
	pid_t pid[EXTRACT_MAX_JOBS];
	int i, status;

	for (i = 0; i < o->jobs; i++)
		out[i] = start_worker(o, i, shared, total, &pid[i]);
	for (i = 0; i < o->jobs; i++) {
		if (waitpid(pid[i], &status, 0) < 0 || !WIFEXITED(status) ||
		    WEXITSTATUS(status) != 0)
			fatal("worker %d did not finish", i + 1);
		copy_out(out[i]);
	}
}

static int
summarise(const struct shared *shared, int jobs)
{
	struct counts n = { 0 };
	int i;

	for (i = 0; i < jobs; i++) {
		n.seen += shared->counts[i].seen;
		n.ok += shared->counts[i].ok;
		n.same += shared->counts[i].same;
		n.rejected += shared->counts[i].rejected;
		n.reports += shared->counts[i].reports;
		n.cells += shared->counts[i].cells;
		n.failed += shared->counts[i].failed;
		n.warnings += shared->counts[i].warnings;
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
	if (o->jobs == 1)
		run_worker(o, 0, stdout, shared, total);
	else
		run_workers(o, shared, total);
	if (fflush(stdout) != 0)
		fatal("could not write: %s", strerror(errno));
	return summarise(shared, o->jobs);
}
