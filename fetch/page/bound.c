/* SPDX-License-Identifier: MIT */
#include "bound.h"

#include <ctype.h>

#include "step.h"
#include "told.h"

enum {
	MAX_AROUND = 90,	/* bytes from a selector to its function */
	MAX_CODE = 4000,
	MAX_FOUND = 40,		/* places of one selector */
	MAX_CLASSES = 8
};

/* What stands between the braces of the function at `at`. */
static struct str
body_at(struct str page, size_t at)
{
	size_t i, depth = 0;

	for (i = at; i < page.n && i - at < MAX_CODE; i++) {
		if (page.p[i] == '{')
			depth++;
		else if (page.p[i] == '}' && --depth == 0)
			return str_sub(page, at + 1, i - at - 1);
	}
	return STR_NONE;
}

/*
 * The function that is bound where the selector, which ends at `end`, stands:
 * "click" is beside it, and the function behind both.
 */
static struct str
bound_at(struct str page, size_t from, size_t end)
{
	struct str behind = str_sub(page, end, MAX_AROUND), head;
	struct str before = str_sub(page, from > MAX_AROUND ? from -
	    MAX_AROUND : 0, from > MAX_AROUND ? MAX_AROUND : from);
	ptrdiff_t brace = str_find(behind, STR("{"), 0), line;

	if (brace < 0)
		return STR_NONE;
	head = str_sub(behind, 0, (size_t)brace);
	while ((line = str_find(before, STR(";"), 0)) >= 0 ||
	    (line = str_find(before, STR("}"), 0)) >= 0)
		before = str_sub(before, (size_t)line + 1, before.n);
	if ((!str_has(head, STR("function")) && !str_has(head, STR("=>"))) ||
	    str_has(head, STR(";")) || (!str_has(head, STR("click")) &&
	    !str_has(before, STR("click"))))
		return STR_NONE;
	return body_at(page, end + (size_t)brace);
}

/* Whether the page may be looked through for a name once more. */
static bool
may_look(struct str page, size_t *left)
{
	if (*left < page.n)
		return false;
	*left -= page.n;
	return true;
}

/* The number that the page's scripts give a variable, or -1. */
static long
number_of(struct str page, struct str name, size_t *left)
{
	return may_look(page, left) ? step_number(told_value(page, name)) : -1;
}

/* The function that is bound to '#name', '.name' or 'name', in quotes. */
static struct str
bound_to(struct str page, char mark, struct str name, size_t *left)
{
	struct str got = STR_NONE;
	size_t from = 0, end, start;
	ptrdiff_t found;
	int i;

	if (name.n == 0 || !may_look(page, left))
		return got;
	for (i = 0; got.p == NULL && i < MAX_FOUND &&
	    (found = str_find(page, name, from)) > 0; i++) {
		start = (size_t)found - 1;
		from = end = (size_t)found + name.n;
		if (end >= page.n || (page.p[end] != '"' &&
		    page.p[end] != '\''))
			continue;
		if (page.p[start] == mark || (mark == '#' &&
		    page.p[start] == page.p[end]))
			got = bound_at(page, start, end + 1);
	}
	return got;
}

static struct str
replaced(struct arena *a, struct str s, size_t at, size_t n, struct str by)
{
	return arena_printf(a, "%.*s%.*s%.*s", STR_ARG(str_sub(s, 0, at)),
	    STR_ARG(by), STR_ARG(str_sub(s, at + n, s.n)));
}

/*
 * $(this).attr("data-page"), $(this).data("page"): what the element has, which
 * is not looked through again.
 */
static struct str
filled_in(struct arena *a, struct str code, const struct tag *tag)
{
	static const char *const ways[][2] = { { "$(this).attr(", "" },
		{ "$(this).data(", "data-" }, { "this.getAttribute(", "" } };
	struct str rest, name, value;
	ptrdiff_t found;
	size_t i, n, from;

	for (i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		n = strlen(ways[i][0]);
		for (from = 0; (found = str_find(code, str_of(ways[i][0]),
		    from)) >= 0; from = (size_t)found + value.n) {
			rest = str_sub(code, (size_t)found + n, code.n);
			name = str_cut(&rest, ')');
			if (rest.p == NULL || name.n < 3)
				return code;
			value = tag_attribute(a, tag, arena_printf(a,
			    "%s%.*s", ways[i][1], STR_ARG(str_sub(name, 1,
			    name.n - 2))).p);
			if (value.n > TOLD_MAX)
				return code;
			if (step_number(value) < 0)
				value = arena_printf(a, "'%.*s'", STR_ARG(
				    value.p != NULL ? value : STR("")));
			code = replaced(a, code, (size_t)found, n + name.n + 1,
			    value);
		}
	}
	return code;
}

static bool
is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

/* The name that ends in front of `at`, behind blanks; *from is its start. */
static struct str
name_before(struct str code, size_t at, size_t *from)
{
	size_t end = at;

	while (end > 0 && code.p[end - 1] == ' ')
		end--;
	for (*from = end; *from > 0 && is_word(code.p[*from - 1]); )
		--*from;
	return str_sub(code, *from, end - *from);
}

/*
 * The first number that is counted up and then used, set to what it comes to:
 * page++, page += 1, page = page + 1.
 */
static struct str
counted(struct arena *a, struct str page, struct str code, size_t *left)
{
	static const char *const ways[] = { "++", "+= 1", "+=1" };
	struct str name, twice;
	ptrdiff_t found;
	size_t i, from, end;
	long n;

	for (i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		found = str_find(code, str_of(ways[i]), 0);
		if (found < 0)
			continue;
		end = (size_t)found + strlen(ways[i]);
		name = name_before(code, (size_t)found, &from);
		if (name.n > 0 && str_has(str_sub(code, end, code.n), name) &&
		    (n = number_of(page, name, left)) >= 0)
			return replaced(a, code, from, end - from,
			    arena_printf(a, "%.*s = %ld", STR_ARG(name),
			    n + 1));
	}
	for (found = 0; (found = str_find(code, STR("="),
	    (size_t)found)) >= 0; found++) {
		name = name_before(code, (size_t)found, &from);
		twice = str_trim(str_sub(code, (size_t)found + 1, code.n));
		if (name.n == 0 || !str_starts(twice, name))
			continue;
		twice = str_trim(str_sub(twice, name.n, twice.n));
		if (str_starts(twice, STR("+")) &&
		    str_starts(str_trim(str_sub(twice, 1, twice.n)), STR("1"))
		    && (n = number_of(page, name, left)) >= 0)
			return replaced(a, code, from, (size_t)(twice.p -
			    code.p) - from, arena_printf(a, "%.*s = %ld",
			    STR_ARG(name), n));
	}
	return code;
}

struct str
bound_code(struct arena *a, struct str page, const struct tag *tag,
    size_t *left)
{
	struct str got = bound_to(page, '#', tag_attribute(a, tag, "id"), left),
	    classes = tag_attribute(a, tag, "class");
	int i;

	for (i = 0; i < MAX_CLASSES && got.p == NULL && classes.p != NULL; i++)
		got = bound_to(page, '.', str_cut(&classes, ' '), left);
	return got.p == NULL ? got : counted(a, page, filled_in(a, got, tag),
	    left);
}
