/* SPDX-License-Identifier: MIT */
#include "sheet.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "odd.h"

void
sheet_add(struct sheet *t, int row, int col, int rows, int cols,
    enum box_kind kind, const char *text)
{
	struct box *b = &t->v[t->n++];

	assert(t->n <= SHEET_MAX);
	*b = (struct box){ row, col, rows, cols, kind, false, "" };
	snprintf(b->text, sizeof(b->text), "%s", text);
	if (row + rows > t->rows)
		t->rows = row + rows;
	if (col + cols > t->cols)
		t->cols = col + cols;
}

/* ---- how a number is printed ---- */

static void
group_digits(char *out, size_t n, const char *v)
{
	size_t whole = strcspn(v, "."), i, k = 0;

	for (i = 0; v[i] != '\0' && k + 2 < n; i++) {
		if (i > 0 && i < whole && (whole - i) % 3 == 0)
			out[k++] = ',';
		out[k++] = v[i];
	}
	out[k] = '\0';
}

static const char *
unit_of(const char *col)
{
	if (strcmp(col, "fee_wan") == 0)
		return "万元";
	if (strcmp(col, "proc_amount") == 0)
		return "元";
	if (strcmp(col, "proc_items") == 0)
		return "个";
	return strncmp(col, "items_", 6) == 0 ? "项" : "件";
}

/* What the shape prints for a cell. */
static void
add_value(struct sheet *t, const struct truth *truth, const struct shape *s,
    int row, int col, int cols, int tbl, const char *ind, const char *name)
{
	const struct truth_cell *c = truth_find(truth, tbl, ind, name);
	char text[SHEET_TEXT], v[48];
	bool unit;

	assert(c != NULL);
	if (c->state != 'n') {
		sheet_add(t, row, col, 1, cols, BOX_VALUE,
		    c->state == 'b' && strcmp(s->zero, "&nbsp;") != 0 ? "" :
		    s->zero);
		return;
	}
	if (s->how & HOW_THOUSANDS)
		group_digits(v, sizeof(v), c->value);
	else
		snprintf(v, sizeof(v), "%s", c->value);
	unit = s->how & HOW_UNITS || strcmp(name, "proc_amount") == 0;
	snprintf(text, sizeof(text), "%s%s%s%s",
	    s->how & HOW_PADDED ? "   " : "", s->how & HOW_SIGNED &&
	    strcmp(name, "items_delta") == 0 && v[0] != '0' ? "+" : "", v,
	    unit ? unit_of(name) : "");
	sheet_add(t, row, col, 1, cols, BOX_VALUE, text);
}

/* ---- table 2 ---- */

struct clause {
	int form;
	const char *title;
	const char *head[3], *col[3];
	const char *ind[2], *label[2];
};

static const struct clause clauses[] = {
	{ 2019, "第二十条第（一）项", { "本年新制作数量", "本年新公开数量",
	    "对外公开总数量" }, { "made", "newly_open", "open_total" },
	    { "regulation", "normative_doc" }, { "规章", "规范性文件" } },
	{ 2019, "第二十条第（五）项", { "上一年项目数量", "本年增/减",
	    "处理决定数量" }, { "items_prev", "items_delta", "decisions" },
	    { "license", "other_mgmt" }, { "行政许可",
	    "其他对外管理服务事项" } },
	{ 2019, "第二十条第（六）项", { "上一年项目数量", "本年增/减",
	    "处理决定数量" }, { "items_prev", "items_delta", "decisions" },
	    { "penalty", "coercion" }, { "行政处罚", "行政强制" } },
	{ 2019, "第二十条第（八）项", { "上一年项目数量", "本年增/减", NULL },
	    { "items_prev", "items_delta", NULL }, { "fee", NULL },
	    { "行政事业性收费", NULL } },
	{ 2019, "第二十条第（九）项", { "采购项目数量", "采购总金额", NULL },
	    { "proc_items", "proc_amount", NULL }, { "procurement", NULL },
	    { "政府集中采购", NULL } },
	{ 2021, "第二十条第（一）项", { "本年制发件数", "本年废止件数",
	    "现行有效件数" }, { "issued", "repealed", "in_force" },
	    { "regulation", "normative_doc" }, { "规章",
	    "行政规范性文件" } },
	{ 2021, "第二十条第（五）项", { "本年处理决定数量", NULL, NULL },
	    { "decisions", NULL, NULL }, { "license", NULL },
	    { "行政许可", NULL } },
	{ 2021, "第二十条第（六）项", { "本年处理决定数量", NULL, NULL },
	    { "decisions", NULL, NULL }, { "penalty", "coercion" },
	    { "行政处罚", "行政强制" } },
	{ 2021, "第二十条第（八）项", { "本年收费金额（单位：万元）", NULL,
	    NULL }, { "fee_wan", NULL, NULL }, { "fee", NULL },
	    { "行政事业性收费", NULL } },
};
enum { CLAUSES = sizeof(clauses) / sizeof(*clauses) };

