/* SPDX-License-Identifier: MIT */
/* What scripts of a list say plainly: told, guess, bound, rowurl, script. */
#include "unit_arena.h"

#include <stdlib.h>
#include <string.h>

#include "bound.h"
#include "feed.h"
#include "guess.h"
#include "links.h"
#include "rowurl.h"
#include "jsfile.h"
#include "step.h"
#include "told.h"
#include "written.h"

static void
says(struct str got, const char *want)
{
	if (want == NULL)
		assert_none(got);
	else
		assert_str(got, want);
}

static void
test_values(void **state)
{
	struct buf b;

	(void)state;
	says(told_value(STR("maxPage = parseInt('12')"), STR("maxPage")), "12");
	says(told_value(STR("n = Number( \"3\" )"), STR("n")), "3");
	says(told_value(STR("amaxPage = 1"), STR("maxPage")), NULL);
	buf_init(&b, 1000);
	told_all(&b, STR("var a = 'x', b=2, c; let d = \"\"; var e = f();"), 900);
	assert_str(buf_str(&b), "var a = 'x';\nvar b = '2';\n");
	buf_reset(&b);
	told_all(&b, STR("var a = 'x'; var b = 'yyyyyyyyyyyyyyyyyyyyyyyyyyy';"),
	    30);
	assert_str(buf_str(&b), "var a = 'x';\n");
	buf_release(&b);
}

