/* SPDX-License-Identifier: MIT */
/*
 * fingerprint: a SimHash (64 bits, Charikar 2002) of the 4-grams of the
 * letters and Chinese characters of a text in Simplified script. Digits and
 * punctuation are left out, so last year's report with new numbers is near.
 * Texts that share most of what they say differ in few bits.
 */
#ifndef FINGERPRINT_H
#define FINGERPRINT_H

#include "str.h"

enum { FINGERPRINT_SIZE = 17 };	/* 16 hexadecimal digits and NUL */

void fingerprint(struct str text_hans, char out[FINGERPRINT_SIZE]);

#endif
