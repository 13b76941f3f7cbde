/* SPDX-License-Identifier: MIT */
/* Headings, as they are and as they should be. */
#include "coded.h"

#include "tail.h"

static const struct section *
section(const struct doc *d, size_t i)
{
	assert_true(i < d->sections.n);
	return &d->sections.v[i];
}

static void
assert_section(const struct doc *d, size_t i, int level, int number,
    const char *hans)
{
	assert_int_equal(section(d, i)->level, level);
	assert_int_equal(section(d, i)->number, number);
	assert_str(section(d, i)->heading_hans, hans);
}

static void
test_three_levels(void **state)
{
	struct doc d = read_text("前言。\n一、总体情况\n（一）主动公开\n1.网站\n甲。\n2．公报\n"
	    "二、主动公开政府信息情况\n乙。\n");

	(void)state;
	assert_int_equal(section(&d, 0)->level, 0);
	assert_section(&d, 1, 1, 1, "一、总体情况");
	assert_section(&d, 2, 2, 1, "（一）主动公开");
	assert_section(&d, 4, 3, 2, "2．公报");
	assert_section(&d, 5, 1, 2, "二、主动公开政府信息情况");
	assert_str(section(&d, 5)->text, "乙。");
}

static void
test_parts_and_chapters(void **state)
{
	struct doc d = read_text("第一部分 概述\n甲。\n第二部分 主动公开\n乙。\n");

	(void)state;
	assert_section(&d, 0, 1, 1, "第一部分 概述");
	assert_section(&d, 1, 1, 2, "第二部分 主动公开");
}

static void
test_parts_of_a_review_have_no_number(void **state)
{
	struct doc d = read_text("各位代表：\n2021年工作回顾\n甲。\n2022年工作安排\n"
	    "今后五年的奋斗目标\n乙。\n2021年工作回顾时我们说过，要完成主要工作。\n");

	(void)state;
	assert_section(&d, 1, 1, 0, "2021年工作回顾");
	assert_section(&d, 2, 1, 0, "2022年工作安排");
	assert_section(&d, 3, 1, 0, "今后五年的奋斗目标");
	assert_int_equal(d.sections.n, 4);
	/* Where parts are numbered, such a line is text. */
	d = read_text("一、2021年工作回顾\n甲。\n2021年重点工作\n乙。\n");
	assert_int_equal(d.sections.n, 1);
}

static void
test_number_with_a_full_stop_or_a_space(void **state)
{
	struct doc d = read_text("一．总体情况\n甲。\n二 主动公开情况\n乙。\n");

	(void)state;
	assert_section(&d, 0, 1, 1, "一．总体情况");
	assert_section(&d, 1, 1, 2, "二 主动公开情况");
}

static void
test_arabic_numbers_may_be_of_the_first_level(void **state)
{
	struct doc d = read_text("1、总体情况\n甲。\n2、主动公开政府信息情况\n乙。\n"
	    "（一）网站\n1、栏目\n丙。\n3、收到和处理政府信息公开申请情况\n丁。\n");

	(void)state;
	assert_section(&d, 0, 1, 1, "1、总体情况");
	assert_section(&d, 1, 1, 2, "2、主动公开政府信息情况");
	assert_section(&d, 3, 3, 1, "1、栏目");
	assert_section(&d, 4, 1, 3, "3、收到和处理政府信息公开申请情况");
}

static void
test_statutory_title_without_its_number(void **state)
{
	struct doc d = read_text("一、总体情况\n甲。\n主动公开政府信息情况\n乙。\n"
	    "三、收到和处理政府信息公开申请情况\n丙。\n");

	(void)state;
	assert_section(&d, 1, 1, 2, "主动公开政府信息情况");
	assert_string_equal(section(&d, 1)->heading_from, "number lost");
	assert_true(warned(&d, "heading_number_lost"));
}

