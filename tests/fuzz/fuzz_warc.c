/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a WARC: reading comes to an end, a worker that passes over
 * blocks sees the same records and damage as one that reads them, and no
 * block or body is longer than its limit. Bit 0 of the first byte gives the
 * bytes gzipped, bit 1 by zstd, so that the fuzzer gets behind check sums.
 */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include "harness.h"
#include "warc.h"

enum { MAX_BLOCK = 1 << 16, MAX_BODY = 1 << 18 };

/* A file of these bytes, packed (1 gzip, 2 zstd) or as they are. */
static int
file_of(const uint8_t *p, size_t n, int packed)
{
	int fd = memfd_create("fuzz", 0);
	char *frame;
	gzFile f;

	assert(fd >= 0);
	if (packed == 2) {
		frame = malloc(ZSTD_compressBound(n));
		assert(frame != NULL);
		n = ZSTD_compress(frame, ZSTD_compressBound(n), p, n, 1);
		assert(write(fd, frame, n) == (ssize_t)n);
		free(frame);
	} else if (packed == 1) {
		f = gzdopen(dup(fd), "w1");
		gzwrite(f, p, (unsigned int)n);
		gzclose(f);
	} else {
		assert(write(fd, p, n) == (ssize_t)n);
	}
	return fd;
}

/* The number of records; reads blocks or passes over them. */
static long
walk(int fd, int blocks, long *damage)
{
	struct warc_reader *r;
	struct warc_http h;
	struct warc_entry e;
	struct str block;
	char digest[WARC_DIGEST_SIZE];
	long n = 0;

	lseek(fd, 0, SEEK_SET);
	r = warc_reader_open(fd, STR_NONE, MAX_BLOCK);
	warc_http_init(&h, MAX_BODY);
	for (; warc_reader_next(r, &e); n++) {
		if (!blocks)
			continue;
		warc_reader_block(r, &block, digest);
		assert(block.n <= MAX_BLOCK);
		warc_http_read(&h, block);
		assert(h.body.n <= MAX_BODY || h.body.n <= block.n);
	}
	*damage = warc_reader_damage(r);
	warc_http_release(&h);
	warc_reader_close(r);
	return n;
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	long damage[2];
	int fd;

	if (n == 0)
		return 0;
	fd = file_of(p + 1, n - 1, p[0] & 3);
	assert(walk(fd, 1, &damage[0]) == walk(fd, 0, &damage[1]));
	assert(damage[0] == damage[1]);
	close(fd);
	return 0;
}
