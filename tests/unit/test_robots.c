/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "robots.h"

/* Whether "nianbao" may ask for the path when this is robots.txt. */
static bool
allows(const char *body, const char *target)
{
	struct robots *r = robots_parse(str_of(body), "nianbao");
	bool yes = robots_allows(r, str_of(target));

	robots_free(r);
	return yes;
}

static void
test_without_rules_all_is_allowed(void **state)
{
	(void)state;
	assert_true(allows("", "/a"));
	assert_true(allows("<html>404</html>", "/a"));
	assert_true(allows("Disallow: /a", "/a"));	/* of no group */
	assert_true(allows("User-agent: *\nDisallow:\n", "/a"));
}

/* A shorter rule still holds where a longer one beside it does not. */
static void
test_longest_match_wins(void **state)
{
	const char *r = "User-agent: *\nDisallow: /a\nDisallow: /a/b\n"
	    "Allow: /a/b/c\n";

	(void)state;
	assert_false(allows(r, "/a/c"));
	assert_false(allows(r, "/a/b/x"));
	assert_true(allows(r, "/a/b/c.html"));
	assert_true(allows(r, "/b"));
}

static void
test_allow_wins_a_tie(void **state)
{
	(void)state;
	assert_true(allows("User-agent: *\nDisallow: /p\nAllow: /p\n", "/p"));
	assert_true(allows("User-agent: *\nAllow: /p\nDisallow: /p\n", "/p"));
}

static void
test_star_and_dollar(void **state)
{
	const char *php = "User-agent: *\nDisallow: /*.php$\n";

	(void)state;
	assert_false(allows(php, "/a.php"));
	assert_false(allows(php, "/a.php.php"));
	assert_true(allows(php, "/a.php?b"));
	assert_true(allows(php, "/a.php5"));
	assert_false(allows("User-agent: *\nDisallow: /*/x*y\n", "/a/b/x1y2"));
	assert_true(allows("User-agent: *\nDisallow: /a$b\n", "/a"));
	assert_false(allows("User-agent: *\nDisallow: /$\n", "/"));
	assert_true(allows("User-agent: *\nDisallow: /$\n", "/a"));
}

static void
test_our_group_stands_alone(void **state)
{
	const char *r = "User-agent: *\nDisallow: /\n\n"
	    "User-agent: other\nUser-agent: NianBao/2.0\nDisallow: /x\n\n"
	    "User-agent: nianbao\nDisallow: /y\n";

	(void)state;
	assert_true(allows(r, "/a"));
	assert_false(allows(r, "/x"));
	assert_false(allows(r, "/y"));	/* groups of one name are merged */
	assert_false(allows("User-agent: nianbaobot\nAllow: /\n"
	    "User-agent: *\nDisallow: /\n", "/a"));
}

static void
test_groups_end_with_their_rules(void **state)
{
	(void)state;
	assert_true(allows("User-agent: a\nDisallow: /\n"
	    "User-agent: nianbao\nDisallow: /x\n", "/y"));
	assert_false(allows("User-agent: a\n\nUser-agent: nianbao\n"
	    "Disallow: /x\n", "/x"));
}

static void
test_odd_lines(void **state)
{
	(void)state;
	assert_false(allows("\xef\xbb\xbfUser-agent: *\rDisallow: /x # no\r",
	    "/x"));
	assert_false(allows("USER-AGENT : *\r\n disallow :/x\r\n", "/x/y"));
	assert_true(allows("User-agent: *\nDisallow: /\n", "/robots.txt"));
}

/* What is written by hand is misspelt; the intent is clear. */
static void
test_misspelt_keys(void **state)
{
	static const char *const keys[] = { "Dissallow:", "dissalow:",
		"disalow:", "diasllow:", "disallaw:", "Disallow", "disallow\t"
	};
	char text[80];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		snprintf(text, sizeof(text), "User-agent: *\n%s /x\n",
		    keys[i]);
		assert_false(allows(text, "/x"));
	}
	assert_false(allows("useragent: *\nDisallow: /x\n", "/x"));
	assert_false(allows("user agent: *\nDisallow: /x\n", "/x"));
	assert_false(allows("User-agent nianbao\nDisallow: /x\n", "/x"));
	assert_true(allows("User-agent: *\nDis allow /x\n", "/x"));
	assert_true(allows("User-agent: *\nDisallow /x y\n", "/x"));
	assert_true(allows("User-agent: *\ndisallowed: /x\n", "/x"));
}

static void
test_an_index_is_its_folder(void **state)
{
	const char *r = "User-agent: *\nDisallow: /\n"
	    "Allow: /a/index.html\nAllow: /index.htm\n";

	(void)state;
	assert_true(allows(r, "/a/"));
	assert_true(allows(r, "/a/index.html"));
	assert_true(allows(r, "/"));
	assert_false(allows(r, "/a/b"));
	assert_false(allows("User-agent: *\nDisallow: /\nAllow: /b.html\n",
	    "/"));
}

