/* SPDX-License-Identifier: MIT */
/*
 * The reader of web pages on any bytes.
 */
#include <assert.h>
#include <setjmp.h>

#include "decode.h"
#include "html.h"
#include "harness.h"

enum { MAX_MEMORY = 512 << 20 };

static void
full(void *arg)
{
	longjmp(*(jmp_buf *)arg, 1);
}

/* What every reader promises of its blocks. */
static void
check_grid(const struct grid *g)
{
	size_t i;

	for (i = 0; i < g->n; i++) {
		assert(g->cells[i].rowspan >= 1 && g->cells[i].colspan >= 1);
		assert(g->cells[i].row + g->cells[i].rowspan <= g->rows);
		assert(g->cells[i].col + g->cells[i].colspan <= g->cols);
		assert(g->cells[i].text.p != NULL);
		assert(i == 0 || g->cells[i].row > g->cells[i - 1].row ||
		    (g->cells[i].row == g->cells[i - 1].row &&
		    g->cells[i].col > g->cells[i - 1].col));
	}
}

static void
check(const struct doc *d)
{
	size_t i;

	assert(d->state != STATE_OK || d->blocks.n > 0);
	for (i = 0; i < d->blocks.n; i++) {
		if (d->blocks.v[i].kind == BLOCK_TABLE)
			check_grid(d->blocks.v[i].grid);
		else
			assert(d->blocks.v[i].text.n > 0);
		assert(str_valid_utf8(d->blocks.v[i].text) ==
		    d->blocks.v[i].text.n);
	}
}

static void
read_page(struct doc *d, const uint8_t *p, size_t n)
{
	struct str text = decode_utf8(d, (struct str){ (const char *)p, n });

	if (text.p == NULL)
		return;
	html_read(d, text);
	check(d);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct doc d = { .source = STR("http://a.gov.cn/b/c.html") };
	jmp_buf out;

	d.arena = arena_new(MAX_MEMORY);
	arena_on_full(d.arena, full, &out);
	if (n > 0 && setjmp(out) == 0)
		read_page(&d, p, n);
	arena_free(d.arena);
	return 0;
}
