/* SPDX-License-Identifier: MIT */
/*
 * Each reader reads the run of lines that starts at the current one, or says
 * that there is none. They are tried in turn.
 */
#include "text.h"

#include "bars.h"
#include "columns.h"
#include "drawn.h"
#include "html.h"
#include "markdown.h"
#include "markup.h"
#include "spread.h"
#include "unfold.h"
#include "unquote.h"
#include "unwrap.h"

#include <ctype.h>
#include <strings.h>

enum {
	MAX_NESTED = 8,		/* tables within a table */
	MIN_FOLDED = 1000,	/* bytes of a line that holds a table */
	MIN_FOLDED_BARS = 80,	/* and its bars; the widest row has 16 */
	AHEAD = 3		/* readers that look far ahead */
};

/* ---- tables in HTML ---- */

/* Whether a tag of this name, "table" or "/table", goes on at s. */
static bool
is_tag(struct str s, const char *name)
{
	size_t n = strlen(name);

	return s.n > n && strncasecmp(s.p, name, n) == 0 &&
	    !isalnum((unsigned char)s.p[n]);
}

/* Behind the table that has just begun, with those in it; NULL if endless. */
static const char *
table_end(struct str rest)
{
	const char *end = rest.p + rest.n;
	int depth = 1;

	while (depth > 0 && depth <= MAX_NESTED) {
		str_cut(&rest, '<');
		if (rest.p == NULL)
			return NULL;
		depth += is_tag(rest, "table") - is_tag(rest, "/table");
	}
	str_cut(&rest, '>');
	return depth > 0 ? NULL : rest.p == NULL ? end : rest.p;
}

/*
 * Markdown has a table with merged cells as HTML. What stands beside it on
 * its lines is read likewise: <html> and <body> are nothing.
 */
static bool
read_html_table(struct doc *d, struct str *rest)
{
	struct str at = *rest, line = str_cut(&at, '\n'), tag = line;
	const char *end, *all = rest->p + rest->n;

	do
		str_cut(&tag, '<');
	while (tag.p != NULL && !is_tag(tag, "table"));
	if (tag.p == NULL)
		return false;
	end = table_end((struct str){ tag.p, (size_t)(all - tag.p) });
	if (end == NULL)
		return false;
	*rest = (struct str){ end, (size_t)(all - end) };
	end += str_cut(rest, '\n').n;
	html_piece(d, (struct str){ line.p, (size_t)(end - line.p) });
	return true;
}

/* ---- one line for all ---- */

/* Runs of bars; each ends a line below, so that none holds two of them. */
static int
count_bars(struct str line)
{
	size_t i;
	int n = 0;

	for (i = 0; i < line.n; i++)
		n += line.p[i] == '|' && (i == 0 || line.p[i - 1] != '|');
	return n;
}

/*
 * A line that holds a whole table or report, its ends of lines gone: one line
 * for each cell and its bars, and for each heading.
 */
static struct str
unfold(struct doc *d, struct str line)
{
	size_t cut[UNFOLD_MAX], i, k = 0, n = 0;
	int cuts = unfold_cuts(line, cut);
	char *p = arena_alloc(d->arena, 2 * line.n + UNFOLD_MAX);

	for (i = 0; i < line.n; i++) {
		if (k < (size_t)cuts && i == cut[k]) {
			p[n++] = '\n';
			k++;
		}
		p[n++] = line.p[i];
		if (line.p[i] == '|' && (i + 1 == line.n ||
		    line.p[i + 1] != '|'))
			p[n++] = '\n';
	}
	return (struct str){ p, n };
}

/* Whether the line at *rest is such a one; moves behind it. */
static bool
read_folded(struct doc *d, struct str *rest)
{
	struct str at = *rest, line = str_trim(str_cut(&at, '\n'));

	if (line.n < MIN_FOLDED || count_bars(line) < MIN_FOLDED_BARS)
		return false;
	*rest = at;
	text_read(d, unfold(d, line));
	return true;
}

/*
 * The readers that look far ahead. Each is asked again behind what it looked at
 * in vain, NULL for all of the text.
 */
static bool
read_ahead(struct doc *d, struct str *rest, const char **behind)
{
	static bool (*const readers[])(struct doc *, struct str *,
	    const char **) = { drawn_read, columns_aligned, spread_read };
	size_t i;

	for (i = 0; i < AHEAD; i++)
		if (behind[i] != NULL && rest->p >= behind[i] &&
		    readers[i](d, rest, &behind[i]))
			return true;
	return false;
}

