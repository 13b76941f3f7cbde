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

enum { MAX_VARS = 16, MAX_PAGES = 5000, MAX_VALUE = 256 };

DICT_DECLARE(dialects);

enum { NAME, HOW, MARK, ARGS, FIRST, TEMPLATE, N_COLS };

struct vars {
	struct str name[MAX_VARS], value[MAX_VARS];
	int n;
	long pages, current;	/* -1: not known */
	long per;		/* records a page, or 0 */
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

static size_t
skip(struct str text, size_t at, const char *what)
{
	while (at < text.n && strchr(what, text.p[at]) != NULL &&
	    text.p[at] != '\0')
		at++;
	return at;
}

/* The value that starts at `at`: up to its quote, or a word. */
static struct str
value_at(struct str text, size_t at)
{
	size_t end = at = skip(text, at, " \t\\");

	if (at < text.n && (text.p[at] == '"' || text.p[at] == '\'')) {
		end = ++at;
		while (end < text.n && end - at < MAX_VALUE &&
		    strchr("\"'\\\n<", text.p[end]) == NULL)
			end++;
	} else {
		while (end < text.n && end - at < MAX_VALUE &&
		    is_word(text.p[end]))
			end++;
	}
	return end > at && end - at < MAX_VALUE ?
	    str_sub(text, at, end - at) : STR_NONE;
}

/*
 * The value of `name = 12`, `name:'12'`, `"name" : 12`, name=\"12\" or
 * <name>12 in text.
 */
static struct str
variable(struct str text, struct str name)
{
	ptrdiff_t found;
	size_t at, from = 0;
	struct str value;

	while ((found = str_find(text, name, from)) >= 0) {
		at = from = (size_t)found + name.n;
		if (found > 0 && is_word(text.p[found - 1]))
			continue;
		at = skip(text, at, "\"' \t\\");
		if (at >= text.n || strchr("=:>", text.p[at]) == NULL ||
		    text.p[at] == '\0')
			continue;
		value = value_at(text, at + 1);
		if (value.p != NULL)
			return value;
	}
	return STR_NONE;
}

static int
hex(char c)
{
	return isdigit((unsigned char)c) ? c - '0' :
	    isxdigit((unsigned char)c) ? (c | 0x20) - 'a' + 10 : -1;
}

/* The query of a URL, a parameter a line, its escapes undone. */
static struct str
query_of(struct arena *a, const char *url)
{
	struct str query = url_target(url);
	char *p;
	size_t i, n = 0;

	str_cut(&query, '?');
	if (query.p == NULL || query.n == 0)
		return STR_NONE;
	p = arena_alloc(a, query.n + 1);
	for (i = 0; i < query.n; i++) {
		p[n] = query.p[i] == '&' ? '\n' : query.p[i];
		if (p[n] == '%' && i + 2 < query.n &&
		    hex(query.p[i + 1]) >= 0 && hex(query.p[i + 2]) >= 0) {
			p[n] = (char)(hex(query.p[i + 1]) << 4 |
			    hex(query.p[i + 2]));
			i += 2;
		}
		n++;
	}
	return (struct str){ p, n };
}

/* A whole parameter, or a number inside one: {"pageNo":2}. */
static struct str
parameter(struct str query, struct str name)
{
	struct str rest = query, value, key;

	while (rest.p != NULL) {
		value = str_cut(&rest, '\n');
		key = str_cut(&value, '=');
		if (value.p != NULL && str_eq(key, name))
			return value.n > 0 ? value : STR_NONE;
	}
	return variable(query, name);
}

/* The number behind the last "_" or "-" of the page's own file name. */
static struct str
file_number(const char *url)
{
	struct str t = url_target(url);
	size_t end, at;

	t = str_sub(t, 0, strcspn(t.p, "?"));
	for (end = t.n; end > 0 && t.p[end - 1] != '.'; end--)
		if (t.p[end - 1] == '/')
			return STR_NONE;
	for (at = end = end > 0 ? end - 1 : 0; at > 0 &&
	    isdigit((unsigned char)t.p[at - 1]); )
		at--;
	if (at == end || at == 0 || strchr("_-", t.p[at - 1]) == NULL)
		return STR_NONE;
	return str_sub(t, at, end - at);
}

/* Where values come from. */
struct source {
	struct str text, query;
	const char *url;
};

/* What the table calls a (in the text), ?a (in the query) or #. */
static struct str
value_of(const struct source *s, struct str what)
{
	if (str_eq(what, STR("#")))
		return file_number(s->url);
	if (what.n == 0 || what.p[0] != '?')
		return variable(s->text, what);
	return parameter(s->query, str_sub(what, 1, what.n));
}

/* A number, or the value of that name as one, or -1. */
static long
value_number(const struct source *s, struct str what)
{
	long n = number(what);

	return n >= 0 ? n : number(value_of(s, what));
}

/* A number that the table describes as a, a/b or a*b, or -1. */
static long
quantity(const struct source *s, struct str what)
{
	struct str by = what, times = what, a;
	long n, per;

	a = str_cut(&by, '/');
	if (by.p == NULL) {
		a = str_cut(&times, '*');
		by = times;
	}
	n = value_number(s, a);
	if (n < 0 || by.p == NULL)
		return n;
	per = value_number(s, by);
	if (per <= 0)
		return -1;
	return times.p == by.p ? n * per : (n + per - 1) / per;
}

/* Records instead of pages: t of them, p a page, this one starts with r. */
static void
take_records(struct vars *v, long total, long first)
{
	if (v->per <= 0 || total < 0)
		return;
	v->pages = (total + v->per - 1) / v->per;
	if (first > 0)
		v->current = (first - 1) / v->per;
}

static bool
take_vars(struct vars *v, struct str specs, const struct source *s)
{
	struct str spec, name, value;
	long total = -1, first = -1;

	*v = (struct vars){ .pages = -1, .current = -1 };
	while (specs.p != NULL) {
		spec = str_cut(&specs, ',');
		value = spec;
		name = str_cut(&value, '=');
		if (value.p == NULL) {
			value = value_of(s, name);
			if (value.p == NULL)
				return false;
			if (name.p[0] == '?')
				name = str_sub(name, 1, name.n);
			set(v, name, value);
		} else if (str_eq(name, STR("n"))) {
			v->pages = quantity(s, value);
		} else if (str_eq(name, STR("k"))) {
			v->current = quantity(s, value);
		} else if (str_eq(name, STR("p"))) {
			v->per = quantity(s, value);
		} else if (str_eq(name, STR("t"))) {
			total = quantity(s, value);
		} else if (str_eq(name, STR("r"))) {
			first = quantity(s, value);
		}
	}
	take_records(v, total, first);
	return true;
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

/*
 * Fills the template in; what it names is in v or is the page to come: {k},
 * and {from} and {to}, its records.
 */
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
		else if (str_eq(name, STR("from")))
			buf_printf(b, "%ld", k * v->per + 1);
		else if (str_eq(name, STR("to")))
			buf_printf(b, "%ld", (k + 1) * v->per);
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
	if (!str_eq(row->col[HOW], STR("entry")) &&
	    (v->current + 1 - first >= v->pages || v->pages > MAX_PAGES))
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
fits(const struct dict_row *row, const struct source *s, struct vars *v)
{
	ptrdiff_t at;
	size_t from = 0;

	while ((at = str_find(s->text, row->col[MARK], from)) >= 0) {
		from = (size_t)at + row->col[MARK].n;
		if (str_eq(row->col[HOW], STR("vars")))
			return take_vars(v, row->col[ARGS], s) &&
			    v->pages >= 0;
		if (str_eq(row->col[HOW], STR("entry")))
			return take_vars(v, row->col[ARGS], s);
		if (str_eq(row->col[HOW], STR("call")) &&
		    take_call(v, row->col[ARGS], str_sub(s->text, from, 512)))
			return true;
	}
	return false;
}

struct str
list_next(struct arena *a, struct str text, const char *url,
    const struct links *links, struct str dialect)
{
	struct str table = DICT(dialects), next;
	const struct source source = { text, query_of(a, url), url };
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
		if (!fits(&row, &source, &v))
			continue;
		next = next_page(a, &row, &v, url);
		if (next.p != NULL)
			return next;
	}
	return STR_NONE;
}
