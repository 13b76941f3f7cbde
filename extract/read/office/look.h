/* SPDX-License-Identifier: MIT */
/*
 * look: what the properties of text in a DOCX say of how it looks, as far as
 * a reader then does not see it, or takes it for a note (ISO/IEC 29500-1,
 * 17.3.2). Styles leave open what the styles below them set.
 */
#ifndef LOOK_H
#define LOOK_H

#include "xml.h"

enum {
	LOOK_VANISH = 1, LOOK_STRIKE = 2, LOOK_DSTRIKE = 4,
	LOOK_HIDDEN = LOOK_VANISH | LOOK_STRIKE | LOOK_DSTRIKE,
	LOOK_ALIGNED = 8, LOOK_MOVED = 16,	/* up or down */
	LOOK_RAISED = LOOK_ALIGNED | LOOK_MOVED,
	LOOK_WHITE = 32, LOOK_TINY = 64,
	LOOK_SHADED = 128	/* what is behind it may be of any colour */
};

struct look {
	unsigned set, on;	/* what somebody set, which of that is on */
};

/* Takes in the property of this name; any other changes nothing. */
void look_read(struct look *, const char *name, struct xml_atts);

/* Takes in what `other` sets: in front of what is set, or behind it. */
void look_over(struct look *, struct look other);
void look_under(struct look *, struct look other);

/* Whether a colour ("1F4E79") is not white, or next to it; "auto" is. */
bool look_is_dark(struct str colour);

#endif
