/* SPDX-License-Identifier: MIT */
/*
 * gather: the links of a page of a list, whatever it is written in: HTML, rows
 * in a script or in CDATA, JSON, a feed, XML.
 */
#ifndef GATHER_H
#define GATHER_H

#include "list.h"

/*
 * Adds what there is to *links, and what is clicked as links where it can be
 * told where to. Sets l->rows, l->row_url where the page is an interface's,
 * and l->blind where a click for the next page leads nowhere.
 */
void gather_links(struct arena *, struct str text, const char *url,
    const struct list_options *, struct links *, struct list *);

#endif
