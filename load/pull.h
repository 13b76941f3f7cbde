/* SPDX-License-Identifier: MIT */
/*
 * pull: JSON (RFC 8259) read token by token, without a tree. Strict, because
 * what gets past it goes into a database: no lone surrogate, no U+0000, no
 * nesting past PULL_MAX_DEPTH, no number of more than PULL_MAX_NUMBER
 * characters or a power of ten of more than three digits; the text must be UTF-8, which the caller has
 * checked. The first fault is kept in `fault`, and later calls return false.
 *
 *	pull_init(&p, arena, text);
 *	pull_enter(&p, '{');
 *	while (pull_key(&p, &key))
 *		if (str_eq(key, STR("n")))
 *			pull_string(&p, &value);
 *		else
 *			pull_skip(&p);
 *
 * While `hash` is set, what is read goes into it in a canonical form: what
 * white space and which escapes the text has makes no difference.
 */
#ifndef PULL_H
#define PULL_H

#include "arena.h"
#include "digest.h"

enum { PULL_MAX_DEPTH = 500, PULL_MAX_NUMBER = 1000 };

struct pull {
	const char *at, *start, *end;
	struct arena *arena;
	struct digest *hash;	/* NULL: none */
	int depth;
	bool first;		/* nothing read yet of the list or object */
	const char *fault;	/* code of nianbao-load(1), or NULL */
	const char *reason;
};

void pull_init(struct pull *, struct arena *, struct str text);

/* First character of the next value, 0 behind the end or after a fault. */
char pull_peek(struct pull *);

/* Opens an object '{' or a list '['; the caller has peeked. */
void pull_enter(struct pull *, char bracket);

/* The next member's name, or false at the end of the object, then closed. */
bool pull_key(struct pull *, struct str *key);

/*
 * Whether the next member has this name, which has no escapes, and stands
 * there without white space; then it is read. What pull_key() does, for who
 * knows what comes.
 */
bool pull_key_is(struct pull *, struct str key);

/* Whether the list has another element; else it is closed. */
bool pull_element(struct pull *);

/* A string; borrowed from the text, or from the arena if it had escapes. */
bool pull_string(struct pull *, struct str *);

/* A number as it is written. */
bool pull_number(struct pull *, struct str *);

/* true, false or null, as it is written. */
bool pull_word(struct pull *, struct str *);

/* A value of any kind; returns its text. */
struct str pull_skip(struct pull *);

/* Whether the text ends here, but for white space. */
bool pull_end(struct pull *);

#endif
