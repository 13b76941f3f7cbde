/* SPDX-License-Identifier: MIT */
/* blocks: what a reader of any format promises of the blocks it makes. */
#ifndef BLOCKS_H
#define BLOCKS_H

#include <assert.h>
#include <setjmp.h>

#include "doc.h"

static void
check_grid(const struct grid *g)
{
	const struct anchor *a;
	size_t i;

	for (i = 0; i < g->n; i++) {
		a = &g->cells[i];
		assert(a->row >= 0 && a->col >= 0);
		assert(a->rowspan > 0 && a->row + a->rowspan <= g->rows);
		assert(a->colspan > 0 && a->col + a->colspan <= g->cols);
		assert(!g->flat || (a->rowspan == 1 && a->colspan == 1));
		assert(a->text.p != NULL);
		assert(i == 0 || a->row > a[-1].row ||
		    (a->row == a[-1].row && a->col > a[-1].col));
	}
}

static void
full(void *arg)
{
	longjmp(*(jmp_buf *)arg, 1);
}

/* Reads the valid UTF-8 that an input begins with. */
static inline int
read_text(void (*read)(struct doc *, struct str), const uint8_t *p, size_t n)
{
	struct doc d = { .arena = arena_new((size_t)512 << 20) };
	struct str text = { (const char *)p, n };
	jmp_buf out;
	size_t i;

	text.n = str_valid_utf8(text);
	arena_on_full(d.arena, full, &out);
	if (setjmp(out) == 0) {
		read(&d, text);
		for (i = 0; i < d.blocks.n; i++)
			if (d.blocks.v[i].kind == BLOCK_TABLE)
				check_grid(d.blocks.v[i].grid);
	}
	arena_free(d.arena);
	return 0;
}

#endif
