/* SPDX-License-Identifier: MIT */
#include "pagetext.h"

#include <strings.h>

#include <zlib.h>

#include "charset.h"

enum {
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

static bool
is_text(struct str s)
{
	return charset_is_wide(s) || (s.n > 0 &&
	    memchr(s.p, '\0', s.n < 512 ? s.n : 512) == NULL &&
	    !str_starts(s, STR("%PDF")) &&
	    !str_starts(s, STR("PK\003\004")));
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
pagetext(struct arena *a, struct str body, struct str coding,
    const char **charset)
{
	const char *found = NULL;
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
	} else if ((found = charset_of(text)) != NULL) {
		buf_reset(&b);
		charset_decode(text, found, &b);
		text = arena_str(a, buf_str(&b));
	}
	if (charset != NULL)	/* of queries, which UTF-16 never is */
		*charset = charset_is_wide(body) ? NULL : found;
	buf_release(&b);
	return text;
}
