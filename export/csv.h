/* SPDX-License-Identifier: MIT */
/*
 * Reads CSV (RFC 4180, UTF-8) a record at a time. An empty field without
 * quotes is a missing value, one with quotes an empty text: that is how
 * PostgreSQL writes them.
 */
#ifndef CSV_H
#define CSV_H

#include <stdio.h>

#include "buf.h"

struct csv_field {
	size_t at, n;
	bool missing;
};

struct csv {
	FILE *f;			/* the caller's */
	struct buf text;
	struct csv_field *field;	/* owned */
	size_t n, room;			/* fields of the record at hand */
};

void csv_init(struct csv *, FILE *);
void csv_release(struct csv *);

/* The next record: 1, at the end 0, -1 if it can't be read or is no CSV. */
int csv_next(struct csv *);

/*
 * Field i, with a NUL behind it; NULL if it is missing. Borrowed until
 * csv_next().
 */
struct str csv_get(const struct csv *, size_t i);

#endif
