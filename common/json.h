/* SPDX-License-Identifier: MIT */
/*
 * json: the writing side of JSON Lines. Commas are put where they belong;
 * strings are escaped, with bad UTF-8 written as U+FFFD and NUL as \u0000.
 *
 *	json_open(&b, '{');
 *	json_key(&b, "value"); json_str(&b, STR("0"));
 *	json_close(&b, '}');
 */
#ifndef JSON_H
#define JSON_H

#include "buf.h"

/* Whether a value would follow another, so that a comma goes between. */
static inline bool
json_follows(const struct buf *b)
{
	char last = b->n > 0 ? b->p[b->n - 1] : '\n';

	return last != '{' && last != '[' && last != ':' && last != '\n';
}

/* Inline: nearly all keys are literals, whose length is known then. */
static inline void
json_key(struct buf *b, const char *key)
{
	size_t n = strlen(key);
	char *p = buf_room(b, n + 4);

	if (p == NULL)
		return;
	if (json_follows(b))
		*p++ = ',';
	*p++ = '"';
	memcpy(p, key, n);
	p += n;
	memcpy(p, "\":", 3);
	b->n = (size_t)(p - b->p) + 2;
}

void json_open(struct buf *, char bracket);	/* '{' or '[' */
void json_close(struct buf *, char bracket);	/* '}' or ']' */
void json_str(struct buf *, struct str s);	/* null if s.p is NULL */
void json_int(struct buf *, long long n);
void json_bool(struct buf *, bool b);
void json_none(struct buf *);

/* A member of an object in one go. */
static inline void
json_member(struct buf *b, const char *key, struct str value)
{
	json_key(b, key);
	json_str(b, value);
}

static inline void
json_member_int(struct buf *b, const char *key, long long n)
{
	json_key(b, key);
	json_int(b, n);
}

static inline void
json_member_bool(struct buf *b, const char *key, bool v)
{
	json_key(b, key);
	json_bool(b, v);
}

#endif
