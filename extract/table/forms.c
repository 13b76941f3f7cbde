/* SPDX-License-Identifier: MIT */
#include "forms.h"

#include <assert.h>
#include <stdlib.h>

#include "dict.h"
#include "label.h"
#include "number.h"

enum { TEXTS = 1 << 12, TEXT_MAX = 120 };	/* remembered; bytes of one */

enum { MIN_LIKENESS = 600 };	/* of a label that is taken for another */

DICT_DECLARE(indicator);
DICT_DECLARE(column);

static int
number(struct str s)
{
	return (int)strtol(s.p, NULL, 10);
}

/* 予以公开数 and 结转下年度继续办理件数 are 予以公开, 结转下年度继续办理. */
static struct str
without_count(struct str key)
{
	static const struct str ends[] = { { "件数", 6 }, { "数量", 6 },
		{ "数", 3 } };
	size_t i;

	for (i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (key.n > ends[i].n + 6 && str_ends(key, ends[i]))
			return str_sub(key, 0, key.n - ends[i].n);
	return key;
}

static void
add_keys(struct arena *a, struct form_entry *e, struct str labels)
{
	struct str one;

	while (labels.p != NULL) {
		one = str_cut(&labels, '|');
		if (one.n == 0)
			continue;
		assert(e->n_keys < FORMS_MAX_LABELS);
		e->keys[e->n_keys] = label_key(a, one);
		e->bare[e->n_keys] = without_count(e->keys[e->n_keys]);
		e->bits[e->n_keys] = label_bits(e->keys[e->n_keys]);
		e->n_keys++;
	}
}

/* Both files begin tbl, code, ord; `shift` is 1 where a parent follows. */
static struct form_entry *
load(struct arena *a, struct str text, int shift, size_t *n)
{
	struct form_entry *v = NULL, *e;
	struct dict_row row;

	for (*n = 0; dict_next(&text, &row); ++*n) {
		v = arena_grow(a, v, *n, sizeof(*v));
		e = &v[*n];
		memset(e, 0, sizeof(*e));
		e->tbl = number(row.col[0]);
		e->code = row.col[1];
		e->ord = number(row.col[2]);
		e->parent = shift ? row.col[3] : STR("");
		e->unit = row.col[5 + shift];
		e->templates = row.col[7 + shift];
		add_keys(a, e, row.col[3 + shift]);
		add_keys(a, e, row.col[6 + shift]);
	}
	return v;
}

/* Counts the keys by their byte, or puts them where `to` says. */
static void
sort_keys(const struct form_entry *v, size_t n, size_t *to, struct str *keys)
{
	size_t i;
	int k;

	for (i = 0; i < n; i++)
		for (k = 0; k < v[i].n_keys; k++) {
			if (v[i].keys[k].n == 0)
				continue;
			if (keys != NULL)
				keys[to[forms_byte(v[i].keys[k])]] =
				    v[i].keys[k];
			to[forms_byte(v[i].keys[k])]++;
		}
}

/* The first row of table tbl from number i on with this parent, or NULL. */
static const struct form_entry *
under(const struct forms *f, int tbl, size_t i, struct str parent)
{
	for (; i < f->table[tbl].to; i++)
		if (str_eq(f->rows[i].parent, parent))
			return &f->rows[i];
	return NULL;
}

static void
index_rows(struct forms *f)
{
	size_t i;
	int tbl;

	for (i = 0; i < f->n_rows; i++) {
		tbl = f->rows[i].tbl;
		assert(tbl >= 0 && tbl < FORMS_TABLES);
		if (i == 0 || f->rows[i - 1].tbl != tbl) {
			assert(f->table[tbl].to == 0);
			f->table[tbl].from = i;
		}
		f->table[tbl].to = i + 1;
	}
	for (i = 0; i < f->n_rows; i++)
		f->rows[i].next = under(f, f->rows[i].tbl, i + 1,
		    f->rows[i].parent);
}

static void
index_keys(struct arena *a, struct forms *f)
{
	size_t to[256] = { 0 };
	int c;

	sort_keys(f->rows, f->n_rows, to, NULL);
	sort_keys(f->cols, f->n_cols, to, NULL);
	for (c = 0; c < 256; c++) {
		f->by[c + 1] = f->by[c] + to[c];
		to[c] = f->by[c];
	}
	f->keys = arena_alloc(a, (f->by[256] + 1) * sizeof(*f->keys));
	sort_keys(f->rows, f->n_rows, to, f->keys);
	sort_keys(f->cols, f->n_cols, to, f->keys);
}

struct forms *
forms_new(struct arena *a)
{
	struct forms *f = arena_alloc(a, sizeof(*f));

	f->arena = a;
	f->texts = arena_alloc(a, TEXTS * sizeof(*f->texts));
	f->rows = load(a, DICT(indicator), 1, &f->n_rows);
	f->cols = load(a, DICT(column), 0, &f->n_cols);
	index_rows(f);
	index_keys(a, f);
	return f;
}

/* Where a text is remembered, or would be; another may stand there. */
static struct forms_text *
text_at(const struct forms *f, struct str s)
{
	size_t n = s.n < sizeof(uint64_t) ? s.n : sizeof(uint64_t);
	uint64_t head = 0, tail = 0;

	memcpy(&head, s.p, n);
	memcpy(&tail, s.p + s.n - n, n);
	head = (head + s.n) * 0x9E3779B97F4A7C15ULL ^ tail;
	return &f->texts[head * 0xFF51AFD7ED558CCDULL >> 32 & (TEXTS - 1)];
}

struct forms_text
forms_text(const struct forms *f, struct arena *a, struct str hans)
{
	struct forms_text *t, read;

	if (hans.n == 0 || hans.n > TEXT_MAX)
		return (struct forms_text){ hans, label_key(a, hans),
			number_state(hans) };
	t = text_at(f, hans);
	if (str_eq(t->hans, hans))
		return *t;
	read = (struct forms_text){ hans, label_key(a, hans),
		number_state(hans) };
	if (t->hans.p == NULL)
		*t = (struct forms_text){ arena_str(f->arena, hans),
			arena_str(f->arena, read.key), read.state };
	return read;
}

const struct form_entry *
forms_under(const struct forms *f, int tbl, struct str parent)
{
	return under(f, tbl, f->table[tbl].from, parent);
}

static int
best_key(const struct form_entry *e, struct str key, uint64_t bits)
{
	uint64_t other;		/* of characters that the label lacks */
	int i, like, best = 0;

	for (i = 0; i < e->n_keys; i++) {
		other = bits & ~e->bits[i];
		if (other == 0)
			like = label_likeness(key, e->keys[i]);
		else if ((other &= other - 1) == 0 || (other &= other - 1) == 0)
			like = label_mistyped(key, e->keys[i]);
		else
			continue;
		if (like > best)
			best = like;
	}
	return best;
}

static bool
has_key(const struct str *keys, int n, struct str key)
{
	int i;

	for (i = 0; i < n; i++)
		if (str_eq(keys[i], key))
			return true;
	return false;
}

const struct form_entry *
forms_row(const struct forms *f, int tbl, struct str parent, struct str key,
    int *likeness)
{
	const struct form_entry *e, *found = NULL, *count = NULL;
	struct str bare = without_count(key);
	uint64_t bits = label_bits(key);
	int like, best = MIN_LIKENESS;
	bool tie = false;

	for (e = forms_under(f, tbl, parent); e != NULL; e = e->next) {
		like = best_key(e, key, bits);
		if (like == 1000) {
			*likeness = 1000;
			return e;
		}
		if (count == NULL && has_key(e->bare, e->n_keys, bare))
			count = e;
		if (like > best) {
			best = like;
			found = e;
			tie = false;
		} else if (like == best && found != NULL) {
			tie = true;
		}
	}
	if (key.n > 0 && count != NULL) {
		*likeness = 1000;
		return count;
	}
	if (tie || found == NULL)
		return NULL;
	*likeness = best;
	return found;
}

const struct form_entry *
forms_any_row(const struct forms *f, int tbl, struct str key, int *n)
{
	const struct form_entry *e, *found = NULL;
	size_t i;

	for (*n = 0, i = f->table[tbl].from; i < f->table[tbl].to; i++) {
		e = &f->rows[i];
		if (!has_key(e->keys, e->n_keys, key))
			continue;
		if (found == NULL)
			found = e;
		++*n;
	}
	return found;
}

const struct form_entry *
forms_col(const struct forms *f, int tbl, struct str key)
{
	size_t i;

	for (i = 0; i < f->n_cols; i++)
		if (f->cols[i].tbl == tbl && has_key(f->cols[i].keys,
		    f->cols[i].n_keys, key))
			return &f->cols[i];
	return NULL;
}

const struct form_entry *
forms_col_like(const struct forms *f, int tbl, struct str key)
{
	const struct form_entry *found = NULL;
	uint64_t bits = label_bits(key);
	int like, best = MIN_LIKENESS;
	size_t i;

	for (i = 0; i < f->n_cols; i++) {
		like = f->cols[i].tbl != tbl ? 0 :
		    best_key(&f->cols[i], key, bits);
		if (like > best) {
			best = like;
			found = &f->cols[i];
		} else if (like == best) {
			found = NULL;
		}
	}
	return found;
}

static const struct form_entry *
by_code(const struct form_entry *v, size_t n, int tbl, struct str code)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (v[i].tbl == tbl && str_eq(v[i].code, code))
			return &v[i];
	return NULL;
}

const struct form_entry *
forms_row_code(const struct forms *f, int tbl, struct str code)
{
	return by_code(f->rows + f->table[tbl].from,
	    f->table[tbl].to - f->table[tbl].from, tbl, code);
}

const struct form_entry *
forms_col_code(const struct forms *f, int tbl, struct str code)
{
	return by_code(f->cols, f->n_cols, tbl, code);
}
