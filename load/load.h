/* SPDX-License-Identifier: MIT */
/* load: records into the database, a batch in a transaction. */
#ifndef LOAD_H
#define LOAD_H

#include <stdbool.h>

struct load_options {
	const char *dsn;	/* NULL: NIANBAO_DSN, else libpq's own */
	long jobs;		/* connections, 1 or more */
	bool dry_run;		/* everything but the commit */
	bool defer;		/* the panels are left to a later load */
};

/* Loads the inputs ("-" is stdin) and returns the exit status. */
int load_run(const struct load_options *, int n, char **inputs);

#endif
