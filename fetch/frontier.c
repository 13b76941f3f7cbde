/* SPDX-License-Identifier: MIT */
#include "frontier.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <sqlite3.h>

#include "json.h"
#include "msg.h"
#include "names.h"
#include "url.h"

/* A row of the queue is known by its run and by the URL, in one number. */
#define URL_BITS "40"
#define URL_OF(id) id " & (1 << " URL_BITS ") - 1"
#define OF_RUN "id > ?1 << " URL_BITS " AND id < ?1 + 1 << " URL_BITS
enum { ID_BITS = 40 };

/* What is known from night to night. */
static const char memory[] =
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=FULL;"
    "CREATE TABLE IF NOT EXISTS url(id INTEGER PRIMARY KEY,"
    " url TEXT NOT NULL UNIQUE, etag TEXT, last_modified TEXT, digest TEXT,"
    " record_id TEXT, record_date TEXT, links_key TEXT,"
    " seen INTEGER);"		/* seconds: the last answer */
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
 * What a run is to fetch. A row of the queue stays until the run is over; it
 * stands in `waiting` too until it is done, in the order in which the URLs of
 * a host are fetched: that is all that has to be written when one is.
 */
static const char work[] =
    "CREATE TABLE IF NOT EXISTS run(id INTEGER PRIMARY KEY,"
    " key TEXT NOT NULL, ended INTEGER NOT NULL DEFAULT 0,"
    " begun INTEGER NOT NULL DEFAULT 0);"
    "CREATE TABLE IF NOT EXISTS queue(id INTEGER PRIMARY KEY,"
    " host INTEGER, rank INTEGER, kind INTEGER, start TEXT, via TEXT,"
    " title TEXT, depth INTEGER, hops INTEGER,"
    " head INTEGER, page INTEGER, rows INTEGER, barren INTEGER,"
    " gap INTEGER, past INTEGER, again INTEGER,"	/* of a list */
    " form TEXT,"		/* '' once it was used */
    " seek TEXT,"		/* see get_seek() */
    " links TEXT);"
    "CREATE INDEX IF NOT EXISTS queue_links ON queue(links)"
    " WHERE links IS NOT NULL;"
    "CREATE INDEX IF NOT EXISTS queue_form ON queue(head)"
    " WHERE form IS NOT NULL;"
    "CREATE TABLE IF NOT EXISTS waiting(host INTEGER, rank INTEGER,"
    " id INTEGER, due INTEGER NOT NULL DEFAULT 0,"
    " tries INTEGER NOT NULL DEFAULT 0, PRIMARY KEY(host, rank, id))"
    " WITHOUT ROWID;"
    "CREATE INDEX IF NOT EXISTS waiting_later ON waiting(host, due)"
    " WHERE due > 0;"
    /* number: of the host, in the two above; no two runs share one */
    "CREATE TABLE IF NOT EXISTS queue_host(run INTEGER NOT NULL,"
    " host TEXT NOT NULL, start TEXT NOT NULL, number INTEGER NOT NULL,"
    " left INTEGER NOT NULL, done INTEGER NOT NULL,"
    " PRIMARY KEY(run, host, start)) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS link(page INTEGER NOT NULL,"
    " piece INTEGER NOT NULL, links BLOB NOT NULL,"	/* see add_link() */
    " PRIMARY KEY(page, piece)) WITHOUT ROWID;";

/*
 * A queue of an older form is worth nothing: lists lead to the rest again, and
 * are read again, from their first page, since their links and how far they
 * were walked are forgotten too.
 */
static const char upgrade[] =
    "DROP TABLE IF EXISTS queue; DROP TABLE IF EXISTS queue_host;"
    "DROP TABLE IF EXISTS run; DROP TABLE IF EXISTS link;"
    "UPDATE url SET links_key = NULL; DELETE FROM cursor;"
    "PRAGMA user_version=6;";

/* What came later. */
static const struct {
	const char *table, *column, *type;
} added[] = {
	{ "url", "seen", "INTEGER" },
	{ "host", "throttles", "INTEGER" },
	{ "host", "throttled_at", "INTEGER" }, { "host", "tls", "INTEGER" },
	{ "host", "plain", "INTEGER" }, { "host", "tls_at", "INTEGER" },
};

