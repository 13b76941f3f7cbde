/* SPDX-License-Identifier: MIT */
#include "headline.h"

#include "affix.h"
#include "agency.h"
#include "label.h"

enum {
	TITLE_BLOCKS = 12,	/* a title stands among the first blocks */
	TITLE_LINES = 3,	/* that one title may be set in */
	MAX_TITLE_LINE = 30,	/* characters of each */
	MAX_YEAR_LINE = 10,	/* of one that has the year alone */
	MAX_TITLE = 300,	/* bytes */
	MIN_TITLE = 4,		/* characters of what is no report's */
	FIRST_LINES = 3,	/* one of which is a title, if any is */
	LIST_TITLES = 3,	/* looked for on a page that may be a list */
	FULL_SCORE = 4		/* of a title that names agency and year */
};

/*
 * Behind "标　　题 " at the start of a line that a table of metadata left;
 * the line itself without it.
 */
static struct str
behind_label(struct str s)
{
	static const char *const labels[] = { "标题", "標題", "名称", "名稱",
		"信息名称", "信息名稱" };
	struct str label;
	size_t i, at, in, from;
	uint32_t c;

	for (i = 0; i < AFFIX_LEN(labels); i++) {
		label = str_of(labels[i]);
		for (at = in = 0; at < s.n && in < label.n;) {
			from = in;
			c = str_char(s, &at);
			if (!str_is_space(c) && c != str_char(label, &in))
				break;
			if (str_is_space(c))
				in = from;
		}
		if (in == label.n && at < s.n && str_is_space(str_peek(s, at)))
			return str_trim(str_sub(s, at, s.n));
	}
	return s;
}

/* Without a bullet, "附件:" and the like in front. */
static struct str
without_prefix(struct str s)
{
	static const char *const bullets[] = { "•", "·" };
	size_t at = 0;
	uint32_t c;

	s = str_trim(s);
	affix_take_any(&s, bullets, AFFIX_LEN(bullets));
	s = behind_label(str_trim(s));
	if (!str_starts(s, STR("附件")))
		return s;
	while (at < s.n && at < 24) {
		c = str_char(s, &at);
		if (c == ':' || c == 0xFF1A)
			return str_trim(str_sub(s, at, s.n));
	}
	return s;
}

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
 * Takes the part of "好文网-汉滨区教育局2021年政府信息公开工作年度报告_汉滨区人民
 * 政府" that is the title: what stands between two separators and is one by
 * itself. The whole when none is. `which` counts the parts, for the same in
 * `found`. False if the whole is no title either.
 */
