/* SPDX-License-Identifier: MIT */
#include "blocks.h"

struct block *
blocks_add(struct blocks *out)
{
	return DOC_ADD(out, list);
}

struct str
blocks_original(const struct block *b, size_t from, size_t to)
{
	size_t skip;

	if (b->text.n == b->hans.n && b->text.p == b->hans.p)
		return str_sub(b->text, from, to - from);
	if (str_chars(b->text) != str_chars(b->hans))
		return str_sub(b->hans, from, to - from);
	skip = str_first(b->text, str_chars(str_sub(b->hans, 0, from))).n;
	return str_first(str_sub(b->text, skip, b->text.n),
	    str_chars(str_sub(b->hans, from, to - from)));
}

void
blocks_add_part(struct blocks *out, const struct block *b, size_t from,
    size_t to)
{
	struct str words = str_trim(str_sub(b->hans, from, to - from));
	struct block *part;

	if (words.n == 0)
		return;
	part = blocks_add(out);
	*part = *b;
	part->text = str_trim(blocks_original(b, from, to));
	part->hans = words;
}

void
blocks_replace(struct doc *d, const struct blocks *out)
{
	d->blocks.v = out->list.v;
	d->blocks.n = out->list.n;
}
