/* SPDX-License-Identifier: MIT */
/*
 * From text to coded cells and checks: small tables in the flattened dialect
 * and with spans, each with one fault of real reports.
 */
#include "coded.h"

#include "label.h"
#include "number.h"

#define T2_OLD "第二十条第(九)项 |\n|||\n信息内容 |\n采购项目数量 |\n采购总金额 |\n|\n"

static void
test_money_is_brought_to_yuan(void **state)
{
	struct doc d = read_text(T2_OLD "政府集中采购 |\n8个 |\n481.50万元 |\n");

	(void)state;
	assert_cell(&d, 2, "procurement", "proc_items", "8", "个");
	assert_cell(&d, 2, "procurement", "proc_amount", "4815000", "元");
	assert_str(cell(&d, 2, "procurement", "proc_amount")->raw,
	    "481.50万元");
	assert_false(warned(&d, "unit_inferred"));
}

static void
test_money_without_unit_is_flagged(void **state)
{
	struct doc d = read_text(T2_OLD "政府集中采购 |\n8 |\n1234567.00 |\n");

	(void)state;
	assert_cell(&d, 2, "procurement", "proc_amount", "1234567", "元");
	assert_true(warned(&d, "unit_inferred"));
	d = read_text(T2_OLD "政府集中采购 |\n8 |\n481.5 |\n");
	assert_str(cell(&d, 2, "procurement", "proc_amount")->unit, "");
	assert_true(warned(&d, "unit_unknown"));
}

#define T2_FEE "第二十条第(八)项 |\n|||\n信息内容 |\n"

static void
test_unit_of_fees_is_that_of_the_header(void **state)
{
	static const struct {
		const char *header, *value;
		bool inferred;
	} cases[] = {
		{ "本年收费金额（单位：万元）", "125000", false },
		{ "本年收费金额（单位：元）", "12.5", false },
		{ "本年收费金额（单位：万 元）", "125000", false },
		{ "本年收费金额（人民币元）", "12.5", false },
		{ "本年收费金额（单位：千元）", "12500", false },
		{ "本年收费金额（单位：百万元）", "12500000", false },
		{ "本年收费金额", "125000", true },
	};
	struct doc d;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		d = read_text(arena_printf(forever, T2_FEE "%s |\n||\n"
		    "行政事业性收费 |\n125000 |\n", cases[i].header).p);
		assert_cell(&d, 2, "fee", "fee_wan", cases[i].value, "万元");
		assert_int_equal(warned(&d, "unit_inferred"),
		    cases[i].inferred);
	}
}

#define T2_LICENSE "第二十条第(五)项 |\n|||\n信息内容 |\n本年处理决定数量 |\n||\n" \
	"行政许可 |\n"

static void
test_what_no_count_can_be_is_flagged(void **state)
{
	static const struct {
		const char *text, *value, *code;
	} cases[] = {
		{ "55%", "55", "unit_mismatch" },
		{ "55元", "55", "unit_mismatch" },
		{ "55人", "55", "unit_mismatch" },
		{ "-550", "-550", "implausible_value" },
		{ "12.345", "12.345", "implausible_value" },
		{ "99999999999999999999", "99999999999999999999",
			"implausible_value" },
		{ "550项", "550", NULL },
	};
	struct doc d;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		d = read_text(arena_printf(forever, T2_LICENSE "%s |\n",
		    cases[i].text).p);
		assert_str(cell(&d, 2, "license", "decisions")->value,
		    cases[i].value);
		if (cases[i].code != NULL)
			assert_true(warned(&d, cases[i].code));
		else
			assert_false(warned(&d, "unit_mismatch"));
	}
}

static void
test_row_that_lost_a_cell_is_left_out(void **state)
{
	struct doc d = read_text("第二十条第(一)项 |\n|||\n信息内容 |\n"
	    "本年制发件数 |\n本年废止件数 |\n现行有效件数 |\n"
	    "规章 |\n4 |\n||\n行政规范性文件 |\n1 |\n2 |\n3 |\n");

	(void)state;
	assert_null(cell(&d, 2, "regulation", "issued"));
	assert_true(warned(&d, "row_damaged"));
	assert_cell(&d, 2, "normative_doc", "in_force", "3", "件");
}

