/* SPDX-License-Identifier: MIT */
/*
 * Each sentence is scanned once from the left for digits and for the scale
 * characters of Chinese numerals. A candidate is read forward (scale, hedge,
 * unit); what stands before it in its clause, back to the figure before, and
 * a little of what stands behind decide whether it is a figure, its qualifier
 * and its code. Both contexts are cut to a fixed length, so that a text
 * without any punctuation costs no more than another.
 */
#include "figure.h"

#include "date.h"
#include "dict.h"
#include "number.h"

DICT_DECLARE(figure);

enum {
	MAX_BEFORE = 180,	/* bytes of context in front of a number */
	MAX_PARAGRAPH = 480,	/* the same, beyond its sentence */
	MAX_BEHIND = 60,	/* and behind it */
	MAX_TERMS = 10		/* of one pattern */
};

/* One alternative of a code's patterns; figure.tsv explains the terms. */
struct pattern {
	struct str ind, units, max;
	struct str term[MAX_TERMS];	/* without its mark */
	char mark[MAX_TERMS];		/* 0 or one of <>~^!= */
	int n;
};

/* A number while it is read. Offsets are bytes in the sentence. */
struct mention {
	size_t start, end;	/* the number; behind its unit and hedge */
	size_t unit_end;	/* behind its unit */
	struct decimal value;
	int power;		/* of its scale */
	struct str unit;
	const char *hedge;	/* approx, gt, lt or NULL */
	bool grouped;		/* a comma that may be a thousands mark */
};

/* Where the pass stands. */
struct scan {
	struct doc *d;
	struct pattern *patterns;
	size_t n_patterns;
	int section;
	struct str text;	/* the section, Simplified */
	struct str s, found;	/* the sentence, Simplified and as found */
	size_t clause;		/* where the clause begins */
	size_t last_end;	/* behind the last figure of the sentence */
	size_t last_start;
	struct str last_unit;
	bool last;		/* there is one in this sentence */
	bool full;		/* FIGURE_MAX was reached */
	size_t map_s, map_found;	/* the same place in both */
	bool same_length;	/* character by character */
};

struct word {
	const char *text, *means;
};

/* The word of a table that s starts with; NULL if none. */
static const struct word *
starts_with(struct str s, const struct word *words)
{
	for (; words->text != NULL; words++)
		if (str_starts(s, str_of(words->text)))
			return words;
	return NULL;
}

static const struct word *
ends_with(struct str s, const struct word *words)
{
	for (; words->text != NULL; words++)
		if (str_ends(s, str_of(words->text)))
			return words;
	return NULL;
}

static bool
has_any(struct str s, const struct word *words)
{
	for (; words->text != NULL; words++)
		if (str_has(s, str_of(words->text)))
			return true;
	return false;
}

/* Hedges in front of a number. 共 and 累计 are none: they sum up. */
static const struct word hedges_before[] = {
	{ "大约", "approx" }, { "将近", "approx" }, { "接近", "approx" },
	{ "约", "approx" }, { "近", "approx" },
	{ "不超过", "lt" }, { "不足", "lt" }, { "不到", "lt" }, { "少于", "lt" },
	{ "低于", "lt" },
	{ "超过", "gt" }, { "突破", "gt" }, { "高于", "gt" }, { "至少", "gt" },
	{ "不少于", "gt" }, { "不低于", "gt" }, { "逾", "gt" }, { "超", "gt" },
	{ NULL, NULL }
};

static const struct word hedges_inside[] = {
	{ "余", "approx" }, { "多", "approx" }, { "几", "approx" },
	{ NULL, NULL }
};

static const struct word hedges_behind[] = {
	{ "以上", "gt" }, { "以下", "lt" }, { "以内", "lt" },
	{ "左右", "approx" }, { "上下", "approx" }, { NULL, NULL }
};

/* What begins with a unit but is a word of its own: 12部门, 3处罚. */
static const struct word unit_traps[] = {
	{ "部门", "" }, { "部署", "" }, { "部委", "" }, { "项目", "" },
	{ "处理", "" }, { "处罚", "" }, { "处置", "" }, { "人民", "" },
	{ "人大", "" }, { "场所", "" }, { "期限", "" }, { "期间", "" },
	{ "条例", "" }, { "家长", "" }, { "名单", "" }, { "天然", "" },
	{ "本级", "" }, { "本市", "" }, { "次日", "" }, { "台账", "" },
	{ "起草", "" }, { "版本", "" }, { "部分", "" }, { "部长", "" },
	{ "家庭", "" }, { "家属", "" }, { "人均", "" }, { "处级", "" },
	{ "期末", "" }, { "例如", "" }, { "批准", "" }, { "批复", "" },
	{ "本科", "" }, { "座谈", "" }, { "步骤", "" }, { "位于", "" },
	{ "种植", "" }, { "户籍", "" }, { "名称", "" }, { "份额", "" },
	{ "场地", "" }, { "场馆", "" }, { "元旦", "" }, { "天津", "" },
	{ "台湾", "" }, { "名录", "" }, { "类别", "" }, { NULL, NULL }
};

