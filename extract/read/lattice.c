/* SPDX-License-Identifier: MIT */
/*
 * The method of "lattice" table finders: near rules are snapped to one line,
 * the lines of a group of crossing rules divide it into slots, and slots
 * with no rule between them are one cell.
 */
#include "lattice.h"

#include <math.h>
#include <stdlib.h>

#include "grid.h"

/* In points. Rows and columns of a table are never this close. */
static const double NEAR = 3, SHORTEST = 6;

/* How far the heights of rows of one line differ. */
static const double SAME = 0.5;

static int
by_at(const void *p, const void *q)
{
	const struct rule *a = p, *b = q;

	return (a->at > b->at) - (a->at < b->at);
}

static int
by_from(const void *p, const void *q)
{
	const struct rule *a = p, *b = q;

	return (a->from > b->from) - (a->from < b->from);
}

static int
by_value(const void *p, const void *q)
{
	const double *a = p, *b = q;

	return (*a > *b) - (*a < *b);
}

/* Joins the pieces of a line: rules [from, to), all at one place. */
static size_t
join_pieces(struct rule *v, size_t from, size_t to, size_t out)
{
	struct rule line;
	size_t i;

	qsort(v + from, to - from, sizeof(*v), by_from);
	line = v[from];
	for (i = from + 1; i < to; i++) {
		if (v[i].from <= line.to + NEAR) {
			line.to = fmax(line.to, v[i].to);
			continue;
		}
		if (line.to - line.from >= SHORTEST)
			v[out++] = line;
		line = v[i];
	}
	if (line.to - line.from >= SHORTEST)
		v[out++] = line;
	return out;
}

/* Snaps near rules to one line, joins their pieces and drops the short. */
static void
tidy(struct rules *r)
{
	size_t i, k, out = 0;
	double sum;

	if (r->n > 1)
		qsort(r->v, r->n, sizeof(*r->v), by_at);
	for (i = 0; i < r->n; i = k) {
		for (k = i, sum = 0; k < r->n &&
		    r->v[k].at - r->v[i].at < NEAR; k++)
			sum += r->v[k].at;
		sum /= (double)(k - i);
		for (size_t j = i; j < k; j++)
			r->v[j].at = sum;
		out = join_pieces(r->v, i, k, out);
	}
	r->n = out;
}

static bool
cross(const struct rule *h, const struct rule *v)
{
	return v->at >= h->from - NEAR && v->at <= h->to + NEAR &&
	    h->at >= v->from - NEAR && h->at <= v->to + NEAR;
}

static size_t
root(size_t *up, size_t i)
{
	while (up[i] != i)
		i = up[i] = up[up[i]];
	return i;
}

/*
 * Where a merged cell goes over a whole page, no rule crosses the one beside
 * it. It belongs to those that begin and end where it does.
 */
static void
group_lonely(const struct rules *v, size_t *up, const bool *crossed,
    size_t first)
{
	size_t i, k;

	for (i = 0; i < v->n; i++) {
		for (k = 0; !crossed[i] && k < v->n; k++)
			if (crossed[k] &&
			    fabs(v->v[k].from - v->v[i].from) <= NEAR &&
			    fabs(v->v[k].to - v->v[i].to) <= NEAR) {
				up[first + i] = first + k;
				break;
			}
	}
}

/* For each rule (horizontal ones first) the group of crossing rules. */
static size_t *
group(struct arena *a, const struct rules *h, const struct rules *v)
{
	size_t *up = arena_alloc(a, (h->n + v->n + 1) * sizeof(*up)), i, k;
	bool *crossed = arena_alloc(a, (v->n + 1) * sizeof(*crossed));

	for (i = 0; i < h->n + v->n; i++)
		up[i] = i;
	for (i = 0; i < h->n; i++)
		for (k = 0; k < v->n; k++)
			if (cross(&h->v[i], &v->v[k])) {
				up[root(up, h->n + k)] = root(up, i);
				crossed[k] = true;
			}
	group_lonely(v, up, crossed, h->n);
	for (i = 0; i < h->n + v->n; i++)
		up[i] = root(up, i);
	return up;
}

