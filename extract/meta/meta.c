/* SPDX-License-Identifier: MIT */
#include "meta.h"

#include <stdlib.h>
#include <strings.h>

#include "affix.h"
#include "agency.h"
#include "date.h"
#include "headline.h"
#include "kind.h"
#include "label.h"
#include "place.h"
#include "scope.h"
#include "section.h"
#include "who.h"

enum {
	FIRST_SITES = 1998,	/* of governments */
	DATE_LINES = 4,		/* below a title in which its day may stand */
	MAX_DATE_LINE = 40,	/* bytes of a line that is a date */
	SCHOOL_STARTS = 7,	/* the month in which a 学年 may begin */
	YEAR_IN = 3000,		/* characters that may say the year */
	MIN_NAMED_YEAR = 3,	/* times */
	MAX_DOCNO_HEAD = 12,	/* characters in front of the year in 永交〔2019〕 */
	DOCNO_LINES = 8		/* the first, of which one may be such a number */
};

struct reader {
	struct doc *d;
	const struct regions *regions;
	int year;		/* reported on; 0 unknown */
};

static void
repaired(struct doc *d, const char *code, struct str raw, struct str value)
{
	doc_warn(d, code, 0, STR_NONE, STR_NONE, arena_printf(d->arena,
	    "%.*s -> %.*s", STR_ARG(raw), STR_ARG(value)));
}

/* ---- year ---- */

