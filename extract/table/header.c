/* SPDX-License-Identifier: MIT */
#include "header.h"

#include "affix.h"
#include "label.h"

/* Headers of the column of labels, and of columns that hold no figures. */
static const char *const labels[] = { "信息内容", "统计指标", "指标名称", "指标",
	"项目", "统计项目", "统计内容", "项目名称", "指标内容" };
static const char *const units[] = { "单位", "计量单位", "计算单位" };
static const char *const others[] = { "代码", "序号", "备注", "说明", "编号",
	"行次", "栏次", "填报说明", "指标说明" };

static bool
heads_labels(struct str key)
{
	return affix_is_any(key, labels, AFFIX_LEN(labels));
}

static bool
taken(const struct header *h, struct str code)
{
	int i;

	for (i = 0; i < h->n; i++)
		if (str_eq(h->code[i], code))
			return true;
	return false;
}

/*
 * The column of a header whose end was lost ("本年新" for both 本年新制作数量
 * and 本年新公开数量): the first that starts so and is not taken.
 */
static const struct form_entry *
truncated(const struct part *p, const struct header *h, struct str key)
{
	const struct form_entry *e;
	size_t i;

	if (str_chars(key) < 3)
		return NULL;
	for (i = 0; i < p->f->n_cols; i++) {
		e = &p->f->cols[i];
		if (e->tbl == p->tbl && str_starts(e->keys[0], key) &&
		    !taken(h, e->code))
			return e;
	}
	return NULL;
}

/* "2011年度" and "2018年": the year of the report (DOMAIN.md A4). */
static bool
is_year(struct str key)
{
	size_t i;

	for (i = 0; i < 4; i++)
		if (i >= key.n || key.p[i] < '0' || key.p[i] > '9')
			return false;
	key = str_sub(key, 4, key.n);
	return str_eq(key, STR("年度")) || str_eq(key, STR("年")) ||
	    str_eq(key, STR("年统计数")) || str_eq(key, STR("年度统计数"));
}

/* Whether a cell of the row is headed by a later year: it is the report's. */
static bool
is_past(const struct part_row *r, struct str key)
{
	int i;

	for (i = 0; i < r->n; i++)
		if (is_year(r->cell[i]->key) &&
		    memcmp(r->cell[i]->key.p, key.p, 4) > 0)
			return true;
	return false;
}

/*
 * The column of table 2 that "2023年制发件数" or "本年度制发件数" names: what the
 * form calls 本年; of the year before 上一年. NULL if there is none, or another
 * cell of the row speaks of a later year in the same words.
 */
static const struct form_entry *
dated_column(const struct part *p, const struct part_row *r, int k)
{
	static const char *const years[] = { "年度", "年", "本年度" };
	const struct form_entry *e;
	struct str rest = r->cell[k]->key, other;
	int year = affix_take_year(&rest), last = 0, i, y;

	if (!affix_take_any(&rest, years, AFFIX_LEN(years)))
		return NULL;
	for (i = 0; i < r->n; i++) {
		other = r->cell[i]->key;
		y = affix_take_year(&other);
		affix_take_any(&other, years, AFFIX_LEN(years));
		if (y > year && str_eq(other, rest))
			return NULL;
		last = y > last ? y : last;
	}
	e = forms_col(p->f, 2, arena_printf(p->d->arena, "%s%.*s",
	    year == last ? "本年" : year + 1 == last ? "上一年" : "",
	    STR_ARG(rest)));
	if (e != NULL && year > 0 && year == last)
		p->d->headed_year = year;
	return e;
}

static const struct form_entry *
column(const struct part *p, const struct header *h,
    const struct part_row *r, int i, int row)
{
	const struct anchor *a = r->cell[i];
	struct str key = r->cell[i]->key;
	const struct form_entry *e = forms_col(p->f, p->tbl, key);
	size_t len;

	if (e == NULL && p->tbl == 2)
		e = dated_column(p, r, i);
	if (e == NULL && is_year(key) && !is_past(r, key)) {
		e = forms_col_code(p->f, p->tbl, p->tbl == 8 ?
		    STR("period") : STR("value"));
		if (e != NULL)
			p->d->headed_year = affix_year(key, &len);
	}
	if (e == NULL && ((e = truncated(p, h, key)) != NULL || (p->tbl <= 4 &&
	    (e = forms_col_like(p->f, p->tbl, key)) != NULL)))
		doc_warn(p->d, "header_by_position", p->tbl, STR_NONE, e->code,
		    arena_printf(p->d->arena,
		    "table %d row %d: header \"%.*s\"", p->g->no, row + 1,
		    STR_ARG(a->text)));
	return e;
}

/*
 * A province's own column in an annex ("县直"): kept under a code of its own.
 */
