/* SPDX-License-Identifier: MIT */
/*
 * Lines are put on paper, a Chinese character taking two columns or, as some
 * tools count, one: the way in which fewer cells are out of line is right.
 */
#include "columns.h"

#include "flat.h"
#include "flow.h"
#include "label.h"
#include "number.h"
#include "strip.h"

enum {
	MAX_LINES = 400,	/* of a table */
	MAX_COLS = 64,
	MAX_HEAD = 12,		/* lines of headers between two rulers */
	MIN_RULER = 10,		/* dashes of one that is not parted */
	MIN_ROWS = 3,		/* lines of a table without rulers */
	MIN_NUMBERS = 2,	/* and its numbers */
	MAX_SPARE = 4,		/* columns more than the longest line has */
	MAX_LONE = 50,		/* characters of a row of one cell */
	MOST_OUT = 8		/* one row of so many may be out of line */
};

/* Lines [head, body) are headers, [body, end) rows; `behind` what follows. */
struct ruled {
	struct str line[MAX_LINES];
	int n, head, body, end, behind;
	int x[MAX_COLS], cols;	/* starts of the columns */
};

/* A row: lines of the table that are one. */
struct row {
	int from, to;
	bool out;		/* of line */
};

struct sheet {
	struct arena *arena;
	struct strip *lines;
	int n;
	struct row *rows;
	int n_rows;
	int x[MAX_COLS], cols;
	int out;		/* rows that are */
};

static bool
is_blank(struct str line)
{
	return str_trim(line).n == 0;
}

/* ---- what a table needs, whatever holds its columns ---- */

/* The words of columns [from, to) of a row, its lines joined. */
static struct str
words(const struct sheet *s, const struct row *r, int from, int to)
{
	struct flow_text text = { .n = 0 };
	size_t room = 1;
	int y;

	for (y = r->from; y < r->to; y++)
		room += s->lines[y].text.n + 1;
	text.p = arena_alloc(s->arena, room);
	for (y = r->from; y < r->to; y++) {
		flow_add(&text, strip_text(&s->lines[y], from, to));
		flow_add(&text, STR("\n"));
	}
	return (struct str){ text.p, text.n };
}

static bool
write_lines(struct sheet *s, const struct str *lines, int wide)
{
	int i;

	s->lines = arena_alloc(s->arena, (size_t)(s->n + 1) *
	    sizeof(*s->lines));
	for (i = 0; i < s->n; i++)
		if (!strip_write(s->arena, lines[i], wide, &s->lines[i]))
			return false;
	return true;
}

/* Of two ways to lay the lines out the one with fewer rows out of line. */
static const struct sheet *
better(const struct sheet *wide, const struct sheet *narrow)
{
	const struct sheet *s = narrow->out < wide->out ? narrow : wide;

	return s->out * MOST_OUT <= s->n_rows ? s : NULL;
}

static void
add_row(struct doc *d, struct grid *g, const struct sheet *s,
    const struct row *r)
{
	struct str text;
	int row = g->rows, c, to, y, end;

	if (r->out) {
		flat_add_cell(d, g, row, 0, words(s, r, 0, STRIP_MAX));
		return;
	}
	for (c = 0; c < s->cols; c = to) {
		to = c + 1;
		end = to < s->cols ? s->x[to] : STRIP_MAX;
		text = words(s, r, s->x[c], end);
		/* What reaches into the next columns spans them. */
		for (y = r->from; text.n > 0 && to < s->cols &&
		    !strip_blank(&s->lines[y], s->x[to] - 1); to++)
			end = to + 1 < s->cols ? s->x[to + 1] : STRIP_MAX;
		if (to > c + 1)
			text = words(s, r, s->x[c], end);
		flat_add_cell(d, g, row, c, text);
		while (++c < to)
			flat_add_cell(d, g, row, c, STR(""));
	}
}

