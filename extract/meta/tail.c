/* SPDX-License-Identifier: MIT */
#include "tail.h"

#include "affix.h"
#include "date.h"
#include "label.h"
#include "title.h"

enum {
	MAX_LINE = 180,		/* bytes of a line that begins a tail */
	MAX_SIGNATURE = 75	/* of an office's name, and of a day */
};

/* All of a line over other articles or comments, brackets aside. */
static const char *const heads[] = { "延伸阅读", "推荐阅读", "热点推荐",
	"热门推荐", "精彩推荐", "热门文章", "热点新闻", "猜你喜欢", "往年年报",
	"历年年报", "往期年报", "网友评论", "网友留言", "用户评论", "最新评论",
	"评论列表", "全部评论", "发表评论", "我要评论" };

/* What may follow 相关 in such a line; 相关附件 and 相关情况 are of the report. */
static const char *const related[] = { "链接", "阅读", "文章", "新闻", "报道",
	"稿件", "推荐", "解读", "文档", "资讯", "信息", "政策", "法规" };

/* How a line begins that only the foot of a page has. */
static const char *const feet[] = { "上一篇：", "上一篇:", "下一篇：",
	"下一篇:", "版权所有", "版权声明", "免责声明", "Copyright", "COPYRIGHT",
	"copyright", "网站标识码", "政府网站标识码", "主办单位：", "主办单位:" };

/* What stands around such words: [网友评论], 网友评论（2）. */
static const char *const marks[] = { "【", "】", "[", "]", "：", ":", "|",
	">", "-", "·", "©", "（", "）", "(", ")", "0", "1", "2", "3", "4", "5",
	"6", "7", "8", "9", "条" };

/* Behind which block there is no more of something, from 1; 0: there is none. */
struct last {
	size_t told;		/* a sentence */
	size_t table;		/* or an annex */
	size_t part;		/* a heading 一、 */
	size_t heading;		/* of any level */
};

struct reader {
	struct doc *d;
	struct title own;	/* what the page says that it is, if known */
	bool known, behind, headed;	/* behind a sentence, a heading 一、 */
	size_t before, bytes;	/* of text so far, and in all */
	struct last last;
};

/* May the block begin a tail, or tell something in one? */
static bool
is_line(const struct block *b)
{
	return b->kind == BLOCK_PARAGRAPH || b->kind == BLOCK_HEADING;
}

static bool
is_head(struct arena *a, struct str hans)
{
	struct str s;

	if (hans.n > MAX_LINE)
		return false;
	s = label_squeeze(a, hans);
	while (affix_take_any(&s, marks, AFFIX_LEN(marks)) ||
	    affix_drop_any(&s, marks, AFFIX_LEN(marks)))
		;
	return affix_is_any(s, heads, AFFIX_LEN(heads)) ||
	    affix_starts_any(s, feet, AFFIX_LEN(feet)) ||
	    affix_find_any(s, feet, 4) >= 0 ||
	    (affix_take(&s, "相关") &&
	    affix_is_any(s, related, AFFIX_LEN(related)));
}

/* The level of the heading that a block begins with; 0 if it is none. */
static int
level_of(struct arena *a, const struct block *b)
{
	struct str s;
	int level, number;

	if (!is_line(b))
		return 0;
	s = label_squeeze(a, str_first(b->hans, 20));
	return label_enumerator(s, &level, &number) > 0 ||
	    label_part(s, &level, &number) > 0 ? level : 0;
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

/* Is it of another year or office? */
static bool
is_other(const struct title *own, const struct title *t)
{
	return own->year != t->year || (own->agency.n > 0 &&
	    t->agency.n > 0 && !str_has(own->agency, t->agency) &&
	    !str_has(t->agency, own->agency));
}

static void
look_through(struct reader *r)
{
	const struct block *b;
	size_t i;
	int level;

	for (i = 0; i < r->d->blocks.n; i++) {
		b = &r->d->blocks.v[i];
		if (b->boilerplate)
			continue;
		level = level_of(r->d->arena, b);
		if (b->kind == BLOCK_TABLE || str_starts(b->hans, STR("附件")))
			r->last.table = i + 1;
		if (level == 1)
			r->last.part = i + 1;
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
	struct title t;
	struct str hans = r->d->blocks.v[i].hans;
	bool other = r->known && read_title(r->d->arena, hans, &t) &&
	    is_other(&r->own, &t), told = r->last.told > i + 1;

	if (!r->behind || r->last.table > i + 1)
		return false;
	if (other && told && (r->headed || r->last.part <= i + 1))
		return true;
	if (is_head(r->d->arena, hans))
		return r->last.part <= i + 1;
	/* A signature above the text has most of it behind it. */
	return told && r->last.heading <= i + 1 && is_signed(r->d, i) &&
	    r->bytes - r->before < r->before;
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
		r.headed |= level_of(d->arena, b) == 1;
	}
	/* The day is the report's own. */
	for (i += i < d->blocks.n && is_signed(d, i); i < d->blocks.n; i++)
		if (is_line(&d->blocks.v[i]))
			d->blocks.v[i].boilerplate = true;
}
