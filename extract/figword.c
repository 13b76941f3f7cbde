/* SPDX-License-Identifier: MIT */
#include "figword.h"

#include <assert.h>
#include <stdlib.h>

#include "dict.h"

DICT_DECLARE(figword);

enum { MAX_CLASSES = 32 };

/* A table that grows, longest words first once it is finished. */
struct table {
	struct word *v;
	size_t n;
};

struct figwords {
	struct str name[MAX_CLASSES];
	struct table words[MAX_CLASSES];
	struct table times;
	/* By the last 12 bits of a character: a word of time starts with it. */
	bool starts[1 << 12];
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
add_time(struct arena *a, struct figwords *f, struct word w)
{
	assert(w.text.n >= 3);
	f->starts[low_bits(w.text)] = true;
	add(a, &f->times, w);
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
			if (row.n > 2 && str_eq(row.col[2], STR("time")))
				add_time(a, f, w);
		}
		finish(a, &f->words[f->n++]);
	}
	finish(a, &f->times);
	return f;
}

const struct word *
figword_time(const struct figwords *f, struct str s)
{
	if (s.n < 3 || !f->starts[low_bits(s)])
		return NULL;
	return words_start(s, f->times.v);
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
