/* SPDX-License-Identifier: MIT */
#include "rowurl.h"

#include <ctype.h>
#include <stdlib.h>
#include <strings.h>

#include "buf.h"
#include "told.h"
#include "url.h"
#include "written.h"

enum {
	MAX_SUM = 400,		/* bytes of what is put together */
	MAX_BACK = 400,		/* of it, in front of a "+" */
	MAX_TRIES = 300,
	MAX_LOOK = 128 << 20	/* bytes that are looked through for names */
};

static bool
is_name(char c)
{
	return isalnum((unsigned char)c) || strchr("_$.[]", c) != NULL;
}

/* Whether what a row calls so tells it from others. */
static bool
is_number(struct str key)
{
	static const char *const words[] = { "id", "code", "key", "no", "num" };
	size_t i, j;

	for (i = 0; i < sizeof(words) / sizeof(*words); i++)
		for (j = 0; j + strlen(words[i]) <= key.n; j++)
			if (strncasecmp(key.p + j, words[i],
			    strlen(words[i])) == 0)
				return true;
	return false;
}

/* The key of "item.id", at *at, which is passed over; or STR_NONE. */
static struct str
take_member(struct str s, size_t *at)
{
	size_t from = *at, to = from;
	struct str key = STR_NONE, rest;

	while (to < s.n && is_name(s.p[to]) && s.p[to] != '\0')
		to++;
	rest = str_sub(s, from, to - from);
	*at = to;
	if (!str_has(rest, STR(".")) || (to < s.n && s.p[to] == '('))
		return STR_NONE;
	while (rest.p != NULL)
		key = str_cut(&rest, '.');
	return key.n > 0 && !str_has(key, STR("[")) ? key : STR_NONE;
}

static size_t
skip_blanks(struct str s, size_t at)
{
	while (at < s.n && isspace((unsigned char)s.p[at]))
		at++;
	return at;
}

/* What sums are made of that stands elsewhere. */
struct source {
	struct str page;
	size_t left;		/* bytes that may yet be looked through */
};

static struct str
value_of(struct source *o, struct str name)
{
	if (o->left < o->page.n)
		return STR_NONE;
	o->left -= o->page.n;
	return told_value(o->page, name);
}

/* Adds the value of a variable of the page, which stands at *at. */
static bool
take_variable(struct source *o, struct str s, size_t *at, struct buf *b)
{
	struct str name, value;
	size_t from = *at;

	while (*at < s.n && is_name(s.p[*at]) && s.p[*at] != '.' &&
	    s.p[*at] != '\0')
		++*at;
	name = str_sub(s, from, *at - from);
	value = *at < s.n && (s.p[*at] == '(' || s.p[*at] == '.') ?
	    STR_NONE : value_of(o, name);
	buf_addstr(b, value.n > 0 ? value : STR(""));
	return value.p != NULL;
}

/*
 * Adds a sum of strings, variables and members, from `at` on, with {id} for a
 * member; up to what is none. False if there is no member in it.
 */
static bool
take_sum(struct source *o, struct str s, size_t at, struct buf *b)
{
	struct str key;
	bool found = false;
	size_t from;
	char quote;

	while (at < s.n) {
		quote = s.p[at];
		if (quote == '"' || quote == '\'') {
			for (at++; at < s.n && s.p[at] != quote; at++) {
				if (s.p[at] == '\\' && at + 1 < s.n)
					at++;
				buf_addc(b, s.p[at]);
			}
			at++;
		} else {
			from = at;
			key = take_member(s, &at);
			if (key.p == NULL && (at = from,
			    !take_variable(o, s, &at, b)))
				return found;
			if (key.p != NULL)
				buf_printf(b, "{%.*s}", STR_ARG(key));
			found |= key.p != NULL && is_number(key);
		}
		at = skip_blanks(s, at);
		if (at >= s.n || s.p[at] != '+')
			return found;
		at = skip_blanks(s, at + 1);
	}
	return found;
}

/* The same of `a${item.id}b`, whose inside `s` is. */
static bool
take_template(struct str s, struct buf *b)
{
	struct str key;
	bool found = false;
	size_t at;

	for (at = 0; at < s.n; ) {
		if (!str_starts(str_sub(s, at, 2), STR("${"))) {
			buf_addc(b, s.p[at++]);
			continue;
		}
		at = skip_blanks(s, at + 2);
		key = take_member(s, &at);
		at = skip_blanks(s, at);
		if (key.p == NULL || at >= s.n || s.p[at++] != '}')
			return found;
		buf_printf(b, "{%.*s}", STR_ARG(key));
		found |= is_number(key);
	}
	return found;
}

