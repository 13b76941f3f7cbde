/* SPDX-License-Identifier: MIT */
/*
 * Two layers. The lower one gives decompressed bytes, never of two members
 * (of gzip; frames of zstd) at once, and passes over damaged members. The
 * upper one looks for lines that start a record and reads headers and blocks.
 * Going back in the file to look for the member behind a damaged one is paid
 * for with what was read in good order, so that time stays linear whatever
 * the file says.
 */
#include "warc.h"

#include <assert.h>
#include <errno.h>
#include <libdeflate.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include "msg.h"

enum {
	ROOM = 1 << 18,		/* of the two buffers */
	TRY = 1 << 16,		/* compressed bytes there to inflate at once */
	MAX_HEADERS = 1 << 16,	/* bytes of a record's headers */
	BACK = 16 << 20,	/* bytes that may be read twice, at first */
	MAGIC = 4,		/* bytes looked at that start a member */
	MAX_DICTIONARY = 8 << 20,
	BOMB = 16 << 20,	/* bytes; less is not worth a look */
	BOMB_RATIO = 200
};

enum packing { PLAIN, GZIP, ZSTD };

struct warc_reader {
	int fd;
	off_t base;		/* where fd stood at first; -1 for a pipe */
	bool end;		/* of fd */
	unsigned char raw[ROOM];
	size_t raw_at, raw_n;
	long long raw_off;	/* where raw[0] lies in the file */
	enum packing packing;
	bool in_member;
	bool torn;		/* the member is damaged behind r->out */
	z_stream z;
	struct libdeflate_decompressor *fast;
	ZSTD_DCtx *zstd;	/* NULL before the first frame */
	long long member_off;
	long long back;		/* bytes that may still be read twice */
	char out[ROOM];		/* plain bytes */
	size_t out_at, out_n;
	long long out_off;	/* where out[0] lies; plain files only */
	long damage;
	long long left;		/* of the block, not read yet */
	bool http;		/* the block starts with an HTTP head */
	bool no_bombs;
	bool pending;		/* a block may still have to be passed */
	struct buf headers, block;
};

/* Frames of zstd that decoders skip (RFC 8878, 3.1.2). */
static bool
is_skippable(const unsigned char *p)
{
	return (p[0] & 0xF0) == 0x50 && p[1] == 0x2A && p[2] == 0x4D &&
	    p[3] == 0x18;
}

static bool
is_frame(const unsigned char *p)
{
	return p[0] == 0x28 && p[1] == 0xB5 && p[2] == 0x2F && p[3] == 0xFD;
}

static enum packing
packing_of(const unsigned char *p)
{
	if (p[0] == 0x1F && p[1] == 0x8B && p[2] == 8)
		return GZIP;
	return is_frame(p) || is_skippable(p) ? ZSTD : PLAIN;
}

static ZSTD_DCtx *
zstd_new(void)
{
	ZSTD_DCtx *z = ZSTD_createDCtx();

	if (z == NULL || ZSTD_isError(ZSTD_DCtx_setParameter(z,
	    ZSTD_d_windowLogMax, WARC_ZSTD_WINDOW)))
		fatal("out of memory");
	return z;
}

bool
warc_is_bomb(size_t plain, size_t packed)
{
	return plain > BOMB && plain / BOMB_RATIO > packed;
}

/* Whether the frame that starts so begins with "WARC/". */
static bool
is_zstd_warc(struct str first)
{
	ZSTD_DCtx *z = zstd_new();
	char out[5];
	ZSTD_outBuffer to = { out, sizeof(out), 0 };
	ZSTD_inBuffer from = { first.p, first.n, 0 };
	size_t rc;

	do
		rc = ZSTD_decompressStream(z, &to, &from);
	while (!ZSTD_isError(rc) && rc != 0 && from.pos < from.size &&
	    to.pos < to.size);
	ZSTD_freeDCtx(z);
	return to.pos == to.size && memcmp(out, "WARC/", 5) == 0;
}

