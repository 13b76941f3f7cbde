/* SPDX-License-Identifier: MIT */
/*
 * replay: a main for a harness built without libFuzzer: runs it over each of
 * the files named and says how many there were.
 */
#include <stdio.h>
#include <stdlib.h>

#include "harness.h"

enum { MAX_INPUT = 16 << 20 };

/* A copy of its own size, so that reading past its end shows. */
static void
replay(const char *path, uint8_t *buffer)
{
	FILE *f = fopen(path, "rb");
	size_t n = f != NULL ? fread(buffer, 1, MAX_INPUT, f) : 0, i;
	uint8_t *copy = malloc(n > 0 ? n : 1);

	if (f == NULL || copy == NULL) {
		perror(path);
		exit(1);
	}
	for (i = 0; i < n; i++)
		copy[i] = buffer[i];
	LLVMFuzzerTestOneInput(copy, n);
	free(copy);
	fclose(f);
}

int
main(int argc, char **argv)
{
	uint8_t *buffer = malloc(MAX_INPUT);
	int i;

	if (buffer == NULL)
		return 1;
	for (i = 1; i < argc; i++)
		replay(argv[i], buffer);
	free(buffer);
	printf("%d inputs\n", argc - 1);
	return 0;
}
