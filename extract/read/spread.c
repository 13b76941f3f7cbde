/* SPDX-License-Identifier: MIT */
#include "spread.h"

#include "label.h"
#include "markdown.h"
#include "number.h"
#include "strip.h"

enum {
	MAX_LINES = 300,
	MAX_PIECES = 64,	/* of a line */
	MAX_PROSE = 50,		/* characters of a line that is no prose */
	MIN_FULL = 3,		/* numbers of a row that places others */
	MIN_FULL_ROWS = 2,
	MIN_ROWS = 5,		/* with a label and a number */
	LONG_ROW = 10,		/* numbers of one that is enough by itself */
	MAX_PARTS = 4,		/* lines of a label above its numbers, or below */
	MIN_UPRIGHT = 3,	/* characters of a label written downwards */
	APPLICANTS = 7,		/* columns of table 3 */
	MAX_TOP = 2,		/* characters of a part of a header */
	MAX_ABOVE = 2,		/* and those that stand above the lines */
	GAP = 2			/* blank columns between two cells */
};

struct piece {
	int from, to;
	bool number;
};

struct line {
	struct str text;
	struct strip strip;
	struct piece v[MAX_PIECES];
	int n, numbers;		/* pieces, and numbers among them */
	bool mixed;		/* words behind numbers */
};

struct sheet {
	struct doc *d;
	struct line *v;
	int n;
};

/* Where the numbers of each column of a page stand. */
struct places {
	int from[MAX_PIECES], to[MAX_PIECES], n;
};

static void
add_piece(struct line *l, int from, int to, bool number)
{
	l->mixed |= !number && l->numbers > 0;
	l->v[l->n++] = (struct piece){ from, to, number };
	l->numbers += number;
}

/* "（三）不予公开 4.保护第三方合法权益" is two labels. */
static void
add_words(struct arena *a, struct line *l, int from, int to)
{
	int at, end, level, number;

	for (at = from; l->n < MAX_PIECES &&
	    strip_piece(&l->strip, 1, &at, &end) && at < to; at = end)
		if (at > from && label_enumerator(label_squeeze(a, strip_text(
		    &l->strip, at, to)), &level, &number) > 0) {
			add_piece(l, from, at - 1, false);
			from = at;
		}
	if (l->n < MAX_PIECES)
		add_piece(l, from, to, false);
}

/* A piece of "0 0 12" is three cells, if all of it is numbers. */
static void
add_pieces(struct arena *a, struct line *l, int from, int to)
{
	int at, end;

	for (at = from; strip_piece(&l->strip, 1, &at, &end) && at < to;
	    at = end)
		if (number_state(strip_text(&l->strip, at, end)) != CELL_NUM) {
			add_words(a, l, from, to);
			return;
		}
	for (at = from; strip_piece(&l->strip, 1, &at, &end) && at < to &&
	    l->n < MAX_PIECES; at = end)
		add_piece(l, at, end, true);
}

static bool
lay_out(struct arena *a, struct line *l, int wide)
{
	int from, to;

	l->n = l->numbers = 0;
	l->mixed = false;
	if (!strip_write(a, l->text, wide, &l->strip))
		return false;
	for (from = 0; l->n < MAX_PIECES &&
	    strip_piece(&l->strip, GAP, &from, &to); from = to)
		add_pieces(a, l, from, to);
	return l->n < MAX_PIECES;
}

/*
 * "- 3 -" and "第3页 共5页": the number of a page; at its foot also "3", "3/5"
 * and "-  3  -".
 */
static bool
is_page_number(const struct line *l, bool foot)
{
	static const char *const marks[] = { "-", "—", "–", "第", "页",
		"共", "/" };
	struct str s = str_trim(l->text);
	size_t i, k, digits = 0, others = 0;

	for (i = 0; i < s.n;) {
		for (k = 0; k < sizeof(marks) / sizeof(*marks); k++)
			if (str_starts(str_sub(s, i, s.n), str_of(marks[k])))
				break;
		if (k < sizeof(marks) / sizeof(*marks)) {
			i += strlen(marks[k]);
			others++;
		} else if (s.p[i] >= '0' && s.p[i] <= '9') {
			i++;
			digits++;
		} else if (s.p[i] == ' ') {
			i++;
		} else {
			return false;
		}
	}
	return digits > 0 && digits <= (others > 0 ? 4 : 3) &&
	    (l->n == 1 ? foot || others > 1 : foot && others > 1);
}

