/* SPDX-License-Identifier: MIT */
/*
 * Order makes it safe: records are made durable first, then the lines that
 * speak of them. So a line never speaks of what is not there, and records
 * without a line are those behind the last line's end.
 */
#include "archive.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <glob.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "buf.h"
#include "corpus.h"
#include "msg.h"
#include "outfile.h"
#include "warc.h"

enum {
	BATCH = 256,		/* records between two syncs */
	STEP = 1 << 16,
	KEEP = 16 << 20,	/* room kept from one file to the next */
	MAX_LINE = 1 << 16,
	KEY = 16		/* bytes of a key; by chance no two are equal */
};

/* The keys of what is archived; open addressing, at most half full. */
struct keys {
	unsigned char (*v)[KEY];
	size_t n, room;
};

struct archive {
	char *dir;		/* VAR/warc */
	dev_t var_dev;		/* VAR itself, which holds the database: */
	ino_t var_ino;		/* nothing of it is imported with its parent */
	int ledger;
	struct keys keys;
	struct warc_writer *writer;
	struct buf lines;	/* not written yet */
	int batch;
	struct buf bytes;	/* of the file at hand */
	EVP_MD_CTX *hash;
	char digest[WARC_DIGEST_SIZE];
	char last[256];		/* WARC of the last record */
	long long last_end;	/* where its record ends */
	long long done, total;	/* bytes of the files; total 0: not known */
	struct archive_counts *counts;
};

static const unsigned char no_key[KEY];

static unsigned char *
slot(const struct keys *k, const unsigned char key[KEY])
{
	size_t at;

	memcpy(&at, key, sizeof(at));
	for (at &= k->room - 1; memcmp(k->v[at], no_key, KEY) != 0 &&
	    memcmp(k->v[at], key, KEY) != 0; at = (at + 1) & (k->room - 1))
		;
	return k->v[at];
}

/* True if the key is new. */
static bool
keys_add(struct keys *k, const unsigned char key[KEY])
{
	struct keys old = *k;
	unsigned char *to;
	size_t i;

	if (k->n * 2 >= k->room) {
		k->room = k->room > 0 ? k->room * 2 : 1024;
		k->v = xcalloc(k->room, KEY);
		for (i = 0; i < old.room; i++)
			if (memcmp(old.v[i], no_key, KEY) != 0)
				memcpy(slot(k, old.v[i]), old.v[i], KEY);
		free(old.v);
	}
	to = slot(k, key);
	if (memcmp(to, key, KEY) == 0)
		return false;
	memcpy(to, key, KEY);
	k->n++;
	return true;
}

static void
make_key(struct str digest, struct str path, unsigned char key[KEY])
{
	struct buf b;
	unsigned char md[EVP_MAX_MD_SIZE];

	buf_init(&b, MAX_LINE);
	buf_addstr(&b, digest);
	buf_addc(&b, '\t');
	buf_addstr(&b, path);
	if (EVP_Digest(b.p, b.n, md, NULL, EVP_sha256(), NULL) != 1)
		fatal("could not hash");
	memcpy(key, md, KEY);
	buf_release(&b);
}

static void
add_escaped(struct buf *b, const char *path)
{
	for (; *path != '\0'; path++)
		if (*path == '\t')
			buf_adds(b, "\\t");
		else if (*path == '\n')
			buf_adds(b, "\\n");
		else if (*path == '\\')
			buf_adds(b, "\\\\");
		else
			buf_addc(b, *path);
}

/* Takes a line of the list in; what is no such line is left alone. */
static void
take_line(struct archive *a, struct str line)
{
	struct str kind = str_cut(&line, '\t'), digest = str_cut(&line, '\t'),
	    path = str_cut(&line, '\t'), warc = str_cut(&line, '\t'),
	    offset = str_cut(&line, '\t');
	unsigned char key[KEY];

	if (line.p == NULL)
		return;
	make_key(digest, path, key);
	keys_add(&a->keys, key);
	if (!str_eq(kind, STR("file")) && !str_eq(kind, STR("line")))
		return;
	/* The fields end in a tab and a line end: strtoll() stops there. */
	snprintf(a->last, sizeof(a->last), "%.*s", STR_ARG(warc));
	a->last_end = strtoll(offset.p, NULL, 10) + strtoll(line.p, NULL, 10);
}

/* Reads the list and cuts off a last line that a crash tore. */
static void
read_ledger(struct archive *a, const char *path)
{
	FILE *f = fopen(path, "r");
	char *line = NULL;
	size_t room = 0;
	ssize_t n;
	off_t good = 0;

	if (f == NULL)
		fatal("could not read \"%s\": %s", path, strerror(errno));
	while ((n = getline(&line, &room, f)) > 0 && line[n - 1] == '\n') {
		good += n;
		take_line(a, (struct str){ line, (size_t)n - 1 });
	}
	if (ferror(f))
		fatal("could not read \"%s\": %s", path, strerror(errno));
	if (ftruncate(a->ledger, good) < 0)
		fatal("could not write \"%s\": %s", path, strerror(errno));
	free(line);
	fclose(f);
}

