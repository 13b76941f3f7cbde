/* SPDX-License-Identifier: MIT */
/*
 * A grid is cut at the words that open a statutory table into parts of one
 * kind each, because reports put two tables into one grid and flattened text
 * runs them together. Each part is then read row by row.
 */
#include "code.h"

#include <stdlib.h>

#include "label.h"
#include "number.h"

enum {
	MAX_ANCHORS = 20000,	/* of a grid; the largest form has 300 */
	MAX_COLS = 64,
	MAX_HEADER_ROWS = 12,
	T3_COLS = 7,
	T4_VALUES = 15
};

/* The cells that cover one row, from left to right. */
struct row {
	const struct anchor *cell[MAX_COLS];
	struct str key[MAX_COLS];
	int n;
};

/* Part of a grid: rows [from, to) of table `tbl`. */
struct part {
	struct doc *d;
	const struct forms *f;
	const struct grid *g;
	int tbl, from, to;
	int unknown;		/* rows called x_<n> so far */
};

static void
warn_row(const struct part *p, const char *code, struct str ind, int row,
    const char *what)
{
	doc_warn(p->d, code, p->tbl, ind, STR_NONE,
	    arena_printf(p->d->arena, "table %d row %d: %s", p->g->no, row + 1,
	    what));
}

static void
read_row(const struct part *p, int row, struct row *r)
{
	const struct anchor *a;
	size_t i;

	r->n = 0;
	for (i = 0; i < p->g->n && r->n < MAX_COLS; i++) {
		a = &p->g->cells[i];
		if (a->row > row)
			break;
		if (row >= a->row + a->rowspan)
			continue;
		r->cell[r->n++] = a;
	}
	/* Anchors from rows above stand in front: sort by column. */
	for (i = 1; i < (size_t)r->n; i++) {
		size_t j = i;

		a = r->cell[i];
		for (; j > 0 && r->cell[j - 1]->col > a->col; j--)
			r->cell[j] = r->cell[j - 1];
		r->cell[j] = a;
	}
	for (i = 0; i < (size_t)r->n; i++)
		r->key[i] = label_key(p->d->arena, r->cell[i]->hans);
}

static enum cell_state
state_of(const struct part *p, const struct anchor *a)
{
	struct number n;

	return number_cell(p->d->arena, a->hans, &n);
}

/* ---- values ---- */

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

/*
 * Brings a number to the unit of its column. Money is in yuan, but for the
 * columns whose unit is 万元 (DESIGN.md 5).
 */
static void
set_money(const struct part *p, struct cell *c, const struct number *n,
    struct str unit, int header_power)
{
	bool wan = str_eq(unit, STR("万元"));
	int power = n->has_unit ? n->power : wan ? 4 : header_power;

