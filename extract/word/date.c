/* SPDX-License-Identifier: MIT */
/*
 * A date is read as a list of parts, digit runs and what stands behind each.
 * With all marks there the parts are year, month and day. Where a mark was
 * lost, two or three of them stick together in one run; its splits are
 * enumerated and exactly one must be a day of the calendar. Lost marks go
 * with unpadded numbers (201811日 is 1-1), so a split into three digits has no
 * leading zeros.
 */
#include "date.h"

#include "number.h"

enum { YEAR_MIN = 1900, YEAR_MAX = 2099, MAX_RUN = 8 };

/* A run of digits, its value and the character behind it. */
struct run {
	int digits[MAX_RUN];
	int n;
	uint32_t mark;
	size_t end;		/* byte behind the digits */
	size_t next;		/* byte behind the mark */
};

static bool
is_day(int year, int month, int day)
{
	static const int days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31,
	    30, 31 };

	if (month < 1 || month > 12 || day < 1 || day > days[month - 1])
		return false;
	return month != 2 || day < 29 || year == 0 ||
	    (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
}

static bool
is_year(int year)
{
	return year >= YEAR_MIN && year <= YEAR_MAX;
}

static int
run_value(const struct run *r, int from, int n)
{
	int value = 0;

	while (n-- > 0)
		value = value * 10 + r->digits[from++];
	return value;
}

/* Reads digits and their mark; false without digits or with too many. */
static bool
take_run(struct str s, size_t at, struct run *r)
{
	size_t next = at;
	int digit;

	r->n = 0;
	r->end = at;
	while (next < s.n && (digit = number_digit(str_char(s, &next))) >= 0) {
		if (r->n == MAX_RUN)
			return false;
		r->digits[r->n++] = digit;
		r->end = next;
	}
	r->next = r->end;
	number_skip_space(s, &r->next);
	r->mark = r->next < s.n ? str_char(s, &r->next) : 0;
	return r->n > 0;
}

/* A mark between the parts of 2022-2-11, full-width forms included. */
static bool
is_separator(uint32_t c)
{
	return c == '-' || c == '/' || c == '.' || c == 0xFF0D ||
	    c == 0xFF0F || c == 0xFF0E;
}

/*
 * Splits n digits of r from `from` into month and day. `year` is known or 0.
 */
static enum date_fit
split_day(const struct run *r, int from, int n, int year, struct date *d)
{
	int k, month, day, hits = 0;

	for (k = 1; k <= 2 && k < n; k++) {
		if (n - k > 2)
			continue;
		if (n < 4 && (r->digits[from] == 0 || r->digits[from + k] == 0))
			continue;
		month = run_value(r, from, k);
		day = run_value(r, from + k, n - k);
		if (!is_day(year, month, day))
			continue;
		d->month = month;
		d->day = day;
		hits++;
	}
	return hits == 0 ? DATE_NONE : hits == 1 ? DATE_OK : DATE_AMBIGUOUS;
}

static const uint32_t NIAN = 0x5E74, YUE = 0x6708, RI = 0x65E5;
static const uint32_t HAO = 0x53F7;		/* 30号 is 30日 */

/* 廿 and 卅 with the digit behind them, or a number to 31; 0: none. */
static int
han_value(struct str s, size_t *at)
{
	struct decimal n;
	size_t next = *at;
	uint32_t c = str_peek(s, next);
	int tens = c == 0x5EFF ? 20 : c == 0x5345 ? 30 : 0, digit;

	if (tens == 0)
		return number_han(s, at, &n) && n.scale == 0 && n.n <= 31 ?
		    (int)n.n : 0;
	str_char(s, &next);
	*at = next;
	digit = next < s.n ? number_han_digit(str_char(s, &next)) : -1;
	if (digit > 0)
		*at = next;
	return digit > 0 ? tens + digit : tens;
}

/* A month or day in Chinese numerals followed by its mark, or 0. */
static int
han_part(struct str s, size_t *at, uint32_t mark)
{
	size_t next = *at;
	int value;

	if (mark == YUE && str_starts(str_sub(s, next, s.n), STR("元月"))) {
		*at = next + strlen("元月");
		return 1;
	}
	value = han_value(s, &next);
	if (value == 0 || str_peek(s, next) != mark)
		return 0;
	str_char(s, &next);
	*at = next;
	return value;
}

