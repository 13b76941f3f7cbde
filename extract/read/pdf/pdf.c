/* SPDX-License-Identifier: MIT */
/*
 * A page becomes items from the top to the bottom: lines of text and tables.
 * Lines are then joined to paragraphs by where they start and end, which
 * needs the margins of the whole document first.
 */
#include "pdf.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "child.h"
#include "flow.h"
#include "pdfpage.h"
#include "pdfps.h"
#include "pdfrule.h"
#include "pdfturn.h"
#include "text.h"

enum {
	MIN_CHARS = 10,		/* a page, on average, that has a text layer */
	MAX_NUMBER_LINE = 40,	/* bytes of a line with a page number */
	EDGE_LINES = 3,		/* of a page, that may be its head or foot */
	PADDING = 6,		/* points between a rule and text, at most */
	MAX_PAIRS = 10000000,	/* of words and lines of text, compared */
	MAX_COVERED = 20	/* times as many, for all that is covered */
};

/*
 * In points. Poppler ends a word where the font changes; its words of one font
 * are a tenth of its size apart.
 */
static const double TOUCHING = 0.5;

struct line {
	double x0, y0, x1, y1;
	double em;		/* width of a Chinese character, 0 unknown */
	bool aside;		/* a page number, a watermark */
	int parts;		/* that stand wide apart */
	struct str text;
};

struct item {
	int page;
	double top;
	struct line line;	/* when table is NULL */
	struct lattice *table;
};

/* A word, or a part of one, and the cell that it stands in. */
struct placed {
	const struct anchor *cell;
	struct word word;
};

struct reader {
	struct doc *d;
	struct arena *arena;
	struct pages pages;
	LIST(struct item) items;
	double left, right, em;	/* margins, size of the body text */
	LIST(struct line) para;	/* the paragraph at hand */
	int para_page;		/* page of its last line */
	struct lattice *table;	/* what may go on, on the next page ... */
	struct grid *grid;
	int table_page;		/* ... of this one */
	struct anchor *over;	/* its cell that text hangs out of below ... */
	LIST(struct line) hanging;	/* ... which is this */
	bool rules_unread;
	size_t drawn;		/* cells whose text is shapes, or a picture */
	size_t unseen;		/* pieces of text in white, or not painted */
};

/* --- Running the tools --- */

/* Appends the output of argv, run on the PDF; sets d aside if it fails. */
static bool
run(struct doc *d, const char *const *argv, struct str bytes, struct buf *out)
{
	struct child c = { .argv = argv, .home = "/tmp",
		.seconds = PDF_SECONDS, .max_memory = (size_t)2 << 30,
		.max_file = PDF_MAX_OUTPUT };
	enum child_end end = CHILD_FAILED;

	c.in = child_input(bytes);
	if (c.in >= 0) {
		end = child_run(&c, out);
		close(c.in);
	}
	if (end == CHILD_ABSENT)
		doc_reject(d, STATE_UNSUPPORTED, "no_converter",
		    arena_printf(d->arena, "%s not found (package "
			"poppler-utils)", argv[0]));
	else if (end == CHILD_FAILED && str_has(bytes, STR("/Encrypt")))
		doc_reject(d, STATE_REJECTED, "encrypted", STR_NONE);
	else if (end == CHILD_TOO_MUCH)
		doc_reject(d, STATE_REJECTED, "too_big",
		    arena_printf(d->arena, "%s %s", argv[0], child_says(end)));
	else if (end != CHILD_OK)
		doc_reject(d, STATE_REJECTED, "converter_failed",
		    arena_printf(d->arena, "%s %s", argv[0], child_says(end)));
	return end == CHILD_OK;
}

/*
 * Fonts may say that their letters are characters that XML lacks. Such a one
 * becomes a question mark, so that nothing with it in it is a number; a form
 * feed only where it is not the end of a page. Returns how many there are.
 */
static size_t
mask_controls(struct buf *b, bool pages)
{
	size_t i, n = 0;

	for (i = 0; i < b->n; i++) {
		unsigned char c = (unsigned char)b->p[i];

		if (c < ' ' && c != '\t' && c != '\n' && c != '\r' &&
		    !(c == '\f' && pages)) {
			b->p[i] = '?';
			n++;
		} else if (c == 0xef && i + 2 < b->n &&
		    (memcmp(b->p + i, "\xef\xbf\xbe", 3) == 0 ||
		    memcmp(b->p + i, "\xef\xbf\xbf", 3) == 0)) {
			memset(b->p + i, '?', 3);
			n++;
		}
	}
	return n;
}

/*
 * Poppler reads the letters of Chinese fonts that are not embedded by tables
 * of a package of its own, and says nothing without it.
 */
static bool
lacks_tables(struct str bytes)
{
	return (str_has(bytes, STR("(GB1)")) || str_has(bytes, STR("(CNS1)"))) &&
	    access("/usr/share/poppler/cMap", F_OK) != 0;
}

/* Whether text that begins here, on its base line, is of the word. */
static bool
starts_in(struct spot at, const struct word *w)
{
	return at.x > w->x0 - TOUCHING && at.x < w->x1 - TOUCHING &&
	    at.y > (w->y0 + w->y1) / 2 && at.y < w->y1;
}

static bool
is_number(struct str s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if ((s.p[i] < '0' || s.p[i] > '9') && s.p[i] != '.' &&
		    s.p[i] != ',')
			return false;
	return true;
}

/* What is painted of a number, as far as anybody can tell. */
enum paint { PAINT_UNSURE, PAINT_NONE, PAINT_PART, PAINT_PIECES, PAINT_ONE };