bool
warc_is(struct str first)
{
	unsigned char out[5];
	z_stream z = { 0 };
	bool is;

	if (first.n < MAGIC)
		return false;
	/* The dictionary of WARCs has a kind of frame of its own. */
	if (str_starts(first, STR("\x5D\x2A\x4D\x18")))
		return true;
	switch (packing_of((const unsigned char *)first.p)) {
	case PLAIN:
		return str_starts(first, STR("WARC/"));
	case ZSTD:
		return is_zstd_warc(first);
	case GZIP:
		break;
	}
	if (inflateInit2(&z, 16 + MAX_WBITS) != Z_OK)
		fatal("out of memory");
	z.next_in = (z_const Bytef *)(uintptr_t)first.p;
	z.avail_in = (unsigned int)first.n;
	z.next_out = out;
	z.avail_out = sizeof(out);
	inflate(&z, Z_SYNC_FLUSH);
	is = z.avail_out == 0 && memcmp(out, "WARC/", 5) == 0;
	inflateEnd(&z);
	return is;
}

struct warc_reader *
warc_reader_open(int fd, struct str first, size_t max_block)
{
	struct warc_reader *r = xcalloc(1, sizeof(*r));

	assert(first.n <= ROOM);
	r->fd = fd;
	r->base = lseek(fd, 0, SEEK_CUR);
	if (r->base >= 0)
		r->base -= (off_t)first.n;
	if (first.n > 0)
		memcpy(r->raw, first.p, first.n);
	r->raw_n = first.n;
	r->back = BACK;
	r->fast = libdeflate_alloc_decompressor();
	if (r->fast == NULL || inflateInit2(&r->z, 16 + MAX_WBITS) != Z_OK)
		fatal("out of memory");
	buf_init(&r->headers, MAX_HEADERS);
	buf_init(&r->block, max_block + ROOM);
	return r;
}

void
warc_reader_close(struct warc_reader *r)
{
	if (r == NULL)
		return;
	inflateEnd(&r->z);
	libdeflate_free_decompressor(r->fast);
	ZSTD_freeDCtx(r->zstd);
	buf_release(&r->headers);
	buf_release(&r->block);
	free(r);
}

void
warc_reader_refuse_bombs(struct warc_reader *r)
{
	r->no_bombs = true;
}

long
warc_reader_damage(const struct warc_reader *r)
{
	return r->damage;
}

/* Makes at least `want` raw bytes ready; fewer only at the end. */
static size_t
raw_fill(struct warc_reader *r, size_t want)
{
	ssize_t n;

	if (r->raw_n - r->raw_at >= want)
		return r->raw_n - r->raw_at;
	memmove(r->raw, r->raw + r->raw_at, r->raw_n - r->raw_at);
	r->raw_off += (long long)r->raw_at;
	r->raw_n -= r->raw_at;
	r->raw_at = 0;
	while (r->raw_n < want && !r->end) {
		n = read(r->fd, r->raw + r->raw_n, ROOM - r->raw_n);
		if (n < 0 && errno == EINTR)
			continue;
		r->damage += n < 0;
		r->end = n <= 0;
		r->raw_n += n > 0 ? (size_t)n : 0;
	}
	return r->raw_n;
}

static long long
raw_tell(const struct warc_reader *r)
{
	return r->raw_off + (long long)r->raw_at;
}

/* Goes back to `to` or as far as can be paid for and the file allows. */
static void
raw_back(struct warc_reader *r, long long to)
{
	long long cost = raw_tell(r) - to;

	if (cost > r->back)
		return;
	r->back -= cost;
	if (to >= r->raw_off) {
		r->raw_at = (size_t)(to - r->raw_off);
	} else if (r->base >= 0 &&
	    lseek(r->fd, r->base + (off_t)to, SEEK_SET) >= 0) {
		r->raw_off = to;
		r->raw_at = r->raw_n = 0;
		r->end = false;
	} else {
		r->raw_at = 0;
	}
}

/* Moves to the next bytes that may start a member. */
static void
find_member(struct warc_reader *r)
{
	while (raw_fill(r, MAGIC) >= MAGIC &&
	    packing_of(r->raw + r->raw_at) != r->packing)
		r->raw_at++;
	if (r->raw_n - r->raw_at < MAGIC)
		r->raw_at = r->raw_n;
}

