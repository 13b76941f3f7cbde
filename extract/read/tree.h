/* SPDX-License-Identifier: MIT */
/*
 * tree: the elements and texts of a page as an array in document order. The
 * subtree of node i is [i, v[i].end); its first child is i + 1 and the next
 * sibling v[i].end. Attributes are not kept but what they mean is.
 */
#ifndef TREE_H
#define TREE_H

#include "doc.h"

enum tag {
	TAG_TEXT, TAG_OTHER, TAG_ROOT, TAG_MARK_BEGIN, TAG_MARK_END,
	TAG_A, TAG_BLOCK, TAG_BODY, TAG_BR, TAG_CAPTION, TAG_CELL,
	TAG_CHROME,		/* of the site, unless it is in a cell */
	TAG_DROP,
	TAG_EMBED,		/* a script or a picture: no text, but seen */
	TAG_H1, TAG_H2, TAG_H3, TAG_H4, TAG_H5, TAG_H6, TAG_IMG, TAG_INPUT,
	TAG_MARQUEE, TAG_META,
	TAG_BASE, TAG_OPTION, TAG_P, TAG_PRE, TAG_SELECT,
	TAG_STRUCK,		/* text that is struck out */
	TAG_SUP,		/* raised, or lowered */
	TAG_TABLE,
	TAG_TBODY, TAG_TEXTAREA, TAG_TFOOT, TAG_THEAD, TAG_TITLE, TAG_TR
};

enum {
	NODE_HIDDEN = 1,	/* the page does not show it */
	NODE_MARKED = 2,	/* by its id or class the body of an article */
	NODE_SELECTED = 4,	/* the option that is chosen */
	NODE_CELL = 8,		/* no <td>, but laid out as one (boxes.h) */
	NODE_ENDS_ROW = 16,	/* a cell before a </tr> that nothing started */
	NODE_FAINT = 32,	/* set so that nobody sees it (scrub.h) */
	NODE_WRITTEN = 64,	/* a script or a style sheet writes what it shows */
	TREE_DEPTH = 1024	/* elements deeper than this are no nodes */
};

struct node {
	int parent;		/* -1 for the root */
	int end;		/* behind the last node of the subtree */
	uint32_t off;		/* into text: where the node starts */
	/* Of a text; number of an address, or of the value of TAG_INPUT. */
	uint32_t len;
	uint8_t tag, flags;
	uint16_t colspan, rowspan;	/* rowspan 0: to the end of the group */
};

struct tree {
	struct doc *d;
	struct arena *arena;	/* of the document */
	LIST(struct node) nodes;
	LIST(struct str) hrefs;	/* and values of fields; 0 is none */
	struct str text;	/* of all text nodes, one after the other */
	struct str base;	/* address of the page, or STR_NONE */
	int fields;		/* of forms, in cells or not */
	bool cut;		/* the page looks cut off */
};

/* Whether the subtree of a node is no text; grid.c reads fields in cells. */
static inline bool
tree_drops(const struct node *n)
{
	return n->tag == TAG_DROP || n->tag == TAG_EMBED ||
	    n->tag == TAG_CHROME || n->tag == TAG_STRUCK ||
	    n->tag == TAG_TEXTAREA || n->tag == TAG_SELECT ||
	    n->tag == TAG_OPTION;
}

/* Where the text of the subtree of node i lies. */
static inline struct str
tree_text(const struct tree *t, int i)
{
	size_t from = t->nodes.v[i].off, to = t->text.n;

	if ((size_t)t->nodes.v[i].end < t->nodes.n)
		to = t->nodes.v[t->nodes.v[i].end].off;
	return (struct str){ t->text.p + from, to - from };
}

#endif
