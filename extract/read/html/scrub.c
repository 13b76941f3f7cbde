/* SPDX-License-Identifier: MIT */
/*
 * One pass over the tags, which knows of HTML just what it needs to tell a
 * tag from a comment, a script and a quoted value. Most of a page is scripts
 * and attributes that no one reads: it is faster to take them out here, a
 * memchr() at a time, than to have libxml2 look at each character of them.
 * What is not written in the plainest way is left to libxml2.
 */
#include "scrub.h"

#include <strings.h>

#include "style.h"

enum {
	MAX_ATTRIBUTES = 128,	/* of a tag; libxml2 compares each with each */
	MAX_NAME = 64,		/* of an attribute that is plain */
	MAX_ENTITY = 10,	/* bytes of its name */
	MAX_OPEN = 256		/* elements of one name, one in another */
};

static bool
is_letter(char c)
{
	return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static bool
is_alnum(char c)
{
	return is_letter(c) || (c >= '0' && c <= '9');
}

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/*
 * Elements that say nothing without attributes: a quarter of the tags of what
 * Word writes. An end tag goes if its start tag went.
 */
struct idle {
	size_t open;		/* may be more than MAX_OPEN */
	bool gone[MAX_OPEN];
};

/* A copy of a text with parts left out; no copy without any. */
struct cut {
	struct arena *arena;
	struct str in;
	size_t kept;		/* up to here in is copied or left out */
	char *out;		/* NULL until the first part is left out */
	size_t n;
	struct idle idle[2];
	struct sheet *sheet;
};

static void
cut_out(struct cut *c, size_t from, size_t to)
{
	if (c->out == NULL)
		c->out = arena_room(c->arena, c->in.n + 1);
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
		} else if (c == '/' || is_space(c)) {
			attributes += !is_space(before);
			if (before == '=')	/* a = "b" */
				continue;
		}
		if (attributes == MAX_ATTRIBUTES && *too_many == 0)
			*too_many = i + 1;
		before = c;
	}
	return s.n;
}

/* From one offset to another. */
struct span {
	size_t from, to;
};

static bool
is_name(char c)
{
	return is_alnum(c) || c == '-' || c == '_';
}

/* <iframe>, <embed> and <object>, which may show a file. */
static bool
embeds_file(struct str tag)
{
	static const struct str names[] = { { "iframe", 6 }, { "embed", 5 },
		{ "object", 6 } };
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (tag.n == names[i].n &&
		    strncasecmp(tag.p, names[i].p, tag.n) == 0)
			return true;
	return false;
}

bool
scrub_is_target(struct str name, struct str value)
{
	static const char *const names[] = { "data-to", "data-end",
		"data-count", "data-value", "data-number", "data-target" };
	size_t i, k;
	bool counts = false;

	if (name.n < 7 || value.n == 0)
		return false;
	if (value.p[0] == '"' || value.p[0] == '\'')
		value = str_sub(value, 1, value.n - 2);
	for (i = 0; i < value.n; i++) {
		if (!memchr("0123456789.,", value.p[i], 12))
			return false;
		counts |= value.p[i] > '0';
	}
	for (k = 0; counts && k < sizeof(names) / sizeof(names[0]); k++)
		if (name.n == strlen(names[k]) &&
		    strncasecmp(name.p, names[k], name.n) == 0)
			return true;
	return false;
}

/*
 * Whether html.c reads the attribute. Of styles, which only say what is
 * hidden or a cell, the first counts.
 */
static bool
is_read(struct str tag, struct str name, struct str value, bool *styled)
{
	static const struct str names[] = { { "id", 2 }, { "name", 4 },
		{ "href", 4 }, { "type", 4 }, { "role", 4 }, { "class", 5 },
		{ "value", 5 }, { "hidden", 6 }, { "selected", 8 },
		{ "colspan", 7 }, { "rowspan", 7 }, { "content", 7 },
		{ "property", 8 }, { "http-equiv", 10 },
		{ "aria-colspan", 12 }, { "aria-rowspan", 12 } };
	size_t i;
	bool first = !*styled;

	if (name.n == 5 && strncasecmp(name.p, "style", 5) == 0) {
		*styled = true;
		return first && style_read(value, true) != STYLE_PLAIN;
	}
	if (name.n == 5 && strncasecmp(name.p, "color", 5) == 0)
		return style_is_faint(value);
	if ((name.n == 3 && strncasecmp(name.p, "src", 3) == 0) ||
	    (name.n == 4 && strncasecmp(name.p, "data", 4) == 0))
		return embeds_file(tag);
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (names[i].n == name.n && names[i].p[0] ==
		    (name.p[0] | 32) &&
		    strncasecmp(names[i].p, name.p, name.n) == 0)
			return true;
	return (name.p[0] | 32) == 'd' && scrub_is_target(name, value);
}

