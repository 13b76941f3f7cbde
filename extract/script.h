/* SPDX-License-Identifier: MIT */
/*
 * script: Traditional to Simplified Chinese, for the text that passes read.
 * What was found stays beside it.
 */
#ifndef SCRIPT_H
#define SCRIPT_H

#include "doc.h"

struct script_conv;

/* Makes the tables: half a millisecond. */
struct script_conv *script_open(void);
void script_close(struct script_conv *);

/*
 * Fills in hans of all blocks, cells and metas, and d->script: the text in
 * Simplified characters, in the arena; the same view where nothing changes. A
 * text is converted only if it has more characters that Simplified lacks than
 * characters that Traditional lacks: in Simplified text, a conversion would
 * spoil 乾, 於 and others. One too short to tell follows the document. In any
 * text compatibility ideographs and radicals become the characters they stand
 * for, spaces of all kinds U+0020, and zero-width characters nothing. No
 * spelling is repaired.
 */
void script_pass(struct doc *, struct script_conv *);

#endif
