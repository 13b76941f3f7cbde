/* SPDX-License-Identifier: MIT */
/*
 * Cairo writes its pages in a few one-letter procedures that are named and
 * behave like the operators of PDF content streams; that is all we know of
 * PostScript. What stands before the first page are fonts.
 */
#include "pdfps.h"

#include <math.h>

#include "pdfrule.h"

enum {
	MAX_OPERANDS = 6,	/* of an operator that we know */
	MAX_STATES = 64,	/* saved; cairo saves no deeper than a few */
	MAX_PATH = 4096,	/* points of a path */
	/* Of a page on which white text is looked for, and of all pages. */
	MAX_FILLS = 10000, MAX_PAINTED = 20000, MAX_PALE = 1000
};

/* In points: how far a shadow of letters lies from them. */
static const double SHADOW = 2;

/* A letter is not wider, of its size. */
static const double WIDEST = 1.2;

/* A page becomes that much smaller at most on paper of whole points. */
static const double MIN_SCALE = 0.98;

/* In points: letters, and less than any that somebody covers. */
static const double LETTER = 12, TALL = 5;

struct graphics {
	struct pdfrule_matrix m;
	bool shows;		/* the colour, on white */
	struct box clip;
	bool clipped;		/* by more than boxes */
};

struct point {
	double x, y;
	char op;		/* 'm', 'l', 'c' or 'h' as the operators */
};

/* Where something is filled. */
struct fill {
	struct box at;
	bool shows;
};

struct reader {
	struct arena *arena;
	struct page *page;
	struct str s;		/* what is drawn on it */
	size_t at;
	double v[MAX_OPERANDS];
	int n;			/* operands */
	struct graphics saved[MAX_STATES];
	int depth;
	struct point path[MAX_PATH];
	size_t points;
	bool clips;		/* the path does, when it ends */
	bool landscape;		/* turned, to stand upright on its paper */
	double scale;		/* of the page on paper of whole points */
	enum pdfpage_way way;	/* of the text at hand */
	size_t letters;		/* bytes of the strings at hand */
	double moves;		/* between them, thousandths of a letter's size */
	struct pdfrule_matrix line;	/* of the text at hand */
	bool begun;		/* a piece of this line is painted */
	size_t pale;		/* pieces of white text, of all pages */
	LIST(struct fill) fills;	/* in their order */
	bool blended;		/* some are in colours that flow */
	bool failed;
};

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == '\0';
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Numbers as cairo prints them: no exponents. False for any other word. */
static bool
number_of(struct str s, double *v)
{
	bool minus = s.n > 0 && s.p[0] == '-', point = false;
	double n = 0, scale = 1;
	size_t i;

	for (i = minus; i < s.n; i++) {
		if (s.p[i] == '.' && !point) {
			point = true;
			continue;
		}
		if (!is_digit(s.p[i]))
			return false;
		n = n * 10 + (s.p[i] - '0');
		scale *= point ? 10 : 1;
	}
	*v = (minus ? -n : n) / scale;
	return s.n > (size_t)minus + point;
}

/* Behind the string "(...)" at `at`, or the end; counts its bytes. */
static size_t
skip_string(struct str s, size_t at, size_t *bytes)
{
	int depth = 0;

	for (; at < s.n; at++, ++*bytes) {
		if (s.p[at] == '\\')
			at++;
		else if (s.p[at] == '(')
			*bytes -= ++depth == 1;
		else if (s.p[at] == ')' && --depth == 0)
			return at + 1;
	}
	return s.n;
}

/* Behind the string "<0a1b>" at `at`, or what else stands in such brackets. */
static size_t
skip_hex(struct str s, size_t at)
{
	while (++at < s.n && s.p[at] != '<' && s.p[at] != '>')
		;
	return at;
}

/*
 * The next word or number; {NULL, 0} at the end. Names are skipped, of strings
 * the bytes are counted: letters have one or two.
 */
