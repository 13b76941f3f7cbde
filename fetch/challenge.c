/* SPDX-License-Identifier: MIT */
#include "challenge.h"

#include <stdlib.h>

#include "dict.h"
#include "match.h"
#include "pagetext.h"
#include "tags.h"

DICT_DECLARE(challenges);

enum { NAME, STATUS, MARK, ALSO, N_COLS };

enum { MAX_WORDS = 300 };	/* bytes that a guard says to a person */

static bool
has(const struct http_reply *r, struct str text, struct str mark)
{
	return str_has(buf_str(&r->head), mark) ||
	    (text.p != NULL && str_has(text, mark));
}

/* Whether there is something to read, or it is about reports. */
static bool
has_words(struct str html)
{
	struct tags tags = { .html = html };
	struct tag tag;
	struct buf words;
	bool has;

	buf_init(&words, CHALLENGE_MAX_BYTES);
	while (tags_next(&tags, &tag))
		if (tag.kind == TAG_TEXT)
			tag_text(&words, str_trim(tag.rest));
	has = words.n > MAX_WORDS || match_context(buf_str(&words));
	buf_release(&words);
	return has;
}

/*
 * A page of any guard: a script sets a cookie and asks again, and there is
 * nothing that a person could read or follow.
 */
static bool
only_sets_cookie(struct arena *a, const struct http_reply *r, struct str text)
{
	static const char *const other[] = { "<a ", "<A ", "href=", "<form",
		"<frame", "<iframe", "<li", "<p" };
	size_t i;

	if (r->status / 100 != 2 || text.n > CHALLENGE_MAX_SCRIPT ||
	    !str_has(text, STR("document.cookie")) ||
	    !str_has(text, STR("location")))
		return false;
	for (i = 0; i < sizeof(other) / sizeof(*other); i++)
		if (str_has(text, str_of(other[i])))
			return false;
	return !has_words(pagetext(a, r->body, http_header(r,
	    "Content-Encoding"), NULL));
}

struct str
challenge_name(struct arena *a, const struct http_reply *r)
{
	struct str table = DICT(challenges), text, coding;
	struct dict_row row;
	long status;

	if (r->body.n > CHALLENGE_MAX_BYTES)
		return STR_NONE;
	text = r->body;	/* the marks are ASCII */
	coding = http_header(r, "Content-Encoding");
	if (coding.n > 0)
		text = pagetext(a, text, coding, NULL);
	while (dict_next(&table, &row)) {
		if (row.n < N_COLS)
			continue;
		status = strtol(row.col[STATUS].p, NULL, 10);
		if ((status == 0 || status == r->status) &&
		    has(r, text, row.col[MARK]) && (row.col[ALSO].n == 0 ||
		    has(r, text, row.col[ALSO])))
			return row.col[NAME];
	}
	return only_sets_cookie(a, r, text) ? STR("cookie") : STR_NONE;
}
