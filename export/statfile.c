/* SPDX-License-Identifier: MIT */
/*
 * All calls of libreadstat. It wants to know the number of rows and the
 * longest text of each column before the first row, so the CSV file is read
 * twice.
 */
#include "statfile.h"

#include <errno.h>
#include <readstat.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "rowfile.h"
#include "msg.h"
#include "outfile.h"
#include "str.h"

enum {
	MAX_COLUMNS = 200,
	MAX_TAGS = 26,
	STATA_FORMAT = 118,	/* Stata 14 and later: UTF-8 */
	STATA_LABEL = 80,	/* characters of a label */
	DAYS_1960 = 3653	/* from 1960, Stata's day 0, to 1970 */
};

/* Seconds from 14 October 1582, SPSS's second 0, to 1970. */
static const double seconds_1582 = 12219379200.0;

/* A number that no table has; a tag is so many above it. */
static const double spss_missing = -999999999.0;

enum type { TEXT, WHOLE, NUMBER, BOOLEAN, DATE };

struct tag {
	struct str word;	/* what the table says */
	char letter;
	struct str label;
};

struct column {
	struct str name, label;
	enum type type;
	struct str why_name;	/* column that says why a value is missing */
	size_t at, why;		/* places in the CSV file */
	bool has_why;
	size_t width;		/* bytes of the longest text */
	readstat_variable_t *var;
};

struct statfile {
	const char *from, *to;
	bool stata;
	char *text;		/* the description; all names point into it */
	struct str label;
	struct column column[MAX_COLUMNS];
	size_t n_columns;
	struct tag tag[MAX_TAGS];
	size_t n_tags;
	long rows, cut;
	readstat_writer_t *writer;
	readstat_label_set_t *why, *truth;	/* NULL until wanted */
	struct outfile out;
	int error;		/* errno of a write that failed */
};

static void
must(struct statfile *s, readstat_error_t e)
{
	if (e != READSTAT_OK)
		fatal("could not write \"%s\": %s", s->to, s->error != 0 ?
		    strerror(s->error) : readstat_error_message(e));
}

static enum type
type_named(struct str name)
{
	if (str_eq(name, STR("integer")))
		return WHOLE;
	if (str_eq(name, STR("number")))
		return NUMBER;
	if (str_eq(name, STR("boolean")))
		return BOOLEAN;
	if (str_eq(name, STR("date")))
		return DATE;
	return TEXT;
}

/* A line of the description: a kind, then members, all separated by tabs. */
static void
describe(struct statfile *s, struct str line)
{
	struct str kind = str_cut(&line, '\t');
	struct column *c = &s->column[s->n_columns];
	struct tag *t = &s->tag[s->n_tags];

	if (str_eq(kind, STR("table"))) {
		s->label = line;
	} else if (str_eq(kind, STR("tag")) && s->n_tags < MAX_TAGS) {
		t->word = str_cut(&line, '\t');
		t->letter = str_cut(&line, '\t').p[0];
		t->label = line;
		s->n_tags++;
	} else if (str_eq(kind, STR("column")) &&
	    s->n_columns < MAX_COLUMNS) {
		c->name = str_cut(&line, '\t');
		c->type = type_named(str_cut(&line, '\t'));
		c->why_name = str_cut(&line, '\t');
		c->label = line;
		c->width = 1;
		s->n_columns++;
	} else if (kind.n > 0) {
		fatal("a line of the description makes no sense: \"%.*s\"",
		    STR_ARG(kind));
	}
}

static void
read_description(struct statfile *s, const char *path)
{
	FILE *f = fopen(path, "r");
	size_t room = 0;
	struct str rest, line;
	ssize_t n;

	if (f == NULL || (n = getdelim(&s->text, &room, '\0', f)) < 0)
		fatal("could not read \"%s\": %s", path, strerror(errno));
	fclose(f);
	rest = (struct str){ s->text, (size_t)n };
	while (rest.n > 0) {
		line = str_cut(&rest, '\n');
		describe(s, line);
	}
}

static size_t
place_of(const struct rowfile *c, struct str name)
{
	size_t i;

	for (i = 0; i < c->n; i++)
		if (str_eq(rowfile_get(c, i), name))
			return i;
	fatal("the table has no column \"%.*s\"", STR_ARG(name));
}

static void
open_table(struct statfile *s, struct rowfile *c)
{
	FILE *f = fopen(s->from, "r");
	size_t i;

	if (f == NULL)
		fatal("could not read \"%s\": %s", s->from, strerror(errno));
	rowfile_init(c, f);
	if (rowfile_next(c) != 1)
		fatal("\"%s\" is no CSV file", s->from);
	for (i = 0; i < s->n_columns; i++) {
		struct column *column = &s->column[i];

		column->at = place_of(c, column->name);
		column->has_why = column->why_name.n > 0;
		if (column->has_why)
			column->why = place_of(c, column->why_name);
	}
}

