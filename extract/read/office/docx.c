/* SPDX-License-Identifier: MIT */
/*
 * One pass over the events of document.xml. Paragraphs go to d->blocks as
 * they end, those of a table too; when the table ends its blocks become the
 * texts of its cells, unless the table only arranges them.
 */
#include "docx.h"

#include <stdlib.h>

#include "affix.h"
#include "buf.h"
#include "decode.h"
#include "field.h"
#include "flow.h"
#include "grid.h"
#include "html.h"
#include "look.h"
#include "mhtml.h"
#include "ooxml.h"
#include "source.h"
#include "xlsx.h"
#include "xml.h"

enum {
	MAX_DEPTH = 256,	/* of elements, as xml_parse() has it */
	MAX_BASED_ON = 10,
	MAX_STYLES = 4096,
	MAX_LEVEL = 6,
	MAX_CHUNKS = 64,
	OWN_CELLS = 12		/* of a table that holds tables; see grid.c */
};

enum el {
	EL_OTHER, EL_ALTERNATE, EL_ALT_CHUNK, EL_BACKGROUND, EL_BASED_ON, EL_BR,
	EL_CELL_DEL, EL_CHOICE, EL_CR, EL_DEFAULT, EL_DEL, EL_DRAWING,
	EL_DROP_DOWN, EL_ENTRY, EL_FALLBACK, EL_FIELD, EL_GRID_BEFORE,
	EL_GRID_SPAN, EL_HMERGE, EL_HYPHEN, EL_INSTR, EL_MOVE_FROM, EL_NAME,
	EL_NUM_ID, EL_NUM_PR, EL_OBJECT, EL_OUTLINE, EL_P, EL_PICT,
	EL_PLACEHOLDER, EL_PPR, EL_PSTYLE, EL_R, EL_RPR, EL_RSTYLE, EL_RT,
	EL_SHD, EL_SIMPLE_FIELD, EL_STYLE, EL_SYM, EL_T, EL_TAB, EL_TBL,
	EL_TBL_PR, EL_TBL_STYLE, EL_TC, EL_TCPR, EL_TR, EL_TRPR, EL_VMERGE
};

static const struct {
	const char *name;
	enum el el;
} elements[] = {		/* sorted */
	{ "AlternateContent", EL_ALTERNATE }, { "Choice", EL_CHOICE },
	{ "Fallback", EL_FALLBACK }, { "OLEObject", EL_OBJECT },
	{ "altChunk", EL_ALT_CHUNK }, { "background", EL_BACKGROUND },
	{ "basedOn", EL_BASED_ON }, { "br", EL_BR },
	{ "cellDel", EL_CELL_DEL }, { "cr", EL_CR },
	{ "ddList", EL_DROP_DOWN }, { "default", EL_DEFAULT },
	{ "del", EL_DEL }, { "drawing", EL_DRAWING }, { "fldChar", EL_FIELD },
	{ "fldSimple", EL_SIMPLE_FIELD }, { "gridBefore", EL_GRID_BEFORE },
	{ "gridSpan", EL_GRID_SPAN }, { "hMerge", EL_HMERGE },
	{ "instrText", EL_INSTR }, { "listEntry", EL_ENTRY },
	{ "moveFrom", EL_MOVE_FROM }, { "name", EL_NAME },
	{ "noBreakHyphen", EL_HYPHEN }, { "numId", EL_NUM_ID },
	{ "numPr", EL_NUM_PR }, { "object", EL_PICT },
	{ "outlineLvl", EL_OUTLINE }, { "p", EL_P }, { "pPr", EL_PPR },
	{ "pStyle", EL_PSTYLE }, { "pict", EL_PICT }, { "ptab", EL_TAB },
	{ "r", EL_R }, { "rPr", EL_RPR }, { "rStyle", EL_RSTYLE },
	{ "result", EL_DEFAULT }, { "rt", EL_RT }, { "shd", EL_SHD },
	{ "showingPlcHdr", EL_PLACEHOLDER }, { "style", EL_STYLE },
	{ "sym", EL_SYM }, { "t", EL_T }, { "tab", EL_TAB }, { "tbl", EL_TBL },
	{ "tblPr", EL_TBL_PR }, { "tblStyle", EL_TBL_STYLE }, { "tc", EL_TC },
	{ "tcPr", EL_TCPR }, { "tr", EL_TR }, { "trPr", EL_TRPR },
	{ "vMerge", EL_VMERGE },
};

