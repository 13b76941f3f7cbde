/* SPDX-License-Identifier: MIT */
#include "pdfpage.h"

#include <math.h>
#include <stdlib.h>

#include "pdfrule.h"
#include "xml.h"

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

enum pdfpage_way
pdfpage_way(double right, double down)
{
	if (fabs(right) >= fabs(down))
		return right >= 0 ? PDFPAGE_RIGHT : PDFPAGE_LEFT;
	return down > 0 ? PDFPAGE_DOWN : PDFPAGE_UP;
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

struct rule_reader {
	struct pages *pages;
	size_t first, no;	/* page of the first, and of the next one */
	int depth, skip;	/* depth of what is no part of the page, or 0 */
	struct page *page;
	struct spot letter;	/* the one before, where ... */
	bool follows;		/* ... the next one is of the same <g> */
	bool shows;		/* their colour, on white */
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

static struct pdfrule_matrix
matrix_of(struct str s)
{
	struct pdfrule_matrix m = { 1, 0, 0, 1, 0, 0 };
	double v[6];
	size_t at = strlen("matrix(");
	int i;

	if (!str_starts(s, STR("matrix(")))
		return m;
	for (i = 0; i < 6; i++)
		if (!next_number(s, &at, &v[i]))
			return m;
	return (struct pdfrule_matrix){ v[0], v[1], v[2], v[3], v[4], v[5] };
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
	return sum < 100 * PDFRULE_WHITE;
}

/* Reads "M 1 2 L 3 4 Z M 1 2"; a part with curves is none of ours. */
static void
read_path(struct page *p, struct str d, const struct pdfrule_matrix *m, bool stroke,
    bool fill)
{
	struct pdfrule_path t = { .n = 0 };
	size_t at = 0;
	double x, y;

	while (at < d.n) {
		char c = d.p[at++];

		if (c == 'M')
			pdfrule_end(&t, p, stroke, fill);
		if (c == 'C')
			t.curved = true;
		else if (c == 'Z')
			t.closed = true;
		else if ((c == 'M' || c == 'L') && next_number(d, &at, &x) &&
		    next_number(d, &at, &y))
			pdfrule_point(&t, m, x, y);
	}
	pdfrule_end(&t, p, stroke, fill);
}

static void
read_rect(struct page *p, struct xml_atts atts, const struct pdfrule_matrix *m,
    bool stroke, bool fill)
{
	double x = number_of(xml_att(atts, "x"));
	double y = number_of(xml_att(atts, "y"));
	double w = number_of(xml_att(atts, "width"));
	double h = number_of(xml_att(atts, "height"));
	struct pdfrule_path t = { .closed = true };

	pdfrule_point(&t, m, x, y);
	pdfrule_point(&t, m, x + w, y);
	pdfrule_point(&t, m, x + w, y + h);
	pdfrule_point(&t, m, x, y + h);
	pdfrule_end(&t, p, stroke, fill);
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

/*
 * A letter of a line of text, each of which is a <g>; or letters are set one by
 * one, each in its own, and the one before stands in the same line.
 */
static void
read_letter(struct rule_reader *r, struct xml_atts atts)
{
	struct spot at = { number_of(xml_att(atts, "x")),
		number_of(xml_att(atts, "y")) };
	double right = at.x - r->letter.x, down = at.y - r->letter.y;

	if (r->shows && (r->follows || fabs(right) < 1 || fabs(down) < 1))
		r->page->letters[pdfpage_way(right, down)]++;
	r->letter = at;
	r->follows = true;
}

/* A picture, which hangs on its first corner. */
static void
read_picture(struct page *p, const struct pdfrule_matrix *m)
{
	double right = m->a + m->c, down = m->b + m->d;

	*DOC_ADD(p, drawn) = (struct spot){ m->e + copysign(1, right),
		m->f + copysign(1, down) };
}

/* Something that stands elsewhere is shown here. */
static void
read_use(struct rule_reader *r, struct xml_atts atts)
{
	struct str href = xml_att(atts, "href");
	struct pdfrule_matrix m = matrix_of(xml_att(atts, "transform"));

	if (str_starts(href, STR("#glyph")))
		read_letter(r, atts);
	else if (str_starts(href, STR("#image")))
		read_picture(r->page, &m);
}

static void
start_shape(void *arg, const char *name, struct xml_atts atts)
{
	struct rule_reader *r = arg;
	struct pdfrule_matrix m;
	bool stroke, fill;

	r->depth++;
	if (r->skip == 0 && is_no_part(name))
		r->skip = r->depth;
	if (r->skip != 0)
		return;
	if (strcmp(name, "page") == 0 && r->no < r->pages->pages.n)
		r->page = &r->pages->pages.v[r->no++];
	if (strcmp(name, "g") == 0) {
		r->follows = false;
		r->shows = paints(atts, "fill", true);
	}
	if (strcmp(name, "path") != 0 && strcmp(name, "rect") != 0 &&
	    strcmp(name, "use") != 0)
		return;
	/* A file of one page has no <page>. */
	if (r->page == NULL)
		r->page = &r->pages->pages.v[r->first];
	if (!r->page->unsure)
		return;
	if (strcmp(name, "use") == 0) {
		read_use(r, atts);
		return;
	}
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
pdfpage_rules(struct pages *p, size_t first, struct str svg)
{
	static const struct xml_events events = { start_shape, end_shape,
		NULL };
	struct rule_reader r = { .pages = p, .first = first, .no = first };

	if (p->pages.n <= first)
		return -1;
	return xml_parse(without_defs(p->arena, svg), &events, &r);
}
