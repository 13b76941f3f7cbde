/* SPDX-License-Identifier: MIT */
#include "written.h"

#include <ctype.h>
#include <stdlib.h>
#include <strings.h>

#include "jsvalue.h"
#include "url.h"

enum {
	MAX_BODY = 4000,	/* bytes of a function that are looked at */
	MAX_CALLED = 40,	/* functions that may ask for something */
	MAX_LOOK = 64 << 20,	/* bytes that are looked through for names */
	MAX_CALLS = 2000	/* of document.write() */
};

/* What one call writes; adds all of it or nothing. */
static void
take_write(struct str page, size_t at, size_t *left, struct buf *b)
{
	struct jsvalue_names names = { .left = left };
	size_t from = b->n;
	bool number;

	names.text = str_sub(page, at > MAX_BODY ? at - MAX_BODY : 0,
	    at > MAX_BODY ? MAX_BODY : at);
	do {
		at++;
		if (!jsvalue_sum(page, &at, &names, b, &number)) {
			b->n = from;
			return;
		}
	} while (at < page.n && page.p[at] == ',');
	buf_addc(b, '\n');
}

void
written_html(struct buf *b, struct str page)
{
	const struct str call = STR("document.write");
	ptrdiff_t found;
	size_t at = 0, left = MAX_LOOK;
	int i;

	for (i = 0; i < MAX_CALLS && buf_ok(b) && (found = str_find(page, call,
	    at)) >= 0; i++) {
		at = (size_t)found + call.n;
		if (str_starts(str_sub(page, at, 2), STR("ln")))
			at += 2;
		at = jsvalue_space(page, at);
		if (at < page.n && page.p[at] == '(')
			take_write(page, at, &left, b);
	}
}

void
written_strings(struct buf *b, struct str page, struct str name)
{
	ptrdiff_t found = jsvalue_assignment(page, name);
	size_t at = found < 0 ? page.n : jsvalue_space(page, (size_t)found);

	if (at >= page.n || page.p[at++] != '[')
		return;
	while ((at = jsvalue_space(page, at)) < page.n &&
	    (page.p[at] == '\'' || page.p[at] == '"') &&
	    jsvalue_string(page, &at, b)) {
		buf_addc(b, '\n');
		at = jsvalue_space(page, at);
		if (at < page.n && page.p[at] == ',')
			at++;
	}
}

/* Adds the object or array at `at` as JSON, or nothing; moves on. */
static void
add_data(struct buf *b, struct str page, size_t *at)
{
	size_t left = 0, from = b->n, start = *at;	/* no variables */
	const struct jsvalue_names none = { .left = &left };

	if (jsvalue_braces(page, at, &none, b)) {
		buf_addc(b, '\n');
		return;
	}
	b->n = from;
	*at = start + 1;
}

void
written_data(struct buf *b, struct str page)
{
	static const char *const opens[] = { "[{", "[ {", "[\n{", ".push({" };
	ptrdiff_t found;
	size_t i, at;

	for (i = 0; i < sizeof(opens) / sizeof(*opens); i++)
		for (at = 0; buf_ok(b) && (found = str_find(page,
		    str_of(opens[i]), at)) >= 0; ) {
			at = (size_t)found + (opens[i][0] == '.' ? 6 : 0);
			add_data(b, page, &at);
		}
}

struct str
written_string(struct str code)
{
	size_t at, end;

	for (at = 0; at < code.n; at++) {
		if (code.p[at] != '"' && code.p[at] != '\'')
			continue;
		for (end = at + 1; end < code.n; end++)
			if (code.p[end] == code.p[at])
				return str_sub(code, at + 1, end - at - 1);
	}
	return STR_NONE;
}

/* The value that starts at `at`, or STR_NONE. */
static struct str
value_at(struct arena *a, struct str code, size_t at,
    const struct jsvalue_names *names)
{
	struct str got = STR_NONE;
	struct buf b;
	bool number;

	buf_init(&b, JSVALUE_MAX);
	if (jsvalue_sum(code, &at, names, &b, &number) && b.n > 0)
		got = arena_str(a, buf_str(&b));
	buf_release(&b);
	return got;
}

