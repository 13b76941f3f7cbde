/* SPDX-License-Identifier: MIT */
/*
 * field: the fields of a DOCX (ISO/IEC 29500-1, 17.16), which stand inside
 * each other: code, then what it was worked out to. Text is told by where it
 * stands in the open paragraph, `at` bytes from some start.
 */
#ifndef FIELD_H
#define FIELD_H

#include "ooxml.h"

enum { FIELD_MAX = 16 };	/* inside each other; deeper ones are text */

struct field {
	const void *para;	/* where it begins, ... */
	size_t from;		/* ... in the text */
	bool shows;		/* its code has ended */
	struct ooxml_text code;
	int choice, entries;	/* of a list; which is chosen (-1: none), how many */
	struct str chosen;
};

struct fields {
	struct arena *arena;
	struct field v[FIELD_MAX];
	int n;			/* that are open; maybe more than FIELD_MAX */
};

/* A field begins, with this code; "" where it is still to come. */
void field_start(struct fields *, const void *para, size_t at,
    struct str code);

/* A piece of its code; a thing in its list: an entry, or which is chosen. */
void field_code(struct fields *, struct str);
void field_entry(struct fields *, struct str);
void field_choice(struct fields *, int);

/*
 * Its code ends, or the field does. Returns where the text ends now: what
 * fields inside the code gave is none.
 */
size_t field_shows(struct fields *, const void *para, size_t at);

/*
 * The field ends. What it shows without a result: of a list what is chosen; a
 * formula that nobody worked out is not blank but stands for itself; "□" for
 * what is drawn by its code. Otherwise "".
 */
struct str field_end(struct fields *, const void *para, size_t at);

#endif