/* A dictionary, packed itself or not. One that is none decodes nothing. */
static void
use_dictionary(struct warc_reader *r, struct str packed)
{
	char *plain = NULL;
	size_t n;

	if (packed.n >= MAGIC && is_frame((const unsigned char *)packed.p)) {
		plain = xmalloc(MAX_DICTIONARY);
		n = ZSTD_decompress(plain, MAX_DICTIONARY, packed.p, packed.n);
		packed = ZSTD_isError(n) ? STR_NONE : (struct str){ plain, n };
	}
	ZSTD_DCtx_loadDictionary(r->zstd, packed.p, packed.n);
	free(plain);
}

/*
 * Passes over a skippable frame: the first of a file may be the dictionary of
 * all others (WARC-zstd, IIPC).
 */
static void
skip_frame(struct warc_reader *r)
{
	enum { HEAD = 8, DICTIONARY = 0x5D };
	const unsigned char *p;
	struct buf b;
	size_t left, n;
	bool keep;

	if (raw_fill(r, HEAD) < HEAD) {
		r->raw_at = r->raw_n;
		return;
	}
	p = r->raw + r->raw_at;
	left = p[4] | (size_t)p[5] << 8 | (size_t)p[6] << 16 |
	    (size_t)p[7] << 24;
	keep = raw_tell(r) == 0 && p[0] == DICTIONARY;
	r->raw_at += HEAD;
	buf_init(&b, MAX_DICTIONARY);
	for (; left > 0 && (n = raw_fill(r, 1)) > 0; left -= n) {
		n = n < left ? n : left;
		if (keep)
			buf_add(&b, r->raw + r->raw_at, n);
		r->raw_at += n;
	}
	if (keep && buf_ok(&b))
		use_dictionary(r, buf_str(&b));
	buf_release(&b);
}

/* Goes behind frames that are to be skipped; false when there are no more. */
static bool
start_frame(struct warc_reader *r)
{
	if (r->zstd == NULL)
		r->zstd = zstd_new();
	ZSTD_DCtx_reset(r->zstd, ZSTD_reset_session_only);
	while (raw_fill(r, MAGIC) >= MAGIC &&
	    is_skippable(r->raw + r->raw_at)) {
		skip_frame(r);
		r->member_off = raw_tell(r);
	}
	return raw_fill(r, 1) > 0;
}

/* At the start of a member, or of what should be one; false at the end. */
static bool
start_member(struct warc_reader *r)
{
	size_t n = raw_fill(r, MAGIC);

	/* Some tools pad a file with zeros. */
	while (n > 0 && r->raw[r->raw_at] == 0) {
		r->raw_at++;
		n = raw_fill(r, MAGIC);
	}
	if (n == 0)
		return false;
	if (n < MAGIC || packing_of(r->raw + r->raw_at) != r->packing) {
		r->damage++;
		find_member(r);
		if (r->raw_at == r->raw_n)
			return false;
	}
	r->member_off = raw_tell(r);
	if (r->packing == GZIP)
		inflateReset(&r->z);
	else if (!start_frame(r))
		return false;
	r->in_member = true;
	return true;
}

/*
 * Inflates a small member in one go, which takes half the time; false, and
 * nothing has changed, when it is not small or not whole.
 */
static bool
inflate_whole(struct warc_reader *r)
{
	size_t in, out, n = raw_fill(r, TRY);

	if (libdeflate_gzip_decompress_ex(r->fast, r->raw + r->raw_at, n,
	    r->out, ROOM, &in, &out) != LIBDEFLATE_SUCCESS)
		return false;
	r->raw_at += in;
	r->out_at = 0;
	r->out_n = out;
	r->in_member = false;
	r->back += (long long)in;
	return true;
}

