/* SPDX-License-Identifier: MIT */
#include "pdfpage.h"

#include <math.h>
#include <stdlib.h>

#include "xml.h"

enum { MAX_POINTS = 64 };	/* of a path; a longer one is no rule */

/* In points: how thick a rule may be, how far a straight line may lean. */
static const double THICK = 3, LEAN = 0.3, SMALL_BOX = 8;

static double
number_of(struct str s)
{
	char digits[32];
	size_t n = s.n < sizeof(digits) ? s.n : sizeof(digits) - 1;
	double v;

	if (n == 0)
		return 0;
	memcpy(digits, s.p, n);
	digits[n] = '\0';
	v = strtod(digits, NULL);
	return isfinite(v) ? v : 0;
}

/* --- Words --- */

struct word_reader {
	struct pages *pages;
	struct page *page;
	struct word *word;	/* whose text is being read, or NULL */
};

static void
start_word(void *arg, const char *name, struct xml_atts atts)
{
	struct word_reader *r = arg;

	if (strcmp(name, "page") == 0) {
		r->page = DOC_ADD(r->pages, pages);
		r->page->arena = r->pages->arena;
		r->page->width = number_of(xml_att(atts, "width"));
		r->page->height = number_of(xml_att(atts, "height"));
	} else if (strcmp(name, "word") == 0 && r->page != NULL) {
		r->word = DOC_ADD(r->page, words);
		r->word->x0 = number_of(xml_att(atts, "xMin"));
		r->word->y0 = number_of(xml_att(atts, "yMin"));
		r->word->x1 = number_of(xml_att(atts, "xMax"));
		r->word->y1 = number_of(xml_att(atts, "yMax"));
	}
}

static void
word_text(void *arg, struct str s)
{
	struct word_reader *r = arg;

	if (r->word == NULL)
		return;
	r->word->text = r->word->text.n == 0 ?
	    arena_str(r->pages->arena, s) :
	    arena_printf(r->pages->arena, "%.*s%.*s",
		STR_ARG(r->word->text), STR_ARG(s));
}

static void
end_word(void *arg, const char *name)
{
	struct word_reader *r = arg;

	if (strcmp(name, "word") != 0 || r->word == NULL)
		return;
	r->word->text = str_trim(r->word->text);
	if (r->word->text.n == 0)	/* the next one takes its place */
		memset(&r->page->words.v[--r->page->words.n], 0,
		    sizeof(*r->word));
	r->word = NULL;
}

int
pdfpage_words(struct pages *p, struct str html)
{
	static const struct xml_events events = { start_word, end_word,
		word_text };
	struct word_reader r = { .pages = p };
	ptrdiff_t body = str_find(html, STR("<body>"), 0);
	ptrdiff_t end = str_find(html, STR("</body>"), 0);

	/* What stands before is a document type and the file's properties. */
	if (body < 0 || end < body)
		return -1;
	return xml_parse(str_sub(html, (size_t)body,
	    (size_t)(end - body) + strlen("</body>")), &events, &r);
}

/* --- Rules --- */

struct matrix {
	double a, b, c, d, e, f;
};

struct path {
	double x[MAX_POINTS], y[MAX_POINTS];
	int n;
	bool closed;
};

struct rule_reader {
	struct pages *pages;
	size_t no;		/* of the page, from 1 */
	int depth, skip;	/* depth of what is no part of the page, or 0 */
	struct page *page;
};

/* The next number in s; false when something else comes first. */
static bool
next_number(struct str s, size_t *at, double *v)
{
	size_t i = *at, from;

	while (i < s.n && (s.p[i] == ' ' || s.p[i] == ','))
		i++;
	for (from = i; i < s.n && ((s.p[i] >= '0' && s.p[i] <= '9') ||
	    s.p[i] == '.' || s.p[i] == '-' || s.p[i] == '+' ||
	    s.p[i] == 'e'); i++)
		;
	if (i == from)
		return false;
	*v = number_of(str_sub(s, from, i - from));
	*at = i;
	return true;
}

