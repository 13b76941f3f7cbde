/* SPDX-License-Identifier: MIT */
#include "rowfile.h"

#include <stdlib.h>

#include "msg.h"

enum { MAX_RECORD = 64 << 20 };

void
rowfile_init(struct rowfile *c, FILE *f)
{
	*c = (struct rowfile){ .f = f };
	buf_init(&c->text, MAX_RECORD);
}

void
rowfile_release(struct rowfile *c)
{
	buf_release(&c->text);
	free(c->field);
}

static struct rowfile_field *
start_field(struct rowfile *c)
{
	if (c->n == c->room) {
		c->room = c->room > 0 ? c->room * 2 : 32;
		c->field = xrealloc(c->field, c->room * sizeof(*c->field));
	}
	c->field[c->n] = (struct rowfile_field){ .at = c->text.n };
	return &c->field[c->n++];
}

/* The rest of a quoted field; what follows its last quote, or EOF. */
static int
quoted(struct rowfile *c)
{
	int ch;

	for (;;) {
		ch = getc_unlocked(c->f);
		if (ch == EOF)
			return EOF;
		if (ch == '"' && (ch = getc_unlocked(c->f)) != '"')
			return ch;
		buf_addc(&c->text, (char)ch);
	}
}

/* One field, of which ch is the first character; what ended it, 0 if bad. */
static int
take_field(struct rowfile *c, int ch)
{
	struct rowfile_field *field = start_field(c);
	bool in_quotes = ch == '"';

	if (in_quotes)
		ch = quoted(c);
	else
		for (; ch != ',' && ch != '\n' && ch != '\r' && ch != EOF;
		    ch = getc_unlocked(c->f))
			buf_addc(&c->text, (char)ch);
	if (ch == '\r')
		ch = getc_unlocked(c->f);
	field->n = c->text.n - field->at;
	field->missing = field->n == 0 && !in_quotes;
	buf_addc(&c->text, '\0');
	return ch == ',' || ch == '\n' ? ch : 0;
}

int
rowfile_next(struct rowfile *c)
{
	int ch = getc_unlocked(c->f);

	buf_reset(&c->text);
	c->n = 0;
	if (ch == EOF)
		return ferror(c->f) ? -1 : 0;
	while ((ch = take_field(c, ch)) == ',')
		ch = getc_unlocked(c->f);
	return ch == '\n' && buf_ok(&c->text) ? 1 : -1;
}

struct str
rowfile_get(const struct rowfile *c, size_t i)
{
	const struct rowfile_field *field = &c->field[i];

	if (field->missing)
		return STR_NONE;
	return (struct str){ c->text.p + field->at, field->n };
}
