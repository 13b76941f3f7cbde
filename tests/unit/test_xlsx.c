/* SPDX-License-Identifier: MIT */
#include "unit_doc.h"

#include "numfmt.h"
#include "xlsx.h"
#include "zipped.h"

#define PACKAGE                                                             \
	"_rels/.rels", "<Relationships><Relationship Id='a' "               \
	"Type='x/officeDocument' Target='xl/workbook.xml'/>"                \
	"</Relationships>",                                                 \
	"xl/_rels/workbook.xml.rels", "<Relationships>"                     \
	"<Relationship Id='r1' Type='x/worksheet' Target='a.xml'/>"         \
	"<Relationship Id='r2' Type='x/worksheet' Target='b.xml'/>"         \
	"<Relationship Id='r3' Type='x/sharedStrings' Target='s.xml'/>"     \
	"<Relationship Id='r4' Type='x/styles' Target='t.xml'/>"            \
	"</Relationships>"
#define BOOK(xml) "xl/workbook.xml", "<workbook xmlns:r='r'>" xml           \
	"</workbook>"
#define ONE BOOK("<sheets><sheet name='表一' r:id='r1'/></sheets>")
#define SHEET(rows) "<worksheet><sheetData>" rows "</sheetData></worksheet>"
#define STYLES "<styleSheet><numFmts><numFmt numFmtId='170' formatCode="    \
	"'yyyy&quot;年&quot;m&quot;月&quot;'/><numFmt numFmtId='171' "      \
	"formatCode='[Red]0.0_ &quot;day&quot;'/></numFmts><cellStyleXfs>"  \
	"<xf numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/>"     \
	"<xf numFmtId='14'/><xf numFmtId='170'/><xf numFmtId='10'/>"        \
	"<xf numFmtId='171'/><xf numFmtId='22'/></cellXfs></styleSheet>"

static void
read_zip(struct str z)
{
	xlsx_read(&doc, z);
	free((void *)(uintptr_t)z.p);
}

static void
read_sheet(const char *sheet)
{
	read_zip(zip_up(PACKAGE, ONE, "xl/a.xml", sheet, "xl/t.xml", STYLES,
	    "xl/s.xml", "<sst><si><t>规</t></si><si><r><t>行政</t></r><r><t>"
	    "许可</t></r><rPh sb='0' eb='1'><t>xingzheng</t></rPh></si>"
	    "<si><r><t>12</t></r><r><rPr><vertAlign val='superscript'/></rPr>"
	    "<t>1</t></r><r><t>件</t></r></si></sst>", NULL));
}

static const struct grid *
grid(size_t block)
{
	assert_int_equal(doc.state, STATE_OK);
	assert_true(block < doc.blocks.n);
	assert_int_equal(doc.blocks.v[block].kind, BLOCK_TABLE);
	return doc.blocks.v[block].grid;
}

static void
assert_text(const struct grid *g, size_t i, const char *text)
{
	assert_true(i < g->n);
	assert_str(g->cells[i].text, text);
}

static void
test_strings_of_each_kind(void **state)
{
	const struct grid *g;

	(void)state;
	read_sheet(SHEET("<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' "
	    "t='s'><v>1</v></c><c t='inlineStr'><is><t>本年新\n制作</t></is>"
	    "</c><c t='str'><f>A1</f><v>公式</v></c><c t='b'><v>1</v></c>"
	    "<c t='e'><v>#REF!</v></c><c t='s'><v>99</v></c></row>"));
	g = grid(0);
	assert_str(g->caption, "表一");
	assert_int_equal(g->no, 1);
	assert_int_equal(g->cols, 6);
	assert_text(g, 0, "规");
	assert_text(g, 1, "行政许可");
	assert_text(g, 2, "本年新制作");
	assert_text(g, 3, "公式");
	assert_text(g, 4, "TRUE");
	assert_text(g, 5, "#REF!");
}

static void
test_characters_by_their_code(void **state)
{
	const struct grid *g;

	(void)state;
	read_sheet(SHEET("<row><c t='inlineStr'><is><t>本年_x000D_\n制发"
	    "</t></is></c><c t='str'><v>1_x005F_x0032_</v></c><c t='inlineStr'>"
	    "<is><t>_x51ed__x00_</t></is></c><c t='str'><v>_xD83D_a_x</v></c>"
	    "</row>"));
	g = grid(0);
	assert_text(g, 0, "本年制发");
	assert_text(g, 1, "1_x0032_");
	assert_text(g, 2, "凭_x00_");
	assert_text(g, 3, "?a_x");
}