/* Whether line i is the last of its page; `end` is what follows the lines. */
static bool
ends_page(const struct sheet *s, int i, struct str end)
{
	while (++i < s->n && str_trim(s->v[i].text).n == 0 &&
	    !str_has(s->v[i].text, STR("\f")))
		;
	return i < s->n ? str_starts(s->v[i].text, STR("\f")) :
	    str_starts(end, STR("\f"));
}

/* Takes them out, or a blank cell at the end of a page would have them. */
static void
drop_page_numbers(struct sheet *s, struct str end)
{
	struct line *l;
	int i;

	for (i = 0; i < s->n; i++) {
		l = &s->v[i];
		if (!is_page_number(l, ends_page(s, i, end)))
			continue;
		l->text = str_first(l->text, str_starts(l->text, STR("\f")));
		l->n = l->numbers = 0;
	}
}

/* A line of running text, a heading, or one that another reader knows. */
static bool
is_foreign(struct arena *a, const struct line *l)
{
	struct str words = str_trim(l->text);
	int level = 0, number;

	if (str_ends(words, STR("情况")) && label_enumerator(label_squeeze(a,
	    words), &level, &number) > 0 && level == 1)
		return true;
	return str_has(l->text, STR("\t")) || str_has(l->text, STR("|")) ||
	    str_ends(words, STR("。")) || (l->n == 1 && l->numbers == 0 &&
	    str_chars(words) > MAX_PROSE);
}

/* Takes the lines of the table from *rest; false if it is none. */
static bool
take_lines(struct sheet *s, struct str *rest)
{
	struct str at = *rest;
	struct line *l;
	int full = 0, rows = 0, longs = 0;

	s->v = arena_alloc(s->d->arena, MAX_LINES * sizeof(*s->v));
	while (at.p != NULL && s->n < MAX_LINES) {
		l = &s->v[s->n];
		l->text = str_cut(&at, '\n');
		if (!lay_out(s->d->arena, l, 1) || is_foreign(s->d->arena, l))
			break;
		s->n++;
		full += l->numbers >= MIN_FULL;
		rows += l->n > l->numbers && l->numbers > 0 && !l->mixed;
		longs += l->numbers >= LONG_ROW;
		*rest = at;
	}
	drop_page_numbers(s, *rest);
	return full >= MIN_FULL_ROWS || rows >= MIN_ROWS || longs > 0;
}

/* Whether a line begins with one character that is no cell of its own. */
static bool
is_upright(const struct line *l)
{
	struct str first;

	if (l->n == 0 || (l->numbers > 0 && l->n - l->numbers < 2))
		return false;
	first = strip_text(&l->strip, l->v[0].from, l->v[0].to);
	return number_state(first) == CELL_TEXT &&
	    str_chars(str_trim(first)) == 1;
}

/* A heading of a section, with headers below it and not the rest of a label. */
static bool
is_section(const struct sheet *s, int i)
{
	const struct line *l = &s->v[i];
	int level = 0, number;

	if (l->n != 1 || label_enumerator(label_squeeze(s->d->arena,
	    l->text), &level, &number) == 0 || level > 2)
		return false;
	while (++i < s->n && s->v[i].n == 0)
		;
	return i < s->n && s->v[i].n > 1 && s->v[i].numbers == 0;
}

/* Pieces that reach over where numbers begin: not labels only. */
static bool
is_header(const struct line *l, int numbers)
{
	return l->numbers == 0 && l->n - is_upright(l) > 1 &&
	    l->v[l->n - 1].to > numbers;
}

