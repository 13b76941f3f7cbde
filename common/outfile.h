/* SPDX-License-Identifier: MIT */
/*
 * outfile: a file that is there whole or not at all. It is written as
 * PATH.open and gets its name when it is finished. What a crash leaves has
 * the name that ends in .open and is locked by nobody.
 */
#ifndef OUTFILE_H
#define OUTFILE_H

#include "str.h"

#define OUTFILE_SUFFIX ".open"

struct outfile {
	int fd;			/* -1 when there is none */
	char *path, *temp;	/* final name, name until then; owned */
};

/*
 * Starts PATH.open, new and locked (flock). -1 and errno if it can't be made;
 * EEXIST when either name is taken.
 */
int outfile_open(struct outfile *, const char *path);

/* Appends all n bytes; -1 and errno. */
int outfile_write(struct outfile *, const void *p, size_t n);

/* Makes what was written durable; -1 and errno. */
int outfile_sync(struct outfile *);

/* Syncs, gives the file its name and closes it; -1 and errno. */
int outfile_finish(struct outfile *);

/* Closes without a rename: the .open file stays. Harmless when closed. */
void outfile_close(struct outfile *);

/* Gives a .open file, whose descriptor is fd, its name; -1 and errno. */
int outfile_name(int fd, const char *temp, const char *path);

#endif
