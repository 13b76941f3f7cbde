/* SPDX-License-Identifier: MIT */
/*
 * fingerprint: a SimHash (64 bits, Charikar 2002) of the 4-grams of the
 * letters and Chinese characters of a text in Simplified script. Digits and
 * punctuation are left out, so last year's report with new numbers is near,
 * and so are the labels of the statutory forms, which all reports share.
 * Texts that share most of what they say differ in few bits.
 */
#ifndef FINGERPRINT_H
#define FINGERPRINT_H

#include "arena.h"
#include "str.h"

struct fingerprints;

/* Knows the forms; in the arena. */
const struct fingerprints *fingerprint_new(struct arena *);

/* 16 hexadecimal digits, in the arena. */
struct str fingerprint(struct arena *, const struct fingerprints *,
    struct str text_hans);

#endif
