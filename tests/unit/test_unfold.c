/* SPDX-License-Identifier: MIT */
/* Where a paragraph that holds a whole report is cut. */
#include "unit.h"

#include "unfold.h"

/* The parts that the text is cut into, empty ones aside, between bars. */
static void
assert_parts(const char *text, const char *want)
{
	size_t cut[UNFOLD_MAX], from = 0, at = 0;
	struct str s = str_of(text), part;
	int n = unfold_cuts(s, cut), i;
	char got[4096];

	for (i = 0; i <= n; i++) {
		part = str_trim(str_sub(s, from, i < n ? cut[i] - from : s.n));
		from = i < n ? cut[i] : s.n;
		if (part.n == 0)
			continue;
		memcpy(got + at, part.p, part.n);
		at += part.n;
		got[at++] = '|';
	}
	got[at - 1] = '\0';
	assert_string_equal(got, want);
}

static void
cuts_at_sections_and_their_five_headings(void **state)
{
	(void)state;
	assert_parts("本报告由六部分组成。 一、总体情况 （一）主动公开情况 2021年，公开信息"
	    "2条。 （二）依申请公开 无。 （三）政府信息管理情况 加强管理。 二、主动公开"
	    "政府信息情况 无。", "本报告由六部分组成。|一、总体情况|（一）主动公开情况|"
	    "2021年，公开信息2条。|（二）依申请公开|无。|（三）政府信息管理情况|加强管理。|"
	    "二、主动公开政府信息情况|无。");
}

static void
cuts_at_the_sections_of_the_free_reports(void **state)
{
	(void)state;
	assert_parts("本报告由五部分组成。一、概述2013年工作有序。二、主动公开政府信息情况"
	    "公开2条。三、依申请公开政府信息情况无。五、主要问题和改进措施有不足。"
	    "六、政府信息公开情况统计表指标名称",
	    "本报告由五部分组成。|一、概述|2013年工作有序。|二、主动公开政府信息情况|"
	    "公开2条。|三、依申请公开政府信息情况|无。|五、主要问题和改进措施|"
	    "有不足。|六、政府信息公开情况统计表|指标名称");
}

static void
a_list_or_a_sentence_is_no_heading(void **state)
{
	(void)state;
	assert_parts("包括一、总体情况，二、主动公开政府信息情况，三、其他。",
	    "包括一、总体情况，二、主动公开政府信息情况，三、其他。");
	assert_parts("（一）主动公开的信息有2条。（二）依申请公开，无。",
	    "（一）主动公开的信息有2条。（二）依申请公开，无。");
	assert_parts("见附表 统计指标 | 单位 | 统计数 | 条 | 1 |",
	    "见附表|统计指标 | 单位 | 统计数 | 条 | 1 |");
	/* Of another number than the form's. */
	assert_parts("（三）主动公开情况 无。", "（三）主动公开情况 无。");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cuts_at_sections_and_their_five_headings),
		cmocka_unit_test(cuts_at_the_sections_of_the_free_reports),
		cmocka_unit_test(a_list_or_a_sentence_is_no_heading),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
