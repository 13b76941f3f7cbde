/* SPDX-License-Identifier: MIT */
#include "attach.h"

#include <strings.h>

#include "affix.h"

enum {
	MAX_ATTACHMENTS = 200,
	MAX_ADDRESS = 2000	/* bytes */
};

/* Whether it ends with the suffix of a document or an archive. */
static bool
names_file(struct str s)
{
	static const char *const ends[] = { ".pdf", ".doc", ".docx", ".wps",
		".xls", ".xlsx", ".et", ".ofd", ".rtf", ".odt", ".ods",
		".ppt", ".pptx", ".csv", ".zip", ".rar", ".7z" };
	size_t i, n;

	for (i = 0; i < AFFIX_LEN(ends); i++) {
		n = strlen(ends[i]);
		if (s.n > n && strncasecmp(s.p + s.n - n, ends[i], n) == 0)
			return true;
	}
	return false;
}

/* "/u/2021.pdf", "down.jsp?name=2021.pdf&id=3", "viewer.html?file=/u/2021.pdf" */
static bool
leads_to_file(struct str href)
{
	struct str rest = str_cut(&href, '#'), part = str_cut(&rest, '?');

	if (names_file(part))
		return true;
	while (rest.p != NULL)
		if (names_file(str_cut(&rest, '&')))
			return true;
	return false;
}

/* A link in a line that says what its links are: 附件：… */
static bool
is_attachment(const struct block *b, struct str line)
{
	return b->href.n <= MAX_ADDRESS && (leads_to_file(b->href) ||
	    names_file(b->text) || str_starts(b->hans, STR("附件")) ||
	    str_starts(line, STR("附件")));
}

static bool
is_known(const struct doc *d, struct str url)
{
	size_t i;

	for (i = 0; i < d->attachments.n; i++)
		if (str_eq(d->attachments.v[i].url, url))
			return true;
	return false;
}

void
attach_pass(struct doc *d)
{
	const struct block *b;
	struct str line = STR("");
	size_t i;

	for (i = 0; i < d->blocks.n &&
	    d->attachments.n < MAX_ATTACHMENTS; i++) {
		b = &d->blocks.v[i];
		if (b->kind != BLOCK_LINK)
			line = b->hans;
		else if (is_attachment(b, line) && !is_known(d, b->href))
			*DOC_ADD(d, attachments) = (struct attachment){
				b->href, b->text };
	}
}
