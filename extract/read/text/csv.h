/* SPDX-License-Identifier: MIT */
/*
 * csv: the reader of comma-separated values (RFC 4180, and with semicolons or
 * tabs in place of commas). A line of one field that reads on like prose is a
 * paragraph and ends a table; every other line is a row of one. A file with
 * names of columns and one row, a field of which is a whole text, is that
 * text; its title and day become metadata. With more such rows, each is a
 * document of its own: what scrapers make of a site.
 */
#ifndef CSV_H
#define CSV_H

#include "doc.h"

/* Whether a name says that its text is such, in any case: it has no other mark. */
bool csv_is_named(struct str source);

/* Fills d->blocks from UTF-8 text. */
void csv_read(struct doc *, struct str utf8);

struct csv_corpus;

/*
 * The file as one of several documents, in the arena; NULL if it is none. The
 * text must stay.
 */
struct csv_corpus *csv_corpus_open(struct arena *, struct str utf8);

/*
 * The next row that is not blank, as a document: its number in the file, from
 * 1 for the names of the columns (of objects in JSON, for the first), into
 * *number, its bytes in the file into *row, its text or HTML into *bytes, its
 * address, if it has one, into d->source; title, day and type into d. A row
 * with more or fewer fields than names is set aside. False at the end.
 */
bool csv_corpus_next(struct csv_corpus *, struct doc *d, long *number,
    struct str *row, struct str *bytes);

#endif
