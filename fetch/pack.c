/* SPDX-License-Identifier: MIT */
#include "pack.h"

#include <assert.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

#include "exchange.h"
#include "msg.h"
#include "url.h"

enum { SMALL = 4096 };	/* bytes that are packed as fast as handed on */

struct pack {
	const struct warc_writer *warc;
	struct warc_packer *packer;
	void (*done)(void *arg, struct http_reply *);
	void *arg;
	pthread_t thread;

	pthread_mutex_t lock;	/* of the next members */
	pthread_cond_t more;
	struct http_reply *first, **last;
	int waiting;
	bool close;
};

static void
pack_one(struct pack *k, struct http_reply *r)
{
	struct visit *v = r->tag;
	struct exchange e = { .url = url_asked(v->url), .reply = r,
		.date = str_of(v->date) };
	struct warc_record record;
	char digest[WARC_DIGEST_SIZE];

	if (v->todo.known.digest.p != NULL) {	/* else packing works it out */
		warc_digest(r->body, digest);
		memcpy(v->packed.payload_digest, digest, sizeof(digest));
		e.digest = str_of(digest);
		if (str_eq(e.digest, v->todo.known.digest))
			return;
	}
	record = exchange_response(&e);
	warc_pack(k->packer, k->warc, &record, &v->packed);
}

static void *
run(void *arg)
{
	struct pack *k = arg;
	struct http_reply *r;

	pthread_mutex_lock(&k->lock);
	while (k->first != NULL || !k->close) {
		if (k->first == NULL) {
			pthread_cond_wait(&k->more, &k->lock);
			continue;
		}
		r = k->first;
		k->first = r->next;
		if (k->first == NULL)
			k->last = &k->first;
		k->waiting--;
		pthread_mutex_unlock(&k->lock);
		pack_one(k, r);
		k->done(k->arg, r);
		pthread_mutex_lock(&k->lock);
	}
	pthread_mutex_unlock(&k->lock);
	return NULL;
}

struct pack *
pack_start(const struct warc_writer *w,
    void (*done)(void *arg, struct http_reply *), void *arg)
{
	struct pack *k = xcalloc(1, sizeof(*k));
	sigset_t all, old;
	int rc;

	*k = (struct pack){ .warc = w, .packer = warc_packer_new(),
		.done = done, .arg = arg };
	k->last = &k->first;
	if (pthread_mutex_init(&k->lock, NULL) != 0 ||
	    pthread_cond_init(&k->more, NULL) != 0)
		fatal("could not make a lock");
	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &old);
	rc = pthread_create(&k->thread, NULL, run, k);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	if (rc != 0)
		fatal("could not start a thread: %s", strerror(rc));
	return k;
}

bool
pack_put(struct pack *k, struct http_reply *r)
{
	bool fine = r->result == HTTP_DONE && r->status == 200 &&
	    r->body.n > SMALL && r->body.n <= SPOOL_MEMORY;

	if (!fine)
		return false;
	pthread_mutex_lock(&k->lock);
	fine = k->waiting < PACK_MAX;
	if (fine) {
		r->next = NULL;
		*k->last = r;
		k->last = &r->next;
		k->waiting++;
		pthread_cond_signal(&k->more);
	}
	pthread_mutex_unlock(&k->lock);
	return fine;
}

void
pack_free(struct pack *k)
{
	pthread_mutex_lock(&k->lock);
	k->close = true;
	pthread_cond_signal(&k->more);
	pthread_mutex_unlock(&k->lock);
	pthread_join(k->thread, NULL);
	assert(k->first == NULL);
	warc_packer_free(k->packer);
	pthread_cond_destroy(&k->more);
	pthread_mutex_destroy(&k->lock);
	free(k);
}
