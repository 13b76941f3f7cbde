/* SPDX-License-Identifier: MIT */
#include "answer.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include "challenge.h"
#include "follow.h"
#include "gone.h"
#include "jsfile.h"
#include "leads.h"
#include "match.h"
#include "note.h"
#include "pagetext.h"
#include "robots.h"
#include "rowurl.h"
#include "sitemap.h"
#include "url.h"

/* Pages that say "not found" in many words are alike too, but small. */
enum { MIN_ALIKE = 8192 };

void
answer_refuse(struct crawl *c, struct visit *v, const char *reason)
{
	struct note n = { .outcome = "rejected", .reason = reason };

	v->robots = false;	/* it is the page that is refused */
	v->url = v->todo.url.p;
	warc_now(v->date);
	note_settle(c, v, NULL, &n);
}

/* What a page of unknown kind, or one that is called a list, is. */
static bool
is_list_page(const struct visit *v, const struct list *l)
{
	if (v->todo.kind == KIND_PAGE)
		return l->reports > 1 || l->next.p != NULL;
	/* Lists of years and of agencies lead to reports, too. */
	return v->todo.depth == 0 || v->todo.place.page > 0 || l->n > 0 ||
	    l->next.p != NULL || !match_context(l->title);
}

/* By the title of the page. */
static bool
is_report(const struct list *l)
{
	return match_text(l->title) == MATCH_REPORT ||
	    match_context(l->title);
}

/* Finds the links of a page; a page of unknown kind becomes what it is. */
static bool
read_links(struct crawl *c, struct visit *v, struct str text,
    const char *charset, struct list *l)
{
	const struct todo *t = &v->todo;
	struct list_options o = {
		.year_from = c->year_from, .year_to = c->year_to,
		.dialect = v->portal != NULL ? str_of(v->portal->dialect) :
		    STR("auto"),
		.rows_before = t->place.rows,
		.context = match_context(t->title),
		.page = t->place.page,
		.charset = charset,
		.start = t->kind == KIND_LIST && t->depth == 0 &&
		    t->place.page == 0,
		.row_url = rowurl_is(t->title) ? t->title : STR_NONE
	};

	if (jsfile_is(v->todo.title)) {
		list_script(v->arena, text, v->todo.title, l);
		return true;
	}
	if (v->todo.kind != KIND_REPORT) {
		list_read(v->arena, text, v->url, &o, l);
		if (is_list_page(v, l)) {
			v->todo.kind = KIND_LIST;
			return true;
		}
		if (v->todo.depth == 0 || v->todo.kind == KIND_LIST ||
		    is_report(l))
			v->todo.kind = KIND_REPORT;
	}
	o.year_from = o.year_to = 0;
	leads_read(v->arena, text, v->url, &o, l);
	return l->next.p != NULL;
}

/* It says in words that it is not there: what was there before stays. */
static void
gone(struct crawl *c, struct visit *v, const struct http_reply *r,
    struct str said)
{
	struct note n = { .outcome = "rejected", .reason = "gone",
		.detail = said };

	note_settle(c, v, r, &n);
	follow_skip(c, v);
}

/* What a sitemap names that no list does. */
static void
read_sitemap(struct crawl *c, struct visit *v, struct str text,
    struct list *l)
{
	const struct list_options o = { .year_from = c->year_from,
		.year_to = c->year_to };

	if (text.p != NULL && sitemap_is(text))
		sitemap_read(v->arena, text, v->url, v->todo.start, &o, l);
}

/* What a list says of itself that somebody should look at. */
static void
judge_list(struct crawl *c, const struct visit *v, struct note *n,
    struct str text)
{
	if (n->reason == NULL && text.p == NULL)
		n->reason = "unreadable";
	if (v->todo.place.page == 0 && n->links.n == 0 &&
	    n->links.reports == 0 && n->links.next.p == NULL) {
		n->reason = n->reason != NULL ? n->reason : "no_links";
		c->tally.empty += v->todo.depth == 0 ||
		    jsfile_is(v->todo.title);
	}
}

/* A page that was had before, and how; k is what is known of it from now. */
static void
learn(struct crawl *c, const struct visit *v, struct note *n, struct known *k,
    bool same)
{
	if (same) {
		n->outcome = "same";
	} else {
		if (v->todo.known.record_id.p != NULL)
			n->outcome = "changed";
		k->record_id = str_of(n->place.id);
		k->record_date = str_of(v->date);
	}
	frontier_learn(c->frontier, &v->todo, k);
}

