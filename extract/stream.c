/* SPDX-License-Identifier: MIT */
#include "stream.h"

#include "code.h"
#include "glue.h"
#include "label.h"
#include "number.h"
#include "token.h"

enum {
	MIN_NUMBERS = 2,	/* of a run that is a table */
	MAX_JOIN = 3,		/* paragraphs that one label may be cut into */
	MAX_HEADER = 14,	/* characters of a header that no one knows */
	MAX_LABEL = 200,	/* and of such a row */
	MAX_ROW = 40		/* cells */
};

struct piece {
	enum token_kind kind;
	struct str text, hans, key;
};

/* A run of paragraphs that is a table. */
struct run {
	struct arena *arena;
	struct doc *d;
	const struct forms *f;
	LIST(struct piece) pieces;
	size_t first, next;	/* blocks */
	size_t from, to;	/* bytes in the first and in the last one */
	int numbers;
	bool header;		/* no number since the last opening word */
};

/* ---- finding the run ---- */

/* The bytes of the original that bytes [from, to) of its conversion are. */
static struct str
original(const struct block *b, size_t from, size_t to)
{
	size_t skip;

	if (b->text.n == b->hans.n && b->text.p == b->hans.p)
		return str_sub(b->text, from, to - from);
	if (str_chars(b->text) != str_chars(b->hans))
		return str_sub(b->hans, from, to - from);
	skip = str_first(b->text, str_chars(str_sub(b->hans, 0, from))).n;
	return str_first(str_sub(b->text, skip, b->text.n),
	    str_chars(str_sub(b->hans, from, to - from)));
}

static void
add_piece(struct run *r, enum token_kind kind, struct str text,
    struct str hans)
{
	struct piece *p = DOC_ADD(r, pieces);
	int tbl;

	*p = (struct piece){ kind, str_trim(text), str_trim(hans),
		label_key(r->d->arena, hans) };
	if (kind == TOKEN_NUMBER) {
		r->numbers++;
		r->header = false;
	} else if ((tbl = code_opens(p->hans, p->key)) != 0 ||
	    str_eq(p->key, STR("信息内容"))) {
		r->header = true;
	}
}

/* Reads block i from byte `at`; false unless all of it is tokens. */
static bool
read_block(struct run *r, size_t i, size_t at, size_t *end)
{
	const struct block *b = &r->d->blocks.v[i];
	struct tokens t = { 0 };
	struct number n;
	size_t k;

	/* "1,204", "增2项": whatever a cell may say. */
	if (at == 0 && number_cell(r->d->arena, b->hans, &n) == CELL_NUM &&
	    !n.split_digits && !n.leading_number) {
		add_piece(r, TOKEN_NUMBER, b->text, b->hans);
		*end = b->hans.n;
		return true;
	}
	*end = token_read(r->d->arena, r->f, b->hans, at, &t);
	if (t.n == 0 || (*end < b->hans.n && at == 0))
		return false;
	for (k = 0; k < t.n; k++)
		add_piece(r, t.v[k].kind, original(b, t.v[k].from, t.v[k].to),
		    str_sub(b->hans, t.v[k].from, t.v[k].to - t.v[k].from));
	return true;
}

static bool
is_paragraph(const struct doc *d, size_t i)
{
	return i < d->blocks.n && !d->blocks.v[i].boilerplate &&
	    (d->blocks.v[i].kind == BLOCK_PARAGRAPH ||
	    d->blocks.v[i].kind == BLOCK_HEADING);
}

/* "本年新" and "制作数量" in two paragraphs are one label. */
static size_t
read_joined(struct run *r, size_t i)
{
	struct str text = STR(""), hans = STR("");
	struct tokens t;
	size_t k;

	for (k = i; k < i + MAX_JOIN && is_paragraph(r->d, k); k++) {
		text = arena_printf(r->d->arena, "%.*s%.*s", STR_ARG(text),
		    STR_ARG(r->d->blocks.v[k].text));
		hans = arena_printf(r->d->arena, "%.*s%.*s", STR_ARG(hans),
		    STR_ARG(r->d->blocks.v[k].hans));
		t = (struct tokens){ 0 };
		if (k > i && token_read(r->d->arena, r->f, hans, 0, &t) ==
		    hans.n && t.n == 1 && t.v[0].kind == TOKEN_LABEL) {
			add_piece(r, TOKEN_LABEL, text, hans);
			return k + 1 - i;
		}
	}
	return 0;
}