#define T3_HEAD "（本列数据的勾稽关系为） |\n申请人情况 |\n||||||||\n" \
	"自然人 |\n法人或其他组织 |\n总计 |\n|||||||\n" \
	"商业企业 |\n科研机构 |\n社会公益组织 |\n法律服务机构 |\n其他 |\n|||||\n"

/* B05; what is blank counts as 0 only where no 0 is printed at all. */
static void
test_blank_total_is_derived(void **state)
{
	struct doc d = read_text(T3_HEAD
	    "一、本年新收政府信息公开申请数量 |\n8 |\n|\n|\n|\n|\n|\n8 |\n||\n"
	    "二、上年结转政府信息公开申请数量 |\n2 |\n1 |\n|\n|\n|\n|\n|\n||\n"
	    "四、结转下年度继续办理 |\n1 |\n|\n|\n|\n|\n|\n1 |\n");

	(void)state;
	assert_int_equal(d.derived.n, 1);
	assert_str(d.derived.v[0].ind, "req_carry_in");
	assert_str(d.derived.v[0].value, "3");
	assert_true(str_ends(d.derived.v[0].formula, STR(", blank as 0")));
	d = read_text(T3_HEAD
	    "一、本年新收政府信息公开申请数量 |\n8 |\n0 |\n|\n|\n|\n|\n8 |\n||\n"
	    "二、上年结转政府信息公开申请数量 |\n2 |\n1 |\n|\n|\n|\n|\n|\n||\n"
	    "四、结转下年度继续办理 |\n1 |\n0 |\n0 |\n0 |\n0 |\n0 |\n|\n");
	assert_int_equal(d.derived.n, 1);
	assert_str(d.derived.v[0].ind, "req_carry_out");
	assert_str(d.derived.v[0].value, "1");
}

/* 总计 under a name of the office's own: else 其他 would be the last value. */
static void
test_header_that_no_one_knows_is_of_a_column(void **state)
{
	struct doc d = read_text("（本列数据的勾稽关系为） |\n申请人情况 |\n||||||||\n"
	    "自然人 |\n法人或其他组织 |\n总共计 |\n|||||||\n"
	    "商业企业 |\n科研机构 |\n社会公益组织 |\n法律服务机构 |\n其他 |\n|||||\n"
	    "三、本年度办理结果 |\n（一）予以公开 |\n|\n|\n|\n|\n|\n4 |\n|\n|\n"
	    "（二）部分公开 |\n|\n|\n|\n|\n|\n1 |\n1 |\n||\n"
	    "（七）总计 |\n|\n|\n|\n|\n|\n5 |\n5 |\n||\n");

	(void)state;
	assert_cell(&d, 3, "req_partial", "other", "1", "件");
	assert_cell(&d, 3, "req_partial", "total", "1", "件");
	assert_true(warned(&d, "header_by_position"));
}

#define T3_MD "二、收到和处理政府信息公开申请情况\n" \
	"| （本列数据的勾稽关系） | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | " \
	"法律服务机构 | 其他 | 总计 |\n"

/* As text from a PDF has them, in tables of their own between the others. */
static void
test_rows_without_label_are_those_between(void **state)
{
	struct doc d = read_text(T3_MD
	    "| （一）予以公开 | 9 | 0 | 0 | 0 | 0 | 0 | 9 |\n"
	    "| 7 | 1 | 0 | 0 | 0 | 0 | 8 |\n\n（二）部分公开（区\n分处理\n"
	    "| 1.属于国家秘密 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |\n");

	(void)state;
	assert_cell(&d, 3, "req_partial", "natural", "7", "件");
	assert_cell(&d, 3, "req_partial", "total", "8", "件");
	assert_true(warned(&d, "row_by_position"));
	/* Two rows where the form has one, or a sum that is none. */
	d = read_text(T3_MD
	    "| （一）予以公开 | 9 | 0 | 0 | 0 | 0 | 0 | 9 |\n"
	    "| 7 | 1 | 0 | 0 | 0 | 0 | 8 |\n| 7 | 1 | 0 | 0 | 0 | 0 | 8 |\n"
	    "| 1.属于国家秘密 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |\n");
	assert_null(cell(&d, 3, "req_partial", "total"));
	d = read_text(T3_MD
	    "| （一）予以公开 | 9 | 0 | 0 | 0 | 0 | 0 | 9 |\n"
	    "| 7 | 1 | 0 | 0 | 0 | 0 | 9 |\n"
	    "| 1.属于国家秘密 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |\n");
	assert_null(cell(&d, 3, "req_partial", "total"));
}

