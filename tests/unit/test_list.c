/* SPDX-License-Identifier: MIT */
/* list, and match, links, dialects below it. */
#include "unit_arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "leads.h"
#include "match.h"
#include "pagetext.h"

static struct list
read_list(const char *html, const char *url, int from, int to)
{
	struct list_options o = { .year_from = from, .year_to = to,
		.dialect = STR("auto") };
	struct list l;

	list_read(arena, str_of(html), url, &o, &l);
	return l;
}

static void
test_titles_of_reports(void **state)
{
	static const char *const yes[] = {
		"汉滨区行政审批服务局2021年政府信息公开工作年度报告",
		"2018年度信息公开工作报告", "2020年政府信息公开年报",
		"晉江市人民政府2021年政府信息公開工作年度報告",
		"关于发布2019年政府信息公开工作年度报告的公告",
		"市财政局2021年政府信息公开工作年度报...",
		"二〇一二年政府信息公开工作年度报告",
		"2021年工作总结", "2022年政府工作报告" };
	static const char *const no[] = { "政府信息公开指南",
		"关于做好2021年政府信息公开工作年度报告编制的通知",
		"2021年政府信息公开年度报告解读", "2022年法治政府建设年度报告",
		"图解：2021年政府信息公开工作年度报告", "企业年度报告公示",
		"信息公开申请表", "公开2021年预算", "" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(yes) / sizeof(*yes); i++)
		assert_int_equal(match_text(str_of(yes[i])), MATCH_REPORT);
	for (i = 0; i < sizeof(no) / sizeof(*no); i++)
		assert_int_equal(match_text(str_of(no[i])), MATCH_NOTHING);
	assert_int_equal(match_text(STR("政府信息公开年报")), MATCH_COLUMN);
	assert_int_equal(match_text(STR(" 下一页 ")), MATCH_NEXT);
	assert_int_equal(match_text(STR("[下一页>>]")), MATCH_NEXT);
	assert_int_equal(match_text(STR("政府信息 \n公开年报")), MATCH_COLUMN);
	assert_int_equal(match_text(STR("市直部门信息公开年报")), MATCH_COLUMN);
	assert_int_equal(match_text(STR("关于报送2019年政府信息公开工作年度"
	    "报告的报告")), MATCH_REPORT);
	assert_int_equal(match_text(STR("市水利局2019年年报")), MATCH_LIKELY);
	assert_int_equal(match_text(STR("2021年政府信息公开工作要点")),
	    MATCH_NOTHING);
	assert_int_equal(match_text(STR("2021年重点企业年报")), MATCH_NOTHING);
	assert_int_equal(match_text(STR("2021年度")), MATCH_YEAR);
	assert_int_equal(match_text(STR("市教育局")), MATCH_AGENCY);
	assert_int_equal(match_text(STR("市财政局年度报告")), MATCH_INNER);
	assert_int_equal(match_text(STR("乡镇街道")), MATCH_INNER);
	assert_int_equal(match_text(STR("统计年报")), MATCH_NOTHING);
	assert_int_equal(match_text(STR("市水利局2019年政…")), MATCH_CUT);
	assert_int_equal(match_text(STR("市水利局政府信息公开…")), MATCH_LIKELY);
	assert_int_equal(match_text(STR("市水利局2019年工作计划...")),
	    MATCH_NOTHING);
	assert_int_equal(match_text(STR("…")), MATCH_NOTHING);
	assert_true(match_nameless(STR("【查看】")));
	assert_false(match_nameless(STR("2019年")));
}

