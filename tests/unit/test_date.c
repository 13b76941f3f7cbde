/* SPDX-License-Identifier: MIT */
#include "unit_arena.h"

#include <stdio.h>

#include "date.h"

static void
parses_the_forms_in_use(void **state)
{
	static const char *const cases[][2] = {
		{ "2019-02-19", "2019-02-19" },
		{ "2019-02-19 09:53", "2019-02-19" },
		{ "2019-02-19 09:53:25", "2019-02-19" },
		{ "2026-09-28-21:50:00", "2026-09-28" },
		{ "2026-09-28T21:50:00Z", "2026-09-28" },
		{ "2026-09-2821:50", "2026-09-28" },
		{ "2020年08月02日", "2020-08-02" },
		{ "2020年 8月 2日", "2020-08-02" },
		{ "2022/2/11", "2022-02-11" }, { "2022.2.11", "2022-02-11" },
		{ "20220211", "2022-02-11" },
		{ "２０２２年２月１１日", "2022-02-11" },
		{ "二○一二年二月二十日", "2012-02-20" },
		{ "二〇一九年一月三十一日", "2019-01-31" },
		/* What is typed, or read by a machine, for 〇. */
		{ "二0一九年一月三十一日", "2019-01-31" },
		{ "二O二Ｏ年一月三十一日", "2020-01-31" },
		{ "二о二◯年一月三十一日", "2020-01-31" },
		{ "二〇二０年元月卅一日", "2020-01-31" },
		{ "二〇二〇年一月廿日", "2020-01-20" },
		{ "二〇二〇年1月30日", "2020-01-30" },
		{ "2020年一月三十日", "2020-01-30" },
		{ "2020年1月30号", "2020-01-30" },
		{ "2020 . 1 . 30", "2020-01-30" },
		{ "二零一零年十二月", "2010-12" },
		{ "2018年6月", "2018-06" }, { "2018年", "2018" },
		{ " 2020-02-29　", "2020-02-29" },
	};
	struct date d;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_true(date_parse(str_of(cases[i][0]), &d));
		assert_str(date_iso(arena, &d), cases[i][1]);
		assert_false(d.repaired);
	}
}

static void
refuses_impossible_dates(void **state)
{
	static const char *const cases[] = { "2019-02-29", "2019-13-01",
	    "2019-00-10", "2019年4月31日", "20191301", "1066-10-14", "",
	    "2019-02-19 25:00", "2019-02-19 x", "2019-1", "12", "二〇一九",
	    "2019-02-1900", "二〇一九年二月三十日", "2019131",
	    "0〇一九年一月一日", "二〇一九年十三月一日" };
	struct date d;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_false(date_parse(str_of(cases[i]), &d));
}

static void
repairs_what_has_one_reading(void **state)
{
	static const struct {
		const char *text;
		int year;
		const char *want;
	} cases[] = {
		{ "2019131", 0, "2019-01-31" },
		{ "20181231日", 0, "2018-12-31" },
		{ "201811日", 0, "2018-01-01" }, { "20186月", 0, "2018-06" },
		{ "516日", 2018, "2018-05-16" },
		{ "523日", 2018, "2018-05-23" },
		{ "79日", 2018, "2018-07-09" }, { "81日", 2018, "2018-08-01" },
		{ "1231日", 2018, "2018-12-31" },
		{ "2018年1231日", 0, "2018-12-31" },
		{ "2018年11日", 0, "2018-01-01" },
		{ "2007年45日", 0, "2007-04-05" }, { "20078月", 0, "2007-08" },
		{ "202291日", 0, "2022-09-01" },
		{ "2023831日", 0, "2023-08-31" },
		{ "2021926", 0, "2021-09-26" },
		{ "20251月1日", 0, "2025-01-01" },
	};
	struct date d;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(date_repair(str_of(cases[i].text),
		    cases[i].year, &d), DATE_OK);
		assert_str(date_iso(arena, &d), cases[i].want);
		assert_str(d.raw, cases[i].text);
		assert_true(d.repaired);
	}
}

