/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include <opencc/opencc.h>
#include <stdio.h>
#include <stdlib.h>

#include "buf.h"
#include "dict.h"
#include "figure.h"

DICT_DECLARE(figure);

static struct arena *arena;
static struct doc doc;
static struct arena *forever;
static const struct figcode *codes;

static int
setup(void **state)
{
	(void)state;
	arena = arena_new(256 << 20);
	forever = arena_new(16 << 20);
	codes = figcode_load(forever);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(arena);
	arena_free(forever);
	return 0;
}

/* {NULL, 0}: not known */
static struct str doc_year, doc_kind, doc_agency = { "华坪县人民政府", 21 },
    agency_kind;

/* A document of one section. */
static void
read_text(struct str text, struct str hans)
{
	struct section *s;

	arena_reset(arena);
	doc = (struct doc){ .arena = arena };
	if (doc_year.p != NULL) {
		doc_fact(&doc, FACT_REPORT_YEAR, doc_year, "test", false,
		    STR_NONE);
		doc_fact(&doc, FACT_KIND, doc_kind, "test", false, STR_NONE);
		doc_fact(&doc, FACT_AGENCY, doc_agency, "test", false,
		    STR_NONE);
		if (agency_kind.p != NULL)
			doc_fact(&doc, FACT_AGENCY_KIND, agency_kind, "test",
			    false, STR_NONE);
	}
	s = DOC_ADD(&doc, sections);
	s->ordinal = 3;
	s->text = text;
	s->text_hans = hans;
	figure_pass(&doc, codes);
}

static void
read_prose(const char *text)
{
	read_text(str_of(text), str_of(text));
}

/* The only figure of a text. */
static const struct figure *
only(const char *text)
{
	read_prose(text);
	assert_int_equal(doc.figures.n, 1);
	return &doc.figures.v[0];
}

static void
reads_value_unit_and_qualifier(void **state)
{
	static const char *const cases[][4] = {
		{ "网站发布信息1234条。", "1234", "条", "exact" },
		{ "接待群众23万余人次,", "230000", "人次", "approx" },
		{ "派单2.09万件", "20900", "件", "exact" },
		{ "采购金额481.5万元", "4815000", "元", "exact" },
		{ "投资1亿2000万元", "120000000", "元", "exact" },
		{ "汇聚数据2.28亿条", "228000000", "条", "exact" },
		{ "公示事项共计1617 项", "1617", "项", "exact" },
		{ "数据1,234,567条", "1234567", "条", "exact" },
		{ "数据１２３条", "123", "条", "exact" },
		{ "服务60多家单位", "60", "家", "approx" },
		{ "约300人", "300", "人", "approx" },
		{ "资金2000余万元", "20000000", "元", "approx" },
		{ "准确率99%以上", "99", "%", "gt" },
		{ "办件超过500件", "500", "件", "gt" },
		{ "不足10件", "10", "件", "lt" },
		{ "访问量347万次左右", "3470000", "次", "approx" },
		{ "减少审批环节12个", "12", "个", "down" },
		{ "同比增长8.5％", "8.5", "%", "up" },
		{ "领域已增至21个", "21", "个", "after" },
		{ "电子证照85大类", "85", "类", "exact" },
		{ "转发信息百余条", "100", "条", "approx" },
		{ "远程协助近百次", "100", "次", "approx" },
		{ "召开会议十二次", "12", "次", "exact" },
		{ "办理五十余件", "50", "件", "approx" },
		{ "占百分之九十五", "95", "%", "exact" },
		{ "只需半小时", "0.5", "小时", "exact" },
		{ "服务上百家企业", "100", "家", "approx" },
		{ "15个工作日内办结", "15", "工作日", "lt" },
		{ "装机3.2万千瓦", "32000", "千瓦", "exact" },
		{ "历时2个多月", "2", "个月", "approx" },
	};
	const struct figure *f;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		f = only(cases[i][0]);
		assert_str(f->value, cases[i][1]);
		assert_str(f->unit, cases[i][2]);
		assert_string_equal(f->qualifier, cases[i][3]);
		assert_int_equal(f->section, 3);
	}
}

