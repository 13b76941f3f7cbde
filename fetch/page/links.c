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

#include "charset.h"
#include "match.h"
#include "tags.h"
#include "url.h"

enum {
	MAX_OPEN = 256,		/* elements inside each other */
	MAX_CLIMB = 5,		/* elements around a link that may be its row */
	MAX_ROW = 2400,		/* bytes of a row that are looked at */
	MAX_ALT = 6,		/* characters that name a picture */
	MAX_ON = 30,		/* bytes of "next page" */
	MAX_HEADING = 120	/* bytes of one that may have a year */
};

static const size_t NONE = (size_t)-1;

/* What an element is, as far as rows of lists are concerned. */
enum {
	OTHER, A = 1 << 0, P = 1 << 1, LI = 1 << 2, TR = 1 << 3, TD = 1 << 4,
	DD = 1 << 5, DIV = 1 << 6, UL = 1 << 7, TABLE = 1 << 8, DL = 1 << 9,
	TBODY = 1 << 10, TITLE = 1 << 11, BASE = 1 << 12, META = 1 << 13,
	FRAME = 1 << 14, EMPTY = 1 << 15,	/* has no end */
	OPTION = 1 << 16, AREA = 1 << 17, IMAGE = 1 << 18, LINK = 1 << 19,
	H = 1 << 20
};

struct open {
	struct str name;
	unsigned int kind;
	size_t start;		/* in the text */
	size_t as;		/* links seen before it */
	struct str code;	/* that a click runs, or STR_NONE */
	struct str rest;	/* its attributes */
	int year;		/* of the last heading before it, or 0 */
};

struct reader {
	struct arena *arena;
	struct links *links;
	char *base;		/* what links are relative to; owned */
	bool rows;		/* else only links and the title matter */
	bool onclick;		/* there is one somewhere */
	bool clicked;		/* a script may bind clicks to elements */
	struct buf text;	/* of all elements so far */
	struct buf squeezed;	/* see there */
	struct open open[MAX_OPEN];
	int n_open;
	size_t as;		/* elements <a> seen */
	int year;		/* of the last heading, or 0 */
	/* The last of them. */
	size_t last;		/* NONE: its address makes no sense */
	struct str attribute;	/* its title */
	bool arrow;		/* its class says "next" */
	int climb;		/* elements closed around it */
};

static unsigned int
kind_of(struct str name)
{
	static const struct {
		const char *name;
		unsigned int kind;
	} known[] = {
		{ "a", A }, { "area", AREA | EMPTY }, { "base", BASE | EMPTY },
		{ "br", EMPTY }, { "col", EMPTY }, { "dd", DD }, { "dt", DD },
		{ "div", DIV }, { "dl", DL }, { "embed", FRAME | EMPTY },
		{ "frame", FRAME | EMPTY }, { "h1", H }, { "h2", H },
		{ "h3", H }, { "h4", H }, { "h5", H }, { "h6", H },
		{ "hr", EMPTY },
		{ "iframe", FRAME }, { "img", IMAGE | EMPTY },
		{ "input", EMPTY }, { "li", LI }, { "link", LINK | EMPTY },
		{ "meta", META | EMPTY }, { "object", FRAME }, { "ol", UL },
		{ "option", OPTION }, { "p", P }, { "param", EMPTY },
		{ "script", EMPTY }, { "source", EMPTY }, { "style", EMPTY },
		{ "table", TABLE }, { "tbody", TBODY }, { "td", TD },
		{ "th", TD }, { "title", TITLE }, { "tr", TR }, { "ul", UL },
		{ "wbr", EMPTY },
	};
	const char first = (char)(name.p[0] | 0x20);
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (known[i].name[0] >= first)
			break;
	for (; i < sizeof(known) / sizeof(*known) &&
	    known[i].name[0] == first; i++)
		if (tag_is(name, known[i].name))
			return known[i].kind;
	return OTHER;
}

/* Blanks and line ends as single spaces, so that titles compare. */
static struct str
squeezed(struct reader *r, struct str s)
{
	struct buf *b = &r->squeezed;
	size_t at = 0;
	uint32_t c;
	bool gap = false;

	if (s.n == 0)
		return STR("");
	s = str_trim(s);
	buf_reset(b);
	while (at < s.n && buf_ok(b)) {
		c = str_char(s, &at);
		if (!str_is_space(c)) {
			if (gap)
				buf_addc(b, ' ');
			buf_addchar(b, c);
		}
		gap = str_is_space(c);
	}
	return b->n > 0 ? arena_str(r->arena, buf_str(b)) : STR("");
}