/* What a wide label leaves behind it stands in front of the values. */
static void
test_blank_fields_of_wide_labels(void **state)
{
	struct doc d = read_text("| （本列数据的勾稽关系） | | | 申请人情况 | | | | | | |\n"
	    "|---|---|---|---|---|---|---|---|---|---|\n"
	    "| 自然人 | 法人或其他组织 | | | | | 总计 |\n"
	    "| 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |\n"
	    "| 一、本年新收政府信息公开申请数量 | | | 5 | 1 | 0 | 0 | 0 | 0 | 6 |\n"
	    "| 二、上年结转政府信息公开申请数量 | | | 2 | 0 | 0 | 0 | 0 | 0 | 2 |\n"
	    "| 三、本年度办理结果 | （一）予以公开 | | 4 | 1 | | | | | |\n"
	    "| （二）部分公开 | | 3 | | | | | | |\n"
	    "| 四、结转下年度继续办理 | | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n");

	(void)state;
	assert_cell(&d, 3, "req_new", "natural", "5", "件");
	assert_cell(&d, 3, "req_open", "natural", "4", "件");
	assert_cell(&d, 3, "req_open", "commercial", "1", "件");
	assert_int_equal(cell(&d, 3, "req_open", "total")->state, CELL_BLANK);
	assert_cell(&d, 3, "req_partial", "natural", "3", "件");
	/* One field less than its label has: a value or a blank is lost. */
	assert_null(cell(&d, 3, "req_carry_out", "natural"));
	assert_true(warned(&d, "row_damaged"));
}

static void
test_fifteen_numbers_below_the_heading_are_table_4(void **state)
{
	struct doc d = read_text("四、政府信息公开行政复议、行政诉讼情况\n结果\n"
	    "| 3 | 1 | 0 | 2 | 6 | 0 | 0 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 1 |\n");

	(void)state;
	assert_cell(&d, 4, "recon_total", "value", "6", "件");
	assert_cell(&d, 4, "lit_after_upheld", "value", "1", "件");
	assert_true(warned(&d, "header_by_position"));
	d = read_text("四、政府信息公开行政复议、行政诉讼情况\n结果\n"
	    "| 3 | 1 | 0 | 2 | 7 | 0 | 0 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 1 |\n");
	assert_null(cell(&d, 4, "recon_total", "value"));
	d = read_text("五、其他\n结果\n"
	    "| 3 | 1 | 0 | 2 | 6 | 0 | 0 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 1 |\n");
	assert_null(cell(&d, 4, "recon_total", "value"));
}

static void
test_last_blank_that_may_be_padding_is_flagged(void **state)
{
	struct doc d = read_text("第二十条第(一)项 |\n|||\n信息内容 |\n"
	    "本年制发件数 |\n本年废止件数 |\n现行有效件数 |\n"
	    "规章 |\n4 |\n5 |\n|\n行政规范性文件 |\n1 |\n2 |\n3 |\n");

	(void)state;
	assert_int_equal(cell(&d, 2, "regulation", "in_force")->state,
	    CELL_BLANK);
	assert_true(warned(&d, "blank_or_padding"));
}

static void
test_number_cut_off_by_the_end_is_no_cell(void **state)
{
	struct doc d = read_text("第二十条第(五)项 |\n|||\n信息内容 |\n"
	    "上一年项目数量 |\n本年增/减 |\n处理决定数量 |\n"
	    "行政许可 |\n107 |\n+267 |\n371");

	(void)state;
	assert_null(cell(&d, 2, "license", "decisions"));
	assert_null(cell(&d, 2, "license", "items_prev"));
	assert_true(warned(&d, "row_damaged"));
	assert_true(warned(&d, "table_cut"));
}

