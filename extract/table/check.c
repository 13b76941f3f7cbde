/* SPDX-License-Identifier: MIT */
#include "check.h"

#include <assert.h>
#include <stdlib.h>

#include "checkform.h"
#include "checktext.h"
#include "dict.h"
#include "number.h"

DICT_DECLARE(rule);

static const char *const applicants[] = { "natural", "commercial", "research",
	"social", "legal", "other" };
enum { N_APPLICANTS = 6 };

/* A sum of printed cells, some of which may be blank or absent. */
struct sum {
	struct decimal value;	/* of the printed ones */
	int printed, missing;
	bool overflow;
};

struct checker {
	struct doc *d;
	const struct forms *f;
	int tbl;
	struct str col;		/* of the cells, or STR_NONE where `ind` is */
	struct str ind;
};

static const struct cell *
cell_of(const struct checker *c, struct str term)
{
	return c->col.p != NULL ? doc_cell(c->d, c->tbl, term, c->col) :
	    doc_cell(c->d, c->tbl, c->ind, term);
}

static bool
is_num(const struct cell *c)
{
	return c != NULL && c->state == CELL_NUM;
}

static void
add_term(const struct checker *c, struct sum *s, struct str term)
{
	const struct cell *cell = cell_of(c, term);
	struct decimal v;

	if (!is_num(cell) || !number_parse(cell->value, &v)) {
		s->missing++;
		return;
	}
	s->printed++;
	if (!number_add(s->value, v, &s->value))
		s->overflow = true;
}

/* All rows under the row `parent` of the form. */
static void
add_children(const struct checker *c, struct sum *s, struct str parent)
{
	const struct form_entry *e = forms_under(c->f, c->tbl, parent);

	for (; e != NULL; e = e->next)
		add_term(c, s, e->code);
}

static void
add_code(const struct checker *c, struct sum *s, struct str code)
{
	if (str_ends(code, STR("*")))
		add_children(c, s, str_sub(code, 0, code.n - 1));
	else
		add_term(c, s, code);
}

/* "a|b": b where that is in the table, else a. */
static void
add_choice(const struct checker *c, struct sum *s, struct str terms)
{
	struct str first = str_cut(&terms, '|');

	add_code(c, s, terms.p != NULL && cell_of(c, terms) != NULL ? terms :
	    first);
}

static struct sum
sum_of(const struct checker *c, struct str expression)
{
	struct sum s = { .printed = 0 };

	while (expression.p != NULL)
		add_choice(c, &s, str_cut(&expression, '+'));
	return s;
}

/* DESIGN.md 5: what a sum with blanks can still say. Counts are >= 0. */
static enum check_status
verdict(const struct sum *l, const struct sum *r)
{
	int cmp = number_cmp(l->value, r->value);

	if (l->printed + r->printed == 0 || l->overflow || r->overflow)
		return CHECK_NOT_ASSESSABLE;
	if (l->missing + r->missing == 0)
		return cmp == 0 ? CHECK_PASS : CHECK_FAIL;
	if (cmp == 0)
		return CHECK_PASS_BLANK0;
	/* The side that is too large already can't be saved by a blank. */
	if ((cmp < 0 && l->missing == 0) || (cmp > 0 && r->missing == 0))
		return CHECK_FAIL;
	return CHECK_NOT_ASSESSABLE;
}

static struct str
print_sum(const struct checker *c, const struct sum *s)
{
	return s->printed > 0 && !s->overflow ?
	    number_print(c->d->arena, s->value) : STR_NONE;
}

static void
check_sums(const struct checker *c, const char *rule, struct str subject,
    struct str lhs, struct str rhs)
{
	struct sum l = sum_of(c, lhs), r = sum_of(c, rhs);

	doc_check(c->d, rule, subject, verdict(&l, &r), print_sum(c, &l),
	    print_sum(c, &r));
}

static struct str
applicant(int i)
{
	return i < N_APPLICANTS ? str_of(applicants[i]) : STR("total");
}

static void
by_column(struct checker *c, const char *rule, struct str lhs, struct str rhs)
{
	int i;

	for (i = 0; i <= N_APPLICANTS; i++) {
		c->col = applicant(i);
		check_sums(c, rule, c->col, lhs, rhs);
	}
}

static void
by_row(struct checker *c, const char *rule, struct str lhs, struct str rhs)
{
	const struct cell *cell;
	size_t i;

	c->col = STR_NONE;
	for (i = 0; i < c->d->cells.n; i++) {
		cell = &c->d->cells.v[i];
		/* Once a row: at its first cell. */
		if (cell->tbl != c->tbl || (i > 0 &&
		    c->d->cells.v[i - 1].tbl == c->tbl &&
		    str_eq(c->d->cells.v[i - 1].ind, cell->ind)))
			continue;
		c->ind = cell->ind;
		check_sums(c, rule, c->ind, lhs, rhs);
	}
}

