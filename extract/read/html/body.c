/* SPDX-License-Identifier: MIT */
/*
 * Every node gets a weight: the bytes of running text below it. Text without
 * the punctuation of sentences (menus, tables) counts a quarter, links
 * nothing. A choice may be too large, which costs some noise; one that is
 * too small would lose figures, so each step stops early.
 */
#include "body.h"

#include "affix.h"
#include "grid.h"

enum {
	FEW = 1500,		/* bytes that make an article by themselves */
	TOO_FEW = 200,		/* that tell nothing about where they stand */
	SENTENCE = 100,		/* that are more than a line of metadata */
	MIN_TITLE = 24,		/* of a title that is no word of a menu */
	MAX_HITS = 10000,	/* of words that tables are known by */
	MAX_TABLES = 500,
	TBL_END = 15		/* behind the highest number of a table */
};

static bool
is_sentence(struct str s)
{
	const unsigned char *p = (const unsigned char *)s.p;
	size_t i;

	for (i = 0; i + 2 < s.n; i++)
		if ((p[i] == 0xEF && p[i + 1] == 0xBC &&
		    (p[i + 2] == 0x8C || p[i + 2] == 0x9B)) ||	/* ，； */
		    (p[i] == 0xE3 && p[i + 1] == 0x80 && p[i + 2] == 0x82))
			return true;				/* 。 */
	return false;
}

/* Bytes of a text node, by how much they look like sentences. */
static int
weigh(struct str s)
{
	s = str_trim(s);
	return (int)(is_sentence(s) ? s.n : s.n / 4);
}

static int
measure(struct str s)
{
	return (int)str_trim(s).n;
}

/*
 * The sum of what `of` gives for each text below a node, links left out but
 * for sentences, and what is not shown unless `hidden`.
 */
static int *
weights(const struct tree *t, int (*of)(struct str), bool hidden)
{
	const struct node *v = t->nodes.v;
	int n = (int)t->nodes.n, i, link = 0;
	int *w = arena_alloc(t->arena, (size_t)n * sizeof(*w));
	struct str s;

	for (i = 0; i < n; i++)
		if (tree_drops(&v[i]) || v[i].tag == TAG_TITLE ||
		    (!hidden && (v[i].flags & NODE_HIDDEN)))
			i = v[i].end - 1;
		else if (v[i].tag == TAG_A)
			link = v[i].end;
		else if (v[i].tag == TAG_TEXT) {
			s = (struct str){ t->text.p + v[i].off, v[i].len };
			if (i >= link || is_sentence(s))
				w[i] = of(s);
		}
	for (i = n - 1; i > 0; i--)
		w[v[i].parent] += w[i];
	return w;
}

static int
table_around(const struct tree *t, int i)
{
	while (i >= 0 && t->nodes.v[i].tag != TAG_TABLE)
		i = t->nodes.v[i].parent;
	return i;
}

/* The node in which offset `at` of the text lies. */
static int
node_at(const struct tree *t, size_t at)
{
	int lo = 0, hi = (int)t->nodes.n, mid;

	while (hi - lo > 1) {
		mid = lo + (hi - lo) / 2;
		if (t->nodes.v[mid].off <= at)
			lo = mid;
		else
			hi = mid;
	}
	return lo;
}

/* A statutory table, and which one: 2, 3, 4, or 14 for both annexes. */
struct statutory {
	int table, tbl;
};

struct found {
	struct arena *arena;
	LIST(struct statutory) tables;
};

/* Adds a table, once for all of its words that stand in a row. */
static void
add_table(struct found *f, int table, int tbl)
{
	const struct statutory *last = f->tables.n > 0 ?
	    &f->tables.v[f->tables.n - 1] : NULL;

	if (table >= 0 && f->tables.n < MAX_TABLES && (last == NULL ||
	    last->table != table || last->tbl != tbl))
		*DOC_ADD(f, tables) = (struct statutory){ table, tbl };
}

/*
 * The tables that the law demands (Regulation on Open Government
 * Information, article 50; the forms of 2008, 2014, 2019 and 2021), by words
 * that stand in no menu.
 */
