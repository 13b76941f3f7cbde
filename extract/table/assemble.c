/* SPDX-License-Identifier: MIT */
#include "assemble.h"

#include "affix.h"
#include "glue.h"
#include "label.h"
#include "opening.h"

enum { MAX_ROW = 40 };		/* cells */

struct builder {
	struct doc *d;
	const struct forms *f;
	const struct assemble_piece *v;
	size_t pieces;
	struct grid *g;
	int tbl;
	int annex;		/* 8 or 14; 0 before it is looked up */
	int headers;		/* columns of figures */
	bool header;		/* in the headers of a table */
	bool total, leaf, number;	/* what the row has so far */
	struct assemble_piece row[MAX_ROW];
	int n;
};

static void
add_anchor(struct builder *b, int row, int col, const struct assemble_piece *p)
{
	struct grid *g = b->g;

	g->cells = arena_grow(b->d->arena, g->cells, g->n,
	    sizeof(*g->cells));
	g->cells[g->n++] = (struct anchor){ .row = row, .col = col,
		.rowspan = 1, .colspan = 1, .text = p->text, .hans = p->hans };
	if (col >= g->cols)
		g->cols = col + 1;
}

static void
warn_row(const struct builder *b, const char *code, struct str detail)
{
	const struct form_entry *e = NULL, *deeper;
	int i, n;

	for (i = 0; i < b->n && b->row[i].kind == TOKEN_LABEL; i++) {
		deeper = forms_any_row(b->f, b->tbl, b->row[i].key, &n);
		if (deeper != NULL)
			e = deeper;
	}
	doc_warn(b->d, code, b->tbl, e != NULL ? e->code : STR_NONE,
	    STR_NONE, detail);
}

static bool
is_digits(struct str s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return s.n > 0;
}

/*
 * Too few numbers in the row, all digits: they may stand together. `from` is
 * the first of them.
 */
static void
unglue(struct builder *b, int from, int want)
{
	struct str runs[MAX_ROW], out[GLUE_MAX], all = STR("");
	enum glue_rule rule = b->tbl == 4 ? GLUE_FIVES :
	    b->tbl == 3 && want == 7 ? GLUE_SUM : GLUE_COUNT;
	bool glued = false;
	int i, n = 0;

	for (i = from; i < b->n; i++) {
		if (b->row[i].kind != TOKEN_NUMBER ||
		    !is_digits(b->row[i].hans))
			return;
		runs[n++] = b->row[i].hans;
		glued |= b->row[i].hans.n > 1;
		all = arena_printf(b->d->arena, "%.*s%s%.*s", STR_ARG(all),
		    all.n > 0 ? " " : "", STR_ARG(b->row[i].text));
	}
	if (!glued)
		return;
	if (want > GLUE_MAX || glue_cut(runs, n, want, rule, out) != 1) {
		warn_row(b, "glued_cells", all);
		return;
	}
	warn_row(b, "glued_split", all);
	for (b->n = from, i = 0; i < want; i++)
		b->row[b->n++] = (struct assemble_piece){ TOKEN_NUMBER,
			out[i], out[i], out[i] };
}

static void
end_row(struct builder *b)
{
	int i, from, want = b->tbl == 4 ? 15 : b->headers;

	for (from = 0; from < b->n && b->row[from].kind == TOKEN_LABEL; from++)
		;
	if (from < b->n && b->n - from < want)
		unglue(b, from, want);
	for (i = 0; i < b->n; i++)
		add_anchor(b, b->g->rows, i, &b->row[i]);
	b->g->rows += b->n > 0;
	b->n = 0;
	b->leaf = b->number = false;
}

static bool
is_row(const struct builder *b, struct str key)
{
	int n;

	return forms_any_row(b->f, b->tbl, key, &n) != NULL;
}

/* Which of the two annexes has more of these labels. */
static int
annex(const struct builder *b)
{
	size_t i;
	int n, more = 0;

	for (i = 0; i < b->pieces; i++) {
		struct str key = b->v[i].key;

		more += forms_any_row(b->f, 14, key, &n) != NULL;
		more -= forms_any_row(b->f, 8, key, &n) != NULL;
	}
	return more > 0 || (more == 0 && !str_eq(b->v[0].key,
	    STR("指标名称"))) ? 14 : 8;
}

