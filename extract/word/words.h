/* SPDX-License-Identifier: MIT */
/*
 * words: tables of words, looked for at the start, at the end or anywhere in
 * a text. The first word that fits counts, so longer ones stand first.
 *
 *	static const struct word hedges[] = {
 *		WORD_MEANS("约", "approx"), WORDS_END
 *	};
 */
#ifndef WORDS_H
#define WORDS_H

#include "str.h"

struct word {
	struct str text;
	const char *means;	/* "" where the table needs no meaning */
};

#define WORD_MEANS(lit, what) { { (lit), sizeof(lit) - 1 }, (what) }
#define WORD(lit) WORD_MEANS(lit, "")
#define WORDS_END { { NULL, 0 }, NULL }

/* The word that s starts with, or NULL. */
const struct word *words_start(struct str s, const struct word *);

/* The word that s ends with, or NULL. */
const struct word *words_end(struct str s, const struct word *);

/* Is one of them anywhere in s? */
bool words_in(struct str s, const struct word *);

/* s without any of them at its end. */
struct str words_strip(struct str s, const struct word *);

/* Takes one off the text at *at; its meaning, or NULL. */
const char *words_take(struct str s, size_t *at, const struct word *);

#endif
