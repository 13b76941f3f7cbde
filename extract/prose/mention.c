/* SPDX-License-Identifier: MIT */
/*
 * [digits] [hedge] [scale] [hedge] [unit] [hedge], as in 23万余人次 or
 * 99%以上. Read forward from the digits; what stands in front of them is the
 * caller's business.
 */
#include "mention.h"

#include "words.h"

static const struct word hedges_inside[] = {
	WORD_MEANS("余", "approx"), WORD_MEANS("多", "approx"),
	WORD_MEANS("几", "approx"), WORDS_END
};

/* Hedges in front of a number. 共 and 累计 are none: they sum up. */
static const struct word hedges_before[] = {
	WORD_MEANS("大约", "approx"), WORD_MEANS("将近", "approx"),
	WORD_MEANS("接近", "approx"), WORD_MEANS("大概", "approx"),
	WORD_MEANS("约合", "approx"), WORD_MEANS("约为", "approx"),
	WORD_MEANS("约有", "approx"), WORD_MEANS("约达", "approx"),
	WORD_MEANS("约", "approx"), WORD_MEANS("近", "approx"),
	WORD_MEANS("不超过", "lt"), WORD_MEANS("不高于", "lt"),
	WORD_MEANS("不多于", "lt"), WORD_MEANS("不大于", "lt"),
	WORD_MEANS("不少于", "gt"), WORD_MEANS("不低于", "gt"),
	WORD_MEANS("不小于", "gt"), WORD_MEANS("不足", "lt"),
	WORD_MEANS("不到", "lt"), WORD_MEANS("少于", "lt"),
	WORD_MEANS("低于", "lt"), WORD_MEANS("小于", "lt"),
	WORD_MEANS("超过", "gt"), WORD_MEANS("突破", "gt"),
	WORD_MEANS("高于", "gt"), WORD_MEANS("多于", "gt"),
	WORD_MEANS("大于", "gt"), WORD_MEANS("至少", "gt"),
	WORD_MEANS("逾", "gt"), WORD_MEANS("超", "gt"), WORDS_END
};

static const struct word hedges_behind[] = {
	WORD_MEANS("以上", "gt"), WORD_MEANS("以下", "lt"),
	WORD_MEANS("以内", "lt"), WORD_MEANS("左右", "approx"),
	WORD_MEANS("上下", "approx"), WORDS_END
};

/* Units with a hedge inside. */
static const struct word vague_units[] = {
	WORD_MEANS("个多百分点", "百分点"), WORD_MEANS("个多月", "个月"),
	WORD_MEANS("个多小时", "小时"), WORD_MEANS("倍多", "倍"), WORDS_END
};

/* 8个半小时, 8天半: half of one more. */
static const struct word halves[] = {
	WORD("个半小时"), WORD("个半月"), WORD("个半天"), WORD("个半工作日"),
	WORD("天半"), WORD("小时半"), WORD("倍半"), WORDS_END
};

/* 15个工作日内, but not 5个内设机构. */
static const struct word within[] = {
	WORD("日内"), WORD("天内"), WORD("时内"), WORD("分钟内"),
	WORD("个月内"), WORDS_END
};

/* What begins with a unit but is a word of its own: 12部门, 3处罚. */
static const struct word unit_traps[] = {
	WORD("部门"), WORD("部署"), WORD("部委"), WORD("项目"), WORD("处理"),
	WORD("处罚"), WORD("处置"), WORD("人民"), WORD("人大"), WORD("场所"),
	WORD("期限"), WORD("期间"), WORD("条例"), WORD("家长"), WORD("名单"),
	WORD("天然"), WORD("本级"), WORD("本市"), WORD("次日"), WORD("台账"),
	WORD("起草"), WORD("版本"), WORD("部分"), WORD("部长"), WORD("家庭"),
	WORD("家属"), WORD("人均"), WORD("处级"), WORD("期末"), WORD("例如"),
	WORD("批准"), WORD("批复"), WORD("本科"), WORD("座谈"), WORD("步骤"),
	WORD("位于"), WORD("种植"), WORD("户籍"), WORD("名称"), WORD("份额"),
	WORD("场地"), WORD("场馆"), WORD("元旦"), WORD("天津"), WORD("台湾"),
	WORD("名录"), WORD("类别"), WORD("面积"), WORD("面向"), WORD("面临"),
	WORD("面对"), WORD("面试"), WORD("株洲"), WORD("头条"), WORD("头部"),
	WORD("只有"), WORD("只要"), WORD("只能"), WORD("只需"), WORD("支部"),
	WORD("支行"), WORD("支出"), WORD("支持"), WORD("支付"), WORD("支撑"),
	WORD("支援"), WORD("分别"), WORD("分类"), WORD("分局"), WORD("分管"),
	WORD("分级"), WORD("分析"), WORD("分布"), WORD("分中心"),
	WORD("分公司"), WORD("分院"), WORD("分校"), WORD("分部"), WORD("分会"),
	WORD("分批"), WORD("分期"), WORD("分解"), WORD("分配"), WORD("分组"),
	WORD("分工"), WORD("分行"), WORD("分支"), WORD("分享"), WORD("分之"),
	WORD("分为"), WORD("分成"), WORD("分区"), WORD("分段"), WORD("个亿"), WORDS_END
};

/* Does a thousands group follow: a comma and exactly three digits? */
static bool
is_group(struct str s, size_t at)
{
	uint32_t c;
	int i;

	if (at >= s.n || ((c = str_char(s, &at)) != ',' && c != 0xFF0C))
		return false;
	for (i = 0; i < 3; i++)
		if (at >= s.n || number_digit(str_char(s, &at)) < 0)
			return false;
	return number_digit(str_peek(s, at)) < 0;
}

