/* SPDX-License-Identifier: MIT */
/*
 * Statutory tables as reports really print them: forms mixed, pages broken,
 * headers lost, columns added. What is right must be found, what is unsure
 * left out or flagged.
 */
#include "coded.h"

#define T3_HEAD "| （本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | | | 申请人情况 |\n" \
	"| 自然人 | 法人或其他组织 | 总计 |\n" \
	"| 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |\n"
#define T3_NEW "| 一、本年新收政府信息公开申请数量 | 4 | 1 | 0 | 0 | 0 | 0 | 5 |\n"
#define T3_IN "| 二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n"
#define T3_OPEN "| 三、本年度办理结果 | （一）予以公开 | 3 | 1 | 0 | 0 | 0 | 0 | 4 |\n"

static void
test_one_row_of_other_in_the_form_of_2021(void **state)
{
	struct doc d = read_text("| 第二十条第（一）项 |\n"
	    "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n"
	    "| 规章 | 0 | 0 | 0 |\n| 行政规范性文件 | 2 | 1 | 9 |\n\n"
	    T3_HEAD T3_NEW T3_IN T3_OPEN
	    "| （六）其他处理 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |\n"
	    "| （七）总计 | 5 | 1 | 0 | 0 | 0 | 0 | 6 |\n");

	(void)state;
	assert_cell(&d, 3, "req_other", "total", "2", "件");
	assert_cell(&d, 3, "req_total", "natural", "5", "件");
	assert_null(cell(&d, 3, "req_other_sub", "total"));
	assert_str(doc_value(&d, FACT_TEMPLATE), "T2021");
	assert_true(warned(&d, "mixed_template"));
}

static void
test_table_broken_by_a_page_is_one(void **state)
{
	struct doc d = read_text(T3_HEAD T3_NEW T3_OPEN
	    "\n- 6 -\n\n"
	    "| 三、本年度办理结果 | （四）无法提供 | 1、本机关不掌握相关政府信息 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n"
	    "| 四、结转下年度继续办理 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n");

	(void)state;
	assert_cell(&d, 3, "req_open", "commercial", "1", "件");
	assert_cell(&d, 3, "req_unable_not_held", "natural", "1", "件");
	assert_cell(&d, 3, "req_carry_out", "total", "0", "件");
	assert_int_equal(cell(&d, 3, "req_carry_out", "total")->table, 2);
	assert_int_equal(cell(&d, 3, "req_carry_out", "total")->row, 1);
	assert_false(warned(&d, "second_table"));
}

static void
test_headers_repeated_on_the_next_page(void **state)
{
	struct doc d = read_text(T3_HEAD T3_NEW T3_IN T3_HEAD T3_OPEN);

	(void)state;
	assert_cell(&d, 3, "req_carry_in", "natural", "1", "件");
	assert_cell(&d, 3, "req_open", "natural", "3", "件");
	assert_false(warned(&d, "second_table"));
}

static void
test_second_table_of_a_kind_is_left_out(void **state)
{
	struct doc d = read_text(T3_HEAD T3_NEW T3_IN "\n"
	    "附：区本级情况\n" T3_HEAD
	    "| 一、本年新收政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n");

	(void)state;
	assert_cell(&d, 3, "req_new", "total", "5", "件");
	assert_true(warned(&d, "second_table"));
}

static void
test_a_table_for_each_clause(void **state)
{
	struct doc d = read_text(
	    "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n"
	    "| 规章 | 0 | 1 | 2 |\n\n第二十条第（五）项\n\n"
	    "| 第二十条第（五）项 |\n| 信息内容 | 本年处理决定数量 |\n"
	    "| 行政许可 | 77 |\n");

	(void)state;
	assert_cell(&d, 2, "regulation", "in_force", "2", "件");
	assert_cell(&d, 2, "license", "decisions", "77", "件");
}

