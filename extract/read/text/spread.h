/* SPDX-License-Identifier: MIT */
/*
 * spread: tables as pdftotext -layout prints them: every word about where it
 * stood on the page, labels broken over lines, columns nearly in line.
 */
#ifndef SPREAD_H
#define SPREAD_H

#include "doc.h"

/*
 * Reads lines from *rest on if they are such tables, and moves *rest behind
 * them; false if not. *behind is set to the end of what was looked at (NULL: of
 * the text), so that it need not be looked at again. Each cell becomes a
 * paragraph, to be put together by the words of the forms (stream.h); a blank
 * one in a row of numbers, an empty paragraph. A row that lacks some has them
 * where the numbers of the full rows of its page leave no doubt, else not at
 * all.
 */
bool spread_read(struct doc *d, struct str *rest, const char **behind);

#endif
