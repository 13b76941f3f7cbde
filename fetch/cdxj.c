/* SPDX-License-Identifier: MIT */
#include "cdxj.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "json.h"
#include "msg.h"
#include "outfile.h"
#include "warc.h"

enum { MAX_BLOCK = 80 << 20, MAX_LINE = 1 << 16, MAX_PATH = 4096 };

static const struct str suffix = { ".warc.gz", 8 };

struct index {
	const char *name;	/* of the archive */
	char **line;
	size_t n, room;
};

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

void
cdxj_key(struct buf *b, struct str url)
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
add_http(struct buf *b, const struct warc_entry *e, struct str block)
{
	struct str type = warc_field(block, "Content-Type"), rest = type;
	struct str status = block;
	size_t i;

	str_cut(&status, ' ');
	status = str_sub(status, 0, 3);
	for (i = 0; i < status.n; i++)
		if (!isdigit((unsigned char)status.p[i]))
			status.n = 0;
	if (e->type == WARC_REVISIT)
		type = STR("warc/revisit");
	else
		type = str_trim(str_cut(&rest, ';'));
	json_member(b, "mime", type.n > 0 && str_valid_utf8(type) == type.n ?
	    type : STR("unk"));
	if (e->type != WARC_RESOURCE && status.n == 3)
		json_member(b, "status", status);
}

/*
 * Numbers are strings, as other tools have it. The length of the last member
 * is not known yet: the line is closed when the next one starts.
 */
static bool
add_line(struct index *x, const struct warc_entry *e, struct str block)
{
	char offset[24];
	struct buf b;
	bool fits;

	buf_init(&b, MAX_LINE);
	cdxj_key(&b, e->uri);
	buf_addc(&b, ' ');
	add_timestamp(&b, e->date);
	buf_addc(&b, ' ');
	buf_addc(&b, '{');
	json_member(&b, "url", e->uri);
	add_http(&b, e, block);
	if (e->payload_digest.n > 0)
		json_member(&b, "digest", e->payload_digest);
	snprintf(offset, sizeof(offset), "%lld", e->offset);
	json_member(&b, "offset", str_of(offset));
	json_member(&b, "filename", str_of(x->name));
	if (x->n == x->room) {
		x->room = x->room * 2 + 1024;
		x->line = xrealloc(x->line, x->room * sizeof(*x->line));
	}
	fits = buf_ok(&b);
	if (fits)
		x->line[x->n++] = xstrdup(b.p);
	buf_release(&b);
	return fits;
}

/* Ends the line of a member that takes up `length` bytes of the file. */
static void
end_line(struct index *x, long long length)
{
	char **line = &x->line[x->n - 1];
	struct buf b;

	buf_init(&b, MAX_LINE + 64);
	buf_printf(&b, "%s,\"length\":\"%lld\"}\n", *line, length);
	free(*line);
	*line = xstrdup(b.p);
	buf_release(&b);
}

static void
read_archive(struct index *x, int fd)
{
	struct warc_reader *r = warc_reader_open(fd, STR_NONE, MAX_BLOCK);
	char digest[WARC_DIGEST_SIZE];
	struct warc_entry e;
	struct str block;
	long long open = -1;	/* offset of the line that has no length yet */

	while (warc_reader_next(r, &e)) {
		if (open >= 0)
			end_line(x, e.offset - open);
		open = -1;
		if (e.type != WARC_RESPONSE && e.type != WARC_REVISIT &&
		    e.type != WARC_RESOURCE)
			continue;
		if (warc_reader_block(r, &block, digest) == WARC_WHOLE &&
		    add_line(x, &e, block))
			open = e.offset;
	}
	if (open >= 0)
		end_line(x, lseek(fd, 0, SEEK_END) - open);
	warc_reader_close(r);
}

static int
by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void
write_index(struct index *x, const char *path)
{
	struct outfile out;
	struct buf b;
	size_t i;
	int rc;

	qsort(x->line, x->n, sizeof(*x->line), by_bytes);
	buf_init(&b, (size_t)1 << 32);
	for (i = 0; i < x->n; i++)
		buf_adds(&b, x->line[i]);
	rc = outfile_open(&out, path);
	if (rc == 0)
		rc = outfile_write(&out, b.p, b.n);
	if (rc != 0 || outfile_finish(&out) != 0)
		fatal("could not write \"%s\": %s", path, strerror(errno));
	buf_release(&b);
}

static void
make(const char *dir, const char *name)
{
	struct index x = { .name = name };
	char path[MAX_PATH], temp[MAX_PATH + 8];
	int fd;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		fatal("could not read \"%s\": %s", path, strerror(errno));
	read_archive(&x, fd);
	close(fd);
	snprintf(path, sizeof(path), "%s/%.*s.cdxj", dir,
	    (int)(strlen(name) - suffix.n), name);
	snprintf(temp, sizeof(temp), "%s" OUTFILE_SUFFIX, path);
	unlink(temp);		/* what a crash left of an earlier try */
	write_index(&x, path);
	while (x.n > 0)
		free(x.line[--x.n]);
	free(x.line);
}

static bool
is_there(const char *dir, const char *name)
{
	char path[MAX_PATH];

	snprintf(path, sizeof(path), "%s/%.*s.cdxj", dir,
	    (int)(strlen(name) - suffix.n), name);
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