static struct matrix
matrix_of(struct str s)
{
	struct matrix m = { 1, 0, 0, 1, 0, 0 };
	double v[6];
	size_t at = strlen("matrix(");
	int i;

	if (!str_starts(s, STR("matrix(")))
		return m;
	for (i = 0; i < 6; i++)
		if (!next_number(s, &at, &v[i]))
			return m;
	return (struct matrix){ v[0], v[1], v[2], v[3], v[4], v[5] };
}

/* The value of a property, which is an attribute or stands in "style". */
static struct str
property(struct xml_atts atts, const char *name)
{
	struct str v = xml_att(atts, name), rest = xml_att(atts, "style");
	struct str part, n = str_of(name);

	while (v.p == NULL && rest.p != NULL) {
		part = str_trim(str_cut(&rest, ';'));
		if (str_starts(part, n) && part.n > n.n && part.p[n.n] == ':')
			v = str_trim(str_sub(part, n.n + 1, part.n));
	}
	return v;
}

/* Whether a property paints, in a colour that shows on white. */
static bool
paints(struct xml_atts atts, const char *name, bool otherwise)
{
	struct str s = property(atts, name);
	double v, sum = 0;
	size_t at = strlen("rgb("), n;

	if (s.n == 0)
		return otherwise;
	if (!str_starts(s, STR("rgb(")))
		return !str_eq(s, STR("none"));
	for (n = 0; n < 3 && next_number(s, &at, &v); n++) {
		sum += v;
		at += at < s.n && s.p[at] == '%';
	}
	return sum < 285;	/* of 300 % */
}

static void
add_rule(struct page *p, bool horizontal, double at, double from, double to)
{
	struct rule r = { at, fmin(from, to), fmax(from, to) };

	if (horizontal)
		*DOC_ADD(p, horizontal) = r;
	else
		*DOC_ADD(p, vertical) = r;
}

static void
add_line(struct page *p, double x0, double y0, double x1, double y1)
{
	if (fabs(y0 - y1) <= LEAN && fabs(x0 - x1) > LEAN)
		add_rule(p, true, (y0 + y1) / 2, x0, x1);
	else if (fabs(x0 - x1) <= LEAN && fabs(y0 - y1) > LEAN)
		add_rule(p, false, (x0 + x1) / 2, y0, y1);
}

/*
 * A part of a path. Only straight lines that do not lean are rules; a small
 * box is a piece of a letter. A filled box is a rule if it is thin.
 */
static void
end_part(struct page *p, struct path *t, bool stroke, bool fill)
{
	double x0 = INFINITY, x1 = -INFINITY, y0 = INFINITY, y1 = -INFINITY;
	int i;

	for (i = 0; i < t->n; i++) {
		x0 = fmin(x0, t->x[i]);
		x1 = fmax(x1, t->x[i]);
		y0 = fmin(y0, t->y[i]);
		y1 = fmax(y1, t->y[i]);
		if (i > 0 && fabs(t->x[i] - t->x[i - 1]) > LEAN &&
		    fabs(t->y[i] - t->y[i - 1]) > LEAN)
			return;
	}
	if (t->n < 2 || (x1 - x0 < SMALL_BOX && y1 - y0 < SMALL_BOX))
		return;
	if (fill && y1 - y0 <= THICK)
		add_rule(p, true, (y0 + y1) / 2, x0, x1);
	else if (fill && x1 - x0 <= THICK)
		add_rule(p, false, (x0 + x1) / 2, y0, y1);
	else if (stroke) {
		for (i = 1; i < t->n; i++)
			add_line(p, t->x[i - 1], t->y[i - 1], t->x[i],
			    t->y[i]);
		if (t->closed)
			add_line(p, t->x[t->n - 1], t->y[t->n - 1], t->x[0],
			    t->y[0]);
	}
}

static void
add_point(struct path *t, const struct matrix *m, double x, double y)
{
	if (t->n < MAX_POINTS) {
		t->x[t->n] = m->a * x + m->c * y + m->e;
		t->y[t->n] = m->b * x + m->d * y + m->f;
	}
	t->n++;
}

