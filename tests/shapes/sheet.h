/* SPDX-License-Identifier: MIT */
/* sheet: one table of a made-up report, before it is written out. */
#ifndef SHEET_H
#define SHEET_H

#include "truth.h"

enum { SHEET_MAX = 1200, SHEET_TEXT = 160, SHEET_COLS = 40, SHEET_ROWS = 120 };

enum box_kind { BOX_HEAD, BOX_LABEL, BOX_VALUE, BOX_NOTE };

struct box {
	int row, col, rows, cols;	/* rows and cols: its spans */
	enum box_kind kind;
	bool hidden;
	char text[SHEET_TEXT];
};

struct sheet {
	struct box v[SHEET_MAX];
	int n, rows, cols;
};

enum { REPORT_SHEETS = 12 };

struct report {
	struct sheet sheet[REPORT_SHEETS];
	int tbl[REPORT_SHEETS];		/* which table each is of */
	int n;
};

/* The tables of a report in the shape's form, spans done. */
void sheet_report(struct report *, const struct truth *,
    const struct shape *);

/* A new empty table of the report; a box of a table. */
struct sheet *sheet_new(struct report *, int tbl);
void sheet_add(struct sheet *, int row, int col, int rows, int cols,
    enum box_kind, const char *text);

#endif