/* A new page, a section, or headers after rows: what stands where is new. */
static bool
begins_part(const struct sheet *s, int from, int i)
{
	const struct line *l;
	int k, left = STRIP_MAX;

	if (is_section(s, i))
		return true;
	for (k = from; k < i; k++) {
		l = &s->v[k];
		if (l->numbers > 0 && l->v[l->n - l->numbers].from < left)
			left = l->v[l->n - l->numbers].from;
	}
	return left < STRIP_MAX && (str_starts(s->v[i].text, STR("\f")) ||
	    is_header(&s->v[i], left));
}

/* How many places the piece overlaps; *first is the first of them. */
static int
count_places(const struct places *p, int from, int to, int *first)
{
	int k, n = 0;

	*first = -1;
	for (k = 0; k < p->n; k++)
		if (from <= p->to[k] && to >= p->from[k] && n++ == 0)
			*first = k;
	return n;
}

/* The place that the piece has; -1 for none or several. */
static int
place_of(const struct places *p, const struct piece *v)
{
	int k;

	return count_places(p, v->from, v->to, &k) == 1 ? k : -1;
}

/* Whether each number of a line is in a place of its own. */
static bool
fits(const struct places *p, const struct line *l)
{
	int i, k, last = -1;

	for (i = 0; i < l->n; i++) {
		if (!l->v[i].number)
			continue;
		k = place_of(p, &l->v[i]);
		if (k <= last)
			return false;
		last = k;
	}
	return !l->mixed;
}

/* Adds [from, to) to the places; those that it overlaps become one. */
static void
add_place(struct places *p, int from, int to)
{
	int first = 0, n = count_places(p, from, to, &first), k;

	if (n == 0) {
		if (p->n == MAX_PIECES)
			return;
		for (k = p->n++; k > 0 && p->from[k - 1] > from; k--) {
			p->from[k] = p->from[k - 1];
			p->to[k] = p->to[k - 1];
		}
		p->from[k] = from;
		p->to[k] = to;
		return;
	}
	p->from[first] = from < p->from[first] ? from : p->from[first];
	to = to > p->to[first + n - 1] ? to : p->to[first + n - 1];
	p->to[first] = to;
	for (k = first + 1; k + n - 1 < p->n; k++) {
		p->from[k] = p->from[k + n - 1];
		p->to[k] = p->to[k + n - 1];
	}
	p->n -= n - 1;
}

/* Of lines [from, to) the first with numbers. */
static int
head_end(const struct sheet *s, int from, int to)
{
	while (from < to && s->v[from].numbers == 0)
		from++;
	return from;
}

/*
 * No row has a number in each place. The last line of headers adds the places
 * of columns that are blank; false if one has no header.
 */
static bool
confirm_places(const struct sheet *s, int from, int head, struct places *p)
{
	bool headed[MAX_PIECES] = { false };
	int i, k, first, last = head - 1;

	while (last >= from && s->v[last].n < 2)
		last--;
	for (i = 0; last >= from && i < s->v[last].n; i++)
		if (s->v[last].v[i].from > p->to[0] && count_places(p,
		    s->v[last].v[i].from, s->v[last].v[i].to, &first) == 0)
			add_place(p, s->v[last].v[i].from,
			    s->v[last].v[i].to);
	for (k = from; k < head; k++)
		for (i = 0; i < s->v[k].n; i++)
			if (count_places(p, s->v[k].v[i].from,
			    s->v[k].v[i].to, &first) == 1)
				headed[first] = true;
	for (k = 0; k < p->n && headed[k]; k++)
		;
	return k == p->n;
}

/* The places of lines [from, to); false where they are not clear. */
static bool
find_places(const struct sheet *s, int from, int to, struct places *p)
{
	int i, k, head = head_end(s, from, to);
	bool full = false;

	p->n = 0;
	for (i = head; i < to; i++)
		for (k = 0; k < s->v[i].n; k++)
			if (s->v[i].v[k].number)
				add_place(p, s->v[i].v[k].from,
				    s->v[i].v[k].to);
	for (i = head; i < to; i++) {
		full |= s->v[i].numbers == p->n;
		if (!fits(p, &s->v[i]))
			return false;
	}
	return p->n > 1 && (full || confirm_places(s, from, head, p)) &&
	    p->n >= MIN_FULL;
}