static bool
is_unit(const struct assemble_piece *p)
{
	static const char *const units[] = { "条", "件", "次", "篇", "个", "人",
		"人次", "万元", "元", "项" };

	return affix_is_any(p->key, units, AFFIX_LEN(units));
}

/* "一、主动公开情况": the heading of a group, not of a column. */
static bool
is_numbered(const struct builder *b, const struct assemble_piece *p)
{
	int level, number;

	return b->tbl != 2 && b->headers > 0 && label_enumerator(
	    label_squeeze(b->d->arena, p->hans), &level, &number) > 0;
}

/* Whether the label begins a row of table 2 or of an annex. */
static bool
begins_row(struct builder *b, const struct assemble_piece *p)
{
	if (str_eq(p->key, STR("信息内容")) ||
	    str_starts(p->key, STR("第二十条"))) {
		b->header = true;
		b->headers = 0;
		return true;
	}
	if (b->header && !is_row(b, p->key) && !is_numbered(b, p)) {
		b->headers += b->n > 0 && b->n < MAX_ROW &&
		    !str_has(p->key, STR("单位")) &&
		    !str_eq(p->key, STR("代码"));
		return false;
	}
	b->header = false;
	return b->tbl == 2 || !is_unit(p);
}

/*
 * Table 3: the headers stand in rows of their own as in the form, and a row
 * may begin with the labels of its group.
 */
static bool
begins_row3(struct builder *b, const struct assemble_piece *p)
{
	const struct form_entry *e = forms_col(b->f, 3, p->key);
	bool begins;
	int n;

	if (b->header && (e != NULL || str_starts(p->key, STR("法人")) ||
	    str_eq(p->key, STR("申请人情况")) || !is_row(b, p->key))) {
		begins = str_eq(p->key, STR("自然人")) || (b->total &&
		    str_eq(p->key, STR("商业企业")));
		if (e != NULL) {
			b->headers++;
			b->total |= str_eq(e->code, STR("total"));
		}
		return begins;
	}
	begins = b->header || b->number || b->leaf;
	b->header = false;
	e = forms_any_row(b->f, 3, p->key, &n);
	if (begins)
		end_row(b);
	b->leaf = e != NULL && !str_ends(e->code, STR("_sub")) &&
	    !str_eq(e->code, STR("req_other"));
	return false;
}

static void
put(struct builder *b, const struct assemble_piece *p)
{
	int tbl = p->kind == TOKEN_LABEL ? opening_table(p->hans, p->key) : 0;
	bool begins = false;

	if (tbl == 0 && b->tbl == 0)
		tbl = 2;	/* 信息内容 */
	if (tbl == 14) {
		if (b->annex == 0)
			b->annex = annex(b);
		tbl = b->annex;
	}
	if (tbl != 0 && tbl != b->tbl) {
		end_row(b);
		b->tbl = tbl;
		b->header = true;
		b->total = false;
		b->headers = 0;
	}
	if (p->kind == TOKEN_NUMBER) {
		begins = b->tbl == 4 && b->header;
		b->header = false;
	} else if (b->tbl == 3) {
		begins = begins_row3(b, p);
	} else if (b->tbl != 4) {
		begins = begins_row(b, p);
	} else {
		begins = b->number;
	}
	if (begins || b->n == MAX_ROW)
		end_row(b);
	b->number |= p->kind == TOKEN_NUMBER;
	b->row[b->n++] = *p;
}

struct grid *
assemble(struct doc *d, const struct forms *f, const struct assemble_piece *v,
    size_t n)
{
	struct builder b = { .d = d, .f = f, .v = v, .pieces = n };
	size_t i;

	b.g = arena_alloc(d->arena, sizeof(*b.g));
	b.g->flat = true;
	for (i = 0; i < n; i++)
		put(&b, &v[i]);
	end_row(&b);
	return b.g;
}
