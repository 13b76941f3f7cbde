/* SPDX-License-Identifier: MIT */
/*
 * replay: a main for a fuzzer built without libFuzzer (-DREPLAY): runs it
 * over each file of the files and folders named.
 */
#ifndef REPLAY_H
#define REPLAY_H

#include <stdint.h>
#include <stdlib.h>

#include "source.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

#ifdef REPLAY
int
main(int argc, char **argv)
{
	struct source *src = source_open(argv + 1, argc - 1, 0);
	struct doc d = { .arena = arena_new(1 << 20) };
	struct str bytes;
	uint8_t *copy;

	while (source_next(src, &d, &bytes)) {
		/* A copy of its own, so that reading past its end shows. */
		copy = malloc(bytes.n > 0 ? bytes.n : 1);
		if (copy == NULL)
			return 1;
		if (bytes.n > 0)
			memcpy(copy, bytes.p, bytes.n);
		LLVMFuzzerTestOneInput(copy, bytes.n);
		free(copy);
		arena_reset(d.arena);
		d = (struct doc){ .arena = d.arena };
	}
	arena_free(d.arena);
	source_close(src);
	return 0;
}
#endif

#endif
