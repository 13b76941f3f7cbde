/* SPDX-License-Identifier: MIT */
/* Tables in the marks of MediaWiki, AsciiDoc, Textile and BBCode. */
#include "coded.h"

static const struct anchor *
cell_at(const struct doc *d, size_t i, int row, int col)
{
	const struct grid *g = d->blocks.v[i].grid;
	size_t k;

	assert_true(i < d->blocks.n);
	assert_int_equal(d->blocks.v[i].kind, BLOCK_TABLE);
	for (k = 0; k < g->n; k++)
		if (g->cells[k].row == row && g->cells[k].col == col)
			return &g->cells[k];
	fail_msg("no cell %d %d", row, col);
	return NULL;
}

/*
 * The table that each of the texts below is:
 *	办理  合计
 *	结果  3  4
 */
static void
assert_table(const char *text)
{
	struct doc d = blocks_of(text);

	assert_int_equal(d.blocks.n, 3);
	assert_str(d.blocks.v[0].text, "前言。");
	assert_int_equal(d.blocks.v[1].grid->rows, 2);
	assert_int_equal(d.blocks.v[1].grid->cols, 3);
	assert_str(cell_at(&d, 1, 0, 0)->text, "办理结果");
	assert_int_equal(cell_at(&d, 1, 0, 0)->rowspan, 2);
	assert_str(cell_at(&d, 1, 0, 1)->text, "合计");
	assert_int_equal(cell_at(&d, 1, 0, 1)->colspan, 2);
	assert_str(cell_at(&d, 1, 1, 1)->text, "3");
	assert_str(cell_at(&d, 1, 1, 2)->text, "4");
	assert_str(d.blocks.v[2].text, "后记。");
}

static void
test_mediawiki(void **state)
{
	(void)state;
	assert_table("前言。\n{| class=\"wikitable\"\n|+ 表\n|-\n"
	    "! rowspan=\"2\" | 办理\n结果\n! colspan=2 | '''合计'''\n"
	    "|-\n| 3 || 4\n|}\n后记。\n");
	assert_table("前言。\n{|\n!rowspan=2|办理结果!!colspan=2|合计\n|-\n"
	    "|width=\"5%\"| 3\n| 4\n|}\n后记。\n");
}

static void
test_asciidoc(void **state)
{
	(void)state;
	assert_table("前言。\n[cols=\"1,2*\",width=\"99%\"]\n|===\n"
	    ".2+|办理结果 2+^|合计\n|3 |4\n|===\n后记。\n");
	/* The first line tells how many columns there are. */
	assert_table("前言。\n|===\n.2+|办理结果 2+|合计\n\n|3\n\na|\n4\n|===\n"
	    "后记。\n");
	assert_table("前言。\n[cols=\",,\"]\n|===\n.2+a|\n办理 +\n结果\n\n2+|合计\n"
	    "|3 |4\n|===\n后记。\n");
}

static void
test_asciidoc_that_lost_a_cell(void **state)
{
	struct doc d = blocks_of("[cols=\"3*\"]\n|===\n|a\n|1\n|2\n|b\n|3\n|c\n|4\n"
	    "|5\n|===\n");
	size_t i;

	(void)state;
	for (i = 0; i < d.blocks.n; i++)
		assert_true(d.blocks.v[i].grid == NULL ||
		    d.blocks.v[i].grid->cols != 3);
	/* Where a row is a line, the others stay in step. */
	d = blocks_of("[cols=\"3*\"]\n|===\n|a |1 |2\n|b |3\n|c |4 |5\n|===\n");
	assert_str(cell_at(&d, 0, 2, 0)->text, "c");
	assert_str(cell_at(&d, 0, 2, 2)->text, "5");
}

static void
test_textile(void **state)
{
	struct doc d;

	(void)state;
	assert_table("前言。\n|/2. 办理结果|_\\2=. 合计|\n|3|4|\n后记。\n");
	/* Without marks it is any table with bars. */
	d = blocks_of("|a|b|\n|1|2|\n");
	assert_true(d.blocks.v[0].grid->flat);
}

static void
test_bbcode(void **state)
{
	(void)state;
	assert_table("前言。\n[table=98%]\n[tr=red][td=1,2]办理结果[/td]"
	    "[td=2,1,50%][b][size=3]合计[/size][/b][/td][/tr]\n"
	    "[tr][td=30%]3[/td][td]4[/td][/tr][/table]\n后记。\n");
}

/* What has no end may be anything: nothing of it is swallowed. */
static void
test_what_only_begins_like_one(void **state)
{
	static const char *const odd[] = { "{|\n| a\n| b\n", "|===\n|a |b\n",
		"[table][tr]\n", "[TABLE]\n", "[cols=\"1\"]\n", "[a]", "[\n", "{", "|",
		"{|\n|}", "|===\n|===\n", "[table][/table]", "|_. \n",
		"|_. |\n", "[cols=\"999999999*\"]\n|===\n|a\n|===\n",
		"|===\n99999999.99999999+|a\n|===\n", "{|\n|\n||\n!!\n|}\n",
		"[table][td=99999999,99999999]a[/table]" };
	struct doc d;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(odd) / sizeof(*odd); i++)
		blocks_of(odd[i]);
	d = blocks_of("{|\n前言。\n后记。\n");
	assert_int_equal(d.blocks.n, 3);
	assert_str(d.blocks.v[2].text, "后记。");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_mediawiki),
		cmocka_unit_test(test_asciidoc),
		cmocka_unit_test(test_asciidoc_that_lost_a_cell),
		cmocka_unit_test(test_textile),
		cmocka_unit_test(test_bbcode),
		cmocka_unit_test(test_what_only_begins_like_one),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
