/* SPDX-License-Identifier: MIT */
/* Any bytes as a line for the loader: accepted, or refused with a reason. */
#include <assert.h>
#include <string.h>

#include "harness.h"
#include "line.h"

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct arena *a = arena_new((size_t)1 << 30);
	struct line line;
	struct refusal why = { 0 };
	struct str text = { (const char *)p, n };

	if (line_read(a, text, &line, &why) != 0)
		assert(why.code != NULL && why.reason[0] != '\0');
	arena_free(a);
	return 0;
}