/* Characters are one column wide or two: as leaves the places clear. */
static bool
lay_out_part(const struct sheet *s, int from, int to, struct places *p)
{
	int wide, i;

	for (wide = 1; wide <= 2; wide++) {
		for (i = from; i < to; i++)
			if (!lay_out(s->d->arena, &s->v[i], wide))
				return false;
		if (find_places(s, from, to, p))
			return true;
	}
	return false;
}

static void
add_cell(struct doc *d, struct str text)
{
	struct block *b = DOC_ADD(d, blocks);

	b->kind = BLOCK_PARAGRAPH;
	b->text = str_trim(text);
}

/* "规范性文件33": a number stands so near to the label that it is part of it. */
static bool
is_glued(const struct line *l)
{
	const struct piece *v = l->v + l->n - l->numbers - 1;
	struct str words;

	if (l->n == l->numbers)
		return false;
	words = str_trim(strip_text(&l->strip, v->from, v->to));
	return words.n > 0 && words.p[words.n - 1] >= '0' &&
	    words.p[words.n - 1] <= '9';
}

/* Where a cell stands: a number, or "-" where others have one; or -1. */
static int
cell_place(const struct line *l, int i, const struct places *p)
{
	return l->v[i].number || number_state(strip_text(&l->strip,
	    l->v[i].from, l->v[i].to)) == CELL_NA ? place_of(p, &l->v[i]) :
	    -1;
}

/* The cells of a line; its numbers in their places, if p is not NULL. */
static void
add_line(struct doc *d, const struct line *l, const struct places *p)
{
	int i, k, next = 0;

	if (l->n == 1 && l->numbers == 0) {
		markdown_line(d, str_trim(strip_text(&l->strip, l->v[0].from,
		    l->v[0].to)));
		return;
	}
	if (is_glued(l))
		p = NULL;
	for (i = 0; i < l->n; i++) {
		k = p != NULL ? cell_place(l, i, p) : -1;
		for (; next < k; next++)
			add_cell(d, STR(""));
		next = k + 1 > next ? k + 1 : next;
		add_cell(d, strip_text(&l->strip, l->v[i].from, l->v[i].to));
	}
	for (; p != NULL && l->numbers > 0 && next < p->n; next++)
		add_cell(d, STR(""));
}

/* ---- headers ---- */

static struct str
join(struct arena *a, struct str left, struct str right)
{
	return left.n == 0 ? right : arena_printf(a, "%.*s%.*s",
	    STR_ARG(left), STR_ARG(right));
}

/* The columns of table 3, in the order that the forms give them. */
static const char *const applicants[APPLICANTS] = { "自然人", "商业企业",
	"科研机构", "社会公益组织", "法律服务机构", "其他", "总计" };

/* How often the character stands in lines [from, to). */
static int
count_char(const struct sheet *s, int from, int to, uint32_t c)
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
are_applicants(const struct sheet *s, int from, int to)
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
	int i, k;

	for (i = n - APPLICANTS; i < n; i++) {
		for (k = 0; k < APPLICANTS; k++)
			if (str_eq(column[i], str_of(applicants[k])))
				break;
		if (k == APPLICANTS)
			return false;
	}
	return true;
}

/*
 * Headers that may stand in several lines each, one above the other: as many
 * columns as the numbers below have, and maybe those of labels and units.
 * False if they are not.
 */
