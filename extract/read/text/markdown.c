/* SPDX-License-Identifier: MIT */
#include "markdown.h"

#include "flow.h"
#include "number.h"

#include <string.h>
#include <strings.h>

enum {
	MAX_LINKS = 32,		/* of a line */
	MAX_TRIES = 256,	/* brackets that may begin one */
	MAX_LINK = 1000,	/* bytes */
	MAX_LEVEL = 6
};

struct link {
	struct str text, href;
};

struct links {
	struct link v[MAX_LINKS];
	int n;
};

/* Whether a backslash goes on as an escape: "1\.", "\_". Not "20\5". */
static bool
is_escape(struct str s, size_t at)
{
	return at + 1 < s.n && s.p[at] == '\\' &&
	    strchr("\\`*_{}[]()<>#+-.!|~", s.p[at + 1]) != NULL;
}

static struct str
unescape(struct arena *a, struct str s)
{
	char *p;
	size_t i, n = 0;

	if (!str_has(s, STR("\\")))
		return s;
	p = arena_alloc(a, s.n + 1);
	for (i = 0; i < s.n; i++) {
		i += is_escape(s, i);
		p[n++] = s.p[i];
	}
	return (struct str){ p, n };
}

/* Without **, __ or * around all of it. */
static struct str
without_emphasis(struct str s)
{
	struct str inner;
	size_t n;
	char mark;

	for (s = str_trim(s); s.n > 2; s = str_trim(inner)) {
		mark = s.p[0];
		n = s.n > 4 && s.p[1] == mark ? 2 : 1;
		if ((mark != '*' && (mark != '_' || n == 1)) ||
		    s.p[s.n - 1] != mark || s.p[s.n - n] != mark)
			break;
		inner = str_sub(s, n, s.n - 2 * n);
		/* "*a* and *b*" is not all of one kind. */
		if (inner.n == 0 || memchr(inner.p, mark, inner.n) != NULL)
			break;
	}
	return s;
}

struct str
markdown_plain(struct arena *a, struct str s)
{
	return unescape(a, without_emphasis(s));
}

