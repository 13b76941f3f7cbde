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

/*
 * The group that words name (0 行政复议, 1 未经复议直接起诉, 2 复议后起诉), and the
 * outcome that a label_key() is (0 to 4: 结果维持 to 总计); or -1.
 */
int disputes_group(struct arena *, struct str hans);
int disputes_outcome(struct str key);

/* Whether a row is fifteen numbers, each fifth of them the sum of its four. */
bool disputes_headless(const struct part *, int row);

#endif
