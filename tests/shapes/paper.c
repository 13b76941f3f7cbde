/* SPDX-License-Identifier: MIT */
#include "paper.h"

#include <stdio.h>
#include <string.h>

static const char title[] = "清溪县林业局2022年政府信息公开工作年度报告";

/* What stands before the tables 2, 3, 4 and behind them. */
static const char *const chapters[] = { "二、主动公开政府信息情况",
	"三、收到和处理政府信息公开申请情况",
	"四、政府信息公开行政复议、行政诉讼情况" };

/* ---- the text of a cell ---- */

static void
full_width(struct buf *b, const char *s)
{
	size_t at = 0;
	uint32_t c;

	while (at < strlen(s)) {
		c = str_char(str_of(s), &at);
		buf_addchar(b, c >= '0' && c <= '9' ? c - '0' + 0xFF10 : c);
	}
}

/* `between` after each character but the last. */
static void
between_all(struct buf *b, const char *s, const char *between)
{
	size_t at = 0, n = strlen(s);

	while (at < n) {
		buf_addchar(b, str_char(str_of(s), &at));
		if (at < n)
			buf_adds(b, between);
	}
}

/* `mark` in the middle of a text of some length. */
static void
in_the_middle(struct buf *b, const char *s, const char *mark, size_t least)
{
	struct str text = str_of(s), head = str_first(text,
	    str_chars(text) / 2);

	buf_addstr(b, head);
	if (str_chars(text) >= least)
		buf_adds(b, mark);
	buf_addstr(b, str_sub(text, head.n, text.n));
}

/* "一、" stays; "1." becomes "1、" and "（一）" "(一)". */
static void
listed(struct buf *b, const char *s)
{
	struct str text = str_of(s);

	if (s[0] >= '1' && s[0] <= '9' && s[1] == '.') {
		buf_addc(b, s[0]);
		buf_adds(b, "、");
		buf_adds(b, s + 2);
	} else if (str_starts(text, STR("（")) && text.n > 9) {
		buf_printf(b, "(%.3s)%s", s + 3, s + 9);
	} else {
		buf_adds(b, s);
	}
}

static void
entities(struct buf *b, const char *s)
{
	size_t at = 0;
	uint32_t c;

	while (at < strlen(s)) {
		c = str_char(str_of(s), &at);
		buf_printf(b, c & 1 ? "&#%u;" : "&#x%X;", c);
	}
}

static void
number_text(struct buf *b, const char *s, uint64_t how)
{
	if (s[0] == '&')
		buf_adds(b, s);
	else if (how & HOW_FULL_WIDTH)
		full_width(b, s);
	else if (how & HOW_DIGIT_SPANS)
		between_all(b, s, "</span><span lang=EN-US>");
	else if (how & HOW_DIGIT_BR)
		in_the_middle(b, s, "<br>", 4);
	else if (how & HOW_ENTITIES)
		entities(b, s);
	else
		buf_adds(b, s);
}

static void
label_text(struct buf *b, const char *s, uint64_t how)
{
	if (how & HOW_LETTERS)
		between_all(b, s, "</span><span>");
	else if (how & HOW_SPACED)
		between_all(b, s, "&nbsp;\xE3\x80\x80");
	else if (how & HOW_LABEL_BR)
		in_the_middle(b, s, "<br />", 3);
	else if (how & HOW_LISTED)
		listed(b, s);
	else if (how & HOW_ENTITIES)
		entities(b, s);
	else
		buf_adds(b, s);
}

static void
odd_number(struct buf *b, const char *s, enum odd odd)
{
	static const char *const numerals[] = { "零", "一", "二", "三", "四",
	    "五", "六", "七", "八", "九" };

	if (odd == ODD_DECIMALS && s[0] != '\0' && strchr(s, '.') == NULL)
		buf_printf(b, "%s.0", s);
	else if (odd == ODD_NUMERALS && strlen(s) == 1 && s[0] >= '0' &&
	    s[0] <= '9')
		buf_adds(b, numerals[s[0] - '0']);
	else
		buf_adds(b, s);
}

/* ---- HTML ---- */

