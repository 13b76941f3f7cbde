/* SPDX-License-Identifier: MIT */
#include "unit_doc.h"

#include "docx.h"
#include "zipped.h"

#define RELS(main)                                                          \
	"<Relationships xmlns='r'><Relationship Id='a' Type='http://x/"     \
	"relationships/officeDocument' Target='" main "'/><Relationship "   \
	"Id='b' Type='http://x/metadata/core-properties' "                  \
	"Target='docProps/core.xml'/></Relationships>"
#define BODY(xml) "<w:document xmlns:w='w' xmlns:mc='mc'><w:body>" xml      \
	"</w:body></w:document>"
#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define TC(props, xml) "<w:tc><w:tcPr>" props "</w:tcPr>" xml "</w:tc>"
#define TR(xml) "<w:tr>" xml "</w:tr>"
#define TBL(xml) "<w:tbl>" xml "</w:tbl>"

static void
read_body(const char *body)
{
	struct str z = zip_up("_rels/.rels", RELS("word/document.xml"),
	    "word/document.xml", body, NULL);

	docx_read(&doc, z);
	free((void *)(uintptr_t)z.p);
}

static const struct grid *
only_grid(void)
{
	assert_int_equal(doc.state, STATE_OK);
	assert_int_equal(doc.blocks.n, 1);
	assert_int_equal(doc.blocks.v[0].kind, BLOCK_TABLE);
	return doc.blocks.v[0].grid;
}

static void
assert_anchor(const struct grid *g, size_t i, int row, int col, int rowspan,
    int colspan, const char *text)
{
	assert_true(i < g->n);
	assert_int_equal(g->cells[i].row, row);
	assert_int_equal(g->cells[i].col, col);
	assert_int_equal(g->cells[i].rowspan, rowspan);
	assert_int_equal(g->cells[i].colspan, colspan);
	assert_str(g->cells[i].text, text);
}

static void
test_runs_are_joined_and_breaks_end_lines(void **state)
{
	(void)state;
	read_body(BODY("<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs>"
	    "</w:pPr><w:r><w:t>共受理</w:t></w:r><w:r><w:t>1</w:t><w:t>2"
	    "</w:t></w:r><w:r><w:tab/><w:t>件</w:t><w:br/><w:t>二行</w:t>"
	    "</w:r></w:p><w:p/>" P("&lt;三&#x884C;&gt;")));
	assert_int_equal(doc.blocks.n, 3);
	assert_int_equal(doc.blocks.v[0].kind, BLOCK_PARAGRAPH);
	assert_str(doc.blocks.v[0].text, "共受理12 件");
	assert_str(doc.blocks.v[1].text, "二行");
	assert_str(doc.blocks.v[2].text, "<三行>");
}

static void
test_deleted_and_hidden_text_is_left_out(void **state)
{
	(void)state;
	read_body(BODY("<w:p><w:r><w:t>收到</w:t></w:r><w:del><w:r><w:delText>"
	    "97</w:delText><w:t>96</w:t></w:r></w:del><w:ins><w:r><w:t>98"
	    "</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>95</w:t></w:r>"
	    "</w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t>94</w:t></w:r>"
	    "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>件</w:t></w:r>"
	    "<w:r><w:rPr><w:strike/></w:rPr><w:t>92</w:t></w:r>"
	    "<w:r><w:rPr><w:dstrike w:val='1'/></w:rPr><w:t>91</w:t></w:r>"
	    "<w:r><w:instrText>PAGE 93</w:instrText></w:r></w:p>"));
	assert_int_equal(doc.blocks.n, 1);
	assert_str(doc.blocks.v[0].text, "收到98件");
}

static void
test_a_raised_note_is_no_digit(void **state)
{
	const char *const up = "<w:r><w:rPr><w:vertAlign w:val='superscript'/>"
	    "</w:rPr><w:t>2</w:t></w:r>";

	(void)state;
	read_body(arena_printf(doc.arena, BODY("<w:p><w:r><w:t>12</w:t></w:r>"
	    "%s<w:r><w:t>件，3m</w:t></w:r>%s<w:r><w:t>4</w:t></w:r><w:r><w:rPr>"
	    "<w:vertAlign w:val='superscript'/></w:rPr><w:footnoteReference/>"
	    "</w:r></w:p>"), up, up).p);
	assert_int_equal(doc.blocks.n, 1);
	assert_str(doc.blocks.v[0].text, "12(2)件，3m24");
}

/* A run with these properties. */
#define RUN(props, text) "<w:r><w:rPr>" props "</w:rPr><w:t>" text           \
	"</w:t></w:r>"

