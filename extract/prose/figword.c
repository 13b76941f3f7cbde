/* SPDX-License-Identifier: MIT */
#include "figword.h"

#include <assert.h>
#include <stdlib.h>

#include "dict.h"

DICT_DECLARE(figword);

enum { MAX_CLASSES = 128 };

/* A table that grows, longest words first once it is finished. */
struct table {
	struct word *v;
	size_t n;
};

struct figwords {
	struct str name[MAX_CLASSES];
	struct table words[MAX_CLASSES];
	struct table times;	/* those with the same low_bits() together */
	unsigned short first[1 << 12];	/* of them in times, from 1; 0: none */
	int n;
};

/* Of a character of three bytes, as all in the dictionary are. */
static unsigned
low_bits(struct str s)
{
	return (s.p[1] & 0x3Fu) << 6 | (s.p[2] & 0x3Fu);
}

static int
longer_first(const void *a, const void *b)
{
	const struct word *x = a, *y = b;

	return (x->text.n < y->text.n) - (x->text.n > y->text.n);
}

static int
by_first_character(const void *a, const void *b)
{
	unsigned x = low_bits(((const struct word *)a)->text);
	unsigned y = low_bits(((const struct word *)b)->text);

	return x == y ? longer_first(a, b) : (x > y) - (x < y);
}

static void
add(struct arena *a, struct table *t, struct word w)
{
	t->v = arena_grow(a, t->v, t->n, sizeof(*t->v));
	t->v[t->n++] = w;
}

static void
finish(struct arena *a, struct table *t)
{
	qsort(t->v, t->n, sizeof(*t->v), longer_first);
	add(a, t, (struct word)WORDS_END);
}

static void
finish_times(struct arena *a, struct figwords *f)
{
	size_t i;

	qsort(f->times.v, f->times.n, sizeof(*f->times.v), by_first_character);
	for (i = f->times.n; i > 0; i--)
		f->first[low_bits(f->times.v[i - 1].text)] = (unsigned short)i;
	add(a, &f->times, (struct word)WORDS_END);
}

const struct figwords *
figword_load(struct arena *a)
{
	struct figwords *f = arena_alloc(a, sizeof(*f));
	struct str dict = DICT(figword);
	struct dict_row row;
	struct word w;

	while (dict_next(&dict, &row)) {
		assert(row.n >= 2 && f->n < MAX_CLASSES);
		f->name[f->n] = row.col[0];
		w.means = arena_str(a, row.col[0]).p;
		while (row.col[1].p != NULL) {
			w.text = str_cut(&row.col[1], '|');
			add(a, &f->words[f->n], w);
			assert(w.text.n >= 3);
			if (row.n > 2 && str_eq(row.col[2], STR("time")))
				add(a, &f->times, w);
		}
		finish(a, &f->words[f->n++]);
	}
	finish_times(a, f);
	return f;
}

const struct word *
figword_time(const struct figwords *f, struct str s)
{
	const struct word *w;
	unsigned bits;

	if (s.n < 3 || f->first[bits = low_bits(s)] == 0)
		return NULL;
	for (w = &f->times.v[f->first[bits] - 1]; w->text.p != NULL &&
	     low_bits(w->text) == bits; w++)
		if (str_starts(s, w->text))
			return w;
	return NULL;
}

const struct word *
figword_class(const struct figwords *f, struct str class)
{
	int i;

	for (i = 0; i < f->n && !str_eq(f->name[i], class); i++)
		;
	assert(i < f->n);
	return f->words[i].v;
}
