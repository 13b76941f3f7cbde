/* SPDX-License-Identifier: MIT */
/* places: parts of a line's columns, from left to right, none over another. */
#ifndef PLACES_H
#define PLACES_H

enum { PLACES_MAX = 64 };

/* Place k has columns [from[k], to[k]). */
struct places {
	int from[PLACES_MAX], to[PLACES_MAX], n;
};

/*
 * How many places [from, to) overlaps or touches; *first is the first of them,
 * or -1.
 */
int places_count(const struct places *, int from, int to, int *first);

/*
 * Adds [from, to); it and those that it overlaps become one. One too many is
 * left out.
 */
void places_add(struct places *, int from, int to);

#endif
