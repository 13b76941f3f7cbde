/* SPDX-License-Identifier: MIT */
#include "list.h"

#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "bound.h"
#include "buf.h"
#include "charset.h"
#include "feed.h"
#include "guess.h"
#include "jsfile.h"
#include "jsonlist.h"
#include "match.h"
#include "nextform.h"
#include "rowurl.h"
#include "seek.h"
#include "step.h"
#include "told.h"
#include "url.h"
#include "written.h"

enum {
	MIN_AGENCIES = 3,	/* that make a list of agencies */
	MAX_BETWEEN = 6,	/* links from one of them to the next */
	MAX_AGENCY = 20,	/* characters of one that is called like none */
	MAX_SHELL = 128 << 10,	/* bytes of a page that gets its rows later */
	MAX_ASKED = 4,		/* things that it asks for */
	MIN_ROWS = 5		/* of a page that is one of several */
};

/*
 * Hanweb keeps its rows as HTML inside CDATA inside a script, where an HTML
 * parser sees text; its proxy sends nothing but such rows.
 */
static void
read_cdata(struct arena *a, struct str text, const char *url,
    struct links *links)
{
	const struct str open = STR("<![CDATA["), shut = STR("]]>");
	ptrdiff_t from, to;
	size_t at = 0;
	struct buf b;

	buf_init(&b, LINKS_MAX_BYTES);
	while ((from = str_find(text, open, at)) >= 0) {
		at = (size_t)from + open.n;
		to = str_find(text, shut, at);
		if (to < 0)
			break;
		buf_addstr(&b, str_sub(text, at, (size_t)to - at));
		buf_addc(&b, '\n');
		at = (size_t)to + shut.n;
	}
	if (buf_ok(&b) && b.n > 0)
		links_read(a, buf_str(&b), url, true, links);
	buf_release(&b);
}

/* Rows that a script writes: an HTML parser sees none of them. */
static void
read_written(struct arena *a, struct str text, const char *url,
    struct links *links)
{
	struct buf b;

	buf_init(&b, LINKS_MAX_BYTES);
	written_html(&b, text);
	written_strings(&b, text, STR("dataStore"));
	if (buf_ok(&b) && b.n > 0)
		links_read(a, buf_str(&b), url, true, links);
	buf_release(&b);
}

/* A portal is often called by two names: a.gov.cn and www.a.gov.cn. */
static struct str
site_of(const char *url)
{
	struct str host = url_host(url);

	return str_starts(host, STR("www.")) ? str_sub(host, 4, host.n) :
	    host;
}

static bool
same_site(struct str a, const char *b)
{
	return str_eq(site_of(a.p), site_of(b));
}

/* Offices often have a name below that of their government. */
static bool
same_portal(struct str a, const char *b)
{
	struct str host = url_host(a.p), site = site_of(b), rest = site;

	str_cut(&rest, '.');
	str_cut(&rest, '.');
	return same_site(a, b) || (rest.p != NULL && str_ends(host, site) &&
	    host.p[host.n - site.n - 1] == '.');
}

/* Two links to one page (a picture, a title) stand near each other. */
static bool
is_listed(const struct list *l, struct str url)
{
	size_t i;

	for (i = l->n > 100 ? l->n - 100 : 0; i < l->n; i++)
		if (str_eq(l->link[i].url, url))
			return true;
	return false;
}

static void
add(struct arena *a, struct list *l, const struct link *k,
    enum kind kind)
{
	if (is_listed(l, k->url))
		return;
	l->link = arena_grow(a, l->link, l->n, sizeof(*l->link));
	l->link[l->n++] = (struct list_link){ k->url, k->text, kind };
}

/* The date of a link's row or, failing that, in its URL (day 0); or 0. */
static int
row_date(const struct link *k)
{
	return k->date > 0 ? k->date : url_date(k->url.p) * 100;
}

