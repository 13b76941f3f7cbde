/* SPDX-License-Identifier: MIT */
#include "step.h"

#include <ctype.h>
#include <stdlib.h>

#include "buf.h"
#include "url.h"

long
step_number(struct str s)
{
	long n = 0;
	size_t i;

	if (s.n == 0 || s.n > 6)
		return -1;
	for (i = 0; i < s.n; i++) {
		if (!isdigit((unsigned char)s.p[i]))
			return -1;
		n = n * 10 + (s.p[i] - '0');
	}
	return n;
}

struct str
step_file_number(const char *url)
{
	struct str t = url_target(url);
	size_t end, at;

	t = str_sub(t, 0, strcspn(t.p, "?"));
	for (end = t.n; end > 0 && t.p[end - 1] != '.'; end--)
		if (t.p[end - 1] == '/')
			return STR_NONE;
	for (at = end = end > 0 ? end - 1 : 0; at > 0 &&
	    isdigit((unsigned char)t.p[at - 1]); )
		at--;
	if (at == end || at == 0 || strchr("_-", t.p[at - 1]) == NULL)
		return STR_NONE;
	return str_sub(t, at, end - at);
}

/* The run of digits at *p, as a number, or -1 if there is none; moves on. */
static long
take_digits(const char **p)
{
	struct str s = { *p, strspn(*p, "0123456789") };

	*p += s.n;
	return step_number(s);
}

/*
 * The address behind `url` when `before` has the same form: 1, 0 if it has
 * not, -1 if there is none because the numbers are at their end.
 */
static int
extrapolate(const char *before, const char *url, struct buf *b)
{
	bool steps = false;
	long n, m;

	while (*url != '\0' || *before != '\0') {
		if (isdigit((unsigned char)*url) &&
		    isdigit((unsigned char)*before)) {
			const char *from = url;

			m = take_digits(&before);
			n = take_digits(&url);
			if (n == m || n < 0 || m < 0) {
				buf_add(b, from, (size_t)(url - from));
				if (n < 0 && n != m)
					return 0;
				continue;
			}
			if (2 * n - m < 1)
				return -1;
			buf_printf(b, "%ld", 2 * n - m);
			steps = true;
		} else if (*url++ != *before++) {
			return 0;
		} else {
			buf_addc(b, url[-1]);
		}
	}
	return steps;
}

/* The number that is n on page i and m on page j, on page k; or -1. */
static long
number_at(long n, int i, long m, int j, int k)
{
	long way = (m - n) * (k - i);

	if (n < 0 || m < 0 || i == j || way % (j - i) != 0)
		return -1;
	n += way / (j - i);
	return n < 1 ? -1 : n;
}

struct str
step_at(struct arena *a, const char *x, int i, const char *y, int j, int k)
{
	struct str got = STR_NONE;
	bool steps = false, fits = true;
	struct buf b;
	long n, m;

	buf_init(&b, URL_MAX);
	while (fits && (*x != '\0' || *y != '\0')) {
		if (isdigit((unsigned char)*x) && isdigit((unsigned char)*y)) {
			const char *from = x;

			n = take_digits(&x);
			m = take_digits(&y);
			if (n == m) {
				buf_add(&b, from, (size_t)(x - from));
				continue;
			}
			n = number_at(n, i, m, j, k);
			fits = steps = n > 0;
			buf_printf(&b, "%ld", n);
		} else {
			fits = *x == *y;
			buf_addc(&b, *x);
			x++, y++;
		}
	}
	if (fits && steps && buf_ok(&b))
		got = arena_str(a, buf_str(&b));
	buf_release(&b);
	return got;
}

/* The address behind a first numbered one: 1 and 2 count up, others down. */
static bool
count_on(const char *url, struct buf *b)
{
	struct str target = url_target(url);
	size_t end = target.n, at;
	long n;

	while (end > 0 && !isdigit((unsigned char)target.p[end - 1])) {
		if (target.p[--end] == '/')
			return false;
	}
	for (at = end; at > 0 && isdigit((unsigned char)target.p[at - 1]); )
		at--;
	n = step_number(str_sub(target, at, end - at));
	if (n < 1)
		return false;
	buf_add(b, url, (size_t)(target.p - url) + at);
	buf_printf(b, "%ld", n <= 2 ? n + 1 : n - 1);
	buf_addstr(b, str_sub(target, end, target.n));
	return true;
}

struct str
step_skip(struct arena *a, const char *before, const char *url)
{
	struct str got = STR_NONE;
	struct buf b;
	int known;

	buf_init(&b, URL_MAX);
	known = extrapolate(before, url, &b);
	if (known == 0) {
		buf_reset(&b);
		known = count_on(url, &b);
	}
	if (known > 0 && buf_ok(&b))
		got = arena_str(a, buf_str(&b));
	buf_release(&b);
	return got;
}

/*
 * If two addresses differ in one number only, their numbers go into n[] and
 * it is true.
 */
static bool
differ(const char *x, const char *y, long n[2])
{
	bool found = false;
	long a, b;

	while (*x != '\0' || *y != '\0') {
		if (isdigit((unsigned char)*x) && isdigit((unsigned char)*y)) {
			a = take_digits(&x);
			b = take_digits(&y);
			if (a == b)
				continue;
			if (found || a < 0 || b < 0)
				return false;
			n[0] = a;
			n[1] = b;
			found = true;
		} else if (*x++ != *y++) {
			return false;
		}
	}
	return found;
}

