/* SPDX-License-Identifier: MIT */
/*
 * Records as the extractor writes them are read by another way than all other
 * JSON: both must say the same, and give versions the names that they have.
 */
#include <stdio.h>

#include "unit.h"

#include "line.h"

#define NO_FIELDS(a, b, c, d, e) "\"" a "\":null,\"" b "\":null,\"" c \
	"\":null,\"" d "\":null,\"" e "\":null"
#define START "{\"format\":1,\"extractor_version\":3,\"source\":\"a.html\"," \
	"\"fetched_at\":\"2024-01-01T00:00:00Z\",\"http_status\":null," \
	"\"warc\":null,\"digest\":\"sha256:00000000000000000000000000000000" \
	"00000000000000000000000000000007\",\"bytes\":10,\"mime\":null," \
	"\"mime_from\":null,\"charset\":null,\"charset_from\":null," \
	"\"state\":\"ok\",\"reason\":null,\"reason_detail\":null," \
	"\"script\":\"hans\",\"is_official\":true,\"is_mirror\":false," \
	"\"fields\":{\"kind\":{\"value\":\"ogi_annual\",\"from\":\"title\"," \
	"\"guess\":false,\"raw\":null}," \
	NO_FIELDS("template", "format_cited", "title", "title_found", \
	"agency") "," \
	NO_FIELDS("agency_kind", "region_code", "region_name", "province", \
	"level") "," \
	NO_FIELDS("scope", "report_year", "period_from", "period_to", \
	"published_on") "," \
	"\"written_on\":null,\"index_no\":null,\"doc_no\":null," \
	"\"publisher\":null},\"text\":\"年\\n\",\"text_hans\":\"年\\n\"," \
	"\"sections\":[],\"tables\":[],\"cells\":["
#define END "],\"derived\":[{\"tbl\":3,\"ind\":\"req_new\",\"col\":\"total\"," \
	"\"value\":\"-1.50\",\"formula\":\"a + b\"}],\"figures\":[]," \
	"\"checks\":[],\"warnings\":[],\"attachments\":[]," \
	"\"fingerprint\":\"00ff00ff00ff00ff\"}"
#define CELL "{\"tbl\":3,\"ind\":\"req_new\",\"col\":\"natural\"," \
	"\"value\":\"12\",\"unit\":\"件\",\"state\":\"num\",\"raw\":\"12\"," \
	"\"at\":[1,0,12]}"
#define BLANK "{\"tbl\":14,\"ind\":\"a_row_of_many_letters\",\"col\":\"v\"," \
	"\"value\":null,\"unit\":null,\"state\":\"blank\",\"raw\":\"\"," \
	"\"at\":null}"

struct told {
	struct arena *arena;
	struct line line;
	struct refusal why;
};

/* Reads a record with these cells; what was refused has a code. */
static struct told
told(const char *cells)
{
	struct told t = { .arena = arena_new(1 << 22) };
	struct str s = arena_printf(t.arena, "%s%s%s", START, cells, END);

	if (line_read(t.arena, s, &t.line, &t.why) == 0)
		t.why.code = NULL;
	return t;
}

static void
check_digest(const char *cells, const char *wanted)
{
	struct told t = told(cells);
	char hex[65];

	assert_null(t.why.code);
	for (int i = 0; i < 32; i++)
		snprintf(hex + 2 * i, 3, "%02x",
		    t.line.record.content_digest[i]);
	assert_string_equal(hex, wanted);
	arena_free(t.arena);
}

/* What is stored must be known again: these never change. */
static void
test_a_version_keeps_its_name(void **state)
{
	(void)state;
	check_digest("", "be7e65998fdda80a17a952ec58ff69af"
	    "0d90d5c3683b520e644de7801243713c");
	check_digest(CELL "," BLANK, "cab5df78479a4280dab16c1fd00220fe"
	    "70d405efdb947778d7091debd0a4c6ef");
}

/* `cells` with each `what` written as `with`. */
static const char *
rewritten(struct arena *a, const char *cells, const char *what,
    const char *with)
{
	const char *end = strstr(cells, what);

	if (end == NULL)
		return cells;
	return arena_printf(a, "%.*s%s%s", (int)(end - cells), cells, with,
	    rewritten(a, end + strlen(what), what, with)).p;
}

static void
test_how_it_is_written_makes_no_difference(void **state)
{
	static const char *const ways[][2] = { { ",", ", " }, { ":", " :" },
		{ ":", ":\t" }, { "{", "{ " }, { "}", " }" }, { "[", " [" },
		{ "]", " ]" }, { "req", "\\u0072eq" }, { "件", "\\u4ef6" },
		{ "\"tbl\"", "\"t\\u0062l\"" }, { "num", "n\\u0075m" } };
	struct told t = told(CELL "," BLANK);
	struct arena *a = arena_new(1 << 20);

	(void)state;
	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		struct told u = told(rewritten(a, CELL "," BLANK, ways[i][0],
		    ways[i][1]));
		struct cell_in *c = u.line.record.cells.v;

		assert_null(u.why.code);
		assert_memory_equal(u.line.record.content_digest,
		    t.line.record.content_digest, 32);
		assert_int_equal(u.line.record.cells.n, 2);
		assert_int_equal(c->tbl, 3);
		assert_true(str_eq(c->ind, STR("req_new")));
		assert_true(str_eq(c->value, STR("12")));
		assert_true(str_eq(c->unit, STR("件")));
		assert_int_equal(c->at, 12);
		assert_null(c[1].value.p);
		assert_int_equal(c[1].table, -1);
		arena_free(u.arena);
	}
	arena_free(t.arena);
	arena_free(a);
}

