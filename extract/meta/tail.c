/* SPDX-License-Identifier: MIT */
#include "tail.h"

#include "affix.h"
#include "agency.h"
#include "date.h"
#include "label.h"
#include "mark.h"
#include "title.h"

enum {
	MAX_LINE = 180,		/* bytes of a line that begins a tail */
	MAX_SIGNATURE = 75	/* of an office's name, and of a day */
};

/* All of a line over what readers say, brackets aside. */
static const char *const comments[] = { "网友评论", "网友留言", "用户评论",
	"最新评论", "评论列表", "全部评论", "发表评论", "我要评论" };

/* How a line begins that only the foot of a page has. */
static const char *const feet[] = { "上一篇：", "上一篇:", "下一篇：",
	"下一篇:", "版权所有", "版权声明", "免责声明", "Copyright", "COPYRIGHT",
	"copyright", "网站标识码", "政府网站标识码", "主办单位：", "主办单位:" };

/* What stands around such words: [网友评论], 网友评论（2）. */
static const char *const marks[] = { "*", "#", "【", "】", "[", "]", "：", ":", "|",
	">", "-", "·", "©", "（", "）", "(", ")", "0", "1", "2", "3", "4", "5",
	"6", "7", "8", "9", "条" };

/* How an annex or a note begins, which a report has below its signature. */
static const char *const annexes[] = { "附件", "附表", "附录", "附图", "附注",
	"附：", "附:", "注：", "注:", "备注", "说明：", "说明:", "填表说明",
	"填报说明", "名词解释", "抄送", "主送" };

/* How the title of an annex ends that is not called one. */
static const char *const tables[] = { "统计表", "情况表", "一览表", "统计数据",
	"名词解释" };

/* Behind which block there is no more of something, from 1; 0: there is none. */
struct last {
	size_t told;		/* a sentence */
	size_t annex;		/* or a table */
	size_t part;		/* a heading 一、 */
	size_t own_part;	/* the same, before they begin again */
	size_t heading;		/* of any level */
};

struct reader {
	struct doc *d;
	struct title own;	/* what the page says that it is, if known */
	bool known, behind, day; /* behind a sentence, a signature's day */
	size_t before, bytes;	/* of text so far, and in all */
	struct last last;
};

/* May the block begin a tail, or tell something in one? */
static bool
is_line(const struct block *b)
{
	return b->kind == BLOCK_PARAGRAPH || b->kind == BLOCK_HEADING;
}

static struct str
without_marks(struct arena *a, struct str hans)
{
	struct str s = label_squeeze(a, hans);

	while (affix_take_any(&s, marks, AFFIX_LEN(marks)) ||
	    affix_drop_any(&s, marks, AFFIX_LEN(marks)))
		;
	return s;
}

/* Is a line over other articles or comments? Some may be the report's own. */
static bool
is_head(struct arena *a, struct str hans, bool behind_signature)
{
	struct str s;
	bool sure;

	if (hans.n > MAX_LINE)
		return false;
	s = without_marks(a, hans);
	return affix_is_any(s, comments, AFFIX_LEN(comments)) ||
	    (mark_is_related(s, &sure) && (sure || behind_signature));
}

static bool
is_foot(struct arena *a, struct str hans)
{
	struct str s;

	if (hans.n > MAX_LINE || str_ends(hans, STR("。")))
		return false;
	s = without_marks(a, hans);
	return affix_starts_any(s, feet, AFFIX_LEN(feet)) ||
	    affix_find_any(s, feet, 4) >= 0;
}

static bool
is_annex(struct arena *a, const struct block *b)
{
	struct str s;

	if (b->kind == BLOCK_TABLE)
		return true;
	if (!is_line(b))
		return false;
	s = without_marks(a, str_first(b->hans, MAX_LINE / 3));
	return affix_starts_any(s, annexes, AFFIX_LEN(annexes)) ||
	    (b->hans.n <= MAX_LINE &&
	    affix_ends_any(s, tables, AFFIX_LEN(tables)));
}

/* The level of the heading that a block begins with; 0 if it is none. */
static int
level_of(struct arena *a, const struct block *b, int *number)
{
	struct str s;
	int level;

	if (!is_line(b))
		return 0;
	s = label_squeeze(a, str_first(b->hans, 20));
	return label_enumerator(s, &level, number) > 0 ||
	    label_part(s, &level, number) > 0 ? level : 0;
}

/* The title of a report on open information that names its year. */
static bool
read_title(struct arena *a, struct str hans, struct title *t)
{
	return hans.n > 0 && hans.n <= MAX_LINE && !str_starts(hans,
	    STR("附件")) && title_read(a, hans, t) && t->year > 0 &&
	    strcmp(t->kind, "ogi_annual") == 0;
}

