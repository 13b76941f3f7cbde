/* SPDX-License-Identifier: MIT */
/* The HTTP response inside a record; RFC 9110 and 9112, read with patience. */
#include "warc.h"

#include <brotli/decode.h>
#include <strings.h>
#include <zlib.h>
#include <zstd.h>

#include "msg.h"

enum { MAX_HEAD = 1 << 18 };

void
warc_http_init(struct warc_http *h, size_t max_body)
{
	*h = (struct warc_http){ 0 };
	buf_init(&h->chunks, max_body);
	buf_init(&h->plain, max_body);
}

void
warc_http_release(struct warc_http *h)
{
	buf_release(&h->chunks);
	buf_release(&h->plain);
}

static bool
same(struct str s, const char *word)
{
	return s.n == strlen(word) && strncasecmp(s.p, word, s.n) == 0;
}

/* The length of the head with its blank line; 0 if there is no end of it. */
static size_t
head_length(struct str block)
{
	size_t at = 0, line;
	ptrdiff_t lf;

	block = str_sub(block, 0, MAX_HEAD);
	while ((lf = str_find(block, STR("\n"), at)) >= 0) {
		line = (size_t)lf - at;
		at = (size_t)lf + 1;
		if (line == 0 || (line == 1 && block.p[at - 2] == '\r'))
			return at;
	}
	return 0;
}

/* "HTTP/1.1 200 OK" is 200; 0 if it is no status line. */
static int
status_of(struct str head)
{
	ptrdiff_t space = str_find(head, STR(" "), 0);
	int i, n = 0;
	char c;

	if (!str_starts(head, STR("HTTP/")) || space < 0 ||
	    head.n < (size_t)space + 4)
		return 0;
	for (i = 1; i <= 3; i++) {
		c = head.p[space + i];
		if (c < '0' || c > '9')
			return 0;
		n = n * 10 + (c - '0');
	}
	return n;
}

/*
 * The size in a chunk's first line, and where its data start; -1 if there is
 * no such line here.
 */
static long
chunk_size(struct str s, size_t *at)
{
	ptrdiff_t lf = str_find(str_sub(s, 0, *at + 1024), STR("\n"), *at);
	long n = 0;
	size_t i, digits = 0;
	char c;

	if (lf < 0)
		return -1;
	for (i = *at; i < (size_t)lf && digits < 8; i++, digits++) {
		c = s.p[i];
		if (c >= '0' && c <= '9')
			n = n << 4 | (c - '0');
		else if ((c | 32) >= 'a' && (c | 32) <= 'f')
			n = n << 4 | ((c | 32) - 'a' + 10);
		else
			break;
	}
	c = s.p[i];
	if (digits == 0 || (c != '\r' && c != '\n' && c != ';' && c != ' '))
		return -1;
	*at = (size_t)lf + 1;
	return n;
}

/*
 * Takes the chunks out of h->body. A body that does not start with a whole
 * chunk and a line end was stored without them.
 */
static enum warc_http_problem
dechunk(struct warc_http *h)
{
	struct str s = h->body, part;
	size_t at = 0;
	long n = chunk_size(s, &at);

	if (n < 0 || (n > 0 && at >= s.n))
		return WARC_HTTP_OK;
	buf_reset(&h->chunks);
	while (n > 0) {
		part = str_sub(s, at, (size_t)n);
		buf_addstr(&h->chunks, part);
		at += part.n;
		if (part.n < (size_t)n || at >= s.n)
			break;
		if (s.p[at] != '\r' && s.p[at] != '\n') {
			if (h->chunks.n == (size_t)n)
				return WARC_HTTP_OK;
			break;
		}
		at += s.p[at] == '\r';
		at += at < s.n && s.p[at] == '\n';
		n = at < s.n ? chunk_size(s, &at) : -1;
	}
	if (!buf_ok(&h->chunks))
		return WARC_HTTP_BOMB;
	h->body = h->chunks.n > 0 ? buf_str(&h->chunks) : STR("");
	return n == 0 ? WARC_HTTP_OK : WARC_HTTP_CUT;
}

