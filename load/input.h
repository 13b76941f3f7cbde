/* SPDX-License-Identifier: MIT */
/* input: the lines of a file or of standard input, with where they stand. */
#ifndef INPUT_H
#define INPUT_H

#include "str.h"

struct input;

struct input_line {
	int part;		/* these three for input_text(); newline off */
	size_t at, bytes;
	long long no;		/* from 1 */
	long long offset;	/* of its first byte, from 0 */
	bool too_long;		/* over the ceiling: only its first bytes */
};

/* Opens a file (see stream.h), or stdin for "-". NULL with errno set. */
struct input *input_open(const char *path, size_t max_line);
void input_close(struct input *);

/* 1 and the next line that is not empty, 0 at the end, -1 on a fault. */
int input_next(struct input *, struct input_line *);

/* Borrowed until the next call of input_next() or input_turn(). */
struct str input_text(const struct input *, const struct input_line *);

/* What follows is another part. Lines are kept as long as the next part. */
void input_turn(struct input *);

/* What is wrong when input_next() says -1; borrowed. */
const char *input_fault(const struct input *);

/* How many bytes of the file were read so far. */
long long input_at(const struct input *);

/*
 * Files named one by one in place of folders, which stand for all files in
 * them that are named *.jsonl, *.jsonl.gz or *.jsonl.zst, by name; what
 * begins with a dot is left out. -1 with errno set when one cannot be looked
 * at, and its name to *what.
 */
int input_expand(int n, char **paths, char ***files, int *n_files,
    const char **what);

#endif
