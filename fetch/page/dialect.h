/* SPDX-License-Identifier: MIT */
/*
 * dialect: how portals number the pages of their lists (dialects.tsv).
 */
#ifndef DIALECT_H
#define DIALECT_H

#include "list.h"

/*
 * Sets the next page as a dialect numbers it, normalised, and what the page
 * says of the whole list; leaves alone what it does not tell. `rows` must be
 * known. `last` are the dialects that are asked where no link leads on, the
 * others come first.
 */
void dialect_pages(struct arena *, struct str text, const char *url,
    const struct links *, const struct list_options *, bool last,
    struct list *);

/* Whether `dialect` of the options may be called so. */
bool dialect_is(struct str name);

/* Whether the address, or its form, asks for the first page of something. */
bool dialect_is_first(void *unused, struct str address);

/* The same with the number of the page behind it, or STR_NONE. */
struct str dialect_behind(struct arena *, const char *url);

/* Whether it asks for a page by its number. */
bool dialect_is_numbered(void *unused, struct str address);

#endif
