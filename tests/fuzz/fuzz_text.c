/* SPDX-License-Identifier: MIT */
/* The reader of plain text on any UTF-8: its tables keep their promises. */
#include "harness.h"

#include "blocks.h"
#include "text.h"

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	return read_text(text_document, p, n);
}
