/* SPDX-License-Identifier: MIT */
/*
 * spool: the bytes of an answer while they come. The first SPOOL_MEMORY of
 * them are kept in memory; what is more goes to a file without a name, so that
 * a hundred large answers at a time, or one that never ends, cost a disk's room
 * and no memory.
 */
#ifndef SPOOL_H
#define SPOOL_H

#include "buf.h"

enum { SPOOL_MEMORY = 1 << 20 };

struct spool {
	struct buf first;
	const char *dir;	/* where the file is; borrowed */
	int fd;			/* -1: none */
	size_t n, max;		/* all bytes; how many there may be */
	void *map;
	size_t mapped;
	bool too_big;
	int error;		/* errno of what failed, or 0 */
};

void spool_init(struct spool *, const char *dir, size_t max_bytes);
void spool_release(struct spool *);

/* False, for good, once there are too many bytes, or `error` is set. */
bool spool_add(struct spool *, const void *p, size_t n);

/*
 * What came: all of it if `whole`, else what is in memory of it. Lives as long
 * as the spool, to which nothing may be added any more. May set `error`.
 */
struct str spool_str(struct spool *, bool whole);

#endif
