/* SPDX-License-Identifier: MIT */
/*
 * The baseline of extract: each page through htmlReadMemory(), one walk over
 * its nodes, xmlFreeDoc(). Prints seconds, bytes and nodes of all rounds.
 *
 *	parse ROUNDS FILE...
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <libxml/HTMLparser.h>

static char *
read_file(const char *path, size_t *n)
{
	FILE *f = fopen(path, "rb");
	char *p;
	long size;

	if (f == NULL || fseek(f, 0, SEEK_END) != 0 || (size = ftell(f)) < 0) {
		perror(path);
		exit(1);
	}
	rewind(f);
	p = malloc((size_t)size + 1);
	if (p == NULL)
		exit(1);
	*n = fread(p, 1, (size_t)size, f);
	fclose(f);
	return p;
}

/* In document order, without recursion: pages nest deep. */
static size_t
walk(const xmlNode *root)
{
	const xmlNode *at = root;
	size_t n = 0;

	while (at != NULL) {
		n += 1 + (at->content != NULL);
		if (at->children != NULL) {
			at = at->children;
			continue;
		}
		while (at != NULL && at->next == NULL)
			at = at->parent;
		at = at != NULL ? at->next : NULL;
	}
	return n;
}

int
main(int argc, char **argv)
{
	int rounds = argc > 1 ? atoi(argv[1]) : 0, i, k;
	size_t bytes = 0, nodes = 0, n;
	struct timespec from, to;
	char *p;
	htmlDocPtr doc;

	if (argc < 3 || rounds < 1) {
		fprintf(stderr, "usage: parse ROUNDS FILE...\n");
		return 2;
	}
	clock_gettime(CLOCK_MONOTONIC, &from);
	for (i = 0; i < rounds; i++) {
		for (k = 2; k < argc; k++) {
			p = read_file(argv[k], &n);
			doc = htmlReadMemory(p, (int)n, NULL, NULL,
			    HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
			    HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
			nodes += walk((const xmlNode *)doc);
			xmlFreeDoc(doc);
			free(p);
			bytes += n;
		}
	}
	clock_gettime(CLOCK_MONOTONIC, &to);
	printf("%.6f %zu %zu\n", (double)(to.tv_sec - from.tv_sec) +
	    (double)(to.tv_nsec - from.tv_nsec) / 1e9, bytes, nodes);
	return 0;
}