/* Inflates into r->out up to the end of the member; -1 when it is damaged. */
static int
inflate_some(struct warc_reader *r)
{
	int rc = Z_OK;

	r->z.next_out = (unsigned char *)r->out;
	r->z.avail_out = ROOM;
	while (rc == Z_OK && r->z.avail_out > 0) {
		r->z.avail_in = (unsigned int)raw_fill(r, 1);
		if (r->z.avail_in == 0)
			rc = Z_DATA_ERROR;	/* torn off */
		else {
			r->z.next_in = r->raw + r->raw_at;
			rc = inflate(&r->z, Z_NO_FLUSH);
			r->raw_at = r->raw_n - r->z.avail_in;
		}
	}
	r->out_at = 0;
	r->out_n = ROOM - r->z.avail_out;
	if (rc == Z_STREAM_END) {
		r->in_member = false;
		r->back += raw_tell(r) - r->member_off;
		return 0;
	}
	return rc == Z_OK ? 0 : -1;
}

/* The same of a frame of zstd. */
static int
unzstd_some(struct warc_reader *r)
{
	ZSTD_outBuffer out = { r->out, ROOM, 0 };
	ZSTD_inBuffer in;
	size_t n, had, rc = 1;
	bool torn = false;

	while (rc != 0 && !torn && out.pos < out.size) {
		n = raw_fill(r, 1);
		in = (ZSTD_inBuffer){ r->raw + r->raw_at, n, 0 };
		had = out.pos;
		rc = ZSTD_decompressStream(r->zstd, &out, &in);
		r->raw_at += in.pos;
		torn = ZSTD_isError(rc) || (n == 0 && out.pos == had);
	}
	r->out_at = 0;
	r->out_n = out.pos;
	if (rc == 0) {
		r->in_member = false;
		r->back += raw_tell(r) - r->member_off;
	}
	return torn ? -1 : 0;
}

enum filled { FILLED, FILLED_NEW, FILLED_DAMAGE, FILLED_END };

/* Leaves a damaged member for what may be the next one. */
static void
leave_torn(struct warc_reader *r)
{
	r->torn = false;
	r->in_member = false;
	r->out_at = r->out_n = 0;
	r->damage++;
	raw_back(r, r->member_off + 1);
	find_member(r);
}

/*
 * Fills r->out, which is empty: with more of the same, the start of a new
 * member, or nothing, at the end or where a damaged member breaks off.
 */
static enum filled
fill(struct warc_reader *r)
{
	bool fresh = false;

	assert(r->out_at == r->out_n);
	r->out_off = raw_tell(r);
	if (r->packing == PLAIN) {
		r->out_n = raw_fill(r, 1);
		r->out_off = raw_tell(r);
		memcpy(r->out, r->raw + r->raw_at, r->out_n);
		r->raw_at = r->raw_n;
		r->out_at = 0;
		return r->out_n > 0 ? FILLED : FILLED_END;
	}
	for (;;) {
		if (r->torn) {
			leave_torn(r);
			return FILLED_DAMAGE;
		}
		if (!r->in_member) {
			if (!start_member(r))
				return FILLED_END;
			fresh = true;
			if (r->packing == GZIP && inflate_whole(r) &&
			    r->out_n > 0)
				return FILLED_NEW;
			if (!r->in_member)
				continue;
		}
		r->torn = (r->packing == GZIP ? inflate_some(r) :
		    unzstd_some(r)) < 0;
		if (r->out_n > 0)
			return fresh ? FILLED_NEW : FILLED;
	}
}

/* Makes bytes ready; false at the end, damage passed over. */
static bool
ready(struct warc_reader *r)
{
	enum filled f = FILLED;

	while (r->out_at == r->out_n && f != FILLED_END)
		f = fill(r);
	return r->out_at < r->out_n;
}

/*
 * Appends the next line with its LF to b, unless the member is damaged or
 * over before: false. What does not fit is dropped and spoils b.
 */
static bool
read_line(struct warc_reader *r, struct buf *b)
{
	const char *p, *lf;
	size_t n;

	do {
		if (r->out_at == r->out_n) {
			enum filled f = fill(r);

			if (f == FILLED_DAMAGE || f == FILLED_END)
				return false;
		}
		p = r->out + r->out_at;
		n = r->out_n - r->out_at;
		lf = memchr(p, '\n', n);
		if (lf != NULL)
			n = (size_t)(lf - p) + 1;
		buf_add(b, p, n);
		r->out_at += n;
	} while (lf == NULL);
	return true;
}

