/* SPDX-License-Identifier: MIT */
/*
 * header: a row of column headers, as tables 2, 8 and 14 have them, and the
 * values of the rows under it.
 */
#ifndef HEADER_H
#define HEADER_H

#include "part.h"

struct header {
	struct str code[PART_MAX_COLS], unit[PART_MAX_COLS];
	struct str printed[PART_MAX_COLS];	/* "万元" of （单位：万元） */
	int from[PART_MAX_COLS], to[PART_MAX_COLS];	/* grid columns */
	int nth[PART_MAX_COLS];	/* how many cells behind the label */
	/* Both again, with blank cells behind it: a wide one may have left them. */
	int wide_to[PART_MAX_COLS], wide_nth[PART_MAX_COLS];
	int n;
	int label;		/* the cell over the labels */
	int cells;		/* of the header row behind that */
	int end;		/* first grid column behind the header row */
	int unit_from, unit_nth;	/* the column 单位; -1 without */
};

/*
 * Reads a row as a header; false if it names no column of the table. Warnings:
 * header_by_position, unknown_column.
 */
bool header_read(const struct part *, int row, const struct part_row *,
    struct header *);

/* What a header or label says of the unit its money is in, or "". */
struct str header_money(const struct part *, struct str unit,
    const struct anchor *);

/*
 * Headers for rows that have none, from `row` on, whose label is cell `label`:
 * where one column behind the labels has all figures, those are it, with the
 * warning header_by_position. False if there are more, or if what stands over
 * it speaks of another year, or of a difference.
 */
bool header_guess(const struct part *, int row, int label, struct header *);

/*
 * Adds the values of a row under its headers: by grid columns where the row
 * is as wide as its header, else by counting where there are as many cells,
 * else not at all, and then it returns false. `e` is NULL for a row that no dictionary knows. Warnings:
 * row_damaged, row_realigned, blank_or_padding, doubtful_row, extra_value.
 */
bool header_values(const struct part *, const struct header *, int row,
    const struct part_row *, int label, const struct form_entry *e,
    struct str ind);

#endif
