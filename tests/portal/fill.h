/* SPDX-License-Identifier: MIT */
/*
 * fill: a template with {{names}} in it.
 */
#ifndef FILL_H
#define FILL_H

#include "buf.h"

struct fill {
	const char *name;	/* NULL ends a list of these */
	struct str value;
};

/*
 * Appends the template with every {{name}} replaced by its value. Ends the
 * program on a name that the list does not have: the templates are ours.
 */
void fill(struct buf *, struct str template, const struct fill *);

#endif
