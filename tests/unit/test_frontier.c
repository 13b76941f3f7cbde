/* SPDX-License-Identifier: MIT */
/* frontier, and host: what is fetched when. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sqlite3.h>

#include "frontier.h"
#include "host.h"
#include "visit.h"

static struct arena *arena;
static struct frontier *f;
static char path[64];

static int
fresh(void **state)
{
	(void)state;
	snprintf(path, sizeof(path), "/tmp/nb-frontier-%d.db", (int)getpid());
	unlink(path);
	arena = arena_new(16 << 20);
	f = frontier_open(path);
	return 0;
}

static int
done(void **state)
{
	char more[80];

	(void)state;
	frontier_close(f);
	arena_free(arena);
	unlink(path);
	snprintf(more, sizeof(more), "%s-wal", path);
	unlink(more);
	snprintf(more, sizeof(more), "%s-shm", path);
	unlink(more);
	return 0;
}

static void
reopen(void)
{
	frontier_close(f);
	f = frontier_open(path);
}

static bool
add(const char *url, enum kind kind)
{
	struct todo t = { .url = str_of(url), .kind = kind,
		.start = STR("http://a.cn/"), .via = STR(""),
		.title = STR("") };

	return frontier_add(f, &t);
}

static struct todo
next(long long now)
{
	struct todo t = { .id = 0 };

	if (!frontier_next(f, STR("a.cn"), now, arena, &t))
		t.url = STR_NONE;
	return t;
}

static void
test_each_url_once_a_run(void **state)
{
	struct todo t;

	(void)state;
	assert_false(frontier_begin(f, "k"));
	assert_true(add("http://a.cn/1", KIND_LIST));
	assert_false(add("http://a.cn/1", KIND_REPORT));
	t = next(0);
	assert_str(t.url, "http://a.cn/1");
	frontier_done(f, &t);
	assert_none(next(0).url);
	assert_false(add("http://a.cn/1", KIND_LIST));
	frontier_end(f);
	assert_false(frontier_begin(f, "k"));
	assert_true(add("http://a.cn/1", KIND_LIST));
}

/* What was committed is there after a crash, what was not is not. */
static void
test_an_interrupted_run_goes_on(void **state)
{
	long long left, done_already;
	struct todo t;

	(void)state;
	frontier_begin(f, "k");
	add("http://a.cn/1", KIND_LIST);
	add("http://a.cn/2", KIND_REPORT);
	t = next(0);
	frontier_done(f, &t);
	frontier_file_put(f, "x.warc.gz", 100);
	frontier_commit(f);
	t = next(0);
	frontier_done(f, &t);
	frontier_file_put(f, "x.warc.gz", 200);
	reopen();	/* without a commit */
	assert_true(frontier_begin(f, "k"));
	assert_str(next(0).url, "http://a.cn/2");
	frontier_counts(f, &left, &done_already);
	assert_int_equal(left, 1);
	assert_int_equal(done_already, 1);
	assert_int_equal(frontier_left(f, STR("a.cn")), 1);
	assert_int_equal(frontier_file_get(f, "x.warc.gz"), 100);
	assert_int_equal(frontier_file_get(f, "y.warc.gz"), -1);
}

static void
test_runs_of_other_keys_are_apart(void **state)
{
	(void)state;
	frontier_begin(f, "2020");
	add("http://a.cn/1", KIND_LIST);
	frontier_commit(f);
	reopen();
	assert_false(frontier_begin(f, "2021"));
	assert_none(next(0).url);
	assert_true(add("http://a.cn/1", KIND_LIST));
}

