/* SPDX-License-Identifier: MIT */
/* url, and net: which address a URL may lead to. */
#include "unit.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>

#include "net.h"
#include "url.h"

static void
resolves(const char *base, const char *ref, const char *want)
{
	char *got = url_resolve(base, str_of(ref)), *again;

	if (want == NULL) {
		assert_null(got);
		return;
	}
	assert_non_null(got);
	assert_string_equal(got, want);
	again = url_resolve(NULL, str_of(got));
	assert_non_null(again);
	assert_string_equal(again, got);	/* twice is once */
	free(again);
	free(got);
}

static void
test_one_spelling(void **state)
{
	(void)state;
	resolves(NULL, "HTTP://WWW.A.gov.CN.:80", "http://www.a.gov.cn/");
	resolves(NULL, "https://a.cn:443/x#y", "https://a.cn/x");
	resolves(NULL, "http://a.cn:8080/", "http://a.cn:8080/");
	resolves(NULL, "http://u:p@a.cn/", "http://a.cn/");
	resolves(NULL, "http://a.cn/%e5%b9%b4%7e%41",
	    "http://a.cn/%E5%B9%B4~A");
	resolves(NULL, "http://a.cn/a/%2e%2e/b", "http://a.cn/b");
	resolves(NULL, "http://a.cn/100%", "http://a.cn/100%25");
	resolves(NULL, "http://a.cn/x;jsessionid=12?a=1",
	    "http://a.cn/x?a=1");
	resolves(NULL, "http://a.cn/x?", "http://a.cn/x");
	resolves(NULL, "http://0x7f.1/", "http://127.0.0.1/");
	resolves(NULL, "http://2./", "http://0.0.0.2/");
	resolves(NULL, "http://0300.1.0x2.3./", "http://192.1.2.3/");
	resolves(NULL, "http://127.0.0.1./", "http://127.0.0.1/");
}

static void
test_hrefs_as_found(void **state)
{
	const char *b = "http://a.cn/zwgk/nb/index.html";

	(void)state;
	resolves(b, "./202103/t1.html", "http://a.cn/zwgk/nb/202103/t1.html");
	resolves(b, "../x/", "http://a.cn/zwgk/x/");
	resolves(b, "../../../../x", "http://a.cn/x");
	resolves(b, "/art\\2021\\a.html", "http://a.cn/art/2021/a.html");
	resolves(b, "  a\n b.html ", "http://a.cn/zwgk/nb/a%20b.html");
	resolves(b, "年报.pdf", "http://a.cn/zwgk/nb/%E5%B9%B4%E6%8A%A5.pdf");
	resolves(b, "//b.cn/x", "http://b.cn/x");
	resolves(b, "?page=2", "http://a.cn/zwgk/nb/index.html?page=2");
	resolves(b, "#top", b);
	resolves(b, "", b);
	resolves(b, "./?page=2", "http://a.cn/zwgk/nb/?page=2");
	resolves(b, "./?q=年", "http://a.cn/zwgk/nb/?q=%E5%B9%B4");
	resolves(b, "..//x/./y/..", "http://a.cn/zwgk//x/");
	resolves(b, "http://a.cn/x/../y?a=1:2/../b#c",
	    "http://a.cn/y?a=1:2/../b");
	resolves(b, "http://a.cn.b.cn/x", "http://a.cn.b.cn/x");
	resolves(b, "http://a.cn//b.cn/x", "http://a.cn//b.cn/x");
	resolves(b, "x?", "http://a.cn/zwgk/nb/x");
	resolves(b, "x;jsessionid=1", "http://a.cn/zwgk/nb/x");
	resolves("http://a.cn/x?y=/z/", "w", "http://a.cn/w");
	resolves("http://a.cn/x?y=/z/", "", "http://a.cn/x?y=/z/");
}

static void
test_what_is_no_web_address(void **state)
{
	(void)state;
	resolves(NULL, "", NULL);
	resolves(NULL, "index.html", NULL);
	resolves("http://a.cn/", "javascript:void(0)", NULL);
	resolves("http://a.cn/", "mailto:a@b.cn", NULL);
	resolves("http://a.cn/", "file:///etc/passwd", NULL);
	resolves("http://a.cn/", "ftp://a.cn/x", NULL);
	resolves(NULL, "http://a b.cn/", NULL);
	resolves(NULL, "http://a.cn:99999/", NULL);
}

