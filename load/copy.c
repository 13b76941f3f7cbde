/* SPDX-License-Identifier: MIT */
#include "copy.h"

#include <assert.h>

#include "pgtime.h"

/* Big-endian, in the `bytes` bytes at `to`. */
static inline void
put_at(char *to, uint64_t v, int bytes)
{
	for (int i = 0; i < bytes; i++)
		to[i] = (char)(v >> 8 * (bytes - 1 - i));
}

static inline void
put(struct buf *b, uint64_t v, int bytes)
{
	char *to = buf_room(b, 8);

	if (to == NULL)
		return;
	put_at(to, v, bytes);
	b->n += (size_t)bytes;
}

/* A field: its length, then the value. */
static inline void
put_field(struct buf *b, uint64_t v, int bytes)
{
	char *to = buf_room(b, 12);

	if (to == NULL)
		return;
	put_at(to, (uint64_t)bytes, 4);
	put_at(to + 4, v, bytes);
	b->n += (size_t)bytes + 4;
}

void
copy_begin(struct buf *b)
{
	/* The signature, no flags, no header extension. */
	buf_add(b, "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19);
}

void
copy_row(struct buf *b, int columns)
{
	put(b, (uint64_t)columns, 2);
}

void
copy_end(struct buf *b)
{
	put(b, 0xFFFF, 2);
}

void
copy_null(struct buf *b)
{
	put(b, 0xFFFFFFFF, 4);
}

void
copy_bool(struct buf *b, bool v)
{
	put_field(b, v, 1);
}

void
copy_int2(struct buf *b, int v)
{
	put_field(b, (uint64_t)v, 2);
}

void
copy_int4(struct buf *b, int v)
{
	put_field(b, (uint64_t)v, 4);
}

void
copy_int8(struct buf *b, int64_t v)
{
	put_field(b, (uint64_t)v, 8);
}

void
copy_bytes(struct buf *b, const void *p, size_t n)
{
	char *to = buf_room(b, n + 4);

	if (to == NULL)
		return;
	put_at(to, n, 4);
	if (n > 0)
		memcpy(to + 4, p, n);
	b->n += n + 4;
}

void
copy_text(struct buf *b, struct str s)
{
	if (s.p == NULL)
		copy_null(b);
	else
		copy_bytes(b, s.p, s.n);
}

size_t
copy_open(struct buf *b)
{
	put(b, 0, 4);
	return b->n;
}

size_t
copy_open_tsvector(struct buf *b, size_t n)
{
	size_t start = copy_open(b);

	put(b, n, 4);
	return start;
}

void
copy_close(struct buf *b, size_t start)
{
	if (buf_ok(b))
		put_at(b->p + start - 4, b->n - start, 4);
}

size_t
copy_open_array(struct buf *b, enum copy_oid of, size_t n, bool nulls)
{
	size_t start = copy_open(b);

	put(b, n > 0, 4);	/* dimensions */
	put(b, nulls, 4);
	put(b, of, 4);
	if (n > 0) {
		put(b, n, 4);
		put(b, 1, 4);	/* the first index */
	}
	return start;
}

/*
 * numeric_send() of the server: base 10000 digits from the greatest down, with
 * the weight of the first, so 12345.6 is {1, 2345, 6000} of weight 1.
 */
static void
put_numeric(struct buf *b, struct str whole, struct str frac, bool minus)
{
	int group[16], n = 0, digits = (int)whole.n, scale = (int)frac.n;
	int weight = (digits + 3) / 4 - 1, first, place;

	assert(digits + scale <= 34);
	for (int at = -(weight + 1) * 4; at < scale; at += 4) {
		group[n] = 0;
		for (int i = at; i < at + 4; i++) {
			place = i < 0 ? digits + i : i;
			group[n] *= 10;
			if (i < 0 ? place >= 0 : place < scale)
				group[n] += (i < 0 ? whole.p : frac.p)[place]
				    - '0';
		}
		n++;
	}
	while (n > 0 && group[n - 1] == 0)
		n--;
	for (first = 0; first < n && group[first] == 0; first++)
		weight--;
	put(b, (uint64_t)(8 + 2 * (n - first)), 4);
	put(b, (uint64_t)(n - first), 2);
	put(b, n > first ? (uint64_t)weight : 0, 2);
	put(b, minus && n > first ? 0x4000 : 0, 2);
	put(b, (uint64_t)scale, 2);
	for (int i = first; i < n; i++)
		put(b, (uint64_t)group[i], 2);
}

/* The same of up to four digits, which most numbers are. */
static void
put_small(struct buf *b, struct str s)
{
	char *to = buf_room(b, 14);
	unsigned v = 0;

	if (to == NULL)
		return;
	for (size_t i = 0; i < s.n; i++)
		v = v * 10 + (unsigned)(s.p[i] - '0');
	memset(to, 0, 14);
	to[3] = v > 0 ? 10 : 8;
	to[5] = v > 0;
	put_at(to + 12, v, 2);
	b->n += v > 0 ? 14 : 12;
}

void
copy_numeric(struct buf *b, struct str s)
{
	struct str whole;
	bool minus;

	if (s.p == NULL) {
		copy_null(b);
		return;
	}
	if (s.n <= 4 && s.p[0] != '-' && memchr(s.p, '.', s.n) == NULL) {
		put_small(b, s);
		return;
	}
	minus = s.n > 0 && s.p[0] == '-';
	s = str_sub(s, minus, s.n);
	whole = str_cut(&s, '.');
	while (whole.n > 0 && whole.p[0] == '0')
		whole = str_sub(whole, 1, whole.n);
	put_numeric(b, whole, s, minus);
}

void
copy_date(struct buf *b, struct str s)
{
	int32_t days = 0;
	bool real;

	if (s.p == NULL) {
		copy_null(b);
		return;
	}
	real = pgtime_date(s, &days);
	assert(real);
	(void)real;
	copy_int4(b, days);
}
