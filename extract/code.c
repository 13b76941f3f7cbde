/* SPDX-License-Identifier: MIT */
/*
 * A grid is cut at the words that open a statutory table into parts of one
 * kind each, because reports put two tables into one grid and flattened text
 * runs them together. A table that a page break cut in two is put together
 * first. Each part is then read row by row.
 */
#include "code.h"

#include "annex.h"
#include "disputes.h"
#include "label.h"
#include "number.h"
#include "part.h"
#include "proactive.h"
#include "requests.h"
#include "template.h"

enum {
	MAX_ANCHORS = 20000,	/* of a grid; the largest form has 300 */
	MAX_PIECES = 40,	/* of a table */
	MAX_BETWEEN = 12,	/* paragraphs between two pieces */
	MAX_SHORT = 40,		/* characters of such a paragraph */
	MIN_COUNTED = 4		/* columns that a row of numbers counts */
};

/* A table put together from one or more grids that follow each other. */
struct whole {
	struct grid grid;
	struct part_piece piece[MAX_PIECES];
	int n;
	size_t next;		/* block behind it */
};

int
code_opens(struct str hans, struct str key)
{
	/* Most cells are numbers: shorter than the shortest label below. */
	if (hans.n < strlen("勾稽关系"))
		return 0;
	if (str_starts(key, STR("第二十条第")) ||
	    str_eq(key, STR("本年制发件数")) ||
	    str_eq(key, STR("本年新制作数量")))
		return 2;
	if (str_has(hans, STR("勾稽关系")) || str_eq(key, STR("申请人情况")) ||
	    str_eq(key, STR("本年新收政府信息公开申请数量")))
		return 3;
	if (str_eq(key, STR("行政复议")) || str_eq(key, STR("行政诉讼")) ||
	    str_eq(key, STR("未经复议直接起诉")) ||
	    str_eq(key, STR("复议后起诉")))
		return 4;
	return str_eq(key, STR("统计指标")) || str_eq(key, STR("指标名称")) ?
	    14 : 0;
}

static struct str
key_of(const struct doc *d, const struct anchor *a)
{
	return a->key.p != NULL ? a->key : label_key(d->arena, a->hans);
}

static int
opened_by(const struct part *p, int row)
{
	const struct anchor *a;
	int tbl;
	size_t i;

	for (i = p->first[row]; i < p->g->n; i++) {
		a = &p->g->cells[i];
		if (a->row > row)
			break;
		if (a->row == row && (tbl = code_opens(a->hans, a->key)) != 0)
			return tbl;
	}
	return 0;
}

int
code_kind(const struct doc *d, const struct grid *g)
{
	size_t i;
	int tbl;

	for (i = 0; i < g->n && i < MAX_ANCHORS; i++)
		if ((tbl = code_opens(g->cells[i].hans,
		    key_of(d, &g->cells[i]))) != 0)
			return tbl;
	return 0;
}

static void
code_rows(struct part *p)
{
	if (p->tbl == 2)
		proactive_code(p);
	else if (p->tbl == 3)
		requests_code(p);
	else if (p->tbl == 4)
		disputes_code(p);
	else
		annex_code(p);
}

/*
 * Tables of one kind may be pieces of one (a clause each, a page each), or
 * the same table again (district and office): then the first one stays.
 */
static void
code_part(struct part *p, int tbl, int to)
{
	size_t cells = p->d->cells.n, warnings = p->d->warnings.n;

	p->tbl = tbl;
	p->to = to;
	if (tbl == 14 && (p->tbl = annex_kind(p)) == 0)
		return;
	p->first_cell = cells;
	p->repeated = 0;
	code_rows(p);
	if (p->repeated == 0)
		return;
	doc_keep_cells(p->d, cells);
	p->d->warnings.n = warnings;
	part_warn(p, "second_table", STR_NONE, p->from,
	    "another table of this kind; left out");
}

/* Whether s is the positive integer n. */
static bool
is_integer(struct str s, int n)
{
	for (; s.n > 0 && n > 0 && s.p[s.n - 1] == '0' + n % 10; n /= 10)
		s.n--;
	return s.n == 0 && n == 0;
}

/* "栏次 1 2 3 4 ...": the numbers of the columns. */
static bool
counts_columns(const struct part *p, const struct part_row *r)
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

/* Whether a row holds figures: then its table's headers are behind us. */
static bool
is_data(const struct part *p, int row)
{
	struct part_row r;

	part_row(p, row, &r);
	return part_has_number(&r, 0) && !counts_columns(p, &r);
}

