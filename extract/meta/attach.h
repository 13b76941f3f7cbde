/* SPDX-License-Identifier: MIT */
/* attach: the files that the text of a page links to or shows in a frame. */
#ifndef ATTACH_H
#define ATTACH_H

#include "doc.h"

/*
 * Fills d->attachments from the links of d->blocks: those to a file by its
 * suffix, in the address or in a parameter of it, and those that are called
 * 附件. Each address once, in the order of the page.
 */
void attach_pass(struct doc *);

#endif