/* Behind "location", ".href", "=" or "(" of an assignment, or 0. */
static size_t
behind_location(struct str s, size_t at)
{
	static const char *const more[] = { ".href", ".replace", ".assign" };
	size_t i;

	for (i = 0; i < sizeof(more) / sizeof(*more); i++)
		if (str_starts(str_sub(s, at, s.n), str_of(more[i])))
			at += strlen(more[i]);
	at = jsvalue_space(s, at);
	if (at + 1 >= s.n || (s.p[at] != '=' && s.p[at] != '(') ||
	    s.p[at + 1] == '=')
		return 0;
	return at + 1;
}

/* What the code assigns to what ends in `mark`, or hands to it. */
static struct str
assigned(struct arena *a, struct str code, const struct jsvalue_names *names,
    struct str mark)
{
	struct str got = STR_NONE;
	ptrdiff_t found;
	size_t at, from = 0;

	while (got.p == NULL && (found = jsvalue_find(code, mark, from)) >= 0) {
		from = (size_t)found + mark.n;
		at = behind_location(code, from);
		if (at > 0)
			got = value_at(a, code, at, names);
	}
	return got;
}

/* Where the code leads. */
static struct str
leads_to(struct arena *a, struct str code, const struct jsvalue_names *names)
{
	static const char *const marks[] = { "location", "window.open",
		"action", "src" };
	struct str got = STR_NONE;
	size_t i;

	for (i = 0; i < sizeof(marks) / sizeof(*marks) && got.p == NULL; i++)
		got = assigned(a, code, names, str_of(marks[i]));
	return got;
}

struct str
written_location(struct arena *a, struct str page)
{
	size_t left = MAX_LOOK;
	const struct jsvalue_names names = { .text = page, .left = &left };

	return assigned(a, page, &names, STR("location"));
}

/* Up to the brace that closes the one at `at`. */
static struct str
body_at(struct str s, size_t at)
{
	size_t i, depth = 0;

	for (i = at; i < s.n && i - at < MAX_BODY; i++) {
		if (s.p[i] == '{')
			depth++;
		else if (s.p[i] == '}' && --depth == 0)
			break;
	}
	return str_sub(s, at, i - at);
}

/*
 * The function `name` of the page: its body, and the names of what it is
 * given into *names; STR_NONE if it is not there.
 */
static struct str
find_function(struct str page, struct str name, struct jsvalue_names *names)
{
	struct str before, params;
	ptrdiff_t found;
	size_t at, from = 0;
	int n;

	if (!jsvalue_may_look(names, page))
		return STR_NONE;
	while ((found = jsvalue_find(page, name, from)) >= 0) {
		from = at = (size_t)found + name.n;
		before = str_trim(str_sub(page, found > 20 ? (size_t)found -
		    20 : 0, found > 20 ? 20 : (size_t)found));
		if (!str_ends(before, STR("function"))) {
			at = jsvalue_space(page, at);
			if (at >= page.n || (page.p[at] != '=' &&
			    page.p[at] != ':'))
				continue;
			at = jsvalue_space(page, at + 1);
			if (!str_starts(str_sub(page, at, 8),
			    STR("function")))
				continue;
			at += 8;
		}
		at = jsvalue_space(page, at);
		if (at >= page.n || page.p[at] != '(')
			continue;
		params = str_sub(page, at + 1, 200);
		params = str_cut(&params, ')');
		at = jsvalue_space(page, at + params.n + 2);
		for (n = 0; params.p != NULL && n < JSVALUE_MAX_ARGS; n++)
			names->name[n] = str_trim(str_cut(&params, ','));
		names->n = names->n < n ? names->n : n;
		return body_at(page, at);
	}
	return STR_NONE;
}

/* Passes over what a call is given that is no value: f(1, this). */
static bool
is_nobody(struct str code, size_t *at)
{
	static const char *const words[] = { "this", "event", "null",
		"undefined", "$(this)" };
	struct str rest = str_sub(code, *at, code.n);
	size_t i, end;

	for (i = 0; i < sizeof(words) / sizeof(*words); i++) {
		end = *at + strlen(words[i]);
		if (str_starts(rest, str_of(words[i])) && end < code.n &&
		    strchr(",) ", code.p[end]) != NULL) {
			*at = end;
			return true;
		}
	}
	return false;
}

/*
 * The values of a call, whose "(" is at `at`, into *names; it stands where
 * `around` are known. names->left and names->first are kept.
 */
