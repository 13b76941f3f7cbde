/* SPDX-License-Identifier: MIT */
/*
 * crawllog: writes the log that crawllog(5) describes, DIR/crawl-TIME.jsonl,
 * which has .open behind its name until it is finished.
 */
#ifndef CRAWLLOG_H
#define CRAWLLOG_H

#include "frontier.h"
#include "host.h"
#include "portal.h"

struct crawllog;

/* One attempt to get a URL. STR_NONE, and 0 for numbers, are null. */
struct attempt {
	struct str time;	/* RFC 3339, UTC */
	const struct todo *todo;
	struct str url;		/* if not the todo's (robots.txt) */
	enum kind kind;
	int status;
	long long bytes;	/* of the body as received */
	int duration_ms;
	struct str outcome, reason, detail, tls;
	const struct warc_place *place;		/* NULL: not archived */
	struct str digest, etag, last_modified, location;
};

/* The file is made with the first line. `dir` must outlive the log. */
struct crawllog *crawllog_open(const char *dir);

void crawllog_attempt(struct crawllog *, const struct attempt *);

/* How a host is at the end of a run; left: URLs that wait for it. */
void crawllog_host(struct crawllog *, const struct host *,
    enum portal_official, long long left, struct str time);

/*
 * Makes what was written durable and says how far the file goes: its final
 * name, without folder, in *name ("" when there is none yet), borrowed.
 */
void crawllog_sync(struct crawllog *, const char **name, long long *bytes);

/* Gives the file its name and frees. */
void crawllog_close(struct crawllog *);

/*
 * Takes up what a crash left: cuts PATH, which ends in ".open", behind
 * `bytes` and gives it its name; removes it when bytes is not positive.
 */
void crawllog_recover(const char *path, long long bytes);

#endif
