/* SPDX-License-Identifier: MIT */
/* What prose says against tables, and what a report as a whole must have. */
#include "unit.h"

#include "check.h"
#include "checkform.h"
#include "checktext.h"
#include "figcode.h"
#include "figure.h"

static struct arena *forever, *arena;
static const struct figcode *codes;

static int
setup(void **state)
{
	(void)state;
	forever = arena_new(1 << 24);
	arena = arena_new(1 << 24);
	codes = figcode_load(forever);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(forever);
	arena_free(arena);
	return 0;
}

static void
put(struct doc *d, int tbl, const char *ind, const char *col,
    const char *value)
{
	struct cell *c = doc_add_cell(d, tbl, str_of(ind), str_of(col));

	c->value = str_of(value);
	c->state = value != NULL ? CELL_NUM : CELL_BLANK;
}

static void
add_section(struct doc *d, int level, int number, const char *heading,
    const char *text)
{
	struct section *s = DOC_ADD(d, sections);

	*s = (struct section){ .ordinal = (int)d->sections.n, .level = level,
		.number = number, .heading = str_of(heading),
		.heading_hans = str_of(heading), .text = str_of(text),
		.text_hans = str_of(text) };
}

/* 6 received and 2 carried in, 7 closed, 1 carried out; one suit pending. */
static struct doc
report(const char *text)
{
	struct doc d = { .arena = arena };

	arena_reset(arena);
	doc_fact(&d, FACT_KIND, STR("ogi_annual"), "test", false, STR_NONE);
	doc_fact(&d, FACT_REPORT_YEAR, STR("2025"), "test", false, STR_NONE);
	doc_fact(&d, FACT_AGENCY, STR("汉滨区人民政府"), "test", false,
	    STR_NONE);
	doc_fact(&d, FACT_AGENCY_KIND, STR("government"), "test", false,
	    STR_NONE);
	put(&d, 3, "req_new", "total", "6");
	put(&d, 3, "req_carry_in", "total", "2");
	put(&d, 3, "req_open", "natural", "3");
	put(&d, 3, "req_open", "total", NULL);
	put(&d, 3, "req_partial", "total", "1");
	put(&d, 3, "req_deny_secret", "total", "2");
	put(&d, 3, "req_deny_safety", "total", "1");
	put(&d, 3, "req_deny_sub", "total", "3");
	put(&d, 3, "req_total", "total", "7");
	put(&d, 3, "req_carry_out", "total", "1");
	put(&d, 4, "recon_upheld", "value", "2");
	put(&d, 4, "recon_total", "value", "2");
	put(&d, 4, "lit_direct_upheld", "value", "1");
	put(&d, 4, "lit_direct_pending", "value", "1");
	put(&d, 4, "lit_direct_total", "value", "2");
	put(&d, 4, "lit_after_total", "value", "0");
	put(&d, 2, "normative_doc", "issued", "4");
	add_section(&d, 2, 2, "（二）依申请公开情况", text);
	figure_pass(&d, codes);
	checktext_pass(&d);
	return d;
}

/* Exactly these rows, each "rule subject lhs rhs". */
static void
assert_fires(const char *text, const char *want)
{
	struct doc d = report(text);
	struct str got = STR("");
	size_t i;

	for (i = 0; i < d.checks.n; i++) {
		const struct check *c = &d.checks.v[i];

		got = arena_printf(arena, "%.*s%s%s %.*s %.*s %.*s",
		    STR_ARG(got), got.n > 0 ? ", " : "", c->rule,
		    STR_ARG(c->subject), STR_ARG(c->lhs), STR_ARG(c->rhs));
	}
	if (!str_eq(got, str_of(want)))
		fail_msg("\"%s\" gives \"%.*s\", not \"%s\"", text,
		    STR_ARG(got), want);
}

static void
test_requests_in_prose_are_those_of_the_table(void **state)
{
	(void)state;
	assert_fires("全年收到政府信息公开申请6件。", "");
	assert_fires("全年收到政府信息公开申请8件。", "C1 req_new 8 6");
	assert_fires("共收到政府信息公开申请8件（含上年结转2件）。", "");
	assert_fires("共收到政府信息公开申请9件（含上年结转2件）。",
	    "C1 req_new+req_carry_in 9 8");
	assert_fires("全年办理政府信息公开申请8件。", "");
	assert_fires("全年收到政府信息公开申请6件，答复7件。", "");
	/* Of this year's requests: 7 less the 2 carried in. */
	assert_fires("共答复政府信息公开申请5件。", "");
	assert_fires("共答复政府信息公开申请9件。", "C2 req_total 9 7");
	assert_fires("收到政府信息公开申请6件，结转下年度继续办理3件。",
	    "C3 req_carry_out 3 1");
}