static int
by_bytes(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/*
 * What the page is known by: its rows, in whatever order or, without any, all
 * its links.
 */
static void
fingerprint(struct arena *a, const struct links *links,
    const enum match *kind, struct list *l)
{
	struct str *row = arena_alloc(a, (links->n + 1) * sizeof(*row));
	size_t i, n = 0, rows = l->reports;
	struct buf b;

	for (i = 0; i < links->n; i++)
		rows += links->link[i].date > 0;
	for (i = 0; i < links->n; i++)
		if (rows == 0 || links->link[i].date > 0 ||
		    kind[i] == MATCH_REPORT)
			row[n++] = links->link[i].url;
	qsort(row, n, sizeof(*row), by_bytes);
	buf_init(&b, 64 << 20);
	for (i = 0; i < n; i++) {
		buf_addstr(&b, row[i]);
		buf_addc(&b, '\n');
	}
	warc_digest(buf_str(&b), l->fingerprint);
	buf_release(&b);
}

struct dates {
	size_t before, other;	/* dated links before the years, and not */
	int last;		/* date of the row before */
	size_t up, down;	/* steps to a newer row, to an older one */
	size_t far_up;		/* to a much newer one */
	int newest, oldest;
	bool wanted;		/* a report is asked for, or might be */
};

/* A row's date tells how the page is ordered. */
static void
note_order(struct dates *t, int date)
{
	if (t->last > 0 && seek_is_newer(date, t->last))
		t->far_up++;
	if (t->last > 0 && date > t->last)
		t->up++;
	else if (t->last > 0 && date < t->last)
		t->down++;
	t->last = date;
	if (t->newest == 0 || date > t->newest)
		t->newest = date;
	if (t->oldest == 0 || date < t->oldest)
		t->oldest = date;
}

/* What the rows of a page say of where it stands in its list. */
static void
set_order(struct list *l, const struct dates *t, const struct list_options *o)
{
	l->past = t->before > 0 && t->other == 0 && t->down > t->up &&
	    t->up <= 1;
	l->in_order = t->far_up <= 1 && t->down >= t->far_up;
	l->newest = t->newest;
	l->oldest = t->oldest;
	/* A report for a year appears in the next one: until its end. */
	l->ahead = o->year_to > 0 && l->in_order && !t->wanted &&
	    t->oldest >= (o->year_to + 2) * 10000;
}

/*
 * The year that a link is about or, without one, the heading above it; not
 * where that may be the year of publication.
 */
static int
year_of(const struct link *k)
{
	int year = match_year(k->text);

	return year > 0 || k->year == row_date(k) / 10000 ? year : k->year;
}

/* A report: listed if its year is asked for. */
static void
take_report(struct arena *a, const struct link *k,
    const struct list_options *o, struct list *l, struct dates *t)
{
	int year = year_of(k);
	enum match_range r = match_range(year, row_date(k) / 10000,
	    o->year_from, o->year_to);

	if (r == MATCH_INSIDE || r == MATCH_UNKNOWN) {
		add(a, l, k, KIND_REPORT);
		t->wanted = true;
	}
	if (r == MATCH_BEFORE)
		t->before++;
	else
		t->other++;
	if (row_date(k) == 0 && year > 0)
		note_order(t, (year + 1) * 10000);
}

/* A list inside this one, such as that of a year: of the years asked for. */
static void
take_column(struct arena *a, const struct link *k, const char *url,
    const struct list_options *o, struct list *l)
{
	int year = match_year(k->text);

	year = year > 0 ? year : k->year;
	if (str_eq(k->url, str_of(url)) || (year > 0 && match_range(year, 0,
	    o->year_from, o->year_to) != MATCH_INSIDE))
		return;
	if (same_portal(k->url, url))
		add(a, l, k, KIND_LIST);
	else
		l->elsewhere++;
}

/*
 * What is only a year leads to a list where annual reports are; what is only
 * an agency where there is nothing but several of those.
 */
static bool
is_column(enum match m, const struct list_options *o, const struct list *l)
{
	size_t enough = o->context && match_text(l->title) != MATCH_REPORT ?
	    MIN_AGENCIES - 1 : MIN_AGENCIES;

	return m == MATCH_COLUMN || ((m == MATCH_YEAR || m == MATCH_INNER) &&
	    l->context) || (m == MATCH_AGENCY && l->context &&
	    l->agencies >= enough && l->reports == 0 && l->rows == 0);
}

static void
take(struct arena *a, const struct link *k, enum match m, const char *url,
    const struct list_options *o, struct list *l, struct dates *t)
{
	int date = row_date(k);

	if (date > 0)
		note_order(t, date);
	/* Nobody reports on a year before its last quarter. */
	if (m != MATCH_REPORT && date > 0 && date < o->year_from * 10000 + 1000)
		t->before++;
	else if (m != MATCH_REPORT && date > 0)
		t->other++;
	if (m == MATCH_REPORT)
		take_report(a, k, o, l, t);
	else if (is_column(m, o, l))
		take_column(a, k, url, o, l);
	else if (m == MATCH_NEXT && !same_site(k->url, url))
		l->blind = true;
	else if (m == MATCH_NEXT && l->next.p == NULL &&
	    !str_eq(k->url, str_of(url)))
		l->next = k->url;
}

static const char *const types[] = { "pdf", "doc", "docx", "xls", "xlsx",
	"wps", "ofd", "zip", "rar" };

static bool
is_type(struct str ext)
{
	size_t i;

	for (i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (ext.n == strlen(types[i]) && strncasecmp(ext.p, types[i],
		    ext.n) == 0)
			return true;
	return false;
}

/* Whether it ends in ".pdf" or the like. */
static bool
has_type(struct str name)
{
	struct str rest = name, ext = STR_NONE;

	while (rest.p != NULL)
		ext = str_cut(&rest, '.');
	return ext.p != name.p && is_type(ext);
}

bool
list_is_file(struct str address)
{
	return has_type(str_cut(&address, '?'));
}

/*
 * A string in the code that is a page or a file by its ending or, of what leads
 * on, an address with a query.
 */
static struct str
written_page(struct str code, enum match m)
{
	static const char *const ends[] = { ".htm", ".html", ".shtml",
		".jsp", ".aspx", ".php" };
	struct str s = written_string(code), path = s;
	size_t i;

	path = str_cut(&path, '?');
	if (has_type(s) || has_type(path))
		return s;
	for (i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (str_ends(path, str_of(ends[i])))
			return s;
	return m == MATCH_NEXT && path.n < s.n && path.n > 0 &&
	    path.p[0] == '/' ? s : STR_NONE;
}

/*
 * Where a click leads that is called so, or STR_NONE. What is only called "more"
 * may lead anywhere, but for a page that it asks for by its number.
 */
static struct str
clicked(struct arena *a, struct str text, struct str code, enum match m)
{
	struct str to = m == MATCH_NOTHING ? written_asked(a, text, code,
	    false, list_is_numbered, NULL) : written_target(a, text, code);

	if (m == MATCH_NOTHING)
		return to;
	if (to.p == NULL && m == MATCH_NEXT)
		to = written_asked(a, text, code, false, list_is_numbered,
		    NULL);
	if (to.p == NULL)
		to = written_page(code, m);
	if (to.p == NULL && (m == MATCH_NEXT || m == MATCH_YEAR ||
	    m == MATCH_COLUMN || m == MATCH_AGENCY || m == MATCH_INNER))
		to = written_asked(a, text, code, false, NULL, NULL);
	return to;
}

/* What is clicked for a report or the next page, as a link if it can be. */
static void
take_clicks(struct arena *a, struct str text, const char *url,
    struct links *links, struct list *l)
{
	struct str to, code;
	size_t i, left = BOUND_MAX_LOOK;
	char *target;

	for (i = 0; i < links->clicks; i++) {
		const struct click *k = &links->click[i];
		enum match m = match_text(k->text);

		if ((m == MATCH_NOTHING && k->code.n > 0) ||
		    links->n == LINKS_MAX)
			continue;
		code = k->code.n > 0 ? k->code : bound_code(a, text,
		    &(struct tag){ .rest = k->rest }, &left);
		if (code.n == 0)
			continue;
		to = clicked(a, text, code, m);
		target = to.n > 0 ? url_resolve(url, charset_query(a, to,
		    links->charset)) : NULL;
		if (target != NULL) {
			links->link = arena_grow(a, links->link, links->n,
			    sizeof(*links->link));
			links->link[links->n++] = (struct link){ .url =
			    arena_str(a, str_of(target)), .text = k->text,
			    .next = k->code.n == 0 };
		} else if (m == MATCH_NEXT && str_has(code, STR("(")) &&
		    !str_has(code, STR("void"))) {
			l->blind = true;
		}
		free(target);
	}
}

/* Rows that a script has as data, [{"title": ...}], and makes HTML of. */
static void
read_data(struct arena *a, struct str text, const char *url,
    struct links *links)
{
	static const char *const marks[] = { "[{\"", "[ {\"", "[\n{\"" };
	ptrdiff_t at = -1;
	size_t i, n = links->n;
	struct buf b;

	for (i = 0; i < sizeof(marks) / sizeof(*marks) && at < 0; i++)
		at = str_find(text, str_of(marks[i]), 0);
	if (at >= 0)
		jsonlist_read(a, str_sub(text, (size_t)at, text.n), url,
		    STR_NONE, links);
	if (links->n > n)
		return;
	buf_init(&b, LINKS_MAX_BYTES);
	written_data(&b, text);
	if (buf_ok(&b) && b.n > 0)
		jsonlist_read(a, arena_str(a, buf_str(&b)), url, STR_NONE,
		    links);
	buf_release(&b);
}

/* Rows whose parts are elements of XML. */
static void
read_xml(struct arena *a, struct str text, const char *url,
    struct links *links)
{
	struct buf b;

	buf_init(&b, LINKS_MAX_BYTES);
	feed_json(&b, text);
	if (buf_ok(&b) && b.n > 0)
		jsonlist_read(a, arena_str(a, buf_str(&b)), url, STR_NONE,
		    links);
	buf_release(&b);
}

/* How many records the page has; links with a date where nothing says so. */
static size_t
count_rows(struct str text, const struct links *links)
{
	const struct str record = STR("<record>");
	size_t i, at = 0, n = 0;
	ptrdiff_t found;

	while ((found = str_find(text, record, at)) >= 0) {
		at = (size_t)found + record.n;
		n++;
	}
	for (i = 0; at == 0 && i < links->n; i++)
		n += links->link[i].date > 0;
	return n;
}

/* Whether rows come in a script and nothing else, as Hanweb sends them. */
static bool
is_script(struct str text)
{
	static const char *const html[] = { "<html", "<HTML", "<body",
		"<BODY", "<script" };
	size_t i;

	if (str_starts(str_trim(text), STR("<")) ||
	    !str_has(text, STR("dataStore")))
		return false;
	for (i = 0; i < sizeof(html) / sizeof(*html); i++)
		if (str_has(text, str_of(html[i])))
			return false;
	return true;
}

/* As many rows as a page has of which there are more, as a rule. */
static bool
is_full(size_t rows)
{
	return rows >= 10 && (rows % 5 == 0 || rows % 2 == 0);
}

/* Whether it is a piece of a page: an interface's, that says no more. */
static bool
is_piece(struct str text)
{
	static const char *const whole[] = { "<html", "<HTML", "<body", "<BODY",
		"<?xml", "<datastore", "<title" };
	size_t i;

	for (i = 0; i < sizeof(whole) / sizeof(*whole); i++)
		if (str_has(text, str_of(whole[i])))
			return false;
	return str_starts(str_trim(text), STR("<"));
}

/* All links of a page, whatever it is. */
static void
read_page(struct arena *a, struct str text, const char *url,
    const struct list_options *o, struct links *links, struct list *l)
{
	struct str html = text;

	if (jsonlist_is(text)) {
		l->row_url = o->row_url;
		jsonlist_read(a, text, url, o->row_url, links);
		l->rows = links->n;
		html = l->rows == 0 ? jsonlist_html(a, text) : STR_NONE;
	} else if (feed_is(text)) {
		feed_read(a, text, url, links);
		html = STR_NONE;
	} else if (feed_is_xml(text)) {
		read_xml(a, text, url, links);
		l->rows = links->n;
	} else {
		jsonlist_tree(a, text, url, links);
		read_written(a, text, url, links);
		if (is_script(text))
			html = STR_NONE;
	}
	if (html.p != NULL)
		read_cdata(a, html, url, links);
	if (html.p != NULL)
		links_read(a, html, url, true, links);
	else
		links->cut |= text.n == LINKS_MAX_BYTES;
	if (html.p == text.p)
		read_data(a, text, url, links);
	if (l->rows == 0)
		l->rows = count_rows(html.p != NULL ? html : text, links);
	take_clicks(a, text, url, links, l);
}

/* A page rather than a picture, a film or a file. */
static bool
is_page(const char *url)
{
	static const char *const pages[] = { "", "htm", "html", "shtml",
		"jsp", "jspx", "jhtml", "dhtml", "asp", "aspx", "php", "do",
		"action" };
	char ext[8];
	size_t i;

	url_extension(url, ext);
	for (i = 0; i < sizeof(pages) / sizeof(*pages); i++)
		if (strcmp(ext, pages[i]) == 0)
			return true;
	return false;
}

/* A frame in which a page shows its text: not what all its pages share. */
static bool
holds_text(const struct link *k, const char *url)
{
	static const char *const shared[] = { "head", "foot", "top", "nav",
		"menu", "login", "search", "share", "left", "banner",
		"bottom", "tree" };
	size_t i;

	if (!k->frame || !same_site(k->url, url) || !is_page(k->url.p) ||
	    url_target(k->url.p).n < 2)
		return false;
	for (i = 0; i < sizeof(shared) / sizeof(*shared); i++)
		if (str_has(k->url, str_of(shared[i])))
			return false;
	return true;
}

/* A page without any links may send to the list by a script. */
static void
add_location(struct arena *a, struct str text, const char *url, struct list *l)
{
	struct str to = written_location(a, text);
	char *target = to.n > 0 ? url_resolve(url, to) : NULL;
	struct link k = { .text = STR("") };

	if (target != NULL && same_site(str_of(target), url) &&
	    strcmp(target, url) != 0) {
		k.url = arena_str(a, str_of(target));
		add(a, l, &k, KIND_LIST);
	}
	free(target);
}

/*
 * A page without any rows may ask for the first of them when it is shown: by a
 * page's number.
 */
static struct str
asked_first(struct arena *a, struct str text, const char *url)
{
	struct str asked = written_asked(a, text, text, false, list_is_first,
	    NULL), got = STR_NONE;
	char *to;

	if (asked.p == NULL)
		asked = written_asked(a, text, text, true, list_is_first, NULL);
	to = asked.n > 0 ? url_resolve(url, asked) : NULL;
	if (to != NULL && same_site(str_of(to), url))
		got = arena_str(a, str_of(to));
	free(to);
	return got;
}

/* What a page asks for that may have its rows. */
struct asked {
	struct arena *arena;
	struct list *list;
	const char *url;
	int n;
};

/* Whether an address is called as what all pages share, or what only counts. */
static bool
is_aside(struct str address)
{
	static const char *const words[] = { "head", "foot", "top", "nav",
		"menu", "login", "search", "share", "left", "right", "banner",
		"bottom", "weather", "count", "visit", "click", "hit", "stat",
		"user", "code", "config", "log", "link" };
	struct str path = str_cut(&address, '?'), name = path;
	size_t i;

	while (path.p != NULL)
		name = str_cut(&path, '/');
	for (i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_has(name, str_of(words[i])))
			return true;
	return false;
}

/* Lists it; wants the next one. */
static bool
list_asked(void *arg, struct str address)
{
	struct asked *k = arg;
	char *to = is_aside(address) || k->n == MAX_ASKED ? NULL :
	    url_resolve(k->url, address);
	struct link link = { .text = STR("") };

	if (to != NULL && same_site(str_of(to), k->url) &&
	    strcmp(to, k->url) != 0 && url_form(to).p == NULL) {
		link.url = arena_str(k->arena, str_of(to));
		add(k->arena, k->list, &link, KIND_LIST);
		k->n++;
	}
	free(to);
	return false;
}

/*
 * Of a page with rows, and no pager that could be read: what a function of it
 * asks for that is given the number of a page, from the first one on.
 */
static void
take_turned(struct arena *a, struct str text, const char *url,
    struct list *l)
{
	struct str asked = written_turned(a, text, list_is_first, NULL);
	char *to = asked.n > 0 && !is_aside(asked) ? url_resolve(url, asked) :
	    NULL;

	if (to != NULL && same_site(str_of(to), url)) {
		l->next = arena_str(a, str_of(to));
		l->row_url = rowurl_learn(a, text, url);
		l->pages = -1;		/* the interface says it again */
	}
	free(to);
}

/* What a shell of a page asks for, that may have its rows. */
static void
take_asked(struct arena *a, struct str text, const char *url, struct list *l)
{
	struct asked k = { a, l, url, 0 };

	if (text.n > MAX_SHELL)
		return;
	l->next = asked_first(a, text, url);
	if (l->next.p == NULL)
		take_turned(a, text, url, l);
	if (l->next.p != NULL)
		l->row_url = rowurl_learn(a, text, url);
	else
		written_asked(a, text, text, false, list_asked, &k);
}

static void
add_script(struct arena *a, struct list *l, const struct jsfile *s)
{
	struct link k = { .url = arena_str(a, s->url), .text = s->title };

	add(a, l, &k, KIND_LIST);
}

void
list_script(struct arena *a, struct str text, struct str title,
    struct list *l)
{
	struct jsfile next;

	*l = (struct list){ .pages = -1, .records = -1 };
	text = arena_printf(a, "%.*s\n%.*s", STR_ARG(jsfile_told(title)),
	    STR_ARG(str_sub(text, 0, MAX_SHELL)));
	take_asked(a, text, jsfile_page(a, title).p, l);
	if (l->next.p == NULL && l->n == 0 && jsfile_next(a, title, &next))
		add_script(a, l, &next);
	warc_digest(text, l->fingerprint);
}

/* Of a list whose way to the next page nobody described. */
static struct str
guessed(struct arena *a, struct str text, const char *url,
    const struct list_options *o, struct list *l)
{
	long pages = -1;
	struct str got = guess_next(a, text, url, o->page, &pages);
	char *to = got.p != NULL ? url_resolve(url, got) : NULL;

	if (l->pages < 0 && l->records < 0) {
		/* Hanweb's pages are screens, of which an answer has several. */
		l->records = step_number(told_value(text, STR("totalrecord")));
		if (l->records < 0 && (to != NULL || l->rows >= MIN_ROWS))
			l->pages = pages;
	}
	got = to != NULL ? arena_str(a, str_of(to)) : STR_NONE;
	free(to);
	return got;
}

/* An address without the last step of its path. */
static struct str
folder_of(struct str url)
{
	size_t n = strcspn(url.p, "?");

	n -= n > 0 && url.p[n - 1] == '/';
	while (n > 0 && url.p[n - 1] != '/')
		n--;
	return str_sub(url, 0, n);
}

/*
 * Whether a link is named, and lies, as an agency's might beside this one: in
 * its folder, or both have a host of their own.
 */
static bool
is_like_agency(const struct link *k, const struct link *agency,
    const char *url)
{
	return k->text.n > 3 && k->text.p[0] & 0x80 &&
	    str_chars(k->text) <= MAX_AGENCY &&
	    (str_eq(folder_of(k->url), folder_of(agency->url)) ||
	    (same_portal(k->url, url) && !same_site(k->url, url) &&
	    !same_site(agency->url, url)));
}

/* What stands among agencies, and is called like none, is one too. */
static void
add_agencies(const struct links *links, const char *url, enum match *kind,
    struct list *l)
{
	size_t i, j, last = links->n;

	if (l->agencies < MIN_AGENCIES)
		return;
	for (i = 0; i < links->n; i++) {
		if (kind[i] != MATCH_AGENCY)
			continue;
		for (j = last + 1; j < i && i - last <= MAX_BETWEEN; j++)
			if (kind[j] == MATCH_NOTHING && is_like_agency(
			    &links->link[j], &links->link[i], url))
				kind[j] = MATCH_AGENCY;
		last = i;
	}
}

/*
 * What the place says of links that say too little. On a page that is about
 * annual reports a title that was cut short may be one's.
 */
static void
settle_kinds(const struct links *links, const char *url,
    const struct list_options *o, enum match *kind, struct list *l)
{
	bool about = o->context || match_context(l->title) ||
	    (l->rows > 0 && l->reports * 2 >= l->rows);
	size_t i;

	l->context = l->reports > 0 || o->context || match_context(l->title);
	for (i = 0; i < links->n; i++) {
		const struct link *k = &links->link[i];

		if (kind[i] == MATCH_LIKELY)
			kind[i] = l->context ? MATCH_REPORT : MATCH_NOTHING;
		else if (kind[i] == MATCH_CUT)
			kind[i] = about && (row_date(k) > 0 ||
			    year_of(k) > 0) ? MATCH_REPORT : MATCH_NOTHING;
		else if (kind[i] == MATCH_INNER && k->year > 0 &&
		    match_context(k->text))
			kind[i] = l->context ? MATCH_REPORT : MATCH_NOTHING;
	}
	add_agencies(links, url, kind, l);
}

/* What each link leads to; counts reports. */
static enum match *
kinds_of(struct arena *a, const struct links *links, struct list *l)
{
	enum match *kind = arena_alloc(a, (links->n + 1) * sizeof(*kind));
	size_t i;

	for (i = 0; i < links->n; i++) {
		const struct link *k = &links->link[i];

		kind[i] = k->frame ? MATCH_NOTHING : k->next ? MATCH_NEXT :
		    k->column ? MATCH_COLUMN : match_text(k->text);
		l->reports += kind[i] == MATCH_REPORT;
		l->agencies += kind[i] == MATCH_AGENCY;
	}
	return kind;
}

void
list_read(struct arena *a, struct str text, const char *url,
    const struct list_options *o, struct list *l)
{
	struct dates t = { .last = 0 };
	struct links links = { .charset = o->charset };
	struct jsfile script;
	enum match *kind;
	size_t i;

	*l = (struct list){ .pages = -1, .records = -1 };
	text = str_sub(text, 0, LINKS_MAX_BYTES);
	read_page(a, text, url, o, &links, l);
	l->title = links.title;
	list_pages(a, text, url, &links, o, false, l);
	if (l->next.p != NULL && !same_site(l->next, url))
		l->next = STR_NONE;
	kind = kinds_of(a, &links, l);
	settle_kinds(&links, url, o, kind, l);
	for (i = 0; i < links.n; i++)
		take(a, &links.link[i], kind[i], url, o, l, &t);
	if (l->next.p == NULL)
		l->next = step_numbered(&links, url);
	if (l->next.p == NULL)
		l->next = step_hidden(&links, url);
	if (l->next.p == NULL)
		nextform_read(a, text, url, &links, o->page, l);
	if (l->next.p == NULL)
		list_pages(a, text, url, &links, o, true, l);
	if (l->next.p == NULL && l->rows > 0 &&
	    str_eq(o->dialect, STR("auto")))
		l->next = guessed(a, text, url, o, l);
	if (l->next.p == NULL && l->rows > 0 && l->pages < 0 &&
	    is_piece(text))
		l->next = list_behind(a, url);
	if (l->next.p == NULL && l->rows >= MIN_ROWS && o->page == 0 &&
	    l->context && text.n <= MAX_SHELL && !jsonlist_is(text) &&
	    str_eq(o->dialect, STR("auto")))
		take_turned(a, text, url, l);
	if (l->next.p == NULL && l->rows == 0 && l->n == 0 &&
	    (l->context || o->start))
		take_asked(a, text, url, l);
	if (l->next.p == NULL && l->rows == 0 && l->n == 0 &&
	    (l->context || o->start) && jsfile_first(a, text, url, &script))
		add_script(a, l, &script);
	l->blind = l->next.p == NULL && (l->blind || (links.pager &&
	    o->page == 0 && l->pages < 0 && l->records < 0 &&
	    is_full(l->rows)));
	l->cut = links.cut;
	if (links.n == 0 && links.clicks == 0)
		add_location(a, text, url, l);
	/* A page without rows of its own may show them in a frame. */
	for (i = 0; i < links.n && l->reports == 0; i++)
		if (holds_text(&links.link[i], url))
			add(a, l, &links.link[i], KIND_LIST);
	for (i = 0; i < (size_t)l->n_more && l->rows == 0; i++)
		add(a, l, &(struct link){ .url = l->more[i],
		    .text = STR("") }, KIND_LIST);
	set_order(l, &t, o);
	fingerprint(a, &links, kind, l);
}

/* The parameter of the URL that names a file, escaped as it is. */
static struct str
named_file(const char *url)
{
	struct str query = url_target(url), value;

	str_cut(&query, '?');
	while (query.p != NULL) {
		value = str_cut(&query, '&');
		str_cut(&value, '=');
		if (has_type(value))
			return value;
	}
	return STR_NONE;
}

static struct str
unescaped(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1);
	size_t i, n = 0;
	unsigned int c;

	for (i = 0; i < s.n; i++) {
		p[n] = s.p[i];
		if (s.p[i] == '%' && i + 2 < s.n &&
		    sscanf(s.p + i + 1, "%2x", &c) == 1) {
			p[n] = (char)c;
			i += 2;
		}
		n++;
	}
	return (struct str){ p, n };
}

/*
 * Where the file is that a link leads to, or STR_NONE: the link itself, or
 * what a page that shows it is given (viewer.html?file=/x.pdf).
 */
static struct str
file_of(struct arena *a, const struct link *k)
{
	struct str named = named_file(k->url.p), got = STR_NONE;
	char ext[8], *file;

	url_extension(k->url.p, ext);
	if (is_type(str_of(ext)))
		return k->url;
	if (named.p != NULL && strncmp(ext, "htm", 3) == 0) {
		file = url_resolve(k->url.p, unescaped(a, named));
		if (file != NULL)
			got = arena_str(a, str_of(file));
		free(file);
		return got;
	}
	return named.p != NULL || (!k->frame && has_type(k->text)) ? k->url :
	    STR_NONE;
}

/*
 * Where one of three bytes stands in front of one of three others, from `at`
 * on, or s.n. What is rare in a page is found in one go, as compilers make a
 * few instructions of each sixteen bytes of a block.
 */
static size_t
find_pair(struct str s, size_t at, const char first[3], const char next[3])
{
	enum { BLOCK = 64 };
	const char a = first[0], b = first[1], c = first[2], x = next[0],
	    y = next[1], z = next[2];
	unsigned char hits = 0;
	const char *p;
	size_t i;

	for (; s.n - at > BLOCK; at += BLOCK) {
		p = s.p + at;
		for (i = 0; i < BLOCK; i++)
			hits |= ((p[i] == a) | (p[i] == b) | (p[i] == c)) &
			    ((p[i + 1] == x) | (p[i + 1] == y) |
			    (p[i + 1] == z));
		if (hits != 0)
			break;
	}
	for (; at + 1 < s.n; at++)
		if (memchr(first, s.p[at], 3) != NULL &&
		    memchr(next, s.p[at + 1], 3) != NULL)
			return at;
	return s.n;
}

/* Whether there is a frame anywhere. */
static bool
has_frame(struct str text)
{
	const struct str frame = STR("<iframe");
	size_t at = 0;

	for (; (at = find_pair(text, at, "<<<", "iii")) < text.n; at++)
		if (str_starts(str_sub(text, at, frame.n), frame))
			return true;
	return false;
}

/* Whether there is ".pdf" or the like anywhere: most pages have none. */
static bool
names_a_type(struct str text)
{
	const char *p = text.p, *end = p + text.n;
	size_t i;

	while ((p = memchr(p, '.', (size_t)(end - p))) != NULL) {
		p++;
		for (i = 0; i < sizeof(types) / sizeof(*types); i++)
			if (end - p >= 3 && (p[0] | 0x20) == types[i][0] &&
			    strncasecmp(p, types[i], 3) == 0)
				return true;
	}
	return false;
}

static void
add_file(struct arena *a, struct list *l, struct str url, struct str title)
{
	const struct link k = { .url = url, .text = title };

	if (url.p != NULL && l->n < LIST_MAX_ATTACHMENTS)
		add(a, l, &k, KIND_ATTACHMENT);
}

/* What is clicked for a file. */
static void
add_clicked(struct arena *a, struct list *l, struct str text, const char *url,
    const char *charset, const struct click *k)
{
	struct str to = written_target(a, text, k->code);
	struct link link = { .text = k->text };
	char *target;

	if (to.p == NULL)
		to = written_string(k->code);
	if (to.n == 0 || (!has_type(to) && !has_type(k->text) &&
	    !has_type(str_sub(to, 0, str_find(to, STR("?"), 0) < 0 ? to.n :
	    (size_t)str_find(to, STR("?"), 0)))))
		return;
	target = url_resolve(url, charset_query(a, to, charset));
	if (target == NULL)
		return;
	link.url = arena_str(a, str_of(target));
	add_file(a, l, file_of(a, &link), k->text);
	free(target);
}

static void
add_files(struct arena *a, struct str text, const char *url,
    const struct list_options *o, struct list *l)
{
	struct links links = { .charset = o->charset };
	struct str file;
	size_t i;

	if (!names_a_type(text) && !has_frame(text))
		return;
	links_read(a, text, url, false, &links);
	for (i = 0; i < links.n; i++) {
		file = file_of(a, &links.link[i]);
		if (file.p == NULL && holds_text(&links.link[i], url))
			file = links.link[i].url;
		add_file(a, l, file, links.link[i].text);
	}
	for (i = 0; i < links.clicks; i++)
		add_clicked(a, l, text, url, o->charset, &links.click[i]);
}

/* Whether a text or a title may end at the start of `rest`. */
static bool
is_text_end(struct str rest)
{
	return rest.n > 0 && (rest.p[0] == '"' || rest.p[0] == '\'' ||
	    str_starts(rest, STR("</a")) || str_starts(rest, STR("</A")));
}

/* Whether a link may be called a report: most pages have none. */
static bool
names_a_report(struct str text)
{
	static const char *const words[] = { "报告", "報告", "年报", "年報" };
	size_t at = 0, i;

	/* The last bytes of these, and what a text may end with. */
	while ((at = find_pair(text, at, "\x8A\xA5\xB1", "\"'<")) < text.n) {
		at++;
		for (i = 0; i < sizeof(words) / sizeof(*words); i++)
			if (str_ends(str_sub(text, 0, at), str_of(words[i])) &&
			    is_text_end(str_sub(text, at, text.n)))
				return true;
	}
	return false;
}

void
list_report(struct arena *a, struct str text, const char *url,
    const struct list_options *o, struct list *l)
{
	struct list found;
	size_t i;

	*l = (struct list){ .pages = -1, .records = -1 };
	add_files(a, text, url, o, l);
	if (!names_a_report(text))
		return;
	list_read(a, text, url, o, &found);
	l->title = found.title;
	l->reports = found.reports;
	for (i = 0; i < found.n; i++)
		if (found.link[i].kind == KIND_REPORT &&
		    !str_eq(found.link[i].url, str_of(url)))
			add(a, l, &(struct link){ .url = found.link[i].url,
			    .text = found.link[i].title }, KIND_REPORT);
	/* Beside one another they are no list: years before, the next one. */
	if (found.reports >= LIST_MIN_REPORTS)
		l->next = found.next;
}
