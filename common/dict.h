/* SPDX-License-Identifier: MIT */
/*
 * dict: the tables of facts under common/dict/, linked into the programs and
 * loaded into the database from the same files. Tab-separated; a line that
 * starts with @ names the columns (@tbl<TAB>ind...), one with # is a comment.
 */
#ifndef DICT_H
#define DICT_H

#include "str.h"

enum { DICT_MAX_COLS = 16 };

struct dict_row {
	struct str col[DICT_MAX_COLS];
	int n;			/* columns in this row */
};

/* The text of a dictionary: DICT(region) is common/dict/region.tsv. */
#define DICT(name)                                                          \
	dict_text(_binary_##name##_tsv_start, _binary_##name##_tsv_end)
#define DICT_DECLARE(name)                                                  \
	extern const char _binary_##name##_tsv_start[],                     \
	    _binary_##name##_tsv_end[]

static inline struct str
dict_text(const char *start, const char *end)
{
	return (struct str){ start, (size_t)(end - start) };
}

/*
 * Takes the next row off the front of *text; false at the end. The line of
 * column names and comments are skipped. Start with *text = DICT(name).
 */
bool dict_next(struct str *text, struct dict_row *row);

#endif
