/* SPDX-License-Identifier: MIT */
#include "mark.h"

#include "affix.h"
#include "agency.h"
#include "date.h"
#include "label.h"
#include "words.h"

enum {
	HEAD_BLOCKS = 25,	/* metadata stands among the first */
	TAIL_BLOCKS = 6,	/* or, some of it, among the last */
	MAX_LINE = 600,		/* bytes of a line of metadata */
	MAX_DAY_AND_OFFICE = 90, /* bytes of a line of both */
	LAST_LINES = 4,		/* above the text, where a day may stand */
	MAX_RELATED = 60,	/* of a line over links */
	MIN_KEY = 6,		/* bytes of the shortest key */
	MAX_PAIRS = 60		/* cells of a table of metadata */
};

/*
 * Names of metadata as pages print them, longest first where one is the
 * start of another. CORPUS.md 3.D.
 */
static const struct word keys[] = {
	WORD("信息提供日期"), WORD("信息生成日期"), WORD("信息生成时间"),
	WORD("信息发布日期"), WORD("信息发布时间"), WORD("信息索引号"),
	WORD("信息索引"), WORD("成文时间"), WORD("生效日期"), WORD("失效日期"),
	WORD("废止日期"), WORD("制发机关"), WORD("发布机关"), WORD("发文文号"),
	WORD("稿件来源"), WORD("公开时限"), WORD("公文种类"), WORD("效力状态"),
	WORD("是否有效"),
	WORD("文件名称"), WORD("文件标题"),
	WORD("索引号"), WORD("发布机构"), WORD("发文机关"),
	WORD("发文机构"), WORD("公开机构"), WORD("公开责任部门"),
	WORD("责任部门"), WORD("所属机构"), WORD("文件分类"),
	WORD("发布单位"), WORD("发布部门"), WORD("发文单位"),
	WORD("发文日期"), WORD("成文日期"), WORD("发布日期"),
	WORD("发布时间"), WORD("发表日期"), WORD("发表时间"),
	WORD("公布日期"), WORD("公布时间"), WORD("公开日期"),
	WORD("公开时间"), WORD("生成日期"), WORD("生成时间"),
	WORD("添加日期"), WORD("添加时间"), WORD("上传日期"),
	WORD("上传时间"), WORD("录入时间"), WORD("更新日期"),
	WORD("更新时间"), WORD("修改时间"), WORD("归档时间"),
	WORD("信息时间"), WORD("发布于"), WORD("发表于"), WORD("信息来源"),
	WORD("文章来源"), WORD("发布来源"), WORD("来源"), WORD("来自"),
	WORD("公文生成日期"), WORD("发文字号"),
	WORD("文件编号"), WORD("发布文号"), WORD("发文时间"),
	WORD("备注/文号"), WORD("文号"), WORD("信息类别"), WORD("信息分类"),
	WORD("所属分类"), WORD("主题分类"), WORD("体裁分类"), WORD("分类"),
	WORD("公开范围"), WORD("公开方式"), WORD("公开形式"),
	WORD("公开类别"), WORD("公开程序"), WORD("有效性"),
	WORD("信息名称"), WORD("名称"), WORD("标题"), WORD("作者"),
	WORD("责任编辑"), WORD("编辑"), WORD("浏览次数"), WORD("点击次数"),
	WORD("阅读次数"), WORD("点击数"), WORD("点击率"), WORD("点击量"),
	WORD("阅读量"), WORD("浏览量"), WORD("访问量"), WORD("点击"),
	WORD("阅读"), WORD("浏览"), WORD("浏览字号"), WORD("字号"),
	WORD("访问次数"), WORD("访问人数"), WORD("阅览次数"), WORD("发布人"),
	WORD("字体大小"), WORD("字体"),
	WORD("分享到"), WORD("日期"), WORD("时间"), WORD("组配分类"),
	WORD("关键词"), WORD("内容概述"), WORD("主题词"),
	WORDS_END
};

