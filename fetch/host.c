/* SPDX-License-Identifier: MIT */
#include "host.h"

#include <stdio.h>
#include <stdlib.h>

#include "msg.h"
#include "robots.h"

/* A server, whatever names it has. */
struct address {
	char *ip;
	const struct host *user;	/* whose request is running, or NULL */
	long long next_ms;
};

static const char *const state_names[] = { "fine", "slow", "blocked",
	"failing" };

const char *
host_state_name(enum host_state s)
{
	return state_names[s];
}

enum host_state
host_state_of(struct str name)
{
	int s;

	for (s = HOST_FAILING; s > HOST_FINE; s--)
		if (str_eq(name, str_of(state_names[s])))
			break;
	return (enum host_state)s;
}

void
hosts_release(struct hosts *hs)
{
	size_t i;

	for (i = 0; i < hs->n; i++) {
		robots_free(hs->host[i]->robots);
		free(hs->host[i]->robots_url);
		free(hs->host[i]->name);
		free(hs->host[i]);
	}
	for (i = 0; i < hs->n_addresses; i++) {
		free(hs->address[i]->ip);
		free(hs->address[i]);
	}
	free(hs->host);
	free(hs->address);
	*hs = (struct hosts){ .n = 0 };
}

struct host *
hosts_get(struct hosts *hs, struct str name, int delay_ms)
{
	struct host *h;
	size_t i;

	for (i = 0; i < hs->n; i++)
		if (str_eq(str_of(hs->host[i]->name), name))
			return hs->host[i];
	h = xcalloc(1, sizeof(*h));
	h->name = xmalloc(name.n + 1);
	memcpy(h->name, name.p, name.n);
	h->name[name.n] = '\0';
	h->delay_ms = delay_ms;
	hs->host = xrealloc(hs->host, (hs->n + 1) * sizeof(*hs->host));
	hs->host[hs->n++] = h;
	return h;
}

static struct address *
find_address(struct hosts *hs, const char *ip)
{
	struct address *a;
	size_t i;

	for (i = 0; i < hs->n_addresses; i++)
		if (strcmp(hs->address[i]->ip, ip) == 0)
			return hs->address[i];
	a = xcalloc(1, sizeof(*a));
	a->ip = xstrdup(ip);
	hs->address = xrealloc(hs->address,
	    (hs->n_addresses + 1) * sizeof(*hs->address));
	hs->address[hs->n_addresses++] = a;
	return a;
}

static bool
is_free(const struct address *a, const struct host *h, long long now_ms)
{
	return a->user == h || (a->user == NULL && now_ms >= a->next_ms);
}

bool
host_ready(const struct host *h, long long now_ms)
{
	int i;

	if (h->busy || h->given_up || !h->work || now_ms < h->next_ms)
		return false;
	for (i = 0; i < HOST_ADDRESSES; i++)
		if (h->address[i] != NULL && !is_free(h->address[i], h,
		    now_ms))
			return false;
	return true;
}

void
host_start(struct host *h)
{
	h->busy = true;
}

bool
host_claim(struct hosts *hs, struct host *h, const char *ip,
    long long now_ms)
{
	struct address *a = find_address(hs, ip);
	int i;

	for (i = 0; i < HOST_ADDRESSES - 1; i++)
		if (h->address[i] == NULL || h->address[i] == a)
			break;
	if (h->address[i] != NULL && h->address[i]->user == h)
		h->address[i]->user = NULL;
	h->address[i] = a;
	if (!is_free(a, h, now_ms))
		return false;
	a->user = h;
	return true;
}

static void
let_go(struct host *h, long long next_ms)
{
	int i;

	for (i = 0; i < HOST_ADDRESSES && h->address[i] != NULL; i++) {
		if (h->address[i]->user != h)
			continue;
		h->address[i]->user = NULL;
		if (next_ms > h->address[i]->next_ms)
			h->address[i]->next_ms = next_ms;
	}
	h->busy = false;
}

int
host_pause_ms(const struct host *h)
{
	int rest = 2 * h->answer_ms;

	if (rest > HOST_MAX_PAUSE_MS)
		rest = HOST_MAX_PAUSE_MS;
	return rest > h->delay_ms ? rest : h->delay_ms;
}

void
host_end(struct host *h, long long end_ms, int took_ms)
{
	long long next_ms;

	h->answer_ms += (took_ms - h->answer_ms) / 4;
	next_ms = end_ms + host_pause_ms(h);
	if (next_ms > h->next_ms)
		h->next_ms = next_ms;
	let_go(h, next_ms);
}

void
host_put_off(struct host *h, long long now_ms)
{
	let_go(h, now_ms);
}

static void
set_state(struct host *h, enum host_state s, const char *why,
    long long now_ms)
{
	if (s != h->state || h->since_ms == 0)
		h->since_ms = now_ms;
	h->state = s;
	snprintf(h->reason, sizeof(h->reason), "%s", why);
}

void
host_answered(struct host *h, long long now_ms)
{
	h->failures = h->refusals = h->throttles = h->challenges = 0;
	set_state(h, HOST_FINE, "", now_ms);
}

void
host_failed(struct host *h, const char *why, long long now_ms)
{
	if (++h->failures >= HOST_MAX_FAILURES)
		h->given_up = true;
	set_state(h, HOST_FAILING, why, now_ms);
}

void
host_throttled(struct host *h, long long retry_after_s, long long now_ms)
{
	long long wait = retry_after_s;
	int i;

	if (wait < 0) {
		wait = HOST_BACKOFF_S;
		for (i = 0; i < h->throttles && wait < HOST_MAX_BACKOFF_S; i++)
			wait *= 2;
	}
	if (wait > HOST_MAX_BACKOFF_S)
		wait = HOST_MAX_BACKOFF_S;
	if (++h->throttles >= HOST_MAX_THROTTLES || wait > HOST_PATIENCE_S)
		h->given_up = true;
	if (now_ms + wait * 1000 > h->next_ms)
		h->next_ms = now_ms + wait * 1000;
	set_state(h, HOST_SLOW, "throttled", now_ms);
}

void
host_refused(struct host *h, int status, long long now_ms)
{
	char why[32];

	if (++h->refusals < HOST_MAX_REFUSALS)
		return;
	h->given_up = true;
	snprintf(why, sizeof(why), "http_%d", status);
	set_state(h, HOST_BLOCKED, why, now_ms);
}

void
host_challenged(struct host *h, long long now_ms)
{
	if (++h->challenges >= HOST_MAX_CHALLENGES)
		h->given_up = true;
	set_state(h, HOST_BLOCKED, "challenge", now_ms);
}
