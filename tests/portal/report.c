/* SPDX-License-Identifier: MIT */
/*
 * Tables are set in one of a few hands: what the editors of content
 * management systems, and Word behind them, make of the same form. A hand is
 * markup around a cell and around a paragraph, so a new one is a row below.
 */
#include "report.h"

#include <stdio.h>

#include "fill.h"
#include "msg.h"

static const struct hand {
	const char *look;
	const char *table, *table_end;
	const char *cell;	/* between "<td" and the spans */
	const char *in, *out;	/* around the text of a cell */
	const char *par, *par_end;
	const char *head, *head_end;
} hands[] = {
	{ "trs",
	    "<table border=\"1\" cellspacing=\"0\" align=\"center\"><tbody>",
	    "</tbody></table>", " style=\"padding:2px 5px;\"",
	    "<p style=\"text-align: center;\">", "</p>",
	    "<p style=\"text-indent: 2em;\">", "</p>",
	    "<p style=\"text-indent: 2em;\"><strong>", "</strong></p>" },
	{ "old",
	    "<table class=MsoNormalTable border=1 cellspacing=0 "
	    "cellpadding=0 style='border-collapse:collapse;border:none;"
	    "mso-border-alt:solid windowtext .5pt'>", "</table>",
	    " valign=center style='border:solid windowtext 1.0pt;"
	    "padding:0cm 5.4pt 0cm 5.4pt'",
	    "<p class=MsoNormal align=center style='text-align:center;"
	    "mso-pagination:widow-orphan'><span lang=EN-US "
	    "style='font-size:10.5pt;mso-bidi-font-size:12.0pt'>",
	    "<o:p></o:p></span></p>",
	    "<p class=MsoNormal style='text-indent:32.0pt;"
	    "mso-char-indent-count:2.0'><font face=\"仿宋\"><span>",
	    "</span></font><o:p></o:p></p>",
	    "<p class=MsoNormal style='text-indent:32.0pt'><b><font "
	    "face=\"黑体\" size=\"4\"><span>", "</span></font></b></p>" },
	{ "hanweb",
	    "<TABLE border=1 cellSpacing=0 borderColor=#000000 "
	    "style=\"BORDER-COLLAPSE: collapse\">", "</TABLE>", "",
	    "<FONT size=2>", "</FONT>", "<P>　　", "</P>",
	    "<P><STRONG>　　", "</STRONG></P>" },
	{ "mirror", "<table class=\"tb\">", "</table>", "", "", "", "<p>",
	    "</p>", "<h3>", "</h3>" },
};

/* What writing one report takes along. */
struct pen {
	struct buf *b;
	const struct hand *hand;
	const struct report_forms *forms;
	const struct report *r;
};

static const struct hand *
find_hand(const char *look)
{
	size_t i;

	for (i = 0; i < sizeof(hands) / sizeof(hands[0]); i++)
		if (strcmp(hands[i].look, look) == 0)
			return &hands[i];
	fatal("no hand for the look \"%s\"", look);
}

/* A number, with its digits apart where the report is that way. */
static void
put_number(struct pen *p, const char *raw)
{
	if (p->r->split && raw[0] >= '0' && raw[0] <= '9' && raw[1] != '\0')
		buf_printf(p->b, "%c</span><span lang=EN-US>%s", raw[0],
		    raw + 1);
	else
		buf_adds(p->b, raw);
}

static void
open_cell(struct pen *p, int cols, int rows)
{
	buf_printf(p->b, "<td%s", p->hand->cell);
	if (cols > 1)
		buf_printf(p->b, " colspan=\"%d\"", cols);
	if (rows > 1)
		buf_printf(p->b, " rowspan=\"%d\"", rows);
	buf_printf(p->b, ">%s", p->hand->in);
}

static void
close_cell(struct pen *p)
{
	buf_printf(p->b, "%s</td>", p->hand->out);
}

static void
label(struct pen *p, int cols, int rows, const char *text)
{
	open_cell(p, cols, rows);
	buf_adds(p->b, text);
	close_cell(p);
}

static void
value(struct pen *p, int cols, int tbl, const char *ind, const char *col)
{
	struct ledger_cell *c = ledger_find(p->r->ledger, tbl, ind, col);

	if (c == NULL)
		fatal("no value for %d %s %s", tbl, ind, col);
	c->printed = true;
	open_cell(p, cols, 1);
	put_number(p, c->raw);
	close_cell(p);
}

