/* SPDX-License-Identifier: MIT */
#include "meta.h"

#include <stdlib.h>

#include "affix.h"
#include "agency.h"
#include "date.h"
#include "label.h"
#include "place.h"
#include "title.h"

enum {
	TITLE_BLOCKS = 12,	/* a title stands among the first blocks */
	TITLE_LINES = 3,	/* that one title may be set in */
	MAX_TITLE_LINE = 30,	/* characters of each */
	MAX_TITLE = 300,	/* bytes */
	MIN_YEAR = 1949, MAX_YEAR = 2100,
	MAX_SESSION = 60,	/* bytes of a day, of a people's congress */
	SIGNATURE = 6,		/* paragraphs at the end */
	SUMMED_UP = 40,		/* characters in which that is named */
	OPENING = 1000		/* characters in which a report says what it is */
};

struct reader {
	struct doc *d;
	const struct regions *regions;
	int year;		/* reported on; 0 unknown */
};

/* The first value of any of these names; names end with NULL. */
static struct str
meta_value(const struct doc *d, const char *const *names)
{
	size_t i;

	for (; *names != NULL; names++)
		for (i = 0; i < d->metas.n; i++)
			if (str_eq(d->metas.v[i].name, str_of(*names)) &&
			    str_trim(d->metas.v[i].hans).n > 0)
				return str_trim(d->metas.v[i].hans);
	return STR_NONE;
}

static void
repaired(struct doc *d, const char *code, struct str raw, struct str value)
{
	doc_warn(d, code, 0, STR_NONE, STR_NONE, arena_printf(d->arena,
	    "%.*s -> %.*s", STR_ARG(raw), STR_ARG(value)));
}

/* ---- title ---- */

/* Without "附件:" and the like in front. */
static struct str
without_prefix(struct str s)
{
	size_t at = 0;
	uint32_t c;

	s = str_trim(s);
	if (!str_starts(s, STR("附件")))
		return s;
	while (at < s.n && at < 24) {
		c = str_char(s, &at);
		if (c == ':' || c == 0xFF1A)
			return str_trim(str_sub(s, at, s.n));
	}
	return s;
}

struct candidate {
	struct str found, hans;
	struct title title;
	const char *from;
	int score;
};

/* Titles that are looked for on a page that may be a list of reports. */
enum { LIST_TITLES = 3 };

static bool
is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

/*
 * Whether the character at *at parts a title from a site name; moves behind
 * it. The dash of 2022-2023 does not.
 */
static bool
separator_at(struct str s, size_t *at)
{
	size_t from = *at;
	uint32_t c = str_char(s, at);

	if (c != '-' && c != '_' && c != '|' && c != 0x2014 && c != 0x2013 &&
	    c != 0xFF5C && c != 0xFF0D)
		return false;
	return !is_digit(str_before(s, from)) || !is_digit(str_peek(s, *at));
}

/*
 * The part of "好文网-汉滨区教育局2021年政府信息公开工作年度报告_汉滨区人民政府"
 * that is the title: what stands between two separators and is one by itself.
 * The whole when none is. `which` counts the parts, for the same in `found`.
 */
static struct str
title_part(struct arena *a, struct str s, int *which)
{
	struct title t;
	size_t at = 0, from = 0, here;
	int n;

	*which = -1;
	for (n = 0; at < s.n; n++, from = at) {
		do
			here = at;
		while (!separator_at(s, &at) && (here = at) < s.n);
		if (title_read(a, str_sub(s, from, here - from), &t)) {
			*which = n;
			return str_trim(str_sub(s, from, here - from));
		}
	}
	return s;
}

/* Part `which` between separators; the whole if which is negative. */
static struct str
part_of(struct str s, int which)
{
	size_t at = 0, from = 0, here;

	while (which >= 0 && at < s.n) {
		here = at;
		if (!separator_at(s, &at))
			continue;
		if (which-- == 0)
			return str_trim(str_sub(s, from, here - from));
		from = at;
	}
	return str_trim(str_sub(s, from, s.n));
}

/*
 * Characters of a site's name and the space behind it ("汉滨区人民政府 汉滨区教育局
 * 2021年…"): what stands there is an office, and the rest is a title with one.
 */
static size_t
site_name(struct arena *a, struct str hans)
{
	struct title t;
	size_t at = 0, from;

	while (at < hans.n) {
		from = at;
		if (!str_is_space(str_char(hans, &at)) ||
		    (agency_office_kind(str_sub(hans, 0, from)) == NULL &&
		    !str_ends(str_sub(hans, 0, from), STR("网"))))
			continue;
		if (title_read(a, str_sub(hans, at, hans.n), &t) &&
		    t.agency.n > 0 && agency_office_kind(t.agency) != NULL)
			return str_chars(str_sub(hans, 0, at));
	}
	return 0;
}

