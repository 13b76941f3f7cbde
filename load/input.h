/* SPDX-License-Identifier: MIT */
/* input: the lines of a file or of standard input, with where they stand. */
#ifndef INPUT_H
#define INPUT_H

#include "str.h"

struct input;

struct input_line {
	struct str text;	/* newline off; borrowed until the next call */
	long long no;		/* from 1 */
	long long offset;	/* of its first byte, from 0 */
	bool too_long;		/* over the ceiling: text is its first bytes */
};

/* Opens a file, or standard input for "-". NULL with errno set. */
struct input *input_open(const char *path, size_t max_line);
void input_close(struct input *);

/* How many bytes of it were read so far. */
long long input_at(const struct input *);

/* 1 and the next line that is not empty, 0 at the end, -1 with errno set. */
int input_next(struct input *, struct input_line *);

#endif
