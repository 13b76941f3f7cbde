/* SPDX-License-Identifier: MIT */
#include "field.h"

#include <strings.h>

static struct field *
last(struct fields *s)
{
	return s->n > 0 && s->n <= FIELD_MAX ? &s->v[s->n - 1] : NULL;
}

void
field_start(struct fields *s, const void *para, size_t at, struct str code)
{
	struct field *f;

	/* Code that was never ended: it stays in its paragraph. */
	while ((f = last(s)) != NULL && !f->shows && f->para != para)
		s->n--;
	s->n++;
	if ((f = last(s)) == NULL)
		return;
	*f = (struct field){ .para = para, .from = at,
		.code.arena = s->arena, .choice = -1 };
	ooxml_add(&f->code, code);
}

void
field_code(struct fields *s, struct str code)
{
	struct field *f = last(s);

	if (f != NULL)
		ooxml_add(&f->code, code);
}

/* The result stands in front of the default. */
void
field_choice(struct fields *s, int choice)
{
	struct field *f = last(s);

	if (f != NULL && f->choice < 0)
		f->choice = choice;
}

/* The first entry is chosen where nothing says which. */
void
field_entry(struct fields *s, struct str entry)
{
	struct field *f = last(s);

	if (f != NULL && f->entries++ == (f->choice < 0 ? 0 : f->choice))
		f->chosen = arena_str(s->arena, entry);
}

size_t
field_shows(struct fields *s, const void *para, size_t at)
{
	struct field *f = last(s);

	if (f == NULL || f->shows)
		return at;
	f->shows = true;
	return f->para == para && at > f->from ? f->from : at;
}

/* What is drawn by its code alone, which nobody reads here. */
static bool
is_drawn(struct str code)
{
	static const struct str names[] = { { "EQ ", 3 }, { "SYMBOL ", 7 },
		{ "AUTONUM", 7 }, { "LISTNUM", 7 }, { "MACROBUTTON ", 12 } };
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (code.n >= names[i].n &&
		    strncasecmp(code.p, names[i].p, names[i].n) == 0)
			return true;
	return false;
}

struct str
field_end(struct fields *s, const void *para, size_t at)
{
	struct field *f = last(s);
	struct str code;

	s->n -= s->n > 0;
	if (f == NULL || f->para != para || at > f->from)
		return STR("");
	code = str_trim((struct str){ f->code.p, f->code.n });
	if (f->chosen.n > 0)
		return f->chosen;
	if (str_starts(code, STR("=")))
		return code;
	return is_drawn(code) ? STR("□") : STR("");
}
