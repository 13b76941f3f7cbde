/* SPDX-License-Identifier: MIT */
#include "applicants.h"

#include "affix.h"

enum {
	APPLICANTS = 7,
	MIN_ORGANISATIONS = 3,	/* of the five; some tables leave one out */
	MIN_APPLICANTS = 1 + MIN_ORGANISATIONS,
	MAX_ABOVE = 40	/* characters of a line above the table */
};

static const char *const applicants[APPLICANTS] = { "natural", "commercial",
	"research", "social", "legal", "other", "total" };

static bool
is_column(const struct form_entry *e, const char *code)
{
	return str_eq(e->code, str_of(code));
}

static void
add_order(struct applicants *c, const struct form_entry *e)
{
	if (e != NULL && c->n < PART_MAX_COLS)
		c->order[c->n++] = e;
}

/* Headers of columns beside the labels that number the rows. */
static bool
is_count(struct str key)
{
	static const char *const names[] = { "行次", "序号", "编号", "代码",
		"栏次" };

	return affix_is_any(key, names, AFFIX_LEN(names));
}

/*
 * The column that a header names; one that is damaged is a doubt. 法人或其他组织
 * stands over columns.
 */
static const struct form_entry *
column(const struct part *p, const struct anchor *a, int row)
{
	const struct form_entry *e = forms_col(p->f, 3, a->key);

	if (e != NULL || a->row < row || a->key.n == 0 ||
	    a->state == CELL_NUM || str_starts(a->key, STR("法人")) ||
	    (e = forms_col_like(p->f, 3, a->key)) == NULL)
		return e;
	doc_warn(p->d, "header_by_position", 3, STR_NONE, e->code,
	    arena_printf(p->d->arena, "table %d row %d: header \"%.*s\"",
	    p->g->no, row + 1, STR_ARG(a->text)));
	return e;
}

/* Whether column k has a header of its own. */
static bool
has_header(const struct part *p, int data, int k)
{
	struct part_row r;
	int row, i;

	for (row = p->from; row < data; row++) {
		part_row(p, row, &r);
		for (i = 0; i < r.n; i++)
			if (r.cell[i]->col == k && r.cell[i]->colspan == 1 &&
			    r.cell[i]->key.n > 0)
				return true;
	}
	return false;
}

/* A header that cannot be read, between two that can: told by them. */
static void
fill_gaps(const struct part *p, int data, struct applicants *c)
{
	const struct form_entry *e;
	int k;

	for (k = 1; k + 1 < PART_MAX_COLS; k++) {
		if (c->col[k] != NULL || c->col[k - 1] == NULL ||
		    c->col[k + 1] == NULL || !has_header(p, data, k))
			continue;
		e = c->col[k - 1] + 1;
		if (c->col[k + 1] != e + 1 && (!is_column(e, "other") ||
		    !is_column(c->col[k + 1], "total")))
			continue;
		c->col[k] = e;
		doc_warn(p->d, "header_by_position", 3, STR_NONE, e->code,
		    STR("told by the headers beside it"));
	}
}

/* The deepest header over each grid column. */
static void
columns_by_grid(const struct part *p, int data, struct applicants *c)
{
	const struct form_entry *e;
	struct part_row r;
	int row, i, k;

	for (row = p->from; row < data; row++) {
		part_row(p, row, &r);
		if (r.end > c->wide)
			c->wide = r.end;
		for (i = 0; i < r.n; i++) {
			if (r.cell[i]->colspan == 1 &&
			    is_count(r.cell[i]->key))
				c->count = r.cell[i]->col;
			e = column(p, r.cell[i], row);
			for (k = r.cell[i]->col; e != NULL &&
			    k < PART_MAX_COLS &&
			    k < r.cell[i]->col + r.cell[i]->colspan; k++)
				c->col[k] = e;
		}
	}
	fill_gaps(p, data, c);
	for (k = PART_MAX_COLS - 1; k >= 0; k--) {
		if (c->col[k] == NULL)
			continue;
		c->first = k;
		if (c->end == 0)
			c->end = k + 1;
	}
	for (k = 0; k < PART_MAX_COLS; k++)
		if (k == 0 || c->col[k] != c->col[k - 1])
			add_order(c, c->col[k]);
}

/* Columns behind those of the applicants that have a header of their own. */
static void
other_columns(const struct part *p, int data, struct applicants *c)
{
	struct part_row r;
	int row, i;

	for (row = p->from; row < data; row++) {
		part_row(p, row, &r);
		for (i = 0; i < r.n; i++) {
			if (r.cell[i]->row < row || r.cell[i]->key.n == 0 ||
			    r.cell[i]->col < c->end)
				continue;
			c->headed = true;
			doc_warn(p->d, "unknown_column", 3, STR_NONE,
			    STR_NONE, r.cell[i]->text);
		}
	}
}

