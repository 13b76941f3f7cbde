/* SPDX-License-Identifier: MIT */
/*
 * xlsx: the reader of spreadsheets (ISO/IEC 29500-1, 18).
 */
#ifndef XLSX_H
#define XLSX_H

#include "doc.h"

/*
 * Reads an XLSX into the blocks of d: every sheet in the order of the workbook,
 * hidden ones where no other holds anything (the last year's tables wait
 * there). Rows above the first one with two cells are paragraphs (titles stand
 * there); from that row on a sheet is one grid, as large as what is printed on
 * it, with its name for a caption. A slot in it that holds nothing is an empty
 * cell, and so is one in a hidden row or column, but for what is merged with a
 * column that is seen.
 *
 * A number is what the sheet shows of it (numfmt.h: 7730.2799999999997 is
 * 7730.28); a date, known by its number format, is text (2024-01-31); a
 * percentage has its sign. A formula without a result is text ("=SUM(B2:G2)");
 * a raised note behind a digit stands in brackets. A number that is struck out
 * or in white is "□".
 *
 * Warnings: hidden_cells, unseen_text.
 * Rejects: those of ooxml.h, too_complex, no_text.
 */
void xlsx_read(struct doc *d, struct str bytes);

#endif
