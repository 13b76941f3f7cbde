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

/* A table by first character: those with the same low_bits() together. */
struct index {
	struct table words;
	unsigned short first[1 << 12];	/* of them in words, from 1; 0: none */
};

struct figwords {
	struct str name[MAX_CLASSES];
	struct table words[MAX_CLASSES];
	struct index times, plain;
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
finish_index(struct arena *a, struct index *x)
{
	size_t i;

	qsort(x->words.v, x->words.n, sizeof(*x->words.v),
	    by_first_character);
	for (i = x->words.n; i > 0; i--)
		x->first[low_bits(x->words.v[i - 1].text)] = (unsigned short)i;
	add(a, &x->words, (struct word)WORDS_END);
}

/* The number of a class, which may go on in another line. */
static int
number_of(struct figwords *f, struct str name)
{
	int i;

	for (i = 0; i < f->n && !str_eq(f->name[i], name); i++)
		;
	if (i == f->n) {
		assert(f->n < MAX_CLASSES);
		f->name[f->n++] = name;
	}
	return i;
}

const struct figwords *
figword_load(struct arena *a)
{
	struct figwords *f = arena_alloc(a, sizeof(*f));
	struct str dict = DICT(figword);
	struct dict_row row;
	struct word w;
	int i;

	while (dict_next(&dict, &row)) {
		assert(row.n >= 2);
		i = number_of(f, row.col[0]);
		w.means = arena_str(a, row.col[0]).p;
		while (row.col[1].p != NULL) {
			w.text = str_cut(&row.col[1], '|');
			add(a, &f->words[i], w);
			assert(w.text.n >= 3);
			if (row.n > 2 && str_eq(row.col[2], STR("time")))
				add(a, &f->times.words, w);
			if (str_eq(row.col[0], STR("plain")))
				add(a, &f->plain.words, w);
		}
	}
	for (i = 0; i < f->n; i++)
		finish(a, &f->words[i]);
	finish_index(a, &f->times);
	finish_index(a, &f->plain);
	return f;
}

/*
 * The next word behind *at, from 0, that s starts with, longest first; NULL if
 * there is none.
 */
static const struct word *
next_start(const struct index *x, struct str s, size_t *at)
{
	const struct word *w;
	unsigned bits;

	if (s.n < 3 || x->first[bits = low_bits(s)] == 0)
		return NULL;
	if (*at == 0)
		*at = x->first[bits] - 1u;
	for (w = &x->words.v[*at]; w->text.p != NULL &&
	    low_bits(w->text) == bits; w++, ++*at)
		if (str_starts(s, w->text)) {
			++*at;
			return w;
		}
	return NULL;
}

const struct word *
figword_time(const struct figwords *f, struct str s)
{
	size_t at = 0;

	return next_start(&f->times, s, &at);
}

const struct word *
figword_plain(const struct figwords *f, struct str s, size_t *at)
{
	return next_start(&f->plain, s, at);
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
