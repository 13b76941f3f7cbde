/* SPDX-License-Identifier: MIT */
#include "xlsx.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "buf.h"
#include "flow.h"
#include "grid.h"
#include "look.h"
#include "numfmt.h"
#include "ooxml.h"
#include "xml.h"

enum {
	MAX_ROWS = 1048576, MAX_COLS = 16384,	/* of the format */
	DIGITS = 15,		/* that a spreadsheet knows of a number */
	WHITE_THEME = 0, WHITE_INDEX = 9,
	MAX_FORMAT = 1000000, MAX_STYLES = 65536, MAX_SHEETS = 1000,
	MAX_CODE = 1024,	/* bytes; Excel takes 255 characters */
	MAX_TEXT = 1 << 24	/* of all cells; they share their strings */
};

struct format {
	int id;
	struct str code;
};

struct style {
	int show;		/* NUMFMT_... */
	struct str code;	/* of a number */
	bool unseen;		/* struck out, or white on white */
};

struct sheet {
	struct str name, id;
	bool hidden;
};

struct value {
	int row, col;
	struct str text;
};

struct merge {
	int row, col, end_row, end_col;	/* ends behind the last */
};

struct book {
	struct doc *d;
	struct arena *arena;
	LIST(struct sheet) sheets;
	LIST(struct str) shared;
	LIST(struct format) formats;	/* of the file's own */
	LIST(struct style) styles;
	LIST(struct look) fonts, fills;
	bool from_1904;
	char part;	/* of the styles: f(onts), i (fills), x (cellXfs), 0 */
	/* The sheet, the cell or the string at hand. */
	LIST(struct value) values;
	LIST(struct value) veiled;	/* in hidden columns */
	LIST(struct merge) merges;
	int row, col, next_row, next_col;
	char type;			/* s, n, i(nline), b, e, t(ext) */
	struct style style;
	bool hidden_row;
	bool hidden_cols[MAX_COLS];
	size_t hidden, unseen;		/* values that nobody sees */
	size_t bytes;			/* of all values */
	struct ooxml_text text;
	bool reading;			/* inside <v>, <t> or <f> */
	struct str formula;		/* of the cell; STR_NONE without */
	bool phonetic;			/* inside <rPh> */
	bool note;			/* the run is raised, behind a digit */
	bool struck, gone;		/* the run is; a number of it is */
};

/* --- Styles --- */

/* An attribute that is off where it is absent. */
static bool
is_on(struct str val)
{
	return str_eq(val, STR("1")) || str_eq(val, STR("true"));
}

/* A colour of a font or a fill; a white of the theme may be darkened. */
static struct look
colour_of(struct xml_atts atts)
{
	struct str rgb = xml_att(atts, "rgb");	/* opacity stands in front */
	bool white;

	if (rgb.n == 8)
		white = !look_is_dark(str_sub(rgb, 2, 6));
	else
		white = (xml_int(xml_att(atts, "theme"), 99, -1) == WHITE_THEME
		    && !str_starts(xml_att(atts, "tint"), STR("-")))
		    || xml_int(xml_att(atts, "indexed"), 99, -1) == WHITE_INDEX;
	return (struct look){ LOOK_WHITE, white ? LOOK_WHITE : 0 };
}

static struct style
style_of(const struct book *b, struct xml_atts atts)
{
	int id = xml_int(xml_att(atts, "numFmtId"), MAX_FORMAT, 0);
	int font = xml_int(xml_att(atts, "fontId"), MAX_STYLES, 0);
	int fill = xml_int(xml_att(atts, "fillId"), MAX_STYLES, 0);
	struct style s = { numfmt_builtin(id), numfmt_builtin_code(id), false };
	unsigned on = (size_t)font < b->fonts.n ? b->fonts.v[font].on : 0;
	bool filled = (size_t)fill < b->fills.n &&
	    b->fills.v[fill].on & LOOK_SHADED &&
	    !(b->fills.v[fill].on & LOOK_WHITE);
	const struct format *own = NULL;
	size_t i;

	for (i = 0; i < b->formats.n; i++)
		if (b->formats.v[i].id == id)
			own = &b->formats.v[i];
	if (own != NULL) {
		s.code = own->code;
		s.show = numfmt_code(own->code);
	}
	s.unseen = (on & LOOK_STRIKE) || ((on & LOOK_WHITE) && !filled);
	return s;
}

