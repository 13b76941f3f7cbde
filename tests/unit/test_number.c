/* SPDX-License-Identifier: MIT */
#include "unit_arena.h"

#include <stdio.h>
#include <stdlib.h>

#include "number.h"

static struct number
cell(const char *raw)
{
	struct number n;
	enum cell_state state = number_cell(arena, str_of(raw), &n);

	assert_int_equal(state, n.state);
	return n;
}

static void
reads_plain_cells(void **state)
{
	static const char *const cases[][3] = {
		{ "0", "0", "" }, { "43项", "43", "项" },
		{ "增257项", "257", "项" }, { "减2项", "-2", "项" },
		{ "+267", "267", "" }, { "-47", "-47", "" },
		{ "－47", "-47", "" }, { "−47", "-47", "" },
		{ "1,234", "1234", "" }, { "1，234", "1234", "" },
		{ "1,234,567.80", "1234567.80", "" },
		{ "１２３", "123", "" }, { "8个", "8", "个" },
		{ "481.5万元", "481.5", "万元" },
		{ "251000元", "251000", "元" },
		{ "75394432.52元", "75394432.52", "元" },
		{ "31989283.00", "31989283.00", "" },
		{ " 12\302\240", "12", "" }, { "1617 项", "1617", "项" },
		{ "007", "7", "" }, { "0.50", "0.50", "" },
		{ "-0", "0", "" }, { "减0.0", "0.0", "" },
		{ "99.14%", "99.14", "%" }, { "32人次", "32", "人次" },
		{ "2.28亿条", "2.28", "亿条" },
	};
	struct number n;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		n = cell(cases[i][0]);
		assert_int_equal(n.state, CELL_NUM);
		assert_str(n.value, cases[i][1]);
		assert_str(n.unit, cases[i][2]);
		assert_false(n.leading_number);
		assert_false(n.split_digits);
	}
}

static void
gives_the_scale_of_a_unit(void **state)
{
	struct number n = cell("481.5万元");

	(void)state;
	assert_int_equal(n.power, 4);
	assert_str(n.base, "元");
	assert_str(number_scale(arena, n.value, n.power), "4815000");
	assert_str(number_scale(arena, STR("251000"), -4), "25.1");
	assert_str(number_scale(arena, STR("2.50"), 0), "2.50");
	assert_str(number_scale(arena, STR("-0.000001"), 4), "-0.01");
	assert_none(number_scale(arena, STR("x"), 1));
	assert_none(number_scale(arena, STR("1"), 60));
}

static void
keeps_blank_and_dash_apart_from_zero(void **state)
{
	static const char *const blank[] = { "", " ", "\302\240", "　",
	    "\302\240　\n" };
	static const char *const na[] = { "-", "/", "—", "－", "无", "\\", "──",
	    " / ", "——", "--" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(blank) / sizeof(blank[0]); i++) {
		assert_int_equal(cell(blank[i]).state, CELL_BLANK);
		assert_none(cell(blank[i]).value);
	}
	for (i = 0; i < sizeof(na) / sizeof(na[0]); i++) {
		assert_int_equal(cell(na[i]).state, CELL_NA);
		assert_none(cell(na[i]).value);
	}
}