/* Reads "M 1 2 L 3 4 Z M 1 2"; a part with curves is none of ours. */
static void
read_path(struct page *p, struct str d, const struct matrix *m, bool stroke,
    bool fill)
{
	struct path t = { .n = 0 };
	size_t at = 0;
	bool curved = false;
	double x, y;

	while (at < d.n) {
		char c = d.p[at++];

		if (c == 'M') {
			if (!curved && t.n <= MAX_POINTS)
				end_part(p, &t, stroke, fill);
			t.n = 0;
			t.closed = curved = false;
		}
		if (c == 'C')
			curved = true;
		else if (c == 'Z')
			t.closed = true;
		else if ((c == 'M' || c == 'L') && next_number(d, &at, &x) &&
		    next_number(d, &at, &y))
			add_point(&t, m, x, y);
	}
	if (!curved && t.n <= MAX_POINTS)
		end_part(p, &t, stroke, fill);
}

static void
read_rect(struct page *p, struct xml_atts atts, const struct matrix *m,
    bool stroke, bool fill)
{
	double x = number_of(xml_att(atts, "x"));
	double y = number_of(xml_att(atts, "y"));
	double w = number_of(xml_att(atts, "width"));
	double h = number_of(xml_att(atts, "height"));
	struct path t = { .closed = true };

	add_point(&t, m, x, y);
	add_point(&t, m, x + w, y);
	add_point(&t, m, x + w, y + h);
	add_point(&t, m, x, y + h);
	end_part(p, &t, stroke, fill);
}

static bool
is_no_part(const char *name)
{
	static const char *const names[] = { "defs", "clipPath", "mask",
		"pattern", "symbol" };
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

static void
start_shape(void *arg, const char *name, struct xml_atts atts)
{
	struct rule_reader *r = arg;
	struct matrix m;
	bool stroke, fill;

	r->depth++;
	if (r->skip == 0 && is_no_part(name))
		r->skip = r->depth;
	if (r->skip != 0)
		return;
	if (strcmp(name, "page") == 0 && r->no < r->pages->pages.n)
		r->page = &r->pages->pages.v[r->no++];
	if (strcmp(name, "path") != 0 && strcmp(name, "rect") != 0)
		return;
	/* A file of one page has no <page>. */
	if (r->page == NULL)
		r->page = &r->pages->pages.v[0];
	stroke = paints(atts, "stroke", false);
	fill = paints(atts, "fill", true);
	if (!stroke && !fill)
		return;
	m = matrix_of(xml_att(atts, "transform"));
	if (strcmp(name, "rect") == 0)
		read_rect(r->page, atts, &m, stroke, fill);
	else
		read_path(r->page, xml_att(atts, "d"), &m, stroke, fill);
}

static void
end_shape(void *arg, const char *name)
{
	struct rule_reader *r = arg;

	(void)name;
	if (r->skip == r->depth)
		r->skip = 0;
	r->depth--;
}

/*
 * Without the outlines of the letters, which pdftocairo puts into <defs> and
 * which are most of what it writes. <defs> are not looked at anyway.
 */
static struct str
without_defs(struct arena *a, struct str svg)
{
	static const struct str open = { "<defs>", 6 }, close = { "</defs>", 7 };
	char *p = arena_alloc(a, svg.n + 1);
	ptrdiff_t from, to;
	size_t at = 0, n = 0, len;

	while ((from = str_find(svg, open, at)) >= 0 &&
	    (to = str_find(svg, close, (size_t)from)) >= 0) {
		len = (size_t)from - at;
		memcpy(p + n, svg.p + at, len);
		n += len;
		at = (size_t)to + close.n;
	}
	if (at == 0)
		return svg;
	memcpy(p + n, svg.p + at, svg.n - at);
	return (struct str){ p, n + svg.n - at };
}

int
pdfpage_rules(struct pages *p, struct str svg)
{
	static const struct xml_events events = { start_shape, end_shape,
		NULL };
	struct rule_reader r = { .pages = p };

	if (p->pages.n == 0)
		return -1;
	return xml_parse(without_defs(p->arena, svg), &events, &r);
}