/* What a group of rules takes up. */
struct area {
	double left, right, top, bottom;
	double first, last;	/* heights of its rows at the top and bottom */
	bool open;		/* no rule closes its sides */
	size_t id;
};

static int
by_area(const void *p, const void *q)
{
	const struct area *a = p, *b = q;

	return a->top != b->top ? (a->top > b->top) - (a->top < b->top) :
	    (a->left > b->left) - (a->left < b->left);
}

/* The areas of all groups, which stand at their numbers. */
static struct area *
areas_of(struct arena *arena, const struct rules *h, const struct rules *v,
    const size_t *up)
{
	struct area *areas = arena_alloc(arena, (h->n + v->n + 1) *
	    sizeof(*areas)), *a;
	size_t i;

	for (i = 0; i < h->n + v->n; i++)
		areas[i] = (struct area){ INFINITY, -INFINITY, INFINITY,
			-INFINITY, .open = true, .id = i };
	for (i = 0; i < h->n; i++) {	/* from the top */
		a = &areas[up[i]];
		if (a->top < INFINITY) {
			a->last = h->v[i].at - a->bottom;
			if (a->first == 0)
				a->first = a->last;
		}
		a->left = fmin(a->left, h->v[i].from);
		a->right = fmax(a->right, h->v[i].to);
		a->top = fmin(a->top, h->v[i].at);
		a->bottom = h->v[i].at;
	}
	for (i = 0; i < v->n; i++) {
		a = &areas[up[h->n + i]];
		a->open = a->open && v->v[i].at > a->left + NEAR &&
		    v->v[i].at < a->right - NEAR;
	}
	return areas;
}

/* Whether there are words between these, and they stand in the middle. */
static bool
is_centred(const struct rules *words, const struct area *a,
    const struct area *b)
{
	double from = INFINITY, to = -INFINITY;
	size_t lo = 0, hi = words->n, i;

	while (lo < hi) {
		i = (lo + hi) / 2;
		if (words->v[i].at < a->bottom)
			lo = i + 1;
		else
			hi = i;
	}
	for (i = lo; i < words->n && words->v[i].at < b->top; i++) {
		if (words->v[i].to <= a->left || words->v[i].from >= a->right)
			continue;
		from = fmin(from, words->v[i].from);
		to = fmax(to, words->v[i].to);
	}
	return from < to &&
	    fabs((from - a->left) - (a->right - to)) < 4 * NEAR;
}

/*
 * Whether b is the rest of the table a, below a row that is one cell: as high
 * as one beside it, or about as high and with its words in the middle.
 */
static bool
is_under(const struct rules *words, const struct area *a,
    const struct area *b)
{
	double row = b->top - a->bottom;

	if (!a->open || !b->open || row <= 0 ||
	    fabs(a->left - b->left) > NEAR || fabs(a->right - b->right) > NEAR)
		return false;
	return fabs(row - a->last) < SAME || fabs(row - b->first) < SAME ||
	    (row < 1.3 * fmax(a->last, b->first) && is_centred(words, a, b));
}

/*
 * Where a table has no rules at its sides nothing crosses the rules above and
 * below a row that is one cell.
 */
static void
unite_open(struct lattices *l, const struct rules *h, const struct rules *v,
    size_t *up)
{
	struct area *areas = areas_of(l->arena, h, v, up), *a, *b;
	size_t *to = arena_alloc(l->arena, (h->n + v->n + 1) * sizeof(*to));
	size_t i, n = 0;

	for (i = 0; i < h->n + v->n; i++) {
		to[i] = i;
		if (areas[i].top < INFINITY)
			areas[n++] = areas[i];
	}
	if (n > 1)
		qsort(areas, n, sizeof(*areas), by_area);
	if (l->words.n > 1)
		qsort(l->words.v, l->words.n, sizeof(*l->words.v), by_at);
	for (i = 1; i < n; i++) {
		a = &areas[i - 1];
		b = &areas[i];
		if (is_under(&l->words, a, b))
			to[b->id] = to[a->id];
	}
	for (i = 0; i < h->n + v->n; i++)
		up[i] = to[up[i]];
}

