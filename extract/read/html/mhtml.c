/* SPDX-License-Identifier: MIT */
#include "mhtml.h"

#include <strings.h>

#include "decode.h"
#include "html.h"

enum {
	MAX_HEAD = 1 << 14,	/* bytes of the lines above a part */
	MAX_DEPTH = 4,		/* of parts in parts */
	MAX_PAGES = 64
};

/* A message, or a part of one. */
struct part {
	struct str type, encoding;	/* values of its head */
	struct str body;
};

struct pages {
	struct part v[MAX_PAGES];
	size_t n;
};

static bool
starts_with(struct str s, const char *word)
{
	size_t n = strlen(word);

	return s.n >= n && strncasecmp(s.p, word, n) == 0;
}

/* The head at the start of s, up to an empty line; STR_NONE without one. */
static struct str
head_of(struct str s)
{
	struct str rest = str_sub(s, 0, MAX_HEAD), line;

	while (rest.n > 0) {
		line = str_cut(&rest, '\n');
		if (str_trim(line).n == 0)
			return str_sub(s, 0, (size_t)(line.p - s.p));
	}
	return STR_NONE;
}

/* The value of a line of the head, with the lines that it goes on in. */
static struct str
value_of(struct str head, const char *name)
{
	struct str rest = head, line, v;
	size_t n = strlen(name);

	while (rest.n > 0) {
		line = str_cut(&rest, '\n');
		if (!starts_with(line, name) || line.n == n ||
		    line.p[n] != ':')
			continue;
		v = str_sub(line, n + 1, line.n);
		while (rest.n > 0 && (rest.p[0] == ' ' || rest.p[0] == '\t')) {
			line = str_cut(&rest, '\n');
			v.n = (size_t)(line.p + line.n - v.p);
		}
		return str_trim(v);
	}
	return STR_NONE;
}

bool
mhtml_is(struct str bytes)
{
	/* Most pages begin with a tag, and none with the name of a header. */
	return !str_starts(bytes, STR("<")) &&
	    value_of(head_of(bytes), "MIME-Version").n > 0;
}

static bool
read_part(struct part *p, struct str s)
{
	struct str head = head_of(s), rest = str_sub(s, head.n, s.n);

	if (head.p == NULL)
		return false;
	str_cut(&rest, '\n');
	*p = (struct part){ value_of(head, "Content-Type"),
		value_of(head, "Content-Transfer-Encoding"), rest };
	return true;
}

/* boundary=x or "x", of a Content-Type. */
static struct str
boundary_of(struct str type)
{
	const char *const name = "boundary=";
	struct str v;
	size_t i, n = strlen(name);

	for (i = 0; i + n < type.n; i++)
		if (strncasecmp(type.p + i, name, n) == 0)
			break;
	v = str_sub(type, i + n, type.n);
	if (str_starts(v, STR("\""))) {
		v = str_sub(v, 1, v.n);
		return str_cut(&v, '"');
	}
	for (i = 0; i < v.n && v.p[i] != ';' && (unsigned char)v.p[i] > ' ';)
		i++;
	return str_sub(v, 0, i);
}

/* Cuts the next part off, behind a line "--boundary". */
static bool
next_part(struct str *rest, struct str boundary, struct str *part)
{
	struct str line;
	bool inside = false;

	*part = STR_NONE;
	while (rest->n > 0) {
		struct str before = *rest;

		line = str_cut(rest, '\n');
		if (str_starts(line, STR("--")) && str_starts(str_sub(line, 2,
		    line.n), boundary)) {
			if (inside) {
				*rest = before;
				return true;
			}
			inside = true;
			*part = (struct str){ rest->p, 0 };
		} else if (inside) {
			part->n = (size_t)(line.p + line.n - part->p);
		}
	}
	return inside && part->n > 0;
}

/* Adds the pages in p, which may be p itself. */
static void
find_pages(struct pages *to, const struct part *p, int depth)
{
	struct str boundary = boundary_of(p->type), rest = p->body, s;
	struct part inner;

	if (starts_with(p->type, "text/html")) {
		to->v[to->n++] = *p;
		return;
	}
	if (!starts_with(p->type, "multipart/") || boundary.n == 0 ||
	    depth == MAX_DEPTH)
		return;
	while (to->n < MAX_PAGES && next_part(&rest, boundary, &s))
		if (read_part(&inner, s))
			find_pages(to, &inner, depth + 1);
}

