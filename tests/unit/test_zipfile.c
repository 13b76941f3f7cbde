/* SPDX-License-Identifier: MIT */
#include "unit_doc.h"

#include "zipfile.h"
#include "zipped.h"

static void
assert_aside(const char *reason)
{
	assert_int_equal(doc.state, STATE_REJECTED);
	assert_string_equal(doc.reason, reason);
	doc.state = STATE_OK;
}

static void
test_members_by_name(void **state)
{
	struct str s = zip_up("a/b.xml", "inside", "empty", "", NULL);
	struct zipfile *z = zipfile_open(&doc, s, NULL);

	(void)state;
	assert_non_null(z);
	assert_str(zipfile_read(z, STR("a/b.xml")), "inside");
	assert_str(zipfile_read(z, STR("A/B.XML")), "inside");
	assert_str(zipfile_read(z, STR("empty")), "");
	assert_none(zipfile_read(z, STR("nothing")));
	assert_int_equal(doc.state, STATE_OK);
	zipfile_close(z);
	free((void *)(uintptr_t)s.p);
}

/* One member of n equal bytes. */
static struct str
zip_of(size_t n)
{
	char *content = malloc(n + 1);
	struct str s;

	memset(content, 'a', n);
	content[n] = '\0';
	s = zip_up("bomb", content, NULL);
	free(content);
	return s;
}

static void
test_bombs_are_refused_before_they_inflate(void **state)
{
	struct str s = zip_of(ZIPFILE_RATIO_FROM + 1);
	struct zipfile *z = zipfile_open(&doc, s, NULL);

	(void)state;
	assert_none(zipfile_read(z, STR("bomb")));
	assert_aside("too_big");
	zipfile_close(z);
	free((void *)(uintptr_t)s.p);
	s = zip_of(ZIPFILE_RATIO_FROM - 1);
	z = zipfile_open(&doc, s, NULL);
	assert_int_equal(zipfile_read(z, STR("bomb")).n,
	    ZIPFILE_RATIO_FROM - 1);
	zipfile_close(z);
	free((void *)(uintptr_t)s.p);
}

static void
test_all_members_together_have_a_limit(void **state)
{
	struct str s = zip_of(ZIPFILE_RATIO_FROM);
	struct zipfile *z = zipfile_open(&doc, s, NULL);
	int i;

	(void)state;
	for (i = 0; i < ZIPFILE_MAX_TOTAL / ZIPFILE_RATIO_FROM; i++) {
		assert_true(zipfile_read(z, STR("bomb")).n > 0);
		arena_reset(doc.arena);
	}
	assert_none(zipfile_read(z, STR("bomb")));
	assert_aside("too_big");
	zipfile_close(z);
	free((void *)(uintptr_t)s.p);
}

/*
 * Told by what the end says, in either of its two forms, before the directory
 * is read.
 */
static void
test_too_many_members_are_refused(void **state)
{
	static const char end64[] = "PK\3\4PK\6\6............................"
	    "\x11\x27\0\0\0\0\0\0................"
	    "PK\6\7\0\0\0\0\4\0\0\0\0\0\0\0\1\0\0\0"
	    "PK\5\6\0\0\0\0\xff\xff\xff\xff............";
	struct str s = zip_up("a", "b", NULL);
	char *p = (char *)(uintptr_t)s.p;
	ptrdiff_t at = str_find(s, STR("PK\5\6"), 0);

	(void)state;
	assert_true(at > 0);
	p[at + 10] = 0x11;	/* 10001 */
	p[at + 11] = 0x27;
	assert_null(zipfile_open(&doc, s, NULL));
	assert_aside("too_complex");
	free(p);
	assert_null(zipfile_open(&doc, (struct str){ end64,
	    sizeof(end64) - 1 }, NULL));
	assert_str(doc.reason_detail, "10001 members in the archive");
	assert_aside("too_complex");
}

static void
test_damage_is_told(void **state)
{
	struct str s = zip_up("a", "some bytes that are stored", NULL);
	char *p = (char *)(uintptr_t)s.p;
	struct zipfile *z;
	ptrdiff_t at;

	(void)state;
	assert_null(zipfile_open(&doc, str_sub(s, 0, s.n / 2), NULL));
	assert_aside("broken");
	assert_null(zipfile_open(&doc, STR("PK\3\4 and no more"), NULL));
	assert_aside("broken");
	at = str_find(s, STR("stored"), 0);
	assert_true(at > 0);
	p[at] ^= 1;	/* the checksum does not hold */
	z = zipfile_open(&doc, s, NULL);
	assert_none(zipfile_read(z, STR("a")));
	assert_aside("broken");
	zipfile_close(z);
	free(p);
}

static void
test_encrypted_members_are_told(void **state)
{
	struct str s = zip_up("a", "some bytes", NULL);
	char *p = (char *)(uintptr_t)s.p;
	struct zipfile *z;
	ptrdiff_t at = str_find(s, STR("PK\1\2"), 0);

	(void)state;
	assert_true(at > 0);
	p[6] |= 1;		/* the flag, in the local header */
	p[at + 8] |= 1;		/* and in the directory */
	z = zipfile_open(&doc, s, NULL);
	assert_non_null(z);
	assert_none(zipfile_read(z, STR("a")));
	assert_aside("encrypted");
	zipfile_close(z);
	free(p);
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, fresh, done)
	const struct CMUnitTest tests[] = {
		TEST(test_members_by_name),
		TEST(test_bombs_are_refused_before_they_inflate),
		TEST(test_all_members_together_have_a_limit),
		TEST(test_too_many_members_are_refused),
		TEST(test_damage_is_told),
		TEST(test_encrypted_members_are_told),
	};

	return cmocka_run_group_tests_name("zipfile", tests, NULL, NULL);
}
