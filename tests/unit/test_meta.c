/* SPDX-License-Identifier: MIT */
/*
 * What a document is: its title and the lines around it, over real regions.
 * Most cases are in tests/fixtures/titles.tsv.
 */
#include "unit.h"

#include <stdio.h>

#include "dict.h"
#include "mark.h"
#include "attach.h"
#include "meta.h"
#include "section.h"

static struct regions *rs;
static struct arena *arena;

#define REPORT "2021年政府信息公开工作年度报告"
#define BODY "一、总体情况\n认真贯彻条例。\n二、主动公开\n无。"

static int
setup(void **state)
{
	(void)state;
	rs = regions_new();
	arena = arena_new(1 << 26);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(arena);
	regions_free(rs);
	return 0;
}

/*
 * A page: the title of its window, a headline, the line of metadata below it,
 * the text by lines.
 */
static struct doc
page_with(const char *url, struct str window, struct str title,
    const char *line, const char *text)
{
	struct doc d = { .arena = arena, .source = str_of(url) };
	struct str rest = arena_printf(arena, "%s\n%s", line, text);
	struct meta *m = DOC_ADD(&d, metas);
	struct block *b = DOC_ADD(&d, blocks);

	if (str_starts(d.source, STR("http://")))
		d.host = str_sub(d.source, 7, (size_t)str_find(d.source,
		    STR("/"), 7) - 7);
	*m = (struct meta){ STR("h1"), title, title };
	if (window.n > 0) {
		m = DOC_ADD(&d, metas);
		*m = (struct meta){ STR("title"), window, window };
	}
	*b = (struct block){ .kind = BLOCK_HEADING, .level = 1, .text = title,
		.hans = title };
	d.text = d.text_hans = arena_printf(arena, "%.*s\n%.*s",
	    STR_ARG(title), STR_ARG(rest));
	while (rest.p != NULL) {
		b = DOC_ADD(&d, blocks);
		b->kind = BLOCK_PARAGRAPH;
		b->text = b->hans = str_cut(&rest, '\n');
	}
	mark_pass(&d);
	section_pass(&d);
	meta_pass(&d, rs);
	return d;
}

static struct doc
page_at(const char *url, struct str title, const char *line, const char *text)
{
	return page_with(url, STR_NONE, title, line, text);
}

static struct doc
page(const char *title, const char *line, const char *text)
{
	return page_at("page.html", str_of(title), line, text);
}

static void
assert_fact(const struct doc *d, enum fact_id id, struct str want)
{
	struct str got = doc_value(d, id);

	if (str_eq(want, STR("?")))
		return;
	if (str_eq(want, STR("-")))
		want = STR("");
	if (!str_eq(got, want))
		fail_msg("fact %d is %.*s, not %.*s", (int)id, STR_ARG(got),
		    STR_ARG(want));
}

static void
test_titles_over_real_regions(void **state)
{
	static const enum fact_id ids[] = { FACT_KIND, FACT_AGENCY,
		FACT_AGENCY_KIND, FACT_REGION_CODE, FACT_LEVEL,
		FACT_REPORT_YEAR };
	FILE *f = fopen("tests/fixtures/titles.tsv", "r");
	static char bytes[1 << 17];
	struct str text = { bytes, 0 };
	struct dict_row row;
	struct doc d;
	int i, n = 0;

	(void)state;
	assert_non_null(f);
	text.n = fread(bytes, 1, sizeof(bytes), f);
	fclose(f);
	assert_true(text.n < sizeof(bytes));
	for (; dict_next(&text, &row); n++) {
		assert_int_equal(row.n, 7);
		print_message("%.*s\n", STR_ARG(row.col[0]));
		d = page_at("page.html", row.col[0], "", BODY);
		for (i = 0; i < 6; i++)
			assert_fact(&d, ids[i], row.col[i + 1]);
		arena_reset(arena);
	}
	assert_true(n > 250);
}

static bool
warned(const struct doc *d, const char *code)
{
	size_t i;

	for (i = 0; i < d->warnings.n; i++)
		if (strcmp(d->warnings.v[i].code, code) == 0)
			return true;
	return false;
}

static void
test_name_that_lags_is_flagged(void **state)
{
	struct doc d = page("旬阳县财政局" REPORT, "", BODY);

	(void)state;
	assert_str(doc_value(&d, FACT_REGION_CODE), "610928");
	assert_true(warned(&d, "region_lag"));
	d = page("旬阳市财政局" REPORT, "", BODY);
	assert_str(doc_value(&d, FACT_REGION_CODE), "610981");
	assert_false(warned(&d, "region_lag"));
}

static void
test_day_of_publishing(void **state)
{
	static const struct {
		const char *line, *url, *day;
	} cases[] = {
		{ "发布时间:2022-01-12 10:33 来源:教育局", "p", "2022-01-12" },
		{ "2022-01-12 10:33 来源：教育局", "p", "2022-01-12" },
		{ "2022-01-12 咸宁市教育局", "p", "2022-01-12" },
		/* Behind the text, it is signed so. */
		{ "我局认真工作。\n2022-01-12 咸宁市教育局", "p", "-" },
		{ "信息来源: 教育局 | 发布时间: 2022-01-12 09:00:00 | 浏览次数: "
		    "22", "p", "2022-01-12" },
		{ "发布时间：二〇二二年一月十二日", "p", "2022-01-12" },
		{ "发布来源:教育局网站 发布时间:2022-01-12 16:55:49", "p",
		    "2022-01-12" },
		{ "成文日期：2022-01-08 发布日期：2022-01-12", "p",
		    "2022-01-12" },
		{ "发布日期:2022年131日", "p", "2022-01-31" },
		{ "发布日期:2022年112日", "p", "-" },
		{ "发布时间:2022-13-12", "p", "-" },
		{ "发布时间:2022-01", "p", "-" },
		{ "", "http://a.gov.cn/z/202201/t20220126_1.html",
		    "2022-01-26" },
		{ "", "http://a.gov.cn/art/2022/1/26/art_1_2.html",
		    "2022-01-26" },
		{ "", "http://a.gov.cn/2022-01/26/c_5.htm", "2022-01-26" },
		{ "", "http://a.gov.cn/z/202201/1234.html", "-" },
		{ "", "http://a.gov.cn/z/t19700101_1.html", "-" },
		{ "", "http://a.gov.cn/z/t20220231_1.html", "-" },
		{ "", "http://a.gov.cn/z/20220126112233.html", "-" },
		/* A copy's URL says when it was copied. */
		{ "", "http://a.com/z/t20220126_1.html", "-" },
		{ "发布时间:2022-01-12", "http://a.gov.cn/t20220126_1.html",
		    "2022-01-12" },
	};
	struct doc d;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		print_message("%s %s\n", cases[i].line, cases[i].url);
		d = page_at(cases[i].url, STR("汉滨区教育局" REPORT),
		    cases[i].line, BODY);
		assert_fact(&d, FACT_PUBLISHED_ON, str_of(cases[i].day));
		assert_int_equal(d.facts[FACT_PUBLISHED_ON].guess,
		    cases[i].line[0] == '\0' && cases[i].day[0] != '-');
	}
}

