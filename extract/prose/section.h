/* SPDX-License-Identifier: MIT */
/*
 * section: the parts of a report. Headings are 一、 (level 1), （一） (2) and
 * 1. (3); what stands before the first is the preface (level 0). Headings
 * whose number was lost are found by the gap in the numbering, headings that
 * are missing altogether by the statutory table or words that stand there.
 */
#ifndef SECTION_H
#define SECTION_H

#include "doc.h"

/*
 * Fills d->sections, d->text and d->text_hans from the blocks of the body.
 * Call it after code_pass() and after boilerplate was marked
 * (block.boilerplate). Warnings: heading_inferred, heading_number_lost.
 */
void section_pass(struct doc *);

/* What stands before 一、: under no heading or under the title. */
bool section_is_preface(const struct section *);

#endif
