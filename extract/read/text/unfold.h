/* SPDX-License-Identifier: MIT */
/*
 * unfold: a report whose lines were lost, or some of them: one paragraph holds
 * headings, prose and tables one behind the other.
 */
#ifndef UNFOLD_H
#define UNFOLD_H

#include "doc.h"

enum { UNFOLD_MAX = 64 };

/*
 * The offsets at which such a text is to be parted, in order; returns how
 * many. `cut` has room for UNFOLD_MAX.
 */
int unfold_cuts(struct str hans, size_t *cut);

/*
 * Parts such paragraphs in d->blocks before and behind the headings of the
 * statutory sections, and where a statutory table begins. Call it after
 * script_pass(), before mark_pass().
 */
void unfold_pass(struct doc *);

#endif
