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
put_script(const char *name, const char *text)
{
	char file[256];
	FILE *f;

	snprintf(file, sizeof(file), "%s/%s", root, name);
	f = fopen(file, "w");
	assert_non_null(f);
	fprintf(f, "#!/bin/sh\n%s\n", text);
	assert_int_equal(fclose(f), 0);
	assert_int_equal(chmod(file, 0700), 0);
}

static void
put_tool(const char *name, const char *output)
{
	char *text = malloc(strlen(output) + 20);

	sprintf(text, "cat <<'END'\n%s\nEND", output);
	put_script(name, text);
	free(text);
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
test_words_that_touch_are_one(void **state)
{
	(void)state;
	/* A font that changes; letters that say they are tall. */
	read_pages(PAGE(WORD(100, 120, 10, "481") WORD(120, 123, 10, ".")
	    WORD(123, 133, 10, "57") WORD(140, 150, 10, "12")
	    "<word xMin='100' xMax='110' yMin='126.5' yMax='133'>1.</word>"
	    "<word xMin='110' xMax='150' yMin='112' yMax='138'>属于国家</word>"
	    "<word xMin='100' xMax='110' yMin='141' yMax='147'>2.</word>"
	    WORD(100, 400, 18, FULL)), "<svg></svg>");
	assert_int_equal(doc.blocks.n, 4);
	assert_block(0, "481.57 12");
	assert_block(1, "1.属于国家");
	assert_block(2, "2.");
	/* A raised note is no digit of the number. */
	doc = (struct doc){ .arena = doc.arena };
	read_pages(PAGE(WORD(100, 110, 10, "12") "<word xMin='110' xMax='114' "
	    "yMin='99' yMax='105'>1</word>" WORD(100, 400, 18, FULL)),
	    "<svg></svg>");
	assert_block(0, "12(1)");
	doc = (struct doc){ .arena = doc.arena };
	read_pages(PAGE(WORD(100, 110, 10, "12") "<word xMin='110' xMax='114' "
	    "yMin='97' yMax='103'>1</word>" WORD(90, 95, 10, "有")
	    WORD(100, 400, 18, FULL)), "<svg></svg>");
	assert_block(0, "有12(1)");
}

/* A box of two columns and 20 rows of "项" and "1". */
static char *
read_box(const char *more, char *words)
{
	char *p = words;
	int i;

	p += sprintf(p, "<page width='500' height='800'>");
	for (i = 10; i < 30; i++)
		p += sprintf(p, "<word xMin='110' xMax='120' yMin='%d0' yMax="
		    "'%d9'>项</word><word xMin='210' xMax='215' yMin='%d0' "
		    "yMax='%d9'>1</word>\n", i, i, i, i);
	sprintf(p, "%s</page>", more);
	return words;
}

static void
test_a_watermark_is_in_no_cell(void **state)
{
	char words[8192];

	(void)state;
	read_pages(read_box("<word xMin='205' xMax='255' yMin='120' "
	    "yMax='180'>样</word>"
	    "<word xMin='112' xMax='120' yMin='210' yMax='280'>竖着的字</word>",
	    words), "<svg>" LINE("M 100 95 L 300 95 L 300 300 L 100 300 Z")
	    LINE("M 200 95 L 200 300") "</svg>");
	assert_int_equal(doc.blocks.n, 2);
	assert_true(doc.blocks.v[1].boilerplate);
	assert_str(doc.blocks.v[1].text, "样");
	assert_int_equal(doc.blocks.v[0].grid->n, 2);
	assert_true(str_has(doc.blocks.v[0].grid->cells[0].text,
	    STR("竖着的字")));
	assert_false(str_has(doc.blocks.v[0].grid->cells[1].text, STR("样")));
}

/* Letters of the one font say that they are three times as tall. */
static void
test_numbers_and_words_of_two_fonts_stay_in_cells(void **state)
{
	char words[8192], *p;
	int i, tall;

	(void)state;
	for (tall = 0; tall < 2; tall++) {
		doc = (struct doc){ .arena = doc.arena };
		p = words + sprintf(words, "<page width='500' height='800'>");
		for (i = 10; i < 30; i++)
			p += sprintf(p, "<word xMin='110' xMax='120' yMin='%d' "
			    "yMax='%d'>项</word><word xMin='130' xMax='140' "
			    "yMin='%d' yMax='%d'>目</word><word xMin='210' "
			    "xMax='215' yMin='%d' yMax='%d'>1</word>\n",
			    10 * i - 10 * !tall, 10 * i + 9 + 10 * !tall,
			    10 * i - 10 * !tall, 10 * i + 9 + 10 * !tall,
			    10 * i - 10 * tall, 10 * i + 9 + 10 * tall);
		sprintf(p, "</page>");
		read_pages(words, "<svg>" LINE("M 100 85 L 300 85 L 300 315 L "
		    "100 315 Z") LINE("M 200 85 L 200 315") "</svg>");
		assert_int_equal(doc.blocks.n, 1);
		assert_int_equal(doc.blocks.v[0].grid->cells[0].text.n, 120);
		assert_int_equal(str_chars(doc.blocks.v[0].grid->cells[1].text),
		    39);
	}
}

static void
test_rows_without_rules_are_read_as_set(void **state)
{
	char words[8192];

	(void)state;
	put_script("pdftotext", arena_printf(doc.arena, "case $* in\n"
	    "*-layout*) printf '甲\\t1\\n乙\\t2\\001\\n丙\\t3\\n' ;;\n"
	    "*) cat <<'END'\n<body>%s</body>\nEND\nesac", read_box(
	    WORD(300, 305, 10, "2") WORD(300, 305, 11, "2")
	    WORD(300, 305, 12, "2") WORD(300, 305, 13, "2")
	    WORD(300, 305, 14, "2") WORD(300, 305, 15, "2"), words)).p);
	put_tool("pdftocairo", "<svg></svg>");
	pdf_read(&doc, STR("%PDF-1.7"));
	assert_int_equal(doc.blocks.n, 1);
	assert_int_equal(doc.blocks.v[0].grid->rows, 3);
	assert_str(doc.blocks.v[0].grid->cells[3].text, "2?");
}

static void
test_characters_that_XML_lacks_cost_no_document(void **state)
{
	(void)state;
	read_pages(PAGE(WORD(100, 120, 10, "1\0143") WORD(100, 180, 14,
	    "\xef\xbf\xbf一二三四五六七八九十") WORD(100, 400, 18, FULL)),
	    "<svg></svg>");
	assert_int_equal(doc.state, STATE_OK);
	assert_block(0, "1?3");
	assert_block(1, "???一二三四五六七八九十");
	/* Fonts that say nothing of their letters are as good as pictures. */
	doc = (struct doc){ .arena = doc.arena };
	read_pages(PAGE(WORD(100, 200, 10, "\001\002!\"#$%\0034567") WORD(100,
	    180, 14, "\005\006+-.")), "<svg></svg>");
	assert_int_equal(doc.state, STATE_NEEDS_OCR);
	assert_string_equal(doc.reason, "scanned");
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
test_letters_that_a_font_does_not_name(void **state)
{
	(void)state;
	read_pages(PAGE(WORD(100, 400, 10, FULL) WORD(100, 400, 12,
	    "\u00e4\u00f3\u00ff\u00e7"
	    "三四五六七八九十一二三四五六七八九十")), "<svg></svg>");
	assert_int_equal(doc.state, STATE_OK);
	assert_int_equal(doc.warnings.n, 1);
	assert_string_equal(doc.warnings.v[0].code, "garbled_text");
	doc = (struct doc){ .arena = doc.arena };
	read_pages(PAGE(WORD(100, 400, 10, "Ry S\u00bfl4R)\\@2020^te?^ O]"
	    "O\\^t^2\u0153b\u00a5TJ")), "<svg></svg>");
	assert_int_equal(doc.state, STATE_NEEDS_OCR);
	/* A text in English, and signs that Chinese texts have. */
	doc = (struct doc){ .arena = doc.arena };
	read_pages(PAGE(WORD(100, 400, 10, "The office received 12 requests, "
	    "5% more; see www.example.gov.cn") WORD(100, 300, 12,
	    "\u00d7\u00f7\u00b0\u00b1\u00b7\u00a7 and no others at all")),
	    "<svg></svg>");
	assert_int_equal(doc.state, STATE_OK);
	assert_int_equal(doc.warnings.n, 0);
}

static void
test_what_comes_again_on_each_page_is_no_text(void **state)
{
	size_t i, n = 0;

	(void)state;
	read_pages(PAGE(WORD(100, 200, 2, "甲局2023年报告") WORD(100, 140, 10,
	    "一、甲") WORD(100, 300, 77, "乙方 1/3"))
	    PAGE(WORD(300, 400, 2, "二、总体") WORD(100, 120, 20, "尾。")
	    WORD(100, 300, 77, "乙方 2/3"))
	    PAGE(WORD(100, 200, 2, "甲局2023年报告") WORD(100, 120, 20, "尾。")
	    WORD(100, 300, 77, "乙方 3/3")), "<svg></svg>");
	for (i = 0; i < doc.blocks.n; i++) {
		n += doc.blocks.v[i].boilerplate;
		assert_int_equal(doc.blocks.v[i].boilerplate,
		    str_has(doc.blocks.v[i].text, STR("乙方")) ||
		    str_has(doc.blocks.v[i].text, STR("甲局")));
	}
	assert_int_equal(n, 5);
}

/* A page of 500 by 800 as cairo prints it. */
#define PS_PAGE(setup, drawing)                                             \
	"%%Page: 1 1\n%%BeginPageSetup\n" setup "%%EndPageSetup\n"          \
	"q 0 0 500 800 rectclip\n" drawing "Q Q\nshowpage\n"
#define UPRIGHT "500 800 cairo_set_page_size\n"
#define FLIP "1 0 0 -1 0 800 cm q\n"
#define WORDS PAGE(WORD(110, 140, 10, "标签和其余的文字") WORD(210, 220, 10, \
	"一二三四五六"))

