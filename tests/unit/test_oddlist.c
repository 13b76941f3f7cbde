/* SPDX-License-Identifier: MIT */
/* list where scripts, lies and apologies are in the way; sitemap, gone. */
#include "unit_arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "challenge.h"
#include "gone.h"
#include "leads.h"
#include "step.h"
#include "match.h"
#include "nextform.h"
#include "pagetext.h"
#include "sitemap.h"
#include "url.h"
#include "written.h"

static struct list
read_list(const char *html, const char *url, long before)
{
	const struct list_options o = { .dialect = STR("auto"),
		.rows_before = before };
	struct list l;

	list_read(arena, str_of(html), url, &o, &l);
	return l;
}

static struct list
read_report(const char *html)
{
	const struct list_options o = { .dialect = STR("auto") };
	struct list l;

	leads_read(arena, str_of(html), "http://a.cn/x/r.html", &o, &l);
	return l;
}

/* A page that could not be had is passed over in the step of the others. */
static void
test_the_page_behind_one_that_failed(void **state)
{
	static const char *const at[][3] = {
		{ "http://a.cn/index_2.html", "http://a.cn/index_3.html",
		    "http://a.cn/index_4.html" },
		{ "http://a.cn/t/9.htm", "http://a.cn/t/8.htm",
		    "http://a.cn/t/7.htm" },
		{ "http://a.cn/", "http://a.cn/index_1.html",
		    "http://a.cn/index_2.html" },
		{ "http://a.cn/t.htm", "http://a.cn/t/12.htm",
		    "http://a.cn/t/11.htm" },
		{ "http://a.cn/p?from=16&to=30&per=15",
		    "http://a.cn/p?from=31&to=45&per=15",
		    "http://a.cn/p?from=46&to=60&per=15" },
		{ "http://a.cn/t/2.htm", "http://a.cn/t/1.htm", NULL },
		{ "http://a.cn/a.html", "http://a.cn/b.html", NULL },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(at) / sizeof(*at); i++) {
		struct str got = step_skip(arena, at[i][0], at[i][1]);

		if (at[i][2] == NULL)
			assert_none(got);
		else
			assert_str(got, at[i][2]);
	}
}

/* A full page has a next one whatever is said; an empty one has none. */
static void
test_totals_are_not_trusted(void **state)
{
	static const char full[] = "{\"total\":2,\"list\":[{\"title\":\"a\","
	    "\"url\":\"/1\"},{\"title\":\"b\",\"url\":\"/2\"}]}";
	const char *url = "http://a.cn/l?page=1&pageSize=2";

	(void)state;
	assert_str(read_list(full, url, 0).next,
	    "http://a.cn/l?page=2&pageSize=2");
	assert_int_equal(read_list(full, url, 0).records, 2);
	assert_none(read_list(full, "http://a.cn/l?page=1", 0).next);
	assert_str(read_list("{\"total\":5,\"list\":[{\"title\":\"a\","
	    "\"url\":\"/1\"}]}", "http://a.cn/l?page=3", 3).next,
	    "http://a.cn/l?page=4");
	assert_none(read_list("{\"total\":9,\"list\":[]}",
	    "http://a.cn/l?page=3", 3).next);
	/* it has ten more, which only a search knows */
	assert_int_equal(read_list("<script>listModel({recordCount: '20',"
	    "prepage: 10})</script>", "http://a.cn/", 0).pages, 2);
}

static void
test_forms_have_an_address(void **state)
{
	struct list l = read_list("<script>$.post('/i/loadData?pageSize=15')"
	    "</script>", "http://a.cn/x.html", 0);

	(void)state;
	assert_str(l.next, "http://a.cn/i/loadData?pageSize=15"
	    "&__wb_method=POST&pageIndex=1");
	assert_str(url_asked(l.next.p), "http://a.cn/i/loadData?pageSize=15");
	assert_str(url_form(l.next.p), "pageIndex=1");
	assert_none(url_form("http://a.cn/?x__wb_method=POST&a"));
	assert_str(read_list("{\"data\":{\"totalPage\":3,\"list\":[{\"TITLE\":"
	    "\"a\",\"URL\":\"/1\"}]}}", l.next.p, 0).next,
	    "http://a.cn/i/loadData?pageSize=15&__wb_method=POST&pageIndex=2");
}