/* B04: "req_deny_sub" against its rows; the subject is "deny.natural". */
static void
subtotals(struct checker *c, const char *rule)
{
	const struct form_entry *e;
	struct str group, all;
	size_t i;
	int k;

	for (i = 0; i < c->f->n_rows; i++) {
		e = &c->f->rows[i];
		if (e->tbl != c->tbl || !str_ends(e->code, STR("_sub")) ||
		    !doc_has_row(c->d, c->tbl, e->code))
			continue;
		group = str_sub(e->code, 4, e->code.n - 8);
		all = arena_printf(c->d->arena, "%.*s*", STR_ARG(e->code));
		for (k = 0; k <= N_APPLICANTS; k++) {
			c->col = applicant(k);
			assert(c->col.p != NULL);
			check_sums(c, rule, arena_printf(c->d->arena,
			    "%.*s.%.*s", STR_ARG(group), STR_ARG(c->col)),
			    e->code, all);
		}
	}
}

/* B10-B12: the subject is what the total is called without "_total". */
static void
dispute(struct checker *c, const char *rule, struct str lhs, struct str rhs)
{
	c->col = STR("value");
	check_sums(c, rule, str_sub(rhs, 0, rhs.n - strlen("_total")), lhs,
	    rhs);
}

/* B30: every row of the annex that has parts. */
static void
annex(struct checker *c, const char *rule)
{
	static const char *const parts[] = { "s_req_new*", "s_req_done*",
		"s_reply*", "s_rp_deny*", "s_recon*", "s_lit*", "s_staff*" };
	struct str all, whole;
	size_t i;

	c->col = STR("value");
	for (i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		all = str_of(parts[i]);
		whole = str_sub(all, 0, all.n - 1);
		if (doc_has_row(c->d, c->tbl, whole))
			check_sums(c, rule, whole, whole, all);
	}
}

/*
 * B31: bounds of the annex. Channels may sum to more than the total: the same
 * item counts once in it.
 */
static void
annex_bounds(struct doc *d)
{
	static const char *const bounds[][2] = {
		{ "s_open_normdoc", "s_open_total" },
		{ "s_ch_gazette", "s_open_total" },
		{ "s_ch_web", "s_open_total" },
		{ "s_ch_weibo", "s_open_total" },
		{ "s_ch_wechat", "s_open_total" },
		{ "s_ch_other", "s_open_total" },
		{ "s_press_conf_head", "s_press_conf" },
		{ "s_interview_head", "s_interview" },
	};
	struct checker c = { d, NULL, 14, STR("value"), STR_NONE };
	struct sum part, whole;
	size_t i;

	for (i = 0; i < sizeof(bounds) / sizeof(*bounds); i++) {
		part = whole = (struct sum){ .printed = 0 };
		add_term(&c, &part, str_of(bounds[i][0]));
		add_term(&c, &whole, str_of(bounds[i][1]));
		if (part.missing + whole.missing == 0 &&
		    number_cmp(part.value, whole.value) > 0)
			doc_check(d, "B31", str_of(bounds[i][0]), CHECK_WARN,
			    print_sum(&c, &part), print_sum(&c, &whole));
	}
}

/* ---- rules of table 2 that are no sums ---- */

/* The value of a cell of table 2; false unless it is a number. */
static bool
value2(const struct doc *d, struct str ind, const char *col,
    struct decimal *out)
{
	const struct cell *c = doc_cell(d, 2, ind, str_of(col));

	return is_num(c) && number_parse(c->value, out);
}

static void
fired(struct doc *d, const char *rule, struct str ind,
    enum check_status status, struct decimal lhs, struct decimal rhs)
{
	doc_check(d, rule, ind, status, number_print(d->arena, lhs),
	    number_print(d->arena, rhs));
}

static const struct decimal zero = { 0, 0 };

/* B20: newly_open <= open_total; counts are whole and not negative. */
static void
rule_b20(struct doc *d, struct str ind)
{
	static const char *const counts[] = { "made", "newly_open",
		"open_total" };
	struct decimal v, total;
	size_t i;

	for (i = 0; i < sizeof(counts) / sizeof(*counts); i++) {
		if (!value2(d, ind, counts[i], &v))
			continue;
		if (number_cmp(v, zero) < 0 || v.scale > 0) {
			fired(d, "B20", ind, CHECK_FAIL, v, zero);
			return;
		}
	}
	if (value2(d, ind, "newly_open", &v) &&
	    value2(d, ind, "open_total", &total) && number_cmp(v, total) > 0)
		fired(d, "B20", ind, CHECK_FAIL, v, total);
}

