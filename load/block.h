/* SPDX-License-Identifier: MIT */
/*
 * block: the cells of a record as store.cell_block has them: some rows of a
 * table in one row, because a row of the database costs as much as dozens of
 * numbers in it. What the slots of a block are, its layout, is stored once
 * for all blocks that have it; there are few, because forms are forms.
 */
#ifndef BLOCK_H
#define BLOCK_H

#include "line.h"

enum { BLOCK_SLOTS = 35 };	/* five rows of table 3 */

struct block {
	const struct cell_in *cells;	/* as they stand in the record */
	size_t n;			/* 1 to BLOCK_SLOTS */
	int part;			/* from 0, of the blocks of one tbl */
	/* digest_key() of the slots' rows, columns, units and places. */
	int64_t layout;
};

/* Remembers layouts that were named lately. */
struct block_names;

struct block_names *block_names_new(void);
void block_names_free(struct block_names *);

/* All blocks of a record, in the arena; how many to *n. */
struct block *block_cut(struct arena *, struct block_names *,
    const struct record *, size_t *n);

/* Where a cell stands from the first of its block. */
int block_down(const struct block *, size_t slot);
int block_across(const struct block *, size_t slot);

/* Whether `raw` needs no saying: the value as it is written, or nothing. */
bool block_raw_is_plain(const struct cell_in *);

#endif