/*
 * A guard's page is not archived: as a response it would pass for the page
 * that was asked for.
 */
static void
challenged(struct crawl *c, struct visit *v, const struct http_reply *r,
    struct str name)
{
	struct note n = { .outcome = "rejected", .reason = "challenge",
		.detail = name };

	host_challenged(v->host, visit_now());
	note_settle(c, v, r, &n);
	visit_remember_host(c, v->host);
}

/* Whether the server answers everything with one page; see host.h. */
static bool
is_throttled(const struct visit *v, const struct http_reply *r,
    struct str digest)
{
	return r->body.n >= MIN_ALIKE && v->todo.kind != KIND_ATTACHMENT &&
	    v->todo.kind != KIND_SITEMAP && host_is_alike(v->host, digest);
}

/* What a page says. */
struct reading {
	struct str text, gone;	/* gone: the words by which it is not there */
	bool is_list;
};

static void
read_page(struct crawl *c, struct visit *v, const struct http_reply *r,
    struct reading *p, struct list *l)
{
	const char *charset;

	p->text = pagetext(v->arena, r->body,
	    http_header(r, "Content-Encoding"), &charset);
	if (r->body.n == 0 && (v->todo.kind == KIND_REPORT ||
	    v->todo.kind == KIND_ATTACHMENT))
		p->gone = STR("empty");
	else if (p->text.p != NULL && v->todo.kind != KIND_SITEMAP)
		p->gone = gone_page(v->arena, p->text, v->url,
		    v->todo.kind == KIND_PAGE || (p->is_list &&
		    v->todo.place.page == 0));
	if (p->gone.p != NULL)
		return;
	if (v->todo.kind == KIND_SITEMAP)
		read_sitemap(c, v, p->text, l);
	else if (p->text.p != NULL && v->todo.kind != KIND_ATTACHMENT)
		p->is_list = read_links(c, v, p->text, charset, l);
}

static void
arena_full(void *jump)
{
	longjmp(*(jmp_buf *)jump, 1);
}

/*
 * The same, but a page that needs more memory than there is for one says
 * nothing: it must not keep the others from being asked for.
 */
static void
try_to_read(struct crawl *c, struct visit *v, const struct http_reply *r,
    struct reading *p, struct note *n)
{
	jmp_buf full;

	*p = (struct reading){ .is_list = v->todo.kind == KIND_LIST };
	if (setjmp(full) == 0) {
		arena_on_full(v->arena, arena_full, &full);
		read_page(c, v, r, p, &n->links);
	} else {
		arena_reset(v->arena);
		*p = (struct reading){ .is_list = v->todo.kind == KIND_LIST };
		n->links = (struct list){ .pages = -1, .records = -1 };
		n->reason = "unreadable";
	}
	arena_on_full(v->arena, NULL, NULL);
}

static void
content(struct crawl *c, struct visit *v, const struct http_reply *r)
{
	const struct known *old = &v->todo.known;
	struct note n = { .outcome = "new",
		.links = { .pages = -1, .records = -1 } };
	struct reading p;
	char digest[WARC_DIGEST_SIZE];
	struct known k;
	bool same;

	try_to_read(c, v, r, &p, &n);
	if (p.gone.p != NULL) {
		gone(c, v, r, p.gone);
		return;
	}
	k = (struct known){ http_header(r, "ETag"),
		http_header(r, "Last-Modified"), STR_NONE,
		old->record_id, old->record_date, visit_links_key(c, v) };
	if (v->packed.payload_digest[0] != '\0')
		memcpy(digest, v->packed.payload_digest, sizeof(digest));
	else
		warc_digest(r->body, digest);
	k.digest = n.digest = str_of(digest);
	same = old->record_id.p != NULL && str_eq(old->digest, k.digest);
	if (!same && is_throttled(v, r, k.digest) && !p.is_list) {
		v->host->given_up = true;
		challenged(c, v, r, STR("same_page"));
		return;
	}
	note_archive(c, v, r, same ? WARC_SAME_DIGEST : WARC_NO_PROFILE, &n);
	/* A form must be read each time; so must what a search goes by. */
	if (n.links.form.p != NULL || n.links.ahead ||
	    v->todo.place.seek.hi > 0)
		k.links_key = STR_NONE;
	learn(c, v, &n, &k, same);
	follow_links(c, v, &n, p.is_list);
	if (p.is_list)
		judge_list(c, v, &n, p.text);
	if (p.is_list && n.links.rows == 0 && n.links.n == 0 &&
	    url_form(v->url).p != NULL && v->todo.place.seek.hi == 0)
		follow_skip(c, v);
	if (v->todo.kind == KIND_PAGE && v->todo.depth == 0)
		v->todo.kind = KIND_REPORT;
	note_settle(c, v, r, &n);
}