/* Finishes the file that a crash left open. */
static void
recover(const struct archive *a, const char *temp)
{
	const char *name = strrchr(temp, '/') + 1;
	size_t n = strlen(name) - strlen(OUTFILE_SUFFIX);
	bool ours = strlen(a->last) == n && memcmp(name, a->last, n) == 0;

	switch (warc_recover(temp, ours ? a->last_end : 0)) {
	case WARC_RECOVERED:
	case WARC_EMPTY:
		info("took up \"%s\"", temp);
		break;
	case WARC_BUSY:
		fatal("\"%s\" is being written by another program", temp);
	case WARC_FAILED:
		fatal("could not take up \"%s\": %s", temp, strerror(errno));
	}
}

static void
recover_all(const struct archive *a)
{
	struct buf pattern;
	glob_t found;
	size_t i;

	buf_init(&pattern, MAX_LINE);
	for (i = 0; a->dir[i] != '\0'; i++) {
		if (strchr("*?[\\", a->dir[i]) != NULL)
			buf_addc(&pattern, '\\');
		buf_addc(&pattern, a->dir[i]);
	}
	buf_adds(&pattern, "/nianbao-import-*.warc.gz" OUTFILE_SUFFIX);
	if (glob(pattern.p, 0, NULL, &found) == 0) {
		for (i = 0; i < found.gl_pathc; i++)
			recover(a, found.gl_pathv[i]);
		globfree(&found);
	}
	buf_release(&pattern);
}

static char *
join(const char *folder, const char *name)
{
	size_t n = strlen(folder) + strlen(name) + 2;
	char *p = xmalloc(n);

	snprintf(p, n, "%s/%s", folder, name);
	return p;
}

static void
start(struct archive *a, const char *var)
{
	struct stat st;
	char *path;

	a->dir = join(var, "warc");
	path = join(a->dir, "import.tsv");
	if ((mkdir(var, 0777) < 0 && errno != EEXIST) ||
	    (mkdir(a->dir, 0777) < 0 && errno != EEXIST))
		fatal("could not make \"%s\": %s", a->dir, strerror(errno));
	if (stat(var, &st) < 0)
		fatal("could not read \"%s\": %s", var, strerror(errno));
	a->var_dev = st.st_dev;
	a->var_ino = st.st_ino;
	a->ledger = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
	if (a->ledger < 0 || flock(a->ledger, LOCK_EX) < 0)
		fatal("could not open \"%s\": %s", path, strerror(errno));
	read_ledger(a, path);
	recover_all(a);
	free(path);
	a->writer = warc_writer_open(a->dir, "import", STR_NONE, 0);
	buf_init(&a->lines, (size_t)MAX_LINE * BATCH);
	buf_init(&a->bytes, (size_t)WARC_MAX_BLOCK + STEP);
	a->hash = EVP_MD_CTX_new();
	if (a->hash == NULL)
		fatal("could not set up hashing");
}

/* Makes the records durable, then the lines that speak of them. */
static void
settle(struct archive *a)
{
	struct outfile to = { .fd = a->ledger };

	assert(buf_ok(&a->lines));
	if (warc_writer_sync(a->writer) < 0)
		fatal("%s", warc_writer_error(a->writer));
	if (outfile_write(&to, a->lines.p, a->lines.n) < 0 ||
	    outfile_sync(&to) < 0)
		fatal("could not write \"%s/import.tsv\": %s", a->dir,
		    strerror(errno));
	buf_reset(&a->lines);
	a->batch = 0;
}

static void
finish(struct archive *a)
{
	settle(a);
	if (warc_writer_finish(a->writer) < 0)
		fatal("%s", warc_writer_error(a->writer));
	warc_writer_close(a->writer);
	close(a->ledger);
	EVP_MD_CTX_free(a->hash);
	buf_release(&a->lines);
	buf_release(&a->bytes);
	free(a->keys.v);
	free(a->dir);
}

/*
 * Reads and hashes a file; what is a WARC or over the limit is hashed only.
 * Its size, or -1 and errno.
 */
