/* SPDX-License-Identifier: MIT */
#include "bars.h"

#include "flat.h"
#include "label.h"
#include "markdown.h"
#include "parted.h"

enum {
	MIN_OPEN_LINES = 2,	/* without a bar; else the bars end the cells */
	MIN_TAB_LINES = 2,
	MIN_LEADING_ROWS = 2,
	MAX_LABEL_LINES = 4,	/* of the first cell of such a row */
	MAX_LABEL = 60,		/* its characters */
	MAX_NARROW = 8,		/* of a line of a numbered label, not a heading */
	MIN_BARRED = 6,		/* cells with a bar alone behind each */
	MAX_CUT = 12		/* characters of a cell cut off by the end */
};

/* ---- lines ---- */

/*
 * The next line without the space around it; *rest moves on. A bar alone below
 * "a | b" is the one that ends it.
 */
static struct str
next_line(struct str *rest)
{
	struct str line = str_trim(str_cut(rest, '\n')), at = *rest, bar;

	if (at.p == NULL || !str_has(line, STR(" | ")) ||
	    str_ends(line, STR("|")))
		return line;
	bar = str_trim(str_cut(&at, '\n'));
	if (!str_eq(bar, STR("|")))
		return line;
	*rest = at;
	line.n = (size_t)(bar.p - line.p) + bar.n;
	return line;
}

/* The next line that is not blank. */
static struct str
next_words(struct str *rest)
{
	struct str line = next_line(rest);

	while (line.n == 0 && rest->p != NULL)
		line = next_line(rest);
	return line;
}

static bool
is_bars(struct str line)
{
	size_t i;

	for (i = 0; i < line.n; i++)
		if (line.p[i] != '|' && line.p[i] != ' ')
			return false;
	return line.n > 0;
}

/* "| --- | :-: |" under the header of a Markdown table. */
static bool
is_rule(struct str line)
{
	size_t i;

	for (i = 0; i < line.n; i++)
		if (strchr("|-:=+ \t", line.p[i]) == NULL)
			return false;
	return line.n > 0 && str_has(line, STR("-"));
}

static bool
is_cell_line(struct str line)
{
	return line.n > 0 && line.p[line.n - 1] == '|' && line.p[0] != '|';
}

static bool
is_row_line(struct str line)
{
	return line.n > 1 && line.p[0] == '|' && !is_bars(line) &&
	    str_find(line, STR("|"), 1) >= 0;
}

/*
 * A bar between two cells. One without space around it may be anything, so
 * it counts in a run that has a number behind one (has_number_cell()).
 */
static bool
has_inner_bar(struct str line)
{
	if (str_has(line, STR(" | ")) || str_has(line, STR("\t|")) ||
	    str_has(line, STR("|\t")))
		return true;
	while (line.n > 0 && strchr("| \t", line.p[line.n - 1]) != NULL)
		line.n--;
	return str_find(line, STR("|"), 1) > 0;
}

/* "| 0 |", "|12|": behind a bar nothing but a number. */
static bool
has_number_cell(struct str line)
{
	struct str cell;
	size_t i;

	str_cut(&line, '|');
	while (line.p != NULL) {
		cell = str_trim(str_cut(&line, '|'));
		for (i = 0; i < cell.n && cell.p[i] >= '0' &&
		    cell.p[i] <= '9'; i++)
			;
		if (i > 0 && i == cell.n)
			return true;
	}
	return false;
}

/* ---- one row a line ---- */

static void
add_row(struct doc *d, struct grid *g, struct str line, char sep)
{
	int row = g->rows, col = 0;

	while (line.p != NULL)
		flat_add_cell(d, g, row, col++, markdown_plain(d->arena,
		    str_cut(&line, sep)));
}

/* Whether the line at *rest is a rule, which only Markdown has. */
static bool
is_ruled(struct str rest)
{
	return rest.p != NULL && is_rule(next_line(&rest));
}