static void
test_a_raised_note_is_no_digit(void **state)
{
	const struct grid *g;

	(void)state;
	read_sheet(SHEET("<row><c t='s'><v>2</v></c><c t='inlineStr'><is><r><t>"
	    "3</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>4</t></r>"
	    "</is></c><c t='inlineStr'><is><r><rPr><vertAlign val='superscript'/>"
	    "</rPr><t>5</t></r></is></c></row>"));
	g = grid(0);
	assert_text(g, 0, "12(1)件");
	assert_text(g, 1, "3(4)");
	assert_text(g, 2, "5");
}

static void
test_numbers_as_shown(void **state)
{
	static const char *const want[] = { "12", "7730.28", "-0.5",
		"2024-01-31", "2023-12", "25.3%", "7.5", "2024-01-31 06:00",
		"100000", "0.30" };
	const struct grid *g;
	size_t i;

	(void)state;
	read_sheet(SHEET("<row><c><v>12</v></c><c><v>7730.2799999999997</v>"
	    "</c><c><v>-0.5</v></c><c s='1'><v>45322</v></c><c s='2'><v>45291"
	    "</v></c><c s='3'><v>0.253</v></c><c s='4'><v>7.5</v></c>"
	    "<c s='5'><v>45322.25</v></c><c><v>1E5</v></c><c><v>0.30</v></c>"
	    "</row>"));
	g = grid(0);
	for (i = 0; i < sizeof(want) / sizeof(want[0]); i++)
		assert_text(g, i, want[i]);
}

static void
test_numbers_that_formats_change(void **state)
{
	static const struct {
		const char *code;
		double v;
		const char *shown;
	} cases[] = {
		{ "", 12.000000000001, "12" }, { "", 0.1 + 0.2, "0.3" },
		{ "", 123456789012, "123456789012" },
		{ "General", 12.5, "12.5" }, { "0", 12.4, "12" },
		{ "0", 12.5, "13" }, { "0.00", 12, "12" },
		{ "#,##0.0_ ", 1234.56, "1234.6" }, { "###0", 12.7, "13" },
		{ "0,", 12345, "12(12345)" }, { "#,##0,,", 3e6, "3(3000000)" },
		{ "0!.0,\"万\"", 123456, "12.3(123456)" },
		{ "0\"0\"", 12, "120(12)" }, { "0\\5", 1, "15(1)" },
		{ "0\"件\"", 12, "12" }, { ";;;", 7, "□" }, { ";;;", 0, "0" },
		{ "\"无\"", 7, "□" }, { "0;-0;\"-\"", 0, "0" },
		{ "0;-0", -3.2, "-3" }, { "0_);(0)", -3, "-3" },
		{ "[=0]\"/\";0", 5.5, "5.5" }, { "0.00E+00", 1234, "1234" },
		{ "# ?/?", 1.5, "1.5" }, { "[DBNum1]General", 3, "3" },
		{ "@", 3, "3" }, { "0.00", 123456789.12, "123456789.12" },
		{ "_ * #,##0.00_ ", -9876543210.5, "-9876543210.5" },
		{ "0,", 123456789.12, "123457(123456789.12)" },
		{ "[=0]\"/\";0.00", 123456789.12, "123456789.12" },
	};
	struct str s;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		s = numfmt_show(doc.arena, str_of(cases[i].code), cases[i].v);
		if (!str_eq(s, str_of(cases[i].shown)))
			fail_msg("%s: %.*s", cases[i].code, STR_ARG(s));
	}
	s = numfmt_show(doc.arena, STR("0"), 1e300);	/* no overflow */
	assert_int_equal(s.n, 301);
}

