/* SPDX-License-Identifier: MIT */
/*
 * grid: the cells of an HTML table, placed as browsers do (HTML Standard,
 * "forming a table"): spans resolved, overlaps kept, <tfoot> last.
 */
#ifndef GRID_H
#define GRID_H

#include "tree.h"

enum {
	GRID_MAX_COLS = 1000,
	GRID_MAX_SLOTS = 1000000	/* rows x columns */
};

/*
 * The table at node i, in the arena, or NULL when it only arranges other
 * things: one column, tables inside, or long texts side by side. Numbering
 * is the caller's.
 */
struct grid *grid_read(const struct tree *, int i);

#endif