static void
test_years_and_dates(void **state)
{
	(void)state;
	assert_int_equal(match_year(STR("局2021年度报告")), 2021);
	assert_int_equal(match_year(STR("二〇二一年")), 2021);
	assert_int_equal(match_year(STR("２０２１年")), 2021);
	assert_int_equal(match_year(STR("第1234567号")), 0);
	assert_int_equal(match_year(STR("文件2019, 2021年")), 2021);
	assert_int_equal(match_date(STR("题 [2021-03-12]")), 20210312);
	assert_int_equal(match_date(STR("2021年3月2日")), 20210302);
	assert_int_equal(match_date(STR("2026-\n01-\n23")), 20260123);
	assert_int_equal(match_date(STR("2021-13-01")), 0);
	assert_int_equal(match_date(STR("2021年度报告")), 0);
}

#define TITLE "<title>政府信息公开年报</title>"

/* Years stand above links, or in the row; the row's date may say otherwise. */
static void
test_years_of_headings(void **state)
{
	static const char page[] = TITLE "<h3>2020年</h3><a href=a>市财政局年报"
	    "</a><div>2019年政府信息公开年度报告</div><a href=b>市财政局年报</a>"
	    "<h3>其他</h3><a href=c>市教育局年报</a><table><tr><td>2018年度</td>"
	    "<td><a href=d>年度报告</a></td></tr><tr><td>2017年</td><td>"
	    "<a href=e>查看</a></td></tr></table>";
	struct list l = read_list(page, "http://a.cn/x/", 0, 0);

	(void)state;
	assert_int_equal(l.n, 5);
	assert_int_equal(l.reports, 0);
	l = read_list(page, "http://a.cn/x/", 2019, 2019);
	assert_int_equal(l.n, 2);	/* of c nobody knows */
	assert_str(l.link[0].url, "http://a.cn/x/b");
	assert_int_equal(l.link[0].kind, KIND_REPORT);
	assert_str(l.link[1].url, "http://a.cn/x/c");
	assert_int_equal(read_list(page, "http://a.cn/x/", 2018, 2018).n, 2);
	assert_int_equal(read_list(page, "http://a.cn/x/", 2017, 2017).n, 2);
	/* the year of a row is not that of the next, nor of what follows all */
	l = read_list(TITLE "<div><table><tr><td><a href=a>市财政局年度报告</a>"
	    "<td>2018年<tr><td><a href=b>市教育局年度报告</a><td>2017年</table>"
	    "<h3>2016年</h3><li><a href=c>市教育局年报</a></div><a href=d>"
	    "政府信息公开年报</a>", "http://a.cn/x/", 2017, 2017);
	assert_int_equal(l.n, 3);
	assert_str(l.link[1].url, "http://a.cn/x/b");
	assert_str(l.link[2].url, "http://a.cn/x/d");
	/* of many years */
	assert_int_equal(read_list(TITLE "<h2>2008年—2022年政府信息公开年报</h2>"
	    "<a href=a>市财政局年报</a>", "http://a.cn/x/", 2015, 2018).n, 1);
	/* of that year, but no report */
	l = read_list(TITLE "<h3>2020年</h3><a href=a>乡镇街道</a>",
	    "http://a.cn/x/", 2020, 2020);
	assert_int_equal(l.n, 1);
	assert_int_equal(l.link[0].kind, KIND_LIST);
	/* put up in 2020, which the heading may mean */
	assert_int_equal(read_list(TITLE "<h3>2020年</h3><li><a href=a>市财政局"
	    "年报</a>2020-03-01", "http://a.cn/x/", 2019, 2019).n, 1);
	assert_int_equal(read_list(TITLE "<h3>2020年</h3><li><a href=a>市财政局"
	    "年报</a>2021-03-01", "http://a.cn/x/", 2019, 2019).n, 0);
}

/* A cut title may be a report's where reports are, and nowhere else. */
static void
test_titles_that_are_cut(void **state)
{
	static const char row[] = "<li><a href=a>市财政局关于...</a>2021-03-01",
	    full[] = "<li><a href=a title=答复>市财政局关于...</a>2021-03-01";

	(void)state;
	assert_int_equal(read_list(arena_printf(arena, TITLE "%s", row).p,
	    "http://a.cn/x/", 0, 0).n, 1);
	assert_int_equal(read_list(row, "http://a.cn/x/", 0, 0).n, 0);
	assert_int_equal(read_list(arena_printf(arena, TITLE "%s", full).p,
	    "http://a.cn/x/", 0, 0).n, 0);
}

