/* SPDX-License-Identifier: MIT */
/*
 * The pages of a list that are reached through a script: list_next() reads
 * the numbers that the script is given, as dialects.tsv describes it, and
 * never runs anything.
 */
#include "list.h"

#include <ctype.h>
#include <stdlib.h>

#include "buf.h"
#include "dict.h"
#include "url.h"

enum { MAX_VARS = 16, MAX_PAGES = 5000 };

DICT_DECLARE(dialects);

enum { NAME, HOW, MARK, ARGS, FIRST, TEMPLATE, N_COLS };

struct vars {
	struct str name[MAX_VARS], value[MAX_VARS];
	int n;
	long pages, current;	/* -1: not known */
};

static void
set(struct vars *v, struct str name, struct str value)
{
	if (v->n < MAX_VARS) {
		v->name[v->n] = name;
		v->value[v->n++] = value;
	}
}

/* A whole number of at most 6 digits, else -1. */
static long
number(struct str s)
{
	long n = 0;
	size_t i;

	if (s.n == 0 || s.n > 6)
		return -1;
	for (i = 0; i < s.n; i++) {
		if (!isdigit((unsigned char)s.p[i]))
			return -1;
		n = n * 10 + (s.p[i] - '0');
	}
	return n;
}

static bool
is_quoted(struct str s)
{
	return s.n >= 2 && (s.p[0] == '"' || s.p[0] == '\'') &&
	    s.p[s.n - 1] == s.p[0];
}

/* One argument of a call, checked against what the table says it is. */
static bool
take_argument(struct vars *v, struct str spec, struct str arg)
{
	arg = str_trim(arg);
	if (str_eq(spec, STR("n")))
		return (v->pages = number(arg)) >= 0;
	if (str_eq(spec, STR("k")))
		return (v->current = number(arg)) >= 0;
	if (str_eq(spec, STR("i")))
		return number(arg) >= 0;
	if (!is_quoted(arg))
		return false;
	arg = str_sub(arg, 1, arg.n - 2);
	if (!str_eq(spec, STR("s")))
		set(v, spec, arg);
	return true;
}

/* Matches "(25, 0, "index", "shtml")", of which `call` is all but "(". */
static bool
take_call(struct vars *v, struct str specs, struct str call)
{
	struct str args = str_cut(&call, ')'), spec;

	*v = (struct vars){ .pages = -1, .current = -1 };
	if (call.p == NULL || args.n > 300)
		return false;
	while (specs.p != NULL) {
		spec = str_cut(&specs, ',');
		if (args.p == NULL ||
		    !take_argument(v, spec, str_cut(&args, ',')))
			return false;
	}
	return args.p == NULL;
}

static bool
is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

/* The value of `name = 12`, `name:'12'`, `"name" : 12`, name=12 in text. */
static struct str
variable(struct str text, struct str name)
{
	ptrdiff_t found;
	size_t at, end, from = 0;

	while ((found = str_find(text, name, from)) >= 0) {
		at = from = (size_t)found + name.n;
		if (found > 0 && is_word(text.p[found - 1]))
			continue;
		while (at < text.n && strchr("\"' \t", text.p[at]) != NULL)
			at++;
		if (at >= text.n || (text.p[at] != '=' && text.p[at] != ':'))
			continue;
		at++;
		while (at < text.n && strchr("\"' \t", text.p[at]) != NULL)
			at++;
		for (end = at; end < text.n && is_word(text.p[end]); )
			end++;
		if (end > at && end - at < 64)
			return str_sub(text, at, end - at);
	}
	return STR_NONE;
}

/* What the table calls a (in the text) or ?a (in the query of the URL). */
static struct str
value_of(struct str text, const char *url, struct str what)
{
	struct str query = url_target(url);

	if (what.n == 0 || what.p[0] != '?')
		return variable(text, what);
	str_cut(&query, '?');
	return query.p != NULL ? variable(query, str_sub(what, 1, what.n)) :
	    STR_NONE;
}

/* A number that the table describes as a, a/b or ?a, or -1. */
static long
quantity(struct str text, const char *url, struct str what)
{
	struct str b = what, a = str_cut(&b, '/');
	long n = number(value_of(text, url, a)), per;

	if (n < 0 || b.p == NULL)
		return n;
	per = number(b);
	if (per < 0)
		per = number(value_of(text, url, b));
	return per > 0 ? (n + per - 1) / per : -1;
}

