/* SPDX-License-Identifier: MIT */
/* The pieces of common/ that everything stands on. */
#include "unit.h"

#include "arena.h"
#include "buf.h"
#include "json.h"
#include "opt.h"

static void
test_print_fills_a_buffer_to_its_last_byte(void **state)
{
	struct buf b;
	int i;

	(void)state;
	buf_init(&b, 300);
	for (i = 0; i < 100; i++)
		buf_printf(&b, "%d%s", i % 10, "--");
	assert_true(buf_ok(&b));
	assert_int_equal(b.n, 300);
	assert_memory_equal(b.p + 297, "9--", 4);
	/* What does not fit leaves no trace. */
	buf_printf(&b, "%d", 0);
	assert_false(buf_ok(&b));
	assert_memory_equal(b.p + 297, "9--", 4);
	b.n = 299;
	b.bad = false;
	buf_printf(&b, "%d", 12);
	assert_false(buf_ok(&b));
	assert_int_equal(b.n, 299);
	assert_int_equal(b.p[299], '\0');
	buf_release(&b);
}

static void
test_buffer_refuses_past_its_ceiling_and_stays_refused(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, 4);
	buf_adds(&b, "abcd");
	assert_true(buf_ok(&b));
	buf_addc(&b, 'e');
	assert_false(buf_ok(&b));
	buf_reset(&b);
	buf_adds(&b, "x");
	assert_true(buf_ok(&b));
	assert_str(buf_str(&b), "x");
	buf_release(&b);
}

static void
test_trim_takes_chinese_spaces(void **state)
{
	(void)state;
	assert_str(str_trim(STR("\xe3\x80\x80 \xc2\xa0标题\xef\xbb\xbf\t")),
	    "标题");
	assert_str(str_trim(STR(" \xe3\x80\x80")), "");
}

static void
test_cut_gives_every_field_once(void **state)
{
	struct str rest = STR("a||b");

	(void)state;
	assert_str(str_cut(&rest, '|'), "a");
	assert_str(str_cut(&rest, '|'), "");
	assert_str(str_cut(&rest, '|'), "b");
	assert_none(rest);
}

static void
test_utf8_that_is_not_is_found(void **state)
{
	(void)state;
	assert_int_equal(str_valid_utf8(STR("年\xe5\xb9")), 3);
	assert_int_equal(str_valid_utf8(STR("\xed\xa0\x80")), 0);
	assert_int_equal(str_valid_utf8(STR("\xc0\xaf")), 0);
	assert_int_equal(str_valid_utf8(STR("\xf4\x90\x80\x80")), 0);
	assert_int_equal(str_valid_utf8(STR("\xf0\xa0\x80\x80")), 4);
}

/* How many bytes the table of RFC 3629, section 4, lets begin with these. */
static size_t
rfc_3629(const unsigned char *p, size_t n)
{
	static const struct {
		unsigned char first, last, low, high;
		size_t n;
	} rows[] = {
		{ 0x00, 0x7F, 0x00, 0xFF, 1 }, { 0xC2, 0xDF, 0x80, 0xBF, 2 },
		{ 0xE0, 0xE0, 0xA0, 0xBF, 3 }, { 0xE1, 0xEC, 0x80, 0xBF, 3 },
		{ 0xED, 0xED, 0x80, 0x9F, 3 }, { 0xEE, 0xEF, 0x80, 0xBF, 3 },
		{ 0xF0, 0xF0, 0x90, 0xBF, 4 }, { 0xF1, 0xF3, 0x80, 0xBF, 4 },
		{ 0xF4, 0xF4, 0x80, 0x8F, 4 },
	};
	size_t i, k;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		if (p[0] < rows[i].first || p[0] > rows[i].last)
			continue;
		if (n < rows[i].n || p[1] < rows[i].low || p[1] > rows[i].high)
			return 0;
		for (k = 2; k < rows[i].n; k++)
			if (p[k] < 0x80 || p[k] > 0xBF)
				return 0;
		return rows[i].n;
	}
	return 0;
}