static struct str
next_word(struct reader *r)
{
	struct str s = r->s;
	size_t i = r->at, from;

	for (;;) {
		while (i < s.n && is_space(s.p[i]))
			i++;
		if (i == s.n)
			return STR_NONE;
		from = i;
		if (s.p[i] == '(') {
			i = skip_string(s, i, &r->letters);
			continue;
		}
		if (s.p[i] == '<') {
			i = skip_hex(s, i);
			r->letters += (i - from) / 2;
			continue;
		}
		if (strchr(">[]{}", s.p[i]) != NULL) {
			i++;
			continue;
		}
		for (from = i++; i < s.n && !is_space(s.p[i]) &&
		    strchr("()<>[]{}/", s.p[i]) == NULL; i++)
			;
		if (s.p[from] == '/')
			continue;
		r->at = i;
		return str_sub(s, from, i - from);
	}
}

/* a, then b. */
static struct pdfrule_matrix
product(const struct pdfrule_matrix *a, const struct pdfrule_matrix *b)
{
	return (struct pdfrule_matrix){
		b->a * a->a + b->c * a->b, b->b * a->a + b->d * a->b,
		b->a * a->c + b->c * a->d, b->b * a->c + b->d * a->d,
		b->a * a->e + b->c * a->f + b->e,
		b->b * a->e + b->d * a->f + b->f };
}

static void
add_point(struct reader *r, char op, double x, double y)
{
	if (r->points == MAX_PATH)
		r->failed = true;
	else
		r->path[r->points++] = (struct point){ x, y, op };
}

/* Where a point of the paper is on the page. */
static struct spot
on_page(const struct reader *r, double x, double y)
{
	if (!r->landscape)
		return (struct spot){ x / r->scale,
			(r->page->height - y) / r->scale };
	return (struct spot){ y / r->scale, x / r->scale };
}

static bool
is_in(struct spot at, const struct box *b)
{
	return at.x >= b->x0 && at.x <= b->x1 && at.y >= b->y0 &&
	    at.y <= b->y1;
}

static void
add_spot(struct box *b, struct spot at)
{
	b->x0 = fmin(b->x0, at.x);
	b->x1 = fmax(b->x1, at.x);
	b->y0 = fmin(b->y0, at.y);
	b->y1 = fmax(b->y1, at.y);
}

static const struct box NOWHERE = { INFINITY, INFINITY, -INFINITY, -INFINITY };

/* What the path takes up; *is_box unless it is a box itself. */
static struct box
path_box(const struct reader *r, bool *is_box)
{
	struct box b = NOWHERE;
	struct spot at, last = { 0, 0 };
	size_t i;

	*is_box = r->points == 5 && r->path[4].op == 'h';
	for (i = 0; i < r->points; i++) {
		if (r->path[i].op == 'c')
			*is_box = false;
		if (r->path[i].op != 'm' && r->path[i].op != 'l')
			continue;
		at = on_page(r, r->path[i].x, r->path[i].y);
		if (i > 0 && fabs(at.x - last.x) > 0.1 &&
		    fabs(at.y - last.y) > 0.1)
			*is_box = false;
		last = at;
		add_spot(&b, at);
	}
	return b;
}

static struct box
both(const struct box *a, const struct box *b)
{
	return (struct box){ fmax(a->x0, b->x0), fmax(a->y0, b->y0),
		fmin(a->x1, b->x1), fmin(a->y1, b->y1) };
}

/* Nothing is painted outside of the path from here on. */
static void
clip(struct reader *r)
{
	struct graphics *s = &r->saved[r->depth];
	bool is_box;
	struct box b = path_box(r, &is_box);

	s->clip = both(&s->clip, &b);
	s->clipped = s->clipped || !is_box;
}

/* What was painted here before is not seen any more. */
static void
cover(struct reader *r, const struct box *b)
{
	struct page *p = r->page;
	size_t i, n = p->painted.n;

	for (i = p->painted.n = 0; i < n; i++) {
		if (!is_in(p->painted.v[i].at, b))
			p->painted.v[p->painted.n++] = p->painted.v[i];
		else if (r->pale < MAX_PALE) {
			*DOC_ADD(p, covered) = p->painted.v[i].at;
			r->pale++;
		}
	}
	r->begun = false;
}

