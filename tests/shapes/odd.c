/* SPDX-License-Identifier: MIT */
#include "odd.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

static struct box *
find(struct sheet *t, const char *text)
{
	int i;

	for (i = 0; i < t->n; i++)
		if (strcmp(t->v[i].text, text) == 0)
			return &t->v[i];
	assert(!"no such cell");
	return NULL;
}

static struct box *
at(struct sheet *t, int row, int col)
{
	int i;

	for (i = 0; i < t->n; i++)
		if (t->v[i].row == row && t->v[i].col == col)
			return &t->v[i];
	assert(!"no cell there");
	return NULL;
}

static void
drop(struct sheet *t, struct box *b)
{
	*b = t->v[--t->n];
}

/* The column goes; those behind it move up, spans over it shrink. */
static void
drop_column(struct sheet *t, int col)
{
	int i;

	for (i = 0; i < t->n;) {
		struct box *b = &t->v[i];

		if (b->col == col && b->cols == 1) {
			drop(t, b);
			continue;
		}
		if (b->col > col)
			b->col--;
		else if (b->col + b->cols > col)
			b->cols--;
		i++;
	}
	t->cols--;
}

static void
drop_row(struct sheet *t, int row)
{
	int i;

	for (i = 0; i < t->n;) {
		struct box *b = &t->v[i];

		if (b->row == row && b->rows == 1) {
			drop(t, b);
			continue;
		}
		if (b->row > row)
			b->row--;
		else if (b->row + b->rows > row)
			b->rows--;
		i++;
	}
	t->rows--;
}

/* A row more above `row`. */
static void
open_row(struct sheet *t, int row)
{
	int i;

	for (i = 0; i < t->n; i++)
		if (t->v[i].row >= row)
			t->v[i].row++;
	t->rows++;
}

static void
swap_columns(struct sheet *t, int from_row, int a, int b, int n)
{
	int i;

	for (i = 0; i < t->n; i++) {
		struct box *x = &t->v[i];

		if (x->row < from_row)
			continue;
		if (x->col >= a && x->col < a + n)
			x->col += b - a;
		else if (x->col >= b && x->col < b + n)
			x->col += a - b;
	}
}

/* ---- table 3 ---- */

static void
slip_span(struct sheet *t, enum odd odd)
{
	static const char stub[] = "三、本年度办理结果";

	if (odd == ODD_SPAN_SHORT)
		find(t, "（三）不予公开")->rows--;
	else if (odd == ODD_SPAN_OVER)
		find(t, "（三）不予公开")->rows++;
	else if (odd == ODD_STUB_SHORT)
		find(t, stub)->rows--;
	else if (odd == ODD_STUB_OVER)
		find(t, stub)->rows++;
	else
		find(t, "法人或其他组织")->cols--;
}

/*
 * A td too few or too many moves what is behind it: HTML has no way to say
 * where a cell belongs.
 */
static void
slip_cell(struct sheet *t, enum odd odd)
{
	int row = find(t, "4.保护第三方合法权益")->row, col;

	if (odd == ODD_CELL_MISSING) {
		drop(t, at(t, row, 4));
		for (col = 5; col < 10; col++)
			at(t, row, col)->col--;
	} else {
		for (col = 9; col >= 3; col--)
			at(t, row, col)->col++;
		sheet_add(t, row, 3, 1, 1, BOX_VALUE, "");
	}
}

static void
slip_row(struct sheet *t, enum odd odd)
{
	struct box *b = find(t, "4.保护第三方合法权益");

	if (odd == ODD_LABEL_BLANK)
		b->text[0] = '\0';
	else if (odd == ODD_LABEL_TWICE)
		snprintf(b->text, SHEET_TEXT, "5.属于三类内部事务信息");
	else
		drop_row(t, b->row);
}

/* "123" is "1" and "23" in the next cell, if that is 0. */
static void
cut_number(struct sheet *t)
{
	struct box *b, *next;
	int row;

	for (row = 3; row < t->rows; row++) {
		b = at(t, row, 3);
		next = at(t, row, 4);
		if (strlen(b->text) > 1 && strcmp(next->text, "0") == 0) {
			snprintf(next->text, SHEET_TEXT, "%s", b->text + 1);
			b->text[1] = '\0';
			return;
		}
	}
}

static void
merge_down(struct sheet *t)
{
	int row = find(t, "4.保护第三方合法权益")->row;

	drop(t, at(t, row + 1, 3));
	at(t, row, 3)->rows = 2;
}

/* The first row of zeros is one cell. */
static void
merge_across(struct sheet *t)
{
	int row, col;

	for (row = 3; row < t->rows; row++) {
		if (strcmp(at(t, row, 9)->text, "0") != 0)
			continue;
		for (col = 4; col < 10; col++)
			drop(t, at(t, row, col));
		at(t, row, 3)->cols = 7;
		return;
	}
}

static void
number_columns(struct sheet *t, int row, int from)
{
	char text[16];
	int col;

	open_row(t, row);
	sheet_add(t, row, 0, 1, from, BOX_LABEL, "栏次");
	for (col = from; col < t->cols; col++) {
		snprintf(text, sizeof(text), "%d", col - from + 1);
		sheet_add(t, row, col, 1, 1, BOX_VALUE, text);
	}
}

static void
transpose(struct sheet *t)
{
	int i, k;

	for (i = 0; i < t->n; i++) {
		struct box *b = &t->v[i];

		k = b->row;
		b->row = b->col;
		b->col = k;
		k = b->rows;
		b->rows = b->cols;
		b->cols = k;
	}
	k = t->rows;
	t->rows = t->cols;
	t->cols = k;
}

