/* SPDX-License-Identifier: MIT */
/*
 * Evidence is asked in a fixed order, from what was written to say it (现公布
 * 汉滨区教育局2021年…报告) down to the name that the text bears most often.
 * 我局 and 本单位 name nobody.
 */
#include "who.h"

#include <uchar.h>

#include "affix.h"
#include "place.h"
#include "scope.h"
#include "section.h"

enum {
	OPENING = 1000,		/* characters that say what a report is */
	MAX_ANNOUNCED = 300,	/* bytes of a title within a sentence */
	MAX_SESSION = 60,	/* bytes of a day, of a people's congress */
	MAX_NAME = 30,		/* characters of a name in a sentence */
	SIGNATURE = 6,		/* paragraphs at the end */
	MAX_SIGNED = 40,	/* bytes of a day behind a name */
	UNDER_TITLE = 2,	/* lines */
	MIN_NAMED = 2,		/* times that an agency must be named */
	MAX_ASIDE = 30,		/* characters in brackets */
	MAX_NAMED = 32		/* agencies that are counted */
};

struct seeker {
	struct doc *d;
	const struct regions *regions;
	int year;
	struct str opening;	/* Simplified */
	bool of_government;	/* or of its office: that is not told */
	struct str compiler;	/* that office, where it compiled the report */
	struct who *out;
};

static const char *const endings[] = { "局", "委员会", "委", "办公室", "办公厅",
	"中心", "厅", "政府", "街道办事处", "管委会", "大学", "学院", "部",
	"海关", "总队", "支队", "医院", "学校", "中学", "小学", "法院", "检察院",
	"政府办" };

/* 桥下镇 in "2024年,桥下镇严格…": two characters at least, for 乡镇 is no town. */
static bool
ends_like_a_town(struct str name)
{
	static const char *const towns[] = { "镇", "乡", "街道" };

	return affix_drop_any(&name, towns, AFFIX_LEN(towns)) &&
	    str_chars(name) >= 2;
}

static bool
ends_like_an_agency(struct str name)
{
	struct str head = name;

	return affix_drop_any(&head, endings, AFFIX_LEN(endings)) && head.n > 0;
}

/* The kind of an office without its name: nobody's. */
static bool
is_bare(struct str name)
{
	static const char *const bare[] = { "街道办事处", "镇人民政府",
		"乡人民政府", "镇政府", "乡政府", "街道", "大学", "学院", "高校",
		"高等学校",
		"学校", "医院", "中心", "政府", "部门", "省", "市", "县", "区",
		"旗", "州" };

	return affix_is_any(name, bare, AFFIX_LEN(bare));
}

/*
 * What a copier puts in place of a name: the name of a site, in Latin letters
 * (365bet（中国）官方网站), or xx县.
 */
static bool
is_of_a_site(struct str name)
{
	static const char *const sites[] = { "网站", "官网", "网址", "平台",
		"APP" };
	size_t i, latin = 0;

	for (i = 0; i < name.n; i++)
		latin += (name.p[i] >= 'a' && name.p[i] <= 'z') ||
		    (name.p[i] >= 'A' && name.p[i] <= 'Z') ||
		    (name.p[i] >= '0' && name.p[i] <= '9');
	return latin >= 2 ||
	    affix_find_any(name, sites, AFFIX_LEN(sites)) >= 0;
}

/* 我局 and 本单位 are whoever speaks; 我县教育局 is of 我县. */
static bool
names_somebody(struct str name)
{
	static const char *const self[] = { "本单位", "本局", "本机关", "本厅",
		"本委", "本部门", "本办", "本府", "本级", "本中心", "本街道",
		"本镇", "本乡", "各", "全市", "全县", "全区", "全省", "全镇",
		"该", "有关", "相关", "上级", "政府信息", "结合", "根据",
		"按照" };
	static const char *const units[] = { "省", "市", "县", "区", "州", "旗",
		"镇", "乡", "街道" };
	ptrdiff_t at = str_find(name, STR("我"), 0);
	struct str rest;

	if (affix_starts_any(name, self, AFFIX_LEN(self)) || is_bare(name) ||
	    is_of_a_site(name))
		return false;
	if (at < 0)
		return true;
	rest = str_sub(name, (size_t)at + strlen("我"), name.n);
	return at == 0 && affix_take_any(&rest, units, AFFIX_LEN(units)) &&
	    rest.n > strlen("局");
}

/*
 * 市人民政府: without its region it is anybody's, and where that is not found
 * the name says nothing.
 */
static bool
is_any_government(struct str name)
{
	static const char *const units[] = { "自治区", "自治州", "自治县",
		"省", "市", "县", "区", "旗", "州" };
	const char *kind;

	affix_take_any(&name, units, AFFIX_LEN(units));
	return (kind = agency_office_kind(name)) != NULL &&
	    strcmp(kind, "government") == 0 &&
	    (str_starts(name, STR("人民政府")) ||
	    str_starts(name, STR("政府")));
}

/*
 * 永川高新技术产业开发区 on the host of 重庆市 is of 永川区, which lies there: the
 * region that the zone is named after, or NULL.
 */
