/* SPDX-License-Identifier: MIT */
/*
 * The tables are short and asked often. The last byte of a word tells most of
 * them apart in UTF-8, so it is compared first.
 */
#include "words.h"

static bool
same(const char *p, struct str word)
{
	return p[word.n - 1] == word.p[word.n - 1] &&
	    memcmp(p, word.p, word.n) == 0;
}

const struct word *
words_start(struct str s, const struct word *w)
{
	for (; w->text.p != NULL; w++)
		if (s.n >= w->text.n && same(s.p, w->text))
			return w;
	return NULL;
}

const struct word *
words_end(struct str s, const struct word *w)
{
	for (; w->text.p != NULL; w++)
		if (s.n >= w->text.n && same(s.p + s.n - w->text.n, w->text))
			return w;
	return NULL;
}

bool
words_in(struct str s, const struct word *w)
{
	for (; w->text.p != NULL; w++)
		if (str_has(s, w->text))
			return true;
	return false;
}

struct str
words_strip(struct str s, const struct word *words)
{
	const struct word *w;

	while ((w = words_end(s, words)) != NULL)
		s.n -= w->text.n;
	return s;
}

const char *
words_take(struct str s, size_t *at, const struct word *words)
{
	const struct word *w = words_start(str_sub(s, *at, s.n), words);

	if (w == NULL)
		return NULL;
	*at += w->text.n;
	return w->means;
}
