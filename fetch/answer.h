/* SPDX-License-Identifier: MIT */
/*
 * answer: what an answer to a visit means, and what a visit that gets none
 * means. Each function archives, logs and counts, and tells the frontier.
 */
#ifndef ANSWER_H
#define ANSWER_H

#include "visit.h"

/* An answer for a page, or a failure. */
void answer_page(struct crawl *, struct visit *, const struct http_reply *);

/* An answer for robots.txt: sets host->robots, or tries again later. */
void answer_robots(struct crawl *, struct visit *, const struct http_reply *);

/* The URL is not to be asked for: done, with the reason. */
void answer_refuse(struct crawl *, struct visit *, const char *reason);

/*
 * The https of its host is dead: http is asked for in its place, and the log
 * says so. The reply is NULL when that was known before.
 */
void answer_plain(struct crawl *, struct visit *, const struct http_reply *);

#endif