/*
 * The document ends inside the table: its last cell may be half a number, or
 * an empty one that was not empty.
 */
static void
warn_cut(const struct part *p, const struct whole *w)
{
	const struct part_piece *last = &w->piece[w->n - 1];
	const struct cell *c = p->d->cells.n > 0 ?
	    &p->d->cells.v[p->d->cells.n - 1] : NULL;
	bool coded = c != NULL && c->table == last->no &&
	    c->row == w->grid.rows - 1 - last->first;

	part_warn(p, "table_cut", coded ? c->ind : STR_NONE, w->grid.rows - 1,
	    "the document ends inside this table");
}

/* Of each row the first anchor that covers it, or one behind it. */
static size_t *
first_anchors(struct arena *a, const struct grid *g)
{
	size_t *first = arena_alloc(a, ((size_t)g->rows + 1) * sizeof(*first));
	const struct anchor *c;
	size_t i;
	int row = 0;

	for (i = 0; i < g->n; i++) {
		c = &g->cells[i];
		for (; row < g->rows && row < c->row + c->rowspan; row++)
			first[row] = i;
	}
	for (; row < g->rows; row++)
		first[row] = g->n;
	return first;
}

/* Whether a row holds headers of table 3. */
static bool
names_applicants(const struct part *p, int row)
{
	static const char *const names[] = { "自然人", "法人或其他组织",
		"商业企业", "商业", "总计", "合计", "数量", "件数" };
	struct part_row r;
	size_t k;
	int i;

	part_row(p, row, &r);
	for (i = 0; i < r.n; i++)
		for (k = 0; k < sizeof(names) / sizeof(*names); k++)
			if (str_eq(r.cell[i]->key, str_of(names[k])))
				return !part_has_number(&r, 0);
	return false;
}

/* Where table `tbl`, of which row `row` is the first that says so, starts. */
static int
table_start(const struct part *p, int tbl, int row, int now)
{
	/* 结果维持 may stand above 行政复议. */
	if (tbl == 4 && now == 0)
		return 0;
	/* The headers may stand in a row above without 申请人情况. */
	while (tbl == 3 && row > p->from && names_applicants(p, row - 1))
		row--;
	return row;
}

static void
code_grid(struct doc *d, const struct forms *f, const struct whole *w)
{
	struct part p = { .d = d, .f = f, .g = &w->grid, .pieces = w->piece,
		.n_pieces = w->n };
	int row, tbl, start, now = 0;
	bool data = false;

	if (w->grid.n > MAX_ANCHORS || w->grid.cols > PART_MAX_COLS) {
		part_warn(&p, "table_too_big", STR_NONE, 0, "not read");
		return;
	}
	p.first = first_anchors(d->arena, p.g);
	for (row = 0; row < w->grid.rows; row++) {
		tbl = opened_by(&p, row);
		/* Clauses of 2 and groups of 4 go on; others start anew. */
		if (tbl != 0 && (tbl != now ||
		    (tbl != 2 && tbl != 4 && data))) {
			start = table_start(&p, tbl, row, now);
			if (now != 0)
				code_part(&p, now, start);
			p.from = start;
			now = tbl;
			data = false;
		}
		data |= now != 0 && is_data(&p, row);
	}
	if (now == 0)
		return;
	code_part(&p, now, w->grid.rows);
	if (w->grid.cut)
		warn_cut(&p, w);
}

/* ---- tables in pieces ---- */

/* Columns of a grid in which a cell begins; a span may say anything. */
static int
used_cols(const struct grid *g)
{
	size_t i;
	int cols = 0;

	for (i = 0; i < g->n; i++)
		if (g->cells[i].col >= cols)
			cols = g->cells[i].col + 1;
	return cols;
}

/* Columns [from, to) of a grid, below what is there. */
static void
append_columns(struct doc *d, struct whole *w, const struct grid *g, int from,
    int cols)
{
	struct anchor *a, *all = arena_alloc(d->arena, (w->grid.n + g->n) *
	    sizeof(*all));
	size_t i;

	if (w->grid.n > 0)
		memcpy(all, w->grid.cells, w->grid.n * sizeof(*all));
	w->grid.cells = all;
	w->piece[w->n++] = (struct part_piece){ w->grid.rows, g->no, from };
	for (i = 0; i < g->n; i++) {
		if (g->cells[i].col < from || g->cells[i].col >= from + cols)
			continue;
		a = &w->grid.cells[w->grid.n++];
		*a = g->cells[i];
		a->row += w->grid.rows;
		a->col -= from;
		if (a->colspan > cols - a->col)
			a->colspan = cols - a->col;
	}
	w->grid.rows += g->rows;
	if (cols > w->grid.cols)
		w->grid.cols = cols;
	w->grid.cut = g->cut;
}

