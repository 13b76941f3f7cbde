/* SPDX-License-Identifier: MIT */
/*
 * ask: the thread that talks to the servers. It is handed visits that are
 * ready, starts each when its host is due, and hands the answers back. So
 * that pauses are kept to a fraction of a millisecond it does nothing else:
 * what answers mean, the archive and the database are the caller's, whose
 * waits for a disk cost no request its time.
 */
#ifndef ASK_H
#define ASK_H

#include "visit.h"

struct ask;

/* max_requests and max_bytes end it (0: no limit). `crawl` is for the gate. */
struct ask *ask_start(struct crawl *, const char *user_agent,
    const char *spool_dir, long max_requests, long long max_bytes);

/* Hands a visit over until its answer comes. */
void ask_put(struct ask *, struct visit *);

/*
 * The answers that are there, a list to be freed one by one; waits for one
 * until until_us. NULL when none came, or none will: see ask_is_over().
 */
struct http_reply *ask_answers(struct ask *, long long until_us);

/* Starts nothing more, and gives what is running some seconds. */
void ask_stop(struct ask *);

/* Whether a limit or ask_stop() ends it. */
bool ask_is_ending(const struct ask *);

/* Whether it has, and every answer was handed back. */
bool ask_is_over(struct ask *);

long ask_requests(const struct ask *);

/* Ends the thread; visits that were never started are freed. */
void ask_free(struct ask *);

#endif
