/* SPDX-License-Identifier: MIT */
/*
 * A grid is cut at the words that open a statutory table into parts of one
 * kind each, because reports put two tables into one grid and flattened text
 * runs them together. A table in pieces is put together first (whole.h). Each
 * part is then read row by row.
 */
#include "code.h"

#include "affix.h"
#include "annex.h"
#include "disputes.h"
#include "label.h"
#include "number.h"
#include "opening.h"
#include "part.h"
#include "proactive.h"
#include "requests.h"
#include "template.h"
#include "unread.h"
#include "whole.h"
#include "yearmark.h"

enum {
	MAX_ABOVE = 12,		/* paragraphs up to the heading of a table */
	MAX_SHORT = 40		/* characters of such a paragraph */
};

static int
opened_by(const struct part *p, int row)
{
	const struct part_row *r = &p->rows[row];
	const struct anchor *a;
	int i, tbl;

	for (i = 0; i < r->n; i++) {
		a = r->cell[i];
		if (a->row == row && (tbl = opening_table(a->hans, a->key)) != 0)
			return tbl;
	}
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

/* The year that stands over the first figures of a part; 0 if unknown. */
static int
year_of(const struct part *p)
{
	const struct part_piece *piece;
	int row = p->from;

	while (row + 1 < p->to && !part_has_number(&p->rows[row], 0))
		row++;
	piece = part_piece_of(p, row);
	return yearmark_of(p->d, piece->no, row - piece->first, false);
}

/*
 * Takes out the cells of this kind of table that are of years before `year`;
 * all of them if that is 0.
 */
static void
drop_cells(const struct part *p, int year)
{
	struct cell *v = p->d->cells.v;
	size_t i, n = 0;
	int of = 0;
	bool drop = year == 0;

	for (i = 0; i < p->d->cells.n; i++) {
		if (v[i].tbl == p->tbl && year != 0 && (i == 0 ||
		    of != v[i].table || v[i].row != v[i - 1].row)) {
			of = v[i].table;
			drop = yearmark_later(year, yearmark_of(p->d, of,
			    v[i].row, false));
		}
		if (v[i].tbl != p->tbl || !drop)
			v[n++] = v[i];
	}
	doc_keep_cells(p->d, n);
}

/* Whether a document has cells of a table, all of them blank. */
static bool
is_specimen(const struct doc *d, int tbl)
{
	const struct cell *c;
	bool any = false;
	size_t i;

	for (i = 0; i < d->cells.n; i++) {
		c = &d->cells.v[i];
		if (c->tbl == tbl && c->state != CELL_BLANK)
			return false;
		any |= c->tbl == tbl;
	}
	return any;
}

/* The part, read into a document of its own. */
static struct doc
read_apart(const struct part *p)
{
	struct doc apart = *p->d;
	struct part again = *p;

	apart.cells.v = NULL;
	apart.cells.n = 0;
	memset(&apart.index, 0, sizeof(apart.index));
	again.d = &apart;
	again.first_cell = 0;
	code_rows(&again);
	return apart;
}

/* Whether the part, read apart, says anything else than the document has. */
static bool
says_else(const struct doc *d, const struct doc *apart)
{
	const struct cell *c, *had;
	size_t i;

	for (i = 0; i < apart->cells.n; i++) {
		c = &apart->cells.v[i];
		had = doc_cell(d, c->tbl, c->ind, c->col);
		if (had != NULL && (had->state != c->state ||
		    !str_eq(had->value, c->value)))
			return true;
	}
	return false;
}

/* The cells of this part instead of those that were there. */
static void
replace(struct part *p, const char *why)
{
	p->first_cell = p->d->cells.n;
	p->repeated = 0;
	code_rows(p);
	part_warn(p, "second_table", STR_NONE, p->from, why);
}

/*
 * The document has these rows from an earlier table. The later year is the
 * report's; where no year tells, a blank form is none, and where they differ
 * all of the first is in doubt.
 */
static void
settle(struct part *p)
{
	int year = year_of(p), had = yearmark_of(p->d, p->had_table,
	    p->had_row, false);
	struct doc apart;
	bool blank;

	if (yearmark_later(year, had)) {
		drop_cells(p, year);
		replace(p, "one of an earlier year was left out");
		return;
	}
	apart = read_apart(p);
	blank = !yearmark_later(had, year) && is_specimen(p->d, p->tbl) &&
	    !is_specimen(&apart, p->tbl);
	if (blank) {
		drop_cells(p, 0);
		replace(p, "a blank one was left out");
	} else {
		part_warn(p, "second_table", STR_NONE, p->from,
		    "another table of this kind; left out");
	}
	if (blank || (!yearmark_later(had, year) && !is_specimen(&apart,
	    p->tbl) && says_else(p->d, &apart)))
		part_warn_table(p->d, "second_table", p->tbl,
		    STR("another table of this kind says something else"));
}

/*
 * Tables of one kind may be pieces of one (a clause each, a page each), or
 * the same table again (another year, district and office): then one stays.
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
	settle(p);
}

/* Whether a row holds figures: then its table's headers are behind us. */
static bool
is_data(const struct part *p, int row)
{
	struct part_row r;

	part_row(p, row, &r);
	return part_has_number(&r, 0) && !part_counts_columns(p, &r);
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

/* Whether a row holds headers of table 3. */
static bool
names_applicants(const struct part *p, int row)
{
	static const char *const names[] = { "自然人", "法人或其他组织",
		"商业企业", "商业", "总计", "合计", "数量", "件数" };
	struct part_row r;
	int i;

	part_row(p, row, &r);
	for (i = 0; i < r.n; i++)
		if (affix_is_any(r.cell[i]->key, names, AFFIX_LEN(names)))
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
		.n_pieces = w->n, .turned = w->turned };
	int row, tbl, start, now = 0;
	bool data = false;

	if (w->grid.n > PART_MAX_ANCHORS || w->grid.cols > PART_MAX_COLS) {
		part_warn(&p, "table_too_big", STR_NONE, 0, "not read");
		return;
	}
	part_index(&p);
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
		data = data || (now != 0 && is_data(&p, row));
	}
	if (now == 0)
		return;
	code_part(&p, now, w->grid.rows);
	if (w->grid.cut)
		warn_cut(&p, w);
}

