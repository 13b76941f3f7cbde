/* SPDX-License-Identifier: MIT */
/*
 * guess: the next page of a list whose pager is drawn by a script that nobody
 * described (dialects.tsv), by what such scripts have in common: they are told
 * what the page's own file is called, or put a number into its name.
 */
#ifndef GUESS_H
#define GUESS_H

#include "arena.h"

/*
 * The page behind this one, which is the page'th from 0, relative to `url`, or
 * STR_NONE. Into *pages goes how many there are where something says so; else
 * it is left alone.
 */
struct str guess_next(struct arena *, struct str text, const char *url,
    int page, long *pages);

#endif
