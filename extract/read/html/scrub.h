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
#include "sheet.h"

/*
 * The page without them: the same view, or a copy in the arena. What its style
 * sheets hide is added to the sheet.
 */
struct str scrub_html(struct doc *, struct str page, struct sheet *);

/*
 * Whether an attribute is the number, not zero, that a script counts up to from
 * the one that stands there: data-to="125".
 */
bool scrub_is_target(struct str name, struct str value);

#endif
