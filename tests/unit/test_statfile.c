/* SPDX-License-Identifier: MIT */
/* What is written for Stata and SPSS, read back by libreadstat. */
#include "unit.h"

#include <readstat.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "buf.h"
#include "statfile.h"

static const char columns[] =
    "table\tA table\n"
    "tag\tblank\ta\tnothing printed\n"
    "tag\tno_report\te\tno report\n"
    "column\tname\tstring\t\tWhat it is called\n"
    "column\tn\tinteger\tn_missing\tHow many\n"
    "column\tr\tnumber\t\tA rate\n"
    "column\tok\tboolean\t\tWhether\n"
    "column\tday\tdate\t\tWhen\n";

static const char table[] =
    "name,n,n_missing,r,ok,day,beside\n"
    "\"甲, \"\"乙\"\"\n丙\",12,,0.25,true,2023-01-18,1\n"
    "\"\",,blank,,false,,2\n"
    ",,no_report,-3,,1949-10-01,3\n"
    "丁,,,0,,1970-01-01,4\n";

/* All that a file holds, as text. */
struct seen {
	struct buf text;
	int columns;
};

static int
on_metadata(readstat_metadata_t *m, void *to)
{
	struct seen *s = to;

	s->columns = readstat_get_var_count(m);
	buf_printf(&s->text, "%d rows: %s\n", readstat_get_row_count(m),
	    readstat_get_file_label(m));
	return READSTAT_HANDLER_OK;
}

static int
on_variable(int i, readstat_variable_t *v, const char *labels, void *to)
{
	struct seen *s = to;

	(void)i;
	buf_printf(&s->text, "%s (%s) %s\n", readstat_variable_get_name(v),
	    readstat_variable_get_label(v), labels != NULL ? "labels" : "");
	return READSTAT_HANDLER_OK;
}

static int
on_label(const char *set, readstat_value_t v, const char *label, void *to)
{
	struct seen *s = to;

	(void)set;
	if (readstat_value_is_tagged_missing(v))
		buf_printf(&s->text, ".%c=%s\n", readstat_value_tag(v), label);
	else
		buf_printf(&s->text, "%.0f=%s\n", readstat_double_value(v),
		    label);
	return READSTAT_HANDLER_OK;
}

static int
on_value(int row, readstat_variable_t *var, readstat_value_t v, void *to)
{
	struct seen *s = to;

	(void)row;
	if (readstat_value_type(v) == READSTAT_TYPE_STRING)
		buf_printf(&s->text, "[%s]", readstat_string_value(v) != NULL ?
		    readstat_string_value(v) : "");
	else if (readstat_value_is_tagged_missing(v))
		buf_printf(&s->text, "[.%c]", readstat_value_tag(v));
	else if (readstat_value_is_system_missing(v))
		buf_adds(&s->text, "[.]");
	else
		buf_printf(&s->text, "[%g%s]", readstat_double_value(v),
		    readstat_value_is_defined_missing(v, var) ? "!" : "");
	if (readstat_variable_get_index(var) == s->columns - 1)
		buf_addc(&s->text, '\n');
	return READSTAT_HANDLER_OK;
}

static const char *
path(const char *name)
{
	static char at[8][64];
	static int turn;

	turn = (turn + 1) % 8;
	snprintf(at[turn], sizeof(at[turn]), "/tmp/test_statfile.%d.%s",
	    (int)getpid(), name);
	return at[turn];
}

static void
put(const char *name, const char *text)
{
	FILE *f = fopen(path(name), "w");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

static int
write_as(const char *name, const char *csv)
{
	struct statfile_options o = { .columns = path("columns") };

	unlink(path(name));
	put("columns", columns);
	put("csv", csv);
	return statfile_run(&o, path("csv"), path(name));
}

static struct buf
read_back(const char *name, readstat_error_t (*parse)(readstat_parser_t *,
    const char *, void *))
{
	struct seen s = { .columns = 0 };
	readstat_parser_t *p = readstat_parser_init();

	buf_init(&s.text, 1 << 20);
	readstat_set_metadata_handler(p, on_metadata);
	readstat_set_variable_handler(p, on_variable);
	readstat_set_value_label_handler(p, on_label);
	readstat_set_value_handler(p, on_value);
	assert_int_equal(parse(p, path(name), &s), READSTAT_OK);
	readstat_parser_free(p);
	return s.text;
}

static void
test_stata_has_labels_dates_and_reasons(void **state)
{
	struct buf b;

	(void)state;
	assert_int_equal(write_as("dta", table), 0);
	b = read_back("dta", readstat_parse_dta);
	assert_string_equal(b.p,
	    "4 rows: A table\n"
	    "name (What it is called) \n"
	    "n (How many) labels\n"
	    "r (A rate) \n"
	    "ok (Whether) labels\n"
	    "day (When) \n"
	    "[甲, \"乙\"\n丙][12][0.25][1][23028]\n"
	    "[][.a][.][0][.]\n"
	    "[][.e][-3][.][-3744]\n"
	    "[丁][.][0][.][3653]\n"
	    ".a=nothing printed\n.e=no report\n0=no\n1=yes\n");
	buf_release(&b);
}

static void
test_spss_has_numbers_that_are_missing(void **state)
{
	struct buf b;

	(void)state;
	assert_int_equal(write_as("sav", table), 0);
	b = read_back("sav", readstat_parse_sav);
	assert_non_null(strstr(b.p, "-999999999=nothing printed\n"));
	assert_non_null(strstr(b.p, "-999999995=no report\n"));
	assert_non_null(strstr(b.p, "[甲, \"乙\"\n丙][12][0.25][1]"));
	assert_non_null(strstr(b.p, "[][-1e+09!][.][0][.]\n"));
	assert_non_null(strstr(b.p, "[丁][.][0][.][1.22194e+10]\n"));
	buf_release(&b);
}

static void
test_long_texts_are_cut_between_characters(void **state)
{
	struct buf csv, b;
	int i;

	(void)state;
	buf_init(&csv, 1 << 20);
	buf_adds(&csv, "name,n,n_missing,r,ok,day\n");
	for (i = 0; i < 700; i++)
		buf_adds(&csv, "报");
	buf_adds(&csv, ",1,,1,true,\n");
	assert_int_equal(write_as("dta", csv.p), 3);
	b = read_back("dta", readstat_parse_dta);
	assert_int_equal(strcspn(strstr(b.p, "[报") + 1, "]"),
	    STATFILE_MAX_TEXT / 3 * 3);
	buf_release(&b);
	buf_release(&csv);
}

static int
clean(void **state)
{
	(void)state;
	unlink(path("columns"));
	unlink(path("csv"));
	unlink(path("dta"));
	unlink(path("sav"));
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_stata_has_labels_dates_and_reasons),
		cmocka_unit_test(test_spss_has_numbers_that_are_missing),
		cmocka_unit_test(test_long_texts_are_cut_between_characters),
	};

	return cmocka_run_group_tests(tests, NULL, clean);
}