static void
start_font(struct book *b, const char *name, struct xml_atts atts)
{
	if (strcmp(name, "font") == 0 && b->fonts.n < MAX_STYLES)
		DOC_ADD(b, fonts);
	else if (b->fonts.n == 0)
		return;
	else if (strcmp(name, "strike") == 0)
		look_read(&b->fonts.v[b->fonts.n - 1], name, atts);
	else if (strcmp(name, "color") == 0)
		look_over(&b->fonts.v[b->fonts.n - 1], colour_of(atts));
}

static void
start_fill(struct book *b, const char *name, struct xml_atts atts)
{
	struct str type = xml_att(atts, "patternType");
	struct look filled = { LOOK_SHADED, LOOK_SHADED };

	if (strcmp(name, "fill") == 0 && b->fills.n < MAX_STYLES)
		DOC_ADD(b, fills);
	else if (b->fills.n == 0)
		return;
	else if (strcmp(name, "gradientFill") == 0 ||
	    (type.n > 0 && !str_eq(type, STR("none"))))
		look_over(&b->fills.v[b->fills.n - 1], filled);
	else if (strcmp(name, "fgColor") == 0)
		look_over(&b->fills.v[b->fills.n - 1], colour_of(atts));
}

static void
start_style(void *arg, const char *name, struct xml_atts atts)
{
	struct str code = xml_att(atts, "formatCode");
	struct book *b = arg;
	struct format *f;

	if (strcmp(name, "numFmt") == 0 && b->formats.n < 1000) {
		f = DOC_ADD(b, formats);
		f->id = xml_int(xml_att(atts, "numFmtId"), MAX_FORMAT, 0);
		if (code.n <= MAX_CODE)
			f->code = arena_str(b->arena, code);
	} else if (strcmp(name, "fonts") == 0) {
		b->part = 'f';
	} else if (strcmp(name, "fills") == 0) {
		b->part = 'i';
	} else if (strcmp(name, "cellXfs") == 0) {
		b->part = 'x';
	} else if (b->part == 'f') {
		start_font(b, name, atts);
	} else if (b->part == 'i') {
		start_fill(b, name, atts);
	} else if (b->part == 'x' && strcmp(name, "xf") == 0 &&
	    b->styles.n < MAX_STYLES) {
		*DOC_ADD(b, styles) = style_of(b, atts);
	}
}

static void
end_style(void *arg, const char *name)
{
	struct book *b = arg;

	if (strcmp(name, "fonts") == 0 || strcmp(name, "fills") == 0 ||
	    strcmp(name, "cellXfs") == 0)
		b->part = 0;
}

/* --- Values --- */

static struct str
show_date(struct book *b, double serial, int show)
{
	/* Days from 0000-03-01 of 1899-12-30 and of 1904-01-01. */
	enum { EPOCH_1900 = 693899, EPOCH_1904 = 695361 };
	long day = (long)floor(serial), seconds, z, era, doe, yoe, doy, mp, y;
	char date[40] = "", time[40] = "";
	int m, d;

	seconds = lround((serial - (double)day) * 86400);
	if (seconds == 86400) {
		day++;
		seconds = 0;
	}
	/* Howard Hinnant, "chrono-compatible low-level date algorithms". */
	z = day + (b->from_1904 ? EPOCH_1904 : EPOCH_1900);
	era = z / 146097;
	doe = z - era * 146097;
	yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	mp = (5 * doy + 2) / 153;
	d = (int)(doy - (153 * mp + 2) / 5 + 1);
	m = (int)(mp < 10 ? mp + 3 : mp - 9);
	y = yoe + era * 400 + (m <= 2);
	if (show & NUMFMT_DAY)
		snprintf(date, sizeof(date), "%04ld-%02d-%02d", y, m, d);
	else if (show & NUMFMT_MONTH)
		snprintf(date, sizeof(date), "%04ld-%02d", y, m);
	else if (show & NUMFMT_YEAR)
		snprintf(date, sizeof(date), "%04ld", y);
	if (show & NUMFMT_TIME)
		snprintf(time, sizeof(time), "%02ld:%02ld", seconds / 3600,
		    seconds / 60 % 60);
	return arena_printf(b->arena, "%s%s%s", date,
	    date[0] != '\0' && time[0] != '\0' ? " " : "", time);
}