static void
test_what_is_not_seen(void **state)
{
	const struct grid *g;

	(void)state;
	read_zip(zip_up(PACKAGE, ONE, "xl/a.xml", "<worksheet><cols><col "
	    "min='2' max='2' hidden='1'/></cols>" SHEET("<row r='1'><c><v>1</v>"
	    "</c><c><v>91</v></c><c s='1'><v>2</v></c><c s='2'><v>3</v></c>"
	    "<c s='3'><v>4</v></c></row><row r='2' hidden='1'><c><v>92</v></c>"
	    "</row><row r='3'><c s='2' t='str'><v>甲</v></c><c/><c t='inlineStr'>"
	    "<is><r><rPr><strike/></rPr><t>5</t></r><r><t>6</t></r></is></c>"
	    "<c t='inlineStr'><is><r><rPr><strike val='0'/></rPr><t>7</t></r>"
	    "</is></c></row>") "</worksheet>", "xl/t.xml", "<styleSheet><fonts>"
	    "<font/><font><strike/></font><font><color rgb='FFFFFFFF'/></font>"
	    "</fonts><fills><fill><patternFill patternType='none'/></fill><fill>"
	    "<patternFill patternType='solid'><fgColor rgb='FF1F4E79'/>"
	    "</patternFill></fill></fills><cellXfs><xf/><xf fontId='1'/>"
	    "<xf fontId='2'/><xf fontId='2' fillId='1'/></cellXfs><dxfs><dxf>"
	    "<font><strike/></font></dxf></dxfs></styleSheet>", NULL));
	g = grid(0);
	assert_int_equal(g->n, 15);
	assert_text(g, 0, "1");
	assert_text(g, 1, "");
	assert_text(g, 2, "□");
	assert_text(g, 3, "□");
	assert_text(g, 4, "4");
	assert_text(g, 5, "");
	assert_text(g, 10, "甲");
	assert_text(g, 12, "6");
	assert_text(g, 13, "7");
	assert_int_equal(doc.warnings.n, 2);
	assert_string_equal(doc.warnings.v[0].code, "hidden_cells");
	assert_true(str_starts(doc.warnings.v[0].detail, STR("2 ")));
	assert_string_equal(doc.warnings.v[1].code, "unseen_text");
}

/* A label that begins in a hidden column and goes on in one that is not. */
static void
test_merged_over_a_hidden_column(void **state)
{
	const struct grid *g;

	(void)state;
	read_zip(zip_up(PACKAGE, ONE, "xl/a.xml", "<worksheet><cols><col "
	    "min='1' max='2' hidden='1'/></cols>" SHEET("<row><c t='str'><v>甲"
	    "</v></c><c/><c/><c><v>1</v></c></row><row><c t='str'><v>乙</v></c>"
	    "<c/><c t='str'><v>丙</v></c><c><v>2</v></c></row>") "<mergeCells>"
	    "<mergeCell ref='A1:C1'/><mergeCell ref='A2:B2'/></mergeCells>"
	    "</worksheet>", NULL));
	g = grid(0);
	assert_int_equal(g->n, 4);
	assert_text(g, 0, "甲");
	assert_text(g, 1, "1");
	assert_text(g, 2, "丙");
	assert_text(g, 3, "2");
	assert_int_equal(doc.warnings.n, 1);
	assert_string_equal(doc.warnings.v[0].code, "hidden_cells");
	assert_true(str_starts(doc.warnings.v[0].detail, STR("1 ")));
}

/* Shades of white are seen, on white and under it; what is struck is no blank. */
static void
test_what_is_seen_after_all(void **state)
{
	const struct grid *g;

	(void)state;
	read_zip(zip_up(PACKAGE, ONE, "xl/a.xml", SHEET("<row><c s='1'><v>1</v>"
	    "</c><c s='2'><v>2</v></c><c s='3'><v>3</v></c><c t='inlineStr'>"
	    "<is><r><rPr><strike/></rPr><t>4</t></r></is></c><c t='s'><v>0</v>"
	    "</c><c s='4'><v>6</v></c></row>"), "xl/s.xml", "<sst><si><r><rPr>"
	    "<strike/></rPr><t>5</t></r></si></sst>", "xl/t.xml",
	    "<styleSheet><fonts><font/><font><color theme='0' tint='-0.4'/>"
	    "</font><font><color theme='0'/></font></fonts><fills><fill/><fill>"
	    "<patternFill patternType='solid'><fgColor theme='0' tint='-0.4'/>"
	    "</patternFill></fill><fill><patternFill patternType='solid'>"
	    "<fgColor theme='0' tint='0.4'/></patternFill></fill></fills>"
	    "<cellXfs><xf/><xf fontId='1'/><xf fontId='2' fillId='1'/>"
	    "<xf fontId='2' fillId='2'/><xf/></cellXfs></styleSheet>", NULL));
	g = grid(0);
	assert_int_equal(g->n, 6);
	assert_text(g, 0, "1");
	assert_text(g, 1, "2");
	assert_text(g, 2, "□");
	assert_text(g, 3, "□");
	assert_text(g, 4, "□");
	assert_text(g, 5, "6");
	assert_int_equal(doc.warnings.n, 1);
	assert_string_equal(doc.warnings.v[0].code, "unseen_text");
	assert_true(str_starts(doc.warnings.v[0].detail, STR("3 ")));
}