static bool
add_headers(struct doc *d, const struct sheet *s, int from, int to, int n)
{
	struct str column[MAX_PIECES] = { { NULL, 0 } }, words;
	struct places places = { .n = 0 };
	int i, k, x, end;

	for (i = from; i < to; i++)
		for (x = 0; strip_piece(&s->v[i].strip, 1, &x, &end); x = end)
			add_place(&places, x, end);
	if (places.n < n || places.n > n + 2)
		return false;
	for (i = from; i < to; i++)
		for (x = 0; strip_piece(&s->v[i].strip, 1, &x, &end);
		    x = end) {
			words = strip_text(&s->v[i].strip, x, end);
			count_places(&places, x, end, &k);
			column[k] = join(d->arena, column[k], words);
		}
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
add_unclear(struct doc *d, const struct sheet *s, int from, int to)
{
	struct str all = STR("");

	for (; from < to; from++)
		all = join(d->arena, all, str_trim(s->v[from].text));
	if (all.n > 0)
		markdown_line(d, all);
}

/* Whether lines [from, to) have headers one above the other. */
static bool
are_stacked(const struct sheet *s, int from, int to)
{
	int lines = 0;

	for (; from < to; from++)
		lines += s->v[from].n > 0;
	return lines > 1;
}

/* Headers of fifteen columns, too many to tell apart: a cell for each word. */
static void
add_fragments(struct doc *d, const struct line *l)
{
	int from, to;

	for (from = 0; strip_piece(&l->strip, 1, &from, &to); from = to)
		add_cell(d, strip_text(&l->strip, from, to));
}

/* How many pieces stand in front of the numbers. */
static int
labels(const struct line *l)
{
	int n = 0;

	while (n < l->n && !l->v[n].number)
		n++;
	return n;
}

static void
drop_pieces(struct line *l, int n)
{
	l->n -= n;
	memmove(l->v, l->v + n, (size_t)l->n * sizeof(*l->v));
}

/*
 * A label that is written from top to bottom, a character in front of each of
 * some lines: takes it out of them and adds it before them.
 */
static void
add_upright(struct doc *d, const struct sheet *s, int from, int to)
{
	struct str label = STR("");
	struct line *l;
	int i, n = 0, beside = 0;

	for (i = from; i < to; i++) {
		n += is_upright(&s->v[i]);
		beside += is_upright(&s->v[i]) && labels(&s->v[i]) > 1;
	}
	/* Else they are the ends of labels that were broken. */
	if (n < MIN_UPRIGHT || beside == 0)
		return;
	for (i = from; i < to; i++) {
		l = &s->v[i];
		if (!is_upright(l))
			continue;
		label = join(d->arena, label, str_trim(strip_text(&l->strip,
		    l->v[0].from, l->v[0].to)));
		drop_pieces(l, 1);
	}
	add_cell(d, label);
}

/* The next line from i on that is not blank; `to` if there is none. */
static int
next_line(const struct sheet *s, int i, int to)
{
	while (i < to && s->v[i].n == 0)
		i++;
	return i;
}

/* "1.", "（一）", 第二十条第（五）项: what no label goes on with. */
static bool
begins_label(const struct sheet *s, int i)
{
	struct str words = label_squeeze(s->d->arena, s->v[i].text);
	int level, number;

	return str_starts(words, STR("第二十条")) ||
	    label_enumerator(words, &level, &number) > 0;
}

/* Behind the lines from i on that go on with a label. */
static int
label_end(const struct sheet *s, int i, int to)
{
	int n;

	i = next_line(s, i, to);
	for (n = 0; n < MAX_PARTS && i < to && s->v[i].n == 1 &&
	    s->v[i].numbers == 0 && !begins_label(s, i); n++)
		i = next_line(s, i + 1, to);
	return i;
}

static bool
has_numbers_alone(const struct sheet *s, int i, int to)
{
	return i < to && s->v[i].n > 0 && s->v[i].v[0].number;
}

/* Numbers, in front of which the label may go on. */
static bool
has_numbers(const struct sheet *s, int i, int to)
{
	return has_numbers_alone(s, i, to) || (i < to &&
	    s->v[i].numbers > 0 && labels(&s->v[i]) == 1 &&
	    !s->v[i].mixed && !begins_label(s, i));
}

/*
 * Line i begins a label that goes on below the numbers of the row, as where
 * they are in the middle of its height: behind it, its numbers being in line
 * *numbers; i if it is none.
 */
static int
around(const struct sheet *s, int i, int to, int *numbers)
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
take_label(struct line *l)
{
	struct str label = STR("");

	if (labels(l) == 1) {
		label = strip_text(&l->strip, l->v[0].from, l->v[0].to);
		drop_pieces(l, 1);
	}
	return label;
}

/* The rows in lines [from, to). */
static void
add_rows(struct doc *d, const struct sheet *s, int from, int to,
    const struct places *p)
{
	struct block *last;
	size_t had;
	int i, k, end, numbers;

	add_upright(d, s, from, to);
	for (i = from; i < to; i++) {
		had = d->blocks.n;
		add_line(d, &s->v[i], p);
		end = around(s, i, to, &numbers);
		if (d->blocks.n == had || end == i)
			continue;
		last = &d->blocks.v[d->blocks.n - 1];
		for (k = i + 1; k < end; k++)
			last->text = join(d->arena, last->text,
			    take_label(&s->v[k]));
		add_line(d, &s->v[numbers], p);
		i = end - 1;
	}
}

static int
most_numbers(const struct sheet *s, int from, int to)
{
	int most = 0;

	for (; from < to; from++)
		most = s->v[from].numbers > most ? s->v[from].numbers : most;
	return most;
}

/* "法", above 律: the top of a header in a narrow column. */
static bool
is_top(const struct line *l)
{
	return l->n == 1 && str_chars(str_trim(l->text)) <= MAX_TOP;
}

/*
 * Labels of groups, in columns in front of those of the rows: their lines fall
 * between the lines of the rows, which are told without them.
 */
static void
drop_groups(const struct sheet *s, int from, int to)
{
	struct line *l;
	int i, n, edge = 0;
	bool waits = false;	/* a label above has no numbers yet */

	for (i = from; i < to; i++) {
		l = &s->v[i];
		n = labels(l);
		if (n > 1 && l->v[n - 2].to > edge)
			edge = l->v[n - 2].to;
	}
	for (i = from; i < to; i++) {
		l = &s->v[i];
		n = labels(l);
		if (n > 1)
			drop_pieces(l, n - 1);
		else if (n == 1 && l->v[0].to <= edge && (l->n == 1 || waits))
			drop_pieces(l, 1);
		waits = l->n > 0 ? l->numbers == 0 : waits;
	}
}

static void
add_part(struct doc *d, const struct sheet *s, int from, int to)
{
	struct places places;
	bool clear = lay_out_part(s, from, to, &places);
	int head = head_end(s, from, to), columns = clear ? places.n :
	    most_numbers(s, head, to);

	if (columns == APPLICANTS)
		drop_groups(s, head, to);
	/* A line of one piece at the top is for several columns. */
	for (; from < head && s->v[from].n < 2 &&
	    !(columns == APPLICANTS && is_top(&s->v[from])); from++)
		add_line(d, &s->v[from], NULL);
	if (head < to && s->v[head].numbers >= LONG_ROW) {
		for (; from < head; from++)
			add_fragments(d, &s->v[from]);
	} else if (from < head && head < to) {
		if (add_headers(d, s, from, head, columns))
			from = head;
		else if (columns == APPLICANTS && are_applicants(s, from,
		    head)) {
			add_applicants(d);
			from = head;
		}
		else if (are_stacked(s, from, head)) {
			add_unclear(d, s, from, head);
			from = head;
		}
	}
	add_rows(d, s, from, to, clear ? &places : NULL);
}

static bool
has_pieces(struct arena *a, struct str line)
{
	struct line *l;

	if (!str_has(str_trim(line), STR("  ")))
		return false;
	l = arena_alloc(a, sizeof(*l));
	l->text = line;
	return lay_out(a, l, 1) && l->n > 1;
}

bool
spread_read(struct doc *d, struct str *rest, const char **behind)
{
	struct arena_mark mark = arena_mark(d->arena);
	struct sheet s = { .d = d };
	struct str at = *rest;
	int from, to;

	if (!has_pieces(d->arena, str_cut(&at, '\n'))) {
		arena_back(d->arena, mark);
		return false;
	}
	at = *rest;
	if (!take_lines(&s, &at)) {
		*behind = at.p;
		arena_back(d->arena, mark);
		return false;
	}
	*rest = at;
	for (from = 0; from < s.n; from = to) {
		for (to = from + 1; to < s.n && !begins_part(&s, from, to);)
			to++;
		add_part(d, &s, from, to);
	}
	return true;
}