/* Text with what the tool puts around it in a cell. */
static void
cell_text(struct buf *b, const struct box *x, const struct shape *s)
{
	static const char *const open[] = { "<p class=MsoNormal align=center>"
	    "<span style='mso-bidi-font-size:10.5pt'>", "<p><span>",
	    "<div><font face=\"宋体\"><span>", "<strong><span>", "<span>" };
	static const char *const close[] = { "<o:p></o:p></span></p>",
	    "</span></p>\n", "</span></font></div>", "</span></strong>",
	    "</span>" };
	uint64_t how = s->how;
	int k = how & HOW_WORD ? 0 : how & HOW_PARAGRAPHS ? 1 :
	    how & HOW_DIVS ? 2 : how & HOW_BOLD ? 3 : 4;
	bool plain = k == 4 && !(how & (HOW_LETTERS | HOW_DIGIT_SPANS));

	if (!plain)
		buf_adds(b, open[k]);
	if (how & HOW_COMMENTS)
		buf_adds(b, "<!--[if gte mso 9]><td>9</td><![endif]-->");
	if (how & HOW_LINKS && x->kind == BOX_LABEL)
		buf_adds(b, "<a name=\"_Toc\" href=\"#t\">");
	if (how & HOW_WORD && x->text[0] == '\0')
		buf_adds(b, "<o:p>&nbsp;</o:p>");
	else if (x->kind == BOX_VALUE && s->odd >= ODD_DECIMALS)
		odd_number(b, x->text, s->odd);
	else if (x->kind == BOX_VALUE)
		number_text(b, x->text, how);
	else
		label_text(b, x->text, how);
	if (how & HOW_LINKS && x->kind == BOX_LABEL)
		buf_adds(b, "</a>");
	if (how & HOW_COMMENTS)
		buf_adds(b, "<!-- 0 -->");
	if (!plain)
		buf_adds(b, close[k]);
}

static void
cell_spans(struct buf *b, const struct sheet *t, const struct box *x,
    const struct shape *s)
{
	const char *aria = s->how & HOW_BOXES ? "aria-" : "";
	int rows = x->rows;

	if (s->spans == SPANS_LONG && x->row + rows == t->rows && rows > 1)
		rows += 7;
	if (s->spans == SPANS_LONG && x->cols == t->cols)
		buf_adds(b, " colspan=\"99\"");
	else if (s->spans == SPANS_QUOTED)
		buf_printf(b, " colspan=' %d '", x->cols);
	else if (x->cols > 1)
		buf_printf(b, " %scolspan=\"%d\"", aria, x->cols);
	if (s->spans == SPANS_QUOTED)
		buf_printf(b, " rowspan=0%d", rows);
	else if (rows > 1)
		buf_printf(b, " %srowspan=\"%d\"", aria, rows);
}

static void
cell_html(struct buf *b, const struct sheet *t, const struct box *x,
    const struct shape *s)
{
	bool th = s->how & HOW_TH && x->kind != BOX_VALUE;
	const char *tag = s->how & HOW_BOXES ? "div" : s->how & HOW_UPPER ?
	    th ? "TH" : "TD" : th ? "th" : "td";

	buf_printf(b, "<%s", tag);
	cell_spans(b, t, x, s);
	if (s->how & HOW_ROLES)
		buf_adds(b, x->kind == BOX_HEAD ? " role=\"columnheader\"" :
		    " role=\"cell\"");
	else if (s->how & HOW_BOXES)
		buf_adds(b, " style=\"width:80px; display: table-cell\"");
	if (x->hidden)
		buf_adds(b, " style=\"width:0;display:none\"");
	else if (s->how & HOW_WORD)
		buf_adds(b, " valign=top style='border:solid windowtext"
		    " 1.0pt;mso-border-alt:solid windowtext .5pt'");
	else if (s->how & HOW_EXCEL)
		buf_adds(b, x->kind == BOX_VALUE ? " class=xl66 align=right"
		    " x:num" : " class=xl65 width=91 x:str");
	buf_addc(b, '>');
	cell_text(b, x, s);
	if (!(s->how & HOW_UNCLOSED))
		buf_printf(b, "</%s>", tag);
	buf_addc(b, '\n');
}

