/* SPDX-License-Identifier: MIT */
/*
 * A name is read from the left: region names as far as they are inside one
 * another, then the office.
 */
#include "agency.h"

#include "affix.h"

enum {
	HAN = 3,		/* bytes of a Chinese character */
	MAX_DIVISION = 4 * HAN	/* of 第十三 */
};

/* Zones, in a name before any office: GB/T 2260 has no codes for them. */
static const char *const zones[] = { "开发区", "高新区", "经开区", "新区",
	"实验区", "试验区", "示范区", "园区", "产业园", "工业园",
	"科技园", "保税区", "合作区", "度假区",
	"风景区", "名胜区", "工业区", "旅游区", "功能区", "产业区", "自贸区",
	"管委会" };

/* What a zone's name may go on with right behind a region's short form. */
static const char *const zone_words[] = { "高新", "经济", "综合", "开发区",
	"新区", "经开", "保税", "工业", "国家", "高技术", "产业", "自贸",
	"自由贸易", "临空", "航空" };

/* What ends the name of an office; a zone's name stands before it. */
static const char *const offices[] = { "局", "厅", "办公室", "中心",
	"委员会" };

static const char *const departments[] = { "海关", "局", "厅", "部", "署", "委员会",
	"委", "办公室", "办公厅", "办", "中心", "处", "站", "所", "队", "馆" };

static const char *const governments[] = { "人民政府", "人民政府办公室",
	"人民政府办公厅", "行政公署" };

static const char *const others[] = { "大学", "学院", "学校", "中学", "小学",
	"幼儿园", "党校", "院", "集团", "公司", "银行", "分行", "支行", "协会",
	"联合会", "联社", "合作社", "供销社", "联合社", "总工会", "残联", "妇联",
	"工商联", "文联", "红十字会", "研究室" };

/* Ministries whose names do not begin with 国家 or 国务院. */
static const char *const ministries[] = { "外交部", "国防部", "教育部",
	"科学技术部", "科技部", "工业和信息化部", "公安部", "民政部", "司法部",
	"财政部", "人力资源和社会保障部", "人力资源社会保障部", "住房城乡建设部",
	"市场监管总局", "自然资源部", "生态环境部",
	"住房和城乡建设部", "交通运输部", "水利部", "农业农村部", "商务部",
	"文化和旅游部", "退役军人事务部", "应急管理部", "审计署", "海关总署",
	"国土资源部", "环境保护部", "农业部", "文化部", "卫生部", "铁道部",
	"监察部" };

/* Local offices of bodies that name the state in front. */
static const char *const branches[] = { "分局", "支局", "分行", "支行",
	"海关", "调查队", "总队", "监管局" };

/* 市 in front of these is no "our city". */
static const char *const no_generic[] = { "市场", "市容", "市民服务",
	"市区", "区域", "县域", "州际" };

/* Whether the 镇, 乡 or 街道 that `tail` begins with has its government behind. */
static bool
ends_township(struct str tail, const char *unit)
{
	static const char *const bodies[] = { "人民政府", "政府", "办事处",
		"党政", "党委", "党工委" };

	affix_take(&tail, unit);
	return tail.n == 0 || str_eq(tail, STR("办")) ||
	    affix_starts_any(tail, bodies, AFFIX_LEN(bodies));
}

/*
 * An office of a township: a name, 镇, 乡 or 街道, and nothing but its
 * government behind (城乡建设局 and 乡村振兴局 are none).
 */
static bool
is_township(struct str s)
{
	static const char *const units[] = { "镇", "街道", "民族乡", "乡",
		"苏木" };
	ptrdiff_t at;
	size_t i;

	for (i = 0; i < AFFIX_LEN(units); i++) {
		/* Not the first one always: 古镇镇. */
		at = -1;
		while ((at = str_find(s, str_of(units[i]),
		    (size_t)(at + 1))) >= 0) {
			if (ends_township(str_sub(s, (size_t)at, s.n),
			    units[i]))
				return true;
		}
	}
	return false;
}

/* 行政公署 is what governs a 地区 or a 盟. */
static bool
is_government(struct str s)
{
	static const char *const names[] = { "人民政府", "政府", "行政公署",
		"行署" };

	if (!affix_take_any(&s, names, AFFIX_LEN(names)))
		return false;
	return s.n == 0 || str_eq(s, STR("办公室")) ||
	    str_eq(s, STR("办公厅")) || str_eq(s, STR("办"));
}

/*
 * What governs a zone; any other office in one is a department
 * (平潭综合实验区农业农村局).
 */