static void
test_blank_dash_and_zero_stay_apart(void **state)
{
	struct doc d = read_text("第二十条第(一)项 |\n|||\n信息内容 |\n"
	    "本年制发件数 |\n本年废止件数 |\n现行有效件数 |\n"
	    "规章 |\n|\n/ |\n0 |\n行政规范性文件 |\n1 |\n2 |\n3 |\n");

	(void)state;
	assert_int_equal(cell(&d, 2, "regulation", "issued")->state,
	    CELL_BLANK);
	assert_none(cell(&d, 2, "regulation", "issued")->value);
	assert_int_equal(cell(&d, 2, "regulation", "repealed")->state,
	    CELL_NA);
	assert_cell(&d, 2, "regulation", "in_force", "0", "件");
}

static void
test_headers_with_lost_ends_go_by_position_and_are_flagged(void **state)
{
	struct doc d = read_text("第二十条第(一)项 |\n|||\n信息内容 |\n"
	    "本年新 |\n本年新 |\n对外公开总数量 |\n规章 |\n1 |\n2 |\n3 |\n"
	    "规范性文件 |\n4 |\n5 |\n6 |\n");

	(void)state;
	assert_cell(&d, 2, "regulation", "made", "1", "件");
	assert_cell(&d, 2, "normative_doc", "newly_open", "5", "件");
	assert_true(warned(&d, "header_by_position"));
	assert_str(doc_value(&d, FACT_TEMPLATE), "T2019");
}

static void
test_unknown_row_gets_a_code_and_a_warning(void **state)
{
	struct doc d = read_text("第二十条第(一)项 |\n|||\n信息内容 |\n"
	    "本年制发件数 |\n本年废止件数 |\n现行有效件数 |\n"
	    "其他主动公开文件 |\n7 |\n0 |\n9 |\n规章 |\n1 |\n2 |\n3 |\n");

	(void)state;
	assert_cell(&d, 2, "x_1", "in_force", "9", "件");
	assert_true(warned(&d, "unknown_row"));
}

static void
test_rule_b22_fires_on_item_counts_typed_as_decisions(void **state)
{
	struct doc d = read_text("第二十条第(五)项 |\n|||\n信息内容 |\n"
	    "上一年项目数量 |\n本年增/减 |\n处理决定数量 |\n"
	    "行政许可 |\n43项 |\n增257项 |\n300项 |\n"
	    "其他对外管理服务事项 |\n5 |\n0 |\n5 |\n");

	(void)state;
	assert_int_equal(status(&d, "B22", "license"), CHECK_WARN);
	assert_int_equal(d.checks.n, 1);
}

static void
test_number_spanning_rows_belongs_to_the_first(void **state)
{
	static const struct put put[] = {
		{ 0, 0, 1, 4, "第二十条第（一）项" },
		{ 1, 0, 1, 1, "信息内容" }, { 1, 1, 1, 1, "本年制发件数" },
		{ 1, 2, 1, 1, "本年废止件数" }, { 1, 3, 1, 1, "现行有效件数" },
		{ 2, 0, 1, 1, "规章" }, { 2, 1, 2, 1, "5" },
		{ 2, 2, 1, 1, "0" }, { 2, 3, 1, 1, "8" },
		{ 3, 0, 1, 1, "行政规范性文件" }, { 3, 2, 1, 1, "1" },
		{ 3, 3, 1, 1, "9" },
	};
	struct doc d = read_grid(put, sizeof(put) / sizeof(*put), 4, 4);

	(void)state;
	assert_cell(&d, 2, "regulation", "issued", "5", "件");
	assert_int_equal(cell(&d, 2, "normative_doc", "issued")->state,
	    CELL_BLANK);
	assert_cell(&d, 2, "normative_doc", "in_force", "9", "件");
	assert_true(warned(&d, "merged_value"));
}