/*
 * 自然人, then what stands under 法人或其他组织, whatever of it and in whatever
 * order, and 总计 behind all or before all. A lost span would move 总计 among
 * the others, or 自然人 behind them.
 */
static bool
columns_sound(const struct applicants *c)
{
	int i, k, n = 0, end = c->n, first = 0;

	if (c->n < MIN_APPLICANTS)
		return false;
	for (i = 0; i < c->n; i++)
		for (k = 0; k < i; k++)
			if (c->order[i] == c->order[k])
				return false;
	if (is_column(c->order[0], "total"))
		first++;
	else if (is_column(c->order[end - 1], "total"))
		end--;
	if (!is_column(c->order[first], "natural"))
		return false;
	for (i = first + 1; i < end; i++) {
		if (is_column(c->order[i], "total"))
			return false;
		n += !is_column(c->order[i], "org_total");
	}
	return n >= MIN_ORGANISATIONS;
}

/* No column without a header among those that have one. */
static bool
columns_joined(const struct applicants *c)
{
	int k;

	for (k = c->first; k < c->end; k++)
		if (c->col[k] == NULL)
			return false;
	return true;
}

/*
 * The next header, from left to right. One that nobody knows, behind one that
 * is known, is of a column, too.
 */
static void
add_header(const struct part *p, const struct anchor *a, struct applicants *c)
{
	const struct form_entry *e = forms_col(p->f, 3, a->key);

	if (e == NULL && a->key.n > 0 && c->n > 0 && c->stranger == 0 &&
	    !str_starts(a->key, STR("法人")))
		c->stranger = c->n;
	add_order(c, e);
}

static void
columns_of_row(const struct part *p, int row, struct applicants *c)
{
	struct part_row r;
	int i;

	part_row(p, row, &r);
	for (i = 0; i < r.n; i++)
		add_header(p, r.cell[i], c);
}

/*
 * Without spans: the row of 自然人 names the columns from left to right, and
 * the row under it those of 法人或其他组织.
 */
static void
columns_of_rows(const struct part *p, int data, struct applicants *c)
{
	struct part_row r;
	int row, i;

	for (row = p->from; row < data; row++) {
		part_row(p, row, &r);
		for (i = 0; i < r.n; i++) {
			add_header(p, r.cell[i], c);
			if (str_starts(r.cell[i]->key, STR("法人")) &&
			    row + 1 < data)
				columns_of_row(p, ++row, c);
		}
	}
}

/* One that the form has is missing, and an unknown one stands in its place. */
static bool
has_stranger(const struct applicants *c)
{
	return c->stranger > 0 && c->n < APPLICANTS &&
	    (c->stranger < c->n || !is_column(c->order[c->n - 1], "total"));
}

/* Some tools repeat what is spanned: then the last row has all headers. */
static void
columns_flat(const struct part *p, int data, struct applicants *c)
{
	int row;

	for (row = data - 1; row >= p->from; row--) {
		c->n = c->stranger = 0;
		columns_of_row(p, row, c);
		if (columns_sound(c) && !has_stranger(c))
			return;
	}
	c->n = c->stranger = 0;
	columns_of_rows(p, data, c);
}

/* Headers are there, and 总计 is before 自然人: not the form's order. */
static bool
total_is_first(const struct part *p, int data)
{
	const struct form_entry *e;
	struct part_row r;
	int row, i;

	for (row = p->from; row < data; row++) {
		part_row(p, row, &r);
		for (i = 0; i < r.n; i++) {
			e = forms_col(p->f, 3, r.cell[i]->key);
			if (e != NULL && (is_column(e, "total") ||
			    is_column(e, "natural")))
				return is_column(e, "total");
		}
	}
	return false;
}

/* Whether each row with a number has one number, behind its labels. */
static bool
has_single_values(const struct part *p, int data)
{
	struct part_row r;
	int row, i, n;

	for (row = data; row < p->to; row++) {
		part_row(p, row, &r);
		for (n = i = 0; i < r.n; i++)
			n += r.cell[i]->state == CELL_NUM;
		if (n > 1 || (n == 1 && r.cell[r.n - 1]->state != CELL_NUM))
			return false;
	}
	return true;
}

