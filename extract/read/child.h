/* SPDX-License-Identifier: MIT */
/*
 * child: another program run for one document, within limits of time, memory
 * and output. It gets no more of our environment than PATH, and dies with us.
 */
#ifndef CHILD_H
#define CHILD_H

#include "buf.h"

enum child_end {
	CHILD_OK,		/* exit status 0 */
	CHILD_ABSENT,		/* no such program in PATH */
	CHILD_FAILED,		/* another exit status, or a signal */
	CHILD_SLOW,		/* out of time */
	CHILD_TOO_MUCH		/* more output than `out` may hold */
};

struct child {
	const char *const *argv;	/* ends in NULL */
	int in;			/* its standard input; -1 for none */
	const char *home;	/* its HOME and working folder */
	int seconds;		/* to run, by the clock and of CPU each */
	size_t max_memory;	/* address space, bytes */
	size_t max_file;	/* bytes of a file that it writes */
};

/*
 * Runs it and appends its standard output to *out. It and all that it started
 * are gone when this returns.
 */
enum child_end child_run(const struct child *, struct buf *out);

/* An unnamed file with these bytes, for `in`; -1 and errno. */
int child_input(struct str bytes);

/* Says an end in words, for reason_detail. */
const char *child_says(enum child_end);

#endif
