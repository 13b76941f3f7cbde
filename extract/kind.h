/* SPDX-License-Identifier: MIT */
/* kind: whether a document is a report, and which (DOMAIN.md C1). */
#ifndef KIND_H
#define KIND_H

#include "doc.h"
#include "headline.h"

/*
 * Sets FACT_KIND; takes FACT_TEMPLATE back from what is no annual report, and
 * from a title its score where the page is about reports and none itself. The
 * period must be known.
 */
void kind_find(struct doc *, struct headline *title);

/* "各位代表：现在，我代表市人民政府，向大会报告工作": a government's. */
bool kind_is_speech(const struct doc *);

#endif
