/* SPDX-License-Identifier: MIT */
/*
 * list: what is to be fetched next, as a page says: reports, columns of
 * reports, attachments, and the next page of a list. How pages are numbered
 * is data (dialects.tsv).
 */
#ifndef LIST_H
#define LIST_H

#include "frontier.h"
#include "links.h"
#include "warc.h"

enum { LIST_MAX_ATTACHMENTS = 50 };

struct list_options {
	int year_from, year_to;		/* 0..0: all */
	/* Name in dialects.tsv, "auto" for all of them, "anchor" for none. */
	struct str dialect;
};

struct list_link {
	struct str url, title;
	enum frontier_kind kind;
};

struct list {
	struct list_link *link;		/* without the next page */
	size_t n;
	size_t reports;			/* links to reports, of any year */
	struct str next;		/* the next page, or STR_NONE */
	struct str title;		/* of the page */
	/* All that is dated on the page lies before the years asked for. */
	bool past;
	/* Of the rows: another page with the same one is the same page. */
	char fingerprint[WARC_DIGEST_SIZE];
};

/*
 * Reads a page of a list, UTF-8 text that came from `url` (HTML, or XML
 * with rows of HTML in CDATA as Hanweb sends it). Memory is the arena's.
 */
void list_read(struct arena *, struct str text, const char *url,
    const struct list_options *, struct list *);

/* The attachments that a report links to, as links. */
void list_attachments(struct arena *, struct str text, const char *url,
    struct list *);

/*
 * The next page as a dialect of dialects.tsv numbers it, normalised, or
 * STR_NONE.
 */
struct str list_next(struct arena *, struct str text, const char *url,
    const struct links *, struct str dialect);

#endif
