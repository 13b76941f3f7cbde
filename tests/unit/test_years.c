/* SPDX-License-Identifier: MIT */
/* Tables of several years on one page, and of which one is read. */
#include "coded.h"

#include "yearmark.h"

/* Table 2 with one row, table 4 with one of fifteen values. */
static const char *
licences(const char *above, const char *n)
{
	return arena_printf(arena, "%s<table><tr><td colspan=2>第二十条第（五）项</td>"
	    "</tr><tr><td>信息内容</td><td>本年处理决定数量</td></tr><tr><td>行政许可"
	    "</td><td>%s</td></tr></table>", above, n).p;
}

static struct doc
two_tables(const char *one, const char *n, const char *other, const char *m)
{
	arena_reset(arena);
	return read_page(arena_printf(arena, "%s%s", licences(one, n),
	    licences(other, m)).p);
}

static bool
doubts_column(const struct doc *d, const char *code, const char *col)
{
	size_t i;

	for (i = 0; i < d->warnings.n; i++)
		if (strcmp(d->warnings.v[i].code, code) == 0 &&
		    d->warnings.v[i].tbl == 2 &&
		    str_eq(d->warnings.v[i].col, str_of(col)))
			return true;
	return false;
}

static void
test_marks(void **state)
{
	static const struct {
		const char *text;
		int year;
	} cases[] = { { "2022年", 2022 }, { "（2022 年度）", 2022 },
		{ "清溪县林业局2023年政府信息公开工作年度报告", 2023 },
		{ "2022", 2022 }, { "上年度", YEARMARK_LAST },
		{ "（一）上年度数据：", YEARMARK_LAST },
		{ "本年度", YEARMARK_THIS }, { "本年", YEARMARK_THIS },
		{ "上年结转", 0 }, { "本年处理决定数量", 0 },
		{ "2023年1月20日", 0 }, { "2022年与2023年", 0 },
		{ "2022年，我局主动公开信息12条。", 0 }, { "2022年以来", 0 },
		{ "较2022年增长5%", 0 }, { "《条例》（2019年修订）", 0 },
		{ "按照2021年新格式填报", 0 }, { "填报时间：2024年", 0 },
		{ "其中2022年结转3件", 0 }, { "与2022年数据对照", 0 },
		{ "2024年公布", 0 }, { "12022年", 0 }, { "20220", 0 },
		{ "三、收到申请", 0 }, { "", 0 } };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(yearmark_read(arena, str_of(cases[i].text)),
		    cases[i].year);
	assert_true(yearmark_later(2023, 2022));
	assert_true(yearmark_later(YEARMARK_THIS, YEARMARK_LAST));
	assert_false(yearmark_later(2023, 0));
	assert_false(yearmark_later(2023, YEARMARK_LAST));
}

static void
test_the_later_year_is_the_report_s(void **state)
{
	struct doc d = two_tables("<h3>2022年度</h3>", "5", "<h3>2023年度</h3>",
	    "7");

	(void)state;
	assert_cell(&d, 2, "license", "decisions", "7", "件");
	assert_true(warned(&d, "second_table"));
	assert_false(doubts_column(&d, "second_table", "decisions"));
	d = two_tables("<h3>2023年度</h3>", "7", "<h3>2022年度</h3>", "5");
	assert_cell(&d, 2, "license", "decisions", "7", "件");
	assert_false(doubts_column(&d, "second_table", "decisions"));
	d = two_tables("<p>上年度：</p>", "5", "<p>本年度：</p>", "7");
	assert_cell(&d, 2, "license", "decisions", "7", "件");
	/* A line below each, and one in the table itself. */
	d = two_tables("", "5", "<p>（以上为2022年数据）</p>",
	    "7</td></tr></table><p>（以上为2023年数据）</p><table><tr><td>");
	assert_cell(&d, 2, "license", "decisions", "7", "件");
	d = two_tables("<table><caption>2022年</caption></table>", "5",
	    "<h1>清溪县林业局2023年年度报告</h1><p>2023年</p>", "7");
	assert_cell(&d, 2, "license", "decisions", "7", "件");
	/* What is planned for the next one has no tables. */
	d = two_tables("<h1>清溪县林业局2022年年度报告</h1>", "7",
	    "<p>2023年工作</p><p>附：各单位公开情况</p>", "5");
	assert_cell(&d, 2, "license", "decisions", "7", "件");
	d = two_tables("<p>2022年情况</p>", "7", "<p>2023年工作打算</p>", "5");
	assert_cell(&d, 2, "license", "decisions", "7", "件");
}

