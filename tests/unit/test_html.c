/* SPDX-License-Identifier: MIT */
#include "unit_doc.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "buf.h"
#include "decode.h"
#include "grid.h"
#include "html.h"

static void
read_page(const char *html)
{
	struct arena *a = doc.arena;

	doc = (struct doc){ .arena = a, .source = doc.source };
	html_read(&doc, str_of(html));
}

/* The n-th block of a kind, from 0; NULL if there are fewer. */
static const struct block *
nth(enum block_kind kind, size_t n)
{
	size_t i;

	for (i = 0; i < doc.blocks.n; i++)
		if (doc.blocks.v[i].kind == kind && n-- == 0)
			return &doc.blocks.v[i];
	return NULL;
}

static bool
has_text(const char *text)
{
	size_t i;

	for (i = 0; i < doc.blocks.n; i++)
		if (doc.blocks.v[i].text.p != NULL &&
		    str_has(doc.blocks.v[i].text, str_of(text)))
			return true;
	return false;
}

/* All lines of text, separated by '/'. */
static struct str
lines(void)
{
	struct str s = STR("");
	size_t i;

	for (i = 0; i < doc.blocks.n; i++)
		if (doc.blocks.v[i].kind <= BLOCK_PARAGRAPH)
			s = arena_printf(doc.arena, "%.*s%s%.*s", STR_ARG(s),
			    s.n > 0 ? "/" : "",
			    STR_ARG(doc.blocks.v[i].text));
	return s;
}

static struct str
meta(const char *name)
{
	size_t i;

	for (i = 0; i < doc.metas.n; i++)
		if (str_eq(doc.metas.v[i].name, str_of(name)))
			return doc.metas.v[i].value;
	return STR_NONE;
}

static bool
warned(const char *code)
{
	size_t i;

	for (i = 0; i < doc.warnings.n; i++)
		if (strcmp(doc.warnings.v[i].code, code) == 0)
			return true;
	return false;
}

/* A grid as "row,col+rowspan*colspan=text" per anchor, behind "rows x cols". */
static struct str
shape(size_t n)
{
	const struct block *b = nth(BLOCK_TABLE, n);
	struct str s;
	size_t i;

	if (b == NULL)
		return STR("none");
	s = arena_printf(doc.arena, "%dx%d", b->grid->rows, b->grid->cols);
	for (i = 0; i < b->grid->n; i++)
		s = arena_printf(doc.arena, "%.*s %d,%d+%d*%d=%.*s",
		    STR_ARG(s), b->grid->cells[i].row, b->grid->cells[i].col,
		    b->grid->cells[i].rowspan, b->grid->cells[i].colspan,
		    STR_ARG(b->grid->cells[i].text));
	return s;
}

/* --- Text --- */

static void
test_inline_runs_join_without_spaces(void **state)
{
	(void)state;
	read_page("<p>20</span><span>23</span><b>年</b>共 <i>5</i>\n 件</p>");
	assert_str(lines(), "2023年共 5 件");
}

static void
test_lines_end_with_br_and_blocks(void **state)
{
	(void)state;
	read_page("<div>一<br>二<p>三</p>四<h2>五</h2><ul><li>六<li>七</ul>"
		  "</div>");
	assert_str(lines(), "一/二/三/四/五/六/七");
	assert_int_equal(nth(BLOCK_HEADING, 0)->level, 2);
	assert_str(nth(BLOCK_HEADING, 0)->text, "五");
}

static void
test_line_break_in_chinese_is_no_space(void **state)
{
	(void)state;
	read_page("<p>政府\n  信息，\n公开\n2023\n年</p>");
	assert_str(lines(), "政府信息，公开 2023 年");
}

static void
test_word_markup_leaves_no_trace(void **state)
{
	(void)state;
	read_page("<p class=MsoNormal><![if !supportEmptyParas]>2019<o:p></o:p>"
		  "年<![endif]><!--[if gte mso 9]><xml>x</xml><![endif]-->"
		  "<st1:chsdate Year=\"2019\">1月</st1:chsdate></p>");
	assert_str(lines(), "2019年1月");
}

static void
test_script_style_and_hidden_are_dropped(void **state)
{
	(void)state;
	read_page("<style>p{}</style><script>if (a<b) x('<p>no</p>')</script>"
		  "<nav>no</nav><p>年度报告，全文如下。</p>"
		  "<div style='DISPLAY : none'>no</div><p hidden>no</p>");
	assert_str(lines(), "年度报告，全文如下。");
}

/* libxml2 takes what follows for its content; browsers know that it has none. */
static void
test_embed_holds_nothing(void **state)
{
	(void)state;
	read_page("<embed src=a.swf><p>年度报告，</p><object><embed src=b>否"
	    "</object><p>全文如下。</p>");
	assert_str(lines(), "年度报告，/全文如下。");
}

/* What is taken out for speed must end where libxml2 ends it. */
static void
test_no_text_goes_with_scripts_and_attributes(void **state)
{
	static const char *const pages[] = {
		"<p title='<p>a>b' x=\"y\" width=5>年度报告</p>",
		"<script src='a.js'/><p>年度报告</p>",
		"<p>年度<script>a<!-- </p></script>报告</p>",
		"<a>年度<script></a><p>报告</p><p>年度报告</p><script>x</script>",
		"<p><scripting>年度报告</scripting></p><script>x</script>",
		"<p align=left/>年度报告</p>",
		"<p a=1 a=2 style='color:red' style='display:none'>年度报告</p>",
		"<!--a--!><p>年度报告</p><!-- x -->",
		"<?x <script> ?><p>年度报告</p>",
		"<!-- <p>no --><p>年度报告</p><!-- unended <p>no",
		"<p>年度报告<style>a{}</style></p>",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		read_page(pages[i]);
		assert_true(str_has(lines(), STR("年度报告")));
		assert_false(has_text("no"));
	}
}

