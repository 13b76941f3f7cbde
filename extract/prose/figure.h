/* SPDX-License-Identifier: MIT */
/*
 * figure: the numbers in a report's prose (主动公开政府信息95条). Every number
 * that counts or measures something becomes a struct figure; dates, document
 * and phone numbers, enumerators and set phrases do not. What a figure means
 * is told by the patterns of common/dict/figure.tsv, which says at its head
 * how they are written; no pattern, or two that fit equally well, leave the
 * code open.
 *
 * Grammar: [hedge] number [hedge] [scale] [hedge] [unit] [hedge], where the
 * number is digits (groups, decimals, full-width) or a Chinese numeral that
 * has a 十, 百, 千 or 万 in it. Single Chinese digits (一次, 三方面) are taken
 * for words.
 */
#ifndef FIGURE_H
#define FIGURE_H

#include "doc.h"
#include "figcode.h"

/* More in one document are dropped, with the warning too_many_figures. */
enum { FIGURE_MAX = 20000 };

/*
 * Reads d->sections and appends to d->figures, in order. Strings are borrowed
 * from the sections or made in the document's arena. Warnings, all with tbl 0
 * and the figure's ind:
 *	unit_missing	the number stands where a unit should follow
 *	implausible	the value is past the limit of its code
 *	digit_group	"1，234件" may be one number or two
 *	too_many_figures
 * Time is linear in the text.
 */
void figure_pass(struct doc *d, const struct figcode *codes);

#endif