/* Whether these digits are what a spreadsheet shows. */
static bool
is_plain(struct str s)
{
	size_t i, digits = 0;

	for (i = 0; i < s.n; i++) {
		if (s.p[i] >= '0' && s.p[i] <= '9')
			digits += digits > 0 || s.p[i] != '0';
		else if (s.p[i] != '.' && (s.p[i] != '-' || i > 0))
			return false;
	}
	return digits <= DIGITS;
}

static struct str
show_number(struct book *b, struct str s)
{
	struct str copy = arena_str(b->arena, s);
	int show = b->style.show;
	double v;
	char *end;

	if (is_plain(s) && show == 0 && b->style.code.n == 0 &&
	    (s.n <= NUMFMT_WIDTH || !str_has(s, STR("."))))
		return copy;
	v = strtod(copy.p, &end);
	if (end == copy.p || *end != '\0' || !isfinite(v))
		return copy;
	if ((show & NUMFMT_DATE) && v >= 0 && v < 2958466)
		return show_date(b, v, show);	/* up to 9999 */
	if (show & NUMFMT_PERCENT)
		return arena_printf(b->arena, "%.*s%%", STR_ARG(numfmt_show(
		    b->arena, STR(""), 100 * v)));
	return numfmt_show(b->arena, b->style.code, v);
}

/* The character in "_x000D_", or -1. */
static long
escaped_char(struct str s)
{
	char hex[5] = "";
	size_t i;

	if (s.n < strlen("_x000D_") || !str_starts(s, STR("_x")) ||
	    s.p[6] != '_')
		return -1;
	for (i = 0; i < 4; i++)
		hex[i] = s.p[2 + i];
	return strspn(hex, "0123456789abcdefABCDEF") == 4 ?
	    strtol(hex, NULL, 16) : -1;
}

/*
 * Strings have characters that XML lacks, line breaks of other systems too,
 * by their codes (22.9.2.19); half of a pair stands for a letter of no report.
 */
static struct str
unescape(struct book *b, struct str s)
{
	struct buf out;
	size_t i;
	long c;

	if (!str_has(s, STR("_x")))
		return s;
	buf_init(&out, s.n + 1);
	for (i = 0; i < s.n; i++) {
		c = escaped_char(str_sub(s, i, s.n));
		if (c < 0) {
			buf_add(&out, s.p + i, 1);
			continue;
		}
		buf_addchar(&out, c >= 0xD800 && c < 0xE000 ? '?' :
		    c < ' ' ? '\n' : (uint32_t)c);
		i += strlen("x000D_");
	}
	s = arena_str(b->arena, buf_str(&out));
	buf_release(&out);
	return s;
}

static struct str
flowing(struct book *b, struct str s)
{
	struct flow_text to = { .p = arena_alloc(b->arena, s.n + 1) };

	s = unescape(b, s);
	flow_add(&to, s);
	return str_trim((struct str){ to.p, to.n });
}

static struct str
text_of(struct book *b)
{
	struct str s = { b->text.p, b->text.n };
	int i;

	/* Whatever wrote the file worked nothing out: it is not blank. */
	if (b->formula.p != NULL && s.n == 0 && b->type != 't')
		return arena_printf(b->arena, "=%.*s", STR_ARG(b->formula));
	switch (b->type) {
	case 's':
		i = xml_int(str_trim(s), 1 << 30, -1);
		return i >= 0 && (size_t)i < b->shared.n ? b->shared.v[i] :
		    STR("");
	case 'n':
		s = str_trim(s);
		return s.n > 0 ? show_number(b, s) : s;
	case 'b':
		return str_eq(str_trim(s), STR("1")) ? STR("TRUE") :
		    STR("FALSE");
	default:
		return flowing(b, s);
	}
}

/* A number that is struck out or in white is none that a reader takes. */
static struct str
value_of(struct book *b)
{
	struct str s = text_of(b);

	if (!b->style.unseen || !str_has_digit(s))
		return s;
	b->unseen++;
	return STR("□");
}

/* --- Parts --- */

