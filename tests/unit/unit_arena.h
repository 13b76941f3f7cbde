/* SPDX-License-Identifier: MIT */
/*
 * An arena of its own for each test, cmocka_unit_test_setup_teardown(test,
 * fresh, done), or one for all, cmocka_run_group_tests(tests, fresh, done).
 */
#ifndef UNIT_ARENA_H
#define UNIT_ARENA_H

#include "unit.h"

#include "arena.h"

enum { UNIT_ARENA_MEMORY = 128 << 20 };

static struct arena *arena;

static int
fresh(void **state)
{
	(void)state;
	arena = arena_new(UNIT_ARENA_MEMORY);
	return 0;
}

static int
done(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

#endif
