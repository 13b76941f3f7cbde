/* SPDX-License-Identifier: MIT */
/*
 * unquote: text that was written for another format and copied without being
 * read: the inside of a JSON or Python string, a mail that is cited, Markdown's
 * escapes, what is left of HTML.
 */
#ifndef UNQUOTE_H
#define UNQUOTE_H

#include "arena.h"
#include "str.h"

/*
 * The text in the arena, as it was before; itself where nothing of the kind is
 * in it:
 *
 * - "\n", "\t", "\u7b2c" and quotes around all where such stand for the ends
 *   of lines;
 * - "> " in front of every line;
 * - "\|" where no other bars stand, and "｜" or "│" that end lines or stand
 *   between cells in them;
 * - "&nbsp;", "&#124;" and the others that texts of this kind have.
 */
struct str unquote(struct arena *, struct str text);

#endif
