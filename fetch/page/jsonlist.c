/* SPDX-License-Identifier: MIT */
/*
 * Only strings and braces matter here, so the text is scanned and no tree is
 * built: a key is a string with a colon behind it.
 */
#include "jsonlist.h"

#include <stdlib.h>
#include <time.h>

#include "buf.h"
#include "dict.h"
#include "match.h"
#include "rowurl.h"
#include "tags.h"
#include "url.h"

DICT_DECLARE(jsonkeys);

enum {
	MAX_CALLBACK = 64,	/* bytes of its name */
	MAX_MEMBERS = 3,	/* that make an address */
	INNER_RANK = 1000,	/* what stands deeper counts less */
	MAX_INNER = 3		/* JSON in strings of JSON */
};

/* A value as it stands, escapes and all. */
struct field {
	struct str value;
	int rank;		/* of its key */
};

struct row {
	struct field title, url, date;
	struct str id, name;
	struct str member[MAX_MEMBERS];	/* of the pattern */
	bool inner;		/* the value of a key, in no array */
	bool holds;		/* there is an array of rows in it */
};

struct scan {
	struct str text;
	size_t at;
	struct str pattern;	/* of addresses, or STR_NONE */
	struct str member[MAX_MEMBERS];	/* what it names */
	struct row row[JSONLIST_MAX_DEPTH];
	int depth;
};

/* Without the call around it, and empty lines and marks: jQuery_1({...}); */
static struct str
without_callback(struct str text)
{
	const struct str mark = STR("\xef\xbb\xbf");
	size_t n = 0;

	while (text = str_trim(text), str_starts(text, mark))
		text = str_sub(text, mark.n, text.n);
	while (n < text.n && n < MAX_CALLBACK && (text.p[n] == '_' ||
	    text.p[n] == '.' || text.p[n] == '$' || (text.p[n] >= '0' &&
	    text.p[n] <= '9') || ((text.p[n] | 0x20) >= 'a' &&
	    (text.p[n] | 0x20) <= 'z')))
		n++;
	return n > 0 && n < text.n && text.p[n] == '(' ?
	    str_trim(str_sub(text, n + 1, text.n)) : text;
}

bool
jsonlist_is(struct str text)
{
	text = without_callback(text);
	return text.n > 1 && (text.p[0] == '{' || (text.p[0] == '[' &&
	    str_find(str_sub(text, 0, 200), STR("{"), 0) >= 0));
}

/* The string that starts behind the quote at s->at, without its quotes. */
static struct str
string(struct scan *s)
{
	size_t from = ++s->at;

	while (s->at < s->text.n && s->text.p[s->at] != '"')
		s->at += s->text.p[s->at] == '\\' ? 2 : 1;
	if (s->at > s->text.n)
		s->at = s->text.n;
	return str_sub(s->text, from, s->at++ - from);
}

static void
unescape_one(struct buf *b, struct str s, size_t *at)
{
	char c = s.p[*at], hex[5] = "";

	if (c == 'u' && *at + 4 < s.n) {
		memcpy(hex, s.p + *at + 1, 4);
		buf_addchar(b, (uint32_t)strtoul(hex, NULL, 16));
		*at += 4;
	} else {
		buf_addc(b, c == 'n' || c == 't' || c == 'r' ? ' ' : c);
	}
}

static struct str
unescaped(struct arena *a, struct str s, size_t max)
{
	struct str got = STR("");
	struct buf b;
	size_t i;

	buf_init(&b, max);
	for (i = 0; i < s.n && buf_ok(&b); i++) {
		if (s.p[i] == '\\' && i + 1 < s.n) {
			i++;
			unescape_one(&b, s, &i);
		} else {
			buf_addc(&b, s.p[i]);
		}
	}
	if (b.n > 0)
		got = arena_str(a, buf_str(&b));
	buf_release(&b);
	return got;
}

