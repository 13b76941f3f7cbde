/* SPDX-License-Identifier: MIT */
/*
 * layout: where words stand in lines that pdftotext -layout printed: the
 * pieces of each line, which of them are numbers, which lines are of one
 * table, at which scale they were set, and the places that the numbers of its
 * rows have in common.
 */
#ifndef LAYOUT_H
#define LAYOUT_H

#include "places.h"
#include "strip.h"

enum {
	LAYOUT_PIECES = PLACES_MAX,	/* of a line */
	LAYOUT_LONG = 10	/* numbers of a row that is a table by itself */
};

/* Columns [from, to) of a line: a number, or words without a wide gap. */
struct layout_piece {
	int from, to;
	bool number;
};

struct layout_line {
	struct str text;
	struct strip strip;
	struct layout_piece *v;
	int n, numbers;		/* pieces, and numbers among them */
	bool mixed;		/* words behind numbers */
};

struct layout {
	struct arena *arena;
	struct layout_line *v;
	int n;
};

/*
 * Takes the lines that may be a table from *rest, which moves behind them, and
 * the numbers of pages out of them; false if too few are rows with numbers. A
 * line of running text, a heading, or one that another reader knows ends them.
 */
bool layout_take(struct layout *, struct str *rest);

/*
 * The end of the part that begins with line `from`. A new page, a section, or
 * headers after rows begin a new one: what stands where is new.
 */
int layout_part_end(const struct layout *, int from);

/* Of lines [from, to) the first with numbers; `to` if there is none. */
int layout_head_end(const struct layout *, int from, int to);

/*
 * The places of the numbers of lines [from, to), and of columns that are blank
 * where the headers leave no doubt; false where they are not clear. The lines
 * are laid out anew for it, at the scale that leaves them clear: characters one
 * column wide, or two.
 */
bool layout_places(const struct layout *, int from, int to, struct places *);

/* The place that piece i has; -1 for none or several. */
int layout_place(const struct layout_line *, int i, const struct places *);

/* The words of piece i. */
struct str layout_words(const struct layout_line *, int i);

/* How many pieces stand in front of the numbers. */
int layout_labels(const struct layout_line *);

/* Drops the first n pieces. */
void layout_drop(struct layout_line *, int n);

/* Whether a line begins with one character that is no cell of its own. */
bool layout_is_upright(const struct layout_line *);

#endif