static bool
is_number(const struct doc *d, size_t i)
{
	struct number n;

	return is_paragraph(d, i) && number_cell(d->arena,
	    d->blocks.v[i].hans, &n) == CELL_NUM;
}

/* A header or the label of a row that the forms do not have. */
static bool
read_unknown(struct run *r, size_t i)
{
	const struct block *b = &r->d->blocks.v[i];
	size_t chars = str_chars(b->hans);

	if (!(r->header && chars <= MAX_HEADER) &&
	    !(chars <= MAX_LABEL && is_number(r->d, i + 1)))
		return false;
	add_piece(r, TOKEN_LABEL, b->text, b->hans);
	return true;
}

static bool
opens(const struct run *r)
{
	const struct piece *p = r->pieces.v;

	return r->pieces.n > 0 && p->kind == TOKEN_LABEL &&
	    (code_opens(p->hans, p->key) != 0 ||
	    str_eq(p->key, STR("信息内容")));
}

/* The run that starts in block i; false if there is none. */
static bool
find_run(struct run *r, size_t i)
{
	ptrdiff_t annex = token_annex(r->d->blocks.v[i].hans);
	size_t joined;

	r->pieces.v = NULL;
	r->pieces.n = 0;
	r->numbers = 0;
	r->header = true;
	r->first = i;
	r->from = annex > 0 ? (size_t)annex : 0;
	if (!read_block(r, i, r->from, &r->to) || !opens(r))
		return false;
	for (i++; r->to == r->d->blocks.v[i - 1].hans.n &&
	    is_paragraph(r->d, i);) {
		if (read_block(r, i, 0, &r->to)) {
			i++;
			continue;
		}
		if ((joined = read_joined(r, i)) == 0)
			joined = read_unknown(r, i);
		if (joined == 0)
			break;
		i += joined;
		r->to = r->d->blocks.v[i - 1].hans.n;
	}
	if (r->to > r->d->blocks.v[i - 1].hans.n)
		r->to = r->d->blocks.v[i - 1].hans.n;
	r->next = i;
	return r->numbers >= MIN_NUMBERS;
}

/* ---- rows ---- */

struct builder {
	struct run *r;
	struct grid *g;
	int tbl;
	int headers;		/* columns of figures */
	bool header;		/* in the headers of a table */
	bool total, leaf, number;	/* what the row has so far */
	struct piece row[MAX_ROW];
	int n;
};

static void
add_anchor(struct builder *b, int row, int col, const struct piece *p)
{
	struct grid *g = b->g;

	g->cells = arena_grow(b->r->d->arena, g->cells, g->n,
	    sizeof(*g->cells));
	g->cells[g->n++] = (struct anchor){ row, col, 1, 1, p->text, p->hans };
	if (col >= g->cols)
		g->cols = col + 1;
}

