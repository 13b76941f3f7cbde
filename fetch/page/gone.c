/* SPDX-License-Identifier: MIT */
#include "gone.h"

#include <stdlib.h>

#include "dict.h"
#include "filetype.h"
#include "links.h"
#include "match.h"
#include "tags.h"
#include "url.h"
#include "written.h"

enum { MAX_LOOK = 256 << 10 };	/* bytes of a page that may be an apology */

DICT_DECLARE(apologies);

/* The words of a page, as far as they are few; false if they are many. */
static bool
few_words(struct str html, struct buf *words)
{
	struct tags tags = { .html = html };
	struct tag tag;
	bool title = false;

	while (tags_next(&tags, &tag)) {
		if (tag.kind != TAG_TEXT)
			title = tag.kind == TAG_OPEN &&
			    tag_is(tag.name, "title");
		else if (!title)
			tag_text(words, str_trim(tag.rest));
		if (words->n > GONE_MAX_TEXT)
			return false;
	}
	return true;
}

/* The first row of the table of this kind that the text has. */
static struct str
find_phrase(const char *where, struct str text)
{
	struct str table = DICT(apologies);
	struct dict_row row;

	while (dict_next(&table, &row))
		if (str_eq(row.col[0], str_of(where)) &&
		    str_has(text, row.col[1]))
			return row.col[1];
	return STR_NONE;
}

static bool
is_front(struct str target)
{
	return str_is_any(target, "/ /index.html /index.htm /index.shtml "
	    "/index.jsp /default.aspx");
}

bool
gone_redirect(const char *from, const char *to)
{
	struct str table = DICT(apologies), target = url_target(to);
	struct dict_row row;

	if (is_front(target))
		return !is_front(url_target(from));
	target = str_cut(&target, '?');
	while (dict_next(&table, &row))
		if (str_eq(row.col[0], STR("leads")) &&
		    str_ends(target, row.col[1]))
			return true;
	return false;
}

/*
 * Whether the page is called a report, or has one or a file. Much of it may be
 * pictures or a file, and few words.
 */
static bool
has_report(const struct links *links)
{
	enum match m = match_text(links->title);
	size_t i;

	for (i = 0; i < links->n && m != MATCH_REPORT; i++) {
		const struct link *k = &links->link[i];

		m = k->frame ? MATCH_NOTHING : match_text(k->text);
		if (m == MATCH_LIKELY || filetype_leads(k->url))
			m = MATCH_REPORT;
	}
	return m == MATCH_REPORT;
}

/* Where a page without words sends: by a meta refresh or a script. */
static bool
sends_away(struct arena *a, struct str html, const struct links *links,
    const char *url)
{
	struct str to = written_location(a, html);
	char *target;
	bool away = false;
	size_t i;

	for (i = 0; i < links->n && !away; i++)
		away = links->link[i].frame &&
		    gone_redirect(url, links->link[i].url.p);
	target = to.n > 0 ? url_resolve(url, to) : NULL;
	if (target != NULL)
		away = away || gone_redirect(url, target);
	free(target);
	return away;
}

struct str
gone_page(struct arena *a, struct str html, const char *url, bool is_start)
{
	struct links links = { .n = 0 };
	struct str said = STR_NONE;
	struct buf words;

	if (html.n > MAX_LOOK)
		return STR_NONE;
	buf_init(&words, GONE_MAX_TEXT * 4 + MAX_LOOK);
	buf_room(&words, GONE_MAX_TEXT * 4);
	if (few_words(html, &words)) {
		links_read(a, html, url, false, &links);
		said = find_phrase("text", buf_str(&words));
		if (said.p == NULL)
			said = find_phrase("title", links.title);
		if (said.p == NULL && !has_report(&links)) {
			said = find_phrase("busy", buf_str(&words));
			if (said.p == NULL && !is_start &&
			    sends_away(a, html, &links, url))
				said = STR("leads away");
		}
	}
	buf_release(&words);
	return said;
}