/* 一月三十日, or nothing, behind a year. */
static enum date_fit
han_days(struct str s, size_t *at, struct date *d)
{
	d->month = han_part(s, at, YUE);
	if (d->month > 0)
		d->day = han_part(s, at, RI);
	return d->month > 12 ||
	    (d->day > 0 && !is_day(d->year, d->month, d->day)) ? DATE_NONE :
	    DATE_OK;
}

/* What follows an intact "2018年": 6月2日, 6月, 1231日, or nothing. */
static enum date_fit
after_year(struct str s, size_t *at, struct date *d)
{
	struct run r, day;
	size_t next = *at;
	enum date_fit fit;

	number_skip_space(s, &next);
	if (!take_run(s, next, &r)) {
		fit = han_days(s, &next, d);
		if (d->month > 0)
			*at = next;
		return fit;
	}
	if (r.mark == YUE && r.n <= 2) {
		d->month = run_value(&r, 0, r.n);
		if (d->month < 1 || d->month > 12)
			return DATE_NONE;
		*at = next = r.next;
		number_skip_space(s, &next);
		if (!take_run(s, next, &day) || (day.mark != RI &&
		    day.mark != HAO) || day.n > 2)
			return DATE_OK;
		d->day = run_value(&day, 0, day.n);
		*at = day.next;
		return is_day(d->year, d->month, d->day) ? DATE_OK : DATE_NONE;
	}
	if (r.mark != RI || r.n < 2 || r.n > 4)
		return DATE_OK;
	fit = split_day(&r, 0, r.n, d->year, d);
	d->repaired = true;
	if (fit != DATE_NONE)
		*at = r.next;
	return fit;
}

/*
 * 2022-2-11 with any separator, the same one twice. The time may stand right
 * behind it: 2022-02-1109:30.
 */
static enum date_fit
separated(struct str s, size_t *at, const struct run *y, struct date *d)
{
	struct run m, day;
	size_t next = y->next;

	number_skip_space(s, &next);
	if (!take_run(s, next, &m) || m.n > 2 || m.mark != y->mark)
		return DATE_NONE;
	next = m.next;
	number_skip_space(s, &next);
	if (!take_run(s, next, &day))
		return DATE_NONE;
	if (day.n == 4 && day.mark == ':') {
		day.n = 2;
		day.end -= 2;
	}
	if (day.n > 2)
		return DATE_NONE;
	d->year = run_value(y, 0, 4);
	d->month = run_value(&m, 0, m.n);
	d->day = run_value(&day, 0, day.n);
	if (!is_year(d->year) || !is_day(d->year, d->month, d->day))
		return DATE_NONE;
	*at = day.end;
	return DATE_OK;
}

/* A run that starts with a year: 20220211, 2019131, 20181231日, 20186月. */
static enum date_fit
year_run(struct str s, size_t *at, const struct run *r, struct date *d)
{
	struct run day;
	enum date_fit fit;

	d->year = run_value(r, 0, 4);
	if (!is_year(d->year))
		return DATE_NONE;
	if (r->mark == YUE && r->n <= 6) {
		d->month = run_value(r, 4, r->n - 4);
		if (d->month < 1 || d->month > 12)
			return DATE_NONE;
		d->repaired = true;
		*at = r->next;
		if (take_run(s, *at, &day) && day.n <= 2 && day.mark == RI) {
			d->day = run_value(&day, 0, day.n);
			*at = day.next;
			return is_day(d->year, d->month, d->day) ?
			    DATE_OK : DATE_NONE;
		}
		return DATE_OK;
	}
	if (r->n == 8 && !is_day(d->year, run_value(r, 4, 2),
	    run_value(r, 6, 2)))
		return DATE_NONE;
	fit = split_day(r, 4, r->n - 4, d->year, d);
	/* 201811 alone may be the month 2018-11 just as well. */
	if (fit == DATE_OK && r->n == 6 && r->mark != RI)
		fit = DATE_AMBIGUOUS;
	d->repaired = r->n != 8 || r->mark == RI;
	if (fit != DATE_NONE)
		*at = r->mark == RI ? r->next : r->end;
	return fit;
}

/* Without a year: 5月15日, 516日; and 15日, which is no date of its own. */
static enum date_fit
yearless(struct str s, size_t *at, const struct run *r, int year,
    struct date *d)
{
	struct run day;
	enum date_fit fit;
	size_t next = r->next;