#define PAGE "{\"rows\":[{\"title\":\"a\",\"url\":\"/1\"}]}"

/* What is sent as JSON is written behind the mark of a form. */
static void
test_pages_in_json(void **state)
{
	static const char *const at[][3] = {
		{ PAGE, "http://a.cn/l?__wb_method=POST&%7B%22pageNo%22:9,"
		    "%22rows%22:1%7D", "http://a.cn/l?__wb_method=POST"
		    "&%7B%22pageNo%22:10,%22rows%22:1%7D" },
		{ PAGE, "http://a.cn/l?__wb_method=POST&{\"rows\":\"1\","
		    "\"pageIndex\": \"0\"}", "http://a.cn/l?__wb_method=POST"
		    "&{\"rows\":\"1\",\"pageIndex\":+\"1\"}" },
		{ PAGE, "http://a.cn/l?__wb_method=POST&rows=1&p=%22%7B%5C%22"
		    "pageNum%5C%22%3A3%7D%22", "http://a.cn/l?__wb_method=POST"
		    "&rows=1&p=%22%7B%5C%22pageNum%5C%22%3A4%7D%22" },
		{ "{\"content\":\"{\\\"totalcount\\\":22,\\\"records\\\":["
		    "{\\\"title\\\":\\\"a\\\",\\\"linkurl\\\":\\\"/1\\\"}]}\"}",
		    "http://a.cn/l?__wb_method=POST&{\"pn\":20,\"rn\":1}",
		    "http://a.cn/l?__wb_method=POST&{\"pn\":21,\"rn\":1}" },
		{ "{\"totalcount\":21,\"records\":[{\"title\":\"a\","
		    "\"linkurl\":\"/1\"}]}", "http://a.cn/l?__wb_method=POST"
		    "&{\"pn\":20,\"rn\":10}", NULL },
	};
	struct str got;
	size_t i;
	char *url;

	(void)state;
	for (i = 0; i < sizeof(at) / sizeof(*at); i++) {
		url = url_resolve(NULL, str_of(at[i][1]));
		got = read_list(at[i][0], url, 20).next;
		if (at[i][2] == NULL)
			assert_none(got);
		else
			assert_str(got, at[i][2]);
		free(url);
	}
	assert_true(url_is_json(url_form("http://a.cn/?__wb_method=POST&{}aa")));
	assert_true(url_is_json(STR("%5B1%5D")));
	assert_false(url_is_json(STR("a=%7B1%7D")));
	assert_false(url_is_json(STR("{")));
}

/* The form of the second page, with the number of another one. */
static void
test_jumps_by_a_number_in_the_form(void **state)
{
	static const char *const jumps[][2] = {
		{ "page=2", "page=7" }, { "page=1", "page=6" },
		{ "__EVENTTARGET=p%241&a=Page%242",
		    "__EVENTTARGET=p%241&a=Page%247" },
		{ "__EVENTTARGET=p%241&a=", NULL },
		{ "page=2&rows=15", "page=7&rows=15" },
		{ "page=2&type=1", NULL }, { "next=", NULL }, { "page=3", NULL },
	};
	struct list l;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(jumps) / sizeof(*jumps); i++) {
		l = (struct list){ .form_key = str_of(jumps[i][0]) };
		l.form = arena_printf(arena, "s=1&%s&z=2", jumps[i][0]);
		assert_int_equal(nextform_jump(arena, &l, 6),
		    jumps[i][1] != NULL);
		if (jumps[i][1] == NULL)
			continue;
		assert_str(l.form_key, jumps[i][1]);
		assert_str(l.form, arena_printf(arena, "s=1&%s&z=2",
		    jumps[i][1]).p);
	}
}

static void
leads_to(const char *page, const char *code, const char *want)
{
	struct str got = written_target(arena, str_of(page), str_of(code));

	if (want == NULL)
		assert_none(got);
	else
		assert_str(got, want);
}

