/* SPDX-License-Identifier: MIT */
/*
 * sheet: the classes and ids that a page's own style sheets hide, or write
 * numbers beside. Junk that
 * copiers mix into the words of a report is hidden so; what a script shows
 * later (tabs) is too, so that only what stands within a line may be dropped
 * for it.
 */
#ifndef SHEET_H
#define SHEET_H

#include "style.h"

enum { SHEET_MAX = 64 };

struct sheet_rule {
	struct str of;			/* ".class" or "#id" */
	enum style look;
};

struct sheet {
	struct sheet_rule rules[SHEET_MAX];
	size_t n;
};

/*
 * Adds what the text of a <style> hides or makes faint: rules of plain
 * selectors (.a, #b, span.c, and lists of them), outside of @media. A later
 * rule that shows one of them, be it in some case only, takes it back, unless
 * that is for narrow screens or paper. STYLE_WRITTEN: a rule writes a number in
 * front of it or behind it (content).
 */
void sheet_read(struct sheet *, struct str);

/*
 * How it shows an element with these classes and this id: STYLE_PLAIN if there
 * is nothing, STYLE_HIDDEN, _UNSEEN, _FAINT or _WRITTEN, the first of them that
 * is said.
 */
enum style sheet_look(const struct sheet *, const char *classes,
    const char *id);

#endif
