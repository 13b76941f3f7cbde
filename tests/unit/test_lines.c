/* SPDX-License-Identifier: MIT */
/* Annexes that are lines of text, and tables that nobody could read. */
#include "coded.h"

#include <stdarg.h>
#include <stdio.h>

#include "lines.h"

static const struct {
	const char *label, *unit, *value;
} rows[] = { { "一、主动公开情况", "", "" },
	{ "（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条", "45" },
	{ "其中：主动公开规范性文件数", "条", "3" },
	{ "1.政府公报公开政府信息数", "条", "1" },
	{ "2.政府网站公开政府信息数", "条", "1204" },
	{ "三、依申请公开情况", "", "" },
	{ "（一）收到申请数", "件", "9" }, { "1.当面申请数", "件", "4" },
	{ "2.传真申请数", "件", "5" } };

enum { N_ROWS = sizeof(rows) / sizeof(rows[0]) };

/* Adds a line to the document; none if it is empty. */
static void __attribute__((format(printf, 2, 3)))
add(struct doc *d, const char *format, ...)
{
	char line[400];
	va_list ap;

	va_start(ap, format);
	vsnprintf(line, sizeof(line), format, ap);
	va_end(ap);
	if (line[0] != '\0')
		doc_add_paragraph(d, arena_str(d->arena, str_of(line)));
}

static struct doc
begin(void)
{
	arena_reset(arena);
	return (struct doc){ .arena = arena };
}

static void
assert_annex(struct doc *d)
{
	understand(d);
	assert_cell(d, 14, "s_open_total", "value", "45", "条");
	assert_cell(d, 14, "s_ch_web", "value", "1204", "条");
	assert_cell(d, 14, "s_req_new", "value", "9", "件");
	assert_cell(d, 14, "s_req_fax", "value", "5", "件");
	assert_true(warned(d, "header_by_position"));
	assert_false(warned(d, "form_text"));
}

/* Each of these prints the label, the unit and the value of a row. */
static void
test_a_row_a_line(void **state)
{
	static const char *const formats[] = { "%1$s：%3$s%2$s",
		"%1$s：%3$s%2$s；", "%1$s %2$s %3$s", "%1$s%2$s%3$s",
		"%1$s……%3$s（%2$s）", "%1$s（单位：%2$s）：%3$s", "%1$s为%3$s%2$s。",
		"%1$s（%2$s）\xC2\xA0%3$s", "%3$s%2$s %1$s" };
	char line[400];
	struct doc d;
	size_t i, k;

	(void)state;
	for (i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		d = begin();
		for (k = 0; k < N_ROWS; k++) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
			snprintf(line, sizeof(line), formats[i], rows[k].label,
			    rows[k].unit, rows[k].value);
#pragma GCC diagnostic pop
			add(&d, "%s", rows[k].value[0] != '\0' ? line :
			    rows[k].label);
		}
		assert_annex(&d);
	}
}

static void
test_values_in_lines_of_their_own(void **state)
{
	struct doc d = begin();
	size_t k;

	(void)state;
	for (k = 0; k < N_ROWS; k++) {
		add(&d, "%s", rows[k].label);
		add(&d, "%s", rows[k].unit);
		add(&d, "%s", rows[k].value);
	}
	assert_annex(&d);
	/* In front of their labels, as on cards. */
	d = begin();
	for (k = 0; k < N_ROWS; k++) {
		add(&d, "%s%s", rows[k].value, rows[k].unit);
		add(&d, "%s", rows[k].label);
	}
	assert_annex(&d);
}

/* Nothing, a slash and a dash are no numbers, and no blanks either. */
static void
test_values_that_are_none(void **state)
{
	static const char *const none[] = { "无", "/", "—" };
	struct doc d;
	size_t i, k;

	(void)state;
	for (i = 0; i < 2 * sizeof(none) / sizeof(none[0]); i++) {
		d = begin();
		for (k = 0; k < N_ROWS; k++)
			add(&d, "%s：%s", rows[k].label, rows[k].value);
		add(&d, i % 2 ? "3.网络申请数：%s" : "3.网络申请数", none[i / 2]);
		add(&d, "%s", i % 2 ? "" : none[i / 2]);
		add(&d, "4.信函申请数：0");
		assert_annex(&d);
		assert_int_equal(cell(&d, 14, "s_req_web", "value")->state,
		    CELL_NA);
		assert_cell(&d, 14, "s_req_mail", "value", "0", "件");
	}
}

/* Nobody can say on which side of the blanks the numbers belong. */
static void
test_values_that_may_be_of_either_side(void **state)
{
	struct doc d = begin();
	size_t k;

	(void)state;
	for (k = 0; k < N_ROWS; k++) {
		if (k != 1 && rows[k].value[0] != '\0')
			add(&d, "%s", rows[k].value);
		if (rows[k].value[0] != '\0')
			add(&d, "%s", rows[k].label);
	}
	understand(&d);
	assert_false(doc_has_table(&d, 14));
	assert_true(warned(&d, "form_text"));
}

