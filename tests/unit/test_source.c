/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "source.h"
#include "zipped.h"

static struct doc doc;
static struct str bytes;
static char root[] = "/tmp/test_source.XXXXXX";

static void
put(const char *name, const void *p, size_t n)
{
	char path[256];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", root, name);
	f = fopen(path, "w");
	assert_non_null(f);
	assert_int_equal(fwrite(p, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
}

static int
fresh(void **state)
{
	char path[256];

	(void)state;
	doc = (struct doc){ .arena = arena_new(1 << 20) };
	memset(root + sizeof(root) - 7, 'X', 6);
	assert_non_null(mkdtemp(root));
	snprintf(path, sizeof(path), "%s/b", root);
	return mkdir(path, 0700);
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

static bool
next(struct source *src)
{
	doc = (struct doc){ .arena = doc.arena };
	return source_next(src, &doc, &bytes);
}

static struct source *
open_root(size_t max)
{
	static char *paths[1];

	paths[0] = root;
	return source_open(paths, 1, max);
}

/* The next document is root/name. */
static void
expect(struct source *src, const char *name)
{
	struct str want;

	assert_true(next(src));
	want = arena_printf(doc.arena, "%s/%s", root, name);
	assert_str(doc.source, want.p);
}

static void
test_folders_in_order_without_hidden(void **state)
{
	struct source *src;
	char *paths[] = { root };

	(void)state;
	put("c.txt", "c", 1);
	put("a.txt", "abc", 3);
	put(".hidden", "x", 1);
	put("b/z", "z", 1);
	put("b/A", "A", 1);
	assert_int_equal(source_count(paths, 1), 4);
	src = open_root(0);
	expect(src, "a.txt");
	assert_str(bytes, "abc");
	assert_int_equal(doc.bytes, 3);
	assert_str(doc.digest, "sha256:ba7816bf8f01cfea414140de5dae2223"
			       "b00361a396177a9cb410ff61f20015ad");
	assert_int_equal(doc.warc_offset, -1);
	assert_string_equal(doc.mime, "text/plain");
	expect(src, "b/A");
	expect(src, "b/z");
	expect(src, "c.txt");
	assert_false(next(src));
	source_close(src);
}

static void
test_links_to_folders_do_not_loop(void **state)
{
	char path[256];
	struct source *src;

	(void)state;
	put("b/file", "x", 1);
	snprintf(path, sizeof(path), "%s/b/up", root);
	assert_int_equal(symlink("..", path), 0);
	src = open_root(0);
	expect(src, "b/file");
	assert_false(next(src));
	source_close(src);
}

static void
test_missing_file_is_a_document(void **state)
{
	char *paths[] = { root, root };
	char name[64];
	struct source *src;

	(void)state;
	snprintf(name, sizeof(name), "%s/none", root);
	paths[0] = name;
	put("a", "x", 1);
	src = source_open(paths, 2, 0);
	assert_true(next(src));
	assert_string_equal(doc.reason, "unreadable");
	assert_str(doc.reason_detail, "No such file or directory");
	assert_none(doc.digest);
	expect(src, "a");
	assert_int_equal(doc.state, STATE_OK);
	source_close(src);
}

static void
test_too_big_is_hashed_but_not_kept(void **state)
{
	static char big[200001];
	struct source *src;

	(void)state;
	memset(big, 'a', sizeof(big));
	put("a", big, 200001);
	put("c", big, 200000);
	src = open_root(200000);
	expect(src, "a");
	assert_string_equal(doc.reason, "too_big");
	assert_int_equal(doc.bytes, 200001);
	assert_none(bytes);
	assert_str(doc.digest, "sha256:299c0ddb1d4e35143ab7ea9f57c435d0"
			       "9dc425da1ad5d941c7028a234f4af719");
	expect(src, "c");
	assert_int_equal(doc.state, STATE_OK);
	assert_int_equal(bytes.n, 200000);
	source_close(src);
}

static void
sniff(const void *p, size_t n)
{
	doc = (struct doc){ .arena = doc.arena };
	source_sniff(&doc, (struct str){ p, n });
}

#define SNIFF(lit) sniff(lit, sizeof(lit) - 1)

static void
test_types_by_magic(void **state)
{
	static const struct {
		struct str bytes;
		enum state state;
		const char *reason;
	} cases[] = {
		{ { "\x89PNG\r\n\x1a\n..", 10 }, STATE_NEEDS_OCR, "image" },
		{ { "\xff\xd8\xff\xe0..", 6 }, STATE_NEEDS_OCR, "image" },
		{ { "RIFF....WEBPVP8 ", 16 }, STATE_NEEDS_OCR, "image" },
		{ { "BM....\0\0\0\0....", 14 }, STATE_NEEDS_OCR, "image" },
		{ { "PK\x03\x04....4....5....6....7....8.OFD.xml", 37 }, STATE_UNSUPPORTED, "ofd" },
		{ { "PK\x03\x04....4....5....6....7....8.a.txt", 35 }, STATE_UNSUPPORTED, "archive" },
		{ { "\x1f\x8b\x08....", 7 }, STATE_UNSUPPORTED, "archive" },
		{ { "filedesc://a.arc 0.0.0.0 2010", 30 }, STATE_UNSUPPORTED, "archive" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		sniff(cases[i].bytes.p, cases[i].bytes.n);
		assert_int_equal(doc.state, cases[i].state);
		assert_string_equal(doc.reason, cases[i].reason);
		assert_string_equal(doc.mime_from, "magic");
	}
}

static void
test_formats_by_magic(void **state)
{
	static const struct {
		struct str bytes;
		const char *mime;
	} cases[] = {
		{ { "%PDF-1.7 x", 10 }, "application/pdf" },
		{ { "PK\x03\x04....4....5....6....7....8.word/document.xml", 47 }, SOURCE_DOCX },
		{ { "PK\x03\x04....4....5....6....7....8.xl/workbook.xml", 45 }, SOURCE_XLSX },
		{ { "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8 },
		    "application/x-ole-storage" },
		{ { "{\\rtf1}", 7 }, "application/rtf" },
		{ { "PK\x03\x04....4....5....6....7....8.xl/workbook.bin", 45 }, SOURCE_XLSB },
		{ { "<!-- x -->\n%PDF-1.7\n1 0 obj\0", 28 }, "application/pdf" },
		{ { "\n%PDF-1.7\n1 0 obj\n%%EOF\n", 24 },
		    "application/pdf" },
		{ { "\xef\xbb\xbf%PDF-1.7\n1 0 obj\0", 20 },
		    "application/pdf" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		sniff(cases[i].bytes.p, cases[i].bytes.n);
		assert_int_equal(doc.state, STATE_OK);
		assert_string_equal(doc.mime, cases[i].mime);
		assert_string_equal(doc.mime_from, "magic");
	}
}

/* A folder may have any name, and a file in an archive be of any kind. */
static void
test_archives_are_told_from_packages(void **state)
{
	static const char odt[] = "mimetypeapplication/vnd.oasis.opendocument";
	static const struct {
		const char *first, *text, *second, *mime;
	} cases[] = {
		{ "word/a.docx", "x", "xl/b.xlsx", "application/zip" },
		{ "word/document.xml", "x", "[Content_Types].xml",
		    SOURCE_DOCX },
		{ "_rels/.rels", "x", "xl/workbook.xml", SOURCE_XLSX },
		{ "meta.xml", odt, "content.xml", SOURCE_ODF },
		{ "a.odt", odt, "b.odt", "application/zip" },
	};
	struct str z;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		z = zip_up(cases[i].first, cases[i].text, cases[i].second, "y",
		    NULL);
		sniff(z.p, z.n);
		assert_string_equal(doc.mime, cases[i].mime);
		free((void *)(uintptr_t)z.p);
	}
}

static void
test_office_in_one_xml_file(void **state)
{
	static const struct {
		const char *text, *mime;
	} cases[] = {
		{ "<?xml version='1.0'?>\n<?mso-application progid='Excel.Sheet'?>"
		    "\n<Workbook xmlns='urn:x'>", SOURCE_SHEET_XML },
		{ "\xef\xbb\xbf<?xml version='1.0'?><w:wordDocument a='b'>",
		    SOURCE_WORD_XML },
		{ "<pkg:package xmlns:pkg='x'>", SOURCE_WORD_XML },
		{ "<?xml version='1.0'?>\n\n<office:document a='b'>", SOURCE_ODF },
		{ "MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<p>",
		    SOURCE_MHTML },
		{ "<Workbooks>", "text/plain" },
		{ "see\n%PDF-1.7, 1 0 obj", "text/plain" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		sniff(cases[i].text, strlen(cases[i].text));
		assert_int_equal(doc.state, STATE_OK);
		assert_string_equal(doc.mime, cases[i].mime);
		assert_string_equal(doc.mime_from, "content");
	}
}

static void
test_html_by_content(void **state)
{
	static const char *const html[] = {
		"<!DOCTYPE html><title>x</title>",
		"\xef\xbb\xbf \n<!-- saved from -->\n<HTML lang=zh>",
		"<?xml version='1.0'?><html xmlns='x'>",
		"<%@ page language=\"java\" %>\n<div class=a>",
		"<table><tr><td>1</td></tr></table>",
		"<text id=1><div><p>年报</p><p>二</p><p>三</p></div></text>",
		"<body><pre>\n|a|b|\n|-|-|\n|1|2|\n</pre>",
		"<div>\n|<b>a</b>|b|\n|<b>c</b>|d|\n|<b>e</b>|f|\n</div>",
	};
	static const char *const text[] = {
		"政府信息公开年报", "a < b", "<notice> of 2023",
		"为此，用 <table> 标记。", "# 一、总体情况\n",
		"<div class=a>\n\n{|\n| 规章\n| 0\n|}\n\n</div>\n",
		"<div>\n\n|a|b|\n|-|-|\n|1|2|\n\n</div>\n",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(html) / sizeof(html[0]); i++) {
		sniff(html[i], strlen(html[i]));
		assert_string_equal(doc.mime, "text/html");
	}
	for (i = 0; i < sizeof(text) / sizeof(text[0]); i++) {
		sniff(text[i], strlen(text[i]));
		assert_string_equal(doc.mime, "text/plain");
	}
	SNIFF("\xff\xfe<\0h\0t\0m\0l\0>\0");
	assert_string_equal(doc.mime, "text/html");
	assert_int_equal(doc.state, STATE_OK);
}

static void
test_what_is_no_text_is_refused(void **state)
{
	(void)state;
	SNIFF("");
	assert_string_equal(doc.reason, "empty");
	SNIFF("\xef\xbb\xbf \r\n\t");
	assert_string_equal(doc.reason, "empty");
	SNIFF("text with\0a zero in it, and long enough to be no noise");
	assert_string_equal(doc.reason, "nul_bytes");
	SNIFF("\x01\x02\x03 noise \x04\x05\0\0\0\0");
	assert_string_equal(doc.reason, "binary");
}

int
main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, fresh, done)
	const struct CMUnitTest tests[] = {
		T(test_folders_in_order_without_hidden),
		T(test_links_to_folders_do_not_loop),
		T(test_missing_file_is_a_document),
		T(test_too_big_is_hashed_but_not_kept),
		T(test_types_by_magic),
		T(test_formats_by_magic),
		T(test_archives_are_told_from_packages),
		T(test_office_in_one_xml_file),
		T(test_html_by_content),
		T(test_what_is_no_text_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
