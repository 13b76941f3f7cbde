/* SPDX-License-Identifier: MIT */
#include "jsvalue.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

#include "json.h"

enum {
	MAX_TERMS = 40,		/* of one sum */
	MAX_NESTED = 4,		/* templates and texts of JSON in each other */
	MAX_TAG = 400, MAX_NAME = 60, MAX_MARK = 6	/* bytes of a field's */
};

bool
jsvalue_may_look(const struct jsvalue_names *names, struct str text)
{
	if (*names->left < text.n)
		return false;
	*names->left -= text.n;
	return true;
}

bool
jsvalue_is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '$';
}

size_t
jsvalue_space(struct str s, size_t at)
{
	while (at < s.n && isspace((unsigned char)s.p[at]))
		at++;
	return at;
}

struct str
jsvalue_word(struct str s, size_t at)
{
	size_t n = 0;

	while (at + n < s.n && jsvalue_is_word(s.p[at + n]))
		n++;
	return str_sub(s, at, n);
}

ptrdiff_t
jsvalue_find(struct str s, struct str word, size_t from)
{
	ptrdiff_t at;

	while ((at = str_find(s, word, from)) >= 0) {
		from = (size_t)at + word.n;
		if ((at == 0 || !jsvalue_is_word(s.p[at - 1])) &&
		    (from >= s.n || !jsvalue_is_word(s.p[from])))
			return at;
	}
	return -1;
}

bool
jsvalue_string(struct str s, size_t *at, struct buf *b)
{
	char quote = s.p[(*at)++], c;

	while (*at < s.n && s.p[*at] != quote) {
		c = s.p[(*at)++];
		if (c == '\n')
			return false;
		if (c == '\\' && *at < s.n) {
			c = s.p[(*at)++];
			c = c == 'n' || c == 't' || c == 'r' ? ' ' : c;
		}
		buf_addc(b, c);
	}
	return (*at)++ < s.n;
}

/* Passes over `a/${b}`, whose values are filled in. */
static bool
take_template(struct str s, size_t *at, const struct jsvalue_names *names,
    struct buf *b)
{
	struct jsvalue_names inner = *names;
	bool number;

	if (++inner.nested > MAX_NESTED)
		return false;
	for (++*at; *at < s.n && s.p[*at] != '`'; ) {
		if (s.p[*at] != '$' || !str_starts(str_sub(s, *at, 2),
		    STR("${"))) {
			buf_addc(b, s.p[(*at)++]);
			continue;
		}
		*at += 2;
		if (!jsvalue_sum(s, at, &inner, b, &number) || *at >= s.n ||
		    s.p[(*at)++] != '}')
			return false;
	}
	return (*at)++ < s.n;
}

ptrdiff_t
jsvalue_assignment(struct str text, struct str name)
{
	ptrdiff_t found, last = -1;
	size_t at, from = 0;

	while ((found = jsvalue_find(text, name, from)) >= 0) {
		from = (size_t)found + name.n;
		at = jsvalue_space(text, from);
		if (found > 0 && strchr("?&", text.p[found - 1]) != NULL)
			continue;
		if (at + 1 < text.n && text.p[at] == '=' &&
		    text.p[at + 1] != '=')
			last = (ptrdiff_t)at + 1;
	}
	return last;
}

/*
 * Where in the page the value of a member stands, "name: ...", that does not
 * lead back to one ("name: this.name"); or -1.
 */
static ptrdiff_t
find_member(const struct jsvalue_names *names, struct str name)
{
	struct str text = names->page;
	ptrdiff_t found;
	size_t at, from = 0;

	if (!jsvalue_may_look(names, text))
		return -1;
	while ((found = jsvalue_find(text, name, from)) >= 0) {
		from = at = (size_t)found + name.n;
		if (at < text.n && (text.p[at] == '"' || text.p[at] == '\''))
			at++;
		at = jsvalue_space(text, at);
		if (at >= text.n || text.p[at] != ':')
			continue;
		at = jsvalue_space(text, at + 1);
		if (at < text.n && (text.p[at] == '"' || text.p[at] == '\'' ||
		    text.p[at] == '{' || isdigit((unsigned char)text.p[at])))
			return (ptrdiff_t)at;
	}
	return -1;
}

