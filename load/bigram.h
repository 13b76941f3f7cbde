/* SPDX-License-Identifier: MIT */
/*
 * bigram: what research.search() looks into. The words of a text are its
 * characters, A to Z in small letters, each with its right neighbour, or
 * alone before a mark and at the end; marks are not in words. So a word of
 * two characters is one of these, and a longer one the sum of several.
 * base.pairs() makes the words of a query in the same way.
 */
#ifndef BIGRAM_H
#define BIGRAM_H

#include "buf.h"
#include "pg.h"

enum {
	/* Of a longer text the start: a tsvector has room for 2^20 bytes. */
	BIGRAM_MAX_CHARS = 120000
};

/* Room for the words of one text. */
struct bigrams;

/* marks: characters of the BMP. */
struct bigrams *bigram_new(struct str marks);
void bigram_free(struct bigrams *);

/* A text's words as a field of a COPY, of type tsvector. */
void bigram_copy(struct bigrams *, struct buf *, struct str text);

/* The words of all reports that wait for them in derived.wordless. */
enum pg_rc bigram_refresh(struct pg *);

#endif
