/* SPDX-License-Identifier: MIT */
/*
 * filetype: names of files that may be a report or belong to one: "x.pdf",
 * "x.DOCX".
 */
#ifndef FILETYPE_H
#define FILETYPE_H

#include "str.h"

/* Whether an extension is that of such a file, in letters of any size. */
bool filetype_is(struct str extension);

/* Whether a name ends so. */
bool filetype_ends(struct str name);

/* Whether the path of an address does. */
bool filetype_leads(struct str address);

/* Whether there is such a name anywhere in a text: most pages have none. */
bool filetype_within(struct str text);

#endif
