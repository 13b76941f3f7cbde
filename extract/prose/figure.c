/* SPDX-License-Identifier: MIT */
/*
 * Each sentence is scanned once from the left for digits and for the scale
 * characters of Chinese numerals. A candidate is read forward (scale, hedge,
 * unit); figtrap says whether it is a figure, figmake makes one of it.
 */
#include "figure.h"

#include "date.h"
#include "figmake.h"
#include "figtrap.h"

enum { MAX_LIST = 8 };		/* numbers that share a unit */

/* 3-5件, 3～5万件: two figures; false if it is none. */
static bool
add_range(struct figmake *z, const struct mention *first)
{
	struct mention low = *first, high = { 0 };
	size_t at = first->end;

	if (low.unit.n > 0 || low.hedge != NULL ||
	    words_take(z->s, &at, figmake_to) == NULL ||
	    number_digit(str_peek(z->s, at)) < 0)
		return false;
	high.start = high.end = at;
	if (!mention_digits(z->s, &high.end, &high) ||
	    !mention_rest(z->s, &high) ||
	    high.unit.n == 0 || figtrap_is_phrase(z->s, &low) ||
	    (low.power == 0 &&
	    !number_shift(low.value, high.power, &low.value)) ||
	    number_cmp(low.value, high.value) >= 0)
		return false;
	low.unit = high.unit;
	low.unit_end = low.end;
	figmake_add(z, &low, "low");
	figmake_add(z, &high, "high");
	return true;
}

/* 分别下降2.16和1.66个百分点: only the last of them has the unit. */
static bool
add_list(struct figmake *z, const struct mention *first)
{
	struct mention m[MAX_LIST] = { *first };
	struct str head = figmake_clause(z, first->start);
	size_t n = 0, i;

	if (!str_has(head, STR("分别")) && !str_has(head, STR("依次")))
		return false;
	while (m[n].unit.n == 0) {
		m[n + 1].start = m[n].end;
		if (n + 2 > MAX_LIST || words_take(z->s, &m[n + 1].start, figmake_joins) == NULL)
			return false;
		m[n + 1].end = m[n + 1].start;
		if (number_digit(str_peek(z->s, m[n + 1].start)) < 0 ||
		    !mention_digits(z->s, &m[n + 1].end, &m[n + 1]) ||
		    !mention_rest(z->s, &m[n + 1]))
			return false;
		n++;
	}
	/* 分别投入1.2、3万元: the first may be 1.2元 or 1.2万元. */
	for (i = 0; i < n; i++)
		if ((m[i].power > 0) != (m[n].power > 0))
			return false;
	for (i = 0; n > 0 && i <= n; i++) {
		m[i].unit = m[n].unit;
		if (i < n)
			m[i].unit_end = m[i].end;
		figmake_add(z, &m[i], NULL);
	}
	return n > 0;
}