static void
reads_words_for_none_and_nought(void **state)
{
	static const char *const none[] = { "无", "无。", "暂无", "没有", "不涉及",
		"N/A", "×" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		assert_int_equal(cell(none[i]).state, CELL_NA);
	assert_str(cell("零").value, "0");
	assert_str(cell("〇").value, "0");
	/* May be a mark as well as a nought. */
	assert_int_equal(cell("○").state, CELL_TEXT);
}

static void
flags_a_leading_number(void **state)
{
	struct number n = cell("22（其中修订16件）");

	(void)state;
	assert_int_equal(n.state, CELL_NUM);
	assert_str(n.value, "22");
	assert_true(n.leading_number);
	assert_true(cell("3件，均已办结").leading_number);
	assert_true(cell("30余件").leading_number);
	assert_str(cell("12*").value, "12");
	assert_true(cell("12①").leading_number);
	assert_true(cell("12[1]").leading_number);
	assert_true(cell("12注1").leading_number);
}

static void
flags_digits_that_were_split(void **state)
{
	struct number n = cell("20 23");

	(void)state;
	assert_int_equal(n.state, CELL_NUM);
	assert_str(n.value, "2023");
	assert_true(n.split_digits);
	assert_true(cell("2 3").split_digits);
	assert_true(cell("1 234").split_digits);
}

static void
takes_no_number_from_text(void **state)
{
	static const char *const cases[] = { "3 / 5", "10-20", "2021年", "规章",
	    "0 0", "0 5", "1 2 3", "12,34", "1,2345", "1.2.3", "12345热线", "-",
	    "第3条", "1.规章", "3件，其中2件",
	    "1234567890123456789012345678901", "约30", "1.", ".5" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_not_equal(cell(cases[i]).state, CELL_NUM);
		assert_none(cell(cases[i]).value);
	}
}

static struct decimal
dec(const char *s)
{
	struct decimal d = { 0, 0 };

	assert_true(number_parse(str_of(s), &d));
	return d;
}

static void
calculates_exactly(void **state)
{
	struct decimal d;

	(void)state;
	assert_true(number_add(dec("0.1"), dec("0.20"), &d));
	assert_str(number_print(arena, d), "0.30");
	assert_true(number_add(dec("43"), dec("-45"), &d));
	assert_str(number_print(arena, d), "-2");
	assert_true(number_mul(dec("1615"), dec("0.95"), &d));
	assert_str(number_print(arena, d), "1534.25");
	assert_true(number_shift(dec("2.09"), 4, &d));
	assert_str(number_print(arena, d), "20900");
	assert_int_equal(number_cmp(dec("1.0"), dec("1")), 0);
	assert_true(number_cmp(dec("-1.5"), dec("-1.4")) < 0);
	assert_true(number_cmp(dec("0.00000000000000000000000000001"),
	    dec("99999999999999999999999999999")) < 0);
}

static void
refuses_to_overflow(void **state)
{
	struct decimal big = dec("999999999999999999999999999999");
	struct decimal d = { 7, 0 };

	(void)state;
	assert_false(number_mul(big, big, &d));
	assert_false(number_shift(big, 10, &d));
	assert_false(number_add(big, dec("0.0000000000000000001"), &d));
	assert_false(number_parse(STR("9999999999999999999999999999999"), &d));
	assert_false(number_parse(STR("1."), &d));
	assert_false(number_parse(STR("-"), &d));
	assert_false(number_parse(STR(""), &d));
	assert_true(d.n == 7);
}

static void
reads_chinese_numerals(void **state)
{
	static const char *const cases[][2] = {
		{ "两", "2" }, { "十", "10" }, { "十二", "12" },
		{ "二十三", "23" }, { "一百零五", "105" }, { "三千", "3000" },
		{ "百", "100" }, { "半", "0.5" }, { "一百五", "150" },
		{ "两万三千", "23000" }, { "万", "10000" }, { "零", "0" },
		{ "三百二十一", "321" }, { "一亿零三百", "100000300" },
		{ "一百一十", "110" }, { "五十", "50" },
		{ "八万八", "88000" }, { "一亿零五", "100000005" },
		{ "一亿二", "120000000" }, { "壹仟贰佰叁拾", "1230" },
		{ "肆萬伍", "45000" },
	};
	static const char *const bad[] = { "二〇一九", "五六", "百百", "十百",
	    "百八十", "千八百", "人", "" };
	struct decimal d;
	size_t i, at;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		at = 0;
		assert_true(number_han(str_of(cases[i][0]), &at, &d));
		assert_int_equal(at, strlen(cases[i][0]));
		assert_str(number_print(arena, d), cases[i][1]);
	}
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		at = 0;
		assert_false(number_han(str_of(bad[i]), &at, &d));
		assert_int_equal(at, 0);
	}
	at = 0;
	assert_true(number_han(STR("百余条"), &at, &d));
	assert_int_equal(at, strlen("百"));
}

static void
finds_the_longest_unit(void **state)
{
	(void)state;
	assert_int_equal(number_unit(STR("人次"), 0), strlen("人次"));
	assert_int_equal(number_unit(STR("人员"), 0), strlen("人"));
	assert_int_equal(number_unit(STR("年"), 0), 0);
}

/* A line of gold: source, tbl, ind, col, value, state, raw. */
static void
check_gold(char *line)
{
	static const char *const states[] = { "num", "blank", "na", "text" };
	struct str rest = str_of(line), col[7];
	struct decimal got, want;
	struct number n;
	int i;

	for (i = 0; i < 7; i++)
		col[i] = str_cut(&rest, '\t');
	n.state = number_cell(arena, col[6], &n);
	assert_str(col[5], states[n.state]);
	if (n.state != CELL_NUM)
		return;
	if (str_eq(n.base, STR("元")))
		n.value = number_scale(arena, n.value, n.power);
	assert_true(number_parse(n.value, &got));
	assert_true(number_parse(col[4], &want));
	assert_int_equal(number_cmp(got, want), 0);
}

static void
agrees_with_real_reports(void **state)
{
	static const char *const files[] = { "seed-cells.tsv",
	    "corpus-html-cells.tsv", "corpus-pdf-cells.tsv" };
	const char *corpus = getenv("NIANBAO_CORPUS");
	char path[512], line[4096];
	FILE *file;
	size_t i, n = 0;

	(void)state;
	for (i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		snprintf(path, sizeof(path), "%s/gold/%s",
		    corpus != NULL ? corpus : "../shared", files[i]);
		file = fopen(path, "r");
		if (file == NULL)
			skip();
		fgets(line, sizeof(line), file);
		for (; fgets(line, sizeof(line), file) != NULL; n++) {
			line[strcspn(line, "\n")] = '\0';
			check_gold(line);
		}
		fclose(file);
	}
	assert_true(n > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_plain_cells),
		cmocka_unit_test(gives_the_scale_of_a_unit),
		cmocka_unit_test(keeps_blank_and_dash_apart_from_zero),
		cmocka_unit_test(reads_words_for_none_and_nought),
		cmocka_unit_test(flags_a_leading_number),
		cmocka_unit_test(flags_digits_that_were_split),
		cmocka_unit_test(takes_no_number_from_text),
		cmocka_unit_test(calculates_exactly),
		cmocka_unit_test(refuses_to_overflow),
		cmocka_unit_test(reads_chinese_numerals),
		cmocka_unit_test(finds_the_longest_unit),
		cmocka_unit_test(agrees_with_real_reports),
	};

	return cmocka_run_group_tests(tests, fresh, done);
}
