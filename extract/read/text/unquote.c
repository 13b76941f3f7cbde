/* SPDX-License-Identifier: MIT */
#include "unquote.h"

#include "buf.h"

enum {
	MIN_ESCAPES = 5,	/* ends of lines that are written out */
	MIN_BARS = 10,
	MAX_ENTITY = 12		/* bytes */
};

static int
count(struct str s, struct str needle)
{
	ptrdiff_t at;
	int n = 0;

	for (at = str_find(s, needle, 0); at >= 0;
	    at = str_find(s, needle, (size_t)at + needle.n))
		n++;
	return n;
}

/* The bytes of b in the arena; b is released. */
static struct str
take(struct arena *a, struct buf *b)
{
	struct str s = arena_str(a, buf_str(b));

	buf_release(b);
	return s;
}

/* All of `from` replaced; what replaces it is no longer. */
static struct str
replace(struct arena *a, struct str s, struct str from, struct str to)
{
	struct buf b;
	size_t at = 0;
	ptrdiff_t next;

	buf_init(&b, s.n + 1);
	while ((next = str_find(s, from, at)) >= 0) {
		buf_add(&b, s.p + at, (size_t)next - at);
		buf_addstr(&b, to);
		at = (size_t)next + from.n;
	}
	buf_add(&b, s.p + at, s.n - at);
	return take(a, &b);
}

/* ---- strings of programs ---- */

/* The number that n hexadecimal digits at `at` write; -1 if they do not. */
static long
hex(struct str s, size_t at, size_t n)
{
	static const char digits[] = "0123456789abcdef";
	const char *d;
	long value = 0;
	size_t i;

	for (i = at; i < at + n; i++) {
		d = i < s.n && s.p[i] != '\0' ? strchr(digits, s.p[i] >= 'A' &&
		    s.p[i] <= 'F' ? s.p[i] + 32 : s.p[i]) : NULL;
		if (d == NULL)
			return -1;
		value = value * 16 + (d - digits);
	}
	return value;
}

/* What the escape at `at`, behind its backslash, stands for; moves behind. */
static void
add_escaped(struct buf *b, struct str s, size_t *at)
{
	static const char from[] = "nrtfbv", to[] = "\n\r\t\f \n";
	const char *known = strchr(from, s.p[*at]);
	long c, low;

	if (s.p[*at] == 'u' && (c = hex(s, *at + 1, 4)) > 0) {
		*at += 5;
		if (c >= 0xD800 && c < 0xDC00 && str_starts(str_sub(s, *at,
		    s.n), STR("\\u")) && (low = hex(s, *at + 2, 4)) >= 0xDC00 &&
		    low < 0xE000) {
			*at += 6;
			c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
		}
		buf_addchar(b, c >= 0xD800 && c < 0xE000 ? 0xFFFD :
		    (uint32_t)c);
	} else if (s.p[*at] == 'x' && (c = hex(s, *at + 1, 2)) > 0) {
		*at += 3;
		buf_addchar(b, (uint32_t)c);
	} else if (known != NULL && *known != '\0') {
		buf_addc(b, to[known - from]);
		(*at)++;
	} else {
		buf_addc(b, s.p[(*at)++]);
	}
}

static struct str
from_string(struct arena *a, struct str s)
{
	struct str words = str_trim(s);
	struct buf b;
	size_t at = 0;

	if (words.n > 1 && (words.p[0] == '"' || words.p[0] == '\'') &&
	    words.p[words.n - 1] == words.p[0])
		s = str_sub(words, 1, words.n - 2);
	buf_init(&b, s.n + 4);
	while (at < s.n)
		if (s.p[at] == '\\' && at + 1 < s.n) {
			at++;
			add_escaped(&b, s, &at);
		} else {
			buf_addc(&b, s.p[at++]);
		}
	return take(a, &b);
}

/* ---- lines that are cited ---- */

static bool
is_cited(struct str s)
{
	struct str line;
	int n = 0;

	while (s.p != NULL) {
		line = str_trim(str_cut(&s, '\n'));
		if (line.n > 0 && line.p[0] != '>')
			return false;
		n += line.n > 0;
	}
	return n > 1;
}