static struct found
statutory_tables(const struct tree *t)
{
	static const struct {
		struct str word;
		int tbl;
	} words[] = { { { "第二十条", 12 }, 2 },
		{ { "勾稽关系", 12 }, 3 }, { { "勾稽關系", 12 }, 3 },
		{ { "勾稽關係", 12 }, 3 }, { { "予以公开", 12 }, 3 },
		{ { "予以公開", 12 }, 3 }, { { "结果维持", 12 }, 4 },
		{ { "結果維持", 12 }, 4 }, { { "统计指标", 12 }, 14 },
		{ { "統計指標", 12 }, 14 }, { { "指标名称", 12 }, 14 },
		{ { "主动公开政府信息数", 27 }, 14 } };
	struct found f = { .arena = t->arena };
	ptrdiff_t at;
	size_t i;
	int hits = 0;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		for (at = str_find(t->text, words[i].word, 0);
		     at >= 0 && hits++ < MAX_HITS;
		     at = str_find(t->text, words[i].word, (size_t)at + 12))
			add_table(&f, table_around(t, node_at(t, (size_t)at)),
			    words[i].tbl);
	return f;
}

/* Whether i or something around it is not shown. */
static int
hidden_around(const struct tree *t, int i)
{
	while (i >= 0 && !(t->nodes.v[i].flags & NODE_HIDDEN))
		i = t->nodes.v[i].parent;
	return i;
}

/*
 * Whether a table within node i is one of those that are shown: then i is
 * another report, a form, the same once more. Else it is a page of an article
 * whose first page is shown.
 */
static bool
is_shown_too(const struct tree *t, const struct found *f, const bool *shown,
    int i)
{
	const struct statutory *v = f->tables.v;
	size_t k;

	for (k = 0; k < f->tables.n; k++)
		if (v[k].table >= i && v[k].table < t->nodes.v[i].end &&
		    shown[v[k].tbl])
			return true;
	return false;
}

/*
 * Shows the tables that are hidden and shown nowhere else. Where others are
 * shown, that they are of the same report is a guess.
 */
static void
show_tables(struct tree *t, const struct found *f)
{
	const struct statutory *v = f->tables.v;
	bool shown[TBL_END] = { false }, any = false;
	size_t k;
	int i;

	for (k = 0; k < f->tables.n; k++)
		if (hidden_around(t, v[k].table) < 0)
			any = shown[v[k].tbl] = true;
	for (k = 0; k < f->tables.n; k++)
		while ((i = hidden_around(t, v[k].table)) >= 0 &&
		    !is_shown_too(t, f, shown, i))
			t->nodes.v[i].flags &= (uint8_t)~NODE_HIDDEN;
	for (k = 0; any && k < f->tables.n; k++)
		if (!shown[v[k].tbl] && hidden_around(t, v[k].table) < 0) {
			shown[v[k].tbl] = true;
			doc_warn(t->d, "hidden_table", v[k].tbl == 14 ? 0 :
			    v[k].tbl, STR_NONE, STR_NONE,
			    STR("the page shows others, and not this one"));
		}
}

/*
 * Tabs, text sizers and pagers hide articles until a script shows them: shows
 * what has nearly all of the text (a hidden copy of a shown article has half),
 * and the statutory tables that are not shown elsewhere. Takes the weight of
 * what stays hidden off.
 */
static void
settle_hidden(struct tree *t, int *w, const struct found *f)
{
	struct node *v = t->nodes.v;
	int i, j, total = w[0];

	for (i = 0; i < (int)t->nodes.n; i++)
		if ((v[i].flags & NODE_HIDDEN) && w[i] > total / 5 * 4)
			v[i].flags &= (uint8_t)~NODE_HIDDEN;
	show_tables(t, f);
	for (i = 0; i < (int)t->nodes.n; i++) {
		if (!(v[i].flags & NODE_HIDDEN))
			continue;
		for (j = v[i].parent; j >= 0; j = v[j].parent)
			w[j] -= w[i];
		memset(w + i, 0, (size_t)(v[i].end - i) * sizeof(*w));
		i = v[i].end - 1;
	}
}