static bool
read_markdown(struct doc *d, struct str *rest)
{
	struct str at = *rest, line = next_line(&at);
	struct grid *g;
	bool ruled = is_ruled(at);

	if (!is_row_line(line) && !(ruled && is_bars(line)))
		return false;
	g = flat_new_grid(d);
	while (is_row_line(line) || (ruled && is_bars(line))) {
		if (!is_rule(line)) {
			line = str_sub(line, 1, line.n);
			if (line.n > 0 && line.p[line.n - 1] == '|')
				line.n--;
			add_row(d, g, line, '|');
		}
		*rest = at;
		if (at.p == NULL)
			break;
		line = next_line(&at);
		ruled = ruled || is_rule(line);
	}
	return true;
}

/*
 * A row of one cell, "第二十条第（五）项", among rows with bars: short, and
 * neither a heading nor the end of a sentence.
 */
static bool
is_lone_cell(struct doc *d, struct str line, struct str rest)
{
	return line.n > 0 && rest.p != NULL &&
	    has_inner_bar(next_line(&rest)) && !str_has(line, STR("|")) &&
	    str_chars(line) <= BARS_MAX_LONE && !str_ends(line, STR("。")) &&
	    label_level(d->arena, line) == 0;
}

/*
 * How many lines from `rest` on make a table whose cells have bars between
 * them: then two rows at least end without one. A blank line ends it, unless
 * there is one behind each row. If they make none, *behind is set to the last of
 * them: what begins with one before it has fewer rows.
 */
static int
count_bar_lines(struct doc *d, struct str rest, const char **behind)
{
	struct str line, next;
	const char *last = rest.p, *at;
	int n = 0, bars = 0, open = 0, sure = 0;
	bool spaced = false;

	while (rest.p != NULL) {
		at = rest.p;
		line = next_line(&rest);
		next = rest;
		if (n == 1)
			spaced = line.n == 0;
		if (n > 0 && line.n == 0 && spaced && next.p != NULL &&
		    has_inner_bar(next_line(&next))) {
			n++;
			continue;
		}
		if (has_inner_bar(line) || (n > 0 &&
		    str_ends(line, STR("||")) && !is_bars(line))) {
			bars++;
			sure += str_has(line, STR(" | ")) ||
			    has_number_cell(line);
			open += line.p[line.n - 1] != '|';
		} else if (!is_rule(line) &&
		    (n == 0 || !is_lone_cell(d, line, rest))) {
			break;
		}
		last = at;
		n++;
	}
	if (sure > 0 && bars >= BARS_MIN_LINES && open >= MIN_OPEN_LINES)
		return n;
	*behind = last;
	return 0;
}

/* "a | b"; a bar at an end is beside a blank cell. */
static bool
read_bars(struct doc *d, struct str *rest, const char **behind)
{
	struct str line;
	struct grid *g;
	int n = count_bar_lines(d, *rest, behind);

	if (n == 0)
		return false;
	g = flat_new_grid(d);
	while (n-- > 0) {
		line = next_line(rest);
		if (line.n > 0 && !is_rule(line))
			add_row(d, g, line, '|');
	}
	return true;
}

/* Tabs at the start are empty cells: only spaces go. */
static struct str
next_tabbed(struct str *rest)
{
	struct str line = str_cut(rest, '\n');

	while (line.n > 0 && strchr(" \r", line.p[line.n - 1]) != NULL)
		line.n--;
	while (line.n > 0 && line.p[0] == ' ')
		line = str_sub(line, 1, line.n);
	return line;
}

/* Words with a tab between, or behind them; in a table blank cells only. */
static bool
is_tab_line(struct str line, bool in_table)
{
	struct str words = str_trim(line);

	return str_has(words, STR("\t")) || (str_ends(line, STR("\t\t")) &&
	    (words.n > 0 || in_table));
}

static int
count_tab_lines(struct str rest)
{
	int n = 0;

	while (rest.p != NULL && is_tab_line(next_tabbed(&rest), n > 0))
		n++;
	return n;
}

