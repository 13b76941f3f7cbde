/* SPDX-License-Identifier: MIT */
#include "outfile.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

#include "msg.h"

static char *
with_suffix(const char *path)
{
	size_t n = strlen(path);
	char *p = xmalloc(n + sizeof(OUTFILE_SUFFIX));

	memcpy(p, path, n);
	memcpy(p + n, OUTFILE_SUFFIX, sizeof(OUTFILE_SUFFIX));
	return p;
}

void
outfile_close(struct outfile *o)
{
	if (o->fd >= 0)
		close(o->fd);
	free(o->path);
	free(o->temp);
	*o = (struct outfile){ .fd = -1 };
}

int
outfile_open(struct outfile *o, const char *path)
{
	int e;

	*o = (struct outfile){ -1, xstrdup(path), with_suffix(path) };
	if (access(path, F_OK) == 0)
		errno = EEXIST;
	else
		o->fd = open(o->temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
		    0666);
	if (o->fd >= 0 && flock(o->fd, LOCK_EX | LOCK_NB) == 0)
		return 0;
	e = errno;
	outfile_close(o);
	errno = e;
	return -1;
}

int
outfile_write(struct outfile *o, const void *p, size_t n)
{
	const char *from = p;
	ssize_t k;

	while (n > 0) {
		k = write(o->fd, from, n);
		if (k < 0 && errno == EINTR)
			continue;
		if (k < 0)
			return -1;
		from += k;
		n -= (size_t)k;
	}
	return 0;
}

int
outfile_sync(struct outfile *o)
{
	return fdatasync(o->fd);
}

/* A name is durable when its folder is. */
static int
sync_folder(const char *path)
{
	char *copy = xstrdup(path);
	int fd = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int rc = fd < 0 ? -1 : fsync(fd);

	if (fd >= 0)
		close(fd);
	free(copy);
	return rc;
}

int
outfile_name(int fd, const char *temp, const char *path)
{
	if (fsync(fd) < 0 || rename(temp, path) < 0)
		return -1;
	return sync_folder(path);
}

int
outfile_finish(struct outfile *o)
{
	int e, rc = outfile_name(o->fd, o->temp, o->path);

	e = errno;
	outfile_close(o);
	errno = e;
	return rc;
}
