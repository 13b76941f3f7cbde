/* SPDX-License-Identifier: MIT */
/*
 * A run: each connection has a thread that reads lines and writes rows
 * (batch.c) and one that commits them (this one, commit.c), so that neither
 * waits for the other. Several connections are several processes.
 */
#include "load.h"

#include <errno.h>
#include <openssl/crypto.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "bigram.h"
#include "commit.h"
#include "input.h"
#include "msg.h"
#include "reader.h"

struct load {
	const struct load_options *options;
	const char *dsn;	/* NULL: libpq's own */
	char run_id[33];
	int n;
	char **inputs;
	long long size;		/* bytes of all inputs; 0: unknown */
	struct counts counts;
	bool failed;		/* some input was not read to its end */
};

static void
make_run_id(char id[33])
{
	unsigned char b[16];

	if (getrandom(b, sizeof(b), 0) != sizeof(b))
		fatal("could not get random bytes");
	for (size_t i = 0; i < sizeof(b); i++)
		snprintf(id + 2 * i, 3, "%02x", b[i]);
}

/* Tables that connections take one by one. */
struct stale {
	const char *dsn;
	char **tables;
	size_t n;
	atomic_size_t next;
};

static void
add_table(void *to, char *const *columns)
{
	struct stale *s = to;

	s->tables = xrealloc(s->tables, (s->n + 1) * sizeof(*s->tables));
	s->tables[s->n++] = xstrdup(columns[0]);
}

static void
warn_stale(const struct pg *pg)
{
	warning("could not analyze: %s", pg_message(pg));
}

static void *
analyze_some(void *arg)
{
	struct stale *s = arg;
	struct pg *pg = pg_new(s->dsn);
	enum pg_rc rc = pg_connect(pg);
	char sql[200];
	size_t i;

	if (rc == PG_OK)
		rc = pg_run(pg, "SET default_statistics_target = 20");
	while (rc == PG_OK && (i = atomic_fetch_add(&s->next, 1)) < s->n) {
		snprintf(sql, sizeof(sql), "ANALYZE %s", s->tables[i]);
		rc = pg_run(pg, sql);
	}
	if (rc != PG_OK)
		warn_stale(pg);
	pg_free(pg);
	return NULL;
}

/*
 * Tells the planner of the tables that changed much. The data is in, so that
 * nothing here can make the load fail.
 */
static void
analyze(const char *dsn, long jobs)
{
	struct stale s = { .dsn = dsn };
	struct pg *pg = pg_new(dsn);
	pthread_t other;
	bool shared;

	if (pg_connect(pg) != PG_OK ||
	    pg_query(pg, "SELECT store.stale()", 0, NULL, add_table, &s)
	    != PG_OK)
		warn_stale(pg);
	pg_free(pg);
	shared = jobs > 1 && s.n > 1 &&
	    pthread_create(&other, NULL, analyze_some, &s) == 0;
	if (s.n > 0)
		analyze_some(&s);
	if (shared)
		pthread_join(other, NULL);
	for (size_t i = 0; i < s.n; i++)
		free(s.tables[i]);
	free(s.tables);
}

/* What a reading thread is given. */
struct reading {
	struct relay *relay;
	struct reader_options options;
};

