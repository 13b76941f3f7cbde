/* SPDX-License-Identifier: MIT */
/*
 * pdfrule: which parts of a path that is drawn on a page are rules.
 *
 *	pdfrule_point(&path, &matrix, x, y);
 *	...
 *	pdfrule_end(&path, page, true, false);
 *	...
 *	pdfrule_dashes(page);
 */
#ifndef PDFRULE_H
#define PDFRULE_H

#include "pdfpage.h"

/* Of a path; a longer one is no rule. */
enum { PDFRULE_MAX_POINTS = 64 };

/* Red, green and blue, 3 together, of a colour that does not show on white. */
#define PDFRULE_WHITE 2.85

/* x' = a x + c y + e, y' = b x + d y + f */
struct pdfrule_matrix {
	double a, b, c, d, e, f;
};

/* A part of a path: what stands between two moves of the pen. */
struct pdfrule_path {
	double x[PDFRULE_MAX_POINTS], y[PDFRULE_MAX_POINTS];
	int n;			/* points, more than there is room for too */
	bool closed, curved;
};

/* Adds a point, in points of the page after the matrix. */
void pdfrule_point(struct pdfrule_path *, const struct pdfrule_matrix *,
    double x, double y);

/*
 * Ends the part, which is stroked or filled: adds the rules that it makes, or
 * where it begins if it has curves.
 */
void pdfrule_end(struct pdfrule_path *, struct page *, bool stroke,
    bool fill);

/*
 * Adds the rules that are rows of small boxes, as browsers and others draw a
 * rule that is dotted or broken. The page has no more dashes then.
 */
void pdfrule_dashes(struct page *);

#endif
