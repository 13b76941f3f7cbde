/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "bigram.h"

static struct bigrams *words;

static int
make(void **state)
{
	(void)state;
	words = bigram_new(STR(" \n，。"));
	return 0;
}

static int
release(void **state)
{
	(void)state;
	bigram_free(words);
	return 0;
}

/* The words of a text, a space behind each. */
static void
assert_words(const char *text, const char *wanted)
{
	struct buf b, said;
	size_t n, at = 8;

	buf_init(&b, 1 << 24);
	buf_init(&said, 1 << 24);
	bigram_copy(words, &b, str_of(text));
	n = (size_t)(unsigned char)b.p[6] << 8 | (unsigned char)b.p[7];
	for (size_t i = 0; i < n; i++) {
		buf_adds(&said, b.p + at);
		buf_addc(&said, ' ');
		at += strlen(b.p + at) + 1;
		assert_int_equal(b.p[at] | b.p[at + 1], 0);
		at += 2;
	}
	assert_int_equal(at, b.n);
	buf_addc(&said, '\0');
	assert_string_equal(said.n > 1 ? said.p : "", wanted);
	buf_release(&said);
	buf_release(&b);
}

static void
test_pairs(void **state)
{
	(void)state;
	assert_words("公开信息", "信息 公开 开信 息 ");
	assert_words("公", "公 ");
	assert_words("", "");
	assert_words("公开公开公开", "公开 开 开公 ");
}

static void
test_marks(void **state)
{
	(void)state;
	assert_words("，公开。 信\n\n息，", "信 公开 开 息 ");
	assert_words("，。 ", "");
}

static void
test_small_letters(void **state)
{
	(void)state;
	assert_words("ÉABc", "ab bc c Éa ");
}

/* Two characters of four bytes fill a number. */
static void
test_long_characters(void **state)
{
	(void)state;
	assert_words("a𠀀𠀁", "a𠀀 𠀀𠀁 𠀁 ");
}

static void
test_too_long(void **state)
{
	struct buf text, b;

	(void)state;
	buf_init(&text, 1 << 24);
	buf_init(&b, 1 << 24);
	for (uint32_t i = 0; i < 2 * BIGRAM_MAX_CHARS; i++)
		buf_addchar(&text, 0x20000 + i * 7919 % 40000);
	bigram_copy(words, &b, buf_str(&text));
	/* A tsvector holds up to 2^20 bytes, without our NULs and positions. */
	assert_in_range(b.n, BIGRAM_MAX_CHARS, (1 << 20) - 1 +
	    3 * BIGRAM_MAX_CHARS);
	buf_release(&text);
	buf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pairs),
		cmocka_unit_test(test_marks),
		cmocka_unit_test(test_small_letters),
		cmocka_unit_test(test_long_characters),
		cmocka_unit_test(test_too_long),
	};

	return cmocka_run_group_tests(tests, make, release);
}
