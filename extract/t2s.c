/* SPDX-License-Identifier: MIT */
/*
 * OpenCC replaces, from left to right, the longest phrase of TSPhrases that
 * starts here, else the character by TSCharacters. Most characters start no
 * phrase and are three bytes before and after: for them, one load from a table
 * gives the bytes to store. All others are entries in a list, by their first
 * character.
 */
#include "t2s.h"

#include <assert.h>
#include <stdlib.h>

#include "dict.h"
#include "msg.h"

DICT_DECLARE(TSCharacters);
DICT_DECLARE(TSPhrases);

enum { MAX_ENTRIES = 8192 };

struct entry {
	uint32_t first;		/* character of `from` */
	struct str from, to;
};

/* What becomes of a character of three bytes. */
struct slot {
	char to[3];		/* its new bytes, */
	char listed;		/* or the number of its first entry */
};

struct t2s {
	struct slot table[0x10000];
	/* Sorted by first character, the longest first. */
	struct entry entries[MAX_ENTRIES];
	size_t n;
};

static void
load(struct t2s *t, struct str text)
{
	struct dict_row row;
	struct entry *e;

	while (dict_next(&text, &row)) {
		assert(row.n == 2 && t->n < MAX_ENTRIES);
		e = &t->entries[t->n++];
		e->from = row.col[0];
		/* Of several characters, OpenCC takes the first. */
		e->to = str_cut(&row.col[1], ' ');
		e->first = str_peek(e->from, 0);
		assert(e->from.n >= 3 && e->to.n <= 2 * e->from.n);
	}
}

static int
by_first(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	return (x->from.n < y->from.n) - (x->from.n > y->from.n);
}

static void
fill_table(struct t2s *t)
{
	const struct entry *e;
	struct slot *slot;
	uint16_t number;
	uint32_t c;

	for (c = 0; c < 0x10000; c++) {
		slot = &t->table[c];
		slot->to[0] = (char)(0xE0 | c >> 12);
		slot->to[1] = (char)(0x80 | (c >> 6 & 0x3F));
		slot->to[2] = (char)(0x80 | (c & 0x3F));
	}
	for (e = t->entries; e < t->entries + t->n; e++) {
		if (e->first >= 0x10000 || t->table[e->first].listed)
			continue;
		slot = &t->table[e->first];
		if (e->from.n == 3 && e->to.n == 3) {
			memcpy(slot->to, e->to.p, 3);
		} else {
			slot->listed = 1;
			number = (uint16_t)(e - t->entries);
			memcpy(slot->to, &number, sizeof(number));
		}
	}
}

struct t2s *
t2s_new(void)
{
	struct t2s *t = xcalloc(1, sizeof(*t));

	load(t, DICT(TSPhrases));
	load(t, DICT(TSCharacters));
	qsort(t->entries, t->n, sizeof(t->entries[0]), by_first);
	fill_table(t);
	return t;
}

void
t2s_free(struct t2s *t)
{
	free(t);
}

/* The first entry with this character, or the end of the list. */
static const struct entry *
entries_of(const struct t2s *t, uint32_t c)
{
	size_t lo = 0, hi = t->n, mid;

	while (lo < hi) {
		mid = (lo + hi) / 2;
		if (t->entries[mid].first < c)
			lo = mid + 1;
		else
			hi = mid;
	}
	return t->entries + lo;
}

/* Whether the text at p, n bytes, starts with what the entry is for. */
static bool
fits(const struct entry *e, const char *p, size_t n)
{
	size_t len = e->from.n;

	/* The end of the second character tells most phrases apart. */
	return len <= n && (len < 6 || e->from.p[5] == p[5]) &&
	    memcmp(e->from.p, p, len) == 0;
}

/*
 * Converts what starts at *at, by the entries from e on for character c; moves
 * *at behind it. Returns the end of what it put at `to`.
 */
static char *
by_entry(const struct t2s *t, const struct entry *e, uint32_t c, char *to,
    struct str s, size_t *at)
{
	const struct entry *end = t->entries + t->n;
	const char *p = s.p + *at;
	size_t n = s.n - *at;

	while (e < end && e->first == c && !fits(e, p, n))
		e++;
	if (e < end && e->first == c) {
		*at += e->from.n;
		memcpy(to, e->to.p, e->to.n);
		return to + e->to.n;
	}
	n = str_first((struct str){ p, n }, 1).n;
	*at += n;
	memcpy(to, p, n);
	return to + n;
}

static bool
is_plain_three(const unsigned char *p)
{
	return (p[0] & 0xF0) == 0xE0 && (p[1] & 0xC0) == 0x80 &&
	    (p[2] & 0xC0) == 0x80;
}

size_t
t2s_convert(const struct t2s *t, char *to, struct str s)
{
	const unsigned char *p = (const unsigned char *)s.p;
	char *start = to;
	size_t at = 0;
	const struct slot *slot;
	uint16_t number;
	uint32_t c;

	while (at < s.n) {
		if (p[at] < 0xE0) {	/* one byte or two: nothing changes */
			*to++ = s.p[at++];
		} else if (s.n - at >= 3 && is_plain_three(p + at)) {
			c = (p[at] & 0x0Fu) << 12 | (p[at + 1] & 0x3Fu) << 6 |
			    (p[at + 2] & 0x3Fu);
			slot = &t->table[c];
			if (slot->listed) {
				memcpy(&number, slot->to, sizeof(number));
				to = by_entry(t, t->entries + number, c, to,
				    s, &at);
				continue;
			}
			/* One store of four bytes; the fourth does not count. */
			memcpy(to, slot, 4);
			to += 3;
			at += 3;
		} else {
			c = str_peek(s, at);
			to = by_entry(t, entries_of(t, c), c, to, s, &at);
		}
	}
	return (size_t)(to - start);
}
