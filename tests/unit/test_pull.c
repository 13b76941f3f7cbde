/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "unit.h"

#include "pull.h"

/* The fault of reading text as one value, or NULL. */
static const char *
fault(const char *text)
{
	struct arena *a = arena_new(1 << 20);
	struct pull p;

	pull_init(&p, a, str_of(text));
	pull_skip(&p);
	pull_end(&p);
	arena_free(a);
	return p.fault;
}

static void
test_what_is_json_is_read(void **state)
{
	static const char *const good[] = { "{}", "[]", " [ 1 , -0.5e+3 ] ",
		"{\"a\":{\"b\":[true,false,null,\"\"]},\"c\":[[],[{}]]}",
		"0", "-0", "10", "\"\\ud83d\\ude00\"", "\"\\u0001\\/\"" };

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		assert_null(fault(good[i]));
}

static void
test_what_is_no_json_is_refused(void **state)
{
	static const char *const bad[] = { "", "{", "[", "[1", "[1,]", "[,1]",
		"{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "[1 2]", "01",
		"-", "1.", ".5", "1e", "+1", "nul", "truth", "\"", "\"\\",
		"\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\ude00\"",
		"\"\\ud800\\u0041\"", "\"\t\"", "{} {}", "]", "}", "[}",
		"{\"a\":1]", "'a'" };

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_string_equal(fault(bad[i]), "bad_json");
	assert_string_equal(fault("\"\\u0000\""), "nul");
}

static void
test_numbers_have_an_end(void **state)
{
	char digits[PULL_MAX_NUMBER + 2];

	(void)state;
	memset(digits, '9', sizeof(digits));
	digits[PULL_MAX_NUMBER + 1] = '\0';
	assert_string_equal(fault(digits), "bad_number");
	digits[PULL_MAX_NUMBER] = '\0';
	assert_null(fault(digits));
	assert_null(fault("1e-999"));
	assert_string_equal(fault("[1e1000]"), "bad_number");
}

static void
test_small_numbers_are_whole(void **state)
{
	static const char *const others[] = { "", "1", "-1,  ......", "01,......",
		"1.5,......", "1e5,......", "x,......", " 1,......", "1 ,......",
		"123456789,......" };
	struct pull p;
	int64_t n = -1;

	(void)state;
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		pull_init(&p, NULL, str_of(others[i]));
		assert_false(pull_small(&p, &n));
		assert_ptr_equal(p.at, others[i]);
	}
	pull_init(&p, NULL, STR("0]......."));
	assert_true(pull_small(&p, &n));
	assert_int_equal(n, 0);
	assert_int_equal(*p.at, ']');
	pull_init(&p, NULL, STR("12345678}"));
	assert_true(pull_small(&p, &n));
	assert_int_equal(n, 12345678);
}

/* Eight characters are looked at together: the end may be any of them. */
static void
test_strings_end_where_they_end(void **state)
{
	char text[64];
	struct pull p;
	struct str s;

	(void)state;
	for (int n = 0; n < 20; n++)
		for (int behind = 0; behind < 20; behind++) {
			snprintf(text, sizeof(text), "\"%.*s\"%.*s", n,
			    "年a!#[]~\x7f b年cd  efg", behind,
			    "\"\"\"\"\\\\\1\1\2\3\"\"\"\"\"\"\"\"\"\"");
			pull_init(&p, NULL, str_of(text));
			assert_true(pull_string(&p, &s));
			assert_int_equal(s.n, n);
			assert_ptr_equal(p.at, text + n + 2);
		}
}

static void
test_depth_has_an_end(void **state)
{
	char deep[2 * PULL_MAX_DEPTH + 3] = "";

	(void)state;
	memset(deep, '[', PULL_MAX_DEPTH);
	memset(deep + PULL_MAX_DEPTH, ']', PULL_MAX_DEPTH);
	assert_null(fault(deep));
	memset(deep, '[', PULL_MAX_DEPTH + 1);
	assert_string_equal(fault(deep), "too_deep");
}

static void
test_escapes_are_what_they_stand_for(void **state)
{
	struct arena *a = arena_new(1 << 20);
	struct pull p;
	struct str s;

	(void)state;
	pull_init(&p, a, STR("\"\\u5e74\\n\\\"\\ud83d\\ude00年\""));
	assert_true(pull_string(&p, &s));
	assert_true(str_eq(s, STR("年\n\"😀年")));
	arena_free(a);
}

/* The digest of the canonical form of a value. */
static void
canonical(struct arena *a, const char *text, unsigned char sum[DIGEST_BYTES])
{
	struct digest d;
	struct pull p;

	digest_init(&d);
	pull_init(&p, a, str_of(text));
	p.hash = &d;
	pull_skip(&p);
	assert_null(p.fault);
	digest_end(&d, sum);
}

static bool
alike(const char *x, const char *y)
{
	struct arena *a = arena_new(1 << 20);
	unsigned char b[DIGEST_BYTES], c[DIGEST_BYTES];

	canonical(a, x, b);
	canonical(a, y, c);
	arena_free(a);
	return memcmp(b, c, sizeof(b)) == 0;
}

static void
test_canonical_form_is_of_what_is_said(void **state)
{
	(void)state;
	assert_true(alike("{\"a\":\"年/\"}", " { \"a\" : \"\\u5e74\\/\" } "));
	assert_false(alike("[\"a\",\"b\"]", "[\"ab\"]"));
	assert_false(alike("[\"1\"]", "[1]"));
	assert_false(alike("[[],1]", "[[1]]"));
	assert_false(alike("[true]", "[false]"));
	assert_false(alike("{\"a\":\"\"}", "{\"a\":null}"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_is_json_is_read),
		cmocka_unit_test(test_what_is_no_json_is_refused),
		cmocka_unit_test(test_numbers_have_an_end),
		cmocka_unit_test(test_small_numbers_are_whole),
		cmocka_unit_test(test_strings_end_where_they_end),
		cmocka_unit_test(test_depth_has_an_end),
		cmocka_unit_test(test_escapes_are_what_they_stand_for),
		cmocka_unit_test(test_canonical_form_is_of_what_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