/* Where the name does not say it: the host, unless it can be of several. */
static void
test_region_by_host(void **state)
{
	static const struct {
		const char *host, *title, *text, *region;
	} cases[] = {
		{ "maojian.shiyan.gov.cn", "湘山镇", "", "420302" },
		/* A township is of a county: that of the city is not told. */
		{ "www.shiyan.gov.cn", "湘山镇", "", "-" },
		/* By host and by text at once; and one of them wrong. */
		{ "www.shiyan.gov.cn", "湘山镇", "茅箭区湘山镇，茅箭区。",
		    "420302" },
		{ "www.xiaogan.gov.cn", "湘山镇", "茅箭区湘山镇，茅箭区。", "-" },
		{ "maojian.shiyan.gov.cn", "湘山镇", "沅江市湘山镇，沅江市。",
		    "-" },
		{ "xaczj.xa.gov.cn", "市财政局", "", "610100" },
		{ "czj.maojian.shiyan.gov.cn", "区财政局", "", "420302" },
		{ "www.shiyan.gov.cn", "区财政局", "", "-" },
		/* The 市 of 市场 is no city. */
		{ "maojian.shiyan.gov.cn", "市场监督管理局", "", "420302" },
		{ "www.shiyan.gov.cn", "市场监督管理局",
		    "请与茅箭区市场监督管理局联系。", "420302" },
		{ "heping.tj.gov.cn", "区财政局", "", "120101" },
		/* By itself it is 武汉市青山区's. */
		{ "www.qingshan.gov.cn", "区财政局", "", "420107" },
		{ "qingshan.baotou.gov.cn", "区财政局", "", "150204" },
		/* 和平县 and several 和平区; 广州's letters in another's host. */
		{ "www.heping.gov.cn", "财政局", "", "-" },
		{ "gz.cma.gov.cn", "财政局", "", "-" },
		{ "www.maojian.com", "湘山镇", "", "-" },
		{ "www.gov.cn", "财政局", "", "-" },
		{ "gov.cn", "财政局", "", "-" },
		{ "www.maojian.gov.cn", "咸宁市财政局", "", "421200" },
	};
	struct doc d;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		print_message("%s %s\n", cases[i].host, cases[i].title);
		d = page_at(arena_printf(arena, "http://%s/a.html",
		    cases[i].host).p, arena_printf(arena, "%s" REPORT,
		    cases[i].title), "", arena_printf(arena, "%s\n%s",
		    cases[i].text, BODY).p);
		assert_fact(&d, FACT_REGION_CODE, str_of(cases[i].region));
		assert_int_equal(warned(&d, "region_inferred"),
		    strcmp(cases[i].region, "-") != 0 &&
		    strcmp(cases[i].region, "421200") != 0);
		/* What the title says stands. */
		assert_int_equal(warned(&d, "region_mismatch"),
		    strcmp(cases[i].region, "421200") == 0);
	}
}

/* An index number is believed where something else agrees. */
static void
test_region_by_index_number(void **state)
{
	struct str title = STR("湘山镇" REPORT);
	const char *line = "索引号：4309810018/2022-1628175 公开方式：主动公开";
	struct doc d = page_at("http://a.gov.cn/a.html", title, line, BODY);

	(void)state;
	assert_fact(&d, FACT_REGION_CODE, STR("-"));
	d = page_at("http://a.gov.cn/a.html", title, line,
	    "一、总体情况\n沅江市人民政府网站。\n二、主动公开\n无。");
	assert_fact(&d, FACT_REGION_CODE, STR("430981"));
	assert_true(d.facts[FACT_REGION_CODE].guess);
	d = page_at("http://www.hunan.gov.cn/a.html", title, line, BODY);
	assert_fact(&d, FACT_REGION_CODE, STR("430981"));
	d = page_at("http://www.shiyan.gov.cn/a.html", title, line, BODY);
	assert_fact(&d, FACT_REGION_CODE, STR("-"));
}

static void
test_scope_is_what_a_government_says_in_its_preface(void **state)
{
	static const struct {
		const char *title, *preface, *scope;
	} cases[] = {
		{ "汉滨区人民政府" REPORT, "本报告汇总全区各级行政机关情况编制。",
		    "region" },
		{ "汉滨区人民政府" REPORT, "综合区政府各部门和各镇办年度报告编制。",
		    "region" },
		{ "桃源县" REPORT, "本报告所列数据涵盖全县各级行政机关。",
		    "region" },
		{ "四川省人民政府" REPORT,
		    "本报告汇总各市（州）人民政府、省政府各部门情况编制。", "region" },
		{ "常德市人民政府" REPORT, "汇总了市政府系统政府信息公开情况。",
		    "region" },
		{ "汉滨区人民政府" REPORT,
		    "根据区政府各部门、各乡镇人民政府的年度报告编制。", "region" },
		{ "汉滨区人民政府办公室" REPORT,
		    "按照市政府关于各县区年度报告编制工作的通知写成。", "own" },
		/* Where nothing is said: by what the agency is. */
		{ "汉滨区人民政府" REPORT, "由区政府办公室编制。", "region?" },
		{ "汉滨区" REPORT, "", "region?" },
		{ "汉滨区人民政府办公室" REPORT, "", "own" },
		{ "汉滨区人民政府（区政府办公室）" REPORT, "", "own" },
		{ "汉滨区人民政府本级" REPORT, "", "own" },
		{ "汉滨区人民政府" REPORT,
		    "现公布《汉滨区人民政府(区人民政府办公室)" REPORT "》。", "own" },
		{ "平潭综合实验区" REPORT, "", "region?" },
		{ "平潭综合实验区管委会" REPORT, "", "own" },
		{ "汉滨区教育局" REPORT, "汇总全区各级行政机关意见，我局编制。",
		    "own" },
		{ "汉滨区五里镇人民政府" REPORT, "汇总各村、各站所情况。",
		    "own" },
	};
	struct doc d;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		print_message("%s\n", cases[i].preface);
		d = page(cases[i].title, "", arena_printf(arena, "%s\n%s",
		    cases[i].preface, BODY).p);
		assert_fact(&d, FACT_SCOPE, str_first(str_of(cases[i].scope),
		    (int)strcspn(cases[i].scope, "?")));
		/* No sign of the one is no proof of the other. */
		assert_int_equal(d.facts[FACT_SCOPE].guess,
		    strcmp(cases[i].scope, "region") != 0);
	}
	d = page("汉滨区人民政府" REPORT, "",
	    "一、概述\n由办公室综合各乡镇\n和各部门的年度报告编制而成。\n二、其他\n无。");
	assert_fact(&d, FACT_SCOPE, STR("region"));
	/* What a section tells is no preface. */
	d = page("汉滨区人民政府" REPORT, "",
	    "一、总体情况\n汇总各镇办、各部门意见建议。\n二、主动公开\n无。");
	assert_true(d.facts[FACT_SCOPE].guess);
	d = page("汉滨区教育局" REPORT, "",
	    "一、总体情况\n全区共主动公开政府信息2310条。\n二、其他\n无。");
	assert_fact(&d, FACT_SCOPE, STR("own"));
}

