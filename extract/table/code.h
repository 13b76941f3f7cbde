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
 * Fills d->cells and FACT_TEMPLATE from the tables of d->blocks. Warnings
 * - of a row or column, whose values are there but doubtful:
 *   blank_or_padding, header_by_position, label_damaged, row_realigned,
 *   doubtful_row, extra_value, unknown_row, unknown_column, table_cut;
 * - of a cell: merged_value, leading_number, split_digits, not_a_number,
 *   printed_twice, unit_inferred, unit_unknown;
 * - of what was left out: row_damaged, row_repeated, header_missing,
 *   second_table, table_too_big; and those of template.h.
 */
void code_pass(struct doc *, const struct forms *);

#endif