static void
test_the_head_of_a_page_parts_no_table(void **state)
{
	struct doc d;

	(void)state;
	arena_reset(arena);
	d = read_page(arena_printf(arena, "%s<p>2022年年报</p><table><tr><td>"
	    "行政强制</td><td>8</td></tr></table>",
	    licences("<p>2023年情况</p>", "7")).p);
	assert_cell(&d, 2, "license", "decisions", "7", "件");
	assert_cell(&d, 2, "coercion", "decisions", "8", "件");
}

/* A table for each clause, each of them twice. */
static void
test_clauses_of_two_years_in_turn(void **state)
{
	static const char *const rows[] = { "行政许可", "行政处罚", "行政强制" };
	struct str s;
	struct doc d;
	int i, year;

	(void)state;
	arena_reset(arena);
	s = STR("");
	for (i = 0; i < 3; i++)
		for (year = 2022; year <= 2023; year++)
			s = arena_printf(arena, "%.*s<p>%d年</p><table><tr><td "
			    "colspan=2>第二十条第（五）项</td></tr><tr><td>信息内容</td><td>"
			    "本年处理决定数量</td></tr><tr><td>%s</td><td>%d</td></tr>"
			    "</table>", STR_ARG(s), year, rows[i],
			    10 * i + year - 2020);
	d = read_page(s.p);
	assert_cell(&d, 2, "license", "decisions", "3", "件");
	assert_cell(&d, 2, "penalty", "decisions", "13", "件");
	assert_cell(&d, 2, "coercion", "decisions", "23", "件");
}

static void
test_no_year_tells_which_is_the_report_s(void **state)
{
	struct doc d = two_tables("<p>全县</p>", "5", "<p>局本级</p>", "7");

	(void)state;
	assert_cell(&d, 2, "license", "decisions", "5", "件");
	assert_true(doubts_column(&d, "second_table", "decisions"));
	d = two_tables("<p>全县</p>", "5", "<p>局本级</p>", "5");
	assert_true(warned(&d, "second_table"));
	assert_false(doubts_column(&d, "second_table", "decisions"));
}

static void
test_the_only_table_is_of_another_year(void **state)
{
	struct doc d = { .arena = arena };

	(void)state;
	arena_reset(arena);
	doc_fact(&d, FACT_REPORT_YEAR, STR("2023"), "title", false, STR_NONE);
	html_read(&d, str_of(licences("<p>2022年：</p>", "5")));
	understand(&d);
	assert_cell(&d, 2, "license", "decisions", "5", "件");
	assert_true(doubts_column(&d, "year_mismatch", "decisions"));
	arena_reset(arena);
	d = (struct doc){ .arena = arena };
	doc_fact(&d, FACT_REPORT_YEAR, STR("2023"), "title", false, STR_NONE);
	html_read(&d, str_of(licences("<p>2022年：</p><p>这些数据由各股室报送，经"
	    "办公室核对后汇总。</p>", "5")));
	understand(&d);
	assert_false(warned(&d, "year_mismatch"));
}

#define TWICE(x) "<td>" x "</td><td>" x "</td>"

