/* SPDX-License-Identifier: MIT */
/*
 * The columns are read from the headers first, then each row by its labels
 * and the group that the rows above opened.
 */
#include "requests.h"

#include "applicants.h"
#include "label.h"
#include "number.h"

enum {
	MAX_LABELS = 4,		/* cells in front of the values, with 序号 */
	LABEL_COLUMNS = 3,
	MAX_BARE = 8,		/* rows in a row without a label */
	MAX_GROUPS = 8,		/* the form has five */
	ALL_APPLICANTS = 7
};

/* Where we are among the groups while going down the rows. */
struct place {
	struct str group;	/* "req_deny_sub", ..., "" */
	bool three_others;	/* （六） has its three rows (T2021) */
};

/* "（四）无法提供2.没有现成信息需要另行制作": a group, and a row of the form. */
static bool
ends_path(const struct part *p, struct str hans)
{
	struct str parts[MAX_LABELS];
	int all, n = label_path(label_squeeze(p->d->arena, hans), parts,
	    MAX_LABELS);

	return n > 1 && forms_any_row(p->f, 3, label_key(p->d->arena,
	    parts[n - 1]), &all) != NULL;
}

/* A row of the form; one whose label lost letters has numbers too. */
static bool
is_row(const struct part *p, const struct part_row *r)
{
	struct str key;
	int i, n;
	bool numbers = part_has_number(r, 1);

	for (i = 0; i < r->n && i < MAX_LABELS; i++) {
		key = r->cell[i]->key;
		if (key.n > 0 && forms_col(p->f, 3, key) == NULL &&
		    (forms_any_row(p->f, 3, key, &n) != NULL ||
		    (numbers && (forms_row(p->f, 3, STR(""), key, &n) !=
		    NULL || ends_path(p, r->cell[i]->hans)))))
			return true;
	}
	return false;
}

/* The first data row; header rows stand before it. */
static int
first_row(const struct part *p)
{
	struct part_row r;
	int row;

	for (row = p->from; row < p->to; row++) {
		part_row(p, row, &r);
		if (is_row(p, &r))
			break;
	}
	return row;
}

/* ---- rows ---- */

static bool
is_stub(struct str key)
{
	return key.n == 0 || str_has(key, STR("本年度办")) ||
	    str_eq(key, STR("理结果")) || str_eq(key, STR("度办理结果"));
}

/* 其他处理 is a row of its own in T2019 and a group in T2021. */
static const struct form_entry *
other_row(const struct part *p, const struct place *at,
    const struct form_entry *e)
{
	if (e == NULL || (!str_eq(e->code, STR("req_other")) &&
	    !str_eq(e->code, STR("req_other_sub"))))
		return e;
	return forms_row_code(p->f, 3, at->three_others ?
	    STR("req_other_sub") : STR("req_other"));
}

/* A group that has no row 其他 in the form; an office may add one. */
static bool
is_group(struct str code)
{
	return code.n > 0 && !str_eq(code, STR("req_other_sub"));
}

/* "3.其他" */
static bool
is_third(const struct part *p, struct str hans)
{
	int level, number = 0;

	label_enumerator(label_squeeze(p->d->arena, hans), &level, &number);
	return number == 3;
}

/*
 * A label at the top of the form, or one that only one group has: then the
 * heading of that group was lost. "3.其他" is the third row of （六）,
 * "（六）其他" is all of it, "9.其他" a row of （三） that the form has not.
 */
static const struct form_entry *
other_place(const struct part *p, struct place *at, struct str hans,
    struct str key, int *like)
{
	const struct form_entry *e;
	int n, level;

	if (str_eq(key, STR("其他")) && (level = label_level(p->d->arena,
	    hans)) != 2) {
		if (is_group(at->group) && !is_third(p, hans))
			return NULL;
		if (level == 3) {
			*like = 1000;
			return forms_row_code(p->f, 3, STR("req_other_misc"));
		}
	}
	e = forms_row(p->f, 3, STR(""), key, like);

