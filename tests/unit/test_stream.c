/* SPDX-License-Identifier: MIT */
/* Tables without marks of rows, numbers without spaces, pinyin in words. */
#include "coded.h"

#include "glue.h"

static void
test_cells_as_paragraphs(void **state)
{
	struct doc d = read_text("二、主动公开政府信息情况\n\n第二十条第(一)项\n\n信息内容\n\n"
	    "本年新\n\n制作数量\n\n本年新\n\n公开数量\n\n对外公开总数量\n\n"
	    "规章\n\n0\n\n1\n\n2\n\n"
	    "规范性文件(行政机关制定发布的决定、公告)\n\n34\n\n4\n\n47\n\n"
	    "其他主动公开文件(含正式签发的文件)\n\n5\n\n6\n\n7\n\n"
	    "三、收到和处理政府信息公开申请情况\n");

	(void)state;
	assert_cell(&d, 2, "regulation", "open_total", "2", "件");
	assert_cell(&d, 2, "normative_doc", "made", "34", "件");
	assert_cell(&d, 2, "x_1", "newly_open", "6", "件");
	assert_true(warned(&d, "unknown_row"));
	assert_str(d.sections.v[d.sections.n - 1].heading,
	    "三、收到和处理政府信息公开申请情况");
}

/* A <br> within a header ends a line as a row does; lines hold several. */
static void
test_labels_that_lie_across_lines(void **state)
{
	struct doc d = read_text("行政复议 行政诉讼\n结果\n维持 结果\n纠正 其他\n结果 尚未\n"
	    "审结 总计 未经复议直接起诉 复议后起诉\n结果\n维持 结果\n纠正 其他\n结果 尚未\n"
	    "审结 总计 结果\n维持 结果\n纠正 其他\n结果 尚未\n审结 总计\n"
	    "1 2 3 4 10 0 0 0 0 0 5 0 0 1 6\n");

	(void)state;
	assert_cell(&d, 4, "recon_corrected", "value", "2", "件");
	assert_cell(&d, 4, "lit_after_total", "value", "6", "件");
	assert_false(warned(&d, "header_by_position"));
	/* A remark below its label, and what stands behind it. */
	d = read_text("统计指标\n单位\n统计数\n一、主动公开情况\n"
	    "（一）主动公开政府信息数\n（不同渠道和方式公开相同信息计1条） 条 45\n"
	    "其中：主动公开规范性文件数\n条\n3\n"
	    "（一）回应公众关注热点或重大舆情数\n（不同方式回应同一热点或舆情计1次）\n次\n2\n");
	assert_cell(&d, 14, "s_open_total", "value", "45", "条");
	assert_cell(&d, 14, "s_open_normdoc", "value", "3", "条");
	assert_cell(&d, 14, "s_resp_total", "value", "2", "次");
}

static void
test_paragraph_lost_leaves_the_row_out(void **state)
{
	struct doc d = read_text("第二十条第(一)项\n信息内容\n本年制发件数\n本年废止件数\n"
	    "现行有效件数\n规章\n4\n5\n行政规范性文件\n1\n2\n3\n");

	(void)state;
	assert_null(cell(&d, 2, "regulation", "issued"));
	assert_true(warned(&d, "row_damaged"));
	assert_cell(&d, 2, "normative_doc", "in_force", "3", "件");
	/* One of them may be of the row above. */
	assert_true(warned(&d, "doubtful_row"));
}

static void
test_words_and_numbers_in_one_line(void **state)
{
	struct doc d = read_text("第二十条第（六）项\n信息内容本年处理决定数量\n"
	    "行政处罚 12\n行政强制 3\n第二十条第（八）项\n"
	    "信息内容本年收费金额（单位：万元）\n行政事业性收费 1.5\n");

	(void)state;
	assert_cell(&d, 2, "penalty", "decisions", "12", "件");
	assert_cell(&d, 2, "coercion", "decisions", "3", "件");
	assert_cell(&d, 2, "fee", "fee_wan", "1.5", "万元");
}

static void
test_requests_in_paragraphs(void **state)
{
	struct doc d = read_text("申请人情况\n自然人\n法人或其他组织\n总计\n商业企业\n"
	    "科研机构\n社会公益组织\n法律服务机构\n其他\n"
	    "一、本年新收政府信息公开申请数量\n6\n1\n0\n0\n0\n0\n7\n"
	    "三、本年度办理结果\n（一）予以公开\n5\n1\n0\n0\n0\n0\n6\n"
	    "（三）不予公开\n1.属于国家秘密\n1\n0\n0\n0\n0\n0\n1\n"
	    "（七）总计\n6100007\n");

	(void)state;
	assert_cell(&d, 3, "req_new", "commercial", "1", "件");
	assert_cell(&d, 3, "req_deny_state_secret", "total", "1", "件");
	/* 6 1 0 0 0 0 7 is the one way that adds up. */
	assert_cell(&d, 3, "req_total", "total", "7", "件");
	assert_true(warned(&d, "glued_split"));
}