/* Adds it and says where, or NONE. */
static size_t
add_link(struct reader *r, struct str href, bool frame)
{
	struct links *l = r->links;
	struct arena_mark before = arena_mark(r->arena);
	char *url;

	if (l->n == LINKS_MAX || l->bytes > LINKS_MAX_BYTES) {
		l->cut = true;
		return NONE;
	}
	url = url_resolve(r->base, charset_query(r->arena, href, l->charset));
	arena_back(r->arena, before);
	if (url == NULL)
		return NONE;
	l->bytes += strlen(url);
	l->link = arena_grow(r->arena, l->link, l->n, sizeof(*l->link));
	l->link[l->n] = (struct link){ .url = arena_str(r->arena,
	    str_of(url)), .text = STR(""), .frame = frame, .year = r->year };
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
	    (match_cut(text) || str_has(text, title))) ? title : text;
	r->links->link[r->last].next |= r->arrow && text.n == 0 && title.n == 0;
}

/*
 * The heading that a link of no name ("more") stands behind names it, if it is
 * that of a list of reports.
 */
static void
name_by_heading(struct reader *r, struct str text)
{
	struct link *l = &r->links->link[r->last];

	if (!match_nameless(l->text))
		return;
	text = squeezed(r, str_sub(text, 0, LINKS_MAX_TEXT));
	if (!str_ends(text, l->text) || text.n == l->text.n)
		return;
	text = str_trim(str_sub(text, 0, text.n - l->text.n));
	if (match_text(text) == MATCH_COLUMN)
		l->text = text;
}

/* The row names a link of no name, which it ends in as a rule. */
static void
name_by_row(struct reader *r, struct str row)
{
	struct link *l = &r->links->link[r->last];

	if (l->text.n > 0 && row.n > l->text.n && str_ends(row, l->text))
		row = str_trim(str_sub(row, 0, row.n - l->text.n));
	l->text = row;
}

static void
add_click(struct reader *r, struct str code, struct str rest, struct str text)
{
	struct links *l = r->links;

	if (l->clicks == LINKS_MAX_CLICKS)
		return;
	l->click = arena_grow(r->arena, l->click, l->clicks,
	    sizeof(*l->click));
	l->click[l->clicks++] = (struct click){ code, squeezed(r, text),
		rest };
}

/* Whether an element is called as a pager is and has nothing in it. */
static bool
is_pager(const struct reader *r, const struct open *o, struct str text)
{
	return r->as == o->as && o->rest.n > 0 && (str_has(o->rest,
	    STR("pag")) || str_has(o->rest, STR("Pag"))) &&
	    str_trim(text).n == 0 && !(o->kind & (A | TD | OPTION));
}

/*
 * Whether an element that leads nowhere by itself says that it leads on. Most
 * say something else, or stand around one that does.
 */
static bool
leads_on(const struct reader *r, const struct open *o, struct str text)
{
	text = str_trim(text);
	if (!r->clicked || text.n == 0 || text.n > MAX_ON ||
	    r->as - o->as > 1 || !str_has(o->rest, STR("=")) ||
	    (o->code.p != NULL && !str_eq(str_trim(o->code), STR(";"))))
		return false;
	/* most texts have none of these */
	return str_has_any(text, "页 頁 更多 ext > » ›") && match_more(text);
}

/*
 * An element without a link in it may be the heading of those behind it, in
 * what it stands in together with any: a year and no more, or a year of
 * reports. A year behind the link of a row is thus not that of the next row.
 */
static void
take_heading(struct reader *r, const struct open *o, struct str text)
{
	enum match m;

	text = str_trim(text);
	if (o->kind & (A | OPTION | TITLE) || text.n > MAX_HEADING)
		return;
	if (o->kind & H)
		r->year = 0;
	if (match_year(text) == 0 || match_date(text) != 0)
		return;
	m = match_text(text);
	if (m == MATCH_YEAR || m == MATCH_REPORT || m == MATCH_LIKELY)
		r->year = match_span(text) ? 0 : match_year(text);
}

/* An element is over: it may be the row of the last link. */
static void
close_one(struct reader *r)
{
	const struct open *o = &r->open[--r->n_open];
	struct str text = str_sub(buf_str(&r->text), o->start, r->text.n);
	int date;

	if (r->rows && is_pager(r, o, text))
		r->links->pager = true;
	if (r->rows && leads_on(r, o, text))
		add_click(r, STR(""), o->rest, text);
	else if (o->code.p != NULL)
		add_click(r, o->code, o->rest, text);
	if (o->kind & OPTION && r->last != NONE)
		r->links->link[r->last].text = squeezed(r, text);
	if (r->as != o->as)
		r->year = o->year;
	else if (r->rows)
		take_heading(r, o, text);
	if (r->as - o->as != 1 || r->last == NONE || r->climb >= MAX_CLIMB)
		return;
	if (o->kind & A)
		name_link(r, text);
	date = r->rows ? match_date(str_sub(text, 0, MAX_ROW)) : 0;
	if (date != 0)
		r->links->link[r->last].date = date;
	if (r->rows)
		name_by_heading(r, text);
	r->climb++;
	if (!(o->kind & (LI | TR)))
		return;
	r->climb = MAX_CLIMB;
	if (r->rows && match_nameless(r->links->link[r->last].text))
		name_by_row(r, squeezed(r, str_sub(text, 0, LINKS_MAX_TEXT)));
}

