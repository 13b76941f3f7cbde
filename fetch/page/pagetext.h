/* SPDX-License-Identifier: MIT */
/*
 * pagetext: a body as received made into UTF-8 text, only as far as finding
 * links needs it; reading a report is extract's.
 */
#ifndef PAGETEXT_H
#define PAGETEXT_H

#include "arena.h"

enum { PAGETEXT_MAX = 8 << 20 };	/* bytes after decompression */

/*
 * `coding` is the Content-Encoding ("gzip", "" or STR_NONE for none); what is
 * over the limit or broken is left out. Borrowed from the body where nothing
 * had to be changed, else from the arena; STR_NONE when there is nothing to
 * read: no text (by its first bytes), or a coding that is not known. Says in
 * *charset, unless that is NULL, what the text was in, as charset_of() does.
 */
struct str pagetext(struct arena *, struct str body, struct str coding,
    const char **charset);

#endif
