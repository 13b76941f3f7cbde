/* SPDX-License-Identifier: MIT */
/*
 * stream: the bytes of a file or of standard input; what is compressed by
 * gzip or zstd, told by its first bytes, comes decompressed.
 */
#ifndef STREAM_H
#define STREAM_H

#include <stddef.h>
#include <sys/types.h>

struct stream;

/* "-" is standard input. NULL with errno set. */
struct stream *stream_open(const char *path);
void stream_close(struct stream *);

/* At most n bytes, at least one; 0 at the end, -1 when it can't go on. */
ssize_t stream_read(struct stream *, char *to, size_t n);

/* Why it can't; borrowed. */
const char *stream_fault(const struct stream *);

/* How many bytes of the file were read, as it is stored. */
long long stream_at(const struct stream *);

#endif