/* The value of the attribute in which the first member stands, or STR_NONE. */
static struct str
attribute_around(struct str text, const char *name)
{
	ptrdiff_t member = str_find(text, STR("{"), 0), at = -1, next = 0;
	struct str value;
	char quote;

	while ((next = str_find(text, str_of(name), (size_t)next)) >= 0 &&
	    next < member)
		at = next++;
	if (at < 0)
		return STR_NONE;
	value = str_sub(text, (size_t)at + strlen(name), text.n);
	quote = value.n > 0 ? value.p[0] : '\0';
	if (quote == '"' || quote == '\'')
		value = str_sub(value, 1, value.n);
	else
		quote = '>';
	value = str_cut(&value, quote);
	return str_has(value, STR("{")) ? value : STR_NONE;
}

static bool
is_address(struct str s)
{
	if (s.n == 0 || memchr(s.p, ' ', s.n) != NULL ||
	    str_has(s, STR("<")) || str_has(s, STR("(")))
		return false;
	return str_starts_any(s, "/ ./ http") > 0 ||
	    str_has_any(s, ".htm .shtml .jsp .do .asp .php ?");
}

/* Where what was put together leads: as a link, by a click, or itself. */
static struct str
leads_to(struct arena *a, struct str page, struct str text)
{
	struct str to = attribute_around(text, "href="), code;

	if (to.p == NULL) {
		code = attribute_around(text, "onclick=");
		to = code.p != NULL ? written_target(a, page, code) : text;
	}
	return is_address(to) && str_has(to, STR("{")) ? to : STR_NONE;
}

/* Where a string begins whose end quote is at `end`, or -1. */
static ptrdiff_t
string_start(struct str s, size_t end)
{
	size_t at;

	for (at = end; at > 0 && end - at < MAX_BACK; at--)
		if (s.p[at - 1] == s.p[end] && (at < 2 || s.p[at - 2] != '\\'))
			return (ptrdiff_t)at - 1;
	return -1;
}

/* Where the sum begins that has its "+" at `at`; `at` if there is none. */
static size_t
sum_start(struct str s, size_t at)
{
	size_t end = at, start = at;
	ptrdiff_t from;

	while (at - start < MAX_BACK) {
		while (end > 0 && isspace((unsigned char)s.p[end - 1]))
			end--;
		if (end > 0 && (s.p[end - 1] == '"' || s.p[end - 1] == '\'')) {
			from = string_start(s, end - 1);
			if (from < 0)
				break;
			end = (size_t)from;
		} else {
			for (from = (ptrdiff_t)end; from > 0 &&
			    is_name(s.p[from - 1]); )
				from--;
			if (from == (ptrdiff_t)end)
				break;
			end = (size_t)from;
		}
		start = end;
		while (end > 0 && isspace((unsigned char)s.p[end - 1]))
			end--;
		if (end == 0 || s.p[end - 1] != '+')
			break;
		end--;
	}
	return start;
}

/* What the "+" at `at`, or the "${" there, puts together. */
static struct str
put_together(struct arena *a, struct source *o, size_t at)
{
	const struct str page = o->page;
	struct str got = STR_NONE, rest;
	struct buf b;
	size_t end;
	bool found;

	buf_init(&b, 2 * MAX_SUM + MAX_BACK);
	if (page.p[at] == '+') {
		end = sum_start(page, at);
		found = end < at && take_sum(o, str_sub(page, end, at - end +
		    MAX_SUM), 0, &b);
	} else {
		for (end = at; end > 0 && at - end < MAX_BACK &&
		    page.p[end - 1] != '`'; )
			end--;
		rest = str_sub(page, end, MAX_SUM);
		found = end > 0 && page.p[end - 1] == '`' &&
		    take_template(str_cut(&rest, '`'), &b);
	}
	if (found && b.n > 0)
		got = leads_to(a, page, arena_str(a, buf_str(&b)));
	buf_release(&b);
	return got;
}

struct str
rowurl_learn(struct arena *a, struct str page, const char *url)
{
	struct source source = { page, MAX_LOOK };
	struct str got = STR_NONE;
	size_t at;
	int tries = 0;
	char *to;

	for (at = 0; at + 1 < page.n && got.p == NULL && tries < MAX_TRIES;
	    at++) {
		if (page.p[at] != '+' && (page.p[at] != '$' ||
		    page.p[at + 1] != '{'))
			continue;
		tries++;
		got = put_together(a, &source, at);
	}
	to = got.p != NULL ? url_resolve(url, got) : NULL;
	got = to != NULL && rowurl_is(str_of(to)) ? arena_str(a, str_of(to)) :
	    STR_NONE;
	free(to);
	return got;
}

bool
rowurl_is(struct str pattern)
{
	return str_starts(pattern, STR("http")) && str_has(pattern, STR("{")) &&
	    str_has(pattern, STR("}"));
}

struct str
rowurl_member(struct str pattern, size_t *at)
{
	ptrdiff_t from = str_find(pattern, STR("{"), *at), to;

	to = from < 0 ? -1 : str_find(pattern, STR("}"), (size_t)from);
	if (to < 0)
		return STR_NONE;
	*at = (size_t)to + 1;
	return str_sub(pattern, (size_t)from + 1, (size_t)(to - from) - 1);
}
