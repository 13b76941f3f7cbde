/* SPDX-License-Identifier: MIT */
#include "part.h"

#include <stdlib.h>

#include "label.h"
#include "number.h"

enum { MIN_COUNTED = 5 };	/* columns that a row of numbers counts */

const struct part_piece *
part_piece_of(const struct part *p, int row)
{
	int i = p->n_pieces - 1;

	while (i > 0 && p->pieces[i].first > row)
		i--;
	return &p->pieces[i];
}

/* "table 2 row 7", as a reader of the document would count. */
static struct str
where(const struct part *p, int row)
{
	const struct part_piece *piece = part_piece_of(p, row);

	return arena_printf(p->d->arena, "table %d %s %d", piece->no,
	    p->turned ? "column" : "row", row - piece->first + 1);
}

bool
part_is_square(const struct part *p)
{
	struct part_row r;
	int row, n = 0;

	for (row = p->from; row < p->to; row++) {
		part_row(p, row, &r);
		if (row > p->from && r.n != n)
			return false;
		n = r.n;
	}
	return true;
}

void
part_warn(const struct part *p, const char *code, struct str ind, int row,
    const char *what)
{
	doc_warn(p->d, code, p->tbl, ind, STR_NONE,
	    arena_printf(p->d->arena, "%.*s: %s", STR_ARG(where(p, row)),
	    what));
}

void
part_warn_table(struct doc *d, const char *code, int tbl, struct str what)
{
	struct str seen[PART_MAX_COLS];
	int n = 0, k;
	size_t i;

	for (i = 0; i < d->cells.n; i++) {
		if (d->cells.v[i].tbl != tbl)
			continue;
		for (k = 0; k < n && !str_eq(seen[k], d->cells.v[i].col); k++)
			;
		if (k < n || n == PART_MAX_COLS)
			continue;
		seen[n++] = d->cells.v[i].col;
		doc_warn(d, code, tbl, STR_NONE, seen[k], what);
	}
}

/* Adds a cell where its column belongs: those of rows above come first. */
static void
cover(struct part_row *r, const struct anchor *a)
{
	int i;

	if (r->n == PART_MAX_COLS)
		return;
	for (i = r->n++; i > 0 && r->cell[i - 1]->col > a->col; i--)
		r->cell[i] = r->cell[i - 1];
	r->cell[i] = a;
	if (a->col + a->colspan > r->end)
		r->end = a->col + a->colspan;
}

void
part_index(struct part *p)
{
	const struct grid *g = p->g;
	struct part_row *rows = arena_alloc(p->d->arena,
	    ((size_t)g->rows + 1) * sizeof(*rows));
	const struct anchor *a;
	int row;

	for (a = g->cells; a < grid_end(g); a++)
		for (row = a->row; row < a->row + a->rowspan; row++)
			rows[row].n++;
	for (row = 0; row < g->rows; row++) {
		rows[row].cell = arena_room(p->d->arena,
		    (size_t)rows[row].n * sizeof(*rows[row].cell));
		rows[row].n = 0;
	}
	for (a = g->cells; a < grid_end(g); a++)
		for (row = a->row; row < a->row + a->rowspan; row++)
			cover(&rows[row], a);
	p->rows = rows;
}

static bool
has_state(const struct part_row *r, int from, enum cell_state state)
{
	int i;

	for (i = from; i < r->n; i++)
		if (r->cell[i]->state == state)
			return true;
	return false;
}

bool
part_has_number(const struct part_row *r, int from)
{
	return has_state(r, from, CELL_NUM);
}

bool
part_has_words(const struct part_row *r, int from)
{
	return has_state(r, from, CELL_TEXT);
}

bool
part_runs_on(const struct part *p, int row)
{
	struct part_row here, next;

	if (!p->g->flat || row + 1 >= p->g->rows ||
	    part_piece_of(p, row) != part_piece_of(p, row + 1))
		return false;
	part_row(p, row, &here);
	part_row(p, row + 1, &next);
	/* Where rows are numbered all begin so. */
	if (here.n > 0 && here.cell[0]->state == CELL_NUM)
		return false;
	return next.n > 1 && next.cell[0]->state == CELL_NUM &&
	    part_has_words(&next, 1);
}

/* Whether s is the positive integer n. */
static bool
is_integer(struct str s, int n)
{
	for (; s.n > 0 && n > 0 && s.p[s.n - 1] == '0' + n % 10; n /= 10)
		s.n--;
	return s.n == 0 && n == 0;
}