	if (e == NULL) {
		e = forms_any_row(p->f, 3, key, &n);
		if (e == NULL || n > 1)
			return NULL;
		*like = 1000;
		at->group = e->parent;
		return e;
	}
	e = other_row(p, at, e);
	at->group = str_ends(e->code, STR("_sub")) ? e->code : STR("");
	return e;
}

/* "（六）其他", the heading above "3.其他". */
static bool
is_other_heading(const struct part *p, struct str hans, struct str key)
{
	return str_eq(key, STR("其他")) && label_level(p->d->arena, hans) == 2 &&
	    !is_third(p, hans);
}

/* The row that one label names where we are; moves the place along. */
static const struct form_entry *
row_of(const struct part *p, struct place *at, struct str hans,
    struct str key, int *like)
{
	const struct form_entry *e = NULL;

	if (at->group.n > 0 && str_eq(key, STR("小计"))) {
		*like = 1000;
		return forms_row_code(p->f, 3, at->group);
	}
	if (at->group.n > 0 && !is_other_heading(p, hans, key))
		e = forms_row(p->f, 3, at->group, key, like);
	return e != NULL ? e : other_place(p, at, hans, key, like);
}

/*
 * "三、本年度办理结果（三）不予公开1.属于国家秘密" in one cell: each part but the
 * last must be a group, and the last a row.
 */
static const struct form_entry *
row_of_path(const struct part *p, struct place *at, struct str hans,
    int *like)
{
	const struct form_entry *e = NULL;
	struct str parts[MAX_LABELS], key;
	int i, n = label_path(label_squeeze(p->d->arena, hans), parts,
	    MAX_LABELS);

	for (i = 0; i < n && n > 1; i++) {
		key = label_key(p->d->arena, parts[i]);
		if (is_stub(key) && i + 1 < n)
			continue;
		if (e != NULL && !str_ends(e->code, STR("_sub")))
			return NULL;
		e = row_of(p, at, parts[i], key, like);
		if (e == NULL || *like < 1000)
			return NULL;
	}
	return e;
}

/* How many of these cells are labels: not 件, nor the number of the row. */
static int
count_words(const struct part_row *r, int labels)
{
	while (labels > 1 && (r->cell[labels - 1]->state == CELL_NUM ||
	    str_eq(r->cell[labels - 1]->key, STR("件"))))
		labels--;
	return labels;
}

/* "（六）其他处理", "其他": what may stand in front of a row's own label. */
static bool
may_be_heading(const struct part *p, const struct form_entry *e,
    struct str hans)
{
	return str_ends(e->code, STR("_sub")) ||
	    str_eq(e->code, STR("req_other")) ||
	    (str_eq(e->code, STR("req_other_misc")) &&
	    label_level(p->d->arena, hans) == 0);
}

/* What a row of its own is called behind the heading of its group. */
static bool
is_own_label(struct str key)
{
	return !is_stub(key) && !str_eq(key, STR("小计"));
}

/* "（六）情况说明": a group that nobody knows ends the one above it. */
static void
leave_group(const struct part *p, struct place *at, const struct anchor *a)
{
	int level = is_stub(a->key) ? 0 : label_level(p->d->arena, a->hans);

	if (level == 1 || level == 2)
		at->group = STR("");
}

/* The row that these labels name; moves the place along. */
static const struct form_entry *
find_row(const struct part *p, struct place *at, const struct part_row *r,
    int labels, int *likeness)
{
	const struct form_entry *e, *found = NULL;
	bool heading = false;
	int i, like;

	for (i = 0; i < labels; i++) {
		e = is_stub(r->cell[i]->key) ? NULL :
		    row_of(p, at, r->cell[i]->hans, r->cell[i]->key, &like);
		if (e == NULL)
			e = row_of_path(p, at, r->cell[i]->hans, &like);
		if (e == NULL) {
			leave_group(p, at, r->cell[i]);
			if (heading && is_own_label(r->cell[i]->key))
				found = NULL;
			continue;
		}
		found = e;
		heading = may_be_heading(p, e, r->cell[i]->hans);
		*likeness = like;
	}
	return found;
}

