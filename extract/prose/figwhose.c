/* SPDX-License-Identifier: MIT */
/*
 * Told by the unit of a region, one character (全市 in the report of a county),
 * and by what ends like an office in front of a verb. What is not said is
 * taken for the agency's own.
 */
#include "figwhose.h"

#include "affix.h"

enum subject { UNSAID, OWN, OTHER };

static const char *const units[] = { "省", "市", "县", "区", "州", "旗", "盟",
	"镇", "乡" };

/* Behind words of time and the like. */
static struct str
without_time(struct str s)
{
	static const char *const leads[] = { "其中", "一是", "二是", "三是",
		"四是", "，", "、", "（", "(", " ", "今年", "年内", "一年来",
		"目前", "据统计", "年度", "年", "度" };
	size_t at;

	do {
		for (at = 0; at < s.n && s.p[at] >= '0' && s.p[at] <= '9';)
			at++;
		s = str_sub(s, at, s.n);
	} while (affix_take_any(&s, leads, AFFIX_LEN(leads)));
	return s;
}

/* Is that the name of an office? 举办 is none, nor 在县政府 and 热线中心. */
static bool
is_office(struct str who)
{
	static const char *const ends[] = { "局", "委", "办", "室", "厅", "会",
		"镇", "乡", "街道", "镇街", "中心", "部门", "单位", "院", "所",
		"科", "处", "司", "学校", "各县", "各区", "各市", "政府", "园区",
		"开发区", "高新区", "经开区", "新区" };
	static const char *const works[] = { "举办", "主办", "承办", "协办",
		"督办", "交办", "转办" };
	static const char *const places[] = { "在", "通过", "利用", "依托",
		"借助", "热线" };

	return affix_ends_any(who, ends, AFFIX_LEN(ends)) &&
	    !affix_ends_any(who, works, AFFIX_LEN(works)) &&
	    affix_find_any(who, places, AFFIX_LEN(places)) < 0;
}

/* "(一)主动公开的数量:2018年度我乡": whoever stands behind the colon. */
static struct str
behind_colon(struct str s)
{
	size_t at;

	for (at = s.n; at > 0; at--)
		if (s.p[at - 1] == ':' ||
		    str_ends(str_sub(s, 0, at), STR("：")))
			return without_time(str_sub(s, at, s.n));
	return s;
}

/*
 * A bureau that a clause begins with, whatever it does: 省教育厅新增; "" if there is
 * none. 市局 alone may be any, 布局 and 大厅 are none.
 */
static struct str
leading_bureau(struct str s)
{
	static const char *const others[] = { "由", "经", "与", "和", "同", "对",
		"为", "被", "从", "给", "据", "按", "根据", "联合", "会同", "配合",
		"协助", "接受", "收到", "转", "报", "向", "针对", "围绕", "优化" };
	static const char *const ends[] = { "局", "厅" };
	static const char *const none[] = { "大厅", "展厅", "餐厅", "布局",
		"格局", "邮局", "总局" };
	static const char *const behind[] = { "面", "势", "长", "属", "限", "党",
		"机关", "系统", "领导", "班子", "办公室", "窗口" };
	struct str who, rest;
	size_t at = 0;

	if (affix_find_any(s, ends, AFFIX_LEN(ends)) < 0 ||
	    affix_starts_any(s, others, AFFIX_LEN(others)))
		return STR("");
	while (at < s.n && at < strlen("某某省某某自治州某某委员会某某局")) {
		str_char(s, &at);
		who = str_sub(s, 0, at);
		rest = str_sub(s, at, s.n);
		if (str_chars(who) > 2 && affix_ends_any(who, ends,
		    AFFIX_LEN(ends)) && is_office(who) &&
		    !affix_ends_any(who, none, AFFIX_LEN(none)) &&
		    !affix_starts_any(rest, behind, AFFIX_LEN(behind)))
			return who;
	}
	return STR("");
}

