/* SPDX-License-Identifier: MIT */
#include "yearmark.h"

#include "affix.h"
#include "label.h"
#include "part.h"

enum {
	MAX_MARK = 40,		/* characters of a text that may be one */
	MAX_NEXT = 2,		/* short texts between one and its table */
	MAX_UNIT = 12,		/* characters of those: 单位：件 */
	MAX_LONE = 64,		/* rows of one text; the forms have ten */
	MAX_MARKS = 64, MAX_CELL = 40	/* bytes of a cell that may be one */
};

/* Whether s says 2022年 at byte i, and no day. */
static int
year_at(struct str s, size_t i)
{
	struct str rest = str_sub(s, i, s.n);
	size_t len = 0;
	int year;

	if ((i > 0 && s.p[i - 1] >= '0' && s.p[i - 1] <= '9') ||
	    (year = affix_year(rest, &len)) == 0)
		return 0;
	rest = str_sub(rest, len, rest.n);
	while (rest.n > 0 && rest.p[0] >= '0' && rest.p[0] <= '9')
		rest = str_sub(rest, 1, rest.n);
	return str_starts(rest, STR("月")) ? 0 : year;
}

/* 上年, 本年度情况; not 上年结转. */
static int
relative_year(struct str s)
{
	static const char *const last[] = { "上一年度", "上年度", "上一年", "上年",
		"去年" };
	static const char *const this[] = { "本年度", "本年", "今年" };
	static const char *const tails[] = { "统计数据", "统计情况", "统计表",
		"统计数", "数据", "情况", "统计", "数" };
	int year = affix_take_any(&s, last, AFFIX_LEN(last)) ? YEARMARK_LAST :
	    affix_take_any(&s, this, AFFIX_LEN(this)) ? YEARMARK_THIS : 0;

	affix_take_any(&s, tails, AFFIX_LEN(tails));
	return s.n == 0 ? year : 0;
}

int
yearmark_read(struct arena *a, struct str hans)
{
	/*
	 * Of sentences, and of what only speaks of a year: of a rule, of the
	 * form, of when it was filled in, of what was carried over, of plans.
	 */
	static const char *const others[] = { "。", "以来", "较", "比", "增长",
		"见", "年起", "年修", "年印发", "年公布", "年发布", "格式", "填报",
		"报送", "结转", "对照", "打算", "计划", "安排", "展望", "思路" };
	struct str s;
	size_t i;
	int year = 0, one;

	if (hans.n < 4 || hans.n > 4 * MAX_MARK)
		return 0;
	if (!str_has(hans, STR("年")) || str_chars(hans) > MAX_MARK ||
	    affix_find_any(hans, others, AFFIX_LEN(others)) >= 0) {
		one = affix_take_year(&hans);
		return hans.n == 0 && affix_is_year(one) ? one : 0;
	}
	s = affix_squeeze(a, hans);
	for (i = 0; i + 4 < s.n; i++) {
		if (s.p[i] != '2' || (one = year_at(s, i)) == 0)
			continue;
		if (year != 0 && one != year)
			return 0;
		year = one;
	}
	return year != 0 ? year : relative_year(label_key(a, hans));
}

bool
yearmark_later(int year, int than)
{
	return year > than && than > 0 &&
	    (year > YEARMARK_THIS) == (than > YEARMARK_THIS);
}

/* The mark of the nearest row above that has one cell with text; or 0. */
static int
inside(const struct doc *d, const struct grid *g, int row)
{
	const struct anchor *a = grid_end(g), *only = NULL;
	int year = 0, n, lone = 0;

	while (a > g->cells && a[-1].row >= row)
		a--;
	while (year == 0 && a > g->cells && lone < MAX_LONE) {
		row = a[-1].row;
		for (n = 0; a > g->cells && a[-1].row == row; a--)
			if (a[-1].text.n > 0) {
				only = &a[-1];
				n++;
			}
		if (n == 1) {
			year = yearmark_read(d->arena, only->hans);
			lone++;
		}
	}
	if (year == 0 && g->caption.n > 0)
		year = yearmark_read(d->arena, g->caption);
	return year;
}

static bool
is_text(const struct block *b)
{
	return (b->kind == BLOCK_HEADING || b->kind == BLOCK_PARAGRAPH) &&
	    !b->boilerplate && b->hans.n > 0;
}

/* A text that speaks of what is above it: 以上为2022年数据. */
static bool
looks_back(const struct doc *d, struct str hans)
{
	static const char *const words[] = { "以上", "上表", "上述" };
	struct str key = label_key(d->arena, str_first(hans, MAX_MARK));

	affix_take(&key, "注");
	return affix_starts_any(key, words, AFFIX_LEN(words));
}

/* The mark that looks back at block i, right behind it; or 0. */
static int
below(const struct doc *d, size_t i)
{
	const struct block *b = NULL;

	while (++i < d->blocks.n && b == NULL)
		if (d->blocks.v[i].kind == BLOCK_TABLE)
			return 0;
		else if (is_text(&d->blocks.v[i]))
			b = &d->blocks.v[i];
	return b != NULL && looks_back(d, b->hans) ?
	    yearmark_read(d->arena, b->hans) : 0;
}

