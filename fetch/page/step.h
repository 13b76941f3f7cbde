/* SPDX-License-Identifier: MIT */
/*
 * step: the pages of a list as the numbers in their addresses have it.
 */
#ifndef STEP_H
#define STEP_H

#include "arena.h"
#include "links.h"

/* A whole number of at most 6 digits, else -1. */
long step_number(struct str);

/*
 * The number behind the last "_" or "-" of the page's own file name, or
 * STR_NONE.
 */
struct str step_file_number(const char *url);

/*
 * The next page as the row of numbers below a list has it, "1 2 3", or
 * STR_NONE.
 */
struct str step_numbered(const struct links *, const char *url);

/*
 * The same where a script reads its pager off links without words, "index_3",
 * "index_2" ...: in the order in which they stand.
 */
struct str step_hidden(const struct links *, const char *url);

/*
 * Page k of a list of which x is page i and y is page j, by the numbers in
 * them; STR_NONE where none tell, or they would not be above 0.
 */
struct str step_at(struct arena *, const char *x, int i, const char *y, int j,
    int k);

/*
 * The page behind `url`, which could not be had, by the step that was made
 * from the page `before` to it; STR_NONE where no number tells.
 */
struct str step_skip(struct arena *, const char *before, const char *url);

#endif
