/* SPDX-License-Identifier: MIT */
/*
 * note: what a visit leaves: records in the archive, a line in the crawl log,
 * a count, and its place in the queue.
 */
#ifndef NOTE_H
#define NOTE_H

#include "list.h"
#include "visit.h"

struct note {
	const char *outcome, *reason;	/* as crawllog(5); reason may be NULL */
	struct str detail;		/* instead of libcurl's words */
	struct str location;		/* instead of the server's */
	struct warc_place place;	/* file "": not archived */
	struct str digest;		/* of the body, if it is known */
	struct str truncated;		/* the body is not whole: why, or "" */
	struct list links;		/* found on the page */
};

/* Archives the exchange and sets the place; ends the program if it can't. */
void note_archive(struct crawl *, const struct visit *,
    const struct http_reply *, enum warc_profile, struct note *);

/* Logs an attempt; the reply is NULL when nothing was sent. */
void note_attempt(struct crawl *, const struct visit *,
    const struct http_reply *, const struct note *);

/* Logs and counts it, and the URL is done with in this run. */
void note_settle(struct crawl *, struct visit *, const struct http_reply *,
    struct note *);

/*
 * Logs it and tries again later or, if this try counts and was the last one,
 * rejects the URL and is false.
 */
bool note_retry(struct crawl *, struct visit *, const struct http_reply *,
    struct note *, bool counts);

#endif
