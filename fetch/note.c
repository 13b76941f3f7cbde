/* SPDX-License-Identifier: MIT */
#include "note.h"

#include <time.h>

#include "exchange.h"
#include "msg.h"
#include "url.h"

void
note_attempt(struct crawl *c, const struct visit *v,
    const struct http_reply *r, const struct note *n)
{
	struct attempt a = {
		.time = str_of(v->date), .todo = &v->todo,
		.url = v->robots ? str_of(v->url) : STR_NONE,
		.kind = v->robots ? KIND_ROBOTS : v->todo.kind,
		.outcome = str_of(n->outcome), .reason = str_of(n->reason),
		.place = n->place.file[0] != '\0' ? &n->place : NULL,
		.digest = str_of(n->place.payload_digest),
	};

	if (strcmp(n->outcome, "not_modified") == 0)
		a.digest = v->todo.known.digest;
	if (r != NULL) {
		a.status = r->status;
		a.bytes = (long long)r->bytes;
		a.duration_ms = r->duration_ms;
		if (str_starts(str_of(v->url), STR("https:")))
			a.tls = str_of(http_tls_name(r->tls));
		a.detail = n->detail.n > 0 ? n->detail :
		    str_of(r->detail);
		a.etag = http_header(r, "ETag");
		a.last_modified = http_header(r, "Last-Modified");
		a.location = http_header(r, "Location");
	}
	if (n->location.n > 0)
		a.location = n->location;
	crawllog_attempt(c->log, &a);
	c->uncommitted++;
}

static void
count(struct crawl *c, const struct visit *v, const struct note *n)
{
	struct tally *t = &c->tally;
	enum kind kind = v->todo.kind;

	t->left--;
	t->done++;
	if (kind == KIND_SITEMAP)
		return;
	if (strcmp(n->outcome, "redirect") == 0) {
		t->redirects++;
		return;
	}
	t->seen++;
	if (strcmp(n->outcome, "rejected") == 0) {
		t->rejected++;
		return;
	}
	if (strcmp(n->outcome, "same") == 0 ||
	    strcmp(n->outcome, "not_modified") == 0)
		t->same++;
	else
		t->ok++;
	t->lists += kind == KIND_LIST;
	t->reports += kind == KIND_REPORT;
	t->attachments += kind == KIND_ATTACHMENT;
}

/* Whether a refusal says anything of this URL, not of its host or of us. */
static bool
is_refusal(const struct visit *v, const struct note *n)
{
	return (v->todo.kind == KIND_REPORT ||
	    v->todo.kind == KIND_ATTACHMENT) &&
	    strcmp(n->outcome, "rejected") == 0 && !str_is_any(
	    str_of(n->reason), "robots address port dns connect tls");
}

/* What was refused on several days is tried less often, which the log says. */
static void
put_off(struct crawl *c, const struct visit *v, const struct http_reply *r,
    struct note *n)
{
	time_t due = (time_t)frontier_refused(c->frontier, &v->todo,
	    visit_now() / HOST_SECOND);
	struct str why = n->detail.n > 0 || r == NULL ? n->detail :
	    str_of(r->detail);
	char day[16];
	struct tm tm;

	if (due == 0)
		return;
	gmtime_r(&due, &tm);
	strftime(day, sizeof(day), "%Y-%m-%d", &tm);
	n->detail = arena_printf(v->arena, "%.*s%sagain from %s",
	    STR_ARG(why), why.n > 0 ? ", " : "", day);
}

void
note_settle(struct crawl *c, struct visit *v, const struct http_reply *r,
    struct note *n)
{
	if (is_refusal(v, n))
		put_off(c, v, r, n);
	else if (strcmp(n->outcome, "redirect") == 0)
		frontier_given(c->frontier, &v->todo);
	note_attempt(c, v, r, n);
	frontier_done(c->frontier, &v->todo);
	count(c, v, n);
}

void
note_archive(struct crawl *c, const struct visit *v, const struct http_reply *r,
    enum warc_profile profile, struct note *n)
{
	struct exchange cap = {
		.url = url_asked(v->url), .reply = r, .date = str_of(v->date),
		.via = v->todo.via, .hops = v->todo.depth +
		    v->todo.place.page,
		.known = &v->todo.known, .profile = profile,
		.digest = n->digest, .truncated = n->truncated,
		.links = &n->links, .packed = &v->packed,
	};
	struct warc_place last;

	if (exchange_write(c->warc, &cap, &n->place, &last) != 0)
		fatal("could not write the archive: %s",
		    warc_writer_error(c->warc));
	cdxj_add(&c->index, &(struct cdxj_entry){ .url = cap.url,
		.form = v->get.form, .date = cap.date,
		.mime = http_header(r, "Content-Type"),
		.status = r->status, .revisit = profile != WARC_NO_PROFILE,
		.digest = str_of(n->place.payload_digest),
		.file = str_of(n->place.file), .offset = n->place.offset,
		.length = n->place.length });
	memcpy(c->warc_file, last.file, sizeof(c->warc_file));
	c->warc_bytes = last.offset + last.length;
	c->tally.bytes += (long long)r->bytes;
}

bool
note_retry(struct crawl *c, struct visit *v, const struct http_reply *r,
    struct note *n, bool counts)
{
	long long now = visit_now() / HOST_SECOND;

	if (counts && ++v->todo.tries >= VISIT_MAX_TRIES &&
	    !v->host->given_up) {
		n->outcome = "rejected";
		note_settle(c, v, r, n);
		return false;
	}
	n->outcome = "retry";
	note_attempt(c, v, r, n);
	frontier_retry(c->frontier, &v->todo, !counts ? now :
	    now + (VISIT_RETRY_S << (v->todo.tries - 1)));
	c->tally.retries++;
	return true;
}
