/* SPDX-License-Identifier: MIT */
/*
 * docx: the reader of word processing documents (ISO/IEC 29500-1, 17).
 */
#ifndef DOCX_H
#define DOCX_H

#include "doc.h"

/*
 * Reads a DOCX into the blocks of d: a paragraph for each line, headings by
 * outline level or the name of their style, tables with gridSpan and vMerge
 * as spans. A table inside a table is a block of its own, behind it; a table
 * that only arranges other things is dissolved, as in pages. Text that was
 * deleted, moved away, hidden or is white on white is left out, inserted text
 * is kept; a raised note behind a digit stands in brackets, a formula that
 * nobody worked out for itself ("=SUM(LEFT)"). A cell that shows something
 * other than text (a picture, a table, the number of a list, a symbol) has
 * the text "□". A page that is put in whole (altChunk, as pages write it that
 * make a DOCX in the browser) is read where it stands. Lines of a table of
 * contents are boilerplate. Headers, footers and notes are not read.
 *
 * Workbooks that are put in are read, too.
 *
 * Warnings: drawn_cells, unseen_text (in white, tiny, or numbers struck out),
 * embedded_book, part_unread (something else was put in whole, or what cannot
 * be read); and those of xlsx.h.
 * Rejects: those of ooxml.h, too_complex, no_text; needs_ocr when there is
 * nothing but pictures.
 */
void docx_read(struct doc *d, struct str bytes);

#endif