/* Whether both lie in one folder. */
static bool
is_beside(struct str a, const char *b)
{
	size_t n = str_of(b).n;

	n = n < strcspn(b, "?") ? n : strcspn(b, "?");
	while (n > 0 && b[n - 1] != '/')
		n--;
	return str_starts(a, (struct str){ b, n });
}

/*
 * The number that is shown for a page, "2", "[2]", "第2页", or -1: nothing but
 * that.
 */
static long
shown_of(struct str text)
{
	static const char *const around[] = { "第", "[", "(", "页", "頁", "]",
		")" };
	struct str mark;
	size_t i;

	for (i = 0; i < sizeof(around) / sizeof(*around); i++) {
		mark = str_of(around[i]);
		text = str_trim(text);
		if (i < 3 && str_starts(text, mark))
			text = str_sub(text, mark.n, text.n);
		else if (i >= 3 && str_ends(text, mark))
			text = str_sub(text, 0, text.n - mark.n);
	}
	return step_number(str_trim(text));
}

/* The link that shows this number, or NULL. */
static const struct link *
shows(const struct links *links, long number)
{
	size_t i;

	for (i = 0; i < links->n; i++)
		if (!links->link[i].frame &&
		    shown_of(links->link[i].text) == number)
			return &links->link[i];
	return NULL;
}

/*
 * What the number that is shown is more than the one in the address, where
 * links differ in these numbers and in nothing else, wherever they stand in
 * it: /list/2/9.html; -1 where they don't. `one` is such a link.
 */
static long
shown_more(const struct links *links, const struct link **one)
{
	const struct link *last = NULL;
	long shown, before = -1, n[2];
	size_t i;

	for (i = 0; i < links->n; i++) {
		shown = shown_of(links->link[i].text);
		if (shown < 1 || links->link[i].frame)
			continue;
		*one = &links->link[i];
		if (shown == before + 1 && differ(last->url.p, (*one)->url.p,
		    n) && n[1] == n[0] + 1 && before - n[0] >= 0 &&
		    before - n[0] <= 1)
			return before - n[0];
		last = *one;
		before = shown;
	}
	return -1;
}

/* The next page as such links have it. */
static struct str
numbered_elsewhere(const struct links *links, const char *url)
{
	const struct link *one, *next;
	long more = shown_more(links, &one), here = 1, n[2];

	if (more < 0)
		return STR_NONE;
	if (str_eq(one->url, str_of(url)))
		here = shown_of(one->text);
	else if (differ(url, one->url.p, n))
		here = n[0] + more;
	next = shows(links, here + 1);
	return next != NULL && !str_eq(next->url, str_of(url)) ? next->url :
	    STR_NONE;
}

struct str
step_numbered(const struct links *links, const char *url)
{
	struct str two = STR_NONE;
	long n[2], shown;
	size_t i;

	for (i = 0; i < links->n; i++) {
		shown = shown_of(links->link[i].text);
		if (shown < 2 || links->link[i].frame ||
		    str_eq(links->link[i].url, str_of(url)) ||
		    !is_beside(links->link[i].url, url))
			continue;
		/* what is shown less what is written is the same for us */
		if (differ(url, links->link[i].url.p, n)) {
			if (n[1] - n[0] == 1 && shown - n[1] >= 0 &&
			    shown - n[1] <= 1)
				return links->link[i].url;
		} else if (shown == 2 && two.p == NULL) {
			two = links->link[i].url;
		}
	}
	if (two.p != NULL && step_file_number(url).p == NULL)
		return two;
	return numbered_elsewhere(links, url);
}

/* The address up to the ending of its file: ".../index", as "/" is one. */
static struct str
stem_of(const char *url)
{
	struct str file = str_sub(str_of(url), 0, strcspn(url, "?"));
	size_t n = file.n;

	while (n > 0 && strchr("./", file.p[n - 1]) == NULL)
		n--;
	return str_sub(file, 0, n > 0 && file.p[n - 1] == '.' ? n - 1 :
	    file.n);
}

/* Whether a link without words is a page of the list: index_12.html. */
static bool
is_hidden_page(const struct link *k, const char *url)
{
	struct str stem = stem_of(url), rest;
	long n[2];

	if (k->text.n > 0 || k->frame || !is_beside(k->url, url))
		return false;
	if (step_file_number(k->url.p).p == NULL)
		return false;
	if (differ(url, k->url.p, n) || str_eq(k->url, str_of(url)))
		return true;
	if (!str_starts(k->url, stem))
		return false;
	rest = str_sub(k->url, stem.n, k->url.n);
	return str_ends(stem, STR("/")) ? str_starts(rest, STR("index_")) :
	    str_starts(rest, STR("_"));
}

struct str
step_hidden(const struct links *links, const char *url)
{
	struct str first = STR_NONE, next = STR_NONE;
	bool behind = false;
	size_t i, n = 0;

	for (i = 0; i < links->n; i++) {
		const struct link *k = &links->link[i];

		if (!is_hidden_page(k, url))
			continue;
		n++;
		if (behind && next.p == NULL)
			next = k->url;
		behind |= str_eq(k->url, str_of(url));
		if (first.p == NULL)
			first = k->url;
	}
	return n < 2 ? STR_NONE : behind ? next : first;
}
