/* SPDX-License-Identifier: MIT */
#include "json.h"

/* A value follows the one before: put the comma, unless it is the first. */
static void
separate(struct buf *b)
{
	char last = b->n > 0 ? b->p[b->n - 1] : '\n';

	if (last != '{' && last != '[' && last != ':' && last != '\n')
		buf_addc(b, ',');
}

void
json_open(struct buf *b, char bracket)
{
	separate(b);
	buf_addc(b, bracket);
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

/* Whether any of 8 bytes is below space, '"', '\\' or DEL. */
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
	return ((((v - ones * 0x20) & ~v) | ((quote - ones) & ~quote) |
	    ((slash - ones) & ~slash) | ((del - ones) & ~del)) &
	    ones * 0x80) != 0;
}

/* The text between the quotes; s must be valid UTF-8. */
static void
escape(struct buf *b, struct str s)
{
	size_t at = 0, run;
	unsigned char c;

	while (at < s.n) {
		for (run = at; run < s.n; run++) {
			while (s.n - run > 8 && !any_special(s.p + run))
				run += 8;
			c = (unsigned char)s.p[run];
			if (c < 0x20 || c == '"' || c == '\\' || c == 0x7F)
				break;
		}
		buf_add(b, s.p + at, run - at);
		if (run < s.n)
			escaped(b, (unsigned char)s.p[run++]);
		at = run;
	}
}

void
json_str(struct buf *b, struct str s)
{
	size_t good;

	if (s.p == NULL) {
		json_none(b);
		return;
	}
	separate(b);
	buf_addc(b, '"');
	for (;;) {
		good = str_valid_utf8(s);
		escape(b, str_sub(s, 0, good));
		if (good == s.n)
			break;
		buf_addchar(b, 0xFFFD);
		s = str_sub(s, good + 1, s.n);
	}
	buf_addc(b, '"');
}

void
json_key(struct buf *b, const char *key)
{
	size_t n = strlen(key);
	char *p;

	separate(b);
	p = buf_room(b, n + 3);
	if (p == NULL)
		return;
	p[0] = '"';
	memcpy(p + 1, key, n);
	memcpy(p + 1 + n, "\":", 3);
	b->n += n + 3;
}

void
json_int(struct buf *b, long long n)
{
	char digits[24], *p = digits + sizeof(digits);
	unsigned long long rest = n < 0 ? 0 - (unsigned long long)n :
	    (unsigned long long)n;

	do
		*--p = (char)('0' + rest % 10);
	while ((rest /= 10) > 0);
	if (n < 0)
		*--p = '-';
	separate(b);
	buf_add(b, p, (size_t)(digits + sizeof(digits) - p));
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

void
json_member(struct buf *b, const char *key, struct str value)
{
	json_key(b, key);
	json_str(b, value);
}

void
json_member_int(struct buf *b, const char *key, long long n)
{
	json_key(b, key);
	json_int(b, n);
}

void
json_member_bool(struct buf *b, const char *key, bool v)
{
	json_key(b, key);
	json_bool(b, v);
}
