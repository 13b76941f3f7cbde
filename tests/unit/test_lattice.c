/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "lattice.h"

static struct lattices found;

static int
fresh(void **state)
{
	(void)state;
	found = (struct lattices){ .arena = arena_new(1 << 28) };
	return 0;
}

static int
done(void **state)
{
	(void)state;
	arena_free(found.arena);
	return 0;
}

#define COUNT(v) (sizeof(v) / sizeof((v)[0]))

/* Finds the tables of these rules; the arrays are put in order meanwhile. */
static void
find(struct rule *h, size_t nh, struct rule *v, size_t nv)
{
	struct rules horizontal = { h, nh }, vertical = { v, nv };

	assert_true(lattice_find(&found, &horizontal, &vertical));
}

static void
assert_anchor(const struct lattice *t, size_t i, int row, int col,
    int rowspan, int colspan)
{
	assert_true(i < t->n);
	assert_int_equal(t->cells[i].row, row);
	assert_int_equal(t->cells[i].col, col);
	assert_int_equal(t->cells[i].rowspan, rowspan);
	assert_int_equal(t->cells[i].colspan, colspan);
}

/* A table of 3 x 3 slots of 20 points at this height, rules in pieces. */
static void
find_square(double top)
{
	struct rule h[] = { { top + 0.4, 100, 130 }, { top, 129, 160 },
		{ top + 20, 100, 160 }, { top + 40, 100, 160 },
		{ top + 60.3, 100, 160 }, { top + 59.9, 100, 160 } };
	struct rule v[] = { { 100, top, top + 60 }, { 120, top, top + 60 },
		{ 140, top, top + 60 }, { 160, top, top + 60 } };

	find(h, COUNT(h), v, COUNT(v));
}

static void
test_pieces_and_doubled_rules_are_one(void **state)
{
	(void)state;
	find_square(50);
	assert_int_equal(found.tables.n, 1);
	assert_int_equal(found.tables.v[0].rows, 3);
	assert_int_equal(found.tables.v[0].cols, 3);
	assert_int_equal(found.tables.v[0].n, 9);
	assert_ptr_equal(lattice_at(&found.tables.v[0], 130, 100),
	    &found.tables.v[0].cells[7]);
	assert_null(lattice_at(&found.tables.v[0], 99, 100));
}

static void
test_missing_rules_make_spans(void **state)
{
	struct rule h[] = { { 0, 0, 90 }, { 20, 30, 90 }, { 40, 0, 90 },
		{ 60, 0, 90 } };
	struct rule v[] = { { 0, 0, 60 }, { 30, 0, 40 }, { 60, 20, 60 },
		{ 90, 0, 60 } };
	const struct lattice *t;

	(void)state;
	find(h, COUNT(h), v, COUNT(v));
	assert_int_equal(found.tables.n, 1);
	t = &found.tables.v[0];
	assert_int_equal(t->n, 6);
	assert_anchor(t, 0, 0, 0, 2, 1);
	assert_anchor(t, 1, 0, 1, 1, 2);
	assert_anchor(t, 2, 1, 1, 1, 1);
	assert_anchor(t, 3, 1, 2, 1, 1);
	assert_anchor(t, 4, 2, 0, 1, 2);
	assert_anchor(t, 5, 2, 2, 1, 1);
}

static void
test_open_sides_end_where_the_rules_end(void **state)
{
	struct rule h[] = { { 0, 0, 90 }, { 20, 0, 90 }, { 40, 0, 90 } };
	struct rule v[] = { { 30, 0, 40 }, { 60, 0, 40 } };

	(void)state;
	find(h, COUNT(h), v, COUNT(v));
	assert_int_equal(found.tables.n, 1);
	assert_int_equal(found.tables.v[0].cols, 3);
	assert_int_equal(found.tables.v[0].n, 6);
}

static void
test_frames_and_underlines_are_no_tables(void **state)
{
	struct rule h[] = { { 0, 0, 90 }, { 20, 0, 90 }, { 300, 0, 50 },
		{ 320, 0, 50 } };
	struct rule v[] = { { 0, 0, 20 }, { 90, 0, 20 }, { 200, 0, 3 } };

	(void)state;
	find(h, COUNT(h), v, COUNT(v));
	assert_int_equal(found.tables.n, 0);
}

static void
test_tables_apart_come_from_the_top(void **state)
{
	struct rule h[] = { { 100, 0, 60 }, { 120, 0, 60 }, { 0, 0, 60 },
		{ 20, 0, 60 } };
	struct rule v[] = { { 0, 100, 120 }, { 30, 100, 120 },
		{ 60, 100, 120 }, { 0, 0, 20 }, { 30, 0, 20 }, { 60, 0, 20 } };

	(void)state;
	find(h, COUNT(h), v, COUNT(v));
	assert_int_equal(found.tables.n, 2);
	assert_true(found.tables.v[0].y[0] < found.tables.v[1].y[0]);
}

