/* SPDX-License-Identifier: MIT */
/*
 * drawn: tables that a text draws with characters, +---+ or ┌──┬──┐, as pandoc
 * (grid tables) and the browsers w3m and elinks do. Spans are kept.
 */
#ifndef DRAWN_H
#define DRAWN_H

#include "doc.h"

/*
 * Reads the drawing whose top is the line at *rest, adds its tables to the
 * blocks of d and moves *rest behind it. False if there is none, or if its
 * lines do not meet: then no one knows what stands in which column. *behind is
 * set to the end of what was looked at (NULL: of the text), so that it need
 * not be looked at again.
 */
bool drawn_read(struct doc *d, struct str *rest, const char **behind);

#endif