/* Closes the innermost element of these kinds, unless a wall is in between. */
static void
close_up_to(struct reader *r, unsigned int kinds, unsigned int walls)
{
	int i;

	for (i = r->n_open - 1; i >= 0; i--) {
		if (r->open[i].kind & kinds)
			break;
		if (r->open[i].kind & walls)
			return;
	}
	while (i >= 0 && r->n_open > i)
		close_one(r);
}

/* What an opening tag closes because nobody else did. */
static void
close_implied(struct reader *r, unsigned int kind)
{
	if (kind & A)
		close_up_to(r, A, TABLE | TD);
	else if (kind & LI)
		close_up_to(r, LI, UL | TABLE | TD);
	else if (kind & OPTION)
		close_up_to(r, OPTION, TABLE | TD | DIV);
	else if (kind & TR)
		close_up_to(r, TR, TABLE);
	else if (kind & TD)
		close_up_to(r, TD, TR | TABLE);
	else if (kind & DD)
		close_up_to(r, DD, DL | TABLE | TD);
	else if (kind & (P | DIV | UL))
		close_up_to(r, P, TABLE | TD | DIV | LI);
}

static void
close_named(struct reader *r, struct str name)
{
	unsigned int walls = kind_of(name) & (TABLE | TD | TR | TBODY) ? 0 :
	    TABLE | TD;
	int i;

	for (i = r->n_open - 1; i >= 0; i--) {
		if (r->open[i].name.n == name.n &&
		    strncasecmp(r->open[i].name.p, name.p, name.n) == 0)
			break;
		if (r->open[i].kind & walls)
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

/* What a click on it runs: its onclick and the script that is its address. */
static struct str
code_of(struct reader *r, const struct tag *tag, struct str href)
{
	struct str click = STR_NONE;
	const size_t n = sizeof("javascript:") - 1;

	if (r->onclick && str_has(tag->rest, STR("onclick")))
		click = tag_attribute(r->arena, tag, "onclick");
	if (href.n <= n || strncasecmp(href.p, "javascript:", n) != 0)
		return click;
	href = str_sub(href, n, href.n);
	return click.n == 0 ? href : arena_printf(r->arena, "%.*s;%.*s",
	    STR_ARG(click), STR_ARG(href));
}

/* Whether the last link leads to a file in the folder of the page. */
static bool
is_beside(const struct reader *r)
{
	size_t n = strcspn(r->base, "?");

	while (n > 0 && r->base[n - 1] != '/')
		n--;
	return str_starts(r->links->link[r->last].url,
	    (struct str){ r->base, n });
}

/* An arrow without words: class="next", "pageNext"; no slide's: "btn-next". */
static bool
is_arrow(struct reader *r, const struct tag *tag)
{
	struct str class;

	if (!str_has(tag->rest, STR("ext")) || !is_beside(r))
		return false;
	class = tag_attribute(r->arena, tag, "class");
	return (str_has(class, STR("next")) || str_has(class, STR("Next"))) &&
	    !str_has(class, STR("swiper")) && !str_has(class, STR("btn")) &&
	    !str_has(class, STR("slide"));
}

/* Its address, or the one that a script is to take in its place. */
static struct str
href_of(struct reader *r, const struct tag *tag)
{
	static const char *const others[] = { "data-url", "data-href",
		"data-link" };
	struct str href = str_trim(tag_attribute(r->arena, tag, "href")), to;
	size_t i;

	if (!str_has(tag->rest, STR("data-")) || (href.n > 0 &&
	    href.p[0] != '#' && !str_starts(href, STR("javascript:"))))
		return href;
	for (i = 0; i < sizeof(others) / sizeof(*others); i++) {
		to = str_trim(tag_attribute(r->arena, tag, others[i]));
		if (str_has(to, STR("/")) || str_has(to, STR(".")))
			return to;
	}
	return href;
}

static void
open_link(struct reader *r, const struct tag *tag, struct open *o)
{
	struct str href = href_of(r, tag);

	r->as++;
	r->climb = 0;
	r->last = href.p != NULL ? add_link(r, href, false) : NONE;
	r->attribute = r->last != NONE ?
	    tag_attribute(r->arena, tag, "title") : STR_NONE;
	o->code = code_of(r, tag, href);
	r->arrow = r->last != NONE && r->rows && is_arrow(r, tag);
	if (r->last != NONE && tag_is(tag_attribute(r->arena, tag, "rel"),
	    "next"))
		r->links->link[r->last].next = true;
}

/* A choice that is an address: the years of a list often are. */
static void
open_option(struct reader *r, const struct tag *tag)
{
	struct str value = tag_attribute(r->arena, tag, "value");

	r->last = str_has(value, STR("/")) || str_has(value, STR(".")) ?
	    add_link(r, value, false) : NONE;
	r->climb = MAX_CLIMB;
}

/* <frame src>, <embed src>, <object data>, <area href>, <link rel=next> */
static void
take_address(struct reader *r, const struct tag *tag, unsigned int kind)
{
	struct str to = tag_attribute(r->arena, tag, kind & (AREA | LINK) ?
	    "href" : "src");
	size_t at;

	if (to.n == 0 && kind & FRAME)
		to = tag_attribute(r->arena, tag, "data");
	if (to.n == 0 || (kind & LINK && !tag_is(tag_attribute(r->arena, tag,
	    "rel"), "next")))
		return;
	at = add_link(r, to, (kind & FRAME) != 0);
	if (at == NONE)
		return;
	r->links->link[at].next = (kind & LINK) != 0;
	if (kind & AREA)
		r->links->link[at].text = squeezed(r,
		    tag_attribute(r->arena, tag, "alt"));
}

/* The words of a picture that stands for a link's text: "next page". */
static void
take_picture(struct reader *r, const struct tag *tag)
{
	struct str alt;

	if (r->n_open == 0 || !(r->open[r->n_open - 1].kind & A))
		return;
	alt = tag_attribute(r->arena, tag, "alt");
	if (str_chars(alt) <= MAX_ALT)
		buf_addstr(&r->text, alt);
}

static void
take_empty(struct reader *r, const struct tag *tag, unsigned int kind)
{
	if (kind & BASE)
		set_base(r, tag_attribute(r->arena, tag, "href"));
	else if (kind & META)
		set_refresh(r, tag);
	else if (kind & IMAGE)
		take_picture(r, tag);
	else if (kind & (FRAME | AREA | LINK))
		take_address(r, tag, kind);
}

static void
open_element(struct reader *r, const struct tag *tag)
{
	unsigned int kind = kind_of(tag->name);
	struct open *o;

	take_empty(r, tag, kind);
	if (kind & EMPTY || !(r->rows || r->onclick ||
	    kind & (A | TITLE | OPTION)))
		return;
	close_implied(r, kind);
	if (r->n_open == MAX_OPEN)
		close_one(r);
	o = &r->open[r->n_open++];
	*o = (struct open){ tag->name, kind, r->text.n, r->as, STR_NONE,
	    tag->rest, r->year };
	if (kind & A)
		open_link(r, tag, o);
	else if (kind & OPTION)
		open_option(r, tag);
	else if (r->onclick)
		o->code = code_of(r, tag, STR_NONE);
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
	bool title = r->n_open > 0 && r->open[r->n_open - 1].kind & TITLE;

	switch (tag->kind) {
	case TAG_TEXT:
		if (title)
			take_title(r, tag->rest);
		else if (r->n_open > 0 || r->rows)
			tag_text(&r->text, tag->rest);
		return;
	case TAG_OPEN:
		open_element(r, tag);
		break;
	case TAG_CLOSE:
		close_named(r, tag->name);
		if (kind_of(tag->name) == OTHER)
			return;		/* words go on behind <b> */
		break;
	}
	buf_addc(&r->text, ' ');
}

void
links_read(struct arena *arena, struct str html, const char *url, bool rows,
    struct links *links)
{
	struct reader r = { .arena = arena, .links = links,
		.rows = rows, .last = NONE,
		.onclick = str_has(html, STR("onclick")),
		.clicked = rows && str_has(html, STR("click")) };
	struct tags tags = { .html = str_sub(html, 0, LINKS_MAX_BYTES) };
	struct tag tag;

	links->cut |= html.n > LINKS_MAX_BYTES;
	r.base = url_resolve(NULL, str_of(url));
	buf_init(&r.text, LINKS_MAX_BYTES + 1);
	buf_init(&r.squeezed, LINKS_MAX_TEXT);
	while (r.base != NULL && tags_next(&tags, &tag))
		read_tag(&r, &tag);
	while (r.n_open > 0)
		close_one(&r);
	buf_release(&r.squeezed);
	buf_release(&r.text);
	free(r.base);
}