static void
test_number_that_may_be_of_something_else_is_left_alone(void **state)
{
	(void)state;
	assert_fires("收到政府信息公开申请约9件。", "");
	assert_fires("2024年收到政府信息公开申请9件。", "");
	assert_fires("收到网络申请政府信息公开申请9件。", "");
	assert_fires("自2008年以来累计收到政府信息公开申请90件。", "");
	assert_fires("区政府办公室收到政府信息公开申请4件。", "");
	assert_fires("近三年收到政府信息公开申请90件。", "");
	assert_fires("全区收到政府信息公开申请26件，其中区本级6件。", "");
	assert_fires("其中，区住建局收到政府信息公开申请4件。", "");
	/* One number that agrees clears the others. */
	assert_fires("全区收到政府信息公开申请6件。\n本级收到政府信息公开申请4件。",
	    "");
}

static void
test_requests_in_the_words_of_reports(void **state)
{
	static const char *const agree[] = {
		"2025年，全区共收到政府信息公开申请6件，较上年减少25%，其中自然人5件，"
		    "法人1件。",
		"受理政府信息公开申请8件（新收6件，上年结转2件），办结7件。",
		"收到信息公开申请共6件，均已按时答复。",
		"全年收到依申请公开6件，已办结5件，1件结转下年度办理。",
		"共收到政府信息公开申请6件，其中在线平台4件、信函2件。",
		"本年度受理政府信息公开申请6件，予以公开3件，部分公开1件，不予公开3件。",
		"因政府信息公开被申请行政复议2件、提起行政诉讼2件。",
		"信息公开行政复议案件2件，其中维持2件；行政诉讼案件2件，审结1件。",
		"指导各镇街办理依申请公开15件。",
		"收到政府信息公开申请6件，办结率100%。",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(agree) / sizeof(*agree); i++)
		assert_fires(agree[i], "");
}

static void
test_outcomes_in_prose(void **state)
{
	(void)state;
	assert_fires("予以公开3件，部分公开1件，不予公开3件。",
	    "");
	assert_fires("予以公开及部分公开2件，占33.9%。",
	    "C1 req_open+req_partial 2 4");
	/* What is blank may add to the 3 that are printed. */
	assert_fires("予以公开5件。", "");
	assert_fires("不予公开4件。", "C1 req_deny 4 3");
	assert_fires("因涉及国家秘密不予公开1件。", "");
}

static void
test_disputes_in_prose(void **state)
{
	(void)state;
	assert_fires("信息公开类行政复议2件，行政诉讼2件。", "");
	assert_fires("信息公开类行政复议3件。", "C4 recon 3 2");
	assert_fires("信息公开类行政复议2件，诉讼2件，均获维持。",
	    "C4 lit_upheld 2 1");
	/* A government's business, not about its own disclosure. */
	assert_fires("政府信息公开：办理行政复议案件120件。", "");
}

static void
test_documents_in_prose_since_2025(void **state)
{
	(void)state;
	assert_fires("制发行政规范性文件4件。", "");
	assert_fires("制发行政规范性文件5件。",
	    "C7 normative_doc.issued 5 4");
}

static void
test_parts_behind_qizhong(void **state)
{
	(void)state;
	assert_fires("发布信息10条，其中政策类4条，动态类6条。", "");
	assert_fires("发布信息10条，其中政策类4条。", "");
	assert_fires("发布信息10条，其中政策类7条，动态类6条。",
	    "C5 信息 13 10");
	/* Another cut of the same whole, another count, another unit. */
	assert_fires("发布信息10条，其中政策类4条，动态类6条，原创类9条。", "");
	assert_fires("发布信息10条，其中政策类4条，转发微博80条。", "");
	assert_fires("发布信息10条，其中视频40个。", "");
	assert_fires("办理建议30件、提案22件，其中主办10件、会办42件。", "");
	assert_fires("办理建议52件，其中主办30件，会办20件，满意52件。", "");
	assert_fires("办理建议52件，其中主办30件，会办20件，办结51件。", "");
	assert_fires("公开信息100条，其中网站公开90条，微信公开80条。", "");
	assert_fires("受理热线工单2万件，其中投诉20100件。", "");
	assert_fires("共有干部100人，其中本科80人，党员90人。", "");
	assert_fires("发布信息10条，其中政策类4条，占40%。", "");
	assert_fires("发布信息11条，其中政策类4条，占36%。", "");
	assert_fires("发布信息10条，其中政策类4条，占45%。", "C6 政策类 45 4");
}

