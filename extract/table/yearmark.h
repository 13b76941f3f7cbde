/* SPDX-License-Identifier: MIT */
/*
 * yearmark: of which year a table says that it is. A page may show last
 * year's tables beside this year's: under headings, captions or rows of their
 * own, or with a line below (以上为2022年数据).
 */
#ifndef YEARMARK_H
#define YEARMARK_H

#include "doc.h"

/* 上年, 本年: years that can be compared with each other only. */
enum { YEARMARK_LAST = 1, YEARMARK_THIS = 2 };

/*
 * The year that a heading, a caption or a cell names: 2022, YEARMARK_LAST or
 * YEARMARK_THIS; 0 if it names none or several, or a date, or is a sentence.
 */
int yearmark_read(struct arena *, struct str hans);

/*
 * The year of row `row` of table number `table`, by what stands in the table,
 * above or below it; 0 if nothing says. *near says whether that is part of the
 * table or next to it: headings further above may be of something else.
 */
int yearmark_of(const struct doc *, int table, int row, bool *near);

/* Whether both are known and the first is later. */
bool yearmark_later(int year, int than);

#endif