static void
test_too_many_rules_are_refused(void **state)
{
	enum { MANY = LATTICE_MAX_RULES + 1 };
	struct rule *h = arena_alloc(found.arena, MANY * sizeof(*h));
	struct rules horizontal = { h, MANY }, vertical = { NULL, 0 };
	int i;

	(void)state;
	for (i = 0; i < MANY; i++)
		h[i] = (struct rule){ 10 * i, 0, 90 };
	assert_false(lattice_find(&found, &horizontal, &vertical));
}

static void
set_text(struct lattice *t, size_t i, const char *text)
{
	t->cells[i].text = str_of(text);
}

/* Two squares on two pages; their first rows say what is given. */
static void
two_squares(struct lattice *base, struct lattice *next)
{
	find_square(700);
	*base = found.tables.v[0];
	found.tables.v = NULL;
	found.tables.n = 0;
	find_square(50);
	*next = found.tables.v[0];
}

static void
test_a_table_goes_on_over_the_page(void **state)
{
	struct lattice base, next;

	(void)state;
	two_squares(&base, &next);
	set_text(&base, 0, "甲");
	set_text(&base, 6, "标签");
	set_text(&base, 7, "5");
	set_text(&next, 1, "1");	/* [0, 0] stays empty */
	set_text(&next, 3, "乙");
	assert_true(lattice_join(found.arena, &base, &next));
	assert_int_equal(base.rows, 6);
	assert_int_equal(base.n, 17);
	/* The empty stub at the top of the page is the rest of the last. */
	assert_anchor(&base, 6, 2, 0, 2, 1);
	assert_anchor(&base, 9, 3, 1, 1, 1);
	assert_str(base.cells[9].text, "1");
}

/* The cell with this left edge has text up to its end. */
static void
set_full(struct lattice *t, double x)
{
	t->full.v = arena_alloc(found.arena, sizeof(*t->full.v));
	t->full.v[0] = x;
	t->full.n = 1;
}

static void
test_nothing_crosses_a_rule_beside_a_long_cell(void **state)
{
	struct rule h[] = { { 0, 30, 90 }, { 20, 30, 90 }, { 40, 30, 90 } };
	struct rule v[] = { { 0, 0, 40 }, { 30, 0, 40 }, { 60, 0, 40 },
		{ 90, 0, 40 } };

	(void)state;
	find(h, COUNT(h), v, 4);
	assert_int_equal(found.tables.n, 1);
	assert_int_equal(found.tables.v[0].cols, 3);
	assert_anchor(&found.tables.v[0], 0, 0, 0, 2, 1);
	found.tables.n = 0;
	v[0].to = 20;		/* ends elsewhere: no part of it */
	find(h, COUNT(h), v, 4);
	assert_int_equal(found.tables.v[0].cols, 2);
}

static void
test_the_label_of_a_cut_cell_goes_on(void **state)
{
	struct lattice base, next;

	(void)state;
	two_squares(&base, &next);
	base.cells[6].rowspan = 1;
	set_full(&base, base.x[0]);
	set_text(&base, 6, "三、本年度办");
	set_text(&base, 7, "（一）予以公开");
	next.cells[0].rowspan = 3;
	set_text(&next, 0, "理结果");
	set_text(&next, 1, "（二）部分公开");
	assert_true(lattice_join(found.arena, &base, &next));
	assert_anchor(&base, 6, 2, 0, 4, 1);
	assert_str(base.cells[6].text, "三、本年度办理结果");
}

static void
test_a_row_cut_by_the_page_is_one(void **state)
{
	static const struct {
		const char *over[2], *under[2], *label;
		bool cut;
	} rows[] = {
		{ { "5.属于", "12" }, { "三类内部事务", "" }, "5.属于三类内部事务",
		    true },
		{ { "", "12" }, { "5.属于", "" }, "5.属于", true },
		{ { "5.属于", "" }, { "", "12" }, "5.属于", true },
		{ { "行政处罚", "12" }, { "三、办理", "" }, "行政处罚", false },
		{ { "行政处罚", "12" }, { "行政强制", "3" }, "行政处罚", false },
		{ { "-", "12" }, { "-", "" }, "-", false },
		{ { "7", "" }, { "", "12" }, "7", false },
	};
	struct lattice base, next;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(rows); i++) {
		found.tables.n = 0;
		found.tables.v = NULL;
		two_squares(&base, &next);
		set_full(&base, base.x[0]);
		set_text(&base, 6, rows[i].over[0]);
		set_text(&base, 7, rows[i].over[1]);
		set_text(&next, 0, rows[i].under[0]);
		set_text(&next, 1, rows[i].under[1]);
		set_text(&next, 3, "6.属于");
		assert_true(lattice_join(found.arena, &base, &next));
		assert_int_equal(base.rows, rows[i].cut ? 5 : 6);
		assert_str(base.cells[6].text, rows[i].label);
	}
}

