/* SPDX-License-Identifier: MIT */
/*
 * figword: the classes of words of common/dict/figword.tsv, which says at its
 * head what they are for.
 */
#ifndef FIGWORD_H
#define FIGWORD_H

#include "arena.h"
#include "words.h"

struct figwords;

/* The classes, read into the arena. */
const struct figwords *figword_load(struct arena *);

/*
 * The word of a class of time that s starts with, or NULL; `means` is the
 * class.
 */
const struct word *figword_time(const struct figwords *, struct str s);

/*
 * The words of the class plain that s starts with, one after the other, longest
 * first; then NULL. *at is 0 at first, and the function's own.
 */
const struct word *figword_plain(const struct figwords *, struct str s,
    size_t *at);

/* The words of a class as a table of words.h; asserts that there is one. */
const struct word *figword_class(const struct figwords *, struct str class);

#endif
