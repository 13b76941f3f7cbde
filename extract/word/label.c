/* SPDX-License-Identifier: MIT */
#include "label.h"

#include <uchar.h>

enum {
	MIN_MISTYPED = 7,	/* characters of a label that can be */
	MAX_SLIPS = 2		/* characters too many in one */
};

/* Full-width ASCII to ASCII; everything else as it is. */
static uint32_t
narrow(uint32_t c)
{
	return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c;
}

static int
chinese_digit(uint32_t c)
{
	switch (c) {
	case 0x4E00: return 1;
	case 0x4E8C: return 2;
	case 0x4E09: return 3;
	case 0x56DB: return 4;
	case 0x4E94: return 5;
	case 0x516D: return 6;
	case 0x4E03: return 7;
	case 0x516B: return 8;
	case 0x4E5D: return 9;
	default: return 0;
	}
}

/* 一 .. 九十九 at *at; 0 if there is none. */
static int
chinese_number(struct str s, size_t *at)
{
	size_t next = *at;
	int n = 0, d = 0;
	uint32_t c;

	while (next < s.n) {
		size_t here = next;

		c = str_char(s, &next);
		if (c == 0x5341) {		/* 十 */
			n += (d > 0 ? d : 1) * 10;
			d = 0;
		} else if (chinese_digit(c) > 0 && d == 0) {
			d = chinese_digit(c);
		} else {
			next = here;
			break;
		}
	}
	if (n + d > 0)
		*at = next;
	return n + d;
}

static int
arabic_number(struct str s, size_t *at)
{
	size_t next = *at, here;
	int n = 0, digits = 0;
	uint32_t c;

	while (next < s.n && digits < 3) {
		here = next;
		c = narrow(str_char(s, &next));
		if (c < '0' || c > '9') {
			next = here;
			break;
		}
		n = n * 10 + (int)(c - '0');
		digits++;
	}
	if (digits > 0)
		*at = next;
	return digits > 0 && digits < 3 ? n : 0;
}

/* One-character enumerators: ① and ㈠. */
static size_t
enclosed(struct str s, int *level, int *number)
{
	size_t at = 0;
	uint32_t c = s.n > 0 ? str_char(s, &at) : 0;

	if (c >= 0x2460 && c <= 0x2473) {
		*level = 3;
		*number = (int)(c - 0x2460) + 1;
	} else if (c >= 0x3220 && c <= 0x3229) {
		*level = 2;
		*number = (int)(c - 0x3220) + 1;
	} else {
		return 0;
	}
	return at;
}

static bool
is_stop(uint32_t c)
{
	return c == 0x3001 || c == '.' || c == 0xFF0E || c == 0x00B7;
}

size_t
label_enumerator(struct str s, int *level, int *number)
{
	size_t at = 0, head;
	bool open;
	uint32_t c;

	if (s.n == 0)
		return 0;
	if ((head = enclosed(s, level, number)) > 0)
		return head;
	head = 0;
	open = narrow(str_char(s, &head)) == '(';
	at = open ? head : 0;
	*level = open ? 2 : 1;
	*number = chinese_number(s, &at);
	if (*number == 0) {
		*level = 3;
		*number = arabic_number(s, &at);
	}
	if (*number == 0 || at >= s.n)
		return 0;
	c = str_char(s, &at);
	if (open)
		return narrow(c) == ')' ? at : 0;
	if (*level == 3 && c == '.') {
		/* 1.5 is a number, 1.属于 an enumerator */
		uint32_t after = narrow(str_peek(s, at));

		if (after >= '0' && after <= '9')
			return 0;
	}
	return is_stop(c) || (*level == 3 && narrow(c) == ')') ? at : 0;
}

bool
label_may_enumerate(uint32_t c)
{
	uint32_t n = narrow(c);

	return n == '(' || (n >= '0' && n <= '9') || c == 0x5341 ||
	    (c >= 0x2460 && c <= 0x2473) || (c >= 0x3220 && c <= 0x3229) ||
	    chinese_digit(c) > 0;
}

/* A sign between the labels of a path. */
static bool
is_path_sign(uint32_t c)
{
	if (str_is_han(c))
		return false;
	return c == '-' || c == '/' || c == '>' || c == 0x2014 ||
	    c == 0x2013 || c == 0xFF0D || c == 0xFF0F || c == ':' ||
	    c == 0xFF1A;
}

