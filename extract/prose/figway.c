/* SPDX-License-Identifier: MIT */
#include "figway.h"

#include "fignoun.h"

static const struct word rises[] = {
	WORD_MEANS("增加", "up"), WORD_MEANS("增长", "up"),
	WORD_MEANS("新增", "up"), WORD_MEANS("上升", "up"),
	WORD_MEANS("提高", "up"), WORD_MEANS("提升", "up"),
	WORD_MEANS("回升", "up"), WORD_MEANS("上涨", "up"),
	WORD_MEANS("净增", "up"), WORDS_END
};

static const struct word falls[] = {
	WORD_MEANS("负增长", "down"),
	WORD_MEANS("减少", "down"), WORD_MEANS("下降", "down"),
	WORD_MEANS("压缩", "down"), WORD_MEANS("压减", "down"),
	WORD_MEANS("精简", "down"), WORD_MEANS("缩短", "down"),
	WORD_MEANS("降低", "down"), WORD_MEANS("回落", "down"),
	WORD_MEANS("下滑", "down"), WORD_MEANS("压降", "down"),
	WORD_MEANS("缩减", "down"), WORD_MEANS("下跌", "down"), WORDS_END
};

/* A change that leads to a new value when 至, 到, 为 or 成 follows. */
static const struct word changes[] = {
	WORD("增"), WORD("减"), WORD("压缩"), WORD("缩"), WORD("简化"),
	WORD("降"), WORD("提高"), WORD("提升"), WORD("升"), WORD("扩"),
	WORD("变"), WORD("优化"), WORD("整合"), WORD("精简"),
	WORD("调整"), WORD("下调"), WORD("上调"), WORD("合并"), WORD("增长"),
	WORD("上涨"), WORD("降低"), WORD("回落"), WORD("下滑"), WORD("下跌"),
	WORD("拓展"), WORD("扩展"), WORD("延长"), WORD("延伸"), WORD("发展"),
	WORDS_END
};

static const struct word arrivals[] = {
	WORD("至"), WORD("到"), WORD("为"), WORD("成"), WORDS_END
};

static const struct word origins[] = {
	WORD("由"), WORD("从"), WORDS_END
};

bool
figway_comes_from(struct str head)
{
	return words_in(head, origins);
}

bool
figway_leads(struct str s)
{
	const struct word *w;
	ptrdiff_t at;

	for (w = changes; w->text.p != NULL; w++) {
		at = str_find(s, w->text, 0);
		if (at >= 0 && words_in(str_sub(s, (size_t)at, s.n), arrivals))
			return true;
	}
	return false;
}

bool
figway_arrives(struct str head)
{
	const struct word *w = words_end(head, arrivals);

	if (w == NULL)
		return false;
	head.n -= w->text.n;
	return words_end(head, changes) != NULL ||
	    str_ends(head, STR("减少")) || str_ends(head, STR("增加")) ||
	    str_ends(head, STR("缩短")) || str_ends(head, STR("下降")) ||
	    str_ends(head, STR("扩大"));
}

/* What was newly done was done: 新增主动公开政府信息425条. */
static const struct word deeds[] = {
	WORD("公开"), WORD("发布"), WORD("收到"), WORD("受理"), WORD("办理"),
	WORD("制作"), WORD("制发"), WORD("就业"), WORDS_END
};

/* These may only say what for: 为提高透明度公开信息25条. */
static const struct word aims[] = {
	WORD("新增"), WORD("提高"), WORD("提升"), WORDS_END
};

/* Behind one of these a change is over: 精简事项后保留120项. */
static const struct word ends_change[] = {
	WORD("后"), WORD("保留"), WORD("现有"), WORD("共有"), WORD("仍"),
	WORD("控制在"), WORD("保持在"), WORD("稳定在"), WORDS_END
};

/* Words that begin like a change: 增加值, 增长点; 对增长的贡献率. */
static const struct word no_change[] = {
	WORD("增加值"), WORD("增长点"), WORD("增长极"), WORD("增长的"), WORDS_END
};

/* 质量提升行动12项 */
static const struct word works[] = {
	WORD("工程"), WORD("行动"), WORD("计划"), WORD("项目"), WORD("活动"),
	WORDS_END
};

/* Does the text name the change, and lead from there to its end? */
static bool
changes_by(struct str s, const struct word *w)
{
	ptrdiff_t at = str_find(s, w->text, 0);
	struct str rest;

	if (at < 0)
		return false;
	rest = str_sub(s, (size_t)at + w->text.n, s.n);
	if (words_in(rest, ends_change) || words_start(str_sub(s,
	    (size_t)at, s.n), no_change) != NULL)
		return false;
	return !words_in(w->text, aims) || (!words_in(rest, deeds) &&
	    (str_eq(w->text, STR("新增")) || !words_in(rest, works)));
}

/* 增幅7%, 降幅达5.6% */
static const struct word widths[] = {
	WORD_MEANS("增幅", "up"), WORD_MEANS("涨幅", "up"),
	WORD_MEANS("升幅", "up"), WORD_MEANS("降幅", "down"),
	WORD_MEANS("减幅", "down"), WORD_MEANS("跌幅", "down"), WORDS_END
};

/* 减少部门窗口35个: the change is named a few words ahead of its number. */
const char *
figway_direction(struct str head, struct str clause)
{
	const struct word *w;
	size_t from = head.n > 48 ? head.n - 48 : 0;
	struct str near = str_sub(head, from, head.n);
	bool compared = str_has(clause, STR("比")) ||
	    str_has(clause, STR("较"));

	if ((w = words_end(fignoun_strip(near), widths)) != NULL)
		return w->means;
	if (str_ends(near, STR("增")) || str_ends(near, STR("比升")) ||
	    str_ends(near, STR("涨")) || (compared && str_ends(near, STR("多"))))
		return "up";
	if (str_ends(near, STR("减")) || str_ends(near, STR("比降")) ||
	    str_ends(near, STR("微降")) ||
	    (compared && str_ends(near, STR("少"))))
		return "down";
	for (w = falls; w->text.p != NULL; w++)
		if (changes_by(near, w))
			return w->means;
	for (w = rises; w->text.p != NULL; w++)
		if (changes_by(near, w))
			return w->means;
	return NULL;
}

struct str
figway_without_origin(struct str s)
{
	const struct word *w;
	ptrdiff_t at;

	for (w = origins; w->text.p != NULL; w++) {
		at = str_find(s, w->text, 0);
		if (at > 0)
			s.n = (size_t)at;
	}
	return s;
}