enum statement {
	BEGIN, COMMIT, RUN_FIND, RUN_ADD, RUN_END, RUN_CLEAR, RUN_STALE,
	RUN_FRESH, RUN_HEADS, URL_ADD, URL_FIND, URL_LEARN, URL_SEEN,
	QUEUE_ADD, QUEUE_AT, QUEUE_DROP, QUEUE_SEEN, QUEUE_LINKS,
	WAIT_ADD, WAIT_NEXT, WAIT_DUE, WAIT_DONE, WAIT_RETRY, WAIT_CLEAR,
	FORM_HEADS, FORM_STALE, FORM_WAITS, FORM_LIST, FORM_OVER, FORM_USED,
	SEEK_WAIT, SEEK_WALK, SEEK_FOUND, HOST_LAST,
	COUNT_LIST, COUNT_PUT, COUNT_CLEAR,
	REFUSED_ADD, REFUSED_DONE, REFUSED_LIST, LINK_CLEAR, LINK_ADD,
	LINK_LIST, CURSOR_GET, CURSOR_SET, CURSOR_MOVE,
	CURSOR_END, HOST_GET, HOST_PUT,
	FILE_PUT, FILE_GET, N_STATEMENTS
};

enum { MAX_PIECE = 64 << 10 };	/* bytes of links in a row, and one more */

#define WAITS "EXISTS (SELECT 1 FROM waiting w WHERE w.host = q.host" \
    " AND w.rank = q.rank AND w.id = q.id)"

