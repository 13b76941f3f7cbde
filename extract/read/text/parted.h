/* SPDX-License-Identifier: MIT */
/*
 * parted: tables whose cells are paragraphs with a bar alone between each two,
 * as html2text (Python) prints those whose cells hold paragraphs. No bar ends
 * a row.
 */
#ifndef PARTED_H
#define PARTED_H

#include "doc.h"

/*
 * Reads the table that begins with the line at *rest, adds it to the blocks
 * and moves *rest behind it; false if there is none, or if its rows cannot be
 * told: then *behind is set to the end of the rows looked at, if they are many.
 */
bool parted_read(struct doc *, struct str *rest, const char **behind);

#endif
