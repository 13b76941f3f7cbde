/* SPDX-License-Identifier: MIT */
#include "spread.h"

#include "affix.h"
#include "label.h"
#include "layout.h"
#include "markdown.h"
#include "number.h"

enum {
	MAX_PARTS = 4,		/* lines of a label above its numbers, or below */
	MIN_UPRIGHT = 3,	/* characters of a label written downwards */
	APPLICANTS = 7,		/* columns of table 3 */
	MAX_TOP = 2,		/* characters of a part of a header */
	MAX_ABOVE = 2		/* and those that stand above the lines */
};

static void
add_cell(struct doc *d, struct str text)
{
	doc_add_paragraph(d, str_trim(text));
}

/* "规范性文件33": a number stands so near to the label that it is part of it. */
static bool
is_glued(const struct layout_line *l)
{
	struct str words;

	if (l->n == l->numbers)
		return false;
	words = str_trim(layout_words(l, l->n - l->numbers - 1));
	return words.n > 0 && words.p[words.n - 1] >= '0' &&
	    words.p[words.n - 1] <= '9';
}

/* Where a cell stands: a number, or "-" where others have one; or -1. */
static int
cell_place(const struct layout_line *l, int i, const struct places *p)
{
	return l->v[i].number || number_state(layout_words(l, i)) == CELL_NA ?
	    layout_place(l, i, p) : -1;
}

/* The cells of a line; its numbers in their places, if p is not NULL. */
static void
add_line(struct doc *d, const struct layout_line *l, const struct places *p)
{
	int i, k, next = 0;

	if (l->n == 1 && l->numbers == 0) {
		markdown_line(d, str_trim(layout_words(l, 0)));
		return;
	}
	if (is_glued(l))
		p = NULL;
	for (i = 0; i < l->n; i++) {
		k = p != NULL ? cell_place(l, i, p) : -1;
		for (; next < k; next++)
			add_cell(d, STR(""));
		next = k + 1 > next ? k + 1 : next;
		add_cell(d, layout_words(l, i));
	}
	for (; p != NULL && l->numbers > 0 && next < p->n; next++)
		add_cell(d, STR(""));
}

/* ---- headers ---- */

/* The columns of table 3, in the order that the forms give them. */
static const char *const applicants[APPLICANTS] = { "自然人", "商业企业",
	"科研机构", "社会公益组织", "法律服务机构", "其他", "总计" };

/* How often the character stands in lines [from, to). */
static int
count_char(const struct layout *s, int from, int to, uint32_t c)
{
	size_t at;
	int n = 0;

	for (; from < to; from++)
		for (at = 0; at < s->v[from].text.n;)
			n += str_char(s->v[from].text, &at) == c;
	return n;
}

/*
 * Headers of columns so narrow that their lines are mixed: whether they have
 * the characters of those of table 3. The first may stand alone above them.
 */
static bool
are_applicants(const struct layout *s, int from, int to)
{
	struct str all = STR("自然人商业企业科研机构社会公益组织法律服务机构其他总计");
	size_t at, k;
	uint32_t c;
	int n, missing = 0;

	for (at = 0; at < all.n;) {
		c = str_char(all, &at);
		for (n = 0, k = 0; k < at;)
			n += str_char(all, &k) == c;
		missing += count_char(s, from, to, c) < n;
	}
	return missing <= MAX_ABOVE;
}

/* Whether the last columns are those of table 3, in any order. */
static bool
are_told_apart(const struct str *column, int n)
{
	int i;

	for (i = n - APPLICANTS; i < n; i++)
		if (!affix_is_any(column[i], applicants, APPLICANTS))
			return false;
	return true;
}

/* The lines of a header: how many, and the first and the last of them. */
struct stack {
	int n, first, last;
};

/*
 * Whether all headers are set alike: where one has a line between those of
 * another, two of them were taken for one.
 */
static bool
are_even(const struct stack *v, int n)
{
	int i, pitch = 0, here;

	for (i = 0; i < n; i++) {
		if (v[i].n < 2)
			continue;
		here = (v[i].last - v[i].first) / (v[i].n - 1);
		if (pitch != 0 && here != pitch)
			return false;
		pitch = here;
	}
	return true;
}

static void
stack_line(struct stack *v, int line)
{
	if (v->n > 0 && v->last == line)
		return;
	if (v->n++ == 0)
		v->first = line;
	v->last = line;
}

