/* SPDX-License-Identifier: MIT */
/* The reader of CSV on any UTF-8: its tables keep their promises. */
#include "harness.h"

#include "blocks.h"
#include "csv.h"

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	return read_text(csv_read, p, n);
}
