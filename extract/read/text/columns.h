/* SPDX-License-Identifier: MIT */
/*
 * columns: tables whose columns are held apart by spaces: between rulers of
 * dashes (pandoc's simple and multiline tables, reStructuredText's simple
 * ones), or with every cell under the start of its column (column -t and
 * tools that print pages as text).
 */
#ifndef COLUMNS_H
#define COLUMNS_H

#include "doc.h"

/*
 * Reads the table between rulers that begins with the line at *rest, adds it
 * to the blocks of d and moves *rest behind it. False if there is none, or if
 * too many of its cells are not where the others are. A row with such a cell
 * is kept as one cell of all its words: whatever it says would be under the
 * wrong header.
 */
bool columns_ruled(struct doc *d, struct str *rest);

/*
 * The same without rulers. *behind is set to the end of what was looked at
 * (NULL: of the text), so that it need not be looked at again.
 */
bool columns_aligned(struct doc *d, struct str *rest, const char **behind);

#endif