static int
width(const struct clause *c, int i)
{
	return i == 2 || c->head[i + 1] == NULL ? 3 - i : 1;
}

static void
add_clause(struct sheet *t, const struct truth *truth, const struct shape *s,
    const struct clause *c)
{
	int row = t->rows, i, k;

	sheet_add(t, row, 0, 1, 4, BOX_HEAD, c->title);
	sheet_add(t, ++row, 0, 1, 1, BOX_HEAD, "信息内容");
	for (i = 0; i < 3 && c->head[i] != NULL; i++)
		sheet_add(t, row, 1 + i, 1, width(c, i), BOX_HEAD, c->head[i]);
	for (k = 0; k < 2 && c->ind[k] != NULL; k++) {
		sheet_add(t, ++row, 0, 1, 1, BOX_LABEL, c->label[k]);
		for (i = 0; i < 3 && c->col[i] != NULL; i++)
			add_value(t, truth, s, row, 1 + i, width(c, i), 2,
			    c->ind[k], c->col[i]);
	}
	if (!(s->how & HOW_LOCAL_ROWS) || c->head[2] == NULL)
		return;
	sheet_add(t, ++row, 0, 1, 1, BOX_LABEL, "其他主动公开文件");
	for (i = 0; i < 3; i++)
		sheet_add(t, row, 1 + i, 1, 1, BOX_VALUE, "17");
}

struct sheet *
sheet_new(struct report *r, int tbl)
{
	assert(r->n < REPORT_SHEETS);
	r->tbl[r->n] = tbl;
	return &r->sheet[r->n++];
}

static void
add_proactive(struct report *r, const struct truth *truth,
    const struct shape *s)
{
	struct sheet *t = NULL;
	int i;

	for (i = 0; i < CLAUSES; i++) {
		if (clauses[i].form != s->form)
			continue;
		if (t == NULL || s->how & HOW_FOUR_CLAUSES)
			t = sheet_new(r, 2);
		add_clause(t, truth, s, &clauses[i]);
	}
}

/* ---- table 3 ---- */

static const char *const applicants[2][TRUTH_COLS] = {
	{ "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他",
	    "总计" },
	{ "自然人", "商业", "科研", "社会", "法律", "其他", "总计" } };

static void
add_applicants(struct sheet *t, const struct shape *s, int from)
{
	int i, first = !!(s->how & HOW_TOTAL_FIRST);
	int sub = !!(s->how & HOW_ORG_TOTAL);
	const char *const *name = applicants[!!(s->how & HOW_SHORT_NAMES)];

	sheet_add(t, 0, 0, 3, from, BOX_HEAD, s->how & HOW_NO_NOTE ? "" :
	    "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）");
	sheet_add(t, 0, from, 1, 7 + sub, BOX_HEAD, "申请人情况");
	if (first)
		sheet_add(t, 1, from, 2, 1, BOX_HEAD, name[6]);
	sheet_add(t, 1, from + first, 2, 1, BOX_HEAD, name[0]);
	sheet_add(t, 1, from + first + 1, 1, 5 + sub, BOX_HEAD, "法人或其他组织");
	if (!first)
		sheet_add(t, 1, from + 6 + sub, 2, 1, BOX_HEAD, name[6]);
	for (i = 1; i < 6; i++)
		sheet_add(t, 2, from + first + i, 1, 1, BOX_HEAD, name[i]);
	if (sub)
		sheet_add(t, 2, from + 6 + first, 1, 1, BOX_HEAD, "小计");
}

static void
add_counts(struct sheet *t, const struct truth *truth, const struct shape *s,
    int row, int col, const char *ind)
{
	int i, k;

	for (i = 0; i < TRUTH_COLS; i++) {
		k = s->how & HOW_TOTAL_FIRST ? (i + 6) % 7 : i;
		if (i == 6 && s->how & HOW_ORG_TOTAL)
			add_value(t, truth, s, row, col++, 1, 3, ind,
			    "org_total");
		add_value(t, truth, s, row, col++, 1, 3, ind,
		    truth_columns[k]);
	}
}

