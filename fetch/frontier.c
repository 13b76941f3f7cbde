/* SPDX-License-Identifier: MIT */
#include "frontier.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <sqlite3.h>

#include "msg.h"
#include "names.h"
#include "url.h"

static const char schema[] =
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=FULL;"
    "CREATE TABLE IF NOT EXISTS url(id INTEGER PRIMARY KEY,"
    " url TEXT NOT NULL UNIQUE, etag TEXT, last_modified TEXT, digest TEXT,"
    " record_id TEXT, record_date TEXT, links_key TEXT,"
    " seen INTEGER);"		/* seconds: the last answer */
    "CREATE TABLE IF NOT EXISTS run(id INTEGER PRIMARY KEY,"
    " key TEXT NOT NULL, ended INTEGER NOT NULL DEFAULT 0,"
    " begun INTEGER NOT NULL DEFAULT 0);"
    "CREATE TABLE IF NOT EXISTS queue(seq INTEGER PRIMARY KEY,"
    " run INTEGER NOT NULL, url INTEGER NOT NULL, host TEXT NOT NULL,"
    " kind INTEGER NOT NULL, start TEXT, via TEXT, title TEXT,"
    " depth INTEGER, hops INTEGER, tries INTEGER NOT NULL DEFAULT 0,"
    " due INTEGER NOT NULL DEFAULT 0, done INTEGER NOT NULL DEFAULT 0,"
    " links TEXT, rank INTEGER NOT NULL, head INTEGER, page INTEGER,"
    " rows INTEGER, barren INTEGER, gap INTEGER, past INTEGER,"
    " again INTEGER, form TEXT,"	/* form: '' once it was used */
    " seek TEXT,"		/* see get_seek() */
    " UNIQUE(run, url));"
    "CREATE INDEX IF NOT EXISTS queue_next ON queue(run, host, rank, seq)"
    " WHERE done = 0;"
    "CREATE INDEX IF NOT EXISTS queue_later ON queue(run, host, due)"
    " WHERE done = 0 AND due > 0;"
    "DROP INDEX IF EXISTS queue_due;"	/* of all, before there was that */
    "CREATE INDEX IF NOT EXISTS queue_links ON queue(run, links)"
    " WHERE links IS NOT NULL;"
    "CREATE INDEX IF NOT EXISTS queue_form ON queue(run, head)"
    " WHERE form IS NOT NULL;"
    "CREATE TABLE IF NOT EXISTS queue_host(run INTEGER NOT NULL,"
    " host TEXT NOT NULL, start TEXT NOT NULL, left INTEGER NOT NULL,"
    " done INTEGER NOT NULL, PRIMARY KEY(run, host, start)) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS link(page INTEGER NOT NULL,"
    " url INTEGER NOT NULL, kind INTEGER NOT NULL, title TEXT,"
    " rows INTEGER, PRIMARY KEY(page, url)) WITHOUT ROWID;"
    /*
     * hole: the page itself failed, so only it moves the cursor on; over: the
     * walk came to its end, until it starts anew
     */
    "CREATE TABLE IF NOT EXISTS cursor(head INTEGER NOT NULL,"
    " key TEXT NOT NULL, page INTEGER NOT NULL, url TEXT NOT NULL,"
    " hole INTEGER NOT NULL, over INTEGER NOT NULL DEFAULT 0,"
    " PRIMARY KEY(head, key)) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS refused(url INTEGER PRIMARY KEY,"
    " kind INTEGER NOT NULL, start TEXT, via TEXT, title TEXT, depth INTEGER,"
    " times INTEGER NOT NULL,"	/* on days of their own, the last one at ... */
    " at INTEGER NOT NULL, due INTEGER NOT NULL);"
    "CREATE TABLE IF NOT EXISTS host(name TEXT PRIMARY KEY, state TEXT,"
    " reason TEXT, since INTEGER, next_due INTEGER, robots_status INTEGER,"
    " robots_at INTEGER, robots BLOB, throttles INTEGER,"
    " throttled_at INTEGER, tls INTEGER, plain INTEGER, tls_at INTEGER);"
    "CREATE TABLE IF NOT EXISTS file(name TEXT PRIMARY KEY,"
    " bytes INTEGER NOT NULL);";

/*
 * A queue of an older form is worth nothing: lists lead to the rest again, and
 * are read again since their links are forgotten too.
 */
static const char upgrade[] =
    "DROP TABLE IF EXISTS queue; DROP TABLE IF EXISTS queue_host;"
    "DROP TABLE IF EXISTS run; DROP TABLE IF EXISTS link;"
    "PRAGMA user_version=4;";

/* What came later. */
static const struct {
	const char *table, *column, *type;
} added[] = {
	{ "url", "seen", "INTEGER" },
	{ "queue", "form", "TEXT" }, { "queue", "seek", "TEXT" },
	{ "host", "throttles", "INTEGER" },
	{ "host", "throttled_at", "INTEGER" }, { "host", "tls", "INTEGER" },
	{ "host", "plain", "INTEGER" }, { "host", "tls_at", "INTEGER" },
};

enum statement {
	BEGIN, COMMIT, RUN_FIND, RUN_ADD, RUN_END, RUN_CLEAR, RUN_STALE,
	RUN_FRESH, QUEUE_REFRESH, QUEUE_COUNT, URL_ADD, URL_FIND, URL_LEARN,
	URL_SEEN, QUEUE_ADD, QUEUE_NEXT, QUEUE_DUE, QUEUE_DONE, QUEUE_RETRY,
	QUEUE_SEEN, QUEUE_LINKS, FORM_HEADS, FORM_STALE, FORM_WAITS,
	FORM_CLEAR, FORM_HEAD, FORM_OVER, FORM_USED,
	SEEK_WAIT, SEEK_WALK, SEEK_FOUND, COUNT_LIST, COUNT_PUT, COUNT_CLEAR,
	REFUSED_ADD, REFUSED_DONE, REFUSED_LIST, LINK_CLEAR, LINK_ADD,
	LINK_LIST, CURSOR_GET, CURSOR_SET, CURSOR_MOVE,
	CURSOR_END, HOST_GET, HOST_PUT,
	FILE_PUT, FILE_GET, N_STATEMENTS
};

