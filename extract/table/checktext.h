/* SPDX-License-Identifier: MIT */
/*
 * checktext: what the prose of a report says against its tables (C1-C4, C7)
 * and parts against wholes within a sentence (C5, C6); DOMAIN.md B. A row is
 * given only where a rule fires: lhs is the number of the prose, rhs that of
 * the table. A number that may be of something else (of one channel, of a
 * department, of another year, 约, a change) is left alone, and so is a cell
 * that is blank.
 */
#ifndef CHECKTEXT_H
#define CHECKTEXT_H

#include "doc.h"

/* Adds to d->checks; needs d->figures and d->cells. */
void checktext_pass(struct doc *);

#endif
