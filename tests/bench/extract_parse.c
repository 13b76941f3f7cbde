/* SPDX-License-Identifier: MIT */
/*
 * The baseline of extract: each page through htmlReadMemory(), one walk over
 * its nodes, xmlFreeDoc(). Prints how many bytes and nodes there were.
 *
 *	extract_parse FILE...
 */
#include <stdio.h>
#include <stdlib.h>

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
	size_t bytes = 0, nodes = 0, n;
	htmlDocPtr doc;
	char *p;
	int i;

	for (i = 1; i < argc; i++) {
		p = read_file(argv[i], &n);
		doc = htmlReadMemory(p, (int)n, NULL, NULL,
		    HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
		    HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
		nodes += walk((const xmlNode *)doc);
		xmlFreeDoc(doc);
		free(p);
		bytes += n;
	}
	printf("%zu bytes, %zu nodes\n", bytes, nodes);
	return 0;
}
