/* SPDX-License-Identifier: MIT */
/*
 * What poppler prints of a hostile PDF: words, and after the first NUL the
 * drawing; its tables are found, and each is joined to the one before.
 */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "pdfpage.h"
#include "pdfps.h"
#include "pdfturn.h"
#include "harness.h"

static void
check(const struct lattice *t)
{
	size_t i;

	for (i = 0; i < t->n; i++) {
		const struct anchor *a = &t->cells[i];

		assert(a->row >= 0 && a->col >= 0 && a->rowspan > 0 &&
		    a->colspan > 0 && a->row + a->rowspan <= t->rows &&
		    a->col + a->colspan <= t->cols);
	}
}

static void
find_tables(const struct page *p)
{
	struct lattices l = { .arena = p->arena };
	struct rules h = { p->horizontal.v, p->horizontal.n };
	struct rules v = { p->vertical.v, p->vertical.n };
	size_t i;

	if (!lattice_find(&l, &h, &v))
		return;
	for (i = 0; i < l.tables.n; i++) {
		check(&l.tables.v[i]);
		lattice_at(&l.tables.v[i], l.tables.v[i].x[0],
		    l.tables.v[i].y[0]);
	}
	for (i = 1; i < l.tables.n; i++)
		if (lattice_join(p->arena, &l.tables.v[0], &l.tables.v[i]))
			check(&l.tables.v[0]);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct str html = { (const char *)p, n }, svg;
	struct arena *a = arena_new((size_t)1 << 30);
	struct pages pages = { .arena = a };
	size_t i;

	svg = html;
	html = str_cut(&svg, '\0');
	pdfpage_words(&pages, html);
	/* The rest may be either. */
	pdfps_rules(&pages, svg);
	pdfpage_rules(&pages, 0, svg);
	for (i = 0; i < pages.pages.n; i++) {
		pdfturn_upright(&pages.pages.v[i]);
		find_tables(&pages.pages.v[i]);
	}
	arena_free(a);
	return 0;
}