static bool
has_three_others(const struct part *p)
{
	const struct form_entry *e;
	struct part_row r;
	struct str parts[MAX_LABELS];
	int row, i, n, like;

	for (row = p->from; row < p->to; row++) {
		part_row(p, row, &r);
		for (i = 0; i < r.n && i < MAX_LABELS; i++) {
			/* Numbers, which are most cells, are no labels. */
			if (r.cell[i]->state == CELL_NUM &&
			    r.cell[i]->key.n == r.cell[i]->hans.n)
				continue;
			if (r.cell[i]->row < row && row > p->from)
				continue;	/* seen above */
			n = label_path(label_squeeze(p->d->arena,
			    r.cell[i]->hans), parts, MAX_LABELS);
			e = n == 0 ? NULL : forms_row(p->f, 3,
			    STR("req_other_sub"), n == 1 ? r.cell[i]->key :
			    label_key(p->d->arena, parts[n - 1]), &like);
			if (e != NULL && !str_eq(e->code,
			    STR("req_other_misc")))
				return true;
		}
	}
	return false;
}

/* ---- values ---- */

/*
 * Cells that are labels: the words at the start of a row, and what is empty
 * before them where a page leaves out a merged cell.
 */
static int
count_labels(const struct part_row *r)
{
	int i, n = 0;

	for (i = 0; i < r->n && i < 3; i++) {
		if (r->cell[i]->state == CELL_TEXT)
			n = i + 1;
		else if (r->cell[i]->text.n > 0)
			break;
	}
	return n;
}

/* In a value's place, the label of a row: two rows have run together. */
static bool
holds_label(const struct part *p, const struct part_row *r, int from)
{
	int i, n;

	for (i = from; i < r->n; i++)
		if (r->cell[i]->state == CELL_TEXT &&
		    str_chars(r->cell[i]->key) > 1 &&
		    forms_any_row(p->f, 3, r->cell[i]->key, &n) != NULL)
			return true;
	return false;
}

/*
 * A row of flattened text can have more cells than labels and values. They
 * must be blank: what a wide label left behind it, or padding at the end (the
 * bars of a lost span). The values begin `least` to `most` cells behind the
 * labels; false if there are too few or too many.
 */
static bool
value_range(const struct applicants *c, const struct part_row *r, int labels,
    int *least, int *most)
{
	int lead = labels, tail = 0, more = r->n - labels - c->n;

	if (more < 0)
		return false;
	while (lead < r->n && r->cell[lead]->text.n == 0)
		lead++;
	while (tail < more && r->cell[r->n - 1 - tail]->text.n == 0)
		tail++;
	*least = more - tail;
	*most = lead - labels < more ? lead - labels : more;
	return *least <= *most;
}

/*
 * Which of the two it is in this table: rows that can be read in one way only
 * tell. One alone that is moved to the right may be damaged. Without any, it
 * is padding if only so a row has its total.
 */
static void
read_padding(const struct part *p, struct applicants *c, int data)
{
	struct part_row r;
	int row, labels, least, most, left = 0, right = 0, total = 0;

	for (row = data; row < p->to; row++) {
		part_row(p, row, &r);
		c->widest = r.n > c->widest ? r.n : c->widest;
		labels = count_labels(&r);
		if (labels == 0 || !part_has_number(&r, labels) ||
		    !value_range(c, &r, labels, &least, &most) ||
		    r.n == labels + c->n)
			continue;
		if (least < most) {
			total += r.cell[labels + c->n - 1]->text.n > 0;
			total -= r.cell[labels + most + c->n - 1]->text.n > 0;
			continue;
		}
		left += least == 0;
		right += labels + least + c->n == r.n;
	}
	c->padded = right == 0 && (left > 0 || total > 0);
	c->right = left == 0 && right > 1;
}

/*
 * Where wide labels left blank cells, a row is as wide as its label says: 一、
 * covers all columns of labels, （一） all but the first, which 三、 covers from
 * above, "1." has one. Else a cell is lost, and a blank would be taken for it.
 */
static bool
has_its_width(const struct part *p, const struct applicants *c,
    const struct part_row *r, int labels)
{
	int level = 0, number, spare = LABEL_COLUMNS - labels;

	if (c->widest != c->n + LABEL_COLUMNS || label_enumerator(
	    label_squeeze(p->d->arena, r->cell[labels - 1]->hans), &level,
	    &number) == 0)
		return true;
	if (level == 1)
		return r->n == c->widest;
	return r->n == c->widest - spare + (level == 2 ? 1 : 0);
}

