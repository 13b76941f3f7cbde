/* SPDX-License-Identifier: MIT */
#include "mirror.h"

enum {
	MAX_SYLLABLE = 6,	/* letters: zhuang, shuang; (a) is no gloss */
	MIN_GLOSSES = 4,	/* of a document; one may be meant */
	MAX_CHARS_EACH = 400,	/* characters (of 3 bytes) for one gloss */
	MIN_INDENT = 2,		/* question marks in a row */
	MIN_MASK = 3		/* asterisks in a row */
};

/* a to z and the vowels with tone marks. */
static bool
is_pinyin(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 0xE0 && c <= 0xFC) ||
	    (c >= 0x100 && c <= 0x1DC) || (c >= 0x300 && c <= 0x30C) ||
	    c == 0x251 || c == 0x261;
}

/* The end of "(gong)" at `at`, or 0. */
static size_t
gloss(struct str s, size_t at)
{
	uint32_t c = at < s.n ? str_char(s, &at) : 0;
	int letters = 0;

	if (c != '(' && c != 0xFF08)
		return 0;
	while (at < s.n) {
		c = str_char(s, &at);
		if (c == ')' || c == 0xFF09)
			return letters > 1 ? at : 0;
		if (!is_pinyin(c) || ++letters > MAX_SYLLABLE)
			return 0;
	}
	return 0;
}

static size_t
count_glosses(struct str s)
{
	size_t at, end, last = 0, n = 0;

	/* Most texts have few parentheses: look at those only. */
	for (at = 1; at < s.n; at++) {
		if (s.p[at] != '(' && s.p[at] != '\xEF')
			continue;
		if ((end = gloss(s, at)) == 0 ||
		    (at != last && !str_is_han(str_before(s, at))))
			continue;
		n++;
		last = end;
		at = end - 1;
	}
	return n;
}

static struct str
without_glosses(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1);
	size_t at = 0, from, end, n = 0;
	uint32_t c;

	while (at < s.n) {
		from = at;
		c = str_char(s, &at);
		memcpy(p + n, s.p + from, at - from);
		n += at - from;
		while (str_is_han(c) && (end = gloss(s, at)) > 0)
			at = end;
	}
	return (struct str){ p, n };
}

/* "????一、总体情况" */
static struct str
without_indent(struct str s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] == '?')
		n++;
	return n >= MIN_INDENT ? str_trim(str_sub(s, n, s.n)) : s;
}

/*
 * Asterisks beside a character: "****政府信息数", "人民**国". A pair of twos
 * is the mark of bold type.
 */
static bool
is_masked(struct str s)
{
	size_t at = 0, n = 0, twos = 0;
	uint32_t c, before = 0, last = 0;

	while (at <= s.n) {
		c = at < s.n ? str_char(s, &at) : 0;
		if (c == '*') {
			if (n++ == 0)
				before = last;
		} else {
			if (n >= MIN_MASK &&
			    (str_is_han(before) || str_is_han(c)))
				return true;
			twos += n == 2 && str_is_han(before) && str_is_han(c);
			n = 0;
		}
		last = c;
		if (c == 0)
			break;
	}
	return twos % 2 == 1;
}

/* Calls f for each text of the document. */
static void
each(struct doc *d, void (*f)(struct doc *, struct str *, size_t *),
    size_t *sum)
{
	struct block *b;
	size_t i, k;

	for (i = 0; i < d->blocks.n; i++) {
		b = &d->blocks.v[i];
		if (b->kind != BLOCK_TABLE)
			f(d, &b->hans, sum);
		for (k = 0; b->grid != NULL && k < b->grid->n; k++)
			f(d, &b->grid->cells[k].hans, sum);
	}
}

static void
count(struct doc *d, struct str *hans, size_t *sum)
{
	(void)d;
	if (hans->n < 2)	/* a number, as most cells are */
		return;
	sum[0] += count_glosses(*hans);
	sum[1] += hans->n / 3;
	sum[2] += str_has(*hans, STR("**")) && is_masked(*hans);
}

static void
strip(struct doc *d, struct str *hans, size_t *sum)
{
	(void)sum;
	*hans = without_indent(without_glosses(d->arena, *hans));
}

void
mirror_pass(struct doc *d)
{
	size_t sum[3] = { 0, 0, 0 };	/* glosses, characters, masked */
	size_t i;

	each(d, count, sum);
	if (sum[2] > 0)
		doc_warn(d, "masked_words", 0, STR_NONE, STR_NONE,
		    arena_printf(d->arena, "%zu texts hold asterisks for "
		    "words", sum[2]));
	if (sum[0] < MIN_GLOSSES || sum[0] * MAX_CHARS_EACH < sum[1])
		return;
	d->is_mirror = true;
	doc_warn(d, "pinyin_stripped", 0, STR_NONE, STR_NONE,
	    arena_printf(d->arena, "%zu syllables in parentheses", sum[0]));
	each(d, strip, NULL);
	for (i = 0; i < d->metas.n; i++)
		strip(d, &d->metas.v[i].hans, NULL);
}
