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
	LONG_ROW = 10,		/* numbers of one that is enough by itself */
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

/* Where the numbers of the full rows of a page stand. */
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

/* A piece of "0 0 12" is three cells, if all of it is numbers. */
static void
add_pieces(struct line *l, int from, int to)
{
	int at, end;

	for (at = from; strip_piece(&l->strip, 1, &at, &end) && at < to;
	    at = end)
		if (number_state(strip_text(&l->strip, at, end)) != CELL_NUM) {
			add_piece(l, from, to, false);
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
		add_pieces(l, from, to);
	return l->n < MAX_PIECES;
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
	int full = 0, longs = 0;

	s->v = arena_alloc(s->d->arena, MAX_LINES * sizeof(*s->v));
	while (at.p != NULL && s->n < MAX_LINES) {
		l = &s->v[s->n];
		l->text = str_cut(&at, '\n');
		if (!lay_out(s->d->arena, l, 1) || is_foreign(s->d->arena, l))
			break;
		s->n++;
		full += l->numbers >= MIN_FULL;
		longs += l->numbers >= LONG_ROW;
		*rest = at;
	}
	return full >= MIN_FULL_ROWS || longs > 0;
}

/* A new page, or headers after rows: what stands where is new. */
static bool
begins_part(const struct sheet *s, int from, int i)
{
	bool rows = false;
	int k;

	for (k = from; k < i; k++)
		rows |= s->v[k].numbers > 0;
	return rows && (str_starts(s->v[i].text, STR("\f")) ||
	    (s->v[i].numbers == 0 && s->v[i].n > 1));
}

/* Which place the piece touches; -1 for none or several. */
static int
place_of(const struct places *p, const struct piece *v)
{
	int k, found = -1;

	for (k = 0; k < p->n; k++)
		if (v->from <= p->to[k] && v->to >= p->from[k]) {
			if (found >= 0)
				return -1;
			found = k;
		}
	return found;
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

/* The places of lines [from, to); false where they are not clear. */
static bool
find_places(const struct sheet *s, int from, int to, struct places *p)
{
	int i, k, most = 0;

	for (i = from; i < to; i++)
		most = s->v[i].numbers > most ? s->v[i].numbers : most;
	*p = (struct places){ .n = most };
	for (k = 0; k < most; k++)
		p->from[k] = STRIP_MAX;
	for (i = from; i < to; i++) {
		const struct line *l = &s->v[i];
		const struct piece *v = l->v + l->n - l->numbers;

		for (k = 0; k < most && l->numbers == most && !l->mixed; k++) {
			p->from[k] = v[k].from < p->from[k] ? v[k].from :
			    p->from[k];
			p->to[k] = v[k].to > p->to[k] ? v[k].to : p->to[k];
		}
	}
	for (k = 1; k < most; k++)
		if (p->from[k] <= p->to[k - 1])
			return false;
	return most >= MIN_FULL;
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
		if (!find_places(s, from, to, p))
			continue;
		for (i = from; i < to && fits(p, &s->v[i]); i++)
			;
		if (i == to)
			return true;
	}
	return false;
}

/* "- 3 -" and "第3页": the number of a page. */
static bool
is_page_number(struct str line)
{
	static const char *const marks[] = { "-", "—", "–", "第", "页" };
	struct str s = str_trim(line);
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
	return digits > 0 && digits <= 3 && others > 1;
}

static void
add_cell(struct doc *d, struct str text)
{
	struct block *b = DOC_ADD(d, blocks);

	b->kind = BLOCK_PARAGRAPH;
	b->text = str_trim(text);
}

/* The cells of a line; its numbers in their places, if p is not NULL. */
static void
add_line(struct doc *d, const struct line *l, const struct places *p)
{
	int i, k, next = 0;

	if (is_page_number(l->text))
		return;
	if (l->n == 1 && l->numbers == 0) {
		markdown_line(d, str_trim(l->text));
		return;
	}
	for (i = 0; i < l->n; i++) {
		k = p != NULL && l->v[i].number ? place_of(p, &l->v[i]) : -1;
		for (; next < k; next++)
			add_cell(d, STR(""));
		next = k + 1 > next ? k + 1 : next;
		add_cell(d, strip_text(&l->strip, l->v[i].from, l->v[i].to));
	}
	for (; p != NULL && l->numbers > 0 && next < p->n; next++)
		add_cell(d, STR(""));
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
spread_read(struct doc *d, struct str *rest)
{
	struct sheet s = { .d = d };
	struct places places;
	struct str at = *rest;
	int from, to, i;
	bool clear;

	if (!has_pieces(d->arena, str_cut(&at, '\n')))
		return false;
	at = *rest;
	if (!take_lines(&s, &at))
		return false;
	*rest = at;
	for (from = 0; from < s.n; from = to) {
		for (to = from + 1; to < s.n && !begins_part(&s, from, to);)
			to++;
		clear = lay_out_part(&s, from, to, &places);
		for (i = from; i < to; i++)
			add_line(d, &s.v[i], clear ? &places : NULL);
	}
	return true;
}