static void
test_headers_of_another_clause_do_not_serve(void **state)
{
	struct doc d = read_text("| 第二十条第（六）项 |\n"
	    "| 信息内容 | 本年处理决定数量 |\n| 行政强制 | 3 |\n"
	    "| 行政事业性收费 | 12.5 |\n");

	(void)state;
	assert_cell(&d, 2, "coercion", "decisions", "3", "件");
	assert_null(cell(&d, 2, "fee", "decisions"));
	assert_true(warned(&d, "header_missing"));
}

static void
test_subtotal_column_and_numbering_column(void **state)
{
	static const struct put put[] = {
		{ 0, 0, 2, 1, "序号" }, { 0, 1, 2, 1, "申请人情况" },
		{ 0, 2, 2, 1, "自然人" }, { 0, 3, 1, 6, "法人或其他组织" },
		{ 0, 9, 2, 1, "总计" },
		{ 1, 3, 1, 1, "商业企业" }, { 1, 4, 1, 1, "科研机构" },
		{ 1, 5, 1, 1, "社会公益组织" }, { 1, 6, 1, 1, "法律服务机构" },
		{ 1, 7, 1, 1, "其他" }, { 1, 8, 1, 1, "小计" },
		{ 2, 0, 1, 1, "1" },
		{ 2, 1, 1, 1, "一、本年新收政府信息公开申请数量" },
		{ 2, 2, 1, 1, "6" }, { 2, 3, 1, 1, "1" }, { 2, 4, 1, 1, "0" },
		{ 2, 5, 1, 1, "0" }, { 2, 6, 1, 1, "2" }, { 2, 7, 1, 1, "0" },
		{ 2, 8, 1, 1, "3" }, { 2, 9, 1, 1, "9" },
	};
	struct doc d = read_grid(put, sizeof(put) / sizeof(*put), 3, 10);

	(void)state;
	assert_cell(&d, 3, "req_new", "natural", "6", "件");
	assert_cell(&d, 3, "req_new", "org_total", "3", "件");
	assert_cell(&d, 3, "req_new", "total", "9", "件");
}

/* Headers of seven applicants in one row, then rows of label and values. */
#define HEAD_GRID { 0, 0, 1, 2, "申请人情况" }, { 0, 2, 1, 1, "自然人" }, \
	{ 0, 3, 1, 1, "商业企业" }, { 0, 4, 1, 1, "科研机构" }, \
	{ 0, 5, 1, 1, "社会公益组织" }, { 0, 6, 1, 1, "法律服务机构" }, \
	{ 0, 7, 1, 1, "其他" }, { 0, 8, 1, 1, "总计" }

static void
test_row_that_lost_a_cell_in_a_grid_is_left_out(void **state)
{
	static const struct put put[] = { HEAD_GRID,
		{ 1, 0, 1, 2, "一、本年新收政府信息公开申请数量" },
		{ 1, 2, 1, 1, "3" }, { 1, 3, 1, 1, "1" }, { 1, 4, 1, 1, "0" },
		{ 1, 5, 1, 1, "0" }, { 1, 6, 1, 1, "0" }, { 1, 7, 1, 1, "4" },
	};
	struct doc d = read_grid(put, sizeof(put) / sizeof(*put), 2, 9);

	(void)state;
	assert_null(cell(&d, 3, "req_new", "other"));
	assert_true(warned(&d, "row_damaged"));
}

static void
test_row_of_other_width_goes_by_counting_and_is_flagged(void **state)
{
	static const struct put put[] = { HEAD_GRID,
		{ 1, 0, 1, 1, "一、本年新收政府信息公开申请数量" },
		{ 1, 1, 1, 1, "3" }, { 1, 2, 1, 1, "1" }, { 1, 3, 1, 1, "0" },
		{ 1, 4, 1, 1, "0" }, { 1, 5, 1, 1, "0" }, { 1, 6, 1, 1, "0" },
		{ 1, 7, 1, 1, "4" },
	};
	struct doc d = read_grid(put, sizeof(put) / sizeof(*put), 2, 9);

	(void)state;
	assert_cell(&d, 3, "req_new", "natural", "3", "件");
	assert_cell(&d, 3, "req_new", "total", "4", "件");
	assert_true(warned(&d, "row_realigned"));
}

