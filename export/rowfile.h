/* SPDX-License-Identifier: MIT */
/*
 * Reads CSV (RFC 4180, UTF-8) a record at a time. An empty field without
 * quotes is a missing value, one with quotes an empty text: that is how
 * PostgreSQL writes them.
 */
#ifndef ROWFILE_H
#define ROWFILE_H

#include <stdio.h>

#include "buf.h"

struct rowfile_field {
	size_t at, n;
	bool missing;
};

struct rowfile {
	FILE *f;			/* the caller's */
	struct buf text;
	struct rowfile_field *field;	/* owned */
	size_t n, room;			/* fields of the record at hand */
};

void rowfile_init(struct rowfile *, FILE *);
void rowfile_release(struct rowfile *);

/* The next record: 1, at the end 0, -1 if it can't be read or is no CSV. */
int rowfile_next(struct rowfile *);

/*
 * Field i, with a NUL behind it; NULL if it is missing. Borrowed until
 * rowfile_next().
 */
struct str rowfile_get(const struct rowfile *, size_t i);

#endif
