/* SPDX-License-Identifier: MIT */
/*
 * Reports with a cell dropped, doubled, or run into the next one: every cell
 * that is then found is the one that was found before, or its row or column
 * carries a warning or a failed check. Real ones where they are at hand
 * (NIANBAO_CORPUS).
 */
#include "coded.h"

#include <stdio.h>
#include <stdlib.h>

#include "html.h"

enum { MAX_FILE = 1 << 20, EVERY = 3 };

struct want {
	struct doc doc;		/* of the undamaged text; in `kept` */
	long cells, wrong;	/* found in damaged ones; unflagged and wrong */
};

static struct arena *kept;

/* A file, in `kept`; STR_NONE if it is not there. */
static struct str
file_in(const char *dir, const char *name)
{
	char path[512], *p;
	FILE *f;
	size_t n;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	if ((f = fopen(path, "rb")) == NULL)
		return STR_NONE;
	p = arena_alloc(kept, MAX_FILE);
	n = fread(p, 1, MAX_FILE, f);
	fclose(f);
	return (struct str){ p, n };
}

static struct str
corpus(const char *name)
{
	const char *dir = getenv("NIANBAO_CORPUS");

	return file_in(dir != NULL ? dir : "../shared", name);
}

static struct doc
read_in(struct arena *a, struct str text, bool html)
{
	struct doc d = { .arena = a };

	if (html)
		html_read(&d, text);
	else
		text_read(&d, text);
	understand(&d);
	return d;
}

static bool
is_column_rule(const char *rule)
{
	return strcmp(rule, "B01") == 0 || strcmp(rule, "B02") == 0;
}

static bool
failed(const struct doc *d, const struct cell *c)
{
	const struct check *k;
	size_t i;

	for (i = 0; i < d->checks.n; i++) {
		k = &d->checks.v[i];
		if (k->status != CHECK_FAIL && k->status != CHECK_WARN)
			continue;
		if (str_eq(k->subject, c->ind) || (c->tbl == 3 &&
		    is_column_rule(k->rule) && str_eq(k->subject, c->col)) ||
		    (c->tbl == 4 && str_starts(c->ind, k->subject)))
			return true;
	}
	return false;
}

/* A warning of the cell, its row, its column, or its table's headers. */
static bool
doubted(const struct doc *d, const struct cell *c)
{
	const struct warn *w;
	size_t i;

	for (i = 0; i < d->warnings.n; i++) {
		w = &d->warnings.v[i];
		if (w->tbl != c->tbl || (w->ind.p != NULL &&
		    !str_eq(w->ind, c->ind)) || (w->col.p != NULL &&
		    !str_eq(w->col, c->col)))
			continue;
		if (w->ind.p != NULL || w->col.p != NULL ||
		    strcmp(w->code, "header_by_position") == 0)
			return true;
	}
	return false;
}

static void
compare(struct want *w, struct str damaged, bool html, size_t at)
{
	struct doc d;
	const struct cell *c, *was;
	size_t i;

	arena_reset(arena);
	d = read_in(arena, damaged, html);
	for (i = 0; i < d.cells.n; i++) {
		c = &d.cells.v[i];
		was = doc_cell(&w->doc, c->tbl, c->ind, c->col);
		w->cells++;
		if ((was != NULL && was->state == c->state &&
		    str_eq(was->value, c->value)) || doubted(&d, c) ||
		    failed(&d, c))
			continue;
		w->wrong++;
		print_error("byte %zu: %d %.*s %.*s is %.*s\n", at, c->tbl,
		    STR_ARG(c->ind), STR_ARG(c->col), STR_ARG(c->raw));
	}
}

/* The text with bytes [from, to) replaced. */
static struct str
spliced(struct str text, size_t from, size_t to, struct str by)
{
	struct str all;
	char *p = malloc(text.n + by.n + 1);

	assert_non_null(p);
	memcpy(p, text.p, from);
	memcpy(p + from, by.p, by.n);
	memcpy(p + from + by.n, text.p + to, text.n - to);
	all = (struct str){ p, from + by.n + text.n - to };
	return all;
}

static void
try(struct want *w, struct str text, size_t from, size_t to, struct str by,
    bool html)
{
	struct str damaged = spliced(text, from, to, by);

	compare(w, damaged, html, from);
	free((void *)(uintptr_t)damaged.p);
}

static void
damage_lines(struct want *w, struct str text)
{
	struct str rest = text, line, twice;
	size_t from, to, n = 0;

	while (rest.p != NULL) {
		from = (size_t)(rest.p - text.p);
		line = str_cut(&rest, '\n');
		to = from + line.n + 1;
		if (!str_ends(str_trim(line), STR("|")) || to > text.n ||
		    n++ % EVERY != 0)
			continue;
		twice = str_sub(text, from, to - from);
		try(w, text, from, to, STR(""), false);
		try(w, text, to, to, twice, false);
		try(w, text, to - 2, to, STR(""), false);	/* "3 |" "0 |" */
	}
}