/* The field of a row that the key names, and how much it counts (0: most). */
static struct field *
field_of(struct row *r, struct str key, int *rank)
{
	struct str table = DICT(jsonkeys);
	struct dict_row row;

	for (*rank = 0; dict_next(&table, &row); ++*rank)
		if (str_eq(key, row.col[1]))
			return str_eq(row.col[0], STR("title")) ? &r->title :
			    str_eq(row.col[0], STR("url")) ? &r->url :
			    &r->date;
	return NULL;
}

static void
take_value(const struct scan *s, struct row *r, struct str key,
    struct str value)
{
	struct field *f;
	int rank, i;

	if (value.n == 0)
		return;
	for (i = 0; i < MAX_MEMBERS; i++)
		if (s->member[i].n > 0 && str_eq(key, s->member[i]))
			r->member[i] = value;
	if (str_eq(key, STR("name"))) {
		r->name = value;
	} else if (str_eq(key, STR("id"))) {
		r->id = value;
	} else {
		f = field_of(r, key, &rank);
		if (f != NULL && (f->value.p == NULL || rank < f->rank))
			*f = (struct field){ value, rank };
	}
}

/* A date in words, or in seconds or milliseconds since 1970. */
static int
date_of(struct str s)
{
	char text[16];
	struct tm tm;
	time_t t;
	ptrdiff_t call = str_find(s, STR("/Date("), 0);	/* of ASP.NET */
	size_t i;

	if (call >= 0)
		s = str_sub(s, (size_t)call + 6, s.n);
	for (i = 0; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; )
		i++;
	if ((i < s.n && call < 0) || (i != 10 && i != 13))
		return match_date(s);
	memcpy(text, s.p, 10);
	text[10] = '\0';
	t = (time_t)strtoll(text, NULL, 10) + 8 * 3600;	/* as in China */
	gmtime_r(&t, &tm);
	return (tm.tm_year + 1900) * 10000 + (tm.tm_mon + 1) * 100 +
	    tm.tm_mday;
}

/* Where a row without an address leads, or STR_NONE. */
static struct str
address_of(struct arena *a, const struct scan *s, const struct row *r)
{
	struct str got = STR_NONE;
	size_t at = 0, done = 0;
	bool fine = true;
	struct buf b;
	int i;

	buf_init(&b, URL_MAX);
	for (i = 0; i < MAX_MEMBERS && s->member[i].p != NULL; i++) {
		rowurl_member(s->pattern, &at);
		buf_addstr(&b, str_sub(s->pattern, done, at - done -
		    s->member[i].n - 2));
		url_escape(&b, unescaped(a, r->member[i], LINKS_MAX_TEXT));
		done = at;
		fine = fine && r->member[i].n > 0;
	}
	buf_addstr(&b, str_sub(s->pattern, done, s->pattern.n));
	if (i > 0 && fine && buf_ok(&b) &&
	    rowurl_member(s->pattern, &at).p == NULL)
		got = arena_str(a, buf_str(&b));
	buf_release(&b);
	return got;
}

static void
add_row(struct arena *a, const struct scan *s, const struct row *r,
    const char *base, struct links *l)
{
	struct str title = r->title.value.p != NULL ? r->title.value : r->name;
	struct str address = r->url.value.p != NULL ? unescaped(a,
	    r->url.value, LINKS_MAX_TEXT) : address_of(a, s, r);
	char *url;

	if (title.p == NULL || address.p == NULL)
		return;
	if (l->n == LINKS_MAX) {
		l->cut = true;
		return;
	}
	url = url_resolve(base, address);
	if (url == NULL)
		return;
	l->link = arena_grow(a, l->link, l->n, sizeof(*l->link));
	l->link[l->n++] = (struct link){ .url = arena_str(a, str_of(url)),
		.text = unescaped(a, title, LINKS_MAX_TEXT),
		.date = r->date.value.p != NULL ? date_of(r->date.value) :
		    0 };
	free(url);
}

/* A whole number at s->at. */
static struct str
digits(struct scan *s)
{
	size_t from = s->at;

	while (s->at < s->text.n && s->text.p[s->at] >= '0' &&
	    s->text.p[s->at] <= '9')
		s->at++;
	return str_sub(s->text, from, s->at - from);
}

