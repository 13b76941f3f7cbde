/* SPDX-License-Identifier: MIT */
/* record: writes a document as one line of record(5). */
#ifndef RECORD_H
#define RECORD_H

#include "buf.h"
#include "doc.h"

/* Appends the line, newline and all. */
void record_write(struct buf *, const struct doc *);

/* The names that record(5) gives to the members of `fields`. */
const char *record_field_name(enum fact_id);

const char *record_state_name(enum state);
const char *record_cell_state_name(enum cell_state);
const char *record_check_status_name(enum check_status);

#endif
