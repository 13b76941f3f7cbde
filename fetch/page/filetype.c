/* SPDX-License-Identifier: MIT */
#include "filetype.h"

#include <strings.h>

static const char *const types[] = { "pdf", "doc", "docx", "xls", "xlsx",
	"wps", "ofd", "zip", "rar" };

bool
filetype_is(struct str ext)
{
	size_t i;

	for (i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (ext.n == strlen(types[i]) && strncasecmp(ext.p, types[i],
		    ext.n) == 0)
			return true;
	return false;
}

bool
filetype_ends(struct str name)
{
	struct str rest = name, ext = STR_NONE;

	while (rest.p != NULL)
		ext = str_cut(&rest, '.');
	return ext.p != name.p && filetype_is(ext);
}

bool
filetype_leads(struct str address)
{
	return filetype_ends(str_cut(&address, '?'));
}

bool
filetype_within(struct str text)
{
	const char *p = text.p, *end = p + text.n;
	size_t i;

	while ((p = memchr(p, '.', (size_t)(end - p))) != NULL) {
		p++;
		for (i = 0; i < sizeof(types) / sizeof(*types); i++)
			if (end - p >= 3 && (p[0] | 0x20) == types[i][0] &&
			    strncasecmp(p, types[i], 3) == 0)
				return true;
	}
	return false;
}
