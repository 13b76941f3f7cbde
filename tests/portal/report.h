/* SPDX-License-Identifier: MIT */
/*
 * report: the main part of a report page, from prose and a ledger to HTML.
 */
#ifndef REPORT_H
#define REPORT_H

#include "buf.h"
#include "ledger.h"

struct report_forms {
	struct table form, columns, prose;
};

struct report {
	const char *key, *agency, *short_name;
	bool region;		/* sums up the whole region */
	int date;		/* of publication, yyyymmdd */
	struct ledger *ledger;	/* `printed` is set in it */
	const char *look;	/* decides how tables are set */
	bool split;		/* digits stand in several spans */
	const char *attach;	/* file name of an attachment or NULL */
	const char *cut;	/* it ends before this row of table 3; or NULL */
};

/* Appends the body as HTML in UTF-8, Simplified. */
void report_body(struct buf *, const struct report_forms *,
    const struct report *);

/* Appends a few paragraphs that are about anything but a report. */
void report_other(struct buf *, const struct report_forms *,
    const char *look, const char *key, const char *title);

#endif
