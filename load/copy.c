/* SPDX-License-Identifier: MIT */
#include "copy.h"

#include <assert.h>

#include "pgtime.h"

enum { TEXT_OID = 25 };		/* pg_type.dat */

static void
put(struct buf *b, uint64_t v, int bytes)
{
	unsigned char out[8];

	for (int i = 0; i < bytes; i++)
		out[i] = (unsigned char)(v >> 8 * (bytes - 1 - i));
	buf_add(b, out, (size_t)bytes);
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
	put(b, 1, 4);
	buf_addc(b, v ? 1 : 0);
}

void
copy_int2(struct buf *b, int v)
{
	put(b, 2, 4);
	put(b, (uint64_t)v, 2);
}

void
copy_int4(struct buf *b, int v)
{
	put(b, 4, 4);
	put(b, (uint64_t)v, 4);
}

void
copy_int8(struct buf *b, int64_t v)
{
	put(b, 8, 4);
	put(b, (uint64_t)v, 8);
}

void
copy_bytes(struct buf *b, const void *p, size_t n)
{
	put(b, n, 4);
	buf_add(b, p, n);
}

void
copy_text(struct buf *b, struct str s)
{
	if (s.p == NULL)
		copy_null(b);
	else
		copy_bytes(b, s.p, s.n);
}

void
copy_jsonb(struct buf *b, struct str json)
{
	put(b, json.n + 1, 4);
	buf_addc(b, 1);		/* version of the format */
	buf_addstr(b, json);
}

void
copy_texts(struct buf *b, const struct str *v, size_t n)
{
	size_t bytes = n > 0 ? 20 : 12;

	for (size_t i = 0; i < n; i++)
		bytes += 4 + v[i].n;
	put(b, bytes, 4);
	put(b, n > 0, 4);	/* dimensions */
	put(b, 0, 4);		/* no nulls */
	put(b, TEXT_OID, 4);
	if (n == 0)
		return;
	put(b, n, 4);
	put(b, 1, 4);		/* the first index */
	for (size_t i = 0; i < n; i++)
		copy_text(b, v[i]);
}

/*
 * numeric_send() of the server: base 10000 digits from the greatest down, with
 * the weight of the first, so 12345.6 is {1, 2345, 6000} of weight 1.
 */
void
copy_numeric(struct buf *b, struct str s)
{
	int group[16], n = 0, whole, scale, weight, first, place, at;
	struct str frac;
	bool minus;

	if (s.p == NULL) {
		copy_null(b);
		return;
	}
	minus = s.n > 0 && s.p[0] == '-';
	frac = str_sub(s, minus, s.n);
	s = str_cut(&frac, '.');
	while (s.n > 0 && s.p[0] == '0')
		s = str_sub(s, 1, s.n);
	whole = (int)s.n;
	scale = frac.p != NULL ? (int)frac.n : 0;
	assert(whole + scale <= 34);
	weight = (whole + 3) / 4 - 1;
	for (at = -(weight + 1) * 4; at < scale; at += 4) {
		group[n] = 0;
		for (int i = at; i < at + 4; i++) {
			place = i < 0 ? whole + i : i;
			group[n] *= 10;
			if (i < 0 ? place >= 0 : place < scale)
				group[n] += (i < 0 ? s.p : frac.p)[place] -
				    '0';
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
