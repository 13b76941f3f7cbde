/* SPDX-License-Identifier: MIT */
/*
 * Any UTF-8 as a report, text or, with bit 0 of the first byte, a web page,
 * through the passes that code its tables: every cell has a place, codes and
 * a value that fits its state, and no code comes twice.
 */
#include <assert.h>
#include <setjmp.h>

#include "check.h"
#include "code.h"
#include "harness.h"
#include "html.h"
#include "mark.h"
#include "mirror.h"
#include "number.h"
#include "script.h"
#include "stream.h"
#include "text.h"

static void
full(void *arg)
{
	longjmp(*(jmp_buf *)arg, 1);
}

static void
check_cells(const struct doc *d)
{
	const struct cell *c;
	struct decimal v;
	size_t i;

	for (i = 0; i < d->cells.n; i++) {
		c = &d->cells.v[i];
		assert(c->ind.n > 0 && c->col.n > 0 && c->table > 0 &&
		    c->row >= 0 && c->at >= 0);
		assert((c->state == CELL_NUM) == (c->value.p != NULL));
		assert(c->value.p == NULL || number_parse(c->value, &v));
		assert(doc_cell(d, c->tbl, c->ind, c->col) == c);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static struct arena *forever;
	static struct forms *forms;
	static struct script_conv *script;
	struct doc d = { .source = STR("a"), .host = STR(""),
		.warc_offset = -1 };
	struct str text = { (const char *)p + 1, n - 1 };
	jmp_buf out;

	if (n == 0)
		return 0;
	if (forever == NULL) {
		forever = arena_new((size_t)1 << 28);
		forms = forms_new(forever);
		script = script_open();
	}
	d.arena = arena_new((size_t)512 << 20);
	arena_on_full(d.arena, full, &out);
	text.n = str_valid_utf8(text);
	if (setjmp(out) == 0) {
		if (p[0] & 1)
			html_read(&d, text);
		else
			text_read(&d, text);
		if (d.state == STATE_OK) {
			script_pass(&d, script);
			mirror_pass(&d);
			mark_pass(&d);
			stream_pass(&d, forms);
			code_pass(&d, forms);
			check_pass(&d, forms);
			check_cells(&d);
		}
	}
	arena_free(d.arena);
	return 0;
}