static void
test_prose_is_left_alone(void **state)
{
	struct doc d = read_text("行政复议\n2020年没有发生。\n规章\n3\n");

	(void)state;
	assert_int_equal(d.blocks.n, 4);
	assert_int_equal(d.cells.n, 0);
}

static int
cut(const char *digits, int count, enum glue_rule rule, struct str *out)
{
	struct str run = str_of(digits);

	return glue_cut(&run, 1, count, rule, out);
}

static void
test_digits_are_cut_only_one_way(void **state)
{
	struct str out[GLUE_MAX];

	(void)state;
	assert_int_equal(cut("898989", 3, GLUE_COUNT, out), 2);
	assert_int_equal(cut("00", 2, GLUE_COUNT, out), 1);
	assert_int_equal(cut("0000000", 7, GLUE_SUM, out), 1);
	/* 1 and 00, 10 and 0: no count has a leading zero, no sum holds. */
	assert_int_equal(cut("100", 2, GLUE_SUM, out), 0);
	assert_int_equal(cut("1120000000000000", 15, GLUE_FIVES, out), 0);
	assert_int_equal(cut("1010200000000000", 15, GLUE_FIVES, out), 0);
	assert_int_equal(cut("101020000000000", 15, GLUE_FIVES, out), 1);
	assert_str(out[4], "2");
}

/* Each row has the label of its group in front of its own. */
static void
test_labels_behind_their_group(void **state)
{
	struct doc d = read_text("申请人情况 自然人 商业企业 科研机构 社会公益组织 "
	    "法律服务机构 其他 总计\n\n"
	    "一、本年新收政府信息公开申请数量 1 2 3 4 5 6 21\n\n"
	    "（三）不予公开1.属于国家秘密 1 0 0 0 0 0 1\n\n"
	    "（三）不予公开2.其他法律行政法规禁止公开 0 2 0 0 0 0 2\n\n"
	    "（四）无法提供3.补正后申请内容仍不明确 0 0 3 0 0 0 3\n\n");

	(void)state;
	assert_cell(&d, 3, "req_deny_law_forbidden", "commercial", "2", "件");
	assert_cell(&d, 3, "req_unable_unclear", "research", "3", "件");
}

static void
test_pinyin_goes_where_it_is_dense(void **state)
{
	struct doc d = read_text("第二十條第(一)项 |\n|||\n信(xin)息(xi)内(nei)容 |\n"
	    "本年制发件数(shù) |\n本年废止件数(shù)(shù) |\n现行有效件数 |\n"
	    "规(gui)章 |\n4 |\n5 |\n6 |\n");

	(void)state;
	assert_true(d.is_mirror);
	assert_true(warned(&d, "pinyin_stripped"));
	assert_cell(&d, 2, "regulation", "issued", "4", "件");
	d = blocks_of("信(xin)息(xi)公(gong)开(kai)工(gong)作(zuo)");
	*DOC_ADD(&d, metas) = (struct meta){ STR("h1"), STR("報(bào)告"),
		STR("报(bào)告") };
	understand(&d);
	assert_str(d.metas.v[0].hans, "报告");
	d = read_text("采用开源软件(linux)和数据库(db)的项目共有若干。");
	assert_false(d.is_mirror);
}

static void
test_masked_words_are_flagged(void **state)
{
	struct doc d = read_text("****政府信息数共若干。");

	(void)state;
	assert_true(warned(&d, "masked_words"));
	d = read_text("中华人民**国政府信息公开条例");
	assert_true(warned(&d, "masked_words"));
	d = read_text("这是**重点**工作。");
	assert_false(warned(&d, "masked_words"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cells_as_paragraphs),
		cmocka_unit_test(test_labels_that_lie_across_lines),
		cmocka_unit_test(test_paragraph_lost_leaves_the_row_out),
		cmocka_unit_test(test_words_and_numbers_in_one_line),
		cmocka_unit_test(test_requests_in_paragraphs),
		cmocka_unit_test(test_prose_is_left_alone),
		cmocka_unit_test(test_digits_are_cut_only_one_way),
		cmocka_unit_test(test_labels_behind_their_group),
		cmocka_unit_test(test_pinyin_goes_where_it_is_dense),
		cmocka_unit_test(test_masked_words_are_flagged),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