static void
damage_tags(struct want *w, struct str text, const char *open,
    const char *close)
{
	ptrdiff_t at = 0, end;
	size_t from, to, n = 0;

	while ((at = str_find(text, str_of(open), (size_t)at)) >= 0) {
		end = str_find(text, str_of(close), (size_t)at);
		if (end < 0)
			break;
		from = (size_t)at;
		to = (size_t)end + strlen(close);
		at = (ptrdiff_t)(from + 1);
		if (n++ % EVERY != 0)
			continue;
		try(w, text, from, to, STR(""), true);
		try(w, text, to, to, str_sub(text, from, to - from), true);
		try(w, text, (size_t)end, to, STR(""), true);
	}
}

static void
run(struct str text, bool html)
{
	struct want w = { .cells = 0 };

	if (text.p == NULL)
		skip();
	w.doc = read_in(kept, text, html);
	assert_true(w.doc.cells.n > 150);
	if (html) {
		damage_tags(&w, text, "<td", "</td>");
		damage_tags(&w, text, "<tr", "</tr>");
	} else {
		damage_lines(&w, text);
	}
	assert_true(w.cells > 1000);
	assert_int_equal(w.wrong, 0);
}

/* Lines with numbers: dropped, doubled, two cells run together or apart. */
static void
damage_columns(struct want *w, struct str text)
{
	struct str rest = text, line;
	size_t from, to, i, n = 0;
	ptrdiff_t gap;

	while (rest.p != NULL) {
		from = (size_t)(rest.p - text.p);
		line = str_cut(&rest, '\n');
		to = from + line.n + 1;
		for (i = 0; i < line.n && (line.p[i] < '0' ||
		    line.p[i] > '9'); i++)
			;
		if (i == line.n || to > text.n || n++ % EVERY != 0)
			continue;
		try(w, text, from, to, STR(""), false);
		try(w, text, to, to, str_sub(text, from, to - from), false);
		try(w, text, from, from, STR("   "), false);
		if ((gap = str_find(line, STR("  "), 1)) < 0)
			continue;
		try(w, text, from + (size_t)gap, from + (size_t)gap + 2,
		    STR(""), false);
		try(w, text, from + (size_t)gap, from + (size_t)gap,
		    STR("     "), false);
	}
}

static void
test_tables_as_tools_write_them(void **state)
{
	static const char *const files[] = { "columns.txt",
		"columns-narrow.txt", "columns-ruled.txt", "drawn-narrow.txt",
		"layout.txt", "mediawiki-rows.txt", "asciidoc.txt",
		"textile.txt" };
	struct want w;
	struct str text;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(files) / sizeof(*files); i++) {
		text = file_in("tests/fixtures/wild", files[i]);
		assert_non_null(text.p);
		w = (struct want){ .cells = 0 };
		w.doc = read_in(kept, text, false);
		assert_true(w.doc.cells.n > 150);
		damage_columns(&w, text);
		assert_true(w.cells > 1000);
		assert_int_equal(w.wrong, 0);
	}
}

static void
test_flattened_text_of_the_form_of_2019(void **state)
{
	(void)state;
	run(corpus("seeds/003_c88462c79273269f.txt"), false);
}

static void
test_flattened_text_of_the_form_of_2021(void **state)
{
	(void)state;
	run(corpus("seeds/004_b7938c474e787140.txt"), false);
}

static void
test_page_of_the_form_of_2019(void **state)
{
	(void)state;
	run(corpus("corpus/shanghai-2019.html"), true);
}

static void
test_page_of_the_form_of_2021(void **state)
{
	(void)state;
	run(corpus("corpus/report-pingtan-2024.html"), true);
}

/* The forms with `between` for what parts two rows of a table. */
static struct str
forms_parted(const char *between)
{
	static const char *const names[] = { "12-form-2.html",
		"13-form-3.html", "14-form-4.html" };
	struct str all = STR(""), rest;
	ptrdiff_t at;
	size_t i;

	for (i = 0; i < 3; i++) {
		rest = file_in("tests/fixtures/grids", names[i]);
		assert_non_null(rest.p);
		while ((at = str_find(rest, STR("</tr>"), 0)) >= 0) {
			all = arena_printf(kept, "%.*s%.*s</tr>%s",
			    STR_ARG(all), (int)at, rest.p, between);
			rest = str_sub(rest, (size_t)at + 5, rest.n);
		}
		all = arena_printf(kept, "%.*s%.*s", STR_ARG(all),
		    STR_ARG(rest));
	}
	return all;
}

static void
test_rows_in_tables_of_their_own(void **state)
{
	(void)state;
	run(forms_parted("</table>\n<table>"), true);
}

static int
setup_kept(void **state)
{
	kept = arena_new(1 << 28);
	return setup(state);
}

static int
teardown_kept(void **state)
{
	arena_free(kept);
	return teardown(state);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tables_as_tools_write_them),
		cmocka_unit_test(test_flattened_text_of_the_form_of_2019),
		cmocka_unit_test(test_flattened_text_of_the_form_of_2021),
		cmocka_unit_test(test_page_of_the_form_of_2019),
		cmocka_unit_test(test_page_of_the_form_of_2021),
		cmocka_unit_test(test_rows_in_tables_of_their_own),
	};

	return cmocka_run_group_tests(tests, setup_kept, teardown_kept);
}
