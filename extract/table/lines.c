/* SPDX-License-Identifier: MIT */
#include "lines.h"

#include "affix.h"
#include "blocks.h"
#include "label.h"
#include "number.h"
#include "opening.h"
#include "yearmark.h"

enum {
	MIN_ROWS = 6,		/* labels that only such an annex has together */
	MIN_FULL = 20,		/* in a report that has the tables of 2019 */
	MAX_LINE = 90,		/* characters of a line with a label */
	MAX_STRANGERS = 3,	/* lines in a row that are none of its */
	COLS = 3		/* label, unit, value */
};

enum what { STRANGER, LABEL, NUMBER, UNIT, ROW };

/* A block as a line of an annex. Parts are of its hans; "" for none. */
struct line {
	enum what what;
	int tbl;		/* whose label it is, 14 or 8; 0: of neither */
	struct str label, unit, value;
};

struct run {
	struct doc *d;
	struct arena *arena;
	const struct forms *f;
	size_t end;		/* block behind short ones */
	size_t from, to;	/* blocks */
	LIST(struct line) lines;	/* of these */
};

static const char *const units[] = { "人次", "万元", "条", "件", "次", "篇", "个",
	"人", "元", "项" };

static bool
is_unit(struct str s)
{
	return affix_is_any(s, units, AFFIX_LEN(units));
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Without the characters at the end that are spaces or any of `marks`. */
static struct str
without_end(struct str s, const char *marks)
{
	struct str last;
	uint32_t c;
	size_t n;

	for (;;) {
		s = str_trim(s);
		if (s.n == 0)
			return s;
		c = str_before(s, s.n);
		for (n = 1; n < s.n && (s.p[s.n - n] & 0xC0) == 0x80;)
			n++;
		last = str_sub(s, s.n - n, n);
		if (!str_is_space(c) && !str_has(str_of(marks), last))
			return s;
		s.n -= n;
	}
}

/* Takes "（条）", "（单位：条）" or "条" off the end of *s. */
static struct str
take_unit(struct str *s)
{
	struct str rest = *s, unit;
	size_t from;

	if (affix_drop(&rest, "）") || affix_drop(&rest, ")")) {
		for (from = rest.n; from > 0 && rest.n - from < 24 &&
		     str_before(rest, from) != 0xFF08 &&
		     str_before(rest, from) != '('; from--)
			;
		unit = str_trim(str_sub(rest, from, rest.n));
		affix_take(&unit, "单位");
		affix_take(&unit, "：");
		affix_take(&unit, ":");
		if (!is_unit(str_trim(unit)))
			return STR("");
		*s = without_end(str_sub(rest, 0, from), "（(");
		return str_trim(unit);
	}
	if (!affix_drop_any(&rest, units, AFFIX_LEN(units)))
		return STR("");
	unit = str_sub(*s, rest.n, s->n);
	*s = rest;
	return unit;
}

static int
table_of(const struct run *r, struct str label)
{
	struct str key = label_key(r->d->arena, label);
	int n;

	if (str_chars(key) < 3)
		return 0;
	return forms_any_row(r->f, 14, key, &n) != NULL ? 14 :
	    forms_any_row(r->f, 8, key, &n) != NULL ? 8 : 0;
}

/* A label, behind which may be its unit; false if no form has it. */
static bool
read_label(const struct run *r, struct str s, struct line *l)
{
	struct str unit;

	l->label = s;
	if ((l->tbl = table_of(r, s)) != 0) {
		unit = take_unit(&s);
		if (unit.n > 0 && l->unit.n == 0 && table_of(r, s) == l->tbl) {
			l->label = s;
			l->unit = unit;
		}
		return true;
	}
	unit = take_unit(&s);
	if (unit.n == 0)
		return false;
	l->label = without_end(s, "：:");
	l->unit = unit;
	return (l->tbl = table_of(r, l->label)) != 0;
}

/* Bytes of the digit, maybe a full-width one, that ends at `end`; or 0. */
static size_t
digit_before(struct str s, size_t end)
{
	uint32_t c = end > 0 ? str_before(s, end) : 0;

	return c >= '0' && c <= '9' ? 1 : c >= 0xFF10 && c <= 0xFF19 ? 3 : 0;
}

/* Where the number begins that *s ends with, with its sign; s.n without any. */
static size_t
number_start(struct str s)
{
	static const char *const signs[] = { ">", "<", "＞", "＜", "≥", "≤",
		"约", "近", "超", "逾", ":-", "：-", "：－", "：—", "：+" };
	struct str head;
	size_t from = s.n, first = s.n, n;

	while ((n = digit_before(s, from)) > 0 || (from < s.n && from > 0 &&
	    (s.p[from - 1] == '.' || s.p[from - 1] == ','))) {
		from -= n > 0 ? n : 1;
		first = n > 0 ? from : first;
	}
	head = str_sub(s, 0, from);
	if (from != first || from == s.n || !affix_drop_any(&head, signs,
	    AFFIX_LEN(signs)))
		return first == from ? from : s.n;
	n = str_peek(s, head.n) == ':' ? 1 :
	    str_peek(s, head.n) == 0xFF1A ? 3 : 0;
	return head.n + n;
}

/* Takes a remark in parentheses off the end of *s: 5件（含3件）. */
static bool
take_remark(struct str *s)
{
	struct str rest = *s, head;
	size_t from;

	if (!affix_drop(&rest, "）") && !affix_drop(&rest, ")"))
		return false;
	for (from = rest.n; from > 0 && str_before(rest, from) != 0xFF08 &&
	     str_before(rest, from) != '('; from--)
		;
	rest = head = without_end(str_sub(rest, 0, from), "（(");
	affix_drop_any(&rest, units, AFFIX_LEN(units));
	if (digit_before(rest, rest.n) == 0)
		return false;
	*s = head;
	return true;
}

/* "无", or what else stands for no number, behind a colon; where it starts. */
static struct str
take_none(struct str s, size_t *from)
{
	static const char *const words[] = { "：无", "：/", "：-", "：—", ":无",
		":/", ":-", ":—" };
	struct str rest = s;

	if (!affix_drop_any(&rest, words, AFFIX_LEN(words)))
		return STR("");
	*from = rest.n;
	s = str_sub(s, rest.n, s.n);
	if (!affix_take(&s, "："))
		affix_take(&s, ":");
	return s;
}

/* "1.政府公报公开政府信息数：45条；", whatever the label. */
static bool
split_row(struct str s, struct line *l)
{
	struct str value, whole;
	size_t from;
	bool remark;

	whole = s = without_end(s, "。；;，,");
	l->unit = take_unit(&s);
	remark = l->unit.n == 0 && take_remark(&s);
	if (remark)
		l->unit = take_unit(&s);
	s = str_trim(s);
	from = number_start(s);
	value = str_sub(s, from, s.n);
	if (value.n == 0 && l->unit.n == 0)
		value = take_none(s, &from);
	if (from == 0 || value.n == 0)
		return false;
	l->value = remark ? str_sub(whole, from, whole.n) : value;
	s = without_end(str_sub(s, 0, from), "：:…·—-_=");
	affix_drop(&s, "为");
	l->label = s;
	return s.n > 0;
}

static bool
read_row(const struct run *r, struct str s, struct line *l)
{
	return split_row(s, l) && read_label(r, l->label, l);
}

bool
lines_split(struct str s, struct str *label, struct str *value)
{
	struct line l;

	if (!split_row(s, &l))
		return false;
	*label = l.label;
	*value = without_end(str_sub(s, (size_t)(l.value.p - s.p), s.n),
	    "。；;，,");
	return true;
}

/* "45条 政府公报公开政府信息数"; the number of an item has a mark behind it. */
static bool
read_reversed(const struct run *r, struct str s, struct line *l)
{
	size_t n = 0, i;

	while (n < s.n && is_digit(s.p[n]))
		n++;
	l->value = str_sub(s, 0, n);
	l->unit = STR("");
	l->label = s = str_trim(str_sub(s, n, s.n));
	if (n == 0 || s.n == 0 || !str_is_han(str_peek(s, 0)))
		return false;
	l->tbl = table_of(r, s);
	for (i = 0; l->tbl == 0 && i < AFFIX_LEN(units); i++) {
		n = strlen(units[i]);
		if (!str_starts(s, str_of(units[i])))
			continue;
		l->unit = str_sub(s, 0, n);
		l->label = str_trim(str_sub(s, n, s.n));
		l->tbl = table_of(r, l->label);
	}
	return l->tbl != 0;
}

static void
read_line(const struct run *r, struct str s, struct line *l)
{
	struct number n = { 0 };
	enum cell_state state = number_cell(r->d->arena, s, &n);

	*l = (struct line){ .what = STRANGER, .label = s, .unit = STR(""),
		.value = STR("") };
	if (is_unit(s)) {
		l->what = UNIT;
		l->unit = s;
	} else if ((state == CELL_NUM && !n.leading_number) ||
	    state == CELL_NA) {
		l->what = NUMBER;
		l->value = s;
	} else if (read_row(r, s, l) || read_reversed(r, s, l)) {
		l->what = ROW;
	} else {
		l->unit = l->value = STR("");
		if (read_label(r, without_end(s, "：:"), l))
			l->what = LABEL;
		else
			l->label = s;
	}
}

/* ---- where they stand ---- */

static bool
is_short(const struct block *b)
{
	return (b->kind == BLOCK_PARAGRAPH || b->kind == BLOCK_HEADING) &&
	    b->hans.n <= 4 * MAX_LINE && str_chars(b->hans) <= MAX_LINE;
}

/* A line in which a digit stands at the start, or near the end. */
static bool
may_hold(struct str s)
{
	size_t i, from = s.n > 16 ? s.n - 16 : 0;

	for (i = from; i < s.n; i++)
		if (is_digit(s.p[i]))
			return true;
	return s.n > 0 && is_digit(s.p[0]);
}

/* Short lines from block i on; false if numbers are not in enough of them. */
static bool
find_lines(struct run *r, size_t i)
{
	const struct block *b;
	int n = 0;

	for (; i < r->d->blocks.n; i++) {
		b = &r->d->blocks.v[i];
		if (!b->boilerplate && b->kind != BLOCK_LINK && !is_short(b))
			break;
		n += !b->boilerplate && may_hold(b->hans);
	}
	r->end = i;
	return n >= MIN_ROWS;
}

static bool
is_known(const struct line *l)
{
	return (l->what == LABEL || l->what == ROW) && l->tbl != 0;
}

static bool
is_number(const struct line *l)
{
	return l->what == NUMBER || l->what == UNIT;
}

/*
 * Reads lines from block `at` on, to where labels end: from the first, or the
 * number in front of it, to the last that is not far from the one before and
 * not of another year, with what stands behind it. No more is read, for there
 * may be many of these.
 */
static void
read_lines(struct run *r, size_t at)
{
	size_t first = SIZE_MAX, last = 0, i;
	int strangers = 0;

	r->lines.v = NULL;
	r->lines.n = 0;
	for (i = 0; at + i < r->end && strangers <= MAX_STRANGERS; i++) {
		const struct block *b = &r->d->blocks.v[at + i];
		struct line *l = DOC_ADD(r, lines);

		read_line(r, b->boilerplate || b->kind == BLOCK_LINK ?
		    STR("") : b->hans, l);
		if (is_known(l)) {
			first = first == SIZE_MAX ? i : first;
			last = i + 1;
			strangers = 0;
		} else if (first != SIZE_MAX && l->what == STRANGER) {
			if (yearmark_read(r->arena, l->label) != 0)
				break;
			strangers += l->label.n > 0;
		}
	}
	if (first == SIZE_MAX)
		first = last = r->lines.n;
	while (first > 0 && first < last && is_number(&r->lines.v[first - 1]))
		first--;
	while (last < r->lines.n && is_number(&r->lines.v[last]))
		last++;
	r->from = at + first;
	r->to = at + last;
	r->lines.v += first;
	r->lines.n = last - first;
}

/*
 * Numbers in paragraphs of their own: whether each stands behind its label (1)
 * or in front of it (-1). Labels and numbers that follow each other begin with
 * the one and end with the other; 0 if none do, or do both. There are no such
 * numbers: 1.
 */
static int
direction(const struct run *r)
{
	enum what first = STRANGER, last = STRANGER, what;
	bool behind = false, before = false, numbers = false;
	size_t i;

	for (i = 0; i <= r->lines.n; i++) {
		what = i < r->lines.n ? r->lines.v[i].what : STRANGER;
		if (what == UNIT)
			continue;
		numbers |= what == NUMBER;
		if (what == LABEL || what == NUMBER) {
			if (last == NUMBER && what == NUMBER)
				return 0;
			first = first == STRANGER ? what : first;
			last = what;
			continue;
		}
		behind |= first == LABEL && last == NUMBER;
		before |= first == NUMBER && last == LABEL;
		first = last = STRANGER;
	}
	return !numbers || (behind && !before) ? 1 : before && !behind ? -1 :
	    0;
}

/* ---- the table ---- */

static void
put(struct run *r, struct grid *g, int col, const struct block *b,
    struct str part)
{
	size_t from = part.n > 0 ? (size_t)(part.p - b->hans.p) : 0;

	g->cells = arena_grow(r->arena, g->cells, g->n, sizeof(*g->cells));
	g->cells[g->n++] = (struct anchor){ .row = g->rows, .col = col,
		.rowspan = 1, .colspan = 1, .hans = part, .text = part.n > 0 ?
		str_trim(blocks_original(b, from, from + part.n)) : STR("") };
}

/*
 * The unit and the number of label i, in the lines behind or in front of it;
 * returns how many of them are behind it.
 */
static size_t
find_value(const struct run *r, size_t i, int way, const struct line **unit,
    const struct line **value)
{
	const struct line *v = r->lines.v;
	size_t k, n = 0;

	*unit = *value = v[i].what == ROW ? &v[i] : NULL;
	if (v[i].what == ROW)
		return 0;
	for (k = 1; k <= 2 && (way > 0 ? i + k < r->lines.n : k <= i); k++) {
		const struct line *l = way > 0 ? &v[i + k] : &v[i - k];

		if (l->what == NUMBER && *value == NULL)
			*value = l;
		else if (l->what == UNIT && *unit == NULL)
			*unit = l;
		else
			break;
		n += way > 0;
	}
	if (*unit == NULL)
		*unit = &v[i];
	return n;
}

static struct grid *
make_grid(struct run *r, int way)
{
	struct grid *g = arena_alloc(r->arena, sizeof(*g));
	const struct block *blocks = &r->d->blocks.v[r->from];
	const struct line *v = r->lines.v, *unit, *value;
	size_t i, next;

	g->cols = COLS;
	for (i = 0; i < r->lines.n; i = next) {
		next = i + 1;
		/* In front of its label; or a link, or of the page. */
		if (v[i].what == NUMBER || v[i].what == UNIT ||
		    v[i].label.n == 0)
			continue;
		next += find_value(r, i, way, &unit, &value);
		put(r, g, 0, &blocks[i], v[i].label);
		put(r, g, 1, &blocks[unit - v], unit->unit);
		if (value != NULL)
			put(r, g, 2, &blocks[value - v], value->value);
		else
			put(r, g, 2, &blocks[i], STR(""));
		g->rows++;
	}
	return g;
}

/* Rows of a grid with a number whose label is one of table tbl. */
static int
count_rows(const struct run *r, const struct grid *g, int tbl)
{
	size_t i;
	int n, rows = 0;

	for (i = 0; i + 2 < g->n; i += COLS)
		rows += g->cells[i + 2].hans.n > 0 && forms_any_row(r->f, tbl,
		    label_key(r->d->arena, g->cells[i].hans), &n) != NULL;
	return rows;
}

/* The table of the lines from block `at` on, or NULL. */
static struct grid *
read_run(struct run *r, size_t at)
{
	struct grid *g;
	int way;

	read_lines(r, at);
	if (r->lines.n < MIN_ROWS || (way = direction(r)) == 0)
		return NULL;
	g = make_grid(r, way);
	return count_rows(r, g, 14) >= MIN_ROWS ||
	    count_rows(r, g, 8) >= MIN_ROWS ? g : NULL;
}

/* Whether the document has an annex; whether it has tables 2, 3 or 4. */
static bool
has_table(const struct doc *d, bool annex)
{
	size_t i;
	int tbl;

	for (i = 0; i < d->blocks.n; i++) {
		tbl = d->blocks.v[i].kind == BLOCK_TABLE ?
		    opening_of(d, d->blocks.v[i].grid) : 0;
		if (tbl != 0 && (tbl == 14) == annex)
			return true;
	}
	return false;
}

bool
lines_pass(struct doc *d, const struct forms *f)
{
	struct blocks out = { .arena = d->arena };
	struct run r = { .arena = d->arena, .d = d, .f = f };
	struct grid *g;
	size_t i = 0, k = 0;	/* blocks before k are in `out` */

	while (i < d->blocks.n) {
		if (i >= r.end && !find_lines(&r, i)) {
			i = r.end + 1;
			continue;
		}
		g = read_run(&r, i);
		i = r.to + 1;
		if (g == NULL)
			continue;
		if (k == 0 && (has_table(d, true) ||
		    (g->rows < MIN_FULL && has_table(d, false))))
			return false;
		while (k < r.from)
			*blocks_add(&out) = d->blocks.v[k++];
		*blocks_add(&out) = (struct block){ .kind = BLOCK_TABLE,
			.grid = g };
		k = r.to;
	}
	if (k == 0)
		return false;
	while (k < d->blocks.n)
		*blocks_add(&out) = d->blocks.v[k++];
	blocks_replace(d, &out);
	return true;
}
