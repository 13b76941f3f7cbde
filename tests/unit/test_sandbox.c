/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include <errno.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sandbox.h"

/* In a child: the filter cannot be taken off again. */
static int
in_child(int domain)
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		if (!sandbox_no_network())
			_exit(77);
		_exit(socket(domain, SOCK_STREAM, 0) >= 0 ? 0 : errno);
	}
	assert_true(pid > 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void
test_no_socket_but_a_local_one(void **state)
{
	(void)state;
	if (in_child(AF_UNIX) == 77)
		skip();
	assert_int_equal(in_child(AF_INET), EACCES);
	assert_int_equal(in_child(AF_INET6), EACCES);
	assert_int_equal(in_child(AF_NETLINK), EACCES);
	assert_int_equal(in_child(AF_UNIX), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_socket_but_a_local_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
