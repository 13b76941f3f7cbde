/* SPDX-License-Identifier: MIT */
/*
 * portal: the list of portals to crawl, portals.tsv as portals(5) describes
 * it.
 */
#ifndef PORTAL_H
#define PORTAL_H

#include "net.h"

enum { PORTAL_DELAY_MS = 1000, PORTAL_MAX_DELAY_S = 3600 };

/* What the operator says of whose host it is. */
enum portal_official { PORTAL_UNKNOWN, PORTAL_OFFICIAL, PORTAL_MIRROR };

struct portal {
	char *start;		/* normalised */
	char *dialect;		/* "auto" when the column is empty */
	enum portal_official official;
	int delay_ms;
	struct nets nets;	/* allowed besides public addresses */
};

struct portals {
	struct portal *portal;
	size_t n;
};

/*
 * Reads the file, without the portals that are not in use. A line that makes
 * no sense is a fault of the person who wrote it: -1, and `why` says where and
 * what of the first, and how many more there are. 0 else; caller releases.
 */
int portals_read(struct portals *, const char *path, char *why, size_t size);
void portals_release(struct portals *);

/* The portal with this start URL, or NULL. */
const struct portal *portals_find(const struct portals *, struct str start);

/*
 * Whether a host ("host:port") is official, as the portals that start on it
 * say: unknown if none does or they contradict each other.
 */
enum portal_official portals_official(const struct portals *,
    struct str host);

#endif
