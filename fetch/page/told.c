/* SPDX-License-Identifier: MIT */
#include "told.h"

#include <ctype.h>

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

/* Behind "parseInt(" and the like. */
static size_t
skip_cast(struct str text, size_t at)
{
	size_t n = str_starts_any(str_sub(text, at, 16), "parseInt( Number(");

	return n > 0 ? skip(text, at + n, " \t") : at;
}

/* The value that starts at `at`: up to its quote, or a word. */
static struct str
value_at(struct str text, size_t at)
{
	size_t end = at = skip_cast(text, skip(text, at, " \t\\"));

	if (at < text.n && (text.p[at] == '"' || text.p[at] == '\'')) {
		end = ++at;
		while (end < text.n && end - at < TOLD_MAX &&
		    strchr("\"'\\\n<", text.p[end]) == NULL)
			end++;
		if (at < end && text.p[at] == '+')	/* 'a=' + x */
			return STR_NONE;
	} else {
		while (end < text.n && end - at < TOLD_MAX &&
		    (is_word(text.p[end]) || text.p[end] & 0x80))
			end++;
	}
	return end > at && end - at < TOLD_MAX ?
	    str_sub(text, at, end - at) : STR_NONE;
}

struct str
told_value(struct str text, struct str name)
{
	ptrdiff_t found;
	size_t at, from = 0;
	struct str value;

	while (name.n > 0 && (found = str_find(text, name, from)) >= 0) {
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

/* The name at `at`, and its literal value; behind both, or 0. */
static size_t
assignment_at(struct str page, size_t at, struct str *name, struct str *value)
{
	size_t from = at = skip(page, at, " \t\r\n");

	while (at < page.n && is_word(page.p[at]))
		at++;
	*name = str_sub(page, from, at - from);
	at = skip(page, at, " \t");
	if (name->n == 0 || at + 1 >= page.n || page.p[at] != '=')
		return 0;
	at = skip(page, at + 1, " \t");
	if (at >= page.n || (page.p[at] != '"' && page.p[at] != '\'' &&
	    !isdigit((unsigned char)page.p[at])))
		return 0;
	*value = value_at(page, at);
	if (value->p == NULL)
		return 0;
	at = (size_t)(value->p - page.p) + value->n;
	return skip(page, at, "\"' \t");
}

void
told_all(struct buf *b, struct str page, size_t max)
{
	static const char *const words[] = { "var ", "let ", "const " };
	struct str name, value;
	ptrdiff_t found;
	size_t i, at;

	for (i = 0; i < sizeof(words) / sizeof(*words); i++)
		for (at = 0; (found = str_find(page, str_of(words[i]),
		    at)) >= 0; ) {
			at = (size_t)found + strlen(words[i]);
			for (;;) {
				size_t end = assignment_at(page, at, &name,
				    &value);

				if (end == 0 || b->n + name.n + value.n + 12 >
				    max)
					break;
				buf_printf(b, "var %.*s = '%.*s';\n",
				    STR_ARG(name), STR_ARG(value));
				at = end;
				if (at >= page.n || page.p[at] != ',')
					break;
				at++;
			}
		}
}
