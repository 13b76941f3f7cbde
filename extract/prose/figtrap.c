/* SPDX-License-Identifier: MIT */
#include "figtrap.h"

#include "affix.h"
#include "fignoun.h"
#include "words.h"

/* Nouns of the kind that reports count; a bare number may follow them. */
static const struct word countable[] = {
	WORD("事项"), WORD("信息"), WORD("申请"), WORD("业务"), WORD("文件"),
	WORD("件数"), WORD("条数"), WORD("次数"), WORD("人数"), WORD("总数"),
	WORD("数量"), WORD("总量"), WORD("访问量"), WORD("浏览量"),
	WORD("点击量"), WORD("播放量"), WORD("阅读量"), WORD("订阅数"),
	WORD("粉丝"), WORD("用户"), WORD("关注量"),
	WORD("收入"), WORD("支出"), WORD("总值"), WORD("总产值"),
	WORD("粉丝数"), WORD("粉丝量"), WORD("关注数"), WORD("信息数"), WORD("申请数"),
	WORD("事项数"), WORD("目录数"), WORD("办件量"), WORD("受理量"),
	WORD("业务量"), WORD("稿件"), WORD("提案"), WORD("建议"), WORDS_END
};

/* Behind a bare number: it is a name or a date, not a count. */
static const struct word no_count[] = {
	WORD("年"), WORD("月"), WORD("日"), WORD("号"), WORD("热线"),
	WORD("政务"), WORD("平台"), WORD("市民"), WORD("便民"), WORD("工程"),
	WORD("行动"), WORD("计划"), WORD("世纪"), WORD("级"), WORD("届"),
	WORD("时"), WORD("点"), WORD("电话"), WORD("-"), WORD("/"), WORD("."),
	WORD("—"), WORD("〕"), WORD("]"), WORD("﹞"), WORD("~"), WORD("～"),
	WORD("学年"), WORD("度"), WORD("至"), WORD("、"), WORDS_END
};

/* 前 that is no rank: 目前45个部门. */
static const struct word no_rank[] = {
	WORD("目前"), WORD("之前"), WORD("以前"), WORD("此前"), WORD("当前"),
	WORD("提前"), WORD("日前"), WORD("年前"), WORD("会前"), WORD("事前"),
	WORD("往前"), WORD("超前"), WORDS_END
};

static bool
is_letter(uint32_t c)
{
	return c < 0x80 && (c | 32) - 'a' < 26;
}

static const struct word spans[] = {
	WORD("天"), WORD("日"), WORD("小时"), WORD("分钟"), WORDS_END
};

/* Labels and addresses whose digits count nothing: /12, @163, 第3, 7×24. */
static bool
is_label_mark(uint32_t c)
{
	return c == 0x7B2C || c == '.' || c == '/' || c == '@' || c == '_' ||
	    c == '=' || c == '&' || c == '#' || c == '%' || c == 0xD7 ||
	    number_digit(c) >= 0;
}

/* The bytes of the character in front of byte `at`. */
static size_t
size_before(struct str s, size_t at)
{
	uint32_t c = str_before(s, at);

	return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
}

/* Behind a comma or a space more digits follow: 1,23,456; 12 34. */
static bool
goes_on(struct str s, size_t at)
{
	uint32_t c = str_peek(s, at);

	if (c != ',' && c != 0xFF0C && !str_is_space(c))
		return false;
	str_char(s, &at);
	return number_digit(str_peek(s, at)) >= 0;
}

/* head without a remark in parentheses at its end. */
static struct str
without_remark(struct str head)
{
	if (!str_ends(head, STR("）")) && !str_ends(head, STR(")")))
		return head;
	while (head.n > 0 && !str_ends(head, STR("（")) &&
	    !str_ends(head, STR("(")))
		head.n--;
	return str_sub(head, 0, head.n -
	    (str_ends(head, STR("(")) ? 1 : head.n < 3 ? head.n : 3));
}

bool
figtrap_is_count(struct str s, struct str head, const struct mention *m)
{
	struct str tail = str_trim(str_sub(s, m->end, s.n));

	if (words_start(tail, no_count) != NULL ||
	    (m->power == 0 && goes_on(s, m->end)))
		return false;
	/* Most likely a year whose 年 was lost. */
	if (m->end - m->start == 4 &&
	    number_cmp(m->value, (struct decimal){ 1900, 0 }) >= 0 &&
	    number_cmp(m->value, (struct decimal){ 2100, 0 }) < 0)
		return false;
	/* 投入1.2万亿: of yuan or people, certainly not a label. */
	return m->power >= 8 || words_end(without_remark(fignoun_strip(head)),
	    countable) != NULL;
}

