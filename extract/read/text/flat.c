/* SPDX-License-Identifier: MIT */
/*
 * The width of a table is not printed and several tables may stand in one run
 * of lines, so the run is split by dynamic programming: of all ways to cut it
 * into tables whose every row fills the table's width (the last one may be
 * short), the one with the fewest tables and the fewest odd rows wins. A row
 * may have lost or gained a cell: then it is odd, and the rest stays in step.
 */
#include "flat.h"

#include <limits.h>

#include "affix.h"
#include "markdown.h"

enum {
	MAX_WIDTH = 40,
	MAX_TOKENS = 6000,
	COST_TABLE = 100,	/* one more table */
	COST_ODD_PADS = 40,	/* a row one cell off whose end is marked */
	COST_ODD = 70,		/* and one whose end is not */
	COST_VALUE_START = 10,	/* a row whose first cell is no label */
	COST_LABEL_INSIDE = 15,	/* a label behind a value: two rows in one */
	COST_SHORT_END = 1,	/* a last row without its padding */
	COST_LONE_VALUE = 150	/* and with a value for its only cell */
};

/* The best way from a token to the end, inside a table of some width. */
struct step {
	int cost;
	unsigned next;		/* the token behind this row */
	bool last;		/* the table ends with this row */
	bool odd;		/* the row has a cell too few or too many */
};

struct plan {
	const struct flat *t;
	bool *value;		/* by token: no label */
	bool twice[MAX_WIDTH + 2];	/* by width: a row is its half, twice */
	struct step *step;	/* by token and width */
	int *start;		/* least cost if a table starts at the token */
	int *width;		/* and its width */
};

static void
add(struct arena *a, struct flat *t, struct str text, int pads)
{
	t->v = arena_grow(a, t->v, t->n, sizeof(*t->v));
	t->v[t->n++] = (struct flat_token){ text, pads };
}

void
flat_line(struct arena *a, struct flat *t, struct str line)
{
	int bars = 0;

	while (line.n > 0 && strchr("| \t", line.p[line.n - 1]) != NULL)
		bars += line.p[--line.n] == '|';
	if (line.n > 0) {
		while (line.p != NULL)
			add(a, t, markdown_plain(a, str_trim(str_cut(&line,
			    '|'))), 0);
		bars--;		/* the bar of the last cell */
	}
	if (bars == 1)
		add(a, t, STR(""), 0);
	else if (bars > 1)
		add(a, t, STR_NONE, bars);
}

static struct step *
step_at(const struct plan *p, size_t i, int width)
{
	return &p->step[i * (MAX_WIDTH + 1) + (size_t)width];
}

/* Of two ways that cost the same, the one whose odd row comes later. */
static bool
is_better(const struct step *s, int cost, bool odd)
{
	return cost < s->cost || (cost == s->cost && s->odd && !odd);
}

/* Offers a row [i, end): the table goes on behind it, or ends there. */
static void
offer(const struct plan *p, size_t i, size_t end, int width, int cost,
    bool odd)
{
	struct step *s = step_at(p, i, width);
	int on = end < p->t->n ? step_at(p, end, width)->cost : INT_MAX;
	int stop = p->start[end];

	if (stop != INT_MAX && is_better(s, cost + stop, odd))
		*s = (struct step){ cost + stop, (unsigned)end, true, odd };
	if (on != INT_MAX && is_better(s, cost + on, odd))
		*s = (struct step){ cost + on, (unsigned)end, false, odd };
}

/* Offers [i, end) as the last row of its table, without its padding. */
static void
offer_last(const struct plan *p, size_t i, size_t end, int width, int cost)
{
	struct step *s = step_at(p, i, width);
	int stop = p->start[end];

	cost += end == i + 1 && p->value[i] ? COST_LONE_VALUE : 0;
	if (stop != INT_MAX && is_better(s, cost + stop, false))
		*s = (struct step){ cost + stop, (unsigned)end, true, false };
}

