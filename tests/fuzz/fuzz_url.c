/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as an href: what comes out is http or https, has no blanks, no
 * control characters and no fragment, and is its own normal form.
 */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>

#include "harness.h"
#include "url.h"

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	char *u = url_resolve("http://a.gov.cn/x/y.html?z",
	    (struct str){ (const char *)p, n }), *again;
	char ext[8];
	size_t i;

	if (u == NULL)
		return 0;
	assert(strncmp(u, "http://", 7) == 0 ||
	    strncmp(u, "https://", 8) == 0);
	for (i = 0; u[i] != '\0'; i++)
		assert((unsigned char)u[i] > ' ' && u[i] != 0x7F &&
		    u[i] != '#');
	assert(url_host(u).n > 0 && url_target(u).p[0] == '/');
	url_date(u);
	url_extension(u, ext);
	again = url_resolve(NULL, str_of(u));
	assert(again != NULL && strcmp(u, again) == 0);
	free(again);
	free(u);
	return 0;
}
