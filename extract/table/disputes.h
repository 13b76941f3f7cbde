/* SPDX-License-Identifier: MIT */
/*
 * disputes: table 4, 政府信息公开行政复议、行政诉讼情况 (DOMAIN.md A3): fifteen
 * values, mostly in one row, sometimes in a row for each group or in three
 * tables.
 */
#ifndef DISPUTES_H
#define DISPUTES_H

#include "part.h"

void disputes_code(struct part *);

/* Whether a row is fifteen numbers, each fifth of them the sum of its four. */
bool disputes_headless(const struct part *, int row);

#endif
