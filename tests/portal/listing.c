/* SPDX-License-Identifier: MIT */
#include "listing.h"

#include <stdio.h>

#include "fill.h"
#include "msg.h"

enum {
	MAX_PAGE = 4 << 20,
	GROUP_SCREENS = 3,	/* one answer of the proxy is three screens */
	CUT_CHARS = 22		/* of a title in the lists that cut them */
};

struct dialect {
	const char *name;
	const char *(*article)(struct site *, const struct site_column *,
	    int date, int id);
	const char *(*page)(struct site *, const struct site_column *, int k);
	void (*pager)(struct site *, const struct site_column *,
	    struct buf *, int k, int pages);	/* NULL: one page, a proxy */
};

static const char *
trs_article(struct site *s, const struct site_column *c, int date, int id)
{
	return arena_printf(s->arena, "%s%06d/t%08d_%d.html", c->path,
	    date / 100, date, id).p;
}

static const char *
trs_page(struct site *s, const struct site_column *c, int k)
{
	if (k == 0)
		return arena_printf(s->arena, "%sindex.html", c->path).p;
	return arena_printf(s->arena, "%sindex_%d.html", c->path, k).p;
}

static void
trs_pager(struct site *s, const struct site_column *c, struct buf *b, int k,
    int pages)
{
	(void)s;
	(void)c;
	buf_printf(b, "<script type=\"text/javascript\">createPageHTML(%d, %d,"
	    " \"index\", \"html\");</script>", pages, k);
}

static const char *
anchors_article(struct site *s, const struct site_column *c, int date, int id)
{
	(void)c;
	return arena_printf(s->arena, "/Html/%04d/%04d/%d.html", date / 10000,
	    date % 10000, id).p;
}

static const char *
anchors_page(struct site *s, const struct site_column *c, int k)
{
	if (k == 0)
		return arena_printf(s->arena, "%sList_%s.html", c->path,
		    c->id).p;
	return arena_printf(s->arena, "%sList_%s_%d.html", c->path, c->id,
	    k + 1).p;
}

static void
anchor(struct site *s, const struct site_column *c, struct buf *b, int k,
    bool live, const char *text)
{
	if (live)
		buf_printf(b, "<a href=\"%s\">%s</a> ", anchors_page(s, c, k),
		    text);
	else
		buf_printf(b, "%s ", text);
}

static void
anchors_pager(struct site *s, const struct site_column *c, struct buf *b,
    int k, int pages)
{
	buf_printf(b, "共%d条 第%d/%d页 ", c->n, k + 1, pages);
	anchor(s, c, b, 0, k > 0, "首页");
	anchor(s, c, b, k - 1, k > 0, "上一页");
	anchor(s, c, b, k + 1, k + 1 < pages, "下一页");
	anchor(s, c, b, pages - 1, k + 1 < pages, "尾页");
}

static const char *
hanweb_article(struct site *s, const struct site_column *c, int date, int id)
{
	return arena_printf(s->arena, "/art/%d/%d/%d/art_%s_%d.html",
	    date / 10000, date / 100 % 100, date % 100, c->id, id).p;
}

static const char *
hanweb_page(struct site *s, const struct site_column *c, int k)
{
	(void)k;
	return arena_printf(s->arena, "%sindex.html", c->path).p;
}

static const struct dialect dialects[] = {
	{ "trs", trs_article, trs_page, trs_pager },
	{ "anchors", anchors_article, anchors_page, anchors_pager },
	{ "hanweb", hanweb_article, hanweb_page, NULL },
};

static const struct dialect *
find(const struct site_column *c)
{
	size_t i;

	for (i = 0; i < sizeof(dialects) / sizeof(dialects[0]); i++)
		if (strcmp(dialects[i].name, c->portal->list) == 0)
			return &dialects[i];
	fatal("no list dialect \"%s\"", c->portal->list);
}

const char *
listing_article(struct site *s, struct site_column *c, int date, int id)
{
	return find(c)->article(s, c, date, id);
}

const char *
listing_first(struct site *s, const struct site_column *c)
{
	return find(c)->page(s, c, 0);
}

/* Relative where the article lies under the column, as TRS writes it. */
static const char *
href(struct site *s, const struct site_column *c, const char *path)
{
	size_t n = strlen(c->path);

	if (strcmp(c->portal->list, "hanweb") == 0)
		return site_url(s, c->portal, path);
	if (strcmp(c->portal->list, "trs") == 0 &&
	    strncmp(path, c->path, n) == 0)
		return arena_printf(s->arena, "./%s", path + n).p;
	return path;
}

