/* SPDX-License-Identifier: MIT */
#include "office.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>

#include "child.h"
#include "docx.h"
#include "source.h"
#include "xlsx.h"

#define PACKAGES "libreoffice-writer-nogui libreoffice-calc-nogui"

struct kind {
	/* In the bytes, UTF-16 for OLE2; NULL: it was seen by its mime. */
	const char *mark;
	bool wide;
	const char *mime;
	const char *to;		/* suffix of what it becomes; NULL: nothing */
	enum state state;	/* then */
	const char *reason;
};

/* The streams of an OLE2 file tell what it is, or the start of the others. */
static const struct kind kinds[] = {
	{ "EncryptedPackage", true, "application/x-ole-storage", NULL,
	    STATE_REJECTED, "encrypted" },
	{ "WordDocument", true, "application/msword", "docx", STATE_OK, NULL },
	{ "Workbook", true, "application/vnd.ms-excel", "xlsx", STATE_OK, NULL },
	{ "Book", true, "application/vnd.ms-excel", "xlsx", STATE_OK, NULL },
	{ "{\\rtf", false, "application/rtf", "docx", STATE_OK, NULL },
	{ NULL, false, SOURCE_XLSB, "xlsx", STATE_OK, NULL },
	{ NULL, false, SOURCE_SHEET_XML, "xlsx", STATE_OK, NULL },
	{ NULL, false, SOURCE_WORD_XML, "docx", STATE_OK, NULL },
	{ "application/vnd.oasis.opendocument.text", false,
	    "application/vnd.oasis.opendocument.text", "docx", STATE_OK, NULL },
	{ "application/vnd.oasis.opendocument.spreadsheet", false,
	    "application/vnd.oasis.opendocument.spreadsheet", "xlsx", STATE_OK, NULL },
};

static const struct kind *
kind_of(const char *mime, struct str bytes)
{
	char wide[128];
	struct str mark;
	size_t i, k;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		mark = str_of(kinds[i].mark);
		if (!kinds[i].wide) {
			if (mark.p == NULL ? strcmp(mime, kinds[i].mime) == 0 :
			    str_has(str_sub(bytes, 0, SOURCE_LOOK), mark))
				return &kinds[i];
			continue;
		}
		for (k = 0; k < mark.n; k++) {
			wide[2 * k] = mark.p[k];
			wide[2 * k + 1] = '\0';
		}
		if (str_has(bytes, (struct str){ wide, 2 * mark.n }))
			return &kinds[i];
	}
	return NULL;
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	(void)at;
	remove(path);
	return 0;
}

static int
write_file(const char *path, struct str bytes)
{
	FILE *f = fopen(path, "w");
	size_t n;

	if (f == NULL)
		return -1;
	n = fwrite(bytes.p, 1, bytes.n, f);
	return fclose(f) == 0 && n == bytes.n ? 0 : -1;
}

static void
read_file(const char *path, struct buf *to)
{
	FILE *f = fopen(path, "r");
	size_t n = 1;
	char *p;

	while (f != NULL && n > 0 && (p = buf_room(to, 1 << 16)) != NULL) {
		n = fread(p, 1, 1 << 16, f);
		to->n += n;
	}
	if (f != NULL)
		fclose(f);
}

/* Converts in a folder of its own; the result is appended to *out. */
static enum child_end
convert(const char *folder, struct str bytes, const char *to, struct buf *out)
{
	char profile[256], in[256], result[256];
	const char *const argv[] = { "soffice", profile, "--headless",
		"--norestore", "--nolockcheck", "--convert-to", to, "--outdir",
		folder, in, NULL };
	const struct child c = { .argv = argv, .in = -1, .home = folder,
		.seconds = OFFICE_SECONDS, .max_memory = (size_t)4 << 30,
		.max_file = OFFICE_MAX_FILE };
	enum child_end end;
	struct buf said;

	snprintf(profile, sizeof(profile),
	    "-env:UserInstallation=file://%s/profile", folder);
	snprintf(in, sizeof(in), "%s/in", folder);
	snprintf(result, sizeof(result), "%s/in.%s", folder, to);
	if (write_file(in, bytes) < 0)
		return CHILD_FAILED;
	buf_init(&said, 1 << 20);
	end = child_run(&c, &said);
	buf_release(&said);
	if (end == CHILD_OK)
		read_file(result, out);
	return end == CHILD_OK && out->n == 0 ? CHILD_FAILED : end;
}

/* The converted bytes in the arena, or STR_NONE and d is set aside. */
static struct str
converted(struct doc *d, struct str bytes, const char *to)
{
	const char *tmp = getenv("TMPDIR");
	char folder[128];
	enum child_end end = CHILD_FAILED;
	struct str result = STR_NONE;
	struct buf out;

	snprintf(folder, sizeof(folder), "%s/nianbao-office.XXXXXX",
	    tmp != NULL && strlen(tmp) < 64 ? tmp : "/tmp");
	buf_init(&out, OFFICE_MAX_FILE);
	if (mkdtemp(folder) != NULL) {
		end = convert(folder, bytes, to, &out);
		nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	}
	if (end == CHILD_ABSENT)
		doc_reject(d, STATE_UNSUPPORTED, "no_converter",
		    STR("soffice not found (packages " PACKAGES ")"));
	else if (end != CHILD_OK)
		doc_reject(d, STATE_REJECTED, "converter_failed",
		    arena_printf(d->arena, "soffice %s", child_says(end)));
	else
		result = buf_str(&out);
	if (result.p != NULL)
		result = arena_str(d->arena, result);
	buf_release(&out);
	return result;
}

void
office_read(struct doc *d, struct str bytes)
{
	const struct kind *kind = kind_of(d->mime, bytes);
	struct str office;

	if (kind == NULL) {
		doc_reject(d, STATE_UNSUPPORTED, "office", STR_NONE);
		return;
	}
	d->mime = kind->mime;
	if (kind->to == NULL) {
		doc_reject(d, kind->state, kind->reason, STR_NONE);
		return;
	}
	office = converted(d, bytes, kind->to);
	if (office.p == NULL)
		return;
	if (strcmp(kind->to, "docx") == 0)
		docx_read(d, office);
	else
		xlsx_read(d, office);
}