/* Whether s goes on like this, behind "<": "/span>", "div class=..." */
static bool
is_tag(struct str s)
{
	static const struct str names[] = { { "a", 1 }, { "b", 1 },
		{ "br", 2 }, { "div", 3 }, { "font", 4 }, { "p", 1 },
		{ "span", 4 }, { "strong", 6 }, { "u", 1 } };
	size_t i;

	if (str_starts(s, STR("/")))
		s = str_sub(s, 1, s.n);
	for (i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (s.n > names[i].n && strncasecmp(s.p, names[i].p,
		    names[i].n) == 0 && (s.p[names[i].n] == ' ' ||
		    s.p[names[i].n] == '/' || s.p[names[i].n] == '>'))
			return true;
	return false;
}

/* Without the tags that stay in a text for what Markdown has no marks for. */
static struct str
without_tags(struct arena *a, struct str s)
{
	struct str rest = s;
	const char *end;
	char *p;
	size_t n = 0;

	if (s.n == 0 || memchr(s.p, '<', s.n) == NULL)
		return s;
	p = arena_alloc(a, s.n + 1);
	while (rest.n > 0) {
		if (rest.p[0] == '<' && (n == 0 || p[n - 1] != '\\') &&
		    is_tag(str_sub(rest, 1, rest.n))) {
			end = memchr(rest.p, '>', rest.n);
			if (end == NULL)
				break;
			rest = str_sub(rest, (size_t)(end - rest.p) + 1,
			    rest.n);
			continue;
		}
		p[n++] = rest.p[0];
		rest = str_sub(rest, 1, rest.n);
	}
	if (rest.n > 0)
		memcpy(p + n, rest.p, rest.n);
	return str_trim((struct str){ p, n + rest.n });
}

/* Where the parenthesis that is open at `at` is closed; s.n if nowhere. */
static size_t
closing(struct str s, size_t at)
{
	int depth = 1;

	for (; at < s.n; at++) {
		if (is_escape(s, at))
			at++;
		else
			depth += (s.p[at] == '(') - (s.p[at] == ')');
		if (depth == 0)
			break;
	}
	return at < s.n ? at : s.n;
}

/*
 * Reads [text](href "title") at s.p + *at and moves *at behind it; "](" as
 * it stands in no Chinese text.
 */
static bool
read_link(struct str s, size_t *at, struct link *l)
{
	struct str rest = str_sub(s, *at, MAX_LINK), href;
	ptrdiff_t middle = str_find(rest, STR("]("), 0);
	size_t end;

	if (rest.n == 0 || rest.p[0] != '[' || middle < 0)
		return false;
	l->text = str_sub(rest, 1, (size_t)middle - 1);
	end = closing(rest, (size_t)middle + 2);
	if (end == rest.n || str_has(l->text, STR("[")))
		return false;
	href = str_sub(rest, (size_t)middle + 2, end - (size_t)middle - 2);
	l->href = str_cut(&href, ' ');
	*at += end + 1;
	return true;
}

/* The line with the words of its links for the links, which go to `links`. */
static struct str
without_links(struct arena *a, struct str s, struct links *links)
{
	char *p;
	size_t i, n = 0;
	int tries = MAX_TRIES;
	struct link l;

	if (!str_has(s, STR("](")))
		return s;
	p = arena_alloc(a, s.n + 1);
	for (i = 0; i < s.n;) {
		if (s.p[i] == '[' && tries-- > 0 && links->n < MAX_LINKS &&
		    read_link(s, &i, &l)) {
			links->v[links->n++] = l;
			memcpy(p + n, l.text.p, l.text.n);
			n += l.text.n;
		} else {
			p[n++] = s.p[i++];
		}
	}
	return (struct str){ p, n };
}

/* Nothing but links and what a list puts in front of them. */
static bool
is_all_links(struct str s)
{
	struct link l;
	size_t i;
	int n = 0;

	for (i = 0; i < s.n; n++) {
		while (i < s.n && strchr(" \t*+->!|", s.p[i]) != NULL)
			i++;
		/* A number with a link is a number. */
		if (i < s.n && (!read_link(s, &i, &l) ||
		    number_state(l.text) == CELL_NUM))
			return false;
	}
	return n > 0 && str_has(s, STR("]("));
}

/*
 * "===" or "-----" below words. Where each cell is a line "---" may be one
 * that says nothing, and "***" one that is masked: they stay.
 */
static bool
is_line_only(struct str s)
{
	size_t i;

	for (i = 1; i < s.n && s.p[i] == s.p[0]; i++)
		;
	return i == s.n && ((i > 2 && s.p[0] == '=') ||
	    (i > 4 && s.p[0] == '-'));
}

static void
add_block(struct doc *d, enum block_kind kind, int level, struct str text,
    struct str href)
{
	struct block *b;

	if (text.n == 0)
		return;
	b = DOC_ADD(d, blocks);
	b->kind = kind;
	b->level = level;
	b->text = text;
	b->href = href;
}

void
markdown_line(struct doc *d, struct str line)
{
	struct links links = { .n = 0 };
	bool only_links;
	int level = 0, i;

	line = without_tags(d->arena, line);
	only_links = is_all_links(line);
	if (is_line_only(line))
		return;
	while (level < MAX_LEVEL && (size_t)level < line.n &&
	    line.p[level] == '#')
		level++;
	if ((size_t)level < line.n && line.p[level] == ' ')
		line = str_sub(line, (size_t)level, line.n);
	else
		level = 0;
	line = markdown_plain(d->arena, without_links(d->arena, line,
	    &links));
	if (!only_links)
		add_block(d, level > 0 ? BLOCK_HEADING : BLOCK_PARAGRAPH,
		    level, line, STR_NONE);
	for (i = 0; i < links.n; i++)
		add_block(d, BLOCK_LINK, 0, markdown_plain(d->arena,
		    links.v[i].text), flow_resolve(d->arena, d->source,
		    links.v[i].href));
}
