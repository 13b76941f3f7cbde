/* SPDX-License-Identifier: MIT */
/*
 * tail: what pages print below a report in the same column: summaries of other
 * reports, comments of readers, the foot of the site. Their numbers are none of
 * the report's.
 */
#ifndef TAIL_H
#define TAIL_H

#include "doc.h"

/*
 * Marks it (block.boilerplate). It begins behind a sentence, with a line that
 * only a page has, or where something is told behind a signature with its day
 * or the title of another report, and goes to the end. Nothing is marked where
 * a table, an annex, a note (注：) or a heading 一、 stands in it, but for the
 * headings of another report: they begin again, or stand behind a signature.
 * Call it after code_pass(), which finds the tables.
 */
void tail_pass(struct doc *);

#endif
