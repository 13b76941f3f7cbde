/* SPDX-License-Identifier: MIT */
/*
 * numfmt: what the number formats of a spreadsheet make of a number
 * (ISO/IEC 29500-1, 18.8.30 and 18.8.31).
 */
#ifndef NUMFMT_H
#define NUMFMT_H

#include "arena.h"
#include "str.h"

enum {
	NUMFMT_YEAR = 1, NUMFMT_MONTH = 2, NUMFMT_DAY = 4, NUMFMT_TIME = 8,
	NUMFMT_DATE = 15,	/* any of these */
	NUMFMT_PERCENT = 16,
	NUMFMT_WIDTH = 11	/* characters of a number without a format */
};

/* What a number is shown as, by the number of the format or by its code. */
int numfmt_builtin(int id);
int numfmt_code(struct str code);

/* A code that shows the digits that the format of this number shows. */
struct str numfmt_builtin_code(int id);

/*
 * The digits that a reader sees of a number that is no date and no percentage.
 * Where they are those of the number, or some of them rounded off, they stand
 * alone; otherwise, in thousands say, the number itself follows in brackets.
 * "□" if the format shows none. A zero is a zero however it is shown, and
 * what a condition in the code would say is not looked at.
 */
struct str numfmt_show(struct arena *, struct str code, double v);

#endif
