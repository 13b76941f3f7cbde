/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

#include "agency.h"
#include "title.h"

static struct regions *rs;
static struct arena *arena;

static int
setup(void **state)
{
	(void)state;
	rs = regions_new();
	arena = arena_new(1 << 20);
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

static struct agency
parse(const char *name, int year, const char *context)
{
	const struct region *in = NULL;
	struct agency a;

	if (context != NULL) {
		in = region_by_code(rs, str_of(context), year);
		assert_non_null(in);
	}
	assert_true(agency_parse(arena, rs, str_of(name), year, in, &a));
	return a;
}

/* A name and what it says; NULL for what it doesn't. */
struct known {
	const char *printed, *name, *kind, *level, *code;
};

static void
check(const struct known *k, int year, const char *context)
{
	struct agency a = parse(k->printed, year, context);
	struct str code = a.region != NULL ? a.region->code : STR("none");

	print_message("%s\n", k->printed);
	assert_str(a.name, k->name);
	assert_string_equal(a.kind, k->kind);
	assert_string_equal(a.level != NULL ? a.level : "none",
	    k->level != NULL ? k->level : "none");
	assert_str(code, k->code != NULL ? k->code : "none");
	assert_non_null(a.from);
}

static void
test_own_region_and_office_without_parents(void **state)
{
	static const struct known names[] = {
		{ "陕西省安康市汉滨区行政审批服务局", "汉滨区行政审批服务局",
		    "department", "county", "610902" },
		{ "安康市汉滨区行政审批服务局", "汉滨区行政审批服务局",
		    "department", "county", "610902" },
		{ "咸宁市政务服务中心管理办公室",
		    "咸宁市政务服务中心管理办公室", "department",
		    "prefecture", "421200" },
		{ "洮北区人民政府", "洮北区人民政府", "government", "county",
		    "220802" },
		{ "白城市洮北区人民政府", "洮北区人民政府", "government",
		    "county", "220802" },
		{ "湖南省益阳市行政审批服务局", "益阳市行政审批服务局",
		    "department", "prefecture", "430900" },
		{ "上海市人民政府办公厅", "上海市人民政府办公厅",
		    "government", "province", "310000" },
		{ "陕西省财政厅", "陕西省财政厅", "department", "province",
		    "610000" },
		/* A city, and yet a county. */
		{ "沅江市行政审批服务局", "沅江市行政审批服务局",
		    "department", "county", "430981" },
		/* 城乡 and 乡村 make no township. */
		{ "汉滨区住房和城乡建设局", "汉滨区住房和城乡建设局",
		    "department", "county", "610902" },
		{ "汉滨区乡村振兴局", "汉滨区乡村振兴局", "department",
		    "county", "610902" },
		/* 管理委员会 makes no zone. */
		{ "安康市国有资产监督管理委员会",
		    "安康市国有资产监督管理委员会", "department",
		    "prefecture", "610900" },
		{ "安康市公安局高新区分局", "安康市公安局高新区分局",
		    "department", "prefecture", "610900" },
		{ "恩施州卫生健康委员会", "恩施州卫生健康委员会",
		    "department", "prefecture", "422800" },
		{ "安康市 汉滨区\xc2\xa0教育局（区体育局）", "汉滨区教育局",
		    "department", "county", "610902" },
		{ "安康市汉滨区第一医院", "汉滨区第一医院", "other",
		    "county", "610902" },
		{ "长春市朝阳区教育局", "朝阳区教育局", "department",
		    "county", "220104" },
		{ "市场监督管理局", "市场监督管理局", "department", NULL,
		    NULL },
		{ "中山大学", "中山大学", "other", NULL, NULL },
		{ "无名县人民政府", "无名县人民政府", "government", NULL,
		    NULL },
		{ "内蒙古鄂伦春自治旗教育局", "鄂伦春自治旗教育局",
		    "department", "county", "150723" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(names) / sizeof(*names); i++)
		check(&names[i], 2021, NULL);
}

static void
test_government_gets_its_full_name(void **state)
{
	struct agency a = parse("汉滨区政府", 2021, NULL);

	(void)state;
	assert_str(a.name, "汉滨区人民政府");
	assert_string_equal(a.kind, "government");
	assert_false(a.guess);
	assert_str(parse("汉滨区政府办", 2021, NULL).name,
	    "汉滨区人民政府办公室");
	assert_str(parse("汉滨区人民政府办公室", 2021, NULL).name,
	    "汉滨区人民政府办公室");

	/* A region alone stands for its government: a guess. */
	a = parse("安康市汉滨区", 2021, NULL);
	assert_str(a.name, "汉滨区人民政府");
	assert_string_equal(a.kind, "government");
	assert_true(a.guess);
	/* A league is governed by a 行政公署. */
	assert_str(parse("锡林郭勒盟", 2021, NULL).name, "锡林郭勒盟行政公署");
	assert_string_equal(parse("锡林郭勒盟行政公署", 2021, NULL).kind,
	    "government");
}

static void
test_township_belongs_to_its_county(void **state)
{
	static const struct known names[] = {
		{ "广州市天河区猎德街道办事处", "猎德街道办事处", "township",
		    "township", "440106" },
		{ "重庆市荣昌区河包镇人民政府", "河包镇人民政府", "township",
		    "township", "500153" },
		{ "荣昌区河包镇", "河包镇人民政府", "township", "township",
		    "500153" },
		{ "河包镇人民政府", "河包镇人民政府", "township", "township",
		    NULL },
		{ "中山市古镇镇人民政府", "古镇镇人民政府", "township",
		    "township", "442000" },
		/* A street called after a part of a town. */
		{ "中山市西区街道办事处", "西区街道办事处", "township",
		    "township", "442000" },
		{ "东区街道办事处", "东区街道办事处", "township", "township",
		    NULL },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(names) / sizeof(*names); i++)
		check(&names[i], 2021, NULL);
	assert_true(parse("荣昌区河包镇", 2021, NULL).guess);
	assert_false(parse("荣昌区河包镇人民政府", 2021, NULL).guess);
	assert_str(parse("河包镇人民政府", 2021, "500153").region->code,
	    "500153");
	assert_true(parse("河包镇人民政府", 2021, "500153").guess);
}

static void
test_zone_is_attached_to_its_parent_or_to_none(void **state)
{
	static const struct known names[] = {
		/* An office in a zone is a department and lies where it does. */
		{ "平潭综合实验区财政金融局", "平潭综合实验区财政金融局",
		    "department", "county", "350128" },
		{ "咸宁高新技术产业开发区投资促进中心",
		    "咸宁高新技术产业开发区投资促进中心", "department",
		    "prefecture", "421200" },
		{ "南京江北新区管委会办公室", "南京江北新区管委会办公室", "zone",
		    "prefecture", "320100" },
		{ "东岭生态城管理委员会", "东岭生态城管理委员会", "zone", NULL,
		    NULL },
		{ "东岭国有资产监督管理委员会", "东岭国有资产监督管理委员会",
		    "department", NULL, NULL },
		{ "福建省平潭综合实验区管委会", "平潭综合实验区管委会",
		    "zone", "county", "350128" },
		{ "湖北省咸宁市高新技术产业开发区管理委员会",
		    "咸宁市高新技术产业开发区管理委员会", "zone",
		    "prefecture", "421200" },
		{ "咸宁高新技术产业开发区", "咸宁高新技术产业开发区", "zone",
		    "prefecture", "421200" },
		{ "南京江北新区管委会", "南京江北新区管委会", "zone",
		    "prefecture", "320100" },
		/* Not in 牡丹江市西安区. */
		{ "西安高新区管委会", "西安高新区管委会", "zone",
		    "prefecture", "610100" },
		/* Not in 西宁市城东区, not in 南昌市东湖区. */
		{ "城东新区管委会", "城东新区管委会", "zone", NULL, NULL },
		{ "东湖新技术开发区管委会", "东湖新技术开发区管委会", "zone",
		    NULL, NULL },
		/* 吉林省 or 吉林市. */
		{ "吉林高新技术产业开发区管委会",
		    "吉林高新技术产业开发区管委会", "zone", NULL, NULL },
		/* One that GB/T 2260 knows is a region like any other. */
		{ "上海市浦东新区人民政府", "浦东新区人民政府", "government",
		    "county", "310115" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(names) / sizeof(*names); i++)
		check(&names[i], 2021, NULL);
	assert_true(parse("平潭综合实验区财政金融局", 2021, NULL).guess);
	assert_str(parse("高新区管委会", 2021, "421200").name,
	    "咸宁市高新区管委会");
	assert_str(parse("城东新区管委会", 2021, "421200").name,
	    "城东新区管委会");
	assert_str(parse("城东新区管委会", 2021, "421200").region->code,
	    "421200");
}

static void
test_central_and_its_local_offices(void **state)
{
	static const struct known names[] = {
		{ "国家发展和改革委员会", "国家发展和改革委员会",
		    "department", "central", NULL },
		{ "国务院办公厅", "国务院办公厅", "government", "central",
		    NULL },
		{ "生态环境部", "生态环境部", "department", "central", NULL },
		{ "中华人民共和国财政部", "财政部", "department", "central",
		    NULL },
		{ "中华人民共和国海关总署", "海关总署", "department",
		    "central", NULL },
		{ "国家税务总局安康市税务局", "国家税务总局安康市税务局",
		    "department", "prefecture", "610900" },
		{ "安康市国家税务局", "安康市国家税务局", "department",
		    "prefecture", "610900" },
		{ "中共安康市委办公室", "中共安康市委办公室", "other",
		    "prefecture", "610900" },
		/* Whose customs is not said in full. */
		{ "中华人民共和国湛江海关", "中华人民共和国湛江海关", "department",
		    NULL, NULL },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(names) / sizeof(*names); i++)
		check(&names[i], 2021, NULL);
}

static void
test_generic_word_is_the_own_region(void **state)
{
	static const struct known county[] = {
		{ "区行政审批服务局", "汉滨区行政审批服务局", "department",
		    "county", "610902" },
		{ "本区教育局", "汉滨区教育局", "department", "county",
		    "610902" },
		/* Of the city above. */
		{ "市政务服务中心", "安康市政务服务中心", "department",
		    "prefecture", "610900" },
		{ "省财政厅", "陕西省财政厅", "department", "province",
		    "610000" },
		{ "安康学院", "安康学院", "other", "county", "610902" },
		{ "镇人民政府", "镇人民政府", "township", "township",
		    "610902" },
		{ "财金局", "汉滨区财金局", "department", "county", "610902" },
		{ "市场监督管理局", "汉滨区市场监督管理局", "department",
		    "county", "610902" },
		{ "市政管理局", "汉滨区市政管理局", "department", "county",
		    "610902" },
	};
	static const struct known nowhere[] = {
		{ "区行政审批服务局", "区行政审批服务局", "department",
		    "county", NULL },
		/* 市 is a prefecture or a county. */
		{ "市政务服务中心", "市政务服务中心", "department", NULL,
		    NULL },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(county) / sizeof(*county); i++) {
		check(&county[i], 2021, "610902");
		assert_true(parse(county[i].printed, 2021, "610902").guess);
	}
	for (i = 0; i < sizeof(nowhere) / sizeof(*nowhere); i++)
		check(&nowhere[i], 2021, NULL);
	/* No 县 above 汉滨区. */
	assert_null(parse("县教育局", 2021, "610902").region);
	/* 市 from inside a county-level city is that city. */
	assert_str(parse("市政府办公室", 2021, "430981").name,
	    "沅江市人民政府办公室");
}

static void
test_shared_name_is_not_guessed(void **state)
{
	struct agency a = parse("朝阳区教育局", 2021, NULL);

	(void)state;
	assert_null(a.region);
	assert_string_equal(a.level, "county");
	assert_string_equal(a.from, "ambiguous");
	assert_str(a.name, "朝阳区教育局");

	a = parse("朝阳区教育局", 2021, "110000");
	assert_str(a.region->code, "110105");
	assert_string_equal(a.from, "name in context");
	assert_true(a.guess);
	assert_str(parse("朝阳区教育局", 2021, "220104").region->code,
	    "220104");
	assert_str(parse("朝阳区教育局", 2021, "220102").region->code,
	    "220104");
	assert_null(parse("朝阳区教育局", 2021, "610902").region);
	/* 东区 alone is a word; in 攀枝花市 it is a region. */
	assert_null(parse("东区教育局", 2021, NULL).region);
	assert_str(parse("东区教育局", 2021, "510400").region->code, "510402");
	assert_null(parse("新区管委会", 2021, NULL).region);
	/* A name that is plain is not bent by the context. */
	assert_str(parse("洮北区教育局", 2021, "610902").region->code,
	    "220802");
}

static void
test_renamed_regions(void **state)
{
	struct agency a = parse("旬阳市民政局", 2021, NULL);

	(void)state;
	assert_str(a.region->code, "610981");
	a = parse("安康市旬阳县民政局", 2020, NULL);
	assert_str(a.region->code, "610928");
	assert_true(region_valid(a.region, 2020));
	a = parse("安康市旬阳县民政局", 2021, NULL);
	assert_str(a.region->code, "610928");
	assert_false(region_valid(a.region, 2021));
	assert_str(parse("苍山县审计局", 2013, NULL).region->code, "371324");
	assert_str(parse("兰陵县审计局", 2014, NULL).region->code, "371324");
}

static void
test_says_what_it_saw(void **state)
{
	struct agency a = parse("汉滨区教育局", 2021, NULL);

	(void)state;
	assert_str(a.evidence, "610902 陕西省安康市汉滨区");
	assert_string_equal(a.from, "name");
	assert_false(a.guess);
	assert_false(agency_parse(arena, rs, STR(" \n"), 2021, NULL, &a));
	assert_false(agency_parse(arena, rs, STR_NONE, 2021, NULL, &a));
	assert_false(agency_parse(arena, rs, STR("汉滨区教育局关于放假的通知"),
	    2021, NULL, &a));
	assert_false(agency_parse(arena, rs, STR("汉滨区，在安康市"), 2021,
	    NULL, &a));
}

struct title_case {
	const char *title, *kind, *agency;
	int year;
};

static void
test_titles(void **state)
{
	static const struct title_case titles[] = {
		{ "安康市汉滨区教育局2021年政府信息公开工作年度报告",
		    "ogi_annual", "安康市汉滨区教育局", 2021 },
		{ "咸宁市财政局2018年度信息公开工作报告", "ogi_annual",
		    "咸宁市财政局", 2018 },
		{ "2022年度 政府信息公开工作年度报告", "ogi_annual", "", 2022 },
		{ "咸宁市财政局2018 年 政府信息公开\xe3\x80\x80工作年度报告",
		    "ogi_annual", "咸宁市财政局", 2018 },
		{ "财金局2016年政府信息公开工作年度报告", "ogi_annual",
		    "财金局", 2016 },
		{ "汉滨区财政局关于2014年度政府信息公开工作年度报告",
		    "ogi_annual", "汉滨区财政局", 2014 },
		{ "关于2014年度政府信息公开工作年度报告", "ogi_annual", "",
		    2014 },
		{ "2014年度政府信息公开年度报告", "ogi_annual", "", 2014 },
		{ "汉滨区2020年政府信息公开工作年度报告（图片版）",
		    "ogi_annual", "汉滨区", 2020 },
		{ "2009年度政府信息公开年度报告", "ogi_annual", "", 2009 },
		{ "现公布汉滨区2011年度政府信息公开年度报告", "ogi_annual",
		    "汉滨区", 2011 },
		{ "2020年汉滨区教育局政府信息公开工作年度报告", "ogi_annual",
		    "汉滨区教育局", 2020 },
		{ "2020年汉滨区政府信息公开工作年度报告", "ogi_annual",
		    "汉滨区", 2020 },
		{ "2020年汉滨区人民政府信息公开年度报告", "ogi_annual",
		    "汉滨区人民政府", 2020 },
		{ "汉滨区二○一二年政府信息公开工作年度报告", "ogi_annual",
		    "汉滨区", 2012 },
		{ "汉滨区２０１２年度政府信息公开年报", "ogi_annual",
		    "汉滨区", 2012 },
		{ "汉滨区二OO九年政府信息公开工作年度报告", "ogi_annual",
		    "汉滨区", 2009 },
		{ "汉滨区教育局政府信息公开2019年度报告", "ogi_annual",
		    "汉滨区教育局", 2019 },
		{ "汉滨区教育局政府信息公开工作2019年年度报告",
		    "ogi_annual", "汉滨区教育局", 2019 },
		{ "汉滨区人民政府信息公开年度报告（2019年度）",
		    "ogi_annual", "汉滨区人民政府", 2019 },
		{ "《汉滨区教育局2019年政府信息公开工作年度报告》",
		    "ogi_annual", "汉滨区教育局", 2019 },
		{ "汉滨区教育局2019年政府信息公开工作年度报告-安康市",
		    "ogi_annual", "汉滨区教育局", 2019 },
		{ "某某大学2019-2020学年信息公开工作报告", "ogi_annual",
		    "某某大学", 2019 },
		{ "沅江市教育局2021年工作总结暨2022年工作思路",
		    "work_summary", "沅江市教育局", 2021 },
		{ "沅江市教育局2021年度工作总结", "work_summary",
		    "沅江市教育局", 2021 },
		{ "沅江市教育局2021年工作总结及2022年工作计划",
		    "work_summary", "沅江市教育局", 2021 },
		{ "2021年沅江市教育局工作总结", "work_summary",
		    "沅江市教育局", 2021 },
		{ "沅江市人民政府2021年政府工作报告", "gov_work_report",
		    "沅江市人民政府", 2021 },
		{ "2021年沅江市人民政府工作报告", "gov_work_report",
		    "沅江市人民政府", 2021 },
		{ "2021年政府工作报告", "gov_work_report", "", 2021 },
		{ "政府工作报告", "gov_work_report", "", 0 },
	};
	static const char *const none[] = {
		"关于做好2021年政府信息公开工作年度报告编制工作的通知",
		"汉滨区教育局关于报送2020年政府信息公开年度报告的函",
		"汉滨区2021年上半年政府信息公开工作报告",
		"2021年法治政府建设年度报告",
		"政府信息公开工作年度报告",
		"2021年信息公开",
		"政府信息公开工作年度报告（图解）",
		"（图解）汉滨区2020年政府信息公开工作年度报告",
		"汉滨区教育局2019年度报告",
		"2021年党建工作总结",
		"法治政府工作报告",
		"关于政府工作报告的决议",
		"汉滨区12021年政府信息公开工作年度报告",
		"汉滨区201年政府信息公开工作年度报告",
		"",
	};
	struct title t;
	char page[2000];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(titles) / sizeof(*titles); i++) {
		print_message("%s\n", titles[i].title);
		assert_true(title_read(arena, str_of(titles[i].title),
		    &t));
		assert_string_equal(t.kind, titles[i].kind);
		assert_str(t.agency, titles[i].agency);
		assert_int_equal(t.year, titles[i].year);
	}
	for (i = 0; i < sizeof(none) / sizeof(*none); i++) {
		print_message("%s\n", none[i]);
		assert_false(title_read(arena, str_of(none[i]), &t));
	}
	/* A page is no title, however it begins. */
	memset(page, ' ', sizeof(page));
	memcpy(page, titles[0].title, strlen(titles[0].title));
	assert_false(title_read(arena,
	    (struct str){ page, sizeof(page) }, &t));
}

static void
test_index_number_names_a_region(void **state)
{
	static const char *const none[] = { "014416330/2018-04736",
		"234234234234444444/2026-206221", "11MB1702486344515H",
		/* An organisation code that happens to begin like 沅江市. */
		"430981001/2022-1", "43098", "", "沅江4309810018" };
	size_t i;

	(void)state;
	assert_str(agency_index_no_region(rs, STR("4309810018/2022-1628175"),
	    2021)->code, "430981");
	assert_str(agency_index_no_region(rs, STR(" 3212000002/2018-354983"),
	    2018)->code, "321200");
	/* Behind the first two digits of a social credit code. */
	assert_str(agency_index_no_region(rs,
	    STR("1133102400268125XW/2024-104757"), 2023)->code, "331024");
	for (i = 0; i < sizeof(none) / sizeof(*none); i++)
		assert_null(agency_index_no_region(rs, str_of(none[i]), 2021));
	/* 旬阳县 was no more in 2021. */
	assert_null(agency_index_no_region(rs, STR("6109280001/2021-1"),
	    2021));
	assert_non_null(agency_index_no_region(rs, STR("6109280001/2020-1"),
	    2020));
}

/* The title, agency, code, level, kind and year of real reports. */
static void
test_real_titles(void **state)
{
	const char *corpus = getenv("NIANBAO_CORPUS");
	struct str text, line, col[13];
	struct title t;
	struct agency a;
	char path[512];
	static char bytes[1 << 16];
	FILE *f;
	int n, rows = 0;

	(void)state;
	snprintf(path, sizeof(path), "%s/gold/seed-meta.tsv",
	    corpus != NULL ? corpus : "../shared");
	if ((f = fopen(path, "r")) == NULL)
		skip();
	text = (struct str){ bytes, fread(bytes, 1, sizeof(bytes), f) };
	fclose(f);
	for (str_cut(&text, '\n'); text.n > 0; rows++) {
		line = str_cut(&text, '\n');
		for (n = 0; n < 13 && line.p != NULL; n++)
			col[n] = str_cut(&line, '\t');
		assert_int_equal(n, 13);
		assert_true(title_read(arena, col[1], &t));
		assert_true(str_eq(str_of(t.kind), col[6]));
		assert_int_equal(t.year, atoi(col[8].p));
		assert_true(agency_parse(arena, rs, t.agency, t.year, NULL,
		    &a));
		assert_true(str_eq(a.name, col[3]));
		assert_true(str_eq(a.region->code, col[4]));
		assert_true(str_eq(str_of(a.level), col[5]));
	}
	assert_int_equal(rows, 5);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_own_region_and_office_without_parents),
		cmocka_unit_test(test_government_gets_its_full_name),
		cmocka_unit_test(test_township_belongs_to_its_county),
		cmocka_unit_test(
		    test_zone_is_attached_to_its_parent_or_to_none),
		cmocka_unit_test(test_central_and_its_local_offices),
		cmocka_unit_test(test_generic_word_is_the_own_region),
		cmocka_unit_test(test_shared_name_is_not_guessed),
		cmocka_unit_test(test_renamed_regions),
		cmocka_unit_test(test_says_what_it_saw),
		cmocka_unit_test(test_titles),
		cmocka_unit_test(test_index_number_names_a_region),
		cmocka_unit_test(test_real_titles),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
