/* SPDX-License-Identifier: MIT */
#include "spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { ROOM = 32 << 10 };	/* of most pages; the rest makes more */

void
spool_init(struct spool *s, const char *dir, size_t max_bytes)
{
	*s = (struct spool){ .dir = dir, .fd = -1, .max = max_bytes };
	buf_init(&s->first, SPOOL_MEMORY);
}

void
spool_release(struct spool *s)
{
	if (s->map != NULL)
		munmap(s->map, s->mapped);
	if (s->fd >= 0)
		close(s->fd);
	buf_release(&s->first);
	spool_init(s, s->dir, s->max);
}

/* A file that is gone when it is closed, however that comes about. */
static int
open_file(const char *dir)
{
	char path[4096];
	int fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

	if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR))
		return fd;
	if (snprintf(path, sizeof(path), "%s/spool.XXXXXX", dir) >=
	    (int)sizeof(path))
		return -1;
	fd = mkostemp(path, O_CLOEXEC);
	if (fd >= 0)
		unlink(path);
	return fd;
}

static bool
write_all(int fd, const char *p, size_t n)
{
	ssize_t w;

	for (; n > 0; p += w, n -= (size_t)w) {
		w = write(fd, p, n);
		if (w < 0 && errno == EINTR)
			w = 0;
		else if (w < 0)
			return false;
	}
	return true;
}

/* The file starts with what is in memory, so that it can be mapped whole. */
static bool
to_file(struct spool *s, const char *p, size_t n)
{
	if (s->fd < 0 && ((s->fd = open_file(s->dir)) < 0 ||
	    !write_all(s->fd, s->first.p, s->first.n)))
		return false;
	return write_all(s->fd, p, n);
}

bool
spool_add(struct spool *s, const void *p, size_t n)
{
	size_t fits = SPOOL_MEMORY - s->first.n;

	if (s->too_big || s->error != 0)
		return false;
	if (n > s->max - s->n) {
		s->too_big = true;
		return false;
	}
	fits = fits < n ? fits : n;
	if (s->first.room == 0)
		buf_room(&s->first, ROOM);
	buf_add(&s->first, p, fits);
	/* the first bytes are in the file too */
	if (n > fits && !to_file(s, (const char *)p + fits, n - fits))
		s->error = errno;
	s->n += n;
	return s->error == 0;
}

struct str
spool_str(struct spool *s, bool whole)
{
	if (s->fd < 0 || s->error != 0)
		return buf_str(&s->first);
	if (whole && s->map == NULL) {
		/* a NUL behind it, as a buffer has one */
		s->map = write_all(s->fd, "", 1) ? mmap(NULL, s->n + 1,
		    PROT_READ, MAP_PRIVATE, s->fd, 0) : MAP_FAILED;
		s->mapped = s->n + 1;
		if (s->map == MAP_FAILED) {
			s->error = errno;
			s->map = NULL;
		}
	}
	return s->map != NULL ? (struct str){ s->map, s->n } :
	    buf_str(&s->first);
}
