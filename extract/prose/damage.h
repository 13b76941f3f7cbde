/* SPDX-License-Identifier: MIT */
/*
 * damage: dates and document numbers in prose that lost their 年, 月, 日 or
 * brackets on the way (DOMAIN.md E2). The text stays as found; a warning says
 * what was meant where only one reading is possible (date_repaired,
 * docno_repaired) and that it can't be told where it is not (date_ambiguous).
 */
#ifndef DAMAGE_H
#define DAMAGE_H

#include "doc.h"

/* Adds warnings; at most 100 of them. */
void damage_pass(struct doc *);

#endif
