/* SPDX-License-Identifier: MIT */
/*
 * challenge: tells the page of a guard, which wants a script to be run, from
 * the page that was asked for (challenges.tsv, or by what is not in it). It is
 * recognised so that it is never taken for a document; it is not solved.
 */
#ifndef CHALLENGE_H
#define CHALLENGE_H

#include "arena.h"
#include "http.h"

/* Real pages are longer and may hold the guard's script too. */
enum { CHALLENGE_MAX_BYTES = 32 << 10, CHALLENGE_MAX_SCRIPT = 8 << 10 };

/* The name of the guard, which is static, or STR_NONE; uses the arena. */
struct str challenge_name(struct arena *, const struct http_reply *);

#endif
