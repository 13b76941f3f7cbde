/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <brotli/encode.h>
#include <zlib.h>
#include <zstd.h>

#include "outfile.h"
#include "warc.h"

#define HEAD "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"

static char root[] = "/tmp/test_warc.XXXXXX";
static char path[512];		/* of the file at hand */
static struct warc_reader *reader;
static struct warc_entry entry;
static struct str block;
static char digest[WARC_DIGEST_SIZE];
static struct warc_http http;

static int
fresh(void **state)
{
	(void)state;
	memset(root + sizeof(root) - 7, 'X', 6);
	warc_http_init(&http, 1 << 20);
	return mkdtemp(root) == NULL;
}

static int
done(void **state)
{
	char command[300];

	(void)state;
	warc_http_release(&http);
	snprintf(command, sizeof(command), "rm -rf '%s'", root);
	return system(command);
}

static void
assert_digest(struct str declared, struct str bytes)
{
	char is[WARC_DIGEST_SIZE];

	warc_digest(bytes, is);
	assert_true(str_eq(declared, str_of(is)));
}

/* The file at hand is the one in root whose name ends so; how many do. */
static int
look_for(const char *end)
{
	DIR *d = opendir(root);
	struct dirent *e;
	int n = 0;

	assert_non_null(d);
	while ((e = readdir(d)) != NULL)
		if (str_ends(str_of(e->d_name), str_of(end))) {
			snprintf(path, sizeof(path), "%s/%s", root, e->d_name);
			n++;
		}
	closedir(d);
	return n;
}