/*
 * B21: items_prev + items_delta >= 0. B22: decisions = items_prev +
 * items_delta with a delta: an item count typed where decisions belong.
 */
static void
rules_b21_b22(struct doc *d, struct str ind)
{
	struct decimal prev, delta, sum, decisions;

	if (!value2(d, ind, "items_prev", &prev) ||
	    !value2(d, ind, "items_delta", &delta) ||
	    !number_add(prev, delta, &sum))
		return;
	if (number_cmp(sum, zero) < 0)
		fired(d, "B21", ind, CHECK_WARN, sum, zero);
	if (number_cmp(delta, zero) != 0 &&
	    value2(d, ind, "decisions", &decisions) &&
	    number_cmp(decisions, sum) == 0)
		fired(d, "B22", ind, CHECK_WARN, decisions, sum);
}

/* B23: in_force >= issued - repealed; in_force >= 0. */
static void
rule_b23(struct doc *d, struct str ind)
{
	struct decimal in_force, issued, repealed, least;

	if (!value2(d, ind, "in_force", &in_force))
		return;
	if (number_cmp(in_force, zero) < 0) {
		fired(d, "B23", ind, CHECK_WARN, in_force, zero);
		return;
	}
	if (!value2(d, ind, "issued", &issued) ||
	    !value2(d, ind, "repealed", &repealed))
		return;
	repealed.n = -repealed.n;
	if (number_add(issued, repealed, &least) &&
	    number_cmp(in_force, least) < 0)
		fired(d, "B23", ind, CHECK_WARN, in_force, least);
}

/* B24: fees over 10^6 万元, procurement of under 1000 yuan but not none. */
static void
rule_b24(struct doc *d, struct str ind)
{
	const struct decimal million = { 1000000, 0 }, thousand = { 1000, 0 };
	struct decimal v;

	if (value2(d, ind, "fee_wan", &v) && number_cmp(v, million) > 0)
		fired(d, "B24", ind, CHECK_WARN, v, million);
	if (value2(d, ind, "proc_amount", &v) && number_cmp(v, zero) > 0 &&
	    number_cmp(v, thousand) < 0)
		fired(d, "B24", ind, CHECK_WARN, v, thousand);
}

static void
table2(struct doc *d, const struct forms *f)
{
	size_t i;
	struct str ind;

	for (i = 0; i < f->n_rows; i++) {
		ind = f->rows[i].code;
		if (f->rows[i].tbl != 2 || !doc_has_row(d, 2, ind))
			continue;
		rule_b20(d, ind);
		rules_b21_b22(d, ind);
		rule_b23(d, ind);
		rule_b24(d, ind);
	}
}

/* ---- table 3: hints and derived totals ---- */

static const struct check *
result(const struct doc *d, const char *rule, struct str subject)
{
	size_t i;

	for (i = 0; i < d->checks.n; i++)
		if (strcmp(d->checks.v[i].rule, rule) == 0 &&
		    str_eq(d->checks.v[i].subject, subject))
			return &d->checks.v[i];
	return NULL;
}

static bool
has_failed(const struct doc *d, const char *rule)
{
	size_t i;

	for (i = 0; i < d->checks.n; i++)
		if (d->checks.v[i].status == CHECK_FAIL &&
		    strcmp(d->checks.v[i].rule, rule) == 0)
			return true;
	return false;
}

/* By how much a failed check is off; false if it did not fail. */
static bool
gap(const struct check *c, struct decimal *out)
{
	struct decimal l, r;

	if (c == NULL || c->status != CHECK_FAIL || !number_parse(c->lhs, &l) ||
	    !number_parse(c->rhs, &r))
		return false;
	r.n = -r.n;
	return number_add(l, r, out);
}

/* B06: two columns are off by +d and -d while the total column balances. */
static void
hint_misfiled(struct doc *d, const char *rule)
{
	const struct check *total = result(d, rule, STR("total"));
	struct decimal a, b, sum;
	int i, k;

	if (total == NULL || total->status != CHECK_PASS)
		return;
	for (i = 0; i < N_APPLICANTS; i++)
		for (k = i + 1; k < N_APPLICANTS; k++)
			if (gap(result(d, rule, applicant(i)), &a) &&
			    gap(result(d, rule, applicant(k)), &b) &&
			    number_add(a, b, &sum) &&
			    number_cmp(sum, zero) == 0)
				doc_check(d, "B06", arena_printf(d->arena,
				    "%.*s.%.*s", STR_ARG(applicant(i)),
				    STR_ARG(applicant(k))), CHECK_INFO, number_print(d->arena, a),
				    number_print(d->arena, b));
}