/* Words that are struck out are none, a number that is leaves no blank. */
static void
test_a_struck_number_is_told(void **state)
{
	(void)state;
	read_body(BODY("<w:tbl><w:tr><w:tc><w:p>" RUN("<w:strike/>", "字")
	    "</w:p></w:tc><w:tc><w:p>" RUN("<w:strike/>", "7") "</w:p></w:tc>"
	    "<w:tc><w:p>" RUN("<w:strike/>", "8") RUN("", "9") "</w:p></w:tc>"
	    "<w:tc><w:p>" RUN("<w:strike/><w:vanish/>", "6") "</w:p></w:tc>"
	    "</w:tr></w:tbl>"));
	assert_str(doc.blocks.v[0].grid->cells[0].text, "");
	assert_str(doc.blocks.v[0].grid->cells[1].text, "□");
	assert_str(doc.blocks.v[0].grid->cells[2].text, "9");
	assert_str(doc.blocks.v[0].grid->cells[3].text, "");
	assert_int_equal(doc.warnings.n, 1);
	assert_string_equal(doc.warnings.v[0].code, "unseen_text");
	assert_true(str_starts(doc.warnings.v[0].detail, STR("2 ")));
}

static void
test_what_stands_higher_or_lower_is_no_digit(void **state)
{
	(void)state;
	read_body(BODY("<w:p>" RUN("<w:sz w:val='24'/>", "12")
	    RUN("<w:position w:val='10'/>", "1") "</w:p><w:p>" RUN("", "12")
	    RUN("<w:vertAlign w:val='subscript'/>", "1") "</w:p><w:p>"
	    RUN("<w:position w:val='6'/>", "1") RUN("<w:position w:val='6'/>",
	    "2") "</w:p><w:p>" RUN("", "1") RUN("<w:position w:val='1'/>", "2")
	    "</w:p>"));
	assert_int_equal(doc.blocks.n, 4);
	assert_str(doc.blocks.v[0].text, "12(1)");
	assert_str(doc.blocks.v[1].text, "12(1)");
	assert_str(doc.blocks.v[2].text, "12");
	assert_str(doc.blocks.v[3].text, "12");
}

static void
test_text_in_white_is_not_seen(void **state)
{
	const char *const white = "<w:color w:val='FfFFFE'/>";
	const char *const dark = "<w:shd w:val='clear' w:fill='1F4E79'/>";

	(void)state;
	read_body(arena_printf(doc.arena, BODY("<w:p>" RUN("%s", "9")
	    RUN("<w:sz w:val='2'/>", "8") RUN("", "12") "</w:p>" TBL(TR(
	    TC("%s", "<w:p>" RUN("%s", "甲") "</w:p>") TC("", "<w:p>"
	    RUN("%s", "3") "</w:p>")) TR(TC("", "<w:p>" RUN("%s%s", "4")
	    "</w:p>") TC("", "<w:p>" RUN("%s", "乙") "</w:p>")))), white, dark,
	    white, white, white, dark, white).p);
	assert_int_equal(doc.blocks.n, 2);
	assert_str(doc.blocks.v[0].text, "12");
	assert_str(doc.blocks.v[1].grid->cells[0].text, "甲");
	assert_str(doc.blocks.v[1].grid->cells[1].text, "□");
	assert_str(doc.blocks.v[1].grid->cells[2].text, "4");
	assert_str(doc.blocks.v[1].grid->cells[3].text, "");
	assert_int_equal(doc.warnings.n, 1);
	assert_string_equal(doc.warnings.v[0].code, "unseen_text");
	assert_true(str_starts(doc.warnings.v[0].detail, STR("4 ")));
}

#define FIELD(type, xml) "<w:r><w:fldChar w:fldCharType='" type "'>" xml \
	"</w:fldChar></w:r>"
#define INSTR(text) "<w:r><w:instrText>" text "</w:instrText></w:r>"

