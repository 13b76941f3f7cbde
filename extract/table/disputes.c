/* SPDX-License-Identifier: MIT */
/*
 * A value belongs to the group and the outcome that stand above it or to its
 * left. If that does not give every value a place of its own and every group
 * all its outcomes, then the order of the form, which has never changed,
 * places a row of fifteen; anything else is left out.
 */
#include "disputes.h"

#include "label.h"
#include "number.h"

enum {
	OUTCOMES = 5,
	GROUPS = 3,
	VALUES = GROUPS * OUTCOMES,
	ALL_BUT_PENDING = 027	/* bits of outcomes */
};

static const char *const groups[GROUPS] = { "recon", "lit_direct",
	"lit_after" };
static const char *const outcomes[OUTCOMES] = { "upheld", "corrected",
	"other", "pending", "total" };

/* A row, and the group and outcome that each cell names, or -1. */
struct named_row {
	struct part_row r;
	int row;
	signed char group[PART_MAX_COLS], outcome[PART_MAX_COLS];
};

/* Where the value of each code is; NULL where there is none. */
struct places {
	const struct anchor *at[GROUPS][OUTCOMES];
	int row[GROUPS][OUTCOMES];
};

int
disputes_group(struct arena *arena, struct str hans)
{
	/* 行政诉讼（复议后起诉） keeps what is in brackets. */
	struct str key = label_squeeze(arena, hans);

	if (str_has(key, STR("未经复议")) || str_has(key, STR("直接起诉")))
		return 1;
	if (str_has(key, STR("复议后")))
		return 2;
	return str_has(key, STR("行政复议")) &&
	    !str_has(key, STR("诉讼")) ? 0 : -1;
}

int
disputes_outcome(struct str key)
{
	static const char *const names[] = { "结果维持", "结果纠正", "其他结果",
		"尚未审结", "总计", "维持", "纠正", "其他", "未审结", "合计",
		"维持结果", "纠正结果", "其它结果", "尚未办结", "小计" };
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (str_eq(key, str_of(names[i])))
			return (int)(i % OUTCOMES);
	return -1;
}

/* 行政复议结果维持: the outcome at the end of what names a group. */
static int
last_outcome(struct str key)
{
	static const char *const names[OUTCOMES] = { "结果维持", "结果纠正",
		"其他结果", "尚未审结", "总计" };
	int i;

	for (i = OUTCOMES - 1; i >= 0 && !str_ends(key, str_of(names[i])); i--)
		;
	return i;
}

static void
read_row(const struct part *p, int row, struct named_row *to)
{
	const struct anchor *a;
	bool words;
	int i;

	part_row(p, row, &to->r);
	to->row = row;
	for (i = 0; i < to->r.n; i++) {
		a = to->r.cell[i];
		words = a->key.n > 0 && !part_is_count(a->hans);
		to->group[i] = (signed char)(words ?
		    disputes_group(p->d->arena, a->hans) : -1);
		to->outcome[i] = (signed char)(words ?
		    disputes_outcome(a->key) : -1);
		if (to->group[i] >= 0)
			to->outcome[i] = (signed char)last_outcome(a->key);
	}
}

/* Cell i stands above, with the blanks that a wide cell left, or to the left. */
static bool
covers(const struct part_row *r, int i, int row, int col)
{
	const struct anchor *a = r->cell[i];
	int to = a->col + a->colspan;

	while (++i < r->n && r->cell[i]->text.n == 0)
		to = r->cell[i]->col + r->cell[i]->colspan;
	return (a->row < row && col >= a->col && col < to) ||
	    (a->col < col && row >= a->row && row < a->row + a->rowspan);
}

/* The group and outcome of the cell at (row, col); -1 if unclear. */
static void
find_place(const struct part *p, const struct named_row *rows, int row,
    int col, int *group, int *outcome)
{
	int y, i;

	*group = *outcome = -1;
	for (y = 0; y <= row - p->from; y++)
		for (i = 0; i < rows[y].r.n; i++) {
			if ((rows[y].group[i] < 0 && rows[y].outcome[i] < 0) ||
			    !covers(&rows[y].r, i, row, col))
				continue;
			if (rows[y].group[i] >= 0)
				*group = rows[y].group[i];
			if (rows[y].outcome[i] >= 0)
				*outcome = rows[y].outcome[i];
		}
}