/* A body in chunks, the last one and all, though its head does not say so. */
static bool
is_in_chunks(struct str s)
{
	size_t at = 0;
	long n = chunk_size(s, &at);

	return n > 0 && str_ends(s, STR("\r\n0\r\n\r\n")) &&
	    str_eq(str_sub(s, at + (size_t)n, 2), STR("\r\n"));
}

/* Takes in n bytes that came of the first `used` of the body; false: bomb. */
static bool
take(struct warc_http *h, const void *p, size_t n, size_t used)
{
	buf_add(&h->plain, p, n);
	return buf_ok(&h->plain) && !warc_is_bomb(h->plain.n, used);
}

/*
 * Inflates h->body into h->plain, gzip members one behind another. Nothing
 * came of it: OK with h->plain empty; the body is not what it says.
 */
static enum warc_http_problem
inflate_body(struct warc_http *h, int window)
{
	unsigned char out[1 << 16];
	z_stream z = { 0 };
	bool bomb = false;
	int rc = Z_OK;

	if (inflateInit2(&z, window) != Z_OK)
		fatal("out of memory");
	buf_reset(&h->plain);
	z.next_in = (z_const Bytef *)(uintptr_t)h->body.p;
	z.avail_in = (unsigned int)h->body.n;
	while (rc == Z_OK && !bomb) {
		z.next_out = out;
		z.avail_out = sizeof(out);
		rc = inflate(&z, Z_NO_FLUSH);
		bomb = !take(h, out, sizeof(out) - z.avail_out,
		    h->body.n - z.avail_in);
		if (rc == Z_STREAM_END && window > MAX_WBITS &&
		    z.avail_in > 2 && z.next_in[0] == 0x1F &&
		    z.next_in[1] == 0x8B)
			rc = inflateReset(&z);
	}
	inflateEnd(&z);
	if (bomb)
		return WARC_HTTP_BOMB;
	return rc == Z_STREAM_END ? WARC_HTTP_OK : WARC_HTTP_CUT;
}

/* RFC 8878 and 9659: frames one behind another, windows of 8 MiB at most. */
static enum warc_http_problem
unzstd_body(struct warc_http *h)
{
	unsigned char out[1 << 16];
	ZSTD_inBuffer in = { h->body.p, h->body.n, 0 };
	ZSTD_DCtx *z = ZSTD_createDCtx();
	ZSTD_outBuffer to;
	size_t rc;
	bool bomb;

	if (z == NULL || ZSTD_isError(ZSTD_DCtx_setParameter(z,
	    ZSTD_d_windowLogMax, WARC_ZSTD_WINDOW)))
		fatal("out of memory");
	buf_reset(&h->plain);
	do {
		to = (ZSTD_outBuffer){ out, sizeof(out), 0 };
		rc = ZSTD_decompressStream(z, &to, &in);
		bomb = !take(h, out, to.pos, in.pos);
	} while (!bomb && !ZSTD_isError(rc) &&
	    (in.pos < in.size || to.pos == to.size));
	ZSTD_freeDCtx(z);
	if (bomb)
		return WARC_HTTP_BOMB;
	return rc == 0 ? WARC_HTTP_OK : WARC_HTTP_CUT;
}

/* RFC 7932. OK only if all of the body is one stream: it has no check sum. */
static enum warc_http_problem
unbrotli_body(struct warc_http *h)
{
	const uint8_t *in = (const uint8_t *)h->body.p;
	BrotliDecoderState *z = BrotliDecoderCreateInstance(NULL, NULL, NULL);
	BrotliDecoderResult rc;
	uint8_t out[1 << 16], *to;
	size_t left = h->body.n, room;
	bool bomb;

	if (z == NULL)
		fatal("out of memory");
	buf_reset(&h->plain);
	do {
		to = out;
		room = sizeof(out);
		rc = BrotliDecoderDecompressStream(z, &left, &in, &room, &to,
		    NULL);
		bomb = !take(h, out, sizeof(out) - room, h->body.n - left);
	} while (!bomb && rc == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT);
	BrotliDecoderDestroyInstance(z);
	if (bomb)
		return WARC_HTTP_BOMB;
	return rc == BROTLI_DECODER_RESULT_SUCCESS && left == 0 ?
	    WARC_HTTP_OK : WARC_HTTP_CUT;
}

