/* SPDX-License-Identifier: MIT */
/*
 * zipfile: the members of a ZIP archive held in memory, within limits: a few
 * kilobytes can claim to be petabytes. The only file that calls libzip.
 */
#ifndef ZIPFILE_H
#define ZIPFILE_H

#include "doc.h"

enum {
	ZIPFILE_MAX_ENTRIES = 10000,
	ZIPFILE_MAX_MEMBER = 64 << 20,		/* bytes inflated, each */
	ZIPFILE_MAX_TOTAL = 256 << 20,		/* and all that are read */
	ZIPFILE_MAX_RATIO = 200,	/* inflated to deflated ... */
	ZIPFILE_RATIO_FROM = 16 << 20	/* ... in members of this size */
};

struct zipfile;

/*
 * Opens the archive in `bytes`, which must stay. One that is a member of
 * another shares the limits of that, `in`, else NULL. NULL when it can't be
 * read; d is set aside then: broken, too_complex. The caller closes it, before
 * the other.
 */
struct zipfile *zipfile_open(struct doc *d, struct str bytes,
    struct zipfile *in);
void zipfile_close(struct zipfile *);

/*
 * The bytes of a member, in the document's arena; STR_NONE when there is no
 * such member, or it can't be read and d is set aside: encrypted, too_big,
 * broken (its checksum is wrong too).
 */
struct str zipfile_read(struct zipfile *, struct str name);

size_t zipfile_count(struct zipfile *);

/*
 * The same by number, for another document: in its arena, and it is the one
 * that is set aside.
 */
struct str zipfile_read_for(struct zipfile *, size_t i, struct doc *);

/* The name of a member as its bytes; borrowed until the archive is closed. */
struct str zipfile_name(struct zipfile *, size_t i);

#endif