static void
put(const char *name, const void *p, size_t n)
{
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", root, name);
	f = fopen(path, "w");
	assert_non_null(f);
	assert_int_equal(fwrite(p, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
}

/* All bytes of the file at hand; the caller frees. */
static char *
get(size_t *n)
{
	FILE *f = fopen(path, "r");
	char *p = calloc(1, 1 << 20);

	assert_non_null(f);
	*n = fread(p, 1, 1 << 20, f);
	fclose(f);
	return p;
}

static void
start_reading(size_t max)
{
	int fd = open(path, O_RDONLY);

	assert_true(fd >= 0);
	reader = warc_reader_open(fd, STR_NONE, max);
}

static long
stop_reading(void)
{
	long damage = warc_reader_damage(reader);

	warc_reader_close(reader);
	return damage;
}

static enum warc_block
read_block(void)
{
	return warc_reader_block(reader, &block, digest);
}

static struct warc_record
response(const char *uri, const char *body)
{
	return (struct warc_record){ .type = WARC_RESPONSE,
		.uri = str_of(uri), .head = STR(HEAD), .body = str_of(body) };
}

static void
put_response(struct warc_writer *w, const char *uri, const char *body,
    struct warc_place *place)
{
	struct warc_record r = response(uri, body);

	assert_int_equal(warc_writer_write(w, &r, place), 0);
}

static void
expect(const char *uri, const char *end)
{
	assert_true(warc_reader_next(reader, &entry));
	assert_str(entry.uri, uri);
	assert_int_equal(read_block(), WARC_WHOLE);
	assert_true(str_ends(block, str_of(end)));
}

static void
test_what_is_written_is_read(void **state)
{
	struct warc_writer *w = warc_writer_open(root, "t", STR("a: b\r\n"), 0);
	struct warc_record r = response("http://a.gov.cn/年 1", "<p>x</p>");
	struct warc_record same = { .type = WARC_REVISIT, .uri = STR("http://b/"),
		.profile = WARC_SAME_DIGEST, .head = STR(HEAD),
		.refers_to_uri = STR("http://a.gov.cn/"),
		.refers_to_date = STR("2026-01-02T03:04:05Z") };
	struct warc_place a, b;

	(void)state;
	r.ip = STR("192.0.2.1");
	r.date = STR("2026-01-02T03:04:05.000006Z");
	assert_int_equal(warc_writer_write(w, &r, &a), 0);
	same.payload_digest = str_of(a.payload_digest);
	same.refers_to = str_of(a.id);
	assert_int_equal(warc_writer_write(w, &same, &b), 0);
	assert_int_equal(b.offset, a.offset + a.length);
	assert_int_equal(look_for(".warc.gz"), 0);
	assert_int_equal(warc_writer_close(w), 0);
	assert_int_equal(look_for(".warc.gz"), 1);
	assert_string_equal(strrchr(path, '/') + 1, a.file);

	start_reading(1 << 20);
	assert_true(warc_reader_next(reader, &entry));
	assert_int_equal(entry.type, WARC_INFO);
	assert_int_equal(entry.offset, 0);
	assert_int_equal(read_block(), WARC_WHOLE);
	assert_true(str_ends(block, STR("\r\na: b\r\n")));
	assert_digest(entry.block_digest, block);
	assert_true(warc_reader_next(reader, &entry));
	assert_int_equal(entry.type, WARC_RESPONSE);
	assert_int_equal(entry.offset, a.offset);
	assert_str(entry.uri, "http://a.gov.cn/%E5%B9%B4%201");
	assert_str(entry.date, "2026-01-02T03:04:05.000006Z");
	assert_str(entry.ip, "192.0.2.1");
	assert_str(entry.id, a.id);
	assert_int_equal(read_block(), WARC_WHOLE);
	assert_str(block, HEAD "<p>x</p>");
	assert_digest(entry.block_digest, block);
	assert_digest(entry.payload_digest, STR("<p>x</p>"));
	assert_true(warc_reader_next(reader, &entry));
	assert_int_equal(entry.type, WARC_REVISIT);
	assert_str(entry.payload_digest, a.payload_digest);
	assert_str(entry.refers_to, a.id);
	assert_str(warc_field(entry.headers, "warc-profile"),
	    "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest");
	assert_false(warc_reader_next(reader, &entry));
	assert_int_equal(stop_reading(), 0);
}

/* Larger than what is packed in one piece, and hardly to be packed. */
static void
test_giant_is_written_whole(void **state)
{
	enum { GIANT = 40 << 20 };
	struct warc_writer *w = warc_writer_open(root, "t", STR_NONE, 0);
	struct warc_place place[2];
	char *giant = malloc(GIANT + 1);
	unsigned int noise = 1;
	int i;

	(void)state;
	assert_non_null(giant);
	for (i = 0; i < GIANT; i++) {
		noise = noise * 1103515245 + 12345;
		giant[i] = (char)(noise >> 24 | 1);
	}
	giant[GIANT] = '\0';
	for (i = 0; i < 2; i++)
		put_response(w, "http://a/", giant, &place[i]);
	assert_int_equal(place[1].offset, place[0].offset + place[0].length);
	assert_int_equal(warc_writer_close(w), 0);
	look_for(".warc.gz");
	start_reading(64 << 20);
	assert_true(warc_reader_next(reader, &entry));	/* warcinfo */
	for (i = 0; i < 2; i++) {
		assert_true(warc_reader_next(reader, &entry));
		assert_int_equal(warc_reader_block(reader, &block, digest),
		    WARC_WHOLE);
		assert_int_equal(entry.offset, place[i].offset);
		assert_digest(entry.block_digest, block);
		assert_true(block.n > GIANT);
		assert_memory_equal(block.p + block.n - GIANT, giant, GIANT);
	}
	assert_int_equal(stop_reading(), 0);
	free(giant);
}

/* Packed ahead, a record is the same; for another file it is packed anew. */
static void
test_a_record_may_be_packed_ahead(void **state)
{
	struct warc_writer *w = warc_writer_open(root, "t", STR_NONE, 0);
	struct warc_packer *k = warc_packer_new();
	struct warc_record r = response("http://a/", "<p>ahead</p>");
	struct warc_packed packed = { .id = "" };
	struct warc_place first, place[2];
	int i;

	(void)state;
	warc_pack(k, w, &r, &packed);
	assert_int_equal(packed.bytes.n, 0);	/* there is no file yet */
	put_response(w, "http://b/", "x", &first);
	warc_pack(k, w, &r, &packed);
	assert_true(packed.bytes.n > 0);
	r.packed = &packed;
	for (i = 0; i < 2; i++) {
		assert_int_equal(warc_writer_write(w, &r, &place[i]), 0);
		assert_string_equal(place[i].payload_digest,
		    packed.payload_digest);
		assert_int_equal(strcmp(place[i].id, packed.id) == 0, i == 0);
		assert_int_equal(warc_writer_finish(w), 0);
		if (i == 0) {
			assert_int_equal(place[0].offset, first.offset +
			    first.length);
			assert_int_equal(place[0].length, packed.bytes.n);
		}
		snprintf(path, sizeof(path), "%.200s/%.200s", root,
		    place[i].file);
		start_reading(1 << 20);
		while (warc_reader_next(reader, &entry))
			if (entry.offset == place[i].offset)
				break;
		assert_int_equal(entry.offset, place[i].offset);
		assert_str(entry.id, place[i].id);
		assert_int_equal(read_block(), WARC_WHOLE);
		assert_str(block, HEAD "<p>ahead</p>");
		assert_digest(entry.block_digest, block);
		assert_int_equal(stop_reading(), 0);
	}
	assert_string_not_equal(place[0].file, place[1].file);
	buf_release(&packed.bytes);
	warc_packer_free(k);
	assert_int_equal(warc_writer_close(w), 0);
}

static void
test_blocks_may_be_passed_over(void **state)
{
	struct warc_writer *w = warc_writer_open(root, "t", STR_NONE, 0);
	static char big[300000];
	int n = 0;

	(void)state;
	memset(big, 'x', sizeof(big) - 1);
	put_response(w, "http://a/", big, NULL);
	put_response(w, "http://b/", "", NULL);
	assert_int_equal(warc_writer_close(w), 0);
	look_for(".warc.gz");
	start_reading(10);
	while (warc_reader_next(reader, &entry))
		n++;
	assert_int_equal(n, 3);
	assert_int_equal(stop_reading(), 0);
}

static void
test_too_big_is_hashed_but_not_kept(void **state)
{
	struct warc_writer *w = warc_writer_open(root, "t", STR_NONE, 0);
	static char big[300001];
	char want[WARC_DIGEST_SIZE];

	(void)state;
	memset(big, 'x', sizeof(big) - 1);
	put_response(w, "http://a/", big, NULL);
	put_response(w, "http://b/", "end", NULL);
	assert_int_equal(warc_writer_close(w), 0);
	look_for(".warc.gz");
	start_reading(100000);
	assert_true(warc_reader_next(reader, &entry));
	assert_true(warc_reader_next(reader, &entry));
	assert_int_equal(read_block(), WARC_TOO_BIG);
	assert_none(block);
	warc_digest(str_of(big), want);
	assert_string_equal(digest, want);
	expect("http://b/", "end");
	stop_reading();
}

static void
test_files_are_finished_when_full(void **state)
{
	struct warc_writer *w = warc_writer_open(root, "t", STR_NONE, 400);
	struct warc_record r = { .type = WARC_METADATA, .uri = STR("http://a/"),
		.body = STR("a: b\r\n") };
	struct warc_place a, b, c;

	(void)state;
	put_response(w, "http://a/", "1", &a);
	r.concurrent_to = str_of(a.id);
	assert_int_equal(warc_writer_write(w, &r, &b), 0);
	put_response(w, "http://b/", "2", &c);
	assert_string_equal(a.file, b.file);
	assert_string_not_equal(a.file, c.file);
	assert_int_equal(look_for(".warc.gz"), 1);
	assert_int_equal(warc_writer_close(w), 0);
	assert_int_equal(look_for(".warc.gz"), 2);
}

/* Random numbers are got for many records at a time. */
static void
test_no_two_records_have_one_id(void **state)
{
	struct warc_writer *w = warc_writer_open(root, "t", STR_NONE, 0);
	struct warc_place a[300];
	struct str form = STR("<urn:uuid:xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx>");
	int i, k;

	(void)state;
	for (i = 0; i < 300; i++) {
		put_response(w, "http://a/", "1", &a[i]);
		for (k = 0; k < i; k++)
			assert_string_not_equal(a[i].id, a[k].id);
		for (k = 0; k <= (int)form.n; k++)
			if (form.p[k] == 'x')
				assert_true(isxdigit((unsigned char)
				    a[i].id[k]));
			else if (form.p[k] == 'y')
				assert_non_null(strchr("89ab", a[i].id[k]));
			else
				assert_int_equal(a[i].id[k], form.p[k]);
	}
	assert_int_equal(warc_writer_close(w), 0);
}

static void
test_a_folder_that_is_not_there_is_an_error(void **state)
{
	struct warc_writer *w = warc_writer_open("/nonexistent", "t", STR_NONE,
	    0);
	struct warc_record r = response("http://a/", "");

	(void)state;
	assert_int_equal(warc_writer_write(w, &r, NULL), -1);
	assert_true(str_has(str_of(warc_writer_error(w)),
	    STR("No such file")));
	assert_int_equal(warc_writer_close(w), -1);
}

/* Two records in a .open file that nobody writes; where the second starts. */
static long long
leave_open(size_t cut)
{
	struct warc_writer *w = warc_writer_open(root, "t", STR_NONE, 0);
	struct warc_place a, b;
	char *p;
	size_t n;

	put_response(w, "http://a/", "one", &a);
	put_response(w, "http://b/", "two", &b);
	assert_int_equal(warc_writer_close(w), 0);
	assert_int_equal(look_for(".warc.gz"), 1);
	p = get(&n);
	assert_int_equal(unlink(path), 0);
	put("left.warc.gz" OUTFILE_SUFFIX, p, n - cut);
	free(p);
	return b.offset;
}

static void
test_a_torn_member_is_cut_off(void **state)
{
	long long second = leave_open(3);
	size_t n;

	(void)state;
	assert_int_equal(warc_recover(path, -1), WARC_RECOVERED);
	assert_int_equal(look_for(".open"), 0);
	assert_int_equal(look_for("left.warc.gz"), 1);
	free(get(&n));
	assert_int_equal(n, second);
	start_reading(1000);
	assert_true(warc_reader_next(reader, &entry));
	expect("http://a/", "one");
	assert_false(warc_reader_next(reader, &entry));
	assert_int_equal(stop_reading(), 0);
}

static void
test_recovery_keeps_what_is_whole_up_to_a_point(void **state)
{
	long long second = leave_open(0);
	size_t n;

	(void)state;
	assert_int_equal(warc_recover(path, second), WARC_RECOVERED);
	look_for("left.warc.gz");
	free(get(&n));
	assert_int_equal(n, second);
}

static void
test_recovery_leaves_running_writers_alone(void **state)
{
	struct warc_writer *w = warc_writer_open(root, "t", STR_NONE, 0);

	(void)state;
	put_response(w, "http://a/", "one", NULL);
	assert_int_equal(warc_writer_sync(w), 0);
	assert_int_equal(look_for(".open"), 1);
	assert_int_equal(warc_recover(path, -1), WARC_BUSY);
	assert_int_equal(warc_writer_close(w), 0);
}

static void
test_recovery_removes_what_holds_nothing(void **state)
{
	(void)state;
	put("a.warc.gz" OUTFILE_SUFFIX, "\x1f\x8b\x08", 3);
	assert_int_equal(warc_recover(path, -1), WARC_EMPTY);
	assert_int_equal(look_for("a.warc.gz" OUTFILE_SUFFIX), 0);
}

#define OLD "WARC/1.0\r\nWARC-Type: response\r\n" \
	"warc-target-uri: <http://old/>\r\n" \
	"Content-Type: application/http;\r\n msgtype=response\r\n" \
	"Content-Length: 22\r\n\r\nHTTP/1.0 200 OK\r\n\r\nold\r\n\r\n"

static void
test_plain_files_of_old_tools(void **state)
{
	(void)state;
	put("a.warc", OLD OLD, 2 * strlen(OLD));
	start_reading(1000);
	expect("http://old/", "\r\n\r\nold");
	assert_int_equal(entry.offset, 0);
	expect("http://old/", "\r\n\r\nold");
	assert_str(entry.content_type,
	    "application/http;   msgtype=response");
	assert_int_equal(entry.offset, strlen(OLD));
	assert_false(warc_reader_next(reader, &entry));
	assert_int_equal(stop_reading(), 0);
}

static void
test_gzip_of_a_whole_file(void **state)
{
	gzFile f;
	int i;

	(void)state;
	snprintf(path, sizeof(path), "%s/a.warc.gz", root);
	f = gzopen(path, "w");
	for (i = 0; i < 3; i++)
		gzputs(f, OLD);
	gzclose(f);
	start_reading(1000);
	for (i = 0; i < 3; i++)
		expect("http://old/", "old");
	assert_false(warc_reader_next(reader, &entry));
	assert_int_equal(stop_reading(), 0);
}

static void
test_a_pipe_whose_start_was_taken(void **state)
{
	int fd[2];
	char first[10];

	(void)state;
	assert_int_equal(pipe(fd), 0);
	assert_int_equal(write(fd[1], OLD, strlen(OLD)), strlen(OLD));
	close(fd[1]);
	assert_int_equal(read(fd[0], first, 10), 10);
	reader = warc_reader_open(fd[0], (struct str){ first, 10 }, 1000);
	expect("http://old/", "old");
	assert_false(warc_reader_next(reader, &entry));
	assert_int_equal(stop_reading(), 0);
}

/* Three records; byte `at` of the second one's member is changed. */
static void
damage_second(long long at, bool cut)
{
	struct warc_writer *w = warc_writer_open(root, "t", STR_NONE, 0);
	struct warc_place a, b, c;
	size_t n;
	char *p;

	put_response(w, "http://a/", "one", &a);
	put_response(w, "http://b/", "two", &b);
	put_response(w, "http://c/", "three", &c);
	assert_int_equal(warc_writer_close(w), 0);
	look_for(".warc.gz");
	p = get(&n);
	if (cut) {	/* as if a crash had come, and then more records */
		memmove(p + b.offset + at, p + c.offset, (size_t)c.length);
		n -= (size_t)(b.length - at);
	} else {
		p[b.offset + at] ^= 0x55;
	}
	put("damaged.warc.gz", p, n);
	free(p);
}

static void
expect_damage(void)
{
	bool third = false;

	start_reading(1000);
	assert_true(warc_reader_next(reader, &entry));
	expect("http://a/", "one");
	while (warc_reader_next(reader, &entry)) {
		if (str_eq(entry.uri, STR("http://c/"))) {
			assert_int_equal(read_block(), WARC_WHOLE);
			third = true;
		} else {
			assert_int_equal(read_block(), WARC_CUT);
		}
	}
	assert_true(third);
	assert_true(stop_reading() > 0);
}

static void
test_damage_costs_one_record(void **state)
{
	static const int at[] = { 0, 1, 3, 10, 12, 40, 100, 200, 300 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(at) / sizeof(at[0]); i++) {
		if (at[i] != 1 && at[i] != 3) {
			damage_second(at[i], false);
			expect_damage();
			unlink(path);
			look_for(".warc.gz");
			unlink(path);
		}
		if (at[i] > 0) {
			damage_second(at[i], true);
			expect_damage();
			unlink(path);
			look_for(".warc.gz");
			unlink(path);
		}
	}
}

static void
test_a_lying_length_stays_in_its_member(void **state)
{
	gzFile f;

	(void)state;
	snprintf(path, sizeof(path), "%s/a.warc.gz", root);
	f = gzopen(path, "w");
	gzputs(f, "WARC/1.0\r\nWARC-Type: response\r\n"
	    "Content-Length: 99999999999\r\n\r\nshort");
	gzclose(f);
	f = gzopen(path, "a");
	gzputs(f, OLD);
	gzclose(f);
	start_reading(1000);
	assert_true(warc_reader_next(reader, &entry));
	assert_int_equal(read_block(), WARC_CUT);
	assert_str(block, "short");
	expect("http://old/", "old");
	assert_int_equal(stop_reading(), 1);
}

static void
test_headers_without_length_are_damage(void **state)
{
	static const char *const bad[] = {
		"WARC/1.0\r\nWARC-Type: response\r\n\r\n",
		"WARC/1.0\r\nContent-Length: -4\r\n\r\n",
		"WARC/1.0\r\nContent-Length: 9999999999999999999999\r\n\r\n",
		"junk\r\n",
	};
	char all[2000];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		snprintf(all, sizeof(all), "%s%s", bad[i], OLD);
		put("a.warc", all, strlen(all));
		start_reading(1000);
		expect("http://old/", "old");
		assert_false(warc_reader_next(reader, &entry));
		assert_true(stop_reading() > 0);
	}
}

static void
test_warcs_are_told_by_their_start(void **state)
{
	size_t n;
	char *p;

	(void)state;
	assert_true(warc_is(STR("WARC/1.1\r\n")));
	assert_false(warc_is(STR("WARCRAFT")));
	assert_false(warc_is(STR("")));
	assert_false(warc_is(STR("\x1f\x8b\x08....")));
	leave_open(0);
	p = get(&n);
	assert_true(warc_is((struct str){ p, n }));
	free(p);
}

static void
test_digest(void **state)
{
	(void)state;
	warc_digest(STR("abc"), digest);
	assert_string_equal(digest, "sha256:ba7816bf8f01cfea414140de5dae2223"
	    "b00361a396177a9cb410ff61f20015ad");
}

static enum warc_http_problem
parse(const char *head, const void *body, size_t n)
{
	static char all[1 << 16];

	assert_true(strlen(head) + n < sizeof(all));
	memcpy(all, head, strlen(head));
	memcpy(all + strlen(head), body, n);
	return warc_http_read(&http, (struct str){ all, strlen(head) + n });
}

#define PARSE(head, lit) parse(head, lit, sizeof(lit) - 1)
#define CHUNKED "HTTP/1.1 200 OK\r\ntransfer-ENCODING:  chunked\r\n\r\n"

static void
test_http_heads(void **state)
{
	(void)state;
	assert_int_equal(PARSE("HTTP/1.1 404 Not Found\r\nA: 1\r\n b: 2\r\n"
	    "content-type: text/html\r\n\r\n", "body"), WARC_HTTP_OK);
	assert_int_equal(http.status, 404);
	assert_str(http.body, "body");
	assert_str(warc_field(http.headers, "Content-Type"), "text/html");
	assert_none(warc_field(http.headers, "Content"));
	assert_int_equal(PARSE("HTTP/1.0 200\n\n", "x"), WARC_HTTP_OK);
	assert_str(http.body, "x");
	assert_int_equal(PARSE("HTTP/1.1 200 OK\r\nA: 1\r\n", ""),
	    WARC_HTTP_NO_HEAD);
	assert_int_equal(PARSE("<html>\r\n\r\n", ""), WARC_HTTP_NO_HEAD);
	assert_int_equal(PARSE("", ""), WARC_HTTP_NO_HEAD);
}

static void
test_chunks_are_taken_out(void **state)
{
	(void)state;
	assert_int_equal(PARSE(CHUNKED, "5\r\nhello\r\n6;x=y\r\n world\r\n"
	    "0\r\n\r\n"), WARC_HTTP_OK);
	assert_str(http.body, "hello world");
	assert_int_equal(PARSE(CHUNKED, "0\r\n\r\n"), WARC_HTTP_OK);
	assert_str(http.body, "");
	assert_int_equal(PARSE(CHUNKED, "5\r\nhello\r\n6\r\n wo"),
	    WARC_HTTP_CUT);
	assert_str(http.body, "hello wo");
}

static void
test_a_body_without_chunks_that_says_it_has_them(void **state)
{
	(void)state;
	assert_int_equal(PARSE(CHUNKED, "<p>plain</p>"), WARC_HTTP_OK);
	assert_str(http.body, "<p>plain</p>");
	assert_int_equal(PARSE(CHUNKED, "2\nyears of reports\n"),
	    WARC_HTTP_OK);
	assert_str(http.body, "2\nyears of reports\n");
	assert_int_equal(PARSE(CHUNKED, "ffffffffffff\r\n"), WARC_HTTP_OK);
	assert_str(http.body, "ffffffffffff\r\n");
}

/* Compresses with zlib; window as deflateInit2() takes it. */
static size_t
pack(const void *p, size_t n, int window, char *to, size_t room)
{
	z_stream z = { 0 };

	assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, window, 8, 0), Z_OK);
	z.next_in = (z_const Bytef *)(uintptr_t)p;
	z.avail_in = (unsigned int)n;
	z.next_out = (unsigned char *)to;
	z.avail_out = (unsigned int)room;
	assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
	n = z.total_out;
	deflateEnd(&z);
	return n;
}

