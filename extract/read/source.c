/* SPDX-License-Identifier: MIT */
/*
 * Folders are walked with a stack of sorted name lists, so that the order is
 * the same on every machine and no more than one path of folders is held.
 * The bytes of all documents share one buffer. Whether a file is an archive
 * of many documents is told from its first bytes, so that a document that is
 * passed over has to be opened too.
 */
#include "source.h"

#include <assert.h>
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "buf.h"
#include "capture.h"
#include "decode.h"
#include "mhtml.h"
#include "msg.h"
#include "warc.h"

enum {
	MAX_DEPTH = 64,		/* of folders */
	STEP = 1 << 16,		/* read at once */
	LOOK = 1 << 13		/* bytes looked at to tell HTML from text */
};

struct folder {
	char *path;
	struct dirent **names;
	int n, i;
};

struct source {
	char *const *paths;
	int n, i;
	size_t max_bytes;
	struct folder stack[MAX_DEPTH];
	int depth;
	char *name;		/* of the current file; owned */
	struct capture *archive;	/* it is one, and not at its end */
	struct buf bytes;
	EVP_MD_CTX *hash;
};

struct source *
source_open(char *const *paths, int n, size_t max_bytes)
{
	struct source *src = xcalloc(1, sizeof(*src));

	src->paths = paths;
	src->n = n;
	src->max_bytes = max_bytes != 0 ? max_bytes : SOURCE_MAX_BYTES;
	buf_init(&src->bytes, src->max_bytes + STEP + 1);
	src->hash = EVP_MD_CTX_new();
	if (src->hash == NULL ||
	    EVP_DigestInit_ex(src->hash, EVP_sha256(), NULL) != 1)
		fatal("could not set up hashing");
	return src;
}

static void
leave(struct source *src)
{
	struct folder *f = &src->stack[--src->depth];

	while (f->i < f->n)
		free(f->names[f->i++]);
	free(f->names);
	free(f->path);
}

void
source_close(struct source *src)
{
	if (src == NULL)
		return;
	while (src->depth > 0)
		leave(src);
	capture_close(src->archive);
	free(src->name);
	buf_release(&src->bytes);
	EVP_MD_CTX_free(src->hash);
	free(src);
}

static int
visible(const struct dirent *e)
{
	return e->d_name[0] != '.';
}

static int
by_bytes(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

/* Goes into the folder, whose path it then owns; -1 and errno if it can't. */
static int
enter(struct source *src, char *path)
{
	struct folder *f;

	if (src->depth == MAX_DEPTH) {
		errno = ELOOP;
		return -1;
	}
	f = &src->stack[src->depth];
	f->n = scandir(path, &f->names, visible, by_bytes);
	if (f->n < 0)
		return -1;
	f->path = path;
	f->i = 0;
	src->depth++;
	return 0;
}

static char *
join(const char *folder, const char *name)
{
	size_t n = strlen(folder);
	bool slash = n > 0 && folder[n - 1] == '/';
	size_t room = n + strlen(name) + 2;
	char *p = xmalloc(room);

	snprintf(p, room, "%s%s%s", folder, slash ? "" : "/", name);
	return p;
}

/* The next name to look at, caller frees; NULL at the end. */
static char *
step(struct source *src, bool *named)
{
	struct folder *f;
	char *path;

	*named = false;
	while (src->depth > 0) {
		f = &src->stack[src->depth - 1];
		if (f->i < f->n) {
			path = join(f->path, f->names[f->i]->d_name);
			free(f->names[f->i++]);
			return path;
		}
		leave(src);
	}
	if (src->i == src->n)
		return NULL;
	*named = true;
	return xstrdup(src->paths[src->i++]);
}

/*
 * Moves src->name to the next document. Inside folders, links to folders
 * are not followed (they may go round), and pipes and devices are no
 * documents; what the user names is taken as it is.
 */
static bool
advance(struct source *src)
{
	struct stat st;
	bool named;
	char *path;

	free(src->name);
	src->name = NULL;
	while ((path = step(src, &named)) != NULL) {
		if (named && strcmp(path, "-") == 0)
			break;
		if (named ? stat(path, &st) < 0 : lstat(path, &st) < 0)
			break;
		if (S_ISLNK(st.st_mode) &&
		    (stat(path, &st) < 0 || S_ISDIR(st.st_mode))) {
			free(path);
			continue;
		}
		if (S_ISDIR(st.st_mode)) {
			if (enter(src, path) == 0)
				continue;
			break;
		}
		if (named || S_ISREG(st.st_mode))
			break;
		free(path);
	}
	src->name = path;
	return path != NULL;
}

size_t
source_count(char *const *paths, int n)
{
	struct source *src = source_open(paths, n, 0);
	size_t count = 0;
	bool archive = false;

	while (!archive && advance(src)) {
		struct str name = str_of(src->name);

		archive = str_ends(name, STR(".warc")) ||
		    str_ends(name, STR(".warc.gz")) ||
		    str_ends(name, STR(".warc.zst"));
		count++;
	}
	source_close(src);
	return archive ? 0 : count;
}

bool
source_is_stream(const char *path)
{
	struct stat st;

	return strcmp(path, "-") == 0 || (stat(path, &st) == 0 &&
	    !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode));
}