/*
 * The office that a clause has for its subject: what ends like one in front
 * of a verb (县教育局公开, 县教育局网站公开); {"", 0} if there is none.
 */
static struct str
office(struct str clause)
{
	static const char *const verbs[] = { "主动", "公开", "发布", "收到",
		"接收", "受理", "办理", "答复", "制作", "制发", "制定", "出台",
		"印发", "废止", "召开", "举办", "推送", "更新", "累计", "共", "通过",
		"在", "被", "已", "全年", "新收", "依法", "直接", "接待",
		"培训", "发放", "访问", "浏览", "粉丝", "关注", "审批", "精简",
		"压缩", "清理", "下放", "工作动态", "政务动态", "：", ":" };
	static const char *const media[] = { "门户", "官方", "网站", "官网",
		"网", "微信", "公众号", "微博" };
	struct str s = without_time(clause), who;
	ptrdiff_t at = -1, next;
	size_t from = 0;

	while (from < s.n && (next = affix_find_any(str_sub(s, from, s.n),
	    verbs, AFFIX_LEN(verbs))) >= 0) {
		at = (ptrdiff_t)from + next;
		who = behind_colon(str_trim(str_sub(s, 0, (size_t)at)));
		while (affix_drop_any(&who, media, AFFIX_LEN(media)))
			;
		/* 政府网站公开: on whatever website of a government. */
		if (is_office(who) && !str_eq(who, STR("政府")) &&
		    !str_starts(str_sub(s, (size_t)at, s.n), STR("公开办")))
			return who;
		from = (size_t)at + 1;
	}
	return leading_bureau(s);
}

/*
 * The unit of the last region that a name has: 区 of 某市某区城市管理局; {"", 0}
 * if there is none. That of 市场 and 城乡建设 is no region's.
 */
static struct str
unit_of(struct str name)
{
	static const char *const others[] = { "市场", "市政", "市容", "市民",
		"市管理", "乡建", "乡规", "乡村", "镇化" };
	struct str unit = STR("");
	size_t at = 0, from;

	while (at < name.n) {
		from = at;
		str_char(name, &at);
		if (affix_starts_any(str_sub(name, from, name.n), units,
		    AFFIX_LEN(units)) && !affix_starts_any(str_sub(name, from,
		    name.n), others, AFFIX_LEN(others)))
			unit = str_sub(name, from, at - from);
	}
	return unit;
}

/* Is this the unit of a region, but not of the name's? */
static bool
is_other_unit(struct str name, struct str unit)
{
	struct str own = unit_of(name);

	return own.n > 0 && affix_starts_any(unit, units, AFFIX_LEN(units)) &&
	    !str_eq(own, unit);
}

/*
 * 市发改委 is short for 市发展和改革委员会 and 经合局 for 经济合作局, but 市委 and
 * 市教育局 are not for 某市某区教育局.
 */
static bool
is_short_for(struct str s, struct str name)
{
	static const char *const ends[] = { "委", "局", "厅", "办" };
	size_t at = 0, in = 0;
	uint32_t c;

	if (str_chars(s) < 3 || !affix_ends_any(s, ends, AFFIX_LEN(ends)) ||
	    is_other_unit(name, str_first(s, 1)))
		return false;
	while (at < s.n) {
		c = str_char(s, &at);
		while (in < name.n && str_peek(name, in) != c)
			str_char(name, &in);
		if (in >= name.n)
			return false;
		str_char(name, &in);
	}
	return true;
}

static bool
is_department(const struct doc *d)
{
	return str_eq(doc_value(d, FACT_AGENCY_KIND), STR("department"));
}

/* 居全市前10位, 高于全市平均: only compared with the whole at byte `at`. */
static bool
is_rank(struct str clause, size_t at, size_t n)
{
	static const char *const before[] = { "居", "列", "位" };
	static const char *const behind[] = { "前", "第", "平均", "首", "排名" };

	return affix_ends_any(str_sub(clause, 0, at), before,
	    AFFIX_LEN(before)) || affix_starts_any(str_sub(clause, at + n,
	    clause.n), behind, AFFIX_LEN(behind));
}

