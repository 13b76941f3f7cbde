/* SPDX-License-Identifier: MIT */
#include "unit_doc.h"

#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>

#include "decode.h"

/* 政府信息公开年度报告 in three encodings. */
static const char gbk[] = "\xd5\xfe\xb8\xae\xd0\xc5\xcf\xa2\xb9\xab\xbf\xaa"
			  "\xc4\xea\xb6\xc8\xb1\xa8\xb8\xe6";
static const char utf8[] = "政府信息公开年度报告";
/* 政府資訊公開年度報告 */
static const char big5[] = "\xac\x46\xa9\xb2\xb8\xea\xb0\x54\xa4\xbd\xb6\x7d"
			   "\xa6\x7e\xab\xd7\xb3\xf8\xa7\x69";

static struct str
decode(const char *s, size_t n)
{
	return decode_utf8(&doc, (struct str){ s, n });
}

#define DECODE(lit) decode(lit, sizeof(lit) - 1)

static bool
warned(const char *code)
{
	size_t i;

	for (i = 0; i < doc.warnings.n; i++)
		if (strcmp(doc.warnings.v[i].code, code) == 0)
			return true;
	return false;
}

static void
test_bom_wins_and_goes(void **state)
{
	(void)state;
	assert_str(DECODE("\xef\xbb\xbf<meta charset=gbk>\xe5\xb9\xb4"),
	    "<meta charset=gbk>年");
	assert_string_equal(doc.charset, "utf-8");
	assert_string_equal(doc.charset_from, "bom");
}

static void
test_valid_utf8_beats_declaration(void **state)
{
	(void)state;
	doc.declared_type = STR("text/html; charset=gb2312");
	assert_str(DECODE("<meta charset='gb2312'>年报"),
	    "<meta charset='gb2312'>年报");
	assert_string_equal(doc.charset_from, "valid");
}

static void
test_ascii_is_said(void **state)
{
	(void)state;
	assert_str(DECODE("<p>2023</p>"), "<p>2023</p>");
	assert_string_equal(doc.charset, "us-ascii");
	assert_string_equal(doc.charset_from, "ascii");
}

/* A gb2312 page with a character that GB 2312 lacks keeps its rest. */
static void
test_gb2312_means_gb18030(void **state)
{
	(void)state;
	assert_str(DECODE("<meta http-equiv=Content-Type content='text/html; "
			  "charset=gb2312'>\xd6\xec\xe9\x46\xbb\xf9</p>"),
	    "<meta http-equiv=Content-Type content='text/html; "
	    "charset=gb2312'>朱镕基</p>");
	assert_string_equal(doc.charset, "gb18030");
	assert_string_equal(doc.charset_from, "meta");
	assert_int_equal(doc.warnings.n, 0);
}

/* All double bytes of one lead byte, behind text enough to be told by. */
static void
test_double_bytes_are_those_of_iconv(void **state)
{
	enum { COMMON = 100 };
	char in[COMMON * (sizeof(gbk) - 1) + 380], out[sizeof(in) * 3];
	size_t n, left, room, differ = 0;
	char *from, *to;
	struct str got;
	iconv_t cd;
	int i, k;

	(void)state;
	doc.declared_type = STR("text/html; charset=gb18030");
	for (n = 0; n < COMMON * (sizeof(gbk) - 1); n += sizeof(gbk) - 1)
		memcpy(in + n, gbk, sizeof(gbk) - 1);
	for (i = 0x81; i < 0xff; i++) {
		for (left = n, k = 0x40; k < 0xff; k++)
			if (k != 0x7f) {
				in[left++] = (char)i;
				in[left++] = (char)k;
			}
		got = decode(in, left);
		cd = iconv_open("UTF-8", "GB18030");
		from = in;
		to = out;
		room = sizeof(out);
		assert_int_equal(iconv(cd, &from, &left, &to, &room), 0);
		iconv_close(cd);
		/* A3A0 is the wide space to all but glibc. */
		if (!str_eq(got, (struct str){ out, sizeof(out) - room })) {
			assert_int_equal(i, 0xa3);
			assert_true(str_has(got, STR("\xe3\x80\x80")));
			differ++;
		}
		assert_string_equal(doc.charset, "gb18030");
	}
	assert_int_equal(differ, 1);
}

