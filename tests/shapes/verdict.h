/* SPDX-License-Identifier: MIT */
/* verdict: what nianbao-extract read, beside what stands there. */
#ifndef VERDICT_H
#define VERDICT_H

#include <jansson.h>

#include "truth.h"

struct verdict {
	int right;
	int flagged;	/* wrong, or not of the form, but with a doubt */
	int absent;	/* no cell */
	int silent;	/* wrong and nothing says so */
	int doubts;	/* right, with a doubt all the same */
};

/*
 * Compares a record(5) with the truth. A doubt is a warning of the cell, its
 * row or its column (any of table 4, which is one row), or a check that
 * failed and that has the cell in it. Says each cell that is not right when
 * `say` is set.
 */
void verdict_read(struct verdict *, const struct truth *, const json_t *,
    bool say);

#endif