#define GZIPPED "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"
#define DEFLATED "HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n"

static void
test_content_is_decompressed(void **state)
{
	char z[1000];
	size_t n = pack("hello", 5, 31, z, sizeof(z));

	(void)state;
	assert_int_equal(parse(GZIPPED, z, n), WARC_HTTP_OK);
	assert_str(http.body, "hello");
	assert_int_equal(parse(GZIPPED, z, n - 9), WARC_HTTP_CUT);
	assert_int_equal(PARSE(GZIPPED, "plain"), WARC_HTTP_OK);
	assert_str(http.body, "plain");
	n = pack("hello", 5, 15, z, sizeof(z));
	assert_int_equal(parse(DEFLATED, z, n), WARC_HTTP_OK);
	assert_str(http.body, "hello");
	n = pack("hello", 5, -15, z, sizeof(z));
	assert_int_equal(parse(DEFLATED, z, n), WARC_HTTP_OK);
	assert_str(http.body, "hello");
	assert_int_equal(PARSE("HTTP/1.1 200 OK\r\n"
	    "Content-Encoding: compress\r\n\r\n", "\x1f\x9d\1\2"),
	    WARC_HTTP_ENCODING);
	assert_str(http.encoding, "compress");
	/* Servers mean the charset, or tools stored it decoded. */
	assert_int_equal(PARSE("HTTP/1.1 200 OK\r\n"
	    "Content-Encoding: UTF-8\r\n\r\n", "<p>plain</p>"), WARC_HTTP_OK);
	assert_str(http.body, "<p>plain</p>");
}

