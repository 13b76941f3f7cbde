/* SPDX-License-Identifier: MIT */
/*
 * flow: a part of a page as blocks, in reading order.
 */
#ifndef FLOW_H
#define FLOW_H

#include "tree.h"

/*
 * Text being joined: runs of white space become one space, at most one
 * stands between two pieces, none at the ends, and a line break between two
 * Chinese characters leaves nothing.
 */
struct flow_text {
	char *p;	/* room enough is the caller's promise */
	size_t n;
	char space;	/* white space waits: ' ' or '\n', 0 for none */
};

void flow_add(struct flow_text *, struct str s);

/*
 * The address of a link in the document at `base`, which must be in the
 * arena; as it is where base is no URL.
 */
struct str flow_resolve(struct arena *, struct str base, struct str href);

/* Adds the nodes [from, to) to the blocks of the document. */
void flow_blocks(const struct tree *, int from, int to);

/*
 * Adds each line of the nodes [from, to) that has a colon and is short enough
 * for a label and its value to the metas of the document, as "line"; a short
 * one and the next, if that has a digit, as "below".
 */
void flow_lines(const struct tree *, int from, int to);

/*
 * Adds what the field of a form at node k shows; false if that is none. Fields
 * outside of cells are text where there are many with numbers, with the warning
 * form_field.
 */
bool flow_field(const struct tree *, int k, struct flow_text *);

/* Whether an element's start and end also end a line. */
bool flow_breaks(enum tag);

#endif
