/* SPDX-License-Identifier: MIT */
/* The reader of plain text on any UTF-8: its tables keep their promises. */
#include <assert.h>
#include <setjmp.h>

#include "harness.h"
#include "text.h"

static void
full(void *arg)
{
	longjmp(*(jmp_buf *)arg, 1);
}

static void
check_grid(const struct grid *g)
{
	size_t i;

	for (i = 0; i < g->n; i++) {
		const struct anchor *a = &g->cells[i];

		assert(a->row >= 0 && a->col >= 0 && a->rowspan > 0 &&
		    a->colspan > 0 && a->row + a->rowspan <= g->rows &&
		    a->col + a->colspan <= g->cols);
		assert(!g->flat || (a->rowspan == 1 && a->colspan == 1));
		assert(a->text.p != NULL);
		assert(i == 0 || a->row > g->cells[i - 1].row ||
		    (a->row == g->cells[i - 1].row &&
		    a->col > g->cells[i - 1].col));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct doc d = { .arena = arena_new((size_t)512 << 20) };
	struct str text = { (const char *)p, n };
	jmp_buf out;
	size_t i;

	text.n = str_valid_utf8(text);
	arena_on_full(d.arena, full, &out);
	if (setjmp(out) == 0) {
		text_read(&d, text);
		for (i = 0; i < d.blocks.n; i++)
			if (d.blocks.v[i].kind == BLOCK_TABLE)
				check_grid(d.blocks.v[i].grid);
	}
	arena_free(d.arena);
	return 0;
}
