/* SPDX-License-Identifier: MIT */
/*
 * meta: what a document is: kind, title, agency, region, year, dates, numbers
 * (DOMAIN.md C, EXTRACT.md 7). Evidence is taken in a fixed order, the rule
 * that won is kept in the fact, and what was inferred is marked as a guess.
 * A region or agency that can't be told for certain stays unknown.
 */
#ifndef META_H
#define META_H

#include "doc.h"
#include "region.h"

/*
 * Fills d->facts. Call it after section_pass(). Warnings: year_mismatch,
 * title_inferred, region_inferred, region_mismatch, region_lag,
 * agency_mismatch, published_early, part_year, date_repaired, docno_repaired.
 */
void meta_pass(struct doc *, const struct regions *);

#endif
