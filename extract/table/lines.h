/* SPDX-License-Identifier: MIT */
/*
 * lines: a statistics annex that is no table: its rows are lines of text, or
 * items of a list, with a label of the form and one number each, in front of
 * it or behind it.
 */
#ifndef LINES_H
#define LINES_H

#include "doc.h"
#include "forms.h"

/*
 * Makes grids of label, unit and value of such lines in d->blocks, where they
 * hold enough labels of an annex and the document has no table of it. Tables
 * have no numbers after that. True if there was anything.
 */
bool lines_pass(struct doc *, const struct forms *);

/*
 * Whether a line is a label and a number behind it: 结果维持：3件. Both are
 * parts of it, the number with its unit and remarks.
 */
bool lines_split(struct str line, struct str *label, struct str *value);

#endif
