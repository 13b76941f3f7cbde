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
 * The text in Simplified characters, in the arena; the same view where
 * nothing changes. It is converted only if it has more characters that
 * Simplified lacks than characters that Traditional lacks: in Simplified
 * text, a conversion would spoil 乾, 於 and others. In any text compatibility
 * ideographs and radicals become the characters they stand for, spaces of all
 * kinds U+0020, and zero-width characters nothing. No spelling is repaired.
 */
struct str script_hans(struct script_conv *, struct arena *, struct str text);

/*
 * Fills in hans of all blocks, cells and metas, and d->script. A text too
 * short to tell by itself follows the document.
 */
void script_pass(struct doc *, struct script_conv *);

#endif
