/* SPDX-License-Identifier: MIT */
/* A title is read around its year. */
#include "title.h"

#include "affix.h"
#include "agency.h"

enum {
	HAN = 3,		/* bytes of a Chinese character */
	TITLE_MAX = 200 * HAN	/* bytes of a title */
};

/* A report told again in pictures or in other words. */
static const char *const retold[] = { "图解", "读懂", "解读", "图说", "图文",
	"看懂", "动漫", "漫画" };

/* One digit of a year, ASCII or Chinese; moves *at behind it. -1: none. */
static int
year_digit(struct str s, size_t *at)
{
	static const uint32_t han[] = { 0x3007, 0x4e00, 0x4e8c, 0x4e09,
		0x56db, 0x4e94, 0x516d, 0x4e03, 0x516b, 0x4e5d };
	size_t next = *at;
	uint32_t c = next < s.n ? str_char(s, &next) : 0;
	int digit = -1, i;

	if (c >= '0' && c <= '9')
		digit = (int)(c - '0');
	else if (c == 0x25cb || c == 0x96f6 || c == 0xff2f || c == 'O')
		digit = 0;		/* what people type for 〇: ○零ＯO */
	for (i = 0; digit < 0 && c >= han[0] && i < 10; i++)
		if (han[i] == c)
			digit = i;
	if (digit >= 0)
		*at = next;
	return digit;
}

/* Takes 19xx or 20xx off the front of *s; 0 if there is none. */
static int
take_year(struct str *s)
{
	size_t at = 0, end;
	int i, d, year = 0;

	for (i = 0; i < 4; i++) {
		if ((d = year_digit(*s, &at)) < 0)
			return 0;
		year = year * 10 + d;
	}
	end = at;
	if (year / 100 < 19 || year / 100 > 20 || year_digit(*s, &at) >= 0)
		return 0;
	*s = str_sub(*s, end, s->n);
	return year;
}

/*
 * 年度, 学年 (of universities: 2019-2020学年) or nothing. False for several
 * years, 2008-2010年.
 */
static bool
take_year_unit(struct str *s)
{
	static const char *const dashes[] = { "-", "—", "–", "－", "~", "～",
		"至" };
	static const char *const units[] = { "学年度", "学年", "年度", "年",
		"度" };
	struct str to = *s;
	bool one = true;

	affix_take(&to, "年");
	if (affix_take_any(&to, dashes, AFFIX_LEN(dashes)) &&
	    take_year(&to) != 0) {
		one = str_starts(to, STR("学年"));
		*s = to;
	}
	affix_take_any(s, units, AFFIX_LEN(units));
	return one;
}

/* Whether a title may end here: nothing left, a note, or the site's name. */
static bool
title_ends(struct str s)
{
	static const char *const closers[] = { "》", "”", "\"", "。" };
	static const char *const after[] = { "（", "(", "【", "[", "_", "-",
		"－", "—", "–", "|", "｜", "·", ".pdf", ".doc", ".htm", ".wps",
		".xls" };

	while (affix_take_any(&s, closers, AFFIX_LEN(closers)))
		;
	/* 汉滨区财政局关于2014年度…报告的函: it comes with a letter. */
	return s.n == 0 || str_eq(s, STR("的函")) || affix_starts_any(s, after, AFFIX_LEN(after));
}

/* Whether text between a year and what is reported can be an agency. */
static bool
looks_like_agency(struct str s)
{
	static const char *const more[] = { "政府", "街道", "镇", "乡", "区",
		"县", "市", "省", "州", "旗", "盟", "会" };
	ptrdiff_t open;

	/* 汉滨区行政审批局（区政务服务局） */
	if ((str_ends(s, STR("）")) && (open = str_find(s, STR("（"), 0)) > 0) ||
	    (str_ends(s, STR(")")) && (open = str_find(s, STR("("), 0)) > 0))
		s.n = (size_t)open;
	return s.n >= 2 * HAN && !str_starts(s, STR("全")) &&
	    (agency_office_kind(s) != NULL ||
	    affix_ends_any(s, more, AFFIX_LEN(more)));
}

/*
 * What stands before the year, cleaned of what is no agency: marks in front
 * (（图解）, 《, a path of the site), 关于 at either end.
 */
