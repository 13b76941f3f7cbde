/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a line for the loader: refused with a reason, or accepted, and
 * then its rows can be written. What a line says does not depend on white
 * space: with blanks before and behind it is the same.
 */
#include <assert.h>
#include <string.h>

#include "buf.h"
#include "harness.h"
#include "rows.h"

static void
write_rows(struct arena *a, const struct line *line)
{
	static const unsigned char digest[32];
	struct block_names *names = block_names_new();
	struct rows rows;

	rows_init(&rows);
	if (line->kind != LINE_OTHER)
		rows_add(&rows, a, names, line, digest);
	rows_release(&rows);
	block_names_free(names);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct arena *a = arena_new((size_t)1 << 30);
	struct line line, again;
	struct refusal why = { 0 }, why_again = { 0 };
	struct buf b;
	bool good;

	buf_init(&b, n + 100);
	buf_adds(&b, " \t");
	buf_add(&b, p, n);
	buf_adds(&b, "  ");
	good = line_read(a, (struct str){ (const char *)p, n }, &line, &why)
	    == 0;
	assert(good || (why.code != NULL && why.reason[0] != '\0'));
	if (good)
		write_rows(a, &line);
	if (line_read(a, buf_str(&b), &again, &why_again) == 0) {
		assert(good && again.kind == line.kind);
		assert(line.kind != LINE_RECORD || memcmp(
		    line.record.content_digest, again.record.content_digest,
		    sizeof(again.record.content_digest)) == 0);
	} else {
		assert(!good);
	}
	buf_release(&b);
	arena_free(a);
	return 0;
}