static void
add_table(struct doc *d, const struct sheet *s)
{
	struct grid *g = flat_new_grid(d);
	int i;

	for (i = 0; i < s->n_rows; i++)
		add_row(d, g, s, &s->rows[i]);
	g->cols = s->cols;
}

/* ---- between rulers ---- */

/* The runs of a line of "---- ---" or "=== ==": how many; 0 for another. */
static int
runs(struct str line, int *x)
{
	size_t i;
	int n = 0;
	char mark = 0;

	for (i = 0; i < line.n && line.p[i] != '\r'; i++) {
		if (line.p[i] == ' ')
			continue;
		mark = mark == 0 ? line.p[i] : mark;
		if (line.p[i] != mark || (mark != '-' && mark != '='))
			return 0;
		if (i > 0 && line.p[i - 1] == mark)
			continue;
		if (n == MAX_COLS)
			return 0;
		x[n++] = (int)i;
	}
	return n;
}

/* Whether the line is a ruler with these runs; or, without, a whole one. */
static bool
is_ruler(struct str line, const int *x, int n)
{
	int here[MAX_COLS], k = runs(line, here);

	if (n == 0)
		return k == 1 && str_trim(line).n >= MIN_RULER;
	return k == n && memcmp(here, x, (size_t)n * sizeof(*x)) == 0;
}

/* The next such ruler from line i on; t->n if there is none. */
static int
next_ruler(const struct ruled *t, int i, bool whole)
{
	while (i < t->n && !is_ruler(t->line[i], t->x, whole ? 0 : t->cols))
		i++;
	return i;
}

/* Begins with a ruler: rows follow, or headers and another one. */
static bool
find_between(struct ruled *t)
{
	int second, third;

	t->cols = runs(t->line[0], t->x);
	second = next_ruler(t, 1, false);
	if (second == t->n)
		return false;
	t->head = t->body = 1;
	t->end = second;
	third = next_ruler(t, second + 1, false);
	if (third < t->n && !is_blank(t->line[second + 1])) {
		t->body = second + 1;
		t->end = third;
	}
	t->behind = t->end + 1;
	return true;
}

/* Begins with a ruler that is not parted: the parted one is under the head. */
static bool
find_multiline(struct ruled *t)
{
	int i;

	for (i = 1; i < t->n && i < MAX_HEAD; i++)
		if ((t->cols = runs(t->line[i], t->x)) > 1)
			break;
	if (i == t->n || i == MAX_HEAD)
		return false;
	t->head = 1;
	t->body = i + 1;
	t->end = next_ruler(t, t->body, true);
	t->behind = t->end + 1;
	return t->end < t->n;
}

/* The ruler is under the only line of headers, and a blank line ends it. */
static bool
find_under_head(struct ruled *t)
{
	t->cols = runs(t->line[1], t->x);
	t->head = 0;
	t->body = t->end = 2;
	while (t->end < t->n && !is_blank(t->line[t->end]) &&
	    runs(t->line[t->end], (int[MAX_COLS]){ 0 }) == 0)
		t->end++;
	t->behind = t->end;
	return t->end > t->body;
}

static bool
find_ruled(struct ruled *t, struct str rest)
{
	int n = runs(str_cut((struct str[]){ rest }, '\n'), t->x);

	while (rest.p != NULL && t->n < MAX_LINES)
		t->line[t->n++] = str_cut(&rest, '\n');
	return n > 1 ? find_between(t) : n == 1 ? find_multiline(t) :
	    find_under_head(t);
}

/* A ruler in the first line, or one in the second below words. */
static bool
may_be_ruled(struct str rest)
{
	struct str first = str_cut(&rest, '\n');
	int x[MAX_COLS], n = runs(first, x);

	if (n == 0 && rest.p != NULL && !is_blank(first))
		return runs(str_cut(&rest, '\n'), x) > 1;
	return n > 1 || is_ruler(first, NULL, 0);
}