static void
test_bounds_of_the_annex(void **state)
{
	struct forms *forms = forms_new(forever);
	struct doc d = { .arena = arena };
	size_t i, fired = 0;

	(void)state;
	arena_reset(arena);
	put(&d, 14, "s_open_total", "value", "100");
	/* Channels may sum to more than the total, none may be more. */
	put(&d, 14, "s_ch_web", "value", "90");
	put(&d, 14, "s_ch_wechat", "value", "80");
	put(&d, 14, "s_ch_weibo", "value", "101");
	put(&d, 14, "s_ch_other", "value", NULL);
	put(&d, 14, "s_interview_head", "value", "3");
	check_pass(&d, forms);
	for (i = 0; i < d.checks.n; i++)
		if (strcmp(d.checks.v[i].rule, "B31") == 0) {
			assert_str(d.checks.v[i].subject, "s_ch_weibo");
			assert_int_equal(d.checks.v[i].status, CHECK_WARN);
			fired++;
		}
	assert_int_equal(fired, 1);
}

static struct doc
whole(const char *year, const char *kind, const char *day)
{
	struct doc d = { .arena = arena };

	arena_reset(arena);
	doc_fact(&d, FACT_KIND, STR("ogi_annual"), "test", false, STR_NONE);
	doc_fact(&d, FACT_REPORT_YEAR, str_of(year), "test", false, STR_NONE);
	doc_fact(&d, FACT_AGENCY_KIND, str_of(kind), "test", false, STR_NONE);
	doc_fact(&d, FACT_PUBLISHED_ON, str_of(day), "test", false, STR_NONE);
	return d;
}

static bool
fires(struct doc *d, const char *rule)
{
	size_t i;

	checkform_pass(d);
	for (i = 0; i < d->checks.n; i++)
		if (strcmp(d->checks.v[i].rule, rule) == 0)
			return true;
	return false;
}

static bool
is_late(const char *year, const char *kind, const char *day)
{
	struct doc d = whole(year, kind, day);

	return fires(&d, "L1");
}

static void
test_due_date(void **state)
{
	(void)state;
	assert_false(is_late("2021", "department", "2022-01-31"));
	assert_true(is_late("2021", "department", "2022-02-01"));
	assert_false(is_late("2021", "government", "2022-03-31"));
	assert_true(is_late("2021", "government", "2022-04-01"));
	assert_false(is_late("2018", "department", "2019-03-31"));
	/* The regulation names no day for these. */
	assert_false(is_late("2021", "township", "2022-06-01"));
}

static const char *
warning(const struct doc *d, const char *code)
{
	size_t i;

	for (i = 0; i < d->warnings.n; i++)
		if (strcmp(d->warnings.v[i].code, code) == 0)
			return arena_str(arena, d->warnings.v[i].detail).p;
	return "none";
}

