/* SPDX-License-Identifier: MIT */
/*
 * flat: tables whose cells stand one a line, "text |", with the bars of the
 * missing cells of a row on a line of their own, "|||", and the last row of a
 * table not padded (what trafilatura 1.10 to 2.0 prints). Spans are lost,
 * empty cells are kept as "|", and tables may follow each other without a
 * line between.
 */
#ifndef FLAT_H
#define FLAT_H

#include "doc.h"

/* A cell, or the bars that stand for `pads` missing cells (then no text). */
struct flat_token {
	struct str text;
	int pads;
};

struct flat {
	struct flat_token *v;
	size_t n;
};

/* Appends what a line holds: "a |", "a | b |||", "a | |||", "|", "|||". */
void flat_line(struct arena *, struct flat *, struct str line);

/*
 * Appends the tables to d->blocks; as paragraphs, with the warning
 * flat_table_unparsed, if there are too many cells or no rows to be found.
 */
void flat_tables(struct doc *, const struct flat *);

/* A new empty grid, appended to d->blocks, with its number. */
struct grid *flat_new_grid(struct doc *);
void flat_add_cell(struct doc *, struct grid *, int row, int col,
    struct str text);

#endif
