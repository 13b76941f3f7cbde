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

void
fingerprint(struct str text, char out[FINGERPRINT_SIZE])
{
	uint32_t gram[GRAM] = { 0 }, c;
	long weight[BITS] = { 0 };
	uint64_t h, bits = 0;
	size_t at = 0, seen = 0;
	int i;

	while (at < text.n) {
		c = str_char(text, &at);
		if (!is_letter(c))
			continue;
		memmove(gram, gram + 1, sizeof(gram) - sizeof(*gram));
		gram[GRAM - 1] = c;
		if (++seen < GRAM)
			continue;
		h = hash(gram);
		for (i = 0; i < BITS; i++)
			weight[i] += h >> i & 1 ? 1 : -1;
	}
	for (i = 0; i < BITS; i++)
		bits |= (uint64_t)(weight[i] > 0) << i;
	snprintf(out, FINGERPRINT_SIZE, "%016llx", (unsigned long long)bits);
}
