/* SPDX-License-Identifier: MIT */
/*
 * pdfpage: the pages of a PDF as words with places and rules, from what
 * poppler's tools print.
 */
#ifndef PDFPAGE_H
#define PDFPAGE_H

#include "lattice.h"

struct word {
	double x0, y0, x1, y1;	/* points, from the upper left corner */
	struct str text;
};

struct page {
	struct arena *arena;
	double width, height;
	LIST(struct word) words;
	LIST(struct rule) horizontal, vertical;
};

struct pages {
	struct arena *arena;
	LIST(struct page) pages;
};

/*
 * Adds the pages in the output of "pdftotext -bbox". -1 when it is not what
 * it should be.
 */
int pdfpage_words(struct pages *, struct str html);

/* Adds the rules in the output of "pdftocairo -svg" to the pages. */
int pdfpage_rules(struct pages *, struct str svg);

#endif
