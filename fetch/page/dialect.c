/* SPDX-License-Identifier: MIT */
/*
 * The pages of a list that are reached through a script: dialect_pages() reads
 * the numbers that the script is given, as dialects.tsv describes it, and
 * never runs anything.
 */
#include "dialect.h"

#include <ctype.h>
#include <stdlib.h>

#include "buf.h"
#include "dict.h"
#include "jsonlist.h"
#include "step.h"
#include "told.h"
#include "url.h"
#include "written.h"

enum {
	MAX_VARS = 16, MAX_PAGES = 5000, MAX_VALUE = 256,
	MAX_BESIDE = 600,	/* bytes between a mark and its values */
	MAX_NUMBER = 64,	/* bytes of a number and the 共 before it */
	MAX_MARKS = 4096,	/* of one kind that are looked at, and */
	MAX_SCANS = 32		/* of the text for what is not beside them */
};

DICT_DECLARE(dialects);

enum { NAME, HOW, MARK, ARGS, FIRST, TEMPLATE, N_COLS };

struct vars {
	struct str name[MAX_VARS], value[MAX_VARS];
	int n;
	long pages, current;	/* -1: not known */
	long records;		/* in all, -1: not known */
	long per;		/* records a page, or 0 */
	long first, from;	/* the first record of this page, of the next */
};

static const struct vars no_vars = { .pages = -1, .current = -1,
	.records = -1 };

static void
set(struct vars *v, struct str name, struct str value)
{
	if (v->n < MAX_VARS) {
		v->name[v->n] = name;
		v->value[v->n++] = value;
	}
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
	bool quoted;

	arg = str_trim(arg);
	quoted = is_quoted(arg);
	if (quoted)
		arg = str_sub(arg, 1, arg.n - 2);
	if (str_eq(spec, STR("n")))
		return (v->pages = step_number(arg)) >= 0;
	if (str_eq(spec, STR("k")))
		return (v->current = step_number(arg)) >= 0;
	if (str_eq(spec, STR("i")))
		return step_number(arg) >= 0;
	if (str_starts(arg, STR(".")))	/* ".shtml" */
		arg = str_sub(arg, 1, arg.n);
	if (quoted && !str_eq(spec, STR("s")))
		set(v, spec, arg);
	return quoted;
}

