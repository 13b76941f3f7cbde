/* SPDX-License-Identifier: MIT */
/*
 * sitemap: what a portal says of itself in sitemaps.org's form. Few have one,
 * and it has no titles: of its pages those are taken that lie in the folder
 * where the portal starts, or in one that is called as those of reports are.
 */
#ifndef SITEMAP_H
#define SITEMAP_H

#include "list.h"

enum {
	SITEMAP_MAX_FILES = 20,	/* that one index, or robots.txt, names */
	SITEMAP_MAX_PAGES = 500	/* taken from one file */
};

/* Whether it is one, by its first tags. */
bool sitemap_is(struct str text);

/*
 * The pages that may be reports as KIND_PAGE, and other sitemaps as
 * KIND_SITEMAP, all of the host of `start`.
 */
void sitemap_read(struct arena *, struct str text, const char *url,
    struct str start, const struct list_options *, struct list *);

/* The sitemaps that robots.txt names, of its own host. */
void sitemap_robots(struct arena *, struct str text, const char *url,
    struct list *);

#endif
