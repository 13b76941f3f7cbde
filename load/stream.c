/* SPDX-License-Identifier: MIT */
#include "stream.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include "msg.h"

enum { CHUNK = 1 << 17, MAGIC = 4, WINDOW_LOG = 27 };

struct stream {
	int fd;
	long long at;
	const char *fault;
	/* What was read of the file and not yet handed out. */
	char *raw;
	size_t start, end;
	bool at_end;	/* of the file */
	bool inside;	/* a member or frame has begun and not ended */
	z_stream *gzip;
	ZSTD_DStream *zstd;
};

/* More of the file behind what is there. -1 with the fault set. */
static int
fill(struct stream *s)
{
	ssize_t got;

	if (s->start > 0) {
		memmove(s->raw, s->raw + s->start, s->end - s->start);
		s->end -= s->start;
		s->start = 0;
	}
	do
		got = read(s->fd, s->raw + s->end, CHUNK - s->end);
	while (got < 0 && errno == EINTR);
	if (got < 0) {
		s->fault = strerror(errno);
		return -1;
	}
	s->end += (size_t)got;
	s->at += got;
	s->at_end = got == 0;
	return 0;
}

static bool
starts_with(const struct stream *s, const char *magic, size_t n)
{
	return s->end >= n && memcmp(s->raw, magic, n) == 0;
}

/* Looks at the first bytes. A fault is found by the first read. */
static void
choose(struct stream *s)
{
	while (s->end < MAGIC && !s->at_end)
		if (fill(s) != 0)
			return;
	if (starts_with(s, "\x1f\x8b", 2)) {
		s->gzip = xcalloc(1, sizeof(*s->gzip));
		/* 16: only gzip's header will do. */
		if (inflateInit2(s->gzip, 15 + 16) != Z_OK)
			fatal("could not start zlib");
	} else if (starts_with(s, "\x28\xb5\x2f\xfd", 4)) {
		s->zstd = ZSTD_createDStream();
		if (s->zstd == NULL || ZSTD_isError(ZSTD_DCtx_setParameter(
		    s->zstd, ZSTD_d_windowLogMax, WINDOW_LOG)))
			fatal("could not start zstd");
	}
}

struct stream *
stream_open(const char *path)
{
	struct stream *s;
	int fd = STDIN_FILENO;

	if (strcmp(path, "-") != 0) {
		fd = open(path, O_RDONLY | O_CLOEXEC);
		if (fd < 0)
			return NULL;
	}
	s = xcalloc(1, sizeof(*s));
	s->fd = fd;
	s->raw = xmalloc(CHUNK);
	choose(s);
	return s;
}

void
stream_close(struct stream *s)
{
	if (s == NULL)
		return;
	if (s->gzip != NULL)
		inflateEnd(s->gzip);
	free(s->gzip);
	ZSTD_freeDStream(s->zstd);
	if (s->fd != STDIN_FILENO)
		close(s->fd);
	free(s->raw);
	free(s);
}

/* What there is, as it is; past that straight from the file. */
static ssize_t
read_plain(struct stream *s, char *to, size_t n)
{
	size_t there = s->end - s->start;
	ssize_t got;

	if (there > 0) {
		n = n < there ? n : there;
		memcpy(to, s->raw + s->start, n);
		s->start += n;
		return (ssize_t)n;
	}
	do
		got = read(s->fd, to, n);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		s->fault = strerror(errno);
	else
		s->at += got;
	return got;
}

/* The size of what a step of zlib put to `to`, or -1. */
static ssize_t
inflate_step(struct stream *s, char *to, size_t n)
{
	z_stream *z = s->gzip;
	int rc;

	z->next_in = (unsigned char *)s->raw + s->start;
	z->avail_in = (unsigned)(s->end - s->start);
	z->next_out = (unsigned char *)to;
	z->avail_out = (unsigned)n;
	rc = inflate(z, Z_NO_FLUSH);
	s->start = s->end - z->avail_in;
	s->inside = rc != Z_STREAM_END;
	/* Members may follow one another. */
	if (rc == Z_STREAM_END)
		rc = inflateReset(z);
	if (rc != Z_OK && rc != Z_BUF_ERROR) {
		s->fault = "the gzip stream is damaged";
		return -1;
	}
	return (ssize_t)(n - z->avail_out);
}

static ssize_t
zstd_step(struct stream *s, char *to, size_t n)
{
	ZSTD_inBuffer in = { s->raw + s->start, s->end - s->start, 0 };
	ZSTD_outBuffer out = { to, n, 0 };
	size_t rc = ZSTD_decompressStream(s->zstd, &out, &in);

	s->start += in.pos;
	s->inside = rc != 0;
	if (ZSTD_isError(rc)) {
		s->fault = "the zstd stream is damaged";
		return -1;
	}
	return (ssize_t)out.pos;
}

ssize_t
stream_read(struct stream *s, char *to, size_t n)
{
	ssize_t got = 0;

	if (s->fault != NULL)
		return -1;
	if (s->gzip == NULL && s->zstd == NULL)
		return read_plain(s, to, n);
	n = n < 1 << 30 ? n : 1 << 30;
	while (got == 0) {
		if (s->start == s->end && !s->at_end && fill(s) != 0)
			return -1;
		if (s->start == s->end && s->at_end && !s->inside)
			return 0;
		got = s->gzip != NULL ? inflate_step(s, to, n) :
		    zstd_step(s, to, n);
		if (got == 0 && s->start == s->end && s->at_end && s->inside) {
			s->fault = "the compressed stream ends too early";
			return -1;
		}
	}
	return got;
}

const char *
stream_fault(const struct stream *s)
{
	return s->fault;
}

long long
stream_at(const struct stream *s)
{
	return s->at;
}
