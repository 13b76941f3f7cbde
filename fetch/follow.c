/* SPDX-License-Identifier: MIT */
#include "follow.h"

#include "jsfile.h"
#include "match.h"
#include "nextform.h"
#include "rowurl.h"
#include "step.h"
#include "url.h"

/* Lists inside lists, and reports behind reports, have a limit. */
static bool
is_near(const struct visit *v, enum kind kind)
{
	return kind == KIND_ATTACHMENT || v->todo.depth < VISIT_MAX_COLUMNS ||
	    (kind == KIND_REPORT && v->todo.kind == KIND_LIST);
}

/*
 * What a report leads to is known whatever the years, so that it holds for
 * runs of other years: those of this run are chosen here.
 */
static bool
is_wanted(const struct crawl *c, const struct todo *t)
{
	enum match_range r = match_range(match_year(t->title),
	    url_date(t->url.p) / 100, c->year_from, c->year_to);

	return t->kind != KIND_REPORT || r == MATCH_INSIDE ||
	    r == MATCH_UNKNOWN;
}

static void
queue_one(struct crawl *c, const struct visit *v, const struct list_link *k)
{
	struct todo t = { .url = k->url, .title = k->title, .kind = k->kind,
		.start = v->todo.start, .via = v->todo.url,
		.depth = v->todo.depth + 1 };

	frontier_links_note(c->frontier, v->todo.id, &t);
	if (v->todo.kind == KIND_LIST || is_wanted(c, &t))
		visit_queue(c, &t);
}

/*
 * A page that comes behind this one in its list. What is needed to make
 * addresses of its rows goes with it, as its title.
 */
static struct todo
page_behind(const struct visit *v, struct str url, struct place place,
    struct str row_url)
{
	struct todo t = { .url = url, .title = row_url.p != NULL ? row_url :
	    STR(""), .kind = KIND_LIST,
		.start = v->todo.start, .via = v->todo.url,
		.depth = v->todo.depth, .place = place };

	if (jsfile_is(v->todo.title))	/* it is the page that asks */
		t.via = jsfile_page(v->arena, v->todo.title);
	t.place.page = v->todo.place.page + 1;
	if (place.head == 0)
		t.place.head = v->todo.id;
	return t;
}

static void
queue_page(struct crawl *c, const struct visit *v, const struct list *l,
    struct place place)
{
	struct todo t = page_behind(v, l->next, place, l->row_url);

	frontier_links_note(c->frontier, v->todo.id, &t);
	visit_queue(c, &t);
}

/*
 * What the page of this number is called that is asked for with a form: that
 * tells pages apart and stays the same from night to night, which the form does
 * not. STR_NONE if it is too long.
 */
static struct str
form_name(const struct visit *v, const struct list *l, int page)
{
	struct str name = arena_printf(v->arena,
	    "%.*s%c__wb_method=POST&%.*s&__page=%d", STR_ARG(l->next),
	    str_has(l->next, STR("?")) ? '&' : '?', STR_ARG(l->form_key),
	    page + 1);

	return name.n < URL_MAX ? name : STR_NONE;
}

/*
 * The next page where it is asked for with a form of this one. No link leads
 * there: who has no form has to begin with the first page. False if the run
 * has it already.
 */
static bool
queue_form(struct crawl *c, const struct visit *v, const struct list *l,
    struct place place)
{
	struct todo t = page_behind(v, STR_NONE, place, STR_NONE);

	t.form = l->form;
	t.url = form_name(v, l, t.place.page);
	return t.url.p == NULL || visit_queue(c, &t);
}

/*
 * The same for the page that a walk by forms had come to; `again` says that
 * the pages in front of it were had in this run. They are walked again if no
 * number in the form leads there at once.
 */
static void
resume_form(struct crawl *c, const struct visit *v, const struct list *l,
    struct todo *t, bool again)
{
	struct list jump = *l;

	if (t->place.page < 2)
		return;
	if (nextform_jump(v->arena, &jump, t->place.page)) {
		t->form = jump.form;
		t->url = form_name(v, &jump, t->place.page);
		if (t->url.p != NULL)
			visit_queue(c, t);
	} else if (again) {
		frontier_forms_clear(c->frontier, v->todo.id);
		queue_form(c, v, l, v->todo.place);
	}
}

