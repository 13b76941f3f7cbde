/* SPDX-License-Identifier: MIT */
/* Archives for tests: zip_up("name", "content", ..., NULL) in memory. */
#ifndef ZIPPED_H
#define ZIPPED_H

#include <stdlib.h>
#include <zip.h>

/* Freed by the caller. Names and contents must live as long as the call. */
static struct str
zip_up(const char *name, ...)
{
	zip_source_t *src = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *z = zip_open_from_source(src, ZIP_CREATE | ZIP_TRUNCATE, NULL);
	const char *content;
	zip_stat_t st;
	va_list ap;
	char *p;

	zip_source_keep(src);
	va_start(ap, name);
	for (; name != NULL; name = va_arg(ap, const char *)) {
		content = va_arg(ap, const char *);
		assert_true(zip_file_add(z, name, zip_source_buffer(z, content,
		    strlen(content), 0), 0) >= 0);
	}
	va_end(ap);
	assert_int_equal(zip_close(z), 0);
	assert_int_equal(zip_source_stat(src, &st), 0);
	p = malloc(st.size);
	zip_source_open(src);
	assert_int_equal(zip_source_read(src, p, st.size), st.size);
	zip_source_close(src);
	zip_source_free(src);
	return (struct str){ p, st.size };
}

#endif