static struct str
agency_part(struct str s)
{
	static const char *const cuts[] = { ">", "|", "_", "：", ":", "》" };
	static const char *const front[] = { "关于公布", "关于发布", "关于",
		"现公布", "现发布", "现公开", "现将", "《", "“", "\"" };
	static const char *const tells[] = { "社会公布", "社会发布", "社会公开发布",
		"社会公开" };
	static const char *const back[] = { "关于公布", "关于发布", "公布", "发布",
		"关于编制", "关于", "的", "-", "—", "－", "《", "“", "\"" };
	struct str rest;
	ptrdiff_t at;
	size_t i;

	for (i = 0; i < AFFIX_LEN(cuts); i++)
		while ((at = str_find(s, str_of(cuts[i]), 0)) >= 0) {
			rest = str_sub(s, (size_t)at + strlen(cuts[i]), s.n);
			/* 汉滨区教育局：2021年… */
			s = rest.n > 0 ||
			    !looks_like_agency(str_sub(s, 0, (size_t)at)) ?
			    rest : str_sub(s, 0, (size_t)at);
		}
	/* 现向社会公布汉滨区教育局2021年… */
	if ((at = affix_find_any(s, tells, AFFIX_LEN(tells))) >= 0) {
		s = str_sub(s, (size_t)at, s.n);
		affix_take_any(&s, tells, AFFIX_LEN(tells));
	}
	while (affix_take_any(&s, front, AFFIX_LEN(front)))
		;
	while (affix_drop_any(&s, back, AFFIX_LEN(back)))
		;
	return s;
}

/* Off with （图解） and 【…】 in front. */
static struct str
skip_notes(struct str s)
{
	static const char *const open[] = { "（", "(", "【", "[" };
	static const char *const shut[] = { "）", ")", "】", "]" };
	ptrdiff_t at;
	size_t i;

	for (i = 0; i < AFFIX_LEN(open); i++) {
		if (!str_starts(s, str_of(open[i])))
			continue;
		if ((at = str_find(s, str_of(shut[i]), 0)) < 0)
			break;
		return skip_notes(str_sub(s, (size_t)at + strlen(shut[i]),
		    s.n));
	}
	return s;
}

/*
 * (政府)?信息公开(工作)?(年度)?(工作)?报告, the words in any order; 政务公开 is
 * as good. `open`: 信息公开 stood before the year.
 */
static bool
is_ogi_report(struct str s, bool open)
{
	static const char *const words[] = { "政府信息与", "政府信息和",
		"政府信息及", "年度", "年", "政府", "政务", "工作", "开展",
		"情况", "的" };

	/* 2020年公开年报: no other is published under that name. */
	if (str_eq(s, STR("公开年报")))
		return true;
	for (;;) {
		if (affix_take(&s, "信息公开") || affix_take(&s, "政务公开")) {
			open = true;
			continue;
		}
		if (affix_take(&s, "报告") ||
		    (!str_starts(s, STR("年报告")) && affix_take(&s, "年报")))
			return open && title_ends(s);
		if (!affix_take_any(&s, words, AFFIX_LEN(words)))
			return false;
	}
}

/*
 * The agency in front of 信息公开: 汉滨区政府信息公开 is of 汉滨区,
 * 汉滨区人民政府信息公开 of its 人民政府.
 */
static struct str
before_disclosure(struct str head)
{
	if (affix_drop(&head, "政府") && str_ends(head, STR("人民")))
		head.n += strlen("政府");
	else
		affix_drop(&head, "政务");
	return head;
}

/*
 * 工作总结, and maybe the plan of the next year. Of the whole year: 上半年 and
 * 第一季度 are in nobody's way.
 */
static bool
is_summary(struct str s)
{
	static const char *const words[] = { "年度", "全年", "年终", "政府信息公开",
		"信息公开", "政务公开", "绩效", "主要", "重点", "整体", "的" };
	static const char *const what[] = { "工作总结报告", "工作总结的报告",
		"工作总结", "工作情况总结", "情况总结" };
	static const char *const joins[] = { "暨", "以及", "和", "及", "与",
		"、" };
	static const char *const next[] = { "下一步", "下一年", "下年",
		"明年" };
	static const char *const meets[] = { "会", "会议", "召开", "举行" };

	while (affix_take_any(&s, words, AFFIX_LEN(words)))
		;
	if (!affix_take_any(&s, what, AFFIX_LEN(what)))
		return false;
	if (title_ends(s))
		return true;
	/* 工作总结暨2022年工作部署动员会: news of it. */
	return affix_take_any(&s, joins, AFFIX_LEN(joins)) &&
	    !affix_ends_any(s, meets, AFFIX_LEN(meets)) &&
	    (take_year(&s) != 0 || affix_starts_any(s, next, AFFIX_LEN(next)));
}