/* False when two values want one place, or one has none. */
static bool
place_row(const struct part *p, const struct named_row *rows, int row,
    struct places *at)
{
	const struct named_row *named = &rows[row - p->from];
	const struct part_row *r = &named->r;
	int i, group, outcome;
	bool placed = false, words;

	for (i = 0; i < r->n; i++) {
		words = r->cell[i]->state == CELL_TEXT;
		if (r->cell[i]->row < row || (words &&
		    (named->group[i] >= 0 || named->outcome[i] >= 0)))
			continue;
		find_place(p, rows, row, r->cell[i]->col, &group, &outcome);
		if (group < 0 || outcome < 0) {
			if (words)
				continue;
			if (placed || r->cell[i]->text.n > 0)
				return false;
			continue;
		}
		if (at->at[group][outcome] != NULL) {
			/* Word ends each row of a table with an empty cell. */
			if (r->cell[i]->text.n == 0)
				continue;
			return false;
		}
		at->at[group][outcome] = r->cell[i];
		at->row[group][outcome] = row;
		placed = true;
	}
	return true;
}

/*
 * Each group has all its outcomes, or none; or all have the same, an office's
 * table without the column 尚未审结.
 */
static bool
complete(const struct places *at)
{
	int g, o, n, all = 0;
	unsigned has[GROUPS] = { 0 };

	for (g = 0; g < GROUPS; g++) {
		for (n = o = 0; o < OUTCOMES; o++)
			if (at->at[g][o] != NULL) {
				has[g] |= 1U << o;
				n++;
			}
		all += n != 0 && n != OUTCOMES ? -VALUES : n;
	}
	return all > 0 || (has[0] == has[1] && has[0] == has[2] &&
	    has[0] == ALL_BUT_PENDING);
}

/* Outcomes that a row names. */
static int
count_outcomes(const struct named_row *row)
{
	int i, n = 0;

	for (i = 0; i < row->r.n; i++)
		n += row->outcome[i] >= 0;
	return n;
}

/* Whether a row holds values, numbers or not; the headers are above it. */
static bool
has_values(const struct part *p, const struct named_row *rows, int row)
{
	const struct named_row *named = &rows[row - p->from];
	const struct part_row *r = &named->r;
	int i, y, n = 0;
	bool below = false;

	if (part_has_number(r, 0))
		return !part_counts_columns(p, r);
	/* 其他结果 | 无 */
	if (r->n > 1 && r->cell[r->n - 1]->state == CELL_NA &&
	    count_outcomes(named) == 1)
		return true;
	for (y = 0; y < row - p->from; y++)
		below |= count_outcomes(&rows[y]) > 0;
	for (i = 0; i < r->n; i++)
		n += r->cell[i]->row == row &&
		    r->cell[i]->state != CELL_TEXT;
	return below && n >= OUTCOMES && count_outcomes(named) == 0;
}

/* A row that is empty, above or below one that is not. */
static bool
is_spacer(const struct part *p, const struct named_row *rows, int row)
{
	const struct part_row *r = &rows[row - p->from].r;
	int i, y;

	for (i = 0; i < r->n; i++)
		if (r->cell[i]->text.n > 0)
			return false;
	for (y = 0; y < p->to - p->from; y++)
		if (part_has_number(&rows[y].r, 0))
			return true;
	return false;
}

static bool
place_all(const struct part *p, const struct named_row *rows,
    struct places *at)
{
	int row;

	for (row = p->from; row < p->to; row++)
		if (has_values(p, rows, row) && !is_spacer(p, rows, row) &&
		    !place_row(p, rows, row, at))
			return false;
	return complete(at);
}

/* A row of fifteen values and no words, in the order of the form. */
static bool
place_in_order(const struct part_row *r, int row,
    struct places *at)
{
	int i;

	if (r->n != VALUES)
		return false;
	for (i = 0; i < r->n; i++)
		if (r->cell[i]->state == CELL_TEXT)
			return false;
	for (i = 0; i < VALUES; i++) {
		at->at[i / OUTCOMES][i % OUTCOMES] = r->cell[i];
		at->row[i / OUTCOMES][i % OUTCOMES] = row;
	}
	return true;
}

/*
 * The headers above a row, read from left to right, are those of the form:
 * all together, or in one row where a tool repeats what is spanned.
 */