/* A cell that rows seldom begin with: empty, a number, a dash, a unit. */
static bool
is_value(struct str s)
{
	static const char *const units[] = { "条", "件", "次", "篇", "个", "人",
		"人次", "万元", "元", "项", "期", "场" };
	size_t at = 0;

	if (affix_is_any(s, units, AFFIX_LEN(units)))
		return true;
	while (at < s.n)
		if (str_is_han(str_char(s, &at)))
			return false;
	return true;
}

/* What a row from token i costs more if it has token `at`, too. */
static int
inside_cost(const struct plan *p, size_t i, size_t at, int width)
{
	return at > i + 1 && p->value[at - 1] && !p->value[at] &&
	    !p->twice[width] ? COST_LABEL_INSIDE : 0;
}

/* All rows that may start at token i of a table of this width, for `cost`. */
static void
try_rows(const struct plan *p, size_t i, int width, int cost)
{
	const struct flat *t = p->t;
	int have = 0, off;

	for (; i + (size_t)have < t->n && have <= width + 1; have++) {
		size_t at = i + (size_t)have;

		if (t->v[at].pads > 0) {
			off = have + t->v[at].pads - width;
			if (have > 0 && off >= -1 && off <= 1)
				offer(p, i, at + 1, width, cost +
				    (off != 0 ? COST_ODD_PADS : 0), off != 0);
			return;
		}
		if (have == width)
			offer(p, i, at, width, cost, false);
		else if (have == width - 1 || have == width + 1)
			offer(p, i, at, width, cost + COST_ODD, true);
		if (have > 0 && have < width)
			offer_last(p, i, at, width, cost + COST_SHORT_END);
		cost += inside_cost(p, i, at, width);
	}
	if (i + (size_t)have == t->n && have <= width)
		offer_last(p, i, t->n, width, cost +
		    (have < width ? COST_SHORT_END : 0));
}

/* Whether tokens [i, i + n) stand again right behind: two columns of rows. */
static bool
stands_twice(const struct flat *t, size_t i, size_t n)
{
	size_t k;

	for (k = i; k < i + n && k + n < t->n && t->v[k].text.n > 0; k++)
		if (!str_eq(t->v[k].text, t->v[k + n].text))
			break;
	return k == i + n;
}

static void
find_values(struct arena *a, struct plan *p)
{
	const struct flat *t = p->t;
	size_t i, n;

	p->value = arena_alloc(a, (t->n + 1) * sizeof(*p->value));
	for (i = 0; i < t->n; i++) {
		p->value[i] = is_value(t->v[i].text);
		for (n = 2; !p->value[i] && 2 * n <= MAX_WIDTH; n++)
			p->twice[2 * n] |= stands_twice(t, i, n);
	}
}

/* start[0] is INT_MAX afterwards when there is no way. */
static struct plan
make_plan(struct arena *a, const struct flat *t)
{
	struct plan p = { .t = t };
	size_t i;
	int w, cost, table;

	p.step = arena_alloc(a, (t->n + 1) * (MAX_WIDTH + 1) *
	    sizeof(*p.step));
	p.start = arena_alloc(a, (t->n + 1) * sizeof(*p.start));
	p.width = arena_alloc(a, (t->n + 1) * sizeof(*p.width));
	find_values(a, &p);
	p.start[t->n] = 0;
	for (i = t->n; i-- > 0;) {
		p.start[i] = INT_MAX;
		cost = p.value[i] ? COST_VALUE_START : 0;
		for (w = 2; w <= MAX_WIDTH; w++) {
			step_at(&p, i, w)->cost = INT_MAX;
			if (t->v[i].pads > 0)
				continue;
			try_rows(&p, i, w, cost);
			table = step_at(&p, i, w)->cost;
			if (table == INT_MAX)
				continue;
			/* Half as wide it would do as well. */
			table += COST_TABLE - (p.twice[w] &&
			    stands_twice(t, i, (size_t)w / 2));
			if (table >= p.start[i])
				continue;
			p.start[i] = table;
			p.width[i] = w;
		}
	}
	return p;
}