/* Lines that only a page has, by how they begin; brackets in front go. */
static const char *const tails[] = { "扫一扫在手机", "打印本页", "关闭窗口",
	"责任编辑", "分享到", "分享让更多人看到", "上一篇", "下一篇", "返回顶部",
	"相关附件", "信息来源:", "打印关闭", "字体:", "字体：", "字号:", "字号：",
	"当前位置", "您现在的位置", "您所在的位置", "您的位置:", "您的位置：",
	"所在位置:", "所在位置：", "您是第", "我要纠错", "浏览次数:", "浏览次数：",
	"阅读次数:", "阅读次数：", "点击次数:", "点击次数：", "访问次数:",
	"访问次数：" };

/*
 * Metadata that some pages print below the text. 日期 and 时间 alone are of the
 * text there.
 */
static const char *const below[] = { "索引号", "发布机构", "发布单位",
	"发布部门", "发文机关", "发布日期", "发布时间", "信息来源", "文章来源",
	"来源", "文号", "发文字号", "公开日期", "生成日期", "成文日期" };

/* A line made of these alone is a toolbar. */
static const char *const tools[] = { "打印", "关闭", "收藏", "纠错", "分享",
	"窗口", "本页", "返回", "顶部", "字体", "字号", "大", "中", "小", "下载",
	"pdf", "PDF", "word", "Word", "WORD", "扫码", "浏览", "阅读", "微信",
	"微博", "QQ空间", "新浪", "朋友圈", "复制链接", "此页", "页面", "保存",
	"推荐", "点赞" };

static const char *const brackets[] = { "【", "】", "[", "]", "［", "］", "(",
	")", "（", "）", "|", "｜", ":", "：", "·", "/", "、", "-", "+" };

/* Lines over a list of links to other articles. */
static const char *const related[] = { "相关链接", "相关阅读", "相关文章",
	"相关新闻", "相关报道", "相关稿件", "相关推荐", "相关资讯", "延伸阅读",
	"推荐阅读", "热点推荐", "热门推荐", "精彩推荐", "热门文章", "热点新闻",
	"猜你喜欢", "往年年报", "历年年报", "往期年报", "友情链接" };

/* The same, or over a part of a report. */
static const char *const maybe_related[] = { "相关信息", "相关文档",
	"相关政策", "相关解读", "相关法规" };

/* What stands behind a key: "索引号:", "【索引号】". */
static const char *const behind_key[] = { ":", "：", "】", "]", "］" };

/* The metadata key that stands at byte `at`, and what shows that it is one. */
static size_t
key_at(struct str s, size_t at, const char **key)
{
	struct str rest = str_sub(s, at, s.n), tail;
	const struct word *w;
	size_t n;

	for (w = keys; (w = words_start(rest, w)) != NULL; w++) {
		n = w->text.n + (str_peek(rest, w->text.n) == ' ');
		tail = str_sub(rest, n, rest.n);
		if (!affix_take_any(&tail, behind_key, AFFIX_LEN(behind_key)))
			continue;
		*key = w->text.p;
		affix_take_any(&tail, behind_key, 2);
		return rest.n - tail.n;
	}
	return 0;
}

/* "索??引??号:" of copiers that lost the spaces. */
static struct str
without_marks(struct arena *a, struct str s)
{
	char *p;
	size_t i, n = 0;

	if (!str_has(s, STR("??")))
		return s;
	p = arena_alloc(a, s.n);
	for (i = 0; i < s.n; i++)
		if (s.p[i] != '?')
			p[n++] = s.p[i];
	return (struct str){ p, n };
}

/* "- 发布日期:2024-01-29": an item of a list. */
static struct str
without_bullet(struct str s)
{
	static const char *const bullets[] = { "- ", "* ", "· ", "• " };

	s = str_trim(s);
	affix_take_any(&s, bullets, AFFIX_LEN(bullets));
	return s;
}

/* The key that is all of a text, with or without a colon; NULL if none. */
static const char *
whole_key(struct arena *a, struct str hans)
{
	const struct word *w;
	struct str s;

	hans = without_bullet(hans);
	if (hans.n < MIN_KEY || str_chars(hans) > 12)
		return NULL;
	s = without_marks(a, label_squeeze(a, hans));
	while (str_ends(s, STR("：")) || str_ends(s, STR(":")))
		s.n -= str_ends(s, STR(":")) ? 1 : 3;
	for (w = keys; w->text.n > 0; w++)
		if (str_eq(s, w->text))
			return w->text.p;
	return NULL;
}