/*
 * Headers that may stand in several lines each, one above the other: as many
 * columns as the numbers below have, and maybe those of labels and units.
 * False if they are not.
 */
static bool
add_headers(struct doc *d, const struct layout *s, int from, int to, int n)
{
	struct str column[LAYOUT_PIECES] = { { NULL, 0 } }, words;
	struct stack stack[LAYOUT_PIECES] = { { 0, 0, 0 } };
	struct places places = { .n = 0 };
	int i, k, x, end;

	for (i = from; i < to; i++)
		for (x = 0; strip_piece(&s->v[i].strip, 1, &x, &end); x = end)
			places_add(&places, x, end);
	if (places.n < n || places.n > n + 2)
		return false;
	for (i = from; i < to; i++)
		for (x = 0; strip_piece(&s->v[i].strip, 1, &x, &end);
		    x = end) {
			words = strip_text(&s->v[i].strip, x, end);
			places_count(&places, x, end, &k);
			column[k] = arena_join(d->arena, column[k], words);
			stack_line(&stack[k], i);
		}
	if (!are_even(stack, places.n))
		return false;
	if (n == APPLICANTS && are_applicants(s, from, to) &&
	    !are_told_apart(column, places.n))
		return false;
	for (k = 0; k < places.n; k++)
		add_cell(d, column[k]);
	return true;
}

static void
add_applicants(struct doc *d)
{
	int i;

	for (i = 0; i < APPLICANTS; i++)
		add_cell(d, str_of(applicants[i]));
	doc_warn(d, "header_by_position", 3, STR_NONE, STR_NONE,
	    STR("the lines of the headers are mixed"));
}

/* Headers whose columns are not clear: in one paragraph, lest they mislead. */
static void
add_unclear(struct doc *d, const struct layout *s, int from, int to)
{
	struct str all = STR("");

	for (; from < to; from++)
		all = arena_join(d->arena, all, str_trim(s->v[from].text));
	if (all.n > 0)
		markdown_line(d, all);
}

/* Whether lines [from, to) have headers one above the other. */
static bool
are_stacked(const struct layout *s, int from, int to)
{
	int lines = 0;

	for (; from < to; from++)
		lines += s->v[from].n > 0;
	return lines > 1;
}

/* Headers of fifteen columns, too many to tell apart: a cell for each word. */
static void
add_fragments(struct doc *d, const struct layout_line *l)
{
	int from, to;

	for (from = 0; strip_piece(&l->strip, 1, &from, &to); from = to)
		add_cell(d, strip_text(&l->strip, from, to));
}

/*
 * A label that is written from top to bottom, a character in front of each of
 * some lines: takes it out of them and adds it before them.
 */
static void
add_upright(struct doc *d, const struct layout *s, int from, int to)
{
	struct str label = STR("");
	struct layout_line *l;
	int i, n = 0, beside = 0;

	for (i = from; i < to; i++) {
		l = &s->v[i];
		n += layout_is_upright(l);
		beside += layout_is_upright(l) && layout_labels(l) > 1;
	}
	/* Else they are the ends of labels that were broken. */
	if (n < MIN_UPRIGHT || beside == 0)
		return;
	for (i = from; i < to; i++) {
		l = &s->v[i];
		if (!layout_is_upright(l))
			continue;
		label = arena_join(d->arena, label,
		    str_trim(layout_words(l, 0)));
		layout_drop(l, 1);
	}
	add_cell(d, label);
}

/* The next line from i on that is not blank; `to` if there is none. */
static int
next_line(const struct layout *s, int i, int to)
{
	while (i < to && s->v[i].n == 0)
		i++;
	return i;
}

/*
 * "1.", "（一）", 第二十条第（五）项: what no label goes on with. What was dropped
 * in front of it is not of it.
 */
static bool
begins_label(const struct layout *s, int i)
{
	const struct layout_line *l = &s->v[i];
	struct str words = label_squeeze(s->arena, strip_text(&l->strip,
	    l->n > 0 ? l->v[0].from : 0, STRIP_MAX));
	int level, number;

	return str_starts(words, STR("第二十条")) ||
	    label_enumerator(words, &level, &number) > 0;
}