static void
leaves_other_numbers_alone(void **state)
{
	static const char *const cases[] = {
		"根据某政办发〔2020〕308号文件", "某函﹝2019﹞49号",
		"2021年3月5日,", "2021年度", "自2020年1月1日起至12月31日止",
		"20181231日", "5月15日统一开展", "电话:0537-8451001",
		"邮编:137000,电话:3292718", "第二十条第(一)项", "第3批目录",
		"12345热线", "12345政务服务便民热线", "Ⅲ级以上", "四级四同",
		"一件事一次办", "最多跑一次", "三安全一稳定", "1.健全机制",
		"2.个人信息保护", "一是加强", "(一)总体", "事项清单(2022版)",
		"http://www.example.gov.cn/2021/12条.html", "IPv6改造",
		"索引号:4309810018/2022-1628175", "千家万户", "万人空巷",
		"24小时自助服务", "增长.%,比上年提高了.个百分点", "十三五规划",
		"信息2018。", "7×24小时", "成千上万件", "数十件", "几百人",
		"6部门联合印发", "开展政务公开1", "0715个", "列前10位",
		"前10个月", "9时30分", "落实“惠企30条”", "百分之九点五",
		"投入3个亿", "12分局", "2.0版",
		"66666666666666666666661.28万亿元",
		"1234567890123456789012345678901234567890件",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		read_prose(cases[i]);
		assert_int_equal(doc.figures.n, 0);
	}
}

static void
pairs_before_and_after(void **state)
{
	(void)state;
	read_prose("环节由优化前的至少6个环节压缩至3个环节,"
	    "办理时限由14个工作日缩短到半天。");
	assert_int_equal(doc.figures.n, 4);
	assert_string_equal(doc.figures.v[0].qualifier, "before");
	assert_string_equal(doc.figures.v[1].qualifier, "after");
	assert_string_equal(doc.figures.v[2].qualifier, "before");
	assert_str(doc.figures.v[2].unit, "工作日");
	assert_string_equal(doc.figures.v[3].qualifier, "after");
	assert_str(doc.figures.v[3].value, "0.5");
	assert_str(doc.figures.v[3].ind, "cut_time");
}

static void
splits_ranges(void **state)
{
	(void)state;
	read_prose("每月公开3-5万条信息");
	assert_int_equal(doc.figures.n, 2);
	assert_str(doc.figures.v[0].value, "30000");
	assert_string_equal(doc.figures.v[0].qualifier, "low");
	assert_str(doc.figures.v[1].value, "50000");
	assert_string_equal(doc.figures.v[1].qualifier, "high");
	read_prose("每年3次至5次");
	assert_string_equal(doc.figures.v[0].qualifier, "low");
	assert_string_equal(doc.figures.v[1].qualifier, "high");
	read_prose("比例为30%—50%");
	assert_int_equal(doc.figures.n, 2);
	assert_string_equal(doc.figures.v[0].qualifier, "low");
}

static void
passes_over_halves_and_degrees(void **state)
{
	static const char *const cases[] = { "八个半小时办结", "2天半办结。",
		"北纬26度30分" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		read_prose(cases[i]);
		if (doc.figures.n > 0)
			fail_msg("%s", cases[i]);
	}
	only("3次半年度会议");
	only("二、八百件办结");
}

static void
warns_of_a_lost_unit(void **state)
{
	const struct figure *f = only("进驻审批和服务事项520。");

	(void)state;
	assert_str(f->value, "520");
	assert_str(f->unit, "");
	assert_int_equal(doc.warnings.n, 1);
	assert_string_equal(doc.warnings.v[0].code, "unit_missing");
	only("窗口共受理各类审批及服务事项1291窗口");
	only("依申请公开政府信息165,均已回复");
	assert_int_equal(doc.warnings.n, 1);
	only("信息发布总数量(非新闻类、消息类):1659");
}

static void
warns_of_the_implausible(void **state)
{
	const struct figure *f = only("网站全年总浏览次数347451万次左右");

	(void)state;
	assert_str(f->ind, "site_visits");
	assert_int_equal(doc.warnings.n, 1);
	assert_string_equal(doc.warnings.v[0].code, "implausible");
	assert_str(doc.warnings.v[0].ind, "site_visits");
	only("网站总浏览次数34万次");
	assert_int_equal(doc.warnings.n, 0);
	only("政务服务群众满意率199%");
	assert_string_equal(doc.warnings.v[0].code, "implausible");
	only("主动公开政府信息3.456条");
	assert_int_equal(doc.warnings.n, 1);
	assert_string_equal(doc.warnings.v[0].code, "implausible");
}