/*
 * An annex set in two columns, 统计指标 单位 统计数 twice in one row: where the
 * second one begins; 0 if it is not.
 */
static int
second_column(const struct doc *d, const struct grid *g)
{
	const struct anchor *a, *first = NULL;
	size_t i;

	for (i = 0; i < g->n && i < MAX_ANCHORS; i++) {
		a = &g->cells[i];
		if (code_opens(a->hans, key_of(d, a)) != 14)
			continue;
		if (first == NULL)
			first = a;
		else
			return a->row == first->row && a->col > first->col +
			    1 ? a->col : 0;
	}
	return 0;
}

static void
append(struct doc *d, struct whole *w, const struct grid *g)
{
	int cols = g->cols > PART_MAX_COLS ? used_cols(g) : g->cols;
	int half = second_column(d, g);

	if (half == 0 || w->n + 1 == MAX_PIECES) {
		append_columns(d, w, g, 0, cols);
	} else {
		append_columns(d, w, g, 0, half);
		append_columns(d, w, g, half, cols - half);
	}
}

/* A row that is certainly one of table tbl, by its whole label. */
static bool
has_row_of(const struct doc *d, const struct forms *f, const struct grid *g,
    int tbl)
{
	struct str key;
	size_t i;
	int n;

	for (i = 0; i < g->n && i < MAX_ANCHORS; i++) {
		key = key_of(d, &g->cells[i]);
		if (str_chars(key) > 2 &&
		    forms_any_row(f, tbl, key, &n) != NULL)
			return true;
		if (tbl == 14 && str_chars(key) > 2 &&
		    forms_any_row(f, 8, key, &n) != NULL)
			return true;
	}
	return false;
}

/* The table of the last rows of a grid. */
static int
last_kind(const struct doc *d, const struct grid *g)
{
	size_t i = g->n;
	int tbl = 0;

	while (i-- > 0 && tbl == 0)
		tbl = code_opens(g->cells[i].hans, key_of(d, &g->cells[i]));
	return tbl;
}

/* Whether a row of table tbl stands before what opens a table. */
static bool
starts_inside(const struct doc *d, const struct forms *f,
    const struct grid *g, int tbl)
{
	struct str key;
	size_t i;
	int n;

	for (i = 0; i < g->n && i < MAX_ANCHORS; i++) {
		key = key_of(d, &g->cells[i]);
		if (code_opens(g->cells[i].hans, key) != 0)
			return false;
		if (str_chars(key) > 2 &&
		    forms_any_row(f, tbl, key, &n) != NULL)
			return true;
	}
	return false;
}

static bool
has_number(const struct grid *g)
{
	size_t i;

	for (i = 0; i < g->n; i++)
		if (g->cells[i].state == CELL_NUM)
			return true;
	return false;
}

/* The values of table 4, its headers on the page before. */
static bool
is_values_of(const struct grid *head, const struct grid *g)
{
	size_t i;

	for (i = 0; i < g->n; i++)
		if (g->cells[i].state == CELL_TEXT)
			return false;
	return has_number(g) && !has_number(head);
}

/* Rows of table 3 whose labels stand elsewhere: seven numbers, no words. */
static bool
is_bare(const struct grid *g)
{
	enum { VALUES = 7 };
	size_t i;

	for (i = 0; i < g->n; i++)
		if (g->cells[i].col < VALUES ?
		    g->cells[i].state != CELL_NUM : g->cells[i].text.n > 0)
			return false;
	return g->flat && g->n >= VALUES && g->n % VALUES == 0;
}

/*
 * Whether grid g goes on where `w` stopped: it is as wide (spans are lost in
 * flat ones) and begins with rows of the table that w ended in.
 */
