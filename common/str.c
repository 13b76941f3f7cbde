/* SPDX-License-Identifier: MIT */
#include "str.h"

#include <assert.h>

int
str_cmp(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n > 0 ? memcmp(a.p, b.p, n) : 0;

	return c != 0 ? c : (a.n > b.n) - (a.n < b.n);
}

/* How many of the 8 bytes at p begin a character. */
static size_t
starts_in_8(const char *p)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t v;

	memcpy(&v, p, 8);
	/* All but 10xxxxxx; the sum of the bytes ends up in the first. */
	return (size_t)((((~v >> 7 | v >> 6) & ones) * ones) >> 56);
}

struct str
str_first(struct str s, size_t chars)
{
	size_t at = 0, n;

	if (chars >= s.n)
		return s;
	for (; s.n - at >= 8 && (n = starts_in_8(s.p + at)) <= chars; at += 8)
		chars -= n;
	for (; at < s.n; at++)
		if ((s.p[at] & 0xC0) != 0x80 && chars-- == 0)
			break;
	return str_sub(s, 0, at);
}

/* The bytes of the first word that fits, or 0. */
static size_t
any(struct str s, const char *words, bool (*fits)(struct str, struct str))
{
	struct str rest = str_of(words), word;

	while (rest.p != NULL) {
		word = str_cut(&rest, ' ');
		if (fits(s, word))
			return word.n;
	}
	return 0;
}

bool
str_is_any(struct str s, const char *words)
{
	return any(s, words, str_eq) > 0;
}

bool
str_has_any(struct str s, const char *words)
{
	return any(s, words, str_has) > 0;
}

size_t
str_starts_any(struct str s, const char *words)
{
	return any(s, words, str_starts);
}

bool
str_ends_any(struct str s, const char *words)
{
	return any(s, words, str_ends) > 0;
}

ptrdiff_t
str_find(struct str s, struct str needle, size_t from)
{
	/* The third byte of a Chinese character is the rarest. */
	size_t k = needle.n > 2 ? 2 : 0;
	const char *p, *end;

	if (from > s.n || needle.n > s.n - from)
		return -1;
	if (needle.n == 0)
		return (ptrdiff_t)from;
	p = s.p + from + k;
	end = s.p + s.n - needle.n + k + 1;
	while (p < end && (p = memchr(p, needle.p[k], (size_t)(end - p))) !=
	    NULL) {
		if (p[-(ptrdiff_t)k] == needle.p[0] &&
		    memcmp(p - k, needle.p, needle.n) == 0)
			return p - k - s.p;
		p++;
	}
	return -1;
}

/* Whether a byte begins a character, U+4000 to U+9FFF, that is no space. */
static bool
begins_han(char c)
{
	return (unsigned char)c >= 0xE4 && (unsigned char)c <= 0xE9;
}

static bool
is_print(char c)
{
	return c > ' ' && (unsigned char)c < 0x80;
}

/* Whether the text begins and ends with what is certainly no white space. */
static bool
is_trimmed(struct str s)
{
	const char *end;

	if (s.n == 0 || (!begins_han(s.p[0]) && !is_print(s.p[0])))
		return false;
	end = s.p + s.n;
	return is_print(end[-1]) || (s.n >= 3 && begins_han(end[-3]) &&
	    (end[-2] & 0xC0) == 0x80 && (end[-1] & 0xC0) == 0x80);
}

struct str
str_trim(struct str s)
{
	size_t at = 0, next;

	if (is_trimmed(s))
		return s;
	while (at < s.n) {
		next = at;
		if (!str_is_space(str_char(s, &next)))
			break;
		at = next;
	}
	s = str_sub(s, at, s.n - at);
	while (s.n > 0 && str_is_space(str_before(s, s.n))) {
		do
			s.n--;
		while (s.n > 0 && (s.p[s.n] & 0xC0) == 0x80);
	}
	return s;
}

struct str
str_cut(struct str *rest, char sep)
{
	const char *hit = rest->n > 0 ? memchr(rest->p, sep, rest->n) : NULL;
	struct str head = *rest;

	if (hit == NULL) {
		*rest = STR_NONE;
		return head;
	}
	head.n = (size_t)(hit - rest->p);
	rest->p = hit + 1;
	rest->n -= head.n + 1;
	return head;
}

size_t
str_sequence(struct str s)
{
	const unsigned char *p = (const unsigned char *)s.p;
	unsigned char lo = 0x80, hi = 0xBF;
	size_t len, i;

	if (s.n == 0)
		return 0;
	if (p[0] < 0x80)
		return 1;
	if (p[0] < 0xC2 || p[0] > 0xF4)
		return 0;
	len = p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
	if (p[0] == 0xE0)
		lo = 0xA0;
	else if (p[0] == 0xED)
		hi = 0x9F;
	else if (p[0] == 0xF0)
		lo = 0x90;
	else if (p[0] == 0xF4)
		hi = 0x8F;
	if (s.n < len || p[1] < lo || p[1] > hi)
		return 0;
	for (i = 2; i < len; i++)
		if ((p[i] & 0xC0) != 0x80)
			return 0;
	return len;
}

uint32_t
str_char_any(struct str s, size_t *at)
{
	const unsigned char *p;
	size_t len, i;
	uint32_t c;

	assert(*at < s.n);
	p = (const unsigned char *)s.p + *at;
	len = str_sequence(str_sub(s, *at, s.n));
	if (len <= 1) {
		++*at;
		return len == 1 ? p[0] : 0xFFFD;
	}
	c = p[0] & (0xFFu >> (len + 1));
	for (i = 1; i < len; i++)
		c = c << 6 | (p[i] & 0x3F);
	*at += len;
	return c;
}

uint32_t
str_before(struct str s, size_t at)
{
	size_t start = at;

	if (at == 0)
		return 0;
	do
		start--;
	while (start > 0 && at - start < 4 && (s.p[start] & 0xC0) == 0x80);
	return str_peek(str_sub(s, 0, at), start);
}

bool
str_has_char(struct str s, uint32_t c)
{
	size_t at = 0;

	while (at < s.n)
		if (str_char(s, &at) == c)
			return true;
	return false;
}

bool
str_has_digit(struct str s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if (s.p[i] >= '0' && s.p[i] <= '9')
			return true;
	return false;
}

size_t
str_chars(struct str s)
{
	size_t i, n = 0;

	for (i = 0; i < s.n; i++)
		n += (s.p[i] & 0xC0) != 0x80;
	return n;
}

size_t
str_valid_utf8(struct str s)
{
	size_t at = 0, len;
	const unsigned char *p;
	uint64_t eight;

	while (at < s.n) {
		p = (const unsigned char *)s.p + at;
		if (p[0] < 0x80) {
			at++;
			for (; s.n - at >= 8; at += 8) {
				memcpy(&eight, s.p + at, 8);
				if (eight & 0x8080808080808080)
					break;
			}
			continue;
		}
		/* U+1000 to U+CFFF, as in str_char(). */
		if (s.n - at > 2 && p[0] > 0xE0 && p[0] < 0xED &&
		    (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80) {
			at += 3;
			continue;
		}
		len = str_sequence(str_sub(s, at, s.n));
		if (len == 0)
			break;
		at += len;
	}
	return at;
}
