/* SPDX-License-Identifier: MIT */
#include "pdfturn.h"

#include <math.h>

/* Two thirds of the letters decide; the others are labels, page numbers. */
static enum pdfpage_way
way_of(const struct page *p)
{
	const size_t *n = p->letters;
	size_t all = n[0] + n[1] + n[2] + n[3];
	int i;

	for (i = PDFPAGE_DOWN; i <= PDFPAGE_UP; i++)
		if (3 * n[i] > 2 * all)
			return (enum pdfpage_way)i;
	return PDFPAGE_RIGHT;
}

static struct spot
turned(const struct page *p, enum pdfpage_way way, double x, double y)
{
	switch (way) {
	case PDFPAGE_DOWN:
		return (struct spot){ y, p->width - x };
	case PDFPAGE_LEFT:
		return (struct spot){ p->width - x, p->height - y };
	case PDFPAGE_UP:
		return (struct spot){ p->height - y, x };
	default:
		return (struct spot){ x, y };
	}
}

/* Adds the rules [0, n) as they stand on the page that was turned. */
static void
turn_rules(struct page *to, const struct page *from, enum pdfpage_way way,
    const struct rule *v, size_t n, bool horizontal)
{
	struct spot a, b;
	struct rule rule;
	size_t i;

	for (i = 0; i < n; i++) {
		a = horizontal ? turned(from, way, v[i].from, v[i].at) :
		    turned(from, way, v[i].at, v[i].from);
		b = horizontal ? turned(from, way, v[i].to, v[i].at) :
		    turned(from, way, v[i].at, v[i].to);
		if (horizontal == (way == PDFPAGE_LEFT)) {
			rule = (struct rule){ a.y, fmin(a.x, b.x),
				fmax(a.x, b.x) };
			*DOC_ADD(to, horizontal) = rule;
		} else {
			rule = (struct rule){ a.x, fmin(a.y, b.y),
				fmax(a.y, b.y) };
			*DOC_ADD(to, vertical) = rule;
		}
	}
}

bool
pdfturn_upright(struct page *p)
{
	enum pdfpage_way way = way_of(p);
	struct page old = *p;
	struct word *w;
	struct spot a, b;
	size_t i;

	if (way == PDFPAGE_RIGHT)
		return false;
	for (i = 0; i < p->words.n; i++) {
		w = &p->words.v[i];
		a = turned(&old, way, w->x0, w->y0);
		b = turned(&old, way, w->x1, w->y1);
		*w = (struct word){ fmin(a.x, b.x), fmin(a.y, b.y),
			fmax(a.x, b.x), fmax(a.y, b.y), w->text };
	}
	for (i = 0; i < p->drawn.n; i++)
		p->drawn.v[i] = turned(&old, way, old.drawn.v[i].x,
		    old.drawn.v[i].y);
	p->horizontal.v = p->vertical.v = NULL;
	p->horizontal.n = p->vertical.n = 0;
	turn_rules(p, &old, way, old.horizontal.v, old.horizontal.n, true);
	turn_rules(p, &old, way, old.vertical.v, old.vertical.n, false);
	if (way != PDFPAGE_LEFT) {
		p->width = old.height;
		p->height = old.width;
	}
	return true;
}
