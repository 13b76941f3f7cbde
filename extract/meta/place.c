/* SPDX-License-Identifier: MIT */
#include "place.h"

#include "affix.h"
#include "agency.h"
#include "dict.h"

DICT_DECLARE(host);

enum {
	MAX_PLACES = 64,
	MIN_NAMED = 2,		/* times that a region must be named */
	MAX_REGION = 60,	/* bytes of names of regions, one in another */
	OPENING = 1500		/* characters in which one is told whom to ask */
};

struct place {
	const struct region *region;
	int named;
};

struct places {
	struct place v[MAX_PLACES];
	int n;
};

/* Prefectures whose townships lie in no county. */
static bool
has_no_counties(const struct region *r)
{
	static const char *const codes[] = { "441900", "442000", "460400",
		"620200" };

	return affix_starts_any(r->code, codes, AFFIX_LEN(codes));
}

/* Whether the region is of the kind that the name asks for. */
static bool
fits(const struct region *r, struct str name)
{
	static const char *const generic[] = { "区", "县", "市", "省", "旗" };
	const char *kind = agency_office_kind(name);
	size_t i;

	/* A township is of a county: the city's site says little of it. */
	if (kind != NULL && strcmp(kind, "township") == 0 &&
	    r->level != REGION_COUNTY && !has_no_counties(r))
		return false;

	if (r->level == REGION_PROVINCE)
		return str_starts(name, STR("省")) ||
		    (str_starts(name, STR("市")) &&
		    str_ends(r->name, STR("市")));
	for (i = 0; i < sizeof(generic) / sizeof(*generic) &&
	    !agency_has_own_unit(name); i++)
		if (str_starts(name, str_of(generic[i])))
			return str_ends(r->name, str_of(generic[i]));
	return true;
}

static void
count(struct places *p, const struct region *r)
{
	int i;

	for (i = 0; i < p->n; i++)
		if (str_eq(p->v[i].region->code, r->code)) {
			p->v[i].named++;
			return;
		}
	if (p->n < MAX_PLACES)
		p->v[p->n++] = (struct place){ r, 1 };
}

/*
 * The region named most; it must be named twice as often as the next, save
 * regions that lie in it or it in them (the prefecture of a county).
 */
static const struct region *
winner(const struct places *p, struct str name)
{
	const struct place *best = NULL;
	int i;

	for (i = 0; i < p->n; i++)
		if (fits(p->v[i].region, name) &&
		    (best == NULL || p->v[i].named > best->named))
			best = &p->v[i];
	if (best == NULL || best->named < MIN_NAMED)
		return NULL;
	for (i = 0; i < p->n; i++)
		if (&p->v[i] != best && fits(p->v[i].region, name) &&
		    2 * p->v[i].named > best->named &&
		    p->v[i].region->level == best->region->level)
			return NULL;
	return best->region;
}

/*
 * 赴桃源县学习, 桃源县的先进经验: others are named that way, not one's own; and
 * 《长沙市…规定》 is cited in 浏阳市 too.
 */
static bool
is_elsewhere(struct str text, size_t at, size_t len, const struct region *r)
{
	static const char *const front[] = { "赴", "到", "前往", "学习", "借鉴",
		"考察", "参照", "参考", "对标", "来自", "与", "和", "、" };
	static const char *const back[] = { "经验", "做法", "模式", "先进",
		"的经验", "的做法", "的先进", "考察", "学习", "、" };

	if (r->level != REGION_COUNTY && str_ends(str_sub(text, 0, at),
	    STR("《")))
		return true;
	return affix_ends_any(str_sub(text, 0, at), front, AFFIX_LEN(front)) ||
	    affix_starts_any(str_sub(text, at + len, text.n), back,
	    AFFIX_LEN(back));
}

static const struct region *
named_most(const struct doc *d, const struct regions *regions, int year,
    struct str name)
{
	struct str text = d->text_hans;
	struct region_set set;
	struct region_chain chain;
	struct places p = { .n = 0 };
	size_t at = 0, len;