/* ?1 is the run wherever a statement is about one. */
static const char *const sql[N_STATEMENTS] = {
	[BEGIN] = "BEGIN IMMEDIATE",
	[COMMIT] = "COMMIT",
	[RUN_FIND] = "SELECT max(id) FROM run WHERE key = ?1 AND ended = 0",
	[RUN_ADD] = "INSERT INTO run(key, begun)"
	    " VALUES(?1, strftime('%s', 'now'))",
	[RUN_STALE] = "SELECT 1 FROM run WHERE id = ?1 AND begun < ?2",
	[RUN_FRESH] = "UPDATE run SET begun = ?2 WHERE id = ?1",
	[QUEUE_COUNT] = "INSERT OR REPLACE INTO queue_host SELECT run, host,"
	    " start, sum(done = 0), sum(done) FROM queue WHERE run = ?1"
	    " GROUP BY run, host, start",
	[QUEUE_REFRESH] = "UPDATE queue SET done = 0, tries = 0, due = 0"
	    " WHERE run = ?1 AND rank = 0",
	[RUN_END] = "UPDATE run SET ended = 1 WHERE id = ?1",
	[RUN_CLEAR] = "DELETE FROM queue WHERE run = ?1",
	[URL_ADD] = "INSERT OR IGNORE INTO url(url) VALUES(?1)",
	[URL_FIND] = "SELECT id FROM url WHERE url = ?1",
	[URL_LEARN] = "UPDATE url SET etag = ?2, last_modified = ?3,"
	    " digest = ?4, record_id = ?5, record_date = ?6,"
	    " links_key = ?7, seen = ?8 WHERE id = ?1",
	[URL_SEEN] = "UPDATE url SET seen = ?2 WHERE id = ?1",
	[QUEUE_ADD] = "INSERT OR IGNORE INTO queue(run, url, host, kind,"
	    " start, via, title, depth, hops, head, page, rows, barren, gap,"
	    " past, again, form, seek, rank)"
	    " SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13,"
	    " ?14, ?15, ?16, ?20, ?21, CASE WHEN ?17 THEN 0"
	    " WHEN ?19 THEN 1 << 40"
	    " WHEN r.url IS NOT NULL THEN r.at WHEN digest IS NOT NULL"
	    " THEN coalesce(seen, 3) WHEN ?18 THEN 2 ELSE 1 END FROM url"
	    " LEFT JOIN refused r ON r.url = id AND r.kind = ?4"
	    " WHERE id = ?2 AND coalesce(r.due, 0) <= ?22",
	[QUEUE_NEXT] = "SELECT u.id, u.url, q.kind, q.start, q.via, q.title,"
	    " q.depth, q.hops, q.tries, u.etag, u.last_modified, u.digest,"
	    " u.record_id, u.record_date, u.links_key, q.head, q.page,"
	    " q.rows, q.barren, q.gap, q.past, q.again, q.form,"
	    " q.seek, q.seq"
	    " FROM queue q INDEXED BY queue_next"
	    " JOIN url u ON u.id = q.url WHERE q.run = ?1 AND q.host = ?2"
	    " AND q.done = 0 AND q.due <= ?3 ORDER BY q.rank, q.seq LIMIT 1",
	[QUEUE_DUE] = "SELECT due FROM queue INDEXED BY queue_later"
	    " WHERE run = ?1 AND host = ?2 AND done = 0 AND due > 0"
	    " ORDER BY due LIMIT 1",
	[QUEUE_DONE] = "UPDATE queue SET done = 1 WHERE seq = ?1 AND url = ?2"
	    " AND done = 0",	/* deleted, its number may be another's */
	[QUEUE_RETRY] = "UPDATE queue SET tries = ?3, due = ?4"
	    " WHERE run = ?1 AND url = ?2",
	[QUEUE_SEEN] = "SELECT 1 FROM queue WHERE run = ?1 AND links = ?2"
	    " AND start = ?3 AND url <> ?4",
	[QUEUE_LINKS] = "UPDATE queue SET links = ?3"
	    " WHERE run = ?1 AND url = ?2",
	[FORM_HEADS] = "UPDATE queue SET done = 0, tries = 0, due = 0"
	    " WHERE run = ?1 AND url IN (SELECT head FROM queue"
	    " WHERE run = ?1 AND form <> '' AND done = 0)",
	[FORM_STALE] = "DELETE FROM queue"
	    " WHERE run = ?1 AND form <> '' AND done = 0",
	[FORM_WAITS] = "SELECT 1 FROM queue WHERE run = ?1 AND head = ?2"
	    " AND form <> '' AND done = 0 AND via LIKE '%&__page=%'",
	[FORM_CLEAR] = "DELETE FROM queue WHERE run = ?1 AND head = ?2"
	    " AND form IS NOT NULL RETURNING host, start, done",
	[FORM_HEAD] = "UPDATE queue SET done = 0, tries = 0, due = 0"
	    " WHERE run = ?1 AND url = ?2 AND done = 1 RETURNING host, start",
	[FORM_OVER] = "UPDATE cursor SET over = 1, hole = 0"
	    " WHERE head = ?1",
	[FORM_USED] = "UPDATE queue SET form = '' WHERE run = ?1 AND url = ?2",
	[SEEK_WAIT] = "UPDATE queue SET seek = seek || ' 1'"
	    " WHERE run = ?1 AND url = ?2 AND seek <> 'over' AND done = 0",
	[SEEK_WALK] = "UPDATE queue SET seek = 'over', done = 0, tries = 0,"
	    " due = 0, via = ?3, page = ?4, rows = ?5, past = ?6, again = ?7"
	    " WHERE run = ?1 AND url = ?2 AND seek <> 'over' AND done = 1",
	[SEEK_FOUND] = "UPDATE queue SET seek = 'over'"
	    " WHERE run = ?1 AND url = ?2",
	[COUNT_LIST] = "SELECT host, start, left, done FROM queue_host"
	    " WHERE run = ?1",
	[COUNT_PUT] = "INSERT OR REPLACE INTO queue_host(run, host, start,"
	    " left, done) VALUES(?1, ?2, ?3, ?4, ?5)",
	[COUNT_CLEAR] = "DELETE FROM queue_host WHERE run = ?1",
	[REFUSED_ADD] = "INSERT INTO refused VALUES(?1, ?2, ?3, ?4, ?5, ?6, 1,"
	    " ?7, 0) ON CONFLICT(url) DO UPDATE SET kind = ?2, start = ?3,"
	    " via = ?4, title = ?5, depth = ?6, at = ?7,"
	    " times = times + (at < ?7 - 12 * 3600), due = CASE"
	    " times + (at < ?7 - 12 * 3600) WHEN 1 THEN 0"
	    " WHEN 2 THEN ?7 + 44 * 3600 WHEN 3 THEN ?7 + 92 * 3600"
	    " ELSE ?7 + 164 * 3600 END RETURNING due",
	[REFUSED_DONE] = "DELETE FROM refused WHERE url = ?1",
	[REFUSED_LIST] = "SELECT u.url, r.kind, r.start, r.via, r.title,"
	    " r.depth, u.id FROM refused r JOIN url u ON u.id = r.url"
	    " WHERE r.url > ?2 AND r.due <= ?1 AND r.times < 10"
	    " ORDER BY r.url LIMIT 1000",
	[LINK_CLEAR] = "DELETE FROM link WHERE page = ?1",
	[LINK_ADD] = "INSERT OR IGNORE INTO link(page, url, kind, title, rows)"
	    " VALUES(?1, ?2, ?3, ?4, ?5)",
	[LINK_LIST] = "SELECT u.url, l.kind, l.title, l.rows FROM link l"
	    " JOIN url u ON u.id = l.url WHERE l.page = ?1 ORDER BY l.url",
	[CURSOR_GET] = "SELECT page, url FROM cursor"
	    " WHERE head = ?1 AND key = ?2 AND NOT over",
	[CURSOR_SET] = "INSERT OR IGNORE INTO cursor(head, key, page, url,"
	    " hole) VALUES(?1, ?2, ?3, ?4, ?5)",
	[CURSOR_MOVE] = "UPDATE cursor SET page = ?3, url = ?4, hole = ?5,"
	    " over = 0"
	    " WHERE head = ?1 AND key = ?2 AND (page = ?6 OR (page < ?3"
	    " AND NOT hole) OR (over AND ?6 = 0))",
	[CURSOR_END] = "UPDATE cursor SET over = 1, hole = 0"
	    " WHERE head = ?1 AND key = ?2 AND (page = ?3 OR NOT hole)",
	[HOST_GET] = "SELECT name, state, reason, since, next_due,"
	    " robots_status, robots_at, robots, throttles, throttled_at,"
	    " tls, plain, tls_at FROM host WHERE name = ?1",
	[HOST_PUT] = "INSERT OR REPLACE INTO host(name, state, reason, since,"
	    " next_due, robots_status, robots_at, robots, throttles,"
	    " throttled_at, tls, plain, tls_at)"
	    " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
	[FILE_PUT] = "INSERT OR REPLACE INTO file(name, bytes)"
	    " VALUES(?1, ?2)",
	[FILE_GET] = "SELECT bytes FROM file WHERE name = ?1",
};

