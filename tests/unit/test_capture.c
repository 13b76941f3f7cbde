/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "source.h"
#include "warc.h"

static struct doc doc;
static struct str bytes;
static char root[] = "/tmp/test_capture.XXXXXX";
static struct warc_writer *writer;
static struct source *src;
static char *paths[] = { root };

static int
fresh(void **state)
{
	(void)state;
	doc = (struct doc){ .arena = arena_new(1 << 20) };
	memset(root + sizeof(root) - 7, 'X', 6);
	if (mkdtemp(root) == NULL)
		return -1;
	writer = warc_writer_open(root, "t", STR_NONE, 0);
	return 0;
}

static int
done(void **state)
{
	char command[300];

	(void)state;
	arena_free(doc.arena);
	snprintf(command, sizeof(command), "rm -rf '%s'", root);
	return system(command);
}

static void
put(enum warc_type type, const char *uri, const char *head, const char *body)
{
	struct warc_record r = { .type = type, .uri = str_of(uri),
		.date = STR("2026-01-02T03:04:05.000006Z"),
		.head = str_of(head), .body = str_of(body) };

	if (type == WARC_REVISIT)
		r.profile = WARC_NOT_MODIFIED;
	assert_int_equal(warc_writer_write(writer, &r, NULL), 0);
}

static void
start(size_t max)
{
	assert_int_equal(warc_writer_close(writer), 0);
	src = source_open(paths, 1, max);
}

static void
next(void)
{
	doc = (struct doc){ .arena = doc.arena };
	assert_true(source_next(src, &doc, &bytes));
}

static void
finish(void)
{
	doc = (struct doc){ .arena = doc.arena };
	assert_false(source_next(src, &doc, &bytes));
	source_close(src);
}

#define OK_HEAD "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=gbk\r\n\r\n"

static void
test_a_response_is_a_document(void **state)
{
	char want[WARC_DIGEST_SIZE];

	(void)state;
	put(WARC_REQUEST, "http://a/", "GET / HTTP/1.1\r\n\r\n", NULL);
	put(WARC_RESPONSE, "http://u:p@WWW.Abc.GOV.cn:80/x?http://b/",
	    OK_HEAD, "<p>1</p>");
	put(WARC_REVISIT, "http://a/", "HTTP/1.1 304 x\r\n\r\n", NULL);
	put(WARC_METADATA, "http://a/", NULL, "a: b\r\n");
	put(WARC_RESPONSE, "dns:a", NULL, "192.0.2.1");
	start(0);
	next();
	assert_int_equal(doc.state, STATE_OK);
	assert_str(doc.source, "http://u:p@WWW.Abc.GOV.cn:80/x?http://b/");
	assert_str(doc.host, "www.abc.gov.cn");
	assert_str(doc.fetched_at, "2026-01-02T03:04:05.000006Z");
	assert_str(doc.declared_type, "text/html; charset=gbk");
	assert_int_equal(doc.http_status, 200);
	assert_string_equal(doc.mime, "text/html");
	assert_str(bytes, "<p>1</p>");
	assert_int_equal(doc.bytes, 8);
	warc_digest(bytes, want);
	assert_str(doc.digest, want);
	assert_true(str_starts(doc.warc, STR("nianbao-t-")));
	assert_true(doc.warc_offset > 0);
	finish();
}

static void
test_a_file_that_was_archived_has_its_path_back(void **state)
{
	(void)state;
	put(WARC_RESOURCE, "file:./a%20%25%E5%B9%B4/b", NULL, "text");
	put(WARC_RESOURCE, "file:///a/b%2", NULL, "text");
	start(0);
	next();
	assert_str(doc.source, "./a %年/b");
	assert_none(doc.fetched_at);
	assert_none(doc.host);
	assert_int_equal(doc.http_status, 0);
	assert_str(bytes, "text");
	next();
	assert_str(doc.source, "/a/b%2");
	finish();
}

static void
put_typed(enum warc_type type, const char *uri, const char *content_type,
    const char *more, const char *body)
{
	struct warc_record r = { .type = type, .uri = str_of(uri),
		.content_type = str_of(content_type), .more = str_of(more),
		.body = str_of(body) };

	assert_int_equal(warc_writer_write(writer, &r, NULL), 0);
}