/* Rows from r on that the form has and that are of the same group. */
static int
group_rows(const struct shape *s, int r)
{
	int n = 0, i;

	for (i = r; truth_rows[i].ind != NULL &&
	    strcmp(truth_rows[i].group, truth_rows[r].group) == 0; i++)
		n += truth_has(s, &truth_rows[i]);
	return n;
}

static void
add_label(struct sheet *t, const struct shape *s, int row, int r,
    const char **group)
{
	const struct truth_row *at = &truth_rows[r];
	bool outer = r < 2 || truth_rows[r + 1].ind == NULL;

	if (outer) {
		sheet_add(t, row, 0, 1, 3, BOX_LABEL, at->label);
	} else if (at->group[0] == '\0') {
		sheet_add(t, row, 1, 1, 2, BOX_LABEL, at->label);
	} else {
		if (strcmp(*group, at->group) != 0)
			sheet_add(t, row, 1, group_rows(s, r), 1, BOX_LABEL,
			    at->group);
		sheet_add(t, row, 2, 1, 1, BOX_LABEL, at->label);
	}
	*group = at->group;
}

static void
add_requests(struct report *rep, const struct truth *truth,
    const struct shape *s)
{
	struct sheet *t = sheet_new(rep, 3);
	const char *group = "";
	int r, row, first, stub;

	if (!(s->how & HOW_NO_HEADERS))
		add_applicants(t, s, 3);
	row = t->rows;
	first = row;
	for (r = 0; truth_rows[r].ind != NULL; r++) {
		if (!truth_has(s, &truth_rows[r]))
			continue;
		add_label(t, s, row, r, &group);
		add_counts(t, truth, s, row, 3, truth_rows[r].ind);
		row++;
		/* The end of a long label, by itself in the next row. */
		if (s->how & HOW_LABEL_CUT && r == 0) {
			snprintf(t->v[t->n - 8].text, SHEET_TEXT,
			    "一、本年新收政府信息公");
			sheet_add(t, row++, 0, 1, 3, BOX_LABEL, "开申请数量");
			for (stub = 0; stub < 7; stub++)
				sheet_add(t, row - 1, 3 + stub, 1, 1, BOX_VALUE,
				    "");
			first++;
		}
	}
	stub = row - first - 3;
	sheet_add(t, first + 2, 0, stub, 1, BOX_LABEL, "三、本年度办理结果");
}

/* ---- table 4 ---- */

static const char *const outcome_heads[] = { "结果维持", "结果纠正",
	"其他结果", "尚未审结", "总计" };
static const char *const dispute_heads[] = { "行政复议", "未经复议直接起诉",
	"复议后起诉" };

static void
add_outcomes(struct sheet *t, const struct truth *truth,
    const struct shape *s, int row, int col, int g)
{
	char ind[32];
	int o;

	for (o = 0; o < 5; o++) {
		snprintf(ind, sizeof(ind), "%s_%s", truth_groups[g],
		    truth_outcomes[o]);
		add_value(t, truth, s, row, col + o, 1, 4, ind, "value");
	}
}

static void
heads(struct sheet *t, int row, int col, int rows)
{
	int o;

	for (o = 0; o < 5; o++)
		sheet_add(t, row, col + o, rows, 1, BOX_HEAD, outcome_heads[o]);
}

static void
add_three_disputes(struct report *r, const struct truth *truth,
    const struct shape *s)
{
	struct sheet *t;
	int g;

	for (g = 0; g < 3; g++) {
		t = sheet_new(r, 4);
		sheet_add(t, 0, 0, 1, 5, BOX_HEAD, dispute_heads[g]);
		heads(t, 1, 0, 1);
		add_outcomes(t, truth, s, 2, 0, g);
	}
}

