/* SPDX-License-Identifier: MIT */
/*
 * feed: the links of a list that comes as RSS or Atom: the entries with their
 * titles and days.
 */
#ifndef FEED_H
#define FEED_H

#include "buf.h"
#include "links.h"

/* Whether a page is a feed rather than HTML. */
bool feed_is(struct str text);

/* Adds the entries of a feed that came from `url`. */
void feed_read(struct arena *, struct str text, const char *url,
    struct links *);

/*
 * Whether a page is XML of some other kind, without HTML in it: rows whose
 * parts are elements. feed_json() adds it as JSON, an object for an element
 * that has others in it, in whatever order.
 */
bool feed_is_xml(struct str text);
void feed_json(struct buf *, struct str text);

#endif