static enum el
element_of(const char *name)
{
	size_t lo = 0, hi = sizeof(elements) / sizeof(elements[0]), mid;
	int c;

	while (lo < hi) {
		mid = (lo + hi) / 2;
		c = strcmp(name, elements[mid].name);
		if (c == 0)
			return elements[mid].el;
		if (c < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return EL_OTHER;
}

/* --- Styles --- */

struct style {
	struct str id, based_on;
	int level;		/* of a heading, 0 for none */
	bool toc;		/* of a table of contents */
	struct look look;
};

/* A cell as it comes; it stays only if it is where a merged cell starts. */
struct cell_in {
	struct anchor at;
	size_t from, to;	/* its blocks */
	bool drawn;		/* it holds a picture */
};

/* A table being read; tables nest. */
struct table {
	struct table *outer;
	struct arena *arena;
	size_t first;		/* its first block */
	LIST(struct cell_in) cells;
	int *above;	/* by column: 1 + the cell whose left edge is there */
	int rows, cols, col;
	size_t row_cells;	/* cells before this row */
	bool row_deleted;
	bool merged_up, merged_left;	/* the cell at hand continues one */
	int span;			/* of the cell at hand */
	size_t cell_from;
	bool drawn;			/* it holds a picture */
	bool cell_deleted, cell_shaded;
	bool shaded;
	bool too_wide;
};

/* A paragraph being read; they nest by text boxes. */
struct para {
	struct para *outer;
	size_t from;		/* in the text of the reader */
	int level;
	bool toc, leveled;	/* an outline level of its own */
	bool doubtful;	/* it may show a number that is no text of it */
	struct look look;
};

struct reader {
	struct doc *d;
	struct arena *arena;
	LIST(struct style) styles;
	struct style style;	/* being read */
	enum el stack[MAX_DEPTH + 1];
	int depth;
	bool chosen[MAX_DEPTH + 1];	/* of its choices one is read */
	int skip;		/* depth where left out text starts, or 0 */
	int hidden;		/* depth of the hidden run, or 0 */
	int note;		/* depth of the run that is a note, or 0 */
	int placeholder;	/* depth of the control that is not filled in */
	struct look look;	/* of the run at hand */
	size_t run_from;	/* in the text */
	bool raised_before;	/* the run before it is raised */
	bool backdrop;		/* pages have a colour */
	size_t unseen;		/* pieces in white, tiny, or numbers struck out */
	struct ooxml *parts;	/* of the package */
	int chunks;		/* of them that were put in whole */
	struct table *table;
	int *above;		/* of a table that has ended */
	struct para *para;
	struct para *spare;	/* those that have ended */
	struct ooxml_text text;	/* of the open paragraphs, in a row */
	struct fields fields;	/* that are open */
	bool picture;
	int drawn;		/* cells without text that hold a picture */
};

static enum el
outer(const struct reader *r, int up)
{
	return r->depth > up ? r->stack[r->depth - 1 - up] : EL_OTHER;
}

/* "heading 1", "标题 1", "Title" */
static int
level_of_name(struct str name)
{
	static const struct str words[] = { { "heading", 7 },
		{ "Heading", 7 }, { "标题", 6 } };
	struct str rest;
	size_t i;
	int level;

	if (str_eq(name, STR("Title")) || str_eq(name, STR("标题")))
		return 1;
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (!str_starts(name, words[i]))
			continue;
		rest = str_trim(str_sub(name, words[i].n, name.n));
		level = xml_int(rest, 9, 0);
		return rest.n == 1 && level > 0 ? level : 0;
	}
	return 0;
}

static void
start_style(void *arg, const char *name, struct xml_atts atts)
{
	struct reader *r = arg;
	struct str val = xml_att(atts, "val");

	switch (element_of(name)) {
	case EL_STYLE:
		r->style = (struct style){ .id = arena_str(r->arena,
		    xml_att(atts, "styleId")) };
		break;
	case EL_NAME:
		if (r->style.level == 0)
			r->style.level = level_of_name(val);
		r->style.toc = str_starts(val, STR("toc ")) ||
		    str_starts(val, STR("TOC ")) ||
		    str_starts(val, STR("目录"));
		break;
	case EL_BASED_ON:
		r->style.based_on = arena_str(r->arena, val);
		break;
	case EL_OUTLINE:
		if (r->style.level == 0)
			r->style.level = 1 + xml_int(val, 8, -1);
		break;
	default:
		look_read(&r->style.look, name, atts);
		break;
	}
}

static void
end_style(void *arg, const char *name)
{
	struct reader *r = arg;

	if (element_of(name) == EL_STYLE && r->styles.n < MAX_STYLES)
		*DOC_ADD(r, styles) = r->style;
}

static int
by_id(const void *a, const void *b)
{
	return str_cmp(((const struct style *)a)->id,
	    ((const struct style *)b)->id);
}

static const struct style *
find_style(const struct reader *r, struct str id)
{
	struct style key = { .id = id };

	if (r->styles.n == 0 || id.n == 0)
		return NULL;
	return bsearch(&key, r->styles.v, r->styles.n, sizeof(key), by_id);
}

/* A document without styles is one without headings. */
static void
read_styles(struct reader *r, struct str bytes)
{
	static const struct xml_events events = { start_style, end_style,
		NULL };

	if (bytes.n == 0 || xml_parse(bytes, &events, r) < 0 ||
	    r->styles.n == 0)
		r->styles.n = 0;
	else
		qsort(r->styles.v, r->styles.n, sizeof(*r->styles.v), by_id);
}

/* How text of this style looks, by it and by those that it is made of. */
static struct look
style_look(const struct reader *r, struct str id)
{
	const struct style *s = find_style(r, id);
	struct look look = { 0, 0 };
	int i;

	for (i = 0; s != NULL && i < MAX_BASED_ON; i++) {
		look_under(&look, s->look);
		s = find_style(r, s->based_on);
	}
	return look;
}

static void
use_style(struct reader *r, struct str id)
{
	const struct style *s = find_style(r, id);
	int i;

	r->para->look = style_look(r, id);
	for (i = 0; s != NULL && i < MAX_BASED_ON; i++) {
		r->para->toc |= s->toc;
		if (!r->para->leveled && r->para->level == 0)
			r->para->level = s->level;
		s = find_style(r, s->based_on);
	}
}

/* --- Paragraphs --- */

/*
 * What a control in a cell shows before anybody has filled it in: what to do,
 * which is no text of the cell, or a number, of which nobody can tell.
 */
static struct str
placeholder(struct str s)
{
	static const char *const words[] = { "单击", "点击", "请", "选择",
		"Click" };

	if (str_has_digit(s))
		return STR("□");
	return affix_starts_any(s, words, AFFIX_LEN(words)) ? STR("") : s;
}

static void
add_text(struct reader *r, struct str s)
{
	if (r->para == NULL)
		return;
	if (r->hidden != 0 && (!(r->look.on & LOOK_HIDDEN) ||
	    (!(r->look.on & LOOK_VANISH) && str_has_digit(s)))) {
		r->unseen += str_trim(s).n > 0;
		r->para->doubtful |= str_has_digit(s);
	}
	if (r->hidden == 0)
		ooxml_add(&r->text, r->placeholder != 0 && r->table != NULL ?
		    placeholder(s) : s);
}

static void
start_para(struct reader *r)
{
	struct para *p = r->spare;

	if (p == NULL)
		p = arena_alloc(r->arena, sizeof(*p));
	else
		r->spare = p->outer;
	*p = (struct para){ .outer = r->para };
	p->from = r->text.n;
	r->para = p;
	r->raised_before = false;
}

/*
 * Each line of the paragraph becomes a block. One without text in a cell may
 * show a number all the same: its own in a list, or one that we do not see.
 */
static void
end_para(struct reader *r)
{
	struct para *p = r->para;
	struct str rest = str_sub((struct str){ r->text.p, r->text.n },
	    p->from, r->text.n), line;
	struct flow_text to = {
	    .p = arena_alloc(r->arena, rest.n + sizeof("□")) };
	struct block *b;

	if (rest.n == 0 && p->doubtful && r->table != NULL)
		rest = STR("□");
	while (rest.n > 0) {
		line = str_cut(&rest, '\n');
		to.p += to.n;
		to.n = 0;
		to.space = 0;
		flow_add(&to, line);
		line = str_trim((struct str){ to.p, to.n });
		if (line.n == 0)
			continue;
		b = DOC_ADD(r->d, blocks);
		b->kind = p->level > 0 ? BLOCK_HEADING : BLOCK_PARAGRAPH;
		b->level = p->level < MAX_LEVEL ? p->level : MAX_LEVEL;
		b->text = line;
		b->boilerplate = p->toc;
	}
	r->text.n = p->from;
	r->para = p->outer;
	p->outer = r->spare;
	r->spare = p;
}

/* --- Tables --- */

/* Leaves only the first n blocks; those to come are zeroed as ever. */
static void
cut_blocks(struct doc *d, size_t n)
{
	if (d->blocks.n > n)
		memset(&d->blocks.v[n], 0,
		    (d->blocks.n - n) * sizeof(*d->blocks.v));
	d->blocks.n = n;
}

static void
start_table(struct reader *r)
{
	struct table *t = arena_alloc(r->arena, sizeof(*t));
	size_t n = (GRID_MAX_COLS + 1) * sizeof(*t->above);

	t->outer = r->table;
	t->arena = r->arena;
	t->first = r->d->blocks.n;
	t->above = r->above != NULL ? memset(r->above, 0, n) :
	    arena_alloc(r->arena, n);
	r->above = NULL;
	r->table = t;
}

static void
start_row(struct reader *r)
{
	struct table *t = r->table;

	t->col = 0;
	t->row_cells = t->cells.n;
	t->row_deleted = false;
}

static void
start_cell(struct reader *r)
{
	struct table *t = r->table;

	t->span = 1;
	t->merged_up = t->merged_left = false;
	t->cell_from = r->d->blocks.n;
	t->drawn = t->cell_deleted = t->cell_shaded = false;
}

/* The cell above that this one continues, or NULL. */
static struct cell_in *
cell_above(struct table *t)
{
	struct cell_in *c;

	if (!t->merged_up || t->above[t->col] == 0)
		return NULL;
	c = &t->cells.v[t->above[t->col] - 1];
	return c->at.row + c->at.rowspan == t->rows ? c : NULL;
}

/*
 * Word shows nothing of what stands in a cell that continues another, so it
 * is no text either.
 */
static void
end_cell(struct reader *r)
{
	struct table *t = r->table;
	struct cell_in *c;

	if (t->cell_deleted) {
		cut_blocks(r->d, t->cell_from);
		return;
	}
	if (t->col + t->span > GRID_MAX_COLS) {
		t->too_wide = true;
		return;
	}
	if (t->merged_left && t->cells.n > t->row_cells) {
		t->cells.v[t->cells.n - 1].at.colspan += t->span;
		cut_blocks(r->d, t->cell_from);
	} else if ((c = cell_above(t)) != NULL) {
		c->at.rowspan++;
		cut_blocks(r->d, t->cell_from);
	} else {
		c = DOC_ADD(t, cells);
		c->at = (struct anchor){ .row = t->rows, .col = t->col,
			.rowspan = 1, .colspan = t->span };
		c->from = t->cell_from;
		c->to = r->d->blocks.n;
		c->drawn = t->drawn;
		t->above[t->col] = (int)t->cells.n;
	}
	t->col += t->span;
	if (t->col > t->cols)
		t->cols = t->col;
}

/* Takes back the cells of a row that was deleted. */
static void
drop_row(struct reader *r)
{
	struct table *t = r->table;
	struct anchor *a;
	size_t i;
	int x;

	for (x = 0; x < t->cols; x++) {
		if (t->above[x] == 0)
			continue;
		a = &t->cells.v[t->above[x] - 1].at;
		if (a->row < t->rows && a->row + a->rowspan > t->rows)
			a->rowspan--;
	}
	if (t->cells.n == t->row_cells)
		return;
	cut_blocks(r->d, t->cells.v[t->row_cells].from);
	for (i = t->row_cells; i < t->cells.n; i++)
		t->above[t->cells.v[i].at.col] = 0;
	memset(&t->cells.v[t->row_cells], 0,
	    (t->cells.n - t->row_cells) * sizeof(*t->cells.v));
	t->cells.n = t->row_cells;
}

static void
end_row(struct reader *r)
{
	if (r->table->row_deleted)
		drop_row(r);
	else
		r->table->rows++;
}

/* A table that only arranges other things; the rule of grid.c. */
static bool
is_layout(const struct doc *d, const struct table *t)
{
	bool holds_tables = false, holds;
	size_t i, k, own = 0;

	for (i = 0; i < t->cells.n; i++) {
		const struct cell_in *c = &t->cells.v[i];

		for (k = c->from, holds = false; k < c->to; k++)
			holds |= d->blocks.v[k].kind == BLOCK_TABLE;
		own += !holds && c->to > c->from;
		holds_tables |= holds;
	}
	return t->cols < 2 || t->cells.n < 2 ||
	    (holds_tables && (own < OWN_CELLS || t->cols < 3));
}

/*
 * The lines of a cell, joined by a space. One without that shows something
 * else, a picture or a table, is not blank.
 */
static struct str
join(struct reader *r, const struct cell_in *c)
{
	const struct block *v = r->d->blocks.v;
	size_t i, n = 0;
	bool shows = c->drawn;
	char *p;

	for (i = c->from; i < c->to; i++)
		n += v[i].text.n + 1;
	p = arena_alloc(r->arena, n + 1);
	for (i = c->from, n = 0; i < c->to; i++) {
		if (v[i].kind == BLOCK_TABLE) {
			shows = true;
			continue;
		}
		if (n > 0)
			p[n++] = ' ';
		memcpy(p + n, v[i].text.p, v[i].text.n);
		n += v[i].text.n;
	}
	if (n > 0 || !shows)
		return (struct str){ p, n };
	r->drawn += c->drawn;
	return STR("□");
}

static void
end_table(struct reader *r)
{
	struct table *t = r->table;
	struct block *inner;
	struct grid *g;
	size_t i, k, n = 0;

	r->table = t->outer;
	r->above = t->above;
	if (t->too_wide || (long long)t->rows * t->cols > GRID_MAX_SLOTS) {
		doc_reject(r->d, STATE_REJECTED, "too_complex",
		    STR("a table that is too large"));
		return;
	}
	if (is_layout(r->d, t))
		return;
	g = arena_alloc(r->arena, sizeof(*g));
	g->rows = t->rows;
	g->cols = t->cols;
	g->cells = arena_alloc(r->arena, t->cells.n * sizeof(*g->cells));
	for (i = 0; i < t->cells.n; i++) {
		t->cells.v[i].at.text = join(r, &t->cells.v[i]);
		g->cells[g->n++] = t->cells.v[i].at;
	}
	inner = arena_alloc(r->arena, (r->d->blocks.n - t->first + 1) *
	    sizeof(*inner));
	for (k = t->first; k < r->d->blocks.n; k++)
		if (r->d->blocks.v[k].kind == BLOCK_TABLE)
			inner[n++] = r->d->blocks.v[k];
	cut_blocks(r->d, t->first);
	*DOC_ADD(r->d, blocks) = (struct block){ .kind = BLOCK_TABLE,
		.grid = g };
	for (k = 0; k < n; k++)
		*DOC_ADD(r->d, blocks) = inner[k];
}

/* --- Events --- */

/* False if it is no page. */
static bool
read_page(struct doc *d, struct str bytes, const char *mime)
{
	struct str utf8;

	if (strcmp(mime, SOURCE_MHTML) == 0) {
		mhtml_read(d, bytes);
	} else if (strcmp(mime, "text/html") == 0) {
		utf8 = decode_utf8(d, bytes);
		if (d->state == STATE_OK)
			html_read(d, utf8);
	} else {
		return false;
	}
	d->charset = d->charset_from = NULL;	/* of the page alone */
	return d->state == STATE_OK;
}

/*
 * Reads a page that is put in here whole; what else there may be is told. What
 * cannot be read costs the document nothing else.
 */
static void
read_chunk(struct reader *r, struct str id)
{
	struct doc *d = r->d;
	struct doc chunk = { .arena = d->arena };
	struct str bytes = r->chunks++ < MAX_CHUNKS ?
	    ooxml_part_of_id(r->parts, id) : STR_NONE;

	if (d->state != STATE_OK)
		return;
	if (bytes.n == 0) {
		doc_warn(d, "part_unread", 0, STR_NONE, STR_NONE,
		    STR("it is missing, or one too many"));
		return;
	}
	source_sniff(&chunk, bytes);
	if (read_page(d, bytes, chunk.mime))
		return;
	r->picture = r->picture || d->state == STATE_NEEDS_OCR;
	d->state = STATE_OK;
	d->reason = NULL;
	d->reason_detail = STR_NONE;
	doc_warn(d, "part_unread", 0, STR_NONE, STR_NONE, str_of(chunk.mime));
}

/*
 * Reads a workbook that was put in: Word shows a picture of it, maybe of a
 * part. What shows as an icon only is no text of the document.
 */
static void
read_object(struct reader *r, struct xml_atts atts)
{
	static const char *const names[] = { "Excel.", "ET.", "Word.",
		"WPS." };
	struct doc *d = r->d, book = { .arena = d->arena };
	struct str name = xml_att(atts, "ProgID"), bytes;
	size_t i;

	if (!affix_starts_any(name, names, AFFIX_LEN(names)) ||
	    r->chunks++ >= MAX_CHUNKS)
		return;
	bytes = ooxml_part_of_id(r->parts, xml_att(atts, "id"));
	source_sniff(&book, bytes);
	if (book.mime != NULL && strcmp(book.mime, SOURCE_XLSX) == 0 &&
	    !str_eq(xml_att(atts, "DrawAspect"), STR("Icon")))
		xlsx_read(&book, bytes);
	for (i = 0; book.state == STATE_OK && i < book.blocks.n; i++)
		*DOC_ADD(d, blocks) = book.blocks.v[i];
	for (i = 0; i < book.warnings.n; i++)
		*DOC_ADD(d, warnings) = book.warnings.v[i];
	doc_warn(d, book.state == STATE_OK && book.blocks.n > 0 ?
	    "embedded_book" : "part_unread", 0, STR_NONE, STR_NONE,
	    arena_str(d->arena, name));
}

static void
cell_property(struct table *t, enum el el, struct xml_atts atts)
{
	struct str val = xml_att(atts, "val");
	struct look look = { 0, 0 };

	if (el == EL_GRID_SPAN)
		t->span = xml_int(val, GRID_MAX_COLS, 1);
	if (el == EL_GRID_SPAN && t->span == 0)
		t->span = 1;
	if (el == EL_VMERGE)
		t->merged_up = !str_eq(val, STR("restart"));
	if (el == EL_HMERGE)
		t->merged_left = !str_eq(val, STR("restart"));
	if (el == EL_CELL_DEL)
		t->cell_deleted = true;
	if (el == EL_SHD) {
		look_read(&look, "shd", atts);
		t->cell_shaded = look.on != 0;
	}
}

static void
table_property(struct reader *r, enum el el, struct xml_atts atts)
{
	struct look look = { 0, 0 };

	if (el == EL_TBL_STYLE)
		look = style_look(r, xml_att(atts, "val"));
	if (el == EL_SHD)
		look_read(&look, "shd", atts);
	if (look.on & LOOK_SHADED)
		r->table->shaded = true;
}

static void
para_property(struct reader *r, enum el el, const char *name,
    struct xml_atts atts)
{
	struct str val = xml_att(atts, "val");

	if (el == EL_PSTYLE) {
		use_style(r, val);
	} else if (el == EL_OUTLINE) {
		r->para->leveled = true;
		r->para->level = 1 + xml_int(val, 8, -1);
	} else {
		look_read(&r->para->look, name, atts);
	}
}

/* Properties of a table, a cell, a row, a paragraph or a run. */
static void
property(struct reader *r, enum el el, const char *name,
    struct xml_atts atts)
{
	struct str val = xml_att(atts, "val");
	struct table *t = r->table;
	enum el of = outer(r, 1);

	if (of == EL_TBL_PR && t != NULL) {
		table_property(r, el, atts);
	} else if (of == EL_TCPR && t != NULL) {
		cell_property(t, el, atts);
	} else if (of == EL_TRPR && t != NULL) {
		if (el == EL_GRID_BEFORE)
			t->col = xml_int(val, GRID_MAX_COLS, 0);
		if (el == EL_DEL)
			t->row_deleted = true;
	} else if (of == EL_PPR && r->para != NULL) {
		para_property(r, el, name, atts);
	} else if (of == EL_NUM_PR && el == EL_NUM_ID && r->para != NULL) {
		r->para->doubtful = !str_eq(val, STR("0"));
	} else if (of == EL_RPR && outer(r, 2) == EL_R) {
		if (el == EL_RSTYLE)
			look_over(&r->look, style_look(r, val));
		else
			look_read(&r->look, name, atts);
	}
}

/* --- Runs --- */

/* Whether text in white may stand on something that is not. */
static bool
is_shaded(const struct reader *r)
{
	const struct table *t;
	int i;

	if (r->backdrop || (r->look.on & LOOK_SHADED))
		return true;
	for (t = r->table; t != NULL; t = t->outer)
		if (t->shaded || t->cell_shaded)
			return true;
	for (i = 0; i < r->depth; i++)	/* a text box */
		if (r->stack[i] == EL_DRAWING || r->stack[i] == EL_PICT)
			return true;
	return false;
}

/* Whether anybody sees the run that stands at this depth. */
static void
show_run(struct reader *r, int depth)
{
	unsigned on = r->look.on;

	if (r->hidden == depth)
		r->hidden = 0;
	if (r->hidden == 0 && ((on & (LOOK_HIDDEN | LOOK_TINY)) ||
	    ((on & LOOK_WHITE) && !is_shaded(r))))
		r->hidden = depth;
}

static void
start_run(struct reader *r)
{
	r->look = r->para != NULL ? r->para->look : (struct look){ 0, 0 };
	r->run_from = r->text.n;
	show_run(r, r->depth);
}

/*
 * A note behind a number ("12" and a raised 1) is no digit of it; where all
 * digits are raised they are.
 */
static void
start_note(struct reader *r, int depth)
{
	char last = r->text.n > 0 ? r->text.p[r->text.n - 1] : ' ';

	if (r->note != 0 || r->hidden != 0 || !(r->look.on & LOOK_RAISED) ||
	    r->raised_before || last < '0' || last > '9')
		return;
	add_text(r, STR("("));
	r->note = depth;
}

/* A note that shows no text, only a mark of Word's own, leaves nothing. */
static void
end_note(struct reader *r)
{
	r->note = 0;
	if (r->text.n > 0 && r->text.p[r->text.n - 1] == '(')
		r->text.n--;
	else
		add_text(r, STR(")"));
}

/* Its properties are known. */
static void
look_run(struct reader *r)
{
	show_run(r, r->depth - 1);
	start_note(r, r->depth - 1);
}

static void
end_run(struct reader *r)
{
	if (r->text.n > r->run_from)
		r->raised_before = (r->look.on & LOOK_RAISED) != 0;
	if (r->note == r->depth)
		end_note(r);
	if (r->hidden == r->depth)
		r->hidden = 0;
}

/* --- Fields --- */

static void
end_field(struct reader *r)
{
	add_text(r, field_end(&r->fields, r->para, r->text.n));
}

/* A field shows what stands between "separate" and "end". */
static void
field_mark(struct reader *r, struct str type)
{
	if (str_eq(type, STR("begin")))
		field_start(&r->fields, r->para, r->text.n, STR(""));
	else
		r->text.n = field_shows(&r->fields, r->para, r->text.n);
	if (str_eq(type, STR("end")))
		end_field(r);
}

/* A character by its code; in the fonts of symbols codes have no meaning. */
static void
add_symbol(struct reader *r, struct str code)
{
	unsigned long c = code.n > 0 && code.n < 8 ?
	    strtoul(arena_str(r->arena, code).p, NULL, 16) : 0;
	struct buf utf8;

	if (c <= ' ' || (c >= 0xD800 && c < 0xE000) || c >= 0xF000) {
		add_text(r, STR("□"));
		return;
	}
	buf_init(&utf8, 8);
	buf_addchar(&utf8, (uint32_t)c);
	add_text(r, buf_str(&utf8));
	buf_release(&utf8);
}

/*
 * Of the choices in an <AlternateContent> the first that we can read, whatever
 * names its prefixes stand for (they are the same everywhere), or what it says
 * instead of them (ISO/IEC 29500-3, 7.6).
 */
static bool
choose(struct reader *r, enum el el, struct str needs)
{
	static const char *const known[] = { "a14", "am3d", "cx", "m", "o",
		"r", "v", "w" };
	bool *chosen = &r->chosen[r->depth > 1 ? r->depth - 2 : 0];
	struct str prefix;

	if (outer(r, 1) != EL_ALTERNATE || *chosen)
		return false;
	while (el == EL_CHOICE && needs.n > 0) {
		prefix = str_cut(&needs, ' ');
		if (prefix.n > 0 &&
		    !affix_starts_any(prefix, known, AFFIX_LEN(known)))
			return false;
	}
	return *chosen = true;
}

/* Whether what stands in this element is no text of the document. */
static bool
is_left_out(struct reader *r, const char *name, enum el el,
    struct xml_atts atts)
{
	enum el of = outer(r, 1);

	if (el == EL_CHOICE || el == EL_FALLBACK)
		return !choose(r, el, xml_att(atts, "Requires"));
	if (el == EL_DEL || el == EL_MOVE_FROM)
		return of != EL_TRPR && of != EL_RPR;
	return el == EL_RT ||
	    (el == EL_OTHER && str_ends(str_of(name), STR("Change")));
}

/* What holds text, or none of its own. */
static void
start_part(struct reader *r, enum el el, struct xml_atts atts)
{
	switch (el) {
	case EL_P:
		start_para(r);
		break;
	case EL_R:
		start_run(r);
		break;
	case EL_TBL:
		start_table(r);
		break;
	case EL_TR:
		if (r->table != NULL)
			start_row(r);
		break;
	case EL_TC:
		if (r->table != NULL)
			start_cell(r);
		break;
	case EL_SIMPLE_FIELD:
		field_start(&r->fields, r->para, r->text.n,
		    xml_att(atts, "instr"));
		field_shows(&r->fields, r->para, r->text.n);
		break;
	case EL_ALTERNATE:
		r->chosen[r->depth - 1] = false;
		break;
	default:
		break;
	}
}

static void
start_element(void *arg, const char *name, struct xml_atts atts)
{
	struct reader *r = arg;
	enum el el = element_of(name);

	if (r->depth < MAX_DEPTH)
		r->stack[r->depth] = el;
	r->depth++;
	if (r->skip != 0)
		return;
	if (is_left_out(r, name, el, atts)) {
		r->skip = r->depth;
		return;
	}
	start_part(r, el, atts);
	switch (el) {
	case EL_BACKGROUND:
		r->backdrop = look_is_dark(xml_att(atts, "color"));
		break;
	case EL_PLACEHOLDER:
		if (r->placeholder == 0)
			r->placeholder = r->depth - 2;
		break;
	case EL_TAB:
	case EL_BR:
	case EL_CR:
	case EL_HYPHEN:
		if (outer(r, 1) == EL_R)
			add_text(r, el == EL_TAB ? STR("\t") :
			    el == EL_HYPHEN ? STR("-") : STR("\n"));
		break;
	case EL_FIELD:
		field_mark(r, xml_att(atts, "fldCharType"));
		break;
	case EL_SYM:
		add_symbol(r, xml_att(atts, "char"));
		break;
	case EL_DEFAULT:
		if (outer(r, 1) == EL_DROP_DOWN)
			field_choice(&r->fields, xml_int(xml_att(atts, "val"),
			    1 << 16, 0));
		break;
	case EL_ENTRY:
		field_entry(&r->fields, xml_att(atts, "val"));
		break;
	case EL_OBJECT:
		read_object(r, atts);
		break;
	case EL_ALT_CHUNK:
		read_chunk(r, xml_att(atts, "id"));
		break;
	case EL_DRAWING:
	case EL_PICT:
		r->picture = true;
		if (r->table != NULL)
			r->table->drawn = true;
		break;
	default:
		property(r, el, name, atts);
		break;
	}
}

static void
end_element(void *arg, const char *name)
{
	struct reader *r = arg;
	enum el el = element_of(name);

	if (r->skip == 0) {
		if (el == EL_P && r->para != NULL)
			end_para(r);
		else if (el == EL_TC && r->table != NULL)
			end_cell(r);
		else if (el == EL_TR && r->table != NULL)
			end_row(r);
		else if (el == EL_TBL && r->table != NULL)
			end_table(r);
		else if (el == EL_RPR && outer(r, 1) == EL_R)
			look_run(r);
		else if (el == EL_R)
			end_run(r);
		else if (el == EL_SIMPLE_FIELD)
			end_field(r);
	}
	if (r->skip == r->depth)
		r->skip = 0;
	if (r->placeholder == r->depth)
		r->placeholder = 0;
	r->depth--;
}

static void
element_text(void *arg, struct str s)
{
	struct reader *r = arg;

	if (r->skip == 0 && outer(r, 0) == EL_T)
		add_text(r, s);
	else if (r->skip == 0 && outer(r, 0) == EL_INSTR)
		field_code(&r->fields, s);
}

static void
read_body(struct reader *r, struct str bytes)
{
	static const struct xml_events events = { start_element, end_element,
		element_text };
	struct doc *d = r->d;

	if (xml_parse(bytes, &events, r) < 0)
		doc_reject(d, STATE_REJECTED, "broken",
		    STR("the document is not well-formed"));
	doc_number_tables(d);
	if (r->drawn > 0)
		doc_warn(d, "drawn_cells", 0, STR_NONE, STR_NONE,
		    arena_printf(d->arena, "%d cells of tables show a picture",
			r->drawn));
	if (r->unseen > 0)
		doc_warn(d, "unseen_text", 0, STR_NONE, STR_NONE,
		    arena_printf(d->arena, "%zu pieces of text in white, "
			"tiny or struck out", r->unseen));
	if (d->blocks.n == 0 && r->picture)
		doc_reject(d, STATE_NEEDS_OCR, "image", STR_NONE);
	else if (d->blocks.n == 0)
		doc_reject(d, STATE_REJECTED, "no_text", STR_NONE);
}

void
docx_read(struct doc *d, struct str bytes)
{
	struct reader *r = arena_alloc(d->arena, sizeof(*r));
	struct ooxml o;
	struct str styles, body;

	r->d = d;
	r->arena = r->text.arena = r->fields.arena = d->arena;
	if (!ooxml_open(&o, d, bytes))
		return;
	styles = ooxml_part_of_type(&o, "styles");
	body = zipfile_read(o.zip, o.main);
	r->parts = &o;
	if (d->state == STATE_OK) {
		read_styles(r, styles);
		read_body(r, body);
	}
	ooxml_close(&o);
}