static const char *const zone_governments[] = { "管理委员会", "管委会",
	"管理委员会办公室", "管委会办公室", "党工委", "工作委员会",
	"党政办公室", "党工委办公室", "综合办公室" };

/* Only in front of 管理委员会 a zone: a city is no zone. */
static const char *const zone_endings[] = { "生态城管理委员会",
	"科技城管理委员会", "科学城管理委员会", "知识城管理委员会",
	"新城管理委员会", "大学城管理委员会", "商务区管理委员会",
	"经济区管理委员会", "港区管理委员会" };

/* A zone or an office of one: the zone is named before any office. */
static bool
is_zone(struct str s)
{
	ptrdiff_t zone = affix_find_any(s, zones, AFFIX_LEN(zones));
	ptrdiff_t office = affix_find_any(s, offices, AFFIX_LEN(offices));

	/* 管理委员会 of a zone is an office, but behind the zone. */
	return (zone >= 0 && (office < 0 || zone < office)) ||
	    affix_ends_any(s, zone_endings, AFFIX_LEN(zone_endings));
}

static bool
is_zone_department(struct str s)
{
	return affix_ends_any(s, departments, AFFIX_LEN(departments)) &&
	    !affix_ends_any(s, zone_governments,
	    AFFIX_LEN(zone_governments));
}

const char *
agency_office_kind(struct str office)
{
	if (is_township(office))
		return "township";
	if (is_government(office))
		return "government";
	if (is_zone(office))
		return is_zone_department(office) ? "department" : "zone";
	/* Of a region that is not known. */
	if (affix_ends_any(office, governments, AFFIX_LEN(governments)))
		return "government";
	/* 安康市委…: of the Party. */
	if (str_starts(office, STR("委")) ||
	    affix_ends_any(office, others, AFFIX_LEN(others)))
		return "other";
	if (affix_ends_any(office, departments, AFFIX_LEN(departments)))
		return "department";
	return NULL;
}

/*
 * 政府 and 政府办 in full, and what a bare region or township stands for.
 * `own` is the region's name.
 */
static struct str
full_office(struct arena *a, struct str own, struct str office,
    const char *kind)
{
	if (office.n == 0 || str_eq(office, STR("本级")))
		return str_ends(own, STR("地区")) || str_ends(own, STR("盟")) ?
		    STR("行政公署") : STR("人民政府");
	if (strcmp(kind, "township") == 0) {
		if (str_ends(office, STR("街道")))
			return arena_printf(a, "%.*s办事处", STR_ARG(office));
		if (str_ends(office, STR("镇")) ||
		    str_ends(office, STR("乡")) ||
		    str_ends(office, STR("苏木")))
			return arena_printf(a, "%.*s人民政府",
			    STR_ARG(office));
		if (affix_drop(&office, "政府"))
			return arena_printf(a, "%.*s%s政府", STR_ARG(office),
			    str_ends(office, STR("人民")) ? "" : "人民");
	}
	if (strcmp(kind, "government") != 0)
		return office;
	return arena_printf(a, "%s%.*s%s",
	    str_starts(office, STR("政府")) &&
	    !str_ends(own, STR("特别行政区")) ? "人民" : "", STR_ARG(office),
	    str_ends(office, STR("办")) ? "公室" : "");
}

/* "610902 陕西省安康市汉滨区" */
static struct str
region_evidence(struct arena *a, const struct region *r)
{
	struct str path = r->name;
	const struct region *up;

	for (up = r->parent; up != NULL; up = up->parent)
		path = arena_printf(a, "%.*s%.*s", STR_ARG(up->name),
		    STR_ARG(path));
	return arena_printf(a, "%.*s %.*s", STR_ARG(r->code), STR_ARG(path));
}

static void
set_region(struct arena *a, struct agency *out, const struct region *r,
    const char *from, bool guess)
{
	out->region = r;
	out->from = from;
	out->guess = guess;
	if (r == NULL)
		return;
	out->evidence = region_evidence(a, r);
	if (out->level == NULL)
		out->level = region_level_name(r->level);
}

/* The level that all regions of a set share, or NULL. */
static const char *
shared_level(const struct region_set *set)
{
	size_t i;

	for (i = 1; i < set->n; i++)
		if (set->v[i]->level != set->v[0]->level)
			return NULL;
	return set->n > 0 ? region_level_name(set->v[0]->level) : NULL;
}

/*
 * Narrows a chain that is ambiguous by the context and what is above it. One
 * that is empty may become a name that is also a word (东区教育局).
 */