static void
test_parts(void **state)
{
	const char *u = "http://a.cn:8080/x/y.PDF?q=1.txt";
	char ext[8];

	(void)state;
	assert_str(url_authority(u), "a.cn:8080");
	assert_str(url_host(u), "a.cn");
	assert_str(url_target(u), "/x/y.PDF?q=1.txt");
	assert_int_equal(url_port(u), 8080);
	assert_int_equal(url_port("https://a.cn/"), 443);
	url_extension(u, ext);
	assert_string_equal(ext, "pdf");
	url_extension("http://a.cn/x.d/y", ext);
	assert_string_equal(ext, "");
	assert_str(url_name(str_of(u)), "y.PDF");
	assert_str(url_name(STR("../js/list.js?v=/2")), "list.js");
	assert_str(url_name(STR("/x/")), "");
}

static void
test_dates_in_paths(void **state)
{
	(void)state;
	assert_int_equal(url_date("http://a.cn/202103/t20210312_1.html"),
	    202103);
	assert_int_equal(url_date("http://a.cn/art/2021/3/12/art_1_2.html"),
	    202103);
	assert_int_equal(url_date("http://a.cn/2021-03/12/content_1.htm"),
	    202103);
	assert_int_equal(url_date("http://a.cn/2021/0312/c1a2/page.htm"),
	    202103);
	assert_int_equal(url_date("http://a.cn/info/1039/3201.htm"), 0);
	assert_int_equal(url_date("http://a.cn/x?d=202103"), 0);
	assert_int_equal(url_date("http://a.cn/202113/x"), 0);
	assert_int_equal(url_date("http://a.cn/2081"), 0);
}

static bool
allowed(const struct nets *nets, const char *ip)
{
	struct sockaddr_in v4 = { .sin_family = AF_INET };
	struct sockaddr_in6 v6 = { .sin6_family = AF_INET6 };

	if (inet_pton(AF_INET, ip, &v4.sin_addr) == 1)
		return nets_allow(nets, (struct sockaddr *)&v4);
	assert_int_equal(inet_pton(AF_INET6, ip, &v6.sin6_addr), 1);
	return nets_allow(nets, (struct sockaddr *)&v6);
}

static void
test_private_addresses_are_refused(void **state)
{
	static const char *const bad[] = { "0.0.0.0", "10.1.2.3",
		"100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.1.1",
		"172.16.0.1", "172.31.255.255", "192.0.0.8", "192.168.1.1",
		"198.18.0.1", "224.0.0.1", "255.255.255.255", "::", "::1",
		"::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1",
		"2002:7f00:1::1", "fc00::1", "fd12::1", "fe80::1",
		"ff02::1" };
	static const char *const good[] = { "8.8.8.8", "172.32.0.1",
		"100.128.0.1", "2400:3200::1", "::ffff:8.8.8.8",
		"2002:808:808::1" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_false(allowed(NULL, bad[i]));
	for (i = 0; i < sizeof(good) / sizeof(*good); i++)
		assert_true(allowed(NULL, good[i]));
}

static void
test_networks_can_be_allowed(void **state)
{
	struct nets n = { .n = 0 };

	(void)state;
	assert_true(nets_add(&n, STR("127.0.1.0/30")));
	assert_true(nets_add(&n, STR("fd00::/8")));
	assert_true(allowed(&n, "127.0.1.3"));
	assert_true(allowed(&n, "::ffff:127.0.1.3"));
	assert_false(allowed(&n, "127.0.1.4"));
	assert_true(allowed(&n, "fd00::1"));
	assert_false(nets_add(&n, STR("127.0.1.0/33")));
	assert_false(nets_add(&n, STR("localhost")));
	assert_false(nets_add(&n, STR("")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_one_spelling),
		cmocka_unit_test(test_hrefs_as_found),
		cmocka_unit_test(test_what_is_no_web_address),
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_dates_in_paths),
		cmocka_unit_test(test_private_addresses_are_refused),
		cmocka_unit_test(test_networks_can_be_allowed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
