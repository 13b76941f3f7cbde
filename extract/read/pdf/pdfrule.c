/* SPDX-License-Identifier: MIT */
#include "pdfrule.h"

#include <math.h>
#include <stdlib.h>

enum {
	MAX_DASHES = 200000,	/* of a page */
	MIN_DASHES = 5		/* of a rule */
};

/* In points: how thick a rule may be, how far a straight line may lean. */
static const double THICK = 3, LEAN = 0.3, SMALL_BOX = 5;

/* Of a dash, and how far the next one may be. */
static const double DASH_THICK = 1.5, DASH_GAP = 4;

static void
add_rule(struct page *p, bool horizontal, double at, double from, double to)
{
	struct rule r = { at, fmin(from, to), fmax(from, to) };

	if (horizontal)
		*DOC_ADD(p, horizontal) = r;
	else
		*DOC_ADD(p, vertical) = r;
}

static void
add_line(struct page *p, double x0, double y0, double x1, double y1)
{
	if (fabs(y0 - y1) <= LEAN && fabs(x0 - x1) > LEAN)
		add_rule(p, true, (y0 + y1) / 2, x0, x1);
	else if (fabs(x0 - x1) <= LEAN && fabs(y0 - y1) > LEAN)
		add_rule(p, false, (x0 + x1) / 2, y0, y1);
}

/*
 * A part of a path. Only straight lines that do not lean are rules; a small
 * box is a piece of a letter. A filled box is a rule if it is thin.
 */
static void
add_part(struct page *p, const struct pdfrule_path *t, bool stroke, bool fill)
{
	double x0 = INFINITY, x1 = -INFINITY, y0 = INFINITY, y1 = -INFINITY;
	int i;

	for (i = 0; i < t->n; i++) {
		x0 = fmin(x0, t->x[i]);
		x1 = fmax(x1, t->x[i]);
		y0 = fmin(y0, t->y[i]);
		y1 = fmax(y1, t->y[i]);
		if (i > 0 && fabs(t->x[i] - t->x[i - 1]) > LEAN &&
		    fabs(t->y[i] - t->y[i - 1]) > LEAN)
			return;
	}
	if (t->n < 2)
		return;
	if (x1 - x0 < SMALL_BOX && y1 - y0 < SMALL_BOX) {
		if (fill && p->dashes.n < MAX_DASHES &&
		    fmin(x1 - x0, y1 - y0) <= DASH_THICK)
			*DOC_ADD(p, dashes) = (struct box){ x0, y0, x1, y1 };
		return;
	}
	if (fill && y1 - y0 <= THICK)
		add_rule(p, true, (y0 + y1) / 2, x0, x1);
	else if (fill && x1 - x0 <= THICK)
		add_rule(p, false, (x0 + x1) / 2, y0, y1);
	else if (stroke) {
		for (i = 1; i < t->n; i++)
			add_line(p, t->x[i - 1], t->y[i - 1], t->x[i],
			    t->y[i]);
		if (t->closed)
			add_line(p, t->x[t->n - 1], t->y[t->n - 1], t->x[0],
			    t->y[0]);
	}
}

void
pdfrule_end(struct pdfrule_path *t, struct page *p, bool stroke, bool fill)
{
	if (t->n > 0 && t->curved && (stroke || fill))
		*DOC_ADD(p, drawn) = (struct spot){ t->x[0], t->y[0] };
	else if (t->n <= PDFRULE_MAX_POINTS && (stroke || fill))
		add_part(p, t, stroke, fill);
	t->n = 0;
	t->closed = t->curved = false;
}

void
pdfrule_point(struct pdfrule_path *t, const struct pdfrule_matrix *m,
    double x, double y)
{
	if (t->n < PDFRULE_MAX_POINTS) {
		t->x[t->n] = m->a * x + m->c * y + m->e;
		t->y[t->n] = m->b * x + m->d * y + m->f;
	}
	t->n++;
}

static int
by_row(const void *p, const void *q)
{
	const struct box *a = p, *b = q;

	return a->y0 != b->y0 ? (a->y0 > b->y0) - (a->y0 < b->y0) :
	    (a->x0 > b->x0) - (a->x0 < b->x0);
}

/* The rules of dashes that stand side by side in a row of equal ones. */
static void
join_rows(struct page *p, struct box *v, size_t n, bool horizontal)
{
	size_t i, k;

	qsort(v, n, sizeof(*v), by_row);
	for (i = 0; i < n; i = k) {
		for (k = i + 1; k < n && v[k].y0 - v[k - 1].y0 < LEAN / 10 &&
		    fabs(v[k].y1 - v[i].y1) < LEAN &&
		    v[k].x0 - v[k - 1].x1 < DASH_GAP; k++)
			;
		if (k - i >= MIN_DASHES && v[i].y1 - v[i].y0 <= DASH_THICK)
			add_rule(p, horizontal, (v[i].y0 + v[i].y1) / 2,
			    v[i].x0, v[k - 1].x1);
	}
}

void
pdfrule_dashes(struct page *p)
{
	struct box *v = p->dashes.v;
	size_t i, n = p->dashes.n;

	if (n < MIN_DASHES)
		return;
	join_rows(p, v, n, true);
	for (i = 0; i < n; i++)
		v[i] = (struct box){ v[i].y0, v[i].x0, v[i].y1, v[i].x1 };
	join_rows(p, v, n, false);
	p->dashes.n = 0;
}