static void
test_fields_show_a_result_a_choice_or_themselves(void **state)
{
	(void)state;
	read_body(BODY("<w:p>" FIELD("begin", "") INSTR(" =SUM(") INSTR("LEFT) ")
	    FIELD("separate", "") "<w:r><w:t>12</w:t></w:r>" FIELD("end", "")
	    "</w:p><w:p>" FIELD("begin", "") INSTR(" =SUM(") INSTR("LEFT) ")
	    FIELD("end", "") "</w:p><w:p>" FIELD("begin", "<w:ffData><w:ddList>"
	    "<w:result w:val='1'/><w:default w:val='0'/><w:listEntry w:val='8'/>"
	    "<w:listEntry w:val='9'/></w:ddList></w:ffData>")
	    INSTR("FORMDROPDOWN") FIELD("end", "") "</w:p><w:p>"
	    FIELD("begin", "<w:ffData><w:ddList><w:result w:val='0'/><w:default "
	    "w:val='1'/><w:listEntry w:val='5'/><w:listEntry w:val='6'/>"
	    "</w:ddList></w:ffData>") FIELD("end", "") "</w:p><w:p>"
	    FIELD("begin", "") INSTR("XE x") FIELD("end", "")
	    "<w:r><w:t>7</w:t></w:r></w:p>"));
	assert_int_equal(doc.blocks.n, 5);
	assert_str(doc.blocks.v[0].text, "12");
	assert_str(doc.blocks.v[1].text, "=SUM(LEFT)");
	assert_str(doc.blocks.v[2].text, "9");
	assert_str(doc.blocks.v[3].text, "5");
	assert_str(doc.blocks.v[4].text, "7");
}

static void
test_what_a_field_asks_others_is_no_text(void **state)
{
	const char *const inner = FIELD("begin", "") INSTR("MERGEFIELD n")
	    FIELD("separate", "") "<w:r><w:t>78</w:t></w:r>" FIELD("end", "");

	(void)state;
	read_body(arena_printf(doc.arena, BODY("<w:p>" FIELD("begin", "")
	    INSTR("IF ") "%s" INSTR("=0 0 12") FIELD("separate", "")
	    "<w:r><w:t>12</w:t></w:r>" FIELD("end", "") "</w:p><w:p>"
	    FIELD("begin", "") INSTR("=1+") "%s" FIELD("end", "") "</w:p><w:p>"
	    FIELD("begin", "") INSTR("=1") FIELD("separate", "") "%s"
	    FIELD("end", "") "</w:p><w:p>" FIELD("begin", "") INSTR(
	    " eq o(1)") FIELD("end", "") "</w:p><w:p>" FIELD("begin", "")
	    INSTR("IF") "<w:r><w:t>lost end</w:t></w:r></w:p>" P("5")
	    "<w:p><w:fldSimple w:instr='=SUM(LEFT)'/></w:p>"), inner, inner,
	    inner).p);
	assert_int_equal(doc.blocks.n, 7);
	assert_str(doc.blocks.v[0].text, "12");
	assert_str(doc.blocks.v[1].text, "=1+");
	assert_str(doc.blocks.v[2].text, "78");
	assert_str(doc.blocks.v[3].text, "□");
	assert_str(doc.blocks.v[4].text, "lost end");
	assert_str(doc.blocks.v[5].text, "5");
	assert_str(doc.blocks.v[6].text, "=SUM(LEFT)");
}

static void
test_the_choice_that_can_be_read(void **state)
{
	(void)state;
	read_body(BODY("<w:p><mc:AlternateContent><mc:Choice Requires='zz'>"
	    RUN("", "1") "</mc:Choice><mc:Choice Requires='wps w14'>"
	    RUN("", "2") "</mc:Choice><mc:Choice Requires='w14'>" RUN("", "3")
	    "</mc:Choice><mc:Fallback>" RUN("", "4") "</mc:Fallback>"
	    "</mc:AlternateContent><mc:AlternateContent><mc:Choice "
	    "Requires='wps zz'>" RUN("", "5") "</mc:Choice><mc:Fallback>"
	    RUN("", "6") "</mc:Fallback></mc:AlternateContent></w:p>"));
	assert_int_equal(doc.blocks.n, 1);
	assert_str(doc.blocks.v[0].text, "26");
}

static void
test_what_a_cell_shows_that_is_no_text(void **state)
{
	static const char *const texts[] = { "甲", "□", "乙", "□", "丙", "",
		"□", "2" };
	const char *const numbered = "<w:p><w:pPr><w:numPr><w:numId w:val='1'/>"
	    "</w:numPr></w:pPr></w:p>";
	const char *const plain = "<w:p><w:pPr><w:numPr><w:numId w:val='0'/>"
	    "</w:numPr></w:pPr></w:p>";
	const struct grid *g;
	size_t i;

	(void)state;
#define SDT(text) "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" \
	P(text) "</w:sdtContent></w:sdt>"
	read_body(arena_printf(doc.arena, BODY(TBL(TR(TC("", P("甲")) TC("",
	    "%s")) TR(TC("", "%s" P("乙")) TC("", SDT("0")))
	    TR(TC("", SDT("丙")) TC("", SDT("单击此处")))
	    TR(TC("<w:cellDel/>", P("9")) TC("", "<w:p><w:r><w:pict/></w:r>"
	    "</w:p>") TC("", P("2"))))), numbered, plain).p);
	g = doc.blocks.v[0].grid;
	assert_int_equal(g->n, 8);
	for (i = 0; i < g->n; i++)
		assert_str(g->cells[i].text, texts[i]);
	assert_int_equal(g->cells[7].col, 1);
}

