/* SPDX-License-Identifier: MIT */
/*
 * The type and the encoding of any bytes. The first byte says what a server
 * declares.
 */
#include <assert.h>

#include "decode.h"
#include "harness.h"
#include "source.h"

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static const char *const types[] = { "", "text/html; charset=gbk",
		"text/html;charset=big5", "text/plain; charset='utf-8'" };
	struct doc d = { 0 };
	struct str s, text;

	if (n == 0)
		return 0;
	d.arena = arena_new((size_t)1 << 30);
	d.declared_type = str_of(types[p[0] % 4]);
	s = (struct str){ (const char *)p + 1, n - 1 };
	source_sniff(&d, s);
	assert(d.state == STATE_OK || d.reason != NULL);
	if (d.state == STATE_OK) {
		text = decode_utf8(&d, s);
		assert((text.p != NULL) == (d.state == STATE_OK));
		assert(str_valid_utf8(text) == text.n);
		assert(text.n == 0 || memchr(text.p, '\r', text.n) == NULL);
		assert(text.p == NULL || d.charset_from != NULL);
	}
	arena_free(d.arena);
	return 0;
}
