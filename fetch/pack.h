/* SPDX-License-Identifier: MIT */
/*
 * pack: a thread that makes answers ready for the archive, which is most of
 * the work there is: digests them and packs their response records, before
 * anybody has looked at what they mean. Where that turns out to be of no use
 * (nothing has changed, a guard's page) nothing is lost but its time.
 */
#ifndef PACK_H
#define PACK_H

#include "visit.h"

/* Answers that wait; more are packed by who takes them in. */
enum { PACK_MAX = 24 };

struct pack;

/* `done` is called by the thread with each answer that it is through with. */
struct pack *pack_start(const struct warc_writer *,
    void (*done)(void *arg, struct http_reply *), void *arg);

/*
 * Hands it an answer to a visit, whose `packed` it sets. False, and nothing is
 * done, when that is not worth while or it has enough to do.
 */
bool pack_put(struct pack *, struct http_reply *);

/* Ends the thread; it must have been through with all. */
void pack_free(struct pack *);

#endif