static struct str
unknown_column(const struct part *p, const struct header *h,
    const struct anchor *a)
{
	struct str code;
	int i, n = 1;

	for (i = 0; i < h->n; i++)
		n += str_starts(h->code[i], STR("x_col_"));
	code = arena_printf(p->d->arena, "x_col_%d", n);
	doc_warn(p->d, "unknown_column", p->tbl, STR_NONE, code, a->text);
	return code;
}

/* Of another year, or of a difference; not the year's own figures. */
static bool
is_of_others(struct str key)
{
	static const char *const words[] = { "上", "去年", "往年", "历年",
		"累计", "同期", "同比", "增", "减", "比", "率", "季度", "月" };

	return affix_find_any(key, words, AFFIX_LEN(words)) >= 0;
}

/*
 * The only column of an annex, under a header of its own (填报数据): the figures
 * are the form's, with a doubt.
 */
static void
read_only_column(const struct part *p, int row, struct header *h,
    const struct anchor *stranger)
{
	struct str value = STR("value");

	if (h->n != 1 || is_of_others(stranger->key))
		return;
	p->d->warnings.n--;	/* unknown_column, of this very cell */
	h->code[0] = value;
	doc_warn(p->d, "header_by_position", p->tbl, STR_NONE, value,
	    arena_printf(p->d->arena, "table %d row %d: header \"%.*s\"",
	    p->g->no, row + 1, STR_ARG(stranger->text)));
}

struct str
header_money(const struct part *p, struct str unit, const struct anchor *a)
{
	return str_ends(unit, STR("元")) && str_has(a->hans, STR("元")) ?
	    label_squeeze(p->d->arena, a->hans) : STR("");
}

static void
add(const struct part *p, struct header *h, struct str code,
    struct str unit, const struct anchor *a, int nth)
{
	h->code[h->n] = code;
	h->unit[h->n] = unit;
	h->from[h->n] = a->col;
	h->to[h->n] = a->col + a->colspan;
	h->wide_to[h->n] = h->to[h->n];
	h->nth[h->n] = h->wide_nth[h->n] = nth;
	h->printed[h->n] = header_money(p, unit, a);
	h->n++;
}

/* The cell over the labels; without words of its own, the first cell. */
static int
label_cell(const struct part_row *r)
{
	int i;

	for (i = 0; i < r->n; i++)
		if (heads_labels(r->cell[i]->key))
			return i;
	return 0;
}

/*
 * The first cell behind the label of a header that is the label of a row:
 * the row under it has run into it. r->n if there is none.
 */
static int
header_end(const struct part *p, const struct part_row *r, int label)
{
	int i, n;

	for (i = label + 1; i < r->n; i++)
		if (str_chars(r->cell[i]->key) > 1 &&
		    forms_any_row(p->f, p->tbl, r->cell[i]->key, &n) != NULL)
			break;
	return i;
}

/* Among the cells of a header. */
struct found {
	int known;			/* columns of the form */
	const struct form_entry *last;	/* of them, or NULL */
	const struct anchor *stranger;	/* the last that is none, or NULL */
};

/* A cell with words: a column that is known, or one of an annex's own. */
static void
read_words(const struct part *p, int row, const struct part_row *r, int label,
    int i, struct header *h, struct found *found)
{
	const struct anchor *a = r->cell[i];
	const struct form_entry *e = column(p, h, r, i, row);

	if (e != NULL && !taken(h, e->code)) {
		add(p, h, e->code, e->unit, a, i - label);
		if (p->tbl <= 4 && found->last != NULL && e < found->last)
			part_warn(p, "header_moved", STR_NONE, row,
			    "headers are not in the order of the form");
		found->last = e;
		found->known++;
	} else if (e != NULL && p->tbl <= 4) {
		/* Twice: both are read, and that they differ is a doubt. */
		add(p, h, e->code, e->unit, a, i - label);
	} else if (p->tbl > 4 && heads_labels(r->cell[label]->key)) {
		add(p, h, unknown_column(p, h, a), STR(""), a, i - label);
		found->stranger = a;
	} else if (e == NULL) {
		found->stranger = a;
	}
}

static void
read_cell(const struct part *p, int row, const struct part_row *r, int label,
    int i, struct header *h, struct found *found)
{
	const struct anchor *a = r->cell[i];
	int last = h->n - 1;

	if (affix_is_any(a->key, units, AFFIX_LEN(units))) {
		h->unit_from = a->col;
		h->unit_nth = i - label;
	} else if (a->key.n > 0 && !affix_is_any(a->key, others,
	    AFFIX_LEN(others)) &&
	    a->state == CELL_TEXT) {
		read_words(p, row, r, label, i, h, found);
	} else if (a->text.n == 0 && last >= 0 &&
	    h->wide_nth[last] == i - label - 1) {
		h->wide_nth[last] = i - label;
		h->wide_to[last] = a->col + a->colspan;
	}
}

