/* SPDX-License-Identifier: MIT */
/*
 * A time that is only compared with (比上年增加) or named by the way (于2011年上线)
 * counts to the end of its clause; any other to the end of the sentence or to
 * the next time. 以来, 五年来 and 下一步 go on to the end of the paragraph, as does
 * the year in a review; the year of a heading to the end of the section. A
 * remark in parentheses that has numbers keeps its time to itself.
 */
#include "figscope.h"

#include <stdlib.h>

#include "affix.h"
#include "date.h"
#include "number.h"

void
figscope_init(struct figscope *f, const struct figwords *fw,
    const struct doc *d)
{
	struct str year = doc_value(d, FACT_REPORT_YEAR);

	*f = (struct figscope){ .words = fw,
		.compare = figword_class(fw, STR("compare")),
		.asof = figword_class(fw, STR("asof")),
		.agenda = figword_class(fw, STR("agenda")),
		.done = figword_class(fw, STR("done")),
		.carry = figword_class(fw, STR("carry")),
		.spread = figword_class(fw, STR("spread")),
		.byplan = figword_class(fw, STR("byplan")),
		.review = str_eq(doc_value(d, FACT_KIND),
		    STR("gov_work_report")) };
	if (year.p != NULL)
		f->year = (int)strtol(year.p, NULL, 10) - f->review;
}

enum { FIRST_YEAR = 2008 };	/* the Regulation took effect on 1 May */

/* What a year says of a number. */
static int
of_year(const struct figscope *f, int year)
{
	return f->year == 0 || year == f->year ? FIGSCOPE_YEAR :
	    FIGSCOPE_OTHER;
}

/* Does one of the words end right before byte `at`, spaces aside? */
static bool
stands_before(const struct figscope *f, size_t at, const struct word *words)
{
	return words_end(str_trim(str_sub(f->s, 0, at)), words) != NULL;
}

/* A time was named at byte `at`. */
static void
say(struct figscope *f, size_t at, struct figscope_time t)
{
	/* A plan of the sentence before ends with a year that is over. */
	t.planned |= f->now.planned && !(f->carried && t.dated);
	t.expected |= f->now.expected;
	if (stands_before(f, at, f->compare)) {
		f->local = t;
		f->is_local = true;
	} else {
		f->now = t;
		f->is_local = false;
	}
}

/* -, 至 and the like between two dates; moves *at behind it. */
static bool
take_to(struct str s, size_t *at)
{
	static const char *const marks[] = { "至", "到", "—", "-", "－", "~",
		"～", "–" };
	struct str rest = str_sub(s, *at, s.n);
	size_t i;

	for (i = 0; i < AFFIX_LEN(marks); i++)
		while (affix_take(&rest, marks[i]))
			;
	if (rest.p == s.p + *at)
		return false;
	*at = (size_t)(rest.p - s.p);
	return true;
}

/* "2013年", "2013年5月1日", "12月"; moves *at behind it. */
static bool
take_date(struct str s, size_t *at, struct date *date)
{
	size_t next = *at;

	if (date_at(s, &next, 0, date) != DATE_OK || date->repaired ||
	    (!str_has(date->raw, STR("年")) && !str_has(date->raw, STR("月"))))
		return false;
	*at = next;
	return true;
}

/* "12月", "12月份": the month, or 0; moves *at behind it. */
static int
take_month(struct str s, size_t *at)
{
	size_t next = *at;
	int month = 0;

	while (next < s.n && s.p[next] >= '0' && s.p[next] <= '9' && month < 13)
		month = month * 10 + (s.p[next++] - '0');
	if (month < 1 || month > 12 ||
	    !str_starts(str_sub(s, next, s.n), STR("月")))
		return 0;
	*at = next + strlen("月");
	return month;
}

/* What the period between two dates is of. */
static int
of_period(const struct figscope *f, const struct date *from,
    const struct date *to)
{
	int last = to->year != 0 ? to->year : from->year;

	/* 2022年9月1日至2023年8月31日 is a 学年, known by its first. */
	if (from->month == 9 && to->month == 8 && last == from->year + 1)
		return of_year(f, from->year);
	if (from->year != 0 && from->year != last)
		return from->year == FIRST_YEAR && last == f->year ?
		    FIGSCOPE_TOTAL : FIGSCOPE_OTHER;
	if (from->month > 1 || (to->month != 0 && to->month != 12))
		return FIGSCOPE_OTHER;
	return last != 0 ? of_year(f, last) : FIGSCOPE_YEAR;
}

