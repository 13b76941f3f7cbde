/* SPDX-License-Identifier: MIT */
/*
 * article: what stands in the lists: reports as agencies.tsv and plants.tsv
 * have them, copies of them on mirrors, and articles that are no reports.
 */
#ifndef ARTICLE_H
#define ARTICLE_H

#include "site.h"

/* Fills the rows of every column, in the order of the list. */
void article_rows(struct site *);

/* Adds a page for each row, and the attachments. */
void article_pages(struct site *);

#endif
