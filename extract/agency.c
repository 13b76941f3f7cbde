/* SPDX-License-Identifier: MIT */
/*
 * A name is read from the left: region names as far as they are inside one
 * another, then the office. A title is read around its year.
 */
#include "agency.h"

#define LEN(a) (sizeof(a) / sizeof(*(a)))

enum {
	HAN = 3,		/* bytes of a Chinese character */
	NAME_MAX = 60,		/* characters of an agency */
	TITLE_MAX = 200 * HAN	/* bytes of a title */
};

/* Zones, in a name before any office: GB/T 2260 has no codes for them. */
static const char *const zones[] = { "开发区", "高新区", "经开区", "新区",
	"实验区", "试验区", "示范区", "园区", "保税区", "合作区", "度假区",
	"风景区", "名胜区", "工业区", "旅游区", "功能区", "产业区", "自贸区",
	"管委会" };

/* What a zone's name may go on with right behind a region's short form. */
static const char *const zone_words[] = { "高新", "经济", "综合", "开发区",
	"新区", "经开", "保税", "工业", "国家", "高技术", "产业", "自贸",
	"自由贸易", "临空", "航空" };

/* What ends the name of an office; a zone's name stands before it. */
static const char *const offices[] = { "局", "厅", "办公室", "中心",
	"委员会" };

static const char *const departments[] = { "局", "厅", "部", "署", "委员会",
	"委", "办公室", "办公厅", "办", "中心", "处", "站", "所", "队", "馆" };

static const char *const governments[] = { "人民政府", "人民政府办公室",
	"人民政府办公厅", "行政公署" };

static const char *const others[] = { "大学", "学院", "学校", "中学", "小学",
	"幼儿园", "党校", "院", "集团", "公司", "银行", "分行", "支行", "协会",
	"联合会", "联合社" };

/* Ministries whose names do not begin with 国家 or 国务院. */
static const char *const ministries[] = { "外交部", "国防部", "教育部",
	"科学技术部", "科技部", "工业和信息化部", "公安部", "民政部", "司法部",
	"财政部", "人力资源和社会保障部", "自然资源部", "生态环境部",
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

static bool
take(struct str *s, const char *what)
{
	struct str w = str_of(what);

	if (!str_starts(*s, w))
		return false;
	*s = str_sub(*s, w.n, s->n - w.n);
	return true;
}

static bool
take_any(struct str *s, const char *const *list, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (take(s, list[i]))
			return true;
	return false;
}

static bool
starts_any(struct str s, const char *const *list, size_t n)
{
	return take_any(&s, list, n);
}

static bool
drop(struct str *s, const char *what)
{
	struct str w = str_of(what);

	if (!str_ends(*s, w))
		return false;
	s->n -= w.n;
	return true;
}

static bool
drop_any(struct str *s, const char *const *list, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (drop(s, list[i]))
			return true;
	return false;
}

static bool
ends_any(struct str s, const char *const *list, size_t n)
{
	return drop_any(&s, list, n);
}

/* Where the first of the words stands, or -1. */
static ptrdiff_t
find_any(struct str s, const char *const *list, size_t n)
{
	ptrdiff_t best = -1, at;
	size_t i;

	for (i = 0; i < n; i++) {
		at = str_find(s, str_of(list[i]), 0);
		if (at >= 0 && (best < 0 || at < best))
			best = at;
	}
	return best;
}

/* Without white space, full-width digits made ASCII. */
static struct str
squeeze(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1);
	size_t at = 0, from, n = 0;
	uint32_t c;

	while (at < s.n) {
		from = at;
		c = str_char(s, &at);
		if (str_is_space(c))
			continue;
		if (c >= 0xFF10 && c <= 0xFF19) {
			p[n++] = (char)('0' + (c - 0xFF10));
			continue;
		}
		memcpy(p + n, s.p + from, at - from);
		n += at - from;
	}
	return (struct str){ p, n };
}

/* Whether text can be a name at all, and is no sentence or title. */
static bool
is_name(struct str s)
{
	static const char *const never[] = { "，", ",", "。", "；", "：", ":",
		"？", "《", "》", "关于", "通知" };

	return str_chars(s) <= NAME_MAX && find_any(s, never, LEN(never)) < 0;
}

/* ---- names ---- */

/*
 * An office of a township: a name, 镇, 乡 or 街道, and nothing but its
 * government behind (城乡建设局 and 乡村振兴局 are none).
 */
