/* SPDX-License-Identifier: MIT */
#include "relay.h"

#include <pthread.h>
#include <stdlib.h>

#include "msg.h"

enum { BATCHES = 2 };

struct relay {
	pthread_mutex_t lock;
	pthread_cond_t changed;
	struct batch batches[BATCHES];
	unsigned filled, done;	/* so many so far; they are taken in turn */
};

struct relay *
relay_new(void)
{
	struct relay *r = xcalloc(1, sizeof(*r));

	if (pthread_mutex_init(&r->lock, NULL) != 0 ||
	    pthread_cond_init(&r->changed, NULL) != 0)
		fatal("could not make a lock");
	for (int i = 0; i < BATCHES; i++)
		batch_init(&r->batches[i]);
	return r;
}

void
relay_free(struct relay *r)
{
	for (int i = 0; i < BATCHES; i++)
		batch_release(&r->batches[i]);
	pthread_cond_destroy(&r->changed);
	pthread_mutex_destroy(&r->lock);
	free(r);
}

struct batch *
relay_empty(struct relay *r)
{
	struct batch *b;

	pthread_mutex_lock(&r->lock);
	while (r->filled - r->done == BATCHES)
		pthread_cond_wait(&r->changed, &r->lock);
	b = &r->batches[r->filled % BATCHES];
	pthread_mutex_unlock(&r->lock);
	return b;
}

/* One more, and whoever waits for it knows. */
static void
count(struct relay *r, unsigned *n)
{
	pthread_mutex_lock(&r->lock);
	++*n;
	pthread_cond_broadcast(&r->changed);
	pthread_mutex_unlock(&r->lock);
}

void
relay_filled(struct relay *r)
{
	count(r, &r->filled);
}

struct batch *
relay_next(struct relay *r)
{
	struct batch *b;

	pthread_mutex_lock(&r->lock);
	while (r->filled == r->done)
		pthread_cond_wait(&r->changed, &r->lock);
	b = &r->batches[r->done % BATCHES];
	pthread_mutex_unlock(&r->lock);
	return b;
}

void
relay_done(struct relay *r)
{
	count(r, &r->done);
}