static bool
title_part(struct arena *a, struct str *s, int *which, struct title *t)
{
	size_t at = 0, from = 0, here;
	int n;

	for (n = 0; at < s->n; n++, from = at) {
		do
			here = at;
		while (!separator_at(*s, &at) && (here = at) < s->n);
		if (title_read(a, str_sub(*s, from, here - from), t)) {
			*which = n;
			*s = str_trim(str_sub(*s, from, here - from));
			return true;
		}
	}
	*which = -1;
	return n > 1 && title_read(a, *s, t);
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

/* 年报, 通知公告: what a column of a site is called. */
static bool
names_column(struct arena *a, struct str word)
{
	static const char *const ends[] = { "年报", "年度报告", "公告", "公示",
		"公开", "动态", "专栏", "目录", "首页" };

	return title_is_bare(a, word) ||
	    affix_ends_any(word, ends, AFFIX_LEN(ends));
}

/*
 * Characters of the names of a site and of a column with the spaces behind
 * them ("汉滨区人民政府 政府信息公开年报 2021年度…报告").
 */
static size_t
column_name(struct arena *a, struct str hans)
{
	size_t at = 0, from, word = 0;
	struct title t;

	while (at < hans.n) {
		from = at;
		if (!str_is_space(str_char(hans, &at)))
			continue;
		if (names_column(a, str_sub(hans, word, from - word)) &&
		    title_read(a, str_sub(hans, at, hans.n), &t))
			return str_chars(str_sub(hans, 0, at));
		word = at;
	}
	return 0;
}

/* Reads a text as a title; false if it is none. */
static bool
read_headline(struct doc *d, struct str found, struct str hans,
    const char *from, struct headline *c)
{
	struct title whole;
	size_t skip;
	int which;

	*c = (struct headline){ .from = from };
	hans = without_prefix(hans);
	/* All that title.c knows are 报告, 年报 or 总结. */
	if (hans.n > MAX_TITLE ||
	    (!str_has(hans, STR("报")) && !str_has(hans, STR("结"))))
		return false;
	skip = column_name(d->arena, hans);
	if (skip > 0 || (skip = site_name(d->arena, hans)) > 0) {
		hans = str_sub(hans, str_first(hans, skip).n, hans.n);
		found = str_sub(found, str_first(found, skip).n, found.n);
	}
	c->hans = hans;
	if (!title_part(d->arena, &c->hans, &which, &c->title))
		return false;
	c->found = part_of(without_prefix(found), which);
	/* What a double dash parts is no name of a site. */
	if (c->title.agency.n == 0 && str_has(hans, STR("——")) &&
	    title_read(d->arena, hans, &whole))
		c->title.agency = whole.agency;
	c->score = 1 + (c->title.year > 0) + 2 * (c->title.agency.n > 0);
	return true;
}

/* Takes a text for the title if it says more than the best so far. */
static void
consider(struct doc *d, struct headline *best, struct str found,
    struct str hans, const char *from)
{
	struct headline c;

	if (read_headline(d, found, hans, from, &c) && c.score > best->score)
		*best = c;
}

/* The kinds of report a page names, by agency and year. */
struct named {
	struct title v[LIST_TITLES];
	int n;
};

/* 汉滨区 of 汉滨区人民政府, 汉滨区政府. */
static struct str
without_government(struct str name)
{
	static const char *const ends[] = { "人民政府", "政府" };

	affix_drop_any(&name, ends, AFFIX_LEN(ends));
	return name;
}

static void
name_title(struct named *named, const struct title *t)
{
	struct str mine = without_government(t->agency), other;
	int i;

	/* 政府工作报告 alone is any of them. */
	if (t->agency.n == 0 && t->year == 0)
		return;

	/*
	 * The same once more, with its agency in a line of its own or within a
	 * sentence.
	 */
	for (i = 0; i < named->n; i++) {
		other = without_government(named->v[i].agency);
		if (named->v[i].year == t->year &&
		    (str_ends(other, mine) || str_ends(mine, other)))
			return;
	}
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

/* A year in the brackets of a document number: 坛政办发〔2017〕18号. */
static bool
has_docno(struct str s)
{
	static const char *const open[] = { "〔", "[", "【", "［" };
	ptrdiff_t at = affix_find_any(s, open, AFFIX_LEN(open));

	if (at < 0)
		return false;
	s = str_sub(s, (size_t)at, s.n);
	affix_take_any(&s, open, AFFIX_LEN(open));
	return affix_is_year(affix_take_year(&s)) && !str_starts(s, STR("年"));
}

/*
 * A block as a line. Of a table of one cell it is that, for a title in a frame
 * is copied as one; of others there is none: NULL.
 */
static const struct block *
as_line(const struct block *b, struct block *room)
{
	const struct grid *g = b->grid;
	size_t i;

	if (b->kind != BLOCK_TABLE)
		return b;
	for (i = 1; i < g->n && g->cells[i].hans.n == 0; i++)
		;
	if (g->n == 0 || i < g->n)
		return NULL;
	*room = *b;
	room->kind = BLOCK_PARAGRAPH;
	room->text = g->cells[0].text;
	room->hans = g->cells[0].hans;
	return room;
}

/* 第三条 各股室负责编制本单位的年度报告: of a rule about reports. */
static bool
is_article(struct str s)
{
	return str_starts(s, STR("第")) && str_has(str_first(s, 6), STR("条"));
}

/* A line that a title, or a part of one, can be. */
static bool
can_be_title(struct doc *d, const struct block *b)
{
	/* "一、2020年工作总结" is a heading. */
	return (b->kind == BLOCK_PARAGRAPH || b->kind == BLOCK_HEADING) &&
	    !b->boilerplate && b->hans.n <= MAX_TITLE &&
	    !has_docno(b->hans) && !is_article(b->hans) &&
	    label_level(d->arena, b->hans) == 0;
}

/*
 * Whether a line goes on with the title above it. One that is whole (某某大学信息
 * 公开年度报告) has only its year behind it: （2014年度）.
 */
static bool
goes_on(struct str title, struct str line)
{
	return !str_ends(str_trim(title), STR("报告")) ||
	    (str_chars(line) <= MAX_YEAR_LINE && str_has(line, STR("年")));
}

/*
 * A title set in two or three lines from block i on: 汉滨区教育局 / 2021年政府
 * 信息公开 / 工作年度报告. What comes out for an agency must be one: the line
 * above may also be the name of a column.
 */
static void
consider_lines(struct doc *d, struct headline *best, size_t i)
{
	static const char *const regions[] = { "省", "市", "县", "州", "旗" };
	struct headline c = { .score = 0 };
	struct str found = STR(""), hans = STR("");
	size_t k;

	for (k = i; k < d->blocks.n && k < i + TITLE_LINES; k++) {
		if (!can_be_title(d, &d->blocks.v[k]) ||
		    str_chars(d->blocks.v[k].hans) > MAX_TITLE_LINE ||
		    !goes_on(hans, d->blocks.v[k].hans))
			return;
		found = arena_join(d->arena, found, d->blocks.v[k].text);
		hans = arena_join(d->arena, hans, d->blocks.v[k].hans);
		if (k > i)
			consider(d, &c, found, hans, "lines at the top");
		if (c.score > 0)
			break;
	}
	c.block = k;
	c.in_text = true;
	if (c.score > best->score &&
	    (agency_office_kind(c.title.agency) != NULL ||
	    affix_ends_any(c.title.agency, regions, AFFIX_LEN(regions))))
		*best = c;
}

/*
 * Among the first blocks: single lines first, then several together. In a part
 * 一、 the report itself speaks of others: 四是编制2014年政府信息公开年报.
 */
static void
consider_blocks(struct doc *d, struct headline *best)
{
	bool metas = best->score > 0, in_part = false;
	const struct block *b;
	struct block room;
	int before;
	size_t i, n = 0, end;

	for (i = 0; i < d->blocks.n && n < TITLE_BLOCKS; i++) {
		b = as_line(&d->blocks.v[i], &room);
		if (b == NULL || b->kind == BLOCK_LINK)
			continue;
		if (in_part && str_ends(str_trim(b->hans), STR("。")))
			break;
		in_part |= b->kind != BLOCK_TABLE &&
		    label_level(d->arena, b->hans) == 1;
		n++;
		before = best->score;
		if (can_be_title(d, b))
			consider(d, best, b->text, b->hans,
			    b->kind == BLOCK_HEADING ? "heading" :
			    "line at the top");
		if (best->score > before) {
			best->block = i;
			best->in_text = true;
		}
	}
	for (end = i, i = 0; i < end && !metas && best->score < FULL_SCORE; i++)
		consider_lines(d, best, i);
}

/* Members of the page that hold its title, the best first. */
static const char *const page_titles[] = { "ArticleTitle", "信息名称",
	"文件名称", "名称", "标题", "h1", "title" };

void
headline_find(struct doc *d, struct headline *best)
{
	const struct meta *m;
	size_t i, k;

	*best = (struct headline){ .score = 0 };
	for (k = 0; k < AFFIX_LEN(page_titles); k++)
		for (i = 0; i < d->metas.n; i++) {
			m = &d->metas.v[i];
			if (str_eq(m->name, str_of(page_titles[k])))
				consider(d, best, m->value, m->hans,
				    page_titles[k]);
		}
	consider_blocks(d, best);
}

static bool
holds_title(const struct meta *m)
{
	return affix_is_any(m->name, page_titles, AFFIX_LEN(page_titles));
}

bool
headline_next(struct doc *d, size_t *at, struct headline *out)
{
	const struct meta *m;
	const struct block *b;
	size_t i;

	for (; *at < d->metas.n; (*at)++) {
		m = &d->metas.v[*at];
		if (holds_title(m) && read_headline(d, m->value, m->hans,
		    "title", out)) {
			(*at)++;
			return true;
		}
	}
	while ((i = *at - d->metas.n) < d->blocks.n && i < TITLE_BLOCKS) {
		(*at)++;
		b = &d->blocks.v[i];
		if (can_be_title(d, b) && read_headline(d, b->text, b->hans,
		    "line at the top", out))
			return true;
	}
	return false;
}

/*
 * The title of a document that is a report for other reasons: it need not
 * name the year.
 */
void
headline_find_yearless(struct doc *d, struct headline *best)
{
	const struct block *b;
	const struct meta *m;
	struct title t;
	size_t i;

	for (i = 0; i < d->metas.n && best->score == 0; i++) {
		m = &d->metas.v[i];
		if ((str_eq(m->name, STR("ArticleTitle")) ||
		    str_eq(m->name, STR("h1")) ||
		    str_eq(m->name, STR("标题"))) &&
		    title_read_yearless(d->arena, m->hans, &t))
			*best = (struct headline){ m->value, m->hans, t,
				"title without a year", 1, 0, false };
	}
	for (i = 0; i < d->blocks.n && i < TITLE_BLOCKS &&
	    best->score == 0; i++) {
		b = &d->blocks.v[i];
		if (can_be_title(d, b) &&
		    title_read_yearless(d->arena, b->hans, &t))
			*best = (struct headline){ b->text, b->hans, t,
				"title without a year", 1, i, true };
	}
}

bool
headline_bare(struct doc *d, size_t *block)
{
	size_t i;

	for (i = 0; i < d->blocks.n && i < TITLE_BLOCKS; i++)
		if (can_be_title(d, &d->blocks.v[i]) &&
		    title_is_bare(d->arena, d->blocks.v[i].hans)) {
			*block = i;
			return true;
		}
	return false;
}

/* Long enough for a title and short enough, and no address. */
static bool
can_name_page(struct str hans)
{
	return hans.n <= MAX_TITLE && str_chars(str_trim(hans)) >= MIN_TITLE &&
	    !str_has(hans, STR("://"));
}

bool
headline_of_page(const struct doc *d, struct headline *out)
{
	static const char *const names[] = { "ArticleTitle", "信息名称", "标题",
		"h1", "title", "名称" };
	const struct block *b;
	const struct meta *m;
	size_t i, k;

	for (k = 0; k < AFFIX_LEN(names); k++)
		for (i = 0; i < d->metas.n; i++) {
			m = &d->metas.v[i];
			if (str_eq(m->name, str_of(names[k])) &&
			    can_name_page(m->hans)) {
				*out = (struct headline){ .found = m->value,
					.hans = m->hans, .from = names[k] };
				return true;
			}
		}
	for (i = 0; i < d->blocks.n && i < TITLE_BLOCKS; i++) {
		b = &d->blocks.v[i];
		if (b->kind == BLOCK_HEADING && !b->boilerplate &&
		    can_name_page(b->hans)) {
			*out = (struct headline){ .found = b->text,
				.hans = b->hans, .from = "heading" };
			return true;
		}
	}
	return false;
}

/* Titles of several reports among the lines of the page, and no report. */
bool
headline_of_list(struct doc *d)
{
	struct named named = { .n = 0 };
	struct title t;
	size_t i;

	for (i = 0; i < d->blocks.n && named.n < LIST_TITLES; i++) {
		const struct block *b = &d->blocks.v[i];

		/* 首页 > 政府信息公开年报 > … is where the page hangs. */
		if (b->kind != BLOCK_TABLE && b->hans.n <= MAX_TITLE &&
		    !str_has(b->hans, STR(">")) &&
		    label_level(d->arena, b->hans) == 0 &&
		    title_read(d->arena, b->hans, &t))
			name_title(&named, &t);
	}
	return named.n > 1 && numbered_sections(d) < named.n;
}

/*
 * "文字解读：汉滨区教育局2021年政府信息公开工作年度报告" above the text, or
 * 2022年区政务公开工作总结汇编（7篇）.
 */
static bool
first_line_retells(const struct doc *d)
{
	static const char *const marks[] = { "解读：", "解读:", "图解：",
		"图解:", "一图读懂", "汇编", "篇）", "篇)" };
	static const char *const what[] = { "年度报告", "工作总结" };
	const struct block *b;
	size_t i, n;

	for (i = n = 0; i < d->blocks.n && n < FIRST_LINES; i++) {
		b = &d->blocks.v[i];
		if (b->boilerplate || b->kind == BLOCK_TABLE || b->hans.n == 0)
			continue;
		n++;
		/* 综合…年度报告汇编而成。 is a sentence. */
		if (b->hans.n <= MAX_TITLE && !str_has(b->hans, STR("。")) &&
		    affix_find_any(b->hans, what,
		    AFFIX_LEN(what)) >= 0 && affix_find_any(b->hans, marks,
		    AFFIX_LEN(marks)) >= 0)
			return true;
	}
	return false;
}

/*
 * "汉滨区人民政府办公室关于做好2017年…年度报告编制工作的通知" among the first
 * lines, and no report's title above it.
 */
static bool
is_notice(const struct doc *d)
{
	static const char *const ends[] = { "通知", "通报" };
	const struct block *b;
	struct title t;
	size_t i, n;

	for (i = n = 0; i < d->blocks.n && n < TITLE_BLOCKS; i++) {
		b = &d->blocks.v[i];
		if (b->kind == BLOCK_TABLE || b->kind == BLOCK_LINK ||
		    b->hans.n == 0 || b->hans.n > MAX_TITLE)
			continue;
		n++;
		if (str_has(b->hans, STR("关于")) &&
		    str_has(b->hans, STR("报告")) &&
		    affix_ends_any(str_trim(b->hans), ends, AFFIX_LEN(ends)))
			return true;
		if (title_read(d->arena, b->hans, &t))
			return false;
	}
	return false;
}

/* Whether the page's own title is that of a notice, a plan, a picture. */
bool
headline_about_reports(const struct doc *d)
{
	static const char *const names[] = { "ArticleTitle", "信息名称", "名称",
		"标题", "h1", NULL };
	static const char *const title[] = { "title", NULL };
	struct str s = doc_meta(d, names);
	struct title t;
	int which;

	if (s.p == NULL)
		s = doc_meta(d, title);
	if (s.p == NULL)
		return first_line_retells(d) || is_notice(d);
	if (title_read(d->arena, s, &t))
		return false;
	return title_is_other(d->arena, s) ||
	    (title_part(d->arena, &s, &which, &t) &&
	    title_is_other(d->arena, s));
}