/*
 * How much the queue has for a host and a start. Kept in memory and put into
 * the database with each commit, because counting a million rows when a run
 * is taken up would take seconds.
 */
struct count {
	long long left, done;
	bool changed;
};

struct frontier {
	sqlite3 *db;
	sqlite3_stmt *st[N_STATEMENTS];
	long long run;
	long long begun;	/* by which the refused are due */
	bool open;		/* a transaction is */
	char last_url[URL_MAX];
	long long last_id;
	struct names names;	/* "host start" of each count */
	struct count *count;
};

static void
check(struct frontier *f, int rc)
{
	if (rc != SQLITE_OK && rc != SQLITE_DONE && rc != SQLITE_ROW)
		fatal("could not use \"%s\": %s",
		    sqlite3_db_filename(f->db, "main"), sqlite3_errmsg(f->db));
}

static sqlite3_stmt *
statement(struct frontier *f, enum statement which)
{
	if (f->st[which] == NULL)
		check(f, sqlite3_prepare_v3(f->db, sql[which], -1,
		    SQLITE_PREPARE_PERSISTENT, &f->st[which], NULL));
	return f->st[which];
}

/* Runs a statement that gives no rows and makes it ready for the next use. */
static void
run(struct frontier *f, enum statement which)
{
	check(f, sqlite3_step(statement(f, which)));
	check(f, sqlite3_reset(f->st[which]));
}

/* A statement that changes something, in the open transaction. */
static sqlite3_stmt *
change(struct frontier *f, enum statement which)
{
	if (!f->open)
		run(f, BEGIN);
	f->open = true;
	return statement(f, which);
}

/* Borrowed until the statement has run. */
static void
bind_str(sqlite3_stmt *st, int i, struct str s)
{
	if (s.p == NULL)
		sqlite3_bind_null(st, i);
	else
		sqlite3_bind_text(st, i, s.p, (int)s.n, SQLITE_STATIC);
}

