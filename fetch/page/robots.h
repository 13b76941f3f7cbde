/* SPDX-License-Identifier: MIT */
/*
 * robots: the Robots Exclusion Protocol (RFC 9309). Of the groups of rules
 * those count that name us, merged, else those of "*"; among the rules the
 * longest pattern that matches wins, and "allow" wins a tie. A pattern may
 * hold "*" anywhere and "$" at its end.
 */
#ifndef ROBOTS_H
#define ROBOTS_H

#include "str.h"

enum { ROBOTS_MAX_BYTES = 500 * 1024 };	/* what is read of a file */

struct robots;

/*
 * What `body` says to the product token `agent` ("nianbao"). Never fails:
 * lines that make no sense are passed over. Freed by robots_free().
 */
struct robots *robots_parse(struct str body, const char *agent);

void robots_free(struct robots *);

/* Whether path and query, as they stand in a normalised URL, may be asked. */
bool robots_allows(const struct robots *, struct str target);

/* Crawl-delay in milliseconds (no part of the RFC), or 0. */
int robots_delay_ms(const struct robots *);

#endif
