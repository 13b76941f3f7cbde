/* SPDX-License-Identifier: MIT */
/*
 * markup: tables in the marks of MediaWiki ("{|"), AsciiDoc ("|==="), Textile
 * ("|\2. |") and BBCode ("[table]").
 */
#ifndef MARKUP_H
#define MARKUP_H

#include "doc.h"

/*
 * Reads the table that begins with the line at *rest, adds it to the blocks of
 * d and moves *rest behind it. False if there is none or it has no end.
 */
bool markup_table(struct doc *d, struct str *rest);

#endif