static long long
read_file(struct archive *a, int fd, bool *warc)
{
	unsigned char md[EVP_MAX_MD_SIZE];
	unsigned int i, len;
	long long size = 0;
	ssize_t n;
	char *p;

	buf_reset(&a->bytes);
	EVP_DigestInit_ex(a->hash, EVP_sha256(), NULL);
	for (*warc = false;; size += n) {
		p = buf_room(&a->bytes, STEP);
		n = read(fd, p, STEP);
		if (n < 0 && errno == EINTR)
			n = 0;
		else if (n <= 0)
			break;
		EVP_DigestUpdate(a->hash, p, (size_t)n);
		if (size == 0)
			*warc = warc_is((struct str){ p, (size_t)n });
		if (!*warc && size + n <= WARC_MAX_BLOCK)
			a->bytes.n += (size_t)n;
	}
	if (EVP_DigestFinal_ex(a->hash, md, &len) != 1)
		fatal("could not hash");
	memcpy(a->digest, "sha256:", sizeof("sha256:"));
	for (i = 0; i < len; i++)
		snprintf(a->digest + 7 + 2 * i, 3, "%02x", md[i]);
	return n < 0 ? -1 : size;
}

/* The path as a URI; extract turns it back. */
static void
add_uri(struct buf *b, const char *path)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/";
	size_t i;

	buf_adds(b, "file:");
	for (i = 0; path[i] != '\0'; i++)
		/* "//" in front would be a host. */
		if (strchr(plain, path[i]) == NULL ||
		    (i == 1 && path[0] == '/' && path[1] == '/'))
			buf_printf(b, "%%%02X", (unsigned char)path[i]);
		else
			buf_addc(b, path[i]);
}

/* A record of what the path names, or of the URL where there is one. */
static void
add_record(struct archive *a, const char *path, struct str url,
    struct str type, struct str body, struct warc_place *place)
{
	struct warc_record r = { .type = WARC_RESOURCE, .content_type = type,
		.payload_digest = str_of(a->digest) };
	struct buf uri;

	buf_init(&uri, MAX_LINE);
	if (url.p == NULL)
		add_uri(&uri, path);
	r.uri = url.p != NULL ? url : buf_str(&uri);
	r.body = body.n > 0 ? body : STR("");
	if (warc_writer_write(a->writer, &r, place) < 0)
		fatal("%s", warc_writer_error(a->writer));
	buf_release(&uri);
}

static void
add_line(struct archive *a, const char *kind, const char *path,
    const struct warc_place *place)
{
	buf_printf(&a->lines, "%s\t%s\t", kind, a->digest);
	add_escaped(&a->lines, path);
	buf_printf(&a->lines, "\t%s\t%lld\t%lld\n", place->file,
	    place->offset, place->length);
	if (++a->batch == BATCH)
		settle(a);
}

/* Whether path with a->digest is new to the list; it is from now on. */
static bool
is_new(struct archive *a, const char *path)
{
	unsigned char key[KEY];
	struct buf escaped;
	bool new;

	buf_init(&escaped, MAX_LINE);
	add_escaped(&escaped, path);
	make_key(str_of(a->digest), buf_str(&escaped), key);
	new = keys_add(&a->keys, key);
	buf_release(&escaped);
	return new;
}

/* What was read of a file is archived, remembered, or known already. */
static void
keep(struct archive *a, const char *path, long long size, bool warc)
{
	struct warc_place place = { .file = "-", .length = size };
	char *whole = warc ? realpath(path, NULL) : NULL;

	if (!is_new(a, whole != NULL ? whole : path)) {
		a->counts->same++;
	} else if (warc) {
		add_line(a, "warc", whole != NULL ? whole : path, &place);
		a->counts->warcs++;
	} else if (size > WARC_MAX_BLOCK) {
		warning("\"%s\" is too big to be archived", path);
		add_line(a, "too_big", path, &place);
		a->counts->too_big++;
	} else {
		add_record(a, path, STR_NONE, STR_NONE, buf_str(&a->bytes),
		    &place);
		add_line(a, "file", path, &place);
		a->counts->files++;
	}
	free(whole);
	if (a->bytes.room > KEEP)
		buf_release(&a->bytes);
}

static void
unreadable(struct archive *a, const char *path, int why)
{
	warning("could not read \"%s\": %s", path, strerror(why));
	a->counts->seen++;
	a->counts->unreadable++;
}

static void
keep_line(struct archive *a, struct corpus *c, const char *path,
    struct str line)
{
	struct warc_place place;
	struct buf name;

	a->counts->seen++;
	buf_init(&name, MAX_LINE);
	buf_printf(&name, "%s#%ld", path, corpus_number(c));
	warc_digest(line, a->digest);
	if (!is_new(a, name.p)) {
		a->counts->same++;
	} else {
		add_record(a, name.p, corpus_url(c, line), STR(CORPUS_TYPE),
		    line, &place);
		add_line(a, "line", name.p, &place);
		a->counts->lines++;
	}
	buf_release(&name);
}

