/* SPDX-License-Identifier: MIT */
#include "visit.h"

#include <stdio.h>
#include <stdlib.h>

#include "answer.h"
#include "msg.h"
#include "now.h"
#include "robots.h"
#include "url.h"

enum {
	OWN_BYTES = 4 << 20,	/* of an arena; so is the next one */
	WORK_BYTES = 128 << 20,
	MAX_ROBOTS = 4 << 20,	/* bytes of a body; so are the next two */
	MAX_LIST = 8 << 20,
	MAX_REPORT = 32 << 20,	/* with its pictures inside */
	PARSER_VERSION = 4,	/* of what is read off a report, */
	LIST_VERSION = 5	/* and off a list: a new one reads all again */
};

long long
visit_now(void)
{
	return now_us();
}

/* What is good for some days only: a server may be mended. */
static void
recall_manners(struct host *h, const struct host_record *r, long long now_s)
{
	if (now_s - r->throttled_at < HOST_MEMORY_S) {
		h->throttles = r->throttles;
		h->throttled_us = r->throttled_at * HOST_SECOND;
	}
	if (now_s - r->tls_at < HOST_MEMORY_S) {
		h->tls = r->tls;
		h->plain = r->plain;
		h->tls_us = r->tls_at * HOST_SECOND;
	}
}

/* Puts what an earlier run left of a host into a new one. */
static void
recall(struct crawl *c, struct host *h)
{
	struct arena *a = arena_new(ROBOTS_MAX_BYTES * 2);
	long long now = visit_now();
	struct host_record r;

	if (frontier_host_get(c->frontier, str_of(h->name), a, &r)) {
		h->state = host_state_of(r.state);
		snprintf(h->reason, sizeof(h->reason), "%.*s",
		    STR_ARG(r.reason));
		h->since_us = r.since * HOST_SECOND;
		if (r.next_due * HOST_SECOND > h->next_us)
			h->next_us = r.next_due * HOST_SECOND;
		h->given_up = r.next_due - now / HOST_SECOND >
		    HOST_PATIENCE_S;
		recall_manners(h, &r, now / HOST_SECOND);
		if (now / HOST_SECOND - r.robots_at < VISIT_ROBOTS_S) {
			h->robots_at_us = r.robots_at * HOST_SECOND;
			h->robots_status = r.robots_status;
			h->robots = robots_parse(r.robots, "nianbao");
		}
	}
	arena_free(a);
}

/* The host's own wish, within reason, is heard too. */
static void
set_delay(struct host *h, int delay_ms)
{
	int wish = h->robots != NULL ? robots_delay_ms(h->robots) : 0;

	if (wish > HOST_MAX_CRAWL_DELAY_S * 1000)
		wish = HOST_MAX_CRAWL_DELAY_S * 1000;
	if (wish > delay_ms)
		delay_ms = wish;
	if (delay_ms > h->delay_ms)
		h->delay_ms = delay_ms;
}

struct host *
visit_host(struct crawl *c, struct str name, struct str start)
{
	const struct portal *p = portals_find(&c->portals, start);
	int delay_ms = p != NULL ? p->delay_ms : PORTAL_DELAY_MS;
	size_t n = c->hosts.names.n;
	struct host *h = hosts_get(&c->hosts, name, delay_ms, visit_now());

	if (c->hosts.names.n > n)
		recall(c, h);
	set_delay(h, delay_ms);
	h->work = true;
	h->wake_us = 0;
	return h;
}

void
visit_remember_host(struct crawl *c, const struct host *h)
{
	struct host_record r;
	struct arena *a = arena_new(ROBOTS_MAX_BYTES * 2);

	/* The rules themselves were put there when they came. */
	if (!frontier_host_get(c->frontier, str_of(h->name), a, &r))
		r = (struct host_record){ .robots = STR_NONE };
	r.name = str_of(h->name);
	r.state = str_of(host_state_name(h->state));
	r.reason = str_of(h->reason);
	r.since = h->since_us / HOST_SECOND;
	r.next_due = (h->next_us + HOST_SECOND - 1) / HOST_SECOND;
	r.throttles = h->throttles;
	r.throttled_at = h->throttled_us / HOST_SECOND;
	r.tls = h->tls;
	r.plain = h->plain;
	r.tls_at = h->tls_us / HOST_SECOND;
	frontier_host_put(c->frontier, &r);
	c->uncommitted++;
	arena_free(a);
}