static void
test_what_is_only_a_number_goes_on(void **state)
{
	struct lattice base, next;

	(void)state;
	two_squares(&base, &next);
	set_text(&base, 6, "（六）");
	set_text(&next, 0, "其他处理");
	set_text(&next, 1, "12");
	assert_true(lattice_join(found.arena, &base, &next));
	assert_str(base.cells[6].text, "（六）其他处理");
	assert_str(base.cells[7].text, "12");
}

static void
test_empty_values_at_a_page_top_stay_cells(void **state)
{
	struct lattice base, next;

	(void)state;
	two_squares(&base, &next);
	set_text(&base, 6, "标签");
	set_text(&next, 0, "另一行");
	assert_true(lattice_join(found.arena, &base, &next));
	assert_int_equal(base.n, 18);
}

static void
test_a_repeated_header_is_left_out(void **state)
{
	struct lattice base, next;
	int i;

	(void)state;
	two_squares(&base, &next);
	for (i = 0; i < 3; i++) {
		set_text(&base, (size_t)i, "头");
		set_text(&next, (size_t)i, "头");
	}
	set_text(&base, 3, "甲");
	set_text(&next, 3, "乙");
	assert_true(lattice_join(found.arena, &base, &next));
	assert_int_equal(base.rows, 5);
	assert_str(base.cells[9].text, "乙");
	assert_int_equal(base.cells[9].row, 3);
}

/*
 * A table without sides with two rows of two cells, a row that is one cell
 * with its words from `from` to `to`, `height` high, and one more.
 */
static size_t
tables_of_open(double height, double from, double to)
{
	double below = 140 + height;
	struct rule h[] = { { 100, 100, 400 }, { 120, 100, 400 },
		{ 140, 100, 400 }, { below, 100, 400 },
		{ below + 20, 100, 400 } };
	struct rule v[] = { { 250, 100, 140 }, { 200, below, below + 20 } };
	struct rule word = { 140 + height / 2, from, to };

	found.tables.n = 0;
	found.words = (struct rules){ &word, 1 };
	find(h, COUNT(h), v, COUNT(v));
	return found.tables.n;
}

static void
test_a_row_of_one_cell_in_a_table_without_sides(void **state)
{
	(void)state;
	assert_int_equal(tables_of_open(20, 110, 180), 1);
	assert_int_equal(found.tables.v[0].rows, 4);
	assert_int_equal(found.tables.v[0].n, 7);
	assert_anchor(&found.tables.v[0], 4, 2, 0, 1, 3);
	assert_int_equal(tables_of_open(25, 220, 280), 1);
	/* A heading between two tables. */
	assert_int_equal(tables_of_open(25, 110, 180), 2);
	assert_int_equal(tables_of_open(40, 220, 280), 2);
}

static void
test_other_columns_are_another_table(void **state)
{
	struct rule h[] = { { 0, 100, 160 }, { 20, 100, 160 } };
	struct rule v[] = { { 100, 0, 20 }, { 130, 0, 20 }, { 160, 0, 20 } };
	struct lattice base;

	(void)state;
	find_square(700);
	base = found.tables.v[0];
	find(h, COUNT(h), v, COUNT(v));
	assert_int_equal(found.tables.n, 2);
	assert_false(lattice_join(found.arena, &base, &found.tables.v[0]));
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, fresh, done)
	const struct CMUnitTest tests[] = {
		TEST(test_pieces_and_doubled_rules_are_one),
		TEST(test_missing_rules_make_spans),
		TEST(test_open_sides_end_where_the_rules_end),
		TEST(test_frames_and_underlines_are_no_tables),
		TEST(test_tables_apart_come_from_the_top),
		TEST(test_too_many_rules_are_refused),
		TEST(test_a_table_goes_on_over_the_page),
		TEST(test_nothing_crosses_a_rule_beside_a_long_cell),
		TEST(test_the_label_of_a_cut_cell_goes_on),
		TEST(test_a_row_cut_by_the_page_is_one),
		TEST(test_what_is_only_a_number_goes_on),
		TEST(test_empty_values_at_a_page_top_stay_cells),
		TEST(test_a_repeated_header_is_left_out),
		TEST(test_a_row_of_one_cell_in_a_table_without_sides),
		TEST(test_other_columns_are_another_table),
	};

	return cmocka_run_group_tests_name("lattice", tests, NULL, NULL);
}
