/* SPDX-License-Identifier: MIT */
#include "batch.h"

void
batch_init(struct batch *b)
{
	*b = (struct batch){ .arena = arena_new(BATCH_MEMORY) };
	rows_init(&b->rows);
}

void
batch_release(struct batch *b)
{
	rows_release(&b->rows);
	arena_free(b->arena);
}

void
batch_reset(struct batch *b)
{
	arena_reset(b->arena);
	rows_reset(&b->rows);
	b->items = NULL;
	b->refused = NULL;
	b->heads = NULL;
	b->n_items = b->n_refused = 0;
	b->last = b->failed = false;
}

void
batch_refuse(struct batch *b, struct item *item, const struct refusal *why,
    struct str head)
{
	b->refused = arena_grow(b->arena, b->refused, b->n_refused,
	    sizeof(*b->refused));
	b->refused[b->n_refused] = (struct refused){ .why = *why,
		.head = head };
	item->kind = ITEM_REFUSED;
	item->at = b->n_refused++;
}
