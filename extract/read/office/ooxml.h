/* SPDX-License-Identifier: MIT */
/*
 * ooxml: what DOCX and XLSX share (ISO/IEC 29500-2, Open Packaging): a ZIP of
 * XML parts that name each other by relationships.
 */
#ifndef OOXML_H
#define OOXML_H

#include "zipfile.h"

/* Part names are without the leading slash: "word/document.xml". */
struct ooxml_rel {
	struct str id, type, target;
};

struct ooxml {
	struct doc *d;
	struct arena *arena;
	struct zipfile *zip;
	struct str main;		/* name of the main part */
	LIST(struct ooxml_rel) rels;	/* of the main part */
};

/* Text that comes in pieces, in the arena. */
struct ooxml_text {
	struct arena *arena;
	char *p;
	size_t n, room;
};

void ooxml_add(struct ooxml_text *, struct str s);

/*
 * Opens a package and reads its properties into d->metas: title, created,
 * modified; no names of persons. False when it can't be read; d is set aside
 * then (see zipfile.h; archive when it is no package at all).
 */
bool ooxml_open(struct ooxml *, struct doc *d, struct str bytes);
void ooxml_close(struct ooxml *);

/*
 * The bytes of the part that the main part calls by this kind of
 * relationship ("styles"); STR_NONE without one.
 */
struct str ooxml_part_of_type(struct ooxml *, const char *type);

/* The same by the id of the relationship. */
struct str ooxml_part_of_id(struct ooxml *, struct str id);

#endif
