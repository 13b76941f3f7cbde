/* SPDX-License-Identifier: MIT */
/*
 * truth: what a made-up report says: tables 2, 3 and 4 of the forms of 2019
 * and 2021 (国办公开办函〔2019〕60号, 〔2021〕30号), with numbers whose sums hold.
 */
#ifndef TRUTH_H
#define TRUTH_H

#include <stdbool.h>

#include "shape.h"

enum { TRUTH_MAX = 360, TRUTH_ROWS = 48, TRUTH_COLS = 7 };

struct truth_cell {
	int tbl;
	char ind[32], col[16];
	char value[24];		/* exact decimal; "" for none printed */
	char state;		/* n number, b blank, a not applicable */
};

struct truth {
	struct truth_cell v[TRUTH_MAX];
	int n;
};

/* A row of table 3: its group in the form ("" if none) and its label. */
struct truth_row {
	const char *ind, *group, *label;
	int forms;		/* 2019, 2021, 0 both */
};

extern const struct truth_row truth_rows[];
extern const char *const truth_columns[TRUTH_COLS];
extern const char *const truth_groups[3], *const truth_outcomes[5];

/* Always the same numbers for one shape and `seed`. */
void truth_make(struct truth *, const struct shape *, unsigned int seed);

const struct truth_cell *truth_find(const struct truth *, int tbl,
    const char *ind, const char *col);

/* Whether the shape's form has this row of table 3. */
bool truth_has(const struct shape *, const struct truth_row *);

#endif
