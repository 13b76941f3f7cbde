/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include <opencc/opencc.h>
#include <stdio.h>
#include <stdlib.h>

#include "dict.h"
#include "fingerprint.h"
#include "t2s.h"

DICT_DECLARE(indicator);

enum { NEAR = 6 };	/* bits; research.text_reuse calls that a near copy */

static struct arena *arena;
static const struct fingerprints *prints;

/* The prose of two offices, which have nothing but the form in common. */
static const char forestry[] =
	"2021年，我局坚持把政务公开作为服务林农的重要抓手，把退耕还林补助、公益林"
	"管护合同、林木采伐许可等群众最关心的事项放在公开目录的最前面。全年主动公开"
	"政府信息312条，其中网站280条，公示栏32条。林长制办公室每月把巡林记录贴到"
	"村口，护林员把补助标准讲到农户家里，收到意见建议45条，逐条作了答复。存在的"
	"问题是基层站所报送不够及时，图片和解读偏少，下一步将培训信息员，把报送情况"
	"纳入站所考核。";
static const char health[] =
	"2021年，区卫生健康局围绕疫情防控和分级诊疗发布信息1280条，通过新闻发布会、"
	"健康讲堂、短视频等多种形式回应市民关切。医疗机构执业许可、公共场所卫生监督"
	"抽检结果在七个工作日内公示，接种点位和核酸检测安排做到每日更新。年内受理"
	"热线工单3.6万件，办结率99.2%。不足之处在于部分社区医院网页更新滞后，今后由"
	"专人每周巡查，发现问题立即整改。";

static int
setup(void **state)
{
	(void)state;
	arena = arena_new(64 << 20);
	prints = fingerprint_new(arena);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* The prose and behind it every label of the forms. */
static struct str
report(const char *prose)
{
	struct str dict = DICT(indicator), s = str_of(prose);
	struct dict_row row;

	while (dict_next(&dict, &row))
		s = arena_printf(arena, "%.*s\n%.*s 0 0", STR_ARG(s),
		    STR_ARG(row.col[4]));
	return s;
}

/* How many bits differ in reports on these years. */
static int
years_distance(struct str a, int of_a, struct str b, int of_b)
{
	unsigned long long x = strtoull(fingerprint(arena, prints, a, of_a).p,
	    NULL, 16), y = strtoull(fingerprint(arena, prints, b, of_b).p,
	    NULL, 16);

	return __builtin_popcountll(x ^ y);
}

static int
distance(struct str a, struct str b)
{
	return years_distance(a, 0, b, 0);
}

/* In Traditional characters and back, as extract reads a mirror. */
static struct str
through_traditional(struct str s, const char *config)
{
	opencc_t cc = opencc_open(config);
	struct t2s *t2s = t2s_new();
	char *hant = opencc_convert_utf8(cc, s.p, s.n);
	char *to = arena_alloc(arena, t2s_room(str_of(hant)));
	struct str back = { to, t2s_convert(t2s, to, str_of(hant)) };

	opencc_convert_utf8_free(hant);
	opencc_close(cc);
	t2s_free(t2s);
	return back;
}

static void
a_copy_in_the_other_script_is_the_same(void **state)
{
	static const char *const configs[] = { "s2t.json", "s2tw.json",
	    "s2hk.json" };
	size_t i;

	(void)state;
	for (i = 0; i < 3; i++)
		assert_int_equal(distance(report(forestry),
		    through_traditional(report(forestry), configs[i])), 0);
}

static void
a_mirror_with_its_own_lines_is_near(void **state)
{
	struct str both = arena_printf(arena, "%s%s", forestry, health), mirror;

	(void)state;
	/* As long as reports are, about 2000 characters. */
	both = arena_printf(arena, "%.*s%.*s%.*s%.*s", STR_ARG(both),
	    STR_ARG(both), STR_ARG(both), STR_ARG(both));
	both = report(both.p);
	mirror = arena_printf(arena, "某某体育网 网站首页 新闻中心\n%.*s\n"
	    "扫一扫在手机打开当前页\n友情链接：某某娱乐\n", STR_ARG(both));
	assert_in_range(distance(both, mirror), 0, NEAR);
}

/* Of another year with other numbers: told apart by its year, not by this. */
static void
numbers_do_not_count(void **state)
{
	struct str other = arena_str(arena, report(forestry));
	char *p = (char *)(uintptr_t)other.p;
	size_t i;

	(void)state;
	for (i = 0; i < other.n; i++)
		if (p[i] >= '0' && p[i] <= '9')
			p[i] = (char)('9' - (p[i] - '0'));
	assert_int_equal(distance(report(forestry), other), 0);
}

static void
another_office_on_the_same_form_is_far(void **state)
{
	(void)state;
	assert_true(distance(report(forestry), report(health)) > 2 * NEAR);
}

static void
a_bare_form_says_nothing(void **state)
{
	(void)state;
	assert_str(fingerprint(arena, prints, STR(""), 2021),
	    "0000000000000000");
	assert_str(fingerprint(arena, prints, STR("12 34"), 0),
	    "0000000000000000");
}

/* In last year's words: near, and not the same. */
static void
the_next_year_is_near_and_not_the_same(void **state)
{
	struct str s = report(forestry);
	int year;

	(void)state;
	for (year = 2008; year < 2040; year++) {
		assert_int_equal(years_distance(s, year, s, year), 0);
		assert_int_equal(years_distance(s, year, s, year + 1), 2);
		assert_int_equal(years_distance(s, 2008, s, year + 1), 2);
	}
	assert_int_equal(years_distance(s, 2021, through_traditional(s,
	    "s2t.json"), 2021), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_copy_in_the_other_script_is_the_same),
		cmocka_unit_test(a_mirror_with_its_own_lines_is_near),
		cmocka_unit_test(numbers_do_not_count),
		cmocka_unit_test(another_office_on_the_same_form_is_far),
		cmocka_unit_test(a_bare_form_says_nothing),
		cmocka_unit_test(the_next_year_is_near_and_not_the_same),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
