/* SPDX-License-Identifier: MIT */
/*
 * headline: the title of a page that is a report, among its metadata and its
 * first lines.
 */
#ifndef HEADLINE_H
#define HEADLINE_H

#include "doc.h"
#include "title.h"

struct headline {
	struct str found, hans;	/* as found, and Simplified */
	struct title title;	/* what it says */
	const char *from;	/* the rule: "h1", "lines at the top", ... */
	int score;		/* 0: there is none */
	size_t block;		/* it ends in, if it is of the text */
	bool in_text;
};

/*
 * The text that says most of a report: agency and year before a year alone,
 * metadata before lines of the page. A numbered heading is none.
 */
void headline_find(struct doc *, struct headline *);

/*
 * The next title among those of the page and the first lines of the text, from
 * *at (0 at first) on; false behind the last. d->metas must not change between.
 */
bool headline_next(struct doc *, size_t *at, struct headline *);

/* Where there is none and the document is a report all the same. */
void headline_find_yearless(struct doc *, struct headline *);

/*
 * The block of a title that says what the page is and neither whose nor of
 * what year: 政府信息公开工作年度报告.
 */
bool headline_bare(struct doc *, size_t *block);

/*
 * What a page that need not be a report calls itself; only `found`, `hans`
 * and `from` are set, and nothing is when it is false.
 */
bool headline_of_page(const struct doc *, struct headline *);

/* Titles of several reports among the lines of the page, and no report. */
bool headline_of_list(struct doc *);

/* Whether the page's own title is that of a notice, a plan, a picture. */
bool headline_about_reports(const struct doc *);

#endif
