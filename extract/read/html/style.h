/* SPDX-License-Identifier: MIT */
/* style: what the declarations of CSS say of how an element shows. */
#ifndef STYLE_H
#define STYLE_H

#include "str.h"

/*
 * What a style="" says of the element: that what is in it does not show
 * (HIDDEN); that it is struck out, or set so that nobody sees it (UNSEEN); that
 * it is in the colour of paper or too small to read, which holds unless
 * something dark is behind it (FAINT); or that it is laid out as the cell of a
 * table. Letters of no size, or cut away, do not show in an inline element;
 * around blocks those are ways to set these without gaps.
 */
enum style { STYLE_PLAIN, STYLE_HIDDEN, STYLE_UNSEEN, STYLE_FAINT,
	STYLE_WRITTEN,		/* by the style sheet itself; sheet.h only */
	STYLE_CELL };

enum style style_read(struct str style, bool is_inline);

/* Whether a colour, as styles and <font> name it, is that of paper. */
bool style_is_faint(struct str colour);

#endif