/* Whether one table of a row with the two words was found. */
static void
assert_two_cells(void)
{
	assert_int_equal(doc.blocks.n, 1);
	assert_int_equal(doc.blocks.v[0].kind, BLOCK_TABLE);
	assert_int_equal(doc.blocks.v[0].grid->n, 2);
	assert_str(doc.blocks.v[0].grid->cells[1].text, "一二三四五六");
	assert_int_equal(doc.warnings.n, 0);
}

static void
test_rules_in_postscript(void **state)
{
	(void)state;
	read_pages(WORDS, "%!PS\n" PS_PAGE(UPRIGHT, FLIP
	    "1 0.98 1 rg 150 90 1 50 re f 1 g 160 90 1 50 re f 0 g\n"
	    "BT /f 1 Tf (\\) S 1 1 1 rg) Tj [(a)-2<6b>]TJ ET\n"
	    "100 100 200 20 re S\n"
	    "q 2 0 0 2 0 0 cm 99.75 50 0.5 10 re f* Q\n"
	    "110 105 m 110 110 115 110 120 105 c 120 100 l S\n"
	    "130 100 1 20 re W n\n"));
	assert_two_cells();
}

/* A table of two cells, and text at 108 from the top. */
#define TWO_CELLS FLIP "100 100 200 20 re S 200 100 m 200 120 l S\n"
#define TEXT_AT(x, s) "BT 9 0 0 -9 " #x " 108 Tm /f 1 Tf (" s ")Tj ET\n"

