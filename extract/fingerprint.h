/* SPDX-License-Identifier: MIT */
/*
 * fingerprint: a SimHash (64 bits, Charikar 2002) of the 4-grams of the
 * letters and Chinese characters of a text in Simplified script. Digits and
 * punctuation are left out, so last year's report with new numbers is near,
 * and so are the labels of the statutory forms, which all reports share.
 * Texts that share most of what they say differ in few bits.
 *
 * One bit is turned over for the year reported on, another in each year of 64:
 * next year's report in the same words is near, two bits off, and not the
 * same, while a copy in the other script is.
 */
#ifndef FINGERPRINT_H
#define FINGERPRINT_H

#include "arena.h"
#include "str.h"

struct fingerprints;

/* Knows the forms; in the arena. */
const struct fingerprints *fingerprint_new(struct arena *);

/*
 * 16 hexadecimal digits, in the arena; `year` is 0 where it is not known. Of a
 * text that says nothing, all are 0.
 */
struct str fingerprint(struct arena *, const struct fingerprints *,
    struct str text_hans, int year);

#endif