static const struct region *
zone_on_host(struct seeker *k, struct str name, struct agency *a,
    const char **how)
{
	const struct region *host = place_of_host(k->d, k->regions, k->year);
	struct agency zone;

	if (host == NULL || strcmp(a->kind, "zone") != 0 ||
	    !agency_parse(k->d->arena, k->regions, name, k->year, host,
	    &zone) || zone.region == NULL || str_eq(zone.region->code,
	    host->code) || !region_inside(zone.region, host))
		return NULL;
	*a = zone;
	*how = "host";
	return zone.region;
}

/*
 * The name is tried alone first; where it does not say its region, the
 * region that the document is of is worked out and it is tried again.
 */
static bool
try_agency(struct seeker *k, struct str name, const char *from, bool guess)
{
	struct agency *a = &k->out->agency;
	const struct region *context;
	const char *how;

	if (name.n == 0 || !names_somebody(name) ||
	    !agency_parse(k->d->arena, k->regions, name, k->year, NULL, a))
		return false;
	if (a->region == NULL && (a->level == NULL ||
	    strcmp(a->level, "central") != 0)) {
		context = place_of(k->d, k->regions, k->year, name, &how);
		if ((context != NULL && agency_parse(k->d->arena, k->regions,
		    name, k->year, context, a)) ||
		    (context = zone_on_host(k, name, a, &how)) != NULL) {
			a->guess = true;
			a->evidence = arena_printf(k->d->arena, "%.*s: %s",
			    STR_ARG(context->name), how);
			doc_warn(k->d, "region_inferred", 0, STR_NONE,
			    STR_NONE, a->evidence);
		}
	}
	if (guess && a->region == NULL && is_any_government(name))
		return false;
	k->out->raw = name;
	k->out->from = from;
	k->out->guess = guess || a->guess;
	return true;
}

/*
 * An office of the government compiles its own report and that of the region:
 * which of them can be told only where the preface sums others up.
 */
static bool
try_office(struct seeker *k, struct str name, const char *from)
{
	static const char *const own[] = { "办公室", "办公厅" };
	struct str head = name;

	if (name.n == 0 || str_chars(name) > MAX_NAME ||
	    (!ends_like_an_agency(name) && !ends_like_a_town(name)))
		return false;
	if (affix_drop_any(&head, own, AFFIX_LEN(own)) &&
	    str_ends(head, STR("政府")) && scope_sign(k->opening).p == NULL) {
		k->of_government = true;
		return false;
	}
	/* What is left of a 信息化办公室 would be nobody. */
	if (head.n < name.n && ends_like_an_agency(head))
		name = head;
	return try_agency(k, name, from, true);
}

/*
 * The agency of one of its inner offices: 汉滨区教育局 of 汉滨区教育局办公室,
 * 汉滨区人民政府办公室 of 汉滨区人民政府办公室信息科.
 */
static struct str
without_inner_office(struct str name)
{
	static const char *const inner[] = { "办公室", "党政", "综合", "秘书",
		"政务公开", "政府信息", "信息", "政策法规", "法规", "法制", "宣传",
		"人事", "机关", "行政科", "行政股", "行政办", "文秘", "督查",
		"依申请", "政工", "公开", "办事", "学校办", "校长办", "校办",
		"党委", "指挥中心" };
	static const char *const offices[] = { "办公室", "办公厅" };
	struct str rest;
	size_t at = 0;

	while (at < name.n) {
		str_char(name, &at);
		rest = str_sub(name, at, name.n);
		if (!affix_starts_any(rest, inner, AFFIX_LEN(inner)) ||
		    (!ends_like_an_agency(str_sub(name, 0, at)) &&
		    !ends_like_a_town(str_sub(name, 0, at))))
			continue;
		if (str_ends(str_sub(name, 0, at), STR("政府")) &&
		    affix_take_any(&rest, offices, AFFIX_LEN(offices)))
			at = name.n - rest.n;
		return str_sub(name, 0, at);
	}
	return name;
}

/* ---- the preface says it ---- */

/* "在汇总2020年度区政府各部门…的基础上编制": the government of 区. */
static bool
compiled_for(struct seeker *k)
{
	static const char *const own[] = { "区政府", "县政府", "市政府", "省政府",
		"旗政府" };
	ptrdiff_t at = str_find(k->opening, STR("汇总"), 0);
	struct str near;
	size_t i;

	if (at < 0)
		return false;
	near = str_first(str_sub(k->opening, (size_t)at, k->opening.n),
	    MAX_NAME);
	for (i = 0; i < AFFIX_LEN(own); i++)
		if (str_has(near, str_of(own[i])))
			return try_agency(k, arena_printf(k->d->arena,
			    "%.3s人民政府", own[i]), "who compiled it", true);
	return false;
}

/*
 * "2021年1月20日在汉滨区第十八届人民代表大会第六次会议上": whose government
 * reports, and the day on which it does.
 */
