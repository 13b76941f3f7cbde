/* SPDX-License-Identifier: MIT */
/*
 * line: one line of record(5) or crawllog(5), read and checked. Nothing that
 * the database would refuse, or that this program would misunderstand, gets
 * past line_read(): it says what is wrong, and where, instead.
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

/* A time that may be unknown: microseconds since 2000-01-01 UTC. */
struct time_in {
	bool known;
	int64_t at;
};

struct digest_in {
	bool known;
	unsigned char sha256[32];
};

/* A place in an archive; offset -1: none. */
struct warc_in {
	struct str file;
	int64_t offset;
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
	struct str ind, entity, value, unit, qualifier, raw, sentence, time;
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
	int extractor_version;
	struct str source;
	struct time_in fetched_at;
	int64_t http_status;	/* -1: none */
	struct warc_in warc;
	struct digest_in digest;	/* always known */
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

/* The crawl log. Numbers are -1 where the line has null. */
struct fetch_in {
	struct str url, host, kind, via, start, title, outcome, reason,
	    detail, etag, last_modified, location;
	int64_t time, status, bytes, duration_ms;
	struct digest_in digest;
	struct warc_in warc;
};

struct host_in {
	struct str host, state, reason;
	int64_t time, left, robots_status, delay_ms;
	struct time_in since, next_due;
	bool official_known, official;
};

enum line_kind {
	LINE_RECORD,
	LINE_FETCH,	/* an attempt of the crawler */
	LINE_HOST,	/* a host at the end of a run */
	LINE_OTHER	/* a kind of line of the crawl log that is not known */
};

struct line {
	enum line_kind kind;
	union {
		struct record record;
		struct fetch_in fetch;
		struct host_in host;
	};
};

/*
 * Reads one line, its newline off; its members tell what it is. 0 and *line
 * filled, or -1 and *refusal. What the line points at lives in the arena; the
 * text must live as long.
 */
int line_read(struct arena *, struct str text, struct line *,
    struct refusal *);

/* A whole number of at most 18 digits, as JSON has it. */
int64_t line_whole(struct str);

#endif