/* Each line of a corpus is a document of its own. */
static void
take_corpus(struct archive *a, struct corpus *c, const char *path)
{
	enum corpus_line got;
	struct str line;

	while ((got = corpus_next(c, &line)) != CORPUS_END &&
	    got != CORPUS_BROKEN) {
		progress("MB", (size_t)((a->done + corpus_offset(c)) >> 20),
		    (size_t)(a->total >> 20));
		if (got == CORPUS_LINE) {
			keep_line(a, c, path, line);
			continue;
		}
		warning("line %ld of \"%s\" is too long", corpus_number(c),
		    path);
		a->counts->seen++;
		a->counts->too_big++;
	}
	if (got == CORPUS_BROKEN) {
		warning("\"%s\" is damaged behind line %ld", path,
		    corpus_number(c) - 1);
		a->counts->seen++;
		a->counts->unreadable++;
	}
	corpus_close(c);
}

static void
take_plain(struct archive *a, const char *path)
{
	int e, fd = open(path, O_RDONLY | O_CLOEXEC);
	long long size = -1;
	bool warc;

	if (fd >= 0)
		size = read_file(a, fd, &warc);
	e = errno;
	if (fd >= 0)
		close(fd);
	if (size < 0) {
		unreadable(a, path, e);
		return;
	}
	a->counts->seen++;
	keep(a, path, size, warc);
}

static void
take_file(struct archive *a, const char *path)
{
	struct corpus *c = corpus_open(path);
	struct stat st;

	if (c != NULL)
		take_corpus(a, c, path);
	else
		take_plain(a, path);
	if (stat(path, &st) == 0)
		a->done += st.st_size;
	progress("MB", (size_t)(a->done >> 20), (size_t)(a->total >> 20));
}

static int
by_bytes(const FTSENT **x, const FTSENT **y)
{
	return strcmp((*x)->fts_name, (*y)->fts_name);
}

/* Whether that is VAR, by whatever name. */
static bool
is_var(const struct archive *a, const FTSENT *e)
{
	return e->fts_info == FTS_D && e->fts_statp->st_dev == a->var_dev &&
	    e->fts_statp->st_ino == a->var_ino;
}

/* Links to folders are not followed inside folders: they may go round. */
static void
take_entry(struct archive *a, FTS *walk, FTSENT *e)
{
	struct stat st;

	if (e->fts_level > 0 && e->fts_name[0] == '.') {
		fts_set(walk, e, FTS_SKIP);
		return;
	}
	if (is_var(a, e)) {
		warning("passing over \"%s\": nianbao keeps its own files "
		    "there", e->fts_path);
		fts_set(walk, e, FTS_SKIP);
		return;
	}
	switch (e->fts_info) {
	case FTS_F:
		take_file(a, e->fts_path);
		break;
	case FTS_SL:
		if (stat(e->fts_path, &st) == 0 && S_ISREG(st.st_mode))
			take_file(a, e->fts_path);
		break;
	case FTS_DEFAULT:	/* a pipe that was named is read */
		if (e->fts_level == 0)
			take_file(a, e->fts_path);
		break;
	case FTS_SLNONE:
		unreadable(a, e->fts_path, ENOENT);
		break;
	case FTS_DNR:
	case FTS_ERR:
	case FTS_NS:
		unreadable(a, e->fts_path, e->fts_errno);
		break;
	default:
		break;
	}
}

static FTS *
open_walk(char *path)
{
	char *roots[] = { path, NULL };

	return fts_open(roots, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR,
	    by_bytes);
}

/* Bytes of the files there, for whoever looks on. */
static long long
measure(const struct archive *a, char *path)
{
	FTS *fts = open_walk(path);
	long long n = 0;
	FTSENT *e;

	while (fts != NULL && (e = fts_read(fts)) != NULL)
		if (is_var(a, e))
			fts_set(fts, e, FTS_SKIP);
		else if (e->fts_info == FTS_F)
			n += e->fts_statp->st_size;
	if (fts != NULL)
		fts_close(fts);
	return n;
}

static void
walk(struct archive *a, char *path)
{
	FTS *fts = open_walk(path);
	FTSENT *e;

	if (fts == NULL) {
		unreadable(a, path, errno);
		return;
	}
	while ((e = fts_read(fts)) != NULL)
		take_entry(a, fts, e);
	fts_close(fts);
}

int
archive_run(char *const *paths, int n, const char *var,
    struct archive_counts *counts)
{
	struct archive a = { .counts = counts };
	int i;

	*counts = (struct archive_counts){ 0 };
	start(&a, var);
	for (i = 0; isatty(STDERR_FILENO) && i < n; i++)
		a.total += measure(&a, paths[i]);
	for (i = 0; i < n; i++)
		walk(&a, paths[i]);
	finish(&a);
	return counts->too_big + counts->unreadable > 0 ? 3 : 0;
}