static bool
resolve(const struct regions *rs, struct str s, int year,
    const struct region *context, struct region_chain *chain)
{
	struct region_chain narrow;

	for (; context != NULL; context = context->parent) {
		region_prefix(rs, s, context, year, 0, &narrow);
		if (narrow.set.n == 1 &&
		    (chain->len == 0 || narrow.len == chain->len)) {
			*chain = narrow;
			return true;
		}
	}
	return false;
}

bool
agency_has_own_unit(struct str s)
{
	/* 市政管理局 is no 政管理局 of the city, 市政府 and 市政务 are. */
	return affix_starts_any(s, no_generic, AFFIX_LEN(no_generic)) ||
	    (str_starts(s, STR("市政")) && !str_starts(s, STR("市政府")) &&
	    !str_starts(s, STR("市政务")));
}

/* 区, 市 or 县 as in 区教育局: its length, or 0. */
static size_t
generic_len(struct str s)
{
	static const char *const own[] = { "本", "我" };
	static const char *const units[] = { "区", "市", "县", "旗", "州",
		"盟", "省" };
	struct str rest = s;

	affix_take_any(&rest, own, AFFIX_LEN(own));
	if (agency_has_own_unit(rest) ||
	    !affix_take_any(&rest, units, AFFIX_LEN(units)) ||
	    agency_office_kind(rest) == NULL)
		return 0;
	return s.n - rest.n;
}

/* The region that 区 means to whoever is in `context`. */
static const struct region *
own_region(struct str generic, const struct region *context)
{
	struct str unit = str_sub(generic, generic.n - HAN, HAN);

	while (context != NULL && !str_ends(context->name, unit))
		context = context->parent;
	return context;
}

static const char *
generic_level(struct str generic)
{
	if (str_ends(generic, STR("区")) || str_ends(generic, STR("县")) ||
	    str_ends(generic, STR("旗")))
		return "county";
	if (str_ends(generic, STR("州")) || str_ends(generic, STR("盟")))
		return "prefecture";
	return str_ends(generic, STR("省")) ? "province" : NULL;
}

static bool
is_district(const struct region *r)
{
	return r->level == REGION_COUNTY && str_ends(r->name, STR("区"));
}

/*
 * A zone that begins with the short form of a region belongs to it
 * (平潭综合实验区, 南京江北新区, 重庆合川工业园区). Without a region known before,
 * districts are not meant (西安高新区 is not of 牡丹江市西安区, 城东新区 not of
 * 西宁市城东区), and a county only where the kind of zone follows at once.
 */
static const struct region *
zone_parent(const struct regions *rs, struct str s, int year,
    const struct region *within)
{
	const struct region *r = NULL;
	struct region_chain c;
	size_t i, n = 0;

	region_prefix(rs, s, within, year, REGION_BRIEF, &c);
	for (i = 0; i < c.set.n; i++) {
		if (within == NULL && c.last == 0 && is_district(c.set.v[i]))
			continue;
		r = c.set.v[i];
		n++;
	}
	if (n != 1 || (r->level == REGION_COUNTY &&
	    !affix_starts_any(str_sub(s, c.len, s.n), zone_words,
	    AFFIX_LEN(zone_words))))
		return NULL;
	return r;
}

/* Whether a zone's name is its kind alone (高新区, 经济技术开发区). */
static bool
zone_is_bare(struct str s)
{
	static const char *const words[] = { "国家级", "高新技术", "高新",
		"经济", "技术", "产业", "工业", "综合", "旅游", "保税", "省级",
		"生态", "现代", "农业" };

	while (!affix_starts_any(s, zones, AFFIX_LEN(zones)))
		if (!affix_take_any(&s, words, AFFIX_LEN(words)))
			return false;
	return true;
}

static void
parse_zone(struct arena *a, const struct regions *rs, struct str s,
    struct str own, struct str office, int year,
    const struct region *context, struct agency *out)
{
	const struct region *r;

	r = zone_parent(rs, office, year, out->region);
	if (r == NULL && out->region == NULL)
		r = zone_parent(rs, office, year, context);
	if (r != NULL) {
		out->level = NULL;
		set_region(a, out, r, "zone", true);
	} else if (out->region == NULL && own.n == 0 && context != NULL) {
		set_region(a, out, context, "context", true);
		own = context->name;
	}
	out->name = zone_is_bare(office) && own.n > 0 ?
	    arena_printf(a, "%.*s%.*s", STR_ARG(own), STR_ARG(office)) :
	    own.n > 0 ? office : s;
}