/* Text alone (WET) is read; what crawlers make of pages that are there is not. */
static void
test_conversions_and_notes_of_crawlers(void **state)
{
	(void)state;
	put_typed(WARC_CONVERSION, "http://a/", "text/plain", "", "text a");
	put_typed(WARC_CONVERSION, "http://a/", "image/png", "", "png");
	put_typed(WARC_RESOURCE, "urn:text:http://b/", "text/plain", "", "b");
	put_typed(WARC_RESOURCE, "screenshot:http://b/", "image/png", "", "b");
	put_typed(WARC_RESOURCE, "http://b/", "text/plain",
	    "WARC-Segment-Number: 1\r\n", "text b");
	put_typed(WARC_CONVERSION, "http://b/", "text/plain", "", "of b");
	start(0);
	next();
	assert_str(doc.source, "http://a/");
	assert_str(bytes, "text a");
	assert_int_equal(doc.warnings.n, 0);
	next();
	assert_str(doc.source, "http://b/");
	assert_str(bytes, "text b");
	assert_int_equal(doc.warnings.n, 1);
	assert_string_equal(doc.warnings.v[0].code, "truncated_capture");
	finish();
}

static void
test_reasons(void **state)
{
	(void)state;
	put(WARC_RESPONSE, "http://a/", "HTTP/1.1 404 x\r\n\r\n", "<p>no</p>");
	put(WARC_RESPONSE, "http://b/", "junk", NULL);
	put(WARC_RESPONSE, "http://c/", "HTTP/1.1 200 x\r\n"
	    "Content-Encoding: compress\r\n\r\n", "\x1f\x9d\1");
	put(WARC_RESPONSE, "http://d/", OK_HEAD, "12345678901");
	put(WARC_RESPONSE, "http://e/", "HTTP/1.1 200 x\r\n"
	    "Transfer-Encoding: chunked\r\n\r\n", "9\r\ncut");
	put(WARC_RESPONSE, "http://f/", OK_HEAD, "");
	start(10);
	next();
	assert_string_equal(doc.reason, "http_status");
	assert_str(doc.reason_detail, "404");
	assert_int_equal(doc.state, STATE_REJECTED);
	assert_none(bytes);
	next();
	assert_string_equal(doc.reason, "unreadable");
	next();
	assert_string_equal(doc.reason, "content_encoding");
	assert_str(doc.reason_detail, "compress");
	assert_int_equal(doc.state, STATE_UNSUPPORTED);
	next();
	assert_string_equal(doc.reason, "too_big");
	next();
	assert_int_equal(doc.state, STATE_OK);
	assert_str(bytes, "cut");
	assert_int_equal(doc.warnings.n, 1);
	assert_string_equal(doc.warnings.v[0].code, "truncated_capture");
	next();
	assert_string_equal(doc.reason, "empty");
	finish();
}

static void
test_workers_that_pass_over_count_alike(void **state)
{
	char plain[300];
	FILE *f;
	int read, skipped = 0, i;

	(void)state;
	for (i = 0; i < 5; i++) {
		put(WARC_RESPONSE, "http://a/", OK_HEAD, "<p>1</p>");
		put(WARC_REVISIT, "http://a/", "HTTP/1.1 304 x\r\n\r\n", "");
	}
	start(0);
	source_close(src);
	snprintf(plain, sizeof(plain), "cat '%s'/*.gz | head -c 3000 | "
	    "tr '\\277' '\\276' >'%s'/damaged", root, root);
	assert_int_equal(system(plain), 0);
	snprintf(plain, sizeof(plain), "%s/z.txt", root);
	f = fopen(plain, "w");
	fputs("plain", f);
	fclose(f);
	src = source_open(paths, 1, 0);
	for (read = 0; source_next(src, &doc, &bytes); read++)
		;
	assert_str(bytes, "");
	source_close(src);
	src = source_open(paths, 1, 0);
	while (source_skip(src))
		skipped++;
	source_close(src);
	assert_int_equal(read, skipped);
	assert_true(read > 6);
}

static void
test_damage_is_told_at_the_end(void **state)
{
	char command[300];

	(void)state;
	put(WARC_RESPONSE, "http://a/", OK_HEAD, "<p>1</p>");
	put(WARC_RESPONSE, "http://b/", OK_HEAD, "<p>2</p>");
	assert_int_equal(warc_writer_close(writer), 0);
	snprintf(command, sizeof(command), "truncate -s -4 '%s'/*", root);
	assert_int_equal(system(command), 0);
	src = source_open(paths, 1, 0);
	next();
	assert_int_equal(doc.state, STATE_OK);
	next();
	assert_str(doc.source, "http://b/");
	assert_string_equal(doc.reason, "unreadable");
	next();
	assert_true(str_ends(doc.source, STR(".warc.gz")));
	assert_string_equal(doc.reason, "damaged_archive");
	finish();
}

int
main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, fresh, done)
	const struct CMUnitTest tests[] = {
		T(test_a_response_is_a_document),
		T(test_a_file_that_was_archived_has_its_path_back),
		T(test_conversions_and_notes_of_crawlers),
		T(test_reasons),
		T(test_workers_that_pass_over_count_alike),
		T(test_damage_is_told_at_the_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
