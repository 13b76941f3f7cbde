/* SPDX-License-Identifier: MIT */
/*
 * figcode: what a number in prose counts, by the patterns of
 * common/dict/figure.tsv. The file says at its head how they are written.
 */
#ifndef FIGCODE_H
#define FIGCODE_H

#include "doc.h"
#include "figword.h"

struct figcode;

/* The patterns and their words, read into the arena. */
const struct figcode *figcode_load(struct arena *);

const struct figwords *figcode_words(const struct figcode *);

/* Where a number stands; all Simplified. */
struct figcode_place {
	struct str unit;	/* n = 0 when none is printed */
	struct str head;	/* in front of it in its clause */
	struct str bare;	/* the same without 为, 达, 共 and such */
	struct str tail;	/* behind it, up to the next number */
	struct str sentence;	/* in front of it */
	struct str rest;	/* behind it in its sentence */
	struct str paragraph;	/* in front of it */
	int scope;		/* FIGSCOPE_YEAR ...: of what time it is */
	const struct doc *d;	/* whose report it is */
	struct str clause;	/* in front of it, other numbers or not */
	struct str last;	/* the code of the last one in its sentence */
};

/* A code. */
struct figcode_match {
	struct str ind;		/* STR_NONE: no pattern, or none for certain */
	struct str max;		/* its greatest plausible value, a decimal */
	bool one;		/* a report has one number of this code */
	bool doubtful;		/* the clause speaks of what no pattern knows */
};

/*
 * The code whose pattern accounts for most of the text; none when none fits or
 * two codes fit equally well.
 */
struct figcode_match figcode_find(const struct figcode *,
    const struct figcode_place *);

#endif