/* Of "this.query.page", at *at, the last name; STR_NONE for what is none. */
static struct str
take_own(struct str s, size_t *at)
{
	struct str word = jsvalue_word(s, *at), own = STR_NONE;
	size_t to = *at + word.n;

	if (!str_is_any(word, "this that self _this _self vm me"))
		return STR_NONE;
	while (to < s.n && s.p[to] == '.') {
		own = jsvalue_word(s, to + 1);
		to += 1 + own.n;
	}
	if (own.n == 0 || (to < s.n && s.p[to] == '('))
		return STR_NONE;
	*at = to;
	return own;
}

/* What a field of the page is filled with: <input id="name" value="...">. */
static struct str
field_value(struct str page, struct str name)
{
	struct str rest, value;
	ptrdiff_t found = -1;
	size_t at = 0, from;

	while ((found = jsvalue_find(page, name, at)) >= 0) {
		at = (size_t)found + name.n;
		from = (size_t)found < MAX_MARK ? 0 : (size_t)found - MAX_MARK;
		rest = str_sub(page, from, (size_t)found - from);
		if (str_has_any(rest, "id= name="))
			break;
	}
	while (found > 0 && page.p[found] != '<')
		found--;
	rest = str_sub(page, found < 0 ? page.n : (size_t)found, MAX_TAG);
	rest = str_cut(&rest, '>');
	found = str_find(rest, STR("value="), 0);
	if (found < 0 || (size_t)found + 8 > rest.n)
		return STR_NONE;
	value = str_sub(rest, (size_t)found + 7, rest.n);
	return str_cut(&value, rest.p[found + 6]);
}

/*
 * Passes over $("#name").val() or getElementById("name").value at *at and adds
 * what is in that field; false if there is none.
 */
static bool
take_field(struct str s, size_t *at, const struct jsvalue_names *names,
    struct buf *b)
{
	struct str name, rest, value;
	size_t open = str_starts_any(str_sub(s, *at, s.n),
	    "$( jQuery( document.getElementById("), to = *at + open, shut;

	if (open == 0 || to >= s.n || (s.p[to] != '"' && s.p[to] != '\''))
		return false;
	rest = str_sub(s, to + 1, MAX_NAME);
	name = str_cut(&rest, s.p[to]);
	shut = str_starts_any(rest, ").val() ).value");
	if (shut == 0 || !jsvalue_may_look(names, names->page))
		return false;
	if (str_starts(name, STR("#")))
		name = str_sub(name, 1, name.n);
	value = name.n > 0 ? field_value(names->page, name) : STR_NONE;
	buf_addstr(b, value.n > 0 ? value : STR(""));
	*at = (size_t)(rest.p - s.p) + shut;
	return value.p != NULL;
}

/*
 * Where the value of a variable starts in *text, which is found too; -1 if it
 * has none, or is an argument.
 */
static ptrdiff_t
find_value(const struct jsvalue_names *names, struct str name, struct str *text)
{
	ptrdiff_t found;
	int i;

	for (i = 0; i < names->n; i++)
		if (str_eq(names->name[i], name))
			return -1;
	if (!jsvalue_may_look(names, names->text) ||
	    !jsvalue_may_look(names, names->page))
		return -1;
	*text = names->text;
	found = jsvalue_assignment(*text, name);
	if (found < 0) {
		*text = names->page;
		found = jsvalue_assignment(*text, name);
	}
	return found;
}

bool
jsvalue_is_page(struct str name)
{
	return str_is_any(name, "page pageNo pageNum pageNumber curr currPage "
	    "currentPage");
}

/* Adds the value of a variable, or of one of the object's own. */
static bool
take_variable(struct str name, bool own, const struct jsvalue_names *names,
    struct buf *b, bool *number)
{
	struct jsvalue_names inner = *names;
	ptrdiff_t found;
	size_t at;
	int i;

