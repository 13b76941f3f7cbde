/* SPDX-License-Identifier: MIT */
/*
 * pdfps: the rules in what cairo prints in PostScript, which costs poppler
 * two thirds of what SVG costs it.
 */
#ifndef PDFPS_H
#define PDFPS_H

#include "pdfpage.h"

/*
 * Adds the rules and letters in the output of "pdftocairo -ps -origpagesizes" to the
 * pages, and where text in white begins that stands on nothing darker and has
 * no text in a colour under or over it; sets the sizes of the pages by it. Where a picture stands cairo
 * may have painted rules into it: such a page gets neither and is marked
 * `unsure`, and so are all when the output is not what it should be.
 */
void pdfps_rules(struct pages *, struct str ps);

#endif
