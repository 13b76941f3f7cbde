/* SPDX-License-Identifier: MIT */
/*
 * glue: numbers that stand together without a space, as flattening leaves
 * them ("206912106" is 2069 and 12106). They are taken apart only where the
 * arithmetic of the table leaves one way.
 */
#ifndef GLUE_H
#define GLUE_H

#include "str.h"

enum { GLUE_MAX = 16 };

/* What a row must fulfil besides its count. */
enum glue_rule {
	GLUE_COUNT,	/* nothing */
	GLUE_SUM,	/* the last is the sum of the others */
	GLUE_FIVES	/* every fifth is the sum of the four before it */
};

/*
 * The ways to cut runs[0..n) of digits into `count` numbers without leading
 * zeros: 0, 1 or 2 for more than one. With 1, out[] has them.
 */
int glue_cut(const struct str *runs, int n, int count, enum glue_rule,
    struct str *out);

#endif