static void
set_year(struct reader *r, int year, const char *from, bool guess,
    struct str raw)
{
	if (affix_is_year(year) && doc_fact(r->d, FACT_REPORT_YEAR,
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

/* The year in which the period ends, 0 if there is none. */
static int
period_year(const struct doc *d)
{
	struct str to = doc_value(d, FACT_PERIOD_TO);

	return to.p == NULL ? 0 : (int)strtol(to.p, NULL, 10);
}

/*
 * "统计期限自2020年1月1日起至2020年12月31日止". A period that begins in the
 * second half of a year and ends in the next is a 学年, known by its first.
 */
static int
set_period(struct reader *r)
{
	struct date from, to;

	if (!date_period(r->d->text_hans, &from, &to))
		return 0;
	set_date(r->d, FACT_PERIOD_FROM, &from, "period sentence", false);
	set_date(r->d, FACT_PERIOD_TO, &to, "period sentence", false);
	/* 2014年1月1日起至2015年1月1日止 is 2014. */
	return from.year + 1 == to.year && ((from.month >= SCHOOL_STARTS &&
	    to.month < 12) || (from.month == 1 && to.month == 1)) ?
	    from.year : to.year;
}

/*
 * Without a title or a period: the year a section opens with; section 六
 * speaks of the year to come ("2022年,我局将").
 */
static void
infer_year(struct reader *r)
{
	const struct section *s;
	struct date day;
	size_t i, len, at;
	int y;

	for (i = 0; i < r->d->sections.n && r->year == 0; i++) {
		s = &r->d->sections.v[i];
		y = affix_year(s->text_hans, &len);
		at = 0;
		/* 2006年8月10日起开展: a day, maybe long ago. */
		if (y > 0 && (date_at(s->text_hans, &at, 0, &day) != DATE_OK ||
		    day.day == 0))
			set_year(r, s->number == 6 && s->level == 1 ? y - 1 : y,
			    "opening of a section", true,
			    str_first(s->text_hans, 15));
	}
}

/*
 * Of a report that does not say it elsewhere: the one year that sentences of
 * its text begin with ("2024年,主动公开…"), or whose work it tells of
 * ("我镇2023年政府信息公开工作").
 */
static void
year_of_sentences(struct reader *r)
{
	static const char *const before[] = { "。", "\n", "；", " ", "　" };
	static const char *const works[] = { "度政府信息公开", "政府信息公开",
		"政务公开", "度，", "度," };
	struct str s = str_first(r->d->text_hans, YEAR_IN), rest, front;
	int year = 0, y;
	size_t at, len;

	for (at = 0; at < s.n && r->year == 0; str_char(s, &at)) {
		rest = str_sub(s, at, s.n);
		if ((y = affix_year(rest, &len)) == 0)
			continue;
		front = str_sub(s, 0, at);
		rest = str_sub(rest, len, rest.n);
		if (!affix_ends_any(front, before, AFFIX_LEN(before)) &&
		    !affix_starts_any(rest, works, AFFIX_LEN(works)))
			continue;
		if (year != 0 && y != year)
			return;
		year = y;
	}
	set_year(r, year, "sentences", true, STR_NONE);
}

/* "截止2023年12月31日我局发布…": the year whose end that is. */
static void
year_counted_to(struct reader *r)
{
	static const char *const words[] = { "截止到", "截至到", "截止", "截至" };
	struct str s = str_first(r->d->text_hans, YEAR_IN), rest;
	struct date date;
	ptrdiff_t at;
	size_t end = 0;

	if ((at = affix_find_any(s, words, AFFIX_LEN(words))) < 0)
		return;
	rest = str_sub(s, (size_t)at, s.n);
	affix_take_any(&rest, words, AFFIX_LEN(words));
	if (date_at(rest, &end, 0, &date) == DATE_OK && date.month == 12 &&
	    date.day == 31)
		set_year(r, date.year, "counted to its end", true, date.raw);
}

/* The only year that the text names, and more than once or twice. */
static void
year_named_alone(struct reader *r)
{
	struct str s = str_first(r->d->text_hans, YEAR_IN), rest;
	int year = 0, y, times = 0;
	size_t at, len;

	for (at = 0; at < s.n && r->year == 0; str_char(s, &at)) {
		rest = str_sub(s, at, s.n);
		if ((y = affix_year(rest, &len)) == 0)
			continue;
		if (year != 0 && y != year)
			return;
		year = y;
		times++;
	}
	if (times >= MIN_NAMED_YEAR)
		set_year(r, year, "the only year named", true, STR_NONE);
}

static void
find_year(struct reader *r, const struct headline *title)
{
	int period = set_period(r);
	int announced = who_announced_year(r->d);

	if (title->score > 0)
		set_year(r, title->title.year, "title", false, title->found);
	/* The year of a form filled in last year is often left as it was. */
	else if (announced > 0 && announced != period)
		set_year(r, announced, "announced in the preface", true,
		    STR_NONE);
	set_year(r, period, "period", false, STR_NONE);
	/* A review's sections open with the year before the one it is of. */
	if ((title->score == 0 || strcmp(title->title.kind,
	    "gov_work_report") != 0) && !kind_is_speech(r->d))
		infer_year(r);
	if (period > 0 && r->year != period)
		doc_warn(r->d, "year_mismatch", 0, STR_NONE, STR_NONE,
		    arena_printf(r->d->arena, "title says %d, period %d",
		    r->year, period));
}

/* A table that is headed by another year was left as it was, or is no news. */
static void
check_headed_year(struct reader *r)
{
	int y = r->d->headed_year;

	if (y > 0 && r->year > 0 && y != r->year)
		doc_warn(r->d, "year_mismatch", 0, STR_NONE, STR_NONE,
		    arena_printf(r->d->arena,
		    "report for %d, a table is headed %d", r->year, y));
}

/*
 * 一 of a report for 2023 that begins with "2022年,": one of them was left as
 * it was.
 */
static void
check_opening_year(struct reader *r)
{
	const struct doc *d = r->d;
	const struct section *s;
	struct str rest;
	size_t i, len;
	int y;

	if (!str_eq(doc_value(d, FACT_KIND), STR("ogi_annual")) ||
	    r->year == 0)
		return;
	for (i = 0; i < d->sections.n; i++) {
		s = &d->sections.v[i];
		if (s->level != 1 || s->number != 1)
			continue;
		if ((y = affix_year(str_trim(s->text_hans), &len)) == 0 ||
		    y == r->year || y == period_year(d))
			return;
		rest = str_trim(s->text_hans);
		rest = str_sub(rest, len, rest.n);
		affix_take(&rest, "度");
		if (str_starts(rest, STR(",")) || str_starts(rest, STR("，")))
			doc_warn(r->d, "year_mismatch", 0, STR_NONE, STR_NONE,
			    arena_printf(d->arena,
			    "report for %d, its text begins with %d", r->year,
			    y));
		return;
	}
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

/* 汉滨区… on the host of another region: the title or the page is a copy. */
static void
check_host(struct reader *r, const struct region *region)
{
	struct doc *d = r->d;
	const struct region *host = place_of_host(d, r->regions, r->year);

	if (region != NULL && host != NULL && !region_inside(region, host) &&
	    !region_inside(host, region))
		doc_warn(d, "region_mismatch", 0, STR_NONE, STR_NONE,
		    arena_printf(d->arena, "%.*s %.*s on the host of %.*s %.*s",
		    STR_ARG(region->code), STR_ARG(region->name),
		    STR_ARG(host->code), STR_ARG(host->name)));
}

/* Whether the characters of s stand in `full` in the same order. */
static bool
is_within(struct str s, struct str full)
{
	size_t at = 0, in = 0;
	uint32_t want, c;

	while (at < s.n) {
		want = str_char(s, &at);
		do {
			if (in == full.n)
				return false;
			c = str_char(full, &in);
		} while (c != want);
	}
	return true;
}

/*
 * The page is titled 汉滨区财政局2021年…, its text 汉滨区教育局2021年…: one of
 * them was left as it was. Of 区教育局 and 汉滨区教育局 one is within the other.
 */
static void
check_titles(struct reader *r, const struct headline *title)
{
	struct doc *d = r->d;
	struct headline other;
	struct str mine = title->title.agency, theirs;
	size_t at = 0;

	if (title->score == 0 || agency_office_kind(mine) == NULL)
		return;
	while (headline_next(d, &at, &other)) {
		theirs = other.title.agency;
		if (other.title.year != title->title.year ||
		    agency_office_kind(theirs) == NULL ||
		    is_within(mine, theirs) || is_within(theirs, mine))
			continue;
		doc_warn(d, "agency_mismatch", 0, STR_NONE, STR_NONE,
		    arena_printf(d->arena, "one title says %.*s, another %.*s",
		    STR_ARG(mine), STR_ARG(theirs)));
		return;
	}
}

/*
 * Of a report of nobody who can be told: the region of the office that compiled
 * it or, of one that speaks of 我镇 or 我局 alone, the county whose site it is on.
 * A prefecture's has the pages of its counties as well.
 */
static void
set_region_of_nobody(struct reader *r, struct str compiler)
{
	const struct region *host;
	struct agency a;

	if (!str_eq(doc_value(r->d, FACT_KIND), STR("ogi_annual")))
		return;
	if (compiler.n > 0 && agency_parse(r->d->arena, r->regions, compiler,
	    r->year, NULL, &a) && a.region != NULL) {
		set_region(r, a.region, "who compiled it", true, compiler);
		return;
	}
	host = place_of_host(r->d, r->regions, r->year);
	if (host != NULL && host->level == REGION_COUNTY)
		set_region(r, host, "host", true, r->d->host);
}

static void
set_agency(struct reader *r, const struct who *who)
{
	struct doc *d = r->d;
	const struct agency *a = &who->agency;

	if (who->session.year > 0)
		set_year(r, who->session.year, "session", false,
		    who->session.raw);
	if (who->from == NULL) {
		set_region_of_nobody(r, who->compiler);
		return;
	}
	doc_fact(d, FACT_AGENCY, a->name, who->from, who->guess, who->raw);
	doc_fact(d, FACT_AGENCY_KIND, str_of(a->kind), who->from, who->guess,
	    who->raw);
	if (a->level != NULL)
		doc_fact(d, FACT_LEVEL, str_of(a->level), who->from,
		    who->guess, who->raw);
	set_region(r, a->region, who->from, who->guess, a->evidence.n > 0 ?
	    a->evidence : who->raw);
	if (!str_eq(doc_value(d, FACT_KIND), STR("other")))
		check_host(r, a->region);
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
set_title(struct reader *r, const struct headline *title)
{
	struct headline own;

	if (title->score == 0) {
		infer_title(r);
		if (doc_value(r->d, FACT_TITLE).p != NULL ||
		    !headline_of_page(r->d, &own))
			return;
		doc_fact(r->d, FACT_TITLE, str_trim(own.hans), own.from,
		    false, own.found);
		doc_fact(r->d, FACT_TITLE_FOUND, own.found, own.from, false,
		    own.found);
		return;
	}
	doc_fact(r->d, FACT_TITLE, label_squeeze(r->d->arena, title->hans),
	    title->from, false, title->found);
	doc_fact(r->d, FACT_TITLE_FOUND, title->found, title->from, false,
	    title->found);
}

/* ---- dates and numbers ---- */

/* Nothing, or the time of day behind a date: "16:24:38". */
static bool
is_clock(struct str s)
{
	size_t i;

	s = str_trim(s);
	for (i = 0; i < s.n && (s.p[i] == ':' ||
	    (s.p[i] >= '0' && s.p[i] <= '9')); i++)
		;
	return i == s.n;
}

/*
 * A line that is a day and nothing else, right under the title; not the day of
 * the session at which a report was given.
 */
static void
date_under_title(struct doc *d, const struct headline *title,
    const struct date *session)
{
	const struct block *b;
	struct date date;
	struct str s;
	size_t i, n = 0, at;

	for (i = title->block + 1; title->in_text && i < d->blocks.n &&
	    n < DATE_LINES; i++) {
		b = &d->blocks.v[i];
		s = str_trim(b->hans);
		if (b->boilerplate || b->kind != BLOCK_PARAGRAPH || s.n == 0)
			continue;
		n++;
		at = 0;
		if (affix_take(&s, "•") || affix_take(&s, "·"))
			s = str_trim(s);
		if (s.n <= MAX_DATE_LINE && date_at(s, &at, 0, &date) ==
		    DATE_OK && is_clock(str_sub(s, at, s.n)) &&
		    date_cmp(&date, session) != 0)
			set_date(d, FACT_PUBLISHED_ON, &date,
			    "line under the title", true);
	}
}

/* The value of a <meta>, whatever the case of its name. */
static struct str
page_meta(const struct doc *d, const char *name)
{
	const struct meta *m;
	size_t i;

	for (i = 0; i < d->metas.n; i++) {
		m = &d->metas.v[i];
		if (m->name.n == strlen(name) &&
		    strncasecmp(m->name.p, name, m->name.n) == 0)
			return str_trim(m->hans);
	}
	return STR_NONE;
}

/* "2023-01-18 点击：12" */
static bool
starts_with_day(struct str s, struct date *date)
{
	size_t at = 0;

	return date_at(s, &at, 0, date) == DATE_OK && date->year > 0 &&
	    date->day > 0 && !date->repaired && at < s.n &&
	    (s.p[at] < '0' || s.p[at] > '9');
}

/*
 * The day that what a page says starts with. Years before there were such
 * sites stand for "unknown" (1970-01-01).
 */
static bool
read_day(struct str s, struct date *date)
{
	size_t digits;

	for (digits = 0; digits < s.n && s.p[digits] >= '0' &&
	    s.p[digits] <= '9'; digits++)
		;
	if (digits == s.n && s.n == strlen("20220118102000"))
		s.n = strlen("20220118");
	return s.n > 0 && (date_parse(s, date) || date_repair(s, 0, date) ==
	    DATE_OK || starts_with_day(s, date)) &&
	    date->year >= FIRST_SITES && date->day > 0;
}

static void
find_published(struct doc *d, const struct headline *title,
    const struct date *session)
{
	static const char *const metas[] = { "PubDate", "firstpublishedtime",
		"publishdate", "PublishTime", "publish_time", "PubTime",
		"article:published_time", "og:published_time",
		"og:release_date", "weibo: article:create_at" };
	static const char *const lines[] = { "发布日期", "发布时间", "发布于",
		"发表于", "信息提供日期", "信息发布日期", "信息发布时间", "发表日期", "发表时间", "公布日期", "公布时间", "公开日期",
		"公开时间", "信息时间", "发文日期", "发文时间", "生成日期", "生成时间",
		"信息生成日期", "信息生成时间",
		"添加日期", "添加时间", "上传日期", "上传时间", "录入时间",
		"日期", "时间", "更新日期", "更新时间" };
	const char *one[2] = { NULL, NULL };
	struct date date;
	size_t i;

	for (i = 0; i < AFFIX_LEN(metas); i++)
		if (read_day(page_meta(d, metas[i]), &date))
			set_date(d, FACT_PUBLISHED_ON, &date, metas[i], false);
	for (i = 0; i < AFFIX_LEN(lines); i++) {
		one[0] = lines[i];
		if (read_day(doc_meta(d, one), &date))
			set_date(d, FACT_PUBLISHED_ON, &date, lines[i],
			    str_starts(str_of(lines[i]), STR("更新")));
	}
	date_under_title(d, title, session);
	/* The URL of a copy says when it was copied. */
	if (d->is_official && !d->is_mirror &&
	    date_in_url(d->source, &date) && date.year >= FIRST_SITES)
		set_date(d, FACT_PUBLISHED_ON, &date, "url", true);
}

/*
 * No report is published before its year is over; on the last day some are.
 * One of 学年 ends with its period.
 */
static void
check_published(struct reader *r)
{
	struct doc *d = r->d;
	struct str day = doc_value(d, FACT_PUBLISHED_ON);
	struct str end = doc_value(d, FACT_PERIOD_TO);

	if (!str_eq(doc_value(d, FACT_KIND), STR("ogi_annual")) ||
	    r->year == 0 || day.p == NULL)
		return;
	if (period_year(d) < r->year)
		end = arena_printf(d->arena, "%d-12-31", r->year);
	if (memcmp(day.p, end.p, strlen("2022-01-18")) < 0)
		doc_warn(d, "published_early", 0, STR_NONE, STR_NONE,
		    arena_printf(d->arena, "on %.*s, the period ends on %.*s",
		    STR_ARG(day), STR_ARG(end)));
}

/*
 * 统计期限自2021年1月1日起至2021年6月30日止: what such a report counts is less than
 * a year's. One that begins later may be of an office that is new.
 */
static void
check_period(struct doc *d)
{
	struct str from = doc_value(d, FACT_PERIOD_FROM);
	struct str to = doc_value(d, FACT_PERIOD_TO);

	if (str_eq(doc_value(d, FACT_KIND), STR("ogi_annual")) &&
	    to.p != NULL && str_ends(from, STR("-01-01")) &&
	    str_starts(to, str_sub(from, 0, strlen("2021-"))) &&
	    to.p[strlen("2021-")] == '0')
		doc_warn(d, "part_year", 0, STR_NONE, STR_NONE,
		    arena_printf(d->arena, "%.*s to %.*s", STR_ARG(from),
		    STR_ARG(to)));
}

/* A line without the brackets around it, and set close. */
static struct str
signed_day(struct arena *a, struct str s)
{
	s = affix_squeeze(a, s);
	if (affix_take(&s, "（") || affix_take(&s, "("))
		if (!affix_drop(&s, "）"))
			affix_drop(&s, ")");
	return s;
}

/* The date of the signature: alone in one of the last paragraphs. */
static void
find_written(struct reader *r)
{
	static const char *const names[] = { "成文日期", "成文时间", NULL };
	struct doc *d = r->d;
	struct date date;
	struct str s = doc_meta(d, names);
	size_t i, n = 0;

	if (s.p != NULL && date_parse(s, &date))
		set_date(d, FACT_WRITTEN_ON, &date, "成文日期", false);
	for (i = d->blocks.n; i-- > 0 && n < 4;) {
		const struct block *b = &d->blocks.v[i];

		if (b->boilerplate || b->kind != BLOCK_PARAGRAPH)
			continue;
		n++;
		if (b->hans.n >= 64 || date_repair(signed_day(d->arena,
		    b->hans), 0, &date) != DATE_OK)
			continue;
		date.raw = str_trim(b->text);
		set_date(d, FACT_WRITTEN_ON, &date, "signature", false);
	}
	if (who_signed(d, &date).p != NULL)
		set_date(d, FACT_WRITTEN_ON, &date, "signature", false);
}

/* What stands for nothing: 文号：无. */
static bool
is_nothing(struct str s)
{
	static const char *const nothing[] = { "无", "暂无", "没有", "空", "/",
		"-", "--", "—", "——", "无文号", "无号", "null", "undefined" };

	return affix_is_any(s, nothing, AFFIX_LEN(nothing));
}

/* A name: not the number of a menu, nor a word for the site itself. */
static bool
is_source(struct str s)
{
	static const char *const sites[] = { "原创", "本站", "本站原创",
		"本网", "本网站", "原创稿件", "转载", "网络", "互联网", "其他" };
	struct str digits = s;

	while (digits.n > 0 && strchr("0123456789.-", digits.p[0]) != NULL)
		digits = str_sub(digits, 1, digits.n);
	return digits.n > 0 && !affix_is_any(s, sites, AFFIX_LEN(sites));
}

/* "006500/2023-00011 公开": no Chinese word behind a space is of a number. */
static struct str
without_words(struct str s)
{
	size_t at = 0, from;

	while (at < s.n) {
		from = at;
		if (str_is_space(str_char(s, &at)) && from > 0 &&
		    str_is_han(str_peek(s, at)))
			return str_sub(s, 0, from);
	}
	return s;
}

/*
 * A number has a digit; what stands behind a key that is blank is another key
 * with its value, or the title.
 */
static bool
is_number(struct str s)
{
	static const char *const not[] = { "：", ":", "报告", "通知", "总结" };
	size_t i;

	for (i = 0; i < s.n && (s.p[i] < '0' || s.p[i] > '9'); i++)
		;
	return i < s.n && affix_find_any(s, not, AFFIX_LEN(not)) < 0;
}

/* "汉教发〔2023〕62号 有效": what stands behind its 号 is of another key. */
static struct str
up_to_its_end(struct str s)
{
	ptrdiff_t at = str_find(s, STR("号 "), 0);

	return at < 0 ? s : str_sub(s, 0, (size_t)at + strlen("号"));
}

/* "永交〔2019〕3号", in brackets or not: the number of a document alone. */
static struct str
docno_alone(struct str s)
{
	static const char *const open[] = { "〔", "[", "【", "［", "（", "(" };
	static const char *const shut[] = { "〕", "]", "】", "］", "）", ")" };
	/* What is cited: a report's own is no 国办函. */
	static const char *const cites[] = { "国办", "国发", "根据", "按照",
		"依据" };
	struct str no, rest;
	ptrdiff_t at;
	size_t digits;

	s = str_trim(s);
	if (affix_take_any(&s, open + 4, 2) && !affix_drop_any(&s, shut + 4, 2))
		return STR_NONE;
	no = s = str_trim(s);
	if ((at = affix_find_any(s, open, AFFIX_LEN(open))) <= 0 ||
	    affix_starts_any(s, cites, AFFIX_LEN(cites)) || str_chars(str_sub(s, 0, (size_t)at)) > MAX_DOCNO_HEAD ||
	    !affix_is_name(str_sub(s, 0, (size_t)at)))
		return STR_NONE;
	rest = str_sub(s, (size_t)at, s.n);
	affix_take_any(&rest, open, AFFIX_LEN(open));
	if (!affix_is_year(affix_take_year(&rest)) ||
	    !affix_take_any(&rest, shut, AFFIX_LEN(shut)))
		return STR_NONE;
	affix_take(&rest, "第");
	for (digits = 0; digits < rest.n && rest.p[digits] >= '0' &&
	    rest.p[digits] <= '9'; digits++)
		;
	return digits > 0 && str_eq(str_sub(rest, digits, rest.n),
	    STR("号")) ? no : STR_NONE;
}

/* The number in the line below a title, or in the first line of all. */
static struct str
docno_below_title(const struct doc *d)
{
	static const char *const ends[] = { "报告", "通知", "函", "总结",
		"年报" };
	static const char *const parts[] = { "，", ",", "。", "《", "、" };
	struct str s, no, above = STR("");
	size_t i, n = 0;

	for (i = 0; i < d->blocks.n && n < DOCNO_LINES; i++) {
		if (d->blocks.v[i].kind == BLOCK_TABLE ||
		    d->blocks.v[i].kind == BLOCK_LINK)
			continue;
		s = str_trim(d->blocks.v[i].hans);
		n += s.n > 0;
		if (s.n > 0 && (n == 1 || affix_ends_any(above, ends,
		    AFFIX_LEN(ends))) && (no = docno_alone(s)).p != NULL)
			return no;
		if (s.n > 0 && !d->blocks.v[i].boilerplate)
			above = affix_find_any(s, parts, AFFIX_LEN(parts)) < 0 ?
			    s : STR("");
	}
	return STR_NONE;
}

static void
find_numbers(struct doc *d)
{
	static const char *const index[] = { "索引号", "信息索引号", "信息索引",
		NULL };
	static const char *const docno[] = { "发文字号", "文号", "文件编号",
		"发文文号", "发布文号", "备注/文号", NULL };
	struct str s = doc_meta(d, index), fixed;
	bool was = false;

	if (s.p != NULL && !is_nothing(s) && is_number(without_words(s)))
		doc_fact(d, FACT_INDEX_NO, without_words(s), "索引号", false,
		    s);
	s = doc_meta(d, docno);
	/* 无〔〕号: a form that nobody filled in. */
	if (s.p != NULL && !is_nothing(s) && is_number(up_to_its_end(s))) {
		fixed = date_docno_repair(d->arena, up_to_its_end(s), &was);
		doc_fact(d, FACT_DOC_NO, fixed, "文号", false, s);
		if (was)
			repaired(d, "docno_repaired", s, fixed);
	}
	doc_fact(d, FACT_DOC_NO, docno_below_title(d), "below the title",
	    false, STR_NONE);
	s = who_published(d);
	if (s.p != NULL && !is_nothing(s) && is_source(s))
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
	struct headline title;
	struct who who;

	d->is_official = str_ends(d->host, STR(".gov.cn"));
	headline_find(d, &title);
	find_year(&r, &title);
	kind_find(d, &title);
	if (title.score == 0 &&
	    str_eq(doc_value(d, FACT_KIND), STR("ogi_annual")))
		headline_find_yearless(d, &title);
	if (str_eq(doc_value(d, FACT_KIND), STR("ogi_annual"))) {
		year_of_sentences(&r);
		year_counted_to(&r);
		year_named_alone(&r);
	}
	check_opening_year(&r);
	check_headed_year(&r);
	who_find(d, regions, r.year, doc_value(d, FACT_KIND), &title, &who);
	set_agency(&r, &who);
	check_titles(&r, &title);
	set_title(&r, &title);
	scope_find(d);
	find_published(d, &title, &who.session);
	check_published(&r);
	check_period(d);
	find_written(&r);
	find_numbers(d);
	find_format(d);
}
