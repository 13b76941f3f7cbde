/* SPDX-License-Identifier: MIT */
/*
 * clock: a wall clock for tests, loaded with LD_PRELOAD: it is an hour behind
 * as long as the file that CLOCK_BACK names exists, and CLOCK_DAYS days ahead.
 */
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

typedef int reader(clockid_t, struct timespec *);

int
clock_gettime(clockid_t clock, struct timespec *t)
{
	const char *path = getenv("CLOCK_BACK"), *days = getenv("CLOCK_DAYS");
	reader *real;
	int rc;

	*(void **)&real = dlsym(RTLD_NEXT, "clock_gettime");
	rc = real(clock, t);
	if (clock == CLOCK_REALTIME && path != NULL && access(path, F_OK) == 0)
		t->tv_sec -= 3600;
	if (clock == CLOCK_REALTIME && days != NULL)
		t->tv_sec += strtol(days, NULL, 10) * 86400;
	return rc;
}
