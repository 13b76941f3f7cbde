/* SPDX-License-Identifier: MIT */
/*
 * Any UTF-8 as the text of a section: each figure has an exact, positive value
 * and a qualifier, stands in its sentence, and what is the first of two is
 * followed by the second.
 */
#include <assert.h>

#include "figure.h"
#include "harness.h"
#include "number.h"

static const char *const qualifiers[] = { "exact", "approx", "gt", "lt", "up",
    "down", "before", "after", "low", "high" };

static bool
is_qualifier(const char *s)
{
	size_t i;

	for (i = 0; i < sizeof(qualifiers) / sizeof(*qualifiers); i++)
		if (strcmp(s, qualifiers[i]) == 0)
			return true;
	return false;
}

static void
check_figures(const struct doc *d)
{
	const struct figure *f;
	struct decimal v, zero = { 0, 0 };
	size_t i;

	for (i = 0; i < d->figures.n; i++) {
		f = &d->figures.v[i];
		assert(number_parse(f->value, &v) && number_cmp(v, zero) >= 0);
		assert(is_qualifier(f->qualifier));
		assert(f->offset < f->sentence_hans.n && f->raw.n > 0);
		assert(i + 1 < d->figures.n ||
		    (strcmp(f->qualifier, "before") != 0 &&
		    strcmp(f->qualifier, "low") != 0));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static struct arena *forever;
	static const struct figcode *codes;
	struct doc d = { .arena = arena_new(1 << 28) };
	struct str text = { (const char *)p, n };
	struct section *s;

	if (forever == NULL) {
		forever = arena_new(1 << 24);
		codes = figcode_load(forever);
	}
	text.n = str_valid_utf8(text);
	doc_fact(&d, FACT_REPORT_YEAR, STR("2021"), "fuzz", false, STR_NONE);
	doc_fact(&d, FACT_KIND, n % 2 == 0 ? STR("ogi_annual") :
	    STR("gov_work_report"), "fuzz", false, STR_NONE);
	doc_fact(&d, FACT_AGENCY, STR("华坪县人民政府"), "fuzz", false,
	    STR_NONE);
	s = DOC_ADD(&d, sections);
	*s = (struct section){ .ordinal = 1, .level = 1 };
	s->heading = s->heading_hans = str_sub(text, 0, n % 3 == 0 ? 0 :
	    text.n / 8);
	s->heading.n = s->heading_hans.n = str_valid_utf8(s->heading);
	s->text = s->text_hans = str_sub(text, 0, text.n);
	figure_pass(&d, codes);
	check_figures(&d);
	arena_free(d.arena);
	return 0;
}
