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
	while (rc == Z_OK && b->n < b->max) {
		z.next_out = (Bytef *)out;
		z.avail_out = sizeof(out);
		rc = inflate(&z, Z_NO_FLUSH);
		n = sizeof(out) - z.avail_out;
		buf_add(b, out, n < b->max - b->n ? n : b->max - b->n);
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

struct str
pagetext(struct arena *a, struct str body, struct str coding)
{
	struct buf plain, utf8;
	struct str text = STR_NONE;

	buf_init(&plain, PAGETEXT_MAX);
	buf_init(&utf8, PAGETEXT_MAX * 2);
	if (coding.n == 4 && strncasecmp(coding.p, "gzip", 4) == 0)
		gunzip(body, &plain);
	else if (coding.n == 0)
		buf_addstr(&plain, str_sub(body, 0, PAGETEXT_MAX));
	text = buf_str(&plain);
	if (!is_text(text)) {
		text = STR_NONE;
	} else if (str_valid_utf8(text) + (text.n == PAGETEXT_MAX ? 4 : 0) <
	    text.n) {	/* the limit may have cut a character */
		from_gb18030(text, &utf8);
		text = buf_str(&utf8);
	}
	if (text.p != NULL)
		text = arena_str(a, text);
	buf_release(&plain);
	buf_release(&utf8);
	return text;
}