/* The text of the second cell on a page with this word and drawing. */
static struct str
second_cell(const char *word, const char *ps)
{
	char words[400], drawing[2000];

	sprintf(words, "<page width='500' height='800'>%s%s</page>",
	    WORD(110, 140, 10, "标签和其余的文字"), word);
	sprintf(drawing, "%s%s", "%!PS\n" PS_PAGE(UPRIGHT, ""), ps);
	doc = (struct doc){ .arena = doc.arena };
	read_pages(words, drawing);
	assert_int_equal(doc.blocks.v[0].kind, BLOCK_TABLE);
	return doc.blocks.v[0].grid->cells[1].text;
}

static void
test_digits_that_nobody_sees_make_no_number(void **state)
{
	static const struct {
		const char *ps;
		bool seen;
	} cases[] = {
		{ TWO_CELLS TEXT_AT(210, "127"), true },
		{ TWO_CELLS TEXT_AT(50, "more") TEXT_AT(210, "127"), true },
		{ TWO_CELLS TEXT_AT(50, "1 27"), true },
		{ TWO_CELLS TEXT_AT(210, "12"), false },
		{ TWO_CELLS TEXT_AT(210, "12") TEXT_AT(230, "7"), true },
		{ TWO_CELLS TEXT_AT(210, "12") "1 g\n" TEXT_AT(230, "7"),
			false },
		{ TWO_CELLS "1 g\n" TEXT_AT(210, "127"), false },
		{ TWO_CELLS "1 g\n" TEXT_AT(211, "127") "0 g\n"
			TEXT_AT(210, "127"), true },
		{ TWO_CELLS "0 0 1 rg 200 100 100 20 re f 1 g\n"
			TEXT_AT(210, "127"), true },
		{ TWO_CELLS "0 g 200 100 100 20 re f 1 g 201 101 98 18 re f\n"
			TEXT_AT(210, "127"), false },
		{ TWO_CELLS "0 g 100 100 100 20 re f 1 g\n"
			TEXT_AT(210, "127"), false },
		{ TWO_CELLS "shfill 1 g\n" TEXT_AT(210, "127"), true },
		/* Of the line above, in a font that says that it is tall. */
		{ TWO_CELLS "BT 9 0 0 -9 210 102 Tm (1)Tj 20 6 Td (7)Tj ET\n",
			true },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_str(second_cell(WORD(210, 240, 10, "127"), cases[i].ps),
		    cases[i].seen ? "127" : "□");
		assert_int_equal(doc.warnings.n, !cases[i].seen);
		if (!cases[i].seen)
			assert_string_equal(doc.warnings.v[0].code,
			    "unseen_text");
	}
}