/* Sorts places and leaves one of those that are near each other. */
static int
distinct(double *v, int n)
{
	int i, out = 0;

	qsort(v, (size_t)n, sizeof(*v), by_value);
	for (i = 0; i < n; i++)
		if (out == 0 || v[i] - v[out - 1] >= NEAR)
			v[out++] = v[i];
	return out;
}

/*
 * The lines of the rules, and where the rules of the other direction end: a
 * table may lack its outer edges.
 */
static double *
lines(struct arena *a, const struct rules *rules, const struct rules *others,
    int *n)
{
	double *v = arena_alloc(a, (rules->n + 2) * sizeof(*v));
	double first = INFINITY, last = -INFINITY;
	size_t i;
	int k = 0;

	for (i = 0; i < rules->n; i++)
		v[k++] = rules->v[i].at;
	k = distinct(v, k);
	for (i = 0; i < others->n; i++) {
		first = fmin(first, others->v[i].from);
		last = fmax(last, others->v[i].to);
	}
	if (first < v[0] - 2 * NEAR)
		v[k++] = first;
	if (last > v[distinct(v, k) - 1] + 2 * NEAR)
		v[k++] = last;
	*n = distinct(v, k);
	return v;
}

/* Which line is nearest. */
static int
nearest(const double *v, int n, double at)
{
	int i, best = 0;

	for (i = 1; i < n; i++)
		if (fabs(v[i] - at) < fabs(v[best] - at))
			best = i;
	return best;
}

/*
 * Marks where rules run: walls[line * steps + step], step being the part
 * between two lines of the other direction.
 */
static bool *
walls(struct arena *a, const struct rules *rules, const double *at, int n_at,
    const double *along, int steps)
{
	bool *w = arena_alloc(a, (size_t)n_at * (size_t)steps * sizeof(*w));
	size_t i;
	int line, k;

	for (i = 0; i < rules->n; i++) {
		line = nearest(at, n_at, rules->v[i].at);
		for (k = 0; k < steps; k++) {
			double middle = (along[k] + along[k + 1]) / 2;

			if (rules->v[i].from < middle &&
			    rules->v[i].to > middle)
				w[line * steps + k] = true;
		}
	}
	return w;
}

struct slots {
	int rows, cols;
	const bool *right;	/* [x line][row] */
	const bool *below;	/* [y line][col] */
	int *taken;		/* the cell they belong to, from 1 */
};

/* Whether the cell at [y, x], `across` wide, goes on into the next row. */
static bool
goes_down(const struct slots *s, int y, int x, int across)
{
	int k;

	for (k = x; k < x + across; k++)
		if (s->below[y * s->cols + k] || s->taken[y * s->cols + k] ||
		    (k > x && s->right[k * s->rows + y]))
			return false;
	return true;
}

static void
add_cell(struct slots *s, struct lattice *t, int y, int x)
{
	int across = 1, down = 1, i, k;

	while (x + across < s->cols && !s->taken[y * s->cols + x + across] &&
	    !s->right[(x + across) * s->rows + y])
		across++;
	while (y + down < s->rows && goes_down(s, y + down, x, across))
		down++;
	for (i = y; i < y + down; i++)
		for (k = x; k < x + across; k++)
			s->taken[i * s->cols + k] = (int)t->n + 1;
	t->cells[t->n++] = (struct anchor){ .row = y, .col = x,
		.rowspan = down, .colspan = across, .text = STR("") };
}

/* The table of one group of rules; false if it is none. */
static bool
make_table(struct arena *a, const struct rules *h, const struct rules *v,
    struct lattice *t)
{
	struct slots s;
	int y, x;