/* Whether what begins here, left of the word, may go on into it. */
static bool
reaches(const struct painted *t, const struct word *w)
{
	return t->at.x < w->x0 + TOUCHING &&
	    t->at.y > (w->y0 + w->y1) / 2 && t->at.y < w->y1 &&
	    t->at.x + t->reach > w->x0;
}

static bool
in_picture(const struct page *p, const struct word *w)
{
	double x = (w->x0 + w->x1) / 2, y = (w->y0 + w->y1) / 2;
	const struct box *b;
	size_t i;

	for (i = 0; i < p->pictures.n; i++) {
		b = &p->pictures.v[i];
		if (x > b->x0 - PADDING && x < b->x1 + PADDING &&
		    y > b->y0 - PADDING && y < b->y1 + PADDING)
			return true;
	}
	return false;
}

static enum paint
paint_of(const struct page *p, const struct word *w)
{
	const struct painted *t;
	size_t i, letters = 0, pieces = 0;
	bool first = false, reached = false;

	if (p->painted.n == 0 || p->words.n * p->painted.n > MAX_PAIRS ||
	    !is_number(w->text) || in_picture(p, w))
		return PAINT_UNSURE;
	for (i = 0; i < p->painted.n; i++) {
		t = &p->painted.v[i];
		reached = reached || reaches(t, w);
		if (!starts_in(t->at, w))
			continue;
		letters += t->letters;
		pieces++;
		first = first || t->at.x < w->x0 + TOUCHING;
	}
	if (!first)
		return reached ? PAINT_UNSURE : PAINT_NONE;
	return letters < w->text.n ? PAINT_PART :
	    letters == w->text.n && pieces == 1 ? PAINT_ONE : PAINT_PIECES;
}

static bool
is_pale(const struct page *p, const struct word *w)
{
	size_t i;

	for (i = 0; i < p->pale.n; i++)
		if (starts_in(p->pale.v[i], w))
			return str_has_digit(w->text);
	return false;
}

static bool
starts_at(struct spot at, const struct word *w)
{
	return starts_in(at, w) && at.x < w->x0 + TOUCHING;
}

/* Whether something that is seen begins in the word, and no other word there. */
static bool
shows_part(const struct page *p, const struct word *w)
{
	size_t i, k;

	for (i = 0; i < p->painted.n; i++) {
		if (!starts_in(p->painted.v[i].at, w))
			continue;
		for (k = 0; k < p->words.n; k++)
			if (&p->words.v[k] != w &&
			    starts_at(p->painted.v[i].at, &p->words.v[k]))
				break;
		if (k == p->words.n || starts_at(p->painted.v[i].at, w))
			return true;
	}
	return false;
}

/*
 * Something was painted over what begins here, as over a number that somebody
 * put another in place of: the word is gone, or in doubt where it is a part of
 * one that shows.
 */
static void
hide_covered(struct page *p, struct spot at)
{
	struct word *w;
	size_t i, k;

	for (i = 0, k = p->words.n; i < p->words.n; i++)
		if (starts_at(at, &p->words.v[i]))
			k = i;
	for (i = 0; i < p->words.n; i++) {
		w = &p->words.v[i];
		if (k < p->words.n ? !starts_at(at, w) : !starts_in(at, w))
			continue;
		if (k < p->words.n && !shows_part(p, w))
			w->text = STR("");
		else if (str_has_digit(w->text))
			w->text = STR("□");
	}
}

/*
 * Whether it is known where text begins: not where letters are shapes, or most
 * run another way, nor where many numbers seem to begin nowhere.
 */
static bool
knows_starts(const struct page *p)
{
	const size_t *l = p->letters;
	const struct word *w;
	size_t i, k, numbers = 0, nowhere = 0;

	if (p->words.n * p->drawn.n > MAX_PAIRS ||
	    3 * l[PDFPAGE_RIGHT] <= 2 * (l[0] + l[1] + l[2] + l[3]))
		return false;
	for (i = 0; i < p->words.n; i++) {
		w = &p->words.v[i];
		for (k = 0; k < p->drawn.n; k++)
			if (p->drawn.v[k].x > w->x0 && p->drawn.v[k].x < w->x1 &&
			    p->drawn.v[k].y > w->y0 && p->drawn.v[k].y < w->y1)
				return false;
		numbers += is_number(w->text);
		for (k = 0; k < p->covered.n; k++)
			if (starts_in(p->covered.v[k], w))
				break;
		nowhere += k == p->covered.n &&
		    paint_of(p, w) == PAINT_NONE;
	}
	return 4 * nowhere <= numbers;
}

/*
 * Poppler tells words that nobody sees from no others: in white, covered,
 * clipped or not painted. A number that has such text in it is none that a
 * reader takes.
 */
static void
veil_words(struct reader *r, struct page *p)
{
	struct word *w;
	size_t i, n = p->words.n;
	bool known = knows_starts(p);
	enum paint paint;

	r->unseen += p->pale.n + p->covered.n;
	for (i = 0; known && i < p->covered.n && (i + 1) * n * p->painted.n <
	    (size_t)MAX_COVERED * MAX_PAIRS; i++)
		hide_covered(p, p->covered.v[i]);
	for (i = p->words.n = 0; i < n; i++) {
		w = &p->words.v[i];
		if (w->text.n > 0)
			p->words.v[p->words.n++] = *w;
	}
	for (i = 0; i < p->words.n; i++) {
		w = &p->words.v[i];
		paint = paint_of(p, w);
		if (is_pale(p, w)) {
			w->text = STR("□");
		} else if (paint == PAINT_PART ||
		    (known && paint == PAINT_NONE)) {
			w->text = STR("□");
			r->unseen++;
		}
	}
}

/* Of the words of a document. */
struct count {
	size_t all, han;
	size_t marks;		/* ASCII that hardly any text has */
	size_t strange;		/* letters that no Chinese text has */
};

