/* SPDX-License-Identifier: MIT */
/*
 * check: the arithmetic that a report promises (DOMAIN.md B; what each status
 * means: DESIGN.md 5). The sums are data, in common/dict/rule.tsv; the rules
 * of the tables that are no sums are here, those of the prose in checktext,
 * those of the whole report in checkform. A table that is not there gets no
 * rows. B20-B24, B31, C, S and L and the hints B06, B07 give a row only where
 * they fire.
 */
#ifndef CHECK_H
#define CHECK_H

#include "doc.h"
#include "forms.h"

/* Fills d->checks and d->derived from d->cells. */
void check_pass(struct doc *, const struct forms *);

#endif