static void
test_pagers_that_nobody_described(void **state)
{
	static const struct {
		const char *text, *url;
		int page;
		const char *next;
		long pages;
	} at[] = {
		{ "pages(9, 0, 'index', 'html')", "http://a.cn/x/", 0,
		    "index_1.html", 9 },
		{ "pages(9, 1, 'list', '.shtml')", "http://a.cn/list.shtml", 0,
		    "list_2.shtml", 9 },
		{ "pages(9, 8, 'index', 'html')", "http://a.cn/index_8.html", 8,
		    NULL, 9 },
		{ "pages(9, 9, 'index', 'html')", "http://a.cn/index_9.html", 8,
		    NULL, 9 },
		{ "pages(9, 8, 'index', 'html')", "http://a.cn/index_8.html", 7,
		    "index_9.html", 9 },
		/* another file, no number, no call, the only one there is */
		{ "pages(9, 0, 'other', 'html')", "http://a.cn/x/", 0, NULL, -1 },
		{ "open('index', 'html')", "http://a.cn/x/", 0, NULL, -1 },
		{ "9, 0, 'index', 'html'", "http://a.cn/x/", 0, NULL, -1 },
		{ "pages(1, 0, 'index', 'html')", "http://a.cn/x/", 0, NULL, -1 },
		{ "var pageCount = 4;", "http://a.cn/x/3.html", 2, "4.html", 4 },
		{ "var pageCount = 4;", "http://a.cn/x/4.html", 3, NULL, 4 },
		{ "var pageCount = 4;", "http://a.cn/x/8123.html", 0, NULL, 4 },
		{ "var pageCount = 4;", "http://a.cn/x/1.html", 0, "2.html", 4 },
		/* these are numbers of columns */
		{ "var pageCount = 4;", "http://a.cn/x/2.html", 0, NULL, 4 },
		{ "'list_' + n + '.htm'", "http://a.cn/list_7.htm", 0, NULL, -1 },
		{ "共<b>12</b>&nbsp;页", "http://a.cn/x/", 0, NULL, 12 },
		{ "'list_' + n + '.htm'", "http://a.cn/list.htm", 0,
		    "list_1.htm", -1 },
		{ "'list_' + n + '.js'", "http://a.cn/list.htm", 0, NULL, -1 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(at) / sizeof(*at); i++) {
		long pages = -1;

		says(guess_next(arena, str_of(at[i].text), at[i].url,
		    at[i].page, &pages), at[i].next);
		assert_int_equal(pages, at[i].pages);
	}
}

static struct str
numbered(const char *html, const char *url)
{
	struct links l = { .n = 0 };
	struct str got;

	links_read(arena, str_of(html), url, true, &l);
	got = step_numbered(&l, url);
	return got.p != NULL ? got : step_hidden(&l, url);
}

static void
test_numbers_of_links(void **state)
{
	const char *row = "<a href=/l/1/9.htm>1</a><a href=/l/2/9.htm>2</a>"
	    "<a href=/l/3/9.htm>3</a>";

	(void)state;
	says(numbered(row, "http://a.cn/l/all/9.htm"), "http://a.cn/l/2/9.htm");
	says(numbered(row, "http://a.cn/l/2/9.htm"), "http://a.cn/l/3/9.htm");
	says(numbered(row, "http://a.cn/l/3/9.htm"), NULL);
	/* years and anything else that is shown as a number */
	says(numbered("<a href=/y/2020/>2020</a><a href=/y/2021/>2021</a>",
	    "http://a.cn/y/"), NULL);
	says(numbered("<a href=/a/17.htm>1</a><a href=/a/99.htm>2</a>",
	    "http://a.cn/l/"), NULL);
	says(numbered("<a href=i_2.htm></a><a href=i_1.htm></a>",
	    "http://a.cn/i.htm"), "http://a.cn/i_2.htm");
	says(numbered("<a href=i_2.htm></a><a href=i_1.htm></a>",
	    "http://a.cn/i_2.htm"), "http://a.cn/i_1.htm");
	says(numbered("<a href=j_2.htm></a><a href=j_1.htm></a>",
	    "http://a.cn/i.htm"), NULL);
}

static struct str
bound(const char *page, const char *attributes)
{
	size_t left = BOUND_MAX_LOOK;

	return bound_code(arena, str_of(page),
	    &(struct tag){ .rest = str_of(attributes) }, &left);
}

static void
test_clicks_bound_elsewhere(void **state)
{
	(void)state;
	says(bound("$('#m').click(function() { f(1); })", " id=\"m\""),
	    " f(1); ");
	says(bound("$(document).on('click', '.m', function() { g() })",
	    " class=\"x m\""), " g() ");
	says(bound("document.getElementById('m').onclick = function () {h()};",
	    " id='m'"), "h()");
	says(bound("var p = 4; $('.m').click(() => { p++; f(p) });",
	    " class=m"), " p = 5; f(p) ");
	says(bound("var p = 4; $('.m').click(() => { f(p); p++ });",
	    " class=m"), " f(p); p++ ");
	says(bound("var p = 4; $('.m').click(() => { p = p + 1; f(p) });",
	    " class=m"), " p = 4+ 1; f(p) ");
	says(bound("$('.m').click(function(){f($(this).data('page'))})",
	    " class=m data-page=7"), "f(7)");
	/* what an element has is not looked through for more of it */
	says(bound("$('.m').click(function(){f($(this).attr('d'))})",
	    " class=m d=$(this).attr('d')"), "f('$(this).attr('d')')");
	says(bound("$('#n').click(function() { f(1); })", " id=\"m\""), NULL);
	says(bound("$('#m').hover(function() { f(1); })", " id=\"m\""), NULL);
	says(bound("$('#m').hide(); $('#n').click(function() { f(); })",
	    " id=\"m\""), NULL);
}

/* A page is looked through so many times and no more. */
static void
test_names_that_stand_everywhere_end(void **state)
{
	const struct tag tag = { .rest = STR(" id=m") };
	const struct str page = STR("var p = 4; $('#m').click(() => { p++; "
	    "f(p) })");
	size_t left = page.n;
	struct buf b;
	int i;

	(void)state;
	says(bound_code(arena, page, &tag, &left), " p++; f(p) ");
	assert_int_equal(left, 0);
	says(bound_code(arena, page, &tag, &left), NULL);
	buf_init(&b, 1 << 20);
	for (i = 0; i < 30000; i++)
		buf_adds(&b, "a+");
	for (i = 0; i < 30000; i++)
		buf_adds(&b, " a");
	buf_adds(&b, " a=1");
	says(rowurl_learn(arena, buf_str(&b), "http://a.cn/"), NULL);
	buf_release(&b);
}

static void
learns(const char *page, const char *want)
{
	says(rowurl_learn(arena, str_of(page), "http://a.cn/x/y.html"), want);
}

static void
test_addresses_of_rows(void **state)
{
	(void)state;
	learns("s += '<a href=\"/d.html?id=' + r.id + '\">' + r.title",
	    "http://a.cn/d.html?id={id}");
	learns("`<a href='d.html?id=${r.docId}'>${r.t}</a>`",
	    "http://a.cn/x/d.html?id={docId}");
	learns("var b = '/c/'; s += '<a href=\"' + b + 'd.html?i=' + r.id + '\">'",
	    "http://a.cn/c/d.html?i={id}");
	learns("'<li onclick=\"go(\\'' + r.code + '\\')\">'; function go(c) "
	    "{ location.href = 'd.jsp?c=' + c; }", "http://a.cn/x/d.jsp?c={code}");
	learns("'/a/' + r.siteId + '/' + r.infoId + '.html'",
	    "http://a.cn/a/{siteId}/{infoId}.html");
	/* no number of a row, no address */
	learns("'<a href=\"/d.html?t=' + r.title + '\">'", NULL);
	learns("'<li id=\"' + r.id + '\">' + r.title", NULL);
	learns("'共' + r.num + '条'", NULL);
	learns("a + b.id", NULL);
}

static void
test_scripts_one_after_the_other(void **state)
{
	const char *page = "<script src=/js/jquery.js></script><script src=a.js>"
	    "</script><script src=//b.cn/c.js></script><script src=d.js?v=1>"
	    "</script><script>var ch = 'x';</script>";
	struct jsfile s;

	(void)state;
	assert_true(jsfile_first(arena, str_of(page), "http://a.cn/x/", &s));
	assert_str(s.url, "http://a.cn/x/a.js");
	assert_true(jsfile_is(s.title));
	assert_str(jsfile_told(s.title), "var ch = 'x';\n");
	assert_str(jsfile_page(arena, s.title), "http://a.cn/x/");
	assert_true(jsfile_next(arena, s.title, &s));
	assert_str(s.url, "http://a.cn/x/d.js?v=1");
	assert_str(jsfile_told(s.title), "var ch = 'x';\n");
	assert_false(jsfile_next(arena, s.title, &s));
	assert_false(jsfile_first(arena, STR("<p>"), "http://a.cn/x/", &s));
	assert_false(jsfile_is(STR("2021年年报")));
}

static void
test_texts_in_texts_end(void **state)
{
	static const char *const parts[] = { "`${", "JSON.stringify(" };
	struct buf b;
	size_t i;
	int n;

	(void)state;
	says(written_asked(arena, STR(""), STR("$.get(`/a/${`${1}`}`)"), false,
	    NULL, NULL), "/a/1");
	buf_init(&b, 8 << 20);
	for (i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		buf_reset(&b);
		buf_adds(&b, "$.get(");
		for (n = 0; n < 300000; n++)
			buf_adds(&b, parts[i]);
		says(written_asked(arena, buf_str(&b), buf_str(&b), false, NULL,
		    NULL), NULL);
	}
	buf_release(&b);
}

static void
data(const char *page, const char *want)
{
	struct buf b;

	buf_init(&b, 1000);
	written_data(&b, str_of(page));
	assert_str(buf_str(&b), want);
	buf_release(&b);
}

static void
test_data_that_is_no_json(void **state)
{
	struct buf b;

	(void)state;
	data("var l = [{title:'a\"b', n: -1.5, u: null}];",
	    "[{\"title\":\"a\\\"b\",\"n\":-1.5,\"u\":null}]\n");
	data("l.push({'t': 'x'});l.push({t: f()});", "{\"t\":\"x\"}\n");
	buf_init(&b, 1000);
	feed_json(&b, STR("<?xml version='1.0'?><r><e><t>a&amp;b</t><x/><u>"
	    "<![CDATA[/1]]></u></e></r>"));
	assert_str(buf_str(&b), "{{\"t\":\"a&b\",\"u\":\"/1\",}}");
	buf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_values, fresh, done),
		cmocka_unit_test_setup_teardown(
		    test_pagers_that_nobody_described, fresh, done),
		cmocka_unit_test_setup_teardown(test_numbers_of_links, fresh,
		    done),
		cmocka_unit_test_setup_teardown(test_clicks_bound_elsewhere,
		    fresh, done),
		cmocka_unit_test_setup_teardown(
		    test_names_that_stand_everywhere_end, fresh, done),
		cmocka_unit_test_setup_teardown(
		    test_texts_in_texts_end, fresh, done),
		cmocka_unit_test_setup_teardown(test_addresses_of_rows, fresh,
		    done),
		cmocka_unit_test_setup_teardown(
		    test_scripts_one_after_the_other, fresh, done),
		cmocka_unit_test_setup_teardown(test_data_that_is_no_json,
		    fresh, done),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
