/* SPDX-License-Identifier: MIT */
#include "zipfile.h"

#include <stdlib.h>
#include <zip.h>

#include "msg.h"

/* What an archive, with those in it, has had of its limits. */
struct spent {
	size_t total;		/* bytes inflated so far */
	uint64_t entries;
};

struct zipfile {
	struct doc *d;
	zip_t *zip;
	struct spent own, *spent;
};

static void
broken(struct doc *d, zip_error_t *e)
{
	doc_reject(d, STATE_REJECTED, "broken",
	    arena_str(d->arena, str_of(zip_error_strerror(e))));
}

static uint64_t
little_endian(const char *p, int n)
{
	uint64_t v = 0;

	while (n-- > 0)
		v = v << 8 | (unsigned char)p[n];
	return v;
}

/*
 * How many members the records at the end say that there are, the most of
 * them: libzip takes in its whole directory before it can be asked.
 */
static uint64_t
claimed_entries(struct str s)
{
	enum { END = 22, END64 = 56, LOCATOR = 20, LOOK = END + 65535 };
	size_t at = s.n > END ? s.n - END + 1 : 0, stop = s.n > LOOK ?
	    s.n - LOOK : 0;
	uint64_t most = 0, n, to;

	while (at-- > stop) {
		if (memcmp(s.p + at, "PK\5\6", 4) != 0)
			continue;
		n = little_endian(s.p + at + 10, 2);
		to = at < LOCATOR || memcmp(s.p + at - LOCATOR, "PK\6\7", 4)
		    != 0 ? s.n : little_endian(s.p + at - LOCATOR + 8, 8);
		if (to < s.n && s.n - to >= END64)
			n = little_endian(s.p + to + 32, 8);
		most = n > most ? n : most;
	}
	return most;
}

static void
crowded(struct doc *d, uint64_t n)
{
	doc_reject(d, STATE_REJECTED, "too_complex", arena_printf(d->arena,
	    "%llu members in the archive", (unsigned long long)n));
}

struct zipfile *
zipfile_open(struct doc *d, struct str bytes, struct zipfile *in)
{
	uint64_t most = ZIPFILE_MAX_ENTRIES, n = claimed_entries(bytes);
	struct zipfile *z;
	zip_error_t e;
	zip_source_t *src;
	zip_t *zip = NULL;

	if (in != NULL)
		most -= in->spent->entries;
	if (n > most) {
		crowded(d, n);
		return NULL;
	}
	zip_error_init(&e);
	src = zip_source_buffer_create(bytes.p, bytes.n, 0, &e);
	if (src != NULL)
		zip = zip_open_from_source(src, ZIP_RDONLY, &e);
	if (zip == NULL) {
		broken(d, &e);
		zip_source_free(src);
		zip_error_fini(&e);
		return NULL;
	}
	zip_error_fini(&e);
	n = (uint64_t)zip_get_num_entries(zip, 0);
	if (n > most) {
		crowded(d, n);
		zip_discard(zip);
		return NULL;
	}
	z = xcalloc(1, sizeof(*z));
	z->d = d;
	z->zip = zip;
	z->spent = in != NULL ? in->spent : &z->own;
	z->spent->entries += n;
	return z;
}

void
zipfile_close(struct zipfile *z)
{
	if (z == NULL)
		return;
	zip_discard(z->zip);
	free(z);
}

/* The number of a member, -1 without one. */
static zip_int64_t
locate(struct zipfile *z, struct str name)
{
	struct str s = arena_str(z->d->arena, name);

	return zip_name_locate(z->zip, s.p, ZIP_FL_NOCASE | ZIP_FL_ENC_GUESS);
}

/* Sets the document aside if the member must not be inflated. */
static bool
is_safe(const struct zipfile *z, const zip_stat_t *st, struct doc *d)
{
	bool ok = true;

	if (st->encryption_method != ZIP_EM_NONE) {
		doc_reject(d, STATE_REJECTED, "encrypted", STR_NONE);
		return false;
	}
	if (st->size > ZIPFILE_MAX_MEMBER ||
	    st->size > ZIPFILE_MAX_TOTAL - z->spent->total)
		ok = false;
	if (st->size > ZIPFILE_RATIO_FROM &&
	    st->size / ZIPFILE_MAX_RATIO > st->comp_size)
		ok = false;
	if (!ok)
		doc_reject(d, STATE_REJECTED, "too_big",
		    arena_printf(d->arena, "a member has %llu bytes, from "
			"%llu", (unsigned long long)st->size,
			(unsigned long long)st->comp_size));
	return ok;
}

struct str
zipfile_read_for(struct zipfile *z, size_t i, struct doc *d)
{
	zip_int64_t n = -1;
	zip_file_t *f;
	zip_stat_t st;
	char *p;

	if (d->state != STATE_OK)
		return STR_NONE;
	if (zip_stat_index(z->zip, i, 0, &st) < 0) {
		broken(d, zip_get_error(z->zip));
		return STR_NONE;
	}
	if (!is_safe(z, &st, d))
		return STR_NONE;
	z->spent->total += st.size;
	p = arena_alloc(d->arena, st.size + 2);
	f = zip_fopen_index(z->zip, i, 0);
	if (f != NULL)
		n = zip_fread(f, p, st.size);
	/* The checksum is looked at when the end is met, behind the last. */
	if (n < 0 || (zip_uint64_t)n != st.size ||
	    zip_fread(f, p + n, 1) != 0) {
		broken(d, f != NULL ? zip_file_get_error(f) :
		    zip_get_error(z->zip));
		n = -1;
	}
	if (f != NULL)
		zip_fclose(f);
	return n < 0 ? STR_NONE : (struct str){ p, (size_t)n };
}

struct str
zipfile_read(struct zipfile *z, struct str name)
{
	zip_int64_t i = locate(z, name);

	return i < 0 ? STR_NONE : zipfile_read_for(z, (size_t)i, z->d);
}

size_t
zipfile_count(struct zipfile *z)
{
	return (size_t)zip_get_num_entries(z->zip, 0);
}

struct str
zipfile_name(struct zipfile *z, size_t i)
{
	return str_of(zip_get_name(z->zip, i, ZIP_FL_ENC_RAW));
}
