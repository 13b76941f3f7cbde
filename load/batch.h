/* SPDX-License-Identifier: MIT */
/*
 * batch: some lines of one input, read, and with their rows written: all that
 * a transaction needs. reader.h fills batches, commit.h puts them into the
 * database, and relay.h lies between them.
 */
#ifndef BATCH_H
#define BATCH_H

#include "rows.h"

/* For a line of RECORD_MAX_LINE and what it says, or a batch of them. */
#define BATCH_MEMORY ((size_t)4 << 30)

enum item_kind {
	ITEM_KNOWN,		/* the line is stored */
	ITEM_KNOWN_ASIDE,	/* as a document that could not be read */
	ITEM_NOTHING,		/* of a kind that says nothing to us */
	ITEM_ENTRY,		/* has rows; `at` is their number */
	ITEM_ENTRY_ASIDE,	/* the same, of a document that was set aside */
	ITEM_REFUSED		/* `at` is the number of the refusal */
};

/* What a line of the batch is. */
struct item {
	long long no, offset;	/* of the line, see input.h */
	enum item_kind kind;
	size_t at;
};

struct refused {
	struct refusal why;
	struct str head;	/* of the line; borrowed from the batch */
};

struct batch {
	const char *input;
	int input_no;		/* from 1 */
	struct arena *arena;	/* of the lists below */
	struct item *items;
	size_t n_items;
	struct refused *refused;
	size_t n_refused;
	struct str *heads;	/* of the lines of the entries */
	struct rows rows;
	long long done;		/* bytes of all inputs read so far */
	bool last;		/* no other follows; it has no lines */
	bool failed;		/* of the last: some input was not read */
};

void batch_init(struct batch *);
void batch_release(struct batch *);

/* Empties it, to be filled anew. */
void batch_reset(struct batch *);

/* Sets an item aside. */
void batch_refuse(struct batch *, struct item *, const struct refusal *,
    struct str head);

#endif