static void
test_headers_may_span_several_columns(void **state)
{
	static const struct put put[] = {
		{ 0, 0, 1, 5, "第二十条第（五）项" },
		{ 1, 0, 1, 2, "信息内容" }, { 1, 2, 1, 3, "本年处理决定数量" },
		{ 2, 0, 1, 2, "行政许可" }, { 2, 2, 1, 3, "1，204" },
	};
	struct doc d = read_grid(put, sizeof(put) / sizeof(*put), 3, 5);

	(void)state;
	assert_cell(&d, 2, "license", "decisions", "1204", "件");
}

static void
test_keys_ignore_spaces_marks_and_enumerators(void **state)
{
	(void)state;
	arena_reset(arena);
	assert_str(label_key(arena, STR("三 、 本 年 度 办 理 结 果")),
	    "本年度办理结果");
	assert_str(label_key(arena, STR("（二）部分公开（区分处理的，只计这一情形）")),
	    "部分公开");
	assert_str(label_key(arena, STR("3.危及“三安全一稳定”")),
	    "危及三安全一稳定");
	assert_str(label_key(arena, STR("其中：1．当面申请数")), "当面申请数");
	assert_str(label_key(arena, STR("本年增/减")), "本年增减");
	assert_str(label_key(arena, STR("— 1.属于国家秘密：")), "属于国家秘密");
	assert_str(label_key(arena, STR("●本年收费金额（单位：万元）*")), "本年收费金额");
	assert_str(label_key(arena, STR("规章（注）[12]")), "规章");
	assert_str(label_key(arena, STR("①规章②？")), "规章");
}

static void
test_likeness_bears_lost_letters_only(void **state)
{
	(void)state;
	assert_int_equal(label_likeness(STR("重复申请"), STR("重复申请")),
	    1000);
	assert_true(label_likeness(STR("其他法律行政止公开"),
	    STR("其他法律行政法规禁止公开")) > 600);
	assert_int_equal(label_likeness(STR("其他信息"), STR("其他处理")), 0);
}

static void
test_mistyped_labels(void **state)
{
	static const struct str want = { "属于三类内部事务信息", 30 };

	(void)state;
	assert_true(label_mistyped(STR("属于三类内部事务性信息"), want) > 600);
	assert_true(label_mistyped(STR("属于三类内部事物信息"), want) > 600);
	assert_int_equal(label_mistyped(STR("属于三类内外事物信息"), want), 0);
	assert_int_equal(label_mistyped(STR("不属于三类内部事务信息"), want),
	    0);
	/* One character, and another row. */
	assert_int_equal(label_mistyped(STR("上年新收政府信息公开申请数量"),
	    STR("本年新收政府信息公开申请数量")), 0);
	assert_int_equal(label_mistyped(STR("重新申请"), STR("重复申请")), 0);
}

/* The second time from memory of its own, whatever became of the first. */
static void
test_texts_that_were_read_before_read_the_same(void **state)
{
	static const char *const texts[] = { "1.属于国家秘密", "其他", "12件",
		"（三） 不予公开", "无", "2" };
	struct forms_text once, again;
	char found[64];
	size_t i;
	int n;

	(void)state;
	for (n = 0; n < 2; n++)
		for (i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
			struct str s = { found, strlen(texts[i]) };

			memcpy(found, texts[i], s.n);
			once = forms_text(forms, arena, s);
			assert_int_equal(once.state, number_state(s));
			memset(found, 'x', sizeof(found));
			arena_reset(arena);
			again = forms_text(forms, arena, str_of(texts[i]));
			assert_int_equal(again.state, once.state);
			assert_true(str_eq(again.key, label_key(arena,
			    str_of(texts[i]))));
		}
}

#define APPLICANTS "| 项目 | 情形 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 " \
	"| 法律服务机构 | 其他 | 总计 |\n|---|---|---|---|---|---|---|---|---|\n" \
	"| 一、本年新收政府信息公开申请数量 | | 9 | 0 | 0 | 0 | 0 | 0 | 9 |\n" \
	"| （五）不予处理 | 1.信访举报投诉类申请 | 4 | 0 | 0 | 0 | 0 | 0 | 4 |\n"