/* Behind the lines from i on that go on with a label. */
static int
label_end(const struct layout *s, int i, int to)
{
	int n;

	i = next_line(s, i, to);
	for (n = 0; n < MAX_PARTS && i < to && s->v[i].n == 1 &&
	    s->v[i].numbers == 0 && !begins_label(s, i); n++)
		i = next_line(s, i + 1, to);
	return i;
}

static bool
has_numbers_alone(const struct layout *s, int i, int to)
{
	return i < to && s->v[i].n > 0 && s->v[i].v[0].number;
}

/* Numbers, in front of which the label may go on. */
static bool
has_numbers(const struct layout *s, int i, int to)
{
	return has_numbers_alone(s, i, to) || (i < to &&
	    s->v[i].numbers > 0 && layout_labels(&s->v[i]) == 1 &&
	    !s->v[i].mixed && !begins_label(s, i));
}

/*
 * Line i begins a label that goes on below the numbers of the row, as where
 * they are in the middle of its height: behind it, its numbers being in line
 * *numbers; i if it is none.
 */
static int
around(const struct layout *s, int i, int to, int *numbers)
{
	int end;

	if (s->v[i].n == 0 || s->v[i].numbers > 0)
		return i;
	*numbers = label_end(s, i + 1, to);
	if (!has_numbers(s, *numbers, to))
		return i;
	end = label_end(s, *numbers + 1, to);
	return end > next_line(s, *numbers + 1, to) &&
	    !has_numbers_alone(s, end, to) ? end : i;
}

/* The label in front of the numbers of a line, which loses it. */
static struct str
take_label(struct layout_line *l)
{
	struct str label = STR("");

	if (layout_labels(l) == 1) {
		label = layout_words(l, 0);
		layout_drop(l, 1);
	}
	return label;
}

/* Whether line i is all of a label, or its start, without numbers. */
static bool
is_blank_row(const struct layout *s, int i)
{
	return i >= 0 && s->v[i].n > 0 && s->v[i].numbers == 0 &&
	    begins_label(s, i);
}

/* The line from i on upwards that is not blank; from - 1 if there is none. */
static int
line_above(const struct layout *s, int i, int from)
{
	while (i >= from && s->v[i].n == 0)
		i--;
	return i >= from ? i : -1;
}

/* Whether most labels of the lines have their numbers beside them. */
static bool
are_beside(const struct layout *s, int from, int to)
{
	int k, n = 0;

	for (k = from; k < to; k++)
		n += s->v[k].numbers == 0 ? 0 : s->v[k].v[0].number ? -1 : 1;
	return n > 0;
}

/* Whether more numbers stand alone below line i, which has not all of a row. */
static bool
is_torn(const struct layout *s, int i, int from, int to, int columns)
{
	return s->v[i].numbers > 0 && s->v[i].numbers < columns &&
	    has_numbers_alone(s, next_line(s, i + 1, to), to) &&
	    are_beside(s, from, to);
}

/*
 * Numbers without a label, near several labels without numbers or below a part
 * of a row, on a page whose other labels have theirs beside them: no one knows
 * whose they are.
 */
static bool
is_astray(const struct layout *s, int i, int from, int to, int columns)
{
	int above, below;

	if (!has_numbers_alone(s, i, to) || !are_beside(s, from, to))
		return false;
	above = line_above(s, i - 1, from);
	below = next_line(s, i + 1, to);
	if (above >= 0 && is_torn(s, above, from, to, columns))
		return true;
	if (!is_blank_row(s, above))
		return false;
	return (below < to && is_blank_row(s, below)) ||
	    is_blank_row(s, line_above(s, above - 1, from));
}

/* The label alone, if there is one. */
static void
add_astray(struct doc *d, const struct layout_line *l, int columns)
{
	int i;

	doc_warn(d, "doubtful_row", columns == APPLICANTS ? 3 : 0,
	    STR_NONE, STR_NONE, str_trim(l->text));
	for (i = 0; i < layout_labels(l); i++)
		add_cell(d, layout_words(l, i));
}

