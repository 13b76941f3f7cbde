/* SPDX-License-Identifier: MIT */
/*
 * feed: the links of a list that comes as RSS or Atom: the entries with their
 * titles and days.
 */
#ifndef FEED_H
#define FEED_H

#include "links.h"

/* Whether a page is a feed rather than HTML. */
bool feed_is(struct str text);

/* Adds the entries of a feed that came from `url`. */
void feed_read(struct arena *, struct str text, const char *url,
    struct links *);

#endif
