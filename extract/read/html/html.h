/* SPDX-License-Identifier: MIT */
/*
 * html: the reader of web pages, and the only file that calls libxml2.
 */
#ifndef HTML_H
#define HTML_H

#include "doc.h"

/*
 * Reads a page, in UTF-8, into the blocks of d: headings, a paragraph for
 * each line, tables as grids, links of the main text (after the paragraph
 * or table that holds their words). d->metas gets <meta> by name, property or
 * http-equiv, <title> as "title", the first <h1> as "h1", and, where the main
 * text could be told from the rest, each line above it that has a colon
 * (索引号：...) as "line", and short lines with the next one, which has a
 * number, as "below" (a tab between them).
 *
 * Warnings: too_deep (elements nested deeper than they are followed; their
 * text is kept), too_complex (a table too large to place its cells; its rows
 * are read from the left, grid.flat), nul_bytes (taken out). Rejects:
 * no_text, too_complex; needs_ocr when there is nothing but pictures.
 */
void html_read(struct doc *d, struct str utf8);

/*
 * Adds the blocks of a piece of a page, all of it, to those of d: a table that
 * stands in a text. Warnings as above; a piece that is too complex gives none.
 */
void html_piece(struct doc *d, struct str utf8);

#endif
