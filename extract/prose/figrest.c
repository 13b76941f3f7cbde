/* SPDX-License-Identifier: MIT */
#include "figrest.h"

#include "affix.h"

enum { SHORT_NAME = 3 };	/* characters that are no accident */

/* Behind a title or a remark at the start of s; 0 if there is none. */
static size_t
enclosed(struct str s)
{
	static const struct { struct str open, close; } marks[] = {
		{ { "《", 3 }, { "》", 3 } }, { { "（", 3 }, { "）", 3 } },
		{ { "(", 1 }, { ")", 1 } }
	};
	ptrdiff_t end;
	size_t i;

	for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (str_starts(s, marks[i].open) && (end = str_find(s,
		    marks[i].close, marks[i].open.n)) >= 0)
			return (size_t)end + marks[i].close.n;
	return 0;
}

/* “云南水利”: an account of the province, in the report of a county in it? */
static bool
is_of_province(struct str name, struct str agency)
{
	static const char *const provinces[] = { "北京", "天津", "河北", "山西",
		"内蒙古", "辽宁", "吉林", "黑龙江", "上海", "江苏", "浙江",
		"安徽", "福建", "江西", "山东", "河南", "湖北", "湖南", "广东",
		"广西", "海南", "重庆", "四川", "贵州", "云南", "西藏", "陕西",
		"甘肃", "青海", "宁夏", "新疆" };
	struct str province = name;

	if (!affix_take_any(&name, provinces, AFFIX_LEN(provinces)))
		return false;
	province.n -= name.n;
	return !str_has(agency, province) && !str_has(name,
	    str_first(agency, 2));
}

/*
 * Behind the name in quotation marks at byte `at` of an account or a website:
 * “某县发布”微信公众号, 微信公众号“某县发布”, “某县政务网”; 0 if there is none.
 */
static size_t
quoted(struct str s, size_t at, struct str agency)
{
	static const char *const media[] = { "微信", "公众号", "微博", "视频号",
		"抖音", "客户端", "头条", "新媒体", "平台", "账号", "网站", "网",
		"门户", "官网", "官方", "政府", "政务", "系列", "热线", "”", "、" };
	struct str rest = str_sub(s, at, s.n), front = str_sub(s, 0, at), name;
	struct str close = str_starts(rest, STR("“")) ? STR("”") : STR("\"");
	ptrdiff_t end = str_find(rest, close, 1);

	if ((close.n == 1 && !str_starts(rest, close)) || end < 0)
		return 0;
	name = str_sub(rest, 0, (size_t)end);
	if (is_of_province(str_sub(name, close.n, name.n), agency))
		return 0;
	rest = str_sub(rest, (size_t)end + close.n, rest.n);
	return affix_starts_any(rest, media, AFFIX_LEN(media)) ||
	    affix_ends_any(front, media, AFFIX_LEN(media)) ||
	    affix_ends_any(name, media, AFFIX_LEN(media)) ?
	    (size_t)end + close.n : 0;
}

/* Whether nothing is left of a text from each byte on; read backwards. */
struct rest {
	struct str s;
	bool none[FIGREST_MAX + 1];
};

/* Passes over n bytes at byte `at`. */
static void
pass(struct rest *r, size_t at, size_t n)
{
	r->none[at] |= r->none[at + n];
}

static void
pass_words(struct rest *r, size_t at, const struct word *w)
{
	struct str s = str_sub(r->s, at, r->s.n);

	for (; w->text.p != NULL; w++)
		if (str_starts(s, w->text))
			pass(r, at, w->text.n);
}

/* The name, a piece of it, or what it is cut to: 卫生计生委. */
static void
pass_name(struct rest *r, size_t at, struct str name)
{
	size_t next = at, in = 0, n = 0;
	uint32_t c;

	while (next < r->s.n) {
		c = str_char(r->s, &next);
		while (in < name.n && str_peek(name, in) != c)
			str_char(name, &in);
		if (in >= name.n)
			return;
		str_char(name, &in);
		if (++n >= SHORT_NAME || (n > 1 && str_find(name,
		    str_sub(r->s, at, next - at), 0) >= 0))
			pass(r, at, next - at);
	}
}

/* The 余件 of 3600余件. */
static void
pass_unit(struct rest *r, size_t at)
{
	static const char *const scales[] = { "百", "千", "万", "亿", "余",
		"多" };
	static const char *const units[] = { "人次", "件", "条", "项", "个",
		"次", "人", "份", "篇", "期", "场", "名", "家", "笔", "起", "宗",
		"元" };
	struct str s = str_sub(r->s, at, r->s.n);

	if (at == 0 || r->s.p[at - 1] < '0' || r->s.p[at - 1] > '9')
		return;
	while (affix_take_any(&s, scales, AFFIX_LEN(scales)))
		;
	affix_take_any(&s, units, AFFIX_LEN(units));
	pass(r, at, (size_t)(s.p - r->s.p) - at);
}

static void
pass_plain(struct rest *r, size_t at, const struct figwords *f)
{
	struct str s = str_sub(r->s, at, r->s.n);
	const struct word *w;
	size_t next = 0;

	while ((w = figword_plain(f, s, &next)) != NULL)
		pass(r, at, w->text.n);
	if ((w = figword_time(f, s)) != NULL)
		pass(r, at, w->text.n);
}

static bool
is_zone(struct str agency)
{
	static const char *const boards[] = { "管理委员会", "管委会" };
	static const char *const ends[] = { "园区", "开发区", "高新区", "经开区",
		"新区", "示范区", "工业区", "合作区", "保税区", "度假区" };

	affix_drop_any(&agency, boards, AFFIX_LEN(boards));
	return affix_ends_any(agency, ends, AFFIX_LEN(ends));
}

/* What a zone calls itself; in the report of another it is a part of that. */
static void
pass_zone(struct rest *r, size_t at)
{
	static const char *const words[] = { "园区", "开发区", "高新区",
		"经开区", "新区", "管委会", "管理委员会" };
	struct str s = str_sub(r->s, at, r->s.n);

	if (affix_take_any(&s, words, AFFIX_LEN(words)))
		pass(r, at, (size_t)(s.p - r->s.p) - at);
}

bool
figrest_is_left(const struct figwords *f, struct str clause,
    struct str agency, const struct word *known)
{
	struct rest r = { .s = clause };
	size_t at = clause.n, next;
	ptrdiff_t end = str_find(agency, STR("人民政府"), 0);
	struct str region = str_sub(agency, 0, end < 0 ? 0 : (size_t)end);
	struct str office = str_sub(agency, end < 0 ? 0 : (size_t)end +
	    strlen("人民政府"), agency.n);
	bool zone = is_zone(agency);
	uint32_t c;

	if (clause.n > FIGREST_MAX)
		return true;
	r.none[at] = true;
	while (at-- > 0) {
		if (((unsigned char)clause.p[at] & 0xC0) == 0x80)
			continue;
		next = at;
		c = str_char(clause, &next);
		if (c < 0x4E00 || c > 0x9FFF)
			pass(&r, at, next - at);
		pass(&r, at, enclosed(str_sub(clause, at, clause.n)));
		pass(&r, at, quoted(clause, at, agency));
		pass_words(&r, at, known);
		pass_plain(&r, at, f);
		pass_unit(&r, at);
		if (zone)
			pass_zone(&r, at);
		/* Apart: 民政 is no piece of 某县人民政府. */
		pass_name(&r, at, region);
		pass_name(&r, at, office);
	}
	return !r.none[0];
}