static void
row(struct pen *p)
{
	buf_adds(p->b, "<tr>");
}

static void
row_end(struct pen *p)
{
	buf_adds(p->b, "</tr>\n");
}

/* Splits "made,newly_open" into at most three codes. */
static int
split_cols(char cols[3][16], const char *list)
{
	struct str rest = str_of(list), s;
	int n = 0;

	while (rest.p != NULL && n < 3) {
		s = str_cut(&rest, ',');
		snprintf(cols[n++], 16, "%.*s", STR_ARG(s));
	}
	return n;
}

static const char *
header_of(struct pen *p, const char *col)
{
	const struct table *t = &p->forms->columns;
	int i;

	for (i = 0; i < t->n; i++)
		if (strcmp(t->row[i].col[0], p->r->ledger->form) == 0 &&
		    strcmp(t->row[i].col[1], col) == 0)
			return t->row[i].col[2];
	fatal("no header for column \"%s\"", col);
}

/* Columns that the i-th of n values takes: they share a width of three. */
static int
span_of(int i, int n)
{
	return i == n - 1 ? 4 - n : 1;
}

static void
table2(struct pen *p)
{
	const struct table *t = &p->forms->form;
	const char *clause = "";
	char cols[3][16] = { "" };
	const char *const *c;
	int i, j, n;

	buf_adds(p->b, p->hand->table);
	for (i = 0; i < t->n; i++) {
		c = t->row[i].col;
		if (strcmp(c[1], "2") != 0 ||
		    !ledger_in_form(p->r->ledger->form, c[0]))
			continue;
		n = split_cols(cols, c[5]);
		if (strcmp(c[3], clause) != 0) {
			clause = c[3];
			row(p);
			label(p, 4, 1, clause);
			row_end(p);
			row(p);
			label(p, 1, 1, "信息内容");
			for (j = 0; j < n; j++)
				label(p, span_of(j, n), 1,
				    header_of(p, cols[j]));
			row_end(p);
		}
		row(p);
		label(p, 1, 1, c[4]);
		for (j = 0; j < n; j++)
			value(p, span_of(j, n), 2, c[2], cols[j]);
		row_end(p);
	}
	buf_adds(p->b, p->hand->table_end);
}

static void
table3_head(struct pen *p)
{
	static const char *const orgs[] = { "商业<br/>企业", "科研<br/>机构",
		"社会公益组织", "法律服务机构", "其他" };
	size_t i;

	row(p);
	label(p, 3, 3, "（本列数据的勾稽关系为：第一项加第二项之和，"
	    "等于第三项加第四项之和）");
	label(p, 7, 1, "申请人情况");
	row_end(p);
	row(p);
	label(p, 1, 2, "自然人");
	label(p, 5, 1, "法人或其他组织");
	label(p, 1, 2, "总计");
	row_end(p);
	row(p);
	for (i = 0; i < sizeof(orgs) / sizeof(orgs[0]); i++)
		label(p, 1, 1, orgs[i]);
	row_end(p);
}

/* Rows of table 3 from i on that share the stub of row i. */
static int
group_rows(struct pen *p, int i)
{
	const struct table *t = &p->forms->form;
	const char *group = t->row[i].col[3];
	int n = 0;

	for (; i < t->n && strcmp(t->row[i].col[1], "3") == 0; i++) {
		if (!ledger_in_form(p->r->ledger->form, t->row[i].col[0]))
			continue;
		if (strcmp(t->row[i].col[3], group) != 0)
			break;
		n++;
	}
	return n;
}

/* Rows of 三、本年度办理结果 in this form: all but 一, 二 and 四. */
static int
outcome_rows(struct pen *p)
{
	const struct table *t = &p->forms->form;
	int i, n = -3;

	for (i = 0; i < t->n; i++)
		if (strcmp(t->row[i].col[1], "3") == 0 &&
		    ledger_in_form(p->r->ledger->form, t->row[i].col[0]))
			n++;
	return n;
}