static bool
is_blank(struct str line)
{
	return line.n == 0 || (line.n == 1 && line.p[0] == '\n') ||
	    (line.n == 2 && line.p[0] == '\r' && line.p[1] == '\n');
}

/* Moves behind the next line that starts a record; false at the end. */
static bool
find_record(struct warc_reader *r, long long *offset)
{
	bool lost = false;

	while (ready(r)) {
		*offset = r->packing != PLAIN ? r->member_off :
		    r->out_off + (long long)r->out_at;
		buf_reset(&r->headers);
		if (!read_line(r, &r->headers) && r->headers.n == 0)
			continue;
		if (r->headers.n > 0 && str_starts(buf_str(&r->headers),
		    STR("WARC/")))
			return true;
		if (!lost && !is_blank(buf_str(&r->headers))) {
			r->damage++;
			lost = true;
		}
	}
	return false;
}

/* Reads the header lines behind the first one; false when they're damaged. */
static bool
read_headers(struct warc_reader *r)
{
	size_t start;

	buf_reset(&r->headers);
	for (;;) {
		start = r->headers.n;
		if (!read_line(r, &r->headers) || !buf_ok(&r->headers))
			return false;
		if (is_blank(str_sub(buf_str(&r->headers), start,
		    r->headers.n)))
			return true;
		/* A folded line continues the one before. */
		if (start > 0 && (r->headers.p[start] == ' ' ||
		    r->headers.p[start] == '\t')) {
			r->headers.p[start - 1] = ' ';
			if (start > 1 && r->headers.p[start - 2] == '\r')
				r->headers.p[start - 2] = ' ';
		}
	}
}

struct str
warc_field(struct str headers, const char *name)
{
	size_t n = strlen(name);
	struct str line;

	while (headers.p != NULL) {
		line = str_cut(&headers, '\n');
		if (line.n > n && line.p[n] == ':' &&
		    strncasecmp(line.p, name, n) == 0)
			return str_trim(str_sub(line, n + 1, line.n));
	}
	return STR_NONE;
}

/* A length without sign or anything else around it; -1 if it is none. */
static long long
length_of(struct str s)
{
	long long n = 0;
	size_t i;

	if (s.n == 0 || s.n > 18)
		return -1;
	for (i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return -1;
		n = n * 10 + (s.p[i] - '0');
	}
	return n;
}

static void
fill_entry(struct warc_entry *e)
{
	struct str h = e->headers;

	e->type = warc_type_of(warc_field(h, "WARC-Type"));
	e->id = warc_field(h, "WARC-Record-ID");
	e->date = warc_field(h, "WARC-Date");
	e->ip = warc_field(h, "WARC-IP-Address");
	e->content_type = warc_field(h, "Content-Type");
	e->truncated = warc_field(h, "WARC-Truncated");
	e->uri = warc_field(h, "WARC-Target-URI");
	if (str_starts(e->uri, STR("<")) && str_ends(e->uri, STR(">")))
		e->uri = str_sub(e->uri, 1, e->uri.n - 2);
	e->payload_digest = warc_field(h, "WARC-Payload-Digest");
	e->block_digest = warc_field(h, "WARC-Block-Digest");
	e->refers_to = warc_field(h, "WARC-Refers-To");
	e->refers_to_uri = warc_field(h, "WARC-Refers-To-Target-URI");
	e->refers_to_date = warc_field(h, "WARC-Refers-To-Date");
	e->length = length_of(warc_field(h, "Content-Length"));
}

/*
 * Makes bytes of the block ready; false when it breaks off: at the end, at
 * damage, or where a new member starts with a record of its own.
 */
static bool
block_ready(struct warc_reader *r)
{
	enum filled f;

	if (r->out_at < r->out_n)
		return true;
	f = fill(r);
	if (f == FILLED_NEW && r->out_n >= 5 && memcmp(r->out, "WARC/", 5) == 0)
		r->damage++;
	else if (f == FILLED || f == FILLED_NEW)
		return true;
	else
		r->damage += f == FILLED_END;
	return false;
}