static void
test_where_a_click_leads(void **state)
{
	static const char page[] = "<script>var base = '/a/', n = 3;\n"
	    "function go(k) { if (k < 9) location.href = base + k + '.html'; }"
	    "\nvar open2 = function (id) { window.open('x?id=' + (id)); };"
	    "function next(p) { var u = 'l_' + (p) ; location = 'l_' + p; }"
	    "</script>";

	(void)state;
	leads_to(page, "go(2)", "/a/2.html");
	leads_to(page, "return go('x')", "/a/x.html");
	leads_to(page, "void(0);next(7)", "l_7");
	leads_to(page, "location.href='b.html'", "b.html");
	leads_to(page, "location.replace(\"c.html\")", "c.html");
	leads_to(page, "if (x == location) y()", NULL);
	leads_to(page, "window.open('d' + 1 + '.pdf', 'w')", "d1.pdf");
	leads_to(page, "location = 1 + 2 + 'e'", "3e");
	leads_to(page, "location = '1' + 2", "12");
	leads_to(page, "nowhere(1)", NULL);
	leads_to(page, "location = f(1)", NULL);
	leads_to(page, "open2(1", NULL);
	leads_to("function r(a) { location = r; var r = r; }", "r(1)", NULL);
	leads_to("", "", NULL);
}

static void
asks(const char *code, const char *want)
{
	struct str got = written_asked(arena, str_of(code), str_of(code),
	    false, NULL, NULL);

	if (want == NULL)
		assert_none(got);
	else
		assert_str(got, want);
}

/* What a click asks for is a page rather than a count of clicks. */
static void
test_what_a_click_asks_for(void **state)
{
	struct list l = read_list("<a href=1.html>2020年政府信息公开年报</a>"
	    "<script>function go(n) { $.post('/stat', {t: 1}); $.get('/l.do',"
	    " {page: n}, show); }</script><a onclick=go(2)>下一页</a>",
	    "http://a.cn/", 0);

	(void)state;
	assert_str(l.next, "http://a.cn/l.do?page=2");
	/* nor is anything done for whom a page is shown */
	l = read_list("<title>政府信息公开年报</title><script>$.post('/x/"
	    "deleteById', {page: 1}); $.ajax({url: '/user/Login.do', type: "
	    "'POST', data: {page: 1}}); $.post('/l.do', {page: 1});</script>",
	    "http://a.cn/", 0);
	assert_str(l.next, "http://a.cn/l.do?__wb_method=POST&page=1");
	asks("axios.post('/l', {page: 1, 'q': \"a'\", w: [true, x]});"
	    "var x = {k: null}", "/l?__wb_method=POST&%7B%22page%22%3A1%2C"
	    "%22q%22%3A%22a%27%22%2C%22w%22%3A%5Btrue%2C%7B%22k%22%3Anull"
	    "%7D%5D%7D");
	asks("axios.get('/l', {params: {page: 1}})", "/l?page=1");
	asks("axios({method: 'POST', url: '/l', data: {page: 1}})",
	    "/l?__wb_method=POST&%7B%22page%22%3A1%7D");
	asks("fetch('/l?page=1').then(show)", "/l?page=1");
	asks("var o = {page: 1}; $.post('/l', o, show)",
	    "/l?__wb_method=POST&page=1");
	/* what can't be told is not made up */
	asks("axios.post('/l', {page: 1, t: token()})", NULL);
	asks("fetch('/l', {method: 'POST', body: JSON.stringify(q)})", NULL);
	asks("axios.post('/save/l', {page: 1})", NULL);
}

/* Tags that are called much like those of a feed are HTML. */
static void
test_what_is_no_feed_and_no_script(void **state)
{
	static const char *const pages[] = {
		"<feedback><a href=1.html>2020年政府信息公开年报</a>",
		"<!-- <rss> --><html><a href=1.html>2020年政府信息公开年报</a>",
		"\xef\xbb\xbf<html><a href=1.html>2020年政府信息公开年报</a>"
		    "<script>var dataStore;</script>",
	};
	struct list l;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
		l = read_list(pages[i], "http://a.cn/", 0);
		assert_int_equal(l.n, 1);
	}
	l = read_list("\xef\xbb\xbf<?xml version='1.0'?>\n<?xml-stylesheet "
	    "href='a'?><rdf:RDF><item><title>2020年政府信息公开年报</title>"
	    "<link>/1.html</link></item></rdf:RDF>", "http://a.cn/", 0);
	assert_int_equal(l.n, 1);
}

/* What a script writes is a row like others, or nothing. */
static void
test_rows_that_a_script_writes(void **state)
{
	struct list l = read_list("<script>var u='/1.html', t = \"2020年政府"
	    "信息公开年报\";document.writeln(\"<li><a href='\"+u+\"'>\"+t+"
	    "'</a>');document.write('2021-03-04', '</li>');\n"
	    "document.write('<a href=' + unknown + '>2019年政府信息公开年报"
	    "</a>');document.write(", "http://a.cn/", 0);

	(void)state;
	assert_int_equal(l.n, 1);
	assert_str(l.link[0].url, "http://a.cn/1.html");
	assert_int_equal(l.rows, 1);
}