	c->unit = unit;
	c->value = number_scale(p->d->arena, n->value, power - (wan ? 4 : 0));
	if (n->has_unit || wan || header_power > 0 ||
	    str_eq(n->value, STR("0")))
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

static void
set_value(const struct part *p, struct cell *c, const struct number *n,
    struct str unit, int header_power)
{
	if (str_ends(unit, STR("元"))) {
		set_money(p, c, n, unit, header_power);
	} else {
		c->unit = n->base.n > 0 ? n->base : unit;
		c->value = number_scale(p->d->arena, n->value, n->power);
	}
	c->value = shortest(c->value);
	if (n->leading_number)
		doc_warn(p->d, "leading_number", c->tbl, c->ind, c->col,
		    c->raw);
	if (n->split_digits)
		doc_warn(p->d, "split_digits", c->tbl, c->ind, c->col, c->raw);
}

/* Adds the cell of ind and col that is printed in anchor a. */
static void
add_cell(const struct part *p, struct str ind, struct str col, int row,
    const struct anchor *a, struct str unit, int header_power)
{
	struct cell *c;
	struct number n = { 0 };

	if (doc_cell(p->d, p->tbl, ind, col) != NULL) {
		doc_warn(p->d, "printed_twice", p->tbl, ind, col, a->text);
		return;
	}
	c = DOC_ADD(p->d, cells);
	c->tbl = p->tbl;
	c->ind = ind;
	c->col = col;
	c->table = p->g->no;
	c->row = row;
	c->at = a->col;
	if (a->row < row && !p->g->flat) {
		/* Printed once for several rows: it is the first row's. */
		c->state = CELL_BLANK;
		c->raw = STR("");
		doc_warn(p->d, "merged_value", p->tbl, ind, col, a->text);
		return;
	}
	c->raw = a->text;
	c->state = number_cell(p->d->arena, a->hans, &n);
	if (c->state == CELL_NUM)
		set_value(p, c, &n, unit, header_power);
	else if (c->state == CELL_TEXT)
		doc_warn(p->d, "not_a_number", p->tbl, ind, col, a->text);
}

static bool
has_number(const struct part *p, const struct row *r, int from)
{
	int i;

	for (i = from; i < r->n; i++)
		if (state_of(p, r->cell[i]) == CELL_NUM)
			return true;
	return false;
}

/* The code of a row that no dictionary knows. */
static struct str
unknown_row(struct part *p, int row, struct str label)
{
	struct str ind = arena_printf(p->d->arena, "x_%d", ++p->unknown);

	doc_warn(p->d, "unknown_row", p->tbl, ind, STR_NONE,
	    arena_printf(p->d->arena, "table %d row %d: %.*s", p->g->no,
	    row + 1, STR_ARG(label)));
	return ind;
}

static void
warn_likeness(const struct part *p, struct str ind, int row, struct str label,
    int likeness)
{
	if (likeness < 1000)
		doc_warn(p->d, "label_damaged", p->tbl, ind, STR_NONE,
		    arena_printf(p->d->arena,
		    "table %d row %d: \"%.*s\" is no label of the form",
		    p->g->no, row + 1, STR_ARG(label)));
}

/* ---- tables 2, 8 and 14: a header row names the columns ---- */

struct header {
	const struct form_entry *col[MAX_COLS];
	int from[MAX_COLS], to[MAX_COLS];	/* grid columns [from, to) */
	int power[MAX_COLS];	/* of a unit in the header: 4 for （万元） */
	int n;
};

/*
 * The column of a header whose end was lost ("本年新" for both 本年新制作数量
 * and 本年新公开数量): the first that starts so and is not taken.
 */
static const struct form_entry *
truncated_col(const struct part *p, const struct header *h, struct str key)
{
	const struct form_entry *e;
	size_t i;
	int k;

	if (str_chars(key) < 3)
		return NULL;
	for (i = 0; i < p->f->n_cols; i++) {
		e = &p->f->cols[i];
		if (e->tbl != p->tbl || !str_starts(e->keys[0], key))
			continue;
		for (k = 0; k < h->n && h->col[k] != e; k++)
			;
		if (k == h->n)
			return e;
	}
	return NULL;
}

static void
add_header(const struct part *p, struct header *h, const struct anchor *a,
    struct str key, int row)
{
	const struct form_entry *e = forms_col(p->f, p->tbl, key);

	if (e == NULL && (e = truncated_col(p, h, key)) != NULL)
		doc_warn(p->d, "header_by_position", p->tbl, STR_NONE, e->code,
		    arena_printf(p->d->arena, "table %d row %d: header \"%.*s\"",
		    p->g->no, row + 1, STR_ARG(a->text)));
	if (e == NULL)
		return;
	h->col[h->n] = e;
	h->from[h->n] = a->col;
	h->to[h->n] = a->col + a->colspan;
	h->power[h->n] = str_has(a->hans, STR("万元")) ? 4 :
	    str_has(a->hans, STR("亿元")) ? 8 : 0;
	h->n++;
}

/* Reads row r as a header; false if it names no column. */
static bool
read_header(const struct part *p, int row, const struct row *r,
    struct header *h)
{
	struct header new = { .n = 0 };
	int i;

