/* SPDX-License-Identifier: MIT */
/*
 * opening: the words that open a statutory table, by which each is known
 * before any of its rows is read.
 */
#ifndef OPENING_H
#define OPENING_H

#include "doc.h"

/*
 * The statutory table (2, 3, 4; 14 for any statistics annex) that a cell with
 * this label opens, 0 if none.
 */
int opening_table(struct str hans, struct str key);

/* The label_key() of a cell, whether or not it was read before. */
struct str opening_key(const struct doc *, const struct anchor *);

/*
 * The table that starts in this grid first, 0 if none: also for sections,
 * which are told apart by the tables in them.
 */
int opening_of(const struct doc *, const struct grid *);

#endif
