/* SPDX-License-Identifier: MIT */
/*
 * frontier: what is to be fetched, what is known of what was fetched, and
 * how each host behaved, in one SQLite file. Every sqlite3_* call is here.
 *
 * All changes go into an open transaction; frontier_commit() makes them
 * durable and must come after the bytes they tell of are durable, so
 * that a crash at any moment loses only what was never
 * acknowledged. A run that was not ended goes on where it stopped when a run
 * with the same key is begun.
 *
 * A database that fails is a bad environment: these functions end the
 * program (fatal) rather than return.
 */
#ifndef FRONTIER_H
#define FRONTIER_H

#include "arena.h"
#include "kind.h"
#include "seek.h"
#include "warc.h"

struct frontier;

/* What is known of a URL from the last time it answered with content. */
struct known {
	struct str etag, last_modified;
	struct str digest;		/* payload digest, as in the WARC */
	struct str record_id;		/* of the response record */
	struct str record_date;
	/*
	 * What the links on it were chosen by; when that is not what this
	 * run chooses by, an unchanged list must be read again.
	 */
	struct str links_key;
};

/* Where a page of a list stands, and how the pages before it were. */
struct place {
	long long head;		/* URL id of the first page; 0: it is it */
	int page;			/* from 0 */
	long rows;			/* on the pages before, -1: not known */
	int barren;			/* pages in a row without a report */
	int gap;			/* pages in a row that failed */
	bool past;			/* the one before was too old */
	bool again;			/* it had rows that another one has */
	/*
	 * Where it is looked at in a search, from the page `via`: no page
	 * follows it, and a walk that comes here reads it again.
	 */
	struct seek seek;
};

/* One URL to be fetched in this run. */
struct todo {
	/* Of the URL, and its place in the queue; set by frontier_next(). */
	long long id, rank;
	struct str url;			/* normalised */
	enum kind kind;
	struct str start;		/* of the portal it came from */
	struct str via;			/* the page it was found on, or "" */
	struct str title;		/* the link's text, or "" */
	int depth;			/* lists inside lists, from the start */
	int hops;			/* redirects that led here */
	int tries;			/* failed ones so far */
	struct place place;		/* of a list */
	/*
	 * What it is asked for with, or STR_NONE: a form of the page before,
	 * which is no part of its URL because it is large and soon stale.
	 */
	struct str form;
	struct known known;		/* set by frontier_next() */
};

struct frontier *frontier_open(const char *path);
void frontier_close(struct frontier *);
void frontier_commit(struct frontier *);

/* Begins or goes on with the run of this key; true if it goes on. */
bool frontier_begin(struct frontier *, const char *key);

/*
 * Forms of an earlier process are stale: of lists that were being walked by
 * them the first page is due again, which has new ones.
 */
void frontier_forms_forget(struct frontier *);

/* The pages of this list that were asked for by forms are not had. */
void frontier_forms_clear(struct frontier *, long long head);

/*
 * The same, and its first page is due again, to be walked on from: true. False
 * where nothing was done because a walk is under way.
 */
bool frontier_forms_restart(struct frontier *, long long head);

/* The run is complete: what it could not do is left to the next one. */
void frontier_end(struct frontier *);

/*
 * Lists change while a run waits: the first pages of those of a run that was
 * begun (or made fresh) before `than` (seconds) are due again, and the run is
 * fresh from `now` on.
 */
void frontier_refresh(struct frontier *, long long than, long long now);

/*
 * Queues a URL unless this run already did; true if it was new. A host gets
 * first pages of lists first, then what was never had, reports before lists,
 * then the rest and what was refused, what was not looked at for longest
 * first, at last what only a sitemap names: whatever ends a run early, news
 * comes first and the next run comes further. What was refused once, or three
 * times, goes before what is known: where a guard lets so many pass a night,
 * both would else come again in the same order, and the same be refused.
 */
bool frontier_add(struct frontier *, const struct todo *);

/*
 * The next URL of a host ("host:port") that is due at `now` (seconds);
 * strings live in the arena. False if there is none.
 */
bool frontier_next(struct frontier *, struct str host, long long now,
    struct arena *, struct todo *);

