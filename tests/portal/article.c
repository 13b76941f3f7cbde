/* SPDX-License-Identifier: MIT */
#include "article.h"

#include <stdio.h>
#include <stdlib.h>

#include "listing.h"
#include "msg.h"

enum { MAX_PAGE = 4 << 20 };

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
			site_link(&b, c->portal, c->row[j].path,
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
	site_add_bytes(s, r->portal, arena_printf(s->arena, "%.*s/%s",
	    (int)(slash - r->path), r->path, r->attach).p,
	    "application/msword", site_encode(s, r->portal,
	    STR("<html><head><meta charset=\"utf-8\"></head><body><h1>"
	    "政府信息公开申请表</h1><table border=\"1\"><tr><td>姓名</td>"
	    "<td></td></tr><tr><td>所需信息</td><td></td></tr></table>"
	    "</body></html>")), r->date);
}

void
article_rows(struct site *s)
{
	struct site_column *c;
	int i;

	for (i = 0; i < s->agencies.n; i++) {
		agency_reports(s, &s->column[i], s->agencies.row[i].col);
		other_articles(s, &s->column[i]);
	}
	for (; i < s->n_columns; i++)
		mirror_reports(s, &s->column[i]);
	for (c = s->column; c < s->column + s->n_columns; c++)
		qsort(c->row, (size_t)c->n, sizeof(*c->row), by_date);
}

void
article_pages(struct site *s)
{
	struct site_column *c;
	int i;

	for (c = s->column; c < s->column + s->n_columns; c++)
		for (i = 0; i < c->n; i++)
			row_page(s, c, i);
	for (i = 0; i < s->n_reports; i++)
		attachment(s, s->report[i]);
}
