/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive.h"
#include "outfile.h"
#include "source.h"
#include "warc.h"

static char root[] = "/tmp/test_archive.XXXXXX";
static char in[64], var[64], ledger[128];
static struct archive_counts counts;
static struct arena *arena;

/* Runs a command with $R the folder of the test; it must succeed. */
static void
sh(const char *command)
{
	setenv("R", root, 1);
	assert_int_equal(system(command), 0);
}

static int
fresh(void **state)
{
	(void)state;
	memset(root + sizeof(root) - 7, 'X', 6);
	if (mkdtemp(root) == NULL)
		return -1;
	arena = arena_new(1 << 20);
	snprintf(in, sizeof(in), "%s/in", root);
	snprintf(var, sizeof(var), "%s/var", root);
	snprintf(ledger, sizeof(ledger), "%s/warc/import.tsv", var);
	sh("mkdir -p $R/in/b && printf one >\"$R/in/a %年\" &&"
	   "printf two >$R/in/b/z && printf x >$R/in/.hidden");
	return 0;
}

static int
done(void **state)
{
	(void)state;
	arena_free(arena);
	sh("rm -rf $R");
	return 0;
}

static void
import(int want)
{
	char *paths[] = { in };

	assert_int_equal(archive_run(paths, 1, var, &counts), want);
	assert_int_equal(counts.seen, counts.files + counts.lines +
	    counts.warcs + counts.same + counts.too_big + counts.unreadable);
}

/* The documents of var/warc, by the reader of extract: "path=bytes;". */
static struct str
contents(void)
{
	char *paths[1], folder[128];
	struct source *src;
	struct doc d = { .arena = arena };
	struct str bytes, all = STR("");

	snprintf(folder, sizeof(folder), "%s/warc", var);
	paths[0] = folder;
	src = source_open(paths, 1, 0);
	while (source_next(src, &d, &bytes)) {
		if (d.warc.p != NULL) {
			if (d.host.p == NULL) {
				assert_true(str_starts(d.source, str_of(in)));
				d.source = str_sub(d.source, strlen(in),
				    d.source.n);
			}
			all = arena_printf(arena, "%.*s%.*s=%.*s;",
			    STR_ARG(all), STR_ARG(d.source), STR_ARG(bytes));
		}
		d = (struct doc){ .arena = arena };
	}
	source_close(src);
	return all;
}

static void
test_files_come_back_under_their_paths(void **state)
{
	(void)state;
	import(0);
	assert_int_equal(counts.files, 2);
	assert_str(contents(), "/a %年=one;/b/z=two;");
	sh("test $(ls $R/var/warc | wc -l) = 2 &&"
	   "cut -f1,2 $R/var/warc/import.tsv | sort | head -1 | grep -q "
	   "'^file\tsha256:3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d37"
	   "6b0dbe685e2f3$'");
}

static void
test_archived_once(void **state)
{
	(void)state;
	import(0);
	import(0);
	assert_int_equal(counts.same, 2);
	assert_int_equal(counts.files, 0);
	assert_str(contents(), "/a %年=one;/b/z=two;");
	sh("printf new >$R/in/b/z");
	import(0);
	assert_int_equal(counts.same, 1);
	assert_int_equal(counts.files, 1);
}

static void
test_a_warc_stays_where_it_is(void **state)
{
	(void)state;
	sh("rm -r $R/in/*; printf 'WARC/1.0\\r\\n\\r\\n' >$R/in/w");
	import(0);
	assert_int_equal(counts.warcs, 1);
	import(0);
	assert_int_equal(counts.same, 1);
	sh("test $(ls $R/var/warc | wc -l) = 1 && test $(wc -l "
	   "<$R/var/warc/import.tsv) = 1 && grep -q \"^warc\t.*\t$R/in/w\t-\t0"
	   "\t12$\" $R/var/warc/import.tsv");
}

static void
test_a_torn_line_is_cut_off(void **state)
{
	(void)state;
	import(0);
	sh("printf 'file\tsha256:ab' >>$R/var/warc/import.tsv");
	import(0);
	assert_int_equal(counts.same, 2);
	sh("printf new >$R/in/c");
	import(0);
	sh("test $(grep -c '^file\tsha256:[0-9a-f]*\t/.*\t[0-9]*\t[0-9]*$' "
	   "$R/var/warc/import.tsv) = 3");
}

/*
 * As a crash leaves it: the record of the last file is written and its line
 * is not, and the archive has no name yet.
 */