/* What stands among offices, beside them or on a host below, is one. */
static void
test_offices_called_like_none(void **state)
{
	struct list l = read_list(TITLE "<a href=/>首页</a><a href=a/>市财政局</a>"
	    "<a href=b/>梅岭组团</a><a href=/zn/>办事指南</a><a href=c/>市教育局"
	    "</a><a href=d/>安海镇</a><a href=e/>关于我们</a>",
	    "http://www.a.gov.cn/x/", 0, 0);

	(void)state;
	assert_int_equal(l.n, 4);
	assert_str(l.link[1].url, "http://www.a.gov.cn/x/b/");
	l = read_list(TITLE "<a href=http://czj.a.gov.cn/>市财政局</a><a href="
	    "http://ml.a.gov.cn/>梅岭组团</a><a href=http://jyj.a.gov.cn/>市教育局"
	    "</a><a href=http://b.gov.cn/>安海镇</a><a href=http://xa.gov.cn/>"
	    "青阳街道</a>", "http://www.a.gov.cn/x/", 0, 0);
	assert_int_equal(l.n, 3);
	assert_int_equal(l.elsewhere, 2);
	/* all of gov.cn is nobody's */
	l = read_list(TITLE "<a href=http://czj.a.gov.cn/>政府信息公开年报</a>",
	    "http://www.gov.cn/x/", 0, 0);
	assert_int_equal(l.n, 0);
	assert_int_equal(l.elsewhere, 1);
}

/* A report for a year is published in the next, rarely in the same. */
static void
test_ranges(void **state)
{
	(void)state;
	assert_int_equal(match_range(2020, 2025, 2020, 2021), MATCH_INSIDE);
	assert_int_equal(match_range(2019, 2020, 2020, 2021), MATCH_BEFORE);
	assert_int_equal(match_range(0, 2022, 2020, 2021), MATCH_INSIDE);
	assert_int_equal(match_range(0, 2023, 2020, 2021), MATCH_AFTER);
	assert_int_equal(match_range(0, 2019, 2020, 2021), MATCH_BEFORE);
	assert_int_equal(match_range(0, 0, 2020, 2021), MATCH_UNKNOWN);
	assert_int_equal(match_range(0, 0, 0, 0), MATCH_INSIDE);
}

static void
test_rows_of_a_list(void **state)
{
	struct list l = read_list("<title>年报 </title><ul>"
	    "<li><a href='./202103/t20210312_1.html' title='甲局2020年政府"
	    "信息公开工作年度报告'>甲局2020年政府...</a>"
	    "<span>2021-03-12</span></li>"
	    "<li><a href='guide.html'>政府信息公开指南</a></li></ul>"
	    "<!-- <a href='x.html'>乙局2020年政府信息公开工作年度报告</a> -->"
	    "<a href='nb/'>信息公开年报</a>"
	    "<a href='http://b.cn/nb/'>信息公开年报</a>",
	    "http://a.cn/x/index.html", 0, 0);

	(void)state;
	assert_int_equal(l.n, 2);
	assert_str(l.link[0].url, "http://a.cn/x/202103/t20210312_1.html");
	assert_str(l.link[0].title, "甲局2020年政府信息公开工作年度报告");
	assert_int_equal(l.link[0].kind, KIND_REPORT);
	assert_str(l.link[1].url, "http://a.cn/x/nb/");
	assert_int_equal(l.link[1].kind, KIND_LIST);
	assert_str(l.title, "年报");
	assert_none(l.next);
}