/* Is it the bureau that runs the hall of its government? */
static bool
runs_hall(struct str name)
{
	static const char *const runs[] = { "政务", "行政服务", "审批", "数据",
		"营商" };

	return affix_find_any(name, runs, AFFIX_LEN(runs)) >= 0;
}

/*
 * Whose the whole is that a clause speaks of: 全市公开, 全县共收到. What a
 * department's report tells of 全市 is not its own, but that of the hall that
 * it may run.
 */
static enum subject
of_whole(const struct doc *d, struct str name, struct str clause,
    enum figwhose whose)
{
	static const char *const all[] = { "各级", "行政机关", "共", "收到",
		"受理", "公开", "主动公开" };
	struct str whole = STR("全"), unit;
	ptrdiff_t at = -1;
	enum subject found = UNSAID;

	while ((at = str_find(clause, whole, (size_t)(at + 1))) >= 0) {
		unit = str_sub(clause, (size_t)at + whole.n, strlen("市"));
		if (is_rank(clause, (size_t)at, whole.n + unit.n))
			continue;
		/* 全国收到, but not 全国人大代表. */
		if (is_other_unit(name, unit) || (str_eq(unit, STR("国")) &&
		    affix_starts_any(str_sub(clause, (size_t)at + whole.n +
		    unit.n, clause.n), all, AFFIX_LEN(all))))
			return OTHER;
		if (!affix_starts_any(unit, units, AFFIX_LEN(units)))
			continue;
		if (is_department(d) &&
		    (whose == FIGWHOSE_AGENCY || !runs_hall(name)))
			return OTHER;
		found = OWN;
	}
	return found;
}

/*
 * Does a clause speak of a government that can't be an agency with this name:
 * 安康市共收到 in the report of a county, 镇政府主动公开 in that of a city? A name
 * without a unit (民政部) says nothing.
 */
static bool
is_of_other_government(struct str name, struct str clause)
{
	static const char *const acts[] = { "政府主动", "政府公开", "政府共",
		"政府收到", "政府制发", "主动公开", "收到", "共收到", "共主动",
		"共公开", "共受理" };
	ptrdiff_t at;
	size_t i;

	for (i = 0; i < AFFIX_LEN(acts); i++) {
		at = str_find(clause, str_of(acts[i]), 0);
		if (at >= (ptrdiff_t)strlen("市") && is_other_unit(name,
		    str_sub(clause, (size_t)at - strlen("市"), strlen("市"))))
			return true;
	}
	return false;
}

/*
 * 聊城市12345热线受理 in the report of a county: all calls of the city. What came
 * from there (收到市12345热线工单) is the county's.
 */
static bool
is_of_other_hotline(struct str name, struct str clause)
{
	static const char *const gets[] = { "收到", "接", "承办", "办理", "受理",
		"转办", "交办", "处理" };
	struct str number = STR("12345");
	ptrdiff_t at = str_find(clause, number, 0);

	return at >= (ptrdiff_t)strlen("市") && is_other_unit(name,
	    str_sub(clause, (size_t)at - strlen("市"), strlen("市"))) &&
	    affix_find_any(str_sub(clause, 0, (size_t)at), gets,
	    AFFIX_LEN(gets)) < 0;
}

/*
 * 通过市政府网站公开, 在省厅网站上公开 in the report of a county: what the website of
 * another government has. Towns have none of their own.
 */