static void
put_row(struct site *s, const struct site_column *c, int i, struct buf *b)
{
	const struct site_row *r = &c->row[i];
	struct str title = str_of(r->title);
	struct str cut = str_first(title, CUT_CHARS);
	const struct fill values[] = {
		{ "href", str_of(href(s, c, r->path)) },
		{ "title", title },
		{ "cut", cut.n == title.n ? title :
		    arena_printf(s->arena, "%.*s...", STR_ARG(cut)) },
		{ "date", str_of(site_date(s, r->date)) },
		{ NULL, STR_NONE }
	};

	fill(b, str_of(c->portal->list_row), values);
	buf_addc(b, '\n');
}

/* Records from..to (counted from 1) and where the next group is. */
static void
datastore(const struct site_column *c, int from, int to, int next,
    struct buf *b)
{
	int i, rows = c->portal->rows;

	buf_printf(b, "<datastore>\n<totalrecord>%d</totalrecord>"
	    "<totalpage>%d</totalpage>\n", c->n, (c->n + rows - 1) / rows);
	if (next > 0)
		buf_printf(b, "<nextgroup><![CDATA[<a href=\"" LISTING_PROXY
		    "?page=%d&appid=1&webid=1&path=/&columnid=%s&unitid=12801"
		    "&permissiontype=0\"></a>]]></nextgroup>\n", next, c->id);
	buf_adds(b, "<recordset>\n");
	for (i = from; i <= to && i <= c->n; i++)
		buf_printf(b, "<record><![CDATA[%.*s]]></record>\n",
		    STR_ARG(c->record[i - 1]));
	buf_adds(b, "</recordset></datastore>");
}

static void
add_page(struct site *s, const struct site_column *c, const char *path,
    struct str rows, struct str pager)
{
	const struct fill values[] = { { "title", str_of(c->title) },
		{ "rows", rows }, { "pager", pager }, { NULL, STR_NONE } };
	int i, date = 0;

	for (i = 0; i < c->n; i++)
		if (c->row[i].date > date)
			date = c->row[i].date;
	site_add(s, c->portal, path, "list", values, date);
}

static void
hanweb_pages(struct site *s, struct site_column *c)
{
	int i, group = GROUP_SCREENS * c->portal->rows;
	struct buf b, pager;

	buf_init(&b, MAX_PAGE);
	buf_init(&pager, MAX_PAGE);
	c->record = arena_alloc(s->arena, (size_t)c->n * sizeof(*c->record));
	for (i = 0; i < c->n; i++) {
		buf_reset(&b);
		put_row(s, c, i, &b);
		c->record[i] = arena_str(s->arena, buf_str(&b));
	}
	buf_reset(&b);
	buf_adds(&b, "<div id=\"12801\"></div><script type=\"text/xml\">");
	datastore(c, 1, group, c->n > group ? 2 : 0, &b);
	buf_adds(&b, "</script>");
	buf_printf(&pager, "<script>jQuery(function(){jQuery('#12801').jpage({"
	    "themeName:'default',totalRecord:%d, openCookies:false,"
	    "proxyUrl:'" LISTING_PROXY "', perPage:%d, groupSize:%d,"
	    "columnid:%s,webid:1,unitid:12801});});</script>", c->n,
	    c->portal->rows, GROUP_SCREENS, c->id);
	add_page(s, c, listing_first(s, c), buf_str(&b), buf_str(&pager));
	/* The proxy sends records as they are; the page was converted whole. */
	for (i = 0; i < c->n; i++)
		c->record[i] = site_encode(s, c->portal, c->record[i]);
	buf_release(&b);
	buf_release(&pager);
}

void
listing_pages(struct site *s, struct site_column *c)
{
	const struct dialect *d = find(c);
	int i, k, per = c->portal->rows, pages = (c->n + per - 1) / per;
	struct buf rows, pager;

	if (d->pager == NULL) {
		hanweb_pages(s, c);
		return;
	}
	buf_init(&rows, MAX_PAGE);
	buf_init(&pager, MAX_PAGE);
	for (k = 0; k < pages; k++) {
		buf_reset(&rows);
		buf_reset(&pager);
		for (i = k * per; i < c->n && i < (k + 1) * per; i++)
			put_row(s, c, i, &rows);
		d->pager(s, c, &pager, k, pages);
		add_page(s, c, d->page(s, c, k), buf_str(&rows),
		    buf_str(&pager));
	}
	buf_release(&rows);
	buf_release(&pager);
}

bool
listing_proxy(const struct site *s, const struct site_portal *portal,
    const char *column, int page, int from, int to, struct buf *b)
{
	const struct site_column *c = s->column;
	int group = GROUP_SCREENS * portal->rows, next;

	while (c < s->column + s->n_columns &&
	    (c->portal != portal || strcmp(c->id, column) != 0))
		c++;
	if (c == s->column + s->n_columns || c->record == NULL)
		return false;
	if (from < 1)
		from = page < 1 ? 1 : (page - 1) * group + 1;
	if (to < from || to >= from + group)
		to = from + group - 1;
	next = to < c->n ? to / group + 1 : 0;
	datastore(c, from, to, next, b);
	return true;
}