/* The run of digits that ends at byte `at` is a point of a list: "1、". */
static bool
opens_sentence(struct str s, size_t at)
{
	while (at > 0 && number_digit(str_before(s, at)) >= 0)
		at -= size_before(s, at);
	return at == 0;
}

/* The 12. of 12. 5%; not the point of a list. */
static bool
is_split(struct str head)
{
	return str_ends(head, STR(".")) &&
	    number_digit(str_before(head, head.n - 1)) >= 0 &&
	    !opens_sentence(head, head.n - 1);
}

/*
 * A number that hangs on another: 1+8个, 3、4次 (three or four), 2 3件, 5-3件.
 * What it is can't be told.
 */
static bool
hangs_on_number(struct str s, size_t start)
{
	uint32_t c = str_before(s, start), before;
	size_t at;

	if (number_han_power(c) > 1)		/* 1千2百万: not 2百万 */
		return number_digit(str_before(s, start - size_before(s,
		    start))) >= 0;
	if (str_is_space(c) && is_split(str_trim(str_sub(s, 0, start))))
		return true;
	if (c == 0x96F6)			/* 8千零8件: not 8件 */
		return number_han_power(str_before(s, start -
		    strlen("零"))) > 0;
	if (c != '+' && c != '-' && c != 0xFF0B && c != 0xFF0D && c != 0xB7 &&
	    c != 0xFF0E && c != 0x3001 && c != 0x2014 && !str_is_space(c))
		return false;
	at = start - size_before(s, start);
	before = str_before(s, at);
	if ((c == 0x3001 || c == 0xFF0E) && opens_sentence(s, at))
		return false;
	return number_digit(before) >= 0 || (c < 0x80 && c != ' ' &&
	    is_letter(before));
}

bool
figtrap_is_measure(struct str unit)
{
	static const char *const measures[] = { "元", "%", "天", "小时", "倍",
	    "百分点", "公里", "亩", "吨", "工作日", "分", "" };

	return affix_is_any(unit, measures, AFFIX_LEN(measures));
}

bool
figtrap_is_phrase(struct str s, const struct mention *m)
{
	struct str number = str_sub(s, m->start, m->end - m->start);
	struct str head = str_sub(s, 0, m->start);
	uint32_t c = str_before(s, m->start);

	/* ±, and a dash that may be a minus, but for 30%—50% */
	if (c == 0xB1 || (c == 0x2014 && str_eq(m->unit, STR("%")) &&
	    !str_ends(head, STR("%—")) && !str_ends(head, STR("％—"))) ||
	    hangs_on_number(s, m->start))
		return true;
	if (c == '.' && opens_sentence(s, m->start - 1))
		return false;
	/* A12号, but GDP19.92亿元 */
	if (is_label_mark(c) || (is_letter(c) && m->power == 0))
		return true;
	/* 前10位, 前1%, 前10个月, but not the 14天 before something */
	if (c == 0x524D && words_end(head, no_rank) == NULL &&
	    words_end(m->unit, spans) == NULL)
		return true;
	/* (2022版): the edition of a year; 2.0版. */
	if (str_eq(m->unit, STR("版")) && (number.n == 7 ||
	    m->value.scale > 0))
		return true;
	/* “民营经济32条”: the name of a policy. */
	if (str_eq(m->unit, STR("条")) && str_starts(str_sub(s, m->unit_end,
	    s.n), STR("”")))
		return true;
	/* 9时30分, 9:30分, 26度30分 */
	if (str_eq(m->unit, STR("分")) && (c == 0x65F6 || c == 0x70B9 ||
	    c == 0x5EA6 || c == ':' || c == 0xFF1A))
		return true;
	/* 共分6个部分: of the text itself. */
	if (str_eq(m->unit, STR("个")) && str_starts(str_trim(str_sub(s,
	    m->end, s.n)), STR("部分")))
		return true;
	return str_starts(number, STR("24小时"));
}

bool
figtrap_is_point(struct str s, const struct mention *m, size_t *skip)
{
	size_t point, at;

	if (m->start != 0 || m->value.scale == 0 || figtrap_is_measure(m->unit))
		return false;
	for (point = 0; number_digit(str_peek(s, point)) >= 0;)
		str_char(s, &point);
	str_char(s, &point);
	if (number_digit(str_peek(s, point)) == 0)
		return false;
	for (at = point; number_digit(str_peek(s, at)) >= 0;)
		str_char(s, &at);
	/* A scale makes decimals likely: 2.09万件. */
	if (number_han_power(str_peek(s, at)) > 1)
		return false;
	*skip = point;
	return true;
}
