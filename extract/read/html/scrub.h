/* SPDX-License-Identifier: MIT */
/*
 * scrub: takes out of a page what libxml2 2.9 takes quadratic time for
 * (hundreds of attributes), reads as text (Word's <![if]>) or as another tag
 * (Word's <o:p> as <p>), and NULs, with the warning nul_bytes. Scripts,
 * comments, the attributes that html.c does not read and blanks between lines
 * go too, for speed.
 */
#ifndef SCRUB_H
#define SCRUB_H

#include "doc.h"

struct sheet;

/*
 * The page without them: the same view, or a copy in the arena. What its style
 * sheets hide is added to the sheet.
 */
struct str scrub_html(struct doc *, struct str page, struct sheet *);

/*
 * What a style="" says of the element: that what is in it does not show
 * (HIDDEN); that it is struck out, or set so that nobody sees it (UNSEEN); that
 * it is in the colour of paper or too small to read, which holds unless
 * something dark is behind it (FAINT); or that it is laid out as the cell of a
 * table. Letters of no size, or cut away, do not show in an inline element;
 * around blocks those are ways to set these without gaps.
 */
enum scrub_style { SCRUB_PLAIN, SCRUB_HIDDEN, SCRUB_UNSEEN, SCRUB_FAINT,
	SCRUB_WRITTEN,		/* by the style sheet itself; sheet.h only */
	SCRUB_CELL };

enum scrub_style scrub_style(struct str style, bool is_inline);

/*
 * Whether an attribute is the number, not zero, that a script counts up to from
 * the one that stands there: data-to="125".
 */
bool scrub_is_target(struct str name, struct str value);

/* Whether a colour, as styles and <font> name it, is that of paper. */
bool scrub_is_faint(struct str colour);

#endif