static struct str
column(sqlite3_stmt *st, int i, struct arena *a)
{
	struct str s = { sqlite3_column_blob(st, i), 0 };

	if (sqlite3_column_type(st, i) == SQLITE_NULL)
		return STR_NONE;
	s.n = (size_t)sqlite3_column_bytes(st, i);
	return s.n > 0 ? arena_str(a, s) : STR("");
}

/* The first column of the only row, or `none`. */
static long long
number(struct frontier *f, sqlite3_stmt *st, long long none)
{
	int rc = sqlite3_step(st);

	check(f, rc);
	if (rc == SQLITE_ROW && sqlite3_column_type(st, 0) != SQLITE_NULL)
		none = sqlite3_column_int64(st, 0);
	check(f, sqlite3_reset(st));
	return none;
}

const char *
frontier_kind_name(enum frontier_kind kind)
{
	static const char *const names[] = { "list", "page", "report",
		"attachment", "robots", "sitemap" };

	return names[kind];
}

static long long
ask_number(struct frontier *f, const char *query)
{
	sqlite3_stmt *st = NULL;
	long long n;

	check(f, sqlite3_prepare_v2(f->db, query, -1, &st, NULL));
	n = number(f, st, 0);
	sqlite3_finalize(st);
	return n;
}

/* Asks the tables rather than a number: a crash may come in between. */
static void
add_column(struct frontier *f, const char *table, const char *column,
    const char *type)
{
	char query[200];

	snprintf(query, sizeof(query), "SELECT count(*) > 0 AND"
	    " sum(name = '%s') = 0 FROM pragma_table_info('%s')", column,
	    table);
	if (ask_number(f, query) == 0)
		return;
	snprintf(query, sizeof(query), "ALTER TABLE %s ADD COLUMN %s %s",
	    table, column, type);
	check(f, sqlite3_exec(f->db, query, NULL, NULL, NULL));
}

struct frontier *
frontier_open(const char *path)
{
	struct frontier *f = xcalloc(1, sizeof(*f));
	long long was;
	size_t i;

	/* One thread uses it. */
	if (sqlite3_open_v2(path, &f->db, SQLITE_OPEN_READWRITE |
	    SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
		fatal("could not open \"%s\": %s", path,
		    sqlite3_errmsg(f->db));
	check(f, sqlite3_busy_timeout(f->db, 5000));
	was = ask_number(f, "PRAGMA user_version");
	if (was < 4)
		check(f, sqlite3_exec(f->db, upgrade, NULL, NULL, NULL));
	for (i = 0; i < sizeof(added) / sizeof(*added); i++)
		add_column(f, added[i].table, added[i].column, added[i].type);
	check(f, sqlite3_exec(f->db, schema, NULL, NULL, NULL));
	return f;
}

void
frontier_close(struct frontier *f)
{
	int i;

	if (f == NULL)
		return;
	for (i = 0; i < N_STATEMENTS; i++)
		sqlite3_finalize(f->st[i]);
	sqlite3_close(f->db);
	names_release(&f->names);
	free(f->count);
	free(f);
}

static struct count *
count_of(struct frontier *f, struct str host, struct str start)
{
	char key[2 * URL_MAX + 2];
	size_t n = f->names.n, i;

	snprintf(key, sizeof(key), "%.*s %.*s", STR_ARG(host),
	    STR_ARG(start));
	i = names_get(&f->names, str_of(key));
	if (i == n) {
		f->count = xrealloc(f->count, f->names.n * sizeof(*f->count));
		f->count[i] = (struct count){ .left = 0 };
	}
	return &f->count[i];
}

static void
put_counts(struct frontier *f)
{
	struct str host, start;
	size_t i;

	for (i = 0; i < f->names.n; i++) {
		if (!f->count[i].changed)
			continue;
		f->count[i].changed = false;
		start = str_of(f->names.name[i]);
		host = str_cut(&start, ' ');
		sqlite3_bind_int64(change(f, COUNT_PUT), 1, f->run);
		bind_str(f->st[COUNT_PUT], 2, host);
		bind_str(f->st[COUNT_PUT], 3, start);
		sqlite3_bind_int64(f->st[COUNT_PUT], 4, f->count[i].left);
		sqlite3_bind_int64(f->st[COUNT_PUT], 5, f->count[i].done);
		run(f, COUNT_PUT);
	}
}

static void
get_counts(struct frontier *f)
{
	sqlite3_stmt *st = statement(f, COUNT_LIST);
	struct arena *a = arena_new(256 << 20);
	struct count *c;
	int rc;

	names_release(&f->names);
	sqlite3_bind_int64(st, 1, f->run);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
		c = count_of(f, column(st, 0, a), column(st, 1, a));
		c->left = sqlite3_column_int64(st, 2);
		c->done = sqlite3_column_int64(st, 3);
	}
	check(f, rc);
	check(f, sqlite3_reset(st));
	arena_free(a);
}

void
frontier_commit(struct frontier *f)
{
	if (f->open) {
		put_counts(f);
		run(f, COMMIT);
	}
	f->open = false;
}

bool
frontier_begin(struct frontier *f, const char *key)
{
	sqlite3_stmt *st = change(f, RUN_FIND);

	bind_str(st, 1, str_of(key));
	f->run = number(f, st, -1);
	if (f->run >= 0) {
		get_counts(f);
		return true;
	}
	bind_str(change(f, RUN_ADD), 1, str_of(key));
	run(f, RUN_ADD);
	f->run = sqlite3_last_insert_rowid(f->db);
	get_counts(f);
	return false;
}

void
frontier_end(struct frontier *f)
{
	sqlite3_bind_int64(change(f, RUN_END), 1, f->run);
	run(f, RUN_END);
	sqlite3_bind_int64(change(f, RUN_CLEAR), 1, f->run);
	run(f, RUN_CLEAR);
	sqlite3_bind_int64(change(f, COUNT_CLEAR), 1, f->run);
	run(f, COUNT_CLEAR);
	names_release(&f->names);
}

/* What the queue has is counted anew. */
static void
count_queue(struct frontier *f)
{
	sqlite3_bind_int64(change(f, QUEUE_COUNT), 1, f->run);
	run(f, QUEUE_COUNT);
	get_counts(f);
}

void
frontier_refresh(struct frontier *f, long long than, long long now)
{
	sqlite3_stmt *st = statement(f, RUN_STALE);

	sqlite3_bind_int64(st, 1, f->run);
	sqlite3_bind_int64(st, 2, than);
	if (number(f, st, 0) == 0)
		return;
	st = change(f, RUN_FRESH);
	sqlite3_bind_int64(st, 1, f->run);
	sqlite3_bind_int64(st, 2, now);
	run(f, RUN_FRESH);
	sqlite3_bind_int64(change(f, QUEUE_REFRESH), 1, f->run);
	run(f, QUEUE_REFRESH);
	count_queue(f);
}

void
frontier_forms_forget(struct frontier *f)
{
	sqlite3_bind_int64(change(f, FORM_HEADS), 1, f->run);
	run(f, FORM_HEADS);
	if (sqlite3_changes(f->db) == 0)
		return;
	sqlite3_bind_int64(change(f, FORM_STALE), 1, f->run);
	run(f, FORM_STALE);
	count_queue(f);
}

/* What is counted where the statement's row, host and start, is. */
static struct count *
count_of_row(struct frontier *f, sqlite3_stmt *st)
{
	struct count *c = count_of(f,
	    str_of((const char *)sqlite3_column_text(st, 0)),
	    str_of((const char *)sqlite3_column_text(st, 1)));

	c->changed = true;
	return c;
}

void
frontier_forms_clear(struct frontier *f, long long head)
{
	sqlite3_stmt *st = change(f, FORM_CLEAR);
	struct count *c;
	int rc;

	sqlite3_bind_int64(st, 1, f->run);
	sqlite3_bind_int64(st, 2, head);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
		c = count_of_row(f, st);
		if (sqlite3_column_int(st, 2) != 0)
			c->done--;
		else
			c->left--;
	}
	check(f, rc);
	check(f, sqlite3_reset(st));
}

