/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as the main part of a DOCX, or of the first sheet of an XLSX when
 * the first byte is odd, or as the code of a number format: fuzzing the archive
 * around them is fuzz_zip's.
 */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <zip.h>

#include "docx.h"
#include "grid.h"
#include "harness.h"
#include "numfmt.h"
#include "xlsx.h"

#define RELS(type, target)                                                  \
	"<Relationships><Relationship Id='a' Type='x/" type "' Target='"    \
	target "'/></Relationships>"

static void
add(zip_t *z, const char *name, const void *p, size_t n)
{
	zip_file_add(z, name, zip_source_buffer(z, p, n, 0), 0);
}

static struct str
zip_up(const uint8_t *p, size_t n, bool sheet)
{
	static const char word[] = RELS("officeDocument", "main");
	static const char book[] = "<workbook><sheets><sheet id='a'/>"
	    "</sheets></workbook>";
	static const char sheets[] = RELS("worksheet", "sheet");
	zip_source_t *src = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *z = zip_open_from_source(src, ZIP_CREATE | ZIP_TRUNCATE, NULL);
	zip_stat_t st;
	char *out;

	zip_source_keep(src);
	add(z, "_rels/.rels", word, sizeof(word) - 1);
	if (sheet) {
		add(z, "main", book, sizeof(book) - 1);
		add(z, "_rels/main.rels", sheets, sizeof(sheets) - 1);
	}
	add(z, sheet ? "sheet" : "main", p, n);
	zip_close(z);
	zip_source_stat(src, &st);
	out = malloc(st.size);
	zip_source_open(src);
	zip_source_read(src, out, st.size);
	zip_source_close(src);
	zip_source_free(src);
	return (struct str){ out, st.size };
}

/* What the passes rely on. */
static void
check(const struct doc *d)
{
	size_t i, k;

	for (i = 0; i < d->blocks.n; i++) {
		const struct grid *g = d->blocks.v[i].grid;

		if (d->blocks.v[i].kind != BLOCK_TABLE)
			continue;
		for (k = 0; k < g->n; k++) {
			const struct anchor *a = &g->cells[k];

			assert(a->row >= 0 && a->col >= 0 && a->rowspan > 0 &&
			    a->colspan > 0 && a->row + a->rowspan <= g->rows &&
			    a->col + a->colspan <= g->cols);
		}
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct doc d = { 0 };
	struct str s;

	if (n < 2)
		return 0;
	d.arena = arena_new((size_t)1 << 30);
	s = zip_up(p + 1, n - 1, p[0] & 1);
	numfmt_show(d.arena, (struct str){ (const char *)p + 1, n - 1 },
	    (p[0] - 100) * 123.45);
	if (p[0] & 1)
		xlsx_read(&d, s);
	else
		docx_read(&d, s);
	if (d.state == STATE_OK)
		check(&d);
	free((void *)(uintptr_t)s.p);
	arena_free(d.arena);
	return 0;
}
