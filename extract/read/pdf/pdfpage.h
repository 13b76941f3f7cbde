/* SPDX-License-Identifier: MIT */
/*
 * pdfpage: the pages of a PDF as words with places and rules, from what
 * poppler's tools print in HTML and SVG; pdfps.h has what is cheaper.
 */
#ifndef PDFPAGE_H
#define PDFPAGE_H

#include "lattice.h"

struct word {
	double x0, y0, x1, y1;	/* points, from the upper left corner */
	struct str text;
};

struct spot {
	double x, y;
};

struct box {
	double x0, y0, x1, y1;
};

/* Where a line of text begins, and the letters painted in it; more if unsure. */
struct painted {
	struct spot at;
	size_t letters;
	double reach;		/* how far it goes on to the right, at most */
};

/* Which way text runs on a page as it is shown; see pdfturn.h. */
enum pdfpage_way { PDFPAGE_RIGHT, PDFPAGE_DOWN, PDFPAGE_LEFT, PDFPAGE_UP };

struct page {
	struct arena *arena;
	double width, height;
	LIST(struct word) words;
	LIST(struct rule) horizontal, vertical;
	LIST(struct box) dashes;	/* that may be pieces of rules */
	LIST(struct box) pictures;
	LIST(struct spot) drawn;	/* where a curved shape begins, a picture */
	LIST(struct painted) painted;
	LIST(struct spot) pale;	/* where text begins in white on white */
	LIST(struct spot) covered;	/* or that something covers, or clips */
	size_t letters[4];	/* that are painted, by which way they run */
	bool picture;		/* it shows one */
	bool unsure;		/* its rules are to be read from the SVG */
};

struct pages {
	struct arena *arena;
	LIST(struct page) pages;
};

/* The way of this step, in points to the right and down. */
enum pdfpage_way pdfpage_way(double right, double down);

/*
 * Adds the pages in the output of "pdftotext -cropbox -bbox". -1 when it is not what
 * it should be.
 */
int pdfpage_words(struct pages *, struct str html);

/*
 * Adds the rules and letters in the output of "pdftocairo -svg", which begins with page
 * `first` (from 0), to those of its pages that are unsure. -1 when it is not
 * what it should be.
 */
int pdfpage_rules(struct pages *, size_t first, struct str svg);

#endif
