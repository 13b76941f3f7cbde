/* SPDX-License-Identifier: MIT */
/* The statistics annexes of 2008-2018, and what places made of them. */
#include "coded.h"

#define HEAD14 "| 统计指标 | 单位 | 统计数 |\n"

static void
test_annex_rows_are_found_in_their_groups(void **state)
{
	struct doc d = read_text(HEAD14
	    "| 一、主动公开情况 | —— | |\n"
	    "| （一）主动公开政府信息数（不同渠道和方式公开相同信息计1条） | 条 | 310 |\n"
	    "| 其中：主动公开规范性文件数 | 条 | 12 |\n"
	    "| 四、行政复议数量 | 件 | 3 |\n"
	    "| （一）维持具体行政行为数 | 件 | 2 |\n"
	    "| （二）被依法纠错数 | 件 | 1 |\n"
	    "| （三）其他情形数 | 件 | 0 |\n"
	    "| 五、行政诉讼数量 | 件 | 4 |\n"
	    "| （一）维持具体行政行为或者驳回原告诉讼请求数 | 件 | 3 |\n"
	    "| （二）被依法纠错数 | 件 | 0 |\n"
	    "| （三）其他情形数 | 件 | 1 |\n"
	    "| 七、依申请公开信息收取的费用 | 万元 | 0.35 |\n");

	(void)state;
	assert_cell(&d, 14, "s_open_total", "value", "310", "条");
	assert_cell(&d, 14, "s_open_normdoc", "value", "12", "条");
	assert_cell(&d, 14, "s_recon_corrected", "value", "1", "件");
	assert_cell(&d, 14, "s_lit_corrected", "value", "0", "件");
	assert_cell(&d, 14, "s_lit_other", "value", "1", "件");
	assert_cell(&d, 14, "s_fee", "value", "0.35", "万元");
	assert_str(doc_value(&d, FACT_TEMPLATE), "T2014");
	assert_int_equal(status(&d, "B30", "s_recon"), CHECK_PASS);
}

static void
test_money_printed_in_yuan_becomes_wan(void **state)
{
	struct doc d = read_text(HEAD14 "| 六、举报投诉数量 | 件 | 0 |\n"
	    "| 七、依申请公开信息收取的费用 | 元 | 3500 |\n");

	(void)state;
	assert_cell(&d, 14, "s_fee", "value", "0.35", "万元");
}

static void
test_lost_group_rows_do_not_move_their_parts(void **state)
{
	struct doc d = read_text(HEAD14 "| 1.当面申请数 | 件 | 5 |\n"
	    "| （一）维持具体行政行为数 | 件 | 2 |\n"
	    "| （二）被依法纠错数 | 件 | 1 |\n"
	    "| 其中：涉及国家秘密 | 件 | 7 |\n");

	(void)state;
	assert_cell(&d, 14, "s_req_inperson", "value", "5", "件");
	assert_cell(&d, 14, "s_recon_corrected", "value", "1", "件");
	assert_cell(&d, 14, "s_dn_secret", "value", "7", "件");
	assert_null(cell(&d, 14, "s_lit_corrected", "value"));
	assert_true(warned(&d, "rows_missing"));
}

static void
test_ambiguous_label_without_its_group_is_unknown(void **state)
{
	struct doc d = read_text(HEAD14 "| 六、举报投诉数量 | 件 | 2 |\n"
	    "| （二）被依法纠错数 | 件 | 1 |\n");

	(void)state;
	assert_null(cell(&d, 14, "s_recon_corrected", "value"));
	assert_null(cell(&d, 14, "s_lit_corrected", "value"));
	assert_cell(&d, 14, "x_1", "value", "1", "件");
	assert_true(warned(&d, "unknown_row"));
}

