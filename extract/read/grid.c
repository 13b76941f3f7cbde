/* SPDX-License-Identifier: MIT */
/*
 * Cells stay where they are anchored, with their spans: nothing is copied
 * into the slots they cover, so a bomb of spans costs a row of counters.
 */
#include "grid.h"

#include "flow.h"

enum {
	MAX_SPANNED = 2 * GRID_MAX_COLS,
	/* A table that holds tables is one itself with so many own cells. */
	OWN_CELLS = 12,
	/* Texts of this length (bytes), side by side, are columns of a page. */
	LONG_TEXT = 600, FEW_ROWS = 3
};

struct row {
	int group;		/* node of its <tbody>, ..., or the table */
	size_t first, n;	/* cells */
};

struct rows {
	const struct tree *t;
	struct arena *arena;
	int table;
	LIST(struct row) rows;
	LIST(int) cells;	/* nodes */
	int caption;		/* node, or -1 */
	bool holds_tables;
	size_t own;	/* if it does: cells with text and no table inside */
};

/* The row group (<tbody>, <thead>, <tfoot>, else the table) of node i. */
static int
group_of(const struct rows *r, int i)
{
	const struct node *v = r->t->nodes.v;

	for (i = v[i].parent; i != r->table; i = v[i].parent)
		if (v[i].tag == TAG_TBODY || v[i].tag == TAG_THEAD ||
		    v[i].tag == TAG_TFOOT)
			break;
	return i;
}

static void
add_row(struct rows *r, int i)
{
	struct row *row = DOC_ADD(r, rows);

	row->group = group_of(r, i);
	row->first = r->cells.n;
}

static bool
holds_table(const struct tree *t, int i)
{
	const struct node *v = t->nodes.v;
	int k;

	for (k = i + 1; k < v[i].end; k++)
		if (v[k].tag == TAG_TABLE)
			return true;
	return false;
}

static void
add_cell(struct rows *r, int i)
{
	*DOC_ADD(r, cells) = i;
	r->rows.v[r->rows.n - 1].n++;
	r->holds_tables |= holds_table(r->t, i);
}

static void
count_own(struct rows *r)
{
	size_t i;

	for (i = 0; i < r->cells.n; i++)
		r->own += !holds_table(r->t, r->cells.v[i]) &&
		    str_trim(tree_text(r->t, r->cells.v[i])).n > 0;
}

/*
 * The rows and cells of the table, whatever stands between them (a <form>
 * often does). Cells outside any row make one, up to where that ends.
 */
static void
collect(struct rows *r)
{
	const struct node *v = r->t->nodes.v;
	int i, row_end = 0, end = v[r->table].end;
	bool loose = false;

	for (i = r->table + 1; i < end;) {
		if (tree_drops(&v[i]) || (v[i].flags & NODE_HIDDEN)) {
			i = v[i].end;
		} else if (v[i].tag == TAG_TABLE) {
			r->holds_tables = true;
			i = v[i].end;
		} else if (v[i].tag == TAG_CAPTION) {
			if (r->caption < 0)
				r->caption = i;
			i = v[i].end;
		} else if (v[i].tag == TAG_CELL) {
			if (i >= row_end && !loose)
				add_row(r, i);
			loose = i >= row_end &&
			    !(v[i].flags & NODE_ENDS_ROW);
			add_cell(r, i);
			i = v[i].end;
		} else if (v[i].tag == TAG_TR) {
			add_row(r, i);
			row_end = v[i].end;
			loose = false;
			i++;
		} else {
			i++;
		}
	}
}

/* <tfoot> goes below all other rows, wherever it stands. */
static void
order_rows(struct rows *r)
{
	struct row *v = arena_alloc(r->arena,
	    (r->rows.n + 1) * sizeof(*v));
	size_t i, n = 0;
	int foot;

	for (foot = 0; foot < 2; foot++)
		for (i = 0; i < r->rows.n; i++)
			if ((r->t->nodes.v[r->rows.v[i].group].tag ==
			    TAG_TFOOT) == foot)
				v[n++] = r->rows.v[i];
	r->rows.v = v;
}

/* Places the cells of row y; false when the table becomes too wide. */
static bool
place_row(const struct rows *r, struct grid *g, int y, int group_end,
    int *busy)
{
	const struct row *row = &r->rows.v[y];
	const struct node *n;
	struct anchor *a;
	size_t i;
	int x = 0, k;

	for (i = 0; i < row->n; i++) {
		n = &r->t->nodes.v[r->cells.v[row->first + i]];
		while (x < MAX_SPANNED && busy[x] > y)
			x++;
		if (x + n->colspan > MAX_SPANNED)
			return false;
		a = &g->cells[g->n++];
		a->row = y;
		a->col = x;
		a->colspan = n->colspan;
		a->rowspan = n->rowspan;
		if (a->rowspan == 0 || a->rowspan > group_end - y)
			a->rowspan = group_end - y;
		for (k = 0; k < a->colspan; k++, x++)
			if (busy[x] < y + a->rowspan)
				busy[x] = y + a->rowspan;
		if (g->cols < x)
			g->cols = x;
	}
	return true;
}

