/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "dict.h"
#include "region.h"

DICT_DECLARE(region);

static struct regions *rs;

static int
setup(void **state)
{
	(void)state;
	rs = regions_new();
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	regions_free(rs);
	return 0;
}

static int
year_of(struct str s)
{
	int n = 0;

	assert_int_equal(s.n, 4);
	while (s.n-- > 0)
		n = n * 10 + (*s.p++ - '0');
	return n;
}

static const struct region *
by_name(const char *name, const char *within, int year, int flags)
{
	const struct region *in = NULL;

	if (within != NULL) {
		in = region_by_code(rs, str_of(within), year);
		assert_non_null(in);
	}
	return region_by_name(rs, str_of(name), in, year, flags);
}

static void
test_code_gives_the_name_of_its_time(void **state)
{
	(void)state;
	assert_str(region_by_code(rs, STR("371324"), 2013)->name, "苍山县");
	assert_str(region_by_code(rs, STR("371324"), 2014)->name, "兰陵县");
	assert_str(region_by_code(rs, STR("371324"), 0)->name, "兰陵县");
	assert_str(region_by_code(rs, STR("610928"), 2020)->name, "旬阳县");
	assert_null(region_by_code(rs, STR("610928"), 2021));
	assert_null(region_by_code(rs, STR("610981"), 2020));
	assert_str(region_by_code(rs, STR("610981"), 2021)->name, "旬阳市");
	assert_null(region_by_code(rs, STR("610928"), 0));
	assert_null(region_by_code(rs, STR("999999"), 0));
	assert_null(region_by_code(rs, STR("6109"), 0));
	assert_null(region_by_code(rs, STR_NONE, 0));
}

static void
test_parents_and_levels(void **state)
{
	const struct region *r = region_by_code(rs, STR("610902"), 2021);

	(void)state;
	assert_int_equal(r->level, REGION_COUNTY);
	assert_str(r->parent->name, "安康市");
	assert_int_equal(r->parent->level, REGION_PREFECTURE);
	assert_str(region_province(r)->name, "陕西省");
	assert_null(region_province(r)->parent);
	assert_string_equal(region_level_name(r->level), "county");

	/* A county of a municipality has no prefecture above it. */
	r = region_by_code(rs, STR("110105"), 2021);
	assert_str(r->parent->name, "北京市");
	assert_int_equal(r->parent->level, REGION_PROVINCE);

	/* The parent bears the name of the time. */
	r = region_by_code(rs, STR("420602"), 2009);
	assert_str(r->parent->name, "襄樊市");
	r = region_by_code(rs, STR("420602"), 2011);
	assert_str(r->parent->name, "襄阳市");
}

static void
test_shared_name_needs_context(void **state)
{
	(void)state;
	assert_null(by_name("朝阳区", NULL, 2021, 0));
	assert_str(by_name("朝阳区", "110000", 2021, 0)->code, "110105");
	assert_str(by_name("朝阳区", "220100", 2021, 0)->code, "220104");
	assert_str(by_name("朝阳区", "220000", 2021, 0)->code, "220104");
	assert_null(by_name("朝阳区", "610000", 2021, 0));
	/* The most shared name of all. */
	assert_null(by_name("郊区", NULL, 1985, 0));
	assert_str(by_name("郊区", "140300", 2021, 0)->code, "140311");
	assert_str(by_name("汉滨区", NULL, 2021, 0)->code, "610902");
	/* The context itself may be meant. */
	assert_str(by_name("安康市", "610900", 2021, 0)->code, "610900");
}

static void
test_late_name_is_found_and_marked(void **state)
{
	const struct region *r = by_name("旬阳县", NULL, 2021, 0);

	(void)state;
	assert_str(r->code, "610928");
	assert_false(region_valid(r, 2021));
	assert_true(region_valid(r, 2020));

	/* A report put up again under the later name. */
	r = by_name("兰陵县", NULL, 2013, 0);
	assert_str(r->code, "371324");
	assert_false(region_valid(r, 2013));

	/* What was gone for more than REGION_LAG years is no name. */
	assert_null(by_name("安康县", NULL, 2021, 0));
	assert_str(by_name("安康县", NULL, 1987, 0)->code, "612421");
}

static void
test_valid_name_wins_over_a_late_one(void **state)
{
	const struct region *r;

	(void)state;
	/* 铜仁市 was a county-level city until the prefecture took the name. */
	r = by_name("铜仁市", NULL, 2010, 0);
	assert_str(r->code, "522201");
	r = by_name("铜仁市", NULL, 2012, 0);
	assert_str(r->code, "520600");
}

