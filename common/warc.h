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

#include "buf.h"

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

/* Of "response" and so on. */
enum warc_type warc_type_of(struct str name);

/* Why a revisit record has no content of its own. */
enum warc_profile {
	WARC_NO_PROFILE,
	WARC_SAME_DIGEST,	/* identical-payload-digest */
	WARC_NOT_MODIFIED	/* server-not-modified (304) */
};

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
	struct str date;	/* now when STR_NONE */
	struct str uri;
	struct str ip;		/* of the server */
	struct str concurrent_to;	/* id of the record it belongs to */
	struct str truncated;	/* length, time, disconnect, unspecified */
	struct str content_type;	/* by type when STR_NONE, see .c */
	/*
	 * Worked out when STR_NONE. A revisit's is the original's: it must be
	 * given for WARC_SAME_DIGEST; for WARC_NOT_MODIFIED it says nothing
	 * that the original does not, and costs a seventh of the record.
	 */
	struct str payload_digest;
	enum warc_profile profile;	/* of a revisit only */
	/* Of a revisit: id, URI and date of the original response record. */
	struct str refers_to, refers_to_uri, refers_to_date;
	/* More headers, whole lines that end in CR LF (WARC-Protocol: ...). */
	struct str more;
	struct str head;	/* HTTP head with its blank line, or STR_NONE */
	struct str body;	/* of any other record the whole block */
	/* The same record made by warc_pack(), or NULL: see there. */
	const struct warc_packed *packed;
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

/*
 * A record that was packed before it is known where it goes. bytes.n is 0
 * when it could not be.
 */
struct warc_packed {
	struct buf bytes;	/* the gzip member; owned, see warc_pack() */
	char id[WARC_ID_SIZE], info_id[WARC_ID_SIZE];
	char payload_digest[WARC_DIGEST_SIZE];
};

struct warc_packer;
struct warc_packer *warc_packer_new(void);
void warc_packer_free(struct warc_packer *);

/*
 * Packs a record for the file that is being written; with it as `packed`
 * writing the record is only copying, unless another file was begun meanwhile.
 * The only function that another thread than the writer's may call, with a
 * packer of its own. *to must be zero or of an earlier call; buf_release() its
 * bytes. Not for bodies over a mebibyte.
 */
void warc_pack(struct warc_packer *, const struct warc_writer *,
    const struct warc_record *, struct warc_packed *to);

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
 * all) and gives it its final name. An `upto` where a member ends, of a file
 * that was durable so far, costs no reading.
 */
enum warc_recovered warc_recover(const char *path, long long upto);

/* Whether a file that starts with these bytes is a WARC, packed or not. */
bool warc_is(struct str first);

/*
 * Whether what was `packed` bytes long and has become `plain` bytes is made
 * to cost much: a page of 16 MiB and more shrinks to a twentieth at best.
 */
bool warc_is_bomb(size_t plain, size_t packed);

/* The longest window of a zstd frame, 8 MiB, that readers must know. */
enum { WARC_ZSTD_WINDOW = 23 };

/* A record that was read. All strings are borrowed until the next one. */
struct warc_entry {
	enum warc_type type;
	struct str headers;	/* whole lines, for warc_field() */
	struct str id, date, ip, content_type, truncated;
	struct str uri;		/* without the angle brackets of old tools */
	struct str payload_digest, block_digest;	/* as declared */
	struct str refers_to, refers_to_uri, refers_to_date;
	long long length;	/* of the block, as declared */
	/*
	 * Where its gzip member or zstd frame starts; of a plain file, where
	 * it starts. Records that share a member share the offset.
	 */
	long long offset;
};

/* What became of a block that was asked for. */
enum warc_block {
	WARC_WHOLE,
	WARC_TOO_BIG,		/* over the limit: hashed and passed over */
	WARC_CUT		/* the archive is damaged or ends inside */
};

struct warc_reader;

/*
 * Reads a WARC of any tool, WARC/0.17 to 1.1, gzipped by record, gzipped as a
 * whole, the same by zstd (a dictionary in front of all included), or plain.
 * `first` are bytes already taken off fd (at most 64 KiB,
 * copied), or STR_NONE. fd is borrowed; it may be a pipe. Blocks over
 * max_block bytes are not kept.
 */
struct warc_reader *warc_reader_open(int fd, struct str first,
    size_t max_block);
void warc_reader_close(struct warc_reader *);

/* From now on a block that is a bomb (warc_is_bomb()) is too big. */
void warc_reader_refuse_bombs(struct warc_reader *);

/*
 * Reads the headers of the next record; false at the end. Damage is passed
 * over to the next gzip member or line that starts a record, and counted.
 */
bool warc_reader_next(struct warc_reader *, struct warc_entry *);

/*
 * Reads the block of the record that warc_reader_next() gave, once. *block is
 * borrowed until the next call, what there is of it when WARC_CUT, STR_NONE
 * when WARC_TOO_BIG; then `digest` is that of the payload as it is stored.
 */
enum warc_block warc_reader_block(struct warc_reader *, struct str *block,
    char digest[WARC_DIGEST_SIZE]);

/* How often damage was passed over so far. */
long warc_reader_damage(const struct warc_reader *);

/*
 * The value of a header, name in any case, the first if there are several;
 * STR_NONE without. Works on WARC and HTTP headers; folded lines of WARC are
 * one already.
 */
struct str warc_field(struct str headers, const char *name);

enum warc_http_problem {
	WARC_HTTP_OK,
	WARC_HTTP_CUT,		/* the body ends early: body is what there is */
	WARC_HTTP_NO_HEAD,	/* no HTTP response at all */
	WARC_HTTP_ENCODING,	/* a content-encoding that is not read */
	WARC_HTTP_BOMB		/* over the limit when decoded, or a bomb */
};

/* An HTTP response taken apart; buffers are kept from one to the next. */
struct warc_http {
	int status;
	struct str headers;	/* whole lines, for warc_field() */
	struct str body;	/* without transfer- and content-encoding */
	struct str encoding;	/* the content-encoding as declared */
	struct buf chunks, plain;	/* hold the body where it was decoded */
};

void warc_http_init(struct warc_http *, size_t max_body);
void warc_http_release(struct warc_http *);

/*
 * Takes the block of a response record apart. Views point into the block or
 * the buffers. A body that is not encoded as its head says (many tools store
 * it decoded) is taken as it is.
 */
enum warc_http_problem warc_http_read(struct warc_http *, struct str block);

#endif
