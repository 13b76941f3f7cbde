/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as robots.txt: reading and asking come to an end, robots.txt may
 * always be asked for, and one answer does not change with a second asking.
 * What stands behind the first NUL is the path.
 */
#include <assert.h>
#include <stdint.h>

#include "harness.h"
#include "robots.h"

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	const uint8_t *nul = n > 0 ? memchr(p, 0, n) : NULL;
	struct str body = { (const char *)p, n }, path = STR("/a/b.html?c=1");
	struct robots *r;

	if (nul != NULL) {
		body.n = (size_t)(nul - p);
		path = (struct str){ (const char *)nul + 1, n - body.n - 1 };
	}
	r = robots_parse(body, "nianbao");
	assert(robots_allows(r, STR("/robots.txt")));
	assert(robots_allows(r, path) == robots_allows(r, path));
	assert(robots_delay_ms(r) >= 0);
	robots_free(r);
	return 0;
}
