/* SPDX-License-Identifier: MIT */
/* strip: a line of text as a terminal shows it, by columns. */
#ifndef STRIP_H
#define STRIP_H

#include "arena.h"
#include "str.h"

enum {
	STRIP_MAX = 1000,	/* columns */
	STRIP_GAP = 2		/* blank ones between two cells */
};

struct strip {
	struct str text;
	uint32_t *on;	/* by column; 0 behind a wide character */
	uint32_t *at;	/* by column, where in the text */
	int n;
};

/*
 * Lays out a line, in the arena; a Chinese character is `wide` columns wide:
 * 2, or 1 where a tool counts characters. False if the line is too wide.
 */
bool strip_write(struct arena *, struct str text, int wide, struct strip *);

/* What stands in column x; a space outside. */
uint32_t strip_at(const struct strip *, int x);

/* The text in columns [from, to). */
struct str strip_text(const struct strip *, int from, int to);

/* Whether column x has no ink. */
bool strip_blank(const struct strip *, int x);

/*
 * The next piece of the line from column *from on, which ends where `gap`
 * blank columns follow: sets *from and *to; false if there is none.
 */
bool strip_piece(const struct strip *, int gap, int *from, int *to);

/*
 * Whether a line has two such pieces, with STRIP_GAP spaces between, and is not
 * too wide.
 */
bool strip_is_parted(struct str text, int wide);

#endif
