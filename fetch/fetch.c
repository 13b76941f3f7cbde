/* SPDX-License-Identifier: MIT */
/*
 * The run: hand over what is to be asked, take answers in, make durable.
 * Politeness, not the machine, sets the pace.
 */
#include "fetch.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "archive.h"
#include "ask.h"
#include "cdxj.h"
#include "match.h"
#include "msg.h"
#include "outfile.h"
#include "robots.h"
#include "url.h"
#include "version.h"
#include "visit.h"

enum {
	COMMIT_US = 1000000,	/* at the latest what there is is durable */
	COMMIT_SHARE = 20,	/* commits take a part in so many of the time */
	MAX_PATH = 4096
};

#ifndef FETCH_MAX_WARC	/* tests want many small files */
#define FETCH_MAX_WARC 500000000LL	/* bytes of a file */
#endif

static volatile sig_atomic_t stopped;

static void
on_signal(int sig)
{
	(void)sig;
	stopped = 1;
}

/* The first signal ends the run in order, a second one at once. */
static void
catch_signals(void)
{
	struct sigaction sa = { .sa_handler = on_signal,
		.sa_flags = SA_RESETHAND };

	sigaction(SIGINT, &sa, NULL);
	sigaction(SIGTERM, &sa, NULL);
	signal(SIGPIPE, SIG_IGN);
}

struct run {
	const struct fetch_options *o;
	struct crawl c;
	struct ask *ask;
	size_t under_way;	/* visits that were handed over */
	char warc_dir[MAX_PATH], log_dir[MAX_PATH];
	int lock;
	long long started_us, until_us, committed_us, commit_took_us;
};

static void
make_path(char to[MAX_PATH], const char *dir, const char *name)
{
	if (snprintf(to, MAX_PATH, "%s%s%s", dir, *name ? "/" : "", name) >=
	    MAX_PATH)
		fatal("the path \"%s\" is too long", dir);
}

static void
make_folder(char to[MAX_PATH], const char *dir, const char *name)
{
	make_path(to, dir, name);
	if (mkdir(to, 0777) != 0 && errno != EEXIST)
		fatal("could not create \"%s\": %s", to, strerror(errno));
}

/* Two runs on one folder would write over each other. */
static void
lock(struct run *r)
{
	char path[MAX_PATH];

	make_path(path, r->o->var, "fetch.lock");
	r->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	if (r->lock < 0)
		fatal("could not open \"%s\": %s", path, strerror(errno));
	if (flock(r->lock, LOCK_EX | LOCK_NB) != 0)
		fatal("another run is using \"%s\"", r->o->var);
}

static void
recover_one(struct run *r, const char *dir, const char *file)
{
	char path[MAX_PATH], name[MAX_PATH];
	size_t n = strlen(file) - strlen(OUTFILE_SUFFIX);
	long long bytes;

	make_path(path, dir, file);
	snprintf(name, sizeof(name), "%.*s", (int)n, file);
	bytes = frontier_file_get(r->c.frontier, name);
	if (dir == r->log_dir)
		crawllog_recover(path, bytes);
	else if (warc_recover(path, bytes < 0 ? 0 : bytes) == WARC_FAILED)
		fatal("could not take up \"%s\": %s", path, strerror(errno));
	info("took up %s at %lld bytes", name, bytes);
}

/* What a killed run wrote but never acknowledged is cut off. */
static void
recover(struct run *r, const char *dir, const char *prefix)
{
	DIR *d = opendir(dir);
	struct dirent *e;
	struct str name;

	if (d == NULL)
		fatal("could not read \"%s\": %s", dir, strerror(errno));
	while ((e = readdir(d)) != NULL) {
		name = str_of(e->d_name);
		if (str_starts(name, str_of(prefix)) &&
		    str_ends(name, STR(OUTFILE_SUFFIX)))
			recover_one(r, dir, e->d_name);
	}
	closedir(d);
}

