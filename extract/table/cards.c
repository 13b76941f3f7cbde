/* SPDX-License-Identifier: MIT */
/*
 * Lines are read as entries, a name with or without a number, from one that
 * opens a table on to the first that is none of its. Each table then takes its
 * entries, or leaves all of them to the warnings (unread.h).
 */
#include "cards.h"

#include "affix.h"
#include "blocks.h"
#include "disputes.h"
#include "label.h"
#include "lines.h"
#include "number.h"
#include "opening.h"

enum {
	MAX_LINE = 90,		/* characters of a line */
	MAX_NAME = 24,		/* and of the name of a row with a header */
	MAX_ENTRIES = 400,	/* table 3: 25 rows of 8 */
	MIN_ROWS = 15,		/* of table 3; all forms have 23 */
	MIN_VALUES = 6,		/* of table 2 */
	GROUPS = 3, OUTCOMES = 5, PENDING = 3, TOTAL = 4	/* of table 4 */
};

/* As found, and Simplified. */
struct words {
	struct str text, hans;
};

struct entry {
	struct words name, value;	/* value: "" without one */
	struct str key;			/* label_key() of the name */
};

struct cards {
	struct doc *d;
	struct arena *arena;
	const struct forms *f;
	LIST(struct entry) entries;
	bool waits;		/* the last one may have its value below */
	size_t to;		/* block behind the last */
	struct grid *g;
};

/* ---- entries ---- */

static bool
is_line(const struct block *b)
{
	return (b->kind == BLOCK_PARAGRAPH || b->kind == BLOCK_HEADING) &&
	    b->hans.n <= 4 * MAX_LINE && str_chars(b->hans) <= MAX_LINE;
}

/* A number, or what a cell may say instead of one. */
static bool
is_value(const struct cards *c, struct str s)
{
	struct number n;
	enum cell_state state = number_cell(c->arena, s, &n);

	return state == CELL_NA || (state == CELL_NUM && !n.leading_number);
}

/* Words that stand among those of the forms and say nothing. */
static bool
is_idle(struct str key)
{
	static const char *const words[] = { "行政诉讼", "信息内容", "本年度办理结果",
		"法人或其他组织", "申请人情况", "件" };

	return key.n == 0 || affix_is_any(key, words, AFFIX_LEN(words)) ||
	    str_starts(key, STR("第二十条第"));
}

static const struct form_entry *
row_of(const struct cards *c, int tbl, struct str key)
{
	int n;

	return forms_any_row(c->f, tbl, key, &n);
}

/*
 * Where the header begins in "行政许可处理决定数量", the name of a row and of a
 * column of table 2; 0 if it is not that.
 */
static size_t
header_at(const struct cards *c, struct str hans)
{
	size_t at = 0;

	while (at < hans.n && str_chars(hans) <= MAX_NAME) {
		str_char(hans, &at);
		if (forms_col(c->f, 2, label_key(c->arena, str_sub(hans, at,
		    hans.n))) != NULL)
			return row_of(c, 2, label_key(c->arena,
			    str_sub(hans, 0, at))) != NULL ? at : 0;
	}
	return 0;
}

/* The outcome that a name of table 4 ends with: 行政复议结果维持; or -1. */
static int
outcome_of(struct str key)
{
	size_t at = 0;
	int o = disputes_outcome(key);

	while (o < 0 && at < key.n) {
		str_char(key, &at);
		o = disputes_outcome(str_sub(key, at, key.n));
	}
	return o;
}

static bool
is_known(const struct cards *c, int tbl, struct str hans, struct str key)
{
	if (tbl == 4)
		return disputes_group(c->arena, hans) >= 0 ||
		    disputes_outcome(key) >= 0;
	return row_of(c, tbl, key) != NULL ||
	    forms_col(c->f, tbl, key) != NULL ||
	    (tbl == 2 && header_at(c, hans) > 0);
}

static struct words
part_of(const struct block *b, struct str hans)
{
	size_t from = (size_t)(hans.p - b->hans.p);

	return (struct words){ str_trim(blocks_original(b, from,
	    from + hans.n)), hans };
}

