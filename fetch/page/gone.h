/* SPDX-License-Identifier: MIT */
/*
 * gone: pages that are answered as if they were there and are not. What they
 * say is data (apologies.tsv). A page with much text is never one of them, and
 * one with a report only if it says itself that it is not there: losing a
 * report is worse than keeping an apology.
 */
#ifndef GONE_H
#define GONE_H

#include "arena.h"

enum { GONE_MAX_TEXT = 900 };	/* bytes that an apology has at most */

/*
 * What the page says that shows that it is gone, borrowed, or STR_NONE. One
 * where a portal starts may send to its front page.
 */
struct str gone_page(struct arena *, struct str html, const char *url,
    bool is_start);

/*
 * Whether a redirect from a page to another, both normalised, says that it
 * is gone: to the front page, or to one that says so by its name.
 */
bool gone_redirect(const char *from, const char *to);

#endif