static bool
from_session(struct seeker *k)
{
	static const char *const congress[] = { "届人民代表大会",
		"届全国人民代表大会" };
	struct str opening = k->opening, name, day;
	ptrdiff_t end = affix_find_any(opening, congress, AFFIX_LEN(congress));
	ptrdiff_t at = -1, next = 0;
	size_t i;

	while (end >= 0 && (next = str_find(opening, STR("在"),
	    (size_t)at + 1)) >= 0 && next < end)
		at = next;
	if (end < 0 || at < 0 || end - at > MAX_SESSION)
		return false;
	name = str_sub(opening, (size_t)at + strlen("在"), (size_t)(end - at));
	if ((next = str_find(name, STR("第"), 0)) < 0)
		return false;
	name = str_starts(str_sub(opening, (size_t)end, opening.n),
	    STR("届全国")) ? STR("国务院") :
	    str_trim(str_sub(name, 0, (size_t)next));
	day = str_sub(opening, 0, (size_t)at);
	for (i = day.n > MAX_SESSION ? day.n - MAX_SESSION : 0; i < day.n;
	    str_char(day, &i))
		if (date_parse(str_sub(day, i, day.n), &k->out->session))
			break;
	if (k->year == 0)
		k->year = k->out->session.year;
	return try_agency(k, name, "session", true);
}

/* What stands behind a phrase, up to what ends a name; empty if not there. */
static struct str
name_behind(struct str s, const char *phrase, const char *const *ends,
    size_t n)
{
	ptrdiff_t at = str_find(s, str_of(phrase), 0), end;
	struct str name;

	if (at < 0)
		return STR("");
	name = str_sub(s, (size_t)at + strlen(phrase), MAX_ANNOUNCED);
	if (!affix_take(&name, "："))
		affix_take(&name, ":");
	end = affix_find_any(name, ends, n);
	return str_trim(str_sub(name, 0, end < 0 ? 0 : (size_t)end));
}

/* "现在，我代表汉滨区人民政府，向大会报告工作" */
static bool
spoken_for(struct seeker *k)
{
	static const char *const ends[] = { "，", ",", "向", "作", "做" };

	return try_agency(k, name_behind(k->opening, "我代表", ends,
	    AFFIX_LEN(ends)), "who speaks", true);
}

static bool
parts_clauses(uint32_t c)
{
	static const char32_t stops[] = U"，,。；;、《“：:（(\n>|";
	size_t i;

	for (i = 0; stops[i] != 0; i++)
		if (stops[i] == c)
			return true;
	return false;
}

/* Where the clause that ends at `end` begins. */
static size_t
clause_start(struct str s, size_t end)
{
	while (end > 0 && !parts_clauses(str_before(s, end)))
		do
			end--;
		while (end > 0 && (s.p[end] & 0xC0) == 0x80);
	return end;
}

/* What is announced, behind the last word of announcing in a clause. */
static struct str
without_verbs(struct str s)
{
	static const char *const verbs[] = { "公布", "发布", "现公开", "编制了", "编制",
		"制定了", "制定", "撰写了", "撰写", "形成了", "形成", "现将", "现对",
		"现就", "报告", "关于" };
	size_t i, from = 0;
	ptrdiff_t at, end = -1;

	/* The last one: 结合区政府信息公开实际编制了2021年政府信息公开…报告. */
	while ((at = str_find(s, STR("信息公开"), (size_t)(end + 1))) >= 0)
		end = at;
	for (i = 0; i < AFFIX_LEN(verbs); i++)
		for (at = -1; (at = str_find(s, str_of(verbs[i]),
		    (size_t)(at + 1))) >= 0 && at < end;)
			if ((size_t)at + strlen(verbs[i]) > from)
				from = (size_t)at + strlen(verbs[i]);
	return str_sub(s, from, s.n);
}

/*
 * Without what is said by the way, within a name too: 汉滨区教育局（以下简称区教
 * 育局）2021年…报告, 安康高新区（经开区）管委会. A year in brackets stays.
 */
static struct str
without_asides(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1);
	size_t at = 0, from, end, n = 0, to, kept = 0;
	uint32_t c;

	while (at < s.n) {
		from = at;
		c = str_char(s, &at);
		if (c != '(' && c != 0xFF08)
			continue;
		for (end = at, to = 0; end < s.n && to < MAX_ASIDE; to++) {
			c = str_char(s, &end);
			if (c == ')' || c == 0xFF09 || (c >= '0' && c <= '9'))
				break;
		}
		if (c != ')' && c != 0xFF09)
			continue;
		memcpy(p + n, s.p + kept, from - kept);
		n += from - kept;
		kept = at = end;
	}
	memcpy(p + n, s.p + kept, s.n - kept);
	return (struct str){ p, n + s.n - kept };
}

/* Whether what stands at `from` is announced: 现公布《…报告》, 现公开2021年…. */
static bool
is_published(struct str s, size_t from)
{
	static const char *const verbs[] = { "公布", "发布", "编制", "编制了",
		"形成", "公开" };
	struct str front = str_sub(s, 0, from);

	affix_drop(&front, "《");
	return affix_ends_any(front, verbs, AFFIX_LEN(verbs));
}

/* A region and nothing else: its government. */
static bool
is_region(struct seeker *k, struct str name)
{
	struct region_chain c;

	region_prefix(k->regions, name, NULL, k->year, 0, &c);
	return c.len > 0 && c.len == name.n;
}