/* What is never closed, closed twice, nested or torn, as browsers see it. */
static void
test_rows_of_sloppy_html(void **state)
{
	struct list l = read_list("<UL><LI><A HREF=1.html>2021年政府信息公开"
	    "年报</A> 2022-03-01<LI><A HREF='2.html'>2020年政府信息公开<b>年"
	    "</b>报</A></span></font> 2021-03-01</UL><table><tr><td><a href="
	    "\"3.html\" title=\"2019年政府信息公开年报 &amp; &#x9644;\">2019"
	    "<td>2020-03-01<tr><td><a href=4.html>2018年政府信息公开年报"
	    "</table><!-- <a href=9.html>2010年政府信息公开年报</a> -->"
	    "<script>var s = '<a href=8.html>2011年政府信息公开年报</a>';"
	    "</script><p title='a > b'><a href=5.html title=>2017年政府信息"
	    "公开年报", "http://a.cn/", 0, 0);
	static const char *const want[] = { "2021年政府信息公开年报",
		"2020年政府信息公开年报", "2019年政府信息公开年报 & 附",
		"2018年政府信息公开年报", "2017年政府信息公开年报" };
	size_t i;

	(void)state;
	assert_int_equal(l.n, 5);
	for (i = 0; i < 5; i++)
		assert_int_equal(l.link[i].url.p[12], '1' + (int)i);
	assert_str(l.link[0].title, want[0]);
	assert_str(l.link[2].title, want[2]);
	assert_str(l.link[3].title, want[3]);
	assert_str(l.link[4].title, want[4]);
	/* dates went to their own rows */
	l = read_list("<ul><li><a href=1>第1号政府信息公开工作年度报告全文</a>"
	    "2022-03-01<li><a href=2>第2号政府信息公开工作年度报告全文</a>"
	    "2020-03-01</ul>", "http://a.cn/", 2021, 2021);
	assert_int_equal(l.n, 1);
	assert_str(l.link[0].url, "http://a.cn/1");
}

static void
test_a_page_that_sends_elsewhere(void **state)
{
	struct list l = read_list("<meta http-equiv=Refresh content=\"0; "
	    "URL='nb/index.html'\"><base href=/x/>", "http://a.cn/", 0, 0);

	(void)state;
	assert_int_equal(l.n, 1);
	assert_int_equal(l.link[0].kind, KIND_LIST);
	assert_str(l.link[0].url, "http://a.cn/nb/index.html");
}

static void
test_links_to_the_next_page(void **state)
{
	struct list l = read_list("<a href='List_2.html'>下一页</a>",
	    "http://a.cn/List.html", 0, 0);

	(void)state;
	assert_str(l.next, "http://a.cn/List_2.html");
	/* the last page links to itself or nowhere */
	l = read_list("<a href='List.html'>下一页</a>"
	    "<a href='javascript:void(0)'>下页</a>",
	    "http://a.cn/List.html", 0, 0);
	assert_none(l.next);
	l = read_list("<a href='http://b.cn/2'>下一页</a>",
	    "http://a.cn/List.html", 0, 0);
	assert_none(l.next);
}

static void
next_is(const char *html, const char *url, const char *want)
{
	struct list l = read_list(html, url, 0, 0);

	if (want == NULL)
		assert_none(l.next);
	else
		assert_str(l.next, want);
}

static void
test_pages_numbered_by_scripts(void **state)
{
	(void)state;
	next_is("<script>createPageHTML(25, 0, \"index\", \"shtml\")</script>",
	    "http://a.cn/x/", "http://a.cn/x/index_1.shtml");
	next_is("<script>createPageHTML(25,24,'index','shtml')</script>",
	    "http://a.cn/x/index_24.shtml", NULL);
	/* records, pages, current page */
	next_is("<script>createPageHTML(191,13,0,\"index\",\"html\")</script>",
	    "http://a.cn/", "http://a.cn/index_1.html");
	next_is("<script>createPageHTML('page_div',50,1,'szywlist','shtml',"
	    "1000)</script>", "http://a.cn/szywlist.shtml",
	    "http://a.cn/szywlist_2.shtml");
	next_is("<script>createPage(3, 1, \"index\", \"html\")</script>",
	    "http://a.cn/index_1.html", "http://a.cn/index_2.html");
	/* the function itself, then the call */
	next_is("function createPageHTML(_nPageCount, _nCurrIndex, n, e){}"
	    "createPageHTML(2,0,\"index\",\"html\")", "http://a.cn/",
	    "http://a.cn/index_1.html");
	next_is("<script>var countPage = 12//共多少页\n"
	    "var currentPage = 1;//</script>", "http://a.cn/index_8597_1.shtml",
	    "http://a.cn/index_8597_2.shtml");
	next_is("<script>createPageHTML(999999,0,\"i\",\"html\")</script>",
	    "http://a.cn/", NULL);
}