/* The first page of the list is due again. */
static void
head_again(struct frontier *f, long long head)
{
	sqlite3_stmt *st = change(f, FORM_HEAD);
	struct count *c;
	int rc;

	sqlite3_bind_int64(st, 1, f->run);
	sqlite3_bind_int64(st, 2, head);
	rc = sqlite3_step(st);
	if (rc == SQLITE_ROW) {
		c = count_of_row(f, st);
		c->left++;
		c->done--;
	}
	check(f, rc);
	check(f, sqlite3_reset(st));
}

bool
frontier_forms_restart(struct frontier *f, long long head)
{
	sqlite3_stmt *st = statement(f, FORM_WAITS);

	sqlite3_bind_int64(st, 1, f->run);
	sqlite3_bind_int64(st, 2, head);
	if (number(f, st, 0) == 1)
		return false;
	frontier_forms_clear(f, head);
	head_again(f, head);
	sqlite3_bind_int64(change(f, FORM_OVER), 1, head);
	run(f, FORM_OVER);
	return true;
}

/* A link is noted and queued one after the other: the last id is kept. */
static long long
url_id(struct frontier *f, struct str url)
{
	if (f->last_id > 0 && str_eq(url, str_of(f->last_url)))
		return f->last_id;
	bind_str(change(f, URL_ADD), 1, url);
	run(f, URL_ADD);
	if (sqlite3_changes(f->db) > 0) {
		f->last_id = sqlite3_last_insert_rowid(f->db);
	} else {
		bind_str(statement(f, URL_FIND), 1, url);
		f->last_id = number(f, statement(f, URL_FIND), -1);
	}
	snprintf(f->last_url, sizeof(f->last_url), "%.*s", STR_ARG(url));
	return f->last_id;
}

/* Where a search stands, in a few words; STR_NONE where none is. */
static struct str
put_seek(const struct seek *s, char to[96])
{
	if (s->hi <= 0)
		return s->hi == 0 ? STR_NONE : STR("over");
	snprintf(to, 96, "%d %d %d %d %d %d %d %d", s->from, s->lo, s->hi,
	    (int)s->end, s->oldest, s->newest, s->check, s->checked);
	return str_of(to);
}

static struct seek
get_seek(struct str s)
{
	int n[9] = { 0 };

	if (str_eq(s, STR("over")))
		n[2] = SEEK_OVER;
	else if (s.p != NULL)
		sscanf(s.p, "%d %d %d %d %d %d %d %d %d", &n[0], &n[1],
		    &n[2], &n[3], &n[4], &n[5], &n[6], &n[7], &n[8]);
	return (struct seek){ n[0], n[1], n[2], (enum seek_end)n[3], n[4],
		n[5], n[6] != 0, n[7] != 0, n[8] != 0 };
}

