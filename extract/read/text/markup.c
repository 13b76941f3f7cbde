/* SPDX-License-Identifier: MIT */
/*
 * These marks say what HTML says, spans included, so each is rewritten in
 * HTML and read as such. Tags that HTML lets one leave open are left open.
 */
#include "markup.h"

#include <assert.h>
#include <ctype.h>
#include <strings.h>

#include "html.h"

enum {
	MAX_TABLE = 1 << 20,	/* bytes */
	GROWTH = 16,		/* bytes that one may become */
	MAX_COLS = 64,
	MAX_SPAN = 1000,
	MAX_TAG = 20		/* bytes of "[/align]", "[size=3]" */
};

/* A table in HTML; it has room for all that its marks may become. */
struct page {
	char *p;
	size_t n, room;
};

static struct page
new_page(struct arena *a, struct str table)
{
	struct page page = { .room = GROWTH * (table.n + 4) };

	page.p = arena_alloc(a, page.room);
	return page;
}

static void
put(struct page *page, struct str s)
{
	assert(s.n <= page->room - page->n);
	if (s.n > 0)
		memcpy(page->p + page->n, s.p, s.n);
	page->n += s.n;
}

static void
put_cell(struct page *page, struct arena *a, int across, int down)
{
	put(page, across == 1 && down == 1 ? STR("<td>") :
	    arena_printf(a, "<td colspan=%d rowspan=%d>", across, down));
}

static void
add_table(struct doc *d, const struct page *page)
{
	html_piece(d, (struct str){ page->p, page->n });
}

/* The number at the front of *s, which moves behind it; 1 for none. */
static int
take_span(struct str *s)
{
	int n = 0;
	size_t i;

	for (i = 0; i < s->n && isdigit((unsigned char)s->p[i]); i++)
		n = n < MAX_SPAN ? 10 * n + (s->p[i] - '0') : n;
	*s = str_sub(*s, i, s->n);
	return n > 0 ? n : 1;
}

/*
 * The lines from *rest up to the one that begins with `end`, that one and the
 * first included; false if there is none before another `start`.
 */
static bool
take_lines(struct str *rest, const char *start, const char *end,
    struct str *table)
{
	struct str at = *rest, line;

	str_cut(&at, '\n');
	while (at.p != NULL) {
		line = str_trim(str_cut(&at, '\n'));
		if (str_starts(line, str_of(end))) {
			*table = *rest;
			if (at.p != NULL)
				table->n = (size_t)(at.p - rest->p);
			*rest = at;
			return table->n <= MAX_TABLE;
		}
		if (str_starts(line, str_of(start)))
			break;
	}
	return false;
}

/* ---- MediaWiki ---- */

/* A cell, 'colspan="2" | text'; ''' and '' are bold and italic. */
static void
put_wiki_cell(struct page *page, struct str s)
{
	ptrdiff_t bar = str_find(s, STR("|"), 0), quotes;
	struct str head = str_sub(s, 0, bar > 0 ? (size_t)bar : 0);

	put(page, STR("<td "));
	if (str_has(head, STR("=")) && !str_has(head, STR("[[")) &&
	    !str_has(head, STR(">"))) {
		put(page, head);
		s = str_sub(s, (size_t)bar + 1, s.n);
	}
	put(page, STR(">"));
	while ((quotes = str_find(s, STR("''"), 0)) >= 0) {
		put(page, str_sub(s, 0, (size_t)quotes));
		s = str_sub(s, (size_t)quotes, s.n);
		while (s.n > 0 && s.p[0] == '\'')
			s = str_sub(s, 1, s.n);
	}
	put(page, s);
}

/* "| a || b", "! a !! b" */
static void
put_wiki_cells(struct page *page, struct str line)
{
	struct str mark = line.p[0] == '!' && !str_has(line, STR("||")) ?
	    STR("!!") : STR("||");
	ptrdiff_t at;

	line = str_sub(line, 1, line.n);
	while ((at = str_find(line, mark, 0)) >= 0) {
		put_wiki_cell(page, str_sub(line, 0, (size_t)at));
		line = str_sub(line, (size_t)at + 2, line.n);
	}
	put_wiki_cell(page, line);
}

