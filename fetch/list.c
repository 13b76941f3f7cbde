/* SPDX-License-Identifier: MIT */
#include "list.h"

#include <stdlib.h>
#include <strings.h>

#include "buf.h"
#include "jsonlist.h"
#include "match.h"
#include "url.h"

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
	if (buf_ok(&b) && b.n > 0)
		links_read(a, buf_str(&b), url, true, links);
	buf_release(&b);
}

static bool
same_host(struct str a, const char *b)
{
	return str_eq(url_authority(a.p), url_authority(b));
}

/* Two links to one page (a picture, a title) stand near each other. */
static bool
is_listed(const struct list *l, struct str url)
{
	size_t i;

	for (i = l->n > 100 ? l->n - 100 : 0; i < l->n; i++)
		if (str_eq(l->link[i].url, url))
			return true;
	return false;
}

static void
add(struct arena *a, struct list *l, const struct link *k,
    enum frontier_kind kind)
{
	if (is_listed(l, k->url))
		return;
	l->link = arena_grow(a, l->link, l->n, sizeof(*l->link));
	l->link[l->n++] = (struct list_link){ k->url, k->text, kind };
}

/* Year and month in a link's row or, failing that, in its URL; year or 0. */
static int
published(const struct link *k)
{
	return k->date > 0 ? k->date / 10000 : url_date(k->url.p) / 100;
}

/* What the page is known by: its rows or, without any, all its links. */
static void
fingerprint(const struct links *links, struct list *l)
{
	struct buf b;
	size_t i, rows = l->reports;

	for (i = 0; i < links->n; i++)
		rows += links->link[i].date > 0;
	buf_init(&b, 64 << 20);
	for (i = 0; i < links->n; i++) {
		if (rows > 0 && links->link[i].date == 0 &&
		    match_text(links->link[i].text) != MATCH_REPORT)
			continue;
		buf_addstr(&b, links->link[i].url);
		buf_addc(&b, '\n');
	}
	warc_digest(buf_str(&b), l->fingerprint);
	buf_release(&b);
}

struct dates {
	size_t before, other;	/* dated links before the years, and not */
};

/* A report: listed if its year is asked for. */
static void
take_report(struct arena *a, const struct link *k,
    const struct list_options *o, struct list *l, struct dates *t)
{
	enum match_range r = match_range(match_year(k->text), published(k),
	    o->year_from, o->year_to);

	l->reports++;
	if (r == MATCH_INSIDE || r == MATCH_UNKNOWN)
		add(a, l, k, KIND_REPORT);
	if (published(k) == 0 && r == MATCH_BEFORE)
		t->before++;
	else if (published(k) == 0)
		t->other++;
}

static void
take(struct arena *a, const struct link *k, const char *url,
    const struct list_options *o, struct list *l, struct dates *t)
{
	enum match m = k->frame ? MATCH_NOTHING : match_text(k->text);
	int year = published(k);

	if (o->year_from > 0 && year > 0 && year < o->year_from)
		t->before++;
	else if (year > 0)
		t->other++;
	if (m == MATCH_REPORT)
		take_report(a, k, o, l, t);
	else if (m == MATCH_COLUMN && same_host(k->url, url))
		add(a, l, k, KIND_LIST);
	else if (m == MATCH_NEXT && same_host(k->url, url) &&
	    l->next.p == NULL && !str_eq(k->url, str_of(url)))
		l->next = k->url;
}

void
list_read(struct arena *a, struct str text, const char *url,
    const struct list_options *o, struct list *l)
{
	struct dates t = { 0, 0 };
	struct links links = { .n = 0 };
	struct str html;
	size_t i;

	*l = (struct list){ .n = 0 };
	text = str_sub(text, 0, LINKS_MAX_BYTES);
	html = text;
	if (jsonlist_is(text)) {
		jsonlist_read(a, text, url, &links);
		html = jsonlist_html(a, text);
	} else {
		read_cdata(a, text, url, &links);
		jsonlist_tree(a, text, url, &links);
	}
	if (html.p != NULL)
		links_read(a, html, url, true, &links);
	l->title = links.title;
	l->next = list_next(a, text, url, &links, o->dialect);
	if (l->next.p != NULL && !same_host(l->next, url))
		l->next = STR_NONE;
	for (i = 0; i < links.n; i++)
		take(a, &links.link[i], url, o, l, &t);
	/* A page without rows of its own may show them in a frame. */
	for (i = 0; i < links.n && l->n == 0; i++)
		if (links.link[i].frame && same_host(links.link[i].url, url))
			add(a, l, &links.link[i], KIND_LIST);
	l->past = t.before > 0 && t.other == 0;
	fingerprint(&links, l);
}

static const char *const types[] = { "pdf", "doc", "docx", "xls", "xlsx",
	"wps", "ofd", "zip", "rar" };

static bool
is_attachment(const struct link *k)
{
	struct str named = k->text, rest;
	char ext[8];
	size_t i;

	url_extension(k->url.p, ext);
	while ((rest = named, str_cut(&rest, '.'), rest.p != NULL))
		named = rest;
	for (i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (strcmp(ext, types[i]) == 0 ||
		    (named.p != k->text.p && str_eq(named, str_of(types[i]))))
			return !k->frame;
	return false;
}

/* Whether there is ".pdf" or the like anywhere: most pages have none. */
static bool
names_a_type(struct str text)
{
	const char *p = text.p, *end = p + text.n;
	size_t i;

	while ((p = memchr(p, '.', (size_t)(end - p))) != NULL) {
		p++;
		for (i = 0; i < sizeof(types) / sizeof(*types); i++)
			if (end - p >= 3 && strncasecmp(p, types[i], 3) == 0)
				return true;
	}
	return false;
}

void
list_attachments(struct arena *a, struct str text, const char *url,
    struct list *l)
{
	struct links links = { .n = 0 };
	size_t i;

	*l = (struct list){ .n = 0 };
	if (!names_a_type(text))
		return;
	links_read(a, text, url, false, &links);
	l->title = links.title;
	for (i = 0; i < links.n && l->n < LIST_MAX_ATTACHMENTS; i++)
		if (is_attachment(&links.link[i]))
			add(a, l, &links.link[i], KIND_ATTACHMENT);
}