static void
test_title_without_agency_is_filled_from_the_preface_only(void **state)
{
	static const struct {
		const char *preface, *agency, *region;
	} cases[] = {
		{ "现公布汉滨区教育局2021年政府信息公开工作年度报告。",
		    "汉滨区教育局", "610902" },
		{ "根据条例规定，汉滨区教育局编制本报告。", "汉滨区教育局",
		    "610902" },
		{ "本报告由汉滨区教育局办公室编制。", "汉滨区教育局", "610902" },
		/* Its own report, or that of the government? */
		{ "本报告由汉滨区人民政府办公室编制。", "-", "610902" },
		{ "本报告由汉滨区人民政府办公室综合各部门、各镇办报告编制。",
		    "汉滨区人民政府", "610902" },
		{ "本报告由综合股编制。", "-", "-" },
		{ "根据条例要求，特向社会公布我局2021年度政府信息公开工作报告。",
		    "-", "-" },
		{ "现公布《平利县水利局2021年政府信息公开工作年度报告》。",
		    "平利县水利局", "610926" },
		{ "按照《汉滨区政务公开办公室关于编制2021年政府信息公开工作年度报告"
		    "有关事项的通知》要求，平利县财政局特向社会公布2021年度报告。"
		    "如有疑问，请联系平利县财政局办公室（电话：8421000）。",
		    "平利县财政局", "610926" },
		{ "平利县教育局依据有关规定编制了本报告。", "平利县教育局",
		    "610926" },
		{ "如有疑问，请与平利县城关镇人民政府党政办公室联系。",
		    "城关镇人民政府", "610926" },
		{ "如有疑问,请与我局联系(地址:城关镇新正街9号)。", "-", "-" },
		{ "本报告电子版可从平利县公安局网站下载。请与我局联系。",
		    "平利县公安局", "610926" },
		{ "请与平利县水利局政府信息公开工作领导小组办公室联系。",
		    "平利县水利局", "610926" },
		{ "现公布平利县人民政府办公室（以下简称县政府办）2021年政府信息公开"
		    "工作年度报告。", "平利县人民政府办公室", "610926" },
		{ "现公开平利县教育局2021年政府信息公开工作年度报告。",
		    "平利县教育局", "610926" },
		{ "本报告由总体情况、主动公开政府信息情况等六部分组成。", "-", "-" },
		{ "现发布《平利县2021年政府信息公开工作年度报告》。",
		    "平利县人民政府", "610926" },
		{ "根据《平利县2021年政府信息公开工作年度报告》的安排，我局认真工作。",
		    "-", "-" },
		/* Who answers for a government has not written its report. */
		{ "根据条例要求，由平利县人民政府办公室编制。如有疑问，请与平利县"
		    "数据中心联系。", "-", "610926" },
		{ "结合园区政府信息公开实际工作情况特编制了2021年政府信息公开工作年度"
		    "报告。", "-", "-" },
		{ "2021年，安康高新区（科技城）管委会办公室政务公开工作按照要求开展。",
		    "安康高新区（科技城）管委会办公室", "610900" },
		{ "我乡设立申请途径。如有疑问，请联系本单位，地址：平利县大贵乡人民政府"
		    "党政综合办公室，电话：8421000。", "大贵乡人民政府", "610926" },
		{ "2021年，大贵镇严格落实条例。地址：平利县大贵镇新街1号。",
		    "大贵镇人民政府", "610926" },
		{ "2021年，乡镇严格落实条例。", "-", "-" },
		{ "如有疑问，请与平利县中医院行政办公室联系。", "平利县中医院",
		    "610926" },
		{ "本报告由xx县教育局编制。", "-", "-" },
		{ "2021年，县气象局认真贯彻条例，公布平利县气象局权责清单。",
		    "平利县气象局", "610926" },
		{ "如有疑问，请与我镇联系（地址：平利县大贵镇人民政府；邮编：725500）。",
		    "大贵镇人民政府", "610926" },
		/* Not whoever shares the house. */
		{ "如有疑问，请与我所联系（地址：平利县大贵镇人民政府；邮编：725500）。",
		    "-", "-" },
		{ "2020-2021学年，平利大学以立德树人为本。", "平利大学", "-" },
		{ "平利大学学校办公室结合学校2021年工作实际，编制发布本报告。",
		    "平利大学", "-" },
		{ "本报告结合平利学院2020-2021学年度信息公开工作开展情况编制。",
		    "平利学院", "-" },
		/* Who answers for its government has not written it. */
		{ "2021年，我县认真落实条例。如有疑问，请与平利县政务服务中心联系。",
		    "-", "610926" },
		{ "现向社会公布平利县供销联社2021年政府信息公开工作年度报告。",
		    "平利县供销联社", "610926" },
		{ "我县认真落实条例，本单位公开2条。请与平利县政务服务中心联系。",
		    "平利县政务服务中心", "610926" },
		/* Whose notices are cited most. */
		{ "根据平利县教育局《平利县教育局关于做好年度报告工作的通知》编制。",
		    "-", "-" },
		{ "如有疑问，请联系：平利县大贵镇信息公开领导小组办公室，邮编：725500。",
		    "大贵镇人民政府", "610926" },
		/* Rules of its own, and of one that it goes by. */
		{ "学校修订了《平利大学信息公开指南》，落实《高等学校信息公开办法》。",
		    "平利大学", "-" },
		{ "修订了《平利工业园区政府信息公开目录》，完善《平利工业园区信息公开制度》。",
		    "平利工业园区", "610926" },
		{ "按照《平利县教育局信息公开制度》，我校认真工作。", "-", "-" },
		{ "修订了《平利县教育局信息公开制度》、《平利县水利局信息公开制度》。",
		    "-", "-" },
		{ "修订了《平利县人民政府信息公开指南》。", "-", "-" },
		{ "转发《国务院办公厅政府信息公开与政务公开办公室关于平台的通知》。",
		    "-", "-" },
		{ "我校学习《陕西省教育厅政府信息公开实施细则》。", "-", "-" },
		{ "本报告由湛江海关编制。地址：广东省湛江市人民大道9号。",
		    "湛江海关", "-" },
	};
	struct doc d;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		print_message("%s\n", cases[i].preface);
		d = page(REPORT, "", arena_printf(arena, "%s\n%s",
		    cases[i].preface, BODY).p);
		assert_fact(&d, FACT_AGENCY, str_of(cases[i].agency));
		assert_fact(&d, FACT_REGION_CODE, str_of(cases[i].region));
		/* A sentence that announces is as good as a title. */
		assert_true(doc_value(&d, FACT_AGENCY).p == NULL ||
		    str_starts(str_of(cases[i].preface), STR("现")) ||
		    d.facts[FACT_AGENCY].guess);
	}
}

/* What a page without a title is, and of whom, by its text alone. */
static void
test_text_without_a_title_says_what_it_is(void **state)
{
	static const struct {
		const char *line, *text, *kind, *agency, *published;
	} cases[] = {
		{ "索引号: | 6109260031/2022-0017 | 分类: | |",
		    "发文机关: | 平利县财政局 | 发文日期: | |\n"
		    "一、总体情况\n2021年，我局认真贯彻条例。\n"
		    "二、主动公开政府信息情况\n无。\n"
		    "三、收到和处理政府信息公开申请情况\n无。",
		    "ogi_annual", "平利县财政局", "-" },
		{ "- 发布日期:2022-01-29 09:09",
		    "根据条例规定，由平利县公安局编制。\n"
		    "一、概述\n二、主动公开情况\n三、依申请公开情况\n",
		    "ogi_annual", "平利县公安局", "2022-01-29" },
		{ "", "2021年，在县委、县政府的正确领导下，平利县数据局坚持以人民为"
		    "中心。\n一、2021年工作总结\n1.数字化。\n二、2022年打算\n",
		    "work_summary", "平利县数据局", "-" },
		{ "", "一、2021年工作情况\n我局认真工作。\n", "work_summary", "-",
		    "-" },
		{ "", "二、行政复议和行政诉讼情况\n未产生针对我局的行政复议。\n"
		    "三、依申请公开情况\n无。", "ogi_annual", "-", "-" },
		{ "", "通知公告\n关于放假的通知\n", "other", "-", "-" },
		/* Of a university, by the act that it goes by. */
		{ "", "根据《高等学校信息公开办法》，现编制2020至2021学年平利大学信息"
		    "公开工作年度报告。统计期限为2020年9月1日至2021年8月31日。\n"
		    "一、概述\n无。", "ogi_annual", "平利大学", "-" },
		{ "", "本年度报告根据省、市政府信息公开相关规定编制。统计期限自2021年1月1日起"
		    "至2021年12月31日止。\n一、工作\n无。", "ogi_annual", "-", "-" },
		{ "", "本报告是平利县法治政府建设情况的年度报告，由县司法局汇总各部门情况后编制，经县政府"
		    "审定后公布，涉及政府信息公开。统计期限自2021年1月1日起至2021年12月31"
		    "日止。\n一、工作\n无。", "other", "?", "-" },
		/* The six sections' first alone, with its five headings. */
		{ "", "一、总体情况\n（一）主动公开\n2021年，政府信息公开20条。\n"
		    "（二）依申请公开\n无。\n（三）政府信息管理\n加强管理。",
		    "ogi_annual", "-", "-" },
		/* Cut off after its first chapters. */
		{ "", "一、概述\n无。\n二、主动公开政府信息情况\n无。",
		    "ogi_annual", "-", "-" },
		{ "来源：县教育局2022-01-29 19:39", "平利县教育局" REPORT,
		    "ogi_annual", "平利县教育局", "2022-01-29" },
		{ "", "2021年区政务公开工作总结汇编（7篇）\n2021年平利县教育局政务公开"
		    "工作总结\n一、2021年工作总结\n无。", "other", "-", "-" },
		{ "", "下面是小编整理的平利县教育局2021年工作总结,供大家参考。\n"
		    "平利县教育局2021年工作总结\n一、工作情况\n无。",
		    "work_summary", "平利县教育局", "-" },
		{ "", "根据《中华人民共和国政府信息公开条例》规定，由平利县教育局编制的2021年度"
		    "政府信息公开报告主要包括几方面内容。\n一、工作\n无。",
		    "ogi_annual", "平利县教育局", "-" },
		{ "", "现将我局2021年度政府信息公开工作情况报告如下：\n一、基本情况\n"
		    "无。", "ogi_annual", "-", "-" },
		{ "", "现将我局2021年上半年政府信息公开工作情况报告如下：\n"
		    "一、基本情况\n无。", "other", "-", "-" },
		{ "", "各位代表：\n现在，我代表平利县人民政府，向大会报告工作，请予审议。"
		    "\n一、2020年工作回顾\n无。", "gov_work_report",
		    "平利县人民政府", "-" },
		/* Announced in the preface, by a notice's form alone. */
		{ "", "根据国办公开办函〔2021〕30号要求，为做好全市2021年度政府信息公开工作"
		    "年度报告发布工作，现公开2021年度平利县政府信息公开工作年度报告。统计"
		    "期限自2021年1月1日起至2021年12月31日止。如有疑问，请联系县大数据局。"
		    "\n一、基本情况\n无。", "ogi_annual", "平利县人民政府", "-" },
		{ "", "本年度报告根据《中华人民共和国政府信息公开条例》要求，由平利县公安局指挥中"
		    "心办公室编制。\n一、基本情况\n无。", "ogi_annual",
		    "平利县公安局", "-" },
		/* No collection of reports: how it was made. */
		{ "", "本年度报告根据《中华人民共和国政府信息公开条例》要求，结合各单位信息公开年度"
		    "报告汇编而成。\n一、概述\n无。", "ogi_annual", "-", "-" },
		/* A title in two lines that names a region alone. */
		{ "", "平利县2021年政府信息公开\n工作年度报告\n根据《中华人民共和国政府信"
		    "息公开条例》编制。\n一、总体情况\n无。", "ogi_annual",
		    "平利县人民政府", "-" },
		{ "", "根据《中华人民共和国政府信息公开条例》，特制定《平利县教育局政府信息公开"
		    "指南》。\n一、主动公开政府信息\n公开政府信息公开工作年度报告。\n"
		    "二、依申请公开政府信息\n无。", "other", "-", "-" },
		{ "信息提供日期 : 2022-01-21 17:48来源 : 平利县教育局",
		    "平利县教育局" REPORT, "ogi_annual", "平利县教育局",
		    "2022-01-21" },
		{ "", "各位委员：\n我代表县政府，向大会表示热烈的祝贺。\n一、报告起草"
		    "情况\n无。", "other", "-", "-" },
		{ "", "在平利县第十九届人民代表大会第一次会议上的政府工作报告\n"
		    "一、2020年工作回顾\n无。", "gov_work_report",
		    "平利县人民政府", "-" },
		{ "", "文字解读：平利县教育局2021年政府信息公开工作年度报告\n一、编制"
		    "背景\n根据《中华人民共和国政府信息公开条例》要求，编制本报告。\n"
		    "二、主动公开政府信息情况\n无。", "other", "平利县教育局", "-" },
		/* A notice set in one line, and once more in two. */
		{ "", "政府信息公开\n平利县人民政府办公室关于做好2021年政府信息公开工作年度"
		    "报告编制工作的通知\n平利县人民政府办公室\n关于做好2021年政府信息公"
		    "开工作年度报告\n编制工作的通知\n一、总体情况\n根据《中华人民共和国"
		    "政府信息公开条例》，报告如下。", "other", "-", "-" },
		{ "", "《平利县教育局" REPORT "》已经编制完成，现就年报进行如下解读。\n"
		    "根据《中华人民共和国政府信息公开条例》，编制本报告。\n"
		    "一、总体情况\n无。", "other", "?", "-" },
		/* The same with its government named in two ways. */
		{ "", "平利县人民政府" REPORT "\n2021年平利县政府信息公开年度报告\n"
		    "一、概述\n无。", "ogi_annual", "平利县人民政府", "-" },
		{ "", "2021年上半年，县财政局坚持稳中求进。\n一、2021年上半年重点工作开展"
		    "情况\n无。", "other", "?", "-" },
		{ "", "为认真做好平利县卫生健康局政府信息公开工作，我局按照《中华人民共和国"
		    "政府信息公开条例》，公布年度报告。统计期限自2021年1月1日起至2021年"
		    "12月31日止。\n一、总体情况\n无。", "ogi_annual",
		    "平利县卫生健康局", "-" },
		{ "", "本报告根据《中华人民共和国政府信息公开条例》要求，由平利县工业园区管理"
		    "委员会（以下简称园区管委会）编制。统计期限自2021年1月1日起至2021年"
		    "12月31日止。如有疑问，请与园区管委会联系。\n一、总体情况\n无。",
		    "ogi_annual", "平利县工业园区管理委员会", "-" },
		{ "", "发布机构：政府办公室\n本报告根据《中华人民共和国政府信息公开条例》"
		    "编制。统计期限自2021年1月1日起至2021年12月31日止。\n一、总体情"
		    "况\n无。", "ogi_annual", "-", "-" },
		/* Where a page hangs is no second report. */
		{ "", "首页 > 政府信息公开年报 > 2020 > 街道办事处政府信息公开年度报告\n"
		    "平利县教育局" REPORT "\n一、总体情况\n无。", "ogi_annual",
		    "平利县教育局", "-" },
	};
	struct doc d;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		print_message("%s\n", cases[i].text);
		d = page("", cases[i].line, cases[i].text);
		assert_fact(&d, FACT_KIND, str_of(cases[i].kind));
		assert_fact(&d, FACT_AGENCY, str_of(cases[i].agency));
		assert_fact(&d, FACT_PUBLISHED_ON, str_of(cases[i].published));
	}
}