/* Lines [from, to) of a ruled table as rows; blank ones part them. */
static void
add_lines(struct sheet *s, const struct ruled *t, int from, int to,
    bool parted)
{
	bool open = false;
	int i;

	for (i = from; i < to; i++) {
		if (is_blank(t->line[i]) || runs(t->line[i],
		    (int[MAX_COLS]){ 0 }) > 0) {
			open = false;
			continue;
		}
		if (!open || !parted)
			s->rows[s->n_rows++] = (struct row){ i, i, false };
		s->rows[s->n_rows - 1].to = i + 1;
		open = true;
	}
}

/* Where in [from, to) the line has ink first; `to` if nowhere. */
static int
ink(const struct strip *line, int from, int to)
{
	while (from < to && strip_blank(line, from))
		from++;
	return from;
}

static int
ink_end(const struct strip *line, int from, int to)
{
	while (to > from && strip_blank(line, to - 1))
		to--;
	return to;
}

/* Where nearly all cells of a column begin, or end; -1 if nowhere. */
static int
common_edge(const struct sheet *s, int c, int to, bool end)
{
	int count[STRIP_MAX + 1] = { 0 }, i, x, y, cells = 0, best = 0;

	for (i = 0; i < s->n_rows; i++)
		for (y = s->rows[i].from; y < s->rows[i].to; y++) {
			x = ink(&s->lines[y], s->x[c], to);
			if (x == to)
				continue;
			if (end)
				x = ink_end(&s->lines[y], s->x[c], to);
			cells++;
			if (++count[x] > count[best])
				best = x;
		}
	return count[best] * 4 >= cells * 3 ? best : -1;
}

/*
 * Whether a line of a row has its cell in columns [from, to) elsewhere, or two
 * of them there.
 */
static bool
is_out(const struct strip *line, int from, int to, int start, int end)
{
	int x = ink(line, from, to), piece = x, piece_end = to;

	strip_piece(line, STRIP_GAP + 1, &piece, &piece_end);
	return !strip_blank(line, from - 1) || piece_end <
	    ink_end(line, from, to) || ((start >= 0 || end >= 0) && x < to &&
	    x != start && ink_end(line, from, to) != end);
}

/* How many lines are so short that they do not reach the last column. */
static int
count_short(const struct sheet *s)
{
	int i, y, n = 0;

	for (i = 0; i < s->n_rows; i++)
		for (y = s->rows[i].from; y < s->rows[i].to; y++)
			n += s->lines[y].n < s->x[s->cols - 1];
	return n;
}

/*
 * A row is out of line where a cell begins in the column before its own, or
 * not at the edge that nearly all others of its column share, or where a line
 * is short and nearly all others are filled up with spaces.
 */
static void
find_out(struct sheet *s)
{
	int c, i, y, to, start, end;
	bool padded = count_short(s) * MOST_OUT <= s->n_rows;

	for (c = 0; c < s->cols; c++) {
		to = c + 1 < s->cols ? s->x[c + 1] - 1 : STRIP_MAX;
		start = common_edge(s, c, to, false);
		end = common_edge(s, c, to, true);
		for (i = 0; i < s->n_rows; i++)
			for (y = s->rows[i].from; y < s->rows[i].to; y++)
				s->rows[i].out |= is_out(&s->lines[y],
				    s->x[c], to, start, end);
	}
	for (i = 0; i < s->n_rows; i++) {
		for (y = s->rows[i].from; y < s->rows[i].to; y++)
			s->rows[i].out |= padded && s->lines[y].n <
			    s->x[s->cols - 1];
		s->out += s->rows[i].out;
	}
}

static bool
lay_out(struct sheet *s, const struct ruled *t, int wide)
{
	bool parted = false;
	int i;

	s->n = t->end;
	s->cols = t->cols;
	memcpy(s->x, t->x, sizeof(s->x));
	s->rows = arena_alloc(s->arena, (size_t)(t->end + 1) *
	    sizeof(*s->rows));
	if (!write_lines(s, t->line, wide))
		return false;
	for (i = t->body; i < t->end; i++)
		parted |= is_blank(t->line[i]);
	add_lines(s, t, t->head, t->body, true);
	add_lines(s, t, t->body, t->end, parted);
	find_out(s);
	return true;
}

