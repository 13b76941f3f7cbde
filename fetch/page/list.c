/* SPDX-License-Identifier: MIT */
#include "list.h"

#include <stdio.h>
#include <stdlib.h>

#include "buf.h"
#include "dialect.h"
#include "gather.h"
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

void
list_add(struct arena *a, struct list *l, const struct link *k,
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
		list_add(a, l, k, KIND_REPORT);
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
	if (url_same_portal(k->url.p, url))
		list_add(a, l, k, KIND_LIST);
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
	else if (m == MATCH_NEXT && !url_same_site(k->url.p, url))
		l->blind = true;
	else if (m == MATCH_NEXT && l->next.p == NULL &&
	    !str_eq(k->url, str_of(url)))
		l->next = k->url;
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
	return str_starts(str_trim(text), STR("<")) && !str_has_any(text,
	    "<html <HTML <body <BODY <?xml <datastore <title");
}

/* A page rather than a picture, a film or a file. */
static bool
is_page(const char *url)
{
	char ext[8];

	url_extension(url, ext);
	return ext[0] == '\0' || str_is_any(str_of(ext), "htm html shtml jsp "
	    "jspx jhtml dhtml asp aspx php do action");
}

bool
list_holds_text(const struct link *k, const char *url)
{
	return k->frame && url_same_site(k->url.p, url) && is_page(k->url.p) &&
	    url_target(k->url.p).n > 1 && !str_has_any(k->url, "head foot top "
	    "nav menu login search share left banner bottom tree");
}

/* A page without any links may send to the list by a script. */
static void
add_location(struct arena *a, struct str text, const char *url, struct list *l)
{
	struct str to = written_location(a, text);
	char *target = to.n > 0 ? url_resolve(url, to) : NULL;
	struct link k = { .text = STR("") };

	if (target != NULL && url_same_site(target, url) &&
	    strcmp(target, url) != 0) {
		k.url = arena_str(a, str_of(target));
		list_add(a, l, &k, KIND_LIST);
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
	struct str asked = written_asked(a, text, text, false, dialect_is_first,
	    NULL), got = STR_NONE;
	char *to;

	if (asked.p == NULL)
		asked = written_asked(a, text, text, true, dialect_is_first,
		    NULL);
	to = asked.n > 0 ? url_resolve(url, asked) : NULL;
	if (to != NULL && url_same_site(to, url))
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
	return str_has_any(url_name(address), "head foot top nav menu login "
	    "search share left right banner bottom weather count visit click "
	    "hit stat user code config log link");
}

/* Lists it; wants the next one. */
static bool
list_asked(void *arg, struct str address)
{
	struct asked *k = arg;
	char *to = is_aside(address) || k->n == MAX_ASKED ? NULL :
	    url_resolve(k->url, address);
	struct link link = { .text = STR("") };

	if (to != NULL && url_same_site(to, k->url) &&
	    strcmp(to, k->url) != 0 && url_form(to).p == NULL) {
		link.url = arena_str(k->arena, str_of(to));
		list_add(k->arena, k->list, &link, KIND_LIST);
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
	struct str asked = written_turned(a, text, dialect_is_first, NULL);
	char *to = asked.n > 0 && !is_aside(asked) ? url_resolve(url, asked) :
	    NULL;

	if (to != NULL && url_same_site(to, url)) {
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

	list_add(a, l, &k, KIND_LIST);
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
		/* Hanweb's pages are screens; an answer has several. */
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
	    (url_same_portal(k->url.p, url) && !url_same_site(k->url.p, url) &&
	    !url_same_site(agency->url.p, url)));
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
	gather_links(a, text, url, o, &links, l);
	l->title = links.title;
	dialect_pages(a, text, url, &links, o, false, l);
	if (l->next.p != NULL && !url_same_site(l->next.p, url))
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
		dialect_pages(a, text, url, &links, o, true, l);
	if (l->next.p == NULL && l->rows > 0 &&
	    str_eq(o->dialect, STR("auto")))
		l->next = guessed(a, text, url, o, l);
	if (l->next.p == NULL && l->rows > 0 && l->pages < 0 &&
	    is_piece(text))
		l->next = dialect_behind(a, url);
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
		if (list_holds_text(&links.link[i], url))
			list_add(a, l, &links.link[i], KIND_LIST);
	for (i = 0; i < (size_t)l->n_more && l->rows == 0; i++)
		list_add(a, l, &(struct link){ .url = l->more[i],
		    .text = STR("") }, KIND_LIST);
	set_order(l, &t, o);
	fingerprint(a, &links, kind, l);
}