static void
test_name_without_suffix_only_when_asked(void **state)
{
	(void)state;
	assert_null(by_name("安康", NULL, 2021, 0));
	assert_str(by_name("安康", NULL, 2021, REGION_BRIEF)->code, "610900");
	assert_str(by_name("洮北", NULL, 2021, REGION_BRIEF)->code, "220802");
	assert_str(by_name("伊犁", NULL, 2021, REGION_BRIEF)->code, "654000");
	assert_str(by_name("内蒙古", NULL, 2021, REGION_BRIEF)->code, "150000");
	/* 吉林省 or 吉林市; 和田地区, 和田市 or 和田县. */
	assert_null(by_name("吉林", NULL, 2021, REGION_BRIEF));
	assert_null(by_name("和田", NULL, 2021, REGION_BRIEF));
	/* One character is no short form, and late ones are not taken. */
	assert_null(by_name("开", NULL, 2014, REGION_BRIEF));
	assert_null(by_name("苍山", NULL, 2021, REGION_BRIEF));
	assert_str(by_name("苍山", NULL, 2013, REGION_BRIEF)->code, "371324");
}

static void
test_usual_form_of_an_autonomous_prefecture_is_a_name(void **state)
{
	(void)state;
	assert_str(by_name("恩施州", NULL, 2021, 0)->code, "422800");
	assert_str(by_name("黔东南州", NULL, 2021, 0)->code, "522600");
	assert_str(by_name("恩施土家族苗族自治州", NULL, 2021, 0)->code,
	    "422800");
}

static void
test_find_takes_the_longest_name(void **state)
{
	struct str text = STR("家住伊犁哈萨克自治州伊宁县");
	struct region_set set;
	size_t n;

	(void)state;
	assert_int_equal(region_find(rs, text, 0, 2021, 0, &set), 0);
	assert_int_equal(set.n, 0);
	n = region_find(rs, text, 6, 2021, 0, &set);
	assert_str(str_sub(text, 6, n), "伊犁哈萨克自治州");
	assert_int_equal(set.n, 1);
	n = region_find(rs, text, 6 + n, 2021, 0, &set);
	assert_int_equal(n, 9);
	assert_str(set.v[0]->code, "654021");
	assert_int_equal(region_find(rs, text, text.n, 2021, 0, &set), 0);
	/* In the middle of a character there is nothing. */
	assert_int_equal(region_find(rs, text, 7, 2021, 0, &set), 0);
}

static void
test_next_passes_over_no_name(void **state)
{
	struct str text = STR("家住伊犁哈萨克自治州伊宁县"), dict = DICT(region);
	struct dict_row row;
	size_t n = 0;

	(void)state;
	while (dict_next(&dict, &row))
		assert_int_equal(region_next(rs, row.col[1], 0), 0);
	assert_int_equal(region_next(rs, text, 0), 6);
	while ((n = region_next(rs, text, n + 1)) < text.n)
		assert_true(n % 3 == 0);
	assert_int_equal(region_next(rs, STR("我们的工作 in 2021"), 0), 23);
	assert_int_equal(region_next(rs, STR(""), 0), 0);
}

static void
test_plain_words_are_names_inside_a_region_only(void **state)
{
	struct region_set set;
	struct region_chain c;

	(void)state;
	assert_null(by_name("东区", NULL, 2021, 0));
	assert_str(by_name("东区", "510400", 2021, 0)->code, "510402");
	assert_int_equal(region_find(rs, STR("新区管委会"), 0, 2021, 0, &set),
	    0);
	region_prefix(rs, STR("阳泉市郊区农业局"), NULL, 2021, 0, &c);
	assert_int_equal(c.set.n, 1);
	assert_str(c.set.v[0]->code, "140311");
}

static void
test_find_gives_all_candidates(void **state)
{
	struct region_set set;
	size_t i;

	(void)state;
	assert_int_equal(region_find(rs, STR("朝阳区法院"), 0, 2021, 0, &set),
	    9);
	assert_int_equal(set.n, 2);
	for (i = 0; i < set.n; i++)
		assert_str(set.v[i]->name, "朝阳区");
	assert_str(set.v[0]->code, "110105");
	assert_str(set.v[1]->code, "220104");
}

static struct region_chain
prefix(const char *text, int year, int flags)
{
	struct region_chain c;

	region_prefix(rs, str_of(text), NULL, year, flags, &c);
	return c;
}