/*
 * "现公布汉滨区教育局2021年政府信息公开工作年度报告", "制定了《…报告》". A notice
 * that is cited, 《关于做好…年度报告编制工作的通知》, announces nothing.
 */
static bool
announced(struct seeker *k)
{
	struct str s = without_asides(k->d->arena, k->opening), clause;
	struct title t;
	ptrdiff_t at = -1;
	size_t from, end;

	while ((at = str_find(s, STR("报告"), (size_t)(at + 1))) >= 0) {
		end = (size_t)at + strlen("报告");
		from = clause_start(s, (size_t)at);
		if (end - from > MAX_ANNOUNCED || (str_ends(str_sub(s, 0, from),
		    STR("《")) && str_peek(s, end) != 0x300B))
			continue;
		clause = without_verbs(str_sub(s, from, end - from));
		if (title_read(k->d->arena, clause, &t) &&
		    (agency_office_kind(t.agency) != NULL ||
		    (is_published(s, (size_t)(clause.p - s.p)) &&
		    is_region(k, t.agency))) &&
		    try_agency(k, t.agency, "announced in the preface", true))
			return true;
	}
	return false;
}

int
who_announced_year(const struct doc *d)
{
	struct str s = without_asides(d->arena, str_first(d->text_hans,
	    OPENING)), clause, title;
	struct title t;
	ptrdiff_t at = -1;
	size_t from, end;

	while ((at = str_find(s, STR("报告"), (size_t)(at + 1))) >= 0) {
		end = (size_t)at + strlen("报告");
		from = clause_start(s, (size_t)at);
		if (end - from > MAX_ANNOUNCED)
			continue;
		clause = str_sub(s, from, end - from);
		title = without_verbs(clause);
		/* Quoted: announced, or a notice about reports. */
		if (str_ends(str_sub(s, 0, from), STR("《")) ?
		    !is_published(s, from) || str_peek(s, end) != 0x300B :
		    title.n == clause.n)
			continue;
		if (title_read(d->arena, title, &t) && t.year > 0 &&
		    strcmp(t.kind, "ogi_annual") == 0)
			return t.year;
	}
	return 0;
}

static const char *const before_work[] = { "根据", "按照", "依据", "依照",
	"编制", "综合", "汇总", "负责", "结合", "，", ",", "。", "、" };

/*
 * "汉滨区教育局编制本报告"; "汉滨区教育局结合工作实际，编制本报告", where the name
 * is in the clause in front.
 */
static struct str
compiler(struct str s)
{
	static const char *const does[] = { "编制本", "编制发布本", "编制并发布本",
		"编制了本", "撰写本", "形成本" };
	ptrdiff_t end = affix_find_any(s, does, AFFIX_LEN(does)), cut;
	size_t at, stop;
	struct str name;

	if (end < 0)
		return STR_NONE;
	at = clause_start(s, (size_t)end);
	name = str_sub(s, at, (size_t)end - at);
	if (name.n == 0 && at > 0) {
		for (stop = at - 1; (s.p[stop] & 0xC0) == 0x80; stop--)
			;
		at = clause_start(s, stop);
		name = str_sub(s, at, stop - at);
		cut = affix_find_any(name, before_work,
		    AFFIX_LEN(before_work));
		name.n = cut < 0 ? 0 : (size_t)cut;
	}
	/* 根据《…条例》编制本报告: nobody. */
	if (str_has(name, STR("》")))
		return STR_NONE;
	name = str_trim(name);
	affix_take(&name, "由");
	return without_inner_office(name);
}

static bool
try_compiler(struct seeker *k, struct str name)
{
	if (try_office(k, name, "who compiled it"))
		return true;
	if (k->of_government && k->compiler.n == 0)
		k->compiler = name;
	return false;
}

/* "本报告由汉滨区教育局编制", "汉滨区教育局编制本报告" */
static bool
compiled_by(struct seeker *k)
{
	static const char *const by[] = { "报告由", "规定，由", "规定,由",
		"要求，由", "要求,由" };
	struct str s = without_asides(k->d->arena, k->opening);
	size_t i;

	for (i = 0; i < AFFIX_LEN(by); i++)
		if (try_compiler(k, without_inner_office(name_behind(s, by[i],
		    before_work, AFFIX_LEN(before_work)))))
			return true;
	return try_compiler(k, compiler(s));
}

static bool
ends_a_name(struct str s, size_t at)
{
	static const char *const next[] = { "在", "认真", "坚持", "按照", "严格",
		"紧紧", "全面", "深入", "积极", "以", "围绕", "根据", "高度",
		"政府信息公开", "政务公开工作按照", "政务公开工作坚持",
		"政务公开工作在", ",", "，", "不断", "切实", "持续", "贯彻", "依据",
		"始终", "把", "依照", "着力", "扎实", "进一步", "共", "主动",
		"充分", "强化", "立足", "聚焦", "严守", "牢固", "秉持" };

	return affix_starts_any(str_sub(s, at, s.n), next, AFFIX_LEN(next));
}

