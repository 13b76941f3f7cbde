/* SPDX-License-Identifier: MIT */
#include "jsonline.h"

#include <jansson.h>

/* A string member; its NULs are kept, for the text may have any. */
static struct str
member(const json_t *o, const char *name)
{
	const json_t *v = json_object_get(o, name);

	return json_is_string(v) ? (struct str){ json_string_value(v),
		json_string_length(v) } : STR_NONE;
}

bool
jsonline_is(struct str content_type)
{
	return str_eq(content_type, STR("application/x-ndjson"));
}

static struct str
with_title(struct arena *arena, struct str title, struct str text)
{
	struct str s;
	char *p;

	if (title.n == 0 || str_starts(str_trim(text), str_trim(title)))
		return arena_str(arena, text);
	s.n = title.n + 2 + text.n;
	p = arena_alloc(arena, s.n);
	s.p = p;
	memcpy(p, title.p, title.n);
	memcpy(p + title.n, "\n\n", 2);
	memcpy(p + title.n + 2, text.p, text.n);
	return s;
}

struct str
jsonline_document(struct doc *d, struct str title, struct str text, bool html)
{
	d->declared_type = html ? STR("text/html; charset=utf-8") :
	    STR("text/plain; charset=utf-8");
	return html ? arena_str(d->arena, text) :
	    with_title(d->arena, title, text);
}

struct str
jsonline_read(struct doc *d, struct str line)
{
	json_error_t e;
	json_t *o = json_loadb(line.p, line.n, JSON_ALLOW_NUL, &e);
	struct str html = member(o, "html"), text = member(o, "text"), s;

	s = STR_NONE;
	if (html.n > 0) {
		s = jsonline_document(d, STR(""), html, true);
	} else if (text.n > 0) {
		s = jsonline_document(d, member(o, "title"), text, false);
	} else if (o == NULL) {
		doc_reject(d, STATE_REJECTED, "unreadable",
		    arena_printf(d->arena, "no JSON: %s, at byte %d", e.text,
			e.position));
	} else {
		doc_reject(d, STATE_REJECTED, "empty",
		    STR("neither html nor text in the line"));
	}
	json_decref(o);
	return s;
}