/* Takes a text for the title if it says more than the best so far. */
static void
consider(struct reader *r, struct candidate *best, struct str found,
    struct str hans, const char *from)
{
	size_t skip;
	struct candidate c = { .from = from };
	struct title whole;
	int which;

	hans = without_prefix(hans);
	if (hans.n == 0 || hans.n > MAX_TITLE)
		return;
	if ((skip = site_name(r->d->arena, hans)) > 0) {
		hans = str_sub(hans, str_first(hans, skip).n, hans.n);
		found = str_sub(found, str_first(found, skip).n, found.n);
	}
	c.hans = title_part(r->d->arena, hans, &which);
	c.found = part_of(without_prefix(found), which);
	if (!title_read(r->d->arena, c.hans, &c.title))
		return;
	/* What a double dash parts is no name of a site. */
	if (c.title.agency.n == 0 && str_has(hans, STR("——")) &&
	    title_read(r->d->arena, hans, &whole))
		c.title.agency = whole.agency;
	c.score = 1 + (c.title.year > 0) + 2 * (c.title.agency.n > 0);
	if (c.score > best->score)
		*best = c;
}

/* The kinds of report a page names, by agency and year. */
struct named {
	struct title v[LIST_TITLES];
	int n;
};

static void
name_title(struct named *named, const struct title *t)
{
	int i;

	for (i = 0; i < named->n; i++)
		if (named->v[i].year == t->year &&
		    str_eq(named->v[i].agency, t->agency))
			return;
	if (named->n < LIST_TITLES)
		named->v[named->n++] = *t;
}

static int
numbered_sections(const struct doc *d)
{
	size_t i;
	int n = 0;

	for (i = 0; i < d->sections.n; i++)
		n += d->sections.v[i].level == 1 && d->sections.v[i].number > 0;
	return n;
}

/* Titles of several reports among the lines of the page, and no report. */
static bool
is_list(struct reader *r)
{
	struct named named = { .n = 0 };
	struct title t;
	size_t i;

	for (i = 0; i < r->d->blocks.n && named.n < LIST_TITLES; i++) {
		const struct block *b = &r->d->blocks.v[i];
		int level, number;

		/* "一、2020年工作总结" is a heading. */
		if (b->kind != BLOCK_TABLE && b->hans.n <= MAX_TITLE &&
		    label_enumerator(label_squeeze(r->d->arena, b->hans),
		    &level, &number) == 0 &&
		    title_read(r->d->arena, b->hans, &t))
			name_title(&named, &t);
	}
	return named.n > 1 && numbered_sections(r->d) < named.n;
}

/*
 * A title set in two or three lines from block i on: 汉滨区教育局 / 2021年政府
 * 信息公开 / 工作年度报告. What comes out for an agency must be one: the line
 * above may also be the name of a column.
 */
static void
consider_lines(struct reader *r, struct candidate *best, size_t i)
{
	const struct doc *d = r->d;
	struct candidate c = { .score = 0 };
	struct str found = STR(""), hans = STR("");
	size_t k;

	for (k = i; k < d->blocks.n && k < i + TITLE_LINES; k++) {
		if ((d->blocks.v[k].kind != BLOCK_PARAGRAPH &&
		    d->blocks.v[k].kind != BLOCK_HEADING) ||
		    str_chars(d->blocks.v[k].hans) > MAX_TITLE_LINE)
			return;
		found = arena_printf(d->arena, "%.*s%.*s", STR_ARG(found),
		    STR_ARG(d->blocks.v[k].text));
		hans = arena_printf(d->arena, "%.*s%.*s", STR_ARG(hans),
		    STR_ARG(d->blocks.v[k].hans));
		if (k > i)
			consider(r, &c, found, hans, "lines at the top");
		if (c.score > 0)
			break;
	}
	if (c.score > best->score &&
	    agency_office_kind(c.title.agency) != NULL)
		*best = c;
}