/* Behind "2021年度," or "2020-2021学年," at the start, if that is there. */
static struct str
behind_year(struct str s)
{
	static const char *const dashes[] = { "-", "—", "－", "至" };
	static const char *const units[] = { "年度", "年", "学年度", "学年" };

	if (affix_take_year(&s) == 0)
		return s;
	if (affix_take_any(&s, dashes, AFFIX_LEN(dashes)))
		affix_take_year(&s);
	if (!affix_take_any(&s, units, AFFIX_LEN(units)))
		return s;
	if (!affix_take(&s, ","))
		affix_take(&s, "，");
	return s;
}

/* "2020年,武汉市坚持以…" at the start of 一: whose year it was. */
static struct str
region_in_opening(struct seeker *k)
{
	const struct section *s;
	struct region_chain c;
	struct str text;
	size_t i;

	for (i = 0; i < k->d->sections.n; i++) {
		s = &k->d->sections.v[i];
		if (s->level != 1 || s->number != 1)
			continue;
		text = behind_year(str_trim(s->text_hans));
		region_prefix(k->regions, text, NULL, k->year, 0, &c);
		return c.len > 0 && ends_a_name(text, c.len) ?
		    str_sub(text, 0, c.len) : STR("");
	}
	return STR("");
}

/* Whether the office that answers questions runs this work for a government. */
static bool
runs_disclosure(struct str name)
{
	static const char *const offices[] = { "政务", "数据", "信息中心",
		"审批" };

	return affix_find_any(name, offices, AFFIX_LEN(offices)) >= 0;
}

/*
 * Whether a government speaks: of 我县 and never of 我局, or where 一 begins with
 * "2021年,平利县坚持…".
 */
static bool
government_speaks(struct seeker *k)
{
	static const char *const region[] = { "我省", "我市", "我县", "我区",
		"我州", "我旗", "我盟" };
	static const char *const office[] = { "我局", "我中心", "我委", "我办",
		"我单位", "本局", "本中心", "本单位" };

	return affix_find_any(k->opening, office, AFFIX_LEN(office)) < 0 &&
	    (affix_find_any(k->opening, region, AFFIX_LEN(region)) >= 0 ||
	    region_in_opening(k).n > 0);
}

/* "如有疑问,请与汉滨区教育局办公室联系", "请联系汉滨区教育局(地址:…" */
static bool
contact(struct seeker *k)
{
	static const char *const asks[] = { "请与", "请联系", "致电", "直接与",
		"请向", "可与", "详情与" };
	static const char *const ends[] = { "联系", "咨询", "反映", "（", "(",
		"，", ",", "。", "；", ";", "地址", "电话" };
	struct str name;
	size_t i;

	/* Whoever answers for a government has not written its report. */
	for (i = 0; i < AFFIX_LEN(asks) && !k->of_government; i++) {
		name = without_inner_office(name_behind(k->opening, asks[i],
		    ends, AFFIX_LEN(ends)));
		if (runs_disclosure(name) && government_speaks(k)) {
			k->of_government = true;
			k->compiler = name;
		}
		else if (try_office(k, name, "who answers questions"))
			return true;
	}
	return k->of_government && try_agency(k, region_in_opening(k),
	    "opening of a section", true);
}

/*
 * "为认真做好京山市卫生健康局政府信息公开工作,我局…", "结合蚌埠学院2018-2019学年
 * 信息公开工作"
 */
static bool
work_named(struct seeker *k)
{
	static const char *const does[] = { "做好", "推进", "推动", "加强",
		"规范", "结合" };
	static const char *const ends[] = { "政府信息公开", "政务公开",
		"信息公开", "，", ",", "。", "、", "20" };
	static const char *const schools[] = { "大学", "学院" };
	struct region_chain c;
	struct str name;
	size_t i;

	for (i = 0; i < AFFIX_LEN(does); i++) {
		name = name_behind(k->opening, does[i], ends,
		    AFFIX_LEN(ends));
		region_prefix(k->regions, name, NULL, k->year, 0, &c);
		if (((c.len > 0 && c.len < name.n) ||
		    affix_ends_any(name, schools, AFFIX_LEN(schools))) &&
		    try_office(k, name, "whose work it is"))
			return true;
	}
	return false;
}

/*
 * "如有疑问，请与我镇联系（地址：汉滨区五里镇人民政府": where a township that
 * calls itself 我镇 is.
 */
static bool
addressed(struct seeker *k)
{
	static const char *const self[] = { "我镇", "我乡", "我街道" };
	static const char *const keys[] = { "地址:", "地址：" };
	static const char *const ends[] = { "；", ";", "，", ",", "。", "）",
		")", "、", "邮编", "电话" };
	static const char *const offices[] = { "镇人民政府", "乡人民政府",
		"街道办事处" };
	struct str name;
	size_t i;

	if (affix_find_any(k->opening, self, AFFIX_LEN(self)) < 0)
		return false;
	for (i = 0; i < AFFIX_LEN(keys); i++) {
		name = without_inner_office(name_behind(k->opening, keys[i],
		    ends, AFFIX_LEN(ends)));
		if (affix_ends_any(name, offices, AFFIX_LEN(offices)) &&
		    try_agency(k, name, "its address", true))
			return true;
	}
	return false;
}

