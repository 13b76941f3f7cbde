/* SPDX-License-Identifier: MIT */
/*
 * Chunks in a list; the first, large enough for most documents, is kept
 * between documents.
 */
#include "arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "msg.h"

enum { CHUNK = 1 << 20, ALIGN = 16 };

struct chunk {
	struct chunk *next;
	size_t size, used;
	char *data;
};

struct arena {
	struct chunk *top;
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

void
arena_free(struct arena *a)
{
	struct chunk *c;

	if (a == NULL)
		return;
	while ((c = a->top) != NULL) {
		a->top = c->next;
		free(c->data);
		free(c);
	}
	free(a);
}

void
arena_reset(struct arena *a)
{
	struct chunk *c;

	while ((c = a->top) != NULL && (c->next != NULL || c->size > CHUNK)) {
		a->top = c->next;
		free(c->data);
		free(c);
	}
	if (a->top != NULL)
		a->top->used = 0;
	a->total = 0;
}

void
arena_on_full(struct arena *a, void (*full)(void *), void *arg)
{
	a->full = full;
	a->full_arg = arg;
}

/* The same, not zeroed. */
static void *
take(struct arena *a, size_t n)
{
	struct chunk *c = a->top;
	void *p;

	if (n > a->max_bytes || a->total + n > a->max_bytes) {
		if (a->full != NULL)
			a->full(a->full_arg);
		fatal("a document needs more than %zu bytes of memory",
		    a->max_bytes);
	}
	n = (n + ALIGN - 1) / ALIGN * ALIGN;
	if (c == NULL || c->size - c->used < n) {
		c = xcalloc(1, sizeof(*c));
		c->size = n > CHUNK ? n : CHUNK;
		c->data = xmalloc(c->size);
		c->next = a->top;
		a->top = c;
	}
	p = c->data + c->used;
	c->used += n;
	a->total += n;
	return p;
}

void *
arena_alloc(struct arena *a, size_t n)
{
	return memset(take(a, n), 0, n);
}

void *
arena_grow(struct arena *a, void *p, size_t n, size_t size)
{
	char *q;

	/* Room doubles at each power of two, so n alone tells the room. */
	if (n != 0 && (n & (n - 1)) != 0)
		return p;
	if (n == 0)
		return arena_alloc(a, size);
	q = take(a, 2 * n * size);
	memcpy(q, p, n * size);
	memset(q + n * size, 0, n * size);
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