/* What stands over and under a title is no part of it. */
static void
test_lines_around_a_title(void **state)
{
	static const struct {
		const char *text, *title, *agency, *published;
	} cases[] = {
		{ "政府信息公开\n政府信息公开工作年度报告\n平利县教育局" REPORT,
		    "平利县教育局" REPORT, "平利县教育局", "-" },
		{ "日期:2022-01-22来源:平利县工业园区管委会\n平利县教育局\n" REPORT,
		    "平利县教育局" REPORT, "平利县教育局", "2022-01-22" },
		{ REPORT "\n平利高新区（北区）管委会", REPORT,
		    "平利高新区（北区）管委会", "-" },
		{ "平利县教育局" REPORT "\n2022-01-29\n【字体：", "平利县教育局"
		    REPORT, "平利县教育局", "2022-01-29" },
		{ REPORT "\n一、2021年工作总结\n", REPORT, "-", "-" },
		{ "平利县教育局" REPORT "\n2022-01-29 09:20:11", "平利县教育局"
		    REPORT, "平利县教育局", "2022-01-29" },
		{ "平利县教育局" REPORT "\n• 平利县人民政府门户网\n• 2022-01-29 09:20",
		    "平利县教育局" REPORT, "平利县教育局", "2022-01-29" },
		/* What a table of metadata left of itself. */
		{ "标      题 平利县教育局 " REPORT, "平利县教育局" REPORT,
		    "平利县教育局", "-" },
		{ "平利县教育局2021年政务信息\n公开工作开展年度报告",
		    "平利县教育局2021年政务信息公开工作开展年度报告", "平利县教育局",
		    "-" },
		{ "平利县财政局\n关于2021年度政府信息公开年度报告的函\n县政府办公室：",
		    "平利县财政局关于2021年度政府信息公开年度报告的函", "平利县财政局",
		    "-" },
		{ "• 平利县教育局" REPORT, "平利县教育局" REPORT, "平利县教育局", "-" },
		/* Once short, once whole, in two lines. */
		{ "平利县教育局信息公开年度报告\n平利县教育局2021年政府信息\n"
		    "公开工作年度报告", "平利县教育局" REPORT, "平利县教育局", "-" },
		{ "平利县教育局政府信息公开年度报告\n（2021年度）",
		    "平利县教育局政府信息公开年度报告（2021年度）", "平利县教育局",
		    "-" },
		/* Of a rule about reports. */
		{ "第三条 各股室负责编制本局的政府信息公开年度报告", "-", "-", "-" },
		/* The year of a document number is none of a report's. */
		{ "平教发[2022]5\n平利县教育局\n" REPORT, "平利县教育局" REPORT,
		    "平利县教育局", "-" },
	};
	struct doc d;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		print_message("%s\n", cases[i].text);
		d = page("", "", arena_printf(arena, "%s\n%s", cases[i].text,
		    BODY).p);
		assert_fact(&d, FACT_TITLE, str_of(cases[i].title));
		assert_fact(&d, FACT_AGENCY, str_of(cases[i].agency));
		assert_fact(&d, FACT_PUBLISHED_ON, str_of(cases[i].published));
	}
}

/* Some pages print it below the text. */
static void
test_metadata_below_the_text(void **state)
{
	char s[4096] = BODY;
	struct doc d;
	int i;

	(void)state;
	for (i = 0; i < 30; i++)
		strcat(s, "\n我局认真工作。");
	strcat(s, "\n时间：2020年5月4日\n发布时间：2022-01-29 来源：平利县数据局\n"
	    "索引号：6109260031/2022-0017\n打印本页");
	d = page("平利县教育局" REPORT, "", s);
	assert_fact(&d, FACT_PUBLISHED_ON, STR("2022-01-29"));
	assert_fact(&d, FACT_PUBLISHER, STR("平利县数据局"));
	assert_fact(&d, FACT_INDEX_NO, STR("6109260031/2022-0017"));
	/* What stands above it is closer to the report. */
	d = page("平利县教育局" REPORT, "发布时间：2022-01-20", s);
	assert_fact(&d, FACT_PUBLISHED_ON, STR("2022-01-20"));
	/* In the middle it is of the text. */
	for (i = 0; i < 10; i++)
		strcat(s, "\n我局认真工作。");
	d = page("平利县教育局" REPORT, "", s);
	assert_fact(&d, FACT_PUBLISHED_ON, STR("-"));
}

