/* SPDX-License-Identifier: MIT */
/* Pages as pdftotext -layout prints them. */
#include "coded.h"

#include <stdio.h>

/* The paragraphs, a bar behind each. */
static const char *
paragraphs(const char *text)
{
	static char all[4096];
	struct doc d = blocks_of(text);
	size_t i, n = 0;

	for (i = 0; i < d.blocks.n; i++) {
		assert_int_equal(d.blocks.v[i].kind, BLOCK_PARAGRAPH);
		n += (size_t)snprintf(all + n, sizeof(all) - n, "%.*s|",
		    STR_ARG(d.blocks.v[i].text));
	}
	return all;
}

static void
test_rows_that_lack_a_number(void **state)
{
	(void)state;
	assert_string_equal(paragraphs(
	    "甲项     21    0      0     21\n"
	    "乙       3           4     7\n"
	    "丙丙丙          5\n"
	    "丁丁      0    0      0     0\n"),
	    "甲项|21|0|0|21|乙|3||4|7|丙丙丙||5|||丁丁|0|0|0|0|");
}

/* A number that the label has taken is in no place: nor are the others. */
static void
test_number_within_the_label(void **state)
{
	(void)state;
	assert_string_equal(paragraphs(
	    "甲项     21    0      0     21\n"
	    "乙3                 4     7\n"
	    "丙项      1    0      0     1\n"),
	    "甲项|21|0|0|21|乙3|4|7|丙项|1|0|0|1|");
}

/* No row tells where the fourth column is, so no blank cell is made up. */
static void
test_places_that_are_not_clear(void **state)
{
	(void)state;
	assert_string_equal(paragraphs(
	    "甲    21    0    0\n"
	    "乙       3    4    7\n"
	    "丙    1      2\n"
	    "丁    5    6   7\n"),
	    "甲|21|0|0|乙|3|4|7|丙|1|2|丁|5|6|7|");
}

/* A line between those of another header is of a header of its own. */
static void
test_headers_that_lie_one_in_the_other(void **state)
{
	(void)state;
	assert_string_equal(paragraphs(
	    "                 本年新      本年新\n"
	    "    信息内容                      对外公开总数量\n"
	    "                制作数量     公开数量\n"
	    "     规章                             2\n"
	    "   规范性文件                   0        0\n"
	    "   甲                         1        0\n"
	    "   乙                         4        3\n"
	    "   丙                         1        1\n"),
	    "本年新      本年新信息内容                      对外公开总数量"
	    "制作数量     公开数量|规章|2|规范性文件|0|0|甲|1|0|乙|4|3|丙|1|1|");
}

/* Between two labels without numbers, of which it may be either's. */
static void
test_numbers_that_are_no_ones(void **state)
{
	struct doc d;

	(void)state;
	assert_string_equal(paragraphs(
	    "1.甲项   21    0      0     21\n"
	    "2.乙      3    1      4     7\n"
	    "3.丙丙\n"
	    "          5    5      2     2\n"
	    "4.丁丁\n"
	    "5.戊      0    0      0     0\n"),
	    "1.甲项|21|0|0|21|2.乙|3|1|4|7|3.丙丙|4.丁丁|5.戊|0|0|0|0|");
	d = blocks_of("1.甲项   21    0      0     21\n"
	    "2.乙      3    1      4     7\n3.丙丙\n"
	    "          5    5      2     2\n4.丁丁\n");
	assert_true(warned(&d, "doubtful_row"));
	/* The numbers of a row in several lines: some may be of another. */
	assert_string_equal(paragraphs(
	    "1.甲项   21    0      0     21\n"
	    "2.乙      3    1      4     7\n"
	    "3.丙丙    5\n"
	    "               5      2\n"
	    "                            2\n"
	    "4.戊      0    0      0     0\n"
	    "5.己      0    0      0     0\n"),
	    "1.甲项|21|0|0|21|2.乙|3|1|4|7|3.丙丙|4.戊|0|0|0|0|5.己|0|0|0|0|");
	/* All labels are above theirs. */
	assert_string_equal(paragraphs("1.甲\n    5    5      2     2\n"
	    "2.乙\n    5    6      2     2\n3.丙\n"
	    "    5    7      2     2\n"),
	    "1.甲|5|5|2|2|2.乙|5|6|2|2|3.丙|5|7|2|2|");
}

static void
test_headers_one_above_the_other(void **state)
{
	(void)state;
	assert_string_equal(paragraphs(
	    "信息     上年          其他\n"
	    "              本年\n"
	    "内容     项目          数量\n"
	    "甲        1    2     3\n"
	    "乙        4    5     6\n"),
	    "信息内容|上年项目|本年|其他数量|甲|1|2|3|乙|4|5|6|");
	/* As many as no row has: in one, lest they mislead. */
	assert_string_equal(paragraphs(
	    "信息  上年 甲 乙 丙 其他\n"
	    "内容  项目          数量\n"
	    "甲        1    2     3\n"
	    "乙        4    5     6\n"),
	    "信息  上年 甲 乙 丙 其他内容  项目          数量|甲|1|2|3|乙|4|5|6|");
}

