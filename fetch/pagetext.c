/* SPDX-License-Identifier: MIT */
#include "pagetext.h"

#include <strings.h>

#include <iconv.h>
#include <zlib.h>

#include "buf.h"

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
	while (rc == Z_OK && b->n < PAGETEXT_MAX) {
		z.next_out = (Bytef *)out;
		z.avail_out = sizeof(out);
		rc = inflate(&z, Z_NO_FLUSH);
		n = sizeof(out) - z.avail_out;
		buf_add(b, out, n < PAGETEXT_MAX - b->n ? n :
		    PAGETEXT_MAX - b->n);
	}
	inflateEnd(&z);
}

/* From GB18030; a byte that does not belong becomes "?". */
static void
from_gb18030(struct str text, struct buf *b)
{
	iconv_t cd = iconv_open("UTF-8", "GB18030");
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
 * Whether it is UTF-8 but for the end, where a limit may have cut a character.
 * ASCII and the common characters of Chinese are told at a glance.
 */
static bool
is_utf8(struct str s, bool may_be_cut)
{
	const unsigned char *p = (const unsigned char *)s.p, *end = p + s.n;

	while (end - p >= 4) {
		if (*p < 0x80)
			p++;
		else if (*p > 0xE0 && *p < 0xED && (p[1] & 0xC0) == 0x80 &&
		    (p[2] & 0xC0) == 0x80)
			p += 3;
		else if (str_valid_utf8((struct str){ (const char *)p, 4 })
		    == 0)
			return false;
		else
			p += str_valid_utf8((struct str){ (const char *)p,
			    4 });
	}
	s = str_sub(s, (size_t)(p - (const unsigned char *)s.p), 4);
	return s.n == 0 || may_be_cut || str_valid_utf8(s) == s.n;
}

struct str
pagetext(struct arena *a, struct str body, struct str coding)
{
	struct buf b;
	struct str text = STR_NONE;

	buf_init(&b, PAGETEXT_MAX * 2);
	if (coding.n == 4 && strncasecmp(coding.p, "gzip", 4) == 0) {
		gunzip(body, &b);
		text = b.n > 0 ? arena_str(a, buf_str(&b)) : STR_NONE;
	} else if (coding.n == 0) {
		text = str_sub(body, 0, PAGETEXT_MAX);
	}
	if (!is_text(text)) {
		text = STR_NONE;
	} else if (!is_utf8(text, text.n == PAGETEXT_MAX)) {
		buf_reset(&b);
		from_gb18030(text, &b);
		text = arena_str(a, buf_str(&b));
	}
	buf_release(&b);
	return text;
}
