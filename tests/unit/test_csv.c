/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include <stdio.h>

#include "csv.h"
#include "jsonfile.h"
#include "unit_doc.h"

static const struct doc *
read_csv(const char *s)
{
	doc.blocks.n = 0;
	doc.blocks.v = NULL;
	csv_read(&doc, str_of(s));
	return &doc;
}

static void
assert_cell(const struct doc *d, size_t block, int row, int col,
    const char *want)
{
	const struct grid *g = d->blocks.v[block].grid;
	size_t i;

	for (i = 0; i < g->n; i++)
		if (g->cells[i].row == row && g->cells[i].col == col) {
			assert_str(g->cells[i].text, want);
			return;
		}
	fail_msg("no cell %d.%d", row, col);
}

static void
test_rows_and_prose_are_told_apart(void **state)
{
	const struct doc *d = read_csv("年度报告\n信息内容,本年制发件数,\n规章,0,\n"
	    ",,\n三、收到和处理政府信息公开申请情况\n自然人,总计\n");

	(void)state;
	assert_int_equal(d->blocks.n, 4);
	assert_str(d->blocks.v[0].text, "年度报告");
	assert_int_equal(d->blocks.v[1].kind, BLOCK_TABLE);
	assert_int_equal(d->blocks.v[1].grid->rows, 3);
	assert_int_equal(d->blocks.v[1].grid->cols, 3);
	assert_cell(d, 1, 1, 0, "规章");
	assert_cell(d, 1, 1, 2, "");
	assert_int_equal(d->blocks.v[2].kind, BLOCK_PARAGRAPH);
	assert_int_equal(d->blocks.v[3].grid->no, 2);
}

static void
test_quotes_hold_commas_lines_and_quotes(void **state)
{
	const struct doc *d = read_csv("\"a,b\",\"c\nd\",\"\"\"e\"\"\"\r\n1,\"2\"x,3\n"
	    "4,\"5,6\n");

	(void)state;
	assert_cell(d, 0, 0, 0, "a,b");
	assert_cell(d, 0, 0, 1, "c\nd");
	assert_cell(d, 0, 0, 2, "\"e\"");
	assert_cell(d, 0, 1, 1, "\"2\"x");
	assert_cell(d, 0, 1, 2, "3");
	assert_cell(d, 0, 2, 1, "5,6");
}

static void
test_quote_that_is_never_closed_takes_no_rows(void **state)
{
	const struct doc *d = read_csv("a,b,c\n甲,\"1,2\n乙,3,4\n丙,5,6\n");

	(void)state;
	assert_int_equal(d->blocks.v[0].grid->rows, 4);
	assert_cell(d, 0, 1, 1, "\"1");
	assert_cell(d, 0, 3, 2, "6");
	d = read_csv("a,b,c\n\"甲,1,2\n乙,3,4\n");
	assert_int_equal(d->blocks.v[0].grid->rows, 3);
	/* Nor one that another closes by chance. */
	d = read_csv("a,b,c\n甲,\"1,2\n乙,\"3\",4\n丙,5,6\n");
	assert_int_equal(d->blocks.v[0].grid->rows, 4);
	assert_cell(d, 0, 2, 1, "3");
	d = read_csv("a,b\n\"甲\n乙\" ,1\n");
	assert_cell(d, 0, 1, 0, "甲\n乙");
}

static void
test_semicolons_and_tabs_part_fields_too(void **state)
{
	const struct doc *d = read_csv("a;b;c\n1;2;3\n");

	(void)state;
	assert_cell(d, 0, 1, 2, "3");
	d = read_csv("a\tb\n1\t\n");
	assert_cell(d, 0, 1, 1, "");
}

static void
test_only_the_name_says_so(void **state)
{
	(void)state;
	assert_true(csv_is_named(STR("a/b.csv")));
	assert_true(csv_is_named(STR("a/b.Csv")));
	assert_false(csv_is_named(STR("a/csv")));
	assert_false(csv_is_named(STR("csv")));
}

/* One row whose field holds a whole text is that text. */
static void
test_text_in_a_field_is_the_document(void **state)
{
	static const char line[] = "本单位认真贯彻条例，公开政府信息。\n";
	char s[4096] = "title,Publish_Date,text\n2021年政府工作报告,2021-02-03,\"";
	const struct doc *d;
	int i;

	(void)state;
	for (i = 0; i < 30; i++)
		strcat(s, line);
	strcat(s, "\"\n");
	d = read_csv(s);
	assert_int_equal(d->blocks.n, 30);
	assert_int_equal(d->blocks.v[29].kind, BLOCK_PARAGRAPH);
	assert_int_equal(d->metas.n, 2);
	assert_str(d->metas.v[0].name, "标题");
	assert_str(d->metas.v[0].value, "2021年政府工作报告");
	assert_str(d->metas.v[1].value, "2021-02-03");
	/* Two such documents are not one. */
	strcat(s, "b,2021-02-04,c\n");
	d = read_csv(s);
	assert_int_equal(d->blocks.v[0].kind, BLOCK_TABLE);
}

