/* SPDX-License-Identifier: MIT */
#include "tags.h"

#include <ctype.h>
#include <stdlib.h>
#include <strings.h>

#include <libxml/HTMLparser.h>

enum { MAX_ENTITY = 10, MAX_TEXT = 4096, MAX_VALUE = 1 << 20 };

bool
tag_is(struct str name, const char *lower)
{
	size_t i;

	for (i = 0; i < name.n; i++)
		if ((name.p[i] | 0x20) != lower[i])
			return false;
	return name.p != NULL && lower[i] == '\0';
}

static size_t
find_char(struct str s, char c, size_t from)
{
	const char *p = from < s.n ? memchr(s.p + from, c, s.n - from) : NULL;

	return p != NULL ? (size_t)(p - s.p) : s.n;
}

static size_t
find(struct str s, const char *what, size_t from)
{
	ptrdiff_t at = str_find(s, str_of(what), from);

	return at < 0 ? s.n : (size_t)at;
}

/* Where the tag that starts at `at` ends: at its ">", quotes respected. */
static size_t
tag_end(struct str s, size_t at)
{
	size_t end = find_char(s, '>', at), quote;
	char c;

	for (; at < end && end < s.n; at++) {
		c = s.p[at];
		if (c != '=')
			continue;
		while (at + 1 < end && isspace((unsigned char)s.p[at + 1]))
			at++;
		c = at + 1 < end ? s.p[at + 1] : '\0';
		if (c != '"' && c != '\'')
			continue;
		quote = find_char(s, c, at + 2);
		if (quote > end)
			end = find_char(s, '>', quote);
		at = quote;
	}
	return end;
}

/* Where the end tag of the script or style starts. */
static size_t
raw_end(struct str s, size_t at, struct str name)
{
	while ((at = find(s, "</", at)) < s.n) {
		if (at + 2 + name.n <= s.n &&
		    strncasecmp(s.p + at + 2, name.p, name.n) == 0)
			return at;
		at += 2;
	}
	return at;
}

/* A quote that is never closed would swallow the page: then any ">" will do. */
static size_t
any_tag_end(struct str s, size_t at)
{
	size_t end = tag_end(s, at);

	return end < s.n ? end : find(s, ">", at);
}

/* Passes over "<!-- ... -->", "<!DOCTYPE ...>" and "<? ... >". */
static void
pass(struct tags *t)
{
	if (str_starts(str_sub(t->html, t->at, 4), STR("<!--")))
		t->at = find(t->html, "-->", t->at + 2) + 3;
	else if (str_starts(str_sub(t->html, t->at, 9), STR("<![CDATA[")))
		t->at = find(t->html, "]]>", t->at) + 3;
	else
		t->at = find(t->html, ">", t->at) + 1;
}

static bool
is_name(char c)
{
	return isalnum((unsigned char)c) || c == '-' || c == ':' || c == '_';
}

/* What starts with "<" at t->at; false if it is no tag but text. */
static bool
take_tag(struct tags *t, struct tag *tag)
{
	size_t from = t->at + 1, n = 0, end;

	tag->kind = TAG_OPEN;
	if (from < t->html.n && t->html.p[from] == '/') {
		tag->kind = TAG_CLOSE;
		from++;
	}
	if (from >= t->html.n || !isalpha((unsigned char)t->html.p[from]))
		return false;
	while (from + n < t->html.n && is_name(t->html.p[from + n]))
		n++;
	tag->name = str_sub(t->html, from, n);
	end = any_tag_end(t->html, from + n);
	tag->rest = str_sub(t->html, from + n, end - from - n);
	t->at = end + 1;
	if (tag->kind == TAG_OPEN && (tag_is(tag->name, "script") ||
	    tag_is(tag->name, "style")))
		t->raw = tag->name;
	return true;
}

bool
tags_next(struct tags *t, struct tag *tag)
{
	size_t from;

	if (t->raw.p != NULL) {
		t->at = raw_end(t->html, t->at, t->raw);
		t->raw = STR_NONE;
	}
	while (t->at + 1 < t->html.n && t->html.p[t->at] == '<' &&
	    (t->html.p[t->at + 1] == '!' || t->html.p[t->at + 1] == '?'))
		pass(t);
	if (t->at >= t->html.n)
		return false;
	if (t->html.p[t->at] == '<' && take_tag(t, tag))
		return true;
	from = t->at++;
	t->at = find_char(t->html, '<', t->at);
	*tag = (struct tag){ TAG_TEXT, STR_NONE,
		str_sub(t->html, from, t->at - from) };
	return true;
}