static struct str
digest(struct source *src, struct doc *d)
{
	static const char hex[] = "0123456789abcdef";
	unsigned char md[EVP_MAX_MD_SIZE];
	char text[2 * EVP_MAX_MD_SIZE];
	unsigned int n, i;

	if (EVP_DigestFinal_ex(src->hash, md, &n) != 1)
		fatal("could not hash \"%s\"", src->name);
	for (i = 0; i < n; i++) {
		text[2 * i] = hex[md[i] >> 4];
		text[2 * i + 1] = hex[md[i] & 15];
	}
	return arena_printf(d->arena, "sha256:%.*s", (int)(2 * n), text);
}

/* Reads the first bytes; -1 and errno on a read error. */
static int
read_first(struct source *src, int fd)
{
	ssize_t n = 1;

	buf_reset(&src->bytes);
	while (src->bytes.n < LOOK && n != 0) {
		n = read(fd, buf_room(&src->bytes, LOOK),
		    LOOK - src->bytes.n);
		if (n < 0 && errno != EINTR)
			return -1;
		if (n > 0)
			src->bytes.n += (size_t)n;
	}
	return 0;
}

/* Reads and hashes the rest; -1 and errno on a read error. */
static int
slurp(struct source *src, int fd, struct doc *d)
{
	ssize_t n = (ssize_t)src->bytes.n;
	char *p = src->bytes.p;

	src->bytes.n = 0;	/* no reset: its bytes are counted below */
	if (EVP_DigestInit_ex(src->hash, NULL, NULL) != 1)
		fatal("could not hash \"%s\"", src->name);
	d->bytes = 0;
	while (n != 0) {
		if (n > 0) {
			if (EVP_DigestUpdate(src->hash, p, (size_t)n) != 1)
				fatal("could not hash \"%s\"", src->name);
			d->bytes += (size_t)n;
			if (d->bytes <= src->max_bytes)
				src->bytes.n += (size_t)n;
			else	/* from here on only hashed and counted */
				buf_reset(&src->bytes);
		} else if (errno != EINTR) {
			break;
		}
		p = buf_room(&src->bytes, STEP);
		assert(p != NULL);	/* the ceiling leaves room for a step */
		n = read(fd, p, STEP);
	}
	d->digest = digest(src, d);
	return n < 0 ? -1 : 0;
}

static void
unreadable(struct doc *d)
{
	doc_reject(d, STATE_REJECTED, "unreadable",
	    arena_str(d->arena, str_of(strerror(errno))));
}

static int
open_file(const struct source *src)
{
	return strcmp(src->name, "-") == 0 ? STDIN_FILENO :
	    open(src->name, O_RDONLY | O_CLOEXEC);
}

static void
close_file(int fd)
{
	if (fd > STDIN_FILENO)
		close(fd);
}