/* What the page, or else one of its first lines, says that it is. */
static bool
own_title(struct doc *d, struct title *t)
{
	static const char *const names[] = { "ArticleTitle", "h1", "title" };
	size_t i, k;

	for (k = 0; k < AFFIX_LEN(names); k++)
		for (i = 0; i < d->metas.n; i++)
			if (str_eq(d->metas.v[i].name, str_of(names[k])) &&
			    read_title(d->arena, d->metas.v[i].hans, t))
				return true;
	for (i = 0; i < d->blocks.n && i < 8; i++)
		if (is_line(&d->blocks.v[i]) &&
		    read_title(d->arena, d->blocks.v[i].hans, t))
			return true;
	return false;
}

/* 华坪县教育局, 华坪县; not 编制发布, 我县. */
static bool
is_agency(struct str s)
{
	static const char *const regions[] = { "省", "市", "县", "区", "州",
		"旗", "盟" };

	return agency_office_kind(s) != NULL || (str_chars(s) > 2 &&
	    affix_ends_any(s, regions, AFFIX_LEN(regions)));
}

/*
 * Is block b the title of a report of another year or office? A report speaks
 * of that of the year before as well: 编制公布2014年政府信息公开年度报告.
 */
static bool
is_other(const struct reader *r, const struct block *b)
{
	struct title t;
	int number;

	return r->known && read_title(r->d->arena, b->hans, &t) &&
	    is_agency(t.agency) &&
	    !str_starts(b->hans, STR("《")) &&
	    !str_ends(b->hans, STR("。")) &&
	    level_of(r->d->arena, b, &number) == 0 &&
	    (r->own.year != t.year || (r->own.agency.n > 0 &&
	    !str_has(r->own.agency, t.agency) &&
	    !str_has(t.agency, r->own.agency)));
}

static void
look_through(struct reader *r)
{
	const struct block *b;
	bool again = false;
	int level, number;
	size_t i;

	for (i = 0; i < r->d->blocks.n; i++) {
		b = &r->d->blocks.v[i];
		if (b->boilerplate)
			continue;
		level = level_of(r->d->arena, b, &number);
		if (is_annex(r->d->arena, b))
			r->last.annex = i + 1;
		if (level == 1) {
			again |= r->last.part > 0 && number == 1;
			r->last.part = i + 1;
			if (!again)
				r->last.own_part = i + 1;
		}
		if (level > 0)
			r->last.heading = i + 1;
		if (is_line(b) && str_has(b->hans, STR("，")))
			r->last.told = i + 1;
		r->bytes += is_line(b) ? b->hans.n : 0;
	}
}

/* Is block i the day under a signature, which ends a report? */
static bool
is_signed(const struct doc *d, size_t i)
{
	const struct block *b = &d->blocks.v[i];
	struct date date;

	return i > 0 && is_line(b - 1) && b[-1].hans.n <= MAX_SIGNATURE &&
	    !str_has(b[-1].hans, STR("。")) && b->hans.n <= MAX_SIGNATURE &&
	    date_parse(str_trim(b->hans), &date) && date.day > 0;
}

/* Does the tail begin with block i, or right behind it where that is a day? */
static bool
begins(const struct reader *r, size_t i)
{
	const struct block *b = &r->d->blocks.v[i];
	bool told = r->last.told > i + 1;
	/* A signature above the text has most of it behind it. */
	bool is_end = r->last.heading <= i + 1 &&
	    r->bytes - r->before < r->before;

	if (!r->behind || r->last.annex > i + 1)
		return false;
	if (told && (r->day || r->last.own_part <= i + 1) && is_other(r, b))
		return true;
	if (is_head(r->d->arena, b->hans, r->day))
		return r->last.part <= i + 1;
	return is_end && (is_foot(r->d->arena, b->hans) ||
	    (told && is_signed(r->d, i)));
}

void
tail_pass(struct doc *d)
{
	struct reader r = { .d = d };
	const struct block *b;
	size_t i;

	r.known = own_title(d, &r.own);
	look_through(&r);
	for (i = 0; i < d->blocks.n; i++) {
		b = &d->blocks.v[i];
		if (!is_line(b))
			continue;
		r.before += b->boilerplate ? 0 : b->hans.n;
		if (begins(&r, i))
			break;
		r.behind |= str_ends(str_trim(b->hans), STR("。"));
		r.day |= r.behind && is_signed(d, i);
	}
	/* The day is the report's own. */
	for (i += i < d->blocks.n && is_signed(d, i); i < d->blocks.n; i++)
		if (is_line(&d->blocks.v[i]))
			d->blocks.v[i].boilerplate = true;
}
