/* SPDX-License-Identifier: MIT */
#include "stream.h"

#include "assemble.h"
#include "blocks.h"
#include "cards.h"
#include "label.h"
#include "lines.h"
#include "number.h"
#include "opening.h"
#include "token.h"

enum {
	MIN_NUMBERS = 2,	/* of a run that is a table */
	MAX_JOIN = 12,		/* paragraphs that labels lie across */
	MAX_HEADER = 14,	/* characters of a header that no one knows */
	MAX_LABEL = 200,	/* and of such a row */
	MAX_SCRAP = 12,		/* and of a part of one */
	MAX_SCRAPS = 3		/* with no other cell between them */
};

/* A run of paragraphs that is a table. */
struct run {
	struct arena *arena;
	struct doc *d;
	const struct forms *f;
	LIST(struct assemble_piece) pieces;
	size_t first, next;	/* blocks */
	size_t from, to;	/* bytes in the first and in the last one */
	int numbers;
	bool header;		/* no number since the last opening word */
	bool annex;		/* the statistics annex of 2014 or a local one */
};

/* ---- finding the run ---- */

static void
add_piece(struct run *r, enum token_kind kind, struct str text,
    struct str hans)
{
	struct assemble_piece *p = DOC_ADD(r, pieces);
	int tbl;

	*p = (struct assemble_piece){ kind, str_trim(text), str_trim(hans),
		label_key(r->d->arena, hans) };
	if (kind == TOKEN_NUMBER) {
		r->numbers++;
		r->header = false;
	} else if ((tbl = opening_table(p->hans, p->key)) != 0 ||
	    str_eq(p->key, STR("信息内容"))) {
		r->header = true;
		r->annex |= tbl == 14;
	}
}

/* Headings of an annex are those of prose, too. */
static bool
is_prose(const struct run *r, const struct tokens *t)
{
	bool heading = false;
	size_t k;

	for (k = 0; k < t->n; k++)
		heading |= t->v[k].heading;
	return heading && !r->annex && t->n == 1;
}

