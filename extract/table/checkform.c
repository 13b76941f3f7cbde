/* SPDX-License-Identifier: MIT */
/*
 * The form of six sections and three tables is that of reports for 2019 and
 * later. A table is missed only where no grid holds its row labels and no
 * cell was read: tables in pictures and attachments are missed rightly.
 */
#include "checkform.h"

#include <stdlib.h>

#include "number.h"
#include "part.h"
#include "yearmark.h"

enum {
	FORM_SINCE = 2019,	/* six sections, tables 2 to 4 */
	SECTIONS = 6,
	PROBLEMS = 5, OTHER_MATTERS = 6,	/* numbers of sections */
	MIN_PROBLEMS = 10,	/* characters */
	MAX_BLANK_ROWS = 10, MAX_BLANK_CELLS = 5,
	LAST_OF_MARCH = 331, LAST_OF_JANUARY = 131
};

static int
number_of(struct str s)
{
	return s.p != NULL ? (int)strtol(s.p, NULL, 10) : 0;
}

/*
 * Whether the form of 2019 and later is due: one that has a table of it is
 * held to it even if whose it is is not known.
 */
static bool
has_form(const struct doc *d)
{
	struct str kind = doc_value(d, FACT_AGENCY_KIND);

	if (!str_eq(doc_value(d, FACT_KIND), STR("ogi_annual")) ||
	    number_of(doc_value(d, FACT_REPORT_YEAR)) < FORM_SINCE)
		return false;
	if (kind.p == NULL)
		return doc_has_table(d, 2) || doc_has_table(d, 3) ||
		    doc_has_table(d, 4);
	return !str_eq(kind, STR("other"));
}

/* A section and all under it: the range of d->sections, empty if none. */
static void
find_section(const struct doc *d, int number, size_t *from, size_t *to)
{
	const struct section *s = d->sections.v;
	size_t i;

	*from = *to = d->sections.n;
	for (i = 0; i < d->sections.n; i++) {
		if (s[i].level == 1 && *from < d->sections.n) {
			*to = i;
			return;
		}
		if (s[i].level == 1 && s[i].number == number)
			*from = i;
	}
}

/* Characters of a section, headings of what is under it included. */
static size_t
section_chars(const struct doc *d, size_t from, size_t to)
{
	size_t i, n = 0;

	for (i = from; i < to; i++)
		n += str_chars(d->sections.v[i].text_hans) +
		    (i > from ? str_chars(d->sections.v[i].heading_hans) : 0);
	return n;
}

/* S1, with the warnings section_missing and table_missing. */
static void
missing_sections(struct doc *d)
{
	static const char *const names[] = { "一", "二", "三", "四", "五",
		"六" };
	struct str list = STR("");
	size_t from, to;
	int i;

	for (i = 1; i <= SECTIONS; i++) {
		find_section(d, i, &from, &to);
		if (from == d->sections.n)
			list = arena_printf(d->arena, "%.*s%s%s",
			    STR_ARG(list), list.n > 0 ? "、" : "",
			    names[i - 1]);
	}
	if (list.n == 0)
		return;
	doc_warn(d, "section_missing", 0, STR_NONE, STR_NONE, list);
	doc_check(d, "S1", STR("sections"), CHECK_WARN, STR_NONE, STR_NONE);
}

static void
missing_tables(struct doc *d)
{
	size_t i;
	int tbl;

	for (tbl = 2; tbl <= 4; tbl++) {
		for (i = 0; i < d->cells.n && d->cells.v[i].tbl != tbl;)
			i++;
		if (i < d->cells.n)
			continue;
		doc_warn(d, "table_missing", tbl, STR_NONE, STR_NONE,
		    STR("no row of it was found"));
		doc_check(d, "S1", arena_printf(d->arena, "table %d", tbl),
		    CHECK_WARN, STR_NONE, STR_NONE);
	}
}

/* S2, with the warning section_empty. */
static void
empty_section(struct doc *d)
{
	size_t from, to;

	find_section(d, PROBLEMS, &from, &to);
	if (from == to || section_chars(d, from, to) >= MIN_PROBLEMS)
		return;
	doc_warn(d, "section_empty", 0, STR_NONE, STR_NONE,
	    d->sections.v[from].heading);
	doc_check(d, "S2", STR("section 5"), CHECK_WARN, STR_NONE, STR_NONE);
}

