/* SPDX-License-Identifier: MIT */
/*
 * buf: bytes that grow, up to a ceiling stated at init. Appending past the
 * ceiling sets a sticky error and makes every later append a no-op, so that
 * one buf_ok() at the end is enough:
 *
 *	struct buf b;
 *	buf_init(&b, MAX_LINE);
 *	buf_adds(&b, "a");
 *	buf_printf(&b, "%d", 1);
 *	if (!buf_ok(&b))
 *		...
 *	buf_release(&b);
 */
#ifndef BUF_H
#define BUF_H

#include "str.h"

struct buf {
	char *p;	/* NUL-terminated when not NULL; owned */
	size_t n;
	size_t room;
	size_t max;
	bool bad;
};

void buf_init(struct buf *, size_t max_bytes);	/* allocates nothing */
void buf_release(struct buf *);			/* frees the bytes */
void buf_reset(struct buf *);			/* empty, room kept */

void buf_add(struct buf *, const void *p, size_t n);
void buf_adds(struct buf *, const char *s);
void buf_addc(struct buf *, char c);
void buf_addstr(struct buf *, struct str s);
void buf_addchar(struct buf *, uint32_t c);	/* as UTF-8 */
void buf_printf(struct buf *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* buf_room() for what is not in the fast path below. */
char *buf_grow(struct buf *, size_t n);

/* Room for n more bytes at b->p + b->n, or NULL past the ceiling. */
static inline char *
buf_room(struct buf *b, size_t n)
{
	if (!b->bad && n < b->room - b->n)
		return b->p + b->n;
	return buf_grow(b, n);
}

static inline bool
buf_ok(const struct buf *b)
{
	return !b->bad;
}

/* What is in the buffer; borrowed until the next change. */
static inline struct str
buf_str(const struct buf *b)
{
	return (struct str){ b->p, b->n };
}

#endif
