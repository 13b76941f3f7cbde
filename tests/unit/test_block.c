/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "block.h"
#include "idmap.h"

static struct cell_in
cell(int tbl, const char *ind, const char *col, int table, int row, int at)
{
	return (struct cell_in){ .tbl = tbl, .ind = str_of(ind),
		.col = str_of(col), .value = STR("1"), .unit = STR("件"),
		.state = STR("num"), .raw = STR("1"), .table = table,
		.row = row, .at = at };
}

/* The layout of the first block of some cells. */
static int64_t
layout(struct arena *a, struct block_names *names, struct cell_in *v, size_t n)
{
	struct record r = { .ok = true };
	size_t blocks;

	r.cells.v = v;
	r.cells.n = n;
	return block_cut(a, names, &r, &blocks)[0].layout;
}

static void
test_blocks_are_of_one_table_and_not_too_long(void **state)
{
	struct arena *a = arena_new(1 << 20);
	struct block_names *names = block_names_new();
	struct cell_in v[BLOCK_SLOTS + 4];
	struct record r = { .ok = true };
	struct block *b;
	size_t n;

	(void)state;
	for (int i = 0; i < BLOCK_SLOTS + 2; i++)
		v[i] = cell(3, "req_new", "total", 1, i, 1);
	v[BLOCK_SLOTS + 2] = cell(4, "recon", "value", 1, 1, 1);
	v[BLOCK_SLOTS + 3] = cell(3, "req_total", "total", 2, 1, 1);
	r.cells.v = v;
	r.cells.n = BLOCK_SLOTS + 4;
	b = block_cut(a, names, &r, &n);
	assert_int_equal(n, 4);
	assert_int_equal(b[0].n, BLOCK_SLOTS);
	assert_int_equal(b[0].part, 0);
	assert_int_equal(b[1].n, 2);
	assert_int_equal(b[1].part, 1);
	assert_int_equal(b[2].part, 0);
	/* Table 3 again: a part of its own, or the key is there twice. */
	assert_int_equal(b[3].part, 2);
	block_names_free(names);
	arena_free(a);
}

static void
test_a_layout_is_what_the_slots_are(void **state)
{
	struct arena *a = arena_new(1 << 20);
	struct block_names *names = block_names_new(),
	    *others = block_names_new();
	struct cell_in v[] = { cell(3, "req_new", "natural", 1, 5, 3),
		cell(3, "req_new", "total", 1, 5, 9) }, w[2];
	int64_t name = layout(a, names, v, 2);

	(void)state;
	assert_int_equal(layout(a, others, v, 2), name);
	assert_int_not_equal(layout(a, names, v, 1), name);

	/* Elsewhere in the page, other numbers, another table: the same. */
	memcpy(w, v, sizeof(w));
	w[0].row = w[1].row = 7;
	w[0].value = STR("22");
	w[0].tbl = w[1].tbl = 4;
	assert_int_equal(layout(a, names, w, 2), name);

	memcpy(w, v, sizeof(w));
	w[1].at = 8;
	assert_int_not_equal(layout(a, names, w, 2), name);
	memcpy(w, v, sizeof(w));
	w[1].unit = STR_NONE;
	assert_int_not_equal(layout(a, names, w, 2), name);
	w[1].unit = STR("");
	assert_int_not_equal(layout(a, names, w, 2), name);
	memcpy(w, v, sizeof(w));
	w[0].ind = STR("req_newn");
	w[0].col = STR("atural");
	assert_int_not_equal(layout(a, names, w, 2), name);
	block_names_free(names);
	block_names_free(others);
	arena_free(a);
}

static void
test_a_raw_needs_saying_unless_the_value_says_it(void **state)
{
	struct cell_in c = cell(3, "req_new", "total", 1, 1, 1);

	(void)state;
	assert_true(block_raw_is_plain(&c));
	c.raw = STR("1件");
	assert_false(block_raw_is_plain(&c));
	c.raw = c.value = STR("007");
	assert_false(block_raw_is_plain(&c));
	c.raw = c.value = STR("-0");
	assert_false(block_raw_is_plain(&c));
	c.raw = c.value = STR("0.50");
	assert_true(block_raw_is_plain(&c));
	c.raw = STR("");
	c.value = STR_NONE;
	c.state = STR("blank");
	assert_true(block_raw_is_plain(&c));
	c.state = STR("na");
	assert_false(block_raw_is_plain(&c));
}

static void
test_ids_are_kept_with_their_first_number(void **state)
{
	struct idmap m, other;

	(void)state;
	idmap_init(&m);
	idmap_init(&other);
	assert_null(idmap_get(&m, 5));
	for (int64_t i = 1; i <= 5000; i++)
		assert_true(idmap_add(&m, i * 256, (size_t)i));
	assert_false(idmap_add(&m, 256, 9));
	for (int64_t i = 1; i <= 5000; i++)
		assert_int_equal(*idmap_get(&m, i * 256), i);
	assert_null(idmap_get(&m, 255));
	idmap_add(&other, 3, 3);
	idmap_join(&m, &other);
	assert_int_equal(m.n, 5001);
	idmap_clear(&m);
	assert_null(idmap_get(&m, 3));
	idmap_release(&m);
	idmap_release(&other);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_blocks_are_of_one_table_and_not_too_long),
		cmocka_unit_test(test_a_layout_is_what_the_slots_are),
		cmocka_unit_test(
		    test_a_raw_needs_saying_unless_the_value_says_it),
		cmocka_unit_test(test_ids_are_kept_with_their_first_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
