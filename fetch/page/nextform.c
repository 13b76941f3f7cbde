/* SPDX-License-Identifier: MIT */
#include "nextform.h"

#include <ctype.h>
#include <stdlib.h>

#include "charset.h"
#include "match.h"
#include "tags.h"
#include "url.h"
#include "written.h"

enum { MAX_DIGITS = 6 };

/* A field that is sent with the form. */
struct field {
	struct str name, id, value;
	int form;
};

struct forms {
	struct arena *arena;
	struct str action[NEXTFORM_MAX_FORMS];
	bool post[NEXTFORM_MAX_FORMS];
	const char *charset[NEXTFORM_MAX_FORMS];
	const char *page_charset;
	int n;
	bool inside;		/* a form is open */
	struct field field[NEXTFORM_MAX_FIELDS];
	int fields;
	struct str choice;	/* name of the select that is open */
	bool choosing;		/* the text of an option is its value */
	/* The button that says "next", -1: none. */
	int button_form;
	struct str button, button_value, button_code;
	bool picture;		/* it is one: where it is pressed is sent */
	bool pressing;		/* a <button> is open, its text follows */
	struct tag open;	/* that one */
};

static struct str
attribute(const struct forms *f, const struct tag *tag, const char *name)
{
	struct str value = tag_attribute(f->arena, tag, name);

	return value.p != NULL ? value : STR("");
}

/* Whether the tag has the attribute, with a value or without. */
static bool
has(const struct tag *tag, const char *word)
{
	ptrdiff_t at = str_find(tag->rest, str_of(word), 0);
	size_t end = (size_t)at + strlen(word);

	return at > 0 && isspace((unsigned char)tag->rest.p[at - 1]) &&
	    (end >= tag->rest.n ||
	    strchr("= \t\r\n/", tag->rest.p[end]) != NULL);
}

static void
open_form(struct forms *f, const struct tag *tag)
{
	f->inside = f->n < NEXTFORM_MAX_FORMS;
	if (!f->inside)
		return;
	f->action[f->n] = str_trim(attribute(f, tag, "action"));
	f->charset[f->n] = charset_named(attribute(f, tag, "accept-charset"),
	    f->page_charset);
	f->post[f->n++] = tag_is(attribute(f, tag, "method"), "post");
}

static void
add_field(struct forms *f, struct str name, struct str id, struct str value)
{
	if (name.n == 0 || f->fields == NEXTFORM_MAX_FIELDS)
		return;
	f->field[f->fields++] = (struct field){ name, id, value, f->n - 1 };
}

static void
take_button(struct forms *f, const struct tag *tag, struct str shown)
{
	struct str value = attribute(f, tag, "value");

	if (shown.n == 0)
		shown = value.n > 0 ? value : attribute(f, tag, "alt");
	if (f->button_form >= 0 || has(tag, "disabled") ||
	    match_text(str_trim(shown)) != MATCH_NEXT)
		return;
	f->button_form = f->n - 1;
	f->button = attribute(f, tag, "name");
	f->button_value = value;
	f->button_code = attribute(f, tag, "onclick");
	f->picture = tag_is(attribute(f, tag, "type"), "image");
	if (tag_is(attribute(f, tag, "type"), "button") &&
	    f->button_code.n == 0)
		f->button_form = -1;
}

static void
take_input(struct forms *f, const struct tag *tag)
{
	static const char *const buttons[] = { "submit", "button", "image" };
	static const char *const unsent[] = { "reset", "file" };
	struct str type = attribute(f, tag, "type");
	bool box;
	size_t i;

	for (i = 0; i < sizeof(buttons) / sizeof(*buttons); i++)
		if (tag_is(type, buttons[i])) {
			take_button(f, tag, STR(""));
			return;
		}
	for (i = 0; i < sizeof(unsent) / sizeof(*unsent); i++)
		if (tag_is(type, unsent[i]))
			return;
	box = tag_is(type, "checkbox") || tag_is(type, "radio");
	if (has(tag, "disabled") || (box && !has(tag, "checked")))
		return;
	add_field(f, attribute(f, tag, "name"), attribute(f, tag, "id"),
	    box && !has(tag, "value") ? STR("on") : attribute(f, tag, "value"));
}

