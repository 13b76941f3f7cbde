/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "key.h"

static struct record
report(const char *agency, const char *code, const char *year)
{
	struct record r = { .ok = true };

	r.fields[FIELD_KIND].value = STR("ogi_annual");
	r.fields[FIELD_AGENCY].value = str_of(agency);
	r.fields[FIELD_REGION_CODE].value = str_of(code);
	r.fields[FIELD_REPORT_YEAR].value = str_of(year);
	r.report_year = year != NULL ? 2021 : 0;
	return r;
}

static void
test_same_agency_and_year_is_the_same_report(void **state)
{
	struct record a = report("甲县人民政府", "990101", "2021"), b = a;
	struct key x, y;

	(void)state;
	b.digest.sha256[0] = b.content_digest[0] = 1;
	x = key_of(&a);
	y = key_of(&b);
	assert_true(x.has_agency);
	assert_int_equal(x.report, y.report);
	assert_int_not_equal(x.version, y.version);
}

static void
test_scope_and_kind_make_another_report(void **state)
{
	struct record a = report("甲县人民政府", "990101", "2021"), b = a,
	    c = a;

	(void)state;
	b.fields[FIELD_SCOPE].value = STR("region");
	c.fields[FIELD_KIND].value = STR("work_summary");
	assert_int_not_equal(key_of(&a).report, key_of(&b).report);
	assert_int_not_equal(key_of(&a).report, key_of(&c).report);
}

static void
test_bare_names_without_a_place_are_unresolved(void **state)
{
	static const char *const bare[] = { "市财政局", "区行政审批服务局",
		"县人民政府办公室", "省财政厅", "局办公室", "财政局" };
	struct record r;

	(void)state;
	for (size_t i = 0; i < sizeof(bare) / sizeof(*bare); i++) {
		r = report(bare[i], NULL, "2021");
		assert_false(key_of(&r).has_agency);
	}
	r = report("洪河县财政局", NULL, "2021");
	assert_true(key_of(&r).has_agency);
	r = report("市财政局", "990100", "2021");
	assert_true(key_of(&r).has_agency);
}

static void
test_without_agency_or_year_it_is_the_document(void **state)
{
	struct record a = report("市财政局", NULL, "2021"), b = a;
	struct record c = report("甲县人民政府", "990101", NULL), d = c;

	(void)state;
	b.digest.sha256[0] = d.digest.sha256[0] = 1;
	assert_int_not_equal(key_of(&a).report, key_of(&b).report);
	assert_int_not_equal(key_of(&c).report, key_of(&d).report);
}

static void
test_keys_are_positive(void **state)
{
	struct record r = report("甲县人民政府", "990101", "2021");

	(void)state;
	for (int i = 0; i < 256; i++) {
		r.content_digest[0] = (unsigned char)i;
		assert_true(key_of(&r).version >= 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_same_agency_and_year_is_the_same_report),
		cmocka_unit_test(test_scope_and_kind_make_another_report),
		cmocka_unit_test(test_bare_names_without_a_place_are_unresolved),
		cmocka_unit_test(test_without_agency_or_year_it_is_the_document),
		cmocka_unit_test(test_keys_are_positive),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