static void
test_sentences_are_no_headings_without_a_number(void **state)
{
	struct doc d = read_text("一、总体情况\n全年公开工作平稳有序开展。\n（二）依申请公开\n"
	    "我局未收到申请\n（四）平台建设\n丙。\n");

	(void)state;
	assert_int_equal(d.sections.n, 3);
	assert_str(section(&d, 0)->text, "全年公开工作平稳有序开展。");
	assert_section(&d, 1, 2, 2, "（二）依申请公开");
	assert_str(section(&d, 1)->text, "我局未收到申请");
	assert_false(warned(&d, "heading_number_lost"));
	d = read_text("一、总体情况\n2024年，我局加强公开。全年公开60条。\n（二）平台建设\n乙。\n");
	assert_int_equal(d.sections.n, 2);
}

/* Without what tail_pass() marks. */
static struct doc
read_prose_page(const char *text)
{
	struct doc d = blocks_of(text);
	size_t i;

	for (i = 0; i < d.blocks.n; i++)
		d.blocks.v[i].hans = d.blocks.v[i].text;
	tail_pass(&d);
	section_pass(&d);
	return d;
}

/* What stands behind the end of a report; an annex is a part of it. */
static void
test_tails(void **state)
{
	static const char *const tails[] = {
	    "华坪县林业局\n2020年1月15日\n热点专题\n县里召开会议，公开信息99条。\n",
	    "网友评论（2）\n公开信息99条，太多了。\n",
	    "华坪县教育局2019年政府信息公开工作年度报告\n2019年，公开信息99条。\n" };
	struct doc d;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(tails) / sizeof(tails[0]); i++) {
		d = read_prose_page(arena_printf(forever,
		    "华坪县林业局2019年政府信息公开工作年度报告\n一、总体情况\n公开信息12条。\n%s",
		    tails[i]).p);
		if (str_has(d.text, STR("99条")))
			fail_msg("%s", tails[i]);
		assert_true(str_has(d.text, STR("12条")));
		assert_int_equal(str_has(d.text, STR("2020年1月15日")), i == 0);
	}
	d = read_prose_page("公开信息12条。\n华坪县林业局\n2020年1月15日\n附件：统计表\n公开信息，99条。\n");
	assert_true(str_has(d.text, STR("99条")));
	d = read_prose_page("公开信息12条。\n华坪县林业局\n2020年1月15日\n一、总体情况\n公开，99条。\n");
	assert_true(str_has(d.text, STR("99条")));
}

/* The report's text when `text` stands behind its second part. */
static struct str
with_text_behind(const char *text)
{
	struct doc d = read_prose_page(arena_printf(forever,
	    "华坪县林业局2019年政府信息公开工作年度报告\n一、总体情况\n2019年，我局公开信息12条，"
	    "没有发生复议。\n二、工作情况\n领导重视，机构健全，制度完善，公开及时。\n%s\n", text).p);

	return d.text;
}

/* A signature with its day may stand above annexes and notes. */
static void
test_annexes_and_notes_are_no_tail(void **state)
{
	static const char *const annexes[] = {
	    "注：表中其他一项，指通过公告栏公开的信息，共99条。",
	    "说明：统计期限为1月1日至12月31日，共99条。",
	    "附：先进单位名单\n受表彰的单位有99条，特此公布。",
	    "（附件：统计表）\n主动公开信息99条，收到申请2件。",
	    "**附 件**\n主动公开信息99条，收到申请2件。",
	    "附录 名词解释\n主动公开，是指主动公开99条。",
	    "华坪县林业局信息公开情况统计表\n主动公开，99条",
	    "抄送：县政府办公室，县档案局99条。" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(annexes) / sizeof(annexes[0]); i++)
		if (!str_has(with_text_behind(arena_printf(forever,
		    "华坪县林业局\n2020年1月15日\n%s", annexes[i]).p),
		    STR("99条")))
			fail_msg("%s", annexes[i]);
}

