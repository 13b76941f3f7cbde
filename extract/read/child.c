/* SPDX-License-Identifier: MIT */
#include "child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { NO_PROGRAM = 127, STEP = 1 << 16, MAX_FDS = 256 };

static void
limit(int what, rlim_t n)
{
	struct rlimit l = { n, n };

	setrlimit(what, &l);
}

/* Runs in the child, between fork and exec. */
static void
become(const struct child *c, int out, char *const env[])
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	setpgid(0, 0);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (null < 0 || dup2(c->in >= 0 ? c->in : null, 0) < 0 ||
	    dup2(out, 1) < 0 || dup2(null, 2) < 0 || chdir(c->home) < 0)
		_exit(NO_PROGRAM - 1);
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_CPU, (rlim_t)c->seconds);
	limit(RLIMIT_AS, c->max_memory);
	limit(RLIMIT_FSIZE, c->max_file);
	limit(RLIMIT_NOFILE, MAX_FDS);
	execvpe(c->argv[0], (char *const *)(uintptr_t)c->argv, env);
	_exit(NO_PROGRAM);
}

static long long
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

/* Takes in what it writes until it closes its output or its time is over. */
static enum child_end
drain(int fd, long long deadline, struct buf *out)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	long long left;
	char bytes[STEP];
	ssize_t n;

	for (;;) {
		left = deadline - now_ms();
		if (left <= 0)
			return CHILD_SLOW;
		if (poll(&p, 1, (int)left) <= 0)
			continue;
		n = read(fd, bytes, sizeof(bytes));
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return CHILD_OK;
		buf_add(out, bytes, (size_t)n);
		if (!buf_ok(out))
			return CHILD_TOO_MUCH;
	}
}

/* Waits for its end, which may come after that of its output. */
static enum child_end
wait_for(pid_t pid, long long deadline)
{
	const struct timespec nap = { 0, 200000 };
	int status;

	while (waitpid(pid, &status, WNOHANG) == 0) {
		if (now_ms() >= deadline)
			return CHILD_SLOW;
		nanosleep(&nap, NULL);
	}
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return CHILD_OK;
	if (WIFEXITED(status) && WEXITSTATUS(status) == NO_PROGRAM)
		return CHILD_ABSENT;
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
		return CHILD_SLOW;
	return CHILD_FAILED;
}

enum child_end
child_run(const struct child *c, struct buf *out)
{
	char path[4096], home[4096], locale[] = "LC_ALL=C.UTF-8";
	char *const env[] = { path, home, locale, NULL };
	const char *have = getenv("PATH");
	long long deadline = now_ms() + c->seconds * 1000LL;
	enum child_end end;
	int fd[2];
	pid_t pid;

	snprintf(path, sizeof(path), "PATH=%s", have != NULL ? have :
	    "/usr/bin:/bin");
	snprintf(home, sizeof(home), "HOME=%s", c->home);
	if (pipe2(fd, O_CLOEXEC) < 0)
		return CHILD_FAILED;
	pid = fork();
	if (pid == 0)
		become(c, fd[1], env);
	close(fd[1]);
	if (pid < 0) {
		close(fd[0]);
		return CHILD_FAILED;
	}
	setpgid(pid, pid);
	end = drain(fd[0], deadline, out);
	close(fd[0]);
	if (end == CHILD_OK)
		end = wait_for(pid, deadline);
	/* Whatever is left of its group; then, if not done yet, its status. */
	kill(-pid, SIGKILL);
	waitpid(pid, NULL, 0);
	return end;
}

int
child_input(struct str bytes)
{
	int fd = memfd_create("document", MFD_CLOEXEC);
	ssize_t n;

	while (fd >= 0 && bytes.n > 0) {
		n = write(fd, bytes.p, bytes.n);
		if (n < 0) {
			close(fd);
			return -1;
		}
		bytes = str_sub(bytes, (size_t)n, bytes.n);
	}
	if (fd >= 0)
		lseek(fd, 0, SEEK_SET);
	return fd;
}

const char *
child_says(enum child_end end)
{
	static const char *const words[] = {
		[CHILD_OK] = "done",
		[CHILD_ABSENT] = "not found",
		[CHILD_FAILED] = "failed",
		[CHILD_SLOW] = "took too long",
		[CHILD_TOO_MUCH] = "wrote too much",
	};

	return words[end];
}