/* Reads block i from byte `at`; false unless all of it is tokens. */
static bool
read_block(struct run *r, size_t i, size_t at, size_t *end)
{
	const struct block *b = &r->d->blocks.v[i];
	struct tokens t = { 0 };
	struct number n;
	size_t k;

	/* "1,204", "增2项": whatever a cell may say; nothing, if it is blank. */
	if (at == 0 && (b->hans.n == 0 || (number_cell(r->d->arena, b->hans,
	    &n) == CELL_NUM && !n.split_digits && !n.leading_number))) {
		add_piece(r, TOKEN_NUMBER, b->text, b->hans);
		*end = b->hans.n;
		return true;
	}
	*end = token_read(r->d->arena, r->f, b->hans, at, &t);
	if (t.n == 0 || (*end < b->hans.n && at == 0) || is_prose(r, &t))
		return false;
	for (k = 0; k < t.n; k++)
		add_piece(r, t.v[k].kind,
		    blocks_original(b, t.v[k].from, t.v[k].to),
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

/*
 * Whether a label lies across byte `at`, where two paragraphs met: not where
 * the second begins with a number of its own.
 */
static bool
lies_across(const struct run *r, const struct tokens *t, struct str hans,
    size_t at)
{
	struct str second = str_sub(hans, at, hans.n);
	size_t k;

	for (k = 0; k < t->n && t->v[k].to <= at; k++)
		;
	return k < t->n && t->v[k].from < at && t->v[k].kind == TOKEN_LABEL &&
	    !str_has_digit(str_sub(second, 0, 1)) &&
	    label_level(r->d->arena, str_first(second, MAX_HEADER)) == 0;
}

/* The paragraphs from i on as far as a label lies across each two of them. */
static size_t
count_joined(struct run *r, size_t i, struct str *text, struct str *hans)
{
	struct str all = STR(""), all_hans = STR("");
	struct tokens t;
	size_t met[MAX_JOIN], k, n = 0, next;

	for (k = 0; k < MAX_JOIN && is_paragraph(r->d, i + k); k++) {
		met[k] = all_hans.n;
		all = arena_join(r->d->arena, all, r->d->blocks.v[i + k].text);
		all_hans = arena_join(r->d->arena, all_hans,
		    r->d->blocks.v[i + k].hans);
		t = (struct tokens){ 0 };
		if (k == 0 || token_read(r->d->arena, r->f, all_hans, 0, &t) !=
		    all_hans.n)
			continue;
		for (next = 1; next <= k && lies_across(r, &t, all_hans,
		     met[next]); next++)
			;
		if (next <= k)
			break;
		n = k + 1;
		*text = all;
		*hans = all_hans;
	}
	return n;
}

/*
 * "本年新" and "制作数量" in two paragraphs are one label, and so are those of
 * "结果", "维持 结果" and "纠正 总计". How many it takes; 0 for none.
 */
static size_t
read_joined(struct run *r, size_t i)
{
	struct arena_mark mark = arena_mark(r->d->arena);
	struct block joined = { .kind = BLOCK_PARAGRAPH };
	struct tokens t = { 0 };
	size_t k, n = count_joined(r, i, &joined.text, &joined.hans);

	if (n == 0) {
		arena_back(r->d->arena, mark);
		return 0;
	}
	token_read(r->d->arena, r->f, joined.hans, 0, &t);
	for (k = 0; k < t.n; k++)
		add_piece(r, t.v[k].kind, blocks_original(&joined, t.v[k].from,
		    t.v[k].to), str_sub(joined.hans, t.v[k].from,
		    t.v[k].to - t.v[k].from));
	return n;
}

/* A number, or the blank cell of a row of numbers. */
static bool
is_number(const struct doc *d, size_t i)
{
	struct number n;

	return is_paragraph(d, i) && (d->blocks.v[i].hans.n == 0 ||
	    number_cell(d->arena, d->blocks.v[i].hans, &n) == CELL_NUM);
}

/*
 * "商业" above "企业 科研": each is a header by itself where names are short, but
 * together they are one.
 */
static size_t
read_halves(struct run *r, size_t i)
{
	return r->header && is_paragraph(r->d, i + 1) &&
	    !is_number(r->d, i) ? read_joined(r, i) : 0;
}

/* A number, words of the forms and nothing else, or any before a number. */
static bool
is_cells(const struct run *r, size_t i)
{
	const struct block *b = &r->d->blocks.v[i];
	struct tokens t = { 0 };

	return is_paragraph(r->d, i) && (is_number(r->d, i) ||
	    is_number(r->d, i + 1) || token_read(r->d->arena, r->f, b->hans,
	    0, &t) == b->hans.n);
}

/*
 * A scrap of a label that a page broke over lines, with other cells between
 * them: the table goes on right behind it.
 */
static bool
is_scrap(const struct run *r, size_t i)
{
	size_t k;

	if (r->numbers == 0 || r->header)
		return false;
	for (k = i; k < i + MAX_SCRAPS && is_paragraph(r->d, k) &&
	    str_chars(label_squeeze(r->d->arena, r->d->blocks.v[k].hans)) <=
	    MAX_SCRAP; k++)
		if (is_cells(r, k + 1))
			return true;
	return false;
}

/* A header or the label of a row that the forms do not have. */
static bool
read_unknown(struct run *r, size_t i)
{
	const struct block *b = &r->d->blocks.v[i];
	size_t chars = str_chars(b->hans);

	if (!(r->header && chars <= MAX_HEADER) &&
	    !(chars <= MAX_LABEL && is_number(r->d, i + 1)) &&
	    !is_scrap(r, i))
		return false;
	add_piece(r, TOKEN_LABEL, b->text, b->hans);
	return true;
}

static bool
opens(const struct run *r)
{
	const struct assemble_piece *p = r->pieces.v;

	return r->pieces.n > 0 && p->kind == TOKEN_LABEL &&
	    (opening_table(p->hans, p->key) != 0 ||
	    str_eq(p->key, STR("信息内容")));
}

/* Whether a paragraph can begin a table: most are prose and are not read. */
static bool
may_open(const struct run *r, struct str hans)
{
	static const char *const words[] = { "第二十条", "信息内容", "申请人情况",
		"行政复议", "行政诉讼", "未经复议", "复议后起诉", "指标名称",
		"统计指标", "本年制发", "本年新制", "一、本年新收", "本年新收",
		"(本列", "（本列" };
	struct str s = label_squeeze(r->d->arena, str_first(hans, 16));
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_starts(s, str_of(words[i])))
			return true;
	return false;
}

/*
 * "（不同方式回应同一热点或舆情计1次）" at the start of a paragraph, behind its label:
 * the bytes of it; 0 for none.
 */
static size_t
read_remark(struct run *r, size_t i)
{
	const struct block *b = &r->d->blocks.v[i];
	struct assemble_piece *last = &r->pieces.v[r->pieces.n - 1];
	size_t end = 0;
	uint32_t c = str_peek(b->hans, 0);

	if (last->kind != TOKEN_LABEL || (c != '(' && c != 0xFF08) ||
	    label_level(r->d->arena, b->hans) != 0)
		return 0;
	while (end < b->hans.n && c != ')' && c != 0xFF09)
		c = str_char(b->hans, &end);
	if ((c != ')' && c != 0xFF09) || end > MAX_LABEL)
		return 0;
	last->text = arena_join(r->arena, last->text,
	    blocks_original(b, 0, end));
	last->hans = arena_join(r->arena, last->hans,
	    str_sub(b->hans, 0, end));
	return end;
}

/* Reads block i and maybe some behind it; how many, 0 if it is no table. */
static size_t
read_blocks(struct run *r, size_t i)
{
	size_t remark = read_remark(r, i), n, end;

	if (remark > 0) {
		r->to = remark;
		if (remark < r->d->blocks.v[i].hans.n &&
		    read_block(r, i, remark, &end))
			r->to = end;
		return 1;
	}
	n = read_halves(r, i);
	if (n == 0 && read_block(r, i, 0, &end)) {
		r->to = end;
		return 1;
	}
	if (n == 0)
		n = read_joined(r, i);
	if (n == 0)
		n = read_unknown(r, i);
	if (n > 0)
		r->to = r->d->blocks.v[i + n - 1].hans.n;
	return n;
}

/* The same for the first block, from byte r->from on. */
static size_t
read_first(struct run *r, size_t i)
{
	size_t n;

	if (read_block(r, i, r->from, &r->to))
		return 1;
	if (r->from > 0 || is_number(r->d, i) ||
	    (n = read_joined(r, i)) == 0)
		return 0;
	r->to = r->d->blocks.v[i + n - 1].hans.n;
	return n;
}

/*
 * The run that starts in block i; false if there is none. `next` is the block
 * behind what was read in any case: a run that starts further inside of it
 * has no more numbers.
 */
static bool
find_run(struct run *r, size_t i)
{
	ptrdiff_t annex = token_annex(r->d->blocks.v[i].hans);
	size_t n;

	r->pieces.v = NULL;
	r->pieces.n = 0;
	r->numbers = 0;
	r->header = true;
	r->annex = false;
	r->first = i;
	r->next = i + 1;
	r->from = annex > 0 ? (size_t)annex : 0;
	if ((annex < 0 && !may_open(r, r->d->blocks.v[i].hans)) ||
	    (n = read_first(r, i)) == 0 || !opens(r))
		return false;
	for (i += n; r->to == r->d->blocks.v[i - 1].hans.n &&
	    is_paragraph(r->d, i); i += n)
		if ((n = read_blocks(r, i)) == 0)
			break;
	r->next = i;
	return r->numbers >= MIN_NUMBERS;
}

/* ---- the document ---- */

static void
add_run(struct blocks *out, struct run *r)
{
	const struct block *first = &r->d->blocks.v[r->first];
	const struct block *last = &r->d->blocks.v[r->next - 1];
	struct block *table;

	blocks_add_part(out, first, 0, r->from);
	table = blocks_add(out);
	*table = (struct block){ .kind = BLOCK_TABLE };
	table->grid = assemble(r->d, r->f, r->pieces.v, r->pieces.n);
	blocks_add_part(out, last, r->to, last->hans.n);
}

/* Blank cells that no table took. */
static void
drop_blanks(struct doc *d)
{
	size_t i, n = 0;

	for (i = 0; i < d->blocks.n; i++)
		if (d->blocks.v[i].kind != BLOCK_PARAGRAPH ||
		    d->blocks.v[i].text.n > 0)
			d->blocks.v[n++] = d->blocks.v[i];
	d->blocks.n = n;
}

void
stream_pass(struct doc *d, const struct forms *f)
{
	struct blocks out = { .arena = d->arena };
	struct run r = { .arena = d->arena, .d = d, .f = f };
	size_t i = 0, k = 0;	/* blocks before k are in `out` */
	bool changed = cards_pass(d, f);

	while (i < d->blocks.n) {
		r.next = i + 1;
		if (!is_paragraph(d, i) || !find_run(&r, i)) {
			i = r.next;
			continue;
		}
		while (k < i)
			*blocks_add(&out) = d->blocks.v[k++];
		add_run(&out, &r);
		i = k = r.next;
	}
	changed |= k > 0;
	if (k > 0) {
		while (k < i)
			*blocks_add(&out) = d->blocks.v[k++];
		blocks_replace(d, &out);
	}
	if (lines_pass(d, f) || changed)
		doc_number_tables(d);
	drop_blanks(d);
}
