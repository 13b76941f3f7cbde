/* SPDX-License-Identifier: MIT */
/*
 * boxes: tables made of <div>, <ul> and <span> instead of <table>, <tr> and
 * <td>. Their cells say so by role (WAI-ARIA), by display: table-cell (CSS 2.2,
 * 17.2) or by the names of classes that are in use for it; rows and the table
 * are what is around them.
 */
#ifndef BOXES_H
#define BOXES_H

#include "tree.h"

/* Whether these attributes, NULL when absent, say that this is a cell. */
bool boxes_is_cell(const char *role, const char *classes);

/*
 * Makes tables, rows and cells of the nodes around those with NODE_CELL, where
 * they have nothing else in them, so that no text gets lost.
 */
void boxes_to_tables(struct tree *);

#endif
