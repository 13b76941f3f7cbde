/* SPDX-License-Identifier: MIT */
/* Tables 2 to 4 that are cards, lists or lines, or tables of another shape. */
#include "coded.h"

#include "lines.h"

#define FIVE(a, b, c, d, e) "<p>结果维持" a "</p><p>结果纠正" b "</p><p>其他结果" c \
	"</p><p>尚未审结" d "</p><p>总计" e "</p>"

static void
test_reviews_as_cards(void **state)
{
	static const char head[] = "<h4>行政复议</h4>", one[] = FIVE("：3件", " 1",
	    "<b>0</b>", "：无", "：4") "<h3>行政诉讼</h3><h4>未经复议直接起诉</h4>";
	static const char two[] = FIVE("5", "0", "0", "0", "5")
	    "<h4>（二）复议后起诉</h4>" FIVE("0", "0", "0", "2", "2");
	struct doc d;

	(void)state;
	arena_reset(arena);
	d = read_page(arena_printf(arena, "%s%s%s", head, one, two).p);
	assert_cell(&d, 4, "recon_corrected", "value", "1", "件");
	assert_int_equal(cell(&d, 4, "recon_pending", "value")->state, CELL_NA);
	assert_cell(&d, 4, "lit_direct_upheld", "value", "5", "件");
	assert_cell(&d, 4, "lit_after_total", "value", "2", "件");
	assert_int_equal(status(&d, "B11", "lit_direct"), CHECK_PASS);
	assert_false(warned(&d, "form_text"));
	/* A sum that does not hold, a group twice, a number above its name. */
	d = read_page(arena_printf(arena, "%s%s%s", head, one,
	    FIVE("5", "0", "0", "0", "6") "<h4>复议后起诉</h4>"
	    FIVE("0", "0", "0", "2", "2")).p);
	assert_int_equal(d.cells.n, 0);
	assert_true(warned(&d, "form_text"));
	d = read_page(arena_printf(arena, "%s%s%s%s%s%s", head, one, two, head,
	    one, two).p);
	assert_int_equal(d.cells.n, 0);
	d = read_page(arena_printf(arena, "%s<p>3</p><p>结果维持</p><p>1</p><p>"
	    "结果纠正</p>%s%s", head, one, two).p);
	assert_int_equal(d.cells.n, 0);
}

static void
test_documents_as_cards(void **state)
{
	struct doc d;

	(void)state;
	arena_reset(arena);
	d = read_page("<p>第二十条第（一）项</p><h4>规章</h4><dl><dt>本年制发件数</dt><dd>1"
	    "</dd><dt>本年废止件数</dt><dd>2</dd><dt>现行有效件数</dt><dd>3</dd></dl><h4>行政"
	    "规范性文件</h4><p>本年制发件数：4件</p><p>本年废止件数：5件</p><p>现行有效件数：6件</p>"
	    "<h4>行政许可</h4><p>本年处理决定数量</p><p>7</p><h4>行政事业性收费</h4><p>本年收费"
	    "金额：12000元</p><h4>三、情况</h4>");
	assert_cell(&d, 2, "regulation", "repealed", "2", "件");
	assert_cell(&d, 2, "normative_doc", "in_force", "6", "件");
	assert_cell(&d, 2, "license", "decisions", "7", "件");
	assert_cell(&d, 2, "fee", "fee_wan", "1.2", "万元");
	assert_str(grid_of(&d, 1)->cells[1].text, "本年制发件数");
	/* Names of rows with their headers. */
	d = read_page("<p>规章本年制发件数：1</p><p>规章本年废止件数：2</p><p>规章现行有效件数："
	    "3</p><p>行政许可处理决定数量：7</p><p>行政处罚本年处理决定数量：8</p><p>行政强制本年"
	    "处理决定数量：9</p>");
	assert_cell(&d, 2, "regulation", "in_force", "3", "件");
	assert_cell(&d, 2, "coercion", "decisions", "9", "件");
	/* What the form does not have ends them. */
	d = read_page("<h4>规章</h4><p>本年制发件数：1</p><p>上年制发件数：9</p><p>本年废止件数："
	    "2</p><p>现行有效件数：3</p>");
	assert_int_equal(d.cells.n, 0);
	/* A table there is goes before cards of it. */
	d = read_page("<h4>规章</h4><p>本年制发件数：1</p><p>本年废止件数：2</p><p>现行有效件数："
	    "3</p><h4>行政许可</h4><p>本年处理决定数量：4</p><h4>行政处罚</h4><p>本年处理决定数量："
	    "5</p><h4>行政强制</h4><p>本年处理决定数量：6</p><table><tr><td>第二十条第（五）项</td>"
	    "</tr><tr><td>信息内容</td><td>本年处理决定数量</td></tr><tr><td>行政许可</td><td>7"
	    "</td></tr></table>");
	assert_cell(&d, 2, "license", "decisions", "7", "件");
	assert_null(cell(&d, 2, "regulation", "issued"));
}