bool
part_counts_columns(const struct part *p, const struct part_row *r)
{
	struct number n;
	int i, next = 1;

	for (i = 0; i < r->n; i++) {
		if (r->cell[i]->state != CELL_NUM)
			continue;
		number_cell(p->d->arena, r->cell[i]->hans, &n);
		if (!is_integer(n.value, next++))
			return false;
	}
	return next > MIN_COUNTED;
}

/* 481.50 is 481.5: the value is a number; raw keeps what is printed. */
static struct str
shortest(struct str v)
{
	if (!str_has(v, STR(".")))
		return v;
	while (v.n > 0 && v.p[v.n - 1] == '0')
		v.n--;
	if (v.n > 0 && v.p[v.n - 1] == '.')
		v.n--;
	return v;
}

/* Money without a unit: two decimals or 100,000 and more can only be yuan. */
static bool
looks_like_yuan(struct str v)
{
	ptrdiff_t dot = str_find(v, STR("."), 0);
	size_t whole = dot >= 0 ? (size_t)dot : v.n;

	return whole >= 6 || (dot >= 0 && v.n - whole == 3);
}

static int
power_of(struct str unit)
{
	static const struct {
		const char *unit;
		int power;
	} units[] = { { "亿元", 8 }, { "千万元", 7 }, { "百万元", 6 },
		{ "十万元", 5 }, { "万元", 4 }, { "千元", 3 }, { "百元", 2 } };
	size_t i;

	for (i = 0; i < sizeof(units) / sizeof(*units); i++)
		if (str_has(unit, str_of(units[i].unit)))
			return units[i].power;
	return 0;
}

/*
 * Money is in yuan, but for what has the unit 万元 in the form (DESIGN.md 5).
 * A unit in the cell goes before one in the header, and that before the
 * form's.
 */
static void
set_money(const struct part *p, struct cell *c, const struct number *n,
    struct str unit, struct str printed)
{
	bool wan = str_eq(unit, STR("万元"));
	bool yuan = str_has(n->base, STR("元")) || n->power > 0;
	bool known = yuan || str_has(printed, STR("元")) || wan;
	int power = yuan ? n->power : str_has(printed, STR("元")) ?
	    power_of(printed) : wan ? 4 : 0;

	c->unit = unit;
	c->value = number_scale(p->d->arena, n->value, power - (wan ? 4 : 0));
	/* "3件" where money belongs. */
	if (n->has_unit && !yuan)
		doc_warn(p->d, "leading_number", c->tbl, c->ind, c->col,
		    c->raw);
	if (str_eq(n->value, STR("0")))
		return;
	if (wan && !yuan && !str_has(printed, STR("元")))
		doc_warn(p->d, "unit_inferred", c->tbl, c->ind, c->col,
		    STR("no unit is printed; taken for that of the form"));
	if (known)
		return;
	if (looks_like_yuan(n->value)) {
		doc_warn(p->d, "unit_inferred", c->tbl, c->ind, c->col,
		    STR("no unit is printed; taken for yuan"));
	} else {
		c->unit = STR("");
		doc_warn(p->d, "unit_unknown", c->tbl, c->ind, c->col,
		    STR("no unit is printed and none can be inferred"));
	}
}

/* 件, 条 and 项 count much the same; people, money and shares do not. */
enum measure { COUNT, PEOPLE, MONEY, SHARE };

static enum measure
measure_of(struct str unit)
{
	return str_has(unit, STR("元")) ? MONEY :
	    str_has(unit, STR("%")) || str_has(unit, STR("‰")) ||
	    str_has(unit, STR("百分")) ? SHARE :
	    str_starts(unit, STR("人")) || str_starts(unit, STR("名")) ?
	    PEOPLE : COUNT;
}

/* What a count or an amount can't be, whatever the sums say. */
static const char *
why_doubtful(const struct cell *c, bool money)
{
	ptrdiff_t dot = str_find(c->value, STR("."), 0);
	size_t whole = dot >= 0 ? (size_t)dot : c->value.n;

	if (str_starts(c->value, STR("-")) &&
	    !str_eq(c->col, STR("items_delta")))
		return "less than none";
	if (dot >= 0 && !money)
		return "a part of one";
	return whole > PART_MAX_WHOLE ? "too large" : NULL;
}

static void
set_value(const struct part *p, struct cell *c, const struct number *n,
    struct str unit, struct str printed)
{
	bool money = str_ends(unit, STR("元"));
	const char *why;