/*
 * 国家统计局安康调查队, 中国人民银行长沙中心支行: a branch right behind the
 * short name of a city or province. 长沙 is 长沙市, not 长沙县 in it.
 */
static bool
branch_region(struct arena *a, const struct regions *rs, struct str s,
    int year, struct agency *out)
{
	static const char *const ends[] = { "调查队", "调查总队", "监管局",
		"监管分局", "中心支行", "分行", "分局", "局" };
	const struct region *r = NULL;
	struct region_chain c;
	size_t i, k;

	for (i = 0; i < s.n; str_char(s, &i)) {
		region_prefix(rs, str_sub(s, i, s.n), NULL, year, REGION_BRIEF,
		    &c);
		if (c.len > 0 && affix_starts_any(str_sub(s, i + c.len, s.n),
		    ends, AFFIX_LEN(ends)))
			break;
	}
	if (i >= s.n)
		return false;
	for (k = 0; k < c.set.n; k++)
		if (!is_district(c.set.v[k]) && (r == NULL ||
		    region_inside(r, c.set.v[k])))
			r = c.set.v[k];
	for (k = 0; k < c.set.n; k++)
		if (!is_district(c.set.v[k]) &&
		    !region_inside(c.set.v[k], r))
			return false;
	/* 自然资源部北海局 is of a sea. */
	if (r != NULL && r->level != REGION_PROVINCE &&
	    str_starts(str_sub(s, i + c.len, s.n), STR("局")))
		return false;
	set_region(a, out, r, "name", true);
	return r != NULL;
}

/* 中国（上海）自由贸易试验区…: the brackets name the province. */
static void
free_trade_zone(struct arena *a, const struct regions *rs, struct str s,
    int year, struct agency *out)
{
	const struct region *r;
	struct str name;
	ptrdiff_t end;

	if (!affix_take(&s, "中国（") && !affix_take(&s, "中国("))
		return;
	if ((end = str_find(s, STR("）"), 0)) < 0 &&
	    (end = str_find(s, STR(")"), 0)) < 0)
		return;
	name = str_sub(s, 0, (size_t)end);
	r = region_by_name(rs, name, NULL, year, REGION_BRIEF);
	if (r != NULL && r->level == REGION_PROVINCE)
		set_region(a, out, r, "name", true);
}

/*
 * A body of the state or the Party. One with a region further on is the local
 * office of a vertical administration (国家税务总局安康市税务局) and keeps its
 * whole name.
 */
static bool
parse_central(struct arena *a, const struct regions *rs, struct str s,
    int year, struct agency *out)
{
	static const char *const heads[] = { "国务院", "国家", "中国",
		"中华人民共和国", "中共" };
	struct str rest = s, at;
	struct region_chain c;

	if (str_starts(s, STR("国家级")) ||
	    (!affix_take_any(&rest, heads, AFFIX_LEN(heads)) &&
	    !affix_take_any(&rest, ministries, AFFIX_LEN(ministries))))
		return false;
	out->name = s;
	out->kind = str_eq(s, STR("国务院")) || str_eq(s, STR("国务院办公厅")) ?
	    "government" : agency_office_kind(s);
	if (out->kind == NULL || str_starts(s, STR("中共")))
		out->kind = "other";
	if (is_zone(s)) {
		free_trade_zone(a, rs, s, year, out);
		return true;
	}
	for (at = rest; at.n > 0; at = str_sub(at, 1, at.n)) {
		region_prefix(rs, at, NULL, year, 0, &c);
		if (c.len == 0)
			continue;
		out->level = shared_level(&c.set);
		set_region(a, out, c.set.n == 1 ? c.set.v[0] : NULL,
		    c.set.n == 1 ? "name" : "ambiguous", false);
		return true;
	}
	if (branch_region(a, rs, rest, year, out))
		return true;
	if (str_eq(s, STR("国务院")) ||
	    (!affix_ends_any(s, branches, AFFIX_LEN(branches)) &&
	    !affix_ends_any(s, others, AFFIX_LEN(others)))) {
		out->level = "central";
		/* 中华人民共和国财政部: the state is the parent of all. */
		if (str_starts(s, STR("中华人民共和国")) && rest.n > 0)
			out->name = rest;
	}
	return true;
}

/*
 * The region names at the start, in full; short forms only in front of a full
 * name that lies inside (内蒙古鄂伦春自治旗).
 */
