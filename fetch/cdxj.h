/* SPDX-License-Identifier: MIT */
/*
 * cdxj: an index beside each archive, NAME.cdxj beside NAME.warc.gz: sorted
 * lines "KEY TIMESTAMP {...}" as the tools of web archives read them, one for
 * each response and revisit record. While the archive is written its lines wait
 * in a spool, so that a long crawl needs no more memory than a short one; an
 * archive that a crash left without is read again, whole.
 */
#ifndef CDXJ_H
#define CDXJ_H

#include "spool.h"
#include "warc.h"

struct cdxj {
	struct spool lines;
	struct buf recent;	/* the last of them */
};

struct cdxj_entry {
	struct str url, date;	/* date as WARC-Date */
	struct str mime;	/* Content-Type, or STR_NONE */
	int status;
	bool revisit;
	struct str digest;
	struct str file;	/* of the archive, without folder */
	long long offset, length;
	struct str form;	/* of a POST: it goes into the key */
};

/* Lines that are many wait in a file without a name in `dir`, borrowed. */
void cdxj_init(struct cdxj *, const char *dir);

/* Notes a record of the archive that is being written. */
void cdxj_add(struct cdxj *, const struct cdxj_entry *);

/* Writes the index of the archive NAME.warc.gz in DIR and empties *x. */
void cdxj_write(struct cdxj *x, const char *dir, const char *name);

/*
 * Makes the index of each archive DIR/nianbao-crawl-*.warc.gz that has none;
 * the first that can't be made ends the program.
 */
void cdxj_complete(const char *dir);

#endif