/* Reports speak of that of the year before, and have such headings. */
static void
test_lines_of_the_text_begin_no_tail(void **state)
{
	static const char *const lines[] = {
	    "（二）编制发布2018年政府信息公开年度报告",
	    "四是编制2018年政府信息公开年报",
	    "《华坪县林业局2018年政府信息公开工作年度报告》",
	    "华坪县林业局按时公布了2018年政府信息公开工作年度报告。",
	    "华坪县林业局2018年政府信息公开工作年度报告",
	    "相关政策", "主办单位：县林业局，承办单位：县信息中心。" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		if (!str_has(with_text_behind(arena_printf(forever,
		    "%s\n在县政府网站公布，接受监督。\n三、存在的问题\n公开不够，99条。",
		    lines[i]).p), STR("99条")))
			fail_msg("%s", lines[i]);
	assert_true(str_has(with_text_behind("相关政策\n公布在网站，99条。"),
	    STR("99条")));
	/* Another report has its headings anew. */
	assert_false(str_has(with_text_behind("华坪县教育局2019年政府信息公开工作年度报告\n"
	    "一、总体情况\n公开及时，99条。\n二、工作情况\n有序，99条。"), STR("99条")));
	assert_false(str_has(with_text_behind("华坪县林业局\n2020年1月15日\n相关政策\n"
	    "县里召开会议，公开99条。"), STR("99条")));
}

static void
test_sentence_with_a_figure_stays_in_the_text(void **state)
{
	struct doc d = read_text("一、总体情况\n（一）工作开展\n1.检查库房12次。\n2.加强学习。\n");

	(void)state;
	assert_section(&d, 2, 3, 1, "1.检查库房12次。");
	assert_str(section(&d, 2)->text, "1.检查库房12次。");
	assert_str(section(&d, 3)->text, "");
}

static void
test_figure_in_a_heading_with_text_behind_it(void **state)
{
	struct doc d = read_text("二、主动公开\n（一）主动公开的数量2018年全县主动公开"
	    "信息326条。其中县直部门200条。\n（二）主动公开的类别。有多种。\n");

	(void)state;
	assert_str(section(&d, 1)->text, "（一）主动公开的数量2018年全县主动公开信息326条。"
	    "其中县直部门200条。");
	assert_str(section(&d, 2)->text, "有多种。");
}

static void
test_enumerator_broken_by_a_line(void **state)
{
	struct doc d = read_text("一、回顾\n（一）经济平稳。\n甲。\n（\n二）改革深化。\n"
	    "试点成为全国的方案。\n（三）民生改善。\n丙。\n");

	(void)state;
	assert_section(&d, 2, 2, 2, "（二）改革深化。");
	assert_str(section(&d, 2)->text, "试点成为全国的方案。");
	assert_false(warned(&d, "heading_number_lost"));
}

static void
test_long_sentence_of_a_list_is_no_first_level(void **state)
{
	struct doc d = read_text("一、总体情况\n甲。\n"
	    "二、要进一步提高思想认识，切实加强组织领导，明确工作责任，狠抓工作落实，确保取得实效。\n");

	(void)state;
	assert_int_equal(d.sections.n, 1);
}

static void
test_table_proves_a_missing_heading(void **state)
{
	struct doc d = read_text("一、总体情况\n甲。\n二、主动公开政府信息情况\n"
	    "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n| 规章 | 0 | 0 | 0 |\n"
	    "\n| 申请人情况 | 自然人 |\n| 一、本年新收政府信息公开申请数量 | 0 |\n");

	(void)state;
	assert_int_equal(section(&d, 2)->number, 3);
	assert_string_equal(section(&d, 2)->heading_from, "inferred");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_three_levels),
		cmocka_unit_test(test_parts_and_chapters),
		cmocka_unit_test(test_parts_of_a_review_have_no_number),
		cmocka_unit_test(test_number_with_a_full_stop_or_a_space),
		cmocka_unit_test(
		    test_arabic_numbers_may_be_of_the_first_level),
		cmocka_unit_test(test_statutory_title_without_its_number),
		cmocka_unit_test(
		    test_sentences_are_no_headings_without_a_number),
		cmocka_unit_test(test_tails),
		cmocka_unit_test(test_annexes_and_notes_are_no_tail),
		cmocka_unit_test(test_lines_of_the_text_begin_no_tail),
		cmocka_unit_test(
		    test_sentence_with_a_figure_stays_in_the_text),
		cmocka_unit_test(
		    test_long_sentence_of_a_list_is_no_first_level),
		cmocka_unit_test(
		    test_figure_in_a_heading_with_text_behind_it),
		cmocka_unit_test(test_enumerator_broken_by_a_line),
		cmocka_unit_test(test_table_proves_a_missing_heading),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