static void
read_regions(const struct regions *rs, struct str s, int year,
    struct region_chain *c)
{
	region_prefix(rs, s, NULL, year, 0, c);
	if (c->len > 0)
		return;
	region_prefix(rs, s, NULL, year, REGION_BRIEF, c);
	if (c->last == 0 || c->set.n != 1 ||
	    !str_eq(str_sub(s, c->last, c->len - c->last),
	    c->set.v[0]->name))
		c->len = c->last = c->set.n = 0;
}

/*
 * Whether what stands behind a region's name makes it that of a township or of
 * a road: 城区街道办事处, 费县路街道办事处; not 市北区镇江路街道办事处.
 */
static bool
is_own_name(struct str rest)
{
	static const char *const units[] = { "街道", "镇", "乡" };
	static const char *const roads[] = { "路街道", "东路街道", "西路街道",
		"南路街道", "北路街道", "中路街道" };
	size_t i;

	for (i = 0; i < AFFIX_LEN(units); i++)
		if (str_starts(rest, str_of(units[i])))
			return ends_township(rest, units[i]);
	return affix_starts_any(rest, roads, AFFIX_LEN(roads));
}

static struct region_chain
parse_region(struct arena *a, const struct regions *rs, struct str s,
    int year, const struct region *context, struct agency *out)
{
	struct region_chain c;
	bool helped = false;

	read_regions(rs, s, year, &c);
	if (c.len > 0 && is_own_name(str_sub(s, c.len, s.n)))
		read_regions(rs, str_sub(s, 0, c.last), year, &c);
	if (c.set.n != 1)
		helped = resolve(rs, s, year, context, &c);
	if (c.set.n == 1) {
		set_region(a, out, c.set.v[0],
		    helped ? "name in context" : "name", helped);
	} else if (c.set.n > 1) {
		out->from = "ambiguous";
		out->level = shared_level(&c.set);
	}
	return c;
}

/* Whether an office is one of whatever region it is found in. */
static bool
is_local(struct str office)
{
	const char *kind = agency_office_kind(office);

	return is_government(office) ||
	    (kind != NULL && strcmp(kind, "department") == 0);
}

/*
 * 湛江海关 of 湛江市, 五华科技产业园 of 五华区: an office that has its region's
 * short name in it already.
 */
static bool
names_region(struct str office, const struct region *r)
{
	size_t end = 0, i;

	for (i = 0; i < 2 && end < r->name.n; i++)
		str_char(r->name, &end);
	if (end >= r->name.n)
		return false;
	return str_starts(office, str_sub(r->name, 0, end));
}

/*
 * Own region and office of a name that does not begin with a region. An
 * office is the context's; a university keeps its own name.
 */
static void
parse_generic(struct arena *a, struct str s, const struct region *context,
    struct agency *out, struct str *own, struct str *office)
{
	size_t n = generic_len(s);
	const struct region *r = context;

	*own = str_sub(s, 0, n);
	*office = str_sub(s, n, s.n);
	if (n > 0) {
		r = own_region(*own, context);
		out->level = r == NULL ? generic_level(*own) : NULL;
	}
	set_region(a, out, r, r == NULL ? "name" : n > 0 ? "generic" :
	    "context", r != NULL);
	if (r != NULL && is_local(*office) && !names_region(*office, r))
		*own = r->name;
}

/* The name, from its region's and its office's; both may be empty. */
static void
set_name(struct arena *a, struct str own, struct str office,
    struct agency *out)
{
	static const char *const above[] = { "人民政府", "政府" };
	bool town = strcmp(out->kind, "township") == 0;
	struct str below = office, full;

	/* 徐汇区人民政府徐家汇街道办事处: the government is a parent too. */
	if (town && affix_take_any(&below, above, AFFIX_LEN(above)) &&
	    below.n > strlen("办事处"))
		office = below;
	full = full_office(a, own, office, out->kind);
	if (town) {
		out->level = "township";
		own = STR("");
	}
	/* 人民政府 was not printed. */
	out->guess |= office.n == 0 || (town && full.n != office.n);
	out->name = arena_printf(a, "%.*s%.*s", STR_ARG(own), STR_ARG(full));
}