/* Nouns of the kind that reports count; a bare number may follow them. */
static const struct word countable[] = {
	{ "事项", "" }, { "信息", "" }, { "申请", "" }, { "业务", "" },
	{ "文件", "" }, { "件数", "" }, { "条数", "" }, { "次数", "" },
	{ "人数", "" }, { "总数", "" }, { "数量", "" }, { "总量", "" },
	{ "访问量", "" }, { "浏览量", "" }, { "点击量", "" },
	{ "订阅数", "" }, { "粉丝", "" }, { "用户", "" }, { "粉丝数", "" },
	{ "关注数", "" }, { "信息数", "" }, { "申请数", "" },
	{ "事项数", "" }, { "目录数", "" }, { "办件量", "" },
	{ "受理量", "" }, { "业务量", "" }, { "稿件", "" }, { "提案", "" }, { "建议", "" },
	{ NULL, NULL }
};

/* May stand between such a noun and its number. */
static const struct word fillers[] = {
	{ "达到", "" }, { "共计", "" }, { "累计", "" }, { "总计", "" },
	{ "合计", "" }, { "总数", "" }, { "达", "" }, { "为", "" },
	{ "共", "" }, { "是", "" }, { "有", "" }, { "了", "" }, { "约", "" },
	{ "近", "" }, { "超过", "" }, { "逾", "" }, { "：", "" }, { ":", "" },
	{ " ", "" }, { "至少", "" }, { NULL, NULL }
};

/* Behind a bare number: it is a name or a date, not a count. */
static const struct word no_count[] = {
	{ "年", "" }, { "月", "" }, { "日", "" }, { "号", "" }, { "热线", "" },
	{ "政务", "" }, { "平台", "" }, { "市民", "" }, { "便民", "" },
	{ "工程", "" }, { "行动", "" }, { "计划", "" }, { "世纪", "" },
	{ "级", "" }, { "届", "" }, { "时", "" }, { "点", "" }, { "电话", "" },
	{ "-", "" }, { "/", "" }, { ".", "" }, { "—", "" }, { "〕", "" },
	{ "]", "" }, { "﹞", "" }, { "~", "" }, { "～", "" }, { "学年", "" },
	{ "度", "" }, { "至", "" }, { "、", "" }, { NULL, NULL }
};

static const struct word rises[] = {
	{ "增加", "up" }, { "增长", "up" }, { "新增", "up" }, { "上升", "up" },
	{ NULL, NULL }
};

static const struct word falls[] = {
	{ "减少", "down" }, { "下降", "down" }, { "压缩", "down" },
	{ "压减", "down" }, { "精简", "down" }, { "缩短", "down" },
	{ "降低", "down" }, { NULL, NULL }
};

/* A change that leads to a new value when 至, 到, 为 or 成 follows. */
static const struct word changes[] = {
	{ "增", "" }, { "减", "" }, { "压缩", "" }, { "缩", "" }, { "简化", "" },
	{ "降", "" }, { "提高", "" }, { "提升", "" }, { "升", "" },
	{ "扩", "" }, { "变", "" }, { "优化", "" }, { "整合", "" },
	{ NULL, NULL }
};

static const struct word arrivals[] = {
	{ "至", "" }, { "到", "" }, { "为", "" }, { "成", "" }, { NULL, NULL }
};

static const struct word origins[] = {
	{ "由", "" }, { "从", "" }, { NULL, NULL }
};

static const struct word range_marks[] = {
	{ "-", "" }, { "－", "" }, { "—", "" }, { "–", "" }, { "~", "" },
	{ "～", "" }, { "至", "" }, { "到", "" }, { NULL, NULL }
};

static void
skip_space(struct str s, size_t *at)
{
	size_t next = *at;

	while (next < s.n && s.p[next] != '\n' && str_is_space(str_char(s, &next)))
		*at = next;
}

static bool
is_separator(uint32_t c)
{
	return c == ',' || c == 0xFF0C || c == ';' || c == 0xFF1B ||
	    c == 0x3002 || c == '\n';
}

/* Does a thousands group follow: a comma and exactly three digits? */
static bool
is_group(struct str s, size_t at)
{
	uint32_t c;
	int i;

	if (at >= s.n || ((c = str_char(s, &at)) != ',' && c != 0xFF0C))
		return false;
	for (i = 0; i < 3; i++)
		if (at >= s.n || number_digit(str_char(s, &at)) < 0)
			return false;
	return number_digit(str_peek(s, at)) < 0;
}

/* The commas of a number could be the sentence's own. */
static bool
is_doubtful_comma(struct str s, size_t at)
{
	struct str around = str_sub(s, at > 60 ? at - 60 : 0, 120);
	size_t i;
	uint32_t c = str_peek(s, at), before;

	if (c == 0xFF0C)
		return true;
	for (i = 1; i + 1 < around.n; i++) {
		before = str_before(around, i);
		if (around.p[i] == ',' && number_digit(before) < 0)
			return true;
	}
	return false;
}