	for (i = 1; i < r->n; i++)
		if (r->key[i].n > 0)
			add_header(p, &new, r->cell[i], r->key[i], row);
	if (new.n == 0)
		return false;
	*h = new;
	return true;
}

static int
header_at(const struct header *h, int col)
{
	int i;

	for (i = 0; i < h->n; i++)
		if (col >= h->from[i] && col < h->to[i])
			return i;
	return -1;
}

/*
 * In flattened text an empty cell may be lost and shift the rest. A row is
 * sound when it has a cell for each header, besides padding.
 */
static bool
flat_row_sound(const struct part *p, const struct header *h,
    const struct row *r, struct str ind, int row)
{
	int want = h->to[h->n - 1], have = r->n;

	if (have < want) {
		warn_row(p, "row_damaged", ind, row,
		    "fewer cells than headers; left out");
		return false;
	}
	if (have == want && r->cell[have - 1]->text.n == 0 &&
	    have == p->g->cols)
		warn_row(p, "blank_or_padding", ind, row,
		    "the last cell may be padding for one that was lost");
	return true;
}

static void
code_row2(struct part *p, const struct header *h, int row,
    const struct row *r, int label, const struct form_entry *e,
    struct str ind)
{
	bool taken[MAX_COLS] = { false };
	struct str unit;
	int i, k;

