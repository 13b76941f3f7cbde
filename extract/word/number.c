/* SPDX-License-Identifier: MIT */
/*
 * Cells and counts as people type them. A cell is read strictly from the left
 * (sign, digits, scale, unit, rest); what is left over decides whether the
 * number can be trusted. When in doubt the cell is text, not a number.
 */
#include "number.h"

#include "words.h"

/* Longest first among those that share a beginning. */
static const struct word units[] = {
	WORD("个工作日"), WORD("工作日"), WORD("平方公里"), WORD("平方米"),
	WORD("个百分点"), WORD("百分点"), WORD("个千分点"), WORD("千分点"),
	WORD("立方米"), WORD("千瓦时"), WORD("千瓦"), WORD("千米"),
	WORD("千克"), WORD("公斤"), WORD("美元"), WORD("欧元"), WORD("港元"),
	WORD("人次"), WORD("场次"), WORD("辆次"), WORD("台次"), WORD("架次"),
	WORD("车次"), WORD("人天"),
	WORD("户次"), WORD("批次"), WORD("期次"), WORD("例次"), WORD("班次"),
	WORD("家次"), WORD("件次"), WORD("条次"), WORD("个月"), WORD("小时"),
	WORD("分钟"), WORD("学时"), WORD("课时"), WORD("公里"), WORD("公顷"),
	WORD("人"), WORD("条"), WORD("件"), WORD("项"), WORD("个"), WORD("篇"),
	WORD("次"), WORD("场"), WORD("期"), WORD("份"), WORD("宗"), WORD("家"),
	WORD("名"), WORD("户"), WORD("笔"), WORD("元"), WORD("版"), WORD("处"),
	WORD("台"), WORD("天"), WORD("类"), WORD("册"), WORD("部"), WORD("批"),
	WORD("字"), WORD("套"), WORD("张"), WORD("起"), WORD("例"), WORD("本"),
	WORD("卷"), WORD("辆"), WORD("幅"), WORD("块"), WORD("轮"), WORD("位"),
	WORD("间"), WORD("所"), WORD("座"), WORD("页"), WORD("封"), WORD("亩"),
	WORD("吨"), WORD("种"), WORD("倍"), WORD("款"), WORD("枚"), WORD("步"),
	WORD("则"), WORD("斤"), WORD("面"), WORD("株"), WORD("栋"), WORD("头"),
	WORD("只"), WORD("支"), WORD("分"), WORD("%"), WORD("％"), WORD("‰"), WORDS_END
};

int
number_digit(uint32_t c)
{
	if (c >= '0' && c <= '9')
		return (int)(c - '0');
	if (c >= 0xFF10 && c <= 0xFF19)
		return (int)(c - 0xFF10);
	return -1;
}

int
number_han_digit(uint32_t c)
{
	switch (c) {
	case 0x96F6: case 0x3007: case 0x25CB: case 0xFF2F:	/* 零〇○Ｏ */
		return 0;
	case 0x4E00: case 0x58F9: return 1;			/* 一壹 */
	case 0x4E8C: case 0x4E24: case 0x5169:			/* 二两兩 */
	case 0x8D30: case 0x8CB3: return 2;			/* 贰貳 */
	case 0x4E09: case 0x53C1: case 0x53C3: return 3;	/* 三叁參 */
	case 0x56DB: case 0x8086: return 4;			/* 四肆 */
	case 0x4E94: case 0x4F0D: return 5;			/* 五伍 */
	case 0x516D: case 0x9646: case 0x9678: return 6;	/* 六陆陸 */
	case 0x4E03: case 0x67D2: return 7;			/* 七柒 */
	case 0x516B: case 0x634C: return 8;			/* 八捌 */
	case 0x4E5D: case 0x7396: return 9;			/* 九玖 */
	default: return -1;
	}
}

