/* SPDX-License-Identifier: MIT */
/*
 * reader: reads the lines of inputs and fills batches with them, at its own
 * pace: a thread of its own.
 */
#ifndef READER_H
#define READER_H

#include "relay.h"

struct reader_options {
	const char *dsn;
	long me, jobs;	/* of lines in turn, this share of so many */
	int n;
	char **inputs;
};

/*
 * Reads the share of all inputs, and hands batches over until the last. Asks
 * the database, over a connection of its own, which lines it has.
 */
void reader_run(struct relay *, const struct reader_options *);

#endif