/* A walk comes to a page that was only looked at: it reads it again. */
static bool
walk_again(struct frontier *f, const struct todo *t)
{
	sqlite3_stmt *st;
	struct count *c;

	if (t->kind != KIND_LIST || t->place.page == 0 ||
	    t->place.seek.hi > 0)
		return false;
	sqlite3_bind_int64(change(f, SEEK_WAIT), 1, f->run);
	sqlite3_bind_int64(f->st[SEEK_WAIT], 2, url_id(f, t->url));
	run(f, SEEK_WAIT);
	st = change(f, SEEK_WALK);
	sqlite3_bind_int64(st, 1, f->run);
	sqlite3_bind_int64(st, 2, url_id(f, t->url));
	bind_str(st, 3, t->via);
	sqlite3_bind_int(st, 4, t->place.page);
	sqlite3_bind_int64(st, 5, t->place.rows);
	sqlite3_bind_int(st, 6, t->place.past);
	sqlite3_bind_int(st, 7, t->place.again);
	run(f, SEEK_WALK);
	if (sqlite3_changes(f->db) == 0)
		return false;
	c = count_of(f, url_authority(t->url.p), t->start);
	c->left++;
	c->done--;
	c->changed = true;
	return true;
}

void
frontier_found(struct frontier *f, const struct todo *t)
{
	sqlite3_bind_int64(change(f, SEEK_FOUND), 1, f->run);
	sqlite3_bind_int64(f->st[SEEK_FOUND], 2, t->id);
	run(f, SEEK_FOUND);
}

bool
frontier_add(struct frontier *f, const struct todo *t)
{
	char seek[96];
	sqlite3_stmt *st = change(f, QUEUE_ADD);
	struct count *c;

	sqlite3_bind_int64(st, 1, f->run);
	sqlite3_bind_int64(st, 2, url_id(f, t->url));
	bind_str(st, 3, url_authority(t->url.p));
	sqlite3_bind_int(st, 4, (int)t->kind);
	bind_str(st, 5, t->start);
	bind_str(st, 6, t->via);
	bind_str(st, 7, t->title);
	sqlite3_bind_int(st, 8, t->depth);
	sqlite3_bind_int(st, 9, t->hops);
	sqlite3_bind_int64(st, 10, t->place.head);
	sqlite3_bind_int(st, 11, t->place.page);
	sqlite3_bind_int64(st, 12, t->place.rows);
	sqlite3_bind_int(st, 13, t->place.barren);
	sqlite3_bind_int(st, 14, t->place.gap);
	sqlite3_bind_int(st, 15, t->place.past);
	sqlite3_bind_int(st, 16, t->place.again);
	sqlite3_bind_int(st, 17, (t->kind == KIND_PAGE && t->depth == 0) ||
	    (t->kind == KIND_LIST && t->place.page == 0));
	sqlite3_bind_int(st, 19, t->kind == KIND_PAGE ||
	    t->kind == KIND_SITEMAP);
	sqlite3_bind_int(st, 18, t->kind == KIND_LIST);
	bind_str(st, 20, t->form);
	bind_str(st, 21, put_seek(&t->place.seek, seek));
	sqlite3_bind_int64(st, 22, f->begun);
	run(f, QUEUE_ADD);
	if (sqlite3_changes(f->db) == 0)
		return walk_again(f, t);
	c = count_of(f, url_authority(t->url.p), t->start);
	c->left++;
	c->changed = true;
	return true;
}

bool
frontier_next(struct frontier *f, struct str host, long long now,
    struct arena *a, struct todo *t)
{
	sqlite3_stmt *st = statement(f, QUEUE_NEXT);
	int rc;

	sqlite3_bind_int64(st, 1, f->run);
	bind_str(st, 2, host);
	sqlite3_bind_int64(st, 3, now);
	rc = sqlite3_step(st);
	check(f, rc);
	if (rc == SQLITE_ROW)
		*t = (struct todo){ .id = sqlite3_column_int64(st, 0),
			.url = column(st, 1, a),
			.kind = (enum frontier_kind)sqlite3_column_int(st, 2),
			.start = column(st, 3, a), .via = column(st, 4, a),
			.title = column(st, 5, a),
			.depth = sqlite3_column_int(st, 6),
			.hops = sqlite3_column_int(st, 7),
			.tries = sqlite3_column_int(st, 8),
			.place = { sqlite3_column_int64(st, 15),
			    sqlite3_column_int(st, 16),
			    (long)sqlite3_column_int64(st, 17),
			    sqlite3_column_int(st, 18),
			    sqlite3_column_int(st, 19),
			    sqlite3_column_int(st, 20) != 0,
			    sqlite3_column_int(st, 21) != 0,
			    get_seek(column(st, 23, a)) },
			.form = column(st, 22, a),
			.seq = sqlite3_column_int64(st, 24),
			.known = { column(st, 9, a), column(st, 10, a),
			    column(st, 11, a), column(st, 12, a),
			    column(st, 13, a), column(st, 14, a) } };
	check(f, sqlite3_reset(st));
	return rc == SQLITE_ROW;
}

long long
frontier_due(struct frontier *f, struct str host)
{
	sqlite3_stmt *st = statement(f, QUEUE_DUE);

	sqlite3_bind_int64(st, 1, f->run);
	bind_str(st, 2, host);
	return number(f, st, -1);
}

void
frontier_given(struct frontier *f, const struct todo *t)
{
	sqlite3_bind_int64(change(f, REFUSED_DONE), 1, t->id);
	run(f, REFUSED_DONE);
}

void
frontier_learn(struct frontier *f, const struct todo *t,
    const struct known *k)
{
	sqlite3_stmt *st = change(f, URL_LEARN);

	sqlite3_bind_int64(st, 1, t->id);
	bind_str(st, 2, k->etag);
	bind_str(st, 3, k->last_modified);
	bind_str(st, 4, k->digest);
	bind_str(st, 5, k->record_id);
	bind_str(st, 6, k->record_date);
	bind_str(st, 7, k->links_key);
	sqlite3_bind_int64(st, 8, (sqlite3_int64)time(NULL));
	run(f, URL_LEARN);
	frontier_given(f, t);
}

void
frontier_same(struct frontier *f, const struct todo *t)
{
	sqlite3_stmt *st = change(f, URL_SEEN);

	sqlite3_bind_int64(st, 1, t->id);
	sqlite3_bind_int64(st, 2, (sqlite3_int64)time(NULL));
	run(f, URL_SEEN);
	frontier_given(f, t);
}