static void
test_retry_waits(void **state)
{
	struct todo t;

	(void)state;
	frontier_begin(f, "k");
	add("http://a.cn/1", KIND_REPORT);
	add("http://a.cn/2", KIND_REPORT);
	t = next(50);
	t.tries = 1;
	frontier_retry(f, &t, 100);
	assert_str(next(50).url, "http://a.cn/2");
	t = next(50);
	frontier_done(f, &t);
	assert_none(next(99).url);
	assert_int_equal(frontier_due(f, STR("a.cn")), 100);
	assert_int_equal(next(100).tries, 1);
	assert_int_equal(frontier_left(f, STR("a.cn")), 1);
}

static void
test_what_was_learnt_comes_back(void **state)
{
	struct known k = { STR("\"e\""), STR("Mon"), STR("sha256:1"),
		STR("<urn:1>"), STR("2026"), STR("key") };
	struct todo t;

	(void)state;
	frontier_begin(f, "k");
	add("http://a.cn/1", KIND_REPORT);
	t = next(0);
	assert_none(t.known.etag);
	frontier_learn(f, &t, &k);
	frontier_done(f, &t);
	frontier_end(f);
	frontier_begin(f, "k");
	add("http://a.cn/1", KIND_REPORT);
	t = next(0);
	assert_str(t.known.etag, "\"e\"");
	assert_str(t.known.record_id, "<urn:1>");
	assert_str(t.known.links_key, "key");
}

static void
queue_it(void *arg, const struct todo *t)
{
	(void)arg;
	frontier_add(f, t);
}

static void
test_links_of_an_unchanged_page(void **state)
{
	struct todo link = { .url = STR("http://a.cn/r"),
		.kind = KIND_REPORT, .title = STR("年报") }, t;

	(void)state;
	frontier_begin(f, "k");
	add("http://a.cn/list", KIND_LIST);
	t = next(0);
	frontier_links_clear(f, t.id);
	frontier_links_note(f, t.id, &link);
	frontier_done(f, &t);
	frontier_links_each(f, &t, queue_it, NULL);
	t = next(0);
	assert_str(t.url, "http://a.cn/r");
	assert_str(t.title, "年报");
	assert_str(t.via, "http://a.cn/list");
	assert_int_equal(t.kind, KIND_REPORT);
	assert_int_equal(t.depth, 1);
}

static void
count_links(void *count, const struct todo *t)
{
	char want[128];

	snprintf(want, sizeof(want), "http://a.cn/%0100d", (*(int *)count)++);
	assert_str(t->url, want);
	assert_str(t->title, "7 8\n年报");
}

/* More than fit into a row, with the next page behind them. */
static void
test_many_links_of_a_page(void **state)
{
	enum { MANY = 2000 };
	struct todo link = { .title = STR("7 8\n年报") }, page, other;
	char url[128];
	int i, n = 0;

	(void)state;
	frontier_begin(f, "k");
	add("http://a.cn/list", KIND_LIST);
	add("http://a.cn/other", KIND_LIST);
	page = next(0);
	frontier_done(f, &page);
	other = next(0);
	for (i = 0; i < MANY; i++) {
		snprintf(url, sizeof(url), "http://a.cn/%0100d", i);
		link.url = str_of(url);
		frontier_links_note(f, page.id, &link);
	}
	link.url = STR("http://a.cn/2");
	link.place = (struct place){ .page = 1, .rows = 20 };
	frontier_links_clear(f, other.id);
	frontier_links_note(f, other.id, &link);
	frontier_commit(f);
	reopen();
	frontier_links_each(f, &page, count_links, &n);
	assert_int_equal(n, MANY);
	frontier_links_clear(f, page.id);
	frontier_links_each(f, &page, count_links, &n);
	assert_int_equal(n, MANY);
	frontier_begin(f, "k");
	frontier_links_each(f, &other, queue_it, NULL);
	assert_str(next(0).url, "http://a.cn/other");
	frontier_done(f, &other);
	assert_int_equal(next(0).place.rows, 20);
}