static void
test_group_heading_with_figures_needs_its_first_row(void **state)
{
	struct doc d = read_text(T3_HEAD T3_NEW
	    "| （三）不予公开 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |\n"
	    "| 2.其他法律行政法规禁止公开 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n");

	(void)state;
	assert_null(cell(&d, 3, "req_deny_sub", "total"));
	assert_cell(&d, 3, "req_deny_law_forbidden", "total", "1", "件");
	assert_true(warned(&d, "row_damaged"));
}

static void
test_printed_subtotals_have_codes_of_their_own(void **state)
{
	struct doc d = read_text(T3_HEAD T3_NEW
	    "| （四）无法提供 | 小计 | 3 | 0 | 0 | 0 | 0 | 0 | 3 |\n"
	    "| 1.本机关不掌握相关政府信息 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |\n"
	    "| 2.没有现成信息需要另行制作 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n"
	    "| 3.补正后申请内容仍不明确 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n");

	(void)state;
	assert_cell(&d, 3, "req_unable_sub", "total", "3", "件");
	assert_int_equal(status(&d, "B04", "unable.natural"), CHECK_PASS);
}

static void
test_headers_missing_go_by_position_and_are_flagged(void **state)
{
	struct doc d = read_text(T3_NEW T3_IN);

	(void)state;
	assert_cell(&d, 3, "req_new", "commercial", "1", "件");
	assert_true(warned(&d, "header_by_position"));
}

static void
test_lone_other_in_the_third_row_is_not_the_group(void **state)
{
	struct doc d = read_text(T3_HEAD T3_NEW
	    "| 3.其他 | 4 | 0 | 0 | 0 | 0 | 0 | 4 |\n");

	(void)state;
	assert_cell(&d, 3, "req_other_misc", "total", "4", "件");
	assert_null(cell(&d, 3, "req_other", "total"));
}

static void
test_numbers_with_spaces_inside_are_flagged(void **state)
{
	struct doc d = read_text("| 第二十条第（六）项 |\n"
	    "| 信息内容 | 本年处理决定数量 |\n| 行政处罚 | 1 234 |\n");

	(void)state;
	assert_cell(&d, 2, "penalty", "decisions", "1234", "件");
	assert_true(warned(&d, "split_digits"));
}

static void
test_disputes_with_a_row_for_each_group(void **state)
{
	static const struct put put[] = {
		{ 0, 0, 1, 2, "类别" }, { 0, 2, 1, 1, "结果维持" },
		{ 0, 3, 1, 1, "结果纠正" }, { 0, 4, 1, 1, "其他结果" },
		{ 0, 5, 1, 1, "尚未审结" }, { 0, 6, 1, 1, "总计" },
		{ 1, 0, 1, 2, "行政复议" }, { 1, 2, 1, 1, "4" },
		{ 1, 3, 1, 1, "0" }, { 1, 4, 1, 1, "1" }, { 1, 5, 1, 1, "0" },
		{ 1, 6, 1, 1, "5" },
		{ 2, 0, 2, 1, "行政诉讼" }, { 2, 1, 1, 1, "未经复议直接起诉" },
		{ 2, 2, 1, 1, "0" }, { 2, 3, 1, 1, "0" }, { 2, 4, 1, 1, "0" },
		{ 2, 5, 1, 1, "2" }, { 2, 6, 1, 1, "2" },
		{ 3, 1, 1, 1, "复议后起诉" },
		{ 3, 2, 1, 1, "0" }, { 3, 3, 1, 1, "0" }, { 3, 4, 1, 1, "3" },
		{ 3, 5, 1, 1, "0" }, { 3, 6, 1, 1, "3" },
	};
	struct doc d = read_grid(put, sizeof(put) / sizeof(*put), 4, 7);

	(void)state;
	assert_cell(&d, 4, "recon_upheld", "value", "4", "件");
	assert_cell(&d, 4, "lit_direct_pending", "value", "2", "件");
	assert_cell(&d, 4, "lit_after_other", "value", "3", "件");
	assert_int_equal(status(&d, "B12", "lit_after"), CHECK_PASS);
}

