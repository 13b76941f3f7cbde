/* SPDX-License-Identifier: MIT */
/*
 * whole: a statutory table of several grids that follow each other: a page
 * break cut it, it is set in two columns, its headers stand still above the
 * rows that scroll, or each row has a table of its own. A table 3 with its rows
 * as columns is turned.
 */
#ifndef WHOLE_H
#define WHOLE_H

#include "forms.h"
#include "part.h"

enum { WHOLE_MAX_PIECES = 60 };		/* one a row, at worst */

struct whole {
	struct grid grid;
	struct part_piece piece[WHOLE_MAX_PIECES];
	int n;
	bool uneven;		/* rows of their own, not all as wide */
	bool turned;		/* its rows were the columns of the table */
	size_t next;		/* block behind it */
};

/*
 * Puts the table that starts in block i together, whose cells code.c has
 * read. Scraps between two pieces that are none themselves are passed over, and
 * what is of an earlier year than the rest, with the warning second_table.
 */
void whole_collect(struct doc *, const struct forms *, size_t i,
    struct whole *);

#endif