int
number_han_power(uint32_t c)
{
	switch (c) {
	case 0x5341: case 0x62FE: return 1;	/* 十拾 */
	case 0x767E: case 0x4F70: return 2;	/* 百佰 */
	case 0x5343: case 0x4EDF: return 3;	/* 千仟 */
	case 0x4E07: case 0x842C: return 4;	/* 万萬 */
	case 0x4EBF: case 0x5104: return 8;	/* 亿億 */
	default: return 0;
	}
}

void
number_skip_space(struct str s, size_t *at)
{
	size_t next = *at;

	while (next < s.n && str_is_space(str_char(s, &next)))
		*at = next;
}

size_t
number_unit(struct str s, size_t at)
{
	const struct word *w = words_start(str_sub(s, at, s.n), units);

	return w != NULL ? w->text.n : 0;
}

/* 10^power; power <= 38. */
static number_int
ten(int power)
{
	number_int n = 1;

	while (power-- > 0)
		n *= 10;
	return n;
}

bool
number_parse(struct str s, struct decimal *out)
{
	struct decimal d = { 0, 0 };
	bool minus = s.n > 0 && s.p[0] == '-', point = false;
	int digits = 0;
	size_t i;

	for (i = minus; i < s.n; i++) {
		if (s.p[i] == '.' && !point && digits > 0) {
			point = true;
			continue;
		}
		if (s.p[i] < '0' || s.p[i] > '9' ||
		    ++digits > NUMBER_MAX_DIGITS)
			return false;
		d.n = d.n * 10 + (s.p[i] - '0');
		d.scale += point;
	}
	if (digits == 0 || s.p[s.n - 1] == '.')
		return false;
	if (minus)
		d.n = -d.n;
	*out = d;
	return true;
}

bool
number_shift(struct decimal a, int power, struct decimal *out)
{
	int scale = a.scale - power;

	if (power > NUMBER_MAX_DIGITS || scale > NUMBER_MAX_DIGITS)
		return false;
	if (scale < 0) {
		if (__builtin_mul_overflow(a.n, ten(-scale), &a.n))
			return false;
		scale = 0;
	}
	/* What has more digits could not be read again. */
	if (a.n >= ten(NUMBER_MAX_DIGITS) || a.n <= -ten(NUMBER_MAX_DIGITS))
		return false;
	*out = (struct decimal){ a.n, scale };
	return true;
}

/* The same value with more decimals. */
static bool
widen(struct decimal *a, int scale)
{
	if (__builtin_mul_overflow(a->n, ten(scale - a->scale), &a->n))
		return false;
	a->scale = scale;
	return true;
}

bool
number_add(struct decimal a, struct decimal b, struct decimal *out)
{
	int scale = a.scale > b.scale ? a.scale : b.scale;

	if (!widen(&a, scale) || !widen(&b, scale) ||
	    __builtin_add_overflow(a.n, b.n, &a.n))
		return false;
	*out = a;
	return true;
}

bool
number_mul(struct decimal a, struct decimal b, struct decimal *out)
{
	if (a.scale + b.scale > NUMBER_MAX_DIGITS ||
	    __builtin_mul_overflow(a.n, b.n, &a.n))
		return false;
	a.scale += b.scale;
	*out = a;
	return true;
}

int
number_cmp(struct decimal a, struct decimal b)
{
	number_int whole_a = a.n / ten(a.scale), whole_b = b.n / ten(b.scale);
	int scale = a.scale > b.scale ? a.scale : b.scale;

	if (whole_a != whole_b)
		return whole_a < whole_b ? -1 : 1;
	/* What is left is less than 1, so widening it can't overflow. */
	a.n = a.n % ten(a.scale) * ten(scale - a.scale);
	b.n = b.n % ten(b.scale) * ten(scale - b.scale);
	return (a.n > b.n) - (a.n < b.n);
}

struct str
number_print(struct arena *a, struct decimal d)
{
	char text[64], *p = text + sizeof(text);
	number_int n = d.n;
	int i = 0, digit;

	do {
		if (i == d.scale && i > 0)
			*--p = '.';
		digit = (int)(n % 10);
		*--p = (char)('0' + (digit < 0 ? -digit : digit));
		n /= 10;
		i++;
	} while (n != 0 || i <= d.scale);
	if (d.n < 0)
		*--p = '-';
	return arena_str(a, (struct str){ p,
	    (size_t)(text + sizeof(text) - p) });
}

