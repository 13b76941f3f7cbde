/* SPDX-License-Identifier: MIT */
/* spool: answers larger than what is kept in memory. */
#include "unit.h"

#include <errno.h>
#include <string.h>

#include "spool.h"

enum { PIECE = 1000 };

/* Adds bytes that tell where they stand until it is full; how many it took. */
static size_t
fill(struct spool *s, size_t n)
{
	char piece[PIECE];
	size_t at, i;

	for (at = 0; at < n; at += PIECE) {
		for (i = 0; i < PIECE; i++)
			piece[i] = (char)((at + i) % 251);
		if (!spool_add(s, piece, n - at < PIECE ? n - at : PIECE))
			break;
	}
	return at < n ? at : n;
}

static void
check(struct str got, size_t n)
{
	size_t i;

	assert_int_equal(got.n, n);
	for (i = 0; i < n; i++)
		if (got.p[i] != (char)(i % 251))
			fail_msg("byte %zu", i);
}

static void
test_what_is_added_comes_back(void **state)
{
	/* pages of memory end where 2 MiB do */
	static const size_t sizes[] = { 0, 1, SPOOL_MEMORY - 1, SPOOL_MEMORY,
		SPOOL_MEMORY + 1, 2 << 20, 9 << 20 };
	struct spool s;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		spool_init(&s, "/tmp", 16 << 20);
		assert_int_equal(fill(&s, sizes[i]), sizes[i]);
		check(spool_str(&s, true), sizes[i]);
		check(spool_str(&s, true), sizes[i]);
		assert_true(s.first.room <= SPOOL_MEMORY + 4096);
		if (sizes[i] > 0)
			assert_int_equal(spool_str(&s, true).p[sizes[i]], 0);
		spool_release(&s);
		spool_release(&s);
	}
}

static void
test_too_much_leaves_the_beginning(void **state)
{
	struct spool s;

	(void)state;
	spool_init(&s, "/tmp", 3 << 20);
	assert_in_range(fill(&s, 200 << 20), (3 << 20) - PIECE, 3 << 20);
	assert_true(s.too_big);
	assert_false(spool_add(&s, "x", 1));
	check(spool_str(&s, false), SPOOL_MEMORY);
	spool_release(&s);
	spool_init(&s, "/tmp", 10);
	assert_true(spool_add(&s, "0123456789", 10));
	assert_false(spool_add(&s, "x", 1));
	spool_release(&s);
}

static void
test_no_room_is_told(void **state)
{
	struct spool s;

	(void)state;
	spool_init(&s, "/nowhere", 3 << 20);
	assert_true(fill(&s, 2 << 20) <= SPOOL_MEMORY);
	assert_int_equal(s.error, ENOENT);
	assert_false(s.too_big);
	spool_release(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_is_added_comes_back),
		cmocka_unit_test(test_too_much_leaves_the_beginning),
		cmocka_unit_test(test_no_room_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