static void
test_two_years_side_by_side(void **state)
{
	struct doc d;

	(void)state;
	arena_reset(arena);
	d = read_page("<table><tr><td colspan=3>第二十条第（五）项</td></tr><tr><td "
	    "rowspan=2>信息内容</td><td>2022年</td><td>2023年</td></tr><tr>"
	    TWICE("本年处理决定数量") "</tr><tr><td>行政许可</td><td>5</td><td>7</td>"
	    "</tr></table>");
	assert_cell(&d, 2, "license", "decisions", "7", "件");
	assert_int_equal(cell(&d, 2, "license", "decisions")->at, 2);
	assert_true(warned(&d, "second_table"));
	/* Twice, and nothing says why. */
	d = read_page("<table><tr><td colspan=3>第二十条第（五）项</td></tr><tr><td>"
	    "信息内容</td>" TWICE("本年处理决定数量") "</tr><tr><td>行政许可</td><td>5"
	    "</td><td>7</td></tr><tr><td>行政处罚</td>" TWICE("3") "</tr></table>");
	assert_cell(&d, 2, "license", "decisions", "5", "件");
	assert_int_equal(d.warnings.n > 0, true);
	assert_true(warned(&d, "printed_twice"));
}

/* What there was the year before is a column of the form of 2019. */
static void
test_the_year_before_in_the_form_of_2019(void **state)
{
	static const char *const heads[][3] = {
		{ "上一年", "本年增/减", "处理决定数量" },
		{ "2018年项目数量", "2019年增/减", "2019年处理决定数量" },
		{ "上一年度项目数量", "本年度增/减", "处理决定数量" } };
	struct doc d;
	size_t i;

	(void)state;
	for (i = 0; i < 3; i++) {
		arena_reset(arena);
		d = read_page(arena_printf(arena, "<table><tr><td colspan=4>第二"
		    "十条第（五）项</td></tr><tr><td>信息内容</td><td>%s</td><td>%s"
		    "</td><td>%s</td></tr><tr><td>行政许可</td><td>10</td><td>-2"
		    "</td><td>77</td></tr></table>", heads[i][0], heads[i][1],
		    heads[i][2]).p);
		assert_cell(&d, 2, "license", "items_prev", "10", "项");
		assert_cell(&d, 2, "license", "items_delta", "-2", "项");
		assert_cell(&d, 2, "license", "decisions", "77", "件");
		assert_false(warned(&d, "second_table"));
	}
}

static void
test_headers_that_name_the_year(void **state)
{
	struct doc d;

	(void)state;
	arena_reset(arena);
	d = read_page("<table><tr><td colspan=4>第二十条第（一）项</td></tr><tr><td>信息"
	    "内容</td><td>本年度制发件数</td><td>2023年废止件数</td><td>现行有效件数</td>"
	    "</tr><tr><td>规章</td><td>1</td><td>2</td><td>3</td></tr></table>");
	assert_cell(&d, 2, "regulation", "issued", "1", "件");
	assert_cell(&d, 2, "regulation", "repealed", "2", "件");
	assert_int_equal(d.headed_year, 2023);
	d = read_page("<table><tr><td colspan=3>第二十条第（五）项</td></tr><tr><td>信息"
	    "内容</td><td>2022年处理决定数量</td><td>2023年处理决定数量</td></tr><tr><td>"
	    "行政许可</td><td>5</td><td>7</td></tr></table>");
	assert_cell(&d, 2, "license", "decisions", "7", "件");
	assert_int_equal(d.headed_year, 2023);
}

/* A form to fill in above or below the table is not the report's. */
static void
test_a_blank_form_beside_the_table(void **state)
{
	struct doc d = two_tables("<p>表样</p>", "", "<p>填报</p>", "7");

	(void)state;
	assert_cell(&d, 2, "license", "decisions", "7", "件");
	assert_int_equal(cell(&d, 2, "license", "decisions")->table, 2);
	assert_true(doubts_column(&d, "second_table", "decisions"));
	d = two_tables("<p>填报</p>", "7", "<p>表样</p>", "");
	assert_cell(&d, 2, "license", "decisions", "7", "件");
	assert_true(warned(&d, "second_table"));
	assert_false(doubts_column(&d, "second_table", "decisions"));
}