static void
add_fill(struct reader *r, bool shows)
{
	const struct graphics *s = &r->saved[r->depth];
	bool is_box;
	struct box b = path_box(r, &is_box);

	b = both(&b, &s->clip);
	if (r->fills.n < MAX_FILLS)
		*DOC_ADD(r, fills) = (struct fill){ b, shows };
	if (is_box && !s->clipped && b.y1 - b.y0 > TALL && b.x1 - b.x0 > TALL)
		cover(r, &b);
}

/* A picture fills the square of its matrix. */
static void
add_picture(struct reader *r)
{
	const struct pdfrule_matrix *m = &r->saved[r->depth].m;
	struct box b = NOWHERE;
	ptrdiff_t end = str_find(r->s, STR("~>"), r->at);

	add_spot(&b, on_page(r, m->e, m->f));
	add_spot(&b, on_page(r, m->e + m->a, m->f + m->b));
	add_spot(&b, on_page(r, m->e + m->c, m->f + m->d));
	add_spot(&b, on_page(r, m->e + m->a + m->c, m->f + m->b + m->d));
	if (r->fills.n < MAX_FILLS) {
		*DOC_ADD(r->page, pictures) = b;
		*DOC_ADD(r, fills) = (struct fill){ b, true };
	}
	r->at = end < 0 ? r->s.n : (size_t)end;
}

/* Ends the path, whose points are where its matrix has put them. */
static void
end_path(struct reader *r, bool stroke, bool fill)
{
	static const struct pdfrule_matrix same = { 1, 0, 0, 1, 0, 0 };
	bool shows = r->saved[r->depth].shows;
	struct pdfrule_path t = { .n = 0 };
	const struct point *p;
	struct spot at;
	size_t i;

	if (fill)
		add_fill(r, shows);
	for (i = 0; shows && i < r->points; i++) {
		p = &r->path[i];
		if (p->op == 'm')
			pdfrule_end(&t, r->page, stroke, fill);
		if (p->op == 'h')
			t.closed = true;
		else if (p->op == 'c')
			t.curved = true;
		else {
			at = on_page(r, p->x, p->y);
			pdfrule_point(&t, &same, at.x, at.y);
		}
	}
	if (shows)
		pdfrule_end(&t, r->page, stroke, fill);
	r->points = 0;
}

static void
move(struct reader *r, char op, double x, double y)
{
	const struct pdfrule_matrix *m = &r->saved[r->depth].m;

	add_point(r, op, m->a * x + m->c * y + m->e,
	    m->b * x + m->d * y + m->f);
}

static void
rectangle(struct reader *r, const double *v)
{
	move(r, 'm', v[0], v[1]);
	move(r, 'l', v[0] + v[2], v[1]);
	move(r, 'l', v[0] + v[2], v[1] + v[3]);
	move(r, 'l', v[0], v[1] + v[3]);
	add_point(r, 'h', 0, 0);
}

static void
save(struct reader *r)
{
	if (r->depth + 1 == MAX_STATES) {
		r->failed = true;
		return;
	}
	r->saved[r->depth + 1] = r->saved[r->depth];
	r->depth++;
}

static void
transform(struct reader *r, const double *v)
{
	struct graphics *s = &r->saved[r->depth];
	struct pdfrule_matrix m = { v[0], v[1], v[2], v[3], v[4], v[5] };

	s->m = product(&m, &s->m);
}

/* Which way text runs under its matrix and that of the page. */
static enum pdfpage_way
way_of_text(const struct reader *r, const double *v)
{
	const struct pdfrule_matrix *m = &r->saved[r->depth].m;
	double right = m->a * v[0] + m->c * v[1];
	double up = m->b * v[0] + m->d * v[1];

	return r->landscape ? pdfpage_way(up, right) :
	    pdfpage_way(right, -up);
}

/* Whether white shows here: on the last thing that was filled, or on paper. */
static bool
shows_white(const struct reader *r, struct spot at)
{
	const struct fill *f;
	size_t i;

	for (i = r->fills.n; i > 0; i--) {
		f = &r->fills.v[i - 1];
		if (is_in(at, &f->at))
			return f->shows;
	}
	return r->blended || r->fills.n == MAX_FILLS;
}