/* Takes name, name=value or name="value" at *at; false if it is none. */
static bool
take_attribute(struct str s, size_t *at, struct str *name, struct str *value)
{
	size_t i = *at, from;
	const char *end;

	for (; i < s.n && is_name(s.p[i]); i++)
		;
	*name = str_sub(s, *at, i - *at);
	*value = STR("");
	if (name->n == 0 || name->n > MAX_NAME || !is_letter(
	    name->p[0]))
		return false;
	if (i + 1 < s.n && s.p[i] == '=') {
		from = ++i;
		if (s.p[i] == '"' || s.p[i] == '\'') {
			end = memchr(s.p + i + 1, s.p[i], s.n - i - 1);
			if (end == NULL)
				return false;
			i = (size_t)(end - s.p) + 1;
		} else {
			for (; i < s.n && (is_name(s.p[i]) || s.p[i] == '%' ||
			     s.p[i] == '#' || s.p[i] == '.'); i++)
				;
			/* A slash would be of the value. */
			if (i == from || i == s.n || s.p[i] == '/')
				return false;
		}
		*value = str_sub(s, from, i - from);
	}
	*at = i;
	return i < s.n && (s.p[i] == '>' || s.p[i] == '/' ||
	    is_space(s.p[i]));
}

/* Those that the name of the tag at `at` is of, or NULL. */
static struct idle *
idle_of(struct cut *c, size_t at)
{
	const char *p = c->in.p + at + 1, *end = c->in.p + c->in.n;

	p += p < end && *p == '/';
	/* Few tags begin with these. */
	if (end - p < 5 || ((p[0] | 32) != 's' && (p[0] | 32) != 'f') ||
	    is_name(p[4]) || p[4] == ':')
		return NULL;
	return strncasecmp(p, "span", 4) == 0 ? &c->idle[0] :
	    strncasecmp(p, "font", 4) == 0 ? &c->idle[1] : NULL;
}

/* Whether what follows could be taken for more of an entity: "&nbsp". */
static bool
ends_in_entity(const char *p, size_t n)
{
	size_t from = n;

	while (from > 0 && n - from < MAX_ENTITY &&
	    (is_alnum(p[from - 1]) || p[from - 1] == '#'))
		from--;
	return from > 0 && (p[from - 1] == '&' || p[from - 1] == '<');
}

/* Takes the tag at `at` in; returns whether it may go. */
static bool
is_idle(struct cut *c, size_t at, bool has_attributes)
{
	struct idle *idle = idle_of(c, at);
	bool apart;

	if (idle == NULL)
		return false;
	apart = !ends_in_entity(c->in.p, at);
	if (c->in.p[at + 1] == '/')
		return idle->open > 0 && --idle->open < MAX_OPEN &&
		    idle->gone[idle->open] && apart;
	if (idle->open >= MAX_OPEN) {
		idle->open++;
		return false;
	}
	return idle->gone[idle->open++] = apart && !has_attributes;
}

/*
 * Cuts the attributes that no one reads out of the tag at `at` and returns
 * where it ends; 0, with nothing cut, if it is no plain tag.
 */
static size_t
prune_tag(struct cut *c, size_t at)
{
	struct span drop[MAX_ATTRIBUTES];
	struct str s = c->in, tag, name, value;
	size_t i = at + 1, from, n = 0, k, attributes = 0;
	bool styled = false, ends = i < s.n && s.p[i] == '/', empty = false;

	for (i += ends; i < s.n && is_alnum(s.p[i]); i++)
		;
	tag = str_sub(s, at + 1, i - at - 1);
	for (;;) {
		for (from = i; i < s.n && is_space(s.p[i]); i++)
			;
		if (i + 1 < s.n && s.p[i] == '/' && s.p[i + 1] == '>') {
			empty = true;
			i++;
		}
		if (i < s.n && s.p[i] == '>')
			break;
		if (i == from || ends || ++attributes == MAX_ATTRIBUTES ||
		    !take_attribute(s, &i, &name, &value))
			return 0;
		if (!is_read(tag, name, value, &styled))
			drop[n++] = (struct span){ from, i };
	}
	if (!empty && is_idle(c, at, attributes > n)) {
		cut_out(c, at, i + 1);
		return i + 1;
	}
	for (k = 0; k < n; k++)
		cut_out(c, drop[k].from, drop[k].to);
	return i + 1;
}