void
text_read(struct doc *d, struct str utf8)
{
	const char *behind[AHEAD] = { utf8.p, utf8.p, utf8.p };
	struct bars_vain vain = { utf8.p, utf8.p };
	struct str rest = utf8, line;

	while (rest.p != NULL) {
		if (markup_table(d, &rest) || columns_ruled(d, &rest) ||
		    read_ahead(d, &rest, behind) ||
		    read_html_table(d, &rest) || read_folded(d, &rest) ||
		    bars_read(d, &rest, &vain))
			continue;
		line = str_trim(str_cut(&rest, '\n'));
		if (line.n > 0)
			markdown_line(d, line);
	}
	/* Readers of pieces count from 1 each. */
	doc_number_tables(d);
}

/* What code begins and ends with. */
static const char *const code[][2] = { { "<%--", "--%>" }, { "<%", "%>" },
	{ "<!--", "-->" }, { "<script", "</script>" },
	{ "<SCRIPT", "</SCRIPT>" }, { "<style", "</style>" },
	{ "<STYLE", "</STYLE>" } };

/*
 * Behind the code that begins at byte `at`; `at` if none does, or it does not
 * end before more of its kind begins.
 */
static size_t
code_end(struct str s, size_t at)
{
	struct str rest = str_sub(s, at, s.n);
	ptrdiff_t end, next;
	size_t i;

	for (i = 0; i < sizeof(code) / sizeof(*code); i++) {
		if (!str_starts(rest, str_of(code[i][0])))
			continue;
		next = str_find(rest, str_of(code[i][0]), 1);
		if (next > 0)
			rest.n = (size_t)next;
		end = str_find(rest, str_of(code[i][1]), 0);
		if (end >= 0)
			return at + (size_t)end + strlen(code[i][1]);
		break;
	}
	return at;
}

/* A line that held nothing else is blank then. */
static struct str
without_code(struct arena *a, struct str s)
{
	ptrdiff_t at = str_find(s, STR("<"), 0);
	size_t from = 0, end, n = 0;
	char *p;

	if (at < 0)
		return s;
	p = arena_alloc(a, s.n);
	for (; at >= 0; at = str_find(s, STR("<"), end)) {
		end = code_end(s, (size_t)at);
		if (end == (size_t)at) {
			end++;
			continue;
		}
		memcpy(p + n, s.p + from, (size_t)at - from);
		n += (size_t)at - from;
		from = end;
	}
	memcpy(p + n, s.p + from, s.n - from);
	return (struct str){ p, n + s.n - from };
}

void
text_document(struct doc *d, struct str utf8)
{
	text_read(d, unwrap(d->arena, without_code(d->arena, unquote(d->arena,
	    utf8))));
}

static bool
has_bar(const struct block *v, size_t n, size_t i)
{
	return i < n && v[i].kind == BLOCK_PARAGRAPH &&
	    str_has(v[i].text, STR("|"));
}

/*
 * The end of the run of paragraphs with bars that starts at block i; a short
 * one without may stand between two (第二十条第（五）项).
 */
static size_t
bars_end(const struct block *v, size_t n, size_t i)
{
	size_t from = i;

	while (has_bar(v, n, i) || (i > from && i < n &&
	    v[i].kind == BLOCK_PARAGRAPH &&
	    str_chars(v[i].text) <= BARS_MAX_LONE && has_bar(v, n, i + 1)))
		i++;
	return i;
}

/* A run of paragraphs as one text, a line each. */
static struct str
join_lines(struct arena *a, const struct block *v, size_t n)
{
	size_t i, size = 0;
	struct str all;
	char *p;

	for (i = 0; i < n; i++)
		size += v[i].text.n + 1;
	all.p = p = arena_alloc(a, size + 1);
	all.n = size;
	for (i = 0; i < n; i++) {
		memcpy(p, v[i].text.p, v[i].text.n);
		p += v[i].text.n;
		*p++ = '\n';
	}
	return all;
}

void
text_tables(struct doc *d)
{
	const struct block *v = d->blocks.v;
	size_t n = d->blocks.n, i, end;
	struct str all;

	for (i = 0; i < n && bars_end(v, n, i) == i; i++)
		;
	if (i == n)
		return;
	d->blocks.v = NULL;
	d->blocks.n = 0;
	for (i = 0; i < n; i = end) {
		end = bars_end(v, n, i);
		all = end > i ? join_lines(d->arena, v + i, end - i) :
		    STR_NONE;
		if (end - i >= BARS_MIN_LINES || (end > i &&
		    count_bars(all) >= MIN_FOLDED_BARS)) {
			text_read(d, all);
			continue;
		}
		end = end > i ? end : i + 1;
		for (; i < end; i++)
			*DOC_ADD(d, blocks) = v[i];
	}
	doc_number_tables(d);
}