/* The first value of a row, by counting; -1 if that is not certain. */
static int
first_value(const struct part *p, const struct applicants *c,
    const struct part_row *r, int labels, struct str ind, int row)
{
	int least, most;

	if (!value_range(c, r, labels, &least, &most) ||
	    (c->right ? labels + most + c->n != r->n ||
	    !has_its_width(p, c, r, labels) : least > 0 ||
	    (most > 0 && !c->padded && part_has_number(r, labels)))) {
		part_warn(p, "row_damaged", ind, row,
		    "not as many values as columns; left out");
		return -1;
	}
	if (c->right)
		return labels + most;
	if (r->cell[labels + c->n - 1]->text.n == 0)
		part_warn(p, "blank_or_padding", ind, row,
		    "the last cell may be padding for one that was lost");
	else if (p->g->flat && r->n == labels + c->n && labels < 3 &&
	    r->cell[labels]->text.n == 0)
		part_warn(p, "blank_or_padding", ind, row,
		    "the first cell may be what a wide label left");
	return labels;
}

static void
values_by_count(const struct part *p, const struct applicants *c, int row,
    const struct part_row *r, int labels, struct str ind)
{
	int i, first = first_value(p, c, r, labels, ind, row);

	if (first < 0)
		return;
	if (!p->g->flat)
		part_warn(p, "row_realigned", ind, row,
		    "not as wide as the headers; placed by counting");
	else if (part_has_words(r, first))
		part_warn(p, "doubtful_row", ind, row,
		    "words where numbers belong");
	for (i = 0; i < c->n; i++)
		part_add(p, ind, c->order[i]->code, row, r->cell[first + i],
		    c->order[i]->unit, STR(""));
}

/* One number under two headers, all of the second: it is the first one's. */
static void
warn_merged(const struct part *p, const struct applicants *c,
    const struct anchor *a, struct str ind)
{
	int k, next;

	for (k = a->col + 1; k < a->col + a->colspan && k < c->end; k = next) {
		for (next = k + 1; next < c->end &&
		    c->col[next] == c->col[k]; next++)
			;
		if (c->col[k] == c->col[a->col] ||
		    next > a->col + a->colspan)
			continue;
		doc_warn(p->d, "merged_value", 3, ind, c->col[a->col]->code,
		    a->text);
		return;
	}
}

static void
values_by_grid(const struct part *p, const struct applicants *c, int row,
    const struct part_row *r, int labels, struct str ind)
{
	const struct form_entry *e;
	int i, col;

	for (i = labels; i < r->n; i++) {
		col = r->cell[i]->col;
		e = col < PART_MAX_COLS ? c->col[col] : NULL;
		if (e != NULL && col < c->end) {
			part_add(p, ind, e->code, row, r->cell[i], e->unit,
			    STR(""));
			warn_merged(p, c, r->cell[i], ind);
		} else if (r->cell[i]->text.n > 0 && !(c->headed &&
		    col >= c->end))
			doc_warn(p->d, "extra_value", 3, ind, STR_NONE,
			    r->cell[i]->text);
	}
}

/*
 * A row as wide as the headers has its values under them, unless a number
 * stands among its labels: then a span from above has moved it.
 */
static bool
is_aligned(const struct applicants *c,
    const struct part_row *r)
{
	bool label = false;
	int i;

	if (!c->by_grid || (r->end != c->end && r->end != c->wide))
		return false;
	for (i = r->n; i-- > 0 && r->cell[i]->col >= c->end;)
		if (r->cell[i]->text.n > 0 && !c->headed)
			return false;
	for (i = 0; i < r->n && r->cell[i]->col < c->first; i++) {
		if (r->cell[i]->state == CELL_TEXT)
			label = true;
		else if (label && r->cell[i]->text.n > 0 &&
		    r->cell[i]->col != c->count)
			return false;
	}
	return true;
}