/* Tags of <span> and <font> that go are no part of what stands around them. */
static void
test_spans_that_say_nothing(void **state)
{
	static const struct {
		const char *page, *lines;
	} cases[] = {
		{ "<p><span lang=EN-US>20</span><font face=x>23</font></p>",
		    "2023" },
		{ "<p>&nbsp;<span>20</span>23&nbsp;</span>x</p>", "2023\u00a0x" },
		{ "<p><span>甲&amp<font>lt;</font></span>乙</p>", "甲&amplt;乙" },
		{ "<p>甲<<span>b>乙</span></p>", "甲<b>乙" },
		{ "<p><span>甲<span style='display:none'>no</span>乙</span>丙",
		    "甲乙丙" },
		{ "<p><span>年度报告，年度报告<font style=display:none>no</span>no"
		    "</font>丙",
		    "年度报告，年度报告丙" },
		{ "<p>甲<span/>乙<span a=b\"c>丙</span>丁</span>戊</p>",
		    "甲乙丙丁戊" },
		{ "<span>甲<p>乙</span>丙<p>丁</p>", "甲/乙丙/丁" },
		{ "<table><tr><td><span>甲<td><font>乙<tr><td>丙<td>丁</table>",
		    "" },
		{ "<p>甲</span >乙<spanner>丙</spanner><span-x>丁</span-x>",
		    "甲乙丙丁" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		read_page(cases[i].page);
		assert_str(lines(), cases[i].lines);
	}
	read_page(cases[8].page);
	assert_int_equal(nth(BLOCK_TABLE, 0)->grid->n, 4);
}

static void
test_blanks_between_tags(void **state)
{
	static const struct {
		const char *page, *lines;
	} cases[] = {
		{ "<p>a <b>b</b> <i>c</i>\n<u>d</u></p>", "a b c d" },
		{ "<div> <p>a</p>\n\n<p> b</p> </div> <div>c</div>",
		    "a/b/c" },
		{ "<ul>\n<li>a</li> <li>b\n</li></ul>", "a/b" },
		{ "<pre>a\n <u>b</u> <u>c</u></pre>", "a/b c" },
		{ "<P>a</P> <td-x>b</td-x> <o:p>c</o:p> <px>d</px>",
		    "a/b c d" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		read_page(cases[i].page);
		assert_str(lines(), cases[i].lines);
	}
	read_page("<table>\n<tr> <td> <p>a b</p> <p>c</p> </td>\n<td>\n"
	    "</td> </tr></table>");
	assert_int_equal(nth(BLOCK_TABLE, 0)->grid->n, 2);
	assert_str(nth(BLOCK_TABLE, 0)->grid->cells[0].text, "a b c");
	assert_str(nth(BLOCK_TABLE, 0)->grid->cells[1].text, "");
}

static void
test_hidden_by_any_way_of_writing(void **state)
{
	static const char *const pages[] = {
		"<p>年度</p><p x=1 style=\"color:red;display:none\" y>no</p>",
		"<p>年度</p><p STYLE = 'display:none'>no</p>",
		"<p>年度</p><p style=display:none>no</p>",
		"<p>年度</p><p width='5%' hidden>no</p>",
		"<p>年度</p><p style='visibility: hidden'>no</p>",
		"<p>年度<span style='FONT-SIZE:0.0pt;color:red'>no</span></p>",
		"<p><font style='text-decoration:line-through'>no</font>年度",
		"<p>年度<b style='display:block;display:none'>no</b></p>",
		"<p style='visibility:visible;font-size:0.8em'>年度</p>",
		"<p style='display:none;display:block'>年度</p>",
		"<p><span style='opacity:.0'>no</span>年度</p>",
		"<p style='opacity:0.9'><ruby>年<rp>(<rt>no<rp>)</ruby>度</p>",
		"<div style='font-size:0'><p style='font-size:9pt'>年度</div>",
		"<p style='position:absolute;left:-9999px'>no</p><p>年度</p>",
		"<p>年度</p><div style='text-indent:-500em'><a>no</a></div>",
		"<p style='text-indent:-21.0pt;top:-100px'>年度</p>",
		"<p>年度</p><p style='height:0px;overflow:hidden'>no</p>",
		"<p style='height:0'>年</p><p style='overflow:hidden'>度</p>",
		"<p>年度</p><marquee height=1>no</marquee>",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		read_page(pages[i]);
		assert_true(str_eq(lines(), STR("年度")) ||
		    str_eq(lines(), STR("年/度")));
	}
	read_page("<div style='display:none'><h1>no</h1></div>"
		  "<h1 hidden>no</h1><h1>年度</h1>");
	assert_str(meta("h1"), "年度");
}

/* The text of the last cell of <td>1</td><td>...</td>. */
static struct str
cell_of(const char *head, const char *html)
{
	const struct grid *g;

	read_page(arena_printf(doc.arena, "%s<table><tr><td>1<td>%s</table>",
	    head, html).p);
	g = nth(BLOCK_TABLE, 0)->grid;
	assert_int_equal(g->n, 2);
	assert_int_equal(g->cells[1].unseen, warned("unseen_text"));
	return g->cells[1].text;
}

static void
test_digits_that_do_not_show(void **state)
{
	static const char *const no[] = { "<i style='color:#fff'>7</i>",
		"<i style='COLOR: White'>7</i>", "<i style='color:#fefefe'>7</i>",
		"<font color=#ffffff>7</font>", "<font color='white'>7</font>",
		"<i style='color:rgb(255, 255, 255)'>7</i>",
		"<i style='color:rgba(0,0,0,0)'>7</i>",
		"<i style='color:transparent'>7</i>",
		"<i style='font-size:1px'>7</i>", "<i style='font-size:0'>7</i>",
		"<i style='position:absolute;clip:rect(0 0 0 0)'>7</i>",
		"<i style='clip-path:inset(50%)'>7</i>",
		"<i style='display:inline-block;width:0;overflow:hidden'>7</i>",
		"<i style='transform:scale(0)'>7</i>", "<i class='a w'>7</i>",
		"<i id=w>7</i>", "<s>7</s><i style='left:-999em'>7</i>",
		"<i style='text-decoration:line-through'>7</i>" };
	static const char *const yes[] = { "<i style='color:#f00'>7</i>",
		"<font color=red>7</font>", "<font color = red >7</font>",
		"<i style='color:#fd0'>7</i>", "<i style='color:#fffff'>7</i>",
		"<i style='color:rgb(255,0,0)'>7</i>",
		"<i style='color:whitesmoke'>7</i>",
		"<i style='background:#036;color:#fff'>7</i>",
		"<i style='font-size:12px'>7</i>", "<i style='width:0'>7</i>",
		"<i style='clip:rect(0 9px 9px 0)'>7</i>", "<i class=b>7</i>",
		"<i class=c>7</i>" };
	static const char css[] = "<style>.w,#w{color:#fff}"
	    ".b{color:#fff}.b{color:red}.c{color:#fff}.c{background:#000}"
	    "</style>";
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(no) / sizeof(no[0]); i++) {
		assert_str(cell_of(css, arena_printf(doc.arena, "3%s", no[i]).p),
		    "3");
		assert_true(warned("unseen_text"));
	}
	for (i = 0; i < sizeof(yes) / sizeof(yes[0]); i++) {
		assert_str(cell_of(css, arena_printf(doc.arena, "3%s",
		    yes[i]).p), "37");
		assert_false(warned("unseen_text"));
	}
	/* Keys to sort by: nobody takes those for figures. */
	assert_str(cell_of("", "<i style='display:none'>007</i>7"), "7");
	assert_false(warned("unseen_text"));
	assert_str(cell_of("", "<s>5</s><i>3</i><b>7</b>"), "37");
	assert_str(cell_of("", "<del>5</del>"), "");
	assert_str(cell_of("", "<button>3</button><header>7</header>"), "3 7");
	/* All that there is, or words: on something dark. */
	assert_str(cell_of("", "<i style='color:#fff'>37</i>"), "37");
	assert_str(cell_of("", "<i style='color:#fff'>3</i>"
	    "<i style='color:#fff'>7</i>"), "37");
	assert_str(cell_of("", "<i style='color:#fff'>3"
	    "<font color=#fff>7</font></i>"), "37");
	assert_str(cell_of("", "2<i style='color:#fff'>3年</i>"), "23年");
}

static void
test_rows_without_their_start(void **state)
{
	const struct grid *g;

	(void)state;
	read_page("<table><tr><td>a<td>b</tr><td>c<td>d</tr><td>e<td>f</p></tr>"
		  "</tr><tr><td>g<td>h</tr></table>");
	g = nth(BLOCK_TABLE, 0)->grid;
	assert_int_equal(g->rows, 4);
	assert_int_equal(g->cols, 2);
	read_page("<table><tr><td><table><td>a<td>b</tr><td>c<td>d</tr></table>"
		  "</table>");
	g = nth(BLOCK_TABLE, 0)->grid;
	assert_int_equal(g->rows, 2);
}

/* It runs to the end of the page. */
static void
test_a_marquee_without_an_end_hides_no_page(void **state)
{
	(void)state;
	read_page("<body><marquee>欢迎<p>本报告根据条例编制，数据截至年底。</p>"
		  "<p>年度</p></body>");
	assert_true(has_text("年度"));
}

#define CLAUSE "<tr><td>第二十条第（一）项</td></tr><tr><td>规章</td></tr>"
#define CASES "<tr><td>结果维持</td></tr><tr><td>3</td></tr>"

/* The next page of an article that a script shows, and last year's report. */
static void
test_hidden_tables_that_are_shown_nowhere_else(void **state)
{
	(void)state;
	read_page("<table>" CLAUSE "</table><div style='display:none'>"
		  "<table>" CASES "</table></div>");
	assert_true(has_text("结果维持"));
	assert_true(warned("hidden_table"));
	read_page("<div hidden><table>" CLAUSE "</table></div>");
	assert_false(warned("hidden_table"));
	read_page("<table>" CLAUSE "</table><div style='display:none'>"
		  "<table>" CLAUSE "</table><table>" CASES "</table></div>");
	assert_false(has_text("结果维持"));
}

/* Words that stand in one table hundreds of times are one table. */
static void
test_hidden_table_behind_many_words(void **state)
{
	struct str cell = STR("<td>第二十条</td>");
	char *page = arena_alloc(doc.arena, 600 * cell.n + 200), *p = page;
	int i;

	(void)state;
	p += sprintf(p, "<table><tr>");
	for (i = 0; i < 600; i++, p += cell.n)
		memcpy(p, cell.p, cell.n);
	sprintf(p, "</table><div hidden><table>" CASES "</table></div>");
	read_page(page);
	assert_true(has_text("结果维持"));
}

static void
test_a_form_around_the_page_is_kept(void **state)
{
	(void)state;
	read_page("<body><form><input value=no><p>报告</p>"
		  "<select><option>no</select></form>");
	assert_str(lines(), "报告");
}

static void
test_article_marks_beat_the_rest(void **state)
{
	(void)state;
	read_page("<p>菜单</p><p>发布机构：某县政府</p><div class='a Zoom'>"
		  "<p>本报告根据条例编制，数据截至年底。</p></div><p>版权</p>");
	assert_str(lines(), "本报告根据条例编制，数据截至年底。");
	assert_str(meta("line"), "发布机构：某县政府");
	read_page("<dl><dt>索引号</dt><dd>014/2022-1</dd><dt>来源</dt><dd>局</dd>"
		  "</dl><div id=zoom><p>本报告根据条例编制，数据截至年底。</p>"
		  "</div>");
	assert_str(meta("below"), "索引号\t014/2022-1");
	read_page("<p>菜单</p><td><!--ZJEG_RSS.content.begin--><p>一，二。</p>"
		  "<p>三</p><!--ZJEG_RSS.content.end--></td><p>版权</p>");
	assert_str(lines(), "一，二。/三");
}

static void
test_dense_text_without_marks(void **state)
{
	(void)state;
	read_page("<div><a href=/>首页</a><a href=/b>信息</a></div><div><div>"
		  "<p>本报告根据条例编制，数据截至年底，共分六个部分。</p>"
		  "<p>全年主动公开信息，数量比上年增加；按时答复申请。</p>"
		  "<p>存在的主要问题，一是内容不够丰富；二是更新不够及时。</p>"
		  "</div></div><div>联系我们</div>");
	assert_true(str_starts(lines(), STR("本报告")));
	assert_false(has_text("首页"));
	assert_true(str_ends(lines(), STR("及时。")));
	/* A preface of one long paragraph is no article by itself. */
	read_page("<div><a href=/>首页</a></div><div class=x><div>本报告根据条例"
		  "编制，数据截至年底；共分六个部分，对本报告有疑问的，请与办公室"
		  "联系；地址、邮编和电话见网站，本报告的电子版也可以在那里下载，"
		  "欢迎查阅。</div><div>一、概述</div><div>全年公开信息若干，申请都按时"
		  "答复，数量比上年增加。</div></div>");
	assert_true(str_ends(lines(), STR("增加。")));
}

static void
test_statutory_tables_outside_widen_the_body(void **state)
{
	(void)state;
	read_page("<div id=all><div id=zoom><p>本报告，如下。</p></div>"
		  "<table><tr><td>第二十条第（一）项</td><td>件数</td></tr>"
		  "<tr><td>规章</td><td>3</td></tr></table></div><p>版权</p>");
	assert_str(shape(0), "2x2 0,0+1*1=第二十条第（一）项 0,1+1*1=件数"
			     " 1,0+1*1=规章 1,1+1*1=3");
	assert_true(has_text("本报告，如下。"));
}

static void
test_metas_and_titles(void **state)
{
	(void)state;
	read_page("<head><title> 报告\n 全文 </title>"
		  "<meta name=ArticleTitle content='某县2023年报告'>"
		  "<META NAME=PubDate CONTENT=2024-01-15>"
		  "<meta name=Author content=''></head>"
		  "<h1>大标题</h1><p>文</p>");
	assert_str(meta("title"), "报告全文");
	assert_str(meta("h1"), "大标题");
	assert_str(meta("ArticleTitle"), "某县2023年报告");
	assert_str(meta("PubDate"), "2024-01-15");
	assert_none(meta("Author"));
	assert_false(has_text("全文"));
}

static void
test_links_are_absolute(void **state)
{
	static const struct {
		const char *href, *want;
	} cases[] = {
		{ "P020.pdf", "http://a.gov.cn/x/y/P020.pdf" },
		{ "./a/../b.doc", "http://a.gov.cn/x/y/b.doc" },
		{ "../../../b.doc", "http://a.gov.cn/b.doc" },
		{ "/c?d=../e", "http://a.gov.cn/c?d=../e" },
		{ "?p=2", "http://a.gov.cn/x/y/t.htm?p=2" },
		{ "//b.cn/c", "http://b.cn/c" },
		{ "https://b.cn/", "https://b.cn/" },
		{ "mailto:a@b.cn", "mailto:a@b.cn" },
	};
	char page[200];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		doc.source = STR("http://a.gov.cn/x/y/t.htm?q#f");
		snprintf(page, sizeof(page), "<p>见<a href='%s'>附件</a>。</p>",
		    cases[i].href);
		read_page(page);
		assert_str(nth(BLOCK_LINK, 0)->text, "附件");
		assert_str(nth(BLOCK_LINK, 0)->href, cases[i].want);
		assert_str(lines(), "见附件。");
	}
	doc.source = STR("file.html");
	read_page("<p><a href='a.pdf'>x</a><a href='#top'>y</a>"
		  "<a href='javascript:;'>z</a></p>");
	assert_str(nth(BLOCK_LINK, 0)->href, "a.pdf");
	assert_null(nth(BLOCK_LINK, 1));
}

