/* SPDX-License-Identifier: MIT */
#include "block.h"

#include <libdeflate.h>
#include <stdlib.h>

#include "buf.h"
#include "digest.h"
#include "msg.h"

enum { NAMES = 1024, MAX_TBL = 99 };

/* Layouts by a checksum of what they are; the later of two stays. */
struct block_names {
	struct buf text;
	struct {
		struct buf text;
		int64_t name;
	} known[NAMES];
};

struct block_names *
block_names_new(void)
{
	struct block_names *b = xcalloc(1, sizeof(*b));

	buf_init(&b->text, RECORD_MAX_LINE);
	for (int i = 0; i < NAMES; i++)
		buf_init(&b->known[i].text, RECORD_MAX_LINE);
	return b;
}

void
block_names_free(struct block_names *b)
{
	if (b == NULL)
		return;
	for (int i = 0; i < NAMES; i++)
		buf_release(&b->known[i].text);
	buf_release(&b->text);
	free(b);
}

int
block_down(const struct block *b, size_t slot)
{
	return b->cells[slot].row - b->cells[0].row;
}

int
block_across(const struct block *b, size_t slot)
{
	return b->cells[slot].at - b->cells[0].at;
}

static char *
put_number(char *to, size_t v)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		*to++ = (char)(v >> shift);
	return to;
}

/* With its length, so that no two layouts are the same bytes. */
static char *
put_text(char *to, struct str s)
{
	to = put_number(to, s.p != NULL ? s.n + 1 : 0);
	if (s.n > 0)
		memcpy(to, s.p, s.n);
	return to + s.n;
}

static void
spell_layout(struct buf *b, const struct block *block)
{
	const struct cell_in *c = block->cells;
	char *to;

	buf_reset(b);
	for (size_t i = 0; i < block->n; i++, c++) {
		to = buf_room(b, 20 + c->ind.n + c->col.n + c->unit.n);
		if (to == NULL)
			fatal("a layout is larger than %zu bytes", b->max);
		to = put_number(to, (size_t)block_down(block, i));
		to = put_number(to, (size_t)block_across(block, i));
		to = put_text(put_text(to, c->ind), c->col);
		b->n = (size_t)(put_text(to, c->unit) - b->p);
	}
}

static int64_t
name_layout(struct block_names *names, const struct block *block)
{
	struct str text;
	size_t at;

	spell_layout(&names->text, block);
	text = buf_str(&names->text);
	at = libdeflate_crc32(0, text.p, text.n) % NAMES;
	if (!str_eq(text, buf_str(&names->known[at].text))) {
		buf_reset(&names->known[at].text);
		buf_addstr(&names->known[at].text, text);
		names->known[at].name = digest_key(text);
	}
	return names->known[at].name;
}

struct block *
block_cut(struct arena *arena, struct block_names *names,
    const struct record *r, size_t *n)
{
	int parts[MAX_TBL + 1] = { 0 };
	struct block *v = arena_alloc(arena, (r->cells.n + 1) * sizeof(*v));
	const struct cell_in *c, *end = r->cells.v + r->cells.n;

	*n = 0;
	for (const struct cell_in *first = r->cells.v; first < end; first = c) {
		for (c = first + 1; c < end && c < first + BLOCK_SLOTS &&
		    c->tbl == first->tbl && c->table == first->table;)
			c++;
		v[*n] = (struct block){ .cells = first,
			.n = (size_t)(c - first),
			.part = parts[first->tbl]++ };
		v[*n].layout = name_layout(names, &v[*n]);
		++*n;
	}
	return v;
}

/* Whether the server writes this decimal just so. */
static bool
is_plain(struct str s)
{
	bool minus = s.n > 0 && s.p[0] == '-', zero = true;

	if (minus)
		s = str_sub(s, 1, s.n);
	if (s.n > 1 && s.p[0] == '0' && s.p[1] != '.')
		return false;
	for (size_t i = 0; i < s.n && zero; i++)
		zero = s.p[i] == '0' || s.p[i] == '.';
	return !minus || !zero;
}

bool
block_raw_is_plain(const struct cell_in *c)
{
	if (c->value.p != NULL)
		return str_eq(c->raw, c->value) && is_plain(c->value);
	return c->raw.n == 0 && str_eq(c->state, STR("blank"));
}