bool
columns_ruled(struct doc *d, struct str *rest)
{
	struct ruled *t;
	struct arena_mark mark = arena_mark(d->arena);
	struct sheet wide = { .arena = d->arena }, narrow = wide;
	const struct sheet *s;
	int i;

	if (!may_be_ruled(*rest))
		return false;
	t = arena_alloc(d->arena, sizeof(*t));
	if (!find_ruled(t, *rest) || !lay_out(&wide, t, 2) ||
	    !lay_out(&narrow, t, 1) || (s = better(&wide, &narrow)) == NULL ||
	    s->n_rows == 0) {
		arena_back(d->arena, mark);
		return false;
	}
	add_table(d, s);
	for (i = 0; i < t->behind && rest->p != NULL; i++)
		str_cut(rest, '\n');
	return true;
}

/* ---- without rulers ---- */

/* A line that may be of such a table; of blanks too, within a cell. */
static bool
is_spaced(struct str line)
{
	return (!is_blank(line) || line.n >= MIN_RULER) &&
	    !str_has(line, STR("\t")) && !str_has(line, STR("|"));
}

static bool
is_number(const struct strip *line, int from, int to)
{
	return number_state(strip_text(line, from, to)) == CELL_NUM;
}

/* Counts the pieces that begin at each column, in all lines. */
static int
count_starts(const struct sheet *s, int *starts)
{
	int y, from, to, n, most = 0;

	memset(starts, 0, (STRIP_MAX + 1) * sizeof(*starts));
	for (y = 0; y < s->n; y++) {
		for (from = n = 0; strip_piece(&s->lines[y], STRIP_GAP, &from,
		    &to); from = to, n++)
			starts[from]++;
		most = n > most ? n : most;
	}
	return most;
}

/* Columns wherever pieces begin; false where those are too near or many. */
static bool
find_columns(struct sheet *s, const int *starts, int most)
{
	int x, last = -1;

	for (x = s->cols = 0; x <= STRIP_MAX; x++) {
		if (starts[x] == 0)
			continue;
		if (s->cols == MAX_COLS)
			return false;
		s->x[s->cols++] = x;
		if (starts[x] == 1)
			continue;
		if (last >= 0 && x - last <= STRIP_GAP)
			return false;
		last = x;
	}
	return 2 * s->cols <= 3 * most + MAX_SPARE;
}

/*
 * A number that nothing else stands under is out of line, and so is its row.
 * False if this is no table: no numbers, rows of nothing else, or most numbers
 * without words right above them, as in a row of cells that are centred.
 */
static bool
check_rows(struct sheet *s, const int *starts)
{
	bool words[STRIP_MAX + 1] = { false };
	int i, from, to, n, numbers = 0, headed = 0, bare = 0;
	struct row *r;

	for (i = 0; i < s->n_rows; i++) {
		r = &s->rows[i];
		for (from = n = 0; strip_piece(&s->lines[r->from], STRIP_GAP,
		    &from, &to); from = to, n++) {
			if (!is_number(&s->lines[r->from], from, to)) {
				words[from] = true;
				continue;
			}
			numbers++;
			headed += words[from];
			bare += n == 0 && from > s->x[0];
			r->out |= starts[from] < 2;
		}
		s->out += r->out;
	}
	return numbers >= MIN_NUMBERS && 2 * headed > numbers && bare <= 1;
}

static bool
has_number(const struct strip *line)
{
	int from, to;

	for (from = 0; strip_piece(line, STRIP_GAP, &from, &to); from = to)
		if (is_number(line, from, to))
			return true;
	return false;
}

/*
 * Whether line y goes on with the headers of the row above: it has no first
 * cell, and each of its pieces stands under one.
 */