/* S3: 信息处理费 belongs into section 六. */
static void
fee_not_told(struct doc *d)
{
	static const struct decimal zero = { 0, 0 };
	const struct figure *f;
	struct decimal v;
	size_t from, to, i;
	struct str text;

	find_section(d, OTHER_MATTERS, &from, &to);
	if (from == to || to - from > 1)
		return;
	text = str_trim(d->sections.v[from].text_hans);
	if (!str_eq(text, STR("无")) && !str_eq(text, STR("无。")) &&
	    !str_has(text, STR("没有其他需要报告")) &&
	    !str_has(text, STR("无其他需要报告")))
		return;
	for (i = 0; i < d->figures.n; i++) {
		f = &d->figures.v[i];
		if (str_eq(f->ind, STR("proc_fee")) &&
		    f->section != d->sections.v[from].ordinal &&
		    number_parse(f->value, &v) && number_cmp(v, zero) > 0) {
			doc_check(d, "S3", STR("proc_fee"), CHECK_WARN,
			    f->value, STR("0"));
			return;
		}
	}
}

static bool
row_has_number(const struct doc *d, int tbl, struct str ind)
{
	size_t i;

	for (i = 0; i < d->cells.n; i++)
		if (d->cells.v[i].tbl == tbl &&
		    str_eq(d->cells.v[i].ind, ind) &&
		    d->cells.v[i].state == CELL_NUM)
			return true;
	return false;
}

/* S4: a row is counted at its total, which every row of table 3 has. */
static void
too_many_blanks(struct doc *d)
{
	const struct cell *c;
	size_t i;
	int rows = 0, cells = 0;

	for (i = 0; i < d->cells.n; i++) {
		c = &d->cells.v[i];
		if (c->tbl == 3 && str_eq(c->col, STR("total")))
			rows += !row_has_number(d, 3, c->ind);
		else if (c->tbl == 4)
			cells += c->state != CELL_NUM;
	}
	if (rows > MAX_BLANK_ROWS)
		doc_check(d, "S4", STR("3"), CHECK_WARN,
		    arena_printf(d->arena, "%d", rows),
		    arena_printf(d->arena, "%d", MAX_BLANK_ROWS));
	if (cells > MAX_BLANK_CELLS)
		doc_check(d, "S4", STR("4"), CHECK_WARN,
		    arena_printf(d->arena, "%d", cells),
		    arena_printf(d->arena, "%d", MAX_BLANK_CELLS));
}

/*
 * L1: departments by 31 January of the next year, governments by 31 March;
 * for 2018 and before all by 31 March (DOMAIN.md A0).
 */
static void
published_late(struct doc *d)
{
	struct str kind = doc_value(d, FACT_AGENCY_KIND);
	struct str on = doc_value(d, FACT_PUBLISHED_ON);
	int year = number_of(doc_value(d, FACT_REPORT_YEAR));
	int due, day;

	if (!str_eq(doc_value(d, FACT_KIND), STR("ogi_annual")) ||
	    on.n != strlen("2020-01-31") || year == 0 ||
	    d->facts[FACT_PUBLISHED_ON].guess)
		return;
	if (str_eq(kind, STR("government")))
		due = LAST_OF_MARCH;
	else if (str_eq(kind, STR("department")))
		due = year < FORM_SINCE ? LAST_OF_MARCH : LAST_OF_JANUARY;
	else
		return;
	due += (year + 1) * 10000;
	day = number_of(on) * 10000 + number_of(str_sub(on, 5, 2)) * 100 +
	    number_of(str_sub(on, 8, 2));
	if (day > due)
		doc_check(d, "L1", STR("published_on"), CHECK_WARN,
		    arena_printf(d->arena, "%d", day),
		    arena_printf(d->arena, "%d", due));
}

/* A table of which it stands in or next to it that it is of another year. */
static void
other_year(struct doc *d, const struct cell *c)
{
	int year = number_of(doc_value(d, FACT_REPORT_YEAR));
	int of = yearmark_of(d, c->table, c->row, true);

	if (year > 0 && of > 0 && of != YEARMARK_THIS && of != year)
		part_warn_table(d, "year_mismatch", c->tbl,
		    of == YEARMARK_LAST ? STR("it is of the year before the "
		    "report's") : arena_printf(d->arena,
		    "report for %d, the table is of %d", year, of));
}

static void
other_years(struct doc *d)
{
	const struct cell *c;
	size_t i;

	for (i = 0; i < d->cells.n; i++) {
		c = &d->cells.v[i];
		if (i == 0 || c->table != c[-1].table || c->tbl != c[-1].tbl)
			other_year(d, c);
	}
}

/* From 2019 on a report without a table may be one whose tables are lost. */
static void
doubt_template(struct doc *d)
{
	if (number_of(doc_value(d, FACT_REPORT_YEAR)) >= FORM_SINCE &&
	    str_eq(doc_value(d, FACT_TEMPLATE), STR("T2008")) &&
	    !doc_has_table(d, 8))
		d->facts[FACT_TEMPLATE].guess = true;
}

void
checkform_pass(struct doc *d)
{
	doubt_template(d);
	if (has_form(d)) {
		missing_sections(d);
		missing_tables(d);
		empty_section(d);
		too_many_blanks(d);
	}
	other_years(d);
	fee_not_told(d);
	published_late(d);
}