/*
 * The same text with the spaces inside keys gone ("索 引 號:" after conversion
 * is "索 引 号:"), so that keys are found; spaces elsewhere stay.
 */
static struct str
close_up_keys(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1);
	size_t at = 0, n = 0, from;

	while (at < s.n) {
		uint32_t c, before = n > 0 ?
		    str_before((struct str){ p, n }, n) : 0;
		size_t next;

		from = at;
		c = str_char(s, &at);
		next = at;
		while (next < s.n && str_is_space(str_peek(s, next)))
			str_char(s, &next);
		/* One character between spaces: a key set wide. */
		if (str_is_space(c) && str_is_han(before) && next < s.n &&
		    str_is_han(str_peek(s, next))) {
			size_t after = next;

			str_char(s, &after);
			c = str_peek(s, after);
			if (str_is_space(c) || c == ':' || c == 0xFF1A ||
			    after == s.n)
				continue;
		}
		memcpy(p + n, s.p + from, at - from);
		n += at - from;
	}
	return (struct str){ p, n };
}

/*
 * "来源:县林业局 2017-01-12 10:20", "来源:县林业局2017-01-12 10:20": the day
 * behind a value stands without its key. Takes it off.
 */
static struct str
take_day(struct doc *d, struct str value)
{
	struct date date;
	struct meta *m;
	uint32_t c;
	size_t at;

	for (at = 1; at < value.n; at++)
		if (value.p[at] == '2' && (c = str_before(value, at),
		    str_is_space(c) || str_is_han(c)) &&
		    date_parse(str_sub(value, at, value.n), &date) &&
		    date.day > 0) {
			m = DOC_ADD(d, metas);
			m->name = STR("发布时间");
			m->value = m->hans = str_sub(value, at, value.n);
			return str_trim(str_sub(value, 0, at));
		}
	return value;
}

static void
add_meta(struct doc *d, const char *key, struct str value)
{
	static const char *const marks[] = { "|", "｜", "【", "[", "（", "(",
		"】", "]", "，", ",", "；", ";", "?", "打印", "分享", "浏览",
		"字体", "字号", "点击" };
	struct meta *m;

	value = str_trim(value);
	while (affix_take_any(&value, marks, 2) ||
	    affix_drop_any(&value, marks, AFFIX_LEN(marks)))
		value = str_trim(value);
	if (!str_ends(str_of(key), STR("期")) &&
	    !str_ends(str_of(key), STR("间")))
		value = take_day(d, value);
	if (value.n == 0)
		return;
	m = DOC_ADD(d, metas);
	m->name = str_of(key);
	m->value = m->hans = value;
}

/* "2022-01-12 10:33 来源:区教育局": the day stands without its key. */
static bool
starts_with_day(struct str s)
{
	struct date date;
	const char *key;
	size_t at = 0;
	uint32_t c;

	if (s.n == 0 || s.p[0] != '2' || date_at(s, &at, 0, &date) !=
	    DATE_OK || date.day == 0 || date.repaired)
		return false;
	c = str_peek(s, at);
	return str_is_space(c) || (c >= '0' && c <= '9') ||
	    key_at(s, at, &key) > 0;
}

/* "2022-01-12 咸宁市教育局": takes the day and the source, both without keys. */
static bool
day_and_office(struct doc *d, struct str hans)
{
	struct str s = str_trim(hans), office;
	struct date date;
	size_t at = 0;

	if (s.n > MAX_DAY_AND_OFFICE || !starts_with_day(s))
		return false;
	date_at(s, &at, 0, &date);
	office = str_sub(s, at, s.n);
	while (office.n > 0 && (office.p[0] == ':' || office.p[0] == ' ' ||
	    (office.p[0] >= '0' && office.p[0] <= '9')))
		office = str_sub(office, 1, office.n);
	office = str_trim(office);
	if (agency_office_kind(office) == NULL || !affix_is_name(office))
		return false;
	add_meta(d, "发布时间", str_sub(s, 0, s.n - office.n));
	add_meta(d, "来源", office);
	return true;
}