/* Whether the line above the table speaks of some of those who asked. */
static bool
is_below_some(const struct part *p)
{
	static const char *const words[] = { "自然人", "法人", "企业", "科研",
		"公益", "法律服务", "其他" };
	const struct block *v = p->d->blocks.v, *b;
	const struct block *above = NULL;

	for (b = v; b < v + p->d->blocks.n; b++) {
		if (b->grid != NULL && b->grid->no == p->pieces[0].no)
			break;
		if (b->hans.n > 0)
			above = b;
	}
	return above != NULL && str_chars(above->hans) <= MAX_ABOVE &&
	    affix_find_any(above->hans, words, AFFIX_LEN(words)) >= 0;
}

/*
 * Some print one number a row, under 总计 or 数量: not who asked. A second
 * header would be of another column.
 */
static bool
columns_single(const struct part *p, int data, struct applicants *c)
{
	static const char *const heads[] = { "总计", "合计", "数量", "件数",
		"申请数量", "总数", "统计数" };
	struct part_row r;
	int row, i, known = 0;
	size_t k;

	if (!has_single_values(p, data))
		return false;
	for (row = p->from; row < data; row++) {
		part_row(p, row, &r);
		for (i = 1; i < r.n; i++) {
			if (r.cell[i]->key.n == 0)
				continue;
			for (k = 0; k < sizeof(heads) / sizeof(*heads); k++)
				known += str_eq(r.cell[i]->key,
				    str_of(heads[k]));
			if (known != 1)
				return false;
		}
	}
	if (known == 0 && (data > p->from || p->g->flat || is_below_some(p)))
		return false;
	memset(c, 0, sizeof(*c));
	add_order(c, forms_col_code(p->f, 3, STR("total")));
	if (known == 0)
		doc_warn(p->d, "header_by_position", 3, STR_NONE,
		    STR("total"), STR("no headers; one number a row"));
	return true;
}

/*
 * No headers can be read: the form's own order by counting, each column with
 * a warning.
 */
static void
columns_by_position(const struct part *p, int data, struct applicants *c)
{
	const struct form_entry *e;
	int i;

	memset(c, 0, sizeof(*c));
	if (total_is_first(p, data))
		return;
	for (i = 0; i < APPLICANTS; i++) {
		e = forms_col_code(p->f, 3, str_of(applicants[i]));
		add_order(c, e);
		doc_warn(p->d, "header_by_position", 3, STR_NONE, e->code,
		    arena_printf(p->d->arena, "table %d: headers of the "
		    "applicants are missing or incomplete", p->g->no));
	}
}

/* Columns that the form has and the table has not; without 总计 no sum is. */
static void
warn_missing(const struct part *p, const struct applicants *c)
{
	const char *list = "";
	int i, k;

	for (i = 0; i < APPLICANTS; i++) {
		for (k = 0; k < c->n && !str_eq(c->order[k]->code,
		    str_of(applicants[i])); k++)
			;
		if (k == c->n)
			list = arena_printf(p->d->arena, "%s%s%s", list,
			    *list != '\0' ? " " : "", applicants[i]).p;
	}
	if (*list != '\0')
		doc_warn(p->d, "columns_missing", 3, STR_NONE, STR_NONE,
		    str_of(list));
}

/* The form has never had them in another order; 总计 may stand first. */
static void
warn_moved(const struct part *p, const struct applicants *c, int data)
{
	const struct form_entry *last = NULL;
	int i;

	for (i = 0; i < c->n; i++) {
		if (is_column(c->order[i], "total") ||
		    is_column(c->order[i], "org_total"))
			continue;
		if (last != NULL && c->order[i] < last) {
			part_warn(p, "header_moved", STR_NONE, data,
			    "headers are not in the order of the form");
			return;
		}
		last = c->order[i];
	}
}

/*
 * What fills up the rows of flattened text may be padding at their ends; but
 * then the headers, which have the most spans, are not in their places. In a
 * page without spans they are not either.
 */
void
applicants_read(const struct part *p, int data, struct applicants *c)
{
	*c = (struct applicants){ .count = -1 };
	if (!p->g->flat || part_is_square(p)) {
		columns_by_grid(p, data, c);
		c->by_grid = columns_sound(c) && columns_joined(c);
	}
	if (c->by_grid) {
		other_columns(p, data, c);
		warn_missing(p, c);
		warn_moved(p, c, data);
		return;
	}
	memset(c, 0, sizeof(*c));
	columns_flat(p, data, c);
	if (columns_sound(c) && !has_stranger(c)) {
		warn_missing(p, c);
		warn_moved(p, c, data);
	} else if (!columns_single(p, data, c)) {
		columns_by_position(p, data, c);
	}
}