/*
 * When the first of what was put off is due (seconds), -1 where nothing was:
 * for a host of which frontier_next() has no more.
 */
long long frontier_due(struct frontier *, struct str host);

/* It answered with content: remember what for the next time. */
void frontier_learn(struct frontier *, const struct todo *,
    const struct known *);

/* It answered that nothing has changed. */
void frontier_same(struct frontier *, const struct todo *);

/* It is found to be where a walk goes on: no other needs to read it again. */
void frontier_found(struct frontier *, const struct todo *);

/*
 * A report or attachment was refused, at `now` (seconds). It is tried again in
 * the next run; refused again on later days, after two days, four, and then
 * each week, whatever leads to it. Says when it is due, 0 for the next run.
 */
long long frontier_refused(struct frontier *, const struct todo *,
    long long now);

/*
 * It is not refused any more: it led elsewhere, which is asked for instead.
 * That it answered, frontier_learn() and frontier_same() say.
 */
void frontier_given(struct frontier *, const struct todo *);

/*
 * Hands over what was refused and is due at `now`, when the run begins, which
 * goes by that; what was refused ten times is left to the lists.
 */
void frontier_refused_each(struct frontier *, long long now,
    void (*each)(void *, const struct todo *), void *arg);

/* It is done with in this run. */
void frontier_done(struct frontier *, const struct todo *);

/* It is to be tried again at `due` (seconds). */
void frontier_retry(struct frontier *, const struct todo *, long long due);

/* Calls each(arg, host, start) for all hosts with work in this run. */
void frontier_hosts(struct frontier *,
    void (*each)(void *, struct str host, struct str start), void *arg);

/* How many URLs of a host are still to be fetched. */
long long frontier_left(struct frontier *, struct str host);

/* How many URLs of this run are to be fetched, and how many were. */
void frontier_counts(struct frontier *, long long *left, long long *done);

/*
 * The links of a page, so that a list that has not changed need not be read
 * again: forget them, note one, hand all to each() to be queued. Of the next
 * page of a list its place is noted as far as this page has made it.
 */
void frontier_links_clear(struct frontier *, long long page);
void frontier_links_note(struct frontier *, long long page,
    const struct todo *);
void frontier_links_each(struct frontier *, const struct todo *page,
    void (*each)(void *, const struct todo *), void *arg);

/*
 * How far a list was ever walked by this key: the page that comes next.
 * frontier_walked() says that a page was read and what follows ("": nothing,
 * the walk is over); frontier_failed() that a page could not be had, which
 * the cursor then stays at until it was. Returns false without a cursor.
 */
void frontier_walked(struct frontier *, const struct todo *page,
    struct str key, struct str next);
void frontier_failed(struct frontier *, const struct todo *page,
    struct str key);
bool frontier_cursor(struct frontier *, const struct todo *head,
    struct str key, struct arena *, struct todo *);

/*
 * Whether another list page of this run from the same start has the same
 * links: then paging goes in circles. Notes the fingerprint for this page.
 */
bool frontier_links_seen(struct frontier *, const struct todo *page,
    struct str fingerprint);

/* What is remembered of a host. Times are seconds since 1970. */
struct host_record {
	struct str name;
	struct str state, reason;	/* as crawllog(5) */
	long long since, next_due;
	int robots_status;		/* HTTP status, 0: none */
	long long robots_at;		/* 0: never asked */
	struct str robots;		/* the body */
	int throttles;			/* in a row, the last one at ... */
	long long throttled_at;
	int tls;			/* as http.h, learned at ... */
	bool plain;			/* its https is dead */
	long long tls_at;
};

bool frontier_host_get(struct frontier *, struct str name, struct arena *,
    struct host_record *);
void frontier_host_put(struct frontier *, const struct host_record *);

/*
 * How far a file (WARC or crawl log) was acknowledged, in bytes; -1 for a
 * file that never was. Part of the same transaction as what it tells of.
 */
void frontier_file_put(struct frontier *, const char *name, long long bytes);
long long frontier_file_get(struct frontier *, const char *name);

#endif
