/* SPDX-License-Identifier: MIT */
#include "capture.h"

#include <ctype.h>
#include <stdlib.h>
#include <strings.h>
#include <unistd.h>

#include "jsonline.h"
#include "msg.h"
#include "warc.h"

enum { MAX_HEAD = 1 << 18 };	/* HTTP head and chunk sizes around a body */

struct capture {
	int fd;
	struct warc_reader *reader;
	struct warc_http http;
	size_t max_bytes;
	bool told;		/* that the archive is damaged */
	bool originals;		/* a page as it was captured has been seen */
};

struct capture *
capture_open(int fd, struct str first, size_t max_bytes)
{
	struct capture *c = xcalloc(1, sizeof(*c));

	c->fd = fd;
	c->max_bytes = max_bytes;
	c->reader = warc_reader_open(fd, first, max_bytes + MAX_HEAD);
	warc_reader_refuse_bombs(c->reader);
	warc_http_init(&c->http, max_bytes);
	return c;
}

void
capture_close(struct capture *c)
{
	if (c == NULL)
		return;
	warc_reader_close(c->reader);
	warc_http_release(&c->http);
	if (c->fd != STDIN_FILENO)
		close(c->fd);
	free(c);
}

/*
 * Whether a record is a document. What crawlers note or make of pages is none
 * (urn:text:, screenshot:), but for the text of an archive that has nothing
 * else (WET files).
 */
static bool
is_document(struct capture *c, const struct warc_entry *e)
{
	static const struct str notes[] = { { "dns:", 4 }, { "whois:", 6 },
		{ "metadata:", 9 }, { "urn:", 4 }, { "screenshot:", 11 },
		{ "thumbnail:", 10 } };
	size_t i;

	if (e->type == WARC_CONVERSION)
		return !c->originals &&
		    str_starts(e->content_type, STR("text/"));
	if (e->type != WARC_RESPONSE && e->type != WARC_RESOURCE)
		return false;
	for (i = 0; i < sizeof(notes) / sizeof(notes[0]); i++)
		if (str_starts(e->uri, notes[i]))
			return false;
	c->originals = true;
	return true;
}

/*
 * Moves to the next record that is a document. Headers alone decide, so that
 * a worker that passes over documents counts as one that reads them.
 */
static bool
advance(struct capture *c, struct warc_entry *e)
{
	while (warc_reader_next(c->reader, e))
		if (is_document(c, e))
			return true;
	return false;
}

/* Whether the end has a document that tells of damage; true once. */
static bool
tell_damage(struct capture *c)
{
	bool tell = !c->told && warc_reader_damage(c->reader) > 0;

	c->told = true;
	return tell;
}

bool
capture_skip(struct capture *c)
{
	struct warc_entry e;

	return advance(c, &e) || tell_damage(c);
}

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 32;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* "file:a%20b" is the path "a b"; "file:///a" of other tools is "/a". */
static struct str
path_of(struct arena *arena, struct str uri)
{
	struct str s = str_sub(uri, 5, uri.n), to;
	char *p;
	size_t i;

	if (str_starts(s, STR("///")))
		s = str_sub(s, 2, s.n);
	to = arena_str(arena, s);
	p = (char *)(uintptr_t)to.p;
	to.n = 0;
	for (i = 0; i < s.n; i++) {
		if (s.p[i] == '%' && i + 2 < s.n && hex_digit(s.p[i + 1]) >= 0 &&
		    hex_digit(s.p[i + 2]) >= 0) {
			p[to.n++] = (char)(hex_digit(s.p[i + 1]) << 4 |
			    hex_digit(s.p[i + 2]));
			i += 2;
		} else {
			p[to.n++] = s.p[i];
		}
	}
	return to;
}

struct str
capture_host(struct arena *arena, struct str url)
{
	ptrdiff_t at = str_find(url, STR("://"), 0);
	struct str s;
	char *p;
	size_t i;

	if (at < 0)
		return STR_NONE;
	s = str_sub(url, (size_t)at + 3, url.n);
	for (i = 0; i < s.n && strchr("/?#\\", s.p[i]) == NULL; i++)
		if (s.p[i] == '@') {
			s = str_sub(s, i + 1, s.n);
			i = (size_t)-1;
		}
	s.n = i;
	at = str_find(s, STR(":"), 0);
	if (at >= 0 && !str_starts(s, STR("[")))
		s.n = (size_t)at;
	s = arena_str(arena, s);
	p = (char *)(uintptr_t)s.p;
	for (i = 0; i < s.n; i++)
		p[i] = (char)tolower((unsigned char)p[i]);
	return s;
}

/* A date as RFC 3339 has it, in UTC; WARC 1.1 allows less, which is none. */
static bool
is_instant(struct str s)
{
	static const char shape[] = "dddd-dd-ddTdd:dd:dd";
	size_t i;

	if (s.n < sizeof(shape) || s.p[s.n - 1] != 'Z')
		return false;
	for (i = 0; i < s.n - 1; i++) {
		bool digit = s.p[i] >= '0' && s.p[i] <= '9';

		if (i == sizeof(shape) - 1 && s.p[i] == '.' && s.n > i + 2)
			continue;
		if (i >= sizeof(shape) - 1 || shape[i] == 'd' ? !digit :
		    s.p[i] != shape[i])
			return false;
	}
	return true;
}

