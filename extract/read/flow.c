/* SPDX-License-Identifier: MIT */
#include "flow.h"

#include <strings.h>

#include "grid.h"

enum {
	MAX_LINE = 600,		/* bytes of labels with their values */
	MAX_KEY = 40,		/* and of the label */
	MIN_FIELDS = 6		/* of numbers: the smallest form has fifteen */
};

static bool
is_white(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Characters between which a line break is no space. */
static bool
is_wide(uint32_t c)
{
	return str_is_han(c) || (c >= 0x3001 && c <= 0x303f) ||
	    (c >= 0xff01 && c <= 0xff60) || c == 0x2014 || c == 0x2026 ||
	    (c >= 0x2018 && c <= 0x201d);
}

static void
add_space(struct flow_text *to, struct str next)
{
	struct str have = { to->p, to->n };

	if (to->n > 0 && (to->space == ' ' ||
	    !is_wide(str_before(have, have.n)) || !is_wide(str_peek(next, 0))))
		to->p[to->n++] = ' ';
	to->space = 0;
}

void
flow_add(struct flow_text *to, struct str s)
{
	size_t i = 0, from;

	while (i < s.n) {
		for (; i < s.n && is_white(s.p[i]); i++)
			if (to->space != '\n')
				to->space = s.p[i] == '\n' ? '\n' : ' ';
		for (from = i; i < s.n && !is_white(s.p[i]); i++)
			;
		if (i == from)
			break;
		if (to->space != 0)
			add_space(to, str_sub(s, from, i - from));
		memcpy(to->p + to->n, s.p + from, i - from);
		to->n += i - from;
	}
}

bool
flow_breaks(enum tag tag)
{
	switch (tag) {
	case TAG_BLOCK:
	case TAG_BODY:
	case TAG_BR:
	case TAG_CAPTION:
	case TAG_CELL:
	case TAG_H1:
	case TAG_H2:
	case TAG_H3:
	case TAG_H4:
	case TAG_H5:
	case TAG_H6:
	case TAG_MARQUEE:
	case TAG_P:
	case TAG_PRE:
	case TAG_ROOT:
	case TAG_TABLE:
	case TAG_TBODY:
	case TAG_TFOOT:
	case TAG_THEAD:
	case TAG_TR:
		return true;
	default:
		return false;
	}
}

/* What a browser shows of the <select> at node i: the option chosen. */
static struct str
chosen(const struct tree *t, int i)
{
	const struct node *v = t->nodes.v;
	int k, best = -1;

	for (k = i + 1; k < v[i].end; k++)
		if (v[k].tag == TAG_OPTION && (best < 0 ||
		    (v[k].flags & NODE_SELECTED)))
			best = k;
	return best < 0 ? STR("") : tree_text(t, best);
}

static bool
is_field(enum tag tag)
{
	return tag == TAG_INPUT || tag == TAG_TEXTAREA || tag == TAG_SELECT;
}

static struct str
field_shows(const struct tree *t, int k)
{
	const struct node *n = &t->nodes.v[k];

	return n->tag == TAG_INPUT ? t->hrefs.v[n->len] :
	    n->tag == TAG_TEXTAREA ? tree_text(t, k) : chosen(t, k);
}

bool
flow_field(const struct tree *t, int k, struct flow_text *text)
{
	if (!is_field((enum tag)t->nodes.v[k].tag))
		return false;
	flow_add(text, field_shows(t, k));
	return true;
}

/* A link whose words stand in the line being joined. */
struct link {
	struct str href;
	size_t from, to;
};

struct flow {
	const struct tree *t;
	struct doc *d;
	struct arena *arena;
	bool lines;		/* flow_lines() rather than flow_blocks() */
	struct flow_text text;	/* the line being joined */
	bool fields;		/* what fields of forms show is text */
	int level;		/* of the heading it is in, 0 for none */
	int level_end;		/* where that heading ends */
	int pre_end;		/* where the <pre> it is in ends */
	int link;		/* the <a> it is in, -1 for none */
	size_t link_from;
	LIST(struct link) links;
	int tables;
	struct str before;	/* the last line above the body, if short */
};

/* --- Addresses (RFC 3986, 5.2, for what pages hold) --- */

static bool
has_scheme(struct str s)
{
	size_t i;

	for (i = 0; i < s.n && ((s.p[i] | 32) >= 'a' && (s.p[i] | 32) <= 'z');
	     i++)
		;
	return i > 0 && i < s.n && s.p[i] == ':';
}

/* Takes "./" and "dir/../" out of the path, which starts at `path`. */
static size_t
squeeze(char *p, size_t path, size_t n)
{
	size_t in = path, out = path, len;

	while (in < n) {
		for (len = 1; in + len < n && p[in + len] != '/'; len++)
			;
		if (len == 3 && memcmp(p + in, "/..", 3) == 0) {
			while (out > path && p[--out] != '/')
				;
			if (in + len == n)
				p[out++] = '/';
		} else if (len == 2 && p[in + 1] == '.') {
			if (in + len == n)
				p[out++] = '/';
		} else {
			memmove(p + out, p + in, len);
			out += len;
		}
		in += len;
	}
	return out;
}

struct str
flow_resolve(struct arena *a, struct str base, struct str href)
{
	ptrdiff_t host = str_find(base, STR("://"), 0), slash;
	size_t path, keep, tail;
	char *p;

	if (has_scheme(href) || host < 0)
		return href;
	keep = strcspn(base.p, "?#");	/* in the arena, so it has an end */
	base.n = keep < base.n ? keep : base.n;
	slash = str_find(base, STR("/"), (size_t)host + 3);
	path = slash < 0 ? base.n : (size_t)slash;
	if (str_starts(href, STR("//")))
		return arena_printf(a, "%.*s:%.*s", (int)host, base.p,
		    STR_ARG(href));
	keep = path;
	if (href.n > 0 && href.p[0] == '?')
		keep = base.n;
	else if (href.n > 0 && href.p[0] != '/')
		for (keep = base.n; keep > path && base.p[keep - 1] != '/';
		     keep--)
			;
	p = arena_alloc(a, keep + href.n + 2);
	memcpy(p, base.p, keep);
	if (keep == path && (href.n == 0 || href.p[0] != '/'))
		p[keep++] = '/';
	if (href.n > 0)
		memcpy(p + keep, href.p, href.n);
	tail = keep + strcspn(href.n > 0 ? p + keep : "", "?#");
	keep += href.n;
	path = squeeze(p, path, tail);
	memmove(p + path, p + tail, keep - tail);
	return (struct str){ p, path + keep - tail };
}

/* --- Lines --- */

static void
add_link(struct flow *f, struct str text, struct str href)
{
	struct block *b;

	text = str_trim(text);
	if (text.n == 0)
		return;
	b = DOC_ADD(f->d, blocks);
	b->kind = BLOCK_LINK;
	b->text = text;
	b->href = flow_resolve(f->arena, f->t->base, href);
}

/* Those whose words stood in the line. */
static void
add_links(struct flow *f, const char *line)
{
	const struct link *l;
	size_t i;

	for (i = 0; i < f->links.n; i++) {
		l = &f->links.v[i];
		add_link(f, (struct str){ line + l->from, l->to - l->from },
		    l->href);
	}
	f->links.n = 0;
	f->links.v = NULL;
}

/* Whether a line above the body is a label that waits for its value. */
static bool
waits(const struct doc *d)
{
	const struct meta *m = d->metas.n > 0 ?
	    &d->metas.v[d->metas.n - 1] : NULL;

	return m != NULL && str_eq(m->name, STR("line")) &&
	    m->value.n <= MAX_KEY && (str_ends(m->value, STR(":")) ||
	    str_ends(m->value, STR("：")));
}

/* Two lines above the body: a label, and what may be its value. */
static void
add_below(struct flow *f, struct str text)
{
	struct meta *m;
	size_t i;

	for (i = 0; i < text.n && (text.p[i] < '0' || text.p[i] > '9'); i++)
		;
	if (f->before.n > 0 && text.n <= MAX_LINE && i < text.n) {
		m = DOC_ADD(f->d, metas);
		*m = (struct meta){ STR("below"), arena_printf(f->arena,
		    "%.*s\t%.*s", STR_ARG(f->before), STR_ARG(text)),
		    STR_NONE };
	}
	f->before = text.n <= MAX_KEY && i == text.n ? text : STR("");
}

static void
add_line(struct flow *f, struct str text)
{
	struct meta *m;
	struct block *b;

	if (f->lines)
		add_below(f, text);
	if (!f->lines) {
		b = DOC_ADD(f->d, blocks);
		b->kind = f->level > 0 ? BLOCK_HEADING : BLOCK_PARAGRAPH;
		b->level = f->level;
		b->text = text;
	} else if (text.n <= MAX_LINE && (str_has(text, STR(":")) ||
	    str_has(text, STR("：")) || str_has(text, STR("20")))) {
		m = DOC_ADD(f->d, metas);
		*m = (struct meta){ STR("line"), text, STR_NONE };
	} else if (text.n <= MAX_LINE && waits(f->d)) {
		m = &f->d->metas.v[f->d->metas.n - 1];
		m->value = arena_printf(f->arena, "%.*s%.*s",
		    STR_ARG(m->value), STR_ARG(text));
	}
}

/* Neighbours in the rows of a table above the body: label, value. */
static void
add_cells(struct flow *f, int i)
{
	size_t k, warnings = f->d->warnings.n;
	const struct grid *g = grid_read(f->t, i);
	const struct anchor *a;
	struct meta *m;

	f->d->warnings.n = warnings;	/* it is no table of the report */
	for (k = 0; g != NULL && k + 1 < g->n; k++) {
		a = &g->cells[k];
		if (a->row != a[1].row || a->text.n == 0 ||
		    a->text.n > MAX_KEY || a[1].text.n == 0 ||
		    a[1].text.n > MAX_LINE)
			continue;
		m = DOC_ADD(f->d, metas);
		*m = (struct meta){ STR("cells"), arena_printf(f->arena,
		    "%.*s\t%.*s", STR_ARG(a->text), STR_ARG(a[1].text)),
		    STR_NONE };
	}
}

/* The line is at its end. */
static void
flush(struct flow *f)
{
	struct str text = str_trim((struct str){ f->text.p, f->text.n });

	if (text.n > 0)
		add_line(f, text);
	if (f->links.n > 0)
		add_links(f, f->text.p);
	f->text.p += f->text.n;
	f->text.n = 0;
	f->text.space = 0;
	f->link_from = 0;
}

static bool
leads_away(struct str href)
{
	return href.n > 0 && href.p[0] != '#' &&
	    !(href.n >= 11 && strncasecmp(href.p, "javascript:", 11) == 0);
}

static void
end_link(struct flow *f)
{
	struct str href = f->t->hrefs.v[f->t->nodes.v[f->link].len];

	if (!f->lines && leads_away(href))
		*DOC_ADD(f, links) = (struct link){ href, f->link_from,
		    f->text.n };
	f->link = -1;
}

static void
break_line(struct flow *f, enum tag tag)
{
	/* The cells of a row above the text are one line: label, value. */
	if (f->lines && tag == TAG_CELL)
		f->text.space = ' ';
	else
		flush(f);
}

/* What ended between the node before i and node i. */
static void
leave(struct flow *f, int i)
{
	const struct node *v = f->t->nodes.v;
	int k;

	for (k = i - 1; k >= 0 && v[k].end == i; k = v[k].parent) {
		if (k == f->link)
			end_link(f);
		if (v[k].tag != TAG_BR && flow_breaks(v[k].tag))
			break_line(f, v[k].tag);
	}
	if (i >= f->level_end)
		f->level = 0;
}

/* The links in the cells of the table at node i. */
static void
add_cell_links(struct flow *f, int i)
{
	const struct node *v = f->t->nodes.v;
	struct flow_text text;
	struct str found, href;
	int k;

	for (k = i + 1; k < v[i].end; k++) {
		href = f->t->hrefs.v[v[k].tag == TAG_A ? v[k].len : 0];
		if (!leads_away(href))
			continue;
		found = tree_text(f->t, k);
		text = (struct flow_text){ .p = arena_alloc(f->arena,
		    found.n + 1) };
		flow_add(&text, found);
		add_link(f, (struct str){ text.p, text.n }, href);
	}
}

static bool
add_grid(struct flow *f, int i)
{
	struct grid *g = f->lines ? NULL : grid_read(f->t, i);
	struct block *b;

	if (g == NULL)
		return false;
	g->no = ++f->tables;
	b = DOC_ADD(f->d, blocks);
	b->kind = BLOCK_TABLE;
	b->grid = g;
	add_cell_links(f, i);
	return true;
}

/* A text in <pre>, whose lines are lines. */
static void
add_lines(struct flow *f, struct str s)
{
	while (s.p != NULL) {
		flow_add(&f->text, str_cut(&s, '\n'));
		if (s.p != NULL)
			flush(f);
	}
}

/* A file that is shown in a frame: a link, called as the file is. */
static void
add_frame(struct flow *f, struct str href)
{
	struct str name = href;
	size_t i;

	for (i = 0; i < href.n; i++)
		if (href.p[i] == '/' || href.p[i] == '=')
			name = str_sub(href, i + 1, href.n);
	if (!f->lines && leads_away(href))
		add_link(f, name, href);
}

/* Takes in node i; returns the next one to look at. */
static int
visit(struct flow *f, int i)
{
	const struct node *n = &f->t->nodes.v[i];
	struct str text;

	if (n->tag == TAG_TEXT) {
		text = (struct str){ f->t->text.p + n->off, n->len };
		if (i < f->pre_end)
			add_lines(f, text);
		else
			flow_add(&f->text, text);
		return i + 1;
	}
	if (n->flags & NODE_HIDDEN)
		return n->end;
	if (f->fields && is_field((enum tag)n->tag)) {
		f->text.space = ' ';
		flow_field(f->t, i, &f->text);
		f->text.space = ' ';
		return n->end;
	}
	if ((n->tag == TAG_EMBED || n->tag == TAG_IMG) && n->len > 0)
		add_frame(f, f->t->hrefs.v[n->len]);
	if (tree_drops(n) || n->tag == TAG_TITLE)
		return n->end;
	if (flow_breaks(n->tag))
		break_line(f, n->tag);
	if (n->tag == TAG_TABLE && f->lines)
		add_cells(f, i);
	if (n->tag == TAG_TABLE && add_grid(f, i))
		return n->end;
	if (n->tag >= TAG_H1 && n->tag <= TAG_H6) {
		f->level = n->tag - TAG_H1 + 1;
		f->level_end = n->end;
	}
	if (n->tag == TAG_PRE)
		f->pre_end = n->end;
	if (n->tag == TAG_A && n->len > 0) {
		f->link = i;
		f->link_from = f->text.n;
	}
	return i + 1;
}

/* Fields outside of cells that show a number, and the bytes of all fields. */
static int
count_fields(const struct tree *t, int from, int to, size_t *bytes)
{
	const struct node *v = t->nodes.v;
	struct str shown;
	int i, n = 0, table_end = from;

	for (i = from; i < to; i++) {
		if (v[i].tag == TAG_TABLE && v[i].end > table_end)
			table_end = v[i].end;
		if (!is_field((enum tag)v[i].tag))
			continue;
		shown = str_trim(field_shows(t, i));
		*bytes += shown.n + 2;
		n += i >= table_end && shown.n > 0 && shown.p[0] >= '0' &&
		    shown.p[0] <= '9';
	}
	return n;
}

/*
 * A report that was filled in, or a search with a pager? Many fields of
 * numbers are the former.
 */
static size_t
add_fields(struct flow *f, int from, int to)
{
	size_t bytes = 0;
	int n = f->lines || f->t->fields < MIN_FIELDS ? 0 :
	    count_fields(f->t, from, to, &bytes);

	f->fields = n >= MIN_FIELDS;
	if (f->fields)
		doc_warn(f->d, "form_field", 0, STR_NONE, STR_NONE,
		    arena_printf(f->arena, "%d fields of forms hold numbers",
		    n));
	return f->fields ? bytes : 0;
}

static void
walk(const struct tree *t, int from, int to, bool lines)
{
	struct flow f = { .t = t, .d = t->d, .arena = t->arena,
		.lines = lines, .link = -1 };
	size_t end = t->text.n;
	int i;

	if (from >= to)
		return;
	if ((size_t)to < t->nodes.n)
		end = t->nodes.v[to].off;
	/* A space is only put where there was one, or where a cell ends. */
	f.text.p = arena_room(t->arena, end - t->nodes.v[from].off +
	    (lines ? (size_t)(to - from) : 0) + add_fields(&f, from, to) + 1);
	for (i = from; i < to;) {
		if (i > from)
			leave(&f, i);
		i = visit(&f, i);
	}
	if (f.link >= 0)
		end_link(&f);
	flush(&f);
}

void
flow_blocks(const struct tree *t, int from, int to)
{
	walk(t, from, to, false);
}

void
flow_lines(const struct tree *t, int from, int to)
{
	walk(t, from, to, true);
}