/* Whether the page is one that was gone to at once by resume_form(). */
static bool
is_jump(const struct visit *v)
{
	return v->todo.form.p != NULL && v->todo.place.page > 1 &&
	    !str_has(v->todo.via, STR("&__page="));
}

/* It led somewhere else: the list is walked from its first page after all. */
static void
jump_failed(struct crawl *c, const struct visit *v)
{
	if (frontier_forms_restart(c->frontier, v->todo.place.head)) {
		c->tally.left++;
		c->uncommitted++;
	}
}

/*
 * Goes on where an earlier run was stopped, too; row_url as page_behind() has
 * it.
 */
static void
resume(struct crawl *c, const struct visit *v, const struct list *l,
    struct str row_url, bool again)
{
	struct todo t;

	if (v->todo.place.page > 0 || !frontier_cursor(c->frontier, &v->todo,
	    visit_links_key(c, v), v->arena, &t) || t.place.page == 0)
		return;
	if (row_url.p != NULL)
		t.title = row_url;
	if (l != NULL && l->form.p != NULL)
		resume_form(c, v, l, &t, again);
	else if (str_find(t.url, STR("&__page="), 0) < 0)
		visit_queue(c, &t);
}

/* The page behind this one, or STR_NONE where the walk ends. */
static struct str
next_page(const struct visit *v, const struct list *l, const struct place *p)
{
	return !(p->past && v->todo.place.past) &&
	    !(p->again && v->todo.place.again) &&
	    p->page < LIST_MAX_PAGES && p->barren <= VISIT_MAX_BARREN ?
	    l->next : STR_NONE;
}

/* What a list of which this was the last page promised and did not keep. */
static void
check_total(struct crawl *c, const struct visit *v, const struct list *l,
    const struct place *p, struct note *n)
{
	const char *what = "rows";
	long has = p->rows, promised = l->records;

	if (promised < 0 && l->pages >= 0) {
		what = "pages";
		has = p->page + 1;
		promised = l->pages;
	}
	if (promised < 0 || has < 0 || has == promised || p->past)
		return;
	n->reason = has < promised ? "incomplete" : "surplus";
	n->detail = arena_printf(v->arena, "%ld of %ld %s", has, promised,
	    what);
	c->tally.incomplete += has < promised;
}

/* What of a list is not looked at, by our own limits or by ignorance. */
static void
admit(struct crawl *c, const struct visit *v, const struct list *l,
    const struct place *p, struct str next, struct note *n)
{
	const char *why = NULL;
	size_t i;

	for (i = 0; i < l->n; i++)
		if (!is_near(v, l->link[i].kind))
			why = "lists too deep inside lists";
	if (l->cut)
		why = "more links than are read";
	else if (l->next.p != NULL && next.p == NULL && !p->past && !p->again)
		why = p->page >= LIST_MAX_PAGES ? "too many pages" :
		    "too many pages without a report";
	if (why != NULL) {
		n->reason = "incomplete";
		n->detail = str_of(why);
		c->tally.incomplete++;
	} else if (l->blind) {
		n->reason = "next_unknown";
	} else if (l->elsewhere > 0 && p->page == 0) {
		n->reason = "elsewhere";
		n->detail = arena_printf(v->arena, "%zu lists on other hosts",
		    l->elsewhere);
	}
}

/* A page is looked at, or walked on from where s is NULL. */
static void
queue_at(struct crawl *c, const struct visit *v, struct str url,
    struct str from, int page, const struct seek *s)
{
	struct todo t = page_behind(v, url, v->todo.place,
	    rowurl_is(v->todo.title) ? v->todo.title : STR_NONE);

	t.via = from;
	t.place = (struct place){ .head = t.place.head, .page = page,
		.rows = -1 };
	t.place.seek = s != NULL ? *s : (struct seek){ .hi = SEEK_OVER };
	visit_queue(c, &t);
}

/*
 * The search goes on: x is the page where it began, y any other one, page j.
 * False when there is nothing more to look at.
 */