/* A white box over the second cell, or where it says. */
#define COVER "1 g 202 98 60 14 re f 0 g\n"

static void
test_what_is_painted_over_is_gone(void **state)
{
	static const struct {
		const char *ps, *text;
	} cases[] = {
		{ TWO_CELLS TEXT_AT(210, "127") TEXT_AT(230, "15"), "127 15" },
		{ TWO_CELLS TEXT_AT(210, "127") COVER TEXT_AT(230, "15"), "15" },
		{ TWO_CELLS COVER TEXT_AT(210, "127") TEXT_AT(230, "15"),
			"127 15" },
		/* The box is clipped away, or its shape is not known. */
		{ TWO_CELLS TEXT_AT(210, "127") "q 0 0 9 9 re W n\n" COVER "Q\n"
			TEXT_AT(230, "15"), "127 15" },
		{ TWO_CELLS TEXT_AT(210, "127") "q 0 0 m 400 0 l 0 800 l h W n\n"
			COVER "Q\n" TEXT_AT(230, "15"), "127 15" },
		{ TWO_CELLS "q 0 0 9 9 re W n\n" TEXT_AT(210, "127") "Q\n"
			TEXT_AT(230, "15"), "□15" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_str(second_cell(WORD(210, 225, 10, "127")
		    WORD(230, 240, 10, "15"), cases[i].ps), cases[i].text);
		assert_int_equal(doc.warnings.n,
		    strcmp(cases[i].text, "127 15") != 0);
	}
}

static void
test_a_number_painted_as_one_is_one(void **state)
{
	(void)state;
	assert_str(second_cell(WORD(196, 216, 10, "1234"),
	    TWO_CELLS TEXT_AT(196, "1234")), "1234");
	assert_str(second_cell(WORD(190, 210, 10, "1234"),
	    TWO_CELLS TEXT_AT(190, "12") TEXT_AT(200, "34")), "34");
	assert_str(second_cell(WORD(190, 210, 10, "1234"), TWO_CELLS), "34");
	assert_str(second_cell(WORD(290, 310, 10, "1234"), TWO_CELLS), "1234");
	assert_str(second_cell(WORD(295, 325, 10, "1234"), TWO_CELLS), "1234");
}

static void
test_text_that_hangs_out_of_a_cut_cell(void **state)
{
	static const char *const over = PS_PAGE(UPRIGHT, FLIP
	    "0 g 100 660 200 40 re S 150 660 m 150 700 l S\n"
	    "150 680 m 300 680 l S\n");
	static const char *const under = PS_PAGE(UPRIGHT, FLIP
	    "0 g 100 100 200 40 re S 150 100 m 150 140 l S\n"
	    "150 120 m 300 120 l S\n");
	const char *const next = PAGE(WORD(200, 210, 10, "2")
	    WORD(200, 210, 12, "3"));
	char ps[2048];

	(void)state;
	sprintf(ps, "%%!PS\n%s\n%s", over, under);
	read_pages(arena_printf(doc.arena, PAGE(WORD(100, 400, 10, FULL) WORD(105, 145, 67, "三本年度")
	    WORD(200, 210, 66, "0") WORD(200, 210, 68, "1")
	    WORD(105, 145, 71, "办理结果")) "%s", next).p, ps);
	assert_int_equal(doc.blocks.n, 2);
	assert_str(doc.blocks.v[1].grid->cells[0].text, "三本年度办理结果");
	assert_int_equal(doc.blocks.v[1].grid->cells[0].rowspan, 4);
	/* Wider than the cell, it is text, and the table has ended. */
	doc = (struct doc){ .arena = doc.arena };
	read_pages(arena_printf(doc.arena, PAGE(WORD(100, 400, 10, FULL) WORD(105, 145, 67, "三本年度")
	    WORD(200, 210, 66, "0") WORD(200, 210, 68, "1")
	    WORD(105, 165, 71, "注一办理结果")) "%s", next).p, ps);
	assert_int_equal(doc.blocks.n, 4);
	assert_block(2, "注一办理结果");
	/* The number of the page is no part of the number over it. */
	doc = (struct doc){ .arena = doc.arena };
	read_pages(arena_printf(doc.arena, PAGE(WORD(100, 400, 10, FULL) WORD(105, 145, 67, "三本年度")
	    WORD(200, 210, 66, "0") WORD(200, 210, 68, "1")
	    WORD(200, 205, 71, "3")) "%s", next).p, ps);
	assert_str(doc.blocks.v[1].grid->cells[2].text, "1");
}

/* Two pages, a table of a column for labels, one for values, on each. */
static void
read_two(const char *above, const char *below)
{
	static const char box[] = PS_PAGE(UPRIGHT, FLIP
	    "0 g 100 100 200 40 re S 100 120 m 300 120 l S\n"
	    "150 100 m 150 140 l S\n");

	doc = (struct doc){ .arena = doc.arena };
	read_pages(arena_printf(doc.arena, PAGE(WORD(105, 145, 10, "标签一二")
	    WORD(200, 290, 10, "一二三四五六七八九") "%s") PAGE("%s" WORD(105, 145, 12,
	    "其他标签") WORD(200, 210, 12, "3")), above, below).p,
	    arena_printf(doc.arena, "%%!PS\n%s\n%s", box, box).p);
}

static void
test_a_row_cut_by_the_page_is_one(void **state)
{
	(void)state;
	/* Its value above, and below. */
	read_two(WORD(105, 145, 12, "无正当理") WORD(200, 210, 12, "8"),
	    WORD(105, 125, 10, "由的"));
	assert_int_equal(doc.blocks.n, 1);
	assert_int_equal(doc.blocks.v[0].grid->rows, 3);
	assert_str(doc.blocks.v[0].grid->cells[2].text, "无正当理由的");
	assert_str(doc.blocks.v[0].grid->cells[3].text, "8");
	assert_str(doc.blocks.v[0].grid->cells[4].text, "其他标签");
	assert_int_equal(doc.blocks.v[0].grid->cells[5].row, 2);
	read_two(WORD(105, 145, 12, "无正当理"), WORD(105, 125, 10, "由的")
	    WORD(200, 210, 10, "8"));
	assert_int_equal(doc.blocks.v[0].grid->rows, 3);
	assert_str(doc.blocks.v[0].grid->cells[2].text, "无正当理由的");
	assert_str(doc.blocks.v[0].grid->cells[3].text, "8");
	/* Each its own value; a label that ends early; one that is new. */
	read_two(WORD(105, 145, 12, "无正当理") WORD(200, 210, 12, "8"),
	    WORD(105, 125, 10, "由的") WORD(200, 210, 10, "0"));
	assert_int_equal(doc.blocks.v[0].grid->rows, 4);
	read_two(WORD(105, 125, 12, "甲类") WORD(200, 210, 12, "8"),
	    WORD(105, 125, 10, "乙类"));
	assert_int_equal(doc.blocks.v[0].grid->rows, 4);
	read_two(WORD(105, 145, 12, "无正当理") WORD(200, 210, 12, "8"),
	    WORD(105, 125, 10, "5.的"));
	assert_int_equal(doc.blocks.v[0].grid->rows, 4);
	read_two(WORD(105, 145, 12, "无正当理"), WORD(105, 125, 10, "由的"));
	assert_int_equal(doc.blocks.v[0].grid->rows, 4);
}

/* Rules of boxes of 2 by 1 points with 2 between them. */
static void
test_rules_of_dashes(void **state)
{
	char *ps = malloc(1 << 16);
	size_t n = 0;
	int i, k;

	(void)state;
	n += (size_t)sprintf(ps + n, "%%!PS\n%%%%Page: 1 1\n"
	    "%%%%BeginPageSetup\n" UPRIGHT "%%%%EndPageSetup\n" FLIP);
	for (i = 0; i < 50; i++)
		for (k = 90; k <= 130; k += 40)
			n += (size_t)sprintf(ps + n, "%d %d 2 1 re\n",
			    100 + 4 * i, k);
	for (i = 0; i < 10; i++)
		for (k = 100; k <= 300; k += 100)
			n += (size_t)sprintf(ps + n, "%d %d 1 2 re\n", k,
			    90 + 4 * i);
	n += (size_t)sprintf(ps + n, "f\nQ Q\nshowpage\n");
	put_tool("pdftotext", "<html><body><doc>" WORDS "</doc></body></html>");
	put_tool("pdftocairo", ps);
	free(ps);
	pdf_read(&doc, STR("%PDF-1.7"));
	assert_two_cells();
}

static void
test_letters_that_are_shapes(void **state)
{
	(void)state;
	read_pages(PAGE(WORD(110, 140, 10, "标签和其余的文字，这里没有数")),
	    "%!PS\n" PS_PAGE(UPRIGHT, FLIP "0 g 100 100 200 20 re S\n"
	    "200 100 m 200 120 l S\n"
	    "110 105 m 110 110 115 110 120 105 c f\n"	/* beside text */
	    "210 105 m 210 110 215 110 220 105 c h f\n"
	    "211 105 m 210 110 215 110 220 105 c h f\n"
	    "400 105 m 400 110 405 110 400 105 c f\n"));
	assert_int_equal(doc.blocks.n, 1);
	assert_int_equal(doc.blocks.v[0].grid->n, 2);
	assert_str(doc.blocks.v[0].grid->cells[1].text, "□");
	assert_int_equal(doc.warnings.n, 1);
	assert_string_equal(doc.warnings.v[0].code, "drawn_cells");
	assert_true(str_starts(doc.warnings.v[0].detail, STR("1 ")));
}

static void
test_pages_that_lie_on_their_side(void **state)
{
	(void)state;
	/* y of the page is x of the paper, x is y from the bottom. */
	read_pages(WORDS, "%!PS\n" PS_PAGE("%%PageOrientation: Landscape\n"
	    "800 500 cairo_set_page_size\n", "1 0 0 -1 0 500 cm q\n"
	    "0 g 100 200 20 200 re 100 300 m 120 300 l S\n"));
	assert_two_cells();
}

/* Cairo may have made a picture of rules: the SVG says where they are. */
static void
test_pictures_are_no_place_to_look_for_rules(void **state)
{
	static const char *const drawings[] = {
		FLIP "0 g 100 100 200 20 re S /ASCII85Decode cairo_image\nx~>\n",
		"1 0 0 -1 0 800 cm 0 0 m\n",	/* and too many points */
	};
	char *many = malloc(100000), *p;
	size_t i, k;

	(void)state;
	for (i = 0; i < 2; i++) {
		p = many + sprintf(many, "case $* in *-svg*-f?1?-l?1*)\n"
		    "echo \"<svg>%s</svg>\" ;; *) cat <<'END'\n%%!PS\n",
		    LINE("M 100 100 L 300 100 L 300 120 L 100 120 Z")
		    LINE("M 200 100 L 200 120") "<g><use href='#glyph1' x='1' "
		    "y='1'/><use href='#glyph1' x='2' y='1'/><use "
		    "href='#glyph1' x='3' y='1'/><use href='#glyph1' x='4' "
		    "y='1'/></g>");
		p += sprintf(p, "%s", "%%Page: 1 1\n" UPRIGHT
		    "%%EndPageSetup\n");
		p += sprintf(p, "%s", drawings[i]);
		for (k = 0; i == 1 && k < 5000; k++)
			p += sprintf(p, "9 9 l\n");
		sprintf(p, "100 100 200 20 re S\nEND\nesac");
		put_tool("pdftotext", "<html><body><doc>" WORDS
		    "</doc></body></html>");
		put_script("pdftocairo", many);
		doc = (struct doc){ .arena = doc.arena };
		pdf_read(&doc, STR("%PDF-1.7"));
		assert_two_cells();
	}
	free(many);
}

static void
test_pictures_in_cells_are_told(void **state)
{
	(void)state;
	read_pages(PAGE(WORD(110, 140, 10, "标签和其余的文字，这里没有数")),
	    "<svg>" LINE("M 100 100 L 300 100 L 300 120 L 100 120 Z")
	    LINE("M 200 100 L 200 120") "<use href='#image1' "
	    "transform='matrix(1,0,0,-1,250,120)'/><use href='#image1' "
	    "transform='matrix(9,0,0,9,0,0)'/></svg>");
	assert_int_equal(doc.blocks.n, 1);
	assert_str(doc.blocks.v[0].grid->cells[1].text, "□");
	assert_int_equal(doc.warnings.n, 1);
	assert_string_equal(doc.warnings.v[0].code, "drawn_cells");
}

/* What a machine read in a picture stands under it, and is not painted. */
static void
test_text_that_does_not_show_is_told(void **state)
{
	static const char *const shown[] = { "", "<g style='fill:rgb(100%,100%"
		",100%)'><use href='#glyph1' x='1' y='1'/><use href='#glyph1' "
		"x='2' y='1'/><use href='#glyph1' x='3' y='1'/><use "
		"href='#glyph1' x='4' y='1'/></g>" };
	char script[2000];
	size_t i;

	(void)state;
	for (i = 0; i < 2; i++) {
		sprintf(script, "case $* in *-svg*) echo \"<svg>%s</svg>\" ;; "
		    "*) cat <<'END'\n%s" "END\nesac", shown[i],
		    "%!PS\n" PS_PAGE(UPRIGHT, "cairo_image\n"));
		put_tool("pdftotext", "<html><body><doc>" WORDS
		    "</doc></body></html>");
		put_script("pdftocairo", script);
		doc = (struct doc){ .arena = doc.arena };
		pdf_read(&doc, STR("%PDF-1.7"));
		assert_int_equal(doc.blocks.n, 1);
		assert_int_equal(doc.warnings.n, 1);
		assert_string_equal(doc.warnings.v[0].code, "ocr_text");
	}
}

/*
 * A table of two cells on paper that was turned three ways. A few letters that
 * run another way change nothing.
 */
static void
test_pages_that_were_turned(void **state)
{
	static const struct {
		const char *words, *ps;
	} pages[] = {
		{ "<page width='800' height='500'>"
		    "<word xMin='690' yMin='110' xMax='700' yMax='190'>标签</word>"
		    "<word xMin='690' yMin='210' xMax='700' yMax='290'>一二三四"
		    "五六七八</word><word xMin='750' yMin='10' xMax='760' "
		    "yMax='20'>1</word></page>", "800 500 cairo_set_page_size\n"
		    "%%EndPageSetup\n1 0 0 -1 0 500 cm q\n0 g BT 0 1 1 0 9 9 Tm "
		    "<01020304>Tj (ab)Tj 1 0 0 -1 9 9 Tm (c)Tj ET\n"
		    "680 100 20 200 re 680 200 m 700 200 l S\n" },
		{ "<page width='500' height='800'>"
		    "<word xMin='310' yMin='690' xMax='390' yMax='700'>标签</word>"
		    "<word xMin='210' yMin='690' xMax='290' yMax='700'>一二三四"
		    "五六七八</word></page>", UPRIGHT "%%EndPageSetup\n" FLIP
		    "0 g BT -1 0 0 1 9 9 Tm <01020304>Tj ET\n"
		    "200 680 200 20 re 300 680 m 300 700 l S\n" },
		{ "<page width='800' height='500'>"
		    "<word xMin='100' yMin='310' xMax='110' yMax='390'>标签</word>"
		    "<word xMin='100' yMin='210' xMax='110' yMax='290'>一二三四"
		    "五六七八</word></page>", "%%PageOrientation: Landscape\n500 "
		    "800 cairo_set_page_size\n%%EndPageSetup\n0 1 1 0 0 0 cm q\n"
		    "0 g BT 0 -1 -1 0 9 9 Tm <01020304>Tj ET\n"
		    "100 200 20 200 re 100 300 m 120 300 l S\n" },
	};
	char ps[1000];
	size_t i;

	(void)state;
	for (i = 0; i < 3; i++) {
		doc = (struct doc){ .arena = doc.arena };
		sprintf(ps, "%%!PS\n%%%%Page: 1 1\n%s", pages[i].ps);
		read_pages(pages[i].words, ps);
		assert_true(doc.blocks.n > 0);
		assert_int_equal(doc.blocks.v[doc.blocks.n - 1].kind,
		    BLOCK_TABLE);
		assert_int_equal(doc.blocks.v[doc.blocks.n - 1].grid->cols, 2);
		assert_str(doc.blocks.v[doc.blocks.n - 1].grid->cells[0].text,
		    "标签");
		assert_str(doc.blocks.v[doc.blocks.n - 1].grid->cells[1].text,
		    "一二三四五六七八");
	}
}

/* Letters that are set one by one; a label in one piece runs down. */
static void
test_letters_in_pieces_say_which_way_they_run(void **state)
{
	static const char label[] = "<g><use href='#glyph1' x='9' y='1'/>"
	    "<use href='#glyph1' x='9' y='5'/><use href='#glyph1' x='9' "
	    "y='9'/></g>";
	char *script = malloc(8000);
	size_t i, n;

	(void)state;
	n = (size_t)sprintf(script, "case $* in *-svg*) cat <<'END'\n<svg>%s",
	    label);
	for (i = 0; i < 50; i++)
		n += (size_t)sprintf(script + n, "<g><use href='#glyph1' "
		    "x='%zu' y='%zu'/></g>\n", 100 + i % 10 * 10, 100 + i / 10
		    * 20);
	sprintf(script + n, "</svg>\nEND\n;; *) cat <<'END'\n%s" "END\nesac",
	    "%!PS\n" PS_PAGE(UPRIGHT, "cairo_image\n"));
	put_tool("pdftotext", "<html><body><doc>" PAGE(WORD(100, 300, 10, FULL)
	    WORD(100, 300, 20, FULL)) "</doc></body></html>");
	put_script("pdftocairo", script);
	free(script);
	pdf_read(&doc, STR("%PDF-1.7"));
	assert_int_equal(doc.warnings.n, 0);
	assert_int_equal(doc.blocks.n, 2);
	assert_block(1, FULL);
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
		TEST(test_words_that_touch_are_one),
		TEST(test_characters_that_XML_lacks_cost_no_document),
		TEST(test_a_watermark_is_in_no_cell),
		TEST(test_numbers_and_words_of_two_fonts_stay_in_cells),
		TEST(test_text_that_hangs_out_of_a_cut_cell),
		TEST(test_rows_without_rules_are_read_as_set),
		TEST(test_letters_that_a_font_does_not_name),
		TEST(test_what_comes_again_on_each_page_is_no_text),
		TEST(test_rules_are_moved_as_the_drawing_says),
		TEST(test_rules_in_postscript),
		TEST(test_digits_that_nobody_sees_make_no_number),
		TEST(test_what_is_painted_over_is_gone),
		TEST(test_a_number_painted_as_one_is_one),
		TEST(test_a_row_cut_by_the_page_is_one),
		TEST(test_rules_of_dashes),
		TEST(test_letters_that_are_shapes),
		TEST(test_pages_that_lie_on_their_side),
		TEST(test_pictures_are_no_place_to_look_for_rules),
		TEST(test_pictures_in_cells_are_told),
		TEST(test_text_that_does_not_show_is_told),
		TEST(test_pages_that_were_turned),
		TEST(test_letters_in_pieces_say_which_way_they_run),
		TEST(test_unread_rules_are_told),
		TEST(test_pages_without_text_are_told),
		TEST(test_scans_need_ocr),
		TEST(test_what_is_no_answer_is_told),
	};

	return cmocka_run_group_tests_name("pdf", tests, NULL, NULL);
}
