/* SPDX-License-Identifier: MIT */
/*
 * pdfturn: pages whose text runs up, down or upside down: tables printed
 * sideways, pages that somebody turned in a viewer.
 */
#ifndef PDFTURN_H
#define PDFTURN_H

#include "pdfpage.h"

/*
 * Turns the page so that its text runs from left to right, and its words,
 * rules and size with it. False if nothing says that it does not already.
 */
bool pdfturn_upright(struct page *);

#endif
