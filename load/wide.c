/* SPDX-License-Identifier: MIT */
#include "wide.h"

#include <openssl/sha.h>

#include "buf.h"

static bool
same_row(const struct cell_in *a, const struct cell_in *b)
{
	return a->tbl == b->tbl && str_eq(a->ind, b->ind);
}

static int64_t
name_layout(struct buf *b, const struct wide *row)
{
	unsigned char d[SHA256_DIGEST_LENGTH];
	const struct cell_in *c, *first = row->cells[0];
	uint64_t n = 0;

	buf_reset(b);
	for (size_t i = 0; i < row->n; i++) {
		c = row->cells[i];
		buf_printf(b, "%d %d %zu ", c->row - first->row,
		    c->at - first->at, c->col.n);
		buf_addstr(b, c->col);
		buf_addc(b, c->unit.p != NULL ? '=' : '-');
		buf_addstr(b, c->unit);
		buf_addc(b, '\0');
	}
	SHA256((const unsigned char *)b->p, b->n, d);
	for (int i = 0; i < 8; i++)
		n = n << 8 | d[i];
	return (int64_t)(n >> 1);
}

static bool
same_slots(const struct wide *a, const struct wide *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++) {
		const struct cell_in *x = a->cells[i], *y = b->cells[i];

		if (!str_eq(x->col, y->col) || !str_eq(x->unit, y->unit) ||
		    (x->unit.p == NULL) != (y->unit.p == NULL) ||
		    x->row - a->cells[0]->row != y->row - b->cells[0]->row ||
		    x->at - a->cells[0]->at != y->at - b->cells[0]->at)
			return false;
	}
	return true;
}

struct wide *
wide_rows(struct arena *arena, const struct record *r, size_t *n)
{
	const struct cell_in *const *v = r->by_row;
	struct wide *rows = arena_alloc(arena,
	    (r->cells.n + 1) * sizeof(*rows)), *row = rows;
	struct buf b;
	size_t end;

	buf_init(&b, (size_t)2 * RECORD_MAX_LINE);
	for (size_t i = 0; i < r->cells.n; i = end, row++) {
		for (end = i + 1; end < r->cells.n && end < i + WIDE_SLOTS &&
		    same_row(v[i], v[end]) && v[i]->table == v[end]->table;)
			end++;
		*row = (struct wide){ .cells = v + i, .n = end - i };
		if (row > rows && same_row(v[i], row[-1].cells[0]))
			row->part = row[-1].part + 1;
		row->layout = row > rows && same_slots(row, row - 1) ?
		    row[-1].layout : name_layout(&b, row);
	}
	buf_release(&b);
	*n = (size_t)(row - rows);
	return rows;
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
wide_raw_is_plain(const struct cell_in *c)
{
	if (c->value.p != NULL)
		return str_eq(c->raw, c->value) && is_plain(c->value);
	return c->raw.n == 0 && str_eq(c->state, STR("blank"));
}
