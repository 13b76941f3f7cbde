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
 * above or below it, or in the title of the page; 0 if nothing says. What is
 * not part of the table or next to it may be of something else: it counts
 * unless it must be near.
 */
int yearmark_of(const struct doc *, int table, int row, bool near);

/* Whether both are known and the first is later. */
bool yearmark_later(int year, int than);

/*
 * Takes the columns of years before the latest out of a grid of tables 2 to 4,
 * and what stands in rows of theirs; false if there are none. Cells of the
 * document are not changed.
 */
bool yearmark_drop(struct doc *, struct grid *);

#endif