	d->year = year;
	if (r->mark == YUE && r->n <= 2) {
		d->month = run_value(r, 0, r->n);
		number_skip_space(s, &next);
		if (d->month < 1 || d->month > 12 ||
		    !take_run(s, next, &day) || day.mark != RI ||
		    day.n > 2)
			return DATE_NONE;
		d->day = run_value(&day, 0, day.n);
		*at = day.next;
		return is_day(year, d->month, d->day) ? DATE_OK : DATE_NONE;
	}
	if (r->mark != RI || r->n < 2 || r->n > 4)
		return DATE_NONE;
	fit = split_day(r, 0, r->n, year, d);
	d->repaired = true;
	/* 15日 may be what it says: the 15th of a month named before. */
	if (r->n == 2 && run_value(r, 0, 2) >= 1 && run_value(r, 0, 2) <= 31)
		fit = DATE_AMBIGUOUS;
	if (fit != DATE_NONE)
		*at = r->next;
	return fit;
}

/*
 * A digit of a year in Chinese numerals, -1 if it is none. Behind the first
 * one, anything round is taken for 〇: 二0一二年, 二O一二年.
 */
static int
han_year_digit(uint32_t c, bool first)
{
	static const uint32_t round[] = { '0', 'O', 'o', 0xFF10, 0xFF4F, 0x41E,
		0x43E, 0x25EF, 0x2B55 };
	int digit = number_han_digit(c);
	size_t i;

	for (i = 0; !first && digit < 0 &&
	    i < sizeof(round) / sizeof(*round); i++)
		if (c == round[i])
			digit = 0;
	return digit;
}

/* 二○一二年二月二十日; a year alone is enough. */
static enum date_fit
han_date(struct str s, size_t *at, struct date *d)
{
	size_t next = *at;
	int i, digit;

	for (i = 0; i < 4; i++) {
		if (next >= s.n || (digit = han_year_digit(str_char(s, &next),
		    i == 0)) < 0)
			return DATE_NONE;
		d->year = d->year * 10 + digit;
	}
	if (!is_year(d->year) || str_peek(s, next) != NIAN)
		return DATE_NONE;
	str_char(s, &next);
	*at = next;
	return after_year(s, at, d);
}

enum date_fit
date_at(struct str text, size_t *at, int year, struct date *out)
{
	struct date d = { 0 };
	struct run r;
	size_t next = *at;
	enum date_fit fit;

	if (number_digit(str_peek(text, *at)) < 0) {
		fit = han_date(text, &next, &d);
	} else if (!take_run(text, *at, &r)) {
		return DATE_NONE;
	} else if (r.n == 4 && r.mark == NIAN) {
		d.year = run_value(&r, 0, 4);
		next = r.next;
		fit = is_year(d.year) ? after_year(text, &next, &d) : DATE_NONE;
	} else if (r.n == 4 && is_separator(r.mark)) {
		fit = separated(text, &next, &r, &d);
	} else if (r.n > 4) {
		fit = year_run(text, &next, &r, &d);
	} else {
		fit = yearless(text, &next, &r, year, &d);
	}
	if (fit == DATE_NONE)
		return fit;
	d.raw = str_sub(text, *at, next - *at);
	*at = next;
	if (fit == DATE_OK)
		*out = d;
	return fit;
}

/* A time of day behind a date, to the end of s: 09:53:25, T09:53Z. */
static bool
is_time(struct str s)
{
	static const int max[] = { 23, 59, 59 };
	struct run r;
	size_t at = 0;
	int i;

	while (at < s.n && strchr(" T-\t", s.p[at]) != NULL && s.p[at] != '\0')
		at++;
	for (i = 0; i < 3; i++) {
		if (!take_run(s, at, &r) || r.n > 2 ||
		    run_value(&r, 0, r.n) > max[i])
			return false;
		at = r.end;
		if (at == s.n || s.p[at] != ':')
			break;
		at++;
	}
	if (at < s.n && s.p[at] == '.')
		for (at++; at < s.n && s.p[at] >= '0' && s.p[at] <= '9'; at++)
			continue;
	if (i == 0)
		return false;
	return at == s.n || s.p[at] == 'Z' || s.p[at] == '+' || s.p[at] == '-';
}

bool
date_parse(struct str s, struct date *out)
{
	struct date d;
	size_t at = 0;

	s = str_trim(s);
	if (s.n == 0 || date_at(s, &at, 0, &d) != DATE_OK || d.repaired ||
	    d.year == 0)
		return false;
	if (at < s.n && (d.day == 0 || !is_time(str_sub(s, at, s.n))))
		return false;
	*out = d;
	return true;
}