static void
find_title(struct reader *r, struct candidate *best)
{
	static const char *const names[] = { "ArticleTitle", "信息名称", "名称",
		"标题", "h1", "title" };
	const struct block *b;
	const struct meta *m;
	size_t i, k, n = 0;
	int metas;

	for (k = 0; k < sizeof(names) / sizeof(*names); k++)
		for (i = 0; i < r->d->metas.n; i++) {
			m = &r->d->metas.v[i];
			if (str_eq(m->name, str_of(names[k])))
				consider(r, best, m->value, m->hans,
				    names[k]);
		}
	metas = best->score;
	for (i = 0; i < r->d->blocks.n && n < TITLE_BLOCKS; i++) {
		b = &r->d->blocks.v[i];
		if (b->kind == BLOCK_TABLE || b->kind == BLOCK_LINK)
			continue;
		n++;
		consider(r, best, b->text, b->hans, b->kind == BLOCK_HEADING ?
		    "heading" : "line at the top");
		if (metas == 0)
			consider_lines(r, best, i);
	}
}

/*
 * The title of a document that is a report for other reasons: it need not
 * name the year.
 */
static void
find_yearless(struct reader *r, struct candidate *best)
{
	const struct block *b;
	const struct meta *m;
	struct title t;
	size_t i;

	for (i = 0; i < r->d->metas.n && best->score == 0; i++) {
		m = &r->d->metas.v[i];
		if ((str_eq(m->name, STR("ArticleTitle")) ||
		    str_eq(m->name, STR("h1")) ||
		    str_eq(m->name, STR("标题"))) &&
		    title_read_yearless(r->d->arena, m->hans, &t))
			*best = (struct candidate){ m->value, m->hans, t,
				"title without a year", 1 };
	}
	for (i = 0; i < r->d->blocks.n && i < TITLE_BLOCKS &&
	    best->score == 0; i++) {
		b = &r->d->blocks.v[i];
		if (b->kind != BLOCK_TABLE && b->kind != BLOCK_LINK &&
		    b->hans.n <= MAX_TITLE &&
		    title_read_yearless(r->d->arena, b->hans, &t))
			*best = (struct candidate){ b->text, b->hans, t,
				"title without a year", 1 };
	}
}

static bool
has_statutory_table(const struct doc *d)
{
	size_t i;

	for (i = 0; i < d->cells.n; i++)
		if (d->cells.v[i].tbl == 2 || d->cells.v[i].tbl == 3 ||
		    d->cells.v[i].tbl == 14)
			return true;
	return false;
}

/* The same with a number in it: the empty form goes with notices. */
static bool
has_printed_table(const struct doc *d)
{
	size_t i;

	for (i = 0; i < d->cells.n; i++)
		if (d->cells.v[i].tbl != 8 && d->cells.v[i].state == CELL_NUM)
			return true;
	return false;
}

/* "本报告根据《中华人民共和国政府信息公开条例》的要求…编制" */
static bool
says_annual_report(const struct doc *d)
{
	struct str opening = str_first(d->text_hans, OPENING);

	return str_has(opening, STR("政府信息公开条例")) &&
	    (str_has(opening, STR("本报告")) || str_has(opening,
	    STR("年度报告"))) &&
	    (d->facts[FACT_PERIOD_TO].value.p != NULL ||
	    str_has(opening, STR("主动公开政府信息")));
}

/* Whether the page's own title is that of a notice, a plan, a picture. */
static bool
is_about_reports(const struct doc *d)
{
	static const char *const names[] = { "ArticleTitle", "信息名称", "名称",
		"标题", "h1", NULL };
	static const char *const title[] = { "title", NULL };
	struct str s = meta_value(d, names);
	struct title t;
	int which;

	if (s.p == NULL)
		s = meta_value(d, title);
	return s.p != NULL && !title_read(d->arena, s, &t) &&
	    (title_is_other(d->arena, s) ||
	    title_is_other(d->arena, title_part(d->arena, s, &which)));
}

static void
set_kind(struct reader *r, struct candidate *title)
{
	struct doc *d = r->d;

	if (is_about_reports(d) && !has_printed_table(d)) {
		doc_fact(d, FACT_KIND, STR("other"), "title", false,
		    STR_NONE);
		title->score = 0;
	} else if (!has_statutory_table(d) && is_list(r)) {
		doc_fact(d, FACT_KIND, STR("other"), "list of reports", false,
		    STR_NONE);
		title->score = 0;
	} else if (title->score > 0)
		doc_fact(d, FACT_KIND, str_of(title->title.kind), "title",
		    false, title->found);
	else if (has_statutory_table(d))
		doc_fact(d, FACT_KIND, STR("ogi_annual"), "statutory tables",
		    false, STR_NONE);
	else if (says_annual_report(d))
		doc_fact(d, FACT_KIND, STR("ogi_annual"), "preface", true,
		    STR_NONE);
	else
		doc_fact(d, FACT_KIND, STR("other"), "no title, no table",
		    true, STR_NONE);
	if (!str_eq(doc_value(d, FACT_KIND), STR("ogi_annual")))
		d->facts[FACT_TEMPLATE] = (struct fact){ STR_NONE, NULL, false,
			STR_NONE };
}

