/* SPDX-License-Identifier: MIT */
/* Tables in columns of spaces, between rulers and without. */
#include "coded.h"

static void
assert_no_table(const struct doc *d)
{
	size_t i;

	for (i = 0; i < d->blocks.n; i++)
		assert_true(d->blocks.v[i].kind != BLOCK_TABLE);
}

static void
test_between_rulers(void **state)
{
	struct doc d = blocks_of("前言。\n\n"
	    "  ------------ ------ ------\n"
	    "  信息内容     新收   结转\n"
	    "  规章                3\n"
	    "  规范性文件   12\n"
	    "  ------------ ------ ------\n\n后记。\n");
	const struct grid *g = grid_of(&d, 1);

	(void)state;
	assert_int_equal(d.blocks.n, 3);
	assert_int_equal(g->rows, 3);
	assert_int_equal(g->cols, 3);
	assert_at(g, 1, 1, "");
	assert_at(g, 1, 2, "3");
	assert_at(g, 2, 1, "12");
	assert_at(g, 2, 2, "");
}

static void
test_headers_above_a_ruler(void **state)
{
	struct doc d = blocks_of(
	    "信息内容  新收  结转\n"
	    "--------- ----- -----\n"
	    "规章            3\n\n完。\n");
	const struct grid *g = grid_of(&d, 0);

	(void)state;
	assert_at(g, 0, 2, "结转");
	assert_at(g, 1, 2, "3");
	assert_str(d.blocks.v[1].text, "完。");
	d = blocks_of("=========  =====\n信息内容   新收\n=========  =====\n"
	    "规章       1\n规范       2\n=========  =====\n");
	g = grid_of(&d, 0);
	assert_int_equal(g->rows, 3);
	assert_at(g, 2, 1, "2");
}

static void
test_rows_of_several_lines(void **state)
{
	struct doc d = blocks_of(
	    "-------------------------\n"
	    " 信息内容   本年新\n"
	    "            公开\n"
	    "----------- -------------\n"
	    " 规范性     12\n"
	    " 文件\n"
	    "\n"
	    " 规章       3\n"
	    "-------------------------\n");
	const struct grid *g = grid_of(&d, 0);

	(void)state;
	assert_int_equal(g->rows, 3);
	assert_at(g, 0, 1, "本年新公开");
	assert_at(g, 1, 0, "规范性文件");
	assert_at(g, 1, 1, "12");
	assert_at(g, 2, 1, "3");
}

/* The same table, its Chinese characters counted as one column each. */
static void
test_characters_of_one_column(void **state)
{
	struct doc d = blocks_of(
	    "------- ---- ----\n"
	    "信息内容    新收   结转\n"
	    "规章           3\n"
	    "规范性文件   12\n"
	    "------- ---- ----\n");
	const struct grid *g = grid_of(&d, 0);

	(void)state;
	assert_at(g, 1, 1, "");
	assert_at(g, 1, 2, "3");
	d = blocks_of("+------+---+\n| 规章   | 3 |\n+------+---+\n| 规范文件 | 4 |\n"
	    "+------+---+\n");
	g = grid_of(&d, 0);
	assert_false(g->flat);
	assert_at(g, 1, 0, "规范文件");
}

/* Its numbers would be under the wrong headers. */
static void
test_row_that_lost_its_columns_is_one_cell(void **state)
{
	struct doc d = blocks_of(
	    "---------- ------ ------ ------\n"
	    "信息内容   甲     乙     丙\n"
	    "规章一     11     12     13\n"
	    "规章二     21     22     23\n"
	    "规章      31     32     33\n"
	    "规章四     41     42     43\n"
	    "规章五     51     52     53\n"
	    "规章六     61     62     63\n"
	    "规章七     71     72     73\n"
	    "---------- ------ ------ ------\n");
	const struct grid *g = grid_of(&d, 0);
	size_t k;

	(void)state;
	assert_at(g, 3, 0, "规章 31 32 33");
	for (k = 0; k < g->n; k++)
		assert_true(g->cells[k].row != 3 || g->cells[k].col == 0);
	assert_at(g, 4, 3, "43");
	/* Too many such rows are no table. */
	d = blocks_of(
	    "---------- ------ ------\n"
	    "信息内容   甲     乙\n"
	    "规章     11     12\n"
	    "规章二     21     22\n"
	    "---------- ------ ------\n");
	assert_no_table(&d);
}