/* Adds a line; false if it is none of the table's, or a number too many. */
static bool
add_line(struct cards *c, const struct block *b, int tbl)
{
	struct str name = b->hans, value = STR(""), key;
	struct entry *e;

	if (is_value(c, b->hans)) {
		if (!c->waits)
			return false;
		c->entries.v[c->entries.n - 1].value = part_of(b, b->hans);
		c->waits = false;
		return true;
	}
	if (!lines_split(b->hans, &name, &value) || !is_known(c, tbl, name,
	    label_key(c->arena, name))) {
		name = b->hans;
		value = STR("");
	}
	key = label_key(c->arena, name);
	if (!is_known(c, tbl, name, key)) {
		c->waits = false;
		return is_idle(key);
	}
	e = DOC_ADD(c, entries);
	*e = (struct entry){ .name = part_of(b, name), .key = key,
		.value = { STR(""), STR("") } };
	if (value.n > 0)
		e->value = part_of(b, value);
	c->waits = value.n == 0;
	return true;
}

/*
 * The entries from block i on. A number without a name in front of it makes all
 * of them none: they may have their numbers above.
 */
static bool
read_entries(struct cards *c, size_t i, int tbl)
{
	const struct block *b = NULL;

	c->entries.v = NULL;
	c->entries.n = 0;
	c->waits = false;
	for (; i < c->d->blocks.n && c->entries.n < MAX_ENTRIES; i++) {
		b = &c->d->blocks.v[i];
		if (b->kind == BLOCK_LINK || b->boilerplate ||
		    (b->kind == BLOCK_PARAGRAPH && b->hans.n == 0))
			continue;
		if (!is_line(b) || !add_line(c, b, tbl))
			break;
		c->to = i + 1;
	}
	return c->entries.n > 0 && (i == c->d->blocks.n || b == NULL ||
	    !is_line(b) || !is_value(c, b->hans));
}

/* ---- the tables ---- */

static void
put(struct cards *c, int col, int rowspan, struct words w)
{
	struct grid *g = c->g;

	g->cells = arena_grow(c->arena, g->cells, g->n, sizeof(*g->cells));
	g->cells[g->n++] = (struct anchor){ .row = g->rows, .col = col,
		.rowspan = rowspan, .colspan = 1, .text = w.text,
		.hans = w.hans };
	if (g->cols <= col)
		g->cols = col + 1;
}

static const struct words nothing = { { "", 0 }, { "", 0 } };

/* Whether the total of a group is the sum of its outcomes; 无 is none. */
static bool
adds_up(const struct cards *c, const struct entry *const *v)
{
	struct decimal sum = { 0, 0 }, total = { 0, 0 }, one;
	struct number n;
	int o;

	for (o = 0; o < OUTCOMES; o++) {
		if (v[o] == NULL || number_cell(c->arena, v[o]->value.hans,
		    &n) != CELL_NUM)
			continue;
		if (!number_parse(n.value, &one) ||
		    !number_add(o == TOTAL ? total : sum, one,
		    o == TOTAL ? &total : &sum))
			return false;
	}
	return number_cmp(sum, total) == 0;
}

/* All outcomes of each group, once, or all but 尚未审结, and sums that hold. */
static bool
are_reviews(const struct cards *c, const struct entry *v[GROUPS][OUTCOMES])
{
	bool pending = v[0][PENDING] != NULL;
	int g, o;

	for (g = 0; g < GROUPS; g++) {
		for (o = 0; o < OUTCOMES; o++)
			if ((v[g][o] == NULL) != (o == PENDING && !pending))
				return false;
		if (!adds_up(c, v[g]))
			return false;
	}
	return true;
}

static bool
take_reviews(struct cards *c)
{
	const struct entry *v[GROUPS][OUTCOMES] = { { NULL } }, *e;
	const struct entry *name[GROUPS] = { NULL };
	int g, o, group = -1;

	for (e = c->entries.v; e < c->entries.v + c->entries.n; e++) {
		g = disputes_group(c->arena, e->name.hans);
		o = outcome_of(e->key);
		if (g >= 0 && g != group) {
			if (name[g] != NULL)
				return false;
			name[group = g] = e;
		}
		if (e->value.hans.n == 0 && g >= 0 && o < 0)
			continue;
		if (group < 0 || o < 0 || e->value.hans.n == 0 ||
		    v[group][o] != NULL)
			return false;
		v[group][o] = e;
	}
	if (!are_reviews(c, v))
		return false;
	for (g = 0; g < GROUPS; g++)
		for (o = 0; o < OUTCOMES; o++) {
			if (v[g][o] == NULL)
				continue;
			if (o == 0)
				put(c, 0, v[g][PENDING] != NULL ? OUTCOMES :
				    OUTCOMES - 1, name[g]->name);
			put(c, 1, 1, v[g][o]->name);
			put(c, 2, 1, v[g][o]->value);
			c->g->rows++;
		}
	return true;
}