static bool
read_tabs(struct doc *d, struct str *rest)
{
	struct grid *g;
	int n = count_tab_lines(*rest);

	if (n < MIN_TAB_LINES)
		return false;
	g = flat_new_grid(d);
	while (n-- > 0)
		add_row(d, g, next_tabbed(rest), '\t');
	return true;
}

/* ---- one cell a line ---- */

/*
 * A cell whose bar is missing at the very end: the document was cut inside
 * the table. What stands there may be half a number.
 */
static bool
is_cut(struct str line, struct str rest)
{
	return line.n > 0 && (rest.p == NULL || str_trim(rest).n == 0) &&
	    !is_cell_line(line) && !is_bars(line) &&
	    str_chars(line) < MAX_CUT;
}

/* Lines that hold several cells are whole rows: most of the run must be. */
static bool
are_rows(struct str run)
{
	struct str line;
	int cells = 0, rows = 0;

	while (run.p != NULL) {
		line = next_line(&run);
		if (line.n == 0 || is_bars(line))
			continue;
		cells++;
		rows += has_inner_bar(line);
	}
	return 2 * rows > cells;
}

/* "a | b | c |": the bars at the end are those of cells without words. */
static void
read_rows(struct doc *d, struct str run)
{
	struct grid *g = flat_new_grid(d);
	struct str line;

	while (run.p != NULL) {
		line = next_line(&run);
		if (line.n == 0)
			continue;
		line.n--;
		add_row(d, g, line, '|');
	}
}

/*
 * A cell in two lines or three, of which the last has the bar: 商业 over
 * "企业 |". A heading between two tables is none; what is cut that short is
 * a narrow cell.
 */
static bool
is_cell_start(struct doc *d, struct str line, struct str rest)
{
	int n;

	for (n = 1; n < MAX_LABEL_LINES; n++) {
		if (line.n == 0 || str_has(line, STR("|")) ||
		    str_chars(line) > MAX_LABEL ||
		    str_ends(line, STR("。")) || rest.p == NULL ||
		    (label_level(d->arena, line) == 1 &&
		    str_chars(line) > MAX_NARROW))
			return false;
		line = next_line(&rest);
		if (is_cell_line(line))
			return !has_inner_bar(line);
	}
	return false;
}

/*
 * The run of cell lines at *rest, blank lines maybe in front of it; `*behind`
 * is the line that ends it.
 */
static struct str
flat_run(struct doc *d, struct str *rest, struct str *behind,
    struct str *after)
{
	struct str at = *rest, line = next_words(&at), run = *rest;

	while (is_cell_line(line) || is_bars(line) ||
	    is_cell_start(d, line, at)) {
		run.n = at.p != NULL ? (size_t)(at.p - run.p) :
		    rest->n;
		*after = at;
		if (at.p == NULL) {
			line = STR_NONE;
			break;
		}
		line = next_words(&at);
	}
	*behind = line;
	*rest = *after;
	*after = at;
	return run;
}

static bool
is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

/*
 * Lines of one cell. Digits do not become one number: the first may be that
 * of a page.
 */
static struct str
join(struct arena *a, struct str left, struct str right)
{
	bool digits = is_digit(str_before(left, left.n)) &&
	    is_digit(str_peek(right, 0));

	return arena_join(a, digits ? arena_join(a, left, STR(" ")) : left,
	    right);
}

/* A bar alone, and a cell in the next line. */
static bool
leads_row(struct str line, struct str rest)
{
	return str_eq(line, STR("|")) && rest.p != NULL &&
	    is_cell_line(next_words(&rest));
}

/* "12.5 |", "/ |": a value, without words. */
static bool
is_value_line(struct str line)
{
	size_t at = 0;
	uint32_t c;

	line = str_trim(str_cut(&line, '|'));
	while (at < line.n) {
		c = str_char(line, &at);
		if (str_is_han(c) || ((c | 32) >= 'a' && (c | 32) <= 'z'))
			return false;
	}
	return line.n > 0;
}