static void
test_server_label_is_used(void **state)
{
	(void)state;
	doc.declared_type = STR("text/html;charset=\"GBK\"");
	assert_str(DECODE("\xc4\xea"), "年");
	assert_string_equal(doc.charset_from, "http");
}

static void
test_undeclared_bytes_are_scored(void **state)
{
	(void)state;
	assert_str(decode(gbk, sizeof(gbk) - 1), utf8);
	assert_string_equal(doc.charset, "gb18030");
	assert_string_equal(doc.charset_from, "score");
}

/* Big5 bytes are valid GB18030, and mean nothing in it. */
static void
test_big5_under_a_gb_label_is_big5(void **state)
{
	(void)state;
	doc.declared_type = STR("text/html; charset=gb2312");
	assert_str(decode(big5, sizeof(big5) - 1), "政府資訊公開年度報告");
	assert_string_equal(doc.charset, "big5-hkscs");
	assert_string_equal(doc.charset_from, "score");
}

/* 6個領域基層政務公開,由法定環節簡化爲4個: GBK's own rows, and 82 80. */
static void
test_traditional_in_gbk_is_scored(void **state)
{
	(void)state;
	assert_str(DECODE(
	    "6\x82\x80\xeeI\xd3\xf2\xbb\xf9\x8c\xd3\xd5\xfe\x84\xd5\xb9"
	    "\xab\xe9_,\xd3\xc9\xb7\xa8\xb6\xa8\xadh\xb9\x9d\xba\x86\xbb"
	    "\xaf\xa0\x91" "4\x82\x80"),
	    "6個領域基層政務公開,由法定環節簡化爲4個");
	assert_string_equal(doc.charset, "gb18030");
}

static void
test_wide_space_is_patched(void **state)
{
	(void)state;
	doc.declared_type = STR("text/html; charset=gbk");
	assert_str(DECODE("\xa3\xa0\xc4\xea"), "　年");
}

/* Markup behind a broken lead byte stays markup. */
static void
test_bad_lead_byte_leaves_ascii(void **state)
{
	char page[4000];
	size_t n = 0;

	(void)state;
	while (n + sizeof(gbk) + 4 < sizeof(page)) {
		memcpy(page + n, gbk, sizeof(gbk) - 1);
		n += sizeof(gbk) - 1;
	}
	memcpy(page + n, "\xff</p>", 5);
	doc.declared_type = STR("text/html; charset=gbk");
	assert_true(str_ends(decode(page, n + 5), STR("告\xef\xbf\xbd</p>")));
	assert_true(warned("bad_bytes"));
}

static void
test_one_bad_byte_stays_utf8(void **state)
{
	(void)state;
	assert_str(DECODE("政府信息公开年度报告政府信息公开年度报告\xff。"),
	    "政府信息公开年度报告政府信息公开年度报告\xef\xbf\xbd。");
	assert_string_equal(doc.charset, "utf-8");
	assert_true(warned("bad_bytes"));
}

static void
test_cut_character_is_dropped_and_said(void **state)
{
	(void)state;
	assert_str(DECODE("年度报\xe5\x91"), "年度报");
	assert_string_equal(doc.charset, "utf-8");
	assert_true(warned("cut_character"));
	assert_false(warned("bad_bytes"));
}

/* tests/fuzz/crashes/decode-bad-before-cut */
static void
test_bad_byte_before_a_cut_character(void **state)
{
	(void)state;
	assert_str(DECODE("政府信息公开年度报告政府信息公开年度报告\xca\xe5"),
	    "政府信息公开年度报告政府信息公开年度报告\xef\xbf\xbd");
	assert_true(warned("bad_bytes"));
	assert_true(warned("cut_character"));
}