static void
test_links_in_cells_follow_the_table(void **state)
{
	(void)state;
	read_page("<base href='http://a.gov.cn/b/'><table><tr><td>附件<td>大小"
		  "<tr><td><a href=c.xls>一\n览表</a><td>20K</table><p>完</p>");
	assert_int_equal(doc.blocks.v[0].kind, BLOCK_TABLE);
	assert_int_equal(doc.blocks.v[1].kind, BLOCK_LINK);
	assert_str(doc.blocks.v[1].text, "一览表");
	assert_str(doc.blocks.v[1].href, "http://a.gov.cn/b/c.xls");
	assert_str(lines(), "完");
}

static void
test_pages_without_text(void **state)
{
	(void)state;
	read_page("<html><body><script>x</script></body></html>");
	assert_string_equal(doc.reason, "no_text");
	read_page("<div id=zoom><img src=1.jpg><img src=2.jpg></div>");
	assert_int_equal(doc.state, STATE_NEEDS_OCR);
	assert_string_equal(doc.reason, "image");
}

/* --- Tables --- */

static void
test_grid_spans(void **state)
{
	(void)state;
	read_page("<table><tr><td rowspan=2 colspan=2>A<td>B<th>C"
		  "<tr><td>1<td>2<tr><td>x<td><td>&nbsp;<td>3</table>");
	assert_str(shape(0), "3x4 0,0+2*2=A 0,2+1*1=B 0,3+1*1=C 1,2+1*1=1"
			     " 1,3+1*1=2 2,0+1*1=x 2,1+1*1= 2,2+1*1= "
			     "2,3+1*1=3");
	assert_false(nth(BLOCK_TABLE, 0)->grid->flat);
	assert_non_null(nth(BLOCK_TABLE, 0)->grid->cells[6].text.p);
}

