/* SPDX-License-Identifier: MIT */
/* Any bytes as an archive: opened, its usual members read, within limits. */
#include <stddef.h>
#include <stdint.h>

#include "harness.h"
#include "zipfile.h"

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static const char *const names[] = { "[Content_Types].xml",
		"_rels/.rels", "word/document.xml", "xl/workbook.xml", "a" };
	struct doc d = { .arena = arena_new((size_t)1 << 30) };
	struct zipfile *z = zipfile_open(&d,
	    (struct str){ (const char *)p, n }, NULL);
	size_t i;

	for (i = 0; z != NULL && i < sizeof(names) / sizeof(names[0]); i++)
		zipfile_read(z, str_of(names[i]));
	zipfile_close(z);
	arena_free(d.arena);
	return 0;
}
