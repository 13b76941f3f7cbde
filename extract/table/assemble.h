/* SPDX-License-Identifier: MIT */
/*
 * assemble: rows from a run of labels and numbers without marks of rows, by
 * what the forms say begins one.
 */
#ifndef ASSEMBLE_H
#define ASSEMBLE_H

#include "doc.h"
#include "forms.h"
#include "token.h"

struct assemble_piece {
	enum token_kind kind;
	struct str text, hans, key;	/* key: label_key() of hans */
};

/*
 * A flat grid, in the arena, without a number. The first piece opens a table.
 * Warnings: glued_split, glued_cells (stream.h).
 */
struct grid *assemble(struct doc *, const struct forms *,
    const struct assemble_piece *, size_t n);

#endif