static void
start_book(void *arg, const char *name, struct xml_atts atts)
{
	struct book *b = arg;
	struct sheet *s;
	struct str on;

	if (strcmp(name, "sheet") == 0 && b->sheets.n < MAX_SHEETS) {
		s = DOC_ADD(b, sheets);
		s->name = arena_str(b->arena, xml_att(atts, "name"));
		s->id = arena_str(b->arena, xml_att(atts, "id"));
		s->hidden = str_has(xml_att(atts, "state"), STR("idden"));
	} else if (strcmp(name, "workbookPr") == 0) {
		on = xml_att(atts, "date1904");
		b->from_1904 = is_on(on);
	}
}

static void
text_piece(void *arg, struct str s)
{
	struct book *b = arg;

	if (!b->reading || b->phonetic)
		return;
	if (!b->struck)
		ooxml_add(&b->text, s);
	else if (str_has_digit(s))
		b->gone = true;
}

/* The runs have ended. A number that was struck out leaves no blank. */
static void
end_runs(struct book *b)
{
	if (b->gone && b->text.n == 0)
		ooxml_add(&b->text, STR("□"));
	b->unseen += b->gone;
	b->gone = false;
}

/* A note behind a number ("12" and a raised 1) is no digit of it. */
static void
start_note(struct book *b, struct str align)
{
	char last = b->text.n > 0 ? b->text.p[b->text.n - 1] : ' ';

	b->note = str_eq(align, STR("superscript")) && last >= '0' &&
	    last <= '9';
	if (b->note)
		ooxml_add(&b->text, STR("("));
}

static void
end_note(struct book *b)
{
	if (b->note)
		ooxml_add(&b->text, STR(")"));
	b->note = b->struck = false;
}

static void
start_string(void *arg, const char *name, struct xml_atts atts)
{
	struct book *b = arg;

	if (strcmp(name, "si") == 0)
		b->text.n = 0;
	else if (strcmp(name, "vertAlign") == 0)
		start_note(b, xml_att(atts, "val"));
	else if (strcmp(name, "strike") == 0)
		b->struck = xml_att(atts, "val").n == 0 ||
		    is_on(xml_att(atts, "val"));
	else if (strcmp(name, "t") == 0)
		b->reading = true;
	else if (strcmp(name, "rPh") == 0)
		b->phonetic = true;
}

static void
end_string(void *arg, const char *name)
{
	struct book *b = arg;

	if (strcmp(name, "si") == 0) {
		end_runs(b);
		*DOC_ADD(b, shared) = flowing(b,
		    (struct str){ b->text.p, b->text.n });
	} else if (strcmp(name, "t") == 0) {
		b->reading = false;
	} else if (strcmp(name, "r") == 0) {
		end_note(b);
	} else if (strcmp(name, "rPh") == 0) {
		b->phonetic = false;
	}
}

/* "C12" is column 2, row 11; returns how many bytes it has, 0 for none. */
static size_t
read_ref(struct str s, int *row, int *col)
{
	size_t i;
	int n = 0, x = 0;

	for (i = 0; i < s.n && s.p[i] >= 'A' && s.p[i] <= 'Z'; i++)
		if ((x = x * 26 + s.p[i] - 'A' + 1) > MAX_COLS)
			return 0;
	for (; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++)
		if ((n = n * 10 + s.p[i] - '0') > MAX_ROWS)
			return 0;
	if (x == 0 || n == 0)
		return 0;
	*row = n - 1;
	*col = x - 1;
	return i;
}

static void
start_cell(struct book *b, struct xml_atts atts)
{
	struct str type = xml_att(atts, "t");
	int style = xml_int(xml_att(atts, "s"), 1 << 24, 0);

	b->row = b->next_row;
	b->col = b->next_col;
	read_ref(xml_att(atts, "r"), &b->row, &b->col);
	b->next_col = b->col + 1;
	b->type = type.n == 0 ? 'n' : str_eq(type, STR("str")) ? 't' :
	    type.p[0] == 'd' ? 't' : type.p[0];
	b->style = (size_t)style < b->styles.n ? b->styles.v[style] :
	    (struct style){ .show = 0 };
	b->text.n = 0;
	b->formula = STR_NONE;
}

