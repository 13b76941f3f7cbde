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

/* As found at a URL of a government. */
static void
on_site(struct record *r, const char *url)
{
	r->source = str_of(url);
	r->is_official = true;
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
		on_site(&r, "https://www.jiaxian.gov.cn/1.html");
		assert_false(key_of(&r).has_agency);
	}
	r = report("市财政局", "990100", "2021");
	assert_true(key_of(&r).has_agency);
	assert_string_equal(key_of(&r).place, "");
}

static void
test_a_name_of_many_places_is_told_by_its_site(void **state)
{
	static const char *const many[] = { "城关镇人民政府", "城关街道办事处",
		"高新区管委会", "鼓楼区教育局", "新下陆街道办事处" };
	struct record a, b;

	(void)state;
	for (size_t i = 0; i < sizeof(many) / sizeof(*many); i++) {
		a = report(many[i], NULL, "2021");
		assert_false(key_of(&a).has_agency);
		b = a;
		on_site(&a, "https://www.aaxian.gov.cn/zwgk/1.html");
		on_site(&b, "https://www.bbxian.gov.cn/zwgk/1.html");
		assert_true(key_of(&a).has_agency);
		assert_string_equal(key_of(&a).place, "aaxian.gov.cn");
		assert_int_not_equal(key_of(&a).agency, key_of(&b).agency);
		assert_int_not_equal(key_of(&a).report, key_of(&b).report);
		on_site(&b, "http://ZFXXGK.AAxian.gov.cn:8080/2.html");
		assert_int_equal(key_of(&a).agency, key_of(&b).agency);
		assert_int_equal(key_of(&a).report, key_of(&b).report);
	}
}

static void
test_sites(void **state)
{
	static const char *const sites[][2] = {
		{ "https://www.gov.cn/1.html", "www.gov.cn" },
		{ "https://aa.bbshi.gov.cn/1.html", "aa.bbshi.gov.cn" },
		{ "https://www.aa.bbshi.gov.cn?x", "aa.bbshi.gov.cn" },
		{ "http://u:p@m.bbshi.gov.cn:81", "bbshi.gov.cn" },
		{ "http:///1.html", "" },
		{ "pages/www.aaxian.gov.cn/1.html", "" },
	};
	char longest[400];
	struct record r = report("城关镇人民政府", NULL, "2021");

	(void)state;
	for (size_t i = 0; i < sizeof(sites) / sizeof(*sites); i++) {
		on_site(&r, sites[i][0]);
		assert_string_equal(key_of(&r).place, sites[i][1]);
		assert_int_equal(key_of(&r).has_agency,
		    sites[i][1][0] != '\0');
	}
	memset(longest, 'a', sizeof(longest));
	memcpy(longest, "http://", 7);
	longest[sizeof(longest) - 1] = '\0';
	on_site(&r, longest);
	assert_false(key_of(&r).has_agency);
}

static void
test_copies_elsewhere_tell_nobody(void **state)
{
	struct record r = report("城关镇人民政府", NULL, "2021");

	(void)state;
	on_site(&r, "https://wenku.example/1.html");
	r.is_official = false;
	assert_false(key_of(&r).has_agency);
	on_site(&r, "https://www.aaxian.gov.cn/1.html");
	r.is_mirror = true;
	assert_false(key_of(&r).has_agency);
}

static void
test_ministries_are_known_by_their_names(void **state)
{
	static const char *const names[] = { "教育部", "财政部", "公安部",
		"水利部", "商务部", "海关总署" };
	struct record r, s;

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		r = report(names[i], NULL, "2021");
		r.fields[FIELD_LEVEL].value = STR("central");
		s = r;
		on_site(&s, "https://www.aaxian.gov.cn/1.html");
		assert_true(key_of(&r).has_agency);
		assert_string_equal(key_of(&r).place, KEY_CENTRAL);
		assert_int_equal(key_of(&r).agency, key_of(&s).agency);
	}
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
		cmocka_unit_test(test_a_name_of_many_places_is_told_by_its_site),
		cmocka_unit_test(test_sites),
		cmocka_unit_test(test_copies_elsewhere_tell_nobody),
		cmocka_unit_test(test_ministries_are_known_by_their_names),
		cmocka_unit_test(test_without_agency_or_year_it_is_the_document),
		cmocka_unit_test(test_keys_are_positive),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
