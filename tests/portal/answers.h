/* SPDX-License-Identifier: MIT */
/*
 * answers: what a pipeline must find in the sample portals, as tab-separated
 * text with a line of column names that starts with "@".
 */
#ifndef ANSWERS_H
#define ANSWERS_H

#include <stdio.h>

#include "site.h"

/* Every printed cell: source, tbl, ind, col, value, state. */
void answers_truth(FILE *, const struct site *);

/*
 * Everything planted: source ("" where there is none), agency, year, kind,
 * rule, subject, note. A rule's line says that the check must not pass; X1
 * is a rule between two years and its source is the later one.
 */
void answers_faults(FILE *, const struct site *);

/*
 * Every report: source, agency, year, form, published ("" on a mirror, which
 * only says when it was uploaded), official, title, index_no ("" where the
 * page has none).
 */
void answers_reports(FILE *, const struct site *);

/* Every list, in the columns of portals(5): for nianbao-fetch --portals. */
void answers_lists(FILE *, const struct site *);

#endif