/* Where all lines are filled up, one that is not has lost something. */
static void
test_row_that_is_shorter_than_all(void **state)
{
	struct doc d = blocks_of(
	    "------ ---- ---- ----\n"
	    "内容   甲   乙   丙  \n"
	    "一     11        13  \n"
	    "二     21   22       \n"
	    "三     31       \n"
	    "四     41   42   43  \n"
	    "五     51   52   53  \n"
	    "六     61   62   63  \n"
	    "七     71   72   73  \n"
	    "------ ---- ---- ----\n");
	const struct grid *g = grid_of(&d, 0);

	(void)state;
	assert_at(g, 3, 0, "三 31");
	assert_at(g, 2, 3, "");
}

static void
test_cells_under_the_starts_of_columns(void **state)
{
	struct doc d = blocks_of(
	    "信息内容       本年新    本年新\n"
	    "               制作      公开\n"
	    "规章           1\n"
	    "行政规范性文件           22\n"
	    "\n完。\n");
	const struct grid *g = grid_of(&d, 0);

	(void)state;
	assert_int_equal(g->rows, 3);
	assert_at(g, 0, 1, "本年新制作");
	assert_at(g, 1, 1, "1");
	assert_at(g, 2, 1, "");
	assert_at(g, 2, 2, "22");
	assert_str(d.blocks.v[1].text, "完。");
}

/* They are not rows, though no blank line is between. */
static void
test_sections_below_a_table(void **state)
{
	struct doc d = blocks_of(
	    "方式  数量\n当面  2\n三、结果\n（一）公开\n1.甲  3\n"
	    "四、复议\n类别  数量\n复议  1\n诉讼  0\n"
	    "五、存在的问题\n一是人手不足\n六、其他\n");

	(void)state;
	assert_int_equal(grid_of(&d, 0)->rows, 5);
	assert_str(d.blocks.v[1].text, "四、复议");
	assert_int_equal(grid_of(&d, 2)->rows, 3);
	assert_str(d.blocks.v[3].text, "五、存在的问题");
	assert_str(d.blocks.v[5].text, "六、其他");
	d = blocks_of("方式      数量\n一、当面  2\n二、网上  3\n三、其他\n\n");
	assert_int_equal(grid_of(&d, 0)->rows, 4);
	d = blocks_of("方式  数量\n当面  2\n网上  3\n全部在期限内答复。\n");
	assert_int_equal(grid_of(&d, 0)->rows, 3);
	assert_str(d.blocks.v[1].text, "全部在期限内答复。");
}

static void
test_what_is_no_table(void **state)
{
	static const char *const odd[] = { "----", "---- ---", "---- ---\n",
		"---- ---\n---- ---\n", "----------\n", "甲  乙\n丙  丁\n戊  己\n",
		"---- ----\n甲\n", "  1  2\n  3  4\n  5  6\n", "= =\n= =\n= =\n",
		"甲  1\n", "          \n          \n", "----------\n--- --\n" };
	struct doc d;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(odd) / sizeof(*odd); i++)
		blocks_of(odd[i]);
	d = blocks_of("-- --\n-- --\n-- --\n");
	assert_no_table(&d);
	/* Cells in the middle of their columns are not under their headers. */
	d = blocks_of(
	    "信息内容   上年项目数量   本年增减\n"
	    "行政许可        0             2\n"
	    "行政处罚        1             3\n");
	assert_no_table(&d);
	d = blocks_of("电话：  12345678\n我局在本年共收到申请  12  件。\n"
	    "地址：青禾县\n");
	assert_no_table(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_between_rulers),
		cmocka_unit_test(test_headers_above_a_ruler),
		cmocka_unit_test(test_rows_of_several_lines),
		cmocka_unit_test(test_characters_of_one_column),
		cmocka_unit_test(test_row_that_lost_its_columns_is_one_cell),
		cmocka_unit_test(test_row_that_is_shorter_than_all),
		cmocka_unit_test(test_cells_under_the_starts_of_columns),
		cmocka_unit_test(test_sections_below_a_table),
		cmocka_unit_test(test_what_is_no_table),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
