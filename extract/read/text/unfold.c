/* SPDX-License-Identifier: MIT */
#include "unfold.h"

#include "blocks.h"
#include "label.h"

enum {
	MIN_FOLDED = 200,	/* bytes of a paragraph that may hold several */
	MAX_TITLE = 300,	/* and of a title in front of them */
	NEAR = 120		/* bytes in which the next words of a table stand */
};

/*
 * The sections of the forms of 2019 and 2021, by number, as offices print them,
 * and those of the free reports before.
 */
static const struct {
	int number;
	struct str words;
} headings[] = {
	{ 1, { "总体情况", 12 } },
	{ 2, { "主动公开政府信息情况", 30 } },
	{ 2, { "主动公开政府信息的情况", 33 } },
	{ 3, { "收到和处理政府信息公开申请情况", 45 } },
	{ 4, { "政府信息公开行政复议、行政诉讼情况", 51 } },
	{ 4, { "因政府信息公开工作被申请行政复议、提起行政诉讼情况", 75 } },
	{ 5, { "存在的主要问题及改进情况", 36 } },
	{ 5, { "存在的主要问题和改进情况", 36 } },
	{ 5, { "政府信息公开工作存在的主要问题及改进情况", 60 } },
	{ 6, { "其他需要报告的事项", 27 } },
	{ 1, { "概述", 6 } },
	{ 3, { "政府信息依申请公开工作情况", 39 } },
	{ 3, { "政府信息依申请公开办理情况", 39 } },
	{ 3, { "依申请公开政府信息情况", 33 } },
	{ 4, { "因政府信息公开申请行政复议、提起行政诉讼的情况", 69 } },
	{ 5, { "主要问题和改进措施", 27 } },
	{ 6, { "政府信息公开情况统计表", 33 } },
};

/* Those within 一, which offices print with 情况 or 方面 behind or without. */
static const struct {
	int number;
	struct str words;
} subheadings[] = {
	{ 1, { "主动公开", 12 } },
	{ 2, { "依申请公开", 15 } },
	{ 3, { "政府信息管理", 18 } },
	{ 4, { "政府信息公开平台建设", 30 } },
	{ 4, { "政府信息平台建设", 24 } },
	{ 4, { "平台建设", 12 } },
	{ 5, { "监督保障", 12 } },
};

/* Where a table begins: its first words, and some that stand near. */
static const struct {
	struct str first, near;
} openings[] = {
	{ { "第二十条第", 15 }, { "信息内容", 12 } },
	{ { "（本列数据的勾稽关系", 30 }, { "申请人情况", 15 } },
	{ { "(本列数据的勾稽关系", 28 }, { "申请人情况", 15 } },
	{ { "申请人情况", 15 }, { "自然人", 9 } },
	{ { "行政复议", 12 }, { "结果维持", 12 } },
	{ { "统计指标", 12 }, { "|", 1 } },
	{ { "指标名称", 12 }, { "|", 1 } },
};

/* Bytes of the heading 一、总体情况 at `at`, with a remark behind it; or 0. */
static size_t
heading_at(struct str s, size_t at)
{
	static const char *const remarks[] = { "（数据填报）", "(数据填报)" };
	struct str rest = str_sub(s, at, s.n), words;
	int level, number;
	size_t i, end, n = label_enumerator(str_first(rest, 4), &level,
	    &number);
	uint32_t c;

	if (n == 0 || level != 1)
		return 0;
	words = str_sub(rest, n, rest.n);
	for (i = 0; i < sizeof(headings) / sizeof(*headings); i++)
		if (headings[i].number == number &&
		    str_starts(words, headings[i].words))
			break;
	if (i == sizeof(headings) / sizeof(*headings))
		return 0;
	end = n + headings[i].words.n;
	for (i = 0; i < 2; i++)
		if (str_starts(str_sub(rest, end, rest.n), str_of(remarks[i])))
			end += strlen(remarks[i]);
	/* "包括一、总体情况，二、…" lists them. */
	c = str_peek(rest, end);
	return c == 0x3001 || c == 0xFF0C || c == ',' || c == 0xFF1B ||
	    c == ';' ? 0 : end;
}

/*
 * Bytes of the heading （一）主动公开情况 at `at`, or 0. A space must stand behind
 * it, so that it is one and not the start of a sentence.
 */