static void
test_sections_and_tables_of_the_form(void **state)
{
	struct doc d = whole("2021", "department", "2022-01-31");
	int i;

	(void)state;
	for (i = 1; i <= 5; i++)
		if (i != 4)
			add_section(&d, 1, i, "标题", "这里有足够多的文字说明情况。");
	put(&d, 2, "license", "decisions", "0");
	put(&d, 3, "req_new", "total", "0");
	checkform_pass(&d);
	assert_string_equal(warning(&d, "section_missing"), "四、六");
	assert_string_equal(warning(&d, "section_empty"), "none");
	assert_int_equal(d.warnings.v[1].tbl, 4);
	assert_string_equal(d.warnings.v[1].code, "table_missing");
	assert_int_equal(d.warnings.n, 2);
	assert_int_equal(d.checks.n, 2);
	assert_string_equal(d.checks.v[0].rule, "S1");
	assert_str(d.checks.v[1].subject, "table 4");

	/* Not before 2019, and not of universities. */
	d = whole("2018", "department", "2019-01-31");
	checkform_pass(&d);
	assert_int_equal(d.warnings.n, 0);
	assert_int_equal(d.checks.n, 0);
	d = whole("2021", "other", "2022-01-31");
	checkform_pass(&d);
	assert_int_equal(d.warnings.n, 0);
	/* Of a body whose name is not known if it has a table. */
	d = whole("2021", NULL, "2022-01-31");
	checkform_pass(&d);
	assert_int_equal(d.warnings.n, 0);
	put(&d, 2, "license", "decisions", "0");
	checkform_pass(&d);
	assert_string_equal(warning(&d, "section_missing"),
	    "一、二、三、四、五、六");

	/* What stands under 五 belongs to it. */
	d = whole("2021", "department", "2022-01-31");
	add_section(&d, 1, 5, "五、存在的主要问题及改进情况", "无。");
	checkform_pass(&d);
	assert_string_equal(warning(&d, "section_empty"),
	    "五、存在的主要问题及改进情况");
	assert_true(fires(&d, "S2"));
	d = whole("2021", "department", "2022-01-31");
	add_section(&d, 1, 5, "五、存在的主要问题及改进情况", "");
	add_section(&d, 2, 1, "（一）主要问题", "公开内容还不够全面。");
	checkform_pass(&d);
	assert_string_equal(warning(&d, "section_empty"), "none");
}

/* From 2019 on no table is no proof of free headings. */
static void
test_form_told_by_no_table_is_a_guess(void **state)
{
	struct doc d = whole("2018", "department", "2019-01-31");

	(void)state;
	doc_fact(&d, FACT_TEMPLATE, STR("T2008"), "test", false, STR_NONE);
	checkform_pass(&d);
	assert_false(d.facts[FACT_TEMPLATE].guess);
	d = whole("2022", "department", "2023-01-31");
	doc_fact(&d, FACT_TEMPLATE, STR("T2008"), "test", false, STR_NONE);
	checkform_pass(&d);
	assert_true(d.facts[FACT_TEMPLATE].guess);
}

static void
test_rows_without_any_number(void **state)
{
	struct doc d = whole("2021", "department", "2022-01-31");
	int i;

	(void)state;
	for (i = 0; i < 11; i++) {
		const char *ind = arena_printf(arena, "req_x%d", i).p;

		put(&d, 3, ind, "natural", NULL);
		put(&d, 3, ind, "total", "0");
	}
	assert_false(fires(&d, "S4"));
	for (i = 0; i < 22; i++)
		d.cells.v[i].state = CELL_BLANK;
	assert_true(fires(&d, "S4"));
}

static void
test_fee_that_section_six_denies(void **state)
{
	struct doc d = whole("2021", "department", "2022-01-31");

	(void)state;
	add_section(&d, 2, 1, "（二）依申请公开", "收取信息处理费400元。");
	add_section(&d, 1, 6, "六、其他需要报告的事项", "无。");
	figure_pass(&d, codes);
	assert_true(fires(&d, "S3"));
	d = whole("2021", "department", "2022-01-31");
	add_section(&d, 1, 6, "六、其他需要报告的事项",
	    "收取信息处理费400元。无其他需要报告的事项。");
	figure_pass(&d, codes);
	assert_false(fires(&d, "S3"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_requests_in_prose_are_those_of_the_table),
		cmocka_unit_test(
		    test_number_that_may_be_of_something_else_is_left_alone),
		cmocka_unit_test(test_requests_in_the_words_of_reports),
		cmocka_unit_test(test_outcomes_in_prose),
		cmocka_unit_test(test_disputes_in_prose),
		cmocka_unit_test(test_documents_in_prose_since_2025),
		cmocka_unit_test(test_parts_behind_qizhong),
		cmocka_unit_test(test_bounds_of_the_annex),
		cmocka_unit_test(test_due_date),
		cmocka_unit_test(test_sections_and_tables_of_the_form),
		cmocka_unit_test(test_form_told_by_no_table_is_a_guess),
		cmocka_unit_test(test_rows_without_any_number),
		cmocka_unit_test(test_fee_that_section_six_denies),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