static void
test_chain_resolves_what_a_name_cannot(void **state)
{
	struct region_chain c = prefix("陕西省安康市汉滨区某局", 2021, 0);

	(void)state;
	assert_int_equal(c.set.n, 1);
	assert_str(c.set.v[0]->code, "610902");
	assert_int_equal(c.len, 27);
	assert_int_equal(c.last, 18);

	c = prefix("长春市朝阳区教育局", 2021, 0);
	assert_int_equal(c.set.n, 1);
	assert_str(c.set.v[0]->code, "220104");

	/* A level may be left out. */
	c = prefix("吉林省朝阳区教育局", 2021, 0);
	assert_int_equal(c.set.n, 1);
	assert_str(c.set.v[0]->code, "220104");

	c = prefix("朝阳区教育局", 2021, 0);
	assert_int_equal(c.set.n, 2);
	assert_int_equal(c.len, 9);

	c = prefix("行政审批服务局", 2021, 0);
	assert_int_equal(c.set.n, 0);
	assert_int_equal(c.len, 0);
}

static void
test_chain_ends_where_the_next_name_is_not_inside(void **state)
{
	struct region_chain c = prefix("安康市洮北区", 2020, 0);

	(void)state;
	assert_int_equal(c.len, 9);
	assert_str(c.set.v[0]->code, "610900");
}

static void
test_chain_prefers_the_region_inside_over_the_valid_one(void **state)
{
	/* 鼓楼区 is four districts of today; 下关区 ended in 2013. */
	struct region_chain c = prefix("南京市下关区民政局", 2014, 0);

	(void)state;
	assert_int_equal(c.set.n, 1);
	assert_str(c.set.v[0]->code, "320107");
	assert_false(region_valid(c.set.v[0], 2014));
	c = prefix("南京市鼓楼区民政局", 2014, 0);
	assert_int_equal(c.set.n, 1);
	assert_str(c.set.v[0]->code, "320106");
}

static void
test_chain_reads_short_forms_when_asked(void **state)
{
	struct region_chain c = prefix("安康汉滨区", 2021, 0);

	(void)state;
	assert_int_equal(c.len, 0);
	c = prefix("安康汉滨区", 2021, REGION_BRIEF);
	assert_str(c.set.v[0]->code, "610902");
	assert_int_equal(c.len, 15);
}

static void
test_context_narrows_a_chain(void **state)
{
	struct region_chain c;

	(void)state;
	region_prefix(rs, STR("朝阳区教育局"),
	    region_by_code(rs, STR("110000"), 2021), 2021, 0, &c);
	assert_int_equal(c.set.n, 1);
	assert_str(c.set.v[0]->code, "110105");
}

static void
test_every_row_is_found_by_code_and_by_name(void **state)
{
	struct str text = DICT(region);
	struct dict_row row;
	const struct region *r, *same;
	int rows = 0;

	(void)state;
	for (; dict_next(&text, &row); rows++) {
		r = region_by_code(rs, row.col[0], year_of(row.col[4]));
		assert_non_null(r);
		assert_true(str_eq(r->name, row.col[1]));
		same = region_by_name(rs, r->name,
		    r->parent != NULL ? r->parent : r, r->from, 0);
		assert_ptr_equal(same, r);
	}
	assert_in_range(rows, 6800, 8000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_code_gives_the_name_of_its_time),
		cmocka_unit_test(test_parents_and_levels),
		cmocka_unit_test(test_shared_name_needs_context),
		cmocka_unit_test(test_late_name_is_found_and_marked),
		cmocka_unit_test(test_valid_name_wins_over_a_late_one),
		cmocka_unit_test(test_name_without_suffix_only_when_asked),
		cmocka_unit_test(
		    test_usual_form_of_an_autonomous_prefecture_is_a_name),
		cmocka_unit_test(test_find_takes_the_longest_name),
		cmocka_unit_test(test_next_passes_over_no_name),
		cmocka_unit_test(
		    test_plain_words_are_names_inside_a_region_only),
		cmocka_unit_test(test_find_gives_all_candidates),
		cmocka_unit_test(test_chain_resolves_what_a_name_cannot),
		cmocka_unit_test(
		    test_chain_ends_where_the_next_name_is_not_inside),
		cmocka_unit_test(
		    test_chain_prefers_the_region_inside_over_the_valid_one),
		cmocka_unit_test(test_chain_reads_short_forms_when_asked),
		cmocka_unit_test(test_context_narrows_a_chain),
		cmocka_unit_test(
		    test_every_row_is_found_by_code_and_by_name),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