static void
test_levels_have_columns_of_their_own(void **state)
{
	struct doc d = read_text(
	    "| 序号 | 统计指标 | 单位 | 区直单位统计数 | 乡镇街道统计数 | 开发区 |\n"
	    "| 1 | 主动公开政府信息数 | 条 | 40 | 60 | 5 |\n"
	    "| 2 | 主动公开财政预决算信息 | 条 | 8 | 9 | 1 |\n");

	(void)state;
	assert_cell(&d, 14, "s_open_total", "qu_zhi", "40", "条");
	assert_cell(&d, 14, "s_open_total", "xiang_zhen_jie_dao", "60", "条");
	assert_cell(&d, 14, "s_open_total", "x_col_1", "5", "条");
	assert_cell(&d, 14, "x_1", "qu_zhi", "8", "条");
	assert_true(warned(&d, "unknown_column"));
	assert_true(warned(&d, "unknown_row"));
}

static void
test_local_table_has_year_and_running_total(void **state)
{
	struct doc d = read_text("| 指标名称 | 计量单位 | 2010年度 | 历年累计 |\n"
	    "| 主动公开信息数 | 条 | 91 | 340 |\n"
	    "| 其中：1.网站公开 | 条 | 88 | 330 |\n"
	    "| 2.政府公报公开 | 条 | 3 | 10 |\n"
	    "| 行政申诉数 | 件 | 0 | 0 |\n"
	    "| 公共查阅室接待数 | 人次 | 17 | 20 |\n");

	(void)state;
	assert_cell(&d, 8, "o_open_total", "period", "91", "条");
	assert_cell(&d, 8, "o_open_total", "cumulative", "340", "条");
	assert_cell(&d, 8, "o_ch_gazette", "cumulative", "10", "条");
	assert_cell(&d, 8, "o_appeal", "period", "0", "件");
	assert_cell(&d, 8, "x_1", "period", "17", "人次");
	assert_true(warned(&d, "unknown_row"));
	assert_str(doc_value(&d, FACT_TEMPLATE), "T2008");
}

/* Labels of a table that lost its cells still say which form it was. */
static void
test_form_of_a_table_that_cannot_be_read(void **state)
{
	struct doc d = read_text("信息内容\n本年制发件数\n规章\n行政许可\n");

	(void)state;
	assert_int_equal(d.cells.n, 0);
	assert_str(doc_value(&d, FACT_TEMPLATE), "T2021");
	d = read_text("信息内容\n对外公开总数量\n规章\n行政许可\n");
	assert_str(doc_value(&d, FACT_TEMPLATE), "T2019");
	assert_true(d.facts[FACT_TEMPLATE].guess);
	/* Of table 2 but one row, which both forms have. */
	d = read_text("信息内容 | 本年制发件数 | 本年废止件数\n"
	    "规章 | 1\n信息内容 | 本年处理决定数量\n行政许可 | 14\n"
	    "行政处罚 | 3\n信息内容 | 本年收费金额单位：万元\n"
	    "行政事业性收费 | 2.5\n");
	assert_cell(&d, 2, "license", "decisions", "14", "件");
	assert_cell(&d, 2, "fee", "fee_wan", "2.5", "万元");
	assert_str(doc_value(&d, FACT_TEMPLATE), "T2021");
	d = read_text("一、概述\n公开信息2条。\n");
	assert_str(doc_value(&d, FACT_TEMPLATE), "T2008");
}

/* The bar in front of the cell, a header over two lines, a row of 甲乙丙. */
static void
test_codes_and_two_columns_with_bars_in_front(void **state)
{
	struct doc d = read_text("指 标 名 称\n| 计量\n单位\n| 代码\n"
	    "| 本期实际\n| 本年累计\n|\n甲\n| 乙\n| 丙\n| 1\n| 2\n|\n"
	    "主动公开信息数\n| 条\n| 01\n| 25\n| 80\n|\n"
	    "其中:全文电子化的主动公开信息数\n| 条\n| 02\n| 24\n| 79\n|\n"
	    "行政诉讼数\n| 件\n| 33\n|\n| 0\n|\n");

	(void)state;
	assert_cell(&d, 8, "o_open_total", "period", "25", "条");
	assert_cell(&d, 8, "o_fulltext", "cumulative", "79", "条");
	assert_int_equal(cell(&d, 8, "o_lit", "period")->state, CELL_BLANK);
	assert_cell(&d, 8, "o_lit", "cumulative", "0", "件");
	assert_null(cell(&d, 8, "x_1", "period"));
}

