/* SPDX-License-Identifier: MIT */
/*
 * match: what the text of a link, a date and a URL say about a report. The
 * patterns are data (patterns.tsv).
 */
#ifndef MATCH_H
#define MATCH_H

#include "str.h"

enum match {
	MATCH_NOTHING, MATCH_REPORT, MATCH_COLUMN, MATCH_NEXT,
	/* Where annual reports are, and there only, one more of them. */
	MATCH_LIKELY,
	/* A year or an agency and nothing else: the place must tell. */
	MATCH_YEAR, MATCH_AGENCY,
	/* Where annual reports are, a list of more of them. */
	MATCH_INNER,
	MATCH_CUT	/* it ends in "...", and nothing speaks against it */
};

/* Whether a text ends in dots that stand for the rest of it. */
bool match_cut(struct str text);

/* Whether a link so called gets its name from its row: "more". */
bool match_nameless(struct str text);

/* What a link with this text leads to. */
enum match match_text(struct str text);

/* Whether what is so called, and is clicked, leads on: "more". */
bool match_more(struct str text);

/* Whether a page or a link so named is about annual reports. */
bool match_context(struct str name);

/* Whether a heading with a year may be one of more years than that. */
bool match_span(struct str heading);

/* Whether a path lies in a folder that is called as those of reports are. */
bool match_path(struct str path);

/* The first year in a title (2021年, 二〇二一年, 2021), or 0. */
int match_year(struct str title);

/* The last date in a text (2021-03-12, 2021年3月12日, 2021/3/12, also
 * broken by blanks): year * 10000 + month * 100 + day, or 0. */
int match_date(struct str text);

/* Whether a report is one for the years from..to; 0..0 are all years. */
enum match_range {
	MATCH_UNKNOWN,		/* nothing says when: take it */
	MATCH_INSIDE, MATCH_BEFORE, MATCH_AFTER
};

/*
 * title_year is the year reported on and decides if known (0: not). Else
 * `published` (year, 0: unknown) does: a report for a year appears in the
 * next one, some in the year itself.
 */
enum match_range match_range(int title_year, int published, int from, int to);

#endif