/* Rows of table 3, each with `format` for its name and its number. */
static const char *
requests(const char *format, const char *left)
{
	static const char *const rows[][2] = {
		{ "一、本年新收政府信息公开申请数量", "9" },
		{ "二、上年结转政府信息公开申请数量", "1" },
		{ "（一）予以公开", "3" }, { "（二）部分公开", "1" },
		{ "1.属于国家秘密", "1" }, { "2.其他法律行政法规禁止公开", "0" },
		{ "3.危及“三安全一稳定”", "0" }, { "4.保护第三方合法权益", "0" },
		{ "5.属于三类内部事务信息", "0" }, { "6.属于四类过程性信息", "0" },
		{ "7.属于行政执法案卷", "0" }, { "8.属于行政查询事项", "0" },
		{ "1.本机关不掌握相关政府信息", "2" },
		{ "2.没有现成信息需要另行制作", "0" }, { "3.补正后申请内容仍不明确", "0" },
		{ "（七）总计", "7" }, { "四、结转下年度继续办理", "3" } };
	struct str s = STR("");
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		if (i == 4 || i == 12)
			s = arena_printf(arena, "%.*s<h5>%s</h5>", STR_ARG(s),
			    i == 4 ? "（三）不予公开" : "（四）无法提供");
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
		s = arena_printf(arena, "%.*s%s", STR_ARG(s), arena_printf(
		    arena, format, rows[i][0], i + 1 == sizeof(rows) /
		    sizeof(*rows) ? left : rows[i][1]).p);
#pragma GCC diagnostic pop
	}
	return s.p;
}

static void
test_requests_as_lists(void **state)
{
	struct doc d;

	(void)state;
	arena_reset(arena);
	d = read_page(requests("<li>%1$s：%2$s件</li>", "3"));
	assert_cell(&d, 3, "req_new", "total", "9", "件");
	assert_cell(&d, 3, "req_deny_state_secret", "total", "1", "件");
	assert_cell(&d, 3, "req_unable_not_held", "total", "2", "件");
	assert_true(warned(&d, "header_by_position"));
	assert_null(cell(&d, 3, "req_new", "natural"));
	/* What does not balance may be of a part of those who asked. */
	d = read_page(requests("<li>%1$s：%2$s件</li>", "4"));
	assert_int_equal(d.cells.n, 0);
	d = read_page(arena_printf(arena, "<p>自然人申请情况</p><p></p>%s",
	    requests("<li>%1$s：%2$s件</li>", "3")).p);
	assert_int_equal(d.cells.n, 0);
}

static void
test_requests_as_cards(void **state)
{
	struct doc d;

	(void)state;
	arena_reset(arena);
	d = read_page(requests("<h6>%1$s</h6><p>自然人 %2$s</p><p>商业企业 0</p>"
	    "<p>科研机构 0</p><p>社会公益组织 0</p><p>法律服务机构 0</p><p>其他 0</p>"
	    "<p>总计 %2$s</p>", "3"));
	assert_cell(&d, 3, "req_new", "natural", "9", "件");
	assert_cell(&d, 3, "req_partial", "commercial", "0", "件");
	assert_cell(&d, 3, "req_carry_out", "total", "3", "件");
	assert_int_equal(status(&d, "B01", "total"), CHECK_PASS);
	assert_false(warned(&d, "header_by_position"));
}

