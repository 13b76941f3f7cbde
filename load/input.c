/* SPDX-License-Identifier: MIT */
#include "input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "msg.h"

enum { CHUNK = 1 << 18, KEEP_OF_LONG = 4096 };

struct input {
	int fd;
	size_t max_line;
	char *p;
	size_t start, n, room;	/* what is read and not yet handed out */
	long long no, offset;	/* of the byte at start */
	bool at_end;
	char head[KEEP_OF_LONG];
};

struct input *
input_open(const char *path, size_t max_line)
{
	struct input *in;
	int fd = STDIN_FILENO;

	if (strcmp(path, "-") != 0) {
		fd = open(path, O_RDONLY | O_CLOEXEC);
		if (fd < 0)
			return NULL;
	}
	in = xcalloc(1, sizeof(*in));
	in->fd = fd;
	in->max_line = max_line;
	in->no = 1;
	return in;
}

void
input_close(struct input *in)
{
	if (in == NULL)
		return;
	if (in->fd != STDIN_FILENO)
		close(in->fd);
	free(in->p);
	free(in);
}

long long
input_at(const struct input *in)
{
	return in->offset;
}

/* Reads on behind what is there. -1 with errno set. */
static int
fill(struct input *in)
{
	ssize_t got;

	if (in->start > 0) {
		memmove(in->p, in->p + in->start, in->n);
		in->start = 0;
	}
	if (in->room - in->n < CHUNK) {
		in->room = in->room * 2 + CHUNK;
		in->p = xrealloc(in->p, in->room);
	}
	do
		got = read(in->fd, in->p + in->n, in->room - in->n);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return -1;
	in->n += (size_t)got;
	in->at_end = got == 0;
	return 0;
}

static void
drop(struct input *in, size_t n)
{
	in->start += n;
	in->n -= n;
	in->offset += (long long)n;
}

/* The rest of a line that is too long: read and forgotten. */
static int
skip_long(struct input *in)
{
	char *end;

	for (;;) {
		end = memchr(in->p + in->start, '\n', in->n);
		drop(in, end ? (size_t)(end - in->p) - in->start : in->n);
		if (end != NULL || in->at_end)
			return 0;
		if (fill(in) != 0)
			return -1;
	}
}

/* The length of the line at start, reading on as far as it takes. */
static int
find_end(struct input *in, size_t *n)
{
	size_t looked = 0;
	char *end;

	for (;;) {
		end = in->n > looked ? memchr(in->p + in->start + looked, '\n',
		    in->n - looked) : NULL;
		if (end != NULL) {
			*n = (size_t)(end - in->p) - in->start;
			return 0;
		}
		looked = in->n;
		*n = in->n;
		if (in->at_end || in->n > in->max_line)
			return 0;
		if (fill(in) != 0)
			return -1;
	}
}

int
input_next(struct input *in, struct input_line *line)
{
	static const struct input_line none;
	size_t n;

	for (;;) {
		if (in->n > 0 && in->p[in->start] == '\n') {
			drop(in, 1);
			in->no++;
			continue;
		}
		if (find_end(in, &n) != 0)
			return -1;
		if (n > 0 || in->at_end)
			break;
	}
	*line = none;
	if (n == 0)
		return 0;
	line->no = in->no;
	line->offset = in->offset;
	line->too_long = n > in->max_line;
	if (!line->too_long) {
		line->text = (struct str){ in->p + in->start, n };
		drop(in, n);
		return 1;
	}
	memcpy(in->head, in->p + in->start, KEEP_OF_LONG);
	line->text = (struct str){ in->head, KEEP_OF_LONG };
	return skip_long(in) == 0 ? 1 : -1;
}