static void
test_a_next_page_that_cannot_be_told(void **state)
{
	(void)state;
	assert_true(read_list("<a href=\"javascript:__doPostBack('a','2')\">"
	    "下一页</a>", "http://a.cn/", 0).blind);
	assert_false(read_list("<a href='javascript:void(0)'>下一页</a>",
	    "http://a.cn/", 0).blind);
	assert_false(read_list("<a href='javascript:;'>下一页</a>",
	    "http://a.cn/", 0).blind);
	assert_true(read_list("<a href='http://b.cn/2'>下一页</a>",
	    "http://a.cn/", 0).blind);
	assert_str(read_list("<a href='http://www.a.cn/2'>下一页</a>",
	    "http://a.cn/", 0).next, "http://www.a.cn/2");
	assert_str(read_list("<link rel=next href=/3>", "http://a.cn/",
	    0).next, "http://a.cn/3");
	assert_str(read_list("<a onclick='more(2)'>加载更多</a><script>function "
	    "more(n) { $.get('/l?page=' + n, add); }</script>",
	    "http://a.cn/", 0).next, "http://a.cn/l?page=2");
}

/* A name in the row serves a link that has none; others keep theirs. */
static void
test_links_named_by_their_rows(void **state)
{
	struct list l = read_list("<table><tr><td>市水利局2021年政府信息公开"
	    "工作年度报告<td>2022-01-01<td><a href=1.html>查看</a></tr><tr>"
	    "<td>指南<td><a href=2.html>2020年政府信息公开年报</a></table>",
	    "http://a.cn/", 0);

	(void)state;
	assert_int_equal(l.n, 2);
	assert_str(l.link[0].url, "http://a.cn/1.html");
	assert_str(l.link[1].title, "2020年政府信息公开年报");
}

/* Years and agencies lead on where annual reports are, nowhere else. */
static void
test_lists_of_lists(void **state)
{
	static const char years[] = "<title>新闻</title><select><option value="
	    "'/2021/'>2021年<option value='-1'>2020年</select><a href=2019/>"
	    "2019年度</a>";
	static const char agencies[] = "<title>年报</title><a href=1>市财政局"
	    "</a><a href=2>市教育局</a><a href=3>某某镇</a>";
	struct list l = read_list(years, "http://a.cn/x/", 0);

	(void)state;
	assert_int_equal(l.n, 0);
	l = read_list("<title>信息公开年报</title><select><option value="
	    "'/2021/'>2021年<option value='-1'>2020年</select><a href=2019/>"
	    "2019年度</a>", "http://a.cn/x/", 0);
	assert_int_equal(l.n, 2);
	assert_str(l.link[0].url, "http://a.cn/2021/");
	assert_str(l.link[1].url, "http://a.cn/x/2019/");
	assert_int_equal(read_list(agencies, "http://a.cn/", 0).n, 3);
	assert_int_equal(read_list(agencies + sizeof("<title>年报</title>") -
	    1, "http://a.cn/", 0).n, 0);
}

static void
test_reports_behind_a_report(void **state)
{
	struct list l = read_report("<a href=1.html>市水利局2021年政府信息公开"
	    "年报</a><a href=r.html>2021年政府信息公开年报</a>"
	    "<a href=z.zip>z</a><a href=2.html>下一页</a>");

	(void)state;
	assert_int_equal(l.n, 2);
	assert_str(l.link[0].url, "http://a.cn/x/z.zip");
	assert_str(l.link[1].url, "http://a.cn/x/1.html");
	assert_int_equal(l.link[1].kind, KIND_REPORT);
	assert_none(l.next);
}

