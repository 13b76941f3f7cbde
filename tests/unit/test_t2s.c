/* SPDX-License-Identifier: MIT */
/* OpenCC itself, with the dictionaries that t2s is made of, is the oracle. */
#include "unit.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <opencc/opencc.h>

#include "buf.h"
#include "dict.h"
#include "t2s.h"

DICT_DECLARE(TSCharacters);
DICT_DECLARE(TSPhrases);

enum { MAX_TEXT = 64 << 20, MAX_FILE = 1 << 20 };

static struct t2s *t2s;
static opencc_t opencc;

static int
start(void **state)
{
	(void)state;
	t2s = t2s_new();
	opencc = opencc_open("t2s.json");
	return opencc == (opencc_t)-1 ? -1 : 0;
}

static int
stop(void **state)
{
	(void)state;
	opencc_close(opencc);
	t2s_free(t2s);
	return 0;
}

static void
assert_as_opencc(struct str s)
{
	char *want = opencc_convert_utf8(opencc, s.p, s.n);
	char *got = malloc(t2s_room(s));
	size_t n;

	assert_non_null(want);
	assert_non_null(got);
	n = t2s_convert(t2s, got, s);
	assert_int_equal(n, strlen(want));
	assert_memory_equal(got, want, n);
	free(got);
	opencc_convert_utf8_free(want);
}

static void
assert_hans(const char *from, const char *to)
{
	struct str s = str_of(from);
	char got[256];

	assert_true(t2s_room(s) <= sizeof(got));
	assert_str(((struct str){ got, t2s_convert(t2s, got, s) }), to);
}

/* Each character by itself, and all of them without a break. */
static void
test_every_character_as_opencc(void **state)
{
	struct buf lines, run;
	uint32_t c;

	(void)state;
	buf_init(&lines, MAX_TEXT);
	buf_init(&run, MAX_TEXT);
	for (c = 0x80; c <= 0x2ffff; c++) {
		if (c >= 0xd800 && c <= 0xdfff)
			continue;
		buf_addchar(&lines, c);
		buf_addc(&lines, '\n');
		buf_addchar(&run, c);
	}
	assert_true(buf_ok(&lines) && buf_ok(&run));
	assert_as_opencc(buf_str(&lines));
	assert_as_opencc(buf_str(&run));
	buf_release(&lines);
	buf_release(&run);
}

static void
test_every_phrase_as_opencc(void **state)
{
	struct str text = DICT(TSPhrases);
	struct dict_row row;
	struct buf b;
	size_t cut;
	int n = 0;

	(void)state;
	buf_init(&b, MAX_TEXT);
	for (; dict_next(&text, &row); n++) {
		buf_addstr(&b, row.col[0]);
		buf_addc(&b, '\n');
		/* Without its last character it is none. */
		cut = row.col[0].n - 3;
		buf_addstr(&b, str_sub(row.col[0], 0, cut));
		buf_addstr(&b, row.col[0]);
	}
	assert_true(n > 200);
	assert_true(buf_ok(&b));
	assert_as_opencc(buf_str(&b));
	buf_release(&b);
}

static uint32_t
next_random(uint32_t *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 8;
}

/* The first column of a dictionary; returns how many rows. */
static size_t
keys_of(struct str text, struct str *keys, size_t max)
{
	struct dict_row row;
	size_t n = 0;

	while (dict_next(&text, &row)) {
		assert_true(n < max);
		keys[n++] = row.col[0];
	}
	return n;
}

/* Phrases, pieces of them, listed and other characters, side by side. */
static void
test_random_mixes_as_opencc(void **state)
{
	static struct str phrases[1000], chars[8000];
	size_t n_phrases = keys_of(DICT(TSPhrases), phrases, 1000);
	size_t n_chars = keys_of(DICT(TSCharacters), chars, 8000), k;
	uint32_t seed = 20261122;
	struct str s;
	struct buf b;
	int i;

	(void)state;
	buf_init(&b, MAX_TEXT);
	for (i = 0; i < 100000; i++) {
		for (k = next_random(&seed) % 8; k > 0; k--) {
			s = phrases[next_random(&seed) % n_phrases];
			switch (next_random(&seed) % 5) {
			case 0:
				buf_addstr(&b, s);
				break;
			case 1:
				buf_addstr(&b, str_first(s,
				    next_random(&seed) % 4));
				break;
			case 2:
				buf_addstr(&b, str_sub(s, 3, s.n));
				break;
			case 3:
				buf_addstr(&b,
				    chars[next_random(&seed) % n_chars]);
				break;
			default:
				buf_addchar(&b, 0x20 +
				    next_random(&seed) % 0x2fe0);
			}
		}
		buf_addc(&b, '\n');
	}
	assert_true(buf_ok(&b));
	assert_as_opencc(buf_str(&b));
	buf_release(&b);
}

static int
check_folder(const char *folder)
{
	static char text[MAX_FILE];
	char path[4096];
	struct dirent *e;
	struct str s;
	DIR *d = opendir(folder);
	FILE *f;
	int n = 0;

	while (d != NULL && (e = readdir(d)) != NULL) {
		snprintf(path, sizeof(path), "%s/%s", folder, e->d_name);
		f = fopen(path, "rb");
		if (f == NULL)
			continue;
		s = (struct str){ text, fread(text, 1, sizeof(text), f) };
		fclose(f);
		s.n = str_valid_utf8(s);
		if (memchr(s.p, '\0', s.n) != NULL)
			continue;	/* where OpenCC ends */
		assert_as_opencc(s);
		n++;
	}
	if (d != NULL)
		closedir(d);
	return n;
}

static void
test_corpus_as_opencc(void **state)
{
	const char *root = getenv("NIANBAO_CORPUS");
	char folder[2048];
	int n;

	(void)state;
	root = root != NULL ? root : "../shared";
	snprintf(folder, sizeof(folder), "%s/seeds", root);
	n = check_folder(folder);
	snprintf(folder, sizeof(folder), "%s/corpus", root);
	n += check_folder(folder);
	if (n == 0)
		skip();
}

static void
test_the_longest_phrase_wins(void **state)
{
	(void)state;
	/* A phrase decides 徵 and 乾; without one they change. */
	assert_hans("角徵，徵求；乾坤，乾燥", "角徵，征求；乾坤，干燥");
}

static void
test_what_is_no_utf8_stays(void **state)
{
	(void)state;
	assert_hans("\xff總\xe7\xb8計\xe0\x80\x80\xc0", "\xff总\xe7\xb8计\xe0\x80\x80\xc0");
	assert_hans("總\xe8\xa8", "总\xe8\xa8");
	assert_hans("", "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_character_as_opencc),
		cmocka_unit_test(test_every_phrase_as_opencc),
		cmocka_unit_test(test_random_mixes_as_opencc),
		cmocka_unit_test(test_corpus_as_opencc),
		cmocka_unit_test(test_the_longest_phrase_wins),
		cmocka_unit_test(test_what_is_no_utf8_stays),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