/* *row: whether a row has begun, which the first may do without a mark. */
static void
put_wiki_line(struct page *page, struct str line, bool *row)
{
	bool cells = line.n > 0 && (line.p[0] == '|' || line.p[0] == '!');

	if (str_starts(line, STR("|+")))
		return;
	if (str_starts(line, STR("|-")) || (cells && !*row)) {
		put(page, STR("<tr>"));
		*row = true;
	}
	if (str_starts(line, STR("|-")))
		return;
	if (cells)
		put_wiki_cells(page, line);
	else
		put(page, line);
	put(page, STR("\n"));
}

static bool
read_wiki(struct doc *d, struct str *rest)
{
	struct page page;
	struct str at = *rest, table, line;
	bool row = false;

	if (!str_starts(str_trim(str_cut(&at, '\n')), STR("{|")))
		return false;
	at = *rest;
	if (!take_lines(&at, "{|", "|}", &table))
		return false;
	page = new_page(d->arena, table);
	str_cut(&table, '\n');
	put(&page, STR("<table>"));
	while (table.p != NULL) {
		line = str_trim(str_cut(&table, '\n'));
		if (str_starts(line, STR("|}")))
			break;
		put_wiki_line(&page, line, &row);
	}
	put(&page, STR("</table>"));
	add_table(d, &page);
	*rest = at;
	return true;
}

/* ---- AsciiDoc ---- */

struct asciidoc {
	struct arena *arena;
	struct page page;
	int cols, filled;	/* of a row, and of the present one */
	int down[MAX_COLS];	/* rows that a cell from above still covers */
	bool counted;		/* a row of several lines was told by counting */
};

/* How many columns [cols="1,2*,.."] names; 0 if it does not say. */
static int
named_columns(struct str line)
{
	ptrdiff_t at = str_find(line, STR("cols=\""), 0);
	struct str list, one;
	int n = 0;

	if (at < 0)
		return 0;
	list = str_sub(line, (size_t)at + 6, line.n);
	list = str_cut(&list, '"');
	while (list.p != NULL) {
		one = str_cut(&list, ',');
		n += str_has(one, STR("*")) ? take_span(&one) : 1;
	}
	return n <= MAX_COLS ? n : 0;
}

/*
 * The marks in front of the bar at s.p[bar], as in "2.3+^|" or "a|": where
 * they begin; the bar itself where there are none.
 */
static size_t
spec_start(struct str s, size_t bar)
{
	size_t i = bar;

	while (i > 0 && strchr("0123456789.+<>^aehlmsd", s.p[i - 1]) != NULL)
		i--;
	if (i > 0 && s.p[i - 1] != ' ')
		return bar;
	/* "3 |" is a cell that ends, "3+|" begins one. */
	return i < bar && (bar - i == 1 ? strchr("aehlmsd<>^", s.p[i]) !=
	    NULL : str_has(str_sub(s, i, bar - i), STR("+"))) ? i : bar;
}

/* The next bar that begins a cell, from byte `at` on; s.n for none. */
static size_t
next_bar(struct str s, size_t at)
{
	for (; at < s.n; at++)
		if (s.p[at] == '|' && (at == 0 || s.p[at - 1] != '\\'))
			return at;
	return s.n;
}

/* How many columns the cells of a line take. */
static int
line_width(struct str line)
{
	size_t bar = next_bar(line, 0);
	struct str spec;
	int n = 0;

	for (; bar < line.n && n < MAX_COLS; bar = next_bar(line, bar + 1)) {
		spec = str_sub(line, spec_start(line, bar), bar);
		n += take_span(&spec);
	}
	return n < MAX_COLS ? n : MAX_COLS;
}

/* Begins a row: what cells from above cover in it is filled. */
static void
begin_row(struct asciidoc *t)
{
	int i;

	put(&t->page, STR("<tr>"));
	for (t->filled = i = 0; i < t->cols; i++)
		if (t->down[i] > 0) {
			t->down[i]--;
			t->filled++;
		}
}

static void
add_cell(struct asciidoc *t, struct str spec, struct str text)
{
	int across = take_span(&spec), down = 1, i, left;

	if (str_starts(spec, STR("."))) {
		spec = str_sub(spec, 1, spec.n);
		down = take_span(&spec);
	}
	put_cell(&t->page, t->arena, across, down);
	put(&t->page, text);
	/* Which of the columns it takes is for HTML to tell. */
	for (i = 0, left = across; i < t->cols && left > 0; i++)
		if (t->down[i] == 0 && down > 1) {
			t->down[i] = down - 1;
			left--;
		}
	t->filled += across;
}

