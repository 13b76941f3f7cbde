/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "copy.h"
#include "pgtime.h"

/* What numeric_recv() of PostgreSQL 15 takes for the same number. */
static void
assert_numeric(const char *decimal, const char *bytes, size_t n)
{
	struct buf b;

	buf_init(&b, 1000);
	copy_numeric(&b, str_of(decimal));
	assert_int_equal(b.n, n + 4);
	assert_int_equal((unsigned char)b.p[3], n);
	assert_memory_equal(b.p + 4, bytes, n);
	buf_release(&b);
}

static void
test_numeric_keeps_value_and_scale(void **state)
{
	(void)state;
	/* digits, weight, sign, scale, then base 10000 */
	assert_numeric("0", "\0\0\0\0\0\0\0\0", 8);
	assert_numeric("7", "\0\1\0\0\0\0\0\0\0\7", 10);
	assert_numeric("-7", "\0\1\0\0\100\0\0\0\0\7", 10);
	assert_numeric("12345.6",
	    "\0\3\0\1\0\0\0\1\0\1\11\51\27\160", 14);
	assert_numeric("0.0001", "\0\1\377\377\0\0\0\4\0\1", 10);
	assert_numeric("10000", "\0\1\0\1\0\0\0\0\0\1", 10);
	assert_numeric("-0.00", "\0\0\0\0\0\0\0\2", 8);
	assert_numeric("007", "\0\1\0\0\0\0\0\0\0\7", 10);
}

static void
test_null_is_not_empty(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, 100);
	copy_text(&b, STR_NONE);
	assert_memory_equal(b.p, "\377\377\377\377", 4);
	buf_reset(&b);
	copy_text(&b, STR(""));
	assert_memory_equal(b.p, "\0\0\0\0", 4);
	buf_release(&b);
}

static void
test_days_are_counted_from_2000(void **state)
{
	int32_t d;

	(void)state;
	assert_true(pgtime_date(STR("2000-01-01"), &d));
	assert_int_equal(d, 0);
	assert_true(pgtime_date(STR("2024-02-29"), &d));
	assert_int_equal(d, 8825);
	assert_true(pgtime_date(STR("1999-12-31"), &d));
	assert_int_equal(d, -1);
}

static void
test_dates_that_are_none_are_refused(void **state)
{
	static const char *const bad[] = { "2023-02-29", "1900-02-29",
		"2023-13-01", "2023-00-10", "2023-01-00", "2023-1-1",
		"2023-01-011", "20230101", "", "2023-04-31" };
	int32_t d;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_false(pgtime_date(str_of(bad[i]), &d));
}

static void
test_times_are_utc(void **state)
{
	int64_t a, b;

	(void)state;
	assert_true(pgtime_read(STR("2000-01-01T00:00:01.5Z"), &a));
	assert_int_equal(a, 1500000);
	assert_true(pgtime_read(STR("2022-01-31T08:00:00+08:00"), &a));
	assert_true(pgtime_read(STR("2022-01-31T00:00:00Z"), &b));
	assert_int_equal(a, b);
	assert_false(pgtime_read(STR("2022-01-31T00:00:00"), &a));
	assert_false(pgtime_read(STR("2022-01-31 00:00:00Z"), &a));
	assert_false(pgtime_read(STR("2022-01-31T24:00:00Z"), &a));
	assert_false(pgtime_read(STR("2022-01-31T00:00:00.Z"), &a));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_numeric_keeps_value_and_scale),
		cmocka_unit_test(test_null_is_not_empty),
		cmocka_unit_test(test_days_are_counted_from_2000),
		cmocka_unit_test(test_dates_that_are_none_are_refused),
		cmocka_unit_test(test_times_are_utc),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
