/* SPDX-License-Identifier: MIT */
/* The dialects of tables in plain text, read as grids. */
#include "coded.h"

static void
test_cells_on_lines_with_padding(void **state)
{
	struct doc d = blocks_of("前言。\na |\n||\nb |\n1 |\n|\nc |\n2 |\n**3** |\n后记。\n");
	const struct grid *g = grid_of(&d, 1);

	(void)state;
	assert_int_equal(d.blocks.n, 3);
	assert_int_equal(g->rows, 3);
	assert_at(g, 1, 2, "");
	assert_at(g, 2, 2, "3");
}

/* Each row begins with a bar of its own, which is no blank cell. */
static void
test_bar_alone_in_front_of_each_row(void **state)
{
	struct doc d = blocks_of("前言。\n|\na |\n||\n|\nb |\n1 |\n|\n|\n"
	    "c |\n|\n3 |\n|\nd | ||\n|\n4 |\n5 |\n6 |\n|\ne |\n|\n7.5 |\n"
	    "|\nf |\n|\n/ |\n后记。\n");
	const struct grid *g = grid_of(&d, 1);

	(void)state;
	assert_int_equal(d.blocks.n, 3);
	assert_int_equal(g->rows, 7);
	assert_int_equal(g->cols, 3);
	assert_at(g, 5, 2, "7.5");
	assert_at(g, 6, 2, "/");
	assert_at(g, 1, 2, "");
	assert_at(g, 2, 1, "");
	assert_at(g, 2, 2, "3");
	assert_at(g, 4, 2, "6");
}

static void
test_cells_with_a_bar_alone_behind_each(void **state)
{
	struct doc d = blocks_of("前言。\na\n|\nb\nc\n|\n0\n|\n|\n1\n|\n\n2\n\n|\n"
	    "后记。\n");

	(void)state;
	assert_int_equal(d.blocks.n, 7);
	assert_str(d.blocks.v[1].text, "a");
	assert_str(d.blocks.v[2].text, "bc");
	assert_str(d.blocks.v[5].text, "2");
	assert_str(d.blocks.v[6].text, "后记。");
	/* Too few to be a table. */
	d = blocks_of("a\n|\nb\n|\n后记。\n");
	assert_int_equal(d.blocks.n, 5);
	/* With a bar behind it a heading is a cell. */
	d = blocks_of("a\n|\n一、主动公开情况\n|\n1\n|\n2\n|\n3\n|\n4\n|\n");
	assert_int_equal(d.blocks.n, 6);
	/* What stands above the next table is no part of its first cell. */
	d = blocks_of("a\n|\n1\n|\n2\n|\n3\n|\n4\n|\n5\n|\n"
	    "四、政府信息公开行政复议、行政诉讼情况\n附表三\n"
	    "x\n|\n1\n|\n2\n|\n3\n|\n4\n|\n5\n|\n");
	assert_int_equal(d.blocks.n, 14);
	assert_str(d.blocks.v[6].text, "四、政府信息公开行政复议、行政诉讼情况");
	assert_str(d.blocks.v[7].text, "附表三");
	assert_str(d.blocks.v[8].text, "x");
}

/* A bar alone behind each cell, and the bars of the missing cells of a row. */
static void
test_bar_alone_behind_each_cell_with_padding(void **state)
{
	struct doc d = blocks_of("前言。\na\n|\n|||\nb\n|\nc\n|\nd\n|\n|\n"
	    "e\n|\n1\n|\n|\n3\n|\nf\n|\n27\n|\n||\n"
	    "g\nh\n|\n0.5\n|\n||\n后记很长，不是表格的一部分，也不是单元格。\n");
	const struct grid *g = grid_of(&d, 1);

	(void)state;
	assert_int_equal(d.blocks.n, 3);
	assert_int_equal(g->rows, 5);
	assert_int_equal(g->cols, 4);
	assert_at(g, 1, 2, "d");
	assert_at(g, 2, 1, "1");
	assert_at(g, 2, 2, "");
	assert_at(g, 2, 3, "3");
	assert_at(g, 3, 1, "27");
	assert_at(g, 4, 0, "gh");
	assert_at(g, 4, 1, "0.5");
	assert_false(g->cut);
	/* The document ends in the cell behind the last bar. */
	d = blocks_of("a\n|\n|\nb\n|\n1\n|\nc\n|\n||\nd\n|\n1");
	assert_true(grid_of(&d, 0)->cut);
}