static void
test_labels_over_several_lines(void **state)
{
	(void)state;
	assert_string_equal(paragraphs(
	    "三   甲项          1   2   3\n"
	    "、\n"
	    "办   甲项乙        1   2   3\n"
	    "理   要求重新\n"
	    "                   4   5   6\n"
	    "     出具\n"
	    "     （四）无法 2.没有     7   8   9\n"),
	    "三、办理|甲项|1|2|3|甲项乙|1|2|3|要求重新出具|4|5|6|（四）无法|"
	    "2.没有|7|8|9|");
}

static void
test_numbers_of_pages_are_left_out(void **state)
{
	(void)state;
	assert_string_equal(paragraphs(
	    "甲     1   2   3\n乙     4   5   6\n\n     - 2 -\n"
	    "\f丙丙丙丙丙   1   2   3\n丁           7   8   9\n"),
	    "甲|1|2|3|乙|4|5|6|丙丙丙丙丙|1|2|3|丁|7|8|9|");
	/* Alone at the foot of a page; elsewhere it is a cell, as dashes are. */
	assert_string_equal(paragraphs(
	    "甲     1   2   3\n乙     4   5   6\n丙\n      2\n\n"
	    "\f丁丁丁丁丁   1   2   3\n戊戊戊戊戊   7   8   9\n己\n   5\n庚\n"
	    " 2/5\n\f壬壬壬壬壬   -   6   -\n 第3页 共15页\n"
	    "辛辛辛辛辛   -   8   -\n\n   -   4   -\n\f"),
	    "甲|1|2|3|乙|4|5|6|丙|丁丁丁丁丁|1|2|3|戊戊戊戊戊|7|8|9|己庚|5|"
	    "壬壬壬壬壬|-|6|-|辛辛辛辛辛|-|8|-|");
	assert_string_equal(paragraphs(
	    "甲项   1   2   3\n乙项   4   5   6\n丙项\n       -   5   -\n"
	    "丁项   7   8   9\n"),
	    "甲项|1|2|3|乙项|4|5|6|丙项|-|5|-|丁项|7|8|9|");
}

/* A heading is none of the headers below it, nor what stands above it. */
static void
test_sections_between_tables(void **state)
{
	struct doc d = blocks_of(
	    "（一）组织领导   调整小组\n二、主动公开政府信息\n\n"
	    "类别    数量\n甲项      12\n乙项       3\n丙项       0\n"
	    "丁项       0\n戊项       1\n");

	(void)state;
	assert_str(d.blocks.v[0].text, "（一）组织领导");
	assert_str(d.blocks.v[2].text, "二、主动公开政府信息");
	assert_str(d.blocks.v[3].text, "类别");
}

/* "-" is a cell, and no blank one is made up beside it. */
static void
test_dashes_keep_their_places(void **state)
{
	(void)state;
	assert_string_equal(paragraphs(
	    "甲     0   0   12\n乙     -   5\n丙     /   -    3\n丁     1   1    1\n"),
	    "甲|0|0|12|乙|-|5||丙|/|-|3|丁|1|1|1|");
}

/* Rows of numbers and blanks come together by the words of the forms. */
static void
test_form_with_blank_cells(void **state)
{
	struct doc d = read_text(
	    "三、收到和处理政府信息公开申请情况\n"
	    "                                      申请人情况\n"
	    "                  自然人           法人或其他组织             总计\n"
	    "                       商业企业  科研机构  社会公益组织  法律服务机构  其他\n"
	    "一、本年新收政府信息公开申请数量   5     1    0     0     0    0    6\n"
	    "二、上年结转政府信息公开申请数量   2                               2\n"
	    "四、结转下年度继续办理             0     0    0     0     0    0    0\n");

	(void)state;
	assert_cell(&d, 3, "req_carry_in", "natural", "2", "件");
	assert_int_equal(cell(&d, 3, "req_carry_in", "commercial")->state,
	    CELL_BLANK);
	assert_cell(&d, 3, "req_carry_in", "total", "2", "件");
	assert_cell(&d, 3, "req_new", "total", "6", "件");
}

/* Labels printed higher than their figures: each has those of the row above. */
static void
test_figures_a_line_too_low(void **state)
{
	struct doc d = read_text(
	    "三、收到和处理政府信息公开申请情况\n"
	    "                                      申请人情况\n"
	    "                  自然人           法人或其他组织             总计\n"
	    "                       商业企业  科研机构  社会公益组织  法律服务机构  其他\n"
	    "一、本年新收政府信息公开申请数量   5     1    0     0     0    0    6\n"
	    "            2.重复申请\n"
	    "（五）不予  3.要求提供公开出版物   2     0    0     0     0    0    2\n"
	    "处理                               0     0    0     0     0    0    0\n"
	    "四、结转下年度继续办理             0     0    0     0     0    0    0\n");
	size_t i, n = 0;

	(void)state;
	for (i = 0; i < d.warnings.n; i++)
		if (strcmp(d.warnings.v[i].code, "doubtful_row") == 0) {
			assert_str(d.warnings.v[i].ind,
			    "req_reject_publication");
			n++;
		}
	assert_int_equal(n, 1);
}

