/* SPDX-License-Identifier: MIT */
/*
 * affix: words at the start and at the end of a name or a title, and what
 * names and titles have in common. Lists come as pointer and AFFIX_LEN().
 */
#ifndef AFFIX_H
#define AFFIX_H

#include "arena.h"
#include "str.h"

#define AFFIX_LEN(list) (sizeof(list) / sizeof(*(list)))

/* Takes the word off the start of *s; false if it is not there. */
bool affix_take(struct str *s, const char *what);
bool affix_take_any(struct str *s, const char *const *list, size_t n);
bool affix_starts_any(struct str s, const char *const *list, size_t n);

/* Takes the word off the end of *s; false if it is not there. */
bool affix_drop(struct str *s, const char *what);
bool affix_drop_any(struct str *s, const char *const *list, size_t n);
bool affix_ends_any(struct str s, const char *const *list, size_t n);

/* Whether it is one of the words. */
bool affix_is_any(struct str s, const char *const *list, size_t n);

/* Where the first of the words stands, or -1. */
ptrdiff_t affix_find_any(struct str s, const char *const *list, size_t n);

/* Without white space, full-width digits made ASCII; borrowed until reset. */
struct str affix_squeeze(struct arena *, struct str s);

/* Takes four digits off the start of *s, and says which; 0 if more or fewer. */
int affix_take_year(struct str *s);

/* A year in which such documents can have been written. */
bool affix_is_year(int year);

/* The year that a text starts with (2021年, 2021 年), its bytes; 0 if none. */
int affix_year(struct str s, size_t *len);

/* Whether text can be a name at all, and is no sentence or title. */
bool affix_is_name(struct str s);

#endif
