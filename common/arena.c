/* SPDX-License-Identifier: MIT */
/*
 * Chunks in a list; the first, large enough for most documents, is kept
 * between documents. What is large has memory of its own: arrays that grow
 * are moved by the system then, and what they do not use is not touched.
 */
#include "arena.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "msg.h"

enum { CHUNK = 1 << 20, LARGE = CHUNK / 8, ALIGN = 16 };

struct chunk {
	struct chunk *next;
	size_t used;		/* not counted in large ones */
	char *data;
};

struct arena {
	struct chunk *top;	/* of CHUNK bytes each */
	struct chunk *large;
	size_t total, max_bytes;
	void (*full)(void *);
	void *full_arg;
};

struct arena *
arena_new(size_t max_bytes)
{
	struct arena *a = xcalloc(1, sizeof(*a));

	a->max_bytes = max_bytes;
	return a;
}

/* Frees the chunks in front of `last`; returns it. */
static struct chunk *
free_until(struct chunk *c, const struct chunk *last)
{
	struct chunk *next;

	for (; c != last; c = next) {
		next = c->next;
		free(c->data);
		free(c);
	}
	return c;
}

void
arena_free(struct arena *a)
{
	if (a == NULL)
		return;
	free_until(a->top, NULL);
	free_until(a->large, NULL);
	free(a);
}

void
arena_reset(struct arena *a)
{
	while (a->top != NULL && a->top->next != NULL)
		a->top = free_until(a->top, a->top->next);
	a->large = free_until(a->large, NULL);
	if (a->top != NULL)
		a->top->used = 0;
	a->total = 0;
}

struct arena_mark
arena_mark(const struct arena *a)
{
	return (struct arena_mark){ .top = a->top, .large = a->large,
		.used = a->top != NULL ? a->top->used : 0,
		.total = a->total };
}

void
arena_back(struct arena *a, struct arena_mark m)
{
	a->top = free_until(a->top, m.top);
	a->large = free_until(a->large, m.large);
	if (a->top != NULL)
		a->top->used = m.used;
	a->total = m.total;
}

void
arena_on_full(struct arena *a, void (*full)(void *), void *arg)
{
	a->full = full;
	a->full_arg = arg;
}

/* Counts n more bytes towards the ceiling. */
static void
pay(struct arena *a, size_t n)
{
	if (n > a->max_bytes || a->total + n > a->max_bytes) {
		if (a->full != NULL)
			a->full(a->full_arg);
		fatal("a document needs more than %zu bytes of memory",
		    a->max_bytes);
	}
	a->total += n;
}

static struct chunk *
add_chunk(struct chunk **list, char *data)
{
	struct chunk *c = xcalloc(1, sizeof(*c));

	c->data = data;
	c->next = *list;
	*list = c;
	return c;
}

/* n bytes, not zeroed unless they are large. */
static void *
take(struct arena *a, size_t n)
{
	struct chunk *c = a->top;
	void *p;

	n = (n + ALIGN - 1) / ALIGN * ALIGN;
	pay(a, n);
	if (n >= LARGE)
		return add_chunk(&a->large, xcalloc(1, n))->data;
	if (c == NULL || CHUNK - c->used < n)
		c = add_chunk(&a->top, xmalloc(CHUNK));
	p = c->data + c->used;
	c->used += n;
	return p;
}

void *
arena_room(struct arena *a, size_t n)
{
	return take(a, n);
}

void *
arena_alloc(struct arena *a, size_t n)
{
	void *p = take(a, n);

	return n >= LARGE ? p : memset(p, 0, n);
}

/* A large array with twice the room. */
static void *
grow_large(struct arena *a, const void *p, size_t bytes)
{
	struct chunk *c = a->large;

	while (c != NULL && c->data != p)
		c = c->next;
	assert(c != NULL);
	pay(a, bytes);
	c->data = xrealloc(c->data, 2 * bytes);
	return c->data;
}

void *
arena_grow(struct arena *a, void *p, size_t n, size_t size)
{
	size_t bytes = n * size;
	char *q = p;

	/* Room doubles at each power of two, so n alone tells the room. */
	if (n == 0) {
		q = take(a, size);
	} else if ((n & (n - 1)) == 0) {
		if (bytes >= LARGE)
			q = grow_large(a, p, bytes);
		else
			q = memcpy(take(a, 2 * bytes), p, bytes);
	}
	memset(q + bytes, 0, size);
	return q;
}

struct str
arena_str(struct arena *a, struct str s)
{
	char *p = take(a, s.n + 1);

	if (s.n > 0)
		memcpy(p, s.p, s.n);
	p[s.n] = '\0';
	return (struct str){ p, s.n };
}

struct str
arena_join(struct arena *a, struct str s, struct str t)
{
	char *p;

	if (s.n == 0 || t.n == 0)
		return s.n == 0 ? t : s;
	p = arena_alloc(a, s.n + t.n + 1);
	memcpy(p, s.p, s.n);
	memcpy(p + s.n, t.p, t.n);
	return (struct str){ p, s.n + t.n };
}

struct str
arena_printf(struct arena *a, const char *fmt, ...)
{
	char most[256], *p;
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(most, sizeof(most), fmt, ap);
	va_end(ap);
	if (n < 0)
		fatal("cannot format \"%s\"", fmt);
	if ((size_t)n < sizeof(most))
		return arena_str(a, (struct str){ most, (size_t)n });
	p = arena_alloc(a, (size_t)n + 1);
	va_start(ap, fmt);
	vsnprintf(p, (size_t)n + 1, fmt, ap);
	va_end(ap);
	return (struct str){ p, (size_t)n };
}
