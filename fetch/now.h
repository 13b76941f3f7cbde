/* SPDX-License-Identifier: MIT */
/*
 * now: the time of a run: what the wall clock said at its start and what has
 * passed since, the machine asleep or not. A clock that is set meanwhile
 * neither holds a crawl up nor hurries it.
 */
#ifndef NOW_H
#define NOW_H

#include <time.h>

/* Microseconds since 1970. */
long long now_us(void);

/* The same moment for timers of this clock. */
#define NOW_CLOCK CLOCK_BOOTTIME
struct timespec now_timer(long long us);

/* And for waits, which know no such clock: as far off on this one. */
#define NOW_WAIT_CLOCK CLOCK_MONOTONIC
struct timespec now_wait(long long us);

#endif