static void
test_characters_by_their_code(void **state)
{
	(void)state;
	read_body(BODY("<w:p><w:r><w:sym w:font='SimSun' w:char='0031'/>"
	    "<w:sym w:font='SimSun' w:char='5E74'/><w:sym w:font='Wingdings' "
	    "w:char='F0FC'/><w:sym w:char='x'/></w:r></w:p>"));
	assert_int_equal(doc.blocks.n, 1);
	assert_str(doc.blocks.v[0].text, "1年□□");
}

static void
test_a_page_put_in_whole_is_read_in_its_place(void **state)
{
	struct str z = zip_up("_rels/.rels", RELS("w/main.xml"), "w/main.xml",
	    BODY("<w:altChunk r:id='e'/>" P("前") "<w:altChunk r:id='h'/>"
	    "<w:altChunk r:id='m'/><w:altChunk r:id='z'/>"
	    "<w:altChunk r:id='none'/>" P("后")),
	    "w/e.mht", "MIME-Version: 1.0\nContent-Type: text/plain\n\nx\n",
	    "w/_rels/main.xml.rels",
	    "<Relationships><Relationship Id='e' Type='x/aFChunk' Target='e.mht'"
	    "/><Relationship Id='h' Type='x/aFChunk' Target='a.htm'/>"
	    "<Relationship Id='m' Type='x/aFChunk' Target='/b.mht'/>"
	    "<Relationship Id='z' Type='x/aFChunk' Target='c.rtf'/>"
	    "</Relationships>", "w/a.htm", "<html><p>一</p><table border=1><tr>"
	    "<td>甲<td>1</table></html>", "b.mht", "MIME-Version: 1.0\n"
	    "Content-Type: text/html; charset=utf-8\n\n<p>二</p>\n", "w/c.rtf",
	    "{\\rtf1 x}", NULL);

	(void)state;
	docx_read(&doc, z);
	free((void *)(uintptr_t)z.p);
	assert_int_equal(doc.state, STATE_OK);
	assert_int_equal(doc.blocks.n, 5);
	assert_str(doc.blocks.v[0].text, "前");
	assert_str(doc.blocks.v[1].text, "一");
	assert_int_equal(doc.blocks.v[2].grid->no, 1);
	assert_str(doc.blocks.v[3].text, "二");
	assert_str(doc.blocks.v[4].text, "后");
	assert_null(doc.charset);
	assert_int_equal(doc.warnings.n, 3);
	assert_string_equal(doc.warnings.v[0].code, "part_unread");
	assert_string_equal(doc.warnings.v[2].code, "part_unread");
	assert_string_equal(doc.warnings.v[1].code, "part_unread");
}

static void
test_pictures_in_cells_are_told(void **state)
{
	const char *const picture = "<w:p><w:r><w:drawing/></w:r></w:p>";

	(void)state;
	read_body(arena_printf(doc.arena, BODY(TBL(TR(TC("", P("甲")) TC("",
	    "%s"  P("12"))) TR(TC("", P("乙")) TC("", P("3"))))), picture).p);
	assert_int_equal(doc.warnings.n, 0);
	doc = (struct doc){ .arena = doc.arena };
	read_body(arena_printf(doc.arena, BODY(TBL(TR(TC("", P("甲")) TC("",
	    "%s")) TR(TC("", P("乙")) TC("", P("3"))))), picture).p);
	assert_int_equal(doc.blocks.n, 1);
	assert_int_equal(doc.warnings.n, 1);
	assert_string_equal(doc.warnings.v[0].code, "drawn_cells");
	assert_str(doc.blocks.v[0].grid->cells[1].text, "□");
}

#define OBJECT(program, aspect, id) "<w:p><w:r><w:object><o:OLEObject "     \
	"ProgID='" program "' DrawAspect='" aspect "' r:id='" id "'/>"        \
	"</w:object></w:r></w:p>"