/* Letters begin beside what is painted of them, and stand on no more than it. */
static bool
is_clipped(const struct box *clip, struct spot at)
{
	return at.x < clip->x0 - LETTER || at.x > clip->x1 + LETTER ||
	    at.y < clip->y0 - LETTER || at.y > clip->y1 + LETTER;
}

/* Text is shown; only where it begins is known of it. */
static void
show_text(struct reader *r)
{
	const struct graphics *s = &r->saved[r->depth];
	struct pdfrule_matrix m = product(&r->line, &s->m);
	struct spot at = on_page(r, m.e, m.f);
	struct page *p = r->page;
	struct painted *last;

	if (!s->shows || is_clipped(&s->clip, at)) {
		if (r->pale < MAX_PALE && (s->shows || !shows_white(r, at))) {
			*DOC_ADD(p, pale) = at;
			r->pale++;
		}
		return;
	}
	p->letters[r->way] += r->letters;
	if (!r->begun && p->painted.n < MAX_PAINTED) {
		*DOC_ADD(p, painted) = (struct painted){ .at = at };
		r->begun = true;
	}
	if (!r->begun)
		return;
	last = &p->painted.v[p->painted.n - 1];
	last->letters += r->letters;
	last->reach += ((double)r->letters * WIDEST + r->moves / 1000) *
	    hypot(m.a, m.b);
}

/* What is white beside letters of a colour, as a shadow is, hides nothing. */
static void
drop_shadows(struct reader *r)
{
	const struct painted *of = r->page->painted.v;
	struct spot *v = r->page->pale.v;
	size_t i, k, out = 0;

	for (i = 0; i < r->page->pale.n; i++) {
		for (k = 0; k < r->page->painted.n; k++)
			if (fabs(v[i].x - of[k].at.x) < SHADOW &&
			    fabs(v[i].y - of[k].at.y) < SHADOW)
				break;
		if (k == r->page->painted.n)
			v[out++] = v[i];
	}
	r->page->pale.n = out;
}

/* Text begins at the matrix, or off where the line before began. */
static void
start_line(struct reader *r, struct str op)
{
	const double *v = r->v;
	struct pdfrule_matrix m = { 1, 0, 0, 1, v[0], v[1] };

	r->begun = false;
	if (str_eq(op, STR("Td"))) {
		r->line = product(&m, &r->line);
		return;
	}
	r->line = (struct pdfrule_matrix){ v[0], v[1], v[2], v[3], v[4], v[5] };
	r->way = way_of_text(r, v);
}

/* Operators of two letters and more; what is not known says nothing here. */
static void
operate_long(struct reader *r, struct str op)
{
	struct graphics *s = &r->saved[r->depth];

	if (str_eq(op, STR("re")) && r->n == 4)
		rectangle(r, r->v);
	else if ((str_eq(op, STR("cm")) || str_eq(op, STR("concat"))) &&
	    r->n == 6)
		transform(r, r->v);
	else if (str_eq(op, STR("W*")))
		r->clips = true;
	else if (str_eq(op, STR("rectclip")) && r->n == 4) {
		rectangle(r, r->v);
		clip(r);
		r->points = 0;
	} else if (str_starts(op, STR("cairo_image")))
		add_picture(r);
	else if (str_eq(op, STR("rg")) && r->n == 3)
		s->shows = r->v[0] + r->v[1] + r->v[2] < PDFRULE_WHITE;
	else if ((str_eq(op, STR("Tm")) && r->n == 6) ||
	    (str_eq(op, STR("Td")) && r->n == 2))
		start_line(r, op);
	else if (str_eq(op, STR("Tj")) || str_eq(op, STR("TJ")))
		show_text(r);
	else if (str_eq(op, STR("shfill")))
		r->blended = true;
	else if (str_eq(op, STR("f*")))
		end_path(r, false, true);
	else if (str_eq(op, STR("setpattern")))
		s->shows = true;
}

