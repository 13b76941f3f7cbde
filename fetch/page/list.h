/* SPDX-License-Identifier: MIT */
/*
 * list: what is to be fetched next, as a page of a list says: reports, columns
 * of reports, and the next page. Its links are gathered by gather.h; what a
 * report leads to is told by leads.h.
 */
#ifndef LIST_H
#define LIST_H

#include "kind.h"
#include "links.h"
#include "warc.h"

enum {
	LIST_MAX_PAGES = 1000,		/* of one list */
	LIST_MAX_ATTACHMENTS = 50,
	LIST_MAX_MORE = 5,
	LIST_MIN_REPORTS = 5	/* that make a list of a page */
};

struct list_options {
	int year_from, year_to;		/* 0..0: all */
	/* Name in dialects.tsv, "auto" for all of them, "anchor" for none. */
	struct str dialect;
	long rows_before;	/* on the pages before, -1: not known */
	bool context;		/* the link to it was about annual reports */
	int page;		/* of the list, from 0 */
	const char *charset;	/* of the page as it came, see charset.h */
	bool start;		/* somebody said that the list is here */
	struct str row_url;	/* see below, as the page before had it */
};

struct list_link {
	struct str url, title;
	enum kind kind;
};

struct list {
	struct list_link *link;		/* without the next page */
	size_t n;
	size_t reports;			/* links to reports, of any year */
	size_t agencies;		/* links that name one and no more */
	size_t elsewhere;		/* lists on hosts of others */
	size_t rows;			/* records, or links with a date */
	struct str next;		/* the next page, or STR_NONE */
	/*
	 * Where a page only asks for its rows, and not for these alone: what
	 * else it asks for. The first of that is `next`.
	 */
	struct str more[LIST_MAX_MORE];
	int n_more;
	/*
	 * What the next page is asked for with, a form of this page with all
	 * its hidden fields, or STR_NONE; and what is different in it from one
	 * page to the next, which names it.
	 */
	struct str form, form_key;
	/*
	 * What the page says of the whole list, -1 where it does not. Pages
	 * are counted in `pages`; `rows` of all pages make up `records`.
	 */
	long pages, records;
	struct str title;		/* of the page */
	/* Where rows without an address lead, see rowurl.h; or STR_NONE. */
	struct str row_url;
	/*
	 * All that is dated on the page lies before the years asked for, and
	 * runs from newer to older.
	 */
	bool past;
	/* The same, long after: nobody reports that late. */
	bool ahead;
	bool in_order;		/* from newer to older, but for one row */
	int newest, oldest;	/* dates of rows, as match_date(), or 0 */
	/* It is about annual reports, by its name or what is on it. */
	bool context;
	/*
	 * A link says "next" and leads nowhere that could be made out, or to
	 * another portal; or a script draws a pager that nobody knows.
	 */
	bool blind;
	bool cut;		/* there was more than the limits allow */
	/* Of the rows: another page with the same one is the same page. */
	char fingerprint[WARC_DIGEST_SIZE];
};

/*
 * Reads a page of a list, UTF-8 text that came from `url` (HTML, or XML
 * with rows of HTML in CDATA as Hanweb sends it). Memory is the arena's.
 */
void list_read(struct arena *, struct str text, const char *url,
    const struct list_options *, struct list *);

/* Reads a script for what its page asks for; title as jsfile.h has it. */
void list_script(struct arena *, struct str text, struct str title,
    struct list *);

/* Adds a link to the page's, unless it is there already. */
void list_add(struct arena *, struct list *, const struct link *, enum kind);

/* A frame in which a page shows its text: not what all its pages share. */
bool list_holds_text(const struct link *, const char *url);

#endif
