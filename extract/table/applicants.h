/* SPDX-License-Identifier: MIT */
/* applicants: the columns of table 3, read from its rows of headers. */
#ifndef APPLICANTS_H
#define APPLICANTS_H

#include "part.h"

struct applicants {
	const struct form_entry *col[PART_MAX_COLS];	/* by grid column */
	int first;		/* first grid column with a value */
	int end;		/* and the one behind the last */
	int wide;		/* the same with other columns of the headers */
	bool headed;		/* those have a header (占比, 备注) */
	int count;		/* the grid column of 行次, -1 without */
	bool by_grid;		/* col[] holds: no span was lost */
	bool padded;		/* rows are filled up with blanks at the end */
	bool right;		/* or in front of the values */
	int widest;		/* cells of the longest such row */
	int stranger;		/* headers before the first unknown one, or 0 */
	int n;
	const struct form_entry *order[PART_MAX_COLS];	/* left to right */
};

/*
 * Reads the headers, which end before row `data`. Columns behind that are no
 * applicant's are left out, with the warning unknown_column; those that the
 * form has and the table has not are named by columns_missing. If there are
 * none that can be: by position, with the warning header_by_position of each column; n is 0
 * where that would be wrong.
 */
void applicants_read(const struct part *, int data, struct applicants *);

#endif
