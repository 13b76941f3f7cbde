/* SPDX-License-Identifier: MIT */
/*
 * corpus: a file of JSON Lines that holds documents, one a line: an object
 * with the strings "text" or "html", and "url". Plain or gzipped. Its lines
 * are archived as they stand; extract takes them apart.
 */
#ifndef CORPUS_H
#define CORPUS_H

#include "str.h"

enum {
	CORPUS_MAX_LINE = 64 << 20	/* longer ones are passed over */
};

/* The type of a line, as its WARC record has it. */
#define CORPUS_TYPE "application/x-ndjson"

struct corpus;

/*
 * Opens the file if it is such a corpus, told by its name (.jsonl or .ndjson,
 * or these with .gz) and its first line; else NULL. Other JSON Lines, such as
 * record(5), are none.
 */
struct corpus *corpus_open(const char *path);
void corpus_close(struct corpus *);

enum corpus_line {
	CORPUS_END,
	CORPUS_LINE,
	CORPUS_TOO_LONG,	/* *line is its start */
	CORPUS_BROKEN		/* the rest can't be read */
};

/* The next line that is not blank, without its end; borrowed until the next. */
enum corpus_line corpus_next(struct corpus *, struct str *line);

long corpus_number(const struct corpus *);	/* of that line, from 1 */
long long corpus_offset(const struct corpus *);	/* bytes of the file read */

/* The "url" of a line if it is one of http or https; else STR_NONE. */
struct str corpus_url(struct corpus *, struct str line);

#endif