static bool
take_arguments(struct arena *a, struct str code, size_t at,
    const struct jsvalue_names *around, struct jsvalue_names *names)
{
	struct buf b;
	bool fine = true;

	*names = (struct jsvalue_names){ .left = names->left,
		.first = names->first };
	at = jsvalue_space(code, at + 1);
	while (fine && at < code.n && code.p[at] != ')' &&
	    names->n < JSVALUE_MAX_ARGS) {
		at = jsvalue_space(code, at);
		if (is_nobody(code, &at)) {
			names->value[names->n++] = STR_NONE;
			at = jsvalue_space(code, at);
			at += at < code.n && code.p[at] == ',';
			continue;
		}
		buf_init(&b, JSVALUE_MAX);
		fine = jsvalue_sum(code, &at, around, &b,
		    &names->number[names->n]);
		if (fine)
			names->value[names->n++] = b.n > 0 ?
			    arena_str(a, buf_str(&b)) : STR("");
		buf_release(&b);
		if (at < code.n && code.p[at] == ',')
			at++;
	}
	return fine;
}

/*
 * The field that ".value" or ".val(" at `at` belongs to: form.page.value,
 * elements["page"].value, getElementById('page').value, $("#page").val(3),
 * $("input[name=page]").val(3)
 */
static struct str
field_before(struct str code, size_t at)
{
	size_t end = at, from;
	struct str name;

	if (at > 3 && str_starts(str_sub(code, at - 3, 3), STR("[0]")))
		end = at -= 3;
	if (at > 0 && strchr(")]", code.p[at - 1]) != NULL)
		for (end = at - 1; end > 0 && strchr("\"'] )", code.p[end - 1])
		    != NULL; )
			end--;
	for (from = end; from > 0 && jsvalue_is_word(code.p[from - 1]); )
		from--;
	name = str_sub(code, from, end - from);
	return name.n > 0 ? name : STR_NONE;
}

/* What the code puts into fields; false where that cannot be told. */
static bool
take_fields(struct arena *a, struct str code, const struct jsvalue_names *names,
    struct written_form *f)
{
	static const char *const marks[] = { "value", "val" };
	struct str name;
	ptrdiff_t found;
	size_t i, at, from;

	for (i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		for (from = 0; (found = jsvalue_find(code, str_of(marks[i]),
		    from)) > 0; ) {
			from = (size_t)found + strlen(marks[i]);
			at = behind_location(code, from);
			name = field_before(code, (size_t)found - 1);
			if (code.p[found - 1] != '.' || at == 0 ||
			    name.p == NULL || f->n == WRITTEN_MAX_FIELDS)
				continue;
			f->name[f->n] = name;
			f->value[f->n] = value_at(a, code, at, names);
			if (f->value[f->n++].p == NULL)
				return false;
		}
	return f->n > 0;
}

/* Whether the code has a call x.submit(). */
static bool
submits(struct str code)
{
	return str_has(code, STR("submit("));
}

/* A postback, whose "(" is at `at`: what is clicked, and with what. */
static bool
take_postback(struct arena *a, struct str code, size_t at,
    struct written_form *f)
{
	size_t left = 0;	/* it is given what stands there */
	const struct jsvalue_names none = { .left = &left };
	struct jsvalue_names names = none;

	if (!take_arguments(a, code, at, &none, &names) || names.n < 1 ||
	    names.value[0].p == NULL)
		return false;
	*f = (struct written_form){ .n = 2, .postback = true,
		.name = { STR("__EVENTTARGET"), STR("__EVENTARGUMENT") },
		.value = { names.value[0], names.n > 1 &&
		    names.value[1].p != NULL ? names.value[1] : STR("") } };
	return true;
}

bool
written_form(struct arena *a, struct str page, struct str code,
    struct written_form *f)
{
	size_t at, left = MAX_LOOK;
	struct jsvalue_names names = { .text = code, .left = &left };
	const struct jsvalue_names around = { .text = code, .page = page,
		.left = &left };
	struct str name, body;
	int i = 0;

	*f = (struct written_form){ .n = 0 };
	if (submits(code))
		return take_fields(a, code, &names, f);
	for (at = 0; at < code.n && i < JSVALUE_MAX_DEPTH; at++) {
		name = jsvalue_word(code, at);
		if (name.n == 0)
			continue;
		at += name.n;
		if (at >= code.n || code.p[at] != '(')
			continue;
		if (str_eq(name, STR("__doPostBack")) ||
		    str_eq(name, STR("WebForm_PostBackOptions")))
			return take_postback(a, code, at, f);
		if (str_eq(name, STR("void")) || !take_arguments(a, code, at,
		    &around, &names))
			continue;
		i++;
		body = find_function(page, name, &names);
		names.text = body;
		names.page = page;
		if (body.p != NULL && submits(body))
			return take_fields(a, body, &names, f);
	}
	return false;
}

/*
 * The next call in the code, from *at on, of a function that the page has: its
 * body, and in *names what it is given; STR_NONE if there is none left.
 */
static struct str
next_called(struct arena *a, struct str page, struct str code, size_t *at,
    struct jsvalue_names *names)
{
	const struct jsvalue_names around = { .text = code, .page = page,
		.left = names->left };
	struct str name, body = STR_NONE;