/* The commas of a number could be the sentence's own. */
static bool
is_doubtful_comma(struct str s, size_t at)
{
	struct str around = str_sub(s, at > 60 ? at - 60 : 0, 120);
	size_t i;
	uint32_t c = str_peek(s, at), before;

	if (c == 0xFF0C)
		return true;
	for (i = 1; i + 1 < around.n; i++) {
		before = str_before(around, i);
		if (around.p[i] == ',' && number_digit(before) < 0)
			return true;
	}
	return false;
}

/* Also the full-width one. */
static bool
is_point(uint32_t c)
{
	return c == '.' || c == 0xFF0E;
}

/* 1,23件: the comma of a group that is none, or the sentence's. */
static bool
follows_comma(struct str s, size_t at)
{
	uint32_t c = str_before(s, at);

	return (c == ',' && number_digit(str_before(s, at - 1)) >= 0) ||
	    (c == 0xFF0C && number_digit(str_before(s, at - 3)) >= 0);
}

bool
mention_digits(struct str s, size_t *at, struct mention *m)
{
	char text[NUMBER_MAX_DIGITS + 2];
	size_t n = 0, next, since = 0;
	bool point = false, comma = false;
	int digit;

	m->grouped |= follows_comma(s, *at);
	for (; *at < s.n; *at = next) {
		next = *at;
		digit = number_digit(str_char(s, &next));
		if (digit >= 0) {
			since++;
		} else if (!point && since <= 3 && (!comma || since == 3) &&
		    is_group(s, *at)) {
			m->grouped |= is_doubtful_comma(s, *at);
			comma = true;
			since = 0;
			continue;
		} else if (!point && is_point(str_peek(s, *at)) &&
		    number_digit(str_peek(s, next)) >= 0) {
			point = true;
		} else {
			break;
		}
		if (n < sizeof(text))
			text[n++] = digit < 0 ? '.' : (char)('0' + digit);
	}
	if (n > 1 && text[0] == '0' && text[1] != '.')
		return false;
	return number_parse((struct str){ text, n }, &m->value);
}

/* Scales in a row multiply: 万, 百万, 万亿; the 千 of 千瓦 is none. *last is the power of the last. */
static bool
take_powers(struct str s, size_t *at, struct mention *m, int *last)
{
	int power;

	for (*last = 0; (power = number_han_power(str_peek(s, *at))) > 1 &&
	    number_unit(s, *at) == 0; *last = power) {
		/* 万千 is no number: the second scale is the greater. */
		if (power <= *last || !number_shift(m->value, power, &m->value))
			return false;
		m->power += power;
		str_char(s, at);
	}
	return true;
}

/* Scales behind digits; 1亿2000万 adds up. */
static bool
take_scale(struct str s, size_t *at, struct mention *m)
{
	struct mention more = { 0 };
	struct decimal limit = { 1, 0 };
	int power, last;
	size_t next;

	if (!take_powers(s, at, m, &power))
		return false;
	next = *at;
	if (power == 0 || number_digit(str_peek(s, next)) < 0 ||
	    !mention_digits(s, &next, &more) ||
	    !take_powers(s, &next, &more, &last) ||
	    !number_shift(limit, power, &limit) ||
	    number_cmp(more.value, limit) >= 0)
		return true;
	*at = next;
	return number_add(m->value, more.value, &m->value) &&
	    number_shift(m->value, 0, &m->value);
}

/* The unit at *at, as the report's readers name it; n = 0 when none. */
static struct str
take_unit(struct str s, size_t *at)
{
	size_t next = *at, n;
	struct str unit;

	number_skip_space(s, &next);
	/* 85大类 counts 类. */
	if (str_starts(str_sub(s, next, s.n), STR("大类")) ||
	    str_starts(str_sub(s, next, s.n), STR("大项")))
		next += strlen("大");
	n = number_unit(s, next);
	if (n == 0 || words_start(str_sub(s, next, s.n), unit_traps) != NULL)
		return STR("");
	unit = str_sub(s, next, n);
	*at = next + n;
	if (str_eq(unit, STR("％")))
		return STR("%");
	if (str_eq(unit, STR("个工作日")))
		return STR("工作日");
	if (str_eq(unit, STR("个百分点")) || str_eq(unit, STR("个千分点")))
		return str_sub(unit, strlen("个"), unit.n);
	return unit;
}

bool
mention_rest(struct str s, struct mention *m)
{
	const char *hedge, *vague;
	size_t next;

	m->hedge = words_take(s, &m->end, hedges_inside);
	/* 1.25 亿元 */
	next = m->end;
	number_skip_space(s, &next);
	if (number_han_power(str_peek(s, next)) >= 4)
		m->end = next;
	if (!take_scale(s, &m->end, m))
		return false;
	hedge = words_take(s, &m->end, hedges_inside);
	if (hedge != NULL)
		m->hedge = hedge;
	vague = words_take(s, &m->end, vague_units);
	if (vague != NULL)
		m->hedge = "approx";
	m->unit = vague != NULL ? str_of(vague) : take_unit(s, &m->end);
	if (words_start(str_sub(s, m->end - m->unit.n, s.n), halves) != NULL)
		return false;
	m->unit_end = next = m->end;
	hedge = words_take(s, &next, hedges_behind);
	if (hedge == NULL && str_starts(str_sub(s, next, s.n), STR("内")) &&
	    words_end(str_sub(s, 0, next + strlen("内")), within) != NULL) {
		hedge = "lt";
		next += strlen("内");
	}
	if (hedge != NULL) {
		m->hedge = hedge;
		m->end = next;
	}
	return true;
}

const struct word *
mention_hedge(struct str head)
{
	return words_end(head, hedges_before);
}