	*t = (struct lattice){ 0 };
	if (h->n < 2 || v->n < 1)
		return false;
	t->x = lines(a, v, h, &t->cols);
	t->y = lines(a, h, v, &t->rows);
	t->cols--;
	t->rows--;
	if (t->cols < 2 || t->rows < 1 || t->cols > GRID_MAX_COLS ||
	    t->cols * t->rows > LATTICE_MAX_SLOTS)
		return false;
	s.rows = t->rows;
	s.cols = t->cols;
	s.right = walls(a, v, t->x, t->cols + 1, t->y, t->rows);
	s.below = walls(a, h, t->y, t->rows + 1, t->x, t->cols);
	t->owner = s.taken = arena_alloc(a, (size_t)(s.rows * s.cols) *
	    sizeof(*s.taken));
	t->cells = arena_alloc(a, (size_t)(s.rows * s.cols) *
	    sizeof(*t->cells));
	for (y = 0; y < s.rows; y++)
		for (x = 0; x < s.cols; x++)
			if (!s.taken[y * s.cols + x])
				add_cell(&s, t, y, x);
	return t->n >= 2;
}

static int
by_top(const void *p, const void *q)
{
	const struct lattice *a = p, *b = q;

	return by_value(&a->y[0], &b->y[0]);
}

/* The rules of the group `id`; their groups start at up[0]. */
static struct rules
of_group(struct arena *a, const struct rules *all, const size_t *up,
    size_t id)
{
	struct rules r = { .v = arena_alloc(a, (all->n + 1) *
	    sizeof(*r.v)) };
	size_t i;

	for (i = 0; i < all->n; i++)
		if (up[i] == id)
			r.v[r.n++] = all->v[i];
	return r;
}

bool
lattice_find(struct lattices *l, struct rules *horizontal,
    struct rules *vertical)
{
	struct rules h, v;
	struct lattice t;
	size_t *up, i;

	tidy(horizontal);
	tidy(vertical);
	if (horizontal->n > LATTICE_MAX_RULES ||
	    vertical->n > LATTICE_MAX_RULES)
		return false;
	up = group(l->arena, horizontal, vertical);
	unite_open(l, horizontal, vertical, up);
	for (i = 0; i < horizontal->n + vertical->n; i++) {
		if (up[i] != i)
			continue;
		h = of_group(l->arena, horizontal, up, i);
		v = of_group(l->arena, vertical, up + horizontal->n, i);
		if (make_table(l->arena, &h, &v, &t))
			*DOC_ADD(l, tables) = t;
	}
	if (l->tables.n > 1)
		qsort(l->tables.v, l->tables.n, sizeof(*l->tables.v), by_top);
	return true;
}

/* The step between two of the lines that a place lies in, or -1. */
static int
step_of(const double *v, int steps, double at)
{
	int lo = 0, hi = steps, mid;

	if (at < v[0] || at >= v[steps])
		return -1;
	while (hi - lo > 1) {
		mid = (lo + hi) / 2;
		if (at < v[mid])
			hi = mid;
		else
			lo = mid;
	}
	return lo;
}

struct anchor *
lattice_at(const struct lattice *t, double x, double y)
{
	int col = step_of(t->x, t->cols, x), row = step_of(t->y, t->rows, y);

	return col < 0 || row < 0 ? NULL :
	    &t->cells[t->owner[row * t->cols + col] - 1];
}

/* --- A table that goes on, on the next page --- */

/* Whether the lines of `part` are all among those of `all`. */
static bool
is_part(const double *part, int n, const double *all, int n_all)
{
	int i;

	for (i = 0; i < n; i++)
		if (fabs(all[nearest(all, n_all, part[i])] - part[i]) > NEAR)
			return false;
	return true;
}

/* Tells the columns of the cells by these lines. */
static void
use_lines(struct lattice *t, double *x, int cols)
{
	size_t i;
	int from, to;

	for (i = 0; i < t->n; i++) {
		struct anchor *a = &t->cells[i];

		from = nearest(x, cols + 1, t->x[a->col]);
		to = nearest(x, cols + 1, t->x[a->col + a->colspan]);
		a->col = from;
		a->colspan = to - from;
	}
	t->x = x;
	t->cols = cols;
}

