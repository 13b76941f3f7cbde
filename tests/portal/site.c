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

#include "fill.h"
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

/* The argument of what is planted in a report, or NULL. */
static const char *
planted(const struct site *s, const char *key, int year, const char *kind)
{
	const struct table_row *p;

	for (p = s->plants.row; p < s->plants.row + s->plants.n; p++)
		if (is(p->col[0], key) && number(p->col[1]) == year &&
		    is(p->col[3], kind) && site_planted(s, p))
			return p->col[7];
	return NULL;
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

/* Adds bytes as they are. */
static struct site_page *
add_bytes(struct site *s, const struct site_portal *p, const char *path,
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
	page = add_bytes(s, p, path, type, site_encode(s, p, buf_str(&b)),
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

static void
link_to(struct buf *b, const struct site_portal *p, const char *href,
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
				link_to(&b, p, listing_first(s,
				    &s->column[i]), s->column[i].owner);
		p->nav = arena_str(s->arena, buf_str(&b));
	}
	buf_release(&b);
}

static void
add_row(struct site *s, struct site_column *c, struct site_row row)
{
	c->row = arena_grow(s->arena, c->row, (size_t)c->n, sizeof(*c->row));
	c->row[c->n++] = row;
}

static int
next_id(struct site_column *c)
{
	return number(c->id) * 100 + ++c->ids;
}

static void
shift(char *text, size_t room, int by)
{
	snprintf(text, room, "%d", number(text) + by);
}

/* Changes the numbers of a report as plants.tsv wants it. */
static void
plant_cells(const struct site *s, const char *key, struct ledger *l)
{
	const char *zero = planted(s, key, l->year, "zero");
	const struct table_row *p;
	struct ledger_cell *c;

	for (p = s->plants.row; p < s->plants.row + s->plants.n; p++) {
		if (!is(p->col[0], key) || number(p->col[1]) != l->year ||
		    !is(p->col[3], "add") || !site_planted(s, p))
			continue;
		c = ledger_find(l, number(p->col[4]), p->col[5], p->col[6]);
		if (c == NULL)
			fatal("no cell %s %s to plant in", p->col[5],
			    p->col[6]);
		shift(c->value, sizeof(c->value), number(p->col[7]));
		shift(c->raw, sizeof(c->raw), number(p->col[7]));
	}
	if (zero == NULL)
		return;
	for (c = l->cell; c < l->cell + l->n; c++) {
		if (c->tbl == 2 || !is(c->value, "0"))
			continue;
		c->value[0] = '\0';
		c->state = is(zero, "&nbsp;") ? "blank" : "na";
		snprintf(c->raw, sizeof(c->raw), "%s", zero);
	}
}

static struct site_report *
add_report(struct site *s)
{
	struct site_report *r = arena_alloc(s->arena, sizeof(*r));

	s->report = arena_grow(s->arena, s->report, (size_t)s->n_reports,
	    sizeof(*s->report));
	s->report[s->n_reports++] = r;
	return r;
}

/* Departments publish in January, governments in March. */
static int
published(const char *key, bool region, int year)
{
	return (year + 1) * 10000 + (region ? 303 : 108) +
	    ledger_draw(key, year, "day", 0, 20);
}

static void
make_report(struct site *s, struct site_column *c, const char *const *a,
    const struct ledger *l)
{
	const char *key = a[0], *touched;
	struct site_report *r;
	int id = next_id(c);

	if (planted(s, key, l->year, "absent") != NULL ||
	    planted(s, key, l->year, "removed") != NULL)
		return;
	r = add_report(s);
	*r = (struct site_report){ .key = key, .agency = a[2],
		.short_name = a[3], .region = is(a[4], "region"),
		.portal = c->portal, .year = l->year, .ledger = *l };
	r->date = r->modified = published(key, r->region, r->year);
	touched = planted(s, key, r->year, "touch");
	if (touched != NULL)
		r->modified = number(touched);
	r->split = planted(s, key, r->year, "split") != NULL;
	r->attach = planted(s, key, r->year, "attach");
	r->charset = planted(s, key, r->year, "charset");
	r->title = arena_printf(s->arena,
	    "%s%d年政府信息公开工作年度报告", r->agency, r->year).p;
	r->index_no = arena_printf(s->arena, "%s%s/%d-%05d", a[5], c->id,
	    r->date / 10000, id % 1000).p;
	r->path = listing_article(s, c, r->date, id);
	plant_cells(s, key, &r->ledger);
	add_row(s, c, (struct site_row){ r->date, false, r->title, r->path,
	    r });
}

static void
agency_reports(struct site *s, struct site_column *c, const char *const *a)
{
	const struct ledger_base base = { .key = a[0], .requests = number(a[8]),
		.growth = number(a[9]), .carry = number(a[10]),
		.docs = number(a[11]), .licences = number(a[12]),
		.penalties = number(a[13]), .disputes = number(a[14]) };
	struct ledger *l = xcalloc(LEDGER_YEARS, sizeof(*l));
	int i, j, fault[LEDGER_YEARS][6] = { { 0 } };
	const struct table_row *p;

	for (p = s->plants.row; p < s->plants.row + s->plants.n; p++) {
		if (!is(p->col[0], a[0]) || !is(p->col[3], "carry") ||
		    !site_planted(s, p))
			continue;
		for (j = 0; j < 6; j++)
			if (is(p->col[6], ledger_applicants[j]))
				fault[number(p->col[1]) - LEDGER_FROM][j] +=
				    number(p->col[7]);
	}
	ledger_fill(l, &base, &s->forms.form, fault);
	for (i = 0; i < LEDGER_YEARS; i++)
		make_report(s, c, a, &l[i]);
	free(l);
}

static void
other_articles(struct site *s, struct site_column *c)
{
	struct site_row r = { 0 };
	struct buf b;
	int i;

	buf_init(&b, MAX_PAGE);
	for (i = 0; i < s->articles.n; i++) {
		const char *const *a = s->articles.row[i].col;
		struct str rest = str_of(a[2]);
		ptrdiff_t at = str_find(rest, STR("{A}"), 0);

		buf_reset(&b);
		if (at >= 0) {
			buf_add(&b, rest.p, (size_t)at);
			buf_adds(&b, c->owner);
			rest = str_sub(rest, (size_t)at + 3, rest.n);
		}
		buf_addstr(&b, rest);
		r.date = number(a[0]);
		r.pinned = is(a[1], "yes");
		r.title = arena_str(s->arena, buf_str(&b)).p;
		r.path = listing_article(s, c, r.date, next_id(c));
		add_row(s, c, r);
	}
	buf_release(&b);
}

static struct site_report *
report_of(const struct site *s, const char *key, int year)
{
	int i;

	for (i = 0; i < s->n_reports; i++)
		if (is(s->report[i]->key, key) && s->report[i]->year == year)
			return s->report[i];
	fatal("no report of %s for %d to mirror", key, year);
}

static void
mirror_reports(struct site *s, struct site_column *c)
{
	struct site_report *r;
	int i;

	for (i = 0; i < s->mirrors.n; i++) {
		const char *const *m = s->mirrors.row[i].col;
		const struct site_report *from = report_of(s, m[1],
		    number(m[2]));

		if (!is(m[0], c->portal->address))
			continue;
		r = add_report(s);
		*r = *from;
		r->portal = c->portal;
		r->path = m[3];
		r->date = r->modified = number(m[4]);
		r->title = arena_printf(s->arena, "%s%s", m[5], from->title).p;
		r->attach = r->charset = NULL;
		r->split = false;
		r->cut = m[6][0] != '\0' ? m[6] : NULL;
		add_row(s, c, (struct site_row){ r->date, false, r->title,
		    r->path, r });
	}
}

/* Pinned rows first, then the newest. */
static int
by_date(const void *a, const void *b)
{
	const struct site_row *x = a, *y = b;

	if (x->pinned != y->pinned)
		return x->pinned ? -1 : 1;
	if (x->date != y->date)
		return x->date > y->date ? -1 : 1;
	return strcmp(x->path, y->path);
}

/* The rows beside row i, as "related links". */
static struct str
related(struct site *s, const struct site_column *c, int i)
{
	struct str out;
	struct buf b;
	int j;

	buf_init(&b, MAX_PAGE);
	for (j = i - 2; j <= i + 2; j++)
		if (j >= 0 && j < c->n && j != i)
			link_to(&b, c->portal, c->row[j].path,
			    c->row[j].title);
	out = arena_str(s->arena, buf_str(&b));
	buf_release(&b);
	return out;
}

static void
row_body(struct site *s, const struct site_column *c,
    const struct site_row *row, struct buf *b)
{
	struct site_report *r = row->report;

	if (r == NULL) {
		report_other(b, &s->forms, c->portal->look, c->id, row->title);
		return;
	}
	const struct report what = { .key = r->key, .agency = r->agency,
		.short_name = r->short_name, .region = r->region,
		.date = r->cut == NULL && c->portal->official ? r->date :
		    published(r->key, r->region, r->year),
		.ledger = &r->ledger, .look = c->portal->look,
		.split = r->split, .attach = r->attach, .cut = r->cut };

	report_body(b, &s->forms, &what);
}

static void
row_page(struct site *s, const struct site_column *c, int i)
{
	const struct site_row *row = &c->row[i];
	const struct site_report *r = row->report;
	struct site_page *page;
	struct buf b;

	buf_init(&b, MAX_PAGE);
	row_body(s, c, row, &b);
	const struct fill values[] = {
		{ "title", str_of(row->title) },
		{ "agency", str_of(c->owner) },
		{ "date", str_of(site_date(s, row->date)) },
		{ "index_no", str_of(r != NULL ? r->index_no : "") },
		{ "url", str_of(site_url(s, c->portal, row->path)) },
		{ "list", str_of(c->path) },
		{ "docid", arena_printf(s->arena, "%s%02d", c->id, i) },
		{ "related", related(s, c, i) },
		{ "body", buf_str(&b) },
		{ NULL, STR_NONE }
	};

	page = site_add(s, c->portal, row->path, "article", values,
	    r != NULL ? r->modified : row->date);
	if (r != NULL && r->charset != NULL)
		page->type = arena_printf(s->arena, "text/html; charset=%s",
		    r->charset).p;
	buf_release(&b);
}

/* The request form beside the report: a page that Word reads as its own. */
static void
attachment(struct site *s, const struct site_report *r)
{
	const char *slash = strrchr(r->path, '/');

	if (r->attach == NULL)
		return;
	add_bytes(s, r->portal, arena_printf(s->arena, "%.*s/%s",
	    (int)(slash - r->path), r->path, r->attach).p,
	    "application/msword", site_encode(s, r->portal,
	    STR("<html><head><meta charset=\"utf-8\"></head><body><h1>"
	    "政府信息公开申请表</h1><table border=\"1\"><tr><td>姓名</td>"
	    "<td></td></tr><tr><td>所需信息</td><td></td></tr></table>"
	    "</body></html>")), r->date);
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

/* What every portal has: a home, a closed folder, robots.txt, the lost. */
static void
fixed_pages(struct site *s, const struct site_portal *p)
{
	enum { FOUNDED = 20190101 };
	struct fill values[] = { { "title", STR("首页") },
		{ "rows", p->nav }, { "pager", STR("") }, { NULL, STR_NONE } };

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
	add_bytes(s, p, "/robots.txt", "text/plain", arena_printf(s->arena,
	    "User-agent: *\nDisallow: %s\n", p->private), FOUNDED);
}

static void
read_tables(struct site *s)
{
	s->portals = table_read(s->arena, "portals", 11);
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
	struct site_column *c;
	int i, j;

	*s = (struct site){ .arena = arena_new(MAX_SITE), .port = port,
		.state = state, .hant = opencc_open("s2t.json") };
	if (s->hant == (opencc_t)-1)
		fatal("cannot open s2t.json of OpenCC");
	read_tables(s);
	read_portals(s);
	read_columns(s);
	make_nav(s);
	for (i = 0; i < s->agencies.n; i++) {
		agency_reports(s, &s->column[i], s->agencies.row[i].col);
		other_articles(s, &s->column[i]);
	}
	for (; i < s->n_columns; i++)
		mirror_reports(s, &s->column[i]);
	for (i = 0; i < s->n_columns; i++) {
		c = &s->column[i];
		qsort(c->row, (size_t)c->n, sizeof(*c->row), by_date);
		for (j = 0; j < c->n; j++)
			row_page(s, c, j);
		listing_pages(s, c);
		column_folder(s, c);
	}
	for (i = 0; i < s->n_reports; i++)
		attachment(s, s->report[i]);
	for (i = 0; i < s->n_portals; i++)
		fixed_pages(s, &s->portal[i]);
}

void
site_release(struct site *s)
{
	opencc_close(s->hant);
	arena_free(s->arena);
}
