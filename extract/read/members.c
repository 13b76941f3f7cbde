/* SPDX-License-Identifier: MIT */
#include "members.h"

#include <stdlib.h>

#include "capture.h"
#include "csv.h"
#include "decode.h"
#include "jsonfile.h"
#include "msg.h"
#include "source.h"
#include "warc.h"
#include "zipfile.h"

enum { MAX_CSV_MEMORY = 1 << 28 };

struct members {
	struct doc outer;	/* what was seen of the archive, ... */
	struct arena *arena;	/* ... in here */
	struct zipfile *zip;
	size_t next;
	struct members *inner;	/* of the archive at hand in this one ... */
	char *bytes;		/* ... which is this */
	struct csv_corpus *csv;	/* or these */
};

/* Folders, and what systems put beside the files of a user. */
static bool
is_file(struct str name)
{
	size_t i = name.n;

	if (name.n == 0 || name.p[name.n - 1] == '/' ||
	    str_starts(name, STR("__MACOSX/")))
		return false;
	while (i > 0 && name.p[i - 1] != '/')
		i--;
	return name.p[i] != '.';
}

static bool
has_file(struct zipfile *z)
{
	size_t i, n = zipfile_count(z);

	for (i = 0; i < n; i++)
		if (is_file(zipfile_name(z, i)))
			return true;
	return false;
}

/* What was seen of a document, with nothing read of it. */
static struct doc
seen_of(const struct doc *d, struct arena *a)
{
	struct doc seen = { .arena = a, .http_status = d->http_status,
		.warc_offset = d->warc_offset };

	seen.source = arena_str(a, d->source);
	seen.host = d->host.p != NULL ? arena_str(a, d->host) : STR_NONE;
	seen.fetched_at = d->fetched_at.p != NULL ?
	    arena_str(a, d->fetched_at) : STR_NONE;
	seen.warc = d->warc.p != NULL ? arena_str(a, d->warc) : STR_NONE;
	return seen;
}

/*
 * The rows of a CSV file, or the objects of one of JSON; NULL if it does not
 * hold several documents.
 */
static struct members *
open_csv(struct doc *outer, struct str bytes)
{
	struct members *m;
	struct doc inner;
	struct str utf8;
	bool csv = csv_is_named(outer->source);

	if (outer->state != STATE_OK || (!csv &&
	    !jsonfile_is_named(outer->source)) ||
	    !str_starts(str_of(outer->mime), STR("text/")))
		return NULL;
	m = xcalloc(1, sizeof(*m));
	m->arena = arena_new(MAX_CSV_MEMORY);
	m->outer = seen_of(outer, m->arena);
	inner = m->outer;
	utf8 = decode_utf8(&inner, bytes);
	if (inner.state == STATE_OK && !csv)
		utf8 = jsonfile_rows(m->arena, utf8);
	m->csv = inner.state == STATE_OK && utf8.p != NULL ?
	    csv_corpus_open(m->arena, utf8) : NULL;
	if (m->csv != NULL)
		return m;
	members_close(m);
	return NULL;
}

static bool
is_zip(const struct doc *d)
{
	return d->mime != NULL && strcmp(d->mime, "application/zip") == 0;
}

/* The members of an archive; of one that is a member itself, `in` has it. */
static struct members *
open_zip(struct doc *outer, struct str bytes, struct zipfile *in)
{
	struct members *m;
	struct doc inner;

	if (outer->state != STATE_UNSUPPORTED || !is_zip(outer))
		return NULL;
	m = xcalloc(1, sizeof(*m));
	m->arena = arena_new(1 << 20);
	m->outer = seen_of(outer, m->arena);
	inner = m->outer;
	m->zip = zipfile_open(&inner, bytes, in);
	if (m->zip != NULL && has_file(m->zip))
		return m;
	if (m->zip == NULL) {
		outer->state = inner.state;
		outer->reason = inner.reason;
		outer->reason_detail = STR_NONE;
	}
	members_close(m);
	return NULL;
}

struct members *
members_open(struct doc *outer, struct str bytes)
{
	struct members *m = open_csv(outer, bytes);

	return m != NULL ? m : open_zip(outer, bytes, NULL);
}

static void
leave_inner(struct members *m)
{
	members_close(m->inner);
	free(m->bytes);
	m->inner = NULL;
	m->bytes = NULL;
}

void
members_close(struct members *m)
{
	if (m == NULL)
		return;
	leave_inner(m);
	zipfile_close(m->zip);
	arena_free(m->arena);
	free(m);
}

/* A name is in UTF-8, or in what its maker's system used: GBK as a rule. */
static struct str
name_of(struct arena *a, struct str bytes)
{
	struct doc scratch = { .arena = a };
	struct str name = decode_utf8(&scratch, bytes);

	return name.p != NULL ? name : STR("?");
}

static bool
next_row(struct members *m, struct doc *d, struct str *bytes)
{
	char digest[WARC_DIGEST_SIZE];
	struct arena *a = d->arena;
	struct str row;
	long number;

	*d = m->outer;
	d->arena = a;
	d->source = STR_NONE;
	if (!csv_corpus_next(m->csv, d, &number, &row, bytes))
		return false;
	if (d->source.p == NULL)
		d->source = arena_printf(a, "%.*s!/%ld",
		    STR_ARG(m->outer.source), number);
	else
		d->host = capture_host(a, d->source);
	d->bytes = row.n;
	warc_digest(row, digest);
	d->digest = arena_str(a, str_of(digest));
	if (d->state == STATE_OK)
		source_sniff(d, *bytes);
	return true;
}

static bool
next_file(struct members *m, struct doc *d, struct str *bytes)
{
	char digest[WARC_DIGEST_SIZE];
	struct arena *a = d->arena;
	size_t i = m->next;
	struct str name;

	while (i < zipfile_count(m->zip) && !is_file(zipfile_name(m->zip, i)))
		i++;
	m->next = i + 1;
	if (i >= zipfile_count(m->zip))
		return false;
	*d = m->outer;
	d->arena = a;
	name = name_of(a, zipfile_name(m->zip, i));
	d->source = arena_printf(a, "%.*s!/%.*s", STR_ARG(m->outer.source),
	    STR_ARG(name));
	*bytes = zipfile_read_for(m->zip, i, d);
	d->bytes = bytes->n;
	warc_digest(*bytes, digest);
	d->digest = arena_str(a, str_of(digest));
	if (d->state == STATE_OK)
		source_sniff(d, *bytes);
	return true;
}

/*
 * Opens an archive that is a file in this one: portals pack what they attach
 * in one, and people pack those. Its bytes outlive the document.
 */
static bool
enter_inner(struct members *m, struct doc *d, struct str bytes)
{
	m->bytes = xmalloc(bytes.n + 1);
	memcpy(m->bytes, bytes.p, bytes.n);
	m->inner = open_zip(d, (struct str){ m->bytes, bytes.n }, m->zip);
	if (m->inner == NULL)
		leave_inner(m);
	return m->inner != NULL;
}

bool
members_next(struct members *m, struct doc *d, struct str *bytes)
{
	if (m->csv != NULL)
		return next_row(m, d, bytes);
	do {
		if (m->inner != NULL && next_file(m->inner, d, bytes))
			return true;
		leave_inner(m);
		if (!next_file(m, d, bytes))
			return false;
	} while (is_zip(d) && enter_inner(m, d, *bytes));
	return true;
}
