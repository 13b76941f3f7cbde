/* SPDX-License-Identifier: MIT */
#include "token.h"

#include "affix.h"
#include "label.h"
#include "number.h"

enum {
	MAX_CLAUSE = 33,	/* bytes of 第二十条第（一）项 */
	MAX_PARENTHESIS = 150,	/* bytes of a remark behind a label */
	MAX_UNIT = 6		/* and of a unit */
};

/* Words of the tables that are neither a row nor a column of the forms. */
static const char *const words[] = { "信息内容", "申请人情况", "法人或其他组织",
	"本年度办理结果", "行政复议", "行政诉讼", "未经复议直接起诉", "复议后起诉",
	"结果维持", "结果纠正", "其他结果", "尚未审结", "总计", "小计", "指标名称",
	"统计指标", "计量单位", "单位", "代码", "人次", "万元", "条", "件", "次",
	"篇", "个", "人", "元", "项" };

/* Headings over the rows of the annex of 2014 that have no figures. */
static const char *const headings[] = { "主动公开情况",
	"通过不同渠道和方式公开政府信息的情况", "回应解读情况",
	"通过不同渠道和方式回应解读的情况", "依申请公开情况",
	"机构建设和保障经费情况", "政府信息公开会议和培训情况" };

static bool
is_quote(uint32_t c)
{
	return c == '"' || c == 0x201C || c == 0x201D || c == 0x300A ||
	    c == 0x300B || c == 0x300C || c == 0x300D;
}

static bool
is_space_or_mark(uint32_t c)
{
	return str_is_space(c) || is_quote(c) || c == 0x3001 ||
	    c == 0xFF0C || c == ',' || c == '/';
}

static void
skip_space(struct str s, size_t *at)
{
	while (*at < s.n && str_is_space(str_peek(s, *at)))
		str_char(s, at);
}

/* Bytes up to the end of the key at `at`, marks between letters ignored. */
static size_t
match(struct str s, size_t at, struct str key)
{
	size_t k = 0, from;
	uint32_t c;

	while (k < key.n) {
		if (at >= s.n)
			return 0;
		from = k;
		c = str_char(key, &k);
		if (str_peek(s, at) == c) {
			str_char(s, &at);
		} else if (from > 0 && is_space_or_mark(str_peek(s, at))) {
			str_char(s, &at);
			k = from;
		} else {
			return 0;
		}
	}
	return at;
}

static void
longest(struct str s, size_t at, struct str key, size_t *end)
{
	size_t to;

	/* Hundreds are tried; the third byte of most tells that it is vain. */
	if (key.n == 0 || key.p[0] != s.p[at] ||
	    ((key.p[0] & 0xF0) == 0xE0 && (s.n - at < 3 ||
	    key.p[2] != s.p[at + 2])))
		return;
	to = match(s, at, key);
	if (to > *end)
		*end = to;
}

static void
longest_of(struct str s, size_t at, const char *const *list, size_t n,
    size_t *end)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (list[i][0] == s.p[at])
			longest(s, at, str_of(list[i]), end);
}

/* "2018年度" as a header. */
static size_t
match_year(struct str s, size_t at)
{
	size_t i;

	for (i = 0; i < 4; i++)
		if (at + i >= s.n || s.p[at + i] < '0' || s.p[at + i] > '9')
			return 0;
	return str_starts(str_sub(s, at + 4, s.n), STR("年度")) ? at + 10 : 0;
}

static size_t
match_clause(struct str s, size_t at)
{
	struct str clause = str_sub(s, at, MAX_CLAUSE);
	ptrdiff_t end = str_find(clause, STR("项"), 0);

	return str_starts(clause, STR("第二十条第")) && end > 0 ?
	    at + (size_t)end + strlen("项") : 0;
}

/* A remark in parentheses belongs to the label before it. */
static size_t
with_remark(struct str s, size_t at)
{
	size_t from = at, end;
	uint32_t c;

	skip_space(s, &from);
	c = str_peek(s, from);
	if (from >= s.n || (c != '(' && c != 0xFF08))
		return at;
	for (end = from; end < s.n && end - from < MAX_PARENTHESIS;) {
		c = str_char(s, &end);
		if (c == ')' || c == 0xFF09)
			return end;
	}
	return at;
}

/* The end of the longest word of the forms at `at`, or 0. */
static size_t
word_at(const struct forms *f, struct str s, size_t at)
{
	unsigned char c = forms_byte(str_sub(s, at, 3));
	size_t i, end = 0;

	for (i = f->by[c]; i < f->by[c + 1]; i++)
		longest(s, at, f->keys[i], &end);
	longest_of(s, at, words, AFFIX_LEN(words), &end);
	longest_of(s, at, headings, AFFIX_LEN(headings), &end);
	if (match_year(s, at) > end)
		end = match_year(s, at);
	if (match_clause(s, at) > end)
		return match_clause(s, at);
	/* 危及“三安全一稳定” */
	while (end > 0 && end < s.n && is_quote(str_peek(s, end)))
		str_char(s, &end);
	return end > 0 ? with_remark(s, end) : 0;
}

