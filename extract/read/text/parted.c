/* SPDX-License-Identifier: MIT */
/*
 * A row ends where two paragraphs have no bar between them. A blank cell is a
 * paragraph of spaces: within a row it leaves two bars, at its ends only more
 * blank lines than there are elsewhere.
 */
#include "parted.h"

#include "bars.h"
#include "flat.h"
#include "label.h"
#include "markdown.h"
#include "number.h"

enum {
	MAX_CELLS = 64,		/* of a row */
	MAX_CELL = 360,		/* bytes; the longest label has 45 characters */
	MAX_LINES = 8,		/* of a cell */
	MIN_ROWS = 3,		/* that end so */
	MIN_PARTED = 2,		/* of them with a bar */
	WIDE = 3		/* blank lines that a blank cell leaves */
};

/* A paragraph, or a bar alone, or a rule; at the end of the text a rule. */
struct piece {
	enum { WORDS, BAR, RULE } kind;
	struct str text;	/* its lines joined */
	int gap;		/* blank lines before it */
	bool ends;		/* two spaces behind its last line */
	bool spaced;		/* one behind the bar */
	bool is_long;		/* the start of what is too long for a cell */
};

struct table {
	struct doc *d;
	struct grid *g;		/* NULL: the rows are only counted */
	struct str cell[MAX_CELLS];
	int n;			/* of this row */
	bool open;		/* the last piece was a bar: a cell follows */
	bool exact;		/* lines have the spaces behind them */
	int rows, parted;
	int late;		/* rows with a label behind a number */
	bool full;		/* a row has more cells than it may */
};

static bool
is_rule(struct str line)
{
	size_t i;

	for (i = 0; i < line.n; i++)
		if (strchr("-| ", line.p[i]) == NULL)
			return false;
	return str_starts(line, STR("---"));
}

/* The next piece, or the start of one that is no cell; moves *rest behind it. */
static struct piece
next_piece(struct doc *d, struct str *rest)
{
	struct piece p = { .kind = RULE, .text = STR("") };
	struct str line = STR(""), raw;
	int n;

	while (rest->p != NULL && line.n == 0) {
		raw = str_cut(rest, '\n');
		line = str_trim(raw);
		p.gap += line.n == 0;
	}
	if (line.n == 0 || is_rule(line))
		return p;
	p.kind = str_eq(line, STR("|")) ? BAR : WORDS;
	p.spaced = p.kind == BAR && str_ends(raw, STR(" "));
	if (p.kind == BAR)
		return p;
	for (n = 1;; n++) {
		p.text = arena_join(d->arena, p.text, line);
		p.ends = str_ends(raw, STR("  "));
		p.is_long = n > MAX_LINES || p.text.n > MAX_CELL;
		if (rest->p == NULL || p.is_long)
			return p;
		raw = *rest;
		line = str_trim(str_cut(&raw, '\n'));
		if (line.n == 0 || str_has(line, STR("|")) || is_rule(line))
			return p;
		raw = str_cut(rest, '\n');
	}
}

static bool
is_number(const struct table *t, struct str s)
{
	struct number n;

	return number_cell(t->d->arena, s, &n) == CELL_NUM;
}

static void
end_row(struct table *t)
{
	int i, numbers = 0, late = 0;

	if (t->open && t->n < MAX_CELLS)
		t->cell[t->n++] = STR("");
	for (i = 0; i < t->n; i++) {
		if (is_number(t, t->cell[i]))
			numbers++;
		else if (numbers > 0 && number_state(t->cell[i]) == CELL_TEXT)
			late = 1;
		if (t->g != NULL)
			flat_add_cell(t->d, t->g, t->rows, i,
			    markdown_plain(t->d->arena, t->cell[i]));
	}
	t->rows += t->n > 0;
	t->parted += t->n > 1;
	t->late += late;
	t->n = 0;
	t->open = false;
}