/* Narrow columns: labels of groups, of rows and headers in lines of their own. */
static void
test_groups_and_labels_between_the_lines(void **state)
{
	struct doc d = read_text(
	    "三、收到和处理政府信息公开申请情况\n"
	    "                               申请人情况\n"
	    "                                                      法\n"
	    "（本列数据的勾稽关系）                           社会 律\n"
	    "                     自然   商业  科研   公益   服   其他   总计\n"
	    "                      人    企业 机构   组织   务\n"
	    "                                                  机\n"
	    "                                                  构\n"
	    "一、本年新收政府信息公开申请数量   5     1    0     0     0    0    6\n"
	    "三、本       （一）予以公开        2     0    0     0     0    0    2\n"
	    "年度办 （二）部分公开（区分处理的，只计\n"
	    "理结果                             0     3    0     0     0    1    4\n"
	    "        这一情形，不计其他情形）\n"
	    "    （三）不   1.属于国家秘密      1     0    0     0     0    0    1\n"
	    "     予公开\n"
	    "        2.其他法律行政法规禁止公\n"
	    "                                   0     0    7     0     0    0    7\n"
	    "                   开\n"
	    "    （六）其    1.申请人无正当理由\n"
	    "     他处理     逾期不补正、行政   0     0    0     0     0    9    9\n"
	    "               机关不再处理其政府\n"
	    "                信息公开申请\n"
	    "四、结转下年度继续办理             0     0    0     0     0    0    0\n");

	(void)state;
	assert_cell(&d, 3, "req_new", "commercial", "1", "件");
	assert_cell(&d, 3, "req_partial", "commercial", "3", "件");
	assert_cell(&d, 3, "req_deny_state_secret", "natural", "1", "件");
	assert_cell(&d, 3, "req_deny_law_forbidden", "research", "7", "件");
	assert_cell(&d, 3, "req_other_no_correction", "other", "9", "件");
	assert_cell(&d, 3, "req_carry_out", "total", "0", "件");
	assert_true(warned(&d, "header_by_position"));
	assert_false(warned(&d, "row_damaged"));
}

/* Headers that can be read count, not their places in the form. */
static void
test_headers_in_another_order(void **state)
{
	struct doc d = read_text(
	    "三、收到和处理政府信息公开申请情况\n"
	    "                               申请人情况\n"
	    "                                 自然   科研  商业  社会   法律  其他   总计\n"
	    "                                  人    机构  企业  公益   服务\n"
	    "                                                    组织   机构\n"
	    "一、本年新收政府信息公开申请数量   5     1    0     0     0    0    6\n"
	    "三、本       （一）予以公开        2     0    0     0     0    0    2\n"
	    "年度办 （二）部分公开（区分处理的，只计\n"
	    "理结果                             0     3    0     0     0    1    4\n"
	    "        这一情形，不计其他情形）\n"
	    "四、结转下年度继续办理             0     0    0     0     0    0    0\n");

	(void)state;
	assert_cell(&d, 3, "req_new", "research", "1", "件");
	assert_cell(&d, 3, "req_partial", "research", "3", "件");
	assert_true(warned(&d, "header_moved"));
	assert_false(warned(&d, "header_by_position"));
}

static void
test_what_is_no_table(void **state)
{
	(void)state;
	assert_string_equal(paragraphs("电话  123\n地址  青禾\n"),
	    "电话  123|地址  青禾|");
	assert_string_equal(paragraphs("甲  1  2  3\n本局办理。\n"),
	    "甲  1  2  3|本局办理。|");
	paragraphs("1  2  3\n4  5  6\n");
	paragraphs("  1  2  3\n===\n  4  5  6\n====\n  7  8  9\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows_that_lack_a_number),
		cmocka_unit_test(test_number_within_the_label),
		cmocka_unit_test(test_places_that_are_not_clear),
		cmocka_unit_test(test_headers_one_above_the_other),
		cmocka_unit_test(test_headers_that_lie_one_in_the_other),
		cmocka_unit_test(test_numbers_that_are_no_ones),
		cmocka_unit_test(test_labels_over_several_lines),
		cmocka_unit_test(test_numbers_of_pages_are_left_out),
		cmocka_unit_test(test_sections_between_tables),
		cmocka_unit_test(test_dashes_keep_their_places),
		cmocka_unit_test(test_form_with_blank_cells),
		cmocka_unit_test(test_figures_a_line_too_low),
		cmocka_unit_test(test_groups_and_labels_between_the_lines),
		cmocka_unit_test(test_headers_in_another_order),
		cmocka_unit_test(test_what_is_no_table),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