bool
header_read(const struct part *p, int row, const struct part_row *r,
    struct header *h)
{
	struct header new = { .unit_from = -1, .unit_nth = -1 };
	struct found found = { 0, NULL, NULL };
	int i, n, label = label_cell(r), end = header_end(p, r, label);

	for (i = label + 1; i < end; i++)
		read_cell(p, row, r, label, i, &new, &found);
	if (found.known == 0 && (new.n == 0 ||
	    !heads_labels(r->cell[label]->key)))
		return false;
	if (found.known == 0 && p->tbl > 4)
		read_only_column(p, row, &new, found.stranger);
	/* A form's own tables have no columns but its own. */
	if (found.stranger != NULL && p->tbl <= 4)
		doc_warn(p->d, "unknown_column", p->tbl, STR_NONE, STR_NONE,
		    found.stranger->text);
	if (end < r->n)
		part_warn(p, "row_damaged", forms_any_row(p->f, p->tbl,
		    r->cell[end]->key, &n)->code, row,
		    "run together with its headers; left out");
	new.label = label;
	new.cells = end - label - 1;
	while (new.cells > 0 && r->cell[label + new.cells]->text.n == 0)
		new.cells--;
	new.end = r->end;
	*h = new;
	return true;
}

/* Whether a cell above this row, of this column alone, says that it is. */
static bool
is_headed_by_others(const struct part *p, int row, int at)
{
	struct part_row r;
	int i, y;

	for (y = p->from; y < row; y++) {
		part_row(p, y, &r);
		for (i = 0; i < r.n; i++)
			if (r.cell[i]->col == at && r.cell[i]->colspan == 1 &&
			    is_of_others(r.cell[i]->key))
				return true;
	}
	return false;
}

bool
header_guess(const struct part *p, int row, int label, struct header *h)
{
	struct part_row r;
	const struct anchor *a = NULL;
	int i, y, at = -1, nth = 0;

	for (y = row; y < p->to; y++) {
		part_row(p, y, &r);
		for (i = y == row ? label + 1 : 0; i < r.n; i++) {
			if (r.cell[i]->state != CELL_NUM ||
			    (at >= 0 && r.cell[i]->col < at))
				continue;
			if (at >= 0 && r.cell[i]->col != at)
				return false;
			if (at < 0)
				nth = i - label;
			at = r.cell[i]->col;
		}
	}
	part_row(p, row, &r);
	for (i = label + 1; i < r.n; i++)
		if (r.cell[i]->col == at)
			a = r.cell[i];
	if (a == NULL || is_headed_by_others(p, row, at))
		return false;
	*h = (struct header){ .label = label, .cells = r.n - label - 1,
		.end = r.end, .unit_from = -1, .unit_nth = -1 };
	add(p, h, STR("value"), STR(""), a, nth);
	if (nth > 1) {
		h->unit_nth = nth - 1;
		h->unit_from = r.cell[label + nth - 1]->col;
	}
	doc_warn(p->d, "header_by_position", p->tbl, STR_NONE, STR("value"),
	    STR("no headers; one column has figures"));
	return true;
}

/* How the cells of a row find their headers. */
enum fit { FIT_NONE, FIT_COLUMNS, FIT_COUNT };

static bool
blank_from(const struct part_row *r, int i)
{
	for (; i < r->n; i++)
		if (r->cell[i]->text.n > 0)
			return false;
	return true;
}

/*
 * Flattened text may have lost an empty cell, and a page a <td>: the rest of
 * the row would slip under the wrong header. So a row must be as wide as its
 * header, or have as many cells; empty cells more at its end are padding.
 */
static enum fit
fit(const struct part *p, const struct header *h, const struct part_row *r,
    int label, struct str ind, int row)
{
	int have = r->n - label - 1, i;

	if (!p->g->flat) {
		for (i = 0; i < r->n && r->cell[i]->col < h->end; i++)
			;
		if (r->end == h->end)
			return FIT_COLUMNS;
		if (r->end > h->end && blank_from(r, i) && i > 0 &&
		    r->cell[i - 1]->text.n > 0)
			return FIT_COLUMNS;
	}
	i = h->cells;
	if (have < i || !blank_from(r, label + 1 + i)) {
		part_warn(p, "row_damaged", ind, row,
		    "not as many cells as headers; left out");
		return FIT_NONE;
	}
	if (!p->g->flat)
		part_warn(p, "row_realigned", ind, row,
		    "not as wide as its header; placed by counting");
	else if (i > 0 && r->cell[label + i]->text.n == 0)
		part_warn(p, "blank_or_padding", ind, row,
		    "the last cell may be padding for one that was lost");
	else if (r->n > h->end)
		part_warn(p, "blank_or_padding", ind, row,
		    "a blank cell more than there are headers");
	return FIT_COUNT;
}