struct str
number_scale(struct arena *a, struct str value, int power)
{
	struct decimal d;
	int printed;

	if (!number_parse(value, &d))
		return STR_NONE;
	printed = d.scale;
	if (!number_shift(d, power, &d))
		return STR_NONE;
	/* Dividing makes decimals; keep no more zeros than were printed. */
	while (d.scale > printed && d.n % 10 == 0) {
		d.n /= 10;
		d.scale--;
	}
	return number_print(a, d);
}

/* 百八十件, 千八百元: about a hundred; more follows the bare 百 at byte `at`. */
static bool
is_loose(struct str s, size_t at)
{
	uint32_t c;

	str_char(s, &at);
	c = str_peek(s, at);
	return number_han_digit(c) > 0 || number_han_power(c) == 1 ||
	    number_han_power(c) == 2;
}

/*
 * One place of a numeral: an optional digit and a power below 万 (三百, 十).
 * Powers must fall: 百 after 十 is no number.
 */
static bool
han_group(struct str s, size_t *at, number_int *group, bool *any)
{
	size_t next = *at, after;
	int digit, power, last = 4;
	bool zero = false;

	*group = 0;
	while (next < s.n) {
		after = next;
		digit = number_han_digit(str_char(s, &after));
		if (digit == 0 && *any && !zero) {
			zero = true;
			next = after;
			continue;
		}
		if (digit < 0)
			after = next;	/* a bare 十 or 百 means one of it */
		power = number_han_power(str_peek(s, after));
		if (power >= 4)
			power = 0;
		if (digit < 0 && power == 0)
			break;
		if (digit < 0 && power > 1 && is_loose(s, after))
			return false;
		if (power > 0) {
			str_char(s, &after);
			if (power >= last)
				return false;
			last = power;
		} else if (last == 0 ||
		    number_han_digit(str_peek(s, after)) >= 0) {
			return false;	/* digits in a row: a year */
		} else if (last < 4 && last > 1 && !zero) {
			power = last - 1;	/* 三百五 is 350 */
			last = 0;
		} else {
			last = 0;
		}
		*group += (digit < 0 ? 1 : digit) * ten(power);
		*any = true;
		zero = false;
		*at = next = after;
	}
	return true;
}

bool
number_han(struct str s, size_t *at, struct decimal *out)
{
	number_int group, total = 0;
	int power, last = 100;
	size_t next = *at, start = *at;
	uint32_t c = str_peek(s, next);
	bool any = false;

	if (c == 0x534A) {				/* 半 */
		str_char(s, at);
		*out = (struct decimal){ 5, 1 };
		return true;
	}
	if (number_han_digit(c) == 0) {
		str_char(s, &next);
		if (number_han_digit(str_peek(s, next)) >= 0)
			return false;
		*at = next;
		*out = (struct decimal){ 0, 0 };
		return true;
	}
	for (;;) {
		if (!han_group(s, &next, &group, &any))
			return false;
		power = number_han_power(str_peek(s, next));
		if (power < 4 || power >= last)
			break;
		if (group == 0 && next != start)
			return false;
		str_char(s, &next);
		last = power;
		/* 万 alone counts as one; 万亿 is left to the caller. */
		total += (group == 0 ? 1 : group) * ten(power);
		any = true;
		start = next;
		group = 0;
	}
	if (!any)
		return false;
	/* 三万五 is 35000, 三万零五 is not. */
	if (last < 100 && group > 0 && group < 10 && next - start == 3)
		group *= ten(last - 1);
	*at = next;
	*out = (struct decimal){ total + group, 0 };
	return true;
}