static void
test_too_few_lines_are_no_annex(void **state)
{
	struct doc d = begin();
	size_t k;

	(void)state;
	for (k = 0; k < N_ROWS - 3; k++)
		add(&d, "%s：%s", rows[k].label, rows[k].value);
	add(&d, "我局还开展了12次检查");
	add(&d, "2018年1月5日");
	understand(&d);
	assert_int_equal(d.cells.n, 0);
	assert_false(warned(&d, "form_text"));
	assert_int_equal(d.blocks.n, N_ROWS - 1);
}

/* The years of a list are two lists. */
static void
test_lists_of_two_years(void **state)
{
	struct doc d = begin();
	int year;
	size_t k;

	(void)state;
	for (year = 2015; year <= 2016; year++) {
		add(&d, "%d年统计数据", year);
		for (k = 0; k < N_ROWS; k++)
			add(&d, "%s：%s%s", rows[k].label, rows[k].value,
			    year == 2015 ? "7" : "");
	}
	assert_annex(&d);
	assert_true(warned(&d, "second_table"));
}

/* A list in words repeats the table that the report has. */
static void
test_a_list_beside_the_table(void **state)
{
	struct doc d;

	(void)state;
	d = read_text("统计指标 | 单位 | 统计数\n收到申请数 | 件 | 9\n当面申请数 | 件 | 4\n"
	    "传真申请数 | 件 | 5\n\n主动公开政府信息数：45\n\n政府公报公开政府信息数：1\n\n"
	    "收到申请数：9\n\n当面申请数：4\n\n传真申请数：5\n\n网络申请数：0\n\n");
	assert_cell(&d, 14, "s_req_fax", "value", "5", "件");
	assert_false(warned(&d, "second_table"));
	assert_false(warned(&d, "form_text"));
	assert_null(cell(&d, 14, "s_open_total", "value"));
}

/* Full-width digits, a remark, and signs that are not passed over. */
static void
test_numbers_of_other_looks(void **state)
{
	struct doc d = begin();
	size_t k;

	(void)state;
	for (k = 0; k < N_ROWS; k++)
		add(&d, k == 3 ? "%s：１２条" : k == 4 ? "%s：9条（含2条）" :
		    k == 6 ? "%s：-9件" : k == 7 ? "%s：>4件" : "%s：5",
		    rows[k].label);
	understand(&d);
	assert_cell(&d, 14, "s_ch_gazette", "value", "12", "条");
	assert_cell(&d, 14, "s_ch_web", "value", "9", "条");
	assert_true(warned(&d, "leading_number"));
	assert_cell(&d, 14, "s_req_new", "value", "-9", "件");
	assert_int_equal(cell(&d, 14, "s_req_inperson", "value")->state,
	    CELL_TEXT);
}

/* A report that has the tables of 2019 may list some figures of older forms. */
static void
test_a_short_list_beside_tables_of_2019(void **state)
{
	struct str s = STR("");
	struct doc d;
	size_t k;

	(void)state;
	for (k = 0; k < N_ROWS; k++)
		s = arena_printf(forever, "%.*s\n%s：%s\n", STR_ARG(s),
		    rows[k].label, rows[k].value);
	d = read_text(arena_printf(forever, "%.*s\n| 第二十条第（五）项 |\n"
	    "| 信息内容 | 本年处理决定数量 |\n| 行政许可 | 77 |\n",
	    STR_ARG(s)).p);
	assert_cell(&d, 2, "license", "decisions", "77", "件");
	assert_null(cell(&d, 14, "s_req_new", "value"));
}

static void
test_labels_of_a_table_that_was_not_read(void **state)
{
	struct doc d = begin();

	(void)state;
	add(&d, "全年：主动公开政府信息数45条；政府公报公开政府信息数1条；收到申请数9件，其中"
	    "当面申请数4件，传真申请数5件；申请办结数9件。");
	understand(&d);
	assert_true(warned(&d, "form_text"));
	d = begin();
	add(&d, "行政复议");
	add(&d, "结果维持：3");
	add(&d, "结果纠正：1");
	add(&d, "其他结果");
	add(&d, "0");
	add(&d, "尚未审结：2件");
	understand(&d);
	assert_true(warned(&d, "form_text"));
	d = begin();
	add(&d, "收到申请数和申请办结数、当面申请数、传真申请数、网络申请数、信函申请数均有所"
	    "增长，按时办结数为9件。");
	understand(&d);
	assert_false(warned(&d, "form_text"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_row_a_line),
		cmocka_unit_test(test_values_in_lines_of_their_own),
		cmocka_unit_test(test_values_that_are_none),
		cmocka_unit_test(test_values_that_may_be_of_either_side),
		cmocka_unit_test(test_too_few_lines_are_no_annex),
		cmocka_unit_test(test_lists_of_two_years),
		cmocka_unit_test(test_a_list_beside_the_table),
		cmocka_unit_test(test_numbers_of_other_looks),
		cmocka_unit_test(test_a_short_list_beside_tables_of_2019),
		cmocka_unit_test(test_labels_of_a_table_that_was_not_read),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
