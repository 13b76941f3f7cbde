/* SPDX-License-Identifier: MIT */
/*
 * pull: JSON (RFC 8259) read token by token, without a tree. Strict, because
 * what gets past it goes into a database: no lone surrogate, no U+0000, no
 * nesting past PULL_MAX_DEPTH, no number of more than PULL_MAX_NUMBER
 * characters or a power of ten of more than three digits; the text must be
 * UTF-8, which the caller has checked. The first fault is kept in `fault`, and
 * later calls return false.
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

#include <arpa/inet.h>
#include <endian.h>

#include "arena.h"
#include "digest.h"

enum { PULL_MAX_DEPTH = 500, PULL_MAX_NUMBER = 1000, PULL_SMALL = 8 };

struct pull {
	const char *at, *start, *end;
	struct arena *arena;
	struct digest *hash;	/* NULL: none */
	int depth;
	bool first;		/* nothing read yet of the list or object */
	const char *fault;	/* code of nianbao-load(1), or NULL */
	const char *reason;
};

/* Always: where they are called is known what is read. */
#define PULL_INLINE static inline __attribute__((always_inline))

void pull_init(struct pull *, struct arena *, struct str text);

/* First character of the next value, 0 behind the end or after a fault. */
PULL_INLINE char pull_peek(struct pull *);

/* Opens an object '{' or a list '['; the caller has peeked. */
void pull_enter(struct pull *, char bracket);

/* The next member's name, or false at the end of the object, then closed. */
bool pull_key(struct pull *, struct str *key);

/*
 * Whether the next member has this name, and stands there without escapes and
 * white space; then it is read. What pull_key() does, for who knows what
 * comes: a name of at most 24 bytes, with its quotes and the colon.
 */
PULL_INLINE bool pull_key_is(struct pull *, struct str quoted);

/* Whether the object or list ends here; then it is closed. */
PULL_INLINE bool pull_close(struct pull *, char bracket);

/* Whether the list has another element; else it is closed. */
bool pull_element(struct pull *);

/* A string; borrowed from the text, or from the arena if it had escapes. */
PULL_INLINE bool pull_string(struct pull *, struct str *);

/*
 * A number of 1 to PULL_SMALL digits and nothing else, without white space
 * before and behind it; false, and nothing was read, if it is another.
 */
PULL_INLINE bool pull_small(struct pull *, int64_t *);

/* A number as it is written. */
bool pull_number(struct pull *, struct str *);

/* true, false or null, as it is written. */
bool pull_word(struct pull *, struct str *);

/* A value of any kind; returns its text. */
struct str pull_skip(struct pull *);

/* Whether the text ends here, but for white space. */
bool pull_end(struct pull *);

/* What is above, for what is rarer than the fast paths below. */
char pull_peek_far(struct pull *);
bool pull_string_far(struct pull *, struct str *);

PULL_INLINE char
pull_peek(struct pull *p)
{
	return p->at < p->end && *p->at > ' ' ? *p->at : pull_peek_far(p);
}

/*
 * A kind and a length into the hash: so no two readings give the same bytes.
 * Returns where the rest goes, up to 24 bytes; who puts it there counts it.
 */
PULL_INLINE unsigned char *
pull_note_head(struct digest *d, char kind, size_t n)
{
	uint32_t size = htonl((uint32_t)n);
	unsigned char *to;

	if (sizeof(d->p) - d->n < 32)
		digest_flush(d);
	to = d->p + d->n;
	to[0] = (unsigned char)kind;
	memcpy(to + 1, &size, sizeof(size));
	d->n += 5;
	return to + 5;
}

/*
 * Most strings are a few bytes that stand in the text: sixteen are copied
 * then, whatever is behind them, because to copy so many takes less time than
 * to ask how many.
 */
PULL_INLINE void
pull_note(struct pull *p, char kind, struct str s)
{
	unsigned char *to;

	if (p->hash == NULL)
		return;
	to = pull_note_head(p->hash, kind, s.n);
	if (s.n <= 16 && s.p >= p->start && p->end - s.p >= 16) {
		memcpy(to, s.p, 16);
		p->hash->n += s.n;
	} else {
		digest_add(p->hash, s.p, s.n);
	}
}