static void
operate(struct reader *r, struct str op)
{
	struct graphics *s = &r->saved[r->depth];

	switch (op.n == 1 ? op.p[0] : 0) {
	case 'm':
	case 'l':
		if (r->n == 2)
			move(r, op.p[0], r->v[0], r->v[1]);
		break;
	case 'c':
	case 'h':
		add_point(r, op.p[0], 0, 0);
		break;
	case 'f':
		end_path(r, false, true);
		break;
	case 'S':
		end_path(r, true, false);
		break;
	case 'W':
		r->clips = true;
		break;
	case 'n':
		if (r->clips)
			clip(r);
		r->clips = false;
		r->points = 0;
		break;
	case 'q':
		save(r);
		break;
	case 'Q':
		r->depth -= r->depth > 0;
		break;
	case 'g':
		if (r->n == 1)
			s->shows = 3 * r->v[0] < PDFRULE_WHITE;
		break;
	default:
		operate_long(r, op);
		break;
	}
	r->n = 0;
	r->letters = 0;
	r->moves = 0;
}

static void
read_drawing(struct reader *r)
{
	struct str word;
	double v;

	while (!r->failed && (word = next_word(r)).p != NULL) {
		if (!number_of(word, &v)) {
			operate(r, word);
			continue;
		}
		if (r->n < MAX_OPERANDS)
			r->v[r->n++] = v;
		r->moves += v < 0 ? -v : 0;
	}
}

/* "595 842 cairo_set_page_size", with "%%PageOrientation: Landscape". */
static bool
read_size(struct reader *r, struct str setup)
{
	ptrdiff_t end = str_find(setup, STR(" cairo_set_page_size"), 0);
	struct str line, wide;
	double w, h, wide_page, high_page;

	if (end < 0)
		return false;
	line = str_sub(setup, 0, (size_t)end);
	while (memchr(line.p, '\n', line.n) != NULL)
		str_cut(&line, '\n');
	wide = str_cut(&line, ' ');
	if (!number_of(wide, &w) || !number_of(line, &h) || w <= 0 || h <= 0)
		return false;
	r->landscape = str_has(setup, STR("%%PageOrientation: Landscape"));
	wide_page = r->landscape ? h : w;
	high_page = r->landscape ? w : h;
	r->scale = fmin(r->page->width / wide_page,
	    r->page->height / high_page);
	if (r->scale < MIN_SCALE || r->scale > 1)
		r->scale = 1;
	r->page->width = wide_page;
	r->page->height = high_page;
	return true;
}

/* One page, from its setup on. */
static void
read_page(struct reader *r, struct str s)
{
	ptrdiff_t end = str_find(s, STR("%%EndPageSetup"), 0);

	r->page->picture = str_has(s, STR("cairo_image"));
	if (end < 0 || !read_size(r, str_sub(s, 0, (size_t)end)))
		return;
	r->s = str_sub(s, (size_t)end + strlen("%%EndPageSetup"), s.n);
	r->at = r->points = 0;
	r->n = r->depth = 0;
	r->fills.n = 0;
	r->blended = r->begun = r->clips = false;
	r->saved[0] = (struct graphics){ { 1, 0, 0, 1, 0, 0 }, true,
		{ -INFINITY, -INFINITY, INFINITY, INFINITY }, false };
	read_drawing(r);
	drop_shadows(r);
	r->page->unsure = r->failed || r->page->picture;
	if (r->page->unsure) {
		r->page->horizontal.n = r->page->vertical.n = 0;
		r->page->dashes.n = r->page->drawn.n = 0;
		memset(r->page->letters, 0, sizeof(r->page->letters));
	}
	if (r->failed)
		r->page->pale.n = r->page->painted.n = r->page->covered.n = 0;
	r->failed = false;
}

void
pdfps_rules(struct pages *p, struct str ps)
{
	static const struct str mark = { "\n%%Page: ", 9 };
	struct reader *r = arena_alloc(p->arena, sizeof(*r));
	ptrdiff_t at, next = str_find(ps, mark, 0);
	size_t i;

	r->arena = p->arena;
	for (i = 0; i < p->pages.n; i++)
		p->pages.v[i].unsure = true;
	for (i = 0; next >= 0 && i < p->pages.n; i++) {
		at = next;
		next = str_find(ps, mark, (size_t)at + mark.n);
		r->page = &p->pages.v[i];
		read_page(r, str_sub(ps, (size_t)at, next < 0 ? ps.n :
		    (size_t)(next - at)));
	}
}