static void
test_grid_rowspan_ends_with_its_group(void **state)
{
	(void)state;
	read_page("<table><tbody><tr><td rowspan=9>a<td>b<tr><td>c</tbody>"
		  "<tbody><tr><td rowspan=0>d<td>e<tr><td>f<tr><td>g</table>");
	assert_str(shape(0), "5x2 0,0+2*1=a 0,1+1*1=b 1,1+1*1=c 2,0+3*1=d"
			     " 2,1+1*1=e 3,1+1*1=f 4,1+1*1=g");
}

static void
test_grid_overlap_keeps_both(void **state)
{
	(void)state;
	read_page("<table><tr><td>1<td rowspan=2>2<tr><td colspan=2>3</table>");
	assert_str(shape(0), "2x2 0,0+1*1=1 0,1+2*1=2 1,0+1*2=3");
}

static void
test_grid_foot_goes_last(void **state)
{
	(void)state;
	read_page("<table><tfoot><tr><td>合计<td>3</tfoot>"
		  "<tbody><tr><td>一<td>1<tr><td>二<td>2</table>");
	assert_str(shape(0), "3x2 0,0+1*1=一 0,1+1*1=1 1,0+1*1=二 1,1+1*1=2"
			     " 2,0+1*1=合计 2,1+1*1=3");
}