static void
test_what_the_head_does_not_say(void **state)
{
	static const char page[] = "HTTP/1.1 200 OK\r\n"
	    "Content-Type: text/html\r\n\r\n";
	char z[1000];
	size_t n = pack("hello", 5, 31, z, sizeof(z));

	(void)state;
	assert_int_equal(parse(page, z, n), WARC_HTTP_OK);
	assert_str(http.body, "hello");
	/* A file of its own. */
	assert_int_equal(parse("HTTP/1.1 200 OK\r\n"
	    "Content-Type: application/gzip\r\n\r\n", z, n), WARC_HTTP_OK);
	assert_int_equal(http.body.n, n);
	assert_int_equal(PARSE(page, "5\r\nhello\r\n0\r\n\r\n"),
	    WARC_HTTP_OK);
	assert_str(http.body, "hello");
	assert_int_equal(PARSE(page, "5\r\nhello"), WARC_HTTP_OK);
	assert_str(http.body, "5\r\nhello");
	assert_int_equal(PARSE(page, "ffffffff\r\nx\r\n0\r\n\r\n"),
	    WARC_HTTP_OK);
	assert_str(http.body, "ffffffff\r\nx\r\n0\r\n\r\n");
	assert_int_equal(PARSE("HTTP/1.1 100 Continue\r\n\r\n"
	    "HTTP/1.1 200 OK\r\n\r\n", "hello"), WARC_HTTP_OK);
	assert_int_equal(http.status, 200);
	assert_str(http.body, "hello");
}