bool
visit_queue(struct crawl *c, const struct todo *t)
{
	c->uncommitted++;
	if (!frontier_add(c->frontier, t))
		return false;
	c->tally.left++;
	visit_host(c, url_authority(t->url.p), t->start);
	return true;
}

struct str
visit_links_key(const struct crawl *c, const struct visit *v)
{
	if (v->todo.kind != KIND_LIST && v->todo.kind != KIND_PAGE)
		return arena_printf(v->arena, "%d", PARSER_VERSION);
	return arena_printf(v->arena, "%d %d-%d %s", LIST_VERSION,
	    c->year_from, c->year_to,
	    v->portal != NULL ? v->portal->dialect : "auto");
}

enum http_gate
visit_gate(void *crawl, void *tag, const struct sockaddr *sa)
{
	struct crawl *c = crawl;
	struct visit *v = tag;
	char ip[64];

	if (!nets_allow(c->nets, sa) && (v->portal == NULL ||
	    !nets_allow(&v->portal->nets, sa)))
		return HTTP_GATE_REFUSE;
	net_name(sa, ip, sizeof(ip));
	return host_claim(&c->addresses, v->host, ip, visit_now()) ?
	    HTTP_GATE_OPEN : HTTP_GATE_LATER;
}

static struct visit *
make(struct crawl *c, struct host *h)
{
	struct visit *v = c->idle;
	struct arena *own;

	if (v != NULL) {
		c->idle = v->next;
		c->n_idle--;
		own = v->own;
	} else {
		v = xcalloc(1, sizeof(*v));
		own = arena_new(OWN_BYTES);
	}
	*v = (struct visit){ .own = own, .arena = own, .host = h };
	return v;
}

static void
end(struct crawl *c, struct visit *v)
{
	if (c->n_idle == VISIT_MAX_IDLE) {
		visit_free(v);
		return;
	}
	arena_reset(v->own);
	buf_release(&v->packed.bytes);
	v->next = c->idle;
	c->idle = v;
	c->n_idle++;
}

void
visit_free(struct visit *v)
{
	arena_free(v->own);
	buf_release(&v->packed.bytes);
	free(v);
}

void
visit_release_idle(struct crawl *c)
{
	struct visit *v;

	while ((v = c->idle) != NULL) {
		c->idle = v->next;
		visit_free(v);
	}
	c->n_idle = 0;
	if (c->work != NULL)
		arena_free(c->work);
	c->work = NULL;
}

static void
ask_robots(struct visit *v)
{
	struct host *h = v->host;

	v->robots = true;
	v->url = arena_printf(v->arena, "%s",
	    h->robots_url != NULL ? h->robots_url : "").p;
	if (h->robots_url == NULL)
		v->url = arena_printf(v->arena, "%s://%s/robots.txt",
		    v->todo.url.p[4] == 's' ? "https" : "http", h->name).p;
	v->get = (struct http_get){ .url = str_of(v->url),
		.max_body = MAX_ROBOTS, .tls = (enum http_tls)h->tls, .tag = v };
}

/* What the URL says to send, or STR_NONE. */
static struct str
form_of(const struct visit *v)
{
	struct str form = url_form(v->url);
	struct buf b;

	if (form.p == NULL || !url_is_json(form))
		return form;
	buf_init(&b, URL_MAX);
	url_unescape(&b, form);
	form = arena_str(v->arena, buf_str(&b));
	buf_release(&b);
	return form;
}

