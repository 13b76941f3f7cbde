/* SPDX-License-Identifier: MIT */
#include "input.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "msg.h"
#include "stream.h"

enum { CHUNK = 1 << 18, KEEP_OF_LONG = 4096, KEEP_ROOM = 16 << 20 };

struct input {
	struct stream *stream;
	size_t max_line;
	struct {
		char *p;
		size_t room;
	} parts[2];			/* in turn: this and the one before */
	int part;
	char *p;			/* of this one */
	size_t start, end;		/* p[start..end): not handed out yet */
	long long no, offset;		/* of the byte at start */
	bool at_end;
};

struct input *
input_open(const char *path, size_t max_line)
{
	struct stream *stream = stream_open(path);
	struct input *in;

	if (stream == NULL)
		return NULL;
	in = xcalloc(1, sizeof(*in));
	in->stream = stream;
	in->max_line = max_line;
	in->no = 1;
	return in;
}

void
input_close(struct input *in)
{
	if (in == NULL)
		return;
	stream_close(in->stream);
	free(in->parts[0].p);
	free(in->parts[1].p);
	free(in);
}

long long
input_at(const struct input *in)
{
	return stream_at(in->stream);
}

const char *
input_fault(const struct input *in)
{
	return stream_fault(in->stream);
}

struct str
input_text(const struct input *in, const struct input_line *line)
{
	return (struct str){ in->parts[line->part].p + line->at, line->bytes };
}

/* Room for n bytes in this part. */
static void
give_room(struct input *in, size_t n)
{
	in->p = in->parts[in->part].p =
	    xrealloc(in->parts[in->part].p, n);
	in->parts[in->part].room = n;
}

void
input_turn(struct input *in)
{
	const char *rest = in->p + in->start;

	in->end -= in->start;
	in->start = 0;
	in->part = !in->part;
	in->p = in->parts[in->part].p;
	/* What a giant needed is given back. */
	if (in->parts[in->part].room < in->end ||
	    in->parts[in->part].room > KEEP_ROOM)
		give_room(in, in->end + CHUNK);
	if (in->end > 0)
		memcpy(in->p, rest, in->end);
}

/* Reads on behind what is there. -1 on a fault. */
static int
fill(struct input *in)
{
	ssize_t got;

	if (in->parts[in->part].room - in->end < CHUNK)
		give_room(in, in->parts[in->part].room * 2 + CHUNK);
	got = stream_read(in->stream, in->p + in->end, CHUNK);
	if (got < 0)
		return -1;
	in->end += (size_t)got;
	in->at_end = got == 0;
	return 0;
}

static void
drop(struct input *in, size_t n)
{
	in->start += n;
	in->offset += (long long)n;
}

/* The rest of a line that is too long: read and forgotten, but its start. */
static int
skip_long(struct input *in)
{
	size_t keep = in->start + KEEP_OF_LONG;
	char *end;

	drop(in, KEEP_OF_LONG);
	for (;;) {
		end = memchr(in->p + in->start, '\n', in->end - in->start);
		drop(in, (end ? (size_t)(end - in->p) : in->end) - in->start);
		if (end != NULL || in->at_end)
			return 0;
		in->start = in->end = keep;
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
		*n = in->end - in->start;
		end = *n > looked ? memchr(in->p + in->start + looked, '\n',
		    *n - looked) : NULL;
		if (end != NULL) {
			*n = (size_t)(end - in->p) - in->start;
			return 0;
		}
		looked = *n;
		if (in->at_end || *n > in->max_line)
			return 0;
		if (fill(in) != 0)
			return -1;
	}
}

int
input_next(struct input *in, struct input_line *line)
{
	size_t n;

	for (;;) {
		if (in->end > in->start && in->p[in->start] == '\n') {
			drop(in, 1);
			in->no++;
			continue;
		}
		if (find_end(in, &n) != 0)
			return -1;
		if (n > 0 || in->at_end)
			break;
	}
	if (n == 0)
		return 0;
	*line = (struct input_line){ .part = in->part, .at = in->start,
		.bytes = n, .no = in->no, .offset = in->offset };
	if (n <= in->max_line) {
		drop(in, n);
		return 1;
	}
	line->too_long = true;
	line->bytes = KEEP_OF_LONG;
	return skip_long(in) == 0 ? 1 : -1;
}

static bool
is_records(const char *name)
{
	return str_ends_any(str_of(name), ".jsonl .jsonl.gz .jsonl.zst");
}

static int
is_visible(const struct dirent *d)
{
	return d->d_name[0] != '.';
}

/* Files to add to, and where something is wrong. */
struct files {
	char **v;
	int n;
	const char *what;
};

static void
add_file(struct files *f, const char *path)
{
	f->v = xrealloc(f->v, ((size_t)f->n + 2) * sizeof(*f->v));
	f->v[f->n++] = xstrdup(path);
	f->v[f->n] = NULL;
}

static int
add_path(struct files *f, const char *path, bool named)
{
	size_t size = strlen(path) + 258;
	struct dirent **entries;
	struct stat st;
	char *inside;
	int n, rc = 0;

	f->what = path;
	if (named && strcmp(path, "-") == 0) {
		add_file(f, path);
		return 0;
	}
	if (stat(path, &st) != 0)
		return -1;
	if (!S_ISDIR(st.st_mode)) {
		if (named || is_records(path))
			add_file(f, path);
		return 0;
	}
	n = scandir(path, &entries, is_visible, alphasort);
	if (n < 0)
		return -1;
	for (int i = 0; i < n; i++) {
		inside = xmalloc(size);
		snprintf(inside, size, "%s/%s", path, entries[i]->d_name);
		if (rc == 0)
			rc = add_path(f, inside, false);
		/* The name of what is wrong is needed on. */
		if (rc == 0)
			free(inside);
		free(entries[i]);
	}
	free(entries);
	return rc;
}

int
input_expand(int n, char **paths, char ***files, int *n_files,
    const char **what)
{
	struct files f = { 0 };

	for (int i = 0; i < n; i++) {
		if (add_path(&f, paths[i], true) != 0) {
			*what = f.what;
			return -1;
		}
	}
	*files = f.v;
	*n_files = f.n;
	return 0;
}