static void
test_members_may_stand_in_any_order(void **state)
{
	struct told t = told("{\"col\":\"natural\",\"tbl\":3,\"x\":[{}],"
	    "\"at\":[1,0,12],\"raw\":\"12\",\"value\":\"12\",\"unit\":null,"
	    "\"state\":\"num\",\"ind\":\"req_new\"}");
	struct cell_in *c = t.line.record.cells.v;

	(void)state;
	assert_null(t.why.code);
	assert_true(str_eq(c->col, STR("natural")));
	assert_true(str_eq(c->ind, STR("req_new")));
	assert_null(c->unit.p);
	arena_free(t.arena);
}

static void
test_what_is_wrong_is_refused_either_way(void **state)
{
	static const struct {
		const char *what, *with, *code, *pointer;
	} bad[] = {
		{ ":3", ":0", "out_of_range", "/cells/0/tbl" },
		{ ":3", ":100", "out_of_range", "/cells/0/tbl" },
		{ ":3", ":123456789012345678", "out_of_range",
		    "/cells/0/tbl" },
		{ ":3", ":1234567890123456789", "bad_number",
		    "/cells/0/tbl" },
		{ ":3", ":-3", "out_of_range", "/cells/0/tbl" },
		{ ":3", ":3.0", "bad_type", "/cells/0/tbl" },
		{ ":3", ":3e0", "bad_type", "/cells/0/tbl" },
		{ ":3", ":03", "bad_json", "" },
		{ ":3", ":3x", "bad_json", "" },
		{ ":3", ":\"3\"", "bad_type", "/cells/0/tbl" },
		{ ":3", ":null", "bad_type", "/cells/0/tbl" },
		{ "\"req_new\"", "\"\"", "bad_code", "/cells/0/ind" },
		{ "\"req_new\"", "null", "missing", "/cells/0/ind" },
		{ "\"req_new\"", "7", "bad_type", "/cells/0/ind" },
		{ "req_new", "req\\u0000new", "nul", "" },
		{ "req_new", "req\tnew", "bad_json", "" },
		{ "req_new", "req\xffnew", "bad_utf8", "" },
		{ "\"12\",\"unit\"", "\"1.2.3\",\"unit\"", "bad_number",
		    "/cells/0/value" },
		{ "\"12\",\"unit\"", "\"1234567890123456789012345678901\","
		    "\"unit\"", "bad_number", "/cells/0/value" },
		{ "\"12\",\"unit\"", "null,\"unit\"", "value_state",
		    "/cells/0/value" },
		{ "\"num\"", "\"number\"", "bad_value", "/cells/0/state" },
		{ "\"12\",\"at\"", "null,\"at\"", "missing", "/cells/0/raw" },
		{ "[1,0,12]", "[1,0]", "bad_type", "/cells/0/at" },
		{ "[1,0,12]", "[1,0,12,1]", "bad_type", "/cells/0/at" },
		{ "[1,0,12]", "[1,0,32768]", "out_of_range", "/cells/0/at" },
		{ "[1,0,12]", "[1,0,]", "bad_json", "" },
		{ ",\"at\":[1,0,12]", "", "missing", "/cells/0/at" },
		{ "\"ind\":\"req_new\",", "", "missing", "/cells/0/ind" },
		{ "\"col\"", "\"tbl\":3,\"col\"", "duplicate_key", "" },
		{ "]}", "],\"at\":null}", "duplicate_key", "" },
		{ "]}", "],}", "bad_json", "" },
		{ "]}", "]", "bad_json", "" },
		{ ",\"col\"", "\"col\"", "bad_json", "" },
	};
	struct arena *a = arena_new(1 << 20);

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		const char *s = rewritten(a, CELL, bad[i].what, bad[i].with);
		struct told t = told(s), u = told(rewritten(a, s, "{", " { "));

		assert_string_equal(t.why.code, bad[i].code);
		assert_string_equal(t.why.pointer, bad[i].pointer);
		assert_string_equal(u.why.code, bad[i].code);
		assert_string_equal(u.why.pointer, bad[i].pointer);
		arena_free(t.arena);
		arena_free(u.arena);
	}
	arena_free(a);
}

static void
test_a_cell_is_there_once(void **state)
{
	struct told t = told(CELL "," BLANK "," CELL);

	(void)state;
	assert_string_equal(t.why.code, "duplicate_cell");
	assert_string_equal(t.why.pointer, "/cells/2");
	arena_free(t.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_version_keeps_its_name),
		cmocka_unit_test(test_how_it_is_written_makes_no_difference),
		cmocka_unit_test(test_members_may_stand_in_any_order),
		cmocka_unit_test(test_what_is_wrong_is_refused_either_way),
		cmocka_unit_test(test_a_cell_is_there_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