/* How many rows at the top of `next` repeat those of `base`. */
static int
repeated_rows(const struct lattice *base, const struct lattice *next)
{
	size_t i;
	int rows = 0;
	bool text = false;

	for (i = 0; i < base->n && i < next->n; i++) {
		const struct anchor *a = &base->cells[i], *b = &next->cells[i];

		if (a->row != b->row || a->col != b->col ||
		    a->rowspan != b->rowspan || a->colspan != b->colspan ||
		    !str_eq(a->text, b->text))
			break;
		rows = a->row + 1;
		text = text || a->text.n > 0;
	}
	/* The row where they part, unless it is the last of one of them. */
	if (i < next->n && i > 0 && next->cells[i].row < rows)
		rows = next->cells[i].row;
	/* A row that a cell from a repeated one covers is no row to keep. */
	for (i = 0; i < next->n; i++)
		if (next->cells[i].row < rows &&
		    next->cells[i].row + next->cells[i].rowspan > rows)
			return 0;
	return text && rows < next->rows ? rows : 0;
}

static struct anchor *
cut_cell(struct lattice *base, const struct anchor *below)
{
	size_t i;

	for (i = 0; i < base->n; i++) {
		struct anchor *a = &base->cells[i];

		if (a->col == below->col && a->colspan == below->colspan &&
		    a->row + a->rowspan == base->rows)
			return a;
	}
	return NULL;
}

/* Starts like a label of its own, or is a number: "5.", "（三）", "四、". */
static bool
is_opening(struct str s)
{
	struct str numerals = STR("一二三四五六七八九十");
	size_t at = 0;

	if (str_has_char(STR("0123456789(（①②③④⑤⑥⑦⑧⑨⑩"), str_peek(s, 0)))
		return true;
	while (str_has_char(numerals, str_peek(s, at)))
		str_char(s, &at);
	return at > 0 && str_has_char(STR("、．."), str_peek(s, at));
}

/* A character that a label may be cut at. */
static bool
is_wording(uint32_t c)
{
	return str_is_han(c) || str_has_char(STR("（）()，、；：.．“”"), c);
}

/* Is hardly more than a number in front of a label: "（六）". */
static bool
is_bare_opening(struct str s)
{
	return str_chars(s) <= 4 && is_opening(s) &&
	    str_has_char(STR("）)、．."), str_before(s, s.n));
}

/* Whether the text of the cell `above` may go on in `a`, below it. */
static bool
text_goes_on(const struct lattice *base, const struct anchor *above,
    const struct anchor *a)
{
	size_t i;

	if (above->text.n == 0 || is_opening(a->text) ||
	    !is_wording(str_before(above->text, above->text.n)) ||
	    !is_wording(str_peek(a->text, 0)))
		return false;
	if (is_bare_opening(above->text))
		return true;
	for (i = 0; i < base->full.n; i++)
		if (fabs(base->x[above->col] - base->full.v[i]) <= NEAR)
			return true;
	return false;
}

/* Whether the last row of `base` has the cells of the first of `next`. */
static bool
is_parallel(struct lattice *base, const struct lattice *next)
{
	size_t i;

	for (i = 0; i < next->n && next->cells[i].row == 0; i++)
		if (cut_cell(base, &next->cells[i]) == NULL)
			return false;
	return true;
}

/*
 * Whether the cell at the top of a page is the rest of a merged one: empty,
 * or with the rest of its text, and spanning rows or left of all text of its
 * row.
 */
static bool
is_rest(const struct lattice *base, const struct anchor *above,
    const struct lattice *next, const struct anchor *a, bool parallel)
{
	bool before = false, behind = false;
	size_t i;

	if (above == NULL || a->row != 0)
		return false;
	if (a->text.n > 0)
		return (a->rowspan > 1 || above->rowspan > 1 || !parallel) &&
		    text_goes_on(base, above, a);
	for (i = 0; i < next->n; i++) {
		if (next->cells[i].row != 0 || next->cells[i].text.n == 0)
			continue;
		before = before || next->cells[i].col < a->col;
		behind = behind || next->cells[i].col > a->col;
	}
	return behind && (!before || a->rowspan > 1);
}

