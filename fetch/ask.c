/* SPDX-License-Identifier: MIT */
/*
 * Visits wait in a heap by the time their host is due. What the two threads
 * share is behind the lock; it is never held while something is waited for.
 */
#include "ask.h"

#include <assert.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "msg.h"
#include "now.h"
#include "pack.h"

enum {
	MAX_RUNNING = 256,	/* requests at a time, all hosts together */
	MAX_WAITING = 64 << 20,	/* bytes of answers that nobody took yet */
	BATCH = 4,		/* started before the first of them is sent */
	GRACE_S = 20,		/* for what is under way at the end */
	LOOK_S = 1		/* whether there is something new */
};

struct ask {
	struct http *http;
	struct pack *pack;
	atomic_int packing;	/* answers that it has */
	pthread_t thread;
	long max_requests;
	long long max_bytes;
	atomic_long requests;	/* started so far */
	atomic_llong received;
	atomic_bool stop, close;

	pthread_mutex_t lock;	/* of the next members */
	pthread_cond_t answered;
	struct visit *put;	/* not in the heap yet */
	struct http_reply *first, **last;	/* answers */
	size_t waiting;		/* bytes of them */
	long long sleeps_until_us;	/* 0: awake */
	bool quiet;		/* nothing is running and nothing will */

	struct visit **heap;	/* the thread's own */
	size_t n, room;
};

static bool
is_before(const struct visit *a, const struct visit *b)
{
	return a->due_us != b->due_us ? a->due_us < b->due_us :
	    a->ready_us < b->ready_us;
}

static void
push(struct ask *a, struct visit *v)
{
	size_t i;

	if (a->n == a->room) {
		a->room = a->room * 2 + 64;
		a->heap = xrealloc(a->heap, a->room * sizeof(*a->heap));
	}
	for (i = a->n++; i > 0 && is_before(v, a->heap[(i - 1) / 2]);
	    i = (i - 1) / 2)
		a->heap[i] = a->heap[(i - 1) / 2];
	a->heap[i] = v;
}

static struct visit *
pop(struct ask *a)
{
	struct visit *top = a->heap[0], *v = a->heap[--a->n];
	size_t i, k;

	for (i = 0; (k = 2 * i + 1) < a->n; i = k) {
		if (k + 1 < a->n && is_before(a->heap[k + 1], a->heap[k]))
			k++;
		if (!is_before(a->heap[k], v))
			break;
		a->heap[i] = a->heap[k];
	}
	a->heap[i] = v;
	return top;
}

bool
ask_is_ending(const struct ask *a)
{
	return a->stop || (a->max_requests > 0 &&
	    a->requests >= a->max_requests) ||
	    (a->max_bytes > 0 && a->received >= a->max_bytes);
}

/* Takes in what was put; whether more answers may be asked for. */
static bool
take(struct ask *a)
{
	struct visit *v;
	bool room;

	pthread_mutex_lock(&a->lock);
	a->sleeps_until_us = 0;
	while ((v = a->put) != NULL) {
		a->put = v->next;
		v->due_us = v->ready_us = v->host->next_us;
		push(a, v);
	}
	room = a->waiting < MAX_WAITING;
	pthread_mutex_unlock(&a->lock);
	return room;
}

/* Starts some of what is due; when more will be. */
static long long
start_due(struct ask *a)
{
	long long now = visit_now(), free_us;
	struct visit *v;
	int started = 0;

	while (a->n > 0 && a->heap[0]->due_us <= now && !ask_is_ending(a) &&
	    http_running(a->http) < MAX_RUNNING) {
		if (started == BATCH)
			return now;
		v = pop(a);
		free_us = host_free_us(v->host, now);
		if (free_us > now) {	/* its address is in use */
			v->due_us = free_us;
			push(a, v);
			continue;
		}
		warc_now(v->date);
		a->requests++;
		http_start(a->http, &v->get);
		started++;
	}
	return a->n > 0 && a->heap[0]->due_us > now ? a->heap[0]->due_us :
	    now + LOOK_S * HOST_SECOND;
}

/* Sleeps no longer than until_us, unless something was put meanwhile. */
static void
wait(struct ask *a, long long until_us)
{
	bool more;

	pthread_mutex_lock(&a->lock);
	more = a->put != NULL;
	a->sleeps_until_us = more ? 0 : until_us;
	pthread_mutex_unlock(&a->lock);
	http_wait(a->http, more ? 0 : until_us);
}

static void
hand_back(void *ask, struct http_reply *r)
{
	struct ask *a = ask;

	r->next = NULL;
	pthread_mutex_lock(&a->lock);
	*a->last = r;
	a->last = &r->next;
	a->waiting += r->body.n;
	a->packing--;
	pthread_cond_signal(&a->answered);
	pthread_mutex_unlock(&a->lock);
	if (ask_is_ending(a))	/* it may be the last one */
		http_wake(a->http);
}