/* ---- year ---- */

static bool
is_year(int y)
{
	return y >= MIN_YEAR && y <= MAX_YEAR;
}

static void
set_year(struct reader *r, int year, const char *from, bool guess,
    struct str raw)
{
	if (is_year(year) && doc_fact(r->d, FACT_REPORT_YEAR,
	    arena_printf(r->d->arena, "%d", year), from, guess, raw))
		r->year = year;
}

static void
set_date(struct doc *d, enum fact_id id, const struct date *date,
    const char *from, bool guess)
{
	struct str iso = date_iso(d->arena, date);

	if (date->day == 0 || iso.p == NULL)
		return;
	if (doc_fact(d, id, iso, from, guess, date->raw) && date->repaired)
		repaired(d, "date_repaired", date->raw, iso);
}

/* "统计期限自2020年1月1日起至2020年12月31日止" */
static int
set_period(struct reader *r)
{
	struct date from, to;

	if (!date_period(r->d->text_hans, &from, &to))
		return 0;
	set_date(r->d, FACT_PERIOD_FROM, &from, "period sentence", false);
	set_date(r->d, FACT_PERIOD_TO, &to, "period sentence", false);
	return to.year;
}

/* The year that a text starts with, as in "2021年,区行政审批服务局"; 0 else. */
static int
leading_year(struct str s, size_t *len)
{
	int y;

	if (s.n < 7 || (s.p[0] != '1' && s.p[0] != '2') ||
	    !str_starts(str_sub(s, 4, s.n), STR("年")))
		return 0;
	y = (int)strtol(s.p, NULL, 10);
	*len = 7;
	return is_year(y) ? y : 0;
}

/*
 * Without a title or a period: the year a section opens with; section 六
 * speaks of the year to come ("2022年,我局将").
 */
static void
infer_year(struct reader *r)
{
	const struct section *s;
	size_t i, len;
	int y;

	for (i = 0; i < r->d->sections.n && r->year == 0; i++) {
		s = &r->d->sections.v[i];
		y = leading_year(s->text_hans, &len);
		if (y > 0)
			set_year(r, s->number == 6 && s->level == 1 ? y - 1 : y,
			    "opening of a section", true,
			    str_first(s->text_hans, 15));
	}
}

static void
find_year(struct reader *r, const struct candidate *title)
{
	int period = set_period(r);

	if (title->score > 0)
		set_year(r, title->title.year, "title", false, title->found);
	set_year(r, period, "period", false, STR_NONE);
	infer_year(r);
	if (period > 0 && r->year != period)
		doc_warn(r->d, "year_mismatch", 0, STR_NONE, STR_NONE,
		    arena_printf(r->d->arena, "title says %d, period %d",
		    r->year, period));
}

/* ---- agency and region ---- */

static void
set_region(struct reader *r, const struct region *region, const char *from,
    bool guess, struct str raw)
{
	struct doc *d = r->d;

	if (region == NULL)
		return;
	/* 旬阳县 in a report for 2021 is 旬阳市 since that year. */
	if (r->year > 0 && !region_valid(region, r->year))
		doc_warn(d, "region_lag", 0, STR_NONE, STR_NONE,
		    arena_printf(d->arena, "%.*s %.*s was not valid in %d",
		    STR_ARG(region->code), STR_ARG(region->name), r->year));
	doc_fact(d, FACT_REGION_CODE, region->code, from, guess, raw);
	doc_fact(d, FACT_REGION_NAME, region->name, from, guess, raw);
	doc_fact(d, FACT_PROVINCE, region_province(region)->name, from, guess,
	    raw);
}

static void
set_agency(struct reader *r, const struct agency *a, const char *from,
    bool guess, struct str raw)
{
	struct doc *d = r->d;

	guess = guess || a->guess;
	doc_fact(d, FACT_AGENCY, a->name, from, guess, raw);
	doc_fact(d, FACT_AGENCY_KIND, str_of(a->kind), from, guess, raw);
	if (a->level != NULL)
		doc_fact(d, FACT_LEVEL, str_of(a->level), from, guess, raw);
	set_region(r, a->region, from, guess, a->evidence.n > 0 ?
	    a->evidence : raw);
}

