/* SPDX-License-Identifier: MIT */
#include "json.h"

static void
separate(struct buf *b)
{
	if (json_follows(b))
		buf_addc(b, ',');
}

/* `s` between quotes. */
static void
quote(struct buf *b, struct str s)
{
	char *p = buf_room(b, s.n + 2);

	if (p == NULL)
		return;
	*p++ = '"';
	if (s.n > 0)
		memcpy(p, s.p, s.n);
	p += s.n;
	memcpy(p, "\"", 2);
	b->n = (size_t)(p - b->p) + 1;
}

void
json_open(struct buf *b, char bracket)
{
	char *p = buf_room(b, 2);

	if (p == NULL)
		return;
	if (json_follows(b))
		*p++ = ',';
	*p++ = bracket;
	*p = '\0';
	b->n = (size_t)(p - b->p);
}

void
json_close(struct buf *b, char bracket)
{
	buf_addc(b, bracket);
}

static void
escaped(struct buf *b, unsigned char c)
{
	static const char *const short_form[] = { ['\b'] = "\\b",
		['\t'] = "\\t", ['\n'] = "\\n", ['\f'] = "\\f",
		['\r'] = "\\r", ['"'] = "\\\"", ['\\'] = "\\\\" };

	if (c < sizeof(short_form) / sizeof(*short_form) &&
	    short_form[c] != NULL)
		buf_adds(b, short_form[c]);
	else
		buf_printf(b, "\\u%04x", c);
}

/* Whether any of 8 bytes is below space, '"', '\\' or above '~'. */
static bool
any_special(const char *p)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t v, quote, slash, del;

	memcpy(&v, p, 8);
	/* A byte that becomes 0 borrows from its highest bit. */
	quote = v ^ ones * '"';
	slash = v ^ ones * '\\';
	del = v ^ ones * 0x7F;
	return (((v - ones * 0x20) | (quote - ones) | (slash - ones) |
	    (del - ones) | v) & ones * 0x80) != 0;
}

/* Whether a byte is ASCII that stands for itself between quotes. */
static bool
is_plain(unsigned char c)
{
	return c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
}

/*
 * Bytes from `at` on that stand for themselves between quotes: ASCII without
 * quotes, backslashes and controls, and valid UTF-8.
 */
static size_t
plain(struct str s, size_t at)
{
	const unsigned char *p = (const unsigned char *)s.p;
	size_t from = at, n;

	while (at < s.n) {
		if (is_plain(p[at])) {
			at += s.n - at >= 8 && !any_special(s.p + at) ? 8 : 1;
			continue;
		}
		/* U+1000 to U+CFFF, nearly all Chinese */
		if (p[at] > 0xE0 && p[at] < 0xED && s.n - at > 2 &&
		    (p[at + 1] & 0xC0) == 0x80 && (p[at + 2] & 0xC0) == 0x80) {
			at += 3;
			continue;
		}
		n = p[at] < 0x80 ? 0 : str_sequence(str_sub(s, at, 4));
		if (n == 0)
			break;
		at += n;
	}
	return at - from;
}

void
json_text(struct buf *b, struct str s)
{
	size_t at, n;

	if (s.p == NULL) {
		buf_adds(b, "null");
		return;
	}
	n = plain(s, 0);
	if (n == s.n) {
		quote(b, s);
		return;
	}
	buf_addc(b, '"');
	for (at = 0; at < s.n; at++) {
		n = plain(s, at);
		buf_add(b, s.p + at, n);
		at += n;
		if (at == s.n)
			break;
		if ((unsigned char)s.p[at] >= 0x80)
			buf_addchar(b, 0xFFFD);
		else
			escaped(b, (unsigned char)s.p[at]);
	}
	buf_addc(b, '"');
}

void
json_str(struct buf *b, struct str s)
{
	separate(b);
	json_text(b, s);
}

char *
json_digits(char *to, long long n)
{
	char digits[JSON_DIGITS], *p = digits + sizeof(digits);
	unsigned long long rest = n < 0 ? 0 - (unsigned long long)n :
	    (unsigned long long)n;
	size_t len;

	do
		*--p = (char)('0' + rest % 10);
	while ((rest /= 10) > 0);
	if (n < 0)
		*--p = '-';
	len = (size_t)(digits + sizeof(digits) - p);
	memcpy(to, p, len);
	return to + len;
}

void
json_int(struct buf *b, long long n)
{
	char *p;

	separate(b);
	p = buf_room(b, JSON_DIGITS);
	if (p == NULL)
		return;
	p = json_digits(p, n);
	*p = '\0';
	b->n = (size_t)(p - b->p);
}

void
json_bool(struct buf *b, bool v)
{
	separate(b);
	buf_adds(b, v ? "true" : "false");
}

void
json_none(struct buf *b)
{
	separate(b);
	buf_adds(b, "null");
}