static void
test_a_crash_between_record_and_line_makes_no_second_record(void **state)
{
	(void)state;
	import(0);
	sh("cd $R/var/warc && mv *.gz $(ls *.gz).open &&"
	   "sed -i '$d' import.tsv");
	import(0);
	assert_int_equal(counts.same, 1);
	assert_int_equal(counts.files, 1);
	assert_str(contents(), "/a %年=one;/b/z=two;");
	sh("! ls $R/var/warc/*.open 2>/dev/null");
}

static void
test_a_crash_before_the_first_line_starts_anew(void **state)
{
	(void)state;
	import(0);
	sh("cd $R/var/warc && mv *.gz $(ls *.gz).open && rm import.tsv");
	import(0);
	assert_int_equal(counts.files, 2);
	assert_str(contents(), "/a %年=one;/b/z=two;");
}

/* A corpus: a line each, as it stands, whatever it is called or packed. */
static void
test_lines_of_a_corpus_are_documents(void **state)
{
	(void)state;
	sh("rm -r $R/in/* && printf '{\"url\":\"https://a.cn/1\",\"text\":"
	   "\"one\",\"x\":null}\n\n{\"url\":\"ftp://b\",\"html\":\"<p>2\"}\n"
	   "{\"url\"' >$R/in/c.jsonl && gzip -k $R/in/c.jsonl &&"
	   "printf '{\"source\":\"a\",\"text\":\"b\"}\n' >$R/in/r.jsonl");
	import(0);
	assert_int_equal(counts.lines, 6);
	assert_int_equal(counts.files, 1);
	import(0);
	assert_int_equal(counts.same, 7);
	sh("cut -f 1,3 $R/var/warc/import.tsv | sed \"s|$R||\" | tr '\n' ' ' |"
	   "grep -q '^line	/in/c.jsonl#1 line	/in/c.jsonl#3 line	"
	   "/in/c.jsonl#4 line	/in/c.jsonl.gz#1 .* file	/in/r.jsonl $'");
	sh("test $(head -n 1 $R/in/c.jsonl | tr -d '\n' | sha256sum | cut -c 1-64)"
	   " = $(sed -n '1s/.*sha256:\\([^	]*\\).*/\\1/p' $R/var/warc/import.tsv)");
	assert_str(contents(), "https://a.cn/1=one;/c.jsonl#3=<p>2;"
	    "/c.jsonl#4=;https://a.cn/1=one;/c.jsonl.gz#3=<p>2;"
	    "/c.jsonl.gz#4=;/r.jsonl={\"source\":\"a\",\"text\":\"b\"}\n;");
}

/* What a download left: lines up to the damage are there. */
static void
test_a_damaged_corpus_gives_what_is_whole(void **state)
{
	(void)state;
	sh("rm -r $R/in/* && for i in $(seq 30000); do printf "
	   "'{\"url\":\"https://a.cn/%d\",\"text\":\"%d\"}\n' $i $i; done |"
	   "gzip >$R/in/c.jsonl.gz && truncate -s 60000 $R/in/c.jsonl.gz");
	import(3);
	assert_true(counts.lines > 10000);
	assert_true(counts.lines < 30000);
	assert_int_equal(counts.unreadable, 1);
}

static void
test_what_cannot_be_read_is_set_aside(void **state)
{
	char missing[] = "/nonexistent/file";
	char *paths[] = { missing, in };

	(void)state;
	assert_int_equal(archive_run(paths, 2, var, &counts), 3);
	assert_int_equal(counts.unreadable, 1);
	assert_int_equal(counts.files, 2);
	assert_int_equal(counts.seen, 3);
}

static void
test_too_big_is_remembered_only(void **state)
{
	(void)state;
	sh("rm -r $R/in/*; truncate -s 268435457 $R/in/big");
	import(3);
	assert_int_equal(counts.too_big, 1);
	import(0);
	assert_int_equal(counts.same, 1);
	sh("grep -q '^too_big\tsha256:.*\t-\t0\t268435457$' "
	   "$R/var/warc/import.tsv && test $(ls $R/var/warc | wc -l) = 1");
}

int
main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, fresh, done)
	const struct CMUnitTest tests[] = {
		T(test_files_come_back_under_their_paths),
		T(test_archived_once),
		T(test_a_warc_stays_where_it_is),
		T(test_a_torn_line_is_cut_off),
		T(test_a_crash_between_record_and_line_makes_no_second_record),
		T(test_a_crash_before_the_first_line_starts_anew),
		T(test_lines_of_a_corpus_are_documents),
		T(test_a_damaged_corpus_gives_what_is_whole),
		T(test_what_cannot_be_read_is_set_aside),
		T(test_too_big_is_remembered_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
