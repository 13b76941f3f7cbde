/* SPDX-License-Identifier: MIT */
/* commit: batches into the database, each in a transaction. */
#ifndef COMMIT_H
#define COMMIT_H

#include "batch.h"

enum status { STATUS_NEW, STATUS_CHANGED, STATUS_SAME, STATUS_REJECTED,
	STATUS_COUNT };

struct counts {
	long long n[STATUS_COUNT];
	long long set_aside;	/* loaded, but as a document without a report */
};

long long commit_seen(const struct counts *);
void commit_add(struct counts *to, const struct counts *);

struct commit;

/* Connects; `run_id` names the run in the ledger. Never NULL. */
struct commit *commit_new(const char *dsn, const char *run_id, bool dry_run);
void commit_free(struct commit *);

/*
 * The batch in a transaction, or in several where the server refuses some
 * line: then that line is rejected, and the rest goes in. Whatever else goes
 * wrong, and goes on going wrong, ends the program.
 */
void commit_batch(struct commit *, struct batch *);

/* What was committed so far. */
const struct counts *commit_counts(const struct commit *);

#endif