/* The next bytes of the block; STR_NONE where it ends or breaks off. */
static struct str
block_part(struct warc_reader *r)
{
	struct str part;

	if (r->left == 0 || !block_ready(r))
		return STR_NONE;
	part = (struct str){ r->out + r->out_at, r->out_n - r->out_at };
	if ((long long)part.n > r->left)
		part.n = (size_t)r->left;
	r->out_at += part.n;
	r->left -= (long long)part.n;
	return part;
}

/*
 * Passes the line ends behind a block and sees its member to the end, where
 * the check sum is; false when it is wrong.
 */
static bool
block_end(struct warc_reader *r)
{
	enum filled f = FILLED;

	r->pending = false;
	for (;;) {
		while (r->out_at < r->out_n && (r->out[r->out_at] == '\r' ||
		    r->out[r->out_at] == '\n'))
			r->out_at++;
		if (r->out_at < r->out_n || r->packing == PLAIN ||
		    !r->in_member)
			return f != FILLED_DAMAGE;
		f = fill(r);
		if (f == FILLED_DAMAGE || f == FILLED_END)
			return f == FILLED_END;
	}
}

bool
warc_reader_next(struct warc_reader *r, struct warc_entry *e)
{
	if (raw_tell(r) == 0 && r->out_n == 0)
		r->packing = raw_fill(r, MAGIC) >= MAGIC ?
		    packing_of(r->raw) : PLAIN;
	if (r->pending) {
		while (block_part(r).p != NULL)
			;
		if (r->left == 0)
			block_end(r);
		r->pending = false;
	}
	for (;;) {
		*e = (struct warc_entry){ 0 };
		if (!find_record(r, &e->offset))
			return false;
		if (!read_headers(r)) {
			r->damage++;
			continue;
		}
		e->headers = buf_str(&r->headers);
		fill_entry(e);
		if (e->length >= 0)
			break;
		r->damage++;
	}
	r->left = e->length;
	r->pending = true;
	r->http = (e->type == WARC_RESPONSE || e->type == WARC_REVISIT ||
	    e->type == WARC_REQUEST) &&
	    str_starts(e->content_type, STR("application/http"));
	return true;
}

/* Takes the rest of a block that is too big through a hash. */
static void
hash_rest(struct warc_reader *r, char digest[WARC_DIGEST_SIZE])
{
	struct str part = buf_str(&r->block);
	ptrdiff_t head = r->http ? str_find(part, STR("\r\n\r\n"), 0) : -1;
	EVP_MD_CTX *hash = EVP_MD_CTX_new();
	unsigned char md[EVP_MAX_MD_SIZE];
	unsigned int n, i;

	if (hash == NULL || EVP_DigestInit_ex(hash, EVP_sha256(), NULL) != 1)
		fatal("could not set up hashing");
	if (head >= 0)
		part = str_sub(part, (size_t)head + 4, part.n);
	do
		EVP_DigestUpdate(hash, part.p, part.n);
	while ((part = block_part(r)).p != NULL);
	if (EVP_DigestFinal_ex(hash, md, &n) != 1)
		fatal("could not hash");
	EVP_MD_CTX_free(hash);
	memcpy(digest, "sha256:", 8);
	for (i = 0; i < n; i++)
		snprintf(digest + 7 + 2 * i, 3, "%02x", md[i]);
}

enum warc_block
warc_reader_block(struct warc_reader *r, struct str *block,
    char digest[WARC_DIGEST_SIZE])
{
	size_t max = r->block.max - ROOM;
	bool big = false;
	struct str part;

	assert(r->pending);
	buf_reset(&r->block);
	digest[0] = '\0';
	while (!big && (part = block_part(r)).p != NULL) {
		buf_addstr(&r->block, part);
		big = r->block.n > max || (r->no_bombs && r->packing != PLAIN &&
		    warc_is_bomb(r->block.n,
		    (size_t)(raw_tell(r) - r->member_off)));
	}
	if (big)
		hash_rest(r, digest);
	*block = big ? STR_NONE : buf_str(&r->block);
	if (r->left > 0) {
		r->pending = false;
		return WARC_CUT;
	}
	if (!block_end(r))
		return WARC_CUT;
	return big ? WARC_TOO_BIG : WARC_WHOLE;
}