/* RFC 9309 2.2.1: the token in any case, as a whole; "*" only without it. */
static void
test_whose_group(void **state)
{
	(void)state;
	assert_false(allows("User-agent: NIANBAO\nDisallow: /x\n", "/x"));
	assert_false(allows("User-agent: nianbao/9 (a)\nDisallow: /x\n",
	    "/x"));
	assert_true(allows("User-agent: nian\nDisallow: /x\n", "/x"));
	assert_true(allows("User-agent: nianbao-x\nDisallow: /x\n", "/x"));
	/* a group of our own without rules frees from those of all */
	assert_true(allows("User-agent: *\nDisallow: /\n"
	    "User-agent: nianbao\n", "/x"));
	/* sitemaps belong to no group and end none */
	assert_false(allows("User-agent: a\nSitemap: http://a/s.xml\n"
	    "User-agent: nianbao\nDisallow: /x\n", "/x"));
	/* rules of all groups for everybody count together */
	assert_false(allows("User-agent: *\nDisallow: /a\n"
	    "User-agent: b\nDisallow: /c\n"
	    "User-agent: *\nDisallow: /x\n", "/x"));
}

static void
test_paths_are_compared_by_case(void **state)
{
	(void)state;
	assert_true(allows("User-agent: *\nDisallow: /X\n", "/x"));
	assert_false(allows("User-agent: *\nDisallow: /x?a=1\n",
	    "/x?a=1&b=2"));
	assert_true(allows("User-agent: *\nDisallow: x\n", "/y"));
}

static void
test_escapes_are_one_form(void **state)
{
	(void)state;
	assert_false(allows("User-agent: *\nDisallow: /%e5%b9%b4\n",
	    "/%E5%B9%B4/a"));
	assert_false(allows("User-agent: *\nDisallow: /年\n", "/%E5%B9%B4"));
	assert_false(allows("User-agent: *\nDisallow: /%7Ea\n", "/~a"));
}

static void
test_crawl_delay(void **state)
{
	struct robots *r = robots_parse(STR("User-agent: *\n"
	    "Crawl-delay: 2.5\nUser-agent: x\nCrawl-delay: 9\n"), "nianbao");

	(void)state;
	assert_int_equal(robots_delay_ms(r), 2500);
	robots_free(r);
	r = robots_parse(STR("User-agent: *\nCrawl-delay: -1\n"), "nianbao");
	assert_int_equal(robots_delay_ms(r), 0);
	robots_free(r);
}

/* Rules behind 500 KiB are not read; those before are. */
static void
test_reads_500_kib(void **state)
{
	static char body[ROBOTS_MAX_BYTES + 64];
	int n = snprintf(body, 64, "User-agent: *\nDisallow: /x\n#");

	(void)state;
	memset(body + n, 'a', sizeof(body) - (size_t)n - 1);
	strcpy(body + sizeof(body) - 15, "\nDisallow: /y\n");
	assert_false(allows(body, "/x"));
	assert_true(allows(body, "/y"));
}

/* Patterns made to be slow end in time, and then nothing is allowed. */
static void
test_slow_patterns_are_given_up(void **state)
{
	static char body[100000], path[4001];
	size_t n, i;

	(void)state;
	memset(path, 'a', 4000);
	path[0] = '/';
	n = (size_t)sprintf(body, "User-agent: *\n");
	for (i = 0; n < sizeof(body) - 3000; i++) {
		n += (size_t)sprintf(body + n, "Disallow: /*");
		memset(body + n, 'a', 1500);
		n += 1500;
		n += (size_t)sprintf(body + n, "b\n");
	}
	assert_false(allows(body, path));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_without_rules_all_is_allowed),
		cmocka_unit_test(test_longest_match_wins),
		cmocka_unit_test(test_allow_wins_a_tie),
		cmocka_unit_test(test_star_and_dollar),
		cmocka_unit_test(test_our_group_stands_alone),
		cmocka_unit_test(test_groups_end_with_their_rules),
		cmocka_unit_test(test_odd_lines),
		cmocka_unit_test(test_misspelt_keys),
		cmocka_unit_test(test_an_index_is_its_folder),
		cmocka_unit_test(test_whose_group),
		cmocka_unit_test(test_paths_are_compared_by_case),
		cmocka_unit_test(test_escapes_are_one_form),
		cmocka_unit_test(test_crawl_delay),
		cmocka_unit_test(test_reads_500_kib),
		cmocka_unit_test(test_slow_patterns_are_given_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
