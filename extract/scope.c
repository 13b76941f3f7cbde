/* SPDX-License-Identifier: MIT */
#include "scope.h"

#include "affix.h"

enum { SUMMED_UP = 40 };	/* characters in which that is named */

/* 全区行政机关, 全市各级政府部门: who is meant stands behind 全 and a unit. */
static struct str
whole_region(struct str s)
{
	static const char *const units[] = { "省", "市", "县", "区", "州", "旗",
		"盟" };
	static const char *const who[] = { "各级行政机关", "行政机关",
		"各级政府", "各行政机关", "政府系统" };
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

struct str
scope_sign(struct str preface)
{
	struct str sign = whole_region(preface);

	return sign.p != NULL ? sign : summed_up(preface);
}