static void
test_files_behind_scripts_and_viewers(void **state)
{
	struct list l = read_report("<iframe src='/v/viewer.html?file=%2Fa%20"
	    "b.pdf&x=1'></iframe><embed src=c.pdf><a onclick=\"d('/e.doc')\">"
	    "x</a><a href='/down?id=1'>附件.PDF</a><iframe src=/foot.html>"
	    "</iframe><iframe src=/body.html></iframe><a href=/n.html>n</a>"
	    "<object data='//a.cn/f.ofd'></object>");
	static const char *const want[] = { "http://a.cn/a%20b.pdf",
		"http://a.cn/x/c.pdf", "http://a.cn/down?id=1",
		"http://a.cn/body.html", "http://a.cn/f.ofd",
		"http://a.cn/e.doc" };
	size_t i;

	(void)state;
	assert_int_equal(l.n, 6);
	for (i = 0; i < 6; i++)
		assert_str(l.link[i].url, want[i]);
}

/* In the encoding of the page, as those of links. */
static void
test_queries_behind_scripts(void **state)
{
	const struct list_options o = { .dialect = STR("auto"),
		.charset = "GB18030" };
	struct list l;

	(void)state;
	leads_read(arena, STR("<a onclick=\"d('/e.asp?f=年.doc')\">x</a>"),
	    "http://a.cn/x/r.html", &o, &l);
	assert_int_equal(l.n, 1);
	assert_str(l.link[0].url, "http://a.cn/e.asp?f=%C4%EA.doc");
	list_read(arena, STR("<a href=1.html>2020年政府信息公开年报</a><a "
	    "onclick=\"location.href='l.asp?t=年&p=2'\">下一页</a>"),
	    "http://a.cn/", &o, &l);
	assert_str(l.next, "http://a.cn/l.asp?t=%C4%EA&p=2");
}

/* In one order only, from newer to older, is a page of old rows the end. */
static void
test_only_order_ends_a_list(void **state)
{
	const struct list_options o = { .year_from = 2019, .year_to = 2020,
		.dialect = STR("auto") };
	static const char *const pages[] = {
		"<li><a href=1>a</a>2016-01-01<li><a href=2>b</a>2015-01-01",
		"<li><a href=1>a</a>2015-01-01<li><a href=2>b</a>2016-01-01",
		"<li><a href=1>a</a>2015-01-01<li><a href=2>b</a>2015-01-01",
	};
	struct list l;
	size_t i;

	(void)state;
	for (i = 0; i < 3; i++) {
		list_read(arena, str_of(pages[i]), "http://a.cn/", &o, &l);
		assert_int_equal(l.past, i == 0);
	}
}

static struct str
gone(const char *html)
{
	return gone_page(arena, str_of(html), "http://a.cn/1.html", false);
}

static void
test_apologies(void **state)
{
	char text[8000] = "<p>您访问的页面不存在</p><p>";
	const char *front = "<script>window.location.href = '/';</script>";
	static const char *const notices[] = {
		"当前访问疑似黑客攻击，已被网站管理员设置为拦截",
		"由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。",
		"您的请求带有不合法参数，已被网站管理员设置拦截！",
		"根据集约化要求，本网站已关停", "本站已迁移，请更新收藏",
		"您所访问的链接不存在", "对不起，您要访问的信息已过期",
		"网站正在进行系统升级，暂停服务", "服务器内部错误",
		"安全验证 请完成下列验证后继续", "会话已过期，请重新登录",
		"The requested URL was not found on this server.",
		"502 Bad Gateway nginx", "您没有权限访问该页面" };
	size_t i;

	(void)state;
	assert_str(gone("<p>对不起，您访问的页面不存在！</p>"), "页面不存在");
	assert_str(gone("<title>404错误</title>"), "404错误");
	assert_str(gone("<meta http-equiv=refresh content='0;url=/404.html'>"),
	    "leads away");
	assert_str(gone(front), "leads away");
	/* a start may send to the front page, and much text is no apology */
	assert_none(gone_page(arena, str_of(front), "http://a.cn/x/", true));
	while (strlen(text) < 4000)
		strcat(text, "年度报告全文");
	assert_none(gone(text));
	assert_none(gone("<title>2021年政府信息公开工作年度报告</title>见附件"));
	/* one who is busy has no report; a banner and a viewer do not count */
	assert_str(gone("<p>系统繁忙，<a href=/>首页</a>"), "系统繁忙");
	assert_str(gone("<script>location.href='/login'</script>"),
	    "leads away");
	assert_none(gone("<p>本网站正在升级<li><a href=/1.html>2021年年报</a>"));
	assert_none(gone("<p>如未显示请稍后再试<iframe src=/v></iframe>"
	    "<a href='/1.pdf?x=1'>附件</a>"));
	assert_none(gone("<title>2021年政府信息公开工作年度报告</title>"
	    "加载中，请稍后再试<img src=1.jpg>"));
	assert_none(gone("<iframe src=/login.jsp></iframe><a href=/1.pdf>附件"
	    "</a>"));
	assert_none(gone("<title>2021年政府信息公开工作年度报告</title>"
	    "<script>function out() { location.href = '/login' }</script>"));
	for (i = 0; i < sizeof(notices) / sizeof(*notices); i++) {
		snprintf(text, sizeof(text), "<title>某县人民政府</title><p>%s"
		    "<p><a href=\"/\">返回首页</a>", notices[i]);
		assert_non_null(gone(text).p);
	}
	assert_true(gone_redirect("http://a.cn/1", "http://a.cn/"));
	assert_true(gone_redirect("http://a.cn/1", "http://a.cn/e/404.html?x"));
	assert_false(gone_redirect("http://a.cn/1", "http://a.cn/2"));
	assert_false(gone_redirect("http://a.cn/", "http://www.a.cn/"));
}

