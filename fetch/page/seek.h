/* SPDX-License-Identifier: MIT */
/*
 * seek: where in a list the wanted years begin, by bisection. A list runs from
 * newer to older; a page on which everything is newer than what is wanted lies
 * ahead, and so do the pages before it. That holds for lists in order only:
 * the first page that contradicts it ends the search, and the list is walked
 * page by page from where the search began. So it is where the page that is
 * looked at to be sure, half way over what was passed over, does, and where
 * more than a year is missing between the two pages that the search ends at:
 * it stands somewhere else.
 *
 * Pages are counted from 0, dates are as match_date() gives them.
 */
#ifndef SEEK_H
#define SEEK_H

#include <stdbool.h>

enum {
	SEEK_OVER = -1,		/* instead of `hi` */
	SEEK_MIN_PAGES = 12,	/* fewer are walked */
	/* Where nobody knows how many pages there are: */
	SEEK_PATIENCE = 3,	/* pages that are walked first */
	SEEK_FIRST_STEP = 8
};

/* What is known of the page `hi`. */
enum seek_end {
	SEEK_BOUND,		/* the list may end before it; not looked at */
	SEEK_THERE,		/* it does not lie ahead */
	SEEK_GONE		/* it is not there, as far as we were told */
};

struct seek {
	int from;		/* the page that the search began on */
	int lo;			/* the last one that is known to lie ahead */
	/* The first one that does not; 0: no search; or: no more of them. */
	int hi;
	enum seek_end end;
	int oldest;		/* date on lo */
	int newest;		/* date on hi, if it is there */
	bool check;		/* the page is looked at to be sure */
	bool checked;		/* it was, and fits */
	bool walk;		/* a walk came here meanwhile */
};

/* What a page says that matters here. */
struct seek_page {
	int page;
	bool there;		/* it was had, and has rows of its own */
	bool in_order;		/* newer rows stand before older ones */
	bool ahead;		/* all of it is newer than what is wanted */
	int newest, oldest;	/* dates on it, 0: none */
};

/* Whether b is newer than a, by more than many a list is out of order. */
bool seek_is_newer(int b, int a);

/* Begins on a page that lies ahead; `pages` of the list or -1. */
void seek_begin(struct seek *, const struct seek_page *, int pages);

/* Whether it is worth while. */
bool seek_is_open(const struct seek *);

/*
 * Takes in what a page said. False when the list turns out not to be in order;
 * then it must be walked from the page behind `from`.
 */
bool seek_learn(struct seek *, const struct seek_page *);

/* The page to look at next, or -1 when the search is over. */
int seek_next(struct seek *);

#endif
