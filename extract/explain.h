/* SPDX-License-Identifier: MIT */
/* explain: what extract made of a document and why, for a person to read. */
#ifndef EXPLAIN_H
#define EXPLAIN_H

#include <stdio.h>

#include "doc.h"

void explain_write(FILE *, const struct doc *);

#endif
