/* SPDX-License-Identifier: MIT */
/*
 * line: one line of record(5), read and checked. Nothing that the database
 * would refuse, or that this program would misunderstand, gets past
 * line_read(): it says what is wrong, and where, instead.
 */
#ifndef LINE_H
#define LINE_H

#include "arena.h"
#include "str.h"

enum { RECORD_MAX_LINE = 64 << 20, RECORD_MAX_DIGITS = 30 };

/* Why a line is set aside. */
struct refusal {
	const char *code;	/* from the list in nianbao-load(1) */
	char pointer[128];	/* JSON pointer (RFC 6901); "" is the line */
	char reason[256];
};

/* The members of `fields` that have a column of their own. */
enum field_id {
	FIELD_KIND, FIELD_TEMPLATE, FIELD_FORMAT_CITED, FIELD_TITLE,
	FIELD_TITLE_FOUND, FIELD_AGENCY, FIELD_AGENCY_KIND, FIELD_REGION_CODE,
	FIELD_REGION_NAME, FIELD_PROVINCE, FIELD_LEVEL, FIELD_SCOPE,
	FIELD_REPORT_YEAR, FIELD_PERIOD_FROM, FIELD_PERIOD_TO,
	FIELD_PUBLISHED_ON, FIELD_WRITTEN_ON, FIELD_INDEX_NO, FIELD_DOC_NO,
	FIELD_PUBLISHER, FIELD_COUNT
};

struct field {
	struct str value;	/* STR_NONE: unknown */
	bool guess;
};

/* Strings below are STR_NONE where the record has null. */
struct cell_in {
	int tbl;
	struct str ind, col, value, unit, state, raw;
	int table, row, at;	/* -1 without a place */
};

struct derived_in {
	int tbl;
	struct str ind, col, value, formula;
};

struct figure_in {
	int section;
	struct str ind, entity, value, unit, qualifier, raw, sentence;
};

struct check_in {
	struct str rule, subject, status, lhs, rhs;
};

struct warning_in {
	int tbl;
	struct str code, ind, col, detail;
};

struct section_in {
	int ordinal, level, number;
	struct str heading, heading_from, text, text_hans;
};

struct grid_in {
	int table_no, rows, cols;
	bool flat;
	struct str caption;
	struct str cells;	/* JSON */
};

struct attachment_in {
	struct str url, title;
};

#define RECORD_LIST(type) struct { struct type *v; size_t n; }

struct record {
	/* Where the line stands; set by the caller. */
	long long line, offset;
	struct str bytes_in;	/* the line itself */

	int extractor_version;
	struct str source;
	bool fetched;		/* fetched_at is known */
	int64_t fetched_at;	/* microseconds since 2000-01-01 UTC */
	int http_status;	/* 0: none */
	struct str warc_file;
	int64_t warc_offset;	/* -1: none */
	unsigned char digest[32];
	int64_t bytes;
	struct str mime, mime_from, charset, charset_from;
	struct str state, reason, reason_detail;
	bool ok;		/* state is "ok": what follows is set */

	bool is_official, is_mirror;
	struct str script;
	struct field fields[FIELD_COUNT];
	struct str fields_json;
	int report_year;	/* 0: unknown */
	struct str text, text_hans;
	bool has_fingerprint;
	int64_t fingerprint;
	RECORD_LIST(section_in) sections;
	RECORD_LIST(grid_in) tables;
	RECORD_LIST(cell_in) cells;
	RECORD_LIST(derived_in) derived;
	RECORD_LIST(figure_in) figures;
	RECORD_LIST(check_in) checks;
	RECORD_LIST(warning_in) warnings;
	RECORD_LIST(attachment_in) attachments;

	/* Of the canonical content: what was seen left out (see line.c). */
	unsigned char content_digest[32];
};

/*
 * Reads one line, its newline off. 0 and *record filled, or -1 and *refusal.
 * What the record points at lives in the arena; the line must live as long.
 */
int line_read(struct arena *, struct str line, struct record *,
    struct refusal *);

#endif