/*
 * A line of the table: cells, and before them the rest of the last one. A row
 * begins with a line, when the one above is full or the line has all the cells
 * of one.
 */
static void
add_line(struct asciidoc *t, struct str line)
{
	size_t bar = next_bar(line, 0), from = spec_start(line, bar), next;

	if (bar == line.n)
		from = line.n;
	put(&t->page, str_sub(line, 0, from));
	put(&t->page, STR("\n"));
	if (bar < line.n && (t->filled >= t->cols ||
	    line_width(line) == t->cols))
		begin_row(t);
	else if (bar < line.n)
		t->counted = true;
	while (bar < line.n) {
		next = next_bar(line, bar + 1);
		size_t end = next < line.n ? spec_start(line, next) : next;

		add_cell(t, str_sub(line, from, bar - from),
		    str_trim(str_sub(line, bar + 1, end > bar + 1 ?
		    end - bar - 1 : 0)));
		bar = next;
		from = end;
	}
}

static bool
read_asciidoc(struct doc *d, struct str *rest)
{
	struct asciidoc t = { .arena = d->arena };
	struct str at = *rest, line = str_trim(str_cut(&at, '\n')), table;

	if (str_starts(line, STR("[")) && str_ends(line, STR("]")) &&
	    at.p != NULL) {
		t.cols = named_columns(line);
		table = at;
		line = str_trim(str_cut(&table, '\n'));
	} else {
		at = *rest;
	}
	if (!str_starts(line, STR("|===")) ||
	    !take_lines(&at, "|===", "|===", &table))
		return false;
	t.page = new_page(d->arena, table);
	put(&t.page, STR("<table>"));
	str_cut(&table, '\n');
	while (table.p != NULL) {
		line = str_trim(str_cut(&table, '\n'));
		if (str_starts(line, STR("|===")))
			break;
		if (t.cols == 0)
			t.cols = line_width(line);
		/* " +" ends a line within a cell. */
		if (str_ends(line, STR(" +")))
			line.n -= 2;
		t.filled = t.page.n == 7 ? t.cols : t.filled;
		add_line(&t, line);
	}
	/* One cell more or less has moved all others. */
	if (t.counted && t.filled != t.cols)
		return false;
	put(&t.page, STR("</table>"));
	add_table(d, &t.page);
	*rest = at;
	return true;
}

/* ---- Textile ---- */

/* The marks of a cell, "_. ", "\2. ", "/3=. ": their length, 0 if none. */
static size_t
textile_spec(struct str cell, int *across, int *down)
{
	struct str s = cell;
	bool marked = false;

	*across = *down = 1;
	while (s.n > 0 && strchr("_\\/<>=^~", s.p[0]) != NULL) {
		char mark = s.p[0];

		s = str_sub(s, 1, s.n);
		if (mark == '\\')
			*across = take_span(&s);
		else if (mark == '/')
			*down = take_span(&s);
		marked = true;
	}
	return marked && str_starts(s, STR(". ")) ? cell.n - s.n + 2 : 0;
}

static bool
is_textile_row(struct str line)
{
	return line.n > 1 && line.p[0] == '|' && line.p[line.n - 1] == '|';
}

/* Adds the row to a page, if there is one; whether a cell of it has marks. */
static bool
textile_row(struct page *page, struct arena *a, struct str line)
{
	struct str cell;
	int across, down;
	size_t n;
	bool marked = false;

	line = str_sub(line, 1, line.n - 2);
	if (page != NULL)
		put(page, STR("<tr>"));
	while (line.p != NULL) {
		cell = str_cut(&line, '|');
		n = textile_spec(cell, &across, &down);
		marked |= n > 0;
		if (page == NULL)
			continue;
		put_cell(page, a, across, down);
		put(page, str_sub(cell, n, cell.n));
	}
	return marked;
}

