/* SPDX-License-Identifier: MIT */
/*
 * told: the values that scripts of a page are given.
 */
#ifndef TOLD_H
#define TOLD_H

#include "str.h"

enum { TOLD_MAX = 256 };	/* bytes of a value */

/*
 * The value of `name = 12`, `name:'12'`, `"name" : 12`, name=\"12\",
 * name = parseInt('12') or <name>12 in text; STR_NONE without one.
 */
struct str told_value(struct str text, struct str name);

#endif
