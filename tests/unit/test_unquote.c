/* SPDX-License-Identifier: MIT */
/* Text that was copied out of another format without being read. */
#include "unit_doc.h"

#include "unquote.h"

#define TEST(f) cmocka_unit_test_setup_teardown(f, fresh, done)

static struct str
after(const char *s)
{
	return unquote(doc.arena, str_of(s));
}

static void
test_strings_of_programs(void **state)
{
	(void)state;
	assert_str(after("\"a |\\n\\n1 |\\n\\u7b2c\\n\\ud840\\udc0b\\n\\\"x\\\"\\t\\/\""),
	    "a |\n\n1 |\n第\n𠀋\n\"x\"\t/");
	assert_str(after("'\\xa0\\n\\'\\n\\r\\n\\\\\\n\\q\\n\\ud840x'"),
	    "\u00a0\n'\n\r\n\\\nq\n\ufffdx");
	/* Cut off in the middle, and with nothing behind the backslash. */
	assert_str(after("\"\\n\\n\\n\\n\\n\\u12"), "\"\n\n\n\n\nu12");
	assert_str(after("\\n\\n\\n\\n\\n\\"), "\n\n\n\n\n\\");
	/* Four are none; nor are some among lines. */
	assert_str(after("\\n\\n\\n\\n"), "\\n\\n\\n\\n");
	assert_str(after("\\n\\n\\n\\n\\n\na\nb\n"), "\\n\\n\\n\\n\\n\na\nb\n");
}

static void
test_cited_lines(void **state)
{
	(void)state;
	assert_str(after("> a |\n>\n\n>1 |\n"), "a |\n\n\n1 |\n");
	assert_str(after("> a\n> b\nc > d\n"), "> a\n> b\nc > d\n");
	assert_str(after("> a"), "> a");
}

#define TEN(line) line line line line line line line line line line

static void
test_bars_of_other_kinds(void **state)
{
	(void)state;
	assert_str(after(TEN("5 \\|\n")), TEN("5 |\n"));
	assert_str(after(TEN("5 \\|\n") "|\n"), TEN("5 \\|\n") "|\n");
	assert_str(after(TEN("5 ｜\n")), TEN("5 |\n"));
	assert_str(after(TEN("a │ b │ c\n")), TEN("a | b | c\n"));
	/* A drawing, and a line of links. */
	assert_str(after("┌──┐\n" TEN("│5 │\n")), "┌──┐\n" TEN("│5 │\n"));
	assert_str(after("首页｜新闻｜公开\n正文。\n"), "首页｜新闻｜公开\n正文。\n");
}

static void
test_what_is_left_of_html(void **state)
{
	(void)state;
	assert_str(after("5&nbsp;&#124;&#x7C;&ldquo;a&rdquo;&amp;lt;"),
	    "5\u00a0||“a”&lt;");
	assert_str(after("a?x=1&y=2;&copy;&#;&#x;&#55296;&#1114112;&#9;&nbsp"),
	    "a?x=1&y=2;&copy;&#;&#x;&#55296;&#1114112;&#9;&nbsp");
	assert_str(after(""), "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_strings_of_programs),
		TEST(test_cited_lines),
		TEST(test_bars_of_other_kinds),
		TEST(test_what_is_left_of_html),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