/*
 * The name is tried alone first; where it does not say its region, the
 * region that the document is of is worked out and it is tried again.
 */
static bool
try_agency(struct reader *r, struct str name, const char *from, bool guess)
{
	struct agency a;
	const struct region *context;
	const char *how;

	if (name.n == 0 || !agency_parse(r->d->arena, r->regions, name,
	    r->year, NULL, &a))
		return false;
	if (a.region == NULL && (a.level == NULL ||
	    strcmp(a.level, "central") != 0)) {
		context = place_of(r->d, r->regions, r->year, name, &how);
		if (context != NULL && agency_parse(r->d->arena, r->regions,
		    name, r->year, context, &a)) {
			a.guess = true;
			a.evidence = arena_printf(r->d->arena, "%.*s: %s",
			    STR_ARG(context->name), how);
			doc_warn(r->d, "region_inferred", 0, STR_NONE,
			    STR_NONE, a.evidence);
		}
	}
	set_agency(r, &a, from, guess, name);
	return true;
}

static bool
ends_a_name(struct str s, size_t at)
{
	static const char *const next[] = { "在", "认真", "坚持", "按照", "严格",
		"紧紧", "全面", "深入", "积极", "以", "围绕", "根据", "高度",
		"政府信息公开", ",", "，", "不断", "切实", "持续", "贯彻" };
	size_t i;

	for (i = 0; i < sizeof(next) / sizeof(*next); i++)
		if (str_starts(str_sub(s, at, s.n), str_of(next[i])))
			return true;
	return false;
}

/* 我局, 本单位: whoever writes. */
static bool
is_oneself(struct str name)
{
	return str_starts(name, STR("我")) || str_starts(name, STR("本"));
}