static bool
next_row(struct statfile *s, struct rowfile *c, size_t head)
{
	int rc = rowfile_next(c);

	if (rc < 0 || (rc > 0 && c->n != head))
		fatal("\"%s\" is no CSV file behind record %ld", s->from,
		    s->rows);
	return rc > 0;
}

static void
close_table(struct rowfile *c)
{
	fclose(c->f);
	rowfile_release(c);
}

/* The first pass: how many rows, how long the texts. */
static void
measure(struct statfile *s)
{
	struct rowfile c;
	size_t i, head;

	open_table(s, &c);
	for (head = c.n; next_row(s, &c, head); s->rows++)
		for (i = 0; i < s->n_columns; i++) {
			struct column *column = &s->column[i];
			size_t n = rowfile_get(&c, column->at).n;

			if (n > column->width)
				column->width = n;
		}
	for (i = 0; i < s->n_columns; i++)
		if (s->column[i].width > STATFILE_MAX_TEXT)
			s->column[i].width = STATFILE_MAX_TEXT;
	close_table(&c);
}

static ssize_t
write_bytes(const void *p, size_t n, void *to)
{
	struct statfile *s = to;

	if (outfile_write(&s->out, p, n) < 0) {
		s->error = errno;
		return -1;
	}
	return (ssize_t)n;
}

/* A label in the memory that text has; cut where Stata would refuse it. */
static const char *
label_text(struct str label, char text[4 * STATA_LABEL + 4])
{
	struct str s = str_first(label, STATA_LABEL);

	if (s.n < label.n)
		s = str_first(label, STATA_LABEL - 1);
	snprintf(text, 4 * STATA_LABEL + 4, "%.*s%s", STR_ARG(s),
	    s.n < label.n ? "…" : "");
	return text;
}

static double
tag_number(const struct tag *t)
{
	return spss_missing + (t->letter - 'a');
}

/* What missing values are called. */
static readstat_label_set_t *
why_set(struct statfile *s)
{
	char text[4 * STATA_LABEL + 4];
	size_t i;

	if (s->why != NULL)
		return s->why;
	s->why = readstat_add_label_set(s->writer, READSTAT_TYPE_DOUBLE, "why");
	for (i = 0; i < s->n_tags; i++) {
		label_text(s->tag[i].label, text);
		if (s->stata)
			readstat_label_tagged_value(s->why, s->tag[i].letter,
			    text);
		else
			readstat_label_double_value(s->why,
			    tag_number(&s->tag[i]), text);
	}
	return s->why;
}

static readstat_label_set_t *
truth_set(struct statfile *s)
{
	if (s->truth != NULL)
		return s->truth;
	s->truth = readstat_add_label_set(s->writer, READSTAT_TYPE_DOUBLE,
	    "truth");
	readstat_label_double_value(s->truth, 0, "no");
	readstat_label_double_value(s->truth, 1, "yes");
	return s->truth;
}

static void
add_column(struct statfile *s, struct column *c)
{
	char text[4 * STATA_LABEL + 4], name[64];

	snprintf(name, sizeof(name), "%.*s", STR_ARG(c->name));
	c->var = readstat_add_variable(s->writer, name, c->type == TEXT ?
	    READSTAT_TYPE_STRING : READSTAT_TYPE_DOUBLE,
	    c->type == TEXT ? c->width : 0);
	readstat_variable_set_label(c->var, label_text(c->label, text));
	if (c->type == DATE)
		readstat_variable_set_format(c->var, s->stata ? "%td" :
		    "SDATE10");
	if (c->type == WHOLE)
		readstat_variable_set_format(c->var, s->stata ? "%12.0g" :
		    "F12.0");
	if (c->type == BOOLEAN)
		readstat_variable_set_label_set(c->var, truth_set(s));
	if (!c->has_why)
		return;
	readstat_variable_set_label_set(c->var, why_set(s));
	if (!s->stata)
		must(s, readstat_variable_add_missing_double_range(c->var,
		    spss_missing, spss_missing + MAX_TAGS - 1));
}