/* What one day, month or year is of; `asof` if it was counted up to it. */
static struct figscope_time
of_date(struct figscope *f, const struct date *date, bool asof)
{
	struct figscope_time t = { .said = date->year == 0 ? FIGSCOPE_YEAR :
	    of_year(f, date->year), .asof = asof };

	if (t.said == FIGSCOPE_OTHER)
		t.year = date->year;

	if (date->month != 0 && (!asof || date->month != 12))
		t.said = FIGSCOPE_OTHER;
	/* What a review, or a heading, says of the next year is planned. */
	t.dated = date->year != 0 && date->year <= f->year;
	f->names_year |= date->year != 0 && date->year == f->year;
	t.planned = f->year != 0 && date->year > f->year &&
	    (f->review || f->heading);
	return t;
}

/* A run of digits at *at that no 年 or 月 follows: "1-12月", "2012-2014年". */
static bool
take_bare(struct str s, size_t *at, struct date *date)
{
	size_t next = *at;
	int n = 0;

	while (next < s.n && s.p[next] >= '0' && s.p[next] <= '9' &&
	    next - *at < 4)
		n = n * 10 + (s.p[next++] - '0');
	*date = (struct date){ 0 };
	if (next - *at == 4)
		date->year = n;
	else
		date->month = n;
	*at = next;
	return n > 0;
}

/* "2008年5月1日至2012年12月31日"; moves *at behind it. */
static bool
take_period(const struct figscope *f, size_t *at, struct figscope_time *t)
{
	struct date from, to = { 0 };
	size_t next = *at;

	if (!take_date(f->s, &next, &from) && !take_bare(f->s, &next, &from))
		return false;
	if (str_starts(str_sub(f->s, next, f->s.n), STR("起至")))
		next += strlen("起");
	if (!take_to(f->s, &next))
		return false;
	to.month = take_month(f->s, &next);
	if (to.month == 0 && !take_date(f->s, &next, &to))
		return false;
	*t = (struct figscope_time){ .said = of_period(f, &from, &to) };
	*at = next;
	return true;
}

/* 以来 or 起 behind a day: what the time since is of. */
static bool
take_since(const struct figscope *f, size_t *at, const struct date *from,
    struct figscope_time *t)
{
	struct str rest = str_sub(f->s, *at, f->s.n);

	if (!affix_take(&rest, "以来") && !affix_take(&rest, "起"))
		return false;
	*at = (size_t)(rest.p - f->s.p);
	if (from->year != 0 && f->year != 0 && from->year != f->year)
		t->said = FIGSCOPE_TOTAL;
	else
		t->said = from->month > 1 ? FIGSCOPE_OTHER : FIGSCOPE_YEAR;
	return true;
}

/* 2019年、2020年分别: the year at byte `at` is one of several. */
static bool
joins_last(const struct figscope *f, size_t at)
{
	static const char *const joins[] = { "、", "和", "与", "及" };
	struct str between = str_sub(f->s, f->date_end, at - f->date_end);

	return f->date_end > 0 && affix_take_any(&between, joins,
	    AFFIX_LEN(joins)) && between.n == 0;
}

/* 2022-2023学年, 2022学年: named after its first year. */
static bool
take_school_year(const struct figscope *f, size_t *at,
    struct figscope_time *t)
{
	struct date from, to;
	size_t next = *at;

	if (!take_bare(f->s, &next, &from) || from.year == 0)
		return false;
	if (take_to(f->s, &next) && !take_bare(f->s, &next, &to))
		return false;
	if (!str_starts(str_sub(f->s, next, f->s.n), STR("学年")))
		return false;
	t->said = of_year(f, from.year);
	t->year = t->said == FIGSCOPE_OTHER ? from.year : 0;
	*at = next;
	return true;
}