	for (; body.p == NULL && *at < code.n; ++*at) {
		name = jsvalue_word(code, *at);
		*at += name.n;
		if (name.n == 0 || *at >= code.n || code.p[*at] != '(' ||
		    str_eq(name, STR("void")) ||
		    !take_arguments(a, code, *at, &around, names))
			continue;
		body = find_function(page, name, names);
		names->text = body;
		names->page = page;
	}
	return body;
}

struct str
written_target(struct arena *a, struct str page, struct str code)
{
	size_t at = 0, left = MAX_LOOK;
	struct jsvalue_names names = { .text = code, .left = &left };
	struct str got = leads_to(a, code, &names), body;
	int i;

	for (i = 0; got.p == NULL && i < JSVALUE_MAX_DEPTH && (body =
	    next_called(a, page, code, &at, &names)).p != NULL; i++)
		got = leads_to(a, body, &names);
	return got;
}

/* {page: n, 'rows': 6} at `at`, as a form; false if it is anything else. */
static bool
take_pairs(struct str s, size_t at, const struct jsvalue_names *names,
    struct buf *form)
{
	struct buf name, value;
	bool fine = true, number;

	buf_init(&name, JSVALUE_MAX);
	buf_init(&value, JSVALUE_MAX);
	for (at++; fine && (at = jsvalue_space(s, at)) < s.n &&
	    s.p[at] != '}'; ) {
		buf_reset(&name);
		buf_reset(&value);
		fine = jsvalue_name(s, &at, &name) &&
		    jsvalue_sum(s, &at, names, &value, &number);
		if (fine)
			url_add_pair(form, buf_str(&name), buf_str(&value));
		if (at < s.n && s.p[at] == ',')
			at++;
	}
	buf_release(&name);
	buf_release(&value);
	return fine && buf_ok(form);
}

/*
 * What is sent, an object or a string, at `at`; an object as JSON if `json`
 * says so. False if it can't be told.
 */
static bool
take_data(struct str s, size_t at, const struct jsvalue_names *names, bool json,
    struct buf *form)
{
	struct buf text;
	bool fine, number;