static void
test_paging_in_circles_is_seen(void **state)
{
	struct todo a, b;

	(void)state;
	frontier_begin(f, "k");
	add("http://a.cn/1", KIND_LIST);
	a = next(0);
	assert_false(frontier_links_seen(f, &a, STR("x")));
	assert_false(frontier_links_seen(f, &a, STR("x")));	/* itself */
	frontier_done(f, &a);
	add("http://a.cn/2", KIND_LIST);
	b = next(0);
	assert_true(frontier_links_seen(f, &b, STR("x")));
}

static void
test_hosts_are_remembered(void **state)
{
	struct host_record h = { STR("a.cn"), STR("slow"), STR("throttled"),
		5, 9, 200, 7, STR("User-agent: *"), 3, 8, 2, true, 4 }, got;

	(void)state;
	assert_false(frontier_host_get(f, STR("a.cn"), arena, &got));
	frontier_host_put(f, &h);
	frontier_commit(f);
	reopen();
	assert_true(frontier_host_get(f, STR("a.cn"), arena, &got));
	assert_str(got.state, "slow");
	assert_int_equal(got.next_due, 9);
	assert_str(got.robots, "User-agent: *");
	assert_int_equal(got.throttles, 3);
	assert_int_equal(got.throttled_at, 8);
	assert_int_equal(got.tls, 2);
	assert_true(got.plain);
	assert_int_equal(got.tls_at, 4);
}

/* What a run learned of a host holds for the next ones, but not for ever. */
static void
test_manners_are_remembered_for_a_week(void **state)
{
	struct crawl c = { .frontier = f };
	const long long now = visit_now(), day = 86400 * HOST_SECOND;
	struct host *h = visit_host(&c, STR("a.cn"), STR("http://a.cn/"));
	int i;

	(void)state;
	for (i = 0; i < 3; i++)
		host_throttled(h, -1, now - day);
	h->plain = true;
	h->tls = 1;
	h->tls_us = now - day;
	visit_remember_host(&c, h);
	hosts_release(&c.hosts);
	frontier_commit(f);
	reopen();
	c.frontier = f;
	h = visit_host(&c, STR("a.cn"), STR("http://a.cn/"));
	assert_int_equal(h->throttles, 3);
	assert_true(h->plain);
	assert_int_equal(h->tls, 1);
	assert_true(h->next_us <= now + HOST_SECOND);
	/* the fourth time is four times as long as the second */
	host_throttled(h, -1, now);
	assert_int_equal((h->next_us - now) / HOST_SECOND, 480);
	h->throttled_us = h->tls_us = now - 8 * day;
	visit_remember_host(&c, h);
	hosts_release(&c.hosts);
	h = visit_host(&c, STR("a.cn"), STR("http://a.cn/"));
	assert_int_equal(h->throttles, 0);
	assert_false(h->plain);
	assert_int_equal(h->tls, 0);
	/* but it said "later" */
	assert_true(h->next_us > now + 400 * HOST_SECOND);
	hosts_release(&c.hosts);
}