static bool
look_on(struct crawl *c, const struct visit *v, struct seek *s,
    struct str x, struct str y, int j)
{
	struct str url;
	int k;

	while ((k = seek_next(s)) >= 0) {
		url = step_at(v->arena, x.p, s->from, y.p, j, k);
		if (url.p != NULL) {
			queue_at(c, v, url, x, k, s);
			return true;
		}
		if (s->check || s->end != SEEK_BOUND)
			break;
		s->hi = k;	/* its number would be none */
	}
	return false;
}

/* Whether to search from this page; its links are queued already. */
static bool
begin_search(struct crawl *c, const struct visit *v, const struct list *l,
    const struct seek_page *page)
{
	long pages = l->pages;
	struct seek s;

	if (!l->ahead || l->next.p == NULL || l->form.p != NULL)
		return false;
	if (pages < 0 && l->records > 0 && l->rows > 0)
		pages = l->records / (long)l->rows;
	seek_begin(&s, page, pages > 0 && pages < LIST_MAX_PAGES ?
	    (int)pages : -1);
	return seek_is_open(&s) && look_on(c, v, &s, v->todo.url, l->next,
	    page->page + 1);
}

/* Walks from this page of a list that is being searched. */
static void
walk_from(struct crawl *c, const struct visit *v, const struct seek *s,
    int page)
{
	const char *x = v->todo.via.p, *y = v->todo.url.p;
	int j = v->todo.place.page;
	struct str url = step_at(v->arena, x, s->from, y, j, page),
	    before = step_at(v->arena, x, s->from, y, j, page - 1);

	if (url.p != NULL)
		queue_at(c, v, url, before.p != NULL ? before : v->todo.via,
		    page, NULL);
}

/*
 * Takes a page that was looked at into the search, and goes on with it. The
 * list is walked from where that shows to be necessary. Sets *walk if it is
 * from this page.
 */
static void
go_on_searching(struct crawl *c, const struct visit *v,
    const struct seek_page *page, struct note *n, bool *walk)
{
	struct seek s = v->todo.place.seek;
	bool fits = seek_learn(&s, page), found = !s.checked && fits &&
	    s.hi - s.lo <= 1, more;
	int from = !fits ? s.from + 1 : found && s.end == SEEK_GONE ? s.hi : 0;

	*walk = s.walk || (fits && !s.checked && ((page->there &&
	    !page->ahead) || (found && s.end == SEEK_BOUND)));
	s.walk = false;
	if (*walk)
		frontier_found(c->frontier, &v->todo);
	more = fits && look_on(c, v, &s, v->todo.via, v->todo.url,
	    page->page);
	if (from > 0)
		walk_from(c, v, &s, from);
	if (!fits || more || s.lo - s.from < 2 || n == NULL ||
	    n->reason != NULL)
		return;
	n->reason = "passed_over";
	n->detail = arena_printf(v->arena, "pages %d to %d, newer than the "
	    "years", s.from + 2, s.lo);
}

/*
 * Of a list of which only some years are wanted the pages in front of them
 * are passed over. True if no page behind this one is to be queued.
 */
static bool
search(struct crawl *c, const struct visit *v, const struct place *p,
    struct note *n)
{
	const struct list *l = &n->links;
	const struct seek_page page = { .page = v->todo.place.page,
		.there = l->oldest > 0 && !p->again,
		.in_order = l->in_order, .ahead = l->ahead,
		.newest = l->newest, .oldest = l->oldest };
	bool walk = false;

	if (v->todo.place.seek.hi == SEEK_OVER)
		return false;
	if (v->todo.place.seek.hi == 0)
		return !p->again && begin_search(c, v, l, &page);
	go_on_searching(c, v, &page, n, &walk);
	return !walk;
}

