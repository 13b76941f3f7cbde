/* SPDX-License-Identifier: MIT */
/*
 * msg: what a program says on stderr, and allocation that does not fail.
 * Messages are one line, lower case, no full stop, the subject in double
 * quotes; "could not" may work next time, "cannot" never will.
 */
#ifndef MSG_H
#define MSG_H

#include <stdbool.h>
#include <stddef.h>

/* The name in front of each message ("extract") and how much to say. */
void msg_init(const char *program, int verbosity);

/* Says why and exits with status 1. Only main and *_run() may call it. */
void fatal(const char *fmt, ...)
    __attribute__((noreturn, format(printf, 1, 2)));

void error(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void warning(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void info(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void debug(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* Advice on a line of its own, behind an error. */
void hint(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/*
 * The progress line of long work: rewritten in place when stderr is a
 * terminal, or else on the one that the environment names in NIANBAO_TERMINAL
 * (what is said goes to a log then); silent otherwise. `total` 0 means
 * unknown. Rate and time left are worked out from the first call on.
 */
void progress(const char *what, size_t done, size_t total);

/*
 * The last line of a run: "extract: seen=5 ok=5 ..."; printed even with -q,
 * and clears the progress line first.
 */
void summary(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* Memory or the end of the program; the caller frees. */
void *xmalloc(size_t n);
void *xcalloc(size_t n, size_t size);
void *xrealloc(void *p, size_t n);
char *xstrdup(const char *s);

#endif
