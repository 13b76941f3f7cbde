/* SPDX-License-Identifier: MIT */
/*
 * text: the reader of plain text. A line is a paragraph; runs of lines with
 * bars or tabs are tables, in these dialects:
 *
 * - one cell a line, "text |": flat.h;
 * - one row a line: "| a | b |" (Markdown), "a | b |", "a | b", or with tabs;
 * - one cell a line with the bar in front of it: a row is its first cell,
 *   "| b", "| c" and a bar that closes it;
 * - one cell a line and a bar alone on the next: rows are told by the forms;
 * - drawn with characters: drawn.h;
 * - in columns of spaces: columns.h, spread.h;
 * - in the marks of MediaWiki, AsciiDoc, Textile and BBCode: markup.h;
 * - in HTML, as Markdown has tables with merged cells.
 *
 * Other lines are Markdown (markdown.h) or plain words, which is the same.
 *
 * Blank lines between such lines do not end a table of the first kind.
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