#define FIVE(a, b, c, d, e) "<td>" a "</td><td>" b "</td><td>" c "</td><td>" d \
	"</td><td>" e "</td>"
#define OUTCOMES FIVE("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")

static void
test_a_row_a_year(void **state)
{
	struct doc d;

	(void)state;
	arena_reset(arena);
	d = read_page("<table><tr><td rowspan=2>年度</td><td colspan=5>行政复议</td>"
	    "<td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td></tr><tr>"
	    OUTCOMES OUTCOMES OUTCOMES "</tr><tr><td>2022年</td>"
	    FIVE("1", "0", "0", "0", "1") FIVE("0", "2", "0", "0", "2")
	    FIVE("0", "0", "3", "0", "3") "</tr><tr><td>2023年</td>"
	    FIVE("4", "0", "0", "0", "4") FIVE("0", "5", "0", "0", "5")
	    FIVE("0", "0", "6", "0", "6") "</tr></table>");
	assert_cell(&d, 4, "recon_upheld", "value", "4", "件");
	assert_cell(&d, 4, "lit_after_total", "value", "6", "件");
	assert_int_equal(cell(&d, 4, "recon_upheld", "value")->row, 3);
}

/* Who asked stands in the rows, what became of it in the columns. */
static void
test_turned_requests(void **state)
{
	static const char *const who[] = { "自然人", "商业企业", "科研机构",
		"社会公益组织", "法律服务机构", "其他", "总计" };
	static const char *const what[] = { "本年新收政府信息公开申请数量",
		"上年结转政府信息公开申请数量", "予以公开", "部分公开", "属于国家秘密",
		"其他法律行政法规禁止公开", "危及“三安全一稳定”", "保护第三方合法权益",
		"属于三类内部事务信息", "属于四类过程性信息", "属于行政执法案卷",
		"属于行政查询事项", "本机关不掌握相关政府信息",
		"没有现成信息需要另行制作", "补正后申请内容仍不明确",
		"信访举报投诉类申请", "重复申请", "要求提供公开出版物",
		"无正当理由大量反复申请", "结转下年度继续办理" };
	enum { ROWS = 7, COLS = 20 };
	struct str s;
	struct doc d;
	int i, k;

	(void)state;
	arena_reset(arena);
	s = STR("<table><tr><td>申请人情况");
	for (k = 0; k < COLS; k++)
		s = arena_printf(arena, "%.*s<td>%s", STR_ARG(s), what[k]);
	for (i = 0; i < ROWS; i++) {
		s = arena_printf(arena, "%.*s<tr><td>%s", STR_ARG(s), who[i]);
		for (k = 0; k < COLS; k++)
			s = arena_printf(arena, "%.*s<td>%d", STR_ARG(s),
			    10 * k + i);
	}
	d = read_page(arena_printf(arena, "%.*s</table>", STR_ARG(s)).p);
	assert_cell(&d, 3, "req_new", "research", "2", "件");
	assert_cell(&d, 3, "req_reject_repeat", "total", "166", "件");
	assert_int_equal(cell(&d, 3, "req_reject_repeat", "total")->row, 7);
	assert_int_equal(cell(&d, 3, "req_reject_repeat", "total")->at, 17);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_marks),
		cmocka_unit_test(test_the_later_year_is_the_report_s),
		cmocka_unit_test(test_the_head_of_a_page_parts_no_table),
		cmocka_unit_test(test_clauses_of_two_years_in_turn),
		cmocka_unit_test(test_no_year_tells_which_is_the_report_s),
		cmocka_unit_test(test_the_only_table_is_of_another_year),
		cmocka_unit_test(test_two_years_side_by_side),
		cmocka_unit_test(test_a_row_a_year),
		cmocka_unit_test(test_the_year_before_in_the_form_of_2019),
		cmocka_unit_test(test_headers_that_name_the_year),
		cmocka_unit_test(test_a_blank_form_beside_the_table),
		cmocka_unit_test(test_turned_requests),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
