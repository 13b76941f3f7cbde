/* SPDX-License-Identifier: MIT */
/*
 * jsfile: a page without rows whose scripts are files of their own. They are
 * asked for one after the other, until one says what it asks for; what the page
 * told them goes with them, as the title of what is queued.
 */
#ifndef JSFILE_H
#define JSFILE_H

#include "arena.h"

enum { JSFILE_MAX = 3 };	/* of one page */

/* A script that is to be asked for, and the title that goes with it. */
struct jsfile {
	struct str url, title;
};

/*
 * The first script of a page, UTF-8 HTML that came from `url`, that may ask for
 * rows: of the same host, and not called as those are that all pages share.
 */
bool jsfile_first(struct arena *, struct str page, const char *url,
    struct jsfile *);

/* Whether a title is that of a script. */
bool jsfile_is(struct str title);

/* The address of the page of a script of this title. */
struct str jsfile_page(struct arena *, struct str title);

/* What the page told the script of this title, as the text of a script. */
struct str jsfile_told(struct str title);

/* The script to be asked for when the one of this title said nothing. */
bool jsfile_next(struct arena *, struct str title, struct jsfile *);

#endif