static void
test_grid_reads_spans_as_browsers_do(void **state)
{
	(void)state;
	read_page("<table><tr><td colspan='2px'>a<td colspan=0>b"
		  "<td colspan=-3>c<td colspan=x>d<td rowspan=' +2'>e"
		  "<tr><td colspan=003>1<td>2</table>");
	assert_str(shape(0), "2x6 0,0+1*2=a 0,2+1*1=b 0,3+1*1=c 0,4+1*1=d"
			     " 0,5+2*1=e 1,0+1*3=1 1,3+1*1=2");
}

static void
test_cell_lines_join_with_a_space(void **state)
{
	(void)state;
	read_page("<table><caption>附表</caption><tr><td>本年新<br />制作数量"
		  "<td><p>第一</p>\n<p>第二</p><tr><td>三<span>、本</span>年"
		  "<td> 1 </table>");
	assert_str(shape(0), "2x2 0,0+1*1=本年新 制作数量 0,1+1*1=第一 第二"
			     " 1,0+1*1=三、本年 1,1+1*1=1");
	assert_str(nth(BLOCK_TABLE, 0)->grid->caption, "附表");
}

static void
test_cells_without_text_that_show_something(void **state)
{
	static const char *const shown[] = { "<img src=a.png>",
		"<script>document.write('1')</script>",
		"<p><object data=a.svg></object></p>", "<svg><g/></svg>" };
	static const char *const not[] = { "", "1<img src=a.png>",
		"<span style='display:none'><img src=a.png></span>",
		"<style>a{}</style>" };
	const char *const table = "<table><tr><td>项目<td>件数<tr><td>甲<td>%s"
	    "<tr><td>乙<td>2</table>";
	size_t i;

	(void)state;
	for (i = 0; i < 4; i++) {
		read_page(arena_printf(doc.arena, table, shown[i]).p);
		assert_true(warned("drawn_cells"));
		assert_int_equal(nth(BLOCK_TABLE, 0)->grid->n, 6);
		assert_true(nth(BLOCK_TABLE, 0)->grid->cells[3].drawn);
		read_page(arena_printf(doc.arena, table, not[i]).p);
		assert_false(warned("drawn_cells"));
		assert_int_equal(nth(BLOCK_TABLE, 0)->grid->cells[3].drawn,
		    i == 1);
	}
}

/* What a script counts up from nothing, and what a style sheet writes. */
static void
test_cells_that_are_written_later(void **state)
{
	static const char *const yes[] = {
		"<b data-to=12>0</b>", "<i class=n data-count='1,204'></i>",
		"<meter value=3></meter>", "<canvas>7</canvas>",
		"<i class=w></i>", "<i class=a></i>",
		"<i class='pc'>12</i><i class='m'>12</i>" };
	static const char *const no[] = { "<b data-to=12>12</b>",
		"<b data-to=0>0</b>", "<b data-id=12>0</b>",
		"<i class=icon></i>", "<i class=x></i>", "<i class=m></i>",
		"<i class='pc'>12</i><i class='m'>13</i>", "12<i class=m>12</i>" };
	static const char css[] = "<style>.w::before{content:\"12\"}"
	    "td .a:after{display:inline;content:attr(data-v)}"
	    ".a{display:inline}.icon:before{content:'\\e601'}"
	    ".x{content:none}.m:before{content:'（'}</style>";
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(yes) / sizeof(yes[0]); i++) {
		cell_of(css, yes[i]);
		assert_true(nth(BLOCK_TABLE, 0)->grid->cells[1].drawn);
	}
	for (i = 0; i < sizeof(no) / sizeof(no[0]); i++) {
		cell_of(css, no[i]);
		assert_false(nth(BLOCK_TABLE, 0)->grid->cells[1].drawn);
	}
}

/* Notes are apart from numbers and from labels; what belongs to a letter not. */
static void
test_raised_and_lowered(void **state)
{
	(void)state;
	assert_str(cell_of("", "12<sup>1</sup>"), "12(1)");
	assert_str(cell_of("", "12<sub>1</sub>"), "12(1)");
	assert_str(cell_of("", "规章<sup>[1]</sup>"), "规章([1])");
	assert_str(cell_of("", "km<sup>2</sup>"), "km2");
	assert_str(cell_of("", "规章<sup>（试行）</sup>"), "规章（试行）");
}