static void
test_surrogates_and_overlong_are_bad(void **state)
{
	struct str s;

	(void)state;
	s = DECODE("政府信息公开年度报告政府信息公开年度报告政府信息公开"
		   "年度报告政府信息公开年度报告政府信息公开年度报告政府"
		   "信息公开年度报告"
		   "\xed\xa0\x80");
	assert_true(str_ends(s,
	    STR("告\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd")));
	assert_true(warned("bad_bytes"));
}

/* A text in another encoding, by iconv; in a buffer of this function. */
static struct str
as(const char *charset, const char *from, struct str text)
{
	static char buf[1 << 14];
	union { const char *is; char *as; } in = { text.p };
	char *to = buf;
	size_t left = text.n, room = sizeof(buf);
	iconv_t cd = iconv_open(charset, from);

	assert_true(cd != (iconv_t)-1);
	assert_int_equal(iconv(cd, &in.as, &left, &to, &room), 0);
	iconv_close(cd);
	return (struct str){ buf, (size_t)(to - buf) };
}

/* Its low byte of 一 is zero, as the high one of ASCII. */
static void
test_utf16_without_a_mark(void **state)
{
	static const char *const charsets[] = { "utf-16le", "utf-16be" };
	static const char page[] = "<html><body><p>一、总体情况</p><p>二、一是主动公开"
	    "</p></body></html>";
	static const char text[] = "一、总体情况\n一是主动公开政府信息，一是依申请公开政府信息。\n";
	struct str bytes;
	size_t i;

	(void)state;
	for (i = 0; i < 2; i++) {
		bytes = as(charsets[i], "utf-8", STR(page));
		assert_str(decode(bytes.p, bytes.n), page);
		assert_string_equal(doc.charset, charsets[i]);
		assert_string_equal(doc.charset_from, "score");
		bytes = as(charsets[i], "utf-8", STR(text));
		assert_str(decode(bytes.p, bytes.n), text);
	}
	assert_null(decode_utf16(STR("\0\1\2\0\0\3\4\0\0\5\6\0\0\7")));
	assert_null(decode_utf16((struct str){ gbk, sizeof(gbk) }));
}

static void
test_what_was_encoded_twice(void **state)
{
	char page[2000];
	struct str once, twice;

	(void)state;
	snprintf(page, sizeof(page), "<p>%s，%s。%s，%s，%s，%s，%s，</p>", utf8,
	    utf8, utf8, utf8, utf8, utf8, utf8);
	twice = as("utf-8", "latin1", str_of(page));
	assert_str(decode(twice.p, twice.n), page);
	assert_true(warned("double_encoded"));
	assert_string_equal(doc.charset, "utf-8");
	/* GBK taken for Latin-1. */
	doc.warnings.n = 0;
	once = as("gbk", "utf-8", str_of(page));
	once = arena_str(doc.arena, once);
	twice = as("utf-8", "latin1", once);
	assert_str(decode(twice.p, twice.n), page);
	assert_true(warned("double_encoded"));
	assert_string_equal(doc.charset, "gb18030");
	/* What is UTF-8 taken for GBK is told and left. */
	doc.warnings.n = 0;
	assert_true(DECODE("鍏紑锛屾斂搴滐紝锛岋紝锛屼俊鎭紝锛岋紝锛岋紝銆鍏紑锛屾斂").n > 0);
	assert_true(warned("double_encoded"));
	/* French is not. */
	doc.warnings.n = 0;
	assert_true(DECODE("é è à é è à é è à é è à é è à é è à é è à é è à é è à é è à"
	    " é è à é è à é è à é è à é è à é è à é è à é è à é è à é è à é è").n > 0);
	assert_false(warned("double_encoded"));
	assert_string_equal(doc.charset_from, "valid");
}