/* Lists that are asked for by record, by parameter, by the file's number. */
static void
test_pages_behind_an_interface(void **state)
{
	(void)state;
	next_is("<script>jpage({totalRecord:46,perPage:15,proxyUrl:'/p.jsp',"
	    "columnid:7,webid:1,unitid:9})</script><record></record>"
	    "<record></record>", "http://a.cn/col/",
	    "http://a.cn/p.jsp?startrecord=3&endrecord=47&perpage=15"
	    "&__wb_method=POST&col=1&appid=1&webid=1&path=%2F&columnid=7"
	    "&sourceContentType=1&unitid=9&webname=&permissiontype=0");
	next_is("<script>jpage({totalRecord:1,perPage:15,proxyUrl:'/p.jsp',"
	    "columnid:7,webid:1,unitid:9})</script><record></record>",
	    "http://a.cn/col/", NULL);
	/* what came counts, not what was asked for; none is the end */
	next_is("<datastore><totalrecord>100</totalrecord><record></record>"
	    "</datastore>", "http://a.cn/p.jsp?startrecord=46&perpage=15"
	    "&__wb_method=POST&columnid=7&webid=1&unitid=9&webname=%E7%94%B2",
	    "http://a.cn/p.jsp?startrecord=47&endrecord=91&perpage=15"
	    "&__wb_method=POST&col=1&appid=1&webid=1&path=%2F&columnid=7"
	    "&sourceContentType=1&unitid=9&webname=%E7%94%B2"
	    "&permissiontype=0");
	next_is("<datastore><totalrecord>100</totalrecord></datastore>",
	    "http://a.cn/p.jsp?startrecord=46&perpage=15&columnid=7&webid=1"
	    "&unitid=9", NULL);
	next_is("<script>$('.p').pagination({totalData:34,showData:15})"
	    "</script>", "http://a.cn/index_pc_2.html",
	    "http://a.cn/index_pc_3.html");
	next_is("<script>x = {totalPage: 3}</script>",
	    "http://a.cn/2021/index_3.html", NULL);
}

static void
test_columns_of_a_gkmlpt(void **state)
{
	struct list l = read_list("<script>window._CONFIG = {SID:'755041',"
	    "TREE:[{\"id\":1,\"name\":\"政策\",\"children\":[{\"id\":27,"
	    "\"name\":\"年报\"}]}]}</script>", "http://a.cn/gkmlpt/index", 0,
	    0);

	(void)state;
	assert_int_equal(l.n, 1);
	assert_int_equal(l.link[0].kind, KIND_LIST);
	assert_str(l.link[0].url,
	    "http://a.cn/gkmlpt/api/all/27?page=1&sid=755041");
}

