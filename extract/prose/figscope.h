/* SPDX-License-Identifier: MIT */
/*
 * figscope: what time and whose work a number in prose speaks of. Reports name
 * last year's number beside this year's, the sum of all years, plans for the
 * next, and the numbers of single offices; taken for the year's own they
 * would be wrong without a sign.
 *
 * A reader goes through the text once, from number to number: figscope_section
 * at each section, figscope_sentence at each sentence, figscope_at at each
 * number of it, from left to right.
 */
#ifndef FIGSCOPE_H
#define FIGSCOPE_H

#include "doc.h"
#include "figword.h"

/* Bits, so that a pattern can take several. */
enum {
	FIGSCOPE_YEAR = 1,	/* the year reported on, or no time is named */
	FIGSCOPE_SUMMED = 2,	/* 累计 without a time: the year or all years */
	FIGSCOPE_TOTAL = 4,	/* all years so far: 以来, 截至年底累计 */
	FIGSCOPE_PAST = 16,	/* a year before, by its number or as 上年 */
	FIGSCOPE_OTHER = 8	/* any other year, a part of one or some years,
				   a plan, an average, one of several numbers
				   in a row */
};

/* The time that a text has come to. Private. */
struct figscope_time {
	int said;		/* YEAR, TOTAL or OTHER; 0: nothing said */
	int year;		/* another year that was named; 0: none */
	bool asof;		/* 截至, of the year reported on */
	bool planned;
	bool expected;			/* 预计, in a review: of a year whose
					   numbers are not out, or a plan */
	bool dated;		/* a year was named, not one to come */
	bool lasts;			/* to the end of the paragraph */
};

enum { FIGSCOPE_LEVELS = 4 };

struct figscope {
	const struct figwords *words;
	const struct word *compare, *asof, *agenda, *done, *carry, *spread,
	    *byplan;
	int year;			/* reported on; 0 unknown */
	bool review;			/* a report given the year after */
	bool heading, names_year;	/* the text is one; names f->year */
	struct figscope_time section[FIGSCOPE_LEVELS], paragraph, now;
	struct figscope_time topic;	/* of the sentence's first clause */
	bool has_topic;
	struct figscope_time local;	/* of the clause */
	bool is_local, summed, limited;
	struct figscope_time outer;	/* in front of a remark */
	bool remark, counts;		/* inside of one; with a number */
	bool carried;			/* planned, as the sentence before */
	bool since;			/* it names a beginning in the past */
	struct str s;			/* the sentence */
	size_t at;			/* up to where it is read */
	size_t clause;			/* where the clause begins */
	size_t date_end;		/* behind the last year in it, or 去年 */
};

/* For a document whose kind and year are known; the words are borrowed. */
void figscope_init(struct figscope *, const struct figwords *,
    const struct doc *);

/* A section begins; its heading may say of what year it is. */
void figscope_section(struct figscope *, const struct section *);

/* A sentence begins; `fresh` if it is the first of a paragraph. */
void figscope_sentence(struct figscope *, struct str s, bool fresh);

/* One of the bits: of what a number at byte `at` of the sentence speaks. */
int figscope_at(struct figscope *, size_t at);

/*
 * The number asked of last is that of all years so far, for all that its clause
 * says of the year: one of the year stands in front of it (公开45条，累计公开198条).
 */
void figscope_is_total(struct figscope *);

/* Names the clause of that number the year reported on: 其中2019年120条? */
bool figscope_names_year(const struct figscope *);

/*
 * What was said of the time of the number that figscope_at() was asked of
 * last: "2020" (another year), "plan", "total" (all years so far), "other"
 * (a part of a year, several years). STR_NONE where it is the year reported
 * on, or none was named. Of a change (比2020年的31件减少9件) and of what it led to
 * (由2020年的31件减少到22件), the time is not the one that is compared with.
 */
struct str figscope_time(struct arena *, const struct figscope *,
    bool is_change);

#endif
