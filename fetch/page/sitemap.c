/* SPDX-License-Identifier: MIT */
#include "sitemap.h"

#include <stdlib.h>
#include <strings.h>

#include "match.h"
#include "tags.h"
#include "url.h"

/* An entry: <url> or <sitemap> with its <loc> and <lastmod>. */
struct entry {
	struct str loc;
	int date;		/* as match_date(), or 0 */
};

bool
sitemap_is(struct str text)
{
	text = str_sub(text, 0, 1000);
	return str_has(text, STR("<urlset")) ||
	    str_has(text, STR("<sitemapindex"));
}

static void
add(struct arena *a, struct list *l, struct str url, enum kind kind)
{
	l->link = arena_grow(a, l->link, l->n, sizeof(*l->link));
	l->link[l->n++] = (struct list_link){ url, STR(""), kind };
}

/* The address on this page, of its host, or STR_NONE. */
static struct str
resolve(struct arena *a, const char *url, struct str loc)
{
	char *to = loc.n > 0 ? url_resolve(url, loc) : NULL;
	struct str got = STR_NONE;

	if (to != NULL && str_eq(url_authority(to), url_authority(url)))
		got = arena_str(a, str_of(to));
	free(to);
	return got;
}

/* The folder that the portal starts in, or STR_NONE if that is all. */
static struct str
folder_of(struct str start)
{
	struct str t = url_target(start.p);
	size_t n = t.n < strcspn(t.p, "?") ? t.n : strcspn(t.p, "?");

	while (n > 1 && t.p[n - 1] != '/')
		n--;
	return n > 1 ? str_sub(t, 0, n) : STR_NONE;
}

static bool
may_be_report(struct str url, struct str start, const struct entry *e,
    const struct list_options *o)
{
	struct str target = url_target(url.p), folder = folder_of(start);
	int date = url_date(url.p);

	if (date == 0 && e->date > 0 && e->date < o->year_from * 10000)
		return false;	/* not changed since before */
	return (match_path(target) || (folder.p != NULL &&
	    str_starts(target, folder))) && match_range(0, date / 100,
	    o->year_from, o->year_to) != MATCH_BEFORE;
}

static void
take(struct arena *a, const struct entry *e, bool index, const char *url,
    struct str start, const struct list_options *o, struct list *l)
{
	struct str to = resolve(a, url, e->loc);

	if (to.p == NULL || str_eq(to, start))
		return;
	if (index && l->n < SITEMAP_MAX_FILES)
		add(a, l, to, KIND_SITEMAP);
	else if (!index && l->n < SITEMAP_MAX_PAGES &&
	    may_be_report(to, start, e, o))
		add(a, l, to, KIND_PAGE);
}

void
sitemap_read(struct arena *a, struct str text, const char *url,
    struct str start, const struct list_options *o, struct list *l)
{
	const struct str open = STR("<loc>");
	bool index = str_has(str_sub(text, 0, 1000), STR("<sitemapindex"));
	ptrdiff_t at = str_find(text, open, 0), next;
	struct entry e;
	struct str one;

	*l = (struct list){ .pages = -1, .records = -1 };
	for (; at >= 0; at = next) {
		next = str_find(text, open, (size_t)at + open.n);
		one = str_sub(text, (size_t)at, (next < 0 ? text.n :
		    (size_t)next) - (size_t)at);
		e.loc = tag_element(a, one, "loc");
		e.date = match_date(tag_element(a, one, "lastmod"));
		take(a, &e, index, url, start, o, l);
	}
}

void
sitemap_robots(struct arena *a, struct str text, const char *url,
    struct list *l)
{
	const struct str key = STR("sitemap:");
	struct str line, to;

	*l = (struct list){ .pages = -1, .records = -1 };
	while (text.p != NULL && l->n < SITEMAP_MAX_FILES) {
		line = str_trim(str_cut(&text, '\n'));
		if (line.n <= key.n || strncasecmp(line.p, key.p, key.n) != 0)
			continue;
		to = resolve(a, url, str_trim(str_sub(line, key.n, line.n)));
		if (to.p != NULL)
			add(a, l, to, KIND_SITEMAP);
	}
}