/* What html2text makes of cells that hold paragraphs. */
static void
test_bar_alone_between_paragraphs(void **state)
{
	struct doc d = blocks_of("前言。\n\n第二十条第（一）项  \n  \n---  \n  \n"
	    "信息内容\n\n| \n\n本年  \n制发件数\n\n| \n\n本年\n\n废止件数  \n  \n"
	    "规章\n\n| \n\n12\n\n| \n\n   \n  \n"
	    "规范性文件\n\n| \n\n \n\n| \n\n3  \n  \n"
	    " \n\n| \n\n4\n\n| \n\n5  \n  \n"
	    "**三、收到和处理政府信息公开申请情况**\n\n后记。\n");
	const struct grid *g = grid_of(&d, 1);

	(void)state;
	assert_int_equal(d.blocks.n, 4);
	assert_int_equal(g->rows, 5);
	assert_int_equal(g->cols, 3);
	assert_at(g, 1, 1, "本年制发件数");
	assert_at(g, 1, 2, "本年废止件数");
	assert_at(g, 2, 2, "");
	assert_at(g, 3, 1, "");
	assert_at(g, 3, 2, "3");
	assert_at(g, 4, 0, "");
	assert_at(g, 4, 2, "5");
	/* Its blank lines became fewer: no one sees that a row ends blank. */
	d = blocks_of("a\n\n|\n\n1\n\n|\n\n2\n\nb\n\n|\n\n3\n\n|\n\n"
	    "项目\n\n|\n\n4\n\n|\n\n5\n\nd\n\n|\n\n6\n\n|\n\n7\n\n");
	assert_int_not_equal(d.blocks.v[0].kind, BLOCK_TABLE);
}

static void
test_cell_of_several_lines_has_its_bar_behind_the_last(void **state)
{
	struct doc d = blocks_of("a |\nb |\n商业\n企业 |\n三、本年\n办理 |\n1 |\n2 |\n"
	    "四、政府信息公开行政复议、行政诉讼情况\nx |\ny |\nz |\n");
	const struct grid *g = grid_of(&d, 0);

	(void)state;
	assert_int_equal(g->n, 6);
	assert_str(g->cells[2].text, "商业企业");
	assert_str(g->cells[3].text, "三、本年办理");
	assert_int_equal(d.blocks.v[1].kind, BLOCK_PARAGRAPH);
	assert_int_equal(grid_of(&d, 2)->n, 3);
}

static void
test_blank_lines_between_cells_do_not_end_a_table(void **state)
{
	struct doc d = blocks_of("a |\n\n||\n\nb |\n\n1 |\n\n2 |\n\nc |\n\n3 |\n\n4 |\n\n后记。\n");
	const struct grid *g = grid_of(&d, 0);

	(void)state;
	assert_int_equal(d.blocks.n, 2);
	assert_int_equal(g->rows, 3);
	assert_at(g, 2, 1, "3");
	assert_str(d.blocks.v[1].text, "后记。");
}

static void
test_rows_with_bars_behind_are_rows(void **state)
{
	struct doc d = blocks_of("甲 | ||||\n乙 | 丙 | 丁 | 戊 | |\n己 | 0 | | 2 | |\n");
	const struct grid *g = grid_of(&d, 0);

	(void)state;
	assert_int_equal(g->rows, 3);
	assert_at(g, 1, 3, "戊");
	assert_at(g, 2, 2, "");
	assert_at(g, 2, 3, "2");
}

static void
test_bar_behind_a_row_in_a_line_of_its_own(void **state)
{
	struct doc d = blocks_of("甲 | |||\n乙 | 丙 | 丁 | 戊 |\n己 | 1 | 2 | 3\n|\n"
	    "庚 | 4 | 5 | 6 |\n辛 | 7 | 8 | 9\n|\n");
	const struct grid *g = grid_of(&d, 0);

	(void)state;
	assert_int_equal(d.blocks.n, 1);
	assert_int_equal(g->rows, 5);
	assert_at(g, 2, 0, "己");
	assert_at(g, 2, 3, "3");
	assert_at(g, 3, 0, "庚");
	assert_at(g, 4, 3, "9");
}

static void
test_rows_with_bars_between_only(void **state)
{
	struct doc d = blocks_of("名称 | 数量 | 单位\n--- | --- | ---\n甲 | 1 | 件\n乙 | 2 | 件\n");
	const struct grid *g = grid_of(&d, 0);

	(void)state;
	assert_int_equal(g->rows, 3);
	assert_at(g, 2, 1, "2");
}

static void
test_one_line_with_a_bar_is_no_table(void **state)
{
	struct doc d = blocks_of("首页 | 新闻\n正文开始。\n");

	(void)state;
	assert_int_equal(d.blocks.n, 2);
	assert_int_equal(d.blocks.v[0].kind, BLOCK_PARAGRAPH);
}

static void
test_tabs_keep_empty_cells(void **state)
{
	struct doc d = blocks_of("甲\t乙\t丙\r\n\t1\t2\r\n三\t\t4\r\n");
	const struct grid *g = grid_of(&d, 0);

	(void)state;
	assert_int_equal(g->rows, 3);
	assert_at(g, 1, 0, "");
	assert_at(g, 1, 2, "2");
	assert_at(g, 2, 1, "");
}

