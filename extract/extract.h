/* SPDX-License-Identifier: MIT */
/*
 * extract: documents in, records out. A worker process reads one document at
 * a time; --jobs runs several side by side, each with every n-th document, and
 * puts their output together. A document that kills its worker, or takes too
 * long, is set aside (crashed, timeout) and another worker goes on behind it.
 */
#ifndef EXTRACT_H
#define EXTRACT_H

#include <stdbool.h>

enum { EXTRACT_MAX_JOBS = 64 };

struct extract_options {
	char *const *paths;
	int n_paths;
	int jobs;
	bool stream;		/* a path that can be read once only */
	int year_from, year_to;	/* 0, 0: all years */
	bool explain;		/* say how each field got its value */
};

/*
 * Reads all documents and writes records to stdout, or explanations with
 * `explain`. Prints the summary. Returns the exit status: 0, or 3 when
 * something was set aside.
 */
int extract_run(const struct extract_options *);

#endif