static bool
ends_like_an_agency(struct str name)
{
	static const char *const ends[] = { "局", "委员会", "委", "办公室",
		"办公厅", "中心", "厅", "政府", "街道办事处", "管委会", "大学",
		"学院", "部" };
	size_t i;

	for (i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (str_ends(name, str_of(ends[i])) &&
		    name.n > strlen(ends[i]))
			return true;
	return false;
}

/* "2021年,区行政审批服务局在区委…": the name behind the year. */
static struct str
name_in_opening(struct str text)
{
	size_t at, len = 0;
	int chars;

	if (leading_year(text, &len) == 0)
		return STR_NONE;
	text = str_sub(text, len, text.n);
	if (str_starts(text, STR("度")))
		text = str_sub(text, 3, text.n);
	if (str_starts(text, STR(",")) || str_starts(text, STR("，")))
		text = str_sub(text, text.p[0] == ',' ? 1 : 3, text.n);
	for (at = 0, chars = 0; at < text.n && chars < 30; chars++) {
		str_char(text, &at);
		if (ends_a_name(text, at) &&
		    ends_like_an_agency(str_sub(text, 0, at)))
			return is_oneself(text) ? STR_NONE :
			    str_sub(text, 0, at);
	}
	return STR_NONE;
}

/* "在汇总2020年度区政府各部门…的基础上编制": the government of 区. */
static struct str
compiled_for(struct reader *r, struct str opening)
{
	static const char *const own[] = { "区政府", "县政府", "市政府", "省政府",
		"旗政府" };
	ptrdiff_t at = str_find(opening, STR("汇总"), 0);
	struct str near;
	size_t i;

	if (at < 0)
		return STR_NONE;
	near = str_first(str_sub(opening,
	    (size_t)at, opening.n), 30);
	for (i = 0; i < sizeof(own) / sizeof(*own); i++)
		if (str_has(near, str_of(own[i])))
			return arena_printf(r->d->arena, "%.3s人民政府",
			    own[i]);
	return STR_NONE;
}

/* What stands before 一、: under no heading or under the title. */
static bool
is_preface(const struct section *s)
{
	return s->level <= 1 && s->number == 0;
}

/*
 * "2021年1月20日在汉滨区第十八届人民代表大会第六次会议上": whose government
 * reports, and the year in which it does.
 */
static bool
from_session(struct reader *r, struct str opening)
{
	ptrdiff_t end = str_find(opening, STR("届人民代表大会"), 0), at = -1,
	    next = 0;
	struct str name, day;
	struct date date;
	size_t i;

	while (end >= 0 && (next = str_find(opening, STR("在"),
	    (size_t)at + 1)) >= 0 && next < end)
		at = next;
	if (end < 0 || at < 0 || end - at > MAX_SESSION)
		return false;
	name = str_sub(opening, (size_t)at + strlen("在"), (size_t)(end - at));
	if ((next = str_find(name, STR("第"), 0)) <= 0)
		return false;
	name = str_trim(str_sub(name, 0, (size_t)next));
	day = str_sub(opening, 0, (size_t)at);
	for (i = day.n > MAX_SESSION ? day.n - MAX_SESSION : 0; i < day.n;
	    str_char(day, &i))
		if (date_parse(str_sub(day, i, day.n), &date)) {
			set_year(r, date.year, "session", false, date.raw);
			break;
		}
	return try_agency(r, name, "session", true);
}

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

/*
 * An office of the government compiles its own report and that of the region:
 * which of them can be told only where the preface sums others up.
 */
static bool
try_compiler(struct reader *r, struct str name, struct str preface,
    const char *from)
{
	static const char *const own[] = { "办公室", "办公厅" };

	if (name.n == 0 || !ends_like_an_agency(name) || is_oneself(name) ||
	    str_chars(name) > MAX_TITLE_LINE)
		return false;
	if (affix_drop_any(&name, own, AFFIX_LEN(own)) &&
	    str_ends(name, STR("政府")) && whole_region(preface).p == NULL &&
	    summed_up(preface).p == NULL)
		return false;
	return try_agency(r, name, from, true);
}

/* "现公布汉滨区教育局2021年政府信息公开工作年度报告" */
static bool
announced(struct reader *r, struct str preface)
{
	ptrdiff_t at = str_find(preface, STR("公布"), 0), end;
	struct title t;
	struct str s;

	if (at < 0)
		return false;
	s = str_sub(preface, (size_t)at + strlen("公布"), MAX_TITLE);
	if ((end = str_find(s, STR("报告"), 0)) < 0)
		return false;
	s = str_sub(s, 0, (size_t)end + strlen("报告"));
	return title_read(r->d->arena, s, &t) &&
	    ends_like_an_agency(t.agency) &&
	    try_agency(r, t.agency, "announced in the preface", true);
}

/* "本报告由汉滨区教育局编制", "汉滨区教育局编制本报告" */
static bool
compiled_by(struct reader *r, struct str preface)
{
	static const char *const ends[] = { "根据", "按照", "依据", "依照",
		"编制", "综合", "汇总", "负责", "结合", "，", "," };
	static const char *const starts[] = { "，", ",", "。", "由", "：" };
	ptrdiff_t at = str_find(preface, STR("报告由"), 0), end, next;
	struct str name;
	size_t i, from;

	if (at >= 0) {
		name = str_sub(preface, (size_t)at + strlen("报告由"),
		    MAX_TITLE);
		end = affix_find_any(name, ends, AFFIX_LEN(ends));
		return end > 0 && try_compiler(r, str_trim(str_sub(name, 0,
		    (size_t)end)), preface, "who compiled it");
	}
	if ((end = str_find(preface, STR("编制本"), 0)) < 0)
		return false;
	name = str_sub(preface, 0, (size_t)end);
	for (i = 0, from = 0; i < AFFIX_LEN(starts); i++)
		for (next = -1; (next = str_find(name, str_of(starts[i]),
		    (size_t)(next + 1))) >= 0;)
			if ((size_t)next + strlen(starts[i]) > from)
				from = (size_t)next + strlen(starts[i]);
	return try_compiler(r, str_trim(str_sub(name, from, name.n)), preface,
	    "who compiled it");
}

/* "如有疑问，请与汉滨区教育局联系" */
static bool
to_be_asked(struct reader *r, struct str preface)
{
	ptrdiff_t end = str_find(preface, STR("联系"), 0), at = -1, next = -1;
	struct str name;

	while (end > 0 && (next = str_find(preface, STR("与"),
	    (size_t)(next + 1))) >= 0 && next < end)
		at = next;
	if (at < 0)
		return false;
	name = str_sub(preface, (size_t)at, (size_t)(end - at));
	affix_take(&name, "与");
	return try_compiler(r, str_trim(name), preface, "whom to ask");
}

/*
 * 来源, at last: an office, and not one that publishes for others
 * (人民政府办公室), nor a site or newspaper.
 */
static bool
published_by(struct reader *r)
{
	static const char *const names[] = { "来源", "信息来源", "文章来源",
		"ContentSource", "contentSource", "发布单位", "发布部门", NULL };
	struct str name = meta_value(r->d, names);
	const char *kind;

	if (name.p == NULL || (kind = agency_office_kind(name)) == NULL ||
	    (strcmp(kind, "department") != 0 && strcmp(kind, "township") != 0))
		return false;
	return try_compiler(r, name, STR(""), "publisher");
}

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

/* The name over the date at the very end. */
static bool
signature(struct reader *r, struct str preface)
{
	const struct doc *d = r->d;
	const struct block *b, *below = NULL;
	struct date date;
	size_t i, n = 0;

	for (i = d->blocks.n; i-- > 0 && n < SIGNATURE; below = b) {
		b = &d->blocks.v[i];
		if (b->boilerplate || b->kind != BLOCK_PARAGRAPH) {
			b = below;
			continue;
		}
		n++;
		if (below != NULL && date_parse(below->hans, &date) &&
		    affix_is_name(b->hans) && !signed_by_two(b->hans))
			return try_compiler(r, str_trim(b->hans), preface,
			    "signature");
	}
	return false;
}

static void
find_agency(struct reader *r, const struct candidate *title)
{
	static const char *const names[] = { "发布机构", "发文机关", "发文机构",
		"公开机构", "责任部门", NULL };
	struct str opening = str_first(r->d->text_hans, OPENING), name;
	struct str text, line;
	const struct section *s;
	size_t i;

	if (title->score > 0 && try_agency(r, title->title.agency, "title",
	    false))
		return;
	if (str_eq(doc_value(r->d, FACT_KIND), STR("gov_work_report"))) {
		from_session(r, opening);
		return;
	}
	name = compiled_for(r, opening);
	if (try_agency(r, name, "who compiled it", true))
		return;
	if (announced(r, opening) || compiled_by(r, opening) ||
	    signature(r, opening) || to_be_asked(r, opening))
		return;
	for (i = 0; i < r->d->sections.n; i++) {
		s = &r->d->sections.v[i];
		/* Of the preface every paragraph. */
		for (text = s->text_hans; text.p != NULL && text.n > 0;) {
			line = str_cut(&text, '\n');
			if (try_agency(r, name_in_opening(str_trim(line)),
			    "opening of a section", true))
				return;
			if (!is_preface(s))
				break;
		}
	}
	if (!try_agency(r, meta_value(r->d, names), "metadata", true))
		published_by(r);
}

/* A title that had to be inferred (DESIGN.md 5). */
static void
infer_title(struct reader *r)
{
	struct doc *d = r->d;
	struct str code = doc_value(d, FACT_REGION_CODE), prefecture = STR("");
	const struct region *region = NULL;
	struct str title;

	if (!str_eq(doc_value(d, FACT_KIND), STR("ogi_annual")) ||
	    doc_value(d, FACT_AGENCY).p == NULL || r->year == 0)
		return;
	if (code.p != NULL)
		region = region_by_code(r->regions, code, r->year);
	if (region != NULL && region->level == REGION_COUNTY &&
	    region->parent != NULL &&
	    region->parent->level == REGION_PREFECTURE)
		prefecture = region->parent->name;
	title = arena_printf(d->arena,
	    "%.*s%.*s%d年政府信息公开工作年度报告", STR_ARG(prefecture),
	    STR_ARG(doc_value(d, FACT_AGENCY)), r->year);
	doc_fact(d, FACT_TITLE, title, "agency and year", true, STR_NONE);
	doc_warn(d, "title_inferred", 0, STR_NONE, STR_NONE, title);
}

static void
set_title(struct reader *r, const struct candidate *title)
{
	if (title->score == 0) {
		infer_title(r);
		return;
	}
	doc_fact(r->d, FACT_TITLE, label_squeeze(r->d->arena, title->hans),
	    title->from, false, title->found);
	doc_fact(r->d, FACT_TITLE_FOUND, title->found, title->from, false,
	    title->found);
}

/*
 * A report of a region sums up all its departments and townships, and says so
 * in its preface; the form itself does not say which (DOMAIN.md C1). Only a
 * government's can be one: a bureau speaks of 全区各级行政机关 as well.
 */
static void
find_scope(struct reader *r)
{
	const struct doc *d = r->d;
	struct str sign = STR_NONE, text;
	size_t i;

	for (i = 0; i < d->sections.n && sign.p == NULL; i++) {
		if (!is_preface(&d->sections.v[i]))
			break;
		text = str_first(d->sections.v[i].text_hans, OPENING);
		sign = whole_region(text);
		if (sign.p == NULL)
			sign = summed_up(text);
	}
	if (sign.p != NULL &&
	    str_eq(doc_value(d, FACT_AGENCY_KIND), STR("government")))
		doc_fact(r->d, FACT_SCOPE, STR("region"), "preface", false,
		    sign);
	else
		doc_fact(r->d, FACT_SCOPE, STR("own"),
		    "no sign of a region's report", true, STR_NONE);
}

/* ---- dates and numbers ---- */

/* "2023-01-18 点击：12" */
static bool
starts_with_day(struct str s, struct date *date)
{
	size_t at = 0;

	return date_at(s, &at, 0, date) == DATE_OK && date->year > 0 &&
	    date->day > 0 && !date->repaired && at < s.n &&
	    (s.p[at] < '0' || s.p[at] > '9');
}

static void
find_published(struct doc *d)
{
	static const char *const names[] = { "PubDate", "pubdate",
		"firstpublishedtime", "发布日期", "发布时间", "公开日期",
		"公开时间", "更新时间", "更新日期", "发表时间", "信息时间",
		"上传时间", "录入时间", "发文日期", "生成日期", "日期", "时间",
		NULL };
	const char *one[2] = { NULL, NULL };
	struct date date;
	struct str s;
	size_t i;

	for (i = 0; names[i] != NULL; i++) {
		one[0] = names[i];
		s = meta_value(d, one);
		if (s.p == NULL)
			continue;
		if (date_parse(s, &date) || date_repair(s, 0, &date) ==
		    DATE_OK || starts_with_day(s, &date))
			set_date(d, FACT_PUBLISHED_ON, &date, names[i], false);
	}
	/* The URL of a copy says when it was copied. */
	if (d->is_official && !d->is_mirror && date_in_url(d->source, &date))
		set_date(d, FACT_PUBLISHED_ON, &date, "url", true);
}

/* The date of the signature: alone in one of the last paragraphs. */
static void
find_written(struct reader *r)
{
	static const char *const names[] = { "成文日期", NULL };
	struct doc *d = r->d;
	struct date date;
	struct str s = meta_value(d, names);
	size_t i, n = 0;

	if (s.p != NULL && date_parse(s, &date))
		set_date(d, FACT_WRITTEN_ON, &date, "成文日期", false);
	for (i = d->blocks.n; i-- > 0 && n < 4;) {
		const struct block *b = &d->blocks.v[i];

		if (b->boilerplate || b->kind != BLOCK_PARAGRAPH)
			continue;
		n++;
		if (b->hans.n < 64 &&
		    date_repair(b->hans, 0, &date) == DATE_OK)
			set_date(d, FACT_WRITTEN_ON, &date, "signature", false);
	}
}

static void
find_numbers(struct doc *d)
{
	static const char *const index[] = { "索引号", NULL };
	static const char *const docno[] = { "发文字号", "文号", "文件编号", NULL };
	static const char *const source[] = { "来源", "信息来源", "文章来源",
		"ContentSource", "contentSource", NULL };
	struct str s = meta_value(d, index), fixed;
	bool was = false;

	doc_fact(d, FACT_INDEX_NO, s, "索引号", false, s);
	s = meta_value(d, docno);
	if (s.p != NULL) {
		fixed = date_docno_repair(d->arena, s, &was);
		doc_fact(d, FACT_DOC_NO, fixed, "文号", false, s);
		if (was)
			repaired(d, "docno_repaired", s, fixed);
	}
	s = meta_value(d, source);
	doc_fact(d, FACT_PUBLISHER, s, "来源", false, s);
}

/* The notice whose form the report says it follows. */
static void
find_format(struct doc *d)
{
	static const char *const notices[] = { "国办公开办函〔2021〕30号",
		"国办公开办函〔2019〕60号", "国办发〔2014〕32号" };
	size_t i;

	for (i = 0; i < sizeof(notices) / sizeof(*notices); i++)
		if (str_has(d->text_hans, str_of(notices[i])))
			doc_fact(d, FACT_FORMAT_CITED, str_of(notices[i]),
			    "cited in the text", false, str_of(notices[i]));
}

void
meta_pass(struct doc *d, const struct regions *regions)
{
	struct reader r = { .d = d, .regions = regions };
	struct candidate title = { .score = 0 };

	d->is_official = str_ends(d->host, STR(".gov.cn"));
	find_title(&r, &title);
	find_year(&r, &title);
	set_kind(&r, &title);
	if (title.score == 0 &&
	    str_eq(doc_value(d, FACT_KIND), STR("ogi_annual")))
		find_yearless(&r, &title);
	find_agency(&r, &title);
	set_title(&r, &title);
	find_scope(&r);
	find_published(d);
	find_written(&r);
	find_numbers(d);
	find_format(d);
}
