/* SPDX-License-Identifier: MIT */
/*
 * code: from grids to coded cells (DESIGN.md 5, DOMAIN.md A1-A4). A table is
 * known by its labels; a value is placed by the labels of its row and column.
 * What can't be placed for certain is left out with a warning, so that a cell
 * is right, or absent, or carries a doubt.
 */
#ifndef CODE_H
#define CODE_H

#include "doc.h"
#include "forms.h"

/*
 * Fills d->cells and FACT_TEMPLATE from the tables of d->blocks. Warnings:
 * row_damaged, blank_or_padding, header_by_position, header_missing,
 * unknown_row, unknown_column, merged_value, label_damaged, leading_number,
 * split_digits, not_a_number, unit_inferred, unit_unknown, second_table,
 * rows_missing, table_cut, mixed_template.
 */
void code_pass(struct doc *, const struct forms *);

/*
 * The statutory table (2, 3, 4, 14) that starts in this grid first, 0 if
 * none: for sections, which are told apart by the tables in them.
 */
int code_kind(const struct doc *, const struct grid *);

#endif
