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

/* Always: nearly all keys are literals, whose length is known then. */
#define JSON_INLINE static inline __attribute__((always_inline))

enum { JSON_DIGITS = 20 };	/* of a number, with its sign */

/*
 * A key of n bytes, with room for `more` behind it; where that is, or NULL.
 */
JSON_INLINE char *
json_start(struct buf *b, const char *key, size_t n, size_t more)
{
	char *p = buf_room(b, n + more + 4);

	if (p == NULL)
		return NULL;
	if (json_follows(b))
		*p++ = ',';
	*p++ = '"';
	memcpy(p, key, n);
	memcpy(p + n, "\":", 3);
	b->n = (size_t)(p - b->p) + n + 2;
	return p + n + 2;
}

JSON_INLINE void
json_key(struct buf *b, const char *key)
{
	json_start(b, key, strlen(key), 0);
}

void json_open(struct buf *, char bracket);	/* '{' or '[' */
void json_close(struct buf *, char bracket);	/* '}' or ']' */
void json_str(struct buf *, struct str s);	/* null if s.p is NULL */
void json_int(struct buf *, long long n);
void json_bool(struct buf *, bool);
void json_none(struct buf *);

/* Puts a number of at most JSON_DIGITS at p; where it ends. */
char *json_digits(char *p, long long n);

/* The string behind a key, where no comma belongs. */
void json_text(struct buf *, struct str s);

/* A member of an object in one go. */
JSON_INLINE void
json_member(struct buf *b, const char *key, struct str value)
{
	json_key(b, key);
	json_text(b, value);
}

/*
 * The same, of what stands for itself between quotes, such as a code or a
 * decimal: it is not looked at.
 */
JSON_INLINE void
json_member_plain(struct buf *b, const char *key, struct str value)
{
	char *p = json_start(b, key, strlen(key), value.n + 4);

	if (p == NULL)
		return;
	if (value.p == NULL) {
		memcpy(p, "null", 5);
		b->n += 4;
		return;
	}
	*p++ = '"';
	memcpy(p, value.p, value.n);
	memcpy(p + value.n, "\"", 2);
	b->n += value.n + 2;
}

JSON_INLINE void
json_member_int(struct buf *b, const char *key, long long n)
{
	char *p = json_start(b, key, strlen(key), JSON_DIGITS);

	if (p == NULL)
		return;
	if (n >= 0 && n < 10)
		*p++ = (char)('0' + n);
	else
		p = json_digits(p, n);
	*p = '\0';
	b->n = (size_t)(p - b->p);
}

static inline void
json_member_bool(struct buf *b, const char *key, bool v)
{
	json_key(b, key);
	json_bool(b, v);
}

#endif
