/* SPDX-License-Identifier: MIT */
/*
 * The tools are scripts here that print what we say, so that each page is
 * known to the point; tests/e2e/250-office.t runs the real ones.
 */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pdf.h"

static struct doc doc;
static char root[] = "/tmp/test_pdf.XXXXXX";
static char *path;

static void
put_tool(const char *name, const char *output)
{
	char file[256];
	FILE *f;

	snprintf(file, sizeof(file), "%s/%s", root, name);
	f = fopen(file, "w");
	assert_non_null(f);
	fprintf(f, "#!/bin/sh\ncat <<'END'\n%s\nEND\n", output);
	assert_int_equal(fclose(f), 0);
	assert_int_equal(chmod(file, 0700), 0);
}

static int
fresh(void **state)
{
	char with[4096];

	(void)state;
	doc = (struct doc){ .arena = arena_new(1 << 26) };
	memset(root + sizeof(root) - 7, 'X', 6);
	assert_non_null(mkdtemp(root));
	path = strdup(getenv("PATH"));
	snprintf(with, sizeof(with), "%s:%s", root, path);
	return setenv("PATH", with, 1);
}

static int
done(void **state)
{
	char command[64];

	(void)state;
	setenv("PATH", path, 1);
	free(path);
	arena_free(doc.arena);
	snprintf(command, sizeof(command), "rm -rf '%s'", root);
	return system(command);
}

#define PAGE(words) "<page width='500' height='800'>" words "</page>\n"
/* y in tens of points. */
#define WORD(x0, x1, y, text)                                               \
	"<word xMin='" #x0 "' xMax='" #x1 "' yMin='" #y "0' yMax='" #y      \
	"9'>" text "</word>\n"
#define LINE(d) "<path style='fill:none;stroke:rgb(0%,0%,0%)' d='" d "'/>\n"

/* A line from margin to margin: 30 characters of 10 points. */
#define FULL "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"

static void
read_pages(const char *words, const char *svg)
{
	char *html = malloc(strlen(words) + 100);

	sprintf(html, "<!DOCTYPE html><html><body><doc>%s</doc></body></html>",
	    words);
	put_tool("pdftotext", html);
	put_tool("pdftocairo", svg);
	free(html);
	pdf_read(&doc, STR("%PDF-1.7"));
}

static void
assert_block(size_t i, const char *text)
{
	assert_true(i < doc.blocks.n);
	assert_str(doc.blocks.v[i].text, text);
}

static void
test_lines_become_paragraphs(void **state)
{
	(void)state;
	read_pages(PAGE(WORD(120, 400, 10, FULL) WORD(100, 120, 12, "2023")
	    WORD(124, 134, 12, "年") WORD(120, 400, 14, FULL)
	    WORD(100, 400, 16, FULL) WORD(240, 260, 79, "- 1 -"))
	    PAGE(WORD(100, 120, 6, "尾。") WORD(120, 160, 8, "一、总体")),
	    "<svg></svg>");
	assert_int_equal(doc.state, STATE_OK);
	assert_int_equal(doc.warnings.n, 0);
	assert_int_equal(doc.blocks.n, 4);
	assert_block(0, FULL "2023年");
	assert_block(1, "- 1 -");
	assert_true(doc.blocks.v[1].boilerplate);
	assert_block(2, FULL FULL "尾。");
	assert_block(3, "一、总体");
}

static void
test_numbered_lines_start_a_paragraph(void **state)
{
	(void)state;
	read_pages(PAGE(WORD(100, 400, 10, FULL) WORD(100, 400, 12,
	    "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九。")
	    WORD(100, 180, 14, "二、主动公开情况")
	    WORD(100, 400, 20, "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九增")
	    WORD(100, 180, 22, "3.5%，二、三季度")), "<svg></svg>");
	assert_int_equal(doc.blocks.n, 3);
	assert_block(1, "二、主动公开情况");
}

