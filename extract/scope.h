/* SPDX-License-Identifier: MIT */
/*
 * scope: whether a report is of a whole region. Such a report sums up all its
 * departments and townships and says so in its preface; the form itself does
 * not say which (DOMAIN.md C1).
 */
#ifndef SCOPE_H
#define SCOPE_H

#include "doc.h"

/*
 * Sets FACT_SCOPE; the agency must be known. Where the text does not say it,
 * it is a guess by what the agency is.
 */
void scope_find(struct doc *);

/*
 * The words that say so (全区各级行政机关, 汇总…各乡镇), or STR_NONE. Only for a
 * government they mean its region: a bureau speaks that way as well.
 */
struct str scope_sign(struct str preface);

#endif