/* A string at s->at: if it is a key, its value too, text or number. */
static void
take_string(struct scan *s)
{
	struct str key = string(s);
	struct row *r = &s->row[s->depth];

	bool colon = false;

	while (s->at < s->text.n && s->text.p[s->at] != '\0' &&
	    strchr(" \t\r\n:", s->text.p[s->at]) != NULL)
		colon |= s->text.p[s->at++] == ':';
	if (colon && s->at < s->text.n)
		take_value(s, r, key, s->text.p[s->at] == '"' ? string(s) :
		    digits(s));
}

/* Whether there is a link in HTML, as it is, or with entities in its place. */
static bool
has_link(struct str s, const char *open)
{
	ptrdiff_t at = str_find(s, str_of(open), 0);

	return at >= 0 && str_has(str_sub(s, (size_t)at, s.n), STR("href"));
}

/* Adds a string of JSON if it is HTML with links. */
static void
add_html(struct arena *a, struct str s, struct buf *b)
{
	if (!str_has(s, STR("href")))
		return;
	s = unescaped(a, s, LINKS_MAX_BYTES);
	if (has_link(s, "<a") || has_link(s, "<A"))
		buf_addstr(b, s);
	else if (has_link(s, "&lt;a"))
		tag_text(b, s);
}

/* Adds a string of JSON if it is JSON with objects itself, as Epoint has it. */
static void
add_json(struct arena *a, struct str s, struct buf *b)
{
	if (s.n > 1 && strchr("{[", s.p[0]) != NULL &&
	    str_has(s, STR("{\\\""))) {
		buf_addstr(b, unescaped(a, s, LINKS_MAX_BYTES));
		buf_addc(b, '\n');
	}
}

/* What the strings of JSON have of this kind, or STR_NONE. */
static struct str
inside(struct arena *a, struct str text,
    void (*add_some)(struct arena *, struct str, struct buf *))
{
	struct scan s = { .text = text };
	struct str got = STR_NONE;
	struct buf b;

	buf_init(&b, LINKS_MAX_BYTES);
	while (s.at < text.n) {
		if (text.p[s.at] == '"')
			add_some(a, string(&s), &b);
		else
			s.at++;
	}
	if (b.n > 0 && buf_ok(&b))
		got = arena_str(a, buf_str(&b));
	buf_release(&b);
	return got;
}

struct str
jsonlist_html(struct arena *a, struct str text)
{
	return inside(a, text, add_html);
}

/* Whether the brace at s->at opens the value of a key. */
static bool
is_inner(const struct scan *s)
{
	return str_ends(str_trim(str_sub(s->text, s->at > 16 ? s->at - 16 : 0,
	    s->at > 16 ? 16 : s->at)), STR(":"));
}

static void
lend(struct field *to, const struct field *from)
{
	if (from->value.p != NULL && (to->value.p == NULL ||
	    from->rank + INNER_RANK < to->rank))
		*to = (struct field){ from->value, from->rank + INNER_RANK };
}

static void
take_back(struct field *f)
{
	if (f->rank >= INNER_RANK)
		f->value = STR_NONE;
}

/*
 * What is no row itself says something of the one around it; not of what all
 * rows are in, which is none.
 */
static void
close_row(struct scan *s)
{
	struct row *r = &s->row[s->depth--], *around = &s->row[s->depth];
	bool is_row;

	if (r->holds) {
		take_back(&r->title);
		take_back(&r->url);
	}
	is_row = r->title.value.p != NULL && r->url.value.p != NULL;
	around->holds |= r->holds || (is_row && !r->inner);
	if (!r->inner || is_row)
		return;
	lend(&around->title, &r->title);
	lend(&around->url, &r->url);
	lend(&around->date, &r->date);
}

