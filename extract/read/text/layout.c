/* SPDX-License-Identifier: MIT */
#include "layout.h"

#include "label.h"
#include "number.h"

enum {
	MAX_LINES = 300,
	MAX_PROSE = 50,		/* characters of a line that is no prose */
	MIN_FULL = 3,		/* numbers of a row that places others */
	MIN_FULL_ROWS = 2,
	MIN_ROWS = 5		/* with a label and a number */
};

struct str
layout_words(const struct layout_line *l, int i)
{
	return strip_text(&l->strip, l->v[i].from, l->v[i].to);
}

int
layout_labels(const struct layout_line *l)
{
	int n = 0;

	while (n < l->n && !l->v[n].number)
		n++;
	return n;
}

void
layout_drop(struct layout_line *l, int n)
{
	l->n -= n;
	memmove(l->v, l->v + n, (size_t)l->n * sizeof(*l->v));
}

/* ---- the pieces of a line ---- */

static void
add_piece(struct layout_line *l, int from, int to, bool number)
{
	l->mixed |= !number && l->numbers > 0;
	l->v[l->n++] = (struct layout_piece){ from, to, number };
	l->numbers += number;
}

/* "（三）不予公开 4.保护第三方合法权益" is two labels. */
static void
add_words(struct arena *a, struct layout_line *l, int from, int to)
{
	int at, end;

	for (at = from; l->n < LAYOUT_PIECES &&
	    strip_piece(&l->strip, 1, &at, &end) && at < to; at = end)
		if (at > from && label_level(a, strip_text(&l->strip, at,
		    to)) > 0) {
			add_piece(l, from, at - 1, false);
			from = at;
		}
	if (l->n < LAYOUT_PIECES)
		add_piece(l, from, to, false);
}

/* A piece of "0 0 12" is three cells, if all of it is numbers. */
static void
add_pieces(struct arena *a, struct layout_line *l, int from, int to)
{
	int at, end;

	for (at = from; strip_piece(&l->strip, 1, &at, &end) && at < to;
	    at = end)
		if (number_state(strip_text(&l->strip, at, end)) != CELL_NUM) {
			add_words(a, l, from, to);
			return;
		}
	for (at = from; strip_piece(&l->strip, 1, &at, &end) && at < to &&
	    l->n < LAYOUT_PIECES; at = end)
		add_piece(l, at, end, true);
}

static bool
lay_out(struct arena *a, struct layout_line *l, int wide)
{
	struct layout_piece v[LAYOUT_PIECES];
	int from, to;

	l->n = l->numbers = 0;
	l->mixed = false;
	if (!strip_write(a, l->text, wide, &l->strip))
		return false;
	l->v = v;
	for (from = 0; l->n < LAYOUT_PIECES &&
	    strip_piece(&l->strip, STRIP_GAP, &from, &to); from = to)
		add_pieces(a, l, from, to);
	l->v = arena_alloc(a, (size_t)l->n * sizeof(*v));
	memcpy(l->v, v, (size_t)l->n * sizeof(*v));
	return l->n < LAYOUT_PIECES;
}

/* ---- the lines of a table ---- */

/*
 * "- 3 -" and "第3页 共5页": the number of a page; at its foot also "3", "3/5"
 * and "-  3  -".
 */
static bool
is_page_number(const struct layout_line *l, bool foot)
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
ends_page(const struct layout *s, int i, struct str end)
{
	while (++i < s->n && str_trim(s->v[i].text).n == 0 &&
	    !str_has(s->v[i].text, STR("\f")))
		;
	return i < s->n ? str_starts(s->v[i].text, STR("\f")) :
	    str_starts(end, STR("\f"));
}