/* A row of one cell: no sentence, no heading, and a row with bars below it. */
static bool
is_lone(const struct table *t, const struct piece *p, struct str rest)
{
	struct str words = markdown_plain(t->d->arena, p->text);
	struct piece next = next_piece(t->d, &rest);

	if (str_chars(words) > BARS_MAX_LONE || str_ends(words, STR("。")) ||
	    label_level(t->d->arena, words) == 1)
		return false;
	if (next.kind == RULE && rest.p != NULL)
		next = next_piece(t->d, &rest);
	return next.kind == WORDS && !str_has(next.text, STR("|")) &&
	    next_piece(t->d, &rest).kind == BAR;
}

/* Words in a new row; false if they are not of the table. */
static bool
begin_row(struct table *t, const struct piece *p, struct str rest)
{
	struct str at = rest;
	struct piece next = next_piece(t->d, &at);

	end_row(t);
	if ((next.kind != BAR || next.gap >= WIDE) && !is_lone(t, p, rest))
		return false;
	t->cell[t->n++] = p->text;
	return true;
}

/* One more piece of the table; false if it ends before it. */
static bool
add_piece(struct table *t, const struct piece *p, struct str rest)
{
	struct str *last = t->n > 0 ? &t->cell[t->n - 1] : NULL;

	t->full = t->n == MAX_CELLS;
	if (t->full || str_has(p->text, STR("|")) || p->is_long)
		return false;
	if (p->kind == RULE) {
		end_row(t);
		return true;
	}
	if (p->kind == BAR) {
		t->exact |= p->spaced;
		if (last != NULL && !t->open && p->gap >= WIDE)
			end_row(t);
		if (t->open || t->n == 0)
			t->cell[t->n++] = STR("");
		t->open = true;
		return true;
	}
	if (t->open && p->gap < WIDE) {
		t->cell[t->n++] = p->text;
		t->open = false;
		return true;
	}
	return begin_row(t, p, rest);
}

/*
 * A paragraph that goes on with the cell before it: what ends a row has two
 * spaces behind it, where the lines kept theirs.
 */
static bool
goes_on(const struct table *t, const struct piece *before,
    const struct piece *p)
{
	return t->exact && t->n > 0 && !t->open && before->kind == WORDS &&
	    !before->ends && p->kind == WORDS && !is_number(t, p->text) &&
	    !str_has(p->text, STR("|")) && t->cell[t->n - 1].n <= MAX_CELL;
}

/*
 * Reads rows from *rest, which moves behind the last, or behind the one that
 * shows that it is no table.
 */
static void
read_rows(struct table *t, struct str *rest)
{
	struct str at = *rest;
	struct piece p, before = { .kind = RULE };

	while (at.p != NULL) {
		p = next_piece(t->d, &at);
		if (p.kind == RULE && at.p == NULL)
			break;
		if (goes_on(t, &before, &p))
			t->cell[t->n - 1] = arena_join(t->d->arena,
			    t->cell[t->n - 1], p.text);
		else if (!add_piece(t, &p, at) || t->late > 0)
			break;
		before = p;
		*rest = at;
	}
	end_row(t);
}

/* Words, and behind them a bar, a rule or nothing. */
static bool
may_begin(struct doc *d, struct str rest)
{
	struct arena_mark mark = arena_mark(d->arena);
	struct str at = rest;
	struct piece first;
	bool may;

	if (str_trim(str_cut(&at, '\n')).n == 0)
		return false;
	first = next_piece(d, &rest);
	may = first.kind == WORDS && !first.is_long && rest.p != NULL &&
	    !str_has(first.text, STR("|")) &&
	    next_piece(d, &rest).kind != WORDS;
	arena_back(d->arena, mark);
	return may;
}

bool
parted_read(struct doc *d, struct str *rest, const char **behind)
{
	struct table t = { .d = d };
	struct arena_mark mark = arena_mark(d->arena);
	struct str at = *rest;

	if (!may_begin(d, at))
		return false;
	read_rows(&t, &at);
	arena_back(d->arena, mark);
	if (t.late > 0 || t.full)
		*behind = at.p != NULL ? at.p : rest->p + rest->n;
	if (t.rows < MIN_ROWS || t.parted < MIN_PARTED || t.late > 0)
		return false;
	t = (struct table){ .d = d, .g = flat_new_grid(d) };
	read_rows(&t, rest);
	return true;
}