/* The labels in front of a row: one over three columns, or stubs. */
static void
stubs(struct pen *p, int i, const char *group)
{
	const char *const *c = p->forms->form.row[i].col;

	if (strcmp(c[2], "req_new") == 0 || strcmp(c[2], "req_carry_in") == 0 ||
	    strcmp(c[2], "req_carry_out") == 0) {
		label(p, 3, 1, c[4]);
		return;
	}
	if (strcmp(c[2], "req_open") == 0)
		label(p, 1, outcome_rows(p), "三、本年度办理结果");
	if (c[3][0] == '\0') {
		label(p, 2, 1, c[4]);
		return;
	}
	if (strcmp(c[3], group) != 0)
		label(p, 1, group_rows(p, i), c[3]);
	label(p, 1, 1, c[4]);
}

/* Returns false if the copy ends inside the table. */
static bool
table3(struct pen *p)
{
	const struct table *t = &p->forms->form;
	const char *group = "", *cut = p->r->cut;
	int i, j;

	buf_adds(p->b, p->hand->table);
	table3_head(p);
	for (i = 0; i < t->n; i++) {
		const char *const *c = t->row[i].col;

		if (strcmp(c[1], "3") != 0 ||
		    !ledger_in_form(p->r->ledger->form, c[0]))
			continue;
		if (cut != NULL && strcmp(c[2], cut) == 0)
			break;
		row(p);
		stubs(p, i, group);
		group = c[3];
		for (j = 0; ledger_applicants[j] != NULL; j++)
			value(p, 1, 3, c[2], ledger_applicants[j]);
		row_end(p);
	}
	buf_adds(p->b, p->hand->table_end);
	return i == t->n;
}

static void
table4(struct pen *p)
{
	static const char *const result[] = { "结果<br/>维持", "结果<br/>纠正",
		"其他<br/>结果", "尚未<br/>审结", "总计" };
	struct ledger *l = p->r->ledger;
	int i;

	buf_adds(p->b, p->hand->table);
	row(p);
	label(p, 5, 1, "行政复议");
	label(p, 10, 1, "行政诉讼");
	row_end(p);
	row(p);
	for (i = 0; i < 5; i++)
		label(p, 1, 2, result[i]);
	label(p, 5, 1, "未经复议直接起诉");
	label(p, 5, 1, "复议后起诉");
	row_end(p);
	row(p);
	for (i = 0; i < 10; i++)
		label(p, 1, 1, result[i % 5]);
	row_end(p);
	row(p);
	for (i = 0; i < l->n; i++)
		if (l->cell[i].tbl == 4)
			value(p, 1, 4, l->cell[i].ind, "value");
	row_end(p);
	buf_adds(p->b, p->hand->table_end);
}

static void
heading(struct pen *p, const char *text)
{
	buf_printf(p->b, "%s%s%s\n", p->hand->head, text, p->hand->head_end);
}

/* One of the ways to say a section, chosen by who and when. */
static struct str
choose(const struct report_forms *forms, const char *section,
    const char *key, int year)
{
	const struct table *t = &forms->prose;
	int i, n = 0, want;

	for (i = 0; i < t->n; i++)
		n += strcmp(t->row[i].col[0], section) == 0;
	if (n == 0)
		fatal("no prose for section %s", section);
	want = ledger_draw(key, year, section, 0, n);
	for (i = 0; i < t->n; i++)
		if (strcmp(t->row[i].col[0], section) == 0 && want-- == 0)
			break;
	return str_of(t->row[i].col[1]);
}

static void
paragraph(struct pen *p, const char *section, const struct fill *values)
{
	buf_adds(p->b, p->hand->par);
	fill(p->b, choose(p->forms, section, p->r->key, p->r->ledger->year),
	    values);
	buf_printf(p->b, "%s\n", p->hand->par_end);
}

/* Fields of the prose; text has room for each number. */
enum { NUMBERS = 10, NUMBER_ROOM = 48 };

static void
prose(struct pen *p, const struct fill *values, bool end)
{
	static const char *const middle[] = { "1", "2", "3", "4", "5", NULL };
	int i;

	if (end) {
		heading(p, "五、存在的主要问题及改进情况");
		paragraph(p, "6", values);
		heading(p, "六、其他需要报告的事项");
		paragraph(p, "7", values);
		return;
	}
	paragraph(p, "0", values);
	heading(p, "一、总体情况");
	for (i = 0; middle[i] != NULL; i++)
		paragraph(p, middle[i], values);
}

