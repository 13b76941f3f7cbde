/* SPDX-License-Identifier: MIT */
#include "fingerprint.h"

#include <stdio.h>

enum { GRAM = 4, BITS = 64 };

static bool
is_letter(uint32_t c)
{
	return str_is_han(c) || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z');
}

/* The finalizer of MurmurHash3 (public domain), over four code points. */
static uint64_t
hash(const uint32_t gram[GRAM])
{
	uint64_t h = 0;
	int i;

	for (i = 0; i < GRAM; i++) {
		h = (h ^ gram[i]) * 0x9E3779B97F4A7C15ULL;
		h ^= h >> 33;
		h *= 0xFF51AFD7ED558CCDULL;
		h ^= h >> 33;
	}
	return h;
}

/* How often each bit was set, a byte for each, eight in a word. */
struct tally {
	uint64_t few[BITS / 8];	/* since the last flush */
	long all[BITS];
	int n;			/* in few; at most 255 */
};

static void
flush(struct tally *t)
{
	int i;

	for (i = 0; i < BITS; i++)
		t->all[i] += t->few[i / 8] >> i % 8 * 8 & 0xFF;
	memset(t->few, 0, sizeof(t->few));
	t->n = 0;
}

static void
add(struct tally *t, uint64_t h)
{
	uint64_t eight;
	int i;

	for (i = 0; i < BITS / 8; i++) {
		/* The bits of a byte, each into a byte of its own. */
		eight = (h >> i * 8 & 0xFF) * 0x0101010101010101ULL &
		    0x8040201008040201ULL;
		t->few[i] += (eight + 0x7F7F7F7F7F7F7F7FULL) >> 7 &
		    0x0101010101010101ULL;
	}
	if (++t->n == 255)
		flush(t);
}

void
fingerprint(struct str text, char out[FINGERPRINT_SIZE])
{
	uint32_t gram[GRAM] = { 0 }, c;
	struct tally t = { .n = 0 };
	uint64_t bits = 0;
	size_t at = 0, seen = 0;
	int i;

	while (at < text.n) {
		c = str_char(text, &at);
		if (!is_letter(c))
			continue;
		memmove(gram, gram + 1, sizeof(gram) - sizeof(*gram));
		gram[GRAM - 1] = c;
		if (++seen >= GRAM)
			add(&t, hash(gram));
	}
	flush(&t);
	/* The bits that more than half of the hashes have. */
	for (i = 0; i < BITS && seen >= GRAM; i++)
		bits |= (uint64_t)(2 * (size_t)t.all[i] > seen - GRAM + 1) << i;
	snprintf(out, FINGERPRINT_SIZE, "%016llx", (unsigned long long)bits);
}
