/* SPDX-License-Identifier: MIT */
/*
 * A table of the data package as a Stata (.dta, format 118) or SPSS (.sav)
 * file, with labels. The same input gives the same bytes.
 *
 * Why a number is missing is kept: Stata has missing values .a to .z, SPSS
 * numbers that the file declares to be missing.
 */
#ifndef STATFILE_H
#define STATFILE_H

enum {
	/* Bytes of a text that Stata's str# can hold. */
	STATFILE_MAX_TEXT = 2045
};

struct statfile_options {
	const char *columns;	/* file that describes the columns */
};

/*
 * Writes the CSV file `from` as file `to`, whose name tells the format.
 * 0, or 3 if texts were cut; fatal if it can't be done.
 */
int statfile_run(const struct statfile_options *, const char *from,
    const char *to);

#endif
