/* SPDX-License-Identifier: MIT */
/*
 * The numbers are drawn by hashing who, when and what, never by a generator
 * with a state: adding a row to a form must not shift every number after it.
 */
#include "ledger.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { APPLICANTS = 6, OUTCOMES = 32 };

const char *const ledger_applicants[] = {
	"natural", "commercial", "research", "social", "legal", "other",
	"total", NULL
};

/* What one year hands to the next. */
struct carried {
	int requests[APPLICANTS];
	int docs, open_docs;
	int items[5];		/* license ... fee, as items[] below */
};

static const char *const items[] = {
	"license", "other_mgmt", "penalty", "coercion", "fee", NULL
};

int
ledger_draw(const char *key, int year, const char *what, int i, int n)
{
	uint64_t h = 14695981039346656037U;	/* FNV-1a */
	char text[96];
	const char *p;

	assert(n > 0);
	snprintf(text, sizeof(text), "%s/%d/%s/%d", key, year, what, i);
	for (p = text; *p != '\0'; p++)
		h = (h ^ (unsigned char)*p) * 1099511628211U;
	h ^= h >> 33;
	h *= 0xff51afd7ed558ccdU;
	h ^= h >> 33;
	return (int)(h % (uint64_t)n);
}

bool
ledger_in_form(const char *form, const char *row_form)
{
	return strcmp(row_form, "both") == 0 || strcmp(row_form, form) == 0;
}

struct ledger_cell *
ledger_find(struct ledger *l, int tbl, const char *ind, const char *col)
{
	struct ledger_cell *c;

	for (c = l->cell; c < l->cell + l->n; c++)
		if (c->tbl == tbl && strcmp(c->ind, ind) == 0 &&
		    strcmp(c->col, col) == 0)
			return c;
	return NULL;
}

int
ledger_number(const struct ledger *l, int tbl, const char *ind,
    const char *col)
{
	const struct ledger_cell *c;

	for (c = l->cell; c < l->cell + l->n; c++)
		if (c->tbl == tbl && strcmp(c->ind, ind) == 0 &&
		    strcmp(c->col, col) == 0)
			return (int)strtol(c->value, NULL, 10);
	return 0;
}

static struct ledger_cell *
add(struct ledger *l, int tbl, const char *ind, const char *col, int value)
{
	struct ledger_cell *c = &l->cell[l->n++];

	assert(l->n <= LEDGER_MAX_CELLS);
	*c = (struct ledger_cell){ .tbl = tbl, .ind = ind, .col = col,
		.state = "num" };
	snprintf(c->value, sizeof(c->value), "%d", value);
	snprintf(c->raw, sizeof(c->raw), "%d", value);
	return c;
}

/* base grown by so many per cent a year, and up to an eighth beside it. */
static int
grown(const struct ledger_base *b, int year, const char *what, int base)
{
	int n = base * (100 + b->growth * (year - LEDGER_FROM)) / 100;

	return n - n / 16 + ledger_draw(b->key, year, what, 0, n / 8 + 1);
}

/* Index of the weight in which `at` falls when they are laid end to end. */
static int
pick(const int *weight, int n, int at)
{
	int i;

	for (i = 0; i < n - 1 && at >= weight[i]; i++)
		at -= weight[i];
	return i;
}

static int
sum(const int *p, int n)
{
	int i, s = 0;

	for (i = 0; i < n; i++)
		s += p[i];
	return s;
}

static void
add_row(struct ledger *l, const char *ind, const int *count)
{
	int i;

	for (i = 0; i < APPLICANTS; i++)
		add(l, 3, ind, ledger_applicants[i], count[i]);
	add(l, 3, ind, "total", sum(count, APPLICANTS));
}

/* New requests of the year, by applicant. */
static void
draw_new(const struct ledger_base *b, int year, int *count)
{
	static const int share[] = { 842, 96, 8, 12, 22, 20 };
	int i, n = grown(b, year, "req", b->requests);

	memset(count, 0, APPLICANTS * sizeof(*count));
	for (i = 0; i < n; i++)
		count[pick(share, APPLICANTS,
		    ledger_draw(b->key, year, "who", i, 1000))]++;
}

