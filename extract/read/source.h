/* SPDX-License-Identifier: MIT */
/*
 * source: what is named on the command line, as documents one at a time.
 * A name is a file, a folder (walked in byte order of the names, hidden ones
 * left out) or "-", standard input. A file is one document, a WARC those that
 * capture.h names. A document that cannot be read is a document with a
 * reason, never the end of the run.
 */
#ifndef SOURCE_H
#define SOURCE_H

#include "doc.h"

enum { SOURCE_MAX_BYTES = 64 << 20 };	/* of one document, by default */

enum { SOURCE_LOOK = 4096 };	/* bytes that say which ODF it is */

/* Types with long names; that of OpenDocument without its end. */
#define SOURCE_ODF "application/vnd.oasis.opendocument"
#define SOURCE_DOCX \
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#define SOURCE_XLSX \
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#define SOURCE_XLSB "application/vnd.ms-excel.sheet.binary.macroEnabled.12"
/* Those of Office 2003, and the parts of a DOCX in one file. */
#define SOURCE_WORD_XML "application/vnd.ms-word.xml"
#define SOURCE_SHEET_XML "application/vnd.ms-excel.xml"
#define SOURCE_MHTML "multipart/related"

struct source;

/* paths must outlive the source; max_bytes 0 means SOURCE_MAX_BYTES. */
struct source *source_open(char *const *paths, int n, size_t max_bytes);
void source_close(struct source *);

/*
 * Takes the next document: fills in what was seen of d (whose arena is set,
 * the rest zeroed) and points *bytes at its bytes, borrowed until the next
 * call. False at the end. When d->state is not STATE_OK there is nothing to
 * read: unreadable, empty, too_big (hashed all the same, never held in
 * memory), or what source_sniff() refuses.
 */
bool source_next(struct source *, struct doc *d, struct str *bytes);

/* Passes over the next document without reading it; false at the end. */
bool source_skip(struct source *);

/*
 * How many documents these paths give; reads folders, no files. 0 when there
 * are archives among them, by their names: that can't be told then.
 */
size_t source_count(char *const *paths, int n);

/* Whether what the path names can be read only once, by one process. */
bool source_is_stream(const char *path);

/*
 * Tells the type from the bytes alone, never from a name: sets d->mime and
 * d->mime_from, and sets aside what no reader reads.
 */
void source_sniff(struct doc *d, struct str bytes);

#endif
