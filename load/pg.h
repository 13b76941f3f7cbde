/* SPDX-License-Identifier: MIT */
/*
 * pg: the connection. Every call of libpq is in pg.c; what comes back is
 * sorted by what the caller can do about it.
 */
#ifndef PG_H
#define PG_H

#include "str.h"

struct pg;

enum pg_rc {
	PG_OK,
	PG_AGAIN,	/* lost connection, deadlock: roll back, try again */
	PG_REFUSED,	/* the data: some row of it is not to be had */
	PG_BROKEN	/* disk full, no such table, ...: give up */
};

/* dsn may be NULL: libpq's own PG* variables and defaults. Never NULL. */
struct pg *pg_new(const char *dsn);
void pg_free(struct pg *);

/* Connects, or connects anew. */
enum pg_rc pg_connect(struct pg *);

/*
 * Session settings of a loader: what it does must not depend on the server's.
 * It finds its rows by their keys; left to itself, the planner reads whole
 * tables as long as it has not been told how they grew, and the time of a
 * load goes with the square of its size.
 */
enum pg_rc pg_by_keys(struct pg *);

/* Statements without results. */
enum pg_rc pg_run(struct pg *, const char *sql);

/*
 * A statement with text parameters (NULL is null); `row` is called with the
 * columns of each row as text, NULL for null. row may be NULL.
 */
enum pg_rc pg_query(struct pg *, const char *sql, int n,
    const char *const *params, void (*row)(void *to, char *const *columns),
    void *to);

/*
 * The same of one parameter, as a field of copy.h, in two steps: what is done
 * between them is done while the server works, but nothing else is asked.
 */
enum pg_rc pg_send(struct pg *, const char *sql, struct str field);
enum pg_rc pg_receive(struct pg *, void (*row)(void *to,
    char *const *columns), void *to);

/* COPY ... FROM STDIN with all its data, in n parts. */
enum pg_rc pg_copy(struct pg *, const char *sql, const struct str *parts,
    size_t n);

/* What went wrong last: the SQLSTATE ("" if none) and one line of text. */
const char *pg_state(const struct pg *);
const char *pg_message(const struct pg *);

#endif