static void
drop_rows(struct lattice *t, int rows)
{
	size_t i, n = 0;

	for (i = 0; i < t->n; i++) {
		if (t->cells[i].row < rows)
			continue;
		t->cells[n] = t->cells[i];
		t->cells[n++].row -= rows;
	}
	t->n = n;
	t->rows -= rows;
}

/* "12", "1.5", but not "5.", which numbers a label. */
static bool
is_number(struct str s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if ((s.p[i] < '0' || s.p[i] > '9') && (i + 1 == s.n ||
		    (s.p[i] != '.' && s.p[i] != ',')))
			return false;
	return s.n > 0;
}

/*
 * Whether the first row of `next` is the rest of the last one of `base`: its
 * labels go on, and of the other cells only those of one page have text; or
 * its leftmost text is on one page, others on the other, and no numbers on both.
 */
static bool
is_row_cut(struct lattice *base, const struct lattice *next)
{
	const struct anchor *a, *above;
	bool label = false, over = false, under = false;
	int first = 0;		/* where the leftmost text is: 1 over */
	int numbers = 0;	/* where they are: 1 over, 2 under, 3 both */
	size_t i;

	for (i = 0; i < next->n && next->cells[i].row == 0; i++) {
		a = &next->cells[i];
		if ((above = cut_cell(base, a)) == NULL)
			return false;
		if (above->text.n > 0 && a->text.n > 0) {
			if (!text_goes_on(base, above, a))
				return false;
			label = true;
		} else if (above->rowspan == 1 && a->rowspan == 1) {
			over = over || above->text.n > 0;
			under = under || a->text.n > 0;
			if (first == 0)
				first = over ? 1 : under ? 2 : 3;
			if (is_number(above->text))
				numbers |= 1;
			if (is_number(a->text))
				numbers |= 2;
		} else if (a->text.n > 0) {
			return false;
		}
	}
	return label ? over != under :
	    over && under && first != 3 && numbers != 3;
}

/* Takes the first row of `next` for the rest of the last one of `base`. */
static void
mend_row(struct arena *a, struct lattice *base, struct lattice *next)
{
	struct anchor *above;
	size_t i, n = 0;

	for (i = 0; i < next->n; i++) {
		if (next->cells[i].row > 0) {
			next->cells[n] = next->cells[i];
			next->cells[n++].row--;
			continue;
		}
		above = cut_cell(base, &next->cells[i]);
		above->text = arena_join(a, above->text, next->cells[i].text);
		above->rowspan += next->cells[i].rowspan - 1;
	}
	next->n = n;
	next->rows--;
}

/* Appends the rows of `next` to `base`; both have the same columns. */
static void
append(struct arena *a, struct lattice *base, const struct lattice *next)
{
	struct anchor *cells = arena_alloc(a, (base->n + next->n) *
	    sizeof(*cells)), *above;
	bool parallel = is_parallel(base, next);
	size_t i, n = base->n;

	memcpy(cells, base->cells, base->n * sizeof(*cells));
	base->cells = cells;
	for (i = 0; i < next->n; i++) {
		above = cut_cell(base, &next->cells[i]);
		if (is_rest(base, above, next, &next->cells[i], parallel)) {
			above->rowspan += next->cells[i].rowspan;
			above->text = arena_join(a, above->text,
			    next->cells[i].text);
			continue;
		}
		cells[n] = next->cells[i];
		cells[n++].row += base->rows;
	}
	base->n = n;
	base->rows += next->rows;
}

bool
lattice_join(struct arena *a, struct lattice *base, struct lattice *next)
{
	if (fabs(base->x[0] - next->x[0]) > NEAR ||
	    fabs(base->x[base->cols] - next->x[next->cols]) > NEAR)
		return false;
	if (is_part(next->x, next->cols + 1, base->x, base->cols + 1))
		use_lines(next, base->x, base->cols);
	else if (is_part(base->x, base->cols + 1, next->x, next->cols + 1))
		use_lines(base, next->x, next->cols);
	else
		return false;
	drop_rows(next, repeated_rows(base, next));
	if (is_row_cut(base, next))
		mend_row(a, base, next);
	append(a, base, next);
	base->full = next->full;
	return true;
}
