/* SPDX-License-Identifier: MIT */
/*
 * First all rows of all lists are collected, then the pages are rendered: a
 * page links to its neighbours.
 */
#include "site.h"

#include <iconv.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "article.h"
#include "listing.h"
#include "msg.h"

enum { MAX_SITE = 256 << 20, MAX_PAGE = 4 << 20, MAX_VALUES = 32 };

#define REPORT_COLUMN "政府信息公开年报"

static bool
is(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

static int
number(const char *s)
{
	return (int)strtol(s, NULL, 10);
}

bool
site_planted(const struct site *s, const struct table_row *plant)
{
	return is(plant->col[2], "both") ||
	    number(plant->col[2]) == (s->state > 1 ? 2 : 1);
}

const char *
site_url(const struct site *s, const struct site_portal *p, const char *path)
{
	return arena_printf(s->arena, "http://%s:%d%s", p->address, s->port,
	    path).p;
}

const char *
site_date(const struct site *s, int date)
{
	return arena_printf(s->arena, "%04d-%02d-%02d", date / 10000,
	    date / 100 % 100, date % 100).p;
}

static struct str
to_hant(struct site *s, struct str text)
{
	char *p = opencc_convert_utf8(s->hant, text.p, text.n);
	struct str out;

	if (p == NULL)
		fatal("cannot convert to Traditional characters");
	out = arena_str(s->arena, str_of(p));
	opencc_convert_utf8_free(p);
	return out;
}

static struct str
to_charset(struct site *s, struct str text, const char *charset)
{
	iconv_t cd = iconv_open(charset, "UTF-8");
	size_t left = text.n, room = 2 * text.n;
	char *in = arena_alloc(s->arena, text.n + 1);
	char *to, *at;

	memcpy(in, text.p, text.n);
	at = to = arena_alloc(s->arena, room + 1);
	if (cd == (iconv_t)-1 ||
	    iconv(cd, &in, &left, &at, &room) == (size_t)-1)
		fatal("cannot convert to %s: \"%.20s\"", charset, in);
	iconv_close(cd);
	return (struct str){ to, (size_t)(at - to) };
}

struct str
site_encode(struct site *s, const struct site_portal *p, struct str text)
{
	if (p->hant)
		text = to_hant(s, text);
	if (!is(p->charset, "UTF-8"))
		return to_charset(s, text, p->charset);
	return arena_str(s->arena, text);
}

/* Half past nine in the morning in China. */
static time_t
moment(int date)
{
	struct tm tm = { .tm_year = date / 10000 - 1900,
		.tm_mon = date / 100 % 100 - 1, .tm_mday = date % 100,
		.tm_hour = 1, .tm_min = 30 };

	return timegm(&tm);
}

struct site_page *
site_add_bytes(struct site *s, const struct site_portal *p, const char *path,
    const char *type, struct str body, int date)
{
	uint64_t h = 14695981039346656037U;	/* FNV-1a */
	struct site_page *page;
	size_t i;

	s->page = arena_grow(s->arena, s->page, (size_t)s->n_pages,
	    sizeof(*s->page));
	page = &s->page[s->n_pages++];
	for (i = 0; i < body.n; i++)
		h = (h ^ (unsigned char)body.p[i]) * 1099511628211U;
	*page = (struct site_page){ .portal = p, .path = path, .type = type,
		.body = body, .status = 200, .modified = moment(date) };
	snprintf(page->etag, sizeof(page->etag), "\"%016" PRIx64 "\"", h);
	return page;
}

struct site_page *
site_add(struct site *s, const struct site_portal *p, const char *path,
    const char *kind, const struct fill *values, int date)
{
	struct fill all[MAX_VALUES] = {
		{ "site", str_of(p->name) },
		{ "host", str_of(p->address) },
		{ "charset", str_of(p->declared) },
		{ "private", str_of(p->private) },
		{ "nav", p->nav },
	};
	const char *type = arena_printf(s->arena, "text/html; charset=%s",
	    p->declared).p;
	struct site_page *page;
	struct buf b;
	int n = 5;

	while (values->name != NULL)
		all[n++] = *values++;
	buf_init(&b, MAX_PAGE);
	fill(&b, table_template(arena_printf(s->arena, "%s-%s", p->look,
	    kind).p), all);
	page = site_add_bytes(s, p, path, type, site_encode(s, p, buf_str(&b)),
	    date);
	buf_release(&b);
	return page;
}

const struct site_page *
site_find(const struct site *s, const struct site_portal *p, const char *path)
{
	int i;

	for (i = 0; i < s->n_pages; i++)
		if (s->page[i].portal == p && is(s->page[i].path, path))
			return &s->page[i];
	return NULL;
}

static void
read_portals(struct site *s)
{
	struct site_portal *p;
	int i, j;

	s->n_portals = s->portals.n;
	s->portal = arena_alloc(s->arena,
	    (size_t)s->n_portals * sizeof(*s->portal));
	for (i = 0; i < s->n_portals; i++) {
		const char *const *c = s->portals.row[i].col;

		p = &s->portal[i];
		*p = (struct site_portal){ .address = c[0], .name = c[1],
			.list = c[2], .look = c[3], .rows = number(c[4]),
			.charset = c[5], .declared = c[6],
			.hant = is(c[7], "hant"), .official = is(c[8], "yes"),
			.soft = is(c[9], "soft"), .private = c[10] };
		for (j = 0; j < s->rows.n; j++)
			if (is(s->rows.row[j].col[0], p->look)) {
				p->list_row = s->rows.row[j].col[1];
				p->nav_row = s->rows.row[j].col[2];
			}
	}
}

static struct site_portal *
portal_at(struct site *s, const char *address)
{
	struct site_portal *p;

	for (p = s->portal; p < s->portal + s->n_portals; p++)
		if (is(p->address, address))
			return p;
	fatal("no portal at \"%s\"", address);
}

static struct site_column *
add_column(struct site *s, struct site_portal *p)
{
	s->column = arena_grow(s->arena, s->column, (size_t)s->n_columns,
	    sizeof(*s->column));
	s->column[s->n_columns] = (struct site_column){ .portal = p };
	return &s->column[s->n_columns++];
}

static void
read_columns(struct site *s)
{
	struct site_column *c;
	int i;

	for (i = 0; i < s->agencies.n; i++) {
		const char *const *a = s->agencies.row[i].col;

		c = add_column(s, portal_at(s, a[1]));
		c->owner = a[2];
		c->title = REPORT_COLUMN;
		c->path = a[6];
		c->id = a[7];
	}
	for (i = 0; i < s->n_portals; i++) {
		if (s->portal[i].official)
			continue;
		c = add_column(s, &s->portal[i]);
		c->owner = c->title = "工作报告";
		c->path = "/fanwen/";
		c->id = "7";
	}
}

void
site_link(struct buf *b, const struct site_portal *p, const char *href,
    const char *title)
{
	const struct fill values[] = { { "href", str_of(href) },
		{ "title", str_of(title) }, { NULL, STR_NONE } };

	fill(b, str_of(p->nav_row), values);
}

static void
make_nav(struct site *s)
{
	struct site_portal *p;
	struct buf b;
	int i;

	buf_init(&b, MAX_PAGE);
	for (p = s->portal; p < s->portal + s->n_portals; p++) {
		buf_reset(&b);
		for (i = 0; i < s->n_columns; i++)
			if (s->column[i].portal == p)
				site_link(&b, p, listing_first(s,
				    &s->column[i]), s->column[i].owner);
		p->nav = arena_str(s->arena, buf_str(&b));
	}
	buf_release(&b);
}

/* Answers at the column's folder too. */
static void
column_folder(struct site *s, const struct site_column *c)
{
	const struct site_page *first = site_find(s, c->portal,
	    listing_first(s, c));
	struct site_page copy = *first;

	copy.path = c->path;
	s->page = arena_grow(s->arena, s->page, (size_t)s->n_pages,
	    sizeof(*s->page));
	s->page[s->n_pages++] = copy;
}

/* Links to the lists of a portal by what they are, not by whose. */
static struct str
home_links(struct site *s, const struct site_portal *p)
{
	struct site_column *c;
	struct str out;
	struct buf b;

	buf_init(&b, MAX_PAGE);
	for (c = s->column; c < s->column + s->n_columns; c++)
		if (c->portal == p)
			site_link(&b, p, listing_first(s, c), c->title);
	out = arena_str(s->arena, buf_str(&b));
	buf_release(&b);
	return out;
}

/* What every portal has: a home, a closed folder, robots.txt, the lost. */
static void
fixed_pages(struct site *s, const struct site_portal *p)
{
	enum { FOUNDED = 20190101 };
	struct fill values[] = { { "title", STR("首页") },
		{ "rows", home_links(s, p) }, { "pager", STR("") },
		{ NULL, STR_NONE } };

	site_add(s, p, "/", "list", values, FOUNDED);
	site_add(s, p, "/index.html", "list", values, FOUNDED);
	values[0].value = STR("管理登录");
	values[1].value = STR("请登录");
	site_add(s, p, arena_printf(s->arena, "%sindex.html", p->private).p,
	    "list", values, FOUNDED);
	values[0].value = STR("您访问的页面不存在");
	values[1].value = STR("您访问的页面不存在或已删除");
	site_add(s, p, "404", "list", values, FOUNDED)->status =
	    p->soft ? 200 : 404;
	site_add_bytes(s, p, "/robots.txt", "text/plain", arena_printf(s->arena,
	    "User-agent: *\nDisallow: %s\n", p->private), FOUNDED);
}

static void
read_tables(struct site *s)
{
	s->portals = table_read(s->arena, "hosts", 11);
	s->agencies = table_read(s->arena, "agencies", 15);
	s->plants = table_read(s->arena, "plants", 10);
	s->mirrors = table_read(s->arena, "mirrors", 7);
	s->articles = table_read(s->arena, "articles", 3);
	s->rows = table_read(s->arena, "rows", 3);
	s->forms.form = table_read(s->arena, "form", 7);
	s->forms.columns = table_read(s->arena, "columns", 3);
	s->forms.prose = table_read(s->arena, "prose", 2);
}

void
site_init(struct site *s, int port, int state)
{
	int i;

	*s = (struct site){ .arena = arena_new(MAX_SITE), .port = port,
		.state = state, .hant = opencc_open("s2t.json") };
	if (s->hant == (opencc_t)-1)
		fatal("cannot open s2t.json of OpenCC");
	read_tables(s);
	read_portals(s);
	read_columns(s);
	make_nav(s);
	article_rows(s);
	article_pages(s);
	for (i = 0; i < s->n_columns; i++) {
		listing_pages(s, &s->column[i]);
		column_folder(s, &s->column[i]);
	}
	for (i = 0; i < s->n_portals; i++)
		fixed_pages(s, &s->portal[i]);
}

void
site_release(struct site *s)
{
	opencc_close(s->hant);
	arena_free(s->arena);
}