static void
ask_page(const struct crawl *c, struct visit *v)
{
	const struct known *k = &v->todo.known;
	bool ask = k->record_id.p != NULL && k->links_key.p != NULL &&
	    str_eq(k->links_key, visit_links_key(c, v)) &&
	    v->todo.form.p == NULL;
	struct str referer = STR_NONE;

	/* JPAAS answers only to who comes from the page of its column. */
	if (v->todo.kind == KIND_LIST && v->todo.via.n > 0 &&
	    str_eq(url_authority(v->todo.via.p), url_authority(v->todo.url.p)))
		referer = url_asked(v->todo.via.p);
	v->url = v->todo.url.p;
	v->get = (struct http_get){ .url = url_asked(v->url),
		.form = v->todo.form.p != NULL ? v->todo.form :
		    form_of(v),
		.by_script = v->todo.form.p == NULL,
		.etag = ask ? k->etag : STR_NONE,
		.last_modified = ask ? k->last_modified : STR_NONE,
		.referer = referer, .tls = (enum http_tls)v->host->tls,
		.max_body = v->todo.kind == KIND_LIST ? MAX_LIST :
		    v->todo.kind == KIND_REPORT ? MAX_REPORT : HTTP_MAX_BODY,
		.tag = v };
}

/* Other ports than the web's only where the portal itself has it. */
static bool
is_port_allowed(const struct visit *v)
{
	int port = url_port(v->todo.url.p);

	return port == 80 || port == 443 ||
	    (v->todo.start.n > 0 && port == url_port(v->todo.start.p));
}

/* Path and query without a form. */
static struct str
asked_target(const char *url)
{
	struct str target = url_target(url);

	return str_sub(target, 0, url_asked(url).n -
	    (size_t)(target.p - url));
}

/* Makes the request of a visit; false when it needs none. */
static bool
make_request(struct crawl *c, struct visit *v)
{
	struct host *h = v->host;
	long long age = visit_now() - h->robots_at_us;

	/* What is asked for only because it might be there can do without. */
	if (v->todo.kind == KIND_SITEMAP && h->state != HOST_FINE) {
		frontier_done(c->frontier, &v->todo);
		c->tally.left--;
		c->tally.done++;
		return false;
	}
	if (!is_port_allowed(v)) {
		answer_refuse(c, v, "port");
		return false;
	}
	if (h->plain && str_starts(v->todo.url, STR("https:")) &&
	    str_starts(v->todo.start, STR("http:"))) {
		v->url = v->todo.url.p;
		answer_plain(c, v, NULL);
		return false;
	}
	if (h->robots != NULL && age > VISIT_ROBOTS_S * HOST_SECOND) {
		robots_free(h->robots);
		h->robots = NULL;
		h->robots_tries = h->robots_hops = 0;
	}
	if (h->robots != NULL && !robots_allows(h->robots,
	    asked_target(v->todo.url.p))) {
		answer_refuse(c, v, "robots");
		return false;
	}
	if (h->robots == NULL)
		ask_robots(v);
	else
		ask_page(c, v);
	return true;
}

struct visit *
visit_prepare(struct crawl *c, struct host *h)
{
	struct visit *v;
	long long due, now = visit_now();

	if (now < h->next_us)	/* what is due when the host is */
		now = h->next_us;
	for (;;) {
		v = make(c, h);
		if (!frontier_next(c->frontier, str_of(h->name),
		    now / HOST_SECOND, v->arena, &v->todo))
			break;
		v->portal = portals_find(&c->portals, v->todo.start);
		if (make_request(c, v)) {
			host_start(h);
			return v;
		}
		end(c, v);
	}
	end(c, v);
	due = frontier_due(c->frontier, str_of(h->name));
	h->work = due >= 0;
	h->wake_us = due * HOST_SECOND;
	return NULL;
}

void
visit_finish(struct crawl *c, struct http_reply *r)
{
	struct visit *v = r->tag;

	if (c->work == NULL)
		c->work = arena_new(WORK_BYTES);
	v->arena = c->work;
	v->host->busy = false;
	v->host->work = true;
	if (v->robots)
		answer_robots(c, v, r);
	else
		answer_page(c, v, r);
	http_reply_free(r);
	end(c, v);
	arena_reset(c->work);
}
