/* SPDX-License-Identifier: MIT */
/* seek: lists of which only a page here and there is looked at. */
#include "unit.h"

#include <string.h>

#include "arena.h"
#include "list.h"
#include "step.h"
#include "seek.h"

/* Page k of a list whose pages have 12 to a year, the first one in 2024. */
static struct seek_page
page_of(int k, int wanted)
{
	int date = (2024 - k / 12) * 10000 + (12 - k % 12) * 100;

	return (struct seek_page){ .page = k, .there = true, .in_order = true,
		.ahead = k < wanted, .newest = date + 28, .oldest = date + 1 };
}

/* Looks at pages until it is over; how many, or -1 if it must be walked. */
static int
look(struct seek *s, int wanted, int pages, int odd)
{
	int n = 0, k;

	while ((k = seek_next(s)) >= 0) {
		struct seek_page p = page_of(k, wanted);

		assert_in_range(k, s->from + 1, LIST_MAX_PAGES - 1);
		if (k >= pages)
			p = (struct seek_page){ .page = k };
		if (k == odd)
			p.newest += 90000;
		if (!seek_learn(s, &p))
			return -1;
		assert_true(++n < 40);
	}
	return n;
}

static void
test_finds_the_page_from_anywhere(void **state)
{
	struct seek s;
	int wanted;

	(void)state;
	for (wanted = 3; wanted < 200; wanted++) {
		struct seek_page first = page_of(1, wanted);

		seek_begin(&s, &first, 200);
		assert_in_range(look(&s, wanted, 200, -1), 6, 9);
		assert_int_equal(s.hi, wanted);
		assert_int_equal(s.lo, wanted - 1);
		assert_int_equal(s.end, SEEK_THERE);
		seek_begin(&s, &first, -1);
		assert_in_range(look(&s, wanted, 200, -1), 3, 20);
		assert_int_equal(s.hi, wanted);
	}
	/* all of it is newer */
	seek_begin(&s, &(struct seek_page){ .page = 1, .oldest = 20241101 },
	    200);
	look(&s, 900, 200, -1);
	assert_int_equal(s.lo, 199);
	assert_int_equal(s.end, SEEK_BOUND);
	seek_begin(&s, &(struct seek_page){ .page = 1, .oldest = 20241101 },
	    -1);
	look(&s, 900, 200, -1);
	assert_int_equal(s.lo, 199);
	assert_int_equal(s.end, SEEK_GONE);
}

static void
test_a_list_out_of_order_is_not_trusted(void **state)
{
	struct seek_page first = page_of(1, 150), p;
	struct seek s;

	(void)state;
	seek_begin(&s, &first, 200);
	assert_int_equal(look(&s, 150, 200, 100), -1);
	/* the last look is in the middle of what was passed over */
	seek_begin(&s, &first, 200);
	while (!s.check)
		p = page_of(seek_next(&s), 150),
		    assert_true(s.check || seek_learn(&s, &p));
	assert_in_range(p.page, 70, 80);
	p.ahead = false;
	assert_false(seek_learn(&s, &p));
	/* the years between the two pages must be somewhere */
	seek_begin(&s, &first, 3);
	p = page_of(40, 2);
	p.page = 2;
	assert_false(seek_learn(&s, &p));
	/* rows of some weeks are often not in order */
	assert_false(seek_is_newer(20210131, 20201220));
	assert_true(seek_is_newer(20210331, 20201220));
}

static void
test_addresses_of_far_pages(void **state)
{
	static const struct {
		const char *x, *y, *want;
		int i, j, k;
	} at[] = {
		{ "http://a.cn/i_1.html", "http://a.cn/i_2.html",
		    "http://a.cn/i_150.html", 1, 2, 150 },
		{ "http://a.cn/i_1.html", "http://a.cn/i_150.html",
		    "http://a.cn/i_75.html", 1, 150, 75 },
		{ "http://a.cn/7?s=7&e=12", "http://a.cn/7?s=13&e=18",
		    "http://a.cn/7?s=61&e=66", 1, 2, 10 },
		{ "http://a.cn/zw/99.htm", "http://a.cn/zw/98.htm",
		    "http://a.cn/zw/1.htm", 1, 2, 99 },
		{ "http://a.cn/zw/99.htm", "http://a.cn/zw/98.htm", NULL, 1,
		    2, 100 },
		{ "http://a.cn/index.html", "http://a.cn/index_1.html", NULL,
		    0, 1, 5 },
		{ "http://a.cn/1/a", "http://a.cn/1/a", NULL, 1, 2, 5 },
		{ "http://a.cn/1/2", "http://a.cn/3/4", NULL, 1, 4, 2 },
	};
	struct arena *a = arena_new(1 << 20);
	size_t n;

	(void)state;
	for (n = 0; n < sizeof(at) / sizeof(*at); n++) {
		struct str got = step_at(a, at[n].x, at[n].i, at[n].y,
		    at[n].j, at[n].k);

		if (at[n].want == NULL)
			assert_null(got.p);
		else
			assert_str(got, at[n].want);
	}
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_finds_the_page_from_anywhere),
		cmocka_unit_test(test_a_list_out_of_order_is_not_trusted),
		cmocka_unit_test(test_addresses_of_far_pages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