	if (!json && jsvalue_object(&s, &at, names))
		return s.p[at] == '{' && take_pairs(s, at, names, form);
	buf_init(&text, JSVALUE_MAX);
	fine = json ? jsvalue_json(s, &at, names, &text) :
	    jsvalue_sum(s, &at, names, &text, &number);
	if (fine && url_is_json(buf_str(&text)))
		url_escape(form, buf_str(&text));
	else
		buf_addstr(form, buf_str(&text));
	buf_release(&text);
	return fine;
}

/* Where the value of `name:` starts in the object, or 0. */
static size_t
member(struct str object, const char *name)
{
	ptrdiff_t found;
	size_t at = 0;

	while ((found = jsvalue_find(object, str_of(name), at)) >= 0) {
		at = jsvalue_space(object, (size_t)found + strlen(name));
		if (at < object.n && (object.p[at] == '"' ||
		    object.p[at] == '\''))
			at++;
		if (at < object.n && object.p[at] == ':')
			return at + 1;
	}
	return 0;
}

/* An address, and what is sent to it. */
static struct str
address_of(struct arena *a, struct str url, const struct buf *form, bool post)
{
	const char *sign = str_has(url, STR("?")) ? "&" : "?";

	if (form->n == 0 && !post)
		return url;
	return arena_printf(a, "%.*s%s%s%.*s", STR_ARG(url), sign,
	    post ? "__wb_method=POST&" : "", STR_ARG(buf_str(form)));
}

/* Whether the value at `at`, 0 for none, is "POST" or "post". */
static bool
is_post(struct arena *a, struct str code, size_t at,
    const struct jsvalue_names *names)
{
	struct str way = at > 0 ? value_at(a, code, at, names) : STR_NONE;

	return way.n == 4 && strncasecmp(way.p, "post", 4) == 0;
}

/*
 * $.ajax({url: ..., data: ..., type: ...}), whose "{" is at `at`, or the same
 * of axios, which sends objects as JSON and has `params` for a query.
 */
static struct str
ask_by_object(struct arena *a, struct str code, size_t at,
    const struct jsvalue_names *names, bool json)
{
	struct str object = body_at(code, at), url = STR_NONE;
	size_t to = member(object, "url"), by = member(object, "type"), with;
	struct buf form;
	bool post;

	post = is_post(a, object, by > 0 ? by : member(object, "method"),
	    names);
	with = member(object, json && !post ? "params" : "data");
	buf_init(&form, JSVALUE_MAX);
	if (to > 0 && (with == 0 || take_data(object, with, names,
	    json && post, &form)))
		url = value_at(a, object, to, names);
	if (url.p != NULL)
		url = address_of(a, url, &form, post);
	buf_release(&form);
	return url;
}

/* Whether what stands at `at` is a function, here or by its name at the end. */
static bool
is_callback(struct str code, size_t at)
{
	struct str word;

	at = jsvalue_space(code, at);
	word = jsvalue_word(code, at);
	at = jsvalue_space(code, at + word.n);
	return str_eq(word, STR("function")) || (word.n > 0 && at < code.n &&
	    code.p[at] == ')');
}

/* How a call asks. */
struct way {
	const char *name;
	bool method;		/* it stands behind a dot */
	bool post;		/* whatever else is said */
	bool options;		/* behind it: fetch(url, {body: ...}) */
};

/* What stands behind the address in a call, at `at`: true if it can be told. */
static bool
take_rest(struct arena *a, struct str code, size_t at,
    const struct jsvalue_names *names, const struct way *w, bool jquery,
    bool *post, struct buf *form)
{
	struct str object = STR_NONE;
	size_t with;

	if (jquery && is_callback(code, at))
		return true;
	if (jquery || (w->post && !w->options))
		return take_data(code, at, names, !jquery, form);
	at = jsvalue_space(code, at);
	if (at < code.n && code.p[at] == '{')
		object = body_at(code, at);
	*post |= is_post(a, object, member(object, "method"), names);
	with = member(object, w->options ? "body" : "params");
	return with == 0 || take_data(object, with, names, false, form);
}

/* $.get(url, data, ...), whose "(" is at `at`. */
static struct str
ask_by_place(struct arena *a, struct str code, size_t at,
    const struct jsvalue_names *names, const struct way *w, bool jquery)
{
	struct str url = STR_NONE;
	struct buf to, form;
	bool number, post = w->post;

	buf_init(&to, JSVALUE_MAX);
	buf_init(&form, JSVALUE_MAX);
	at++;
	if (jsvalue_sum(code, &at, names, &to, &number) && !number &&
	    to.n > 0) {
		at = jsvalue_space(code, at);
		if (at < code.n && code.p[at] == ',' && !take_rest(a, code,
		    at + 1, names, w, jquery, &post, &form))
			to.n = 0;
		if (to.n > 0)
			url = address_of(a, arena_str(a, buf_str(&to)), &form,
			    post);
	}
	buf_release(&to);
	buf_release(&form);
	return url;
}

/*
 * Whether an address may be asked for because a script does: not where its
 * path says that something is done there.
 */
static bool
is_harmless(struct str address)
{
	static const char *const acts[] = { "add", "del", "insert", "login",
		"logout", "register", "remove", "save", "submit", "update",
		"vote" };
	struct str path = str_cut(&address, '?'), name;
	size_t i;

	while (path.p != NULL) {
		name = str_cut(&path, '/');
		for (i = 0; i < sizeof(acts) / sizeof(*acts); i++)
			if (name.n >= strlen(acts[i]) && strncasecmp(name.p,
			    acts[i], strlen(acts[i])) == 0)
				return false;
	}
	return true;
}

/* What the call asks for that is found there and whose "(" is at `at`. */
static struct str
ask_by_call(struct arena *a, struct str code, size_t found, size_t at,
    const struct jsvalue_names *names, const struct way *w)
{
	struct str before = str_sub(code, 0, found);
	bool jquery = w->method && (str_ends(before, STR("$.")) ||
	    str_ends(before, STR("jQuery.")) || str_ends(before, STR(").")));
	size_t from = jsvalue_space(code, at + 1);

	return from < code.n && code.p[from] == '{' ?
	    ask_by_object(a, code, from, names, !jquery) :
	    ask_by_place(a, code, at, names, w, jquery);
}

/*
 * xhr.open("GET", url), whose "(" is at `at`; what another method sends stands
 * elsewhere.
 */
static struct str
ask_by_open(struct arena *a, struct str code, size_t at,
    const struct jsvalue_names *names)
{
	struct buf way;
	bool number, get;

	buf_init(&way, JSVALUE_MAX);
	at++;
	get = jsvalue_sum(code, &at, names, &way, &number) && way.n == 3 &&
	    strncasecmp(way.p, "get", 3) == 0;
	buf_release(&way);
	at = jsvalue_space(code, at);
	return get && at < code.n && code.p[at] == ',' ?
	    value_at(a, code, at + 1, names) : STR_NONE;
}

/* Which of what is asked for is wanted. */
struct wish {
	bool (*fits)(void *arg, struct str address);
	void *arg;
};

static bool
is_wished(const struct wish *w, struct str address)
{
	return address.p != NULL && is_harmless(address) &&
	    (w->fits == NULL || w->fits(w->arg, address));
}

/* What the code asks for itself. */
static struct str
asks_for(struct arena *a, struct str code, const struct jsvalue_names *names,
    const struct wish *wish)
{
	static const struct way ways[] = {
		{ "ajax", true, false, false }, { "post", true, true, false },
		{ "get", true, false, false },
		{ "getJSON", true, false, false },
		{ "load", true, false, false }, { "fetch", false, false, true },
		{ "axios", false, false, false },
		{ "open", true, false, false },
	};
	struct str got = STR_NONE;
	ptrdiff_t found;
	size_t i, at, from;

	for (i = 0; i < sizeof(ways) / sizeof(*ways); i++)
		for (from = 0; got.p == NULL && (found = jsvalue_find(code,
		    str_of(ways[i].name), from)) >= 0; ) {
			from = (size_t)found + strlen(ways[i].name);
			at = jsvalue_space(code, from);
			if ((ways[i].method && (found == 0 ||
			    code.p[found - 1] != '.')) ||
			    at >= code.n || code.p[at] != '(')
				continue;
			got = strcmp(ways[i].name, "open") == 0 ?
			    ask_by_open(a, code, at, names) : ask_by_call(a,
			    code, (size_t)found, at, names, &ways[i]);
			if (!is_wished(wish, got))
				got = STR_NONE;
		}
	return got;
}

struct str
written_asked(struct arena *a, struct str page, struct str code, bool first,
    bool (*fits)(void *arg, struct str address), void *arg)
{
	const struct wish wish = { fits, arg };
	size_t at = 0, left = MAX_LOOK;
	struct jsvalue_names names = { .text = code, .page = page,
		.left = &left, .first = first };
	struct str got = asks_for(a, code, &names, &wish), body;
	int i;

	for (i = 0; got.p == NULL && i < MAX_CALLED && (body = next_called(a,
	    page, code, &at, &names)).p != NULL; i++)
		got = asks_for(a, body, &names, &wish);
	return got;
}

/* Whether an argument may be the number of a page, by its name. */
static bool
is_turn(struct str name)
{
	return str_is_any(name, "n p i num index pn no") ||
	    jsvalue_is_page(name);
}

struct str
written_turned(struct arena *a, struct str page,
    bool (*fits)(void *arg, struct str address), void *arg)
{
	const struct wish wish = { fits, arg };
	const struct str word = STR("function ");
	size_t left = MAX_LOOK;
	struct jsvalue_names names = { .left = &left };
	struct str got = STR_NONE, name, body;
	ptrdiff_t at = 0;
	int i;

	for (i = 0; got.p == NULL && i < MAX_CALLED && (at = str_find(page,
	    word, (size_t)at)) >= 0; i++) {
		at += (ptrdiff_t)word.n;
		name = jsvalue_word(page, (size_t)at);
		names = (struct jsvalue_names){ .left = &left, .n = 1,
			.value = { STR("1") }, .number = { true } };
		if (name.n == 0)
			continue;
		body = find_function(page, name, &names);
		if (body.p == NULL || names.n != 1 || !is_turn(names.name[0]))
			continue;
		names.text = body;
		names.page = page;
		got = asks_for(a, body, &names, &wish);
	}
	return got;
}
