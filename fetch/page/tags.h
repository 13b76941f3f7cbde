/* SPDX-License-Identifier: MIT */
/*
 * tags: HTML as a row of tags and texts, without a tree: finding links is most
 * of what a crawler does with a page, and a tree costs three times the rest.
 * Comments, declarations and what stands in scripts and styles are passed
 * over. Any bytes will do.
 */
#ifndef TAGS_H
#define TAGS_H

#include "arena.h"
#include "buf.h"

enum tag_kind { TAG_TEXT, TAG_OPEN, TAG_CLOSE };

struct tag {
	enum tag_kind kind;
	struct str name;	/* as written; of a text STR_NONE */
	struct str rest;	/* attributes, or the text with its entities */
};

struct tags {
	struct str html;
	size_t at;
	struct str raw;		/* name of the script we are in, or STR_NONE */
};

/* The next one; borrowed from the HTML. False at the end. */
bool tags_next(struct tags *, struct tag *);

/* Whether it has this name, given in lower case. */
bool tag_is(struct str name, const char *lower);

/* An attribute's value, entities resolved; STR_NONE without. */
struct str tag_attribute(struct arena *, const struct tag *,
    const char *lower);

/*
 * The text in the first element of that name, in lower case, without entities
 * and CDATA; STR_NONE if there is none.
 */
struct str tag_element(struct arena *, struct str text, const char *lower);

/* Adds a text with its entities resolved; never more than it has bytes. */
void tag_text(struct buf *, struct str raw);

#endif