/*
 * What is reported behind a year and its unit: NULL if nothing is. `agency`
 * is what stands before the year. An agency may also stand behind it
 * (2020年汉滨区教育局政府信息公开年度报告), or 信息公开 before it
 * (汉滨区教育局信息公开2020年度报告); both change it.
 */
static const char *
reported(struct str s, struct str *agency)
{
	static const char *const what[] = { "信息公开", "政务公开",
		"工作总结" };
	struct str head = *agency;
	ptrdiff_t at;

	if (is_ogi_report(s, false))
		return "ogi_annual";
	if (is_summary(s))
		return "work_summary";
	affix_drop(&head, "工作");
	if (affix_drop(&head, "信息公开") && is_ogi_report(s, true)) {
		*agency = before_disclosure(head);
		return "ogi_annual";
	}
	if ((at = affix_find_any(s, what, AFFIX_LEN(what))) <= 0)
		return NULL;
	head = before_disclosure(str_sub(s, 0, (size_t)at));
	if (!looks_like_agency(head))
		return NULL;
	*agency = head;
	s = str_sub(s, (size_t)at, s.n);
	return is_ogi_report(s, false) ? "ogi_annual" :
	    is_summary(s) ? "work_summary" : NULL;
}

/* 汉滨区教育局政府信息公开工作年度报告（2020年） */
static bool
year_behind(struct str s, struct title *out)
{
	static const char *const open[] = { "（", "(" };
	ptrdiff_t at = str_find(s, STR("信息公开"), 0), end;
	struct str head, rest;
	int year;

	if (at < 0 || !is_ogi_report(str_sub(s, (size_t)at, s.n), false) ||
	    (end = affix_find_any(s, open, AFFIX_LEN(open))) < at)
		return false;
	head = agency_part(before_disclosure(str_sub(s, 0, (size_t)at)));
	rest = str_sub(s, (size_t)end, s.n);
	affix_take_any(&rest, open, AFFIX_LEN(open));
	if ((year = take_year(&rest)) == 0 || !affix_is_name(head))
		return false;
	*out = (struct title){ "ogi_annual", head, year };
	return true;
}

/* …人民政府工作报告, 2021年政府工作报告, 沅江市2021年政府工作报告 */
static bool
gov_work_report(struct str s, struct title *out)
{
	static const char *const ends[] = { "人民政府", "政府", "省", "市",
		"县", "区", "旗", "州", "盟", "镇", "乡", "国务院", "街道" };
	static const char *const sessions[] = { "会议上的", "会议上", "大会上的",
		"大会上" };
	ptrdiff_t at = str_find(s, STR("政府工作报告"), 0);
	struct str head, rest = s, before = STR_NONE, tail;
	int year = 0;
	size_t i;

	if (at < 0)
		return false;
	head = str_sub(s, 0, (size_t)at);
	tail = str_sub(s, (size_t)at + strlen("政府工作报告"), s.n);
	if (!title_ends(tail))
		return false;
	if (str_ends(head, STR("人民")))
		head.n += strlen("政府");
	for (i = 0; i < head.n && year == 0; str_char(head, &i)) {
		rest = str_sub(head, i, head.n);
		before = str_sub(head, 0, i);
		year = take_year(&rest);
	}
	if (year != 0) {
		take_year_unit(&rest);
		head = agency_part(rest.n > 0 ? rest : before);
	} else {
		head = agency_part(head);
	}
	/* 在汉滨区第十八届人民代表大会第三次会议上的: the session says whose. */
	if (str_starts(head, STR("在")) && affix_ends_any(head, sessions,
	    AFFIX_LEN(sessions)))
		head.n = 0;
	if (!affix_is_name(head) ||
	    (head.n > 0 && !affix_ends_any(head, ends, AFFIX_LEN(ends))))
		return false;
	/* （2026年）, or the day: ——2021年1月20日在…会议上 */
	for (i = 0; i < tail.n && year == 0; str_char(tail, &i)) {
		rest = str_sub(tail, i, tail.n);
		if ((year = take_year(&rest)) != 0 &&
		    !str_starts(rest, STR("年")))
			year = 0;
	}
	*out = (struct title){ "gov_work_report", head, year };
	return true;
}

