/* SPDX-License-Identifier: MIT */
/*
 * wide: the cells of a record as store.cell_row has them, a printed row of a
 * table in one row.
 */
#ifndef WIDE_H
#define WIDE_H

#include "line.h"

enum { WIDE_SLOTS = 7 };

struct wide {
	const struct cell_in *const *cells;	/* of one tbl and ind */
	size_t n;		/* 1 to WIDE_SLOTS */
	int part;		/* from 0 where a row needs several */
	/*
	 * Names what is in the slots: the first 63 bits of a SHA-256 of
	 * columns, units and places against the first.
	 */
	int64_t layout;
};

/* All rows of a record, in the arena; how many to *n. */
struct wide *wide_rows(struct arena *, const struct record *, size_t *n);

/* Whether `raw` needs no saying: the value as it is written, or nothing. */
bool wide_raw_is_plain(const struct cell_in *);

#endif
