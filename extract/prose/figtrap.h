/* SPDX-License-Identifier: MIT */
/*
 * figtrap: numbers in prose that have the form of a figure and are none.
 */
#ifndef FIGTRAP_H
#define FIGTRAP_H

#include "mention.h"

/* In all of these `s` is the sentence that the mention was read from. */

/* Set phrases and labels: 第3批, 前10位, 24小时, 3、4次, 7×24. */
bool figtrap_is_phrase(struct str s, const struct mention *);

/*
 * Whether a number without a unit counts something, by the noun that `head`,
 * what stands in front of it in its clause, ends with: 受理申请165; or by its
 * scale: 1.2万亿.
 */
bool figtrap_is_count(struct str s, struct str head, const struct mention *);

/* May a number with decimals have this unit? 3.3件 is point 3, then 3件. */
bool figtrap_is_measure(struct str unit);

/*
 * "3.3件建议" at the start of a paragraph is point 3, then 3件; *skip is set to
 * where that begins.
 */
bool figtrap_is_point(struct str s, const struct mention *, size_t *skip);

#endif