/* A dash of any kind or a slash: how forms say "does not apply". */
static bool
is_stroke(uint32_t c)
{
	switch (c) {
	case '-': case '/': case '\\': case 0xFF0D: case 0xFF0F: case 0xFF3C:
	case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014:
	case 0x2015: case 0x2212: case 0x2500: case 0x2501: case 0xFE63:
	case 0x30FC:
		return true;
	default:
		return false;
	}
}

static bool
is_na(struct str s)
{
	static const struct word words[] = { WORD("无"), WORD("無"),
		WORD("暂无"), WORD("没有"), WORD("未发生"), WORD("不涉及"),
		WORD("不适用"), WORD("无此项"), WORD("无数据"), WORD("N/A"),
		WORD("×"), WORDS_END };
	const struct word *w;
	size_t at = 0;

	if (str_ends(s, STR("。")))
		s.n -= 3;
	for (w = words; w->text.n > 0; w++)
		if (str_eq(s, w->text))
			return true;
	while (at < s.n)
		if (!is_stroke(str_char(s, &at)))
			return false;
	return s.n > 0;
}

static const struct word signs[] = {
	WORD_MEANS("增加", "+"), WORD_MEANS("新增", "+"), WORD_MEANS("增", "+"),
	WORD_MEANS("减少", "-"), WORD_MEANS("减", "-"), WORD_MEANS("負", "-"),
	WORD_MEANS("负", "-"), WORD_MEANS("+", "+"), WORD_MEANS("＋", "+"),
	WORD_MEANS("-", "-"), WORD_MEANS("－", "-"), WORD_MEANS("−", "-"),
	WORD_MEANS("—", "-"), WORD_MEANS("–", "-"), WORDS_END
};

/* Takes the sign off the front: -1 or 1. */
static int
take_sign(struct str s, size_t *at)
{
	const char *sign = words_take(s, at, signs);

	if (sign != NULL)
		number_skip_space(s, at);
	return sign != NULL && sign[0] == '-' ? -1 : 1;
}

/* The digits of a cell while they are read. */
struct digits {
	char text[2 * NUMBER_MAX_DIGITS + 3];	/* sign, digits, point */
	size_t n;
	int count;		/* digits */
	int groups;		/* runs between white space */
	int comma;		/* digits since the last comma, -1: none yet */
	bool point;
};

static bool
add_digit(struct digits *d, int digit)
{
	/* Leading zeros go, the last one before the point stays. */
	if (d->n == 1 && d->text[0] == '0' && !d->point)
		d->n = 0;
	if (++d->count > NUMBER_MAX_DIGITS)
		return false;
	d->text[d->n++] = (char)('0' + digit);
	if (d->comma >= 0)
		d->comma++;
	return true;
}

/*
 * Reads digits, thousands commas, a point and white space between digits
 * into *d and moves *at behind them. False if that is no one number.
 */
static bool
take_digits(struct str s, size_t *at, struct digits *d)
{
	size_t next = *at, after;
	uint32_t c;
	bool space = false;

	while (next < s.n) {
		c = str_char(s, &next);
		after = next;
		number_skip_space(s, &after);
		if (number_digit(c) >= 0) {
			/* Two zeros, or 0 and 5: two numbers, not one. */
			if (space && (d->point || d->text[0] == '0'))
				return false;
			d->groups += space || d->count == 0;
			if (!add_digit(d, number_digit(c)))
				return false;
			space = false;
			*at = next;
		} else if (d->count == 0 || (!str_is_space(c) &&
		    number_digit(str_peek(s, after)) < 0)) {
			break;
		} else if (str_is_space(c)) {
			space = true;
		} else if (c == ',' || c == 0xFF0C) {
			if (d->point || (d->comma < 0 ? d->count > 3 :
			    d->comma != 3))
				return false;
			d->comma = 0;
		} else if ((c == '.' || c == 0xFF0E) && !d->point) {
			if (d->comma >= 0 && d->comma != 3)
				return false;
			d->comma = -1;
			d->point = true;
			d->text[d->n++] = '.';
		} else {
			break;
		}
	}
	return d->count > 0 && d->groups <= 2 &&
	    (d->comma < 0 || d->comma == 3);
}

