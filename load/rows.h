/* SPDX-License-Identifier: MIT */
/*
 * rows: which columns of which table a line fills. The lines of a batch are
 * written, in COPY's format, as they are read, so that nothing else need be
 * kept of them; which of them the server gets is decided later.
 */
#ifndef ROWS_H
#define ROWS_H

#include "block.h"
#include "buf.h"
#include "idmap.h"
#include "pg.h"

enum { ROWS_TABLES = 12 };

struct rows {
	struct buf table[ROWS_TABLES];	/* rows of all entries in a row */
	struct buf slots;	/* of each layout, once */
	struct buf slot_ends;	/* size_t, of each layout */
	struct idmap spelled;	/* layouts: their number in slot_ends */
	struct buf layouts;	/* int64_t, of the blocks of all entries */
	struct buf ends;	/* struct rows_end of each entry */
	size_t n;		/* entries */
	size_t bytes;		/* in all tables, about */
};

void rows_init(struct rows *);
void rows_release(struct rows *);
void rows_reset(struct rows *);

/*
 * Writes the rows of a line; its number among the entries, from 0, is the
 * `seq` of its rows. The arena is needed during the call only.
 */
void rows_add(struct rows *, struct arena *, struct block_names *,
    const struct line *, const unsigned char line_digest[32]);

/*
 * The temporary tables that store.take() and store.take_crawl() read; they
 * last as long as the connection, should the transaction be committed.
 */
extern const char rows_create_incoming[];

/*
 * COPY of what was seen of the entries from..to into `incoming`; of lines of
 * the crawl log, into tables of their own.
 */
enum pg_rc rows_copy_incoming(struct pg *, const struct rows *, size_t from,
    size_t to);

/* Whether there are rows of records, or of the crawl log, among them. */
bool rows_have_records(const struct rows *, size_t from, size_t to);
bool rows_have_crawl(const struct rows *, size_t from, size_t to);

/*
 * COPY of the versions that are fresh, with all that belongs to them. Layouts
 * that are in `stored` are there already; those that were sent are added to
 * `sent`.
 */
enum pg_rc rows_copy_fresh(struct pg *, const struct rows *,
    const bool *fresh, size_t from, size_t to, const struct idmap *stored,
    struct idmap *sent);

#endif
