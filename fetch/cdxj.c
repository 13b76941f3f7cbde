/* SPDX-License-Identifier: MIT */
#include "cdxj.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "arena.h"
#include "json.h"
#include "msg.h"
#include "outfile.h"
#include "url.h"

enum { MAX_BLOCK = 80 << 20, MAX_LINE = 1 << 16, PIECE = 1 << 16,
	MAX_FORM = 4096, MAX_PATH = 4096 };

static const struct str suffix = { ".warc.gz", 8 };

/* "a.gov.cn:80" as "cn,gov,a:80". */
static void
add_host(struct buf *b, struct str authority)
{
	struct str port = authority, host = str_cut(&port, ':');
	size_t end = host.n, at = host.n;

	while (end > 0) {
		while (at > 0 && host.p[at - 1] != '.')
			at--;
		buf_addstr(b, str_sub(host, at, end - at));
		if (at == 0)
			break;
		buf_addc(b, ',');
		end = --at;
	}
	if (port.p != NULL)
		buf_printf(b, ":%.*s", STR_ARG(port));
}

/*
 * The key of a URL, so that what belongs together stands together:
 * "cn,gov,a:8080)/path?query", in lower case.
 */
static void
add_key(struct buf *b, struct str url)
{
	ptrdiff_t at = str_find(url, STR("://"), 0);
	size_t i, n = 0, from = b->n;

	if (at < 0) {
		buf_addstr(b, url);
	} else {
		url = str_sub(url, (size_t)at + 3, url.n);
		while (n < url.n && url.p[n] != '/' && url.p[n] != '?')
			n++;
		add_host(b, str_sub(url, 0, n));
		buf_addc(b, ')');
		buf_addstr(b, n < url.n ? str_sub(url, n, url.n) : STR("/"));
	}
	for (i = from; i < b->n; i++)
		b->p[i] = (char)tolower((unsigned char)b->p[i]);
}

/* 2026-11-22T08:09:10.123456Z as 20261122080910. */
static void
add_timestamp(struct buf *b, struct str date)
{
	size_t i, n;

	for (i = n = 0; i < date.n && n < 14; i++)
		if (isdigit((unsigned char)date.p[i])) {
			buf_addc(b, date.p[i]);
			n++;
		}
}

static void
add_string(struct buf *b, const char *key, long long n)
{
	char text[JSON_DIGITS];

	json_member_plain(b, key, (struct str){ text,
	    (size_t)(json_digits(text, n) - text) });
}

/* The string, number or word at *at, without quotes; passes over it. */
static struct str
scalar(struct str json, size_t *at)
{
	size_t from = *at;

	if (json.p[from] != '"') {
		while (*at < json.n && (isalnum((unsigned char)json.p[*at]) ||
		    strchr("+-.", json.p[*at]) != NULL))
			++*at;
		return str_sub(json, from, *at - from);
	}
	for (++*at; *at < json.n && json.p[*at] != '"'; ++*at)
		if (json.p[*at] == '\\' && *at + 1 < json.n)
			++*at;
	return str_sub(json, from + 1, (*at)++ - from - 1);
}

/* JSON as a form: each value by the name that stands in front of it. */
static void
add_values(struct buf *b, struct str json)
{
	struct str name = STR_NONE, value;
	size_t at = 0;

	while (at < json.n) {
		if (json.p[at] != '"' && json.p[at] != '-' &&
		    !isalnum((unsigned char)json.p[at])) {
			at++;
			continue;
		}
		value = scalar(json, &at);
		while (at < json.n && isspace((unsigned char)json.p[at]))
			at++;
		if (at < json.n && json.p[at] == ':')
			name = value;
		else if (name.p != NULL)
			url_add_pair(b, name, value);
	}
}

/* As other tools name what was asked for by POST, as far as they look. */
static void
add_form(struct buf *b, char separator, struct str form)
{
	struct buf values;
	size_t i;

	buf_init(&values, 4 * MAX_FORM);
	form = str_sub(form, 0, MAX_FORM);
	if (url_is_json(form)) {
		add_values(&values, form);
		form = buf_str(&values);
	}
	buf_addc(b, separator);
	buf_adds(b, "__wb_method=post&");
	for (i = 0; i < form.n; i++)
		buf_addc(b, (char)tolower((unsigned char)form.p[i]));
	buf_release(&values);
}