/* Matches "(25, 0, "index", "shtml")", of which `call` is all but "(". */
static bool
take_call(struct vars *v, struct str specs, struct str call)
{
	struct str args = str_cut(&call, ')'), spec;

	*v = no_vars;
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

static int
hex(char c)
{
	return isdigit((unsigned char)c) ? c - '0' :
	    isxdigit((unsigned char)c) ? (c | 0x20) - 'a' + 10 : -1;
}

/*
 * Where what an address is given starts: its query or, without one, a last step
 * that is like one: /data_itemId=928,pageIndex=1,pageSize=18.json
 */
static size_t
query_at(struct str address)
{
	ptrdiff_t at = str_find(address, STR("?"), 0);
	size_t n = address.n;

	if (at >= 0)
		return (size_t)at;
	while (n > 0 && address.p[n - 1] != '/')
		n--;
	return str_has(str_sub(address, n, address.n), STR("=")) ? n :
	    address.n;
}

/* The query of a URL, a parameter a line, its escapes undone. */
static struct str
query_of(struct arena *a, const char *url)
{
	struct str query = url_target(url);
	size_t i, n = 0, at = query_at(query);
	bool path = at < query.n && query.p[at] != '?';
	char *p;

	query = str_sub(query, path ? at : at + 1, query.n);
	if (query.n == 0)
		return STR_NONE;
	p = arena_alloc(a, query.n + 1);
	for (i = 0; i < query.n; i++) {
		if (path && query.p[i] == '.')
			break;
		p[n] = query.p[i] == (path ? ',' : '&') ? '\n' :
		    query.p[i] == '+' ? ' ' : query.p[i];
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
	return told_value(query, name);
}

/* Where values come from. */
struct source {
	struct str text, query;
	const char *url;
	long rows, before;	/* on the page; on those before, or -1 */
	size_t mark;		/* where the mark stands in the text */
	int *scans;		/* of the whole text for one kind of mark */
};

/* The string in quotes around the mark. */
static struct str
quoted_mark(const struct source *s)
{
	size_t from = s->mark, to = s->mark;

	while (from > 0 && s->mark - from < MAX_VALUE &&
	    strchr("\"'\n<>", s->text.p[from - 1]) == NULL)
		from--;
	while (to < s->text.n && to - s->mark < MAX_VALUE &&
	    strchr("\"'\n<>", s->text.p[to]) == NULL)
		to++;
	return from > 0 && to < s->text.n && s->text.p[to] ==
	    s->text.p[from - 1] ? str_sub(s->text, from, to - from) :
	    STR_NONE;
}

/* The number in "...9", right before the mark, as in "共9页". */
static struct str
number_before(const struct source *s)
{
	struct str before = str_trim(str_sub(s->text, s->mark > MAX_NUMBER ?
	    s->mark - MAX_NUMBER : 0, s->mark > MAX_NUMBER ? MAX_NUMBER :
	    s->mark));
	size_t at = before.n;

	while (at > 0 && isdigit((unsigned char)before.p[at - 1]))
		at--;
	return str_ends(str_trim(str_sub(before, 0, at)), STR("共")) ?
	    str_sub(before, at, before.n) : STR_NONE;
}

/* What stands beside the mark is what goes with it, above all behind it. */
static struct str
value_beside(const struct source *s, struct str name)
{
	size_t from = s->mark > MAX_BESIDE ? s->mark - MAX_BESIDE : 0;
	struct str value = told_value(str_sub(s->text, s->mark, MAX_BESIDE),
	    name);

	if (value.p == NULL)
		value = told_value(str_sub(s->text, from, s->mark + MAX_BESIDE -
		    from), name);
	if (value.p == NULL) {
		++*s->scans;
		value = told_value(s->text, name);
	}
	return value;
}

/* The parameters that the number of a page is mostly given in, a|b|c. */
static struct str
usual_names(void)
{
	struct str table = DICT(dialects);
	struct dict_row row;

	while (dict_next(&table, &row))
		if (row.n == N_COLS && str_eq(row.col[HOW], STR("names")))
			return row.col[ARGS];
	return STR_NONE;
}

/* The first of several parameters, a|b|c, that is there. */
static struct str
any_parameter(struct str query, struct str names)
{
	struct str value = STR_NONE;

	while (names.p != NULL && value.p == NULL)
		value = parameter(query, str_cut(&names, '|'));
	return value;
}

/*
 * What the table calls a (in the text), ?a (in the query), @ (around the
 * mark), ~ (before it) or #.
 */
static struct str
value_of(const struct source *s, struct str what)
{
	if (str_eq(what, STR("?#")))
		return any_parameter(s->query, usual_names());
	if (str_eq(what, STR("#")))
		return step_file_number(s->url);
	if (str_eq(what, STR("@")))
		return quoted_mark(s);
	if (str_eq(what, STR("~")))
		return number_before(s);
	if (what.n == 0 || what.p[0] != '?')
		return value_beside(s, what);
	return parameter(s->query, str_sub(what, 1, what.n));
}

/* A number, or the value of that name as one, or -1. */
static long
value_number(const struct source *s, struct str what)
{
	long n = step_number(what);

	return n >= 0 ? n : step_number(value_of(s, what));
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

static bool
is_rows(const struct dict_row *row)
{
	return str_eq(row->col[HOW], STR("rows")) ||
	    str_eq(row->col[HOW], STR("json"));
}

/* The first of several names, a|b|c, that has a value; *got is its name. */
static struct str
any_value(const struct source *s, struct str names, struct str *got)
{
	struct str value = STR_NONE;

	while (names.p != NULL && value.p == NULL) {
		*got = str_cut(&names, '|');
		value = value_of(s, *got);
	}
	return value;
}

/* A number that one of several descriptions, a|b/c|d*e, gives, or -1. */
static long
any_quantity(const struct source *s, struct str whats)
{
	long n = -1;

	while (whats.p != NULL && n < 0)
		n = quantity(s, str_cut(&whats, '|'));
	return n;
}

/* Records instead of pages: so many, p a page, this one starts with r. */
static void
take_records(struct vars *v, const struct source *s, long first)
{
	if (first >= 0) {
		/* What came counts, whatever was asked for. */
		v->first = first;
		v->from = first + s->rows;
		v->current = 0;
	}
	if (v->per > 0 && v->records >= 0 && v->pages < 0)
		v->pages = (v->records + v->per - 1) / v->per;
}

/* "name=value" of the table; false if it tells nothing and should. */
static bool
take_quantity(struct vars *v, const struct source *s, struct str name,
    struct str value, long *first)
{
	long n = any_quantity(s, value);

	if (str_eq(name, STR("n")))
		v->pages = n;
	else if (str_eq(name, STR("k")))
		return (v->current = n) >= 0;
	else if (str_eq(name, STR("p")))
		v->per = n > 0 ? n : 0;
	else if (str_eq(name, STR("t")))
		v->records = n;
	else if (str_eq(name, STR("r")))
		*first = n;
	return true;
}

/* A value for the template; one whose name starts with "-" may be missing. */
static bool
take_value(struct vars *v, const struct source *s, struct str name)
{
	struct str value, found = name;
	bool needed = name.n > 0 && name.p[0] != '-';

	if (!needed)
		name = str_sub(name, 1, name.n);
	value = any_value(s, name, &found);
	if (value.p == NULL)
		return !needed;
	if (found.p[0] == '?')
		found = str_sub(found, 1, found.n);
	set(v, found, value);
	return true;
}

static bool
take_vars(struct vars *v, struct str specs, const struct source *s)
{
	struct str name, value;
	long first = -1;

	*v = no_vars;
	while (specs.p != NULL) {
		value = str_cut(&specs, ',');
		name = str_cut(&value, '=');
		if (value.p == NULL ? !take_value(v, s, name) :
		    !take_quantity(v, s, name, value, &first))
			return false;
	}
	take_records(v, s, first);
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

/* Whether a|b|c has the name. */
static bool
has_name(struct str names, struct str name)
{
	while (names.p != NULL)
		if (str_eq(str_cut(&names, '|'), name))
			return true;
	return false;
}

bool
dialect_is(struct str name)
{
	struct str table = DICT(dialects);
	struct dict_row row;

	while (dict_next(&table, &row))
		if (row.n == N_COLS && row.col[MARK].n > 0 &&
		    str_eq(row.col[NAME], name))
			return true;
	return str_eq(name, STR("auto")) || str_eq(name, STR("anchor"));
}

/* The next character of an address, its escape undone; moves on. */
static char
plain(struct str s, size_t *at)
{
	char c = s.p[(*at)++];

	if (c != '%' || *at + 2 > s.n || hex(s.p[*at]) < 0 ||
	    hex(s.p[*at + 1]) < 0)
		return c;
	c = (char)(hex(s.p[*at]) << 4 | hex(s.p[*at + 1]));
	*at += 2;
	return c;
}

/* Behind these characters, escaped or not. */
static size_t
skip_plain(struct str s, size_t at, const char *what)
{
	size_t next;
	char c;

	for (next = at; at < s.n; at = next) {
		c = plain(s, &next);
		if (c == '\0' || strchr(what, c) == NULL)
			break;
	}
	return at;
}

/* The number behind the name of a parameter that ends at `at`. */
static struct str
number_behind(struct str s, size_t at)
{
	size_t end;
	char sign = '\0', next;

	at = skip_plain(s, at, "\"\\");
	if (at < s.n)
		sign = plain(s, &at);
	if (sign == ':')
		at = skip_plain(s, at, " +\"\\");
	for (end = at; end < s.n && isdigit((unsigned char)s.p[end]); )
		end++;
	next = end < s.n ? s.p[end] : '&';
	return end > at && (sign == '=' ? strchr("&,.", next) != NULL :
	    sign == ':' && !is_word(next)) ? str_sub(s, at, end - at) :
	    STR_NONE;
}

/*
 * The next number, from *at on, that one of the parameters a|b|c has in an
 * address, or in JSON in it: a=1, "a":1, \"a\":"1". STR_NONE if there is none.
 */
static struct str
next_number(struct str address, struct str names, size_t *at)
{
	struct str got = STR_NONE;
	size_t end;

	while (got.p == NULL && *at < address.n) {
		for (end = *at; end < address.n && is_word(address.p[end]); )
			end++;
		if (end == *at) {
			plain(address, at);
			continue;
		}
		if (has_name(names, str_sub(address, *at, end - *at)))
			got = number_behind(address, end);
		*at = got.p == NULL ? end : (size_t)(got.p - address.p) +
		    got.n;
	}
	return got;
}

/* The number of the page that the address, or its form, asks for. */
static struct str
number_asked(struct str address)
{
	size_t at = query_at(address);

	return next_number(address, usual_names(), &at);
}

bool
dialect_is_first(void *unused, struct str address)
{
	struct str k = number_asked(address);

	(void)unused;
	return str_eq(k, STR("1")) || str_eq(k, STR("0"));
}

bool
dialect_is_numbered(void *unused, struct str address)
{
	(void)unused;
	return step_number(number_asked(address)) >= 0;
}

/*
 * The page's own URL with another number where one of the parameters that
 * `names` names has this one: some interfaces have two for it, of which one
 * counts.
 */
static void
add_self(struct buf *b, struct str names, const char *url, long old, long new)
{
	struct str self = url_target(url), found;
	size_t at = query_at(self), done = 0;

	while ((found = next_number(self, names, &at)).p != NULL) {
		if (step_number(found) != old)
			continue;
		buf_add(b, self.p + done, (size_t)(found.p - self.p) - done);
		buf_printf(b, "%ld", new);
		done = at;
	}
	buf_addstr(b, str_sub(self, done, self.n));
}

struct str
dialect_behind(struct arena *a, const char *url)
{
	long k = step_number(number_asked(str_of(url)));
	struct str got = STR_NONE;
	struct buf b;
	char *to = NULL;

	buf_init(&b, URL_MAX);
	if (k >= 0)
		add_self(&b, usual_names(), url, k, k + 1);
	if (b.n > 0 && buf_ok(&b))
		to = url_resolve(url, buf_str(&b));
	if (to != NULL)
		got = arena_str(a, str_of(to));
	free(to);
	buf_release(&b);
	return got;
}

/*
 * Fills the template in; what it names is in v or is the page to come: {k},
 * {from} and {to}, its records, {self:a|b}, this page with another number,
 * {from:a|b}, with another record.
 */
static void
fill(struct buf *b, struct str template, const struct vars *v,
    const char *url, long k)
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
			buf_printf(b, "%ld", v->from);
		else if (str_eq(name, STR("to")))
			buf_printf(b, "%ld", v->from + v->per - 1);
		else if (str_eq(name, STR("&")))
			buf_addc(b, str_find(buf_str(b), STR("?"), 0) < 0 ?
			    '?' : '&');
		else if (str_starts(name, STR("self:")))
			add_self(b, str_eq(name, STR("self:#")) ?
			    usual_names() : str_sub(name, 5, name.n), url,
			    k - 1, k);
		else if (str_starts(name, STR("from:")))
			add_self(b, str_sub(name, 5, name.n), url, v->first,
			    v->from);
		for (i = 0; i < v->n && !str_eq(v->name[i], name); )
			i++;
		if (i < v->n)
			buf_addstr(b, v->value[i]);
	}
}

/*
 * Whether there is a page behind this one. Totals of an interface are not to
 * be trusted: an empty page is the end, and a full one is not; without totals
 * nothing else is the end.
 */
static bool
has_next(const struct dict_row *row, const struct vars *v, long first,
    const struct source *s)
{
	if (str_eq(row->col[HOW], STR("entry")))
		return true;
	if (v->pages > MAX_PAGES)
		return false;
	if (is_rows(row)) {
		if (s->rows == 0)	/* they come by script, or are over */
			return v->from == 1 && v->records > 0;
		if ((v->per > 0 && s->rows >= v->per) ||
		    (v->records < 0 && v->pages < 0))
			return true;
		if (s->before >= 0 && v->records >= s->before + s->rows)
			return s->before + s->rows < v->records;
		if (v->from > 0)
			return v->from <= v->records;
	}
	return v->current + 1 - first < v->pages;
}

static bool
is_jump(const struct dict_row *row)
{
	return str_eq(row->col[HOW], STR("jump"));
}

/* Where the script behind the mark leads when its `curr` is k. */
static struct str
jump(struct arena *a, const struct source *s, long k)
{
	struct str code = arena_printf(a, "curr=%ld;%.*s", k,
	    STR_ARG(str_sub(s->text, s->mark, MAX_BESIDE)));

	return written_target(a, s->text, code);
}

static struct str
next_page(struct arena *a, const struct dict_row *row, struct vars *v,
    const struct source *s)
{
	long first = step_number(row->col[FIRST]);
	struct str got = STR_NONE;
	struct buf b;
	char *next;

	if (v->current < 0)
		v->current = first;
	if ((row->col[TEMPLATE].n == 0 && !is_jump(row)) ||
	    !has_next(row, v, first, s))
		return STR_NONE;
	set_file(v, s->url);
	buf_init(&b, URL_MAX);
	if (is_jump(row))
		buf_addstr(&b, jump(a, s, v->current + 1));
	else
		fill(&b, row->col[TEMPLATE], v, s->url, v->current + 1);
	next = buf_ok(&b) ? url_resolve(s->url, buf_str(&b)) : NULL;
	if (next != NULL && strcmp(next, s->url) != 0)
		got = arena_str(a, str_of(next));
	free(next);
	buf_release(&b);
	return got;
}

/* Whether all these parameters of the URL, a,b, are numbers. */
static bool
are_numbers(struct arena *a, struct str names, const char *url)
{
	struct str query = query_of(a, url), value;
	size_t i;

	while (names.n > 0 && names.p != NULL) {
		value = parameter(query, str_cut(&names, ','));
		for (i = 0; i < value.n; i++)
			if (!isdigit((unsigned char)value.p[i]))
				return false;
		if (value.n == 0)
			return false;
	}
	return true;
}

/* The first link whose address has the mark; not the page itself. */
static struct str
marked_link(struct arena *a, const struct links *links,
    const struct dict_row *row, const char *url)
{
	size_t i;

	for (i = 0; i < links->n; i++)
		if (str_has(links->link[i].url, row->col[MARK]) &&
		    !str_eq(links->link[i].url, str_of(url)) &&
		    are_numbers(a, row->col[ARGS], links->link[i].url.p))
			return links->link[i].url;
	return STR_NONE;
}

/* Whether the row of the table fits the page; fills in v if it does. */
static bool
fits(const struct dict_row *row, struct source *s, struct vars *v)
{
	struct str how = row->col[HOW];
	ptrdiff_t at;
	size_t from = 0;
	int i;

	*s->scans = 0;
	for (i = 0; i < MAX_MARKS && *s->scans < MAX_SCANS && (at = str_find(
	    s->text, row->col[MARK], from)) >= 0; i++) {
		from = (size_t)at + row->col[MARK].n;
		s->mark = (size_t)at;
		if (is_rows(row) && (!str_eq(how, STR("json")) ||
		    jsonlist_is(s->text)))
			return take_vars(v, row->col[ARGS], s);
		if (str_eq(how, STR("vars")) || is_jump(row))
			return take_vars(v, row->col[ARGS], s) &&
			    v->pages >= 0;
		if (str_eq(how, STR("last"))) {
			if (take_vars(v, row->col[ARGS], s) && v->pages >= 0)
				return true;
		} else if (str_eq(how, STR("entry"))) {
			if (take_vars(v, row->col[ARGS], s))
				return true;
		} else if (str_eq(how, STR("call")) &&
		    take_call(v, row->col[ARGS], str_sub(s->text, from, 512)))
			return true;
	}
	return false;
}

/* Other marks of an entry, behind the one that fits, may be of other lists. */
static void
add_more(struct arena *a, const struct dict_row *row, struct source *s,
    struct list *l)
{
	size_t from = s->mark + 1;
	struct str next;
	struct vars v;
	ptrdiff_t at;
	int i;

	while (l->n_more < LIST_MAX_MORE && *s->scans < MAX_SCANS &&
	    (at = str_find(s->text, row->col[MARK], from)) >= 0) {
		s->mark = (size_t)at;
		from = s->mark + 1;
		if (!take_vars(&v, row->col[ARGS], s))
			continue;
		next = next_page(a, row, &v, s);
		for (i = 0; i < l->n_more && !str_eq(l->more[i], next); )
			i++;
		if (i == l->n_more && next.p != NULL && !str_eq(next, l->next))
			l->more[l->n_more++] = next;
	}
}

/* What the script says of the whole list. */
static void
take_totals(const struct dict_row *row, const struct vars *v, struct list *l)
{
	if (is_rows(row))
		l->records = v->records;
	else if (!str_eq(row->col[HOW], STR("entry")))
		l->pages = v->pages;
}

void
dialect_pages(struct arena *a, struct str text, const char *url,
    const struct links *links, const struct list_options *o, bool last,
    struct list *l)
{
	struct str table = DICT(dialects), dialect = o->dialect;
	int scans;
	struct source source = { text, query_of(a, url), url, (long)l->rows,
	    o->rows_before, 0, &scans };
	struct dict_row row;
	struct vars v;
	bool any = dialect.n == 0 || str_eq(dialect, STR("auto"));

	while (l->next.p == NULL && dict_next(&table, &row)) {
		if (row.n < N_COLS || row.col[MARK].n == 0 ||
		    (!any && !str_eq(row.col[NAME],
		    dialect)) || last != str_eq(row.col[HOW], STR("last")))
			continue;
		if (str_eq(row.col[HOW], STR("href"))) {
			l->next = marked_link(a, links, &row, url);
			continue;
		}
		if (!fits(&row, &source, &v))
			continue;
		l->next = next_page(a, &row, &v, &source);
		if (l->next.p != NULL && str_eq(row.col[HOW], STR("entry")))
			add_more(a, &row, &source, l);
		if (l->pages < 0 && l->records < 0)
			take_totals(&row, &v, l);
	}
}