/* The first choice is sent unless another one is marked. */
static void
take_option(struct forms *f, const struct tag *tag)
{
	struct field *last = f->fields > 0 ? &f->field[f->fields - 1] : NULL;
	struct str value = attribute(f, tag, "value");

	if (f->choice.n == 0)
		return;
	if (last == NULL || last->name.p != f->choice.p)
		add_field(f, f->choice, STR(""), value);
	else if (has(tag, "selected"))
		last->value = value;
	else
		return;
	f->choosing = !has(tag, "value");
}

/* The text of a button, or of a choice that has no other value. */
static void
take_text(struct forms *f, struct str text)
{
	struct buf b;

	if (f->pressing)
		take_button(f, &f->open, str_trim(text));
	if (f->choosing && f->fields > 0 &&
	    f->field[f->fields - 1].name.p == f->choice.p) {
		buf_init(&b, text.n + 1);
		tag_text(&b, str_trim(text));
		f->field[f->fields - 1].value = b.n > 0 ?
		    arena_str(f->arena, buf_str(&b)) : STR("");
		buf_release(&b);
	}
	f->choosing = false;
}

static void
read_forms(struct forms *f, struct str text)
{
	struct tags tags = { .html = text };
	struct tag tag;

	while (tags_next(&tags, &tag)) {
		if (tag.kind == TAG_TEXT) {
			take_text(f, tag.rest);
		} else if (tag_is(tag.name, "button")) {
			f->pressing = tag.kind == TAG_OPEN && f->inside;
			f->open = tag;
		} else if (tag_is(tag.name, "form")) {
			if (tag.kind == TAG_OPEN)
				open_form(f, &tag);
			else
				f->inside = false;
		} else if (tag_is(tag.name, "select")) {
			f->choice = tag.kind == TAG_OPEN && f->inside ?
			    attribute(f, &tag, "name") : STR("");
		} else if (!f->inside || tag.kind == TAG_CLOSE) {
			continue;
		} else if (tag_is(tag.name, "input")) {
			take_input(f, &tag);
		} else if (tag_is(tag.name, "option")) {
			take_option(f, &tag);
		}
	}
}

/* Where the form has the field that is so called, or NULL. */
static struct field *
find_field(struct forms *f, int form, struct str name)
{
	int i;

	for (i = 0; i < f->fields; i++)
		if (f->field[i].form == form && (str_eq(f->field[i].name,
		    name) || str_eq(f->field[i].id, name)))
			return &f->field[i];
	return NULL;
}

/*
 * The form that the script means: one with all its fields or, of a postback,
 * with a view state; -1 if there is none.
 */
static int
form_of(struct forms *f, const struct written_form *w)
{
	int form, i;

	for (form = 0; form < f->n; form++) {
		if (w->postback && find_field(f, form,
		    STR("__VIEWSTATE")) != NULL)
			return form;
		for (i = 0; i < w->n; i++)
			if (find_field(f, form, w->name[i]) == NULL)
				break;
		if (i == w->n)
			return form;
	}
	return -1;
}

/* A value as it is sent: line ends are those of the net, in its encoding. */
static struct str
sent(struct forms *f, const struct field *field)
{
	const char *charset = f->charset[field->form];
	struct str value = field->value;
	struct buf b;
	size_t i;

	if (str_eq(field->name, STR("_charset_")))
		return str_of(charset_label(charset));
	if (str_has(value, STR("\n")) || str_has(value, STR("\r"))) {
		buf_init(&b, value.n * 2 + 1);
		for (i = 0; i < value.n; i++) {
			if (value.p[i] != '\n' && value.p[i] != '\r') {
				buf_addc(&b, value.p[i]);
				continue;
			}
			buf_addstr(&b, STR("\r\n"));
			i += str_starts(str_sub(value, i, 2), STR("\r\n"));
		}
		value = arena_str(f->arena, buf_str(&b));
		buf_release(&b);
	}
	return charset_encode(f->arena, value, charset);
}

/* The form is what leads on: `key` is what differs from the next one. */
static void
lead_on(struct forms *f, int form, const char *url, struct str key,
    struct list *l)
{
	struct str asked = arena_str(f->arena, url_asked(url)), body;
	char *to = f->action[form].n > 0 ? url_resolve(asked.p,
	    f->action[form]) : url_resolve(NULL, asked);
	struct buf b;
	int i;

