/* SPDX-License-Identifier: MIT */
/*
 * str: a borrowed view of bytes, {pointer, length}. It never owns memory and
 * need not end in NUL; embedded NULs are legal. The bytes live as long as the
 * buffer or arena they point into.
 */
#ifndef STR_H
#define STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
	const char *p;
	size_t n;
};

/* A view of a string literal: STR("T2021"). */
#define STR(lit) ((struct str){ (lit), sizeof(lit) - 1 })
/* For printf("%.*s", STR_ARG(s)). */
#define STR_ARG(s) (int)(s).n, (s).p
#define STR_NONE ((struct str){ NULL, 0 })

static inline struct str
str_of(const char *s)
{
	return (struct str){ s, s != NULL ? strlen(s) : 0 };
}

/* The last byte of UTF-8 differs most. */
static inline bool
str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || (a.p[a.n - 1] == b.p[b.n - 1] &&
	    memcmp(a.p, b.p, a.n) == 0));
}

/* Byte order, shorter first on a tie; for qsort and bsearch. */
int str_cmp(struct str a, struct str b);

static inline bool
str_starts(struct str s, struct str prefix)
{
	return s.n >= prefix.n && (prefix.n == 0 ||
	    (s.p[0] == prefix.p[0] && memcmp(s.p, prefix.p, prefix.n) == 0));
}

static inline bool
str_ends(struct str s, struct str suffix)
{
	return s.n >= suffix.n && (suffix.n == 0 ||
	    (s.p[s.n - 1] == suffix.p[suffix.n - 1] &&
	    memcmp(s.p + s.n - suffix.n, suffix.p, suffix.n) == 0));
}

/* The part of s from byte `from`, at most `n` bytes; clipped to s. */
static inline struct str
str_sub(struct str s, size_t from, size_t n)
{
	if (from > s.n)
		from = s.n;
	if (n > s.n - from)
		n = s.n - from;
	return (struct str){ s.p != NULL ? s.p + from : NULL, n };
}

/* The first `chars` characters, as str_chars() counts; clipped to s. */
struct str str_first(struct str s, size_t chars);

/*
 * Byte offset of the first `needle` at or after `from`, or -1. For needles of
 * some words: at worst it takes as long as s.n times needle.n.
 */
ptrdiff_t str_find(struct str s, struct str needle, size_t from);

static inline bool
str_has(struct str s, struct str needle)
{
	return str_find(s, needle, 0) >= 0;
}

/*
 * Whether s is one of some words, or has, starts or ends with one of them; a
 * blank between each two: "htm html shtml". Of what it starts with, the bytes
 * of the first that fits, or 0.
 */
bool str_is_any(struct str s, const char *words);
bool str_has_any(struct str s, const char *words);
size_t str_starts_any(struct str s, const char *words);
bool str_ends_any(struct str s, const char *words);

/*
 * Without the white space at both ends: ASCII space, U+00A0, U+3000, U+2003,
 * zero-width spaces and the byte order mark, as Chinese pages use them.
 */
struct str str_trim(struct str s);

/*
 * Takes the text up to `sep` off the front of *rest and returns it. Returns
 * the whole of *rest when there is no `sep`. *rest is {NULL, 0} at the end:
 *	while (rest.p != NULL)
 *		field = str_cut(&rest, '\t');
 */
struct str str_cut(struct str *rest, char sep);

/* str_char() for what is not in the fast path below. */
uint32_t str_char_any(struct str s, size_t *at);

/*
 * Decodes the UTF-8 character at s.p + *at and moves *at behind it. Bad bytes
 * come back as U+FFFD, one byte at a time. Asserts *at < s.n.
 */
static inline uint32_t
str_char(struct str s, size_t *at)
{
	const unsigned char *p = (const unsigned char *)s.p + *at;
	uint32_t second, third;

	if (*at < s.n && p[0] < 0x80)
		return s.p[(*at)++];
	/* U+1000 to U+CFFF: nearly all Chinese. */
	if (*at + 2 < s.n && p[0] > 0xE0 && p[0] < 0xED) {
		second = p[1] ^ 0x80u;
		third = p[2] ^ 0x80u;
		if ((second | third) < 0x40) {
			*at += 3;
			return (p[0] & 0x0Fu) << 12 | second << 6 | third;
		}
	}
	return str_char_any(s, at);
}

/* The character that starts `at` bytes in, or 0 at the end. */
static inline uint32_t
str_peek(struct str s, size_t at)
{
	return at < s.n ? str_char(s, &at) : 0;
}

/* The character before byte `at`, or 0 at the start. */
uint32_t str_before(struct str s, size_t at);

/* Whether c is one of the characters of s. */
bool str_has_char(struct str s, uint32_t c);

/* Whether it has an ASCII digit. */
bool str_has_digit(struct str s);

/* Number of characters. */
size_t str_chars(struct str s);

/* Bytes of the valid UTF-8 character that s starts with, or 0. */
size_t str_sequence(struct str s);

/* Length of the longest valid UTF-8 prefix (RFC 3629; no surrogates). */
size_t str_valid_utf8(struct str s);

/* White space of any script, as str_trim() sees it. */
static inline bool
str_is_space(uint32_t c)
{
	if (c > 0x3000 && c != 0xFEFF)
		return false;
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 ||
	    c == 0x3000 || (c >= 0x2000 && c <= 0x200D) || c == 0x202F ||
	    c == 0x205F || c == 0x2060 || c == 0x2028 || c == 0x2029 ||
	    c == 0xFEFF || c == 0x85;
}

/* A Chinese character (CJK ideograph of the BMP or a supplementary plane). */
static inline bool
str_is_han(uint32_t c)
{
	return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
	    (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x323AF) ||
	    c == 0x3007;
}

#endif