/* A name of both a row and a column, from byte `from` to `to`. */
static struct words
piece(struct words name, size_t from, size_t to)
{
	struct str s = str_sub(name.hans, from, to - from);

	return (struct words){ s, s };
}

/* Entries [e, end) are headers and values of a row of table 2. */
static void
put_row(struct cards *c, struct words label, const struct entry *e,
    const struct entry *end)
{
	const struct entry *v;
	size_t at;

	put(c, 0, 1, nothing);
	for (v = e; v < end; v++) {
		at = header_at(c, v->name.hans);
		put(c, 1 + (int)(v - e), 1, at == 0 ? v->name :
		    piece(v->name, at, v->name.hans.n));
	}
	c->g->rows++;
	put(c, 0, 1, label);
	for (v = e; v < end; v++)
		put(c, 1 + (int)(v - e), 1, v->value);
	c->g->rows++;
}

/* Whether an entry with a value is a header of the row `label`. */
static bool
is_header_of(const struct cards *c, const struct entry *e, struct words label,
    bool glued)
{
	size_t at = glued ? header_at(c, e->name.hans) : 0;

	if (e->value.hans.n == 0)
		return false;
	return glued ? at > 0 && str_eq(str_sub(e->name.hans, 0, at),
	    label.hans) : forms_col(c->f, 2, e->key) != NULL;
}

/* The headers under each row's name, or names of both in one. */
static bool
take_documents(struct cards *c)
{
	const struct entry *e = c->entries.v, *end = e + c->entries.n, *first;
	struct words label;
	size_t at, values = 0;

	while (e < end) {
		label = e->name;
		at = e->value.hans.n > 0 ? header_at(c, e->name.hans) : 0;
		if (at > 0)
			label = piece(label, 0, at);
		else if (row_of(c, 2, e->key) == NULL ||
		    e++->value.hans.n > 0)
			return false;
		for (first = e; e < end && is_header_of(c, e, label, at > 0);
		     e++)
			values++;
		if (e == first)
			return false;
		put_row(c, label, first, e);
	}
	return values >= MIN_VALUES && opening_of(c->d, c->g) == 2;
}

/* （三）不予公开, which has rows of its own and no numbers. */
static bool
is_group(const struct form_entry *e)
{
	return e != NULL && (str_ends(e->code, STR("_sub")) ||
	    str_eq(e->code, STR("req_other")));
}

/* Whether n entries from each of these on have the same names. */
static bool
same_columns(const struct entry *one, const struct entry *other, size_t n)
{
	while (n-- > 0)
		if (!str_eq(one[n].key, other[n].key))
			return false;
	return true;
}

/* Each row's name over who asked; all rows have the same of these. */
static bool
take_applicants(struct cards *c)
{
	const struct entry *e = c->entries.v, *end = e + c->entries.n, *label;
	const struct entry *head = NULL, *first;
	size_t cols = 0, n, i;
	int rows = 0;

	while (e < end) {
		label = e++;
		for (first = e; e < end && e->value.hans.n > 0 &&
		     forms_col(c->f, 3, e->key) != NULL; e++)
			;
		n = (size_t)(e - first);
		if (head == NULL && n > 0) {
			head = first;
			cols = n;
			put(c, 0, 1, nothing);
			for (i = 0; i < n; i++)
				put(c, 1 + (int)i, 1, first[i].name);
			c->g->rows++;
		}
		if (label->value.hans.n > 0 ||
		    row_of(c, 3, label->key) == NULL || (n == 0 ?
		    !is_group(row_of(c, 3, label->key)) : n != cols ||
		    !same_columns(head, first, n)))
			return false;
		put(c, 0, 1, label->name);
		for (i = 0; i < n; i++)
			put(c, 1 + (int)i, 1, first[i].value);
		c->g->rows++;
		rows += n > 0;
	}
	return rows >= MIN_ROWS && cols > 2;
}