/* The digit of a one-digit cell, or -1. */
static int
one_digit(const struct cell *c)
{
	return is_num(c) && c->value.n == 1 ? c->value.p[0] - '0' : -1;
}

/* B07: B03 fails, and would hold if two neighbours were one number. */
static void
hint_split(struct doc *d, const struct forms *f)
{
	struct decimal off;
	size_t i;
	int k, a, b;

	if (!has_failed(d, "B03"))
		return;
	for (i = 0; i < f->n_rows; i++) {
		struct str ind = f->rows[i].code;

		if (f->rows[i].tbl != 3 || !gap(result(d, "B03", ind), &off))
			continue;
		for (k = 0; k + 1 < N_APPLICANTS; k++) {
			a = one_digit(doc_cell(d, 3, ind, applicant(k)));
			b = one_digit(doc_cell(d, 3, ind, applicant(k + 1)));
			/* total - (a + b) becomes total - (10 a + b) */
			if (a > 0 && b >= 0 && off.scale == 0 &&
			    off.n == 9 * a)
				doc_check(d, "B07", ind, CHECK_INFO,
				    STR_NONE, STR_NONE);
		}
	}
}

/* Table 3 has blanks and not one 0: whoever filled it in left zeros blank. */
static bool
zeros_left_blank(const struct doc *d)
{
	size_t i;

	for (i = 0; i < d->cells.n; i++)
		if (d->cells.v[i].tbl == 3 &&
		    str_eq(d->cells.v[i].value, STR("0")))
			return false;
	return true;
}

/* Whether each applicant's cell of a row is a number or blank. */
static bool
has_applicants(const struct doc *d, struct str ind)
{
	const struct cell *c;
	int k;

	for (k = 0; k < N_APPLICANTS; k++) {
		c = doc_cell(d, 3, ind, applicant(k));
		if (c == NULL || (c->state != CELL_NUM &&
		    c->state != CELL_BLANK))
			return false;
	}
	return true;
}

/*
 * B05: a blank total whose six applicants are printed, or some of them where
 * zeros are left blank: the formula says so then.
 */
static void
derive_totals(struct doc *d, const struct forms *f)
{
	struct checker c = { d, f, 3, STR_NONE, STR_NONE };
	bool blank_is_0 = zeros_left_blank(d);
	const struct cell *total;
	struct derived *v;
	struct sum s;
	size_t i;

	for (i = 0; i < f->n_rows; i++) {
		c.ind = f->rows[i].code;
		total = f->rows[i].tbl == 3 ? doc_cell(d, 3, c.ind,
		    STR("total")) : NULL;
		if (total == NULL || total->state != CELL_BLANK ||
		    !has_applicants(d, c.ind))
			continue;
		s = sum_of(&c,
		    STR("natural+commercial+research+social+legal+other"));
		if (s.printed == 0 || s.overflow ||
		    (s.missing > 0 && !blank_is_0))
			continue;
		v = DOC_ADD(d, derived);
		*v = (struct derived){ 3, c.ind, STR("total"),
			number_print(d->arena, s.value), s.missing > 0 ?
			STR("natural+commercial+research+social+legal+other, "
			    "blank as 0") :
			STR("natural+commercial+research+social+legal+other") };
		doc_check(d, "B05", c.ind, CHECK_INFO, v->value, STR_NONE);
	}
}

static void
run_rule(struct checker *c, const struct dict_row *row)
{
	struct str grain = row->col[2], lhs = row->col[4], rhs = row->col[5];
	/* A dictionary outlives the document; the id is used as a string. */
	const char *rule = arena_str(c->d->arena, row->col[0]).p;

	if (strcmp(rule, "B30") == 0)
		annex(c, rule);
	else if (lhs.n == 0)
		return;
	else if (str_eq(grain, STR("column")))
		by_column(c, rule, lhs, rhs);
	else if (str_eq(grain, STR("row")))
		by_row(c, rule, lhs, rhs);
	else if (c->tbl == 4)
		dispute(c, rule, lhs, rhs);
	else
		subtotals(c, rule);
}

void
check_pass(struct doc *d, const struct forms *f)
{
	struct str text = DICT(rule);
	struct dict_row row;
	struct checker c = { .d = d, .f = f };

	while (dict_next(&text, &row)) {
		c.tbl = (int)strtol(row.col[3].p, NULL, 10);
		if (doc_has_table(d, c.tbl))
			run_rule(&c, &row);
	}
	table2(d, f);
	hint_misfiled(d, "B01");
	hint_misfiled(d, "B02");
	hint_split(d, f);
	derive_totals(d, f);
	annex_bounds(d);
	checktext_pass(d);
	checkform_pass(d);
}