	for (i = 0; i < names->n; i++)
		if (str_eq(names->name[i], name)) {
			buf_addstr(b, names->value[i]);
			*number = names->number[i];
			return names->value[i].p != NULL;
		}
	if (++inner.depth > JSVALUE_MAX_DEPTH)
		return false;
	found = find_value(names, name, &inner.text);
	if (found < 0 && own) {
		inner.text = names->page;
		found = find_member(names, name);
	}
	if (found < 0 && names->first && jsvalue_is_page(name)) {
		buf_addc(b, '1');
		return *number = true;
	}
	if (found < 0)
		return false;
	at = (size_t)found;
	return jsvalue_sum(inner.text, &at, &inner, b, number);
}

bool
jsvalue_object(struct str *s, size_t *at, const struct jsvalue_names *names)
{
	struct str name, own, text = *s;
	ptrdiff_t found = (ptrdiff_t)jsvalue_space(*s, *at);
	size_t from;

	from = (size_t)found;
	own = take_own(*s, &from);
	name = own.p != NULL ? own : jsvalue_word(*s, from);
	if (name.n > 0)
		found = isdigit((unsigned char)name.p[0]) ? -1 :
		    find_value(names, name, &text);
	if (found < 0 && own.p != NULL) {
		text = names->page;
		found = find_member(names, name);
	}
	if (found < 0 || (found = (ptrdiff_t)jsvalue_space(text,
	    (size_t)found)) >= (ptrdiff_t)text.n ||
	    strchr("{[", text.p[found]) == NULL)
		return false;
	*s = text;
	*at = (size_t)found;
	return true;
}

bool
jsvalue_name(struct str s, size_t *at, struct buf *name)
{
	struct str word;

	*at = jsvalue_space(s, *at);
	if (*at < s.n && (s.p[*at] == '"' || s.p[*at] == '\'')) {
		if (!jsvalue_string(s, at, name))
			return false;
	} else {
		word = jsvalue_word(s, *at);
		buf_addstr(name, word);
		*at += word.n;
	}
	*at = jsvalue_space(s, *at);
	return name->n > 0 && *at < s.n && s.p[(*at)++] == ':';
}

/* Whether a number stands there that no sum is made of: -1, 0.5. */
static bool
is_fraction(struct str s, size_t at)
{
	size_t n = at;

	if (s.p[at] == '-')
		return true;
	while (n < s.n && isdigit((unsigned char)s.p[n]))
		n++;
	return n > at && n < s.n && s.p[n] == '.';
}

bool
jsvalue_json(struct str s, size_t *at, const struct jsvalue_names *names,
    struct buf *b)
{
	struct jsvalue_names inner = *names;
	struct str object = s, word;
	size_t from;
	struct buf value;
	bool number, fine;

	*at = from = jsvalue_space(s, *at);
	if (*at >= s.n)
		return false;
	word = jsvalue_word(s, *at);
	if (str_is_any(word, "null true false")) {
		buf_addstr(b, word);
		*at += word.n;
		return true;
	}
	if (is_fraction(s, *at)) {
		do
			buf_addc(b, s.p[(*at)++]);
		while (*at < s.n && (isdigit((unsigned char)s.p[*at]) ||
		    s.p[*at] == '.'));
		return true;
	}
	if (++inner.depth > JSVALUE_MAX_DEPTH)
		return false;
	if (jsvalue_object(&object, &from, names)) {
		if (word.n == 0)
			return jsvalue_braces(s, at, &inner, b);
		*at += word.n;
		return jsvalue_braces(object, &from, &inner, b);
	}
	buf_init(&value, JSVALUE_MAX);
	fine = jsvalue_sum(s, at, names, &value, &number);
	if (fine && number)
		buf_addstr(b, buf_str(&value));
	else if (fine)
		json_text(b, value.n > 0 ? buf_str(&value) : STR(""));
	buf_release(&value);
	return fine;
}

bool
jsvalue_braces(struct str s, size_t *at, const struct jsvalue_names *names,
    struct buf *b)
{
	const char shut = s.p[*at] == '{' ? '}' : ']';
	struct buf name;
	bool fine = true, more = false;