static void
add_dispute_rows(struct report *r, const struct truth *truth,
    const struct shape *s)
{
	struct sheet *t = sheet_new(r, 4);
	int g;

	sheet_add(t, 0, 0, 1, 2, BOX_HEAD, "类别");
	heads(t, 0, 2, 1);
	sheet_add(t, 1, 0, 1, 2, BOX_LABEL, dispute_heads[0]);
	sheet_add(t, 2, 0, 2, 1, BOX_LABEL, "行政诉讼");
	sheet_add(t, 2, 1, 1, 1, BOX_LABEL, dispute_heads[1]);
	sheet_add(t, 3, 1, 1, 1, BOX_LABEL, dispute_heads[2]);
	for (g = 0; g < 3; g++)
		add_outcomes(t, truth, s, 1 + g, 2, g);
}

static void
add_disputes(struct report *r, const struct truth *truth,
    const struct shape *s)
{
	struct sheet *t;
	int g, row = 0;

	if (s->how & HOW_THREE_DISPUTES) {
		add_three_disputes(r, truth, s);
		return;
	}
	if (s->how & HOW_DISPUTE_ROWS) {
		add_dispute_rows(r, truth, s);
		return;
	}
	t = sheet_new(r, 4);
	sheet_add(t, 0, 0, 1, 5, BOX_HEAD, dispute_heads[0]);
	sheet_add(t, 0, 5, 1, 10, BOX_HEAD, "行政诉讼");
	if (!(s->how & HOW_NO_HEADERS)) {
		heads(t, 1, 0, 2);
		sheet_add(t, 1, 5, 1, 5, BOX_HEAD, dispute_heads[1]);
		sheet_add(t, 1, 10, 1, 5, BOX_HEAD, dispute_heads[2]);
		heads(t, 2, 5, 1);
		heads(t, 2, 10, 1);
	}
	row = t->rows;
	for (g = 0; g < 3; g++)
		add_outcomes(t, truth, s, row, 5 * g, g);
}

/* ---- rows and columns more ---- */

static void
move(struct sheet *t, int rows, int cols)
{
	int i;

	for (i = 0; i < t->n; i++) {
		t->v[i].row += rows;
		t->v[i].col += cols;
	}
	t->rows += rows;
	t->cols += cols;
}

static bool
has_values(const struct sheet *t, int row)
{
	int i;

	for (i = 0; i < t->n; i++)
		if (t->v[i].row == row && t->v[i].kind == BOX_VALUE)
			return true;
	return false;
}

static void
number_rows(struct sheet *t, int tbl)
{
	char text[24];
	int row, n = 0, first = 0;

	if (tbl == 4)
		return;
	move(t, 0, 1);
	while (tbl == 3 && !has_values(t, first))
		first++;
	if (first > 0)
		sheet_add(t, 0, 0, first, 1, BOX_HEAD, "序号");
	for (row = first; row < t->rows; row++) {
		snprintf(text, sizeof(text), "%d", n + 1);
		n += has_values(t, row);
		sheet_add(t, row, 0, 1, 1, BOX_HEAD, has_values(t, row) ? text :
		    "序号");
	}
}

static void
add_top_row(struct sheet *t, const char *text)
{
	move(t, 1, 0);
	sheet_add(t, 0, 0, 1, t->cols, BOX_NOTE, text);
}

static void
hide(struct sheet *t, uint64_t how)
{
	int row, col, n = t->n, rows = t->rows, cols = t->cols;

	for (row = 0; how & HOW_HIDDEN && row < rows; row++)
		sheet_add(t, row, cols, 1, 1, BOX_VALUE, "77");
	for (col = 0; how & HOW_HIDDEN_ROW && col < cols; col++)
		sheet_add(t, rows, col, 1, 1, BOX_VALUE, "88");
	for (; n < t->n; n++)
		t->v[n].hidden = true;
}

static void
embellish(struct sheet *t, int tbl, const struct shape *s)
{
	static const char *const titles[] = { "主动公开政府信息情况表",
		"收到和处理政府信息公开申请情况表", "行政复议、行政诉讼情况表" };

	if (s->how & HOW_NUMBERED)
		number_rows(t, tbl);
	if (s->how & HOW_UNIT_ROW)
		add_top_row(t, "单位：件");
	if (s->how & HOW_TITLE_ROW)
		add_top_row(t, titles[tbl - 2]);
	if (s->how & (HOW_HIDDEN | HOW_HIDDEN_ROW))
		hide(t, s->how);
	if (s->how & HOW_FOOTNOTE)
		sheet_add(t, t->rows, 0, 1, t->cols, BOX_NOTE,
		    "注：统计时间为1月1日至12月31日，共填报3张表。");
}

/* ---- a page ends inside table 3 ---- */

