/* SPDX-License-Identifier: MIT */
/*
 * template: which form of the report the coded cells make (DOMAIN.md A0), and
 * which rows of that form are missing.
 */
#ifndef TEMPLATE_H
#define TEMPLATE_H

#include "doc.h"
#include "forms.h"

/* Sets FACT_TEMPLATE. Warnings: mixed_template, rows_missing. */
void template_find(struct doc *, const struct forms *);

#endif
