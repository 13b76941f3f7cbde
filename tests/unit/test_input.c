/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "unit.h"

#include "input.h"

enum { LINES = 60, MAX_LINE = 300000, IN_A_PART = 3 };

/* From nothing to MAX_LINE bytes, and past it. */
static size_t
bytes_of(int line)
{
	return (size_t)(line * 7919 % 40) * 10000 + (size_t)line;
}

static char
letter_of(int line)
{
	return (char)('a' + line % 26);
}

static void
write_lines(int fd)
{
	FILE *f = fdopen(fd, "w");

	assert_non_null(f);
	for (int i = 0; i < LINES; i++) {
		for (size_t n = 0; n < bytes_of(i); n++)
			putc(letter_of(i), f);
		putc('\n', f);
	}
	assert_int_equal(fclose(f), 0);
}

static void
check_lines(const struct input *in, const struct input_line *v, int n)
{
	for (int i = 0; i < n; i++) {
		struct str s = input_text(in, &v[i]);
		int line = (int)v[i].no - 1;

		assert_int_equal(v[i].too_long, bytes_of(line) > MAX_LINE);
		if (!v[i].too_long)
			assert_int_equal(s.n, bytes_of(line));
		for (size_t k = 0; k < s.n; k++)
			assert_int_equal(s.p[k], letter_of(line));
	}
}

static void
test_lines_outlive_the_part_behind_theirs(void **state)
{
	struct input_line v[2][IN_A_PART];
	char path[] = "/tmp/test_input.XXXXXX";
	struct input *in;
	int part = 0, n[2] = { 0 }, seen = 0;

	(void)state;
	write_lines(mkstemp(path));
	in = input_open(path, MAX_LINE);
	assert_non_null(in);
	do {
		part = !part;
		input_turn(in);
		for (n[part] = 0; n[part] < IN_A_PART; n[part]++)
			if (input_next(in, &v[part][n[part]]) != 1)
				break;
		seen += n[part];
		check_lines(in, v[!part], n[!part]);
		check_lines(in, v[part], n[part]);
	} while (n[part] == IN_A_PART);
	/* The first is empty. */
	assert_int_equal(seen, LINES - 1);
	input_close(in);
	unlink(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines_outlive_the_part_behind_theirs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