/* Two neighbours of a row, "索引号" and its value; `found` is that as found. */
static bool
add_pair(struct doc *d, struct str key, struct str value, struct str found)
{
	const char *name = whole_key(d->arena, key);
	size_t n = d->metas.n;

	if (name == NULL || value.n == 0 || value.n > MAX_LINE ||
	    whole_key(d->arena, value) != NULL)
		return false;
	add_meta(d, name, value);
	if (d->metas.n == n + 1 && str_eq(d->metas.v[n].hans, str_trim(value)))
		d->metas.v[n].value = str_trim(found);
	return true;
}

/* The day that a line is, brackets off: "[2017-01-12]"; "" if it is none. */
static struct str
day_of(struct str s)
{
	struct date date;

	s = str_trim(s);
	while (affix_take_any(&s, brackets, AFFIX_LEN(brackets)) ||
	    affix_drop_any(&s, brackets, AFFIX_LEN(brackets)))
		s = str_trim(s);
	return date_parse(s, &date) && date.day > 0 ? s : STR("");
}

/* The key of a day that a line holds alone ("发布时间："), or NULL. */
static const char *
open_key(struct arena *a, struct str hans)
{
	const char *key = whole_key(a, hans);

	return key != NULL && (str_ends(str_of(key), STR("时间")) ||
	    str_ends(str_of(key), STR("日期")) ||
	    str_ends(str_of(key), STR("于"))) ? key : NULL;
}

/*
 * <dt>索引号</dt><dd>014328410/2022-00012</dd> above the text: a number or a
 * day in the line below its key. Other keys are words of menus as well.
 */
static void
value_below(struct doc *d, struct str key, struct str value)
{
	static const char *const numbers[] = { "索引号", "信息索引号", "信息索引",
		"发文字号", "发文文号", "发布文号", "文件编号", "文号" };
	const char *name = whole_key(d->arena, key), *next;

	if (name == NULL || key_at(value, 0, &next) > 0)
		return;
	if (open_key(d->arena, key) != NULL ? day_of(value).n > 0 :
	    !str_has(value, STR(" ")) &&
	    affix_starts_any(str_of(name), numbers, AFFIX_LEN(numbers)))
		add_pair(d, key, value, value);
}

/* "索引号014328410/2022-00012": two elements in one line. */
static void
value_behind(struct doc *d, struct str line)
{
	const struct word *w = words_start(line, keys);

	if (w != NULL)
		value_below(d, w->text, str_trim(str_sub(line, w->text.n,
		    line.n)));
}

/*
 * The key without a colon that stands at byte `at` between spaces; its bytes, or
 * 0. Of short ones those that are hardly words of a text.
 */
static size_t
column_at(struct str s, size_t at, const char **key)
{
	static const char *const brief[] = { "文号", "来源", "分类", "标题",
		"名称" };
	const struct word *w = words_start(str_sub(s, at, s.n), keys);

	if (w == NULL || (at > 0 && !str_is_space(str_before(s, at))) ||
	    (at + w->text.n < s.n && !str_is_space(str_peek(s,
	    at + w->text.n))) || (w->text.n <= MIN_KEY &&
	    !affix_is_any(w->text, brief, AFFIX_LEN(brief))))
		return 0;
	*key = w->text.p;
	return w->text.n;
}

/*
 * "索引号 001008003008067/2021-98380 主题分类 政务公开": takes the values of a line
 * that begins with a column and has another one, or a number or a day alone.
 */
static bool
column_line(struct doc *d, struct str hans)
{
	const char *key, *next;
	struct str s;
	size_t at, from, n, before = d->metas.n;

	if (hans.n > MAX_LINE)
		return false;
	s = str_trim(close_up_keys(d->arena, hans));
	if ((at = column_at(s, 0, &key)) == 0)
		return false;
	for (from = at; from < s.n; str_char(s, &from))
		if (column_at(s, from, &next) > 0)
			break;
	if (from >= s.n) {
		/* 文号 管理 is of a text, 文号 3 is none. */
		for (from = at; from < s.n && (s.p[from] < '0' ||
		    s.p[from] > '9'); from++)
			;
		if (from < s.n)
			value_behind(d, s);
		return d->metas.n > before;
	}
	for (from = at; at < s.n;) {
		if ((n = column_at(s, at, &next)) == 0) {
			str_char(s, &at);
			continue;
		}
		add_meta(d, key, str_sub(s, from, at - from));
		key = next;
		from = at += n;
	}
	add_meta(d, key, str_sub(s, from, s.n));
	return d->metas.n > before;
}

