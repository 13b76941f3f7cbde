/* SPDX-License-Identifier: MIT */
#include "damage.h"

#include <stdlib.h>

#include "date.h"
#include "number.h"

enum {
	MAX_WARNINGS = 100,
	MIN_AMBIGUOUS = 6,	/* bytes: 111日; 30日 is just a day */
	MAX_DOCNO = 27		/* bytes from the first digit to behind 号 */
};

static bool
is_digit(uint32_t c)
{
	return number_digit(c) >= 0;
}

static void
warn(struct doc *d, const char *code, struct str raw, struct str value)
{
	struct str detail = value.p == NULL ? raw : arena_printf(d->arena,
	    "%.*s -> %.*s", STR_ARG(raw), STR_ARG(value));
	size_t i;

	/* Fields were repaired and reported already. */
	for (i = 0; i < d->warnings.n; i++)
		if (str_eq(d->warnings.v[i].detail, detail))
			return;
	doc_warn(d, code, 0, STR_NONE, STR_NONE, detail);
}

/* Ends in 月 or 日: a bare run of digits is a number like any other. */
static bool
is_marked(struct str raw)
{
	return str_ends(raw, STR("月")) || str_ends(raw, STR("日"));
}

/*
 * The run of digits at *at as a damaged date: "20186月", "516日". Moves *at
 * behind the run in any case.
 */
static void
look_at_run(struct doc *d, size_t *at, int year)
{
	struct str text = d->text_hans, raw;
	struct date date;
	size_t from = *at, end = *at, next;
	enum date_fit fit = date_at(text, &end, year, &date);

	for (next = from; next < text.n && is_digit(str_peek(text, next));)
		str_char(text, &next);
	*at = end > next ? end : next;
	raw = str_sub(text, from, end - from);
	if (fit == DATE_AMBIGUOUS && raw.n >= MIN_AMBIGUOUS && is_marked(raw))
		warn(d, "date_ambiguous", raw, STR_NONE);
	else if (fit == DATE_OK && date.repaired && is_marked(date.raw))
		warn(d, "date_repaired", date.raw, date_iso(d->arena, &date));
}

/* "〔201836号" and "2018〕43号": the run that ends in 号. */
static void
look_at_docno(struct doc *d, size_t at)
{
	struct str text = d->text_hans, raw, fixed;
	ptrdiff_t end = str_find(str_sub(text, 0, at + MAX_DOCNO), STR("号"),
	    at);
	size_t from = at;
	bool repaired = false;

	if (end < 0)
		return;
	if (at >= 3 && (str_before(text, at) == 0x3014 ||
	    str_before(text, at) == 0xFE5D))
		from = at - 3;
	raw = str_sub(text, from, (size_t)end + 3 - from);
	fixed = date_docno_repair(d->arena, raw, &repaired);
	if (repaired)
		warn(d, "docno_repaired", raw, fixed);
}

void
damage_pass(struct doc *d)
{
	struct str year = doc_value(d, FACT_REPORT_YEAR), text = d->text_hans;
	int y = year.p != NULL ? (int)strtol(year.p, NULL, 10) : 0;
	size_t at = 0, next = 0, limit = d->warnings.n + MAX_WARNINGS;

	for (; at < text.n && d->warnings.n < limit; at = next) {
		if (!is_digit(str_char(text, &next)))
			continue;
		look_at_docno(d, at);
		next = at;
		look_at_run(d, &next, y);
	}
}
