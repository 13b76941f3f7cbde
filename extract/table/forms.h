/* SPDX-License-Identifier: MIT */
/*
 * forms: what the statutory tables look like, read from the dictionaries
 * common/dict/indicator.tsv and column.tsv. Rows and columns are known by
 * their labels, never by their position or by the year.
 */
#ifndef FORMS_H
#define FORMS_H

#include "doc.h"

enum { FORMS_MAX_LABELS = 12, FORMS_TABLES = 16 };

/* What the text of a cell says, wherever it stands. */
struct forms_text {
	struct str hans;
	struct str key;			/* label_key() */
	enum cell_state state;		/* number_state() */
};

/* A row (ind) or a column (col) of a table. */
struct form_entry {
	int tbl, ord;
	struct str code, parent;	/* parent: "" at the top */
	struct str keys[FORMS_MAX_LABELS];	/* label_key() of its labels */
	struct str bare[FORMS_MAX_LABELS];	/* without 数 at the end */
	uint64_t bits[FORMS_MAX_LABELS];	/* label_bits() of the keys */
	int n_keys;
	const struct form_entry *next;	/* row of the same parent, or NULL */
	struct str unit;
	struct str templates;		/* "T2019,T2021" */
};

struct forms {
	struct form_entry *rows, *cols;
	size_t n_rows, n_cols;
	struct {		/* of each table, its rows, which stand together */
		size_t from, to;
	} table[FORMS_TABLES];
	/* All keys; from by[c] to by[c + 1] those whose forms_byte() is c. */
	struct str *keys;
	size_t by[257];
	struct forms_text *texts;	/* read before; forms_text() */
	struct arena *arena;		/* theirs */
};

/* Of the bytes that a key starts with the one that differs most. */
static inline unsigned char
forms_byte(struct str key)
{
	return (unsigned char)key.p[key.n > 2 && (key.p[0] & 0xF0) == 0xE0 ?
	    2 : 0];
}

/* Reads the dictionaries; memory in the arena, which must not be reset. */
struct forms *forms_new(struct arena *);

/*
 * The row of table tbl under `parent` with this label, or NULL. `*likeness`
 * is 1000 for one of its labels, less when letters of the label were lost
 * (label_likeness(); only above 600 and when no other row is as near).
 */
const struct form_entry *forms_row(const struct forms *, int tbl,
    struct str parent, struct str key, int *likeness);

/* The first row of table tbl under `parent`; e->next are the others. */
const struct form_entry *forms_under(const struct forms *, int tbl,
    struct str parent);

/*
 * The first row of table tbl with this very label, under whatever parent, or
 * NULL; *n is how many rows have it.
 */
const struct form_entry *forms_any_row(const struct forms *, int tbl,
    struct str key, int *n);

/*
 * Reads the text of a cell; memory in the arena. Reports share their labels:
 * those that were read before are remembered.
 */
struct forms_text forms_text(const struct forms *, struct arena *,
    struct str hans);

/* The column of table tbl with this header, or NULL. Exact keys only. */
const struct form_entry *forms_col(const struct forms *, int tbl,
    struct str key);

/*
 * The same of a header that lost letters or has a wrong one, where no other
 * column of the table is as near.
 */
const struct form_entry *forms_col_like(const struct forms *, int tbl,
    struct str key);

const struct form_entry *forms_row_code(const struct forms *, int tbl,
    struct str code);
const struct form_entry *forms_col_code(const struct forms *, int tbl,
    struct str code);

#endif