static void
warns_of_a_comma_that_may_be_punctuation(void **state)
{
	(void)state;
	read_prose("受理申请5，120件");
	assert_string_equal(doc.warnings.v[0].code, "digit_group");
	only("发布信息5,120条");
	assert_int_equal(doc.warnings.n, 0);
}

static void
codes_what_is_counted(void **state)
{
	static const char *const cases[][2] = {
		{ "全年主动公开政府信息95条", "info_published" },
		{ "专栏累计发布政府信息827条", "info_published_cum" },
		{ "共收到政府信息公开申请6件", "req_received_txt" },
		{ "上年结转申请2件", "req_carry_in_txt" },
		{ "结转下年度3件", "req_carried_txt" },
		{ "发布政策解读53篇", "policy_expl" },
		{ "召开新闻发布会12场", "press_conf" },
		{ "代表建议按期办结率100%", "completion_rate" },
		{ "热线回访满意率94%", "callback_rate" },
		{ "提案委员满意度达98.5%", "satisfaction_rate" },
		{ "承办人大代表建议30件", "npc_proposals" },
		{ "办理政协提案22件", "cppcc_proposals" },
		{ "全年共接收市热线中心派单2万件", "hotline_orders" },
		{ "公众号关注人数4万人", "wechat_subscribers" },
		{ "编发政府公报24期", "gazette_issues" },
		{ "收取信息处理费共计400元", "proc_fee" },
		{ "因信息公开被申请行政复议4件", "recon_txt" },
		{ "被提起行政诉讼2件", "lit_txt" },
		{ "赋予园区34项经济管理权限", "power_delegated" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_str(only(cases[i][0])->ind, cases[i][1]);
}

/* A wrong code is worse than none. */
static void
leaves_the_code_open_in_doubt(void **state)
{
	(void)state;
	assert_null(only("共收到建议、提案9件")->ind.p);
	assert_null(only("各类植物25种")->ind.p);
	assert_null(only("全国26个试点领域")->ind.p);
}

static void
keeps_what_was_found(void **state)
{
	const struct figure *f;

	(void)state;
	read_text(STR("概況如下。發放手冊1萬余份，共3項！"),
	    STR("概况如下。发放手册1万余份，共3项！"));
	assert_int_equal(doc.figures.n, 2);
	f = &doc.figures.v[0];
	assert_str(f->raw, "1萬余份");
	assert_str(f->unit, "份");
	assert_str(f->sentence, "發放手冊1萬余份，共3項！");
	assert_str(f->sentence_hans, "发放手册1万余份，共3项！");
	assert_str(str_sub(f->sentence_hans, f->offset, 1), "1");
	assert_str(f->entity, "手册");
	assert_str(doc.figures.v[1].raw, "3項");
}

static void
stops_at_the_limit(void **state)
{
	struct buf b;
	int i;

	(void)state;
	buf_init(&b, 1 << 22);
	for (i = 0; i < FIGURE_MAX + 10; i++)
		buf_adds(&b, "发3条,");
	read_text(buf_str(&b), buf_str(&b));
	assert_int_equal(doc.figures.n, FIGURE_MAX);
	assert_int_equal(doc.warnings.n, 1);
	assert_string_equal(doc.warnings.v[0].code, "too_many_figures");
	buf_release(&b);
}

/* Hostile text: no punctuation, runs of numerals, cut characters. */
static void
survives_nonsense(void **state)
{
	static const char *const bits[] = { "百", "1", "1,111", "万", "第",
	    "\344\270", "3-", "、", "百分之", "1.", "半", "至", "1万",
	    "由1个压缩至", "\377" };
	struct buf b;
	size_t i, k;

	(void)state;
	for (i = 0; i < sizeof(bits) / sizeof(bits[0]); i++) {
		buf_init(&b, 1 << 22);
		for (k = 0; k < 20000; k++)
			buf_adds(&b, bits[i]);
		read_text(buf_str(&b), buf_str(&b));
		assert_true(doc.figures.n <= FIGURE_MAX);
		buf_release(&b);
	}
}

static void
has_a_clean_dictionary(void **state)
{
	struct str dict = DICT(figure);
	struct dict_row row;
	size_t n = 0;

	(void)state;
	for (; dict_next(&dict, &row); n++) {
		assert_in_range(row.n, 6, 7);
		assert_true(row.col[0].n > 0 && row.col[4].n > 0);
		assert_false(str_has(row.col[4], STR("||")));
	}
	assert_true(n > 70);
}

/* "12345 条 exact info_published; ..." of what was found. */
static struct str
as_written(void)
{
	const struct figure *f;
	struct str s = STR("");
	size_t i;

	for (i = 0; i < doc.figures.n; i++) {
		f = &doc.figures.v[i];
		s = arena_printf(arena, "%.*s%s%.*s %.*s %s %.*s", STR_ARG(s),
		    i > 0 ? "; " : "", STR_ARG(f->value),
		    STR_ARG(f->unit.n > 0 ? f->unit : STR("-")), f->qualifier,
		    STR_ARG(f->ind.p != NULL ? f->ind : STR("-")));
	}
	return s;
}

/* A fixture; good until the next one. */
static struct str
fixture(const char *path)
{
	static char bytes[1 << 17];
	FILE *f = fopen(path, "r");
	struct str text = { bytes, 0 };

	assert_non_null(f);
	text.n = fread(bytes, 1, sizeof(bytes), f);
	fclose(f);
	assert_true(text.n < sizeof(bytes));
	return text;
}

static void
reads_numbers_of_all_kinds(void **state)
{
	struct str text = fixture("tests/fixtures/mentions.tsv"), got;
	struct dict_row row;
	int n = 0;

	(void)state;
	for (; dict_next(&text, &row); n++) {
		read_prose(arena_printf(forever, "办理%.*s件。",
		    STR_ARG(row.col[0])).p);
		got = doc.figures.n == 1 ? doc.figures.v[0].value : STR("-");
		if (doc.figures.n > 1 || !str_eq(got, row.col[1]))
			fail_msg("%.*s is %.*s", STR_ARG(row.col[0]),
			    STR_ARG(got));
	}
	assert_true(n > 42);
}

/* Of what time a number is, where it is not of the year reported on. */
static void
has_times(const char *text, const char *times)
{
	struct str s = STR("");
	size_t k;

	read_text(str_of(text), str_of(text));
	for (k = 0; k < doc.figures.n; k++)
		s = arena_printf(arena, "%.*s%s%.*s", STR_ARG(s),
		    k > 0 ? " " : "", STR_ARG(doc.figures.v[k].time.p !=
		    NULL ? doc.figures.v[k].time : STR("-")));
	if (!str_eq(s, str_of(times)))
		fail_msg("%s gives %.*s", text, STR_ARG(s));
}

static void
says_of_what_time(void **state)
{
	static const struct {
		const char *text, *times;
	} cases[] = {
		{ "2021年，公开信息12条。", "-" },
		{ "2020年，公开信息12条。", "2020" },
		{ "2021年收到申请22件，比2020年的31件减少9件。", "- 2020 -" },
		{ "去年办理建议8件。今年办理建议9件。", "2020 -" },
		{ "截至2021年底，累计公开信息45条。", "total" },
		{ "2021年上半年公开信息3条。", "other" },
		{ "2022年，力争公开信息90条。", "plan" },
		{ "明年计划公开信息90条。", "plan" },
		{ "2019年、2020年公开信息12条、15条。", "other other" },
		{ "自1月1日起至12月31日止，公开信息12条。", "-" },
		{ "上年结转2件，收到8件。其中，网上5件。", "- - -" },
		{ "本季度检查网站39家。", "other" },
		{ "2021年收到5件（2020年为4件），增长25%。", "- 2020 -" },
		{ "2021年第28周（7月8日—7月14日）受理12件。", "other" },
		{ "2021-2022学年公开信息12条。", "-" },
		{ "2020-2021学年公开信息12条。", "2020" },
		{ "2021年9月1日至2022年8月31日，公开信息12条。", "-" },
		{ "计划公开100条，实际完成98条。", "plan -" },
		{ "8件转2022年办理，结转下年2件，复议1件。", "- - -" },
		{ "公开信息由2020年的28条增加到31条。", "2020 -" },
		{ "按年初计划完成培训12场。", "-" },
		{ "去年全年办理建议8件，今年办理建议9件。", "2020 -" },
		{ "2020年，全年办理建议8件。", "2020" },
		{ "2021年全年办理建议8件，比2020年全年的9件少1件。", "- 2020 -" },
		{ "２０２０年公开信息12条。", "2020" },
		{ "前三年公开信息12条。", "other" },
		{ "按照要求,计划公开信息90条。", "plan" },
		{ "2008年以来，截至2021年底，公开信息12条。", "total" },
		{ "截至年底，累计公开信息12条，今年公开2条。", "total -" },
		{ "全年公开政府信息2条，累计公开政府信息12条。", "- total" },
		{ "上年结余2万元，收入5万元。", "- -" },
		{ "过去的五年公开信息12条。", "other" },
		{ "人口是2015年的1.2倍，收入5万元。", "2015 -" },
	};
	size_t i;

	(void)state;
	doc_year = STR("2021");
	doc_kind = STR("ogi_annual");
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		has_times(cases[i].text, cases[i].times);
	doc_year = STR_NONE;
}

/* What is expected of a year that is over is of that year. */
static void
says_of_what_time_a_review_is(void **state)
{
	(void)state;
	doc_year = STR("2022");
	doc_kind = STR("gov_work_report");
	has_times("2021年，预计收入5万元；支出3万元。", "- -");
	has_times("预计2021年收入5万元。", "-");
	has_times("预计今年收入5万元。", "plan");
	has_times("预计收入5万元。", "plan");
	doc_year = STR_NONE;
}

/* What a heading says of the time of the section below it. */
static void
plans_under_a_heading(void **state)
{
	static const char *const cases[][3] = {
		{ "三、目标任务", "新建公路30公里。", "plan" },
		{ "目标任务完成情况", "新建公路30公里。", NULL },
		{ "2022年重点工作", "新建公路30公里。", "plan" },
		{ "2021年重点工作", "新建公路30公里。", NULL },
		{ "“十三五”时期回顾", "新建公路30公里。", "other" },
		{ "（二）下一步打算", "新建公路30公里。", "plan" },
		{ "2021年工作总结和2022年工作计划", "新建公路30公里。", NULL },
	};
	struct section *s;
	struct str time;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		arena_reset(arena);
		doc = (struct doc){ .arena = arena };
		doc_fact(&doc, FACT_REPORT_YEAR, STR("2021"), "test", false,
		    STR_NONE);
		s = DOC_ADD(&doc, sections);
		*s = (struct section){ .ordinal = 1, .level = 1,
			.heading = str_of(cases[i][0]),
			.heading_hans = str_of(cases[i][0]),
			.text = str_of(cases[i][1]),
			.text_hans = str_of(cases[i][1]) };
		figure_pass(&doc, codes);
		assert_int_equal(doc.figures.n, 1);
		time = doc.figures.v[0].time;
		if (!str_eq(time, cases[i][2] == NULL ? STR_NONE :
		    str_of(cases[i][2])))
			fail_msg("%s gives %.*s", cases[i][0], STR_ARG(time));
	}
}

/* What the second column of prose.tsv stands for. */
static void
be_document(struct str is)
{
	bool bureau = str_eq(is, STR("bureau")),
	    district = str_eq(is, STR("district")),
	    ministry = str_eq(is, STR("ministry")),
	    hall = str_eq(is, STR("hall")), zone = str_eq(is, STR("zone"));

	doc_kind = str_eq(is, STR("review")) ? STR("gov_work_report") :
	    str_eq(is, STR("summary")) ? STR("work_summary") :
	    STR("ogi_annual");
	doc_agency = bureau ? STR("丽江市教育局") :
	    hall ? STR("丽江市政务服务局") :
	    district ? STR("丽江市古城区市场监督管理局") :
	    ministry ? STR("国家统计局") :
	    zone ? STR("华坪工业园区") :
	    STR("华坪县人民政府");
	agency_kind = bureau || district || ministry || hall ?
	    STR("department") : zone ? STR("zone") : STR_NONE;
}

/* Of other years, plans, parts and offices there is no code. */
static void
reads_prose(void **state)
{
	struct str text = fixture("tests/fixtures/prose.tsv"), got;
	struct dict_row row;
	int n = 0;

	(void)state;
	for (; dict_next(&text, &row); n++) {
		assert_in_range(row.n, 3, 4);
		doc_year = row.col[0];
		be_document(row.col[1]);
		read_text(row.col[2], row.col[2]);
		got = as_written();
		if (!str_eq(got, row.n > 3 ? row.col[3] : STR("")))
			fail_msg("%.*s gives %.*s", STR_ARG(row.col[2]),
			    STR_ARG(got));
	}
	doc_year = STR_NONE;
	be_document(STR("year"));
	assert_true(n > 250);
}

/* The file without its table lines, as a section's text has it. */
static void
read_seed(const char *path, struct buf *text)
{
	FILE *file = fopen(path, "r");
	char *line = NULL;
	size_t room = 0;

	assert_non_null(file);
	buf_init(text, 1 << 22);
	while (getline(&line, &room, file) >= 0)
		if (strchr(line, '|') == NULL)
			buf_adds(text, line);
	free(line);
	fclose(file);
}

/* Is there a figure with this value and unit whose sentence has the words? */
static bool
found(const struct dict_row *gold)
{
	const struct figure *f;
	size_t i;

	for (i = 0; i < doc.figures.n; i++) {
		f = &doc.figures.v[i];
		if (str_eq(f->value, gold->col[1]) &&
		    str_eq(f->unit, gold->col[2]) &&
		    str_has(f->sentence, gold->col[3]))
			return true;
	}
	return false;
}

static void
finds_the_figures_of_real_reports(void **state)
{
	const char *corpus = getenv("NIANBAO_CORPUS");
	char path[512], last[128] = "", *hans = NULL;
	struct buf gold, seed = { .p = NULL };
	struct str rest, name;
	struct dict_row row;
	opencc_t t2s;
	FILE *file;
	int n = 0, c;

	(void)state;
	if (corpus == NULL)
		corpus = "../shared";
	snprintf(path, sizeof(path), "%s/gold/seed-figures.tsv", corpus);
	file = fopen(path, "r");
	if (file == NULL)
		skip();
	buf_init(&gold, 1 << 20);
	while ((c = getc(file)) != EOF)
		buf_addc(&gold, (char)c);
	fclose(file);
	t2s = opencc_open("t2s.json");
	rest = buf_str(&gold);
	str_cut(&rest, '\n');
	while (dict_next(&rest, &row)) {
		name = row.col[0];
		if (!str_eq(name, str_of(last))) {
			buf_release(&seed);
			opencc_convert_utf8_free(hans);
			snprintf(last, sizeof(last), "%.*s", STR_ARG(name));
			snprintf(path, sizeof(path), "%s/seeds/%s", corpus,
			    last);
			read_seed(path, &seed);
			hans = opencc_convert_utf8(t2s, seed.p, seed.n);
			read_text(buf_str(&seed), str_of(hans));
		}
		if (!found(&row))
			fail_msg("not found: %s %.*s %.*s", last,
			    STR_ARG(row.col[1]), STR_ARG(row.col[3]));
		n++;
	}
	assert_true(n > 0);
	buf_release(&seed);
	buf_release(&gold);
	opencc_convert_utf8_free(hans);
	opencc_close(t2s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_value_unit_and_qualifier),
		cmocka_unit_test(leaves_other_numbers_alone),
		cmocka_unit_test(pairs_before_and_after),
		cmocka_unit_test(splits_ranges),
		cmocka_unit_test(passes_over_halves_and_degrees),
		cmocka_unit_test(warns_of_a_lost_unit),
		cmocka_unit_test(warns_of_the_implausible),
		cmocka_unit_test(warns_of_a_comma_that_may_be_punctuation),
		cmocka_unit_test(codes_what_is_counted),
		cmocka_unit_test(leaves_the_code_open_in_doubt),
		cmocka_unit_test(keeps_what_was_found),
		cmocka_unit_test(stops_at_the_limit),
		cmocka_unit_test(survives_nonsense),
		cmocka_unit_test(has_a_clean_dictionary),
		cmocka_unit_test(reads_numbers_of_all_kinds),
		cmocka_unit_test(says_of_what_time),
		cmocka_unit_test(says_of_what_time_a_review_is),
		cmocka_unit_test(plans_under_a_heading),
		cmocka_unit_test(reads_prose),
		cmocka_unit_test(finds_the_figures_of_real_reports),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