static bool
place(const struct rows *r, struct grid *g)
{
	int busy[MAX_SPANNED] = { 0 };	/* the row from which each is free */
	int y, group_end = 0;

	for (y = 0; y < g->rows; y++) {
		if (y == group_end)
			while (group_end < g->rows &&
			    r->rows.v[group_end].group == r->rows.v[y].group)
				group_end++;
		if (!place_row(r, g, y, group_end, busy))
			return false;
		if ((long long)(y + 1) * g->cols > GRID_MAX_SLOTS)
			return false;
	}
	return true;
}

/* Cells from the left, as if there were no spans. */
static void
place_flat(const struct rows *r, struct grid *g)
{
	int y, x;

	g->flat = true;
	g->n = 0;
	g->cols = 0;
	for (y = 0; y < g->rows; y++) {
		for (x = 0; x < (int)r->rows.v[y].n; x++)
			g->cells[g->n++] = (struct anchor){ .row = y,
				.col = x, .rowspan = 1, .colspan = 1 };
		if (g->cols < x)
			g->cols = x;
	}
	doc_warn(r->t->d, "too_complex", 0, STR_NONE, STR_NONE,
	    STR("a table with too many slots"));
}

/*
 * A note behind a number ("12" and a raised 1) is no digit of it, one behind a
 * label no part of its words; what is raised behind a letter (km2) is none.
 */
static bool
is_note(const struct tree *t, const struct flow_text *text, int k)
{
	struct str note = tree_text(t, k);
	unsigned char last;
	size_t i;

	if (t->nodes.v[k].tag != TAG_SUP || text->n == 0)
		return false;
	last = (unsigned char)text->p[text->n - 1];
	if (last >= '0' && last <= '9')
		return true;
	for (i = 0; last >= 0x80 && i < note.n; i++)
		if (!memchr("0123456789[]*", note.p[i], 13))
			return false;
	return last >= 0x80 && note.n > 0;
}

/* How many digits there are in a text. */
static size_t
count_digits(struct str s)
{
	size_t i, n = 0;

	for (i = 0; i < s.n; i++)
		n += s.p[i] >= '0' && s.p[i] <= '9';
	return n;
}

static bool
is_faint(const struct node *n)
{
	return n->tag == TAG_OTHER && n->flags & NODE_FAINT;
}

/* Whether the cell at node i has digits that are not faint. */
static bool
has_plain_digits(const struct tree *t, int i)
{
	const struct node *v = t->nodes.v;
	int k = i + 1;

	while (k < v[i].end) {
		if (v[k].tag == TAG_TEXT && count_digits(tree_text(t, k)) > 0)
			return true;
		k = is_faint(&v[k]) || v[k].flags & NODE_HIDDEN ? v[k].end :
		    k + 1;
	}
	return false;
}

/*
 * Whether node k of the cell at node i holds digits that do not show, or are
 * struck out. What is faint may stand on something dark, as headers do: it must
 * be a number and nothing else, beside one that is not faint (*plain, which is
 * -1 before it is known).
 */
static bool
is_unseen(const struct tree *t, int i, int k, int *plain)
{
	const struct node *n = &t->nodes.v[k];
	struct str own = tree_text(t, k);
	size_t digits;

	if (n->tag != TAG_STRUCK && !is_faint(n))
		return false;
	digits = count_digits(own);
	if (digits == 0 || n->tag == TAG_STRUCK || n->flags & NODE_HIDDEN)
		return digits > 0;
	if (*plain < 0)
		*plain = has_plain_digits(t, i);
	return *plain && digits == str_trim(own).n;
}

/*
 * Whether text k is the same number as text `last` of this cell, each alone in
 * an element with a class of its own: one of the two is for another screen.
 */
static bool
is_copy(const struct tree *t, int last, int k)
{
	const struct node *v = t->nodes.v;
	struct str one = tree_text(t, last), other = tree_text(t, k);

	return last > 0 && v[last].parent != v[k].parent &&
	    v[v[last].parent].tag == TAG_OTHER &&
	    v[v[k].parent].tag == TAG_OTHER && one.n > 0 &&
	    count_digits(one) == one.n && str_eq(one, other);
}

/* "", 0, 0.00: what there is before anything is counted or written. */
static bool
is_nothing(struct str s)
{
	size_t i = 0;

	while (i < s.n && (s.p[i] == '0' || s.p[i] == '.'))
		i++;
	return i == s.n;
}

/* What stands apart in a cell; of buttons and headings only there. */
static bool
is_apart(enum tag tag)
{
	return flow_breaks(tag) || tag == TAG_CHROME;
}

/*
 * The text of node i, lines joined by a space; moves *to behind it. *fields
 * counts the fields of forms in it; `a` takes what else it shows, or does not.
 */