static void
test_a_file_of_an_older_version_is_taken_up(void **state)
{
	struct host_record got;
	struct todo t;
	sqlite3 *db;

	(void)state;
	frontier_close(f);
	unlink(path);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "CREATE TABLE host(name TEXT PRIMARY "
	    "KEY, state TEXT, reason TEXT, since INTEGER, next_due INTEGER,"
	    " robots_status INTEGER, robots_at INTEGER, robots BLOB);"
	    "INSERT INTO host VALUES('a.cn', 'slow', '', 1, 2, 200, 3, '');"
	    "CREATE TABLE queue(seq INTEGER PRIMARY KEY,"
	    " run INTEGER NOT NULL, url INTEGER NOT NULL, host TEXT NOT NULL,"
	    " kind INTEGER NOT NULL, start TEXT, via TEXT, title TEXT,"
	    " depth INTEGER, hops INTEGER, tries INTEGER NOT NULL DEFAULT 0,"
	    " due INTEGER NOT NULL DEFAULT 0, done INTEGER NOT NULL DEFAULT 0,"
	    " links TEXT, rank INTEGER NOT NULL, head INTEGER, page INTEGER,"
	    " rows INTEGER, barren INTEGER, gap INTEGER, past INTEGER,"
	    " again INTEGER, UNIQUE(run, url));"
	    "CREATE TABLE url(id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE,"
	    " etag TEXT, last_modified TEXT, digest TEXT, record_id TEXT,"
	    " record_date TEXT, links_key TEXT);"
	    "INSERT INTO url VALUES(7, 'http://a.cn/1', 'e', 'm', 'd', 'r',"
	    " 'd', 'k');"
	    "PRAGMA user_version=4;", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	f = frontier_open(path);
	assert_true(frontier_host_get(f, STR("a.cn"), arena, &got));
	assert_int_equal(got.next_due, 2);
	assert_int_equal(got.throttles, 0);
	frontier_begin(f, "k");
	assert_true(add("http://a.cn/1", KIND_LIST));
	/* its links are forgotten, so it is read again whatever it says */
	t = next(0);
	assert_str(t.known.record_id, "r");
	assert_none(t.known.links_key);
}

/* Whether the host may be asked now, in milliseconds. */
static bool
may(const struct host *h, long long ms)
{
	return host_ready(h, ms * 1000) &&
	    host_free_us(h, ms * 1000) <= ms * 1000;
}

static void
test_one_at_a_time_and_a_delay_from_the_end(void **state)
{
	struct hosts hs = { .host = NULL };
	struct host *h = hosts_get(&hs, STR("a.cn"), 1000, 0);

	(void)state;
	h->work = true;
	assert_true(may(h, 5000));
	host_start(h);
	assert_false(may(h, 5000));
	host_end(h, 9000 * 1000, 0);
	h->busy = false;
	assert_false(may(h, 9999));
	assert_true(may(h, 10001));
	hosts_release(&hs);
}

/* A server that takes long gets rest, but no more than there is a night. */
static void
test_slow_answers_make_longer_pauses(void **state)
{
	struct hosts hs = { .host = NULL };
	struct host *h = hosts_get(&hs, STR("a.cn"), 1000, 0);
	int i;

	(void)state;
	h->work = true;
	host_end(h, 0, 100);
	assert_int_equal(host_pause_ms(h), 1000);
	for (i = 0; i < 30; i++)
		host_end(h, 0, 4000);
	assert_in_range(host_pause_ms(h), 7900, 8000);
	assert_false(may(h, 7800));
	for (i = 0; i < 30; i++)
		host_end(h, 0, 60000);
	assert_int_equal(host_pause_ms(h), HOST_MAX_PAUSE_MS);
	for (i = 0; i < 60; i++)
		host_end(h, 0, 10);
	assert_int_equal(host_pause_ms(h), 1000);
	hosts_release(&hs);
}

static void
test_names_of_one_server_share_its_time(void **state)
{
	struct hosts hs = { .host = NULL };
	struct host *a = hosts_get(&hs, STR("a.cn"), 1000, 0);
	struct host *b = hosts_get(&hs, STR("b.cn"), 1000, 0);
	struct addresses as = { .address = NULL };

	(void)state;
	a->work = b->work = true;
	host_start(a);
	assert_true(host_claim(&as, a, "1.2.3.4", 0));
	host_start(b);
	assert_false(host_claim(&as, b, "1.2.3.4", 0));
	host_put_off(b, 0);
	b->busy = false;
	assert_false(may(b, 500));	/* a is at it */
	host_end(a, 600 * 1000, 0);
	a->busy = false;
	assert_false(may(b, 1599));
	assert_true(may(b, 1601));
	assert_true(host_claim(&as, b, "5.6.7.8", 700 * 1000));
	addresses_release(&as);
	hosts_release(&hs);
}