/* 第28周, 第3季度: a part of a year. */
static bool
take_nth(const struct figscope *f, size_t *at, struct figscope_time *t)
{
	static const char *const parts[] = { "周", "季度" };
	size_t next = *at;
	struct date n;

	if (!str_ends(str_sub(f->s, 0, *at), STR("第")) ||
	    !take_bare(f->s, &next, &n) || !affix_starts_any(str_sub(f->s,
	    next, f->s.n), parts, AFFIX_LEN(parts)))
		return false;
	t->said = FIGSCOPE_OTHER;
	*at = next;
	return true;
}

/*
 * 上年度结转申请2件, 结转下年1件: where requests came from or went says nothing of
 * the time of their number. `next` is behind the year.
 */
static bool
is_carried(const struct figscope *f, size_t at, size_t next)
{
	static const char *const carried[] = { "结余", "结转", "转结" };
	struct str rest = str_sub(f->s, next, f->s.n);

	affix_take(&rest, "度");
	affix_take(&rest, "末");
	return affix_starts_any(rest, carried, AFFIX_LEN(carried)) ||
	    stands_before(f, at, f->carry);
}

/* A date, a period or another number at byte `at`; where to go on. */
static size_t
read_date(struct figscope *f, size_t at)
{
	struct figscope_time t = { 0 };
	struct date date = { 0 };
	size_t next = at;

	if (take_period(f, &next, &t) || take_school_year(f, &next, &t) ||
	    take_nth(f, &next, &t)) {
		/* 从2008年到2021年，共公开: not only compared with. */
		say(f, stands_before(f, at, f->spread) ? 0 : at, t);
		return next;
	}
	if (!take_date(f->s, &next, &date) &&
	    (date.month = take_month(f->s, &next)) == 0) {
		do
			str_char(f->s, &next);
		while (next < f->s.n && f->s.p[next] >= '0' &&
		    f->s.p[next] <= '9');
		return next;
	}
	if (is_carried(f, at, next))
		return next;
	if (!take_since(f, &next, &date, &t)) {
		t = of_date(f, &date, stands_before(f, at, f->asof));
		/* 2008年以来，截至2021年底; 累计至2021年底 */
		if (t.asof && (f->since || f->summed) &&
		    t.said == FIGSCOPE_YEAR)
			t.said = FIGSCOPE_TOTAL;
	}
	f->since |= t.said == FIGSCOPE_TOTAL;
	if (date.year != 0) {
		if (joins_last(f, at))
			t = (struct figscope_time){ .said = FIGSCOPE_OTHER };
		f->date_end = next;
	}
	say(f, at, t);
	return next;
}

/* 按年初计划完成, 草拟制定: done, for all that it says 计划 or 拟. */
static bool
is_by_plan(const struct figscope *f, size_t at)
{
	enum { NEAR = 24 };
	size_t from = at - f->clause > NEAR ? at - NEAR : f->clause;

	return (str_starts(str_sub(f->s, at, f->s.n), STR("计划")) ||
	    str_starts(str_sub(f->s, at, f->s.n), STR("拟"))) &&
	    words_in(str_sub(f->s, from, at - from + strlen("拟")),
	    f->byplan);
}

/* 去年全年, 2020年，全年: of the year that was named, not of this one. */
static bool
is_of_named_year(const struct figscope *f, size_t at)
{
	static const char *const joins[] = { "度", "，", ",", "：", " " };
	struct str s = str_sub(f->s, f->date_end, at - f->date_end);

	while (affix_take_any(&s, joins, AFFIX_LEN(joins)))
		;
	return s.n == 0 && f->date_end > 0 &&
	    str_starts(str_sub(f->s, at, f->s.n), STR("全年"));
}

/* 下半年以来, 二季度以来: since a part of a year, not since ever. */
static bool
is_since_part(const struct figscope *f, size_t at)
{
	static const char *const parts[] = { "半年", "季度", "月", "月份" };

	return affix_ends_any(str_sub(f->s, f->clause, at - f->clause), parts,
	    AFFIX_LEN(parts));
}

/* 截至年底, of the year that is spoken of; a review's plans have one too. */
static void
read_year_end(struct figscope *f)
{
	if (f->review || (f->now.said != 0 && f->now.said != FIGSCOPE_YEAR))
		return;
	f->now.said = FIGSCOPE_YEAR;
	f->now.asof = true;
	f->is_local = false;
}

