/* SPDX-License-Identifier: MIT */
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

static size_t
rest(const char *clause)
{
	return figrest_count(words, str_of(clause),
	    STR("国家卫生和计划生育委员会"), known);
}

static void
passes_what_is_known(void **state)
{
	(void)state;
	assert_int_equal(rest(""), 0);
	assert_int_equal(rest("公众号"), 0);
	assert_int_equal(rest("我县共办理服务事项"), 0);
	assert_int_equal(rest("截至2023年12月底，本年度主动公开各类信息"), 0);
	assert_int_equal(rest("12345 A-1：“”"), 0);
}

static void
counts_what_is_not(void **state)
{
	(void)state;
	assert_int_equal(rest("疏浚涵闸服务事项"), 4);
	assert_int_equal(rest("服务事项里涉农的"), 3);
	assert_int_equal(rest("布"), 1);
}

/* 政务服务事项 is 政务 and 服务事项, not 政务服务 and two more. */
static void
cuts_the_best_way(void **state)
{
	(void)state;
	assert_int_equal(rest("政务服务事项"), 0);
}

static void
passes_names_and_remarks(void **state)
{
	(void)state;
	assert_int_equal(rest("公众号“灵韵田园”"), 0);
	assert_int_equal(rest("公众号《灵韵田园》（灵韵田园）(灵韵)"), 0);
	assert_int_equal(rest("公众号“灵韵"), 2);
	assert_int_equal(rest("灵韵）公众号"), 2);
}

static void
passes_the_agency(void **state)
{
	(void)state;
	assert_int_equal(rest("国家卫生和计划生育委员会主动公开"), 0);
	assert_int_equal(rest("卫生公众号"), 0);
	assert_int_equal(rest("国家卫生计生委主动公开"), 0);
	assert_int_equal(rest("划生公众号"), 0);
	assert_int_equal(rest("国卫公众号"), 2);
}

static void
refuses_what_is_too_long(void **state)
{
	char s[FIGREST_MAX + 4];

	(void)state;
	memset(s, '1', sizeof(s));
	s[FIGREST_MAX] = '\0';
	assert_int_equal(rest(s), 0);
	s[FIGREST_MAX] = '1';
	s[FIGREST_MAX + 1] = '\0';
	assert_true(rest(s) > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(passes_what_is_known),
		cmocka_unit_test(counts_what_is_not),
		cmocka_unit_test(cuts_the_best_way),
		cmocka_unit_test(passes_names_and_remarks),
		cmocka_unit_test(passes_the_agency),
		cmocka_unit_test(refuses_what_is_too_long),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