/*
 * Reads digits with groups and decimals. False when it is no quantity: too
 * long, or padded with zeros as ids and phone numbers are.
 */
static bool
take_digits(struct str s, size_t *at, struct mention *m)
{
	char text[NUMBER_MAX_DIGITS + 2];
	size_t n = 0, next, since = 0;
	bool point = false, comma = false;
	int digit;

	for (; *at < s.n; *at = next) {
		next = *at;
		digit = number_digit(str_char(s, &next));
		if (digit >= 0) {
			since++;
		} else if (!point && since <= 3 && (!comma || since == 3) &&
		    is_group(s, *at)) {
			m->grouped |= is_doubtful_comma(s, *at);
			comma = true;
			since = 0;
			continue;
		} else if (!point && s.p[*at] == '.' &&
		    number_digit(str_peek(s, next)) >= 0) {
			point = true;
		} else {
			break;
		}
		if (n < sizeof(text))
			text[n++] = digit < 0 ? '.' : (char)('0' + digit);
	}
	if (n > 1 && text[0] == '0' && text[1] != '.')
		return false;
	return number_parse((struct str){ text, n }, &m->value);
}

/* Takes one of the words off at *at; its meaning, or NULL. */
static const char *
take_word(struct str s, size_t *at, const struct word *words)
{
	const struct word *w = starts_with(str_sub(s, *at, s.n), words);

	if (w == NULL)
		return NULL;
	*at += strlen(w->text);
	return w->means;
}

/* Scales behind digits: 万, 百万, 万亿; 1亿2000万 adds up. */
static bool
take_scale(struct str s, size_t *at, struct mention *m)
{
	struct mention more = { 0 };
	int power, last;
	size_t next;

	for (last = 0; (power = number_han_power(str_peek(s, *at))) > 1;
	    last = power) {
		/* 万千 is no number: the second scale is the greater. */
		if (power <= last && !(last == 4 && power == 8))
			return false;
		if (!number_shift(m->value, power, &m->value))
			return false;
		m->power += power;
		str_char(s, at);
	}
	next = *at;
	if (last == 0 || number_digit(str_peek(s, next)) < 0)
		return true;
	if (!take_digits(s, &next, &more) || !take_scale(s, &next, &more) ||
	    number_cmp(more.value, (struct decimal){ last == 8 ? 100000000 :
	    last == 4 ? 10000 : last == 3 ? 1000 : 100, 0 }) >= 0)
		return true;
	*at = next;
	return number_add(m->value, more.value, &m->value);
}

/* The unit at *at, as the report's readers name it; n = 0 when none. */
static struct str
take_unit(struct str s, size_t *at)
{
	size_t next = *at, n;
	struct str unit;

	skip_space(s, &next);
	/* 85大类 counts 类. */
	if (str_starts(str_sub(s, next, s.n), STR("大类")) ||
	    str_starts(str_sub(s, next, s.n), STR("大项")))
		next += strlen("大");
	n = number_unit(s, next);
	if (n == 0 || starts_with(str_sub(s, next, s.n), unit_traps) != NULL)
		return STR("");
	unit = str_sub(s, next, n);
	*at = next + n;
	if (str_eq(unit, STR("％")))
		return STR("%");
	if (str_eq(unit, STR("个工作日")))
		return STR("工作日");
	return str_eq(unit, STR("个百分点")) ? STR("百分点") : unit;
}

/* Hedges, scale and unit behind the digits that end at m->end. */
static bool
take_rest(struct str s, struct mention *m)
{
	const char *hedge;
	size_t next;

	m->hedge = take_word(s, &m->end, hedges_inside);
	if (!take_scale(s, &m->end, m))
		return false;
	hedge = take_word(s, &m->end, hedges_inside);
	if (hedge != NULL)
		m->hedge = hedge;
	m->unit = take_unit(s, &m->end);
	m->unit_end = next = m->end;
	hedge = take_word(s, &next, hedges_behind);
	if (hedge != NULL) {
		m->hedge = hedge;
		m->end = next;
	}
	return true;
}

/* The context in front of byte `at`, not further back than `from`. */
static struct str
before(const struct scan *z, size_t from, size_t at)
{
	if (at - from > MAX_BEFORE) {
		from = at - MAX_BEFORE;
		while (from < at && (z->s.p[from] & 0xC0) == 0x80)
			from++;
	}
	return str_sub(z->s, from, at - from);
}

/* The context behind byte `at`, to the end of the clause. */
static struct str
behind(const struct scan *z, size_t at)
{
	size_t next = at, end = at;

	while (next < z->s.n && end - at < MAX_BEHIND &&
	    !is_separator(str_char(z->s, &next)))
		end = next;
	return str_sub(z->s, at, end - at);
}

/* What stands in front of a figure in its clause, up to the last figure. */
static struct str
own_clause(const struct scan *z, size_t start)
{
	size_t from = z->clause;

	if (z->last && z->last_end > from)
		from = z->last_end;
	return before(z, from < start ? from : start, start);
}