/* Spreads closed requests of one applicant over the outcomes. */
static void
draw_outcomes(const struct ledger_base *b, int year, int who, int closed,
    const int *weight, int n, int (*count)[APPLICANTS])
{
	int i, all = sum(weight, n);

	for (i = 0; i < closed; i++)
		count[pick(weight, n, ledger_draw(b->key, year,
		    ledger_applicants[who], i, all))][who]++;
}

static void
fill_requests(struct ledger *l, const struct ledger_base *b,
    const struct table *form, struct carried *carry)
{
	int count[OUTCOMES][APPLICANTS] = { { 0 } }, weight[OUTCOMES];
	int fresh[APPLICANTS], closed[APPLICANTS], left[APPLICANTS];
	const char *ind[OUTCOMES];
	int i, n = 0;

	for (i = 0; i < form->n; i++) {
		const char *const *c = form->row[i].col;

		if (strcmp(c[6], "0") == 0 || !ledger_in_form(l->form, c[0]))
			continue;
		assert(n < OUTCOMES);
		ind[n] = c[2];
		weight[n++] = (int)strtol(c[6], NULL, 10);
	}
	draw_new(b, l->year, fresh);
	for (i = 0; i < APPLICANTS; i++) {
		int all = fresh[i] + carry->requests[i];

		left[i] = all < 5 ? 0 :
		    ledger_draw(b->key, l->year, "left", i, all / 8 + 2);
		closed[i] = all - left[i];
		draw_outcomes(b, l->year, i, closed[i], weight, n, count);
	}
	add_row(l, "req_new", fresh);
	add_row(l, "req_carry_in", carry->requests);
	for (i = 0; i < n; i++)
		add_row(l, ind[i], count[i]);
	add_row(l, "req_total", closed);
	add_row(l, "req_carry_out", left);
	memcpy(carry->requests, left, sizeof(left));
}

/* Table 2, the documents: T2019 counts what was made, T2021 what is valid. */
static void
fill_documents(struct ledger *l, const struct ledger_base *b,
    struct carried *carry)
{
	bool old = strcmp(l->form, "T2019") == 0;
	int issued = ledger_draw(b->key, l->year, "issued", 0,
	    b->docs / 8 + 3);
	int repealed = ledger_draw(b->key, l->year, "repealed", 0,
	    b->docs / 10 + 2);

	carry->docs += issued - repealed;
	carry->open_docs += issued;
	add(l, 2, "regulation", old ? "made" : "issued", 0);
	add(l, 2, "regulation", old ? "newly_open" : "repealed", 0);
	add(l, 2, "regulation", old ? "open_total" : "in_force", 0);
	add(l, 2, "normative_doc", old ? "made" : "issued", issued);
	add(l, 2, "normative_doc", old ? "newly_open" : "repealed",
	    old ? issued : repealed);
	add(l, 2, "normative_doc", old ? "open_total" : "in_force",
	    old ? carry->open_docs : carry->docs);
}

/* Table 2, items and decisions of T2019. */
static void
fill_items(struct ledger *l, const struct ledger_base *b,
    struct carried *carry)
{
	const int base[] = { b->licences, b->licences / 9, b->penalties,
		b->penalties / 20 };
	struct ledger_cell *c;
	int i, delta, done;

	for (i = 0; items[i] != NULL; i++) {
		delta = ledger_draw(b->key, l->year, items[i], 1, 5) - 1;
		add(l, 2, items[i], "items_prev", carry->items[i]);
		c = add(l, 2, items[i], "items_delta", delta);
		if (delta > 0)
			snprintf(c->raw, sizeof(c->raw), "+%d", delta);
		carry->items[i] += delta;
		if (strcmp(items[i], "fee") == 0)
			break;
		done = grown(b, l->year, items[i], base[i]);
		/* Equal to the items it would look like a slip (rule B22). */
		add(l, 2, items[i], "decisions",
		    done == carry->items[i] ? done + 1 : done);
	}
}

