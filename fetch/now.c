/* SPDX-License-Identifier: MIT */
#include "now.h"

#include <pthread.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;
static long long ahead_us;	/* the wall clock of the other; set once */

static long long
read_clock(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (long long)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static void
compare(void)
{
	ahead_us = read_clock(CLOCK_REALTIME) - read_clock(NOW_CLOCK);
}

long long
now_us(void)
{
	pthread_once(&once, compare);
	return read_clock(NOW_CLOCK) + ahead_us;
}

static struct timespec
timespec_of(long long us)
{
	if (us < 1)
		us = 1;		/* 0 would stop a timer */
	return (struct timespec){ us / 1000000, us % 1000000 * 1000 };
}

struct timespec
now_timer(long long us)
{
	pthread_once(&once, compare);
	return timespec_of(us - ahead_us);
}

struct timespec
now_wait(long long us)
{
	return timespec_of(read_clock(NOW_WAIT_CLOCK) + us - now_us());
}
