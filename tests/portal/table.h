/* SPDX-License-Identifier: MIT */
/*
 * table: the data files of the sample portals (*.tsv, *.html beside this
 * file), linked into the server as they are. What is read lives in an arena.
 */
#ifndef TABLE_H
#define TABLE_H

#include "arena.h"
#include "str.h"

enum { TABLE_MAX_COLS = 16 };

struct table_row {
	const char *col[TABLE_MAX_COLS];	/* "" where nothing stands */
};

struct table {
	struct table_row *row;
	int n;
};

/*
 * The rows of the file called `name` ("agencies"), each with at least
 * min_cols columns. Ends the program if the file is not as it should be:
 * these files are a part of it.
 */
struct table table_read(struct arena *, const char *name, int min_cols);

/* The page template called `name` ("trs-article"). */
struct str table_template(const char *name);

#endif