static void
test_later_means_later(void **state)
{
	struct hosts hs = { .host = NULL };
	struct host *h = hosts_get(&hs, STR("a.cn"), 10, 0);

	(void)state;
	h->work = true;
	host_throttled(h, 120, 0);
	assert_false(may(h, 119999));
	assert_true(may(h, 120000));
	host_throttled(h, -1, 200000 * 1000LL);		/* the second time */
	assert_false(may(h, 319999));
	assert_true(may(h, 320000));
	assert_int_equal(h->state, HOST_SLOW);
	host_answered(h, 320000 * 1000LL);
	assert_int_equal(h->state, HOST_FINE);
	host_throttled(h, 7200, 320000 * 1000LL);	/* too long for this run */
	assert_false(may(h, 99999999999LL));
	hosts_release(&hs);
}

static void
test_who_fails_or_refuses_is_left_alone(void **state)
{
	struct hosts hs = { .host = NULL };
	struct host *a = hosts_get(&hs, STR("a.cn"), 10, 0);
	struct host *b = hosts_get(&hs, STR("b.cn"), 10, 0);
	int i;

	(void)state;
	a->work = b->work = true;
	for (i = 0; i < HOST_MAX_FAILURES - 1; i++)
		host_failed(a, "timeout", 1000 + i);
	assert_true(may(a, 5000));
	host_failed(a, "timeout", 2000);
	assert_false(may(a, 99999999999LL));
	assert_int_equal(a->state, HOST_FAILING);
	assert_int_equal(a->since_us, 1000);
	for (i = 0; i < HOST_MAX_REFUSALS; i++)
		host_refused(b, 412, 1000);
	assert_int_equal(b->state, HOST_BLOCKED);
	assert_string_equal(b->reason, "http_412");
	assert_false(may(b, 99999999999LL));
	hosts_release(&hs);
}

/* A server that is tired of us answers everything with one page. */
static void
test_one_answer_for_everything(void **state)
{
	struct hosts hs = { .host = NULL };
	struct host *h = hosts_get(&hs, STR("a.cn"), 10, 0);

	(void)state;
	assert_false(host_is_alike(h, STR("sha256:aa")));
	assert_false(host_is_alike(h, STR("sha256:aa")));
	assert_false(host_is_alike(h, STR("sha256:bb")));
	assert_false(host_is_alike(h, STR("sha256:bb")));
	assert_true(host_is_alike(h, STR("sha256:bb")));
	hosts_release(&hs);
}

/* Numbers stay what they are while the table grows. */
static void
test_names_have_numbers(void **state)
{
	struct names ns = { .n = 0 };
	char name[16];
	size_t i;

	(void)state;
	for (i = 0; i < 3000; i++) {
		snprintf(name, sizeof(name), "h%zu", i % 1000);
		assert_int_equal(names_get(&ns, str_of(name)), i % 1000);
	}
	assert_int_equal(ns.n, 1000);
	names_release(&ns);
}

static struct todo
list_page(const char *url, long long head, int page)
{
	return (struct todo){ .url = str_of(url), .kind = KIND_LIST,
		.start = STR("http://a.cn/"), .via = STR(""),
		.title = STR(""), .place = { .head = head, .page = page } };
}

static void
learn(const struct todo *t)
{
	const struct known k = { .digest = STR("sha256:1"),
		.record_id = STR("<urn:1>") };

	frontier_learn(f, t, &k);
	frontier_done(f, t);
}

