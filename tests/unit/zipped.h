/* SPDX-License-Identifier: MIT */
/* Archives for tests: zip_up("name", "content", ..., NULL) in memory. */
#ifndef ZIPPED_H
#define ZIPPED_H

#include <stdlib.h>
#include <zip.h>

enum { ZIPPED_MAX = 32 };	/* files */

/* Freed by the caller. Names and contents must live as long as the call. */
static struct str
zip_files(const char *const *names, const struct str *contents, size_t n)
{
	zip_source_t *src = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *z = zip_open_from_source(src, ZIP_CREATE | ZIP_TRUNCATE, NULL);
	zip_stat_t st;
	size_t i;
	char *p;

	zip_source_keep(src);
	for (i = 0; i < n; i++)
		assert_true(zip_file_add(z, names[i], zip_source_buffer(z,
		    contents[i].p, contents[i].n, 0), 0) >= 0);
	assert_int_equal(zip_close(z), 0);
	assert_int_equal(zip_source_stat(src, &st), 0);
	p = malloc(st.size);
	zip_source_open(src);
	assert_int_equal(zip_source_read(src, p, st.size), st.size);
	zip_source_close(src);
	zip_source_free(src);
	return (struct str){ p, st.size };
}

/* The same of texts. */
static inline struct str
zip_up(const char *name, ...)
{
	const char *names[ZIPPED_MAX];
	struct str contents[ZIPPED_MAX];
	size_t n = 0;
	va_list ap;

	va_start(ap, name);
	for (; name != NULL; name = va_arg(ap, const char *)) {
		assert_true(n < ZIPPED_MAX);
		names[n] = name;
		contents[n++] = str_of(va_arg(ap, const char *));
	}
	va_end(ap);
	return zip_files(names, contents, n);
}

#endif
