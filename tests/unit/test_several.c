/* SPDX-License-Identifier: MIT */
#include "coded.h"

#include <stdio.h>

#include "several.h"

#define TITLE(who, year) who year "年政府信息公开工作年度报告\n\n"
#define OPEN "| 第二十条第（一）项 | | | |\n|---|---|---|---|\n"              \
	"| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n"
#define RULES(n) OPEN "| 规章 | " n " | 0 | 9 |\n\n"
#define DISPUTES "| 行政复议 | | | | |\n|---|---|---|---|---|\n| 结果维持 | "  \
	"结果纠正 | 其他结果 | 尚未审结 | 总计 |\n| 7 | 0 | 0 | 0 | 7 |\n\n"
#define FIRST TITLE("青禾县水利局", "2022") RULES("1")

static struct doc
read_as(const char *mime, const char *text)
{
	struct doc d = blocks_of(text);
	size_t i, k;

	for (i = 0; i < d.blocks.n; i++) {
		struct block *b = &d.blocks.v[i];

		b->hans = b->text;
		for (k = 0; b->grid != NULL && k < b->grid->n; k++)
			b->grid->cells[k].hans = b->grid->cells[k].text;
	}
	d.mime = mime;
	several_pass(&d, forms);
	stream_pass(&d, forms);
	code_pass(&d, forms);
	return d;
}

static bool
is_told(const struct doc *d)
{
	return d->warnings.n > 0 &&
	    strcmp(d->warnings.v[0].code, "several_reports") == 0;
}

static void
test_tables_of_a_second_report_are_left_out(void **state)
{
	static const char *const seconds[] = {
		TITLE("青禾县林业局", "2022") RULES("2") DISPUTES,
		TITLE("青禾县水利局", "2021") RULES("2") DISPUTES,
		"附：\n\n" TITLE("青禾县林业局", "2022") DISPUTES RULES("2"),
	};
	char text[4000];
	struct doc d;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(seconds) / sizeof(seconds[0]); i++) {
		sprintf(text, "%s%s", FIRST, seconds[i]);
		d = read_as("application/pdf", text);
		assert_true(is_told(&d));
		assert_int_equal(d.warnings.v[0].detail.n,
		    strlen(TITLE("青禾县林业局", "2022")) - 2);
		assert_int_equal(d.cells.n, 3);
		assert_str(cell(&d, 2, "regulation", "issued")->value, "1");
		/* It stays in the record. */
		assert_int_equal(d.blocks.v[d.blocks.n - 1].kind, BLOCK_TABLE);
	}
}

static void
test_the_head_of_a_page_begins_no_report(void **state)
{
	struct doc d = read_as("application/pdf", FIRST
	    TITLE("青禾县水利局", "2020") OPEN
	    "| 行政规范性文件 | 2 | 0 | 9 |\n\n"
	    TITLE("青禾县林业局", "2022") RULES("3"));

	(void)state;
	assert_true(is_told(&d));
	assert_str(d.warnings.v[0].detail,
	    "青禾县林业局2022年政府信息公开工作年度报告");
	assert_int_equal(d.cells.n, 6);
	assert_str(cell(&d, 2, "normative_doc", "issued")->value, "2");
	assert_str(cell(&d, 2, "regulation", "issued")->value, "1");
}

static void
test_one_report_is_one(void **state)
{
	static const char *const rests[] = {
		/* Heads of pages. */
		TITLE("青禾县水利局", "2022") RULES("2") DISPUTES,
		TITLE("", "2022") RULES("2") DISPUTES,
		/* They say something else than the title, or in other words. */
		TITLE("青禾县水利局", "2021") OPEN "| 行政规范性文件 | 2 | 0 | 9 |"
		"\n\n" DISPUTES,
		TITLE("青禾水利局", "2022") OPEN "| 行政规范性文件 | 2 | 0 | 9 |"
		"\n\n" DISPUTES,
		/* What it cites, and speaks of. */
		TITLE("青禾县林业局", "2022") DISPUTES,
		"本机关2021年政府信息公开工作年度报告已经公布。\n\n" RULES("2")
		DISPUTES,
	};
	char text[4000];
	struct doc d;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rests) / sizeof(rests[0]); i++) {
		sprintf(text, "%s%s", FIRST, rests[i]);
		d = read_as("application/pdf", text);
		assert_false(is_told(&d));
		assert_true(doc_has_table(&d, 4));
	}
	/* Pages and texts have other ways of naming reports beside their own. */
	d = read_as("text/html", FIRST TITLE("青禾县林业局", "2022") RULES("2"));
	assert_false(is_told(&d));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tables_of_a_second_report_are_left_out),
		cmocka_unit_test(test_the_head_of_a_page_begins_no_report),
		cmocka_unit_test(test_one_report_is_one),
	};

	return cmocka_run_group_tests_name("several", tests, setup, teardown);
}