/* Each applicant has two columns; the first is last year's. */
static void
double_columns(struct sheet *t)
{
	struct box *b;
	int i, n = t->n;

	for (i = 0; i < n; i++) {
		b = &t->v[i];
		if (b->col < 3)
			continue;
		b->col = 3 + 2 * (b->col - 3);
		if (b->kind == BOX_HEAD) {
			b->cols *= 2;
			continue;
		}
		sheet_add(t, b->row, b->col, 1, 1, BOX_VALUE, "33");
		b->col++;
	}
	open_row(t, 3);
	for (i = 3; i < t->cols; i++)
		sheet_add(t, 3, i, 1, 1, BOX_HEAD, i % 2 ? "2021年" :
		    "2022年");
	find(t, "申请人情况")->cols = t->cols - 3;
	t->v[0].rows = 4;
}

/* ---- tables 2 and 4 ---- */

static void
add_remarks(struct sheet *t)
{
	int row, col = t->cols;

	for (row = 0; row < t->rows; row++)
		sheet_add(t, row, col, 1, 1, BOX_NOTE,
		    strcmp(at(t, row, 0)->text, "信息内容") == 0 ? "备注" :
		    "");
}

/* The heading of a clause stands to the left of its rows. */
static void
clauses_left(struct sheet *t)
{
	struct box *b;
	int i, row;

	for (i = 0; i < t->n; i++)
		t->v[i].col++;
	t->cols++;
	for (row = 0; row < t->rows; row++) {
		b = at(t, row, 1);
		if (b->cols != 4)
			continue;
		b->col = 0;
		b->cols = 1;
		for (i = row + 1; i < t->rows &&
		    at(t, i, 1)->cols != 4; i++)
			;
		b->rows = i - row;
		/* The row of the heading itself goes. */
		for (i = 0; i < t->n; i++)
			if (t->v[i].row > row)
				t->v[i].row--;
		b->rows--;
		t->rows--;
	}
}

static void
split_at(struct report *r, struct sheet *t, int tbl, int row)
{
	struct sheet *next = sheet_new(r, tbl);
	int i;

	for (i = 0; i < t->n;) {
		struct box *b = &t->v[i];

		if (b->row < row) {
			i++;
			continue;
		}
		sheet_add(next, b->row - row, b->col, b->rows, b->cols,
		    b->kind, b->text);
		drop(t, b);
	}
	t->rows = row;
}

/* The new last sheet goes behind sheet `i`. */
static void
move_last(struct report *r, int i)
{
	static struct sheet last;
	int k, tbl = r->tbl[r->n - 1];

	last = r->sheet[r->n - 1];
	for (k = r->n - 1; k > i + 1; k--) {
		r->sheet[k] = r->sheet[k - 1];
		r->tbl[k] = r->tbl[k - 1];
	}
	r->sheet[i + 1] = last;
	r->tbl[i + 1] = tbl;
}

static void
odd_requests(struct sheet *t, enum odd odd)
{
	if (odd >= ODD_SPAN_SHORT && odd <= ODD_HEAD_SPAN)
		slip_span(t, odd);
	else if (odd == ODD_CELL_MISSING || odd == ODD_CELL_MORE)
		slip_cell(t, odd);
	else if (odd >= ODD_LABEL_BLANK && odd <= ODD_ROW_MISSING)
		slip_row(t, odd);
	else if (odd == ODD_NUMBER_CUT)
		cut_number(t);
	else if (odd == ODD_MERGED_DOWN)
		merge_down(t);
	else if (odd == ODD_MERGED_ACROSS)
		merge_across(t);
	else if (odd == ODD_NO_TOTAL || odd == ODD_NO_LEGAL)
		drop_column(t, odd == ODD_NO_TOTAL ? 9 : 7);
	else if (odd == ODD_ORDER)
		swap_columns(t, 2, 7, 8, 1);
	else if (odd == ODD_NO_STUB)
		drop_column(t, 0);
	else if (odd == ODD_COLUMN_NUMBERS)
		number_columns(t, 3, 3);
	else if (odd == ODD_TRANSPOSED)
		transpose(t);
	else if (odd == ODD_YEARS)
		double_columns(t);
}

static void
odd_disputes(struct sheet *t, enum odd odd)
{
	if (odd == ODD_GROUPS) {
		/* 行政复议 goes behind the ten columns of 行政诉讼. */
		swap_columns(t, 0, 0, 100, 5);
		swap_columns(t, 0, 5, 0, 10);
		swap_columns(t, 0, 100, 10, 5);
	} else if (odd == ODD_OUTCOMES) {
		swap_columns(t, 2, 5, 6, 1);
		swap_columns(t, 2, 10, 11, 1);
		swap_columns(t, 3, 0, 1, 1);
		snprintf(at(t, 1, 0)->text, SHEET_TEXT, "结果纠正");
		snprintf(at(t, 1, 1)->text, SHEET_TEXT, "结果维持");
	}
}

void
odd_make(struct report *r, const struct shape *s)
{
	int i, n = r->n;

	for (i = 0; i < n; i++) {
		if (r->tbl[i] == 3)
			odd_requests(&r->sheet[i], s->odd);
		else if (r->tbl[i] == 4)
			odd_disputes(&r->sheet[i], s->odd);
		else if (s->odd == ODD_REMARKS)
			add_remarks(&r->sheet[i]);
		else if (s->odd == ODD_CLAUSE_LEFT)
			clauses_left(&r->sheet[i]);
	}
	if (s->odd == ODD_SPLIT_PROACTIVE) {
		split_at(r, &r->sheet[0], 2, find(&r->sheet[0],
		    "行政强制")->row);
		move_last(r, 0);
	} else if (s->odd == ODD_SPLIT_DISPUTES) {
		split_at(r, &r->sheet[n - 1], 4, 3);
	}
}