void
follow_links(struct crawl *c, const struct visit *v, struct note *n,
    bool is_list)
{
	const struct list *l = &n->links;
	struct place p = v->todo.place;
	struct str next = STR_NONE;
	bool again = false;
	size_t i;

	if (v->todo.known.digest.p != NULL)	/* it was read before */
		frontier_links_clear(c->frontier, v->todo.id);
	for (i = 0; i < l->n; i++)
		if (is_near(v, l->link[i].kind))
			queue_one(c, v, &l->link[i]);
	if (!is_list)
		return;
	p.barren = l->reports > 0 ? 0 : p.barren + 1;
	p.past = l->past;
	p.again = frontier_links_seen(c->frontier, &v->todo,
	    str_of(l->fingerprint));
	p.gap = 0;
	if (p.rows >= 0 && !p.again)
		p.rows += (long)l->rows;
	if (search(c, v, &p, n)) {
		resume(c, v, NULL, l->row_url, false);
		return;
	}
	if (p.again && is_jump(v)) {
		jump_failed(c, v);
		return;
	}
	if (p.seek.hi > 0)
		p.seek = (struct seek){ .hi = SEEK_OVER };
	next = next_page(v, l, &p);
	if (next.p != NULL && l->form.p != NULL)
		again = !queue_form(c, v, l, p);
	else if (next.p != NULL)
		queue_page(c, v, l, p);
	else
		check_total(c, v, l, &p, n);
	if (n->reason == NULL)
		admit(c, v, l, &p, next, n);
	if (next.p != NULL && l->form.p != NULL)
		next = form_name(v, l, p.page + 1);
	frontier_walked(c->frontier, &v->todo, visit_links_key(c, v), next);
	resume(c, v, l, l->row_url, again);
}

/* Where a list page is that is asked for by another method, or STR_NONE. */
static struct str
other_method(const struct visit *v)
{
	struct str form = url_form(v->url), asked = url_asked(v->url);

	if (form.p == NULL || form.n == 0 || url_is_json(form))
		return STR_NONE;
	return arena_printf(v->arena, "%.*s%c%.*s", STR_ARG(asked),
	    str_has(asked, STR("?")) ? '&' : '?', STR_ARG(form));
}

void
follow_skip(struct crawl *c, const struct visit *v)
{
	struct todo t = v->todo;
	bool walk;

	if (t.kind != KIND_LIST)
		return;
	if (t.place.seek.hi > 0) {
		go_on_searching(c, v, &(struct seek_page){ .page =
		    t.place.page }, NULL, &walk);
		if (!walk)
			return;
		t.place.seek = (struct seek){ .hi = SEEK_OVER };
	}
	if (t.form.p != NULL) {	/* nobody else knows how to go on */
		c->tally.incomplete++;
		if (is_jump(v))
			jump_failed(c, v);
		return;
	}
	frontier_failed(c->frontier, &v->todo, visit_links_key(c, v));
	t.tries = 0;
	t.url = other_method(v);
	if (t.url.p != NULL) {
		visit_queue(c, &t);
		return;
	}
	if (t.place.page == 0 || t.hops > 0 || ++t.place.gap > VISIT_MAX_GAP)
		return;
	t.url = step_skip(v->arena, t.via.p, v->todo.url.p);
	t.via = v->todo.url;
	t.place.page++;
	t.place.rows = -1;
	if (t.url.p != NULL)
		visit_queue(c, &t);
}

/* A page that has not changed: its links are taken from the last time. */
struct replay {
	struct crawl *c;
	const struct visit *v;
	struct str next;	/* the page behind it in its list, and */
	struct str row_url;	/* what goes with it */
};

static void
queue_again(void *arg, const struct todo *t)
{
	struct replay *r = arg;

	if (t->place.page > 0) {
		r->next = arena_str(r->v->arena, t->url);
		if (rowurl_is(t->title))
			r->row_url = arena_str(r->v->arena, t->title);
	}
	if (r->v->todo.kind == KIND_LIST || is_wanted(r->c, t))
		visit_queue(r->c, t);
}

void
follow_again(struct crawl *c, const struct visit *v)
{
	struct replay replay = { c, v, STR_NONE, STR_NONE };

	frontier_links_each(c->frontier, &v->todo, queue_again, &replay);
	if (v->todo.kind != KIND_LIST)
		return;
	frontier_walked(c->frontier, &v->todo, visit_links_key(c, v),
	    replay.next);
	resume(c, v, NULL, replay.row_url, false);
}