static void
test_workbooks_put_in_are_read(void **state)
{
	struct str book = zip_up("_rels/.rels", RELS("xl/workbook.xml"),
	    "xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id='r' "
	    "Type='x/worksheet' Target='a.xml'/></Relationships>",
	    "xl/workbook.xml", "<workbook><sheets><sheet name='s' id='r'/>"
	    "</sheets></workbook>", "xl/a.xml", "<worksheet><sheetData><row>"
	    "<c><v>1</v></c><c><v>2</v></c></row></sheetData></worksheet>",
	    NULL);
	const char *const names[] = { "_rels/.rels", "w/_rels/main.xml.rels",
		"w/o.bin", "w/b.xlsx", "w/main.xml" };
	const struct str parts[] = { STR(RELS("w/main.xml")),
		STR("<Relationships><Relationship Id='b' Type='x/package' "
		    "Target='b.xlsx'/><Relationship Id='o' Type='x/oleObject' "
		    "Target='o.bin'/></Relationships>"),
		STR("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), book,
		STR(BODY(P("前") OBJECT("Excel.Sheet.12", "Content", "b")
		    OBJECT("Excel.Sheet.12", "Icon", "b")
		    OBJECT("Excel.Sheet.8", "Content", "o")
		    OBJECT("Equation.3", "Content", "o")
		    OBJECT("ET.Xlsx.6", "Content", "none") P("后"))) };
	struct str z = zip_files(names, parts, 5);

	(void)state;
	docx_read(&doc, z);
	free((void *)(uintptr_t)z.p);
	free((void *)(uintptr_t)book.p);
	assert_int_equal(doc.blocks.n, 3);
	assert_int_equal(doc.blocks.v[1].kind, BLOCK_TABLE);
	assert_str(doc.blocks.v[1].grid->cells[1].text, "2");
	assert_str(doc.blocks.v[2].text, "后");
	assert_int_equal(doc.warnings.n, 4);
	assert_string_equal(doc.warnings.v[0].code, "embedded_book");
	assert_string_equal(doc.warnings.v[1].code, "part_unread");
	assert_string_equal(doc.warnings.v[2].code, "part_unread");
	assert_str(doc.warnings.v[3].detail, "ET.Xlsx.6");
}

static void
test_text_box_is_read_once(void **state)
{
	(void)state;
	read_body(BODY("<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing>"
	    "<w:txbxContent>" P("框") "</w:txbxContent></w:drawing></mc:Choice>"
	    "<mc:Fallback><w:pict><w:txbxContent>" P("框") "</w:txbxContent>"
	    "</w:pict></mc:Fallback></mc:AlternateContent><w:t>正文</w:t>"
	    "</w:r></w:p>"));
	assert_int_equal(doc.blocks.n, 2);
	assert_str(doc.blocks.v[0].text, "框");
	assert_str(doc.blocks.v[1].text, "正文");
}

static void
test_text_hidden_by_its_style(void **state)
{
	struct str z = zip_up("_rels/.rels", RELS("w/main.xml"), "w/main.xml",
	    BODY("<w:p><w:r><w:rPr><w:rStyle w:val='b'/></w:rPr><w:t>1</w:t>"
	    "</w:r><w:r><w:rPr><w:rStyle w:val='c'/></w:rPr><w:t>2</w:t></w:r>"
	    "</w:p>"), "w/_rels/main.xml.rels", "<Relationships><Relationship "
	    "Id='s' Type='x/styles' Target='s.xml'/></Relationships>",
	    "w/s.xml", "<w:styles xmlns:w='w'><w:style w:styleId='a'><w:rPr>"
	    "<w:vanish/></w:rPr></w:style><w:style w:styleId='b'><w:basedOn "
	    "w:val='a'/></w:style><w:style w:styleId='c'><w:rPr><w:vanish "
	    "w:val='0'/></w:rPr></w:style></w:styles>", NULL);

	(void)state;
	docx_read(&doc, z);
	free((void *)(uintptr_t)z.p);
	assert_int_equal(doc.blocks.n, 1);
	assert_str(doc.blocks.v[0].text, "2");
}

static void
test_a_run_shows_what_its_style_hides(void **state)
{
	struct str z = zip_up("_rels/.rels", RELS("w/main.xml"),
	    "w/_rels/main.xml.rels", "<Relationships xmlns='r'><Relationship "
	    "Id='c' Type='x/styles' Target='styles.xml'/></Relationships>",
	    "w/styles.xml", "<w:styles xmlns:w='w'><w:style w:styleId='h'>"
	    "<w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId='s'>"
	    "<w:basedOn w:val='h'/><w:rPr><w:vanish w:val='0'/></w:rPr>"
	    "</w:style></w:styles>", "w/main.xml", BODY("<w:p>"
	    RUN("<w:rStyle w:val='h'/>", "1") RUN("<w:rStyle w:val='h'/>"
	    "<w:vanish w:val='0'/>", "2") RUN("<w:rStyle w:val='s'/>", "3")
	    RUN("<w:vanish w:val='0'/><w:strike/>", "4") "</w:p><w:p><w:pPr>"
	    "<w:pStyle w:val='h'/></w:pPr><w:r><w:t>5</w:t></w:r>"
	    RUN("<w:rStyle w:val='s'/>", "6") "</w:p>"), NULL);

	(void)state;
	docx_read(&doc, z);
	free((void *)(uintptr_t)z.p);
	assert_int_equal(doc.blocks.n, 2);
	assert_str(doc.blocks.v[0].text, "23");
	assert_str(doc.blocks.v[1].text, "6");
}

static void
test_a_note_raised_by_its_style(void **state)
{
	struct str z = zip_up("_rels/.rels", RELS("w/main.xml"), "w/main.xml",
	    BODY("<w:p><w:r><w:t>12</w:t></w:r><w:r><w:rPr><w:rStyle w:val='b'/>"
	    "</w:rPr><w:t>1</w:t></w:r></w:p>"),
	    "w/_rels/main.xml.rels", "<Relationships><Relationship "
	    "Id='s' Type='x/styles' Target='s.xml'/></Relationships>",
	    "w/s.xml", "<w:styles xmlns:w='w'><w:style w:styleId='a'><w:rPr>"
	    "<w:vertAlign w:val='superscript'/></w:rPr></w:style><w:style "
	    "w:styleId='b'><w:basedOn w:val='a'/></w:style></w:styles>", NULL);

	(void)state;
	docx_read(&doc, z);
	free((void *)(uintptr_t)z.p);
	assert_int_equal(doc.blocks.n, 1);
	assert_str(doc.blocks.v[0].text, "12(1)");
}

static void
test_headings_by_style_and_level(void **state)
{
	struct str z = zip_up("_rels/.rels", RELS("w/main.xml"), "w/main.xml",
	    BODY("<w:p><w:pPr><w:pStyle w:val='7'/></w:pPr><w:r><w:t>一</w:t>"
	    "</w:r></w:p><w:p><w:pPr><w:pStyle w:val='8'/></w:pPr><w:r><w:t>二"
	    "</w:t></w:r></w:p><w:p><w:pPr><w:outlineLvl w:val='2'/></w:pPr>"
	    "<w:r><w:t>三</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val='9'/>"
	    "<w:outlineLvl w:val='9'/></w:pPr><w:r><w:t>目</w:t></w:r></w:p>"),
	    "w/_rels/main.xml.rels",
	    "<Relationships><Relationship Id='s' Type='x/styles' "
	    "Target='/w/st.xml'/></Relationships>",
	    "w/st.xml", "<w:styles xmlns:w='w'><w:style w:styleId='8'><w:name "
	    "w:val='mine'/><w:basedOn w:val='7'/></w:style><w:style "
	    "w:styleId='7'><w:name w:val='heading 1'/></w:style><w:style "
	    "w:styleId='9'><w:name w:val='toc 1'/></w:style></w:styles>",
	    NULL);

	(void)state;
	docx_read(&doc, z);
	free((void *)(uintptr_t)z.p);
	assert_int_equal(doc.blocks.n, 4);
	assert_int_equal(doc.blocks.v[0].kind, BLOCK_HEADING);
	assert_int_equal(doc.blocks.v[0].level, 1);
	assert_int_equal(doc.blocks.v[1].level, 1);
	assert_int_equal(doc.blocks.v[2].level, 3);
	assert_int_equal(doc.blocks.v[3].kind, BLOCK_PARAGRAPH);
	assert_true(doc.blocks.v[3].boilerplate);
}

static void
test_merged_cells_are_spans(void **state)
{
	const struct grid *g;

	(void)state;
	read_body(BODY(TBL(
	    TR(TC("<w:gridSpan w:val='2'/><w:vMerge w:val='restart'/>", P("甲"))
	    TC("", P("乙") P("丙")))
	    TR(TC("<w:gridSpan w:val='2'/><w:vMerge/>", P("不见")) TC("", "<w:p/>"))
	    "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>"
	    TC("", P("1")) TC("<w:tcPrChange><w:tcPr><w:gridSpan w:val='9'/>"
	    "</w:tcPr></w:tcPrChange>", P("2")) "</w:tr>")));
	g = only_grid();
	assert_int_equal(g->no, 1);
	assert_int_equal(g->rows, 3);
	assert_int_equal(g->cols, 3);
	assert_int_equal(g->n, 5);
	assert_anchor(g, 0, 0, 0, 2, 2, "甲");
	assert_anchor(g, 1, 0, 2, 1, 1, "乙 丙");
	assert_anchor(g, 2, 1, 2, 1, 1, "");
	assert_anchor(g, 3, 2, 1, 1, 1, "1");
	assert_anchor(g, 4, 2, 2, 1, 1, "2");
}

static void
test_merge_with_nothing_above_is_a_cell(void **state)
{
	const struct grid *g;

	(void)state;
	read_body(BODY(TBL(TR(TC("<w:vMerge/>", P("甲")) TC("", P("乙")))
	    TR(TC("", P("丙")) TC("<w:vMerge/>", P("")))
	    TR(TC("<w:vMerge/>", P("")) TC("<w:vMerge w:val='restart'/>",
	    P("丁"))))));
	g = only_grid();
	assert_int_equal(g->n, 4);
	assert_anchor(g, 0, 0, 0, 1, 1, "甲");
	assert_anchor(g, 1, 0, 1, 2, 1, "乙");
	assert_anchor(g, 2, 1, 0, 2, 1, "丙");
	assert_anchor(g, 3, 2, 1, 1, 1, "丁");
}

static void
test_tables_share_nothing_with_those_before(void **state)
{
	const struct grid *g;

	(void)state;
	read_body(BODY(TBL(TR(TC("", P("甲")) TC("", TBL(TR(TC("", P("子"))
	    TC("", P("丑")))) P("乙")))) TBL(TR(TC("<w:vMerge/>", P("丙"))
	    TC("<w:vMerge/>", P("丁"))))));
	assert_int_equal(doc.blocks.n, 4);
	g = doc.blocks.v[3].grid;
	assert_int_equal(g->n, 2);
	assert_anchor(g, 0, 0, 0, 1, 1, "丙");
	assert_anchor(g, 1, 0, 1, 1, 1, "丁");
}

static void
test_deleted_row_is_left_out(void **state)
{
	const struct grid *g;

	(void)state;
	read_body(BODY(TBL(
	    TR(TC("<w:vMerge w:val='restart'/>", P("甲")) TC("", P("1")))
	    "<w:tr><w:trPr><w:del/></w:trPr>" TC("<w:vMerge/>", "<w:p/>")
	    TC("", P("2")) "</w:tr>"
	    TR(TC("<w:vMerge/>", "<w:p/>") TC("", P("3"))))));
	g = only_grid();
	assert_int_equal(g->rows, 2);
	assert_int_equal(g->n, 3);
	assert_anchor(g, 0, 0, 0, 2, 1, "甲");
	assert_anchor(g, 2, 1, 1, 1, 1, "3");
}

static void
test_inner_table_is_a_block_of_its_own(void **state)
{
	char body[20000] = "";
	int i;

	(void)state;
	strcat(body, "<w:document xmlns:w='w'><w:body>" "<w:tbl>");
	for (i = 0; i < 6; i++)
		strcat(body, TR(TC("", P("a")) TC("", P("b")) TC("", P("c"))));
	strcat(body, TR(TC("", P("x") TBL(TR(TC("", P("1")) TC("", P("2")))
	    TR(TC("", P("3")) TC("", P("4"))))
	    P("y")) TC("", P("b")) TC("", P("c"))) TR(TC("", P("z"))
	    TC("", TBL(TR(TC("", P("5")) TC("", P("6"))))) TC("", P("c"))));
	strcat(body, "</w:tbl></w:body></w:document>");
	read_body(body);
	assert_int_equal(doc.blocks.n, 3);
	assert_int_equal(doc.blocks.v[0].grid->no, 1);
	assert_anchor(doc.blocks.v[0].grid, 18, 6, 0, 1, 1, "x y");
	assert_anchor(doc.blocks.v[0].grid, 22, 7, 1, 1, 1, "□");
	assert_int_equal(doc.blocks.v[1].grid->no, 2);
	assert_anchor(doc.blocks.v[1].grid, 3, 1, 1, 1, 1, "4");
}

static void
test_table_that_only_arranges_is_dissolved(void **state)
{
	(void)state;
	read_body(BODY(P("前") TBL(TR(TC("", P("标题") TBL(TR(TC("", P("1"))
	    TC("", P("2")))) P("落款")))) P("后")));
	assert_int_equal(doc.blocks.n, 5);
	assert_str(doc.blocks.v[1].text, "标题");
	assert_int_equal(doc.blocks.v[2].kind, BLOCK_TABLE);
	assert_str(doc.blocks.v[3].text, "落款");
}

static void
test_properties_without_persons(void **state)
{
	struct str z = zip_up("_rels/.rels", RELS("word/document.xml"),
	    "word/document.xml", BODY(P("文")), "docProps/core.xml",
	    "<c:coreProperties xmlns:c='c' xmlns:d='d' xmlns:t='t'>"
	    "<d:creator>某人</d:creator><d:title>某局2023年报告</d:title>"
	    "<c:lastModifiedBy>某人</c:lastModifiedBy><t:created>2024-01-02T"
	    "03:04:05Z</t:created></c:coreProperties>", NULL);

	(void)state;
	docx_read(&doc, z);
	free((void *)(uintptr_t)z.p);
	assert_int_equal(doc.metas.n, 2);
	assert_str(doc.metas.v[0].name, "title");
	assert_str(doc.metas.v[0].value, "某局2023年报告");
	assert_str(doc.metas.v[1].value, "2024-01-02T03:04:05Z");
}

static void
assert_set_aside(const char *body, enum state state, const char *reason)
{
	doc.state = STATE_OK;
	doc.blocks.n = 0;
	read_body(body);
	assert_int_equal(doc.state, state);
	assert_string_equal(doc.reason, reason);
}

static void
test_hostile_documents_are_set_aside(void **state)
{
	char *p = malloc(1 << 14);
	int i;

	(void)state;
	assert_set_aside("<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>"
	    "]>" BODY(P("&b;")), STATE_REJECTED, "broken");
	assert_set_aside("<!DOCTYPE x SYSTEM 'file:///etc/passwd'>"
	    BODY(P("a")), STATE_REJECTED, "broken");
	assert_set_aside("<w:document xmlns:w='w'><w:body>" P("a"),
	    STATE_REJECTED, "broken");
	assert_set_aside(BODY(""), STATE_REJECTED, "no_text");
	assert_set_aside(BODY("<w:p><w:r><w:drawing/></w:r></w:p>"),
	    STATE_NEEDS_OCR, "image");
	for (i = 0, *p = '\0'; i < 300; i++)
		strcpy(p + strlen(p), "<w:tbl>");
	assert_set_aside(p, STATE_REJECTED, "broken");
	strcpy(p, "<w:document xmlns:w='w'><w:body><w:p");
	for (i = 0; i < 256; i++)
		sprintf(p + strlen(p), " a%d='>'", i);
	strcat(p, "/></w:body></w:document>");
	assert_set_aside(p, STATE_REJECTED, "no_text");
	sprintf(strstr(p, "/></w:body>"), " a='1'/></w:body></w:document>");
	assert_set_aside(p, STATE_REJECTED, "broken");
	free(p);
}

static void
test_span_bomb_is_set_aside(void **state)
{
	(void)state;
	assert_set_aside(BODY(TBL(TR(TC("<w:gridSpan w:val='1000'/>", P("a"))
	    TC("<w:gridSpan w:val='1000'/>", P("b"))))), STATE_REJECTED,
	    "too_complex");
}

static void
test_archive_of_files_is_no_document(void **state)
{
	struct str z = zip_up("word/letter.txt", "x", NULL);

	(void)state;
	docx_read(&doc, z);
	assert_int_equal(doc.state, STATE_UNSUPPORTED);
	assert_string_equal(doc.reason, "archive");
	free((void *)(uintptr_t)z.p);
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, fresh, done)
	const struct CMUnitTest tests[] = {
		TEST(test_runs_are_joined_and_breaks_end_lines),
		TEST(test_deleted_and_hidden_text_is_left_out),
		TEST(test_a_raised_note_is_no_digit),
		TEST(test_a_struck_number_is_told),
		TEST(test_fields_show_a_result_a_choice_or_themselves),
		TEST(test_what_stands_higher_or_lower_is_no_digit),
		TEST(test_text_in_white_is_not_seen),
		TEST(test_what_a_field_asks_others_is_no_text),
		TEST(test_the_choice_that_can_be_read),
		TEST(test_what_a_cell_shows_that_is_no_text),
		TEST(test_characters_by_their_code),
		TEST(test_a_run_shows_what_its_style_hides),
		TEST(test_text_hidden_by_its_style),
		TEST(test_a_note_raised_by_its_style),
		TEST(test_a_page_put_in_whole_is_read_in_its_place),
		TEST(test_pictures_in_cells_are_told),
		TEST(test_workbooks_put_in_are_read),
		TEST(test_text_box_is_read_once),
		TEST(test_headings_by_style_and_level),
		TEST(test_merged_cells_are_spans),
		TEST(test_merge_with_nothing_above_is_a_cell),
		TEST(test_tables_share_nothing_with_those_before),
		TEST(test_deleted_row_is_left_out),
		TEST(test_inner_table_is_a_block_of_its_own),
		TEST(test_table_that_only_arranges_is_dissolved),
		TEST(test_properties_without_persons),
		TEST(test_hostile_documents_are_set_aside),
		TEST(test_span_bomb_is_set_aside),
		TEST(test_archive_of_files_is_no_document),
	};

	return cmocka_run_group_tests_name("docx", tests, NULL, NULL);
}