static bool
read_textile(struct doc *d, struct str *rest)
{
	struct page page;
	struct str at = *rest, table = *rest, line = str_trim(str_cut(&at, '\n'));
	bool marked = false;

	while (is_textile_row(line)) {
		marked |= textile_row(NULL, d->arena, line);
		table.n = at.p != NULL ? (size_t)(at.p - table.p) : rest->n;
		if (at.p == NULL)
			break;
		line = str_trim(str_cut(&at, '\n'));
	}
	if (!marked || table.n > MAX_TABLE)
		return false;
	*rest = table.n < rest->n ? str_sub(*rest, table.n, rest->n) :
	    STR_NONE;
	page = new_page(d->arena, table);
	put(&page, STR("<table>"));
	while (table.p != NULL) {
		line = str_trim(str_cut(&table, '\n'));
		if (is_textile_row(line))
			textile_row(&page, d->arena, line);
	}
	put(&page, STR("</table>"));
	add_table(d, &page);
	return true;
}

/* ---- BBCode ---- */

static bool
is_named(struct str tag, const char *name)
{
	size_t n = strlen(name);

	return tag.n >= n && strncasecmp(tag.p, name, n) == 0 &&
	    (tag.n == n || tag.p[n] == '=');
}

/* "[td=2,3]" spans columns and rows, "[td=50%]" has a width. */
static void
put_bbcode(struct page *page, struct arena *a, struct str tag)
{
	static const char *const same[] = { "table", "/table", "tr", "/tr",
		"/td", "/th" };
	struct str value = tag;
	int across, down = 1;
	size_t i;

	if (is_named(tag, "td") || is_named(tag, "th")) {
		str_cut(&value, '=');
		across = take_span(&value);
		if (!str_starts(value, STR(",")))
			across = 1;
		value = str_sub(value, 1, value.n);
		if (across > 1 || value.n > 0)
			down = take_span(&value);
		put_cell(page, a, across, down);
		return;
	}
	for (i = 0; i < sizeof(same) / sizeof(*same); i++)
		if (is_named(tag, same[i])) {
			put(page, STR("<"));
			put(page, str_of(same[i]));
			put(page, STR(">"));
		}
}

/* "[b]", "[/td]", "[size=3]": what stands in the brackets, else nothing. */
static struct str
bbcode_tag(struct str s)
{
	size_t n = s.n > 1 && s.p[1] == '/' ? 2 : 1, end;
	struct str tag = str_sub(s, 0, MAX_TAG);
	ptrdiff_t close = str_find(tag, STR("]"), 0);

	for (end = n; end < tag.n && isalpha((unsigned char)tag.p[end]); end++)
		;
	return close > 0 && end > n && (tag.p[end] == ']' ||
	    tag.p[end] == '=') ? str_sub(s, 1, (size_t)close - 1) : STR("");
}

static bool
read_bbcode(struct doc *d, struct str *rest)
{
	struct page page;
	struct str at = *rest, table, tag;
	ptrdiff_t next, end;
	size_t i;

	if (at.n < 6 || !is_named(bbcode_tag(at), "table"))
		return false;
	next = str_find(at, str_sub(at, 0, 6), 1);
	if (next > 0)
		at.n = (size_t)next;
	if (((end = str_find(at, STR("[/table]"), 0)) < 0 &&
	    (end = str_find(at, STR("[/TABLE]"), 0)) < 0) || end > MAX_TABLE)
		return false;
	table = str_sub(at, 0, (size_t)end + 8);
	page = new_page(d->arena, table);
	for (i = 0; i < table.n; i++) {
		tag = table.p[i] == '[' ? bbcode_tag(str_sub(table, i,
		    table.n)) : STR("");
		if (tag.n > 0) {
			put_bbcode(&page, d->arena, tag);
			i += tag.n + 1;
		} else {
			put(&page, str_sub(table, i, 1));
		}
	}
	add_table(d, &page);
	*rest = str_sub(*rest, table.n, rest->n);
	return true;
}

bool
markup_table(struct doc *d, struct str *rest)
{
	switch (rest->n > 0 ? rest->p[0] : 0) {
	case '{':
		return read_wiki(d, rest);
	case '|':
		return read_asciidoc(d, rest) || read_textile(d, rest);
	case '[':
		return read_asciidoc(d, rest) || read_bbcode(d, rest);
	default:
		return false;
	}
}
