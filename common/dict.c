/* SPDX-License-Identifier: MIT */
#include "dict.h"

#include <assert.h>

bool
dict_next(struct str *text, struct dict_row *row)
{
	struct str line;

	while (text->p != NULL && text->n > 0) {
		line = str_cut(text, '\n');
		/* "@" starts the line of column names, "#" a comment. */
		if (line.n == 0 || line.p[0] == '#' || line.p[0] == '@')
			continue;
		for (row->n = 0; line.p != NULL; row->n++) {
			assert(row->n < DICT_MAX_COLS);
			row->col[row->n] = str_cut(&line, '\t');
		}
		return true;
	}
	return false;
}