static struct str
from_citation(struct arena *a, struct str s)
{
	struct buf b;
	struct str line;

	buf_init(&b, s.n + 1);
	while (s.p != NULL) {
		line = str_cut(&s, '\n');
		if (str_trim(line).n > 0)
			str_cut(&line, '>');
		if (str_starts(line, STR(" ")))
			line = str_sub(line, 1, line.n);
		buf_addstr(&b, line);
		if (s.p != NULL)
			buf_addc(&b, '\n');
	}
	return take(a, &b);
}

/* ---- bars ---- */

/* Lines that end with such a bar, or have two; no line is drawn with it. */
static bool
is_bar(struct str s, struct str bar)
{
	struct str line;
	int n = 0;

	if (str_has(s, STR("─")) || str_has(s, STR("━")) ||
	    str_has(s, STR("═")))
		return false;
	while (s.p != NULL) {
		line = str_trim(str_cut(&s, '\n'));
		n += str_ends(line, bar) || count(line, bar) > 1;
	}
	return n >= MIN_BARS;
}

static struct str
with_bars(struct arena *a, struct str s)
{
	static const char *const bars[] = { "｜", "│", "¦" };
	size_t i;
	int escaped = count(s, STR("\\|"));

	if (escaped >= MIN_BARS && escaped == count(s, STR("|")))
		return replace(a, s, STR("\\|"), STR("|"));
	if (str_has(s, STR("|")))
		return s;
	for (i = 0; i < sizeof(bars) / sizeof(*bars); i++)
		if (str_has(s, str_of(bars[i])) && is_bar(s, str_of(bars[i])))
			return replace(a, s, str_of(bars[i]), STR("|"));
	return s;
}

/* ---- what is left of HTML ---- */

static const struct {
	const char *name;
	uint32_t c;
} entities[] = {
	{ "nbsp", 0xA0 }, { "amp", '&' }, { "lt", '<' }, { "gt", '>' },
	{ "quot", '"' }, { "apos", '\'' }, { "ldquo", 0x201C },
	{ "rdquo", 0x201D }, { "lsquo", 0x2018 }, { "rsquo", 0x2019 },
	{ "middot", 0xB7 }, { "bull", 0x2022 }, { "mdash", 0x2014 },
	{ "ndash", 0x2013 }, { "hellip", 0x2026 }, { "times", 0xD7 },
	{ "ensp", 0x2002 }, { "emsp", 0x2003 }, { "vert", '|' },
};

/* The character that "&name;" at `at` is; 0 for none. Moves behind it. */
static uint32_t
entity(struct str s, size_t *at)
{
	struct str name = str_sub(s, *at + 1, MAX_ENTITY);
	ptrdiff_t end = str_find(name, STR(";"), 0);
	uint32_t c = 0;
	size_t i;

	if (end < 2)
		return 0;
	name.n = (size_t)end;
	if (name.p[0] == '#') {
		bool is_hex = (name.p[1] | 32) == 'x';

		for (i = 1 + is_hex; i < name.n && c <= 0x10FFFF; i++) {
			long digit = hex(name, i, 1);

			if (digit < 0 || (!is_hex && digit > 9))
				return 0;
			c = c * (is_hex ? 16 : 10) + (uint32_t)digit;
		}
	}
	for (i = 0; c == 0 && i < sizeof(entities) / sizeof(*entities); i++)
		if (str_eq(name, str_of(entities[i].name)))
			c = entities[i].c;
	if (c < ' ' || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000))
		return 0;
	*at += name.n + 2;
	return c;
}

static struct str
without_entities(struct arena *a, struct str s)
{
	struct buf b;
	size_t at = 0;
	ptrdiff_t next;
	uint32_t c;

	if (!str_has(s, STR(";")) || !str_has(s, STR("&")))
		return s;
	buf_init(&b, s.n + 1);
	while ((next = str_find(s, STR("&"), at)) >= 0) {
		buf_add(&b, s.p + at, (size_t)next - at);
		at = (size_t)next;
		if ((c = entity(s, &at)) != 0)
			buf_addchar(&b, c);
		else
			buf_addc(&b, s.p[at++]);
	}
	buf_add(&b, s.p + at, s.n - at);
	return take(a, &b);
}

struct str
unquote(struct arena *a, struct str s)
{
	int ends = str_has(s, STR("\\n")) ? count(s, STR("\\n")) : 0;

	if (ends >= MIN_ESCAPES && ends > 2 * count(s, STR("\n")))
		s = from_string(a, s);
	if (str_starts(str_trim(s), STR(">")) && is_cited(s))
		s = from_citation(a, s);
	return with_bars(a, without_entities(a, s));
}