static void
take_answers(struct ask *a)
{
	struct http_reply *r;
	struct visit *v;

	while ((r = http_next(a->http)) != NULL) {
		v = r->tag;
		if (r->result == HTTP_BUSY) {
			a->requests--;
			host_put_off(v->host, r->ended_us);
			push(a, v);
			http_reply_free(r);
			continue;
		}
		a->received += (long long)r->bytes;
		host_end(v->host, r->ended_us, r->duration_ms);
		a->packing++;
		if (!pack_put(a->pack, r))
			hand_back(a, r);
	}
}

static void *
run(void *arg)
{
	struct ask *a = arg;
	long long until_us, ending_us = 0;
	bool room;

	while (!a->close) {
		room = take(a);
		until_us = visit_now() + LOOK_S * HOST_SECOND;
		if (room)
			until_us = start_due(a);
		if (ask_is_ending(a) && ending_us == 0)
			ending_us = visit_now();
		if (ending_us > 0 &&
		    visit_now() - ending_us > GRACE_S * HOST_SECOND)
			http_stop(a->http);
		wait(a, until_us);
		take_answers(a);
		if (ask_is_ending(a) && http_running(a->http) == 0 &&
		    a->packing == 0) {
			pthread_mutex_lock(&a->lock);
			a->quiet = true;
			pthread_cond_signal(&a->answered);
			pthread_mutex_unlock(&a->lock);
		}
	}
	return NULL;
}

/* Signals are for the thread that can end the run in order. */
static void
start_thread(struct ask *a)
{
	sigset_t all, old;
	int rc;

	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &old);
	rc = pthread_create(&a->thread, NULL, run, a);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	if (rc != 0)
		fatal("could not start a thread: %s", strerror(rc));
}

struct ask *
ask_start(struct crawl *c, const char *user_agent, const char *spool_dir,
    long max_requests, long long max_bytes)
{
	struct ask *a = xcalloc(1, sizeof(*a));
	struct http_options o = { user_agent, spool_dir, visit_gate, c };
	pthread_condattr_t clock;

	a->http = http_new(&o);
	a->max_requests = max_requests;
	a->max_bytes = max_bytes;
	a->last = &a->first;
	if (pthread_mutex_init(&a->lock, NULL) != 0 ||
	    pthread_condattr_init(&clock) != 0 ||
	    pthread_condattr_setclock(&clock, NOW_WAIT_CLOCK) != 0 ||
	    pthread_cond_init(&a->answered, &clock) != 0)
		fatal("could not make a lock");
	a->pack = pack_start(c->warc, hand_back, a);
	start_thread(a);
	return a;
}

void
ask_put(struct ask *a, struct visit *v)
{
	bool asleep;

	pthread_mutex_lock(&a->lock);
	v->next = a->put;
	a->put = v;
	asleep = v->host->next_us < a->sleeps_until_us;
	if (asleep)
		a->sleeps_until_us = 0;	/* one call wakes it */
	pthread_mutex_unlock(&a->lock);
	if (asleep)
		http_wake(a->http);
}

struct http_reply *
ask_answers(struct ask *a, long long until_us)
{
	const struct timespec at = now_wait(until_us);
	struct http_reply *r;
	int rc = 0;

	pthread_mutex_lock(&a->lock);
	while (a->first == NULL && !a->quiet && rc == 0)
		rc = pthread_cond_timedwait(&a->answered, &a->lock, &at);
	r = a->first;
	a->first = NULL;
	a->last = &a->first;
	a->waiting = 0;
	pthread_mutex_unlock(&a->lock);
	return r;
}

void
ask_stop(struct ask *a)
{
	if (atomic_exchange(&a->stop, true))
		return;
	http_wake(a->http);
}

bool
ask_is_over(struct ask *a)
{
	bool over;

	pthread_mutex_lock(&a->lock);
	over = a->quiet && a->first == NULL;
	pthread_mutex_unlock(&a->lock);
	return over;
}

long
ask_requests(const struct ask *a)
{
	return a->requests;
}

void
ask_free(struct ask *a)
{
	struct visit *v;

	a->close = true;
	http_wake(a->http);
	pthread_join(a->thread, NULL);
	pack_free(a->pack);
	while (a->n > 0)
		visit_free(a->heap[--a->n]);
	while ((v = a->put) != NULL) {
		a->put = v->next;
		visit_free(v);
	}
	assert(a->first == NULL);
	free(a->heap);
	http_free(a->http);
	pthread_cond_destroy(&a->answered);
	pthread_mutex_destroy(&a->lock);
	free(a);
}
