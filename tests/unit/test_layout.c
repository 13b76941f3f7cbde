/* SPDX-License-Identifier: MIT */
/* Where words stand in lines that were printed in columns. */
#include "unit.h"

#include "layout.h"

static void
test_places_that_meet_become_one(void **state)
{
	struct places p = { .n = 0 };
	int first;

	(void)state;
	places_add(&p, 20, 22);
	places_add(&p, 0, 4);
	places_add(&p, 10, 12);
	assert_int_equal(p.n, 3);
	assert_int_equal(p.from[1], 10);
	assert_int_equal(places_count(&p, 13, 19, &first), 0);
	assert_int_equal(first, -1);
	assert_int_equal(places_count(&p, 4, 10, &first), 2);
	assert_int_equal(first, 0);
	places_add(&p, 3, 11);
	assert_int_equal(p.n, 2);
	assert_int_equal(p.from[0], 0);
	assert_int_equal(p.to[0], 12);
	assert_int_equal(p.from[1], 20);
}

/* The numbers stand under one another where a character is two columns. */
static void
test_scale_is_the_one_that_leaves_places_clear(void **state)
{
	struct layout s = { .arena = arena_new(8 << 20) };
	struct str rest = STR("甲甲甲甲甲甲    10    20    30\n"
	    "乙              11    21    31\n"
	    "这里是正文。");
	struct places p;

	(void)state;
	assert_true(layout_take(&s, &rest));
	assert_int_equal(s.n, 2);
	assert_str(rest, "这里是正文。");
	assert_int_equal(layout_part_end(&s, 0), 2);
	assert_true(layout_places(&s, 0, 2, &p));
	assert_int_equal(p.n, 3);
	assert_int_equal(p.from[0], 16);
	assert_int_equal(layout_labels(&s.v[1]), 1);
	assert_str(layout_words(&s.v[1], 2), "21");
	assert_int_equal(layout_place(&s.v[1], 2, &p), 1);
	arena_free(s.arena);
}

static void
test_line_is_parted_by_a_wide_gap(void **state)
{
	struct arena *a = arena_new(1 << 20);

	(void)state;
	assert_true(strip_is_parted(a, STR("  甲  1"), 2));
	assert_false(strip_is_parted(a, STR("  甲 1  "), 2));
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_places_that_meet_become_one),
		cmocka_unit_test(
		    test_scale_is_the_one_that_leaves_places_clear),
		cmocka_unit_test(test_line_is_parted_by_a_wide_gap),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