static bool
goes_on(const struct sheet *s, const struct row *above, int y)
{
	const struct strip *line = &s->lines[y], *over = &s->lines[above->from];
	int from = 0, to, under = 0, under_to = 0;

	while (strip_piece(line, STRIP_GAP, &from, &to)) {
		while (strip_piece(over, STRIP_GAP, &under, &under_to) &&
		    under < from)
			under = under_to;
		if (under != from || from == 0)
			return false;
		from = to;
		under = under_to;
	}
	return true;
}

/* The lines as rows, with a column wherever a piece begins. */
static bool
line_up(struct sheet *s, const struct str *lines, int n, int wide)
{
	int starts[STRIP_MAX + 1], most, y;
	bool head = true;

	s->n = n;
	if (!write_lines(s, lines, wide))
		return false;
	s->rows = arena_alloc(s->arena, (size_t)n * sizeof(*s->rows));
	for (y = 0; y < n; y++) {
		head = head && !has_number(&s->lines[y]);
		if (y == 0 || !head || !goes_on(s, &s->rows[s->n_rows - 1], y))
			s->rows[s->n_rows++] = (struct row){ y, y, false };
		s->rows[s->n_rows - 1].to = y + 1;
	}
	most = count_starts(s, starts);
	if (!find_columns(s, starts, most) || !check_rows(s, starts))
		s->out = s->n_rows;
	return true;
}

/* Two pieces at least, as the first line of a table has. */
static bool
has_pieces(struct str line)
{
	return is_spaced(line) && strip_is_parted(line, 2);
}

static bool
has_numbers(struct arena *a, struct str line)
{
	struct strip strip;

	return strip_write(a, line, 2, &strip) && has_number(&strip);
}

/* Level of the number in front of a line of one piece; 0 for others. */
static int
heading_level(struct arena *a, struct str line)
{
	return has_pieces(line) ? 0 : label_level(a, line);
}

/*
 * Whether the table ends above a line, for it is running text or the heading
 * of a section. 三、本年度办理结果 is a row where rows with numbers follow, and
 * 四、结转下年度继续办理 one that is blank, in a table whose rows are numbered so.
 */
static bool
ends_table(struct arena *a, struct str line, struct str rest, bool numbered)
{
	struct str words = str_trim(line);

	if (has_pieces(line))
		return false;
	if (str_ends(words, STR("。")) || str_chars(words) > MAX_LONE)
		return true;
	if (heading_level(a, line) != 1)
		return false;
	do
		line = rest.p != NULL ? str_cut(&rest, '\n') : STR("");
	while (heading_level(a, line) > 1);
	if (has_pieces(line))
		return !has_numbers(a, line);
	return !numbered || str_ends(words, STR("情况")) ||
	    (!is_blank(line) && heading_level(a, line) == 0);
}

bool
columns_aligned(struct doc *d, struct str *rest, const char **behind)
{
	struct arena_mark mark = arena_mark(d->arena);
	struct sheet wide = { .arena = d->arena }, narrow = wide;
	const struct sheet *s;
	struct str at = *rest, line = str_cut(&at, '\n'), *lines;
	int n = 0;
	bool numbered = false;

	if (!has_pieces(line))
		return false;
	lines = arena_alloc(d->arena, MAX_LINES * sizeof(*lines));
	while (is_spaced(line) && n < MAX_LINES &&
	    !ends_table(d->arena, line, at, numbered)) {
		numbered |= label_level(d->arena, line) == 1;
		lines[n++] = line;
		*behind = at.p;
		if (at.p == NULL)
			break;
		line = str_cut(&at, '\n');
	}
	if (n < MIN_ROWS || !line_up(&wide, lines, n, 2) ||
	    !line_up(&narrow, lines, n, 1) ||
	    (s = better(&wide, &narrow)) == NULL) {
		arena_back(d->arena, mark);
		return false;
	}
	add_table(d, s);
	while (n-- > 0)
		str_cut(rest, '\n');
	return true;
}
