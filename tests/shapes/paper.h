/* SPDX-License-Identifier: MIT */
/* paper: a made-up report as the page or text that someone publishes. */
#ifndef PAPER_H
#define PAPER_H

#include "buf.h"
#include "sheet.h"

/* Appends the whole document as UTF-8, in Simplified. */
void paper_print(struct buf *, const struct report *reports, int n,
    const struct shape *);

#endif