static void
test_utf16_is_read(void **state)
{
	(void)state;
	assert_str(DECODE("\xff\xfe\x74\x5e\x32\x00"), "年2");
	assert_string_equal(doc.charset, "utf-16le");
	assert_string_equal(doc.charset_from, "bom");
	assert_str(DECODE("\x00<\x00p\x00>\x5e\x74"), "<p>年");
	assert_string_equal(doc.charset, "utf-16be");
	assert_string_equal(doc.charset_from, "score");
}

static void
test_line_ends_become_lf(void **state)
{
	(void)state;
	assert_str(DECODE("年\r\n报\r告\n"), "年\n报\n告\n");
}

static void
test_noise_is_refused(void **state)
{
	static const char noise[] = "\xff\xfd\xc0\x81\xf9\x80\xa0\xff\xfc\x90"
				    "\x80\xff\xf8\xf7\xff\x81\x39\xff\xff";

	(void)state;
	assert_none(DECODE(noise));
	assert_int_equal(doc.state, STATE_REJECTED);
	assert_string_equal(doc.reason, "bad_encoding");
}

static struct str
load(const char *name)
{
	const char *root = getenv("NIANBAO_CORPUS");
	struct str s = arena_printf(doc.arena, "%s/corpus/%s",
	    root != NULL ? root : "../shared", name);
	FILE *f = fopen(s.p, "r");
	char *p;
	size_t n;

	if (f == NULL)
		skip();
	p = arena_alloc(doc.arena, 1 << 20);
	n = fread(p, 1, 1 << 20, f);
	fclose(f);
	return (struct str){ p, n };
}

static void
test_real_pages(void **state)
{
	static const struct {
		const char *name, *charset;
	} pages[] = {
		{ "enc-Big5-chromium_Big5.html", "big5-hkscs" },
		{ "enc-Big5-coolloud.org.tw.xml", "big5-hkscs" },
		{ "enc-Big5-sinica.edu.tw.xml", "big5-hkscs" },
		{ "enc-GB2312-acnnewswire.net.xml", "gb18030" },
		{ "enc-GB2312-chromium_gb18030.html.xml", "gb18030" },
		{ "enc-GB2312-mozilla_bug171813_text.html", "gb18030" },
		{ "news-people-gb2312.html", "gb18030" },
		{ "page-gb2312-b.html", "gb18030" },
		{ "portal-chinaneast-gb2312.html", "gb18030" },
		{ "portal-shanghai-leaders.html", "utf-8" },
		{ "table-excel-mso.html", "utf-8" },
		{ "shanghai-2019.html", "utf-8" },
	};
	size_t i;
	struct str s;

	(void)state;
	for (i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		s = decode_utf8(&doc, load(pages[i].name));
		assert_non_null(s.p);
		assert_int_equal(str_valid_utf8(s), s.n);
		assert_string_equal(doc.charset, pages[i].charset);
		arena_reset(doc.arena);
		doc = (struct doc){ .arena = doc.arena };
	}
}

int
main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, fresh, done)
	const struct CMUnitTest tests[] = {
		T(test_bom_wins_and_goes),
		T(test_valid_utf8_beats_declaration),
		T(test_ascii_is_said),
		T(test_gb2312_means_gb18030),
		T(test_double_bytes_are_those_of_iconv),
		T(test_server_label_is_used),
		T(test_undeclared_bytes_are_scored),
		T(test_traditional_in_gbk_is_scored),
		T(test_big5_under_a_gb_label_is_big5),
		T(test_wide_space_is_patched),
		T(test_bad_lead_byte_leaves_ascii),
		T(test_one_bad_byte_stays_utf8),
		T(test_cut_character_is_dropped_and_said),
		T(test_bad_byte_before_a_cut_character),
		T(test_surrogates_and_overlong_are_bad),
		T(test_utf16_is_read),
		T(test_utf16_without_a_mark),
		T(test_what_was_encoded_twice),
		T(test_line_ends_become_lf),
		T(test_noise_is_refused),
		T(test_real_pages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