/*
 * …年度报告（汉滨区教育局）, …年度报告——汉滨区教育局. A single dash parts the
 * name of the site.
 */
static struct str
agency_behind(struct str s)
{
	static const char *const open[] = { "（", "(", "——" };
	static const char *const shut[] = { "）", ")", "》" };
	ptrdiff_t at;
	size_t i;

	if ((at = str_find(s, STR("报告"), 0)) < 0)
		return STR("");
	s = str_sub(s, (size_t)at, s.n);
	affix_take(&s, "报告");
	for (i = 0; i < AFFIX_LEN(open); i++)
		if (affix_take(&s, open[i]))
			break;
	affix_drop_any(&s, shut, AFFIX_LEN(shut));
	return i < AFFIX_LEN(open) && looks_like_agency(s) &&
	    affix_is_name(s) ? s : STR("");
}

bool
title_read_yearless(struct arena *a, struct str title, struct title *out)
{
	static const char *const what[] = { "信息公开", "政务公开" };
	struct str s, agency;
	ptrdiff_t at;

	if (title.n > TITLE_MAX)
		return false;
	s = skip_notes(affix_squeeze(a, title));
	if (affix_find_any(s, retold, AFFIX_LEN(retold)) >= 0 ||
	    (at = affix_find_any(s, what, AFFIX_LEN(what))) <= 0 ||
	    !str_has(s, STR("年")) ||
	    !is_ogi_report(str_sub(s, (size_t)at, s.n), false))
		return false;
	agency = agency_part(before_disclosure(str_sub(s, 0, (size_t)at)));
	if (!affix_is_name(agency) || !looks_like_agency(agency))
		return false;
	*out = (struct title){ "ogi_annual", agency, 0 };
	return true;
}

bool
title_is_bare(struct arena *a, struct str title)
{
	return title.n <= TITLE_MAX &&
	    is_ogi_report(skip_notes(affix_squeeze(a, title)), false);
}

bool
title_is_other(struct arena *a, struct str title)
{
	static const char *const news[] = { "召开", "举办", "培训", "会议" };
	static const char *const ends[] = { "通知", "通报", "方案", "指南",
		"要点", "计划", "说明", "汇总", "列表", "目录", "办法", "意见",
		"格式", "规定", "制度", "公示" };
	struct str s = affix_squeeze(a, title);

	/* 政府网站工作年度报告 and the like. */
	if (!str_has(s, STR("公开")) && (str_ends(s, STR("报告")) ||
	    str_ends(s, STR("报表"))))
		return true;
	return affix_find_any(s, retold, AFFIX_LEN(retold)) >= 0 ||
	    affix_find_any(s, news, AFFIX_LEN(news)) >= 0 ||
	    affix_ends_any(s, ends, AFFIX_LEN(ends));
}

bool
title_read(struct arena *a, struct str title, struct title *out)
{
	struct str s, rest, agency;
	const char *kind;
	size_t at = 0;
	int year;

	if (title.n > TITLE_MAX)
		return false;
	s = affix_squeeze(a, title);
	if (affix_find_any(s, retold, AFFIX_LEN(retold)) >= 0)
		return false;
	s = skip_notes(s);
	while (at < s.n) {
		rest = str_sub(s, at, s.n);
		if ((year = take_year(&rest)) == 0) {
			/* No year begins within a longer number. */
			if (year_digit(s, &at) < 0)
				str_char(s, &at);
			else
				while (year_digit(s, &at) >= 0)
					;
			continue;
		}
		if (!take_year_unit(&rest))
			year = 0;
		agency = agency_part(str_sub(s, 0, at));
		kind = reported(rest, &agency);
		/* **市监察局2014年…: whose is not told, of what year is. */
		if (str_has(agency, STR("**")) || str_has(agency, STR("XX")))
			agency.n = 0;
		/* 关于做好2021年…报告: the first line of a notice. */
		if (kind != NULL && affix_is_name(agency) &&
		    !str_ends(agency, STR("做好"))) {
			if (agency.n == 0)
				agency = agency_behind(rest);
			*out = (struct title){ kind, agency, year };
			return true;
		}
		at = (size_t)(rest.p - s.p);
	}
	return year_behind(s, out) || gov_work_report(s, out);
}