	while ((at = region_next(regions, text, at)) < text.n) {
		len = region_find(regions, text, at, year, 0, &set);
		if (len == 0) {
			str_char(text, &at);
			continue;
		}
		region_prefix(regions, str_sub(text, at, 200), NULL, year, 0,
		    &chain);
		if (chain.len > 0 && chain.set.n == 1) {
			if (!is_elsewhere(text, at, chain.len,
			    chain.set.v[0]))
				count(&p, chain.set.v[0]);
			len = chain.len;
		}
		at += len;
	}
	return winner(&p, name);
}

/* "地址:白城市洮北区公园东路14号" */
static const struct region *
by_address(const struct doc *d, const struct regions *regions, int year,
    struct str name)
{
	static const char *const keys[] = { "地址:", "地址：", "地点:",
		"地址" };
	struct region_chain chain;
	ptrdiff_t at;
	size_t i;

	for (i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		for (at = -1; (at = str_find(d->text_hans, str_of(keys[i]),
		    (size_t)(at + 1))) >= 0;) {
			region_prefix(regions, str_trim(str_sub(d->text_hans,
			    (size_t)at + strlen(keys[i]), 200)), NULL, year,
			    0, &chain);
			if (chain.len > 0 && chain.set.n == 1 &&
			    fits(chain.set.v[0], name))
				return chain.set.v[0];
		}
	return NULL;
}

/*
 * "请与大竹县教科局联系", "报告可在定州市人民政府门户网站下载": the region that a
 * name begins with where a reader is told to turn to. With a suffix only: one
 * may turn to anybody.
 */
static const struct region *
by_contact(const struct doc *d, const struct regions *regions, int year,
    struct str name)
{
	static const char *const keys[] = { "请与", "请联系", "致电", "可在",
		"可从", "登录", "报告在", "可通过", "通过" };
	static const char *const marks[] = { "“", "：", ":", "\"" };
	struct str opening = str_first(d->text_hans, OPENING), s;
	struct region_chain chain;
	ptrdiff_t at;
	size_t i;

	for (i = 0; i < AFFIX_LEN(keys); i++) {
		if ((at = str_find(opening, str_of(keys[i]), 0)) < 0)
			continue;
		s = str_sub(opening, (size_t)at + strlen(keys[i]), 200);
		affix_take_any(&s, marks, AFFIX_LEN(marks));
		region_prefix(regions, s, NULL, year, 0, &chain);
		if (chain.len > 0 && chain.set.n == 1 &&
		    fits(chain.set.v[0], name))
			return chain.set.v[0];
	}
	return NULL;
}

/* 来源:咸宁市人民政府 */
static const struct region *
by_publisher(const struct doc *d, const struct regions *regions, int year,
    struct str name)
{
	static const char *const keys[] = { "来源", "信息来源", "文章来源",
		"发布机构", "发文机关", "发布单位", "ContentSource",
		"SiteName" };
	struct region_chain chain;
	size_t i, k;

	for (i = 0; i < d->metas.n; i++)
		for (k = 0; k < AFFIX_LEN(keys); k++) {
			if (!str_eq(d->metas.v[i].name, str_of(keys[k])))
				continue;
			region_prefix(regions, d->metas.v[i].hans, NULL,
			    year, 0, &chain);
			if (chain.len > 0 && chain.set.n == 1 &&
			    fits(chain.set.v[0], name))
				return chain.set.v[0];
		}
	return NULL;
}

/*
 * 市气象局 where the text has 宣城市气象局 as well: the region that stands in
 * front of the name wherever one does. NULL if they differ.
 */
static const struct region *
in_full(const struct doc *d, const struct regions *regions, int year,
    struct str name)
{
	static const char *const generic[] = { "省", "区", "县", "市", "州",
		"旗", "盟" };
	const struct region *r = NULL;
	struct region_chain c;
	struct str s = d->text_hans;
	ptrdiff_t at = -1;
	size_t from, unit = strlen("市");