/*
 * Where a bar alone leads each row: not one that stands for a blank cell, which
 * no bars of padding stand before, nor a label behind.
 */
static bool
is_lead(struct str line, struct str before, struct str rest)
{
	return leads_row(line, rest) && (str_ends(before, STR("||")) ||
	    str_ends(before, STR("| |")) ||
	    !is_value_line(next_words(&rest)));
}

/* The cells of a run, those of more than one line put together. */
static void
flat_cells(struct doc *d, struct str run, bool led, struct flat *t)
{
	struct str line, start = STR(""), before = STR("");

	while (run.p != NULL) {
		line = next_line(&run);
		if (led && is_lead(line, before, run)) {
			before = line;
			continue;
		}
		before = line;
		if (line.n > 0 && !is_cell_line(line) && !is_bars(line)) {
			start = join(d->arena, start, line);
			continue;
		}
		flat_line(d->arena, t, join(d->arena, start, line));
		start = STR("");
	}
}

static bool
read_flat(struct doc *d, struct str *rest)
{
	struct str at = *rest, run, behind, after;
	struct flat t = { 0 };
	size_t first = d->blocks.n;
	struct block *last;
	struct str line = next_line(&at);
	bool led = leads_row(line, at);

	if (!is_cell_line(line) && !led)
		return false;
	if (led)
		*rest = at;
	run = flat_run(d, rest, &behind, &after);
	if (are_rows(run)) {
		read_rows(d, run);
	} else {
		flat_cells(d, run, led, &t);
		flat_tables(d, &t);
	}
	if (d->blocks.n == first)
		return true;
	last = &d->blocks.v[d->blocks.n - 1];
	if (last->kind == BLOCK_TABLE && is_cut(behind, after))
		last->grid->cut = true;
	return true;
}

/* ---- the bar in front of the cell ---- */

/* "| text" or "|", and no other bar. */
static bool
is_leading(struct str line)
{
	return line.n > 0 && line.p[0] == '|' &&
	    str_find(line, STR("|"), 1) < 0;
}

/*
 * Reads a row: words, then lines with a bar in front, each of which may go
 * on without one, then a bar alone that a line of words follows.
 */
static bool
read_leading_row(struct doc *d, struct grid *g, struct str *rest)
{
	struct str at = *rest, line, cell = STR(""), cells[64];
	int n = 0, lines = 0, col, row = g != NULL ? g->rows : 0;

	for (;;) {
		if (at.p == NULL)
			return false;
		line = next_words(&at);
		if (is_leading(line)) {
			if (n == 64 || (n == 0 && cell.n == 0))
				return false;
			cells[n++] = cell;
			cell = str_trim(str_sub(line, 1, line.n));
			*rest = at;
			line = at.p != NULL ? next_words(&at) : STR("");
			if (cell.n == 0 && !is_leading(line))
				break;
			at = *rest;
		} else if (str_has(line, STR("|")) || line.n == 0 ||
		    ++lines > MAX_LABEL_LINES * (n + 1) ||
		    str_chars(line) > MAX_LABEL) {
			return false;
		} else {
			cell = join(d->arena, cell, line);
		}
	}
	for (col = 0; g != NULL && col < n; col++)
		flat_add_cell(d, g, row, col, cells[col]);
	return n > 1;
}

static bool
read_leading(struct doc *d, struct str *rest)
{
	struct str at = *rest, line = next_line(&at);
	struct grid *g;
	int n = 0;

	if (line.n == 0 || str_has(line, STR("|")) || at.p == NULL ||
	    !is_leading(next_words(&at)))
		return false;
	for (at = *rest; at.p != NULL && read_leading_row(d, NULL, &at);)
		n++;
	if (n < MIN_LEADING_ROWS)
		return false;
	g = flat_new_grid(d);
	while (n-- > 0)
		read_leading_row(d, g, rest);
	return true;
}