static struct str
strip_end(struct str s, const struct word *words)
{
	const struct word *w;

	while ((w = ends_with(s, words)) != NULL)
		s.n -= strlen(w->text);
	return s;
}

/* A number without unit is a figure only where a count must stand. */
static bool
is_bare_count(const struct scan *z, const struct mention *m)
{
	struct str head = own_clause(z, m->start);
	struct str tail = str_sub(z->s, m->end, z->s.n);
	size_t at = 0;

	skip_space(tail, &at);
	if (starts_with(str_sub(tail, at, tail.n), no_count) != NULL)
		return false;
	/* Most likely a year whose 年 was lost. */
	if (m->end - m->start == 4 &&
	    number_cmp(m->value, (struct decimal){ 1900, 0 }) >= 0 &&
	    number_cmp(m->value, (struct decimal){ 2100, 0 }) < 0)
		return false;
	head = strip_end(head, fillers);
	if (str_ends(head, STR("）")) || str_ends(head, STR(")"))) {
		while (head.n > 0 && !str_ends(head, STR("（")) &&
		    !str_ends(head, STR("(")))
			head.n--;
		head = str_sub(head, 0, head.n -
		    (str_ends(head, STR("(")) ? 1 : head.n < 3 ? head.n : 3));
	}
	return ends_with(head, countable) != NULL;
}

/* Set phrases and labels that have the form of a figure. */
static bool
is_phrase(const struct scan *z, const struct mention *m)
{
	struct str number = str_sub(z->s, m->start, m->end - m->start);
	uint32_t c = str_before(z->s, m->start);

	if (c == 0x7B2C || c == '.' || c == '/' || c == '@' || c == '_' ||
	    c == '=' || c == '&' || c == '#' || c == '%' || c == 0xD7 ||
	    (c < 0x80 && (number_digit(c) >= 0 || (c | 32) - 'a' < 26)))
		return true;
	/* (2022版): the edition of a year. */
	if (str_eq(m->unit, STR("版")) && number.n == 7 && m->value.scale == 0)
		return true;
	return str_starts(number, STR("24小时"));
}

/* "3.3件建议" at the start of a paragraph: point 3., then 3件. */
static bool
is_enumerator(const struct scan *z, const struct mention *m, size_t *skip)
{
	size_t point, at;
	static const char *const measures[] = { "元", "%", "天", "小时", "倍",
	    "百分点", "公里", "亩", "吨", "" };
	size_t i;

	if (m->start != 0 || m->value.scale == 0)
		return false;
	for (i = 0; i < sizeof(measures) / sizeof(measures[0]); i++)
		if (str_eq(m->unit, str_of(measures[i])))
			return false;
	point = (size_t)str_find(z->s, STR("."), 0) + 1;
	for (at = point; number_digit(str_peek(z->s, at)) >= 0;)
		str_char(z->s, &at);
	/* A scale makes decimals likely: 2.09万件. */
	if (number_han_power(str_peek(z->s, at)) > 1)
		return false;
	*skip = point;
	return true;
}

/* Does a change (压缩…至) lead from the text's start to its end? */
static bool
is_transition(struct str s)
{
	const struct word *w;
	ptrdiff_t at;

	for (w = changes; w->text != NULL; w++) {
		at = str_find(s, str_of(w->text), 0);
		if (at >= 0 && has_any(str_sub(s, (size_t)at, s.n), arrivals))
			return true;
	}
	return false;
}

/* The text ends with 增至, 压缩到, 简化为 and the like. */
static bool
arrives(struct str head)
{
	const struct word *w = ends_with(head, arrivals);

	if (w == NULL)
		return false;
	head.n -= strlen(w->text);
	return ends_with(head, changes) != NULL ||
	    str_ends(head, STR("减少")) || str_ends(head, STR("增加")) ||
	    str_ends(head, STR("缩短")) || str_ends(head, STR("下降")) ||
	    str_ends(head, STR("扩大"));
}

/* 减少部门窗口35个: the change is named a few words ahead of its number. */
static const char *
direction(struct str head)
{
	const struct word *w;
	size_t from = head.n > 48 ? head.n - 48 : 0;
	struct str near = str_sub(head, from, head.n);

	if (str_ends(near, STR("增")))
		return "up";
	if (str_ends(near, STR("减")))
		return "down";
	for (w = falls; w->text != NULL; w++)
		if (str_has(near, str_of(w->text)))
			return w->means;
	for (w = rises; w->text != NULL; w++)
		if (str_has(near, str_of(w->text)))
			return w->means;
	return NULL;
}

/* The last figure and this one are 由A压缩到B: marks the last as "before". */
static bool
is_pair(const struct scan *z, const struct mention *m)
{
	struct str between, origin;

	if (!z->last || z->last_start < z->clause ||
	    m->start - z->last_end > MAX_BEHIND)
		return false;
	between = str_sub(z->s, z->last_end, m->start - z->last_end);
	origin = before(z, z->clause, z->last_start);
	return is_transition(between) && has_any(origin, origins);
}