/* A guard has a cookie to set and nothing to say. */
static void
test_guards_without_a_name(void **state)
{
#define COOKIE "<script>document.cookie='a=1';location.reload()</script>"
	static const struct {
		const char *html;
		int status;
		bool guard;
	} pages[] = {
		{ COOKIE "请稍候", 200, true }, { COOKIE, 404, false },
		{ "<title>政府信息公开年报</title>" COOKIE "<div></div>", 200,
		    false },
		{ COOKIE "<table><td>本机关全年收到政府信息公开申请12件，予以公开"
		    "10件，无法提供2件。本机关全年收到政府信息公开申请12件，予以"
		    "公开10件，无法提供2件。本机关全年收到政府信息公开申请12件，"
		    "予以公开10件，无法提供2件。本机关制发规范性文件3件。", 200,
		    false },
	};
	struct http_reply r = { .result = HTTP_DONE };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
		r.body = str_of(pages[i].html);
		r.status = pages[i].status;
		assert_int_equal(challenge_name(arena, &r).p != NULL,
		    pages[i].guard);
	}
#undef COOKIE
}

static void
test_sitemaps(void **state)
{
	const struct list_options o = { .year_from = 2019, .year_to = 2020 };
	struct list l;

	(void)state;
	sitemap_read(arena, STR("<urlset><url><loc> http://a.cn/x/1.html?a&amp;"
	    "b </loc></url><url><loc><![CDATA[/zfxxgknb/2.html]]></loc>"
	    "<lastmod>2020-01-02</lastmod></url><url><loc>/zfxxgknb/3.html"
	    "</loc><lastmod>2010-01-02</lastmod></url><url><loc>/y/4.html"
	    "</loc></url><url><loc>http://b.cn/zfxxgknb/5.html</loc></url>"),
	    "http://a.cn/sitemap.xml", STR("http://a.cn/x/list.html"), &o, &l);
	assert_int_equal(l.n, 2);
	assert_str(l.link[0].url, "http://a.cn/x/1.html?a&b");
	assert_str(l.link[1].url, "http://a.cn/zfxxgknb/2.html");
	assert_int_equal(l.link[1].kind, KIND_PAGE);
	sitemap_robots(arena, STR("User-agent: *\nsitemap: /a.xml\r\n"
	    "Sitemap: http://b.cn/b.xml\n"), "http://a.cn/robots.txt", &l);
	assert_int_equal(l.n, 1);
	assert_str(l.link[0].url, "http://a.cn/a.xml");
	assert_true(sitemap_is(STR("<?xml?><sitemapindex>")));
	assert_false(sitemap_is(STR("<html>")));
}