/* What a word of time at byte `at` says. */
static void
read_word(struct figscope *f, size_t at, const struct word *w)
{
	static const char *const last_year[] = { "去年", "上年", "上一年" };
	struct figscope_time t = { .said = FIGSCOPE_OTHER };
	const char *class = w->means;

	if (strcmp(class, "summed") == 0) {
		f->summed = true;
		return;
	}
	if (strcmp(class, "each") == 0 || strcmp(class, "shared") == 0) {
		/* That of 12月31日受理 is no 日受理. */
		f->limited |= at == 0 || f->s.p[at - 1] < '0' ||
		    f->s.p[at - 1] > '9';
		return;
	}
	if (strcmp(class, "plan") == 0) {
		if (is_by_plan(f, at))
			return;
		if (f->review && str_eq(w->text, STR("预计"))) {
			f->now.expected = true;
			return;
		}
		f->now.planned = true;
		f->carried = false;
		return;
	}
	if (strcmp(class, "real") == 0) {
		f->now.planned = f->paragraph.planned;
		return;
	}
	if (is_carried(f, at, at + w->text.n) || is_of_named_year(f, at))
		return;
	if (strcmp(class, "yearend") == 0) {
		read_year_end(f);
		return;
	}
	if (strcmp(class, "total") == 0 && !is_since_part(f, at)) {
		t.said = FIGSCOPE_TOTAL;
		f->since = true;
	}
	t.lasts = strcmp(class, "total") == 0 || strcmp(class, "span") == 0;
	/* 去年 of a report given this year is the year it reviews. */
	if (strcmp(class, "now") == 0 ? !f->review || !str_eq(w->text,
	    STR("今年")) : f->review && str_eq(w->text, STR("去年")))
		t.said = FIGSCOPE_YEAR;
	if (strcmp(class, "past") == 0)
		f->date_end = at + w->text.n;
	t.planned = strcmp(class, "future") == 0 ||
	    (f->review && str_eq(w->text, STR("今年")));
	if (t.said == FIGSCOPE_OTHER && f->year > 0 &&
	    strcmp(class, "past") == 0 &&
	    affix_starts_any(w->text, last_year, AFFIX_LEN(last_year)))
		t.year = f->year - 1;
	say(f, at, t);
}

static bool
is_clause_end(uint32_t c)
{
	return c == ',' || c == 0xFF0C || c == ';' || c == 0xFF1B ||
	    c == 0x3002 || c == '\n';
}

/* The text of a title in 《》 says nothing; where it ends. */
static size_t
skip_title(struct str s, size_t at)
{
	ptrdiff_t end = str_find(s, STR("》"), at);

	return end < 0 ? at : (size_t)end;
}

static void
end_clause(struct figscope *f)
{
	f->is_local = f->summed = f->limited = false;
	f->clause = f->at;
	if (!f->has_topic)
		f->topic = f->now;
	f->has_topic = true;
}

/* 二〇一二年 */
static bool
is_han_year(struct str s, size_t at)
{
	return str_char(s, &at) == 0x4E8C &&
	    number_han_digit(str_peek(s, at)) == 0;
}

/*
 * The time that a remark with numbers names is theirs only: 收到25件（2023年为20
 * 件），增长25%. One without says of what the rest is: 本周（7月8日—14日）.
 */
static void
read_remark(struct figscope *f, uint32_t c)
{
	if (c == '(' || c == 0xFF08) {
		f->outer = f->now;
		f->remark = true;
		f->counts = false;
	} else if ((c == ')' || c == 0xFF09) && f->remark) {
		if (f->counts)
			f->now = f->outer;
		f->remark = false;
	}
}

static void
read_to(struct figscope *f, size_t to)
{
	const struct word *w;
	unsigned char byte;
	uint32_t c;

	while (f->at < to) {
		byte = (unsigned char)f->s.p[f->at];
		if ((byte >= '0' && byte <= '9') ||
		    (byte == 0xE4 && is_han_year(f->s, f->at)) ||
		    (byte == 0xEF &&
		    number_digit(str_peek(f->s, f->at)) >= 0)) {
			f->at = read_date(f, f->at);
		} else if (byte < 0x80 || f->s.n - f->at < 3) {
			read_remark(f, byte);
			if (is_clause_end(byte))
				end_clause(f);
			f->at++;
		} else if ((w = figword_time(f->words, str_sub(f->s, f->at,
		    f->s.n))) != NULL) {
			read_word(f, f->at, w);
			f->at += w->text.n;
		} else {
			c = str_char(f->s, &f->at);
			read_remark(f, c);
			if (is_clause_end(c))
				end_clause(f);
			else if (c == 0x300A)
				f->at = skip_title(f->s, f->at);
		}
	}
}