static void
test_table_inside_one_paragraph(void **state)
{
	struct doc d = read_text("四、其他情况无。五、附表 指标名称计量单位年末统计"
	    "主动公开信息数条64其中：1、网站公开条602、政府公报公开条4"
	    "受理依申请公开信息总数条0 某某局2017年1月5日");

	(void)state;
	assert_cell(&d, 8, "o_open_total", "value", "64", "条");
	assert_cell(&d, 8, "o_ch_web", "value", "60", "条");
	assert_cell(&d, 8, "o_ch_gazette", "value", "4", "条");
	assert_cell(&d, 8, "o_req_new", "value", "0", "条");
	assert_true(str_ends(d.text, STR("某某局2017年1月5日")));
}

static void
test_glued_columns_are_left_out_unless_there_is_one_way(void **state)
{
	struct doc d = read_text("指标名称计量单位2018年度历年累计"
	    "主动公开文件数条205612107其中：1.政府公报公开数条00"
	    "行政复议数件00");

	(void)state;
	assert_null(cell(&d, 8, "o_open_total", "period"));
	assert_true(warned(&d, "glued_cells"));
	assert_cell(&d, 8, "o_ch_gazette", "period", "0", "条");
	assert_cell(&d, 8, "o_recon", "cumulative", "0", "件");
	assert_true(warned(&d, "glued_split"));
}

/* Cells without padding: what is no value begins a row. */
#define LOCAL "指标名称 |\n计量单位 |\n2011年度 |\n历年累计 |\n" \
	"主动公开信息数 |\n条 |\n91 |\n340 |\n" \
	"其中：1.网站公开 |\n条 |\n88 |\n330 |\n"

static void
test_blank_cells_of_a_table_without_padding_are_kept(void **state)
{
	struct doc d = read_text(LOCAL "2.政府公报公开 |\n条 |\n|\n10 |\n"
	    "行政诉讼数 |\n条 |\n2 |\n8 |\n行政申诉数 |\n条 |\n|\n3 |\n");

	(void)state;
	assert_int_equal(cell(&d, 8, "o_ch_gazette", "period")->state,
	    CELL_BLANK);
	assert_cell(&d, 8, "o_ch_gazette", "cumulative", "10", "条");
	assert_cell(&d, 8, "o_lit", "cumulative", "8", "条");
	assert_cell(&d, 8, "o_appeal", "cumulative", "3", "条");
	assert_int_equal(d.warnings.n, 0);
}

static void
test_lost_cell_of_a_table_without_padding_costs_its_row(void **state)
{
	struct doc d = read_text(LOCAL "2.政府公报公开 |\n条 |\n10 |\n"
	    "受理依申请公开信息总数 |\n条 |\n4 |\n6 |\n"
	    "其中：1.当面申请数 |\n条 |\n2 |\n5 |\n"
	    "行政诉讼数 |\n条 |\n2 |\n8 |\n行政申诉数 |\n条 |\n0 |\n3 |\n");

	(void)state;
	assert_cell(&d, 8, "o_open_total", "period", "91", "条");
	assert_null(cell(&d, 8, "o_ch_gazette", "cumulative"));
	assert_null(cell(&d, 8, "o_ch_gazette", "period"));
	assert_true(warned(&d, "row_damaged"));
	assert_cell(&d, 8, "o_req_new", "period", "4", "条");
	assert_cell(&d, 8, "o_appeal", "cumulative", "3", "条");
}

