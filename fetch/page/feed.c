/* SPDX-License-Identifier: MIT */
#include "feed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"
#include "match.h"
#include "tags.h"
#include "url.h"

enum {
	MAX_DATE = 64,
	FEED_MAX_TEXT = 4096,
	MAX_HEAD = 4096		/* bytes before the first element */
};

bool
feed_is(struct str text)
{
	struct tags tags = { .html = str_sub(text, 0, MAX_HEAD) };
	struct tag tag;

	while (tags_next(&tags, &tag))
		if (tag.kind == TAG_OPEN)
			return tag_is(tag.name, "rss") ||
			    tag_is(tag.name, "feed") ||
			    tag_is(tag.name, "rdf:rdf");
	return false;
}

/* A day as RSS has it, "Fri, 28 Mar 2025 08:00:00 GMT", or as others do. */
static int
date_of(struct str s)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	char text[MAX_DATE], name[4] = "";
	const char *month;
	int day = 0, year = 0;

	if (s.n == 0 || s.n >= sizeof(text))
		return 0;
	snprintf(text, sizeof(text), "%.*s", STR_ARG(s));
	if (sscanf(text, "%*3[A-Za-z], %2d %3[A-Za-z] %4d", &day, name,
	    &year) != 3 && sscanf(text, "%2d %3[A-Za-z] %4d", &day, name,
	    &year) != 3)
		return match_date(s);
	month = strstr(months, name);
	return month == NULL ? 0 : year * 10000 + (int)((month - months) / 3 +
	    1) * 100 + day;
}

/* Atom has the address in an attribute: <link href="..."/> */
static struct str
address_of(struct arena *a, struct str entry)
{
	struct str got = tag_element(a, entry, "link");
	struct tags tags = { .html = entry };
	struct tag tag;

	while (got.n == 0 && tags_next(&tags, &tag))
		if (tag.kind == TAG_OPEN && tag_is(tag.name, "link"))
			got = tag_attribute(a, &tag, "href");
	return got;
}

static void
add_entry(struct arena *a, struct str entry, const char *url, struct links *l)
{
	static const char *const dates[] = { "pubdate", "dc:date", "published",
		"updated" };
	struct str address = address_of(a, entry), date = STR_NONE;
	char *to = address.n > 0 ? url_resolve(url, address) : NULL;
	size_t i;

	if (to == NULL || l->n == LINKS_MAX) {
		l->cut |= to != NULL;
		free(to);
		return;
	}
	for (i = 0; i < sizeof(dates) / sizeof(*dates) && date.n == 0; i++)
		date = tag_element(a, entry, dates[i]);
	l->link = arena_grow(a, l->link, l->n, sizeof(*l->link));
	l->link[l->n++] = (struct link){ .url = arena_str(a, str_of(to)),
		.text = tag_element(a, entry, "title"),
		.date = date_of(date) };
	free(to);
}

void
feed_read(struct arena *a, struct str text, const char *url,
    struct links *links)
{
	struct str open = STR("<item");
	ptrdiff_t at = str_find(text, open, 0), next;

	if (at < 0)
		at = str_find(text, open = STR("<entry"), 0);
	links->title = tag_element(a, str_sub(text, 0, at < 0 ? text.n :
	    (size_t)at), "title");
	for (; at >= 0; at = next) {
		next = str_find(text, open, (size_t)at + 1);
		add_entry(a, str_sub(text, (size_t)at, (next < 0 ? text.n :
		    (size_t)next) - (size_t)at), url, links);
	}
}

bool
feed_is_xml(struct str text)
{
	const struct str bom = STR("\xef\xbb\xbf");

	text = str_trim(text);
	if (str_starts(text, bom))
		text = str_sub(text, bom.n, text.n);
	return str_starts(str_trim(text), STR("<?xml")) &&
	    !str_has(text, STR("href")) && !str_has(text, STR("<html"));
}

/* The text of an element, in CDATA or not; raw is all up to its end tag. */
static void
add_text(struct buf *b, struct str raw)
{
	const struct str open = STR("<![CDATA["), shut = STR("]]>");
	struct buf text;

	raw = str_trim(raw);
	if (str_starts(raw, open) && str_ends(raw, shut))
		raw = str_sub(raw, open.n, raw.n - open.n - shut.n);
	buf_init(&text, FEED_MAX_TEXT);
	tag_text(&text, raw);
	json_text(b, text.n > 0 && buf_ok(&text) ? buf_str(&text) : STR(""));
	buf_release(&text);
}

void
feed_json(struct buf *b, struct str text)
{
	struct tags tags = { .html = text };
	struct tag tag, leaf = { .kind = TAG_TEXT };
	size_t from, to;

	while (tags_next(&tags, &tag)) {
		if (tag.kind == TAG_OPEN && str_ends(tag.rest, STR("/")))
			continue;
		if (tag.kind == TAG_OPEN) {
			if (leaf.kind == TAG_OPEN)
				buf_addc(b, '{');
			leaf = tag;
		} else if (tag.kind == TAG_CLOSE && leaf.kind == TAG_OPEN) {
			from = (size_t)(leaf.rest.p - text.p) + leaf.rest.n + 1;
			to = (size_t)(tag.name.p - text.p) - 2;
			json_text(b, leaf.name);
			buf_addc(b, ':');
			add_text(b, str_sub(text, from, to > from ? to - from :
			    0));
			buf_addc(b, ',');
			leaf.kind = TAG_TEXT;
		} else if (tag.kind == TAG_CLOSE) {
			buf_addc(b, '}');
		}
	}
}