static void *
read_all(void *arg)
{
	struct reading *r = arg;

	reader_run(r->relay, &r->options);
	return NULL;
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
	    pg_run(pg, "CALL derived.refresh()") == PG_OK &&
	    bigram_refresh(pg) == PG_OK;

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
work(struct load *l, long me, long jobs)
{
	struct reading r = { .relay = relay_new(), .options = { .me = me,
		.jobs = jobs, .dsn = l->dsn, .n = l->n, .inputs = l->inputs } };
	struct commit *c;
	pthread_t reader;
	struct batch *b;
	int rc = pthread_create(&reader, NULL, read_all, &r);

	if (rc != 0)
		fatal("could not start a thread: %s", strerror(rc));
	c = commit_new(l->dsn, l->run_id, l->options->dry_run);
	while (b = relay_next(r.relay), !b->last) {
		commit_batch(c, b);
		if (me == 0)
			progress("KB", (size_t)b->done / 1000,
			    (size_t)l->size / 1000);
		relay_done(r.relay);
	}
	l->failed = b->failed;
	pthread_join(reader, NULL);
	relay_free(r.relay);
	commit_add(&l->counts, commit_counts(c));
	commit_free(c);
}

/* A worker process; what it counted comes back through the pipe. */
static pid_t
start_worker(struct load *l, long me, int out)
{
	pid_t pid = fork();

	if (pid < 0)
		fatal("could not start a worker: %s", strerror(errno));
	if (pid > 0)
		return pid;
	work(l, me, l->options->jobs);
	if (write(out, &l->counts, sizeof(l->counts)) != sizeof(l->counts))
		fatal("could not report: %s", strerror(errno));
	_exit(l->failed);
}

/* All workers to their end. False if one of them failed. */
static bool
work_in_parallel(struct load *l)
{
	struct counts c;
	int fd[2], status;
	bool good = true;

	if (pipe(fd) != 0)
		fatal("could not make a pipe: %s", strerror(errno));
	for (long me = 0; me < l->options->jobs; me++)
		start_worker(l, me, fd[1]);
	close(fd[1]);
	while (read(fd[0], &c, sizeof(c)) == sizeof(c))
		commit_add(&l->counts, &c);
	close(fd[0]);
	while (wait(&status) > 0)
		if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
			good = false;
	return good;
}

/* Progress is told of, when the sizes of all inputs are known. */
static long long
size_of(int n, char **inputs)
{
	long long sum = 0;
	struct stat st;

	for (int i = 0; i < n; i++) {
		if (strcmp(inputs[i], "-") == 0 || stat(inputs[i], &st) != 0 ||
		    !S_ISREG(st.st_mode))
			return 0;
		sum += st.st_size;
	}
	return sum;
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
	const char *what;
	bool good = true;

	clock_gettime(CLOCK_MONOTONIC, &a);
	l->options = o;
	l->dsn = o->dsn != NULL ? o->dsn : getenv("NIANBAO_DSN");
	if (input_expand(n, inputs, &l->inputs, &l->n, &what) != 0)
		fatal("could not open \"%s\": %s", what, strerror(errno));
	l->size = size_of(l->n, l->inputs);
	make_run_id(l->run_id);
	/* A program that ends early ends while the other thread digests. */
	OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, NULL);
	/* A pipe cannot be read twice, so its lines are one worker's. */
	if (o->jobs > 1 && !has_stdin(l->n, l->inputs))
		good = work_in_parallel(l);
	else
		work(l, 0, 1);
	c = l->counts;
	good = good && !l->failed;
	if (!o->dry_run && c.n[STATUS_NEW] + c.n[STATUS_CHANGED] > 0)
		analyze(l->dsn, o->jobs);
	if (!o->dry_run && !o->defer)
		good = refresh(l->dsn) && good;
	clock_gettime(CLOCK_MONOTONIC, &b);
	for (int i = 0; i < l->n; i++)
		free(l->inputs[i]);
	free(l->inputs);
	free(l);
	summary("seen=%lld new=%lld changed=%lld same=%lld rejected=%lld "
	    "set_aside=%lld secs=%.1f", commit_seen(&c), c.n[STATUS_NEW],
	    c.n[STATUS_CHANGED], c.n[STATUS_SAME], c.n[STATUS_REJECTED],
	    c.set_aside, (double)(b.tv_sec - a.tv_sec) +
	    (double)(b.tv_nsec - a.tv_nsec) / 1e9);
	if (!good)
		return 1;
	return c.n[STATUS_REJECTED] + c.set_aside > 0 ? 3 : 0;
}