static void
not_modified(struct crawl *c, struct visit *v, const struct http_reply *r)
{
	struct note n = { .outcome = "not_modified" };

	note_archive(c, v, r, WARC_NOT_MODIFIED, &n);
	frontier_same(c->frontier, &v->todo);
	follow_again(c, v);
	note_settle(c, v, r, &n);
}

/* A list may have moved to the front page; a report never does. */
static bool
leads_away(const struct visit *v, const char *to)
{
	return (v->todo.kind == KIND_REPORT ||
	    v->todo.kind == KIND_ATTACHMENT || v->todo.place.page > 0) &&
	    gone_redirect(v->url, to);
}

static void
redirect(struct crawl *c, struct visit *v, const struct http_reply *r)
{
	struct note n = { .outcome = "redirect" };
	struct str location = http_header(r, "Location");
	char *to = location.p != NULL ? url_resolve(v->url, location) : NULL;
	struct todo t = v->todo;

	/* Here is a cookie, come again: as browsers do. */
	if (to != NULL && strcmp(to, v->url) == 0 && v->todo.tries == 0 &&
	    http_header(r, "Set-Cookie").p != NULL) {
		n.reason = "cookie";
		note_archive(c, v, r, WARC_NO_PROFILE, &n);
		note_retry(c, v, r, &n, true);
		free(to);
		return;
	}
	t.hops++;
	t.tries = 0;
	t.via = v->todo.url;
	if (to == NULL)
		n.reason = "bad_redirect";
	else if (strcmp(to, v->url) == 0 || t.hops > VISIT_MAX_HOPS)
		n.reason = "redirect_loop";
	else
		t.url = arena_str(v->arena, str_of(to));
	if (n.reason == NULL && v->todo.form.p != NULL)
		n.reason = "next_unknown";	/* the server keeps it */
	if (n.reason == NULL && (v->todo.place.seek.hi > 0 ||
	    leads_away(v, to))) {
		n.reason = "gone";
		n.detail = str_of(to);
	}
	note_archive(c, v, r, WARC_NO_PROFILE, &n);
	if (n.reason != NULL)
		n.outcome = "rejected";
	else
		visit_queue(c, &t);
	note_settle(c, v, r, &n);
	if (n.reason != NULL)
		follow_skip(c, v);
	free(to);
}

/* An answer that is no content. */
static void
refusal(struct crawl *c, struct visit *v, const struct http_reply *r)
{
	struct note n = { .outcome = "rejected", .reason = "http" };
	long long now = visit_now();

	note_archive(c, v, r, WARC_NO_PROFILE, &n);
	if (r->status == 429 || r->status == 503) {
		host_throttled(v->host,
		    http_retry_after(r, now / HOST_SECOND), now);
		n.reason = "throttled";
		note_retry(c, v, r, &n, false);
	} else if (r->status >= 500 && r->status != 521) {
		host_failed(v->host, "http_5xx", now);
		if (!note_retry(c, v, r, &n, true))
			follow_skip(c, v);
	} else {
		if (r->status == 403 || r->status == 412 || r->status == 521)
			host_refused(v->host, r->status, now);
		else
			host_answered(v->host, now);
		note_settle(c, v, r, &n);
		follow_skip(c, v);
	}
	visit_remember_host(c, v->host);
}

/*
 * A server that is not up to our TLS is asked with less, never silently: the
 * log and the metadata record say with how much. True if there is less.
 */
static bool
lower_tls(struct host *h, const struct http_reply *r)
{
	enum http_tls to = r->bad_certificate ? HTTP_TLS_UNVERIFIED :
	    HTTP_TLS_LEGACY;

	if (r->result != HTTP_TLS || (int)to <= h->tls)
		return false;
	h->tls = (int)to;
	h->tls_us = visit_now();
	return true;
}