#define ZSTANDARD "HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\n\r\n"
#define BROTLI "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n"

static size_t
pack_brotli(const char *p, size_t n, char *to, size_t room)
{
	assert_true(BrotliEncoderCompress(9, 22, BROTLI_MODE_GENERIC, n,
	    (const uint8_t *)p, &room, (uint8_t *)to));
	return room;
}

static void
test_zstd_content_is_decompressed(void **state)
{
	char z[1000];
	size_t n = ZSTD_compress(z, sizeof(z), "hello", 5, 19);

	(void)state;
	assert_int_equal(parse(ZSTANDARD, z, n), WARC_HTTP_OK);
	assert_str(http.body, "hello");
	n += ZSTD_compress(z + n, sizeof(z) - n, " you", 4, 1);
	assert_int_equal(parse(ZSTANDARD, z, n), WARC_HTTP_OK);
	assert_str(http.body, "hello you");
	assert_int_equal(parse(ZSTANDARD, z, n - 2), WARC_HTTP_CUT);
	assert_int_equal(PARSE(ZSTANDARD, "plain"), WARC_HTTP_OK);
	assert_str(http.body, "plain");
}

static void
test_brotli_content_is_decompressed(void **state)
{
	static const char text[] = "<p>hello hello hello</p>";
	char z[1000], odd[300];
	size_t n = pack_brotli(text, sizeof(text) - 1, z, sizeof(z)), i;

	(void)state;
	assert_int_equal(parse(BROTLI, z, n), WARC_HTTP_OK);
	assert_str(http.body, text);
	for (i = 0; i < sizeof(odd); i++)
		odd[i] = (char)(i * 7 + i / 64);
	n = pack_brotli(odd, sizeof(odd), z, sizeof(z));
	assert_int_equal(parse(BROTLI, z, n - 20), WARC_HTTP_CUT);
	/* Stored decoded, as many tools do. */
	assert_int_equal(PARSE(BROTLI, "<p>plain</p>"), WARC_HTTP_OK);
	assert_str(http.body, "<p>plain</p>");
}

