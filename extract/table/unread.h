/* SPDX-License-Identifier: MIT */
/*
 * unread: labels of a statutory table, with numbers beside them, in a document
 * of which no such table was read: nobody should take it for one without.
 */
#ifndef UNREAD_H
#define UNREAD_H

#include "doc.h"
#include "forms.h"

/*
 * Call it when all tables are read. Warning: form_text, with the table; the
 * detail says how many labels there are.
 */
void unread_pass(struct doc *, const struct forms *);

#endif
