/* SPDX-License-Identifier: MIT */
/* unwrap: text whose lines were cut at a margin, as pdftotext prints it. */
#ifndef UNWRAP_H
#define UNWRAP_H

#include "arena.h"
#include "str.h"

/*
 * The text with the lines of each paragraph put together, in the arena; the
 * text itself where its lines have no common width. A sentence that ends with
 * a line ends its paragraph, for no one knows better.
 */
struct str unwrap(struct arena *, struct str text);

#endif
