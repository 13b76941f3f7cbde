/* SPDX-License-Identifier: MIT */
/*
 * ledger: the numbers of an agency, year by year. Everything follows from the
 * agency's row in agencies.tsv by fixed arithmetic, so that two runs of any
 * build agree. Within a year the rules B01-B03 and B10-B12 hold, between
 * years requests carried over (X1), documents in force (X2) and items (X4),
 * except where plants.tsv says otherwise.
 */
#ifndef LEDGER_H
#define LEDGER_H

#include <stdbool.h>

#include "table.h"

enum {
	LEDGER_FROM = 2019, LEDGER_TO = 2024,
	LEDGER_YEARS = LEDGER_TO - LEDGER_FROM + 1,
	LEDGER_MAX_CELLS = 256
};

struct ledger_base {
	const char *key;
	int requests, growth, carry, docs, licences, penalties, disputes;
};

struct ledger_cell {
	int tbl;
	const char *ind, *col;	/* as DOMAIN codes: "req_new", "natural" */
	char value[32];		/* exact decimal, "" unless state is num */
	char raw[32];		/* as it stands in the page */
	const char *state;	/* "num", "blank" or "na" */
	bool printed;		/* set when a page has it */
};

struct ledger {
	int year;
	const char *form;	/* "T2019" or "T2021" */
	struct ledger_cell cell[LEDGER_MAX_CELLS];
	int n;
};

/* The columns of table 3 in the order of the form; ends with NULL. */
extern const char *const ledger_applicants[];

/*
 * Fills out[LEDGER_YEARS]. form is form.tsv; carry_fault[i][j] is how many
 * requests of applicant column j the year LEDGER_FROM + i has too many.
 */
void ledger_fill(struct ledger *out, const struct ledger_base *,
    const struct table *form, int carry_fault[][6]);

/* The cell, or NULL if the form has no such cell. */
struct ledger_cell *ledger_find(struct ledger *, int tbl, const char *ind,
    const char *col);

/* A cell of the form as a number; 0 if there is no such cell. */
int ledger_number(const struct ledger *, int tbl, const char *ind,
    const char *col);

/* Does row `form` of form.tsv belong to this form? */
bool ledger_in_form(const char *form, const char *row_form);

/* A number from 0 to n - 1 that depends on nothing but its arguments. */
int ledger_draw(const char *key, int year, const char *what, int i, int n);

#endif