/* Money as the forms of the country print it: yuan, decimals, 万元. */
static void
fill_procurement(struct ledger *l, const struct ledger_base *b)
{
	int n = 2 + ledger_draw(b->key, l->year, "proc", 0, 20);
	int wan = 12 + ledger_draw(b->key, l->year, "amount", 0, 900);
	struct ledger_cell *c;

	add(l, 2, "procurement", "proc_items", n);
	c = add(l, 2, "procurement", "proc_amount", wan * 10000);
	switch (ledger_draw(b->key, l->year, "unit", 0, 3)) {
	case 0:
		snprintf(c->value, sizeof(c->value), "%d5000", wan);
		snprintf(c->raw, sizeof(c->raw), "%d.5万元", wan);
		break;
	case 1:
		snprintf(c->value, sizeof(c->value), "%d3207.52", wan);
		snprintf(c->raw, sizeof(c->raw), "%d3207.52元", wan);
		break;
	default:
		snprintf(c->raw, sizeof(c->raw), "%d0000元", wan);
	}
}

/* Table 2, decisions and fees of T2021. */
static void
fill_decisions(struct ledger *l, const struct ledger_base *b)
{
	struct ledger_cell *c;

	add(l, 2, "license", "decisions",
	    grown(b, l->year, "license", b->licences));
	add(l, 2, "penalty", "decisions",
	    grown(b, l->year, "penalty", b->penalties));
	add(l, 2, "coercion", "decisions",
	    grown(b, l->year, "coercion", b->penalties / 20));
	c = add(l, 2, "fee", "fee_wan", 0);
	snprintf(c->raw, sizeof(c->raw), "%d.%02d",
	    grown(b, l->year, "fee", b->licences / 4),
	    1 + ledger_draw(b->key, l->year, "fen", 0, 99));
	memcpy(c->value, c->raw, sizeof(c->value));
	/* A value has no zeros behind it; what is printed may. */
	if (c->value[strlen(c->value) - 1] == '0')
		c->value[strlen(c->value) - 1] = '\0';
}

/* Table 4; the names of its 15 values are built once, as literals. */
static void
fill_disputes(struct ledger *l, const struct ledger_base *b)
{
	static const char *const ind[3][5] = {
		{ "recon_upheld", "recon_corrected", "recon_other",
		    "recon_pending", "recon_total" },
		{ "lit_direct_upheld", "lit_direct_corrected",
		    "lit_direct_other", "lit_direct_pending",
		    "lit_direct_total" },
		{ "lit_after_upheld", "lit_after_corrected",
		    "lit_after_other", "lit_after_pending",
		    "lit_after_total" }
	};
	static const int group[] = { 55, 28, 17 };
	static const int outcome[] = { 62, 11, 17, 10 };
	int count[3][5] = { { 0 } };
	int i, j, g, n = grown(b, l->year, "disputes", b->disputes);

	for (i = 0; i < n; i++) {
		g = pick(group, 3, ledger_draw(b->key, l->year, "g", i, 100));
		count[g][pick(outcome, 4,
		    ledger_draw(b->key, l->year, "o", i, 100))]++;
		count[g][4]++;
	}
	for (i = 0; i < 3; i++)
		for (j = 0; j < 5; j++)
			add(l, 4, ind[i][j], "value", count[i][j]);
}

static void
start(struct carried *carry, const struct ledger_base *b)
{
	memset(carry, 0, sizeof(*carry));
	carry->requests[0] = b->carry - b->carry / 5;
	carry->requests[1] = b->carry / 5;
	carry->docs = b->docs;
	carry->open_docs = b->docs + b->docs / 3;
	carry->items[0] = b->licences / 60 + 8;
	carry->items[1] = 5;
	carry->items[2] = b->penalties / 9 + 21;
	carry->items[3] = 6;
	carry->items[4] = 3;
}

void
ledger_fill(struct ledger *out, const struct ledger_base *b,
    const struct table *form, int carry_fault[][6])
{
	struct carried carry;
	struct ledger *l;
	int i, j;

	start(&carry, b);
	for (i = 0; i < LEDGER_YEARS; i++) {
		l = &out[i];
		l->n = 0;
		l->year = LEDGER_FROM + i;
		l->form = l->year < 2021 ? "T2019" : "T2021";
		for (j = 0; j < APPLICANTS; j++)
			carry.requests[j] += carry_fault[i][j];
		fill_documents(l, b, &carry);
		if (l->year < 2021) {
			fill_items(l, b, &carry);
			fill_procurement(l, b);
		} else {
			fill_decisions(l, b);
		}
		fill_requests(l, b, form, &carry);
		fill_disputes(l, b);
	}
}