static void
insert_missing(struct statfile *s, const struct column *c, struct str why)
{
	size_t i;

	for (i = 0; c->has_why && i < s->n_tags; i++)
		if (str_eq(s->tag[i].word, why))
			break;
	if (!c->has_why || i == s->n_tags)
		must(s, readstat_insert_missing_value(s->writer, c->var));
	else if (s->stata)
		must(s, readstat_insert_tagged_missing_value(s->writer, c->var,
		    s->tag[i].letter));
	else
		must(s, readstat_insert_double_value(s->writer, c->var,
		    tag_number(&s->tag[i])));
}

static void
insert_text(struct statfile *s, const struct column *c, struct str v)
{
	char text[STATFILE_MAX_TEXT + 1];

	if (v.n > STATFILE_MAX_TEXT) {
		v.n = STATFILE_MAX_TEXT;
		v.n = str_valid_utf8(v);
		s->cut++;
	}
	memcpy(text, v.p, v.n);
	text[v.n] = '\0';
	must(s, readstat_insert_string_value(s->writer, c->var, text));
}

/* Days since 1970 of "2023-01-18"; the database wrote it. */
static double
days(struct str v)
{
	struct tm tm = { 0 };

	if (sscanf(v.p, "%4d-%2d-%2d", &tm.tm_year, &tm.tm_mon,
	    &tm.tm_mday) != 3)
		fatal("no date: \"%.*s\"", STR_ARG(v));
	tm.tm_year -= 1900;
	tm.tm_mon--;
	return (double)(timegm(&tm) / 86400);
}

static double
number(const struct statfile *s, enum type type, struct str v)
{
	switch (type) {
	case BOOLEAN:
		return v.p[0] == 't';
	case DATE:
		return s->stata ? days(v) + DAYS_1960 :
		    days(v) * 86400 + seconds_1582;
	default:
		return strtod(v.p, NULL);
	}
}

static void
insert_row(struct statfile *s, struct rowfile *csv)
{
	size_t i;

	must(s, readstat_begin_row(s->writer));
	for (i = 0; i < s->n_columns; i++) {
		const struct column *c = &s->column[i];
		struct str v = rowfile_get(csv, c->at);

		if (c->type == TEXT)
			insert_text(s, c, v.p != NULL ? v : STR(""));
		else if (v.p == NULL)
			insert_missing(s, c, c->has_why ?
			    rowfile_get(csv, c->why) : STR_NONE);
		else
			must(s, readstat_insert_double_value(s->writer, c->var,
			    number(s, c->type, v)));
	}
	must(s, readstat_end_row(s->writer));
}

static void
begin(struct statfile *s)
{
	char text[4 * STATA_LABEL + 4];
	size_t i;

	s->writer = readstat_writer_init();
	readstat_set_data_writer(s->writer, write_bytes);
	readstat_writer_set_file_label(s->writer, label_text(s->label, text));
	/* Of when it was made nothing is told: the same data, same bytes. */
	readstat_writer_set_file_timestamp(s->writer, 0);
	for (i = 0; i < s->n_columns; i++)
		add_column(s, &s->column[i]);
	if (s->stata) {
		readstat_writer_set_file_format_version(s->writer,
		    STATA_FORMAT);
		must(s, readstat_begin_writing_dta(s->writer, s, s->rows));
	} else {
		readstat_writer_set_compression(s->writer,
		    READSTAT_COMPRESS_ROWS);
		must(s, readstat_begin_writing_sav(s->writer, s, s->rows));
	}
}

/* The second pass. */
static void
write_rows(struct statfile *s)
{
	struct rowfile c;
	size_t head;

	open_table(s, &c);
	begin(s);
	for (head = c.n; next_row(s, &c, head);)
		insert_row(s, &c);
	must(s, readstat_end_writing(s->writer));
	readstat_writer_free(s->writer);
	close_table(&c);
}

int
statfile_run(const struct statfile_options *o, const char *from, const char *to)
{
	struct statfile *s = xcalloc(1, sizeof(*s));
	int rc;

	s->from = from;
	s->to = to;
	s->stata = str_ends(str_of(to), STR(".dta"));
	if (!s->stata && !str_ends(str_of(to), STR(".sav")))
		fatal("neither .dta nor .sav: \"%s\"", to);
	read_description(s, o->columns);
	measure(s);
	if (outfile_open(&s->out, to) < 0)
		fatal("could not make \"%s\": %s", to, strerror(errno));
	write_rows(s);
	if (outfile_finish(&s->out) < 0)
		fatal("could not write \"%s\": %s", to, strerror(errno));
	if (s->cut > 0)
		warning("\"%s\": %ld texts were cut at %d bytes", to, s->cut,
		    STATFILE_MAX_TEXT);
	rc = s->cut > 0 ? 3 : 0;
	free(s->text);
	free(s);
	return rc;
}