/* The last figure and this one are 3个至5个: marks the last as "low". */
static bool
is_range(const struct scan *z, const struct mention *m)
{
	struct str between;
	const struct word *w;

	if (!z->last || z->last_start < z->clause ||
	    !str_eq(z->last_unit, m->unit))
		return false;
	between = str_trim(str_sub(z->s, z->last_end, m->start - z->last_end));
	w = starts_with(between, range_marks);
	return w != NULL && between.n == strlen(w->text);
}

static const char *
qualifier(struct scan *z, const struct mention *m, struct str head)
{
	const struct word *hedge = ends_with(head, hedges_before);
	struct str bare = hedge == NULL ? head :
	    str_sub(head, 0, head.n - strlen(hedge->text));
	const char *way;

	if (is_pair(z, m)) {
		z->d->figures.v[z->d->figures.n - 1].qualifier = "before";
		return "after";
	}
	if (is_range(z, m)) {
		z->d->figures.v[z->d->figures.n - 1].qualifier = "low";
		return "high";
	}
	if (arrives(bare))
		return "after";
	/* The direction of a change says more than how exact it is. */
	way = direction(bare);
	if (way != NULL)
		return way;
	if (m->hedge != NULL)
		return m->hedge;
	return hedge != NULL ? hedge->means : "exact";
}

/* Words that a noun in front of its number does not begin with. */
static const struct word leads[] = {
	{ "其中", "" }, { "全年", "" }, { "今年", "" }, { "本年度", "" },
	{ "累计", "" }, { "共计", "" }, { "主动", "" }, { "公开", "" },
	{ "发布", "" }, { "接待", "" }, { "办理", "" }, { "受理", "" },
	{ "收到", "" }, { "接收", "" }, { "减少", "" }, { "增加", "" },
	{ "新增", "" }, { "开展", "" }, { "举办", "" }, { "召开", "" },
	{ "制作", "" }, { "发放", "" }, { "共", "" }, { "发", "" },
	{ "的", "" }, { "、", "" }, { "（", "" }, { "(", "" }, { "了", "" },
	{ "我局", "" }, { "我市", "" }, { "我区", "" }, { "我县", "" },
	{ "：", "" }, { ":", "" }, { " ", "" }, { NULL, NULL }
};

/* Words that end a noun behind its number. */
static const struct word noun_ends[] = {
	{ "的", "" }, { "和", "" }, { "与", "" }, { "涉及", "" }, { "及", "" },
	{ "并", "" }, { "等", "" }, { "在", "" }, { "为", "" }, { "是", "" }, { "均", "" },
	{ "已", "" }, { "未", "" }, { "被", "" }, { "由", "" }, { "从", "" },
	{ "下放", "" }, { "进行", "" }, { "开展", "" }, { "完成", "" },
	{ "获得", "" }, { "参加", "" }, { "共", "" }, { "统一", "" },
	{ "提供", "" }, { "还", "" }, { "对", "" }, { "将", "" }, { "压缩", "" },
	{ "简化", "" }, { "减", "" }, { "增", "" }, { "缩短", "" },
	{ "达", "" }, { "有", "" }, { "免费", "" }, { "实现", "" },
	{ "、", "" }, { "（", "" }, { "(", "" }, { "）", "" }, { ")", "" },
	{ "”", "" }, { "》", "" }, { "」", "" }, { " ", "" }, { "：", "" },
	{ ":", "" }, { "！", "" }, { "？", "" }, { "。", "" }, { "至", "" },
	{ "到", "" }, { "一是", "" }, { "二是", "" }, { "三是", "" },
	{ "四是", "" }, { "五是", "" }, { NULL, NULL }
};

/* The noun behind a number, at most 16 characters; empty if there is none. */
static struct str
noun_behind(struct str s)
{
	size_t at = 0, n;

	if (str_starts(s, STR("“")) || str_starts(s, STR("《")))
		s = str_sub(s, 3, s.n);
	for (n = 0; n < 16 && at < s.n; n++) {
		if (starts_with(str_sub(s, at, s.n), noun_ends) != NULL ||
		    number_digit(str_peek(s, at)) >= 0)
			break;
		str_char(s, &at);
	}
	return str_sub(s, 0, at);
}

/* Behind the last verb of a long clause: 接待办事群众 is 办事群众. */
static struct str
behind_verb(struct str s)
{
	const struct word *w;
	struct str head, tail, best = s;
	ptrdiff_t hit;
	size_t at;

	for (w = leads; w->text != NULL; w++)
		for (at = strlen(w->text) > 3 ? 0 : s.n;
		    (hit = str_find(s, str_of(w->text), at)) >= 0;) {
			at = (size_t)hit + strlen(w->text);
			head = str_sub(s, 0, (size_t)hit);
			tail = str_sub(s, at, s.n);
			/* 信息公开 and 政务公开 are nouns. */
			if (tail.n < best.n && tail.n >= strlen("名词") &&
			    !str_ends(head, STR("信息")) &&
			    !str_ends(head, STR("政务")))
				best = tail;
		}
	return best;
}

