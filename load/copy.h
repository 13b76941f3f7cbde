/* SPDX-License-Identifier: MIT */
/*
 * copy: rows in PostgreSQL's binary COPY format (documentation, SQL command
 * COPY, "Binary Format"). Binary, because there is nothing to escape: what
 * the type is, the server reads. The caller writes columns in the order of
 * the COPY statement:
 *
 *	copy_begin(&b);
 *	copy_row(&b, 2);
 *	copy_int4(&b, 7);
 *	copy_text(&b, STR("x"));	(STR_NONE is NULL)
 *	copy_end(&b);
 */
#ifndef COPY_H
#define COPY_H

#include "buf.h"

void copy_begin(struct buf *);
void copy_row(struct buf *, int columns);
void copy_end(struct buf *);

void copy_null(struct buf *);
void copy_bool(struct buf *, bool);
void copy_int2(struct buf *, int);
void copy_int4(struct buf *, int);
void copy_int8(struct buf *, int64_t);	/* also timestamptz */
void copy_bytes(struct buf *, const void *p, size_t n);
void copy_text(struct buf *, struct str);

/*
 * A field that is written piece by piece: what copy_open() returns goes to
 * copy_close(). An array's pieces are its n elements; `nulls` if one of them
 * is NULL.
 */
enum copy_oid { COPY_BYTEA = 17, COPY_INT8 = 20, COPY_TEXT = 25,
	COPY_NUMERIC = 1700 };	/* pg_type.dat */
size_t copy_open(struct buf *);
size_t copy_open_array(struct buf *, enum copy_oid, size_t n, bool nulls);
/* Of a tsvector: n times the bytes of a word, a NUL, and 2 of positions. */
size_t copy_open_tsvector(struct buf *, size_t n);
void copy_close(struct buf *, size_t start);

/*
 * numeric from an exact decimal as line.c lets through: digits, at most one
 * point with a digit on both sides, a minus. The digits behind the point are
 * kept as printed. STR_NONE is NULL.
 */
void copy_numeric(struct buf *, struct str decimal);

/* date from YYYY-MM-DD, which must be a real one; STR_NONE is NULL. */
void copy_date(struct buf *, struct str);

#endif
