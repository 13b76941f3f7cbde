/* SPDX-License-Identifier: MIT */
#include "seek.h"

#include "list.h"

enum { YEAR = 372, SLACK = 62 };	/* days, with months of 31 */

static int
days(int date)
{
	return date / 10000 * YEAR + date / 100 % 100 * 31 + date % 100;
}

bool
seek_is_newer(int b, int a)
{
	return days(b) > days(a) + SLACK;
}

void
seek_begin(struct seek *s, const struct seek_page *p, int pages)
{
	*s = (struct seek){ .from = p->page, .lo = p->page,
		.hi = pages > 0 && pages < LIST_MAX_PAGES ? pages :
		    LIST_MAX_PAGES, .oldest = p->oldest };
}

bool
seek_is_open(const struct seek *s)
{
	/* a list of unknown length is likely to be a short one */
	return s->hi - s->lo > SEEK_MIN_PAGES &&
	    (s->hi < LIST_MAX_PAGES || s->from >= SEEK_PATIENCE);
}

bool
seek_learn(struct seek *s, const struct seek_page *p)
{
	if (s->check) {
		/* oldest is that of the last page that was passed over */
		s->check = false;
		s->checked = true;
		return p->there && p->in_order && p->ahead &&
		    !seek_is_newer(s->oldest, p->oldest);
	}
	if (!p->there) {
		s->hi = p->page;
		s->end = SEEK_GONE;
		return true;
	}
	if (!p->in_order || p->newest == 0 ||
	    seek_is_newer(p->newest, s->oldest))
		return false;
	if (p->ahead) {
		s->lo = p->page;
		s->oldest = p->oldest;
	} else {
		s->hi = p->page;
		s->end = SEEK_THERE;
		s->newest = p->newest;
	}
	return s->hi - s->lo > 1 || s->end != SEEK_THERE ||
	    days(s->oldest) - days(s->newest) <= YEAR;
}

int
seek_next(struct seek *s)
{
	int step = 2 * (s->lo - s->from) + SEEK_FIRST_STEP;

	if (s->hi - s->lo > 1) {
		/* the end may be anywhere: ever longer steps */
		if (s->hi == LIST_MAX_PAGES && s->lo + step < s->hi)
			return s->lo + step;
		return s->lo + (s->hi - s->lo) / 2;
	}
	if (s->lo - s->from < 2 || s->checked)
		return -1;
	s->check = true;
	return s->from + (s->lo - s->from) / 2;
}
