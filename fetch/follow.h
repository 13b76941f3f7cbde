/* SPDX-License-Identifier: MIT */
/*
 * follow: what a page leads to is queued, and lists are walked: page by page
 * or, where only some years are wanted, from where those begin (seek.h).
 */
#ifndef FOLLOW_H
#define FOLLOW_H

#include "note.h"

/*
 * Queues what n->links says that a page leads to, and notes it for when it
 * has not changed. Of a list also what comes behind it; what is not looked at
 * becomes the reason of *n.
 */
void follow_links(struct crawl *, const struct visit *, struct note *,
    bool is_list);

/* The same for a page that has not changed. */
void follow_again(struct crawl *, const struct visit *);

/*
 * A page of a list could not be had. The pages behind it are no less wanted:
 * it is asked for in another way, or passed over.
 */
void follow_skip(struct crawl *, const struct visit *);

#endif