/* For small screens and for paper the page looks otherwise. */
static void
test_what_other_screens_show_is_hidden(void **state)
{
	const char *cell = "<i class=k>自然人</i>5";

	(void)state;
	assert_str(cell_of("<style>.k{display:none}@media (max-width:600px){"
	    ".k{display:inline}}@media print{.k{display:inline}}</style>"
	    "<p>本年度主动公开情况。</p>", cell), "5");
	assert_str(cell_of("<style>.k{display:none}@media (min-width:600px){"
	    ".k{display:inline}}</style><p>本年度主动公开情况。</p>", cell),
	    "自然人5");
}

/* A report that was filled in; a search and a pager are none. */
static void
test_fields_outside_of_tables(void **state)
{
	struct str s = STR("");
	int i;

	(void)state;
	for (i = 1; i <= 6; i++)
		s = arena_printf(doc.arena, "%.*s<p>指标%c：<input value=%d>件"
		    "</p>", STR_ARG(s), 'a' + i, i);
	read_page(arena_printf(doc.arena, "%.*s<p><textarea>8</textarea>"
	    "<select><option>7<option selected>9</select></p>",
	    STR_ARG(s)).p);
	assert_true(has_text("指标c： 2 件"));
	assert_true(has_text("8 9"));
	assert_true(warned("form_field"));
	read_page("<p>指标：<input value=1>件</p><p>第<input value=2>页</p>");
	assert_true(has_text("第页"));
	assert_false(warned("form_field"));
}

static void
test_layout_tables_dissolve(void **state)
{
	(void)state;
	read_page("<table><tr><td>导航<td><table><tr><td>标题，正文。</table>"
		  "<table><tr><td>甲<td>1<tr><td>乙<td>2</table></table>");
	assert_str(shape(0), "2x2 0,0+1*1=甲 0,1+1*1=1 1,0+1*1=乙 1,1+1*1=2");
	assert_str(shape(1), "none");
	assert_true(has_text("标题，正文。"));
	assert_int_equal(nth(BLOCK_TABLE, 0)->grid->no, 1);
}

/* `n` rows of four cells: a0 .. a3 in the first, then b0 ... */
static const char *
boxes(const char *row, const char *cell, int n)
{
	const char *all = "";
	int i;

	for (i = 0; i < n; i++)
		all = arena_printf(doc.arena, "%s<div%s>\n<div%s>%c0</div> "
		    "<div%s>%c1</div> <div%s>%c2</div> <div%s>%c3</div>\n"
		    "</div>\n", all, row, cell, 'a' + i, cell, 'a' + i, cell,
		    'a' + i, cell, 'a' + i).p;
	return all;
}

static void
test_boxes_are_a_table(void **state)
{
	static const char *const cells[] = { " role='gridcell'",
		" style='width:9%; display:table-cell'", " class='x td'",
		" class='table-cell p-2'" };
	const struct grid *g;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cells) / sizeof(*cells); i++) {
		read_page(arena_printf(doc.arena, "<div id=zoom><p>前</p><div>"
		    "%s</div><p>后</p></div>", boxes("", cells[i], 3)).p);
		assert_non_null(nth(BLOCK_TABLE, 0));
		g = nth(BLOCK_TABLE, 0)->grid;
		assert_int_equal(g->rows, 3);
		assert_int_equal(g->cols, 4);
		assert_str(g->cells[11].text, "c3");
		assert_str(lines(), "前/后");
	}
}

static void
test_boxes_that_are_no_table(void **state)
{
	static const char *const cell = " class=cell";

	(void)state;
	/* Too few; a text between the rows, or in one, that would get lost. */
	read_page(arena_printf(doc.arena, "<div>%s</div>",
	    boxes("", cell, 2)).p);
	assert_null(nth(BLOCK_TABLE, 0));
	read_page(arena_printf(doc.arena, "<div>%s<p>中</p>%s</div>",
	    boxes("", cell, 3), boxes("", cell, 1)).p);
	assert_null(nth(BLOCK_TABLE, 0));
	assert_true(has_text("中"));
	read_page(arena_printf(doc.arena, "<div>%s<div>中"
	    "<div class=cell>1</div></div></div>", boxes("", cell, 3)).p);
	assert_null(nth(BLOCK_TABLE, 0));
	assert_true(has_text("中"));
	/* In the cells of a table such names say nothing. */
	read_page("<table><tr><td><div class=cell>1</div></td>"
	    "<td><div class=cell>2</div></td></tr></table>");
	assert_non_null(nth(BLOCK_TABLE, 0));
	assert_int_equal(nth(BLOCK_TABLE, 0)->grid->n, 2);
}

static void
test_boxes_have_spans(void **state)
{
	const struct grid *g;

	(void)state;
	read_page(arena_printf(doc.arena, "<div role=table><div role=row>"
	    "<span role=columnheader aria-colspan=3 aria-rowspan=2>头</span>"
	    "<span role=columnheader>尾</span></div><div role=row>"
	    "<span role=cell>尾二</span></div>%s</div>",
	    boxes(" role=row", " role=cell", 3)).p);
	assert_non_null(nth(BLOCK_TABLE, 0));
	g = nth(BLOCK_TABLE, 0)->grid;
	assert_int_equal(g->cols, 4);
	assert_int_equal(g->cells[0].rowspan, 2);
	assert_int_equal(g->cells[2].col, 3);
	assert_str(g->cells[2].text, "尾二");
}

static void
test_rows_inside_a_form_and_loose_cells(void **state)
{
	(void)state;
	read_page("<table><form><tr><td>甲<td>1</tr></form><tr><td>乙<td>2"
		  "</table>");
	assert_str(shape(0), "2x2 0,0+1*1=甲 0,1+1*1=1 1,0+1*1=乙 1,1+1*1=2");
}