/*
 * Whether http will do for a host whose https is dead: it will where the
 * operator starts the portal with http.
 */
static bool
may_be_plain(const struct visit *v, const struct http_reply *r)
{
	return (r->result == HTTP_TLS || r->result == HTTP_CONNECT ||
	    r->result == HTTP_TIMEOUT) && r->status == 0 &&
	    str_starts(str_of(v->url), STR("https://")) &&
	    url_port(v->url) == 443 &&
	    str_starts(v->todo.start, STR("http://"));
}

void
answer_plain(struct crawl *c, struct visit *v, const struct http_reply *r)
{
	struct note n = { .outcome = "redirect", .reason = "plain_http" };
	struct todo t = v->todo;

	t.url = arena_printf(v->arena, "http%s", v->todo.url.p + 5);
	n.location = t.url;
	t.via = v->todo.url;
	t.hops++;
	t.tries = 0;
	if (r == NULL)
		warc_now(v->date);
	visit_queue(c, &t);
	note_settle(c, v, r, &n);
}

/* What came before the end is evidence, and is archived as no more. */
static void
archive_part(struct crawl *c, struct visit *v, const struct http_reply *r,
    struct note *n)
{
	if (r->status < 200 || r->body.n == 0)
		return;
	n->truncated = r->result == HTTP_TOO_BIG ? STR("length") :
	    r->result == HTTP_TIMEOUT ? STR("time") : STR("disconnect");
	note_archive(c, v, r, WARC_NO_PROFILE, n);
}

static void
failure(struct crawl *c, struct visit *v, const struct http_reply *r)
{
	struct note n = { .outcome = "rejected",
		.reason = http_result_name(r->result) };
	bool last = v->todo.tries + 1 >= VISIT_MAX_TRIES;

	if (lower_tls(v->host, r)) {
		note_retry(c, v, r, &n, false);
		return;
	}
	if (last && may_be_plain(v, r)) {
		v->host->plain = true;
		v->host->tls_us = visit_now();
		visit_remember_host(c, v->host);
		answer_plain(c, v, r);
		return;
	}
	if (r->result == HTTP_TOO_BIG || (last && (r->result == HTTP_CUT ||
	    r->result == HTTP_TIMEOUT)))
		archive_part(c, v, r, &n);
	if (r->result == HTTP_ADDRESS || r->result == HTTP_TOO_BIG) {
		note_settle(c, v, r, &n);
		return;
	}
	host_failed(v->host, n.reason, visit_now());
	if (!note_retry(c, v, r, &n, true))
		follow_skip(c, v);
	visit_remember_host(c, v->host);
}

static bool
is_redirect(int status)
{
	return status == 301 || status == 302 || status == 303 ||
	    status == 307 || status == 308;
}

void
answer_page(struct crawl *c, struct visit *v, const struct http_reply *r)
{
	bool fine = r->result == HTTP_DONE && (r->status / 100 == 2 ||
	    is_redirect(r->status) || (r->status == 304 &&
	    v->todo.known.record_id.p != NULL));
	struct str guard = r->result == HTTP_DONE ?
	    challenge_name(v->arena, r) : STR_NONE;

	if (guard.p != NULL) {
		challenged(c, v, r, guard);
		return;
	}
	if (fine)
		host_answered(v->host, visit_now());
	if (r->result != HTTP_DONE)
		failure(c, v, r);
	else if (!fine)
		refusal(c, v, r);
	else if (r->status == 304)
		not_modified(c, v, r);
	else if (r->status / 100 == 2)
		content(c, v, r);
	else
		redirect(c, v, r);
}

/* The rules are known: from now on they hold for this host. */
static void
set_robots(struct crawl *c, struct host *h, struct str body, int status)
{
	long long now = visit_now();
	struct host_record rec = { .name = str_of(h->name),
		.robots_status = status, .robots_at = now / HOST_SECOND,
		.robots = str_sub(body, 0, ROBOTS_MAX_BYTES) };

	h->robots = robots_parse(body, "nianbao");
	h->robots_at_us = now;
	h->robots_status = status;
	frontier_host_put(c->frontier, &rec);
	visit_remember_host(c, h);
	if (robots_delay_ms(h->robots) > h->delay_ms) {
		h->delay_ms = robots_delay_ms(h->robots);
		if (h->delay_ms > HOST_MAX_CRAWL_DELAY_S * 1000)
			h->delay_ms = HOST_MAX_CRAWL_DELAY_S * 1000;
		h->next_us = now + h->delay_ms * 1000LL;
	}
}

