/* SPDX-License-Identifier: MIT */
/*
 * told: the values that scripts of a page are given.
 */
#ifndef TOLD_H
#define TOLD_H

#include "buf.h"
#include "str.h"

enum { TOLD_MAX = 256 };	/* bytes of a value */

/*
 * The value of `name = 12`, `name:'12'`, `"name" : 12`, name=\"12\",
 * name = parseInt('12') or <name>12 in text; STR_NONE without one.
 */
struct str told_value(struct str text, struct str name);

/*
 * Adds the variables of a page's scripts that are given a string or a number,
 * `var a = '1';`, each as it would stand there; up to `max` bytes in all.
 */
void told_all(struct buf *, struct str page, size_t max);

#endif
