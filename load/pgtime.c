/* SPDX-License-Identifier: MIT */
#include "pgtime.h"

/* n digits at s.p + at as a number, or -1. */
static int
digits(struct str s, size_t at, size_t n)
{
	int v = 0;

	if (at + n > s.n)
		return -1;
	for (size_t i = at; i < at + n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return -1;
		v = v * 10 + s.p[i] - '0';
	}
	return v;
}

static bool
is_char(struct str s, size_t at, char c)
{
	return at < s.n && s.p[at] == c;
}

/* Days from 2000-01-01; the civil calendar counted from 1 March. */
static int32_t
days_of(int y, int m, int d)
{
	int era_days;

	if (m <= 2) {
		y--;
		m += 12;
	}
	era_days = 365 * y + y / 4 - y / 100 + y / 400;
	return era_days + (153 * (m - 3) + 2) / 5 + d - 1 - 730425;
}

bool
pgtime_date(struct str s, int32_t *days)
{
	static const int month_days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30,
		31, 30, 31 };
	int y = digits(s, 0, 4), m = digits(s, 5, 2), d = digits(s, 8, 2);
	bool leap;

	if (s.n != 10 || !is_char(s, 4, '-') || !is_char(s, 7, '-') ||
	    y < 1 || m < 1 || m > 12 || d < 1)
		return false;
	leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
	if (d > month_days[m - 1] + (m == 2 && leap))
		return false;
	*days = days_of(y, m, d);
	return true;
}

/* Seconds that "Z", "+08:00" or "-05:30" at the end of s stands for. */
static bool
read_zone(struct str s, size_t at, int *seconds)
{
	int h, m;

	*seconds = 0;
	if (is_char(s, at, 'Z'))
		return at + 1 == s.n;
	h = digits(s, at + 1, 2);
	m = digits(s, at + 4, 2);
	if (at + 6 != s.n || !is_char(s, at + 3, ':') || h < 0 || h > 23 ||
	    m < 0 || m > 59)
		return false;
	*seconds = h * 3600 + m * 60;
	if (is_char(s, at, '-'))
		*seconds = -*seconds;
	return is_char(s, at, '-') || is_char(s, at, '+');
}

bool
pgtime_read(struct str s, int64_t *microseconds)
{
	int h = digits(s, 11, 2), m = digits(s, 14, 2), sec = digits(s, 17, 2);
	int64_t fraction = 0, unit = 100000;
	int32_t days;
	int zone;
	size_t at = 19;

	if (!pgtime_date(str_sub(s, 0, 10), &days) || !is_char(s, 10, 'T') ||
	    !is_char(s, 13, ':') || !is_char(s, 16, ':') || h < 0 || h > 23 ||
	    m < 0 || m > 59 || sec < 0 || sec > 60)
		return false;
	if (is_char(s, at, '.')) {
		if (digits(s, ++at, 1) < 0)
			return false;
		for (; digits(s, at, 1) >= 0; at++, unit /= 10)
			fraction += unit * digits(s, at, 1);
	}
	if (!read_zone(s, at, &zone))
		return false;
	*microseconds = ((int64_t)days * 86400 + h * 3600 + m * 60 + sec -
	    zone) * 1000000 + fraction;
	return true;
}