static void
row_html(struct buf *b, const struct sheet *t, int row, const struct shape *s)
{
	bool upper = s->how & HOW_UPPER, last = row + 1 == t->rows;
	bool boxes = s->how & HOW_BOXES;
	int i;

	if (last && s->how & HOW_TFOOT)
		buf_adds(b, "</tbody><tfoot>");
	buf_adds(b, boxes ? "<div class=\"line\">" : upper ? "<TR>" : "<tr>");
	for (i = 0; i < t->n; i++)
		if (t->v[i].row == row)
			cell_html(b, t, &t->v[i], s);
	if (!(s->how & HOW_UNCLOSED))
		buf_adds(b, boxes ? "</div>\n" : upper ? "</TR>\n" :
		    "</tr>\n");
	if (last && s->how & HOW_SECTIONED)
		buf_adds(b, s->how & HOW_TFOOT ? "</tfoot>" : "</tbody>");
}

/* The first row that has values; the headers are above it. */
static int
first_values(const struct sheet *t)
{
	int i, row = t->rows;

	for (i = 0; i < t->n; i++)
		if (t->v[i].kind == BOX_VALUE && t->v[i].row < row)
			row = t->v[i].row;
	return row;
}

static void
open_table(struct buf *b, uint64_t how)
{
	buf_adds(b, how & HOW_BOXES ? "<div class=\"lines\">" :
	    how & HOW_UPPER ? "<TABLE BORDER=1 STYLE='BORDER-"
	    "COLLAPSE:collapse'>" : "<table border=\"1\">");
}

static void
close_table(struct buf *b, uint64_t how)
{
	buf_adds(b, how & HOW_BOXES ? "</div>\n" : how & HOW_UPPER ?
	    "</TABLE>\n" : "</table>\n");
}

/* Another table for the row, where the headers or all rows have their own. */
static void
part_table(struct buf *b, int row, int body, uint64_t how)
{
	if (row == 0 || !(how & HOW_ROW_TABLES ||
	    (how & HOW_HEAD_TABLE && row == body)))
		return;
	close_table(b, how);
	if (how & HOW_HEAD_TABLE)
		buf_adds(b, "</div>\n<div class=\"scroll\">");
	open_table(b, how);
}

static void
sheet_html(struct buf *b, const struct sheet *t, const struct shape *s)
{
	int row, body = first_values(t);

	if (s->how & HOW_NESTED)
		buf_adds(b, "<table width=100%><tr><td height=9></td></tr>"
		    "<tr><td>");
	if (s->how & HOW_HEAD_TABLE)
		buf_adds(b, "<div class=\"head\">");
	open_table(b, s->how);
	if (s->how & HOW_CAPTION)
		buf_adds(b, "<caption>情况统计表（单位：件）</caption>");
	if (s->how & HOW_EXCEL)
		buf_adds(b, "<col width=64 span=9 style='mso-width-alt:2048'>"
		    "<!--[if gte mso 9]><xml>1</xml><![endif]-->");
	for (row = 0; row < t->rows; row++) {
		part_table(b, row, body, s->how);
		if (s->how & HOW_SECTIONED && row == 0)
			buf_adds(b, body == 0 ? "<tbody>" : "<thead>");
		else if (s->how & HOW_SECTIONED && row == body)
			buf_adds(b, "</thead><tbody>");
		row_html(b, t, row, s);
	}
	close_table(b, s->how);
	if (s->how & HOW_HEAD_TABLE)
		buf_adds(b, "</div>");
	if (s->how & HOW_NESTED)
		buf_adds(b, "</td></tr></table>");
}

/* ---- text ---- */

/* "text |" a line, then the bars of the cells that the row lacks. */
static void
row_bars(struct buf *b, const struct sheet *t, int row)
{
	int i, have = 0;

	for (i = 0; i < t->n; i++) {
		if (t->v[i].row != row)
			continue;
		buf_printf(b, "%s|\n", t->v[i].text[0] == '\0' ||
		    t->v[i].text[0] == '&' ? "" : t->v[i].text);
		if (t->v[i].text[0] != '\0' && t->v[i].text[0] != '&') {
			b->n -= 2;
			buf_adds(b, " |\n");
		}
		have++;
	}
	if (row + 1 == t->rows)
		return;
	for (i = have; i < t->cols; i++)
		buf_addc(b, '|');
	if (have < t->cols)
		buf_addc(b, '\n');
}

