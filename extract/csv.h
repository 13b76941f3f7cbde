/* SPDX-License-Identifier: MIT */
/*
 * csv: the reader of comma-separated values (RFC 4180, and with semicolons or
 * tabs in place of commas). A line of one field that reads on like prose is a
 * paragraph and ends a table; every other line is a row of one. A file with
 * names of columns and one row, a field of which is a whole text, is that
 * text; its title and day become metadata.
 */
#ifndef CSV_H
#define CSV_H

#include "doc.h"

/* Whether a name says that its text is such, in any case: it has no other mark. */
bool csv_is_named(struct str source);

/* Fills d->blocks from UTF-8 text. */
void csv_read(struct doc *, struct str utf8);

#endif
