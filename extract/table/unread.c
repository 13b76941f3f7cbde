/* SPDX-License-Identifier: MIT */
#include "unread.h"

#include "affix.h"
#include "label.h"

enum {
	MAX_LABEL = 200,	/* bytes */
	MAX_ROWS = 80,		/* of a table */
	MIN_LABELS = 6,		/* that only such a table has together */
	MIN_OUTCOMES = 4	/* of the five of table 4 */
};

/* A statutory table, and which of its rows were seen. */
struct wanted {
	int tbl;
	struct str seen[MAX_ROWS];	/* codes */
	int n;
};

struct reader {
	struct doc *d;
	const struct forms *f;
	struct wanted tables[4];
	int n;
};

static const char *const outcomes[] = { "结果维持", "结果纠正", "其他结果",
	"尚未审结" };

static void
see(struct wanted *w, struct str code)
{
	int i;

	for (i = 0; i < w->n; i++)
		if (str_eq(w->seen[i], code))
			return;
	if (w->n < MAX_ROWS)
		w->seen[w->n++] = code;
}

/* Whether any row of the forms has a label whose key may be this one. */
static bool
may_be_row(const struct forms *f, struct str key)
{
	unsigned char c = forms_byte(key);
	size_t i;

	for (i = f->by[c]; i < f->by[c + 1]; i++)
		if (str_eq(f->keys[i], key))
			return true;
	return false;
}

/* A text beside a number. */
static void
see_label(struct reader *r, struct str text)
{
	const struct form_entry *e;
	struct str key;
	size_t k;
	int i, n;

	/* 2016年收到申请数, 其中当面申请数 */
	affix_take(&text, "年");
	affix_take(&text, "其中");
	if (text.n < 4 * 3 || text.n > MAX_LABEL)
		return;
	key = label_key(r->d->arena, text);
	if (key.n < 4 * 3)
		return;
	for (i = 0; i < r->n; i++)
		for (k = 0; r->tables[i].tbl == 4 && k < sizeof(outcomes) /
		    sizeof(*outcomes); k++)
			if (str_eq(key, str_of(outcomes[k])))
				see(&r->tables[i], str_of(outcomes[k]));
	if (!may_be_row(r->f, key))
		return;
	for (i = 0; i < r->n; i++)
		if ((e = forms_any_row(r->f, r->tables[i].tbl, key, &n)) !=
		    NULL)
			see(&r->tables[i], e->code);
}

/* What separates labels from each other and from their numbers. */
static bool
is_break(uint32_t c)
{
	return c == ':' || c == 0xFF1A || c == 0xFF0C || c == ';' ||
	    c == 0xFF1B || c == 0x3002 || c == '\n' || (c >= '0' && c <= '9');
}

/* Behind the remark in parentheses that opens at `at`, if it is closed soon. */
static size_t
skip_remark(struct str s, size_t at)
{
	size_t i = at;
	uint32_t c;

	while (i < s.n && i - at < MAX_LABEL)
		if ((c = str_char(s, &i)) == ')' || c == 0xFF09)
			return i;
	str_char(s, &at);
	return at;
}

/* A text: the words in front of a number, each a label or not. */
static void
read_text(struct reader *r, struct str s, bool number_next)
{
	size_t i = 0, from = 0, at;
	uint32_t c = 0;
	struct str piece = STR("");

	while (i < s.n) {
		at = i;
		c = str_char(s, &i);
		if (c == '(' || c == 0xFF08)
			i = skip_remark(s, at);
		if (!is_break(c))
			continue;
		if (at > from)
			piece = str_sub(s, from, at - from);
		/* The enumerator of a label is no number of another. */
		if (c >= '0' && c <= '9' && piece.n > 0 && (i == s.n ||
		    str_peek(s, i) != '.'))
			see_label(r, piece);
		if ((c >= '0' && c <= '9') || (c != ':' && c != 0xFF1A))
			piece = STR("");
		from = i;
	}
	if (number_next)
		see_label(r, from < s.n ? str_sub(s, from, s.n) : piece);
}

static bool
is_number(struct str s)
{
	return s.n > 0 && s.n <= 24 && s.p[0] >= '0' && s.p[0] <= '9';
}

static bool
is_text(const struct block *b)
{
	return (b->kind == BLOCK_PARAGRAPH || b->kind == BLOCK_HEADING) &&
	    !b->boilerplate;
}

/* The labels of a table from which nothing was read: texts before a number. */
static void
read_grid(struct reader *r, const struct grid *g)
{
	const struct anchor *a, *end = grid_end(g), *label;
	size_t i;

	for (i = 0; i < r->d->cells.n; i++)
		if (r->d->cells.v[i].table == g->no)
			return;
	for (label = a = g->cells; a < end; a++) {
		if (a->row != label->row)
			label = a;
		if (a->state != CELL_NUM)
			continue;
		for (; label < a; label++)
			if (label->state == CELL_TEXT)
				see_label(r, label->hans);
	}
}

static void
read_blocks(struct reader *r)
{
	const struct block *b;
	size_t i, k;
	bool next;

	for (i = 0; i < r->d->blocks.n; i++) {
		b = &r->d->blocks.v[i];
		if (b->kind == BLOCK_TABLE)
			read_grid(r, b->grid);
		if (!is_text(b))
			continue;
		for (k = i + 1; k < r->d->blocks.n && r->d->blocks.v[k].kind ==
		    BLOCK_LINK; k++)
			;
		next = k < r->d->blocks.n && is_text(&r->d->blocks.v[k]) &&
		    is_number(r->d->blocks.v[k].hans);
		read_text(r, b->hans, next);
	}
}

/*
 * A report has tables 2 to 4, or an annex (14 or 8); those of which there is
 * nothing, if there is nothing of the other form.
 */
static void
find_wanted(struct reader *r)
{
	bool annex = doc_has_table(r->d, 14) || doc_has_table(r->d, 8);
	bool form = false;
	int tbl;

	for (tbl = 2; tbl <= 4; tbl++)
		form |= doc_has_table(r->d, tbl);
	for (tbl = 2; tbl <= 4 && !annex; tbl++)
		if (!doc_has_table(r->d, tbl))
			r->tables[r->n++].tbl = tbl;
	if (!annex && !form)
		r->tables[r->n++].tbl = 14;
}

void
unread_pass(struct doc *d, const struct forms *f)
{
	struct reader *r = arena_alloc(d->arena, sizeof(*r));
	const struct wanted *w;

	r->d = d;
	r->f = f;
	find_wanted(r);
	if (r->n == 0)
		return;
	read_blocks(r);
	for (w = r->tables; w < r->tables + r->n; w++)
		if (w->n >= (w->tbl == 2 || w->tbl == 4 ? MIN_OUTCOMES :
		    MIN_LABELS))
			doc_warn(d, "form_text", w->tbl, STR_NONE, STR_NONE,
			    arena_printf(d->arena, "%d labels of it stand "
			    "beside numbers, and no such table was read",
			    w->n));
}