/* 上海市公安局长宁分局: of 长宁区, which lies in the region of the whole. */
static const struct region *
branch_of(const struct regions *rs, struct str s, int year,
    const struct region *within)
{
	struct region_chain c;
	struct str head = s, rest;
	ptrdiff_t at = -1, next;

	if (!affix_drop(&head, "分局"))
		return NULL;
	while ((next = str_find(head, STR("局"), (size_t)(at + 1))) >= 0)
		at = next;
	if (at < 0)
		return NULL;
	rest = str_sub(s, (size_t)at + strlen("局"), s.n);
	region_prefix(rs, rest, within, year, REGION_BRIEF, &c);
	return c.set.n == 1 && c.len > 0 &&
	    str_eq(str_sub(rest, c.len, rest.n), STR("分局")) ? c.set.v[0] :
	    NULL;
}

static void
parse_local(struct arena *a, const struct regions *rs, struct str s, int year,
    const struct region *context, struct agency *out)
{
	struct region_chain c = parse_region(a, rs, s, year, context, out);
	struct str own = str_sub(s, c.last, c.len - c.last);
	struct str office = str_sub(s, c.len, s.n);
	const struct region *r;

	/* 桃源县县教育局 */
	if (own.n > HAN && generic_len(office) == HAN &&
	    str_ends(own, str_sub(office, 0, HAN)))
		office = str_sub(office, HAN, office.n);
	out->kind = agency_office_kind(office);
	if (c.len > 0 && (office.n == 0 || str_eq(office, STR("本级"))))
		out->kind = "government";
	if (out->kind != NULL && (strcmp(out->kind, "zone") == 0 ||
	    (strcmp(out->kind, "department") == 0 && is_zone(office)))) {
		parse_zone(a, rs, s, own, office, year, context, out);
		return;
	}
	if (c.len == 0 && (r = region_by_name(rs, s, NULL, year,
	    REGION_BRIEF)) != NULL && r->level == REGION_PROVINCE) {
		/* 宁夏2021年…报告 */
		set_region(a, out, r, "name", true);
		own = r->name;
		office = STR("");
		out->kind = "government";
	} else if (c.len == 0) {
		/* A customs district is no region's, nor its address's. */
		parse_generic(a, s, str_ends(s, STR("海关")) ? NULL : context,
		    out, &own, &office);
		out->kind = agency_office_kind(office);
	}
	if (out->kind == NULL)
		out->kind = "other";
	set_name(a, own, office, out);
	if (out->region != NULL && (r = branch_of(rs, s, year,
	    out->region)) != NULL) {
		out->level = NULL;
		set_region(a, out, r, "branch", true);
	}
}

/* 第一师阿拉尔市: the division and its city are one; the city has a code. */
static struct str
without_division(const struct regions *rs, struct str s, int year)
{
	struct str rest = s;
	struct region_chain c;
	ptrdiff_t at;

	affix_take(&rest, "新疆生产建设兵团");
	if (!str_starts(rest, STR("第")) ||
	    (at = str_find(rest, STR("师"), 0)) < 0 || at > MAX_DIVISION)
		return s;
	rest = str_sub(rest, (size_t)at + strlen("师"), rest.n);
	region_prefix(rs, rest, NULL, year, 0, &c);
	return c.len > 0 ? rest : s;
}

bool
agency_parse(struct arena *a, const struct regions *rs, struct str name,
    int year, const struct region *context, struct agency *out)
{
	struct str s = affix_squeeze(a, name);
	ptrdiff_t note;

	/* …局（市大数据局）: another name of the same body. */
	if (!str_starts(s, STR("中国")) && (str_ends(s, STR("）")) ||
	    str_ends(s, STR(")"))) &&
	    ((note = str_find(s, STR("（"), 0)) > 0 ||
	    (note = str_find(s, STR("("), 0)) > 0))
		s.n = (size_t)note;
	s = without_division(rs, s, year);
	/* 广州海关关区: the customs and its branches. */
	if (str_ends(s, STR("海关关区")))
		affix_drop(&s, "关区");
	if (s.n == 0 || !affix_is_name(s))
		return false;
	*out = (struct agency){ .from = "name" };
	if (!parse_central(a, rs, s, year, out))
		parse_local(a, rs, s, year, context, out);
	return true;
}

const struct region *
agency_index_no_region(const struct regions *rs, struct str index_no,
    int year)
{
	size_t n = 0, digits = 0;
	char c;

	index_no = str_trim(index_no);
	for (; n < index_no.n; n++) {
		c = index_no.p[n];
		if (c >= '0' && c <= '9')
			digits += digits == n;
		else if (!(c >= 'A' && c <= 'Z') && !(c >= 'a' && c <= 'z'))
			break;
	}
	if (n == 9 || digits < (n == 18 ? 8 : 6))
		return NULL;
	return region_by_code(rs, str_sub(index_no, n == 18 ? 2 : 0, 6), year);
}