/* Reports name the ways they publish as pages name their metadata. */
static void
test_lines_of_the_text_are_no_metadata(void **state)
{
	static const char *const lines[] = { "公开形式：网站公开80条，公告栏公开6条。",
		"公开范围：面向社会主动公开86条", "来源：公众通过网络提交申请2件",
		"信息分类：机构职能类4条，政策法规类12条。",
		"时间：2021年1月1日至12月31日",
		"公开程序：由各股室拟定，办公室审核，分管领导签发。",
		"分享到微信群、微博，扩大宣传面，共发放宣传单300份。",
		"上一篇报告提出的问题已整改，共3个。" };
	struct doc d;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		d = page("平利县教育局" REPORT, "发布时间：2022-01-29",
		    arena_printf(arena, "%s\n%s", BODY, lines[i]).p);
		if (!str_has(d.text, str_of(lines[i])))
			fail_msg("%s", lines[i]);
		assert_fact(&d, FACT_PUBLISHED_ON, STR("2022-01-29"));
	}
	/* Those of a page below the text. */
	d = page("平利县教育局" REPORT, "", BODY "\n来源：平利县数据局\n浏览次数：128次");
	assert_false(str_has(d.text, STR("128次")));
	assert_fact(&d, FACT_PUBLISHER, STR("平利县数据局"));
}

static void
test_report_names_that_of_the_year_before(void **state)
{
	static const char *const lines[] = { "四是编制2020年政府信息公开年报",
		"《平利县教育局2020年政府信息公开工作年度报告》" };
	struct doc d;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		d = page("政府信息公开年报", "", arena_printf(arena,
		    "一、总体情况\n认真贯彻条例。\n%s\n平利县教育局\n2022年1月20日",
		    lines[i]).p);
		assert_fact(&d, FACT_REPORT_YEAR, STR("-"));
		assert_fact(&d, FACT_AGENCY, STR("平利县教育局"));
	}
}

static void
test_session_names_the_government_that_reports(void **state)
{
	struct doc d = page("政府工作报告", "",
	    "——2021年1月20日在汉滨区第十八届人民代表大会第六次会议上\n各位代表：");

	(void)state;
	assert_fact(&d, FACT_KIND, STR("gov_work_report"));
	assert_fact(&d, FACT_AGENCY, STR("汉滨区人民政府"));
	assert_fact(&d, FACT_REPORT_YEAR, STR("2021"));
	d = page("政府工作报告", "", "——2021年3月5日在第十三届全国人民代表大会第四次会议上\n"
	    "国务院总理\n各位代表：");
	assert_fact(&d, FACT_AGENCY, STR("国务院"));
	assert_fact(&d, FACT_REGION_CODE, STR("-"));
	assert_fact(&d, FACT_REPORT_YEAR, STR("2021"));
	/* Nor is the line of its day one that the page was put up on. */
	d = page("政府工作报告", "", "2021年1月20日\n在汉滨区第十八届人民代表大会第六次会议上"
	    "\n各位代表：\n2020年工作回顾\n2020年，是极不平凡的一年。");
	assert_fact(&d, FACT_REPORT_YEAR, STR("2021"));
	assert_fact(&d, FACT_PUBLISHED_ON, STR("-"));
	/* The title of the page, and that of the text without any. */
	d = page("", "", "2021年安康市汉滨区政府工作报告—全文\n政府工作报告\n-2021年1月20日"
	    "在汉滨区第十八届人民代表大会第六次会议上\n各位代表：\n无。");
	assert_fact(&d, FACT_KIND, STR("gov_work_report"));
	assert_fact(&d, FACT_AGENCY, STR("汉滨区人民政府"));
	d = page("", "", "各位代表：\n现在，我代表汉滨区人民政府，向大会报告政府工作，"
	    "请予审议。\n2020年工作回顾\n2020年，是不平凡的一年。");
	assert_fact(&d, FACT_AGENCY, STR("汉滨区人民政府"));
	assert_true(d.facts[FACT_AGENCY].guess);
	d = page("政府工作报告", "", "第十八届人民代表大会第六次会议\n各位代表：");
	assert_fact(&d, FACT_AGENCY, STR("-"));
	/* What its sections open with is the year that it reviews. */
	d = page("政府工作报告", "",
	    "——2021年1月20日在汉滨区第十八届人民代表大会第六次会议上\n各位代表：\n"
	    "一、2020年工作回顾\n2020年，是极不平凡的一年。");
	assert_fact(&d, FACT_REPORT_YEAR, STR("2021"));
}

/* The year of a report that says it nowhere else. */
static void
test_year_of_the_text(void **state)
{
	static const struct {
		const char *text, *year;
	} cases[] = {
		{ "统计期限自2020年9月1日至2021年8月31日。\n一、概述\n"
		    "根据《高等学校信息公开办法》编制本报告。", "2020" },
		{ "统计期限自2020年1月1日起至2021年1月1日止。\n一、概述\n"
		    "根据政府信息公开条例编制本报告。", "2020" },
		{ "本报告所列数据为2020年1月1日至2020年12月31日。\n一、概述\n"
		    "根据政府信息公开条例编制本报告。", "2020" },
		/* A day on which something began, long ago. */
		{ "根据政府信息公开条例编制本报告。\n一、概述\n2006年8月10日起本局开展"
		    "信息公开工作。\n二、主动公开政府信息情况\n2021年公开2条。",
		    "2021" },
		{ "统计期限自2020年1月1日至2021年2月28日。\n一、概述\n"
		    "根据政府信息公开条例编制本报告。", "2021" },
		{ "一、总体情况\n（一）主动公开\n我局重视信息公开。2021年，2条。\n"
		    "（二）依申请公开\n无。\n（三）政府信息管理\n无。", "2021" },
		{ "一、总体情况\n（一）主动公开\n我局重视信息公开。2021年，2条。2020年，"
		    "公开信息1条。\n（二）依申请公开\n无。\n（三）政府信息管理\n无。",
		    "-" },
		/* The period was left as it was: the year is doubtful. */
		{ "根据政府信息公开条例，我局编制了2021年政府信息公开工作年度报告。"
		    "本报告的统计期限自2020年1月1日起至2020年12月31日止。\n"
		    "一、概述\n无。", "2021" },
		{ "根据《关于编制2021年政府信息公开工作年度报告的通知》，编制本报告。"
		    "统计期限自2020年1月1日起至2020年12月31日止。根据政府信息公开"
		    "条例\n一、概述\n无。", "2020" },
		{ "一、总体情况\n在上级领导下，2021年，我局信息公开2条。\n（一）主动公开\n至"
		    "2021年底公开2条。\n（二）依申请公开\n在2021年度无。\n（三）政府信息"
		    "管理\n无。", "2021" },
		{ "一、总体情况\n2021 年，我局信息公开工作有序。\n（一）主动公开\n"
		    "无。\n（二）依申请公开\n无。\n（三）政府信息管理\n无。", "2021" },
		{ "一、总体情况\n根据政府信息公开条例，2021年度，围绕热点公开。\n（一）主动公"
		    "开\n无。\n（二）依申请公开\n无。\n（三）政府信息管理\n无。",
		    "2021" },
		{ "一、总体情况\n截止2021年12月31日我局信息公开34条。\n（一）主动公开\n"
		    "无。\n（二）依申请公开\n无。\n（三）政府信息管理\n无。", "2021" },
		{ "一、总体情况\n截止2021年10月31日我局信息公开34条。\n（一）主动公开\n"
		    "无。\n（二）依申请公开\n无。\n（三）政府信息管理\n无。", "-" },
		{ "一、总体情况\n现从六个方面汇报我镇2021年政府信息公开工作。\n"
		    "（一）主动公开\n无。\n（二）依申请公开\n无。\n（三）政府信息管理"
		    "\n无。", "2021" },
	};
	struct doc d;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		print_message("%s\n", cases[i].text);
		d = page("", "", cases[i].text);
		assert_fact(&d, FACT_KIND, STR("ogi_annual"));
		assert_fact(&d, FACT_REPORT_YEAR, str_of(cases[i].year));
	}
}