/* "电子版可从汉滨区教育局网站下载": a bureau's own. */
static bool
own_site(struct seeker *k)
{
	static const char *const asks[] = { "可从", "可在", "可登录", "登录" };
	static const char *const ends[] = { "网站", "门户", "官网", "，", ",",
		"。" };
	struct str name;
	const char *kind;
	size_t i;

	if (k->of_government)
		return false;
	for (i = 0; i < AFFIX_LEN(asks); i++) {
		name = name_behind(k->opening, asks[i], ends,
		    AFFIX_LEN(ends));
		kind = agency_office_kind(name);
		if (kind != NULL && strcmp(kind, "department") == 0 &&
		    ends_like_an_agency(name) &&
		    try_agency(k, name, "its own site", true))
			return true;
	}
	return false;
}

/* ---- lines of their own say it ---- */

/* "市民政局  市财政局" */
static bool
signed_by_two(struct str s)
{
	size_t at, from;

	for (at = 0; at < s.n;) {
		from = at;
		if (str_is_space(str_char(s, &at)) &&
		    ends_like_an_agency(str_trim(str_sub(s, 0, from))))
			return true;
	}
	return false;
}

/*
 * "…条 0 汉滨区财政局2017年1月13日": the name and the day that end a text whose
 * lines were run together. STR_NONE if they do not.
 */
static struct str
signed_at_end(struct str s, struct date *date)
{
	struct str name;
	size_t at, end, from;

	s = str_trim(s);
	for (at = s.n > MAX_SIGNED ? s.n - MAX_SIGNED : 0; at < s.n; at++) {
		end = at;
		if (s.p[at] != '2' || !str_is_han(str_before(s, at)) ||
		    date_at(s, &end, 0, date) != DATE_OK || end != s.n ||
		    date->day == 0)
			continue;
		for (from = end = at; from > 0 &&
		    !str_is_space(str_before(s, from)); from--)
			;
		name = str_sub(s, from, end - from);
		return ends_like_an_agency(name) && affix_is_name(name) &&
		    str_chars(name) <= MAX_NAME ? name : STR_NONE;
	}
	return STR_NONE;
}

struct str
who_signed(const struct doc *d, struct date *date)
{
	size_t i;

	for (i = d->blocks.n; i-- > 0;)
		if (!d->blocks.v[i].boilerplate)
			return signed_at_end(d->blocks.v[i].hans, date);
	return STR_NONE;
}

/* The name over the date at the very end. */
static bool
signature(struct seeker *k)
{
	const struct doc *d = k->d;
	const struct block *b, *below = NULL;
	struct date date;
	size_t i, n = 0;

	if (try_office(k, who_signed(d, &date), "signature"))
		return true;
	for (i = d->blocks.n; i-- > 0 && n < SIGNATURE; below = b) {
		b = &d->blocks.v[i];
		if (b->boilerplate || b->kind != BLOCK_PARAGRAPH) {
			b = below;
			continue;
		}
		n++;
		if (below != NULL && date_parse(below->hans, &date) &&
		    affix_is_name(b->hans) && !signed_by_two(b->hans))
			return try_office(k, str_trim(b->hans), "signature");
	}
	return false;
}

/* A line that is the name of an office and nothing else. */
static bool
is_office_line(const struct block *b)
{
	return b->kind != BLOCK_TABLE && str_chars(b->hans) <= MAX_NAME &&
	    affix_is_name(b->hans) &&
	    agency_office_kind(str_trim(b->hans)) != NULL;
}

/*
 * 2020年政府信息公开工作年度报告 / 武昌经开区管委会, or under a title that has no
 * year either. Of several offices in a row none is meant: a list of links.
 */
static bool
under_title(struct seeker *k, const struct headline *title)
{
	const struct block *b, *found = NULL;
	size_t i = title->block, n = 0;

	if (title->score > 0 ? !title->in_text : !headline_bare(k->d, &i))
		return false;
	for (i++; i < k->d->blocks.n && n < UNDER_TITLE + (found != NULL);
	    i++) {
		b = &k->d->blocks.v[i];
		if (b->boilerplate || b->hans.n == 0)
			continue;
		n++;
		if (!is_office_line(b))
			continue;
		if (found != NULL)
			return false;
		found = b;
	}
	return found != NULL && try_agency(k, str_trim(found->hans),
	    "under the title", true);
}

static const char *const publisher_metas[] = { "发布机构", "发布机关",
	"制发机关", "发文机关",
	"发文机构", "公开机构", "公开责任部门", "责任部门", "发布单位", "发布部门", "发文单位",
	NULL };

/* 发布机构: 冷水滩区财政局. One of a government's says little: see above. */
static bool
published_by(struct seeker *k)
{
	struct str name = doc_meta(k->d, publisher_metas);
	const char *kind = name.p == NULL ? NULL : agency_office_kind(name);

	return kind != NULL && strcmp(kind, "government") != 0 &&
	    try_agency(k, name, "metadata", true);
}