static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

/* What the headers of the record say. */
static void
note_headers(struct doc *d, const struct warc_entry *e, const char *path)
{
	d->warc = arena_str(d->arena, str_of(base_name(path)));
	d->warc_offset = e->offset;
	if (e->uri.n == 0) {
		d->source = arena_printf(d->arena, "%s@%lld", path, e->offset);
		return;
	}
	if (str_starts(e->uri, STR("file:"))) {
		d->source = path_of(d->arena, e->uri);
		return;
	}
	d->source = arena_str(d->arena, e->uri);
	d->host = capture_host(d->arena, e->uri);
	if (is_instant(e->date))
		d->fetched_at = arena_str(d->arena, e->date);
	if (e->content_type.p != NULL)
		d->declared_type = arena_str(d->arena, e->content_type);
}

static void
warn_truncated(struct doc *d, struct str detail)
{
	doc_warn(d, "truncated_capture", 0, STR_NONE, STR_NONE,
	    arena_str(d->arena, detail));
}

static void
reject_too_big(struct doc *d, size_t limit)
{
	doc_reject(d, STATE_REJECTED, "too_big",
	    arena_printf(d->arena, "more than %zu bytes", limit));
}

/* Takes the HTTP response in the block apart; its body into *bytes. */
static void
read_response(struct capture *c, struct doc *d, struct str block,
    struct str *bytes)
{
	struct warc_http *h = &c->http;
	enum warc_http_problem problem = warc_http_read(h, block);
	struct str type = warc_field(h->headers, "Content-Type");

	*bytes = h->body;
	d->http_status = h->status;
	d->declared_type = type.p != NULL ? arena_str(d->arena, type) :
	    STR_NONE;
	if (problem == WARC_HTTP_NO_HEAD)
		doc_reject(d, STATE_REJECTED, "unreadable",
		    STR("no HTTP response in the record"));
	else if (h->status != 200)
		doc_reject(d, STATE_REJECTED, "http_status",
		    arena_printf(d->arena, "%d", h->status));
	if (problem == WARC_HTTP_ENCODING)
		doc_reject(d, STATE_UNSUPPORTED, "content_encoding",
		    arena_str(d->arena, h->encoding));
	else if (problem == WARC_HTTP_BOMB)
		reject_too_big(d, c->max_bytes);
	else if (problem == WARC_HTTP_CUT)
		warn_truncated(d, STR("the body ends early"));
}

static bool
is_http(const struct warc_entry *e, struct str block)
{
	struct str type = e->content_type;

	if (type.n == 0)
		return str_starts(block, STR("HTTP/"));
	return type.n >= 16 && strncasecmp(type.p, "application/http", 16) == 0;
}

static void
read_record(struct capture *c, struct doc *d, const struct warc_entry *e,
    struct str *bytes)
{
	char digest[WARC_DIGEST_SIZE];
	struct str block, whole = STR_NONE;
	enum warc_block got = warc_reader_block(c->reader, &block, digest);

	if (got == WARC_TOO_BIG) {
		d->bytes = (size_t)e->length;
		d->digest = arena_str(d->arena, str_of(digest));
		reject_too_big(d, c->max_bytes);
		return;
	}
	if (got == WARC_CUT) {
		doc_reject(d, STATE_REJECTED, "unreadable",
		    STR("the archive is damaged here"));
		return;
	}
	if (e->type == WARC_RESPONSE && is_http(e, block))
		read_response(c, d, block, &whole);
	else
		whole = block;
	if (e->truncated.n > 0)
		warn_truncated(d, e->truncated);
	else if (warc_field(e->headers, "WARC-Segment-Number").n > 0)
		warn_truncated(d, STR("the first segment of a record"));
	warc_digest(whole, digest);
	d->digest = arena_str(d->arena, str_of(digest));
	d->bytes = whole.n;
	if (whole.n > c->max_bytes)
		reject_too_big(d, c->max_bytes);
	if (d->state == STATE_OK && jsonline_is(e->content_type)) {
		/* The date is that of its import, not of a capture. */
		d->fetched_at = STR_NONE;
		*bytes = jsonline_read(d, whole);
	} else if (d->state == STATE_OK) {
		*bytes = whole;
	}
}

bool
capture_next(struct capture *c, const char *path, struct doc *d,
    struct str *bytes)
{
	struct warc_entry e;

	*bytes = STR_NONE;
	d->warc_offset = -1;
	if (advance(c, &e)) {
		note_headers(d, &e, path);
		read_record(c, d, &e, bytes);
		return true;
	}
	if (!tell_damage(c))
		return false;
	d->source = arena_str(d->arena, str_of(path));
	doc_reject(d, STATE_REJECTED, "damaged_archive",
	    arena_printf(d->arena, "damage passed over in %ld places",
		warc_reader_damage(c->reader)));
	return true;
}