static void
never_guesses(void **state)
{
	static const char *const ambiguous[] = { "2018111日", "111日",
	    "2018111", "201811", "15日", "2019年129日" };
	static const char *const none[] = { "2018999日", "2016月1日", "00日",
	    "2019", "201913月", "2018931", "430日报", "" };
	struct date d = { .year = 7 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(ambiguous) / sizeof(ambiguous[0]); i++)
		assert_int_equal(date_repair(str_of(ambiguous[i]), 2018, &d),
		    DATE_AMBIGUOUS);
	for (i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		assert_int_equal(date_repair(str_of(none[i]), 2018, &d),
		    DATE_NONE);
	assert_int_equal(d.year, 7);
}

/* Of 366 days, 36 share their digits with another one. */
static void
tells_most_days_apart(void **state)
{
	static const int days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30,
	    31 };
	struct date d;
	int month, day, doubtful = 0;
	char text[32];

	(void)state;
	for (month = 1; month <= 12; month++)
		for (day = 1; day <= days[month - 1]; day++) {
			snprintf(text, sizeof(text), "2020年%d%d日", month,
			    day);
			switch (date_repair(str_of(text), 0, &d)) {
			case DATE_OK:
				assert_int_equal(d.month, month);
				assert_int_equal(d.day, day);
				break;
			case DATE_AMBIGUOUS:
				doubtful++;
				break;
			case DATE_NONE:
				fail();
			}
		}
	assert_int_equal(doubtful, 36);
}

static void
finds_the_period(void **state)
{
	static const struct {
		const char *text, *from, *to;
		bool repaired;
	} cases[] = {
		{ "本报告数据的统计期限自2020年1月1日起至2020年12月31日止。",
		    "2020-01-01", "2020-12-31", false },
		{ "数据统计时限为2022年1月1日至2022年12月31日。",
		    "2022-01-01", "2022-12-31", false },
		{ "统计期限自201811日起至20181231日止", "2018-01-01",
		    "2018-12-31", true },
		{ "2017-2018学年报告,统计期限自201791日起,至2018831日止。",
		    "2017-09-01", "2018-08-31", true },
		{ "2022-2023学年信息公开工作年度报告", "2022-09-01",
		    "2023-08-31", true },
		{ "统计周期为 2024 年 1 月 1 日至 12 月 31 日", "2024-01-01",
		    "2024-12-31", false },
		{ "统计期限:2019年1月1日—12月31日", "2019-01-01",
		    "2019-12-31", false },
		{ "时间自2011年1月1日起至2011年12月31日止", "2011-01-01",
		    "2011-12-31", false },
	};
	struct date from, to;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_true(date_period(str_of(cases[i].text), &from, &to));
		assert_str(date_iso(arena, &from), cases[i].from);
		assert_str(date_iso(arena, &to), cases[i].to);
		assert_int_equal(from.repaired, cases[i].repaired);
	}
}

static void
finds_no_period_in_doubt(void **state)
{
	static const char *const cases[] = { "",
	    "统计期限自2016月1日起至2016年12月31日止",
	    "统计期限自2018年111日起至2018年1231日止",
	    "统计期限自2020年12月31日起至2020年1月1日止",
	    "期限为15个工作日", "2022-2024学年" };
	struct date from, to;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_false(date_period(str_of(cases[i]), &from, &to));
}

static void
repairs_document_numbers(void **state)
{
	static const char *const cases[][2] = {
		{ "某政办发〔201836号", "某政办发〔2018〕36号" },
		{ "某政办2018〕43号", "某政办〔2018〕43号" },
		{ "国办发﹝201724号", "国办发〔2017〕24号" },
		{ "国办公开办函〔202130", "国办公开办函〔2021〕30号" },
	};
	static const char *const intact[] = { "某政办发〔2018〕36号", "36号",
	    "某政办发〔36〕2018号", "", "2018年36号" };
	bool repaired;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_str(date_docno_repair(arena, str_of(cases[i][0]),
		    &repaired), cases[i][1]);
		assert_true(repaired);
	}
	for (i = 0; i < sizeof(intact) / sizeof(intact[0]); i++) {
		assert_str(date_docno_repair(arena, str_of(intact[i]),
		    &repaired), intact[i]);
		assert_false(repaired);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parses_the_forms_in_use),
		cmocka_unit_test(refuses_impossible_dates),
		cmocka_unit_test(repairs_what_has_one_reading),
		cmocka_unit_test(never_guesses),
		cmocka_unit_test(tells_most_days_apart),
		cmocka_unit_test(finds_the_period),
		cmocka_unit_test(finds_no_period_in_doubt),
		cmocka_unit_test(repairs_document_numbers),
	};

	return cmocka_run_group_tests(tests, fresh, done);
}