int
label_path(struct str s, struct str *parts, int max)
{
	size_t at = 0, next = 0, from = 0;
	int n = 0, level, number;
	bool sign;
	uint32_t c;

	for (; at < s.n && n + 1 < max; at = next) {
		c = str_char(s, &next);
		sign = is_path_sign(c);
		if (at > from && (sign || (label_may_enumerate(c) &&
		    label_enumerator(str_sub(s, at, s.n), &level,
		    &number) > 0 && label_enumerator(str_sub(s, from,
		    at - from), &level, &number) < at - from))) {
			parts[n++] = str_sub(s, from, at - from);
			from = at;
		}
		if (sign)
			from = next;
	}
	if (from < s.n)
		parts[n++] = str_sub(s, from, s.n);
	return n;
}

size_t
label_part(struct str s, int *level, int *number)
{
	static const char *const parts[] = { "部分", "章", "节" };
	size_t at = 3, i;
	int n;

	if (!str_starts(s, STR("第")) || (n = chinese_number(s, &at)) == 0)
		return 0;
	for (i = 0; i < 3; i++)
		if (str_starts(str_sub(s, at, s.n), str_of(parts[i]))) {
			*level = i == 2 ? 2 : 1;
			*number = n;
			return at + strlen(parts[i]);
		}
	return 0;
}

/* Copies s without white space to p, which has room for it. */
static struct str
squeeze(char *p, struct str s)
{
	size_t at = 0, from, n = 0;

	while (at < s.n) {
		from = at;
		if (str_is_space(str_char(s, &at)))
			continue;
		memcpy(p + n, s.p + from, at - from);
		n += at - from;
	}
	return (struct str){ p, n };
}

/* Whether a byte begins U+5000 to U+9FFF: most characters of a label. */
static bool
begins_han(char c)
{
	return (unsigned char)c >= 0xE5 && (unsigned char)c <= 0xE9;
}

static bool
has_space(struct str s)
{
	size_t at = 0;

	while (at < s.n)
		if (begins_han(s.p[at]))
			at += 3;
		else if (str_is_space(str_char(s, &at)))
			return true;
	return false;
}

struct str
label_squeeze(struct arena *a, struct str s)
{
	return has_space(s) ? squeeze(arena_alloc(a, s.n + 1), s) : s;
}

int
label_level(struct arena *a, struct str s)
{
	int level, number;

	return label_enumerator(label_squeeze(a, s), &level, &number) > 0 ?
	    level : 0;
}

static bool
is_letter(uint32_t c)
{
	return str_is_han(c) || (c >= '0' && c <= '9') ||
	    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_one_of(const char32_t *set, uint32_t c)
{
	size_t i;

	for (i = 0; set[i] != 0; i++)
		if (set[i] == c)
			return true;
	return false;
}

/*
 * Without the dash or dot of a list in front, and the marks of notes, colons
 * and question marks behind: "— 属于国家秘密", "规章[1]：".
 */
static struct str
cut_marks(struct str s)
{
	size_t at = 0, next, end;
	uint32_t c;

	for (next = 0; next < s.n; at = next)
		if (!is_one_of(U"-—–－•·●◆■▶►", str_char(s, &next)))
			break;
	s = str_sub(s, at, s.n);
	for (end = s.n; end > 0; s.n = end) {
		c = str_before(s, s.n);
		if (c == ']') {
			for (end--; end > 0 && s.p[end - 1] >= '0' &&
			    s.p[end - 1] <= '9'; end--)
				;
			if (end == 0 || s.p[--end] != '[')
				break;
		} else if (is_one_of(U"*＊※:：?？①②③④⑤⑥⑦⑧⑨", c)) {
			for (end--; end > 0 && (s.p[end] & 0xC0) == 0x80; end--)
				;
		} else {
			break;
		}
	}
	return s;
}

/* Without a parenthesis at the end; a label that is all parenthesis stays. */
static struct str
cut_parenthesis(struct str s)
{
	uint32_t last = narrow(str_before(s, s.n));
	size_t at, cut = 0;
	uint32_t c;

	if (last != ')')
		return s;
	for (at = 0; at < s.n;) {
		size_t from = at;

		c = narrow(str_char(s, &at));
		if (c == '(' && from > 0) {
			cut = from;
			break;
		}
	}
	return cut > 0 ? str_sub(s, 0, cut) : s;
}

/* Most cells of a table: there is nothing to take away. */
static bool
is_letters(struct str s)
{
	size_t at = 0;

	while (at < s.n)
		if (begins_han(s.p[at]))
			at += 3;
		else if (!is_letter(str_char(s, &at)))
			return false;
	return true;
}

/*
 * Words of Taiwan that copies of pages put for those of the forms, and what is
 * written in two ways.
 */
static struct str
fold_words(struct arena *a, struct str key)
{
	static const struct str words[][2] = {
		{ { "其它", 6 }, { "其他", 6 } },
		{ { "资讯", 6 }, { "信息", 6 } },
		{ { "专案", 6 }, { "项目", 6 } },
		{ { "规范性档案", 15 }, { "规范性文件", 15 } } };
	ptrdiff_t at;
	char *p;
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (key.n < words[i][0].n ||
		    (at = str_find(key, words[i][0], 0)) < 0)
			continue;
		p = arena_alloc(a, key.n);
		memcpy(p, key.p, key.n);
		memcpy(p + at, words[i][1].p, words[i][1].n);
		key.p = p;
	}
	return key;
}

