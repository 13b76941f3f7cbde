/* SPDX-License-Identifier: MIT */
/*
 * fetch: a run of nianbao-fetch, from the portals to the WARC files.
 */
#ifndef FETCH_H
#define FETCH_H

#include "net.h"

struct fetch_options {
	const char *var;	/* the folder of everything a run leaves */
	const char *portals;	/* file, or NULL */
	const char *contact;	/* for the User-Agent, or NULL */
	int year_from, year_to;	/* 0..0: all */
	long max_pages;		/* stop after so many requests; 0: no limit */
	long long max_bytes;	/* stop after so many received; 0: no limit */
	int until;		/* minutes since midnight, local; -1: none */
	struct nets nets;	/* allowed besides public addresses */
	bool import;		/* the operands are files, not URLs */
	char *const *urls;
	int n_urls;
};

/* The program but for its command line; returns the exit status. */
int fetch_run(const struct fetch_options *);

/* The same for --import: archives the files that the operands name. */
int fetch_import(const struct fetch_options *);

#endif