static int
header_of(const struct header *h, enum fit how, const struct anchor *a,
    int nth)
{
	int i;

	for (i = 0; i < h->n; i++)
		if (how == FIT_COUNT ?
		    nth >= h->nth[i] && nth <= h->wide_nth[i] :
		    a->col >= h->from[i] && a->col < h->wide_to[i])
			return i;
	return -1;
}

/* Whether cell i is not under header k itself but under a blank beside it. */
static bool
is_beside(const struct header *h, enum fit how, int k, const struct anchor *a,
    int nth)
{
	return how == FIT_COUNT ? nth > h->nth[k] : a->col >= h->to[k];
}

/* A blank cell in front of the value, all under one header and its blanks. */
static bool
is_before_value(const struct header *h, enum fit how,
    const struct part_row *r, int label, int i)
{
	int k = header_of(h, how, r->cell[i], i - label), at = i;

	while (i + 1 < r->n && r->cell[i]->text.n == 0 &&
	    header_of(h, how, r->cell[i + 1], i + 1 - label) == k)
		i++;
	return i > at && r->cell[i]->text.n > 0;
}

/* One number under two headers, all of the second: it is the first one's. */
static bool
is_merged(const struct header *h, int k, const struct anchor *a)
{
	int i;

	for (i = 0; i < h->n; i++)
		if (i != k && h->from[i] > a->col &&
		    h->to[i] <= a->col + a->colspan)
			return true;
	return false;
}

/* The unit that the row itself prints. */
static struct str
printed_unit(const struct header *h, enum fit how, const struct part_row *r,
    int label)
{
	int i;

	for (i = label + 1; i < r->n && h->unit_nth > 0; i++)
		if (how == FIT_COUNT ? i - label == h->unit_nth :
		    r->cell[i]->col == h->unit_from)
			return r->cell[i]->key;
	return STR("");
}

/*
 * The label of a row in a value's place, or a value in the label's: two rows
 * have run together.
 */
static bool
run_together(const struct part *p, const struct header *h,
    const struct part_row *r, int label)
{
	int i, n;

	for (i = h->label; p->g->flat && i < label; i++)
		if (r->cell[i]->state == CELL_NUM)
			return true;
	for (i = label + 1; i < r->n; i++)
		if (str_chars(r->cell[i]->key) > 1 &&
		    forms_any_row(p->f, p->tbl, r->cell[i]->key, &n) != NULL)
			return true;
	return false;
}

bool
header_values(const struct part *p, const struct header *h, int row,
    const struct part_row *r, int label, const struct form_entry *e,
    struct str ind)
{
	bool done[PART_MAX_COLS] = { false };
	enum fit how;
	struct str printed, unit;
	int i, k;

	if (run_together(p, h, r, label) || part_runs_on(p, row)) {
		part_warn(p, "row_damaged", ind, row,
		    "two rows have run together; left out");
		return false;
	}
	if ((how = fit(p, h, r, label, ind, row)) == FIT_NONE)
		return false;
	if (p->g->flat && part_has_words(r, label + 1 +
	    (h->unit_nth == 1 ? 1 : 0)))
		part_warn(p, "doubtful_row", ind, row,
		    "words where numbers belong");
	printed = printed_unit(h, how, r, label);
	if (printed.n == 0 && e != NULL)
		printed = header_money(p, e->unit, r->cell[label]);
	for (i = label + 1; i < r->n; i++) {
		k = header_of(h, how, r->cell[i], i - label);
		if (is_before_value(h, how, r, label, i))
			continue;
		if (k >= 0 && !done[k]) {
			done[k] = true;
			if (is_beside(h, how, k, r->cell[i], i - label) &&
			    r->cell[i]->text.n > 0)
				part_warn(p, "row_realigned", ind, row,
				    "a value beside its header");
			/* In an annex the row has the unit. */
			unit = h->unit[k].n > 0 || e == NULL ? h->unit[k] :
			    e->unit;
			part_add(p, ind, h->code[k], row, r->cell[i], unit,
			    h->printed[k].n > 0 ? h->printed[k] : printed);
			if (how == FIT_COLUMNS && is_merged(h, k, r->cell[i]))
				doc_warn(p->d, "merged_value", p->tbl, ind,
				    h->code[k], r->cell[i]->text);
		} else if (r->cell[i]->state == CELL_NUM &&
		    (k >= 0 || r->cell[i]->col >= h->end)) {
			doc_warn(p->d, "extra_value", p->tbl, ind, STR_NONE,
			    r->cell[i]->text);
		}
	}
	return true;
}
