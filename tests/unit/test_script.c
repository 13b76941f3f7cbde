/* SPDX-License-Identifier: MIT */
#include "unit_doc.h"

#include <stdio.h>
#include <stdlib.h>

#include "script.h"

static struct script_conv *conv;
static int
start(void **state)
{
	(void)state;
	conv = script_open();
	return conv == NULL ? -1 : 0;
}

static int
stop(void **state)
{
	(void)state;
	script_close(conv);
	return 0;
}

static void
add(const char *text)
{
	struct block *b = DOC_ADD(&doc, blocks);

	b->kind = BLOCK_PARAGRAPH;
	b->text = str_of(text);
}

/* What becomes of a text that is all of a document. */
static struct str
hans(const char *s)
{
	doc.blocks.n = 0;
	add(s);
	script_pass(&doc, conv);
	return doc.blocks.v[0].hans;
}

static struct str
block(size_t i)
{
	return doc.blocks.v[i].hans;
}

static void
test_traditional_becomes_simplified(void **state)
{
	(void)state;
	assert_str(hans("政府信息公開工作年度報告，條例實施後辦理結果"),
	    "政府信息公开工作年度报告，条例实施后办理结果");
}

static void
test_simplified_is_the_same_view(void **state)
{
	static const char *const texts[] = {
		"政府信息公开工作年度报告", "松原市乾安县信息公开",
		"徵求于2019年", "朱镕基", "12,345 and ASCII", "",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		assert_ptr_equal(hans(texts[i]).p, texts[i]);
}

static void
test_county_names_keep_qian(void **state)
{
	(void)state;
	assert_str(hans("吉林省乾安縣、陝西省乾縣政務公開報告，乾燥"),
	    "吉林省乾安县、陕西省乾县政务公开报告，干燥");
}

static void
test_typos_stay(void **state)
{
	(void)state;
	assert_str(hans("修定條例，循坏發展，全麵覆蓋問題"),
	    "修定条例，循坏发展，全面覆盖问题");
}

static void
test_one_name_does_not_make_it_traditional(void **state)
{
	(void)state;
	add("本年度共收到政府信息公开申请，联系人陳先生，电话见网站。");
	add("陳");
	script_pass(&doc, conv);
	assert_int_equal(doc.script, SCRIPT_HANS);
	assert_ptr_equal(block(0).p, doc.blocks.v[0].text.p);
	assert_str(block(1), "陳");
}

static void
test_short_text_follows_the_document(void **state)
{
	struct anchor cell = { .text = STR("總計") };
	struct grid grid = { .cells = &cell, .n = 1 };
	struct block *b;

	(void)state;
	add("本報告根據條例編制，統計數據期限從一月一日起。");
	add("項");
	b = DOC_ADD(&doc, blocks);
	b->kind = BLOCK_TABLE;
	b->grid = &grid;
	script_pass(&doc, conv);
	assert_int_equal(doc.script, SCRIPT_HANT);
	assert_str(block(1), "项");
	assert_str(cell.hans, "总计");
}

static void
test_each_block_of_a_mixed_document(void **state)
{
	(void)state;
	add("本報告根據條例編制，統計數據期限從一月一日起。");
	add("公开发布的数据统计期限从一月一日起，後徵於乾。");
	script_pass(&doc, conv);
	assert_int_equal(doc.script, SCRIPT_MIXED);
	assert_str(block(0), "本报告根据条例编制，统计数据期限从一月一日起。");
	assert_ptr_equal(block(1).p, doc.blocks.v[1].text.p);
}

static void
test_lookalikes_and_spaces_fold(void **state)
{
	(void)state;
	/* U+2F00 一, U+2F49 月, U+2EA0 民, U+F98E 年, U+00A0, U+200B, U+3000 */
	assert_str(hans("⼀⽉⺠\xef\xa6\x8e\xc2\xa0\xe2\x80\x8b度　报"),
	    "一月民年 度 报");
	/* Nothing of NFKC: these are not the same. */
	assert_str(hans("，（）Ⅲ①㎡１"), "，（）Ⅲ①㎡１");
}

static void
test_seed_leaves_nothing_traditional(void **state)
{
	const char *root = getenv("NIANBAO_CORPUS");
	struct str path = arena_printf(doc.arena,
	    "%s/seeds/002_f797ba171d5b3b7b.txt",
	    root != NULL ? root : "../shared");
	FILE *f = fopen(path.p, "r");
	char *p;
	struct str once;

	(void)state;
	if (f == NULL)
		skip();
	p = arena_alloc(doc.arena, 1 << 16);
	add(p);
	doc.blocks.v[0].text.n = fread(p, 1, 1 << 16, f);
	fclose(f);
	script_pass(&doc, conv);
	assert_int_equal(doc.script, SCRIPT_HANT);
	once = block(0);
	assert_true(str_has(once, STR("政府信息公开")));
	assert_false(str_has(once, STR("開")));
	doc.blocks.v[0].text = once;
	script_pass(&doc, conv);
	assert_int_equal(block(0).n, once.n);
}

int
main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, fresh, done)
	const struct CMUnitTest tests[] = {
		T(test_traditional_becomes_simplified),
		T(test_simplified_is_the_same_view),
		T(test_county_names_keep_qian),
		T(test_typos_stay),
		T(test_one_name_does_not_make_it_traditional),
		T(test_short_text_follows_the_document),
		T(test_each_block_of_a_mixed_document),
		T(test_lookalikes_and_spaces_fold),
		T(test_seed_leaves_nothing_traditional),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