/* Rows of Hanweb stand in CDATA in a script, or come alone as XML. */
static void
test_hanweb_rows(void **state)
{
	static const char store[] = "<datastore><nextgroup><![CDATA[<a href=\""
	    "/module/web/jpage/dataproxy.jsp?page=2&columnid=7\"></a>]]>"
	    "</nextgroup><recordset><record><![CDATA[<li><a href='/art/2021/"
	    "3/12/art_7_1.html' title='2020年政府信息公开工作年度报告'>x</a>"
	    "<i>2021-\n03-\n12</i></li>]]></record></recordset></datastore>";
	char page[1024] = "<html><body><script type=\"text/xml\">";
	const char *url = "http://a.cn/col/col7/index.html";
	struct list l;

	(void)state;
	strcat(strcat(page, store), "</script></body></html>");
	l = read_list(page, url, 0, 0);
	assert_int_equal(l.n, 1);
	assert_str(l.link[0].url, "http://a.cn/art/2021/3/12/art_7_1.html");
	assert_str(l.next,
	    "http://a.cn/module/web/jpage/dataproxy.jsp?page=2&columnid=7");
	l = read_list(store,
	    "http://a.cn/module/web/jpage/dataproxy.jsp?page=2&columnid=7",
	    0, 0);
	assert_int_equal(l.n, 1);
	assert_none(l.next);
}

static void
test_lists_in_json(void **state)
{
	struct list l = read_list("{\"classify\":{\"post_count\":429},"
	    "\"articles\":[{\"id\":1,\"title\":\"\\u7532\u5c402020年"
	    "政府信息公开工作年度报告\",\"date\":\"2021-03-12\","
	    "\"url\":\"http:\\/\\/a.cn\\/post_1.html\",\"attachment\":"
	    "[{\"name\":\"x\",\"url\":\"http://a.cn/x.pdf\"}]},"
	    "{\"title\":\"指南\",\"url\":\"http://a.cn/2\"}]}",
	    "http://a.cn/gkmlpt/api/all/7?page=1&sid=755041", 0, 0);

	(void)state;
	assert_int_equal(l.n, 1);
	assert_str(l.link[0].url, "http://a.cn/post_1.html");
	assert_str(l.link[0].title, "甲局2020年政府信息公开工作年度报告");
	assert_str(l.next,
	    "http://a.cn/gkmlpt/api/all/7?page=2&sid=755041");
	l = read_list("{\"post_count\":429}",
	    "http://a.cn/gkmlpt/api/all/7?page=5&sid=755041", 0, 0);
	assert_none(l.next);
	l = read_list("[{\"TITLE\":\"2021年政府工作报告\",\"SUB_TITLE\":\"\","
	    "\"URL\":\"./1.htm\",\"DOCRELPUBTIME\":\"2021-03-12\"},"
	    "{\"TITLE\":\"通知\",\"URL\":\"./2.htm\",\"DOCRELPUBTIME\":"
	    "\"2021-03-11\"}]", "http://a.cn/x.json", 2022, 2023);
	assert_int_equal(l.n, 0);
	assert_int_equal(l.reports, 1);
	assert_true(l.past);
	/* cut off in the middle of a string, an escape, a number */
	l = read_list("[{\"title\":\"2021年政府信息公开年报\\", "http://a.cn/",
	    0, 0);
	assert_int_equal(l.n, 0);
}

static const char three_years[] =
    "<ul><li><a href='1.html'>2021年政府信息公开工作年度报告</a>2022-03-01</li>"
    "<li><a href='2.html'>2020年政府信息公开工作年度报告</a>2021-03-01</li>"
    "<li><a href='3.html'>2019年政府信息公开工作年度报告</a>2020-03-01</li>"
    "</ul>";

static void
test_only_years_asked_for(void **state)
{
	struct list l = read_list(three_years, "http://a.cn/", 2020, 2020);

	(void)state;
	assert_int_equal(l.n, 1);
	assert_str(l.link[0].url, "http://a.cn/2.html");
	assert_int_equal(l.reports, 3);
	assert_false(l.past);
}

/* Only when all of a page is too old: a pinned old row stops nothing. */
static void
test_past_is_a_whole_page(void **state)
{
	(void)state;
	assert_false(read_list(three_years, "http://a.cn/", 2021, 2023).past);
	assert_true(read_list(three_years, "http://a.cn/", 2023, 2024).past);
	assert_false(read_list("<a href='x'>a</a>", "http://a.cn/", 2023,
	    2024).past);
}

