/* SPDX-License-Identifier: MIT */
/*
 * jsvalue: what an expression of a script comes to, as far as reading it tells:
 * strings, numbers, variables that are given such a value, fields of the page,
 * objects, "+". Who reads it passes over it: *at is behind it then.
 */
#ifndef JSVALUE_H
#define JSVALUE_H

#include "buf.h"
#include "str.h"

enum {
	JSVALUE_MAX = 8192,	/* bytes */
	JSVALUE_MAX_ARGS = 8,
	JSVALUE_MAX_DEPTH = 4	/* variables made of variables */
};

/* What names stand for: arguments of a function, and where else to look. */
struct jsvalue_names {
	struct str name[JSVALUE_MAX_ARGS], value[JSVALUE_MAX_ARGS];
	bool number[JSVALUE_MAX_ARGS];
	int n;
	struct str text;	/* "var x = ..." in here, the last counts, */
	struct str page;	/* or in here */
	int depth, nested;
	size_t *left;		/* bytes that may yet be looked through */
	bool first;		/* a page that nobody sets is the first one */
};

/* Whether the text may be looked through for a name once more. */
bool jsvalue_may_look(const struct jsvalue_names *, struct str text);

bool jsvalue_is_word(char);

/* Behind the white space at `at`; the word there. */
size_t jsvalue_space(struct str, size_t at);
struct str jsvalue_word(struct str, size_t at);

/* Where the word stands alone, at or behind `from`, or -1. */
ptrdiff_t jsvalue_find(struct str, struct str word, size_t from);

/* Adds the string that starts with the quote at *at. */
bool jsvalue_string(struct str, size_t *at, struct buf *);

/* Where the last "name = " ends, but not "name == " nor "?name=", or -1. */
ptrdiff_t jsvalue_assignment(struct str text, struct str name);

/* What scripts call the number of a page that they count from 1. */
bool jsvalue_is_page(struct str name);

/*
 * Goes to the object or array that stands at *at, or that the variable there is
 * given; false if there is none.
 */
bool jsvalue_object(struct str *, size_t *at, const struct jsvalue_names *);

/* Adds the name of a member, whose colon is passed over too. */
bool jsvalue_name(struct str, size_t *at, struct buf *name);

/* Adds a value as JSON: as the script has it, or what it comes to. */
bool jsvalue_json(struct str, size_t *at, const struct jsvalue_names *,
    struct buf *);

/* The same of the object or array at *at. */
bool jsvalue_braces(struct str, size_t *at, const struct jsvalue_names *,
    struct buf *);

/*
 * Adds terms with "+" in between; *number: all are, and were added up. False if
 * there is anything else.
 */
bool jsvalue_sum(struct str, size_t *at, const struct jsvalue_names *,
    struct buf *, bool *number);

#endif