long long
frontier_refused(struct frontier *f, const struct todo *t, long long now)
{
	sqlite3_stmt *st = change(f, REFUSED_ADD);

	sqlite3_bind_int64(st, 1, t->id);
	sqlite3_bind_int(st, 2, (int)t->kind);
	bind_str(st, 3, t->start);
	bind_str(st, 4, t->via);
	bind_str(st, 5, t->title);
	sqlite3_bind_int(st, 6, t->depth);
	sqlite3_bind_int64(st, 7, now);
	return number(f, st, 0);
}

/* The next thousand at most, behind this id; how many. */
static size_t
list_refused(struct frontier *f, struct arena *a, long long now,
    long long behind, struct todo **todo)
{
	sqlite3_stmt *st = statement(f, REFUSED_LIST);
	size_t n = 0;
	int rc;

	*todo = NULL;
	sqlite3_bind_int64(st, 1, now);
	sqlite3_bind_int64(st, 2, behind);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
		*todo = arena_grow(a, *todo, n, sizeof(**todo));
		(*todo)[n++] = (struct todo){ .url = column(st, 0, a),
			.kind = (enum frontier_kind)sqlite3_column_int(st, 1),
			.start = column(st, 2, a), .via = column(st, 3, a),
			.title = column(st, 4, a),
			.depth = sqlite3_column_int(st, 5),
			.id = sqlite3_column_int64(st, 6) };
	}
	check(f, rc);
	check(f, sqlite3_reset(st));
	return n;
}

void
frontier_refused_each(struct frontier *f, long long now,
    void (*each)(void *, const struct todo *), void *arg)
{
	struct arena *a = arena_new(256 << 20);
	long long last = 0;
	struct todo *todo;
	size_t i, n;

	f->begun = now;
	while ((n = list_refused(f, a, now, last, &todo)) > 0) {
		for (i = 0; i < n; i++)
			each(arg, &todo[i]);
		last = todo[n - 1].id;
		arena_reset(a);
	}
	arena_free(a);
}

void
frontier_done(struct frontier *f, const struct todo *t)
{
	sqlite3_stmt *st = change(f, QUEUE_DONE);
	struct count *c;

	sqlite3_bind_int64(st, 1, t->seq);
	sqlite3_bind_int64(st, 2, t->id);
	run(f, QUEUE_DONE);
	if (sqlite3_changes(f->db) == 0)
		return;
	c = count_of(f, url_authority(t->url.p), t->start);
	c->left--;
	c->done++;
	c->changed = true;
	if (t->form.p == NULL)
		return;
	sqlite3_bind_int64(change(f, FORM_USED), 1, f->run);
	sqlite3_bind_int64(f->st[FORM_USED], 2, t->id);
	run(f, FORM_USED);
}

void
frontier_retry(struct frontier *f, const struct todo *t, long long due)
{
	sqlite3_stmt *st = change(f, QUEUE_RETRY);

	sqlite3_bind_int64(st, 1, f->run);
	sqlite3_bind_int64(st, 2, t->id);
	sqlite3_bind_int(st, 3, t->tries);
	sqlite3_bind_int64(st, 4, due);
	run(f, QUEUE_RETRY);
}

void
frontier_hosts(struct frontier *f,
    void (*each)(void *, struct str host, struct str start), void *arg)
{
	struct str host, start;
	size_t i;

	for (i = 0; i < f->names.n; i++) {
		start = str_of(f->names.name[i]);
		host = str_cut(&start, ' ');
		if (f->count[i].left > 0)
			each(arg, host, start);
	}
}

long long
frontier_left(struct frontier *f, struct str host)
{
	long long left = 0;
	struct str name;
	size_t i;

	for (i = 0; i < f->names.n; i++) {
		name = str_of(f->names.name[i]);
		if (str_eq(str_cut(&name, ' '), host))
			left += f->count[i].left;
	}
	return left;
}

void
frontier_counts(struct frontier *f, long long *left, long long *done)
{
	size_t i;

	*left = *done = 0;
	for (i = 0; i < f->names.n; i++) {
		*left += f->count[i].left;
		*done += f->count[i].done;
	}
}

void
frontier_links_clear(struct frontier *f, long long page)
{
	sqlite3_bind_int64(change(f, LINK_CLEAR), 1, page);
	run(f, LINK_CLEAR);
}

void
frontier_links_note(struct frontier *f, long long page, const struct todo *t)
{
	sqlite3_stmt *st = change(f, LINK_ADD);

	sqlite3_bind_int64(st, 1, page);
	sqlite3_bind_int64(st, 2, url_id(f, t->url));
	sqlite3_bind_int(st, 3, (int)t->kind);
	bind_str(st, 4, t->title);
	if (t->place.page > 0)
		sqlite3_bind_int64(st, 5, t->place.rows);
	else
		sqlite3_bind_null(st, 5);
	run(f, LINK_ADD);
}

static long long
head_of(const struct todo *page)
{
	return page->place.head > 0 ? page->place.head : page->id;
}

void
frontier_links_each(struct frontier *f, const struct todo *page,
    void (*each)(void *, const struct todo *), void *arg)
{
	struct arena *a = arena_new(64 << 20);
	sqlite3_stmt *st = statement(f, LINK_LIST);
	struct todo *todo = NULL;
	size_t i, n = 0;
	int rc;

	sqlite3_bind_int64(st, 1, page->id);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
		struct todo *t;

		todo = arena_grow(a, todo, n, sizeof(*todo));
		t = &todo[n++];
		*t = (struct todo){ .url = column(st, 0, a),
			.kind = (enum frontier_kind)sqlite3_column_int(st, 1),
			.title = column(st, 2, a), .start = page->start,
			.via = page->url, .depth = page->depth + 1 };
		if (sqlite3_column_type(st, 3) == SQLITE_NULL)
			continue;
		t->depth = page->depth;
		t->place = (struct place){ .head = head_of(page),
			.page = page->place.page + 1,
			.rows = (long)sqlite3_column_int64(st, 3) };
	}
	check(f, rc);
	check(f, sqlite3_reset(st));
	for (i = 0; i < n; i++)
		each(arg, &todo[i]);
	arena_free(a);
}

