/* SPDX-License-Identifier: MIT */
/*
 * body: which part of a page is its main text.
 */
#ifndef BODY_H
#define BODY_H

#include "tree.h"

/* The nodes [from, to) hold the main text. */
struct body {
	int from, to;
};

/*
 * What the site marks as its article (comments, then ids and classes that
 * content management systems use), else the deepest element that has most of
 * the running text. Never less than what holds all statutory tables. Clears
 * NODE_HIDDEN where hiding would lose most of the page.
 */
struct body body_choose(struct tree *);

#endif