/* First pages, what was never had, reports before lists, then the rest. */
static void
test_news_comes_first(void **state)
{
	static const char *const want[] = { "list", "new", "2", "old",
		"sitemap.xml" };
	struct todo t, old;
	size_t i;

	(void)state;
	frontier_begin(f, "k");
	add("http://a.cn/old", KIND_REPORT);
	old = next(0);
	learn(&old);
	frontier_end(f);
	frontier_begin(f, "k");
	add("http://a.cn/sitemap.xml", KIND_SITEMAP);
	add("http://a.cn/old", KIND_REPORT);
	t = list_page("http://a.cn/2", 1, 1);
	frontier_add(f, &t);
	add("http://a.cn/new", KIND_REPORT);
	add("http://a.cn/list", KIND_LIST);
	for (i = 0; i < 5; i++) {
		t = next(0);
		assert_str(str_sub(t.url, 12, t.url.n), want[i]);
		frontier_done(f, &t);
	}
}

/* A list that was left in the middle is gone on with by the next run. */
static void
test_a_list_has_a_cursor(void **state)
{
	struct todo head = list_page("http://a.cn/1", 0, 0), t, page;
	const struct str key = STR("all"), other = STR("2019");

	(void)state;
	frontier_begin(f, "k");
	frontier_add(f, &head);
	head = next(0);
	assert_false(frontier_cursor(f, &head, key, arena, &t));
	frontier_walked(f, &head, key, STR("http://a.cn/2"));
	page = list_page("http://a.cn/2", head.id, 1);
	frontier_walked(f, &page, key, STR("http://a.cn/3"));
	assert_true(frontier_cursor(f, &head, key, arena, &t));
	assert_str(t.url, "http://a.cn/3");
	assert_int_equal(t.place.page, 2);
	assert_int_equal(t.place.head, head.id);
	assert_false(frontier_cursor(f, &head, other, arena, &t));
	/* walking anew does not move it back, */
	frontier_walked(f, &head, key, STR("http://a.cn/2"));
	frontier_cursor(f, &head, key, arena, &t);
	assert_str(t.url, "http://a.cn/3");
	/* the end of the walk takes it away, until it starts again */
	page = list_page("http://a.cn/3", head.id, 2);
	frontier_walked(f, &page, key, STR_NONE);
	assert_false(frontier_cursor(f, &head, key, arena, &t));
	page = list_page("http://a.cn/2", head.id, 1);
	frontier_walked(f, &page, key, STR("http://a.cn/3"));
	assert_false(frontier_cursor(f, &head, key, arena, &t));
	frontier_walked(f, &head, key, STR("http://a.cn/2"));
	assert_true(frontier_cursor(f, &head, key, arena, &t));
	assert_str(t.url, "http://a.cn/2");
}

/* A page that failed holds the cursor until it was had. */
static void
test_a_hole_holds_the_cursor(void **state)
{
	struct todo head = list_page("http://a.cn/1", 0, 0), t, page;
	const struct str key = STR("all");

	(void)state;
	frontier_begin(f, "k");
	frontier_add(f, &head);
	head = next(0);
	frontier_walked(f, &head, key, STR("http://a.cn/2"));
	page = list_page("http://a.cn/2", head.id, 1);
	frontier_failed(f, &page, key);
	page = list_page("http://a.cn/3", head.id, 2);
	frontier_walked(f, &page, key, STR("http://a.cn/4"));
	page = list_page("http://a.cn/4", head.id, 3);
	frontier_walked(f, &page, key, STR_NONE);
	assert_true(frontier_cursor(f, &head, key, arena, &t));
	assert_str(t.url, "http://a.cn/2");
	frontier_walked(f, &t, key, STR("http://a.cn/3"));
	frontier_cursor(f, &head, key, arena, &t);
	assert_str(t.url, "http://a.cn/3");
}

/* A run that waited looks at the first pages of its lists again. */
static void
test_a_run_that_waited_is_made_fresh(void **state)
{
	long long far = 4000000000;
	struct todo t;

	(void)state;
	frontier_begin(f, "k");
	add("http://a.cn/1", KIND_LIST);
	add("http://a.cn/2", KIND_REPORT);
	t = next(0);
	frontier_done(f, &t);
	t = next(0);
	frontier_done(f, &t);
	frontier_refresh(f, 0, far);		/* it is young enough */
	assert_none(next(0).url);
	frontier_refresh(f, far, far);
	t = next(0);
	assert_str(t.url, "http://a.cn/1");
	assert_int_equal(frontier_left(f, STR("a.cn")), 1);
	frontier_done(f, &t);
	assert_none(next(0).url);
	frontier_refresh(f, far, far);		/* but once */
	assert_none(next(0).url);
}