/* A run is known by what it was asked for, so that it can be taken up. */
static bool
begin(struct run *r)
{
	const struct fetch_options *o = r->o;
	struct buf key;
	bool resumed;
	int i;

	buf_init(&key, 64 << 20);
	buf_printf(&key, "%d-%d %s", o->year_from, o->year_to,
	    o->portals != NULL ? o->portals : "");
	for (i = 0; i < o->n_urls; i++)
		buf_printf(&key, " %s", o->urls[i]);
	resumed = frontier_begin(r->c.frontier, key.p);
	buf_release(&key);
	return resumed;
}

static void
add_host(void *arg, struct str host, struct str start)
{
	visit_host(arg, host, start);
}

static void
seed(struct run *r)
{
	struct todo t = { .via = STR(""), .title = STR("") };
	struct crawl *c = &r->c;
	char *url;
	size_t i;
	int k;

	for (i = 0; i < c->portals.n; i++) {
		t.url = t.start = str_of(c->portals.portal[i].start);
		t.kind = KIND_LIST;
		visit_queue(c, &t);
	}
	for (k = 0; k < r->o->n_urls; k++) {
		url = url_resolve(NULL, str_of(r->o->urls[k]));
		if (url == NULL)
			fatal("\"%s\" is no web address", r->o->urls[k]);
		t.url = t.start = str_of(url);
		t.kind = KIND_PAGE;
		visit_queue(c, &t);
		free(url);
	}
}

/* Whether a host has been without any answer, and has had its tries. */
static bool
is_silent(struct crawl *c, const struct todo *t)
{
	struct arena *a = arena_new(ROBOTS_MAX_BYTES * 2);
	struct host_record r;
	bool silent = frontier_host_get(c->frontier, url_authority(t->url.p),
	    a, &r) && str_eq(r.state, str_of(host_state_name(HOST_FAILING))) &&
	    (str_eq(r.reason, STR("dns")) || str_eq(r.reason, STR("connect")) ||
	    str_eq(r.reason, STR("tls"))) &&
	    !host_is_tried(r.since, visit_now() / HOST_SECOND);

	arena_free(a);
	return silent;
}

/* A report that was refused some days ago, if this run is about it. */
static void
queue_refused(void *arg, const struct todo *t)
{
	struct crawl *c = arg;

	if (portals_find(&c->portals, t->start) != NULL &&
	    match_range(match_year(t->title), url_date(t->url.p) / 100,
	    c->year_from, c->year_to) == MATCH_INSIDE && !is_silent(c, t))
		visit_queue(c, t);
}

/* The order matters: bytes first, then the database that tells of them. */
static void
commit(struct run *r)
{
	struct crawl *c = &r->c;
	const char *name;
	long long bytes, before = visit_now();

	if (warc_writer_sync(c->warc) != 0)
		fatal("could not write the archive: %s",
		    warc_writer_error(c->warc));
	crawllog_sync(c->log, &name, &bytes);
	if (name[0] != '\0')
		frontier_file_put(c->frontier, name, bytes);
	if (c->warc_file[0] != '\0')
		frontier_file_put(c->frontier, c->warc_file, c->warc_bytes);
	frontier_commit(c->frontier);
	/* Finished only now, a file has nothing that a crash would undo. */
	if (c->warc_bytes >= FETCH_MAX_WARC) {
		if (warc_writer_finish(c->warc) != 0)
			fatal("could not finish the archive: %s",
			    warc_writer_error(c->warc));
		cdxj_write(&c->index, r->warc_dir, c->warc_file);
		c->warc_file[0] = '\0';
		c->warc_bytes = 0;
	}
	c->uncommitted = 0;
	r->committed_us = visit_now();
	r->commit_took_us = r->committed_us - before;
}

/*
 * Microseconds until the next commit. The fewer answers a crash can cost the
 * better, but the disk must keep up: as soon as the last commit was some
 * multiple of its own time ago. While it waits for the disk hosts wait, too.
 */
static long long
commit_due(const struct run *r)
{
	long long wait = r->commit_took_us * COMMIT_SHARE;

	if (r->c.uncommitted == 0 || wait > COMMIT_US)
		wait = COMMIT_US;
	wait -= visit_now() - r->committed_us;
	return wait > 0 ? wait : r->c.uncommitted > 0 ? 0 : COMMIT_US;
}

