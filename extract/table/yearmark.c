/* SPDX-License-Identifier: MIT */
#include "yearmark.h"

#include "affix.h"
#include "label.h"

enum {
	MAX_MARK = 40,		/* characters of a text that may be one */
	MAX_NEXT = 2,		/* short texts between one and its table */
	MAX_UNIT = 12		/* characters of those: 单位：件 */
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
	struct str s, rest;
	size_t i;
	int year = 0, one;

	if (hans.n < 4 || str_chars(hans) > MAX_MARK ||
	    str_has(hans, STR("。")))
		return 0;
	s = affix_squeeze(a, hans);
	for (i = 0; i + 4 < s.n; i++) {
		if (s.p[i] != '2' || (one = year_at(s, i)) == 0)
			continue;
		if (year != 0 && one != year)
			return 0;
		year = one;
	}
	if (year != 0)
		return year;
	rest = s;
	one = affix_take_year(&rest);
	if (rest.n == 0 && affix_is_year(one))
		return one;
	return relative_year(label_key(a, hans));
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
	const struct anchor *a, *only;
	int year = 0, n;

	while (year == 0 && row-- > 0) {
		for (n = 0, a = g->cells; a < g->cells + g->n; a++)
			if (a->row == row && a->text.n > 0) {
				only = a;
				n++;
			}
		if (n == 1)
			year = yearmark_read(d->arena, only->hans);
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

/* The nearest mark above block i; or 0. */
static int
above(const struct doc *d, size_t i, bool *near)
{
	const struct block *b;
	int year, between = 0;

	for (*near = true; i-- > 0;) {
		b = &d->blocks.v[i];
		*near &= b->kind != BLOCK_TABLE && between <= MAX_NEXT;
		if (!is_text(b))
			continue;
		year = looks_back(d, b->hans) ? 0 :
		    yearmark_read(d->arena, b->hans);
		if (year != 0)
			return year;
		between += str_chars(b->hans) > MAX_UNIT ? MAX_NEXT + 1 : 1;
	}
	return 0;
}

int
yearmark_of(const struct doc *d, int table, int row, bool *near)
{
	const struct grid *g;
	size_t i;
	int year;

	for (i = 0; i < d->blocks.n; i++) {
		g = d->blocks.v[i].grid;
		if (d->blocks.v[i].kind != BLOCK_TABLE || g->no != table)
			continue;
		*near = true;
		if ((year = inside(d, g, row)) != 0 ||
		    (year = below(d, i)) != 0)
			return year;
		return above(d, i, near);
	}
	*near = false;
	return 0;
}
