/* SPDX-License-Identifier: MIT */
/*
 * kind: what an address leads to, as far as can be told before it is asked.
 */
#ifndef KIND_H
#define KIND_H

enum kind {
	KIND_LIST,		/* links, followed from page to page */
	KIND_PAGE,		/* of the user or a sitemap: by content */
	KIND_REPORT,
	KIND_ATTACHMENT,
	KIND_ROBOTS,
	KIND_SITEMAP
};

/* "list", "page", "report", "attachment", "robots", "sitemap" */
const char *kind_name(enum kind);

#endif