static bool
is_on_other_site(const struct doc *d, struct str name, struct str clause)
{
	static const char *const sites[] = { "门户网", "官方网", "网站", "官网",
		"信息网" };
	static const char *const owners[] = { "政府", "厅", "局", "委" };
	ptrdiff_t at = affix_find_any(clause, sites, AFFIX_LEN(sites));
	struct str who = str_sub(clause, 0, at < 0 ? 0 : (size_t)at);

	if (str_has(clause, STR("申请")) ||
	    str_eq(doc_value(d, FACT_AGENCY_KIND), STR("township")) ||
	    !affix_ends_any(who, owners, AFFIX_LEN(owners)))
		return false;
	/* The 市 of 市政府 is no 市政. */
	affix_drop(&who, "政府");
	return is_other_unit(name, unit_of(who));
}

/* Is the region the agency's: 榆林市 for 榆林市教育局, but not for 榆林市某县? */
static bool
is_own_region(struct str name, struct str who)
{
	ptrdiff_t at = str_find(name, who, 0);

	return at >= 0 && unit_of(str_sub(name, (size_t)at + who.n,
	    name.n)).n == 0;
}

/* 县政务服务中心, the 30个部门 in it; of a town also 镇便民服务中心. */
static bool
is_hall(const struct doc *d, struct str who)
{
	static const char *const halls[] = { "政务", "行政服务", "大厅", "审批",
		"市民", "个部门" };

	return affix_find_any(who, halls, AFFIX_LEN(halls)) >= 0 ||
	    (str_has(who, STR("便民")) && str_eq(doc_value(d,
	    FACT_AGENCY_KIND), STR("township")));
}

/* 市级 in the report of a county is another's, 县级 its own. */
static enum subject
of_tier(struct str name, struct str clause)
{
	static const char *const under[] = { "村级", "乡镇", "各乡", "各镇",
		"各村", "各社区", "各街道", "各学校", "各中小学", "各高校",
		"各医院" };
	ptrdiff_t at = str_find(clause, STR("级"), 0);
	struct str unit;

	if (affix_find_any(clause, under, AFFIX_LEN(under)) == 0)
		return OTHER;
	if (at < (ptrdiff_t)strlen("市"))
		return UNSAID;
	unit = str_sub(clause, (size_t)at - strlen("市"), strlen("市"));
	if (is_other_unit(name, unit))
		return OTHER;
	return affix_starts_any(unit, units, AFFIX_LEN(units)) ? OWN : UNSAID;
}

/* Is the office of that name the agency, or a part that speaks for it? */
static bool
is_own_office(const struct doc *d, struct str name, struct str who)
{
	static const char *const own[] = { "我", "本", "全", "学校" };
	static const char *const desks[] = { "政府办公室", "政府办公厅",
		"政府办" };
	static const char *const zones[] = { "园区", "开发区", "高新区",
		"经开区", "新区", "管委会", "管理委员会" };

	/* 县政府及县政府办公室: both of them. */
	if (str_has(who, STR("政府及")) || str_has(who, STR("政府、")))
		return true;
	/* 县政府办公室 is 某县人民政府办公室. */
	if (affix_ends_any(name, desks, AFFIX_LEN(desks)) &&
	    affix_ends_any(who, desks, AFFIX_LEN(desks)))
		return true;
	/* 园区, 管委会 and 永川高新区 of a zone's. */
	if (str_eq(doc_value(d, FACT_AGENCY_KIND), STR("zone")) &&
	    affix_ends_any(who, zones, AFFIX_LEN(zones))) {
		while (affix_drop_any(&who, zones, AFFIX_LEN(zones)))
			;
		return str_has(name, who);
	}
	/* 柳河镇 is 柳河镇人民政府. */
	if (str_eq(doc_value(d, FACT_AGENCY_KIND), STR("township")) &&
	    who.n > strlen("镇") && is_own_region(name, who))
		return true;
	/* 县政府 is no bureau of it. */
	if (affix_drop(&who, "政府")) {
		affix_drop(&who, "人民");
		return !is_department(d) && !is_other_unit(name, str_sub(who,
		    who.n - (who.n < 3 ? who.n : 3), 3));
	}
	/* 委公众号 of a report that says 我委. */
	return str_chars(who) == 1 ||
	    affix_starts_any(who, own, AFFIX_LEN(own)) ||
	    is_short_for(who, name) || str_ends(name, who) ||
	    str_has(who, name);
}