/* The next document of a corpus. */
static struct str
next(struct csv_corpus *c, long want, struct str *row)
{
	struct arena *a = doc.arena;
	struct str bytes;
	long number;

	doc = (struct doc){ .arena = a };
	assert_true(csv_corpus_next(c, &doc, &number, row, &bytes));
	assert_int_equal(number, want);
	return bytes;
}

static void
test_rows_that_are_documents(void **state)
{
	struct csv_corpus *c = csv_corpus_open(doc.arena, STR(
	    "URL,title,date,Content\n"
	    "https://a.example/1,一,2021-01-02,\"甲\n乙\"\n"
	    "\n"
	    ",二,2021-01-03,<p>丙</p>\n"
	    "https://a.example/3,三,丁\n"
	    "x,四,,\n"));
	struct str row, bytes;
	long number;

	(void)state;
	assert_non_null(c);
	assert_str(next(c, 2, &row), "一\n\n甲\n乙");
	assert_str(row, "https://a.example/1,一,2021-01-02,\"甲\n乙\"\n");
	assert_str(doc.source, "https://a.example/1");
	assert_str(doc.declared_type, "text/plain; charset=utf-8");
	assert_str(doc.metas.v[1].value, "2021-01-02");
	assert_str(next(c, 4, &row), "<p>丙</p>");
	assert_null(doc.source.p);
	assert_str(doc.declared_type, "text/html; charset=utf-8");
	next(c, 5, &row);
	assert_string_equal(doc.reason, "unreadable");
	next(c, 6, &row);
	assert_string_equal(doc.reason, "empty");
	assert_false(csv_corpus_next(c, &doc, &number, &row, &bytes));
}

static void
test_what_is_no_corpus(void **state)
{
	static const char *const files[] = { "", "\n", "title,content\n",
		"title,content\na,b\n",	/* one document */
		"信息内容,本年制发件数\n规章,0\n规范性文件,1\n",
		"id,content\n1,a\n2,b\n" };	/* remarks, say */
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(files) / sizeof(*files); i++)
		assert_null(csv_corpus_open(doc.arena, str_of(files[i])));
}

/* Documents in JSON are read as the rows that say the same. */
static void
test_json_is_rewritten_as_rows(void **state)
{
	char text[1000], json[4000];
	struct csv_corpus *c;
	struct str row;

	(void)state;
	memset(text, 'a', 400);
	strcpy(text + 400, "\\n\\\"b\\\"\\u0000");
	snprintf(json, sizeof(json), "{\"id\": 7, \"title\": \"一\", \"more\": "
	    "{\"Text\": \"%s\"}}\n\n{\"Text\": \"丙\", \"title\": null,"
	    "\"other\": \"x\"}\n", text);
	assert_true(jsonfile_is_named(STR("a/b.JSONL")));
	assert_false(jsonfile_is_named(STR("a/b.jsonl.txt")));
	c = csv_corpus_open(doc.arena, jsonfile_rows(doc.arena,
	    str_of(json)));
	assert_non_null(c);
	row = next(c, 1, &row);
	assert_int_equal(row.n, 5 + 400 + 5);
	assert_memory_equal(row.p, "一\n\naaa", 8);
	assert_memory_equal(row.p + 405, "\n\"b\"\0", 5);
	assert_str(next(c, 2, &row), "丙");
	/* A list of lines, in a list that an object has. */
	snprintf(json, sizeof(json), "{\"n\": 1, \"docs\": [{\"url\": "
	    "\"https://a.example/1\", \"passage\": [\"%s\", 1, \"c\"]}]}",
	    text);
	csv_read(&doc, jsonfile_rows(doc.arena, str_of(json)));
	assert_int_equal(doc.blocks.n, 3);
	assert_str(doc.blocks.v[2].text, "c");
}

static void
test_json_that_is_no_documents(void **state)
{
	static const char *const files[] = { "", "[", "{}", "[{}]", "[1, 2]",
		"{\"text\": \"short\"}", "\"a\"", "{\"text\": \"" };
	char text[1000];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(files) / sizeof(*files); i++)
		assert_null(jsonfile_rows(doc.arena, str_of(files[i])).p);
	snprintf(text, sizeof(text), "{\"extractor_version\": 1, \"text\": "
	    "\"%0400d\"}", 0);
	assert_null(jsonfile_rows(doc.arena, str_of(text)).p);
	snprintf(text, sizeof(text), "{\"text\": \"%0400d\"}\n{", 0);
	assert_null(jsonfile_rows(doc.arena, str_of(text)).p);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, fresh, done)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_rows_and_prose_are_told_apart),
		TEST(test_quotes_hold_commas_lines_and_quotes),
		TEST(test_quote_that_is_never_closed_takes_no_rows),
		TEST(test_semicolons_and_tabs_part_fields_too),
		TEST(test_only_the_name_says_so),
		TEST(test_text_in_a_field_is_the_document),
		TEST(test_rows_that_are_documents),
		TEST(test_what_is_no_corpus),
		TEST(test_json_is_rewritten_as_rows),
		TEST(test_json_that_is_no_documents),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
