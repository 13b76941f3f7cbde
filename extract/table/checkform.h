/* SPDX-License-Identifier: MIT */
/*
 * checkform: what a report as a whole must have (DOMAIN.md B, S1-S4), and
 * whether it was published in time (L1).
 *	S3	a 信息处理费 was charged, and section 六 says there is nothing
 *	S4	rows of table 3, cells of table 4 without any number, where
 *		they are more than 10 and 5; the subject is the table
 *	L1	published later than the regulation allows; the subject is
 *		the date, lhs and rhs are yyyymmdd
 * Warnings, of reports for 2019 and later that are not of universities and
 * the like: section_missing, table_missing (S1), section_empty (S2: section
 * 五); of all reports year_mismatch, for each column of a table that is said to
 * be of another year.
 */
#ifndef CHECKFORM_H
#define CHECKFORM_H

#include "doc.h"

/* Adds to d->checks and d->warnings; needs all facts, cells and figures. */
void checkform_pass(struct doc *);

#endif