static void
test_the_same_rows_are_the_same_page(void **state)
{
	struct list a = read_list(three_years, "http://a.cn/", 0, 0);
	struct list b = read_list(three_years, "http://a.cn/?p=2", 0, 0);
	struct list c = read_list("<li><a href='9.html'>x</a>2022-03-01</li>",
	    "http://a.cn/", 0, 0);

	(void)state;
	assert_string_equal(a.fingerprint, b.fingerprint);
	assert_string_not_equal(a.fingerprint, c.fingerprint);
}

static void
test_attachments(void **state)
{
	const struct list_options o = { .dialect = STR("auto") };
	struct list l;

	(void)state;
	leads_read(arena, STR("<a href='a.PDF'>x</a><a href='a.pdf'>y"
	    "</a><a href='down?id=1'>附件.xlsx</a><a href='b.html'>b</a>"
	    "<a href='a.PDF'>z</a><a href='c.exe'>c</a>"), "http://a.cn/r",
	    &o, &l);
	assert_int_equal(l.n, 3);
	assert_int_equal(l.link[0].kind, KIND_ATTACHMENT);
	assert_str(l.link[2].url, "http://a.cn/down?id=1");
}

/* Those of other years, where the text or the title of a link ends so. */
static void
test_reports_that_a_report_leads_to(void **state)
{
	static const struct {
		const char *link;
		size_t n;
	} pages[] = {
		{ "<a href='b'>某局2019年政府信息公开工作年度报告</a>", 1 },
		{ "<A HREF='b'>某局2019年政府信息公开年报</A>", 1 },
		{ "<a href='b' title='某局2019年政府信息公開年報'>上一篇</a>", 1 },
		{ "<a href='b' title=\"某局2019年政府信息公开年报\">..</a>", 1 },
		{ "<a href='b'>某局2019年政府信息公開工作年度報告</a>", 1 },
		{ "<a href='b'>某局2019年政府信息公开年报解读</a>", 0 },
		{ "告报年报报告", 0 }, { "告", 0 }, { "年", 0 },
	};
	const struct list_options o = { .dialect = STR("auto") };
	struct list l;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
		leads_read(arena, str_of(pages[i].link), "http://a.cn/r",
		    &o, &l);
		assert_int_equal(l.n, pages[i].n);
	}
}

/* Depth, number and size of what a page can hold have limits. */
static void
test_hostile_pages_end(void **state)
{
	struct buf b;
	struct list l;
	int i;

	(void)state;
	buf_init(&b, 64 << 20);
	for (i = 0; i < 100000; i++)
		buf_adds(&b, "<div><a href=x>");
	l = read_list(b.p, "http://a.cn/", 0, 0);
	assert_true(l.n <= LINKS_MAX);
	buf_reset(&b);
	for (i = 0; i < 40000; i++)
		buf_printf(&b, "<a href=%d>2020年政府信息公开年报</a>", i);
	l = read_list(b.p, "http://a.cn/", 0, 0);
	assert_int_equal(l.n, LINKS_MAX);
	buf_release(&b);
}

/* Nor is all of a page looked through for each of what stands in it often. */
static void
test_marks_that_stand_everywhere_end(void **state)
{
	static const struct {
		const char *first, *again;
		int times;
	} pages[] = {
		{ "<feed>", "<entry>", 500000 },
		{ "", "pageCount ", 200000 },
		{ "   ", "页", 300000 },
		{ "", "area /module/xxgk/search.jsp? ", 50000 },
		{ "年报", "a();", 30000 },
		{ "年报", "$.ajax({url:a,data:{b:c+c+c", 2000 },
		{ "<script>", "location=a;", 200000 },
		{ "<script>a=b+b+b+b+b+b+b+b+b+b+b+b;b=c+c+c+c+c+c+c+c+c+c+c+c;"
		    "c=d+d+d+d+d+d+d+d+d+d+d+d;d='';", "$.get(a+a+a+a);",
		    5000 },
	};
	const struct list_options o = { .dialect = STR("auto"),
		.context = true };
	struct buf b;
	struct list l;
	size_t i;
	int k;

	(void)state;
	buf_init(&b, 64 << 20);
	for (i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
		buf_reset(&b);
		buf_adds(&b, pages[i].first);
		for (k = 0; k < pages[i].times; k++)
			buf_adds(&b, pages[i].again);
		list_read(arena, buf_str(&b), "http://a.cn/?page=1", &o, &l);
		assert_null(l.next.p);
	}
	buf_release(&b);
}

