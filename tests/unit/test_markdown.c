/* SPDX-License-Identifier: MIT */
/* The marks of Markdown, and text that only looks like them. */
#include "unit_doc.h"

#include "markdown.h"

static struct doc
line(const char *text)
{
	doc.blocks.n = 0;
	doc.source = arena_str(doc.arena,
	    STR("https://www.qinghe.gov.cn/a/b.md"));
	markdown_line(&doc, str_of(text));
	return doc;
}

static void
test_headings(void **state)
{
	struct doc d = line("## 一、总体情况");

	(void)state;
	assert_int_equal(d.blocks.n, 1);
	assert_int_equal(d.blocks.v[0].kind, BLOCK_HEADING);
	assert_int_equal(d.blocks.v[0].level, 2);
	assert_str(d.blocks.v[0].text, "一、总体情况");
	d = line("#政务公开# 话题");
	assert_int_equal(d.blocks.v[0].kind, BLOCK_PARAGRAPH);
	assert_str(d.blocks.v[0].text, "#政务公开# 话题");
	assert_int_equal(line("-----").blocks.n, 0);
	assert_int_equal(line("---").blocks.n, 1);
	assert_int_equal(line("***").blocks.n, 1);
	assert_int_equal(line("[12](a.html)").blocks.v[0].kind,
	    BLOCK_PARAGRAPH);
}

static void
test_tags_of_html(void **state)
{
	(void)state;
	assert_int_equal(line("<div class=\"a\">").blocks.n, 0);
	assert_int_equal(line("</div>").blocks.n, 0);
	assert_str(line("<span style=\"a: b\">一、总体情况 </span>").blocks.v[0]
	    .text, "一、总体情况");
	assert_str(line("a < b，\\<b>，<divs>，<b").blocks.v[0].text,
	    "a < b，<b>，<divs>，<b");
}

static void
test_emphasis_is_taken_off_the_whole_only(void **state)
{
	(void)state;
	assert_str(markdown_plain(doc.arena, STR("**5**")), "5");
	assert_str(markdown_plain(doc.arena, STR(" **_总计_** ")), "_总计_");
	assert_str(markdown_plain(doc.arena, STR("*注*")), "注");
	assert_str(markdown_plain(doc.arena, STR("**一** 和 **二**")),
	    "**一** 和 **二**");
	assert_str(markdown_plain(doc.arena, STR("*")), "*");
	assert_str(markdown_plain(doc.arena, STR("**")), "**");
	assert_str(markdown_plain(doc.arena, STR("****")), "****");
	assert_str(markdown_plain(doc.arena, STR("")), "");
}

static void
test_escapes(void **state)
{
	(void)state;
	assert_str(markdown_plain(doc.arena, STR("1\\.属于国家秘密")),
	    "1.属于国家秘密");
	assert_str(markdown_plain(doc.arena, STR("a\\")), "a\\");
	assert_str(markdown_plain(doc.arena, STR("20\\5")), "20\\5");
}

static void
test_links(void **state)
{
	struct doc d = line("详见[附件](./x(1).pdf \"下载\")，共3页。");

	(void)state;
	assert_int_equal(d.blocks.n, 2);
	assert_str(d.blocks.v[0].text, "详见附件，共3页。");
	assert_int_equal(d.blocks.v[1].kind, BLOCK_LINK);
	assert_str(d.blocks.v[1].text, "附件");
	d = line("*   [首页](/)  [政务公开](../z/)");
	assert_int_equal(d.blocks.n, 2);
	assert_int_equal(d.blocks.v[0].kind, BLOCK_LINK);
	assert_str(d.blocks.v[1].href, "https://www.qinghe.gov.cn/z/");
	d = line("〔2021〕30号 [1] (见表)");
	assert_int_equal(d.blocks.n, 1);
	assert_str(d.blocks.v[0].text, "〔2021〕30号 [1] (见表)");
	d = line("[没有完](http://x");
	assert_str(d.blocks.v[0].text, "[没有完](http://x");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, fresh, done)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_headings),
		TEST(test_tags_of_html),
		TEST(test_emphasis_is_taken_off_the_whole_only),
		TEST(test_escapes),
		TEST(test_links),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