/* Word ends each row of a table whose rows differ with an empty cell. */
static void
test_disputes_with_an_empty_cell_behind_each_row(void **state)
{
	static const char *const names[] = { "结果维持", "结果纠正", "其他结果",
		"尚未审结", "总计" };
	static const char *const values[] = { "4", "0", "1", "0", "5" };
	struct put put[60] = { { 0, 0, 1, 5, "行政复议" },
		{ 0, 5, 1, 10, "行政诉讼" }, { 0, 15, 1, 1, "" } };
	struct doc d;
	int n = 3, i;

	(void)state;
	for (i = 0; i < 5; i++)
		put[n++] = (struct put){ 1, i, 2, 1, names[i] };
	put[n++] = (struct put){ 1, 5, 1, 5, "未经复议直接起诉" };
	put[n++] = (struct put){ 1, 10, 1, 5, "复议后起诉" };
	put[n++] = (struct put){ 1, 15, 1, 1, "" };
	for (i = 5; i < 16; i++)
		put[n++] = (struct put){ 2, i, 1, 1,
			i < 15 ? names[i % 5] : "" };
	for (i = 0; i < 16; i++)
		put[n++] = (struct put){ 3, i, 1, 1,
			i < 15 ? values[i % 5] : "" };
	d = read_grid(put, (size_t)n, 4, 16);
	assert_cell(&d, 4, "recon_upheld", "value", "4", "件");
	assert_cell(&d, 4, "lit_after_total", "value", "5", "件");
	assert_int_equal(d.cells.n, 15);
}

/* A list of offices under headers that look like those of table 3. */
static void
test_rows_of_several_offices_are_no_table_3(void **state)
{
	struct doc d = read_text("| 单位 | 本年新收政府信息公开申请数量 | "
	    "上年结转政府信息公开申请数量 | 予以公开 | 部分公开 | 总计 |\n"
	    "| 区教育局 | 3 | 1 | 2 | 2 | 4 |\n"
	    "| 区民政局 | 5 | 0 | 1 | 3 | 5 |\n");

	(void)state;
	assert_int_equal(d.cells.n, 0);
	assert_true(warned(&d, "unknown_row"));
}

/* Values go by their headers, but no form has them in that order. */
static void
test_headers_in_another_order_are_flagged(void **state)
{
	struct doc d = read_text("| 第二十条第(一)项 ||||\n"
	    "| 信息内容 | 本年废止件数 | 本年制发件数 | 现行有效件数 |\n"
	    "| 规章 | 1 | 2 | 9 |\n");

	(void)state;
	assert_cell(&d, 2, "regulation", "issued", "2", "件");
	assert_true(warned(&d, "header_moved"));
	d = read_text("| 申请人情况 | 自然人 | 科研机构 | 商业企业 | 社会公益组织 | "
	    "法律服务机构 | 其他 | 总计 |\n"
	    "| 一、本年新收政府信息公开申请数量 | 3 | 1 | 2 | 0 | 0 | 0 | 6 |\n");
	assert_cell(&d, 3, "req_new", "research", "1", "件");
	assert_true(warned(&d, "header_moved"));
	d = read_text("| 申请人情况 | 总计 | 自然人 | 商业企业 | 科研机构 | "
	    "社会公益组织 | 法律服务机构 | 其他 |\n"
	    "| 一、本年新收政府信息公开申请数量 | 6 | 3 | 2 | 1 | 0 | 0 | 0 |\n");
	assert_cell(&d, 3, "req_new", "research", "1", "件");
	assert_false(warned(&d, "header_moved"));
}

static void
test_disputes_that_lost_a_value_are_left_out(void **state)
{
	struct doc d = read_text("行政复议 |\n行政诉讼 |\n||\n"
	    "0 |\n1 |\n0 |\n0 |\n");

	(void)state;
	assert_int_equal(d.cells.n, 0);
	assert_true(warned(&d, "row_damaged"));
}