/* What stands between two comments of a content management system. */
static bool
between_marks(const struct tree *t, const int *w, struct body *b)
{
	const struct node *v = t->nodes.v;
	int i, from = -1, weight = 0, best = 0;

	for (i = 0; i < (int)t->nodes.n; i++) {
		if (v[i].tag == TAG_MARK_BEGIN && from < 0) {
			from = i + 1;
			weight = 0;
		} else if (v[i].tag == TAG_MARK_END && from >= 0) {
			if (weight > best) {
				best = weight;
				*b = (struct body){ from, i };
			}
			from = -1;
		} else if (v[i].tag == TAG_TEXT) {
			weight += w[i];
		}
	}
	return best > FEW || (best > 0 && best > w[0] / 5);
}

static bool
is_one_of(const struct found *f, int table)
{
	size_t k;

	for (k = 0; k < f->tables.n; k++)
		if (f->tables.v[k].table == table)
			return true;
	return false;
}

/* A <p>, or an element that is used as one: nothing in it begins a line. */
static bool
is_paragraph(const struct tree *t, int i)
{
	const struct node *v = t->nodes.v;
	int k;

	if (v[i].tag != TAG_BLOCK)
		return v[i].tag == TAG_P;
	for (k = i + 1; k < v[i].end; k++)
		if (v[k].tag == TAG_BLOCK || v[k].tag == TAG_P ||
		    v[k].tag == TAG_BR || v[k].tag == TAG_TABLE)
			return false;
	return true;
}

/* Whether a long paragraph has others beside it that say something. */
static bool
has_fellows(const struct tree *t, const int *w, int i)
{
	const struct node *v = t->nodes.v;
	int k;

	if (!is_paragraph(t, i))
		return false;
	for (k = v[i].parent + 1; k < v[v[i].parent].end; k = v[k].end)
		if (k != i && w[k] > SENTENCE / 2 && v[k].tag == v[i].tag &&
		    is_paragraph(t, k))
			return true;
	return false;
}

/*
 * Goes down as long as one child has most of the text, running text and any
 * text: a table of numbers beside an article is no menu. A statutory table is
 * never all of a report.
 */
static int
densest(const struct tree *t, const int *w, const struct found *f)
{
	const struct node *v = t->nodes.v;
	const int *all = weights(t, measure, false);
	int at = 0, child, best;

	for (;;) {
		best = -1;
		for (child = at + 1; child < v[at].end; child = v[child].end)
			if (best < 0 || w[child] > w[best])
				best = child;
		if (best < 0 || w[at] < TOO_FEW ||
		    w[best] < w[at] / 10 * 7 || all[best] < all[at] / 10 * 6 ||
		    v[best].tag == TAG_TEXT || v[best].tag == TAG_P ||
		    is_one_of(f, best) || has_fellows(t, w, best))
			return at;
		at = best;
	}
}

/* The marked element with most text, if it has enough; else -1. */
static int
heaviest_mark(const struct tree *t, const int *w)
{
	int i, best = -1;

	for (i = 0; i < (int)t->nodes.n; i++)
		if ((t->nodes.v[i].flags & NODE_MARKED) &&
		    (best < 0 || w[i] > w[best]))
			best = i;
	if (best >= 0 && (w[best] > FEW ||
	    (w[best] > 0 && w[best] > w[0] / 5)))
		return best;
	return -1;
}

/*
 * An editor for each part of the article, or the preface above the mark:
 * siblings that are marked too, or that say a sentence right in front.
 */
static struct body
with_siblings(const struct tree *t, const int *w, int at)
{
	const struct node *v = t->nodes.v;
	struct body b = { at, v[at].end };
	int child, parent = v[at].parent;

	if (parent < 0)
		return b;
	for (child = parent + 1; child < v[parent].end; child = v[child].end) {
		if ((v[child].flags & NODE_MARKED) && w[child] > w[at] / 10) {
			if (child < b.from)
				b.from = child;
			else if (v[child].end > b.to)
				b.to = v[child].end;
		}
	}
	for (child = parent + 1; child < b.from; child = v[child].end)
		if (v[child].tag != TAG_TEXT && w[child] > SENTENCE &&
		    w[child] < w[at]) {
			b.from = child;
			break;
		}
	return b;
}

/*
 * What sites mark as the body, unless more than as much again stands around
 * it: then the mark is on a part of the article only.
 */
static bool
marked(const struct tree *t, const int *w, const struct found *f,
    struct body *b)
{
	int at = heaviest_mark(t, w), i, weight = 0, dense;

