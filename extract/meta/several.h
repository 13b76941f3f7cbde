/* SPDX-License-Identifier: MIT */
/* several: files that hold the reports of several offices, or years. */
#ifndef SEVERAL_H
#define SEVERAL_H

#include "doc.h"
#include "forms.h"

/*
 * Makes boilerplate of what stands behind the first report in a file (no page,
 * no text) that holds more: from the title of another year or agency on, if
 * statutory tables stand before it and most rows of one come again. So no
 * table or figure of another report is taken for one of the first.
 *
 * Warning: several_reports, with the title where the second begins.
 */
void several_pass(struct doc *, const struct forms *);

#endif
