/* SPDX-License-Identifier: MIT */
/* Tables that a text draws. */
#include "coded.h"

#include "text.h"

static struct doc
blocks_of(const char *text)
{
	struct doc d = { .arena = arena };

	arena_reset(arena);
	text_read(&d, str_of(text));
	return d;
}

static const struct anchor *
cell_at(const struct doc *d, size_t i, int row, int col)
{
	const struct grid *g = d->blocks.v[i].grid;
	size_t k;

	assert_int_equal(d->blocks.v[i].kind, BLOCK_TABLE);
	for (k = 0; k < g->n; k++)
		if (g->cells[k].row == row && g->cells[k].col == col)
			return &g->cells[k];
	fail_msg("no cell %d %d", row, col);
	return NULL;
}

static void
test_spans_and_lines_within_a_cell(void **state)
{
	struct doc d = blocks_of("前言。\n"
	    "  ┌──────┬─────────┐\n"
	    "  │      │  总计   │\n"
	    "  │ 办理 ├────┬────┤\n"
	    "  │ 结果 │ 12 │ 3  │\n"
	    "  └──────┴────┴────┘\n"
	    "后记。\n");
	const struct anchor *a;

	(void)state;
	assert_int_equal(d.blocks.n, 3);
	a = cell_at(&d, 1, 0, 0);
	assert_int_equal(a->rowspan, 2);
	assert_str(a->text, "办理结果");
	a = cell_at(&d, 1, 0, 1);
	assert_int_equal(a->colspan, 2);
	assert_str(a->text, "总计");
	assert_str(cell_at(&d, 1, 1, 2)->text, "3");
	assert_str(d.blocks.v[2].text, "后记。");
}

static void
test_grid_of_markdown(void **state)
{
	struct doc d = blocks_of("+------+-----+\r\n| 规章 | a-b |\r\n"
	    "+======+=====+\r\n|      | -1  |\r\n+------+-----+");

	(void)state;
	assert_int_equal(d.blocks.n, 1);
	assert_str(cell_at(&d, 0, 0, 0)->text, "规章");
	assert_str(cell_at(&d, 0, 0, 1)->text, "a-b");
	assert_str(cell_at(&d, 0, 1, 0)->text, "");
	assert_str(cell_at(&d, 0, 1, 1)->text, "-1");
}

static void
test_lines_that_do_not_meet_are_no_table(void **state)
{
	struct doc d = blocks_of("+------+-----+\n| 规章制度 | 3 |\n"
	    "+------+-----+\n| 规章 | 4   |\n+------+-----+\n");
	size_t i;

	(void)state;
	for (i = 0; i < d.blocks.n; i++)
		assert_false(d.blocks.v[i].kind == BLOCK_TABLE &&
		    !d.blocks.v[i].grid->flat);
	/* A row that was lost, and a line that lost its last cell. */
	d = blocks_of("+------+-----+\n| 规章 | 3   |\n+------+-----+\n"
	    "+------+-----+\n");
	for (i = 0; i < d.blocks.n; i++)
		assert_false(d.blocks.v[i].kind == BLOCK_TABLE &&
		    !d.blocks.v[i].grid->flat);
	d = blocks_of("+------+-----+\n| 规章 |\n+------+-----+\n");
	for (i = 0; i < d.blocks.n; i++)
		assert_false(d.blocks.v[i].kind == BLOCK_TABLE &&
		    !d.blocks.v[i].grid->flat);
}

static void
test_what_only_begins_like_one(void **state)
{
	static const char *const odd[] = { "+", "+-", "+--+", "+--+\n|",
		"+--+\n|  |\n+--+", "┌", "┌─┐\n│ │", "+-+-+\n+-+-+\n+-+-+\n",
		"++++\n++++\n++++\n++++\n" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(odd) / sizeof(*odd); i++)
		blocks_of(odd[i]);
	assert_int_equal(blocks_of("+86 10\n+--\n+电话\n").blocks.n, 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_spans_and_lines_within_a_cell),
		cmocka_unit_test(test_grid_of_markdown),
		cmocka_unit_test(test_lines_that_do_not_meet_are_no_table),
		cmocka_unit_test(test_what_only_begins_like_one),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