enum date_fit
date_repair(struct str s, int year, struct date *out)
{
	struct date d = { 0 };
	size_t at = 0;
	enum date_fit fit;

	s = str_trim(s);
	fit = s.n > 0 ? date_at(s, &at, year, &d) : DATE_NONE;
	if (fit != DATE_NONE && at < s.n)
		return DATE_NONE;
	if (fit == DATE_OK)
		*out = d;
	return fit;
}

struct str
date_iso(struct arena *a, const struct date *d)
{
	if (d->year == 0)
		return STR_NONE;
	if (d->month == 0)
		return arena_printf(a, "%04d", d->year);
	if (d->day == 0)
		return arena_printf(a, "%04d-%02d", d->year, d->month);
	return arena_printf(a, "%04d-%02d-%02d", d->year, d->month, d->day);
}

int
date_cmp(const struct date *a, const struct date *b)
{
	if (a->year != b->year)
		return a->year - b->year;
	return a->month != b->month ? a->month - b->month : a->day - b->day;
}

/* Moves *at to the next digit (or Chinese year) within `reach` bytes. */
static bool
next_date(struct str s, size_t *at, size_t reach, int year, struct date *d)
{
	size_t end = *at + reach < s.n ? *at + reach : s.n, next;

	for (; *at < end; str_char(s, at)) {
		next = *at;
		if (str_peek(s, *at) == '\n' || str_peek(s, *at) == 0x3002)
			return false;
		switch (date_at(s, &next, year, d)) {
		case DATE_OK:
			*at = next;
			return true;
		case DATE_AMBIGUOUS:
			return false;
		case DATE_NONE:
			if (number_digit(str_peek(s, *at)) >= 0)
				return false;
			break;
		}
	}
	return false;
}

/* "from 起至 to" at byte `at` or a little behind it. */
static bool
period_at(struct str s, size_t at, size_t reach, struct date *from,
    struct date *to)
{
	struct date a, b;
	size_t behind;
	struct str between;

	if (!next_date(s, &at, reach, 0, &a) || a.day == 0 || a.year == 0)
		return false;
	behind = at;
	if (!next_date(s, &at, 24, a.year, &b) || b.day == 0)
		return false;
	between = str_sub(s, behind, (size_t)(b.raw.p - s.p) - behind);
	if (!str_has(between, STR("至")) && !str_has(between, STR("到")) &&
	    !str_has(between, STR("-")) && !str_has(between, STR("—")) &&
	    !str_has(between, STR("～")) && !str_has(between, STR("~")) &&
	    !str_has(between, STR("－")))
		return false;
	if (date_cmp(&a, &b) >= 0)
		return false;
	*from = a;
	*to = b;
	return true;
}

/* The first place that gives a period behind one of the key words. */
static bool
period_by_key(struct str text, struct date *from, struct date *to)
{
	static const char *const keys[] = { "统计期限", "统计时限", "统计时间",
	    "统计周期", "时限", "期限", "所列数据", "学年" };
	struct str key;
	ptrdiff_t hit;
	size_t i, at;

	for (i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		key = str_of(keys[i]);
		for (at = 0; (hit = str_find(text, key, at)) >= 0;
		    at = (size_t)hit + key.n)
			if (period_at(text, (size_t)hit + key.n, 48, from, to))
				return true;
	}
	for (at = 0; (hit = str_find(text, STR("自"), at)) >= 0;
	    at = (size_t)hit + 3)
		if (period_at(text, (size_t)hit + 3, 6, from, to))
			return true;
	return false;
}

/* 2022-2023学年, when it says no days. */
static bool
academic_year(struct str text, struct date *from, struct date *to)
{
	struct str word = STR("学年");
	struct run a, b;
	ptrdiff_t hit;
	size_t at, start;

	for (at = 0; (hit = str_find(text, word, at)) >= 0;
	    at = (size_t)hit + word.n) {
		for (start = (size_t)hit > 16 ? (size_t)hit - 16 : 0;
		    start < (size_t)hit; start++) {
			if (!take_run(text, start, &a) || a.n != 4 ||
			    !take_run(text, a.next, &b) || b.n != 4 ||
			    b.end != (size_t)hit)
				continue;
			*from = (struct date){ run_value(&a, 0, 4), 9, 1,
			    str_sub(text, start, b.end - start), true };
			*to = (struct date){ run_value(&b, 0, 4), 8, 31,
			    from->raw, true };
			if (is_year(from->year) && to->year == from->year + 1)
				return true;
		}
	}
	return false;
}

