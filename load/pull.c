/* SPDX-License-Identifier: MIT */
#include "pull.h"

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
	/* Nothing is read behind a fault. */
	p->end = p->at;
	return false;
}

char
pull_peek_far(struct pull *p)
{
	while (p->at < p->end && (*p->at == ' ' || *p->at == '\t' ||
	    *p->at == '\r' || *p->at == '\n'))
		p->at++;
	return p->at < p->end ? *p->at : 0;
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
	pull_note_mark(p, bracket);
}

/* The comma or the end. True when something follows. */
static bool
go_on(struct pull *p, char close)
{
	if (pull_close(p, close))
		return false;
	if (!p->first) {
		if (pull_peek(p) != ',')
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
			buf_addstr(&b, pull_plain(p));
	}
	*s = arena_str(p->arena, (struct str){ b.n > 0 ? b.p : "", b.n });
	buf_release(&b);
	return good;
}

bool
pull_string_far(struct pull *p, struct str *s)
{
	if (pull_peek(p) != '"')
		return fail(p, "bad_json", "a string is missing");
	p->at++;
	*s = pull_plain(p);
	if (p->at < p->end && *p->at == '\\' && !read_escaped(p, s))
		return false;
	if (p->at == p->end)
		return fail(p, "bad_json", "it ends in a string");
	if (*p->at != '"')
		return fail(p, "bad_json", "a control character");
	p->at++;
	pull_note(p, 's', *s);
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
	pull_note(p, 'n', *s);
	return true;
}

bool
pull_word(struct pull *p, struct str *s)
{
	char c = pull_peek(p);

	*s = c == 'n' ? STR("null") : c == 't' ? STR("true") : STR("false");
	if ((size_t)(p->end - p->at) < s->n || memcmp(p->at, s->p, s->n) != 0)
		return fail(p, "bad_json", "a value is missing");
	p->at += s->n;
	pull_note_mark(p, c);
	return true;
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