/* The rows in lines [from, to), the longest of which has `columns` numbers. */
static void
add_rows(struct doc *d, const struct layout *s, int from, int to, int columns,
    const struct places *p)
{
	struct block *last;
	size_t had;
	int i, k, end, numbers;

	add_upright(d, s, from, to);
	for (i = from; i < to; i++) {
		if (is_torn(s, i, from, to, columns) ||
		    is_astray(s, i, from, to, columns)) {
			add_astray(d, &s->v[i], columns);
			continue;
		}
		had = d->blocks.n;
		add_line(d, &s->v[i], p);
		end = around(s, i, to, &numbers);
		if (d->blocks.n == had || end == i)
			continue;
		last = &d->blocks.v[d->blocks.n - 1];
		for (k = i + 1; k < end; k++)
			last->text = arena_join(d->arena, last->text,
			    take_label(&s->v[k]));
		add_line(d, &s->v[numbers], p);
		i = end - 1;
	}
}

static int
most_numbers(const struct layout *s, int from, int to)
{
	int most = 0;

	for (; from < to; from++)
		most = s->v[from].numbers > most ? s->v[from].numbers : most;
	return most;
}

/* "法", above 律: the top of a header in a narrow column. */
static bool
is_top(const struct layout_line *l)
{
	return l->n == 1 && str_chars(str_trim(l->text)) <= MAX_TOP;
}

/*
 * Whether the label of line i is that of a row with numbers of its own, and no
 * group's: 一、, （一）, （二）, （七）总计; （六） right above that.
 */
static bool
is_own_row(const struct layout *s, int i, int to)
{
	struct str words = label_squeeze(s->arena,
	    layout_words(&s->v[i], 0)), next = STR("");
	int level = 0, number = 0;

	if (label_enumerator(words, &level, &number) == 0 || level > 2)
		return false;
	i = next_line(s, i + 1, to);
	if (i < to)
		next = label_squeeze(s->arena, s->v[i].text);
	return level == 1 || number < 3 || number > 6 ||
	    (number == 6 && str_has(next, STR("总计")));
}

/*
 * Labels of groups, in columns in front of those of the rows: their lines fall
 * between the lines of the rows, which are told without them.
 */
static void
drop_groups(const struct layout *s, int from, int to)
{
	struct layout_line *l;
	int i, n, edge = 0;
	bool waits = false;	/* a label above has no numbers yet */

	for (i = from; i < to; i++) {
		l = &s->v[i];
		n = layout_labels(l);
		if (n > 1 && l->v[n - 2].to > edge)
			edge = l->v[n - 2].to;
	}
	for (i = from; i < to; i++) {
		l = &s->v[i];
		n = layout_labels(l);
		if (n > 1)
			layout_drop(l, n - 1);
		else if (n == 1 && l->v[0].to <= edge && (l->n == 1 ||
		    (waits && !is_own_row(s, i, to))))
			layout_drop(l, 1);
		waits = l->n > 0 ? l->numbers == 0 : waits;
	}
}

static void
add_part(struct doc *d, const struct layout *s, int from, int to)
{
	struct places places;
	bool clear = layout_places(s, from, to, &places);
	int head = layout_head_end(s, from, to), columns = clear ? places.n :
	    most_numbers(s, head, to);

	if (columns == APPLICANTS)
		drop_groups(s, head, to);
	/* A line of one piece at the top is for several columns. */
	for (; from < head && s->v[from].n < 2 &&
	    !(columns == APPLICANTS && is_top(&s->v[from])); from++)
		add_line(d, &s->v[from], NULL);
	if (head < to && s->v[head].numbers >= LAYOUT_LONG) {
		for (; from < head; from++)
			add_fragments(d, &s->v[from]);
	} else if (from < head && head < to) {
		if (add_headers(d, s, from, head, columns))
			from = head;
		else if (columns == APPLICANTS && are_applicants(s, from,
		    head)) {
			add_applicants(d);
			from = head;
		} else if (are_stacked(s, from, head)) {
			add_unclear(d, s, from, head);
			from = head;
		}
	}
	add_rows(d, s, from, to, columns, clear ? &places : NULL);
}

bool
spread_read(struct doc *d, struct str *rest, const char **behind)
{
	struct arena_mark mark = arena_mark(d->arena);
	struct layout s = { .arena = d->arena };
	struct str at = *rest;
	int from, to;

	if (!strip_is_parted(str_cut(&at, '\n'), 1))
		return false;
	at = *rest;
	if (!layout_take(&s, &at)) {
		*behind = at.p;
		arena_back(d->arena, mark);
		return false;
	}
	*rest = at;
	for (from = 0; from < s.n; from = to) {
		to = layout_part_end(&s, from);
		add_part(d, &s, from, to);
	}
	return true;
}