static void
test_utf8_is_what_the_rfc_says(void **state)
{
	static const unsigned char last[] = { 0x7F, 0x80, 0xBF, 0xC0 };
	unsigned char p[4];
	size_t i, n, want, at;
	struct str s;

	(void)state;
	for (i = 0; i < 65536 * 16; i++) {
		p[0] = (unsigned char)(i >> 12);
		p[1] = (unsigned char)(i >> 4);
		p[2] = last[i >> 2 & 3];
		p[3] = last[i & 3];
		for (n = 1; n <= sizeof(p); n++) {
			s = (struct str){ (const char *)p, n };
			want = rfc_3629(p, n);
			assert_int_equal(str_sequence(s), want);
			assert_int_equal(str_valid_utf8(s) > 0, want > 0);
			at = 0;
			str_char(s, &at);
			assert_int_equal(at, want > 0 ? want : 1);
		}
	}
}

static void
test_first_counts_characters(void **state)
{
	(void)state;
	assert_str(str_first(STR("信息公开"), 2), "信息");
	assert_str(str_first(STR("ab"), 9), "ab");
}

static void
test_has_char_looks_for_whole_characters(void **state)
{
	(void)state;
	assert_true(str_has_char(STR("公开."), 0x5F00));
	assert_true(str_has_char(STR("公开."), '.'));
	assert_false(str_has_char(STR("公开."), 0x5177));
	assert_false(str_has_char(STR(""), 0));
}

static void
test_one_word_of_a_list_is_enough(void **state)
{
	(void)state;
	assert_true(str_is_any(STR("htm"), "html htm"));
	assert_false(str_is_any(STR("ht"), "html htm"));
	assert_false(str_is_any(STR(""), "html htm"));
	assert_true(str_has_any(STR("/top_nav.js"), "menu nav"));
	assert_false(str_has_any(STR("menu"), "menu_ nav"));
	assert_int_equal(str_starts_any(STR("Number(7)"), "parseInt( Number("),
	    7);
	assert_int_equal(str_starts_any(STR("xNumber("), "parseInt( Number("),
	    0);
	assert_true(str_ends_any(STR("a.jsonl.gz"), ".jsonl .jsonl.gz"));
	assert_false(str_ends_any(STR_NONE, ".jsonl .jsonl.gz"));
}

static void
test_join_of_an_empty_string_is_the_other(void **state)
{
	struct arena *a = arena_new(1 << 20);
	struct str s = STR("公开");

	(void)state;
	assert_str(arena_join(a, s, STR("指南")), "公开指南");
	assert_ptr_equal(arena_join(a, s, STR("")).p, s.p);
	assert_ptr_equal(arena_join(a, STR_NONE, s).p, s.p);
	arena_free(a);
}

static void
test_json_escapes_what_it_must(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, 1 << 10);
	json_open(&b, '{');
	json_member(&b, "a", STR("\"\\\n\x01\xff年"));
	json_member(&b, "none", STR_NONE);
	json_member_plain(&b, "code", STR("req_new"));
	json_member_plain(&b, "lost", STR_NONE);
	json_key(&b, "list");
	json_open(&b, '[');
	json_int(&b, -1);
	json_bool(&b, true);
	json_close(&b, ']');
	json_close(&b, '}');
	assert_str(buf_str(&b), "{\"a\":\"\\\"\\\\\\n\\u0001\xef\xbf\xbd年\","
	    "\"none\":null,\"code\":\"req_new\",\"lost\":null,\"list\":[-1,true]}");
	buf_release(&b);
}

static void
test_arena_gives_zeroed_memory_again_after_reset(void **state)
{
	struct arena *a = arena_new(1 << 22);
	char *p;
	size_t i;

	(void)state;
	p = arena_alloc(a, 1 << 21);
	memset(p, 'x', 1 << 21);
	arena_reset(a);
	p = arena_alloc(a, 1 << 21);
	for (i = 0; i < 1 << 21; i++)
		if (p[i] != 0)
			fail_msg("byte %zu is not zero", i);
	arena_free(a);
}

