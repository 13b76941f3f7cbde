/* SPDX-License-Identifier: MIT */
/*
 * Dates in any UTF-8: reading moves on, every date is one of the calendar,
 * and its ISO form reads as itself.
 */
#include <assert.h>

#include "date.h"
#include "harness.h"

static void
check(struct arena *a, const struct date *d)
{
	struct str iso = date_iso(a, d);
	struct date again;

	assert(d->month >= 0 && d->month <= 12);
	assert(d->day >= 0 && d->day <= 31);
	if (iso.n == 10) {
		assert(date_parse(iso, &again));
		assert(date_cmp(d, &again) == 0);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct arena *a = arena_new(1 << 26);
	struct str text = { (const char *)p, n };
	struct date d, to;
	enum date_fit fit;
	size_t at = 0, from;
	bool repaired;

	text.n = str_valid_utf8(text);
	while (at < text.n) {
		from = at;
		fit = date_at(text, &at, 2020, &d);
		if (fit == DATE_NONE)
			str_char(text, &at);
		else if (fit == DATE_OK)
			check(a, &d);
		assert(at > from && at <= text.n);
	}
	if (date_parse(text, &d))
		check(a, &d);
	if (date_repair(text, 2020, &d) == DATE_OK)
		check(a, &d);
	if (date_period(text, &d, &to)) {
		check(a, &d);
		check(a, &to);
		assert(date_cmp(&d, &to) <= 0);
	}
	date_docno_repair(a, text, &repaired);
	arena_free(a);
	return 0;
}
