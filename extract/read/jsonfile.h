/* SPDX-License-Identifier: MIT */
/*
 * jsonfile: a file of documents in JSON: an object, a list of objects, or an
 * object a line, as scrapers and makers of data sets write them. Their texts
 * are strings, or lists of strings, one a line.
 */
#ifndef JSONFILE_H
#define JSONFILE_H

#include "doc.h"

/* Whether a name says that its text is such: .json, .jsonl, .ndjson. */
bool jsonfile_is_named(struct str source);

/*
 * The same as a file of comma-separated values, in the arena, but with the
 * ASCII character US for the comma: the names that the first object has, and
 * a row for each object; what is in an object within it stands among the
 * others. STR_NONE where the text is none, for what nianbao writes itself, and
 * where no string is as long as a report.
 */
struct str jsonfile_rows(struct arena *, struct str utf8);

#endif
