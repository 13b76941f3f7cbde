/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "child.h"

static struct buf out;

static int
fresh(void **state)
{
	(void)state;
	buf_init(&out, 1 << 20);
	return 0;
}

static int
done(void **state)
{
	(void)state;
	buf_release(&out);
	return 0;
}

/* Runs a shell script; its limits are `seconds` and 256 MiB. */
static enum child_end
run(const char *script, int seconds, int in)
{
	const char *const argv[] = { "sh", "-c", script, NULL };
	const struct child c = { .argv = argv, .in = in, .home = "/tmp",
		.seconds = seconds, .max_memory = 256 << 20,
		.max_file = 1 << 20 };

	return child_run(&c, &out);
}

static void
test_output_of_input(void **state)
{
	int in = child_input(STR("abc"));

	(void)state;
	assert_true(in >= 0);
	assert_int_equal(run("cat; pwd; echo talk >&2", 10, in), CHILD_OK);
	close(in);
	assert_str(buf_str(&out), "abc/tmp\n");
}

static void
test_no_input_is_empty(void **state)
{
	(void)state;
	assert_int_equal(run("cat", 10, -1), CHILD_OK);
	assert_int_equal(out.n, 0);
}

static void
test_absent_and_failed_differ(void **state)
{
	const char *const argv[] = { "nianbao-no-such-program", NULL };
	const struct child c = { .argv = argv, .in = -1, .home = "/tmp",
		.seconds = 5, .max_memory = 1 << 28, .max_file = 1 << 20 };

	(void)state;
	assert_int_equal(child_run(&c, &out), CHILD_ABSENT);
	assert_int_equal(run("exit 3", 10, -1), CHILD_FAILED);
	assert_int_equal(run("kill -SEGV $$", 10, -1), CHILD_FAILED);
}

/* Gone, or dead and not yet waited for by whoever inherited it. */
static bool
is_gone(long pid)
{
	char path[64], state = 'Z';
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%ld/stat", pid);
	f = fopen(path, "r");
	if (f == NULL)
		return true;
	assert_int_equal(fscanf(f, "%*d (%*[^)]) %c", &state), 1);
	fclose(f);
	return state == 'Z';
}

static void
test_slow_child_and_its_children_are_killed(void **state)
{
	struct timespec from, to;
	const struct timespec nap = { 0, 100000000 };
	long pid;

	(void)state;
	clock_gettime(CLOCK_MONOTONIC, &from);
	assert_int_equal(run("sleep 60 & echo $!; wait", 1, -1), CHILD_SLOW);
	clock_gettime(CLOCK_MONOTONIC, &to);
	assert_true(to.tv_sec - from.tv_sec < 5);
	pid = strtol(out.p, NULL, 10);
	assert_true(pid > 1);
	nanosleep(&nap, NULL);
	assert_true(is_gone(pid));
}

static void
test_a_child_that_closes_its_output_is_waited_for(void **state)
{
	(void)state;
	assert_int_equal(run("exec >&-; sleep 30", 1, -1), CHILD_SLOW);
	assert_int_equal(run("exec >&-; exit 2", 5, -1), CHILD_FAILED);
}

static void
test_limits_of_output_memory_and_files(void **state)
{
	(void)state;
	assert_int_equal(run("yes", 10, -1), CHILD_TOO_MUCH);
	buf_release(&out);
	buf_init(&out, 1 << 20);
	assert_int_equal(run("f=$(mktemp); trap 'rm $f' 0; "
	    "head -c 4000000 /dev/zero >$f || exit 1", 10, -1), CHILD_FAILED);
	assert_int_equal(run("ulimit -v", 10, -1), CHILD_OK);
	assert_str(buf_str(&out), "262144\n");
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, fresh, done)
	const struct CMUnitTest tests[] = {
		TEST(test_output_of_input),
		TEST(test_no_input_is_empty),
		TEST(test_absent_and_failed_differ),
		TEST(test_slow_child_and_its_children_are_killed),
		TEST(test_a_child_that_closes_its_output_is_waited_for),
		TEST(test_limits_of_output_memory_and_files),
	};

	return cmocka_run_group_tests_name("child", tests, NULL, NULL);
}
