/* SPDX-License-Identifier: MIT */
/*
 * A document of its own for each test of a reader:
 * cmocka_unit_test_setup_teardown(test, fresh, done).
 */
#ifndef UNIT_DOC_H
#define UNIT_DOC_H

#include "unit.h"

#include "doc.h"

enum { UNIT_DOC_MEMORY = 1 << 29 };

static struct doc doc;

static int
fresh(void **state)
{
	(void)state;
	doc = (struct doc){ .arena = arena_new(UNIT_DOC_MEMORY) };
	return 0;
}

static int
done(void **state)
{
	(void)state;
	arena_free(doc.arena);
	return 0;
}

#endif