struct str
label_key(struct arena *a, struct str hans)
{
	struct str s;
	int level, number;
	size_t at, n = 0, from, before;
	char *p;

	if (hans.n == 0)
		return STR("");
	if (is_letters(hans))
		return fold_words(a, hans);
	s = cut_marks(label_squeeze(a, hans));

	/* "三、(一)" may stand together, and 其中: before or behind */
	do {
		before = s.n;
		if ((at = label_enumerator(s, &level, &number)) > 0)
			s = str_sub(s, at, s.n);
		if (str_starts(s, STR("其中:")))
			s = str_sub(s, 7, s.n);
		if (str_starts(s, STR("其中：")))
			s = str_sub(s, 9, s.n);
	} while (s.n < before);
	s = cut_parenthesis(s);
	if (is_letters(s))
		return fold_words(a, s);
	p = arena_alloc(a, s.n + 1);
	for (at = 0; at < s.n;) {
		uint32_t c;

		from = at;
		c = str_char(s, &at);
		if (narrow(c) != c && is_letter(narrow(c)))
			p[n++] = (char)narrow(c);
		else if (is_letter(c)) {
			memcpy(p + n, s.p + from, at - from);
			n += at - from;
		}
	}
	return fold_words(a, (struct str){ p, n });
}

uint64_t
label_bits(struct str key)
{
	uint64_t bits = 0;
	size_t at = 0;

	while (at < key.n)
		bits |= UINT64_C(1) << (str_char(key, &at) * 0x9E3779B1u >> 26);
	return bits;
}

int
label_likeness(struct str key, struct str want)
{
	size_t i = 0, j = 0;
	uint32_t c;

	if (str_eq(key, want))
		return 1000;
	if (key.n == 0 || key.n >= want.n)
		return 0;
	/* What is left of the one must find room in the other. */
	while (i < key.n && key.n - i <= want.n - j) {
		c = str_char(key, &i);
		do {
			if (j >= want.n)
				return 0;
		} while (str_char(want, &j) != c);
	}
	if (i < key.n)
		return 0;
	return (int)(str_chars(key) * 999 / str_chars(want));
}

/* Characters that tell one row from its neighbour. */
static bool
turns_meaning(uint32_t c)
{
	return is_one_of(U"上本下去前今明不未非无部分其中第", c) ||
	    (c >= '0' && c <= '9') || (c >= 'A' && c <= 'z');
}

int
label_mistyped(struct str key, struct str want)
{
	int chars = (int)str_chars(want), more = (int)str_chars(key) - chars;
	int slips = 0;
	size_t i = 0, j = 0, at;
	uint32_t c, d;

	if (chars < MIN_MISTYPED || more < 0 || more > MAX_SLIPS)
		return 0;
	while (i < key.n) {
		c = str_char(key, &i);
		at = j;
		d = j < want.n ? str_char(want, &j) : 0;
		if (c == d)
			continue;
		if (more > 0)
			j = at;	/* one too many */
		if (turns_meaning(c) || (more == 0 && turns_meaning(d)) ||
		    ++slips > (more > 0 ? more : 1))
			return 0;
	}
	return slips == 0 ? 1000 : (chars - slips) * 1000 / chars;
}
