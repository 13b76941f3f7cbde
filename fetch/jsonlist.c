/* SPDX-License-Identifier: MIT */
/*
 * Only strings and braces matter here, so the text is scanned and no tree is
 * built: a key is a string with a colon behind it.
 */
#include "jsonlist.h"

#include <stdlib.h>

#include "buf.h"
#include "match.h"
#include "url.h"

struct row {
	struct str title, url, date;	/* as they stand, escapes and all */
};

struct scan {
	struct str text;
	size_t at;
	struct row row[JSONLIST_MAX_DEPTH];
	int depth;
};

bool
jsonlist_is(struct str text)
{
	text = str_trim(text);
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
unescaped(struct arena *a, struct str s)
{
	struct str got = STR("");
	struct buf b;
	size_t i;

	buf_init(&b, LINKS_MAX_TEXT);
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

static bool
is_one_of(struct str key, const char *const *names)
{
	for (; *names != NULL; names++)
		if (str_eq(key, str_of(*names)))
			return true;
	return false;
}

static void
take_value(struct row *r, struct str key, struct str value)
{
	static const char *const titles[] = { "title", "TITLE", NULL };
	static const char *const urls[] = { "url", "URL", "post_url", NULL };
	static const char *const dates[] = { "date", "publishedTimeStr",
		"display_publish_time", "DOCRELPUBTIME",
		"PUBLISHED_TIME_FORMAT", NULL };

	if (value.n == 0)
		return;
	if (is_one_of(key, titles))
		r->title = value;
	else if (is_one_of(key, urls) && r->url.p == NULL)
		r->url = value;
	else if (is_one_of(key, dates))
		r->date = value;
}

static void
add_row(struct arena *a, const struct row *r, const char *base,
    struct links *l)
{
	char *url;

	if (r->title.p == NULL || r->url.p == NULL)
		return;
	if (l->n == LINKS_MAX) {
		l->cut = true;
		return;
	}
	url = url_resolve(base, unescaped(a, r->url));
	if (url == NULL)
		return;
	l->link = arena_grow(a, l->link, l->n, sizeof(*l->link));
	l->link[l->n++] = (struct link){ .url = arena_str(a, str_of(url)),
		.text = unescaped(a, r->title),
		.date = r->date.p != NULL ? match_date(r->date) : 0 };
	free(url);
}

/* A string at s->at: if it is a key with a string behind it, a value too. */
static void
take_string(struct scan *s)
{
	struct str key = string(s);
	struct row *r = &s->row[s->depth];

	bool colon = false;

	while (s->at < s->text.n && s->text.p[s->at] != '\0' &&
	    strchr(" \t\r\n:", s->text.p[s->at]) != NULL)
		colon |= s->text.p[s->at++] == ':';
	if (colon && s->at < s->text.n && s->text.p[s->at] == '"')
		take_value(r, key, string(s));
}

void
jsonlist_read(struct arena *a, struct str text, const char *url,
    struct links *links)
{
	struct scan s = { .text = text };

	while (s.at < s.text.n) {
		char c = s.text.p[s.at];

		if (c == '"') {
			take_string(&s);
			continue;
		}
		if (c == '{') {
			if (++s.depth == JSONLIST_MAX_DEPTH)
				return;
			s.row[s.depth] = (struct row){ STR_NONE, STR_NONE,
				STR_NONE };
		} else if (c == '}' && s.depth > 0) {
			add_row(a, &s.row[s.depth--], url, links);
		}
		s.at++;
	}
}
