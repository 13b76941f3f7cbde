/* SPDX-License-Identifier: MIT */
/* Lines that were cut at a margin, and lines that were not. */
#include "unit_doc.h"

#include "unwrap.h"

#define TEST(f) cmocka_unit_test_setup_teardown(f, fresh, done)

/* Twenty Chinese characters: forty columns. */
#define FULL "我局认真做好政府信息公开工作不断提高公开的"
#define PAGE FULL "\n" FULL "\n" FULL "\n" FULL "\n" FULL "\n" FULL "\n" FULL "\n"

static void
test_lines_of_one_width_are_put_together(void **state)
{
	struct str s = unwrap(doc.arena, STR("标题\n" PAGE
	    "共收到申请\n12件。\n"));

	(void)state;
	/* The eighth line is short, so seven are too few. */
	assert_str(s, "标题\n" PAGE "共收到申请\n12件。\n");
	s = unwrap(doc.arena, STR("标题\n" PAGE
	    "全年共收到政府信息公开申请二十件其中予以公开的\n12件。\n（一）主动公开\n"));
	assert_true(str_ends(s, STR("予以公开的12件。\n（一）主动公开\n")));
	assert_true(str_starts(s, STR("标题\n" FULL FULL)));
}

static void
test_what_is_not_put_together(void **state)
{
	struct str s = unwrap(doc.arena, STR(PAGE FULL "\n\n" FULL "\n"
	    "二、主动公开\n" FULL "\n| 1 | 2 |\n" FULL "\n# 附件\n"));

	(void)state;
	assert_true(str_has(s, STR("公开的\n\n我局")));
	assert_true(str_has(s, STR("公开的\n二、主动公开\n我局")));
	assert_true(str_has(s, STR("公开的\n| 1 | 2 |\n我局")));
	assert_true(str_has(s, STR("公开的\n# 附件\n")));
	/* One line longer than the others: nothing was cut. */
	s = unwrap(doc.arena, STR(PAGE PAGE FULL FULL "\n"));
	assert_true(str_starts(s, STR(FULL "\n" FULL "\n")));
	assert_str(unwrap(doc.arena, STR("")), "");
}

static void
test_lines_wider_than_any_page(void **state)
{
	struct str s = STR(PAGE FULL FULL FULL FULL FULL "\n"
	    "a" FULL FULL FULL FULL FULL "\n" PAGE);

	(void)state;
	assert_str(unwrap(doc.arena, s), s.p);
}

static void
test_words_keep_their_space(void **state)
{
	struct str s = unwrap(doc.arena, STR(PAGE
	    "我局认真做好政府信息公开工作联系邮箱为 qinghe\nwater office\n"));

	(void)state;
	assert_true(str_ends(s, STR("qinghe water office\n")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_lines_of_one_width_are_put_together),
		TEST(test_what_is_not_put_together),
		TEST(test_lines_wider_than_any_page),
		TEST(test_words_keep_their_space),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
