/* SPDX-License-Identifier: MIT */
#include "unit_doc.h"

#include "members.h"
#include "source.h"
#include "zipfile.h"
#include "zipped.h"

enum { MANY = ZIPFILE_MAX_ENTRIES / 20, ARCHIVES = 25 };

static struct members *
open_members(struct str zip)
{
	struct members *m;

	doc.source = STR("a.zip");
	source_sniff(&doc, zip);
	m = members_open(&doc, zip);
	assert_non_null(m);
	return m;
}

/* The next member is this one; NULL: there is none. */
static struct str
next_is(struct members *m, const char *source, enum state state,
    const char *reason)
{
	struct doc d = { .arena = doc.arena };
	struct str bytes = STR_NONE;

	assert_int_equal(members_next(m, &d, &bytes), source != NULL);
	if (source == NULL)
		return bytes;
	assert_str(d.source, source);
	assert_int_equal(d.state, state);
	if (reason != NULL)
		assert_string_equal(d.reason, reason);
	return bytes;
}

static struct str
zip_one(const char *name, struct str content)
{
	return zip_files(&name, &content, 1);
}

static void
release(struct str s)
{
	free((void *)(uintptr_t)s.p);
}

static void
test_a_zip_in_a_zip_is_opened_and_no_deeper(void **state)
{
	struct str deep = zip_up("c.txt", "深", NULL);
	struct str inner[] = { zip_up("a.txt", "甲", "b.txt", "乙", NULL),
		zip_one("deep.zip", deep), { "PK\3\4cut", 7 }, { "丙", 3 } };
	const char *const names[] = { "x.zip", "y.zip", "z.zip", "c.txt" };
	struct str outer = zip_files(names, inner, 4);
	struct members *m = open_members(outer);

	(void)state;
	assert_str(next_is(m, "a.zip!/x.zip!/a.txt", STATE_OK, NULL), "甲");
	assert_str(next_is(m, "a.zip!/x.zip!/b.txt", STATE_OK, NULL), "乙");
	next_is(m, "a.zip!/y.zip!/deep.zip", STATE_UNSUPPORTED, "archive");
	next_is(m, "a.zip!/z.zip", STATE_REJECTED, "broken");
	assert_str(next_is(m, "a.zip!/c.txt", STATE_OK, NULL), "丙");
	next_is(m, NULL, STATE_OK, NULL);
	members_close(m);
	release(outer);
	release(inner[0]);
	release(inner[1]);
	release(deep);
}

/* Archives of `many` files that are the same bytes `archives` times. */
static struct str
zip_of_zips(struct str content, size_t many, size_t archives)
{
	const char **names = calloc(many + archives, sizeof(*names));
	struct str *contents = calloc(many + archives, sizeof(*contents));
	struct str inner, outer;
	size_t i, n = many > archives ? many : archives;

	for (i = 0; i < n; i++) {
		names[i] = arena_printf(doc.arena, "%zu", i).p;
		contents[i] = content;
	}
	inner = zip_files(names, contents, many);
	for (i = 0; i < archives; i++)
		contents[i] = inner;
	outer = zip_files(names, contents, archives);
	release(inner);
	free(names);
	free(contents);
	return outer;
}

static void
test_archives_in_one_share_its_limits(void **state)
{
	struct str zip = zip_of_zips(STR("x"), MANY, ARCHIVES);
	struct members *m = open_members(zip);
	struct doc d = { .arena = doc.arena };
	struct str bytes;
	size_t files = 0, crowded = 0;

	(void)state;
	while (members_next(m, &d, &bytes)) {
		files += d.state == STATE_OK;
		crowded += d.state == STATE_REJECTED &&
		    strcmp(d.reason, "too_complex") == 0;
	}
	/* The archives are entries, too. */
	assert_int_equal(files, 19 * MANY);
	assert_int_equal(crowded, ARCHIVES - 19);
	members_close(m);
	release(zip);
}

static void
test_bytes_of_archives_in_one_have_a_limit(void **state)
{
	enum { SIZE = ZIPFILE_RATIO_FROM, LIMIT = ZIPFILE_MAX_TOTAL / SIZE };
	char *a = calloc(1, SIZE);
	struct str zip;
	struct members *m;
	struct doc d = { .arena = doc.arena };
	struct str bytes;
	int i, big = 0;

	(void)state;
	memset(a, '\n', SIZE);
	zip = zip_of_zips((struct str){ a, SIZE }, LIMIT / 2, 3);
	m = open_members(zip);
	for (i = 0; members_next(m, &d, &bytes); i++) {
		big += d.state == STATE_REJECTED &&
		    strcmp(d.reason, "too_big") == 0;
		arena_reset(doc.arena);
	}
	/* The bytes of the archives count; one file less fits. */
	assert_int_equal(i, LIMIT / 2 * 3);
	assert_int_equal(big, LIMIT / 2 + 1);
	members_close(m);
	release(zip);
	free(a);
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, fresh, done)
	const struct CMUnitTest tests[] = {
		TEST(test_a_zip_in_a_zip_is_opened_and_no_deeper),
		TEST(test_archives_in_one_share_its_limits),
		TEST(test_bytes_of_archives_in_one_have_a_limit),
	};

	return cmocka_run_group_tests_name("members", tests, NULL, NULL);
}