/* ?1 is the run, or the row of the queue, where a statement is about one. */
static const char *const sql[N_STATEMENTS] = {
	[BEGIN] = "BEGIN IMMEDIATE",
	[COMMIT] = "COMMIT",
	[RUN_FIND] = "SELECT max(id) FROM run WHERE key = ?1 AND ended = 0",
	[RUN_ADD] = "INSERT INTO run(key, begun)"
	    " VALUES(?1, strftime('%s', 'now'))",
	[RUN_STALE] = "SELECT 1 FROM run WHERE id = ?1 AND begun < ?2",
	[RUN_FRESH] = "UPDATE run SET begun = ?2 WHERE id = ?1",
	[RUN_HEADS] = "SELECT id FROM queue WHERE rank = 0 AND " OF_RUN,
	[RUN_END] = "UPDATE run SET ended = 1 WHERE id = ?1",
	[RUN_CLEAR] = "DELETE FROM queue WHERE " OF_RUN,
	[URL_ADD] = "INSERT OR IGNORE INTO url(url) VALUES(?1)",
	[URL_FIND] = "SELECT id, r.due, CASE WHEN r.times % 2 = 1 THEN 3"
	    " WHEN r.url IS NOT NULL THEN r.at"
	    " WHEN digest IS NOT NULL THEN coalesce(seen, 3) END FROM url u"
	    " LEFT JOIN refused r ON r.url = id AND r.kind = ?2"
	    " WHERE u.url = ?1",
	[URL_LEARN] = "UPDATE url SET etag = ?2, last_modified = ?3,"
	    " digest = ?4, record_id = ?5, record_date = ?6,"
	    " links_key = ?7, seen = ?8 WHERE id = ?1",
	[URL_SEEN] = "UPDATE url SET seen = ?2 WHERE id = ?1",
	[QUEUE_ADD] = "INSERT OR IGNORE INTO queue(id, host, rank, kind,"
	    " start, via, title, depth, hops, head, page, rows, barren, gap,"
	    " past, again, form, seek) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,"
	    " ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)",
	[QUEUE_AT] = "SELECT u.url, q.start, q.host, q.rank, " WAITS
	    " FROM queue q JOIN url u ON u.id = " URL_OF("q.id")
	    " WHERE q.id = ?1",
	[QUEUE_DROP] = "DELETE FROM queue WHERE id = ?1",
	[QUEUE_SEEN] = "SELECT 1 FROM queue INDEXED BY queue_links"
	    " WHERE links = ?2 AND start = ?3 AND id <> ?4 AND " OF_RUN,
	[QUEUE_LINKS] = "UPDATE queue SET links = ?2 WHERE id = ?1",
	[WAIT_ADD] = "INSERT OR REPLACE INTO waiting(id, host, rank)"
	    " VALUES(?1, ?2, ?3)",
	[WAIT_NEXT] = "SELECT u.id, u.url, q.kind, q.start, q.via, q.title,"
	    " q.depth, q.hops, w.tries, u.etag, u.last_modified, u.digest,"
	    " u.record_id, u.record_date, u.links_key, q.head, q.page,"
	    " q.rows, q.barren, q.gap, q.past, q.again, q.form,"
	    " q.seek, w.rank FROM waiting w"
	    " CROSS JOIN queue q ON q.id = w.id"
	    " CROSS JOIN url u ON u.id = " URL_OF("w.id")
	    " WHERE w.host = ?1 AND w.due <= ?2"
	    " ORDER BY w.rank, w.id LIMIT 1",
	[WAIT_DUE] = "SELECT due FROM waiting INDEXED BY waiting_later"
	    " WHERE host = ?1 AND due > 0 ORDER BY due LIMIT 1",
	[WAIT_DONE] = "DELETE FROM waiting WHERE id = ?1 AND host = ?2"
	    " AND rank = ?3",
	[WAIT_RETRY] = "UPDATE waiting SET tries = ?4, due = ?5"
	    " WHERE id = ?1 AND host = ?2 AND rank = ?3",
	[WAIT_CLEAR] = "DELETE FROM waiting WHERE host IN"
	    " (SELECT number FROM queue_host WHERE run = ?1)",
	[FORM_HEADS] = "SELECT DISTINCT head + (?1 << " URL_BITS ")"
	    " FROM queue INDEXED BY queue_form"
	    " WHERE form <> '' AND " OF_RUN,
	[FORM_STALE] = "SELECT id FROM queue INDEXED BY queue_form"
	    " WHERE form <> '' AND " OF_RUN,
	[FORM_WAITS] = "SELECT 1 FROM queue INDEXED BY queue_form"
	    " WHERE head = ?2 AND form <> ''"
	    " AND via LIKE '%&__page=%' AND " OF_RUN,
	[FORM_LIST] = "SELECT id FROM queue INDEXED BY queue_form"
	    " WHERE head = ?2 AND form IS NOT NULL AND " OF_RUN,
	[FORM_OVER] = "UPDATE cursor SET over = 1, hole = 0"
	    " WHERE head = ?1",
	[FORM_USED] = "UPDATE queue SET form = '' WHERE id = ?1",
	[SEEK_WAIT] = "UPDATE queue AS q SET seek = seek || ' 1'"
	    " WHERE id = ?1 AND seek <> 'over' AND " WAITS,
	[SEEK_WALK] = "UPDATE queue AS q SET seek = 'over', via = ?2,"
	    " page = ?3, rows = ?4, past = ?5, again = ?6"
	    " WHERE id = ?1 AND seek <> 'over' AND NOT " WAITS,
	[SEEK_FOUND] = "UPDATE queue SET seek = 'over' WHERE id = ?1",
	[HOST_LAST] = "SELECT max(number) FROM queue_host",
	[COUNT_LIST] = "SELECT host, start, number, left, done"
	    " FROM queue_host WHERE run = ?1",
	[COUNT_PUT] = "INSERT OR REPLACE INTO queue_host(run, host, start,"
	    " number, left, done) VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
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
	[LINK_ADD] = "INSERT OR REPLACE INTO link(page, piece, links)"
	    " VALUES(?1, ?2, ?3)",
	[LINK_LIST] = "SELECT links FROM link WHERE page = ?1 ORDER BY piece",
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

/* Links of a page that are not in the database yet. */
struct noted {
	long long page;
	int pieces;		/* that are */
	struct buf links;
};

struct frontier {
	sqlite3 *db;
	sqlite3_stmt *st[N_STATEMENTS];
	long long run;
	long long begun;	/* by which the refused are due */
	bool open;		/* a transaction is */
	struct names names;	/* "host start" of each count */
	struct count *count;
	struct names hosts;
	long long *number;	/* of each host in the queue */
	long long last_number;
	struct noted noted;
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

/* Borrowed until the statement goes on. */
static const char *
text(sqlite3_stmt *st, int i)
{
	return (const char *)sqlite3_column_text(st, i);
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

	/* One thread uses it: neither locks nor counts of memory are needed. */
	sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	if (sqlite3_open_v2(path, &f->db, SQLITE_OPEN_READWRITE |
	    SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
		fatal("could not open \"%s\": %s", path,
		    sqlite3_errmsg(f->db));
	check(f, sqlite3_busy_timeout(f->db, 5000));
	was = ask_number(f, "PRAGMA user_version");
	check(f, sqlite3_exec(f->db, memory, NULL, NULL, NULL));
	for (i = 0; i < sizeof(added) / sizeof(*added); i++)
		add_column(f, added[i].table, added[i].column, added[i].type);
	if (was < 6)
		check(f, sqlite3_exec(f->db, upgrade, NULL, NULL, NULL));
	check(f, sqlite3_exec(f->db, work, NULL, NULL, NULL));
	buf_init(&f->noted.links, 64 << 20);
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
	names_release(&f->hosts);
	buf_release(&f->noted.links);
	free(f->count);
	free(f->number);
	free(f);
}

/* The number of a host in the queue. */
static long long
host_number(struct frontier *f, struct str host)
{
	size_t n = f->hosts.n, i = names_get(&f->hosts, host);

	if (i == n) {
		f->number = xrealloc(f->number, f->hosts.n *
		    sizeof(*f->number));
		f->number[i] = ++f->last_number;
	}
	return f->number[i];
}

static struct count *
count_of(struct frontier *f, struct str host, struct str start)
{
	char key[2 * URL_MAX + 1];
	size_t n = f->names.n, i;

	assert(host.n <= URL_MAX && start.n <= URL_MAX);
	memcpy(key, host.p, host.n);
	key[host.n] = ' ';
	memcpy(key + host.n + 1, start.p, start.n);
	i = names_get(&f->names, (struct str){ key, host.n + 1 + start.n });
	if (i == n) {
		f->count = xrealloc(f->count, f->names.n * sizeof(*f->count));
		f->count[i] = (struct count){ .left = 0 };
	}
	return &f->count[i];
}

/* As many more of a host and a start are to be fetched, and were. */
static void
count(struct frontier *f, struct str host, struct str start, int left,
    int done)
{
	struct count *c = count_of(f, host, start);

	c->left += left;
	c->done += done;
	c->changed = true;
}

/*
 * Links are noted many to a row, as numbers and texts one behind the other, see
 * take_link().
 */
static void
add_number(struct buf *b, long long n)
{
	char *p = buf_room(b, JSON_DIGITS + 1), *end;

	if (p == NULL)
		return;
	end = json_digits(p, n);
	*end++ = ' ';
	*end = '\0';
	b->n += (size_t)(end - p);
}

static long long
take_number(struct str *links)
{
	struct str digits = str_cut(links, ' ');

	return digits.n > 0 ? strtoll(digits.p, NULL, 10) : 0;
}

static void
put_links(struct frontier *f)
{
	struct noted *n = &f->noted;
	sqlite3_stmt *st;

	if (n->links.n == 0)
		return;
	st = change(f, LINK_ADD);
	sqlite3_bind_int64(st, 1, n->page);
	sqlite3_bind_int(st, 2, n->pieces++);
	bind_str(st, 3, buf_str(&n->links));
	run(f, LINK_ADD);
	buf_reset(&n->links);
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
		sqlite3_bind_int64(f->st[COUNT_PUT], 4, host_number(f, host));
		sqlite3_bind_int64(f->st[COUNT_PUT], 5, f->count[i].left);
		sqlite3_bind_int64(f->st[COUNT_PUT], 6, f->count[i].done);
		run(f, COUNT_PUT);
	}
}

static void
forget_counts(struct frontier *f)
{
	names_release(&f->names);
	names_release(&f->hosts);
}

static void
get_counts(struct frontier *f)
{
	sqlite3_stmt *st = statement(f, COUNT_LIST);
	struct arena *a = arena_new(256 << 20);
	long long last = number(f, statement(f, HOST_LAST), 0);
	struct str host;
	struct count *c;
	int rc;

	forget_counts(f);
	sqlite3_bind_int64(st, 1, f->run);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
		host = column(st, 0, a);
		f->last_number = sqlite3_column_int64(st, 2) - 1;
		host_number(f, host);
		c = count_of(f, host, column(st, 1, a));
		c->left = sqlite3_column_int64(st, 3);
		c->done = sqlite3_column_int64(st, 4);
	}
	check(f, rc);
	check(f, sqlite3_reset(st));
	f->last_number = last;
	arena_free(a);
}

void
frontier_commit(struct frontier *f)
{
	put_links(f);
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
	static const enum statement clear[] = { RUN_END, WAIT_CLEAR, RUN_CLEAR,
		COUNT_CLEAR };
	size_t i;

	put_counts(f);
	for (i = 0; i < sizeof(clear) / sizeof(*clear); i++) {
		sqlite3_bind_int64(change(f, clear[i]), 1, f->run);
		run(f, clear[i]);
	}
	forget_counts(f);
}

static long long
queue_id(const struct frontier *f, long long url)
{
	assert(url < 1LL << ID_BITS);
	return f->run << ID_BITS | url;
}

/* A statement about this row of the queue that changes something. */
static sqlite3_stmt *
change_row(struct frontier *f, enum statement which, long long id)
{
	sqlite3_stmt *st = change(f, which);

	sqlite3_bind_int64(st, 1, id);
	return st;
}

/* WAIT_ADD or WAIT_DONE; whether it changed anything. */
static bool
change_waiting(struct frontier *f, enum statement which, long long id,
    long long host, long long rank)
{
	sqlite3_stmt *st = change_row(f, which, id);

	sqlite3_bind_int64(st, 2, host);
	sqlite3_bind_int64(st, 3, rank);
	run(f, which);
	return sqlite3_changes(f->db) > 0;
}

/* A row of the queue that was done is due again. */
static void
again(struct frontier *f, long long id)
{
	sqlite3_stmt *st = change_row(f, QUEUE_AT, id);
	int rc = sqlite3_step(st);

	check(f, rc);
	if (rc == SQLITE_ROW) {
		if (sqlite3_column_int(st, 4) == 0)
			count(f, url_authority(text(st, 0)), str_of(text(st,
			    1)), 1, -1);
		change_waiting(f, WAIT_ADD, id, sqlite3_column_int64(st, 2),
		    sqlite3_column_int64(st, 3));
	}
	check(f, sqlite3_reset(st));
}

/* A row of the queue is forgotten. */
static void
drop(struct frontier *f, long long id)
{
	sqlite3_stmt *st = change_row(f, QUEUE_AT, id);
	int rc = sqlite3_step(st);
	bool waits;

	check(f, rc);
	if (rc == SQLITE_ROW) {
		waits = change_waiting(f, WAIT_DONE, id, sqlite3_column_int64(st, 2),
		    sqlite3_column_int64(st, 3));
		count(f, url_authority(text(st, 0)), str_of(text(st, 1)),
		    waits ? -1 : 0, waits ? 0 : -1);
	}
	check(f, sqlite3_reset(st));
	change_row(f, QUEUE_DROP, id);
	run(f, QUEUE_DROP);
}

/* Does one of these to each row that a statement finds; how many there are. */
static size_t
each_row(struct frontier *f, enum statement which, long long head,
    void (*what)(struct frontier *, long long id))
{
	sqlite3_stmt *st = statement(f, which);
	long long *id = NULL;
	size_t i, n = 0;
	int rc;

	sqlite3_bind_int64(st, 1, f->run);
	if (head > 0)
		sqlite3_bind_int64(st, 2, head);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
		if (n % 1024 == 0)
			id = xrealloc(id, (n + 1024) * sizeof(*id));
		id[n++] = sqlite3_column_int64(st, 0);
	}
	check(f, rc);
	check(f, sqlite3_reset(st));
	for (i = 0; i < n; i++)
		what(f, id[i]);
	free(id);
	return n;
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
	each_row(f, RUN_HEADS, 0, again);
}

void
frontier_forms_forget(struct frontier *f)
{
	if (each_row(f, FORM_HEADS, 0, again) > 0)
		each_row(f, FORM_STALE, 0, drop);
}

void
frontier_forms_clear(struct frontier *f, long long head)
{
	each_row(f, FORM_LIST, head, drop);
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
	again(f, queue_id(f, head));
	sqlite3_bind_int64(change(f, FORM_OVER), 1, head);
	run(f, FORM_OVER);
	return true;
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
walk_again(struct frontier *f, long long id, const struct todo *t)
{
	sqlite3_stmt *st;

	if (t->kind != KIND_LIST || t->place.page == 0 ||
	    t->place.seek.hi > 0)
		return false;
	change_row(f, SEEK_WAIT, id);
	run(f, SEEK_WAIT);
	st = change_row(f, SEEK_WALK, id);
	bind_str(st, 2, t->via);
	sqlite3_bind_int(st, 3, t->place.page);
	sqlite3_bind_int64(st, 4, t->place.rows);
	sqlite3_bind_int(st, 5, t->place.past);
	sqlite3_bind_int(st, 6, t->place.again);
	run(f, SEEK_WALK);
	if (sqlite3_changes(f->db) == 0)
		return false;
	again(f, id);
	return true;
}

void
frontier_found(struct frontier *f, const struct todo *t)
{
	change_row(f, SEEK_FOUND, queue_id(f, t->id));
	run(f, SEEK_FOUND);
}

/*
 * What is known of a URL that was queued before: its id, and its rank, -1 if it
 * was never had. False if it was refused and is not due.
 */
static bool
find_url(struct frontier *f, const struct todo *t, long long *id,
    long long *rank)
{
	sqlite3_stmt *st = statement(f, URL_FIND);
	bool due;

	bind_str(st, 1, t->url);
	sqlite3_bind_int(st, 2, (int)t->kind);
	check(f, sqlite3_step(st));
	*id = sqlite3_column_int64(st, 0);
	due = sqlite3_column_int64(st, 1) <= f->begun;
	*rank = sqlite3_column_type(st, 2) != SQLITE_NULL ?
	    sqlite3_column_int64(st, 2) : -1;
	check(f, sqlite3_reset(st));
	return due;
}

/* Smaller ones come first; `had` is when it was, -1 if it never was. */
static long long
rank_of(const struct todo *t, long long had)
{
	if ((t->kind == KIND_PAGE && t->depth == 0) ||
	    (t->kind == KIND_LIST && t->place.page == 0))
		return 0;
	if (t->kind == KIND_PAGE || t->kind == KIND_SITEMAP)
		return 1LL << 40;
	return had >= 0 ? had : t->kind == KIND_LIST ? 2 : 1;
}

static void
bind_place(sqlite3_stmt *st, const struct place *p)
{
	sqlite3_bind_int64(st, 10, p->head);
	sqlite3_bind_int(st, 11, p->page);
	sqlite3_bind_int64(st, 12, p->rows);
	sqlite3_bind_int(st, 13, p->barren);
	sqlite3_bind_int(st, 14, p->gap);
	sqlite3_bind_int(st, 15, p->past);
	sqlite3_bind_int(st, 16, p->again);
}

bool
frontier_add(struct frontier *f, const struct todo *t)
{
	struct str host = url_authority(t->url.p);
	long long url, id, rank, had = -1;
	char seek[96];
	sqlite3_stmt *st;

	bind_str(change(f, URL_ADD), 1, t->url);
	run(f, URL_ADD);
	url = sqlite3_last_insert_rowid(f->db);
	if (sqlite3_changes(f->db) == 0 && !find_url(f, t, &url, &had))
		return false;
	id = queue_id(f, url);
	rank = rank_of(t, had);
	st = change_row(f, QUEUE_ADD, id);
	sqlite3_bind_int64(st, 2, host_number(f, host));
	sqlite3_bind_int64(st, 3, rank);
	sqlite3_bind_int(st, 4, (int)t->kind);
	bind_str(st, 5, t->start);
	bind_str(st, 6, t->via);
	bind_str(st, 7, t->title);
	sqlite3_bind_int(st, 8, t->depth);
	sqlite3_bind_int(st, 9, t->hops);
	bind_place(st, &t->place);
	bind_str(st, 17, t->form);
	bind_str(st, 18, put_seek(&t->place.seek, seek));
	run(f, QUEUE_ADD);
	if (sqlite3_changes(f->db) == 0)
		return walk_again(f, id, t);
	change_waiting(f, WAIT_ADD, id, host_number(f, host), rank);
	count(f, host, t->start, 1, 0);
	return true;
}

bool
frontier_next(struct frontier *f, struct str host, long long now,
    struct arena *a, struct todo *t)
{
	sqlite3_stmt *st = statement(f, WAIT_NEXT);
	int rc;

	sqlite3_bind_int64(st, 1, host_number(f, host));
	sqlite3_bind_int64(st, 2, now);
	rc = sqlite3_step(st);
	check(f, rc);
	if (rc == SQLITE_ROW)
		*t = (struct todo){ .id = sqlite3_column_int64(st, 0),
			.url = column(st, 1, a),
			.kind = (enum kind)sqlite3_column_int(st, 2),
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
			.rank = sqlite3_column_int64(st, 24),
			.known = { column(st, 9, a), column(st, 10, a),
			    column(st, 11, a), column(st, 12, a),
			    column(st, 13, a), column(st, 14, a) } };
	check(f, sqlite3_reset(st));
	return rc == SQLITE_ROW;
}

long long
frontier_due(struct frontier *f, struct str host)
{
	sqlite3_stmt *st = statement(f, WAIT_DUE);

	sqlite3_bind_int64(st, 1, host_number(f, host));
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
			.kind = (enum kind)sqlite3_column_int(st, 1),
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
	struct str host = url_authority(t->url.p);
	long long id = queue_id(f, t->id);

	if (!change_waiting(f, WAIT_DONE, id, host_number(f, host), t->rank))
		return;
	count(f, host, t->start, -1, 1);
	if (t->form.p == NULL)
		return;
	change_row(f, FORM_USED, id);
	run(f, FORM_USED);
}

void
frontier_retry(struct frontier *f, const struct todo *t, long long due)
{
	sqlite3_stmt *st = change_row(f, WAIT_RETRY, queue_id(f, t->id));

	sqlite3_bind_int64(st, 2, host_number(f, url_authority(t->url.p)));
	sqlite3_bind_int64(st, 3, t->rank);
	sqlite3_bind_int(st, 4, t->tries);
	sqlite3_bind_int64(st, 5, due);
	run(f, WAIT_RETRY);
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
	/* What another page has noted is yet to be put behind its pieces. */
	if (f->noted.page == page) {
		buf_reset(&f->noted.links);
		f->noted.pieces = 0;
	}
	sqlite3_bind_int64(change(f, LINK_CLEAR), 1, page);
	run(f, LINK_CLEAR);
}

void
frontier_links_note(struct frontier *f, long long page, const struct todo *t)
{
	struct noted *n = &f->noted;
	struct buf *b = &n->links;

	if (n->page != page) {
		put_links(f);
		*n = (struct noted){ .page = page, .links = *b };
	}
	/* A piece is full: what follows begins the next one. */
	if (b->n > MAX_PIECE)
		put_links(f);
	add_number(b, t->kind);
	add_number(b, t->place.page > 0);
	add_number(b, t->place.rows);
	add_number(b, (long long)t->url.n);
	add_number(b, (long long)t->title.n);
	buf_addstr(b, t->url);
	buf_addstr(b, t->title);
	assert(buf_ok(b));
}

static long long
head_of(const struct todo *page)
{
	return page->place.head > 0 ? page->place.head : page->id;
}

/* The link that stands first in a piece, as frontier_links_note() wrote it. */
static struct todo
take_link(struct str *links, const struct todo *page, struct arena *a)
{
	struct todo t = { .start = page->start, .via = page->url,
		.depth = page->depth + 1 };
	size_t url, title;
	bool next;
	long rows;

	t.kind = (enum kind)take_number(links);
	next = take_number(links) != 0;
	rows = (long)take_number(links);
	url = (size_t)take_number(links);
	title = (size_t)take_number(links);
	t.url = arena_str(a, str_sub(*links, 0, url));
	t.title = arena_str(a, str_sub(*links, url, title));
	*links = str_sub(*links, url + title, links->n);
	if (next) {
		t.depth = page->depth;
		t.place = (struct place){ .head = head_of(page),
			.page = page->place.page + 1, .rows = rows };
	}
	return t;
}

void
frontier_links_each(struct frontier *f, const struct todo *page,
    void (*each)(void *, const struct todo *), void *arg)
{
	struct arena *a = arena_new(64 << 20);
	sqlite3_stmt *st = statement(f, LINK_LIST);
	struct todo *todo = NULL;
	struct str links;
	size_t i, n = 0;
	int rc;

	put_links(f);
	sqlite3_bind_int64(st, 1, page->id);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
		links = column(st, 0, a);
		while (links.n > 0) {
			todo = arena_grow(a, todo, n, sizeof(*todo));
			todo[n++] = take_link(&links, page, a);
		}
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
	sqlite3_bind_int64(st, 4, queue_id(f, page->id));
	seen = number(f, st, 0) == 1;
	st = change_row(f, QUEUE_LINKS, queue_id(f, page->id));
	bind_str(st, 2, fingerprint);
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
