/* SPDX-License-Identifier: MIT */
#include "pull.h"

#include <arpa/inet.h>

#include "buf.h"

void
pull_init(struct pull *p, struct arena *arena, struct str text)
{
	*p = (struct pull){ .at = text.p, .start = text.p,
		.end = text.p + text.n, .arena = arena };
}

static bool
fail(struct pull *p, const char *fault, const char *reason)
{
	if (p->fault == NULL) {
		p->fault = fault;
		p->reason = reason;
	}
	return false;
}

char
pull_peek(struct pull *p)
{
	while (p->at < p->end && (*p->at == ' ' || *p->at == '\t' ||
	    *p->at == '\r' || *p->at == '\n'))
		p->at++;
	return p->at < p->end && p->fault == NULL ? *p->at : 0;
}

/*
 * Into the hash: a kind, and for what has a length its length, so that no two
 * readings give the same bytes. Most strings are a few bytes that stand in
 * the text: sixteen are copied then, whatever is behind them, because to copy
 * so many takes less time than to ask how many.
 */
static inline void
note(struct pull *p, char kind, struct str s)
{
	struct digest *d = p->hash;
	uint32_t n = htonl((uint32_t)s.n);
	unsigned char *to;

	if (d == NULL)
		return;
	if (sizeof(d->p) - d->n < 32)
		digest_flush(d);
	to = d->p + d->n;
	to[0] = (unsigned char)kind;
	memcpy(to + 1, &n, sizeof(n));
	d->n += 5;
	if (s.n <= 16 && s.p >= p->start && p->end - s.p >= 16) {
		memcpy(to + 5, s.p, 16);
		d->n += s.n;
	} else {
		digest_add(d, s.p, s.n);
	}
}

static inline void
note_mark(struct pull *p, char mark)
{
	if (p->hash != NULL)
		digest_add(p->hash, &mark, 1);
}

void
pull_enter(struct pull *p, char bracket)
{
	if (pull_peek(p) != bracket)
		return;
	p->at++;
	p->first = true;
	if (++p->depth > PULL_MAX_DEPTH)
		fail(p, "too_deep", "it is nested too deeply");
	note_mark(p, bracket);
}

/* The comma or the end. True when something follows. */
static bool
go_on(struct pull *p, char close)
{
	char c = pull_peek(p);

	if (c == close) {
		p->at++;
		p->depth--;
		p->first = false;
		note_mark(p, close);
		return false;
	}
	if (!p->first) {
		if (c != ',')
			return fail(p, "bad_json", "a comma is missing");
		p->at++;
	}
	p->first = false;
	return p->fault == NULL;
}

bool
pull_element(struct pull *p)
{
	return go_on(p, ']');
}

bool
pull_key(struct pull *p, struct str *key)
{
	if (!go_on(p, '}') || !pull_string(p, key))
		return false;
	if (pull_peek(p) != ':')
		return fail(p, "bad_json", "a colon is missing");
	p->at++;
	return true;
}

bool
pull_key_is(struct pull *p, struct str key)
{
	const char *at = p->at;
	bool comma = !p->first;

	if (p->fault != NULL || (size_t)(p->end - at) < key.n + 3 + comma ||
	    (comma && *at++ != ',') || at[0] != '"' || at[key.n + 1] != '"' ||
	    at[key.n + 2] != ':' || memcmp(at + 1, key.p, key.n) != 0)
		return false;
	p->at = at + key.n + 3;
	p->first = false;
	note(p, 's', (struct str){ at + 1, key.n });
	return true;
}

static int
hex4(struct pull *p, const char *s)
{
	int v = 0;

	if (p->end - s < 4)
		return -1;
	for (int i = 0; i < 4; i++) {
		char c = s[i];

		v <<= 4;
		if (c >= '0' && c <= '9')
			v += c - '0';
		else if ((c | 32) >= 'a' && (c | 32) <= 'f')
			v += (c | 32) - 'a' + 10;
		else
			return -1;
	}
	return v;
}

/* \uXXXX at p->at, behind the u; a pair of surrogates is one character. */
static bool
read_unicode(struct pull *p, struct buf *b)
{
	int c = hex4(p, p->at), low;

	if (c < 0)
		return fail(p, "bad_json", "\\u without four digits");
	p->at += 4;
	if (c == 0)
		return fail(p, "nul", "a string holds U+0000");
	if (c >= 0xDC00 && c <= 0xDFFF)
		return fail(p, "bad_json", "half a surrogate pair");
	if (c >= 0xD800 && c <= 0xDBFF) {
		low = p->end - p->at >= 6 && p->at[0] == '\\' &&
		    p->at[1] == 'u' ? hex4(p, p->at + 2) : -1;
		if (low < 0xDC00 || low > 0xDFFF)
			return fail(p, "bad_json", "half a surrogate pair");
		p->at += 6;
		c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
	}
	buf_addchar(b, (uint32_t)c);
	return true;
}

static bool
read_escape(struct pull *p, struct buf *b)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	const char *found;

	if (++p->at == p->end)
		return fail(p, "bad_json", "it ends in a string");
	if (*p->at == 'u') {
		p->at++;
		return read_unicode(p, b);
	}
	found = *p->at != '\0' ? strchr(from, *p->at) : NULL;
	if (found == NULL)
		return fail(p, "bad_json", "an unknown escape");
	buf_addc(b, to[found - from]);
	p->at++;
	return true;
}