/* Stops the asking when it is time. */
static bool
is_over(const struct run *r)
{
	if (stopped || (r->until_us > 0 && visit_now() >= r->until_us))
		ask_stop(r->ask);
	return ask_is_ending(r->ask);
}

/* Hands over what the host has to be asked next, if there is something. */
static bool
hand_over(struct run *r, struct host *h, long long now)
{
	struct visit *v;

	if (!host_ready(h, now) || (v = visit_prepare(&r->c, h)) == NULL)
		return false;
	ask_put(r->ask, v);
	r->under_way++;
	return true;
}

/* The same for all hosts. When one will have something, 0 for never. */
static long long
prepare(struct run *r)
{
	struct hosts *hs = &r->c.hosts;
	long long now = visit_now(), wake_us = 0;
	size_t i;

	for (i = 0; i < hs->names.n; i++) {
		struct host *h = hs->host[i];

		if (!hand_over(r, h, now) && h->work && !h->given_up &&
		    !h->busy && (wake_us == 0 || h->wake_us < wake_us))
			wake_us = h->wake_us;
	}
	return wake_us;
}

/* Takes answers in, and commits meanwhile when it is time. */
static void
take_in(struct run *r, struct http_reply *reply)
{
	struct http_reply *next;
	struct host *h;

	for (; reply != NULL; reply = next) {
		next = reply->next;
		h = ((struct visit *)reply->tag)->host;
		visit_finish(&r->c, reply);
		r->under_way--;
		if (!is_over(r))
			hand_over(r, h, visit_now());
		if (r->c.uncommitted > 0 && commit_due(r) == 0)
			commit(r);
	}
}

static void
loop(struct run *r)
{
	struct crawl *c = &r->c;
	long long wake_us = 0, until_us;

	while (!ask_is_over(r->ask)) {
		if (!is_over(r))
			wake_us = prepare(r);
		if (r->under_way == 0 && (wake_us == 0 || is_over(r)))
			break;
		until_us = visit_now() + commit_due(r);
		if (wake_us > 0 && wake_us < until_us)
			until_us = wake_us;
		take_in(r, ask_answers(r->ask, until_us));
		if (c->uncommitted > 0 && commit_due(r) == 0)
			commit(r);
		progress("pages", (size_t)c->tally.done,
		    (size_t)(c->tally.done + c->tally.left));
	}
	c->tally.requests = ask_requests(r->ask);
}

/* When --until next comes. */
static long long
until_us(int minutes)
{
	time_t now = time(NULL), then;
	struct tm tm;

	if (minutes < 0)
		return 0;
	localtime_r(&now, &tm);
	tm.tm_hour = minutes / 60;
	tm.tm_min = minutes % 60;
	tm.tm_sec = 0;
	tm.tm_isdst = -1;
	then = mktime(&tm);
	if (then <= now) {
		tm.tm_mday++;
		then = mktime(&tm);
	}
	return (long long)then * HOST_SECOND;
}

static void
open_all(struct run *r)
{
	const struct fetch_options *o = r->o;
	struct crawl *c = &r->c;
	char path[MAX_PATH], why[512];

	if (o->portals != NULL && portals_read(&c->portals, o->portals, why,
	    sizeof(why)) != 0)
		fatal("%s", why);
	if (o->portals != NULL && c->portals.n == 0)
		warning("no portal in \"%s\" is in use", o->portals);
	make_folder(path, o->var, "");
	lock(r);
	make_folder(r->warc_dir, o->var, "warc");
	make_folder(r->log_dir, o->var, "crawllog");
	make_path(path, o->var, "fetch.db");
	c->frontier = frontier_open(path);
	recover(r, r->warc_dir, "nianbao-crawl-");
	recover(r, r->log_dir, "crawl-");
	c->warc = warc_writer_open(r->warc_dir, "crawl",
	    STR("robots: obey\r\n"), LLONG_MAX);
	cdxj_init(&c->index, o->var);
	c->log = crawllog_open(r->log_dir);
	c->nets = &o->nets;
	c->year_from = o->year_from;
	c->year_to = o->year_to;
	r->until_us = until_us(o->until);
	r->started_us = r->committed_us = visit_now();
}