static bool
goes_on(const struct doc *d, const struct forms *f, const struct whole *w,
    const struct grid *g)
{
	int tbl = last_kind(d, &w->grid), kind = code_kind(d, g);

	if (tbl == 0 || w->n == MAX_PIECES || g->flat != w->grid.flat ||
	    (!g->flat && g->cols != w->grid.cols) ||
	    w->grid.n + g->n > MAX_ANCHORS)
		return false;
	if (tbl == 4)
		return kind == 0 && is_values_of(&w->grid, g);
	return kind == 0 ? has_row_of(d, f, g, tbl) ||
	    (tbl == 3 && is_bare(g)) : kind == tbl && starts_inside(d, f, g, tbl);
}

/* The next table after block i with only page furniture between; or NULL. */
static const struct grid *
next_grid(const struct doc *d, size_t i, size_t *at)
{
	const struct block *b;
	int between = 0;

	for (; i < d->blocks.n; i++) {
		b = &d->blocks.v[i];
		if (b->kind == BLOCK_TABLE) {
			*at = i;
			return b->grid;
		}
		if (b->boilerplate || b->kind == BLOCK_LINK)
			continue;
		if (++between > MAX_BETWEEN || str_chars(b->hans) > MAX_SHORT)
			break;
	}
	return NULL;
}

/*
 * Puts the table of block i together. Scraps between two pieces that are
 * none themselves are passed over.
 */
static void
collect(struct doc *d, const struct forms *f, size_t i, struct whole *w)
{
	const struct grid *first = d->blocks.v[i].grid, *g;
	size_t at = i;

	w->grid = *first;
	w->grid.cells = NULL;
	w->grid.n = 0;
	w->grid.rows = w->grid.cols = w->n = 0;
	append(d, w, first);
	w->next = i + 1;
	while ((g = next_grid(d, at + 1, &at)) != NULL) {
		if (goes_on(d, f, w, g)) {
			append(d, w, g);
			w->next = at + 1;
		} else if (code_kind(d, g) != 0) {
			break;
		}
	}
}

/* What is asked about every cell again and again. */
static void
read_cells(struct doc *d)
{
	struct anchor *a;
	struct grid *g;
	size_t i, k;

	for (i = 0; i < d->blocks.n; i++) {
		g = d->blocks.v[i].grid;
		for (k = 0; g != NULL && k < g->n && k < MAX_ANCHORS; k++) {
			a = &g->cells[k];
			if (part_is_count(a->hans)) {
				a->key = a->hans;
				a->state = CELL_NUM;
				continue;
			}
			a->key = label_key(d->arena, a->hans);
			a->state = number_state(a->hans);
		}
	}
}

/* A heading or line of headers above block i speaks of table 4. */
static bool
is_below_disputes(const struct doc *d, size_t i)
{
	const struct block *b;
	int between = 0;

	while (i-- > 0 && between++ < MAX_BETWEEN) {
		b = &d->blocks.v[i];
		if (b->kind == BLOCK_TABLE || str_chars(b->hans) > MAX_SHORT)
			return false;
		if (str_has(b->hans, STR("行政复议")) &&
		    str_has(b->hans, STR("行政诉讼")))
			return true;
	}
	return false;
}

/*
 * Table 4 without its groups, as text from a PDF has it: below its heading a
 * row of fifteen numbers that add up as they must.
 */
static void
code_headless(struct doc *d, const struct forms *f, size_t i)
{
	const struct grid *g = d->blocks.v[i].grid;
	struct part_piece piece = { 0, g->no, 0 };
	struct part p = { .d = d, .f = f, .g = g, .pieces = &piece,
		.n_pieces = 1 };
	int row;

	if (g->n > MAX_ANCHORS || g->cols > PART_MAX_COLS ||
	    !is_below_disputes(d, i))
		return;
	p.first = first_anchors(d->arena, g);
	for (row = 0; row < g->rows; row++)
		if (disputes_headless(&p, row)) {
			p.from = row;
			code_part(&p, 4, row + 1);
			return;
		}
}

void
code_pass(struct doc *d, const struct forms *f)
{
	struct whole w = { .n = 0 };
	size_t i;

	read_cells(d);
	for (i = 0; i < d->blocks.n; i++) {
		if (d->blocks.v[i].kind != BLOCK_TABLE ||
		    code_kind(d, d->blocks.v[i].grid) == 0)
			continue;
		collect(d, f, i, &w);
		code_grid(d, f, &w);
		i = w.next - 1;
	}
	for (i = 0; i < d->blocks.n && !doc_has_table(d, 4); i++)
		if (d->blocks.v[i].kind == BLOCK_TABLE &&
		    code_kind(d, d->blocks.v[i].grid) == 0)
			code_headless(d, f, i);
	template_find(d, f);
}
