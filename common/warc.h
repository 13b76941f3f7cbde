/* SPDX-License-Identifier: MIT */
/*
 * warc: web archives (ISO 28500, WARC 1.1). warcwrite.c writes them, one gzip
 * member per record; warcread.c reads what any tool wrote; warchttp.c takes
 * the HTTP message inside a record apart.
 *
 * Digests are "sha256:" and lower-case hexadecimal, as the npm package warcio
 * writes them and as record(5) names documents. The payload of a record with
 * an HTTP head is what stands behind the head, of any other its whole block.
 */
#ifndef WARC_H
#define WARC_H

#include "str.h"

enum {
	WARC_MAX_BLOCK = 256 << 20,	/* bytes of one record's block */
	WARC_ID_SIZE = 48,	/* "<urn:uuid:...>" and NUL */
	WARC_DATE_SIZE = 28,	/* "2026-11-22T08:09:10.123456Z" and NUL */
	WARC_DIGEST_SIZE = 72	/* "sha256:..." and NUL */
};

enum warc_type {
	WARC_OTHER,		/* read only: a type that is not known */
	WARC_INFO, WARC_REQUEST, WARC_RESPONSE, WARC_REVISIT, WARC_METADATA,
	WARC_RESOURCE, WARC_CONVERSION, WARC_CONTINUATION
};

/* "response" and so on; "" for WARC_OTHER. */
const char *warc_type_name(enum warc_type);
enum warc_type warc_type_of(struct str name);

/* Why a revisit record has no content of its own. */
enum warc_profile {
	WARC_NO_PROFILE,
	WARC_SAME_DIGEST,	/* identical-payload-digest */
	WARC_NOT_MODIFIED	/* server-not-modified (304) */
};

/* A new random record id, "<urn:uuid:...>". */
void warc_id(char id[WARC_ID_SIZE]);

/* The time now, UTC, with microseconds, as WARC-Date wants it. */
void warc_now(char date[WARC_DATE_SIZE]);

/* The digest of some bytes. */
void warc_digest(struct str bytes, char digest[WARC_DIGEST_SIZE]);

/*
 * A record to be written. Zero it, fill in what is known; STR_NONE leaves a
 * header out. All is borrowed for the time of the call. Values must not hold
 * line ends, except that a URI may be anything: what a URI can't hold is
 * percent-encoded.
 */
struct warc_record {
	enum warc_type type;	/* not WARC_INFO: the writer's own */
	struct str id;		/* made by the writer when STR_NONE */
	struct str date;	/* now when STR_NONE */
	struct str uri;
	struct str ip;		/* of the server */
	struct str concurrent_to;	/* id of the record it belongs to */
	struct str truncated;	/* length, time, disconnect, unspecified */
	struct str content_type;	/* by type when STR_NONE, see .c */
	/*
	 * Worked out when STR_NONE. A revisit's is the original's: it must be
	 * given for WARC_SAME_DIGEST and may be missing for WARC_NOT_MODIFIED.
	 */
	struct str payload_digest;
	enum warc_profile profile;	/* of a revisit only */
	/* Of a revisit: id, URI and date of the original response record. */
	struct str refers_to, refers_to_uri, refers_to_date;
	/* More headers, whole lines that end in CR LF (WARC-Protocol: ...). */
	struct str more;
	struct str head;	/* HTTP head with its blank line, or STR_NONE */
	struct str body;	/* of any other record the whole block */
};

/* Where a record went. */
struct warc_place {
	char file[256];		/* final name, without folder and ".open" */
	long long offset, length;	/* of its gzip member */
	char id[WARC_ID_SIZE];
	char payload_digest[WARC_DIGEST_SIZE];	/* "" when it has none */
};

struct warc_writer;

/*
 * A writer of DIR/nianbao-PREFIX-TIMESTAMP-SERIAL.warc.gz, which is called
 * .warc.gz.open until it is finished. Files are made when there is a record
 * to write, start with a warcinfo record and are finished once they have
 * max_bytes (0: 1 GB); a record with concurrent_to still goes into the file
 * of its predecessors. `info` are more lines for
 * warcinfo ("robots: obey\r\n") or STR_NONE; it is copied.
 */
struct warc_writer *warc_writer_open(const char *dir, const char *prefix,
    struct str info, long long max_bytes);

/*
 * Writes a record and says where it is; *place may be NULL. The bytes may
 * still be in memory: see warc_writer_sync(). 0, or -1 when it can't be
 * written (warc_writer_error() says why; the writer stays broken). Asserts
 * that the block is no longer than WARC_MAX_BLOCK.
 */
int warc_writer_write(struct warc_writer *, const struct warc_record *,
    struct warc_place *);

/* Makes everything written so far durable; 0 or -1. */
int warc_writer_sync(struct warc_writer *);

/* Finishes the file that is being written; a later record starts another. */
int warc_writer_finish(struct warc_writer *);

/* What went wrong, "" if nothing did. Borrowed from the writer. */
const char *warc_writer_error(const struct warc_writer *);

/* Finishes and frees; 0 or -1 if that failed. NULL is fine. */
int warc_writer_close(struct warc_writer *);

enum warc_recovered {
	WARC_RECOVERED,		/* whole and named now */
	WARC_EMPTY,		/* held no whole record and was removed */
	WARC_BUSY,		/* is being written by a running process */
	WARC_FAILED		/* errno says why; nothing was changed */
};

/*
 * Takes up what a crash left: cuts PATH, which ends in ".open", behind its
 * last whole gzip member that ends at or before `upto` (-1: the last one of
 * all) and gives it its final name.
 */
enum warc_recovered warc_recover(const char *path, long long upto);

#endif
