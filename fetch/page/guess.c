/* SPDX-License-Identifier: MIT */
#include "guess.h"

#include <ctype.h>

#include "dict.h"
#include "step.h"
#include "told.h"
#include "url.h"

enum {
	MAX_CALL = 200,		/* bytes of what a call is given */
	MAX_NUMBERS = 8,
	MAX_LOOKS = 200,	/* of what might be a call */
	MAX_PAGES = 5000
};

DICT_DECLARE(dialects);

/* The page's own file: "index_3.html", "3.html"; a folder's is "index". */
struct file {
	struct str base, suffix;	/* without its number; or STR("") */
	long k;				/* its number, -1: none */
	long first;			/* that of the first page */
};

static struct file
file_of(const char *url, int page)
{
	struct str path = url_target(url), rest, number;
	struct file f = { STR("index"), STR(""), -1, 0 };
	size_t n;

	path = str_sub(path, 0, strcspn(path.p, "?"));
	for (n = path.n; n > 0 && path.p[n - 1] != '/'; )
		n--;
	rest = str_sub(path, n, path.n);
	if (rest.n == 0)
		return f;
	number = step_file_number(url);
	f.base = str_cut(&rest, '.');
	f.suffix = rest.p != NULL ? rest : STR("");
	f.k = step_number(f.base);
	if (f.k >= 0)
		f.base = STR("");
	else if ((f.k = step_number(number)) >= 0)
		f.base = str_sub(f.base, 0, f.base.n - number.n - 1);
	f.first = f.k < 0 || f.k == page ? 0 : 1;
	return f;
}

/* What a call is given, of which `at` is a part: "25, 0, 'index'". */
static struct str
arguments_around(struct str text, size_t at)
{
	size_t from = at, to = at;

	while (from > 0 && at - from < MAX_CALL &&
	    strchr("(;{}\n", text.p[from - 1]) == NULL)
		from--;
	while (to < text.n && to - at < MAX_CALL &&
	    strchr(");{}\n", text.p[to]) == NULL)
		to++;
	return from > 1 && to < text.n && text.p[from - 1] == '(' &&
	    text.p[to] == ')' && (isalnum((unsigned char)text.p[from - 2]) ||
	    text.p[from - 2] == '_') ? str_sub(text, from, to - from) :
	    STR_NONE;
}

static struct str
unquoted(struct str s)
{
	s = str_trim(s);
	return s.n >= 2 && (s.p[0] == '"' || s.p[0] == '\'') &&
	    s.p[s.n - 1] == s.p[0] ? str_sub(s, 1, s.n - 2) : s;
}

static bool
is_html(struct str ext)
{
	if (str_starts(ext, STR(".")))
		ext = str_sub(ext, 1, ext.n);
	return str_eq(ext, STR("html")) || str_eq(ext, STR("shtml")) ||
	    str_eq(ext, STR("htm"));
}

struct call {
	bool named;		/* it is given the file's own name, and */
	struct str ext;		/* an ending */
	long number[MAX_NUMBERS];
	int n;
};

static struct call
read_call(struct str arguments, const struct file *f)
{
	struct call c = { .ext = STR_NONE };
	struct str arg, path;
	long n;

	while (arguments.p != NULL) {
		path = arg = unquoted(str_cut(&arguments, ','));
		while (path.p != NULL && str_has(path, STR("/")))
			str_cut(&path, '/');
		n = step_number(arg);
		if (n >= 0 && c.n < MAX_NUMBERS)
			c.number[c.n++] = n;
		else if (is_html(arg))
			c.ext = arg.p[0] == '.' ? str_sub(arg, 1, arg.n) : arg;
		else if (f->base.n > 0 && str_eq(path, f->base))
			c.named = true;
	}
	return c;
}

/*
 * Whether one of the numbers is this page's, k; *n is then the first other one
 * that can be how many there are.
 */
static bool
tells(const struct call *c, long k, long *n)
{
	bool here = false;
	int i;

	*n = -1;
	for (i = 0; i < c->n; i++) {
		if (c->number[i] == k && !here)
			here = true;
		else if (c->number[i] > 1 && *n < 0)
			*n = c->number[i];
	}
	return here && *n > 1 && *n <= MAX_PAGES;
}