struct str
who_published(const struct doc *d)
{
	static const char *const names[] = { "来源", "信息来源", "文章来源",
		"稿件来源", "发布来源", "来自", "ContentSource",
		"contentSource", "contentsource", "source", "Source", NULL };
	struct str s = doc_meta(d, names);

	/* <meta name="ContentSource" content="来源：…"> */
	if (!affix_take(&s, "来源："))
		affix_take(&s, "来源:");
	return s;
}

/*
 * 来源, at last: an office, and not one that publishes for others
 * (人民政府办公室), nor a site or newspaper.
 */
static bool
source_named(struct seeker *k)
{
	struct str name = who_published(k->d);
	const char *kind;

	if (name.p == NULL || (kind = agency_office_kind(name)) == NULL ||
	    (strcmp(kind, "department") != 0 && strcmp(kind, "township") != 0))
		return false;
	return try_office(k, name, "publisher");
}

/* <title>汉滨区教育局</title>, at last: the site of a bureau is its own. */
static bool
page_named(struct seeker *k)
{
	static const char *const names[] = { "title", NULL };
	struct str name = doc_meta(k->d, names);
	const char *kind = name.p == NULL ? NULL : agency_office_kind(name);
	struct region_chain c;

	if (kind == NULL || strcmp(kind, "department") != 0)
		return false;
	region_prefix(k->regions, name, NULL, k->year, 0, &c);
	return c.len > 0 && try_office(k, name, "title of the page");
}

/* ---- the text says it by the way ---- */

/* Behind "在市委、市政府的正确领导下,", at the start, if that is there. */
static struct str
behind_thanks(struct str s)
{
	static const char *const ends[] = { "下,", "下，" };
	ptrdiff_t at;

	if (!str_starts(s, STR("在")) || (at = affix_find_any(str_first(s,
	    2 * MAX_NAME), ends, AFFIX_LEN(ends))) < 0)
		return s;
	s = str_sub(s, (size_t)at + strlen("下"), s.n);
	if (!affix_take(&s, ","))
		affix_take(&s, "，");
	return s;
}

/*
 * "2021年,区行政审批服务局在区委…": the name behind the year. Without a year
 * it must begin with its region.
 */
static struct str
name_in_opening(struct seeker *k, struct str line)
{
	struct str text = behind_year(str_trim(line));
	struct region_chain c;
	size_t at;
	int chars;

	if (text.n == str_trim(line).n) {
		region_prefix(k->regions, text, NULL, k->year, 0, &c);
		if (c.len == 0)
			return STR_NONE;
	}
	text = behind_thanks(text);
	for (at = 0, chars = 0; at < text.n && chars < MAX_NAME; chars++) {
		str_char(text, &at);
		if (ends_a_name(text, at) &&
		    (ends_like_an_agency(str_sub(text, 0, at)) ||
		    ends_like_a_town(str_sub(text, 0, at))))
			return str_sub(text, 0, at);
	}
	return STR_NONE;
}

/* Of the preface every paragraph, of a section the first. */
static bool
opening_of_section(struct seeker *k)
{
	const struct section *s;
	struct str text, line;
	size_t i;

	for (i = 0; i < k->d->sections.n; i++) {
		s = &k->d->sections.v[i];
		for (text = s->text_hans; text.p != NULL && text.n > 0;) {
			line = str_cut(&text, '\n');
			if (try_agency(k, name_in_opening(k, line),
			    "opening of a section", true))
				return true;
			if (!section_is_preface(s))
				break;
		}
	}
	return false;
}

struct named {
	struct str name;
	int times;
};

/*
 * The name that begins at `at` with a region, in full, and ends like an
 * office: 普宁市公安局. Empty if there is none.
 */
static struct str
office_at(struct seeker *k, struct str s, size_t at, size_t *next)
{
	static const char *const ends[] = { "局", "厅", "委员会", "管委会",
		"街道办事处", "镇人民政府", "乡人民政府" };
	static const char *const breaks[] = { "委、", "政府", "，", "。", "、" };
	struct region_chain c;
	struct str rest;
	ptrdiff_t end;
	size_t i, best = 0;

	region_prefix(k->regions, str_sub(s, at, MAX_ANNOUNCED), NULL, k->year,
	    0, &c);
	if (c.len == 0)
		return STR_NONE;
	*next = at + c.len;
	rest = str_first(str_sub(s, at + c.len, s.n), MAX_NAME / 2);
	for (i = 0; i < AFFIX_LEN(ends); i++)
		if ((end = str_find(rest, str_of(ends[i]), 0)) > 0 &&
		    (best == 0 || (size_t)end + strlen(ends[i]) < best))
			best = (size_t)end + strlen(ends[i]);
	if (best == 0 || ((end = affix_find_any(rest, breaks,
	    AFFIX_LEN(breaks))) >= 0 && (size_t)end + strlen("政府") < best))
		return STR_NONE;
	return str_sub(s, at, c.len + best);
}

/*
 * 《铜仁市教育局信息公开保密制度》, 《西宁经济技术开发区政府信息公开指南》: an office's own
 * rules, where all that the text names are of one office and none is gone by.
 * Those of a government bind its offices as well.
 */
