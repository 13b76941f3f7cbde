/* SPDX-License-Identifier: MIT */
#include "pagetext.h"

#include <strings.h>

#include <iconv.h>
#include <zlib.h>

#include "buf.h"

enum {
	ENOUGH = 64,	/* characters that tell an encoding */
	MANY = 1 << 20,	/* bytes of text that are more than ... */
	BOMB = 200	/* ... times as many as are packed are no page */
};

/* Inflates until the end, the limit or the first fault. */
static void
gunzip(struct str body, struct buf *b)
{
	z_stream z = { .next_in = (Bytef *)(uintptr_t)body.p,
		.avail_in = (uInt)body.n };
	int rc = Z_OK;
	char out[16384];
	size_t n;

	if (inflateInit2(&z, 15 + 32) != Z_OK)
		return;
	while (rc == Z_OK && b->n < PAGETEXT_MAX && (b->n < MANY ||
	    b->n < BOMB * z.total_in)) {
		z.next_out = (Bytef *)out;
		z.avail_out = sizeof(out);
		rc = inflate(&z, Z_NO_FLUSH);
		n = sizeof(out) - z.avail_out;
		buf_add(b, out, n < PAGETEXT_MAX - b->n ? n :
		    PAGETEXT_MAX - b->n);
	}
	inflateEnd(&z);
}

/* Whether the page says in its head that it is Big5. */
static bool
is_big5(struct str s)
{
	size_t i;

	for (i = 0; i + 4 <= s.n && i < 2048; i++)
		if (strncasecmp(s.p + i, "big5", 4) == 0)
			return true;
	return false;
}

/* From GB18030 or Big5; a byte that does not belong becomes "?". */
static void
from_chinese(struct str text, struct buf *b)
{
	iconv_t cd = iconv_open("UTF-8", is_big5(text) ? "BIG5-HKSCS" :
	    "GB18030");
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

static bool
is_text(struct str s)
{
	return s.n > 0 && memchr(s.p, '\0', s.n < 512 ? s.n : 512) == NULL &&
	    !str_starts(s, STR("%PDF")) && !str_starts(s, STR("PK\003\004"));
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

static bool
is_coding(struct str coding, const char *name)
{
	return coding.n == strlen(name) &&
	    strncasecmp(coding.p, name, coding.n) == 0;
}

/* By what the server says, or by the first bytes: sitemap.xml.gz. */
static bool
is_gzip(struct str body, struct str coding)
{
	return is_coding(coding, "gzip") || is_coding(coding, "x-gzip") ||
	    is_coding(coding, "deflate") || (coding.n == 0 &&
	    str_starts(body, STR("\x1f\x8b\x08")));
}

struct str
pagetext(struct arena *a, struct str body, struct str coding)
{
	struct buf b;
	struct str text = STR_NONE;

	buf_init(&b, PAGETEXT_MAX * 2);
	if (is_gzip(body, coding)) {
		gunzip(body, &b);
		text = b.n > 0 ? arena_str(a, buf_str(&b)) : STR_NONE;
	} else if (coding.n == 0 || is_coding(coding, "identity")) {
		text = str_sub(body, 0, PAGETEXT_MAX);
	}
	if (!is_text(text)) {
		text = STR_NONE;
	} else if (!is_utf8(text)) {
		buf_reset(&b);
		from_chinese(text, &b);
		text = arena_str(a, buf_str(&b));
	}
	buf_release(&b);
	return text;
}
