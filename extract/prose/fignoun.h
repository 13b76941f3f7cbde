/* SPDX-License-Identifier: MIT */
/*
 * fignoun: the noun that a number in prose counts, as it is written.
 */
#ifndef FIGNOUN_H
#define FIGNOUN_H

#include "str.h"

/*
 * The noun behind the number and its unit (300名志愿者), else the one in front
 * (发布信息300条); "" when there is none. `head` stands in front of the number
 * in its clause, `tail` behind its unit.
 */
struct str fignoun_find(struct str head, struct str tail, struct str unit);

/* head without what may stand between a noun and its number: 为, 达到, 共. */
struct str fignoun_strip(struct str head);

#endif
