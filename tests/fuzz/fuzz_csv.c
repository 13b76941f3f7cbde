/* SPDX-License-Identifier: MIT */
/*
 * The reader of CSV on any UTF-8: its tables keep their promises, and rows
 * that are documents end.
 */
#include "harness.h"

#include "blocks.h"
#include "csv.h"

static void
read(struct doc *d, struct str text)
{
	struct csv_corpus *c = csv_corpus_open(d->arena, text);
	struct doc row = { .arena = d->arena };
	struct str line, bytes;
	long number, last = 0;

	while (c != NULL && csv_corpus_next(c, &row, &number, &line, &bytes)) {
		assert(number > last && line.n > 0);
		last = number;
		row = (struct doc){ .arena = d->arena };
	}
	csv_read(d, text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	return read_text(read, p, n);
}
