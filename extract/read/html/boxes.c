/* SPDX-License-Identifier: MIT */
#include "boxes.h"

#include "affix.h"

/* Fewer cells arrange things; the smallest table of the forms has 15 values. */
enum { MIN_CELLS = 12 };

bool
boxes_is_cell(const char *role, const char *classes)
{
	static const char *const roles[] = { "cell", "gridcell",
		"columnheader", "rowheader" };
	static const char *const names[] = { "cell", "table-cell", "td", "th" };
	struct str rest = str_of(classes);

	if (affix_is_any(str_of(role), roles, AFFIX_LEN(roles)))
		return true;
	while (rest.p != NULL)
		if (affix_is_any(str_cut(&rest, ' '), names, AFFIX_LEN(names)))
			return true;
	return false;
}

static bool
is_blank(const struct tree *t, const struct node *n)
{
	struct str s = { t->text.p + n->off, n->len };

	return n->tag == TAG_TEXT && str_trim(s).n == 0;
}

/* The cells of the row at node i; 0 if there is anything else in it. */
static int
row_cells(const struct tree *t, int i)
{
	const struct node *v = t->nodes.v;
	int k, n = 0;

	if (v[i].tag != TAG_BLOCK && v[i].tag != TAG_OTHER)
		return 0;
	for (k = i + 1; k < v[i].end; k = v[k].end)
		if (v[k].flags & NODE_CELL)
			n++;
		else if (!is_blank(t, &v[k]))
			return 0;
	return n;
}

/* Whether there are rows of cells in node i and nothing else. */
static bool
is_table(const struct tree *t, int i)
{
	const struct node *v = t->nodes.v;
	int k, n, all = 0;

	if (v[i].tag != TAG_BLOCK && v[i].tag != TAG_OTHER)
		return false;
	for (k = i + 1; k < v[i].end; k = v[k].end) {
		if (is_blank(t, &v[k]))
			continue;
		if ((n = row_cells(t, k)) == 0)
			return false;
		all += n;
	}
	return all >= MIN_CELLS;
}

static void
make_table(struct tree *t, int i)
{
	struct node *v = t->nodes.v;
	int k, c;

	v[i].tag = TAG_TABLE;
	for (k = i + 1; k < v[i].end; k = v[k].end) {
		if (v[k].tag == TAG_TEXT)
			continue;
		v[k].tag = TAG_TR;
		for (c = k + 1; c < v[k].end; c = v[c].end)
			if (v[c].flags & NODE_CELL)
				v[c].tag = TAG_CELL;
	}
}

void
boxes_to_tables(struct tree *t)
{
	const struct node *v = t->nodes.v;
	bool *seen = arena_alloc(t->arena, t->nodes.n * sizeof(*seen));
	int i, row, table;

	for (i = 0; i < (int)t->nodes.n; i++) {
		if (!(v[i].flags & NODE_CELL) || (row = v[i].parent) < 0 ||
		    (table = v[row].parent) < 0 || seen[table])
			continue;
		seen[table] = true;
		if (is_table(t, table))
			make_table(t, table);
	}
}
