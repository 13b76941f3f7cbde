/* SPDX-License-Identifier: MIT */
#include "places.h"

int
places_count(const struct places *p, int from, int to, int *first)
{
	int k, n = 0;

	*first = -1;
	for (k = 0; k < p->n; k++)
		if (from <= p->to[k] && to >= p->from[k] && n++ == 0)
			*first = k;
	return n;
}

void
places_add(struct places *p, int from, int to)
{
	int first, n = places_count(p, from, to, &first), k;

	if (n == 0) {
		if (p->n == PLACES_MAX)
			return;
		for (k = p->n++; k > 0 && p->from[k - 1] > from; k--) {
			p->from[k] = p->from[k - 1];
			p->to[k] = p->to[k - 1];
		}
		p->from[k] = from;
		p->to[k] = to;
		return;
	}
	p->from[first] = from < p->from[first] ? from : p->from[first];
	to = to > p->to[first + n - 1] ? to : p->to[first + n - 1];
	p->to[first] = to;
	for (k = first + 1; k + n - 1 < p->n; k++) {
		p->from[k] = p->from[k + n - 1];
		p->to[k] = p->to[k + n - 1];
	}
	p->n -= n - 1;
}
