/* SPDX-License-Identifier: MIT */
/*
 * A cell with any UTF-8: a number has an exact value, that value reads as
 * itself, and what is no number has none.
 */
#include <assert.h>

#include "harness.h"
#include "number.h"

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct arena *a = arena_new(1 << 26);
	struct str raw = { (const char *)p, n };
	struct number first = { 0 }, again = { 0 };
	struct decimal v;
	size_t at = 0;

	raw.n = str_valid_utf8(raw);
	if (number_cell(a, raw, &first) == CELL_NUM) {
		assert(number_parse(first.value, &v));
		assert(number_cell(a, first.value, &again) == CELL_NUM);
		assert(str_eq(first.value, again.value));
		number_scale(a, first.value, first.power);
	}
	while (at < raw.n) {
		size_t from = at;

		if (!number_han(raw, &at, &v))
			str_char(raw, &at);
		assert(at > from);
		number_unit(raw, from);
	}
	arena_free(a);
	return 0;
}