static int
labels_before(const struct applicants *c, const struct part_row *r)
{
	int n = 0;

	while (n < r->n && r->cell[n]->col < c->first)
		n++;
	return n;
}

/*
 * "（三）不予公开" with figures behind rows of its group: the label of one of
 * them was lost. 小计 may stand there.
 */
static bool
is_late_heading(const struct part *p, const struct form_entry *e,
    struct str key)
{
	const struct form_entry *last;

	if (!str_ends(e->code, STR("_sub")) || str_eq(key, STR("小计")) ||
	    p->d->cells.n == p->first_cell)
		return false;
	last = forms_row_code(p->f, 3,
	    p->d->cells.v[p->d->cells.n - 1].ind);
	return last != NULL && str_eq(last->parent, e->code);
}

/* The row of the form that was read, or NULL. */
static const struct form_entry *
code_row(struct part *p, const struct applicants *c, struct place *at, int row,
    const struct part_row *r)
{
	const struct form_entry *e;
	struct str ind;
	int labels, words, likeness = 0;
	bool aligned = is_aligned(c, r);

	labels = aligned ? labels_before(c, r) : count_labels(r);
	words = count_words(r, labels);
	e = find_row(p, at, r, words, &likeness);
	/* The heading of a group is a row only where it has numbers. */
	if (labels == 0 || ((e == NULL || str_ends(e->code, STR("_sub"))) &&
	    !part_has_number(r, labels)))
		return NULL;
	if (e == NULL && is_stub(r->cell[words - 1]->key))
		return NULL;
	if (e != NULL && !part_claim(p, e->code, row))
		return NULL;
	ind = e != NULL ? e->code :
	    part_unknown_row(p, row, r->cell[words - 1]->text);
	if (e != NULL)
		part_likeness(p, ind, row, r->cell[words - 1]->text, likeness);
	if (holds_label(p, r, labels) || part_runs_on(p, row) || (e != NULL &&
	    is_late_heading(p, e, r->cell[words - 1]->key)))
		part_warn(p, "row_damaged", ind, row,
		    "labels of two rows, or one lost; left out");
	else if (aligned)
		values_by_grid(p, c, row, r, labels, ind);
	else
		values_by_count(p, c, row, r, labels, ind);
	return e;
}

/* ---- rows without a label ---- */

/* Numbers and nothing else, whose total is their sum. */
static bool
is_bare_row(const struct part *p, const struct applicants *c,
    const struct part_row *r)
{
	struct decimal sum = { 0, 0 }, v, total = { 0, 0 };
	struct number n;
	int i;

	if (!p->g->flat || c->n != ALL_APPLICANTS || r->n < c->n)
		return false;
	for (i = 0; i < r->n; i++) {
		if (i >= c->n) {
			if (r->cell[i]->text.n > 0)
				return false;
			continue;
		}
		if (number_cell(p->d->arena, r->cell[i]->hans, &n) !=
		    CELL_NUM || !number_parse(n.value, &v))
			return false;
		if (str_eq(c->order[i]->code, STR("total")))
			total = v;
		else if (!number_add(sum, v, &sum))
			return false;
	}
	return number_cmp(sum, total) == 0;
}

/*
 * Rows [from, to) have lost their labels, as text from a PDF does, between
 * two that have theirs. If the form has as many rows there, those are they.
 */
static void
code_bare_rows(struct part *p, const struct applicants *c, int from, int to,
    const struct form_entry *above, const struct form_entry *below,
    const struct place *at)
{
	const struct form_entry *e, *missing[MAX_BARE];
	struct part_row r;
	bool three = at->three_others ||
	    str_eq(below->code, STR("req_other_misc"));
	int row, i, n = 0;

	for (e = above + 1; e < below; e++) {
		if (e->tbl != 3 || str_ends(e->code, STR("_sub")) ||
		    (three ? str_eq(e->code, STR("req_other")) :
		    str_eq(e->parent, STR("req_other_sub"))))
			continue;
		if (n == MAX_BARE)
			return;
		missing[n++] = e;
	}
	if (n != to - from)
		return;
	for (row = from; row < to; row++) {
		part_row(p, row, &r);
		e = missing[row - from];
		if (!part_claim(p, e->code, row))
			continue;
		part_warn(p, "row_by_position", e->code, row,
		    "it has no label; told by the rows around it");
		for (i = 0; i < c->n; i++)
			part_add(p, e->code, c->order[i]->code, row,
			    r.cell[i], c->order[i]->unit, STR(""));
	}
}