static bool
is_township(struct str s)
{
	static const char *const units[] = { "镇", "街道", "民族乡", "乡",
		"苏木" };
	static const char *const bodies[] = { "人民政府", "政府", "办事处",
		"党政", "党委", "党工委" };
	struct str tail;
	ptrdiff_t at;
	size_t i;

	for (i = 0; i < LEN(units); i++) {
		/* Not the first one always: 古镇镇. */
		at = -1;
		while ((at = str_find(s, str_of(units[i]),
		    (size_t)(at + 1))) >= 0) {
			tail = str_sub(s, (size_t)at, s.n);
			take(&tail, units[i]);
			if (tail.n == 0 || str_eq(tail, STR("办")) ||
			    starts_any(tail, bodies, LEN(bodies)))
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

	if (!take_any(&s, names, LEN(names)))
		return false;
	return s.n == 0 || str_eq(s, STR("办公室")) ||
	    str_eq(s, STR("办公厅")) || str_eq(s, STR("办"));
}

/* A zone or an office of one: the zone is named before any office. */
static bool
is_zone(struct str s)
{
	ptrdiff_t zone = find_any(s, zones, LEN(zones));
	ptrdiff_t office = find_any(s, offices, LEN(offices));

	/* 管理委员会 of a zone is an office, but behind the zone. */
	return zone >= 0 && (office < 0 || zone < office);
}

/* The kind of an office, region off; NULL if it looks like none. */
static const char *
kind_of(struct str office)
{
	if (is_township(office))
		return "township";
	if (is_government(office))
		return "government";
	if (is_zone(office))
		return "zone";
	/* Of a region that is not known. */
	if (ends_any(office, governments, LEN(governments)))
		return "government";
	/* 安康市委…: of the Party. */
	if (str_starts(office, STR("委")) ||
	    ends_any(office, others, LEN(others)))
		return "other";
	if (ends_any(office, departments, LEN(departments)))
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
	if (office.n == 0)
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

/* 区, 市 or 县 as in 区教育局: its length, or 0. */
static size_t
generic_len(struct str s)
{
	static const char *const own[] = { "本", "我" };
	static const char *const units[] = { "区", "市", "县", "旗", "州",
		"盟", "省" };
	struct str rest = s;

	take_any(&rest, own, LEN(own));
	if (starts_any(rest, no_generic, LEN(no_generic)))
		return 0;
	/* 市政管理局 is no 政管理局 of the city, 市政府 and 市政务 are. */
	if (str_starts(rest, STR("市政")) &&
	    !str_starts(rest, STR("市政府")) &&
	    !str_starts(rest, STR("市政务")))
		return 0;
	if (!take_any(&rest, units, LEN(units)) || kind_of(rest) == NULL)
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
 * (平潭综合实验区, 南京江北新区). Without a region known before, districts
 * are not meant (西安高新区 is not of 牡丹江市西安区, 城东新区 not of
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
		if (within == NULL && is_district(c.set.v[i]))
			continue;
		r = c.set.v[i];
		n++;
	}
	if (n != 1 || (r->level == REGION_COUNTY &&
	    !starts_any(str_sub(s, c.len, s.n), zone_words,
	    LEN(zone_words))))
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

	while (!starts_any(s, zones, LEN(zones)))
		if (!take_any(&s, words, LEN(words)))
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
	    (!take_any(&rest, heads, LEN(heads)) &&
	    !take_any(&rest, ministries, LEN(ministries))))
		return false;
	out->name = s;
	out->kind = str_eq(s, STR("国务院")) || str_eq(s, STR("国务院办公厅")) ?
	    "government" : kind_of(s);
	if (out->kind == NULL || str_starts(s, STR("中共")))
		out->kind = "other";
	for (at = rest; at.n > 0; at = str_sub(at, 1, at.n)) {
		region_prefix(rs, at, NULL, year, 0, &c);
		if (c.len == 0)
			continue;
		out->level = shared_level(&c.set);
		set_region(a, out, c.set.n == 1 ? c.set.v[0] : NULL,
		    c.set.n == 1 ? "name" : "ambiguous", false);
		return true;
	}
	if (!ends_any(s, branches, LEN(branches)) &&
	    !ends_any(s, others, LEN(others)))
		out->level = "central";
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
 * Which region the name begins with. 城区街道办事处 is a township of that
 * name, not one of a region 城区.
 */
static struct region_chain
parse_region(struct arena *a, const struct regions *rs, struct str s,
    int year, const struct region *context, struct agency *out)
{
	static const char *const units[] = { "街道", "镇", "乡" };
	struct region_chain c;
	bool helped = false;

	read_regions(rs, s, year, &c);
	if (c.len > 0 &&
	    starts_any(str_sub(s, c.len, s.n), units, LEN(units)) &&
	    is_township(str_sub(s, c.last, s.n)))
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
	const char *kind = kind_of(office);

	return is_government(office) ||
	    (kind != NULL && strcmp(kind, "department") == 0);
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
	if (r != NULL && is_local(*office))
		*own = r->name;
}

/* The name, from its region's and its office's; both may be empty. */
static void
set_name(struct arena *a, struct str own, struct str office,
    struct agency *out)
{
	bool town = strcmp(out->kind, "township") == 0;
	struct str full = full_office(a, own, office, out->kind);

	if (town) {
		out->level = "township";
		own = STR("");
	}
	/* 人民政府 was not printed. */
	out->guess |= office.n == 0 || (town && full.n != office.n);
	out->name = arena_printf(a, "%.*s%.*s", STR_ARG(own), STR_ARG(full));
}

static void
parse_local(struct arena *a, const struct regions *rs, struct str s, int year,
    const struct region *context, struct agency *out)
{
	struct region_chain c = parse_region(a, rs, s, year, context, out);
	struct str own = str_sub(s, c.last, c.len - c.last);
	struct str office = str_sub(s, c.len, s.n);

	out->kind = kind_of(office);
	if (c.len > 0 && office.n == 0)
		out->kind = "government";
	if (out->kind != NULL && strcmp(out->kind, "zone") == 0) {
		parse_zone(a, rs, s, own, office, year, context, out);
		return;
	}
	if (c.len == 0) {
		parse_generic(a, s, context, out, &own, &office);
		out->kind = kind_of(office);
	}
	if (out->kind == NULL)
		out->kind = "other";
	set_name(a, own, office, out);
}

bool
agency_parse(struct arena *a, const struct regions *rs, struct str name,
    int year, const struct region *context, struct agency *out)
{
	struct str s = squeeze(a, name);
	ptrdiff_t note;

	/* …局（市大数据局）: another name of the same body. */
	if ((note = str_find(s, STR("（"), 0)) > 0 ||
	    (note = str_find(s, STR("("), 0)) > 0)
		s.n = (size_t)note;
	if (s.n == 0 || !is_name(s))
		return false;
	*out = (struct agency){ .from = "name" };
	if (!parse_central(a, rs, s, year, out))
		parse_local(a, rs, s, year, context, out);
	return true;
}

/* ---- titles ---- */

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

/* 年度, 学年 (of universities: 2019-2020学年) or nothing. */
static void
take_year_unit(struct str *s)
{
	static const char *const dashes[] = { "-", "—", "–", "－", "~", "～",
		"至" };
	static const char *const units[] = { "学年度", "学年", "年度", "年",
		"度" };
	struct str to = *s;

	take(&to, "年");
	if (take_any(&to, dashes, LEN(dashes)) && take_year(&to) != 0 &&
	    str_starts(to, STR("学年")))
		*s = to;
	take_any(s, units, LEN(units));
}

/* Whether a title may end here: nothing left, a note, or the site's name. */
static bool
title_ends(struct str s)
{
	static const char *const closers[] = { "》", "”", "\"", "。" };
	static const char *const after[] = { "（", "(", "【", "[", "_", "-",
		"－", "—", "–", "|", "｜", "·", ".pdf", ".doc", ".htm", ".wps",
		".xls" };

	while (take_any(&s, closers, LEN(closers)))
		;
	return s.n == 0 || starts_any(s, after, LEN(after));
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
		"现公布", "现将", "《", "“", "\"" };
	static const char *const back[] = { "关于公布", "关于发布",
		"关于编制", "关于", "的", "-", "—", "－", "《", "“", "\"" };
	ptrdiff_t at;
	size_t i;

	for (i = 0; i < LEN(cuts); i++)
		while ((at = str_find(s, str_of(cuts[i]), 0)) >= 0)
			s = str_sub(s, (size_t)at + strlen(cuts[i]), s.n);
	while (take_any(&s, front, LEN(front)))
		;
	while (drop_any(&s, back, LEN(back)))
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

	for (i = 0; i < LEN(open); i++) {
		if (!str_starts(s, str_of(open[i])))
			continue;
		if ((at = str_find(s, str_of(shut[i]), 0)) < 0)
			break;
		return skip_notes(str_sub(s, (size_t)at + strlen(shut[i]),
		    s.n));
	}
	return s;
}

/* Whether text between a year and what is reported can be an agency. */
static bool
looks_like_agency(struct str s)
{
	static const char *const more[] = { "政府", "街道", "镇", "乡", "区",
		"县", "市", "省", "州", "旗", "盟", "会" };

	return s.n >= 2 * HAN && !str_starts(s, STR("全")) &&
	    (kind_of(s) != NULL || ends_any(s, more, LEN(more)));
}

/*
 * (政府)?信息公开(工作)?(年度)?(工作)?报告, the words in any order. `open`:
 * 信息公开 stood before the year.
 */
static bool
is_ogi_report(struct str s, bool open)
{
	static const char *const words[] = { "年度", "年", "政府", "政务",
		"工作", "情况", "的" };

	for (;;) {
		if (take(&s, "信息公开")) {
			open = true;
			continue;
		}
		if (take(&s, "报告") ||
		    (!str_starts(s, STR("年报告")) && take(&s, "年报")))
			return open && title_ends(s);
		if (!take_any(&s, words, LEN(words)))
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
	if (drop(&head, "政府") && str_ends(head, STR("人民")))
		head.n += strlen("政府");
	else
		drop(&head, "政务");
	return head;
}

/* 工作总结, and maybe the plan of the next year. */
static bool
is_summary(struct str s)
{
	static const char *const joins[] = { "暨", "以及", "和", "及", "与",
		"、" };
	static const char *const next[] = { "下一步", "下一年", "下年",
		"明年" };

	if (!take(&s, "工作总结"))
		return false;
	if (title_ends(s))
		return true;
	return take_any(&s, joins, LEN(joins)) &&
	    (take_year(&s) != 0 || starts_any(s, next, LEN(next)));
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
	static const char *const what[] = { "信息公开", "工作总结" };
	struct str head = *agency;
	ptrdiff_t at;

	if (is_ogi_report(s, false))
		return "ogi_annual";
	if (is_summary(s))
		return "work_summary";
	drop(&head, "工作");
	if (drop(&head, "信息公开") && is_ogi_report(s, true)) {
		*agency = before_disclosure(head);
		return "ogi_annual";
	}
	if ((at = find_any(s, what, LEN(what))) <= 0)
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
year_behind(struct str s, struct agency_title *out)
{
	static const char *const open[] = { "（", "(" };
	ptrdiff_t at = str_find(s, STR("信息公开"), 0), end;
	struct str head, rest;
	int year;

	if (at < 0 || !is_ogi_report(str_sub(s, (size_t)at, s.n), false) ||
	    (end = find_any(s, open, LEN(open))) < at)
		return false;
	head = agency_part(before_disclosure(str_sub(s, 0, (size_t)at)));
	rest = str_sub(s, (size_t)end, s.n);
	take_any(&rest, open, LEN(open));
	if ((year = take_year(&rest)) == 0 || !is_name(head))
		return false;
	*out = (struct agency_title){ "ogi_annual", head, year };
	return true;
}

/* …人民政府工作报告, 2021年政府工作报告, 沅江市2021年政府工作报告 */
static bool
gov_work_report(struct str s, struct agency_title *out)
{
	static const char *const ends[] = { "人民政府", "政府", "省", "市",
		"县", "区", "旗", "州", "盟", "镇", "乡" };
	ptrdiff_t at = str_find(s, STR("政府工作报告"), 0);
	struct str head, rest = s, before = STR_NONE;
	int year = 0;
	size_t i;

	if (at < 0)
		return false;
	head = str_sub(s, 0, (size_t)at);
	if (!title_ends(str_sub(s, (size_t)at + strlen("政府工作报告"), s.n)))
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
	if (!is_name(head) ||
	    (head.n > 0 && !ends_any(head, ends, LEN(ends))))
		return false;
	*out = (struct agency_title){ "gov_work_report", head, year };
	return true;
}

bool
agency_in_title(struct arena *a, struct str title, struct agency_title *out)
{
	struct str s, rest, agency;
	const char *kind;
	size_t at = 0;
	int year;

	if (title.n > TITLE_MAX)
		return false;
	s = skip_notes(squeeze(a, title));
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
		take_year_unit(&rest);
		agency = agency_part(str_sub(s, 0, at));
		kind = reported(rest, &agency);
		if (kind != NULL && is_name(agency)) {
			*out = (struct agency_title){ kind, agency, year };
			return true;
		}
		at = (size_t)(rest.p - s.p);
	}
	return year_behind(s, out) || gov_work_report(s, out);
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
	if (digits < 6 || n == 9 || n == 18)
		return NULL;
	return region_by_code(rs, str_sub(index_no, 0, 6), year);
}
