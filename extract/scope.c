/* SPDX-License-Identifier: MIT */
#include "scope.h"

#include "affix.h"
#include "section.h"

enum {
	OPENING = 1000,		/* characters in which a report says what it is */
	FIRST_WORDS = 300,	/* characters of a section */
	SUMMED_UP = 40,		/* characters in which that is named */
	COMPILED_FROM = 300	/* bytes, likewise */
};

/* 全区行政机关, 全市各级政府部门: who is meant stands behind 全 and a unit. */
static struct str
whole_region(struct str s)
{
	static const char *const units[] = { "省", "市", "县", "区", "州", "旗",
		"盟" };
	static const char *const who[] = { "各级行政机关", "行政机关",
		"各级政府", "各行政机关", "政府系统", "各级各部门" };
	ptrdiff_t at = -1;
	struct str rest;

	while ((at = str_find(s, STR("全"), (size_t)(at + 1))) >= 0) {
		rest = str_sub(s, (size_t)at, s.n);
		affix_take(&rest, "全");
		if (affix_take_any(&rest, units, AFFIX_LEN(units)) &&
		    affix_starts_any(rest, who, AFFIX_LEN(who)))
			return str_first(str_sub(s, (size_t)at, s.n),
			    SUMMED_UP);
	}
	return STR_NONE;
}

/* Behind a word of summing up: what only a region has. */
static struct str
summed_up(struct str s)
{
	static const char *const verbs[] = { "汇总", "综合", "涵盖", "汇集",
		"统计范围", "包括", "包含" };
	static const char *const parts[] = { "各级行政机关", "各级政府",
		"各乡", "各镇", "各街道", "各市(", "各市（", "各区县", "各县",
		"各旗", "各市州", "各州", "各区(", "各区（", "政府系统" };
	struct str near;
	ptrdiff_t at;
	size_t i;

	for (i = 0; i < AFFIX_LEN(verbs); i++)
		for (at = -1; (at = str_find(s, str_of(verbs[i]),
		    (size_t)(at + 1))) >= 0;) {
			near = str_first(str_sub(s, (size_t)at, s.n),
			    SUMMED_UP);
			if (affix_find_any(near, parts, AFFIX_LEN(parts)) >= 0)
				return near;
		}
	return STR_NONE;
}

/*
 * 根据各部门、各乡镇人民政府的年度报告编制, wherever it stands. Not 按照各县（市）
 * 年度报告编制要求: that says how it is written, not from what.
 */
static struct str
compiled(struct str s)
{
	static const char *const parts[] = { "各乡", "各镇", "各街道", "各区",
		"各县", "各市", "各旗", "各州", "各级" };
	static const char *const sources[] = { "报告", "数据", "材料", "情况" };
	static const char *const how[] = { "工作", "要求", "规范", "格式", "的",
		"指南", "说明", "办法" };
	struct str near, rest;
	ptrdiff_t at = -1, part;
	size_t from, i;

	while ((at = str_find(s, STR("编制"), (size_t)(at + 1))) >= 0) {
		rest = str_sub(s, (size_t)at + strlen("编制"), s.n);
		if (affix_starts_any(rest, how, AFFIX_LEN(how)))
			continue;
		/* The same sentence, as far as a list of offices goes. */
		from = (size_t)at > COMPILED_FROM ?
		    (size_t)at - COMPILED_FROM : 0;
		near = str_sub(s, from, (size_t)at - from);
		while ((part = str_find(near, STR("。"), 0)) >= 0)
			near = str_sub(near, (size_t)part + strlen("。"),
			    near.n);
		for (i = 0; i < AFFIX_LEN(parts); i++)
			if ((part = str_find(near, str_of(parts[i]), 0)) >= 0 &&
			    affix_find_any(str_sub(near, (size_t)part, near.n),
			    sources, AFFIX_LEN(sources)) >= 0)
				return str_sub(near, (size_t)part, near.n);
	}
	return STR_NONE;
}

struct str
scope_sign(struct str preface)
{
	struct str sign = whole_region(preface);

	if (sign.p == NULL)
		sign = summed_up(preface);
	return sign.p != NULL ? sign : compiled(preface);
}

/*
 * Whether a report is announced as that of an office of the government and no
 * more: 汉滨区人民政府（区政府办公室）2021年….
 */
static bool
of_office(struct str s)
{
	static const char *const open[] = { "政府(", "政府（" };
	static const char *const shut[] = { ")2", "）2" };
	struct str near;
	ptrdiff_t at = affix_find_any(s, open, AFFIX_LEN(open)), end;

	if (at < 0)
		return false;
	near = str_first(str_sub(s, (size_t)at, s.n), SUMMED_UP);
	end = affix_find_any(near, shut, AFFIX_LEN(shut));
	return end >= 0 && str_has(str_sub(near, 0, (size_t)end),
	    STR("办公"));
}

/*
 * Whether an agency's reports are of its region as a rule: those of a
 * government (of its office: its own) and of a zone (not of its committee).
 * Only names are asked, so that no series is in two scopes by a guess.
 */
static bool
stands_for_region(const struct doc *d)
{
	static const char *const own[] = { "办公室", "办公厅", "本级",
		"管委会", "管理委员会" };
	const struct fact *agency = &d->facts[FACT_AGENCY];

	return agency->value.p != NULL &&
	    affix_find_any(agency->value, own, AFFIX_LEN(own)) < 0 &&
	    affix_find_any(agency->raw, own, AFFIX_LEN(own)) < 0 &&
	    !of_office(str_first(d->text_hans, OPENING));
}

/*
 * A report of a region sums up all its departments and townships, and says so
 * in its preface; the form itself does not say which (DOMAIN.md C1). Only a
 * government's can be one: a bureau speaks of 全区各级行政机关 as well.
 */
void
scope_find(struct doc *d)
{
	struct str kind = doc_value(d, FACT_AGENCY_KIND), sign = STR_NONE, text;
	bool of_region = kind.p == NULL || str_eq(kind, STR("government")) ||
	    str_eq(kind, STR("zone"));
	bool preface = true;
	size_t i;

	for (i = 0; of_region && preface && i < d->sections.n &&
	    sign.p == NULL; i++) {
		text = str_first(d->sections.v[i].text_hans, OPENING);
		preface = section_is_preface(&d->sections.v[i]);
		/* Without one, 概述 begins with what belongs there. */
		/* Nor is 全区 enough where nobody is known to speak. */
		sign = preface && kind.p != NULL ? scope_sign(text) :
		    compiled(str_first(text, FIRST_WORDS));
	}
	if (sign.p != NULL)
		doc_fact(d, FACT_SCOPE, STR("region"), "preface", false,
		    sign);
	else if (of_region && stands_for_region(d))
		doc_fact(d, FACT_SCOPE, STR("region"), "a region's agency",
		    true, STR_NONE);
	else
		doc_fact(d, FACT_SCOPE, STR("own"),
		    "no sign of a region's report", true, STR_NONE);
}
