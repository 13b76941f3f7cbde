/* SPDX-License-Identifier: MIT */
/*
 * A page is read once, tag by tag. What is open is kept on a stack, with the
 * rules by which browsers close what is never closed as far as rows of lists
 * need them. When an element is closed that holds one link, a date in its
 * text is the date of that link.
 */
#include "links.h"

#include <stdlib.h>
#include <strings.h>

#include "match.h"
#include "tags.h"
#include "url.h"

enum {
	MAX_OPEN = 256,		/* elements inside each other */
	MAX_CLIMB = 5,		/* elements around a link that may be its row */
	MAX_ROW = 2400		/* bytes of a row that are looked at */
};

static const size_t NONE = (size_t)-1;

struct open {
	struct str name;
	size_t start;		/* in the text */
	size_t as;		/* links seen before it */
};

struct reader {
	struct arena *arena;
	struct links *links;
	char *base;		/* what links are relative to; owned */
	struct buf text;	/* of all elements so far */
	struct open open[MAX_OPEN];
	int n_open;
	size_t as;		/* elements <a> seen */
	/* The last of them. */
	size_t last;		/* NONE: its address makes no sense */
	struct str attribute;	/* its title */
	int climb;		/* elements closed around it */
};

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

/* Adds it and says where, or NONE. */
static size_t
add_link(struct reader *r, struct str href, bool frame)
{
	struct links *l = r->links;
	char *url;

	if (l->n == LINKS_MAX) {
		l->cut = true;
		return NONE;
	}
	url = url_resolve(r->base, href);
	if (url == NULL)
		return NONE;
	l->link = arena_grow(r->arena, l->link, l->n, sizeof(*l->link));
	l->link[l->n] = (struct link){ arena_str(r->arena, str_of(url)),
		STR(""), 0, frame };
	free(url);
	return l->n++;
}

/* The text of the link is known now. */
static void
name_link(struct reader *r, struct str text)
{
	struct str title = squeezed(r, r->attribute);

	text = squeezed(r, text);
	r->links->link[r->last].text = title.n > text.n || (title.n > 0 &&
	    str_has(text, title)) ? title : text;
}

/* An element is over: it may be the row of the last link. */
static void
close_one(struct reader *r)
{
	const struct open *o = &r->open[--r->n_open];
	struct str text = str_sub(buf_str(&r->text), o->start, r->text.n);
	int date;

	if (r->as - o->as != 1 || r->last == NONE || r->climb >= MAX_CLIMB)
		return;
	if (tag_is(o->name, "a"))
		name_link(r, text);
	date = match_date(str_sub(text, 0, MAX_ROW));
	if (date != 0)
		r->links->link[r->last].date = date;
	r->climb++;
	if (tag_is(o->name, "li") || tag_is(o->name, "tr"))
		r->climb = MAX_CLIMB;
}

static bool
is_one_of(struct str name, const char *const *names)
{
	for (; *names != NULL; names++)
		if (tag_is(name, *names))
			return true;
	return false;
}

/* Closes the innermost element of these names, unless one of `walls` is
 * inside which we are and it is not. */
static void
close_up_to(struct reader *r, const char *const *names,
    const char *const *walls)
{
	int i;

	for (i = r->n_open - 1; i >= 0; i--) {
		if (is_one_of(r->open[i].name, names))
			break;
		if (is_one_of(r->open[i].name, walls))
			return;
	}
	while (i >= 0 && r->n_open > i)
		close_one(r);
}

static const char *const cell_walls[] = { "table", "td", "th", NULL };

/* What an opening tag closes because nobody else did. */
static void
close_implied(struct reader *r, struct str name)
{
	static const char *const a[] = { "a", NULL }, *const p[] = { "p",
		NULL }, *const li[] = { "li", NULL }, *const tr[] = { "tr",
		NULL }, *const td[] = { "td", "th", NULL },
	    *const dd[] = { "dd", "dt", NULL };
	static const char *const lists[] = { "ul", "ol", "table", "td",
		NULL }, *const table[] = { "table", NULL },
	    *const row[] = { "tr", "table", NULL },
	    *const dl[] = { "dl", "table", "td", NULL },
	    *const boxes[] = { "table", "td", "div", "li", NULL };

	if (tag_is(name, "a"))
		close_up_to(r, a, cell_walls);
	else if (tag_is(name, "li"))
		close_up_to(r, li, lists);
	else if (tag_is(name, "tr"))
		close_up_to(r, tr, table);
	else if (is_one_of(name, td))
		close_up_to(r, td, row);
	else if (is_one_of(name, dd))
		close_up_to(r, dd, dl);
	else if (tag_is(name, "p") || tag_is(name, "div") ||
	    tag_is(name, "ul"))
		close_up_to(r, p, boxes);
}