/* The noun in front of a number: its clause without verbs and hedges. */
static struct str
noun_before(struct str head)
{
	const struct word *w;
	size_t n, at;

	head = strip_end(strip_end(head, hedges_before), fillers);
	if (str_chars(head) > 12)
		head = behind_verb(head);
	for (n = str_chars(head); n > 20; n--) {
		at = 0;
		str_char(head, &at);
		head = str_sub(head, at, head.n);
	}
	while ((w = starts_with(head, leads)) != NULL &&
	    head.n >= strlen(w->text) + strlen("名词"))
		head = str_sub(head, strlen(w->text), head.n);
	return str_trim(head);
}

static struct str
entity(const struct scan *z, const struct mention *m, struct str head)
{
	struct str tail = behind(z, m->end), noun = STR("");

	if (str_starts(tail, STR("的")))
		noun = noun_behind(str_sub(tail, strlen("的"), tail.n));
	else if (m->unit.n > 0 && !str_eq(m->unit, STR("%")) &&
	    !str_eq(m->unit, STR("元")))
		noun = noun_behind(tail);
	return noun.n > 0 ? noun : noun_before(head);
}

static bool
in_list(struct str list, struct str word)
{
	while (list.p != NULL)
		if (str_eq(str_cut(&list, ','), word))
			return true;
	return false;
}

/* What a pattern is matched against. */
struct context {
	struct str unit;
	struct str head, tail;		/* in the clause */
	struct str sentence, paragraph;	/* in front of the number */
};

static bool
term_holds(char mark, struct str term, const struct context *c)
{
	switch (mark) {
	case '<':
		return str_ends(strip_end(c->head, fillers), term);
	case '>':
		return str_has(c->tail, term);
	case '~':
		return str_has(c->sentence, term);
	case '^':
		return str_has(c->paragraph, term);
	case '!':
		return !str_has(c->head, term) && !str_has(c->tail, term);
	case '=':
		return str_eq(c->unit, term);
	default:
		return str_has(c->head, term);
	}
}

/* How much of the text the pattern accounts for; 0 if it does not fit. */
static size_t
pattern_score(const struct pattern *p, const struct context *c)
{
	size_t score = 0;
	int i;

	if (c->unit.n > 0 ? !in_list(p->units, c->unit) :
	    str_eq(p->units, STR("%")))
		return 0;
	for (i = 0; i < p->n; i++) {
		if (!term_holds(p->mark[i], p->term[i], c))
			return 0;
		if (p->mark[i] != '!' && p->mark[i] != '=')
			score += p->term[i].n;
	}
	return score;
}

/* The paragraph in front of byte `at`, cut to a fixed length. */
static struct str
paragraph(const struct scan *z, size_t at)
{
	size_t end = (size_t)(z->s.p - z->text.p) + at;
	struct str s = str_sub(z->text, 0, end);
	const char *line;

	if (s.n > MAX_PARAGRAPH)
		s = str_sub(s, s.n - MAX_PARAGRAPH, MAX_PARAGRAPH);
	line = memrchr(s.p, '\n', s.n);
	return line == NULL ? s :
	    str_sub(s, (size_t)(line - s.p) + 1, s.n);
}

/* The pattern that fits best; NULL when none does or two codes tie. */
static const struct pattern *
code(const struct scan *z, const struct mention *m, struct str head)
{
	struct context c = { m->unit, head, behind(z, m->end),
	    before(z, 0, m->start), paragraph(z, m->start) };
	const struct pattern *best = NULL, *p;
	size_t i, score, best_score = 0;
	bool tie = false;

	/* What belongs to the next number says nothing of this one. */
	for (i = 0; i < c.tail.n; i++)
		if ((c.tail.p[i] >= '0' && c.tail.p[i] <= '9') ||
		    str_starts(str_sub(c.tail, i, 3), STR("、")))
			c.tail.n = i;
	for (p = z->patterns; p < z->patterns + z->n_patterns; p++) {
		score = pattern_score(p, &c);
		if (score > best_score) {
			best = p;
			best_score = score;
			tie = false;
		} else if (score > 0 && score == best_score) {
			tie |= !str_eq(p->ind, best->ind);
		}
	}
	return tie ? NULL : best;
}

/* The place in the sentence as found that belongs to byte `at`. */
static size_t
as_found(struct scan *z, size_t at)
{
	if (at < z->map_s)
		z->map_s = z->map_found = 0;
	while (z->map_s < at) {
		str_char(z->s, &z->map_s);
		str_char(z->found, &z->map_found);
	}
	return z->map_found;
}

static struct str
raw(struct scan *z, size_t start, size_t end)
{
	size_t from;

	if (!z->same_length)
		return str_sub(z->s, start, end - start);
	from = as_found(z, start);
	return str_sub(z->found, from, as_found(z, end) - from);
}

