/* SPDX-License-Identifier: MIT */
/*
 * mhtml: web pages that were saved as MIME messages (RFC 2557), by browsers
 * and by Word ("single file web page", often named .doc).
 */
#ifndef MHTML_H
#define MHTML_H

#include "doc.h"

/* Whether the bytes begin with the head of a MIME message. */
bool mhtml_is(struct str bytes);

/*
 * Reads the first page in the message as html.h and decode.h do; where that is
 * a set of frames, as Excel writes it for a workbook, all others. Warnings: those
 * of both; part_unread (of a frame; the detail is why). Rejects: those of both;
 * no_text when there is no page in it.
 */
void mhtml_read(struct doc *d, struct str bytes);

#endif
