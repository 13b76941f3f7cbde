/* SPDX-License-Identifier: MIT */
#include "csv.h"

#include <strings.h>

#include "flat.h"
#include "text.h"
#include "unwrap.h"

enum {
	MAX_LONE = 40,		/* characters of a row of one cell */
	MIN_TEXT = 300		/* of a field that is the text of a document */
};

/* A line, quoted line breaks included. */
struct row {
	struct arena *arena;
	LIST(struct str) fields;
};

bool
csv_is_named(struct str source)
{
	static const char ext[] = ".csv";
	size_t n = sizeof(ext) - 1;

	return source.n >= n &&
	    strncasecmp(source.p + source.n - n, ext, n) == 0;
}

/* The mark that stands most often in the first lines. */
static char
separator(struct str s)
{
	static const char marks[] = { ',', ';', '\t' };
	struct str head = str_first(s, 2000);
	int best = 0, n;
	char sep = ',';
	size_t i, k;

	for (i = 0; i < sizeof(marks); i++) {
		for (n = 0, k = 0; k < head.n; k++)
			n += head.p[k] == marks[i];
		if (n > best) {
			best = n;
			sep = marks[i];
		}
	}
	return sep;
}

/* Where the quote that closes a field stands, s.n if it never does. */
static size_t
closing_quote(struct str s, size_t at)
{
	for (; at < s.n; at++) {
		if (s.p[at] != '"')
			continue;
		if (at + 1 >= s.n || s.p[at + 1] != '"')
			return at;
		at++;
	}
	return s.n;
}

/* A field in quotes; "" in it is one quote. One that never ends is the rest. */
static struct str
quoted(struct arena *a, struct str s, size_t *at)
{
	size_t end = closing_quote(s, *at + 1), n = 0, i;
	char *p = arena_alloc(a, end - *at + 1);

	for (i = *at + 1; i < end; i++) {
		p[n++] = s.p[i];
		i += s.p[i] == '"';
	}
	*at = end < s.n ? end + 1 : s.n;
	return (struct str){ p, n };
}

static struct str
bare(struct str s, size_t *at, char sep)
{
	size_t from = *at;

	while (*at < s.n && s.p[*at] != sep && s.p[*at] != '\n' &&
	    s.p[*at] != '\r')
		(*at)++;
	return str_sub(s, from, *at - from);
}

/* Reads the line at *at and moves behind it. */
static void
read_row(struct row *r, struct str s, size_t *at, char sep)
{
	struct str *field;

	r->fields.v = NULL;
	r->fields.n = 0;
	for (;;) {
		field = DOC_ADD(r, fields);
		*field = *at < s.n && s.p[*at] == '"' ?
		    quoted(r->arena, s, at) : bare(s, at, sep);
		*field = str_trim(*field);
		/* Behind a closing quote only a separator has a meaning. */
		bare(s, at, sep);
		if (*at >= s.n || s.p[*at] != sep)
			break;
		(*at)++;
	}
	if (*at < s.n && s.p[*at] == '\r')
		(*at)++;
	if (*at < s.n && s.p[*at] == '\n')
		(*at)++;
}

/* The words of a line that holds one field with words, else empty. */
static struct str
lone_words(const struct row *r)
{
	struct str words = STR("");
	size_t i;

	for (i = 0; i < r->fields.n; i++) {
		if (r->fields.v[i].n == 0)
			continue;
		if (words.n > 0)
			return STR("");
		words = r->fields.v[i];
	}
	return words;
}

/* What scrapers call a document's title and day, and what pages do. */
static const struct {
	const char *column, *meta;
} columns[] = {
	{ "title", "标题" }, { "标题", "标题" },
	{ "publish_date", "发布日期" }, { "published_on", "发布日期" },
	{ "published_at", "发布日期" }, { "pub_date", "发布日期" },
	{ "date", "发布日期" }, { "发布日期", "发布日期" },
	{ "发布时间", "发布日期" },
};

/* The field of a row that is a whole text; NULL if there is none. */
static const struct str *
long_field(const struct row *r)
{
	const struct str *best = NULL;
	size_t i;

	for (i = 0; i < r->fields.n; i++)
		if (str_chars(r->fields.v[i]) >= MIN_TEXT &&
		    (best == NULL || r->fields.v[i].n > best->n))
			best = &r->fields.v[i];
	return best;
}

static void
add_metas(struct doc *d, const struct row *names, const struct row *values)
{
	struct meta *m;
	struct str s;
	size_t i, k;

	for (i = 0; i < names->fields.n && i < values->fields.n; i++)
		for (k = 0; k < sizeof(columns) / sizeof(*columns); k++) {
			s = names->fields.v[i];
			if (s.n != strlen(columns[k].column) || strncasecmp(
			    s.p, columns[k].column, s.n) != 0)
				continue;
			m = DOC_ADD(d, metas);
			m->name = str_of(columns[k].meta);
			m->value = values->fields.v[i];
		}
}

/*
 * A document that somebody scraped, with the names of its columns above it
 * and its whole text in one field. False for all other files, of several such
 * documents too: they would be taken for one.
 */
static bool
read_scraped(struct doc *d, struct str utf8, char sep)
{
	struct row names = { .arena = d->arena }, r = names;
	const struct str *text;
	size_t at = 0;

	read_row(&names, utf8, &at, sep);
	if (names.fields.n < 2 || long_field(&names) != NULL)
		return false;
	read_row(&r, utf8, &at, sep);
	if ((text = long_field(&r)) == NULL ||
	    str_trim(str_sub(utf8, at, utf8.n)).n > 0)
		return false;
	add_metas(d, &names, &r);
	text_read(d, unwrap(d->arena, *text));
	return true;
}

void
csv_read(struct doc *d, struct str utf8)
{
	struct row r = { .arena = d->arena };
	struct grid *g = NULL;
	char sep = separator(utf8);
	struct str words;
	struct block *b;
	size_t at = 0, i;

	if (read_scraped(d, utf8, sep))
		return;
	while (at < utf8.n) {
		read_row(&r, utf8, &at, sep);
		words = lone_words(&r);
		if (r.fields.n == 1 || str_chars(words) > MAX_LONE ||
		    str_ends(words, STR("。"))) {
			g = NULL;
			if (words.n == 0)
				continue;
			b = DOC_ADD(d, blocks);
			b->kind = BLOCK_PARAGRAPH;
			b->text = words;
			continue;
		}
		if (g == NULL)
			g = flat_new_grid(d);
		for (i = 0; i < r.fields.n; i++)
			flat_add_cell(d, g, g->rows - (i > 0), (int)i,
			    r.fields.v[i]);
	}
}
