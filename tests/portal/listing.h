/* SPDX-License-Identifier: MIT */
/*
 * listing: how portals page their lists and name their pages. A dialect is a
 * row of the table in listing.c; hosts.tsv says which portal speaks which.
 *
 *	trs	index.html, index_1.html ..., createPageHTML(pages, page, ...)
 *	anchors	List_31.html, List_31_2.html ..., links 上一页 and 下一页
 *	hanweb	the first group of rows in a <datastore>, the others from
 *		/module/web/jpage/dataproxy.jsp by POST or GET: startrecord and
 *		endrecord count from 1; or page, a group of three screens
 */
#ifndef LISTING_H
#define LISTING_H

#include "site.h"

#define LISTING_PROXY "/module/web/jpage/dataproxy.jsp"

/* Path of a new document of the column. */
const char *listing_article(struct site *, struct site_column *, int date,
    int id);

/* Path of the first page of the list. */
const char *listing_first(struct site *, const struct site_column *);

/* Adds the pages of the list. */
void listing_pages(struct site *, struct site_column *);

/*
 * Appends what the proxy answers for a column: records from..to if from is
 * not 0, else group number `page`. False if there is no such column.
 */
bool listing_proxy(const struct site *, const struct site_portal *,
    const char *column, int page, int from, int to, struct buf *);

#endif
