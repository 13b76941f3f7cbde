/* SPDX-License-Identifier: MIT */
/*
 * stream: statutory tables that were written out as running text, every cell
 * a paragraph or many in one, without marks of rows. The words of the forms
 * say where rows begin; a row is complete when it has exactly the numbers
 * that its headers ask for.
 */
#ifndef STREAM_H
#define STREAM_H

#include "doc.h"
#include "forms.h"

/*
 * Replaces such runs of paragraphs in d->blocks by flat grids; an empty one
 * is a blank cell (spread.h), and goes where it is in no table. Call it after
 * script_pass() and mark_pass(), before code_pass(). Warnings: glued_split
 * (numbers that stood together; the sums of the row leave one way to cut),
 * glued_cells (more than one way, or none: not cut).
 */
void stream_pass(struct doc *, const struct forms *);

#endif
