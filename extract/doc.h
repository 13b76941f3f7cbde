/* SPDX-License-Identifier: MIT */
/*
 * doc: the one document model. Readers (text.c, html.c, ...) know formats and
 * nothing of reports: they turn bytes into a list of blocks. Passes (meta.c,
 * section.c, code.c, figure.c, check.c) know reports and nothing of formats:
 * they read blocks and fill in the report. record.c writes the result.
 *
 * All memory is the document's arena: borrowed until the next document.
 */
#ifndef DOC_H
#define DOC_H

#include "arena.h"
#include "str.h"

enum block_kind {
	BLOCK_HEADING,		/* the format itself says heading (h1..h6) */
	BLOCK_PARAGRAPH,
	BLOCK_TABLE,
	BLOCK_LINK		/* a link that stands for itself; not text */
};

enum cell_state { CELL_NUM, CELL_BLANK, CELL_NA, CELL_TEXT };

/* A cell where it is anchored; spans are resolved, never expanded. */
struct anchor {
	int row, col;		/* from 0 */
	int rowspan, colspan;	/* from 1, clipped to the grid */
	struct str text;	/* as found, lines joined by a space */
	struct str hans;	/* Simplified */
	/* For code.c, which sets them; key.p is NULL before. */
	struct str key;		/* label_key() of hans */
	enum cell_state state;	/* number_state() of hans */
	int at;			/* col, in the table that was read */
	bool drawn;		/* shows a picture, or what a script writes */
	bool unseen;		/* digits that the page does not show left out */
};

/* A table. Anchors stand in reading order (row, then column). */
struct grid {
	int no;			/* 1, 2, ... in the document */
	int rows, cols;
	struct str caption;	/* STR_NONE when there is none */
	/*
	 * Whatever made the text dropped the spans: rows hold their cells from
	 * the left without gaps and `cols` is their greatest width. Columns
	 * can then be told by counting from the labels only.
	 */
	bool flat;
	bool cut;		/* the document ends inside this table */
	struct anchor *cells;	/* NULL while there is none */
	size_t n;
};

/* Behind the last cell. */
static inline struct anchor *
grid_end(const struct grid *g)
{
	return g->n > 0 ? g->cells + g->n : g->cells;
}

struct block {
	enum block_kind kind;
	int level;		/* of a heading, 1..6 */
	struct str text;	/* as found, white space at the ends off */
	struct str hans;	/* Simplified; the passes read this one */
	struct str href;	/* of a link, absolute where possible */
	struct grid *grid;	/* of a table */
	bool boilerplate;	/* of the page or site, not of the report */
};

/*
 * A name and value that the format itself carries: <meta>, office properties.
 * "line" is a line of text above the body, "h1" and "title" what they say.
 */
struct meta {
	struct str name, value;
	struct str hans;	/* the value, Simplified */
};

enum script { SCRIPT_HANS, SCRIPT_HANT, SCRIPT_MIXED };

/* What became of a document. The names stand in record(5). */
enum state {
	STATE_OK,		/* read; a report or at least text */
	STATE_REJECTED,		/* cannot be read, see reason */
	STATE_UNSUPPORTED,	/* a format that is not read (yet) */
	STATE_NEEDS_OCR
};

/* A derived fact about the report, with how it was derived. */
struct fact {
	struct str value;	/* STR_NONE: unknown */
	const char *from;	/* the rule that won: "title", "opening line" */
	bool guess;
	struct str raw;		/* what it was read from, as found */
};

enum fact_id {
	FACT_KIND, FACT_TEMPLATE, FACT_FORMAT_CITED, FACT_TITLE,
	FACT_TITLE_FOUND, FACT_AGENCY, FACT_AGENCY_KIND, FACT_REGION_CODE,
	FACT_REGION_NAME, FACT_PROVINCE, FACT_LEVEL, FACT_SCOPE,
	FACT_REPORT_YEAR, FACT_PERIOD_FROM, FACT_PERIOD_TO,
	FACT_PUBLISHED_ON, FACT_WRITTEN_ON, FACT_INDEX_NO, FACT_DOC_NO,
	FACT_PUBLISHER, FACT_COUNT
};

struct section {
	int ordinal;		/* 1, 2, ... in the document */
	int level;		/* 0 preface, 1 for 一、, 2 for （一）, 3 for 1. */
	struct str heading;	/* as found; STR_NONE for the preface */
	struct str heading_hans;
	int number;		/* 一 is 1; 0 unknown */
	const char *heading_from;	/* "found", "number lost", "inferred" */
	struct str text, text_hans;	/* up to the next section, tables off */
};

/* One printed cell of a statutory table; codes of DESIGN.md 5. */
struct cell {
	int tbl;		/* 2, 3, 4, 8, 14 */
	struct str ind, col;	/* codes */
	struct str value;	/* exact decimal; STR_NONE unless CELL_NUM */
	struct str unit;	/* of value */
	enum cell_state state;
	struct str raw;		/* as printed */
	int table, row, at;	/* where: grid number, row, column */
};

/* A value worked out from printed cells, never mixed with them. */
struct derived {
	int tbl;
	struct str ind, col, value, formula;
};