static void
split(struct report *r, struct sheet *t, const struct shape *s)
{
	struct sheet *next = sheet_new(r, 3);
	int at = t->rows / 2, head = s->how & HOW_SPLIT_HEAD ? 3 : 0, i, n;
	struct box b;

	for (i = n = 0; i < t->n; i++) {
		b = t->v[i];
		if (b.row + b.rows > at) {
			int cut = b.row < at ? at - b.row : 0;
			const char *text = cut == 0 ||
			    s->how & HOW_SPLIT_STUB ? b.text : "";

			if (cut > 0 && b.col == 0 && s->how & HOW_SPLIT_CUT)
				text = "理结果";
			sheet_add(next, b.row + cut - at + head, b.col,
			    b.rows - cut, b.cols, b.kind, text);
			b.rows = cut;
			if (cut > 0 && b.col == 0 && s->how & HOW_SPLIT_CUT)
				snprintf(b.text, SHEET_TEXT, "三、本年度办");
		}
		if (b.rows > 0)
			t->v[n++] = b;
	}
	t->n = n;
	t->rows = at;
	if (head > 0)
		add_applicants(next, s, 3);
}

/* Tables 2, 3 and 4 under each other in one. */
static void
stack(struct report *r)
{
	struct sheet *t = &r->sheet[0];
	const struct box *b;
	int i, k, top;

	for (i = 1; i < r->n; i++) {
		top = t->rows;
		for (k = 0; k < r->sheet[i].n; k++) {
			b = &r->sheet[i].v[k];
			sheet_add(t, top + b->row, b->col, b->rows, b->cols,
			    b->kind, b->text);
		}
	}
	r->n = 1;
}

/* An empty row under each; spans grow over them. */
static void
space_out(struct sheet *t)
{
	int i, row, rows = t->rows;

	for (i = 0; i < t->n; i++) {
		t->v[i].row *= 2;
		if (t->v[i].rows > 1)
			t->v[i].rows = 2 * t->v[i].rows - 1;
	}
	t->rows *= 2;
	for (row = 0; row < rows; row++)
		sheet_add(t, 2 * row + 1, 0, 1, 1, BOX_NOTE, "");
}

/* ---- spans ---- */

static void
widen(struct sheet *t)
{
	int i;

	for (i = 0; i < t->n; i++) {
		t->v[i].col *= 2;
		t->v[i].cols *= 2;
	}
	t->cols *= 2;
}

static void
fill(struct sheet *t, bool repeat)
{
	struct box b;
	int i, r, c, n = t->n;

	for (i = 0; i < n; i++) {
		b = t->v[i];
		t->v[i].rows = t->v[i].cols = 1;
		for (r = 0; r < b.rows; r++)
			for (c = 0; c < b.cols; c++)
				if (r + c > 0)
					sheet_add(t, b.row + r, b.col + c, 1, 1,
					    b.kind, repeat ? b.text : "");
	}
}

static int
by_place(const void *a, const void *b)
{
	const struct box *x = a, *y = b;

	return x->row != y->row ? x->row - y->row : x->col - y->col;
}

static void
set_spans(struct sheet *t, const struct shape *s)
{
	int i;

	if (s->spans == SPANS_EMPTY || s->spans == SPANS_REPEATED)
		fill(t, s->spans == SPANS_REPEATED);
	else if (s->spans == SPANS_WIDE)
		widen(t);
	qsort(t->v, (size_t)t->n, sizeof(*t->v), by_place);
	for (i = 0; i < t->n && s->spans == SPANS_DROPPED; i++)
		t->v[i].rows = t->v[i].cols = 1;
}

void
sheet_report(struct report *r, const struct truth *truth,
    const struct shape *s)
{
	int i, n;

	memset(r, 0, sizeof(*r));
	add_proactive(r, truth, s);
	add_requests(r, truth, s);
	if (s->how & HOW_SPLIT)
		split(r, &r->sheet[r->n - 1], s);
	add_disputes(r, truth, s);
	odd_make(r, s);
	n = r->n;
	for (i = 0; i < n; i++)
		embellish(&r->sheet[i], r->tbl[i], s);
	if (s->how & HOW_ONE_GRID)
		stack(r);
	for (i = 0; i < r->n; i++) {
		if (s->how & HOW_RULES)
			space_out(&r->sheet[i]);
		set_spans(&r->sheet[i], s);
	}
}