static bool
own_rules(struct seeker *k)
{
	static const char *const cites[] = { "根据", "按照", "依据", "依照",
		"对照", "参照", "遵照", "落实", "贯彻", "执行", "学习" };
	static const char *const works[] = { "政府信息公开", "信息公开" };
	struct str s = k->d->text_hans, name, own = STR("");
	ptrdiff_t at = -1, end;
	const char *kind;

	while ((at = str_find(s, STR("《"), (size_t)(at + 1))) >= 0) {
		name = str_first(str_sub(s, (size_t)at + strlen("《"), s.n),
		    MAX_NAME);
		end = affix_find_any(name, works, AFFIX_LEN(works));
		name.n = end < 0 ? 0 : (size_t)end;
		if (!affix_is_name(name) || !names_somebody(name) ||
		    str_starts(name, STR("国务院")) || (kind =
		    agency_office_kind(name)) == NULL ||
		    strcmp(kind, "government") == 0 ||
		    affix_ends_any(str_sub(s, 0, (size_t)at), cites,
		    AFFIX_LEN(cites)))
			continue;
		if (own.n > 0 && !str_eq(own, name))
			return false;
		own = name;
	}
	return own.n > 0 && try_agency(k, own, "its own rules", true);
}

/*
 * Whether the office whose name ends at byte `at` is one whose paper is cited:
 * 安徽省教育厅《…》, 安徽省教育厅关于….
 */
static bool
is_cited(struct str s, size_t at)
{
	static const char *const papers[] = { "《", "关于", "印发", "办公室" };

	return affix_starts_any(str_sub(s, at, s.n), papers,
	    AFFIX_LEN(papers));
}

/* The agency named most, twice as often as any other and more than once. */
static bool
named_most(struct seeker *k)
{
	struct named v[MAX_NAMED] = { { .times = 0 } }, *best = NULL;
	struct str s = k->d->text_hans, name;
	size_t at = 0, next, i, n = 0;
	int second = 0;

	while ((at = region_next(k->regions, s, at)) < s.n) {
		next = at;
		str_char(s, &next);
		name = office_at(k, s, at, &next);
		at = next;
		if (name.n == 0 || is_cited(s, (size_t)(name.p - s.p) + name.n))
			continue;
		for (i = 0; i < n && !str_eq(v[i].name, name); i++)
			;
		if (i == n && n < MAX_NAMED)
			v[n++].name = name;
		if (i < n)
			v[i].times++;
	}
	for (i = 0; i < n; i++)
		if (best == NULL || v[i].times > best->times)
			best = &v[i];
	for (i = 0; i < n; i++)
		if (&v[i] != best && v[i].times > second)
			second = v[i].times;
	return best != NULL && best->times >= MIN_NAMED &&
	    best->times >= 2 * second &&
	    try_agency(k, best->name, "named most", true);
}

/* 财金局 of 财政金融局: its characters, in their order, to the last. */
static bool
is_short_for(struct str s, struct str full)
{
	size_t at = 0, in = 0;
	uint32_t c = 0, want = 0;

	while (at < s.n) {
		want = str_char(s, &at);
		do
			c = in < full.n ? str_char(full, &in) : 0;
		while (c != 0 && c != want);
	}
	return c == want && s.n > 0 && s.n < full.n && in == full.n;
}

/*
 * A title that calls its office by a short name (财金局2016年…) does not say
 * whose it is; who signs it may.
 */
static void
signed_in_full(struct seeker *k)
{
	struct agency full;
	struct date date;
	struct str name;

	if (k->out->agency.level != NULL || k->out->agency.region != NULL ||
	    (name = who_signed(k->d, &date)).p == NULL ||
	    !is_short_for(affix_squeeze(k->d->arena, k->out->raw), name) ||
	    !agency_parse(k->d->arena, k->regions, name, k->year, NULL,
	    &full) || full.region == NULL)
		return;
	*k->out = (struct who){ .agency = full, .raw = name,
		.from = "signature", .guess = true };
}

/* The text, or the page around it, says who; the surest sign first. */
static bool
found_outside_title(struct seeker *k, struct str kind,
    const struct headline *title)
{
	if (str_eq(kind, STR("gov_work_report")))
		return from_session(k) || spoken_for(k);
	return under_title(k, title) || compiled_for(k) || announced(k) ||
	    compiled_by(k) || published_by(k) || signature(k) ||
	    contact(k) || addressed(k) || own_site(k) || work_named(k) ||
	    opening_of_section(k) ||
	    try_agency(k, doc_meta(k->d, publisher_metas), "metadata", true) ||
	    source_named(k) || (str_eq(kind, STR("ogi_annual")) &&
	    (page_named(k) || own_rules(k))) ||
	    (!str_eq(kind, STR("other")) && named_most(k));
}

bool
who_find(struct doc *d, const struct regions *regions, int year,
    struct str kind, const struct headline *title, struct who *out)
{
	struct seeker k = { .d = d, .regions = regions, .year = year,
		.opening = str_first(d->text_hans, OPENING), .out = out };

	*out = (struct who){ .from = NULL };
	if (title->score > 0 && try_agency(&k, title->title.agency, "title",
	    false)) {
		signed_in_full(&k);
		return true;
	}
	if (found_outside_title(&k, kind, title))
		return true;
	out->compiler = k.compiler;
	return false;
}
