/* SPDX-License-Identifier: MIT */
/* From text, or from a grid with spans, to coded cells: for tests of tables. */
#ifndef CODED_H
#define CODED_H

#include "unit.h"

#include "check.h"
#include "code.h"
#include "html.h"
#include "mirror.h"
#include "section.h"
#include "stream.h"
#include "text.h"

static struct arena *forever, *arena;
static struct forms *forms;

static inline int
setup(void **state)
{
	(void)state;
	forever = arena_new(1 << 26);
	arena = arena_new(1 << 26);
	forms = forms_new(forever);
	return 0;
}

static inline int
teardown(void **state)
{
	(void)state;
	arena_free(forever);
	arena_free(arena);
	return 0;
}

/* The text is Simplified, so hans is the text itself. */
static inline void
understand(struct doc *d)
{
	size_t i, k;

	for (i = 0; i < d->blocks.n; i++) {
		struct block *b = &d->blocks.v[i];

		b->hans = b->text;
		for (k = 0; b->grid != NULL && k < b->grid->n; k++)
			b->grid->cells[k].hans = b->grid->cells[k].text;
	}
	mirror_pass(d);
	stream_pass(d, forms);
	code_pass(d, forms);
	section_pass(d);
	check_pass(d, forms);
}

/* The blocks alone. */
static inline struct doc
blocks_of(const char *text)
{
	struct doc d = { .arena = arena };

	arena_reset(arena);
	text_read(&d, str_of(text));
	return d;
}

static inline struct doc
read_text(const char *text)
{
	struct doc d = blocks_of(text);

	understand(&d);
	return d;
}

static inline struct doc
read_page(const char *html)
{
	struct doc d = { .arena = arena };
	size_t i;

	html_read(&d, str_of(html));
	for (i = 0; i < d.metas.n; i++)
		d.metas.v[i].hans = d.metas.v[i].value;
	understand(&d);
	return d;
}

static inline const struct cell *
cell(const struct doc *d, int tbl, const char *ind, const char *col)
{
	return doc_cell(d, tbl, str_of(ind), str_of(col));
}

static inline void
assert_cell(const struct doc *d, int tbl, const char *ind, const char *col,
    const char *value, const char *unit)
{
	const struct cell *c = cell(d, tbl, ind, col);

	if (c == NULL)
		fail_msg("no cell %d %s %s", tbl, ind, col);
	assert_int_equal(c->state, CELL_NUM);
	assert_str(c->value, value);
	assert_str(c->unit, unit);
}

static inline bool
warned(const struct doc *d, const char *code)
{
	size_t i;

	for (i = 0; i < d->warnings.n; i++)
		if (strcmp(d->warnings.v[i].code, code) == 0)
			return true;
	return false;
}

static inline enum check_status
status(const struct doc *d, const char *rule, const char *subject)
{
	size_t i;

	for (i = 0; i < d->checks.n; i++)
		if (strcmp(d->checks.v[i].rule, rule) == 0 &&
		    str_eq(d->checks.v[i].subject, str_of(subject)))
			return d->checks.v[i].status;
	fail_msg("no check %s %s", rule, subject);
	return CHECK_INFO;
}

/* A grid with spans: labels and values as "row col rowspan colspan text". */
struct put {
	int row, col, rowspan, colspan;
	const char *text;
};

static inline struct doc
read_grid(const struct put *put, size_t n, int rows, int cols)
{
	struct doc d = { .arena = arena };
	struct block *b;
	struct grid *g;
	size_t i;

	arena_reset(arena);
	b = DOC_ADD(&d, blocks);
	g = arena_alloc(arena, sizeof(*g));
	b->kind = BLOCK_TABLE;
	b->grid = g;
	*g = (struct grid){ .no = 1, .rows = rows, .cols = cols, .n = n };
	g->cells = arena_alloc(arena, n * sizeof(*g->cells));
	for (i = 0; i < n; i++)
		g->cells[i] = (struct anchor){ .row = put[i].row,
			.col = put[i].col, .rowspan = put[i].rowspan,
			.colspan = put[i].colspan,
			.text = str_of(put[i].text) };
	understand(&d);
	return d;
}

static inline const struct grid *
grid_of(const struct doc *d, size_t i)
{
	assert_true(i < d->blocks.n);
	assert_int_equal(d->blocks.v[i].kind, BLOCK_TABLE);
	return d->blocks.v[i].grid;
}

static inline void
assert_at(const struct grid *g, int row, int col, const char *want)
{
	size_t i;

	for (i = 0; i < g->n; i++)
		if (g->cells[i].row == row && g->cells[i].col == col) {
			assert_str(g->cells[i].text, want);
			return;
		}
	fail_msg("no cell %d %d", row, col);
}

#endif
