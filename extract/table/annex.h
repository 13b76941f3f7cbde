/* SPDX-License-Identifier: MIT */
/*
 * annex: the statistics tables of older reports: 14, 政府信息公开情况统计表 of
 * 2014-2018, and 8, the local forms of 2008-2013 (DOMAIN.md A4). A column of
 * labels, one of units, one or more of figures.
 */
#ifndef ANNEX_H
#define ANNEX_H

#include "part.h"

/* 14 or 8, whichever has more of the labels of these rows; 0 if neither. */
int annex_kind(const struct part *);

/* Whether these rows are of one, though no word in front of them says so. */
bool annex_unannounced(const struct part *);

void annex_code(struct part *);

#endif