static void
test_a_bomb_is_stopped(void **state)
{
	size_t room = 30 << 20;
	char *zeros = calloc(1, room), z[60000];
	size_t n = pack(zeros, room, 31, z, sizeof(z));

	(void)state;
	assert_int_equal(parse(GZIPPED, z, n), WARC_HTTP_BOMB);
	assert_true(http.plain.room < 4 << 20);
	n = ZSTD_compress(z, sizeof(z), zeros, room, 3);
	assert_int_equal(parse(ZSTANDARD, z, n), WARC_HTTP_BOMB);
	assert_true(http.plain.room < 4 << 20);
	n = pack_brotli(zeros, room, z, sizeof(z));
	assert_int_equal(parse(BROTLI, z, n), WARC_HTTP_BOMB);
	assert_true(http.plain.room < 4 << 20);
	free(zeros);
}

/* One that is under the limit, but grew as no page does. */
static void
test_a_bomb_is_told_by_its_ratio(void **state)
{
	size_t room = 30 << 20;
	char *zeros = calloc(1, room), z[60000];
	size_t n = pack(zeros, room, 31, z, sizeof(z));

	(void)state;
	assert_false(warc_is_bomb(15 << 20, 10));
	assert_true(warc_is_bomb(20 << 20, 50000));
	assert_false(warc_is_bomb(20 << 20, 1 << 20));
	warc_http_release(&http);
	warc_http_init(&http, 64 << 20);
	assert_int_equal(parse(GZIPPED, z, n), WARC_HTTP_BOMB);
	assert_true(http.plain.n < 17 << 20);
	free(zeros);
}

