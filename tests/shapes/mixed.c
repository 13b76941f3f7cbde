/* SPDX-License-Identifier: MIT */
#include "mixed.h"

#include <stddef.h>

#define ANY(list) list[draw(state, (int)(sizeof(list) / sizeof(*(list))))]

static int
draw(uint64_t *state, int below)
{
	*state = *state * 6364136223846793005 + 1442695040888963407;
	return (int)((*state >> 33) % (uint64_t)below);
}

/* One of each line at most: they exclude each other. */
static uint64_t
draw_how(uint64_t *state, bool odd)
{
	static const uint64_t markup[] = { 0, 0, HOW_TH, HOW_SECTIONED,
		HOW_UPPER, HOW_UNCLOSED, HOW_COMMENTS, HOW_WORD, HOW_EXCEL,
		HOW_NESTED, HOW_PARAGRAPHS, HOW_DIVS, HOW_CAPTION };
	static const uint64_t labels[] = { 0, 0, 0, HOW_LETTERS, HOW_SPACED,
		HOW_LABEL_BR, HOW_LISTED, HOW_ENTITIES };
	static const uint64_t values[] = { 0, 0, 0, HOW_FULL_WIDTH,
		HOW_THOUSANDS, HOW_UNITS, HOW_PADDED, HOW_DIGIT_SPANS };
	static const uint64_t rows[] = { 0, 0, 0, HOW_TITLE_ROW,
		HOW_UNIT_ROW, HOW_NUMBERED, HOW_FOOTNOTE, HOW_LOCAL_ROWS,
		HOW_RULES };
	static const uint64_t form[] = { 0, 0, HOW_SUBTOTALS, HOW_ORG_TOTAL,
		HOW_NO_HEADERS, HOW_TOTAL_FIRST, HOW_ONE_OTHER,
		HOW_NO_NOTE, HOW_SHORT_NAMES, HOW_BLANK_TOTALS };
	static const uint64_t pieces[] = { 0, 0, 0, HOW_SPLIT,
		HOW_SPLIT | HOW_SPLIT_STUB, HOW_SPLIT | HOW_SPLIT_CUT,
		HOW_THREE_DISPUTES, HOW_DISPUTE_ROWS, HOW_ONE_GRID,
		HOW_FOUR_CLAUSES, HOW_TWO_REPORTS };
	uint64_t how = ANY(markup) | ANY(labels) | ANY(values);

	/* The slips are in the plain form. */
	return odd ? how : how | ANY(rows) | ANY(form) | ANY(pieces);
}

struct shape
mixed_shape(int i)
{
	static const char *const zeros[] = { "0", "0", "0", "", "&nbsp;", "/",
		"—" };
	static const enum spans spans[] = { SPANS_KEPT, SPANS_KEPT,
		SPANS_KEPT, SPANS_EMPTY, SPANS_REPEATED, SPANS_DROPPED,
		SPANS_WIDE, SPANS_LONG };
	static const struct {
		enum medium medium;
		enum spans spans;
	} texts[] = { { MEDIUM_BARS, SPANS_DROPPED },
		{ MEDIUM_BAR_ROWS, SPANS_DROPPED },
		{ MEDIUM_BAR_ROWS, SPANS_EMPTY },
		{ MEDIUM_MARKDOWN, SPANS_REPEATED },
		{ MEDIUM_MARKDOWN, SPANS_EMPTY },
		{ MEDIUM_MARKDOWN, SPANS_DROPPED },
		{ MEDIUM_TABS, SPANS_EMPTY }, { MEDIUM_TABS, SPANS_DROPPED },
		{ MEDIUM_PARAGRAPHS, SPANS_DROPPED } };
	uint64_t seed = (uint64_t)i * 0x9E3779B97F4A7C15 + 1,
	    *state = &seed;
	struct shape s = { .lost = "several at once" };
	int k;

	draw(state, 2);
	s.form = draw(state, 2) ? 2019 : 2021;
	s.zero = ANY(zeros);
	s.spans = ANY(spans);
	s.hant = draw(state, 8) == 0;
	if (draw(state, 3) == 0)
		s.odd = (enum odd)draw(state, ODD_NUMERALS + 1);
	s.how = draw_how(state, s.odd != ODD_NONE);
	if (draw(state, 3) == 0) {
		k = draw(state, (int)(sizeof(texts) / sizeof(*texts)));
		s.medium = texts[k].medium;
		s.spans = texts[k].spans;
	}
	/* Without spans, nothing tells a merged cell from a blank one. */
	if ((s.odd == ODD_MERGED_DOWN || s.odd == ODD_MERGED_ACROSS) &&
	    s.spans != SPANS_KEPT)
		s.odd = ODD_NONE;
	return s;
}
