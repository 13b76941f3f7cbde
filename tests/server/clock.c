/* SPDX-License-Identifier: MIT */
/*
 * clock: the time of the crawler for tests, loaded with LD_PRELOAD. The wall
 * clock is an hour behind as long as the file that CLOCK_BACK names exists, and
 * CLOCK_DAYS days ahead; the time that passes, and what is waited for with it,
 * is CLOCK_SPEED times as fast.
 */
#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

typedef int reader(clockid_t, struct timespec *);
typedef int setter(int, int, const struct itimerspec *, struct itimerspec *);

static const long long second = 1000000000;

static long long
speed(void)
{
	const char *s = getenv("CLOCK_SPEED");

	return s != NULL ? strtoll(s, NULL, 10) : 1;
}

static long long
of_timespec(const struct timespec *t)
{
	return t->tv_sec * second + t->tv_nsec;
}

static struct timespec
to_timespec(long long ns)
{
	return (struct timespec){ ns / second, ns % second };
}

static void *
next(const char *name)
{
	return dlsym(RTLD_NEXT, name);
}

int
clock_gettime(clockid_t clock, struct timespec *t)
{
	const char *path = getenv("CLOCK_BACK"), *days = getenv("CLOCK_DAYS");
	reader *real;
	int rc;

	*(void **)&real = next("clock_gettime");
	rc = real(clock, t);
	if (clock == CLOCK_REALTIME && path != NULL && access(path, F_OK) == 0)
		t->tv_sec -= 3600;
	if (clock == CLOCK_REALTIME && days != NULL)
		t->tv_sec += strtol(days, NULL, 10) * 86400;
	if (clock == CLOCK_BOOTTIME)
		*t = to_timespec(of_timespec(t) * speed());
	return rc;
}

/* Moments of CLOCK_BOOTTIME. */
int
timerfd_settime(int fd, int flags, const struct itimerspec *at,
    struct itimerspec *old)
{
	struct itimerspec here = { .it_value =
		to_timespec(of_timespec(&at->it_value) / speed()) };
	setter *real;

	*(void **)&real = next("timerfd_settime");
	return real(fd, flags, &here, old);
}

/* As far off of CLOCK_MONOTONIC as it is by the clock that is fast. */
int
pthread_cond_timedwait(pthread_cond_t *cond, pthread_mutex_t *lock,
    const struct timespec *at)
{
	struct timespec now, here;
	long long ns;

	clock_gettime(CLOCK_MONOTONIC, &now);
	ns = of_timespec(&now);
	here = to_timespec(ns + (of_timespec(at) - ns) / speed());
	return pthread_cond_clockwait(cond, lock, CLOCK_MONOTONIC, &here);
}