/* Sets the cursor of the page's list, or moves it on. */
static void
move_cursor(struct frontier *f, const struct todo *page, struct str key,
    int to, struct str url, bool hole)
{
	enum statement which;

	for (which = CURSOR_SET; which <= CURSOR_MOVE; which++) {
		sqlite3_stmt *st = change(f, which);

		sqlite3_bind_int64(st, 1, head_of(page));
		bind_str(st, 2, key);
		sqlite3_bind_int(st, 3, to);
		bind_str(st, 4, url);
		sqlite3_bind_int(st, 5, hole);
		if (which == CURSOR_MOVE)
			sqlite3_bind_int(st, 6, page->place.page);
		run(f, which);
		if (sqlite3_changes(f->db) > 0)
			return;
	}
}

void
frontier_walked(struct frontier *f, const struct todo *page, struct str key,
    struct str next)
{
	sqlite3_stmt *st;

	if (next.n > 0) {
		move_cursor(f, page, key, page->place.page + 1, next, false);
		return;
	}
	st = change(f, CURSOR_END);
	sqlite3_bind_int64(st, 1, head_of(page));
	bind_str(st, 2, key);
	sqlite3_bind_int(st, 3, page->place.page);
	run(f, CURSOR_END);
}

void
frontier_failed(struct frontier *f, const struct todo *page, struct str key)
{
	move_cursor(f, page, key, page->place.page, page->url, true);
}

bool
frontier_cursor(struct frontier *f, const struct todo *head, struct str key,
    struct arena *a, struct todo *t)
{
	sqlite3_stmt *st = statement(f, CURSOR_GET);
	int rc;

	sqlite3_bind_int64(st, 1, head->id);
	bind_str(st, 2, key);
	rc = sqlite3_step(st);
	check(f, rc);
	if (rc == SQLITE_ROW)
		*t = (struct todo){ .kind = KIND_LIST, .start = head->start,
			.via = head->url, .title = STR(""),
			.depth = head->depth, .url = column(st, 1, a),
			.place = { .head = head->id, .rows = -1,
			    .page = sqlite3_column_int(st, 0) } };
	check(f, sqlite3_reset(st));
	return rc == SQLITE_ROW;
}

bool
frontier_links_seen(struct frontier *f, const struct todo *page,
    struct str fingerprint)
{
	sqlite3_stmt *st = statement(f, QUEUE_SEEN);
	bool seen;

	sqlite3_bind_int64(st, 1, f->run);
	bind_str(st, 2, fingerprint);
	bind_str(st, 3, page->start);
	sqlite3_bind_int64(st, 4, page->id);
	seen = number(f, st, 0) == 1;
	st = change(f, QUEUE_LINKS);
	sqlite3_bind_int64(st, 1, f->run);
	sqlite3_bind_int64(st, 2, page->id);
	bind_str(st, 3, fingerprint);
	run(f, QUEUE_LINKS);
	return seen;
}

bool
frontier_host_get(struct frontier *f, struct str name, struct arena *a,
    struct host_record *h)
{
	sqlite3_stmt *st = statement(f, HOST_GET);
	int rc;

	bind_str(st, 1, name);
	rc = sqlite3_step(st);
	check(f, rc);
	if (rc == SQLITE_ROW)
		*h = (struct host_record){ column(st, 0, a), column(st, 1, a),
			column(st, 2, a), sqlite3_column_int64(st, 3),
			sqlite3_column_int64(st, 4),
			sqlite3_column_int(st, 5),
			sqlite3_column_int64(st, 6), column(st, 7, a),
			sqlite3_column_int(st, 8),
			sqlite3_column_int64(st, 9),
			sqlite3_column_int(st, 10),
			sqlite3_column_int(st, 11) != 0,
			sqlite3_column_int64(st, 12) };
	check(f, sqlite3_reset(st));
	return rc == SQLITE_ROW;
}

void
frontier_host_put(struct frontier *f, const struct host_record *h)
{
	sqlite3_stmt *st = change(f, HOST_PUT);

	bind_str(st, 1, h->name);
	bind_str(st, 2, h->state);
	bind_str(st, 3, h->reason);
	sqlite3_bind_int64(st, 4, h->since);
	sqlite3_bind_int64(st, 5, h->next_due);
	sqlite3_bind_int(st, 6, h->robots_status);
	sqlite3_bind_int64(st, 7, h->robots_at);
	bind_str(st, 8, h->robots);
	sqlite3_bind_int(st, 9, h->throttles);
	sqlite3_bind_int64(st, 10, h->throttled_at);
	sqlite3_bind_int(st, 11, h->tls);
	sqlite3_bind_int(st, 12, h->plain);
	sqlite3_bind_int64(st, 13, h->tls_at);
	run(f, HOST_PUT);
}

void
frontier_file_put(struct frontier *f, const char *name, long long bytes)
{
	bind_str(change(f, FILE_PUT), 1, str_of(name));
	sqlite3_bind_int64(statement(f, FILE_PUT), 2, bytes);
	run(f, FILE_PUT);
}

long long
frontier_file_get(struct frontier *f, const char *name)
{
	bind_str(statement(f, FILE_GET), 1, str_of(name));
	return number(f, statement(f, FILE_GET), -1);
}
