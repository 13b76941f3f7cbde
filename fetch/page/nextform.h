/* SPDX-License-Identifier: MIT */
/*
 * nextform: the next page of a list that is reached by sending a form of the
 * page back: postbacks of ASP.NET with their view state, buttons, links whose
 * script fills a field in and submits. No script is run.
 */
#ifndef NEXTFORM_H
#define NEXTFORM_H

#include "list.h"

enum {
	NEXTFORM_MAX_FORMS = 8,
	NEXTFORM_MAX_FIELDS = 500,	/* of all forms together */
	NEXTFORM_MAX_BYTES = 1 << 20	/* of what is sent, less than that */
};

/*
 * Sets l->next, and l->form and l->form_key where the form is sent by POST;
 * leaves them alone when no form leads on. A link or button that says so is
 * taken, else the number behind `page`, which counts from 0.
 */
void nextform_read(struct arena *, struct str text, const char *url,
    const struct links *, int page, struct list *);

/*
 * Sets l->form and l->form_key, which lead to page 1, to lead to the page
 * `page` of the list; false, and nothing is changed, where no number in them
 * tells, or more than one might.
 */
bool nextform_jump(struct arena *, struct list *l, int page);

#endif