	if (!affix_starts_any(name, generic, AFFIX_LEN(generic)) ||
	    name.n < 4 * unit)
		return NULL;
	while ((at = str_find(s, name, (size_t)(at + 1))) >= 0) {
		from = (size_t)at > MAX_REGION ? (size_t)at - MAX_REGION : 0;
		for (; from < (size_t)at; from++) {
			region_prefix(regions, str_sub(s, from, s.n), NULL,
			    year, 0, &c);
			if (c.len == (size_t)at + unit - from)
				break;
		}
		if (from == (size_t)at || c.set.n != 1 ||
		    is_elsewhere(s, from, c.len + name.n - unit, c.set.v[0]))
			continue;
		if (r != NULL && !str_eq(r->code, c.set.v[0]->code))
			return NULL;
		r = c.set.v[0];
	}
	return r;
}

/*
 * The region inside `within` that a label of a host is the name of: bengshan of
 * 蚌山; NULL if none. A label may have several rows: the first that fits.
 */
static const struct region *
host_label(struct arena *a, const struct regions *regions, struct str label,
    const struct region *within, int year)
{
	struct str text = DICT(host), rest, name;
	struct str key = arena_printf(a, "\n%.*s\t", STR_ARG(label));
	struct region_chain c;
	ptrdiff_t at = -1;

	while ((at = str_find(text, key, (size_t)(at + 1))) >= 0) {
		rest = str_sub(text, (size_t)at + key.n, text.n);
		name = str_cut(&rest, '\n');
		region_prefix(regions, name, within, year, REGION_BRIEF, &c);
		if (name.n > 0 && c.len == name.n && c.set.n == 1)
			return c.set.v[0];
	}
	return NULL;
}

const struct region *
place_of_host(const struct doc *d, const struct regions *regions, int year)
{
	struct str rest = d->host;
	const struct region *r = NULL, *inner;
	size_t dot;

	if (!affix_drop(&rest, ".gov.cn") || d->is_mirror)
		return NULL;
	do {
		for (dot = rest.n; dot > 0 && rest.p[dot - 1] != '.'; dot--)
			;
		inner = host_label(d->arena, regions, str_sub(rest, dot,
		    rest.n), r, year);
		if (inner == NULL)
			break;
		r = inner;
		rest = str_sub(rest, 0, dot > 0 ? dot - 1 : 0);
	} while (rest.n > 0);
	return r;
}

/*
 * 4309810018/2022-1628175: the code in an index number, where the host or the
 * text names that region as well, for index numbers are copied.
 */
static const struct region *
by_index_no(const struct doc *d, const struct regions *regions, int year,
    struct str name)
{
	static const char *const keys[] = { "索引号", NULL };
	const struct region *r = agency_index_no_region(regions,
	    doc_meta(d, keys), year), *host;

	if (r == NULL || !fits(r, name))
		return NULL;
	host = place_of_host(d, regions, year);
	return (host != NULL && region_inside(r, host)) ||
	    str_has(d->text_hans, r->name) ? r : NULL;
}

/*
 * By the host, and by what the text names most; neither where they exclude one
 * another. A prefecture's host has the pages of its counties as well.
 */
static const struct region *
by_host(const struct doc *d, const struct regions *regions, int year,
    struct str name, const char **how)
{
	const struct region *named = named_most(d, regions, year, name);
	const struct region *host = place_of_host(d, regions, year);
	bool inside = named == NULL || (host != NULL &&
	    region_inside(host, named));

	if (inside && host != NULL && fits(host, name)) {
		*how = "host";
		return host;
	}
	*how = "region named most";
	return named != NULL && host != NULL && !inside &&
	    !region_inside(named, host) ? NULL : named;
}

const struct region *
place_of(const struct doc *d, const struct regions *regions, int year,
    struct str name, const char **how)
{
	const struct region *r;

	*how = "its name in full";
	if ((r = in_full(d, regions, year, name)) != NULL)
		return r;
	*how = "contact address";
	if ((r = by_address(d, regions, year, name)) != NULL)
		return r;
	*how = "whom to ask";
	if ((r = by_contact(d, regions, year, name)) != NULL)
		return r;
	*how = "publisher";
	if ((r = by_publisher(d, regions, year, name)) != NULL)
		return r;
	*how = "index number";
	if ((r = by_index_no(d, regions, year, name)) != NULL)
		return r;
	return by_host(d, regions, year, name, how);
}
