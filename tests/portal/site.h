/* SPDX-License-Identifier: MIT */
/*
 * site: all pages of the sample portals, made at start and kept in memory.
 * Nothing changes while the server runs.
 */
#ifndef SITE_H
#define SITE_H

#include <opencc/opencc.h>
#include <time.h>

#include "fill.h"
#include "report.h"

struct site_portal {
	const char *address, *name, *list, *look, *charset, *declared;
	const char *private;	/* the folder that robots.txt closes */
	int rows;		/* a list page has */
	bool hant, official;
	bool soft;		/* an unknown path answers 200 */
	const char *nav_row, *list_row;	/* markup of a link, of a list row */
	struct str nav;		/* links to its columns */
};

struct site_report {
	const char *key, *agency, *short_name, *index_no;
	bool region;
	const struct site_portal *portal;
	const char *path, *title;
	int year, date, modified;	/* dates are yyyymmdd */
	struct ledger ledger;
	bool split;
	const char *attach, *charset, *cut;	/* NULL: none */
};

struct site_row {
	int date;
	bool pinned;
	const char *title, *path;
	struct site_report *report;	/* NULL: another article */
};

/* A list: of one agency's articles, or of a mirror. */
struct site_column {
	struct site_portal *portal;
	const char *path, *id;
	const char *title;	/* of the list, "政府信息公开年报" */
	const char *owner;	/* agency, or what the mirror calls it */
	struct site_row *row;
	int n;
	int ids;		/* documents numbered so far */
	struct str *record;	/* rows as the proxy hands them out, or NULL */
};

struct site_page {
	const struct site_portal *portal;
	const char *path, *type;
	struct str body;
	int status;
	time_t modified;
	char etag[24];
};

struct site {
	struct arena *arena;
	opencc_t hant;		/* Simplified to Traditional */
	int port, state;
	struct table portals, agencies, plants, mirrors, articles, rows;
	struct report_forms forms;
	struct site_portal *portal;
	struct site_column *column;
	int n_portals, n_columns;
	struct site_report **report;
	int n_reports;
	struct site_page *page;
	int n_pages;
};

/* Edition `state` of the site, with links to port. Never fails. */
void site_init(struct site *, int port, int state);
void site_release(struct site *);

/* The page at a path, or NULL. The path "404" is the page of the lost. */
const struct site_page *site_find(const struct site *,
    const struct site_portal *, const char *path);

/* http://ADDRESS:PORT/PATH, borrowed from the arena. */
const char *site_url(const struct site *, const struct site_portal *,
    const char *path);

/* Has this edition what a row of plants.tsv says? */
bool site_planted(const struct site *, const struct table_row *);

/* UTF-8 Simplified text in the script and charset of the portal. */
struct str site_encode(struct site *, const struct site_portal *, struct str);

/*
 * Adds an HTML page made of the template LOOK-kind. values has what is
 * particular to the page; what all pages of a portal share is added here.
 * Returns the page, which moves when another one is added.
 */
struct site_page *site_add(struct site *, const struct site_portal *,
    const char *path, const char *kind, const struct fill *values, int date);

/* Adds bytes as they are; date is Last-Modified. */
struct site_page *site_add_bytes(struct site *, const struct site_portal *,
    const char *path, const char *type, struct str body, int date);

/* Appends a link as the portal's navigation has it. */
void site_link(struct buf *, const struct site_portal *, const char *href,
    const char *title);

/* yyyymmdd as "2021-01-20". */
const char *site_date(const struct site *, int date);

#endif