struct grid *
flat_new_grid(struct doc *d)
{
	struct block *b = DOC_ADD(d, blocks);
	struct grid *g = arena_alloc(d->arena, sizeof(*g));
	size_t i = d->blocks.n - 1;

	while (i > 0 && d->blocks.v[i - 1].kind != BLOCK_TABLE)
		i--;
	g->no = i > 0 ? d->blocks.v[i - 1].grid->no + 1 : 1;
	g->flat = true;
	b->kind = BLOCK_TABLE;
	b->grid = g;
	return g;
}

void
flat_add_cell(struct doc *d, struct grid *g, int row, int col, struct str text)
{
	g->cells = arena_grow(d->arena, g->cells, g->n, sizeof(*g->cells));
	g->cells[g->n++] = (struct anchor){ .row = row, .col = col,
		.rowspan = 1, .colspan = 1, .text = text };
	if (row >= g->rows)
		g->rows = row + 1;
	if (col >= g->cols)
		g->cols = col + 1;
}

/*
 * The table that starts at token i; returns the token behind it. Where an odd
 * row begins is not certain: it and the row before it are left as one, too
 * long for anything.
 */
static size_t
make_grid(struct doc *d, const struct plan *p, size_t i)
{
	struct grid *g = flat_new_grid(d);
	const struct step *s;
	int row = -1, col = 0, width = p->width[i];
	size_t next;

	do {
		s = step_at(p, i, width);
		next = s->next;
		if (!s->odd || row < 0) {
			row++;
			col = 0;
		}
		for (; i < next; i++)
			if (p->t->v[i].pads == 0)
				flat_add_cell(d, g, row, col++,
				    p->t->v[i].text);
	} while (!s->last);
	if (g->cols < width)
		g->cols = width;
	return next;
}

/* Headers that end a row; 行政诉讼数 is the label of one. */
static bool
ends_row(struct str s)
{
	static const char *const ends[] = { "申请人情况", "申請人情況",
		"行政诉讼", "行政訴訟" };

	return affix_is_any(s, ends, AFFIX_LEN(ends)) ||
	    str_starts(s, STR("第二十条第")) ||
	    str_starts(s, STR("第二十條第"));
}

/*
 * Whether cells that end a row in the forms have other cells right behind
 * them: what they spanned left no bars, so that rows have no width and the
 * words of the forms must tell them (stream.c).
 */
static bool
is_ragged(const struct flat *t)
{
	size_t i, ragged = 0, padded = 0;

	for (i = 0; i + 1 < t->n; i++) {
		if (!ends_row(t->v[i].text))
			continue;
		if (t->v[i + 1].text.n == 0)
			padded++;
		else
			ragged++;
	}
	return ragged > padded;
}

/* No table fits: keep the words, and blank cells, as those of stream.h. */
static void
as_text(struct doc *d, const struct flat *t)
{
	size_t i;

	for (i = 0; i < t->n; i++)
		if (t->v[i].pads == 0)
			doc_add_paragraph(d, t->v[i].text);
}

void
flat_tables(struct doc *d, const struct flat *t)
{
	struct plan p;
	size_t i;

	if (is_ragged(t)) {
		as_text(d, t);
		return;
	}
	if (t->n <= MAX_TOKENS)
		p = make_plan(d->arena, t);
	if (t->n > MAX_TOKENS || p.start[0] == INT_MAX) {
		doc_warn(d, "flat_table_unparsed", 0, STR_NONE, STR_NONE,
		    arena_printf(d->arena, "%zu cells between bars make no "
		    "table", t->n));
		as_text(d, t);
		return;
	}
	for (i = 0; i < t->n;)
		i = make_grid(d, &p, i);
}