static bool
headers_in_order(const struct part *p, const struct named_row *rows, int row)
{
	int y, i, o, n = 0, here;
	bool wrong = false;

	for (y = 0; y < row - p->from; y++) {
		for (here = i = 0; i < rows[y].r.n; i++) {
			if ((o = rows[y].outcome[i]) < 0)
				continue;
			wrong |= o != n++ % OUTCOMES;
			here = here >= 0 && o == here % OUTCOMES ? here + 1 :
			    -1;
		}
		if (here == VALUES)
			return true;
	}
	return n == VALUES && !wrong;
}

/* 行政诉讼 stands before 行政复议, or 复议后起诉 before 未经复议直接起诉. */
static bool
groups_moved(const struct named_row *rows, int n)
{
	int y, i, group, last;

	for (y = 0; y < n; y++)
		for (i = 0, last = -1; i < rows[y].r.n; i++) {
			group = rows[y].group[i];
			if (str_eq(rows[y].r.cell[i]->key, STR("行政诉讼")))
				group = 1;
			if (group >= 0 && group < last)
				return true;
			last = group >= 0 ? group : last;
		}
	return false;
}

/*
 * Headers named in another order than the form's; an office may leave one out,
 * but none of them has a group without its first.
 */
static bool
outcomes_moved(const struct named_row *rows, int n)
{
	int y, i, o, last = OUTCOMES;

	for (y = 0; y < n; y++)
		for (i = 0; i < rows[y].r.n; i++) {
			if ((o = rows[y].outcome[i]) < 0 ||
			    rows[y].r.cell[i]->row != rows[0].row + y)
				continue;
			if (o != 0 && o <= last)
				return true;
			last = o;
		}
	return false;
}

static void
add_all(struct part *p, const struct places *at)
{
	struct str ind;
	int g, o;

	for (g = 0; g < GROUPS; g++)
		for (o = 0; o < OUTCOMES; o++) {
			if (at->at[g][o] == NULL)
				continue;
			ind = arena_printf(p->d->arena, "%s_%s", groups[g],
			    outcomes[o]);
			if (part_claim(p, ind, at->row[g][o]))
				part_add(p, ind, STR("value"), at->row[g][o],
				    at->at[g][o], STR("件"), STR(""));
		}
}

static void
code_by_order(struct part *p, const struct named_row *rows)
{
	struct places at = { 0 };
	int row;

	for (row = p->from; row < p->to; row++) {
		if (!has_values(p, rows, row))
			continue;
		if (groups_moved(rows, row - p->from) ||
		    !place_in_order(&rows[row - p->from].r, row, &at)) {
			part_warn(p, "row_damaged", STR_NONE, row,
			    "not fifteen values in the order of the form; "
			    "left out");
			return;
		}
		if (!p->g->flat || !headers_in_order(p, rows, row))
			part_warn(p, "header_by_position", STR_NONE, row,
			    "headers are missing or in another order");
		add_all(p, &at);
		return;
	}
}

/* Whether four outcomes are the total behind them; blanks decide nothing. */
static bool
adds_up(const struct part *p, const struct part_row *r, int from)
{
	struct decimal sum = { 0, 0 }, v;
	struct number n;
	int i;

	for (i = from; i < from + OUTCOMES; i++) {
		if (number_cell(p->d->arena, r->cell[i]->hans, &n) !=
		    CELL_NUM || !number_parse(n.value, &v))
			return false;
		if (i + 1 < from + OUTCOMES && !number_add(sum, v, &sum))
			return false;
	}
	return number_cmp(sum, v) == 0;
}

bool
disputes_headless(const struct part *p, int row)
{
	struct part_row r;

	part_row(p, row, &r);
	return r.n == VALUES && adds_up(p, &r, 0) && adds_up(p, &r, OUTCOMES) &&
	    adds_up(p, &r, 2 * OUTCOMES);
}

void
disputes_code(struct part *p)
{
	struct places at = { 0 };
	struct named_row *rows;
	int row, n = p->to - p->from;

	if (n > PART_MAX_HEADER + GROUPS * OUTCOMES) {
		p->to = p->from + PART_MAX_HEADER;
		n = p->to - p->from;
	}
	rows = arena_alloc(p->d->arena, (size_t)n * sizeof(*rows));
	for (row = p->from; row < p->to; row++)
		read_row(p, row, &rows[row - p->from]);
	if ((!p->g->flat || part_is_square(p)) && place_all(p, rows, &at)) {
		if (outcomes_moved(rows, n) || groups_moved(rows, n))
			part_warn(p, "header_moved", STR_NONE, p->from,
			    "headers are not in the order of the form");
		add_all(p, &at);
	} else {
		code_by_order(p, rows);
	}
}
