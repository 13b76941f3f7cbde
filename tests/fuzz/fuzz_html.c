/* SPDX-License-Identifier: MIT */
/*
 * The reader of web pages on any bytes.
 */
#include "harness.h"

#include "blocks.h"
#include "decode.h"
#include "html.h"
#include "mhtml.h"

enum { MAX_MEMORY = 512 << 20 };

static void
check(const struct doc *d)
{
	size_t i;

	assert(d->state != STATE_OK || d->blocks.n > 0);
	for (i = 0; i < d->blocks.n; i++) {
		if (d->blocks.v[i].kind == BLOCK_TABLE)
			check_grid(d->blocks.v[i].grid);
		else if (d->blocks.v[i].kind != BLOCK_PARAGRAPH)
			assert(d->blocks.v[i].text.n > 0);	/* stream.h */
		assert(str_valid_utf8(d->blocks.v[i].text) ==
		    d->blocks.v[i].text.n);
	}
}

static void
read_page(struct doc *d, const uint8_t *p, size_t n)
{
	struct str bytes = { (const char *)p, n }, text;

	if (mhtml_is(bytes))
		mhtml_read(d, bytes);
	else if ((text = decode_utf8(d, bytes)).p != NULL)
		html_read(d, text);
	check(d);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct doc d = { .source = STR("http://a.gov.cn/b/c.html") };
	jmp_buf out;

	d.arena = arena_new(MAX_MEMORY);
	arena_on_full(d.arena, full, &out);
	if (n > 0 && setjmp(out) == 0)
		read_page(&d, p, n);
	arena_free(d.arena);
	return 0;
}
