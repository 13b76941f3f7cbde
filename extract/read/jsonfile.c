/* SPDX-License-Identifier: MIT */
#include "jsonfile.h"

#include <jansson.h>
#include <strings.h>

#include "buf.h"

enum {
	HOW = JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL,
	MAX_NAMES = 64,
	MAX_DEPTH = 4,		/* of objects within an object */
	MIN_TEXT = 300		/* characters of a report */
};

struct rows {
	struct buf out;
	struct str names[MAX_NAMES];
	int n;
	bool text;		/* one of the values is long enough */
};

bool
jsonfile_is_named(struct str source)
{
	static const char *const ends[] = { ".json", ".jsonl", ".ndjson" };
	size_t i, n;

	for (i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		n = strlen(ends[i]);
		if (source.n >= n && strncasecmp(source.p + source.n - n,
		    ends[i], n) == 0)
			return true;
	}
	return false;
}

static struct str
string(const json_t *v)
{
	return (struct str){ json_string_value(v), json_string_length(v) };
}

static bool
is_strings(const json_t *v)
{
	return json_is_string(json_array_get(v, 0));
}

/* The value of a name in o or in an object within it; NULL for none. */
static const json_t *
find(json_t *o, struct str name, int depth)
{
	const json_t *found;
	const char *key;
	json_t *v;

	json_object_foreach(o, key, v)
		if (str_eq(str_of(key), name) && (json_is_string(v) ||
		    is_strings(v)))
			return v;
	if (depth == MAX_DEPTH)
		return NULL;
	json_object_foreach(o, key, v)
		if (json_is_object(v) &&
		    (found = find(v, name, depth + 1)) != NULL)
			return found;
	return NULL;
}

/* The names of what o and the objects within it say in strings. */
static void
add_names(struct rows *r, json_t *o, int depth)
{
	const char *key;
	json_t *v;
	int i;

	json_object_foreach(o, key, v) {
		if (json_is_object(v) && depth < MAX_DEPTH)
			add_names(r, v, depth + 1);
		for (i = 0; i < r->n && !str_eq(r->names[i], str_of(key)); i++)
			;
		if (i == r->n && i < MAX_NAMES && (json_is_string(v) ||
		    is_strings(v)))
			r->names[r->n++] = str_of(key);
	}
}

static void
add_quoted(struct buf *b, struct str s)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			buf_addc(b, '"');
		buf_addc(b, s.p[i]);
	}
}

/* A field: a string, or a list of them as lines. */
static void
add_field(struct rows *r, const json_t *v)
{
	size_t i, from = r->out.n;
	const json_t *one;

	buf_adds(&r->out, "\"");
	if (json_is_string(v))
		add_quoted(&r->out, string(v));
	else
		json_array_foreach(v, i, one) {
			if (i > 0)
				buf_addc(&r->out, '\n');
			if (json_is_string(one))
				add_quoted(&r->out, string(one));
		}
	r->text |= str_chars(str_sub(buf_str(&r->out), from, r->out.n)) >
	    MIN_TEXT;
	buf_adds(&r->out, "\"");
}

static void
end_field(struct rows *r, int i)
{
	buf_addc(&r->out, i + 1 < r->n ? 0x1F : '\n');
}

static void
add_object(struct rows *r, json_t *o)
{
	int i;

	if (!json_is_object(o))
		return;
	if (r->n == 0) {
		add_names(r, o, 0);
		for (i = 0; i < r->n; i++) {
			buf_addstr(&r->out, r->names[i]);
			end_field(r, i);
		}
	}
	for (i = 0; i < r->n; i++) {
		add_field(r, find(o, r->names[i], 0));
		end_field(r, i);
	}
}

/* An object, a list of them, or an object that has such a list. */
static void
add_value(struct rows *r, json_t *v)
{
	const char *key;
	json_t *inner, *list = json_is_array(v) ? v : NULL;
	size_t i;

	if (json_is_object(v))
		json_object_foreach(v, key, inner)
			if (json_is_object(json_array_get(inner, 0)))
				list = inner;
	if (list == NULL)
		add_object(r, v);
	else
		json_array_foreach(list, i, inner)
			add_object(r, inner);
}

struct str
jsonfile_rows(struct arena *a, struct str utf8)
{
	struct rows r = { .n = 0 };
	struct str rest = str_trim(utf8), s = STR_NONE;
	json_error_t e;
	json_t *first, *v;

	if (rest.n == 0 || (rest.p[0] != '{' && rest.p[0] != '['))
		return STR_NONE;
	first = v = json_loadb(rest.p, rest.n, HOW, &e);
	if (json_object_get(v, "extractor_version") != NULL) {
		json_decref(v);
		return STR_NONE;
	}
	buf_init(&r.out, 2 * utf8.n + MAX_NAMES);
	while (v != NULL) {
		add_value(&r, v);
		rest = str_trim(str_sub(rest, (size_t)e.position, rest.n));
		if (v != first)
			json_decref(v);
		v = rest.n > 0 ? json_loadb(rest.p, rest.n, HOW, &e) : NULL;
	}
	if (r.text && rest.n == 0 && buf_ok(&r.out))
		s = arena_str(a, buf_str(&r.out));
	buf_release(&r.out);
	json_decref(first);
	return s;
}
