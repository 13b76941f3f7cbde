/* SPDX-License-Identifier: MIT */
/*
 * Runs a command with its output thrown away and prints what it cost: seconds
 * of processor time and the most memory it had, in KiB. Other work on the
 * machine shows in the time by the clock, hardly in this.
 *
 *	extract_cost COMMAND [ARG...]	-> seconds KiB
 */
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static double
seconds(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

int
main(int argc, char **argv)
{
	struct rusage use;
	int status, null;
	pid_t pid;

	if (argc < 2)
		return 2;
	pid = fork();
	if (pid == 0) {
		null = open("/dev/null", O_WRONLY);
		if (dup2(null, 1) >= 0 && dup2(null, 2) >= 0)
			execvp(argv[1], argv + 1);
		_exit(127);
	}
	if (pid < 0 || wait4(pid, &status, 0, &use) < 0 ||
	    !WIFEXITED(status) || WEXITSTATUS(status) == 127)
		return 1;
	printf("%.6f %ld\n", seconds(use.ru_utime) + seconds(use.ru_stime),
	    use.ru_maxrss);
	return 0;
}