	buf_init(&b, NEXTFORM_MAX_BYTES);
	for (i = 0; i < f->fields; i++)
		if (f->field[i].form == form)
			url_add_pair(&b, charset_encode(f->arena,
			    f->field[i].name, f->charset[form]),
			    sent(f, &f->field[i]));
	if (to != NULL && buf_ok(&b) && b.n > 0 && str_eq(url_authority(to),
	    url_authority(url))) {
		body = arena_str(f->arena, buf_str(&b));
		l->next = arena_str(f->arena, str_of(to));
		if (f->post[form]) {
			l->form = body;
			l->form_key = key;
		} else {
			body = arena_printf(f->arena, "%.*s?%.*s",
			    (int)strcspn(to, "?"), to, STR_ARG(body));
			free(to);
			to = url_resolve(NULL, body);
			l->next = to != NULL ? arena_str(f->arena,
			    str_of(to)) : STR_NONE;
		}
	}
	buf_release(&b);
	free(to);
}

/* Fills in what the script would; true if there is such a form. */
static bool
fill_in(struct forms *f, const struct written_form *w, const char *url,
    struct list *l)
{
	int form = form_of(f, w), i;
	struct field *field;
	struct buf key;

	if (form < 0)
		return false;
	buf_init(&key, URL_MAX);
	for (i = 0; i < w->n; i++) {
		field = find_field(f, form, w->name[i]);
		if (field == NULL && f->fields < NEXTFORM_MAX_FIELDS) {
			field = &f->field[f->fields++];
			*field = (struct field){ .name = w->name[i],
				.form = form };
		}
		if (field != NULL)
			field->value = w->value[i];
		url_add_pair(&key, w->name[i], w->value[i]);
	}
	if (buf_ok(&key))
		lead_on(f, form, url, arena_str(f->arena, buf_str(&key)), l);
	buf_release(&key);
	return l->next.p != NULL;
}

/* A number of a few digits, or -1. */
static long
number(struct str s)
{
	long n = 0;
	size_t i;

	for (i = 0; i < s.n && isdigit((unsigned char)s.p[i]); i++)
		n = i < MAX_DIGITS ? n * 10 + (s.p[i] - '0') : -1;
	return i == s.n && i > 0 && i <= MAX_DIGITS ? n : -1;
}

/* The number that the text ends in, or -1. */
static long
last_number(struct str s)
{
	size_t from = s.n;

	while (from > 0 && isdigit((unsigned char)s.p[from - 1]))
		from--;
	return number(str_sub(s, from, s.n));
}

/*
 * How well a click leads to the page of this number: 3 says "next", 2 shows
 * the number and sends it, 1 is the "..." that sends it, 0 nothing. What only
 * shows it may be a day of a calendar.
 */
static int
leads(const struct click *k, const struct written_form *w, long page)
{
	long sent = last_number(w->value[w->n - 1]);

	if (match_text(k->text) == MATCH_NEXT)
		return 3;
	if (sent != page)
		return 0;
	return number(k->text) == page ? 2 : str_eq(k->text, STR("...")) ||
	    str_eq(k->text, STR("…")) ? 1 : 0;
}

/* The best of the clicks; false if none leads on. */
static bool
choose(struct arena *a, struct str text, const struct links *links, long page,
    struct written_form *best)
{
	struct written_form w;
	int grade = 0, g;
	size_t i;

	for (i = 0; i < links->clicks; i++) {
		const struct click *k = &links->click[i];

		if (match_text(k->text) != MATCH_NEXT && number(k->text) !=
		    page && !str_starts(k->text, STR(".")) &&
		    !str_starts(k->text, STR("…")))
			continue;
		if (!written_form(a, text, k->code, &w))
			continue;
		g = leads(k, &w, page);
		if (g > grade) {
			grade = g;
			*best = w;
		}
	}
	return grade > 0;
}

