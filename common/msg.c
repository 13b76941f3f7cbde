/* SPDX-License-Identifier: MIT */
#include "msg.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* The only mutable globals of the program. */
static const char *program = "nianbao";
static int level = 1;		/* 0 -q, 1 normal, 2 -v, 3 -v -v */
static FILE *on_line;		/* where a progress line stands unfinished */

void
msg_init(const char *name, int verbosity)
{
	program = name;
	level = verbosity;
}

static void __attribute__((format(printf, 2, 0)))
say(const char *kind, const char *fmt, va_list ap)
{
	if (on_line != NULL) {
		fputs("\r\033[K", on_line);
		fflush(on_line);
		on_line = NULL;
	}
	fprintf(stderr, "%s: %s", program, kind);
	vfprintf(stderr, fmt, ap);
	fputc('\n', stderr);
}

void
fatal(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say("error: ", fmt, ap);
	va_end(ap);
	fflush(NULL);
	_exit(1);	/* what other threads use is not taken from them */
}

void
error(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say("error: ", fmt, ap);
	va_end(ap);
}

void
warning(const char *fmt, ...)
{
	va_list ap;

	if (level < 1)
		return;
	va_start(ap, fmt);
	say("warning: ", fmt, ap);
	va_end(ap);
}

void
info(const char *fmt, ...)
{
	va_list ap;

	if (level < 2)
		return;
	va_start(ap, fmt);
	say("", fmt, ap);
	va_end(ap);
}

void
debug(const char *fmt, ...)
{
	va_list ap;

	if (level < 3)
		return;
	va_start(ap, fmt);
	say("debug: ", fmt, ap);
	va_end(ap);
}

void
hint(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say("hint: ", fmt, ap);
	va_end(ap);
}

void
summary(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say("", fmt, ap);
	va_end(ap);
}

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Where somebody looks on; NULL where nobody does. */
static FILE *
terminal(void)
{
	static FILE *other;
	const char *name;

	if (isatty(STDERR_FILENO))
		return stderr;
	name = getenv("NIANBAO_TERMINAL");
	if (other == NULL && name != NULL && name[0] != '\0')
		other = fopen(name, "ae");
	return other;
}

void
progress(const char *what, size_t done, size_t total)
{
	static double started, shown;
	double t, rate;
	FILE *to;

	if (level < 1)
		return;
	t = now();
	if (started == 0)
		started = t;
	if (t - shown < 0.2)
		return;
	shown = t;
	to = terminal();
	if (to == NULL)
		return;
	rate = t > started ? (double)done / (t - started) : 0;
	fprintf(to, "\r\033[K%s: %zu", program, done);
	if (total > 0)
		fprintf(to, "/%zu", total);
	fprintf(to, " %s, %.0f/s", what, rate);
	if (total > done && rate > 0)
		fprintf(to, ", %.0f s left",
		    (double)(total - done) / rate);
	fflush(to);
	on_line = to;
}

void *
xmalloc(size_t n)
{
	void *p = malloc(n > 0 ? n : 1);

	if (p == NULL)
		fatal("out of memory (%zu bytes)", n);
	return p;
}

void *
xcalloc(size_t n, size_t size)
{
	void *p = calloc(n > 0 ? n : 1, size > 0 ? size : 1);

	if (p == NULL)
		fatal("out of memory (%zu x %zu bytes)", n, size);
	return p;
}

void *
xrealloc(void *p, size_t n)
{
	p = realloc(p, n > 0 ? n : 1);
	if (p == NULL)
		fatal("out of memory (%zu bytes)", n);
	return p;
}

char *
xstrdup(const char *s)
{
	size_t n = strlen(s) + 1;

	return memcpy(xmalloc(n), s, n);
}