/* The next brace or string; at a closing brace *closed is what it closes. */
static bool
step(struct scan *s, const struct row **closed)
{
	*closed = NULL;
	for (; s->at < s->text.n; s->at++) {
		char c = s->text.p[s->at];

		if (c == '"') {
			take_string(s);
			return true;
		}
		if (c == '{' && ++s->depth == JSONLIST_MAX_DEPTH)
			return false;
		if (c == '{')
			s->row[s->depth] = (struct row){ .inner = is_inner(s) };
		if (c == '}' && s->depth > 0) {
			*closed = &s->row[s->depth];
			close_row(s);
			s->at++;
			return true;
		}
	}
	return false;
}

static void
add_link(struct arena *a, struct str url, struct str name, const char *base,
    struct links *l)
{
	char *to = url_resolve(base, url);

	if (to == NULL || l->n == LINKS_MAX) {
		free(to);
		return;
	}
	l->link = arena_grow(a, l->link, l->n, sizeof(*l->link));
	l->link[l->n++] = (struct link){ .url = arena_str(a, str_of(to)),
		.text = name, .column = true };
	free(to);
}

static bool
names_column(struct arena *a, const struct row *r)
{
	return r->name.p != NULL && match_text(unescaped(a, r->name,
	    LINKS_MAX_TEXT)) == MATCH_COLUMN;
}

/* How much of the path stands before "/gkmlpt": a department may have one. */
static int
below(const char *base)
{
	ptrdiff_t at = str_find(url_target(base), STR("/gkmlpt"), 0);

	return at > 0 ? (int)at : 0;
}

/*
 * A node of the tree of columns: its list, if it is one of reports or below
 * one. Some lists are elsewhere, at jump_url.
 */
static void
add_column(struct arena *a, const struct scan *s, const struct row *r,
    struct str sid, const char *base, struct links *l)
{
	bool wanted = names_column(a, r);
	struct str name;
	int i;

	for (i = 1; i <= s->depth && !wanted; i++)
		wanted = names_column(a, &s->row[i]);
	if (!wanted || r->name.p == NULL || r->id.p == NULL)
		return;
	name = unescaped(a, r->name, LINKS_MAX_TEXT);
	add_link(a, arena_printf(a, "%.*s/gkmlpt/api/all/%.*s?page=1&sid=%.*s",
	    below(base), url_target(base).p, STR_ARG(r->id), STR_ARG(sid)),
	    name, base, l);
	if (r->url.value.n > 0)
		add_link(a, unescaped(a, r->url.value, LINKS_MAX_TEXT), name,
		    base, l);
}

void
jsonlist_tree(struct arena *a, struct str text, const char *url,
    struct links *links)
{
	ptrdiff_t config = str_find(text, STR("window._CONFIG"), 0), at;
	struct scan s = { .at = 0 };
	const struct row *closed;
	struct str sid;

	if (config < 0 || (at = str_find(text, STR("SID"),
	    (size_t)config)) < 0)
		return;
	while ((size_t)at < text.n && (text.p[at] < '0' || text.p[at] > '9'))
		at++;
	s.text = text;
	s.at = (size_t)at;
	sid = digits(&s);
	at = str_find(text, STR("TREE"), (size_t)config);
	if (at < 0 || sid.n == 0)
		return;
	s.at = (size_t)at + 4;
	while (step(&s, &closed))
		if (closed != NULL)
			add_column(a, &s, closed, sid, url, links);
}

static void
set_pattern(struct scan *s, struct str pattern)
{
	size_t at = 0;
	int i;

	s->pattern = pattern;
	for (i = 0; i < MAX_MEMBERS && pattern.p != NULL; i++)
		s->member[i] = rowurl_member(pattern, &at);
}

void
jsonlist_read(struct arena *a, struct str text, const char *url,
    struct str pattern, struct links *links)
{
	size_t before = links->n;
	const struct row *closed;
	struct scan s;
	int i;

	for (i = 0; i < MAX_INNER && text.p != NULL; i++) {
		s = (struct scan){ .text = text };
		set_pattern(&s, pattern);
		while (step(&s, &closed))
			if (closed != NULL)
				add_row(a, &s, closed, url, links);
		text = links->n > before ? STR_NONE : inside(a, text,
		    add_json);
	}
}
