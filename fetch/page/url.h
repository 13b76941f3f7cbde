/* SPDX-License-Identifier: MIT */
/*
 * url: one spelling for each address. A normalised URL is http or https, has
 * a lower-case ASCII host without a trailing dot, no default port, no user,
 * no fragment, no session id, no dot segments, and its escapes in upper case
 * and only where RFC 3986 needs them; so it is equal byte by byte to any
 * other spelling of the same address. Normalising twice is normalising once.
 */
#ifndef URL_H
#define URL_H

#include "buf.h"
#include "str.h"

enum { URL_MAX = 4096, URL_MAX_HOST = 262 };	/* bytes with the NUL */

/*
 * What `ref`, as found in a page, means on the page `base`, a normalised URL
 * (NULL: ref must be absolute), normalised. Backslashes, blanks, line ends and
 * raw UTF-8 in an href are taken as browsers take them. NULL when it is no web
 * address (javascript:, mailto:, a broken one). The caller frees.
 */
char *url_resolve(const char *base, struct str ref);

/*
 * What is asked for by POST is written as web archives do, so that it has a
 * name: http://a.cn/list?per=15&__wb_method=POST&page=2. url_asked() is the
 * part without the form, url_form() the form, STR_NONE for a GET.
 */
struct str url_asked(const char *url);
struct str url_form(const char *url);

/*
 * A form that starts with a brace or a bracket, escaped or not, is no form but
 * JSON, which is sent with its escapes undone.
 */
bool url_is_json(struct str form);

/* Adds a text escaped, or one that is without its escapes. */
void url_escape(struct buf *, struct str);
void url_unescape(struct buf *, struct str);

/* Adds name=value to a form or query, escaped, behind what is there. */
void url_add_pair(struct buf *, struct str name, struct str value);

/* The parts of a normalised URL, borrowed from it. */
struct str url_authority(const char *url);	/* host[:port] */
struct str url_host(const char *url);		/* host alone */
struct str url_target(const char *url);		/* path and query, from "/" */
int url_port(const char *url);			/* 80 or 443 if not given */

/* Whether both are of one host: a.gov.cn and www.a.gov.cn are. */
bool url_same_site(const char *a, const char *b);

/* The same, or `url` lies below the host of the portal, as an office's may. */
bool url_same_portal(const char *url, const char *portal);

/*
 * The year and month that a CMS writes into an article's path, as
 * /202103/t20210312_1.html, /art/2021/3/12/, /2021-03/12/, /2021/0312/:
 * year * 100 + month, or 0 when there is none.
 */
int url_date(const char *url);

/* The last part of a path, or of an address that has one, without a query. */
struct str url_name(struct str address);

/* The extension of the path in lower case ("pdf"), or "". */
void url_extension(const char *url, char to[8]);

#endif