/* Names, dates and wrappings of lists in JSON differ. */
static void
test_json_by_other_names(void **state)
{
	struct list l = read_list("cb_1({\"rows\":[{\"link\":\"/0\","
	    "\"docPubUrl\":\"/1.html\",\"docTitle\":\"2020年政府信息公开年报\","
	    "\"publishTime\":1614787200000}]});", "http://a.cn/l", 0);

	(void)state;
	assert_int_equal(l.n, 1);
	assert_str(l.link[0].url, "http://a.cn/1.html");
	l = read_list("<script>var d = [{\"title\":\"2020年政府信息公开年报\","
	    "\"url\":\"/2.html\"}];</script>", "http://a.cn/l", 0);
	assert_int_equal(l.n, 1);
	/* what stands around rows is none of them */
	l = read_list("{\"site\":{\"url\":\"/\"},\"channel\":{\"title\":"
	    "\"2020年政府信息公开年报\"},\"list\":[{\"doc\":{\"title\":\"2020年"
	    "政府信息公开年报\"},\"at\":{\"url\":\"/3.html\"}}]}",
	    "http://a.cn/l", 0);
	assert_int_equal(l.rows, 1);
	assert_int_equal(l.n, 1);
	assert_str(l.link[0].url, "http://a.cn/3.html");
	/* "num" is no total: there are more rows */
	l = read_list("{\"pages\":3,\"list\":[{\"num\":1,\"title\":\"2020年政府"
	    "信息公开年报\",\"url\":\"/3.html\"},{\"num\":2,\"title\":\"2019年"
	    "政府信息公开年报\",\"url\":\"/4.html\"}]}", "http://a.cn/l?page=1",
	    0);
	assert_str(l.next, "http://a.cn/l?page=2");
}

/* Where a row lacks something that addresses are made of, it has none. */
static void
test_rows_that_lack_a_part_of_their_address(void **state)
{
	const char *rows = "[{\"title\":\"2020年政府信息公开年报\",\"y\":20,"
	    "\"id\":7,\"a\":1,\"b\":2},"
	    "{\"title\":\"2021年政府信息公开年报\",\"y\":21}]";
	struct list_options o = { .dialect = STR("auto"),
		.row_url = STR("http://a.cn/{y}/{id}.html") };
	struct list l;

	(void)state;
	list_read(arena, str_of(rows), "http://a.cn/l?page=1", &o, &l);
	assert_int_equal(l.n, 1);
	assert_str(l.link[0].url, "http://a.cn/20/7.html");
	o.row_url = STR("http://a.cn/{y}/{id}/{a}/{b}.html");
	list_read(arena, str_of(rows), "http://a.cn/l?page=1", &o, &l);
	assert_int_equal(l.n, 0);
}

static void
check_form(const char *html, int page, const char *next, const char *form)
{
	const struct list_options o = { .rows_before = 0, .page = page,
		.dialect = STR("auto") };
	struct list l;

	list_read(arena, str_of(html), "http://a.cn/x/l.aspx?__wb_method=POST"
	    "&__page=2", &o, &l);
	if (next == NULL) {
		assert_null(l.next.p);
		assert_null(l.form.p);
		return;
	}
	assert_str(l.next, next);
	if (form == NULL)
		assert_null(l.form.p);
	else
		assert_str(l.form, form);
}

#define STATE "<form method=post action=./l.aspx><input type=hidden " \
	"name=__VIEWSTATE value='/w+A='><input type=submit name=go value=x>"
#define BACK(args, text) "<a href=\"javascript:__doPostBack(" args ")\">" \
	text "</a>"