static bool
has_digit(struct str s)
{
	size_t at = 0;

	while (at < s.n)
		if (number_digit(str_char(s, &at)) >= 0)
			return true;
	return false;
}

/* May what follows the number and its unit be ignored, with a warning? */
static bool
rest_is_remark(struct str rest, bool has_unit)
{
	uint32_t c = str_peek(rest, 0);

	/* A mark of a note: 12*, 12①, 12[1], 12注1. */
	if (c == '(' || c == 0xFF08 || c == '*' || c == 0xFF0A ||
	    c == 0x203B || (c >= 0x2460 && c <= 0x2473) || c == '[' ||
	    c == 0x3010 || c == 0x3014 || c == 0x2020 || c == 0x6CE8)
		return true;
	if (has_digit(rest))
		return false;
	return has_unit || c == 0xFF0C || c == ',' || c == 0x3002 ||
	    c == 0xFF1B || c == ';' ||
	    c == 0x4F59 || c == 0x591A;				/* 余多 */
}

/* Nothing but digits, as most cells are; false if it is not that. */
static bool
take_plain(struct str s, struct digits *d)
{
	size_t i;

	if (s.n > NUMBER_MAX_DIGITS)
		return false;
	for (i = 0; i < s.n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	for (i = 0; i + 1 < s.n && s.p[i] == '0'; i++)
		;
	d->n = s.n - i;
	memcpy(d->text, s.p + i, d->n);
	d->groups = 1;
	return true;
}

/* number_cell() but for the value, whose digits and sign it leaves. */
static enum cell_state
read_cell(struct str raw, struct number *out, struct digits *d, int *sign)
{
	struct str s = str_trim(raw), rest;
	size_t at = 0, unit;

	*d = (struct digits){ .n = 0, .comma = -1 };
	*sign = 1;
	*out = (struct number){ .state = CELL_TEXT, .unit = STR(""),
	    .base = STR("") };
	if (s.n == 0)
		return out->state = CELL_BLANK;
	if (take_plain(s, d))
		return out->state = CELL_NUM;
	if (is_na(s))
		return out->state = CELL_NA;
	if (str_eq(s, STR("零")) || str_eq(s, STR("〇"))) {
		d->text[d->n++] = '0';
		d->groups = 1;
		return out->state = CELL_NUM;
	}
	if (!has_digit(s))
		return CELL_TEXT;
	*sign = take_sign(s, &at);
	if (!take_digits(s, &at, d))
		return CELL_TEXT;
	number_skip_space(s, &at);
	unit = at;
	while (number_han_power(str_peek(s, at)) > 1) {
		out->power += number_han_power(str_peek(s, at));
		str_char(s, &at);
	}
	out->base = str_sub(s, at, number_unit(s, at));
	at += out->base.n;
	out->unit = str_sub(s, unit, at - unit);
	out->has_unit = out->unit.n > 0;
	rest = str_trim(str_sub(s, at, s.n));
	if (rest.n > 0 && !rest_is_remark(rest, out->has_unit))
		return CELL_TEXT;
	out->leading_number = rest.n > 0;
	out->split_digits = d->groups > 1;
	return out->state = CELL_NUM;
}

enum cell_state
number_state(struct str raw)
{
	struct digits d;
	struct number n;
	int sign;

	return read_cell(raw, &n, &d, &sign);
}

enum cell_state
number_cell(struct arena *a, struct str raw, struct number *out)
{
	struct digits d;
	char text[sizeof(d.text) + 1] = "-";
	int sign;

	if (read_cell(raw, out, &d, &sign) != CELL_NUM)
		return out->state;
	memcpy(text + 1, d.text, d.n);
	out->value = sign < 0 && strspn(d.text, "0.") < d.n ?
	    arena_str(a, (struct str){ text, d.n + 1 }) :
	    arena_str(a, (struct str){ d.text, d.n });
	return CELL_NUM;
}