/* The file is the document; its first bytes are in src->bytes. */
static void
read_document(struct source *src, int fd, struct doc *d)
{
	if (slurp(src, fd, d) < 0)
		unreadable(d);
	if (d->bytes > src->max_bytes)
		doc_reject(d, STATE_REJECTED, "too_big",
		    arena_printf(d->arena, "%zu bytes, limit %zu", d->bytes,
			src->max_bytes));
}

/*
 * Opens the current file and reads its start. True if it is an archive, which
 * src->archive then reads; else *fd is the file, or -1 and errno.
 */
static bool
look_into(struct source *src, int *fd)
{
	int e;

	*fd = open_file(src);
	if (*fd < 0)
		return false;
	if (read_first(src, *fd) < 0) {
		e = errno;
		close_file(*fd);
		errno = e;
		*fd = -1;
		return false;
	}
	if (!warc_is(buf_str(&src->bytes)))
		return false;
	src->archive = capture_open(*fd, buf_str(&src->bytes),
	    src->max_bytes);
	return true;
}

/* At the end of the archive, if one is open. */
static void
leave_archive(struct source *src)
{
	capture_close(src->archive);
	src->archive = NULL;
}

bool
source_next(struct source *src, struct doc *d, struct str *bytes)
{
	int fd;

	*bytes = STR_NONE;
	for (;;) {
		if (src->archive != NULL && capture_next(src->archive,
		    src->name, d, bytes)) {
			if (d->state == STATE_OK)
				source_sniff(d, *bytes);
			return true;
		}
		leave_archive(src);
		if (!advance(src))
			return false;
		if (!look_into(src, &fd))
			break;
	}
	d->source = arena_str(d->arena, str_of(src->name));
	d->warc_offset = -1;
	if (fd < 0)
		unreadable(d);
	else
		read_document(src, fd, d);
	close_file(fd);
	if (d->state != STATE_OK)
		return true;
	source_sniff(d, buf_str(&src->bytes));
	*bytes = buf_str(&src->bytes);
	return true;
}

bool
source_skip(struct source *src)
{
	int fd;

	for (;;) {
		if (src->archive != NULL && capture_skip(src->archive))
			return true;
		leave_archive(src);
		if (!advance(src))
			return false;
		if (!look_into(src, &fd))
			break;
	}
	close_file(fd);
	return true;
}