static void
test_notice_with_the_empty_form_is_no_report(void **state)
{
	struct doc d = page("关于报送2021年政府信息公开工作年度报告的通知", "",
	    "本报告根据《中华人民共和国政府信息公开条例》主动公开政府信息要求编制。");

	(void)state;
	assert_fact(&d, FACT_KIND, STR("other"));
	assert_fact(&d, FACT_TEMPLATE, STR("-"));
}

#define LAW "根据《中华人民共和国政府信息公开条例》编制本报告。"

static void
test_name_where_the_title_has_none_or_a_short_one(void **state)
{
	static const struct {
		const char *title, *line, *text, *agency, *region;
	} cases[] = {
		/* The signature at the end of lines run together. */
		{ "财金局" REPORT, "", LAW "统计期限自2021年1月1日起至2021年12月31日"
		    "止。一、概述无。网上申请数条0 咸宁市财政金融局2022年1月13日",
		    "咸宁市财政金融局", "421200" },
		/* 财经局 is not short for it. */
		{ "财经局" REPORT, "", LAW "统计期限自2021年1月1日起至2021年12月31日"
		    "止。一、概述无。网上申请数条0 咸宁市财政金融局2022年1月13日",
		    "财经局", "-" },
		{ "政府信息公开工作年度报告", "（2021年度）", "咸宁市财政局\n" LAW
		    "统计期限自2021年1月1日起至2021年12月31日止。\n" BODY,
		    "咸宁市财政局", "421200" },
		/* Links to the reports of several. */
		{ "政府信息公开工作年度报告", "", "咸宁市财政局\n咸宁市教育局\n" LAW
		    "统计期限自2021年1月1日起至2021年12月31日止。\n" BODY,
		    "-", "-" },
		/* The city that a text names, and one that it does not. */
		{ "", "", "一、概述\n" "根据《条例》的要求，由市政府办公厅综合各区政府和市政府各部门的"
		    "政府信息公开年度报告编制而成。统计期限自2021年1月1日起至2021年"
		    "12月31日止。\n咸宁市各级行政机关认真贯彻条例，咸宁市政府网站改版，"
		    "咸宁市公报改版。", "咸宁市人民政府", "421200" },
		{ "", "", "一、概述\n" "根据《条例》的要求，由市政府办公厅综合各区政府和市政府各部门的"
		    "政府信息公开年度报告编制而成。统计期限自2021年1月1日起至2021年"
		    "12月31日止。\n无。", "-", "-" },
		{ REPORT, "来源：咸宁市信息化办公室", BODY, "咸宁市信息化办公室",
		    "421200" },
		/* Within a sentence, a region as good as its government. */
		{ REPORT, "", "根据条例规定，现发布《咸宁市" REPORT "》，供查阅。\n" BODY,
		    "咸宁市人民政府", "421200" },
		{ REPORT, "", "根据条例规定，参照《咸宁市" REPORT "》，供查阅。\n" BODY,
		    "-", "-" },
		/* The agency named most, if it is by far. */
		{ REPORT, "", BODY "咸宁市财政局网站改版，印发咸宁市财政局办法。",
		    "咸宁市财政局", "421200" },
		{ REPORT, "", BODY "咸宁市财政局网站改版，印发咸宁市财政局办法，按咸宁市"
		    "教育局和咸宁市教育局要求。", "-", "-" },
		/* A region by whom one may ask, and by who published it. */
		{ "财政局" REPORT, "", "如有疑问，请与咸宁市教科局联系。\n" BODY,
		    "咸宁市财政局", "421200" },
		{ "财政局" REPORT, "来源：咸宁市人民政府", BODY, "咸宁市财政局",
		    "421200" },
		/* A title that does not say the year, under a site's name. */
		{ "咸宁市财政局政府信息公开工作年度报告", "", LAW "统计期限自2021年1月1日"
		    "起至2021年12月31日止。\n" BODY, "咸宁市财政局", "421200" },
		{ "咸宁市人民政府 咸宁市财政局" REPORT, "", BODY, "咸宁市财政局",
		    "421200" },
	};
	struct doc d;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		print_message("%s %s\n", cases[i].title, cases[i].text);
		d = page(cases[i].title, cases[i].line, cases[i].text);
		assert_fact(&d, FACT_KIND, STR("ogi_annual"));
		assert_fact(&d, FACT_AGENCY, str_of(cases[i].agency));
		assert_fact(&d, FACT_REGION_CODE, str_of(cases[i].region));
		assert_fact(&d, FACT_WRITTEN_ON, i < 2 ? STR("2022-01-13") :
		    STR("-"));
	}
	/* In a line of its own, over the day. */
	d = page(REPORT, "", BODY "\n咸宁市财政局\n2022年1月13日");
	assert_fact(&d, FACT_AGENCY, STR("咸宁市财政局"));
	assert_fact(&d, FACT_WRITTEN_ON, STR("2022-01-13"));
	/* Who speaks in 一 is a government, though another answers for it. */
	d = page(REPORT, "", "请与咸宁市政务服务和大数据局联系。\n一、总体情况\n2021年，咸宁"
	    "市坚持以公开为常态。\n二、主动公开\n无。");
	assert_fact(&d, FACT_AGENCY, STR("咸宁市人民政府"));
	assert_true(d.facts[FACT_AGENCY].guess);
	d = page(REPORT, "", "请与咸宁市人民政府办公室联系。\n一、总体情况\n2021年，咸宁市坚"
	    "持以公开为常态。\n二、主动公开\n无。");
	assert_fact(&d, FACT_AGENCY, STR("咸宁市人民政府"));
	d = page(REPORT, "", "请与咸宁市政务服务和大数据局联系。\n一、总体情况\n2021年，我局"
	    "坚持以我市企业为中心。\n二、主动公开\n无。");
	assert_fact(&d, FACT_AGENCY, STR("咸宁市政务服务和大数据局"));
	d = page(REPORT, "", BODY "\n咸宁市财政局 咸宁市教育局\n2022年1月13日");
	assert_fact(&d, FACT_AGENCY, STR("-"));
}

/* What a page with this <title> under REPORT is of. */
static struct str
agency_by_title(const char *title)
{
	struct doc d = page("2021年政府信息公开工作年度报告", "", BODY);
	struct meta *m = DOC_ADD(&d, metas);

	*m = (struct meta){ STR("title"), str_of(title), str_of(title) };
	meta_pass(&d, rs);
	return doc_value(&d, FACT_AGENCY);
}

static void
test_bureau_that_a_page_is_named_after(void **state)
{
	(void)state;
	assert_str(agency_by_title("咸宁市财政局"), "咸宁市财政局");
	/* A portal, and a bureau that does not say of what region. */
	assert_null(agency_by_title("咸宁市人民政府").p);
	assert_null(agency_by_title("财政局").p);
}

static void
test_report_by_its_contents_or_overview(void **state)
{
	static const struct {
		const char *title, *text, *kind;
	} cases[] = {
		/* The title twice, the second time under the name. */
		{ "湘山学院2021-2022学年信息公开工作年度报告",
		    "湘山学院\n2021-2022学年信息公开工作年度报告\n本年度工作有序。",
		    "ogi_annual" },
		{ "", "本年度报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开"
		    "申请情况、行政复议及行政诉讼情况、存在的主要问题及改进情况共5部分"
		    "组成。统计期限从2021年1月1日起至2021年12月31日止。",
		    "ogi_annual" },
		{ "", "本方案由总体情况、主要任务、行政复议共3部分组成。执行期限从2021年"
		    "1月1日起至2021年12月31日止。", "other" },
		{ "", "一、概述\n2011年，我市贯彻《条例》，政府信息公开有了进展。\n"
		    "（一）部署。无。", "ogi_annual" },
		{ "", "一、概述\n2011年，我市贯彻《条例》，生产安全有了进展。\n"
		    "（一）部署。无。", "other" },
	};
	struct doc d;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		print_message("%s %s\n", cases[i].title, cases[i].text);
		d = page(cases[i].title, "", cases[i].text);
		assert_fact(&d, FACT_KIND, str_of(cases[i].kind));
	}
}

