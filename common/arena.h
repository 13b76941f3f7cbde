/* SPDX-License-Identifier: MIT */
/*
 * arena: the memory of one document. Everything that is made while a document
 * is read is allocated here and freed at once by arena_reset(). An arena has
 * a ceiling, so that one hostile document can't take the machine.
 */
#ifndef ARENA_H
#define ARENA_H

#include "str.h"

struct arena;

/* A new arena that hands out at most max_bytes between two resets. */
struct arena *arena_new(size_t max_bytes);
void arena_free(struct arena *);

/* Gives all memory back for the next document. */
void arena_reset(struct arena *);

/*
 * n zeroed bytes, aligned for any type, borrowed until reset. Past the
 * ceiling it calls the handler set with arena_on_full() and, should that
 * return or be unset, ends the program: a caller never sees NULL.
 */
void *arena_alloc(struct arena *, size_t n);

/* The same, not zeroed: for what is written before it is read. */
void *arena_room(struct arena *, size_t n);

/*
 * What is allocated between the two is given back; arrays that were there
 * before must not have grown since.
 */
struct arena_mark {
	const void *top, *large;
	size_t used, total;
};
struct arena_mark arena_mark(const struct arena *);
void arena_back(struct arena *, struct arena_mark);

/*
 * An array of n elements that grows: returns it with room for one more, which
 * is zeroed.
 */
void *arena_grow(struct arena *, void *p, size_t n, size_t size);

/*
 * What to do when a document needs more than the ceiling; it must not
 * return (extract jumps back to the document loop and rejects the document).
 */
void arena_on_full(struct arena *, void (*full)(void *), void *arg);

/* A NUL-terminated copy of s, borrowed until reset. */
struct str arena_str(struct arena *, struct str s);

/* The two as one; if either is empty, the other itself. */
struct str arena_join(struct arena *, struct str, struct str);

/* A printf into the arena, borrowed until reset. */
struct str arena_printf(struct arena *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

#endif