/* 受理公民向市政府提出的申请 in the report of a town: whom they asked. */
static bool
asks_other(struct str name, struct str clause)
{
	static const char *const asks[] = { "提出", "提交", "申请" };
	ptrdiff_t at = str_find(clause, STR("向"), 0), end;
	struct str who;

	if (at < 0)
		return false;
	who = str_sub(clause, (size_t)at + strlen("向"), clause.n);
	end = str_find(who, STR("政府"), 0);
	if (end <= 0 || end > (ptrdiff_t)strlen("某某市人民") ||
	    affix_find_any(str_sub(who, (size_t)end, who.n), asks,
	    AFFIX_LEN(asks)) < 0)
		return false;
	who.n = (size_t)end;
	affix_drop(&who, "人民");
	who = str_sub(who, who.n < strlen("市") ? 0 : who.n - strlen("市"),
	    who.n);
	/* A 街道 has no unit. */
	return is_other_unit(name, who) || (unit_of(name).n == 0 &&
	    str_has(name, STR("街道")));
}

static enum subject
of_office(const struct doc *d, struct str name, struct str clause,
    enum figwhose whose)
{
	static const char *const own[] = { "我局", "我委", "我办", "我厅",
		"我县", "我市", "我区", "我镇", "我乡", "我院", "我校", "我部",
		"我省", "我州", "本局", "本机关", "本级", "本镇", "本县" };
	enum subject found = of_whole(d, name, clause, whose);
	struct str who;

	if (found == UNSAID)
		found = of_tier(name, clause);
	/* 市县两级民政部门 in the report of one of them. */
	if (is_department(d) && str_has(clause, STR("两级")))
		return OTHER;
	if (found == OTHER || is_of_other_government(name, clause) ||
	    is_of_other_hotline(name, clause) ||
	    is_on_other_site(d, name, clause) || asks_other(name, clause))
		return OTHER;
	who = office(clause);
	if (who.n > 0)
		return is_own_office(d, name, who) ||
		    (whose == FIGWHOSE_HALL && is_hall(d, who) &&
		    (!is_department(d) || runs_hall(name))) ? OWN : OTHER;
	return affix_find_any(clause, own, AFFIX_LEN(own)) >= 0 ? OWN : found;
}

/*
 * 县教育局坚持以公开为常态，主动公开: a bureau, or all of a region, is the subject of a
 * clause in front. 市局 alone may be any.
 */
static enum subject
of_subject(const struct doc *d, struct str name, struct str clause)
{
	static const char *const verbs[] = { "坚持", "认真", "严格", "积极",
		"高度", "充分", "切实", "围绕", "紧紧", "紧扣", "聚焦", "按照",
		"不断", "着力", "大力", "持续", "进一步", "加强", "强化", "深入",
		"全面", "扎实", "把", "将", "以", "立足", "结合", "根据", "精简",
		"清理" };
	static const char *const ends[] = { "局", "厅" };
	struct str who = without_time(clause), all = who;
	ptrdiff_t at;

	if (affix_take(&all, "全") && is_other_unit(name, all))
		return OTHER;
	if (affix_find_any(who, ends, AFFIX_LEN(ends)) < 0 ||
	    (at = affix_find_any(who, verbs, AFFIX_LEN(verbs))) < 0)
		return UNSAID;
	who = behind_colon(str_trim(str_sub(who, 0, (size_t)at)));
	if (str_chars(who) < 3 || !is_office(who) ||
	    !affix_ends_any(who, ends, AFFIX_LEN(ends)))
		return UNSAID;
	return is_own_office(d, name, who) ? OWN : OTHER;
}