static void
test_row_with_an_unknown_label_is_not_its_group(void **state)
{
	struct doc d = read_text(APPLICANTS
	    "| （六）其它 | 1.申请人无正当理由逾期不补正 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n"
	    "| （六）其它 | 2.逾期不理 | 7 | 0 | 0 | 0 | 0 | 0 | 7 |\n"
	    "| （六）其它 | 3.其它 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |\n");

	(void)state;
	assert_cell(&d, 3, "req_other_no_correction", "natural", "1", "件");
	assert_cell(&d, 3, "x_1", "natural", "7", "件");
	assert_cell(&d, 3, "req_other_misc", "natural", "2", "件");
	assert_true(warned(&d, "unknown_row"));
	assert_false(warned(&d, "row_repeated"));
}

static void
test_sum_of_an_unknown_group_is_not_of_the_one_above(void **state)
{
	struct doc d = read_text(APPLICANTS
	    "| （六）情况说明 | 小计 | 7 | 0 | 0 | 0 | 0 | 0 | 7 |\n"
	    "| （七）总计 | | 11 | 0 | 0 | 0 | 0 | 0 | 11 |\n");

	(void)state;
	assert_cell(&d, 3, "req_reject_petition", "natural", "4", "件");
	assert_null(cell(&d, 3, "req_reject_sub", "natural"));
	assert_cell(&d, 3, "req_total", "natural", "11", "件");
	assert_true(warned(&d, "unknown_row"));
}

static void
test_group_of_one_row_is_a_row(void **state)
{
	struct doc d = read_text(APPLICANTS
	    "| （六）其他处理情况 | 小计 | 3 | 0 | 0 | 0 | 0 | 0 | 3 |\n"
	    "| （七）总计 | | 7 | 0 | 0 | 0 | 0 | 0 | 7 |\n");

	(void)state;
	assert_cell(&d, 3, "req_other", "natural", "3", "件");
	assert_cell(&d, 3, "req_total", "natural", "7", "件");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    test_texts_that_were_read_before_read_the_same),
		cmocka_unit_test(test_money_is_brought_to_yuan),
		cmocka_unit_test(test_money_without_unit_is_flagged),
		cmocka_unit_test(test_unit_of_fees_is_that_of_the_header),
		cmocka_unit_test(test_what_no_count_can_be_is_flagged),
		cmocka_unit_test(test_row_that_lost_a_cell_is_left_out),
		cmocka_unit_test(test_blank_fields_of_wide_labels),
		cmocka_unit_test(test_rows_without_label_are_those_between),
		cmocka_unit_test(test_header_that_no_one_knows_is_of_a_column),
		cmocka_unit_test(
		    test_fifteen_numbers_below_the_heading_are_table_4),
		cmocka_unit_test(test_blank_total_is_derived),
		cmocka_unit_test(
		    test_last_blank_that_may_be_padding_is_flagged),
		cmocka_unit_test(test_number_cut_off_by_the_end_is_no_cell),
		cmocka_unit_test(test_blank_dash_and_zero_stay_apart),
		cmocka_unit_test(
		    test_headers_with_lost_ends_go_by_position_and_are_flagged),
		cmocka_unit_test(test_unknown_row_gets_a_code_and_a_warning),
		cmocka_unit_test(
		    test_row_with_an_unknown_label_is_not_its_group),
		cmocka_unit_test(
		    test_sum_of_an_unknown_group_is_not_of_the_one_above),
		cmocka_unit_test(test_group_of_one_row_is_a_row),
		cmocka_unit_test(
		    test_rule_b22_fires_on_item_counts_typed_as_decisions),
		cmocka_unit_test(
		    test_number_spanning_rows_belongs_to_the_first),
		cmocka_unit_test(test_headers_may_span_several_columns),
		cmocka_unit_test(
		    test_keys_ignore_spaces_marks_and_enumerators),
		cmocka_unit_test(test_likeness_bears_lost_letters_only),
		cmocka_unit_test(test_mistyped_labels),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