static void
test_cell_lost_in_flat_text_costs_its_neighbours_only(void **state)
{
	struct doc d = read_text("第二十条第(一)项 |\n|||\n信息内容 |\n"
	    "本年新制作数量 |\n本年新公开数量 |\n对外公开总数量 |\n"
	    "规章 |\n1 |\n1 |\n2 |\n规范性文件 |\n3 |\n3 |\n9 |\n"
	    "第二十条第(五)项 |\n|||\n信息内容 |\n"
	    "上一年项目数量 |\n本年增/减 |\n处理决定数量 |\n"
	    "行政许可 |\n4 |\n9 |\n其他对外管理服务事项 |\n1 |\n2 |\n3 |\n"
	    "第二十条第(六)项 |\n|||\n信息内容 |\n上一年项目数量 |\n"
	    "本年增/减 |\n处理决定数量 |\n行政处罚 |\n5 |\n6 |\n7 |\n"
	    "行政强制 |\n8 |\n0 |\n9 |\n第二十条第(八)项 |\n|||\n"
	    "信息内容 |\n上一年项目数量 |\n本年增/减 |\n|\n"
	    "行政事业性收费 |\n2 |\n0 |\n");

	(void)state;
	assert_null(cell(&d, 2, "license", "items_prev"));
	assert_true(warned(&d, "rows_missing"));
	assert_cell(&d, 2, "penalty", "decisions", "7", "件");
	assert_cell(&d, 2, "coercion", "items_prev", "8", "项");
}

static void
test_one_number_under_several_headers_is_flagged(void **state)
{
	static const struct put requests[] = { HEAD_GRID,
		{ 1, 0, 1, 2, "一、本年新收政府信息公开申请数量" },
		{ 1, 2, 1, 7, "5" },
	};
	static const struct put documents[] = {
		{ 0, 0, 1, 1, "信息内容" }, { 0, 1, 1, 1, "本年制发件数" },
		{ 0, 2, 1, 1, "本年废止件数" }, { 0, 3, 1, 1, "现行有效件数" },
		{ 1, 0, 1, 1, "规章" }, { 1, 1, 1, 3, "5" },
	};
	/* Two cells, not as wide as their headers. */
	static const struct put shifted[] = {
		{ 0, 0, 1, 1, "信息内容" }, { 0, 1, 1, 1, "本年制发件数" },
		{ 0, 2, 1, 2, "本年废止件数" }, { 0, 4, 1, 1, "现行有效件数" },
		{ 1, 0, 1, 1, "规章" }, { 1, 1, 1, 2, "5" },
		{ 1, 3, 1, 1, "1" }, { 1, 4, 1, 1, "9" },
	};
	static const struct put licenses[] = {
		{ 0, 0, 1, 1, "第二十条第（五）项" },
		{ 1, 0, 1, 1, "信息内容" }, { 1, 1, 1, 3, "本年处理决定数量" },
		{ 2, 0, 1, 1, "行政许可" }, { 2, 1, 1, 3, "5" },
	};
	struct doc d = read_grid(requests, sizeof(requests) /
	    sizeof(*requests), 2, 9);

	(void)state;
	assert_cell(&d, 3, "req_new", "natural", "5", "件");
	assert_null(cell(&d, 3, "req_new", "total"));
	assert_true(warned(&d, "merged_value"));
	d = read_grid(documents, sizeof(documents) / sizeof(*documents), 2, 4);
	assert_cell(&d, 2, "regulation", "issued", "5", "件");
	assert_true(warned(&d, "merged_value"));
	d = read_grid(shifted, sizeof(shifted) / sizeof(*shifted), 2, 5);
	assert_cell(&d, 2, "regulation", "repealed", "1", "件");
	assert_false(warned(&d, "merged_value"));
	d = read_grid(licenses, sizeof(licenses) / sizeof(*licenses), 3, 4);
	assert_cell(&d, 2, "license", "decisions", "5", "件");
	assert_false(warned(&d, "merged_value"));
}