/* Without what may stand in front of a region and says nothing of it. */
static struct str
without_opening(struct str s)
{
	static const char *const opens[] = { "全年", "年末", "去年", "过去一年",
		"预计", "初步核算", "初步测算", "经", "据", "共", "累计", "实际",
		"推动", "促进", "带动", "同时", "到", "年底", "底", "末", "当年",
		"五年来", "期间" };
	static const char *const stops[] = { "：", ":", "—", " ", "”" };
	size_t at;

	for (at = s.n; at > 0 && !affix_ends_any(str_sub(s, 0, at), stops,
	    AFFIX_LEN(stops)); at--)
		;
	s = str_sub(s, at, s.n);
	do
		s = without_time(s);
	while (affix_take_any(&s, opens, AFFIX_LEN(opens)));
	return str_trim(s);
}

/*
 * Of which region a clause tells the GDP and the like: 神木市地区生产总值. What
 * else stands in front of it is a part of it or another thing (海洋生产总值), of
 * which the clauses behind it say nothing.
 */
static enum subject
of_region(struct str name, struct str clause, bool is_last)
{
	static const char *const nouns[] = { "实现", "完成", "达到", "达",
		"地区生产", "国内生产", "生产总值", "GDP", "一般公共",
		"公共财政", "地方", "财政", "城镇", "城乡", "农村", "农牧", "农民",
		"居民", "新增", "登记" };
	static const char *const own[] = { "我省", "我市", "我县", "我区",
		"我州", "我旗", "我镇", "我乡", "我盟", "本市", "本县", "本区" };
	ptrdiff_t at = affix_find_any(clause, nouns, AFFIX_LEN(nouns));
	struct str who = str_sub(clause, 0, at < 0 ? 0 : (size_t)at), unit;

	who = without_opening(who);
	if (who.n == 0)
		return UNSAID;
	if (affix_ends_any(who, own, AFFIX_LEN(own)) ||
	    is_own_region(name, who))
		return OWN;
	unit = str_sub(who, who.n - strlen("市"), who.n);
	if (!str_ends(str_sub(who, 0, who.n - unit.n), STR("全")))
		return is_last || affix_ends_any(who, units,
		    AFFIX_LEN(units)) ? OTHER : UNSAID;
	/* 全国 is a ministry's, whose name has no region. */
	if (str_eq(unit, STR("国")))
		return unit_of(name).n == 0 ? OWN : OTHER;
	return affix_starts_any(unit, units, AFFIX_LEN(units)) &&
	    !is_other_unit(name, unit) ? OWN : OTHER;
}

/* Takes the last clause off the end of *s. */
static struct str
cut_clause(struct str *s)
{
	static const char *const stops[] = { "，", ",", "；", ";" };
	size_t at = s->n;
	struct str clause;

	while (at > 0 && !affix_ends_any(str_sub(*s, 0, at), stops,
	    AFFIX_LEN(stops)))
		at--;
	clause = str_sub(*s, at, s->n);
	s->n = at;
	affix_drop_any(s, stops, AFFIX_LEN(stops));
	return clause;
}

bool
figwhose_is_foreign(const struct doc *d, struct str s, enum figwhose whose)
{
	struct str name = doc_value(d, FACT_AGENCY), clause;
	bool is_last = true, counts = true;
	enum subject found;

	if (name.p == NULL || whose == FIGWHOSE_ANY)
		return false;
	do {
		clause = cut_clause(&s);
		counts &= is_last || str_has_digit(clause);
		if (!counts && whose == FIGWHOSE_REGION)
			return false;
		found = !counts ? of_subject(d, name, clause) :
		    whose == FIGWHOSE_REGION ?
		    of_region(name, clause, is_last) :
		    of_office(d, name, clause, whose);
		is_last = false;
	} while (found == UNSAID && s.n > 0);
	return found == OTHER;
}
