/* SPDX-License-Identifier: MIT */
/* portal: the list of portals. */
#include "unit.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "portal.h"

static char path[64], why[256];
static struct portals ps;

static int
read_text(const char *text)
{
	FILE *f;

	snprintf(path, sizeof(path), "/tmp/nb-portals-%d.tsv", (int)getpid());
	f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
	return portals_read(&ps, path, why, sizeof(why));
}

static int
done(void **state)
{
	(void)state;
	portals_release(&ps);
	unlink(path);
	return 0;
}

static void
test_columns_by_position(void **state)
{
	(void)state;
	assert_int_equal(read_text("# a comment\n\n"
	    "http://A.cn/nb/\ttrs\t甲市\t\t\t\tyes\t0.5\t10.0.0.0/8\tnote\n"
	    "http://b.cn/\n"), 0);
	assert_int_equal(ps.n, 2);
	assert_string_equal(ps.portal[0].start, "http://a.cn/nb/");
	assert_string_equal(ps.portal[0].dialect, "trs");
	assert_int_equal(ps.portal[0].official, PORTAL_OFFICIAL);
	assert_int_equal(ps.portal[0].delay_ms, 500);
	assert_int_equal(ps.portal[0].nets.n, 1);
	assert_string_equal(ps.portal[1].dialect, "auto");
	assert_int_equal(ps.portal[1].official, PORTAL_UNKNOWN);
	assert_int_equal(ps.portal[1].delay_ms, PORTAL_DELAY_MS);
}

static void
test_columns_by_name(void **state)
{
	(void)state;
	assert_int_equal(read_text("@notes\tdelay\tstart\tofficial\tother\n"
	    "x\t2\thttp://a.cn/\tno\tyes\n"
	    "@start\tuse\n"
	    "http://b.cn/\tyes\n"), 0);
	assert_int_equal(ps.n, 2);
	assert_int_equal(ps.portal[0].delay_ms, 2000);
	assert_int_equal(ps.portal[0].official, PORTAL_MIRROR);
	assert_string_equal(ps.portal[1].start, "http://b.cn/");
	assert_int_equal(ps.portal[1].delay_ms, PORTAL_DELAY_MS);
}

static void
test_as_windows_writes_it(void **state)
{
	(void)state;
	assert_int_equal(read_text("\xef\xbb\xbf@start\tdialect\r\n"
	    "http://a.cn/\tanchor\r\n\r\n"), 0);
	assert_int_equal(ps.n, 1);
	assert_string_equal(ps.portal[0].start, "http://a.cn/");
	assert_string_equal(ps.portal[0].dialect, "anchor");
}

static void
test_only_portals_in_use(void **state)
{
	(void)state;
	assert_int_equal(read_text("@start\tuse\nhttp://a.cn/\tno\n"
	    "http://b.cn/\tunverified\nhttp://c.cn/\t\n"), 0);
	assert_int_equal(ps.n, 1);
	assert_string_equal(ps.portal[0].start, "http://c.cn/");
}

static void
test_faults_are_told(void **state)
{
	static const char *const bad[] = { "nothing\n", "@a\tb\n",
		"@start\tdelay\nhttp://a.cn/\t-1\n",
		"@start\tdelay\nhttp://a.cn/\tsoon\n",
		"@start\tnets\nhttp://a.cn/\t10.0.0.0/33\n",
		"@start\tofficial\nhttp://a.cn/\tmaybe\n",
		"@start\tdialect\nhttp://a.cn/\ttrss\n",
		"@start\tdialect\nhttp://a.cn/ auto\n",
		"@start\tuse\nhttp://a.cn/\tmaybe\nb\nc\n" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_int_equal(read_text(bad[i]), -1);
	assert_non_null(strstr(why, ".tsv:2: "));
	assert_non_null(strstr(why, "and 2 more"));
	assert_int_equal(portals_read(&ps, "/nowhere", why, sizeof(why)), -1);
}

static void
test_official_is_of_the_host(void **state)
{
	(void)state;
	assert_int_equal(read_text("@start\tofficial\n"
	    "http://a.cn/1/\tyes\nhttp://a.cn/2/\t\nhttp://b.cn/\tno\n"
	    "http://c.cn/1/\tyes\nhttp://c.cn/2/\tno\n"), 0);
	assert_int_equal(portals_official(&ps, STR("a.cn")), PORTAL_OFFICIAL);
	assert_int_equal(portals_official(&ps, STR("b.cn")), PORTAL_MIRROR);
	assert_int_equal(portals_official(&ps, STR("c.cn")), PORTAL_UNKNOWN);
	assert_int_equal(portals_official(&ps, STR("d.cn")), PORTAL_UNKNOWN);
}

int
main(void)
{
#define T(f) cmocka_unit_test_teardown(f, done)
	const struct CMUnitTest tests[] = {
		T(test_columns_by_position), T(test_columns_by_name),
		T(test_as_windows_writes_it),
		T(test_only_portals_in_use), T(test_faults_are_told),
		T(test_official_is_of_the_host),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