/*
 * Where "文    号成文日期:2020-01-22" goes on behind a key that is blank and has no
 * colon; 0 if none is there.
 */
static size_t
behind_blank(struct str s)
{
	static const struct word blank[] = { WORD("文号"), WORD("体裁"),
		WORD("有效性"), WORD("主题词"), WORD("关键词"), WORDS_END };
	const struct word *w;
	size_t at, in;

	for (w = blank; w->text.n > 0; w++) {
		for (at = in = 0; at < s.n && in < w->text.n;)
			if (str_is_space(str_peek(s, at)))
				str_char(s, &at);
			else if (str_char(s, &at) != str_char(w->text, &in))
				in = s.n + w->text.n;
		if (in == w->text.n && at <= s.n)
			return at;
	}
	return 0;
}

/*
 * A line such as "来源:咸宁市人民政府 日期:2019-02-19": takes its values and
 * says whether it was one (two keys, or a short line that starts with one).
 */
static bool
metadata_line(struct doc *d, struct str hans)
{
	struct str s;
	const char *key = NULL, *next;
	size_t at = 0, value = 0, n, count = 0;
	bool at_start;

	/* Each key has one behind it. */
	if (hans.n <= MIN_KEY ||
	    affix_find_any(hans, behind_key, AFFIX_LEN(behind_key)) < 0)
		return false;
	s = without_bullet(close_up_keys(d->arena, hans));
	while (str_starts(s, STR("【")) || str_starts(s, STR("[")))
		s = str_trim(str_sub(s, s.p[0] == '[' ? 1 : 3, s.n));
	if (s.n > MAX_LINE)
		return false;
	at_start = key_at(s, 0, &next) > 0 ||
	    key_at(s, at = behind_blank(s), &next) > 0;
	if (!at_start && starts_with_day(s))
		key = "发布时间";
	else if (!at_start)
		return false;
	while (at < s.n) {
		n = key_at(s, at, &next);
		/* 发布日期: is one key, not 日期: behind 发布 */
		if (n == 0) {
			str_char(s, &at);
			continue;
		}
		if (key != NULL)
			add_meta(d, key, str_sub(s, value, at - value));
		at_start = true;
		key = next;
		count++;
		at += n;
		value = at;
	}
	/* Only a day in front and no key: a sentence. */
	if (!at_start)
		return false;
	add_meta(d, key, str_sub(s, value, s.n));
	return count > 1 || str_chars(s) < 60;
}

/* "[1] [2] 下一页", "首页 上一页 1 2 尾页 共2页" */
static bool
is_pager(struct str s)
{
	static const char *const words[] = { "首页", "上一页", "下一页", "尾页",
		"末页", "上页", "下页", "跳转到", "跳转", "转到", "当前", "页码",
		"第", "共", "页", "条", "记录", "到", "GO", "Go", "[", "]", "【",
		"】", "(", ")", "<", ">", "«", "»", "‹", "›", "|", "/", ".", "…",
		"·" };
	bool page = false, digit;
	struct str rest = s;

	while (rest.n > 0) {
		page |= str_starts(rest, STR("页")) || (rest.n > 2 &&
		    rest.p[0] == ']' && rest.p[1] == '[');
		digit = rest.p[0] >= '0' && rest.p[0] <= '9';
		if (digit)
			rest = str_sub(rest, 1, rest.n);
		else if (!affix_take_any(&rest, words, AFFIX_LEN(words)))
			return false;
	}
	return page || str_has(s, STR("页"));
}

/* "【打印】【关闭】", "pdf下载 word下载"; not "小" alone. */
static bool
is_toolbar(struct str s)
{
	size_t n = 0;

	while (s.n > 0)
		if (affix_take_any(&s, tools, AFFIX_LEN(tools)))
			n++;
		else if (!affix_take_any(&s, brackets, AFFIX_LEN(brackets)))
			return false;
	return n > 1;
}