static void
test_lost_header_cell_leaves_no_row_certain(void **state)
{
	struct doc d = read_text("指标名称 |\n计量单位 |\n历年累计 |\n"
	    "主动公开信息数 |\n条 |\n91 |\n340 |\n"
	    "其中：1.网站公开 |\n条 |\n88 |\n|\n"
	    "2.政府公报公开 |\n条 |\n3 |\n10 |\n"
	    "受理依申请公开信息总数 |\n条 |\n4 |\n6 |\n"
	    "其中：1.当面申请数 |\n条 |\n2 |\n5 |\n"
	    "2.传真申请数 |\n条 |\n2 |\n5 |\n行政申诉数 |\n条 |\n0 |\n3 |\n");

	(void)state;
	assert_null(cell(&d, 8, "o_open_total", "cumulative"));
	assert_true(warned(&d, "blank_or_padding"));
	assert_true(warned(&d, "doubtful_row"));
}

static void
test_number_left_out_of_a_list_is_a_doubt(void **state)
{
	struct doc d = read_text(LOCAL "4.公共查阅点公开 |\n条 |\n1 |\n2 |\n");

	(void)state;
	assert_false(warned(&d, "doubtful_row"));
	d = read_text(LOCAL "受理依申请公开信息总数 |\n条 |\n4 |\n6 |\n"
	    "其中：1.当面申请数 |\n条 |\n2 |\n5 |\n4.网上申请数 |\n条 |\n2 |\n8 |\n");
	assert_true(warned(&d, "doubtful_row"));
}

static void
test_number_on_a_line_above_a_cell_may_be_a_page(void **state)
{
	struct doc d = read_text(LOCAL "行政申诉数 |\n条 |\n3\n98 |\n0 |\n");

	(void)state;
	assert_true(warned(&d, "split_digits"));
	d = read_text(LOCAL "行政申诉数 |\n条 |\n- 3 -\n98 |\n0 |\n");
	assert_int_equal(cell(&d, 8, "o_appeal", "period")->state, CELL_TEXT);
	assert_true(warned(&d, "not_a_number"));
}

/* The form that Shanghai had, with its own words. */
static void
test_local_table_in_other_words(void **state)
{
	struct doc d = read_text(
	    "| 指标名称 | 计算单位 | 代码 | 本月累计 | 年度累计 |\n"
	    "| 主动信息公开 | 条 | 01 | 7 | 96 |\n"
	    "| 申请总次数 | 条 | 12 | 1 | 5 |\n"
	    "| 8.不予公开答复总数 | 条 | 27 | 0 | 2 |\n");
	size_t i;

	(void)state;
	assert_cell(&d, 8, "o_open_total", "cumulative", "96", "条");
	assert_cell(&d, 8, "o_req_new", "cumulative", "5", "条");
	assert_cell(&d, 8, "o_rp_deny", "cumulative", "2", "条");
	assert_false(warned(&d, "not_a_number"));
	for (i = 0; i < forms->n_rows; i++)
		assert_false(str_has(forms->rows[i].unit, STR("|")));
}

static void
test_annex_under_headers_of_its_own(void **state)
{
	struct doc d = read_text("| 统计指标 | 单位 | 填报数据 |\n"
	    "| （一）收到申请数 | 件 | 3 |\n");

	(void)state;
	assert_cell(&d, 14, "s_req_new", "value", "3", "件");
	assert_true(warned(&d, "header_by_position"));
	d = read_text("| 统计指标 | 单位 | 上年数 |\n"
	    "| （一）收到申请数 | 件 | 3 |\n");
	assert_null(cell(&d, 14, "s_req_new", "value"));
	assert_true(warned(&d, "unknown_column"));
	d = read_text("| 统计指标 | 单位 | 本年数 | 上年数 |\n"
	    "| （一）收到申请数 | 件 | 3 | 9 |\n");
	assert_cell(&d, 14, "s_req_new", "value", "3", "件");
	assert_cell(&d, 14, "s_req_new", "x_col_1", "9", "件");
}

