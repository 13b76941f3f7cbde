/* SPDX-License-Identifier: MIT */
/*
 * jsonline: a line of a JSON Lines corpus, as import archives it, taken
 * apart: an object with "html" or "text", maybe "title".
 */
#ifndef JSONLINE_H
#define JSONLINE_H

#include "doc.h"

/* Whether a WARC record of this type holds such a line. */
bool jsonline_is(struct str content_type);

/*
 * The document in the line, UTF-8, in the arena of d; a title that the text
 * does not begin with is put in front of it as a line. Sets d->declared_type.
 * STR_NONE, and d set aside, where there is none.
 */
struct str jsonline_read(struct doc *d, struct str line);

/*
 * The same for a document that somebody else took out: its title, which may be
 * empty, and its text or HTML.
 */
struct str jsonline_document(struct doc *d, struct str title, struct str text,
    bool html);

#endif
