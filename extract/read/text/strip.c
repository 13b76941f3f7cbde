/* SPDX-License-Identifier: MIT */
#include "strip.h"

/* East Asian Width W and F, as terminals have it (UAX 11). */
static bool
is_wide(uint32_t c)
{
	return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) ||
	    (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
	    (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
	    (c >= 0xFFE0 && c <= 0xFFE6) || c >= 0x20000;
}

static void
put(struct strip *line, uint32_t c, size_t at)
{
	line->at[line->n] = (uint32_t)at;
	line->on[line->n++] = c;
}

/* Columns of a line; more than STRIP_MAX if it is too wide. */
static int
width(struct str text, int wide)
{
	size_t at = 0;
	int n = 0;

	while (at < text.n && n <= STRIP_MAX)
		n += is_wide(str_char(text, &at)) ? wide : 1;
	return n;
}

bool
strip_write(struct arena *a, struct str text, int wide, struct strip *out)
{
	uint32_t c;
	size_t at, from;
	int n = width(text, wide);

	if (n > STRIP_MAX)
		return false;
	*out = (struct strip){ text, NULL, NULL, 0 };
	out->on = arena_alloc(a, ((size_t)n + 1) * sizeof(*out->on));
	out->at = arena_alloc(a, ((size_t)n + 1) * sizeof(*out->at));
	for (at = 0; at < text.n;) {
		from = at;
		c = str_char(text, &at);
		if (c == '\r' || c == '\f')
			continue;
		put(out, c == '\t' ? ' ' : c, from);
		if (wide == 2 && is_wide(c))
			put(out, 0, at);
	}
	out->at[out->n] = (uint32_t)text.n;
	return true;
}

uint32_t
strip_at(const struct strip *line, int x)
{
	return x >= 0 && x < line->n ? line->on[x] : ' ';
}

struct str
strip_text(const struct strip *line, int from, int to)
{
	from = from < line->n ? from : line->n;
	to = to < line->n ? to : line->n;
	return str_sub(line->text, line->at[from], line->at[to] -
	    line->at[from]);
}

bool
strip_blank(const struct strip *line, int x)
{
	uint32_t c = strip_at(line, x);

	if (c == 0)
		c = strip_at(line, x - 1);
	return c == ' ' || c == 0xA0 || c == 0x3000;
}

bool
strip_piece(const struct strip *line, int gap, int *from, int *to)
{
	int x = *from, blanks = 0;

	while (x < line->n && strip_blank(line, x))
		x++;
	if (x >= line->n)
		return false;
	*from = *to = x;
	for (; x < line->n && blanks < gap; x++)
		if (strip_blank(line, x))
			blanks++;
		else
			blanks = 0, *to = x + 1;
	return true;
}

bool
strip_is_parted(struct str text, int wide)
{
	return str_has(str_trim(text), STR("  ")) &&
	    width(text, wide) <= STRIP_MAX;
}