/* A page that is not waited for any more is not another one that is. */
static void
test_forms_that_are_cleared_while_one_is_asked_for(void **state)
{
	long long left, done_already;
	struct todo head, form;

	(void)state;
	frontier_begin(f, "k");
	add("http://a.cn/1", KIND_LIST);
	head = next(0);
	frontier_done(f, &head);
	assert_true(frontier_add(f, &(struct todo){ .kind = KIND_LIST,
	    .url = STR("http://a.cn/1?__page=2"), .start = head.start,
	    .via = head.url, .title = STR(""), .form = STR("page=2"),
	    .place = { .head = head.id, .page = 1 } }));
	form = next(0);
	frontier_forms_clear(f, head.id);
	add("http://a.cn/2", KIND_REPORT);
	frontier_done(f, &form);
	assert_str(next(0).url, "http://a.cn/2");
	frontier_counts(f, &left, &done_already);
	assert_int_equal(left, 1);
	assert_int_equal(done_already, 1);
	assert_true(frontier_forms_restart(f, head.id));
	assert_str(next(0).url, "http://a.cn/1");
	frontier_counts(f, &left, &done_already);
	assert_int_equal(left, 2);
	assert_int_equal(done_already, 0);
}

static void
count_refused(void *count, const struct todo *t)
{
	assert_int_equal(t->kind, KIND_REPORT);
	++*(int *)count;
}

static void
test_many_that_are_refused(void **state)
{
	enum { MANY = 2500, DAY = 24 * 3600 };
	char url[64];
	struct todo t;
	int i, n = 0;

	(void)state;
	frontier_begin(f, "k");
	for (i = 0; i < MANY; i++) {
		snprintf(url, sizeof(url), "http://a.cn/%d", i);
		add(url, KIND_REPORT);
	}
	while ((t = next(0)).url.p != NULL) {
		assert_int_equal(frontier_refused(f, &t, DAY), 0);
		frontier_done(f, &t);
	}
	frontier_refused_each(f, DAY, count_refused, &n);
	assert_int_equal(n, MANY);
}

int
main(void)
{
#define T(fn) cmocka_unit_test_setup_teardown(fn, fresh, done)
	const struct CMUnitTest tests[] = {
		T(test_each_url_once_a_run),
		T(test_forms_that_are_cleared_while_one_is_asked_for),
		T(test_many_that_are_refused),
		T(test_an_interrupted_run_goes_on),
		T(test_runs_of_other_keys_are_apart), T(test_retry_waits),
		T(test_what_was_learnt_comes_back),
		T(test_links_of_an_unchanged_page),
		T(test_many_links_of_a_page),
		T(test_paging_in_circles_is_seen),
		T(test_hosts_are_remembered),
		T(test_manners_are_remembered_for_a_week),
		T(test_a_file_of_an_older_version_is_taken_up),
		cmocka_unit_test(test_one_at_a_time_and_a_delay_from_the_end),
		cmocka_unit_test(test_slow_answers_make_longer_pauses),
		cmocka_unit_test(test_names_of_one_server_share_its_time),
		cmocka_unit_test(test_later_means_later),
		cmocka_unit_test(test_who_fails_or_refuses_is_left_alone),
		cmocka_unit_test(test_one_answer_for_everything),
		cmocka_unit_test(test_names_have_numbers),
		T(test_news_comes_first), T(test_a_list_has_a_cursor),
		T(test_a_hole_holds_the_cursor),
		T(test_a_run_that_waited_is_made_fresh),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
