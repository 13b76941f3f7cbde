/* SPDX-License-Identifier: MIT */
/*
 * One pass over the tags, which knows of HTML just what it needs to tell a
 * tag from a comment, a script and a quoted value.
 */
#include "scrub.h"

#include <ctype.h>
#include <strings.h>

enum { MAX_ATTRIBUTES = 128 };	/* of a tag; libxml2 compares each with each */

/* A copy of a text with parts left out; no copy without any. */
struct cut {
	struct arena *arena;
	struct str in;
	size_t kept;		/* up to here in is copied or left out */
	char *out;		/* NULL until the first part is left out */
	size_t n;
};

static void
cut_out(struct cut *c, size_t from, size_t to)
{
	if (c->out == NULL)
		c->out = arena_alloc(c->arena, c->in.n + 1);
	memcpy(c->out + c->n, c->in.p + c->kept, from - c->kept);
	c->n += from - c->kept;
	c->kept = to;
}

static struct str
cut_end(struct cut *c)
{
	if (c->out == NULL)
		return c->in;
	cut_out(c, c->in.n, c->in.n);
	return (struct str){ c->out, c->n };
}

static struct str
without_nuls(struct doc *d, struct str s)
{
	struct cut c = { .arena = d->arena, .in = s };
	const char *p = s.p, *end = s.p + s.n;
	size_t n = 0;

	while (p < end && (p = memchr(p, '\0', (size_t)(end - p))) != NULL) {
		cut_out(&c, (size_t)(p - s.p), (size_t)(p - s.p) + 1);
		p++;
		n++;
	}
	if (n > 0)
		doc_warn(d, "nul_bytes", 0, STR_NONE, STR_NONE,
		    arena_printf(d->arena, "%zu", n));
	return cut_end(&c);
}

/*
 * The end of the tag that starts at `at` (behind its '>'), and where its
 * attributes become too many (0 if they don't).
 */
static size_t
scan_tag(struct str s, size_t at, size_t *too_many)
{
	size_t i, attributes = 0;
	char quote = 0, c, before = ' ';

	*too_many = 0;
	for (i = at + 1; i < s.n; i++) {
		c = s.p[i];
		if (quote != 0) {
			if (c != quote)
				continue;
			quote = 0;
			attributes++;
		} else if (c == '>') {
			return i + 1;
		} else if ((c == '"' || c == '\'') && before == '=') {
			quote = c;
		} else if (c == '/' || isspace((unsigned char)c)) {
			attributes += !isspace((unsigned char)before);
			if (before == '=')	/* a = "b" */
				continue;
		}
		if (attributes == MAX_ATTRIBUTES && *too_many == 0)
			*too_many = i + 1;
		before = c;
	}
	return s.n;
}

/* Where the end tag of a raw text element (script, style) starts. */
static size_t
skip_raw(struct str s, size_t at, const char *name, size_t n)
{
	ptrdiff_t end = (ptrdiff_t)at;

	while ((end = str_find(s, STR("</"), (size_t)end)) >= 0) {
		if (s.n - (size_t)end >= n + 2 &&
		    strncasecmp(s.p + end + 2, name, n) == 0)
			return (size_t)end;
		end += 2;
	}
	return s.n;
}

/* A name with a prefix: <o:p> would be read as <p>, and end a paragraph. */
static bool
has_prefix(struct str s, size_t at)
{
	size_t i = at + 1;

	if (i < s.n && s.p[i] == '/')
		i++;
	while (i < s.n && isalnum((unsigned char)s.p[i]))
		i++;
	return i < s.n && s.p[i] == ':';
}

/* Looks at the tag at `at`, cuts what must go; returns where to go on. */
static size_t
scrub_tag(struct cut *c, size_t at)
{
	struct str s = c->in;
	size_t too_many, end = scan_tag(s, at, &too_many);

	if (has_prefix(s, at))
		cut_out(c, at, end);
	else if (too_many != 0 && too_many < end - 1)
		cut_out(c, too_many, end - 1);
	if (s.n - at > 7 && strncasecmp(s.p + at, "<script", 7) == 0)
		return skip_raw(s, end, "script", 6);
	if (s.n - at > 6 && strncasecmp(s.p + at, "<style", 6) == 0)
		return skip_raw(s, end, "style", 5);
	return end;
}

struct str
scrub_html(struct doc *d, struct str s)
{
	struct cut c = { .arena = d->arena };
	const char *p;
	ptrdiff_t end;
	size_t at = 0;

	c.in = s = without_nuls(d, s);
	while (at < s.n && (p = memchr(s.p + at, '<', s.n - at)) != NULL) {
		at = (size_t)(p - s.p);
		if (str_starts(str_sub(s, at, 4), STR("<!--"))) {
			end = str_find(s, STR("-->"), at + 4);
			at = end < 0 ? s.n : (size_t)end + 3;
		} else if (str_starts(str_sub(s, at, 3), STR("<!["))) {
			/* Word's conditions, which libxml2 takes for text. */
			end = str_find(s, STR(">"), at);
			end = end < 0 ? (ptrdiff_t)s.n : end + 1;
			cut_out(&c, at, (size_t)end);
			at = (size_t)end;
		} else if (at + 1 < s.n && (s.p[at + 1] == '/' ||
		    isalpha((unsigned char)s.p[at + 1]))) {
			at = scrub_tag(&c, at);
		} else {
			at++;
		}
	}
	return cut_end(&c);
}