PULL_INLINE void
pull_note_mark(struct pull *p, char mark)
{
	if (p->hash != NULL)
		digest_add(p->hash, &mark, 1);
}

PULL_INLINE bool
pull_close(struct pull *p, char bracket)
{
	if (pull_peek(p) != bracket)
		return false;
	p->at++;
	p->depth--;
	p->first = false;
	pull_note_mark(p, bracket);
	return true;
}

/* Whether n bytes are alike; 4 to 16 of them by words that overlap. */
PULL_INLINE bool
pull_same(const char *a, const char *b, size_t n)
{
	uint64_t a8, b8, a8_end, b8_end;
	uint32_t a4, b4, a4_end, b4_end;

	if (n < 4 || n > 16)
		return memcmp(a, b, n) == 0;
	if (n < 8) {
		memcpy(&a4, a, 4);
		memcpy(&b4, b, 4);
		memcpy(&a4_end, a + n - 4, 4);
		memcpy(&b4_end, b + n - 4, 4);
		return a4 == b4 && a4_end == b4_end;
	}
	memcpy(&a8, a, 8);
	memcpy(&b8, b, 8);
	memcpy(&a8_end, a + n - 8, 8);
	memcpy(&b8_end, b + n - 8, 8);
	return a8 == b8 && a8_end == b8_end;
}

PULL_INLINE bool
pull_key_is(struct pull *p, struct str quoted)
{
	const char *at = p->at;
	size_t n = quoted.n - 3;
	bool comma = !p->first;

	if ((size_t)(p->end - at) < quoted.n + comma ||
	    (comma && *at++ != ',') || !pull_same(at, quoted.p, quoted.n))
		return false;
	p->at = at + quoted.n;
	p->first = false;
	if (p->hash != NULL) {
		memcpy(pull_note_head(p->hash, 's', n), quoted.p + 1, n);
		p->hash->n += n;
	}
	return true;
}

/*
 * The highest bit of bytes of a word that are less than n; of those behind
 * the first that is, too, perhaps.
 */
#define PULL_EACH(byte) (~(uint64_t)0 / 255 * (byte))
#define PULL_LESS(word, n) (((word) - PULL_EACH(n)) & ~(word) & PULL_EACH(0x80))

/*
 * From p->at to the first character of a string that is not itself, eight at
 * a time ("Bit Twiddling Hacks", hasless).
 */
PULL_INLINE struct str
pull_plain(struct pull *p)
{
	const char *start = p->at, *at = start, *end = p->end;
	uint64_t w;

	for (; end - at >= 8; at += 8) {
		memcpy(&w, at, 8);
		w = le64toh(w);
		w = PULL_LESS(w, 0x20) | PULL_LESS(w ^ PULL_EACH('"'), 1) |
		    PULL_LESS(w ^ PULL_EACH('\\'), 1);
		if (w != 0) {
			at += __builtin_ctzll(w) / 8;
			end = at;
			break;
		}
	}
	while (at < end && *at != '"' && *at != '\\' &&
	    (unsigned char)*at >= 0x20)
		at++;
	p->at = at;
	return (struct str){ start, (size_t)(at - start) };
}

PULL_INLINE bool
pull_string(struct pull *p, struct str *s)
{
	const char *start = p->at;

	if (p->at < p->end && *p->at == '"') {
		p->at++;
		*s = pull_plain(p);
		if (p->at < p->end && *p->at == '"') {
			p->at++;
			pull_note(p, 's', *s);
			return true;
		}
		p->at = start;
	}
	return pull_string_far(p, s);
}

PULL_INLINE bool
pull_small(struct pull *p, int64_t *to)
{
	const char *at = p->at, *start = at;
	int64_t n = 0;

	if (p->end - at <= PULL_SMALL)
		return false;
	while (*at >= '0' && *at <= '9' && at - start < PULL_SMALL)
		n = n * 10 + *at++ - '0';
	if ((*at != ',' && *at != ']' && *at != '}') || at == start ||
	    (*start == '0' && at - start > 1))
		return false;
	p->at = at;
	pull_note(p, 'n', (struct str){ start, (size_t)(at - start) });
	*to = n;
	return true;
}

#endif