/* Takes them out, or a blank cell at the end of a page would have them. */
static void
drop_page_numbers(struct layout *s, struct str end)
{
	struct layout_line *l;
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
is_foreign(struct arena *a, const struct layout_line *l)
{
	struct str words = str_trim(l->text);

	if (str_ends(words, STR("情况")) && label_level(a, words) == 1)
		return true;
	return str_has(l->text, STR("\t")) || str_has(l->text, STR("|")) ||
	    str_ends(words, STR("。")) || (l->n == 1 && l->numbers == 0 &&
	    str_chars(words) > MAX_PROSE);
}

bool
layout_take(struct layout *s, struct str *rest)
{
	struct str at = *rest;
	struct layout_line *l;
	int full = 0, rows = 0, longs = 0;

	while (at.p != NULL && s->n < MAX_LINES) {
		s->v = arena_grow(s->arena, s->v, (size_t)s->n, sizeof(*s->v));
		l = &s->v[s->n];
		l->text = str_cut(&at, '\n');
		if (!lay_out(s->arena, l, 1) || is_foreign(s->arena, l))
			break;
		s->n++;
		full += l->numbers >= MIN_FULL;
		rows += l->n > l->numbers && l->numbers > 0 && !l->mixed;
		longs += l->numbers >= LAYOUT_LONG;
		*rest = at;
	}
	drop_page_numbers(s, *rest);
	return full >= MIN_FULL_ROWS || rows >= MIN_ROWS || longs > 0;
}

bool
layout_is_upright(const struct layout_line *l)
{
	struct str first;

	if (l->n == 0 || (l->numbers > 0 && l->n - l->numbers < 2))
		return false;
	first = layout_words(l, 0);
	return number_state(first) == CELL_TEXT &&
	    str_chars(str_trim(first)) == 1;
}

/* A heading of a section, with headers below it and not the rest of a label. */
static bool
is_section(const struct layout *s, int i)
{
	const struct layout_line *l = &s->v[i];
	int level = l->n == 1 ? label_level(s->arena, l->text) : 0;

	if (level == 0 || level > 2)
		return false;
	while (++i < s->n && s->v[i].n == 0)
		;
	return i < s->n && s->v[i].n > 1 && s->v[i].numbers == 0;
}

/* Pieces that reach over where numbers begin: not labels only. */
static bool
is_header(const struct layout_line *l, int numbers)
{
	return l->numbers == 0 && l->n - layout_is_upright(l) > 1 &&
	    l->v[l->n - 1].to > numbers;
}

/* Whether line i begins another part than line `from`. */
static bool
begins_part(const struct layout *s, int from, int i)
{
	const struct layout_line *l;
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

int
layout_part_end(const struct layout *s, int from)
{
	int to = from + 1;

	while (to < s->n && !begins_part(s, from, to))
		to++;
	return to;
}

/* ---- places ---- */

int
layout_place(const struct layout_line *l, int i, const struct places *p)
{
	int k;

	return places_count(p, l->v[i].from, l->v[i].to, &k) == 1 ? k : -1;
}

/* Whether each number of a line is in a place of its own. */
static bool
fits(const struct places *p, const struct layout_line *l)
{
	int i, k, last = -1;

	for (i = 0; i < l->n; i++) {
		if (!l->v[i].number)
			continue;
		k = layout_place(l, i, p);
		if (k <= last)
			return false;
		last = k;
	}
	return !l->mixed;
}

int
layout_head_end(const struct layout *s, int from, int to)
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
confirm_places(const struct layout *s, int from, int head, struct places *p)
{
	bool headed[LAYOUT_PIECES] = { false };
	int i, k, first, last = head - 1;

	while (last >= from && s->v[last].n < 2)
		last--;
	for (i = 0; last >= from && i < s->v[last].n; i++)
		if (s->v[last].v[i].from > p->to[0] && places_count(p,
		    s->v[last].v[i].from, s->v[last].v[i].to, &first) == 0)
			places_add(p, s->v[last].v[i].from,
			    s->v[last].v[i].to);
	for (k = from; k < head; k++)
		for (i = 0; i < s->v[k].n; i++)
			if (places_count(p, s->v[k].v[i].from,
			    s->v[k].v[i].to, &first) == 1)
				headed[first] = true;
	for (k = 0; k < p->n && headed[k]; k++)
		;
	return k == p->n;
}

/* The places of lines [from, to); false where they are not clear. */
static bool
find_places(const struct layout *s, int from, int to, struct places *p)
{
	int i, k, head = layout_head_end(s, from, to);
	bool full = false;

	p->n = 0;
	for (i = head; i < to; i++)
		for (k = 0; k < s->v[i].n; k++)
			if (s->v[i].v[k].number)
				places_add(p, s->v[i].v[k].from,
				    s->v[i].v[k].to);
	for (i = head; i < to; i++) {
		full |= s->v[i].numbers == p->n;
		if (!fits(p, &s->v[i]))
			return false;
	}
	return p->n > 1 && (full || confirm_places(s, from, head, p)) &&
	    p->n >= MIN_FULL;
}

bool
layout_places(const struct layout *s, int from, int to, struct places *p)
{
	int wide, i;

	for (wide = 1; wide <= 2; wide++) {
		for (i = from; i < to; i++)
			if (!lay_out(s->arena, &s->v[i], wide))
				return false;
		if (find_places(s, from, to, p))
			return true;
	}
	return false;
}
