/* SPDX-License-Identifier: MIT */
/*
 * opt: a program's command line as a table. The table gives parsing
 * (getopt_long), --help and --version, so that help and behaviour can't
 * drift apart; a test checks that the man page names every option too.
 */
#ifndef OPT_H
#define OPT_H

#include <stdbool.h>
#include <stddef.h>

struct opt {
	const char *name;	/* long name, "years" */
	int letter;		/* short name or 0 */
	const char *arg;	/* what the value is ("A-B"), NULL if none */
	const char *help;	/* one line */
	/* Takes the value; false means it makes no sense (usage error). */
	bool (*set)(void *to, const char *value);
};

struct program {
	const char *name;	/* "nianbao-extract" */
	const char *args;	/* "[FILE|DIR|-]..." */
	const char *about;	/* one line */
	const struct opt *opts;	/* ends with a NULL name */
	void *to;		/* handed to set() */
};

/*
 * Parses argv. --help, --version, -v and -q are understood by every program
 * and need no table entry. Returns the index of the first operand. Exits with
 * status 2 on a bad option, 0 after --help or --version.
 */
int opt_parse(const struct program *, int argc, char **argv);

/* "2008-2018" or "2019" into two years; false if it is neither. */
bool opt_years(const char *value, int *from, int *to);

/* A whole number from min to max; false if it is not. */
bool opt_number(const char *value, long min, long max, long *n);

#endif
