/* SPDX-License-Identifier: MIT */
#include "fignoun.h"

#include "mention.h"
#include "number.h"
#include "words.h"

/* May stand between such a noun and its number. */
static const struct word fillers[] = {
	WORD("达到"), WORD("共计"), WORD("累计"), WORD("总计"), WORD("合计"),
	WORD("总数"), WORD("达"), WORD("为"), WORD("共"), WORD("是"),
	WORD("有"), WORD("了"), WORD("已"), WORD("已经"), WORD("约"),
	WORD("近"), WORD("超过"),
	WORD("逾"), WORD("超"), WORD("突破"), WORD("："), WORD(":"),
	WORD(" "), WORD("至少"), WORDS_END
};

/* Words that a noun in front of its number does not begin with. */
static const struct word leads[] = {
	WORD("其中"), WORD("全年"), WORD("今年"), WORD("本年度"), WORD("累计"),
	WORD("共计"), WORD("主动"), WORD("公开"), WORD("发布"), WORD("接待"),
	WORD("办理"), WORD("受理"), WORD("收到"), WORD("接收"), WORD("减少"),
	WORD("增加"), WORD("新增"), WORD("开展"), WORD("举办"), WORD("召开"),
	WORD("制作"), WORD("发放"), WORD("发起"), WORD("共"), WORD("发"), WORD("的"),
	WORD("、"), WORD("（"), WORD("("), WORD("”"), WORD("了"), WORD("我局"),
	WORD("我市"), WORD("我区"), WORD("我县"), WORD("："), WORD(":"),
	WORD(" "), WORDS_END
};

/* Words that end a noun behind its number. */
static const struct word noun_ends[] = {
	WORD("的"), WORD("和"), WORD("与"), WORD("涉及"), WORD("及"),
	WORD("并"), WORD("等"), WORD("在"), WORD("为"), WORD("是"), WORD("均"),
	WORD("已"), WORD("未"), WORD("被"), WORD("由"), WORD("从"),
	WORD("下放"), WORD("进行"), WORD("开展"), WORD("完成"), WORD("获得"),
	WORD("参加"), WORD("共"), WORD("统一"), WORD("提供"), WORD("还"),
	WORD("对"), WORD("将"), WORD("压缩"), WORD("简化"), WORD("减"),
	WORD("增"), WORD("缩短"), WORD("达"), WORD("有"), WORD("免费"),
	WORD("实现"), WORD("、"), WORD("（"), WORD("("), WORD("）"), WORD(")"),
	WORD("”"), WORD("》"), WORD("」"), WORD(" "), WORD("："), WORD(":"),
	WORD("！"), WORD("？"), WORD("。"), WORD("至"), WORD("到"),
	WORD("—"), WORD("-"), WORD("－"), WORD("～"), WORD("~"), WORD("/"),
	WORD("播放"), WORD("阅读量"), WORD("点击量"), WORD("浏览量"),
	WORD("一是"), WORD("二是"), WORD("三是"), WORD("四是"), WORD("五是"),
	WORDS_END
};

/* The noun behind a number, at most 16 characters; empty if there is none. */
static struct str
noun_behind(struct str s)
{
	size_t at = 0, n;

	if (str_starts(s, STR("“")) || str_starts(s, STR("《")))
		s = str_sub(s, 3, s.n);
	for (n = 0; n < 16 && at < s.n; n++) {
		if (words_start(str_sub(s, at, s.n), noun_ends) != NULL ||
		    number_digit(str_peek(s, at)) >= 0)
			break;
		str_char(s, &at);
	}
	return str_sub(s, 0, at);
}

/* Behind the last verb of a long clause: 接待办事群众 is 办事群众. */
static struct str
behind_verb(struct str s)
{
	const struct word *w;
	struct str head, tail, best = s;
	ptrdiff_t hit;
	size_t at;

	for (w = leads; w->text.p != NULL; w++)
		for (at = w->text.n > 3 ? 0 : s.n;
		    (hit = str_find(s, w->text, at)) >= 0;) {
			at = (size_t)hit + w->text.n;
			head = str_sub(s, 0, (size_t)hit);
			tail = str_sub(s, at, s.n);
			/* 信息公开 and 政务公开 are nouns. */
			if (tail.n < best.n && tail.n >= strlen("名词") &&
			    !str_ends(head, STR("信息")) &&
			    !str_ends(head, STR("政务")))
				best = tail;
		}
	return best;
}

static struct str
without_hedges(struct str head)
{
	const struct word *w;

	while ((w = mention_hedge(head)) != NULL)
		head.n -= w->text.n;
	return head;
}

/* The noun in front of a number: its clause without verbs and hedges. */
static struct str
noun_before(struct str head)
{
	const struct word *w;
	size_t n, at;

	head = words_strip(without_hedges(head), fillers);
	if (str_chars(head) > 12)
		head = behind_verb(head);
	for (n = str_chars(head); n > 20; n--) {
		at = 0;
		str_char(head, &at);
		head = str_sub(head, at, head.n);
	}
	while ((w = words_start(head, leads)) != NULL &&
	    head.n >= w->text.n + strlen("名词"))
		head = str_sub(head, w->text.n, head.n);
	return str_trim(head);
}

struct str
fignoun_strip(struct str head)
{
	return words_strip(head, fillers);
}

struct str
fignoun_find(struct str head, struct str tail, struct str unit)
{
	struct str noun = STR("");

	if (str_starts(tail, STR("的")))
		noun = noun_behind(str_sub(tail, strlen("的"), tail.n));
	else if (unit.n > 0 && !str_eq(unit, STR("%")) &&
	    !str_eq(unit, STR("元")))
		noun = noun_behind(tail);
	return noun.n > 0 ? noun : noun_before(head);
}
