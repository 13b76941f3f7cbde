/* SPDX-License-Identifier: MIT */
/* pgtime: ISO 8601 dates and RFC 3339 times as PostgreSQL counts them. */
#ifndef PGTIME_H
#define PGTIME_H

#include "str.h"

/* "2022-01-31" as days since 2000-01-01; false if there is no such day. */
bool pgtime_date(struct str s, int32_t *days);

/*
 * "2022-01-31T08:00:00.5Z" (or +08:00) as microseconds since 2000-01-01 UTC;
 * false if it is no RFC 3339 time.
 */
bool pgtime_read(struct str s, int64_t *microseconds);

#endif