/* Letters of other alphabets, or of a font of its own but for its bullets. */
static bool
is_strange(uint32_t c)
{
	return c == 0xFFFD || (c >= 0x80 && c < 0xA0) ||
	    (c >= 0xC0 && c < 0x250 && c != 0xD7 && c != 0xF7) ||
	    (c >= 0xE000 && c < 0xF000) ||
	    str_has_char(STR("¡¢¤¥¦¨©ª«¬¯³´µ¶¸¹º»¼½¾¿€‚ƒ„†‡ˆ‰Š‹Œ™š›œ"), c);
}

static struct count
count_chars(const struct reader *r)
{
	struct count n = { 0 };
	const struct page *p;
	size_t i, k, at;
	uint32_t c;

	for (i = 0; i < r->pages.pages.n; i++) {
		p = &r->pages.pages.v[i];
		for (k = 0; k < p->words.n; k++)
			for (at = 0; at < p->words.v[k].text.n; n.all++) {
				c = str_char(p->words.v[k].text, &at);
				n.han += str_is_han(c);
				n.marks += str_has_char(
				    STR("\\^_`{|}~@[]<>#$"), c);
				n.strange += c >= 0x80 && !str_is_han(c) &&
				    is_strange(c);
			}
	}
	return n;
}

/*
 * A font that does not say what its letters are gives other ones for some or
 * all of them, digits too.
 */
static void
doubt_letters(struct reader *r, const struct count *n, size_t masked)
{
	if (n->han < n->all / 10 &&
	    (masked > n->all / 20 || n->marks + n->strange > n->all / 10))
		doc_reject(r->d, STATE_NEEDS_OCR, "scanned",
		    STR("its fonts do not say what their letters are"));
	else if (n->han >= n->all / 10 &&
	    masked + n->strange > 3 + n->all / 1000)
		doc_warn(r->d, "garbled_text", 0, STR_NONE, STR_NONE,
		    arena_printf(r->arena, "%zu letters that its fonts do not "
			"name", masked + n->strange));
}

static bool
read_words(struct reader *r, struct str bytes)
{
	static const char *const argv[] = { "pdftotext", "-q", "-cropbox",
		"-bbox", "-l", "501", "-", "-", NULL };
	struct doc *d = r->d;
	struct count n;
	size_t masked = 0;
	bool words = false;
	struct buf out;

	_Static_assert(PDF_MAX_PAGES == 500, "the page after the last is 501");
	buf_init(&out, PDF_MAX_OUTPUT);
	if (run(d, argv, bytes, &out)) {
		masked = mask_controls(&out, false);
		words = pdfpage_words(&r->pages, buf_str(&out)) == 0;
	}
	if (d->state == STATE_OK && !words)
		doc_reject(d, STATE_REJECTED, "converter_failed",
		    STR("pdftotext wrote what cannot be read"));
	buf_release(&out);
	if (d->state != STATE_OK)
		return false;
	n = count_chars(r);
	if (r->pages.pages.n > PDF_MAX_PAGES)
		doc_reject(d, STATE_REJECTED, "too_big",
		    STR("more than 500 pages"));
	else if (n.han == 0 && lacks_tables(bytes))
		doc_reject(d, STATE_UNSUPPORTED, "no_converter",
		    STR("letters of Chinese fonts not found (package "
			"poppler-data)"));
	else if (n.all < MIN_CHARS * r->pages.pages.n || n.all == 0)
		doc_reject(d, STATE_NEEDS_OCR, "scanned",
		    arena_printf(d->arena, "%zu characters on %zu pages",
			n.all, r->pages.pages.n));
	else
		doubt_letters(r, &n, masked);
	return d->state == STATE_OK;
}

/* Runs pdftocairo: without rules the text is read all the same. */
static bool
draw(struct doc *d, const char *const *argv, struct str bytes,
    struct buf *out)
{
	bool ran = run(d, argv, bytes, out);

	if (!ran && strcmp(d->reason, "no_converter") != 0) {
		d->state = STATE_OK;
		d->reason = NULL;
		d->reason_detail = STR_NONE;
	}
	return ran;
}

/* The rules of pages [from, to) that the PostScript left unsure. */
static void
read_unsure(struct reader *r, struct str bytes, size_t from, size_t to)
{
	char first[24], last[24];
	const char *const argv[] = { "pdftocairo", "-q", "-svg", "-f", first,
		"-l", last, "-", "-", NULL };
	struct buf out;

	snprintf(first, sizeof(first), "%zu", from + 1);
	snprintf(last, sizeof(last), "%zu", to);
	buf_init(&out, PDF_MAX_OUTPUT);
	if (!draw(r->d, argv, bytes, &out) ||
	    pdfpage_rules(&r->pages, from, buf_str(&out)) < 0)
		r->rules_unread = true;
	buf_release(&out);
}

/* Without rules the text is read all the same, and that is said. */
static bool
read_rules(struct reader *r, struct str bytes)
{
	static const char *const argv[] = { "pdftocairo", "-q", "-ps",
		"-origpagesizes", "-", "-", NULL };
	const struct page *v = r->pages.pages.v;
	size_t from = 0, to = r->pages.pages.n;
	struct buf out;

	buf_init(&out, PDF_MAX_OUTPUT);
	draw(r->d, argv, bytes, &out);
	pdfps_rules(&r->pages, buf_str(&out));
	buf_release(&out);
	while (from < to && !v[from].unsure)
		from++;
	while (from < to && !v[to - 1].unsure)
		to--;
	if (from < to && r->d->state == STATE_OK)
		read_unsure(r, bytes, from, to);
	return r->d->state == STATE_OK;
}

/* --- Words to lines --- */

