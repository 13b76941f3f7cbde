/* SPDX-License-Identifier: MIT */
/*
 * rows: which columns of which table a record fills. The order of columns
 * stands here once, beside the COPY statement that names them.
 */
#ifndef ROWS_H
#define ROWS_H

#include "buf.h"
#include "key.h"
#include "pg.h"
#include "line.h"

/* A line that goes into the database. */
struct entry {
	const struct line *line;
	const struct record *record;	/* if it is one */
	struct key key;		/* of a record that is ok */
	const unsigned char *line_digest;	/* 32 bytes, borrowed */
	int seq;		/* in its batch */
	bool fresh;		/* its version is not there yet */
	/* Of rows.c: the cells, and layouts that are on their way. */
	struct wide *rows;
	size_t n_rows;
	int64_t *layouts;
};

/*
 * The temporary tables that store.take() and store.take_crawl() read; once
 * for each connection.
 */
extern const char rows_create_incoming[];

/*
 * COPY of what was seen of each entry into `incoming`; of lines of the crawl
 * log, into tables of their own.
 */
enum pg_rc rows_copy_incoming(struct pg *, struct buf *, struct arena *,
    const struct entry *, size_t n);

/* COPY of the versions that are fresh, with all that belongs to them. */
enum pg_rc rows_copy_fresh(struct pg *, struct buf *, struct arena *,
    struct entry *, size_t n);

#endif