static void
test_dates_since_1904(void **state)
{
	(void)state;
	read_zip(zip_up(PACKAGE, BOOK("<workbookPr date1904='1'/><sheets>"
	    "<sheet name='x' r:id='r1'/></sheets>"), "xl/a.xml",
	    SHEET("<row><c s='1'><v>43860</v></c><c><v>1</v></c></row>"),
	    "xl/t.xml", STYLES, NULL));
	assert_text(grid(0), 0, "2024-01-31");
}

static void
test_merged_and_empty_cells(void **state)
{
	const struct grid *g;

	(void)state;
	read_sheet("<worksheet><sheetData><row r='3'><c r='B3'><v>1</v></c>"
	    "<c r='D3'><v>2</v></c></row><row r='5'><c r='B5'><v>3</v></c>"
	    "<c r='C5'><v>4</v></c></row><row r='4'><c r='C4'><v>9</v></c>"
	    "</row></sheetData><mergeCells><mergeCell ref='B3:C4'/><mergeCell "
	    "ref='D4:Z4'/><mergeCell ref='XFE1:XFF2'/></mergeCells>"
	    "</worksheet>");
	g = grid(0);
	assert_int_equal(g->rows, 3);
	assert_int_equal(g->cols, 3);
	assert_int_equal(g->n, 6);
	assert_text(g, 0, "1");
	assert_int_equal(g->cells[0].rowspan, 2);
	assert_int_equal(g->cells[0].colspan, 2);
	assert_text(g, 1, "2");
	assert_text(g, 2, "");
	assert_int_equal(g->cells[2].row, 1);
	assert_int_equal(g->cells[2].col, 2);
	assert_text(g, 3, "3");
	assert_text(g, 4, "4");
	assert_text(g, 5, "");
}

static void
test_lines_above_the_table_are_paragraphs(void **state)
{
	const struct grid *g;

	(void)state;
	read_sheet(SHEET("<row r='1'><c t='str'><v>标题</v></c></row>"
	    "<row r='3'><c t='str'><v>表头</v></c></row>"
	    "<row r='4'><c><v>1</v></c><c><v>2</v></c></row>"
	    "<row r='5'><c t='str'><v>注</v></c></row>"));
	assert_int_equal(doc.blocks.n, 3);
	assert_str(doc.blocks.v[0].text, "标题");
	assert_str(doc.blocks.v[1].text, "表头");
	g = grid(2);
	assert_int_equal(g->rows, 3);
	assert_text(g, 0, "表头");
}

#define TWO(state) BOOK("<sheets><sheet name='一' state='" state "' "        \
	"r:id='r2'/><sheet name='二' state='veryHidden' r:id='r1'/></sheets>")

static void
read_two_sheets(const char *part, const char *book)
{
	doc = (struct doc){ .arena = doc.arena };
	read_zip(zip_up(PACKAGE, part, book, "xl/a.xml",
	    SHEET("<row><c><v>1</v></c><c><v>2</v></c></row>"), "xl/b.xml",
	    SHEET("<row><c><v>3</v></c><c><v>4</v></c></row>"), NULL));
}

static void
test_hidden_sheets_count_where_no_other_does(void **state)
{
	(void)state;
	read_two_sheets(TWO("visible"));
	assert_int_equal(doc.blocks.n, 1);
	assert_text(grid(0), 0, "3");
	read_two_sheets(TWO("hidden"));
	assert_int_equal(doc.blocks.n, 2);
	assert_text(grid(0), 0, "3");
	assert_str(grid(1)->caption, "二");
	assert_int_equal(grid(1)->no, 2);
}