static struct str
without_space(struct str s)
{
	while (s.n > 0 && (isspace((unsigned char)s.p[0]) || s.p[0] == '/'))
		s = str_sub(s, 1, s.n);
	return s;
}

/* Takes one attribute off the front of *rest. */
static bool
take_attribute(struct str *rest, struct str *name, struct str *value)
{
	size_t n = 0;
	char quote;

	*rest = without_space(*rest);
	if (rest->n == 0)
		return false;
	while (n < rest->n && !isspace((unsigned char)rest->p[n]) &&
	    (n == 0 || rest->p[n] != '='))
		n++;
	*name = str_sub(*rest, 0, n);
	*value = STR("");
	*rest = str_trim(str_sub(*rest, n, rest->n));
	if (rest->n == 0 || rest->p[0] != '=')
		return true;
	*rest = str_trim(str_sub(*rest, 1, rest->n));
	quote = rest->n > 0 ? rest->p[0] : '\0';
	if (quote == '"' || quote == '\'') {
		*rest = str_sub(*rest, 1, rest->n);
		*value = str_cut(rest, quote);
		return true;
	}
	for (n = 0; n < rest->n && !isspace((unsigned char)rest->p[n]); )
		n++;
	*value = str_sub(*rest, 0, n);
	*rest = str_sub(*rest, n, rest->n);
	return true;
}

struct str
tag_attribute(struct arena *a, const struct tag *tag, const char *lower)
{
	struct str rest = tag->rest, name, value, got = STR_NONE;
	struct buf b;

	while (take_attribute(&rest, &name, &value)) {
		if (!tag_is(name, lower))
			continue;
		value = str_sub(value, 0, MAX_VALUE);
		if (value.n == 0)
			return STR("");
		if (memchr(value.p, '&', value.n) == NULL)
			return arena_str(a, value);
		buf_init(&b, MAX_VALUE);
		tag_text(&b, value);
		got = b.n > 0 ? arena_str(a, buf_str(&b)) : STR("");
		buf_release(&b);
		break;
	}
	return got;
}

/* The character of "#38", "#x26" or "amp", or 0. */
static uint32_t
entity(struct str name)
{
	char text[MAX_ENTITY + 1], *end;
	const htmlEntityDesc *e;
	unsigned long c;

	memcpy(text, name.p, name.n);
	text[name.n] = '\0';
	if (text[0] != '#') {
		e = htmlEntityLookup((const xmlChar *)text);
		return e != NULL ? e->value : 0;
	}
	if (text[1] == 'x' || text[1] == 'X')
		c = strtoul(text + 2, &end, 16);
	else
		c = strtoul(text + 1, &end, 10);
	return *end == '\0' && c > 0 && c < 0x110000 &&
	    (c < 0xD800 || c > 0xDFFF) ? (uint32_t)c : 0;
}

void
tag_text(struct buf *b, struct str raw)
{
	struct str name;
	uint32_t c;
	size_t n;

	while (raw.n > 0) {
		const char *amp = memchr(raw.p, '&', raw.n);

		n = amp != NULL ? (size_t)(amp - raw.p) : raw.n;
		buf_add(b, raw.p, n);
		raw = str_sub(raw, n, raw.n);
		if (raw.n == 0)
			return;
		for (n = 1; n < raw.n && n <= MAX_ENTITY &&
		    (isalnum((unsigned char)raw.p[n]) || raw.p[n] == '#'); )
			n++;
		name = str_sub(raw, 1, n - 1);
		c = name.n > 0 ? entity(name) : 0;
		if (c == 0) {
			buf_addc(b, '&');
			raw = str_sub(raw, 1, raw.n);
			continue;
		}
		buf_addchar(b, c);
		raw = str_sub(raw, n + (n < raw.n && raw.p[n] == ';'), raw.n);
	}
}

struct str
tag_element(struct arena *a, struct str text, const char *name)
{
	const struct str cdata = STR("<![CDATA[");
	struct tags tags = { .html = text };
	struct tag tag;
	struct str inner = STR_NONE;
	struct buf b;

	while (inner.p == NULL && tags_next(&tags, &tag))
		if (tag.kind == TAG_OPEN && tag_is(tag.name, name))
			inner = str_trim(str_sub(text, tags.at, text.n));
	if (str_starts(inner, cdata))
		inner = str_sub(inner, cdata.n, find(inner, "]]>", 0) -
		    cdata.n);
	else
		inner = str_sub(inner, 0, find_char(inner, '<', 0));
	buf_init(&b, MAX_VALUE);
	tag_text(&b, str_trim(str_sub(inner, 0, MAX_TEXT)));
	inner = b.n > 0 ? arena_str(a, buf_str(&b)) : STR_NONE;
	buf_release(&b);
	return inner;
}