static void
test_picture_is_no_blank(void **state)
{
	struct doc d = blocks_of(T3_HEAD T3_NEW);
	struct grid *g = d.blocks.v[d.blocks.n - 1].grid;

	(void)state;
	g->cells[g->n - 1].drawn = true;
	g->cells[g->n - 2].drawn = true;
	g->cells[g->n - 2].text = STR("");
	understand(&d);
	assert_cell(&d, 3, "req_new", "total", "5", "件");
	assert_int_equal(cell(&d, 3, "req_new", "other")->state, CELL_TEXT);
	assert_true(warned(&d, "drawn_cells"));
}

static void
test_other_of_a_group_is_not_the_sixth(void **state)
{
	struct doc d = read_text(T3_HEAD T3_NEW
	    "| （三）不予公开 | 8.属于行政查询事项 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |\n"
	    "| （三）不予公开 | 9.其他 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n"
	    "| （六）其他处理 | 4 | 0 | 0 | 0 | 0 | 0 | 4 |\n");

	(void)state;
	assert_cell(&d, 3, "x_1", "total", "1", "件");
	assert_cell(&d, 3, "req_other", "total", "4", "件");
	assert_null(cell(&d, 3, "req_other_misc", "total"));
}

static void
test_numbers_of_rows_beside_their_labels(void **state)
{
	static const struct put put[] = {
		{ 0, 0, 1, 1, "申请人情况" }, { 0, 1, 1, 1, "行次" },
		{ 0, 2, 1, 1, "自然人" }, { 0, 3, 1, 1, "商业企业" },
		{ 0, 4, 1, 1, "科研机枸" }, { 0, 5, 1, 1, "社会公益组织" },
		{ 0, 6, 1, 1, "法律服务机" }, { 0, 7, 1, 1, "其他" },
		{ 0, 8, 1, 1, "总计" },
		{ 1, 0, 1, 1, "（六）其他处理" }, { 1, 1, 1, 1, "21" },
		{ 1, 2, 1, 1, "1" }, { 1, 3, 1, 1, "2" }, { 1, 4, 1, 1, "3" },
		{ 1, 5, 1, 1, "4" }, { 1, 6, 1, 1, "5" }, { 1, 7, 1, 1, "6" },
		{ 1, 8, 1, 1, "21" },
	};
	struct doc d = read_grid(put, sizeof(put) / sizeof(*put), 2, 9);

	(void)state;
	assert_cell(&d, 3, "req_other", "natural", "1", "件");
	assert_cell(&d, 3, "req_other", "research", "3", "件");
	assert_cell(&d, 3, "req_other", "legal", "5", "件");
	assert_cell(&d, 3, "req_other", "total", "21", "件");
	assert_true(warned(&d, "header_by_position"));
	assert_false(warned(&d, "row_realigned"));
}