static void
test_markdown_without_its_marks(void **state)
{
	struct doc d = blocks_of("| 甲 | **乙** |\n|:---|---:|\n| 一 | **5** |\n");
	const struct grid *g = grid_of(&d, 0);

	(void)state;
	assert_int_equal(g->rows, 2);
	assert_at(g, 0, 1, "乙");
	assert_at(g, 1, 1, "5");
}

static void
test_bar_in_front_of_the_cell(void **state)
{
	struct doc d = blocks_of("甲\n| 乙\n行\n| 丙\n|\n一\n|\n| 3\n|\n完。\n");
	const struct grid *g = grid_of(&d, 0);

	(void)state;
	assert_int_equal(g->rows, 2);
	assert_at(g, 0, 1, "乙行");
	assert_at(g, 1, 1, "");
	assert_at(g, 1, 2, "3");
	assert_str(d.blocks.v[1].text, "完。");
}

/* A cell too few: that row and the one before it become one; not the rest. */
static void
test_lost_cell_keeps_the_rows_behind_in_step(void **state)
{
	struct doc d = blocks_of("a |\n|||\nb |\n1 |\n2 |\n3 |\nc |\n4 |\n|||\nd |\n"
	    "5 |\n6 |\n7 |\ne |\n|||\nf |\n8 |\n9 |\n0 |\n");
	const struct grid *g = grid_of(&d, 0);
	struct str last = g->cells[g->n - 4].text;

	(void)state;
	assert_str(last, "f");
	assert_int_equal(g->cells[g->n - 4].col, 0);
}

static void
test_rows_side_by_side_without_padding(void **state)
{
	struct doc d = blocks_of("名 |\n数 |\n名 |\n数 |\n甲 |\n1 |\n乙 |\n2 |\n"
	    "丙 |\n3 |\n丁 |\n4 |\n戊 |\n5 |\n己 |\n6 |\n");
	const struct grid *g = grid_of(&d, 0);

	(void)state;
	assert_int_equal(g->cols, 4);
	assert_at(g, 2, 2, "丁");
	/* The same, but one column. */
	d = blocks_of("名 |\n数 |\n甲 |\n1 |\n乙 |\n2 |\n丙 |\n3 |\n");
	assert_int_equal(grid_of(&d, 0)->rows, 4);
}

static void
test_code_of_a_page_is_no_text(void **state)
{
	struct doc d = { .arena = arena };

	(void)state;
	arena_reset(arena);
	text_document(&d, STR("<%-- 注释\n12 --%>\n前言<!-- 3 -->。\n"
	    "<script>\nvar a = 1;\n</script>\n小于<5件，<% 未完\n<%=x%>后记。\n"));
	assert_int_equal(d.blocks.n, 3);
	assert_str(d.blocks.v[0].text, "前言。");
	assert_str(d.blocks.v[1].text, "小于<5件，<% 未完");
	assert_str(d.blocks.v[2].text, "后记。");
	d = (struct doc){ .arena = arena };
	text_document(&d, STR("<%甲\n<!--乙\n<script>丙"));
	assert_int_equal(d.blocks.n, 3);
}

static void
test_no_bytes_make_it_fail(void **state)
{
	static const char *const odd[] = { "|", "||||", "|\n|\n|\n", "a|\n", " |\n",
		"|a\n|\n|\n|", "\t\n\t\n", "---|---\n", "a |\n\n\n", "| |\n| |" };
	struct doc d;
	size_t i, k;

	(void)state;
	for (i = 0; i < sizeof(odd) / sizeof(*odd); i++) {
		d = blocks_of(odd[i]);
		for (k = 0; k < d.blocks.n; k++)
			assert_true(d.blocks.v[k].kind == BLOCK_TABLE ||
			    d.blocks.v[k].text.n > 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cells_on_lines_with_padding),
		cmocka_unit_test(
		    test_cell_of_several_lines_has_its_bar_behind_the_last),
		cmocka_unit_test(test_bar_alone_in_front_of_each_row),
		cmocka_unit_test(test_cells_with_a_bar_alone_behind_each),
		cmocka_unit_test(test_bar_alone_behind_each_cell_with_padding),
		cmocka_unit_test(test_bar_alone_between_paragraphs),
		cmocka_unit_test(
		    test_blank_lines_between_cells_do_not_end_a_table),
		cmocka_unit_test(test_rows_with_bars_behind_are_rows),
		cmocka_unit_test(test_bar_behind_a_row_in_a_line_of_its_own),
		cmocka_unit_test(test_rows_with_bars_between_only),
		cmocka_unit_test(test_one_line_with_a_bar_is_no_table),
		cmocka_unit_test(test_tabs_keep_empty_cells),
		cmocka_unit_test(test_markdown_without_its_marks),
		cmocka_unit_test(test_bar_in_front_of_the_cell),
		cmocka_unit_test(test_lost_cell_keeps_the_rows_behind_in_step),
		cmocka_unit_test(test_rows_side_by_side_without_padding),
		cmocka_unit_test(test_code_of_a_page_is_no_text),
		cmocka_unit_test(test_no_bytes_make_it_fail),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
