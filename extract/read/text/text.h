/* SPDX-License-Identifier: MIT */
/*
 * text: the reader of plain text. A line is a paragraph; runs of lines are
 * tables, in these dialects:
 *
 * - with bars or tabs: bars.h;
 * - drawn with characters: drawn.h;
 * - in columns of spaces: columns.h, spread.h;
 * - in the marks of MediaWiki, AsciiDoc, Textile and BBCode: markup.h;
 * - in HTML, as Markdown has tables with merged cells.
 *
 * Other lines are Markdown (markdown.h) or plain words, which is the same.
 */
#ifndef TEXT_H
#define TEXT_H

#include "doc.h"

/*
 * Fills d->blocks from a document in UTF-8 text: without what a page's code
 * left in it (comments, <script>, <% %> of JSP), and with lines that a margin
 * cut put together. Doubts become warnings of the document.
 */
void text_document(struct doc *, struct str utf8);

/* The same for text that needs neither. */
void text_read(struct doc *, struct str utf8);

/*
 * Reads runs of paragraphs in d->blocks that hold bars as such text: pages,
 * too, print tables so. Numbers all tables anew.
 */
void text_tables(struct doc *);

#endif
