/* SPDX-License-Identifier: MIT */
/*
 * lattice: tables from the rules that are drawn on a page. Lengths are in
 * points, x from the left, y from the top.
 */
#ifndef LATTICE_H
#define LATTICE_H

#include "doc.h"

/* A rule: horizontal at y `at` from x `from` to `to`, or vertical likewise. */
struct rule {
	double at, from, to;
};

struct rules {
	struct rule *v;
	size_t n;
};

enum {
	LATTICE_MAX_RULES = 2000,	/* of a page, each way */
	LATTICE_MAX_SLOTS = 100000	/* of a table */
};

/* A table: cell [row, col] lies between y[row], x[col] and the next ones. */
struct lattice {
	double *x, *y;
	int cols, rows;		/* one less than there are x, y */
	struct anchor *cells;	/* in reading order, without text */
	size_t n;
	int *owner;		/* by slot: number of its cell, from 1 */
	/*
	 * Left edges of the cells at the bottom whose text fills its last line
	 * to the end, so that it may go on. Set by the caller.
	 */
	LIST(double) full;
};

struct lattices {
	struct arena *arena;
	struct rules words;	/* of the page: each as a rule in its middle */
	LIST(struct lattice) tables;	/* from the top */
};

/*
 * The tables that these rules make; rules that cross belong to one table, and
 * so do those of a table without rules at its sides over and under a row that
 * is one cell. Sorts.
 * What has fewer than two columns or two cells is a frame and no table. False
 * when there are too many rules to tell.
 */
bool lattice_find(struct lattices *, struct rules *horizontal,
    struct rules *vertical);

/* The cell at this place, or NULL; not after lattice_join(). */
struct anchor *lattice_at(const struct lattice *, double x, double y);

/*
 * Takes the rows of `next` in at the end of `base`, if both have the same
 * outer edges and the columns of one are those of the other or a part of
 * them: a table that goes on, on the next page. Rows of the first that `next`
 * repeats at its top are left out; a merged cell that the page cut in two is
 * one again, its label too (`full`), and so is a row whose labels go on and
 * whose other cells have their text on one page. `next` is of no use
 * afterwards.
 */
bool lattice_join(struct arena *, struct lattice *base, struct lattice *next);

#endif