/* What a form is sent with is all of it, and what a click changes in it. */
static void
test_pages_behind_forms(void **state)
{
	(void)state;
	check_form(STATE BACK("'p$c','7'", "下一页"), 1, "http://a.cn/x/l.aspx",
	    "__VIEWSTATE=%2Fw%2BA%3D&__EVENTTARGET=p%24c&__EVENTARGUMENT=7");
	/* days of a calendar are no pages */
	check_form(STATE BACK("'cal','8003'", "3") BACK("'gv','Page$3'", "3")
	    BACK("'gv','Page$9'", "..."), 1, "http://a.cn/x/l.aspx",
	    "__VIEWSTATE=%2Fw%2BA%3D&__EVENTTARGET=gv&"
	    "__EVENTARGUMENT=Page%243");
	check_form(STATE BACK("'gv','Page$1'", "...") BACK("'gv','Page$3'",
	    "..."), 1, "http://a.cn/x/l.aspx", "__VIEWSTATE=%2Fw%2BA%3D&"
	    "__EVENTTARGET=gv&__EVENTARGUMENT=Page%243");
	check_form(STATE BACK("'cal','8003'", "3"), 1, NULL, NULL);
	check_form(BACK("'p','7'", "下一页"), 1, NULL, NULL);
	check_form("<form method=post action=http://b.cn/><input type=hidden "
	    "name=__VIEWSTATE value=1>" BACK("'p','7'", "下一页"), 1, NULL,
	    NULL);
	check_form("<form method=POST><input type=hidden name=p value=3>"
	    "<input type=checkbox name=c checked><input type=radio name=r>"
	    "<select name=s><option value=1><option value=2 selected></select>"
	    "<input type=submit name=b value=下一页>", 1, "http://a.cn/x/l.aspx",
	    "p=3&c=on&s=2&b=%E4%B8%8B%E4%B8%80%E9%A1%B5");
	check_form("<form method=post><input type=hidden name=p value=3>"
	    "<input type=submit name=b value=下一页 disabled>", 1, NULL, NULL);
	check_form("<script>function go(n){ document.forms[0].p.value = n; "
	    "document.forms[0].submit(); }</script><form action=/y><input "
	    "type=hidden name=p value=1><input type=button value=下一页 "
	    "onclick='go(4)'></form>", 1, "http://a.cn/y?p=4", NULL);
	check_form("<script>function go(n){ $('#cur').val(n); $('#f')."
	    "submit(); }</script><form method=post id=f><input name=p id=cur>"
	    "</form><a href=# onclick=go(1+2)>下一页</a>", 1,
	    "http://a.cn/x/l.aspx", "p=3");
	check_form("<form method=post accept-charset=GBK><input type=hidden "
	    "name=k value='年报&#30718;&#128512;'><input type=submit name=b "
	    "value=下一页>", 1, "http://a.cn/x/l.aspx", "k=%C4%EA%B1%A8%B7%AF"
	    "%26%23128512%3B&b=%CF%C2%D2%BB%D2%B3");
	/* not in GBK as browsers have it, or otherwise; nor in their Big5 */
	check_form("<form method=post accept-charset=gb2312><input name=k "
	    "value='€&#x1E3F;'><input type=hidden name=_charset_><input "
	    "type=submit name=b value=next>", 1, "http://a.cn/x/l.aspx",
	    "k=%80%A8%BC&_charset_=GBK&b=next");
	check_form("<form method=post accept-charset=big5><input name=k "
	    "value='Ê年十'><input type=submit name=b value=next>", 1,
	    "http://a.cn/x/l.aspx", "k=%26%23202%3B%A6~%A4Q&b=next");
	check_form("<form method=post><textarea></textarea><input name=k value="
	    "'a\nb\r\nc\rd'><select name=s><option>年报<option>x</select>"
	    "<button type=submit name=b value=2>下一页</button></form>", 1,
	    "http://a.cn/x/l.aspx", "k=a%0D%0Ab%0D%0Ac%0D%0Ad&"
	    "s=%E5%B9%B4%E6%8A%A5&b=2");
	check_form("<form method=post><select name=s><option></option></select>"
	    "<input name=v value=1>第1页<input type=submit name=b value=next>",
	    1, "http://a.cn/x/l.aspx", "s=&v=1&b=next");
	check_form("<form method=post><input type=image name=b alt=下一页>", 1,
	    "http://a.cn/x/l.aspx", "b.x=1&b.y=1");
	/* nobody knows what it would fill in */
	check_form("<script>function go(n){ f.p.value = crypt(n); f.submit(); }"
	    "</script><form method=post name=f><input name=p></form>"
	    "<a href=# onclick=go(3)>下一页</a>", 1, NULL, NULL);
}

int
main(void)
{
#define T(fn) cmocka_unit_test_setup_teardown(fn, fresh, done)
	const struct CMUnitTest tests[] = {
		T(test_the_page_behind_one_that_failed),
		T(test_totals_are_not_trusted), T(test_forms_have_an_address),
		T(test_pages_in_json), T(test_jumps_by_a_number_in_the_form),
		T(test_where_a_click_leads), T(test_what_a_click_asks_for),
		T(test_what_is_no_feed_and_no_script),
		T(test_rows_that_a_script_writes),
		T(test_a_next_page_that_cannot_be_told),
		T(test_links_named_by_their_rows), T(test_lists_of_lists),
		T(test_reports_behind_a_report),
		T(test_files_behind_scripts_and_viewers),
		T(test_queries_behind_scripts),
		T(test_only_order_ends_a_list), T(test_apologies),
		T(test_guards_without_a_name), T(test_sitemaps),
		T(test_json_by_other_names),
		T(test_rows_that_lack_a_part_of_their_address),
		T(test_pages_behind_forms),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