static void
warn_of(struct scan *z, const struct figure *f, const struct mention *m,
    const struct pattern *p)
{
	struct decimal limit;
	struct arena *a = z->d->arena;

	if (m->unit.n == 0)
		doc_warn(z->d, "unit_missing", 0, f->ind, STR_NONE,
		    arena_printf(a, "%.*s%.*s", STR_ARG(f->entity),
		    STR_ARG(f->raw)));
	if (m->grouped)
		doc_warn(z->d, "digit_group", 0, f->ind, STR_NONE, f->raw);
	if (p != NULL && number_parse(p->max, &limit) &&
	    number_cmp(m->value, limit) > 0)
		doc_warn(z->d, "implausible", 0, f->ind, STR_NONE,
		    arena_printf(a, "%.*s is %.*s, limit %.*s",
		    STR_ARG(f->raw), STR_ARG(f->value), STR_ARG(p->max)));
}

/* 所需资料由25份减少到9份: what one half says, the other means too. */
static void
share_code(struct figure *was, struct figure *is)
{
	const struct word *w;
	ptrdiff_t at;

	if (strcmp(was->qualifier, "before") != 0)
		return;
	if (was->ind.p == NULL)
		was->ind = is->ind;
	else if (is->ind.p == NULL)
		is->ind = was->ind;
	for (w = origins; w->text != NULL; w++) {
		at = str_find(was->entity, str_of(w->text), 0);
		if (at > 0)
			was->entity.n = (size_t)at;
	}
	is->entity = was->entity;
}

static void
add(struct scan *z, const struct mention *m, const char *given)
{
	struct str head = own_clause(z, m->start);
	const struct pattern *p;
	const char *how;
	struct figure *f;

	if (z->d->figures.n >= FIGURE_MAX) {
		if (!z->full)
			doc_warn(z->d, "too_many_figures", 0, STR_NONE,
			    STR_NONE, arena_printf(z->d->arena, "limit %d",
			    FIGURE_MAX));
		z->full = true;
		return;
	}
	p = code(z, m, head);
	how = given != NULL ? given : qualifier(z, m, head);
	f = DOC_ADD(z->d, figures);
	*f = (struct figure){
		.section = z->section, .ind = p != NULL ? p->ind : STR_NONE,
		.entity = entity(z, m, head),
		.value = number_print(z->d->arena, m->value),
		.unit = m->unit, .qualifier = how,
		.raw = raw(z, m->start, m->unit_end), .sentence = z->found,
		.sentence_hans = z->s, .offset = m->start,
	};
	if (strcmp(how, "after") == 0 && z->d->figures.n > 1)
		share_code(f - 1, f);
	warn_of(z, f, m, p);
	z->last = true;
	z->last_start = m->start;
	z->last_end = m->end;
	z->last_unit = m->unit;
}

/* 3-5件, 3～5万件: two figures; false if it is none. */
static bool
add_range(struct scan *z, const struct mention *first)
{
	struct mention low = *first, high = { 0 };
	size_t at = first->end;

	if (low.unit.n > 0 || low.power > 0 || low.hedge != NULL ||
	    take_word(z->s, &at, range_marks) == NULL ||
	    number_digit(str_peek(z->s, at)) < 0)
		return false;
	high.start = high.end = at;
	if (!take_digits(z->s, &high.end, &high) || !take_rest(z->s, &high) ||
	    high.unit.n == 0 || is_phrase(z, &low) ||
	    !number_shift(low.value, high.power, &low.value) ||
	    number_cmp(low.value, high.value) >= 0)
		return false;
	low.unit = high.unit;
	low.unit_end = low.end;
	add(z, &low, "low");
	add(z, &high, "high");
	return true;
}

/* A candidate in digits at byte `at`; where to go on. */
static size_t
scan_digits(struct scan *z, size_t at)
{
	struct mention m = { .start = at, .end = at };
	struct date date;
	size_t next = at, skip, digits;

	if (!take_digits(z->s, &m.end, &m))
		return m.end;
	digits = m.end;
	if (!take_rest(z->s, &m) || (m.unit.n > 0 && is_phrase(z, &m)))
		return digits;
	if (m.unit.n > 0) {
		if (is_enumerator(z, &m, &skip))
			return skip;
		add(z, &m, NULL);
		return m.end;
	}
	if (date_at(z->s, &next, 0, &date) != DATE_NONE)
		return next;
	if (add_range(z, &m))
		return z->last_end;
	if (!is_phrase(z, &m) && is_bare_count(z, &m)) {
		add(z, &m, NULL);
		return m.end;
	}
	return digits;
}

static bool
is_numeral(uint32_t c)
{
	return number_han_digit(c) >= 0 || number_han_power(c) > 0;
}

/* 百分之九十五, 百分之95 */
static size_t
scan_percent(struct scan *z, size_t at)
{
	struct mention m = { .start = at, .end = at + strlen("百分之") };
	bool ok;

	if (number_digit(str_peek(z->s, m.end)) >= 0)
		ok = take_digits(z->s, &m.end, &m);
	else
		ok = number_han(z->s, &m.end, &m.value);
	if (!ok)
		return at + strlen("百分之");
	m.unit = STR("%");
	m.unit_end = m.end;
	add(z, &m, NULL);
	return m.end;
}