bool
date_period(struct str text, struct date *from, struct date *to)
{
	struct date a, b;

	if (!period_by_key(text, &a, &b) && !academic_year(text, &a, &b))
		return false;
	*from = a;
	*to = b;
	return true;
}

/* The run of digits at *at as a number of `n` digits at most. */
static bool
url_part(struct str s, size_t *at, int min, int max, int *out)
{
	struct run r;

	if (!take_run(s, *at, &r) || r.n < min || r.n > max ||
	    r.end - *at != (size_t)r.n)
		return false;
	*out = run_value(&r, 0, r.n);
	*at = r.end;
	return true;
}

static bool
one_of(struct str s, size_t *at, const char *chars)
{
	if (*at >= s.n || strchr(chars, s.p[*at]) == NULL || s.p[*at] == '\0')
		return false;
	++*at;
	return true;
}

/* What stands behind a slash: the day or nothing. */
static bool
url_day(struct str s, size_t at, struct date *d)
{
	size_t from = at;
	int all;

	one_of(s, &at, "t");
	if (url_part(s, &at, 8, 8, &all)) {
		d->year = all / 10000;
		d->month = all / 100 % 100;
		d->day = all % 100;
		/* t20220126_12.html, /20220126/, but not 20220126.html */
		return one_of(s, &at, s.p[from] == 't' ? "_." : "/");
	}
	return url_part(s, &at, 4, 4, &d->year) && one_of(s, &at, "/-") &&
	    url_part(s, &at, 1, 2, &d->month) && one_of(s, &at, "/-") &&
	    url_part(s, &at, 1, 2, &d->day) && one_of(s, &at, "/");
}

bool
date_in_url(struct str url, struct date *out)
{
	struct date d = { 0 };
	size_t at;

	for (at = 1; at < url.n; at++)
		if (url.p[at - 1] == '/' && url_day(url, at, &d) &&
		    is_year(d.year) && is_day(d.year, d.month, d.day)) {
			*out = d;
			out->raw = url;
			return true;
		}
	return false;
}

static bool
is_open_bracket(uint32_t c)
{
	return c == 0x3014 || c == 0xFE5D || c == '[' || c == 0xFF3B ||
	    c == 0x3010 || c == '(' || c == 0xFF08 || c == 0x2018;
}

static bool
is_close_bracket(uint32_t c)
{
	return c == 0x3015 || c == 0xFE5E || c == ']' || c == 0xFF3D ||
	    c == 0x3011 || c == ')' || c == 0xFF09 || c == 0x2019;
}

struct str
date_docno_repair(struct arena *a, struct str s, bool *repaired)
{
	struct run year, no;
	struct str head, rest;
	size_t at = 0, start;
	bool open, close;

	*repaired = false;
	while (at < s.n && number_digit(str_peek(s, at)) < 0)
		str_char(s, &at);
	start = at;
	if (!take_run(s, start, &year) || year.n < 4 ||
	    !is_year(run_value(&year, 0, 4)))
		return s;
	open = is_open_bracket(str_before(s, start));
	close = is_close_bracket(year.mark);
	if (year.n == 4 && (!close || !take_run(s, year.next, &no)))
		return s;
	if (year.n > 4) {
		/* The number sticks to its year: 〔201836号. */
		if (!open || close)
			return s;
		no = year;
	}
	if (no.mark != 0x53F7 && no.mark != 0)		/* 号 */
		return s;
	if (open && close && no.mark != 0)
		return s;
	head = str_sub(s, 0, start);
	while (open && head.n > 0) {
		head.n--;
		if ((head.p[head.n] & 0xC0) != 0x80)
			break;
	}
	rest = no.mark != 0 ? str_sub(s, no.next, s.n) : STR_NONE;
	*repaired = true;
	return arena_printf(a, "%.*s〔%d〕%d号%.*s", STR_ARG(head),
	    run_value(&year, 0, 4), year.n > 4 ?
	    run_value(&year, 4, year.n - 4) : run_value(&no, 0, no.n),
	    (int)rest.n, rest.n > 0 ? rest.p : "");
}
