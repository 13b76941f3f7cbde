/* SPDX-License-Identifier: MIT */
/*
 * members: the files in a ZIP archive, and the rows of a CSV file or objects of
 * a JSON file of several documents, as documents of their own, wherever it
 * came from. A ZIP in a ZIP is opened, too, under the limits of the outer one;
 * what is packed three times is not.
 */
#ifndef MEMBERS_H
#define MEMBERS_H

#include "doc.h"

struct members;

/*
 * The members of the archive that `outer` is. NULL when it is none (its
 * reason is not "archive") or holds no file, and outer is as it was; a broken
 * archive is set aside as such. `bytes` must stay; outer need not.
 */
struct members *members_open(struct doc *outer, struct str bytes);
void members_close(struct members *);

/*
 * The next member: fills in what was seen of d, whose arena is set, as
 * source_next() does. It was seen where the archive was; its source is that
 * of the archive, "!/" and its name; of a row, its address or the number of
 * the row for a name. False at the end.
 */
bool members_next(struct members *, struct doc *d, struct str *bytes);

#endif
