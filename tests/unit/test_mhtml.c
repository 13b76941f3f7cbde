/* SPDX-License-Identifier: MIT */
#include "unit_doc.h"

#include "mhtml.h"

#define HEAD "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n"
#define PAGE "<html><body><p>=B1=a8=B8=E6=\r\n=A3=BAA=3DB</p></body></html>\n"

static void
read_text(const char *text)
{
	assert_true(mhtml_is(str_of(text)));
	mhtml_read(&doc, str_of(text));
}

static void
assert_page(void)
{
	assert_int_equal(doc.state, STATE_OK);
	assert_int_equal(doc.blocks.n, 1);
	assert_str(doc.blocks.v[0].text, "报告：A=B");
	assert_null(doc.declared_type.p);
}

static void
test_a_page_of_several_parts(void **state)
{
	(void)state;
	read_text(HEAD "Content-Type: multipart/related;\r\n"
	    "\tboundary=\"--=x\"\r\n\r\npreamble\r\n----=x\r\n"
	    "Content-Type: image/png\r\n\r\nAAAA\r\n----=x\r\n"
	    "content-type: text/html; charset=gb2312\r\n"
	    "Content-Transfer-Encoding: Quoted-Printable\r\n\r\n" PAGE
	    "----=x--\r\n");
	assert_page();
}

static void
test_a_page_in_a_part_of_a_part(void **state)
{
	(void)state;
	read_text(HEAD "Content-Type: multipart/mixed; boundary=a\n\n--a\n"
	    "Content-Type: multipart/related; boundary=b\n\n--b\n"
	    "Content-Type: text/html; charset=gbk\n"
	    "Content-Transfer-Encoding: quoted-printable\n\n" PAGE
	    "--b--\n--a--\n");
	assert_page();
}

static void
test_base64_and_a_page_alone(void **state)
{
	(void)state;
	read_text(HEAD "Content-Type: text/html\n"
	    "Content-Transfer-Encoding: base64\n\n"
	    "PHA+5oql5ZGK77ya\nQT1CPC9wPg==\n");
	assert_page();
}

#define PART(text) "--a\nContent-Type: text/html; charset=utf-8\n\n" text "\n"

static void
test_the_sheets_of_a_workbook(void **state)
{
	(void)state;
	read_text("MIME-Version: 1.0\nContent-Type: multipart/related; "
	    "boundary=a\n\n" PART("<frameset rows='*,39'><noframes><p>frames"
	    "</noframes></frameset>") PART("") PART("<table border=1><tr><td>"
	    "甲<td>1</table>") PART("<table border=1><tr><td>乙<td>2</table>")
	    "--a--\n");
	assert_int_equal(doc.state, STATE_OK);
	assert_int_equal(doc.warnings.n, 0);
	assert_int_equal(doc.blocks.n, 2);
	assert_str(doc.blocks.v[0].grid->cells[0].text, "甲");
	assert_int_equal(doc.blocks.v[1].grid->no, 2);
	assert_str(doc.blocks.v[1].grid->cells[1].text, "2");
}

static void
test_what_holds_no_page(void **state)
{
	(void)state;
	read_text("MIME-Version: 1.0\nContent-Type: multipart/mixed; "
	    "boundary=a\n\n--a\nContent-Type: text/plain\n\nx\n--a--\n");
	assert_int_equal(doc.state, STATE_REJECTED);
	assert_string_equal(doc.reason, "no_text");
	assert_false(mhtml_is(STR("X: y\n\nMIME-Version: 1.0\n")));
	assert_false(mhtml_is(STR("MIME-Version: 1.0\nno end")));
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, fresh, done)
	const struct CMUnitTest tests[] = {
		TEST(test_a_page_of_several_parts),
		TEST(test_a_page_in_a_part_of_a_part),
		TEST(test_base64_and_a_page_alone),
		TEST(test_the_sheets_of_a_workbook),
		TEST(test_what_holds_no_page),
	};

	return cmocka_run_group_tests_name("mhtml", tests, NULL, NULL);
}