/*
 * Between a label without figures and figures without a label, the figures of
 * all rows may stand a line too low: cells [from, to) are in doubt.
 */
static void
doubt_rows(const struct part *p, size_t from, size_t to, int row)
{
	const struct cell *v = p->d->cells.v;
	size_t i;

	for (i = from; i < to; i++)
		if (i == from || !str_eq(v[i].ind, v[i - 1].ind))
			part_warn(p, "doubtful_row", v[i].ind, row,
			    "between a label without figures and figures "
			    "without a label");
}

static void
code_all(struct part *p, const struct applicants *c, int data)
{
	struct place at = { STR(""), has_three_others(p) };
	const struct form_entry *above = NULL, *e;
	struct part_row r;
	int row, bare = data;
	size_t had, lone = 0;	/* cells before a label alone */
	bool doubt = false;

	for (row = data; row < p->to; row++) {
		part_row(p, row, &r);
		had = p->d->cells.n;
		if (is_bare_row(p, c, &r)) {
			if (doubt)
				doubt_rows(p, lone, had, row);
			doubt = false;
			continue;
		}
		e = code_row(p, c, &at, row, &r);
		if (e != NULL && p->g->flat && r.n == count_labels(&r)) {
			doubt = true;
			lone = p->d->cells.n;
		} else if (e == NULL && doubt && part_has_number(&r, 0)) {
			doubt_rows(p, lone, had, row);
			doubt = false;
		}
		if (bare < row && above != NULL && e != NULL)
			code_bare_rows(p, c, bare, row, above, e, &at);
		bare = row + 1;
		above = e;
	}
}

/*
 * "（三）不予公开" with figures is a subtotal, or the first row of the group
 * whose own label was lost. Where that row is missing, it is dropped.
 */
static void
drop_false_subtotals(struct part *p)
{
	struct cell *all = p->d->cells.v;
	struct str dropped[MAX_GROUPS], last = STR("");
	const struct form_entry *first;
	size_t i, k, n_dropped = 0, n = p->first_cell;

	for (i = p->first_cell; i < p->d->cells.n; i++) {
		if (!str_ends(all[i].ind, STR("_sub")) ||
		    str_eq(all[i].ind, last))
			continue;
		last = all[i].ind;
		first = forms_under(p->f, 3, last);
		if (first == NULL || n_dropped == MAX_GROUPS ||
		    doc_cell(p->d, 3, first->code, STR("total")) != NULL)
			continue;
		dropped[n_dropped++] = last;
		part_warn(p, "row_damaged", first->code, p->from,
		    "its label may be lost; left out");
	}
	if (n_dropped == 0)
		return;
	for (i = n; i < p->d->cells.n; i++) {
		for (k = 0; k < n_dropped &&
		     !str_eq(dropped[k], all[i].ind); k++)
			;
		if (k == n_dropped)
			all[n++] = all[i];
	}
	doc_keep_cells(p->d, n);
}

/*
 * No row of the form was read: the rows are offices or districts, under
 * headers that only look like those of the form.
 */
static void
drop_strangers(struct part *p)
{
	size_t i;

	for (i = p->first_cell; i < p->d->cells.n; i++)
		if (!str_starts(p->d->cells.v[i].ind, STR("x_")))
			return;
	doc_keep_cells(p->d, p->first_cell);
}

void
requests_code(struct part *p)
{
	struct applicants c = { .n = 0 };
	int data = first_row(p);

	if (data == p->to)
		return;
	applicants_read(p, data, &c);
	if (c.n == 0) {
		part_warn(p, "header_missing", STR_NONE, data,
		    "headers cannot be told apart; left out");
		return;
	}
	if (!c.by_grid)
		read_padding(p, &c, data);
	code_all(p, &c, data);
	drop_false_subtotals(p);
	drop_strangers(p);
}