/* What is asked about every cell again and again. */
static void
read_cells(struct doc *d, const struct forms *f)
{
	struct forms_text text;
	struct anchor *a;
	struct grid *g;
	size_t i, k;

	for (i = 0; i < d->blocks.n; i++) {
		g = d->blocks.v[i].grid;
		for (k = 0; g != NULL && k < g->n && k < PART_MAX_ANCHORS; k++) {
			a = &g->cells[k];
			a->at = a->col;
			if (part_is_count(a->hans)) {
				a->key = a->hans;
				a->state = CELL_NUM;
				continue;
			}
			text = forms_text(f, d->arena, a->hans);
			a->key = text.key;
			a->state = text.state;
		}
	}
}

/* A heading or line of headers above block i speaks of table 4. */
static bool
is_below_disputes(const struct doc *d, size_t i)
{
	const struct block *b;
	int between = 0;

	while (i-- > 0 && between++ < MAX_ABOVE) {
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
	struct part_piece piece = { 0, g->no };
	struct part p = { .d = d, .f = f, .g = g, .pieces = &piece,
		.n_pieces = 1 };
	int row;

	if (g->n > PART_MAX_ANCHORS || g->cols > PART_MAX_COLS ||
	    !is_below_disputes(d, i))
		return;
	part_index(&p);
	for (row = 0; row < g->rows; row++)
		if (disputes_headless(&p, row)) {
			p.from = row;
			code_part(&p, 4, row + 1);
			return;
		}
}

/* Whether cells came from this table, as one that goes on with another. */
static bool
is_coded(const struct doc *d, const struct grid *g)
{
	size_t i;

	for (i = 0; i < d->cells.n; i++)
		if (d->cells.v[i].table == g->no)
			return true;
	return false;
}

/* An annex whose headers are not those of the form, or that has none. */
static void
code_unannounced(struct doc *d, const struct forms *f, size_t i)
{
	const struct grid *g = d->blocks.v[i].grid;
	struct part_piece piece = { 0, g->no };
	struct part p = { .d = d, .f = f, .g = g, .pieces = &piece,
		.n_pieces = 1, .to = g->rows };

	if (g->n > PART_MAX_ANCHORS || g->cols > PART_MAX_COLS)
		return;
	part_index(&p);
	if (annex_unannounced(&p) && !is_coded(d, g))
		code_part(&p, 14, g->rows);
}

/* Whether block i is a table of the report, with words that open one or not. */
static bool
is_table(const struct doc *d, size_t i, bool opens)
{
	const struct block *b = &d->blocks.v[i];

	return b->kind == BLOCK_TABLE && !b->boilerplate &&
	    (opening_of(d, b->grid) != 0) == opens;
}

void
code_pass(struct doc *d, const struct forms *f)
{
	struct whole w = { .n = 0 };
	size_t i;

	read_cells(d, f);
	for (i = 0; i < d->blocks.n; i++) {
		if (!is_table(d, i, true))
			continue;
		whole_collect(d, f, i, &w);
		code_grid(d, f, &w);
		i = w.next - 1;
	}
	for (i = 0; i < d->blocks.n && !doc_has_table(d, 4); i++)
		if (is_table(d, i, false))
			code_headless(d, f, i);
	for (i = 0; i < d->blocks.n; i++)
		if (is_table(d, i, false))
			code_unannounced(d, f, i);
	unread_pass(d, f);
	template_find(d, f);
}