static void
test_a_reader_may_refuse_bombs(void **state)
{
	struct warc_writer *w = warc_writer_open(root, "t", STR_NONE, 0);
	size_t room = 30 << 20;
	char *zeros = calloc(1, room);
	struct warc_record r = { .type = WARC_RESOURCE,
		.uri = STR("http://a/"), .body = { zeros, room } };

	(void)state;
	assert_int_equal(warc_writer_write(w, &r, NULL), 0);
	put_response(w, "http://b/", "small", NULL);
	assert_int_equal(warc_writer_close(w), 0);
	assert_int_equal(look_for(".warc.gz"), 1);
	start_reading(64 << 20);
	warc_reader_refuse_bombs(reader);
	assert_true(warc_reader_next(reader, &entry));
	assert_true(warc_reader_next(reader, &entry));
	assert_int_equal(read_block(), WARC_TOO_BIG);
	assert_true(strlen(digest) > 0);
	expect("http://b/", "small");
	assert_int_equal(stop_reading(), 0);
	free(zeros);
}

/* ---- zstd ---- */

/* Appends `text` as a frame, with a dictionary or without. */
static void
add_frame(struct buf *b, const char *text, struct str dictionary)
{
	ZSTD_CCtx *z = ZSTD_createCCtx();
	size_t n = strlen(text), room = ZSTD_compressBound(n);

	n = ZSTD_compress_usingDict(z, buf_room(b, room), room, text, n,
	    dictionary.p, dictionary.n, 3);
	assert_false(ZSTD_isError(n));
	b->n += n;
	ZSTD_freeCCtx(z);
}

/* Appends a frame that decoders skip. */
static void
add_skippable(struct buf *b, unsigned char kind, struct str bytes)
{
	unsigned int i;

	buf_addc(b, (char)kind);
	buf_add(b, "\x2A\x4D\x18", 3);
	for (i = 0; i < 4; i++)
		buf_addc(b, (char)(bytes.n >> 8 * i));
	buf_addstr(b, bytes);
}

static void
put_zstd(struct buf *b)
{
	assert_true(buf_ok(b));
	put("a.warc.zst", b->p, b->n);
	assert_true(warc_is(str_sub(buf_str(b), 0, 8192)));
	buf_release(b);
}