static void
test_files_in_frames_are_links(void **state)
{
	(void)state;
	read_page("<p>全文如下。</p><iframe src='/v.html?file=/u/a.pdf'></iframe>"
		  "<object data=/u/b.pdf></object><img src=/u/c.jpg>");
	assert_str(lines(), "全文如下。");
	assert_str(nth(BLOCK_LINK, 0)->href, "/v.html?file=/u/a.pdf");
	assert_str(nth(BLOCK_LINK, 0)->text, "a.pdf");
	assert_str(nth(BLOCK_LINK, 1)->href, "/u/b.pdf");
	assert_null(nth(BLOCK_LINK, 2));
}

/* As browsers close it where the next one starts. */
static void
test_table_without_its_end(void **state)
{
	(void)state;
	read_page("<table><tr><td>甲<td>1</td></tr></tbody><p>中间的话。</p>"
		  "<table><tr><td>乙<td>2</td></tr><p>后面的话。</p>"
		  "<table><form><tr><td>丙<td>3</form></table><p>末了的话。</p>");
	assert_str(shape(0), "1x2 0,0+1*1=甲 0,1+1*1=1");
	assert_str(shape(1), "1x2 0,0+1*1=乙 0,1+1*1=2");
	assert_str(shape(2), "1x2 0,0+1*1=丙 0,1+1*1=3");
	assert_str(lines(), "中间的话。/后面的话。/末了的话。");
}

static void
test_hidden_by_the_style_sheet(void **state)
{
	(void)state;
	read_page("<style type='text/css'><!-- /* .a */ @import 'x.css';"
		  "span.junk, .q{color:red;display:none}\n#z{font-size:0}"
		  ".b .c{display:none} .d:after{display:none}"
		  "@media print{.e{display:none}} p.f{display:none}"
		  ".g{display:none}--></style>"
		  "<p>1<span class='x junk'>9</span>2<i class=q>9</i>3"
		  "<b id=z>9</b><b class=c>4</b><b class=d>5</b>"
		  "<b class=e>6</b><b class=f>7</b></p><p class=g>8</p>");
	assert_str(lines(), "1234567/8");
	read_page("<style>.a{display:none}.b{display:none}.c{display:none}"
		  ".d,.e{display:none}p .a{display:inline}@media (min-width:1px)"
		  "{.x{top:0}.b{display:inline}}/**/.c{color:red}"
		  ".d.on{visibility:visible}</style><p><b class=a>1</b>"
		  "<b class=b>2</b><b class=c>9</b><b class=d>3</b>"
		  "<b class=e>9</b></p>");
	assert_str(lines(), "123");
}

static void
test_a_cut_table_says_so(void **state)
{
	(void)state;
	read_page("<table><tr><td>甲<td>1<tr><td>乙<td>2");
	assert_true(nth(BLOCK_TABLE, 0)->grid->cut);
	read_page("<table><tr><td>甲<td>1<tr><td>乙<td>2</table>");
	assert_false(nth(BLOCK_TABLE, 0)->grid->cut);
}

/* --- Hostile pages: an answer in bounded time and memory --- */

static double
seconds(void)
{
	return (double)clock() / CLOCKS_PER_SEC;
}

/* head, n times part, tail. */
static void
read_bomb(const char *head, const char *part, size_t n, const char *tail)
{
	struct buf b;
	double start = seconds();

	buf_init(&b, 64 << 20);
	buf_adds(&b, head);
	while (n-- > 0)
		buf_adds(&b, part);
	buf_adds(&b, tail);
	assert_true(buf_ok(&b));
	read_page(b.p);
	buf_release(&b);
	assert_true(seconds() - start < 10);
}

static void
test_colspan_bomb(void **state)
{
	const struct grid *g;

	(void)state;
	read_page("<table><tr><td colspan=1000000000 rowspan=65534>a<td>b"
		  "<tr><td>c</table>");
	g = nth(BLOCK_TABLE, 0)->grid;
	assert_int_equal(g->rows, 2);
	assert_int_equal(g->cells[0].colspan, 1000);
	assert_int_equal(g->cells[0].rowspan, 2);
	read_bomb("<table>", "<tr><td colspan=1000>a<td colspan=1000>b", 5000,
	    "</table>");
	g = nth(BLOCK_TABLE, 0)->grid;
	assert_true(g->flat);
	assert_int_equal(g->rows, 5000);
	assert_int_equal(g->cols, 2);
	assert_true(warned("too_complex"));
}

static void
test_nesting_bombs(void **state)
{
	(void)state;
	read_bomb("<p>前</p>", "<div>", 3000, "深处</div>");
	assert_true(warned("too_deep"));
	assert_true(has_text("深处"));
	read_bomb("", "<div><table><tr><td>", 500000, "");
	assert_string_equal(doc.reason, "too_complex");
	read_bomb("<b><i><u>", "<font>", 900, "x");
	assert_int_equal(doc.state, STATE_OK);
	read_bomb("", "<b>", 4000, "");
	assert_string_equal(doc.reason, "no_text");
	read_bomb("<b><b>", "<b></i></i></i></i></i></i></i></i>", 4000, "x");
	assert_int_equal(doc.state, STATE_OK);
	read_bomb("<p>文", "</i>", 1000000, "字</p>");
	assert_str(lines(), "文字");
}

static void
test_attribute_bombs(void **state)
{
	(void)state;
	read_bomb("<p ", "a1 b=2 c='3' ", 300000, ">文</p>");
	assert_str(lines(), "文");
	read_bomb("<p ", "a=\"1\"b=\"2\"", 300000, ">文</p>");
	assert_str(lines(), "文");
	read_bomb("<p title='", "xxxxxxxxxx", 1000000, "'>文</p>");
	assert_str(lines(), "文");
}

static void
test_large_text_is_not_cut(void **state)
{
	(void)state;
	read_bomb("<p>", "0123456789", 1100000, "尾</p>");
	assert_int_equal(nth(BLOCK_PARAGRAPH, 0)->text.n, 11000003);
}