/*
 * May this Chinese numeral count something? 百 and 万 alone are idiom
 * (千家万户) unless hedged: 百余条, 近百次. 半 is a time only.
 */
static bool
is_han_count(const struct scan *z, const struct mention *m, size_t length)
{
	uint32_t c = str_before(z->s, m->start);
	struct str head = own_clause(z, m->start);

	if (m->unit.n == 0 || c == 0x7B2C || c == 0x51E0 || c == 0x6570 ||
	    c == 0x4E0A || c == 0x6210)		/* 第几数上成 */
		return false;
	if (m->value.scale > 0)
		return (str_eq(m->unit, STR("天")) ||
		    str_eq(m->unit, STR("小时"))) && c != 0x5927; /* 大半天 */
	return length > 3 || m->hedge != NULL ||
	    ends_with(head, hedges_before) != NULL;
}

/* A candidate around the scale character at byte `at`; where to go on. */
static size_t
scan_han(struct scan *z, size_t at)
{
	struct mention m = { .start = at };
	size_t length, limit = at > 48 ? at - 48 : 0, run = at;

	if (str_starts(str_sub(z->s, at, z->s.n), STR("百分之")))
		return scan_percent(z, at);
	while (m.start > limit && m.start >= z->last_end + 3 &&
	    is_numeral(str_before(z->s, m.start)))
		m.start -= 3;
	for (str_char(z->s, &run); is_numeral(str_peek(z->s, run));)
		str_char(z->s, &run);
	m.end = m.start;
	if (!number_han(z->s, &m.end, &m.value))
		return run;
	length = m.end - m.start;
	if (!take_rest(z->s, &m) || !is_han_count(z, &m, length))
		return run;
	add(z, &m, NULL);
	return m.end;
}

static void
scan_sentence(struct scan *z)
{
	size_t at = 0, next;
	uint32_t c;

	z->clause = z->last_end = z->map_s = z->map_found = 0;
	z->last = false;
	z->same_length = str_chars(z->s) == str_chars(z->found);
	while (at < z->s.n && !z->full) {
		next = at;
		c = str_char(z->s, &next);
		if (number_digit(c) >= 0)
			next = scan_digits(z, at);
		else if (number_han_power(c) > 0 || c == 0x534A)
			next = scan_han(z, at);
		else if (is_separator(c))
			z->clause = next;
		at = next;
	}
}

static bool
ends_sentence(uint32_t c)
{
	return c == 0x3002 || c == 0xFF01 || c == 0xFF1B || c == 0xFF1F ||
	    c == '?' || c == '\n';
}

/* Takes the next sentence off the front of *rest, its full stop included. */
static struct str
cut_sentence(struct str *rest)
{
	size_t at = 0;
	struct str s;

	while (at < rest->n && !ends_sentence(str_char(*rest, &at)))
		continue;
	s = str_sub(*rest, 0, at);
	*rest = str_sub(*rest, at, rest->n);
	return str_trim(s);
}

/* "<粉丝 ~微博 !关注" into terms. */
static void
compile(struct pattern *p, struct str text)
{
	struct str term;

	while (text.p != NULL) {
		term = str_cut(&text, ' ');
		if (term.n == 0 || p->n == MAX_TERMS)
			continue;
		if (strchr("<>~^!=", term.p[0]) != NULL) {
			p->mark[p->n] = term.p[0];
			term = str_sub(term, 1, term.n);
		}
		p->term[p->n++] = term;
	}
}

static void
load_patterns(struct scan *z)
{
	struct str dict = DICT(figure), alternatives;
	struct dict_row row;
	struct pattern *p;

	while (dict_next(&dict, &row)) {
		alternatives = row.col[4];
		while (row.n >= 5 && alternatives.p != NULL) {
			z->patterns = arena_grow(z->d->arena, z->patterns,
			    z->n_patterns, sizeof(*z->patterns));
			p = &z->patterns[z->n_patterns++];
			*p = (struct pattern){ .ind = row.col[0],
			    .units = row.col[3],
			    .max = row.n > 5 ? row.col[5] : STR_NONE };
			compile(p, str_cut(&alternatives, '|'));
		}
	}
}

void
figure_pass(struct doc *d)
{
	struct scan z = { .d = d };
	struct str rest, found;
	size_t i;

	load_patterns(&z);
	for (i = 0; i < d->sections.n; i++) {
		z.section = d->sections.v[i].ordinal;
		z.text = rest = d->sections.v[i].text_hans;
		found = d->sections.v[i].text;
		while (rest.n > 0) {
			z.s = cut_sentence(&rest);
			z.found = cut_sentence(&found);
			if (z.found.n == 0)
				z.found = z.s;
			scan_sentence(&z);
		}
	}
}