static size_t
subheading_at(struct str s, size_t at)
{
	static const char *const tails[] = { "情况", "方面", "工作" };
	struct str rest = str_sub(s, at, s.n), words;
	int level, number;
	size_t i, n = label_enumerator(str_first(rest, 4), &level, &number);

	if (n == 0 || level != 2)
		return 0;
	words = str_sub(rest, n, rest.n);
	for (i = 0; i < sizeof(subheadings) / sizeof(*subheadings); i++)
		if (subheadings[i].number == number &&
		    str_starts(words, subheadings[i].words))
			break;
	if (i == sizeof(subheadings) / sizeof(*subheadings))
		return 0;
	n += subheadings[i].words.n;
	for (i = 0; i < sizeof(tails) / sizeof(*tails); i++)
		if (str_starts(str_sub(rest, n, rest.n), str_of(tails[i])))
			n += strlen(tails[i]);
	return str_is_space(str_peek(rest, n)) ? n : 0;
}

static bool
table_at(struct str s, size_t at)
{
	struct str rest = str_sub(s, at, s.n);
	size_t i;

	for (i = 0; i < sizeof(openings) / sizeof(*openings); i++)
		if (str_starts(rest, openings[i].first) &&
		    str_has(str_sub(rest, 0, NEAR), openings[i].near))
			return true;
	return false;
}

/* Whether a table opened so little before `at` that this is the same one. */
static bool
is_inside(struct str s, size_t last, size_t at)
{
	return last > 0 && at - last < NEAR && table_at(s, last);
}

/* The end of "…年度报告 本报告根据…" where the title ends; or 0. */
static size_t
title_end(struct str s)
{
	static const char *const openings_of[] = { "本报告", "本年度报告",
		"根据《", "按照《", "一、" };
	struct str top = str_first(s, MAX_TITLE);
	ptrdiff_t at;
	size_t i;

	for (i = 0; i < sizeof(openings_of) / sizeof(*openings_of); i++) {
		at = str_find(top, str_of(openings_of[i]), 0);
		if (at > 0 && at < MAX_TITLE && str_ends(str_trim(str_sub(s, 0,
		    (size_t)at)), STR("报告")))
			return (size_t)at;
	}
	return 0;
}

static void
add_cut(size_t *cut, int *n, size_t at)
{
	if (*n < UNFOLD_MAX && at > 0 && (*n == 0 || at > cut[*n - 1]))
		cut[(*n)++] = at;
}

int
unfold_cuts(struct str s, size_t *cut)
{
	size_t at = 0, heading, title = title_end(s);
	int n = 0;

	add_cut(cut, &n, title);
	while (at < s.n) {
		heading = 0;
		if (label_may_enumerate(str_peek(s, at)) &&
		    (heading = heading_at(s, at)) == 0)
			heading = subheading_at(s, at);
		if (heading > 0) {
			add_cut(cut, &n, at);
			at += heading;
			if (at < s.n)
				add_cut(cut, &n, at);
			continue;
		}
		if (at > 0 && table_at(s, at) &&
		    !is_inside(s, n > 0 ? cut[n - 1] : 0, at))
			add_cut(cut, &n, at);
		str_char(s, &at);
	}
	return n == 1 && title > 0 ? 0 : n;
}

static int
cuts_of(const struct block *b, size_t *cut)
{
	return b->kind != BLOCK_PARAGRAPH || b->hans.n < MIN_FOLDED ? 0 :
	    unfold_cuts(b->hans, cut);
}

void
unfold_pass(struct doc *d)
{
	struct blocks out = { .arena = d->arena };
	const struct block *b;
	size_t cut[UNFOLD_MAX], i, from;
	int n, k;

	for (i = 0; i < d->blocks.n; i++)
		if (cuts_of(&d->blocks.v[i], cut) > 0)
			break;
	if (i == d->blocks.n)
		return;
	for (i = 0; i < d->blocks.n; i++) {
		b = &d->blocks.v[i];
		n = cuts_of(b, cut);
		for (k = 0, from = 0; k < n; from = cut[k++])
			blocks_add_part(&out, b, from, cut[k]);
		if (n > 0)
			blocks_add_part(&out, b, from, b->hans.n);
		else
			*blocks_add(&out) = *b;
	}
	blocks_replace(d, &out);
}