	buf_init(&name, JSVALUE_MAX);
	buf_addc(b, s.p[(*at)++]);
	while (fine && (*at = jsvalue_space(s, *at)) < s.n &&
	    s.p[*at] != shut) {
		if (more)
			buf_addc(b, ',');
		more = true;
		buf_reset(&name);
		if (shut == '}' && (fine = jsvalue_name(s, at, &name))) {
			json_text(b, buf_str(&name));
			buf_addc(b, ':');
		}
		fine = fine && jsvalue_json(s, at, names, b);
		*at = jsvalue_space(s, *at);
		if (*at < s.n && s.p[*at] == ',')
			++*at;
	}
	buf_addc(b, shut);
	buf_release(&name);
	return fine && (*at)++ < s.n && buf_ok(b);
}

/* JSON.stringify(x), which stands at *at and is passed over. */
static bool
take_json(struct str s, size_t *at, const struct jsvalue_names *names,
    struct buf *b)
{
	struct jsvalue_names inner = *names;

	if (++inner.nested > MAX_NESTED || !jsvalue_json(s, at, &inner, b))
		return false;
	*at = jsvalue_space(s, *at);
	return *at < s.n && s.p[(*at)++] == ')';
}

/* One term; *number says whether "+" adds it up. */
static bool
term(struct str s, size_t *at, const struct jsvalue_names *names, struct buf *b,
    bool *number)
{
	const struct str json = STR("JSON.stringify(");
	struct str word;

	*at = jsvalue_space(s, *at);
	*number = false;
	if (*at >= s.n)
		return false;
	if (s.p[*at] == '"' || s.p[*at] == '\'')
		return jsvalue_string(s, at, b);
	if (s.p[*at] == '`')
		return take_template(s, at, names, b);
	if (strchr("$jd", s.p[*at]) != NULL && take_field(s, at, names, b))
		return true;
	word = take_own(s, at);
	if (word.p != NULL)
		return take_variable(word, true, names, b, number);
	if (str_starts(str_sub(s, *at, s.n), json)) {
		*at += json.n;
		return take_json(s, at, names, b);
	}
	word = jsvalue_word(s, *at);
	*at += word.n;
	if (str_eq(jsvalue_word(s, *at + 1), STR("curr")) && s.p[*at] == '.') {
		word = STR("curr");	/* of layui's pages */
		*at += 1 + word.n;
	}
	if (word.n == 0 || (*at < s.n && strchr(".[(", s.p[*at]) != NULL &&
	    s.p[*at] != '\0'))
		return false;
	if (!isdigit((unsigned char)word.p[0]))
		return take_variable(word, false, names, b, number);
	buf_addstr(b, word);
	*number = true;
	return true;
}

/* What stands from `from` on and from `mid` on as one number. */
static void
add_up(struct buf *b, size_t from, size_t mid, char sign)
{
	char x[12], y[12];

	if (b->n - mid >= sizeof(y) || mid - from >= sizeof(x))
		return;
	snprintf(x, sizeof(x), "%.*s", (int)(mid - from), b->p + from);
	snprintf(y, sizeof(y), "%.*s", (int)(b->n - mid), b->p + mid);
	b->n = from;
	buf_printf(b, "%ld", strtol(x, NULL, 10) + (sign == '-' ? -1 : 1) *
	    strtol(y, NULL, 10));
}

bool
jsvalue_sum(struct str s, size_t *at, const struct jsvalue_names *names,
    struct buf *b, bool *number)
{
	size_t from = b->n, mid;
	bool other;
	char sign;
	int i;

	if (!term(s, at, names, b, number))
		return false;
	for (i = 0; i < MAX_TERMS && buf_ok(b); i++) {
		*at = jsvalue_space(s, *at);
		sign = *at < s.n ? s.p[*at] : ';';
		if (sign != '+' && sign != '-')
			return sign == ';' || sign == ')' || sign == ',' ||
			    sign == '}' || sign == ']' || sign == '<' ||
			    sign == 'v' || sign == '\n' ||
			    jsvalue_is_word(sign);
		++*at;
		mid = b->n;
		if (!term(s, at, names, b, &other))
			return false;
		if (*number && other)
			add_up(b, from, mid, sign);
		else if (sign == '-')
			return false;
		*number = *number && other;
	}
	return false;
}