/* A row of numbers of columns, or no column 尚未审结. */
static void
test_disputes_of_an_office_of_its_own(void **state)
{
	static const struct put numbered[] = {
		{ 0, 0, 1, 5, "行政复议" },
		{ 1, 0, 1, 1, "结果维持" }, { 1, 1, 1, 1, "结果纠正" },
		{ 1, 2, 1, 1, "其他结果" }, { 1, 3, 1, 1, "尚未审结" },
		{ 1, 4, 1, 1, "总计" },
		{ 2, 0, 1, 1, "1" }, { 2, 1, 1, 1, "2" }, { 2, 2, 1, 1, "3" },
		{ 2, 3, 1, 1, "4" }, { 2, 4, 1, 1, "5" },
		{ 3, 0, 1, 1, "7" }, { 3, 1, 1, 1, "0" }, { 3, 2, 1, 1, "1" },
		{ 3, 3, 1, 1, "0" }, { 3, 4, 1, 1, "8" },
	};
	static const struct put four[] = {
		{ 0, 0, 1, 4, "行政复议" }, { 0, 4, 1, 4, "未经复议直接起诉" },
		{ 0, 8, 1, 4, "复议后起诉" },
		{ 1, 0, 1, 1, "结果维持" }, { 1, 1, 1, 1, "结果纠正" },
		{ 1, 2, 1, 1, "其他结果" }, { 1, 3, 1, 1, "总计" },
		{ 1, 4, 1, 1, "结果维持" }, { 1, 5, 1, 1, "结果纠正" },
		{ 1, 6, 1, 1, "其他结果" }, { 1, 7, 1, 1, "总计" },
		{ 1, 8, 1, 1, "结果维持" }, { 1, 9, 1, 1, "结果纠正" },
		{ 1, 10, 1, 1, "其他结果" }, { 1, 11, 1, 1, "总计" },
		{ 2, 0, 1, 1, "7" }, { 2, 1, 1, 1, "0" }, { 2, 2, 1, 1, "1" },
		{ 2, 3, 1, 1, "8" }, { 2, 4, 1, 1, "2" }, { 2, 5, 1, 1, "0" },
		{ 2, 6, 1, 1, "0" }, { 2, 7, 1, 1, "2" }, { 2, 8, 1, 1, "0" },
		{ 2, 9, 1, 1, "0" }, { 2, 10, 1, 1, "0" },
		{ 2, 11, 1, 1, "0" },
	};
	struct doc d = read_grid(numbered, sizeof(numbered) /
	    sizeof(*numbered), 4, 5);

	(void)state;
	assert_cell(&d, 4, "recon_upheld", "value", "7", "件");
	assert_cell(&d, 4, "recon_total", "value", "8", "件");
	d = read_grid(four, sizeof(four) / sizeof(*four), 3, 12);
	assert_cell(&d, 4, "lit_direct_total", "value", "2", "件");
	assert_null(cell(&d, 4, "recon_pending", "value"));
	assert_true(warned(&d, "rows_missing"));
	assert_false(warned(&d, "header_moved"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_one_row_of_other_in_the_form_of_2021),
		cmocka_unit_test(test_table_broken_by_a_page_is_one),
		cmocka_unit_test(test_headers_repeated_on_the_next_page),
		cmocka_unit_test(test_second_table_of_a_kind_is_left_out),
		cmocka_unit_test(test_a_table_for_each_clause),
		cmocka_unit_test(test_headers_of_another_clause_do_not_serve),
		cmocka_unit_test(test_subtotal_column_and_numbering_column),
		cmocka_unit_test(
		    test_row_that_lost_a_cell_in_a_grid_is_left_out),
		cmocka_unit_test(
		    test_row_of_other_width_goes_by_counting_and_is_flagged),
		cmocka_unit_test(
		    test_group_heading_with_figures_needs_its_first_row),
		cmocka_unit_test(
		    test_printed_subtotals_have_codes_of_their_own),
		cmocka_unit_test(
		    test_headers_missing_go_by_position_and_are_flagged),
		cmocka_unit_test(
		    test_lone_other_in_the_third_row_is_not_the_group),
		cmocka_unit_test(test_numbers_with_spaces_inside_are_flagged),
		cmocka_unit_test(test_disputes_with_a_row_for_each_group),
		cmocka_unit_test(
		    test_disputes_with_an_empty_cell_behind_each_row),
		cmocka_unit_test(test_rows_of_several_offices_are_no_table_3),
		cmocka_unit_test(test_headers_in_another_order_are_flagged),
		cmocka_unit_test(test_disputes_that_lost_a_value_are_left_out),
		cmocka_unit_test(
		    test_cell_lost_in_flat_text_costs_its_neighbours_only),
		cmocka_unit_test(
		    test_one_number_under_several_headers_is_flagged),
		cmocka_unit_test(test_picture_is_no_blank),
		cmocka_unit_test(test_other_of_a_group_is_not_the_sixth),
		cmocka_unit_test(test_numbers_of_rows_beside_their_labels),
		cmocka_unit_test(test_disputes_of_an_office_of_its_own),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
