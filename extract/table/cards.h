/* SPDX-License-Identifier: MIT */
/*
 * cards: tables 2 to 4 that are no tables: cards, lists or lines, each with a
 * heading of the form over labels of the form that have one number each.
 */
#ifndef CARDS_H
#define CARDS_H

#include "doc.h"
#include "forms.h"

/*
 * Makes grids of such lines in d->blocks, of tables that the document has not
 * otherwise, where labels leave nothing open: all outcomes of table 4 whose sums
 * hold, headers of table 2 under its rows, rows of table 3 with all who asked
 * or with one number. Tables have no numbers after that. True if there was
 * anything.
 */
bool cards_pass(struct doc *, const struct forms *);

#endif
