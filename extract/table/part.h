/* SPDX-License-Identifier: MIT */
/*
 * part: the rows of one statutory table inside a grid, and the cells that are
 * read from them. Which rows those are is code.c's business; what they mean,
 * that of proactive.c, requests.c, disputes.c and annex.c.
 */
#ifndef PART_H
#define PART_H

#include "doc.h"
#include "forms.h"

enum {
	PART_MAX_COLS = 64,
	PART_MAX_ANCHORS = 20000,	/* of a grid; the largest form has 300 */
	PART_MAX_HEADER = 12,	/* rows of headers; the forms have three */
	PART_MAX_WHOLE = 12	/* digits; no country has counted so far */
};

/* The cells that cover one row, from left to right. */
struct part_row {
	const struct anchor **cell;
	int n;			/* at most PART_MAX_COLS */
	int end;		/* first grid column behind the last cell */
};

/*
 * A table that a page broke in two, or that was set in two columns, is one grid
 * here, of several pieces.
 */
struct part_piece {
	int first;		/* its first row in the grid */
	int no;			/* number of the table it was */
};

/* Rows [from, to) of a grid, all of table `tbl`. */
struct part {
	struct doc *d;
	const struct forms *f;
	const struct grid *g;
	const struct part_row *rows;	/* of the grid; part_index() */
	const struct part_piece *pieces;
	int n_pieces;		/* at least 1; the first starts at row 0 */
	bool turned;		/* rows are columns of the table that was read */
	int tbl, from, to;
	size_t first_cell;	/* cells of the document before this part */
	int repeated;		/* rows that the document had before */
};

/* Sets part.rows. */
void part_index(struct part *);

/* The piece in which a row is. */
const struct part_piece *part_piece_of(const struct part *, int row);

static inline void
part_row(const struct part *p, int row, struct part_row *r)
{
	*r = p->rows[row];
}

/*
 * Whether a cell has digits and nothing else, as most have: its text is its
 * value and its key, and nothing about it is doubtful.
 */
static inline bool
part_is_count(struct str hans)
{
	size_t i = 0;

	if (hans.n == 0 || hans.n > PART_MAX_WHOLE ||
	    (hans.p[0] == '0' && hans.n > 1))
		return false;
	while (i < hans.n && hans.p[i] >= '0' && hans.p[i] <= '9')
		i++;
	return i == hans.n;
}

/* Whether a cell from the one numbered `from` on is a number, is text. */
bool part_has_number(const struct part_row *, int from);
bool part_has_words(const struct part_row *, int from);

/*
 * "栏次 1 2 3 4 5 …": the numbers of the columns. Values of a form are none: the
 * fifth would be the sum of four.
 */
bool part_counts_columns(const struct part *, const struct part_row *);

/* Whether all rows have as many cells, blank ones too. */
bool part_is_square(const struct part *);

/*
 * Whether the next row of flattened text begins with a number, so that no
 * one knows which of the two has a cell too many or too few.
 */
bool part_runs_on(const struct part *, int row);

/* A warning about a row; ind may be STR_NONE. */
void part_warn(const struct part *, const char *code, struct str ind, int row,
    const char *what);

/*
 * A warning about all of a statutory table: one for each column that the
 * document has of it.
 */
void part_warn_table(struct doc *, const char *code, int tbl, struct str what);

/*
 * Adds the cell of ind and col that is printed in an anchor. `unit` is the
 * unit of the form, `printed` the one that stands in the table for this row
 * or column ("" if none): money is brought from one to the other. A cell that
 * is there already stays; if it says something else, with the warning
 * printed_twice.
 */
void part_add(const struct part *, struct str ind, struct str col, int row,
    const struct anchor *, struct str unit, struct str printed);

/* A code x_<n> for a row that no dictionary knows, with its warning. */
struct str part_unknown_row(const struct part *, int row, struct str label);

/* The warning label_damaged, if the label lost letters. */
void part_likeness(const struct part *, struct str ind, int row,
    struct str label, int likeness);

/*
 * Whether the row `ind` can be read: false, and part.repeated grows, when
 * the document has it from an earlier part or row.
 */
bool part_claim(struct part *, struct str ind, int row);

#endif