	if (!money && n->has_unit && measure_of(n->base) !=
	    measure_of(printed.n > 0 ? printed : unit))
		doc_warn(p->d, "unit_mismatch", c->tbl, c->ind, c->col,
		    c->raw);
	if (money) {
		set_money(p, c, n, unit, printed);
	} else {
		c->unit = n->base.n > 0 ? n->base : printed.n > 0 ? printed :
		    unit;
		c->value = number_scale(p->d->arena, n->value, n->power);
	}
	c->value = shortest(c->value);
	if ((why = why_doubtful(c, money)) != NULL)
		doc_warn(p->d, "implausible_value", c->tbl, c->ind, c->col,
		    str_of(why));
	if (n->leading_number)
		doc_warn(p->d, "leading_number", c->tbl, c->ind, c->col,
		    c->raw);
	if (n->split_digits)
		doc_warn(p->d, "split_digits", c->tbl, c->ind, c->col, c->raw);
}

void
part_add(const struct part *p, struct str ind, struct str col, int row,
    const struct anchor *a, struct str unit, struct str printed)
{
	const struct part_piece *piece = part_piece_of(p, row);
	const struct cell *had;
	struct cell *c;
	struct number n = { 0 };

	if ((had = doc_cell(p->d, p->tbl, ind, col)) != NULL) {
		if (!str_eq(had->raw, a->text))
			doc_warn(p->d, "printed_twice", p->tbl, ind, col,
			    a->text);
		return;
	}
	c = doc_add_cell(p->d, p->tbl, ind, col);
	c->table = piece->no;
	c->row = p->turned ? a->col : row - piece->first;
	c->at = a->at;
	if (a->row < row && !p->g->flat) {
		/* Printed once for several rows: it is the first row's. */
		c->state = CELL_BLANK;
		c->raw = STR("");
		doc_warn(p->d, "merged_value", p->tbl, ind, col, a->text);
		return;
	}
	c->raw = a->text;
	if (a->drawn)
		doc_warn(p->d, "drawn_cells", p->tbl, ind, col,
		    STR("a picture or a script shows it, or part of it"));
	if (a->unseen)
		doc_warn(p->d, "unseen_text", p->tbl, ind, col,
		    STR("digits that do not show were left out"));
	if (a->drawn && a->text.n == 0) {
		c->state = CELL_TEXT;
		return;
	}
	if (part_is_count(a->hans) && !str_ends(unit, STR("元"))) {
		c->state = CELL_NUM;
		c->value = a->hans;
		c->unit = printed.n > 0 ? printed : unit;
		return;
	}
	c->state = number_cell(p->d->arena, a->hans, &n);
	if (c->state == CELL_NUM)
		set_value(p, c, &n, unit, printed);
	else if (c->state == CELL_TEXT)
		doc_warn(p->d, "not_a_number", p->tbl, ind, col, a->text);
}

/* How many rows of the table are called x_<n> so far: the last one says. */
static int
count_unknown(const struct part *p)
{
	const struct cell *c;
	size_t i;

	for (i = p->d->cells.n; i-- > 0;) {
		c = &p->d->cells.v[i];
		if (c->tbl == p->tbl && str_starts(c->ind, STR("x_")))
			return (int)strtol(c->ind.p + 2, NULL, 10);
	}
	return 0;
}

struct str
part_unknown_row(const struct part *p, int row, struct str label)
{
	struct str ind = arena_printf(p->d->arena, "x_%d",
	    count_unknown(p) + 1);

	doc_warn(p->d, "unknown_row", p->tbl, ind, STR_NONE,
	    arena_printf(p->d->arena, "%.*s: %.*s", STR_ARG(where(p, row)),
	    STR_ARG(label)));
	return ind;
}

void
part_likeness(const struct part *p, struct str ind, int row,
    struct str label, int likeness)
{
	if (likeness < 1000)
		doc_warn(p->d, "label_damaged", p->tbl, ind, STR_NONE,
		    arena_printf(p->d->arena,
		    "%.*s: \"%.*s\" is no label of the form",
		    STR_ARG(where(p, row)), STR_ARG(label)));
}

bool
part_claim(struct part *p, struct str ind, int row)
{
	const struct cell *c = doc_row(p->d, p->tbl, ind);

	if (c == NULL)
		return true;
	if (c < p->d->cells.v + p->first_cell) {
		if (p->repeated++ == 0) {
			p->had_table = c->table;
			p->had_row = c->row;
		}
	} else {
		part_warn(p, "row_repeated", ind, row,
		    "printed again; left out");
	}
	return false;
}