	if (p->g->flat && !flat_row_sound(p, h, r, ind, row))
		return;
	for (i = label + 1; i < r->n; i++) {
		k = header_at(h, r->cell[i]->col);
		if (k < 0 || taken[k]) {
			if (r->cell[i]->text.n > 0)
				doc_warn(p->d, "extra_value", p->tbl, ind,
				    STR_NONE, r->cell[i]->text);
			continue;
		}
		taken[k] = true;
		/* In the annex the row has the unit, elsewhere the column. */
		unit = h->col[k]->unit.n > 0 || e == NULL ? h->col[k]->unit :
		    e->unit;
		add_cell(p, ind, h->col[k]->code, row, r->cell[i], unit,
		    h->power[k]);
	}
}

/* The row of this table that one of the first cells names. */
static const struct form_entry *
row_label(const struct part *p, const struct row *r, struct str parent,
    int *label, int *likeness)
{
	const struct form_entry *e;
	int i;

	for (i = 0; i < r->n && i < 3; i++) {
		e = forms_row(p->f, p->tbl, parent, r->key[i], likeness);
		if (e != NULL) {
			*label = i;
			return e;
		}
	}
	return NULL;
}

static void
code_table2(struct part *p)
{
	struct header h = { .n = 0 };
	const struct form_entry *e;
	struct row r;
	int row, label = 0, likeness = 0;

	for (row = p->from; row < p->to; row++) {
		read_row(p, row, &r);
		e = row_label(p, &r, STR(""), &label, &likeness);
		if (e == NULL && read_header(p, row, &r, &h))
			continue;
		if (r.n > 0 && str_has(r.key[0], STR("第二十条"))) {
			h.n = 0;
			continue;
		}
		if (e != NULL && h.n > 0) {
			warn_likeness(p, e->code, row, r.cell[label]->text,
			    likeness);
			code_row2(p, &h, row, &r, label, e, e->code);
		} else if (e != NULL) {
			warn_row(p, "header_missing", e->code, row,
			    "no column headers; left out");
		} else if (h.n > 0 && r.n > 1 && r.key[0].n > 0 &&
		    has_number(p, &r, 1)) {
			code_row2(p, &h, row, &r, 0, NULL,
			    unknown_row(p, row, r.cell[0]->text));
		}
	}
}

/* ---- table 3: rows in groups, seven columns of applicants ---- */

struct columns {
	const struct form_entry *col[MAX_COLS];	/* by grid column */
	int first;		/* first grid column with a value */
	int n;
	const struct form_entry *order[MAX_COLS];	/* from left to right */
};

static const char *const t3_order[T3_COLS] = { "natural", "commercial",
	"research", "social", "legal", "other", "total" };

/* Whether a row of table 3 is a data row, by its labels. */
static bool
is_row3(const struct part *p, const struct row *r)
{
	int i, like;

	for (i = 0; i < r->n && i < 3; i++) {
		static const char *const parents[] = { "", "req_deny_sub",
			"req_unable_sub", "req_reject_sub", "req_other_sub" };
		size_t k;

		if (r->key[i].n == 0 ||
		    forms_col(p->f, 3, r->key[i]) != NULL)
			continue;
		for (k = 0; k < sizeof(parents) / sizeof(*parents); k++)
			if (forms_row(p->f, 3, str_of(parents[k]), r->key[i],
			    &like) != NULL)
				return true;
	}
	return false;
}

/* The first data row; header rows stand before it. */
static int
first_row3(const struct part *p)
{
	struct row r;
	int row;

	for (row = p->from; row < p->to && row < p->from + MAX_HEADER_ROWS;
	    row++) {
		read_row(p, row, &r);
		if (is_row3(p, &r))
			break;
	}
	return row;
}

/* The deepest header over each grid column. */
static void
columns_by_grid(const struct part *p, int data, struct columns *c)
{
	const struct form_entry *e;
	struct row r;
	int row, i, k;

	for (row = p->from; row < data; row++) {
		read_row(p, row, &r);
		for (i = 0; i < r.n; i++) {
			e = forms_col(p->f, 3, r.key[i]);
			for (k = r.cell[i]->col; e != NULL && k < MAX_COLS &&
			    k < r.cell[i]->col + r.cell[i]->colspan; k++)
				c->col[k] = e;
		}
	}
	for (k = MAX_COLS - 1; k >= 0; k--)
		if (c->col[k] != NULL)
			c->first = k;
	for (k = 0; k < MAX_COLS; k++)
		if (c->col[k] != NULL &&
		    (k == 0 || c->col[k] != c->col[k - 1]))
			c->order[c->n++] = c->col[k];
}

/*
 * Without spans: the row of 自然人 names the columns from left to right, and
 * the row under it those of 法人或其他组织.
 */
static void
columns_flat(const struct part *p, int data, struct columns *c)
{
	struct row r, sub;
	int row, i, k;

	for (row = p->from; row < data; row++) {
		read_row(p, row, &r);
		for (i = 0; i < r.n; i++) {
			const struct form_entry *e =
			    forms_col(p->f, 3, r.key[i]);

			if (e != NULL && c->n < MAX_COLS) {
				c->order[c->n++] = e;
			} else if (str_starts(r.key[i], STR("法人")) &&
			    row + 1 < data) {
				read_row(p, ++row, &sub);
				for (k = 0; k < sub.n; k++)
					if ((e = forms_col(p->f, 3,
					    sub.key[k])) != NULL &&
					    c->n < MAX_COLS)
						c->order[c->n++] = e;
			}
		}
	}
}

/* No header can be read: the form's own order, with a warning. */
static void
columns_by_position(const struct part *p, struct columns *c)
{
	int i;

	memset(c, 0, sizeof(*c));
	for (i = 0; i < T3_COLS; i++)
		c->order[c->n++] = forms_col_code(p->f, 3,
		    str_of(t3_order[i]));
	doc_warn(p->d, "header_by_position", 3, STR_NONE, STR_NONE,
	    arena_printf(p->d->arena, "table %d: headers of the applicants "
	    "are missing or incomplete", p->g->no));
	if (p->g->flat || p->g->cols < T3_COLS + 1)
		return;
	c->first = p->g->cols - T3_COLS;
	for (i = 0; i < T3_COLS && c->first + i < MAX_COLS; i++)
		c->col[c->first + i] = c->order[i];
}

/* All seven applicants, each once. */
static bool
columns_sound(const struct columns *c)
{
	int i, k, seen;

	for (i = 0; i < T3_COLS; i++) {
		for (k = seen = 0; k < c->n; k++)
			seen += str_eq(c->order[k]->code,
			    str_of(t3_order[i]));
		if (seen != 1)
			return false;
	}
	return true;
}

/* Where we are among the groups while going down the rows. */
struct place {
	struct str group;	/* "req_deny_sub", ..., "" */
	bool three_others;	/* （六） has its three rows (T2021) */
};

static bool
is_stub(struct str key)
{
	return key.n == 0 || str_has(key, STR("本年度办")) ||
	    str_eq(key, STR("理结果"));
}

static const struct form_entry *
top_row(const struct part *p, const struct place *at, struct str key,
    int *likeness)
{
	const struct form_entry *e = forms_row(p->f, 3, STR(""), key,
	    likeness);

	/* 其他处理 is a row of its own in T2019 and a group in T2021. */
	if (e != NULL && (str_eq(e->code, STR("req_other")) ||
	    str_eq(e->code, STR("req_other_sub"))))
		e = forms_row_code(p->f, 3, at->three_others ?
		    STR("req_other_sub") : STR("req_other"));
	return e;
}

/* The row that these labels name; moves the place along. */
static const struct form_entry *
find_row3(const struct part *p, struct place *at, const struct row *r,
    int n_labels, int *likeness)
{
	const struct form_entry *e, *found = NULL;
	int i, like;

	for (i = 0; i < n_labels; i++) {
		if (is_stub(r->key[i]))
			continue;
		e = NULL;
		if (at->group.n > 0)
			e = str_eq(r->key[i], STR("小计")) ?
			    forms_row_code(p->f, 3, at->group) :
			    forms_row(p->f, 3, at->group, r->key[i], &like);
		if (e == NULL && (e = top_row(p, at, r->key[i], &like)) != NULL)
			at->group = str_ends(e->code, STR("_sub")) ? e->code :
			    STR("");
		found = e;
		*likeness = like;
	}
	return found;
}

static bool
has_three_others(const struct part *p)
{
	struct row r;
	int row, i, like;

	for (row = p->from; row < p->to; row++) {
		read_row(p, row, &r);
		for (i = 0; i < r.n && i < 3; i++) {
			const struct form_entry *e = forms_row(p->f, 3,
			    STR("req_other_sub"), r.key[i], &like);

			if (e != NULL && !str_eq(e->code,
			    STR("req_other_misc")))
				return true;
		}
	}
	return false;
}

/* Cells that are labels: the words at the start of a flattened row. */
static int
flat_labels(const struct part *p, const struct row *r)
{
	int n = 0;

	while (n < r->n && n < 3 && r->key[n].n > 0 &&
	    state_of(p, r->cell[n]) == CELL_TEXT)
		n++;
	return n;
}

/*
 * The cells of a flattened row after its labels must be as many as there are
 * columns; one empty cell more is padding (the bars of a lost span).
 */
static bool
flat_values_sound(const struct part *p, const struct columns *c,
    const struct row *r, int labels, struct str ind, int row)
{
	int n = r->n - labels;
	bool last_blank = r->n > 0 && r->cell[r->n - 1]->text.n == 0;

	if (n == c->n + 1 && last_blank)
		return true;
	if (n != c->n) {
		warn_row(p, "row_damaged", ind, row,
		    "not as many values as columns; left out");
		return false;
	}
	if (last_blank && r->n == p->g->cols)
		warn_row(p, "blank_or_padding", ind, row,
		    "the last cell may be padding for one that was lost");
	return true;
}

static void
code_values3(const struct part *p, const struct columns *c, int row,
    const struct row *r, int labels, struct str ind)
{
	const struct form_entry *e;
	int i;

	if (p->g->flat) {
		if (!flat_values_sound(p, c, r, labels, ind, row))
			return;
		for (i = 0; i < c->n; i++)
			add_cell(p, ind, c->order[i]->code, row,
			    r->cell[labels + i], c->order[i]->unit, 0);
		return;
	}
	for (i = labels; i < r->n; i++) {
		int col = r->cell[i]->col;

		e = col < MAX_COLS ? c->col[col] : NULL;
		if (e != NULL)
			add_cell(p, ind, e->code, row, r->cell[i], e->unit, 0);
		else if (r->cell[i]->text.n > 0)
			doc_warn(p->d, "extra_value", 3, ind, STR_NONE,
			    r->cell[i]->text);
	}
}

static int
grid_labels(const struct columns *c, const struct row *r)
{
	int n = 0;

	while (n < r->n && r->cell[n]->col < c->first)
		n++;
	return n;
}

static void
code_row3(struct part *p, const struct columns *c, struct place *at, int row)
{
	const struct form_entry *e;
	struct row r;
	struct str ind;
	int labels, likeness = 0;

	read_row(p, row, &r);
	labels = p->g->flat ? flat_labels(p, &r) : grid_labels(c, &r);
	e = find_row3(p, at, &r, labels, &likeness);
	if (e == NULL) {
		if (labels == 0 || is_stub(r.key[labels - 1]) ||
		    !has_number(p, &r, labels))
			return;
		ind = unknown_row(p, row, r.cell[labels - 1]->text);
	} else {
		ind = e->code;
		/* The heading of a group is a row only where it has numbers. */
		if (str_ends(ind, STR("_sub")) && !has_number(p, &r, labels))
			return;
		warn_likeness(p, ind, row, r.cell[labels - 1]->text, likeness);
	}
	code_values3(p, c, row, &r, labels, ind);
}

static void
code_table3(struct part *p)
{
	struct columns c = { .n = 0 };
	struct place at = { STR(""), has_three_others(p) };
	int row, data = first_row3(p);

	if (p->g->flat)
		columns_flat(p, data, &c);
	else
		columns_by_grid(p, data, &c);
	if (!columns_sound(&c))
		columns_by_position(p, &c);
	for (row = data; row < p->to; row++)
		code_row3(p, &c, &at, row);
}

/* ---- table 4: fifteen values under two or three rows of headers ---- */

/* A row without words: the numbers of table 4. */
static bool
is_row4(const struct part *p, const struct row *r)
{
	int i;

	for (i = 0; i < r->n; i++)
		if (state_of(p, r->cell[i]) == CELL_TEXT)
			return false;
	return r->n > 1;
}

static const char *
group4(struct str key)
{
	if (str_has(key, STR("未经复议")) || str_has(key, STR("直接起诉")))
		return "lit_direct";
	if (str_has(key, STR("复议后")))
		return "lit_after";
	return str_has(key, STR("行政复议")) ? "recon" : NULL;
}

static const char *
outcome4(struct str key)
{
	static const char *const names[][2] = { { "结果维持", "upheld" },
		{ "结果纠正", "corrected" }, { "其他结果", "other" },
		{ "尚未审结", "pending" }, { "总计", "total" },
		{ "合计", "total" } };
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (str_eq(key, str_of(names[i][0])))
			return names[i][1];
	return NULL;
}

/* The code under which grid column `col` stands; STR_NONE if unclear. */
static struct str
code4(const struct part *p, int data, int col)
{
	const char *group = NULL, *outcome = NULL, *s;
	struct row r;
	int row, i;

	for (row = p->from; row < data; row++) {
		read_row(p, row, &r);
		for (i = 0; i < r.n; i++) {
			if (col < r.cell[i]->col ||
			    col >= r.cell[i]->col + r.cell[i]->colspan)
				continue;
			if ((s = group4(r.key[i])) != NULL)
				group = s;
			if ((s = outcome4(r.key[i])) != NULL)
				outcome = s;
		}
	}
	if (group == NULL || outcome == NULL)
		return STR_NONE;
	return arena_printf(p->d->arena, "%s_%s", group, outcome);
}

/* By the order of the form, which has never changed. */
static void
code_flat4(const struct part *p, int row, const struct row *r)
{
	size_t i;
	int k = 0;

	if (r->n != T4_VALUES) {
		warn_row(p, "row_damaged", STR_NONE, row,
		    "not fifteen values; left out");
		return;
	}
	for (i = 0; i < p->f->n_rows && k < T4_VALUES; i++)
		if (p->f->rows[i].tbl == 4)
			add_cell(p, p->f->rows[i].code, STR("value"), row,
			    r->cell[k++], p->f->rows[i].unit, 0);
}

/* The order of headers in flattened text is checked, not assumed. */
static bool
headers_flat4(const struct part *p, int data)
{
	static const char *const want[] = { "upheld", "corrected", "other",
		"pending", "total" };
	struct row r;
	const char *s;
	int row, i, n = 0;

	for (row = p->from; row < data; row++) {
		read_row(p, row, &r);
		for (i = 0; i < r.n; i++)
			if ((s = outcome4(r.key[i])) != NULL &&
			    strcmp(s, want[n++ % 5]) != 0)
				return false;
	}
	return n == T4_VALUES;
}

static void
code_grid4(const struct part *p, int data, const struct row *r)
{
	struct str ind;
	int i;

	for (i = 0; i < r->n; i++) {
		ind = code4(p, data, r->cell[i]->col);
		if (ind.p != NULL)
			add_cell(p, ind, STR("value"), data, r->cell[i],
			    STR("件"), 0);
		else if (r->cell[i]->text.n > 0)
			doc_warn(p->d, "unknown_column", 4, STR_NONE, STR_NONE,
			    r->cell[i]->text);
	}
}

static void
code_table4(struct part *p)
{
	struct row r;
	int row;

	for (row = p->from + 1; row < p->to; row++) {
		read_row(p, row, &r);
		if (is_row4(p, &r) && has_number(p, &r, 0))
			break;
	}
	if (row == p->to || row > p->from + MAX_HEADER_ROWS) {
		warn_row(p, "row_damaged", STR_NONE, p->from,
		    "no row of numbers");
		return;
	}
	if (!p->g->flat) {
		code_grid4(p, row, &r);
		return;
	}
	if (!headers_flat4(p, row))
		warn_row(p, "header_by_position", STR_NONE, row,
		    "headers are missing or in another order");
	code_flat4(p, row, &r);
}

/* ---- table 14: the statistics annex ---- */

/* The row of the annex, in the group that the rows above opened. */
static const struct form_entry *
find_row14(const struct part *p, const struct row *r, struct str *group,
    int *label, int *likeness)
{
	const struct form_entry *e = NULL, *up;
	struct str g = *group;

	for (;;) {
		e = row_label(p, r, g, label, likeness);
		if (e != NULL || g.n == 0)
			break;
		up = forms_row_code(p->f, 14, g);
		g = up != NULL ? up->parent : STR("");
	}
	if (e != NULL)
		*group = g;
	return e;
}

static bool
opens_group(const struct part *p, struct str code)
{
	size_t i;

	for (i = 0; i < p->f->n_rows; i++)
		if (p->f->rows[i].tbl == 14 &&
		    str_eq(p->f->rows[i].parent, code))
			return true;
	return false;
}

static void
code_table14(struct part *p)
{
	struct header h = { .n = 0 };
	const struct form_entry *e;
	struct str group = STR("");
	struct row r;
	int row, label = 0, likeness = 0;

	for (row = p->from; row < p->to; row++) {
		read_row(p, row, &r);
		e = find_row14(p, &r, &group, &label, &likeness);
		if (e == NULL) {
			if (!read_header(p, row, &r, &h) && h.n > 0 &&
			    r.n > 1 && has_number(p, &r, 1))
				code_row2(p, &h, row, &r, 0, NULL,
				    unknown_row(p, row, r.cell[0]->text));
			continue;
		}
		if (opens_group(p, e->code))
			group = e->code;
		if (h.n == 0) {
			if (has_number(p, &r, label + 1))
				warn_row(p, "header_missing", e->code, row,
				    "no column headers; left out");
			continue;
		}
		warn_likeness(p, e->code, row, r.cell[label]->text, likeness);
		code_row2(p, &h, row, &r, label, e, e->code);
	}
}

/* ---- which table is it ---- */

/* The table that a row with this cell opens, 0 if none. */
static int
opens(struct str hans, struct str key)
{
	if (str_starts(key, STR("第二十条第")))
		return 2;
	if (str_has(hans, STR("勾稽关系")) || str_eq(key, STR("申请人情况")))
		return 3;
	if (str_eq(key, STR("行政复议")))
		return 4;
	return str_eq(key, STR("统计指标")) ? 14 : 0;
}

static int
opened_by(const struct part *p, int row)
{
	const struct anchor *a;
	int tbl;
	size_t i;

	for (i = 0; i < p->g->n; i++) {
		a = &p->g->cells[i];
		if (a->row > row)
			break;
		if (a->row == row && (tbl = opens(a->hans,
		    label_key(p->d->arena, a->hans))) != 0)
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
		if ((tbl = opens(g->cells[i].hans,
		    label_key(d->arena, g->cells[i].hans))) != 0)
			return tbl;
	return 0;
}

static bool
has_table(const struct doc *d, int tbl)
{
	size_t i;

	for (i = 0; i < d->cells.n; i++)
		if (d->cells.v[i].tbl == tbl)
			return true;
	return false;
}

static bool
has_row(const struct doc *d, int tbl, struct str ind)
{
	size_t i;

	for (i = 0; i < d->cells.n; i++)
		if (d->cells.v[i].tbl == tbl && str_eq(d->cells.v[i].ind, ind))
			return true;
	return false;
}

static void
code_part(struct part *p)
{
	if (has_table(p->d, p->tbl)) {
		warn_row(p, "second_table", STR_NONE, p->from,
		    "another table of this kind; left out");
		return;
	}
	if (p->tbl == 2)
		code_table2(p);
	else if (p->tbl == 3)
		code_table3(p);
	else if (p->tbl == 4)
		code_table4(p);
	else if (p->tbl == 14)
		code_table14(p);
}

static void
code_grid(struct doc *d, const struct forms *f, const struct grid *g)
{
	struct part p = { .d = d, .f = f, .g = g };
	int row, tbl;

	if (g->n > MAX_ANCHORS || g->cols > MAX_COLS) {
		warn_row(&p, "table_too_big", STR_NONE, 0, "not read");
		return;
	}
	for (row = 0; row < g->rows; row++) {
		tbl = opened_by(&p, row);
		if (tbl == 0 || tbl == p.tbl)
			continue;
		p.to = row;
		if (p.tbl != 0)
			code_part(&p);
		p.tbl = tbl;
		p.from = row;
	}
	p.to = g->rows;
	if (p.tbl != 0)
		code_part(&p);
	if (p.tbl != 0 && g->cut)
		warn_row(&p, "table_cut", STR_NONE, g->rows - 1,
		    "the document ends inside this table");
}

/* Appends a code to a list of them. */
static struct str
listed(struct doc *d, struct str list, struct str code)
{
	return arena_printf(d->arena, "%.*s%s%.*s", STR_ARG(list),
	    list.n > 0 ? " " : "", STR_ARG(code));
}

/* Rows that the form has and the table has not: one warning names them. */
static void
warn_missing(struct doc *d, const struct forms *f, int tbl, struct str form)
{
	const struct form_entry *e;
	struct str list = STR("");
	size_t i;

	for (i = 0; i < f->n_rows; i++) {
		e = &f->rows[i];
		if (e->tbl == tbl && str_has(e->templates, form) &&
		    !str_ends(e->code, STR("_sub")) &&
		    !has_row(d, tbl, e->code))
			list = listed(d, list, e->code);
	}
	if (list.n > 0)
		doc_warn(d, "rows_missing", tbl, STR_NONE, STR_NONE, list);
}

/* ---- which form is it ---- */

/* T2019 or T2021 if the cells of a table have rows or columns of one only. */
static bool
has_form(const struct doc *d, const struct forms *f, int tbl, const char *form)
{
	const struct form_entry *row, *col;
	const struct cell *c;
	size_t i;

	for (i = 0; i < d->cells.n; i++) {
		c = &d->cells.v[i];
		if (c->tbl != tbl)
			continue;
		row = forms_row_code(f, tbl, c->ind);
		col = forms_col_code(f, tbl, c->col);
		if ((row != NULL && str_eq(row->templates, str_of(form))) ||
		    (col != NULL && str_eq(col->templates, str_of(form))))
			return true;
	}
	return false;
}

static void
find_template(struct doc *d, const struct forms *f)
{
	bool old2 = has_form(d, f, 2, "T2019"), new2 = has_form(d, f, 2,
	    "T2021");
	bool old3 = has_form(d, f, 3, "T2019"), new3 = has_form(d, f, 3,
	    "T2021");

	if ((old2 && new2) || (old2 && new3) || (new2 && old3))
		doc_warn(d, "mixed_template", 0, STR_NONE, STR_NONE,
		    STR("tables of the 2019 and the 2021 form are mixed"));
	if (old2 || new2)
		warn_missing(d, f, 2, new2 ? STR("T2021") : STR("T2019"));
	if (has_table(d, 3))
		warn_missing(d, f, 3, new3 ? STR("T2021") : STR("T2019"));
	if (has_table(d, 4))
		warn_missing(d, f, 4, STR("T2021"));
	if (old2 || new2)
		doc_fact(d, FACT_TEMPLATE, new2 ? STR("T2021") : STR("T2019"),
		    "columns of table 2", false, STR_NONE);
	else if (has_table(d, 14))
		doc_fact(d, FACT_TEMPLATE, STR("T2014"), "statistics annex",
		    false, STR_NONE);
	else if (old3 || new3)
		doc_fact(d, FACT_TEMPLATE, new3 ? STR("T2021") : STR("T2019"),
		    "rows of table 3", true, STR_NONE);
	else
		doc_fact(d, FACT_TEMPLATE, STR("T2008"), "no statutory table",
		    false, STR_NONE);
}

void
code_pass(struct doc *d, const struct forms *f)
{
	size_t i;

	for (i = 0; i < d->blocks.n; i++)
		if (d->blocks.v[i].kind == BLOCK_TABLE)
			code_grid(d, f, d->blocks.v[i].grid);
	find_template(d, f);
}