static void
add_merge(struct book *b, struct str ref)
{
	struct merge m;
	size_t n = read_ref(ref, &m.row, &m.col);

	if (n == 0 || n == ref.n || read_ref(str_sub(ref, n + 1, ref.n),
	    &m.end_row, &m.end_col) == 0 || m.end_row < m.row ||
	    m.end_col < m.col)
		return;
	m.end_row++;
	m.end_col++;
	*DOC_ADD(b, merges) = m;
}

static void
hide_columns(struct book *b, struct xml_atts atts)
{
	int x = xml_int(xml_att(atts, "min"), MAX_COLS, 1) - 1;
	int end = xml_int(xml_att(atts, "max"), MAX_COLS, 0);

	if (is_on(xml_att(atts, "hidden")) && x >= 0 && x < end)
		memset(b->hidden_cols + x, 1, (size_t)(end - x));
}

static void
start_in_sheet(void *arg, const char *name, struct xml_atts atts)
{
	struct book *b = arg;

	if (strcmp(name, "col") == 0) {
		hide_columns(b, atts);
	} else if (strcmp(name, "row") == 0) {
		b->hidden_row = is_on(xml_att(atts, "hidden"));
		b->next_row = xml_int(xml_att(atts, "r"), MAX_ROWS,
		    b->next_row + 1) - 1;
		b->next_col = 0;
	} else if (strcmp(name, "c") == 0) {
		start_cell(b, atts);
	} else if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0 ||
	    strcmp(name, "f") == 0) {
		b->reading = true;
	} else if (strcmp(name, "rPh") == 0) {
		b->phonetic = true;
	} else if (strcmp(name, "vertAlign") == 0) {
		start_note(b, xml_att(atts, "val"));
	} else if (strcmp(name, "strike") == 0) {
		b->struck = xml_att(atts, "val").n == 0 ||
		    is_on(xml_att(atts, "val"));
	} else if (strcmp(name, "mergeCell") == 0) {
		add_merge(b, xml_att(atts, "ref"));
	}
}

/* Whether a few long strings, shown again and again, are too much text. */
static bool
too_much(struct book *b, size_t n)
{
	b->bytes += n;
	if (b->bytes > MAX_TEXT)
		doc_reject(b->d, STATE_REJECTED, "too_complex",
		    STR("too much text in cells"));
	return b->bytes > MAX_TEXT;
}

static void
end_in_sheet(void *arg, const char *name)
{
	struct book *b = arg;
	struct value value;
	struct str text;

	if (strcmp(name, "row") == 0) {
		b->next_row++;
	} else if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0) {
		b->reading = false;
	} else if (strcmp(name, "f") == 0) {
		b->reading = false;
		b->formula = arena_str(b->arena,
		    (struct str){ b->text.p, b->text.n });
		b->text.n = 0;
	} else if (strcmp(name, "rPh") == 0) {
		b->phonetic = false;
	} else if (strcmp(name, "r") == 0) {
		end_note(b);
	} else if (strcmp(name, "is") == 0) {
		end_runs(b);
	} else if (strcmp(name, "c") == 0 && b->col < MAX_COLS &&
	    (b->text.n > 0 || b->formula.p != NULL)) {
		text = value_of(b);
		value = (struct value){ b->row, b->col, text };
		if (text.n == 0 || too_much(b, text.n))
			return;
		if (b->hidden_row)
			b->hidden++;
		else if (b->hidden_cols[b->col])
			*DOC_ADD(b, veiled) = value;
		else
			*DOC_ADD(b, values) = value;
	}
}

/* --- From values to a grid --- */

static int
by_place(const void *p, const void *q)
{
	const struct value *a = p, *b = q;

	return a->row != b->row ? (a->row > b->row) - (a->row < b->row) :
	    (a->col > b->col) - (a->col < b->col);
}

/*
 * What a hidden column holds is not seen, but for what is merged with a column
 * that is seen: it stands there.
 */