static bool
is_tail(struct arena *a, struct str hans)
{
	struct str s;

	if (str_chars(str_first(hans, 60)) > 59)
		return false;
	s = label_squeeze(a, hans);
	/* 分享到微信群，扩大了宣传面。 is of the text. */
	if (str_chars(s) > 40 || (str_has(s, STR("，")) &&
	    str_ends(s, STR("。"))))
		return false;
	return is_pager(s) || is_toolbar(s) || str_eq(s, STR("正文")) ||
	    affix_starts_any(s, tails, AFFIX_LEN(tails)) ||
	    (affix_take_any(&s, brackets, AFFIX_LEN(brackets)) &&
	    affix_find_any(s, tails, AFFIX_LEN(tails)) >= 0);
}

bool
mark_is_related(struct str squeezed, bool *sure)
{
	*sure = affix_is_any(squeezed, related, AFFIX_LEN(related));
	return *sure || affix_is_any(squeezed, maybe_related,
	    AFFIX_LEN(maybe_related));
}

/* Whether nearly all of paragraph i is words of the links behind it. */
static bool
is_links(const struct doc *d, size_t i)
{
	size_t linked = 0, n = d->blocks.v[i].text.n;

	for (i++; i < d->blocks.n && d->blocks.v[i].kind == BLOCK_LINK; i++)
		linked += d->blocks.v[i].text.n;
	return linked >= n / 10 * 7 && linked > 0;
}

/* Marks a line at i that is over links to other articles, and these. */
static void
mark_related(struct doc *d, size_t i)
{
	struct block *b = &d->blocks.v[i];
	struct str s;
	bool sure;

	if (b->hans.n > MAX_RELATED)
		return;
	s = label_squeeze(d->arena, b->hans);
	while (affix_take_any(&s, brackets, AFFIX_LEN(brackets)) ||
	    affix_drop_any(&s, brackets, AFFIX_LEN(brackets)))
		;
	if (!mark_is_related(s, &sure))
		return;
	b->boilerplate = sure;
	for (i++; i < d->blocks.n; i++) {
		b = &d->blocks.v[i];
		if (b->kind == BLOCK_LINK)
			continue;
		if (b->kind != BLOCK_PARAGRAPH || !is_links(d, i))
			return;
		b->boilerplate = true;
	}
}

/* A table of metadata: its cells are keys and values, or both in one. */
static bool
metadata_table(struct doc *d, const struct grid *g)
{
	const struct anchor *a;
	size_t i, keys_found = 0;

	if (g->n > MAX_PAIRS)
		return false;
	for (i = 0; i < g->n; i++) {
		a = &g->cells[i];
		if (i + 1 < g->n && a[1].row == a->row)
			keys_found += add_pair(d, a->hans, a[1].hans,
			    a[1].text);
		keys_found += metadata_line(d, a->hans);
	}
	return keys_found > 1 && keys_found * 4 >= g->n;
}

/* <dt>索引号</dt><dd>…</dd>: a key alone, its value in the next paragraph. */
static bool
is_pair(const struct doc *d, size_t i)
{
	const struct block *b = &d->blocks.v[i];

	return i + 1 < d->blocks.n && b->kind == BLOCK_PARAGRAPH &&
	    b[1].kind == BLOCK_PARAGRAPH && str_chars(b[1].hans) < 60 &&
	    whole_key(d->arena, b->hans) != NULL &&
	    whole_key(d->arena, b[1].hans) == NULL;
}

/* The end of the first blocks; links are not counted. */
static size_t
head_end(const struct doc *d)
{
	size_t i, n = 0;

	for (i = 0; i < d->blocks.n && n < HEAD_BLOCKS; i++)
		n += d->blocks.v[i].kind != BLOCK_LINK;
	return i;
}

static void
mark_pairs(struct doc *d)
{
	size_t i, n = 0, end = head_end(d);

	for (i = 0; i < end; i++)
		n += is_pair(d, i);
	/* One may be a heading. */
	for (i = 0; n > 1 && i < end; i++)
		if (is_pair(d, i)) {
			add_pair(d, d->blocks.v[i].hans,
			    d->blocks.v[i + 1].hans,
			    d->blocks.v[i + 1].text);
			d->blocks.v[i].boilerplate = true;
			d->blocks.v[++i].boilerplate = true;
		}
}