static void
close_named(struct reader *r, struct str name)
{
	static const char *const none[] = { NULL };
	const char *const *walls = cell_walls;
	int i;

	if (is_one_of(name, cell_walls) || tag_is(name, "tr") ||
	    tag_is(name, "tbody"))
		walls = none;
	for (i = r->n_open - 1; i >= 0; i--) {
		if (r->open[i].name.n == name.n &&
		    strncasecmp(r->open[i].name.p, name.p, name.n) == 0)
			break;
		if (is_one_of(r->open[i].name, walls))
			return;
	}
	while (i >= 0 && r->n_open > i)
		close_one(r);
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

/* <meta http-equiv="refresh" content="0; url=..."> */
static void
set_refresh(struct reader *r, const struct tag *tag)
{
	struct str content = tag_attribute(r->arena, tag, "content");
	size_t i;

	if (!tag_is(tag_attribute(r->arena, tag, "http-equiv"), "refresh"))
		return;
	for (i = 0; i + 4 < content.n; i++)
		if (strncasecmp(content.p + i, "url=", 4) == 0)
			break;
	if (i + 4 >= content.n)
		return;
	content = str_trim(str_sub(content, i + 4, content.n));
	if (content.n > 1 && (content.p[0] == '\'' || content.p[0] == '"'))
		content = str_sub(content, 1, content.n - 2);
	add_link(r, content, true);
}

static void
open_link(struct reader *r, const struct tag *tag)
{
	struct str href = tag_attribute(r->arena, tag, "href");

	r->as++;
	r->climb = 0;
	r->last = href.p != NULL ? add_link(r, href, false) : NONE;
	r->attribute = r->last != NONE ?
	    tag_attribute(r->arena, tag, "title") : STR_NONE;
}

/* Elements that have no end. */
static bool
is_void(struct str name)
{
	static const char *const names[] = { "br", "img", "input", "meta",
		"link", "hr", "base", "area", "col", "param", "embed",
		"source", "wbr", "frame", "script", "style", NULL };

	return is_one_of(name, names);
}

static void
open_element(struct reader *r, const struct tag *tag)
{
	struct str src;

	if (tag_is(tag->name, "base")) {
		set_base(r, tag_attribute(r->arena, tag, "href"));
	} else if (tag_is(tag->name, "meta")) {
		set_refresh(r, tag);
	} else if (tag_is(tag->name, "iframe") ||
	    tag_is(tag->name, "frame")) {
		src = tag_attribute(r->arena, tag, "src");
		if (src.p != NULL)
			add_link(r, src, true);
	}
	if (is_void(tag->name))
		return;
	close_implied(r, tag->name);
	if (r->n_open == MAX_OPEN)
		close_one(r);
	r->open[r->n_open++] = (struct open){ tag->name, r->text.n, r->as };
	if (tag_is(tag->name, "a"))
		open_link(r, tag);
}

/* The first title counts; its text is no row's. */
static void
take_title(struct reader *r, struct str raw)
{
	size_t n = r->text.n;

	tag_text(&r->text, raw);
	if (r->links->title.p == NULL)
		r->links->title = squeezed(r, str_sub(buf_str(&r->text), n,
		    r->text.n));
	r->text.n = n;
}

static void
read_tag(struct reader *r, const struct tag *tag)
{
	bool title = r->n_open > 0 &&
	    tag_is(r->open[r->n_open - 1].name, "title");

	switch (tag->kind) {
	case TAG_TEXT:
		if (title)
			take_title(r, tag->rest);
		else
			tag_text(&r->text, tag->rest);
		return;
	case TAG_OPEN:
		open_element(r, tag);
		break;
	case TAG_CLOSE:
		close_named(r, tag->name);
		break;
	}
	buf_addc(&r->text, ' ');
}

void
links_read(struct arena *arena, struct str html, const char *url,
    struct links *links)
{
	struct reader r = { .arena = arena, .links = links,
		.last = NONE };
	struct tags tags = { .html = str_sub(html, 0, LINKS_MAX_BYTES) };
	struct tag tag;

	links->cut |= html.n > LINKS_MAX_BYTES;
	r.base = url_resolve(NULL, str_of(url));
	buf_init(&r.text, LINKS_MAX_BYTES + 1);
	while (r.base != NULL && tags_next(&tags, &tag))
		read_tag(&r, &tag);
	while (r.n_open > 0)
		close_one(&r);
	buf_release(&r.text);
	free(r.base);
}
