/* SPDX-License-Identifier: MIT */
/*
 * Detecting encodings: ours beside uchardet's, on strings cut from a text in
 * Simplified characters and from the same in Traditional ones, and on pages.
 *
 *	peers_encoding TEXT CHARS	300 strings of CHARS characters each of
 *		Simplified and Traditional in GBK, Traditional in Big5 and both
 *		in UTF-8 -> ours-right uchardet-right strings
 *	peers_encoding - PAGE=FAMILY...	-> ours-right uchardet-right pages
 *		ours-seconds uchardet-seconds
 *
 * A family is utf-8, gb or big5. Without uchardet its numbers are -1.
 */
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <time.h>
#include <opencc/opencc.h>
#ifdef WITH_UCHARDET
#include <uchardet.h>
#endif

#include "buf.h"
#include "decode.h"
#include "msg.h"

enum { EACH = 300, MAX_TEXT = 16 << 20, ROUNDS = 20 };

static struct str
slurp(struct buf *b, const char *path)
{
	FILE *f = fopen(path, "rb");
	char part[65536];
	size_t n;

	if (f == NULL)
		fatal("cannot open %s", path);
	buf_reset(b);
	while ((n = fread(part, 1, sizeof(part), f)) > 0)
		buf_add(b, part, n);
	fclose(f);
	return buf_str(b);
}

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Whether the name of an encoding is of the family. */
static bool
is_of(const char *charset, const char *family)
{
	if (charset == NULL)
		return false;
	if (strcmp(family, "gb") == 0)
		return strncasecmp(charset, "gb", 2) == 0;
	return strncasecmp(charset, family, strlen(family)) == 0;
}

static bool
ours(struct arena *a, struct str s, const char *family)
{
	struct doc d = { .arena = a };

	decode_utf8(&d, s);
	return is_of(d.charset, family);
}

static int
theirs(struct str s, const char *family)
{
#ifdef WITH_UCHARDET
	uchardet_t u = uchardet_new();
	bool right;

	uchardet_handle_data(u, s.p, s.n);
	uchardet_data_end(u);
	right = is_of(uchardet_get_charset(u), family);
	uchardet_delete(u);
	return right;
#else
	(void)s;
	(void)family;
	return -1;
#endif
}

/* A cut of `chars` characters from byte `from` on, at a character. */
static struct str
cut(struct str text, size_t from, size_t chars)
{
	size_t at, i;

	while (from < text.n && (text.p[from] & 0xC0) == 0x80)
		from++;
	for (at = from, i = 0; i < chars && at < text.n; i++)
		str_char(text, &at);
	return str_sub(text, from, at - from);
}

static bool
is_ascii(struct str s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if ((s.p[i] & 0x80) != 0)
			return false;
	return true;
}

/* Adds to got[0] (ours) and got[1]; returns the strings tried. */
static int
try_strings(struct arena *a, struct str text, const char *charset,
    const char *family, size_t chars, int got[2])
{
	iconv_t cd = iconv_open(charset, "UTF-8");
	size_t step = text.n / (2 * EACH), left, room;
	union { const char *is; char *as; } in;
	int tried = 0, i;
	char *out, *to;
	struct str s;

	for (i = 0; i < 2 * EACH && tried < EACH; i++) {
		s = cut(text, (size_t)i * step, chars);
		out = to = arena_alloc(a, 4 * s.n + 1);
		in.is = s.p;
		left = s.n;
		room = 4 * s.n;
		iconv(cd, NULL, NULL, NULL, NULL);
		if (iconv(cd, &in.as, &left, &to, &room) == (size_t)-1)
			continue;	/* not in this encoding */
		s = (struct str){ out, (size_t)(to - out) };
		if (is_ascii(s))
			continue;
		got[0] += ours(a, s, family);
		got[1] += theirs(s, family);
		tried++;
		arena_reset(a);
	}
	iconv_close(cd);
	return tried;
}

static void
strings(struct arena *a, struct buf *b, const char *path, size_t chars)
{
	opencc_t s2t = opencc_open("s2t.json");
	struct str hans = slurp(b, path), hant;
	int got[2] = { 0, 0 }, n = 0;

	if (s2t == (opencc_t)-1)
		fatal("cannot open OpenCC's s2t.json");
	hant = str_of(opencc_convert_utf8(s2t, hans.p, hans.n));
	n += try_strings(a, hans, "GBK", "gb", chars, got);
	n += try_strings(a, hant, "GBK", "gb", chars, got);
	n += try_strings(a, hant, "BIG5-HKSCS", "big5", chars, got);
	n += try_strings(a, hans, "UTF-8", "utf-8", chars, got);
	n += try_strings(a, hant, "UTF-8", "utf-8", chars, got);
	printf("%d %d %d\n", got[0], got[1], n);
}

static void
pages(struct arena *a, struct buf *b, int n, char **names)
{
	int got[2] = { 0, 0 }, i, k;
	double start, spent[2] = { 0, 0 };
	struct str page;
	char *family;

	for (i = 0; i < n; i++) {
		family = strrchr(names[i], '=');
		if (family == NULL)
			fatal("%s names no encoding", names[i]);
		*family++ = '\0';
		page = slurp(b, names[i]);
		got[0] += ours(a, page, family);
		got[1] += theirs(page, family);
		start = seconds();
		for (k = 0; k < ROUNDS; k++) {
			arena_reset(a);
			ours(a, page, family);
		}
		spent[0] += seconds() - start;
		start = seconds();
		for (k = 0; k < ROUNDS; k++)
			theirs(page, family);
		spent[1] += seconds() - start;
	}
	printf("%d %d %d %.4f %.4f\n", got[0], got[1], n, spent[0], spent[1]);
}

int
main(int argc, char **argv)
{
	struct arena *a = arena_new((size_t)256 << 20);
	struct buf b;

	buf_init(&b, MAX_TEXT);
	if (argc < 3)
		fatal("usage: peers_encoding TEXT CHARS | - PAGE=FAMILY...");
	if (strcmp(argv[1], "-") == 0)
		pages(a, &b, argc - 2, argv + 2);
	else
		strings(a, &b, argv[1], strtoul(argv[2], NULL, 10));
	return 0;
}
