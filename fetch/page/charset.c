/* SPDX-License-Identifier: MIT */
#include "charset.h"

#include <strings.h>

#include <iconv.h>

enum { ENOUGH = 64 };	/* characters that tell an encoding */

static const char gb[] = "GB18030", big5[] = "BIG5-HKSCS", wide[] = "UTF-16";

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

bool
charset_is_wide(struct str text)
{
	return str_starts(text, STR("\xff\xfe")) ||
	    str_starts(text, STR("\xfe\xff"));
}

const char *
charset_of(struct str text)
{
	if (charset_is_wide(text))
		return wide;
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
	/* Big5 keeps an Ê back, for the mark that may follow */
	to = out;
	room = sizeof(out);
	iconv(cd, NULL, NULL, &to, &room);
	buf_add(b, out, (size_t)(to - out));
	iconv_close(cd);
}

/*
 * One character as browsers send it, by the Encoding Standard; how many bytes
 * it has, 0 if it is not in there: GBK has two, not the four of GB18030, but
 * one for the euro; Big5 nothing of what Hong Kong put in front of it.
 */
static size_t
bytes_of(iconv_t cd, const char *charset, struct str c, char to[8])
{
	char *in = (char *)(uintptr_t)c.p, *end = to;
	size_t left = c.n, room = 8, n;

	if (charset == gb && str_eq(c, STR("€"))) {
		to[0] = '\x80';
		return 1;
	}
	if (cd == (iconv_t)-1 || iconv(cd, &in, &left, &end, &room) ==
	    (size_t)-1)
		return 0;
	iconv(cd, NULL, NULL, &end, &room);
	n = (size_t)(end - to);
	return n > 2 || (charset == big5 && n == 2 &&
	    (unsigned char)to[0] < 0xA1) ? 0 : n;
}

/* The same; what is not in there is sent as a number. */
static void
encode_one(iconv_t cd, const char *charset, struct str c, struct buf *b)
{
	char bytes[8];
	size_t n = bytes_of(cd, charset, c, bytes), at = 0;

	if (n > 0)
		buf_add(b, bytes, n);
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
		encode_one(cd, charset, str_sub(text, from, at - from),
		    &one);
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

const char *
charset_label(const char *charset)
{
	return charset == gb ? "GBK" : charset == big5 ? "Big5" : "UTF-8";
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
