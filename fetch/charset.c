/* SPDX-License-Identifier: MIT */
#include "charset.h"

#include <strings.h>

#include <iconv.h>

enum { ENOUGH = 64 };	/* characters that tell an encoding */

static const char gb[] = "GB18030", big5[] = "BIG5-HKSCS";

static bool
names(struct str s, const char *charset)
{
	size_t i, n = strlen(charset);

	for (i = 0; i + n <= s.n; i++)
		if (strncasecmp(s.p + i, charset, n) == 0)
			return true;
	return false;
}

/*
 * Whether it is UTF-8: whole, or for so many characters that what is broken
 * behind them was broken by whoever cut it, as text of no other encoding
 * comes that far. The common characters of Chinese are told at a glance.
 */
static bool
is_utf8(struct str s)
{
	size_t at = 0, n, chars = 0;

	while (at < s.n && chars < ENOUGH) {
		const unsigned char *p = (const unsigned char *)s.p + at;

		if (*p < 0x80) {
			at++;
		} else if (s.n - at > 2 && *p > 0xE0 && *p < 0xED &&
		    (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80) {
			at += 3;
			chars++;
		} else {
			n = str_valid_utf8(str_first(str_sub(s, at, 4), 1));
			if (n == 0)
				return false;
			at += n;
			chars++;
		}
	}
	return true;
}

const char *
charset_of(struct str text)
{
	if (is_utf8(text))
		return NULL;
	/* Big5 says so in the head of the page. */
	return names(str_sub(text, 0, 2048), "big5") ? big5 : gb;
}

const char *
charset_named(struct str s, const char *otherwise)
{
	return names(s, "utf-8") ? NULL : names(s, "gb") ? gb :
	    names(s, "big5") ? big5 : otherwise;
}

void
charset_decode(struct str text, const char *charset, struct buf *b)
{
	iconv_t cd = iconv_open("UTF-8", charset);
	char *in = (char *)(uintptr_t)text.p, out[8192], *to;
	size_t left = text.n, room;

	if (cd == (iconv_t)-1)
		return;
	while (left > 0 && buf_ok(b)) {
		to = out;
		room = sizeof(out);
		if (iconv(cd, &in, &left, &to, &room) == (size_t)-1 &&
		    room == sizeof(out)) {
			*to++ = '?';
			in++;
			left--;
		}
		buf_add(b, out, (size_t)(to - out));
	}
	iconv_close(cd);
}

/*
 * What a browser sends as GBK has two bytes, not the four of GB18030; what is
 * not in there it writes as a number.
 */
static void
encode_one(iconv_t cd, struct str c, struct buf *b)
{
	char *in = (char *)(uintptr_t)c.p, out[8], *to = out;
	size_t left = c.n, room = sizeof(out), at = 0;

	if (cd != (iconv_t)-1 && iconv(cd, &in, &left, &to, &room) !=
	    (size_t)-1 && to - out <= 2)
		buf_add(b, out, (size_t)(to - out));
	else
		buf_printf(b, "&#%u;", (unsigned int)str_char(c, &at));
}

static bool
is_ascii(struct str s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0x80)
			return false;
	return true;
}

/* What is not ASCII becomes %XX if it is to be escaped. */
static struct str
encode(struct arena *a, struct str text, const char *charset, bool escape)
{
	iconv_t cd = iconv_open(charset, "UTF-8");
	size_t at = 0, from, i;
	struct buf b, one;

	buf_init(&b, text.n * 24 + 1);
	buf_init(&one, 64);
	while (at < text.n) {
		from = at;
		str_char(text, &at);
		buf_reset(&one);
		encode_one(cd, str_sub(text, from, at - from), &one);
		for (i = 0; i < one.n; i++)
			if (escape && (unsigned char)text.p[from] >= 0x80)
				buf_printf(&b, "%%%02X",
				    (unsigned char)one.p[i]);
			else
				buf_addc(&b, one.p[i]);
	}
	if (cd != (iconv_t)-1)
		iconv_close(cd);
	text = arena_str(a, buf_str(&b));
	buf_release(&one);
	buf_release(&b);
	return text;
}

struct str
charset_encode(struct arena *a, struct str text, const char *charset)
{
	return charset == NULL || is_ascii(text) ? text :
	    encode(a, text, charset, false);
}

struct str
charset_query(struct arena *a, struct str href, const char *charset)
{
	struct str query = href, path = str_cut(&query, '?');

	if (charset == NULL || query.p == NULL || is_ascii(query))
		return href;
	query = encode(a, query, charset, true);
	return arena_printf(a, "%.*s?%.*s", STR_ARG(path), STR_ARG(query));
}