/* Enumerators and 其中 before a label. */
static size_t
label_start(struct str s, size_t at)
{
	int level, number;
	size_t from, n;

	do {
		from = at;
		skip_space(s, &at);
		n = label_enumerator(str_sub(s, at, s.n), &level, &number);
		at += n;
		skip_space(s, &at);
		if (str_starts(str_sub(s, at, s.n), STR("其中"))) {
			at += 6;
			if (str_peek(s, at) == ':' || str_peek(s, at) == 0xFF1A)
				str_char(s, &at);
		}
	} while (at > from);
	return at;
}

static size_t
label_at(const struct forms *f, struct str s, size_t at)
{
	size_t start = label_start(s, at), end;

	if (start >= s.n)
		return 0;
	if ((end = word_at(f, s, start)) > 0)
		return end;
	/* The note in the corner of table 3. */
	end = with_remark(s, start);
	return end > start && str_has(str_sub(s, start, end - start),
	    STR("勾稽关系")) ? end : 0;
}

static bool
is_digit(struct str s, size_t at)
{
	return at < s.n && s.p[at] >= '0' && s.p[at] <= '9';
}

/* The number of "2." or "2、" at `at`; 0 if none stands there. */
static int
item_at(struct str s, size_t at)
{
	int level, number;

	return is_digit(s, at) && label_enumerator(str_sub(s, at, s.n),
	    &level, &number) > 0 ? number : 0;
}

/* Items are counted 1, 2, 3: other digits before a stop are a value. */
static bool
is_next(int number, int last)
{
	return number == last + 1 || number == 1;
}

/*
 * The end of the digits at `at`. Their tail is an enumerator if it is the
 * next one: "条862.政府公报" after "1." is 86 and 2.
 */
static size_t
number_end(struct str s, size_t at, int last)
{
	size_t end = at, tail;

	while (is_digit(s, end) || (end > at && end < s.n &&
	    s.p[end] == '.' && is_digit(s, end + 1)))
		end++;
	for (tail = end; tail-- > at + 1 && tail + 2 >= end;)
		if (item_at(s, tail) > 0 && is_next(item_at(s, tail), last) &&
		    s.p[tail] != '0')
			return tail;
	return end;
}

/* A number with its unit, or a dash or slash that stands for none. */
static size_t
value_at(struct str s, size_t at, int last)
{
	size_t from = at, end;
	uint32_t c = str_peek(s, at);

	if (c == '-' || c == '/' || c == 0x2014 || c == '+') {
		while (at < s.n && (str_peek(s, at) == '-' ||
		    str_peek(s, at) == 0x2014 || str_peek(s, at) == '/' ||
		    str_peek(s, at) == '+'))
			str_char(s, &at);
		end = number_end(s, at, last);
		return end > at && at - from == 1 ? end : at;
	}
	end = number_end(s, at, last);
	if (end == at)
		return 0;
	if (str_starts(str_sub(s, end, s.n), STR("万元")))
		return end + 6;
	return str_starts(str_sub(s, end, s.n), STR("元")) ? end + 3 : end;
}

static void
add(struct arena *a, struct tokens *t, enum token_kind kind, struct str s,
    size_t from, size_t to)
{
	struct str key = kind == TOKEN_LABEL ?
	    label_key(a, str_sub(s, from, to - from)) : STR("");
	bool heading = affix_is_any(key, headings, AFFIX_LEN(headings));

	t->v = arena_grow(a, t->v, t->n, sizeof(*t->v));
	t->v[t->n++] = (struct token){ kind, heading, from, to };
}

/* The number of the item that a label is, or `last` if it has none. */
static int
label_item(struct str s, size_t at, size_t end, int last)
{
	for (; at < end; str_char(s, &at))
		if (item_at(s, at) > 0)
			return item_at(s, at);
	return last;
}

/* A label ends at `at`, and no unit: （三）不予公开2.其他… is a path. */
static bool
follows_label(const struct tokens *t, size_t at)
{
	const struct token *last = t->n > 0 ? &t->v[t->n - 1] : NULL;

	return last != NULL && last->kind == TOKEN_LABEL && last->to == at &&
	    last->to - last->from > MAX_UNIT;
}

size_t
token_read(struct arena *a, const struct forms *f, struct str hans, size_t at,
    struct tokens *t)
{
	size_t end, start = at, label;
	int last = 0, number;

	for (;;) {
		skip_space(hans, &at);
		if (at >= hans.n)
			return hans.n;
		number = item_at(hans, at);
		label = number == 0 || at == start || is_next(number, last) ||
		    (number < 10 && follows_label(t, at)) ?
		    label_at(f, hans, at) : 0;
		if ((end = label) > 0) {
			add(a, t, TOKEN_LABEL, hans, at, end);
			last = label_item(hans, at, end, last);
		} else if ((end = value_at(hans, at, last)) > at) {
			add(a, t, TOKEN_NUMBER, hans, at, end);
		} else {
			return at;
		}
		at = end;
	}
}

ptrdiff_t
token_annex(struct str hans)
{
	static const char *const heads[] = { "指标名称", "统计指标" };
	ptrdiff_t at;
	struct str rest;
	size_t i;

	for (i = 0; i < sizeof(heads) / sizeof(*heads); i++) {
		at = str_find(hans, str_of(heads[i]), 0);
		if (at < 0)
			continue;
		rest = str_trim(str_sub(hans, (size_t)at + 12, hans.n));
		if (str_starts(rest, STR("计量单位")) ||
		    str_starts(rest, STR("单位")))
			return at;
	}
	return -1;
}
