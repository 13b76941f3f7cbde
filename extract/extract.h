/* SPDX-License-Identifier: MIT */
/*
 * extract: documents in, records out. One process reads one document at a
 * time; --jobs runs several processes side by side, each with every n-th
 * document, and puts their output together.
 */
#ifndef EXTRACT_H
#define EXTRACT_H

#include <stdbool.h>

enum { EXTRACT_MAX_JOBS = 64 };

struct extract_options {
	char *const *paths;
	int n_paths;
	int jobs;
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