/* What starts with these bytes, and why it is set aside if it is. */
static const struct magic {
	size_t at;
	struct str bytes;
	const char *mime, *reason;
} magics[] = {
	{ 0, { "%PDF-", 5 }, "application/pdf", NULL },
	{ 0, { "\x89PNG\r\n\x1a\n", 8 }, "image/png", "image" },
	{ 0, { "\xff\xd8\xff", 3 }, "image/jpeg", "image" },
	{ 0, { "GIF87a", 6 }, "image/gif", "image" },
	{ 0, { "GIF89a", 6 }, "image/gif", "image" },
	{ 8, { "WEBPVP8", 7 }, "image/webp", "image" },
	{ 0, { "II*\0", 4 }, "image/tiff", "image" },
	{ 0, { "MM\0*", 4 }, "image/tiff", "image" },
	{ 6, { "\0\0\0\0", 4 }, "image/bmp", "image" },	/* and "BM", below */
	{ 0, { "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8 }, "application/x-ole-storage",
	    NULL },
	{ 0, { "{\\rtf", 5 }, "application/rtf", NULL },
	{ 0, { "\x1f\x8b", 2 }, "application/gzip", "archive" },
	{ 0, { "Rar!\x1a\x07", 6 }, "application/vnd.rar", "archive" },
	{ 0, { "7z\xbc\xaf\x27\x1c", 6 }, "application/x-7z-compressed",
	    "archive" },
	{ 0, { "BZh", 3 }, "application/x-bzip2", "archive" },
	{ 0, { "filedesc://", 11 }, "application/x-arc", "archive" },
};

static size_t
little_endian(struct str bytes, size_t at, size_t n)
{
	size_t v = 0;

	while (n-- > 0)
		v = v << 8 | (unsigned char)bytes.p[at + n];
	return v;
}

/* Where the directory of a ZIP starts; its length if it has none. */
static size_t
zip_directory(struct str bytes)
{
	enum { END = 22 };	/* bytes of the record at the end */
	size_t at = bytes.n >= END ? bytes.n - END + 1 : 0;
	size_t stop = at > STEP ? at - STEP : 0;

	while (at-- > stop)
		if (memcmp(bytes.p + at, "PK\5\6", 4) == 0)
			return little_endian(bytes, at + 16, 4);
	return bytes.n;
}

/*
 * Whether a name in the directory starts like this. Without a directory
 * (the file is cut) the first name decides.
 */
static bool
zip_lists(struct str bytes, struct str name)
{
	enum { HEADER = 46, LOCAL = 30 };
	size_t at = zip_directory(bytes);

	if (at >= bytes.n)
		return str_starts(str_sub(bytes, LOCAL, name.n), name);
	while (bytes.n - at > HEADER &&
	    memcmp(bytes.p + at, "PK\1\2", 4) == 0) {
		if (str_starts(str_sub(bytes, at + HEADER, name.n), name))
			return true;
		at += HEADER + little_endian(bytes, at + 28, 2) +
		    little_endian(bytes, at + 30, 2) +
		    little_endian(bytes, at + 32, 2);
		if (at > bytes.n)
			break;
	}
	return false;
}

/* Not an archive that has a folder of such a name, or such a file, in it. */
static bool
is_package(struct str bytes)
{
	return zip_directory(bytes) >= bytes.n ||
	    zip_lists(bytes, STR("_rels/")) ||
	    zip_lists(bytes, STR("[Content_Types].xml")) ||
	    zip_lists(bytes, STR("OFD.xml"));
}

/* A ZIP is an office document if its directory says so. */
static void
sniff_zip(struct doc *d, struct str bytes)
{
	static const struct {
		struct str name;
		const char *mime;
	} kinds[] = {
		{ { "xl/workbook.bin", 15 }, SOURCE_XLSB },
		{ { "word/", 5 }, SOURCE_DOCX },
		{ { "xl/", 3 }, SOURCE_XLSX },
		{ { "OFD.xml", 7 }, "application/ofd" },
	};
	size_t i;

	d->mime = "application/zip";
	if (str_has(str_sub(bytes, 0, SOURCE_LOOK),
	    STR("mimetypeapplication/vnd.oasis.opendocument")) &&
	    zip_lists(bytes, STR("content.xml")))
		d->mime = SOURCE_ODF;
	for (i = 0; is_package(bytes) && i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (zip_lists(bytes, kinds[i].name)) {
			d->mime = kinds[i].mime;
			break;
		}
	if (strcmp(d->mime, "application/ofd") == 0)
		doc_reject(d, STATE_UNSUPPORTED, "ofd", STR_NONE);
	else if (strcmp(d->mime, "application/zip") == 0)
		doc_reject(d, STATE_UNSUPPORTED, "archive", STR_NONE);
}

/*
 * A PDF may have something in front, 1024 bytes at most (a byte order mark, a
 * head of HTTP); what is cited in a text has no objects behind it.
 */
static bool
is_late_pdf(struct str bytes)
{
	struct str head = str_sub(bytes, 0, 1024);
	ptrdiff_t at = str_find(head, STR("%PDF-"), 0);

	return at >= 0 && str_has(str_sub(bytes, (size_t)at, 1 << 16),
	    STR(" obj")) && (memchr(bytes.p, '\0', bytes.n) != NULL ||
	    str_has(str_sub(bytes, bytes.n < 1024 ? 0 : bytes.n - 1024, 1024),
	    STR("%%EOF")));
}

static bool
sniff_magic(struct doc *d, struct str bytes)
{
	const struct magic *m;
	size_t i;

	d->mime_from = "magic";
	if (str_starts(bytes, STR("PK\x03\x04"))) {
		sniff_zip(d, bytes);
		return true;
	}
	for (i = 0; i < sizeof(magics) / sizeof(magics[0]); i++) {
		m = &magics[i];
		if (!str_eq(str_sub(bytes, m->at, m->bytes.n), m->bytes))
			continue;
		if (strcmp(m->mime, "image/bmp") == 0 &&
		    !str_starts(bytes, STR("BM")))
			continue;
		d->mime = m->mime;
		if (m->reason != NULL)
			doc_reject(d, strcmp(m->reason, "image") == 0 ?
			    STATE_NEEDS_OCR : STATE_UNSUPPORTED, m->reason,
			    STR_NONE);
		return true;
	}
	if (!is_late_pdf(bytes))
		return false;
	d->mime = "application/pdf";
	return true;
}

/* Whether the tag that starts at s ("<div ...") is one of HTML's. */
static bool
is_html_tag(struct str s)
{
	static const char *const names[] = { "!doctype html", "a", "b", "body",
		"br", "center", "div", "font", "form", "h1", "h2", "h3", "h4",
		"head", "html", "iframe", "img", "input", "li", "link", "meta",
		"ol", "p", "script", "span", "strong", "style", "table",
		"tbody", "td", "th", "thead", "title", "tr", "ul" };
	size_t i, n;
	char end;

	if (str_starts(s, STR("</")))
		s = str_sub(s, 1, s.n);
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		n = strlen(names[i]);
		if (s.n < n + 2 || strncasecmp(s.p + 1, names[i], n) != 0)
			continue;
		end = s.p[n + 1];
		if (end == '>' || end == '/' || isspace((unsigned char)end))
			return true;
	}
	return false;
}

/* The bytes behind white space, comments and the XML declaration. */
static struct str
skip_prolog(struct str s)
{
	ptrdiff_t end;

	for (;;) {
		s = str_trim(s);
		if (str_starts(s, STR("<!--")))
			end = str_find(s, STR("-->"), 0) + 2;
		else if (str_starts(s, STR("<?")) || str_starts(s, STR("<%")))
			end = str_find(s, STR(">"), 0);
		else
			return s;
		if (end < 2)
			return STR("");
		s = str_sub(s, (size_t)end + 1, s.n);
	}
}

static bool
starts_tag(struct str s, struct str tag)
{
	return s.n >= tag.n && strncasecmp(s.p, tag.p, tag.n) == 0;
}

/*
 * HTML starts with one of its tags, or has many of them for its length:
 * pages come with wrappers and scraps in front, and texts may quote a tag.
 * Those of tables say nothing, as Markdown, which starts with #, has them too.
 */
static bool
is_html(struct str head)
{
	enum { MANY = 4, EVERY = 200 };
	struct str rest = skip_prolog(head);
	size_t i, tags = 0, text = 0;
	bool table = false;

	if (rest.n > 0 && rest.p[0] == '<' && is_html_tag(rest))
		return true;
	if (str_starts(rest, STR("#")))
		return false;
	for (i = 0; i < head.n; i++) {
		rest = str_sub(head, i, 16);
		if (starts_tag(rest, STR("<table")))
			table = true;
		text += !table;
		if (rest.p[0] == '<' && !table)
			tags += is_html_tag(rest);
		if (starts_tag(rest, STR("</table")))
			table = false;
	}
	return tags >= MANY && text / tags < EVERY;
}

/* Whether a page has one of the tags that say where it begins. */
static bool
begins_page(struct str head)
{
	static const struct str tags[] = { { "<!doctype", 9 },
		{ "<html", 5 }, { "<head>", 6 }, { "<body", 5 } };
	size_t i, k;

	for (i = 0; i < head.n; i++)
		for (k = 0; head.p[i] == '<' &&
		     k < sizeof(tags) / sizeof(tags[0]); k++)
			if (starts_tag(str_sub(head, i, 16), tags[k]))
				return true;
	return false;
}

/*
 * Marks of a text, which may have tags for what it has no marks for (pandoc
 * writes <div>s): the tables of MediaWiki, and rows between bars.
 */
static bool
has_marked_table(struct str s)
{
	enum { BARS = 3, ROWS = 3 };
	struct str line;
	int rows = 0, bars;
	size_t i;

	while (s.p != NULL) {
		line = str_trim(str_cut(&s, '\n'));
		if (str_starts(line, STR("{|")))
			return true;
		if (!str_starts(line, STR("|")) ||
		    !str_ends(line, STR("|")) || str_has(line, STR("<")))
			continue;
		for (bars = 0, i = 0; i < line.n; i++)
			bars += line.p[i] == '|';
		rows += bars >= BARS;
		if (rows == ROWS)
			return true;
	}
	return false;
}

/* Bytes below space that no text has, NUL among them; in the first 64 KiB. */
static bool
is_binary(struct str s)
{
	size_t i, k, len, bad = 0, n = s.n < STEP ? s.n : STEP;
	uint8_t few;
	unsigned char c;

	/* Counted in bytes, 128 at a time, so that the compiler can do many. */
	for (i = 0; i < n; i += len) {
		len = n - i < 128 ? n - i : 128;
		few = 0;
		for (k = 0; k < len; k++) {
			c = (unsigned char)s.p[i + k];
			few = (uint8_t)(few + ((c < 0x20) & ((c < '\t') |
			    (c > '\r'))));
		}
		bad += few;
	}
	return bad * 20 > n;
}

/* Office documents in one XML file, by their root; NULL for others. */
static const char *
office_xml(struct str head)
{
	static const struct {
		struct str root;
		const char *mime;
	} kinds[] = {
		{ { "<Workbook", 9 }, SOURCE_SHEET_XML },
		{ { "<ss:Workbook", 12 }, SOURCE_SHEET_XML },
		{ { "<w:wordDocument", 15 }, SOURCE_WORD_XML },
		{ { "<pkg:package", 12 }, SOURCE_WORD_XML },
		{ { "<office:document", 16 }, SOURCE_ODF },
	};
	struct str s = skip_prolog(str_starts(head, STR("\xef\xbb\xbf")) ?
	    str_sub(head, 3, head.n) : head);
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (str_starts(s, kinds[i].root) &&
		    str_is_space(str_peek(s, kinds[i].root.n)))
			return kinds[i].mime;
	return NULL;
}

void
source_sniff(struct doc *d, struct str bytes)
{
	char head[LOOK];
	struct str s = str_sub(bytes, 0, LOOK);
	size_t i;
	bool wide;

	if (bytes.n == 0 || str_trim(bytes).n == 0) {
		doc_reject(d, STATE_REJECTED, "empty", STR_NONE);
		return;
	}
	if (sniff_magic(d, bytes))
		return;
	d->mime_from = "content";
	wide = decode_utf16(bytes) != NULL;
	/* Without zeros, the ASCII of UTF-16 reads like ASCII. */
	if (wide) {
		s = (struct str){ head, 0 };
		for (i = 2; i < bytes.n && s.n < LOOK; i++)
			if (bytes.p[i] != '\0')
				head[s.n++] = bytes.p[i];
	}
	if (!wide && (d->mime = office_xml(s)) != NULL)
		return;
	if (!wide && mhtml_is(bytes)) {
		d->mime = SOURCE_MHTML;
	} else if (!wide && is_binary(bytes)) {
		d->mime = "application/octet-stream";
		doc_reject(d, STATE_REJECTED, "binary", STR_NONE);
	} else if (is_html(s) && (wide || begins_page(s) ||
	    !has_marked_table(bytes))) {
		d->mime = "text/html";	/* its reader takes NULs out */
	} else {
		d->mime = str_starts(str_trim(s), STR("<?xml")) ? "text/xml" :
		    "text/plain";
		if (!wide && memchr(bytes.p, '\0', bytes.n) != NULL)
			doc_reject(d, STATE_REJECTED, "nul_bytes", STR_NONE);
	}
}