static void
test_metadata_end_where_they_end(void **state)
{
	struct doc d = page("咸宁市财政局" REPORT, "索引号：006500/2022-00011 "
	    "公开责任部门：咸宁市财政局 文号：文件分类：所属机构：",
	    "来源：咸宁市财政局官网字体大小：【 A- A A+\n" BODY);

	(void)state;
	assert_fact(&d, FACT_INDEX_NO, STR("006500/2022-00011"));
	assert_fact(&d, FACT_DOC_NO, STR("-"));
	assert_fact(&d, FACT_PUBLISHER, STR("咸宁市财政局官网"));
	d = page("咸宁市财政局" REPORT, "索引号：430S00/2022 公开 文号：无 "
	    "来源：咸宁市财政局（加挂咸宁市金融局牌子） 浏览", BODY);
	assert_fact(&d, FACT_INDEX_NO, STR("430S00/2022"));
	assert_fact(&d, FACT_DOC_NO, STR("-"));
	assert_fact(&d, FACT_PUBLISHER,
	    STR("咸宁市财政局（加挂咸宁市金融局牌子）"));
}

static void
test_title_of_what_is_no_report_is_kept(void **state)
{
	struct doc d = page("关于开展安全检查的通知", "", "各单位：请检查。");

	(void)state;
	assert_fact(&d, FACT_KIND, STR("other"));
	assert_fact(&d, FACT_TITLE, STR("关于开展安全检查的通知"));
	assert_fact(&d, FACT_TITLE_FOUND, STR("关于开展安全检查的通知"));
}

static void
test_less_than_a_year_is_flagged(void **state)
{
	static const struct {
		const char *period;
		bool part;
	} cases[] = {
		{ "2021年1月1日起至2021年6月30日止", true },
		{ "2021年1月1日起至2021年1月31日止", true },
		{ "2021年1月1日起至2021年12月31日止", false },
		{ "2021年1月1日起至2021年10月31日止", false },
		{ "2021年1月1日起至2022年1月1日止", false },
		/* The Regulations began on that day, as some offices did. */
		{ "2008年5月1日起至2008年12月31日止", false },
	};
	struct doc d;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		print_message("%s\n", cases[i].period);
		d = page("咸宁市财政局" REPORT, "", arena_printf(
		    arena, "统计期限自%s。\n" BODY, cases[i].period).p);
		assert_int_equal(cases[i].part, warned(&d, "part_year"));
	}
}

static void
test_year_that_does_not_fit_is_flagged(void **state)
{
	static const struct {
		const char *title, *line, *opening;
		bool mismatch, early;
	} cases[] = {
		{ "咸宁市财政局" REPORT, "", "2021年，我局", false, false },
		{ "咸宁市财政局" REPORT, "", "2020年,我局", true, false },
		{ "咸宁市财政局" REPORT, "", "2019年4月，条例", false, false },
		{ "咸宁市财政局" REPORT, "公开日期：2021-01-18", "我局", false, true },
		{ "咸宁市财政局" REPORT, "公开日期：2021-12-31", "我局", false,
		    false },
	};
	struct doc d;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		print_message("%s %s\n", cases[i].title, cases[i].opening);
		d = page(cases[i].title, cases[i].line, arena_printf(arena,
		    "一、总体情况\n%s认真贯彻条例。\n二、主动公开\n无。",
		    cases[i].opening).p);
		assert_int_equal(cases[i].mismatch,
		    warned(&d, "year_mismatch"));
		assert_int_equal(cases[i].early,
		    warned(&d, "published_early"));
	}
	d = page("湘山学院2020-2021学年信息公开工作年度报告", "", LAW
	    "统计期限自2020年9月1日起至2021年8月31日止。\n一、总体情况\n"
	    "2021年，我院认真贯彻条例。\n二、主动公开\n无。");
	assert_false(warned(&d, "year_mismatch"));
}

static void
test_keys_of_numbers_in_all_forms(void **state)
{
	static const char *const lines[] = {
		"索引号：014328410/2022-00012 文号：清教〔2022〕15号",
		"【索引号】014328410/2022-00012　【发文字号】清教〔2022〕15号",
		"[信息索引号] 014328410/2022-00012 [发布文号] 清教〔2022〕15号",
		"信息索引：014328410/2022-00012 文件编号：清教〔2022〕15号",
		"索引号：014328410/2022-00012 备注/文号：清教〔2022〕15号",
		"索 引 号 014328410/2022-00012 发文字号 清教〔2022〕15号",
		"公开方式 主动公开 索引号 014328410/2022-00012\n清教〔2022〕15号",
	};
	struct doc d;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		print_message("%s\n", lines[i]);
		d = page("汉滨区财政局" REPORT, lines[i], BODY);
		assert_fact(&d, FACT_INDEX_NO, STR("014328410/2022-00012"));
		assert_fact(&d, FACT_DOC_NO, STR("清教〔2022〕15号"));
	}
}

/* Columns of a row that became one line; a form that is not filled in. */
static void
test_metadata_without_colons(void **state)
{
	struct doc d = page("", "成文日期 2022-01-12 发布机构 汉滨区财政局 发布日期 "
	    "2022-01-18 17:08", "文    号 主题词\n汉滨区财政局" REPORT "\n" BODY);

	(void)state;
	assert_fact(&d, FACT_WRITTEN_ON, STR("2022-01-12"));
	assert_fact(&d, FACT_PUBLISHED_ON, STR("2022-01-18"));
	d = page("汉滨区财政局" REPORT, "索 引 号 K4/2022-0020", "生成日期 2022-01-18 "
	    "16:24:38\n" BODY);
	assert_fact(&d, FACT_INDEX_NO, STR("K4/2022-0020"));
	assert_fact(&d, FACT_PUBLISHED_ON, STR("2022-01-18"));
	d = page("汉滨区财政局" REPORT, "文    号成文日期:2022-01-12发布日期:"
	    "2022-01-18", BODY);
	assert_fact(&d, FACT_PUBLISHED_ON, STR("2022-01-18"));
	d = page("汉滨区财政局" REPORT, "索引号：K4/2022-0020 文号：〔〕号", BODY);
	assert_fact(&d, FACT_DOC_NO, STR("-"));
	/* What is behind a blank key is another's, or the title. */
	d = page("汉滨区财政局" REPORT, "文号：汉财〔2022〕3号 某种类：报告", BODY);
	assert_fact(&d, FACT_DOC_NO, STR("汉财〔2022〕3号"));
	d = page("汉滨区财政局" REPORT, "索引号：某日期：2022-01-12", BODY);
	assert_fact(&d, FACT_INDEX_NO, STR("-"));
	d = page("汉滨区财政局" REPORT, "来源：汉滨区 文号：2021年度报告", BODY);
	assert_fact(&d, FACT_DOC_NO, STR("-"));
	d = page("汉滨区财政局" REPORT, "信息生成日期：2022-01-18 成文时间：2022-01-12"
	    " 稿件来源：汉滨区财政局", BODY);
	assert_fact(&d, FACT_PUBLISHED_ON, STR("2022-01-18"));
	assert_fact(&d, FACT_WRITTEN_ON, STR("2022-01-12"));
	assert_fact(&d, FACT_PUBLISHER, STR("汉滨区财政局"));
	d = page("汉滨区财政局" REPORT, "来自：汉滨区财政局 时间：2022-01-18", BODY);
	assert_fact(&d, FACT_PUBLISHER, STR("汉滨区财政局"));
	d = page("汉滨区财政局" REPORT, "来源：无 时间：2022-01-18", BODY);
	assert_fact(&d, FACT_PUBLISHER, STR("-"));
	/* The number of a menu, the site itself. */
	d = page("汉滨区财政局" REPORT, "来源：3 时间：2022-01-18", BODY);
	assert_fact(&d, FACT_PUBLISHER, STR("-"));
	d = page("汉滨区财政局" REPORT, "来源：本站原创 时间：2022-01-18", BODY);
	assert_fact(&d, FACT_PUBLISHER, STR("-"));
	assert_fact(&d, FACT_PUBLISHED_ON, STR("2022-01-18"));
	d = page("", "• 索引号", "K4/2022-0020\n• 文号\n• 发布日期\n2022-01-18\n"
	    "汉滨区财政局" REPORT "\n" BODY);
	assert_fact(&d, FACT_INDEX_NO, STR("K4/2022-0020"));
	assert_fact(&d, FACT_DOC_NO, STR("-"));
	assert_fact(&d, FACT_PUBLISHED_ON, STR("2022-01-18"));
	d = page("汉滨区财政局" REPORT, "时间：2022-01-18??来源：办公室???", BODY);
	assert_fact(&d, FACT_PUBLISHER, STR("办公室"));
	/* Words of a sentence are no columns. */
	d = page("汉滨区财政局" REPORT, "发布日期 和文号 应当齐全。", BODY);
	assert_fact(&d, FACT_PUBLISHED_ON, STR("-"));
}