/*
 * What a heading says of its section. One of the year reported on and of
 * another (2021年工作总结和2022年工作计划) leaves it open.
 */
static void
read_heading(struct figscope *f, struct str s)
{
	struct figscope_time outer = f->paragraph;
	bool done = words_in(s, f->done);

	f->heading = true;
	f->names_year = false;
	figscope_sentence(f, s, true);
	read_to(f, s.n);
	f->heading = false;
	if (f->names_year && f->now.said == FIGSCOPE_OTHER)
		f->now = outer;
	else if (!done && words_in(s, f->agenda))
		f->now.planned = true;
}

void
figscope_section(struct figscope *f, const struct section *s)
{
	int level = s->level < FIGSCOPE_LEVELS ? s->level :
	    FIGSCOPE_LEVELS - 1, i;
	struct figscope_time outer = { 0 };

	if (level > 1)
		outer = f->section[level - 1];
	f->s = STR("");
	f->paragraph = outer;
	read_heading(f, s->heading_hans);
	for (i = level; i < FIGSCOPE_LEVELS; i++)
		f->section[i] = f->now;
	f->paragraph = f->now;
}

void
figscope_sentence(struct figscope *f, struct str s, bool fresh)
{
	bool goes_on = !fresh && str_ends(f->s, STR("；"));

	read_to(f, f->s.n);
	end_clause(f);
	if (fresh)
		f->now = f->paragraph;
	/* 其中 and what is only a ； away speak of the same time. */
	else if (!str_starts(s, STR("其中")) && !goes_on)
		f->now = f->topic.lasts || f->topic.planned ||
		    (f->review && f->topic.said == FIGSCOPE_YEAR) ? f->topic :
		    f->paragraph;
	f->has_topic = false;
	f->s = s;
	f->at = f->date_end = f->clause = 0;
	f->remark = f->since = false;
	f->now.expected &= goes_on;
	f->carried = f->now.planned;
}

int
figscope_at(struct figscope *f, size_t at)
{
	const struct figscope_time *t;

	read_to(f, at);
	f->counts = true;
	t = f->is_local ? &f->local : &f->now;
	if (!f->now.planned && !f->limited && t->year > 0 && t->year < f->year)
		return FIGSCOPE_PAST;
	if (f->now.planned || f->now.expected || f->limited ||
	    t->said == FIGSCOPE_OTHER)
		return FIGSCOPE_OTHER;
	if (t->said == 0 && f->review)
		return FIGSCOPE_OTHER;
	if (t->said == FIGSCOPE_TOTAL)
		return FIGSCOPE_TOTAL;
	if (!f->summed || (t->said == FIGSCOPE_YEAR && !t->asof))
		return FIGSCOPE_YEAR;
	return t->asof ? FIGSCOPE_TOTAL : FIGSCOPE_SUMMED;
}

void
figscope_is_total(struct figscope *f)
{
	f->local = (struct figscope_time){ .said = FIGSCOPE_TOTAL };
	f->is_local = true;
}

bool
figscope_names_year(const struct figscope *f)
{
	return f->date_end > f->clause && !f->is_local &&
	    f->now.said == FIGSCOPE_YEAR;
}

struct str
figscope_time(struct arena *a, const struct figscope *f, bool is_change)
{
	const struct figscope_time *t = f->is_local && !is_change ?
	    &f->local : &f->now;

	if (f->now.planned ||
	    (f->now.expected && f->now.said != FIGSCOPE_YEAR))
		return STR("plan");
	if (t->said == FIGSCOPE_TOTAL || (t->asof && f->summed))
		return STR("total");
	if (t->said != FIGSCOPE_OTHER)
		return STR_NONE;
	return t->year > 0 ? arena_printf(a, "%d", t->year) : STR("other");
}