/* Where a portal starts its sitemaps are looked at, too. */
static void
queue_sitemaps(struct crawl *c, const struct visit *v, struct str body)
{
	struct todo t = { .kind = KIND_SITEMAP, .start = v->todo.start,
		.via = str_of(v->url), .title = STR("") };
	struct list l;
	size_t i;

	if (v->portal == NULL || !str_eq(str_of(v->host->name),
	    url_authority(v->todo.start.p)))
		return;
	sitemap_robots(v->arena, body, v->todo.start.p, &l);
	for (i = 0; i < l.n; i++) {
		t.url = l.link[i].url;
		visit_queue(c, &t);
	}
	if (strcmp(v->portal->dialect, "anchor") == 0)
		return;
	t.url = arena_printf(v->arena, "%.*s/sitemap.xml", (int)
	    (url_target(v->todo.start.p).p - v->todo.start.p),
	    v->todo.start.p);
	visit_queue(c, &t);
}

/* It can't be had: nothing may be fetched from the host (RFC 9309 2.3.1.4). */
static void
no_robots(struct crawl *c, struct visit *v, const struct http_reply *r,
    struct note *n)
{
	struct host *h = v->host;
	long long now = visit_now();

	n->outcome = "retry";
	if (lower_tls(h, r))
		return;
	if (r->result == HTTP_DONE && (r->status == 429 || r->status == 503)) {
		n->reason = "throttled";
		host_throttled(h, http_retry_after(r, now / HOST_SECOND), now);
	} else {
		host_failed(h, n->reason != NULL ? n->reason : "robots", now);
		if (n->reason == NULL)
			n->reason = "http";
	}
	if (++h->robots_tries >= VISIT_MAX_TRIES && !h->plain &&
	    may_be_plain(v, r)) {
		h->plain = true;
		h->tls_us = now;
		h->robots_tries = h->robots_hops = 0;
		free(h->robots_url);
		h->robots_url = NULL;
	} else if (h->robots_tries >= VISIT_MAX_TRIES) {
		h->given_up = true;
	} else {
		h->next_us += (VISIT_RETRY_S * HOST_SECOND)
		    << (h->robots_tries - 1);
	}
	if (h->given_up)
		n->outcome = "rejected";
	visit_remember_host(c, h);
}

static bool
robots_moved(struct visit *v, const struct http_reply *r)
{
	struct str location = http_header(r, "Location");
	struct host *h = v->host;
	char *to = location.p != NULL ? url_resolve(v->url, location) : NULL;

	if (to == NULL || ++h->robots_hops > VISIT_MAX_ROBOTS_HOPS) {
		free(to);
		return false;
	}
	free(h->robots_url);
	h->robots_url = to;
	return true;
}

void
answer_robots(struct crawl *c, struct visit *v, const struct http_reply *r)
{
	struct note n = { .outcome = "new",
		.reason = http_result_name(r->result) };
	struct str body = STR("");

	if (r->result == HTTP_ADDRESS) {
		answer_refuse(c, v, "address");
		return;
	}
	if (r->result == HTTP_DONE)
		note_archive(c, v, r, WARC_NO_PROFILE, &n);
	if (r->result == HTTP_TOO_BIG) {
		n.outcome = "rejected";
		set_robots(c, v->host, STR("User-agent: *\nDisallow: /"), 0);
	} else if (r->result != HTTP_DONE || r->status >= 500 ||
	    r->status == 429) {
		no_robots(c, v, r, &n);
	} else if (is_redirect(r->status) && robots_moved(v, r)) {
		n.outcome = "redirect";
	} else if (r->status / 100 == 2) {
		body = pagetext(v->arena, r->body,
		    http_header(r, "Content-Encoding"), NULL);
		set_robots(c, v->host, body, r->status);
		queue_sitemaps(c, v, body);
	} else {	/* there is none: all is allowed */
		set_robots(c, v->host, body, r->status);
		queue_sitemaps(c, v, body);
	}
	note_attempt(c, v, r, &n);
}