static void
row_text(struct buf *b, const struct sheet *t, int row, enum medium m)
{
	const char *sep = m == MEDIUM_TABS ? "\t" :
	    m == MEDIUM_PARAGRAPHS ? "\n" : " | ";
	int i, n = 0;

	if (m == MEDIUM_MARKDOWN)
		buf_adds(b, "| ");
	for (i = 0; i < t->n; i++) {
		if (t->v[i].row != row)
			continue;
		if (n++ > 0)
			buf_adds(b, sep);
		if (t->v[i].text[0] != '&')
			buf_adds(b, t->v[i].text);
	}
	buf_adds(b, m == MEDIUM_MARKDOWN ? " |\n" : "\n");
	for (i = 0; m == MEDIUM_MARKDOWN && row == 0 && i < t->cols; i++)
		buf_adds(b, i + 1 < t->cols ? "| --- " : "| --- |\n");
}

static void
sheet_text(struct buf *b, const struct sheet *t, enum medium m)
{
	int row;

	for (row = 0; row < t->rows; row++)
		if (m == MEDIUM_BARS)
			row_bars(b, t, row);
		else
			row_text(b, t, row, m);
	buf_addc(b, '\n');
}

/* ---- the document ---- */

static void
line(struct buf *b, const struct shape *s, const char *text)
{
	if (s->medium == MEDIUM_HTML)
		buf_printf(b, "<p>%s</p>\n", text);
	else
		buf_printf(b, "%s\n", text);
}

static void
tables(struct buf *b, const struct report *r, const struct shape *s)
{
	int i, tbl = 1;

	for (i = 0; i < r->n; i++) {
		for (; tbl < r->tbl[i]; tbl++)
			if (!(s->how & HOW_NO_PROSE))
				line(b, s, chapters[tbl - 1]);
		if (s->medium == MEDIUM_HTML)
			sheet_html(b, &r->sheet[i], s);
		else
			sheet_text(b, &r->sheet[i], s->medium);
		if (i + 1 < r->n && r->tbl[i + 1] == 3 && tbl == 3)
			line(b, s, "— 3 —");
	}
}

static void
head(struct buf *b, const struct shape *s)
{
	const char *charset = s->declared != NULL ? s->declared :
	    s->charset != NULL ? s->charset : "utf-8";

	if (s->medium != MEDIUM_HTML)
		return;
	buf_printf(b, "<html%s>\n<head><meta http-equiv=\"Content-Type\""
	    " content=\"text/html; charset=%s\">\n<title>%s</title></head>\n"
	    "<body>\n<div id=\"zoom\">\n", s->how & HOW_WORD ?
	    " xmlns:o=\"urn:schemas-microsoft-com:office:office\"" : "",
	    charset, title);
}

static void
report(struct buf *b, const struct report *r, const struct shape *s)
{
	bool prose = !(s->how & HOW_NO_PROSE);

	if (s->medium == MEDIUM_HTML)
		buf_printf(b, "<h1>%s</h1>\n", title);
	else
		buf_printf(b, "%s\n", title);
	if (prose) {
		line(b, s, "一、总体情况");
		line(b, s, "我局认真贯彻落实《中华人民共和国政府信息公开条例》，"
		    "做好林业信息的公开，接受社会监督。");
	}
	tables(b, r, s);
	if (prose) {
		line(b, s, "五、存在的主要问题及改进情况");
		line(b, s, "公开的内容还不够丰富，今后将加强培训，提高质量。");
		line(b, s, "六、其他需要报告的事项");
		line(b, s, "无其他需要报告的事项。");
	}
}

void
paper_print(struct buf *b, const struct report *reports, int n,
    const struct shape *s)
{
	int i;

	head(b, s);
	for (i = 0; i < n; i++)
		report(b, &reports[i], s);
	if (s->medium == MEDIUM_HTML)
		buf_adds(b, "</div>\n</body></html>\n");
}