static void
warn_row(const struct builder *b, const char *code, struct str detail)
{
	const struct form_entry *e = NULL, *deeper;
	int i, n;

	for (i = 0; i < b->n && b->row[i].kind == TOKEN_LABEL; i++) {
		deeper = forms_any_row(b->r->f, b->tbl, b->row[i].key, &n);
		if (deeper != NULL)
			e = deeper;
	}
	doc_warn(b->r->d, code, b->tbl, e != NULL ? e->code : STR_NONE,
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
		all = arena_printf(b->r->d->arena, "%.*s%s%.*s", STR_ARG(all),
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
		b->row[b->n++] = (struct piece){ TOKEN_NUMBER, out[i], out[i],
			out[i] };
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

	return forms_any_row(b->r->f, b->tbl, key, &n) != NULL;
}

/* Which of the two annexes has more of these labels. */
static int
annex(const struct run *r)
{
	size_t i;
	int n, more = 0;

	for (i = 0; i < r->pieces.n; i++) {
		struct str key = r->pieces.v[i].key;

		more += forms_any_row(r->f, 14, key, &n) != NULL;
		more -= forms_any_row(r->f, 8, key, &n) != NULL;
	}
	return more > 0 || (more == 0 && !str_eq(r->pieces.v[0].key,
	    STR("指标名称"))) ? 14 : 8;
}

static bool
is_unit(const struct piece *p)
{
	static const char *const units[] = { "条", "件", "次", "篇", "个", "人",
		"人次", "万元", "元", "项" };
	size_t i;

	for (i = 0; i < sizeof(units) / sizeof(*units); i++)
		if (str_eq(p->key, str_of(units[i])))
			return true;
	return false;
}

/* Whether the label begins a row of table 2 or of an annex. */
static bool
begins_row(struct builder *b, const struct piece *p)
{
	if (str_eq(p->key, STR("信息内容")) ||
	    str_starts(p->key, STR("第二十条"))) {
		b->header = true;
		b->headers = 0;
		return true;
	}
	if (b->header && !is_row(b, p->key)) {
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
begins_row3(struct builder *b, const struct piece *p)
{
	const struct form_entry *e = forms_col(b->r->f, 3, p->key);
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
	e = forms_any_row(b->r->f, 3, p->key, &n);
	if (begins)
		end_row(b);
	b->leaf = e != NULL && !str_ends(e->code, STR("_sub")) &&
	    !str_eq(e->code, STR("req_other"));
	return false;
}

static void
put(struct builder *b, const struct piece *p)
{
	int tbl = p->kind == TOKEN_LABEL ? code_opens(p->hans, p->key) : 0;
	bool begins = false;

	if (tbl == 0 && b->tbl == 0)
		tbl = 2;	/* 信息内容 */
	if (tbl == 14)
		tbl = annex(b->r);
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

static struct grid *
build(struct run *r)
{
	struct builder b = { .r = r };
	size_t i;

	b.g = arena_alloc(r->d->arena, sizeof(*b.g));
	b.g->flat = true;
	for (i = 0; i < r->pieces.n; i++)
		put(&b, &r->pieces.v[i]);
	end_row(&b);
	return b.g;
}

/* ---- the document ---- */

/* The list of blocks as it will be. */
struct blocks {
	struct arena *arena;
	LIST(struct block) list;
};

static struct block *
add_block(struct blocks *out)
{
	return DOC_ADD(out, list);
}

/* Bytes [from, to) of a paragraph, if there are words. */
static void
add_rest(struct blocks *out, const struct block *b, size_t from, size_t to)
{
	struct block *rest;

	if (str_trim(str_sub(b->hans, from, to - from)).n == 0)
		return;
	rest = add_block(out);
	*rest = *b;
	rest->text = str_trim(original(b, from, to));
	rest->hans = str_trim(str_sub(b->hans, from, to - from));
}

static void
add_run(struct blocks *out, struct run *r)
{
	const struct block *first = &r->d->blocks.v[r->first];
	const struct block *last = &r->d->blocks.v[r->next - 1];
	struct block *table;

	add_rest(out, first, 0, r->from);
	table = add_block(out);
	*table = (struct block){ .kind = BLOCK_TABLE, .grid = build(r) };
	add_rest(out, last, r->to, last->hans.n);
}

static void
number_grids(struct doc *d)
{
	size_t i;
	int no = 0;

	for (i = 0; i < d->blocks.n; i++)
		if (d->blocks.v[i].kind == BLOCK_TABLE)
			d->blocks.v[i].grid->no = ++no;
}

void
stream_pass(struct doc *d, const struct forms *f)
{
	struct blocks out = { .arena = d->arena };
	struct run r = { .arena = d->arena, .d = d, .f = f };
	size_t i = 0, runs = 0;

	while (i < d->blocks.n) {
		if (is_paragraph(d, i) && find_run(&r, i)) {
			add_run(&out, &r);
			i = r.next;
			runs++;
		} else {
			*add_block(&out) = d->blocks.v[i++];
		}
	}
	if (runs == 0)
		return;
	d->blocks.v = out.list.v;
	d->blocks.n = out.list.n;
	number_grids(d);
}
