/* SPDX-License-Identifier: MIT */
#include "affix.h"

enum {
	NAME_MAX = 60,		/* characters of an agency */
	MIN_YEAR = 1949, MAX_YEAR = 2100
};

bool
affix_take(struct str *s, const char *what)
{
	size_t n = 0;

	/* Most differ in the first bytes: not worth a call. */
	for (; what[n] != '\0'; n++)
		if (n == s->n || s->p[n] != what[n])
			return false;
	*s = str_sub(*s, n, s->n - n);
	return true;
}

bool
affix_take_any(struct str *s, const char *const *list, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (affix_take(s, list[i]))
			return true;
	return false;
}

bool
affix_starts_any(struct str s, const char *const *list, size_t n)
{
	return affix_take_any(&s, list, n);
}

bool
affix_drop(struct str *s, const char *what)
{
	struct str w = str_of(what);

	if (!str_ends(*s, w))
		return false;
	s->n -= w.n;
	return true;
}

bool
affix_drop_any(struct str *s, const char *const *list, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (affix_drop(s, list[i]))
			return true;
	return false;
}

bool
affix_ends_any(struct str s, const char *const *list, size_t n)
{
	return affix_drop_any(&s, list, n);
}

bool
affix_is_any(struct str s, const char *const *list, size_t n)
{
	struct str rest;
	size_t i;

	for (i = 0; i < n; i++) {
		rest = s;
		if (affix_take(&rest, list[i]) && rest.n == 0)
			return true;
	}
	return false;
}

ptrdiff_t
affix_find_any(struct str s, const char *const *list, size_t n)
{
	ptrdiff_t best = -1, at;
	size_t i;

	for (i = 0; i < n; i++) {
		at = str_find(s, str_of(list[i]), 0);
		if (at >= 0 && (best < 0 || at < best))
			best = at;
	}
	return best;
}

struct str
affix_squeeze(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1);
	size_t at = 0, from, n = 0;
	uint32_t c;

	while (at < s.n) {
		from = at;
		c = str_char(s, &at);
		if (str_is_space(c))
			continue;
		if (c >= 0xFF10 && c <= 0xFF19) {
			p[n++] = (char)('0' + (c - 0xFF10));
			continue;
		}
		memcpy(p + n, s.p + from, at - from);
		n += at - from;
	}
	return (struct str){ p, n };
}

int
affix_take_year(struct str *s)
{
	int year = 0;
	size_t n;

	for (n = 0; n < s->n && s->p[n] >= '0' && s->p[n] <= '9'; n++)
		year = n < 4 ? 10 * year + (s->p[n] - '0') : 0;
	if (n != 4)
		return 0;
	*s = str_sub(*s, n, s->n);
	return year;
}

bool
affix_is_year(int year)
{
	return year >= MIN_YEAR && year <= MAX_YEAR;
}

int
affix_year(struct str s, size_t *len)
{
	struct str rest = s;
	int year = affix_take_year(&rest);

	affix_take(&rest, " ");
	if (!affix_is_year(year) || !affix_take(&rest, "年"))
		return 0;
	*len = s.n - rest.n;
	return year;
}

bool
affix_is_name(struct str s)
{
	static const char *const never[] = { "，", ",", "。", "；", "：", ":",
		"？", "《", "》", ">", "|", "*", "关于", "通知", "小编" };

	return str_chars(s) <= NAME_MAX &&
	    affix_find_any(s, never, AFFIX_LEN(never)) < 0;
}