/* Where the end tag of a raw text element (script, style) starts. */
static size_t
skip_raw(struct str s, size_t at, const char *name, size_t n)
{
	const char *p = s.p + at, *end = s.p + s.n;

	while (p < end && (p = memchr(p, '<', (size_t)(end - p))) != NULL) {
		if ((size_t)(end - p) >= n + 2 && p[1] == '/' &&
		    strncasecmp(p + 2, name, n) == 0)
			return (size_t)(p - s.p);
		p++;
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
	while (i < s.n && is_alnum(s.p[i]))
		i++;
	return i < s.n && s.p[i] == ':';
}

/*
 * Skips the raw text of the element whose start tag is [at, end), and cuts it
 * where libxml2 would see its ends in the same places.
 */
static size_t
scrub_raw(struct cut *c, size_t at, size_t end, const char *name)
{
	struct str s = c->in;
	size_t n = strlen(name), to;

	if (s.n - at < n + 2 || strncasecmp(s.p + at + 1, name, n) != 0)
		return end;
	to = skip_raw(s, end, name, n);
	/* A tag right at the start of the text is a tag to libxml2. */
	if (to < s.n && s.p[end - 1] == '>' && s.p[end - 2] != '/' &&
	    (s.p[end] != '<' || s.p[end + 1] == '!') &&
	    (s.p[at + 1 + n] == '>' || is_space(s.p[at + 1 + n])))
		cut_out(c, end, to);
	return to;
}

/* Looks at the tag at `at`, cuts what must go; returns where to go on. */
static size_t
scrub_tag(struct cut *c, size_t at)
{
	struct str s = c->in;
	size_t too_many, end = prune_tag(c, at), to;

	if (end == 0) {
		end = scan_tag(s, at, &too_many);
		if (is_idle(c, at, true) || has_prefix(s, at))
			cut_out(c, at, end);
		else if (too_many != 0 && too_many < end - 1)
			cut_out(c, too_many, end - 1);
	}
	if (s.n - at < 3 || (s.p[at + 1] | 32) != 's' ||
	    ((s.p[at + 2] | 32) != 'c' && (s.p[at + 2] | 32) != 't'))
		return end;
	to = scrub_raw(c, at, end, "script");
	if (to == end && (to = scrub_raw(c, at, end, "style")) > end)
		sheet_read(c->sheet, str_sub(s, end, to - end));
	return to;
}

/*
 * Empties the comment at `at`; returns where to go on. The marks of content
 * management systems stay (html.c), and what libxml2 may end elsewhere.
 */
static size_t
scrub_comment(struct cut *c, size_t at)
{
	struct str s = c->in, text;
	ptrdiff_t end = str_find(s, STR("-->"), at + 4);

	if (end < 0)
		return s.n;
	text = str_sub(s, at + 4, (size_t)end - at - 4);
	if (text.n > 0 && text.p[0] != '>' && !str_starts(text, STR("->")) &&
	    !str_has(text, STR("--!")) && !str_has(text, STR("content")) &&
	    !str_has(text, STR("信息内容")))
		cut_out(c, at + 4, (size_t)end);
	return (size_t)end + 3;
}

/*
 * Whether the tag at `at` is of an element that begins and ends lines, of
 * those that pages have most: white space between two of them, half of the
 * texts of a form, says nothing.
 */
static bool
breaks_line(struct str s, size_t at)
{
	const char *p = s.p + at + 1;
	char second;
	size_t n;

	if (s.n - at < strlen("</div>"))
		return false;
	p += *p == '/';
	second = (char)(p[1] | 32);
	switch (*p | 32) {
	case 'p':
		n = 1;
		break;
	case 't':
		n = second == 'd' || second == 'r' || second == 'h' ? 2 : 0;
		break;
	case 'l':
		n = second == 'i' ? 2 : 0;
		break;
	case 'u':
		n = second == 'l' ? 2 : 0;
		break;
	case 'd':
		n = second == 'i' && (p[2] | 32) == 'v' ? 3 : 0;
		break;
	default:
		return false;
	}
	return n > 0 && !is_name(p[n]) && p[n] != ':';
}

/* Cuts what is between two tags if that is white space that says nothing. */
static void
scrub_blank(struct cut *c, size_t from, size_t to)
{
	size_t i = from;

	while (i < to && is_space(c->in.p[i]))
		i++;
	if (i == to && from < to)
		cut_out(c, from, to);
}

struct str
scrub_html(struct doc *d, struct str s, struct sheet *sheet)
{
	struct cut c = { .arena = d->arena, .sheet = sheet };
	const char *p;
	ptrdiff_t end;
	size_t at = 0, from;
	size_t line = 0;	/* behind the last tag that breaks one */
	bool breaks;

	c.in = s = without_nuls(d, s);
	while (at < s.n && (p = memchr(s.p + at, '<', s.n - at)) != NULL) {
		from = at;
		at = (size_t)(p - s.p);
		breaks = breaks_line(s, at);
		if (breaks && line == from && line > 0)
			scrub_blank(&c, from, at);
		if (at + 1 < s.n && (s.p[at + 1] == '/' ||
		    is_letter(s.p[at + 1]))) {
			at = scrub_tag(&c, at);
			if (breaks)
				line = at;
		} else if (str_starts(str_sub(s, at, 4), STR("<!--"))) {
			at = scrub_comment(&c, at);
		} else if (str_starts(str_sub(s, at, 3), STR("<!["))) {
			/* Word's conditions, which libxml2 takes for text. */
			end = str_find(s, STR(">"), at);
			end = end < 0 ? (ptrdiff_t)s.n : end + 1;
			cut_out(&c, at, (size_t)end);
			at = (size_t)end;
		} else if (str_starts(str_sub(s, at, 2), STR("<?"))) {
			end = str_find(s, STR(">"), at);
			at = end < 0 ? s.n : (size_t)end + 1;
		} else {
			at++;
		}
	}
	return cut_end(&c);
}