/* By a call that is given the file's own name, whatever it is called. */
static struct str
by_call(struct arena *a, struct str text, const struct file *f, long *pages)
{
	const struct str mark = STR("htm");
	long k = f->k >= 0 ? f->k : 0, n, first = f->first;
	struct str given;
	ptrdiff_t at = 0;
	struct call c;
	int i;

	for (i = 0; i < MAX_LOOKS && (at = str_find(text, mark,
	    (size_t)at)) >= 0; at += (ptrdiff_t)mark.n) {
		given = arguments_around(text, (size_t)at);
		if (given.p == NULL)
			continue;
		i++;
		c = read_call(given, f);
		if (!c.named || c.ext.p == NULL)
			continue;
		if (f->k < 0 && !tells(&c, k, &n))
			first = k = 1;
		if (!tells(&c, k, &n))
			continue;
		*pages = n;
		return k + 1 - first < n ? arena_printf(a, "%.*s_%ld.%.*s",
		    STR_ARG(f->base), k + 1, STR_ARG(c.ext)) : STR_NONE;
	}
	return STR_NONE;
}

/* Behind blanks, "&nbsp;" and tags. */
static struct str
skip_marks(struct str s)
{
	static const char *const ends[] = { "<", ">", "&", ";" };
	size_t i;

	s = str_trim(s);
	for (i = 0; i < sizeof(ends) / sizeof(*ends); i += 2)
		if (str_starts(s, str_of(ends[i]))) {
			str_cut(&s, ends[i + 1][0]);
			return s.p != NULL ? skip_marks(s) : STR("");
		}
	return s;
}

/* The 12 of "共 <b>12</b> 页", or -1. */
static long
total_in_words(struct str text)
{
	const struct str all = STR("共");
	struct str rest, digits;
	ptrdiff_t at = 0;
	size_t n;

	while ((at = str_find(text, all, (size_t)at)) >= 0) {
		at += (ptrdiff_t)all.n;
		rest = skip_marks(str_sub(text, (size_t)at, MAX_CALL));
		for (n = 0; n < rest.n && isdigit((unsigned char)rest.p[n]); )
			n++;
		digits = str_sub(rest, 0, n);
		rest = skip_marks(str_sub(rest, digits.n, rest.n));
		if (digits.n > 0 && (str_starts(rest, STR("页")) ||
		    str_starts(rest, STR("頁"))))
			return step_number(digits);
	}
	return -1;
}

/* How many pages there are, by the names that this mostly has; or -1. */
static long
total_of(struct str text)
{
	struct str table = DICT(dialects), names;
	struct dict_row row;
	long n = -1;

	while (dict_next(&table, &row)) {
		if (row.n < 4 || !str_eq(row.col[1], STR("totals")))
			continue;
		names = row.col[3];
		while (names.p != NULL && n < 0)
			n = step_number(told_value(text, str_cut(&names, '|')));
	}
	if (n < 0)
		n = total_in_words(text);
	return n > MAX_PAGES ? -1 : n;
}

/* Whether the script puts a number into its name: 'index_' + n + '.htm' */
static bool
is_put_together(struct str text, const struct file *f)
{
	struct str rest;
	ptrdiff_t at = 0;

	while (f->base.n > 0 && (at = str_find(text, f->base,
	    (size_t)at)) >= 0) {
		rest = str_sub(text, (size_t)at + f->base.n, MAX_CALL);
		at += (ptrdiff_t)f->base.n;
		if (!str_starts(rest, STR("_")) || (rest.n > 1 &&
		    rest.p[1] != '"' && rest.p[1] != '\''))
			continue;
		rest = str_trim(str_sub(rest, 2, rest.n));
		if (!str_starts(rest, STR("+")))
			continue;
		str_cut(&rest, '.');
		if (rest.p != NULL && f->suffix.n > 0 && str_starts(rest,
		    f->suffix))
			return true;
	}
	return false;
}

/* "3.html": the file's name is its number, and there are more than that. */
static struct str
by_number(struct arena *a, const struct file *f, long n)
{
	return f->base.n == 0 && f->k + 1 - f->first < n ?
	    arena_printf(a, "%ld.%.*s", f->k + 1, STR_ARG(f->suffix)) :
	    STR_NONE;
}

struct str
guess_next(struct arena *a, struct str text, const char *url, int page,
    long *pages)
{
	struct file f = file_of(url, page);
	long n = total_of(text);
	struct str got = by_call(a, text, &f, pages);

	if (got.p != NULL || *pages >= 0)
		return got;
	if (n > 1)
		*pages = n;
	/* A file may have its column's number: 3.html on the first page. */
	if (f.k >= 0 && f.k - f.first != page)
		return STR_NONE;
	got = by_number(a, &f, n);
	if (got.p == NULL && (n < 0 || f.k + 1 - f.first < n) &&
	    is_put_together(text, &f))
		got = arena_printf(a, "%.*s_%ld.%.*s", STR_ARG(f.base),
		    f.k < 0 ? 1 : f.k + 1, STR_ARG(f.suffix));
	return got;
}
