/* SPDX-License-Identifier: MIT */
/*
 * text: the reader of plain text. A line is a paragraph; runs of lines with
 * bars are tables, in two dialects:
 *
 * - one cell a line, "text |", with the bars of the missing cells of the row
 *   on a line of their own, "|||", and the last row of a table not padded
 *   (what trafilatura 1.10 to 2.0 prints). Spans are lost, empty cells are
 *   kept as "|", and tables may follow each other without a line between.
 * - one row a line, "| a | b |" (Markdown).
 */
#ifndef TEXT_H
#define TEXT_H

#include "doc.h"

/* Fills d->blocks from UTF-8 text. Doubts become warnings of the document. */
void text_read(struct doc *, struct str utf8);

#endif
