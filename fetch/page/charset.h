/* SPDX-License-Identifier: MIT */
/*
 * charset: in what pages are written. What is sent to a server, in forms and
 * in the queries of links, it expects in the same.
 */
#ifndef CHARSET_H
#define CHARSET_H

#include "arena.h"
#include "buf.h"

/*
 * NULL for UTF-8, also if there is a fault far inside it; else the text is
 * taken for GB18030, for Big5 if it says so, or UTF-16 if it is.
 */
const char *charset_of(struct str text);

/* Whether it starts with the mark of UTF-16: a text in spite of its zeros. */
bool charset_is_wide(struct str text);

/* What a form's accept-charset asks for, or `otherwise`. */
const char *charset_named(struct str names, const char *otherwise);

/* Adds the text in UTF-8; a byte that does not belong becomes "?". */
void charset_decode(struct str text, const char *charset, struct buf *);

/*
 * The UTF-8 text in `charset` (NULL: as it is); a character that is not in
 * there becomes "&#N;", as browsers have it.
 */
struct str charset_encode(struct arena *, struct str text,
    const char *charset);

/* The same for the query of an address, the rest of which stays UTF-8. */
struct str charset_query(struct arena *, struct str href,
    const char *charset);

/* What a browser calls it where a form asks for that. */
const char *charset_label(const char *charset);

#endif
