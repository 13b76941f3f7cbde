/* SPDX-License-Identifier: MIT */
/*
 * host: how politely each host is asked. One request at a time per host and
 * per address (names may share a server); the delay runs from the end of a
 * request to the start of the next. A host that says "later" is asked later,
 * one that keeps failing or refusing is left alone for the rest of the run.
 *
 * Times are microseconds since 1970 and always handed in.
 *
 * A host belongs to the thread that has its visit: to the one that asks from
 * host_start() to host_end() or host_put_off(), else to the one that takes
 * answers in, which alone has the table of hosts and the members `work`,
 * `wake_us` and `busy`. The addresses belong to the thread that asks.
 */
#ifndef HOST_H
#define HOST_H

#include <stdatomic.h>

#include "names.h"

enum {
	HOST_MAX_FAILURES = 5,	/* in a row: left alone for this run */
	HOST_MAX_REFUSALS = 5,
	HOST_MAX_CHALLENGES = 3,
	HOST_MAX_THROTTLES = 5,
	HOST_MAX_ALIKE = 3,	/* URLs in a row with the very same answer */
	HOST_BACKOFF_S = 60,	/* 429 or 503 without Retry-After, doubled */
	HOST_MAX_BACKOFF_S = 86400,
	HOST_PATIENCE_S = 600,	/* longer waits are left to the next run */
	HOST_MEMORY_S = 604800,	/* what was learned of it is good for so long */
	HOST_MAX_CRAWL_DELAY_S = 30,
	HOST_MAX_PAUSE_MS = 30000,	/* that slow answers can make it */
	HOST_MAX_PHASE_MS = 1000,	/* before the first request */
	HOST_ADDRESSES = 4	/* of one host at a time */
};

#define HOST_SECOND 1000000LL	/* in microseconds */

enum host_state { HOST_FINE, HOST_SLOW, HOST_BLOCKED, HOST_FAILING };

/* "fine", "slow", "blocked", "failing", as in crawllog(5) */
const char *host_state_name(enum host_state);
enum host_state host_state_of(struct str name);

struct robots;
struct address;

struct host {
	const char *name;	/* host[:port]; borrowed from the table */
	atomic_int delay_ms;	/* that was asked for */
	int answer_ms;		/* what an answer takes, on average */
	long long next_us;	/* not before */
	bool busy;		/* a visit is under way */
	bool given_up;		/* for the rest of this run */
	bool work;		/* the frontier may have something for it */
	long long wake_us;	/* but not before */
	int failures, refusals, throttles, challenges; /* in a row */
	int alike;		/* answers in a row that were like the last */
	unsigned long long last_answer;	/* some bits of its digest */
	enum host_state state;
	char reason[64];
	long long since_us;	/* of the state */
	struct address *address[HOST_ADDRESSES];	/* last used */
	/* The rules, once they are known; owned. */
	struct robots *robots;
	char *robots_url;	/* where they are, after redirects; or NULL */
	long long throttled_us;	/* when it last was */
	int tls;		/* as http.h: how strict it lets us be */
	bool plain;		/* https is dead there, http is asked for */
	long long tls_us;	/* when that was learned */
	int robots_hops, robots_tries;
	int robots_status;
	long long robots_at_us;
};

struct hosts {
	struct names names;
	struct host **host;	/* of each name */
};

void hosts_release(struct hosts *);

/*
 * The host of this name. A new one is made with the delay given, to be asked
 * within that time or a second.
 */
struct host *hosts_get(struct hosts *, struct str name, int delay_ms,
    long long now_us);

/* Whether a visit to it may be made ready. */
bool host_ready(const struct host *, long long now_us);

void host_start(struct host *);

/* Servers, whatever names they have. */
struct addresses {
	struct names names;
	struct address **address;
};

void addresses_release(struct addresses *);

/*
 * Claims an address for the running request. False when another host is
 * using it or did so too recently: nothing must be sent to it now.
 */
bool host_claim(struct addresses *, struct host *, const char *ip,
    long long now_us);

/*
 * When the host may be asked, as far as is known before connecting: now or
 * earlier if it may be at once.
 */
long long host_free_us(const struct host *, long long now_us);

/*
 * The request was over at end_us, and took took_ms; from its end on the delay
 * of host and addresses is counted.
 */
void host_end(struct host *, long long end_us, int took_ms);

/*
 * The pause between two requests: what was asked for, but no less than twice
 * the time that answers take, so that a server in trouble gets rest.
 */
int host_pause_ms(const struct host *);

/* The connection was put off by host_claim(); nothing was sent. */
void host_put_off(struct host *, long long now_us);

/*
 * Whether a host that failed without an answer, since then and until now
 * (seconds), is tried again for old times' sake: for two days, then on the
 * fourth, and once a week.
 */
bool host_is_tried(long long since, long long now);

/* What came of it: content or a normal error; no or a broken answer; */
void host_answered(struct host *, long long now_us);
void host_failed(struct host *, const char *why, long long now_us);
/* 429 or 503, with what Retry-After said in seconds or -1; */
void host_throttled(struct host *, long long retry_after_s, long long now_us);
/* 403, 412, 521: it does not want us. */
void host_refused(struct host *, int status, long long now_us);
/* a guard's page came instead of the page: it wants a browser. */
void host_challenged(struct host *, long long now_us);

/*
 * A report of the host answered with these bytes. True when too many URLs in
 * a row did: a server that is tired of us answers everything with one page.
 */
bool host_is_alike(struct host *, struct str digest);

#endif