static void
numbers(struct pen *p, struct fill *to, char text[][NUMBER_ROOM])
{
	static const struct {
		const char *name, *ind, *col;	/* of table 3 */
		int from, span;			/* or drawn */
	} list[NUMBERS] = {
		{ "year", NULL, NULL, 0, 0 },
		{ "new", "req_new", "total", 0, 0 },
		{ "new_natural", "req_new", "natural", 0, 0 },
		{ "carry_in", "req_carry_in", "total", 0, 0 },
		{ "total", "req_total", "total", 0, 0 },
		{ "carry_out", "req_carry_out", "total", 0, 0 },
		{ "web", NULL, NULL, 300, 2400 },
		{ "media", NULL, NULL, 80, 900 },
		{ "courses", NULL, NULL, 1, 5 },
		{ "trainees", NULL, NULL, 40, 200 },
	};
	const struct ledger *l = p->r->ledger;
	char plain[16];
	int i, n;

	for (i = 0; i < NUMBERS; i++) {
		n = l->year;
		if (list[i].ind != NULL)
			n = ledger_number(l, 3, list[i].ind, list[i].col);
		else if (list[i].span > 0)
			n = list[i].from + ledger_draw(p->r->key, l->year,
			    list[i].name, 0, list[i].span);
		snprintf(plain, sizeof(plain), "%d", n);
		snprintf(text[i], NUMBER_ROOM, p->r->split && n > 9 ?
		    "%.1s</span><span>%s" : "%.1s%s", plain, plain + 1);
		to[i] = (struct fill){ list[i].name, str_of(text[i]) };
	}
}

/* Place and date under the report, and what is attached to it. */
static void
signature(struct pen *p)
{
	const struct report *r = p->r;

	if (r->attach != NULL)
		buf_printf(p->b, "<p>附件：<a href=\"./%s\" title=\"政府信息公开"
		    "申请表.doc\">政府信息公开申请表.doc</a></p>\n", r->attach);
	buf_printf(p->b, "<p align=\"right\">%s</p>\n<p align=\"right\">"
	    "%d年%d月%d日</p>\n", r->agency, r->date / 10000,
	    r->date / 100 % 100, r->date % 100);
}

void
report_body(struct buf *b, const struct report_forms *forms,
    const struct report *r)
{
	struct pen p = { b, find_hand(r->look), forms, r };
	char text[NUMBERS][NUMBER_ROOM], summing[128] = "";
	bool old = strcmp(r->ledger->form, "T2019") == 0;
	struct fill values[NUMBERS + 5];

	numbers(&p, values, text);
	if (r->region)
		snprintf(summing, sizeof(summing),
		    "本报告汇总了%s各部门、各乡镇的数据。", r->short_name);
	values[NUMBERS] = (struct fill){ "agency", str_of(r->agency) };
	values[NUMBERS + 1] = (struct fill){ "short", str_of(r->short_name) };
	values[NUMBERS + 2] = (struct fill){ "summing", str_of(summing) };
	values[NUMBERS + 3] = (struct fill){ "notice", old ?
		STR("国办公开办函〔2019〕60号") :
		STR("国办公开办函〔2021〕30号") };
	values[NUMBERS + 4].name = NULL;

	prose(&p, values, false);
	heading(&p, "二、主动公开政府信息情况");
	table2(&p);
	heading(&p, "三、收到和处理政府信息公开申请情况");
	if (!table3(&p)) {
		buf_adds(b, "<p>……（预览结束，下载后可阅读全文）</p>\n");
		return;
	}
	heading(&p, "四、政府信息公开行政复议、行政诉讼情况");
	table4(&p);
	prose(&p, values, true);
	signature(&p);
}

void
report_other(struct buf *b, const struct report_forms *forms,
    const char *look, const char *key, const char *title)
{
	const struct hand *h = find_hand(look);
	const struct table *t = &forms->prose;
	struct fill values[] = { { "title", str_of(title) },
		{ NULL, STR_NONE } };
	int i;

	for (i = 0; i < t->n; i++) {
		if (strcmp(t->row[i].col[0], "9") != 0 ||
		    ledger_draw(key, 0, title, i, 4) == 0)
			continue;
		buf_adds(b, h->par);
		fill(b, str_of(t->row[i].col[1]), values);
		buf_printf(b, "%s\n", h->par_end);
	}
}