/* Addresses are longer than what stands for them; so are their queries. */
static void
test_addresses_that_are_many_times_the_page(void **state)
{
	const struct list_options o = { .dialect = STR("auto"),
		.charset = "GB18030" };
	struct buf b;
	struct list l;
	int i, k;

	(void)state;
	buf_init(&b, 64 << 20);
	buf_printf(&b, "<base href='/%04000d/'>a.pdf", 0);
	for (i = 0; i < 20000; i++)
		buf_adds(&b, "<a href=x>2020年政府信息公开年度报告</a>");
	leads_read(arena, buf_str(&b), "http://a.cn/", &o, &l);
	assert_int_equal(l.n, 1);
	buf_reset(&b);
	for (i = 0; i < 8; i++) {
		buf_adds(&b, "<a href='?");
		for (k = 0; k < 300000; k++)
			buf_adds(&b, "ก");
		buf_adds(&b, "'>2020年政府信息公开年度报告</a>");
	}
	leads_read(arena, buf_str(&b), "http://a.cn/", &o, &l);
	assert_int_equal(l.n, 0);
	buf_release(&b);
}

static void
test_text_of_a_body(void **state)
{
	static const char han[] = "政府信息公开工作年度报告由本机关按照中华人民"
	    "共和国政府信息公开条例的要求编制";
	char torn[512];

	(void)state;
	assert_str(pagetext(arena, STR("年报"), STR(""), NULL), "年报");
	assert_str(pagetext(arena, STR("\xc4\xea\xb1\xa8"), STR_NONE, NULL), "年报");
	/* two bytes at the end are no character that was cut */
	assert_str(pagetext(arena, STR("a\xc4\xea"), STR_NONE, NULL), "a年");
	/* a page of UTF-8 stays one where a character is torn */
	snprintf(torn, sizeof(torn), "%s%s\xe5\xb9 2021", han, han);
	assert_true(str_starts(pagetext(arena, str_of(torn), STR_NONE, NULL),
	    STR("政府信息")));
	assert_none(pagetext(arena, STR("%PDF-1.4"), STR_NONE, NULL));
	assert_none(pagetext(arena, STR("x"), STR("br"), NULL));
	assert_none(pagetext(arena, STR("not gzip"), STR("gzip"), NULL));
}

int
main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, fresh, done)
	const struct CMUnitTest tests[] = {
		T(test_titles_of_reports), T(test_years_and_dates),
		T(test_ranges), T(test_rows_of_a_list),
		T(test_rows_of_sloppy_html),
		T(test_a_page_that_sends_elsewhere),
		T(test_links_to_the_next_page),
		T(test_pages_numbered_by_scripts), T(test_hanweb_rows),
		T(test_pages_behind_an_interface), T(test_columns_of_a_gkmlpt),
		T(test_lists_in_json),
		T(test_years_of_headings), T(test_titles_that_are_cut),
		T(test_offices_called_like_none),
		T(test_only_years_asked_for), T(test_past_is_a_whole_page),
		T(test_the_same_rows_are_the_same_page),
		T(test_attachments),
		T(test_reports_that_a_report_leads_to), T(test_hostile_pages_end),
		T(test_marks_that_stand_everywhere_end),
		T(test_addresses_that_are_many_times_the_page),
		T(test_text_of_a_body),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