static void
test_unfinished_markup(void **state)
{
	(void)state;
	read_page("<p>文<!-- no end <p>x");
	assert_true(has_text("文"));
	read_page("<p>文<a href=\"x");
	assert_true(has_text("文"));
	read_page("<p>文<");
	assert_true(has_text("文"));
	read_page("<html><p>文</p><html a=b><body><body c=d><p>字</html>");
	assert_str(lines(), "文/字");
	read_page("</td></table></p>文</html>后");
	assert_true(has_text("文"));
	read_bomb("文", "<", 1000000, "");
	assert_int_equal(doc.state, STATE_OK);
}

static void
test_nuls_are_taken_out(void **state)
{
	(void)state;
	html_read(&doc, STR("<p>20\0" "23</p>"));
	assert_str(lines(), "2023");
	assert_true(warned("nul_bytes"));
}

/* --- Real pages --- */

static void
load(const char *name)
{
	const char *root = getenv("NIANBAO_CORPUS");
	struct str s = arena_printf(doc.arena, "%s/corpus/%s",
	    root != NULL ? root : "../shared", name);
	FILE *f = fopen(s.p, "r");
	char *p;
	size_t n;

	if (f == NULL)
		skip();
	p = arena_alloc(doc.arena, 1 << 20);
	n = fread(p, 1, 1 << 20, f);
	fclose(f);
	html_read(&doc, decode_utf8(&doc, (struct str){ p, n }));
}

/* The text in the row that starts with `label`, at column col; or none. */
static struct str
value(const struct grid *g, const char *label, int col)
{
	int row = -1;
	size_t i;

	for (i = 0; i < g->n && row < 0; i++)
		if (str_starts(g->cells[i].text, str_of(label)))
			row = g->cells[i].row;
	for (i = 0; i < g->n; i++)
		if (g->cells[i].row == row && g->cells[i].col == col)
			return g->cells[i].text;
	return STR_NONE;
}

static void
test_real_report_of_2019(void **state)
{
	const struct grid *g;

	(void)state;
	load("shanghai-2019.html");
	assert_non_null(nth(BLOCK_TABLE, 2));
	assert_null(nth(BLOCK_TABLE, 3));
	g = nth(BLOCK_TABLE, 0)->grid;
	assert_int_equal(g->cols, 5);
	assert_str(value(g, "规章", 4), "524");
	g = nth(BLOCK_TABLE, 1)->grid;
	assert_int_equal(g->rows, 26);
	assert_int_equal(g->cols, 10);
	assert_str(value(g, "一、本年新收", 3), "821");
	assert_str(value(g, "一、本年新收", 9), "859");
	assert_str(value(g, "（一）予以公开", 4), "12");
	g = nth(BLOCK_TABLE, 2)->grid;
	assert_int_equal(g->cols, 15);
}

static void
test_real_report_of_2024(void **state)
{
	const struct grid *g;

	(void)state;
	load("report-pingtan-2024.html");
	assert_str(meta("ArticleTitle"),
	    "平潭综合实验区2024年度政府信息公开工作年度报告");
	assert_true(str_starts(nth(BLOCK_PARAGRAPH, 0)->text,
	    STR("本报告根据")));
	g = nth(BLOCK_TABLE, 0)->grid;
	assert_str(value(g, "行政规范性文件", 3), "440");
	assert_str(value(g, "行政事业性收费", 1), "18651.06");
	g = nth(BLOCK_TABLE, 1)->grid;
	assert_int_equal(g->rows, 28);
	assert_int_equal(g->cols, 10);
	assert_null(nth(BLOCK_TABLE, 3));
}

int
main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, fresh, done)
	const struct CMUnitTest tests[] = {
		T(test_inline_runs_join_without_spaces),
		T(test_lines_end_with_br_and_blocks),
		T(test_line_break_in_chinese_is_no_space),
		T(test_word_markup_leaves_no_trace),
		T(test_script_style_and_hidden_are_dropped),
		T(test_embed_holds_nothing),
		T(test_no_text_goes_with_scripts_and_attributes),
		T(test_spans_that_say_nothing),
		T(test_blanks_between_tags),
		T(test_hidden_by_any_way_of_writing),
		T(test_digits_that_do_not_show),
		T(test_rows_without_their_start),
		T(test_a_marquee_without_an_end_hides_no_page),
		T(test_hidden_tables_that_are_shown_nowhere_else),
		T(test_hidden_table_behind_many_words),
		T(test_a_form_around_the_page_is_kept),
		T(test_article_marks_beat_the_rest),
		T(test_dense_text_without_marks),
		T(test_statutory_tables_outside_widen_the_body),
		T(test_metas_and_titles),
		T(test_links_are_absolute),
		T(test_links_in_cells_follow_the_table),
		T(test_pages_without_text),
		T(test_grid_spans),
		T(test_grid_rowspan_ends_with_its_group),
		T(test_grid_overlap_keeps_both),
		T(test_grid_foot_goes_last),
		T(test_grid_reads_spans_as_browsers_do),
		T(test_cell_lines_join_with_a_space),
		T(test_cells_without_text_that_show_something),
		T(test_cells_that_are_written_later),
		T(test_raised_and_lowered),
		T(test_what_other_screens_show_is_hidden),
		T(test_fields_outside_of_tables),
		T(test_layout_tables_dissolve),
		T(test_boxes_are_a_table),
		T(test_boxes_that_are_no_table),
		T(test_boxes_have_spans),
		T(test_rows_inside_a_form_and_loose_cells),
		T(test_files_in_frames_are_links),
		T(test_table_without_its_end),
		T(test_hidden_by_the_style_sheet),
		T(test_a_cut_table_says_so),
		T(test_colspan_bomb),
		T(test_nesting_bombs),
		T(test_attribute_bombs),
		T(test_large_text_is_not_cut),
		T(test_unfinished_markup),
		T(test_nuls_are_taken_out),
		T(test_real_report_of_2019),
		T(test_real_report_of_2024),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
