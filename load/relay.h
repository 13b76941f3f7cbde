/* SPDX-License-Identifier: MIT */
/*
 * relay: two batches that go round between a thread that fills them and one
 * that empties them, so that lines are read while the server works.
 */
#ifndef RELAY_H
#define RELAY_H

#include "batch.h"

struct relay;

struct relay *relay_new(void);
void relay_free(struct relay *);

/* The filler: an empty batch, waiting for one; and on with it, filled. */
struct batch *relay_empty(struct relay *);
void relay_filled(struct relay *);

/* The emptier: the next filled batch, waiting for it; and back with it. */
struct batch *relay_next(struct relay *);
void relay_done(struct relay *);

#endif