static bool
take_vars(struct vars *v, struct str specs, struct str text, const char *url)
{
	struct str spec, name, value;

	*v = (struct vars){ .pages = -1, .current = -1 };
	while (specs.p != NULL) {
		spec = str_cut(&specs, ',');
		value = spec;
		name = str_cut(&value, '=');
		if (value.p == NULL) {
			value = value_of(text, url, name);
			if (value.p == NULL)
				return false;
			if (name.p[0] == '?')
				name = str_sub(name, 1, name.n);
			set(v, name, value);
		} else if (str_eq(name, STR("n"))) {
			v->pages = quantity(text, url, value);
		} else {
			v->current = quantity(text, url, value);
		}
	}
	return v->pages >= 0;
}

/* The page's own file name, "list_12.html" as {base} list, {suffix} html. */
static void
set_file(struct vars *v, const char *url)
{
	struct str file = url_target(url), rest, suffix;
	size_t n;

	rest = file;
	file = str_cut(&rest, '?');
	while ((rest = file, str_cut(&rest, '/'), rest.p != NULL))
		file = rest;
	if (file.n == 0)
		file = STR("index.html");
	suffix = file;
	file = str_cut(&suffix, '.');
	n = file.n;
	if (v->current > 0) {
		while (n > 0 && isdigit((unsigned char)file.p[n - 1]))
			n--;
		if (n > 1 && file.p[n - 1] == '_')
			file.n = n - 1;
	}
	set(v, STR("base"), file);
	set(v, STR("suffix"), suffix.p != NULL ? suffix : STR("html"));
}

/* Fills the template in; what it names is in v or, {k}, the page to come. */
static void
fill(struct buf *b, struct str template, const struct vars *v, long k)
{
	struct str name;
	int i;

	while (template.p != NULL) {
		buf_addstr(b, str_cut(&template, '{'));
		if (template.p == NULL)
			return;
		name = str_cut(&template, '}');
		if (str_eq(name, STR("k")))
			buf_printf(b, "%ld", k);
		for (i = 0; i < v->n; i++)
			if (str_eq(v->name[i], name))
				buf_addstr(b, v->value[i]);
	}
}

static struct str
next_page(struct arena *a, const struct dict_row *row, struct vars *v,
    const char *url)
{
	long first = number(row->col[FIRST]);
	struct str got = STR_NONE;
	struct buf b;
	char *next;

	if (v->current < 0)
		v->current = first;
	if (v->current + 1 - first >= v->pages || v->pages > MAX_PAGES)
		return STR_NONE;
	set_file(v, url);
	buf_init(&b, URL_MAX);
	fill(&b, row->col[TEMPLATE], v, v->current + 1);
	next = buf_ok(&b) ? url_resolve(url, buf_str(&b)) : NULL;
	if (next != NULL)
		got = arena_str(a, str_of(next));
	free(next);
	buf_release(&b);
	return got;
}

/* The first link whose address has the mark; not the page itself. */
static struct str
marked_link(const struct links *links, struct str mark, const char *url)
{
	size_t i;

	for (i = 0; i < links->n; i++)
		if (str_has(links->link[i].url, mark) &&
		    !str_eq(links->link[i].url, str_of(url)))
			return links->link[i].url;
	return STR_NONE;
}

/* Whether the row of the table fits the page; fills in v if it does. */
static bool
fits(const struct dict_row *row, struct str text, const char *url,
    struct vars *v)
{
	ptrdiff_t at;
	size_t from = 0;

	while ((at = str_find(text, row->col[MARK], from)) >= 0) {
		from = (size_t)at + row->col[MARK].n;
		if (str_eq(row->col[HOW], STR("vars")))
			return take_vars(v, row->col[ARGS], text, url);
		if (str_eq(row->col[HOW], STR("call")) &&
		    take_call(v, row->col[ARGS], str_sub(text, from, 512)))
			return true;
	}
	return false;
}

struct str
list_next(struct arena *a, struct str text, const char *url,
    const struct links *links, struct str dialect)
{
	struct str table = DICT(dialects), next;
	struct dict_row row;
	struct vars v;
	bool any = dialect.n == 0 || str_eq(dialect, STR("auto"));

	while (dict_next(&table, &row)) {
		if (row.n < N_COLS || (!any && !str_eq(row.col[NAME],
		    dialect)))
			continue;
		if (str_eq(row.col[HOW], STR("href"))) {
			next = marked_link(links, row.col[MARK], url);
			if (next.p != NULL)
				return next;
		}
		if (!fits(&row, text, url, &v))
			continue;
		next = next_page(a, &row, &v, url);
		if (next.p != NULL)
			return next;
	}
	return STR_NONE;
}
