/* SPDX-License-Identifier: MIT */
#include "links.h"

#include <stdlib.h>
#include <strings.h>

#include <libxml/HTMLparser.h>

#include "buf.h"
#include "match.h"
#include "url.h"

enum {
	MAX_CLIMB = 5,		/* elements above a link that may be its row */
	MAX_ROW_NODES = 200	/* nodes of a row that are looked at */
};

struct reader {
	struct arena *arena;
	struct links *links;
	char *base;		/* what links are relative to; owned */
};

static bool
is_element(const xmlNode *n, const char *name)
{
	return n->type == XML_ELEMENT_NODE &&
	    strcasecmp((const char *)n->name, name) == 0;
}

/* The node after n in the order of the text, inside `top`; NULL at the end. */
static const xmlNode *
following(const xmlNode *n, const xmlNode *top)
{
	if (n->type == XML_ELEMENT_NODE && n->children != NULL)
		return n->children;
	while (n != top && n->next == NULL)
		n = n->parent;
	return n == top ? NULL : n->next;
}

static void
add_content(struct buf *b, const xmlNode *n)
{
	struct str s = str_of((const char *)n->content);

	if (s.n == 0)
		return;
	buf_addstr(b, str_sub(s, 0, b->max - b->n < s.n ? b->max - b->n :
	    s.n));
}

/*
 * The text under `top`. False when it holds more than one link or is too
 * big to be the row of one.
 */
static bool
text_of(const xmlNode *top, struct buf *b)
{
	const xmlNode *n;
	int nodes = 0, as = 0;

	for (n = top; n != NULL; n = following(n, top)) {
		if (++nodes > MAX_ROW_NODES)
			return false;
		if (is_element(n, "a") && ++as > 1)
			return false;
		if (n->type == XML_TEXT_NODE)
			add_content(b, n);
		else if (n->type == XML_ELEMENT_NODE)
			buf_addc(b, ' ');
	}
	return true;
}

/* The date in the widest element around the link that holds no other. */
static int
row_date(const xmlNode *a)
{
	const xmlNode *n = a;
	struct buf b;
	int climb, date = 0, found;

	buf_init(&b, LINKS_MAX_TEXT * 4);
	for (climb = 0; climb < MAX_CLIMB && n != NULL; climb++) {
		buf_reset(&b);
		if (n->type != XML_ELEMENT_NODE || !text_of(n, &b))
			break;
		found = match_date(buf_str(&b));
		if (found != 0)
			date = found;
		if (is_element(n, "li") || is_element(n, "tr"))
			break;
		n = n->parent;
	}
	buf_release(&b);
	return date;
}

static struct str
attribute(struct reader *r, const xmlNode *n, const char *name)
{
	xmlChar *v = xmlGetProp((xmlNode *)(uintptr_t)n,
	    (const xmlChar *)name);
	struct str s = STR_NONE;

	if (v != NULL)
		s = arena_str(r->arena, str_of((const char *)v));
	xmlFree(v);
	return s;
}

/* Blanks and line ends as single spaces, so that titles compare. */
static struct str
squeezed(struct reader *r, struct str s)
{
	struct buf b;
	struct str got;
	size_t at = 0;
	uint32_t c;
	bool gap = false;

	if (s.n == 0)
		return STR("");
	s = str_trim(s);
	buf_init(&b, LINKS_MAX_TEXT);
	while (at < s.n && buf_ok(&b)) {
		c = str_char(s, &at);
		if (!str_is_space(c)) {
			if (gap)
				buf_addc(&b, ' ');
			buf_addchar(&b, c);
		}
		gap = str_is_space(c);
	}
	got = b.n > 0 ? arena_str(r->arena, buf_str(&b)) : STR("");
	buf_release(&b);
	return got;
}

static void
add_link(struct reader *r, const xmlNode *n, struct str href, bool frame)
{
	struct links *l = r->links;
	struct str title = attribute(r, n, "title"), text;
	struct buf b;
	char *url;

	if (l->n == LINKS_MAX) {
		l->cut = true;
		return;
	}
	url = url_resolve(r->base, href);
	if (url == NULL)
		return;
	buf_init(&b, LINKS_MAX_TEXT);
	text_of(n, &b);
	text = squeezed(r, buf_str(&b));
	title = squeezed(r, title);
	l->link = arena_grow(r->arena, l->link, l->n, sizeof(*l->link));
	l->link[l->n++] = (struct link){ arena_str(r->arena, str_of(url)),
		title.n > text.n || (title.n > 0 && str_has(text, title)) ?
		    title : text, frame ? 0 : row_date(n),
		frame };
	buf_release(&b);
	free(url);
}

static void
set_base(struct reader *r, struct str href)
{
	char *url = href.p != NULL ? url_resolve(r->base, href) : NULL;

	if (url == NULL)
		return;
	free(r->base);
	r->base = url;
}

static void
set_title(struct reader *r, const xmlNode *n)
{
	struct buf b;

	if (r->links->title.p != NULL)
		return;
	buf_init(&b, LINKS_MAX_TEXT);
	text_of(n, &b);
	r->links->title = squeezed(r, buf_str(&b));
	buf_release(&b);
}

static void
visit(struct reader *r, const xmlNode *n)
{
	struct str target;
	bool frame = is_element(n, "iframe") || is_element(n, "frame");

	if (is_element(n, "base")) {
		set_base(r, attribute(r, n, "href"));
	} else if (is_element(n, "title")) {
		set_title(r, n);
	} else if (frame || is_element(n, "a")) {
		target = attribute(r, n, frame ? "src" : "href");
		if (target.p != NULL)
			add_link(r, n, target, frame);
	}
}

void
links_read(struct arena *arena, struct str html, const char *url,
    struct links *links)
{
	struct reader r = { arena, links, url_resolve(NULL, str_of(url)) };
	const xmlNode *root, *n;
	htmlDocPtr doc;

	links->cut |= html.n > LINKS_MAX_BYTES;
	html = str_sub(html, 0, LINKS_MAX_BYTES);
	doc = html.n == 0 ? NULL : htmlReadMemory(html.p, (int)html.n, url,
	    "UTF-8", HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
	    HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
	root = doc != NULL ? xmlDocGetRootElement(doc) : NULL;
	for (n = root; n != NULL && r.base != NULL; n = following(n, root))
		visit(&r, n);
	xmlFreeDoc(doc);
	free(r.base);
}