/* name.x and name.y instead of a value. */
static void
press_picture(struct forms *f)
{
	static const char *const axis[] = { "x", "y" };
	const char *dot = f->button.n > 0 ? "." : "";
	size_t i;

	for (i = 0; i < sizeof(axis) / sizeof(*axis); i++)
		f->field[f->fields++] = (struct field){
			.name = arena_printf(f->arena, "%.*s%s%s",
			    STR_ARG(f->button), dot, axis[i]),
			.value = STR("1"), .form = f->button_form };
}

/* A button: what its script fills in or, without one, its own name. */
static void
press(struct forms *f, struct str text, const char *url, struct list *l)
{
	struct written_form w;
	struct buf key;

	if (f->button_code.n > 0 && written_form(f->arena, text,
	    f->button_code, &w) && fill_in(f, &w, url, l))
		return;
	if (f->fields + 2 > NEXTFORM_MAX_FIELDS ||
	    (f->button.n == 0 && !f->picture))
		return;
	if (f->picture)
		press_picture(f);
	else
		f->field[f->fields++] = (struct field){ .name = f->button,
			.value = f->button_value, .form = f->button_form };
	buf_init(&key, URL_MAX);
	url_add_pair(&key, f->button, f->button_value);
	if (buf_ok(&key))
		lead_on(f, f->button_form, url, arena_str(f->arena,
		    buf_str(&key)), l);
	buf_release(&key);
}

void
nextform_read(struct arena *a, struct str text, const char *url,
    const struct links *links, int page, struct list *l)
{
	struct written_form w;
	struct forms *f;

	if (!str_has(text, STR("<form")) && !str_has(text, STR("<FORM")))
		return;
	f = arena_alloc(a, sizeof(*f));
	*f = (struct forms){ .arena = a, .button_form = -1,
		.page_charset = links->charset };
	read_forms(f, text);
	if (f->n == 0)
		return;
	/* the page is page + 1 for people, the next one page + 2 */
	if (choose(a, text, links, page + 2, &w) && fill_in(f, &w, url, l))
		return;
	if (f->button_form >= 0)
		press(f, text, url, l);
}

/* Where the digits at the end of an escaped value start. */
static size_t
digits_at(struct str pair)
{
	size_t at = pair.n;

	while (at > 0 && isdigit((unsigned char)pair.p[at - 1]))
		at--;
	if (at > 0 && pair.p[at - 1] == '%')
		at += 2;
	else if (at > 1 && pair.p[at - 2] == '%')
		at++;
	return at < pair.n ? at : pair.n;
}

/* Where the pair stands in the form, or -1. */
static ptrdiff_t
find_pair(struct str form, struct str pair)
{
	ptrdiff_t at;
	size_t from = 0, end;

	while ((at = str_find(form, pair, from)) >= 0) {
		from = end = (size_t)at + pair.n;
		if ((at == 0 || form.p[at - 1] == '&') &&
		    (end == form.n || form.p[end] == '&'))
			return at;
	}
	return -1;
}

/* The same with another number in place of the n bytes at `at`. */
static struct str
with_number(struct arena *a, struct str s, size_t at, size_t n, long number)
{
	return arena_printf(a, "%.*s%ld%.*s", STR_ARG(str_sub(s, 0, at)),
	    number, STR_ARG(str_sub(s, at + n, s.n)));
}

bool
nextform_jump(struct arena *a, struct list *l, int page)
{
	struct str rest = l->form_key, pair, found = STR_NONE;
	size_t from = 0, digits;
	ptrdiff_t at;
	long n, old = 0;

	while (rest.p != NULL) {
		pair = str_cut(&rest, '&');
		n = number(str_sub(pair, digits_at(pair), pair.n));
		if ((n != 1 && n != 2) || str_starts(pair,
		    STR("__EVENTTARGET=")))	/* it names a control */
			continue;
		if (found.p != NULL)
			return false;	/* which of them is it? */
		found = pair;
		from = (size_t)(pair.p - l->form_key.p);
		old = n;
	}
	at = found.p != NULL ? find_pair(l->form, found) : -1;
	if (at < 0)
		return false;
	digits = digits_at(found);
	l->form = with_number(a, l->form, (size_t)at + digits,
	    found.n - digits, old + page - 1);
	l->form_key = with_number(a, l->form_key, from + digits,
	    found.n - digits, old + page - 1);
	return true;
}