/* A candidate in digits at byte `at`; where to go on. */
static size_t
scan_digits(struct figmake *z, size_t at)
{
	struct mention m = { .start = at, .end = at };
	struct date date;
	size_t next = at, skip, digits;

	if (!mention_digits(z->s, &m.end, &m))
		return m.end;
	digits = m.end;
	if (!mention_rest(z->s, &m) || (m.unit.n > 0 && figtrap_is_phrase(z->s, &m)))
		return digits;
	if (m.unit.n > 0) {
		if (figtrap_is_point(z->s, &m, &skip))
			return skip;
		figmake_add(z, &m, NULL);
		return m.end;
	}
	if (date_at(z->s, &next, 0, &date) != DATE_NONE)
		return next;
	if (add_range(z, &m) || add_list(z, &m))
		return z->last_end;
	if (!figtrap_is_phrase(z->s, &m) && figtrap_is_count(z->s,
	    figmake_clause(z, m.start), &m)) {
		figmake_add(z, &m, NULL);
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
scan_percent(struct figmake *z, size_t at)
{
	struct mention m = { .start = at, .end = at + strlen("百分之") };
	bool ok;

	if (number_digit(str_peek(z->s, m.end)) >= 0)
		ok = mention_digits(z->s, &m.end, &m);
	else
		ok = number_han(z->s, &m.end, &m.value);
	/* 百分之九点五 */
	if (!ok || str_peek(z->s, m.end) == 0x70B9)
		return at + strlen("百分之");
	m.unit = STR("%");
	m.unit_end = m.end;
	figmake_add(z, &m, NULL);
	return m.end;
}

/* 上百家, but not 以上十项 or 网上百余件 */
static bool
is_upwards(struct str head, size_t length)
{
	static const struct word others[] = { WORD("以上"), WORD("网上"),
		WORD("线上"), WORD("掌上"), WORD("加上"), WORD("千上"),
		WORDS_END };

	return length == strlen("百") && str_ends(head, STR("上")) &&
	    words_end(head, others) == NULL;
}

/*
 * 七、八百件, 三至五亿元: the end of what is estimated, the beginning of which
 * can't be told. The 七、 of a list is none.
 */
static bool
is_estimate(struct str s, size_t start)
{
	struct str head = str_sub(s, 0, start);
	const struct word *to = words_end(head, figmake_to);
	int digit;

	if (to != NULL)
		return is_numeral(str_before(s, start - to->text.n));
	if (str_before(s, start) != 0x3001 || start <= 2 * strlen("七"))
		return false;
	digit = number_han_digit(str_before(s, start - strlen("、")));
	return digit > 0 && digit + 1 == number_han_digit(str_peek(s, start));
}

/*
 * May this Chinese numeral count something? 百 and 万 alone are idiom
 * (千家万户) unless hedged: 百余条, 近百次. 半 is a time only.
 */
static bool
is_han_count(const struct figmake *z, const struct mention *m, size_t length)
{
	uint32_t c = str_before(z->s, m->start);
	struct str head = figmake_clause(z, m->start);

	if (m->unit.n == 0 || c == 0x7B2C || c == 0x51E0 || c == 0x6570 ||
	    c == 0x6210 || c == 0x70B9 ||		/* 第几数成点 */
	    is_estimate(z->s, m->start))
		return false;
	if (c == 0x4E0A)				/* 上 */
		return is_upwards(head, length);
	/* Not 大半天, nor 八个半小时. */
	if (m->value.scale > 0)
		return (str_eq(m->unit, STR("天")) ||
		    str_eq(m->unit, STR("小时"))) && c != 0x5927 &&
		    c != 0x4E2A;
	return length > 3 || m->hedge != NULL ||
	    mention_hedge(head) != NULL;
}

/* A candidate around the scale character at byte `at`; where to go on. */
static size_t
scan_han(struct figmake *z, size_t at)
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
	/* The 百万 of 1千2百万 or 3、4百万 is no number of its own. */
	if (number_digit(str_before(z->s, m.start)) >= 0 ||
	    !number_han(z->s, &m.end, &m.value))
		return run;
	length = m.end - m.start;
	if (!mention_rest(z->s, &m) || !is_han_count(z, &m, length))
		return run;
	if (m.hedge == NULL && str_before(z->s, m.start) == 0x4E0A)
		m.hedge = "approx";			/* 上百家 */
	figmake_add(z, &m, NULL);
	return m.end;
}

/*
 * The 成 at byte `at` as tenths: 九成以上, 近七成半事项. Only where what follows
 * can't make another word of it (三成立方, 二成员).
 */
static size_t
scan_tenths(struct figmake *z, size_t at)
{
	static const struct word next[] = { WORD("以上"), WORD("以下"),
		WORD("左右"), WORD("多"), WORD("的"), WORD("，"), WORD("。"),
		WORD("、"), WORD("；"), WORD(","), WORD(")"), WORD("）"),
		WORD("事项"), WORD("以"), WORDS_END };
	size_t end = at + strlen("成"), start = at - strlen("九"), after;
	struct mention m = { .hedge = NULL };
	int digit;

	if (at < z->last_end + 3 ||
	    (digit = number_han_digit(str_before(z->s, at))) <= 0 ||
	    is_numeral(str_before(z->s, start)) ||
	    str_before(z->s, start) == 0x7B2C)		/* 第 */
		return end;
	m.start = start;
	m.value = (struct decimal){ 10 * digit, 0 };
	if (str_starts(str_sub(z->s, end, z->s.n), STR("半"))) {
		m.value.n += 5;
		end += strlen("半");
	}
	after = m.end = end;
	if (end < z->s.n && words_take(z->s, &after, next) == NULL)
		return end;
	if (!mention_rest(z->s, &m))
		return end;
	m.unit = STR("%");
	m.unit_end = end;
	if (m.hedge == NULL &&
	    mention_hedge(figmake_clause(z, start)) == NULL)
		m.hedge = "approx";
	figmake_add(z, &m, NULL);
	return m.end;
}

/* What the scan has to look at. Anything else is passed over by the byte. */
enum stop { STOP_NONE, STOP_DIGIT, STOP_SCALE, STOP_TENTHS, STOP_CLAUSE };

static enum stop
stop_at(struct str s, size_t at)
{
	unsigned char byte = (unsigned char)s.p[at];
	uint32_t c;

	if (byte >= '0' && byte <= '9')
		return STOP_DIGIT;
	if (byte == ',' || byte == ';')
		return STOP_CLAUSE;
	if (byte == 0xE6) {
		c = str_peek(s, at);
		return c == 0x6210 ? STOP_TENTHS :
		    number_han_power(c) > 0 ? STOP_SCALE : STOP_NONE;
	}
	/* 万亿仟佰, 十千半億, 百, 萬 and the full-width block. */
	if (byte != 0xE4 && byte != 0xE5 && byte != 0xE7 && byte != 0xE8 &&
	    byte != 0xEF)
		return STOP_NONE;
	c = str_peek(s, at);
	if (number_digit(c) >= 0)
		return STOP_DIGIT;
	if (number_han_power(c) > 0 || c == 0x534A)		/* 半 */
		return STOP_SCALE;
	return figmake_ends_clause(c) ? STOP_CLAUSE : STOP_NONE;
}

static void
scan_sentence(struct figmake *z)
{
	size_t at = 0;

	z->clause = z->last_end = z->outer_end = z->map_s = z->map_found = 0;
	z->last = false;
	z->contested = STR_NONE;
	z->same_length = z->identical ||
	    str_chars(z->s) == str_chars(z->found);
	while (at < z->s.n && !z->full)
		switch (stop_at(z->s, at)) {
		case STOP_DIGIT:
			at = scan_digits(z, at);
			break;
		case STOP_SCALE:
			at = scan_han(z, at);
			break;
		case STOP_TENTHS:
			at = scan_tenths(z, at);
			break;
		case STOP_CLAUSE:
			str_char(z->s, &at);
			z->clause = at;
			break;
		case STOP_NONE:
			at++;
			break;
		}
}

/* Does a sentence end with the character at byte `at`: 。！；？, newline? */
static bool
ends_sentence(struct str s, size_t at)
{
	unsigned char byte = (unsigned char)s.p[at];
	uint32_t c;

	if (byte != 0xE3 && byte != 0xEF)
		return byte == '?' || byte == '\n';
	c = str_peek(s, at);
	return c == 0x3002 || c == 0xFF01 || c == 0xFF1B || c == 0xFF1F;
}

/* Takes the next sentence off the front of *rest, its full stop included. */
static struct str
cut_sentence(struct str *rest)
{
	size_t at = 0;
	struct str s;

	while (at < rest->n && !ends_sentence(*rest, at))
		at++;
	if (at < rest->n)
		str_char(*rest, &at);
	s = str_sub(*rest, 0, at);
	*rest = str_sub(*rest, at, rest->n);
	return str_trim(s);
}

static void
scan_section(struct figmake *z, const struct section *section)
{
	struct str rest = section->text_hans, found = section->text;
	bool same = str_eq(rest, found), fresh = true;

	z->section = section->ordinal;
	z->text = rest;
	figscope_section(&z->scope, section);
	while (rest.n > 0) {
		z->previous = z->s;
		z->s = cut_sentence(&rest);
		figscope_sentence(&z->scope, z->s, fresh);
		fresh = rest.n > 0 && rest.p[-1] == '\n';
		if (same)
			z->found = str_sub(section->text,
			    (size_t)(z->s.p - z->text.p), z->s.n);
		else
			z->found = cut_sentence(&found);
		/* The sentences ran apart: better Simplified than none. */
		if (z->found.n == 0)
			z->found = z->s;
		z->identical = same || str_eq(z->s, z->found);
		scan_sentence(z);
	}
}

void
figure_pass(struct doc *d, const struct figcode *codes)
{
	struct figmake z = { .d = d, .codes = codes };
	size_t i;

	figscope_init(&z.scope, figcode_words(codes), d);
	for (i = 0; i < d->sections.n; i++)
		scan_section(&z, &d->sections.v[i]);
}