#define SIX_ROWS(put) put(0, "主动公开政府信息数", "425") \
	put(1, "制发规范性文件总数", "3") put(2, "收到申请数", "2") \
	put(3, "申请答复数", "2") put(4, "举报投诉数量", "0") \
	put(5, "依申请公开信息收取的费用", "12000")

/* Known by its rows alone; figures in two columns would be of nothing. */
static void
test_annex_without_headers(void **state)
{
#define ONE(row, label, value) { row, 0, 1, 1, label }, \
	{ row, 1, 1, 1, row == 5 ? "元" : "件" }, { row, 2, 1, 1, value },
#define TWO(row, label, value) { row, 0, 1, 1, label }, \
	{ row, 1, 1, 1, value }, { row, 2, 1, 1, value },
#define LAST(row, label, value) ONE(row + 1, label, value)
	static const struct put one[] = { SIX_ROWS(ONE) };
	static const struct put two[] = { SIX_ROWS(TWO) };
	static const struct put last[] = { { 0, 0, 1, 1, "指标名" },
		{ 0, 2, 1, 1, "上年数" }, SIX_ROWS(LAST) };
	struct doc d = read_grid(one, sizeof(one) / sizeof(*one), 6, 3);

	(void)state;
	assert_cell(&d, 14, "s_open_total", "value", "425", "件");
	assert_cell(&d, 14, "s_fee", "value", "1.2", "万元");
	assert_true(warned(&d, "header_by_position"));
	d = read_grid(two, sizeof(two) / sizeof(*two), 6, 3);
	assert_int_equal(d.cells.n, 0);
	assert_true(warned(&d, "header_missing"));
	d = read_grid(last, sizeof(last) / sizeof(*last), 7, 3);
	assert_int_equal(d.cells.n, 0);
	assert_true(warned(&d, "header_missing"));
}

/* Six rows of it are enough to be known by, but it was read already. */
static void
test_annex_that_goes_on_is_read_once(void **state)
{
	struct doc d = read_text(HEAD14 "| 主动公开政府信息数 | 条 | 425 |\n"
	    "\n续表\n\n| 收到申请数 | 件 | 2 |\n| 当面申请数 | 件 | 2 |\n"
	    "| 传真申请数 | 件 | 0 |\n| 网络申请数 | 件 | 0 |\n"
	    "| 信函申请数 | 件 | 0 |\n| 申请办结数 | 件 | 2 |\n");

	(void)state;
	assert_int_equal(d.cells.n, 7);
	assert_false(warned(&d, "second_table"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_annex_rows_are_found_in_their_groups),
		cmocka_unit_test(test_money_printed_in_yuan_becomes_wan),
		cmocka_unit_test(test_lost_group_rows_do_not_move_their_parts),
		cmocka_unit_test(
		    test_ambiguous_label_without_its_group_is_unknown),
		cmocka_unit_test(test_levels_have_columns_of_their_own),
		cmocka_unit_test(test_local_table_has_year_and_running_total),
		cmocka_unit_test(test_form_of_a_table_that_cannot_be_read),
		cmocka_unit_test(test_codes_and_two_columns_with_bars_in_front),
		cmocka_unit_test(test_table_inside_one_paragraph),
		cmocka_unit_test(
		    test_glued_columns_are_left_out_unless_there_is_one_way),
		cmocka_unit_test(
		    test_blank_cells_of_a_table_without_padding_are_kept),
		cmocka_unit_test(
		    test_lost_cell_of_a_table_without_padding_costs_its_row),
		cmocka_unit_test(test_lost_header_cell_leaves_no_row_certain),
		cmocka_unit_test(test_number_left_out_of_a_list_is_a_doubt),
		cmocka_unit_test(
		    test_number_on_a_line_above_a_cell_may_be_a_page),
		cmocka_unit_test(test_local_table_in_other_words),
		cmocka_unit_test(test_annex_under_headers_of_its_own),
		cmocka_unit_test(test_annex_without_headers),
		cmocka_unit_test(test_annex_that_goes_on_is_read_once),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
