/* SPDX-License-Identifier: MIT */
#include "csv.h"

#include <strings.h>

#include "flat.h"
#include "html.h"
#include "jsonline.h"
#include "text.h"

enum {
	US = 0x1F,		/* ASCII's own separator (jsonfile.h) */
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

/* The mark that stands most often in the first lines; US is none in words. */
static char
separator(struct str s)
{
	static const char marks[] = { ',', ';', '\t' };
	struct str head = str_first(s, 2000);
	int best = 0, n;
	char sep = ',';
	size_t i, k;

	if (memchr(head.p, US, head.n) != NULL)
		return US;
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

static int
count_char(struct str s, char c)
{
	size_t i;
	int n = 0;

	for (i = 0; i < s.n; i++)
		n += s.p[i] == c;
	return n;
}

/*
 * Whether the quote at byte `at`, behind `before` fields, is only that: what
 * closes it, if anything does, is in a line below and no end of a field, or
 * the line below is a row like this one.
 */
static bool
is_lone_quote(struct str s, size_t at, size_t before, char sep)
{
	struct str rest = str_sub(s, at, s.n), line;
	size_t end = closing_quote(s, at + 1);
	int fields;		/* besides the first */

	/* Looks no further than the quote: rows may be long. */
	if (memchr(s.p + at, '\n', end - at) == NULL)
		return false;
	line = str_cut(&rest, '\n');
	if (end == s.n) {
		fields = (int)before + count_char(line, sep);
		return fields > 0 &&
		    fields == count_char(str_cut(&rest, '\n'), sep);
	}
	for (end++; end < s.n && s.p[end] == ' '; end++)
		;
	return end < s.n && s.p[end] != sep && s.p[end] != '\r' &&
	    s.p[end] != '\n';
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
	size_t from;

	r->fields.v = NULL;
	r->fields.n = 0;
	for (;;) {
		field = DOC_ADD(r, fields);
		from = *at;
		*field = *at < s.n && s.p[*at] == '"' &&
		    !is_lone_quote(s, from, r->fields.n - 1, sep) ?
		    quoted(r->arena, s, at) : bare(s, at, sep);
		/* "甲"乙 is not in quotes but begins with a word that is. */
		if (str_trim(bare(s, at, sep)).n > 0)
			*field = str_sub(s, from, *at - from);
		*field = str_trim(*field);
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

/* What scrapers call the other columns. */
static const char *const texts[] = { "content", "text", "html", "body",
	"fulltext", "full_text", "article", "markdown", "page_content",
	"raw_content", "正文", "内容", "全文", "文本" };
static const char *const titles[] = { "title", "标题" };
static const char *const urls[] = { "url", "link", "href", "source_url",
	"网址", "链接", "来源链接" };

#define COLUMN(names, list) column(names, list, sizeof(list) / sizeof(*(list)))

/* The first column with one of these names; -1 if none has. */
static int
column(const struct row *names, const char *const *list, size_t n)
{
	struct str s;
	size_t i, k;

	for (k = 0; k < n; k++)
		for (i = 0; i < names->fields.n; i++) {
			s = names->fields.v[i];
			if (s.n == strlen(list[k]) &&
			    strncasecmp(s.p, list[k], s.n) == 0)
				return (int)i;
		}
	return -1;
}

struct csv_corpus {
	struct str utf8;
	size_t at;
	char sep;
	long number;		/* of the row at `at` */
	struct row names;
	int text, title, url;	/* columns; -1 for none */
};

static bool
is_blank(const struct row *r)
{
	return r->fields.n == 1 && r->fields.v[0].n == 0;
}

/* The next row that is not blank; false at the end. */
static bool
next_row(struct csv_corpus *c, struct row *r, size_t *from)
{
	do {
		if (c->at >= c->utf8.n)
			return false;
		*from = c->at;
		read_row(r, c->utf8, &c->at, c->sep);
		c->number++;
	} while (is_blank(r));
	return true;
}

/*
 * Reads the names of the columns. The text is in the column that is called so
 * where there is a title or address too, else where the first row has one.
 */
static bool
open_corpus(struct csv_corpus *c, struct arena *a, struct str utf8)
{
	struct row first = { .arena = a };
	const struct str *text;
	size_t from;

	*c = (struct csv_corpus){ .utf8 = utf8, .sep = separator(utf8),
		.names = { .arena = a } };
	if (!next_row(c, &c->names, &from) || c->names.fields.n < 2 ||
	    long_field(&c->names) != NULL)
		return false;
	c->title = COLUMN(&c->names, titles);
	c->url = COLUMN(&c->names, urls);
	c->text = c->title >= 0 || c->url >= 0 ? COLUMN(&c->names, texts) :
	    -1;
	from = c->at;
	if (c->text < 0) {
		if (!next_row(c, &first, &from) ||
		    (text = long_field(&first)) == NULL)
			return false;
		c->text = (int)(text - first.fields.v);
		c->at = from;
		c->number = 1;
	}
	return c->text < (int)c->names.fields.n;
}

struct csv_corpus *
csv_corpus_open(struct arena *a, struct str utf8)
{
	struct csv_corpus *c = arena_alloc(a, sizeof(*c)), look;
	struct row r = { .arena = a };
	struct arena_mark mark = arena_mark(a);
	size_t from;
	bool several;

	if (!open_corpus(c, a, utf8)) {
		arena_back(a, mark);
		return NULL;
	}
	mark = arena_mark(a);
	look = *c;
	several = next_row(&look, &r, &from) && next_row(&look, &r, &from);
	arena_back(a, mark);
	return several ? c : NULL;
}

bool
csv_corpus_next(struct csv_corpus *c, struct doc *d, long *number,
    struct str *row, struct str *bytes)
{
	struct row r = { .arena = d->arena };
	struct str text, title = STR(""), url;
	size_t from;

	if (!next_row(c, &r, &from))
		return false;
	*number = c->number - (c->sep == US);
	*row = str_sub(c->utf8, from, c->at - from);
	*bytes = STR_NONE;
	if (r.fields.n != c->names.fields.n) {
		doc_reject(d, STATE_REJECTED, "unreadable",
		    arena_printf(d->arena, "%zu fields under %zu names",
			r.fields.n, c->names.fields.n));
		return true;
	}
	text = r.fields.v[c->text];
	if (c->title >= 0)
		title = r.fields.v[c->title];
	url = c->url >= 0 ? r.fields.v[c->url] : STR("");
	if (str_starts(url, STR("http://")) ||
	    str_starts(url, STR("https://")))
		d->source = arena_str(d->arena, url);
	add_metas(d, &c->names, &r);
	*bytes = jsonline_document(d, title, text, str_starts(text, STR("<")));
	if (text.n == 0)
		doc_reject(d, STATE_REJECTED, "empty", STR("no text in it"));
	return true;
}

/*
 * A document that somebody scraped, with the names of its columns above it.
 * False for all other files, of several such documents too: they would be
 * taken for one.
 */
static bool
read_scraped(struct doc *d, struct str utf8)
{
	struct csv_corpus c;
	struct row r = { .arena = d->arena };
	size_t from;

	if (!open_corpus(&c, d->arena, utf8) || !next_row(&c, &r, &from) ||
	    r.fields.n != c.names.fields.n ||
	    r.fields.v[c.text].n == 0 ||
	    str_trim(str_sub(utf8, c.at, utf8.n)).n > 0)
		return false;
	add_metas(d, &c.names, &r);
	if (str_starts(str_trim(r.fields.v[c.text]), STR("<")))
		html_read(d, r.fields.v[c.text]);
	else
		text_document(d, r.fields.v[c.text]);
	return true;
}

void
csv_read(struct doc *d, struct str utf8)
{
	struct row r = { .arena = d->arena };
	struct grid *g = NULL;
	char sep = separator(utf8);
	struct str words;
	size_t at = 0, i;

	if (read_scraped(d, utf8))
		return;
	while (at < utf8.n) {
		read_row(&r, utf8, &at, sep);
		words = lone_words(&r);
		if (r.fields.n == 1 || str_chars(words) > MAX_LONE ||
		    str_ends(words, STR("。"))) {
			g = NULL;
			if (words.n == 0)
				continue;
			doc_add_paragraph(d, words);
			continue;
		}
		if (g == NULL)
			g = flat_new_grid(d);
		for (i = 0; i < r.fields.n; i++)
			flat_add_cell(d, g, g->rows - (i > 0), (int)i,
			    r.fields.v[i]);
	}
}