struct figure {
	int section;		/* ordinal of its section, 0 if none */
	struct str ind;		/* STR_NONE when no pattern fits */
	struct str entity;	/* the noun as written, Simplified */
	struct str value;	/* scaled, positive, exact decimal */
	struct str unit;	/* Simplified; STR("") when none is printed */
	const char *qualifier;	/* exact approx gt lt up down before ... */
	struct str raw;		/* the number with scale and unit as found */
	struct str sentence;	/* as found */
	struct str time;	/* "2020" plan total other; STR_NONE: of the year */
	/* Set by the figure pass, used by checks only. */
	struct str sentence_hans;
	size_t offset;		/* of the number in sentence_hans */
};

enum check_status {
	CHECK_PASS, CHECK_PASS_BLANK0, CHECK_FAIL, CHECK_WARN,
	CHECK_NOT_ASSESSABLE, CHECK_INFO
};

struct check {
	const char *rule;	/* B01 ... */
	struct str subject;
	enum check_status status;
	struct str lhs, rhs;	/* decimals; STR_NONE if not assessable */
};

struct warn {
	const char *code;	/* unit_inferred, merged_value, ... */
	int tbl;		/* 0 when it is of no table */
	struct str ind, col;	/* STR_NONE when of no cell */
	struct str detail;
};

struct attachment {
	struct str url, title;
};

/* An array in the arena: DOC_ADD(doc, sections) gives a zeroed new one. */
#define LIST(type) struct { type *v; size_t n; }

struct doc {
	struct arena *arena;

	/* What was seen (source.c, decode.c). */
	struct str source;	/* URL, or the path as given */
	struct str host;	/* of a URL */
	struct str fetched_at;	/* RFC 3339, STR_NONE for plain files */
	struct str warc;	/* file of the archive record */
	long long warc_offset;	/* -1 without */
	int http_status;	/* 0 without */
	struct str declared_type;	/* what the server said */
	size_t bytes;
	struct str digest;	/* "sha256:..." of the bytes */
	const char *mime, *mime_from;
	const char *charset, *charset_from;
	enum state state;
	const char *reason;	/* code of a state other than OK */
	struct str reason_detail;

	/* What the readers made of it. */
	LIST(struct block) blocks;
	LIST(struct meta) metas;

	/* What the passes made of it. */
	enum script script;
	struct fact facts[FACT_COUNT];
	bool is_official, is_mirror;
	struct str text, text_hans;	/* all blocks, tables as "a | b" */
	LIST(struct section) sections;
	LIST(struct cell) cells;	/* by doc_add_cell() */
	struct {		/* of cells and rows, for doc_cell(), doc_row() */
		uint32_t *slot;
		size_t size, n;
		uint32_t tables;	/* bits of those that have cells */
	} index;
	int headed_year;	/* a table is of, by its header; 0: none says */
	LIST(struct derived) derived;
	LIST(struct figure) figures;
	LIST(struct check) checks;
	LIST(struct warn) warnings;
	LIST(struct attachment) attachments;
	struct str fingerprint;	/* of text_hans, see fingerprint.h */
};

/* Appends a zeroed element to a LIST of the document and points at it. */
#define DOC_ADD(doc, list)                                                  \
	((doc)->list.v = arena_grow((doc)->arena, (doc)->list.v,             \
	     (doc)->list.n, sizeof(*(doc)->list.v)),                         \
	    &(doc)->list.v[(doc)->list.n++])

/* Adds a warning; tbl 0 and STR_NONE when it is of no cell. */
void doc_warn(struct doc *, const char *code, int tbl, struct str ind,
    struct str col, struct str detail);

/* Adds a row to d->checks; `rule` is borrowed. */
void doc_check(struct doc *, const char *rule, struct str subject,
    enum check_status status, struct str lhs, struct str rhs);

/* Sets the document aside for a reason; the first reason stays. */
void doc_reject(struct doc *, enum state, const char *reason,
    struct str detail);

/* Appends a paragraph to the blocks. */
void doc_add_paragraph(struct doc *, struct str text);

/* Gives all tables their numbers, from 1. */
void doc_number_tables(struct doc *);

/* Sets a fact, unless it is known already. True if it was set. */
bool doc_fact(struct doc *, enum fact_id, struct str value, const char *from,
    bool guess, struct str raw);

/* The value of a fact; {NULL, 0} when unknown. */
static inline struct str
doc_value(const struct doc *d, enum fact_id id)
{
	return d->facts[id].value;
}

/* Adds a cell, which must not be there yet, and points at it. */
struct cell *doc_add_cell(struct doc *, int tbl, struct str ind,
    struct str col);

/* Leaves the first n cells only, which may have been moved. */
void doc_keep_cells(struct doc *, size_t n);

/* The first metadata with any of these names (NULL ends them), or STR_NONE. */
struct str doc_meta(const struct doc *, const char *const *names);

/* The cell with these codes, or NULL. */
const struct cell *doc_cell(const struct doc *, int tbl, struct str ind,
    struct str col);

/* The first cell of this row, or NULL. */
const struct cell *doc_row(const struct doc *, int tbl, struct str ind);

/* Whether there is a cell of this table, or of this row of it. */
bool doc_has_table(const struct doc *, int tbl);
bool doc_has_row(const struct doc *, int tbl, struct str ind);

#endif