/* Whether what came in is what was done and what is left (B01). */
static bool
balances(const struct cards *c)
{
	static const char *const codes[] = { "req_new", "req_carry_in",
		"req_total", "req_carry_out" };
	struct decimal in = { 0, 0 }, out = { 0, 0 }, one;
	const struct entry *e, *end = c->entries.v + c->entries.n;
	struct number n;
	size_t i, seen = 0;

	for (e = c->entries.v; e < end; e++)
		for (i = 0; i < AFFIX_LEN(codes); i++) {
			if (!str_eq(row_of(c, 3, e->key)->code,
			    str_of(codes[i])))
				continue;
			seen++;
			if (number_cell(c->arena, e->value.hans, &n) ==
			    CELL_NUM && (!number_parse(n.value, &one) ||
			    !number_add(i < 2 ? in : out, one,
			    i < 2 ? &in : &out)))
				return false;
		}
	return seen == AFFIX_LEN(codes) && number_cmp(in, out) == 0;
}

/* One number for each row; groups have none, or their sum. */
static bool
take_totals(struct cards *c)
{
	const struct entry *e, *end = c->entries.v + c->entries.n;
	int rows = 0;

	for (e = c->entries.v; e < end; e++) {
		if (row_of(c, 3, e->key) == NULL || (e->value.hans.n == 0 &&
		    (e + 1 == end || !is_group(row_of(c, 3, e->key)))))
			return false;
		put(c, 0, 1, e->name);
		put(c, 1, 1, e->value);
		c->g->rows++;
		rows += e->value.hans.n > 0;
	}
	return rows >= MIN_ROWS && balances(c);
}

static struct grid *
new_grid(struct cards *c)
{
	return c->g = arena_alloc(c->arena, sizeof(*c->g));
}

/* The header of table 3 above its rows. */
static bool
take_requests(struct cards *c)
{
	if (take_totals(c))
		return true;
	new_grid(c);
	return take_applicants(c);
}

/* ---- the document ---- */

/* The table that a line may open; 0 for most. */
static int
opened_by(const struct cards *c, struct str hans)
{
	const struct form_entry *e;
	struct str key;

	if (!str_has(hans, STR("规")) && !str_has(hans, STR("新收")) &&
	    !str_has(hans, STR("行政复议")))
		return 0;
	key = label_key(c->arena, hans);
	if (str_starts(key, STR("行政复议")))
		return 4;
	if (str_starts(key, STR("规章")) || ((e = row_of(c, 2, key)) != NULL &&
	    str_eq(e->code, STR("normative_doc"))))
		return 2;
	return str_starts(key, STR("本年新收")) ||
	    str_starts(key, STR("新收")) ? 3 : 0;
}

/* Tables that the document has as such: bits of their numbers. */
static unsigned
tables_of(const struct doc *d)
{
	unsigned has = 0;
	size_t i;

	for (i = 0; i < d->blocks.n; i++)
		if (d->blocks.v[i].kind == BLOCK_TABLE)
			has |= 1U << opening_of(d, d->blocks.v[i].grid);
	return has;
}

/*
 * The table that block i opens, if all of it can be read; or NULL. c->to is
 * behind what was looked at: no part of it is a table.
 */
static struct grid *
read_table(struct cards *c, size_t i, unsigned has)
{
	const struct block *b = &c->d->blocks.v[i];
	int tbl = !b->boilerplate && is_line(b) ? opened_by(c, b->hans) : 0;

	c->to = i + 1;
	if (tbl == 0 || (has & 1U << tbl) || !read_entries(c, i, tbl))
		return NULL;
	new_grid(c);
	return (tbl == 4 ? take_reviews(c) : tbl == 3 ? take_requests(c) :
	    take_documents(c)) ? c->g : NULL;
}

bool
cards_pass(struct doc *d, const struct forms *f)
{
	struct cards c = { .d = d, .arena = d->arena, .f = f };
	struct blocks out = { .arena = d->arena };
	unsigned has = tables_of(d);
	size_t i, k = 0;	/* blocks before k are in `out` */
	struct grid *g;

	for (i = 0; i < d->blocks.n; i = c.to) {
		if ((g = read_table(&c, i, has)) == NULL)
			continue;
		while (k < i)
			*blocks_add(&out) = d->blocks.v[k++];
		*blocks_add(&out) = (struct block){ .kind = BLOCK_TABLE,
			.grid = g };
		k = c.to;
	}
	if (k == 0)
		return false;
	while (k < d->blocks.n)
		*blocks_add(&out) = d->blocks.v[k++];
	blocks_replace(d, &out);
	return true;
}
