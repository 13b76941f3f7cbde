/* SPDX-License-Identifier: MIT */
/*
 * links: the links of an HTML page, each with its text and the date that
 * stands in its row.
 */
#ifndef LINKS_H
#define LINKS_H

#include "arena.h"

enum {
	LINKS_MAX = 20000,		/* of one page; more are left out */
	LINKS_MAX_CLICKS = 500,
	LINKS_MAX_BYTES = 8 << 20,	/* of HTML; of all addresses on it */
	LINKS_MAX_TEXT = 600
};

struct link {
	struct str url;		/* normalised */
	/* The title attribute if it says more or the same, else the text. */
	struct str text;
	int date;		/* of the row, as match_date(), or 0 */
	int year;		/* of the heading that it stands under, or 0 */
	bool frame;		/* an <iframe>, <embed> or the like */
	bool next;		/* rel="next" says so */
	bool column;		/* a list of reports, whatever it is called */
};

/*
 * What is clicked and runs a script: onclick, or href="javascript:...". Without
 * code it only says that it leads on; bound.h has what runs then.
 */
struct click {
	struct str code, text;
	struct str rest;	/* the element's attributes, of the HTML */
};

struct links {
	struct link *link;
	size_t n;
	struct click *click;
	size_t clicks;
	struct str title;	/* the page's <title>, trimmed */
	size_t bytes;		/* of the addresses in HTML */
	bool cut;		/* there was more than the limits allow */
	bool pager;		/* an empty place that a script fills */
	const char *charset;	/* of queries; the caller's, see charset.h */
};

/*
 * Adds what is in UTF-8 HTML that came from `url` to what is there already
 * (zero the rest first); strings live in the arena. Dates are looked for only
 * if `rows` says that there may be rows.
 */
void links_read(struct arena *, struct str html, const char *url, bool rows,
    struct links *);

#endif
