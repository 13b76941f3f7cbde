/* SPDX-License-Identifier: MIT */
/*
 * figmake: makes a figure of a number that was read in a sentence: what
 * it counts, of what time, how exact, and which code it has.
 */
#ifndef FIGMAKE_H
#define FIGMAKE_H

#include "figcode.h"
#include "figscope.h"
#include "mention.h"

/* The sentence that is read, and what was found in it so far. */
struct figmake {
	/* Set by who reads it. */
	struct doc *d;
	const struct figcode *codes;
	struct figscope scope;
	int section;
	struct str text;	/* the section, Simplified */
	struct str s, found;	/* the sentence, Simplified and as found */
	struct str previous;	/* the one before it, Simplified */
	size_t clause;		/* where the clause begins */
	bool identical;		/* s and found, byte by byte */
	bool same_length;	/* character by character */
	/* Set by figmake_add(), cleared for each sentence by who reads it. */
	size_t last_end;	/* behind the last figure of the sentence */
	size_t last_start;
	size_t outer_end;	/* behind the last one outside of remarks */
	struct str last_unit;
	struct str last_head;	/* what figmake_clause() said of it */
	struct str contested;	/* a code that several claim, the latest */
	int said;		/* FIGSCOPE_..., of what time the last one is */
	size_t summed;		/* behind the last figure of any sentence that
				   is 累计 without a time; 0: none */
	bool last;		/* there is one in this sentence */
	bool full;		/* FIGURE_MAX was reached */
	size_t map_s, map_found;	/* the same place in both */
};

/* What stands between two numbers that are the ends of a range: 至, - */
extern const struct word figmake_to[];

/* What stands between two in a row: 、, 和 */
extern const struct word figmake_joins[];

/* Is the character a comma or a stronger stop? */
bool figmake_ends_clause(uint32_t c);

/* What stands in front of byte `start` in its clause, up to the last figure. */
struct str figmake_clause(const struct figmake *, size_t start);

/*
 * Appends the mention to d->figures, with its warnings; `given` is its
 * qualifier, or NULL: to be told from the text. Mentions of a sentence come in
 * order. Past FIGURE_MAX nothing is added, and `full` is set.
 */
void figmake_add(struct figmake *, const struct mention *, const char *given);

#endif