static void
spool_recent(struct cdxj *x)
{
	spool_add(&x->lines, x->recent.p, x->recent.n);
	buf_reset(&x->recent);
}

/* Numbers are strings, as other tools have it. */
void
cdxj_add(struct cdxj *x, const struct cdxj_entry *e)
{
	struct str rest = e->mime, mime = str_trim(str_cut(&rest, ';'));
	struct buf *b = &x->recent;
	const size_t from = b->n;

	if (e->revisit)
		mime = STR("warc/revisit");
	else if (mime.n == 0 || str_valid_utf8(mime) < mime.n)
		mime = STR("unk");
	add_key(b, e->url);
	if (e->form.n > 0)
		add_form(b, str_has(e->url, STR("?")) ? '&' : '?', e->form);
	buf_addc(b, ' ');
	add_timestamp(b, e->date);
	buf_adds(b, " {");
	json_member(b, "url", e->url);
	json_member(b, "mime", mime);
	add_string(b, "status", e->status);
	if (e->digest.n > 0)
		json_member(b, "digest", e->digest);
	add_string(b, "length", e->length);
	add_string(b, "offset", e->offset);
	json_member(b, "filename", e->file);
	buf_adds(b, "}\n");
	if (!buf_ok(b)) {	/* too long a line: there is none */
		b->n = from;
		b->bad = false;
	}
	if (b->n >= PIECE)
		spool_recent(x);
}

void
cdxj_init(struct cdxj *x, const char *dir)
{
	spool_init(&x->lines, dir, SIZE_MAX);
	buf_init(&x->recent, PIECE + MAX_LINE);
}

static int
by_bytes(const void *a, const void *b)
{
	const struct str *s = a, *t = b;
	int d = memcmp(s->p, t->p, s->n < t->n ? s->n : t->n);

	return d != 0 ? d : (s->n > t->n) - (s->n < t->n);
}

/* The lines in their order, each with its end; *n of them. */
static struct str *
sorted(struct str lines, size_t *n)
{
	struct str *line = NULL, rest = lines;
	size_t room = 0;
	const char *end;

	for (*n = 0; rest.n > 0; rest = str_sub(rest, line[(*n)++].n, rest.n)) {
		if (*n == room) {
			room = room * 2 + 1024;
			line = xrealloc(line, room * sizeof(*line));
		}
		end = memchr(rest.p, '\n', rest.n);
		line[*n] = str_sub(rest, 0, end != NULL ?
		    (size_t)(end - rest.p) + 1 : rest.n);
	}
	if (*n > 0)
		qsort(line, *n, sizeof(*line), by_bytes);
	return line;
}

static void
path_of(char to[MAX_PATH], const char *dir, const char *name)
{
	if (snprintf(to, MAX_PATH, "%s/%.*s.cdxj", dir,
	    (int)(strlen(name) - suffix.n), name) >= MAX_PATH)
		fatal("the path \"%s\" is too long", dir);
}

void
cdxj_write(struct cdxj *x, const char *dir, const char *name)
{
	char path[MAX_PATH], temp[MAX_PATH + 8];
	struct str *line;
	struct outfile out;
	struct buf b;
	size_t i, n;
	int rc;

	path_of(path, dir, name);
	snprintf(temp, sizeof(temp), "%s" OUTFILE_SUFFIX, path);
	unlink(temp);		/* what a crash left of an earlier try */
	spool_recent(x);
	line = sorted(spool_str(&x->lines, true), &n);
	buf_init(&b, PIECE + MAX_LINE);
	rc = outfile_open(&out, path);
	for (i = 0; i < n && rc == 0; i++) {
		buf_addstr(&b, line[i]);
		if (b.n < PIECE && i + 1 < n)
			continue;
		rc = outfile_write(&out, b.p, b.n);
		buf_reset(&b);
	}
	errno = x->lines.error != 0 ? x->lines.error : errno;
	if (rc != 0 || x->lines.error != 0 || outfile_finish(&out) != 0)
		fatal("could not write \"%s\": %s", path, strerror(errno));
	buf_release(&b);
	free(line);
	spool_release(&x->lines);
	buf_release(&x->recent);
}

