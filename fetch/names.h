/* SPDX-License-Identifier: MIT */
/*
 * names: numbers for names, from 0 up in the order in which they came, so
 * that what belongs to a name can stand in an array.
 */
#ifndef NAMES_H
#define NAMES_H

#include "str.h"

struct names {
	char **name;		/* of number i; owned */
	size_t n;
	size_t *slot;		/* number + 1, open addressing */
	size_t room;
};

/* The number of a name, which is n as it was before when the name is new. */
size_t names_get(struct names *, struct str name);

void names_release(struct names *);

#endif
