/* SPDX-License-Identifier: MIT */
#include "gather.h"

#include <stdlib.h>

#include "bound.h"
#include "charset.h"
#include "dialect.h"
#include "feed.h"
#include "filetype.h"
#include "jsonlist.h"
#include "match.h"
#include "url.h"
#include "written.h"

/* Rows that were put together as HTML, and as JSON; the text is released. */
static void
take_html(struct arena *a, struct buf *html, const char *url,
    struct links *links)
{
	if (buf_ok(html) && html->n > 0)
		links_read(a, buf_str(html), url, true, links);
	buf_release(html);
}

static void
take_json(struct arena *a, struct buf *json, const char *url,
    struct links *links)
{
	if (buf_ok(json) && json->n > 0)
		jsonlist_read(a, arena_str(a, buf_str(json)), url, STR_NONE,
		    links);
	buf_release(json);
}

/*
 * Hanweb keeps its rows as HTML inside CDATA inside a script, where an HTML
 * parser sees text; its proxy sends nothing but such rows.
 */
static void
read_cdata(struct arena *a, struct str text, const char *url,
    struct links *links)
{
	const struct str open = STR("<![CDATA["), shut = STR("]]>");
	ptrdiff_t from, to;
	size_t at = 0;
	struct buf b;

	buf_init(&b, LINKS_MAX_BYTES);
	while ((from = str_find(text, open, at)) >= 0) {
		at = (size_t)from + open.n;
		to = str_find(text, shut, at);
		if (to < 0)
			break;
		buf_addstr(&b, str_sub(text, at, (size_t)to - at));
		buf_addc(&b, '\n');
		at = (size_t)to + shut.n;
	}
	take_html(a, &b, url, links);
}

/* Rows that a script writes: an HTML parser sees none of them. */
static void
read_written(struct arena *a, struct str text, const char *url,
    struct links *links)
{
	struct buf b;

	buf_init(&b, LINKS_MAX_BYTES);
	written_html(&b, text);
	written_strings(&b, text, STR("dataStore"));
	take_html(a, &b, url, links);
}

/*
 * A string in the code that is a page or a file by its ending or, of what leads
 * on, an address with a query.
 */
static struct str
written_page(struct str code, enum match m)
{
	struct str s = written_string(code), path = s;

	path = str_cut(&path, '?');
	if (filetype_ends(s) || filetype_ends(path) || str_ends_any(path,
	    ".htm .html .shtml .jsp .aspx .php"))
		return s;
	return m == MATCH_NEXT && path.n < s.n && path.n > 0 &&
	    path.p[0] == '/' ? s : STR_NONE;
}

/*
 * Where a click leads that is called so, or STR_NONE. What is only called
 * "more" may lead anywhere, but for a page that it asks for by its number.
 */
static struct str
clicked(struct arena *a, struct str text, struct str code, enum match m)
{
	struct str to = m == MATCH_NOTHING ? written_asked(a, text, code,
	    false, dialect_is_numbered, NULL) : written_target(a, text, code);

	if (m == MATCH_NOTHING)
		return to;
	if (to.p == NULL && m == MATCH_NEXT)
		to = written_asked(a, text, code, false, dialect_is_numbered,
		    NULL);
	if (to.p == NULL)
		to = written_page(code, m);
	if (to.p == NULL && (m == MATCH_NEXT || m == MATCH_YEAR ||
	    m == MATCH_COLUMN || m == MATCH_AGENCY || m == MATCH_INNER))
		to = written_asked(a, text, code, false, NULL, NULL);
	return to;
}

/* What is clicked for a report or the next page, as a link if it can be. */
static void
take_clicks(struct arena *a, struct str text, const char *url,
    struct links *links, struct list *l)
{
	struct str to, code;
	size_t i, left = BOUND_MAX_LOOK;
	char *target;