/* ---- a bar alone behind each cell ---- */

/*
 * 三、收到和处理政府信息公开申请情况, or 附表: nothing of the table below, unless a
 * bar stands behind it.
 */
static bool
is_above_table(struct doc *d, struct str line, struct str rest)
{
	if (rest.p != NULL && str_eq(next_words(&rest), STR("|")))
		return false;
	return str_starts(line, STR("附表")) ||
	    (str_ends(line, STR("情况")) &&
	    label_level(d->arena, line) == 1);
}

/* One cell, of a line or some, and its bar; false if there is none. */
static bool
read_barred_cell(struct doc *d, struct str *rest, struct str *cell)
{
	struct str at = *rest, line;
	int lines = 0;

	*cell = STR("");
	while (at.p != NULL) {
		line = next_words(&at);
		if (str_eq(line, STR("|"))) {
			*rest = at;
			return true;
		}
		if (line.n == 0 || str_has(line, STR("|")) ||
		    is_above_table(d, line, at) || ++lines > MAX_LABEL_LINES ||
		    str_chars(line) > MAX_LABEL)
			return false;
		*cell = join(d->arena, *cell, line);
	}
	return false;
}

/* Words, and a bar alone below them. */
static bool
opens_barred(struct str line, struct str rest)
{
	return line.n > 0 && !str_has(line, STR("|")) && rest.p != NULL &&
	    str_eq(next_words(&rest), STR("|"));
}

/* Two bars or more: those of the missing cells of a row. */
static bool
read_padding(struct arena *a, struct str *rest, struct flat *t)
{
	struct str at = *rest, line = next_words(&at);

	if (!is_bars(line) || str_eq(line, STR("|")))
		return false;
	flat_line(a, t, line);
	*rest = at;
	return true;
}

/*
 * What flat.h says, but for the bar of each cell, which stands below it. A run
 * without padding is none: its blank cells cannot be told.
 */
static bool
read_padded(struct doc *d, struct str *rest)
{
	struct str at = *rest, cell, line = next_line(&at);
	struct flat t = { 0 };
	struct block *last;
	bool padded = false;

	if (!opens_barred(line, at))
		return false;
	for (at = *rest; at.p != NULL;) {
		if (read_padding(d->arena, &at, &t))
			padded = true;
		else if (read_barred_cell(d, &at, &cell))
			flat_line(d->arena, &t, arena_join(d->arena, cell,
			    STR(" |")));
		else
			break;
	}
	if (!padded || t.n < MIN_BARRED)
		return false;
	flat_tables(d, &t);
	*rest = at;
	last = &d->blocks.v[d->blocks.n - 1];
	line = at.p != NULL ? next_words(&at) : STR("");
	if (last->kind == BLOCK_TABLE && is_cut(line, at))
		last->grid->cut = true;
	return true;
}

/*
 * Where a row ends is not said, so the cells become paragraphs: the forms
 * tell (stream.h). A blank cell is lost, and with it its row.
 */
static bool
read_barred(struct doc *d, struct str *rest)
{
	struct str at = *rest, cell, line = next_line(&at);
	int n = 0;

	if (!opens_barred(line, at))
		return false;
	for (at = *rest; at.p != NULL && read_barred_cell(d, &at, &cell);)
		n++;
	if (n < MIN_BARRED)
		return false;
	while (n-- > 0)
		if (read_barred_cell(d, rest, &cell) && cell.n > 0)
			doc_add_paragraph(d, cell);
	return true;
}

bool
bars_read(struct doc *d, struct str *rest, struct bars_vain *vain)
{
	return read_markdown(d, rest) || (rest->p >= vain->rows &&
	    read_bars(d, rest, &vain->rows)) ||
	    read_flat(d, rest) || (rest->p >= vain->parted &&
	    parted_read(d, rest, &vain->parted)) || read_padded(d, rest) ||
	    read_leading(d, rest) || read_barred(d, rest) ||
	    read_tabs(d, rest);
}
