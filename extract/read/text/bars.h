/* SPDX-License-Identifier: MIT */
/*
 * bars: tables in lines of text whose cells have bars or tabs between them:
 *
 * - one row a line: "| a | b |" (Markdown), "a | b |", "a | b", or with tabs;
 * - one cell a line, "text |": flat.h; a bar alone may lead each row;
 * - one cell a line with the bar in front of it: a row is its first cell,
 *   "| b", "| c" and a bar that closes it;
 * - one cell a line and a bar alone on the next: as flat.h where missing cells
 *   have their bars, else rows are told by the forms.
 *
 * Blank lines between such lines do not end a table of the second kind.
 */
#ifndef BARS_H
#define BARS_H

#include "doc.h"

enum {
	BARS_MIN_LINES = 3,	/* "a | b" once or twice is a line of links */
	BARS_MAX_LONE = 40	/* characters of a row of one cell */
};

/* How far tables were looked for in vain: none begins before. */
struct bars_vain {
	const char *rows;	/* with bars between cells */
	const char *parted;	/* parted.h */
};

/*
 * Reads the table that begins with the line at *rest, adds it to the blocks
 * and moves *rest behind it; false if there is none. Cells whose rows only the
 * forms tell become paragraphs (stream.h). `vain` is of the text that *rest is
 * of, at first its start.
 */
bool bars_read(struct doc *, struct str *rest, struct bars_vain *vain);

#endif