static int
hex_value(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ?
	    c - 'A' + 10 : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* RFC 2045, 6.7. What is no code stays as it is. */
static struct str
quoted_printable(struct arena *a, struct str s)
{
	char *out = arena_alloc(a, s.n + 1);
	size_t i, n = 0;

	for (i = 0; i < s.n; i++) {
		int hi = i + 2 < s.n ? hex_value(s.p[i + 1]) : -1;
		int lo = hi >= 0 ? hex_value(s.p[i + 2]) : -1;

		if (s.p[i] != '=')
			out[n++] = s.p[i];
		else if (lo >= 0) {
			out[n++] = (char)(hi << 4 | lo);
			i += 2;
		} else if (str_starts(str_sub(s, i + 1, 2), STR("\r\n")))
			i += 2;
		else if (str_starts(str_sub(s, i + 1, 1), STR("\n")))
			i++;
		else
			out[n++] = '=';
	}
	return (struct str){ out, n };
}

static int
base64_value(char c)
{
	return c >= 'A' && c <= 'Z' ? c - 'A' : c >= 'a' && c <= 'z' ?
	    c - 'a' + 26 : c >= '0' && c <= '9' ? c - '0' + 52 :
	    c == '+' ? 62 : c == '/' ? 63 : -1;
}

static struct str
base64(struct arena *a, struct str s)
{
	char *out = arena_alloc(a, s.n + 1);
	unsigned bits = 0;
	size_t i, n = 0;
	int v, have = 0;

	for (i = 0; i < s.n && s.p[i] != '='; i++) {
		if ((v = base64_value(s.p[i])) < 0)
			continue;
		bits = bits << 6 | (unsigned)v;
		have += 6;
		if (have >= 8) {
			have -= 8;
			out[n++] = (char)(bits >> have & 0xff);
		}
	}
	return (struct str){ out, n };
}

/* The text of a page; d is set aside if it is none. */
static struct str
decoded(struct doc *d, const struct part *p)
{
	struct str declared = d->declared_type, page;

	page = starts_with(p->encoding, "quoted-printable") ?
	    quoted_printable(d->arena, p->body) :
	    starts_with(p->encoding, "base64") ? base64(d->arena, p->body) :
	    p->body;
	d->declared_type = p->type;	/* where its encoding is said */
	page = decode_utf8(d, page);
	d->declared_type = declared;
	return page;
}

/* The sheets of a workbook: one that cannot be read costs no other. */
static void
read_frames(struct doc *d, const struct pages *pages)
{
	struct str page;
	size_t i;
	int no = 0;

	for (i = 1; i < pages->n; i++) {
		page = decoded(d, &pages->v[i]);
		if (d->state == STATE_OK)
			html_read(d, page);
		if (d->state != STATE_OK && strcmp(d->reason, "no_text") != 0)
			doc_warn(d, "part_unread", 0, STR_NONE, STR_NONE,
			    str_of(d->reason));
		d->state = STATE_OK;
		d->reason = NULL;
		d->reason_detail = STR_NONE;
	}
	for (i = 0; i < d->blocks.n; i++)
		if (d->blocks.v[i].kind == BLOCK_TABLE)
			d->blocks.v[i].grid->no = ++no;
	if (d->blocks.n == 0)
		doc_reject(d, STATE_REJECTED, "no_text", STR_NONE);
}

void
mhtml_read(struct doc *d, struct str bytes)
{
	struct pages *pages = arena_alloc(d->arena, sizeof(*pages));
	struct str page;
	struct part p;

	if (read_part(&p, bytes))
		find_pages(pages, &p, 0);
	if (pages->n == 0) {
		doc_reject(d, STATE_REJECTED, "no_text",
		    STR("a message without a page"));
		return;
	}
	page = decoded(d, &pages->v[0]);
	if (d->state != STATE_OK)
		return;
	if (pages->n > 1 && str_has(page, STR("<frameset")))
		read_frames(d, pages);
	else
		html_read(d, page);
}
