/* SPDX-License-Identifier: MIT */
#include "doc.h"

/* In the index, the mark of a row. */
#define OF_ROW (UINT32_C(1) << 31)

void
doc_warn(struct doc *d, const char *code, int tbl, struct str ind,
    struct str col, struct str detail)
{
	struct warn *w = DOC_ADD(d, warnings);

	*w = (struct warn){ code, tbl, ind, col, detail };
}

void
doc_check(struct doc *d, const char *rule, struct str subject,
    enum check_status status, struct str lhs, struct str rhs)
{
	struct check *c = DOC_ADD(d, checks);

	*c = (struct check){ rule, subject, status, lhs, rhs };
}

void
doc_reject(struct doc *d, enum state state, const char *reason,
    struct str detail)
{
	if (d->state != STATE_OK)
		return;
	d->state = state;
	d->reason = reason;
	d->reason_detail = detail;
}

void
doc_add_paragraph(struct doc *d, struct str text)
{
	struct block *b = DOC_ADD(d, blocks);

	b->kind = BLOCK_PARAGRAPH;
	b->text = text;
}

void
doc_number_tables(struct doc *d)
{
	size_t i;
	int no = 0;

	for (i = 0; i < d->blocks.n; i++)
		if (d->blocks.v[i].kind == BLOCK_TABLE)
			d->blocks.v[i].grid->no = ++no;
}

bool
doc_fact(struct doc *d, enum fact_id id, struct str value, const char *from,
    bool guess, struct str raw)
{
	if (d->facts[id].value.p != NULL || value.n == 0)
		return false;
	d->facts[id] = (struct fact){ value, from, guess, raw };
	return true;
}

/* The end of a code tells it from others; few share eight bytes. */
static uint64_t
tail(struct str s)
{
	uint64_t v = 0;
	uint32_t half[2] = { 0 };

	if (s.n >= sizeof(v)) {
		memcpy(&v, s.p + s.n - sizeof(v), sizeof(v));
	} else if (s.n >= sizeof(*half)) {
		memcpy(&half[0], s.p, sizeof(*half));
		memcpy(&half[1], s.p + s.n - sizeof(*half), sizeof(*half));
		v = (uint64_t)half[0] << 32 | half[1];
	} else if (s.n > 0) {
		v = (unsigned char)s.p[s.n - 1];
	}
	return v + s.n;
}

static size_t
hash(int tbl, struct str ind, struct str col)
{
	uint64_t h = (tail(ind) + (uint64_t)tbl) * 0x9E3779B97F4A7C15ULL;

	h = (h ^ tail(col)) * 0xFF51AFD7ED558CCDULL;
	return (size_t)(h >> 33);
}

/*
 * Where the number of the cell stands in the index, plus 1, or 0 would; with
 * STR_NONE for a column, that of the first cell of the row.
 */
static uint32_t *
slot_of(const struct doc *d, int tbl, struct str ind, struct str col)
{
	size_t mask = d->index.size - 1, i = hash(tbl, ind, col) & mask;
	bool row = col.p == NULL;
	const struct cell *c;
	uint32_t v;

	for (; (v = d->index.slot[i]) != 0; i = (i + 1) & mask) {
		c = &d->cells.v[(v & ~OF_ROW) - 1];
		if (((v & OF_ROW) != 0) == row && c->tbl == tbl &&
		    str_eq(c->ind, ind) && (row || str_eq(c->col, col)))
			break;
	}
	return &d->index.slot[i];
}

/* Puts a cell that is not there yet in the index, and the row it starts. */
static void
index_cell(struct doc *d, uint32_t number)
{
	const struct cell *c = &d->cells.v[number - 1];
	uint32_t *row;

	d->index.tables |= UINT32_C(1) << c->tbl;
	*slot_of(d, c->tbl, c->ind, c->col) = number;
	if (number > 1 && c[-1].tbl == c->tbl && c[-1].ind.p == c->ind.p &&
	    c[-1].ind.n == c->ind.n)
		return;
	row = slot_of(d, c->tbl, c->ind, STR_NONE);
	if (*row == 0)
		*row = number | OF_ROW;
}

/* Puts the cells in the index that it does not have yet. */
static void
index_cells(struct doc *d)
{
	if (4 * d->cells.n >= d->index.size) {
		d->index.size = d->index.size == 0 ? 1024 : 2 * d->index.size;
		d->index.slot = arena_alloc(d->arena,
		    d->index.size * sizeof(*d->index.slot));
		d->index.n = 0;
	}
	while (d->index.n < d->cells.n)
		index_cell(d, (uint32_t)++d->index.n);
}

struct cell *
doc_add_cell(struct doc *d, int tbl, struct str ind, struct str col)
{
	struct cell *c = DOC_ADD(d, cells);

	c->tbl = tbl;
	c->ind = ind;
	c->col = col;
	index_cells(d);
	return c;
}

void
doc_keep_cells(struct doc *d, size_t n)
{
	d->cells.n = n;
	if (d->index.size == 0)
		return;
	d->index.n = d->index.tables = 0;
	memset(d->index.slot, 0, d->index.size * sizeof(*d->index.slot));
	index_cells(d);
}

const struct cell *
doc_cell(const struct doc *d, int tbl, struct str ind, struct str col)
{
	uint32_t at = d->index.size > 0 ? *slot_of(d, tbl, ind, col) : 0;

	return at != 0 ? &d->cells.v[at - 1] : NULL;
}

const struct cell *
doc_row(const struct doc *d, int tbl, struct str ind)
{
	uint32_t at = d->index.size > 0 ? *slot_of(d, tbl, ind, STR_NONE) : 0;

	return at != 0 ? &d->cells.v[(at & ~OF_ROW) - 1] : NULL;
}

bool
doc_has_table(const struct doc *d, int tbl)
{
	return d->index.tables >> tbl & 1;
}

bool
doc_has_row(const struct doc *d, int tbl, struct str ind)
{
	return doc_row(d, tbl, ind) != NULL;
}

struct str
doc_meta(const struct doc *d, const char *const *names)
{
	size_t i;

	for (; *names != NULL; names++)
		for (i = 0; i < d->metas.n; i++)
			if (str_eq(d->metas.v[i].name, str_of(*names)) &&
			    str_trim(d->metas.v[i].hans).n > 0)
				return str_trim(d->metas.v[i].hans);
	return STR_NONE;
}