static struct str
join(const struct tree *t, int i, char **to, int *fields, struct anchor *a)
{
	const struct node *v = t->nodes.v;
	struct flow_text text = { .p = *to };
	int k, j, end = v[i].end, note = 0;	/* note: where one ends */
	int plain = -1, last = 0;
	bool unseen, written = v[i].flags & NODE_WRITTEN;

	for (k = i + 1; k < end || note > 0;) {
		if (note > 0 && k >= note) {
			flow_add(&text, STR(")"));
			note = 0;
			continue;
		}
		for (j = k - 1; j > i && v[j].end == k; j = v[j].parent)
			if (is_apart(v[j].tag))
				text.space = ' ';
		unseen = is_unseen(t, i, k, &plain);
		a->unseen |= unseen;
		if (unseen || v[k].flags & NODE_HIDDEN) {
			k = v[k].end;
			continue;
		}
		written |= v[k].flags & NODE_WRITTEN;
		a->drawn |= v[k].tag == TAG_IMG || v[k].tag == TAG_EMBED;
		if (flow_field(t, k, &text) || (tree_drops(&v[k]) &&
		    v[k].tag != TAG_CHROME)) {
			*fields += v[k].tag != TAG_DROP &&
			    v[k].tag != TAG_EMBED && v[k].tag != TAG_STRUCK;
			k = v[k].end;
			continue;
		}
		if (v[k].tag == TAG_TEXT) {
			flow_add(&text, (struct str){ t->text.p + v[k].off,
			    v[k].len });
			a->drawn |= is_copy(t, last, k);
			last = k;
		} else if (is_apart(v[k].tag)) {
			text.space = ' ';
		}
		if (note == 0 && is_note(t, &text, k)) {
			flow_add(&text, STR("("));
			note = v[k].end;
		}
		k++;
	}
	*to += text.n;
	a->drawn |= written &&
	    is_nothing(str_trim((struct str){ text.p, text.n }));
	return str_trim((struct str){ text.p, text.n });
}

/* Bytes that the cells of the table may have. */
static size_t
room(const struct tree *t, int table)
{
	const struct node *v = t->nodes.v;
	size_t n = tree_text(t, table).n;
	int i;

	/* A space before and the brackets around each node. */
	for (i = table; i < v[table].end; i++)
		n += 3 + (v[i].tag == TAG_INPUT ?
		    t->hrefs.v[v[i].len].n + 1 : 0);
	return n + 1;
}

static void
read_texts(const struct rows *r, struct grid *g)
{
	size_t n = 0, i, k;
	char *to = arena_room(r->arena, room(r->t, r->table));
	int fields = 0, drawn = 0, unseen = 0, node;
	struct anchor caption = { 0 };

	for (i = 0; i < r->rows.n; i++)
		for (k = 0; k < r->rows.v[i].n; k++, n++) {
			node = r->cells.v[r->rows.v[i].first + k];
			g->cells[n].text = join(r->t, node, &to, &fields,
			    &g->cells[n]);
			unseen += g->cells[n].unseen;
			drawn += g->cells[n].drawn &&
			    g->cells[n].text.n == 0;
		}
	if (drawn > 0)
		doc_warn(r->t->d, "drawn_cells", 0, STR_NONE, STR_NONE,
		    arena_printf(r->arena, "%d cells of a table show a "
			"picture or what a script writes", drawn));
	if (unseen > 0)
		doc_warn(r->t->d, "unseen_text", 0, STR_NONE, STR_NONE,
		    arena_printf(r->arena, "%d cells of a table have digits "
			"that the page does not show", unseen));
	/* What a reader of the page has seen may come from a script. */
	if (fields > 0)
		doc_warn(r->t->d, "form_field", 0, STR_NONE, STR_NONE,
		    arena_printf(r->arena, "%d fields of forms in a table",
		    fields));
	if (r->caption >= 0)
		g->caption = join(r->t, r->caption, &to, &fields, &caption);
	if (g->caption.n == 0)
		g->caption = STR_NONE;
}

/* A table that only arranges other things. */
static bool
is_layout(const struct rows *r, const struct grid *g)
{
	size_t i;

	if (g->cols < 2 || g->n < 2)
		return true;
	if (r->holds_tables && (r->own < OWN_CELLS || g->cols < 3))
		return true;
	for (i = 0; g->rows <= FEW_ROWS && i < g->n; i++)
		if (g->cells[i].text.n >= LONG_TEXT)
			return true;
	return false;
}

struct grid *
grid_read(const struct tree *t, int i)
{
	struct rows r = { .t = t, .arena = t->arena, .table = i,
		.caption = -1 };
	struct grid *g;

	collect(&r);
	if (r.holds_tables)
		count_own(&r);
	if (r.cells.n < 2 || (r.holds_tables && r.own < OWN_CELLS))
		return NULL;
	order_rows(&r);
	g = arena_alloc(t->arena, sizeof(*g));
	g->rows = (int)r.rows.n;
	g->cells = arena_alloc(t->arena, r.cells.n * sizeof(*g->cells));
	if (!place(&r, g))
		place_flat(&r, g);
	read_texts(&r, g);
	g->cut = t->cut && (size_t)t->nodes.v[i].end == t->nodes.n;
	return is_layout(&r, g) ? NULL : g;
}