/* The nearest mark above block i, next to it if it must be near; or 0. */
static int
above(const struct doc *d, size_t i, bool near)
{
	const struct block *b;
	int year, between = 0;

	while (i-- > 0) {
		b = &d->blocks.v[i];
		if (near && (b->kind == BLOCK_TABLE || between > MAX_NEXT))
			return 0;
		if (!is_text(b))
			continue;
		year = yearmark_read(d->arena, b->hans);
		if (year != 0 && !looks_back(d, b->hans))
			return year;
		between += str_chars(b->hans) > MAX_UNIT ? MAX_NEXT + 1 : 1;
	}
	return 0;
}

/* The year of the page's title. */
static int
title_year(const struct doc *d)
{
	static const char *const names[] = { "h1", "title", NULL };

	return yearmark_read(d->arena, doc_meta(d, names));
}

int
yearmark_of(const struct doc *d, int table, int row, bool near)
{
	const struct grid *g;
	size_t i;
	int year, title;

	for (i = 0; i < d->blocks.n; i++) {
		g = d->blocks.v[i].grid;
		if (d->blocks.v[i].kind != BLOCK_TABLE || g->no != table)
			continue;
		if ((year = inside(d, g, row)) != 0 ||
		    (year = below(d, i)) != 0)
			return year;
		year = above(d, i, near);
		if (near)
			return year;
		/* A later one is of what comes next. */
		title = title_year(d);
		return year == 0 || yearmark_later(year, title) ? title : year;
	}
	return 0;
}

/* ---- several years in one table ---- */

struct mark {
	const struct anchor *at;
	int year;
};

/*
 * Whether a cell beside this one is 本年增/减: table 2 of 2019 has what there was
 * the year before as a column of its own.
 */
static bool
has_delta(const struct grid *g, const struct anchor *a)
{
	const struct anchor *b = a;
	struct str key;

	while (b > g->cells && b[-1].row == a->row)
		b--;
	for (; b < grid_end(g) && b->row == a->row; b++) {
		key = b->key;
		if ((affix_take(&key, "本年度") ||
		    affix_take(&key, "本年") || (affix_take_year(&key) != 0 &&
		    affix_take(&key, "年"))) && str_starts(key, STR("增减")))
			return true;
	}
	return false;
}

/* The cells of a grid that say 2022年 or 上年度, and not that alone in a row. */
static int
find_marks(const struct doc *d, const struct grid *g, struct mark *marks)
{
	const struct anchor *a;
	int n = 0, year;

	for (a = g->cells; a < grid_end(g) && n < MAX_MARKS; a++) {
		if (a->state != CELL_TEXT || a->hans.n > MAX_CELL ||
		    a->colspan == g->cols ||
		    (a->hans.p[0] != '2' && relative_year(a->key) == 0))
			continue;
		if ((year = yearmark_read(d->arena, a->hans)) != 0 &&
		    !has_delta(g, a))
			marks[n++] = (struct mark){ a, year };
	}
	return n;
}

/* Whether another mark of the same row, or column, is of a later year. */
static bool
is_past(const struct mark *marks, int n, int i, bool column)
{
	const struct anchor *a = marks[i].at, *b;
	int k;

	for (k = 0; k < n; k++) {
		b = marks[k].at;
		if ((column ? a->row == b->row : a->col == b->col) &&
		    yearmark_later(marks[k].year, marks[i].year))
			return true;
	}
	return false;
}

/* Columns that stay, and where each goes. */
static int
number_columns(const struct grid *g, const bool *past, int *to)
{
	int k, n = 0;

	for (k = 0; k < g->cols; k++) {
		to[k] = n;
		n += !past[k];
	}
	to[k] = n;
	return n;
}

bool
yearmark_drop(struct doc *d, struct grid *g)
{
	struct mark marks[MAX_MARKS];
	struct anchor *a, *all;
	bool past[PART_MAX_COLS] = { false }, *row, any = false;
	int to[PART_MAX_COLS + 1], i, k, n;

	if (g->flat || g->cols > PART_MAX_COLS ||
	    (n = find_marks(d, g, marks)) < 2)
		return false;
	row = arena_alloc(d->arena, (size_t)g->rows * sizeof(*row));
	for (i = 0; i < n; i++) {
		if (is_past(marks, n, i, true))
			for (k = 0; k < marks[i].at->colspan; k++)
				any = past[marks[i].at->col + k] = true;
		else if (is_past(marks, n, i, false))
			for (k = 0; k < marks[i].at->rowspan; k++)
				any = row[marks[i].at->row + k] = true;
	}
	if (!any)
		return false;
	g->cols = number_columns(g, past, to);
	all = arena_room(d->arena, g->n * sizeof(*all));
	memcpy(all, g->cells, g->n * sizeof(*all));
	n = (int)g->n;
	g->cells = all;
	for (g->n = 0, a = all; a < all + n; a++) {
		k = a->col;
		a->col = to[k];
		a->colspan = to[k + a->colspan] - a->col;
		if (a->colspan > 0 && (!row[a->row] || a->rowspan > 1))
			all[g->n++] = *a;
	}
	return true;
}
