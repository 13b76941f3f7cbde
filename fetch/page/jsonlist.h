/* SPDX-License-Identifier: MIT */
/*
 * jsonlist: the links of a list that comes as JSON. Portals name things much
 * alike (jsonkeys.tsv): every object that has a title and a URL is a row,
 * whatever it lies in (gkmlpt, UCAP search, the lists of www.gov.cn). Some of
 * it may stand in an object inside it.
 */
#ifndef JSONLIST_H
#define JSONLIST_H

#include "links.h"

enum { JSONLIST_MAX_DEPTH = 64 };	/* deeper objects are passed over */

/* Whether a page is JSON, or a call with it, rather than HTML. */
bool jsonlist_is(struct str text);

/*
 * Adds the rows of JSON that came from `url`; stops at the first fault. Without
 * any, those of JSON in its strings. Rows without an address lead where
 * `pattern` (rowurl.h) has it, if there is one.
 */
void jsonlist_read(struct arena *, struct str text, const char *url,
    struct str pattern, struct links *);

/* The HTML with links that JSON carries in strings, or STR_NONE. */
struct str jsonlist_html(struct arena *, struct str text);

/*
 * Adds the columns of reports of a gkmlpt, whose index page has the tree of
 * all columns in a script, as links to their lists.
 */
void jsonlist_tree(struct arena *, struct str text, const char *url,
    struct links *);

#endif
