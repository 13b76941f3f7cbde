/* SPDX-License-Identifier: MIT */
/*
 * t2s: Traditional to Simplified Chinese, by OpenCC's dictionaries and with
 * the same result as OpenCC's t2s.json to the byte, a hundred times faster.
 */
#ifndef T2S_H
#define T2S_H

#include "str.h"

struct t2s;

/* The converter with its tables; about 1 MB. */
struct t2s *t2s_new(void);
void t2s_free(struct t2s *);

/* Bytes that the conversion of s may need. */
static inline size_t
t2s_room(struct str s)
{
	return 2 * s.n + 4;
}

/*
 * Puts the text in Simplified characters at `to`, which has t2s_room(s)
 * bytes. Returns how many bytes it became. Bytes that are no UTF-8 stay.
 */
size_t t2s_convert(const struct t2s *, char *to, struct str s);

#endif
