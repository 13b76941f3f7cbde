/* SPDX-License-Identifier: MIT */
/*
 * blocks: a list of blocks that is to take the place of a document's: some of
 * its blocks, parts of others and new ones.
 */
#ifndef BLOCKS_H
#define BLOCKS_H

#include "doc.h"

struct blocks {
	struct arena *arena;
	LIST(struct block) list;
};

/* Appends a zeroed block and points at it. */
struct block *blocks_add(struct blocks *);

/* Appends bytes [from, to) of b->hans, if there are words. */
void blocks_add_part(struct blocks *, const struct block *b, size_t from,
    size_t to);

/* The bytes of b->text that bytes [from, to) of b->hans were made from. */
struct str blocks_original(const struct block *b, size_t from, size_t to);

/* Makes the list that of the document. */
void blocks_replace(struct doc *, const struct blocks *);

#endif
