/* SPDX-License-Identifier: MIT */
/* What every unit test starts with; cmocka wants these headers before it. */
#ifndef UNIT_H
#define UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "str.h"

#define assert_str(got, want)                                               \
	do {                                                                \
		struct str got_ = (got);                                    \
		assert_int_equal(got_.n, strlen(want));                     \
		assert_memory_equal(got_.p, want, got_.n);                  \
	} while (0)

#define assert_none(got) assert_null((got).p)

#endif
