/* SPDX-License-Identifier: MIT */
/*
 * visit: one URL from the moment its host is due until all that its answer
 * means is noted: archived, logged, its links queued, its host's manners
 * remembered.
 */
#ifndef VISIT_H
#define VISIT_H

#include "cdxj.h"
#include "crawllog.h"
#include "http.h"
#include "portal.h"

enum {
	VISIT_MAX_HOPS = 10,		/* redirects of a page */
	VISIT_MAX_ROBOTS_HOPS = 5,	/* of robots.txt (RFC 9309 2.3.1.2) */
	VISIT_MAX_TRIES = 3,
	VISIT_RETRY_S = 2,		/* doubled with each try */
	VISIT_MAX_BARREN = 100,		/* in a row without any report */
	VISIT_MAX_GAP = 2,		/* of them that failed, in a row */
	VISIT_MAX_COLUMNS = 3,		/* columns inside columns */
	VISIT_MAX_IDLE = 4,
	VISIT_FRESH_S = 43200,		/* how long a list is good for a run */
	VISIT_ROBOTS_S = 86400		/* how long robots.txt is good for */
};

/* What a run counts; the first is the sum of the next three. */
struct tally {
	long seen, ok, same, rejected;
	long lists, reports, attachments, redirects, retries, requests;
	long empty;			/* starts that lead nowhere */
	long incomplete;		/* lists that kept less than promised */
	long long bytes;
	long long left, done;		/* URLs of the queue */
};

/*
 * What visits share. Not a module of its own: fetch.c makes one. It belongs to
 * the thread that takes answers in; the other one reads nets and portals.
 */
struct crawl {
	struct frontier *frontier;
	struct warc_writer *warc;
	struct cdxj index;		/* of the archive */
	struct crawllog *log;
	struct hosts hosts;
	struct addresses addresses;	/* of the thread that asks */
	struct portals portals;
	const struct nets *nets;	/* --allow-net */
	int year_from, year_to;
	struct tally tally;
	/* Up to where the WARC file must be acknowledged; "" for nothing. */
	char warc_file[256];
	long long warc_bytes;
	long uncommitted;		/* changes since the last commit */
	struct visit *idle;		/* a few, to be used again */
	int n_idle;
	struct arena *work;	/* of the visit whose answer is taken in */
};

struct visit {
	struct visit *next;		/* idle, or handed over */
	/*
	 * What it is asked with stays, as long as hosts wait and however many
	 * do; what its answer means needs more memory, which all share.
	 */
	struct arena *own, *arena;
	struct host *host;
	struct todo todo;
	const struct portal *portal;	/* NULL: a URL of the command line */
	bool robots;			/* robots.txt is asked for first */
	const char *url;		/* what is asked for */
	struct http_get get;		/* and how */
	long long due_us, ready_us;	/* when next, when at first (ask) */
	char date[WARC_DATE_SIZE];	/* when it was asked */
	/* Its response record, if it was packed; the digest alone if known. */
	struct warc_packed packed;
};

/* Microseconds since 1970. */
long long visit_now(void);

/*
 * What a ready host has to be asked next, robots.txt first; the visit is the
 * caller's until visit_finish(). Settles without a request what must not be
 * asked for. NULL when there is nothing; then it sets host->work or
 * host->wake_us.
 */
struct visit *visit_prepare(struct crawl *, struct host *);

/* Takes an answer in; frees it. */
void visit_finish(struct crawl *, struct http_reply *);

/* Frees a visit that was never asked for. */
void visit_free(struct visit *);

/* Frees what is kept to be used again; nothing may be running. */
void visit_release_idle(struct crawl *);

/* Queues a URL, unless this run already has it; true if it was new. */
bool visit_queue(struct crawl *, const struct todo *);

/* Takes up what the frontier remembers of a host. */
struct host *visit_host(struct crawl *, struct str name, struct str start);

/* Hands the host's state to the frontier. */
void visit_remember_host(struct crawl *, const struct host *);

/*
 * What the links of the todo are chosen by: a list that was read by another
 * key must be read again, changed or not. Lives in the arena.
 */
struct str visit_links_key(const struct crawl *, const struct visit *);

/* http's gate, for the thread that asks: tag is a visit. */
enum http_gate visit_gate(void *crawl, void *tag, const struct sockaddr *);

#endif