/* "发布时间：2021-01-20 来源：区教育局" as one of the last lines. */
static bool
metadata_below(struct doc *d, size_t i)
{
	struct str s = label_squeeze(d->arena, without_bullet(
	    d->blocks.v[i].hans));

	while (affix_take_any(&s, brackets, AFFIX_LEN(brackets)))
		;
	return i + TAIL_BLOCKS >= d->blocks.n &&
	    affix_starts_any(s, below, AFFIX_LEN(below)) &&
	    metadata_line(d, d->blocks.v[i].hans);
}

/* Whether block i is behind a sentence: then what names an office signs it. */
static bool
is_behind_text(const struct doc *d, size_t i)
{
	while (i-- > 0)
		if (!d->blocks.v[i].boilerplate &&
		    str_ends(str_trim(d->blocks.v[i].hans), STR("。")))
			return true;
	return false;
}

/* 公开形式：网站公开80条，公告栏公开6条: what a report tells behind a key. */
static bool
tells(struct str s)
{
	static const char *const marks[] = { "，", "；", "。", "日至" };
	static const char *const units[] = { "条", "件", "份", "项", "个" };
	size_t i;

	if (affix_find_any(s, marks, AFFIX_LEN(marks)) >= 0)
		return true;
	for (i = 1; i < s.n; i++)
		if (s.p[i - 1] >= '0' && s.p[i - 1] <= '9' &&
		    affix_starts_any(str_sub(s, i, s.n), units,
		    AFFIX_LEN(units)))
			return true;
	return false;
}

/* Is block i, one of the first, metadata? Takes its values. */
static bool
metadata_above(struct doc *d, size_t i)
{
	struct str hans = d->blocks.v[i].hans;

	if (is_behind_text(d, i))
		return !tells(str_first(hans, MAX_LINE)) &&
		    metadata_line(d, hans);
	return metadata_line(d, hans) || day_and_office(d, hans) ||
	    column_line(d, hans);
}

static void
mark_block(struct doc *d, size_t i, bool head)
{
	struct block *b = &d->blocks.v[i];

	if (b->kind == BLOCK_TABLE && head)
		b->boilerplate = metadata_table(d, b->grid);
	if (b->kind != BLOCK_PARAGRAPH && b->kind != BLOCK_HEADING)
		return;
	if ((head ? metadata_above(d, i) : metadata_below(d, i)) ||
	    is_tail(d->arena, b->hans))
		b->boilerplate = true;
	else
		mark_related(d, i);
}

/*
 * A day without a key among the last lines above the text is when it was
 * published, unless there are several.
 */
static void
mark_days(struct doc *d)
{
	struct str s, before = STR(""), day = STR_NONE;
	size_t i, n = d->metas.n, left = 0;
	const char *key;
	int days = 0;

	for (i = 0; i < n; i++)
		left += str_eq(d->metas.v[i].name, STR("line"));
	for (i = 0; i < n; i++) {
		if (!str_eq(d->metas.v[i].name, STR("line")))
			continue;
		key = open_key(d->arena, before);
		before = d->metas.v[i].hans;
		s = day_of(before);
		if (s.n > 0 && key != NULL) {
			add_meta(d, key, s);
		} else if (s.n > 0 && left <= LAST_LINES) {
			day = s;
			days++;
		}
		left--;
	}
	if (days == 1)
		add_meta(d, "时间", day);
}

void
mark_pass(struct doc *d)
{
	struct str key, value, found;
	size_t i, n = d->metas.n, end = head_end(d);

	for (i = 0; i < n; i++) {
		value = d->metas.v[i].hans;
		if (str_eq(d->metas.v[i].name, STR("line"))) {
			if (!metadata_line(d, value) &&
			    !column_line(d, value))
				value_behind(d, value);
			continue;
		}
		key = str_cut(&value, '\t');
		if (str_eq(d->metas.v[i].name, STR("cells"))) {
			found = d->metas.v[i].value;
			str_cut(&found, '\t');
			add_pair(d, key, value, found);
		}
		if (str_eq(d->metas.v[i].name, STR("below")))
			value_below(d, key, value);
	}
	mark_days(d);
	mark_pairs(d);
	for (i = 0; i < d->blocks.n; i++)
		if (!d->blocks.v[i].boilerplate)
			mark_block(d, i, i < end);
}