static int
by_middle(const void *p, const void *q)
{
	const struct word *a = p, *b = q;
	double y = a->y0 + a->y1, z = b->y0 + b->y1;

	return (y > z) - (y < z);
}

static int
by_left(const void *p, const void *q)
{
	const struct word *a = p, *b = q;

	return (a->x0 > b->x0) - (a->x0 < b->x0);
}

/*
 * Pieces of text meet: a space only stands between Latin letters, digits that
 * do not touch.
 */
static void
join(struct flow_text *to, struct str next, bool touch)
{
	struct str have = { to->p, to->n };
	uint32_t a = str_before(have, have.n), b = str_peek(next, 0);

	to->space = a > ' ' && a < 0x80 && b > ' ' && b < 0x80 && !touch ?
	    ' ' : 0;
	flow_add(to, next);
}

/* Whether b goes on where a, left of it, ends. */
static bool
touches(const struct word *a, const struct word *b)
{
	return fabs(b->x0 - a->x1) < TOUCHING &&
	    fabs(b->y1 - a->y1) < fmin(a->y1 - a->y0, b->y1 - b->y0) / 5;
}

/*
 * Whether b is a note behind the number a: small digits that stand higher are
 * none of the number.
 */
static bool
is_note(const struct word *a, const struct word *b)
{
	double h = a->y1 - a->y0, i = b->y1 - b->y0;
	uint32_t last = str_before(a->text, a->text.n);
	size_t k;

	for (k = 0; k < b->text.n; k++)
		if (b->text.p[k] < '0' || b->text.p[k] > '9')
			return false;
	return last >= '0' && last <= '9' && fabs(b->x0 - a->x1) < i / 3 &&
	    i < 0.85 * h && a->y1 - b->y1 > h / 5;
}

/* One line: v[0..n), which stand side by side. */
static struct line
make_line(struct arena *a, struct word *v, size_t n)
{
	struct line l = { INFINITY, INFINITY, -INFINITY, -INFINITY, .parts = 1 };
	struct flow_text text = { 0 };
	size_t i, room = 1, chars;

	qsort(v, n, sizeof(*v), by_left);
	for (i = 0; i < n; i++)
		room += v[i].text.n + strlen("()");
	text.p = arena_alloc(a, room);
	for (i = 0; i < n; i++) {
		l.parts += v[i].x0 - l.x1 > v[i].y1 - v[i].y0;
		l.x0 = fmin(l.x0, v[i].x0);
		l.x1 = fmax(l.x1, v[i].x1);
		l.y0 = fmin(l.y0, v[i].y0);
		l.y1 = fmax(l.y1, v[i].y1);
		chars = str_chars(v[i].text);
		if (v[i].text.n == 3 * chars)
			l.em = (v[i].x1 - v[i].x0) / (double)chars;
		if (i > 0 && is_note(&v[i - 1], &v[i]))
			join(&text, arena_printf(a, "(%.*s)",
			    STR_ARG(v[i].text)), true);
		else
			join(&text, v[i].text,
			    i > 0 && touches(&v[i - 1], &v[i]));
	}
	l.text = (struct str){ text.p, text.n };
	return l;
}

/*
 * Whether b, which is not above a, stands in another line. The letters of some
 * fonts (Type 3) are much taller or smaller than they look.
 */
static bool
is_below(const struct word *a, const struct word *b)
{
	double h = a->y1 - a->y0, i = b->y1 - b->y0;

	return (b->y0 + b->y1) / 2 - (a->y0 + a->y1) / 2 >
	    fmax(fmin(h, i) / 2, fmax(h, i) / 4);
}

/*
 * The next line of words that are sorted by_middle(), from *at on. A note comes
 * before the number that it stands behind.
 */
static struct line
next_line(struct arena *a, struct word *v, size_t n, size_t *at)
{
	size_t from = *at, first = from, i;

	for (i = from + 1; i < n && v[i].y0 < v[from].y1; i++)
		if (is_note(&v[i], &v[from])) {
			first = i;
			break;
		}
	for (i = first + 1; i < n && !is_below(&v[first], &v[i]); i++)
		continue;
	*at = i;
	return make_line(a, v + from, i - from);
}

/* --- Words to cells --- */

static int
by_cell(const void *p, const void *q)
{
	const struct placed *a = p, *b = q;

	return a->cell != b->cell ? (a->cell > b->cell) -
	    (a->cell < b->cell) : by_middle(&a->word, &b->word);
}

static const struct anchor *
find_cell(const struct lattices *l, double x, double y)
{
	const struct anchor *cell = NULL;
	size_t i;

	for (i = 0; i < l->tables.n && cell == NULL; i++)
		cell = lattice_at(&l->tables.v[i], x, y);
	return cell;
}

/*
 * Poppler joins what stands close, over a rule too: such a word is cut where
 * its characters lie in another cell, a Latin one taken for half as wide. A
 * number that was painted as one is one, and so is one that hangs out of the
 * table: it stands where most of it does.
 */
static void
place_word(const struct lattices *l, const struct page *p, struct word w,
    struct placed *out, size_t *n)
{
	double y = (w.y0 + w.y1) / 2, units = 0, step, x = w.x0;
	const struct anchor *first = find_cell(l, w.x0 + 1, y), *cell;
	const struct anchor *last = find_cell(l, w.x1 - 1, y);
	bool number = is_number(w.text);
	size_t at, from;
	double wide;