static void
test_words_go_to_the_cells_of_the_rules(void **state)
{
	const struct grid *g;

	(void)state;
	read_pages(PAGE(WORD(110, 140, 10, "标签") WORD(210, 220, 10, "1")
	    WORD(110, 130, 12, "三") WORD(110, 130, 13, "办")
	    WORD(190, 212, 14, "甲乙")	/* runs over a rule */
	    WORD(210, 230, 12, "12") WORD(240, 260, 12, "34")),
	    "<svg><defs><g><symbol>" LINE("M 0 0 L 0 500") "</symbol></g></defs>"
	    "<rect x='0' y='0' width='500' height='800' "
	    "style='fill:rgb(100%,100%,100%);stroke:none'/>"
	    LINE("M 100 100 L 300 100 L 300 160 L 100 160 Z")
	    LINE("M 100 120 L 300 120")
	    "<path style='stroke:none;fill:rgb(0%,0%,0%)' "
	    "d='M 199.5 100 L 200.5 100 L 200.5 160 L 199.5 160 Z M 1 1'/>"
	    LINE("M 110 125 C 110 130 115 130 120 125")
	    LINE("M 110 125 L 115 130")
	    "<path style='fill:none;stroke:rgb(100%,100%,100%)' "
	    "d='M 150 100 L 150 160'/></svg>");
	assert_int_equal(doc.blocks.n, 1);
	g = doc.blocks.v[0].grid;
	assert_int_equal(g->rows, 2);
	assert_int_equal(g->cols, 2);
	assert_int_equal(g->n, 4);
	assert_str(g->cells[0].text, "标签");
	assert_str(g->cells[1].text, "1");
	assert_str(g->cells[2].text, "三办甲");
	/* Two numbers in a cell are not made one. */
	assert_str(g->cells[3].text, "12 34乙");
}

static void
test_rules_are_moved_as_the_drawing_says(void **state)
{
	(void)state;
	read_pages(PAGE(WORD(110, 140, 10, "标签和其余的文字") WORD(210, 220,
	    10, "一二三四五六")), "<svg><page>"
	    "<path transform='matrix(0.5,0,0,-0.5,0,800)' fill='none' "
	    "stroke='rgb(0%,0%,0%)' d='M 200 1400 L 600 1400 M 200 1360 L 600 "
	    "1360 M 200 1360 L 200 1400 M 400 1360 L 400 1400 M 600 1360 L 600 "
	    "1400'/></page></svg>");
	assert_int_equal(doc.blocks.n, 1);
	assert_int_equal(doc.blocks.v[0].kind, BLOCK_TABLE);
	assert_int_equal(doc.blocks.v[0].grid->n, 2);
}

static void
test_unread_rules_are_told(void **state)
{
	(void)state;
	read_pages(PAGE(WORD(100, 300, 10, FULL)), "<svg><path");
	assert_int_equal(doc.state, STATE_OK);
	assert_block(0, FULL);
	assert_int_equal(doc.warnings.n, 1);
	assert_string_equal(doc.warnings.v[0].code, "rules_unread");
}

static void
test_pages_without_text_are_told(void **state)
{
	(void)state;
	read_pages(PAGE(WORD(100, 300, 10, FULL)) PAGE(""), "<svg></svg>");
	assert_int_equal(doc.warnings.n, 1);
	assert_string_equal(doc.warnings.v[0].code, "pages_without_text");
}

static void
test_scans_need_ocr(void **state)
{
	(void)state;
	read_pages(PAGE(WORD(100, 110, 10, "1")) PAGE(""), "<svg></svg>");
	assert_int_equal(doc.state, STATE_NEEDS_OCR);
	assert_string_equal(doc.reason, "scanned");
}

static void
test_what_is_no_answer_is_told(void **state)
{
	(void)state;
	put_tool("pdftotext", "no html");
	pdf_read(&doc, STR("%PDF-1.7"));
	assert_int_equal(doc.state, STATE_REJECTED);
	assert_string_equal(doc.reason, "converter_failed");
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, fresh, done)
	const struct CMUnitTest tests[] = {
		TEST(test_lines_become_paragraphs),
		TEST(test_numbered_lines_start_a_paragraph),
		TEST(test_words_go_to_the_cells_of_the_rules),
		TEST(test_rules_are_moved_as_the_drawing_says),
		TEST(test_unread_rules_are_told),
		TEST(test_pages_without_text_are_told),
		TEST(test_scans_need_ocr),
		TEST(test_what_is_no_answer_is_told),
	};

	return cmocka_run_group_tests_name("pdf", tests, NULL, NULL);
}