static void
test_a_formula_without_a_result_is_not_blank(void **state)
{
	const struct grid *g;

	(void)state;
	read_sheet(SHEET("<row><c><f>SUM(A2:B2)</f><v/></c><c><f>B1</f></c>"
	    "<c><f>C1</f><v>7</v></c><c t='str'><f>D1</f><v></v></c>"
	    "<c><v>1</v></c></row>"));
	g = grid(0);
	assert_text(g, 0, "=SUM(A2:B2)");
	assert_text(g, 1, "=B1");
	assert_text(g, 2, "7");
	assert_text(g, 3, "");
	assert_text(g, 4, "1");
}

static void
assert_set_aside(const char *sheet, const char *reason)
{
	doc.state = STATE_OK;
	doc.blocks.n = 0;
	read_sheet(sheet);
	assert_int_equal(doc.state, STATE_REJECTED);
	assert_string_equal(doc.reason, reason);
}

static void
test_hostile_sheets_are_set_aside(void **state)
{
	(void)state;
	assert_set_aside(SHEET("<row r='1'><c r='A1'><v>1</v></c><c r='B1'>"
	    "<v>1</v></c></row><row r='1048576'><c r='C1048576'><v>2</v></c>"
	    "</row>"), "too_complex");
	assert_set_aside(SHEET("<row r='1'><c r='A1'><v>1</v></c>"
	    "<c r='XFD1'><v>1</v></c></row>"), "too_complex");
	assert_set_aside("<worksheet><sheetData>", "broken");
	assert_set_aside(SHEET(""), "no_text");
	assert_set_aside(SHEET("<row><c t='s'><v>-1</v></c><c t='s'><v>"
	    "99999999999</v></c></row>"), "no_text");
}

/* A string that many cells show is short in the file. */
static void
test_too_much_text_is_set_aside(void **state)
{
	enum { LONG = 100000, TIMES = 168 };
	static const char cell[] = "<c t='s'><v>0</v></c>";
	char *shared = malloc(LONG + 100), *sheet = malloc(TIMES * 25 + 100);
	int i;

	(void)state;
	memcpy(shared, "<sst><si><t>", 12);
	memset(shared + 12, 'a', LONG);
	strcpy(shared + 12 + LONG, "</t></si></sst>");
	strcpy(sheet, "<worksheet><sheetData><row>");
	for (i = 0; i < TIMES; i++)
		strcat(sheet, cell);
	strcat(sheet, "</row></sheetData></worksheet>");
	read_zip(zip_up(PACKAGE, ONE, "xl/a.xml", sheet, "xl/s.xml", shared,
	    NULL));
	assert_int_equal(doc.state, STATE_REJECTED);
	assert_str(doc.reason_detail, "too much text in cells");
	free(shared);
	free(sheet);
}

static void
test_overlapping_merges_are_set_aside(void **state)
{
	(void)state;
	assert_set_aside("<worksheet><sheetData><row r='1'><c r='A1'><v>1</v>"
	    "</c><c r='C1'><v>2</v></c></row><row r='3'><c r='C3'><v>1</v>"
	    "</c></row></sheetData><mergeCells><mergeCell ref='B2:C3'/>"
	    "<mergeCell ref='A2:C3'/></mergeCells></worksheet>", "broken");
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, fresh, done)
	const struct CMUnitTest tests[] = {
		TEST(test_strings_of_each_kind),
		TEST(test_characters_by_their_code),
		TEST(test_a_raised_note_is_no_digit),
		TEST(test_numbers_as_shown),
		TEST(test_numbers_that_formats_change),
		TEST(test_what_is_not_seen),
		TEST(test_what_is_seen_after_all),
		TEST(test_merged_over_a_hidden_column),
		TEST(test_dates_since_1904),
		TEST(test_merged_and_empty_cells),
		TEST(test_lines_above_the_table_are_paragraphs),
		TEST(test_hidden_sheets_count_where_no_other_does),
		TEST(test_a_formula_without_a_result_is_not_blank),
		TEST(test_hostile_sheets_are_set_aside),
		TEST(test_too_much_text_is_set_aside),
		TEST(test_overlapping_merges_are_set_aside),
	};

	return cmocka_run_group_tests_name("xlsx", tests, NULL, NULL);
}
