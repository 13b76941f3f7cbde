/* SPDX-License-Identifier: MIT */
#include "host.h"

#include <stdio.h>
#include <stdlib.h>

#include "msg.h"
#include "robots.h"

/* A server, whatever names it has. */
struct address {
	const struct host *user;	/* whose request is running, or NULL */
	long long next_us;
};

enum { IN_USE_US = 2000 };	/* an address: look again after so long */

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

	for (i = 0; i < hs->names.n; i++) {
		robots_free(hs->host[i]->robots);
		free(hs->host[i]->robots_url);
		free(hs->host[i]);
	}
	free(hs->host);
	names_release(&hs->names);
	*hs = (struct hosts){ .host = NULL };
}

void
addresses_release(struct addresses *as)
{
	size_t i;

	for (i = 0; i < as->names.n; i++)
		free(as->address[i]);
	free(as->address);
	names_release(&as->names);
	*as = (struct addresses){ .address = NULL };
}

/*
 * Where in its pause a host starts, in parts of 1: hosts that start all at
 * once would for ever be due all at once, and wait for one another. Multiples
 * of the golden section spread evenly however many there will be.
 */
static double
phase(size_t i)
{
	double x = (double)i * 0.6180339887498949;

	return x - (double)(long long)x;
}

struct host *
hosts_get(struct hosts *hs, struct str name, int delay_ms, long long now_us)
{
	size_t n = hs->names.n, i = names_get(&hs->names, name);
	struct host *h;

	if (i < n)
		return hs->host[i];
	h = xcalloc(1, sizeof(*h));
	h->name = hs->names.name[i];
	h->delay_ms = delay_ms;
	if (delay_ms > HOST_MAX_PHASE_MS)
		delay_ms = HOST_MAX_PHASE_MS;
	h->next_us = now_us + (long long)(phase(i) * delay_ms * 1000);
	hs->host = xrealloc(hs->host, (i + 1) * sizeof(*hs->host));
	hs->host[i] = h;
	return h;
}

static struct address *
find_address(struct addresses *as, const char *ip)
{
	size_t n = as->names.n, i = names_get(&as->names, str_of(ip));

	if (i < n)
		return as->address[i];
	as->address = xrealloc(as->address, (i + 1) * sizeof(*as->address));
	as->address[i] = xcalloc(1, sizeof(*as->address[i]));
	return as->address[i];
}

static bool
is_free(const struct address *a, const struct host *h, long long now_us)
{
	return a->user == h || (a->user == NULL && now_us >= a->next_us);
}

bool
host_ready(const struct host *h, long long now_us)
{
	return !h->busy && !h->given_up && h->work && now_us >= h->wake_us;
}

long long
host_free_us(const struct host *h, long long now_us)
{
	long long us = h->next_us;
	const struct address *a;
	int i;

	for (i = 0; i < HOST_ADDRESSES && (a = h->address[i]) != NULL; i++) {
		if (a->user != NULL && us < now_us + IN_USE_US)
			us = now_us + IN_USE_US;
		else if (us < a->next_us)
			us = a->next_us;
	}
	return us;
}

void
host_start(struct host *h)
{
	h->busy = true;
}

bool
host_claim(struct addresses *as, struct host *h, const char *ip,
    long long now_us)
{
	struct address *a = find_address(as, ip);
	int i;

	for (i = 0; i < HOST_ADDRESSES - 1; i++)
		if (h->address[i] == NULL || h->address[i] == a)
			break;
	if (h->address[i] != NULL && h->address[i] != a &&
	    h->address[i]->user == h)
		h->address[i]->user = NULL;
	h->address[i] = a;
	if (!is_free(a, h, now_us))
		return false;
	a->user = h;
	return true;
}

static void
let_go(struct host *h, long long next_us)
{
	int i;

	for (i = 0; i < HOST_ADDRESSES && h->address[i] != NULL; i++) {
		if (h->address[i]->user != h)
			continue;
		h->address[i]->user = NULL;
		if (next_us > h->address[i]->next_us)
			h->address[i]->next_us = next_us;
	}
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
host_end(struct host *h, long long end_us, int took_ms)
{
	long long next_us;

	h->answer_ms += (took_ms - h->answer_ms) / 4;
	next_us = end_us + host_pause_ms(h) * 1000LL;
	if (next_us > h->next_us)
		h->next_us = next_us;
	let_go(h, next_us);
}

void
host_put_off(struct host *h, long long now_us)
{
	let_go(h, now_us);
}

static void
set_state(struct host *h, enum host_state s, const char *why,
    long long now_us)
{
	if (s != h->state || h->since_us == 0)
		h->since_us = now_us;
	h->state = s;
	snprintf(h->reason, sizeof(h->reason), "%s", why);
}

bool
host_is_tried(long long since, long long now)
{
	/* a night is not always as long as the one before */
	long long days = (now - since + 43200) / 86400;

	return days <= 2 || days == 4 || days % 7 == 0;
}

void
host_answered(struct host *h, long long now_us)
{
	h->failures = h->refusals = h->throttles = h->challenges = 0;
	set_state(h, HOST_FINE, "", now_us);
}

void
host_failed(struct host *h, const char *why, long long now_us)
{
	if (++h->failures >= HOST_MAX_FAILURES)
		h->given_up = true;
	set_state(h, HOST_FAILING, why, now_us);
}

void
host_throttled(struct host *h, long long retry_after_s, long long now_us)
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
	if (now_us + wait * HOST_SECOND > h->next_us)
		h->next_us = now_us + wait * HOST_SECOND;
	h->throttled_us = now_us;
	set_state(h, HOST_SLOW, "throttled", now_us);
}

void
host_refused(struct host *h, int status, long long now_us)
{
	char why[32];

	if (++h->refusals < HOST_MAX_REFUSALS)
		return;
	h->given_up = true;
	snprintf(why, sizeof(why), "http_%d", status);
	set_state(h, HOST_BLOCKED, why, now_us);
}

void
host_challenged(struct host *h, long long now_us)
{
	if (++h->challenges >= HOST_MAX_CHALLENGES)
		h->given_up = true;
	set_state(h, HOST_BLOCKED, "challenge", now_us);
}

bool
host_is_alike(struct host *h, struct str digest)
{
	unsigned long long bits = 0;
	size_t i;

	for (i = 0; i < digest.n; i++)
		bits = bits * 31 + (unsigned char)digest.p[i];
	h->alike = bits == h->last_answer ? h->alike + 1 : 1;
	h->last_answer = bits;
	return h->alike >= HOST_MAX_ALIKE;
}