	if (w.y1 - w.y0 > 1.5 * (w.x1 - w.x0) || first == last ||
	    (number && (first == NULL || last == NULL ||
	    paint_of(p, &w) == PAINT_ONE))) {
		cell = find_cell(l, (w.x0 + w.x1) / 2, y);
		if (cell == NULL && number)
			cell = first != NULL ? first : last;
		out[(*n)++] = (struct placed){ cell, w };
		return;
	}
	for (at = 0; at < w.text.n;)
		units += str_char(w.text, &at) < 0x80 ? 0.5 : 1;
	step = (w.x1 - w.x0) / units;
	for (at = 0; at < w.text.n;) {
		from = at;
		wide = step * (str_char(w.text, &at) < 0x80 ? 0.5 : 1);
		cell = find_cell(l, x + wide / 2, y);
		if (from > 0 && out[*n - 1].cell == cell) {
			out[*n - 1].word.x1 = x + wide;
			out[*n - 1].word.text.n += at - from;
		} else {
			out[(*n)++] = (struct placed){ cell, { x, w.y0,
				x + wide, w.y1, str_sub(w.text, from,
				at - from) } };
		}
		x += wide;
	}
}

/*
 * The text of the words of a cell, which are sorted by_middle(); tells the
 * last line.
 */
static struct str
cell_text(struct arena *a, struct word *v, size_t n, struct line *last)
{
	struct flow_text text = { 0 };
	size_t at = 0, room = 1, i;

	for (i = 0; i < n; i++)
		room += v[i].text.n + 1;
	text.p = arena_alloc(a, room);
	while (at < n) {
		*last = next_line(a, v, n, &at);
		join(&text, last->text, false);
	}
	return (struct str){ text.p, text.n };
}

/* Gives a cell its text. */
static void
fill_cell(struct reader *r, struct lattice *t, struct anchor *cell,
    struct word *v, size_t n)
{
	double right = t->x[cell->col + cell->colspan], em;
	struct line last;

	cell->text = cell_text(r->arena, v, n, &last);
	em = last.em > 0 ? last.em : last.y1 - last.y0;
	if (cell->row + cell->rowspan < t->rows ||
	    right - last.x1 >= em + PADDING)
		return;
	t->full.v = arena_grow(r->arena, t->full.v, t->full.n,
	    sizeof(*t->full.v));
	t->full.v[t->full.n++] = t->x[cell->col];
}

static int
by_double(const void *p, const void *q)
{
	const double *a = p, *b = q;

	return (*a > *b) - (*a < *b);
}

/* How tall letters are; of letters one under another, how wide. */
static double
size_of(const struct word *w)
{
	double width = w->x1 - w->x0, height = w->y1 - w->y0;

	return height > width && str_chars(w->text) > 1 ? width : height;
}

/* The size of half of the words in cells that have digits, or have none. */
static double
usual_size(struct arena *a, const struct placed *v, size_t n, bool digits)
{
	enum { FEW = 10 };
	double *sizes = arena_alloc(a, (n + 1) * sizeof(*sizes));
	size_t i, k = 0;

	for (i = 0; i < n; i++)
		if (v[i].cell != NULL && str_has_digit(v[i].word.text) == digits)
			sizes[k++] = size_of(&v[i].word);
	if (k < FEW)
		return INFINITY;
	qsort(sizes, k, sizeof(*sizes), by_double);
	return sizes[k / 2];
}

/*
 * Takes what is written over a table, in letters much larger than those in its
 * cells, out of the cells: a watermark is no text of the report. Digits may be
 * of another font than words, one that says that it is much taller or smaller
 * than it looks: each is measured by its own kind.
 */
static void
remove_marks(struct reader *r, int no, struct placed *v, size_t *n)
{
	const double most[2] = { 2.5 * usual_size(r->arena, v, *n, false),
		2.5 * usual_size(r->arena, v, *n, true) };
	struct item *item;
	size_t i, k;

	for (i = 0, k = 0; i < *n; i++) {
		if (v[i].cell == NULL || size_of(&v[i].word) <=
		    most[str_has_digit(v[i].word.text)]) {
			v[k++] = v[i];
			continue;
		}
		item = DOC_ADD(r, items);
		item->page = no;
		item->line = make_line(r->arena, &v[i].word, 1);
		item->line.aside = true;
		item->top = item->line.y0;
	}
	*n = k;
}

/* The cells of a page get their texts; what stands in none comes back. */
static size_t
fill_cells(struct reader *r, int no, const struct lattices *l,
    struct word **rest)
{
	const struct page *p = &r->pages.pages.v[no];
	size_t i, k, j, n = 0, room = 1, n_rest = 0;
	struct placed *placed;
	struct word *v;

	for (i = 0; i < p->words.n; i++)
		room += p->words.v[i].text.n;
	placed = arena_alloc(r->arena, room * sizeof(*placed));
	v = arena_alloc(r->arena, room * sizeof(*v));
	for (i = 0; i < p->words.n; i++)
		place_word(l, p, p->words.v[i], placed, &n);
	remove_marks(r, no, placed, &n);
	qsort(placed, n, sizeof(*placed), by_cell);
	*rest = v;
	for (i = 0; i < n; i = k) {
		for (k = i; k < n && placed[k].cell == placed[i].cell; k++)
			v[k] = placed[k].word;
		if (placed[i].cell == NULL) {
			n_rest = k;	/* NULL sorts first */
			continue;
		}
		for (j = 0; j < l->tables.n; j++) {
			struct lattice *t = &l->tables.v[j];

			if (placed[i].cell >= t->cells &&
			    placed[i].cell < t->cells + t->n)
				fill_cell(r, t, &t->cells[
				    placed[i].cell - t->cells], v + i, k - i);
		}
	}
	return n_rest;
}

/*
 * Cells that have no text but a picture, or curves (letters that were made
 * shapes, as some programs do where a font may not be embedded), are not
 * blank. Returns how many there are.
 */
