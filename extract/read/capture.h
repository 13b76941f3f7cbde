/* SPDX-License-Identifier: MIT */
/*
 * capture: the records of a WARC as documents. Every response and every
 * resource record is one; revisits are not (what they stand for is in the
 * archive already), nor are lookups of names (dns:) and what wget says of
 * itself (metadata:). An archive that is damaged gives one more document at
 * its end that says so.
 */
#ifndef CAPTURE_H
#define CAPTURE_H

#include "doc.h"

struct capture;

/*
 * fd and the bytes already taken off it are as warc_reader_open() wants them;
 * fd is closed with the capture, unless it is standard input.
 */
struct capture *capture_open(int fd, struct str first, size_t max_bytes);
void capture_close(struct capture *);

/*
 * The next document: what was seen of it into d (whose arena is set), its
 * bytes, decoded and borrowed until the next call, into *bytes. False at the
 * end. Its type is not told yet. d->source is the target URI, or for a file
 * that import archived the path as it was given. path is the archive's own.
 */
bool capture_next(struct capture *, const char *path, struct doc *d,
    struct str *bytes);

/* The host of a URL in lower case, without user and port; else STR_NONE. */
struct str capture_host(struct arena *, struct str url);

/* Passes over the next document; false at the end. */
bool capture_skip(struct capture *);

#endif