	for (i = 0; i < links->clicks; i++) {
		const struct click *k = &links->click[i];
		enum match m = match_text(k->text);

		if ((m == MATCH_NOTHING && k->code.n > 0) ||
		    links->n == LINKS_MAX)
			continue;
		code = k->code.n > 0 ? k->code : bound_code(a, text,
		    &(struct tag){ .rest = k->rest }, &left);
		if (code.n == 0)
			continue;
		to = clicked(a, text, code, m);
		target = to.n > 0 ? url_resolve(url, charset_query(a, to,
		    links->charset)) : NULL;
		if (target != NULL) {
			links->link = arena_grow(a, links->link, links->n,
			    sizeof(*links->link));
			links->link[links->n++] = (struct link){ .url =
			    arena_str(a, str_of(target)), .text = k->text,
			    .next = k->code.n == 0 };
		} else if (m == MATCH_NEXT && str_has(code, STR("(")) &&
		    !str_has(code, STR("void"))) {
			l->blind = true;
		}
		free(target);
	}
}

/* Rows that a script has as data, [{"title": ...}], and makes HTML of. */
static void
read_data(struct arena *a, struct str text, const char *url,
    struct links *links)
{
	static const char *const marks[] = { "[{\"", "[ {\"", "[\n{\"" };
	ptrdiff_t at = -1;
	size_t i, n = links->n;
	struct buf b;

	for (i = 0; i < sizeof(marks) / sizeof(*marks) && at < 0; i++)
		at = str_find(text, str_of(marks[i]), 0);
	if (at >= 0)
		jsonlist_read(a, str_sub(text, (size_t)at, text.n), url,
		    STR_NONE, links);
	if (links->n > n)
		return;
	buf_init(&b, LINKS_MAX_BYTES);
	written_data(&b, text);
	take_json(a, &b, url, links);
}

/* Rows whose parts are elements of XML. */
static void
read_xml(struct arena *a, struct str text, const char *url,
    struct links *links)
{
	struct buf b;

	buf_init(&b, LINKS_MAX_BYTES);
	feed_json(&b, text);
	take_json(a, &b, url, links);
}

/* How many records the page has; links with a date where nothing says so. */
static size_t
count_rows(struct str text, const struct links *links)
{
	const struct str record = STR("<record>");
	size_t i, at = 0, n = 0;
	ptrdiff_t found;

	while ((found = str_find(text, record, at)) >= 0) {
		at = (size_t)found + record.n;
		n++;
	}
	for (i = 0; at == 0 && i < links->n; i++)
		n += links->link[i].date > 0;
	return n;
}

/* Whether rows come in a script and nothing else, as Hanweb sends them. */
static bool
is_script(struct str text)
{
	return !str_starts(str_trim(text), STR("<")) &&
	    str_has(text, STR("dataStore")) &&
	    !str_has_any(text, "<html <HTML <body <BODY <script");
}

void
gather_links(struct arena *a, struct str text, const char *url,
    const struct list_options *o, struct links *links, struct list *l)
{
	struct str html = text;

	if (jsonlist_is(text)) {
		l->row_url = o->row_url;
		jsonlist_read(a, text, url, o->row_url, links);
		l->rows = links->n;
		html = l->rows == 0 ? jsonlist_html(a, text) : STR_NONE;
	} else if (feed_is(text)) {
		feed_read(a, text, url, links);
		html = STR_NONE;
	} else if (feed_is_xml(text)) {
		read_xml(a, text, url, links);
		l->rows = links->n;
	} else {
		jsonlist_tree(a, text, url, links);
		read_written(a, text, url, links);
		if (is_script(text))
			html = STR_NONE;
	}
	if (html.p != NULL) {
		read_cdata(a, html, url, links);
		links_read(a, html, url, true, links);
	} else {
		links->cut |= text.n == LINKS_MAX_BYTES;
	}
	if (html.p == text.p)
		read_data(a, text, url, links);
	if (l->rows == 0)
		l->rows = count_rows(html.p != NULL ? html : text, links);
	take_clicks(a, text, url, links, l);
}