static void
expect_three(void)
{
	int i;

	start_reading(1000);
	for (i = 0; i < 3; i++)
		expect("http://old/", "old");
	assert_false(warc_reader_next(reader, &entry));
	assert_int_equal(stop_reading(), 0);
}

static void
test_zstd_by_record_and_of_a_whole_file(void **state)
{
	struct buf b;
	int i;

	(void)state;
	buf_init(&b, 1 << 20);
	for (i = 0; i < 3; i++)
		add_frame(&b, OLD, STR_NONE);
	add_skippable(&b, 0x50, STR("an index"));
	put_zstd(&b);
	expect_three();
	add_frame(&b, OLD OLD OLD, STR_NONE);
	put_zstd(&b);
	expect_three();
}

/* Records that need the dictionary in front of them, packed or not. */
static void
test_zstd_dictionary_in_front(void **state)
{
	char dictionary[2000], packed[2000];
	struct str d = { dictionary, 0 }, frame;
	struct buf b;
	int i, k;

	(void)state;
	/* Raw content will do for one that zstd did not train. */
	while (d.n + strlen(OLD) < sizeof(dictionary)) {
		memcpy(dictionary + d.n, OLD, strlen(OLD));
		d.n += strlen(OLD);
	}
	frame = (struct str){ packed, ZSTD_compress(packed, sizeof(packed),
	    d.p, d.n, 3) };
	for (k = 0; k < 2; k++) {
		buf_init(&b, 1 << 20);
		add_skippable(&b, 0x5D, k == 0 ? d : frame);
		for (i = 0; i < 3; i++)
			add_frame(&b, OLD, d);
		put_zstd(&b);
		expect_three();
	}
	/* Without it there is nothing to be had, and that is damage. */
	buf_init(&b, 1 << 20);
	add_skippable(&b, 0x5D, STR("something else"));
	add_frame(&b, OLD, d);
	put_zstd(&b);
	start_reading(1000);
	while (warc_reader_next(reader, &entry))
		assert_int_equal(read_block(), WARC_CUT);
	assert_true(stop_reading() > 0);
}

static void
test_zstd_damage_costs_one_record(void **state)
{
	static const char b_record[] = "WARC/1.0\r\nWARC-Type: resource\r\n"
	    "WARC-Target-URI: http://b/\r\nContent-Length: 3\r\n\r\nbad"
	    "\r\n\r\n";
	struct buf b;
	size_t second;

	(void)state;
	buf_init(&b, 1 << 20);
	add_frame(&b, OLD, STR_NONE);
	second = b.n;
	add_frame(&b, b_record, STR_NONE);
	b.p[second + 20] ^= 0x55;
	b.p[second + 6] ^= 0x55;
	add_frame(&b, OLD, STR_NONE);
	put_zstd(&b);
	start_reading(1000);
	expect("http://old/", "old");
	while (warc_reader_next(reader, &entry) &&
	    !str_eq(entry.uri, STR("http://old/")))
		read_block();
	assert_str(entry.uri, "http://old/");
	assert_int_equal(read_block(), WARC_WHOLE);
	assert_true(stop_reading() > 0);
}

int
main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, fresh, done)
	const struct CMUnitTest tests[] = {
		T(test_what_is_written_is_read),
		T(test_giant_is_written_whole),
		T(test_a_record_may_be_packed_ahead),
		T(test_blocks_may_be_passed_over),
		T(test_too_big_is_hashed_but_not_kept),
		T(test_files_are_finished_when_full),
		T(test_no_two_records_have_one_id),
		T(test_a_folder_that_is_not_there_is_an_error),
		T(test_a_torn_member_is_cut_off),
		T(test_recovery_keeps_what_is_whole_up_to_a_point),
		T(test_recovery_leaves_running_writers_alone),
		T(test_recovery_removes_what_holds_nothing),
		T(test_plain_files_of_old_tools),
		T(test_gzip_of_a_whole_file),
		T(test_a_pipe_whose_start_was_taken),
		T(test_damage_costs_one_record),
		T(test_a_lying_length_stays_in_its_member),
		T(test_headers_without_length_are_damage),
		T(test_warcs_are_told_by_their_start),
		T(test_digest),
		T(test_http_heads),
		T(test_chunks_are_taken_out),
		T(test_a_body_without_chunks_that_says_it_has_them),
		T(test_content_is_decompressed),
		T(test_what_the_head_does_not_say),
		T(test_zstd_content_is_decompressed),
		T(test_brotli_content_is_decompressed),
		T(test_a_bomb_is_stopped),
		T(test_a_bomb_is_told_by_its_ratio),
		T(test_a_reader_may_refuse_bombs),
		T(test_zstd_by_record_and_of_a_whole_file),
		T(test_zstd_dictionary_in_front),
		T(test_zstd_damage_costs_one_record),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
