/* SPDX-License-Identifier: MIT */
/*
 * pdf: the reader of PDF files that have a text layer. Poppler's pdftotext
 * says where the words stand, its pdftocairo where rules are drawn; they run
 * as child processes (their licence is the GPL) and never see the network.
 */
#ifndef PDF_H
#define PDF_H

#include "doc.h"

enum {
	PDF_SECONDS = 60,		/* for each of the two */
	PDF_MAX_PAGES = 500,
	PDF_MAX_OUTPUT = 256 << 20	/* bytes of each */
};

/*
 * Reads a PDF into the blocks of d: a paragraph for each paragraph, its lines
 * joined, also over a page; a grid for each ruled table, also over pages. One
 * whose tables have no rules is read as text.h reads what pdftotext sets.
 * Page numbers and watermarks over tables are boilerplate. A number with digits
 * in white on white, or that are not painted, is "□", and what something is
 * painted over is left out, where the page tells.
 *
 * Warnings: rules_unread (where rules are drawn could not be told, or they
 * are too many: tables came out as lines of text), pages_without_text (pages
 * that are pictures, or empty), drawn_cells (letters that are shapes), ocr_text
 * (letters that do not show), unseen_text, garbled_text (a font does not say
 * what some of its letters are). Sets aside: scanned (needs OCR, or
 * its fonts do not say what their letters are); no_converter,
 * converter_failed, encrypted, too_big.
 */
void pdf_read(struct doc *d, struct str bytes);

#endif