static size_t
mark_drawn(const struct page *p, const struct lattices *l)
{
	struct anchor *cell;
	size_t i, k, n = 0;

	for (k = 0; k < l->tables.n; k++)
		for (i = 0; i < p->drawn.n; i++) {
			cell = lattice_at(&l->tables.v[k], p->drawn.v[i].x,
			    p->drawn.v[i].y);
			if (cell == NULL || cell->text.n > 0)
				continue;
			cell->text = STR("□");
			n++;
		}
	return n;
}

/* --- Pages to items --- */

/* "- 3 -", "第3页 共5页", "3". */
static bool
counts_pages(struct str s)
{
	static const struct str others[] = { { "-", 1 }, { "—", 3 },
		{ "－", 3 }, { "–", 3 }, { "第", 3 }, { "页", 3 }, { "共", 3 },
		{ "/", 1 }, { "·", 2 }, { "|", 1 } };
	bool digit = false;
	size_t i, k;

	if (s.n > MAX_NUMBER_LINE)
		return false;
	for (i = 0; i < s.n;) {
		if ((s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == ' ') {
			digit = digit || s.p[i] != ' ';
			i++;
			continue;
		}
		for (k = 0; k < sizeof(others) / sizeof(others[0]); k++)
			if (str_starts(str_sub(s, i, s.n), others[k]))
				break;
		if (k == sizeof(others) / sizeof(others[0]))
			return false;
		i += others[k].n;
	}
	return digit;
}

static bool
is_page_number(const struct page *p, const struct line *l)
{
	double middle = (l->y0 + l->y1) / 2;

	return (middle <= 0.08 * p->height || middle >= 0.92 * p->height) &&
	    counts_pages(l->text);
}

/* Whether two lines have the same words, whatever the numbers in them. */
static bool
same_words(struct str a, struct str b)
{
	size_t i = 0, k = 0;
	bool words = false;

	for (;;) {
		while (i < a.n && ((a.p[i] >= '0' && a.p[i] <= '9') ||
		    a.p[i] == ' '))
			i++;
		while (k < b.n && ((b.p[k] >= '0' && b.p[k] <= '9') ||
		    b.p[k] == ' '))
			k++;
		if (i == a.n || k == b.n)
			return words && i == a.n && k == b.n;
		if (a.p[i++] != b.p[k++])
			return false;
		words = true;
	}
}

/* The n-th line from an edge of the page that starts at item `from`, or NULL. */
static struct line *
edge_line(struct reader *r, size_t from, size_t to, size_t n, bool foot)
{
	double h = r->pages.pages.v[r->items.v[from].page].height, y;
	struct item *item;

	if (n >= to - from)
		return NULL;
	item = &r->items.v[foot ? to - 1 - n : from + n];
	y = (item->line.y0 + item->line.y1) / 2;
	return item->table == NULL && (foot ? y > 0.9 * h : y < 0.1 * h) ?
	    &item->line : NULL;
}

/* Takes what stands at the same edge of both pages out. */
static void
compare_edges(struct reader *r, size_t from, size_t to, size_t next,
    size_t end, bool foot)
{
	struct line *a, *b;
	size_t i, k;

	for (i = 0; i < EDGE_LINES; i++)
		for (k = 0; k < EDGE_LINES; k++) {
			a = edge_line(r, from, to, i, foot);
			b = edge_line(r, next, end, k, foot);
			if (a != NULL && b != NULL &&
			    fabs(a->y0 - b->y0) < PADDING &&
			    same_words(a->text, b->text))
				a->aside = b->aside = true;
		}
}

static size_t
page_end(const struct reader *r, size_t from)
{
	size_t to = from;

	while (to < r->items.n &&
	    r->items.v[to].page == r->items.v[from].page)
		to++;
	return to;
}

/*
 * Lines at the edges of pages that come again on the next page, or the one
 * behind it, are no text of the report: what a browser prints there, the name
 * of the report on left or right pages.
 */
static void
remove_heads(struct reader *r)
{
	size_t from, to, next, end, i;

	for (from = 0; from < r->items.n; from = to) {
		to = page_end(r, from);
		for (i = 0, next = to; i < 2 && next < r->items.n;
		    i++, next = end) {
			end = page_end(r, next);
			compare_edges(r, from, to, next, end, false);
			compare_edges(r, from, to, next, end, true);
		}
	}
}

static int
by_page_and_top(const void *p, const void *q)
{
	const struct item *a = p, *b = q;

	return a->page != b->page ? (a->page > b->page) -
	    (a->page < b->page) : (a->top > b->top) - (a->top < b->top);
}

/* Each word as a rule in its middle. */
static struct rules
word_rules(struct arena *a, const struct page *p)
{
	struct rules r = { arena_alloc(a, (p->words.n + 1) * sizeof(*r.v)), 0 };
	const struct word *w;

	for (; r.n < p->words.n; r.n++) {
		w = &p->words.v[r.n];
		r.v[r.n] = (struct rule){ (w->y0 + w->y1) / 2, w->x0, w->x1 };
	}
	return r;
}

static void
read_page(struct reader *r, int no)
{
	struct page *p = &r->pages.pages.v[no];
	struct lattices l = { .arena = r->arena };
	struct rules h = { p->horizontal.v, p->horizontal.n };
	struct rules v = { p->vertical.v, p->vertical.n };
	struct word *words;
	struct item *item;
	size_t i, n, at = 0;

	l.words = word_rules(r->arena, p);
	if (!lattice_find(&l, &h, &v))
		r->rules_unread = true;
	n = fill_cells(r, no, &l, &words);
	r->drawn += mark_drawn(p, &l);
	for (i = 0; i < l.tables.n; i++) {
		item = DOC_ADD(r, items);
		item->page = no;
		item->top = l.tables.v[i].y[0];
		item->table = &l.tables.v[i];
	}
	while (at < n) {
		item = DOC_ADD(r, items);
		item->page = no;
		item->line = next_line(r->arena, words, n, &at);
		item->top = (item->line.y0 + item->line.y1) / 2;
		item->line.aside = is_page_number(p, &item->line);
	}
}

/* Margins by the lines that are more than half a page wide. */
static void
measure(struct reader *r)
{
	double *em = arena_alloc(r->arena, (r->items.n + 1) * sizeof(*em));
	double width = r->pages.pages.v[0].width;
	size_t i, n = 0;

	r->left = INFINITY;
	r->right = 0;
	for (i = 0; i < r->items.n; i++) {
		const struct line *l = &r->items.v[i].line;

		if (r->items.v[i].table != NULL || l->x1 - l->x0 < width / 2)
			continue;
		r->left = fmin(r->left, l->x0);
		r->right = fmax(r->right, l->x1);
		if (l->em > 0)
			em[n++] = l->em;
	}
	qsort(em, n, sizeof(*em), by_double);
	r->em = n > 0 ? em[n / 2] : 12;
}

/* --- Items to blocks --- */

static void
end_paragraph(struct reader *r)
{
	struct flow_text text = { 0 };
	size_t i, room = 1;

	if (r->para.n == 0)
		return;
	for (i = 0; i < r->para.n; i++)
		room += r->para.v[i].text.n + 1;
	text.p = arena_alloc(r->arena, room);
	for (i = 0; i < r->para.n; i++)
		join(&text, r->para.v[i].text, false);
	r->para.v = NULL;
	r->para.n = 0;
	doc_add_paragraph(r->d, str_trim((struct str){ text.p, text.n }));
}

static bool
is_centred(const struct reader *r, const struct line *l)
{
	double lean = (l->x0 - r->left) - (r->right - l->x1);

	return l->x0 > r->left + r->em && fabs(lean) < r->em;
}

/* Starts like a heading or an item: "一、", "（二）", "3.", not "3.5". */
static bool
is_numbered(struct str s)
{
	size_t at = 0, from;
	uint32_t c = str_peek(s, 0);
	bool open = str_has_char(STR("（("), c);

	if (open)
		str_char(s, &at);
	for (from = at; at < s.n && str_has_char(
	    STR("一二三四五六七八九十0123456789"), str_peek(s, at));)
		str_char(s, &at);
	if (at == from || at - from > 9)
		return false;
	c = str_peek(s, at);
	if (open)
		return str_has_char(STR("）)"), c);
	return str_has_char(STR("、．"), c) || (c == '.' &&
	    !str_has_char(STR("0123456789"), str_peek(s, at + 1)));
}

static bool
ends_sentence(struct str s)
{
	return str_has_char(STR("。！？；："), str_before(s, s.n));
}

/* Whether a line goes on where the paragraph at hand stopped. */
static bool
goes_on(const struct reader *r, const struct line *l, int page)
{
	const struct line *last;

	if (r->para.n == 0 || page > r->para_page + 1)
		return false;
	last = &r->para.v[r->para.n - 1];
	if (last->em > 0 && l->em > 0 && fabs(last->em - l->em) >
	    0.15 * last->em)
		return false;
	/* A title in large letters, over several lines. */
	if (last->em > 1.15 * r->em && is_centred(r, last) &&
	    is_centred(r, l))
		return page == r->para_page;
	if (page == r->para_page && l->y0 - last->y1 > 1.5 * r->em)
		return false;
	if (ends_sentence(last->text) && is_numbered(l->text))
		return false;
	return last->x1 > r->right - 2.5 * r->em &&
	    l->x0 < r->left + 1.2 * r->em;
}

/*
 * Text of a merged cell that a browser cut at the end of a page may stand below
 * the last rule there, under its cell. The cell, or NULL. A number is more
 * likely that of the page: it goes into no cell.
 */
static struct anchor *
hangs_under(const struct reader *r, const struct item *item)
{
	const struct lattice *t = r->table;
	const struct line *l = &item->line;
	size_t i;

	if (t == NULL || item->page != r->table_page || r->para.n > 0 ||
	    l->y1 < 0.8 * r->pages.pages.v[item->page].height ||
	    counts_pages(l->text))
		return NULL;
	for (i = 0; i < t->n; i++) {
		struct anchor *a = &t->cells[i];

		if (a->row + a->rowspan == t->rows && a->colspan < t->cols &&
		    a->text.n > 0 && l->x0 > t->x[a->col] &&
		    l->x1 < t->x[a->col + a->colspan])
			return r->over == NULL || r->over == a ? a : NULL;
	}
	return NULL;
}

/* What hangs out below the table is text of its own after all. */
static void
drop_hanging(struct reader *r)
{
	size_t i;

	for (i = 0; i < r->hanging.n; i++) {
		*DOC_ADD(r, para) = r->hanging.v[i];
		end_paragraph(r);
	}
	r->over = NULL;
	r->hanging.v = NULL;
	r->hanging.n = 0;
}

static void
add_line(struct reader *r, const struct item *item)
{
	struct anchor *over;
	struct block *b;

	if (item->line.aside) {
		b = DOC_ADD(r->d, blocks);
		b->kind = BLOCK_PARAGRAPH;
		b->boilerplate = true;
		b->text = item->line.text;
		return;
	}
	if ((over = hangs_under(r, item)) != NULL) {
		r->over = over;
		*DOC_ADD(r, hanging) = item->line;
		return;
	}
	drop_hanging(r);
	if (!goes_on(r, &item->line, item->page))
		end_paragraph(r);
	*DOC_ADD(r, para) = item->line;
	r->para_page = item->page;
	r->table = NULL;
}

static void
set_cells(struct grid *g, const struct lattice *t)
{
	g->rows = t->rows;
	g->cols = t->cols;
	g->cells = t->cells;
	g->n = t->n;
}

/* Takes a table that goes on the one before in, with what hung out of that. */
static bool
join_table(struct reader *r, const struct item *item)
{
	struct str before = r->over != NULL ? r->over->text : STR_NONE, line;
	struct anchor *over = r->over;
	size_t i;

	if (r->table == NULL || item->page != r->table_page + 1)
		return false;
	for (i = 0; i < r->hanging.n; i++) {
		line = r->hanging.v[i].text;
		over->text = arena_join(r->arena, over->text, line);
	}
	if (!lattice_join(r->arena, r->table, item->table)) {
		if (over != NULL)
			over->text = before;
		return false;
	}
	r->over = NULL;
	r->hanging.v = NULL;
	r->hanging.n = 0;
	r->table_page = item->page;
	set_cells(r->grid, r->table);
	return true;
}

static void
add_table(struct reader *r, const struct item *item, int no)
{
	struct block *b;

	end_paragraph(r);
	if (join_table(r, item))
		return;
	drop_hanging(r);
	b = DOC_ADD(r->d, blocks);
	b->kind = BLOCK_TABLE;
	b->grid = arena_alloc(r->arena, sizeof(*b->grid));
	b->grid->no = no;
	set_cells(b->grid, item->table);
	r->grid = b->grid;
	r->table = item->table;
	r->table_page = item->page;
}

static void
make_blocks(struct reader *r)
{
	struct grid *last = NULL;
	size_t i;
	int no = 0;

	for (i = 0; i < r->items.n; i++) {
		if (r->items.v[i].table == NULL) {
			add_line(r, &r->items.v[i]);
			continue;
		}
		add_table(r, &r->items.v[i], no + 1);
		no += r->grid != last;
		last = r->grid;
	}
	drop_hanging(r);
	end_paragraph(r);
}

/* A page of a report that is a picture: its tables and text are missing. */
static void
warn_empty_pages(const struct reader *r)
{
	size_t i, n = 0;

	for (i = 0; i < r->pages.pages.n; i++)
		n += r->pages.pages.v[i].words.n == 0;
	if (n > 0)
		doc_warn(r->d, "pages_without_text", 0, STR_NONE, STR_NONE,
		    arena_printf(r->arena, "%zu of %zu pages", n,
			r->pages.pages.n));
}

/*
 * Pages that hold letters which nobody sees: under a picture, what a machine
 * took it to say.
 */
static void
warn_unpainted(const struct reader *r)
{
	const struct page *p;
	size_t i, k, chars, pages = 0;

	for (i = 0; i < r->pages.pages.n; i++) {
		p = &r->pages.pages.v[i];
		for (k = 0, chars = 0; k < p->words.n; k++)
			chars += str_chars(p->words.v[k].text);
		for (k = 0; k < 4; k++)	/* a stamp may be painted */
			chars -= chars < 4 * p->letters[k] ? chars :
			    4 * p->letters[k];
		pages += p->picture && chars > MIN_CHARS;
	}
	if (pages > 0)
		doc_warn(r->d, "ocr_text", 0, STR_NONE, STR_NONE,
		    arena_printf(r->arena, "%zu of %zu pages", pages,
			r->pages.pages.n));
}

/*
 * Whether there are rows of a table that nobody drew rules for. Of a few lines
 * nobody can tell.
 */
static bool
has_bare_rows(const struct reader *r)
{
	enum { ROW = 3, MANY = 6 };
	size_t i, rows = 0;

	for (i = 0; i < r->items.n; i++) {
		if (r->items.v[i].table != NULL)
			return false;
		rows += r->items.v[i].line.parts >= ROW;
	}
	return rows >= MANY;
}

/* Such a table is read out of the text as the page sets it; see spread.h. */
static void
read_bare_rows(struct doc *d, struct str bytes)
{
	static const char *const argv[] = { "pdftotext", "-q", "-cropbox",
		"-layout", "-", "-", NULL };
	struct buf out;

	buf_init(&out, PDF_MAX_OUTPUT);
	if (run(d, argv, bytes, &out)) {
		mask_controls(&out, true);
		text_document(d, arena_str(d->arena, buf_str(&out)));
	}
	buf_release(&out);
}

void
pdf_read(struct doc *d, struct str bytes)
{
	struct reader *r = arena_alloc(d->arena, sizeof(*r));
	size_t i;

	r->d = d;
	r->arena = r->pages.arena = d->arena;
	if (!read_words(r, bytes) || !read_rules(r, bytes))
		return;
	for (i = 0; i < r->pages.pages.n; i++) {
		veil_words(r, &r->pages.pages.v[i]);
		pdfrule_dashes(&r->pages.pages.v[i]);
		pdfturn_upright(&r->pages.pages.v[i]);
		read_page(r, (int)i);
	}
	if (r->items.n > 1)
		qsort(r->items.v, r->items.n, sizeof(*r->items.v),
		    by_page_and_top);
	remove_heads(r);
	if (has_bare_rows(r)) {
		read_bare_rows(d, bytes);
	} else {
		measure(r);
		make_blocks(r);
	}
	warn_empty_pages(r);
	warn_unpainted(r);
	if (r->drawn > 0)
		doc_warn(d, "drawn_cells", 0, STR_NONE, STR_NONE,
		    arena_printf(d->arena, "%zu cells of tables hold shapes "
			"or pictures and no text", r->drawn));
	if (r->unseen > 0)
		doc_warn(d, "unseen_text", 0, STR_NONE, STR_NONE,
		    arena_printf(d->arena, "%zu pieces of text in white, "
			"or not painted",
			r->unseen));
	if (r->rules_unread)
		doc_warn(d, "rules_unread", 0, STR_NONE, STR_NONE,
		    STR("tables may have come out as lines of text"));
}