static void
test_growing_array_keeps_its_elements(void **state)
{
	struct arena *a = arena_new(1 << 20);
	int *v = NULL;
	size_t i;

	(void)state;
	for (i = 0; i < 1000; i++) {
		v = arena_grow(a, v, i, sizeof(*v));
		v[i] = (int)i;
	}
	for (i = 0; i < 1000; i++)
		assert_int_equal(v[i], (int)i);
	arena_free(a);
}

static void
test_what_follows_a_mark_is_given_back(void **state)
{
	struct arena *a = arena_new(8 << 20);
	struct str kept = arena_str(a, STR("kept"));
	struct arena_mark mark;
	char *p, *q;
	int i;

	(void)state;
	for (i = 0; i < 100; i++) {
		mark = arena_mark(a);
		p = arena_alloc(a, 1000);
		memset(p, 1, 1000);
		memset(arena_alloc(a, 900000), 1, 900000);
		memset(arena_alloc(a, 3 << 20), 1, 3 << 20);
		arena_back(a, mark);
		q = arena_alloc(a, 1000);
		assert_int_equal(q[0], 0);
		arena_back(a, mark);
	}
	assert_str(kept, "kept");
	arena_free(a);
}

/* Long arrays have memory of their own, which an arena forgets as well. */
static void
test_long_array_grows_in_its_place(void **state)
{
	enum { N = 1 << 18 };
	struct arena *a = arena_new(N * sizeof(long) + (1 << 20));
	long *v, *w;
	size_t i, round;

	(void)state;
	for (round = 0; round < 3; round++) {
		v = w = NULL;
		for (i = 0; i < N; i++) {
			v = arena_grow(a, v, i, sizeof(*v));
			assert_int_equal(v[i], 0);
			v[i] = (long)i;
			if (i % 64 == 0) {
				w = arena_grow(a, w, i / 64, sizeof(*w));
				w[i / 64] = (long)i;
			}
		}
		for (i = 0; i < N; i++)
			if (v[i] != (long)i || w[i / 64] != (long)(i & ~63UL))
				fail_msg("element %zu is lost", i);
		/* Cut short, it grows again. */
		v = arena_grow(a, v, N / 4, sizeof(*v));
		assert_int_equal(v[N / 4], 0);
		assert_int_equal(v[N / 4 - 1], N / 4 - 1);
		arena_reset(a);
	}
	arena_free(a);
}

static void
test_years_are_a_year_or_a_range(void **state)
{
	int a = 0, b = 0;

	(void)state;
	assert_true(opt_years("2008-2018", &a, &b));
	assert_int_equal(a, 2008);
	assert_int_equal(b, 2018);
	assert_true(opt_years("2019", &a, &b));
	assert_int_equal(b, 2019);
	assert_false(opt_years("2018-2008", &a, &b));
	assert_false(opt_years("08-18", &a, &b));
	assert_false(opt_years("2008-", &a, &b));
	assert_false(opt_years("", &a, &b));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_print_fills_a_buffer_to_its_last_byte),
		cmocka_unit_test(
		    test_buffer_refuses_past_its_ceiling_and_stays_refused),
		cmocka_unit_test(test_trim_takes_chinese_spaces),
		cmocka_unit_test(test_cut_gives_every_field_once),
		cmocka_unit_test(test_utf8_that_is_not_is_found),
		cmocka_unit_test(test_utf8_is_what_the_rfc_says),
		cmocka_unit_test(test_first_counts_characters),
		cmocka_unit_test(test_has_char_looks_for_whole_characters),
		cmocka_unit_test(test_one_word_of_a_list_is_enough),
		cmocka_unit_test(test_join_of_an_empty_string_is_the_other),
		cmocka_unit_test(test_json_escapes_what_it_must),
		cmocka_unit_test(
		    test_arena_gives_zeroed_memory_again_after_reset),
		cmocka_unit_test(test_growing_array_keeps_its_elements),
		cmocka_unit_test(test_long_array_grows_in_its_place),
		cmocka_unit_test(test_what_follows_a_mark_is_given_back),
		cmocka_unit_test(test_years_are_a_year_or_a_range),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