/* The status line of an HTTP message, as far as it is one. */
static int
status_of(struct str block)
{
	str_cut(&block, ' ');
	return block.n >= 3 ? (int)strtol(block.p, NULL, 10) : 0;
}

/* What a request record has sent by POST, or STR_NONE. */
static struct str
sent_form(struct str block)
{
	ptrdiff_t end = str_find(block, STR("\r\n\r\n"), 0);

	return end < 0 || !str_starts(block, STR("POST ")) ? STR_NONE :
	    str_sub(block, (size_t)end + 4, MAX_FORM);
}

static struct cdxj_entry
entry_of(struct arena *a, const struct warc_entry *e, struct str block,
    const char *name)
{
	struct str mime = warc_field(block, "Content-Type");

	return (struct cdxj_entry){ .url = arena_str(a, e->uri),
		.date = arena_str(a, e->date), .status = status_of(block),
		.mime = mime.n > 0 ? arena_str(a, mime) : STR_NONE,
		.revisit = e->type == WARC_REVISIT,
		.digest = e->payload_digest.n > 0 ?
		    arena_str(a, e->payload_digest) : STR_NONE,
		.file = str_of(name), .offset = e->offset };
}

/*
 * A response's length is known when the next record starts, which may be its
 * request.
 */
static void
read_archive(struct cdxj *x, const char *name, int fd)
{
	struct warc_reader *r = warc_reader_open(fd, STR_NONE, MAX_BLOCK);
	struct arena *a = arena_new((size_t)1 << 30);
	char digest[WARC_DIGEST_SIZE];
	struct cdxj_entry c = { .offset = -1 };
	struct warc_entry e;
	struct str block;
	bool request;

	while (warc_reader_next(r, &e)) {
		request = e.type == WARC_REQUEST;
		if (c.offset >= 0 && c.length == 0)
			c.length = e.offset - c.offset;
		if (c.offset >= 0 && !request) {
			cdxj_add(x, &c);
			c.offset = -1;
			arena_reset(a);
		}
		if ((!request && e.type != WARC_RESPONSE &&
		    e.type != WARC_REVISIT) ||
		    warc_reader_block(r, &block, digest) != WARC_WHOLE)
			continue;
		if (!request)
			c = entry_of(a, &e, block, name);
		else if (c.offset >= 0 && str_eq(c.url, e.uri))
			c.form = arena_str(a, sent_form(block));
	}
	if (c.offset >= 0 && c.length == 0)
		c.length = lseek(fd, 0, SEEK_END) - c.offset;
	if (c.offset >= 0)
		cdxj_add(x, &c);
	arena_free(a);
	warc_reader_close(r);
}

static void
make(const char *dir, const char *name)
{
	struct cdxj x;
	char path[MAX_PATH];
	int fd;

	cdxj_init(&x, dir);
	snprintf(path, sizeof(path), "%s/%s", dir, name);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		fatal("could not read \"%s\": %s", path, strerror(errno));
	read_archive(&x, name, fd);
	close(fd);
	cdxj_write(&x, dir, name);
}

static bool
is_there(const char *dir, const char *name)
{
	char path[MAX_PATH];

	path_of(path, dir, name);
	return access(path, F_OK) == 0;
}

void
cdxj_complete(const char *dir)
{
	DIR *d = opendir(dir);
	struct dirent *e;

	if (d == NULL)
		fatal("could not read \"%s\": %s", dir, strerror(errno));
	while ((e = readdir(d)) != NULL)
		if (str_starts(str_of(e->d_name), STR("nianbao-crawl-")) &&
		    str_ends(str_of(e->d_name), suffix) &&
		    !is_there(dir, e->d_name))
			make(dir, e->d_name);
	closedir(d);
}
