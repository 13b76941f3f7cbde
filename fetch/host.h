/* SPDX-License-Identifier: MIT */
/*
 * host: how politely each host is asked. One request at a time per host and
 * per address (names may share a server); the delay runs from the end of a
 * request to the start of the next. A host that says "later" is asked later,
 * one that keeps failing or refusing is left alone for the rest of the run.
 *
 * Times are milliseconds since 1970 and always handed in.
 */
#ifndef HOST_H
#define HOST_H

#include "str.h"

enum {
	HOST_MAX_FAILURES = 5,	/* in a row: left alone for this run */
	HOST_MAX_REFUSALS = 5,
	HOST_MAX_CHALLENGES = 3,
	HOST_MAX_THROTTLES = 5,
	HOST_BACKOFF_S = 60,	/* 429 or 503 without Retry-After, doubled */
	HOST_MAX_BACKOFF_S = 86400,
	HOST_PATIENCE_S = 600,	/* longer waits are left to the next run */
	HOST_MAX_CRAWL_DELAY_S = 30,
	HOST_MAX_PAUSE_MS = 30000,	/* that slow answers can make it */
	HOST_ADDRESSES = 4	/* of one host at a time */
};

enum host_state { HOST_FINE, HOST_SLOW, HOST_BLOCKED, HOST_FAILING };

/* "fine", "slow", "blocked", "failing", as in crawllog(5) */
const char *host_state_name(enum host_state);
enum host_state host_state_of(struct str name);

struct robots;
struct address;

struct host {
	char *name;		/* host[:port] */
	int delay_ms;		/* that was asked for */
	int answer_ms;		/* what an answer takes, on average */
	long long next_ms;	/* not before */
	bool busy;		/* a request is running */
	bool given_up;		/* for the rest of this run */
	bool work;		/* the frontier may have something for it */
	int failures, refusals, throttles, challenges; /* in a row */
	enum host_state state;
	char reason[64];
	long long since_ms;	/* of the state */
	struct address *address[HOST_ADDRESSES];	/* last used */
	/* The rules, once they are known; owned. */
	struct robots *robots;
	char *robots_url;	/* where they are, after redirects; or NULL */
	int tls;		/* as http.h: how strict it lets us be */
	int robots_hops, robots_tries;
	int robots_status;
	long long robots_at_ms;
};

struct hosts {
	struct host **host;
	size_t n;
	struct address **address;
	size_t n_addresses;
};

void hosts_release(struct hosts *);

/* The host of this name; made with the delay given if it is new. */
struct host *hosts_get(struct hosts *, struct str name, int delay_ms);

/* Whether a request may start now, as far as is known before connecting. */
bool host_ready(const struct host *, long long now_ms);

void host_start(struct host *);

/*
 * Claims an address for the running request. False when another host is
 * using it or did so too recently: nothing must be sent to it now.
 */
bool host_claim(struct hosts *, struct host *, const char *ip,
    long long now_ms);

/*
 * The request was over at end_ms, which is rounded up, and took took_ms; from
 * its end on the delay of host and addresses is counted.
 */
void host_end(struct host *, long long end_ms, int took_ms);

/*
 * The pause between two requests: what was asked for, but no less than twice
 * the time that answers take, so that a server in trouble gets rest.
 */
int host_pause_ms(const struct host *);

/* The connection was put off by host_claim(); nothing was sent. */
void host_put_off(struct host *, long long now_ms);

/* What came of it: content or a normal error; no or a broken answer; */
void host_answered(struct host *, long long now_ms);
void host_failed(struct host *, const char *why, long long now_ms);
/* 429 or 503, with what Retry-After said in seconds or -1; */
void host_throttled(struct host *, long long retry_after_s, long long now_ms);
/* 403, 412, 521: it does not want us. */
void host_refused(struct host *, int status, long long now_ms);
/* a guard's page came instead of the page: it wants a browser. */
void host_challenged(struct host *, long long now_ms);

#endif