static void
show_merged(struct book *b)
{
	uint16_t seen[MAX_COLS + 1];	/* of each column the first from it on */
	struct value key = { .text = STR_NONE }, *v;
	struct merge *m;
	size_t i;
	int x;

	if (b->veiled.n == 0)
		return;
	for (seen[MAX_COLS] = MAX_COLS, x = MAX_COLS; x-- > 0;)
		seen[x] = b->hidden_cols[x] ? seen[x + 1] : (uint16_t)x;
	qsort(b->veiled.v, b->veiled.n, sizeof(*b->veiled.v), by_place);
	b->hidden += b->veiled.n;
	for (i = 0; i < b->merges.n; i++) {
		m = &b->merges.v[i];
		key.row = m->row;
		key.col = m->col;
		v = bsearch(&key, b->veiled.v, b->veiled.n, sizeof(*v),
		    by_place);
		if (v == NULL || v->text.n == 0 || seen[m->col] >= m->end_col)
			continue;
		m->col = seen[m->col];
		*DOC_ADD(b, values) = (struct value){ m->row, m->col, v->text };
		v->text.n = 0;
		b->hidden--;
	}
}

static void
add_paragraph(struct doc *d, struct str text)
{
	*DOC_ADD(d, blocks) = (struct block){ .kind = BLOCK_PARAGRAPH,
		.text = text };
}

/*
 * The rows above the first that has two cells are lines of text. The last of
 * them, if it touches the table, belongs to both: it may be a title or a
 * header that spans the table. Returns the row where the grid starts, or -1.
 */
static int
find_table(const struct book *b)
{
	const struct value *v = b->values.v;
	size_t i;

	for (i = 0; i < b->values.n; i++) {
		if (i + 1 < b->values.n && v[i].row == v[i + 1].row)
			return i > 0 && v[i - 1].row == v[i].row - 1 ?
			    v[i - 1].row : v[i].row;
		add_paragraph(b->d, v[i].text);
	}
	return -1;
}

/* The part of the sheet that something is printed in, from row on. */
static struct merge
used_part(const struct book *b, int row)
{
	struct merge m = { row, MAX_COLS, row, 0 };
	size_t i;

	for (i = 0; i < b->values.n; i++) {
		const struct value *v = &b->values.v[i];

		if (v->row < row)
			continue;
		m.col = v->col < m.col ? v->col : m.col;
		m.end_row = v->row >= m.end_row ? v->row + 1 : m.end_row;
		m.end_col = v->col >= m.end_col ? v->col + 1 : m.end_col;
	}
	return m;
}

static int
at_most(int a, int b)
{
	return a < b ? a : b;
}

/*
 * Marks the slots that merged cells cover; widens their first one. They must
 * not overlap (18.3.1.55), so that all of them together have no more slots
 * than the sheet; false when they have.
 */
static bool
merge(const struct book *b, struct merge used, int *slots,
    struct anchor *cells)
{
	int cols = used.end_col - used.col, y, x, end_y, end_x, *first;
	long left = (long)(used.end_row - used.row) * cols;
	size_t i;

	for (i = 0; i < b->merges.n; i++) {
		struct merge m = b->merges.v[i];

		end_y = at_most(m.end_row, used.end_row) - used.row;
		end_x = at_most(m.end_col, used.end_col) - used.col;
		m.row -= used.row;
		m.col -= used.col;
		if (m.row < 0 || m.col < 0 || m.row >= end_y || m.col >= end_x)
			continue;
		first = &slots[m.row * cols + m.col];
		left -= (long)(end_y - m.row) * (end_x - m.col);
		if (*first < 0 || left < 0)
			return false;
		for (y = m.row; y < end_y; y++)
			for (x = m.col; x < end_x; x++)
				slots[y * cols + x] = -1;
		*first = 1;
		cells[m.row * cols + m.col].rowspan = end_y - m.row;
		cells[m.row * cols + m.col].colspan = end_x - m.col;
	}
	return true;
}

