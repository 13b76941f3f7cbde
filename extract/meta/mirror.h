/* SPDX-License-Identifier: MIT */
/*
 * mirror: what copies on foreign hosts did to a text (CORPUS.md 3.A):
 * pinyin behind characters, "公(gong)(gong)開(kai)", question marks for an
 * indent, words masked with asterisks.
 */
#ifndef MIRROR_H
#define MIRROR_H

#include "doc.h"

/*
 * Takes pinyin and such indents out of hans of blocks and cells, where a
 * document is full of them, and sets d->is_mirror; the text as found stays.
 * Call it after script_pass(). Warnings: pinyin_stripped, masked_words.
 */
void mirror_pass(struct doc *);

#endif