/* Says how each host is; then the run is complete unless it was stopped. */
static void
conclude(struct run *r)
{
	struct crawl *c = &r->c;
	char date[WARC_DATE_SIZE];
	size_t i;

	warc_now(date);
	for (i = 0; i < c->hosts.names.n; i++) {
		struct host *h = c->hosts.host[i];

		crawllog_host(c->log, h, portals_official(&c->portals,
		    str_of(h->name)), frontier_left(c->frontier,
		    str_of(h->name)), str_of(date));
		visit_remember_host(c, h);
	}
	if (!is_over(r) || c->tally.left == 0)
		frontier_end(c->frontier);
	commit(r);
}

static void
close_all(struct run *r)
{
	struct crawl *c = &r->c;

	ask_free(r->ask);
	visit_release_idle(c);
	if (warc_writer_close(c->warc) != 0)
		fatal("could not finish the archive");
	if (c->warc_file[0] != '\0')
		cdxj_write(&c->index, r->warc_dir, c->warc_file);
	cdxj_complete(r->warc_dir);	/* of runs that were killed */
	crawllog_close(c->log);
	frontier_close(c->frontier);
	hosts_release(&c->hosts);
	addresses_release(&c->addresses);
	portals_release(&c->portals);
	close(r->lock);
}

static int
report(const struct run *r)
{
	const struct tally *t = &r->c.tally;
	bool asked_to_stop = is_over(r) && !stopped;

	summary("seen=%ld ok=%ld same=%ld rejected=%ld lists=%ld "
	    "reports=%ld attachments=%ld empty=%ld incomplete=%ld "
	    "redirects=%ld retries=%ld requests=%ld left=%lld bytes=%lld "
	    "secs=%.1f", t->seen, t->ok, t->same, t->rejected, t->lists,
	    t->reports, t->attachments, t->empty, t->incomplete, t->redirects,
	    t->retries, t->requests, t->left, t->bytes,
	    (double)(visit_now() - r->started_us) / HOST_SECOND);
	return t->rejected > 0 || (t->left > 0 && !asked_to_stop) ? 3 : 0;
}

int
fetch_run(const struct fetch_options *o)
{
	struct run r = { .o = o };
	struct crawl *c = &r.c;
	char user_agent[256];
	int status;

	snprintf(user_agent, sizeof(user_agent), "nianbao/%s%s%s%s",
	    NIANBAO_VERSION, o->contact != NULL ? " (+" : "",
	    o->contact != NULL ? o->contact : "",
	    o->contact != NULL ? ")" : "");
	open_all(&r);
	catch_signals();
	if (begin(&r)) {
		info("going on with the run that was interrupted");
		frontier_refresh(c->frontier, visit_now() / HOST_SECOND -
		    VISIT_FRESH_S, visit_now() / HOST_SECOND);
		frontier_forms_forget(c->frontier);
		frontier_counts(c->frontier, &c->tally.left, &c->tally.done);
		frontier_hosts(c->frontier, add_host, c);
	}
	frontier_refused_each(c->frontier, visit_now() / HOST_SECOND,
	    queue_refused, c);
	seed(&r);
	r.ask = ask_start(c, user_agent, o->var, o->max_pages, o->max_bytes);
	loop(&r);
	conclude(&r);
	status = report(&r);
	close_all(&r);
	return status;
}

int
fetch_import(const struct fetch_options *o)
{
	struct archive_counts n = { .seen = 0 };
	char path[MAX_PATH];
	int status;

	make_folder(path, o->var, "");
	status = archive_run(o->urls, o->n_urls, o->var, &n);
	summary("seen=%ld ok=%ld same=%ld rejected=%ld files=%ld warcs=%ld "
	    "too_big=%ld unreadable=%ld lines=%ld", n.seen,
	    n.files + n.warcs + n.lines, n.same, n.too_big + n.unreadable,
	    n.files, n.warcs, n.too_big, n.unreadable, n.lines);
	return status;
}