/* The day below the name that signs. */
static void
test_day_of_a_signature(void **state)
{
	static const char *const days[] = { "2022年1月18日", "（2022年1月18日）",
		"二〇二二年一月十八日", "二 0 二 二 年 一 月 十 八 日" };
	struct doc d;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(days) / sizeof(*days); i++) {
		d = page("汉滨区财政局" REPORT, "", arena_printf(arena,
		    "%s\n汉滨区财政局\n%s", BODY, days[i]).p);
		assert_fact(&d, FACT_WRITTEN_ON, STR("2022-01-18"));
		assert_str(d.facts[FACT_WRITTEN_ON].raw, days[i]);
	}
}

/* 永交〔2019〕3号 in a line of its own, where such a number stands. */
static void
test_number_below_a_title(void **state)
{
	static const struct {
		const char *line, *number;
	} cases[] = {
		{ "（汉财〔2022〕3号）", "汉财〔2022〕3号" },
		{ "汉财发[2022]3号", "汉财发[2022]3号" },
		{ "〔2022〕3号", "-" }, { "根据国办发〔2014〕32号", "-" },
		{ "汉财〔2022〕", "-" },
	};
	struct doc d;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		d = page("汉滨区财政局" REPORT, cases[i].line, BODY);
		assert_fact(&d, FACT_DOC_NO, str_of(cases[i].number));
	}
	/* The end of a sentence that cites it. */
	d = page("汉滨区财政局" REPORT, "根据《条例》及工作报告格式的通知",
	    "陕办函〔2021〕30号\n" BODY);
	assert_fact(&d, FACT_DOC_NO, STR("-"));
}

/* A frame around a title, copied as a table of one cell. */
static void
test_title_in_a_table_of_one_cell(void **state)
{
	struct doc d = { .arena = arena, .source = STR("page.txt") };
	struct anchor cells[2] = { { .text = STR("汉滨区财政局" REPORT) },
		{ .text = STR("") } };
	struct grid g = { .rows = 1, .cols = 2, .cells = cells, .n = 2 };
	struct block *b = DOC_ADD(&d, blocks);
	int i;

	(void)state;
	for (i = 0; i < 2; i++) {
		cells[i].hans = cells[i].text;
		cells[i].col = i;
	}
	*b = (struct block){ .kind = BLOCK_TABLE, .grid = &g };
	d.text = d.text_hans = cells[0].text;
	meta_pass(&d, rs);
	assert_fact(&d, FACT_KIND, STR("ogi_annual"));
	assert_fact(&d, FACT_AGENCY, STR("汉滨区财政局"));
	/* With a second cell that says something it is a table. */
	cells[1].hans = STR("2022-01-18");
	memset(d.facts, 0, sizeof(d.facts));
	meta_pass(&d, rs);
	assert_fact(&d, FACT_TITLE_FOUND, STR("-"));
}

static void
test_values_of_pairs_are_kept_as_found(void **state)
{
	struct doc d = { .arena = arena };

	(void)state;
	*DOC_ADD(&d, metas) = (struct meta){ STR("cells"),
		STR("標題\t漢濱區教育局年度報告"),
		STR("标题\t汉滨区教育局年度报告") };
	mark_pass(&d);
	assert_int_equal(d.metas.n, 2);
	assert_str(d.metas.v[1].name, "标题");
	assert_str(d.metas.v[1].value, "漢濱區教育局年度報告");
	assert_str(d.metas.v[1].hans, "汉滨区教育局年度报告");
}

static bool
warned_by_window(const char *title)
{
	struct doc d = page_with("page.html", str_of(title),
	    STR("汉滨区财政局" REPORT), "", BODY);

	return warned(&d, "agency_mismatch");
}

/* Which of two agencies it is nobody can tell: the title's, with a warning. */
static void
add_link(struct doc *d, const char *href, const char *text)
{
	struct block *b = DOC_ADD(d, blocks);

	b->kind = BLOCK_LINK;
	b->href = str_of(href);
	b->text = b->hans = str_of(text);
}

static void
test_files_that_a_page_links_to(void **state)
{
	struct doc d = { .arena = arena };
	struct block *line;

	(void)state;
	arena_reset(arena);
	add_link(&d, "/u/2021.PDF", "下载");
	add_link(&d, "/zwgk/2021.html", "上一篇");
	add_link(&d, "down.jsp?name=a.docx&id=3#x", "下载");
	add_link(&d, "v.html?file=/u/2021.et", "2021.et");
	add_link(&d, "/u/2021.PDF", "再次下载");
	add_link(&d, "/get?id=7", "附件2：统计表");
	line = DOC_ADD(&d, blocks);
	line->hans = STR("附件：年度报告");
	add_link(&d, "/get?id=8", "年度报告");
	line = DOC_ADD(&d, blocks);
	line->hans = STR("主办单位：平利县人民政府");
	add_link(&d, "/about.pdf.html", "关于我们");
	attach_pass(&d);
	assert_int_equal(d.attachments.n, 5);
	assert_str(d.attachments.v[0].url, "/u/2021.PDF");
	assert_str(d.attachments.v[0].title, "下载");
	assert_str(d.attachments.v[1].url, "down.jsp?name=a.docx&id=3#x");
	assert_str(d.attachments.v[3].url, "/get?id=7");
	assert_str(d.attachments.v[4].title, "年度报告");
}

static void
test_titles_that_name_two_agencies_are_flagged(void **state)
{
	static const struct {
		const char *title, *line;
		bool mismatch;
	} cases[] = {
		{ "汉滨区财政局" REPORT, "汉滨区教育局" REPORT, true },
		{ "汉滨区财政局" REPORT, "安康市汉滨区财政局" REPORT, false },
		{ "汉滨区市场监督管理局" REPORT, "市场监管局" REPORT, false },
		{ "汉滨区财政局" REPORT, "财政局2020年政府信息公开年度报告", false },
		{ "汉滨区财政局" REPORT, "政府信息公开工作年度报告", false },
	};
	struct doc d;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		print_message("%s\n", cases[i].line);
		d = page(cases[i].title, cases[i].line, BODY);
		assert_fact(&d, FACT_AGENCY, str_sub(str_of(cases[i].title),
		    0, strlen(cases[i].title) - strlen(REPORT)));
		assert_int_equal(cases[i].mismatch,
		    warned(&d, "agency_mismatch"));
	}
	/* The title over the text is as it should be, that of the window not. */
	assert_true(warned_by_window("汉滨区教育局" REPORT "-汉滨区人民政府"));
	assert_false(warned_by_window("汉滨区财政局" REPORT "-汉滨区人民政府"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_titles_over_real_regions),
		cmocka_unit_test(test_name_that_lags_is_flagged),
		cmocka_unit_test(test_day_of_publishing),
		cmocka_unit_test(test_region_by_host),
		cmocka_unit_test(test_region_by_index_number),
		cmocka_unit_test(
		    test_scope_is_what_a_government_says_in_its_preface),
		cmocka_unit_test(
		    test_title_without_agency_is_filled_from_the_preface_only),
		cmocka_unit_test(test_text_without_a_title_says_what_it_is),
		cmocka_unit_test(test_lines_around_a_title),
		cmocka_unit_test(test_metadata_below_the_text),
		cmocka_unit_test(test_lines_of_the_text_are_no_metadata),
		cmocka_unit_test(test_report_names_that_of_the_year_before),
		cmocka_unit_test(test_session_names_the_government_that_reports),
		cmocka_unit_test(test_year_of_the_text),
		cmocka_unit_test(test_notice_with_the_empty_form_is_no_report),
		cmocka_unit_test(
		    test_name_where_the_title_has_none_or_a_short_one),
		cmocka_unit_test(test_bureau_that_a_page_is_named_after),
		cmocka_unit_test(test_report_by_its_contents_or_overview),
		cmocka_unit_test(test_metadata_end_where_they_end),
		cmocka_unit_test(test_title_of_what_is_no_report_is_kept),
		cmocka_unit_test(
		    test_titles_that_name_two_agencies_are_flagged),
		cmocka_unit_test(test_keys_of_numbers_in_all_forms),
		cmocka_unit_test(test_metadata_without_colons),
		cmocka_unit_test(test_day_of_a_signature),
		cmocka_unit_test(test_number_below_a_title),
		cmocka_unit_test(test_title_in_a_table_of_one_cell),
		cmocka_unit_test(test_values_of_pairs_are_kept_as_found),
		cmocka_unit_test(test_files_that_a_page_links_to),
		cmocka_unit_test(test_less_than_a_year_is_flagged),
		cmocka_unit_test(test_year_that_does_not_fit_is_flagged),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