/* Bytes of a word that are less than n, or more. */
#define EACH(byte) (~(uint64_t)0 / 255 * (byte))
#define LESS(word, n) (((word) - EACH(n)) & ~(word))

/*
 * From p->at to the first character that is not itself; eight at a time as
 * long as none of them can be it ("Bit Twiddling Hacks", hasless).
 */
static inline struct str
plain_run(struct pull *p)
{
	const char *start = p->at;
	uint64_t w;

	for (; p->end - p->at >= 8; p->at += 8) {
		memcpy(&w, p->at, 8);
		if ((LESS(w, 0x20) | LESS(w ^ EACH('"'), 1) |
		    LESS(w ^ EACH('\\'), 1)) & EACH(0x80))
			break;
	}
	while (p->at < p->end && *p->at != '"' && *p->at != '\\' &&
	    (unsigned char)*p->at >= 0x20)
		p->at++;
	return (struct str){ start, (size_t)(p->at - start) };
}

/* The rest of a string that has escapes. */
static bool
read_escaped(struct pull *p, struct str *s)
{
	struct buf b;
	bool good = true;

	buf_init(&b, (size_t)(p->end - p->start) + 8);
	buf_addstr(&b, *s);
	while (good && p->at < p->end && *p->at == '\\') {
		good = read_escape(p, &b);
		if (good)
			buf_addstr(&b, plain_run(p));
	}
	*s = arena_str(p->arena, (struct str){ b.n > 0 ? b.p : "", b.n });
	buf_release(&b);
	return good;
}

bool
pull_string(struct pull *p, struct str *s)
{
	if (pull_peek(p) != '"')
		return fail(p, "bad_json", "a string is missing");
	p->at++;
	*s = plain_run(p);
	if (p->at < p->end && *p->at == '\\' && !read_escaped(p, s))
		return false;
	if (p->at == p->end)
		return fail(p, "bad_json", "it ends in a string");
	if (*p->at != '"')
		return fail(p, "bad_json", "a control character");
	p->at++;
	note(p, 's', *s);
	return true;
}

static size_t
digits(struct pull *p)
{
	const char *start = p->at;

	while (p->at < p->end && *p->at >= '0' && *p->at <= '9')
		p->at++;
	return (size_t)(p->at - start);
}

bool
pull_number(struct pull *p, struct str *s)
{
	const char *start;
	bool good, zero;
	size_t power = 0;

	pull_peek(p);
	start = p->at;
	if (p->at < p->end && *p->at == '-')
		p->at++;
	zero = p->at < p->end && *p->at == '0';
	good = zero ? digits(p) == 1 : digits(p) > 0;
	if (good && p->at < p->end && *p->at == '.') {
		p->at++;
		good = digits(p) > 0;
	}
	if (good && p->at < p->end && (*p->at | 32) == 'e') {
		p->at++;
		if (p->at < p->end && (*p->at == '+' || *p->at == '-'))
			p->at++;
		power = digits(p);
		good = power > 0;
	}
	if (!good)
		return fail(p, "bad_json", "a value is missing");
	if (power > 3 || p->at - start > PULL_MAX_NUMBER)
		return fail(p, "bad_number", "a number is too large");
	*s = (struct str){ start, (size_t)(p->at - start) };
	note(p, 'n', *s);
	return true;
}

bool
pull_word(struct pull *p, struct str *s)
{
	static const char *const words[] = { "null", "true", "false", NULL };
	struct str rest;

	pull_peek(p);
	rest = (struct str){ p->at, (size_t)(p->end - p->at) };
	for (int i = 0; words[i] != NULL; i++) {
		*s = str_of(words[i]);
		if (!str_starts(rest, *s))
			continue;
		p->at += s->n;
		note_mark(p, *words[i]);
		return true;
	}
	return fail(p, "bad_json", "a value is missing");
}

struct str
pull_skip(struct pull *p)
{
	int depth = p->depth;
	struct str key, s;
	const char *start;
	char open[PULL_MAX_DEPTH + 1], c;

	c = pull_peek(p);
	start = p->at;
	do {
		c = pull_peek(p);
		if (c == '{' || c == '[') {
			pull_enter(p, c);
			if (p->fault == NULL)
				open[p->depth] = c;
		} else if (c == '"') {
			pull_string(p, &s);
		} else if (c == '-' || (c >= '0' && c <= '9')) {
			pull_number(p, &s);
		} else {
			pull_word(p, &s);
		}
		/* To the next value, out of what ends here. */
		while (p->fault == NULL && p->depth > depth &&
		    !(open[p->depth] == '{' ? pull_key(p, &key) :
			pull_element(p)))
			;
	} while (p->fault == NULL && p->depth > depth);
	return (struct str){ start, (size_t)(p->at - start) };
}

bool
pull_end(struct pull *p)
{
	pull_peek(p);
	if (p->fault == NULL && p->at < p->end)
		fail(p, "bad_json", "something behind the end");
	return p->fault == NULL;
}