	if (at < 0)
		return false;
	*b = with_siblings(t, w, at);
	for (i = b->from; i < b->to; i = t->nodes.v[i].end)
		weight += w[i];
	if (weight > w[0] / 2)
		return true;
	dense = densest(t, w, f);
	return dense > at || t->nodes.v[dense].end <= at ||
	    weight > w[dense] / 2;
}

/*
 * Is the text the title of a report that the page's head or its first heading
 * states? The name of a site stands at the foot of its pages, too.
 */
static bool
is_own_title(const struct doc *d, struct str s)
{
	static const char *const names[] = { "ArticleTitle", "h1", "title" };
	static const char *const kinds[] = { "报告", "報告", "年报", "年報",
		"总结", "總結" };
	size_t i, k;

	if (s.n < MIN_TITLE || affix_find_any(s, kinds, AFFIX_LEN(kinds)) < 0)
		return false;
	for (i = 0; i < d->metas.n; i++)
		for (k = 0; k < sizeof(names) / sizeof(names[0]); k++)
			if (str_eq(d->metas.v[i].name, str_of(names[k])) &&
			    str_starts(d->metas.v[i].value, s))
				return true;
	return false;
}

/* Where the page's title first stands alone, no link; -1 if it does not. */
static int
title_at(const struct tree *t)
{
	const struct node *v = t->nodes.v;
	int i;

	for (i = 0; i < (int)t->nodes.n; i++)
		if (tree_drops(&v[i]) || v[i].tag == TAG_TITLE ||
		    v[i].tag == TAG_A || (v[i].flags & NODE_HIDDEN))
			i = v[i].end - 1;
		else if (v[i].tag == TAG_TEXT && is_own_title(t->d,
		    str_trim((struct str){ t->text.p + v[i].off, v[i].len })))
			return i;
	return -1;
}

/*
 * Running text above the page's title is that of a column beside it: takes its
 * weight off. Where nearly all the text is above, the title is told again
 * below an article, and -1 is the answer.
 */
static int
forget_above(const struct tree *t, int *w, const struct found *f)
{
	const struct node *v = t->nodes.v;
	int title = title_at(t), above = 0, i, j;

	for (i = 0; i < title; i++)
		if (v[i].tag == TAG_TEXT)
			above += w[i];
	if (above <= SENTENCE || w[0] - above < above / 10 ||
	    (f->tables.n > 0 && f->tables.v[0].table < title))
		return -1;
	for (i = 0; i < title; i++) {
		if (v[i].tag != TAG_TEXT || w[i] == 0)
			continue;
		for (j = v[i].parent; j >= 0; j = v[j].parent)
			w[j] -= w[i];
		w[i] = 0;
	}
	return title;
}

/* The element around `at` that holds node i too. */
static int
widen(const struct tree *t, int at, int i)
{
	while (at > i || t->nodes.v[at].end <= i)
		at = t->nodes.v[at].parent;
	return at;
}

struct body
body_choose(struct tree *t)
{
	struct found f = statutory_tables(t);
	int *w = weights(t, weigh, true), at = -1, whole, title;
	struct body b = { 0, 0 };
	size_t k;

	settle_hidden(t, w, &f);
	title = forget_above(t, w, &f);
	if (between_marks(t, w, &b)) {
		whole = t->nodes.v[b.from - 1].parent;
	} else {
		if (!marked(t, w, &f, &b)) {
			b.from = densest(t, w, &f);
			b.to = t->nodes.v[b.from].end;
		}
		at = whole = b.to == t->nodes.v[b.from].end ? b.from :
		    t->nodes.v[b.from].parent;
	}
	for (k = 0; k < f.tables.n; k++) {
		if (f.tables.v[k].table >= b.from &&
		    t->nodes.v[f.tables.v[k].table].end <= b.to)
			continue;
		if (hidden_around(t, f.tables.v[k].table) >= 0)
			continue;
		at = whole = widen(t, whole, f.tables.v[k].table);
		b = (struct body){ at, t->nodes.v[at].end };
	}
	/* A piece of a table is read as the table. */
	while ((at = table_around(t, at)) >= 0) {
		if (grid_read(t, at) == NULL)
			break;
		b = (struct body){ at, t->nodes.v[at].end };
		at = t->nodes.v[at].parent;
	}
	if (b.from < title && title < b.to && table_around(t, title) < b.from)
		b.from = title;
	return b;
}