static struct grid *
make_grid(struct book *b, struct merge used)
{
	int rows = used.end_row - used.row, cols = used.end_col - used.col;
	struct grid *g = arena_alloc(b->arena, sizeof(*g));
	struct anchor *cells;
	size_t i, n = (size_t)rows * (size_t)cols;
	int *slots = arena_alloc(b->arena, n * sizeof(*slots));

	cells = arena_alloc(b->arena, n * sizeof(*cells));
	for (i = 0; i < n; i++)
		cells[i] = (struct anchor){ .row = (int)i / cols,
			.col = (int)i % cols, .rowspan = 1, .colspan = 1,
			.text = STR("") };
	for (i = 0; i < b->values.n; i++)
		if (b->values.v[i].row >= used.row)
			cells[(b->values.v[i].row - used.row) * cols +
			    b->values.v[i].col - used.col].text =
			    b->values.v[i].text;
	if (!merge(b, used, slots, cells))
		doc_reject(b->d, STATE_REJECTED, "broken",
		    STR("merged cells overlap"));
	g->rows = rows;
	g->cols = cols;
	g->cells = cells;
	for (i = 0; i < n; i++)
		if (slots[i] >= 0)
			cells[g->n++] = cells[i];
	return g;
}

static void
add_sheet(struct book *b, struct str name)
{
	struct merge used;
	struct block *block;
	size_t i;
	int row;

	show_merged(b);
	if (b->values.n > 1)
		qsort(b->values.v, b->values.n, sizeof(*b->values.v),
		    by_place);
	row = find_table(b);
	if (row < 0)
		return;
	used = used_part(b, row);
	if ((long long)(used.end_row - used.row) * (used.end_col - used.col) >
	    GRID_MAX_SLOTS || used.end_col - used.col > GRID_MAX_COLS) {
		doc_reject(b->d, STATE_REJECTED, "too_complex",
		    STR("a sheet that is too large"));
		return;
	}
	block = DOC_ADD(b->d, blocks);
	block->kind = BLOCK_TABLE;
	block->grid = make_grid(b, used);
	block->grid->caption = name;
	for (i = 0; i < b->d->blocks.n; i++)
		block->grid->no += b->d->blocks.v[i].kind == BLOCK_TABLE;
}

static void
parse(struct book *b, struct str part, const struct xml_events *events)
{
	if (part.n > 0 && xml_parse(part, events, b) < 0)
		doc_reject(b->d, STATE_REJECTED, "broken",
		    STR("a part is not well-formed"));
}

static void
read_sheet(struct book *b, struct ooxml *o, const struct sheet *s)
{
	static const struct xml_events events = { start_in_sheet,
		end_in_sheet, text_piece };

	b->values.n = b->veiled.n = b->merges.n = 0;
	b->values.v = b->veiled.v = NULL;
	b->merges.v = NULL;
	b->next_row = 0;
	memset(b->hidden_cols, 0, sizeof(b->hidden_cols));
	parse(b, ooxml_part_of_id(o, s->id), &events);
	if (b->d->state == STATE_OK)
		add_sheet(b, s->name);
}

static void
read_sheets(struct book *b, struct ooxml *o, bool hidden)
{
	size_t i;

	for (i = 0; i < b->sheets.n && b->d->state == STATE_OK; i++)
		if (b->sheets.v[i].hidden == hidden)
			read_sheet(b, o, &b->sheets.v[i]);
}

void
xlsx_read(struct doc *d, struct str bytes)
{
	static const struct xml_events book_events = { .start = start_book };
	static const struct xml_events style_events = { .start = start_style,
		.end = end_style };
	static const struct xml_events string_events = { start_string,
		end_string, text_piece };
	struct book *b = arena_alloc(d->arena, sizeof(*b));
	struct ooxml o;

	b->d = d;
	b->arena = b->text.arena = d->arena;
	if (!ooxml_open(&o, d, bytes))
		return;
	parse(b, zipfile_read(o.zip, o.main), &book_events);
	parse(b, ooxml_part_of_type(&o, "styles"), &style_events);
	parse(b, ooxml_part_of_type(&o, "sharedStrings"), &string_events);
	read_sheets(b, &o, false);
	if (d->blocks.n == 0)
		read_sheets(b, &o, true);
	ooxml_close(&o);
	if (b->hidden > 0)
		doc_warn(d, "hidden_cells", 0, STR_NONE, STR_NONE,
		    arena_printf(d->arena, "%zu values in hidden rows or "
			"columns", b->hidden));
	if (b->unseen > 0)
		doc_warn(d, "unseen_text", 0, STR_NONE, STR_NONE,
		    arena_printf(d->arena, "%zu numbers struck out or in white",
			b->unseen));
	if (d->blocks.n == 0)
		doc_reject(d, STATE_REJECTED, "no_text", STR_NONE);
}
