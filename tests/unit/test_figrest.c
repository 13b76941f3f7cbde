/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "unit.h"

#include "figrest.h"

static const struct word known[] = {
	WORD("服务事项"), WORD("公众号"), WORD("主动公开"), WORDS_END
};

static struct arena *arena;
static const struct figwords *words;

static int
setup(void **state)
{
	(void)state;
	arena = arena_new(16 << 20);
	words = figword_load(arena);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static bool
left(const char *clause)
{
	return figrest_is_left(words, str_of(clause),
	    STR("四川省某县人民政府民族和宗教事务管理局"), known);
}

static void
passes_what_is_known(void **state)
{
	char clause[64];
	int n;

	(void)state;
	assert_false(left(""));
	assert_false(left("公众号"));
	assert_false(left("我县共办理服务事项"));
	assert_false(left("截至2023年12月底，本年度主动公开各类信息"));
	assert_false(left("12345 A-1：“”"));
	assert_false(left("主动公开3600余件、1.2万人次，"));
	for (n = 10; n < 20; n++) {
		snprintf(clause, sizeof(clause), "主动公开%d件", n);
		assert_false(left(clause));
	}
}

static void
finds_what_is_not(void **state)
{
	(void)state;
	assert_true(left("疏浚服务事项"));
	assert_true(left("服务事项里涉农的"));
	assert_true(left("服务事项与110联"));
	assert_true(left("布"));
}

/* 政务服务事项 is 政务 and 服务事项, not 政务服务 and two more. */
static void
cuts_the_best_way(void **state)
{
	(void)state;
	assert_false(left("政务服务事项"));
}

static void
passes_names_and_remarks(void **state)
{
	(void)state;
	assert_false(left("公众号“灵韵田园”"));
	assert_false(left("公众号《灵韵田园》（灵韵田园）(灵韵)"));
	assert_false(left("“灵韵田园”公众号主动公开"));
	assert_false(left("“灵韵田园网”主动公开"));
	assert_true(left("“灵韵田园”主动公开"));
	assert_false(left("公众号\"灵韵田园\"主动公开"));
	assert_true(left("\"灵韵田园\"主动公开"));
	assert_true(left("公众号\"灵韵"));
	assert_true(left("公众号“灵韵"));
	assert_true(left("灵韵）公众号"));
}

static void
passes_the_agency(void **state)
{
	(void)state;
	assert_false(left("四川省某县人民政府主动公开"));
	assert_false(left("宗教公众号"));
	assert_false(left("某县民宗局主动公开"));
	assert_true(left("族宗公众号"));
	assert_true(left("民政公众号"));
}

static void
refuses_what_is_too_long(void **state)
{
	char s[FIGREST_MAX + 4];

	(void)state;
	memset(s, '1', sizeof(s));
	s[FIGREST_MAX] = '\0';
	assert_false(left(s));
	s[FIGREST_MAX] = '1';
	s[FIGREST_MAX + 1] = '\0';
	assert_true(left(s));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(passes_what_is_known),
		cmocka_unit_test(finds_what_is_not),
		cmocka_unit_test(cuts_the_best_way),
		cmocka_unit_test(passes_names_and_remarks),
		cmocka_unit_test(passes_the_agency),
		cmocka_unit_test(refuses_what_is_too_long),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