/* A row for each value, names in front; a table for each clause. */
static void
test_tables_of_other_shapes(void **state)
{
	struct doc d;

	(void)state;
	arena_reset(arena);
	d = read_page("<table><tr><td>类别<td>指标<td>数量<tr><td rowspan=3>规章<td>本年"
	    "制发件数<td>1<tr><td>本年废止件数<td>2<tr><td>现行有效件数<td>3<tr><td>行政许可"
	    "<td>本年处理决定数量<td>4<tr><td>行政事业性收费<td>本年收费金额（元）<td>12000"
	    "</table>");
	assert_cell(&d, 2, "regulation", "in_force", "3", "件");
	assert_cell(&d, 2, "license", "decisions", "4", "件");
	assert_cell(&d, 2, "fee", "fee_wan", "1.2", "万元");
	assert_false(warned(&d, "header_missing"));
	d = read_page("<table><tr><td colspan=4>第二十条第（八）项<tr><td>类别<td>指标<td>单位"
	    "<td>数量<tr><td>行政事业性收费<td>本年收费金额<td>元<td>12000<tr><td>行政许可<td>"
	    "处理决定数量<td>计划<td>8</table>");
	assert_cell(&d, 2, "fee", "fee_wan", "1.2", "万元");
	assert_null(cell(&d, 2, "license", "decisions"));
	d = read_page("<table><tr><td>信息内容<td>本年制发件数<td>本年废止件数<td>现行有效件数"
	    "<tr><td>规章<td>1<td>2<td>3</table><p>第二十条第（五）项</p><table><tr><td>信息"
	    "内容<td>本年处理决定数量<tr><td>行政许可<td>4</table>");
	assert_cell(&d, 2, "license", "decisions", "4", "件");
	d = read_page("<table><tr><td colspan=4>第二十条第（五）项<tr><td>信息内容<td "
	    "colspan=3>本年处理决定数量<tr><td>行政许可<td><td><td>4</table>");
	assert_cell(&d, 2, "license", "decisions", "4", "件");
	assert_false(warned(&d, "extra_value"));
	d = read_page("<table><tr><td>项目<td>件数"
	    "<tr><td>行政复议结果维持<td>1<tr><td>行政复议结果纠正<td>0"
	    "<tr><td>行政复议其他结果<td>0<tr><td>行政复议尚未审结<td>0<tr><td>行政复议总计<td>1"
	    "<tr><td>未经复议直接起诉结果维持<td>2<tr><td>未经复议直接起诉结果纠正<td>0"
	    "<tr><td>未经复议直接起诉其他结果<td>0<tr><td>未经复议直接起诉尚未审结<td>0"
	    "<tr><td>未经复议直接起诉总计<td>2<tr><td>复议后起诉结果维持<td>0<tr><td>复议后起诉结果"
	    "纠正<td>3<tr><td>复议后起诉其他结果<td>0<tr><td>复议后起诉尚未审结<td>0<tr><td>复议后"
	    "起诉总计<td>3</table>");
	assert_cell(&d, 4, "recon_upheld", "value", "1", "件");
	assert_cell(&d, 4, "lit_after_corrected", "value", "3", "件");
}

static void
test_lines_are_split(void **state)
{
	struct str label, value;

	(void)state;
	assert_true(lines_split(STR("结果维持：3件；"), &label, &value));
	assert_str(label, "结果维持");
	assert_str(value, "3件");
	assert_true(lines_split(STR("予以公开 ５（含2）"), &label, &value));
	assert_str(value, "５（含2）");
	assert_false(lines_split(STR("结果维持"), &label, &value));
	assert_false(lines_split(STR("12"), &label, &value));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reviews_as_cards),
		cmocka_unit_test(test_documents_as_cards),
		cmocka_unit_test(test_requests_as_lists),
		cmocka_unit_test(test_requests_as_cards),
		cmocka_unit_test(test_tables_of_other_shapes),
		cmocka_unit_test(test_lines_are_split),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