/* Bytes that text has not are in all but the shortest packed bodies. */
static bool
is_text(struct str s)
{
	size_t i;

	for (i = 0; i < s.n && i < 512; i++)
		if ((unsigned char)s.p[i] < '\t')
			return false;
	return true;
}

/* Servers say deflate and mean zlib, or mean it (RFC 9110, 8.4.1.2). */
static enum warc_http_problem
inflate_deflate(struct warc_http *h)
{
	enum warc_http_problem p = inflate_body(h, MAX_WBITS);

	if (p == WARC_HTTP_CUT && h->plain.n == 0)
		p = inflate_body(h, -MAX_WBITS);
	return p;
}

/* A page that the server packed and did not say so. */
static bool
is_packed_page(const struct warc_http *h)
{
	struct str type = warc_field(h->headers, "Content-Type");

	return str_starts(h->body, STR("\x1f\x8b")) && type.n > 5 &&
	    same(str_sub(type, 0, 5), "text/");
}

static enum warc_http_problem
decode(struct warc_http *h)
{
	enum warc_http_problem p;

	h->encoding = warc_field(h->headers, "Content-Encoding");
	if (h->body.n == 0 || (h->encoding.n == 0 && !is_packed_page(h)))
		return WARC_HTTP_OK;
	if (same(h->encoding, "gzip") || same(h->encoding, "x-gzip") ||
	    h->encoding.n == 0) {
		if (!str_starts(h->body, STR("\x1f\x8b")))
			return WARC_HTTP_OK;
		p = inflate_body(h, 16 + MAX_WBITS);
	} else if (same(h->encoding, "deflate")) {
		p = inflate_deflate(h);
		if (p == WARC_HTTP_CUT && h->plain.n == 0)
			return WARC_HTTP_OK;
	} else if (same(h->encoding, "zstd")) {
		if (!str_starts(h->body, STR("\x28\xb5\x2f\xfd")))
			return WARC_HTTP_OK;
		p = unzstd_body(h);
	} else if (same(h->encoding, "br")) {
		p = unbrotli_body(h);
		if (p == WARC_HTTP_CUT && is_text(h->body))
			return WARC_HTTP_OK;
	} else {
		/* identity, none; UTF-8, of servers that mean the charset. */
		return is_text(h->body) ? WARC_HTTP_OK : WARC_HTTP_ENCODING;
	}
	h->body = h->plain.n > 0 ? buf_str(&h->plain) : STR("");
	return p;
}

enum warc_http_problem
warc_http_read(struct warc_http *h, struct str block)
{
	enum warc_http_problem first = WARC_HTTP_OK, p;
	struct str coding;
	size_t n;

	if (block.n == 0)
		block = STR("");
	do {
		n = head_length(block);
		h->headers = str_sub(block, 0, n);
		h->body = str_sub(block, n, block.n);
		h->status = status_of(h->headers);
		block = h->body;
		/* "100 Continue" and the like come in front of the answer. */
	} while (h->status / 100 == 1 && str_starts(block, STR("HTTP/")));
	h->encoding = STR_NONE;
	if (n == 0 || h->status == 0) {
		h->body = STR_NONE;
		return WARC_HTTP_NO_HEAD;
	}
	coding = warc_field(h->headers, "Transfer-Encoding");
	if ((coding.n >= 7 && same(str_sub(coding, coding.n - 7, 7),
	    "chunked")) || is_in_chunks(h->body))
		first = dechunk(h);
	if (first == WARC_HTTP_BOMB)
		return first;
	p = decode(h);
	return p != WARC_HTTP_OK ? p : first;
}
